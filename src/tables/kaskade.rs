//! The register of units and the nodes of the cascade, out of the cascade workbook's typed rows; and its table.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Tables;
use super::indikator::borrowed;
use super::register::Register;
use super::schema::{Column, Row};
use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, JenisBaris, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Nilai;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit, Polaritas};
use crate::domain::simpul::{Jenjang, Simpul};
use crate::domain::teks;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;

/// The units of the register, in sheet order.
pub(super) fn baca_unit(tables: &Tables) -> Vec<Unit> {
    let mut unit: Vec<Unit> = baris(tables, PeranTabel::Unit).filter_map(|(_, baris)| satu_unit(baris)).collect();
    let register = Register::baru(&unit);
    let induk: Vec<Option<String>> = unit
        .iter()
        .map(|satu| {
            let tertulis = satu.induk.as_deref()?;
            Some(register.bernama(tertulis).map_or_else(|| tertulis.to_string(), |induk| induk.kode.clone()))
        })
        .collect();
    for (satu, induk) in unit.iter_mut().zip(induk) {
        satu.induk = induk;
    }
    unit
}

/// The nodes of the cascade, in sheet order. A code or name of a unit that the register knows becomes that unit's code.
///
/// Of the years of a plan, the one asked for is the year's target.
pub(super) fn baca_simpul(tables: &Tables, tahun: i32) -> Vec<Simpul> {
    let register = Register::baru(&tables.unit);
    let baris: Vec<(u32, &Baris)> = baris(tables, PeranTabel::Kaskade).collect();
    baris.par_iter().filter_map(|(rekaman, baris)| satu_simpul(*rekaman, baris, &register, tahun)).collect()
}

/// The rows of a role in documents of the cascade workbook that say something of their own.
fn baris(tables: &Tables, peran: PeranTabel) -> impl Iterator<Item = (u32, &Baris)> {
    tables
        .rekaman_dipakai()
        .filter(move |&rekaman| tables.tabel_dari(rekaman).is_some_and(|tabel| tabel.peran == peran))
        .filter_map(|rekaman| {
            let baris = tables.baris_dari(rekaman)?;
            matches!(baris.jenis, JenisBaris::Data | JenisBaris::Lanjutan).then_some((rekaman, baris))
        })
}

fn tulisan(baris: &Baris, kolom: Kolom) -> Option<&str> {
    baris.isian(kolom).filter(|isian| !isian.nilai.tanpa_isi()).and_then(|isian| isian.teks())
}

fn milik(baris: &Baris, bidang: Bidang) -> Option<String> {
    tulisan(baris, bidang.tahunan()).map(str::to_string)
}

fn satu_unit(baris: &Baris) -> Option<Unit> {
    let nama = milik(baris, Bidang::NamaUnit);
    let kode = milik(baris, Bidang::Kode).or_else(|| nama.clone())?;
    Some(Unit {
        nama: nama.unwrap_or_else(|| kode.clone()),
        kode,
        nama_lain: milik(baris, Bidang::NamaLain).map(|teks| daftar(&teks)).unwrap_or_default(),
        induk: milik(baris, Bidang::IndukUnit),
        pimpinan: milik(baris, Bidang::Pimpinan),
        nip: milik(baris, Bidang::Nip),
        jabatan: milik(baris, Bidang::Jabatan),
        surel: milik(baris, Bidang::Surel).map(|teks| daftar(&teks)).unwrap_or_default(),
        baris: baris.baris,
    })
}

/// The entries of a cell that lists several, split at semicolons and line breaks; at commas only when there is no
/// semicolon, because names hold commas too.
fn daftar(teks: &str) -> Vec<String> {
    let koma = !teks.contains(';');
    teks.split(|huruf| matches!(huruf, ';' | '\n' | '\r') || (koma && huruf == ','))
        .map(str::trim)
        .filter(|nama| !nama.is_empty())
        .map(str::to_string)
        .collect()
}

fn satu_simpul(rekaman: u32, baris: &Baris, register: &Register<'_>, tahun: i32) -> Option<Simpul> {
    let kode = milik(baris, Bidang::Kode).map(|teks| satu_ejaan(&teks));
    let indikator = milik(baris, Bidang::Indikator);
    if kode.is_none() && indikator.is_none() {
        return None;
    }
    let nilai = |kolom: Kolom| baris.isian(kolom).map_or(Nilai::Kosong, |isian| isian.nilai.clone());
    Some(Simpul {
        rekaman,
        kode: kode.unwrap_or_default(),
        kode_induk: milik(baris, Bidang::KodeInduk).map(|teks| satu_ejaan(&teks)),
        jenjang: tulisan(baris, Bidang::Jenjang.tahunan()).and_then(Jenjang::baca),
        unit: milik(baris, Bidang::KodeUnit)
            .map(|tertulis| register.bernama(&tertulis).map_or(tertulis, |unit| unit.kode.clone())),
        sasaran: milik(baris, Bidang::Sasaran).unwrap_or_default(),
        indikator: indikator.unwrap_or_default(),
        satuan: milik(baris, Bidang::Satuan).unwrap_or_default(),
        polaritas: tulisan(baris, Bidang::Polaritas.tahunan())
            .and_then(Polaritas::baca)
            .or_else(|| tulisan(baris, Bidang::KonsolidasiPeriode.tahunan()).and_then(Polaritas::dari_konsolidasi))
            .unwrap_or(Polaritas::Maksimum),
        konsolidasi_periode: tulisan(baris, Bidang::KonsolidasiPeriode.tahunan()).and_then(KonsolidasiPeriode::baca),
        konsolidasi_unit: konsolidasi_unit(baris),
        bobot: baris.isian(Bidang::Bobot.tahunan()).and_then(|isian| isian.nilai.angka()),
        target: match (baris.isian(Bidang::Target.tahunan()), u16::try_from(tahun)) {
            (None, Ok(tahun)) => nilai(Bidang::Target.tahun(tahun)),
            _ => nilai(Bidang::Target.tahunan()),
        },
        target_tw: Triwulan::SEMUA.map(|tw| nilai(Bidang::Target.tw(tw))),
    })
}

/// A dash is a word here: it says that the children do not count.
fn konsolidasi_unit(baris: &Baris) -> Option<KonsolidasiUnit> {
    baris.isian(Bidang::KonsolidasiUnit.tahunan())?.teks().and_then(KonsolidasiUnit::baca)
}

fn satu_ejaan(teks: &str) -> String {
    teks::kode_indikator(teks).unwrap_or_else(|| teks.trim().to_string())
}

/// A node of the cascade with the cell it stands in.
#[derive(Debug, Clone, Copy)]
pub struct KaskadeRow<'a> {
    /// The node.
    pub simpul: &'a Simpul,
    /// Its sheet.
    pub sheet: &'a str,
    /// The cell of its code.
    pub cell: Option<CellAddress>,
    /// Its target as it was typed.
    pub target_teks: Option<&'a str>,
}

impl Row for KaskadeRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::count("rekaman", |row: &Self| Some(row.simpul.rekaman)),
            Column::text("kode", |row| borrowed(Some(&row.simpul.kode))),
            Column::text("kode_induk", |row| borrowed(row.simpul.kode_induk.as_deref())),
            Column::text("jenjang", |row| borrowed(row.simpul.jenjang.map(nama_jenjang))),
            Column::text("unit", |row| borrowed(row.simpul.unit.as_deref())),
            Column::text("sasaran", |row| borrowed(ada(&row.simpul.sasaran))),
            Column::text("indikator", |row| borrowed(ada(&row.simpul.indikator))),
            Column::text("satuan", |row| borrowed(ada(&row.simpul.satuan))),
            Column::text("polaritas", |row| borrowed(Some(row.simpul.polaritas.nama()))),
            Column::text("konsolidasi_periode", |row| {
                borrowed(row.simpul.konsolidasi_periode.map(KonsolidasiPeriode::nama))
            }),
            Column::text("konsolidasi_unit", |row| borrowed(row.simpul.konsolidasi_unit.map(KonsolidasiUnit::nama))),
            Column::number("bobot", |row| row.simpul.bobot),
            Column::number("target", |row| row.simpul.target.angka()),
            Column::text("target_teks", |row| borrowed(row.target_teks)),
            Column::number("target_tw1", |row| row.simpul.target_tw[0].angka()),
            Column::number("target_tw2", |row| row.simpul.target_tw[1].angka()),
            Column::number("target_tw3", |row| row.simpul.target_tw[2].angka()),
            Column::number("target_tw4", |row| row.simpul.target_tw[3].angka()),
            Column::text("berkas", |_| borrowed(Some(super::JALUR_KASKADE))),
            Column::text("lembar", |row| borrowed(ada(row.sheet))),
            Column::text("sel", |row| row.cell.map(|cell| Cow::Owned(cell.to_string()))),
        ]
    }
}

impl Tables {
    /// The rows of the table `kaskade`, in sheet order.
    pub fn kaskade(&self) -> impl ExactSizeIterator<Item = KaskadeRow<'_>> {
        self.simpul.iter().map(|simpul| KaskadeRow {
            simpul,
            sheet: self.lembar_dari(simpul.rekaman).unwrap_or_default(),
            cell: self.isian(simpul.rekaman, Bidang::Kode.tahunan()).map(|isian| isian.sel),
            target_teks: self.isian(simpul.rekaman, Bidang::Target.tahunan()).and_then(|isian| isian.teks()),
        })
    }
}

fn nama_jenjang(jenjang: Jenjang) -> &'static str {
    match jenjang {
        Jenjang::Iku => "IKU",
        Jenjang::Ikk => "IKK",
        Jenjang::Iki => "IKI",
    }
}

fn ada(teks: &str) -> Option<&str> {
    (!teks.is_empty()).then_some(teks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_splits_names_only_where_no_semicolon_does() {
        assert_eq!(
            daftar("JTI; Jurusan TI, Kampus 2\nTeknik Informatika"),
            ["JTI", "Jurusan TI, Kampus 2", "Teknik Informatika"]
        );
        assert_eq!(daftar("JTI, Jurusan TI"), ["JTI", "Jurusan TI"]);
    }
}
