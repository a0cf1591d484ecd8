//! The cascade workbook of a new workspace.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::domain::kolom::Bidang;
use crate::template::{Pustaka, TabelTemplat, pilihan};

/// Rows of a blank sheet that have borders and drop-downs.
const BARIS_SIAP: u32 = 500;

/// The cascade workbook of a new workspace: sheets `Unit` and `Kaskade`, headers and drop-downs, no rows.
///
/// # Errors
/// When the workbook cannot be written, which a test holds not to happen for the shipped definitions.
pub fn kaskade_kosong(pustaka: &Pustaka, dibuat: NaiveDateTime) -> Result<Vec<u8>, XlsxError> {
    let mut buku = Workbook::new();
    buku.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_timestamp(dibuat.and_utc().timestamp())?),
    );
    for (nama, id) in [("Unit", "kaskade-unit"), ("Kaskade", "kaskade")] {
        let Some(tabel) =
            pustaka.templat.iter().find(|templat| templat.id == id).and_then(|templat| templat.tabel.first())
        else {
            continue;
        };
        lembar(&mut buku, nama, tabel)?;
    }
    buku.save_to_buffer()
}

fn lembar(buku: &mut Workbook, nama: &str, tabel: &TabelTemplat) -> Result<(), XlsxError> {
    let kepala = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_E6_F0))
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let lembar = buku.add_worksheet();
    lembar.set_name(nama)?;
    lembar.set_freeze_panes(1, 0)?;
    lembar.set_row_height(0, 48)?;
    lembar.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (kolom, milik) in (0_u16..).zip(&tabel.kolom) {
        let judul = milik.judul.last().map_or("", String::as_str);
        lembar.write_string_with_format(0, kolom, judul, &kepala)?;
        lembar.set_column_width(kolom, lebar(milik.kolom.bidang))?;
        if let Some(pilihan) = pilihan(milik.kolom.bidang) {
            lembar.add_data_validation(
                1,
                kolom,
                BARIS_SIAP,
                kolom,
                &DataValidation::new().allow_list_strings(pilihan)?,
            )?;
        }
    }
    Ok(())
}

fn lebar(bidang: Bidang) -> f64 {
    match bidang {
        Bidang::Sasaran | Bidang::Indikator | Bidang::NamaUnit | Bidang::NamaLain => 42.0,
        Bidang::Pimpinan | Bidang::Jabatan | Bidang::Surel | Bidang::Nip => 26.0,
        _ => 14.0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::dokumen::{JenisDokumen, PeranTabel};
    use crate::extract::extract;
    use crate::workbook::{self, limits::Limits};

    #[test]
    fn the_blank_cascade_is_read_back_as_a_register_and_a_cascade() {
        let pustaka = Pustaka::bawaan().unwrap();
        let isi = kaskade_kosong(&pustaka, NaiveDateTime::default()).unwrap();
        let berkas = extract(&workbook::read(&isi, &Limits::default()).unwrap(), &pustaka);
        let peran: Vec<_> = berkas.dokumen.iter().map(|dokumen| (dokumen.jenis, dokumen.tabel[0].peran)).collect();
        assert_eq!(peran, [(JenisDokumen::Kaskade, PeranTabel::Unit), (JenisDokumen::Kaskade, PeranTabel::Kaskade)]);
    }
}
