//! KS14: two indicators of one unit with the same wording.

use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::node::KaskadeNode;
use crate::domain::text::indikator_key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::{name, place, temuan};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS14",
    name: "Satu unit punya dua indikator berbunyi sama",
    severity: Severity::Info,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &["KS07"],
    fields: &[],
    what: "Dalam kaskade, satu unit (atau lembaga) mempunyai dua indikator dengan bunyi dan jenjang yang sama tetapi kode yang berbeda.",
    why: "Formulir tanpa kode mengenali indikatornya dari bunyinya; dua yang sama tidak dapat dibedakan.",
    source: "Pencocokan indikator formulir dengan kaskade menurut kode, lalu bunyi.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKK 1.1|IKK|JTI|Jumlah mitra industri|Mitra|tanpa|20
IKK 1.2|IKK|JTI|«Jumlah mitra industri»|Mitra|tanpa|12
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKK 1.1|IKK|JTI|Jumlah mitra industri|Mitra|tanpa|20
IKK 1.2|IKK|JTI|Jumlah mitra industri luar negeri|Mitra|tanpa|12
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut first: HashMap<(Option<&str>, Option<u8>, String), &KaskadeNode> = HashMap::default();
    let mut all = Vec::new();
    for node in &context.tables.nodes {
        let wording = indikator_key(&node.indikator);
        if wording.is_empty() {
            continue;
        }
        let whose = (node.unit.as_deref(), node.jenjang.map(|jenjang| jenjang as u8), wording);
        match first.get(&whose) {
            Some(before) if before.code != node.code => all.extend(one(context, before, node)),
            Some(_) => {}
            None => {
                first.insert(whose, node);
            }
        }
    }
    all
}

fn one(context: &RuleContext<'_>, before: &KaskadeNode, node: &KaskadeNode) -> Option<Temuan> {
    let message = format!("{} berbunyi sama dengan {}: {}.", name(node), name(before), quote(&node.indikator));
    let advice = "Bedakan bunyinya, atau hapus salah satunya; selama sama, unit perlu menulis kodenya di formulir.";
    let temuan = temuan(context, &ATURAN, node, Field::Indikator, message, advice)?;
    Some(temuan.all_related(place(context.tables, before, Field::Indikator)))
}
