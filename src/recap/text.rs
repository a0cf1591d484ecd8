//! The recap as a chat message: at most fifteen lines, each fit for a phone.

use super::model::{Card, Recap};
use crate::domain::date::long_format;
use crate::domain::official::PROVISIONAL;
use crate::domain::text::brief;
use crate::recap::compliance::ComplianceState;

/// Lines of a message.
pub const MOST_ROW: usize = 15;
/// Characters of a line.
pub const WIDTH: usize = 70;
/// Red indicators that are named.
const MOST_RED: usize = 3;
/// Units that are named.
const MOST_UNIT: usize = 6;

/// The message.
pub(crate) fn write(recap: &Recap) -> String {
    let mut row = vec![recap.heading.clone()];
    let official = recap.official != PROVISIONAL;
    if official {
        // Who ratified must not be cut away.
        row.extend(fold(&recap.official));
        row.push(format!("Keadaan {}, data per {}", recap.phrase, long_format(recap.date)));
    } else {
        row.push(recap.state.clone());
    }
    row.extend(recap.cards.iter().map(card));
    row.extend(red(recap, if official { 1 } else { MOST_RED }));
    row.extend(not_yet(recap));
    row.extend(recap.warnings.first().map(|text| format!("Perhatian: {text}")));
    row.push(format!("Rincian: {}", super::file_name(recap.year, recap.timespan, "xlsx")));
    debug_assert!(row.len() <= MOST_ROW);
    row.truncate(MOST_ROW);
    row.iter().map(|one| brief(one, WIDTH) + "\n").collect()
}

fn card(card: &Card) -> String {
    let mark = card.light.map(|light| format!("{} ", light.mark)).unwrap_or_default();
    // Without a figure the mark is the dash that stands for it.
    let mark = if card.value.figure.is_some() { mark } else { String::new() };
    let line = |sub: &str| format!("{}: {mark}{} ({sub})", card.label, card.wording);
    let whole = line(&card.sub);
    match card.sub.rsplit_once("; ") {
        // What does not fit is left to the workbook, and not cut off within a word.
        Some((first, _)) if whole.chars().count() > WIDTH => line(first),
        _ => whole,
    }
}

/// A sentence in lines that fit, at most two of them.
fn fold(text: &str) -> Vec<String> {
    let (mut rows, mut row) = (Vec::new(), String::new());
    for word in text.split(' ') {
        if !row.is_empty() && row.chars().count() + 1 + word.chars().count() > WIDTH && rows.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows.push(row);
    rows
}

fn red(recap: &Recap, most: usize) -> Vec<String> {
    let mut row: Vec<String> = recap
        .red
        .iter()
        .take(most)
        .map(|one| {
            let owned = &one.content.indikator;
            format!("■ {}% {} {} – {}", owned.standing.capaian.wording, one.unit, owned.code, owned.indikator)
        })
        .collect();
    let rest = recap.red.len().saturating_sub(most);
    if rest > 0 {
        row.push(format!("… dan {rest} indikator merah lainnya"));
    }
    row
}

fn not_yet(recap: &Recap) -> Vec<String> {
    let Some(column) = recap.compliance.columns.iter().position(|column| column.heading == recap.triwulan_name) else {
        return Vec::new();
    };
    let units = |wanted: &dyn Fn(&ComplianceState) -> bool| -> Vec<&str> {
        let rows = recap.compliance.rows.iter();
        let rows = rows.filter(|row| row.tiles.get(column).is_some_and(|tile| wanted(&tile.state)));
        rows.map(|row| row.unit.as_str()).collect()
    };
    let arrived = |state: &ComplianceState| matches!(state, ComplianceState::Unread | ComplianceState::Unplaced);
    let not_yet = units(&|state| !state.received() && !arrived(state));
    let unread = units(&|state| *state == ComplianceState::Unread);
    let unplaced = units(&|state| *state == ComplianceState::Unplaced);
    let line = |label: String, code: &[&str]| {
        let (name, rest) = fits_in(code);
        let rest = if rest > 0 { format!(" dan {rest} lainnya") } else { String::new() };
        (!code.is_empty()).then(|| format!("{label}: {}{rest}", name.join(", ")))
    };
    // What came and cannot be read, or is nobody's yet, is no absence.
    let tw = &recap.triwulan_name;
    let lines = [
        line(format!("Belum lapor {tw}"), &not_yet),
        line(format!("Tidak terbaca {tw}"), &unread),
        line(format!("Unit belum pasti {tw}"), &unplaced),
    ];
    lines.into_iter().flatten().collect()
}

/// The first codes that fit on a line, and how many do not.
fn fits_in<'a>(code: &[&'a str]) -> (Vec<&'a str>, usize) {
    const WORKSPACE: usize = 34;
    let mut length = 0;
    let name: Vec<&str> = code
        .iter()
        .take(MOST_UNIT)
        .take_while(|code| {
            length += code.chars().count() + 2;
            length <= WORKSPACE
        })
        .copied()
        .collect();
    let rest = code.len() - name.len();
    (name, rest)
}
