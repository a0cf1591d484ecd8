//! Changes laid flat: one record for each, for the sheet and the JSON lines.

use serde::Serialize;

use super::{Perubahan, PerubahanUnit};
use crate::domain::kolom::{Kolom, Periode};
use crate::domain::tanggal::nama_bulan;

/// A change as data leaves the house: the names of every JSON line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisPerubahan<'a> {
    /// "dokumen", "isian" or "temuan".
    pub jenis: &'static str,
    /// What became of it.
    pub keadaan: &'static str,
    /// Code of the unit.
    pub unit: Option<&'a str>,
    /// "PK", "RA", "TW II".
    pub dokumen: Option<String>,
    /// The indicator, or the block of the form.
    pub indikator: Option<&'a str>,
    /// The field.
    pub isian: Option<String>,
    /// What the cell said.
    pub sebelum: Option<&'a str>,
    /// What it says now.
    pub sesudah: Option<&'a str>,
    /// Code of the finding's rule.
    pub kode: Option<&'a str>,
    /// Its severity.
    pub tingkat: Option<&'static str>,
    /// Its message.
    pub pesan: Option<&'a str>,
    /// Path below `masuk/`.
    pub berkas: Option<&'a str>,
    /// Sheet.
    pub lembar: Option<&'a str>,
    /// Cells in A1 form joined by commas.
    pub sel: Option<String>,
}

impl<'a> BarisPerubahan<'a> {
    /// A change of a unit.
    pub fn dari(unit: &'a str, satu: &'a Perubahan) -> Self {
        let ada = |teks: &'a str| Some(teks).filter(|teks| !teks.is_empty());
        let catatan = satu.catatan.as_ref();
        Self {
            jenis: if satu.nasib.temuan() {
                "temuan"
            } else if satu.indikator.is_none() {
                "dokumen"
            } else {
                "isian"
            },
            keadaan: satu.nasib.nama(),
            unit: ada(unit),
            dokumen: satu.dokumen.map(|dokumen| dokumen.to_string()),
            indikator: satu.indikator.as_deref(),
            isian: satu.medan.as_deref().map(nama_medan),
            sebelum: satu.sebelum.as_deref(),
            sesudah: satu.sesudah.as_deref(),
            kode: catatan.map(|catatan| catatan.kode.as_str()),
            tingkat: catatan.map(|catatan| catatan.tingkat.nama()),
            pesan: catatan.map(|catatan| catatan.pesan.as_str()),
            berkas: ada(&satu.tempat.berkas),
            lembar: satu.tempat.lembar.as_deref().and_then(ada),
            sel: Some(satu.tempat.teks_sel()).filter(|sel| !sel.is_empty()),
        }
    }
}

/// The changes as JSON lines: one object a line, in order.
///
/// # Errors
/// Never in practice: every field can be written.
pub fn jsonl(unit: &[PerubahanUnit]) -> Result<Vec<u8>, serde_json::Error> {
    let mut hasil = Vec::new();
    for (milik, satu) in unit.iter().flat_map(|milik| milik.isi.iter().map(move |satu| (milik, satu))) {
        serde_json::to_writer(&mut hasil, &BarisPerubahan::dari(&milik.unit, satu))?;
        hasil.push(b'\n');
    }
    Ok(hasil)
}

/// A field as people call it: "target TW II", "tindak lanjut", "NIP".
pub fn nama_medan(medan: &str) -> String {
    let Ok(kolom) = medan.parse::<Kolom>() else { return ejaan(medan) };
    let nama = ejaan(&kolom.bidang.nama().replace('_', " "));
    match kolom.periode {
        Periode::Tahunan | Periode::SetiapTahun => nama,
        Periode::Berjalan => format!("{nama} triwulan ini"),
        Periode::Triwulan(triwulan) => format!("{nama} {triwulan}"),
        Periode::Bulan(bulan) => format!("{nama} {}", nama_bulan(u32::from(bulan)).unwrap_or_default()),
        Periode::Tahun(tahun) => format!("{nama} {tahun}"),
    }
}

fn ejaan(nama: &str) -> String {
    if nama == "nip" { "NIP".to_string() } else { nama.to_string() }
}
