//! Where a table ends: its last row of data, the notes and signatures below it, the head of the next table.

use std::collections::BTreeSet;

use crate::domain::column::{Field, Reading};
use crate::domain::date::find_year;
use crate::domain::document::{RowKind, TableColumn, TableRole};
use crate::domain::text::key;
use crate::extract::context;
use crate::extract::grid::cell_text;
use crate::extract::shape::mark::{Mark, mark};
use crate::extract::signature;
use crate::workbook::{Cell, CellValue};

use super::{SAID_AGAIN, TableReader, grades::explains_grades, notes, remarks, steps, sums};

/// Words of a heading of another table at most: an indicator has more.
const HEADING_WORDS: usize = 4;

impl TableReader<'_, '_> {
    /// The header of a foreign table, such as the legend of a scale: its row number column says "No" again, or words stand where
    /// figures do.
    pub(super) fn foreign_heading(&self, row: u32) -> bool {
        self.column_text(row, Field::No).is_some_and(|no| matches!(key(&no).as_str(), "no" | "nomor"))
            || self.numbers_anew(row)
            || self.heads_another(row)
            || self.captions_another(row)
            || self.heads_behaviour(row)
    }

    /// Whether headings begin with "No" where the table has another column, and the row below is the first that is counted there:
    /// a legend that is drawn further to the right.
    fn numbers_anew(&self, row: u32) -> bool {
        let content = self.content(row);
        let [first, _, ..] = content else { return false };
        let column = first.address.column;
        let numbers = matches!(key(&cell_text(first)).trim_end_matches('.'), "no" | "nomor");
        let own = |owned: &TableColumn| owned.column.field == Field::No && owned.cell.column == column;
        let counted = || {
            let below = self.grid.own_cell(row + 1, column);
            below.is_some_and(|cell| cell_text(cell).trim_matches(['.', ')', '(', ' ']) == "1")
        };
        numbers
            && !self.recognised.columns.iter().any(own)
            && content.iter().all(|cell| mark(cell) == Mark::Label)
            && counted()
    }

    /// The first row of the foreign table whose headings stand in a row: that of its caption, which stands off above them.
    pub(super) fn foreign_start(&self, row: u32) -> u32 {
        let captioned = row > self.block.body() + 1
            && matches!(self.grid.row(row - 1), [caption] if word(caption))
            && self.grid.row(row - 2).is_empty();
        if captioned && self.numbers_anew(row) { row - 1 } else { row }
    }

    /// Whether a row that stands off from the rows above is the caption of another table: "Tabel 3.16 Formulasi perhitungan".
    fn captions_another(&self, row: u32) -> bool {
        let [caption] = self.grid.row(row) else { return false };
        let text = key(&cell_text(caption));
        let numbered =
            text.strip_prefix("tabel ").is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
        let again = ["lanjutan", "sambungan"].iter().any(|word| text.contains(word));
        row > self.block.body() && self.grid.row(row - 1).is_empty() && numbered && !again
    }

    /// Whether a title opens the behaviour of the person below what he promised (PermenPANRB 6/2022): none of it is measured.
    fn heads_behaviour(&self, row: u32) -> bool {
        let content = self.content(row);
        content.len() <= 2
            && content.iter().any(|cell| {
                let text = key(&cell_text(cell));
                text.split_once(". ").map_or(text.as_str(), |(_, title)| title) == "perilaku kerja"
            })
    }

    /// Whether a row right below a caption holds nothing but words, a different one in three columns of figures and more: the
    /// headings of the next table.
    fn heads_another(&self, row: u32) -> bool {
        let captioned = row > self.block.body() && matches!(self.grid.row(row - 1), [caption] if word(caption));
        let content = self.content(row);
        let heading =
            |cell: &Cell| mark(cell) == Mark::Label && cell_text(cell).split_whitespace().count() <= HEADING_WORDS;
        if !captioned || content.len() < SAID_AGAIN || !content.iter().all(heading) {
            return false;
        }
        let figures =
            self.recognised.columns.iter().filter(|owned| {
                matches!(owned.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
            });
        let texts: BTreeSet<String> =
            figures.filter_map(|owned| self.own_cell(row, owned)).map(|cell| cell_text(cell).into_owned()).collect();
        texts.len() >= SAID_AGAIN && texts.iter().all(|text| !text.contains(|letter: char| letter.is_ascii_digit()))
    }

    /// Whether a row ends the table: notes, a signature block, another title.
    pub(super) fn closing(&self, row: u32) -> bool {
        let content = self.content(row);
        let Some(first) = content.first() else { return false };
        let text = cell_text(first);
        let own = content.len() <= 2;
        (own && self.dictionary.note_row(&text))
            || self.letterhead(content)
            || (own && self.document_heading(&text) && self.blank_in_table(row))
            || ((self.without_figure(row) || self.apart(row))
                && !self.combined(row)
                && signature::opener(self.grid, self.dictionary, row))
    }

    /// Whether a row is a line of the head of the next document: "1. Jabatan | : Kepala Seksi".
    fn letterhead(&self, content: &[Cell]) -> bool {
        // "1. | Jabatan | : Kepala Seksi" has its number in a cell of its own.
        let numbered = |cell: &Cell| !cell_text(cell).contains(char::is_alphabetic);
        let content = if content.first().is_some_and(numbered) { &content[1..] } else { content };
        let [label, .., value] = content else { return false };
        let text = cell_text(label);
        let bare = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || ".) ".contains(letter));
        content.len() <= 3
            && cell_text(value).starts_with(':')
            && self.dictionary.label(bare.trim_end_matches([':', ' '])).is_some()
    }

    /// Whether a row without a figure stands off from the table by a blank one.
    fn apart(&self, row: u32) -> bool {
        row > 0 && self.grid.row(row - 1).is_empty() && !self.figure(row)
    }

    /// Whether a row below the last data is none of the table's.
    pub(super) fn below(&self, row: u32, until: u32) -> bool {
        self.note(row)
            || with_colon(self.content(row))
            || self.legend(row)
            || self.opens_summary(row, until)
            || self.says_no_measure(row)
            || steps(self.recognised) && context::names_indicator(self.content(row), self.dictionary)
    }

    /// Whether a text stands alone off from a table whose rows all say their measures, and says none: the button of a page.
    fn says_no_measure(&self, row: u32) -> bool {
        let measures = self.recognised.in_rows.as_ref();
        self.content(row).len() == 1 && self.apart(row) && measures.is_some_and(|rows| rows.row(row).is_none())
    }

    /// Whether a row that stands off from the table explains its grades.
    fn legend(&self, row: u32) -> bool {
        row > 0 && self.grid.row(row - 1).is_empty() && explains_grades(self.content(row))
    }

    /// Whether a row below the last data is a note though no word of it is known: a text over most of the table, or
    /// alone below the sums.
    fn note(&self, row: u32) -> bool {
        let content = self.content(row);
        let Some(first) = content.first() else { return false };
        let text = cell_text(first);
        if notes::below(self.dictionary, self.block, content) {
            return remarks::said(self.grid, self.dictionary, self.recognised, content).is_none()
                && self.sasaran_line(content).is_none();
        }
        if content.len() > 2 || !content.iter().all(word) || self.dictionary.part_heading(&text) {
            return false;
        }
        let widths: u32 = content.iter().map(|cell| self.grid.width(cell.address)).sum();
        let width = f64::from(widths) >= 0.6 * self.block.columns.len().max(2) as f64;
        // Two boxes side by side for remarks, off from the table.
        let boxes = width && content.len() == 2 && self.apart(row);
        let width = width && content.len() == 1;
        let bercerita = text.contains(':') || text.chars().count() > 80;
        let below_total = self
            .raw
            .last()
            .is_some_and(|one| one.kind == RowKind::Total || sums::figures_only(self.block.cells(self.grid, one.row)));
        (width && bercerita) || boxes || below_total
    }

    /// Whether a text is the title of a document: in capitals, or with a year. A sasaran may well speak of "realisasi".
    fn document_heading(&self, text: &str) -> bool {
        let capital = !text.chars().any(char::is_lowercase);
        text.chars().count() <= 150
            && (capital || find_year(text).is_some())
            && self.dictionary.document_kind(text).is_some()
    }

    /// Whether a row lacks what a data row has: an indicator (or programme) beside two other values.
    pub(super) fn not_data(&self, row: u32) -> bool {
        let core = [Field::Indikator, Field::Description, Field::Program, Field::Code, Field::RencanaAksi];
        let filled = self.recognised.columns.iter().filter(|owned| self.own_cell(row, owned).is_some()).count();
        let budget = self.recognised.role == TableRole::Anggaran;
        let enough = if budget { 2 } else { 3 };
        // Where money is told by objective, these are its lines.
        let objective = (budget && !self.recognised.has(Field::Program)).then_some(Field::Sasaran);
        let mut core = core.into_iter().chain(objective);
        !(filled >= enough && core.any(|field| self.column_text(row, field).is_some()))
    }

    /// Whether a row goes on with an indicator whose merged cell reaches down to it.
    pub(super) fn combined(&self, row: u32) -> bool {
        let core = |owned: &&TableColumn| owned.column == Field::Indikator.yearly();
        let core = self.recognised.columns.iter().find(core);
        core.is_some_and(|owned| {
            let anchor = self.grid.anchor(row, owned.cell.column);
            anchor.row < row && anchor.row > self.block.last
        })
    }

    /// Whether a row lacks what a data row has; in a budget, two texts side by side may be two signatures.
    fn without_figure(&self, row: u32) -> bool {
        let anggaran = self.recognised.role == TableRole::Anggaran;
        if anggaran { !self.data_certain(row) } else { self.not_data(row) }
    }

    /// Whether a title-like row has nothing in the indicator column.
    fn blank_in_table(&self, row: u32) -> bool {
        self.column_text(row, Field::Indikator).is_none()
    }

    /// Whether a row surely holds data: an indicator (or programme), two values beside it, one of them a number.
    pub(super) fn data_certain(&self, row: u32) -> bool {
        self.figure(row)
            && !self.not_data(row)
            && !self.letterhead(self.content(row))
            && !explains_grades(self.content(row))
    }

    /// Whether a figure stands in a column of figures, or a number in that of numbers.
    fn figure(&self, row: u32) -> bool {
        self.recognised.columns.iter().any(|owned| {
            let numbered = matches!(owned.column.field, Field::No)
                || matches!(owned.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
            numbered
                && self.own_cell(row, owned).is_some_and(|cell| {
                    !signature::numbers_person(cell)
                        && (matches!(cell.value, CellValue::Number(_))
                            || cell_text(cell).starts_with(|letter: char| letter.is_ascii_digit()))
                })
        })
    }
}

/// Whether a row is a label and its value with a colon between them: "Jumlah Anggaran Tahun 2026 | : | Rp 45.400.250.000".
fn with_colon(content: &[Cell]) -> bool {
    let [label, rest @ ..] = content else { return false };
    word(label) && (1..=2).contains(&rest.len()) && rest.first().is_some_and(|cell| cell_text(cell).starts_with(':'))
}

/// Whether a cell holds words.
fn word(cell: &Cell) -> bool {
    matches!(mark(cell), Mark::Label | Mark::Prose | Mark::Caption | Mark::Blank)
}
