//! NL13: a realisation that is a range or a bound, and no figure.

use crate::domain::column::Field;
use crate::domain::satuan::is_percent;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::room;
use crate::rules::helpers::{figure, quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL13",
    name: "Realisasi bukan satu angka",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Realisasi],
    what: "Realisasi berupa rentang (\"3,4 - 3,6\"), batas (\"> 1.000\"), atau bagian (\"7 dari 10\") pada indikator yang dihitung dengan satu angka. Bila targetnya sendiri berbentuk demikian, atau satuannya persen, tidak dipersoalkan.",
    why: "Yang dijanjikan boleh berupa batas, yang dicapai adalah satu angka; dari rentang tidak ada capaian yang dapat dihitung.",
    source: "Bentuk target pada PK nyata (\"≥ 80\", \"80-85\", \"100 dari 110 organisasi\") yang terbawa ke kolom realisasi.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|«3,4 - 3,6»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,5
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell).filter(|cell| cell.column.field == Field::Realisasi).filter_map(one).collect()
}

fn one(cell: &EntryCell<'_>) -> Option<Temuan> {
    let form = match &cell.entry.value {
        Value::Range { .. } => "rentang",
        Value::Limit { .. } => "batas",
        Value::Fraction { .. } if !is_percent(cell.measured_in()) => "bagian dari keseluruhan",
        _ => return None,
    };
    let promised =
        cell.row.entries.iter().filter(|(column, _)| column.field == Field::Target).map(|(_, entry)| &entry.value);
    let node = cell.tables.node_from(cell.record_id).map(|node| &node.target);
    let kind = std::mem::discriminant(&cell.entry.value);
    // A range or a part that was promised is reported as one; a bound that was promised is reached by a figure.
    if form != "batas" && promised.chain(node).any(|value| std::mem::discriminant(value) == kind) {
        return None;
    }
    let advice = format!(
        "Tulis satu angka yang benar-benar dicapai; penjelasannya boleh di {}.",
        room::for_a_word(cell.table(), cell.column.period)
    );
    let raw = quote(cell.entry.raw.trim());
    let (message, severity) = match &cell.entry.value {
        // What is counted of it is what was meant, most likely.
        Value::Fraction { numerator, .. } => {
            (format!("Realisasi {raw} berupa {form}; yang dihitung {}.", figure(*numerator)), Severity::Info)
        }
        _ => (format!("Realisasi {raw} berupa {form}, padahal yang dicapai adalah satu angka."), ATURAN.severity),
    };
    let one = temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim());
    Some(cell.complete(Temuan { severity, ..one }))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    fn told(satuan: &str, target: &str, reached: &str) -> bool {
        let image = format!(
            "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Nilai A|{satuan}|{target}|{reached}\n"
        );
        !test::cell("NL13", &image).is_empty()
    }

    #[test]
    fn what_was_promised_as_a_part_or_a_range_is_reported_as_one_and_a_bound_is_reached_by_a_figure() {
        assert!(
            told("Dokumen", "10", "7 dari 10") && told("Orang", "≥ 1000", "> 1000") && told("Nilai", "80", "80 - 85")
        );
        assert!(!told("Organisasi", "100 dari 110", "90 dari 110") && !told("%", "60", "17 dari 40"));
        assert!(!told("Nilai", "80 - 85", "81 - 84") && !told("Orang", "≥ 1000", "1.100"));
    }
}
