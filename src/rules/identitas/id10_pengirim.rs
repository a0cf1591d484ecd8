//! ID10: a form of one unit, sent from the address of another.

use std::collections::BTreeSet;

use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{WorkspaceDocument, submission};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID10",
    name: "Pengirim surel bukan unit yang tertulis",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Unit pada formulir berbeda dari unit pemilik alamat surel pengirimnya (kolom Surel di lembar Unit). Unit induk dan unit di bawahnya boleh saling mengirimkan.",
    why: "Formulir yang salah lampir akan tercatat sebagai milik unit lain, dan unit pengirim tetap dianggap belum mengirim.",
    source: "Pemeriksaan WF-01 dan FILE-02: kiriman dicocokkan dengan pengirimnya sebelum dicatat.",
    wrong: "",
    correct: "",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut already = BTreeSet::new();
    let all = submission(context.tables).filter_map(|document| one(&context.tables.units, &document));
    all.filter(|temuan| already.insert((temuan.place.clone(), temuan.unit.clone()))).collect()
}

fn one(register: &[Unit], document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let origin = document.file.mail_origin.as_ref()?;
    let as_written = register.iter().find(|unit| Some(unit.code.as_str()) == document.unit())?;
    let owner: Vec<&Unit> = register.iter().filter(|unit| unit.addressed(&origin.sender)).collect();
    let sender = owner.first()?;
    if owner.iter().any(|unit| of_one_path(register, unit, as_written)) {
        return None;
    }
    let message = format!(
        "Formulir ini milik {} ({}), tetapi dikirim dari {}, alamat surel {} ({}).",
        as_written.name, as_written.code, origin.sender, sender.name, sender.code
    );
    let advice = "Pastikan lampirannya tidak tertukar; bila memang dititipkan, balas surel ini untuk membenarkannya.";
    let temuan = temuan(&ATURAN, document.sheet(), message, advice).unit(document.unit());
    Some(temuan.difference(format!("dikirim {}", sender.code), format!("dikirim {}", as_written.code)))
}

/// Whether two units are the same, or one stands above the other.
fn of_one_path(register: &[Unit], one: &Unit, other: &Unit) -> bool {
    one.code == other.code || below(register, one, other) || below(register, other, one)
}

fn below(register: &[Unit], lower: &Unit, upper: &Unit) -> bool {
    let mut parent = lower.parent.as_deref();
    // A register that runs in a circle ends here too.
    for _ in 0..register.len() {
        let Some(code) = parent else { return false };
        if code == upper.code {
            return true;
        }
        parent = register.iter().find(|unit| unit.code == code).and_then(|unit| unit.parent.as_deref());
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::mail::MailOrigin;
    use crate::tables::test::{build, document, file, kaskade};
    use crate::tables::{Tables, UnitOrigin};

    const UNIT: &str =
        "JTI|Jurusan Teknologi Informasi||||\nJTM|Jurusan Teknik Mesin||||\nTI1|Prodi Informatika||JTI||";

    /// A form that says it is of this unit, from this address; JTI and TI1 have addresses.
    fn tables(unit: Option<&str>, sender: &str) -> Tables {
        let content = unit.map_or_else(document, |unit| document().unit(unit)).finished();
        let mut submission = file("surat.eml/kiriman.xlsx", 2, vec![content]);
        submission.mail_origin = Some(MailOrigin { sender: sender.into(), ..MailOrigin::default() });
        let mut register = kaskade(UNIT, "");
        for row in register.outcome.as_mut().unwrap().documents[0].tables[0].rows.iter_mut() {
            let code = row.entry("kode".parse().unwrap()).unwrap().raw.to_lowercase();
            let address =
                crate::tables::test::entry(row.entries.values().next().unwrap().cell, &format!("{code}@contoh.ac.id"));
            row.entries.insert("surel".parse().unwrap(), address);
        }
        build(vec![register, submission])
    }

    fn outcome(tables: &Tables) -> Vec<Temuan> {
        submission(tables).filter_map(|document| one(&tables.units, &document)).collect()
    }

    #[test]
    fn a_form_from_the_address_of_another_unit_is_told() {
        let temuan = outcome(&tables(Some("Jurusan Teknologi Informasi"), "jtm@contoh.ac.id"));
        assert_eq!(temuan.len(), 1);
        assert!(temuan[0].message.contains("JTM") && temuan[0].unit.as_deref() == Some("JTI"), "{}", temuan[0].message);
    }

    #[test]
    fn own_related_and_unknown_addresses_are_fine() {
        for address in ["JTI@contoh.ac.id", "ti1@contoh.ac.id", "siapa@contoh.ac.id", ""] {
            assert!(outcome(&tables(Some("Jurusan Teknologi Informasi"), address)).is_empty(), "{address}");
        }
    }

    #[test]
    fn a_form_that_says_nothing_belongs_to_the_unit_of_its_sender() {
        let tables = tables(None, "jtm@contoh.ac.id");
        let owned = submission(&tables).next().unwrap();
        assert_eq!((owned.unit(), &owned.registered.unit_origin), (Some("JTM"), &UnitOrigin::Mail));
    }
}
