//! A sheet that is one table: title, what a reader must know, totals, header, rows.
//!
//! Takes columns and rows of cells, draws a real Excel table with filters, frozen panes, widths that fit and a print
//! set-up for A4 landscape. Totals stand above the header, where they stay in sight, and follow the filter.

mod sel;

use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Workbook, Worksheet};

use super::ReportError;
use super::bersih::{kaki, nama_lembar, sebaris, teks_sel};
use super::gaya::{self, Gaya, Isi};
use crate::domain::address::column_letters;
use crate::domain::capaian::{Profil, Skala};
use sel::tulis_polos;
pub(super) use sel::{Hasil, Sel, banyak_baris, tinggi, tulis_sel};

/// Row of the totals, from zero.
const BARIS_JUMLAH: u32 = 2;
/// Row of the header, from zero.
pub(super) const BARIS_KEPALA: u32 = 3;
/// Row of the first entry, from zero.
pub(super) const BARIS_ISI: u32 = BARIS_KEPALA + 1;
/// Rows of a sheet below the header; what is beyond goes on on a further sheet (Excel has 1,048,576 rows in all).
const BARIS_TERBANYAK: usize = 1_000_000;
/// From so many rows on a sheet is written row by row.
const BARIS_PANJANG: usize = 5_000;
/// Links that Excel takes on one sheet.
const TAUTAN_TERBANYAK: usize = 65_000;
/// Rows that are looked at to find the width of a column.
const BARIS_DIUKUR: usize = 2_000;
/// Characters that fit across a landscape page at a readable size.
const LEBAR_HALAMAN: f64 = 210.0;

/// How a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rupa {
    /// One line, or several when the text has them.
    Teks,
    /// Long text, wrapped.
    Lipat,
    /// Short text in the middle.
    Tengah,
    /// A figure: whole numbers without decimals, others with two.
    Angka,
    /// A figure that always shows two decimals.
    Persen,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kolom {
    pub(super) judul: &'static str,
    pub(super) rupa: Rupa,
    /// Narrowest and widest, in characters.
    pub(super) lebar: (u8, u8),
}

impl Kolom {
    pub(super) const fn baru(judul: &'static str, rupa: Rupa, tersempit: u8, terlebar: u8) -> Self {
        Self { judul, rupa, lebar: (tersempit, terlebar) }
    }
}

/// The status on the institution's own scale. It stands last and is left out where the scale is the traffic light, which
/// the status says already.
pub(super) const PREDIKAT: Kolom = Kolom::baru("Predikat", Rupa::Teks, 12, 20);

/// The columns of a sheet whose last one is [`PREDIKAT`], under a profile.
pub(super) fn kolom_berpredikat<'k>(profil: &Profil, kolom: &'k [Kolom]) -> &'k [Kolom] {
    match (profil.skala, kolom.split_last()) {
        (Skala::Lampu, Some((_, tanpa))) => tanpa,
        _ => kolom,
    }
}

/// The cell of [`PREDIKAT`].
pub(super) fn sel_predikat<'s>(profil: &Profil, capaian: Option<f64>) -> Sel<'s> {
    profil.skala.status(profil.batas_skala, capaian).map_or(Sel::Kosong, |status| Sel::Teks(status.into()))
}

/// The number of a column by its heading.
pub(super) fn nomor(kolom: &[Kolom], judul: &str) -> u16 {
    let letak = kolom.iter().position(|satu| satu.judul == judul);
    debug_assert!(letak.is_some(), "tidak ada kolom {judul}");
    letak.and_then(|letak| u16::try_from(letak).ok()).unwrap_or_default()
}

/// The letters of a column by its heading.
pub(super) fn huruf(kolom: &[Kolom], judul: &str) -> String {
    column_letters(u32::from(nomor(kolom, judul)))
}

/// The row of an entry as formulas write it, counted from 1, on the sheet that it stands on ([`lembar_dari`]).
pub(super) fn baris_rumus(urutan: usize) -> u32 {
    u32::try_from(urutan % BARIS_TERBANYAK).unwrap_or_default() + BARIS_ISI + 1
}

/// The sheet of an entry: of that name, or a further one when there are more than fit.
pub(super) fn lembar_dari(nama: &str, urutan: usize) -> String {
    nama_bagian(nama, urutan / BARIS_TERBANYAK)
}

/// What formulas write before a cell of the sheet of an entry.
pub(super) fn acuan(nama: &str, urutan: usize) -> String {
    match urutan / BARIS_TERBANYAK {
        0 => format!("{nama}!"),
        bagian => format!("'{}'!", nama_bagian(nama, bagian)),
    }
}

fn nama_bagian(nama: &str, bagian: usize) -> String {
    if bagian == 0 { nama.to_string() } else { format!("{nama} ({})", bagian + 1) }
}

/// Whether so many entries need more than one sheet, so that formulas over rows must name it.
pub(super) fn berbagian(banyak: usize) -> bool {
    banyak > BARIS_TERBANYAK
}

/// How a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum RupaBaris {
    #[default]
    Biasa,
    /// Not part of what counts: grey.
    Redup,
    /// Above others: bold.
    Tebal,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(super) struct Baris<'a> {
    pub(super) sel: Vec<Sel<'a>>,
    pub(super) rupa: RupaBaris,
    /// Depth in the outline.
    pub(super) tingkat: u8,
}

impl<'a> Baris<'a> {
    pub(super) fn biasa(sel: Vec<Sel<'a>>) -> Self {
        Self { sel, ..Self::default() }
    }
}

/// What stands above a column; only rows that the filter shows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jumlah {
    Tambah,
    RataRata,
    Banyak,
}

/// A sheet to be drawn.
pub(super) struct LembarTabel<'a> {
    pub(super) nama: &'static str,
    /// Name of the table, for formulas of others.
    pub(super) nama_tabel: &'static str,
    pub(super) judul: String,
    pub(super) keterangan: String,
    pub(super) kolom: &'a [Kolom],
    pub(super) baris: Vec<Baris<'a>>,
    /// Columns that stay in sight.
    pub(super) beku: u16,
    /// What the totals row says in its first cell, and the totals.
    pub(super) jumlah: (&'static str, Vec<(&'static str, Jumlah)>),
    /// Columns that take the colour of the achievement in another: (coloured, achievement).
    pub(super) lampu: Vec<(&'static str, &'static str)>,
}

impl<'a> LembarTabel<'a> {
    /// Draws the sheet and gives it, for what else stands on it. What does not fit goes on on further sheets, and every
    /// sheet says so.
    pub(super) fn tulis<'b>(self, buku: &'b mut Workbook, gaya: &Gaya) -> Result<&'b mut Worksheet, ReportError> {
        let nama = self.nama;
        self.tulis_berbatas(buku, gaya, BARIS_TERBANYAK, |_, _| Ok(()))?;
        Ok(buku.worksheet_from_name(&nama_lembar(nama))?)
    }

    /// As [`Self::tulis`]; `hiasan` gets every sheet and its last row.
    pub(super) fn tulis_dihias(
        self,
        buku: &mut Workbook,
        gaya: &Gaya,
        hiasan: impl Fn(&mut Worksheet, u32) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        self.tulis_berbatas(buku, gaya, BARIS_TERBANYAK, hiasan)
    }

    fn tulis_berbatas(
        mut self,
        buku: &mut Workbook,
        gaya: &Gaya,
        batas: usize,
        hiasan: impl Fn(&mut Worksheet, u32) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let semua = self.baris.len();
        let banyak = semua.div_ceil(batas).max(1);
        let (judul, keterangan) = (self.judul.clone(), self.keterangan.clone());
        let mut sisa = std::mem::take(&mut self.baris).into_iter();
        for bagian in 0..banyak {
            self.baris = sisa.by_ref().take(batas).collect();
            if banyak > 1 {
                let (dari, sampai) = (bagian * batas + 1, bagian * batas + self.baris.len());
                self.judul = format!("{judul} (bagian {} dari {banyak})", bagian + 1);
                self.keterangan = format!(
                    "Lembar ini memuat baris {dari} sampai {sampai} dari {semua}; selebihnya di lembar {} sampai {}. {keterangan}",
                    self.nama,
                    nama_bagian(self.nama, banyak - 1)
                );
            }
            let lembar = self.tulis_bagian(buku, gaya, bagian)?;
            hiasan(lembar, self.baris_akhir())?;
        }
        Ok(())
    }

    fn tulis_bagian<'b>(
        &self,
        buku: &'b mut Workbook,
        gaya: &Gaya,
        bagian: usize,
    ) -> Result<&'b mut Worksheet, ReportError> {
        // A long sheet is written row by row and not held as a whole; so everything stands here in the order of its rows.
        let panjang = self.baris.len() >= BARIS_PANJANG;
        let lembar = if panjang { buku.add_worksheet_with_low_memory()? } else { buku.add_worksheet() };
        lembar.set_name(nama_lembar(&nama_bagian(self.nama, bagian)))?;
        // A formula that has nothing to say holds an empty text, not zero.
        lembar.set_formula_result_default("");
        let lebar: Vec<f64> = self.kolom.iter().enumerate().map(|(nomor, kolom)| self.lebar(nomor, kolom)).collect();
        self.atur_halaman(lembar, &lebar)?;
        self.tulis_tingkat(lembar)?;
        lembar.write_string_with_format(0, 0, sebaris(&self.judul), &gaya.judul)?;
        lembar.write_string_with_format(1, 0, teks_sel(&sebaris(&self.keterangan)), &gaya.keterangan)?;
        self.tulis_jumlah(lembar, gaya)?;
        let kolom: Vec<TableColumn> =
            self.kolom.iter().map(|kolom| TableColumn::new().set_header(kolom.judul)).collect();
        let nama_tabel =
            if bagian == 0 { self.nama_tabel.to_string() } else { format!("{}{}", self.nama_tabel, bagian + 1) };
        let tabel = Table::new().set_name(nama_tabel).set_style(TableStyle::None).set_columns(&kolom);
        lembar.add_table(BARIS_KEPALA, 0, self.baris_akhir(), self.kolom_akhir(), &tabel)?;
        for (nomor, kolom) in (0_u16..).zip(self.kolom) {
            lembar.write_string_with_format(BARIS_KEPALA, nomor, kolom.judul, &gaya.kepala)?;
        }
        self.tulis_isi(lembar, gaya, &lebar)?;
        if panjang {
            // The writer would write the last row twice, the second time without its cells, if it had a height of its own.
            lembar.write_blank(self.baris_akhir() + 1, 0, &gaya.biasa.teks)?;
        }
        for (kolom, nilai) in &self.lampu {
            let sel = format!("${}{}", huruf(self.kolom, nilai), BARIS_ISI + 1);
            gaya::lampu(lembar, (BARIS_ISI, self.baris_akhir()), nomor(self.kolom, kolom), &sel)?;
        }
        Ok(lembar)
    }

    fn kolom_akhir(&self) -> u16 {
        u16::try_from(self.kolom.len().saturating_sub(1)).unwrap_or_default()
    }

    /// The last row; a table without entries keeps one blank row, as Excel wants.
    fn baris_akhir(&self) -> u32 {
        BARIS_ISI + u32::try_from(self.baris.len().saturating_sub(1)).unwrap_or_default()
    }

    fn tulis_jumlah(&self, lembar: &mut Worksheet, gaya: &Gaya) -> Result<(), ReportError> {
        let (judul, jumlah) = &self.jumlah;
        if jumlah.is_empty() || self.baris.is_empty() {
            return Ok(());
        }
        for nomor in 0..=self.kolom_akhir() {
            lembar.write_blank(BARIS_JUMLAH, nomor, &gaya.jumlah.teks)?;
        }
        lembar.write_string_with_format(BARIS_JUMLAH, 0, *judul, &gaya.jumlah.teks)?;
        for (kolom, cara) in jumlah {
            let letak = nomor(self.kolom, kolom);
            let huruf = column_letters(u32::from(letak));
            let rentang = format!("{huruf}{}:{huruf}{}", BARIS_ISI + 1, self.baris_akhir() + 1);
            let nilai = || self.baris.iter().filter_map(|baris| baris.sel.get(usize::from(letak)).and_then(Sel::nilai));
            let terisi = |sel: &Sel<'_>| !matches!(sel, Sel::Kosong);
            let sel = match cara {
                Jumlah::Tambah => Sel::rumus(format!("SUBTOTAL(109,{rentang})"), Some(nilai().fold(0.0, |a, b| a + b))),
                Jumlah::RataRata => {
                    let banyak = nilai().count();
                    let rata = (banyak > 0).then(|| nilai().fold(0.0, |a, b| a + b) / banyak as f64);
                    Sel::rumus(format!("IF(SUBTOTAL(102,{rentang})=0,\"\",SUBTOTAL(101,{rentang}))"), rata)
                }
                Jumlah::Banyak => {
                    let banyak =
                        self.baris.iter().filter(|b| b.sel.get(usize::from(letak)).is_some_and(terisi)).count();
                    Sel::rumus(format!("SUBTOTAL(103,{rentang})"), Some(banyak as f64))
                }
            };
            let rupa = self.kolom.get(usize::from(letak)).map_or(Rupa::Angka, |kolom| kolom.rupa);
            tulis_sel(lembar, (BARIS_JUMLAH, letak), &sel, pilih(&gaya.jumlah, rupa, &sel))?;
        }
        Ok(())
    }

    fn tulis_isi(&self, lembar: &mut Worksheet, gaya: &Gaya, lebar: &[f64]) -> Result<(), ReportError> {
        if self.baris.is_empty() {
            lembar.write_string_with_format(BARIS_ISI, 0, "Tidak ada data.", &gaya.redup.teks)?;
            return Ok(());
        }
        // Most cells look as their column does. Writing them without a format of their own, and the lines between rows
        // as one rule for the whole table, takes a third off the time and size of a large sheet.
        let rupa_kolom: Vec<&Format> = self.kolom.iter().map(|kolom| gaya.biasa.bawaan(kolom.rupa)).collect();
        for (rupa, nomor) in rupa_kolom.iter().zip(0_u16..) {
            lembar.set_column_format(nomor, rupa)?;
        }
        gaya::garis(lembar, (BARIS_ISI, 0), (self.baris_akhir(), self.kolom_akhir()))?;
        let mut tautan = 0_usize;
        for (baris, nomor_baris) in self.baris.iter().zip(BARIS_ISI..) {
            let isi = match baris.rupa {
                RupaBaris::Biasa => &gaya.biasa,
                RupaBaris::Redup => &gaya.redup,
                RupaBaris::Tebal => &gaya.tebal,
            };
            for (((sel, kolom), rupa_kolom), nomor) in baris.sel.iter().zip(self.kolom).zip(&rupa_kolom).zip(0_u16..) {
                if matches!(sel, Sel::Kosong) {
                    continue;
                }
                let rupa = pilih(isi, kolom.rupa, sel);
                if matches!(sel, Sel::Tautan(..)) {
                    tautan += 1;
                }
                match sel {
                    Sel::Tautan(_, teks) if tautan > TAUTAN_TERBANYAK => {
                        tulis_sel(lembar, (nomor_baris, nomor), &Sel::Teks(teks.clone()), &isi.teks)?;
                    }
                    sel if std::ptr::eq(rupa, *rupa_kolom) => tulis_polos(lembar, (nomor_baris, nomor), sel)?,
                    sel => tulis_sel(lembar, (nomor_baris, nomor), sel, rupa)?,
                }
            }
            let banyak = baris
                .sel
                .iter()
                .zip(self.kolom.iter().zip(lebar))
                .map(|(sel, (kolom, lebar))| if kolom.rupa == Rupa::Lipat { sel.banyak_baris(*lebar) } else { 1 })
                .max();
            lembar.set_row_height(nomor_baris, tinggi(banyak.unwrap_or(1)))?;
        }
        Ok(())
    }

    /// Groups rows below the row that they belong to, one call for each run of a depth.
    fn tulis_tingkat(&self, lembar: &mut Worksheet) -> Result<(), ReportError> {
        let terdalam = self.baris.iter().map(|baris| baris.tingkat).max().unwrap_or(0).min(7);
        if terdalam == 0 {
            return Ok(());
        }
        lembar.group_symbols_above(true);
        for tingkat in 1..=terdalam {
            let mut awal = None;
            for (nomor, baris) in (BARIS_ISI..).zip(self.baris.iter().map(Some).chain([None])) {
                match (awal, baris.is_some_and(|baris| baris.tingkat >= tingkat)) {
                    (None, true) => awal = Some(nomor),
                    (Some(mulai), false) => {
                        lembar.group_rows(mulai, nomor - 1)?;
                        awal = None;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn atur_halaman(&self, lembar: &mut Worksheet, lebar: &[f64]) -> Result<(), ReportError> {
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

    fn lebar(&self, nomor: usize, kolom: &Kolom) -> f64 {
        let (tersempit, terlebar) = kolom.lebar;
        let isi = self.baris.iter().take(BARIS_DIUKUR).filter_map(|baris| baris.sel.get(nomor)).map(Sel::lebar).max();
        // A heading may wrap at its words; the filter's arrow needs room.
        let kata = kolom.judul.split(' ').map(|kata| kata.chars().count() + 3).max().unwrap_or(0);
        let lebar = isi.unwrap_or(0).saturating_add(2).max(kata);
        lebar.clamp(usize::from(tersempit), usize::from(terlebar).max(kata)) as f64
    }
}

/// Paper, margins and footer, the same for every sheet.
pub(super) fn halaman(lembar: &mut Worksheet, judul: &str) -> Result<(), ReportError> {
    const A4: u8 = 9;
    lembar.set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.25, 0.3);
    lembar.set_footer(format!("&L&8{}&R&8Halaman &P dari &N", kaki(judul, 120)));
    Ok(())
}

fn pilih<'f>(isi: &'f Isi, rupa: Rupa, sel: &Sel<'_>) -> &'f Format {
    match (rupa, sel) {
        (_, Sel::Tautan(..)) => &isi.tautan,
        (Rupa::Teks, _) => &isi.teks,
        (Rupa::Lipat, _) => &isi.lipat,
        (Rupa::Tengah, _) => &isi.tengah,
        // A grade or a range stands where figures stand.
        (Rupa::Angka | Rupa::Persen, Sel::Teks(_) | Sel::Rumus(_, Hasil::Teks(_))) => &isi.kanan,
        (Rupa::Persen, _) => &isi.pecahan,
        (Rupa::Angka, sel) => sel.nilai().map_or(&isi.pecahan, |nilai| isi.angka(nilai)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_too_long_to_be_held_reads_like_a_short_one() {
        const KOLOM: [Kolom; 3] = [
            Kolom::baru("Nomor", Rupa::Angka, 1, 9),
            Kolom::baru("Nama", Rupa::Lipat, 1, 20),
            Kolom::baru("Dua kali", Rupa::Persen, 1, 9),
        ];
        let lembar = |banyak: usize| {
            let baris = |nomor: usize| Baris {
                sel: vec![
                    Sel::Angka(nomor as f64),
                    if nomor.is_multiple_of(3) { Sel::Kosong } else { Sel::Teks(format!("nama {nomor}").into()) },
                    Sel::rumus(format!("A{}*2", baris_rumus(nomor)), Some(2.0 * nomor as f64)),
                ],
                tingkat: u8::from(nomor % 2 == 1),
                ..Baris::default()
            };
            let mut buku = crate::report::buku("Uji", "Uji", &chrono::NaiveDateTime::default()).expect("a workbook");
            let tabel = LembarTabel {
                nama: "Uji",
                nama_tabel: "Uji",
                judul: "Judul".into(),
                keterangan: "Keterangan".into(),
                kolom: &KOLOM,
                baris: (0..banyak).map(baris).collect(),
                beku: 1,
                jumlah: ("Jumlah", vec![("Dua kali", Jumlah::Tambah)]),
                lampu: vec![("Nama", "Dua kali")],
            };
            tabel.tulis(&mut buku, &Gaya::baru()).expect("a sheet");
            let byte = buku.save_to_buffer().expect("bytes");
            crate::workbook::read(&byte, &crate::workbook::Limits::default()).expect("it reads").sheets.remove(0)
        };
        let (pendek, panjang) = (lembar(100), lembar(BARIS_PANJANG + 100));
        let isi = |lembar: &crate::workbook::Sheet, baris: u32| lembar.row(baris).to_vec();
        for baris in [0, 1, BARIS_KEPALA, BARIS_ISI, BARIS_ISI + 1, BARIS_ISI + 99] {
            assert_eq!(isi(&pendek, baris), isi(&panjang, baris), "row {}", baris + 1);
        }
        assert_eq!(isi(&panjang, BARIS_JUMLAH).len(), isi(&pendek, BARIS_JUMLAH).len());
        assert_eq!(panjang.used_rows().map(|(_, akhir)| akhir), Some(BARIS_ISI + BARIS_PANJANG as u32 + 99));
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
            let mut buku = Workbook::new();
            let lembar = LembarTabel {
                nama: "Pengukuran",
                nama_tabel: "Ukur",
                judul: "Judul".into(),
                keterangan: "Semua.".into(),
                kolom: &KOLOM,
                baris: (1..=banyak).map(|nomor| Baris::biasa(vec![Sel::Angka(f64::from(nomor))])).collect(),
                beku: 1,
                jumlah: ("Jumlah", vec![("Nomor", Jumlah::Tambah)]),
                lampu: Vec::new(),
            };
            lembar.tulis_berbatas(&mut buku, &Gaya::baru(), batas, |_, _| Ok(())).expect("a workbook");
            isi(&buku.save_to_buffer().expect("bytes"))
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
