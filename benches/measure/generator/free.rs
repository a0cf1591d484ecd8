//! Forms that nobody designed: a cover sheet, a table somewhere down the second sheet under headers of the unit's own
//! choosing, and a list of references. They are read by the shared dictionary.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use selaras::domain::column::FormColumn;
use selaras::domain::document::DocumentKind;
use selaras::forms::write::FormCell;

use super::entry::{PlantedFlaw, WritingWay};
use super::model::{MockIndikator, MockUnit, YEAR};

/// A column: header path and meaning.
type FreeColumn = (&'static [&'static str], &'static str);

const PK: &[FreeColumn] = &[
    (&["No."], "no"),
    (&["Sasaran Kegiatan"], "sasaran"),
    (&["Indikator Kinerja Kegiatan"], "indikator"),
    (&["Sat."], "satuan"),
    (&["Target PK"], "target"),
];
const RENCANA: &[FreeColumn] = &[
    (&["Nomor"], "no"),
    (&["Sasaran OPD"], "sasaran"),
    (&["Nama Indikator"], "indikator"),
    (&["Nama Satuan"], "satuan"),
    (&["Target Setahun"], "target"),
    (&["Target Triwulan", "TW 1"], "target.tw1"),
    (&["Target Triwulan", "TW 2"], "target.tw2"),
    (&["Target Triwulan", "TW 3"], "target.tw3"),
    (&["Target Triwulan", "TW 4"], "target.tw4"),
    (&["Langkah-Langkah"], "rencana_aksi"),
];
const MEASURE: &[FreeColumn] = &[
    (&["No Urut"], "no"),
    (&["Kinerja Utama"], "sasaran"),
    (&["Indikator Sasaran"], "indikator"),
    (&["Satuan Indikator"], "satuan"),
    (&["Target Kinerja"], "target"),
    (&["Rincian Capaian", "Target"], "target.tw"),
    (&["Rincian Capaian", "Realisasi"], "realisasi.tw"),
    (&["Persentase Capaian"], "capaian.tw"),
    (&["Hambatan"], "kendala"),
    (&["RTL"], "tindak_lanjut"),
    (&["Ketua Tim (PIC)"], "penanggung_jawab"),
    (&["Tenggat"], "batas_waktu"),
    (&["Data Dukung"], "bukti_dukung"),
];
/// One header row, no groups.
const MEASURE_FLAT: &[FreeColumn] = &[
    (&["No"], "no"),
    (&["Sasaran Strategis"], "sasaran"),
    (&["Nama IKU"], "indikator"),
    (&["Satuan"], "satuan"),
    (&["Target Tahunan"], "target"),
    (&["Target TW ini"], "target.tw"),
    (&["Realisasi TW ini"], "realisasi.tw"),
    (&["Capaian (%)"], "capaian.tw"),
    (&["Kendala yang dihadapi"], "kendala"),
    (&["Rencana Tindak Lanjut"], "tindak_lanjut"),
    (&["PIC"], "penanggung_jawab"),
    (&["Batas Waktu TL"], "batas_waktu"),
];

/// Rows of the sheet of references.
const REFERENCE_DATA: u32 = 30;

/// Bytes of a workbook of such a kind, with these rows.
///
/// # Errors
/// When the workbook cannot be written.
pub fn book(
    kind: DocumentKind,
    way: &WritingWay,
    institution: &str,
    unit: &MockUnit,
    indikator: &[MockIndikator],
    shape: usize,
) -> Result<Vec<u8>, XlsxError> {
    let column = match kind {
        DocumentKind::Pk => PK,
        DocumentKind::RencanaAksi => RENCANA,
        _ if shape.is_multiple_of(2) => MEASURE,
        _ => MEASURE_FLAT,
    };
    let heading = super::heading(kind, way.triwulan);
    let mut book = Workbook::new();
    cover(book.add_worksheet(), &heading, institution, unit)?;
    let sheet = book.add_worksheet();
    sheet.set_name("Data")?;
    let (left, upper) = ((shape % 3) as u16, 2 + (shape % 4) as u32);
    sheet.write_string(upper, left, &heading)?;
    sheet.write_string(upper + 1, left, format!("Unit Kerja : {}", unit.name))?;
    let start = head(sheet, upper + 3, left, column)?;
    let lower = content(sheet, start, left, column, way, indikator)?;
    ratification(sheet, lower + 2, left + 2, kind, way, unit)?;
    reference_data(book.add_worksheet())?;
    book.save_to_buffer()
}

fn cover(sheet: &mut Worksheet, heading: &str, institution: &str, unit: &MockUnit) -> Result<(), XlsxError> {
    sheet.set_name("Sampul")?;
    for (row, text) in [(5, institution), (7, unit.name.as_str()), (9, &format!("Berkas {}", heading.to_lowercase()))] {
        sheet.write_string(row, 1, text)?;
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, upper: u32, left: u16, column: &[FreeColumn]) -> Result<u32, XlsxError> {
    let style = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Center);
    let height = column.iter().map(|(path, _)| path.len() as u32).max().unwrap_or(1);
    for (order, (path, _)) in (left..).zip(column) {
        sheet.set_column_width(order, if path.len() > 1 { 11.0 } else { 18.0 })?;
        match path {
            [one] if height == 1 => {
                sheet.write_string_with_format(upper, order, *one, &style)?;
            }
            [one] => {
                sheet.merge_range(upper, order, upper + height - 1, order, one, &style)?;
            }
            [_, child] => {
                sheet.write_string_with_format(upper + 1, order, *child, &style)?;
            }
            _ => {}
        }
    }
    let mut order = 0;
    while let Some((path, _)) = column.get(order) {
        let parent = path[0];
        let count = column[order..].iter().take_while(|(other, _)| other[0] == parent).count();
        if path.len() > 1 {
            let from = left + order as u16;
            sheet.merge_range(upper, from, upper, from + count as u16 - 1, parent, &style)?;
        }
        order += count;
    }
    Ok(upper + height)
}

fn content(
    sheet: &mut Worksheet,
    start: u32,
    left: u16,
    column: &[FreeColumn],
    way: &WritingWay,
    indikator: &[MockIndikator],
) -> Result<u32, XlsxError> {
    let (usual, percent) = (Format::new(), Format::new().set_num_format("0.0%"));
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let meaning: Vec<FormColumn> = column.iter().filter_map(|(_, meaning)| meaning.parse().ok()).collect();
    let mut row = start;
    for (order, one) in indikator.iter().enumerate() {
        if way.flaw == Some((order, PlantedFlaw::MissingRow)) {
            continue;
        }
        for (position, meaning) in (left..).zip(&meaning) {
            match way.cell(*meaning, order, one) {
                None => continue,
                Some(FormCell::Text(text)) => sheet.write_string_with_format(row, position, text, &usual)?,
                Some(FormCell::Figure(figure)) => sheet.write_number_with_format(row, position, figure, &usual)?,
                Some(FormCell::Percent(figure)) => {
                    sheet.write_number_with_format(row, position, figure / 100.0, &percent)?
                }
                Some(FormCell::Date(day)) => {
                    let day =
                        ExcelDateTime::from_timestamp(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp())?;
                    sheet.write_datetime_with_format(row, position, day, &date)?
                }
            };
        }
        row += 1;
    }
    Ok(row)
}

fn ratification(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    kind: DocumentKind,
    way: &WritingWay,
    unit: &MockUnit,
) -> Result<(), XlsxError> {
    sheet.write_string(row, column, super::date_place(kind, way.triwulan))?;
    for (descend, text) in
        [(1, format!("{},", unit.jabatan)), (5, unit.leader.clone()), (6, format!("NIP {}", unit.nip))]
    {
        sheet.write_string(row + descend, column, text)?;
    }
    Ok(())
}

fn reference_data(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Referensi")?;
    sheet.write_string(0, 0, format!("Daftar peraturan tahun {YEAR}"))?;
    for row in 1..=REFERENCE_DATA {
        sheet.write_string(row, 0, format!("Peraturan contoh nomor {row}"))?;
        sheet.write_string(row, 1, "berlaku")?;
    }
    Ok(())
}
