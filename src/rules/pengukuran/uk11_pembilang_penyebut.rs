//! UK11: a numerator and a denominator that do not give the percentage.

use crate::domain::capaian::ratio;
use crate::domain::column::Field;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::{figure, percent};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK11",
    name: "Pembilang dan penyebut bertentangan dengan persentasenya",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Numerator, Field::Denominator],
    what: "Pada indikator persentase, realisasi harus sama dengan pembilang dibagi penyebut, dengan selisih paling banyak 0,01. Penyebut tidak boleh 0.",
    why: "Persentase yang tidak dapat dihitung ulang dari datanya tidak dapat dipertanggungjawabkan.",
    source: "PRD LLDIKTI XVI (254/255 menjadi 99,61 %)",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|«35»|31|100
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|31|100
",
    check: Check::Workspace(check),
};

/// Percent points; a hair more, because 0.01 is no exact binary fraction.
const TOLERANCE: f64 = 0.01 + 1e-9;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let with_ratio = that(context.tables, |row| row.numerator().is_some() && row.denominator().is_some());
    with_ratio.filter_map(|measure| one(&measure)).collect()
}

fn one(measure: &RowMeasure<'_>) -> Option<Temuan> {
    let shape_figure =
        |field: Field| measure.entry(field).filter(|entry| !entry.derivation).and_then(|entry| entry.value.figure());
    let (numerator, denominator) = (shape_figure(Field::Numerator)?, shape_figure(Field::Denominator)?);
    if denominator == 0.0 {
        // Nothing came and nothing was done: whoever writes no figure for that is right.
        let stated = measure.entry(Field::Realisasi).is_some_and(|entry| entry.value.figure().is_some());
        if numerator == 0.0 && !stated {
            return None;
        }
        let message = "Penyebut bernilai 0 sehingga persentasenya tidak dapat dihitung.".to_string();
        let advice =
            "Isi penyebut yang benar; bila memang belum ada datanya, kosongkan realisasi dan jelaskan kendalanya.";
        let temuan = measure.temuan(&ATURAN, Field::Denominator, message, advice)?.found("0");
        return Some(temuan.all_related(measure.place(Field::Realisasi)).all_related(measure.place(Field::Numerator)));
    }
    let entry = measure.entry(Field::Realisasi).filter(|_| measure.record.percent())?;
    // "53 dari 200" is what it makes.
    let realisasi = match &entry.value {
        Value::Fraction { numerator, denominator, .. } => ratio::percent(*numerator, *denominator).ok()?,
        value => value.figure()?,
    };
    let outcome = ratio::percent(numerator, denominator).ok()?;
    let in_doubt = entry.perhaps_fraction() && (realisasi * 100.0 - outcome).abs() <= TOLERANCE;
    if in_doubt || (realisasi - outcome).abs() <= TOLERANCE {
        return None;
    }
    let message = format!(
        "Realisasi tertulis {}, padahal pembilang {} dibagi penyebut {} adalah {}.",
        percent(realisasi),
        figure(numerator),
        figure(denominator),
        percent(outcome)
    );
    let advice = format!(
        "Periksa lagi pembilang dan penyebutnya; bila keduanya benar, perbaiki realisasi menjadi {}.",
        percent(outcome)
    );
    let temuan = measure.temuan(&ATURAN, Field::Realisasi, message, &advice)?;
    let temuan = temuan.difference(percent(realisasi), percent(outcome)).gap(realisasi - outcome);
    Some(temuan.all_related(measure.place(Field::Numerator)).all_related(measure.place(Field::Denominator)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn uk(satuan: &str, content: &str) -> Vec<String> {
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Pembilang|Penyebut";
        cell("UK11", &format!("{head}\n1|Layanan|Tingkat layanan|{satuan}|90|90|{content}"))
    }

    #[test]
    fn a_denominator_of_zero_is_told_before_anything_else() {
        assert_eq!(uk("%", "50|1|0"), ["I4"]);
        assert_eq!(uk("Rasio", "0|0|0"), ["I4"]);
        for said in ["n/a", "-", ""] {
            assert_eq!(uk("%", &format!("{said}|0|0")), Vec::<String>::new(), "{said}");
            assert_eq!(uk("%", &format!("{said}|2|0")), ["I4"], "{said}");
        }
    }

    #[test]
    fn a_quotient_within_a_hundredth_fits_and_only_percentages_are_asked() {
        assert_eq!(uk("%", "99.61|254|255"), Vec::<String>::new());
        assert_eq!(uk("%", "=(4/21)*100 -> 19.047619|4|21"), Vec::<String>::new());
        assert_eq!(uk("%", "99|254|255"), ["G4"]);
        assert_eq!(uk("Rasio", "0.5|1|4"), Vec::<String>::new());
    }
}
