//! Money spent, as the measurements of one quarter state it.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::domain::capaian::anggaran::serapan;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::periode::Kurun;
use crate::domain::triwulan::Triwulan;
use crate::recap::ulangan;
use crate::tables::Tables;

/// Absorption in the newest quarter of a period for which forms state money. Whether a form's figure is of the quarter
/// alone or runs up is not known: it is what the form of that quarter says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Serapan {
    /// The quarter of the forms.
    pub triwulan: Triwulan,
    /// Ceilings of the lines that state both.
    pub pagu: f64,
    /// Money spent on them.
    pub realisasi: f64,
    /// Percent points.
    pub persen: f64,
    /// Units whose lines these are.
    pub unit: usize,
}

/// A budget line that counts for the absorption.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LajurSerapan {
    /// Its row in the table.
    pub(super) nomor: usize,
    pub(super) rekaman: u32,
    pub(super) unit: String,
    pub(super) kode: String,
    pub(super) program: String,
    pub(super) triwulan: Triwulan,
    pub(super) pagu: f64,
    pub(super) realisasi: f64,
}

/// The absorption, and the lines that it rests on.
pub(super) fn hitung(tables: &Tables, kurun: Kurun) -> Option<(Serapan, Vec<LajurSerapan>)> {
    let mut semua = lajur(tables);
    let kuartal = Triwulan::SEMUA.into_iter().rev().filter(|tw| kurun.memuat(*tw));
    kuartal.into_iter().find_map(|triwulan| {
        let milik: Vec<LajurSerapan> = semua.extract_if(.., |satu| satu.triwulan == triwulan).collect();
        let jumlah = |ambil: fn(&LajurSerapan) -> f64| milik.iter().map(ambil).fold(0.0, |a, b| a + b);
        let (pagu, realisasi) = (jumlah(|satu| satu.pagu), jumlah(|satu| satu.realisasi));
        let persen = serapan(realisasi, pagu).ok()?;
        let unit = milik.iter().map(|satu| satu.unit.as_str()).collect::<BTreeSet<_>>().len();
        Some((Serapan { triwulan, pagu, realisasi, persen, unit }, milik))
    })
}

/// The absorption of each unit, of the lines that count.
pub(super) fn per_unit(lajur: &[LajurSerapan]) -> HashMap<&str, Serapan> {
    let mut hasil: HashMap<&str, Serapan> = HashMap::new();
    for satu in lajur {
        let nol = || Serapan { triwulan: satu.triwulan, pagu: 0.0, realisasi: 0.0, persen: 0.0, unit: 1 };
        let milik = hasil.entry(&satu.unit).or_insert_with(nol);
        milik.pagu += satu.pagu;
        milik.realisasi += satu.realisasi;
    }
    hasil.retain(|_, milik| serapan(milik.realisasi, milik.pagu).map(|persen| milik.persen = persen).is_ok());
    hasil
}

/// The absorption of several units.
pub(super) fn gabungan<'a>(semua: impl Iterator<Item = &'a Serapan>) -> Option<Serapan> {
    let jumlah = semua.cloned().reduce(|a, b| Serapan {
        pagu: a.pagu + b.pagu,
        realisasi: a.realisasi + b.realisasi,
        unit: a.unit + b.unit,
        ..a
    })?;
    Some(Serapan { persen: serapan(jumlah.realisasi, jumlah.pagu).ok()?, ..jumlah })
}

/// Every line of a measurement that states its ceiling and what was spent, each quarter once.
fn lajur(tables: &Tables) -> Vec<LajurSerapan> {
    let ulangan = ulangan::anggaran(tables);
    let lines = tables.anggaran().enumerate().filter(|(nomor, row)| {
        row.document_kind == JenisDokumen::Pengukuran && row.is_line() && !ulangan.contains(nomor)
    });
    lines
        .filter_map(|(nomor, row)| {
            Some(LajurSerapan {
                nomor,
                rekaman: row.record,
                unit: row.unit.unwrap_or_default().to_string(),
                kode: row.kode.unwrap_or_default().to_string(),
                program: row.program.unwrap_or_default().to_string(),
                triwulan: row.triwulan?,
                pagu: row.pagu?,
                realisasi: row.realisasi?,
            })
        })
        .collect()
}
