//! Days as they are typed in forms: Indonesian month names, day first, and the year a title names.
//!
//! Takes text, gives calendar days or nothing. No clock and no guessing: "06/30/2026" is not a day, because forms are
//! written day first (domain section 6). Sources: domain sections 4 (year), 5.1 (signature line), 6 (dates), 13.2.

use bitcode::{Decode, Encode};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::text;

/// A calendar day in four bytes, as values hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "NaiveDate", from = "NaiveDate")]
pub struct DateDay(i32);

impl From<NaiveDate> for DateDay {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl From<DateDay> for NaiveDate {
    fn from(day: DateDay) -> Self {
        // Made from a date alone, so there always is one.
        Self::from_num_days_from_ce_opt(day.0).unwrap_or_default()
    }
}

/// Month names in full, January first.
const MONTH: [&str; 12] = [
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
const OTHER_MONTH: [(&str, u32); 31] = [
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
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("june", 6),
    ("july", 7),
    ("december", 12),
];

const DAY: [&str; 8] = ["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu"];

/// The name of a month, 1 to 12.
pub fn month_name(month: u32) -> Option<&'static str> {
    MONTH.get(month.checked_sub(1)? as usize).copied()
}

/// The month, 1 to 12, that a word names in full or abbreviated.
pub fn month_from_name(word: &str) -> Option<u32> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let full = MONTH.iter().position(|name| name.to_lowercase() == word);
    full.and_then(|position| u32::try_from(position + 1).ok())
        .or_else(|| OTHER_MONTH.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))
}

/// "30 Juni 2026".
pub fn long_format(date: NaiveDate) -> String {
    let month = month_name(date.month()).unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// "20 Jul 2026".
pub fn short_date(date: NaiveDate) -> String {
    let month = month_name(date.month()).unwrap_or_default();
    format!("{} {} {}", date.day(), month.get(..3).unwrap_or(month), date.year())
}

/// The day a text names: "30 Juni 2026", "30 Jun 26", "30-Agt-2026", "30/06/2026", "2026-06-30", also after the name of
/// a weekday or "tanggal". Numeric forms are day first. `None` for everything else.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let key = text::key(text);
    let core = without_hour(without_prefix(&key));
    let mut part = DatePiece::split(core)?;
    let (first, second, third) = (part.next()?, part.next()?, part.next()?);
    if part.next().is_some() {
        return None;
    }
    if let Some(month) = month_from_name(second.word) {
        return build(year(third.word)?, month, short_figure(first.word)?);
    }
    let separator = first.after;
    if separator != second.after || !matches!(separator, "/" | "-" | ".") {
        return None;
    }
    let month = short_figure(second.word)?;
    if first.word.len() == 4 && separator != "." {
        return build(year(first.word)?, month, short_figure(third.word)?);
    }
    // "1.2.26" is a code as often as a day; with dots the year must be whole.
    if separator == "." && third.word.len() != 4 {
        return None;
    }
    build(year(third.word)?, month, short_figure(first.word)?)
}

fn build(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn without_prefix(key: &str) -> &str {
    for prefix in ["tanggal ", "tgl ", "tgl. "] {
        if let Some(rest) = key.strip_prefix(prefix) {
            return rest.trim_start_matches([':', ' ']);
        }
    }
    match key.split_once([',', ' ']) {
        Some((day, rest)) if DAY.contains(&day) => rest.trim_start(),
        _ => key,
    }
}

/// "2026-06-30 00:00:00" and "2026-06-30t00:00:00" without the hour.
fn without_hour(key: &str) -> &str {
    let hour = |rest: &str| {
        rest.len() >= 4
            && rest.contains(':')
            && rest.chars().all(|letter| letter.is_ascii_digit() || ":.z".contains(letter))
    };
    match key.rsplit_once([' ', 't']) {
        Some((day, rest)) if hour(rest) => day.trim_end(),
        _ => key,
    }
}

/// A run of digits or of letters, and what separates it from the next one.
struct DatePart<'a> {
    word: &'a str,
    after: &'a str,
}

/// Cuts "30 jun. 26" into runs of digits and letters.
struct DatePiece<'a> {
    rest: &'a str,
}

impl<'a> DatePiece<'a> {
    /// `None` when a character stands there that no date has.
    fn split(text: &'a str) -> Option<Self> {
        let valid = |letter: char| letter.is_ascii_alphanumeric() || " -/.".contains(letter);
        (text.len() <= 30 && text.chars().all(valid)).then_some(Self { rest: text })
    }
}

impl<'a> Iterator for DatePiece<'a> {
    type Item = DatePart<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let figure = self.rest.chars().next()?.is_ascii_digit();
        let of_one_kind = |letter: char| if figure { letter.is_ascii_digit() } else { letter.is_ascii_alphabetic() };
        let (word, rest) = self.rest.split_at(self.rest.find(|letter| !of_one_kind(letter)).unwrap_or(self.rest.len()));
        let last = rest.find(|letter: char| letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (after, rest) = rest.split_at(last);
        self.rest = rest;
        Some(DatePart { word, after: if after.trim().is_empty() { after } else { after.trim() } })
    }
}

fn short_figure(word: &str) -> Option<u32> {
    (word.len() <= 2).then(|| word.parse().ok()).flatten()
}

/// A year of two digits is of this century; one of four lies in 1900 to 2199.
fn year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + year),
        4 => (1900..2200).contains(&year).then_some(year),
        _ => None,
    }
}

/// The place and date above a signature: "Kota Contoh, 15 Februari 2026"; the day may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePlace {
    /// The place as typed.
    pub place: String,
    /// Day of the month, when one was typed.
    pub day: Option<u32>,
    /// 1 to 12.
    pub month: u32,
    /// In four digits.
    pub year: i32,
}

impl DatePlace {
    /// The day, when all of it was typed and the calendar has it.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day?)
    }
}

/// The place-and-date line of a signature block (domain 5.1), looked for line by line.
pub fn find_place_and_date(text: &str) -> Option<DatePlace> {
    // A line that ended with the page may have cut the date in two.
    let joined =
        || (text.lines().count() > 1).then(|| date_place(&text.split_whitespace().collect::<Vec<_>>().join(" ")));
    text.lines().find_map(date_place).or_else(|| joined().flatten())
}

fn date_place(row: &str) -> Option<DatePlace> {
    let (front, behind) = row.rsplit_once(',')?;
    let place = front.rsplit(',').next()?.split_whitespace().collect::<Vec<_>>();
    let place_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || ".-'".contains(letter))
    };
    if place.is_empty() || place.len() > 4 || !place.iter().all(place_name) {
        return None;
    }
    let place = place.join(" ");
    if let Some(date) = read_date(behind) {
        let (day, month, year) = (Some(date.day()), date.month(), date.year());
        return Some(DatePlace { place, day, month, year });
    }
    // A day that no calendar has, "31 Juni 2026": what was typed stays, and [`DatePlace::date`] gives none.
    if let [day, month, year] = behind.split_whitespace().collect::<Vec<_>>().as_slice()
        && let (Ok(day @ 1..=31), Some(month), Ok(year @ 2000..=2099)) =
            (day.parse(), month_from_name(month), year.trim_end_matches('.').parse())
    {
        return Some(DatePlace { place, day: Some(day), month, year });
    }
    // A day left open for the pen: "Jakarta, ....... Desember 2025".
    let behind = behind.trim().trim_start_matches(['.', '_', '\u{2026}', ' ', '\u{a0}']);
    let (month, year) = behind.split_once(char::is_whitespace)?;
    let year: i32 = year.trim().trim_end_matches('.').parse().ok()?;
    let month = month_from_name(month)?;
    (2000..2100).contains(&year).then_some(DatePlace { place, day: None, month, year })
}

/// The year a title or a file name is about: the one after "TAHUN ANGGARAN", else after "TAHUN", else the only 20xx in
/// it (domain section 4). Years of regulations ("Nomor 53 Tahun 2014") and spans ("2025-2029") do not count. `None` when
/// nothing is named or the text names several.
pub fn find_year(text: &str) -> Option<i32> {
    let key = text::key(text);
    let all = year_designation(&key);
    for wanted in [QuarterDesignation::AnggaranYear, QuarterDesignation::Year, QuarterDesignation::Detach] {
        let mut fits = all.iter().filter(|(_, designation)| *designation == wanted).map(|(year, _)| *year);
        if let Some(year) = fits.next() {
            return fits.all(|other| other == year).then_some(year);
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum QuarterDesignation {
    AnggaranYear,
    Year,
    Detach,
    /// The year of a regulation, or an end of a span.
    NotDocumentYear,
}

fn year_designation(key: &str) -> Vec<(i32, QuarterDesignation)> {
    let mut outcome = Vec::new();
    let mut from = 0;
    while let Some(position) = key.get(from..).and_then(|rest| rest.find("20")) {
        let start = from + position;
        let last = start + 4;
        from = start + 2;
        let Some(year) = key.get(start..last).filter(|t| t.bytes().all(|b| b.is_ascii_digit())) else { continue };
        let (before, after) = (key.get(..start).unwrap_or_default(), key.get(last..).unwrap_or_default());
        let Ok(year) = year.parse::<i32>() else { continue };
        if !other_figure_part(before, after) {
            from = last;
            outcome.push((year, designation(before, after)));
        }
    }
    outcome
}

/// Whether four digits belong to a longer number: "120260", "2.026", "2026,5".
fn other_figure_part(before: &str, after: &str) -> bool {
    let figure = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut left = before.chars().rev();
    let mut right = after.chars();
    match (left.next(), right.next()) {
        (Some(k), _) if k.is_ascii_digit() => true,
        (_, Some(k)) if k.is_ascii_digit() => true,
        (Some('.' | ','), _) if figure(left.next()) => true,
        (_, Some('.' | ',')) if figure(right.next()) => true,
        _ => false,
    }
}

/// The end of a text, enough for the words that can stand before a year: a long cell must not cost its square.
fn tail(text: &str) -> &str {
    const ENOUGH: usize = 40;
    text.char_indices().rev().nth(ENOUGH).and_then(|(position, _)| text.get(position..)).unwrap_or(text)
}

fn designation(before: &str, after: &str) -> QuarterDesignation {
    let before = tail(before);
    let range = |text: &str, year: fn(&str) -> bool| {
        ["-", "s.d", "s/d", "sampai"].iter().any(|mark| text.strip_prefix(mark).is_some_and(year))
    };
    if range(after.trim_start(), |rest| rest.trim_start_matches(['.', ' ']).starts_with("20"))
        || range_tip(before.trim_end())
    {
        return QuarterDesignation::NotDocumentYear;
    }
    let word: Vec<&str> =
        before.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match word.as_slice() {
        [.., "tahun", "anggaran"] | [.., "ta"] | [.., "t", "a"] => QuarterDesignation::AnggaranYear,
        [.., "nomor" | "no", _, "tahun"] => QuarterDesignation::NotDocumentYear,
        [.., "tahun"] => QuarterDesignation::Year,
        _ => QuarterDesignation::Detach,
    }
}

/// Whether a text ends in "2025-" or the like, so that the year after it closes a span.
fn range_tip(before: &str) -> bool {
    ["-", "s.d", "s.d.", "s/d", "sampai", "sampai dengan"].iter().any(|mark| {
        before.strip_suffix(mark).is_some_and(|rest| {
            let mut letter = rest.trim_end().chars().rev();
            let four: Vec<char> = letter.by_ref().take(4).collect();
            four.len() == 4
                && four.iter().all(char::is_ascii_digit)
                && four.ends_with(&['0', '2'])
                && !letter.next().is_some_and(|again| again.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn days_read_in_every_form_of_section_6() {
        for text in [
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
            assert_eq!(read_date(text), day(2026, 6, 30), "{text}");
        }
    }

    #[test]
    fn every_abbreviation_of_section_6_names_its_month() {
        let all = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des";
        for (name, month) in all.split(' ').zip(1..) {
            assert_eq!(month_from_name(name), Some(month), "{name}");
        }
        for (name, month) in [("Ags", 8), ("Agt", 8), ("Sept", 9), ("Nop", 11), ("Nopember", 11), ("DES.", 12)] {
            assert_eq!(month_from_name(name), Some(month), "{name}");
        }
        for (name, month) in MONTH.iter().zip(1..) {
            assert_eq!(month_from_name(name), Some(month), "{name}");
            assert_eq!(month_name(month), Some(*name));
        }
        assert_eq!((month_name(0), month_name(13)), (None, None));
    }

    #[test]
    fn an_indonesian_deadline_is_read_and_not_replaced_by_the_end_of_the_year() {
        // Domain 13.2: "30 Juni 2026" was not parsed and became 31 December.
        assert_eq!(read_date("30 Juni 2026"), day(2026, 6, 30));
        assert_eq!(read_date("15 Agt 2026"), day(2026, 8, 15));
    }

    #[test]
    fn what_is_no_day_stays_text() {
        for text in [
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
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn the_line_above_a_signature_gives_place_and_date() {
        let complete = find_place_and_date("Kota Contoh, 15 Februari 2026").unwrap();
        assert_eq!((complete.place.as_str(), complete.date()), ("Kota Contoh", day(2026, 2, 15)));
        for text in
            ["Jakarta, Desember 2025", "Jakarta,        Desember 2025\nKepala Dinas,", "Jakarta, ....... Desember 2025"]
        {
            let without_day = find_place_and_date(text).unwrap();
            assert_eq!((without_day.day, without_day.month, without_day.year), (None, 12, 2025), "{text}");
            assert_eq!(without_day.date(), None);
        }
        assert_eq!(find_place_and_date("Disusun, Cirebon, 3 Jan 2026").unwrap().place, "Cirebon");
    }

    #[test]
    fn a_sentence_with_a_date_is_no_signature_line() {
        for text in
            ["Laporan sudah dikirim, 15 Februari 2026", "Kepala Dinas,", "Jakarta, segera", "15 Februari 2026", ",,"]
        {
            assert_eq!(find_place_and_date(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_of_a_title_is_the_one_after_that_word() {
        for (text, year) in [
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
            assert_eq!(find_year(text), year, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back_from_every_form(year in 2000_i32..2100, order in 1_u32..=365) {
            let date = NaiveDate::from_yo_opt(year, order).unwrap();
            let (h, b, t) = (date.day(), date.month(), date.year());
            let short = format!("{h} {} {:02}", &month_name(b).unwrap()[..3], t % 100);
            for text in [long_format(date), date.to_string(), format!("{h:02}/{b:02}/{t}"), short] {
                prop_assert_eq!(read_date(&text), Some(date), "{}", text);
            }
            let row = format!("Kota Contoh, {}", long_format(date));
            prop_assert_eq!(find_place_and_date(&row).and_then(|t| t.date()), Some(date));
        }

        #[test]
        fn no_text_breaks_the_reading_of_days(text in "\\PC{0,40}", similar in "[0-9a-zA-Z2 ,./-]{0,24}") {
            for text in [text, similar] {
                let _ = (read_date(&text), find_place_and_date(&text), find_year(&text));
            }
        }
    }

    #[test]
    fn short_dates_name_their_month() {
        assert_eq!(short_date(NaiveDate::from_ymd_opt(2026, 7, 3).unwrap()), "3 Jul 2026");
    }
}
