//! TL08: a form that no definition describes, read by its column headers alone.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, kutip, sebut, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL08",
    nama: "Susunan formulir tidak terdaftar",
    tingkat: Tingkat::Info,
    apa: "Susunan kolom tabel ini tidak sama dengan formulir mana pun yang terdaftar; isinya dibaca dari arti setiap judul kolom.",
    mengapa: "Pembacaan lewat kamus judul kolom biasanya benar, tetapi patut dilihat sekali agar tidak ada kolom yang tertukar.",
    sumber: "Kamus judul kolom (84 aplikasi SAKIP dan formulir instansi).",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
«Target»|Satuan|Indikator Kinerja|Penanggung Jawab
60|%|Persentase lulusan yang bekerja dalam 6 bulan|Ketua Jurusan
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
            let Fakta::DenganKamus { sel, peta } = fakta else { return None };
            let arti: Vec<String> =
                peta.iter().map(|(judul, kolom)| format!("{} dibaca sebagai {}", kutip(judul), sebut(*kolom))).collect();
            let pesan = format!("Susunan tabel ini tidak terdaftar; kolomnya dibaca menurut judulnya: {}.", arti.join("; "));
            let saran = "Periksa apakah arti setiap kolom sudah benar; pakai templat yang dibagikan untuk pengiriman berikutnya.";
            Some(temuan(&ATURAN, lembar.sel(*sel), pesan, saran).unit(lembar.unit))
        })
        .collect()
}
