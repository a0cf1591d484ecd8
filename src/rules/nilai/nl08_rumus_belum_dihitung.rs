//! NL08: a formula whose result the file does not hold.

use crate::domain::nilai::Nilai;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::SelTabel;
use crate::rules::bantu::{sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL08",
    nama: "Rumus belum dihitung",
    tingkat: Tingkat::Galat,
    apa: "Sel berisi rumus, tetapi berkasnya tidak menyimpan hasil hitungnya.",
    mengapa: "Berkas yang disimpan oleh program selain Excel sering tidak memuat hasil rumus, sehingga angkanya tidak dapat dibaca.",
    sumber: "Format buku kerja: hasil rumus hanya ada bila berkas disimpan setelah dihitung.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|«=F3/15*100 ->»
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
        .filter(|sel| sel.isian.nilai == Nilai::BelumDihitung)
        .map(|sel| {
            let pesan =
                format!("Rumus di kolom {} belum dihitung, jadi nilainya tidak dapat dibaca.", sebut(sel.kolom));
            let saran = "Buka berkas ini di Excel, tunggu sampai terhitung, simpan, lalu kirim ulang.";
            sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran))
        })
        .collect()
}
