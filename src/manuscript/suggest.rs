//! What an unknown marker may have meant.

use super::record::Record;

/// Letters that may differ, for each three of a marker.
const ALIKE: usize = 3;

/// The known marker that is most like one that nobody knows.
pub(super) fn nearest(written: &str, root: &Record) -> Option<String> {
    let inner = written.trim_start_matches('{').trim_end_matches('}').trim().to_lowercase();
    // Which one of a list is no matter of spelling.
    let (mut bare, mut depth) = (String::new(), 0_u32);
    for letter in inner.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    let mut known = Vec::new();
    names(root, "", &mut known);
    let distance = |one: &String| strsim::damerau_levenshtein(one, &bare);
    let nearest = known.into_iter().map(|one| (distance(&one), one)).min()?;
    (nearest.0 > 0 && nearest.0 <= (bare.chars().count() / ALIKE).max(1)).then(|| format!("{{{{{}}}}}", nearest.1))
}

fn names(record: &Record, list: &str, found: &mut Vec<String>) {
    let dotted = |name: &str| if list.is_empty() { name.to_string() } else { format!("{list}.{name}") };
    found.extend(record.fields.keys().map(|name| dotted(name)));
    found.extend(record.charts.keys().map(|name| format!("grafik:{name}")));
    for (name, all) in &record.lists {
        found.push(format!("#{name}"));
        found.push(format!("/{name}"));
        if let Some(first) = all.first() {
            names(first, name, found);
        }
    }
}

/// The list in whose region a list stands.
pub(super) fn parent(list: &str, root: &Record) -> String {
    fn find(record: &Record, list: &str, own: &str) -> Option<String> {
        if record.lists.contains_key(list) {
            return Some(own.to_string());
        }
        record.lists.iter().find_map(|(name, all)| all.iter().find_map(|one| find(one, list, name)))
    }
    find(root, list, "").filter(|own| !own.is_empty()).unwrap_or_else(|| list.to_string())
}
