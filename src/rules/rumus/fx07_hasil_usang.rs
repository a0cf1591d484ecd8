//! FX07: results of formulas that were not calculated when the file was saved.

use std::collections::BTreeSet;

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::{dokumen, fakta, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "FX07",
    nama: "Hasil rumus mungkin usang",
    tingkat: Tingkat::Peringatan,
    apa: "Berkas mencatat bahwa rumusnya belum dihitung ulang ketika disimpan, sehingga angka hasil rumus yang terbaca mungkin bukan hasil yang sebenarnya.",
    mengapa: "Program atau aplikasi yang mengubah angka tanpa menghitung meninggalkan hasil lama di sel rumus; di Excel hasil itu berubah begitu berkas dibuka.",
    sumber: "Pemeriksaan FX-03: tautan luar dan nilai tersimpan yang usang; format buku kerja (calcPr).",
    salah: "\
*** JTI/tw1.xlsx
=== TW I (belum dihitung)
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|«=SUM(H1:H3) -> 14»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|=SUM(H1:H3) -> 14
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let usang: BTreeSet<(&str, &str)> = fakta::fakta(konteks.tables)
        .filter(|(_, fakta)| matches!(fakta, Fakta::RumusBelumDihitungUlang))
        .map(|(lembar, _)| (lembar.berkas.jalur.as_str(), lembar.lembar.nama.as_str()))
        .collect();
    if usang.is_empty() {
        return Vec::new();
    }
    dokumen::semua(konteks.tables)
        .filter(|dokumen| usang.contains(&(dokumen.berkas.jalur.as_str(), dokumen.isi.lembar.as_str())))
        .filter_map(|dokumen| {
            let semua: Vec<SelTabel<'_>> = isian::per_tabel(konteks.tables, dokumen.nomor).flatten().collect();
            let rumus = semua.iter().filter(|sel| sel.isian.rumus.is_some() && sel.isian.nilai.angka().is_some());
            let sel: Vec<&SelTabel<'_>> = rumus.collect();
            let pertama = sel.first()?;
            let pesan = format!(
                "Berkas ini mencatat bahwa rumusnya belum dihitung ulang ketika disimpan; {} angka hasil rumus di lembar ini mungkin sudah usang.",
                sel.len()
            );
            let saran = "Buka berkas ini di Excel, tunggu sampai terhitung (atau tekan Ctrl+Alt+F9), periksa angkanya, simpan, lalu kirim ulang.";
            let tempat = pertama.tempat_sel(isian::alamat(&sel));
            Some(temuan(&ATURAN, tempat, pesan, saran).unit(pertama.dokumen.unit.as_deref()))
        })
        .collect()
}
