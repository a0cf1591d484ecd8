//! An agreement as it is signed: the parties, objectives with indicators and targets, programmes with their budget.

use serde::Serialize;

use super::isi::{Kepala, bersatuan, teks, tulisan, uang};
use super::{Tercetak, judul_kolom};
use crate::domain::dokumen::{JenisBaris, PeranTabel, Tabel};
use crate::domain::kolom::Bidang;
use crate::domain::triwulan::Triwulan;
use crate::recap::BahanLaporan;
use crate::tables::Tables;

/// An agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pk {
    /// Its head.
    #[serde(flatten)]
    pub kepala: Kepala,
    /// Headings of its columns, as the form words them.
    pub judul: JudulPk,
    /// Its objectives, by section; a form without sections has one that has no name.
    pub bagian: Vec<BagianPk>,
    /// Its budget tables.
    pub anggaran: Vec<TabelAnggaran>,
    /// The definition that read the form.
    pub formulir: String,
}

/// Headings of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JudulPk {
    /// Over the objectives.
    pub sasaran: String,
    /// Over the indicators.
    pub indikator: String,
}

/// A section of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BagianPk {
    /// Its name.
    pub nama: Option<String>,
    /// Its objectives.
    pub sasaran: Vec<SasaranPk>,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SasaranPk {
    /// Its number; each section begins anew.
    pub nomor: usize,
    /// Its wording.
    pub teks: String,
    /// Its indicators.
    pub indikator: Vec<IndikatorPk>,
}

/// An indicator of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndikatorPk {
    /// Its code.
    pub kode: Option<String>,
    /// Its wording.
    pub teks: String,
    /// Its unit of measure.
    pub satuan: Option<String>,
    /// Its target.
    pub target: Option<String>,
    /// Its target with the unit of measure.
    pub target_lengkap: Option<String>,
    /// Its targets of the quarters.
    pub target_tw: [Option<String>; 4],
    /// Where its data come from.
    pub sumber_data: Option<String>,
    /// How it is measured.
    pub cara: Option<String>,
    /// Remarks.
    pub keterangan: Option<String>,
}

/// A budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TabelAnggaran {
    /// Heading of what costs money.
    pub judul: String,
    /// Whether any line says where the money comes from.
    pub ada_dana: bool,
    /// Its lines.
    pub baris: Vec<BarisAnggaran>,
}

/// A budget line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarisAnggaran {
    /// "data", "kelompok" or "jumlah".
    pub jenis: &'static str,
    /// Its number; lines of data only.
    pub nomor: Option<usize>,
    /// Its code.
    pub kode: Option<String>,
    /// Programme or activity.
    pub program: Option<String>,
    /// Its money.
    pub pagu: Option<String>,
    /// Where the money comes from.
    pub dana: Option<String>,
}

impl Tercetak for Pk {
    fn nama_berkas(&self) -> &str {
        &self.kepala.unit.kode
    }

    fn tata_letak(&self) -> &'static str {
        if self.formulir == "pk-dki" { "pk-dki" } else { "pk" }
    }
}

pub(super) fn susun(bahan: &BahanLaporan<'_>, nomor: u32) -> Option<Pk> {
    let tables = bahan.tables;
    let isi = tables.isi_dokumen(nomor)?;
    let judul = |bidang, lain: &str| judul_kolom(tables, nomor, bidang).unwrap_or_else(|| lain.to_string());
    Some(Pk {
        kepala: Kepala::susun(bahan, nomor)?,
        judul: JudulPk {
            sasaran: judul(Bidang::Sasaran, "Sasaran"),
            indikator: judul(Bidang::Indikator, "Indikator Kinerja"),
        },
        bagian: bagian(tables, nomor),
        anggaran: anggaran(tables, nomor),
        formulir: isi.templat.clone(),
    })
}

fn bagian(tables: &Tables, dokumen: u32) -> Vec<BagianPk> {
    let mut hasil: Vec<BagianPk> = Vec::new();
    for row in tables.pk().filter(|row| row.document == dokumen) {
        let nama = row.bagian();
        if hasil.last().is_none_or(|bagian| bagian.nama.as_deref() != nama) {
            hasil.push(BagianPk { nama: nama.map(str::to_string), sasaran: Vec::new() });
        }
        let Some(bagian) = hasil.last_mut() else { continue };
        let sasaran = row.sasaran().unwrap_or_default();
        if bagian.sasaran.last().is_none_or(|satu| satu.teks != sasaran) {
            let nomor = bagian.sasaran.len() + 1;
            bagian.sasaran.push(SasaranPk { nomor, teks: sasaran.to_string(), indikator: Vec::new() });
        }
        let Some(sasaran) = bagian.sasaran.last_mut() else { continue };
        let (rekaman, target, satuan) = (row.record, row.target(), row.satuan());
        sasaran.indikator.push(IndikatorPk {
            kode: row.kode.map(str::to_string),
            teks: row.indikator().unwrap_or_default().to_string(),
            satuan: satuan.map(str::to_string),
            target: bersatuan(target, None),
            target_lengkap: bersatuan(target, satuan),
            target_tw: Triwulan::SEMUA.map(|tw| tulisan(tables, rekaman, Bidang::Target.tw(tw))),
            sumber_data: teks(tables, rekaman, Bidang::SumberData.tahunan()),
            cara: teks(tables, rekaman, Bidang::CaraPengukuran.tahunan()),
            keterangan: teks(tables, rekaman, Bidang::Keterangan.tahunan()),
        });
    }
    hasil
}

/// The budget tables as the form has them: a total stands where the form states one.
fn anggaran(tables: &Tables, dokumen: u32) -> Vec<TabelAnggaran> {
    let Some(isi) = tables.isi_dokumen(dokumen) else { return Vec::new() };
    let tabel = isi.tabel.iter().filter(|tabel| tabel.peran == PeranTabel::Anggaran);
    tabel.map(satu_tabel).filter(|tabel| !tabel.baris.is_empty()).collect()
}

fn satu_tabel(tabel: &Tabel) -> TabelAnggaran {
    let judul = tabel.kolom.iter().find(|kolom| kolom.kolom == Bidang::Program.tahunan());
    let judul = judul.and_then(|kolom| kolom.judul.rsplit(" > ").next());
    let mut nomor = 0;
    let mut baris: Vec<BarisAnggaran> = Vec::new();
    for satu in &tabel.baris {
        let isian = |bidang: Bidang| satu.isian(bidang.tahunan()).filter(|isian| !isian.turunan);
        let teks = |bidang| isian(bidang).filter(|isian| !isian.nilai.tanpa_isi()).and_then(|isian| isian.teks());
        let uang = isian(Bidang::Anggaran).and_then(|isian| match isian.nilai.angka() {
            Some(rupiah) => Some(uang(rupiah)),
            None => isian.teks().map(str::to_string),
        });
        let jenis = match satu.jenis {
            JenisBaris::Data | JenisBaris::Lanjutan => "data",
            JenisBaris::Kelompok => "kelompok",
            JenisBaris::Jumlah => "jumlah",
        };
        let satu = BarisAnggaran {
            jenis,
            nomor: None,
            kode: teks(Bidang::Kode).map(str::to_string),
            program: teks(Bidang::Program).map(str::to_string),
            pagu: uang,
            dana: teks(Bidang::SumberDana).map(str::to_string),
        };
        if satu.program.is_none() && satu.pagu.is_none() && satu.kode.is_none() {
            continue;
        }
        nomor += usize::from(jenis == "data");
        baris.push(BarisAnggaran { nomor: (jenis == "data").then_some(nomor), ..satu });
    }
    TabelAnggaran {
        judul: judul.unwrap_or("Program").to_string(),
        ada_dana: baris.iter().any(|satu| satu.dana.is_some()),
        baris,
    }
}
