//! Files that came along with forms: whether something that an indicator names as its evidence is among them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Tables;
use crate::domain::bukti::{self, Bukti};
use crate::domain::hash::HashMap;

/// A name shorter than this is part of too many others.
const LONG_ENOUGH: usize = 6;
/// Archives into which nobody looks.
const CLOSED: [&str; 4] = ["rar", "7z", "gz", "tar"];

/// Everything that was received, by name and by the unit beside whose forms it lies.
pub struct Received<'a> {
    /// Folders, archives and mails in which a unit's forms came.
    home: HashMap<&'a str, BTreeSet<&'a str>>,
    /// Paths by the name of the file, with and without its ending.
    path: HashMap<String, Vec<&'a str>>,
    /// Names in letters and digits alone.
    plain: Vec<String>,
    /// Every name, with each place in it from which as many letters follow as tell it from others, in the order of the
    /// text that follows: what a name holds is found without reading all names.
    tails: OnceLock<Vec<(u32, u32)>>,
    /// Whether an archive came that nobody opens.
    closed: bool,
}

impl<'a> Received<'a> {
    /// What a run received; `others` are the paths of what came beside workbooks.
    pub fn of(tables: &'a Tables, others: impl Iterator<Item = &'a str>) -> Self {
        let mut home: HashMap<&str, BTreeSet<&str>> = HashMap::default();
        for (document, number) in tables.documents.iter().zip(0_u32..) {
            if let (Some(unit), Some(file)) = (document.unit.as_deref(), tables.document_file(number)) {
                home.entry(unit).or_default().insert(folder(&file.path));
            }
        }
        let mut path: HashMap<String, Vec<&str>> = HashMap::default();
        let mut plain = BTreeSet::new();
        for one in tables.files.iter().map(|file| file.path.as_str()).chain(others) {
            let key = bukti::file_key(one);
            plain.insert(letters(key.rsplit_once('.').map_or(key.as_str(), |(stem, _)| stem)));
            if let Some((stem, _)) = key.rsplit_once('.') {
                path.entry(stem.to_string()).or_default().push(one);
            }
            path.entry(key).or_default().push(one);
        }
        let ending = |key: &String| key.rsplit_once('.').is_some_and(|(_, ending)| CLOSED.contains(&ending));
        let closed = path.keys().any(ending);
        let plain: Vec<String> = plain.into_iter().collect();
        Self { home, path, plain, tails: OnceLock::new(), closed }
    }

    /// The file of a name that came with a unit's forms, or below them.
    pub fn find(&self, unit: Option<&str>, key: &str) -> Option<&'a str> {
        let home = self.home.get(unit?)?;
        let beside = |path: &&&str| {
            let own = folder(path);
            home.iter().any(|home| {
                own == *home || own.strip_prefix(home).is_some_and(|rest| home.is_empty() || rest.starts_with('/'))
            })
        };
        self.path.get(key)?.iter().find(beside).copied()
    }

    /// The file that one piece of evidence is, where it came with the unit's forms.
    pub fn evidence(&self, unit: Option<&str>, one: &Bukti) -> Option<&'a str> {
        // A link that ends in a name may be of a file that came along too.
        one.one_file().then(|| self.find(unit, &bukti::file_key(&one.key))).flatten()
    }

    /// Whether a named file may have come all the same: from anywhere, under a longer or a shorter name, or inside an
    /// archive that nobody opens.
    pub fn may_be_here(&self, one: &Bukti) -> bool {
        let key = bukti::file_key(&one.key);
        let bare = letters(key.rsplit_once('.').map_or(key.as_str(), |(stem, _)| stem));
        self.closed || self.path.contains_key(&key) || self.is_named(&bare) || self.holds(&bare) || self.lies_in(&bare)
    }

    fn is_named(&self, bare: &str) -> bool {
        self.plain.binary_search_by(|name| name.as_str().cmp(bare)).is_ok()
    }

    /// Whether some name holds this text.
    fn holds(&self, bare: &str) -> bool {
        let tails = self.tails.get_or_init(|| tails(&self.plain));
        let first = tails.partition_point(|one| tail(&self.plain, *one) < bare);
        bare.len() >= LONG_ENOUGH && tails.get(first).is_some_and(|one| tail(&self.plain, *one).starts_with(bare))
    }

    /// Whether this text holds some name.
    fn lies_in(&self, bare: &str) -> bool {
        let ends = || bare.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let parts = bare.char_indices().flat_map(|(start, _)| ends().filter_map(move |end| bare.get(start..end)));
        parts.filter(|part| part.len() >= LONG_ENOUGH).any(|part| self.is_named(part))
    }
}

fn tails(plain: &[String]) -> Vec<(u32, u32)> {
    let mut tails: Vec<(u32, u32)> = Vec::new();
    for (number, name) in (0_u32..).zip(plain) {
        let starts = name.char_indices().map(|(at, _)| at).filter(|at| name.len() - at >= LONG_ENOUGH);
        tails.extend(starts.filter_map(|at| Some((number, u32::try_from(at).ok()?))));
    }
    tails.sort_unstable_by(|one, other| tail(plain, *one).cmp(tail(plain, *other)));
    tails
}

/// A name from one of its letters on.
fn tail(plain: &[String], (number, at): (u32, u32)) -> &str {
    plain.get(number as usize).and_then(|name| name.get(at as usize..)).unwrap_or_default()
}

/// Where a file lies: its folder, its archive, its mail.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::test;

    #[test]
    fn a_name_is_found_within_longer_and_shorter_ones_and_short_ones_say_nothing() {
        let tables = test::build(Vec::new());
        let came =
            ["JTI/Notulen rapat kerja sama.xlsx", "JTI/SK.pdf", "JTI/Daftar hadir.pdf", "JTI/Berita acara é.pdf"];
        let received = Received::of(&tables, came.into_iter());
        let here = |name: &str| bukti::read(name).iter().all(|one| received.may_be_here(one));
        for name in ["Rapat Kerja.pdf", "notulen_rapat.docx", "Daftar hadir pelatihan.pdf", "SK.docx", "acara é.pdf"] {
            assert!(here(name), "{name}");
        }
        for name in ["SK Direktur.pdf", "hadir.pdf", "Notulen rapat pimpinan.pdf", "Undangan.pdf"] {
            assert!(!here(name), "{name}");
        }
    }

    #[test]
    fn what_is_looked_up_is_what_reading_all_names_would_find() {
        let tables = test::build(Vec::new());
        let words = ["rapat", "kerja", "sama", "mutu", "laporan", "akhir", "2026"];
        let pair = |number: usize| format!("{} {}", words[number % 7], words[number / 7 % 7]);
        let came: Vec<String> = (0..49).step_by(3).map(|number| format!("U/{}.pdf", pair(number))).collect();
        let received = Received::of(&tables, came.iter().map(String::as_str));
        let plain = |name: &str| letters(&bukti::file_key(name));
        for asked in (0..343).map(|number| format!("{} {}.jpg", pair(number), words[number / 49])) {
            let bare = plain(asked.trim_end_matches(".jpg"));
            let read = came.iter().map(|name| plain(name.trim_end_matches(".pdf"))).any(|other| {
                other == bare
                    || other.len().min(bare.len()) >= LONG_ENOUGH && (other.contains(&bare) || bare.contains(&other))
            });
            let found = bukti::read(&asked).iter().any(|one| received.may_be_here(one));
            assert_eq!(found, read, "{asked}");
        }
    }
}
