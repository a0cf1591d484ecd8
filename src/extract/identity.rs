//! What stands above a table: title, year, quarter, identity block, letterhead.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::date::find_year;
use crate::domain::document::{Document, DocumentKind, Identity, IdentityKey, Written};
use crate::domain::text::key;
use crate::domain::triwulan::{
    Triwulan, find_month, find_semester, find_triwulan, lone_month, names_months, read_column_triwulan, semester_of,
};
use crate::domain::value::Entry;
use crate::domain::years::find_span;
use crate::template::Dictionary;
use crate::workbook::Cell;

use super::entry::{nip_entry, piece_entry, text_entry};
use super::grid::{CellGrid, cell_text};
use super::period::PeriodLine;

/// A header cell with a longer text may hold the title of the form too.
const LONGEST_HEADING: usize = 100;

/// Cells of a row that names the month of a report.
const MONTH_CELLS: usize = 4;

/// Words with which the title of a paper begins.
const TITLES: [&str; 9] =
    ["laporan", "rekap", "data ", "monitoring", "monev", "evaluasi", "hasil ", "indikator", "formulir"];

/// A longer line above a table is prose.
const LONGEST_LINE: usize = 120;

/// What stands above a table.
#[derive(Debug, Default)]
pub(super) struct DocumentHead {
    pub(super) kind: Option<DocumentKind>,
    pub(super) heading: Option<Entry>,
    pub(super) year: Option<Written<i32>>,
    pub(super) triwulan: Option<Written<Triwulan>>,
    /// Whether that is the end of the semester which is named.
    pub(super) semester: bool,
    /// The month that "bulan ini" is.
    pub(super) month: Option<u8>,
    pub(super) change: bool,
    /// The years of the plans that are named.
    pub(super) plans: BTreeSet<(u16, u16)>,
    pub(super) identities: Vec<Identity>,
    /// The line right above its rows that says their period and nothing else.
    pub(super) line: Option<PeriodLine>,
    /// Rows that were read into the above.
    pub(super) read_rows: BTreeSet<u32>,
}

/// Reads rows above a table, top to bottom.
pub(super) fn read(grid: &CellGrid<'_>, dictionary: &Dictionary, rows: impl Iterator<Item = u32>) -> DocumentHead {
    let mut head = DocumentHead::default();
    for row in rows {
        let paired = paired(grid.row(row), dictionary);
        head.note_month(grid.row(row));
        let mut cell = grid.row(row).iter().peekable();
        while let Some(now) = cell.next() {
            head.note_plan(now);
            if let Some(identity) = identity(now, &mut cell, dictionary, paired) {
                head.read_rows.insert(row);
                head.note_period(&identity);
                head.identities.push(identity);
            } else {
                head.note_heading(now, dictionary);
            }
        }
    }
    head
}

/// Words between a plan and the report that its title names beside it, and how that begins.
const AND: [&str; 4] = [" dan ", " serta ", " beserta ", " & "];
const REPORT: [&str; 5] = ["capaian", "pencapaian", "realisasi", "pengukuran", "evaluasi"];

impl DocumentHead {
    /// Whether its title names a report beside something else: "Rencana Aksi dan Capaian Kinerja".
    pub(super) fn reports(&self) -> bool {
        let Some(title) = self.heading.as_ref().and_then(Entry::text).map(key) else { return false };
        let begins = |rest: &str| REPORT.iter().any(|word| rest.trim_start().starts_with(word));
        AND.iter().any(|and| title.match_indices(and).any(|(at, _)| begins(&title[at + and.len()..])))
    }

    /// Where nothing stands above a table, what an export glued into its first header row: title and year.
    pub(super) fn or_glued(mut self, grid: &CellGrid<'_>, dictionary: &Dictionary, row: u32) -> Self {
        if self.kind.is_some() || self.heading.is_some() {
            return self;
        }
        let long = |cell: &&Cell| cell_text(cell).chars().count() > LONGEST_HEADING;
        let glued = grid.row(row).iter().filter(long).find(|cell| {
            let text = cell_text(cell);
            text.matches('\n').count() >= 2 && dictionary.document_kind(&text).is_some()
        });
        if let Some(cell) = glued {
            let text = cell_text(cell);
            self.kind = dictionary.document_kind(&text);
            self.heading = Some(text_entry(cell));
            self.year = self.year.or(find_year(&text).map(|value| Written { value, cell: cell.address }));
        }
        self
    }

    /// What the line right above the rows says of their period: it is nearer to them than any title.
    pub(super) fn tell(&mut self, line: Option<PeriodLine>) {
        let Some(said) = line else { return };
        self.line = line;
        self.triwulan = said.triwulan.map(|value| Written { value, cell: said.cell });
        self.semester = said.semester;
        self.month = said.month;
        self.year = said.year.map(|value| Written { value, cell: said.cell }).or(self.year);
        self.read_rows.insert(said.row);
    }

    /// Below the title of another document of the same form, which says all but the period.
    pub(super) fn below(mut self, other: Option<&Document>) -> Self {
        let Some(other) = other else { return self };
        self.heading = self.heading.or_else(|| other.heading.clone());
        self.year = self.year.or(other.year);
        self.change |= other.change;
        if self.identities.iter().all(|own| matches!(own.key, IdentityKey::Triwulan | IdentityKey::HeadingRow)) {
            self.identities.extend(other.identities.iter().filter(|old| old.key != IdentityKey::Triwulan).cloned());
        }
        self
    }

    fn note_heading(&mut self, cell: &Cell, dictionary: &Dictionary) {
        let text = cell_text(cell);
        let kind = if text.chars().count() <= 200 { dictionary.document_kind(&text) } else { None };
        let heading_row = kind.is_some() || self.heading.is_some();
        if self.kind.is_none() && kind.is_some() {
            self.kind = kind;
            self.heading = Some(text_entry(cell));
        }
        let year = find_year(&text);
        let triwulan = find_triwulan(&text).or_else(|| find_semester(&text));
        let starts = |words: &[&str]| words.iter().any(|word| key(&text).starts_with(word));
        // "LAPORAN INDIKATOR MUTU SEMESTER I TAHUN 2026" is a title, whatever it is one of.
        let dated = || year.is_some() && triwulan.is_some() && starts(&TITLES);
        if (heading_row || starts(&["tahun", "tw", "triwulan", "semester"]) || dated())
            && (year.is_some() || triwulan.is_some() || kind.is_some())
        {
            self.read_rows.insert(cell.address.row);
            self.year = self.year.or(year.map(|value| Written { value, cell: cell.address }));
            self.note_triwulan(triwulan, find_triwulan(&text).is_none(), cell.address);
            self.change |= ["perubahan", "revisi"].iter().any(|word| key(&text).contains(word));
            // A month below the title: which one, rules ask.
            if find_month(&text).is_some() {
                self.identities.push(Identity { key: IdentityKey::HeadingRow, entry: text_entry(cell) });
            }
        } else if kind.is_none() && !text.is_empty() && text.chars().count() <= LONGEST_LINE {
            self.note_dated(cell, &text);
            self.identities.push(Identity { key: IdentityKey::HeadingRow, entry: text_entry(cell) });
        }
    }

    /// "LAPORAN BULAN JUNI 2026", "Bulan | : | Juni": the month of a report, and of one at the end of a quarter that
    /// quarter.
    fn note_month(&mut self, cells: &[Cell]) {
        if self.month.is_some() || cells.len() > MONTH_CELLS {
            return;
        }
        let texts: Vec<_> = cells.iter().map(cell_text).collect();
        if !texts.iter().any(|text| names_months(text) || lone_month(text).is_some()) {
            return;
        }
        let row = texts.join(" ");
        if row.chars().count() > LONGEST_LINE {
            return;
        }
        let Some(month) = find_month(&row) else { return };
        self.month = u8::try_from(month).ok();
        if let (0, Some(first)) = (month % 3, cells.first()) {
            self.note_triwulan(Triwulan::from_month(month), false, first.address);
        }
    }

    /// The years of a plan, of which "tahun ke-1" is the first.
    fn note_plan(&mut self, cell: &Cell) {
        let text = cell_text(cell);
        if text.chars().count() <= LONGEST_LINE {
            self.plans.extend(find_span(&text));
        }
    }

    /// The years of the one plan that is named.
    pub(super) fn plan(&self) -> Option<(u16, u16)> {
        self.plans.first().copied().filter(|_| self.plans.len() == 1)
    }

    /// The first period that is named counts.
    fn note_triwulan(&mut self, triwulan: Option<Triwulan>, semester: bool, cell: CellAddress) {
        if let (None, Some(value)) = (self.triwulan, triwulan) {
            self.triwulan = Some(Written { value, cell });
            self.semester = semester;
        }
    }

    /// A line of another title: "DIREKTORAT CONTOH TAHUN ANGGARAN 2026", "PERIODE PELAKSANAAN: TRIWULAN II TAHUN 2026".
    fn note_dated(&mut self, cell: &Cell, text: &str) {
        let words = key(text);
        let named =
            ["tahun", "t.a.", "ta ", "triwulan", "tw ", "semester", "bulan "].iter().any(|word| words.contains(word));
        if named {
            self.year = self.year.or(find_year(text).map(|value| Written { value, cell: cell.address }));
            let triwulan = find_triwulan(text);
            self.note_triwulan(triwulan.or_else(|| find_semester(text)), triwulan.is_none(), cell.address);
        }
    }

    fn note_period(&mut self, identity: &Identity) {
        let cell = identity.entry.cell;
        let text = &identity.entry.raw;
        match identity.key {
            IdentityKey::Year => {
                self.year = self.year.or(find_year(text).map(|value| Written { value, cell }));
            }
            IdentityKey::Triwulan => {
                let list = read_column_triwulan(text).unwrap_or_default();
                let one = list.first().copied().filter(|_| list.len() == 1);
                let triwulan = find_triwulan(text).or(one);
                let semester = find_semester(text).or_else(|| semester_of(&list));
                self.note_triwulan(triwulan.or(semester), triwulan.is_none(), cell);
                self.year = self.year.or(find_year(text).map(|value| Written { value, cell }));
            }
            _ => {}
        }
    }
}

/// Whether a row consists of labels, each with its value to the right ("Nama Unit | Jurusan X"): no colon is needed.
fn paired(content: &[Cell], dictionary: &Dictionary) -> bool {
    let label = |cell: &Cell| dictionary.label(&cell_text(cell)).is_some();
    matches!(content.len(), 2 | 4) && content.chunks_exact(2).all(|one| label(&one[0]) && !label(&one[1]))
}

/// "Label : nilai" in one cell, or label, perhaps a colon, and value in neighbouring cells.
fn identity<'a>(
    now: &'a Cell,
    its_rest: &mut std::iter::Peekable<impl Iterator<Item = &'a Cell>>,
    dictionary: &Dictionary,
    paired: bool,
) -> Option<Identity> {
    let text = cell_text(now);
    if let Some((label, value)) = text.split_once(':')
        && let Some(key) = dictionary.label(label)
        && !value.trim().is_empty()
    {
        return Some(Identity { key, entry: piece_entry(now, value) });
    }
    let key = dictionary.label(&text)?;
    let labelled = text.trim_end().ends_with(':');
    let two_point = its_rest.next_if(|cell| cell_text(cell) == ":").is_some();
    let value = its_rest.peek()?;
    let visible = cell_text(value);
    let content = visible.strip_prefix(':');
    if !(labelled || two_point || content.is_some() || paired) {
        return None;
    }
    let entry = match (key, content) {
        (_, Some(content)) => piece_entry(value, content),
        (IdentityKey::Nip, None) => nip_entry(value),
        (_, None) => text_entry(value),
    };
    its_rest.next();
    Some(Identity { key, entry })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    fn lines(drawing: &str) -> Vec<(IdentityKey, String)> {
        let book = workbook_from_text(drawing);
        let grid = CellGrid::new(&book.sheets[0]);
        let head = read(&grid, &Library::built_in().unwrap().dictionary, 0..9);
        head.identities.iter().map(|line| (line.key, line.entry.raw.to_string())).collect()
    }

    #[test]
    fn a_label_beside_its_value_needs_no_colon() {
        let found = lines("Nama Unit|Jurusan Contoh\nTahun|2026|Triwulan|II\n");
        let expected =
            [(IdentityKey::Unit, "Jurusan Contoh"), (IdentityKey::Year, "2026"), (IdentityKey::Triwulan, "II")];
        assert_eq!(found, expected.map(|(key, text)| (key, text.to_string())));
    }

    #[test]
    fn labels_side_by_side_are_no_values_of_one_another() {
        assert!(lines("Nama|NIP|Jabatan\nUnit|Jabatan\n").iter().all(|(key, _)| *key == IdentityKey::HeadingRow));
    }
}
