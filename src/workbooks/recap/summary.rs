//! Sheet `Ringkasan`: where the institution stands, on one printed page of A4.
//!
//! From top to bottom, in the order that leadership asks: title, one sentence, where figures rest on too little, the large
//! figures, the indicators of the institution with their trend, the same against their targets as a chart, what is red
//! with who acts by when, and the map of units by indicators with who has reported. Lists are cut to the page and say so.

mod card;
mod chart;
mod data;
mod look;
mod map;
mod part;

use rust_xlsxwriter::{Format, Url, Worksheet};

use self::data::FirstPageData;
use self::look::FirstPageStyles;
use super::SheetPositions;
use super::state;
use crate::domain::text::brief;
use crate::ooxml::text::cell_text;
use crate::recap::model::Recap;
use crate::recap::short_name::whole_sentences;
use crate::sheets::SheetError;
use crate::sheets::{OutputBook, SheetCell, height, page, row_count, write_cell};

pub(super) const NAME: &str = "Ringkasan";

/// Widths of the columns in pixels; together the width of an A4 page: mark, code, name in two, and fourteen narrow ones
/// that the map takes one by one and everything else in groups.
const WIDTH: [u32; 18] = [22, 60, 62, 62, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37];
/// The last column of the page.
const RIGHT: u16 = 17;

/// The page while it is drawn, from top to bottom.
struct FirstPage<'b> {
    sheet: &'b mut Worksheet,
    style: FirstPageStyles,
    /// The next free row.
    row: u32,
}

pub(super) fn write(recap: &Recap, position: &SheetPositions, book: &mut OutputBook<'_>) -> Result<(), SheetError> {
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?.set_formula_result_default("");
    for (column, width) in (0_u16..).zip(WIDTH) {
        sheet.set_column_width_pixels(column, width)?;
    }
    let mut page = FirstPage { sheet, style: FirstPageStyles::new(), row: 0 };
    page.head(recap)?;
    card::write(&mut page, recap, position)?;
    let data = FirstPageData::write(&mut page, recap, position)?;
    part::iku(&mut page, recap, position, &data)?;
    chart::write(&mut page, recap, &data)?;
    part::red(&mut page, recap, position)?;
    map::write(&mut page, recap)?;
    page.foot(recap)?;
    page.print(recap)
}

impl FirstPage<'_> {
    fn head(&mut self, recap: &Recap) -> Result<(), SheetError> {
        let (heading_style, sub_style, sentence_style) =
            (self.style.heading.clone(), self.style.sub.clone(), self.style.sentence.clone());
        self.range((0, RIGHT), 30.0, &SheetCell::owned(brief(&recap.heading, 90)), &heading_style)?;
        let sub = format!("{}  ·  {}", state(recap), recap.profil);
        self.range((0, RIGHT), 24.0, &SheetCell::owned(sub), &sub_style)?;
        let sentence_high = if recap.sentence.chars().count() > 78 { 30.0 } else { 20.0 };
        self.range((0, RIGHT), sentence_high, &SheetCell::owned(recap.sentence.clone()), &sentence_style)?;
        if !recap.warnings.is_empty() {
            let look = self.style.warning.clone();
            let text = whole_sentences(&format!("Perhatian: {}", recap.warnings.join(" ")), 480);
            let high = 11.5 * row_count(&text, 124.0) as f64;
            self.range((0, RIGHT), high, &SheetCell::owned(text), &look)?;
        }
        self.pause(6.0)
    }

    fn foot(&mut self, recap: &Recap) -> Result<(), SheetError> {
        self.pause(4.0)?;
        let style = self.style.foot.clone().set_text_wrap();
        for text in [&recap.legend, &recap.source] {
            self.range((0, RIGHT), foot_high(text), &SheetCell::Text(text.as_str().into()), &style)?;
        }
        let readers = format!(
            "Untuk pimpinan cukup halaman ini; bila ditanya, lembar {} dan Merah. Lembar lain untuk biro perencanaan.",
            recap.designation.sheet
        );
        self.range((0, RIGHT), 13.0, &SheetCell::owned(readers), &style)
    }

    fn print(&mut self, recap: &Recap) -> Result<(), SheetError> {
        page(self.sheet, &format!("Rekap Kinerja {} {} – dibuat dengan Selaras", recap.instansi, recap.year))?;
        self.sheet
            .set_portrait()
            .set_print_fit_to_pages(1, 1)
            .set_print_center_horizontally(true)
            .set_screen_gridlines(false)
            .set_active(true)
            .set_print_area(0, 0, self.row.saturating_sub(1), RIGHT)?;
        Ok(())
    }

    /// A heading over a part of the page.
    fn part_heading(&mut self, heading: &str, column: (u16, u16)) -> Result<(), SheetError> {
        let style = self.style.part.clone();
        self.content(self.row, column, &SheetCell::owned(heading.to_string()), &style)
    }

    /// Cells of the current row made one, with what they hold; the row gets its height and is done.
    fn range(
        &mut self,
        column: (u16, u16),
        height: f64,
        cell: &SheetCell<'_>,
        look: &Format,
    ) -> Result<(), SheetError> {
        self.content(self.row, column, cell, look)?;
        self.forward(height)
    }

    /// Cells of a row made one, with what they hold.
    fn content(
        &mut self,
        row: u32,
        (start, last): (u16, u16),
        cell: &SheetCell<'_>,
        look: &Format,
    ) -> Result<(), SheetError> {
        if last > start {
            self.sheet.merge_range(row, start, row, last, "", look)?;
        }
        match cell {
            SheetCell::Text(text) => {
                self.sheet.write_string_with_format(row, start, cell_text(text), look)?;
                Ok(())
            }
            cell => write_cell(self.sheet, (row, start), cell, look),
        }
    }

    /// Makes a cell lead to a row of the sheet that tells where figures come from. What the cell holds is written after.
    fn link_up(&mut self, row: u32, column: u16, to: Option<String>) -> Result<(), SheetError> {
        if let Some(to) = to {
            let link =
                Url::new(format!("internal:'{}'!{to}", super::figure_origin::NAME)).set_tip("Lihat asal angka ini");
            self.sheet.write_url(row, column, link)?;
        }
        Ok(())
    }

    fn forward(&mut self, height: f64) -> Result<(), SheetError> {
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn pause(&mut self, height: f64) -> Result<(), SheetError> {
        self.forward(height)
    }
}

/// Height of a line across the page in the smallest print, which may take two.
fn foot_high(text: &str) -> f64 {
    if text.chars().count() > 124 { 23.0 } else { 12.5 }
}

/// Height of a row of so many lines of small print.
fn small_high(row: usize) -> f64 {
    height(row) * 0.86
}
