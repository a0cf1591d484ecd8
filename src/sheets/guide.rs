//! Sheet `Reading Guide`: what each sheet and column of the workbook means, for readers of English. The sheets themselves
//! stay as they are: they are cited beside forms and official documents, which are Indonesian.

use rust_xlsxwriter::{Format, FormatAlign, Workbook};

use super::style;
use super::{SheetError, height, page, row_count};
use crate::language::guide;

/// Its name.
pub(crate) const NAME: &str = "Reading Guide";
/// Widths of its columns.
const WIDTHS: [f64; 3] = [26.0, 36.0, 84.0];

/// A sheet of the workbook with the headings of its columns.
pub(super) type ListedSheet = (String, Vec<&'static str>);

/// Adds it as the last sheet. `listed` are the sheets that are tables; others are told by their name.
pub(super) fn write(book: &mut Workbook, listed: &[ListedSheet]) -> Result<(), SheetError> {
    let names: Vec<String> = book.worksheets().iter().map(|sheet| sheet.name()).collect();
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = style::basis().set_align(FormatAlign::Top).set_text_wrap();
    let bold = plain.clone().set_bold();
    let mut row = 0;
    let mut line = |cells: [&str; 3], look: &Format| -> Result<(), SheetError> {
        for ((column, text), width) in (0_u16..).zip(cells).zip(WIDTHS) {
            if !text.is_empty() {
                let long = column < 2 && row_count(text, width) > 1 && cells[2].is_empty();
                let look = if long { &look.clone().unset_text_wrap() } else { look };
                sheet.write_string_with_format(row, column, text, look)?;
            }
        }
        let lines = if cells[2].is_empty() { 1 } else { row_count(cells[2], WIDTHS[2] - 2.0) };
        sheet.set_row_height(row, height(lines.max(row_count(cells[1], WIDTHS[1] - 2.0))))?;
        row += 1;
        Ok(())
    };
    line(["Reading guide: what the sheets and columns of this workbook mean", "", ""], &bold)?;
    line(["Sheets stay in Indonesian, as the forms and official documents that they are cited with.", "", ""], &plain)?;
    line(["", "", ""], &plain)?;
    line(["Sheet", "Column", "In English"], &bold)?;
    for name in &names {
        line([name, "", guide::sheet(name).unwrap_or_default()], &bold)?;
        let headings = listed.iter().filter(|(listed, _)| listed == name).flat_map(|(_, headings)| headings);
        for heading in headings {
            line(["", heading, guide::column(heading).unwrap_or_default()], &plain)?;
        }
    }
    line(["", "", ""], &plain)?;
    line(["Words and marks", "", ""], &bold)?;
    for (word, meaning) in guide::words() {
        line(["", word, meaning], &plain)?;
    }
    page(sheet, "Reading guide")?;
    sheet.set_footer("&L&8Reading guide&R&8Page &P of &N");
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    Ok(())
}
