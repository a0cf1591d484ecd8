//! KS03: an indicator of a person that serves no indicator of a unit.

use crate::domain::node::{Jenjang, KaskadeNode};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::without_parent;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS03",
    name: "IKI tidak terhubung ke IKK",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Setiap IKI harus bermuara pada satu IKK unit. IKI yang kode induknya tidak dikenal atau langsung di bawah IKU dilaporkan oleh KS07.",
    why: "Kinerja perorangan yang tidak mendukung IKK tidak terlihat sumbangannya bagi unit.",
    source: "SOP BKPSDM 90/2023; SOP DPRD Nganjuk; PermenPANRB 8/2021",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKI 1.1.1.1|«»|IKI|JTI|Jumlah lulusan yang ditelusuri|80
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
IKI 1.1.1.1|IKK 1.1.1|IKI|JTI|Jumlah lulusan yang ditelusuri|80
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    // Only where the chain ends: a parent that names nobody is the fault of its children too. An unknown parent, a circle
    // and a skipped level are findings of KS07.
    let guilty = |one: &KaskadeNode| one.jenjang == Some(Jenjang::Iki) && one.parent_code.is_none();
    let advice = "Isi Kode Induk dengan kode IKK unit yang didukung oleh IKI ini.";
    let broken_off = context.kaskade.iki_without_ikk();
    without_parent(context, &ATURAN, broken_off, guilty, ("belum terhubung ke IKK unit mana pun", advice))
}
