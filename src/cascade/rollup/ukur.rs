//! What units measured, sorted by node: the leaves of the roll-up.

use std::collections::BTreeMap;

use crate::domain::dasar_target::DasarTarget;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::satuan::satuan_baku;
use crate::domain::triwulan::Triwulan;
use crate::tables::{PengukuranRow, Tables, hitung};

/// One measurement of a node in a quarter by a unit.
#[derive(Debug, Clone)]
pub(super) struct NodeMeasurement<'a> {
    pub(super) row: PengukuranRow<'a>,
    /// Whether anything was entered; a dash is an entry.
    pub(super) terisi: bool,
    pub(super) realisasi: Option<f64>,
    /// The target of the quarter.
    pub(super) target_tw: Option<f64>,
    /// What the achievement is computed against: the target of the quarter, else of the year.
    pub(super) banding: Option<f64>,
    pub(super) tahunan: Option<f64>,
    peringkat: (bool, bool, bool, u32),
}

/// The quarters of one unit for one node.
pub(super) type Kuartal<'a> = [Option<NodeMeasurement<'a>>; 4];

/// For each node the units that measured it, with their quarters; and the records whose quarter is not known.
#[derive(Debug, Default)]
pub(super) struct UkurSimpul<'a> {
    pub(super) unit: BTreeMap<&'a str, Kuartal<'a>>,
    pub(super) tanpa_triwulan: Vec<u32>,
}

/// The measurements of every node, in the order of [`Tables::simpul`].
///
/// Where a unit states a quarter more than once, the entry counts before the blank, the measurement before the plan, the
/// quarter's own form before one of another quarter, and then the later document.
pub(super) fn kumpulkan(tables: &Tables) -> Vec<UkurSimpul<'_>> {
    let persen: Vec<bool> = tables.simpul.iter().map(|simpul| satuan_baku(&simpul.satuan).persen).collect();
    let mut hasil: Vec<UkurSimpul<'_>> = Vec::new();
    hasil.resize_with(tables.simpul.len(), UkurSimpul::default);
    for row in tables.pengukuran() {
        let Some(nomor) = tables.tautan.get(row.record as usize).and_then(|tautan| tautan.simpul) else { continue };
        let (Some(milik), Some(persen)) = (hasil.get_mut(nomor as usize), persen.get(nomor as usize)) else { continue };
        let (Some(unit), Some(triwulan)) = (row.unit, row.triwulan) else {
            milik.tanpa_triwulan.push(row.record);
            continue;
        };
        let ukur = satu(tables, row, triwulan, *persen);
        let tempat = &mut milik.unit.entry(unit).or_default()[triwulan as usize];
        if tempat.as_ref().is_none_or(|lama| lama.peringkat <= ukur.peringkat) {
            *tempat = Some(ukur);
        }
    }
    hasil
}

fn satu<'a>(tables: &'a Tables, row: PengukuranRow<'a>, triwulan: Triwulan, persen: bool) -> NodeMeasurement<'a> {
    let nilai = tables.isian(row.record, Bidang::Realisasi.tw(triwulan)).map_or(&Nilai::Kosong, |isian| &isian.nilai);
    let dokumen = tables.dokumen_dari(row.record);
    NodeMeasurement {
        terisi: !nilai.kosong(),
        realisasi: hitung::bilangan(nilai, persen),
        target_tw: row.target_banding.filter(|_| row.target_dari.is_some_and(DasarTarget::triwulanan)),
        banding: row.target_banding,
        tahunan: row.target_tahunan_angka(),
        peringkat: (
            !nilai.kosong(),
            dokumen.is_some_and(|dokumen| dokumen.jenis == JenisDokumen::Pengukuran),
            dokumen.is_some_and(|dokumen| dokumen.triwulan == Some(triwulan)),
            row.record,
        ),
        row,
    }
}
