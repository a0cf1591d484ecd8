//! ID09: a measurement that does not say which quarter it is about.

use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Periode};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID09",
    nama: "Triwulan tidak tertulis",
    tingkat: Tingkat::Galat,
    apa: "Pengukuran yang tidak menyebut triwulannya: tidak di judul, blok identitas, kolom, nama berkas, maupun nama folder.",
    mengapa: "Angkanya tidak dapat ditempatkan pada triwulan mana pun, sehingga tidak ikut direkap; menebaknya lebih berbahaya.",
    sumber: "Formulir impor BPS (UK-BPS-IMPORT) tidak memuat judul maupun triwulan.",
    salah: "\
*** JTI/uk.xlsx
=== Impor
«Kode Indikator»|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    benar: "\
*** JTI/uk TW 1.xlsx
=== Impor
Kode Indikator|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    dokumen::kiriman(konteks.tables).filter(tanpa_triwulan).filter_map(|dokumen| satu(&dokumen)).collect()
}

/// Whether neither the document nor its columns say the quarter.
fn tanpa_triwulan(dokumen: &DokumenRuang<'_>) -> bool {
    let berkolom = dokumen.isi.tabel.iter().flat_map(|tabel| &tabel.kolom).any(|milik| {
        milik.kolom.bidang == Bidang::TriwulanBaris
            || (milik.kolom.bidang == Bidang::Realisasi && matches!(milik.kolom.periode, Periode::Triwulan(_)))
    });
    dokumen.terdaftar.jenis == JenisDokumen::Pengukuran && dokumen.terdaftar.triwulan.is_none() && !berkolom
}

fn satu(dokumen: &DokumenRuang<'_>) -> Option<Temuan> {
    let tabel = dokumen.isi.tabel.iter().find(|tabel| tabel.peran == PeranTabel::Indikator)?;
    let judul = dokumen.isi.judul.as_ref().map(|judul| judul.sel).or(tabel.kolom.first().map(|milik| milik.sel))?;
    let pesan = "Pengukuran ini tidak menyebut triwulan berapa, jadi angkanya belum dapat direkap.";
    let saran = "Tulis triwulannya di judul, misalnya \"PENGUKURAN KINERJA TRIWULAN II\", atau di nama berkas, misalnya \"TW II\".";
    Some(temuan(&ATURAN, dokumen.sel(judul), pesan, saran).unit(dokumen.unit()))
}
