//! UK11: a numerator and a denominator that do not give the percentage.

use crate::domain::capaian::rasio;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Keraguan;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{angka, persen};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK11",
    nama: "Pembilang dan penyebut bertentangan dengan persentasenya",
    tingkat: Tingkat::Galat,
    apa: "Pada indikator persentase, realisasi harus sama dengan pembilang dibagi penyebut, dengan selisih paling banyak 0,01. Penyebut tidak boleh 0.",
    mengapa: "Persentase yang tidak dapat dihitung ulang dari datanya tidak dapat dipertanggungjawabkan.",
    sumber: "PRD LLDIKTI XVI (254/255 menjadi 99,61 %)",
    salah: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|«35»|31|100
",
    benar: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|31|100
",
    periksa: Periksa::Ruang(periksa),
};

/// Percent points; a hair more, because 0.01 is no exact binary fraction.
const TOLERANSI: f64 = 0.01 + 1e-9;

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let berasio = yang(konteks.tables, |row| row.pembilang().is_some() && row.penyebut().is_some());
    berasio.iter().filter_map(satu).collect()
}

fn satu(ukur: &Ukur<'_>) -> Option<Temuan> {
    let figur =
        |bidang: Bidang| ukur.isian(bidang).filter(|isian| !isian.turunan).and_then(|isian| isian.nilai.angka());
    let (pembilang, penyebut) = (figur(Bidang::Pembilang)?, figur(Bidang::Penyebut)?);
    if penyebut == 0.0 {
        let pesan = "Penyebut bernilai 0 sehingga persentasenya tidak dapat dihitung.".to_string();
        let saran =
            "Isi penyebut yang benar; bila memang belum ada datanya, kosongkan realisasi dan jelaskan kendalanya.";
        let temuan = ukur.temuan(&ATURAN, Bidang::Penyebut, pesan, saran)?.ditemukan("0");
        return Some(
            temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)).semua_terkait(ukur.tempat(Bidang::Pembilang)),
        );
    }
    let isian = ukur.isian(Bidang::Realisasi).filter(|_| ukur.rekam.persen())?;
    let realisasi = isian.nilai.angka()?;
    let hasil = rasio::persen(pembilang, penyebut).ok()?;
    let ragu =
        isian.keraguan.contains(&Keraguan::MungkinPecahanPersen) && (realisasi * 100.0 - hasil).abs() <= TOLERANSI;
    if ragu || (realisasi - hasil).abs() <= TOLERANSI {
        return None;
    }
    let pesan = format!(
        "Realisasi tertulis {}, padahal pembilang {} dibagi penyebut {} adalah {}.",
        persen(realisasi),
        angka(pembilang),
        angka(penyebut),
        persen(hasil)
    );
    let saran = format!("Perbaiki realisasi menjadi {}, atau periksa lagi pembilang dan penyebutnya.", persen(hasil));
    let temuan = ukur.temuan(&ATURAN, Bidang::Realisasi, pesan, &saran)?;
    let temuan = temuan.beda(persen(realisasi), persen(hasil)).selisih(realisasi - hasil);
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Pembilang)).semua_terkait(ukur.tempat(Bidang::Penyebut)))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn uk(satuan: &str, isi: &str) -> Vec<String> {
        let kepala = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut";
        sel("UK11", &format!("{kepala}\n1|Layanan|Tingkat layanan|{satuan}|90|90|{isi}"))
    }

    #[test]
    fn a_denominator_of_zero_is_told_before_anything_else() {
        assert_eq!(uk("%", "50|1|0"), ["I4"]);
        assert_eq!(uk("Rasio", "0|0|0"), ["I4"]);
    }

    #[test]
    fn a_quotient_within_a_hundredth_fits_and_only_percentages_are_asked() {
        assert_eq!(uk("%", "99.61|254|255"), Vec::<String>::new());
        assert_eq!(uk("%", "=(4/21)*100 -> 19.047619|4|21"), Vec::<String>::new());
        assert_eq!(uk("%", "99|254|255"), ["G4"]);
        assert_eq!(uk("Rasio", "0.5|1|4"), Vec::<String>::new());
    }
}
