//! Ties rows to the cascade and to the agreement of their unit.
//!
//! In this order: the row's own code among the nodes; a code in front of its wording; its wording among the nodes; then
//! the same among the rows of the unit's PK, so that an institution without a cascade has its documents joined too.
//! Likeness joins nothing (domain section 2).
//!
//! Bare numbers ("1.1.1") are codes in some institutions and mere row numbers in others, so they come after the wording.
//! A bare number stands for the only node with a kind and that number ("IKK 1.1.1") where the row has no wording that
//! could say otherwise; and for a node with the very same bare code, where that belongs to the document's own unit or
//! the row has no wording.
//!
//! A node counts for a document when it belongs to the document's unit; else when it belongs to no unit or is an IKU of
//! the institution; else when it belongs to a unit below or above in the register. Nodes of unrelated units never
//! count, however equal the wording: two units may promise the same thing.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Tables, Tautan};
use crate::domain::dokumen::{JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::Bidang;
use crate::domain::simpul::{Jenjang, Simpul};
use crate::domain::teks;

/// What a row writes about its indicator, in comparable form.
#[derive(Debug, Clone, Default)]
struct Tulisan {
    kode: Option<String>,
    kode_dalam: Option<String>,
    kalimat: Option<String>,
}

/// The ties of every record.
pub(super) fn susun(tables: &Tables) -> Vec<Tautan> {
    let mut tautan = pokok(tables);
    let kaskade = IndeksKaskade::baru(tables);
    let tulisan: Vec<Tulisan> = tautan
        .par_iter_mut()
        .enumerate()
        .map(|(nomor, milik)| {
            let rekaman = u32::try_from(nomor).unwrap_or(u32::MAX);
            // A row that goes on with the indicator of another is tied as that one is.
            let tulisan = if milik.pokok == rekaman { tulisan(tables, rekaman) } else { Tulisan::default() };
            milik.simpul = kaskade.cari(tables, rekaman, &tulisan);
            let simpul =
                milik.simpul.and_then(|nomor| kaskade.kode.get(nomor as usize)).filter(|kode| !kode.is_empty());
            let sendiri = tulisan.kode.as_deref().or(tulisan.kode_dalam.as_deref());
            milik.kode = sendiri.map(|kode| match simpul {
                Some(simpul) if **simpul == *kode => simpul.clone(),
                _ => kode.into(),
            });
            milik.kunci = simpul.or(milik.kode.as_ref()).cloned().or_else(|| Some(tulisan.kalimat.as_deref()?.into()));
            tulisan
        })
        .collect();
    sambung_pk(tables, &mut tautan, &tulisan);
    for rekaman in 0..tautan.len() {
        let pokok = tautan[rekaman].pokok as usize;
        if pokok != rekaman {
            tautan[rekaman] = tautan[pokok].clone();
        }
    }
    tautan
}

/// Blank ties that know the first row of their indicator.
fn pokok(tables: &Tables) -> Vec<Tautan> {
    let mut terakhir: Option<(u32, u32, u32)> = None;
    let mut semua = Vec::with_capacity(tables.rekaman.len());
    for (alamat, rekaman) in tables.rekaman.iter().zip(0_u32..) {
        let jenis = tables.baris_dari(rekaman).map(|baris| baris.jenis);
        let pokok = match terakhir {
            Some((dokumen, tabel, pokok))
                if jenis == Some(JenisBaris::Lanjutan) && (dokumen, tabel) == (alamat.dokumen, alamat.tabel) =>
            {
                pokok
            }
            _ => rekaman,
        };
        if jenis != Some(JenisBaris::Jumlah) {
            terakhir = Some((alamat.dokumen, alamat.tabel, pokok));
        }
        semua.push(Tautan { pokok, ..Tautan::default() });
    }
    semua
}

fn tulisan(tables: &Tables, rekaman: u32) -> Tulisan {
    let Some(tabel) = tables.tabel_dari(rekaman) else { return Tulisan::default() };
    if !matches!(tabel.peran, PeranTabel::Indikator | PeranTabel::Kaskade) {
        return Tulisan::default();
    }
    let kode = tables
        .baris_dari(rekaman)
        .and_then(|baris| baris.isian(Bidang::Kode.tahunan()))
        .filter(|isian| !isian.nilai.tanpa_isi())
        .and_then(|isian| isian.teks())
        .map(|kode| teks::kode_indikator(kode).unwrap_or_else(|| kode.to_string()));
    let Some((kode_dalam, kalimat)) = tables.kode_dan_kalimat(rekaman) else {
        return Tulisan { kode, ..Tulisan::default() };
    };
    let kalimat = Some(teks::kunci_indikator(kalimat)).filter(|kalimat| !kalimat.is_empty());
    Tulisan { kode, kode_dalam, kalimat }
}

/// The digits of a code without its kind: "1.1.1" of "IKK 1.1.1".
fn nomor(kode: &str) -> &str {
    kode.split_once(' ').map_or(kode, |(_, nomor)| nomor)
}

/// Things found by code, by number and by wording.
#[derive(Debug, Default)]
struct Indeks {
    kode: HashMap<String, Vec<u32>>,
    nomor: HashMap<String, Vec<u32>>,
    kalimat: HashMap<String, Vec<u32>>,
}

impl Indeks {
    fn tambah(&mut self, kode: Option<&str>, kalimat: Option<&str>, milik: u32) {
        if let Some(kode) = kode.filter(|kode| !kode.is_empty()) {
            self.kode.entry(kode.to_string()).or_default().push(milik);
            self.nomor.entry(nomor(kode).to_string()).or_default().push(milik);
        }
        if let Some(kalimat) = kalimat.filter(|kalimat| !kalimat.is_empty()) {
            self.kalimat.entry(kalimat.to_string()).or_default().push(milik);
        }
    }

    /// What a row means: `pilih` picks one of several with the same name, told what kind of name it is.
    fn cari(&self, tulisan: &Tulisan, pilih: impl Fn(&[u32], Nama) -> Option<u32>) -> Option<u32> {
        let kode = || [&tulisan.kode, &tulisan.kode_dalam].into_iter().flatten();
        let lewat = |peta: &HashMap<String, Vec<u32>>, dicari: &str, nama| {
            peta.get(dicari).and_then(|calon| pilih(calon, nama))
        };
        let bisu = tulisan.kalimat.is_none();
        let angka = if bisu { Nama::Kode } else { Nama::Angka };
        kode()
            .filter(|kode| !telanjang(kode))
            .find_map(|kode| lewat(&self.kode, kode, Nama::Kode))
            .or_else(|| lewat(&self.kalimat, tulisan.kalimat.as_ref()?, Nama::Kalimat))
            .or_else(|| kode().filter(|kode| telanjang(kode)).find_map(|kode| lewat(&self.kode, kode, angka)))
            .or_else(|| {
                kode().filter(|kode| !telanjang(kode)).find_map(|kode| lewat(&self.kode, nomor(kode), Nama::Angka))
            })
            .or_else(|| kode().filter(|_| bisu).find_map(|kode| lewat(&self.nomor, kode, Nama::Kalimat)))
    }
}

/// By what a row names something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nama {
    /// A code: the first of several counts, because a code used twice is another fault, with its own finding.
    Kode,
    /// A bare number, which may be a mere row number.
    Angka,
    /// A wording, or a number without its kind: only one may bear it.
    Kalimat,
}

/// Whether a code lacks its kind: "1.1.1".
fn telanjang(kode: &str) -> bool {
    kode.starts_with(|huruf: char| huruf.is_ascii_digit())
}

/// The nodes of the cascade, and how near each is to a unit.
struct IndeksKaskade<'a> {
    simpul: &'a [Simpul],
    /// The code of each node, to be shared.
    kode: Vec<Arc<str>>,
    indeks: Indeks,
    /// Codes of the units above a unit.
    atasan: HashMap<&'a str, Vec<&'a str>>,
    milik_rekaman: HashMap<u32, u32>,
}

impl<'a> IndeksKaskade<'a> {
    fn baru(tables: &'a Tables) -> Self {
        let mut indeks = Indeks::default();
        let mut milik_rekaman = HashMap::new();
        for (simpul, nomor) in tables.simpul.iter().zip(0_u32..) {
            indeks.tambah(Some(&simpul.kode), Some(&teks::kunci_indikator(&simpul.indikator)), nomor);
            milik_rekaman.insert(simpul.rekaman, nomor);
        }
        let induk: HashMap<&str, &str> =
            tables.unit.iter().filter_map(|unit| Some((unit.kode.as_str(), unit.induk.as_deref()?))).collect();
        let atasan = tables.unit.iter().map(|unit| (unit.kode.as_str(), rantai(&induk, &unit.kode))).collect();
        let kode = tables.simpul.iter().map(|simpul| simpul.kode.as_str().into()).collect();
        Self { simpul: &tables.simpul, kode, indeks, atasan, milik_rekaman }
    }

    fn cari(&self, tables: &Tables, rekaman: u32, tulisan: &Tulisan) -> Option<u32> {
        if let Some(sendiri) = self.milik_rekaman.get(&rekaman) {
            return Some(*sendiri);
        }
        let unit = tables.dokumen_dari(rekaman)?.unit.as_deref()?;
        self.indeks.cari(tulisan, |calon, nama| self.terdekat(calon, unit, nama))
    }

    /// The nearest of some nodes; among equally near ones that of the highest level, because an indicator that is
    /// handed down word for word is promised by the unit before it is by a person. None when several are left and a
    /// code does not name them.
    fn terdekat(&self, calon: &[u32], unit: &str, nama: Nama) -> Option<u32> {
        let urutan = |nomor: u32| {
            let simpul = self.simpul.get(nomor as usize)?;
            Some((self.jarak(simpul, unit)?, simpul.jenjang.unwrap_or(Jenjang::Ikk)))
        };
        let terdekat = calon.iter().filter_map(|&nomor| urutan(nomor)).min()?;
        let mut sama = calon.iter().copied().filter(|&nomor| urutan(nomor) == Some(terdekat));
        let pertama = sama.next()?;
        match nama {
            Nama::Kode => Some(pertama),
            Nama::Angka if terdekat.0 > 0 => None,
            Nama::Angka | Nama::Kalimat => sama.next().is_none().then_some(pertama),
        }
    }

    fn jarak(&self, simpul: &Simpul, unit: &str) -> Option<u8> {
        let di_bawah = |bawah: &str, atas: &str| self.atasan.get(bawah).is_some_and(|rantai| rantai.contains(&atas));
        match simpul.unit.as_deref() {
            Some(milik) if milik == unit => Some(0),
            None => Some(1),
            _ if simpul.jenjang == Some(Jenjang::Iku) => Some(1),
            Some(milik) if di_bawah(milik, unit) => Some(2),
            Some(milik) if di_bawah(unit, milik) => Some(3),
            Some(_) => None,
        }
    }
}

/// The codes above a unit, nearest first; stops where a register runs in a circle.
fn rantai<'a>(induk: &HashMap<&'a str, &'a str>, kode: &str) -> Vec<&'a str> {
    let mut hasil: Vec<&str> = Vec::new();
    let mut kini = induk.get(kode);
    while let Some(atas) = kini
        && !hasil.contains(atas)
    {
        hasil.push(atas);
        kini = induk.get(atas);
    }
    hasil
}

/// Ties rows of other documents that the cascade does not know to the rows of their unit's PK.
fn sambung_pk(tables: &Tables, tautan: &mut [Tautan], tulisan: &[Tulisan]) {
    let mut pk: HashMap<&str, Indeks> = HashMap::new();
    for rekaman in tables.rekaman_dipakai() {
        let Some(unit) = unit_dari(tables, rekaman, true) else { continue };
        if let (Some(milik), Some(tulisan)) = (tautan.get(rekaman as usize), tulisan.get(rekaman as usize))
            && milik.pokok == rekaman
        {
            pk.entry(unit).or_default().tambah(milik.kode.as_deref(), tulisan.kalimat.as_deref(), rekaman);
        }
    }
    let asal = |rekaman: u32, tulisan: &Tulisan| {
        let milik = tautan.get(rekaman as usize)?;
        if milik.simpul.is_some() || milik.pokok != rekaman {
            return None;
        }
        let indeks = pk.get(unit_dari(tables, rekaman, false)?)?;
        let pilih = |calon: &[u32], nama: Nama| {
            let kunci = |rekaman: u32| tautan.get(rekaman as usize).map(|milik| &milik.kunci);
            let pertama = *calon.first()?;
            (nama == Nama::Kode || calon.iter().all(|&lain| kunci(lain) == kunci(pertama))).then_some(pertama)
        };
        tautan.get(indeks.cari(tulisan, pilih)? as usize)
    };
    // Rows of agreements lend their ties, and no row of an agreement borrows one.
    let pinjaman: Vec<(usize, Option<Arc<str>>, Option<u32>)> = (0_u32..)
        .zip(tulisan)
        .filter_map(|(rekaman, tulisan)| {
            let asal = asal(rekaman, tulisan)?;
            Some((rekaman as usize, asal.kunci.clone(), asal.simpul))
        })
        .collect();
    for (rekaman, kunci, simpul) in pinjaman {
        tautan[rekaman].kunci = kunci;
        tautan[rekaman].simpul = simpul;
    }
}

/// The unit of a record in a table of indicators of a PK, or of any other document.
fn unit_dari(tables: &Tables, rekaman: u32, pk: bool) -> Option<&str> {
    let dokumen = tables.dokumen_dari(rekaman)?;
    let tabel = tables.tabel_dari(rekaman)?;
    let cocok = (dokumen.jenis == JenisDokumen::Pk) == pk && tabel.peran == PeranTabel::Indikator;
    cocok.then_some(dokumen.unit.as_deref()).flatten()
}
