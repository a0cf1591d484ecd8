//! UK13: an AKIP letter that contradicts its number.

use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::nilai::predikat::{Predikat, Skala, akip_dari_nilai};
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::isian::SelTabel;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{angka, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK13",
    nama: "Predikat AKIP tidak sesuai dengan nilainya",
    tingkat: Tingkat::Peringatan,
    apa: "Predikat AKIP yang ditulis bersama nilainya dibandingkan dengan rentangnya: AA di atas 90, A di atas 80, BB di atas 70, B di atas 60, CC di atas 50, C di atas 30, selebihnya D. Batas bawah tidak termasuk: 90,00 adalah A.",
    mengapa: "Huruf dan angka yang bertentangan membuat capaian indikator predikat tidak pasti.",
    sumber: "PermenPANRB 12/2015; PermenPANRB 88/2021 memakai rentang yang sama menurut sumber kedua",
    salah: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Tata kelola baik|Predikat SAKIP|Predikat|BB|«78,5 (A)»
",
    benar: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Tata kelola baik|Predikat SAKIP|Predikat|BB|78,5 (BB)
",
    periksa: Periksa::SelLaluRuang(di_sel, di_kolom_status),
};

const SARAN: &str = "Perbaiki huruf atau angkanya sesuai lembar hasil evaluasi.";

fn di_sel(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    sel.iter().filter_map(satu_sel).collect()
}

fn di_kolom_status(konteks: &Konteks<'_>) -> Vec<Temuan> {
    yang(konteks.tables, |row| row.status().is_some()).iter().filter_map(di_status).collect()
}

/// "78,5 (A)" in one cell.
fn satu_sel(sel: &SelTabel<'_>) -> Option<Temuan> {
    let Nilai::Predikat { predikat, angka: Some(nilai) } = sel.isian.nilai else { return None };
    let (pesan, seharusnya) = salah(predikat, nilai)?;
    Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, SARAN).beda(predikat.to_string(), seharusnya.to_string())))
}

/// A number as the realisation and its letter in the status column, where the target is a letter.
fn di_status(ukur: &Ukur<'_>) -> Option<Temuan> {
    let target = ukur.isian(Bidang::Target).or_else(|| ukur.rekam.isian(Bidang::Target.tahunan()))?;
    if !matches!(target.nilai, Nilai::Predikat { predikat, .. } if predikat.skala() == Skala::Akip) {
        return None;
    }
    let predikat = Predikat::baca(ukur.isian(Bidang::Status)?.teks()?)?;
    let (pesan, seharusnya) = salah(predikat, ukur.realisasi_angka()?)?;
    let temuan = ukur.temuan(&ATURAN, Bidang::Status, pesan, SARAN)?.beda(predikat.to_string(), seharusnya.to_string());
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)))
}

fn salah(predikat: Predikat, nilai: f64) -> Option<(String, Predikat)> {
    let seharusnya = akip_dari_nilai(nilai).filter(|benar| predikat.skala() == Skala::Akip && *benar != predikat)?;
    Some((format!("Nilai {} berpredikat {seharusnya}, tetapi tertulis {predikat}.", angka(nilai)), seharusnya))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn uk(isi: &str) -> Vec<String> {
        let kepala = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Predikat";
        sel("UK13", &format!("{kepala}\n1|Tata kelola|Predikat SAKIP|Predikat|{isi}"))
    }

    #[test]
    fn the_lower_bound_of_a_band_belongs_to_the_band_below() {
        assert_eq!(uk("BB|90 (AA)|"), ["F4"]);
        assert_eq!(uk("BB|90,01 (AA)|"), Vec::<String>::new());
    }

    #[test]
    fn a_letter_beside_its_number_counts_too() {
        assert_eq!(uk("BB|78.5|A"), ["G4"]);
        assert_eq!(uk("BB|78.5|BB"), Vec::<String>::new());
        assert_eq!(uk("70|78.5|A"), Vec::<String>::new());
    }
}
