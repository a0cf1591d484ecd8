//! The way out for what cannot be patched: a fresh workbook with the unit's values, marked like any other.

use chrono::{NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{KonteksKoreksi, KoreksiError, tandai_dengan_sebab};
use crate::domain::address::CellAddress;
use crate::domain::teks::sebaris;
use crate::finding::Temuan;
use crate::ooxml::text;

/// Widest column of the copy, in pixels.
const LEBAR_TERBESAR: u32 = 320;

/// A sheet as plain values.
#[derive(Debug, Clone, Default)]
pub struct LembarPolos {
    /// Its name.
    pub nama: String,
    /// Its cells that are not blank.
    pub sel: Vec<(CellAddress, NilaiPolos)>,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum NilaiPolos {
    /// A text; it stays one, whatever it begins with.
    Teks(String),
    /// A number, with its number format where it is known ("0.00%").
    Angka(f64, Option<String>),
    /// True or false.
    Logika(bool),
    /// A date, or a moment.
    Waktu(NaiveDateTime),
    /// An error value as it shows ("#DIV/0!").
    Galat(String),
}

/// A fresh .xlsx with the unit's values and the marks, and a line that says why it is a copy. `sebab` continues
/// "tidak dapat ditandai langsung karena …".
///
/// # Errors
/// When the workbook cannot be put together.
pub fn salinan_bertanda(
    lembar: &[LembarPolos],
    temuan: &[&Temuan],
    konteks: &KonteksKoreksi,
    sebab: &str,
) -> Result<Vec<u8>, KoreksiError> {
    let mut buku = Workbook::new();
    let dibuat = konteks.tanggal.and_time(NaiveTime::MIN);
    buku.set_properties(&DocProperties::new().set_author("Selaras").set_creation_datetime(&dibuat));
    let mut nama_nama = Vec::new();
    for satu in lembar {
        let nama = nama_bebas(&satu.nama, &nama_nama);
        isi(buku.add_worksheet(), &nama, satu)?;
        nama_nama.push(nama);
    }
    if lembar.is_empty() {
        buku.add_worksheet().set_name("Lembar")?;
    }
    let polos = buku.save_to_buffer()?;
    // Findings name sheets as the unit did; a name that had to change here changes there too.
    let berganti: Vec<Temuan> = temuan.iter().map(|satu| dengan_nama(satu, lembar, &nama_nama, konteks)).collect();
    let temuan: Vec<&Temuan> = berganti.iter().collect();
    tandai_dengan_sebab(&polos, &temuan, konteks, Some(sebab.trim_end_matches('.')))
}

fn nama_bebas(nama: &str, terpakai: &[String]) -> String {
    let dasar = text::nama_lembar(nama);
    let sama = |calon: &String| terpakai.iter().any(|nama| nama.to_lowercase() == calon.to_lowercase());
    let pendek: String = dasar.chars().take(26).collect();
    let calon = std::iter::once(dasar).chain((2_u32..).map(|angka| format!("{} {angka}", pendek.trim_end())));
    calon.into_iter().find(|calon| !sama(calon)).unwrap_or_default()
}

fn dengan_nama(temuan: &Temuan, lembar: &[LembarPolos], nama: &[String], konteks: &KonteksKoreksi) -> Temuan {
    let mut temuan = temuan.clone();
    if temuan.tempat.berkas == konteks.berkas
        && let Some(at) = lembar.iter().position(|satu| Some(&satu.nama) == temuan.tempat.lembar.as_ref())
    {
        temuan.tempat.lembar = nama.get(at).cloned();
    }
    temuan.ikutan = temuan.ikutan.iter().map(|ikutan| dengan_nama(ikutan, lembar, nama, konteks)).collect();
    temuan
}

fn isi(sheet: &mut Worksheet, nama: &str, lembar: &LembarPolos) -> Result<(), XlsxError> {
    sheet.set_name(nama)?;
    let biasa = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (alamat, nilai) in &lembar.sel {
        let Some((baris, kolom)) = letak(*alamat) else { continue };
        match nilai {
            NilaiPolos::Teks(teks) | NilaiPolos::Galat(teks) => {
                sheet.write_string_with_format(baris, kolom, text::teks_sel(teks), &biasa)?;
            }
            NilaiPolos::Angka(angka, format) => {
                let format =
                    format.as_deref().map_or_else(|| biasa.clone(), |f| biasa.clone().set_num_format(sebaris(f)));
                sheet.write_number_with_format(baris, kolom, *angka, &format)?;
            }
            NilaiPolos::Logika(nilai) => {
                sheet.write_boolean_with_format(baris, kolom, *nilai, &biasa)?;
            }
            NilaiPolos::Waktu(waktu) => {
                let bentuk = if waktu.time() == NaiveTime::MIN { "dd/mm/yyyy" } else { "dd/mm/yyyy hh:mm" };
                sheet.write_datetime_with_format(baris, kolom, waktu, &biasa.clone().set_num_format(bentuk))?;
            }
        }
    }
    sheet.set_autofit_max_width(LEBAR_TERBESAR).autofit();
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn letak(alamat: CellAddress) -> Option<(u32, u16)> {
    Some((alamat.row, u16::try_from(alamat.column).ok()?)).filter(|_| alamat.is_inside_grid())
}
