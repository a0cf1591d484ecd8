//! ID14: name and NIP of who signs are not one person's by the register: the head under another NIP, or somebody else under
//! the head's.

use crate::domain::document::{Pejabat, Pihak};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::nip::{Nip, digits};
use crate::domain::text;
use crate::domain::unit::Unit;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{Register, Tables};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID14",
    name: "Nama dan NIP penanda tangan tidak sepasang menurut daftar unit",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &["ID13", "ID04", "ID05", "ID06", "ID07"],
    fields: &[],
    what: "Nama pihak pertama sama dengan pimpinan di daftar unit, tetapi NIP-nya lain; atau NIP-nya NIP pimpinan itu, tetapi namanya nama orang lain. Pejabat yang berganti dengan NIP-nya sendiri, pelaksana tugas, gelar, singkatan nama, dan NIP yang tidak utuh tidak dipersoalkan.",
    why: "Satu angka yang tertukar, atau nama pejabat baru di atas NIP pejabat lama, membuat dokumen ditandatangani orang lain.",
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
    let in_question = in_question(context.tables);
    document::submission(context.tables)
        .filter_map(|document| Some((document, context.tables.unit(document.unit()?)?)))
        .filter(|(_, unit)| !in_question.contains(unit.code.as_str()))
        .flat_map(|(document, unit)| {
            let first = document.content.pejabat.iter().filter(|pejabat| pejabat.pihak == Pihak::First);
            first.filter_map(|pejabat| one(context.tables, &document, unit, pejabat)).collect::<Vec<_>>()
        })
        .collect()
}

/// The units to whose heads the register gives a number that it gives to another head as well: that is told there (KS11), and
/// which of the two it belongs to nobody knows.
fn in_question(tables: &Tables) -> HashSet<&str> {
    let mut heads: HashMap<String, Vec<&Unit>> = HashMap::default();
    for unit in &tables.units {
        let number = unit.nip.as_deref().map(digits).filter(|number| !number.is_empty());
        if let Some(number) = number {
            heads.entry(number).or_default().push(unit);
        }
    }
    let person = |unit: &Unit| unit.leader.as_deref().map(text::person);
    let two = |units: &&Vec<&Unit>| units.iter().any(|unit| person(unit) != person(units[0]));
    heads.values().filter(two).flatten().map(|unit| unit.code.as_str()).collect()
}

fn one(tables: &Tables, document: &WorkspaceDocument<'_>, unit: &Unit, pejabat: &Pejabat) -> Option<Temuan> {
    let registered = unit.leader.as_deref()?;
    let nip = pejabat.nip.as_ref()?;
    let (as_written, owned) = (Nip::read(&nip.raw).ok()?, Nip::read(unit.nip.as_deref()?).ok()?);
    let name = pejabat.name.as_ref().and_then(Entry::text).filter(|name| is_a_name(name));
    // Between the office and the name stands how it was signed, and who signed is not read.
    let Some(name) = name else {
        if as_written == owned || !leads(tables, document, pejabat) {
            return None;
        }
        let message = format!(
            "NIP penanda tangan berbeda dari NIP yang tercatat untuk {} di daftar unit; nama penanda tangannya tidak terbaca.",
            quote(registered)
        );
        let advice = "Bila pejabatnya sudah berganti, minta biro perencanaan memperbarui lembar Unit; bila tidak, cocokkan NIP dengan SK.";
        let one = temuan(&ATURAN, document.cell(nip.cell), message, advice).unit(document.unit());
        return Some(Temuan { severity: Severity::Info, ..one });
    };
    let same_name = text::person(registered) == text::person(name);
    let agreement = agreement(tables, registered, name);
    if as_written == owned && agreement != Agreement::Same {
        let message = format!(
            "Penanda tangan tertulis {}, tetapi NIP di bawahnya menurut daftar unit milik {}.",
            quote(name),
            quote(registered)
        );
        let advice = "Bila pejabatnya sudah berganti, tulis NIP pejabat yang baru dan minta biro perencanaan memperbarui lembar Unit; bila tidak, perbaiki namanya.";
        let temuan = temuan(&ATURAN, document.cell(nip.cell), message, advice).unit(document.unit());
        let temuan = temuan.related(document.cell(pejabat.name.as_ref()?.cell));
        // A name may change with a marriage or be written in another way.
        let severity = if agreement == Agreement::InPart { Severity::Info } else { ATURAN.severity };
        return Some(Temuan { severity, ..temuan });
    }
    if as_written == owned || !same_name {
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

/// Whether the office is that of the head of the unit, held for good.
fn leads(tables: &Tables, document: &WorkspaceDocument<'_>, pejabat: &Pejabat) -> bool {
    let role = text::key(&pejabat.role.raw);
    let role = role.trim_end_matches([',', ' ']);
    !pejabat.acting()
        && Register::new(&tables.units).held(role).is_some_and(|unit| Some(unit.code.as_str()) == document.unit())
}

/// Whether what stands above a number is a name, and no word on how it was signed.
fn is_a_name(line: &str) -> bool {
    const SIGNING: [&str; 12] = [
        "elektronik",
        "ditandatangani",
        "ttd",
        "tertanda",
        "tanda",
        "digital",
        "meterai",
        "materai",
        "stempel",
        "cap",
        "nama",
        "pejabat",
    ];
    let line = text::key(line);
    let mut words = line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    !words.any(|word| SIGNING.contains(&word) || word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// How far two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// They may be one person's.
    Same,
    /// They have a name in common, and each has another one beside it.
    InPart,
    /// They have nothing in common, or only a name that very many people bear.
    None,
}

/// Names that are borne by so many that they say nothing of a person.
const COMMON: [&str; 26] = [
    "muhammad",
    "mohammad",
    "mohamad",
    "muhamad",
    "mochammad",
    "mochamad",
    "moch",
    "moh",
    "muh",
    "mohd",
    "ahmad",
    "achmad",
    "abdul",
    "siti",
    "nur",
    "noor",
    "sri",
    "dewi",
    "eko",
    "dwi",
    "tri",
    "agus",
    "made",
    "wayan",
    "nyoman",
    "ketut",
];
/// So many heads of units with one name make it common in this house.
const BORNE_BY: usize = 3;

/// How far a name agrees with that of a head of a unit. What only one of both has may have been left out; what each has
/// alone must be an abbreviation or another spelling of the other's.
fn agreement(tables: &Tables, registered: &str, written: &str) -> Agreement {
    let words = |name: &str| -> Vec<String> {
        let name = text::person(name);
        let all = name.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        all.map(str::to_string).collect()
    };
    let (left, right) = (words(registered), words(written));
    if !left.iter().any(|word| word.len() >= 3) || !right.iter().any(|word| word.len() >= 3) {
        return Agreement::Same;
    }
    let whole = |word: &&String| word.len() >= 3;
    let alone = |one: &[String], other: &[String]| {
        one.iter().filter(whole).any(|word| !other.iter().any(|other| may_be(word, other)))
    };
    let mut shared =
        left.iter().filter(whole).filter(|word| right.iter().filter(whole).any(|other| may_be(word, other)));
    let borne = |word: &str| {
        let heads = tables.units.iter().filter_map(|unit| unit.leader.as_deref());
        heads.filter(|name| words(name).iter().any(|one| one == word)).count()
    };
    let telling = shared.clone().any(|word| !COMMON.contains(&word.as_str()) && borne(word) < BORNE_BY);
    if shared.next().is_some() && !(alone(&left, &right) && alone(&right, &left)) {
        return Agreement::Same;
    }
    match telling {
        true => Agreement::InPart,
        false => Agreement::None,
    }
}

/// Whether two words may be one name: alike, or one an abbreviation of the other.
fn may_be(one: &str, other: &str) -> bool {
    // The spelling of before 1972 is kept in names.
    let modern = |name: &str| name.replace("oe", "u").replace("dj", "j").replace("tj", "c");
    let (one, other) = (modern(one), modern(other));
    one.starts_with(&other) || other.starts_with(&one) || strsim::jaro_winkler(&one, &other) > 0.85
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn a_new_name_over_the_old_number_is_told_at_the_number() {
        let signed = |name: &str| test::cell("ID14", &ATURAN.correct.replace("Dr. Budi Contoh, M.T.", name));
        assert_eq!(signed("Sari Lestari, S.T."), ["D9"]);
        for same in [
            "Dr. Budi Contoh, M.T.",
            "Contoh, B.",
            "BUDI CONTOH",
            "Budy Conto",
            "Ditandatangani secara elektronik oleh",
        ] {
            assert_eq!(signed(same), Vec::<String>::new(), "{same}");
        }
    }

    #[test]
    fn a_name_that_everybody_bears_is_no_agreement() {
        let told = |register: &str, signed: &str| {
            let image = ATURAN
                .correct
                .replace("Budi Contoh|", &format!("{register}|"))
                .replace("Dr. Budi Contoh, M.T.", signed);
            test::temuan("ID14", &image).pop().map(|one| one.severity)
        };
        assert_eq!(told("Muhammad Baswara", "Muhammad Zulkarnaen, S.T."), Some(Severity::Warning));
        assert_eq!(told("Budi Baswara", "Budi Zulkarnaen"), Some(Severity::Info));
        for (register, signed) in [
            ("Muhammad Baswara", "Moh. Baswara, S.T."),
            ("Muhammad Baswara", "M. Baswara"),
            ("Muhammad Baswara", "Baswara"),
            ("Siti Aminah", "Siti Aminah Hidayat"),
            ("Siti Nur Aminah", "Siti N. Aminah"),
            ("Made Suarta", "I Made Suarta"),
            ("Baswara Muhammad", "Muhammad Baswara"),
            ("Joko Purnomo", "Djoko Poernomo"),
        ] {
            assert_eq!(told(register, signed), None, "{register} / {signed}");
        }
        // In a house whose heads are nearly all called so, it says as little.
        let heads = "JTM|Jurusan Mesin|||Budi Dua|||\nJTS|Jurusan Sipil|||Budi Tiga|||\n=== Kaskade";
        let image = ATURAN.correct.replace("=== Kaskade", heads).replace("Dr. Budi Contoh, M.T.", "Budi Zulkarnaen");
        assert_eq!(test::temuan("ID14", &image).pop().map(|one| one.severity), Some(Severity::Warning));
    }

    #[test]
    fn a_line_on_how_it_was_signed_leaves_the_number_to_be_asked_about() {
        let image = ATURAN.wrong.replace("Dr. Budi Contoh, M.T.", "Ditandatangani secara elektronik oleh:");
        let told = |image: &str| test::temuan("ID14", image).into_iter().map(|one| one.severity).collect::<Vec<_>>();
        assert_eq!(told(&image), [Severity::Info]);
        assert!(told(&image.replace("|||Ketua Jurusan,", "|||Plt. Ketua Jurusan,")).is_empty());
        let right = ATURAN.correct.replace("Dr. Budi Contoh, M.T.", "Ditandatangani secara elektronik oleh:");
        assert!(told(&right).is_empty());
    }
}
