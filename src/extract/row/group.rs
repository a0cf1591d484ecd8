//! Rows over others: the objective, title or section that heads them, and the totals that close them.

use crate::domain::column::Field;
use crate::domain::document::{RowKind, TableColumn, TableRole};
use crate::domain::value::Entry;
use crate::extract::context;
use crate::extract::grid::cell_text;
use crate::extract::shape::mark::{Mark, mark};
use crate::workbook::{Cell, CellValue};

use super::{TableReader, captions, kind::measured};

/// Letters of a code at most: "2.16.02.2.01.0001".
const LONGEST_CODE: usize = 20;

impl TableReader<'_, '_> {
    /// Whether a row heads those below it: an objective, a lettered or coded title, a section.
    pub(super) fn group_row(&mut self, row: u32, content: &[Cell], mapped: &[(&TableColumn, &Cell)]) -> bool {
        if let Some(sasaran) = self.sasaran_line(content) {
            self.part = Some(sasaran.raw.to_string());
            self.save(row, RowKind::Group);
            if let Some(one) = self.raw.last_mut() {
                one.sasaran = Some(sasaran);
            }
            return true;
        }
        let measured = mapped.iter().any(|(owned, _)| {
            matches!(owned.column.field, Field::Satuan | Field::Target | Field::Realisasi | Field::Capaian)
        });
        if let [letter, title, _, ..] = content
            && !measured
            && self.lettered(letter, title)
        {
            self.part = Some(cell_text(title).into_owned());
            self.save(row, RowKind::Group);
            return true;
        }
        if !measured && let Some(title) = self.heads_numbered(row) {
            self.part = Some(title);
            self.part_of_letter = true;
            self.save(row, RowKind::Group);
            return true;
        }
        if captions::of_upper_level(self.recognised, mapped) {
            self.save(row, RowKind::Group);
            return true;
        }
        if let Some(part) = self.part_heading(content).or_else(|| self.numbered_title(row, content)) {
            self.part = Some(part);
            self.save(row, RowKind::Group);
            return true;
        }
        false
    }

    /// "a. Kesehatan Ibu" right above "1) Cakupan pelayanan": a letter where indicators stand heads those that are numbered below it.
    fn heads_numbered(&self, row: u32) -> Option<String> {
        let item = |row: u32| -> Option<(String, String)> {
            let text = self.column_text(row, Field::Indikator)?;
            let (mark, rest) = text.split_once(['.', ')'])?;
            Some((mark.trim().to_string(), rest.trim().to_string()))
        };
        let (letter, title) = item(row)?;
        let (number, _) = item(row + 1)?;
        let lettered = letter.len() == 1 && letter.bytes().all(|letter| letter.is_ascii_alphabetic());
        (lettered && number == "1").then_some(title)
    }

    /// One text alone in its row, that the dictionary knows as a heading or that spans most of the table.
    fn part_heading(&self, content: &[Cell]) -> Option<String> {
        if let [letter, title] = content
            && self.lettered(letter, title)
        {
            return Some(cell_text(title).into_owned());
        }
        let [one] = content else { return None };
        let CellValue::Text(text) = &one.value else { return None };
        let table_width = self.block.columns.len().max(1) as f64;
        let width = f64::from(self.grid.width(one.address));
        let enough_width = width > 1.0 && width >= 0.6 * table_width;
        let part = self.recognised.role == TableRole::Indikator && !self.recognised.has(Field::Description);
        (part && (enough_width || self.dictionary.part_heading(text))).then(|| text.trim().to_string())
    }

    /// `II | Kemahasiswaan` and nothing else, over a row that is numbered by a figure: a title, unless it says what is measured.
    fn numbered_title(&self, row: u32, content: &[Cell]) -> Option<String> {
        let [number, title] = content else { return None };
        let below = (row + 1..row + 3).find_map(|row| self.grid.row(row).first());
        let numbered =
            below.is_some_and(|cell| cell.address.column == number.address.column && mark(cell) == Mark::Small);
        let text = cell_text(title);
        let measures = self.dictionary.grammar().counts(&text);
        let indicator = self
            .recognised
            .columns
            .iter()
            .any(|owned| owned.column.field == Field::Indikator && owned.cell.column == title.address.column);
        (indicator && self.numbers_group(number) && numbered && mark(title) == Mark::Label && !measures)
            .then(|| text.trim().to_string())
    }

    /// `A | PERSPEKTIF KEUANGAN`: a letter where rows are numbered and a title in capitals, or over most of the table, and no
    /// figure beside it.
    fn lettered(&self, letter: &Cell, title: &Cell) -> bool {
        let numbered = self.recognised.columns.iter().any(|owned| {
            matches!(owned.column.field, Field::No | Field::Code) && owned.cell.column == letter.address.column
        });
        let mark = cell_text(letter);
        let mark = mark.trim_end_matches(['.', ')']);
        let lettered = matches!(mark, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII")
            || mark.len() == 1 && mark.bytes().all(|letter| letter.is_ascii_uppercase());
        let text = cell_text(title);
        let width = self.grid.width(title.address);
        let wide = f64::from(width) >= 0.5 * self.block.columns.len().max(2) as f64;
        // A code before a wording that is merged over the columns of figures: "S1 | Meningkatnya mutu", "054.01.GG | Program".
        let coded = width > 1 && wide && mark.len() <= LONGEST_CODE && !mark.contains(' ');
        let capitals = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        let named = self.recognised.role == TableRole::Indikator && !self.recognised.has(Field::Description);
        named && numbered && text.contains(char::is_alphabetic) && (coded || lettered && (wide || capitals))
    }

    /// The sasaran that a row says for those below it, in a table without a column for it: with its label, or over most
    /// of the table.
    pub(super) fn sasaran_line(&self, content: &[Cell]) -> Option<Entry> {
        if self.recognised.role != TableRole::Indikator || self.recognised.has(Field::Sasaran) {
            return None;
        }
        // Where one column holds both, a line without a label is an objective of that column.
        let described = self.recognised.has(Field::Description);
        // An objective over most of the table may have its own achievement behind it.
        let content = if self.wide_label(content) { &content[..1] } else { content };
        let whole = content;
        // "1 | Meningkatnya mutu lulusan" with its number in a cell of its own.
        let content = match content {
            [letter, title] if self.lettered(letter, title) => &content[1..],
            [number, text] if matches!(mark(number), Mark::Small) && self.over_most(text, 2) => {
                std::slice::from_ref(text)
            }
            // "I | SASARAN 1 : Meningkatnya mutu" where indicators stand.
            [number, text] if self.numbers_group(number) => std::slice::from_ref(text),
            _ => content,
        };
        let (field, entry) = context::said(content, self.dictionary)?;
        let first = content.first()?;
        let labelled = entry.raw.trim() != cell_text(first);
        let grouped = whole.len() == 2 && self.numbers_group(&whole[0]) && !described;
        (field == Field::Sasaran && (self.over_most(first, 2) && !described || labelled || grouped)).then_some(entry)
    }

    /// Whether a cell numbers a group of rows where these are numbered: "I", "II.", "A".
    fn numbers_group(&self, cell: &Cell) -> bool {
        let numbered = self.recognised.columns.iter().any(|owned| {
            matches!(owned.column.field, Field::No | Field::Code) && owned.cell.column == cell.address.column
        });
        let text = cell_text(cell);
        let number = text.trim().trim_end_matches(['.', ')']);
        let roman = !number.is_empty() && number.len() <= 4 && number.bytes().all(|letter| b"IVX".contains(&letter));
        numbered && (roman || number.len() == 1 && number.bytes().all(|letter| letter.is_ascii_uppercase()))
    }

    /// Whether a row is a total. "Jumlah lulusan tepat waktu" in the indicator column is an indicator; there, and in the
    /// column of programmes, only the bare label counts.
    pub(super) fn total_row(&self, content: &[Cell], mapped: &[(&TableColumn, &Cell)]) -> bool {
        if self.wide_label(content) {
            return self.sasaran_line(content).is_none();
        }
        let core = mapped.iter().find(|(owned, _)| {
            matches!(owned.column.field, Field::Indikator | Field::Description | Field::Program | Field::RencanaAksi)
        });
        // "TOTAL NILAI KPI | 25,4 %": the figure of a sum beside its label is no indicator.
        let words = |cell: &Cell| !matches!(mark(cell), Mark::Figure | Mark::Small);
        match core.filter(|(_, cell)| words(cell)) {
            Some((_, cell)) => {
                let text = cell_text(cell);
                self.dictionary.total_label(&text) || (!measured(mapped) && self.dictionary.total_of_table(&text))
            }
            None => {
                let word: Vec<&Cell> =
                    content.iter().filter(|cell| matches!(mark(cell), Mark::Label | Mark::Prose)).collect();
                word.first().is_some_and(|cell| {
                    let text = cell_text(cell);
                    // "Jumlah taman yang ditata" beside other words is an indicator in a column that nobody knows.
                    self.dictionary.total_label(&text)
                        || (word.len() == 1 && self.dictionary.total_row(&text))
                        || (!measured(mapped) && self.dictionary.total_of_table(&text))
                })
            }
        }
    }

    /// Whether a cell is merged over most of the columns; of a narrow table they are taken for so many.
    fn over_most(&self, cell: &Cell, fewest: usize) -> bool {
        f64::from(self.grid.width(cell.address)) >= 0.6 * self.block.columns.len().max(fewest) as f64
    }

    /// Whether a row is one label over most of the table and figures to its right: they sum up what stands above.
    fn wide_label(&self, content: &[Cell]) -> bool {
        let [label, figures @ ..] = content else { return false };
        let width = self.grid.width(label.address);
        // As wide as the heading of its column, it is a wording of that column.
        let heading = self.block.columns.iter().find(|column| column.column == label.address.column);
        let own = heading.is_some_and(|heading| self.grid.width(heading.cell) >= width);
        mark(label) == Mark::Label
            && !own
            && self.over_most(label, 4)
            && !figures.is_empty()
            && figures.iter().all(|cell| matches!(mark(cell), Mark::Figure | Mark::Small))
    }
}
