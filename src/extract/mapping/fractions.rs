//! Shares whose heading says what they are computed from: `Capaian > n | t | n/t x 100`.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::Column;
use super::evidence::Values;

/// Where the figures agree with such a heading, its parts are what is counted and of how many, and the share is the figure of
/// the indicator itself. Of a target and what was realised of it, it is the achievement, which others tell.
pub(super) fn fractions(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    for share in 0..columns.len() {
        let Some((part, whole)) = parts(columns, share) else { continue };
        let Some(meant) = group(&columns[share], dictionary) else { continue };
        let place = |at: usize| columns[at].heading.column;
        if values.is_ratio(place(share), place(part), place(whole)) != Some(true) {
            continue;
        }
        let realised = FormColumn { field: Field::Realisasi, ..meant };
        if columns.iter().enumerate().any(|(at, column)| at != share && column.meant == Some(realised)) {
            continue;
        }
        for (at, field) in [(part, Field::Numerator), (whole, Field::Denominator), (share, Field::Realisasi)] {
            columns[at].settle(FormColumn { field, ..meant }, 85, ColumnBasis::Values);
        }
    }
    counted_beside_shares(columns, values);
}

/// The columns of its group that the heading of a share divides, where nobody knows what they hold.
fn parts(columns: &[Column<'_>], share: usize) -> Option<(usize, usize)> {
    let (last, above) = columns[share].heading.parts.split_last().filter(|(_, above)| !above.is_empty())?;
    let (part, whole) = last.split_once('/')?;
    let bare = |text: &str| key(text).trim_matches([' ', '(', ')', '=', ':']).to_string();
    // "n/t x 100", "(a / b) * 100%".
    let hundred = |text: &str| text.split(['x', 'X', '×', '*']).next().map(&bare).unwrap_or_default();
    let (part, whole) = (bare(part), hundred(whole));
    let named = |name: &str| {
        columns.iter().position(|column| {
            let own = column.heading.parts.split_last().filter(|(_, group)| *group == above);
            let open = column.meant.is_none_or(|meant| matches!(meant.field, Field::Numerator | Field::Denominator));
            open && !column.shared && !name.is_empty() && own.is_some_and(|(last, _)| bare(last) == name)
        })
    };
    let found = (named(&part)?, named(&whole)?);
    (found.0 != found.1 && found.0 != share && found.1 != share).then_some(found)
}

/// What the group over a share says of what was reached.
fn group(column: &Column<'_>, dictionary: &Dictionary) -> Option<FormColumn> {
    let (_, above) = column.heading.parts.split_last()?;
    let path: Vec<&str> = above.iter().map(String::as_str).collect();
    let meant = dictionary.read(&path).column?;
    matches!(meant.field, Field::Realisasi | Field::Capaian).then_some(meant)
}

/// `Jumlah Sasaran | Target (%) | Capaian > TW I > Abs | %`: counts that nobody knows right before a share are what the share is
/// computed from, where in every row they are that part of a column which is no figure of the form either.
fn counted_beside_shares(columns: &mut [Column<'_>], values: &Values<'_>) {
    for share in 1..columns.len() {
        let part = share - 1;
        let Some(meant) =
            columns[share].figure().filter(|meant| matches!(meant.field, Field::Capaian | Field::Realisasi))
        else {
            continue;
        };
        let siblings = {
            let above = |at: usize| columns[at].heading.parts.split_last().map(|(_, above)| above);
            above(share).is_some_and(|group| !group.is_empty()) && above(share) == above(part)
        };
        let silent = |at: usize| {
            let column = &columns[at];
            column.meant.is_none() && column.question.is_none() && !column.shared
        };
        if !siblings || !silent(part) || !columns[part].heading.profile.of_numbers() {
            continue;
        }
        let place = |at: usize| columns[at].heading.column;
        let counted = |at: &usize| {
            let column = &columns[*at];
            let open = silent(*at) || column.is(Field::Ignore) || column.is(Field::Denominator);
            open && *at != part && !column.shared && column.heading.profile.of_numbers()
        };
        let whole = (0..part).filter(counted).find(|at| values.is_share(place(share), place(part), place(*at)));
        let Some(whole) = whole else { continue };
        columns[part].mean(FormColumn { field: Field::Numerator, ..meant }, 80, ColumnBasis::Values);
        if !columns.iter().any(|column| column.is(Field::Denominator)) {
            columns[whole].mean(Field::Denominator.yearly(), 75, ColumnBasis::Values);
        }
    }
}
