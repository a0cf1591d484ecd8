//! From what cells say to figures, and from figures to an achievement ([`crate::domain::capaian`]).
//!
//! Grades compare on their own scale only. A figure against an AKIP letter becomes the letter of its band (PermenPANRB
//! 12/2015, domain 9.3). "100 dari 110" is its ratio where values are percent points, else its numerator (domain 6).

use crate::domain::capaian::{self, Alasan, Capaian, Profil, Realisasi, Target, rasio};
use crate::domain::nilai::Nilai;
use crate::domain::nilai::predikat::{Predikat, Skala, akip_dari_nilai};
use crate::domain::polaritas::Polaritas;

/// The figure of a value for sums and comparisons; `persen` says that the indicator counts in percent points.
pub fn bilangan(nilai: &Nilai, persen: bool) -> Option<f64> {
    match nilai {
        Nilai::Pecahan { pembilang, penyebut, .. } if persen => rasio::persen(*pembilang, *penyebut).ok(),
        Nilai::Pecahan { pembilang, .. } => Some(*pembilang),
        Nilai::Predikat { angka, .. } => *angka,
        nilai => nilai.angka(),
    }
}

/// The achievement of what one cell says against what another says.
pub fn capaian(profil: &Profil, polaritas: Polaritas, persen: bool, target: &Nilai, realisasi: &Nilai) -> Capaian {
    let persen = persen || matches!(target, Nilai::Persen { .. });
    let hasil = || {
        let dicapai = realisasi_dari(realisasi, persen)?;
        let (target, dicapai) = setarakan(target_dari(target, persen)?, dicapai)?;
        Ok(capaian::hitung(profil, polaritas, &target, &dicapai))
    };
    hasil().unwrap_or_else(Capaian::TidakTerhitung)
}

/// One side of the comparison: a figure or a range as the formulas take it, or a grade that still needs its scale.
enum Sisi<T> {
    Biasa(T),
    Predikat(Predikat, Option<f64>),
}

fn target_dari(nilai: &Nilai, persen: bool) -> Result<Sisi<Target>, Alasan> {
    match nilai {
        Nilai::Rentang { bawah, atas, .. } => Ok(Sisi::Biasa(Target::Rentang { bawah: *bawah, atas: *atas })),
        Nilai::Predikat { predikat, angka } => Ok(Sisi::Predikat(*predikat, *angka)),
        nilai if nilai.tanpa_isi() => Err(Alasan::TidakAda),
        nilai => Ok(Sisi::Biasa(Target::Angka(angka_atau_alasan(nilai, persen)?))),
    }
}

fn realisasi_dari(nilai: &Nilai, persen: bool) -> Result<Sisi<Realisasi>, Alasan> {
    match nilai {
        Nilai::Strip => Ok(Sisi::Biasa(Realisasi::Strip)),
        Nilai::Kosong | Nilai::TidakAda => Ok(Sisi::Biasa(Realisasi::Kosong)),
        Nilai::Predikat { predikat, angka } => Ok(Sisi::Predikat(*predikat, *angka)),
        nilai => Ok(Sisi::Biasa(Realisasi::Angka(angka_atau_alasan(nilai, persen)?))),
    }
}

fn angka_atau_alasan(nilai: &Nilai, persen: bool) -> Result<f64, Alasan> {
    match nilai {
        Nilai::Pecahan { pembilang, penyebut, .. } if persen => rasio::persen(*pembilang, *penyebut),
        nilai => bilangan(nilai, persen).ok_or(Alasan::TidakTerbanding),
    }
}

/// Both sides in one kind: ranks of one scale, or figures.
fn setarakan(target: Sisi<Target>, realisasi: Sisi<Realisasi>) -> Result<(Target, Realisasi), Alasan> {
    match (target, realisasi) {
        (Sisi::Biasa(target), Sisi::Biasa(realisasi)) => Ok((target, realisasi)),
        (Sisi::Biasa(target), Sisi::Predikat(_, angka)) => {
            Ok((target, Realisasi::Angka(angka.ok_or(Alasan::TidakTerbanding)?)))
        }
        (Sisi::Predikat(target, _), Sisi::Predikat(realisasi, _)) if target.skala() == realisasi.skala() => {
            Ok((Target::Peringkat(peringkat(target)), Realisasi::Peringkat(peringkat(realisasi))))
        }
        (Sisi::Predikat(..), Sisi::Predikat(..)) => Err(Alasan::TidakTerbanding),
        (Sisi::Predikat(target, _), Sisi::Biasa(realisasi @ (Realisasi::Kosong | Realisasi::Strip))) => {
            Ok((Target::Peringkat(peringkat(target)), realisasi))
        }
        (Sisi::Predikat(_, Some(target)), Sisi::Biasa(realisasi)) => Ok((Target::Angka(target), realisasi)),
        (Sisi::Predikat(target, None), Sisi::Biasa(Realisasi::Angka(nilai))) if target.skala() == Skala::Akip => {
            let huruf = akip_dari_nilai(nilai).ok_or(Alasan::TidakTerbanding)?;
            Ok((Target::Peringkat(peringkat(target)), Realisasi::Peringkat(peringkat(huruf))))
        }
        (Sisi::Predikat(..), Sisi::Biasa(_)) => Err(Alasan::TidakTerbanding),
    }
}

fn peringkat(predikat: Predikat) -> u8 {
    u8::try_from(predikat.peringkat()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capaian::NamaProfil;

    fn angka(angka: f64) -> Nilai {
        Nilai::Angka { angka, satuan: None }
    }

    fn hasil(persen: bool, target: &Nilai, realisasi: &Nilai) -> Capaian {
        capaian(&Profil::baku(NamaProfil::Umum), Polaritas::Maksimum, persen, target, realisasi)
    }

    #[test]
    fn figures_compare_whatever_their_kind() {
        assert_eq!(hasil(true, &angka(80.0), &Nilai::Persen { persen: 60.0 }).penuh(), Some(75.0));
        let batas =
            Nilai::Batas { arah: crate::domain::nilai::ArahBatas::Minimal, angka: 93.0, persen: false, satuan: None };
        assert_eq!(hasil(false, &batas, &angka(93.0)).penuh(), Some(100.0));
    }

    #[test]
    fn a_fraction_is_a_ratio_only_among_percent_points() {
        let pecahan = Nilai::Pecahan { pembilang: 40.0, penyebut: 80.0, satuan: None };
        assert_eq!(hasil(true, &angka(50.0), &pecahan).penuh(), Some(100.0));
        assert_eq!(hasil(false, &angka(50.0), &pecahan).penuh(), Some(80.0));
        let nol = Nilai::Pecahan { pembilang: 1.0, penyebut: 0.0, satuan: None };
        assert_eq!(hasil(true, &angka(50.0), &nol).alasan(), Some(Alasan::PenyebutNol));
    }

    #[test]
    fn grades_compare_on_their_own_scale() {
        let huruf = |predikat| Nilai::Predikat { predikat, angka: None };
        assert_eq!(hasil(false, &huruf(Predikat::BB), &huruf(Predikat::A)).penuh(), Some(100.0));
        assert_eq!(hasil(false, &huruf(Predikat::BB), &angka(78.5)).penuh(), Some(100.0));
        assert_eq!(hasil(false, &huruf(Predikat::BB), &huruf(Predikat::Wtp)).alasan(), Some(Alasan::TidakTerbanding));
        assert_eq!(hasil(false, &huruf(Predikat::BB), &Nilai::Kosong).alasan(), Some(Alasan::TidakAda));
        assert_eq!(hasil(false, &angka(75.0), &huruf(Predikat::BB)).alasan(), Some(Alasan::TidakTerbanding));
    }

    #[test]
    fn what_was_not_said_is_not_zero() {
        assert_eq!(hasil(false, &angka(10.0), &Nilai::Strip).alasan(), Some(Alasan::TidakAda));
        assert_eq!(hasil(false, &Nilai::Kosong, &angka(10.0)).alasan(), Some(Alasan::TidakAda));
        let teks = Nilai::Teks { teks: "belum ada".into() };
        assert_eq!(hasil(false, &angka(10.0), &teks).alasan(), Some(Alasan::TidakTerbanding));
        assert_eq!(hasil(false, &angka(10.0), &angka(0.0)).penuh(), Some(0.0));
    }
}
