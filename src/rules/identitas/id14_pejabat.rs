//! ID14: a head who signs with another NIP than the register has.

use crate::domain::document::{Pejabat, Pihak};
use crate::domain::nip::Nip;
use crate::domain::text;
use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID14",
    name: "NIP penanda tangan berbeda dari daftar unit",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &["ID13", "ID04", "ID05", "ID06", "ID07"],
    fields: &[],
    what: "Nama pihak pertama sama dengan pimpinan di daftar unit, tetapi NIP-nya lain. Pejabat yang berganti, pelaksana tugas, dan NIP yang tidak utuh tidak diperiksa di sini.",
    why: "Satu angka yang tertukar membuat NIP menjadi milik orang lain.",
    source: "Lembar Unit pada kaskade.xlsx: Pimpinan dan NIP setiap unit.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi|||Budi Contoh|19700101 199501 1 001|Ketua Jurusan|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra|Mitra|4
*** JTI/PK.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Mitra|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan,

|||Dr. Budi Contoh, M.T.
|||«NIP 19700101 199501 1 010»
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi|||Budi Contoh|19700101 199501 1 001|Ketua Jurusan|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra|Mitra|4
*** JTI/PK.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Mitra|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan,

|||Dr. Budi Contoh, M.T.
|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables)
        .filter_map(|document| Some((document, context.tables.unit(document.unit()?)?)))
        .flat_map(|(document, unit)| {
            let first = document.content.pejabat.iter().filter(|pejabat| pejabat.pihak == Pihak::First);
            first.filter_map(|pejabat| one(&document, unit, pejabat)).collect::<Vec<_>>()
        })
        .collect()
}

fn one(document: &WorkspaceDocument<'_>, unit: &Unit, pejabat: &Pejabat) -> Option<Temuan> {
    let name = pejabat.name.as_ref()?.text()?;
    let registered = unit.leader.as_deref().filter(|owned| text::person(owned) == text::person(name))?;
    let nip = pejabat.nip.as_ref()?;
    let (as_written, owned) = (Nip::read(&nip.raw).ok()?, Nip::read(unit.nip.as_deref()?).ok()?);
    if as_written == owned {
        return None;
    }
    // The number itself is personal data, and both cells show it.
    let message = format!(
        "NIP penanda tangan {} berbeda dari NIP yang tercatat untuk {} di daftar unit.",
        quote(name),
        quote(registered)
    );
    let advice =
        "Cocokkan dengan SK; perbaiki NIP di formulir ini, atau minta biro perencanaan memperbaiki lembar Unit.";
    Some(temuan(&ATURAN, document.cell(nip.cell), message, advice).unit(document.unit()))
}
