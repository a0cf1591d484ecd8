//! What stands between `{{` and `}}`.
//!
//! ```text
//!  {{iku.capaian}}   {{iku[IKU 1.1].capaian}}    a value
//!  {{grafik:capaian}}                            a chart
//!  {{#iku}} … {{/iku}}                           once for each of a list
//!  {{#jika iku.capaian < 100}} … {{/jika}}       only where it is so
//! ```

use super::record::{FieldPath, FieldValue, Nowhere, Scope, Step};

/// How a chart is called.
const CHART: &str = "grafik:";
/// How a condition begins, and ends.
pub(super) const IF: &str = "jika";
/// What turns a condition round.
const NOT: &str = "bukan";

/// A marker.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Marker {
    /// A value or a chart.
    Place(FieldPath),
    /// A region begins.
    Start(RegionKind),
    /// A region ends: the name of its list, or [`IF`].
    End(String),
}

/// What a region is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RegionKind {
    /// Once for each of a list.
    Each(String),
    /// Only where a condition holds; the condition as it was written.
    If(String),
}

impl RegionKind {
    /// What ends it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Each(list) => list,
            Self::If(_) => IF,
        }
    }

    /// As it is kept in a document.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Each(list) => list.clone(),
            Self::If(condition) => format!("{IF} {condition}"),
        }
    }

    /// Reads what [`RegionKind::written`] wrote.
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix(IF).filter(|rest| rest.starts_with(' ')) {
            Some(condition) => Self::If(condition.trim().to_string()),
            None => Self::Each(text.to_string()),
        }
    }
}

impl Marker {
    /// Reads what stands between the braces; `None` for what is no marker of ours in form.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = plain(text);
        if let Some(rest) = text.strip_prefix('#') {
            let rest = rest.trim();
            let lower = rest.to_lowercase();
            if lower == IF || lower.starts_with(&format!("{IF} ")) {
                let condition = rest.get(IF.len()..)?.trim();
                return (!condition.is_empty()).then(|| Self::Start(RegionKind::If(condition.to_string())));
            }
            return is_name(&lower).then_some(Self::Start(RegionKind::Each(lower)));
        }
        if let Some(rest) = text.strip_prefix('/') {
            let name = rest.trim().to_lowercase();
            return is_name(&name).then_some(Self::End(name));
        }
        FieldPath::read(&text).map(Self::Place)
    }
}

impl FieldPath {
    /// `instansi`, `iku.capaian`, `iku[IKU 1.1].capaian`, `grafik:capaian`, `iku.grafik:tren`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = split(text);
        let last = parts.pop()?.trim().to_lowercase();
        let (chart, name) = match last.strip_prefix(CHART) {
            Some(name) => (true, name.trim().to_string()),
            None => (false, last),
        };
        let mut steps = Vec::with_capacity(parts.len());
        for part in parts {
            let (list, key) = match part.split_once('[') {
                Some((list, key)) => (list, Some(key.trim().strip_suffix(']')?.trim().to_string())),
                None => (part, None),
            };
            let list = list.trim().to_lowercase();
            if !is_name(&list) {
                return None;
            }
            steps.push(Step { list, key });
        }
        is_name(&name).then_some(Self { steps, name, chart })
    }
}

/// The parts between points, but for points between brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, letter) in text.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// What word processors make of blanks and quotes, undone.
fn plain(text: &str) -> String {
    let one = |letter: char| match letter {
        '\u{a0}' | '\u{202f}' | '\t' | '\n' => ' ',
        '“' | '”' | '„' => '"',
        letter => letter,
    };
    let text: String = text.chars().filter(|letter| !"\u{200b}\u{feff}\u{ad}".contains(*letter)).map(one).collect();
    text.trim().to_string()
}

/// Whether a condition holds: `iku.capaian`, `bukan iku.target_lalu`, `iku.warna = merah`, `iku.capaian < 100`. Without a
/// figure nothing is smaller or larger than anything.
pub(super) fn holds(condition: &str, scope: &Scope<'_>) -> Result<bool, Nowhere> {
    let condition = plain(condition);
    let lower = condition.to_lowercase();
    if lower.starts_with(&format!("{NOT} ")) {
        return holds(condition.get(NOT.len()..).unwrap_or_default(), scope).map(|holds| !holds);
    }
    let found = ["<=", ">=", "!=", "≤", "≥", "≠", "=", "<", ">"]
        .into_iter()
        .filter_map(|sign| Some((outside_brackets(&condition, sign)?, sign)))
        .min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())));
    let Some((at, sign)) = found else { return exists(&condition, scope) };
    let path = FieldPath::read(condition[..at].trim()).ok_or(Nowhere::Unknown)?;
    let (value, _) = scope.value(&path)?;
    let wanted = condition[at + sign.len()..].trim().trim_matches('"').trim();
    Ok(compare(value, sign, wanted))
}

fn outside_brackets(text: &str, sign: &str) -> Option<usize> {
    let from = text.rfind(']').map_or(0, |at| at + 1);
    text.get(from..)?.find(sign).map(|at| from + at)
}

fn compare(value: &FieldValue, sign: &str, wanted: &str) -> bool {
    let number = read_plain(wanted.trim_end_matches('%').trim());
    let equal = match (value.number, number) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        _ => crate::domain::text::key(&value.wording) == crate::domain::text::key(wanted),
    };
    match sign {
        "=" => equal,
        "!=" | "≠" => !equal,
        _ => value.number.zip(number).is_some_and(|(one, other)| match sign {
            "<" => one < other && !equal,
            ">" => one > other && !equal,
            "<=" | "≤" => one < other || equal,
            _ => one > other || equal,
        }),
    }
}

/// A value that is there, or a list that has something in it.
fn exists(text: &str, scope: &Scope<'_>) -> Result<bool, Nowhere> {
    let name = text.trim().to_lowercase();
    if is_name(&name)
        && let Some(list) = scope.list(&name)
    {
        return Ok(!list.is_empty());
    }
    let path = FieldPath::read(text).ok_or(Nowhere::Unknown)?;
    if path.chart {
        return scope.chart(&path).map(|(chart, _)| chart.bars.iter().any(|bar| bar.value.is_some()));
    }
    scope.value(&path).map(|(value, _)| value.exists)
}

/// A number as people write it: "100", "87,5", "1.234", "0.5".
fn read_plain(text: &str) -> Option<f64> {
    let grouped = |text: &str| text.split('.').skip(1).all(|group| group.len() == 3) && text.contains('.');
    let plain = match text.split_once(',') {
        Some((whole, part)) => format!("{}.{part}", whole.replace('.', "")),
        None if grouped(text) && text.split('.').next().is_some_and(|first| first.len() <= 3) => text.replace('.', ""),
        None => text.to_string(),
    };
    plain.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::manuscript::record::Record;

    #[test]
    fn markers_are_read_however_they_are_typed() {
        let place = |text: &str| match Marker::read(text) {
            Some(Marker::Place(path)) => path,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(place(" IKU.Capaian\u{a0}"), place("iku.capaian"));
        assert_eq!(place("iku[IKU 1.1].capaian").steps, [Step { list: "iku".into(), key: Some("IKU 1.1".into()) }]);
        assert!(place("grafik:capaian").chart && place("iku.grafik:tren").chart);
        assert_eq!(Marker::read("# iku"), Some(Marker::Start(RegionKind::Each("iku".into()))));
        assert_eq!(Marker::read("#Jika  x = 1"), Some(Marker::Start(RegionKind::If("x = 1".into()))));
        assert_eq!(Marker::read("/ jika "), Some(Marker::End(IF.into())));
        for text in ["", "#", "#jika", "nama lengkap", "iku.", "iku[1.capaian", "x{y", "Nama & NIP"] {
            assert_eq!(Marker::read(text), None, "{text}");
        }
    }

    #[test]
    fn conditions_compare_figures_as_people_write_them_and_nothing_is_smaller_than_what_is_not_there() {
        let mut root = Record::default();
        let figure = |number: f64, wording: &str| FieldValue {
            wording: wording.into(),
            number: Some(number),
            exists: true,
            narrative: false,
        };
        root.fields.insert("capaian", figure(87.5, "87,5"));
        root.fields.insert("pagu", figure(1_250_000.0, "Rp1.250.000"));
        root.fields.insert("warna", FieldValue { wording: "Merah".into(), exists: true, ..FieldValue::default() });
        root.fields.insert("kosong", FieldValue { wording: "–".into(), ..FieldValue::default() });
        let scope = Scope::new(&root);
        for (condition, outcome) in [
            ("capaian", true),
            ("kosong", false),
            ("bukan kosong", true),
            ("capaian < 100", true),
            ("capaian >= 87,5", true),
            ("capaian > 87.5%", false),
            ("capaian ≤ 80", false),
            ("pagu = 1.250.000", true),
            ("warna = merah", true),
            ("warna != \"merah\"", false),
            ("kosong < 100", false),
            ("kosong >= 0", false),
        ] {
            assert_eq!(holds(condition, &scope), Ok(outcome), "{condition}");
        }
        assert_eq!(holds("capain < 100", &scope), Err(Nowhere::Unknown));
    }
}
