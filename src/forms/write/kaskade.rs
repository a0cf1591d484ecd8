//! The cascade workbook of a new workspace.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::domain::column::Field;
use crate::template::own_example::OwnExample;
use crate::template::{Library, TemplateTable, choice};

/// Rows of a blank sheet that have borders and drop-downs.
const READY_ROW: u32 = 500;
/// The sheet of rules of one's own, and of examples of them.
const OWN_RULES: &str = "Aturan";
const EXAMPLES: &str = "Contoh Aturan";

/// The cascade workbook of a new workspace: sheets `Unit`, `Kaskade` and `Aturan`, headers and drop-downs, no rows; and
/// examples of rules of one's own on a sheet that is not read.
///
/// # Errors
/// When the workbook cannot be written, which a test holds not to happen for the shipped definitions.
pub fn blank_kaskade(library: &Library, examples: &[OwnExample], made: NaiveDateTime) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_timestamp(made.and_utc().timestamp())?),
    );
    for (name, id) in [("Unit", "kaskade-unit"), ("Kaskade", "kaskade"), (OWN_RULES, "kaskade-aturan")] {
        let Some(table) =
            library.template.iter().find(|template| template.id == id).and_then(|template| template.table.first())
        else {
            continue;
        };
        sheet(&mut book, name, table)?;
        if name == OWN_RULES {
            let copies = sheet(&mut book, EXAMPLES, table)?;
            let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            for (row, example) in (1..).zip(examples) {
                copies.set_row_height(row, height(&example.row()))?;
                for (column, text) in (0..).zip(example.row()) {
                    copies.write_string_with_format(row, column, text, &wrapped)?;
                }
            }
        }
    }
    book.save_to_buffer()
}

fn sheet<'b>(book: &'b mut Workbook, name: &str, table: &TemplateTable) -> Result<&'b mut Worksheet, XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_E6_F0))
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 48)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (column, owned) in (0_u16..).zip(&table.column) {
        let heading = owned.heading.last().map_or("", String::as_str);
        sheet.write_string_with_format(0, column, heading, &head)?;
        sheet.set_column_width(column, width(owned.column.field))?;
        if let Some(choice) = choice(owned.column.field) {
            sheet.add_data_validation(
                1,
                column,
                READY_ROW,
                column,
                &DataValidation::new().allow_list_strings(choice)?,
            )?;
        }
    }
    Ok(sheet)
}

/// The height of a row that shows its longest text whole, in points.
fn height<T: AsRef<str>>(texts: &[T]) -> f64 {
    const LETTERS_PER_LINE: usize = 36;
    const LINE: f64 = 15.0;
    let lines = texts.iter().map(|text| text.as_ref().chars().count().div_ceil(LETTERS_PER_LINE)).max();
    LINE * lines.unwrap_or_default().clamp(1, 20) as f64
}

fn width(field: Field) -> f64 {
    match field {
        Field::Sasaran | Field::Indikator | Field::UnitName | Field::OtherName => 42.0,
        Field::OwnCondition | Field::OwnMessage | Field::OwnRemedy => 42.0,
        Field::Leader | Field::Jabatan | Field::Mail | Field::Phone | Field::Nip => 26.0,
        _ => 14.0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::document::{DocumentKind, TableRole};
    use crate::extract::extract;
    use crate::template::own_example::own_examples;
    use crate::workbook::{self, limits::Limits};

    #[test]
    fn the_blank_cascade_is_read_back_as_a_register_a_cascade_and_a_sheet_of_rules() {
        let library = Library::built_in().unwrap();
        let content = blank_kaskade(&library, &own_examples().unwrap(), NaiveDateTime::default()).unwrap();
        let file = extract(&workbook::read(&content, &Limits::default()).unwrap(), &library);
        let role: Vec<_> = file.document.iter().map(|document| (document.kind, document.table[0].role)).collect();
        let roles = [TableRole::Unit, TableRole::Kaskade, TableRole::Aturan];
        assert_eq!(role, roles.map(|role| (DocumentKind::Kaskade, role)));
    }
}
