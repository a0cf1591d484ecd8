//! Lines that say a period and nothing else: "TRIWULAN II" above the headings of a block, or between the rows of a table.
//!
//! What stands below such a line, up to the next one, is of that period. Takes the rows of a sheet, gives the lines and the
//! parts into which they cut a table; a line among other words is a title, and none of these.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::date::find_year;
use crate::domain::document::{ColumnBasis, Document, DocumentKind, FormRow, IdentityKey};
use crate::domain::text::key;
use crate::domain::triwulan::{Triwulan, find_month, read_triwulan_designation, semester_of};
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;
use super::recognise::RecognisedTable;

/// Filled rows above a header among which its line is looked for.
const ABOVE: usize = 3;
/// A longer text says more than a period.
const LONGEST: usize = 48;
/// Cells of a row of data at least.
const DATA: usize = 3;
/// Words before a period that leave it as it is: "Capaian Triwulan II".
const BEFORE: [&str; 13] = [
    "periode",
    "pelaporan",
    "pelaksanaan",
    "laporan",
    "capaian",
    "realisasi",
    "hasil",
    "kinerja",
    "pengukuran",
    "evaluasi",
    "monitoring",
    "monev",
    "untuk",
];

/// A line that says a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PeriodLine {
    pub(super) row: u32,
    pub(super) cell: CellAddress,
    /// Its quarter; of a month within a quarter none.
    pub(super) triwulan: Option<Triwulan>,
    /// Whether it names the semester that ends with that quarter.
    pub(super) semester: bool,
    pub(super) month: Option<u8>,
    pub(super) year: Option<i32>,
}

/// Rows of a table that are of one period.
pub(super) struct Span<'b> {
    /// The line that says it; `None` when none stands above these rows.
    pub(super) line: Option<PeriodLine>,
    /// The headings, with the first of these rows as the first of the body.
    pub(super) block: std::borrow::Cow<'b, HeadingBlock>,
    /// First row that is no longer theirs.
    pub(super) until: u32,
}

/// The line right above a header, among a few others that stand alone in their rows; none above `from`.
pub(super) fn above(grid: &CellGrid<'_>, dictionary: &Dictionary, from: u32, header: u32) -> Option<PeriodLine> {
    let rows = grid.filled_rows();
    let end = rows.partition_point(|row| *row < header);
    let near = rows[..end].iter().rev().take(ABOVE).take_while(|row| **row >= from && grid.row(**row).len() <= DATA);
    let mut near = near.copied();
    near.find_map(|row| line(grid, dictionary, row))
}

/// The parts into which lines of periods cut the rows of a block; a line with no rows below it is that of the next block.
pub(super) fn spans<'b>(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    block: &'b HeadingBlock,
    until: u32,
) -> Vec<Span<'b>> {
    let whole = std::borrow::Cow::Borrowed(block);
    let rows = grid.filled_rows();
    let rows = &rows[rows.partition_point(|row| *row < block.body())..rows.partition_point(|row| *row < until)];
    let lines: Vec<PeriodLine> = rows.iter().filter_map(|row| line(grid, dictionary, *row)).collect();
    let said = |row: &u32| lines.iter().any(|line| line.row == *row);
    let holds = |row: &u32| block.cells(grid, *row).len() >= DATA && !said(row);
    let data = |from: u32, to: u32| rows.iter().any(|row| (from..to).contains(row) && holds(row));
    let ends: Vec<u32> = lines.iter().skip(1).map(|next| next.row).chain([until]).collect();
    let own: Vec<PeriodLine> =
        lines.iter().zip(&ends).filter(|(line, end)| data(line.row, **end)).map(|(line, _)| *line).collect();
    // With rows of another block below it, a line without rows of its own is that block's.
    let last_own = own.last().map_or(block.body(), |line| line.row + 1);
    let below = grid.used_row().is_some_and(|(_, last)| until <= last);
    let until = lines.iter().map(|line| line.row).find(|row| *row >= last_own && below).unwrap_or(until);
    let mut spans = Vec::new();
    let first = own.first().map_or(until, |line| line.row);
    if own.is_empty() || data(block.body(), first) {
        spans.push(Span { line: None, block: whole, until: first });
    }
    for (place, line) in own.iter().enumerate() {
        let until = own.get(place + 1).map_or(until, |next| next.row);
        let block = HeadingBlock { from: Some(line.row + 1), ..block.clone() };
        spans.push(Span { line: Some(*line), block: std::borrow::Cow::Owned(block), until });
    }
    spans
}

/// Whether the columns of a table say its periods themselves.
pub(super) fn in_columns(recognised: &RecognisedTable<'_>) -> bool {
    recognised.columns.iter().any(|own| {
        own.column.field == Field::RowTriwulan
            || matches!(own.column.field, Field::Realisasi | Field::RealisasiAnggaran)
                && own.column.period.is_part_of_year()
    })
}

/// Blocks of one sheet that are each of a period: a "Target" that is another one in most of them is that of the period, and not
/// of the year.
pub(super) fn targets_of_their_period(documents: &mut [Document]) {
    let own: Vec<usize> = (0..documents.len()).filter(|at| plain_target(&documents[*at])).collect();
    let (mut shared, mut other) = (0, 0);
    for pair in own.windows(2) {
        let (upper, lower) = (targets(&documents[pair[0]]), targets(&documents[pair[1]]));
        for (indikator, figure) in &lower {
            if let Some((_, above)) = upper.iter().find(|(name, _)| name == indikator) {
                shared += 1;
                other += usize::from((above - figure).abs() > f64::EPSILON);
            }
        }
    }
    if other == 0 || other * 2 < shared {
        return;
    }
    let now = |column: FormColumn| if column == Field::Target.yearly() { Field::Target.running() } else { column };
    for at in own {
        for table in &mut documents[at].tables {
            table.columns.iter_mut().for_each(|owned| owned.column = now(owned.column));
            for row in &mut table.rows {
                row.entries = row.entries.iter().map(|(column, entry)| (now(*column), entry.clone())).collect();
            }
        }
    }
}

/// Whether a measurement of a quarter has one target, and nobody says that it is the year's.
fn plain_target(document: &Document) -> bool {
    let columns = || document.tables.iter().flat_map(|table| &table.columns);
    let mut targets = columns().filter(|own| own.column.field == Field::Target);
    let plain = targets.next().is_some_and(|own| {
        let yearly = own.column == Field::Target.yearly() && own.basis != ColumnBasis::Definition;
        yearly && !["tahun", "renstra", "pk"].iter().any(|word| key(&own.heading).contains(word))
    });
    document.kind == DocumentKind::Pengukuran && document.triwulan.is_some() && plain && targets.next().is_none()
}

/// The indicators of a document with the figures of their targets.
fn targets(document: &Document) -> Vec<(String, f64)> {
    let one = |row: &FormRow| {
        let name = row.entry(Field::Indikator.yearly()).filter(|entry| !entry.value.blank())?;
        Some((key(&name.raw), row.entry(Field::Target.yearly())?.value.figure()?))
    };
    document.tables.iter().flat_map(|table| &table.rows).filter_map(one).collect()
}

/// What a row says when it says a period and nothing else.
fn line(grid: &CellGrid<'_>, dictionary: &Dictionary, row: u32) -> Option<PeriodLine> {
    let cells = grid.row(row);
    if cells.len() > DATA || !cells.iter().all(|cell| matches!(cell.value, CellValue::Text(_) | CellValue::Number(_))) {
        return None;
    }
    let labels = |text: &str| dictionary.label(text) == Some(IdentityKey::Triwulan);
    let counts = |cell: &Cell| numbering(&cell_text(cell));
    match cells {
        [one] => {
            let text = cell_text(one);
            match text.split_once(':') {
                Some((label, value)) => labels(label).then(|| said(one, row, value))?,
                None => said(one, row, &text),
            }
        }
        [number, one] if counts(number) => said(one, row, &cell_text(one)),
        [label, rest @ ..] if labels(cell_text(label).trim_end_matches([':', ' '])) => {
            let value = rest.last()?;
            let colon = rest.len() == 2 && cell_text(&rest[0]) == ":";
            (rest.len() == 1 || colon).then(|| said(value, row, cell_text(value).trim_start_matches(':')))?
        }
        _ => None,
    }
}

/// "A.", "1", "II)".
fn numbering(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')']);
    let digits = bare.bytes().all(|letter| letter.is_ascii_digit());
    let roman = bare.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    (1..=4).contains(&bare.len())
        && (digits || roman || bare.len() == 1 && bare.bytes().all(|l| l.is_ascii_uppercase()))
}

fn said(cell: &Cell, row: u32, text: &str) -> Option<PeriodLine> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let (triwulan, semester, month) = period(text)?;
    let year = find_year(text);
    Some(PeriodLine { row, cell: cell.address, triwulan, semester, month, year })
}

/// The quarter at whose end a period stands, whether it is a semester, and its month.
fn period(text: &str) -> Option<(Option<Triwulan>, bool, Option<u8>)> {
    let text = text.trim().trim_matches(['*', '-', '–', ' ']);
    let inside = text.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
    let text = inside.filter(|inside| !inside.contains(['(', '['])).unwrap_or(text);
    let unnumbered = text.split_once(' ').filter(|(front, _)| front.ends_with(['.', ')']) && numbering(front));
    let words = key(unnumbered.map_or(text, |(_, rest)| rest));
    let words = words.replace("tahun anggaran", "tahun").replace("t.a.", "tahun").replace("t.a", "tahun");
    let mut words = words.as_str();
    while let Some((first, rest)) = words.split_once([' ', ':'])
        && BEFORE.contains(&first)
    {
        words = rest.trim_start_matches([':', ' ']);
    }
    let words = words.replace("kuartal", "triwulan").replace("kwartal", "triwulan").replace(" ta ", " tahun ");
    if let Some(list) = read_triwulan_designation(&words) {
        let semester = semester_of(&list);
        let one = list.first().copied().filter(|_| list.len() == 1);
        return semester.or(one).map(|triwulan| (Some(triwulan), semester.is_some(), None));
    }
    let rest = words.strip_prefix("bulan ").or_else(|| words.strip_prefix("bln "))?;
    let few = rest.split_whitespace().all(|word| {
        word == "tahun"
            || word.bytes().all(|letter| letter.is_ascii_digit())
            || find_month(&format!("bulan {word}")).is_some()
    });
    let month = find_month(&words).filter(|_| few)?;
    let triwulan = if month % 3 == 0 { Triwulan::from_month(month) } else { None };
    Some((triwulan, false, u8::try_from(month).ok()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::LazyLock;

    use super::*;
    use crate::extract::{complete_row, extract};
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

    /// The documents of a sheet: their period and the indicators that they hold.
    fn documents(drawing: &str) -> Vec<(String, Vec<String>)> {
        let file = extract(&workbook_from_text(drawing), &LIBRARY);
        assert!(file.sheets.iter().all(complete_row));
        let indikator = |row: &crate::domain::document::FormRow| {
            let entry = row.entry(Field::Indikator.yearly()).filter(|entry| !entry.value.blank());
            entry.map(|entry| entry.raw.to_string())
        };
        let one = |document: &crate::domain::document::Document| {
            assert_eq!(document.kind, DocumentKind::Pengukuran);
            assert_eq!(document.year.map(|year| year.value), Some(2026));
            let rows = document.tables.iter().flat_map(|table| &table.rows);
            let half = if document.semester { " (semester)" } else { "" };
            let period = document.triwulan.map_or_else(|| "?".to_string(), |period| period.value.to_string());
            (format!("{period}{half}"), rows.filter_map(indikator).collect())
        };
        file.documents.iter().map(one).collect()
    }

    fn expected(periods: &[&str]) -> Vec<(String, Vec<String>)> {
        periods
            .iter()
            .map(|period| ((*period).to_string(), vec!["Jumlah taman".into(), "Indeks mutu".into()]))
            .collect()
    }

    const TITLE: &str = "PENGUKURAN KINERJA DINAS CONTOH\nTAHUN 2026\n\n";
    const HEAD: &str = "No|Indikator|Satuan|Target|Realisasi|Capaian (%)\n";
    const ROWS: &str = "1|Jumlah taman|Taman|4|4|100\n2|Indeks mutu|Indeks|80|76|95\n";

    #[test]
    fn blocks_below_lines_of_a_period_are_each_of_that_period() {
        for lines in [
            ["TRIWULAN I", "TRIWULAN II", "TRIWULAN III"],
            ["TW 1", "TW 2", "TW 3"],
            ["Periode : TW I", "Periode : TW II", "Periode : TW III"],
            ["Periode|:|Triwulan I", "Periode|:|Triwulan II", "Periode|:|Triwulan III"],
            ["A. Triwulan Pertama", "B. Triwulan Kedua", "C. Triwulan Ketiga"],
            ["BULAN MARET 2026", "BULAN JUNI 2026", "BULAN SEPTEMBER 2026"],
            ["TRIWULAN I TAHUN 2026", "TRIWULAN II TAHUN 2026", "TRIWULAN III TAHUN 2026"],
        ] {
            let blocks: Vec<String> = lines.iter().map(|line| format!("{line}\n{HEAD}{ROWS}\n")).collect();
            let drawing = format!("{TITLE}{}", blocks.concat());
            assert_eq!(documents(&drawing), expected(&["TW I", "TW II", "TW III"]), "{lines:?}");
        }
    }

    #[test]
    fn a_blank_row_may_stand_between_the_line_and_its_headings_and_none_between_blocks() {
        let drawing = format!("{TITLE}TRIWULAN I\n\n{HEAD}{ROWS}TRIWULAN II\n\n{HEAD}{ROWS}");
        assert_eq!(documents(&drawing), expected(&["TW I", "TW II"]));
    }

    #[test]
    fn rows_below_lines_of_a_period_between_them_are_each_of_that_period() {
        let drawing = format!("{TITLE}{HEAD}TRIWULAN I\n{ROWS}TRIWULAN II\n{ROWS}TRIWULAN III\n{ROWS}");
        assert_eq!(documents(&drawing), expected(&["TW I", "TW II", "TW III"]));
        let wide = "|<|<|<|<|<";
        let drawing = format!("{TITLE}{HEAD}Semester I{wide}\n{ROWS}\nSemester II{wide}\n{ROWS}");
        assert_eq!(documents(&drawing), expected(&["TW II (semester)", "TW IV (semester)"]));
    }

    #[test]
    fn the_first_rows_are_of_the_period_that_the_title_names() {
        let title = "PENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\n";
        let drawing = format!("{title}{HEAD}{ROWS}\nTRIWULAN II\n{HEAD}{ROWS}");
        assert_eq!(documents(&drawing), expected(&["TW I", "TW II"]));
        let drawing = format!("{title}{HEAD}{ROWS}TRIWULAN II\n{ROWS}");
        assert_eq!(documents(&drawing), expected(&["TW I", "TW II"]));
    }

    #[test]
    fn a_target_that_is_another_in_each_block_is_that_of_the_period() {
        let period = |first: &str, second: &str| {
            let rows = |target: &str| format!("1|Jumlah taman|Taman|{target}|4|100\n2|Indeks mutu|Indeks|80|76|95\n");
            let blocks = format!("TRIWULAN I\n{HEAD}{}\nTRIWULAN II\n{HEAD}{}", rows(first), rows(second));
            let file = extract(&workbook_from_text(&format!("{TITLE}{blocks}")), &LIBRARY);
            let columns = file.documents.iter().flat_map(|document| &document.tables[0].columns);
            columns.filter(|own| own.column.field == Field::Target).map(|own| own.column).collect::<Vec<_>>()
        };
        assert_eq!(period("4", "4"), [Field::Target.yearly(); 2]);
        assert_eq!(period("4", "8"), [Field::Target.running(); 2]);
    }

    #[test]
    fn lines_of_a_period_cut_no_table_whose_columns_say_their_periods() {
        let head = "No|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II\n";
        let rows = "1|Jumlah taman|Taman|4|2|4\n2|Indeks mutu|Indeks|80|76|77\n";
        let drawing = format!("{TITLE}{head}TRIWULAN I\n{rows}");
        assert_eq!(documents(&drawing).len(), 1);
    }

    #[test]
    fn a_line_may_say_a_period_in_many_ways() {
        let (ii, i) = (Triwulan::II, Triwulan::I);
        for (text, meant) in [
            ("TRIWULAN II", (Some(ii), false, None)),
            ("TW II", (Some(ii), false, None)),
            ("TW 2", (Some(ii), false, None)),
            ("Triwulan Kedua", (Some(ii), false, None)),
            ("Triwulan ke-2", (Some(ii), false, None)),
            ("TRIWULAN II TAHUN 2026", (Some(ii), false, None)),
            ("Triwulan II T.A. 2026", (Some(ii), false, None)),
            ("TRIWULAN II TAHUN ANGGARAN 2026", (Some(ii), false, None)),
            ("Periode : TW II", (Some(ii), false, None)),
            ("B. Triwulan II (April - Juni)", (Some(ii), false, None)),
            ("Capaian Kinerja Triwulan I", (Some(i), false, None)),
            ("Kuartal II", (Some(ii), false, None)),
            ("Semester I", (Some(ii), true, None)),
            ("SEMESTER I TAHUN 2026", (Some(ii), true, None)),
            ("Bulan Juni 2026", (Some(ii), false, Some(6))),
            ("BULAN MEI", (None, false, Some(5))),
        ] {
            assert_eq!(period(text), Some(meant), "{text}");
        }
    }

    #[test]
    fn other_lines_say_no_period() {
        for text in [
            "Juni 2026",
            "30 Juni 2026",
            "s.d. TW II",
            "TW I s.d. TW III",
            "Rencana Triwulan II",
            "TRIWULAN",
            "II",
            "Catatan triwulan II",
            "Bulan berjalan",
            "Bidang Contoh",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
