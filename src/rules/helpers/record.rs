//! The rows that rules look at, with the questions they ask about each, and places put together.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Document, DocumentKind, DocumentTable, Fact, FormRow, RowKind, TableColumn, TableRole};
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::Polaritas;
use crate::domain::satuan::is_percent;
use crate::domain::text;
use crate::domain::value::Entry;
use crate::finding::{Place, Temuan};
use crate::rules::Aturan;
use crate::rules::helpers::headed::{headed, wording};
use crate::tables::{RegisteredDocument, Tables};

/// Words in headings of columns that name a unit or a team for each row.
const WHOSE: [&str; 15] = [
    "prodi",
    "unit",
    "satker",
    "balai",
    "tim",
    "opd",
    "skpd",
    "perangkat",
    "instansi",
    "bidang",
    "bagian",
    "seksi",
    "fakultas",
    "jurusan",
    "biro",
];

/// Whether a heading is that of a column which names a unit or a team for each row.
pub(in crate::rules) fn names_units(heading: &str) -> bool {
    let heading = text::key(heading);
    let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
    heading.contains("satuan kerja") || words.any(|word| WHOSE.contains(&word))
}

/// One record of the tables, with the questions that rules ask about it.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct IndikatorRecord<'a> {
    pub(in crate::rules) tables: &'a Tables,
    pub(in crate::rules) number: u32,
}

impl<'a> IndikatorRecord<'a> {
    /// The record with this number.
    pub(in crate::rules) fn new(tables: &'a Tables, number: u32) -> Self {
        Self { tables, number }
    }

    /// Index of its table within the document.
    pub(in crate::rules) fn table_number(&self) -> u32 {
        self.tables.record_ids.get(self.number as usize).map_or(u32::MAX, |address| address.table)
    }

    pub(in crate::rules) fn registered(&self) -> Option<&'a RegisteredDocument> {
        self.tables.document_from(self.number)
    }

    /// Code of the unit of its document.
    pub(in crate::rules) fn unit(&self) -> Option<&'a str> {
        self.registered()?.unit.as_deref()
    }

    pub(in crate::rules) fn row(&self) -> Option<&'a FormRow> {
        self.tables.row_from(self.number)
    }

    pub(in crate::rules) fn table(&self) -> Option<&'a DocumentTable> {
        self.tables.table_from(self.number)
    }

    /// Whether its table has this very column.
    pub(in crate::rules) fn has(&self, column: FormColumn) -> bool {
        self.table().is_some_and(|table| table.has(column))
    }

    /// Whether its sheet has further columns of a field, which are not read: months beside each other under "Waktu". What
    /// is missed in the one that is read may stand there.
    pub(in crate::rules) fn has_further(&self, field: Field) -> bool {
        let document = self.tables.record_ids.get(self.number as usize).map(|address| address.document);
        let facts = document.into_iter().flat_map(|document| super::fact::of_document(self.tables, document));
        facts.into_iter().any(|fact| matches!(fact, Fact::DoubleColumn { column, .. } if column.field == field))
    }

    /// The entry of a field, neighbouring periods standing in ([`Tables::entry`]).
    pub(in crate::rules) fn entry(&self, column: FormColumn) -> Option<&'a Entry> {
        self.tables.entry(self.number, column)
    }

    /// The entry of a field when it was typed in this row.
    pub(in crate::rules) fn own_entry(&self, column: FormColumn) -> Option<&'a Entry> {
        self.entry(column).filter(|entry| !entry.derivation)
    }

    /// The cell of a field.
    pub(in crate::rules) fn place(&self, column: FormColumn) -> Option<Place> {
        self.tables.place(self.number, column)
    }

    /// A column of its table as the form calls it, in quotes.
    pub(in crate::rules) fn named(&self, column: FormColumn) -> String {
        super::heading(self.tables.table_from(self.number), self.column_read(column))
    }

    /// The column that its table has for one, neighbouring periods standing in; else the one that was asked for.
    pub(in crate::rules) fn column_read(&self, column: FormColumn) -> FormColumn {
        self.tables.equivalent_column(self.number, column).unwrap_or(column)
    }

    /// The cell of its indicator: wording, else code.
    pub(in crate::rules) fn indikator_place(&self) -> Option<Place> {
        self.place(self.indikator_column()?)
    }

    /// The column that names its indicator in this row.
    pub(in crate::rules) fn indikator_column(&self) -> Option<FormColumn> {
        let named = [Field::Indikator, Field::Description, Field::Code].map(Field::yearly);
        named.into_iter().find(|column| self.entry(*column).is_some_and(|entry| !entry.value.without_content()))
    }

    /// The wording of its indicator without the code in front of it.
    pub(in crate::rules) fn sentence(&self) -> Option<&'a str> {
        [Field::Indikator, Field::Description].into_iter().find_map(|field| {
            let entry = self.entry(field.yearly()).filter(|entry| !entry.value.without_content())?;
            let sentence = text::without_code(entry.text()?);
            // "1.1.1" alone is a code, and words nothing.
            sentence.contains(char::is_alphabetic).then_some(sentence)
        })
    }

    /// Whether its wording, or that of the line that it is a kind of, speaks of something that is wished to be little.
    pub(in crate::rules) fn sounds_unwanted(&self) -> bool {
        let line = || self.table().zip(self.row()).and_then(|(table, row)| headed(table, row)).and_then(wording);
        self.sentence().is_some_and(Polaritas::sounds_unwanted) || line().is_some_and(Polaritas::sounds_unwanted)
    }

    /// The key by which its indicator is known in every document of its unit.
    pub(in crate::rules) fn key(&self) -> Option<&'a str> {
        self.tables.links.get(self.number as usize)?.key.as_deref()
    }

    /// Whose row it is in a form of several units or teams: what stands in the column that names them. Two rows of one
    /// indicator that name two are no repetition.
    pub(in crate::rules) fn whose(&self) -> Option<String> {
        let names = |owned: &&TableColumn| {
            matches!(owned.column.field, Field::UnitCode | Field::UnitName) || names_units(&owned.heading)
        };
        let asked = [Field::UnitCode, Field::UnitName, Field::PenanggungJawab];
        let columns = self.table()?.columns.iter().filter(|owned| asked.contains(&owned.column.field)).filter(names);
        let said = columns.filter_map(|owned| self.entry(owned.column).filter(|entry| !entry.value.without_content()));
        said.map(|entry| text::key(&entry.raw)).next()
    }

    /// Whether two rows each say whose they are, and it is not the same unit or team.
    pub(in crate::rules) fn of_others(&self, other: &Self) -> bool {
        self.whose().zip(other.whose()).is_some_and(|(own, other)| own != other)
    }

    /// Its own code.
    pub(in crate::rules) fn code(&self) -> Option<&'a str> {
        self.tables.links.get(self.number as usize)?.code.as_deref()
    }

    /// The node of the cascade that it is tied to.
    pub(in crate::rules) fn node(&self) -> Option<&'a KaskadeNode> {
        self.tables.node_from(self.number)
    }

    /// Its unit of measure: as typed, else the cascade's.
    pub(in crate::rules) fn satuan(&self) -> &'a str {
        let as_written = self.entry(Field::Satuan.yearly()).filter(|entry| !entry.value.without_content());
        let as_written = as_written.and_then(|entry| entry.text());
        as_written.or(self.node().map(|node| node.satuan.as_str())).unwrap_or_default()
    }

    /// Whether its figures are percent points.
    pub(in crate::rules) fn percent(&self) -> bool {
        is_percent(self.satuan())
    }

    /// Whether it counts in the figures: only such rows are set against other documents and the cascade.
    pub(in crate::rules) fn counts(&self) -> bool {
        self.tables.counts(self.number)
    }

    /// Whether it is the first row of its indicator.
    pub(in crate::rules) fn subject(&self) -> bool {
        self.subject_number() == Some(self.number)
    }

    /// The row that names its indicator; rows below it without a name of their own share it.
    pub(in crate::rules) fn subject_number(&self) -> Option<u32> {
        self.tables.links.get(self.number as usize).map(|link| link.subject)
    }

    /// Its indicator as people know it, in quotes fit for a sentence.
    pub(in crate::rules) fn label(&self) -> String {
        self.tables.label_indikator(self.number)
    }

    /// Whether it may be the numerator or denominator of an indicator above: "a. Jumlah lulusan yang bekerja", without the
    /// unit of measure and the targets for which its form has columns.
    pub(in crate::rules) fn may_be_a_part(&self) -> bool {
        let Some(entry) = self.own_entry(Field::Indikator.yearly()) else { return false };
        let mut letters = entry.raw.trim().chars();
        let lettered = letters.next().is_some_and(char::is_alphabetic) && matches!(letters.next(), Some('.' | ')'));
        let promises = |column: &FormColumn| matches!(column.field, Field::Target | Field::Satuan);
        let asked = self.table().is_some_and(|table| {
            let asks = |field| table.columns.iter().any(|owned| owned.column.field == field);
            asks(Field::Target) && asks(Field::Satuan)
        });
        let mut said = self.row().into_iter().flat_map(|row| row.entries.iter());
        lettered && asked && !said.any(|(column, entry)| promises(column) && !entry.value.without_content())
    }

    /// A finding at the cell of a field of this record.
    pub(in crate::rules) fn temuan(
        &self,
        aturan: &Aturan,
        column: FormColumn,
        message: String,
        advice: &str,
    ) -> Option<Temuan> {
        Some(self.temuan_in(aturan, self.place(column)?, message, advice))
    }

    /// A finding at the cells of several fields of this record, the first one guilty.
    pub(in crate::rules) fn many_temuan(
        &self,
        aturan: &Aturan,
        column: &[FormColumn],
        message: String,
        advice: &str,
    ) -> Option<Temuan> {
        let (first, other) = column.split_first()?;
        let mut temuan = self.temuan(aturan, *first, message, advice)?;
        temuan.place.cells.extend(other.iter().filter_map(|column| self.entry(*column)).map(|entry| entry.cell));
        Some(temuan)
    }

    /// A finding about this record's indicator at a place.
    pub(in crate::rules) fn temuan_in(&self, aturan: &Aturan, place: Place, message: String, advice: &str) -> Temuan {
        let temuan = aturan.finding(place, message, advice).unit(self.unit());
        let label = self.label();
        if label.is_empty() { temuan } else { temuan.indikator(label) }
    }
}

/// The rows with values of the indicator tables of a kind of document, of every document that may be checked.
pub(in crate::rules) fn indikator_row(
    tables: &Tables,
    kind: DocumentKind,
) -> impl Iterator<Item = IndikatorRecord<'_>> {
    tables.checkable_documents(kind).flat_map(|(number, _, _)| document_row(tables, number))
}

/// The rows with values of the indicator tables of one document.
pub(in crate::rules) fn document_row(tables: &Tables, document: u32) -> impl Iterator<Item = IndikatorRecord<'_>> {
    all_row(tables, document, TableRole::Indikator)
        .filter(|record| record.row().is_some_and(|b| matches!(b.kind, RowKind::Data | RowKind::Continuation)))
}

/// Every row of the tables of one role in one document.
pub(in crate::rules) fn all_row(
    tables: &Tables,
    document: u32,
    role: TableRole,
) -> impl Iterator<Item = IndikatorRecord<'_>> {
    let all = tables.document_record_id(document).map(move |number| IndikatorRecord::new(tables, number));
    all.filter(move |record| record.table().is_some_and(|table| table.role == role))
}

/// The header cell of the indicator column of a table, else of its code column.
pub(in crate::rules) fn indikator_heading(tables: &Tables, document: u32, table: u32) -> Option<Place> {
    let column = [Field::Indikator, Field::Description, Field::Code].map(Field::yearly);
    column.into_iter().find_map(|column| tables.heading_place(document, table, column))
}

/// The first table of a role in a document.
pub(in crate::rules) fn first_table(content: &Document, role: TableRole) -> Option<u32> {
    let number = content.tables.iter().position(|table| table.role == role)?;
    u32::try_from(number).ok()
}

/// Places with equal file and sheet put together, in the order in which they first came.
pub(in crate::rules) fn gather(place: impl IntoIterator<Item = Place>) -> Vec<Place> {
    let mut outcome: Vec<Place> = Vec::new();
    for one in place {
        match outcome.iter_mut().find(|owned| (&owned.file, &owned.sheet) == (&one.file, &one.sheet)) {
            Some(owned) => {
                for cell in one.cells {
                    if !owned.cells.contains(&cell) {
                        owned.cells.push(cell);
                    }
                }
            }
            None => outcome.push(one),
        }
    }
    outcome
}
