//! NIP, the number of a civil servant (domain 12.3, Perka BKN 22/2007).
//!
//! Eighteen digits: birth `YYYYMMDD`, appointment `YYYYMM`, sex 1 or 2, serial of three. Takes the text of a cell, gives
//! the parts or the one thing that is wrong with it. A fault never repeats the number: it is personal data. Whether a
//! day lies after today is asked by callers; there is no clock here.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::teks;

/// The code that is reported in place of a month in the numbers of contract staff (PPPK).
const KODE_PPPK: u32 = 21;
/// Nobody is appointed younger than this.
const UMUR_TERMUDA: i32 = 15;

/// A NIP whose parts agree with each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nip {
    digit: String,
    lahir: NaiveDate,
    tahun_pengangkatan: i32,
    /// `None` for a PPPK number, which has a code there.
    bulan_pengangkatan: Option<u32>,
    jenis_kelamin: JenisKelamin,
}

/// Digit 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JenisKelamin {
    /// 1.
    LakiLaki,
    /// 2.
    Perempuan,
}

/// What is wrong with a text that should be a NIP.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CacatNip {
    /// Blank, a dash, or the word NIP alone.
    #[error("NIP belum diisi")]
    Kosong,
    /// Something else than digits, blanks and dots.
    #[error("NIP memuat huruf atau tanda selain angka")]
    BukanAngka,
    /// The number of a private employee ("NIK").
    #[error("yang tertulis NIK, bukan NIP")]
    Nik,
    /// Nine digits: the number in use before 2009.
    #[error("NIP lama (9 angka); tuliskan NIP 18 angka")]
    NipLama,
    /// Six digits: the NRK of DKI Jakarta.
    #[error("NRK (6 angka); tuliskan NIP 18 angka")]
    Nrk,
    /// Not eighteen digits.
    #[error("NIP harus 18 angka, yang tertulis {jumlah} angka")]
    JumlahDigit {
        /// How many there are.
        jumlah: usize,
    },
    /// The first eight digits are no day.
    #[error("8 angka pertama NIP bukan tanggal lahir yang ada di kalender")]
    TanggalLahir,
    /// Digits 13 and 14 are neither a month nor the code of PPPK.
    #[error("bulan pengangkatan dalam NIP tertulis {bulan:02}; seharusnya 01 sampai 12 (atau kode 21 untuk PPPK)")]
    BulanPengangkatan {
        /// What stands there.
        bulan: u32,
    },
    /// Digit 15 is neither 1 nor 2.
    #[error("angka ke-15 NIP (jenis kelamin) tertulis {angka}; seharusnya 1 atau 2")]
    JenisKelamin {
        /// What stands there.
        angka: u32,
    },
    /// Appointed before the age of 15.
    #[error("menurut NIP, diangkat pada umur {umur} tahun")]
    TerlaluMuda {
        /// Age at appointment; negative when appointed before birth.
        umur: i32,
    },
    /// Serial 000.
    #[error("nomor urut di akhir NIP tertulis 000")]
    NomorUrut,
}

impl Nip {
    /// Reads a NIP: with the blanks of `8 6 1 3`, with odd blanks or dots, or without; "NIP", "NIP." and "NIP :" in front
    /// are accepted.
    pub fn baca(teks: &str) -> Result<Self, CacatNip> {
        let digit = digit_nip(teks)?;
        let angka = |dari: usize, sampai: usize| -> u32 {
            digit.get(dari..sampai).and_then(|bagian| bagian.parse().ok()).unwrap_or_default()
        };
        let tahun = |dari: usize| i32::try_from(angka(dari, dari + 4)).unwrap_or_default();
        let lahir = NaiveDate::from_ymd_opt(tahun(0), angka(4, 6), angka(6, 8))
            .filter(|lahir| lahir.year() >= 1900)
            .ok_or(CacatNip::TanggalLahir)?;
        let bulan_pengangkatan = match angka(12, 14) {
            KODE_PPPK => None,
            bulan @ 1..=12 => Some(bulan),
            bulan => return Err(CacatNip::BulanPengangkatan { bulan }),
        };
        let jenis_kelamin = match angka(14, 15) {
            1 => JenisKelamin::LakiLaki,
            2 => JenisKelamin::Perempuan,
            angka => return Err(CacatNip::JenisKelamin { angka }),
        };
        let umur = umur_saat_diangkat(lahir, tahun(8), bulan_pengangkatan);
        if umur < UMUR_TERMUDA {
            return Err(CacatNip::TerlaluMuda { umur });
        }
        if angka(15, 18) == 0 {
            return Err(CacatNip::NomorUrut);
        }
        Ok(Self { lahir, tahun_pengangkatan: tahun(8), bulan_pengangkatan, jenis_kelamin, digit })
    }

    /// The eighteen digits.
    pub fn digit(&self) -> &str {
        &self.digit
    }

    /// Day of birth.
    pub fn lahir(&self) -> NaiveDate {
        self.lahir
    }

    /// Year of appointment.
    pub fn tahun_pengangkatan(&self) -> i32 {
        self.tahun_pengangkatan
    }

    /// First day of the month of appointment (TMT CPNS); `None` for a PPPK number, which names no month.
    pub fn tmt(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.tahun_pengangkatan, self.bulan_pengangkatan?, 1)
    }

    /// Whether the number has the code reported for contract staff in place of a month.
    pub fn pppk(&self) -> bool {
        self.bulan_pengangkatan.is_none()
    }

    /// Sex.
    pub fn jenis_kelamin(&self) -> JenisKelamin {
        self.jenis_kelamin
    }

    /// Serial, 1 to 999.
    pub fn nomor_urut(&self) -> u32 {
        self.digit.get(15..).and_then(|urut| urut.parse().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Nip {
    /// In the form `8 6 1 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bagian = [(0, 8), (8, 14), (14, 15), (15, 18)];
        let bagian: Vec<&str> = bagian.iter().filter_map(|(dari, sampai)| self.digit.get(*dari..*sampai)).collect();
        f.write_str(&bagian.join(" "))
    }
}

/// Full years between birth and appointment. Without a month the end of the year stands in: it accuses nobody wrongly.
fn umur_saat_diangkat(lahir: NaiveDate, tahun: i32, bulan: Option<u32>) -> i32 {
    tahun - lahir.year() - i32::from(bulan.unwrap_or(12) < lahir.month())
}

/// The digits of a text that holds a NIP and nothing else.
fn digit_nip(teks: &str) -> Result<String, CacatNip> {
    let kunci = teks::kunci(teks);
    let isi = kunci.trim_start_matches(['\'', ' ']);
    let (awalan, isi) = isi.split_at(isi.find(|huruf: char| !huruf.is_ascii_alphabetic()).unwrap_or(isi.len()));
    match awalan {
        "" | "nip" | "nrk" => {}
        "nik" => return Err(CacatNip::Nik),
        _ => return Err(CacatNip::BukanAngka),
    }
    let hiasan = |huruf: &char| !matches!(huruf, ' ' | '.' | ':' | '-' | '\'');
    let digit: String = isi.chars().filter(hiasan).collect();
    if !digit.bytes().all(|huruf| huruf.is_ascii_digit()) {
        return Err(CacatNip::BukanAngka);
    }
    match digit.len() {
        18 => Ok(digit),
        0 => Err(CacatNip::Kosong),
        6 => Err(CacatNip::Nrk),
        9 => Err(CacatNip::NipLama),
        jumlah => Err(CacatNip::JumlahDigit { jumlah }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_parts_of_a_nip_are_those_of_section_12_3() {
        let nip = Nip::baca("19700101 199501 1 001").unwrap();
        assert_eq!(nip.lahir(), NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
        assert_eq!(nip.tmt(), NaiveDate::from_ymd_opt(1995, 1, 1));
        assert_eq!((nip.jenis_kelamin(), nip.nomor_urut(), nip.pppk()), (JenisKelamin::LakiLaki, 1, false));
        assert_eq!(nip.digit(), "197001011995011001");
        assert_eq!(Nip::baca("197001011995012001").unwrap().jenis_kelamin(), JenisKelamin::Perempuan);
    }

    #[test]
    fn prefixes_and_odd_blanks_do_not_matter() {
        for teks in [
            "197001011995011001",
            "19700101199501 1 001",
            "NIP 19700101 199501 1 001",
            "NIP. 19700101 199501 1 001",
            "NIP : 19700101 199501 1 001",
            "nip:19700101\u{a0}199501\u{a0}1\u{a0}001",
            "NIP.19700101.199501.1.001",
            "'197001011995011001",
        ] {
            assert_eq!(Nip::baca(teks).map(|nip| nip.to_string()).as_deref(), Ok("19700101 199501 1 001"), "{teks}");
        }
    }

    #[test]
    fn every_fault_has_its_own_name() {
        for (teks, cacat) in [
            ("", CacatNip::Kosong),
            ("NIP.", CacatNip::Kosong),
            ("-", CacatNip::Kosong),
            ("NIP. ........", CacatNip::Kosong),
            ("130123456", CacatNip::NipLama),
            ("NRK 123456", CacatNip::Nrk),
            ("NIK. 12345", CacatNip::Nik),
            ("19700101 199501 1 01", CacatNip::JumlahDigit { jumlah: 17 }),
            ("19700101 199501 1 0011", CacatNip::JumlahDigit { jumlah: 19 }),
            ("1970O101 199501 1 001", CacatNip::BukanAngka),
            ("Budi", CacatNip::BukanAngka),
            ("19701301 199501 1 001", CacatNip::TanggalLahir),
            ("19700230 199501 1 001", CacatNip::TanggalLahir),
            ("00000101 199501 1 001", CacatNip::TanggalLahir),
            ("19700101 199513 1 001", CacatNip::BulanPengangkatan { bulan: 13 }),
            ("19700101 199500 1 001", CacatNip::BulanPengangkatan { bulan: 0 }),
            ("19700101 199501 3 001", CacatNip::JenisKelamin { angka: 3 }),
            ("19700101 198412 1 001", CacatNip::TerlaluMuda { umur: 14 }),
            ("19700101 196001 1 001", CacatNip::TerlaluMuda { umur: -10 }),
            ("19700101 199501 1 000", CacatNip::NomorUrut),
        ] {
            assert_eq!(Nip::baca(teks), Err(cacat), "{teks}");
        }
    }

    #[test]
    fn the_code_of_pppk_in_place_of_a_month_is_tolerated() {
        let nip = Nip::baca("19900101 202221 2 001").unwrap();
        assert_eq!((nip.pppk(), nip.tmt(), nip.tahun_pengangkatan()), (true, None, 2022));
    }

    #[test]
    fn a_fault_does_not_repeat_the_number() {
        let pesan = Nip::baca("19701301 199501 1 001").unwrap_err().to_string();
        assert!(!pesan.contains("1970"), "{pesan}");
    }

    proptest! {
        #[test]
        fn every_sound_nip_reads_back_from_its_display(
            tahun in 1940_i32..2010, urutan in 1_u32..=365, umur in 16_i32..50, bulan in 1_u32..=12,
            kelamin in 1_u32..=2, urut in 1_u32..1000,
        ) {
            let lahir = NaiveDate::from_yo_opt(tahun, urutan).unwrap();
            let digit = format!("{}{:04}{bulan:02}{kelamin}{urut:03}", lahir.format("%Y%m%d"), tahun + umur);
            let nip = Nip::baca(&digit).unwrap();
            prop_assert_eq!(Nip::baca(&nip.to_string()), Ok(nip.clone()));
            prop_assert_eq!((nip.lahir(), nip.nomor_urut()), (lahir, urut));
        }

        #[test]
        fn no_text_breaks_the_reading_of_a_nip(teks in "\\PC{0,40}", angka in "[0-9 .]{0,30}") {
            let _ = (Nip::baca(&teks), Nip::baca(&angka));
        }
    }
}
