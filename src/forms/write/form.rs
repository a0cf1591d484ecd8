//! A workbook of forms: title, identity, tables, signatures; instructions; properties that survive renaming.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};

use crate::domain::column::Field;
use crate::domain::date::long_format;
use crate::domain::document::TableRole;
use crate::domain::mark::{Fingerprint, SENT_BACK, property as name};
use crate::domain::text::one_line;
use crate::ooxml::part::{DenseRows, Repacked};
use crate::template::{Template, TemplateTable};

use super::build::FormBuilder;
use super::content::{FilledRow, FormContent, FormPejabat, roman, sheet_name};
use super::guidance;
use super::guidance::GuidedForm;
use super::page_setup::{A3, A4, Breaks, KEPT_ROWS, LINE, arrange, paper, position};
use super::style::{FormStyles, basis};

/// Columns of a sheet at least this wide together hold a name and its office.
const SIGNATURE_WIDTH: f64 = 26.0;
/// Columns of a sheet at least this wide together hold a label.
const LABEL_WIDTH: f64 = 16.0;

/// Characters of one document property; Excel keeps 255.
const PROPERTY_LETTER: usize = 240;
/// Properties that the fingerprints may take. Forms that need more go without.
const FINGERPRINT_PROPERTY: usize = 150;

/// A workbook with these forms, one sheet each, and a sheet of instructions.
///
/// # Errors
/// When the workbook cannot be written, which tests hold not to happen for the shipped definitions.
pub fn form(list: &[(&Template, FormContent<'_>)]) -> Result<Vec<u8>, XlsxError> {
    let bytes = book(list)?.save_to_buffer()?;
    let sheets = u32::try_from(list.len()).unwrap_or_default();
    Ok(growing(&bytes, sheets).unwrap_or(bytes))
}

/// The same workbook with rows that grow: they keep the height that their text needs now, and are given another by the
/// office program when the unit types more. `None` where the writer library writes otherwise than is known.
fn growing(bytes: &[u8], sheets: u32) -> Option<Vec<u8>> {
    let mut package = Repacked::open(bytes).ok()?;
    for number in 1..=sheets {
        let name = format!("xl/worksheets/sheet{number}.xml");
        let text = package.text(&name).ok()?;
        let mut part = DenseRows::default();
        part.text().extend_from_slice(text.replace(" customHeight=\"1\"", "").as_bytes());
        let packed = part.pack(&name, b"", b"").ok()?;
        package.replace(&name, packed);
    }
    package.finish().ok()
}

/// That workbook before it is saved, for those who add sheets of their own.
///
/// # Errors
/// As [`form`].
pub fn book(list: &[(&Template, FormContent<'_>)]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&basis(), 18, 64)?;
    let style = FormStyles::new();
    let owned: Vec<(Template, &FormContent<'_>)> =
        list.iter().map(|(template, content)| (template.for_year(content.year), content)).collect();
    for (template, content) in &owned {
        let sheet = book.add_worksheet();
        FormWriter { template, content, style: &style, tables: write_table(template) }.write(sheet)?;
    }
    let guided: Vec<GuidedForm<'_>> = owned
        .iter()
        .map(|(template, content)| {
            let tables = write_table(template);
            let paper = paper(&tables);
            GuidedForm { template, tables, content, paper }
        })
        .collect();
    guidance::write(book.add_worksheet(), &guided, &style)?;
    book.set_properties(&property(list)?);
    Ok(book)
}

/// What tells a form from another whatever its file is called: custom properties of the document.
fn property(list: &[(&Template, FormContent<'_>)]) -> Result<DocProperties, XlsxError> {
    let combine = |take: &dyn Fn(&Template, &FormContent<'_>) -> String| {
        let all: Vec<String> = list.iter().map(|(template, content)| take(template, content)).collect();
        all.join(";")
    };
    let mut property = DocProperties::new()
        .set_custom_property(name::TEMPLATE, combine(&|template, _| template.id.clone()))
        .set_custom_property(name::VERSION, combine(&|template, _| template.version.to_string()))
        .set_custom_property(name::PERIOD, combine(&|_, content| content.triwulan.map_or("", roman).to_string()));
    // Letters and marks of ASCII only: any cut is between two of them.
    let fingerprint = combine(&|_, content| fingerprint(content)).into_bytes();
    if fingerprint.len() <= PROPERTY_LETTER * FINGERPRINT_PROPERTY {
        for (number, cut) in fingerprint.chunks(PROPERTY_LETTER).enumerate() {
            property =
                property.set_custom_property(name::fingerprint(number), String::from_utf8_lossy(cut).into_owned());
        }
    }
    if let Some((_, content)) = list.first() {
        let made = ExcelDateTime::from_timestamp(content.made.and_utc().timestamp())?;
        property = property.set_creation_datetime(&made).set_custom_property(name::YEAR, content.year.to_string());
        if let Some((code, _)) = content.unit.as_ref().filter(|(code, _)| !code.is_empty()) {
            property = property.set_custom_property(name::UNIT, code.clone());
        }
    }
    Ok(property)
}

/// Fingerprints of the cells that were filled in before sending. Row numbers may change.
fn fingerprint(content: &FormContent<'_>) -> String {
    let visible = |row: &FilledRow| {
        let entry = row.entries.iter().filter(|(column, _)| column.field != Field::No);
        entry.map(|(column, cell)| (*column, cell.visible())).collect()
    };
    if content.indikator.is_empty() {
        return String::new();
    }
    Fingerprint::new(&content.indikator.iter().map(visible).collect::<Vec<_>>()).to_string()
}

/// The tables that are written: the first of each role; of alternatives, the one that begins as the first table does.
pub(in crate::forms) fn write_table(template: &Template) -> Vec<&TemplateTable> {
    let begin = |table: &TemplateTable| table.columns.first().map(|owned| owned.column.field) == Some(Field::No);
    let mut outcome: Vec<&TemplateTable> = Vec::new();
    for role in [TableRole::Indikator, TableRole::Anggaran, TableRole::Unit, TableRole::Kaskade, TableRole::Aturan] {
        let numbered = outcome.first().is_some_and(|table| begin(table));
        let candidate: Vec<&TemplateTable> = template.tables.iter().filter(|table| table.role == role).collect();
        let in_tune = candidate.iter().find(|table| !outcome.is_empty() && begin(table) == numbered);
        outcome.extend(in_tune.or(candidate.first()).copied());
    }
    outcome
}

/// What was drawn: the height of each row, and the first of those that a signature keeps with it.
struct Drawn {
    heights: Vec<f64>,
    keep: u32,
}

struct FormWriter<'a> {
    template: &'a Template,
    content: &'a FormContent<'a>,
    style: &'a FormStyles,
    tables: Vec<&'a TemplateTable>,
}

impl FormWriter<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let position = position(&self.tables);
        let (width, page) = arrange(&position, self.template.kind.facts().agreed);
        // A formula that waits for figures shows nothing.
        sheet.set_formula_result_default("");
        sheet.set_name(sheet_name(self.template.kind, self.content.triwulan))?;
        for (column, width) in (0_u16..).zip(&width) {
            sheet.set_column_width(column, *width)?;
        }
        // Drawn aside first: how high its rows become says how many open ones its page has room for.
        let aside = self.draw(&mut Worksheet::new(), &position, &width, self.content.blank)?;
        let open = page.open_rows(&aside.heights, self.content.blank);
        let Drawn { heights, keep } = self.draw(sheet, &position, &width, open)?;
        let last = (heights.len() as u32).saturating_sub(1);
        sheet
            .set_paper_size(if page.large { A3 } else { A4 })
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_print_center_horizontally(true)
            .set_footer(format!("&L&A{}&RHalaman &P dari &N", if page.large { " – kertas A3" } else { "" }))
            .set_print_area(0, 0, last, width.len().saturating_sub(1) as u16)?;
        if page.portrait {
            sheet.set_portrait()
        } else {
            sheet.set_landscape()
        };
        match page.breaks(&heights, keep) {
            Breaks::OnePage => sheet.set_print_fit_to_pages(1, 1),
            // Office programs keep to our pages only at a scale of ours.
            Breaks::Before(row) => sheet.set_print_scale(page.scale).set_page_breaks(&[row])?,
            Breaks::Anywhere => sheet.set_print_scale(page.scale),
        };
        self.key(sheet);
        Ok(())
    }

    /// Head, tables with so many open rows, and signature.
    fn draw(
        &self,
        sheet: &mut Worksheet,
        position: &[(u16, &TemplateTable)],
        width: &[f64],
        open: u32,
    ) -> Result<Drawn, XlsxError> {
        let mut row = self.head(sheet, width)?;
        let mut heights = vec![LINE; row as usize];
        let mut keep = row;
        for (number, (left, table)) in position.iter().enumerate() {
            if number == 0 {
                sheet.set_repeat_rows(row, row + super::floor_plan::head_high(table) - 1)?;
            }
            let builder =
                FormBuilder { table, content: self.content, style: self.style, left: *left, widths: width, open };
            let rows = builder.write(sheet, row)?;
            // The signature stands on the page of the last table, or of the last rows of the only one; never below blank
            // rows alone.
            let kept = if self.content.indikator.is_empty() { KEPT_ROWS } else { KEPT_ROWS.max(open + 1) };
            keep = if number > 0 { row } else { row + (rows.len() as u32).saturating_sub(kept) };
            row += rows.len() as u32 + 1;
            heights.extend(rows);
            heights.push(LINE);
        }
        let last = self.signature(sheet, row, width)?;
        heights.resize(last as usize + 1, LINE);
        Ok(Drawn { heights, keep })
    }

    /// Sheet protection: what is open may be typed into, rows may be added, columns may be made wider.
    fn key(&self, sheet: &mut Worksheet) {
        if let Some(password) = &self.content.password {
            sheet.protect_with_password(password);
        }
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            insert_links: true,
            ..ProtectionOptions::default()
        });
    }

    fn head(&self, sheet: &mut Worksheet, width: &[f64]) -> Result<u32, XlsxError> {
        let last = width.len().saturating_sub(1).max(1) as u16;
        let heading = self.heading();
        if !self.content.instansi.is_empty() {
            sheet.merge_range(0, 0, 0, last, &self.content.instansi.to_uppercase(), &self.style.heading)?;
        }
        sheet.merge_range(1, 0, 1, last, &heading, &self.style.heading)?;
        if let Some(notice) = self.notice() {
            sheet.merge_range(2, 0, 2, last, &notice, &self.style.notice)?;
        }
        let pejabat = &self.content.first_pihak;
        let mut identity: Vec<(&str, Option<&str>)> = Vec::new();
        if self.template.kind.facts().agreed {
            identity.push(("Nama", pejabat.name.as_deref()));
            identity.push(("NIP", pejabat.nip.as_deref()));
            identity.push(("Jabatan", pejabat.jabatan.as_deref()));
        }
        if self.template.kind.is_personal() {
            identity.extend([("Tugas", None), ("Fungsi", None)]);
        }
        identity.push(("Unit Kerja", self.content.unit.as_ref().map(|(_, name)| name.as_str())));
        let value = value_column(width);
        // A unit without a code is what somebody typed.
        let opened = self.content.unit.as_ref().is_some_and(|(code, _)| code.is_empty());
        let mut row = 3;
        for (label, content) in identity {
            let label = format!("{label} :");
            if value > 1 {
                sheet.merge_range(row, 0, row, value - 1, &label, &self.style.label)?;
            } else {
                sheet.write_string_with_format(row, 0, &label, &self.style.label)?;
            }
            match content {
                Some(content) if label.starts_with("Unit") && opened => {
                    sheet.write_string_with_format(row, value, content, &self.style.entry(true))?
                }
                Some(content) => sheet.write_string_with_format(row, value, content, &self.style.bold)?,
                None => sheet.write_blank(row, value, &self.style.entry(true))?,
            };
            row += 1;
        }
        Ok(row + 1)
    }

    /// Until when it is sent back, and where to.
    fn notice(&self) -> Option<String> {
        let due = self.content.due.map(|day| format!("paling lambat {}", long_format(day)));
        let address = self.content.address.as_deref().map(|address| format!("ke {}", one_line(address)));
        let words: Vec<String> = due.into_iter().chain(address).collect();
        (!words.is_empty()).then(|| format!("{SENT_BACK} {}", words.join(" ")))
    }

    fn heading(&self) -> String {
        let year = self.content.year;
        let kind = self.template.kind;
        let heading = kind.facts().title;
        match kind.quarter(self.content.triwulan) {
            Some(tw) => format!("{heading} TRIWULAN {} TAHUN {year}", roman(tw)),
            None => format!("{heading} TAHUN {year}"),
        }
    }

    /// The signature block: the superior on the left of an agreement, who answers for the form on the right.
    fn signature(&self, sheet: &mut Worksheet, row: u32, width: &[f64]) -> Result<u32, XlsxError> {
        let right = right_column(width);
        let place = self.style.entry(false);
        let text = match &self.content.signed {
            Some(text) => text.clone(),
            None => format!("<tempat>, <tanggal> {}", self.content.year),
        };
        sheet.write_string_with_format(row, right, text, &place)?;
        let pk = self.template.kind.facts().agreed;
        self.one_pihak(sheet, row + 1, right, pk.then_some("Pihak Pertama,"), &self.content.first_pihak)?;
        if pk {
            let left = value_column(width).min(right.saturating_sub(1));
            self.one_pihak(sheet, row + 1, left, Some("Pihak Kedua,"), &self.content.second_pihak)?;
        }
        Ok(row + 8)
    }

    fn one_pihak(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        pihak: Option<&str>,
        pejabat: &FormPejabat,
    ) -> Result<(), XlsxError> {
        if let Some(pihak) = pihak {
            sheet.write_string_with_format(row, column, pihak, &basis())?;
        }
        let jabatan = pejabat.jabatan.as_deref().map(|jabatan| format!("{},", jabatan.trim_end_matches(',')));
        let nip = pejabat.nip.as_deref().map(|nip| format!("NIP {nip}"));
        let content = [(1, jabatan, "<Jabatan>,"), (5, pejabat.name.clone(), "<Nama>"), (6, nip, "NIP <NIP>")];
        for (descend, content, example) in content {
            let format = self.style.entry(descend == 5);
            sheet.write_string_with_format(row + descend, column, content.as_deref().unwrap_or(example), &format)?;
        }
        Ok(())
    }
}

/// The column of the values of the identity block.
fn value_column(width: &[f64]) -> u16 {
    let mut as_far_as = 0.0;
    for (column, width) in (0_u16..).zip(width) {
        if as_far_as >= LABEL_WIDTH || column >= 4 {
            return column;
        }
        as_far_as += width;
    }
    1
}

/// The column in which the right signature stands.
fn right_column(width: &[f64]) -> u16 {
    let mut as_far_as = 0.0;
    for (column, width) in (0_u16..).zip(width).collect::<Vec<_>>().into_iter().rev() {
        as_far_as += width;
        if as_far_as >= SIGNATURE_WIDTH {
            return column.max(2);
        }
    }
    2
}
