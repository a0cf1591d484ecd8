//! ID16: an indicator under the code that the cascade gives to another unit.

use std::collections::HashMap;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::node::KaskadeNode;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{Register, Tables};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID16",
    name: "Kode indikator milik unit lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Cascade],
    also: &[Need::Register],
    follows: &["ID13"],
    fields: &[Field::Code],
    what: "Kode di baris ini dalam kaskade milik unit lain, sedangkan bunyinya bunyi indikator unit ini sendiri, yang berkode lain. Kode yang juga dipakai unit ini, unit induknya, atau lembaga tidak dipersoalkan.",
    why: "Angkanya dihitung menurut bunyinya; aplikasi yang membaca kodenya akan memberikannya kepada unit lain.",
    source: "Kejadian nyata: baris disalin dari formulir unit lain, kodenya tertinggal.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTM|Jumlah mitra industri|Mitra|5
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|«IKK 1.2»|Mitra|Jumlah mitra industri|Mitra|4
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTM|Jumlah mitra industri|Mitra|5
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|IKK 1.1|Mitra|Jumlah mitra industri|Mitra|4
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let register = Register::new(&tables.units);
    let mut nodes: HashMap<&str, Vec<&KaskadeNode>> = HashMap::new();
    for node in tables.nodes.iter().filter(|node| node.code.contains(char::is_alphabetic)) {
        nodes.entry(node.code.as_ref()).or_default().push(node);
    }
    let kinds = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    let rows = kinds.into_iter().flat_map(|kind| indikator_row(tables, kind));
    let rows = rows.filter(|record| record.counts() && record.subject());
    rows.filter_map(|record| one(tables, &register, &record, nodes.get(record.code()?)?)).collect()
}

fn one(
    tables: &Tables,
    register: &Register<'_>,
    record: &IndikatorRecord<'_>,
    bearing: &[&KaskadeNode],
) -> Option<Temuan> {
    let unit = tables.unit(record.unit()?)?;
    let own = record.node().filter(|node| node.unit.as_deref() == Some(unit.code.as_str()))?;
    let foreign = |node: &&KaskadeNode| {
        let other = node.unit.as_deref().and_then(|code| tables.unit(code));
        other.is_some_and(|other| {
            other.code != unit.code && !register.below(other, &unit.code) && !register.below(unit, &other.code)
        })
    };
    if own.code.is_empty() || !bearing.iter().all(foreign) {
        return None;
    }
    let whose = bearing.first().and_then(|node| tables.unit(node.unit.as_deref()?))?;
    let code = record.code()?;
    let message = format!(
        "Kode {} dalam kaskade milik {} ({}); indikator ini, yang dikenali dari bunyinya, berkode {}.",
        quote(code),
        whose.name,
        whose.code,
        quote(&own.code)
    );
    let advice = format!("Ganti kodenya menjadi {}, atau bunyinya bila memang indikator lain.", own.code);
    let column = Field::Code.yearly();
    let temuan = match record.own_entry(column) {
        Some(_) => record.temuan(&ATURAN, column, message, &advice)?,
        None => record.temuan_in(&ATURAN, record.indikator_place()?, message, &advice),
    };
    Some(temuan.difference(code, own.code.to_string()))
}
