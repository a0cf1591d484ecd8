//! ID17: a code that the cascade does not have, in a form that otherwise bears the cascade's codes.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashSet;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::{Aturan, Check, Need, RuleContext};

/// So many rows with codes of the cascade show that the form uses them.
const KNOWN: usize = 2;
/// At most one row in so many may bear another: more, and the codes are a house's own.
const ONE_IN: usize = 4;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID17",
    name: "Kode indikator tidak ada dalam kaskade",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Cascade],
    also: &[],
    follows: &["ID13", "NL10"],
    fields: &[Field::Code],
    what: "Kode di baris ini tidak ada dalam kaskade, sedangkan bunyinya bunyi indikator unit ini yang berkode lain, dan kode baris-baris lain dalam formulir itu memang kode kaskade. Formulir yang memakai penomorannya sendiri tidak dipersoalkan.",
    why: "Angkanya dihitung menurut bunyinya; aplikasi yang membaca kodenya akan membuang baris ini.",
    source: "Kejadian nyata: satu angka kode salah ketik; aplikasi daerah melewati kode yang tidak dikenal tanpa memberi tahu.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTI|Jumlah naskah kerja sama|Naskah|5
IKK 1.3||IKK|JTI|Jumlah kunjungan industri|Kunjungan|6
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|IKK 1.1|Mitra|Jumlah mitra industri|Mitra|4
2|«IKK 12»|Mitra|Jumlah naskah kerja sama|Naskah|5
3|IKK 1.3|Mitra|Jumlah kunjungan industri|Kunjungan|6
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTI|Jumlah naskah kerja sama|Naskah|5
IKK 1.3||IKK|JTI|Jumlah kunjungan industri|Kunjungan|6
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|IKK 1.1|Mitra|Jumlah mitra industri|Mitra|4
2|IKK 1.2|Mitra|Jumlah naskah kerja sama|Naskah|5
3|IKK 1.3|Mitra|Jumlah kunjungan industri|Kunjungan|6
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let codes: HashSet<&str> = tables.nodes.iter().map(|node| node.code.as_ref()).collect();
    let mut documents: BTreeMap<u32, (usize, Vec<IndikatorRecord<'_>>)> = BTreeMap::new();
    let kinds = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    let rows = kinds.into_iter().flat_map(|kind| indikator_row(tables, kind));
    for record in rows.filter(|record| record.counts() && record.subject()) {
        let (Some(code), Some(node), Some(address)) =
            (record.code(), record.node(), tables.record_ids.get(record.number as usize))
        else {
            continue;
        };
        let (known, unknown) = documents.entry(address.document).or_default();
        if code == node.code {
            *known += 1;
        } else if !codes.contains(code) && code.contains(char::is_alphabetic) && node.unit.as_deref() == record.unit() {
            unknown.push(record);
        }
    }
    let few = documents.into_values().filter(|(known, unknown)| {
        let alike = || unknown.iter().all(looks_like_the_cascades);
        *known >= KNOWN && (unknown.len() == 1 || unknown.len() * ONE_IN <= known + unknown.len())
            || *known >= unknown.len() && alike()
    });
    few.flat_map(|(_, unknown)| unknown).filter_map(|record| one(&record)).collect()
}

/// Whether a code is made like the one that the cascade gives its indicator, "IKK 9.9" and "IKK 2.1": in a short form one row
/// beside it that bears the cascade's code is enough then.
fn looks_like_the_cascades(record: &IndikatorRecord<'_>) -> bool {
    let (Some(code), Some(node)) = (record.code(), record.node()) else { return false };
    shape(code) == shape(&node.code)
}

/// A code with a sign for each number in it.
fn shape(code: &str) -> String {
    let mut shape = String::new();
    for letter in code.chars().filter(|letter| !letter.is_whitespace()) {
        if !letter.is_ascii_digit() {
            shape.extend(letter.to_lowercase());
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn one(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let (code, node) = (record.code()?, record.node()?);
    let message = format!(
        "Kode {} tidak ada dalam kaskade; indikator ini, yang dikenali dari bunyinya, berkode {}.",
        quote(code),
        quote(&node.code)
    );
    let advice = format!("Ganti kodenya menjadi {}.", node.code);
    let column = Field::Code.yearly();
    let temuan = match record.own_entry(column) {
        Some(_) => record.temuan(&ATURAN, column, message, &advice)?,
        None => record.temuan_in(&ATURAN, record.indikator_place()?, message, &advice),
    };
    Some(temuan.difference(code, node.code.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test::cell;

    #[test]
    fn in_a_form_of_two_rows_a_code_made_like_the_cascades_is_told() {
        let short = ATURAN.wrong.replace("3|IKK 1.3|Mitra|Jumlah kunjungan industri|Kunjungan|6\n", "");
        assert_eq!(cell("ID17", &short), Vec::<String>::new());
        let alike = short.replace("«IKK 12»", "«IKK 9.9»");
        assert_eq!(cell("ID17", &alike), ["B4"]);
        let own = alike.replace("1|IKK 1.1|M", "1|IKK 9.8|M");
        assert_eq!(cell("ID17", &own), Vec::<String>::new());
    }

    #[test]
    fn codes_of_a_houses_own_are_left_alone() {
        let own = ATURAN
            .wrong
            .replace("1|IKK 1.1|M", "1|SS 1|M")
            .replace("3|IKK 1.3|M", "3|SS 3|M")
            .replace("«IKK 12»", "SS 2");
        assert_eq!(cell("ID17", &own), Vec::<String>::new());
        assert_eq!(cell("ID17", ATURAN.wrong), ["B4"]);
    }
}
