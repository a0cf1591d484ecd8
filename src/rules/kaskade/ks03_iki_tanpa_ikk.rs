//! KS03: an indicator of a person that serves no indicator of a unit.

use crate::domain::kolom::Bidang;
use crate::domain::simpul::Jenjang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::simpul::{nama, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS03",
    nama: "IKI tidak terhubung ke IKK",
    tingkat: Tingkat::Peringatan,
    apa: "Setiap IKI harus bermuara pada satu IKK unit. IKI yang kode induknya tidak dikenal atau langsung di bawah IKU dilaporkan oleh KS07.",
    mengapa: "Kinerja perorangan yang tidak mendukung IKK tidak terlihat sumbangannya bagi unit.",
    sumber: "SOP BKPSDM 90/2023; SOP DPRD Nganjuk; PermenPANRB 8/2021",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKI 1.1.1.1|«»|IKI|JTI|Jumlah lulusan yang ditelusuri|80
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
IKI 1.1.1.1|IKK 1.1.1|IKI|JTI|Jumlah lulusan yang ditelusuri|80
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    // Only where the chain ends: a parent that names nobody is the fault of its children too. An unknown parent, a circle
    // and a skipped level are findings of KS07.
    let terputus = konteks.kaskade.iki_tanpa_ikk().filter_map(|nomor| konteks.kaskade.ambil(nomor));
    terputus
        .filter(|satu| satu.jenjang == Some(Jenjang::Iki) && satu.kode_induk.is_none())
        .filter_map(|satu| {
            let pesan = format!("{} belum terhubung ke IKK unit mana pun.", nama(satu));
            let saran = "Isi Kode Induk dengan kode IKK unit yang didukung oleh IKI ini.";
            temuan(konteks, &ATURAN, satu, Bidang::KodeInduk, pesan, saran)
        })
        .collect()
}
