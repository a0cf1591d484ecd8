//! IK05: the name above a person's indicators is not that of the register.

use crate::domain::document::{DocumentKind, IdentityKey};
use crate::domain::nip::Nip;
use crate::domain::text;
use crate::domain::unit::Unit;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK05",
    name: "Nama atau NIP pada IKI berbeda dari daftar unit",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &["ID13", "ID04", "ID05", "ID06", "ID07"],
    fields: &[],
    what: "Nama dan NIP di kepala IKI adalah milik satu orang menurut daftar unit: NIP yang terdaftar tidak boleh bernama lain, dan nama yang terdaftar tidak boleh ber-NIP lain.",
    why: "IKI, PK, dan pengukuran seorang pegawai hanya bertemu bila orangnya sama.",
    source: "Lembar Unit pada kaskade.xlsx: Pimpinan dan NIP; SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 2",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|«Contoh Widodo»
NIP|:|19850615 201001 1 002
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Wibowo, A.Md.
NIP|:|19850615 201001 1 002
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let all = document::submission(context.tables).filter(|one| one.registered.kind == DocumentKind::Iki);
    all.filter_map(|one| different(context, &one)).collect()
}

fn different(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let line = |key| document.content.identities.iter().find(|line| line.key == key).map(|line| &line.entry);
    let (name, nip) = (line(IdentityKey::Name)?, line(IdentityKey::Nip)?);
    let (written, number) = (text::person(name.text()?), Nip::read(&nip.raw).ok()?);
    let named = |unit: &&Unit| unit.leader.as_deref().map(text::person) == Some(written.clone());
    let numbered = |unit: &&Unit| unit.nip.as_deref().and_then(|nip| Nip::read(nip).ok()).as_ref() == Some(&number);
    let units = || context.tables.units.iter();
    // Who is listed with this very name and number, at whatever unit, is the person.
    if units().any(|unit| named(&unit) && numbered(&unit)) {
        return None;
    }
    if let Some(unit) = units().find(numbered) {
        let listed = unit.leader.as_deref()?;
        let message = format!("NIP ini di daftar unit adalah milik {}, bukan {}.", quote(listed), quote(name.text()?));
        return Some(one(document, name, message, nip));
    }
    // A name alone may be two people's: only the unit's own is compared.
    let own = context.tables.unit(document.unit()?).filter(named)?;
    own.nip.as_deref().and_then(|nip| Nip::read(nip).ok())?;
    let message = format!("NIP milik {} berbeda dari yang tercatat di daftar unit.", quote(name.text()?));
    Some(one(document, nip, message, name))
}

fn one(document: &WorkspaceDocument<'_>, guilty: &Entry, message: String, other: &Entry) -> Temuan {
    let advice = "Cocokkan dengan SK; perbaiki di formulir ini, atau minta biro perencanaan memperbaiki lembar Unit.";
    let temuan = temuan(&ATURAN, document.cell(guilty.cell), message, advice).unit(document.unit());
    temuan.related(document.cell(other.cell))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn another_number_under_the_same_name_is_told_at_the_number() {
        let wrong = super::ATURAN.correct.replace("19850615 201001 1 002\nUnit", "19850615 201001 1 003\nUnit");
        assert_eq!(cell("IK05", &wrong), ["C3"]);
    }

    #[test]
    fn who_is_not_listed_is_not_compared() {
        let other = super::ATURAN
            .correct
            .replace("Contoh Wibowo, A.Md.\nNIP|:|19850615 201001 1 002", "Contoh Lain\nNIP|:|19900101 201501 1 001");
        assert!(cell("IK05", &other).is_empty());
    }
}
