//! The cascade workbook of a new workspace.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::kaskade_guide;
use super::kaskade_sheet::{EXAMPLES, NewKaskade, OWN_RULES, TABLES, sheet, table};

/// The cascade workbook of a new workspace: sheets of settings, `Unit`, `Kaskade` and `Aturan`, headers and drop-downs, no
/// rows; and explanations and examples on sheets that are not read.
///
/// # Errors
/// When the workbook cannot be written, which a test holds not to happen for the shipped definitions.
pub fn blank_kaskade(new: &NewKaskade<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_timestamp(new.made.and_utc().timestamp())?),
    );
    kaskade_guide::settings(&mut book, new)?;
    for (name, id) in TABLES {
        let Some(table) = table(new.library, id) else { continue };
        sheet(&mut book, name, table)?;
        if name == OWN_RULES {
            let copies = sheet(&mut book, EXAMPLES, table)?;
            let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            for (row, example) in (1..).zip(new.examples) {
                copies.set_row_height(row, height(&example.row()))?;
                for (column, text) in (0..).zip(example.row()) {
                    copies.write_string_with_format(row, column, text, &wrapped)?;
                }
            }
        }
    }
    kaskade_guide::others(&mut book, new)?;
    book.save_to_buffer()
}

/// The height of a row that shows its longest text whole, in points.
fn height<T: AsRef<str>>(texts: &[T]) -> f64 {
    const LETTERS_PER_LINE: usize = 36;
    const LINE: f64 = 15.0;
    let lines = texts.iter().map(|text| text.as_ref().chars().count().div_ceil(LETTERS_PER_LINE)).max();
    LINE * lines.unwrap_or_default().clamp(1, 20) as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::NaiveDateTime;

    use super::*;
    use crate::domain::document::{DocumentKind, TableRole};
    use crate::extract::extract;
    use crate::template::Library;
    use crate::template::cascade_guide::cascade_guide;
    use crate::template::own_example::own_examples;
    use crate::template::settings_list::listed_settings;
    use crate::workbook::{self, limits::Limits};

    #[test]
    fn the_blank_cascade_is_read_back_as_a_register_a_cascade_and_a_sheet_of_rules() {
        let library = Library::built_in().unwrap();
        let new = NewKaskade {
            library: &library,
            examples: &own_examples().unwrap(),
            settings: &listed_settings().unwrap(),
            guide: &cascade_guide().unwrap(),
            rules: &[("PK03", "Target PK sama dengan kaskade")],
            year: 2026,
            made: NaiveDateTime::default(),
        };
        let content = blank_kaskade(&new).unwrap();
        let file = extract(&workbook::read(&content, &Limits::default()).unwrap(), &library);
        let role: Vec<_> = file.documents.iter().map(|document| (document.kind, document.tables[0].role)).collect();
        let roles = [TableRole::Unit, TableRole::Kaskade, TableRole::Aturan];
        assert_eq!(role, roles.map(|role| (DocumentKind::Kaskade, role)));
    }
}
