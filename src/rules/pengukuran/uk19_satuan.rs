//! UK19: a unit of measure that is not the agreed one.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::satuan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::write::without_content;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK19",
    name: "Satuan berbeda dari yang disepakati",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[Need::OtherDocument, Need::Cascade],
    follows: &["ID13", "PK03", "NL05", "TL11"],
    fields: &[Field::Satuan],
    what: "Satuan indikator dalam Rencana Aksi dan pengukuran dibandingkan dengan PK unit itu; bila PK tidak memuatnya, dengan kaskade. Ejaan lain dari satuan yang sama (Dok, Dokumen) tidak dipersoalkan.",
    why: "Angka yang sama berarti lain bila satuannya lain, dan target serta realisasinya tidak dapat dibandingkan.",
    source: "Pemeriksaan keselarasan: satuan sama di PK, Rencana Aksi, dan pengukuran.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Kerja sama|Jumlah kegiatan bersama mitra industri|Dokumen|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Kerja sama|Jumlah kegiatan bersama mitra industri|«Orang»|6|6
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Kerja sama|Jumlah kegiatan bersama mitra industri|Dokumen|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Kerja sama|Jumlah kegiatan bersama mitra industri|Dok.|6|6
",
    check: Check::Workspace(check),
};

/// An indicator of a unit.
type Name<'a> = (&'a str, &'a str);

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let mut agreed: HashMap<Name<'_>, IndikatorRecord<'_>> = HashMap::default();
    for record in indikator_row(tables, DocumentKind::Pk).filter(IndikatorRecord::counts) {
        if let (Some(name), Some(_)) = (record.unit().zip(record.key()), said(&record)) {
            agreed.entry(name).or_insert(record);
        }
    }
    let kinds = [DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    let rows = kinds.into_iter().flat_map(|kind| indikator_row(tables, kind));
    let rows = rows.filter(|record| record.counts() && record.subject());
    rows.filter_map(|record| one(tables, &record, agreed.get(&record.unit().zip(record.key())?))).collect()
}

/// The unit of measure that a row writes itself.
fn said<'a>(record: &IndikatorRecord<'a>) -> Option<&'a str> {
    let entry = record.own_entry(Field::Satuan.yearly()).filter(|entry| !without_content(entry))?;
    entry.text()
}

fn one(tables: &Tables, record: &IndikatorRecord<'_>, agreed: Option<&IndikatorRecord<'_>>) -> Option<Temuan> {
    let column = Field::Satuan.yearly();
    let written = said(record)?;
    let (other, whose, origin) = match agreed {
        Some(agreed) => (said(agreed)?, "PK", agreed.place(column)),
        None => {
            let node = record.node().filter(|node| !node.satuan.is_empty())?;
            (node.satuan.as_str(), "kaskade", tables.place(node.record_id, column))
        }
    };
    // What the cascade says is right too, where the agreement says something else (PK03).
    let of_cascade = record.node().is_some_and(|node| satuan::same(written, &node.satuan));
    if satuan::same(written, other) || of_cascade {
        return None;
    }
    let kind = record.registered().map(|document| document.kind.name()).unwrap_or_default();
    let message = format!("Satuan dalam {kind} tertulis {}, sedangkan dalam {whose} {}.", quote(written), quote(other));
    let advice = format!(
        "Ganti satuan menjadi {}; bila angkanya memang dihitung dalam satuan lain, hitung ulang.",
        quote(other)
    );
    let temuan = record.temuan(&ATURAN, column, message, &advice)?;
    Some(temuan.difference(written, other).all_related(origin))
}
