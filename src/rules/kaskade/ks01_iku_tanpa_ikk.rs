//! KS01: an indicator of the institution that no unit carries.

use crate::domain::column::Field;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::{name, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS01",
    name: "IKU tanpa IKK unit",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Setiap IKU lembaga harus diturunkan menjadi paling sedikit satu IKK unit. IKU dengan Konsolidasi Unit \"tanpa\" memang tidak diturunkan dan tidak diperiksa.",
    why: "IKU yang tidak dipikul unit mana pun tidak ada yang mengerjakan dan tidak ada yang melaporkan.",
    source: "PermenPANRB 53/2014; temuan evaluasi AKIP (kaskade belum lengkap sampai eselon II)",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
«IKU 1.2»||IKU||Jumlah mitra industri|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKU 1.2||IKU||Jumlah mitra industri|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|40
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let iku = context.kaskade.iku_without_derivation().filter_map(|number| context.kaskade.take(number));
    iku.filter(|one| one.konsolidasi_unit != Some(KonsolidasiUnit::Without))
        .filter_map(|one| {
            let message = format!("{} belum diturunkan ke IKK unit mana pun.", name(one));
            let advice = "Tambahkan IKK unit dengan Kode Induk IKU ini, atau isi Konsolidasi Unit dengan \"tanpa\" bila memang tidak diturunkan.";
            temuan(context, &ATURAN, one, Field::Code, message, advice)
        })
        .collect()
}
