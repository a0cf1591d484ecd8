//! What markers stand for, as plain data: records with their fields, the lists below them and the charts of them, and
//! where a marker stands among them.

use std::collections::BTreeMap;

use crate::domain::only::only;
use crate::domain::text::key as text_key;

/// Characters of a key that stand in a tag as they are.
const KEY_SHOWN: usize = 24;
/// Characters that Word keeps in a tag, less what we put before a path.
const TAG: usize = 52;

/// A value as it is printed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldValue {
    /// As every writer prints it.
    pub wording: String,
    /// The number behind it, where it is one: what conditions compare.
    pub number: Option<f64>,
    /// Whether there is something: no dash, and no text that only says that nothing was filled in.
    pub exists: bool,
    /// A text that somebody wrote in a form. Once it is edited in the document it is the document's own.
    pub narrative: bool,
}

/// A bar, or a point of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartBar {
    /// What it is of.
    pub label: String,
    /// As it is printed beside the bar.
    pub wording: String,
    /// Its length in percent; `None` where there is no figure.
    pub value: Option<f64>,
    /// Its mark: "●", "▲", "■", "–".
    pub mark: &'static str,
    /// The name of its colour: hijau, kuning, merah, abu_abu.
    pub color: &'static str,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, for those who see it.
    pub heading: String,
    /// What it shows, for those who do not: every figure of it in words.
    pub alternative: String,
    /// Its bars, from the top.
    pub bars: Vec<ChartBar>,
}

/// A thing that markers are about: an indicator, a unit, the whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// What it is known by among its like, whatever its place.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its values.
    pub fields: BTreeMap<&'static str, FieldValue>,
    /// What it is made of.
    pub lists: BTreeMap<&'static str, Vec<Record>>,
    /// Its charts.
    pub charts: BTreeMap<&'static str, Chart>,
}

impl Record {
    /// A list below it, or below something in it, by name.
    pub(super) fn has_list(&self, name: &str) -> bool {
        self.lists.contains_key(name) || self.lists.values().flatten().any(|one| one.has_list(name))
    }

    /// One of a list, by what a path says of it.
    fn one(&self, list: &str, key: &str) -> Option<&Self> {
        let all = self.lists.get(list)?;
        let wanted = text_key(key);
        all.iter()
            .find(|one| one.key == key || short_key(&one.key) == key)
            .or_else(|| only(all.iter().filter(|one| text_key(&one.key) == wanted || text_key(&one.name) == wanted)))
    }
}

/// A step of a path: a list and, between brackets, which of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) list: String,
    pub(super) key: Option<String>,
}

/// `iku[IKU 1.1].capaian`: steps, and what is taken of the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldPath {
    pub(super) steps: Vec<Step>,
    /// The field, or the chart.
    pub(super) name: String,
    /// Whether a chart is meant.
    pub(super) chart: bool,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Nowhere {
    /// Nobody knows the name.
    Unknown,
    /// It is of a list whose region it does not stand in.
    Outside(String),
    /// There is no such one in the list.
    Missing(String),
}

/// The lists from the root to a record, each with which of it.
type Way<'r> = Vec<(String, &'r Record)>;

/// Where a marker stands: within which of which lists.
#[derive(Debug, Clone)]
pub(super) struct Scope<'r> {
    pub(super) root: &'r Record,
    inner: Way<'r>,
}

impl<'r> Scope<'r> {
    pub(super) fn new(root: &'r Record) -> Self {
        Self { root, inner: Vec::new() }
    }

    /// The same within one of a list.
    pub(super) fn within(&self, list: &str, one: &'r Record) -> Self {
        let mut inner = self.inner.clone();
        inner.push((list.to_string(), one));
        Self { root: self.root, inner }
    }

    /// A list as it is meant here: below what is nearest.
    pub(super) fn list(&self, name: &str) -> Option<&'r [Record]> {
        let near = self.inner.iter().rev().find_map(|(_, one)| one.lists.get(name));
        near.or_else(|| self.root.lists.get(name)).map(Vec::as_slice)
    }

    /// The record that a path is about, with the way to it from the root.
    fn record(&self, steps: &[Step]) -> Result<(&'r Record, Way<'r>), Nowhere> {
        let Some((first, rest)) = steps.split_first() else { return Ok((self.root, Vec::new())) };
        let (mut record, mut way) = match &first.key {
            None => {
                let at = self.inner.iter().rposition(|(list, _)| *list == first.list);
                let Some(at) = at else {
                    let known = self.root.has_list(&first.list);
                    return Err(if known { Nowhere::Outside(first.list.clone()) } else { Nowhere::Unknown });
                };
                (self.inner[at].1, self.inner[..=at].to_vec())
            }
            Some(key) => {
                let near = self.inner.iter().enumerate().rev();
                let near =
                    near.filter_map(|(at, (_, one))| Some((one.one(&first.list, key)?, self.inner[..=at].to_vec())));
                let root = || Some((self.root.one(&first.list, key)?, Vec::new()));
                match near.into_iter().next().or_else(root) {
                    Some((one, mut way)) => {
                        way.push((first.list.clone(), one));
                        (one, way)
                    }
                    None if self.root.has_list(&first.list) => {
                        return Err(Nowhere::Missing(format!("{}[{key}]", first.list)));
                    }
                    None => return Err(Nowhere::Unknown),
                }
            }
        };
        for step in rest {
            let key = step.key.as_deref().ok_or_else(|| Nowhere::Outside(step.list.clone()))?;
            record = record.one(&step.list, key).ok_or_else(|| Nowhere::Missing(format!("{}[{key}]", step.list)))?;
            way.push((step.list.clone(), record));
        }
        Ok((record, way))
    }

    /// The value of a path, and the path from the root by which a later run finds it again.
    pub(super) fn value(&self, path: &FieldPath) -> Result<(&'r FieldValue, String), Nowhere> {
        let (record, way) = self.record(&path.steps)?;
        let (name, value) = record.fields.get_key_value(path.name.as_str()).ok_or(Nowhere::Unknown)?;
        Ok((value, self.absolute(&way, name)))
    }

    /// The chart of a path. One that names no list is of what is nearest.
    pub(super) fn chart(&self, path: &FieldPath) -> Result<(&'r Chart, String), Nowhere> {
        let name = path.name.as_str();
        if path.steps.is_empty() {
            let near = self.inner.iter().enumerate().rev();
            let near = near.filter_map(|(at, (_, one))| Some((one.charts.get(name)?, self.inner[..=at].to_vec())));
            let found = near.into_iter().next().or_else(|| Some((self.root.charts.get(name)?, Vec::new())));
            let (chart, way) = found.ok_or(Nowhere::Unknown)?;
            return Ok((chart, self.absolute(&way, &format!("grafik:{name}"))));
        }
        let (record, way) = self.record(&path.steps)?;
        let chart = record.charts.get(name).ok_or(Nowhere::Unknown)?;
        Ok((chart, self.absolute(&way, &format!("grafik:{name}"))))
    }

    /// The shortest way from the root, in the few characters that a tag holds.
    fn absolute(&self, way: &[(String, &Record)], name: &str) -> String {
        let from = (0..way.len()).rev().find(|at| {
            let (list, one) = &way[*at];
            self.root.lists.get(list.as_str()).is_some_and(|all| all.iter().any(|other| other == *one))
        });
        let way = &way[from.unwrap_or(0)..];
        let written = |key: fn(&str) -> String| {
            let steps = way.iter().map(|(list, one)| format!("{list}[{}].", key(&one.key)));
            format!("{}{name}", steps.collect::<String>())
        };
        let text = written(short_key);
        if text.chars().count() > TAG { written(digest) } else { text }
    }
}

/// A key as it stands in a tag: itself where it is short, else its digest.
pub(super) fn short_key(key: &str) -> String {
    let plain = |letter: char| !letter.is_control() && !"[]{}~".contains(letter);
    if !key.is_empty() && key.chars().count() <= KEY_SHOWN && key.chars().all(plain) {
        key.to_string()
    } else {
        digest(key)
    }
}

fn digest(key: &str) -> String {
    format!("~{:08x}", crc32fast::hash(key.as_bytes()))
}

/// Gives each of a list a key of its own.
pub(super) fn distinct(list: &mut [Record]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for one in list {
        let count = seen.entry(one.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            one.key = format!("{}#{count}", one.key);
        }
    }
}
