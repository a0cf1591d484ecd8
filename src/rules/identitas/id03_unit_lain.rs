//! ID03: two units on one document.

use crate::domain::document::{IdentityKey, Pihak};
use crate::domain::place::Place;
use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::{Register, UnitOrigin};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID03",
    name: "Unit di tanda tangan atau nama lembar berbeda",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Unit dokumen berbeda dari unit yang dipimpin penanda tangan pihak pertama, atau dari unit yang disebut nama lembarnya.",
    why: "Biasanya formulir unit lain disalin dan sebagian lupa diganti, sehingga angkanya bisa masuk ke unit yang salah.",
    source: "Pemeriksaan ID-03.",
    wrong: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||«Ketua Jurusan Teknik Mesin,»
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    correct: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let register = Register::new(&context.tables.units);
    document::submission(context.tables)
        .filter_map(|document| Some((document, context.tables.unit(document.unit()?)?)))
        .flat_map(|(document, unit)| {
            let mut temuan = signature(&register, &document, unit);
            temuan.extend(sheet_name(&register, &document, unit));
            temuan
        })
        .collect()
}

/// First parties who lead another unit. The head of a unit above may sign too.
fn signature(register: &Register<'_>, document: &WorkspaceDocument<'_>, unit: &Unit) -> Vec<Temuan> {
    let first = document.content.pejabat.iter().filter(|pejabat| pejabat.pihak == Pihak::First);
    first
        .filter_map(|pejabat| {
            let role = pejabat.role.text()?.trim_end_matches([',', ' ']);
            let other = register.held(role).filter(|other| other.code != unit.code)?;
            if register.below(unit, &other.code) {
                return None;
            }
            let message = format!(
                "Dokumen ini milik {}, tetapi ditandatangani {} yang memimpin {}.",
                name(unit),
                quote(role),
                name(other)
            );
            Some(
                difference(document, document.cell(pejabat.role.cell), message, other, unit)
                    .all_related(identity(document)),
            )
        })
        .collect()
}

fn sheet_name(register: &Register<'_>, document: &WorkspaceDocument<'_>, unit: &Unit) -> Option<Temuan> {
    if document.registered.unit_origin != UnitOrigin::Identity {
        return None;
    }
    let other = register.from_sheet(&document.content.sheet).filter(|other| other.code != unit.code)?;
    let message = format!(
        "Formulir ini milik {}, tetapi nama lembarnya {} berarti {}.",
        name(unit),
        quote(&document.content.sheet),
        name(other)
    );
    let place = identity(document).unwrap_or_else(|| document.sheet());
    Some(difference(document, place, message, other, unit))
}

/// The cell of the identity block that names the unit.
fn identity(document: &WorkspaceDocument<'_>) -> Option<Place> {
    let row = |key: IdentityKey| document.content.identities.iter().find(move |row| row.key == key);
    let row = row(IdentityKey::Unit).or_else(|| row(IdentityKey::Jabatan))?;
    Some(document.cell(row.entry.cell))
}

fn difference(document: &WorkspaceDocument<'_>, place: Place, message: String, other: &Unit, unit: &Unit) -> Temuan {
    let advice = "Perbaiki yang salah, sehingga unit di blok identitas, tanda tangan, dan nama lembar sama.";
    temuan(&ATURAN, place, message, advice).unit(document.unit()).difference(name(other), name(unit))
}

fn name(unit: &Unit) -> String {
    if unit.name == unit.code { unit.name.clone() } else { format!("{} ({})", unit.name, unit.code) }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const UNIT: &str = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
PNX|Politeknik Contoh||||||
JTI|Jurusan Teknologi Informasi||PNX||||
JTM|Jurusan Teknik Mesin||PNX||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra|Mitra|4
*** kiriman/pk.xlsx
";

    fn cell(sheet: &str, role: &str) -> Vec<String> {
        let image = format!(
            "{UNIT}=== {sheet}\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informasi\n\
             No|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n\n|||Kota Contoh, 5 Januari 2026\n|||{role}\n|||Budi\n"
        );
        test::cell("ID03", &image)
    }

    #[test]
    fn the_head_of_the_unit_above_may_sign() {
        assert!(cell("PK", "Direktur Politeknik Contoh,").is_empty());
        assert!(cell("PK JTI", "Plt. Ketua Jurusan Teknologi Informasi,").is_empty());
    }

    #[test]
    fn a_sheet_named_after_another_unit_is_told_at_the_identity_block() {
        assert_eq!(cell("PK JTM", "Ketua Jurusan Teknologi Informasi,"), ["C2"]);
        assert_eq!(cell("PK", "Ketua Jurusan Teknik Mesin,"), ["D7"]);
    }
}
