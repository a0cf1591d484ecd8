//! UK28: a later form that states an earlier quarter otherwise than the form of that quarter.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::compare;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::PengukuranRow;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK28",
    name: "Realisasi triwulan lalu berubah",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID13", "ID15", "NL02", "NL03", "NL04", "NL07"],
    fields: &[Field::Realisasi],
    what: "Formulir pengukuran yang memuat lagi realisasi triwulan sebelumnya menyebut angka lain daripada formulir triwulan itu sendiri.",
    why: "Rekap memakai angka formulir triwulannya sendiri; koreksi yang hanya ditulis di formulir berikutnya tidak ikut dihitung.",
    source: "Kejadian nyata: realisasi TW I dikoreksi di formulir TW II tanpa pemberitahuan.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Dosen|Jumlah peserta pelatihan|Orang|40|10|
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Dosen|Jumlah peserta pelatihan|Orang|40|«12»|15
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Dosen|Jumlah peserta pelatihan|Orang|40|10|
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Dosen|Jumlah peserta pelatihan|Orang|40|10|15
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    context.tables.pengukuran_of_units().flat_map(|rows| of_unit(context, rows)).collect()
}

fn of_unit<'a>(context: &RuleContext<'a>, rows: impl Iterator<Item = PengukuranRow<'a>> + Clone) -> Vec<Temuan> {
    let stated = |row: &PengukuranRow<'a>| -> Option<((&'a str, Triwulan), bool)> {
        let document = context.tables.document_from(row.record)?;
        let measures = document.kind == DocumentKind::Pengukuran && row.figure_realisasi().is_some();
        let quarter = row.triwulan.filter(|_| measures)?;
        Some(((row.key?, quarter), document.triwulan == Some(quarter)))
    };
    let mut own: HashMap<(&str, Triwulan), RowMeasure<'a>> = HashMap::default();
    for row in rows.clone() {
        if let Some((key, true)) = stated(&row) {
            // Of several rows of one form none is known to be the one that is stated again.
            own.entry(key).or_insert_with(|| RowMeasure::new(context.tables, row));
        }
    }
    let again = rows.filter_map(|row| stated(&row).filter(|(_, own)| !own).map(|(key, _)| (key, row)));
    again.filter_map(|(key, row)| one(&RowMeasure::new(context.tables, row), own.get(&key)?)).collect()
}

fn one(again: &RowMeasure<'_>, own: &RowMeasure<'_>) -> Option<Temuan> {
    let (quarter, form) = (own.triwulan?, again.record.registered()?.triwulan?);
    // A form of the year's first quarter says nothing of what came after it; running totals are another figure.
    let same = again.semester == own.semester && (again.cumulative == own.cumulative || quarter == Triwulan::I);
    if quarter > form || !same {
        return None;
    }
    let (now, before) = (again.entry(Field::Realisasi)?, own.entry(Field::Realisasi)?);
    // NL04 asks in the quarter's own form which percent is meant there.
    if before.perhaps_fraction() {
        return None;
    }
    let difference = compare::entry(now, before, again.record.percent()).filter(|_| !now.derivation)?;
    let origin = own.place(Field::Realisasi)?;
    let (found, said) = (write(&now.value), write(&before.value));
    let message = format!(
        "Realisasi {quarter} di sini {found}, padahal di formulir {quarter} ({}, sel {}) {said}; yang dihitung {said}.",
        origin.file,
        origin.cell_text()
    );
    let advice = format!(
        "Bila realisasi {quarter} memang dikoreksi, kirim ulang formulir {quarter} dengan angka yang benar; bila tidak, kembalikan menjadi {said}."
    );
    let temuan = again.temuan(&ATURAN, Field::Realisasi, message, &advice)?;
    Some(difference.attach(temuan.difference(found, said).related(origin)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn told(first: &str, second: &str) -> Vec<String> {
        let form = |name: &str, title: &str, cells: &str| {
            format!(
                "*** JTI/{name}.xlsx\n=== {title}\nPENGUKURAN KINERJA {title} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II\n1|A|Jumlah mitra|Mitra|9|{cells}\n"
            )
        };
        let all = temuan("UK28", &(form("a", "TRIWULAN I", first) + &form("b", "TRIWULAN II", second)));
        all.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn a_quarter_that_is_stated_otherwise_names_both_files_and_figures() {
        let all = told("0|", "1|2");
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(
            one.contains("JTI/a.xlsx, sel F4") && one.contains("di sini 1") && one.ends_with("yang dihitung 0."),
            "{one}"
        );
    }

    #[test]
    fn what_is_stated_again_as_it_was_and_what_is_left_blank_is_nothing() {
        for (first, second) in [("1|", "1|2"), ("1|", "|2"), ("1|", "-|2"), ("|", "1|2"), ("1|", "1,0|2")] {
            assert!(told(first, second).is_empty(), "{first} {second}");
        }
    }
}
