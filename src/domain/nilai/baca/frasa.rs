//! The words of the value grammar: what says nothing, what bounds, what spans, what scales (domain section 6).

use std::borrow::Cow;

use crate::domain::nilai::{ArahBatas, Nilai, Predikat};
use crate::domain::satuan;
use crate::domain::tanggal::bulan_dari_nama;

/// Errors of Excel and LibreOffice, as they read when they were pasted as text.
const GALAT: [&str; 9] =
    ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"];

const TIDAK_ADA: [&str; 8] = ["n/a", "n.a", "na", "tidak ada", "belum ada", "tidak tersedia", "nihil", "tad"];
/// Letters of the longest of them.
const TERPANJANG: usize = 14;

/// The text with one kind of blank and one kind of dash, without characters that nobody sees. Case and superscripts
/// stay: 10² is not 102.
pub(super) fn rapikan(teks: &str) -> Cow<'_, str> {
    let teks = teks.trim();
    // Almost every text is plain already.
    if teks.bytes().all(|huruf| matches!(huruf, b' '..=b'~')) && !teks.contains("  ") {
        return Cow::Borrowed(teks);
    }
    let mut hasil = String::with_capacity(teks.len());
    for huruf in teks.chars() {
        match huruf {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => hasil.push('-'),
            '\u{ff05}' => hasil.push('%'),
            huruf if huruf.is_whitespace() || huruf.is_control() => {
                if !hasil.ends_with(' ') && !hasil.is_empty() {
                    hasil.push(' ');
                }
            }
            huruf => hasil.push(huruf),
        }
    }
    hasil.truncate(hasil.trim_end().len());
    Cow::Owned(hasil)
}

/// Blank, dash, "n/a" and error texts: what every column may hold.
pub(super) fn baca_umum(rapi: &str) -> Option<Nilai> {
    if rapi.is_empty() {
        return Some(Nilai::Kosong);
    }
    if rapi.chars().all(|huruf| huruf == '-' || huruf == ' ') {
        return Some(Nilai::Strip);
    }
    let inti = rapi.trim_end_matches('.');
    if inti.chars().count() <= TERPANJANG && TIDAK_ADA.contains(&inti.to_lowercase().as_str()) {
        return Some(Nilai::TidakAda);
    }
    let galat = GALAT.iter().find(|galat| galat.eq_ignore_ascii_case(rapi))?;
    Some(Nilai::Galat { galat: (*galat).to_string() })
}

/// The rest of a text that starts with this word, in any case, when the word ends there.
pub(super) fn tanpa_kata<'a>(teks: &'a str, kata: &str) -> Option<&'a str> {
    let (depan, sisa) = teks.split_at_checked(kata.len())?;
    let selesai = !(kata.ends_with(char::is_alphabetic) && sisa.starts_with(char::is_alphabetic));
    (depan.eq_ignore_ascii_case(kata) && selesai).then_some(sisa)
}

/// Longer wordings stand before the shorter ones that they start with.
const BATAS: [(&str, ArahBatas); 24] = [
    ("\u{2265}", ArahBatas::Minimal),
    (">=", ArahBatas::Minimal),
    ("minimal", ArahBatas::Minimal),
    ("minimum", ArahBatas::Minimal),
    ("min", ArahBatas::Minimal),
    ("paling sedikit", ArahBatas::Minimal),
    ("paling rendah", ArahBatas::Minimal),
    ("sekurang-kurangnya", ArahBatas::Minimal),
    ("sekurangnya", ArahBatas::Minimal),
    ("\u{2264}", ArahBatas::Maksimal),
    ("<=", ArahBatas::Maksimal),
    ("maksimal", ArahBatas::Maksimal),
    ("maksimum", ArahBatas::Maksimal),
    ("maks", ArahBatas::Maksimal),
    ("max", ArahBatas::Maksimal),
    ("paling banyak", ArahBatas::Maksimal),
    ("paling tinggi", ArahBatas::Maksimal),
    ("paling lama", ArahBatas::Maksimal),
    ("setinggi-tingginya", ArahBatas::Maksimal),
    ("sebanyak-banyaknya", ArahBatas::Maksimal),
    ("lebih dari", ArahBatas::LebihDari),
    (">", ArahBatas::LebihDari),
    ("kurang dari", ArahBatas::KurangDari),
    ("<", ArahBatas::KurangDari),
];

/// The bound a text starts with, and what it bounds.
pub(super) fn pembatas(rapi: &str) -> Option<(ArahBatas, &str)> {
    let (kata, arah, sisa) = BATAS.iter().find_map(|(kata, arah)| Some((kata, *arah, tanpa_kata(rapi, kata)?)))?;
    // "min-80" may be a bound or a minus.
    if kata.ends_with(char::is_alphabetic) && sisa.starts_with('-') {
        return None;
    }
    Some((arah, sisa.trim_start_matches(['.', ':', ' '])))
}

/// What joins the ends of a span.
pub(super) enum Penghubung {
    /// A dash, which also stands in days and codes.
    Strip,
    /// "s.d." and its spellings.
    Kata,
}

/// The joint of a span at the start of a text, and the rest.
pub(super) fn penghubung(sisa: &str) -> Option<(Penghubung, &str)> {
    let sisa = sisa.trim_start();
    if let Some(sesudah) = sisa.strip_prefix('-') {
        return Some((Penghubung::Strip, sesudah.trim_start()));
    }
    let kata = ["sampai dengan", "sampai", "hingga", "s.d.", "s.d", "s/d", "sd"];
    let sesudah = kata.iter().find_map(|kata| tanpa_kata(sisa, kata))?;
    Some((Penghubung::Kata, sesudah.trim_start_matches(['.', ' '])))
}

/// The joint of a fraction at the start of a text, and the rest; whether it was a slash, which also stands in days.
pub(super) fn per(sisa: &str) -> Option<(bool, &str)> {
    let sisa = sisa.trim_start();
    let (garis, sesudah) = match sisa.strip_prefix('/') {
        Some(sesudah) => (true, sesudah),
        None => (false, tanpa_kata(sisa, "dari")?),
    };
    Some((garis, sesudah.trim_start()))
}

/// What a word after a number multiplies it by.
pub(super) fn pengali(kata: &str) -> Option<f64> {
    match kata.to_lowercase().as_str() {
        "ribu" | "rb" => Some(1e3),
        "juta" | "jt" => Some(1e6),
        "miliar" | "milyar" => Some(1e9),
        "triliun" | "trilyun" => Some(1e12),
        _ => None,
    }
}

/// Words that make a sentence of what would be a unit.
const KATA_KALIMAT: [&str; 19] = [
    "dan", "atau", "yang", "di", "ke", "untuk", "pada", "dengan", "oleh", "dari", "belum", "sudah", "telah", "tidak",
    "akan", "dalam", "karena", "hanya", "baru",
];

/// Whether a text can be a unit typed beside a number: a few words without digits; no sentence, month or grade.
pub(super) fn satuan_sah(teks: &str) -> bool {
    const TERPANJANG: usize = 40;
    if satuan::terdaftar(teks) || matches!(teks.to_lowercase().as_str(), "m2" | "m3" | "km2") {
        return true;
    }
    let kata: Vec<&str> = teks.split(' ').collect();
    let huruf_satuan = |huruf: char| huruf.is_alphabetic() || "./-&\u{b2}\u{b3}".contains(huruf);
    let kata_satuan = |kata: &&str| {
        let huruf_awal = kata.starts_with(char::is_alphabetic) || matches!(*kata, "/" | "&");
        huruf_awal && kata.chars().all(huruf_satuan) && !KATA_KALIMAT.contains(&kata.to_lowercase().as_str())
    };
    teks.len() <= TERPANJANG
        && kata.len() <= 4
        && kata.iter().any(|kata| kata.chars().filter(|huruf| huruf.is_alphabetic()).count() >= 2)
        && kata.iter().all(kata_satuan)
        && kata.first().is_some_and(|kata| bulan_dari_nama(kata).is_none())
        && Predikat::baca(teks).is_none()
}

/// Whether a bracket spells a number out: "85 (delapan puluh lima)" holds one quantity.
pub(super) fn terbilang(kurung: &str) -> bool {
    let bilangan = |kata: &str| {
        let kata = kata.to_lowercase();
        let inti = kata.strip_prefix("se").unwrap_or(&kata);
        matches!(
            inti,
            "nol" | "satu" | "dua" | "tiga" | "empat" | "lima" | "enam" | "tujuh" | "delapan" | "mbilan" | "puluh"
        ) || matches!(inti, "belas" | "ratus" | "ribu" | "juta" | "miliar" | "triliun" | "koma" | "persen" | "rupiah")
    };
    let mut kata = kurung.split_whitespace().peekable();
    kata.peek().is_some() && kata.all(bilangan)
}
