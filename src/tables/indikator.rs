//! What every row about an indicator has, and which records have one.

use std::borrow::Cow;

use super::Tables;
use super::schema::Column;
use super::tempat::isian_setara;
use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::simpul::Simpul;

/// What a row of a PK, a Rencana Aksi or a measurement begins with. Texts and cells are borrowed from what was read.
#[derive(Debug, Clone, Copy)]
pub struct IndikatorRow<'a> {
    tables: &'a Tables,
    row: &'a Baris,
    /// The number of its record.
    pub record: u32,
    /// Its document: index into [`Tables::dokumen`].
    pub document: u32,
    /// Code of its unit.
    pub unit: Option<&'a str>,
    /// The key by which its indicator is known in every document of its unit.
    pub kunci: Option<&'a str>,
    /// Its own code.
    pub kode: Option<&'a str>,
    /// The node of the cascade that it is tied to.
    pub simpul: Option<&'a Simpul>,
    /// The path of its file.
    pub file: &'a str,
    /// Its sheet.
    pub sheet: &'a str,
}

impl<'a> IndikatorRow<'a> {
    /// The row of a record; every number that the tables gave a record has one.
    pub(super) fn of(tables: &'a Tables, record: u32) -> Option<Self> {
        let address = tables.alamat(record)?;
        let tie = tables.tautan.get(record as usize)?;
        Some(Self {
            tables,
            row: tables.baris_dari(record)?,
            record,
            document: address.dokumen,
            unit: tables.dokumen.get(address.dokumen as usize)?.unit.as_deref(),
            kunci: tie.kunci.as_deref(),
            kode: tie.kode.as_deref(),
            simpul: tables.simpul_dari(record),
            file: &tables.berkas_dokumen(address.dokumen)?.jalur,
            sheet: tables.lembar_dari(record)?,
        })
    }

    /// The entry of a field, neighbouring periods standing in ([`Tables::isian`]).
    pub fn entry(&self, kolom: Kolom) -> Option<&'a Isian> {
        isian_setara(self.row, kolom, || self.tables.triwulan_rekaman(self.record))
    }

    /// What was typed into a field of the year.
    pub(super) fn text(&self, bidang: Bidang) -> Option<&'a str> {
        self.entry(bidang.tahunan()).and_then(Isian::teks)
    }

    /// The figure of a field of the year.
    pub(super) fn number(&self, bidang: Bidang) -> Option<f64> {
        self.entry(bidang.tahunan()).and_then(|entry| entry.nilai.angka())
    }

    /// Its objective.
    pub fn sasaran(&self) -> Option<&'a str> {
        self.text(Bidang::Sasaran)
    }

    /// Its wording without the code in front of it; the cascade's when the form has only a code.
    pub fn indikator(&self) -> Option<&'a str> {
        self.tables.kalimat(self.record).or(self.simpul.map(|simpul| simpul.indikator.as_str()))
    }

    /// Its unit of measure, as typed.
    pub fn satuan(&self) -> Option<&'a str> {
        self.text(Bidang::Satuan)
    }

    /// The code of its node in the cascade.
    pub fn kode_simpul(&self) -> Option<&'a str> {
        self.simpul.map(|simpul| simpul.kode.as_str())
    }

    /// Which section of the form it stands in.
    pub(super) fn bagian(&self) -> Option<&'a str> {
        self.row.bagian.as_deref()
    }

    /// The cell that stands for the row: its indicator's, else its code's, else its first.
    pub fn cell(&self) -> Option<CellAddress> {
        [Bidang::Indikator, Bidang::Uraian, Bidang::Kode]
            .into_iter()
            .filter_map(|bidang| self.row.isian(bidang.tahunan()))
            .find(|entry| !entry.nilai.kosong())
            .or_else(|| self.row.isian.values().min_by_key(|entry| entry.sel))
            .map(|entry| entry.sel)
    }
}

/// A row that begins with an [`IndikatorRow`].
pub(super) trait HasIndikator {
    /// Its beginning.
    fn base(&self) -> &IndikatorRow<'_>;
}

/// A text that a row borrows.
pub(super) fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::Borrowed)
}

/// The columns that tables of indicators begin with, `own` after them, and where the row comes from at the end.
pub(super) fn columns<R: HasIndikator>(own: impl IntoIterator<Item = Column<R>>) -> Vec<Column<R>> {
    let mut all = vec![
        Column::count("rekaman", |row: &R| Some(row.base().record)),
        Column::count("dokumen", |row| Some(row.base().document)),
        Column::text("unit", |row| borrowed(row.base().unit)),
        Column::text("kunci", |row| borrowed(row.base().kunci)),
        Column::text("kode", |row| borrowed(row.base().kode)),
        Column::text("simpul", |row| borrowed(row.base().kode_simpul())),
        Column::text("sasaran", |row| borrowed(row.base().sasaran())),
        Column::text("indikator", |row| borrowed(row.base().indikator())),
        Column::text("satuan", |row| borrowed(row.base().satuan())),
    ];
    all.extend(own);
    all.extend([
        Column::text("berkas", |row: &R| borrowed(Some(row.base().file))),
        Column::text("lembar", |row| borrowed(Some(row.base().sheet))),
        Column::text("sel", |row| row.base().cell().map(|cell| Cow::Owned(cell.to_string()))),
    ]);
    all
}

/// Records with values of their own in the indicator tables of documents of a kind that count, in the order of tables:
/// by unit, then file, sheet and row.
pub(super) fn records(tables: &Tables, kinds: &[JenisDokumen]) -> Vec<u32> {
    let mut all: Vec<u32> = tables
        .rekaman_dipakai()
        .filter(|&record| {
            tables.dokumen_dari(record).is_some_and(|document| kinds.contains(&document.jenis))
                && tables.tabel_dari(record).is_some_and(|table| table.peran == PeranTabel::Indikator)
                && tables
                    .baris_dari(record)
                    .is_some_and(|row| matches!(row.jenis, JenisBaris::Data | JenisBaris::Lanjutan))
        })
        .collect();
    sort(tables, &mut all);
    all
}

/// Sorts records by unit; within one unit they keep their order, which is by file, sheet and row.
pub(super) fn sort(tables: &Tables, records: &mut [u32]) {
    records
        .sort_by_cached_key(|&record| (tables.dokumen_dari(record).and_then(|document| document.unit.clone()), record));
}
