//! ID13: a form that names two units as its own.
//!
//! What names them is weighed where the tables are made ([`crate::tables::Contradiction`]); here it is told, once, at the
//! odd cell.

use crate::domain::place::Place;
use crate::domain::text::listed;
use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{capital, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{Contradiction, Sign, Tables};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID13",
    name: "Formulir bertanda dua unit",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[],
    what: "Kepala formulir, penanda tangan (jabatan, NIP, nama), indikator menurut kaskade, nama lembar dan berkas, folder, dan pengirimnya menunjuk dua unit yang berbeda. Formulir seperti itu disisihkan dari keduanya, kecuali hampir semuanya menunjuk satu unit.",
    why: "Formulir unit lain yang disalin membuat satu unit mendapat angka dan kesalahan milik unit lain, sedangkan unit pemiliknya tampak belum mengirim.",
    source: "Kejadian nyata: formulir disalin dari unit lain, hanya baris Unit Kerja yang diganti.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
JTM|Jurusan Teknik Mesin|||Budi Contoh|19700101 199501 1 001|Ketua Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra informatika|Mitra|4
IKK 2.1||IKK|JTM|Mitra|Jumlah mitra bengkel|Mitra|5
IKK 2.2||IKK|JTM|Mutu|Jumlah alat terkalibrasi|Alat|9
*** kiriman/PK JTM.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|«Jurusan Teknologi Informasi»
No|Sasaran|Indikator Kinerja|Target
1|Mitra|[IKK 2.1] Jumlah mitra bengkel|5
2|Mutu|[IKK 2.2] Jumlah alat terkalibrasi|9

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknik Mesin,

|||Budi Contoh
|||NIP 19700101 199501 1 001
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
JTM|Jurusan Teknik Mesin|||Budi Contoh|19700101 199501 1 001|Ketua Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra informatika|Mitra|4
IKK 2.1||IKK|JTM|Mitra|Jumlah mitra bengkel|Mitra|5
IKK 2.2||IKK|JTM|Mutu|Jumlah alat terkalibrasi|Alat|9
*** kiriman/PK JTM.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknik Mesin
No|Sasaran|Indikator Kinerja|Target
1|Mitra|[IKK 2.1] Jumlah mitra bengkel|5
2|Mutu|[IKK 2.2] Jumlah alat terkalibrasi|9

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknik Mesin,

|||Budi Contoh
|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables).filter_map(|document| one(context.tables, &document)).collect()
}

fn one(tables: &Tables, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let doubt = document.registered.doubt.as_deref()?;
    let (odd, other) = (tables.unit(&doubt.odd)?, tables.unit(&doubt.other)?);
    let akibat = match document.unit() {
        None => "belum dihitung untuk keduanya".to_string(),
        Some(unit) => format!("untuk sementara dihitung untuk {unit}"),
    };
    let message = format!(
        "{} menunjuk {}, tetapi {} menunjuk {}; formulir ini {akibat}.",
        capital(&mention(&doubt.odd_signs)),
        name(odd),
        mention(&doubt.other_signs),
        name(other)
    );
    let advice = format!(
        "Bila formulir ini milik {}, perbaiki {}; bila milik {}, ganti isi yang masih milik {}.",
        other.name,
        mend(&doubt.odd_signs),
        odd.name,
        other.name
    );
    let place = place(document, &doubt.odd_signs);
    let other_other = doubt.other_signs.iter().filter_map(|sign| sign.cell).map(|cell| document.cell(cell));
    let one = temuan(&ATURAN, place, message, advice).unit(document.unit()).difference(name(odd), name(other));
    Some(severity(one, doubt).sheet_wide().all_related(crate::rules::helpers::record::gather(other_other)))
}

/// A form that counts all the same is only asked about.
fn severity(temuan: Temuan, doubt: &Contradiction) -> Temuan {
    if doubt.set_aside { temuan } else { Temuan { severity: Severity::Warning, ..temuan } }
}

/// The odd cell; the sheet where none is.
fn place(document: &WorkspaceDocument<'_>, signs: &[Sign]) -> Place {
    signs.iter().find_map(|sign| sign.cell).map_or_else(|| document.sheet(), |cell| document.cell(cell))
}

/// What of the odd signs can be mended in the form: all that stand in its cells, else whatever says so.
fn mend(signs: &[Sign]) -> String {
    let typed: Vec<Sign> = signs.iter().filter(|sign| sign.cell.is_some()).cloned().collect();
    match (typed.as_slice(), signs.first()) {
        ([], Some(sign)) => sign.said.clone(),
        ([], None) => "yang lain".to_string(),
        (typed, _) => mention(typed),
    }
}

/// What says so, each once: "nama berkas dan NIP penanda tangan".
fn mention(signs: &[Sign]) -> String {
    let mut said: Vec<String> = Vec::new();
    for sign in signs {
        if !said.contains(&sign.said) {
            said.push(sign.said.clone());
        }
    }
    listed(&said)
}

fn name(unit: &Unit) -> String {
    if unit.name == unit.code { unit.name.clone() } else { format!("{} ({})", unit.name, unit.code) }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    /// The copied form of the rule's own example, beside the right agreement of the unit in its header.
    fn copy(file: &str) -> String {
        format!(
            "{}*** JTI/PK JTI.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informasi\n\
             No|Sasaran|Indikator Kinerja|Target\n1|Mitra|[IKK 1.1] Jumlah mitra informatika|4\n",
            super::ATURAN.wrong.replace("kiriman/PK JTM.xlsx", file)
        )
    }

    #[test]
    fn a_copied_form_accuses_nobody_and_replaces_nothing() {
        let image = copy("kiriman/PK JTM.xlsx");
        let [one] = test::temuan("ID13", &image).try_into().expect("one finding");
        assert_eq!((one.place.cell_text().as_str(), one.unit.as_deref()), ("C2", None));
        for code in ["BK02", "PK03", "ID03", "UK01", "RA01"] {
            let other = test::temuan(code, &image);
            assert!(other.is_empty(), "{other:?}");
        }
        let not_yet = test::temuan("AL01", &image);
        let jtm =
            not_yet.iter().find(|one| one.unit.as_deref() == Some("JTM") && one.message.starts_with("Perjanjian"));
        assert!(jtm.is_some_and(|one| one.message.contains("PK JTM.xlsx")), "{not_yet:?}");
    }

    #[test]
    fn one_odd_sign_among_many_is_no_contradiction() {
        let correct = super::ATURAN.correct;
        for other in [
            correct.replace("kiriman/PK JTM.xlsx", "JTI/PK JTI.xlsx"),
            correct.replace("Ketua Jurusan Teknik Mesin,", "Ketua Jurusan Teknologi Informasi,"),
        ] {
            assert!(test::temuan("ID13", &other).is_empty(), "{other}");
        }
    }
}
