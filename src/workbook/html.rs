//! Tables of a web page, as information systems "export to Excel": one sheet for each table.
//!
//! Takes the page as it is written, with tags left open and marks that mean nothing here; gives the text that a person
//! would see, spans as merges. Nothing is fetched and no script is run. A table inside a table is refused: what stands
//! where is then a matter of taste.

use std::collections::BTreeMap;

use super::cell::{Cell, Sheet, Workbook};
use super::csv::plain_value;
use super::error::{OtherFile, ReadError};
use super::limits::Limits;
use super::value::Budget;
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::ooxml::strict::any_text;

/// What a page without a table is.
pub(super) const KIND: OtherFile = OtherFile::OtherSpreadsheet("halaman web (HTML)");
/// Rows and columns that one cell may span.
const WIDEST_SPAN: u32 = 1_000;
/// Elements whose content is not text of the page.
const SILENT: [&str; 4] = ["script", "style", "head", "title"];

/// Reads the tables of a page; a page without any is refused as the page that it is.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let text = any_text(bytes).ok_or(ReadError::NotWorkbook(KIND))?;
    let mut page = Page { budget: Budget::new(limits), limits, sheets: Vec::new(), table: None };
    let mut rest = &*text;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        rest = page.markup(&rest[at..])?;
    }
    page.text(rest);
    page.end_table()?;
    page.sheets.retain(|sheet| !sheet.cells.is_empty());
    if page.sheets.is_empty() {
        return Err(ReadError::NotWorkbook(KIND));
    }
    limits.check_sheets(page.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    Ok(Workbook { format: "html", sheets: page.sheets, properties: Default::default() })
}

struct Page<'a> {
    budget: Budget<'a>,
    limits: &'a Limits,
    sheets: Vec<Sheet>,
    table: Option<HtmlTable>,
}

/// A table in the making.
#[derive(Default)]
struct HtmlTable {
    sheet: Option<Sheet>,
    /// Row that is being filled; `None` before the first.
    row: Option<u32>,
    column: u32,
    /// Rows below the current one that a column is still covered by.
    covered: BTreeMap<u32, u32>,
    /// The open cell: where, and its text so far.
    open: Option<(CellAddress, String)>,
}

impl Page<'_> {
    fn text(&mut self, text: &str) {
        if let Some((_, cell)) = self.table.as_mut().and_then(|table| table.open.as_mut()) {
            cell.push_str(text);
        }
    }

    /// One tag or comment at the beginning of `rest`; gives what follows it.
    fn markup<'t>(&mut self, rest: &'t str) -> Result<&'t str, ReadError> {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return Ok(comment.find("-->").map_or("", |end| &comment[end + 3..]));
        }
        let Some(end) = tag_end(rest) else { return Ok("") };
        let (tag, after) = (&rest[1..end], &rest[end + 1..]);
        let name: String = tag
            .chars()
            .take_while(|letter| !letter.is_whitespace() && *letter != '>')
            .collect::<String>()
            .to_lowercase();
        let name = name.trim_end_matches('/');
        if SILENT.contains(&name) && !tag.ends_with('/') {
            let closing = format!("</{name}");
            return Ok(find_ignoring_case(after, &closing).map_or("", |at| &after[at..]));
        }
        match name {
            "table" if self.table.is_some() => {
                return Err(ReadError::contradicting("ada tabel di dalam tabel pada halaman web ini"));
            }
            "table" => {
                let name = format!("Tabel {}", self.sheets.len() + 1);
                self.table =
                    Some(HtmlTable { sheet: Some(Sheet::plain(name.as_str(), Vec::new())), ..HtmlTable::default() });
            }
            "/table" => self.end_table()?,
            "tr" => {
                self.end_cell()?;
                if let Some(table) = &mut self.table {
                    table.next_row(hides(tag));
                }
            }
            "td" | "th" => {
                self.end_cell()?;
                if let Some(table) = &mut self.table {
                    table.begin_cell(span(tag, "colspan"), span(tag, "rowspan"), self.limits)?;
                }
            }
            "/td" | "/th" | "/tr" => self.end_cell()?,
            "br" | "p" | "/p" | "div" | "li" => self.text("\n"),
            _ => {}
        }
        Ok(after)
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let (Some((address, text)), Some(sheet)) = (table.open.take(), table.sheet.as_mut()) else { return Ok(()) };
        if let Some(value) = plain_value(shown(&text)) {
            self.budget.count(&value, None).map_err(|error| error.in_cell(address).in_sheet(&sheet.name))?;
            sheet.cells.push(Cell { address, value, percent_format: false, formula: None });
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        self.sheets.extend(self.table.take().and_then(|table| table.sheet));
        Ok(())
    }
}

impl HtmlTable {
    fn next_row(&mut self, hidden: bool) {
        let row = self.row.map_or(0, |row| row + 1);
        self.row = Some(row);
        self.column = 0;
        self.covered.retain(|_, rows| {
            *rows -= 1;
            *rows > 0
        });
        if let (true, Some(sheet)) = (hidden, self.sheet.as_mut()) {
            sheet.hidden_rows.push(row);
        }
    }

    fn begin_cell(&mut self, columns: u32, rows: u32, limits: &Limits) -> Result<(), ReadError> {
        if self.row.is_none() {
            self.next_row(false);
        }
        while self.covered.contains_key(&self.column) {
            self.column += 1;
        }
        let first = CellAddress::new(self.row.unwrap_or(0), self.column);
        let last = CellAddress::new(first.row + rows - 1, first.column + columns - 1);
        if last.row >= MAX_ROWS || last.column >= MAX_COLUMNS {
            return Err(ReadError::contradicting("baris atau kolomnya lebih banyak daripada satu lembar"));
        }
        // A column stays covered until `rows` more rows have begun.
        if rows > 1 {
            self.covered.extend((first.column..=last.column).map(|column| (column, rows)));
        }
        if let (true, Some(sheet)) = (first != last, self.sheet.as_mut()) {
            sheet.merges.push((first, last));
            let count = sheet.merges.len() as u64;
            if count > limits.combination {
                return Err(ReadError::exceeds("Jumlah sel gabungan", count, limits.combination));
            }
        }
        self.column = last.column + 1;
        self.open = Some((first, String::new()));
        Ok(())
    }
}

/// Where a tag ends: at a `>` outside quoted attributes.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in rest.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    rest.find('>')
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let wanted = wanted.as_bytes();
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

/// How many rows or columns an attribute of a tag says.
fn span(tag: &str, attribute: &str) -> u32 {
    let number = find_ignoring_case(tag, attribute).and_then(|at| {
        let value = tag.get(at + attribute.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let digits: String =
            value.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).take(6).collect();
        digits.parse().ok()
    });
    number.unwrap_or(1).clamp(1, WIDEST_SPAN)
}

fn hides(tag: &str) -> bool {
    tag.to_lowercase().replace(' ', "").contains("display:none")
}

/// The text of a cell as a person sees it: references resolved, blanks made one, lines kept where the page breaks them.
fn shown(text: &str) -> String {
    let lines = text.split('\n').map(|line| resolved(line).split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn resolved(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.char_indices().take(10).find(|(_, letter)| *letter == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((character(&rest[..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "ge" => Some('≥'),
        "le" => Some('≤'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| *letter != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn sheets(page: &str) -> Result<Vec<Sheet>, ReadError> {
        read(page.as_bytes(), &Limits::default()).map(|workbook| workbook.sheets)
    }

    fn cells(page: &str) -> Vec<String> {
        let sheet = sheets(page).unwrap().remove(0);
        sheet.cells.iter().map(|cell| format!("{}={}", cell.address, cell.display())).collect()
    }

    #[test]
    fn a_table_reads_as_a_person_sees_it() {
        let page = "<html><head><style>td{a:b}</style></head><!-- <td>x</td> --><TABLE border=1>\
            <TR><TH>No<TH>Indikator &amp;<br>Target</TR>\n<tr><td>1</td><td title=\"a>b\"> 57&nbsp;%\n </td></tr></table>";
        assert_eq!(cells(page), ["A1=No", "B1=Indikator &\nTarget", "A2=1", "B2=57 %"]);
    }

    #[test]
    fn spans_are_merges_and_shift_what_follows() {
        let page =
            "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</table>";
        assert_eq!(cells(page), ["A1=a", "B1=b", "B2=c", "C2=d", "A3=e"]);
        assert_eq!(sheets(page).unwrap()[0].merges.len(), 2);
    }

    #[test]
    fn every_table_is_a_sheet_and_hidden_rows_are_told() {
        let page = "<table><tr style='display: none'><td>a</td></tr></table><table></table><table><tr><td>b</td></tr>";
        let sheets = sheets(page).unwrap();
        assert_eq!(sheets.len(), 2);
        assert_eq!(sheets[0].hidden_rows, [0]);
    }

    #[test]
    fn what_is_no_plain_table_is_refused() {
        assert_eq!(sheets("<html><p>Silakan masuk.</p></html>"), Err(ReadError::NotWorkbook(KIND)));
        assert!(sheets("<table><tr><td><table><tr><td>1</table></table>").is_err());
        for cut in ["<table><tr><td", "<table><tr><td>1<!-- ", "<script>", "<table><td>1&#x;&#1114112;&"] {
            let _ = sheets(cut);
        }
    }
}
