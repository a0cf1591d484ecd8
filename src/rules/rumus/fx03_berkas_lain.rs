//! FX03: a formula that takes its figure from another file.

use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX03",
    name: "Rumus mengambil angka dari berkas lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Rumus di sel yang dibaca menunjuk buku kerja atau program lain; yang tersimpan hanya salinan angka terakhirnya.",
    why: "Berkas sumbernya tidak ikut dikirim, sehingga angkanya dapat sudah usang dan tidak dapat ditelusuri.",
    source: "Pemeriksaan FX-03: tautan luar dan nilai tersimpan yang usang.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|«=[1]Rekap!$B$4 -> 14»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    let outside = cell.iter().filter(|cell| cell.entry.formula.as_deref().is_some_and(from_outside));
    entry::group(outside, |cell| cell.column).iter().filter_map(|column| one_column(column)).collect()
}

/// One finding for a column: who copies one formula down makes one mistake.
fn one_column(column: &[&EntryCell<'_>]) -> Option<Temuan> {
    let first = column.first()?;
    let formula = quote(&format!("={}", first.entry.formula.as_deref().unwrap_or_default()));
    let other = match column.len() {
        1 => String::new(),
        count => format!(" (beserta {} sel lain di kolom ini)", count - 1),
    };
    let book = first.entry.formula.as_deref().and_then(book);
    let numbered = book.is_some_and(|book| book.bytes().all(|letter| letter.is_ascii_digit()));
    let named = book.filter(|_| !numbered).map(|book| format!(" ({book})")).unwrap_or_default();
    let message = format!(
        "Kolom {} mengambil angka dari berkas lain{named} lewat rumus {formula}{other}; yang terbaca hanya salinan yang tersimpan terakhir.",
        first.named()
    );
    let advice = if numbered {
        "Ganti rumusnya dengan angkanya (Salin, lalu Tempel Khusus > Nilai) setelah dicocokkan dengan berkas sumbernya, yang namanya tampak di Excel lewat Data > Edit Tautan."
    } else {
        "Ganti rumusnya dengan angkanya (Salin, lalu Tempel Khusus > Nilai) setelah dicocokkan dengan berkas sumbernya."
    };
    let temuan = temuan(&ATURAN, first.cell_place(entry::address(column)), message, advice);
    let temuan = match &first.entry.value {
        Value::Blank | Value::NotYetComputed => temuan,
        value => temuan.found(write(value)),
    };
    Some(if column.len() == 1 { first.complete(temuan) } else { temuan.unit(first.document.unit.as_deref()) })
}

/// What the brackets of a formula hold in front of the name of a sheet: the name of a workbook, or its number where the file
/// does not tell it.
fn book(formula: &str) -> Option<&str> {
    let mut closing = formula.match_indices(']').filter(|(at, _)| points_sheet(&formula[at + 1..]));
    closing
        .find_map(|(at, _)| formula[..at].rsplit_once('[').map(|(_, book)| book.trim()).filter(|book| !book.is_empty()))
}

/// Whether a formula points out of its workbook: `[1]Recap!B4`, `'C:\data\[Rekap.xlsx]TW I'!B4`, `'file:///…'#…`, or
/// asks another program (`cmd|'…'!A0`). A column of a table in the same workbook (`Tabel1[Target]`) does not.
fn from_outside(formula: &str) -> bool {
    let without_text: String = formula.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    without_text.contains('|')
        || without_text.to_lowercase().contains("file:")
        || without_text.match_indices(']').any(|(position, _)| points_sheet(&without_text[position + 1..]))
}

/// Whether a sheet name and `!` follow at once.
fn points_sheet(rest: &str) -> bool {
    let last = |letter: char| matches!(letter, '!' | '\'' | ',' | ';' | '(' | ')' | '+' | '*' | '/' | '=' | '[' | ']');
    rest.find(last).is_some_and(|position| position > 0 && rest[position..].starts_with(['!', '\'']))
        || rest.starts_with('!')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn the_other_workbook_is_named_where_the_file_tells_its_name() {
        let told = |formula: &str| {
            let all = test::temuan("FX03", &ATURAN.wrong.replace("[1]Rekap!$B$4", formula));
            let [one] = all.as_slice() else { panic!("{all:?}") };
            (one.message.clone(), one.advice.clone())
        };
        let (message, advice) = told("'[Rekap 2026.xlsx]TW I'!B4");
        assert!(message.contains("berkas lain (Rekap 2026.xlsx) lewat"), "{message}");
        assert!(advice.ends_with("berkas sumbernya."), "{advice}");
        let (message, advice) = told("[1]Rekap!$B$4");
        assert!(message.contains("berkas lain lewat") && advice.ends_with("Data > Edit Tautan."), "{message} {advice}");
    }

    #[test]
    fn other_workbooks_and_programs_are_outside_and_tables_of_the_same_one_are_not() {
        for formula in [
            "[1]Rekap!$B$4",
            "SUM('[Rekap 2026.xlsx]TW I'!A1:A9)",
            "'C:\\data\\[r.xls]S'!A1*2",
            "[2]!Target",
            "cmd|'/C calc'!A0",
            "'file:///srv/r.ods'#$Data.A1",
        ] {
            assert!(from_outside(formula), "{formula}");
        }
        for formula in [
            "Tabel1[Target]*100",
            "Tabel1[[#This Row],[Target]]/Data!B2",
            "F3/E3",
            "\"[1]a!b\"&A1",
            "SUM(T[a])+'TW I'!A1",
            "?",
        ] {
            assert!(!from_outside(formula), "{formula}");
        }
    }
}
