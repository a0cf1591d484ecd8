//! RA11: success criteria that are not those of the form from which they come.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::text::indikator_key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, gather, indikator_row};
use crate::rules::helpers::source::{Subject, Subjects, name, rows};
use crate::rules::helpers::write::truncated_list;
use crate::rules::{Aturan, Check, Need, RuleContext};

/// Criteria that are named of an indicator.
const NAMED: usize = 3;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA11",
    name: "Kriteria keberhasilan berbeda dari ekspor F8K",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[Need::Cascade, Need::Register],
    follows: &["ID13", "RA01"],
    fields: &[Field::Kriteria],
    what: "Bila folder sumber berisi ekspor kriteria (F8K Kegiatan Strategis Daerah), setiap kriterianya harus ada di Rencana Aksi indikator itu, dan sebaliknya. Yang dibandingkan bunyinya, huruf besar dan spasi tidak dihitung.",
    why: "Kriteria keberhasilan Rencana Aksi diambil dari F8K; bila berbeda, keberhasilannya diukur dengan dua cara.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Target|Rencana Aksi|Kriteria Keberhasilan|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60|Bursa kerja|«Bursa kerja terlaksana»|TW 1
*** (sumber)/F8K.xlsx
=== F8K
RENCANA AKSI KEGIATAN STRATEGIS DAERAH TAHUN 2026

Unit Kerja|Kode Indikator|Indikator|Rencana Aksi|Kriteria Keberhasilan|Waktu
JTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|Bursa kerja|Dihadiri 40 perusahaan|TW 1
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Target|Rencana Aksi|Kriteria Keberhasilan|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60|Bursa kerja|dihadiri 40  perusahaan|TW 1
*** (sumber)/F8K.xlsx
=== F8K
RENCANA AKSI KEGIATAN STRATEGIS DAERAH TAHUN 2026

Unit Kerja|Kode Indikator|Indikator|Rencana Aksi|Kriteria Keberhasilan|Waktu
JTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|Bursa kerja|Dihadiri 40 perusahaan|TW 1
",
    check: Check::Workspace(check),
};

/// The criteria of an indicator, by their comparable wording, each with a row in which it stands.
type Criteria<'a> = BTreeMap<String, IndikatorRecord<'a>>;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let Some(subjects) = Subjects::of(tables) else { return Vec::new() };
    let exported = criteria(rows(tables), |row| subjects.about(row));
    if exported.is_empty() {
        return Vec::new();
    }
    let plans = indikator_row(tables, DocumentKind::RencanaAksi).filter(IndikatorRecord::counts);
    let planned = criteria(plans, |row| row.unit().zip(row.key()));
    exported.iter().filter_map(|(subject, exported)| one(planned.get(subject)?, exported)).collect()
}

fn criteria<'a>(
    rows: impl Iterator<Item = IndikatorRecord<'a>>,
    subject: impl Fn(&IndikatorRecord<'a>) -> Option<Subject<'a>>,
) -> BTreeMap<Subject<'a>, Criteria<'a>> {
    let mut all: BTreeMap<Subject<'a>, Criteria<'a>> = BTreeMap::new();
    for row in rows {
        let Some(text) = criterion(&row).map(indikator_key).filter(|text| !text.is_empty()) else { continue };
        if let Some(subject) = subject(&row) {
            all.entry(subject).or_default().entry(text).or_insert(row);
        }
    }
    all
}

fn criterion<'a>(row: &IndikatorRecord<'a>) -> Option<&'a str> {
    row.entry(Field::Kriteria.yearly()).filter(|entry| !entry.value.without_content())?.text()
}

fn one(planned: &Criteria<'_>, exported: &Criteria<'_>) -> Option<Temuan> {
    let beyond = |own: &Criteria<'_>, other: &Criteria<'_>| -> Vec<String> {
        let more = own.iter().filter(|(text, _)| !other.contains_key(*text));
        more.filter_map(|(_, row)| criterion(row)).map(str::to_string).collect()
    };
    let (missing, more) = (beyond(exported, planned), beyond(planned, exported));
    if missing.is_empty() && more.is_empty() {
        return None;
    }
    let export = name(exported.values().next()?);
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("{} ada di ekspor {export} tetapi tidak di Rencana Aksi", truncated_list(&missing, NAMED)));
    }
    if !more.is_empty() {
        parts.push(format!("{} ada di Rencana Aksi tetapi tidak di ekspor {export}", truncated_list(&more, NAMED)));
    }
    let message = format!("Kriteria keberhasilan berbeda: {}.", parts.join("; "));
    let advice = "Samakan kriteria keberhasilan dengan F8K; bila F8K yang keliru, perbaiki di sistemnya lalu simpan ekspor barunya di folder sumber.";
    let guilty = planned.iter().find(|(text, _)| !exported.contains_key(*text)).or_else(|| planned.iter().next())?.1;
    let temuan = guilty.temuan(&ATURAN, Field::Kriteria.yearly(), message, advice)?;
    let others = exported.iter().filter(|(text, _)| !planned.contains_key(*text));
    let others = others.filter_map(|(_, row)| row.place(Field::Kriteria.yearly()));
    Some(temuan.all_related(gather(others)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    #[test]
    fn what_is_on_one_side_alone_is_told_of_both_sides() {
        let both = temuan("RA11", super::ATURAN.wrong);
        assert!(
            both[0].message.contains("Dihadiri 40 perusahaan") && both[0].message.contains("Bursa kerja terlaksana")
        );
        let missing = super::ATURAN.correct.to_string()
            + "JTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|Pelatihan|Diikuti 100 orang|TW 2\n";
        let one = temuan("RA11", &missing);
        assert!(one[0].message.contains("Diikuti 100 orang") && !one[0].message.contains("; "), "{one:?}");
    }
}
