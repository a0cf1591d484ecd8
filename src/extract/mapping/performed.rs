//! `Target | Capaian > Jan … Des | % Kinerja`, `Target (%) | Pencapaian | Kinerja (%)`: a share that is called that of performance,
//! and what it is computed of. Beside it "capaian" is the figure that was reached, in the unit of measure of its target.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;

use super::evidence::Values;
use super::subject::seen_again;
use super::{Column, Question};

/// Rows that tell a figure without a name at least.
const ROWS: usize = 3;
/// Words that say a share.
const SHARE: [&str; 6] = ["%", "persen", "persentase", "prosentase", "presentase", "pct"];
/// Words that leave it what it is.
const BESIDE: [&str; 16] = [
    "kinerja",
    "thd",
    "terhadap",
    "target",
    "dari",
    "dibanding",
    "pk",
    "iku",
    "tahunan",
    "tahun",
    "ini",
    "total",
    "indikator",
    "s.d",
    "sd",
    "hasil",
];

/// Takes a share of performance for the achievement, and what it is the share of for what was reached. Where the figures speak
/// against what the words say, what they leave open is asked.
pub(super) fn shares(columns: &mut [Column<'_>], values: &Values<'_>) {
    let Some(share) = share(columns) else { return };
    let own = |column: &Column<'_>| {
        let of_this_year = column.meant.is_some_and(|meant| !matches!(meant.period, Period::Year(_)));
        of_this_year && !column.shared && !column.reading.others
    };
    let of = |field: Field| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].is(field) && own(&columns[*at])).collect()
    };
    let targets: Vec<usize> = of(Field::Target).into_iter().filter(|at| !columns[*at].is_part(Field::Target)).collect();
    let (realised, achieved) = (of(Field::Realisasi), of(Field::Capaian));
    let in_percent =
        |at: &usize| columns[*at].reading.percent || columns[*at].reading.ratio || seen_again(&columns[*at]);
    let [target] = targets[..] else { return };
    if achieved.iter().any(in_percent) || columns.iter().any(|column| column.is(Field::AccumulatedCapaian)) {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let places = |all: &[usize]| all.iter().map(|at| place(*at)).collect::<Vec<u32>>();
    let told = |all: &[usize]| values.achieved_of_last(place(share), &places(all), place(target));
    match (&realised[..], &achieved[..]) {
        // "Hasil | Kinerja (%)".
        ([], []) => unnamed(columns, values, (share, target)),
        (reached @ [first, ..], []) if told(reached) != Some(false) => {
            let period = if let [_] = reached { columns[*first].meant } else { None };
            mean_share(columns, share, period);
        }
        ([], [one]) if told(&achieved) == Some(false) => counted(columns, values, (share, *one, target)),
        ([], reached) => match told(reached) {
            // Shares that say the last of them again: those are shares too.
            Some(false) if values.ends_in(place(share), &places(reached)) => {}
            Some(false) => ask(columns, reached),
            _ => {
                let period = if let [one] = reached { columns[*one].meant } else { None };
                for at in reached {
                    let Some(meant) = columns[*at].meant else { continue };
                    columns[*at].settle(FormColumn { field: Field::Realisasi, ..meant }, 80, ColumnBasis::Values);
                }
                mean_share(columns, share, period);
            }
        },
        _ => {}
    }
}

/// `Target (%) | Pencapaian (dalam satuan sasaran) | % Cakupan Riil | Ketercapaian Target`: where nothing is called a realisation, what
/// the achievement is computed of in every row of three and more was reached.
pub(super) fn reached_without_a_name(columns: &mut [Column<'_>], values: &Values<'_>) {
    let read = |column: &Column<'_>, field: Field| column.reading.column.is_some_and(|read| read.field == field);
    if columns.iter().any(|column| column.is(Field::Realisasi) || read(column, Field::Realisasi)) {
        return;
    }
    let one = |field: Field| {
        only(
            (0..columns.len())
                .filter(|at| columns[*at].is(field) && !columns[*at].shared && !columns[*at].reading.others),
        )
    };
    let (Some(share), Some(target)) = (one(Field::Capaian), one(Field::Target)) else { return };
    let Some(meant) = columns[share].meant.filter(|meant| !matches!(meant.period, Period::Year(_))) else { return };
    let place = |at: usize| columns[at].heading.column;
    if values.rows(place(share)).count() < ROWS {
        return;
    }
    // Of a target of a hundred the share says the figure again, and either may be it.
    let told = |at: usize| {
        values.is_achievement(place(share), place(at), place(target)) && !values.ends_in(place(share), &[place(at)])
    };
    let reached = (0..columns.len()).filter(|at| silent(&columns[*at]) && told(*at));
    let Some(reached) = only(reached) else { return };
    columns[reached].settle(FormColumn { field: Field::Realisasi, ..meant }, 80, ColumnBasis::Values);
    parts(columns, values, reached, meant);
}

/// The counts that what was reached is the share of, where each is told by every row.
fn parts(columns: &mut [Column<'_>], values: &Values<'_>, reached: usize, meant: FormColumn) {
    let counts: Vec<usize> = (0..columns.len())
        .filter(|at| *at != reached && (silent(&columns[*at]) || known_count(&columns[*at])))
        .collect();
    let place = |at: usize| columns[at].heading.column;
    let pairs = counts.iter().flat_map(|part| counts.iter().map(move |whole| (*part, *whole)));
    let made = pairs.filter(|(part, whole)| {
        part != whole && values.is_ratio(place(reached), place(*part), place(*whole)) == Some(true)
    });
    let Some((part, whole)) = only(made) else { return };
    columns[part].settle(FormColumn { field: Field::Numerator, ..meant }, 80, ColumnBasis::Values);
    columns[whole].settle(FormColumn { field: Field::Denominator, ..meant }, 80, ColumnBasis::Values);
}

/// "Total Sasaran" is known, and needed only beside the share that is made of it.
fn known_count(column: &Column<'_>) -> bool {
    column.is(Field::Ignore) && !column.shared && column.heading.profile.of_numbers()
}

/// What the share is that of in the target was reached, whatever it is called.
fn unnamed(columns: &mut [Column<'_>], values: &Values<'_>, (share, target): (usize, usize)) {
    if let Some(at) = divided(columns, values, share, target) {
        columns[at].settle(Field::Realisasi.yearly(), 80, ColumnBasis::Values);
        mean_share(columns, share, None);
    }
}

/// The one column that nobody knows and that the share is that of, in the target.
fn divided(columns: &[Column<'_>], values: &Values<'_>, share: usize, target: usize) -> Option<usize> {
    let place = |at: usize| columns[at].heading.column;
    let unknown = (0..columns.len()).filter(|at| *at != share && silent(&columns[*at]));
    only(unknown.filter(|at| values.is_achievement(place(share), place(*at), place(target))))
}

/// Whether nobody knows what figures are.
fn silent(column: &Column<'_>) -> bool {
    let unread = column.meant.is_none() && column.question.is_none() && column.reading.column.is_none();
    unread && !column.refused && !column.shared && column.heading.profile.of_numbers()
}

/// The one column that is called a share of performance, and that nothing else explains.
fn share(columns: &[Column<'_>]) -> Option<usize> {
    let says = |column: &Column<'_>| {
        let [text] = column.heading.parts.as_slice() else { return false };
        let text = text.to_lowercase();
        let words = || {
            text.split(|letter: char| !letter.is_alphanumeric() && letter != '%' && letter != '.')
                .map(|word| word.trim_matches('.'))
                .filter(|word| !word.is_empty())
        };
        words().any(|word| word == "kinerja")
            && words().any(|word| SHARE.contains(&word))
            && words().all(|word| SHARE.contains(&word) || BESIDE.contains(&word) || word.parse::<u16>().is_ok())
    };
    let open = |column: &Column<'_>| column.meant.is_none() && !column.shared && !column.refused;
    only((0..columns.len()).filter(|at| open(&columns[*at]) && says(&columns[*at])))
}

fn mean_share(columns: &mut [Column<'_>], share: usize, reached: Option<FormColumn>) {
    let period = reached.map_or(Period::Yearly, |reached| reached.period);
    columns[share].settle(FormColumn { field: Field::Capaian, period }, 80, ColumnBasis::Values);
}

fn ask(columns: &mut [Column<'_>], reached: &[usize]) {
    for at in reached {
        let Some(meant) = columns[*at].meant else { continue };
        columns[*at].refuse(Question::Either(vec![FormColumn { field: Field::Realisasi, ..meant }, meant]));
    }
}

/// `Target (%) | Pencapaian | % Cakupan Riil | Kinerja (%)`: where the share is that of a column nobody knows in the target, that
/// column is what was reached, and the count beside it what is divided.
fn counted(columns: &mut [Column<'_>], values: &Values<'_>, (share, count, target): (usize, usize, usize)) {
    let Some(meant) = columns[count].meant else { return };
    let place = |at: usize| columns[at].heading.column;
    let Some(reached) = divided(columns, values, share, target) else {
        return ask(columns, &[count]);
    };
    let whole = (0..columns.len())
        .filter(|at| *at != reached && *at != share && (silent(&columns[*at]) || known_count(&columns[*at])))
        .find(|at| values.is_ratio(place(reached), place(count), place(*at)) == Some(true));
    let realised = FormColumn { field: Field::Realisasi, ..meant };
    columns[reached].settle(realised, 80, ColumnBasis::Values);
    mean_share(columns, share, Some(meant));
    match whole {
        Some(whole) => {
            columns[count].settle(FormColumn { field: Field::Numerator, ..meant }, 80, ColumnBasis::Values);
            columns[whole].settle(FormColumn { field: Field::Denominator, ..meant }, 80, ColumnBasis::Values);
        }
        None => columns[count].refuse(Question::Either(vec![realised])),
    }
}

/// "Target Sasaran" beside "Total Sasaran" or "Satuan Sasaran" counts the people that a service is for, where another column holds
/// the target in percent: it is none of the indicator's.
pub(super) fn people_served(columns: &mut [Column<'_>]) {
    let named = |column: &Column<'_>, first: &[&str]| {
        let words: Vec<&str> = column.path.split(' ').collect();
        matches!(words[..], [word, "sasaran"] if first.contains(&word)) && !column.shared
    };
    let counted = |column: &Column<'_>| named(column, &["total", "jumlah", "satuan", "jml"]);
    let target = |column: &Column<'_>| named(column, &["target"]);
    let other = |column: &Column<'_>| column.is(Field::Target) && column.reading.percent && !target(column);
    if !columns.iter().any(counted) || !columns.iter().any(other) {
        return;
    }
    for column in columns.iter_mut().filter(|column| target(column) && column.is(Field::Target)) {
        column.settle_ignored(ColumnBasis::Place);
    }
}
