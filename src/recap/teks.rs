//! The recap as a chat message: at most fifteen lines, each fit for a phone.

use super::model::{Kartu, Rekap};
use crate::domain::teks::ringkas;

/// Lines of a message.
pub const BARIS_TERBANYAK: usize = 15;
/// Characters of a line.
pub const LEBAR: usize = 70;
/// Red indicators that are named.
const MERAH_TERBANYAK: usize = 3;
/// Units that are named.
const UNIT_TERBANYAK: usize = 6;

/// The message.
pub(crate) fn tulis(rekap: &Rekap) -> String {
    let mut baris = vec![rekap.judul.clone(), rekap.keadaan.clone()];
    baris.extend(rekap.kartu.iter().map(kartu));
    baris.extend(merah(rekap));
    baris.extend(belum(rekap));
    baris.extend(rekap.peringatan.first().map(|teks| format!("Perhatian: {teks}")));
    baris.push(format!("Rincian: rekap-{}.xlsx", rekap.tahun));
    debug_assert!(baris.len() <= BARIS_TERBANYAK);
    baris.truncate(BARIS_TERBANYAK);
    baris.iter().map(|satu| ringkas(satu, LEBAR) + "\n").collect()
}

fn kartu(kartu: &Kartu) -> String {
    let tanda = kartu.lampu.map(|lampu| format!("{} ", lampu.tanda)).unwrap_or_default();
    // Without a figure the mark is the dash that stands for it.
    let tanda = if kartu.nilai.angka.is_some() { tanda } else { String::new() };
    format!("{}: {tanda}{} ({})", kartu.label, kartu.tulisan, kartu.sub)
}

fn merah(rekap: &Rekap) -> Vec<String> {
    let mut baris: Vec<String> = rekap
        .merah
        .iter()
        .take(MERAH_TERBANYAK)
        .map(|satu| {
            let milik = &satu.isi.indikator;
            format!("■ {}% {} {} – {}", milik.posisi.capaian.tulisan, satu.unit, milik.kode, milik.indikator)
        })
        .collect();
    let sisa = rekap.merah.len().saturating_sub(MERAH_TERBANYAK);
    if sisa > 0 {
        baris.push(format!("… dan {sisa} indikator merah lainnya"));
    }
    baris
}

fn belum(rekap: &Rekap) -> Option<String> {
    let kolom = rekap.kepatuhan.kolom.iter().position(|kolom| kolom.judul == rekap.nama_triwulan)?;
    let belum: Vec<&str> = rekap
        .kepatuhan
        .baris
        .iter()
        .filter(|baris| baris.petak.get(kolom).is_some_and(|petak| !petak.keadaan.masuk()))
        .map(|baris| baris.unit.as_str())
        .collect();
    if belum.is_empty() {
        return None;
    }
    let (nama, sisa) = muat(&belum);
    let sisa = if sisa > 0 { format!(" dan {sisa} lainnya") } else { String::new() };
    Some(format!("Belum lapor {}: {}{sisa}", rekap.nama_triwulan, nama.join(", ")))
}

/// The first codes that fit on a line, and how many do not.
fn muat<'a>(kode: &[&'a str]) -> (Vec<&'a str>, usize) {
    const RUANG: usize = 34;
    let mut panjang = 0;
    let nama: Vec<&str> = kode
        .iter()
        .take(UNIT_TERBANYAK)
        .take_while(|kode| {
            panjang += kode.chars().count() + 2;
            panjang <= RUANG
        })
        .copied()
        .collect();
    let sisa = kode.len() - nama.len();
    (nama, sisa)
}
