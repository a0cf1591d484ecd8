//! Days as they are typed in forms: Indonesian month names, day first, and the year a title names.
//!
//! Takes text, gives calendar days or nothing. No clock and no guessing: "06/30/2026" is not a day, because forms are
//! written day first (domain section 6). Sources: domain sections 4 (year), 5.1 (signature line), 6 (dates), 13.2.

use bitcode::{Decode, Encode};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::teks;

/// A calendar day in four bytes, as values hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "NaiveDate", from = "NaiveDate")]
pub struct Hari(i32);

impl From<NaiveDate> for Hari {
    fn from(tanggal: NaiveDate) -> Self {
        Self(tanggal.num_days_from_ce())
    }
}

impl From<Hari> for NaiveDate {
    fn from(hari: Hari) -> Self {
        // Made from a date alone, so there always is one.
        Self::from_num_days_from_ce_opt(hari.0).unwrap_or_default()
    }
}

/// Month names in full, January first.
const BULAN: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Other spellings: the abbreviations of domain section 6, two old spellings, and what an English Excel writes.
const BULAN_LAIN: [(&str, u32); 25] = [
    ("jan", 1),
    ("feb", 2),
    ("pebruari", 2),
    ("peb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("agu", 8),
    ("ags", 8),
    ("agt", 8),
    ("agst", 8),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("nop", 11),
    ("nopember", 11),
    ("des", 12),
    ("dec", 12),
];

const HARI: [&str; 8] = ["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu"];

/// The name of a month, 1 to 12.
pub fn nama_bulan(bulan: u32) -> Option<&'static str> {
    BULAN.get(bulan.checked_sub(1)? as usize).copied()
}

/// The month, 1 to 12, that a word names in full or abbreviated.
pub fn bulan_dari_nama(kata: &str) -> Option<u32> {
    let kata = kata.trim().trim_end_matches('.').to_lowercase();
    let penuh = BULAN.iter().position(|nama| nama.to_lowercase() == kata);
    penuh
        .and_then(|letak| u32::try_from(letak + 1).ok())
        .or_else(|| BULAN_LAIN.iter().find(|(nama, _)| *nama == kata).map(|(_, bulan)| *bulan))
}

/// "30 Juni 2026".
pub fn format_panjang(tanggal: NaiveDate) -> String {
    let bulan = nama_bulan(tanggal.month()).unwrap_or_default();
    format!("{} {bulan} {}", tanggal.day(), tanggal.year())
}

/// "20 Jul 2026".
pub fn tanggal_pendek(tanggal: NaiveDate) -> String {
    let bulan = nama_bulan(tanggal.month()).unwrap_or_default();
    format!("{} {} {}", tanggal.day(), bulan.get(..3).unwrap_or(bulan), tanggal.year())
}

/// The day a text names: "30 Juni 2026", "30 Jun 26", "30-Agt-2026", "30/06/2026", "2026-06-30", also after the name of
/// a weekday or "tanggal". Numeric forms are day first. `None` for everything else.
pub fn baca_tanggal(teks: &str) -> Option<NaiveDate> {
    let kunci = teks::kunci(teks);
    let inti = tanpa_jam(tanpa_awalan(&kunci));
    let mut bagian = Potongan::pecah(inti)?;
    let (pertama, kedua, ketiga) = (bagian.next()?, bagian.next()?, bagian.next()?);
    if bagian.next().is_some() {
        return None;
    }
    if let Some(bulan) = bulan_dari_nama(kedua.kata) {
        return susun(tahun(ketiga.kata)?, bulan, angka_pendek(pertama.kata)?);
    }
    let pemisah = pertama.sesudah;
    if pemisah != kedua.sesudah || !matches!(pemisah, "/" | "-" | ".") {
        return None;
    }
    let bulan = angka_pendek(kedua.kata)?;
    if pertama.kata.len() == 4 && pemisah != "." {
        return susun(tahun(pertama.kata)?, bulan, angka_pendek(ketiga.kata)?);
    }
    // "1.2.26" is a code as often as a day; with dots the year must be whole.
    if pemisah == "." && ketiga.kata.len() != 4 {
        return None;
    }
    susun(tahun(ketiga.kata)?, bulan, angka_pendek(pertama.kata)?)
}

fn susun(tahun: i32, bulan: u32, hari: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(tahun, bulan, hari)
}

fn tanpa_awalan(kunci: &str) -> &str {
    for awalan in ["tanggal ", "tgl ", "tgl. "] {
        if let Some(sisa) = kunci.strip_prefix(awalan) {
            return sisa.trim_start_matches([':', ' ']);
        }
    }
    match kunci.split_once([',', ' ']) {
        Some((hari, sisa)) if HARI.contains(&hari) => sisa.trim_start(),
        _ => kunci,
    }
}

/// "2026-06-30 00:00:00" and "2026-06-30t00:00:00" without the hour.
fn tanpa_jam(kunci: &str) -> &str {
    let jam = |sisa: &str| {
        sisa.len() >= 4
            && sisa.contains(':')
            && sisa.chars().all(|huruf| huruf.is_ascii_digit() || ":.z".contains(huruf))
    };
    match kunci.rsplit_once([' ', 't']) {
        Some((hari, sisa)) if jam(sisa) => hari.trim_end(),
        _ => kunci,
    }
}

/// A run of digits or of letters, and what separates it from the next one.
struct Bagian<'a> {
    kata: &'a str,
    sesudah: &'a str,
}

/// Cuts "30 jun. 26" into runs of digits and letters.
struct Potongan<'a> {
    sisa: &'a str,
}

impl<'a> Potongan<'a> {
    /// `None` when a character stands there that no date has.
    fn pecah(teks: &'a str) -> Option<Self> {
        let sah = |huruf: char| huruf.is_ascii_alphanumeric() || " -/.".contains(huruf);
        (teks.len() <= 30 && teks.chars().all(sah)).then_some(Self { sisa: teks })
    }
}

impl<'a> Iterator for Potongan<'a> {
    type Item = Bagian<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let angka = self.sisa.chars().next()?.is_ascii_digit();
        let sejenis = |huruf: char| if angka { huruf.is_ascii_digit() } else { huruf.is_ascii_alphabetic() };
        let (kata, sisa) = self.sisa.split_at(self.sisa.find(|huruf| !sejenis(huruf)).unwrap_or(self.sisa.len()));
        let akhir = sisa.find(|huruf: char| huruf.is_ascii_alphanumeric()).unwrap_or(sisa.len());
        let (sesudah, sisa) = sisa.split_at(akhir);
        self.sisa = sisa;
        Some(Bagian { kata, sesudah: if sesudah.trim().is_empty() { sesudah } else { sesudah.trim() } })
    }
}

fn angka_pendek(kata: &str) -> Option<u32> {
    (kata.len() <= 2).then(|| kata.parse().ok()).flatten()
}

/// A year of two digits is of this century; one of four lies in 1900 to 2199.
fn tahun(kata: &str) -> Option<i32> {
    let tahun: i32 = kata.parse().ok()?;
    match kata.len() {
        2 => Some(2000 + tahun),
        4 => (1900..2200).contains(&tahun).then_some(tahun),
        _ => None,
    }
}

/// The place and date above a signature: "Kota Contoh, 15 Februari 2026"; the day may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TempatTanggal {
    /// The place as typed.
    pub tempat: String,
    /// Day of the month, when one was typed.
    pub hari: Option<u32>,
    /// Month, 1 to 12.
    pub bulan: u32,
    /// Year.
    pub tahun: i32,
}

impl TempatTanggal {
    /// The day, when all of it was typed.
    pub fn tanggal(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.tahun, self.bulan, self.hari?)
    }
}

/// The place-and-date line of a signature block (domain 5.1), looked for line by line.
pub fn cari_tempat_tanggal(teks: &str) -> Option<TempatTanggal> {
    teks.lines().find_map(tempat_tanggal)
}

fn tempat_tanggal(baris: &str) -> Option<TempatTanggal> {
    let (depan, belakang) = baris.rsplit_once(',')?;
    let tempat = depan.rsplit(',').next()?.split_whitespace().collect::<Vec<_>>();
    let nama_tempat = |kata: &&str| {
        kata.starts_with(char::is_uppercase) && kata.chars().all(|huruf| huruf.is_alphabetic() || ".-'".contains(huruf))
    };
    if tempat.is_empty() || tempat.len() > 4 || !tempat.iter().all(nama_tempat) {
        return None;
    }
    let tempat = tempat.join(" ");
    if let Some(tanggal) = baca_tanggal(belakang) {
        let (hari, bulan, tahun) = (Some(tanggal.day()), tanggal.month(), tanggal.year());
        return Some(TempatTanggal { tempat, hari, bulan, tahun });
    }
    // A day left open for the pen: "Jakarta, ....... Desember 2025".
    let belakang = belakang.trim().trim_start_matches(['.', '_', '\u{2026}', ' ', '\u{a0}']);
    let (bulan, tahun) = belakang.split_once(char::is_whitespace)?;
    let tahun: i32 = tahun.trim().trim_end_matches('.').parse().ok()?;
    let bulan = bulan_dari_nama(bulan)?;
    (2000..2100).contains(&tahun).then_some(TempatTanggal { tempat, hari: None, bulan, tahun })
}

/// The year a title or a file name is about: the one after "TAHUN ANGGARAN", else after "TAHUN", else the only 20xx in
/// it (domain section 4). Years of regulations ("Nomor 53 Tahun 2014") and spans ("2025-2029") do not count. `None` when
/// nothing is named or the text names several.
pub fn cari_tahun(teks: &str) -> Option<i32> {
    let kunci = teks::kunci(teks);
    let semua = sebutan_tahun(&kunci);
    for dicari in [Sebutan::TahunAnggaran, Sebutan::Tahun, Sebutan::Lepas] {
        let mut cocok = semua.iter().filter(|(_, sebutan)| *sebutan == dicari).map(|(tahun, _)| *tahun);
        if let Some(tahun) = cocok.next() {
            return cocok.all(|lain| lain == tahun).then_some(tahun);
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sebutan {
    TahunAnggaran,
    Tahun,
    Lepas,
    /// The year of a regulation, or an end of a span.
    BukanTahunDokumen,
}

fn sebutan_tahun(kunci: &str) -> Vec<(i32, Sebutan)> {
    let mut hasil = Vec::new();
    let mut dari = 0;
    while let Some(letak) = kunci.get(dari..).and_then(|sisa| sisa.find("20")) {
        let awal = dari + letak;
        let akhir = awal + 4;
        dari = awal + 2;
        let Some(tahun) = kunci.get(awal..akhir).filter(|t| t.bytes().all(|b| b.is_ascii_digit())) else { continue };
        let (sebelum, sesudah) = (kunci.get(..awal).unwrap_or_default(), kunci.get(akhir..).unwrap_or_default());
        let Ok(tahun) = tahun.parse::<i32>() else { continue };
        if !bagian_angka_lain(sebelum, sesudah) {
            dari = akhir;
            hasil.push((tahun, sebutan(sebelum, sesudah)));
        }
    }
    hasil
}

/// Whether four digits belong to a longer number: "120260", "2.026", "2026,5".
fn bagian_angka_lain(sebelum: &str, sesudah: &str) -> bool {
    let angka = |huruf: Option<char>| huruf.is_some_and(|huruf| huruf.is_ascii_digit());
    let mut kiri = sebelum.chars().rev();
    let mut kanan = sesudah.chars();
    match (kiri.next(), kanan.next()) {
        (Some(k), _) if k.is_ascii_digit() => true,
        (_, Some(k)) if k.is_ascii_digit() => true,
        (Some('.' | ','), _) if angka(kiri.next()) => true,
        (_, Some('.' | ',')) if angka(kanan.next()) => true,
        _ => false,
    }
}

/// The end of a text, enough for the words that can stand before a year: a long cell must not cost its square.
fn ekor(teks: &str) -> &str {
    const CUKUP: usize = 40;
    teks.char_indices().rev().nth(CUKUP).and_then(|(letak, _)| teks.get(letak..)).unwrap_or(teks)
}

fn sebutan(sebelum: &str, sesudah: &str) -> Sebutan {
    let sebelum = ekor(sebelum);
    let rentang = |teks: &str, tahun: fn(&str) -> bool| {
        ["-", "s.d", "s/d", "sampai"].iter().any(|tanda| teks.strip_prefix(tanda).is_some_and(tahun))
    };
    if rentang(sesudah.trim_start(), |sisa| sisa.trim_start_matches(['.', ' ']).starts_with("20"))
        || ujung_rentang(sebelum.trim_end())
    {
        return Sebutan::BukanTahunDokumen;
    }
    let kata: Vec<&str> =
        sebelum.split(|huruf: char| !huruf.is_alphanumeric()).filter(|kata| !kata.is_empty()).collect();
    match kata.as_slice() {
        [.., "tahun", "anggaran"] | [.., "ta"] | [.., "t", "a"] => Sebutan::TahunAnggaran,
        [.., "nomor" | "no", _, "tahun"] => Sebutan::BukanTahunDokumen,
        [.., "tahun"] => Sebutan::Tahun,
        _ => Sebutan::Lepas,
    }
}

/// Whether a text ends in "2025-" or the like, so that the year after it closes a span.
fn ujung_rentang(sebelum: &str) -> bool {
    ["-", "s.d", "s.d.", "s/d", "sampai", "sampai dengan"].iter().any(|tanda| {
        sebelum.strip_suffix(tanda).is_some_and(|sisa| {
            let mut huruf = sisa.trim_end().chars().rev();
            let empat: Vec<char> = huruf.by_ref().take(4).collect();
            empat.len() == 4
                && empat.iter().all(char::is_ascii_digit)
                && empat.ends_with(&['0', '2'])
                && !huruf.next().is_some_and(|lagi| lagi.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn hari(tahun: i32, bulan: u32, hari: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(tahun, bulan, hari)
    }

    #[test]
    fn days_read_in_every_form_of_section_6() {
        for teks in [
            "30 Juni 2026",
            "30 Jun 26",
            "2026-06-30",
            "30/06/2026",
            "30-06-2026",
            "30.06.2026",
            "30-Jun-26",
            " 30\u{a0}Juni  2026 ",
            "Selasa, 30 Juni 2026",
            "tanggal 30 Juni 2026",
            "2026-06-30 00:00:00",
            "2026-06-30T00:00:00",
            "30 / 06 / 2026",
        ] {
            assert_eq!(baca_tanggal(teks), hari(2026, 6, 30), "{teks}");
        }
    }

    #[test]
    fn every_abbreviation_of_section_6_names_its_month() {
        let semua = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des";
        for (nama, bulan) in semua.split(' ').zip(1..) {
            assert_eq!(bulan_dari_nama(nama), Some(bulan), "{nama}");
        }
        for (nama, bulan) in [("Ags", 8), ("Agt", 8), ("Sept", 9), ("Nop", 11), ("Nopember", 11), ("DES.", 12)] {
            assert_eq!(bulan_dari_nama(nama), Some(bulan), "{nama}");
        }
        for (nama, bulan) in BULAN.iter().zip(1..) {
            assert_eq!(bulan_dari_nama(nama), Some(bulan), "{nama}");
            assert_eq!(nama_bulan(bulan), Some(*nama));
        }
        assert_eq!((nama_bulan(0), nama_bulan(13)), (None, None));
    }

    #[test]
    fn an_indonesian_deadline_is_read_and_not_replaced_by_the_end_of_the_year() {
        // Domain 13.2: "30 Juni 2026" was not parsed and became 31 December.
        assert_eq!(baca_tanggal("30 Juni 2026"), hari(2026, 6, 30));
        assert_eq!(baca_tanggal("15 Agt 2026"), hari(2026, 8, 15));
    }

    #[test]
    fn what_is_no_day_stays_text() {
        for teks in [
            "06/30/2026",
            "31 Februari 2026",
            "Juni 2026",
            "1.1.26",
            "1.1",
            "TW II",
            "30 Juni",
            "2026",
            "",
            "30/06-2026",
            "1 2 2026",
            "30 Juni 2026 (selesai)",
            "100 dari 110",
            "12/2026",
            "30 Juni 20260",
            "ÿ 1 2",
        ] {
            assert_eq!(baca_tanggal(teks), None, "{teks}");
        }
    }

    #[test]
    fn the_line_above_a_signature_gives_place_and_date() {
        let lengkap = cari_tempat_tanggal("Kota Contoh, 15 Februari 2026").unwrap();
        assert_eq!((lengkap.tempat.as_str(), lengkap.tanggal()), ("Kota Contoh", hari(2026, 2, 15)));
        for teks in
            ["Jakarta, Desember 2025", "Jakarta,        Desember 2025\nKepala Dinas,", "Jakarta, ....... Desember 2025"]
        {
            let tanpa_hari = cari_tempat_tanggal(teks).unwrap();
            assert_eq!((tanpa_hari.hari, tanpa_hari.bulan, tanpa_hari.tahun), (None, 12, 2025), "{teks}");
            assert_eq!(tanpa_hari.tanggal(), None);
        }
        assert_eq!(cari_tempat_tanggal("Disusun, Cirebon, 3 Jan 2026").unwrap().tempat, "Cirebon");
    }

    #[test]
    fn a_sentence_with_a_date_is_no_signature_line() {
        for teks in
            ["Laporan sudah dikirim, 15 Februari 2026", "Kepala Dinas,", "Jakarta, segera", "15 Februari 2026", ",,"]
        {
            assert_eq!(cari_tempat_tanggal(teks), None, "{teks}");
        }
    }

    #[test]
    fn the_year_of_a_title_is_the_one_after_tahun() {
        for (teks, tahun) in [
            ("PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2024", Some(2024)),
            ("RENCANA AKSI TAHUN ANGGARAN 2026", Some(2026)),
            ("T.A. 2026", Some(2026)),
            ("Tahun : 2026", Some(2026)),
            ("PK_JTI_2026.xlsx", Some(2026)),
            ("Sesuai PermenPANRB Nomor 53 Tahun 2014, Perjanjian Kinerja Tahun 2026", Some(2026)),
            ("Dokumen 2025, TAHUN ANGGARAN 2026", Some(2026)),
            ("RENSTRA 2025-2029", None),
            ("Tahun 2025 s.d. 2029, target tahun 2026", Some(2026)),
            ("2025 dan 2026", None),
            ("Rp 2.026.000", None),
            ("20260115", None),
            ("tanpa tahun", None),
        ] {
            assert_eq!(cari_tahun(teks), tahun, "{teks}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back_from_every_form(tahun in 2000_i32..2100, urutan in 1_u32..=365) {
            let tanggal = NaiveDate::from_yo_opt(tahun, urutan).unwrap();
            let (h, b, t) = (tanggal.day(), tanggal.month(), tanggal.year());
            let pendek = format!("{h} {} {:02}", &nama_bulan(b).unwrap()[..3], t % 100);
            for teks in [format_panjang(tanggal), tanggal.to_string(), format!("{h:02}/{b:02}/{t}"), pendek] {
                prop_assert_eq!(baca_tanggal(&teks), Some(tanggal), "{}", teks);
            }
            let baris = format!("Kota Contoh, {}", format_panjang(tanggal));
            prop_assert_eq!(cari_tempat_tanggal(&baris).and_then(|t| t.tanggal()), Some(tanggal));
        }

        #[test]
        fn no_text_breaks_the_reading_of_days(teks in "\\PC{0,40}", mirip in "[0-9a-zA-Z2 ,./-]{0,24}") {
            for teks in [teks, mirip] {
                let _ = (baca_tanggal(&teks), cari_tempat_tanggal(&teks), cari_tahun(&teks));
            }
        }
    }

    #[test]
    fn short_dates_name_their_month() {
        assert_eq!(tanggal_pendek(NaiveDate::from_ymd_opt(2026, 7, 3).unwrap()), "3 Jul 2026");
    }
}
