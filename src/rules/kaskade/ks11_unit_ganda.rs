//! KS11: a code or a name that two units of the register bear, or one NIP for two heads.

use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, RowKind, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::nip::digits;
use crate::domain::text;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, all_row};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS11",
    name: "Unit ganda dalam daftar unit",
    severity: Severity::Error,
    scope: Scope::Cascade,
    needs: &[Need::Register],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Kode dan nama setiap unit dalam daftar unit hanya dipakai satu kali, dan satu NIP tidak menjadi milik dua pimpinan yang namanya berbeda. Satu orang yang memimpin dua unit tidak dipersoalkan.",
    why: "Kiriman atas nama yang dimiliki dua unit tidak dapat dipasangkan, kode yang sama menimpa data unit lain, dan NIP yang salah di daftar ini membuat tanda tangan yang benar tampak keliru.",
    source: "templat kaskade; PermenPANRB 88/2021 (unit kerja penanggung jawab yang jelas)",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
«JTI»|Jurusan Teknik Industri|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTIN|Jurusan Teknik Industri|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let documents = tables.in_use_document(DocumentKind::Kaskade).map(|(number, ..)| number);
    let rows: Vec<IndikatorRecord<'_>> = documents
        .flat_map(|number| all_row(tables, number, TableRole::Unit))
        .filter(|record| record.row().is_some_and(|b| matches!(b.kind, RowKind::Data | RowKind::Continuation)))
        .collect();
    [(Field::Code, "Kode"), (Field::UnitName, "Nama")]
        .into_iter()
        .flat_map(|(field, name)| twice(&rows, field, name))
        .chain(nip_of_two(&rows))
        .collect()
}

/// One number beside two names: the number itself is personal data, and both cells show it.
fn nip_of_two(rows: &[IndikatorRecord<'_>]) -> Vec<Temuan> {
    let (nip, leader) = (Field::Nip.yearly(), Field::Leader.yearly());
    let mut first: HashMap<String, (IndikatorRecord<'_>, String)> = HashMap::default();
    let mut found = Vec::new();
    for record in rows {
        let digits = record.entry(nip).map(|entry| digits(&entry.raw)).unwrap_or_default();
        let name = record.entry(leader).and_then(|entry| entry.text()).map(text::person).unwrap_or_default();
        if digits.is_empty() || name.is_empty() {
            continue;
        }
        let (earlier, other) = first.entry(digits).or_insert_with(|| (*record, name.clone()));
        if *other == name {
            continue;
        }
        if let (Some(here), Some(there)) = (record.place(nip), earlier.place(nip)) {
            let message = format!("NIP ini sudah dipakai untuk pimpinan lain di sel {}.", there.cell_text());
            let advice = "Cocokkan NIP keduanya dengan SK masing-masing, lalu perbaiki yang salah.";
            found.push(temuan(&ATURAN, here, message, advice).related(there));
        }
    }
    found
}

fn twice(rows: &[IndikatorRecord<'_>], field: Field, name: &str) -> Vec<Temuan> {
    let column = field.yearly();
    let mut first: HashMap<String, IndikatorRecord<'_>> = HashMap::default();
    let mut found = Vec::new();
    for record in rows {
        let Some(entry) = record.entry(column).filter(|entry| !entry.value.without_content()) else { continue };
        let Some(text) = entry.text() else { continue };
        let Some(earlier) = first.get(&text::key(text)) else {
            first.insert(text::key(text), *record);
            continue;
        };
        if let (Some(here), Some(there)) = (record.place(column), earlier.place(column)) {
            let message = format!("{name} unit {} sudah dipakai di sel {}.", quote(text), there.cell_text());
            let advice = "Beri setiap unit kode dan nama yang berbeda, atau hapus baris yang ganda.";
            found.push(temuan(&ATURAN, here, message, advice).found(text).related(there));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn unit(row: &str) -> Vec<String> {
        let kaskade = "=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Target\nIKU 1||IKU||Mitra|9";
        cell("KS11", &format!("*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\n{row}\n{kaskade}"))
    }

    #[test]
    fn codes_and_names_are_told_at_the_second_row_however_they_are_written() {
        assert_eq!(unit("JTI|Jurusan TI|\njti|Jurusan Mesin|\nJAK|JURUSAN  TI|"), ["A3", "B4"]);
        assert_eq!(unit("JTI|Jurusan TI|\nJAK|Jurusan Akuntansi|"), Vec::<String>::new());
    }

    #[test]
    fn one_number_for_two_heads_is_told_and_one_head_of_two_units_is_not() {
        let heads = |second: &str| {
            let rows = format!(
                "JTI|Jurusan TI|||Budi Contoh, M.T.|19700101 199501 1 001|Ketua|\nJAK|Jurusan Akuntansi|||{second}|19700101 1995011001|Ketua|"
            );
            let kaskade = "=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Target\nIKU 1||IKU||Mitra|9";
            cell(
                "KS11",
                &format!(
                    "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel\n{rows}\n{kaskade}"
                ),
            )
        };
        assert_eq!(heads("Siti Contoh"), ["F3"]);
        assert_eq!(heads("Dr. Budi Contoh"), Vec::<String>::new());
    }
}
