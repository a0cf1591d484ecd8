//! Sheet `Ringkasan`: what a run came to, as the terminal shows it: what is to be done now, and a line for each unit.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::heading;
use crate::domain::capaian::ScaleColor;
use crate::letters::{Overview, OverviewUnit, overview};
use crate::ooxml::text::cell_text;
use crate::recap::ReportInput;
use crate::sheets::style::{self, BookStyles, LINE};
use crate::sheets::{OutputBook, SheetError, height, page, row_count};

/// Widths of code, name, each document, findings at *galat* and *peringatan*, and what is sent.
const WIDTHS: (f64, f64, f64, f64, f64) = (14.0, 34.0, 7.0, 11.0, 36.0);
/// Marks that say that something is missing or late, with the colour that repeats it.
const LIGHTS: [(&str, ScaleColor); 4] =
    [("✓", ScaleColor::Green), ("▲", ScaleColor::Yellow), ("◆", ScaleColor::Yellow), ("✗", ScaleColor::Red)];

/// Draws it; what is official has no tasks any more.
pub(super) fn write(input: &ReportInput<'_>, book: &mut OutputBook<'_>, style: &BookStyles) -> Result<(), SheetError> {
    if input.official.is_some_and(|standing| standing.this.is_some()) {
        return Ok(());
    }
    let overview = overview(input);
    let sheet = book.add_worksheet();
    sheet.set_name("Ringkasan")?;
    let heading = heading(input, "Yang Harus Dilakukan");
    sheet.write_string_with_format(0, 0, cell_text(&heading), &style.heading)?;
    sheet.write_string_with_format(1, 0, cell_text(&format!("{}.", input.data_date())), &style.remark)?;
    let looks = Looks::new();
    let mut row = tasks(sheet, &overview, &looks)?;
    row = table(sheet, row, &overview, (style, &looks))?;
    sheet.set_row_height(0, 24)?;
    sheet.set_portrait().set_print_fit_to_pages(1, 0).set_screen_gridlines(false).set_active(true);
    sheet.set_print_area(0, 0, row.saturating_sub(1), last_column(&overview))?;
    page(sheet, &heading)
}

struct Looks {
    task: Format,
    text: Format,
    action: Format,
    mark: Format,
    figure: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        let basis = style::basis().set_align(FormatAlign::Top);
        let line = basis.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        Self {
            task: basis.clone().set_text_wrap(),
            text: line.clone().set_text_wrap(),
            action: line.clone().set_text_wrap().set_indent(1),
            mark: line.clone().set_align(FormatAlign::Center),
            figure: line.set_num_format(style::WHOLE),
            note: basis.set_font_size(9).set_font_color(style::DIM).set_text_wrap(),
        }
    }
}

/// The column of what is sent.
fn last_column(overview: &Overview) -> u16 {
    u16::try_from(overview.documents.len()).unwrap_or_default() + 4
}

/// Writes what is to be done, a row each; gives the next free row.
fn tasks(sheet: &mut Worksheet, overview: &Overview, looks: &Looks) -> Result<u32, SheetError> {
    let (code, name, document, count, action) = WIDTHS;
    let documents = overview.documents.len() as f64;
    let width = code + name + document * documents + 2.0 * count + action;
    let nothing = ["Tidak ada yang harus dilakukan sekarang.".to_string()];
    let all = if overview.tasks.is_empty() { nothing.as_slice() } else { overview.tasks.as_slice() };
    let mut row = 3;
    for (number, task) in all.iter().enumerate() {
        let text = if overview.tasks.is_empty() { task.clone() } else { format!("{}. {task}", number + 1) };
        merged(sheet, row, last_column(overview), &text, &looks.task)?;
        sheet.set_row_height(row, height(row_count(&text, width - 4.0)))?;
        row += 1;
    }
    Ok(row + 1)
}

/// Writes the units; gives the next free row.
fn table(
    sheet: &mut Worksheet,
    head: u32,
    overview: &Overview,
    (style, looks): (&BookStyles, &Looks),
) -> Result<u32, SheetError> {
    let (code, name, document, count, action) = WIDTHS;
    let last = last_column(overview);
    let documents = overview.documents.iter().map(|heading| (*heading, document));
    let columns = [("Unit", code), ("Nama Unit", name)].into_iter().chain(documents);
    let columns = columns.chain([("Galat", count), ("Peringatan", count), ("Tindakan", action)]);
    for (column, (heading, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, width)?;
        // A heading stands as what is below it: marks in the middle, figures on the right.
        let look = match column {
            0 | 1 => style.head.clone(),
            _ if column <= last - 3 => style.head.clone().set_align(FormatAlign::Center),
            _ if column < last => style.head.clone().set_align(FormatAlign::Right),
            // Apart from the figures before it.
            _ => style.head.clone().set_indent(1),
        };
        sheet.write_string_with_format(head, column, heading, &look)?;
    }
    sheet.set_row_height(head, 20)?.set_repeat_rows(head, head)?;
    let mut row = head + 1;
    for unit in overview.units.iter().chain(&overview.others) {
        one(sheet, row, unit, looks)?;
        row += 1;
    }
    if row > head + 1 {
        sheet.autofilter(head, 0, row - 1, last)?;
        style::prefix_light(sheet, (head + 1, row - 1), (2, last - 3), &LIGHTS)?;
    }
    let legend = "✓ masuk, ▲ terlambat, ◆ diterima tetapi belum dapat dihitung (tidak terbaca, atau unit atau jenisnya belum pasti), ✗ belum, – belum jatuh tempo. Setiap temuan ada di lembar Temuan, dan di laporan.html pada lembarnya.";
    merged(sheet, row, last, legend, &looks.note)?;
    sheet.set_row_height(row, 26)?;
    Ok(row + 1)
}

fn one(sheet: &mut Worksheet, row: u32, unit: &OverviewUnit, looks: &Looks) -> Result<(), SheetError> {
    sheet.write_string_with_format(row, 0, cell_text(&unit.code), &looks.text)?;
    sheet.write_string_with_format(row, 1, cell_text(&unit.name), &looks.text)?;
    let mut column = 2;
    for mark in &unit.marks {
        sheet.write_string_with_format(row, column, *mark, &looks.mark)?;
        column += 1;
    }
    for count in [unit.errors, unit.warnings] {
        sheet.write_number_with_format(row, column, count as f64, &looks.figure)?;
        column += 1;
    }
    sheet.write_string_with_format(row, column, unit.action.as_str(), &looks.action)?;
    let lines = row_count(&unit.name, WIDTHS.1 - 2.0).max(row_count(&unit.action, WIDTHS.4 - 2.0));
    sheet.set_row_height(row, height(lines))?;
    Ok(())
}

fn merged(sheet: &mut Worksheet, row: u32, last: u16, text: &str, look: &Format) -> Result<(), SheetError> {
    sheet.merge_range(row, 0, row, last, "", look)?;
    sheet.write_string_with_format(row, 0, cell_text(text), look)?;
    Ok(())
}
