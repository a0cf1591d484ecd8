//! The rows of a table, written into the sheet that the writer left for them.

use super::SheetError;
use super::cell::{FormulaResult, SheetCell, height};
use super::text::SharedText;
use super::{CONTENT_ROW, CellLook, HEAD_ROW, RowContent, SheetColumn, SheetRow, SheetTotal, TOTAL_ROW};
use crate::domain::address::column_letters;
use crate::domain::hash::HashMap;
use crate::ooxml::part::{DenseRows, Repacked};
use crate::ooxml::raw;
use crate::ooxml::text::{cell_text, escape_attribute};
use crate::sheets::style::{CellAppearance, Pattern};

/// One folder up, in a link.
const UP: &str = "../";
/// Links that Excel takes on one sheet.
const MOST_LINK: usize = 65_000;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// A table that has a sheet, or several, and no rows in it yet.
pub(super) struct SheetTable<'a> {
    pub(super) row: RowContent<'a>,
    pub(super) columns: Vec<SheetColumn>,
    pub(super) widths: Vec<f64>,
    /// What the totals row says in its first cell, and the totals by column.
    pub(super) total: (&'static str, Vec<(usize, SheetTotal)>),
    /// Its sheets: number in the workbook from 1, and rows.
    pub(super) sheets: Vec<(usize, usize)>,
}

impl SheetTable<'_> {
    pub(super) fn write(
        self,
        package: &mut Repacked<'_>,
        shared: &mut SharedText,
        deeper: usize,
    ) -> Result<(), SheetError> {
        let mut all = self.row.all;
        let letter: Vec<String> = (0_u32..).take(self.columns.len()).map(column_letters).collect();
        for (number, count) in self.sheets {
            let name = format!("xl/worksheets/sheet{number}.xml");
            let skeleton = package.text(&name)?;
            let skeleton = TableSkeleton::from(&skeleton).ok_or_else(|| unexpected(&name))?;
            let opening: Vec<String> = letter.iter().map(|letter| format!("<c r=\"{letter}")).collect();
            let looks: Vec<String> = skeleton.looks.iter().map(|look| format!("\" s=\"{look}\"")).collect();
            let mut pen = SheetPen {
                columns: &self.columns,
                widths: &self.widths,
                letters: &letter,
                opening: &opening,
                looks: &looks,
                shared,
                link: CellLink { up: UP.repeat(deeper), ..CellLink::default() },
                deepest: 0,
            };
            let mut compute: Vec<TotalFormula> = self.total.1.iter().map(|_| TotalFormula::default()).collect();
            let (mut body, mut as_written) = (DenseRows::default(), 0);
            for (row, number) in all.by_ref().take(count).zip(CONTENT_ROW..) {
                for (compute, (column, _)) in compute.iter_mut().zip(&self.total.1) {
                    compute.add(row.cells.get(*column));
                }
                pen.row(body.text(), &row, number)?;
                body.forward()?;
                as_written += 1;
            }
            if as_written != count {
                return Err(SheetError::Unexpected(format!("{name}: {as_written} dari {count} baris")));
            }
            let mut total = Vec::new();
            if !compute.is_empty() {
                let compute = self
                    .total
                    .1
                    .iter()
                    .zip(&compute)
                    .map(|((column, way), compute)| (*column, compute.cell(*way, &letter, *column, count)));
                pen.total(&mut total, self.total.0, &compute.collect())?;
            }
            let last = format!("{}{}", letter.last().map_or("A", String::as_str), CONTENT_ROW as usize + count);
            let (deepest, link) = (pen.deepest, pen.link);
            let start = skeleton.start(&last, deepest, &total);
            let foot = skeleton.last(&link.list);
            package.replace(&name, body.pack(&name, &start, &foot)?);
            let name = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
            let former = package.text(&name)?;
            lengthen_table(package, &former, &last)?;
            if !link.destinations.is_empty() {
                let rest = former.strip_suffix("</Relationships>").ok_or_else(|| unexpected(&name))?;
                let mut content = DenseRows::default();
                content.text().extend(&link.relation);
                package.replace(&name, content.pack(&name, rest.as_bytes(), b"</Relationships>")?);
            }
        }
        // A row lost in silence is the worst there is.
        match all.next() {
            Some(_) => Err(SheetError::Unexpected("ada baris tabel yang tidak mendapat tempat".into())),
            None => Ok(()),
        }
    }
}

/// Draws the table of a sheet down to its last cell.
fn lengthen_table(package: &mut Repacked<'_>, relation: &str, last: &str) -> Result<(), SheetError> {
    let name = relation.split('"').find_map(|part| part.strip_prefix("../tables/"));
    let name = format!("xl/tables/{}", name.ok_or_else(|| unexpected("hubungan lembar"))?);
    let former = package.text(&name)?;
    let now = raw::attribute(&former, "ref").ok_or_else(|| unexpected(&name))?;
    let length = format!("A{}:{last}", HEAD_ROW + 1);
    let new = former.replace(&format!(" ref=\"{now}\""), &format!(" ref=\"{length}\""));
    package.replace(&name, DenseRows::default().pack(&name, new.as_bytes(), b"")?);
    Ok(())
}

fn unexpected(name: &str) -> SheetError {
    SheetError::Unexpected(format!("{name} tidak berbentuk seperti yang ditulis"))
}

/// A sheet as the writer left it: rows above the header, the header, one row of samples, and what follows the rows.
struct TableSkeleton<'k> {
    upper: &'k str,
    head: &'k str,
    foot: &'k str,
    /// The number of the look of each sample.
    looks: Vec<u32>,
}

impl<'k> TableSkeleton<'k> {
    fn from(text: &'k str) -> Option<Self> {
        let (upper, rest) = text.split_at(text.find(&format!("<row r=\"{}\"", HEAD_ROW + 1))?);
        let (head, rest) = rest.split_at(rest.find(&format!("<row r=\"{}\"", CONTENT_ROW + 1))?);
        let (example, foot) = rest.split_at(rest.find("</sheetData>")?);
        let one = |cell: &str| raw::attribute(cell.split('>').next()?, "s")?.parse().ok();
        let looks: Vec<u32> = example.split("<c").skip(1).map(one).collect::<Option<_>>()?;
        (looks.len() == Pattern::ALL.len() * CellAppearance::ALL.len()).then_some(Self { upper, head, foot, looks })
    }

    /// Everything before the rows; `last` is the last cell.
    fn start(&self, last: &str, deepest: u8, total: &[u8]) -> Vec<u8> {
        let mut upper = self.upper.to_string();
        let size = upper.find("<dimension ref=\"").map(|position| position + "<dimension ref=\"".len());
        if let Some((start, length)) = size.and_then(|start| Some((start, upper[start..].find('"')?))) {
            upper.replace_range(start..start + length, &format!("A1:{last}"));
        }
        if deepest > 0 {
            upper = upper.replacen("<sheetFormatPr", &format!("<sheetFormatPr outlineLevelRow=\"{deepest}\""), 1);
        }
        [upper.as_bytes(), total, self.head.as_bytes()].concat()
    }

    /// Everything after the rows, with the links in their place: before the set-up of pages.
    fn last(&self, link: &[u8]) -> Vec<u8> {
        let position = ["<printOptions", "<pageMargins"].iter().filter_map(|name| self.foot.find(name)).min();
        let (front, behind) = self.foot.split_at(position.unwrap_or(self.foot.len()));
        if link.is_empty() {
            return self.foot.as_bytes().to_vec();
        }
        [front.as_bytes(), b"<hyperlinks>", link, b"</hyperlinks>", behind.as_bytes()].concat()
    }
}

/// The links of a sheet, each file named once.
#[derive(Default)]
struct CellLink {
    /// What is put before a link that leads out of the folder.
    up: String,
    count: usize,
    destinations: HashMap<String, usize>,
    relation: Vec<u8>,
    list: Vec<u8>,
}

impl CellLink {
    /// A link in a cell; `address` is `file://`, a path, and perhaps `#` and a place in it.
    fn add(&mut self, (letter, row): (&str, &str), address: &str) {
        self.count += 1;
        let address = address.strip_prefix("file://").unwrap_or(address);
        let (destination, place) =
            address.split_once('#').map_or((address, None), |(destination, place)| (destination, Some(place)));
        let order = match self.destinations.get(destination) {
            Some(order) => *order,
            None => {
                let order = self.destinations.len() + 1;
                self.destinations.insert(destination.to_string(), order);
                self.relation
                    .extend(format!("<Relationship Id=\"rIdTautan{order}\" Type=\"{RELATION}\" Target=\"").bytes());
                if destination.starts_with(UP) {
                    self.relation.extend(self.up.bytes());
                }
                self.relation.extend(escape_attribute(destination).bytes());
                self.relation.extend(b"\" TargetMode=\"External\"/>");
                order
            }
        };
        self.list.extend(b"<hyperlink ref=\"");
        self.list.extend(letter.as_bytes());
        self.list.extend(row.as_bytes());
        self.list.extend(b"\" r:id=\"rIdTautan");
        whole(&mut self.list, order as u64);
        self.list.push(b'"');
        if let Some(place) = place {
            self.list.extend(b" location=\"");
            self.list.extend(escape_attribute(place).bytes());
            self.list.push(b'"');
        }
        self.list.extend(b"/>");
    }
}

/// Writes rows as XML.
struct SheetPen<'p> {
    columns: &'p [SheetColumn],
    widths: &'p [f64],
    letters: &'p [String],
    /// How the cells of each column begin, and the look of each sample: a sheet is mostly this, over and over.
    opening: &'p [String],
    looks: &'p [String],
    shared: &'p mut SharedText,
    link: CellLink,
    deepest: u8,
}

impl SheetPen<'_> {
    fn row(&mut self, outcome: &mut Vec<u8>, row: &SheetRow<'_>, number: u32) -> Result<(), SheetError> {
        let count = row.cells.iter().zip(self.columns.iter().zip(self.widths));
        let count =
            count.map(|(cell, (column, width))| if column.look == CellLook::Fold { cell.row_count(*width) } else { 1 });
        // Heights are whole pixels.
        let height = (height(count.max().unwrap_or(1)) * 4.0 / 3.0).round() * 0.75;
        let depth = row.depth.min(7);
        self.deepest = self.deepest.max(depth);
        outcome.extend(format!("<row r=\"{}\" ht=\"{height}\" customHeight=\"1\"", number + 1).bytes());
        if depth > 0 {
            outcome.extend(format!(" outlineLevel=\"{depth}\"").bytes());
        }
        outcome.push(b'>');
        let columns = self.columns;
        let digits = (number + 1).to_string();
        // Blanks carry the line below their row.
        let all = row.cells.iter().chain(std::iter::repeat(&SheetCell::Blank));
        for ((position, column), cell) in columns.iter().enumerate().zip(all) {
            self.cell(
                outcome,
                (position, &digits),
                (row.look.pattern(), CellAppearance::from(column.look, cell)),
                cell,
            )?;
        }
        outcome.extend(b"</row>");
        Ok(())
    }

    /// The row of the totals: its label, the totals, and blanks that carry its look.
    fn total(
        &mut self,
        outcome: &mut Vec<u8>,
        heading: &str,
        content: &HashMap<usize, SheetCell<'_>>,
    ) -> Result<(), SheetError> {
        outcome.extend(format!("<row r=\"{}\">", TOTAL_ROW + 1).bytes());
        let heading = SheetCell::Text(heading.into());
        let columns = self.columns;
        let digits = (TOTAL_ROW + 1).to_string();
        for (position, column) in columns.iter().enumerate() {
            let (cell, look) = match content.get(&position) {
                Some(cell) => (cell, CellAppearance::from(column.look, cell)),
                None => (if position == 0 { &heading } else { &SheetCell::Blank }, CellAppearance::Text),
            };
            self.cell(outcome, (position, &digits), (Pattern::Total, look), cell)?;
        }
        outcome.extend(b"</row>");
        Ok(())
    }

    fn cell(
        &mut self,
        outcome: &mut Vec<u8>,
        (column, row): (usize, &str),
        (pattern, appearance): (Pattern, CellAppearance),
        cell: &SheetCell<'_>,
    ) -> Result<(), SheetError> {
        let look = self.looks.get(pattern as usize * CellAppearance::ALL.len() + appearance as usize);
        outcome.extend(self.opening.get(column).map_or("", String::as_str).as_bytes());
        outcome.extend(row.as_bytes());
        outcome.extend(look.map_or("\" s=\"0\"", String::as_str).as_bytes());
        match cell {
            SheetCell::Text(text) | SheetCell::Link(_, text) if !text.is_empty() => {
                outcome.extend(b" t=\"s\"><v>");
                whole(outcome, self.shared.number(&cell_text(text))?.into());
                outcome.extend(b"</v></c>");
            }
            SheetCell::Blank | SheetCell::Text(_) | SheetCell::Link(..) => outcome.extend(b"/>"),
            SheetCell::Figure(figure) => {
                outcome.push(b'>');
                value(outcome, *figure);
            }
            SheetCell::Formula(formula, content) => {
                outcome.extend(if matches!(content, FormulaResult::Text(_)) {
                    &b" t=\"str\"><f>"[..]
                } else {
                    b"><f>"
                });
                raw::escape(outcome, formula);
                outcome.extend(b"</f>");
                match content {
                    FormulaResult::Figure(figure) => value(outcome, *figure),
                    FormulaResult::Text(text) => {
                        outcome.extend(b"<v>");
                        raw::escape(outcome, text);
                        outcome.extend(b"</v></c>");
                    }
                }
            }
        }
        if let SheetCell::Link(address, _) = cell
            && self.link.count < MOST_LINK
        {
            self.link.add((self.letters.get(column).map_or("", String::as_str), row), address);
        }
        Ok(())
    }
}

/// A figure as the value of a cell, and the end of the cell.
fn value(outcome: &mut Vec<u8>, figure: f64) {
    outcome.extend(b"<v>");
    if figure.fract() == 0.0 && figure.abs() < 1e15 {
        if figure < 0.0 {
            outcome.push(b'-');
        }
        whole(outcome, figure.abs() as u64);
    } else {
        outcome.extend(figure.to_string().bytes());
    }
    outcome.extend(b"</v></c>");
}

/// A whole number. Most of what a sheet is made of is whole numbers, and the general way to write one takes three times
/// as many instructions.
fn whole(outcome: &mut Vec<u8>, mut figure: u64) {
    let mut digit = [0; 20];
    let mut start = digit.len();
    loop {
        start -= 1;
        digit[start] = b'0' + (figure % 10) as u8;
        figure /= 10;
        if figure == 0 {
            break;
        }
    }
    outcome.extend(&digit[start..]);
}

/// What a column adds up to.
#[derive(Default)]
struct TotalFormula {
    filled: usize,
    figure: usize,
    total: f64,
}

impl TotalFormula {
    fn add(&mut self, cell: Option<&SheetCell<'_>>) {
        self.filled += usize::from(cell.is_some_and(|cell| !matches!(cell, SheetCell::Blank)));
        if let Some(figure) = cell.and_then(SheetCell::value) {
            self.figure += 1;
            self.total += figure;
        }
    }

    fn cell(&self, way: SheetTotal, letter: &[String], column: usize, count: usize) -> SheetCell<'static> {
        let letter = letter.get(column).map_or("A", String::as_str);
        let range = format!("{letter}{}:{letter}{}", CONTENT_ROW + 1, CONTENT_ROW as usize + count);
        match way {
            SheetTotal::Add => SheetCell::formula(format!("SUBTOTAL(109,{range})"), Some(self.total)),
            SheetTotal::Average => SheetCell::formula(
                format!("IF(SUBTOTAL(102,{range})=0,\"\",SUBTOTAL(101,{range}))"),
                (self.figure > 0).then(|| self.total / self.figure as f64),
            ),
            SheetTotal::Count => SheetCell::formula(format!("SUBTOTAL(103,{range})"), Some(self.filled as f64)),
        }
    }
}
