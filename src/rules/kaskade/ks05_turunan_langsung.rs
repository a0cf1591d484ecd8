//! KS05: a direct link between indicators that are not measured alike.

use crate::domain::kolom::Bidang;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::satuan;
use crate::domain::simpul::Simpul;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::kutip;
use crate::rules::bantu::simpul::{nama, tempat, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS05",
    nama: "Satuan atau polaritas turunan langsung berbeda dari induknya",
    tingkat: Tingkat::Peringatan,
    apa: "Pada turunan langsung (Konsolidasi Unit \"langsung\"), satuan dan polaritas turunan harus sama dengan induknya. Polaritas yang kosong dibaca maksimum.",
    mengapa: "Angka turunan langsung menjadi angka induknya, sehingga satuan dan arahnya tidak boleh berbeda.",
    sumber: "kaskade langsung menurut Kementerian Keuangan (direct cascading)",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Unit|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|%|maksimum|langsung|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Lulusan yang bekerja|«Orang»|maksimum||60
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Unit|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|%|maksimum|langsung|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja|%|maksimum||60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    for (nomor, cara, anak) in konteks.kaskade.terkonsolidasi() {
        let Some(induk) = konteks.kaskade.ambil(nomor).filter(|_| cara == KonsolidasiUnit::Langsung) else { continue };
        for anak in anak.iter().filter_map(|anak| konteks.kaskade.ambil(*anak)) {
            temuan.extend(beda_satuan(konteks, induk, anak));
            temuan.extend(beda_polaritas(konteks, induk, anak));
        }
    }
    temuan
}

fn beda_satuan(konteks: &Konteks<'_>, induk: &Simpul, anak: &Simpul) -> Option<Temuan> {
    if anak.satuan.is_empty() || induk.satuan.is_empty() || satuan::sama(&anak.satuan, &induk.satuan) {
        return None;
    }
    let pesan = format!(
        "Satuan {} adalah {}, sedangkan induk langsungnya {} memakai {}.",
        nama(anak),
        kutip(&anak.satuan),
        nama(induk),
        kutip(&induk.satuan)
    );
    let saran = "Samakan satuannya, atau ganti Konsolidasi Unit induknya bila memang bukan turunan langsung.";
    let satu = temuan(konteks, &ATURAN, anak, Bidang::Satuan, pesan, saran)?;
    Some(satu.beda(&anak.satuan, &induk.satuan).semua_terkait(tempat(konteks.tables, induk, Bidang::Satuan)))
}

fn beda_polaritas(konteks: &Konteks<'_>, induk: &Simpul, anak: &Simpul) -> Option<Temuan> {
    if anak.polaritas == induk.polaritas {
        return None;
    }
    let (milik, seharusnya) = (anak.polaritas.nama(), induk.polaritas.nama());
    let isian = konteks.tables.isian(anak.rekaman, Bidang::Polaritas.tahunan());
    let kosong = if isian.is_none_or(|isian| isian.nilai.tanpa_isi()) { " (kosong)" } else { "" };
    let pesan = format!(
        "Polaritas {} adalah {milik}{kosong}, sedangkan induk langsungnya {} {seharusnya}.",
        nama(anak),
        nama(induk)
    );
    let saran = format!("Ganti polaritasnya menjadi {seharusnya}, atau perbaiki polaritas induknya.");
    let satu = temuan(konteks, &ATURAN, anak, Bidang::Polaritas, pesan, &saran)?;
    Some(satu.beda(milik, seharusnya).semua_terkait(tempat(konteks.tables, induk, Bidang::Polaritas)))
}
