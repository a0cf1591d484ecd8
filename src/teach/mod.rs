//! Teaching a form that somebody uses already: what its columns mean, asked one by one where nobody can know.
//!
//! Takes a workbook and the definitions that are known, gives a [`Lesson`]: every table-like block with its columns, what
//! each is taken for and how sure that is, the questions that remain, and, when they are answered, a definition (TOML)
//! with the shape of the example as its test. Reads nothing and writes nothing: whoever leads the dialogue (a terminal, a
//! file of answers, a page) shows the questions and hands in the answers.

mod choice;
mod column;
mod draft;
mod meanings;
mod reworded;
mod shape;

use crate::domain::column::{Field, FormColumn};
use crate::domain::date::find_year;
use crate::domain::document::{Document, DocumentKind, ReadFile};
use crate::extract::{self, TableBlock};
use crate::template::heading::canonical_path;
use crate::template::heading_periods as period;
use crate::template::{Library, TemplateError};
use crate::workbook::grid::workbook_from_text;
use crate::workbook::{CellValue, Sheet, Workbook};

pub use column::{Question, TaughtColumn};
pub use meanings::{Meaning, UnknownMeaning, answered, meaning, meanings};

use column::Series;

/// Rows above a table in which its title is looked for.
const TITLE_ROWS: u32 = 12;

/// What stands for a definition where headings alone read a form.
const HEADINGS_ALONE: &str = "kamus";

/// A form that is being taught.
#[derive(Debug, Clone)]
pub struct Lesson {
    id: String,
    example: String,
    workbook: Workbook,
    /// What the other columns are taken for is asked of it again when the indicator was named.
    library: Library,
    kind: DocumentKind,
    /// The definition that reads an indicator and a figure out of it already.
    known_by: Option<String>,
    /// The quarter that the form says somewhere outside of the headings.
    quarter: Option<u8>,
    tables: Vec<TaughtTable>,
    series: Vec<Series>,
}

/// A table-like block of the example.
#[derive(Debug, Clone)]
pub struct TaughtTable {
    /// The name of the sheet that the table stands on.
    pub sheet: String,
    /// Rows below its headings.
    pub rows: u32,
    /// Its columns, left to right.
    pub columns: Vec<TaughtColumn>,
    /// The one year that the title above it names.
    year: Option<i32>,
    block: TableBlock,
}

impl TaughtTable {
    /// Whether a row of a sheet holds its headings.
    fn heads(&self, sheet: &str, row: u32) -> bool {
        self.sheet == sheet && self.block.header.contains(&row)
    }
}

impl Lesson {
    /// A lesson on a workbook; `None` when nothing on it looks like a table.
    pub fn new(workbook: Workbook, library: &Library, id: &str, example: &str) -> Option<Self> {
        let mut tables: Vec<TaughtTable> = Vec::new();
        for sheet in workbook.sheets.iter().filter(|sheet| !library.dictionary.guidance_sheet(&sheet.name)) {
            for (block, meanings) in extract::block_meanings(sheet, library) {
                if block.rows == 0 || block.columns.len() < 3 {
                    continue;
                }
                let mut columns = column::columns(&block, &meanings);
                column::ask_below_strangers(&mut columns, |text| reworded::stranger(library, text));
                let year = year_above(sheet, &block);
                tables.push(TaughtTable { sheet: sheet.name.clone(), rows: block.rows, columns, year, block });
            }
        }
        keep_the_form(&mut tables);
        if tables.is_empty() {
            return None;
        }
        let series = column::series(&mut tables);
        let (named, quarter) = title(&workbook, library, &tables, example);
        let known_by = read_already(&extract::extract(&workbook, library), id);
        let mut lesson = Self {
            id: id.to_string(),
            example: example.to_string(),
            workbook,
            library: library.clone(),
            known_by,
            kind: DocumentKind::Pk,
            quarter,
            tables,
            series,
        };
        lesson.kind = named.unwrap_or_else(|| lesson.kind_of_columns());
        // Read by its headings alone while some of them are strange: what was taken for the indicator may be another.
        if lesson.known_by() == Some(HEADINGS_ALONE) && !lesson.questions().is_empty() {
            lesson.known_by = None;
        }
        Some(lesson)
    }

    /// The id that the definition will have.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The tables of the example with their columns.
    pub fn tables(&self) -> &[TaughtTable] {
        &self.tables
    }

    /// The kind of document that it is taken for.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The definition that reads it without being taught; "kamus" where its headings alone do.
    pub fn known_by(&self) -> Option<&str> {
        self.known_by.as_deref()
    }

    /// Says which kind of document it is.
    pub fn set_kind(&mut self, kind: DocumentKind) {
        self.kind = kind;
    }

    /// What is still to be asked, the most needed first. Columns of one series (the months, the years) are one question.
    pub fn questions(&self) -> Vec<Question> {
        column::questions(&self.tables, &self.series, self.library.dictionary.grammar())
    }

    /// Takes the answer to a question: a field, or `None` for a column that is not to be read. The period is that of each
    /// column's heading.
    pub fn answer(&mut self, question: &Question, field: Option<Field>) {
        self.answer_as(question, field.unwrap_or(Field::Ignore).yearly());
    }

    /// Takes the answer to a question with its period, where no heading says that.
    pub fn answer_as(&mut self, question: &Question, meant: FormColumn) {
        if let Some(series) = self.series.get_mut(question.series) {
            series.answer = Some(Some(meant).filter(|meant| meant.field != Field::Ignore));
        }
        self.guess_again();
    }

    /// Which columns are the row's own, and what stands beside them, follows from what was answered: with its headings in
    /// words that are known, the others are taken for something once more.
    fn guess_again(&mut self) {
        let workbook = reworded::workbook(self);
        let library = &self.library;
        for table in &mut self.tables {
            let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else { continue };
            for (block, meanings) in extract::block_meanings(sheet, library) {
                if block.header != table.block.header {
                    continue;
                }
                for (column, guess) in block.columns.iter().zip(meanings) {
                    // What seemed clear may be a question beside what was answered.
                    if let Some(own) = table.columns.iter_mut().find(|own| own.cell.column == column.cell.column) {
                        own.guess = guess;
                    }
                }
            }
            column::ask_below_strangers(&mut table.columns, |text| reworded::stranger(library, text));
            let answered = |column: &TaughtColumn| self.series.get(column.series)?.answer?.map(|meant| meant.field);
            column::ask_whose_objective(&mut table.columns, answered, |path| reworded::reads_as(library, path));
        }
    }

    /// Takes answers by heading ("Plimba > K"), or by column letter, as a file of answers has them.
    ///
    /// # Errors
    /// When a meaning is not known; the nearest names are listed. Headings that the form does not have are given back.
    pub fn answer_all<'a>(
        &mut self,
        answers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<String>, UnknownMeaning> {
        let mut strangers = Vec::new();
        for (heading, written) in answers {
            let meant = answered(written)?;
            match column::find(&self.tables, &self.series, heading) {
                Some(series) => {
                    self.series[series].answer = Some(Some(meant).filter(|meant| meant.field != Field::Ignore));
                }
                None => strangers.push(heading.to_string()),
            }
        }
        self.guess_again();
        Ok(strangers)
    }

    /// The definition as it stands, sound also while questions remain.
    pub fn definition(&self) -> String {
        let (columns, words) = (draft::definition(self), draft::by_words(self));
        if choice::words_read_better(self, &columns, &words) { words } else { columns }
    }

    /// The definition with every column of the example in front of it: heading, samples, meaning, how sure.
    pub fn draft(&self) -> String {
        format!("{}\n{}", draft::remarks(self), self.definition())
    }

    /// The example as the definition reads it, beside other definitions.
    ///
    /// # Errors
    /// When the definition is faulty: a needed column is not known yet.
    pub fn preview(&self, others: &[(String, String)]) -> Result<ReadFile, TemplateError> {
        Ok(extract::extract(&self.workbook, &self.library(others)?))
    }

    fn library(&self, others: &[(String, String)]) -> Result<Library, TemplateError> {
        let own = format!("{}.toml", self.id);
        let mut all: Vec<(String, String)> = others.iter().filter(|(name, _)| *name != own).cloned().collect();
        all.push((own, self.definition()));
        Library::with(&all)
    }

    /// Whether the definition, beside others, reads a row of the example.
    pub fn reads(&self, others: &[(String, String)]) -> bool {
        self.preview(others).is_ok_and(|read| read_by(&read, &self.id))
    }

    /// The shape of the example as a drawing: its headings, and two invented rows. It is the test of the definition; `None`
    /// where invented rows do not show what the rows of the example do.
    pub fn shape(&self) -> Option<String> {
        let drawing = shape::drawing(self);
        let library = self.library.plus(&format!("{}.toml", self.id), &self.definition()).ok()?;
        reads_shape(&drawing, &self.id, &library).then_some(drawing)
    }

    /// What a column of a table means now.
    fn resolved(&self, table: usize, column: usize) -> Option<FormColumn> {
        column::resolved(&self.tables, &self.series, table, column)
    }

    fn kind_of_columns(&self) -> DocumentKind {
        let fields: Vec<Field> = self
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .filter_map(|column| column.guess)
            .map(|meant| meant.field)
            .collect();
        if fields.iter().any(|field| matches!(field, Field::Realisasi | Field::Capaian | Field::Kendala)) {
            DocumentKind::Pengukuran
        } else if fields.contains(&Field::RencanaAksi) {
            DocumentKind::RencanaAksi
        } else {
            DocumentKind::Pk
        }
    }
}

/// The one year that the titles above a table name.
fn year_above(sheet: &Sheet, block: &TableBlock) -> Option<i32> {
    let first = *block.header.start();
    let above = sheet.cells.iter().filter(|cell| (first.saturating_sub(TITLE_ROWS)..first).contains(&cell.address.row));
    let mut years = above.filter_map(|cell| match &cell.value {
        CellValue::Text(text) => find_year(text),
        _ => None,
    });
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}

/// Whether a shape is still read by the definition that was taught with it.
pub fn reads_shape(drawing: &str, id: &str, library: &Library) -> bool {
    read_by(&extract::extract(&workbook_from_text(drawing), library), id)
}

/// The definition that reads rows with an indicator and a figure, and is not the one that is being taught.
fn read_already(read: &ReadFile, id: &str) -> Option<String> {
    let told = |fields: &[Field], document: &Document| {
        let tables = document.tables.iter().filter(|table| !table.rows.is_empty());
        tables.flat_map(|table| &table.columns).any(|column| fields.contains(&column.column.field))
    };
    let whole = |document: &&Document| {
        document.template != id
            && told(&[Field::Indikator], document)
            && told(&[Field::Target, Field::Realisasi, Field::Capaian], document)
    };
    read.documents.iter().find(whole).map(|document| document.template.clone())
}

fn read_by(read: &ReadFile, id: &str) -> bool {
    let tables = read.documents.iter().filter(|document| document.template == id).flat_map(|document| &document.tables);
    tables.flat_map(|table| &table.rows).next().is_some()
}

/// Of several tables, those that may be the form: with a text column and figures, and not much smaller than the biggest.
fn keep_the_form(tables: &mut Vec<TaughtTable>) {
    let value = |table: &TaughtTable| {
        let known = table.columns.iter().filter(|column| column.guess.is_some()).count();
        known * 4 + table.columns.len()
    };
    let best = tables.iter().map(value).max().unwrap_or_default();
    tables.retain(|table| value(table) * 2 >= best);
    let mut seen: Vec<Vec<String>> = Vec::new();
    tables.retain(|table| {
        let heading = |column: &TaughtColumn| canonical_path(column.path.iter().map(String::as_str));
        let headings: Vec<String> = table.columns.iter().map(heading).collect();
        let new = !seen.contains(&headings);
        seen.push(headings);
        new
    });
}

/// The kind of document and whether a quarter is named: in a title above the first table, else the sheet, else the file.
fn title(
    workbook: &Workbook,
    library: &Library,
    tables: &[TaughtTable],
    example: &str,
) -> (Option<DocumentKind>, Option<u8>) {
    let mut kind = None;
    let mut quarter = None;
    for table in tables {
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else { continue };
        let first = *table.block.header.start();
        let above =
            sheet.cells.iter().filter(|cell| (first.saturating_sub(TITLE_ROWS)..first).contains(&cell.address.row));
        for cell in above {
            let CellValue::Text(text) = &cell.value else { continue };
            kind = kind.or_else(|| library.dictionary.document_kind(text));
            // What heads a column of another table is no title.
            let heading = tables.iter().any(|other| other.heads(&table.sheet, cell.address.row));
            if let (false, Some(period::Named::Quarter(named))) = (heading, period::named(std::slice::from_ref(text))) {
                quarter = quarter.or(Some(named));
            }
        }
    }
    let named = || tables.iter().find_map(|table| library.dictionary.document_kind(&table.sheet));
    (kind.or_else(named).or_else(|| library.dictionary.document_kind(example)), quarter)
}
