//! RA09: one indicator planned twice, with two targets.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::compare;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::series::of_a_stage;
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA09",
    name: "Indikator direncanakan dua kali dengan target berbeda",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06", "ID16", "NL02", "NL03", "NL04", "RA01"],
    fields: &[Field::Target],
    what: "Satu indikator tertulis lebih dari sekali dalam Rencana Aksi unit, dengan target tahunan yang berbeda. Indikator yang diulang di setiap baris aksinya dengan target yang sama tidak dipersoalkan.",
    why: "Satu indikator punya satu Rencana Aksi setahun; dengan dua target, tidak jelas mana yang diukur.",
    source: "PRD LLDIKTI XVI; pemeriksaan RA-09",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I
2|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«55»|Pelacakan lulusan|TW II
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I
2|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Pelacakan lulusan|TW II
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut first: HashMap<(&str, &str), IndikatorRecord<'_>> = HashMap::default();
    let mut temuan = Vec::new();
    let rows = indikator_row(context.tables, DocumentKind::RencanaAksi);
    for record in rows.filter(|record| record.subject() && record.counts()) {
        let (Some(name), Some(target)) = (record.unit().zip(record.key()), record.own_entry(Field::Target.yearly()))
        else {
            continue;
        };
        if target.value.without_content() {
            continue;
        }
        match first.get(&name) {
            Some(first) => temuan.extend(one(&record, first)),
            None => {
                first.insert(name, record);
            }
        }
    }
    temuan
}

fn one(record: &IndikatorRecord<'_>, first: &IndikatorRecord<'_>) -> Option<Temuan> {
    let column = Field::Target.yearly();
    let (now, before) = (record.own_entry(column)?, first.own_entry(column)?);
    // Days until which actions are done are no targets of the indicator.
    if matches!(now.value, Value::Date { .. }) || record.of_others(first) || of_a_stage(record) {
        return None;
    }
    let difference = compare::entry(now, before, record.percent())?;
    let (found, other) = (write(&now.value), write(&before.value));
    let origin = first.place(column)?;
    let message = format!(
        "Indikator ini sudah direncanakan di sel {} dengan target {other}; di sini targetnya {found}.",
        origin.cell_text()
    );
    let advice = "Samakan targetnya, atau hapus yang keliru; bila memang dua indikator, bedakan bunyinya.";
    let temuan = record.temuan(&ATURAN, column, message, advice)?;
    Some(difference.attach(temuan.difference(found, other).related(origin)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn targets_of_stages_are_none_of_the_indicator() {
        let told = |heading: &str| {
            let image = format!(
                "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Rencana Aksi|{heading}\n1|A|Jumlah judul buku|Judul|Rapat|1\n2|A|Jumlah judul buku|Judul|Pengadaan|2\n"
            );
            cell("RA09", &image)
        };
        assert_eq!(told("Target Tahap Aktivitas"), Vec::<String>::new());
        assert_eq!(told("Target"), ["F5"]);
    }
}
