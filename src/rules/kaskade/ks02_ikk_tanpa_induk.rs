//! KS02: an indicator of a unit that serves no indicator of the institution.

use crate::domain::kolom::Bidang;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::simpul::Jenjang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::simpul::{nama, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS02",
    nama: "IKK tanpa induk",
    tingkat: Tingkat::Peringatan,
    apa: "Setiap IKK unit menyebut induknya dalam kolom Kode Induk. IKK yang memang berdiri sendiri ditandai dengan Konsolidasi Unit \"tanpa\".",
    mengapa: "IKK tanpa induk tidak menyumbang capaian IKU dan tidak ikut dalam rekap lembaga.",
    sumber: "SOP politeknik: IKK diambil dari turunan IKU pada PK",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.1.2|«»|IKK|JTI|Jumlah laporan penelusuran lulusan|2
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.1.2|IKU 1.1|IKK|JTI|Jumlah laporan penelusuran lulusan|2
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tanpa_induk = konteks.kaskade.tanpa_induk().filter_map(|nomor| konteks.kaskade.ambil(nomor));
    tanpa_induk
        .filter(|satu| satu.jenjang == Some(Jenjang::Ikk) && satu.konsolidasi_unit != Some(KonsolidasiUnit::Tanpa))
        .filter_map(|satu| {
            let pesan = format!("{} belum menyebut kode induknya.", nama(satu));
            let saran = "Isi Kode Induk dengan kode IKU yang didukungnya, atau isi Konsolidasi Unit dengan \"tanpa\" bila memang berdiri sendiri.";
            temuan(konteks, &ATURAN, satu, Bidang::KodeInduk, pesan, saran)
        })
        .collect()
}
