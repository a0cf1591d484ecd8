//! Measures that stand in rows: a column that says Target, Realisasi in turn, or K and Rp, beside each indicator.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::extract::grid::{CellGrid, cell_text};
use crate::extract::header::HeadingBlock;
use crate::extract::shape::mark::{Mark, mark};
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::{Column, Question, Told};

/// A longer text names no measure of its row.
const LONGEST: usize = 32;
/// Rows that must say one.
const ROWS: usize = 2;
/// Rows that say the parts of a share and the share itself.
const FEWEST: u32 = 3;

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum RowMeasure {
    /// This field, for the period of each column.
    Figure(Field),
    /// Performance, whatever the columns say of it.
    Performance,
    /// The money of what the columns say.
    Money,
    /// What no column keeps: money in thousands, money of which nobody says whether it was spent.
    Other,
}

/// The column that says what each row holds, and the columns whose meaning it decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct InRows {
    rows: BTreeMap<u32, RowMeasure>,
    columns: BTreeSet<u32>,
}

impl InRows {
    /// What rows hold, told by their place.
    pub(super) const fn of(rows: BTreeMap<u32, RowMeasure>, columns: BTreeSet<u32>) -> Self {
        Self { rows, columns }
    }

    /// What a row holds; `None` when it does not say.
    pub(in crate::extract) fn row(&self, row: u32) -> Option<RowMeasure> {
        self.rows.get(&row).copied()
    }

    /// Whether a value of a field stands in a row: anything does in columns that the rows do not decide.
    pub(in crate::extract) fn holds(&self, row: u32, column: u32, field: Field) -> bool {
        if !self.columns.contains(&column) {
            return true;
        }
        let money = field.reading() == Reading::Money || field == Field::Serapan;
        match self.row(row) {
            Some(RowMeasure::Figure(own)) => own == field,
            Some(RowMeasure::Performance) => !money,
            Some(RowMeasure::Money) => money,
            Some(RowMeasure::Other) | None => false,
        }
    }

    /// Every meaning of a column, by what the rows say: the first is that of the column itself.
    pub(in crate::extract) fn meanings(&self, column: u32, meant: FormColumn) -> Vec<FormColumn> {
        if !self.columns.contains(&column) {
            return vec![meant];
        }
        let said: BTreeSet<RowMeasure> = self.rows.values().copied().collect();
        let other = |measure: RowMeasure| match measure {
            RowMeasure::Figure(field) => Some(field),
            RowMeasure::Performance | RowMeasure::Other => None,
            RowMeasure::Money => money_of(meant.field),
        };
        let others = said.into_iter().filter_map(other).map(|field| FormColumn { field, ..meant });
        std::iter::once(meant).chain(others.filter(|other| *other != meant)).collect()
    }
}

/// The measures in rows of a block, if it has any: then the columns that they decide mean the first of them.
pub(super) fn in_rows(
    columns: &mut [Column<'_>],
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    dictionary: &Dictionary,
    told: Told,
) -> Option<InRows> {
    let (at, mut rows) = (0..columns.len()).find_map(|at| Some((at, said(&columns[at], grid, block, dictionary)?)))?;
    let divided = share_of_parts(&mut rows);
    let figures = rows.values().any(|measure| matches!(measure, RowMeasure::Figure(_)));
    let amounts = rows.values().any(|measure| of_money(*measure));
    if !figures && told.measured && !told.planned {
        ask_for_bare_periods(columns, at, dictionary);
    }
    let mut decided = BTreeSet::new();
    if figures {
        beside_their_quarter(columns, at, dictionary);
    }
    for column in columns.iter_mut().skip(at + 1).filter(|column| !column.shared && !column.settled && !column.refused)
    {
        let own = if divided {
            let reached = |meant: FormColumn| FormColumn { field: Field::Realisasi, ..meant };
            let of_part = || column.meant.filter(of_performance).filter(|meant| meant.period.is_part_of_year());
            period_only(column, dictionary).or_else(of_part).map(reached)
        } else if figures {
            // Below rows of money no column is of performance in every row.
            let own = || column.meant.filter(of_performance).filter(|_| amounts);
            period_only(column, dictionary).or_else(own)
        } else {
            let own = column.meant.or_else(|| either(column)).filter(of_performance);
            own.or_else(|| period_only(column, dictionary).filter(|_| column.question.is_none()))
        };
        if let Some(meant) = own {
            column.mean(meant, 85, ColumnBasis::Values);
            decided.insert(column.heading.column);
        }
    }
    if decided.len() < 2 {
        return None;
    }
    columns[at].ignore(ColumnBasis::Values);
    Some(InRows { rows, columns: decided })
}

/// `Numerator | Denominator | Capaian (%)`: the share that its parts make is what was reached of the target. Whether rows hold such
/// parts.
fn share_of_parts(rows: &mut BTreeMap<u32, RowMeasure>) -> bool {
    let holds = |rows: &BTreeMap<u32, RowMeasure>, field| rows.values().any(|own| *own == RowMeasure::Figure(field));
    if !holds(rows, Field::Numerator) && !holds(rows, Field::Denominator) {
        return false;
    }
    if !holds(rows, Field::Realisasi) {
        for measure in rows.values_mut().filter(|own| **own == RowMeasure::Figure(Field::Capaian)) {
            *measure = RowMeasure::Figure(Field::Realisasi);
        }
    }
    true
}

/// Rows of performance and of money below periods alone, in a report: whether they are of the plan or of what was reached, nobody says.
fn ask_for_bare_periods(columns: &mut [Column<'_>], at: usize, dictionary: &Dictionary) {
    for column in columns.iter_mut().skip(at + 1).filter(|column| column.reading.column.is_none() && !column.shared) {
        if let Some(meant) = period_only(column, dictionary) {
            column.refuse(Question::Either(vec![meant, FormColumn { field: Field::Realisasi, ..meant }]));
        }
    }
}

/// "s.d. Q3" beside "Q3": what is counted up to the end of a quarter is none of its own figures.
fn beside_their_quarter(columns: &mut [Column<'_>], at: usize, dictionary: &Dictionary) {
    let read: Vec<(Option<FormColumn>, bool)> =
        columns.iter().map(|column| (period_only(column, dictionary), column.reading.up_to)).collect();
    for place in at + 1..columns.len() {
        let (meant, up_to) = read[place];
        let own = |(other, up_to): &(Option<FormColumn>, bool)| !up_to && *other == meant;
        if up_to && meant.is_some() && read[at + 1..].iter().any(own) {
            columns[place].settle_ignored(ColumnBasis::Place);
        }
    }
}

/// What each row says in a column that says nothing else.
fn said(
    column: &Column<'_>,
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    dictionary: &Dictionary,
) -> Option<BTreeMap<u32, RowMeasure>> {
    let subject = column.meant.is_some_and(|meant| matches!(meant.field, Field::Indikator | Field::Sasaran));
    let profile = column.heading.profile;
    if subject || column.shared || profile.filled < FEWEST || profile.numbers > 0 || profile.words > profile.filled * 4
    {
        return None;
    }
    let mut rows = BTreeMap::new();
    let mut strange = Vec::new();
    for cell in grid.cells(block.body(), block.end).iter().filter(|cell| cell.address.column == column.heading.column) {
        match row_measure(cell, dictionary) {
            Some(measure) => rows.insert(cell.address.row, measure),
            // Titles, notes and signatures stand in this column too; anything else beside figures is no measure.
            None if grid.row(cell.address.row).len() <= 2 => None,
            None => {
                strange.push(cell.address.row);
                None
            }
        };
    }
    // "Rp miliar" and "Kawasan" are units of measure.
    let units = column.is(Field::Satuan);
    if units && (!strange.is_empty() || rows.values().any(|kind| *kind == RowMeasure::Other)) {
        return None;
    }
    if !strange.is_empty() {
        // Among rows of money what another row says is none of the figures: "Sumber Dana", "Fisik (%)".
        let money = rows.values().filter(|kind| of_money(**kind)).count();
        if money < ROWS || strange.len() > rows.len() {
            return None;
        }
        rows.extend(strange.into_iter().map(|row| (row, RowMeasure::Other)));
    }
    beside_figures(&mut rows);
    let kinds: BTreeSet<RowMeasure> = rows.values().copied().filter(|kind| *kind != RowMeasure::Other).collect();
    let figures = kinds.iter().filter(|kind| matches!(kind, RowMeasure::Figure(_))).count();
    let alike = figures == kinds.len() || figures == 0;
    let parts = [Field::Numerator, Field::Denominator].map(|field| kinds.contains(&RowMeasure::Figure(field)));
    // Both parts of a share and the share say it of a single indicator; one letter alone says nothing.
    let enough = rows.len() >= ROWS * 2 || parts == [true; 2] && rows.len() >= FEWEST as usize;
    let several = kinds.len() >= 2 || kinds.len() == 1 && rows.values().any(|kind| *kind == RowMeasure::Other);
    (enough && several && alike && parts[0] == parts[1]).then_some(rows)
}

/// "Target Kinerja | Anggaran (Rp)": money beside one figure of performance is planned or spent as that is. Beside both nobody
/// says which.
fn beside_figures(rows: &mut BTreeMap<u32, RowMeasure>) {
    let said = |field: Field| rows.values().any(|kind| *kind == RowMeasure::Figure(field));
    let money = match (said(Field::Target), said(Field::Realisasi)) {
        (true, false) => RowMeasure::Figure(Field::Anggaran),
        (false, true) => RowMeasure::Figure(Field::RealisasiAnggaran),
        (true, true) if said(Field::RealisasiAnggaran) => RowMeasure::Figure(Field::Anggaran),
        (true, true) => RowMeasure::Other,
        (false, false) => return,
    };
    for kind in rows.values_mut().filter(|kind| **kind == RowMeasure::Money) {
        *kind = money;
    }
}

const fn of_money(measure: RowMeasure) -> bool {
    matches!(
        measure,
        RowMeasure::Money
            | RowMeasure::Other
            | RowMeasure::Figure(Field::Anggaran | Field::RealisasiAnggaran | Field::Serapan)
    )
}

fn row_measure(cell: &Cell, dictionary: &Dictionary) -> Option<RowMeasure> {
    let CellValue::Text(_) = &cell.value else { return None };
    let text = cell_text(cell);
    if text.chars().count() > LONGEST {
        return None;
    }
    let bare = text.trim_matches(['(', ')', '.', ' ']).to_lowercase();
    // "Keuangan (Rp)" says its currency besides.
    let rupiah = bare.split_once('(').filter(|(_, remark)| matches!(remark.trim_end_matches('.'), "rp" | "rupiah"));
    let bare = rupiah.map_or(bare.as_str(), |(word, _)| word.trim());
    match bare {
        "k" | "kinerja" | "fisik" | "output" | "keluaran" => return Some(RowMeasure::Performance),
        "rp" | "keuangan" | "anggaran" => return Some(RowMeasure::Money),
        "a" => return Some(RowMeasure::Money),
        "t" => return Some(RowMeasure::Figure(Field::Target)),
        "r" => return Some(RowMeasure::Figure(Field::Realisasi)),
        "c" => return Some(RowMeasure::Figure(Field::Capaian)),
        "hasil" | "hasil (%" => return Some(RowMeasure::Figure(Field::Realisasi)),
        "n" | "num" | "numerator" | "pembilang" => return Some(RowMeasure::Figure(Field::Numerator)),
        "d" | "denum" | "denom" | "denominator" | "penyebut" => return Some(RowMeasure::Figure(Field::Denominator)),
        _ => {}
    }
    if mark(cell) != Mark::Label && !bare.contains('%') {
        return None;
    }
    let read = dictionary.read(&[&text]);
    if let Some(money) = money_measure(&text, read.column, dictionary) {
        return Some(if in_multiples(&text.to_lowercase()) { RowMeasure::Other } else { money });
    }
    let Some(meant) = read.column else { return read.share.then_some(RowMeasure::Figure(Field::Capaian)) };
    let figure = matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian);
    (figure && meant.period == Period::Yearly).then_some(RowMeasure::Figure(meant.field))
}

/// "Anggaran (Rp)", "Rencana Penarikan Dana", "Realisasi Keuangan": the money that a label names, by the words of headings.
fn money_measure(text: &str, alone: Option<FormColumn>, dictionary: &Dictionary) -> Option<RowMeasure> {
    let yearly = |meant: &FormColumn| meant.period == Period::Yearly;
    match alone.filter(yearly).map(|meant| meant.field) {
        Some(Field::Anggaran) => Some(RowMeasure::Money),
        Some(field @ (Field::RealisasiAnggaran | Field::Serapan)) => Some(RowMeasure::Figure(field)),
        // "Biaya (Rp)": a measure below whatever names it.
        None | Some(Field::Ignore) => {
            let below = dictionary.read(&["Target", text]).column.filter(yearly)?;
            (below.field == Field::Anggaran).then_some(RowMeasure::Money)
        }
        Some(_) => None,
    }
}

/// Whether a label counts money in thousands or millions: how many rupiah its figures are, the headings of columns say.
fn in_multiples(label: &str) -> bool {
    let multiple =
        |word: &str| matches!(word, "ribu" | "ribuan" | "juta" | "jutaan" | "jt" | "miliar" | "milyar" | "m" | "000");
    label.split(|letter: char| !letter.is_alphanumeric()).any(multiple)
}

/// The target of the period that is all that a heading says.
fn period_only(column: &Column<'_>, dictionary: &Dictionary) -> Option<FormColumn> {
    let words: Vec<&str> = column.heading.parts.iter().map(String::as_str).collect();
    let own = dictionary.read(&words);
    let whole_year = own.whole_year || own.year.is_some() && column.heading.profile.of_numbers();
    let named = column.meant.is_none_or(|meant| match meant.field {
        Field::Target => meant.period != Period::Yearly || whole_year,
        Field::Ignore => whole_year,
        _ => false,
    });
    let bare = own.column.is_none_or(|read| whole_year && matches!(read.field, Field::Target | Field::Ignore));
    if !named || !bare {
        return None;
    }
    let path: Vec<&str> = std::iter::once("Target").chain(words).collect();
    let meant = dictionary.read(&path).column?;
    (meant.field == Field::Target && (meant.period != Period::Yearly || whole_year)).then_some(meant)
}

/// The first of two things that a heading may mean: the rows tell which.
fn either(column: &Column<'_>) -> Option<FormColumn> {
    match &column.question {
        Some(Question::Either(maybe)) => maybe.first().copied(),
        _ => None,
    }
}

fn of_performance(meant: &FormColumn) -> bool {
    matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian)
}

const fn money_of(field: Field) -> Option<Field> {
    match field {
        Field::Target => Some(Field::Anggaran),
        Field::Realisasi => Some(Field::RealisasiAnggaran),
        Field::Capaian => Some(Field::Serapan),
        _ => None,
    }
}
