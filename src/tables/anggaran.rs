//! The table `anggaran`: budget lines of agreements and measurements, totals and headings among them.

use std::borrow::Cow;

use super::Tables;
use super::indikator::{borrowed, sort};
use super::schema::{Column, Counted, Row};
use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::triwulan::Triwulan;

/// A budget line; one that states money spent in several quarters has a row for each.
#[derive(Debug, Clone, Copy)]
pub struct AnggaranRow<'a> {
    /// The number of its record.
    pub record: u32,
    /// Its document: index into [`Tables::dokumen`].
    pub document: u32,
    /// Code of its unit.
    pub unit: Option<&'a str>,
    /// Its own code.
    pub kode: Option<&'a str>,
    /// The kind of its document.
    pub document_kind: JenisDokumen,
    /// Whether it is a line, a heading or a total.
    pub row_kind: JenisBaris,
    /// Programme or activity.
    pub program: Option<&'a str>,
    /// The ceiling.
    pub pagu: Option<f64>,
    /// Money spent.
    pub realisasi: Option<f64>,
    /// The quarter in which it was spent; none for a PK.
    pub triwulan: Option<Triwulan>,
    /// Where the money comes from.
    pub sumber_dana: Option<&'a str>,
    /// The path of its file.
    pub file: &'a str,
    /// Its sheet.
    pub sheet: &'a str,
    /// The cell that stands for it.
    pub cell: Option<CellAddress>,
}

impl AnggaranRow<'_> {
    /// Whether it is a line: neither heading nor total.
    pub const fn is_line(&self) -> bool {
        matches!(self.row_kind, JenisBaris::Data | JenisBaris::Lanjutan)
    }

    /// What it is, in a word.
    pub const fn row_word(&self) -> &'static str {
        match self.row_kind {
            JenisBaris::Data | JenisBaris::Lanjutan => "data",
            JenisBaris::Kelompok => "kelompok",
            JenisBaris::Jumlah => "jumlah",
        }
    }
}

impl Row for AnggaranRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::count("rekaman", |row: &Self| Some(row.record)),
            Column::count("dokumen", |row| Some(row.document)),
            Column::text("unit", |row| borrowed(row.unit)),
            Column::text("kode", |row| borrowed(row.kode)),
            Column::text("jenis_dokumen", |row| borrowed(Some(row.document_kind.singkatan()))),
            Column::text("jenis_baris", |row| borrowed(Some(row.row_word()))),
            Column::text("program", |row| borrowed(row.program)),
            Column::number("pagu", |row| row.pagu),
            Column::number("realisasi", |row| row.realisasi),
            Column::small("triwulan", |row| row.triwulan.and_then(|tw| i32::try_from(tw.nomor()).ok())),
            Column::text("sumber_dana", |row| borrowed(row.sumber_dana)),
            Column::text("berkas", |row| borrowed(Some(row.file))),
            Column::text("lembar", |row| borrowed(Some(row.sheet))),
            Column::text("sel", |row| row.cell.map(|cell| Cow::Owned(cell.to_string()))),
        ]
    }
}

/// The records that have rows, each with its quarter.
pub(super) fn records(tables: &Tables) -> Vec<(u32, Option<Triwulan>)> {
    let mut records: Vec<u32> = tables.rekaman_dipakai().filter(|&record| memuat_anggaran(tables, record)).collect();
    sort(tables, &mut records);
    let quarters = |record: u32| triwulan_baris(tables, record).into_iter().map(move |tw| (record, tw));
    records.into_iter().flat_map(quarters).filter(|(record, tw)| row(tables, *record, *tw).is_some()).collect()
}

impl Tables {
    /// The rows of the table `anggaran`.
    pub fn anggaran(&self) -> impl ExactSizeIterator<Item = AnggaranRow<'_>> + Clone {
        let rows = self.rows.anggaran.iter().filter_map(|&(record, tw)| row(self, record, tw));
        Counted::new(self.rows.anggaran.len(), rows)
    }
}

/// Every row of a budget table of a PK or a measurement; of a measurement's indicator table the rows that name a
/// programme or money of their own, not what a merge carried down, which would count twice.
fn memuat_anggaran(tables: &Tables, rekaman: u32) -> bool {
    let (Some(tabel), Some(baris), Some(dokumen)) =
        (tables.tabel_dari(rekaman), tables.baris_dari(rekaman), tables.dokumen_dari(rekaman))
    else {
        return false;
    };
    match (tabel.peran, dokumen.jenis) {
        (PeranTabel::Anggaran, JenisDokumen::Pk | JenisDokumen::Pengukuran) => true,
        (PeranTabel::Indikator, JenisDokumen::Pengukuran) => baris.isian.iter().any(|(kolom, isian)| {
            matches!(kolom.bidang, Bidang::Program | Bidang::Anggaran | Bidang::RealisasiAnggaran)
                && !isian.nilai.tanpa_isi()
                && !isian.turunan
        }),
        _ => false,
    }
}

/// The quarters for which a line states money spent; one row without a quarter otherwise.
fn triwulan_baris(tables: &Tables, rekaman: u32) -> Vec<Option<Triwulan>> {
    let (Some(baris), Some(dokumen)) = (tables.baris_dari(rekaman), tables.dokumen_dari(rekaman)) else {
        return Vec::new();
    };
    let terisi: Vec<Option<Triwulan>> = Triwulan::SEMUA
        .into_iter()
        .filter(|tw| baris.isian(Bidang::RealisasiAnggaran.tw(*tw)).is_some_and(|isian| !isian.nilai.kosong()))
        .map(Some)
        .collect();
    match (terisi.is_empty(), dokumen.jenis) {
        (false, _) => terisi,
        (true, JenisDokumen::Pk) => vec![None],
        (true, _) => vec![tables.triwulan_rekaman(rekaman)],
    }
}

fn row(tables: &Tables, record: u32, triwulan: Option<Triwulan>) -> Option<AnggaranRow<'_>> {
    let address = tables.alamat(record)?;
    let document = tables.dokumen.get(address.dokumen as usize)?;
    let baris = tables.baris_dari(record)?;
    let angka =
        |kolom: Kolom| tables.isian(record, kolom).filter(|isian| !isian.turunan).and_then(|isian| isian.nilai.angka());
    let text = |bidang: Bidang| tables.isian(record, bidang.tahunan()).and_then(Isian::teks);
    let kolom = triwulan.map_or(Bidang::RealisasiAnggaran.berjalan(), |tw| Bidang::RealisasiAnggaran.tw(tw));
    Some(AnggaranRow {
        record,
        document: address.dokumen,
        unit: document.unit.as_deref(),
        kode: text(Bidang::Kode),
        document_kind: document.jenis,
        row_kind: baris.jenis,
        program: text(Bidang::Program),
        pagu: angka(Bidang::Anggaran.tahunan()),
        realisasi: angka(kolom),
        triwulan,
        sumber_dana: text(Bidang::SumberDana),
        file: &tables.berkas_dokumen(address.dokumen)?.jalur,
        sheet: tables.lembar_dari(record)?,
        cell: sel(baris),
    })
}

/// The cell that stands for a budget line: its programme, else its money, else its first.
fn sel(baris: &Baris) -> Option<CellAddress> {
    [Bidang::Program, Bidang::Anggaran]
        .into_iter()
        .filter_map(|bidang| baris.isian(bidang.tahunan()))
        .find(|isian| !isian.nilai.kosong())
        .or_else(|| baris.isian.values().min_by_key(|isian| isian.sel))
        .map(|isian| isian.sel)
}
