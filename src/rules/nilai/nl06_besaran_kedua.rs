//! NL06: a second quantity in brackets.

use crate::domain::nilai::Keraguan;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::{kutip, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL06",
    nama: "Dua besaran dalam satu sel",
    tingkat: Tingkat::Peringatan,
    apa: "Sel angka memuat besaran kedua dalam kurung, misalnya \"140 Kelompok (1400 orang)\".",
    mengapa: "Hanya besaran pertama yang dihitung; besaran kedua mudah dikira ikut terhitung.",
    sumber: "Pemeriksaan VAL-06; PK Dispora Jawa Barat.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|«140 Kelompok (1400 orang)»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|140
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    isian::angka(sel)
        .filter_map(|sel| {
            let kedua = sel.isian.keraguan.iter().find_map(|ragu| match ragu {
                Keraguan::KuantitasKedua { teks } => Some(teks),
                _ => None,
            })?;
            let pesan = format!(
                "Kolom {} berisi {}; yang dihitung {}, sedangkan {} dalam kurung tidak.",
                sebut(sel.kolom),
                kutip(&sel.isian.mentah),
                tulis(&sel.isian.nilai),
                kutip(kedua)
            );
            let saran = "Tulis satu besaran saja sesuai satuannya; pindahkan yang lain ke keterangan atau ke indikator tersendiri.";
            Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(sel.isian.mentah.trim())))
        })
        .collect()
}
