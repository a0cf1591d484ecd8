//! Budget lines of several levels in one table: which of them are the sum of those below them, and whether what was spent
//! stands for each quarter alone.
//!
//! Annexes list a programme with its money, and below it the activities that the money is for: added up they would count
//! twice. Forms with a column for every quarter (E.81 of Permendagri 86/2017) state the money of each quarter alone, or
//! what was spent up to it: the figures tell which.

use super::Tables;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::RowKind;
use crate::domain::exact;
use crate::domain::hash::HashSet;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;

/// What budget lines begin with, the widest first.
const LEVELS: [&str; 8] =
    ["urusan", "bidang urusan", "program", "kegiatan", "sub kegiatan", "subkegiatan", "komponen", "sub komponen"];

/// What was found out about the budget lines of all tables.
#[derive(Debug, Clone, Default)]
pub(super) struct BudgetLevels {
    /// Records whose money is the sum of lines below them.
    pub(super) sums: HashSet<u32>,
    /// Records of tables whose columns state the money of each quarter alone.
    pub(super) by_quarter: HashSet<u32>,
}

/// A line with its money.
struct BudgetLine<'a> {
    record: u32,
    pagu: f64,
    spent: Vec<(FormColumn, f64)>,
    code: Option<&'a str>,
    name: &'a str,
    level: Option<usize>,
}

impl BudgetLevels {
    /// Looks at the budget lines, which come table by table in the order of the sheet.
    pub(super) fn of(tables: &Tables, records: &[u32]) -> Self {
        let mut outcome = Self::default();
        let place = |record: &u32| tables.address(*record).map(|address| (address.document, address.table));
        for table in records.chunk_by(|left, right| place(left) == place(right)) {
            let lines: Vec<BudgetLine<'_>> = table.iter().filter_map(|record| line(tables, *record)).collect();
            outcome.sums.extend(sums(&lines, stated_total(tables, table)));
            if alone(tables, table) {
                outcome.by_quarter.extend(table);
            }
        }
        outcome
    }
}

fn line(tables: &Tables, record: u32) -> Option<BudgetLine<'_>> {
    let row = tables.row_from(record).filter(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation))?;
    let own = |entry: &&Entry| !entry.derivation;
    let text = |field: Field| row.entry(field.yearly()).and_then(Entry::text);
    let spent = row
        .entries
        .iter()
        .filter(|(column, entry)| matches!(column.field, Field::RealisasiAnggaran) && !entry.derivation);
    let name = [Field::Program, Field::Description, Field::Keluaran].into_iter().find_map(text).unwrap_or_default();
    Some(BudgetLine {
        record,
        pagu: row.entry(Field::Anggaran.yearly()).filter(own)?.value.figure()?,
        spent: spent.filter_map(|(column, entry)| Some((*column, entry.value.figure()?))).collect(),
        code: text(Field::Code),
        name,
        level: level(name),
    })
}

/// How deep a line stands by its first words.
fn level(name: &str) -> Option<usize> {
    let key = key(name);
    let begins = |word: &&str| key.strip_prefix(*word).is_some_and(|rest| rest.starts_with([' ', ':', '/']));
    LEVELS.iter().rposition(begins)
}

/// The total that the table states itself.
fn stated_total(tables: &Tables, table: &[u32]) -> Option<f64> {
    let total = table.iter().filter_map(|record| tables.row_from(*record)).rfind(|row| row.kind == RowKind::Total)?;
    total.entry(Field::Anggaran.yearly())?.value.figure()
}

/// The lines whose money is the sum of lines right below them. That the ceilings add up may be chance; something else must
/// say the same: what was spent, codes or words of a deeper level, or the total of the table.
fn sums(lines: &[BudgetLine<'_>], total: Option<f64>) -> Vec<u32> {
    let mut end: Vec<usize> = (1..=lines.len()).collect();
    let mut certain = vec![false; lines.len()];
    let mut likely = vec![false; lines.len()];
    for number in (0..lines.len()).rev() {
        let Some(below) = adding_up(lines, number, &end) else { continue };
        let parts: Vec<&BudgetLine<'_>> = below.iter().filter_map(|part| lines.get(*part)).collect();
        let Some(line) = lines.get(number) else { continue };
        let spent = spent_agrees(line, &parts);
        if spent == Some(false) {
            continue;
        }
        let deeper = parts.iter().all(|part| stands_below(line, part));
        certain[number] = deeper || spent == Some(true) && parts.len() > 1;
        likely[number] = parts.len() > 1;
        if certain[number] || likely[number] {
            end[number] = below.last().map_or(number + 1, |last| end[*last]);
        }
    }
    // Without the likely ones the table adds up to its own total, and with them it does not.
    let top = || {
        let tops = std::iter::successors(Some(0), |at| end.get(*at).copied()).filter_map(|at| lines.get(at));
        exact::sum(tops.map(|line| line.pagu))
    };
    let fits = total.is_some_and(|total| {
        exact::same(top(), total) && !exact::same(exact::sum(lines.iter().map(|line| line.pagu)), total)
    });
    let found = lines.iter().enumerate().filter(|(number, _)| certain[*number] || (fits && likely[*number]));
    found.map(|(_, line)| line.record).collect()
}

/// The lines right below one, each standing for what is below it, whose ceilings add up to its own.
fn adding_up(lines: &[BudgetLine<'_>], number: usize, end: &[usize]) -> Option<Vec<usize>> {
    let whole = lines.get(number)?.pagu;
    if whole <= 0.0 {
        return None;
    }
    let (mut below, mut parts, mut at) = (Vec::new(), Vec::new(), number + 1);
    while let Some(line) = lines.get(at) {
        below.push(at);
        parts.push(line.pagu);
        let sum = exact::sum(parts.iter().copied());
        if exact::same(sum, whole) {
            return Some(below);
        }
        if sum > whole {
            return None;
        }
        at = *end.get(at)?;
    }
    None
}

/// Whether what was spent adds up as well, where a line and all below it say so.
fn spent_agrees(line: &BudgetLine<'_>, parts: &[&BudgetLine<'_>]) -> Option<bool> {
    let mut agrees = None;
    for (column, figure) in line.spent.iter().filter(|(_, figure)| *figure != 0.0) {
        let of = |part: &&BudgetLine<'_>| part.spent.iter().find(|(other, _)| other == column).map_or(0.0, |one| one.1);
        if !exact::same(exact::sum(parts.iter().map(of)), *figure) {
            return Some(false);
        }
        agrees = Some(true);
    }
    agrees
}

/// Whether a line stands below another by its code, the words that it begins with, or their capitals.
fn stands_below(line: &BudgetLine<'_>, part: &BudgetLine<'_>) -> bool {
    let code = line.code.zip(part.code).is_some_and(|(upper, lower)| {
        lower.strip_prefix(upper.trim_end_matches('.')).is_some_and(|rest| rest.len() > 1 && rest.starts_with('.'))
    });
    let capitals = |text: &str| text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
    let deeper = match (line.level, part.level) {
        (Some(upper), Some(lower)) => upper < lower,
        (Some(_), None) => capitals(line.name) && !capitals(part.name),
        _ => false,
    };
    code || deeper
}

/// Whether the columns of a table state the money of each quarter alone: a later figure is smaller than an earlier one, or
/// the figure of the year is their sum. Where the heading says that they run up, they do.
fn alone(tables: &Tables, table: &[u32]) -> bool {
    let (mut sums, mut runs) = (0_usize, 0_usize);
    for record in table {
        let Some(row) = tables.row_from(*record) else { continue };
        let figure = |column: FormColumn| row.entry(column).and_then(|entry| entry.value.figure());
        let quarters: Vec<f64> =
            Triwulan::ALL.into_iter().filter_map(|tw| figure(Field::RealisasiAnggaran.tw(tw))).collect();
        let filled = quarters.iter().filter(|figure| **figure != 0.0).count();
        let Some(last) = quarters.last().filter(|_| filled > 1) else { continue };
        let falls = quarters.windows(2).any(|pair| pair[1] < pair[0]);
        let year = figure(Field::RealisasiAnggaran.yearly());
        let total = year.is_some_and(|year| exact::same(year, exact::sum(quarters.iter().copied())));
        sums += usize::from(falls || total);
        runs += usize::from(!falls && year.is_some_and(|year| exact::same(year, *last)));
    }
    let running = table.first().and_then(|record| tables.table_from(*record)).is_some_and(|table| {
        let quarter = |column: &FormColumn| {
            column.field == Field::RealisasiAnggaran && matches!(column.period, Period::Triwulan(_))
        };
        table.columns.iter().any(|owned| owned.cumulative && quarter(&owned.column))
    });
    sums > runs && !running
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line: code, name, ceiling, what was spent.
    type Drawn = (&'static str, &'static str, f64, Option<f64>);

    /// The places of lines that are sums of others.
    fn found(drawn: &[Drawn], total: Option<f64>) -> Vec<u32> {
        let lines = drawn.iter().zip(0_u32..).map(|((code, name, pagu, spent), record)| BudgetLine {
            record,
            pagu: *pagu,
            spent: spent.iter().map(|spent| (Field::RealisasiAnggaran.running(), *spent)).collect(),
            code: (!code.is_empty()).then_some(*code),
            name,
            level: level(name),
        });
        sums(&lines.collect::<Vec<_>>(), total)
    }

    #[test]
    fn a_programme_with_the_money_of_its_activities_is_their_sum() {
        let lines = [
            ("", "PROGRAM A", 775.0, Some(350.0)),
            ("", "Penyediaan fasilitas", 450.0, Some(210.0)),
            ("", "Penyediaan layanan", 325.0, Some(140.0)),
            ("", "PROGRAM B", 90.0, Some(30.0)),
            ("", "Kegiatan pelatihan", 90.0, Some(30.0)),
        ];
        assert_eq!(found(&lines, None), [0, 3]);
    }

    #[test]
    fn levels_of_codes_stand_within_each_other() {
        let lines = [
            ("1.02.02", "Upaya kesehatan", 100.0, None),
            ("1.02.02.2.01", "Fasilitas", 60.0, None),
            ("1.02.02.2.01.01", "Gedung", 40.0, None),
            ("1.02.02.2.01.02", "Alat", 20.0, None),
            ("1.02.02.2.02", "Layanan", 40.0, None),
            ("1.02.03", "Sumber daya", 50.0, None),
        ];
        assert_eq!(found(&lines, None), [0, 1]);
    }

    #[test]
    fn that_round_ceilings_happen_to_add_up_makes_no_line_a_sum() {
        let lines = [
            ("", "Program A", 100.0, Some(50.0)),
            ("", "Program B", 60.0, Some(10.0)),
            ("", "Program C", 40.0, Some(20.0)),
        ];
        assert_eq!(found(&lines, None), [0_u32; 0]);
        let bare = lines.map(|(code, name, pagu, _)| (code, name, pagu, None));
        assert_eq!(found(&bare, Some(200.0)), [0_u32; 0]);
        assert_eq!(found(&bare, None), [0_u32; 0]);
        // The table's own total says which.
        assert_eq!(found(&bare, Some(100.0)), [0]);
    }

    #[test]
    fn two_lines_with_the_same_ceiling_are_two_lines() {
        assert_eq!(
            found(&[("", "Program A", 100.0, Some(5.0)), ("", "Program B", 100.0, Some(5.0))], None),
            [0_u32; 0]
        );
    }
}
