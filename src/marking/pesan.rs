//! What a finding says to the unit, in a comment and in the list.

use crate::domain::bilangan::angka_pendek;
use crate::finding::{Tempat, Temuan, Tingkat};

/// Longest text of a comment, in characters: what is longer is not read in a box.
const KOMENTAR_TERPANJANG: usize = 3_000;
/// Longest text of a cell, in characters; a cell holds 32,767 UTF-16 units.
const SEL_TERPANJANG: usize = 8_000;

/// A finding in the list, with its number and what it follows from.
#[derive(Debug, Clone)]
pub(super) struct Butir<'a> {
    /// `3`, or `3.1` for one that follows from number 3.
    pub(super) nomor: String,
    pub(super) temuan: &'a Temuan,
    /// The finding it follows from.
    pub(super) induk: Option<&'a Temuan>,
}

/// Findings in the order of the list, each followed by those folded under it. Waived ones are left out.
pub(super) fn urutkan<'a>(temuan: &[&'a Temuan], urutan_lembar: impl Fn(&Tempat) -> usize) -> Vec<Butir<'a>> {
    let mut pokok: Vec<&Temuan> = temuan.iter().copied().filter(|t| t.pengecualian.is_none()).collect();
    pokok.sort_by_key(|t| {
        let tempat = &t.tempat;
        (
            std::cmp::Reverse(t.tingkat),
            urutan_lembar(tempat),
            tempat.sel.first().copied(),
            t.kode.clone(),
            t.pesan.clone(),
        )
    });
    let mut butir = Vec::new();
    for (letak, temuan) in pokok.into_iter().enumerate() {
        let nomor = (letak + 1).to_string();
        butir.push(Butir { nomor: nomor.clone(), temuan, induk: None });
        let ikutan = temuan.ikutan.iter().filter(|ikutan| ikutan.pengecualian.is_none());
        for (letak, ikutan) in ikutan.enumerate() {
            butir.push(Butir { nomor: format!("{nomor}.{}", letak + 1), temuan: ikutan, induk: Some(temuan) });
        }
    }
    butir
}

/// How many findings of a severity there are.
pub(super) fn jumlah(butir: &[Butir<'_>], tingkat: Tingkat) -> usize {
    butir.iter().filter(|butir| butir.temuan.tingkat == tingkat).count()
}

/// The text of a cell's comment: every finding there, the gravest first.
pub(super) fn komentar(butir: &[&Butir<'_>]) -> String {
    let mut urut = butir.to_vec();
    urut.sort_by_key(|butir| std::cmp::Reverse(butir.temuan.tingkat));
    let isi: Vec<String> = urut.iter().map(|butir| satu(butir)).collect();
    potong(&isi.join("\n\n"), KOMENTAR_TERPANJANG)
}

fn satu(butir: &Butir<'_>) -> String {
    let temuan = butir.temuan;
    let mut baris = vec![
        format!("{} {} (nomor {} di lembar temuan)", temuan.tingkat.nama().to_uppercase(), temuan.kode, butir.nomor),
        temuan.pesan.clone(),
    ];
    baris.extend(temuan.ditemukan.iter().map(|isi| format!("Ditemukan: {isi}")));
    baris.extend(temuan.seharusnya.iter().map(|isi| format!("Seharusnya: {isi}")));
    baris.extend(selisih(temuan).map(|isi| format!("Selisih: {isi}")));
    if !temuan.saran.is_empty() {
        baris.push(format!("Cara memperbaiki: {}", temuan.saran));
    }
    baris.extend(menyusul(butir));
    baris.join("\n")
}

/// Found minus expected, as people write figures.
pub(super) fn selisih(temuan: &Temuan) -> Option<String> {
    temuan.selisih.filter(|selisih| selisih.is_finite()).map(|selisih| angka_pendek(selisih, 4))
}

/// From which finding this one follows.
pub(super) fn menyusul(butir: &Butir<'_>) -> Option<String> {
    let induk = butir.induk?;
    let nomor = butir.nomor.split_once('.').map_or("", |(nomor, _)| nomor);
    Some(format!("Menyusul nomor {nomor} ({}): bereskan itu dahulu.", induk.kode))
}

/// The other places involved, those of one sheet in one line.
pub(super) fn terkait(temuan: &Temuan, berkas: &str) -> Vec<String> {
    let mut lain: Vec<Tempat> = Vec::new();
    for tempat in temuan.terkait.iter().filter(|tempat| **tempat != temuan.tempat) {
        let selembar = |satu: &&mut Tempat| {
            satu.berkas == tempat.berkas
                && satu.lembar == tempat.lembar
                && !satu.sel.is_empty()
                && !tempat.sel.is_empty()
        };
        match lain.iter_mut().find(selembar) {
            Some(satu) => satu.sel.extend(tempat.sel.iter().copied()),
            None => lain.push(tempat.clone()),
        }
    }
    lain.iter().map(|tempat| format!("Bandingkan: {}", letak(tempat, berkas))).collect()
}

/// A place in words; the file is named when it is another one.
pub(super) fn letak(tempat: &Tempat, berkas: &str) -> String {
    let mut kata = Vec::new();
    if tempat.berkas != berkas && !tempat.berkas.is_empty() {
        kata.push(format!("berkas {}", tempat.berkas));
    }
    kata.extend(tempat.lembar.iter().map(|lembar| format!("lembar {lembar}")));
    match tempat.sel.len() {
        0 => {}
        1..=6 => kata.push(format!("sel {}", tempat.teks_sel().replace(',', ", "))),
        banyak => {
            let awal: Vec<String> = tempat.sel.iter().take(5).map(ToString::to_string).collect();
            kata.push(format!("sel {} dan {} lagi", awal.join(", "), banyak - 5));
        }
    }
    kata.join(", ")
}

/// A text that fits a cell of the list.
pub(super) fn untuk_sel(teks: &str) -> String {
    potong(teks, SEL_TERPANJANG)
}

fn potong(teks: &str, terbanyak: usize) -> String {
    match teks.char_indices().nth(terbanyak) {
        None => teks.to_string(),
        Some((at, _)) => format!("{}… (dipotong)", &teks[..at]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn places_of_one_sheet_stand_in_one_line() {
        let di = |berkas: &str, sel: &str| Tempat::sel(berkas, "TW I", sel.parse().unwrap());
        let temuan = Temuan::baru("UK03", Tingkat::Galat, di("a.xlsx", "H8"), "Beda.", "").semua_terkait([
            di("a.xlsx", "G8"),
            di("b.xlsx", "C3"),
            di("a.xlsx", "F8"),
        ]);
        let baris = ["Bandingkan: lembar TW I, sel G8, F8", "Bandingkan: berkas b.xlsx, lembar TW I, sel C3"];
        assert_eq!(terkait(&temuan, "a.xlsx"), baris);
    }

    #[test]
    fn the_gravest_finding_of_a_cell_comes_first() {
        let tempat = Tempat::sel("a.xlsx", "PK", "B2".parse().unwrap());
        let ringan = Temuan::baru("NL06", Tingkat::Info, tempat.clone(), "Ada catatan.", "");
        let berat = Temuan::baru("PK03", Tingkat::Galat, tempat, "Target berbeda.", "Samakan target.")
            .beda("50", "56")
            .selisih(-6.0);
        let butir = urutkan(&[&ringan, &berat], |_| 0);
        let semua: Vec<&Butir<'_>> = butir.iter().rev().collect();
        assert_eq!(
            komentar(&semua),
            "GALAT PK03 (nomor 1 di lembar temuan)\nTarget berbeda.\nDitemukan: 50\nSeharusnya: 56\nSelisih: -6\nCara memperbaiki: Samakan target.\n\nINFO NL06 (nomor 2 di lembar temuan)\nAda catatan."
        );
    }
}
