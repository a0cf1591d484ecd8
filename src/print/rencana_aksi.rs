//! An action plan as it is signed: each indicator with its actions, what they are to give, and when.

use serde::Serialize;

use super::Tercetak;
use super::isi::{Kepala, bersatuan, teks, tulisan, uang};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::triwulan::Triwulan;
use crate::recap::BahanLaporan;
use crate::tables::Tables;

/// An action plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RencanaAksi {
    /// Its head.
    #[serde(flatten)]
    pub kepala: Kepala,
    /// Its indicators.
    pub indikator: Vec<IndikatorRencana>,
    /// Which columns hold anything.
    pub ada: Ada,
}

/// Which columns of a plan hold anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Ada {
    /// Targets of the year.
    pub target: bool,
    /// Any action.
    pub aksi: bool,
    /// Success criteria.
    pub kriteria: bool,
    /// Outputs.
    pub keluaran: bool,
    /// Quarters of actions.
    pub waktu: bool,
    /// Who acts.
    pub penanggung_jawab: bool,
    /// Money.
    pub anggaran: bool,
    /// Targets of quarters.
    pub target_tw: bool,
}

/// An indicator of a plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndikatorRencana {
    /// Number of its objective.
    pub nomor: usize,
    /// Its objective.
    pub sasaran: String,
    /// Its code.
    pub kode: Option<String>,
    /// Its wording.
    pub teks: String,
    /// Its target with the unit of measure.
    pub target: Option<String>,
    /// Its targets of the quarters.
    pub target_tw: [Option<String>; 4],
    /// Its actions.
    pub aksi: Vec<Aksi>,
}

/// An action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Aksi {
    /// What is done.
    pub teks: Option<String>,
    /// What tells that it succeeded.
    pub kriteria: Option<String>,
    /// What comes of it.
    pub keluaran: Option<String>,
    /// When.
    pub waktu: Option<String>,
    /// Who does it.
    pub penanggung_jawab: Option<String>,
    /// What it costs.
    pub anggaran: Option<String>,
}

impl Tercetak for RencanaAksi {
    fn nama_berkas(&self) -> &str {
        &self.kepala.unit.kode
    }

    fn tata_letak(&self) -> &'static str {
        "rencana-aksi"
    }
}

pub(super) fn susun(bahan: &BahanLaporan<'_>, nomor: u32) -> Option<RencanaAksi> {
    let kepala = Kepala::susun(bahan, nomor)?;
    let indikator = indikator(bahan.tables, nomor);
    let aksi = || indikator.iter().flat_map(|satu| &satu.aksi);
    let ada = Ada {
        target: indikator.iter().any(|satu| satu.target.is_some()),
        aksi: aksi().any(|satu| satu.teks.is_some()),
        kriteria: aksi().any(|satu| satu.kriteria.is_some()),
        keluaran: aksi().any(|satu| satu.keluaran.is_some()),
        waktu: aksi().any(|satu| satu.waktu.is_some()),
        penanggung_jawab: aksi().any(|satu| satu.penanggung_jawab.is_some()),
        anggaran: aksi().any(|satu| satu.anggaran.is_some()),
        target_tw: indikator.iter().flat_map(|satu| &satu.target_tw).any(Option::is_some),
    };
    Some(RencanaAksi { kepala, indikator, ada })
}

fn indikator(tables: &Tables, dokumen: u32) -> Vec<IndikatorRencana> {
    let mut hasil: Vec<IndikatorRencana> = Vec::new();
    for row in tables.rencana_aksi().filter(|row| row.document == dokumen) {
        let rekaman = row.record;
        if row.first || hasil.is_empty() {
            let sasaran = row.sasaran().unwrap_or_default().to_string();
            let nomor = match hasil.last() {
                Some(lalu) if lalu.sasaran == sasaran => lalu.nomor,
                Some(lalu) => lalu.nomor + 1,
                None => 1,
            };
            let target = tables.isian(rekaman, Bidang::Target.tahunan());
            hasil.push(IndikatorRencana {
                nomor,
                sasaran,
                kode: row.kode.map(str::to_string),
                teks: row.indikator().unwrap_or_default().to_string(),
                target: bersatuan(target, row.satuan()),
                target_tw: Triwulan::SEMUA.map(|tw| tulisan(tables, rekaman, Bidang::Target.tw(tw))),
                aksi: Vec::new(),
            });
        }
        let aksi = aksi(tables, rekaman, row.anggaran());
        if let Some(satu) = hasil.last_mut()
            && aksi != Aksi::default()
        {
            satu.aksi.push(aksi);
        }
    }
    hasil
}

fn aksi(tables: &Tables, rekaman: u32, anggaran: Option<f64>) -> Aksi {
    let isi = |bidang: Bidang| teks(tables, rekaman, bidang.tahunan());
    Aksi {
        teks: isi(Bidang::RencanaAksi),
        kriteria: isi(Bidang::Kriteria),
        keluaran: isi(Bidang::Keluaran),
        waktu: waktu(tables, rekaman),
        penanggung_jawab: isi(Bidang::PenanggungJawab),
        anggaran: anggaran.map(uang),
    }
}

/// "TW I, TW II"; as it was typed where it names no quarter.
fn waktu(tables: &Tables, rekaman: u32) -> Option<String> {
    match &tables.isian(rekaman, Bidang::Waktu.tahunan())?.nilai {
        Nilai::Triwulan { triwulan } => Some(triwulan.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        _ => teks(tables, rekaman, Bidang::Waktu.tahunan()),
    }
}
