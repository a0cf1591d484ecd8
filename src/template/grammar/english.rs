//! Headings that are said in English too: "Realisasi TW III / Realization", "Target Triwulan (Quarterly Target)".
//!
//! Takes a text as it was typed and the list of English words in `templates/kata.toml`; gives the one text that the others
//! of the grammar read: the Indonesian half where the English one says the same or less, and of a heading in English alone
//! its Indonesian wording. Promises that halves which say different things stay together: then nobody knows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::lexer::{self, Word};
use super::part::{Core, Object, Part};
use super::words::Words;

/// A text of more words is prose.
const LONGEST: usize = 24;

/// Words that both languages write alike.
const BOTH: [&str; 21] = [
    "target", "program", "output", "outcome", "input", "total", "tw", "q", "iku", "ikk", "iki", "pk", "rp", "idr", "%",
    "s.d.", "baseline", "data", "no", "pic", "level",
];
/// What comes behind one of these is said of what stands before it, as in Indonesian.
const OF: [&str; 8] = ["of", "for", "in", "per", "by", "against", "on", "to"];

/// The text that says what a heading means.
pub(super) fn one_language<'t>(text: &'t str, words: &Words) -> Cow<'t, str> {
    let said = lexer::words(text);
    if said.len() > LONGEST || !said.iter().any(|word| words.english.contains_key(&word.text)) {
        return Cow::Borrowed(text);
    }
    let part = |text: &str| Part::new(&lexer::words(text), words);
    let mut apart = None;
    for (one, other) in halves(text) {
        for (own, foreign) in [(&one, &other), (&other, &one)] {
            let Some(meaning) = translated(foreign, words) else { continue };
            if translated(own, words).is_some() {
                continue;
            }
            let (said, meant) = (part(own), part(&meaning));
            match fuller(&said, &meant) {
                Some(Fuller::Own) => return Cow::Owned(own.clone()),
                Some(Fuller::Foreign) => return Cow::Owned(meaning),
                // What contradicts itself is told beside each other, in one language.
                None if tells(&said) && tells(&meant) => apart = apart.or(Some(format!("{own} / {meaning}"))),
                None => {}
            }
        }
    }
    if let Some(apart) = apart {
        return Cow::Owned(apart);
    }
    let whole = part(text);
    let unknown = whole.core == Core::Unknown || whole.strange && !whole.silent;
    let meaning = translated(text, words).filter(|_| unknown);
    let known = meaning.filter(|text| !matches!(part(text).core, Core::Unknown | Core::Nothing));
    known.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A text in English alone, in Indonesian words and their order: what English says first is said last.
fn translated(text: &str, lists: &Words) -> Option<String> {
    let words = lexer::words(text);
    let mut segments: Vec<Vec<String>> = vec![Vec::new()];
    let (mut at, mut english) = (0, false);
    while let Some(word) = words.get(at) {
        if OF.contains(&word.text.as_str()) || word.joined || word.text == "s.d." {
            segments.push(if word.joined { vec!["/".into()] } else { Vec::new() });
        }
        let segment = segments.last_mut()?;
        if let Some((length, meaning)) = phrase(&words[at..], lists) {
            english = true;
            if !meaning.is_empty() {
                segment.push(noted(word, meaning));
            }
            at += length;
        } else if number(&word.text) {
            // A number belongs to what it counts.
            match segment.last_mut() {
                Some(counted) => *counted = format!("{counted} {}", word.text),
                None => segment.push(word.text.clone()),
            }
            at += 1;
        } else if BOTH.contains(&word.text.as_str()) {
            segment.push(noted(word, &word.text));
            at += 1;
        } else if OF.contains(&word.text.as_str()) || word.text == "the" {
            at += 1;
        } else {
            return None;
        }
    }
    let texts = segments.iter().flat_map(|segment| {
        let (stroke, rest) = segment.split_at(usize::from(segment.first().is_some_and(|first| first == "/")));
        stroke.iter().chain(rest.iter().rev())
    });
    let text = texts.map(String::as_str).collect::<Vec<_>>().join(" ");
    (english && !text.is_empty()).then_some(text)
}

fn phrase<'l>(words: &[Word], lists: &'l Words) -> Option<(usize, &'l str)> {
    let goes_on = |phrase: &[String]| {
        phrase.len() <= words.len() && phrase.iter().zip(words).all(|(known, word)| *known == word.text)
    };
    let begun = lists.english.get(&words.first()?.text)?;
    begun.iter().find(|(phrase, _)| goes_on(phrase)).map(|(phrase, meaning)| (phrase.len(), meaning.as_str()))
}

/// A remark stays one.
fn noted(word: &Word, meaning: &str) -> String {
    if word.remark { format!("({meaning})") } else { meaning.to_string() }
}

fn number(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_digit()) || matches!(text, "i" | "ii" | "iii" | "iv" | "v" | "vi")
}

/// Where a text may go over into another language: at each stroke, line break and dash, and around each bracket.
fn halves(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut cut = |one: &str, other: &str| {
        let (one, other) = (one.trim(), other.trim());
        if !one.is_empty() && !other.is_empty() {
            found.push((one.to_string(), other.to_string()));
        }
    };
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        match letter {
            '/' | '\n' | '\u{2013}' | '\u{2014}' | '|' | '\\' | ';' => cut(before, after),
            '-' if before.ends_with(' ') && after.starts_with(' ') => cut(before, after),
            '(' | '[' => {
                let close = if letter == '(' { ')' } else { ']' };
                if let Some((inside, behind)) = after.split_once(close) {
                    cut(&format!("{before} {behind}"), inside);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a wording says what a column holds.
const fn tells(part: &Part) -> bool {
    matches!(part.core, Core::Measure(_) | Core::Entity(_))
}

/// Which of two wordings says more, where they say the same.
enum Fuller {
    Own,
    Foreign,
}

fn fuller(own: &Part, foreign: &Part) -> Option<Fuller> {
    let of_nothing = |part: &Part| part.core == Core::Nothing;
    if matches!(own.core, Core::Unknown | Core::Group) || foreign.core == Core::Unknown || own.strange {
        return None;
    }
    let same_core = own.core == foreign.core || of_nothing(foreign) && !foreign.strange || of_nothing(own);
    let (own_time, foreign_time) = (&own.time, &foreign.time);
    let same_time = own_time == foreign_time || own_time.says_nothing() || foreign_time.says_nothing();
    let unsaid = |part: &Part| part.object == Object::Unsaid;
    let same_object = own.object == foreign.object || unsaid(own) || unsaid(foreign);
    if !(same_core && same_time && same_object) {
        return None;
    }
    let said = |part: &Part| -> BTreeSet<u8> {
        let facts = [!of_nothing(part), !part.time.says_nothing(), !unsaid(part), part.percent, part.sum];
        (0..).zip(facts).filter(|(_, said)| *said).map(|(fact, _)| fact).collect()
    };
    let (one, other) = (said(own), said(foreign));
    match () {
        () if one.is_superset(&other) => Some(Fuller::Own),
        () if other.is_superset(&one) => Some(Fuller::Foreign),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::template::grammar::tests::all;

    #[test]
    fn of_a_heading_in_two_languages_the_indonesian_half_is_read() {
        all(&[
            ("Realisasi / Realization", "realisasi"),
            ("Realisasi TW III / Realization", "realisasi.tw3"),
            ("Realisasi TW III\nRealization", "realisasi.tw3"),
            ("Realisasi TW III (Realization)", "realisasi.tw3"),
            ("Realisasi TW III - Q3 Realization", "realisasi.tw3"),
            ("Realisasi TW / Realization", "realisasi.tw"),
            ("Triwulan III / Third Quarter > Realisasi TW III / Realization", "realisasi.tw3"),
            ("Target Triwulan / Quarterly Target > TW I / Q1", "target.tw1"),
            ("Target Triwulan\n(Quarterly Target) > TW II\n(Q2)", "target.tw2"),
            ("Target Tahunan / Annual Target", "target"),
            ("Capaian / Achievement", "capaian"),
            ("Capaian (%) / Achievement (%)", "capaian"),
            ("Satuan / Unit", "satuan"),
            ("Satuan\nUnit of Measure", "satuan"),
            ("Sasaran / Objective", "sasaran"),
            ("Sasaran Strategis / Strategic Objectives", "sasaran"),
            ("Objective / Sasaran", "sasaran"),
            ("Indikator Kinerja Utama / Key Performance Indicators", "indikator"),
            ("Kendala / Obstacles", "kendala"),
            ("Tindak Lanjut / Follow-up", "tindak_lanjut"),
            ("Penanggung Jawab / Person in Charge", "penanggung_jawab"),
            ("Bukti Dukung [Supporting Evidence]", "bukti_dukung"),
            ("Keterangan / Remarks", "keterangan"),
            ("Rencana Aksi | Action Plan", "rencana_aksi"),
            ("Anggaran (Rp) / Budget (IDR)", "anggaran"),
            ("Realisasi Anggaran / Budget Realization", "realisasi_anggaran"),
            ("Kegiatan / Activities", "program"),
        ]);
    }

    #[test]
    fn the_half_that_says_more_is_read_where_both_say_the_same() {
        all(&[("Target / Q2 Target", "target.tw2"), ("Realisasi / Budget Realization", "realisasi_anggaran")]);
    }

    #[test]
    fn halves_that_say_different_things_are_asked_about() {
        all(&[
            ("Target / Actual", "?"),
            ("Target / Achievement", "?"),
            ("Realisasi TW III / Second Quarter Realization", "?"),
            ("Target / Realisasi", "?"),
        ]);
    }

    #[test]
    fn headings_in_english_alone_are_read_too() {
        all(&[
            ("Realization", "realisasi"),
            ("Realisation Q3", "realisasi.tw3"),
            ("Q3 Realization", "realisasi.tw3"),
            ("Quarterly Target > Q1", "target.tw1"),
            ("Annual Target", "target"),
            ("Budget Realization", "realisasi_anggaran"),
            ("Follow-up Plan", "tindak_lanjut"),
        ]);
    }
}
