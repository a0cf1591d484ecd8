//! Marks put on a workbook that has none of ours.

use std::collections::BTreeMap;

use super::book::Book;
use super::catatan::Catatan;
use super::comments::{self, Notes};
use super::pesan::{self, Butir};
use super::sheet::{self, Grid};
use super::styles::{self, Styles};
use super::temuan::Susunan;
use super::{KonteksKoreksi, KoreksiError, LEMBAR_TEMUAN, temuan};
use crate::domain::address::CellAddress;
use crate::finding::{Tempat, Temuan, Tingkat};
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index;

/// More comments than this on one sheet help nobody: the cells beyond get their fill and stand in the list.
const KOMENTAR_PER_LEMBAR: usize = 1_000;

/// Puts the marks and the list on.
pub(super) fn pasang(
    package: &mut PackageDraft<'_>,
    temuan: &[&Temuan],
    konteks: &KonteksKoreksi,
    sebab: Option<&str>,
) -> Result<(), KoreksiError> {
    let book = Book::read(package)?;
    let di_lembar = |tempat: &Tempat| lembar(&book, konteks, tempat);
    let butir = pesan::urutkan(temuan, |tempat| di_lembar(tempat).map_or(0, |at| at + 1));
    let (part, text) = match &book.styles {
        Some(part) => (part.clone(), package.need(part)?),
        None => (book.add_styles(package, styles::KOSONG.to_string())?, styles::KOSONG.to_string()),
    };
    let mut styles = Styles::load(&part, text)?;
    let mut catatan = Catatan { panjang: styles.lengths(), ada_nama: book.has_names, ..Catatan::default() };
    let mut terpotong = Vec::new();
    let mut per_lembar: BTreeMap<usize, Vec<&Butir<'_>>> = BTreeMap::new();
    for satu in &butir {
        if let Some(at) = di_lembar(&satu.temuan.tempat) {
            per_lembar.entry(at).or_default().push(satu);
        }
    }
    for (at, lembar) in book.sheets.iter().enumerate() {
        let (Some(part), Some(di_sini)) = (&lembar.part, per_lembar.get(&at)) else { continue };
        if di_sini.iter().all(|butir| butir.temuan.tempat.sel.is_empty()) {
            continue;
        }
        let tanda = tandai_lembar(package, part, di_sini, &mut styles)?;
        if tanda.terpotong {
            terpotong.push(lembar.name.clone());
        }
        catatan.sisipan.insert(lembar.name.clone(), tanda.sisipan);
    }
    let gaya = temuan::Gaya::baru(&mut styles);
    catatan.isi.clone_from(&styles.isi);
    catatan.pasangan.clone_from(&styles.pasangan);
    let (part, text) = styles.finish()?;
    catatan.sidik = Catatan::sidik_gaya(&text);
    package.put(&part, text);
    let nama = nama_bebas(&book);
    let susunan = Susunan {
        butir: &butir,
        konteks,
        sebab,
        tanpa_komentar: &terpotong,
        tautan: &|tempat| di_lembar(tempat).and_then(|at| book.sheets.get(at)).filter(|s| s.part.is_some()),
    };
    let (isi, kepala) = temuan::tulis(&susunan, &gaya, &catatan.tulis());
    book.insert_first(package, &nama, isi, kepala)
}

/// The sheet of a place of this file.
fn lembar(book: &Book, konteks: &KonteksKoreksi, tempat: &Tempat) -> Option<usize> {
    let nama = tempat.lembar.as_ref().filter(|_| tempat.berkas == konteks.berkas)?;
    book.find(nama)
}

fn nama_bebas(book: &Book) -> String {
    let angka = (2_u32..).map(|angka| format!("{LEMBAR_TEMUAN} SELARAS {angka}"));
    let calon = [LEMBAR_TEMUAN.to_string(), format!("{LEMBAR_TEMUAN} SELARAS")].into_iter().chain(angka);
    let bebas = |nama: &String| book.sheets.iter().all(|lembar| lembar.name.trim().to_uppercase() != *nama);
    calon.into_iter().find(bebas).unwrap_or_else(|| LEMBAR_TEMUAN.to_string())
}

struct Tanda {
    sisipan: super::catatan::Sisipan,
    /// Whether some cells got no comment because there are too many.
    terpotong: bool,
}

fn tandai_lembar(
    package: &mut PackageDraft<'_>,
    part: &str,
    butir: &[&Butir<'_>],
    styles: &mut Styles,
) -> Result<Tanda, KoreksiError> {
    let text = package.need(part)?;
    let grid = Grid::parse(part, &text)?;
    let merges = grid.merges();
    let mut cells: BTreeMap<CellAddress, Vec<&Butir<'_>>> = BTreeMap::new();
    for butir in butir {
        for cell in butir.temuan.tempat.sel.iter().filter(|cell| cell.is_inside_grid()) {
            let here = cells.entry(sheet::shown(&merges, *cell)).or_default();
            if here.iter().all(|known| known.nomor != butir.nomor) {
                here.push(butir);
            }
        }
    }
    let terberat = |butir: &Vec<&Butir<'_>>| butir.iter().map(|b| b.temuan.tingkat).max().unwrap_or(Tingkat::Info);
    let marks: BTreeMap<CellAddress, Tingkat> = cells.iter().map(|(cell, butir)| (*cell, terberat(butir))).collect();
    let notes: Notes =
        cells.iter().take(KOMENTAR_PER_LEMBAR).map(|(cell, butir)| (*cell, pesan::komentar(butir))).collect();
    let mut edits = grid.edits();
    let sisipan = grid.mark(&marks, styles, &mut edits)?;
    comments::mark(package, part, &grid, &notes, &mut edits)?;
    package.put(part, index::finish(part, edits)?);
    Ok(Tanda { sisipan, terpotong: cells.len() > notes.len() })
}
