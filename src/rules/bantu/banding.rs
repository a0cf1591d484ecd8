//! Whether two documents say the same.

use crate::domain::nilai::predikat::akip_dari_nilai;
use crate::domain::nilai::{ArahBatas, Isian, Keraguan, Nilai};
use crate::domain::teks;
use crate::finding::Temuan;
use crate::rules::bantu::sama;
use crate::tables::hitung::bilangan;

/// Two values differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::rules) struct Beda {
    /// The first minus the second, for figures.
    pub(in crate::rules) selisih: Option<f64>,
}

impl Beda {
    /// Puts the difference into a finding.
    pub(in crate::rules) fn pasang(self, temuan: Temuan) -> Temuan {
        match self.selisih {
            Some(selisih) => temuan.selisih(selisih),
            None => temuan,
        }
    }
}

/// Rupiah that differ by less are the same amount.
const SETENGAH_RUPIAH: f64 = 0.5;

/// How an entry differs from another; `None` when they say the same, when one of them says nothing, and when one of them
/// cannot be read or is in doubt (which other rules report). `persen` says that the indicator counts in percent points.
pub(in crate::rules) fn isian(kiri: &Isian, kanan: &Isian, persen: bool) -> Option<Beda> {
    let kali = |isian: &Isian| if isian.keraguan.contains(&Keraguan::MungkinPecahanPersen) { 100.0 } else { 1.0 };
    let sekala = kiri.nilai.angka().zip(kanan.nilai.angka());
    if sekala.is_some_and(|(satu, dua)| sama(satu * kali(kiri), dua * kali(kanan))) {
        return None;
    }
    nilai(&kiri.nilai, &kanan.nilai, persen)
}

/// As [`isian`], for values without their cells.
pub(in crate::rules) fn nilai(kiri: &Nilai, kanan: &Nilai, persen: bool) -> Option<Beda> {
    let bila = |beda: bool| beda.then_some(Beda { selisih: None });
    match (kiri, kanan) {
        (satu, _) | (_, satu) if tak_terbaca(satu) => None,
        (Nilai::Teks { teks: kiri }, Nilai::Teks { teks: kanan }) => bila(teks::kunci(kiri) != teks::kunci(kanan)),
        (Nilai::Teks { .. }, _) | (_, Nilai::Teks { .. }) => None,
        (Nilai::Predikat { predikat: kiri, .. }, Nilai::Predikat { predikat: kanan, .. }) => bila(kiri != kanan),
        (Nilai::Predikat { predikat, angka }, lain) | (lain, Nilai::Predikat { predikat, angka }) => {
            let Some(nilai) = lain.angka() else { return bila(true) };
            let selaras = angka.map_or_else(|| akip_dari_nilai(nilai) == Some(*predikat), |angka| sama(angka, nilai));
            bila(!selaras)
        }
        (Nilai::Rentang { bawah, atas, .. }, Nilai::Rentang { bawah: bawah_lain, atas: atas_lain, .. }) => {
            bila(!(sama(*bawah, *bawah_lain) && sama(*atas, *atas_lain)))
        }
        (
            Nilai::Pecahan { pembilang, penyebut, .. },
            Nilai::Pecahan { pembilang: pembilang_lain, penyebut: penyebut_lain, .. },
        ) if !persen => bila(!(sama(*pembilang, *pembilang_lain) && sama(*penyebut, *penyebut_lain))),
        (Nilai::Tanggal { .. } | Nilai::Triwulan { .. } | Nilai::Rentang { .. }, _)
        | (_, Nilai::Tanggal { .. } | Nilai::Triwulan { .. } | Nilai::Rentang { .. }) => bila(kiri != kanan),
        (Nilai::Batas { arah: satu, .. }, Nilai::Batas { arah: dua, .. }) if ke_bawah(*satu) != ke_bawah(*dua) => {
            bila(true)
        }
        _ => angka(kiri, kanan, persen),
    }
}

fn angka(kiri: &Nilai, kanan: &Nilai, persen: bool) -> Option<Beda> {
    let (satu, dua) = (bilangan(kiri, persen)?, bilangan(kanan, persen)?);
    let uang = matches!((kiri, kanan), (Nilai::Uang { .. }, _) | (_, Nilai::Uang { .. }));
    let setara = sama(satu, dua) || (uang && (satu - dua).abs() <= SETENGAH_RUPIAH);
    (!setara).then_some(Beda { selisih: Some(satu - dua) })
}

fn tak_terbaca(nilai: &Nilai) -> bool {
    nilai.tanpa_isi() || matches!(nilai, Nilai::Galat { .. } | Nilai::BelumDihitung)
}

const fn ke_bawah(arah: ArahBatas) -> bool {
    matches!(arah, ArahBatas::Maksimal | ArahBatas::KurangDari)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::nilai::Predikat;

    fn polos(angka: f64) -> Nilai {
        Nilai::Angka { angka, satuan: None }
    }

    fn berbeda(kiri: &Nilai, kanan: &Nilai) -> bool {
        nilai(kiri, kanan, true).is_some()
    }

    #[test]
    fn figures_are_the_same_whatever_their_kind() {
        let batas = |arah| Nilai::Batas { arah, angka: 80.0, persen: true, satuan: None };
        assert!(!berbeda(&Nilai::Persen { persen: 57.0 }, &polos(57.0)));
        assert!(!berbeda(&batas(ArahBatas::Minimal), &polos(80.0)));
        assert!(berbeda(&batas(ArahBatas::Minimal), &batas(ArahBatas::Maksimal)));
        assert_eq!(nilai(&polos(57.0), &polos(60.0), false), Some(Beda { selisih: Some(-3.0) }));
    }

    #[test]
    fn ranges_and_fractions_are_compared_by_their_parts() {
        let rentang = |atas| Nilai::Rentang { bawah: 80.0, atas, persen: true, satuan: None };
        assert!(!berbeda(&rentang(90.0), &rentang(90.0)));
        assert!(berbeda(&rentang(90.0), &rentang(95.0)) && berbeda(&rentang(90.0), &polos(80.0)));
        let pecahan = |penyebut| Nilai::Pecahan { pembilang: 100.0, penyebut, satuan: None };
        assert!(nilai(&pecahan(110.0), &pecahan(120.0), false).is_some());
        assert!(nilai(&pecahan(200.0), &polos(50.0), true).is_none());
        assert!(nilai(&pecahan(110.0), &polos(100.0), false).is_none());
    }

    #[test]
    fn grades_are_compared_by_grade_and_with_the_number_of_their_band() {
        let huruf = |predikat, angka| Nilai::Predikat { predikat, angka };
        assert!(!berbeda(&huruf(Predikat::BB, None), &huruf(Predikat::BB, Some(75.0))));
        assert!(berbeda(&huruf(Predikat::BB, None), &huruf(Predikat::A, None)));
        assert!(!berbeda(&huruf(Predikat::BB, None), &polos(75.0)));
        assert!(berbeda(&huruf(Predikat::BB, None), &polos(85.0)));
    }

    #[test]
    fn what_says_nothing_or_cannot_be_read_differs_from_nothing() {
        for diam in [Nilai::Kosong, Nilai::Strip, Nilai::BelumDihitung, Nilai::Teks { teks: "1.234".into() }] {
            assert!(!berbeda(&diam, &polos(60.0)), "{diam:?}");
        }
        let teks = |teks: &str| Nilai::Teks { teks: teks.into() };
        assert!(berbeda(&teks("Terlaksana"), &teks("Selesai")) && !berbeda(&teks("Selesai"), &teks(" selesai ")));
    }
}
