//! What a column takes: its width, its words, the checks at typing, the note that appears beside it.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, XlsxError};

use crate::domain::column::{Field, FormColumn, Reading};
use crate::template::TemplateColumn;

use super::guidance;

/// Excel's limit for the note beside a cell.
const MESSAGE_LETTER: usize = 250;
/// Excel's limit for the words of a drop-down, commas included.
const CHOICE_LETTER: usize = 255;

/// The width of a column in characters.
pub(super) fn width(owned: &TemplateColumn) -> f64 {
    owned.width.unwrap_or_else(|| field_width(owned.column))
}

fn field_width(column: FormColumn) -> f64 {
    match column.field {
        Field::No => 5.0,
        Field::Indikator | Field::Description => 36.0,
        Field::Sasaran | Field::RencanaAksi | Field::Program => 30.0,
        Field::Tujuan | Field::CaraPengukuran | Field::Kendala | Field::Solusi | Field::TindakLanjut => 24.0,
        Field::Remark | Field::BuktiDukung | Field::BuktiTindakLanjut | Field::Kriteria | Field::Keluaran => 20.0,
        Field::PenanggungJawab | Field::Leader | Field::Nip | Field::Jabatan => 18.0,
        Field::Anggaran | Field::RealisasiAnggaran => 16.0,
        Field::TimeLimit | Field::SumberData | Field::SumberDana => 13.0,
        _ => match column.field.reading() {
            Reading::Value | Reading::Percent => 10.0,
            _ => 11.0,
        },
    }
}

/// What Excel checks while somebody types into a column. Words outside the list are a question, not a refusal, where
/// the reader understands more than the list offers.
pub(super) fn check_up(owned: &TemplateColumn, year: i32) -> Result<Option<DataValidation>, XlsxError> {
    let field = owned.column.field;
    let basis = DataValidation::new();
    let list = Some(owned.choice()).filter(|list| !list.is_empty());
    let (aturan, style, wrong) = if let Some(list) = list.filter(|list| list.join(",").len() <= CHOICE_LETTER) {
        let firm = matches!(field, Field::Polaritas | Field::Jenjang | Field::RowTriwulan);
        let style = if firm { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
        let wrong = format!("Pilihan yang tersedia: {}.", list.join(", "));
        (basis.allow_list_strings(&list)?, style, wrong)
    } else {
        match field.reading() {
            Reading::Date => {
                let start = ExcelDateTime::from_ymd(year.clamp(1900, 9998) as u16, 1, 1)?;
                let last = ExcelDateTime::from_ymd(year.clamp(1900, 9998) as u16 + 1, 12, 31)?;
                let wrong = format!("Isi dengan tanggal antara 1 Januari {year} dan 31 Desember {}.", year + 1);
                (basis.allow_date(DataValidationRule::Between(start, last)), DataValidationErrorStyle::Warning, wrong)
            }
            Reading::Money => (
                basis.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan angka rupiah, tanpa huruf dan tanpa titik, misalnya 1500000.".to_string(),
            ),
            Reading::Value if field == Field::Bobot => (
                basis.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan bobot antara 0 dan 100.".to_string(),
            ),
            Reading::Value if matches!(field, Field::Numerator | Field::Denominator) => (
                basis.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan angka saja; satuannya ada di kolom Satuan.".to_string(),
            ),
            Reading::Percent => (
                basis.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Warning,
                "Isi dengan angka persen, misalnya 95,5.".to_string(),
            ),
            _ => (basis.allow_any_value(), DataValidationErrorStyle::Information, String::new()),
        }
    };
    let message: String = guidance::column(owned).chars().take(MESSAGE_LETTER).collect();
    if message.is_empty() && wrong.is_empty() {
        return Ok(None);
    }
    let heading: String = owned.heading.last().map(|heading| heading.chars().take(32).collect()).unwrap_or_default();
    let mut outcome = aturan.ignore_blank(true).set_error_style(style);
    if !message.is_empty() {
        outcome = outcome.set_input_title(heading)?.set_input_message(message)?;
    }
    if !wrong.is_empty() {
        outcome = outcome.set_error_title("Isian belum sesuai")?.set_error_message(wrong)?;
    }
    Ok(Some(outcome))
}

/// The check of a realisation whose target is a number.
pub(super) fn figure_check_up(owned: &TemplateColumn) -> Result<DataValidation, XlsxError> {
    let message: String = guidance::column(owned).chars().take(MESSAGE_LETTER).collect();
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_input_message(message)?
        .set_error_title("Isian bukan angka")?
        .set_error_message(
            "Target baris ini berupa angka, jadi isi dengan angka saja, misalnya 57,5. Bila belum ada data, isi dengan tanda hubung (-).",
        )
}
