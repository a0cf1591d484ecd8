//! Quarters of a year, and the lists of quarters that forms hold.
//!
//! Takes the text of a cell, gives quarters in order, or nothing when one word does not fit (domain sections 4 and 6).

use std::fmt;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::tanggal::bulan_dari_nama;
use super::teks;

/// A quarter (triwulan, TW).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
pub enum Triwulan {
    /// January to March.
    I,
    /// April to June.
    II,
    /// July to September.
    III,
    /// October to December.
    IV,
}

impl Triwulan {
    /// The four quarters in order.
    pub const SEMUA: [Self; 4] = [Self::I, Self::II, Self::III, Self::IV];

    /// The quarter with this number, 1 to 4.
    pub fn dari_nomor(nomor: u32) -> Option<Self> {
        Self::SEMUA.get(nomor.checked_sub(1)? as usize).copied()
    }

    /// The quarter that holds this month, 1 to 12.
    pub fn dari_bulan(bulan: u32) -> Option<Self> {
        if bulan == 0 { None } else { Self::dari_nomor(bulan.div_ceil(3)) }
    }

    /// 1 to 4.
    pub const fn nomor(self) -> u32 {
        self as u32 + 1
    }
}

impl fmt::Display for Triwulan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::I => "TW I",
            Self::II => "TW II",
            Self::III => "TW III",
            Self::IV => "TW IV",
        })
    }
}

/// The quarters a text lists, in order and without repeats: every spelling of domain section 6 ("TW.I", "Trw. 1",
/// "TW I s.d. TW IV", "TW I, II", "Semester I"), and months ("Jan-Mar", "Juni 2026", "30 Juni 2026"). A bare "I" or "1"
/// is none: see [`baca_triwulan_kolom`]. `None` as soon as one word says something else.
pub fn baca_triwulan(teks: &str) -> Option<Vec<Triwulan>> {
    bacaan(teks, false).map(|(daftar, _)| daftar)
}

/// As [`baca_triwulan`], in a column that holds nothing but quarters: there "I" and "1" are quarters too.
pub fn baca_triwulan_kolom(teks: &str) -> Option<Vec<Triwulan>> {
    bacaan(teks, true).map(|(daftar, _)| daftar)
}

/// As [`baca_triwulan`], where other things than quarters may stand too: only with the word triwulan or semester.
pub fn baca_sebutan_triwulan(teks: &str) -> Option<Vec<Triwulan>> {
    bacaan(teks, false).filter(|(_, tersebut)| *tersebut).map(|(daftar, _)| daftar)
}

/// The one quarter that a title names among other words: "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026". `None` when it
/// names none or several.
pub fn cari_triwulan(teks: &str) -> Option<Triwulan> {
    let kata = pecah(&teks::kunci(teks));
    let mut ada = None;
    for (letak, _) in kata.iter().enumerate().filter(|(_, kata)| **kata == Kata::Triwulan) {
        let mut sesudah = kata.iter().skip(letak + 1).skip_while(|kata| matches!(kata, Kata::Ke | Kata::Strip));
        let Some(Kata::Nomor(nomor)) = sesudah.next() else { continue };
        let Some(triwulan) = Triwulan::dari_nomor(*nomor) else { continue };
        if ada.is_some_and(|lain| lain != triwulan) {
            return None;
        }
        ada = Some(triwulan);
    }
    ada
}

/// The quarters, and whether a quarter or semester was called by its name.
fn bacaan(teks: &str, polos: bool) -> Option<(Vec<Triwulan>, bool)> {
    let kunci = teks::kunci(teks);
    // "Triwulan I (Januari - Maret)": both must say the same.
    if let Some((depan, dalam)) = kunci.strip_suffix(')').and_then(|isi| isi.split_once('(')) {
        let depan = Pembaca::baca(&pecah(depan), polos)?;
        let dalam = Pembaca::baca(&pecah(dalam), polos)?;
        return (depan.0 == dalam.0).then_some(depan);
    }
    Pembaca::baca(&pecah(&kunci), polos)
}

/// A word of a list of quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kata {
    Triwulan,
    Semester,
    Nomor(u32),
    Bulan(u32),
    Tahun,
    /// "s.d."
    Sampai,
    /// A dash: joins "TW-I", or stands for "s.d.".
    Strip,
    /// "," and "dan".
    Dan,
    /// "ke" in "triwulan ke-2".
    Ke,
    /// Something that has no place in such a list.
    Lain,
}

const SAMPAI: [&str; 7] = ["sampai dengan", "sampai", "hingga", "s.d.", "s.d", "s/d", "sd"];

fn pecah(kunci: &str) -> Vec<Kata> {
    let mut hasil = Vec::new();
    let mut sisa = kunci;
    while let Some(huruf) = sisa.chars().next() {
        if let Some(sesudah) = SAMPAI.iter().find_map(|kata| sisa.strip_prefix(kata)).filter(|s| !mulai_huruf(s)) {
            hasil.push(Kata::Sampai);
            sisa = sesudah;
        } else if let Some(sesudah) = sisa.strip_prefix("t w").filter(|s| !mulai_huruf(s)) {
            hasil.push(Kata::Triwulan);
            sisa = sesudah;
        } else if huruf.is_alphanumeric() {
            let angka = huruf.is_ascii_digit();
            let sejenis = |h: char| h.is_alphanumeric() && h.is_ascii_digit() == angka;
            let (kata, sesudah) = sisa.split_at(sisa.find(|h| !sejenis(h)).unwrap_or(sisa.len()));
            if angka {
                hasil.push(kata_angka(kata))
            } else {
                kata_huruf(kata, &mut hasil)
            }
            sisa = sesudah;
        } else {
            match huruf {
                '-' => hasil.push(Kata::Strip),
                ',' | '&' | '/' | ';' | '+' => hasil.push(Kata::Dan),
                '.' | ' ' | ':' | '\'' => {}
                _ => hasil.push(Kata::Lain),
            }
            sisa = sisa.get(huruf.len_utf8()..).unwrap_or_default();
        }
    }
    hasil
}

fn mulai_huruf(teks: &str) -> bool {
    teks.starts_with(char::is_alphabetic)
}

fn kata_angka(kata: &str) -> Kata {
    match (kata.len(), kata.parse()) {
        (1 | 2, Ok(nomor)) => Kata::Nomor(nomor),
        (4, Ok(2000..2100)) => Kata::Tahun,
        _ => Kata::Lain,
    }
}

fn kata_huruf(kata: &str, hasil: &mut Vec<Kata>) {
    match kata {
        "tw" | "triwulan" | "trw" | "triw" => hasil.push(Kata::Triwulan),
        "semester" | "smt" | "sem" => hasil.push(Kata::Semester),
        "i" | "pertama" | "kesatu" => hasil.push(Kata::Nomor(1)),
        "ii" | "kedua" => hasil.push(Kata::Nomor(2)),
        "iii" | "ketiga" => hasil.push(Kata::Nomor(3)),
        "iv" | "keempat" => hasil.push(Kata::Nomor(4)),
        "ke" => hasil.push(Kata::Ke),
        "dan" | "serta" => hasil.push(Kata::Dan),
        "tahun" | "bulan" => {}
        _ => match (bulan_dari_nama(kata), melekat(kata)) {
            (Some(bulan), _) => hasil.push(Kata::Bulan(bulan)),
            (None, Some(nomor)) => hasil.extend([Kata::Triwulan, Kata::Nomor(nomor)]),
            (None, None) => hasil.push(Kata::Lain),
        },
    }
}

/// "twiv" → 4.
fn melekat(kata: &str) -> Option<u32> {
    let romawi = kata.strip_prefix("tw").or_else(|| kata.strip_prefix("triwulan"))?;
    ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(tulisan, _)| **tulisan == romawi).map(|(_, nomor)| nomor)
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hitung {
    /// Nothing named yet.
    Polos,
    Triwulan,
    Semester,
    Bulan,
}

/// Reads the words of a list into quarters; gives up at the first word that does not fit.
struct Pembaca {
    hitung: Hitung,
    /// A name was read whose number is still to come.
    menunggu: bool,
    sambung: Option<Kata>,
    /// First and last quarter of each part.
    bagian: Vec<(u32, u32)>,
    tersebut: bool,
}

impl Pembaca {
    fn baca(kata: &[Kata], polos: bool) -> Option<(Vec<Triwulan>, bool)> {
        let mut pembaca =
            Self { hitung: Hitung::Polos, menunggu: false, sambung: None, bagian: Vec::new(), tersebut: false };
        let mut letak = 0;
        while let Some(ini) = kata.get(letak) {
            let sisa = kata.get(letak + 1..).unwrap_or_default();
            let sebelum = kata.get(..letak).unwrap_or_default();
            letak += 1 + pembaca.langkah(*ini, sebelum, sisa, polos)?;
        }
        if pembaca.menunggu || pembaca.sambung.is_some() || pembaca.bagian.is_empty() {
            return None;
        }
        let masuk = |tw: &Triwulan| pembaca.bagian.iter().any(|(awal, akhir)| (*awal..=*akhir).contains(&tw.nomor()));
        Some((Triwulan::SEMUA.into_iter().filter(masuk).collect(), pembaca.tersebut))
    }

    /// Takes one word; gives how many of the following words went with it.
    fn langkah(&mut self, ini: Kata, sebelum: &[Kata], sisa: &[Kata], polos: bool) -> Option<usize> {
        match ini {
            Kata::Triwulan => self.sebut(Hitung::Triwulan)?,
            Kata::Semester => self.sebut(Hitung::Semester)?,
            Kata::Nomor(nomor) => return self.nomor(nomor, sebelum, sisa, polos),
            Kata::Bulan(bulan) if !self.menunggu => {
                let triwulan = Triwulan::dari_bulan(bulan)?.nomor();
                self.hitung = Hitung::Bulan;
                self.tambah(triwulan, triwulan)?;
            }
            Kata::Tahun if !self.menunggu && self.sambung != Some(Kata::Sampai) => self.sambung = None,
            Kata::Strip | Kata::Ke if self.menunggu => {}
            // "I, II, dan III".
            Kata::Dan if self.sambung == Some(Kata::Dan) => {}
            Kata::Sampai | Kata::Strip | Kata::Dan if !self.bagian.is_empty() && self.sambung.is_none() => {
                self.sambung = Some(ini);
            }
            _ => return None,
        }
        Some(0)
    }

    fn sebut(&mut self, hitung: Hitung) -> Option<()> {
        let lagi = std::mem::replace(&mut self.menunggu, true);
        self.hitung = hitung;
        self.tersebut = true;
        (!lagi).then_some(())
    }

    fn nomor(&mut self, nomor: u32, sebelum: &[Kata], sisa: &[Kata], polos: bool) -> Option<usize> {
        if !self.menunggu {
            // A day or days before a month: "30 Juni", "1 - 31 Maret".
            match sisa {
                [Kata::Bulan(_), ..] if (1..=31).contains(&nomor) => return Some(0),
                [Kata::Strip | Kata::Sampai, Kata::Nomor(1..=31), Kata::Bulan(_), ..] if (1..=31).contains(&nomor) => {
                    return Some(2);
                }
                _ => {}
            }
            // A short year behind a month: "Jan-26".
            if matches!(sebelum, [.., Kata::Bulan(_)] | [.., Kata::Bulan(_), Kata::Strip]) {
                self.sambung = None;
                return (20..=99).contains(&nomor).then_some(0);
            }
            if !self.bagian.is_empty() && self.sambung.is_none() {
                return None;
            }
        }
        self.menunggu = false;
        match self.hitung {
            Hitung::Triwulan => self.tambah(nomor, nomor)?,
            Hitung::Semester if nomor <= 2 => self.tambah((nomor * 2).checked_sub(1)?, nomor * 2)?,
            Hitung::Polos if polos => self.tambah(nomor, nomor)?,
            Hitung::Semester | Hitung::Bulan | Hitung::Polos => return None,
        }
        Some(0)
    }

    fn tambah(&mut self, awal: u32, akhir: u32) -> Option<()> {
        if !(1..=4).contains(&awal) {
            return None;
        }
        match (self.sambung.take(), self.bagian.last_mut()) {
            (Some(Kata::Sampai | Kata::Strip), Some(terakhir)) => {
                if awal < terakhir.1 {
                    return None;
                }
                terakhir.1 = akhir;
            }
            _ => self.bagian.push((awal, akhir)),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Triwulan::{I, II, III, IV};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_of_a_quarter_in_section_6_reads() {
        for teks in [
            "TW I",
            "TW 1",
            "TW1",
            "TW.I",
            "Tw-I",
            "Triwulan I",
            "Triwulan 1",
            "Trw. 1",
            "tw-1",
            "TWI",
            "T W I",
            "TW. 1",
            "Triwulan ke-1",
            "Triwulan Pertama",
            "TW I 2026",
            "TW I/2026",
            "TW I Tahun 2026",
            "Triwulan I (Januari - Maret)",
            "Jan-Mar",
            "Januari s.d. Maret",
            "Januari",
            "Jan-26",
            "Maret 2026",
            "1 Januari - 31 Maret 2026",
            "1-31 Maret 2026",
            "Januari, Februari dan Maret",
            "30 Maret 2026",
        ] {
            assert_eq!(baca_triwulan(teks), Some(vec![I]), "{teks}");
        }
    }

    #[test]
    fn lists_and_spans_of_quarters_read() {
        for (teks, daftar) in [
            ("TW 1 - TW 3", vec![I, II, III]),
            ("TW I s.d. TW IV", vec![I, II, III, IV]),
            ("TW I s/d IV", vec![I, II, III, IV]),
            ("TW I-IV", vec![I, II, III, IV]),
            ("TW-I - TW-IV", vec![I, II, III, IV]),
            ("Triwulan I sampai dengan Triwulan III", vec![I, II, III]),
            ("TW I, II", vec![I, II]),
            ("TW I, II dan IV", vec![I, II, IV]),
            ("Triwulan I, II, III, dan IV", vec![I, II, III, IV]),
            ("TW II & TW IV", vec![II, IV]),
            ("TW II\nTW III", vec![II, III]),
            ("TW III, TW I, TW III", vec![I, III]),
            ("TW I/II", vec![I, II]),
            ("Semester I", vec![I, II]),
            ("Semester 2", vec![III, IV]),
            ("Semester I - II", vec![I, II, III, IV]),
            ("Januari - Desember 2026", vec![I, II, III, IV]),
            ("Juni 2026 s.d. Agustus 2026", vec![II, III]),
            ("Mei, Nopember", vec![II, IV]),
        ] {
            assert_eq!(baca_triwulan(teks), Some(daftar), "{teks}");
        }
    }

    #[test]
    fn what_is_no_list_of_quarters_stays_text() {
        for teks in [
            "",
            "TW",
            "TW 5",
            "TW 0",
            "TW I -",
            "TW IV - TW I",
            "Semester III",
            "TW I selesai",
            "Minggu ke-2 Maret",
            "2026",
            "TW TW I",
            "setiap bulan",
            "Jan 5",
            "I II",
            "TW I 2",
            "WTP",
            "Triwulan I (April - Juni)",
            "TW I s.d. 2026",
        ] {
            assert_eq!(baca_triwulan(teks), None, "{teks}");
        }
    }

    #[test]
    fn a_bare_number_is_a_quarter_only_in_a_column_of_quarters() {
        for (teks, daftar) in [("I", vec![I]), ("2", vec![II]), ("I - III", vec![I, II, III]), ("1,2", vec![I, II])] {
            assert_eq!(baca_triwulan(teks), None, "{teks}");
            assert_eq!(baca_triwulan_kolom(teks), Some(daftar), "{teks}");
        }
        assert_eq!(baca_triwulan_kolom("12"), None);
        assert_eq!(baca_triwulan_kolom("2026-03"), None);
    }

    #[test]
    fn among_other_values_only_the_named_quarter_counts() {
        assert_eq!(baca_sebutan_triwulan("TW II"), Some(vec![II]));
        assert_eq!(baca_sebutan_triwulan("Januari - Maret"), None);
        // "TW" alone is the audit opinion "Tidak Wajar" there (domain 9.4).
        assert_eq!(baca_sebutan_triwulan("TW"), None);
    }

    #[test]
    fn a_title_names_its_quarter_among_other_words() {
        assert_eq!(cari_triwulan("PENGUKURAN KINERJA TRIWULAN II TAHUN 2026"), Some(II));
        assert_eq!(cari_triwulan("pengukuran_JTI_TW3.xlsx"), Some(III));
        assert_eq!(cari_triwulan("TRIWULAN I DAN TRIWULAN II"), None);
        assert_eq!(cari_triwulan("RENCANA AKSI TAHUN 2026"), None);
    }

    proptest! {
        #[test]
        fn a_list_of_quarters_reads_back(pilihan in 1_u8..16, gaya in 0_usize..4) {
            let daftar: Vec<Triwulan> =
                Triwulan::SEMUA.into_iter().filter(|tw| pilihan & (1 << (tw.nomor() - 1)) != 0).collect();
            let teks: Vec<String> = daftar.iter().map(|tw| match gaya {
                0 => tw.to_string(),
                1 => format!("TW{}", tw.nomor()),
                2 => format!("Triwulan {}", tw.nomor()),
                _ => format!("Trw. {}", tw.nomor()),
            }).collect();
            prop_assert_eq!(baca_triwulan(&teks.join(", ")), Some(daftar));
        }

        #[test]
        fn no_text_breaks_the_reading_of_quarters(teks in "\\PC{0,30}", mirip in "[twsdian IV0-9.,/-]{0,20}") {
            for teks in [teks, mirip] {
                let _ = (baca_triwulan(&teks), baca_triwulan_kolom(&teks), cari_triwulan(&teks));
            }
        }
    }
}
