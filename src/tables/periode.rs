//! The quarter and the year that a name names ("Pengukuran JTI TW-II 2026.xlsx").
//!
//! Takes words, gives a period or nothing. Two different quarters or years in one name say nothing.

use crate::domain::teks;
use crate::domain::triwulan::Triwulan;

/// The words of a name: one spelling, split at everything that is neither letter nor digit.
pub(super) fn kata(nama: &str) -> Vec<String> {
    teks::kunci(nama)
        .split(|huruf: char| !huruf.is_alphanumeric())
        .filter(|k| !k.is_empty())
        .map(str::to_string)
        .collect()
}

/// The quarter that the words name after "TW", "Triwulan" or "Trw".
pub(super) fn triwulan(kata: &[String]) -> Option<Triwulan> {
    let mut ditemukan = (0..kata.len()).filter_map(|nomor| triwulan_di(kata, nomor)).map(|(triwulan, _)| triwulan);
    let pertama = ditemukan.next()?;
    ditemukan.all(|lain| lain == pertama).then_some(pertama)
}

/// The quarter at this word, and how many words name it.
fn triwulan_di(kata: &[String], nomor: usize) -> Option<(Triwulan, usize)> {
    let satu = kata.get(nomor)?;
    let sisa = ["triwulan", "trw", "tw"].iter().find_map(|awalan| satu.strip_prefix(awalan))?;
    if sisa.is_empty() { Some((urutan(kata.get(nomor + 1)?)?, 2)) } else { Some((urutan(sisa)?, 1)) }
}

fn urutan(kata: &str) -> Option<Triwulan> {
    match kata {
        "1" | "i" | "01" => Some(Triwulan::I),
        "2" | "ii" | "02" => Some(Triwulan::II),
        "3" | "iii" | "03" => Some(Triwulan::III),
        "4" | "iv" | "04" => Some(Triwulan::IV),
        _ => None,
    }
}

/// The year that the words name.
pub(super) fn tahun(kata: &[String]) -> Option<i32> {
    let mut ditemukan = kata.iter().filter_map(|satu| tahun_kata(satu));
    let pertama = ditemukan.next()?;
    ditemukan.all(|lain| lain == pertama).then_some(pertama)
}

fn tahun_kata(kata: &str) -> Option<i32> {
    let tahun = kata.parse().ok()?;
    (kata.len() == 4 && (2000..2100).contains(&tahun)).then_some(tahun)
}

/// The words that name neither a period nor a kind of document, so that what is left may name a unit.
pub(super) fn tanpa_periode(kata: &[String]) -> Vec<String> {
    const JENIS: [&str; 6] = ["pk", "ra", "uk", "tahun", "ta", "lampiran"];
    let mut sisa = Vec::with_capacity(kata.len());
    let mut nomor = 0;
    while let Some(satu) = kata.get(nomor) {
        if let Some((_, panjang)) = triwulan_di(kata, nomor) {
            nomor += panjang;
            continue;
        }
        if tahun_kata(satu).is_none() && !JENIS.contains(&satu.as_str()) {
            sisa.push(satu.clone());
        }
        nomor += 1;
    }
    sisa
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_from_names_in_every_spelling() {
        for (nama, harapan) in [
            ("Pengukuran JTI TW1.xlsx", Some(Triwulan::I)),
            ("pengukuran_tw_I_2026", Some(Triwulan::I)),
            ("Triwulan 2", Some(Triwulan::II)),
            ("tw-ii", Some(Triwulan::II)),
            ("UK TRW III", Some(Triwulan::III)),
            ("TRIWULAN-IV final", Some(Triwulan::IV)),
            ("Pengukuran 2", None),
            ("TW 5", None),
            ("TW1 dan TW2", None),
            ("twitter 1", None),
        ] {
            assert_eq!(triwulan(&kata(nama)), harapan, "{nama}");
        }
    }

    #[test]
    fn a_year_is_four_digits_and_only_one() {
        assert_eq!(tahun(&kata("PK_JTI_2026.xlsx")), Some(2026));
        assert_eq!(tahun(&kata("PK 2025-2026")), None);
        assert_eq!(tahun(&kata("20260401 PK")), None);
    }

    #[test]
    fn what_is_left_of_a_name_may_name_a_unit() {
        assert_eq!(tanpa_periode(&kata("PK JTI TW I 2026")), ["jti"]);
    }
}
