//! Forms that came and count for nobody, with the units whose they may be.
//!
//! Nobody is told that nothing arrived when a form came that names no unit of the register, or bears the signs of two.

use std::cell::LazyCell;

use super::named_kind;
use super::register::Register;
use super::{RegisteredDocument, SentFile, Tables, UnitOrigin};
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::month_from_name;
use crate::domain::document::{Document, DocumentKind, ReadFile};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::only::only;
use crate::domain::triwulan::{Triwulan, find_month};

/// A document that a unit must send: whose, which, and for which quarter.
type Expected<'a> = (&'a str, DocumentKind, Option<Triwulan>);

/// A file, what was read of it, and one of its documents.
type Read<'a> = (&'a SentFile, &'a ReadFile, &'a Document);

impl Tables {
    /// Forms that name a unit which is not registered, by the unit that is meant most likely: whose folder or file it is,
    /// else the name most alike.
    pub fn misnamed(&self) -> HashMap<Expected<'_>, u32> {
        // Nearly always there are none, and a register is a lot of work.
        let register = LazyCell::new(|| Register::new(&self.units));
        let meant = self.unplaced().filter_map(|(number, document)| {
            let UnitOrigin::NotFound { advice, .. } = &document.unit_origin else { return None };
            let alike = || advice.first().and_then(|(code, _)| self.unit(code));
            let unit = register.unit_of_path(&self.document_file(number)?.path).or_else(alike)?;
            Some((expected(&unit.code, document), number))
        });
        meant.collect()
    }

    /// Forms that bear the signs of two units, by each of them.
    pub fn between_units(&self) -> HashMap<Expected<'_>, u32> {
        let doubted = self.unplaced().filter_map(|(number, document)| {
            let doubt = document.doubt.as_deref().filter(|doubt| doubt.set_aside)?;
            let units: HashSet<&str> = HashSet::from_iter([doubt.odd.as_str(), doubt.other.as_str()]);
            Some(units.into_iter().map(move |unit| (expected(unit, document), number)))
        });
        doubted.flatten().collect()
    }

    /// Measurements that do not say their quarter, and whose columns do not: the first of each unit, by its number. One of the
    /// quarters that seem to be missed is there.
    pub fn without_quarter(&self) -> HashMap<&str, u32> {
        let mut first = HashMap::default();
        for (number, document) in self.unplaced() {
            let content = self.document_content(number);
            let silent = content.is_some_and(|content| without_quarter(document, content));
            if let Some(unit) = document.unit.as_deref().filter(|_| silent) {
                first.entry(unit).or_insert(number);
            }
        }
        first
    }

    /// Measurements of months of which the newest ends no quarter: by unit and the quarter that it lies in, with its document
    /// and the month.
    pub fn monthly(&self) -> HashMap<(&str, Triwulan), (u32, u8)> {
        let received = (0_u32..).zip(&self.documents).filter(|(_, one)| one.status.received());
        let monthly = received.filter_map(|(number, one)| {
            let month = month_amid(one, self.document_content(number)?)?;
            Some(((one.unit.as_deref()?, Triwulan::from_month(u32::from(month))?), (number, month)))
        });
        monthly.collect()
    }

    /// Whether a document was taken for an agreement by its columns alone, and may be a plan of several years.
    pub fn perhaps_plan(&self, document: &RegisteredDocument) -> bool {
        let plan = |(file, _, content): Read<'_>| named_kind::perhaps_plan(content, &file.path);
        document.kind == DocumentKind::Pk && self.read(document).is_some_and(plan)
    }

    /// Whether a measurement has no column that is known to hold what was reached, and some that nobody knows: it may stand
    /// in one of them.
    pub fn reached_may_be_unread(&self, document: &RegisteredDocument) -> bool {
        let Some((_, read, content)) = self.read(document) else { return false };
        let mut columns = content.tables.iter().flat_map(|table| &table.columns);
        let facts = read.sheets.iter().filter(|sheet| sheet.name == content.sheet).flat_map(|sheet| &sheet.facts);
        content.kind == DocumentKind::Pengukuran
            && columns.all(|owned| owned.column.field != Field::Realisasi)
            && facts.into_iter().any(|fact| fact.unread_heading().is_some())
    }

    /// A document with the file that it came in.
    fn read(&self, document: &RegisteredDocument) -> Option<Read<'_>> {
        let file = self.files.get(document.file as usize)?;
        let read = file.outcome.as_ref().ok()?;
        Some((file, read, read.documents.get(document.document as usize)?))
    }

    /// Documents that units sent and that may be checked, each with its number.
    fn unplaced(&self) -> impl Iterator<Item = (u32, &RegisteredDocument)> {
        let sent = (0_u32..).zip(&self.documents).filter(|(_, one)| one.kind.is_sent() && one.status.checkable());
        sent.filter(|(number, _)| self.document_file(*number).is_some_and(|file| file.copy_from.is_none()))
    }
}

/// The newest month of a measurement by months, where it ends no quarter: its figures have no quarter yet.
pub fn month_amid(registered: &RegisteredDocument, content: &Document) -> Option<u8> {
    if registered.kind != DocumentKind::Pengukuran || registered.triwulan.is_some() {
        return None;
    }
    let reached = |column: &FormColumn| column.field == Field::Realisasi && column.period.is_part_of_year();
    let columns = || content.tables.iter().flat_map(|table| &table.columns).map(|owned| owned.column);
    if !columns().filter(|column| reached(column)).all(|column| matches!(column.period, Period::Month(_))) {
        return None;
    }
    // No column says its period: it is the title's.
    if !columns().any(|column| reached(&column)) {
        return titled_month(content);
    }
    let entries = content.tables.iter().flat_map(|table| &table.rows).flat_map(|row| row.entries.iter());
    let months = entries.filter(|(_, entry)| !entry.value.without_content()).filter_map(|(column, _)| match column {
        FormColumn { field: Field::Realisasi, period: Period::Month(month), .. } => Some(*month),
        _ => None,
    });
    months.max().filter(|month| month % 3 != 0)
}

/// The one month that the lines above a table name, where it ends no quarter: "BULAN AGUSTUS TAHUN 2026".
fn titled_month(content: &Document) -> Option<u8> {
    let lines = content.identities.iter().map(|line| &line.entry).chain(&content.heading);
    let mut months = lines.filter_map(|entry| find_month(&entry.raw).or_else(|| of_period(&entry.raw)));
    let first = months.next()?;
    let one = months.all(|other| other == first) && first % 3 != 0;
    u8::try_from(first).ok().filter(|_| one)
}

/// The one month behind the word for a period, among other parts of a line: "Unit: A | Periode: Oktober 2026 | Diunduh: …".
fn of_period(line: &str) -> Option<u32> {
    let line = line.to_lowercase();
    let (_, behind) = line.split_once("periode")?;
    let part = behind.split(['|', ';', '\n']).next()?;
    only(part.split(|letter: char| !letter.is_alphabetic()).filter_map(month_from_name))
}

/// Whether a measurement says its quarter neither in words nor by its columns, and no month either.
pub fn without_quarter(registered: &RegisteredDocument, content: &Document) -> bool {
    let in_columns = content.tables.iter().flat_map(|table| &table.columns).any(|owned| {
        owned.column.field == Field::RowTriwulan
            || (owned.column.field == Field::Realisasi && owned.column.period.is_part_of_year())
    });
    registered.kind == DocumentKind::Pengukuran
        && registered.triwulan.is_none()
        && !in_columns
        && titled_month(content).is_none()
}

fn expected<'a>(unit: &'a str, document: &RegisteredDocument) -> Expected<'a> {
    (unit, document.kind, document.kind.quarter(document.triwulan))
}
