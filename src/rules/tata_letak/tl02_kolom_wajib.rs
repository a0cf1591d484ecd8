//! TL02: a column that the document cannot do without is missing.

use crate::domain::dokumen::{Fakta, JenisDokumen};
use crate::domain::kolom::{Bidang, Kolom};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{daftar, fakta, sebut, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL02",
    nama: "Kolom wajib tidak ada",
    tingkat: Tingkat::Galat,
    apa: "Tabel tidak memiliki kolom yang wajib untuk jenis dokumennya: sasaran, indikator, dan target untuk PK; indikator dan rencana aksi atau target berkala untuk Rencana Aksi; indikator dan realisasi untuk Pengukuran.",
    mengapa: "Tanpa kolom itu dokumen tidak menjawab pertanyaan yang menjadi alasan dibuatnya.",
    sumber: "PermenPANRB 53/2014 (isi PK); Instruksi Sekda DKI Jakarta 4/2024 (Rencana Aksi); pemeriksaan LAY-02.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
«No»|Sasaran|Indikator|Target|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Data belum lengkap
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|Data belum lengkap
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let Fakta::KolomWajibHilang { sel, kolom, jenis } = fakta else { return None };
            let nama: Vec<String> = kolom.iter().map(|kolom| sebut_wajib(*kolom, *jenis)).collect();
            let pesan = format!("Tabel {} ini tidak memiliki kolom {}.", jenis.nama(), daftar(&nama));
            let saran = "Tambahkan kolom itu dan isi untuk setiap indikator, atau perbaiki judul kolomnya bila kolomnya sudah ada.";
            Some(temuan(&ATURAN, lembar.sel(*sel), pesan, saran).unit(lembar.unit))
        })
        .collect()
}

fn sebut_wajib(kolom: Kolom, jenis: JenisDokumen) -> String {
    match (jenis, kolom.bidang) {
        (JenisDokumen::RencanaAksi, Bidang::RencanaAksi) => "rencana aksi atau target per triwulan".to_string(),
        _ => sebut(kolom),
    }
}
