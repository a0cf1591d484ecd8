//! Sheets as cells, and the files that they become.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};

/// A cell as a hand leaves it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// A number under a number format.
    Number(f64, &'static str),
    /// A formula, its stored result, a number format. A result of `None` is not stored.
    Formula(String, Option<f64>, &'static str),
    /// An error of Excel.
    Error(&'static str),
    Day(NaiveDate),
}

/// Where a cell is: row and column from 0.
pub(super) type At = (u32, u16);

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) cells: BTreeMap<At, Cell>,
    pub(super) merges: Vec<(At, At)>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u16>,
    pub(super) hidden: bool,
}

impl Sheet {
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_string(), ..Self::default() }
    }

    pub(super) fn text(&mut self, at: At, text: impl Into<String>) {
        self.cells.insert(at, Cell::Text(text.into()));
    }
}

/// The bytes of a workbook.
pub(super) fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        for (from, to) in &sheet.merges {
            page.merge_range(from.0, from.1, to.0, to.1, "", &Format::new())?;
        }
        for ((row, column), cell) in &sheet.cells {
            let styled = |format: &str| match format {
                "" => Format::new(),
                other => Format::new().set_num_format(other),
            };
            match cell {
                Cell::Text(text) => page.write_string(*row, *column, text)?,
                Cell::Number(value, format) => page.write_number_with_format(*row, *column, *value, &styled(format))?,
                Cell::Formula(formula, result, format) => {
                    let result = result.map_or(String::new(), |value| value.to_string());
                    page.write_formula_with_format(
                        *row,
                        *column,
                        Formula::new(formula).set_result(result),
                        &styled(format),
                    )?
                }
                Cell::Error(error) => page.write_formula(*row, *column, Formula::new("=1/0").set_result(*error))?,
                Cell::Day(day) => {
                    let seconds = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
                    page.write_datetime_with_format(
                        *row,
                        *column,
                        ExcelDateTime::from_timestamp(seconds)?,
                        &styled("dd/mm/yyyy"),
                    )?
                }
            };
        }
        for row in &sheet.hidden_rows {
            page.set_row_hidden(*row)?;
        }
        for column in &sheet.hidden_columns {
            page.set_column_hidden(*column)?;
        }
        if sheet.hidden {
            page.set_hidden(true);
        }
    }
    let bytes = book.save_to_buffer()?;
    // The library stores a zero where it was given no result; a program that does not calculate may store nothing.
    let uncalculated = |cell: &Cell| matches!(cell, Cell::Formula(_, None, _));
    if !sheets.iter().flat_map(|sheet| sheet.cells.values()).any(uncalculated) {
        return Ok(bytes);
    }
    Ok(crate::shared::change_sheet(&bytes, |text| text.replace("<f>B2+B3</f><v>0</v>", "<f>B2+B3</f>")))
}

/// The bytes of a text file, numbers written as a program set to Indonesian writes them where `comma` is said.
pub(super) fn csv(sheet: &Sheet, separator: char, comma: bool) -> Vec<u8> {
    let rows = sheet.cells.keys().map(|(row, _)| *row).max().map_or(0, |row| row + 1);
    let columns = sheet.cells.keys().map(|(_, column)| *column).max().map_or(0, |column| column + 1);
    let mut text = String::new();
    for row in 0..rows {
        let line: Vec<String> = (0..columns)
            .map(|column| {
                let plain = match sheet.cells.get(&(row, column)) {
                    None => String::new(),
                    Some(Cell::Text(text)) => text.clone(),
                    Some(Cell::Number(value, format) | Cell::Formula(_, Some(value), format)) => {
                        let percent = format.contains('%');
                        let value = if percent { (value * 1e8).round() / 1e6 } else { *value };
                        let written = value.to_string();
                        format!(
                            "{}{}",
                            if comma { written.replace('.', ",") } else { written },
                            if percent { "%" } else { "" }
                        )
                    }
                    Some(Cell::Formula(..)) => String::new(),
                    Some(Cell::Error(error)) => (*error).to_string(),
                    Some(Cell::Day(day)) => day.format("%Y-%m-%d").to_string(),
                };
                if plain.contains([separator, '"', '\n']) {
                    format!("\"{}\"", plain.replace('"', "\"\""))
                } else {
                    plain
                }
            })
            .collect();
        text += &line.join(&separator.to_string());
        text.push('\n');
    }
    text.into_bytes()
}

/// The bytes of a web page with the sheet as its table, as information systems give it out.
pub(super) fn html(sheet: &Sheet) -> Vec<u8> {
    let rows = sheet.cells.keys().map(|(row, _)| *row).max().map_or(0, |row| row + 1);
    let columns = sheet.cells.keys().map(|(_, column)| *column).max().map_or(0, |column| column + 1);
    let mut text = String::from("<html><head><meta charset=\"utf-8\"></head><body><table border=1>\n");
    for row in 0..rows {
        text.push_str("<tr>");
        for column in 0..columns {
            let at = (row, column);
            let merge = sheet
                .merges
                .iter()
                .find(|(from, to)| (from.0..=to.0).contains(&row) && (from.1..=to.1).contains(&column));
            let span = match merge {
                Some((from, _)) if *from != at => continue,
                Some((from, to)) => format!(" rowspan={} colspan={}", to.0 - from.0 + 1, to.1 - from.1 + 1),
                None => String::new(),
            };
            let inside = match sheet.cells.get(&at) {
                Some(Cell::Text(text)) => text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>"),
                Some(Cell::Number(value, _) | Cell::Formula(_, Some(value), _)) => value.to_string().replace('.', ","),
                Some(Cell::Error(error)) => (*error).to_string(),
                Some(Cell::Day(day)) => day.format("%d/%m/%Y").to_string(),
                Some(Cell::Formula(..)) | None => String::new(),
            };
            text.push_str(&format!("<td{span}>{inside}</td>"));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</table></body></html>");
    text.into_bytes()
}

/// The letters and number of a cell.
pub(super) fn address((row, column): At) -> String {
    selaras::domain::address::CellAddress::new(row, u32::from(column)).to_string()
}
