//! The signature block below a table: who signs where, and when.

use std::collections::BTreeSet;

use crate::domain::dokumen::{Pejabat, Pihak};
use crate::domain::nilai::{Isi, Isian};
use crate::domain::tanggal::cari_tempat_tanggal;
use crate::domain::teks::kunci;
use crate::template::Kamus;
use crate::workbook::Cell;

use super::isian::{isian_nip, isian_potongan, isian_teks};
use super::kisi::{Kisi, teks_sel};

/// The signature block.
#[derive(Debug, Default)]
pub(super) struct TandaTangan {
    pub(super) pengesahan: Option<Isian>,
    pub(super) pejabat: Vec<Pejabat>,
    /// Rows that were read into it.
    pub(super) baris_dibaca: BTreeSet<u32>,
}

/// Whether a row opens a signature block. Right below a row of a table only place and date or a word of signing do: an
/// office ("Ketua tim ...") may as well be the next action of a plan, while a block stands off by a blank row.
pub(super) fn pembuka(kisi: &Kisi<'_>, kamus: &Kamus, baris: u32) -> bool {
    let isi = kisi.baris(baris);
    let terpisah = baris == 0 || kisi.baris(baris - 1).is_empty();
    !isi.is_empty()
        && isi.len() <= 4
        && isi.iter().any(|sel| {
            let teks = teks_sel(sel);
            teks.chars().count() <= 90
                && (cari_tempat_tanggal(&teks).is_some()
                    || kamus.baris_tanda_tangan(&teks)
                    || (terpisah && peran_jabatan(&teks)))
        })
}

/// Reads the rows from `awal` up to, but not including, `akhir`.
pub(super) fn baca(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32, akhir: u32) -> TandaTangan {
    let mut hasil = TandaTangan::default();
    let mut kelompok: Vec<(u32, Vec<&Cell>)> = Vec::new();
    let sebelah = bersebelahan(kisi, awal, akhir);
    for baris in awal..akhir {
        for sel in kisi.baris(baris) {
            let kolom = sel.address.column;
            let satu = |milik: u32| {
                milik == kolom || milik.abs_diff(kolom) == 1 && !sebelah.contains(&(milik.min(kolom), milik.max(kolom)))
            };
            match kelompok.iter_mut().find(|(milik, _)| satu(*milik)) {
                Some((_, isi)) => isi.push(sel),
                None => kelompok.push((kolom, vec![sel])),
            }
        }
    }
    kelompok.sort_by_key(|(kolom, _)| *kolom);
    let mut berbagi: Vec<(bool, Option<Pihak>, Pejabat)> = Vec::new();
    for (_, isi) in &kelompok {
        berbagi.extend(satu_blok(isi, kamus, &mut hasil));
    }
    let banyak = berbagi.len();
    for (urutan, (bertanggal, tertulis, mut pejabat)) in berbagi.into_iter().enumerate() {
        let letak = if banyak == 1 || bertanggal || urutan + 1 == banyak { Pihak::Pertama } else { Pihak::Kedua };
        pejabat.pihak = tertulis.unwrap_or(letak);
        hasil.pejabat.push(pejabat);
    }
    hasil
}

/// Neighbouring columns in which two parties sign side by side: in some row both name a party or an office.
fn bersebelahan(kisi: &Kisi<'_>, awal: u32, akhir: u32) -> BTreeSet<(u32, u32)> {
    let menyebut = |sel: &Cell| {
        let teks = teks_sel(sel);
        pihak(&kunci(&teks)).is_some() || peran_jabatan(&teks)
    };
    let pasangan = (awal..akhir).flat_map(|baris| kisi.baris(baris).windows(2));
    pasangan
        .filter_map(|pasangan| match pasangan {
            [kiri, kanan] if menyebut(kiri) && menyebut(kanan) => Some((kiri.address.column, kanan.address.column)),
            _ => None,
        })
        .filter(|(kiri, kanan)| kanan - kiri == 1)
        .collect()
}

/// One column of the block: place and date, role lines, name, NIP.
fn satu_blok(isi: &[&Cell], kamus: &Kamus, hasil: &mut TandaTangan) -> Option<(bool, Option<Pihak>, Pejabat)> {
    let mut bertanggal = false;
    let mut tertulis = None;
    let mut peran: Option<Isian> = None;
    let mut peran_terakhir = None;
    let mut nama = None;
    let mut nip = None;
    for sel in isi {
        let teks = teks_sel(sel);
        let kunci = kunci(&teks);
        let baris = sel.address.row;
        if cari_tempat_tanggal(&teks).is_some() && peran.is_none() {
            bertanggal = true;
            hasil.pengesahan.get_or_insert_with(|| isian_teks(sel));
        } else if let Some(pihak) = pihak(&kunci) {
            tertulis = Some(pihak);
            peran_terakhir = Some(baris);
            peran.get_or_insert_with(|| isian_teks(sel));
        } else if kunci.starts_with("nip") || kunci.starts_with("nrk") || kunci.starts_with("nik") || nip_angka(&kunci)
        {
            nip = Some(entri_nip(sel, &teks, isi));
        } else if nip.is_some() {
            continue;
        } else if peran_jabatan(&teks)
            || pembuka_peran(&kunci, kamus)
            || (peran.is_none() && awal_peran(&teks, bertanggal))
        {
            let pengantar = peran.as_ref().is_some_and(|lama| pengantar(&lama.mentah, kamus));
            // "Pihak Pertama," and "Mengetahui," introduce the role that stands on the next line.
            if peran.is_none()
                || pengantar
                || peran_terakhir == baris.checked_sub(1) && !pembuka_peran(&kunci, kamus) && nama.is_none()
            {
                peran = Some(match peran.take() {
                    Some(lama) if !pengantar && !pembuka_peran(&kunci, kamus) => gabung(&lama, &teks),
                    _ => isian_teks(sel),
                });
            }
            peran_terakhir = Some(baris);
        } else if peran.is_some() && peran_terakhir == baris.checked_sub(1) && baris_jabatan_lanjutan(&teks, isi, baris)
        {
            peran =
                peran.map(|lama| if pengantar(&lama.mentah, kamus) { isian_teks(sel) } else { gabung(&lama, &teks) });
            peran_terakhir = Some(baris);
        } else if peran.is_some() && nama.is_none() && kunci.chars().any(char::is_alphabetic) {
            nama = Some(isian_teks(sel));
        } else {
            continue;
        }
        hasil.baris_dibaca.insert(baris);
    }
    let peran = peran?;
    Some((bertanggal, tertulis, Pejabat { pihak: Pihak::Pertama, peran, nama, nip }))
}

fn gabung(lama: &Isian, teks: &str) -> Isian {
    let mentah = format!("{} {}", lama.mentah.trim(), teks.trim()).into();
    Isian::baru(lama.sel, Isi { mentah, ..Isi::clone(lama) })
}

/// A line between the role and a gap of blank rows goes on with the role ("Kepala Badan" / "Perencanaan Daerah,").
fn baris_jabatan_lanjutan(teks: &str, isi: &[&Cell], baris: u32) -> bool {
    let sesudah = isi.iter().map(|sel| sel.address.row).find(|lain| *lain > baris);
    teks.trim_end().ends_with(',') || sesudah.is_some_and(|lain| lain > baris + 1)
}

fn entri_nip(sel: &Cell, teks: &str, isi: &[&Cell]) -> Isian {
    let angka = teks.trim_start_matches(|huruf: char| huruf.is_alphabetic() || matches!(huruf, '.' | ':' | ' '));
    if !angka.is_empty() {
        return if teks.len() == angka.len() { isian_nip(sel) } else { isian_potongan(sel, angka) };
    }
    // "NIP" in one cell, the digits in the next.
    let kanan = isi.iter().find(|lain| lain.address.row == sel.address.row && lain.address.column > sel.address.column);
    kanan.map_or_else(|| isian_potongan(sel, ""), |kanan| isian_nip(kanan))
}

fn nip_angka(kunci: &str) -> bool {
    let angka = kunci.chars().filter(char::is_ascii_digit).count();
    angka >= 15 && kunci.chars().all(|huruf| huruf.is_ascii_digit() || matches!(huruf, ' ' | '.' | ',' | 'e' | '+'))
}

fn pihak(kunci: &str) -> Option<Pihak> {
    let kunci = kunci.trim_end_matches(',');
    if kunci.starts_with("pihak pertama") {
        Some(Pihak::Pertama)
    } else if kunci.starts_with("pihak kedua") {
        Some(Pihak::Kedua)
    } else {
        None
    }
}

/// "Mengetahui", "Menyetujui", "Disusun": what follows is the role.
fn pembuka_peran(kunci: &str, kamus: &Kamus) -> bool {
    kamus.baris_tanda_tangan(kunci) && !kunci.starts_with("nip")
}

fn pengantar(teks: &str, kamus: &Kamus) -> bool {
    let kunci = kunci(teks);
    let kunci = kunci.trim_end_matches(',');
    pihak(kunci).is_some()
        || matches!(kunci, "mengetahui" | "menyetujui" | "disusun" | "disusun oleh" | "mengesahkan")
        || pembuka_peran(kunci, kamus) && !kunci.contains(' ')
}

/// A line right below place and date, or one that ends with a comma, is a role whatever the office is called.
fn awal_peran(teks: &str, bertanggal: bool) -> bool {
    let teks = teks.trim_end();
    teks.chars().any(char::is_alphabetic) && teks.chars().count() <= 90 && (bertanggal || teks.ends_with(','))
}

/// Whether a line opens with the name of an office.
fn peran_jabatan(teks: &str) -> bool {
    const JABATAN: [&str; 18] = [
        "kepala",
        "ketua",
        "koordinator",
        "direktur",
        "wakil",
        "sekretaris",
        "rektor",
        "dekan",
        "bupati",
        "wali kota",
        "walikota",
        "gubernur",
        "plt",
        "plh",
        "pj",
        "inspektur",
        "camat",
        "manajer",
    ];
    let kunci = kunci(teks);
    let depan = JABATAN.iter().any(|jabatan| {
        kunci.strip_prefix(jabatan).is_some_and(|sisa| sisa.is_empty() || sisa.starts_with([' ', '.', ',']))
    });
    depan && kunci.chars().count() <= 90
}
