//! KS05: a direct link between indicators that are not measured alike.

use crate::domain::column::Field;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::satuan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::{name, place, temuan};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS05",
    name: "Satuan atau polaritas turunan langsung berbeda dari induknya",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Pada turunan langsung (Konsolidasi Unit \"langsung\"), satuan dan polaritas turunan harus sama dengan induknya. Polaritas yang kosong dibaca maksimum.",
    why: "Angka turunan langsung menjadi angka induknya, sehingga satuan dan arahnya tidak boleh berbeda.",
    source: "kaskade langsung menurut Kementerian Keuangan (direct cascading)",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Unit|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|%|maksimum|langsung|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Lulusan yang bekerja|«Orang»|maksimum||60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Unit|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|%|maksimum|langsung|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja|%|maksimum||60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    for (number, way, child) in context.kaskade.consolidated() {
        let Some(parent) = context.kaskade.take(number).filter(|_| way == KonsolidasiUnit::Direct) else { continue };
        for child in child.iter().filter_map(|child| context.kaskade.take(*child)) {
            temuan.extend(satuan_difference(context, parent, child));
            temuan.extend(polaritas_difference(context, parent, child));
        }
    }
    temuan
}

fn satuan_difference(context: &RuleContext<'_>, parent: &KaskadeNode, child: &KaskadeNode) -> Option<Temuan> {
    if child.satuan.is_empty() || parent.satuan.is_empty() || satuan::same(&child.satuan, &parent.satuan) {
        return None;
    }
    let message = format!(
        "Satuan {} adalah {}, sedangkan induk langsungnya {} memakai {}.",
        name(child),
        quote(&child.satuan),
        name(parent),
        quote(&parent.satuan)
    );
    let advice = "Samakan satuannya, atau ganti Konsolidasi Unit induknya bila memang bukan turunan langsung.";
    let one = temuan(context, &ATURAN, child, Field::Satuan, message, advice)?;
    Some(one.difference(&child.satuan, &parent.satuan).all_related(place(context.tables, parent, Field::Satuan)))
}

fn polaritas_difference(context: &RuleContext<'_>, parent: &KaskadeNode, child: &KaskadeNode) -> Option<Temuan> {
    if child.polaritas == parent.polaritas {
        return None;
    }
    let (owned, expected) = (child.polaritas.name(), parent.polaritas.name());
    let entry = context.tables.entry(child.record_id, Field::Polaritas.yearly());
    let blank = if entry.is_none_or(|entry| entry.value.without_content()) { " (kosong)" } else { "" };
    let message = format!(
        "Polaritas {} adalah {owned}{blank}, sedangkan induk langsungnya {} {expected}.",
        name(child),
        name(parent)
    );
    let advice = format!("Ganti polaritasnya menjadi {expected}, atau perbaiki polaritas induknya.");
    let one = temuan(context, &ATURAN, child, Field::Polaritas, message, &advice)?;
    Some(one.difference(owned, expected).all_related(place(context.tables, parent, Field::Polaritas)))
}
