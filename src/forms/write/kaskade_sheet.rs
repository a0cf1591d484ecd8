//! A sheet of the cascade workbook: its heading, its widths, and the drop-downs of its columns.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use super::style::text_row;
use crate::domain::column::Field;
use crate::template::cascade_guide::CascadeGuide;
use crate::template::own_example::OwnExample;
use crate::template::settings_list::ListedSetting;
use crate::template::{Library, TemplateTable, choice};

/// Rows of a blank sheet that have borders and drop-downs.
pub(super) const READY_ROW: u32 = 500;
/// The sheet of rules of one's own, and of examples of them.
pub(super) const OWN_RULES: &str = "Aturan";
pub(super) const EXAMPLES: &str = "Contoh Aturan";
/// The sheets that are read, with their definitions.
pub(super) const TABLES: [(&str, &str); 3] =
    [("Unit", "kaskade-unit"), ("Kaskade", "kaskade"), (OWN_RULES, "kaskade-aturan")];

/// What a new cascade workbook is made of.
#[derive(Debug)]
pub struct NewKaskade<'a> {
    /// Definitions.
    pub library: &'a Library,
    /// Examples of rules of one's own.
    pub examples: &'a [OwnExample],
    /// The settings that may stand on their sheet.
    pub settings: &'a [ListedSetting],
    /// What the workbook says of itself.
    pub guide: &'a CascadeGuide,
    /// Codes of rules, each with its name.
    pub rules: &'a [(&'a str, &'a str)],
    /// The year.
    pub year: i32,
    /// When it is made.
    pub made: NaiveDateTime,
}

/// The table of a definition.
pub(super) fn table<'l>(library: &'l Library, id: &str) -> Option<&'l TemplateTable> {
    library.templates.iter().find(|template| template.id == id).and_then(|template| template.tables.first())
}

/// The look of a heading.
pub(super) fn head_look() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_E6_F0))
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

pub(super) fn sheet<'b>(
    book: &'b mut Workbook,
    name: &str,
    table: &TemplateTable,
) -> Result<&'b mut Worksheet, XlsxError> {
    let head = head_look();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, if name == EXAMPLES { 0 } else { 1 })?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut highest = 1.0_f64;
    for (column, owned) in (0_u16..).zip(&table.columns) {
        let heading = owned.heading.last().map_or("", String::as_str);
        let width = width(owned.column.field);
        highest = highest.max(text_row(&heading.replace('/', " / "), width));
        sheet.write_string_with_format(0, column, heading, &head)?;
        sheet.set_column_width(column, width)?;
        if let Some(offered) = offered(owned.column.field)? {
            sheet.add_data_validation(1, column, READY_ROW, column, &offered)?;
        }
    }
    sheet.set_row_height(0, highest * 15.0 + 6.0)?;
    Ok(sheet)
}

/// The drop-down of a column: words, or the codes that stand on these sheets already.
fn offered(field: Field) -> Result<Option<DataValidation>, XlsxError> {
    let codes = |from: &str| DataValidation::new().allow_list_formula(Formula::new(from));
    let (list, note) = match field {
        Field::UnitCode | Field::UnitParent => (
            codes(&format!("=Unit!$A$2:$A${}", READY_ROW + 1)),
            "Pilih kode dari lembar Unit; unitnya ditulis di sana dahulu.",
        ),
        Field::ParentCode => (
            codes(&format!("=Kaskade!$A$2:$A${}", READY_ROW + 1)),
            "Pilih kode indikator di atasnya. IKU tidak punya induk: biarkan kosong.",
        ),
        _ => match choice(field) {
            Some(words) => (DataValidation::new().allow_list_strings(words)?, "Artinya ada di lembar Penjelasan."),
            None => return Ok(None),
        },
    };
    let list = list.ignore_blank(true).set_error_style(DataValidationErrorStyle::Warning);
    let list = list.set_error_title("Tidak ada dalam daftar")?.set_error_message(note)?;
    Ok(Some(list.set_input_message(note)?))
}

pub(super) fn width(field: Field) -> f64 {
    match field {
        Field::Sasaran | Field::Indikator | Field::UnitName | Field::OtherName => 42.0,
        Field::OwnCondition | Field::OwnMessage | Field::OwnRemedy => 42.0,
        Field::Leader | Field::Jabatan | Field::Mail | Field::Phone | Field::Nip => 26.0,
        Field::KonsolidasiUnit | Field::PeriodKonsolidasi | Field::Polaritas => 24.0,
        _ => 14.0,
    }
}
