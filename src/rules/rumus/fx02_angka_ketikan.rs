//! FX02: a typed figure among formulas.

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::column::{Field, Period, Reading};
use crate::domain::document::{Fact, RowKind};
use crate::domain::exact;
use crate::domain::hash::HashSet;
use crate::domain::satuan::is_percent;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::fact::{self, SheetFact};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{room, temuan};
use crate::rules::{Aturan, Check, RuleContext};

use super::odd;

/// Fewer formulas than these make no column of formulas.
const FEWEST: usize = 3;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX02",
    name: "Angka ketikan di kolom rumus",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Capaian],
    what: "Di kolom yang sebagian besar barisnya berisi rumus, ada sel yang berisi angka ketikan.",
    why: "Angka ketikan tidak ikut berubah ketika realisasi diperbaiki, sehingga diam-diam menjadi salah.",
    source: "Pemeriksaan FX-02; berkas Renja Cirebon baris 170.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|«90»
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|=F5/E5*100 -> 100
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
",
    check: Check::CellThenWorkspace(check, beside),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    if cell.iter().filter(|cell| cell.entry.formula.is_some()).count() < FEWEST {
        return Vec::new();
    }
    let row = entry::figure(cell).filter(|cell| cell.row.kind != RowKind::Total);
    entry::group(row, |cell| cell.column).iter().flat_map(|column| one_column(column)).collect()
}

/// Typed figures among formulas in cells that no column of a table has: totals, and calculations beside the form.
fn beside(context: &RuleContext<'_>) -> Vec<Temuan> {
    let typed = odd::of_kinds(context.tables, &[OddKind::TypedOver]);
    let told = |sheet: &SheetFact<'_>, at: CellAddress| {
        let cells: Vec<EntryCell<'_>> = odd::entries(context.tables, sheet).collect();
        let in_column = cells.iter().find(|cell| cell.entry.cell == at && cell.row.kind != RowKind::Total);
        in_column.is_some_and(|cell| {
            // In a column of a table its own cells say which of them are typed.
            let formulas = cells.iter().filter(|other| other.column == cell.column && with_formula(other)).count();
            formulas >= FEWEST
        })
    };
    typed.filter(|(sheet, odd)| !told(sheet, odd.cell)).map(|(sheet, odd)| in_line(context, &sheet, odd)).collect()
}

fn in_line(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> Temuan {
    let message = format!(
        "Sel ini berisi angka ketikan, padahal sel sejenis ({}) memakai rumus; seperti sel-sel itu seharusnya {}.",
        odd::cells(odd),
        odd::formula(odd.expected.as_ref())
    );
    let advice = format!(
        "Salin rumus dari sel sejenis, atau jelaskan di {} mengapa angkanya diketik.",
        odd::room_for_remark(context.tables, sheet, odd.cell)
    );
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}

fn one_column(column: &[&EntryCell<'_>]) -> Vec<Temuan> {
    let filled: Vec<&EntryCell<'_>> =
        column.iter().copied().filter(|cell| !cell.entry.value.without_content()).collect();
    let formulas: Vec<&EntryCell<'_>> = filled.iter().copied().filter(|cell| with_formula(cell)).collect();
    let formula: Vec<CellAddress> = entry::address(&formulas);
    if formula.len() < FEWEST || formula.len() * 2 <= filled.len() {
        return Vec::new();
    }
    let sound = sound(formulas);
    let typed_text = filled
        .into_iter()
        .filter(|cell| cell.entry.formula.is_none() && cell.entry.value.figure().is_some() && !adds_up_quarters(cell));
    typed_text
        .map(|cell| {
            let message = format!(
                "Kolom {} di baris ini berisi angka ketikan {}, padahal {} baris lain di kolom ini memakai rumus.",
                cell.named(),
                write(&cell.entry.value),
                formula.len()
            );
            let room = room::for_a_remark(cell.table());
            let advice = match donor(cell, &sound) {
                Some(donor) => format!(
                    "Salin rumus dari sel {}, atau jelaskan di {room} mengapa angkanya diketik.",
                    donor.entry.cell
                ),
                // What would be copied computes in another unit of measure, or of a text.
                None => format!(
                    "Rumus baris lain tidak dapat disalin begitu saja ke baris ini, karena satuan atau isinya lain: tulis rumus yang cocok, atau jelaskan di {room} mengapa angkanya diketik."
                ),
            };
            let temuan = temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value));
            cell.complete(temuan.related(cell.cell_place(formula.clone())))
        })
        .collect()
}

/// Whether a figure of the year is just what the quarters of its row add up to: a dash among them leaves a formula no sum.
fn adds_up_quarters(cell: &EntryCell<'_>) -> bool {
    let quarters = Triwulan::ALL.into_iter().filter_map(|tw| cell.row.entry(cell.column.field.tw(tw)));
    let figures: Vec<f64> = quarters.filter_map(|entry| entry.value.figure()).collect();
    let year = matches!(cell.column.field, Field::Realisasi | Field::RealisasiAnggaran);
    year && cell.column.period == Period::Yearly
        && !figures.is_empty()
        && cell.entry.value.figure().is_some_and(|figure| exact::same(figure, exact::sum(figures)))
}

/// Formulas that can be copied: FX01 accuses those that are unlike the others, and in a hidden row nobody finds one.
fn sound<'s, 'a>(formulas: Vec<&'s EntryCell<'a>>) -> Vec<&'s EntryCell<'a>> {
    let Some(first) = formulas.first() else { return formulas };
    let hidden: HashSet<u32> = fact::of_document(first.tables, first.position.0)
        .filter_map(|fact| match fact {
            Fact::HiddenRow { cell } => Some(cell.row),
            _ => None,
        })
        .collect();
    let odd: HashSet<CellAddress> = fact::of_document(first.tables, first.position.0)
        .filter_map(|fact| match fact {
            Fact::OddCell { odd } => Some(odd.cell),
            _ => None,
        })
        .collect();
    let seen = |cell: &&EntryCell<'_>| !odd.contains(&cell.entry.cell) && !hidden.contains(&cell.entry.cell.row);
    formulas.into_iter().filter(seen).collect()
}

/// The nearest formula that works in the row of a cell: of cells that hold figures there, and where the column holds what
/// was reached or promised, not of a share beside a count.
fn donor<'s, 'a>(cell: &EntryCell<'a>, formulas: &[&'s EntryCell<'a>]) -> Option<&'s EntryCell<'a>> {
    let share = |one: &EntryCell<'_>| is_percent(one.measured_in());
    let alike = |one: &EntryCell<'_>| cell.column.field.reading() != Reading::Value || share(one) == share(cell);
    let works = |one: &EntryCell<'_>| one.entry.formula.as_deref().is_some_and(|formula| works(formula, one, cell));
    let fitting = formulas.iter().copied().filter(|one| alike(one) && works(one));
    fitting.min_by_key(|one| one.entry.cell.row.abs_diff(cell.entry.cell.row))
}

/// Whether what a formula takes from its own row are figures in the row of another cell, as far as the table shows them.
fn works(formula: &str, own: &EntryCell<'_>, other: &EntryCell<'_>) -> bool {
    let (from, to) = (own.entry.cell.row, other.entry.cell.row);
    let taken = references(formula).filter(|cell| cell.row == from);
    let mut found =
        taken.filter_map(|cell| other.row.entries.values().find(|entry| entry.cell == CellAddress { row: to, ..cell }));
    found.all(|entry| {
        let plain = matches!(
            entry.value,
            Value::Figure { satuan: None, .. }
                | Value::Percent { .. }
                | Value::Money { .. }
                | Value::Blank
                | Value::NotYetComputed
        );
        plain && !entry.raw.contains(char::is_alphabetic)
    })
}

/// The cells that a formula names.
fn references(formula: &str) -> impl Iterator<Item = CellAddress> {
    let parts = formula.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '$'));
    parts.filter_map(|part| part.replace('$', "").parse::<CellAddress>().ok())
}

/// Whether a cell computes from other cells. `=4/21*100` is a typed figure that shows where it comes from.
fn with_formula(cell: &EntryCell<'_>) -> bool {
    cell.entry.formula.as_deref().is_some_and(refers)
}

fn refers(formula: &str) -> bool {
    references(formula).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    /// The advice about the third of six rows, all others with a formula.
    fn advice(rows: [&str; 5]) -> String {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Indikator|Satuan|Target|Realisasi TW|Capaian %\n";
        let all = test::temuan("FX02", &format!("{head}{}", rows.map(|row| format!("{row}\n")).concat()));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        one.advice.clone()
    }

    #[test]
    fn the_formula_that_is_proposed_works_in_that_row() {
        let row = |number: u32| format!("{number}|Jumlah mitra {number}|Mitra|10|5|=E{0}/D{0}*100 -> 50", number + 2);
        let rows = [row(1), row(2), row(4), row(5)];
        let with = |third: &str, second: &str| advice([&rows[0], second, third, &rows[2], &rows[3]]);
        assert!(with("3|Jumlah tamu|Mitra|8|4|50", &rows[1]).starts_with("Salin rumus dari sel F4,"));
        // A formula that is itself accused, a bound that is no figure, a row that counts in something else.
        let shifted = rows[1].replace("/D4", "/D3");
        assert!(with("3|Jumlah tamu|Mitra|8|4|50", &shifted).starts_with("Salin rumus dari sel F6,"));
        assert!(with("3|Jumlah tamu|Mitra|≥ 8|4|50", &rows[1]).starts_with("Rumus baris lain tidak dapat"));
    }

    #[test]
    fn the_formula_of_a_share_is_not_proposed_for_a_ratio() {
        let told = |satuan: &str| {
            let row = |number: u32| format!("Persentase {number}|%|30|25|=D{0}/92*100 -> 27.17\n", number + 2);
            let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nIndikator|Satuan|Target|Pembilang|Realisasi TW\n";
            let all =
                test::temuan("FX02", &format!("{head}{}{}{}Rasio luaran|{satuan}|1|74|0.8\n", row(1), row(2), row(3)));
            let [one] = all.as_slice() else { panic!("{all:?}") };
            one.advice.clone()
        };
        assert!(told("Rasio").starts_with("Rumus baris lain tidak dapat"), "{}", told("Rasio"));
        assert!(told("%").starts_with("Salin rumus dari sel E5,"), "{}", told("%"));
    }

    #[test]
    fn no_formula_is_to_be_copied_out_of_a_hidden_row() {
        let row = |number: u32| format!("{number}|Jumlah mitra {number}|Mitra|10|5|=E{0}/D{0}*100 -> 50\n", number + 2);
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Indikator|Satuan|Target|Realisasi TW|Capaian %\n";
        let image = format!("{head}{}{}3|Jumlah tamu|Mitra|8|4|50\n{}{}", row(1), row(2), row(4), row(5));
        let advice = |hidden: Option<u32>| {
            let mut tables = test::tables(&image);
            let read = tables.files.iter_mut().find_map(|file| file.outcome.as_mut().ok()).expect("a workbook");
            let facts = &mut read.sheets[0].facts;
            facts.extend(hidden.map(|row| Fact::HiddenRow { cell: CellAddress::new(row, 0) }));
            let cells: Vec<EntryCell<'_>> = entry::per_table(&tables, 0).flatten().collect();
            let [one] = check(&cells).try_into().expect("one finding");
            one.advice
        };
        assert!(advice(None).starts_with("Salin rumus dari sel F4,"));
        assert!(advice(Some(3)).starts_with("Salin rumus dari sel F6,"));
    }

    #[test]
    fn a_formula_of_figures_alone_is_a_typed_figure() {
        assert!(refers("F3/E3*100") && refers("=SUM($A$1:A4)") && refers("Data!B2"));
        assert!(!refers("(4/21)*100") && !refers("=PI()*2"));
    }
}
