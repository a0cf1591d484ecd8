//! UK08: a realisation without evidence.

use crate::domain::kolom::Bidang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK08",
    nama: "Bukti dukung belum ada",
    tingkat: Tingkat::Peringatan,
    apa: "Bila formulir punya kolom bukti dukung dan realisasinya sudah diisi, bukti dukungnya harus ada dan bukan sekadar tanda hubung.",
    mengapa: "Realisasi tanpa bukti tidak dapat diverifikasi dan biasanya dikoreksi saat evaluasi AKIP.",
    sumber: "SOP DPRD Nganjuk; formulir impor BPS",
    salah: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|«-»
",
    benar: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|Laporan penelusuran lulusan Juni 2026
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    yang(konteks.tables, |row| row.realisasi_teks().is_some()).iter().filter_map(satu).collect()
}

fn satu(ukur: &Ukur<'_>) -> Option<Temuan> {
    let realisasi = ukur.isian(Bidang::Realisasi).filter(|isian| !isian.nilai.tanpa_isi())?;
    if !ukur.berjalan() || !ukur.kosong(Bidang::BuktiDukung) {
        return None;
    }
    let pesan = format!("Realisasi{} {} belum disertai bukti dukung.", ukur.sebut_triwulan(), tulis(&realisasi.nilai));
    let saran = "Tulis tautan, nama berkas, atau nomor dokumen yang membuktikan realisasi ini.";
    let temuan = ukur.temuan(&ATURAN, Bidang::BuktiDukung, pesan, saran)?;
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)))
}
