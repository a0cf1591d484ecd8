//! What units measured, sorted by node: the leaves of the roll-up.

use std::collections::BTreeMap;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::satuan::satuan_baku;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;
use crate::tables::frame::{BarisFrame, Pembaca};
use crate::tables::hitung;

/// The columns that make an [`Ukur`].
pub(super) const KOLOM: [&str; 10] = [
    "rekaman",
    "triwulan",
    "unit",
    "target_dari",
    "target_banding",
    "target_tahunan",
    "capaian",
    "capaian_penuh",
    "alasan",
    "kumulatif",
];

/// One measurement of a node in a quarter by a unit.
#[derive(Debug, Clone)]
pub(super) struct Ukur<'a> {
    pub(super) rekaman: u32,
    /// Whether anything was entered; a dash is an entry.
    pub(super) terisi: bool,
    pub(super) realisasi: Option<f64>,
    /// The target of the quarter.
    pub(super) target_tw: Option<f64>,
    /// What the achievement is computed against: the target of the quarter, else of the year.
    pub(super) banding: Option<f64>,
    pub(super) tahunan: Option<f64>,
    pub(super) capaian: Option<f64>,
    pub(super) penuh: Option<f64>,
    pub(super) alasan: Option<&'a str>,
    pub(super) kumulatif: bool,
    peringkat: (bool, bool, bool, u32),
}

/// The quarters of one unit for one node.
pub(super) type Kuartal<'a> = [Option<Ukur<'a>>; 4];

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
pub(super) fn kumpulkan<'a>(tables: &'a Tables, pembaca: &Pembaca<'a>) -> Vec<UkurSimpul<'a>> {
    let persen: Vec<bool> = tables.simpul.iter().map(|simpul| satuan_baku(&simpul.satuan).persen).collect();
    let mut hasil: Vec<UkurSimpul<'a>> = Vec::new();
    hasil.resize_with(tables.simpul.len(), UkurSimpul::default);
    for baris in pembaca.baris() {
        let Some(rekaman) = baris.u32("rekaman") else { continue };
        let Some(nomor) = tables.tautan.get(rekaman as usize).and_then(|tautan| tautan.simpul) else { continue };
        let (Some(milik), Some(persen)) = (hasil.get_mut(nomor as usize), persen.get(nomor as usize)) else { continue };
        let triwulan = baris.i32("triwulan").and_then(|tw| Triwulan::dari_nomor(u32::try_from(tw).ok()?));
        let (Some(unit), Some(triwulan)) = (baris.teks("unit"), triwulan) else {
            milik.tanpa_triwulan.push(rekaman);
            continue;
        };
        let ukur = satu(tables, &baris, rekaman, triwulan, *persen);
        let tempat = &mut milik.unit.entry(unit).or_default()[triwulan as usize];
        if tempat.as_ref().is_none_or(|lama| lama.peringkat <= ukur.peringkat) {
            *tempat = Some(ukur);
        }
    }
    hasil
}

fn satu<'a>(
    tables: &'a Tables,
    baris: &BarisFrame<'a, '_>,
    rekaman: u32,
    triwulan: Triwulan,
    persen: bool,
) -> Ukur<'a> {
    let nilai = tables.isian(rekaman, Bidang::Realisasi.tw(triwulan)).map_or(&Nilai::Kosong, |isian| &isian.nilai);
    let dokumen = tables.dokumen_dari(rekaman);
    let per_triwulan = baris.teks("target_dari").is_some_and(|asal| asal.ends_with("triwulan"));
    let banding = baris.angka("target_banding");
    Ukur {
        rekaman,
        terisi: !nilai.kosong(),
        realisasi: hitung::bilangan(nilai, persen),
        target_tw: banding.filter(|_| per_triwulan),
        banding,
        tahunan: baris.angka("target_tahunan"),
        capaian: baris.angka("capaian"),
        penuh: baris.angka("capaian_penuh"),
        alasan: baris.teks("alasan"),
        kumulatif: baris.ya("kumulatif") == Some(true),
        peringkat: (
            !nilai.kosong(),
            dokumen.is_some_and(|dokumen| dokumen.jenis == JenisDokumen::Pengukuran),
            dokumen.is_some_and(|dokumen| dokumen.triwulan == Some(triwulan)),
            rekaman,
        ),
    }
}
