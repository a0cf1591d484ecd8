//! KS01: an indicator of the institution that no unit carries.

use crate::domain::kolom::Bidang;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::simpul::{nama, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS01",
    nama: "IKU tanpa IKK unit",
    tingkat: Tingkat::Peringatan,
    apa: "Setiap IKU lembaga harus diturunkan menjadi paling sedikit satu IKK unit. IKU dengan Konsolidasi Unit \"tanpa\" memang tidak diturunkan dan tidak diperiksa.",
    mengapa: "IKU yang tidak dipikul unit mana pun tidak ada yang mengerjakan dan tidak ada yang melaporkan.",
    sumber: "PermenPANRB 53/2014; temuan evaluasi AKIP (kaskade belum lengkap sampai eselon II)",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
«IKU 1.2»||IKU||Jumlah mitra industri|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKU 1.2||IKU||Jumlah mitra industri|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|40
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let iku = konteks.kaskade.iku_tanpa_turunan().filter_map(|nomor| konteks.kaskade.ambil(nomor));
    iku.filter(|satu| satu.konsolidasi_unit != Some(KonsolidasiUnit::Tanpa))
        .filter_map(|satu| {
            let pesan = format!("{} belum diturunkan ke IKK unit mana pun.", nama(satu));
            let saran = "Tambahkan IKK unit dengan Kode Induk IKU ini, atau isi Konsolidasi Unit dengan \"tanpa\" bila memang tidak diturunkan.";
            temuan(konteks, &ATURAN, satu, Bidang::Kode, pesan, saran)
        })
        .collect()
}
