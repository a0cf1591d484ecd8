//! The sheet `TEMUAN`: who asks, how many findings, what is already right, and every finding with links to its cells.

use std::collections::BTreeMap;

use super::KonteksKoreksi;
use super::book::Sheet;
use super::pesan::{self, Butir};
use super::sheet;
use super::styles::{self, Daftar, Styles};
use super::warna;
use crate::domain::address::CellAddress;
use crate::domain::tanggal::format_panjang;
use crate::finding::{Tempat, Tingkat};
use crate::ooxml::text::{self, escape_attribute, escape_text};

/// Rows of the list; what is beyond is counted in its last line.
const BARIS_TERBANYAK: usize = 5_000;
/// Cells of one finding that get a line of their own.
const SEL_TERBANYAK: usize = 50;
/// The hidden column of the record.
const KOLOM_CATATAN: u32 = 11;

const KEPALA: [(&str, u32); 10] = [
    ("No", 6),
    ("Tingkat", 13),
    ("Kode", 8),
    ("Lembar", 14),
    ("Sel", 9),
    ("Indikator", 26),
    ("Temuan", 44),
    ("Ditemukan", 17),
    ("Seharusnya", 17),
    ("Cara memperbaiki", 40),
];

const PETUNJUK: [&str; 2] = [
    "Perbaiki langsung di berkas ini: klik alamat pada kolom Sel, betulkan isinya, simpan, lalu kirim kembali.",
    "Warna dan catatan dari Selaras serta lembar ini tidak perlu dihapus; pada pemeriksaan berikutnya diganti sendiri.",
];

/// What the sheet is made of.
pub(super) struct Susunan<'a> {
    pub(super) butir: &'a [Butir<'a>],
    pub(super) konteks: &'a KonteksKoreksi,
    /// Why this is a copy and not the unit's own file.
    pub(super) sebab: Option<&'a str>,
    /// Sheets on which some cells got no comment.
    pub(super) tanpa_komentar: &'a [String],
    /// The sheet that a place leads to, when it can be shown.
    pub(super) tautan: &'a dyn Fn(&Tempat) -> Option<&'a Sheet>,
}

/// Cell formats of the sheet.
pub(super) struct Gaya {
    judul: usize,
    teks: usize,
    tebal: usize,
    kepala: usize,
    isi: usize,
    tautan: usize,
    tingkat: [usize; 3],
}

impl Gaya {
    pub(super) fn baru(styles: &mut Styles) -> Self {
        let mut huruf = |sifat: &str, ukuran: u32, warna: &str| {
            styles.find_or_add(
                Daftar::Huruf,
                &format!("<font>{sifat}<sz val=\"{ukuran}\"/><color rgb=\"{warna}\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"),
            )
        };
        let judul = huruf("<b/>", 16, "FF1F3864");
        let teks = huruf("", 10, "FF1F2933");
        let tebal = huruf("<b/>", 10, "FF1F2933");
        let putih = huruf("<b/>", 10, "FFFFFFFF");
        let biru = huruf("<u/>", 10, "FF0563C1");
        let mut isian = |rgb: &str| styles.find_or_add(Daftar::Isian, &styles::solid(rgb));
        let biru_tua = isian("FF1F3864");
        let warna = [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info].map(|tingkat| isian(&warna::rgb(tingkat, 0)));
        let sisi = |nama: &str| format!("<{nama} style=\"thin\"><color rgb=\"FFD0D5DD\"/></{nama}>");
        let garis = styles.find_or_add(
            Daftar::Garis,
            &format!("<border>{}{}{}{}<diagonal/></border>", sisi("left"), sisi("right"), sisi("top"), sisi("bottom")),
        );
        let mut sel = |huruf: usize, isian: usize, garis: usize, letak: &str| {
            styles.find_or_add(
                Daftar::Sel,
                &format!("<xf numFmtId=\"0\" fontId=\"{huruf}\" fillId=\"{isian}\" borderId=\"{garis}\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {letak}/></xf>"),
            )
        };
        let bungkus = "horizontal=\"left\" vertical=\"top\" wrapText=\"1\"";
        Self {
            judul: sel(judul, 0, 0, "vertical=\"center\""),
            teks: sel(teks, 0, 0, "vertical=\"top\""),
            tebal: sel(tebal, 0, 0, "vertical=\"top\""),
            kepala: sel(putih, biru_tua, garis, "vertical=\"center\" wrapText=\"1\""),
            isi: sel(teks, 0, garis, bungkus),
            tautan: sel(biru, 0, garis, bungkus),
            tingkat: warna.map(|isian| sel(tebal, isian, garis, bungkus)),
        }
    }

    const fn tingkat(&self, tingkat: Tingkat) -> usize {
        match tingkat {
            Tingkat::Galat => self.tingkat[0],
            Tingkat::Peringatan => self.tingkat[1],
            Tingkat::Info => self.tingkat[2],
        }
    }
}

/// Rows under construction.
#[derive(Default)]
struct Lembar {
    baris: Vec<BTreeMap<u32, (usize, Isi)>>,
    tautan: Vec<(CellAddress, String)>,
}

enum Isi {
    Teks(String),
    Angka(usize),
}

impl Lembar {
    /// A new row, and its number counted from zero.
    fn baris_baru(&mut self) -> u32 {
        self.baris.push(BTreeMap::new());
        u32::try_from(self.baris.len() - 1).unwrap_or(u32::MAX)
    }

    fn isi(&mut self, kolom: u32, gaya: usize, isi: Isi) {
        if let Some(baris) = self.baris.last_mut() {
            baris.insert(kolom, (gaya, isi));
        }
    }

    fn teks(&mut self, kolom: u32, gaya: usize, teks: impl Into<String>) {
        self.isi(kolom, gaya, Isi::Teks(teks.into()));
    }

    fn kalimat(&mut self, gaya: usize, teks: impl Into<String>) {
        self.baris_baru();
        self.teks(0, gaya, teks);
    }

    fn label(&mut self, gaya: &Gaya, label: &str, isi: &str) {
        self.baris_baru();
        self.teks(0, gaya.teks, label);
        self.teks(2, gaya.tebal, isi);
    }
}

/// The sheet part, and the row of the list's header counted from one.
pub(super) fn tulis(susunan: &Susunan<'_>, gaya: &Gaya, catatan: &[String]) -> (String, u32) {
    let mut lembar = Lembar::default();
    kop(&mut lembar, susunan, gaya);
    let kepala = lembar.baris_baru() + 1;
    for (kolom, (judul, _)) in (0..).zip(KEPALA) {
        lembar.teks(kolom, gaya.kepala, judul);
    }
    daftar(&mut lembar, susunan, gaya);
    for (nomor, isi) in catatan.iter().enumerate() {
        if lembar.baris.len() <= nomor {
            lembar.baris_baru();
        }
        lembar.baris[nomor].insert(KOLOM_CATATAN, (0, Isi::Teks(isi.clone())));
    }
    (xml(&lembar, susunan.konteks), kepala)
}

fn kop(lembar: &mut Lembar, susunan: &Susunan<'_>, gaya: &Gaya) {
    let konteks = susunan.konteks;
    lembar.kalimat(gaya.judul, "TEMUAN");
    lembar.label(gaya, "Dari", &konteks.instansi);
    lembar.label(gaya, "Untuk", &konteks.unit);
    lembar.label(gaya, "Berkas", &konteks.berkas);
    lembar.label(gaya, "Diperiksa", &format_panjang(konteks.tanggal));
    if let Some(sebab) = susunan.sebab {
        lembar.baris_baru();
        lembar.kalimat(
            gaya.tebal,
            "Berkas ini salinan: isi selnya sama, tampilannya tidak, dan rumusnya tinggal hasilnya.",
        );
        lembar.kalimat(gaya.teks, format!("Berkas asli tidak dapat ditandai langsung karena {sebab}."));
    }
    lembar.baris_baru();
    for (tingkat, arti) in [
        (Tingkat::Galat, "harus diperbaiki sebelum dikirim kembali"),
        (Tingkat::Peringatan, "perlu dijelaskan atau dilihat lagi"),
        (Tingkat::Info, "untuk diketahui"),
    ] {
        lembar.baris_baru();
        lembar.teks(1, gaya.tingkat(tingkat), tingkat.nama());
        lembar.isi(2, gaya.isi, Isi::Angka(pesan::jumlah(susunan.butir, tingkat)));
        lembar.teks(3, gaya.teks, arti);
    }
    lembar.baris_baru();
    if !konteks.sudah_benar.is_empty() {
        lembar.kalimat(gaya.tebal, "Sudah benar");
        for baris in &konteks.sudah_benar {
            lembar.kalimat(gaya.teks, format!("✓  {}", pesan::untuk_sel(baris)));
        }
        lembar.baris_baru();
    }
    if !susunan.butir.is_empty() {
        PETUNJUK.iter().for_each(|baris| lembar.kalimat(gaya.teks, *baris));
    }
    for nama in susunan.tanpa_komentar {
        lembar.kalimat(
            gaya.teks,
            format!("Lembar {nama}: sel yang keliru terlalu banyak; sebagian hanya diwarnai, tanpa catatan."),
        );
    }
    lembar.baris_baru();
}

fn daftar(lembar: &mut Lembar, susunan: &Susunan<'_>, gaya: &Gaya) {
    if susunan.butir.is_empty() {
        lembar.kalimat(gaya.teks, "Tidak ada temuan.");
        return;
    }
    let mulai = lembar.baris.len();
    for (letak, butir) in susunan.butir.iter().enumerate() {
        if lembar.baris.len() - mulai >= BARIS_TERBANYAK {
            let sisa = susunan.butir.len() - letak;
            lembar.kalimat(gaya.tebal, format!("Daftar dipotong: masih ada {sisa} temuan."));
            return;
        }
        satu(lembar, butir, susunan, gaya);
    }
}

/// A finding: a full line for its first cell, a short one for each other cell.
fn satu(lembar: &mut Lembar, butir: &Butir<'_>, susunan: &Susunan<'_>, gaya: &Gaya) {
    let (temuan, tempat) = (butir.temuan, &butir.temuan.tempat);
    let berkas = &susunan.konteks.berkas;
    let mut isi = vec![temuan.pesan.clone()];
    if tempat.berkas != *berkas && !tempat.berkas.is_empty() {
        isi.push(format!("Letaknya: {}", pesan::letak(tempat, berkas)));
    }
    isi.extend(pesan::terkait(temuan, berkas));
    isi.extend(pesan::menyusul(butir));
    let mut seharusnya: Vec<String> = temuan.seharusnya.iter().cloned().collect();
    seharusnya.extend(pesan::selisih(temuan).map(|selisih| format!("(selisih {selisih})")));
    garis(lembar, gaya, &butir.nomor, temuan.tingkat, &temuan.kode);
    letak(lembar, tempat, tempat.sel.first().copied(), susunan, gaya);
    lembar.teks(5, gaya.isi, pesan::untuk_sel(temuan.indikator.as_deref().unwrap_or_default()));
    lembar.teks(6, gaya.isi, pesan::untuk_sel(&isi.join("\n")));
    lembar.teks(7, gaya.isi, pesan::untuk_sel(temuan.ditemukan.as_deref().unwrap_or_default()));
    lembar.teks(8, gaya.isi, pesan::untuk_sel(&seharusnya.join("\n")));
    lembar.teks(9, gaya.isi, pesan::untuk_sel(&temuan.saran));
    for sel in tempat.sel.iter().skip(1).take(SEL_TERBANYAK - 1) {
        garis(lembar, gaya, &butir.nomor, temuan.tingkat, &temuan.kode);
        letak(lembar, tempat, Some(*sel), susunan, gaya);
        lembar.teks(6, gaya.isi, format!("sama dengan nomor {} di atas", butir.nomor));
    }
    if let Some(sisa) = tempat.sel.len().checked_sub(SEL_TERBANYAK).filter(|sisa| *sisa > 0) {
        garis(lembar, gaya, &butir.nomor, temuan.tingkat, &temuan.kode);
        lembar.teks(6, gaya.isi, format!("dan {sisa} sel lain yang juga diwarnai"));
    }
}

/// A bordered line with number, severity and code.
fn garis(lembar: &mut Lembar, gaya: &Gaya, nomor: &str, tingkat: Tingkat, kode: &str) {
    lembar.baris_baru();
    for kolom in 3..10 {
        lembar.teks(kolom, gaya.isi, "");
    }
    match nomor.parse() {
        Ok(nomor) => lembar.isi(0, gaya.isi, Isi::Angka(nomor)),
        Err(_) => lembar.teks(0, gaya.isi, nomor),
    }
    lembar.teks(1, gaya.tingkat(tingkat), tingkat.nama());
    lembar.teks(2, gaya.isi, kode);
}

/// Sheet and cell of the current line, with a link where a click can lead there.
fn letak(lembar: &mut Lembar, tempat: &Tempat, sel: Option<CellAddress>, susunan: &Susunan<'_>, gaya: &Gaya) {
    let tujuan = (susunan.tautan)(tempat);
    let di_berkas_ini = tempat.berkas == susunan.konteks.berkas;
    let nama = tempat.lembar.as_deref().filter(|_| di_berkas_ini).unwrap_or_default();
    let tersembunyi = tujuan.is_some_and(|sheet| sheet.hidden);
    lembar.teks(3, gaya.isi, if tersembunyi { format!("{nama} (tersembunyi)") } else { nama.to_string() });
    let Some(sheet) = tujuan.filter(|_| !tersembunyi) else {
        lembar.teks(4, gaya.isi, sel.filter(|_| di_berkas_ini).map(|sel| sel.to_string()).unwrap_or_default());
        return;
    };
    let teks = sel.map_or_else(|| "buka".to_string(), |sel| sel.to_string());
    lembar.teks(4, gaya.tautan, teks);
    let baris = u32::try_from(lembar.baris.len().saturating_sub(1)).unwrap_or(0);
    lembar.tautan.push((CellAddress::new(baris, 4), sheet::link(&sheet.name, sel)));
}

fn xml(lembar: &Lembar, konteks: &KonteksKoreksi) -> String {
    let kolom: String = (1..)
        .zip(KEPALA)
        .map(|(nomor, (_, lebar))| {
            format!("<col min=\"{nomor}\" max=\"{nomor}\" width=\"{lebar}\" customWidth=\"1\"/>")
        })
        .collect();
    let catatan = KOLOM_CATATAN + 1;
    let mut baris = String::new();
    for (nomor, isi) in (0_u32..).zip(&lembar.baris) {
        let tinggi = tinggi(nomor, isi).map_or(String::new(), |tinggi| format!(" ht=\"{tinggi}\" customHeight=\"1\""));
        baris.push_str(&format!("<row r=\"{}\"{tinggi}>", nomor + 1));
        for (kolom, (gaya, isi)) in isi {
            let alamat = CellAddress::new(nomor, *kolom);
            baris.push_str(&match isi {
                Isi::Teks(teks) if teks.is_empty() => format!("<c r=\"{alamat}\" s=\"{gaya}\"/>"),
                Isi::Teks(teks) => format!(
                    "<c r=\"{alamat}\" s=\"{gaya}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escape_text(teks)
                ),
                Isi::Angka(angka) => format!("<c r=\"{alamat}\" s=\"{gaya}\"><v>{angka}</v></c>"),
            });
        }
        baris.push_str("</row>");
    }
    let tautan: String = lembar
        .tautan
        .iter()
        .map(|(sel, tujuan)| {
            format!("<hyperlink ref=\"{sel}\" location=\"{0}\" display=\"{0}\"/>", escape_attribute(tujuan))
        })
        .collect();
    let tautan = if tautan.is_empty() { tautan } else { format!("<hyperlinks>{tautan}</hyperlinks>") };
    let kaki = escape_text(&format!("&L&8Temuan - {}&R&8&P / &N", text::kaki(&konteks.unit, 80)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{kolom}<col min=\"{catatan}\" max=\"{catatan}\" width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols><sheetData>{baris}</sheetData>{tautan}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>{kaki}</oddFooter></headerFooter></worksheet>"
    )
}

/// Height of a row of the list in points: not every program fits rows to their text when it opens a file.
fn tinggi(nomor: u32, isi: &BTreeMap<u32, (usize, Isi)>) -> Option<u32> {
    if nomor == 0 {
        return Some(24);
    }
    // Only the list fills this column; what stands above runs over its neighbours on one line.
    isi.get(&6)?;
    let garis = |kolom: u32, isi: &Isi| match (isi, KEPALA.get(kolom as usize)) {
        (Isi::Teks(teks), Some((_, lebar))) => teks.lines().map(|baris| baris_terbungkus(baris, *lebar as usize)).sum(),
        _ => 1,
    };
    let banyak = isi.iter().map(|(kolom, (_, isi))| garis(*kolom, isi)).max().unwrap_or(1);
    Some(u32::try_from(banyak.clamp(1, 29)).unwrap_or(1) * 14 + 2)
}

/// How many lines a text takes in a column so many letters wide.
fn baris_terbungkus(teks: &str, lebar: usize) -> usize {
    let (mut baris, mut terpakai) = (1, 0);
    for kata in teks.split(' ') {
        let panjang = kata.chars().count();
        if terpakai > 0 && terpakai + 1 + panjang > lebar {
            baris += 1;
            terpakai = 0;
        }
        terpakai += panjang + usize::from(terpakai > 0);
        baris += terpakai.saturating_sub(1) / lebar;
        terpakai = if terpakai > lebar { terpakai % lebar } else { terpakai };
    }
    baris
}
