//! FX02: a typed figure among formulas.

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::column::Field;
use crate::domain::document::RowKind;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::helpers::temuan;
use crate::rules::helpers::write::write;
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
    let advice = "Salin rumus dari sel sejenis, atau jelaskan di keterangan mengapa angkanya diketik.".to_string();
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}

fn one_column(column: &[&EntryCell<'_>]) -> Vec<Temuan> {
    let filled: Vec<&EntryCell<'_>> =
        column.iter().copied().filter(|cell| !cell.entry.value.without_content()).collect();
    let formula: Vec<CellAddress> =
        filled.iter().filter(|cell| with_formula(cell)).map(|cell| cell.entry.cell).collect();
    if formula.len() < FEWEST || formula.len() * 2 <= filled.len() {
        return Vec::new();
    }
    let typed_text =
        filled.into_iter().filter(|cell| cell.entry.formula.is_none() && cell.entry.value.figure().is_some());
    typed_text
        .map(|cell| {
            let message = format!(
                "Kolom {} di baris ini berisi angka ketikan {}, padahal {} baris lain di kolom ini memakai rumus.",
                cell.named(),
                write(&cell.entry.value),
                formula.len()
            );
            let near = formula.iter().min_by_key(|one| one.row.abs_diff(cell.entry.cell.row)).copied();
            let near = near.unwrap_or(cell.entry.cell);
            let advice = format!("Salin rumus dari sel {near}, atau jelaskan di keterangan mengapa angkanya diketik.");
            let temuan = temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value));
            cell.complete(temuan.related(cell.cell_place(formula.clone())))
        })
        .collect()
}

/// Whether a cell computes from other cells. `=4/21*100` is a typed figure that shows where it comes from.
fn with_formula(cell: &EntryCell<'_>) -> bool {
    cell.entry.formula.as_deref().is_some_and(refers)
}

fn refers(formula: &str) -> bool {
    formula
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '$'))
        .any(|part| part.replace('$', "").parse::<CellAddress>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_figures_alone_is_a_typed_figure() {
        assert!(refers("F3/E3*100") && refers("=SUM($A$1:A4)") && refers("Data!B2"));
        assert!(!refers("(4/21)*100") && !refers("=PI()*2"));
    }
}
