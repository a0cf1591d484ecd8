//! NL01: an error value in a cell that is read.

use crate::domain::nilai::Nilai;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::SelTabel;
use crate::rules::bantu::{sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL01",
    nama: "Sel berisi galat Excel",
    tingkat: Tingkat::Galat,
    apa: "Sel yang dibaca menampilkan nilai galat seperti #DIV/0! atau #REF!.",
    mengapa: "Galat bukan angka: baris itu tidak dapat dihitung dan tidak masuk ke rata-rata mana pun.",
    sumber: "Pemeriksaan VAL-01; berkas Renja Cirebon dan contoh UNSAMUDRA.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|«=F3/G1 -> #DIV/0!»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|=F3/15*100 -> 93.33
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    sel.iter()
        .filter_map(|sel| {
            let Nilai::Galat { galat } = &sel.isian.nilai else { return None };
            let pesan = format!("Sel {} berisi galat {galat}{}.", sebut(sel.kolom), sebab(galat));
            let saran = "Perbaiki rumusnya, atau isi nilainya langsung; bila nilainya memang tidak dapat dihitung, tulis \"-\" dan jelaskan di keterangan.";
            Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(galat)))
        })
        .collect()
}

/// What the error says, for those who do not know its name.
fn sebab(galat: &str) -> &'static str {
    match galat {
        "#DIV/0!" => " (pembagian dengan nol atau sel kosong)",
        "#REF!" => " (rumus menunjuk sel yang sudah dihapus)",
        "#N/A" => " (data yang dicari tidak ditemukan)",
        "#NAME?" => " (nama rumus tidak dikenal)",
        "#VALUE!" => " (rumus memakai teks sebagai angka)",
        _ => "",
    }
}
