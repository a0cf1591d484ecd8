//! Wordings that resemble each other: for suggestions, and to tell a renamed indicator from one that is missing and
//! another that is new.

use std::collections::BTreeSet;

use crate::domain::text::indikator_key;

/// From here on two wordings are taken for one indicator that was renamed.
const RENAME: f64 = 0.85;
/// From here on a wording is worth suggesting.
const ADVICE: f64 = 0.6;

/// So many pairs of wordings are compared at most: an institution with five hundred indicators, all of them renamed.
const MOST_PAIRS: usize = 250_000;

/// Whether two keys may resemble each other as much as [`RENAME`], by their lengths alone.
fn may_resemble(left: &str, right: &str) -> bool {
    let (left, right) = (left.chars().count(), right.chars().count());
    left.min(right) > 0 && left.min(right) as f64 / left.max(right) as f64 > RENAME
}

/// What a wording that was cut off counts as.
const CUT_OFF: f64 = 0.86;

/// Whether one wording is the beginning of the other and more than half of it, and ends within a word.
fn cut_off(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let within_a_word = long.get(short.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    short.len() >= 20 && short.len() * 2 > long.len() && long.starts_with(short) && within_a_word
}

/// How much two wordings resemble each other, 0 to 1.
pub(in crate::rules) fn similarity(left: &str, right: &str) -> f64 {
    let (left, right) = (indikator_key(left), indikator_key(right));
    if left.is_empty() || right.is_empty() { 0.0 } else { strsim::normalized_damerau_levenshtein(&left, &right) }
}

/// How many words two wordings share, 0 to 1: a wording that was cut short resembles the long one.
fn of_one_word(left: &str, right: &str) -> f64 {
    let (left, right) = (indikator_key(left), indikator_key(right));
    let (left, right): (BTreeSet<&str>, BTreeSet<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    2.0 * left.intersection(&right).count() as f64 / (left.len() + right.len()) as f64
}

/// Whether two wordings are the same indicator.
pub(in crate::rules) fn alike_sounding(left: &str, right: &str) -> bool {
    // "bekerja/melanjutkan" is read aloud "bekerja atau melanjutkan".
    let spoken = |text: &str| {
        let key = indikator_key(text).replace("dan/atau", "atau").replace('/', " atau ").replace('&', " dan ");
        key.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    left == right || indikator_key(left) == indikator_key(right) || spoken(left) == spoken(right)
}

/// The wording that resembles another most, when it is worth suggesting.
pub(in crate::rules) fn nearest<'t>(wanted: &str, candidate: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let value = |candidate: &str| similarity(wanted, candidate).max(of_one_word(wanted, candidate));
    let nearest = candidate.map(|candidate| (value(candidate), candidate)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearest.0 >= ADVICE).then_some(nearest.1)
}

/// What two lists of indicators lack of each other.
#[derive(Debug)]
pub(in crate::rules) struct TextGap<L, H> {
    /// Here and not there.
    pub(in crate::rules) more: Vec<L>,
    /// There and not here.
    pub(in crate::rules) missing: Vec<H>,
    /// Both, under wordings that differ a little.
    pub(in crate::rules) changing: Vec<(L, H)>,
    /// Both, under wordings that differ more: each is offered for the other, and told once.
    pub(in crate::rules) guessed: Vec<(L, H)>,
}

/// Pairs what is extra with what is missing where the wordings are almost the same, the most alike first; each is paired
/// once. Of the rest, those that are worth suggesting for each other.
pub(in crate::rules) fn pair_up<L, H>(
    more: Vec<L>,
    missing: Vec<H>,
    more_sentence: impl Fn(&L) -> Option<String>,
    missing_sentence: impl Fn(&H) -> Option<String>,
) -> TextGap<L, H> {
    let mut pair: Vec<(f64, usize, usize)> = Vec::new();
    // Where whole lists have nothing in common, nothing was renamed.
    if more.len().saturating_mul(missing.len()) <= MOST_PAIRS {
        let key = |sentence: Option<String>| sentence.map(|sentence| indikator_key(&sentence)).unwrap_or_default();
        let missing_key: Vec<String> = missing.iter().map(|two| key(missing_sentence(two))).collect();
        for (more_number, one) in more.iter().map(|one| key(more_sentence(one))).enumerate() {
            let near = |two: &String| may_resemble(&one, two) || cut_off(&one, two);
            for (missing_number, two) in missing_key.iter().enumerate().filter(|(_, two)| near(two)) {
                let value = strsim::normalized_damerau_levenshtein(&one, two);
                let value = if cut_off(&one, two) { value.max(CUT_OFF) } else { value };
                if value > RENAME {
                    pair.push((value, more_number, missing_number));
                }
            }
        }
    }
    let mut more: Vec<Option<L>> = more.into_iter().map(Some).collect();
    let mut missing: Vec<Option<H>> = missing.into_iter().map(Some).collect();
    let changing = take_pairs(pair, &mut more, &mut missing);
    let guesses = guesses(&more, &missing, more_sentence, missing_sentence);
    let guessed = take_pairs(guesses, &mut more, &mut missing);
    let (more, missing) = (more.into_iter().flatten().collect(), missing.into_iter().flatten().collect());
    TextGap { more, missing, changing, guessed }
}

/// How much those that are left resemble each other, where it is worth suggesting.
fn guesses<L, H>(
    more: &[Option<L>],
    missing: &[Option<H>],
    more_sentence: impl Fn(&L) -> Option<String>,
    missing_sentence: impl Fn(&H) -> Option<String>,
) -> Vec<(f64, usize, usize)> {
    let more: Vec<(usize, String)> =
        more.iter().enumerate().filter_map(|(at, one)| Some((at, more_sentence(one.as_ref()?)?))).collect();
    let missing: Vec<(usize, String)> =
        missing.iter().enumerate().filter_map(|(at, two)| Some((at, missing_sentence(two.as_ref()?)?))).collect();
    if more.len().saturating_mul(missing.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let both = more.iter().flat_map(|one| missing.iter().map(move |two| (one, two)));
    both.map(|((one, left), (two, right))| (similarity(left, right).max(of_one_word(left, right)), *one, *two))
        .filter(|(value, ..)| *value >= ADVICE)
        .collect()
}

/// Takes pairs out of both lists, the most alike first.
fn take_pairs<L, H>(
    mut pair: Vec<(f64, usize, usize)>,
    more: &mut [Option<L>],
    missing: &mut [Option<H>],
) -> Vec<(L, H)> {
    pair.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut taken = Vec::new();
    for (_, one, two) in pair {
        if let (Some(more_owned), Some(missing_owned)) = (more.get_mut(one), missing.get_mut(two))
            && more_owned.is_some()
            && missing_owned.is_some()
        {
            taken.extend(more_owned.take().zip(missing_owned.take()));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_indicator_is_neither_missing_nor_extra() {
        let owned = |text: &&str| Some((*text).to_string());
        let outcome = pair_up(
            vec!["Persentase lulusan yang bekerja dalam 6 bulan", "Jumlah mitra"],
            vec!["Persentase lulusan yang bekerja dalam 12 bulan", "Nilai kinerja anggaran"],
            owned,
            owned,
        );
        assert_eq!(outcome.more, ["Jumlah mitra"]);
        assert_eq!(outcome.missing, ["Nilai kinerja anggaran"]);
        assert_eq!(outcome.changing.len(), 1);
    }

    #[test]
    fn what_may_be_meant_is_offered_once_and_is_missing_no_more() {
        let owned = |text: &&str| Some((*text).to_string());
        let outcome = pair_up(
            vec!["Persentase usulan yang disepakati", "Jumlah mitra"],
            vec!["Nilai kinerja anggaran", "Persentase usulan yang diakomodir"],
            owned,
            owned,
        );
        assert_eq!(outcome.guessed, [("Persentase usulan yang disepakati", "Persentase usulan yang diakomodir")]);
        assert_eq!((outcome.more, outcome.missing), (vec!["Jumlah mitra"], vec!["Nilai kinerja anggaran"]));
    }

    #[test]
    fn only_what_resembles_is_suggested() {
        let candidate = ["Jumlah mitra industri", "Nilai SAKIP"];
        assert_eq!(nearest("Jumlah mitra", candidate.into_iter()), Some("Jumlah mitra industri"));
        assert_eq!(nearest("Jumlah mitra indutri", candidate.into_iter()), Some("Jumlah mitra industri"));
        assert_eq!(nearest("Indeks kepuasan mahasiswa", candidate.into_iter()), None);
    }
}
