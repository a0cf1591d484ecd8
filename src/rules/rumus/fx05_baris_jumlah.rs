//! FX05: a total that is not the sum of its rows.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::{DocumentKind, DocumentTable, FormRow, RowKind, TableRole};
use crate::domain::exact;
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::domain::value::{Entry, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::headed::headed;
use crate::rules::helpers::{figure, heading, levels, rupiah, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX05",
    name: "Baris jumlah tidak sama dengan isinya",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["FX10"],
    fields: &[],
    what: "Baris jumlah, subjumlah, atau rata-rata dalam tabel indikator atau anggaran berbeda dari hasil hitung baris-baris langsung di atasnya. Persen di baris jumlah, dan angka kinerja dari baris yang satuannya berbeda-beda, tidak diperiksa; jumlah anggaran PK diperiksa aturan PK05.",
    why: "Jumlah yang salah terbawa ke rekap pimpinan; sering terjadi karena baris ditambah setelah rumus jumlah dibuat, atau anak dan cucu dihitung dua kali.",
    source: "Pemeriksaan SUM-01; Formulir E.81 Deli Serdang yang menghitung baris induk dan anak sekaligus.",
    wrong: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<|Anggaran (Rp)
^|^|^|^|TW I|TW II|TW III|TW IV|^
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|Pelacakan alumni|15|30|45|60|10000000
2|Lulusan siap kerja|Jumlah mitra industri|Kunjungan industri|1|2|3|4|5000000
Jumlah||||||||«12500000»
",
    correct: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<|Anggaran (Rp)
^|^|^|^|TW I|TW II|TW III|TW IV|^
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|Pelacakan alumni|15|30|45|60|10000000
2|Lulusan siap kerja|Jumlah mitra industri|Kunjungan industri|1|2|3|4|5000000
Jumlah||||||||15000000
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::all(context.tables)
        .flat_map(|document| {
            let table = document.content.tables.iter().filter(move |table| checked(&document, table));
            table.flat_map(move |table| one_table(&document, table))
        })
        .collect()
}

fn checked(document: &WorkspaceDocument<'_>, table: &DocumentTable) -> bool {
    match table.role {
        TableRole::Indikator => true,
        TableRole::Anggaran => document.content.kind != DocumentKind::Pk,
        TableRole::Unit | TableRole::Kaskade | TableRole::Aturan => false,
    }
}

fn one_table(document: &WorkspaceDocument<'_>, table: &DocumentTable) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Total) {
        let Some(upper) = table.rows.get(..number) else { continue };
        let column = table.columns.iter().map(|owned| owned.column);
        let column = column
            .filter(|column| matches!(column.field.reading(), Reading::Value | Reading::Money | Reading::Percent));
        temuan.extend(column.filter_map(|column| one_cell(document, table, upper, row, column)));
    }
    temuan
}

fn one_cell(
    document: &WorkspaceDocument<'_>,
    table: &DocumentTable,
    upper: &[FormRow],
    total: &FormRow,
    column: FormColumn,
) -> Option<Temuan> {
    let entry = total.entry(column).filter(|entry| !entry.derivation)?;
    let as_written = entry.value.figure()?;
    let mean = average(total, entry.cell);
    // The percent of a total is a quotient of totals, neither a sum nor a mean.
    if !mean && percent(column, &entry.value) {
        return None;
    }
    if !mean && several_satuan(upper) && column.field.reading() == Reading::Value {
        return None;
    }
    // Which level of nested work a mean is made of, and with what weights, the form does not say.
    if mean && nested(table, upper) {
        return None;
    }
    let way = AdditionWay { mean, money: matches!(entry.value, Value::Money { .. }) };
    let tally: Vec<ChildRow> = candidate(upper, column)?.into_iter().filter(|child| !child.values.is_empty()).collect();
    let nearest = tally.first()?;
    if tally.iter().any(|child| way.fits(child, as_written)) {
        return None;
    }
    // The label of a mean may stand in a column that is not read.
    let as_mean = AdditionWay { mean: true, money: false };
    if !says_sum(total) && tally.iter().any(|child| child.values.len() > 1 && as_mean.fits(child, as_written)) {
        return None;
    }
    let outcome = way.outcome(nearest);
    let write = |value: f64| if way.money { rupiah(value) } else { figure(value) };
    let message = format!(
        "{} di kolom {} tertulis {}, padahal {} baris di atasnya {} {}.",
        if mean { "Rata-rata" } else { "Jumlah" },
        heading(Some(table), column),
        write(as_written),
        nearest.values.len(),
        if mean { "rata-ratanya" } else { "berjumlah" },
        write(outcome)
    );
    let advice = advice(mean, entry.formula.is_some());
    let place = document.cell(entry.cell);
    let child = Place { cells: nearest.cells.clone(), ..place.clone() };
    let temuan = temuan(&ATURAN, place, message, advice).unit(document.unit());
    Some(temuan.difference(write(as_written), write(outcome)).gap(as_written - outcome).related(child))
}

/// How a total is mended: its formula where it has one, else the figure that was typed.
fn advice(mean: bool, formula: bool) -> &'static str {
    match (mean, formula) {
        (true, true) => {
            "Perbaiki rumus rata-ratanya sehingga mencakup semua baris tepat satu kali, atau perbaiki baris yang salah."
        }
        (false, true) => {
            "Perbaiki rumus jumlahnya sehingga mencakup semua baris tepat satu kali, atau perbaiki baris yang salah."
        }
        (true, false) => {
            "Perbaiki angka rata-rata itu (sebaiknya dengan rumus AVERAGE), atau perbaiki baris yang salah."
        }
        (false, false) => "Perbaiki angka jumlah itu (sebaiknya dengan rumus SUM), atau perbaiki baris yang salah.",
    }
}

/// Rows that a total may sum up.
struct ChildRow {
    values: Vec<f64>,
    cells: Vec<CellAddress>,
}

impl ChildRow {
    fn from<'a>(row: impl Iterator<Item = &'a FormRow>, column: FormColumn) -> Self {
        let entry: Vec<(&Entry, f64)> = row
            .filter_map(|row| row.entry(column))
            .filter(|entry| !entry.derivation)
            .filter_map(|entry| Some((entry, entry.value.figure()?)))
            .collect();
        let (value, cell) = entry.into_iter().map(|(entry, value)| (value, entry.cell)).unzip();
        Self { values: value, cells: cell }
    }

    fn total(&self) -> f64 {
        exact::sum(self.values.iter().copied())
    }

    fn mean(&self) -> f64 {
        self.total() / self.values.len() as f64
    }
}

/// What counts as right.
struct AdditionWay {
    /// The row says that it is a mean.
    mean: bool,
    money: bool,
}

impl AdditionWay {
    fn outcome(&self, child: &ChildRow) -> f64 {
        if self.mean { child.mean() } else { child.total() }
    }

    /// Half a rupiah; a hundredth where means are rounded; else the same.
    fn fits(&self, child: &ChildRow, as_written: f64) -> bool {
        let outcome = self.outcome(child);
        let tolerance = match self {
            Self { money: true, .. } => 0.5,
            Self { mean: true, .. } => 0.01,
            _ => return exact::same(as_written, outcome),
        };
        (as_written - outcome).abs() <= tolerance
    }
}

/// The rows that a total below them may sum up, the likeliest first: those since the last total, all of them, the
/// headings, the totals before, and the rows of any one level of numbering or of work. `None` when a row of the column
/// holds something that another rule speaks about.
fn candidate(upper: &[FormRow], column: FormColumn) -> Option<Vec<ChildRow>> {
    let damaged =
        |entry: &Entry| matches!(entry.value, Value::Error { .. } | Value::NotYetComputed | Value::Text { .. });
    if upper.iter().filter_map(|row| row.entry(column)).any(damaged) {
        return None;
    }
    let since = upper.iter().rposition(|row| row.kind == RowKind::Total).map_or(0, |number| number + 1);
    let near = upper.get(since..).unwrap_or_default();
    let data = |row: &&FormRow| matches!(row.kind, RowKind::Data | RowKind::Continuation);
    let kind = |kind: RowKind| move |row: &&FormRow| row.kind == kind;
    let lines = |rows: &'_ [FormRow]| {
        let line = |row: &&FormRow| row.kind != RowKind::Total;
        levels::apart(&rows.iter().filter(line).collect::<Vec<_>>())
            .into_iter()
            .map(|level| ChildRow::from(level.into_iter(), column))
            .collect::<Vec<_>>()
    };
    let mut all = vec![
        ChildRow::from(near.iter().filter(data), column),
        ChildRow::from(upper.iter().filter(data), column),
        ChildRow::from(near.iter().filter(kind(RowKind::Group)), column),
        ChildRow::from(upper.iter().filter(kind(RowKind::Group)), column),
        ChildRow::from(upper.iter().filter(kind(RowKind::Total)), column),
    ];
    all.extend(lines(near));
    all.extend(lines(upper));
    Some(all)
}

/// Whether rows are parts of one another, by their numbers, by the work that they name, or as kinds of what a line above them
/// says.
fn nested(table: &DocumentTable, upper: &[FormRow]) -> bool {
    let rows = || upper.iter().filter(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation));
    levels::nested(&rows().collect::<Vec<_>>()) || rows().any(|row| headed(table, row).is_some())
}

/// Whether a total calls itself a sum.
fn says_sum(total: &FormRow) -> bool {
    total.entries.values().any(sum_label)
}

fn sum_label(entry: &Entry) -> bool {
    begins_with(entry, &["jumlah", "total", "subtotal", "sub total", "sub jumlah"])
}

fn mean_label(entry: &Entry) -> bool {
    begins_with(entry, &["rata", "rerata"])
}

fn begins_with(entry: &Entry, words: &[&str]) -> bool {
    let key = key(&entry.raw);
    matches!(entry.value, Value::Text { .. }) && words.iter().any(|word| key.starts_with(word))
}

/// Whether rows are counted in several units of measure: their figures have no sum.
fn several_satuan(upper: &[FormRow]) -> bool {
    let satuan = upper.iter().filter_map(|row| row.entry(Field::Satuan.yearly())).filter_map(Entry::text).map(key);
    satuan.collect::<BTreeSet<String>>().len() > 1
}

/// Whether a cell of a total is a mean. One row may hold a mean of its indicators and, further right, a sum of its money: the
/// nearest label before a cell is its own.
fn average(total: &FormRow, cell: CellAddress) -> bool {
    let labels = || total.entries.values().filter(|entry| sum_label(entry) || mean_label(entry));
    let before = labels().filter(|entry| entry.cell.column < cell.column);
    match before.max_by_key(|entry| entry.cell.column) {
        Some(nearest) => mean_label(nearest),
        None => labels().any(mean_label),
    }
}

fn percent(column: FormColumn, value: &Value) -> bool {
    column.field.reading() == Reading::Percent || matches!(value, Value::Percent { .. })
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const HEAD: &str = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Capaian %|Pagu Anggaran
";

    fn cell(row: &str) -> Vec<String> {
        test::cell("FX05", &format!("{HEAD}{row}"))
    }

    #[test]
    fn a_grand_total_may_sum_the_rows_or_the_subtotals() {
        let content = "1|A|Jumlah mitra|4|1|25|100\nSubtotal||||||100\n2|B|Jumlah dosen|4|1|25|50\nSubtotal||||||50\n";
        assert!(cell(&format!("{content}Total||||||150\n")).is_empty());
        assert_eq!(cell(&format!("{content}Total||||||300\n")), ["G7"]);
    }

    #[test]
    fn a_mean_is_held_to_the_mean_and_a_percent_of_a_total_to_nothing() {
        let content = "1|A|Jumlah mitra|4|1|25|100\n2|B|Jumlah dosen|4|3|75|50\n";
        assert!(cell(&format!("{content}Rata-rata|||||50|\n")).is_empty());
        assert_eq!(cell(&format!("{content}Rata-rata|||||60|\n")), ["F5"]);
        assert!(cell(&format!("{content}Jumlah|||||62|150\n")).is_empty());
    }

    #[test]
    fn a_mean_of_indicators_beside_a_sum_of_money_leaves_the_share_of_the_sum_alone() {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nSasaran|Indikator|Target|Realisasi TW|Capaian %|Program|Anggaran|<|<\n^|^|^|^|^|^|Pagu|Realisasi|%\n";
        let rows = "A|Jumlah mitra|4|1|25|Kerja Sama|100|50|50\nB|Jumlah dosen|4|3|75|Tridharma|300|60|20\n";
        let told = |total: &str| test::cell("FX05", &format!("{head}{rows}{total}"));
        assert_eq!(told("Rata-rata||||50|JUMLAH|400|110|27,5\n"), Vec::<String>::new());
        assert_eq!(told("Rata-rata||||60|JUMLAH|400|110|27,5\n"), ["E6"]);
        assert_eq!(told("Rata-rata||||50||||27,5\n"), ["I6"]);
    }

    #[test]
    fn a_total_of_nested_work_counts_its_highest_level_and_units_of_measure_are_not_mixed() {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Program/Kegiatan|Indikator|Satuan|Target|Realisasi TW|Capaian %|Pagu Anggaran\n";
        let rows = "1|Program Taman|Indeks taman|Indeks|80|20|25|100\n2|Kegiatan Tanam|Jumlah pohon|Batang|4|1|25|60\n3|Sub Kegiatan Bibit|Jumlah bibit|Batang|4|1|25|60\n";
        let cell = |total: &str| test::cell("FX05", &format!("{head}{rows}{total}"));
        assert!(cell("Jumlah||||30|5||100\n").is_empty());
        assert_eq!(cell("Total||||30|5||150\n"), ["H6"]);
    }

    #[test]
    fn a_total_may_be_that_of_any_one_level() {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nKode|Program/Kegiatan|Indikator|Target|Realisasi TW|Pagu Anggaran\n";
        let rows = "1.01.02|Program Taman|Indeks taman|80|20|100\n1.01.02.2.01|Tanam|Jumlah pohon|4|1|60\n1.01.03|Program Kota|Jumlah kota|4|1|40\n";
        let cell = |total: &str| test::cell("FX05", &format!("{head}{rows}{total}"));
        assert_eq!(cell("Jumlah|||||140\n"), Vec::<String>::new());
        assert_eq!(cell("Jumlah|||||150\n"), ["F6"]);
        let bare =
            "|Program Taman|Indeks taman|80|1|100\n|Penanaman|Jumlah pohon|4|1|60\n|Program Kota|Jumlah kota|4|1|40\n";
        assert_eq!(test::cell("FX05", &format!("{head}{bare}Jumlah|||||140\n")), Vec::<String>::new());
    }

    #[test]
    fn a_figure_that_is_the_mean_of_its_rows_is_no_wrong_sum_unless_it_calls_itself_one() {
        let rows = "1|A|Jumlah mitra|4|1|25|100\n2|B|Jumlah dosen|4|3|75|50\n";
        assert_eq!(cell(&format!("{rows}|||4|2||\n")), Vec::<String>::new());
        assert_eq!(cell(&format!("{rows}Jumlah|||4|2||\n")), ["D5", "E5"]);
    }

    #[test]
    fn a_mean_over_programmes_and_their_activities_is_left_alone() {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nKode|Program/Kegiatan|Indikator|Satuan|Target|Realisasi TW|Capaian %\n";
        let told = |codes: [&str; 3]| {
            let [a, b, c] = codes;
            let rows = format!(
                "{a}|Program Taman|Indeks taman|Indeks|80|20|25\n{b}|Penanaman|Jumlah pohon|Batang|4|1|25\n{c}|Bibit|Jumlah bibit|Batang|4|3|75\n"
            );
            test::cell("FX05", &format!("{head}{rows}Rata-rata||||||30\n"))
        };
        assert_eq!(told(["2.23.02", "2.23.02.2.01", "2.23.02.2.01.0012"]), Vec::<String>::new());
        assert_eq!(told(["2.23", "2.24", "2.25"]), ["G6"]);
    }

    #[test]
    fn a_mean_over_kinds_of_several_lines_is_left_alone() {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Indikator|Target|Realisasi TW|Capaian %\n";
        let told = |line: &str| {
            let rows =
                format!("1|a. {line}|||\n|1. Pidana|100|100|100\n|2. Perdata|100|50|50\n2|b. Indeks layanan|4|4|100\n");
            test::cell("FX05", &format!("{head}{rows}|Rata-rata|||99\n"))
        };
        assert_eq!(told("Persentase perkara yang selesai"), Vec::<String>::new());
    }

    #[test]
    fn what_was_typed_is_mended_as_a_figure_and_a_formula_as_a_formula() {
        let advice = |total: &str| {
            let rows = "1|A|Jumlah mitra|4|1|25|100\n2|B|Jumlah dosen|4|3|75|50\n";
            let all = test::temuan("FX05", &format!("{HEAD}{rows}{total}"));
            let [one] = all.as_slice() else { panic!("{all:?}") };
            one.advice.clone()
        };
        assert!(advice("Jumlah||||||140\n").starts_with("Perbaiki angka jumlah itu"));
        assert!(advice("Jumlah||||||=SUM(G3:G4) -> 50\n").starts_with("Perbaiki rumus jumlahnya"));
        assert!(advice("Rata-rata|||||60|\n").contains("AVERAGE"));
    }

    #[test]
    fn a_total_over_a_broken_row_is_that_rows_matter() {
        assert!(cell("1|A|Jumlah mitra|4|1|25|#REF!\n2|B|Jumlah dosen|4|3|75|50\nJumlah||||||10\n").is_empty());
    }
}
