//! Quarters whose headings only count them: `Realisasi I | Realisasi II | Realisasi III | Realisasi IV`, `Realisasi > T1 | … | T4`.

use std::collections::BTreeMap;

use crate::domain::column::Reading;
use crate::template::Dictionary;

use super::{Column, read_again};

/// Quarters of a year.
const QUARTERS: u8 = 4;

/// The part of a path that counts, and the path without its number.
type Series = (usize, Vec<String>);

/// Columns that differ in such a number alone, from the first to the fourth, are the quarters of what they say besides.
pub(super) fn quarters(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let mut series: BTreeMap<Series, Vec<(usize, u8)>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.shared) {
        let parts = &column.heading.parts;
        let Some((place, rest, number)) = parts
            .iter()
            .enumerate()
            .find_map(|(place, part)| counted(part).map(|(rest, number)| (place, rest, number)))
        else {
            continue;
        };
        let mut key = parts.clone();
        rest.clone_into(&mut key[place]);
        series.entry((place, key)).or_default().push((at, number));
    }
    for ((place, key), found) in series {
        let all = found.iter().map(|(_, number)| *number).eq(1..=QUARTERS);
        // What is counted is a figure, or stands below one.
        let figure = match key[place].split_whitespace().next_back() {
            Some(word) => of_figures(&[word], dictionary),
            None => key.iter().enumerate().any(|(at, part)| at != place && of_figures(&[part], dictionary)),
        };
        if !all || !figure {
            continue;
        }
        for (at, number) in found {
            let mut parts = key.clone();
            parts[place] = format!("{} Triwulan {number}", key[place]).trim().to_string();
            read_again(&mut columns[at], &parts, dictionary);
        }
    }
}

/// A text that ends in the number of a quarter, and what it says before: "Realisasi IV", "T3".
fn counted(text: &str) -> Option<(&str, u8)> {
    let text = text.trim();
    let (rest, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let digit = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=QUARTERS).contains(number));
    let lettered = last.strip_prefix(['T', 't']).map(|number| number.trim_start_matches('.')).and_then(digit);
    let roman =
        || (1..=QUARTERS).zip(["I", "II", "III", "IV"]).find(|(_, word)| *word == last).map(|(number, _)| number);
    let number = lettered.or_else(|| roman().or_else(|| digit(last)).filter(|_| !rest.is_empty()))?;
    Some((rest.trim(), number))
}

fn of_figures(path: &[&str], dictionary: &Dictionary) -> bool {
    let meant = dictionary.read(path).column;
    meant.is_some_and(|meant| matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money))
}
