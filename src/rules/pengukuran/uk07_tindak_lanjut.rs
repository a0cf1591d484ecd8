//! UK07: below target, and nobody said what will be done by whom and when.

use super::uk06_realisasi_nihil as uk06;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{daftar, kutip, persen};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK07",
    nama: "Capaian di bawah target tanpa tindak lanjut yang jelas",
    tingkat: Tingkat::Peringatan,
    apa: "Bila capaian terhadap target triwulan di bawah 100 %, kendala, tindak lanjut, PIC, dan batas waktunya diisi, dan batas waktunya terbaca sebagai tanggal. Hanya kolom yang ada pada formulir yang diperiksa.",
    mengapa: "Tindak lanjut tanpa penanggung jawab dan tanggal tidak dapat dipantau pada triwulan berikutnya.",
    sumber: "formulir impor BPS (PIC Tindak Lanjut, Batas Waktu TL)",
    salah: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|24|Data belum lengkap|Penelusuran ulang|Koordinator alumni|«secepatnya»
",
    benar: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|24|Data belum lengkap|Penelusuran ulang|Koordinator alumni|30 September 2026
",
    periksa: Periksa::Ruang(periksa),
};

/// An achievement that is printed as 100,00 % is no shortfall.
const PENUH: f64 = 99.995;
const DIMINTA: [(Bidang, &str); 4] = [
    (Bidang::Kendala, "kendala"),
    (Bidang::TindakLanjut, "tindak lanjut"),
    (Bidang::PenanggungJawab, "PIC"),
    (Bidang::BatasWaktu, "batas waktu"),
];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    yang(konteks.tables, |row| row.capaian.penuh().is_some_and(|penuh| penuh < PENUH)).iter().filter_map(satu).collect()
}

fn satu(ukur: &Ukur<'_>) -> Option<Temuan> {
    if !ukur.berjalan() || !tertinggal(ukur) || !uk06::kurang(ukur).is_empty() {
        return None;
    }
    let kosong: Vec<(Bidang, &str)> = DIMINTA.into_iter().filter(|(bidang, _)| ukur.kosong(*bidang)).collect();
    let tak_terbaca = ukur.isian(Bidang::BatasWaktu).filter(|isian| matches!(isian.nilai, Nilai::Teks { .. }));
    let tak_terbaca = tak_terbaca.filter(|_| ukur.terisi(Bidang::BatasWaktu)).and_then(|isian| isian.teks());
    let mut keluhan = Vec::new();
    if !kosong.is_empty() {
        let nama = daftar(&kosong.iter().map(|(_, nama)| (*nama).to_string()).collect::<Vec<_>>());
        keluhan.push(format!("{nama} belum diisi"));
    }
    if let Some(teks) = tak_terbaca {
        keluhan.push(format!("batas waktu {} tidak terbaca sebagai tanggal", kutip(teks)));
    }
    let pesan = format!(
        "Capaian{} {} masih di bawah target, tetapi {}.",
        ukur.sebut_triwulan(),
        persen(ukur.penuh()?),
        keluhan.join(" dan ")
    );
    let saran = "Lengkapi kendala, tindak lanjut, PIC, dan batas waktunya; tulis batas waktu sebagai tanggal, misalnya 30 September 2026.";
    let bersalah = kosong.iter().map(|(bidang, _)| *bidang).chain(tak_terbaca.map(|_| Bidang::BatasWaktu));
    let temuan = ukur.temuan_banyak(&ATURAN, &bersalah.collect::<Vec<_>>(), pesan, saran)?;
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)))
}

/// Whether the shortfall is one of this quarter: the year's target is not due before its end.
fn tertinggal(ukur: &Ukur<'_>) -> bool {
    let setahun = ukur.triwulan.is_none() || ukur.triwulan == Some(Triwulan::IV);
    ukur.target_dari.is_some_and(|dasar| dasar.triwulanan() || setahun)
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn uk(kolom: &str, isi: &str) -> Vec<String> {
        let kepala = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{kolom}"
        );
        sel("UK07", &format!("{kepala}\n1|Layanan|Indeks layanan|Indeks|{isi}"))
    }

    const LENGKAP: &str = "Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu";

    #[test]
    fn all_that_is_missing_in_one_row_is_one_finding() {
        assert_eq!(uk(LENGKAP, "4|3|2|Alat rusak||-|secepatnya"), ["I4,J4,K4"]);
        assert_eq!(uk(LENGKAP, "4|3|2|Alat rusak|Perbaikan|Kepala lab|@2026-09-30"), Vec::<String>::new());
        assert_eq!(uk(LENGKAP, "4|3|3||||"), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_reached_nothing_is_told_once() {
        assert_eq!(uk(LENGKAP, "4|3|0||||"), Vec::<String>::new());
        assert_eq!(uk(LENGKAP, "4|3|0|Alat rusak|Perbaikan||"), ["J4,K4"]);
    }

    #[test]
    fn the_years_target_is_not_due_in_the_second_quarter() {
        assert_eq!(uk("Target|Realisasi TW|Kendala|Tindak Lanjut", "4|2||"), Vec::<String>::new());
    }
}
