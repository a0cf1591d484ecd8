//! UK05: an achievement so high that it needs a word.

use std::borrow::Cow;

use crate::domain::column::Field;
use crate::domain::target_basis::TargetBasis;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::{percent, room};
use crate::rules::pengukuran::other_figures::second_column;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK05",
    name: "Capaian sangat tinggi tanpa penjelasan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    follows: &["NL04", "NL07", "UK02"],
    fields: &[],
    what: "Capaian di atas 120 % (atau batas atas profil) perlu penjelasan dalam kolom keterangan, kendala, atau solusi bila formulir menyediakannya. Capaian di atas 200 % selalu dilaporkan.",
    why: "Capaian setinggi itu biasanya berarti target terlalu rendah, satuan keliru, atau tanda desimal salah tempat.",
    source: "Universitas Samudra (391,6 %); LKjIP direktorat jenderal (322 %)",
    wrong: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|90|«150»|
",
    correct: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|90|150|Target disusun sebelum ada perekrutan bersama tiga perusahaan
",
    check: Check::Workspace(check),
};

/// The cap most in use, where the profile sets none (domain 7.7).
const LIMIT: f64 = 120.0;
/// Above this no explanation is enough.
const ODD: f64 = 200.0;
/// Where an explanation may stand.
const EXPLANATION: [Field; 3] = [Field::Remark, Field::Kendala, Field::Solusi];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let limit = context.settings.profil.limit_upper.unwrap_or(LIMIT);
    let height = that(context.tables, |row| row.own.capaian.full().is_some_and(|full| full > limit + 0.005));
    height.filter_map(|measure| one(&measure, limit)).collect()
}

fn one(measure: &RowMeasure<'_>, limit: f64) -> Option<Temuan> {
    let full = measure.full()?;
    // "100 %" beside "4 dokumen" tells how far the work is, and not how much of it there is.
    let share = |field: Field| measure.entry(field).is_some_and(|entry| matches!(entry.value, Value::Percent { .. }));
    if share(Field::Realisasi) && !share(Field::Target) && !measure.record.percent() {
        return None;
    }
    // "390" counted in people beside "98 %": the target is that of another measure.
    let yearly = !measure.own.basis.is_some_and(TargetBasis::quarterly);
    let target = if yearly { measure.record.entry(Field::Target.yearly()) } else { measure.entry(Field::Target) };
    let of_a_share = target.is_some_and(|entry| matches!(entry.value, Value::Percent { .. }));
    let counted = measure.record.entry(Field::Satuan.yearly()).is_some_and(|entry| !entry.value.without_content());
    if counted && of_a_share && !share(Field::Realisasi) && !measure.record.percent() {
        return None;
    }
    // The target or the realisation may stand in a column that is not read.
    if full > ODD && second_column(measure) && measure.as_written_capaian().is_none_or(|stated| stated <= limit) {
        return None;
    }
    // Where nobody says which direction is better, a form that states less may have meant the other one.
    if measure.judged().is_some_and(|capaian| capaian <= limit) {
        return None;
    }
    let in_columns = EXPLANATION.into_iter().any(|field| measure.entry(field).is_some());
    let explained = EXPLANATION.into_iter().any(|field| measure.filled(field));
    let (message, advice): (String, Cow<'_, str>) = if full > ODD {
        (
            format!("Capaian{} sebesar {} tidak lazim.", measure.mention_triwulan(), percent(full)),
            "Periksa realisasi, satuan, tanda desimal, dan targetnya; bila angkanya memang benar, tulis penjelasannya."
                .into(),
        )
    } else if in_columns && !explained {
        (
            format!(
                "Capaian{} sebesar {} melebihi {} tanpa penjelasan.",
                measure.mention_triwulan(),
                percent(full),
                percent(limit)
            ),
            why_so_high(measure).into(),
        )
    } else {
        return None;
    };
    let field = if measure.entry(Field::Capaian).is_some() { Field::Capaian } else { Field::Realisasi };
    let temuan = measure.temuan(&ATURAN, field, message, &advice)?;
    let temuan = temuan.difference(percent(full), format!("paling tinggi {}", percent(limit))).gap(full - limit);
    let other = if field == Field::Capaian { measure.place(Field::Realisasi) } else { None };
    Some(temuan.all_related(other).all_related(measure.target_place()))
}

/// Where a word may be said for it: why more was reached than promised is no obstacle. Of a form without a column for remarks
/// the figures are to be looked at first.
fn why_so_high(measure: &RowMeasure<'_>) -> String {
    let table = measure.record.table();
    match room::own_for_a_remark(table) {
        Some(room) => format!("Tulis penyebabnya di {room}, atau periksa lagi target dan realisasinya."),
        None => format!(
            "Periksa lagi target dan realisasinya; bila keduanya benar, tulis penyebabnya di {}.",
            room::for_a_remark(table)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn uk(column: &str, content: &str) -> Vec<String> {
        let head = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW{column}"
        );
        cell("UK05", &format!("{head}\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|{content}"))
    }

    #[test]
    fn above_two_hundred_no_explanation_is_enough() {
        assert_eq!(uk("|Kendala", "61|Ada perekrutan bersama"), ["G4"]);
        assert_eq!(uk("|Kendala", "45|Ada perekrutan bersama"), Vec::<String>::new());
        assert_eq!(uk("|Kendala", "45|-"), ["G4"]);
    }

    #[test]
    fn a_count_beside_a_share_is_no_achievement_at_all() {
        let told = |satuan: &str, target: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW";
            cell("UK05", &format!("{head}\n1|A|Keluarga yang dijamin|{satuan}|{target}|390"))
        };
        assert_eq!(told("Orang", "98%"), Vec::<String>::new());
        assert_eq!(told("Orang", "98"), ["F4"]);
    }

    #[test]
    fn persons_of_a_quarter_are_set_against_no_target_in_percent() {
        let told = |share: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nCAPAIAN KINERJA SPM TRIWULAN II TAHUN 2026\n\nNo|Indikator|Target (%)|Sasaran (orang)|Realisasi|<|Jumlah|";
            cell(
                "UK05",
                &format!(
                    "{head}{share}\n^|^|^|^|TW I|TW II|^|^\n1|Pelayanan kesehatan ibu hamil|100|310|74|73|147|47.42\n2|Pelayanan kesehatan balita|100|1240|273|273|546|44.03\n3|Pelayanan penderita hipertensi|100|2980|611|702|1313|44.06\n"
                ),
            )
        };
        assert_eq!(told("Capaian (%)"), Vec::<String>::new());
    }

    #[test]
    fn what_months_add_up_to_is_set_against_no_month_alone() {
        let told = |heading: &str, stated: &str| {
            let head = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPEMANTAUAN KINERJA BULANAN TRIWULAN I TAHUN 2026\n\nNo|Indikator|Satuan|Target Tahunan|Januari|<|Februari|<|Maret|<|{heading}\n^|^|^|^|T|R|T|R|T|R|^\n"
            );
            cell(
                "UK05",
                &format!(
                    "{head}1|Jumlah peserta|Orang|24000|2000|1850|2000|1920|2000|2105|{stated}\n2|Jumlah kampung|Kampung|60|5|4|5|5|5|6|15\n"
                ),
            )
        };
        for heading in ["Realisasi s.d. Maret", "Realisasi TW I", "Realisasi s.d. TW I"] {
            assert_eq!(told(heading, "5875"), Vec::<String>::new(), "{heading}");
        }
        assert_eq!(told("Realisasi TW I", "58750").len(), 1);
    }

    #[test]
    fn what_was_reached_over_several_years_is_not_set_against_the_target_of_one() {
        let told = |heading: &str, target: &str| {
            let head = format!(
                "*** JTI/renja.xlsx\n=== Renja\nPENGUKURAN KINERJA TAHUN 2026\n\nNo|Program|Indikator Kinerja|Satuan|{target}|{heading}"
            );
            cell("UK05", &format!("{head}\n1|Pangan|Jumlah lumbung yang dibangun|Unit|6|17\n")).len()
        };
        assert_eq!(told("Realisasi s/d Tahun Berjalan", "Target Renja 2026"), 0);
        assert_eq!(told("Realisasi Tahun 2026", "Target Renja 2026"), 1);
    }

    #[test]
    fn persons_are_not_set_against_a_target_that_is_headed_as_a_share() {
        let told = |target: &str, rows: &str| {
            let head = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENILAIAN KINERJA PUSKESMAS TRIWULAN I TAHUN 2026\n\nNo|Indikator|{target}|Realisasi TW I|Cakupan (%)"
            );
            cell("UK05", &format!("{head}\n{rows}\n")).len()
        };
        assert_eq!(told("Target (%)", "1|Rumah tangga sehat|65|329|15.4\n2|Balita|90|273|22"), 0);
        assert_eq!(told("Target", "1|Rumah tangga sehat|65|329|\n2|Balita|900|5273|"), 2);
    }

    #[test]
    fn a_form_without_room_for_a_word_is_not_asked_for_one() {
        assert_eq!(uk("", "45"), Vec::<String>::new());
        assert_eq!(uk("", "61"), ["G4"]);
    }
}
