//! One table on a sheet: header, column numbers, filled rows, open rows.

use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use crate::domain::address::column_letters;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::TableRole;
use crate::domain::polaritas::Polaritas;
use crate::template::TemplateTable;

use super::content::{FilledRow, FormCell, FormContent};
use super::floor_plan::{self, HeadingLine};
use super::style::{FormStyles, text_height};
use super::{cell, formula};

/// Points of a row that holds one line of text: as high as any row of the sheet.
const ROW_HIGH: f64 = super::page_setup::LINE;

/// What goes into a cell of the table.
#[derive(Clone, Copy)]
struct FormCellContent<'a> {
    /// The row whose figures its formula works with.
    row: Option<&'a FilledRow>,
    value: Option<&'a FormCell>,
    locked: bool,
}

fn cell_content<'a>(heading_line: &HeadingLine, row: &'a [FilledRow], column: FormColumn) -> FormCellContent<'a> {
    let blank = FormCellContent { row: None, value: None, locked: false };
    let HeadingLine::Data { number, continuation } = heading_line else { return blank };
    let Some(owned) = row.get(*number) else { return blank };
    match continuation.checked_sub(1) {
        None => FormCellContent {
            row: Some(owned),
            value: owned.value(column),
            locked: owned.entries.contains_key(&column),
        },
        Some(order) => {
            let typed_text = owned.continuation_typed_texts.get(order as usize);
            FormCellContent { value: typed_text.and_then(|typed_text| typed_text.get(&column)), ..blank }
        }
    }
}

/// Whether a written form computes a column of this table by itself.
pub(in crate::forms) fn computed(table: &TemplateTable, column: FormColumn) -> bool {
    let exists =
        |field: Field| table.columns.iter().any(|owned| owned.column == FormColumn { field, period: column.period });
    let yearly = |field: Field| table.columns.iter().any(|owned| owned.column == field.yearly());
    match column.field {
        Field::Capaian => exists(Field::Realisasi) && (exists(Field::Target) || yearly(Field::Target)),
        Field::Serapan => exists(Field::RealisasiAnggaran) && (exists(Field::Anggaran) || yearly(Field::Anggaran)),
        _ => false,
    }
}

/// A table and its place on the sheet.
pub(super) struct FormBuilder<'a> {
    pub(super) table: &'a TemplateTable,
    pub(super) content: &'a FormContent<'a>,
    pub(super) style: &'a FormStyles,
    /// First sheet column.
    pub(super) left: u16,
    /// Widths of the sheet's columns.
    pub(super) widths: &'a [f64],
    /// Open rows below the filled ones.
    pub(super) open: u32,
}

impl FormBuilder<'_> {
    /// Draws the table from row `upper`; gives the heights of its rows.
    pub(super) fn write(&self, sheet: &mut Worksheet, upper: u32) -> Result<Vec<f64>, XlsxError> {
        let mut row = match self.table.role {
            TableRole::Anggaran => self.content.anggaran.clone(),
            _ => self.content.indikator.clone(),
        };
        floor_plan::give_number(self.table, &mut row);
        let mut heights = self.head(sheet, upper)?;
        let start = upper + heights.len() as u32;
        let blank = if self.table.role == TableRole::Anggaran { self.open.min(6) } else { self.open };
        let heading_line = floor_plan::heading_line(self.table, &row, blank);
        heights.extend(self.heading_line_content(sheet, start, &row, &heading_line)?);
        let last = start + heading_line.len() as u32;
        if last > start {
            self.check_up(sheet, start, last - 1)?;
            self.that_lacking(sheet, start, &heading_line)?;
        }
        if self.table.role == TableRole::Anggaran && last > start {
            self.total(sheet, start, last)?;
            heights.push(ROW_HIGH);
        }
        Ok(heights)
    }

    fn sheet_column(&self, column: u16) -> u16 {
        self.left + column
    }

    fn column_width(&self, column: u16) -> f64 {
        self.widths.get(usize::from(self.sheet_column(column))).copied().unwrap_or(10.0)
    }

    /// Writes the header; gives the heights of its rows.
    fn head(&self, sheet: &mut Worksheet, upper: u32) -> Result<Vec<f64>, XlsxError> {
        let height = floor_plan::head_high(self.table);
        let mut highest = ROW_HIGH;
        for inbox in floor_plan::head(self.table) {
            let width: f64 = (inbox.left..=inbox.right).map(|column| self.column_width(column)).sum();
            let severity = f64::from(inbox.lower - inbox.upper + 1);
            highest = highest.max(text_height(&inbox.text, width, true) / severity);
            let (row, lower) = (upper + inbox.upper, upper + inbox.lower);
            let (left, right) = (self.sheet_column(inbox.left), self.sheet_column(inbox.right));
            if (row, left) == (lower, right) {
                sheet.write_string_with_format(row, left, &inbox.text, &self.style.head)?;
            } else {
                sheet.merge_range(row, left, lower, right, &inbox.text, &self.style.head)?;
            }
        }
        for row in upper..upper + height {
            sheet.set_row_height(row, highest + 3.0)?;
        }
        let numbered = self.table.column_number || self.table.columns.iter().any(|owned| owned.number.is_some());
        let mut heights = vec![highest + 3.0; height as usize];
        if !numbered {
            return Ok(heights);
        }
        for (column, owned) in (0_u16..).zip(&self.table.columns) {
            let number = match &owned.number {
                Some(number) => number.clone(),
                None if self.table.column_number => format!("({})", column + 1),
                None => String::new(),
            };
            sheet.write_string_with_format(upper + height, self.sheet_column(column), number, &self.style.number)?;
        }
        heights.push(ROW_HIGH);
        Ok(heights)
    }

    /// Writes the rows; gives their heights. Merged cells make their rows higher in no program, so a text over several rows
    /// shares out what it needs.
    fn heading_line_content(
        &self,
        sheet: &mut Worksheet,
        start: u32,
        row: &[FilledRow],
        heading_line: &[HeadingLine],
    ) -> Result<Vec<f64>, XlsxError> {
        let combination = floor_plan::combination(self.table, row, heading_line);
        let mut height = vec![ROW_HIGH; heading_line.len()];
        let mut merged: Vec<(usize, usize, f64)> = Vec::new();
        let last = self.sheet_column(self.table.columns.len().saturating_sub(1) as u16);
        for (number, one) in heading_line.iter().enumerate() {
            let sheet_row = start + number as u32;
            if let HeadingLine::Part(text) = one {
                sheet.merge_range(sheet_row, self.left, sheet_row, last, text, &self.style.part)?;
                continue;
            }
            for (column, owned) in (0_u16..).zip(&self.table.columns) {
                let closed = combination
                    .iter()
                    .any(|(&(upper, upright), &lower)| upright == column && upper < number && number <= lower);
                if closed {
                    continue;
                }
                let lower = combination.get(&(number, column)).map_or(number, |lower| *lower);
                let content = cell_content(one, row, owned.column);
                self.cell(sheet, (sheet_row, start + lower as u32, column), owned.column, content)?;
                if let Some(FormCell::Text(text)) = content.value {
                    let needs = text_height(text, self.column_width(column), false);
                    if lower > number {
                        merged.push((number, lower, needs));
                    } else if let Some(height) = height.get_mut(number) {
                        *height = height.max(needs);
                    }
                }
            }
        }
        for (from, until, needs) in merged {
            let has: f64 = height.iter().take(until + 1).skip(from).sum();
            if let Some(height) = height.get_mut(until).filter(|_| needs > has) {
                *height += needs - has;
            }
        }
        for (row, height) in (start..).zip(&height).filter(|(_, height)| **height > ROW_HIGH) {
            sheet.set_row_height(row, *height)?;
        }
        Ok(height)
    }

    /// One cell, perhaps reaching down over the rows that go on with it.
    fn cell(
        &self,
        sheet: &mut Worksheet,
        (upper, lower, column): (u32, u32, u16),
        meaning: FormColumn,
        FormCellContent { row, value, locked }: FormCellContent<'_>,
    ) -> Result<(), XlsxError> {
        let destination = self.sheet_column(column);
        let formula = if value.is_none() && !row.is_some_and(|row| row.head) {
            self.formula(meaning, upper, row.map_or(Polaritas::Maximum, |row| row.polaritas))
        } else {
            None
        };
        // A figure keeps its kind: only what is percent stands under a percent format.
        let percent = match value {
            Some(value) => matches!(value, FormCell::Percent(_)),
            None => {
                matches!(meaning.field, Field::Target | Field::Realisasi | Field::KondisiAwal)
                    && row.is_some_and(|row| row.percent)
            }
        };
        let format = self.style.cell(meaning.field, percent, !locked && formula.is_none());
        if lower > upper {
            sheet.merge_range(upper, destination, lower, destination, "", &format)?;
        }
        if let Some(formula) = formula {
            sheet.write_formula_with_format(upper, destination, Formula::new(formula).set_result(""), &format)?;
            return Ok(());
        }
        write_value(sheet, upper, destination, value, &format)?;
        if meaning.field == Field::Realisasi && row.is_some_and(|row| self.figure_target(row)) && !locked {
            let owned = self.table.columns.get(usize::from(column));
            if let Some(owned) = owned {
                sheet.add_data_validation(upper, destination, upper, destination, &cell::figure_check_up(owned)?)?;
            }
        }
        Ok(())
    }

    fn figure_target(&self, row: &FilledRow) -> bool {
        let all = row.entries.iter().chain(&row.typed_texts);
        let target = all.filter(|(column, _)| column.field == Field::Target).map(|(_, value)| value);
        let mut count = 0;
        target.inspect(|_| count += 1).all(|value| matches!(value, FormCell::Figure(_) | FormCell::Percent(_)))
            && count > 0
    }

    /// The live formula of a column that is computed from its neighbours in the same row.
    fn formula(&self, meaning: FormColumn, row: u32, polaritas: Polaritas) -> Option<String> {
        let address =
            |column: FormColumn| Some(format!("{}{}", column_letters(u32::from(self.find(column)?)), row + 1));
        let as_kind = |field: Field| FormColumn { field, period: meaning.period };
        // Which columns are computed, `dihitung` says too.
        match meaning.field {
            Field::Capaian => {
                let realisasi = address(as_kind(Field::Realisasi))?;
                let target = address(as_kind(Field::Target)).or_else(|| address(Field::Target.yearly()))?;
                Some(formula::capaian(self.content.profil, polaritas, &target, &realisasi))
            }
            Field::Serapan => {
                let realisasi = address(as_kind(Field::RealisasiAnggaran))?;
                let pagu = address(as_kind(Field::Anggaran)).or_else(|| address(Field::Anggaran.yearly()))?;
                Some(formula::serapan(&pagu, &realisasi))
            }
            _ => None,
        }
    }

    /// The sheet column of a field.
    fn find(&self, column: FormColumn) -> Option<u16> {
        let position = self.table.columns.iter().position(|owned| owned.column == column)?;
        Some(self.sheet_column(position as u16))
    }

    fn check_up(&self, sheet: &mut Worksheet, start: u32, last: u32) -> Result<(), XlsxError> {
        for (column, owned) in (0_u16..).zip(&self.table.columns) {
            // Realisations are checked cell by cell: what they take depends on their target.
            if self.computed(owned.column)
                || (owned.column.field == Field::Realisasi && !self.content.indikator.is_empty())
            {
                continue;
            }
            if let Some(check_up) = cell::check_up(owned, self.content.year)? {
                let column = self.sheet_column(column);
                sheet.add_data_validation(start, column, last, column, &check_up)?;
            }
        }
        Ok(())
    }

    fn computed(&self, meaning: FormColumn) -> bool {
        self.formula(meaning, 0, Polaritas::Maximum).is_some()
    }

    /// Colours the required cells that are still blank in every row that names its indicator.
    fn that_lacking(&self, sheet: &mut Worksheet, start: u32, heading_line: &[HeadingLine]) -> Result<(), XlsxError> {
        let core = [Field::Indikator, Field::Description, Field::Code, Field::Program];
        let core = core.into_iter().find_map(|field| self.find(field.yearly()));
        let Some(core) = core else { return Ok(()) };
        let data_row: Vec<u32> = (start..)
            .zip(heading_line)
            .filter(|(_, one)| !matches!(one, HeadingLine::Part(_) | HeadingLine::Data { continuation: 1.., .. }))
            .map(|(row, _)| row)
            .collect();
        for owned in &self.table.columns {
            let asked =
                owned.required || (owned.column.field == Field::Target && owned.column.period == Period::Yearly);
            let Some(column) = self.find(owned.column).filter(|column| asked && *column != core) else { continue };
            if self.computed(owned.column) || owned.descend && owned.column.field.reading() == Reading::Text {
                continue;
            }
            for (from, until) in range(&data_row) {
                let formula = format!(
                    "=AND(LEN(TRIM(${}{}))>0,LEN(TRIM({}{}))=0)",
                    column_letters(u32::from(core)),
                    from + 1,
                    column_letters(u32::from(column)),
                    from + 1
                );
                let condition =
                    ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(&self.style.lacking);
                sheet.add_conditional_format(from, column, until, column, &condition)?;
            }
        }
        Ok(())
    }

    /// The total of the budget below its lines.
    fn total(&self, sheet: &mut Worksheet, start: u32, last: u32) -> Result<(), XlsxError> {
        for (column, owned) in (0_u16..).zip(&self.table.columns) {
            let destination = self.sheet_column(column);
            match owned.column.field {
                Field::Program => {
                    sheet.write_string_with_format(last, destination, "Jumlah", &self.style.total)?;
                }
                Field::Anggaran | Field::RealisasiAnggaran => {
                    let letter = column_letters(u32::from(destination));
                    let area = format!("{letter}{}:{letter}{last}", start + 1);
                    let figure: Vec<f64> = self
                        .content
                        .anggaran
                        .iter()
                        .filter_map(|row| match row.value(owned.column) {
                            Some(FormCell::Figure(figure)) => Some(*figure),
                            _ => None,
                        })
                        .collect();
                    let outcome =
                        if figure.is_empty() { String::new() } else { figure.iter().sum::<f64>().to_string() };
                    let formula = format!("=IF(COUNT({area})=0,\"\",SUM({area}))");
                    sheet.write_formula_with_format(
                        last,
                        destination,
                        Formula::new(formula).set_result(outcome),
                        &self.style.total,
                    )?;
                }
                _ => {
                    sheet.write_blank(last, destination, &self.style.total)?;
                }
            }
        }
        Ok(())
    }
}

/// Runs of rows that follow one another.
fn range(row: &[u32]) -> Vec<(u32, u32)> {
    let mut outcome: Vec<(u32, u32)> = Vec::new();
    for &one in row {
        match outcome.last_mut() {
            Some((_, last)) if *last + 1 == one => *last = one,
            _ => outcome.push((one, one)),
        }
    }
    outcome
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Option<&FormCell>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        None => sheet.write_blank(row, column, format)?,
        Some(FormCell::Text(text)) => sheet.write_string_with_format(row, column, text, format)?,
        Some(FormCell::Figure(figure)) => sheet.write_number_with_format(row, column, *figure, format)?,
        Some(FormCell::Percent(percent)) => sheet.write_number_with_format(row, column, *percent / 100.0, format)?,
        Some(FormCell::Date(day)) => {
            let serial = ExcelDateTime::from_serial_datetime(serial(*day))?;
            let format = format.clone().set_num_format("dd/mm/yyyy");
            sheet.write_datetime_with_format(row, column, serial, &format)?
        }
    };
    Ok(())
}

/// Days since 30 December 1899, as spreadsheets count.
fn serial(day: chrono::NaiveDate) -> f64 {
    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - start).num_days() as f64
}
