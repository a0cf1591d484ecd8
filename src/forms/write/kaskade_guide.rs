//! The sheets of the cascade workbook that hold no units and indicators: settings, waivers, holidays; and those that explain
//! the workbook and are not read.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::kaskade_sheet::{NewKaskade, READY_ROW, TABLES, head_look, table, width};
use super::style::text_row;
use crate::template::settings_list::{ListedSetting, SettingKind};

/// The sheet of the words that drop-downs offer; it is not seen.
const WORDS: &str = "Daftar Pilihan";
/// The widths of the columns of the sheet of settings.
const SETTING_WIDTHS: [f64; 3] = [30.0, 40.0, 70.0];

/// The looks of these sheets.
struct Looks {
    head: Format,
    title: Format,
    known: Format,
    open: Format,
    day: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        let basis = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let cell = || basis().set_border(FormatBorder::Thin);
        let open = || cell().set_background_color(Color::RGB(0xFF_FB_E6));
        Self {
            head: head_look(),
            title: Format::new().set_bold().set_font_size(13.0),
            known: cell().set_background_color(Color::RGB(0xE9_E9_E9)),
            open: open().set_align(FormatAlign::Left),
            day: open().set_align(FormatAlign::Left).set_num_format("dd/mm/yyyy"),
            note: basis(),
        }
    }
}

/// Writes the sheet of settings.
pub(super) fn settings(book: &mut Workbook, new: &NewKaskade<'_>) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Pengaturan")?;
    for (column, width) in (0..).zip(SETTING_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, "Pengaturan ruang kerja", &looks.title)?;
    let note = "Isi kolom Nilai. Yang kosong memakai bawaan program. Bila hal yang sama juga tertulis di selaras.toml, yang dipakai selaras.toml.";
    sheet.merge_range(1, 0, 1, 2, note, &looks.note)?;
    for (column, heading) in (0..).zip(["Pengaturan", "Nilai", "Penjelasan"]) {
        sheet.write_string_with_format(3, column, heading, &looks.head)?;
    }
    for (row, one) in (4..).zip(new.settings) {
        sheet.write_string_with_format(row, 0, &one.name, &looks.known)?;
        value(sheet, row, one, new.year, &looks)?;
        sheet.write_string_with_format(row, 2, &one.note, &looks.note)?;
        sheet.set_row_height(row, (text_row(&one.note, SETTING_WIDTHS[2]) * 15.0).max(18.0))?;
        if let Some(check) = check(one, new.year)? {
            sheet.add_data_validation(row, 1, row, 1, &check)?;
        }
    }
    sheet.set_freeze_panes(4, 0)?.set_active(true);
    sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn value(sheet: &mut Worksheet, row: u32, one: &ListedSetting, year: i32, looks: &Looks) -> Result<(), XlsxError> {
    let written = one.standard.as_deref().unwrap_or_default();
    let written = written.replace("{tahun}", &year.to_string()).replace("{depan}", &(year + 1).to_string());
    match (one.kind, written.parse::<f64>()) {
        (SettingKind::Day, _) if !written.is_empty() => {
            sheet.write_datetime_with_format(row, 1, ExcelDateTime::parse_from_str(&written)?, &looks.day)?
        }
        (SettingKind::Day, _) => sheet.write_blank(row, 1, &looks.day)?,
        (SettingKind::Number | SettingKind::Limit, Ok(figure)) => {
            sheet.write_number_with_format(row, 1, figure, &looks.open)?
        }
        _ if written.is_empty() => sheet.write_blank(row, 1, &looks.open)?,
        _ => sheet.write_string_with_format(row, 1, &written, &looks.open)?,
    };
    Ok(())
}

fn check(one: &ListedSetting, year: i32) -> Result<Option<DataValidation>, XlsxError> {
    let basis = DataValidation::new();
    let check = match one.kind {
        SettingKind::Choice => {
            let words: Vec<&str> = one.choices.iter().map(String::as_str).collect();
            basis.allow_list_strings(&words)?
        }
        SettingKind::YesNo => basis.allow_list_strings(&["ya", "tidak"])?,
        SettingKind::Day => {
            let year = u16::try_from(year).unwrap_or(2000).clamp(1901, 9990);
            let (start, last) = (ExcelDateTime::from_ymd(year - 1, 1, 1)?, ExcelDateTime::from_ymd(year + 1, 12, 31)?);
            basis.allow_date(DataValidationRule::Between(start, last))
        }
        SettingKind::Number => basis.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
        SettingKind::Text | SettingKind::Lines | SettingKind::Limit => return Ok(None),
    };
    let message: String = one.note.chars().take(200).collect();
    let check = check.ignore_blank(true).set_error_style(DataValidationErrorStyle::Warning);
    Ok(Some(check.set_error_title("Isian belum sesuai")?.set_error_message(message)?))
}

/// Writes the sheets of waivers and holidays, the explanations, the example, and the words of drop-downs.
pub(super) fn others(book: &mut Workbook, new: &NewKaskade<'_>) -> Result<(), XlsxError> {
    let looks = Looks::new();
    waivers(book, new, &looks)?;
    holidays(book, &looks)?;
    explanations(book, new, &looks)?;
    example(book, new, &looks)?;
    let words = book.add_worksheet();
    words.set_name(WORDS)?;
    for (row, (code, name)) in (0..).zip(new.rules) {
        words.write_string(row, 0, *code)?;
        words.write_string(row, 1, *name)?;
    }
    words.set_hidden(true);
    Ok(())
}

fn waivers(book: &mut Workbook, new: &NewKaskade<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("Pengecualian")?;
    let columns = [
        ("Aturan", 10.0),
        ("Unit", 12.0),
        ("Indikator", 24.0),
        ("Berkas", 30.0),
        ("Alasan", 50.0),
        ("Berlaku Sampai", 16.0),
    ];
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, heading, &looks.head)?;
        sheet.set_column_width(column, width)?;
    }
    let list = |from: String| DataValidation::new().allow_list_formula(Formula::new(from)).ignore_blank(true);
    let rules = list(format!("='{WORDS}'!$A$1:$A${}", new.rules.len().max(1)));
    let rules =
        rules.set_input_message("Kode aturan yang dikecualikan, misalnya PK03. Penjelasannya: selaras aturan PK03")?;
    let rules = rules.set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, 0, READY_ROW, 0, &rules)?;
    let units = list(format!("=Unit!$A$2:$A${}", READY_ROW + 1)).set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, 1, READY_ROW, 1, &units)?;
    let reason = DataValidation::new().set_input_message("Wajib: siapa yang menyetujui, dan dengan surat apa.")?;
    sheet.add_data_validation(1, 4, READY_ROW, 4, &reason)?;
    sheet.set_column_format(5, &Format::new().set_num_format("dd/mm/yyyy"))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn holidays(book: &mut Workbook, looks: &Looks) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("Libur")?;
    for (column, (heading, width)) in (0..).zip([("Tanggal", 16.0), ("Keterangan", 50.0)]) {
        sheet.write_string_with_format(0, column, heading, &looks.head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_format(0, &Format::new().set_num_format("dd/mm/yyyy"))?;
    let note = DataValidation::new()
        .set_input_message("Hari libur selain Sabtu dan Minggu; dipakai untuk menghitung hari kerja dalam alur.")?;
    sheet.add_data_validation(1, 0, READY_ROW, 0, &note)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn explanations(book: &mut Workbook, new: &NewKaskade<'_>, looks: &Looks) -> Result<(), XlsxError> {
    const MEANING: f64 = 86.0;
    let sheet = book.add_worksheet();
    sheet.set_name("Penjelasan")?;
    sheet.set_column_width(0, 28)?.set_column_width(1, MEANING)?;
    sheet.write_string_with_format(0, 0, "Penjelasan kaskade.xlsx", &looks.title)?;
    let mut row = 2;
    for part in &new.guide.parts {
        sheet.merge_range(row, 0, row, 1, &part.heading, &looks.head)?;
        sheet.set_row_height(row, 20)?;
        row += 1;
        for [word, meaning] in &part.rows {
            sheet.write_string_with_format(row, 0, word, &looks.known)?;
            sheet.write_string_with_format(row, 1, meaning, &looks.note)?;
            sheet.set_row_height(row, text_row(meaning, MEANING) * 15.0 + 3.0)?;
            row += 1;
        }
        row += 1;
    }
    sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn example(book: &mut Workbook, new: &NewKaskade<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("Contoh Kaskade")?;
    sheet.write_string_with_format(
        0,
        0,
        "Contoh isian lembar Unit dan Kaskade; semua nama rekaan, lembar ini tidak dibaca.",
        &looks.title,
    )?;
    let rows = [&new.guide.example.units, &new.guide.example.nodes];
    let mut row = 2;
    for ((name, id), rows) in TABLES.into_iter().zip(rows) {
        let Some(table) = table(new.library, id) else { continue };
        sheet.write_string_with_format(row, 0, format!("Lembar {name}"), &looks.title)?;
        row += 1;
        let mut highest = 1.0_f64;
        for (column, owned) in (0_u16..).zip(&table.columns) {
            let heading = owned.heading.last().map_or("", String::as_str);
            highest = highest.max(text_row(&heading.replace('/', " / "), width(owned.column.field).min(26.0)));
            sheet.write_string_with_format(row, column, heading, &looks.head)?;
            sheet.set_column_width(column, width(owned.column.field).min(26.0))?;
        }
        sheet.set_row_height(row, highest * 15.0 + 6.0)?;
        row += 1;
        for cells in rows {
            let mut lines = 1.0_f64;
            for ((column, text), owned) in (0..).zip(cells).zip(&table.columns) {
                lines = lines.max(text_row(text, width(owned.column.field).min(26.0)));
                sheet.write_string_with_format(row, column, text, &looks.note)?;
            }
            sheet.set_row_height(row, lines * 15.0)?;
            row += 1;
        }
        row += 2;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
