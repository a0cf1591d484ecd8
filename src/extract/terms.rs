//! What only one house calls a column, in the words that everybody uses, before a sheet is read.
//!
//! A definition that was taught may say no more than that "Plimba" is the indicator ([`OwnTerm`]). With that word replaced,
//! a sheet is read like any other: periods, groups, several tables, blocks side by side and measures in rows need no
//! definition of their own. What people are told quotes the headings as they stand.

use std::ops::RangeInclusive;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::date::month_name;
use crate::domain::document::{Document, Fact, ReadSheet};
use crate::domain::text::key;
use crate::template::heading_periods::{self, Named};
use crate::template::{Library, OwnTerm, Template, TemplateColumn, TemplateTable};
use crate::workbook::{CellValue, Sheet};

use super::block::{BlockColumn, TableBlock, table_blocks};

/// What forms call a field; `None` for one that no heading names surely.
pub const fn heading_words(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Indikator => "Indikator Kinerja",
        Field::Target => "Target",
        Field::Realisasi => "Realisasi",
        Field::Capaian => "Capaian (%)",
        Field::Satuan => "Satuan",
        Field::Sasaran => "Sasaran",
        Field::Tujuan => "Tujuan",
        Field::Code => "Kode",
        Field::RencanaAksi => "Rencana Aksi",
        Field::PenanggungJawab => "Penanggung Jawab",
        Field::Program => "Program",
        Field::Keluaran => "Keluaran",
        Field::Anggaran => "Anggaran (Rp)",
        Field::RealisasiAnggaran => "Realisasi Anggaran (Rp)",
        Field::Kendala => "Kendala",
        Field::TindakLanjut => "Rencana Tindak Lanjut",
        Field::BuktiDukung => "Bukti Dukung",
        Field::UnitName => "Nama Unit",
        Field::Remark => "Keterangan",
        _ => return None,
    })
}

/// A sheet with the words of a house replaced, and where that was done.
pub(super) struct Reworded<'l> {
    pub(super) sheet: Sheet,
    claims: Vec<Claim<'l>>,
}

/// The headings of a table as they stand.
struct Claim<'l> {
    template: &'l Template,
    header: RangeInclusive<u32>,
    headings: Vec<(CellAddress, String)>,
}

/// The sheet in words that everybody uses; `None` where no definition has words of its own for it.
pub(super) fn reworded<'l>(sheet: &Sheet, library: &'l Library) -> Option<Reworded<'l>> {
    let tables: Vec<(&Template, &TemplateTable)> = library
        .templates
        .iter()
        .flat_map(|template| template.tables.iter().map(move |table| (template, table)))
        .filter(|(_, table)| table.by_headings())
        .collect();
    if tables.is_empty() {
        return None;
    }
    let mut own = sheet.clone();
    let mut claims = Vec::new();
    for block in table_blocks(sheet, &library.dictionary) {
        let found = tables.iter().filter_map(|(template, table)| Some((*template, named(&block, table)?)));
        let Some((template, named)) = found.max_by_key(|(_, named)| named.len()) else { continue };
        for (column, term, meant) in named {
            reword((sheet, &mut own), &block.header, (column.cell, &column.path), &term.words, meant);
        }
        let headings = block.columns.iter().map(|column| (column.cell, column.path.join(" > ")));
        claims.push(Claim { template, header: block.header.clone(), headings: headings.collect() });
    }
    (!claims.is_empty()).then_some(Reworded { sheet: own, claims })
}

/// The columns of a block that a table of a definition has words for; `None` where one is missing that it cannot do
/// without.
fn named<'b, 't>(
    block: &'b TableBlock,
    table: &'t TemplateTable,
) -> Option<Vec<(&'b BlockColumn, &'t OwnTerm, FormColumn)>> {
    let mut result = Vec::new();
    let mut met: Vec<&TemplateColumn> = Vec::new();
    for (place, column) in block.columns.iter().enumerate().filter(|(_, column)| !column.shared) {
        let nth = 1 + block.columns[..place].iter().filter(|other| !other.shared && alike(other, column)).count();
        let series = heading_periods::series(&column.path);
        let mut own = table.columns.iter().filter_map(|one| Some((one, one.term.as_ref()?)));
        let Some((one, term)) =
            own.find(|(one, term)| term.nth == nth && heading_periods::series(&one.heading) == series)
        else {
            continue;
        };
        met.push(one);
        result.push((column, term, one.column));
    }
    let needed = table.columns.iter().filter(|one| one.required && one.term.is_some());
    let same = |one: &TemplateColumn, other: &TemplateColumn| {
        heading_periods::series(&one.heading) == heading_periods::series(&other.heading)
    };
    let whole = needed.into_iter().all(|one| met.iter().any(|other| same(one, other)));
    (whole && !result.is_empty()).then_some(result)
}

fn alike(one: &BlockColumn, other: &BlockColumn) -> bool {
    one.path.len() == other.path.len() && one.path.iter().zip(&other.path).all(|(one, other)| key(one) == key(other))
}

/// Puts the words that everybody uses for a field in the place of those of a house, in the lowest heading over a column
/// that holds them. The period that a heading names stays said; one that none names is said.
pub fn reword(
    (original, sheet): (&Sheet, &mut Sheet),
    header: &RangeInclusive<u32>,
    (cell, path): (CellAddress, &[String]),
    words: &str,
    meant: FormColumn,
) {
    let Some(known) = heading_words(meant.field) else { return };
    let part = path.iter().rfind(|part| position(&one_line(part), words).is_some());
    let mut at = part.and_then(|part| cell_over(original, header, cell.column, part)).unwrap_or(cell);
    if heading(original, at) != heading(sheet, at) {
        // A group was put into words with a column before this one.
        if heading(sheet, at).is_some_and(|text| position(text, known).is_some()) || at == cell {
            return;
        }
        at = cell;
    }
    let said = heading_periods::named(path).is_some() || path.iter().any(|part| heading_periods::number_alone(part));
    let period = if said { String::new() } else { period_words(meant) };
    if let Some(cell) = sheet.cells.iter_mut().find(|cell| cell.address == at)
        && let CellValue::Text(text) = &mut cell.value
    {
        let line = one_line(text);
        let own = match position(&line, words) {
            Some(range) => format!("{}{known}{}", &line[..range.start], &line[range.end..]),
            None => known.to_string(),
        };
        *text = [own.as_str(), &period].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    }
}

fn heading(sheet: &Sheet, at: CellAddress) -> Option<&str> {
    match sheet.cell(at).map(|cell| &cell.value) {
        Some(CellValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// Where words stand in a text, in any case.
fn position(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let words = one_line(words);
    let at = text.to_lowercase().find(&words.to_lowercase())?;
    let range = at..at + words.len();
    let edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    (edge(before.chars().next_back()) && edge(after.chars().next())).then_some(range)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The header cell over a column that holds a text.
fn cell_over(sheet: &Sheet, header: &RangeInclusive<u32>, column: u32, text: &str) -> Option<CellAddress> {
    let over = |address: CellAddress| {
        let merge = sheet.merges.iter().find(|(from, _)| *from == address);
        let last = merge.map_or(address.column, |(_, to)| to.column);
        // A group heading may stand over columns without being merged.
        address.column <= column && (column <= last || merge.is_none())
    };
    let same = |value: &CellValue| matches!(value, CellValue::Text(own) if own.trim() == text.trim());
    let cells = sheet.cells.iter().filter(|cell| header.contains(&cell.address.row) && same(&cell.value));
    cells.map(|cell| cell.address).filter(|address| over(*address)).max_by_key(|address| (address.column, address.row))
}

fn period_words(meant: FormColumn) -> String {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    match Named::of_period(meant.period) {
        Some(Named::Month(month)) => month_name(u32::from(month)).unwrap_or_default().to_string(),
        Some(Named::Quarter(quarter)) => {
            format!("Triwulan {}", ROMAN[usize::from(quarter.clamp(1, 4)) - 1])
        }
        Some(Named::Semester(semester)) => format!("Semester {}", ROMAN[usize::from(semester.clamp(1, 2)) - 1]),
        Some(Named::Year(year)) => format!("Tahun {year}"),
        None if meant == meant.field.running() => "Triwulan ini".to_string(),
        None => String::new(),
    }
}

impl Reworded<'_> {
    /// Names the definition of what was read with its words, and tells of the headings as they stand.
    pub(super) fn claim(&self, sheet: &mut ReadSheet, documents: &mut [Document]) {
        for claim in &self.claims {
            for document in documents.iter_mut() {
                let mut columns = document.tables.iter().flat_map(|table| &table.columns);
                if columns.any(|column| claim.header.contains(&column.cell.row)) {
                    document.template.clone_from(&claim.template.id);
                    document.version = claim.template.version;
                }
                for column in document.tables.iter_mut().flat_map(|table| &mut table.columns) {
                    claim.restore(column.cell, &mut column.heading);
                }
            }
            let by_words =
                |fact: &Fact| matches!(fact, Fact::WithDictionary { cell, .. } if claim.header.contains(&cell.row));
            sheet.facts.retain(|fact| !by_words(fact));
            for fact in &mut sheet.facts {
                if let Fact::DoubleColumn { cell, heading, .. }
                | Fact::SimilarColumn { cell, heading, .. }
                | Fact::DoubtfulColumn { cell, heading, .. }
                | Fact::UnknownColumn { cell, heading, .. } = fact
                {
                    claim.restore(*cell, heading);
                }
            }
        }
    }
}

impl Claim<'_> {
    fn restore(&self, cell: CellAddress, heading: &mut String) {
        if let Some((_, own)) = self.headings.iter().find(|(at, _)| *at == cell) {
            heading.clone_from(own);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::extract::extract;
    use crate::workbook::grid::workbook_from_text;

    /// What is read under a definition of these columns, as "sel = arti".
    fn told(columns: &str, text: &str) -> Vec<String> {
        let definition = format!(
            "id = \"kami\"\nversi = 1\njenis = \"pengukuran\"\nnama = \"Kami\"\nsumber = \"SK\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [{columns}]\n"
        );
        let library = Library::with(&[("kami.toml".into(), definition)]).unwrap();
        let read = extract(&workbook_from_text(text), &library);
        let own = read.documents.iter().filter(|document| document.template == "kami");
        let columns = own.flat_map(|document| &document.tables).flat_map(|table| &table.columns);
        columns.map(|column| format!("{} {} = {}", column.cell, column.heading, column.column)).collect()
    }

    const TITLE: &str = "=== TW\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n";
    const WORDS: &str = "{ kolom = \"indikator\", judul = \"Plimba\", sebutan = \"Plimba\", wajib = true }, { kolom = \"target\", judul = \"Zorvak Tahun\", sebutan = \"Zorvak\", wajib = true }";

    #[test]
    fn the_words_of_a_house_are_read_with_the_periods_beside_them() {
        let rows = "1|Jumlah mitra|4|1|1\n2|Persentase lulusan bekerja|60|20|22\n";
        let sheet = format!("{TITLE}No|Plimba|Zorvak Tahun|Realisasi|<\n^|^|^|TW I|TW II\n{rows}");
        let told = told(WORDS, &sheet);
        for column in ["B2 Plimba = indikator", "C2 Zorvak Tahun = target", "E3 Realisasi > TW II = realisasi.tw2"] {
            assert!(told.iter().any(|one| one == column), "{told:?}");
        }
    }

    #[test]
    fn a_form_without_those_words_is_left_alone() {
        let sheet = format!("{TITLE}No|Plimba|Target|Realisasi\n1|Jumlah mitra|4|1\n2|Jumlah tamu|6|2\n");
        assert_eq!(told(WORDS, &sheet), Vec::<String>::new());
    }

    #[test]
    fn of_headings_alike_each_has_its_own_meaning() {
        let twins = "{ kolom = \"indikator\", judul = \"Plimba\", sebutan = \"Plimba\", wajib = true }, { kolom = \"target.tw1\", judul = \"Zorvak\", sebutan = \"Zorvak\" }, { kolom = \"target.tw2\", judul = \"Zorvak\", sebutan = \"Zorvak\", ke = 2 }";
        let sheet =
            format!("{TITLE}No|Plimba|Zorvak|Zorvak|Realisasi TW II\n1|Jumlah mitra|4|6|5\n2|Jumlah tamu|7|9|8\n");
        let told = told(twins, &sheet);
        for column in ["C2 Zorvak = target.tw1", "D2 Zorvak = target.tw2"] {
            assert!(told.iter().any(|one| one == column), "{told:?}");
        }
    }

    #[test]
    fn the_words_for_a_field_are_read_as_that_field() {
        let library = Library::built_in().unwrap();
        for field in Field::ALL {
            let Some(words) = heading_words(*field) else { continue };
            let read = library.dictionary.read(&[words]).column.map(|column| column.field);
            assert_eq!(read, Some(*field), "{words}");
        }
    }
}
