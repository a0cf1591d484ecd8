//! Where things stand: the cells of a multi-row header, and rows with their vertical merges. Pure geometry.

use std::collections::BTreeMap;

use crate::domain::kolom::{Bidang, Kolom};
use crate::template::TabelTemplat;

use super::isi::{BarisIsi, SelIsi};

/// A text over a rectangle: rows and columns counted from the table's corner, both ends included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kotak {
    pub(super) atas: u32,
    pub(super) bawah: u32,
    pub(super) kiri: u16,
    pub(super) kanan: u16,
    pub(super) teks: String,
}

/// How many rows the header of a table has.
pub(super) fn tinggi_kepala(tabel: &TabelTemplat) -> u32 {
    tabel.kolom.iter().map(|milik| milik.judul.len()).max().unwrap_or(1).max(1) as u32
}

/// The header: parents stand once over their neighbouring children, the last wording reaches down to the last row.
pub(super) fn kepala(tabel: &TabelTemplat) -> Vec<Kotak> {
    let terakhir = tinggi_kepala(tabel) - 1;
    let mut hasil: Vec<Kotak> = Vec::new();
    // Parents that are still growing, one for each row.
    let mut terbuka: Vec<Option<usize>> = vec![None; terakhir as usize + 1];
    for (kolom, milik) in (0_u16..).zip(&tabel.kolom) {
        let sebelumnya = kolom.checked_sub(1).and_then(|kiri| tabel.kolom.get(usize::from(kiri)));
        for (tingkat, teks) in milik.judul.iter().enumerate() {
            let daun = tingkat + 1 == milik.judul.len();
            let serumpun = sebelumnya.is_some_and(|kiri| {
                kiri.judul.len() > tingkat + 1 && kiri.judul[..=tingkat] == milik.judul[..=tingkat]
            });
            let induk = terbuka.get(tingkat).copied().flatten().filter(|_| serumpun && !daun);
            if let Some(kotak) = induk.and_then(|nomor| hasil.get_mut(nomor)) {
                kotak.kanan = kolom;
                continue;
            }
            let atas = tingkat as u32;
            let bawah = if daun { terakhir } else { atas };
            if let Some(tempat) = terbuka.get_mut(tingkat) {
                *tempat = (!daun).then_some(hasil.len());
            }
            hasil.push(Kotak { atas, bawah, kiri: kolom, kanan: kolom, teks: teks.clone() });
        }
    }
    hasil
}

/// A row of the sheet below the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Larik {
    /// Heading of a section over the whole table.
    Bagian(String),
    /// A row of an indicator; `nomor` in [`Isi::baris`]; `lanjutan` counts from 0.
    Data {
        /// Index of the row it comes from.
        nomor: usize,
        /// 0 for the row itself, then the open rows that go on with it.
        lanjutan: u32,
    },
    /// An open row.
    Terbuka,
}

/// The rows of a table: sections, filled rows with what goes on with them, open rows.
pub(super) fn larik(tabel: &TabelTemplat, baris: &[BarisIsi], kosong: u32) -> Vec<Larik> {
    let mut hasil = Vec::new();
    let mut bagian_kini: Option<&str> = None;
    for (nomor, satu) in baris.iter().enumerate() {
        if let Some(bagian) = satu.bagian.as_deref().filter(|bagian| bagian_kini != Some(*bagian)) {
            hasil.push(Larik::Bagian(bagian.to_string()));
            bagian_kini = Some(bagian);
        }
        hasil.extend((0..=satu.banyak_lanjutan()).map(|lanjutan| Larik::Data { nomor, lanjutan }));
    }
    let terisi: Vec<&str> = baris.iter().filter_map(|satu| satu.bagian.as_deref()).collect();
    let sisa: Vec<&String> = tabel.bagian.iter().filter(|bagian| !terisi.contains(&bagian.as_str())).collect();
    if sisa.is_empty() {
        hasil.extend((0..kosong).map(|_| Larik::Terbuka));
        return hasil;
    }
    let masing = (kosong / (sisa.len() as u32 + 1)).max(2);
    if !baris.is_empty() {
        hasil.extend((0..masing).map(|_| Larik::Terbuka));
    }
    for bagian in sisa {
        hasil.push(Larik::Bagian(bagian.clone()));
        hasil.extend((0..masing).map(|_| Larik::Terbuka));
    }
    hasil
}

/// Row numbers, as forms count: objectives where the column runs down, else the rows; each section begins again.
pub(super) fn beri_nomor(tabel: &TabelTemplat, baris: &mut [BarisIsi]) {
    let Some(milik) = tabel.kolom.iter().find(|milik| milik.kolom == Bidang::No.tahunan()) else { return };
    let sasaran = |satu: &BarisIsi| satu.nilai(Bidang::Sasaran.tahunan()).cloned();
    let mut nomor = 0_u32;
    let mut lalu: Option<(Option<String>, Option<SelIsi>)> = None;
    for satu in baris.iter_mut().filter(|satu| !satu.kepala) {
        let kini = (satu.bagian.clone(), sasaran(satu));
        if lalu.as_ref().is_some_and(|lalu| lalu.0 != kini.0) {
            nomor = 0;
        }
        if !(milik.turun && lalu.as_ref() == Some(&kini) && kini.1.is_some()) {
            nomor += 1;
        }
        lalu = Some(kini);
        satu.isian.entry(milik.kolom).or_insert(SelIsi::Angka(f64::from(nomor)));
    }
}

/// Vertical merges of the columns that run down: first and last position among `larik`, with the column.
pub(super) fn gabungan(tabel: &TabelTemplat, baris: &[BarisIsi], larik: &[Larik]) -> BTreeMap<(usize, u16), usize> {
    let mut hasil = BTreeMap::new();
    for (kolom, milik) in (0_u16..).zip(&tabel.kolom).filter(|(_, milik)| milik.turun) {
        let mut awal = 0;
        while awal < larik.len() {
            let mut akhir = awal;
            while akhir + 1 < larik.len() && bersambung(baris, &larik[akhir], &larik[akhir + 1], milik.kolom) {
                akhir += 1;
            }
            if akhir > awal {
                hasil.insert((awal, kolom), akhir);
            }
            awal = akhir + 1;
        }
    }
    hasil
}

/// Whether a row shows the cell of the row above: it goes on with its indicator, or shares its objective or indicator.
fn bersambung(baris: &[BarisIsi], atas: &Larik, bawah: &Larik, kolom: Kolom) -> bool {
    let (Larik::Data { nomor: a, .. }, Larik::Data { nomor: b, lanjutan }) = (atas, bawah) else { return false };
    if a == b {
        return *lanjutan > 0;
    }
    let (Some(atas), Some(bawah)) = (baris.get(*a), baris.get(*b)) else { return false };
    let sama = |kolom: Kolom| atas.nilai(kolom).is_some() && atas.nilai(kolom) == bawah.nilai(kolom);
    let wilayah = if matches!(kolom.bidang, Bidang::No | Bidang::Tujuan | Bidang::Sasaran | Bidang::KodeSasaran) {
        Bidang::Sasaran
    } else {
        Bidang::Indikator
    };
    sama(kolom) && sama(wilayah.tahunan()) && atas.bagian == bawah.bagian
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Pustaka;

    fn tabel(id: &str) -> TabelTemplat {
        let pustaka = Pustaka::bawaan().unwrap();
        pustaka.templat.into_iter().find(|templat| templat.id == id).unwrap().tabel.remove(0)
    }

    #[test]
    fn parents_stand_over_their_children_and_lone_wordings_reach_down() {
        let kotak = kepala(&tabel("pk-dki"));
        let cari = |teks: &str| kotak.iter().find(|kotak| kotak.teks == teks).unwrap();
        assert_eq!((cari("NO").atas, cari("NO").bawah), (0, 1));
        assert_eq!((cari("Triwulan").kiri, cari("Triwulan").kanan, cari("Triwulan").bawah), (5, 8, 0));
        assert_eq!((cari("III").atas, cari("III").kiri), (1, 7));
    }

    #[test]
    fn equal_wordings_side_by_side_do_not_merge() {
        let kotak = kepala(&tabel("uk-cirebon"));
        assert_eq!(kotak.iter().filter(|kotak| kotak.teks == "%").count(), 4);
        assert!(kotak.iter().all(|kotak| kotak.kiri == kotak.kanan));
    }
}
