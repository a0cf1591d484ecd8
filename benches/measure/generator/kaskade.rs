//! The cascade workbook of a workspace.

use rust_xlsxwriter::{Workbook, Worksheet};
use selaras::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use selaras::template::Library;

use super::Generated;
use super::model::{self, INDIKATOR, MockIndikator, MockInstitution};

/// Code of the institution as a unit of its register.
const INSTITUTION: &str = "LEMBAGA";

/// Bytes of the workbook: sheets `Unit` and `Kaskade`.
///
/// # Errors
/// When the workbook cannot be written.
pub fn book(institution: &MockInstitution, seed: u64, number: usize) -> Generated<Vec<u8>> {
    let library = Library::built_in()?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet, &library, "Unit", "kaskade-unit")?;
    sheet.write_string(1, 0, INSTITUTION)?;
    sheet.write_string(1, 1, &institution.name)?;
    for (row, unit) in (2..).zip(&institution.unit) {
        let mail = format!("{}@contoh.example", unit.code.to_lowercase());
        let content = [&unit.code, &unit.name, "", INSTITUTION, &unit.leader, &unit.nip, &unit.jabatan, &mail];
        for (column, text) in (0..).zip(content).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text)?;
        }
    }
    let sheet = book.add_worksheet();
    head(sheet, &library, "Kaskade", "kaskade")?;
    let mut row = 1;
    for (order, one) in model::iku(seed, number, institution.unit.len()).iter().enumerate() {
        node(sheet, row, one, "IKU", INSTITUTION, Some(model::konsolidasi(order)))?;
        row += 1;
    }
    for (unit_number, unit) in institution.unit.iter().enumerate() {
        for order in 0..INDIKATOR {
            let one = model::indikator(seed, number, unit_number, order);
            node(sheet, row, &one, "IKK", &unit.code, None)?;
            row += 1;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn head(sheet: &mut Worksheet, library: &Library, name: &str, id: &str) -> Generated<()> {
    sheet.set_name(name)?;
    let template = library.templates.iter().find(|template| template.id == id).ok_or("definisi kaskade tidak ada")?;
    let column = template.tables.first().ok_or("definisi kaskade tanpa tabel")?;
    for (position, owned) in (0..).zip(&column.columns) {
        sheet.write_string(0, position, owned.heading.last().map_or("", String::as_str))?;
    }
    Ok(())
}

fn node(
    sheet: &mut Worksheet,
    row: u32,
    one: &MockIndikator,
    jenjang: &str,
    unit: &str,
    konsolidasi: Option<KonsolidasiUnit>,
) -> Generated<()> {
    let period = match one.period {
        KonsolidasiPeriode::Total => "jumlah",
        KonsolidasiPeriode::Average => "rata-rata",
        KonsolidasiPeriode::LastValue => "nilai akhir",
    };
    let unit_konsolidasi = konsolidasi.map_or("", KonsolidasiUnit::name);
    let text = [
        one.code.as_str(),
        &one.parent,
        jenjang,
        unit,
        one.sasaran,
        &one.text,
        one.satuan,
        "maksimum",
        period,
        unit_konsolidasi,
    ];
    for (column, text) in (0..).zip(text).filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, column, text)?;
    }
    for (column, figure) in (11..).zip([one.target].into_iter().chain(one.target_tw)) {
        sheet.write_number(row, column, figure)?;
    }
    Ok(())
}
