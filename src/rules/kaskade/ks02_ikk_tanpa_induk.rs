//! KS02: an indicator of a unit that serves no indicator of the institution.

use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::without_parent;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS02",
    name: "IKK tanpa induk",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Setiap IKK unit menyebut induknya dalam kolom Kode Induk. IKK yang memang berdiri sendiri ditandai dengan Konsolidasi Unit \"tanpa\". Daftar indikator unit yang sama sekali tidak memuat IKU atau induk IKK dibiarkan.",
    why: "IKK tanpa induk tidak menyumbang capaian IKU dan tidak ikut dalam rekap lembaga.",
    source: "SOP politeknik: IKK diambil dari turunan IKU pada PK",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.1.2|«»|IKK|JTI|Jumlah laporan penelusuran lulusan|2
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.1.2|IKU 1.1|IKK|JTI|Jumlah laporan penelusuran lulusan|2
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    // Without any indicator of the institution there is nothing that a unit's could be tied to.
    let units_own = |one: &KaskadeNode| one.jenjang == Some(Jenjang::Ikk) && one.parent_code.is_some();
    let tied = |one: &KaskadeNode| one.jenjang == Some(Jenjang::Iku) || units_own(one);
    if !context.kaskade.node().iter().any(tied) {
        return Vec::new();
    }
    let guilty =
        |one: &KaskadeNode| one.jenjang == Some(Jenjang::Ikk) && one.konsolidasi_unit != Some(KonsolidasiUnit::Without);
    let advice = "Isi Kode Induk dengan kode IKU yang didukungnya, atau isi Konsolidasi Unit dengan \"tanpa\" bila memang berdiri sendiri.";
    without_parent(context, &ATURAN, context.kaskade.without_parent(), guilty, ("belum menyebut kode induknya", advice))
}
