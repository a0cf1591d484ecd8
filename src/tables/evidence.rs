//! Files that came along with forms: whether something that an indicator names as its evidence is among them.

use std::collections::{BTreeSet, HashMap};

use super::Tables;
use crate::domain::bukti::{self, Bukti};

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
    plain: BTreeSet<String>,
    /// Whether an archive came that nobody opens.
    closed: bool,
}

impl<'a> Received<'a> {
    /// What a run received; `others` are the paths of what came beside workbooks.
    pub fn of(tables: &'a Tables, others: impl Iterator<Item = &'a str>) -> Self {
        let mut home: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (document, number) in tables.documents.iter().zip(0_u32..) {
            if let (Some(unit), Some(file)) = (document.unit.as_deref(), tables.document_file(number)) {
                home.entry(unit).or_default().insert(folder(&file.path));
            }
        }
        let mut path: HashMap<String, Vec<&str>> = HashMap::new();
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
        Self { home, path, plain, closed }
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
        let alike = |other: &String| {
            let long = other.len().min(bare.len()) >= LONG_ENOUGH;
            *other == bare || long && (other.contains(&bare) || bare.contains(other.as_str()))
        };
        self.closed || self.path.contains_key(&key) || self.plain.iter().any(alike)
    }
}

/// Where a file lies: its folder, its archive, its mail.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
