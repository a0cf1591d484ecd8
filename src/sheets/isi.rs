//! The rows of a table, written into the sheet that the writer left for them.

use std::collections::HashMap;

use super::SheetError;
use super::sel::{Hasil, Sel, tinggi};
use super::teks::TeksBersama;
use super::{BARIS_ISI, BARIS_JUMLAH, BARIS_KEPALA, Baris, IsiBaris, Jumlah, Kolom, Rupa};
use crate::domain::address::column_letters;
use crate::ooxml::part::{Padat, Repacked};
use crate::ooxml::raw;
use crate::ooxml::text::{escape_attribute, teks_sel};
use crate::sheets::gaya::{Corak, Wujud};

/// Links that Excel takes on one sheet.
const TAUTAN_TERBANYAK: usize = 65_000;
const HUBUNGAN: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// A table that has a sheet, or several, and no rows in it yet.
pub(super) struct IsiTabel<'a> {
    pub(super) baris: IsiBaris<'a>,
    pub(super) kolom: Vec<Kolom>,
    pub(super) lebar: Vec<f64>,
    /// What the totals row says in its first cell, and the totals by column.
    pub(super) jumlah: (&'static str, Vec<(usize, Jumlah)>),
    /// Its sheets: number in the workbook from 1, and rows.
    pub(super) lembar: Vec<(usize, usize)>,
}

impl IsiTabel<'_> {
    pub(super) fn tulis(self, paket: &mut Repacked<'_>, bersama: &mut TeksBersama) -> Result<(), SheetError> {
        let mut semua = self.baris.semua;
        let huruf: Vec<String> = (0_u32..).take(self.kolom.len()).map(column_letters).collect();
        for (nomor, banyak) in self.lembar {
            let nama = format!("xl/worksheets/sheet{nomor}.xml");
            let kerangka = paket.text(&nama)?;
            let kerangka = Kerangka::dari(&kerangka).ok_or_else(|| tak_terduga(&nama))?;
            let mut pena = Pena {
                kolom: &self.kolom,
                lebar: &self.lebar,
                huruf: &huruf,
                rupa: &kerangka.rupa,
                bersama,
                tautan: Tautan::default(),
                terdalam: 0,
            };
            let mut hitung: Vec<Hitung> = self.jumlah.1.iter().map(|_| Hitung::default()).collect();
            let (mut badan, mut tertulis) = (Padat::default(), 0);
            for (baris, nomor) in semua.by_ref().take(banyak).zip(BARIS_ISI..) {
                for (hitung, (kolom, _)) in hitung.iter_mut().zip(&self.jumlah.1) {
                    hitung.tambah(baris.sel.get(*kolom));
                }
                pena.baris(badan.teks(), &baris, nomor)?;
                badan.maju()?;
                tertulis += 1;
            }
            if tertulis != banyak {
                return Err(SheetError::TakTerduga(format!("{nama}: {tertulis} dari {banyak} baris")));
            }
            let mut jumlah = Vec::new();
            if !hitung.is_empty() {
                let hitung = self
                    .jumlah
                    .1
                    .iter()
                    .zip(&hitung)
                    .map(|((kolom, cara), hitung)| (*kolom, hitung.sel(*cara, &huruf, *kolom, banyak)));
                pena.jumlah(&mut jumlah, self.jumlah.0, &hitung.collect())?;
            }
            let akhir = format!("{}{}", huruf.last().map_or("A", String::as_str), BARIS_ISI as usize + banyak);
            let (terdalam, tautan) = (pena.terdalam, pena.tautan);
            let awal = kerangka.awal(&akhir, terdalam, &jumlah);
            let kaki = kerangka.akhir(&tautan.daftar);
            paket.replace(&nama, badan.kemas(&nama, &awal, &kaki)?);
            let nama = format!("xl/worksheets/_rels/sheet{nomor}.xml.rels");
            let semula = paket.text(&nama)?;
            panjangkan_tabel(paket, &semula, &akhir)?;
            if !tautan.tujuan.is_empty() {
                let sisa = semula.strip_suffix("</Relationships>").ok_or_else(|| tak_terduga(&nama))?;
                let mut isi = Padat::default();
                isi.teks().extend(&tautan.hubungan);
                paket.replace(&nama, isi.kemas(&nama, sisa.as_bytes(), b"</Relationships>")?);
            }
        }
        // A row lost in silence is the worst there is.
        match semua.next() {
            Some(_) => Err(SheetError::TakTerduga("ada baris tabel yang tidak mendapat tempat".into())),
            None => Ok(()),
        }
    }
}

/// Draws the table of a sheet down to its last cell.
fn panjangkan_tabel(paket: &mut Repacked<'_>, hubungan: &str, akhir: &str) -> Result<(), SheetError> {
    let nama = hubungan.split('"').find_map(|bagian| bagian.strip_prefix("../tables/"));
    let nama = format!("xl/tables/{}", nama.ok_or_else(|| tak_terduga("hubungan lembar"))?);
    let semula = paket.text(&nama)?;
    let kini = raw::atribut(&semula, "ref").ok_or_else(|| tak_terduga(&nama))?;
    let panjang = format!("A{}:{akhir}", BARIS_KEPALA + 1);
    let baru = semula.replace(&format!(" ref=\"{kini}\""), &format!(" ref=\"{panjang}\""));
    paket.replace(&nama, Padat::default().kemas(&nama, baru.as_bytes(), b"")?);
    Ok(())
}

fn tak_terduga(nama: &str) -> SheetError {
    SheetError::TakTerduga(format!("{nama} tidak berbentuk seperti yang ditulis"))
}

/// A sheet as the writer left it: rows above the header, the header, one row of samples, and what follows the rows.
struct Kerangka<'k> {
    atas: &'k str,
    kepala: &'k str,
    kaki: &'k str,
    /// The number of the look of each sample.
    rupa: Vec<u32>,
}

impl<'k> Kerangka<'k> {
    fn dari(teks: &'k str) -> Option<Self> {
        let (atas, sisa) = teks.split_at(teks.find(&format!("<row r=\"{}\"", BARIS_KEPALA + 1))?);
        let (kepala, sisa) = sisa.split_at(sisa.find(&format!("<row r=\"{}\"", BARIS_ISI + 1))?);
        let (contoh, kaki) = sisa.split_at(sisa.find("</sheetData>")?);
        let satu = |sel: &str| raw::atribut(sel.split('>').next()?, "s")?.parse().ok();
        let rupa: Vec<u32> = contoh.split("<c").skip(1).map(satu).collect::<Option<_>>()?;
        (rupa.len() == Corak::SEMUA.len() * Wujud::SEMUA.len()).then_some(Self { atas, kepala, kaki, rupa })
    }

    /// Everything before the rows; `akhir` is the last cell.
    fn awal(&self, akhir: &str, terdalam: u8, jumlah: &[u8]) -> Vec<u8> {
        let mut atas = self.atas.to_string();
        let ukuran = atas.find("<dimension ref=\"").map(|letak| letak + "<dimension ref=\"".len());
        if let Some((awal, panjang)) = ukuran.and_then(|awal| Some((awal, atas[awal..].find('"')?))) {
            atas.replace_range(awal..awal + panjang, &format!("A1:{akhir}"));
        }
        if terdalam > 0 {
            atas = atas.replacen("<sheetFormatPr", &format!("<sheetFormatPr outlineLevelRow=\"{terdalam}\""), 1);
        }
        [atas.as_bytes(), jumlah, self.kepala.as_bytes()].concat()
    }

    /// Everything after the rows, with the links in their place: before the set-up of pages.
    fn akhir(&self, tautan: &[u8]) -> Vec<u8> {
        let letak = ["<printOptions", "<pageMargins"].iter().filter_map(|nama| self.kaki.find(nama)).min();
        let (depan, belakang) = self.kaki.split_at(letak.unwrap_or(self.kaki.len()));
        if tautan.is_empty() {
            return self.kaki.as_bytes().to_vec();
        }
        [depan.as_bytes(), b"<hyperlinks>", tautan, b"</hyperlinks>", belakang.as_bytes()].concat()
    }
}

/// The links of a sheet, each file named once.
#[derive(Default)]
struct Tautan {
    banyak: usize,
    tujuan: HashMap<String, usize>,
    hubungan: Vec<u8>,
    daftar: Vec<u8>,
}

impl Tautan {
    /// A link in a cell; `alamat` is `file://`, a path, and perhaps `#` and a place in it.
    fn tambah(&mut self, (huruf, nomor): (&str, u32), alamat: &str) {
        self.banyak += 1;
        let alamat = alamat.strip_prefix("file://").unwrap_or(alamat);
        let (tujuan, tempat) = alamat.split_once('#').map_or((alamat, None), |(tujuan, tempat)| (tujuan, Some(tempat)));
        let urutan = match self.tujuan.get(tujuan) {
            Some(urutan) => *urutan,
            None => {
                let urutan = self.tujuan.len() + 1;
                self.tujuan.insert(tujuan.to_string(), urutan);
                self.hubungan
                    .extend(format!("<Relationship Id=\"rIdTautan{urutan}\" Type=\"{HUBUNGAN}\" Target=\"").bytes());
                self.hubungan.extend(escape_attribute(tujuan).bytes());
                self.hubungan.extend(b"\" TargetMode=\"External\"/>");
                urutan
            }
        };
        self.daftar.extend(b"<hyperlink ref=\"");
        self.daftar.extend(huruf.as_bytes());
        bulat(&mut self.daftar, nomor.into());
        self.daftar.extend(b"\" r:id=\"rIdTautan");
        bulat(&mut self.daftar, urutan as u64);
        self.daftar.push(b'"');
        if let Some(tempat) = tempat {
            self.daftar.extend(b" location=\"");
            self.daftar.extend(escape_attribute(tempat).bytes());
            self.daftar.push(b'"');
        }
        self.daftar.extend(b"/>");
    }
}

/// Writes rows as XML.
struct Pena<'p> {
    kolom: &'p [Kolom],
    lebar: &'p [f64],
    huruf: &'p [String],
    rupa: &'p [u32],
    bersama: &'p mut TeksBersama,
    tautan: Tautan,
    terdalam: u8,
}

impl Pena<'_> {
    fn baris(&mut self, hasil: &mut Vec<u8>, baris: &Baris<'_>, nomor: u32) -> Result<(), SheetError> {
        let banyak = baris.sel.iter().zip(self.kolom.iter().zip(self.lebar));
        let banyak =
            banyak.map(|(sel, (kolom, lebar))| if kolom.rupa == Rupa::Lipat { sel.banyak_baris(*lebar) } else { 1 });
        // Heights are whole pixels.
        let tinggi = (tinggi(banyak.max().unwrap_or(1)) * 4.0 / 3.0).round() * 0.75;
        let tingkat = baris.tingkat.min(7);
        self.terdalam = self.terdalam.max(tingkat);
        hasil.extend(format!("<row r=\"{}\" ht=\"{tinggi}\" customHeight=\"1\"", nomor + 1).bytes());
        if tingkat > 0 {
            hasil.extend(format!(" outlineLevel=\"{tingkat}\"").bytes());
        }
        hasil.push(b'>');
        let (kolom, huruf) = (self.kolom, self.huruf);
        // Blanks carry the line below their row.
        let semua = baris.sel.iter().chain(std::iter::repeat(&Sel::Kosong));
        for ((kolom, huruf), sel) in kolom.iter().zip(huruf).zip(semua) {
            self.sel(hasil, (huruf, nomor + 1), (baris.rupa.corak(), Wujud::dari(kolom.rupa, sel)), sel)?;
        }
        hasil.extend(b"</row>");
        Ok(())
    }

    /// The row of the totals: its label, the totals, and blanks that carry its look.
    fn jumlah(&mut self, hasil: &mut Vec<u8>, judul: &str, isi: &HashMap<usize, Sel<'_>>) -> Result<(), SheetError> {
        hasil.extend(format!("<row r=\"{}\">", BARIS_JUMLAH + 1).bytes());
        let judul = Sel::Teks(judul.into());
        let (semua, huruf) = (self.kolom, self.huruf);
        for (nomor, (kolom, huruf)) in semua.iter().zip(huruf).enumerate() {
            let (sel, rupa) = match isi.get(&nomor) {
                Some(sel) => (sel, Wujud::dari(kolom.rupa, sel)),
                None => (if nomor == 0 { &judul } else { &Sel::Kosong }, Wujud::Teks),
            };
            self.sel(hasil, (huruf, BARIS_JUMLAH + 1), (Corak::Jumlah, rupa), sel)?;
        }
        hasil.extend(b"</row>");
        Ok(())
    }

    fn sel(
        &mut self,
        hasil: &mut Vec<u8>,
        (huruf, nomor): (&str, u32),
        (corak, wujud): (Corak, Wujud),
        sel: &Sel<'_>,
    ) -> Result<(), SheetError> {
        let rupa = self.rupa.get(corak as usize * Wujud::SEMUA.len() + wujud as usize).copied().unwrap_or_default();
        hasil.extend(b"<c r=\"");
        hasil.extend(huruf.as_bytes());
        bulat(hasil, nomor.into());
        hasil.extend(b"\" s=\"");
        bulat(hasil, rupa.into());
        hasil.push(b'"');
        match sel {
            Sel::Teks(teks) | Sel::Tautan(_, teks) if !teks.is_empty() => {
                hasil.extend(b" t=\"s\"><v>");
                bulat(hasil, self.bersama.nomor(&teks_sel(teks))?.into());
                hasil.extend(b"</v></c>");
            }
            Sel::Kosong | Sel::Teks(_) | Sel::Tautan(..) => hasil.extend(b"/>"),
            Sel::Angka(angka) => {
                hasil.push(b'>');
                nilai(hasil, *angka);
            }
            Sel::Rumus(rumus, isi) => {
                hasil.extend(if matches!(isi, Hasil::Teks(_)) { &b" t=\"str\"><f>"[..] } else { b"><f>" });
                raw::isi(hasil, rumus);
                hasil.extend(b"</f>");
                match isi {
                    Hasil::Angka(angka) => nilai(hasil, *angka),
                    Hasil::Teks(teks) => {
                        hasil.extend(b"<v>");
                        raw::isi(hasil, teks);
                        hasil.extend(b"</v></c>");
                    }
                }
            }
        }
        if let Sel::Tautan(alamat, _) = sel
            && self.tautan.banyak < TAUTAN_TERBANYAK
        {
            self.tautan.tambah((huruf, nomor), alamat);
        }
        Ok(())
    }
}

/// A figure as the value of a cell, and the end of the cell.
fn nilai(hasil: &mut Vec<u8>, angka: f64) {
    hasil.extend(b"<v>");
    if angka.fract() == 0.0 && angka.abs() < 1e15 {
        if angka < 0.0 {
            hasil.push(b'-');
        }
        bulat(hasil, angka.abs() as u64);
    } else {
        hasil.extend(angka.to_string().bytes());
    }
    hasil.extend(b"</v></c>");
}

/// A whole number. Most of what a sheet is made of is whole numbers, and the general way to write one takes three times
/// as many instructions.
fn bulat(hasil: &mut Vec<u8>, mut angka: u64) {
    let mut digit = [0; 20];
    let mut awal = digit.len();
    loop {
        awal -= 1;
        digit[awal] = b'0' + (angka % 10) as u8;
        angka /= 10;
        if angka == 0 {
            break;
        }
    }
    hasil.extend(&digit[awal..]);
}

/// What a column adds up to.
#[derive(Default)]
struct Hitung {
    terisi: usize,
    angka: usize,
    jumlah: f64,
}

impl Hitung {
    fn tambah(&mut self, sel: Option<&Sel<'_>>) {
        self.terisi += usize::from(sel.is_some_and(|sel| !matches!(sel, Sel::Kosong)));
        if let Some(angka) = sel.and_then(Sel::nilai) {
            self.angka += 1;
            self.jumlah += angka;
        }
    }

    fn sel(&self, cara: Jumlah, huruf: &[String], kolom: usize, banyak: usize) -> Sel<'static> {
        let huruf = huruf.get(kolom).map_or("A", String::as_str);
        let rentang = format!("{huruf}{}:{huruf}{}", BARIS_ISI + 1, BARIS_ISI as usize + banyak);
        match cara {
            Jumlah::Tambah => Sel::rumus(format!("SUBTOTAL(109,{rentang})"), Some(self.jumlah)),
            Jumlah::RataRata => Sel::rumus(
                format!("IF(SUBTOTAL(102,{rentang})=0,\"\",SUBTOTAL(101,{rentang}))"),
                (self.angka > 0).then(|| self.jumlah / self.angka as f64),
            ),
            Jumlah::Banyak => Sel::rumus(format!("SUBTOTAL(103,{rentang})"), Some(self.terisi as f64)),
        }
    }
}
