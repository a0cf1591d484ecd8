//! TL09: a form of an older version of its layout.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL09",
    nama: "Formulir versi lama",
    tingkat: Tingkat::Peringatan,
    apa: "Formulir dibuat dari templat versi lama, padahal versi barunya sudah dibagikan. Isinya tetap dibaca.",
    mengapa: "Versi baru biasanya menambah kolom atau mengganti pilihan; isian yang diminta versi baru tidak ada di formulir lama.",
    sumber: "Pemeriksaan templat: versi tercatat di sifat dokumen formulir, atau terlihat dari susunan kolomnya.",
    salah: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 0
--- selaras_periode = I
=== TW I
«PENGUKURAN KINERJA TRIWULAN I TAHUN 2026»
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    benar: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let Fakta::TemplatLama { sel, templat, versi, kini } = fakta else { return None };
            let pesan =
                format!("Formulir ini memakai templat {templat} versi {versi}; yang berlaku sekarang versi {kini}.");
            let saran = "Minta formulir terbaru ke biro perencanaan, atau pindahkan isinya dengan \"selaras migrasi\".";
            let temuan = temuan(&ATURAN, lembar.sel(*sel), pesan, saran).unit(lembar.unit);
            Some(temuan.beda(format!("versi {versi}"), format!("versi {kini}")))
        })
        .collect()
}
