//! The kit that workbooks are drawn with: looks ([`gaya`]), and a sheet that is one table: title, what a reader must know, totals, header, rows.
//!
//! Takes columns and rows of cells, draws a real Excel table with filters, frozen panes, widths that fit and a print
//! set-up for A4 landscape. Totals stand above the header, where they stay in sight, and follow the filter. The rows
//! themselves are written when the workbook is saved ([`Buku`]).

mod buku;
mod column;
mod error;
pub(crate) mod gaya;
mod isi;
mod sel;
mod teks;

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, Table, TableColumn, TableStyle, Workbook, Worksheet};

use crate::domain::address::column_letters;
use crate::domain::capaian::{Profil, Skala};
use crate::domain::teks::sebaris;
use crate::ooxml::text::{kaki, nama_lembar, teks_sel};
pub(crate) use buku::Buku;
pub(crate) use column::{Kolom, Rupa};
pub use error::SheetError;
use gaya::{Corak, Gaya, Wujud};
use isi::IsiTabel;
pub(crate) use sel::{Hasil, Sel, banyak_baris, tinggi, tulis_sel};

/// A workbook without sheets yet.
pub(crate) fn buku<'b>(judul: &str, instansi: &str, dibuat: &NaiveDateTime) -> Result<Buku<'b>, SheetError> {
    let mut buku = Workbook::new();
    buku.set_default_format(&gaya::dasar(), 18, 64)?;
    let sifat = DocProperties::new()
        .set_title(sebaris(judul))
        .set_company(sebaris(instansi))
        .set_author("Selaras")
        .set_creation_datetime(dibuat);
    buku.set_properties(&sifat);
    Ok(Buku::baru(buku))
}

/// Row of the totals, from zero.
const BARIS_JUMLAH: u32 = 2;
/// Row of the header, from zero.
pub(crate) const BARIS_KEPALA: u32 = 3;
/// Row of the first entry, from zero.
pub(crate) const BARIS_ISI: u32 = BARIS_KEPALA + 1;
/// Rows of a sheet below the header; what is beyond goes on on a further sheet (Excel has 1,048,576 rows in all).
const BARIS_TERBANYAK: usize = 1_000_000;
/// Rows that are looked at to find the width of a column.
const BARIS_DIUKUR: usize = 2_000;
/// Characters that fit across a landscape page at a readable size.
const LEBAR_HALAMAN: f64 = 210.0;

/// The status on the institution's own scale. It stands last and is left out where the scale is the traffic light, which
/// the status says already.
pub(crate) const PREDIKAT: Kolom = Kolom::baru("Predikat", Rupa::Teks, 12, 20);

/// The columns of a sheet whose last one is [`PREDIKAT`], under a profile.
pub(crate) fn kolom_berpredikat<'k>(profil: &Profil, kolom: &'k [Kolom]) -> &'k [Kolom] {
    match (profil.skala, kolom.split_last()) {
        (Skala::Lampu, Some((_, tanpa))) => tanpa,
        _ => kolom,
    }
}

/// The cell of [`PREDIKAT`].
pub(crate) fn sel_predikat<'s>(profil: &Profil, capaian: Option<f64>) -> Sel<'s> {
    profil.skala.status(profil.batas_skala, capaian).map_or(Sel::Kosong, |status| Sel::Teks(status.into()))
}

/// The number of a column by its heading.
pub(crate) fn nomor(kolom: &[Kolom], judul: &str) -> u16 {
    let letak = kolom.iter().position(|satu| satu.judul == judul);
    debug_assert!(letak.is_some(), "tidak ada kolom {judul}");
    letak.and_then(|letak| u16::try_from(letak).ok()).unwrap_or_default()
}

/// The letters of a column by its heading.
pub(crate) fn huruf(kolom: &[Kolom], judul: &str) -> String {
    column_letters(u32::from(nomor(kolom, judul)))
}

/// The row of an entry as formulas write it, counted from 1, on the sheet that it stands on ([`lembar_dari`]).
pub(crate) fn baris_rumus(urutan: usize) -> u32 {
    u32::try_from(urutan % BARIS_TERBANYAK).unwrap_or_default() + BARIS_ISI + 1
}

/// The sheet of an entry: of that name, or a further one when there are more than fit.
pub(crate) fn lembar_dari(nama: &str, urutan: usize) -> String {
    nama_bagian(nama, urutan / BARIS_TERBANYAK)
}

/// What formulas write before a cell of the sheet of an entry.
pub(crate) fn acuan(nama: &str, urutan: usize) -> String {
    match urutan / BARIS_TERBANYAK {
        0 => format!("{nama}!"),
        bagian => format!("'{}'!", nama_bagian(nama, bagian)),
    }
}

fn nama_bagian(nama: &str, bagian: usize) -> String {
    if bagian == 0 { nama.to_string() } else { format!("{nama} ({})", bagian + 1) }
}

/// Whether so many entries need more than one sheet, so that formulas over rows must name it.
pub(crate) fn berbagian(banyak: usize) -> bool {
    banyak > BARIS_TERBANYAK
}

/// How a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RupaBaris {
    #[default]
    Biasa,
    /// Not part of what counts: grey.
    Redup,
    /// Above others: bold.
    Tebal,
}

impl RupaBaris {
    const fn corak(self) -> Corak {
        match self {
            Self::Biasa => Corak::Biasa,
            Self::Redup => Corak::Redup,
            Self::Tebal => Corak::Tebal,
        }
    }
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Baris<'a> {
    pub(crate) sel: Vec<Sel<'a>>,
    pub(crate) rupa: RupaBaris,
    /// Depth in the outline.
    pub(crate) tingkat: u8,
}

impl<'a> Baris<'a> {
    pub(crate) fn biasa(sel: Vec<Sel<'a>>) -> Self {
        Self { sel, ..Self::default() }
    }

    /// The same row, of texts of its own.
    fn milik(self) -> Baris<'static> {
        Baris { sel: self.sel.into_iter().map(Sel::menjadi_milik).collect(), rupa: self.rupa, tingkat: self.tingkat }
    }
}

/// The rows of a table: how many there are, and each when it is asked for.
pub(crate) struct IsiBaris<'a> {
    banyak: usize,
    semua: Box<dyn Iterator<Item = Baris<'a>> + 'a>,
}

impl<'a> IsiBaris<'a> {
    /// Rows that are made when they are written.
    pub(crate) fn baru(semua: impl ExactSizeIterator<Item = Baris<'a>> + 'a) -> Self {
        Self { banyak: semua.len(), semua: Box::new(semua) }
    }

    /// Rows that are made when they are written, as many as are counted beforehand: one less is an error.
    pub(crate) fn berjumlah(banyak: usize, semua: impl Iterator<Item = Baris<'a>> + 'a) -> Self {
        Self { banyak, semua: Box::new(semua) }
    }

    /// Rows made of what does not last until the workbook is saved.
    pub(crate) fn milik<'b>(semua: impl IntoIterator<Item = Baris<'b>>) -> Self {
        Self::from(semua.into_iter().map(Baris::milik).collect::<Vec<_>>())
    }
}

impl<'a> From<Vec<Baris<'a>>> for IsiBaris<'a> {
    fn from(semua: Vec<Baris<'a>>) -> Self {
        Self::baru(semua.into_iter())
    }
}

/// Groups whose rows follow one another, each with the number of its first row, from zero.
pub(crate) fn berurutan<T>(semua: &[T], banyak: impl Fn(&T) -> usize) -> impl Iterator<Item = (usize, &T)> {
    semua.iter().scan(0, move |berikut, satu| {
        let awal = *berikut;
        *berikut += banyak(satu);
        Some((awal, satu))
    })
}

/// What stands above a column; only rows that the filter shows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jumlah {
    Tambah,
    RataRata,
    Banyak,
}

/// A sheet to be drawn.
pub(crate) struct LembarTabel<'a> {
    pub(crate) nama: &'static str,
    /// Name of the table, for formulas of others.
    pub(crate) nama_tabel: &'static str,
    pub(crate) judul: String,
    pub(crate) keterangan: String,
    pub(crate) kolom: &'a [Kolom],
    pub(crate) baris: IsiBaris<'a>,
    /// Columns that stay in sight.
    pub(crate) beku: u16,
    /// What the totals row says in its first cell, and the totals.
    pub(crate) jumlah: (&'static str, Vec<(&'static str, Jumlah)>),
    /// Columns that take the colour of the achievement in another: (coloured, achievement).
    pub(crate) lampu: Vec<(&'static str, &'static str)>,
}

impl<'a> LembarTabel<'a> {
    /// Draws the sheet and gives it, for what else stands on it. What does not fit goes on on further sheets, and every
    /// sheet says so.
    pub(crate) fn tulis<'b>(self, buku: &'b mut Buku<'a>, gaya: &Gaya) -> Result<&'b mut Worksheet, SheetError> {
        let nama = self.nama;
        self.tulis_berbatas(buku, gaya, BARIS_TERBANYAK, |_, _| Ok(()))?;
        Ok(buku.worksheet_from_name(&nama_lembar(nama))?)
    }

    /// As [`Self::tulis`]; `hiasan` gets every sheet and its last row.
    pub(crate) fn tulis_dihias(
        self,
        buku: &mut Buku<'a>,
        gaya: &Gaya,
        hiasan: impl Fn(&mut Worksheet, u32) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        self.tulis_berbatas(buku, gaya, BARIS_TERBANYAK, hiasan)
    }

    fn tulis_berbatas(
        mut self,
        buku: &mut Buku<'a>,
        gaya: &Gaya,
        batas: usize,
        hiasan: impl Fn(&mut Worksheet, u32) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        let semua = self.baris.banyak;
        let contoh: Vec<Baris<'a>> = self.baris.semua.by_ref().take(BARIS_DIUKUR).collect();
        let lebar: Vec<f64> =
            self.kolom.iter().enumerate().map(|(nomor, kolom)| lebar(&contoh, nomor, kolom)).collect();
        let (judul, keterangan) = (self.judul.clone(), self.keterangan.clone());
        let (banyak, mut lembar) = (semua.div_ceil(batas).max(1), Vec::new());
        for bagian in 0..banyak {
            let (dari, sampai) = (bagian * batas, semua.min((bagian + 1) * batas));
            if banyak > 1 {
                self.judul = format!("{judul} (bagian {} dari {banyak})", bagian + 1);
                self.keterangan = format!(
                    "Lembar ini memuat baris {} sampai {sampai} dari {semua}; selebihnya di lembar {} sampai {}. {keterangan}",
                    dari + 1,
                    self.nama,
                    nama_bagian(self.nama, banyak - 1)
                );
            }
            // The last row; a table without entries keeps one blank row, as Excel wants.
            let akhir = BARIS_ISI + u32::try_from((sampai - dari).saturating_sub(1)).unwrap_or_default();
            hiasan(self.tulis_bagian(buku, gaya, bagian, &lebar, akhir)?, akhir)?;
            lembar.push((buku.worksheets().len(), sampai - dari));
        }
        if semua > 0 {
            let (label, jumlah) = &self.jumlah;
            let jumlah = jumlah.iter().map(|(judul, cara)| (usize::from(nomor(self.kolom, judul)), *cara)).collect();
            buku.titip(IsiTabel {
                baris: IsiBaris { banyak: semua, semua: Box::new(contoh.into_iter().chain(self.baris.semua)) },
                kolom: self.kolom.to_vec(),
                lebar,
                jumlah: (label, jumlah),
                lembar,
            });
        }
        Ok(())
    }

    fn tulis_bagian<'b>(
        &self,
        buku: &'b mut Buku<'a>,
        gaya: &Gaya,
        bagian: usize,
        lebar: &[f64],
        akhir: u32,
    ) -> Result<&'b mut Worksheet, SheetError> {
        let lembar = buku.add_worksheet();
        lembar.set_name(nama_lembar(&nama_bagian(self.nama, bagian)))?;
        self.atur_halaman(lembar, lebar)?;
        lembar.write_string_with_format(0, 0, sebaris(&self.judul), &gaya.judul)?;
        lembar.write_string_with_format(1, 0, teks_sel(&sebaris(&self.keterangan)), &gaya.keterangan)?;
        let kolom: Vec<TableColumn> =
            self.kolom.iter().map(|kolom| TableColumn::new().set_header(kolom.judul)).collect();
        let nama_tabel =
            if bagian == 0 { self.nama_tabel.to_string() } else { format!("{}{}", self.nama_tabel, bagian + 1) };
        let tabel = Table::new().set_name(nama_tabel).set_style(TableStyle::None).set_columns(&kolom);
        // The writer notes every cell of a table; the table is drawn to its length when its rows are written.
        lembar.add_table(BARIS_KEPALA, 0, BARIS_ISI, self.kolom_akhir(), &tabel)?;
        for (nomor, kolom) in (0_u16..).zip(self.kolom) {
            lembar.write_string_with_format(BARIS_KEPALA, nomor, kolom.judul, &gaya.kepala)?;
        }
        self.siapkan_isi(lembar, gaya)?;
        for (kolom, nilai) in &self.lampu {
            let sel = format!("${}{}", huruf(self.kolom, nilai), BARIS_ISI + 1);
            gaya::lampu(lembar, (BARIS_ISI, akhir), nomor(self.kolom, kolom), &sel)?;
        }
        Ok(lembar)
    }

    fn kolom_akhir(&self) -> u16 {
        u16::try_from(self.kolom.len().saturating_sub(1)).unwrap_or_default()
    }

    /// What rows need that are written later: a sample of every look a cell may have.
    fn siapkan_isi(&self, lembar: &mut Worksheet, gaya: &Gaya) -> Result<(), SheetError> {
        if self.baris.banyak == 0 {
            lembar.write_string_with_format(BARIS_ISI, 0, "Tidak ada data.", &gaya.sel(Corak::Redup, Wujud::Teks))?;
            return Ok(());
        }
        let semua = Corak::SEMUA.into_iter().flat_map(|corak| Wujud::SEMUA.map(|wujud| (corak, wujud)));
        for ((corak, wujud), nomor) in semua.zip(0_u16..) {
            lembar.write_blank(BARIS_ISI, nomor, &gaya.sel(corak, wujud))?;
        }
        lembar.group_symbols_above(true);
        Ok(())
    }

    fn atur_halaman(&self, lembar: &mut Worksheet, lebar: &[f64]) -> Result<(), SheetError> {
        let jumlah: f64 = lebar.iter().sum();
        for (nomor, lebar) in (0_u16..).zip(lebar) {
            lembar.set_column_width(nomor, *lebar)?;
        }
        let judul = |(kolom, lebar): (&Kolom, &f64)| banyak_baris(kolom.judul, lebar - 2.5);
        let kepala = self.kolom.iter().zip(lebar).map(judul).max().unwrap_or(1);
        lembar.set_row_height(0, 24)?.set_row_height(BARIS_KEPALA, tinggi(kepala.max(2)))?;
        lembar.set_freeze_panes(BARIS_ISI, self.beku)?;
        lembar.set_screen_gridlines(false).set_zoom(90);
        halaman(lembar, &self.judul)?;
        lembar.set_landscape();
        let halaman = (jumlah / LEBAR_HALAMAN).ceil().clamp(1.0, 10.0) as u16;
        lembar.set_print_fit_to_pages(halaman, 0).set_repeat_rows(BARIS_KEPALA, BARIS_KEPALA)?;
        if halaman > 1 && self.beku > 0 {
            lembar.set_repeat_columns(0, self.beku - 1)?;
        }
        Ok(())
    }
}

fn lebar(contoh: &[Baris<'_>], nomor: usize, kolom: &Kolom) -> f64 {
    let (tersempit, terlebar) = kolom.lebar;
    let isi = contoh.iter().filter_map(|baris| baris.sel.get(nomor)).map(Sel::lebar).max();
    // A heading may wrap at its words; the filter's arrow needs room.
    let kata = kolom.judul.split(' ').map(|kata| kata.chars().count() + 3).max().unwrap_or(0);
    let lebar = isi.unwrap_or(0).saturating_add(2).max(kata);
    lebar.clamp(usize::from(tersempit), usize::from(terlebar).max(kata)) as f64
}

/// Paper, margins and footer, the same for every sheet.
pub(crate) fn halaman(lembar: &mut Worksheet, judul: &str) -> Result<(), SheetError> {
    const A4: u8 = 9;
    lembar.set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.25, 0.3);
    lembar.set_footer(format!("&L&8{}&R&8Halaman &P dari &N", kaki(judul, 120)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uji<'a>(kolom: &'a [Kolom], baris: IsiBaris<'a>) -> LembarTabel<'a> {
        LembarTabel {
            nama: "Uji",
            nama_tabel: "Uji",
            judul: "Judul".into(),
            keterangan: "Keterangan".into(),
            kolom,
            baris,
            beku: 1,
            jumlah: ("Jumlah", vec![("Dua kali", Jumlah::Tambah), ("Nama", Jumlah::Banyak)]),
            lampu: vec![("Nama", "Dua kali")],
        }
    }

    const UJI: [Kolom; 3] = [
        Kolom::baru("Nomor", Rupa::Angka, 1, 9),
        Kolom::baru("Nama", Rupa::Lipat, 1, 20),
        Kolom::baru("Dua kali", Rupa::Persen, 1, 9),
    ];

    #[test]
    fn every_cell_of_a_long_table_reads_back_with_its_totals_above() {
        const BANYAK: usize = 60_000;
        let baris = |nomor: usize| Baris {
            sel: vec![
                Sel::Angka(nomor as f64 / 4.0),
                match nomor % 4 {
                    0 => Sel::Kosong,
                    1 => Sel::Teks(format!(" <nama> & \"{nomor}\" ").into()),
                    2 => Sel::Tautan(format!("file://../masuk/{}.xlsx#'A&B'!C{nomor}", nomor % 100), "1.050".into()),
                    _ => Sel::Rumus("\"a\"&\"<b>\"".into(), Hasil::Teks("a<b>".into())),
                },
                Sel::rumus(format!("A{}*2", baris_rumus(nomor)), Some(nomor as f64 / 2.0)),
            ],
            rupa: if nomor.is_multiple_of(2) { RupaBaris::Biasa } else { RupaBaris::Redup },
            tingkat: u8::from(nomor % 2 == 1),
        };
        let mut buku = buku("Uji", "Uji", &chrono::NaiveDateTime::default()).expect("a workbook");
        uji(&UJI, IsiBaris::baru((0..BANYAK).map(baris))).tulis(&mut buku, &Gaya::baru()).expect("a sheet");
        let byte = buku.simpan().expect("bytes");
        let lembar =
            crate::workbook::read(&byte, &crate::workbook::Limits::default()).expect("it reads").sheets.remove(0);
        let isi = |nomor: u32| lembar.row(nomor).iter().map(crate::workbook::Cell::display).collect::<Vec<_>>();
        assert_eq!(isi(BARIS_JUMLAH), ["Jumlah", "45000", "899985000"]);
        assert_eq!(isi(BARIS_KEPALA), ["Nomor", "Nama", "Dua kali"]);
        for nomor in 0..BANYAK {
            let [angka, dua] = [4.0, 2.0].map(|bagi| (nomor as f64 / bagi).to_string().replace('.', ","));
            let nama = match nomor % 4 {
                0 => None,
                1 => Some(format!(" <nama> & \"{nomor}\" ")),
                2 => Some("1.050".to_string()),
                _ => Some("a<b>".to_string()),
            };
            let harap: Vec<String> = std::iter::once(angka).chain(nama).chain([dua]).collect();
            assert_eq!(isi(BARIS_ISI + nomor as u32), harap, "row {nomor}");
        }
        assert_eq!(lembar.used_rows().map(|(_, akhir)| akhir), Some(BARIS_ISI + BANYAK as u32 - 1));
        let mut arsip = zip::ZipArchive::new(std::io::Cursor::new(byte)).expect("a package");
        let mut bagian = |nama: &str| std::io::read_to_string(arsip.by_name(nama).expect("a part")).expect("text");
        let xml = bagian("xl/worksheets/sheet1.xml");
        assert_eq!(xml.matches("<hyperlink ").count(), BANYAK / 4, "every link");
        assert!(xml.contains("<hyperlink ref=\"B7\" r:id=\"rIdTautan1\" location=\"'A&amp;B'!C2\"/>"));
        assert!(xml.contains("outlineLevelRow=\"1\"") && xml.contains("<dimension ref=\"A1:C60004\"/>"));
        assert!(xml.contains("<c r=\"B5\" s=\""), "a blank carries the line below its row");
        assert_eq!(xml.matches("<conditionalFormatting ").count(), 1, "of two rules for a cell LibreOffice shows one");
        let hubungan = bagian("xl/worksheets/_rels/sheet1.xml.rels");
        assert_eq!(hubungan.matches("/hyperlink\"").count(), 25, "every file once");
    }

    #[test]
    fn a_row_too_few_or_too_many_is_an_error_and_never_a_shorter_table() {
        let galat = |banyak: i32| {
            let baris = (0..banyak).map(|nomor| Baris::biasa(vec![Sel::Angka(f64::from(nomor))]));
            let mut buku = Buku::baru(rust_xlsxwriter::Workbook::new());
            uji(&UJI, IsiBaris::berjumlah(10, baris)).tulis(&mut buku, &Gaya::baru()).expect("a sheet");
            buku.simpan().map_err(|galat| galat.to_string())
        };
        assert!(galat(9).expect_err("a fault").contains("9 dari 10 baris"));
        assert!(galat(11).expect_err("a fault").contains("tidak mendapat tempat"));
        assert!(galat(10).is_ok());
    }

    #[test]
    fn columns_are_found_by_their_heading() {
        const KOLOM: [Kolom; 2] = [Kolom::baru("Satu", Rupa::Teks, 1, 9), Kolom::baru("Dua", Rupa::Angka, 1, 9)];
        assert_eq!((nomor(&KOLOM, "Dua"), huruf(&KOLOM, "Dua").as_str()), (1, "B"));
        assert_eq!(baris_rumus(0), BARIS_ISI + 1);
    }

    #[test]
    fn rows_beyond_a_sheet_go_on_on_the_next_and_every_sheet_says_so() {
        const KOLOM: [Kolom; 1] = [Kolom::baru("Nomor", Rupa::Angka, 8, 9)];
        let gambar = |banyak: u32, batas| {
            let mut buku = Buku::baru(rust_xlsxwriter::Workbook::new());
            let lembar = LembarTabel {
                nama: "Pengukuran",
                nama_tabel: "Ukur",
                judul: "Judul".into(),
                keterangan: "Semua.".into(),
                kolom: &KOLOM,
                baris: (1..=banyak)
                    .map(|nomor| Baris::biasa(vec![Sel::Angka(f64::from(nomor))]))
                    .collect::<Vec<_>>()
                    .into(),
                beku: 1,
                jumlah: ("Jumlah", vec![("Nomor", Jumlah::Tambah)]),
                lampu: Vec::new(),
            };
            lembar.tulis_berbatas(&mut buku, &Gaya::baru(), batas, |_, _| Ok(())).expect("a workbook");
            isi(&buku.simpan().expect("bytes"))
        };
        let tiga = gambar(25, 10);
        let nama: Vec<&str> = tiga.iter().map(|(nama, _, _)| nama.as_str()).collect();
        assert_eq!(nama, ["Pengukuran", "Pengukuran (2)", "Pengukuran (3)"]);
        let semua: Vec<f64> = tiga.iter().flat_map(|(_, _, angka)| angka.clone()).collect();
        assert_eq!(semua, (1..=25).map(f64::from).collect::<Vec<_>>());
        assert!(tiga[1].1.contains("baris 11 sampai 20 dari 25"), "{}", tiga[1].1);
        assert!(tiga[0].1.contains("lembar Pengukuran sampai Pengukuran (3)"), "{}", tiga[0].1);
        let satu = gambar(10, 10);
        assert_eq!((satu.len(), satu[0].1.as_str(), satu[0].2.len()), (1, "Semua.", 10));
    }

    /// Of every sheet: name, what a reader must know, figures below the header.
    fn isi(byte: &[u8]) -> Vec<(String, String, Vec<f64>)> {
        use calamine::{Data, Reader, Xlsx};
        let mut buku: Xlsx<_> = Xlsx::new(std::io::Cursor::new(byte)).expect("a workbook");
        let nama = buku.sheet_names();
        let satu = |nama: String| {
            let isi = buku.worksheet_range(&nama).expect("a sheet");
            let keterangan = isi.get_value((1, 0)).map(ToString::to_string).unwrap_or_default();
            let angka =
                |baris| if let Some(Data::Float(angka)) = isi.get_value((baris, 0)) { Some(*angka) } else { None };
            let angka = (BARIS_ISI..=isi.end().unwrap_or_default().0).filter_map(angka).collect();
            (nama, keterangan, angka)
        };
        nama.into_iter().map(satu).collect()
    }

    #[test]
    fn formulas_find_a_row_on_the_sheet_that_it_stands_on() {
        assert_eq!((acuan("Pengukuran", 999_999), baris_rumus(999_999)), ("Pengukuran!".into(), 1_000_004));
        assert_eq!((acuan("Pengukuran", 1_000_000), baris_rumus(1_000_000)), ("'Pengukuran (2)'!".into(), 5));
        assert_eq!((lembar_dari("PK", 3), lembar_dari("PK", 2_000_000)), ("PK".into(), "PK (3)".into()));
    }
}
