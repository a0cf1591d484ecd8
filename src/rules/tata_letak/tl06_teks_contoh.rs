//! TL06: text of the blank form that nobody replaced.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL06",
    nama: "Teks contoh belum diganti",
    tingkat: Tingkat::Galat,
    apa: "Teks petunjuk atau contoh dari formulir kosong (\"<...>\", \"Sasaran 1\", \"Tuliskan ...\") masih tertinggal.",
    mengapa: "Dokumen yang masih memuat teks contoh belum selesai diisi.",
    sumber: "Templat Instruksi Sekda DKI Jakarta 4/2024; berkas Renja Cirebon dengan \"Sasaran 1\"; pemeriksaan LAY-06.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|«Tuliskan sasaran di sini»|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let Fakta::TeksContoh { sel, teks } = fakta else { return None };
            let pesan = format!("Teks contoh {} belum diganti.", kutip(teks));
            let saran = "Ganti dengan isi yang sebenarnya, atau hapus barisnya bila tidak dipakai.";
            Some(temuan(&ATURAN, lembar.sel(*sel), pesan, saran).ditemukan(teks).unit(lembar.unit))
        })
        .collect()
}
