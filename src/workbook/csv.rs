//! Tables as text, by whatever name they come: CSV with commas, semicolons or tabs.
//!
//! Read only where nothing needs to be guessed: the text is UTF-8 or UTF-16, and one of the marks divides every line into
//! the same number of fields, as spreadsheet programs write them; or into no more fields than the heading has, and most
//! lines into as many: what writes text line by line leaves out titles' and last fields' marks. Such lines are told. A
//! line of more fields than the heading refuses the mark: a comma in a figure would shift what stands behind it.
//! Fields stay text; only plain whole numbers become numbers, since no one can tell here what a dot or a comma in a figure
//! means.
//!
//! The fields are divided here and not by the crate of that name, which takes a quotation that does not end, and text
//! behind the end of one, without a word.

use super::cell::{Cell, CellValue, Sheet, ShortLine, Workbook};
use super::error::{OtherFile, ReadError};
use super::limits::Limits;
use super::value::{Budget, text as text_value};
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::ooxml::strict::any_text;

/// Marks between fields, in the order in which they are tried.
const MARKS: [char; 3] = ['\t', ';', ','];
const NAME: &str = "CSV";

/// Reads a table; other text is refused as the text that it is.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let no_table = || ReadError::NotWorkbook(OtherFile::Text);
    let text = any_text(bytes).ok_or_else(no_table)?;
    if text.contains('\0') {
        return Err(no_table());
    }
    let (mark, widths) = division(&text).ok_or_else(no_table)?;
    let mut budget = Budget::new(limits);
    let mut cells = Vec::new();
    for field in CsvFields::new(&text, mark) {
        let field = field.ok_or_else(no_table)?;
        let address = CellAddress::new(field.row, field.column);
        if field.row >= MAX_ROWS || field.column >= MAX_COLUMNS {
            return Err(ReadError::contradicting("baris atau kolomnya lebih banyak daripada satu lembar"));
        }
        if let Some(value) = plain_value(field.text) {
            budget.count(&value, None).map_err(|error| error.in_cell(address).in_sheet(NAME))?;
            cells.push(Cell { address, value, percent_format: false, formula: None });
        }
    }
    let sheet = Sheet { short_lines: short_lines(&widths), ..Sheet::plain(NAME, cells) };
    Ok(Workbook { format: "csv", sheets: vec![sheet], properties: Default::default() })
}

/// A whole number of at most fifteen digits, or text as it stands; `None` for a blank. A leading zero is part of a code.
pub(super) fn plain_value(field: String) -> Option<CellValue> {
    let trimmed = field.trim();
    let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let plain = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && (digits == "0" || !digits.starts_with('0')) {
        return trimmed.parse().ok().map(CellValue::Number);
    }
    text_value(field)
}

/// The mark that divides a text into a table, and how many fields each line has: every line the same number, or else no
/// more than the heading.
fn division(text: &str) -> Option<(char, Vec<u32>)> {
    let divided: Vec<(char, Vec<u32>)> =
        MARKS.into_iter().filter_map(|mark| Some((mark, widths(text, mark)?))).collect();
    let evenly = divided.iter().find(|(_, widths)| evenly(widths));
    evenly.or_else(|| divided.iter().find(|(_, widths)| below_heading(widths))).cloned()
}

/// How many fields a mark makes of each line; `None` where a quotation breaks off.
fn widths(text: &str, mark: char) -> Option<Vec<u32>> {
    let mut rows: Vec<u32> = Vec::new();
    for field in CsvFields::new(text, mark) {
        let field = field?;
        match rows.get_mut(field.row as usize) {
            Some(count) => *count = field.column + 1,
            None => rows.push(field.column + 1),
        }
    }
    Some(rows)
}

fn evenly(widths: &[u32]) -> bool {
    widths.first().is_some_and(|first| *first >= 2 && widths.len() >= 2 && widths.iter().all(|count| count == first))
}

/// Whether a line of at least three fields is a heading: no line is longer, and of those below that hold more than one
/// field, most are as long.
fn below_heading(widths: &[u32]) -> bool {
    let Some((heading, width)) = heading(widths) else { return false };
    let below = || widths[heading + 1..].iter().filter(|count| **count > 1);
    let whole = below().filter(|count| **count == width).count();
    width >= 3 && whole >= 1 && whole * 2 >= below().count()
}

/// The first of the longest lines, and its length.
fn heading(widths: &[u32]) -> Option<(usize, u32)> {
    let width = *widths.iter().max()?;
    Some((widths.iter().position(|count| *count == width)?, width))
}

/// The lines below the heading that hold fewer fields than it. A line of one field is a title, a note or blank.
pub(super) fn short_lines(widths: &[u32]) -> Vec<ShortLine> {
    let Some((heading, width)) = heading(widths) else { return Vec::new() };
    (0..)
        .zip(widths)
        .skip(heading + 1)
        .filter(|(_, fields)| (2..width).contains(*fields))
        .map(|(row, fields)| ShortLine { row, fields: *fields })
        .collect()
}

struct CsvField {
    row: u32,
    column: u32,
    text: String,
}

/// The fields of a text, one after the other; `None` where a quotation does not end or goes on behind its end.
struct CsvFields<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    mark: char,
    row: u32,
    column: u32,
}

impl<'a> CsvFields<'a> {
    fn new(text: &'a str, mark: char) -> Self {
        Self { rest: text.chars().peekable(), mark, row: 0, column: 0 }
    }

    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.rest.next()? {
                '"' if self.rest.next_if_eq(&'"').is_some() => text.push('"'),
                '"' => return Some(text),
                other => text.push(other),
            }
        }
    }
}

impl Iterator for CsvFields<'_> {
    type Item = Option<CsvField>;

    fn next(&mut self) -> Option<Self::Item> {
        // The line end behind the last line begins no new one.
        if self.column == 0 {
            self.rest.peek()?;
        }
        let text = if self.rest.next_if_eq(&'"').is_some() {
            match self.quoted() {
                Some(text) => text,
                None => return Some(None),
            }
        } else {
            let mut text = String::new();
            while let Some(letter) = self.rest.next_if(|letter| !matches!(letter, '\n' | '\r') && *letter != self.mark)
            {
                text.push(letter);
            }
            text
        };
        let field = CsvField { row: self.row, column: self.column, text };
        match self.rest.next() {
            Some('\r') => {
                self.rest.next_if_eq(&'\n');
                (self.row, self.column) = (self.row + 1, 0);
            }
            Some('\n') => (self.row, self.column) = (self.row + 1, 0),
            Some(letter) if letter == self.mark => self.column += 1,
            Some(_) => return Some(None),
            None => (self.row, self.column) = (self.row + 1, 0),
        }
        Some(Some(field))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn shown(text: &str) -> Result<Vec<String>, ReadError> {
        let sheet = read(text.as_bytes(), &Limits::default())?.sheets.remove(0);
        Ok(sheet.cells.iter().map(|cell| format!("{}={}", cell.address, cell.display())).collect())
    }

    #[test]
    fn the_mark_that_divides_every_line_alike_is_taken() {
        assert_eq!(shown("Nama;Angka\nrapat;1,5\n").unwrap(), ["A1=Nama", "B1=Angka", "A2=rapat", "B2=1,5"]);
        assert_eq!(shown("a,b\r\n\"x, y\",\"2\"\"\"\r\n").unwrap(), ["A1=a", "B1=b", "A2=x, y", "B2=2\""]);
        assert_eq!(shown("a\tb\n\t3").unwrap(), ["A1=a", "B1=b", "B2=3"]);
    }

    #[test]
    fn only_plain_whole_numbers_are_numbers() {
        let value = |text: &str| plain_value(text.to_string()).unwrap();
        assert_eq!(value("60"), CellValue::Number(60.0));
        assert_eq!(value("-7"), CellValue::Number(-7.0));
        for text in ["007", "1.234", "197001011995011001", "57%", "=1+1", "1e5"] {
            assert_eq!(value(text), CellValue::Text(text.to_string()));
        }
    }

    #[test]
    fn text_that_is_no_table_is_refused_as_text() {
        for text in ["Kepada Yth.\ndi tempat", "a;b\nc\n", "a;b", "a;\"b\nc;d", "a;\"b\"c\nd;e", "a;b\nc;\0"] {
            assert_eq!(shown(text), Err(ReadError::NotWorkbook(OtherFile::Text)), "{text:?}");
        }
        assert!(read(b"a;b\nc;\xE9", &Limits::default()).is_err());
    }

    #[test]
    fn lines_shorter_than_the_heading_are_read_and_told() {
        let text = "PENGUKURAN KINERJA TAHUN 2026\nNo,Indikator,Target,Realisasi\n1,Indeks mutu,80,20\n2,Jumlah laporan\n\n3,Nilai,75,70\n";
        let sheet = read(text.as_bytes(), &Limits::default()).unwrap().sheets.remove(0);
        assert_eq!(sheet.short_lines, [ShortLine { row: 3, fields: 2 }]);
        assert_eq!(sheet.cell(CellAddress::new(5, 3)).unwrap().display(), "70");
        assert!(read(b"a;b;c\n1;2;3\n4;5;6\n", &Limits::default()).unwrap().sheets[0].short_lines.is_empty());
    }

    #[test]
    fn a_line_longer_than_the_heading_is_no_table() {
        for text in
            ["No,Nama,Nilai\n1,rapat,1,5\n2,kerja,3\n", "Yth. Kepala, Bidang, Seksi\ndi tempat\nSalam, hormat\n"]
        {
            assert_eq!(shown(text), Err(ReadError::NotWorkbook(OtherFile::Text)), "{text:?}");
        }
    }

    #[test]
    fn utf16_as_excel_writes_unicode_text_is_read() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("a\tb\r\nc\t4".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&bytes, &Limits::default()).unwrap().sheets[0].cells.len(), 4);
    }
}
