//! UK24: a realisation of a quarter that has not begun.

use chrono::NaiveDate;

use crate::domain::column::Field;
use crate::domain::date::{find_place_and_date, long_format, month_name};
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, reported};
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::QuarterSigns;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK24",
    name: "Realisasi triwulan yang belum mulai",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID15", "ID12", "AL03"],
    fields: &[Field::Realisasi],
    what: "Realisasi yang bukan nol tertulis untuk triwulan yang pada hari pemeriksaan belum mulai, atau belum berakhir ketika formulir triwulan sebelumnya itu ditandatangani. Angka yang kedua tidak dihitung.",
    why: "Yang belum terjadi tidak dapat dicapai; biasanya angkanya terketik di kolom triwulan lain, atau judulnya salah.",
    source: "Kejadian nyata pada formulir satu lembar setahun; pemeriksaan UK-09.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<
^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri|Mitra|16|4|5||«4»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<
^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri|Mitra|16|4|5||
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    reported(context.tables).filter_map(|measure| one(context, &measure)).collect()
}

fn one(context: &RuleContext<'_>, measure: &RowMeasure<'_>) -> Option<Temuan> {
    let quarter = measure.triwulan.filter(|_| !measure.semester)?;
    let year = context.year_of(context.tables.document_content(measure.document)?)?;
    let begin = NaiveDate::from_ymd_opt(year, quarter.number() * 3 - 2, 1)?;
    let figure = write(&measure.realisasi()?.value);
    let message = if context.settings.today < begin {
        format!("Realisasi {quarter} sudah tertulis {figure}, padahal {quarter} baru mulai {}.", long_format(begin))
    } else if measure.not_yet_over() {
        let form = context.tables.documents.get(measure.document as usize).and_then(|form| form.triwulan);
        let of = form.map(|own| format!("tentang {own}"));
        let signed = context.tables.document_content(measure.document)?.ratification.as_ref();
        let signed = signed.and_then(|entry| find_place_and_date(&entry.raw)).and_then(|signed| {
            let day = signed.date().map(long_format);
            Some(format!(
                "ditandatangani {}",
                day.or_else(|| Some(format!("{} {}", month_name(signed.month)?, signed.year)))?
            ))
        });
        let known: Vec<String> = of.into_iter().chain(signed).collect();
        format!(
            "Realisasi {quarter} sudah tertulis {figure}, padahal formulir ini {}; angka itu tidak dihitung.",
            known.join(" dan ")
        )
    } else {
        return None;
    };
    // Where the form itself is of that quarter, no figure stands in a wrong column.
    let own = names(context, measure, quarter);
    let advice = if own {
        format!(
            "Formulir ini sendiri menyebut {quarter}: bila yang diukur triwulan lain, perbaiki triwulan di judul dan kolomnya; bila memang {quarter}, isi setelah triwulan itu selesai."
        )
    } else {
        "Pindahkan angkanya ke triwulan yang benar, atau kosongkan sampai triwulan itu selesai.".to_string()
    };
    measure.temuan(&ATURAN, Field::Realisasi, message, &advice)
}

/// Whether the title of the form, or the name of its sheet or file, is that of a quarter.
fn names(context: &RuleContext<'_>, measure: &RowMeasure<'_>, quarter: Triwulan) -> bool {
    let content = context.tables.document_content(measure.document);
    let file = context.tables.document_file(measure.document);
    let signs = content.zip(file).map(|(content, file)| QuarterSigns::of(content, &file.path));
    let said = signs.map(|signs| [signs.title.map(|title| title.value), signs.sheet, signs.file]);
    said.is_some_and(|said| said.contains(&Some(quarter)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn a_quarter_that_runs_and_a_zero_for_what_is_to_come_are_left_alone() {
        // Drawings are read on 20 July 2026.
        let told = |quarters: &str| cell("UK24", &FORM.replace("{}", quarters));
        assert_eq!(told("4|5|1|4"), ["I5"]);
        for fine in ["4|5|1|", "4|5||0", "4|5|-|-"] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn a_form_that_is_itself_of_that_quarter_is_asked_for_its_quarter() {
        let image = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Jumlah mitra|Mitra|16|4\n";
        let all = crate::rules::helpers::test::temuan("UK24", image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.advice.starts_with("Formulir ini sendiri menyebut TW IV"), "{}", one.advice);
    }

    const FORM: &str = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Mitra|16|{}\n";
}
