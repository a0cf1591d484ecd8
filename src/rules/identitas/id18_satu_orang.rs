//! ID18: both parties of an agreement are one person.

use crate::domain::document::{DocumentKind, Pejabat, Pihak};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::parties::{self, BothParties};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID18",
    name: "Kedua pihak ber-NIP sama",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID13", "ID03", "ID07"],
    fields: &[],
    what: "NIP pihak pertama dan NIP pihak kedua pada PK sama. Pejabat yang menandatangani salah satunya sebagai pelaksana tugas atau pelaksana harian tidak dipersoalkan.",
    why: "PK adalah janji antara dua pejabat; seseorang tidak dapat berjanji kepada dirinya sendiri.",
    source: "PermenPANRB 53/2014 (format PK: pihak pertama dan pihak kedua).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

Direktur,|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,


Ani Contoh|||Ani Contoh
NIP 19680203 199302 2 001|||«NIP 19680203 199302 2 001»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

Direktur,|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,


Ani Contoh|||Budi Contoh
NIP 19680203 199302 2 001|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let agreements =
        document::submission(context.tables).filter(|document| document.registered.kind == DocumentKind::Pk);
    agreements.filter_map(|document| one(context.tables, &document)).collect()
}

fn one(tables: &Tables, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let (first, second) = (parties::party(document, Pihak::First)?, parties::party(document, Pihak::Second)?);
    if first.acting() || second.acting() || parties::nip(first)? != parties::nip(second)? {
        return None;
    }
    let place = |pejabat: &Pejabat| Some(document.cell(pejabat.nip.as_ref()?.cell));
    // At the side at which ID08 tells the name.
    let (wrong, right) = match parties::both_are(tables, document) {
        BothParties::OwnHead => (second, first),
        BothParties::OtherHead(_) | BothParties::NotTheHead { .. } | BothParties::Unknown => (first, second),
    };
    let message = "NIP pihak pertama sama dengan NIP pihak kedua.";
    let advice = "Cocokkan keduanya dengan SK: tulis nama dan NIP pimpinan unit di pihak pertama, dan nama dan NIP atasannya di pihak kedua.";
    let temuan = temuan(&ATURAN, place(wrong)?, message, advice).unit(document.unit());
    Some(temuan.related(place(right)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn who_holds_an_office_for_the_time_being_may_sign_both() {
        for (office, told) in [("Ketua", 1), ("Plt. Ketua", 0), ("Pelaksana Tugas Ketua", 0), ("Plh Ketua", 0)] {
            let image = ATURAN.wrong.replace("Ketua Jurusan", &format!("{office} Jurusan"));
            assert_eq!(test::cell("ID18", &image).len(), told, "{office}");
        }
    }

    #[test]
    fn the_number_is_told_at_the_side_at_which_the_name_is() {
        let told = |head: &str, nip: &str| {
            let register = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk|Pimpinan|NIP\nJTI|Jurusan Teknologi Informasi||{head}|{nip}\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1||IKK|JTI|Jumlah mitra|Mitra|4\n"
            );
            let image = format!("{register}{}", ATURAN.wrong.replace(['«', '»'], ""));
            let place = |code: &str| test::cell(code, &image).concat();
            (place("ID08"), place("ID18"))
        };
        let both = |column: &str| (format!("{column}9"), format!("{column}10"));
        assert_eq!(told("Ani Contoh", "19680203 199302 2 001"), both("A"));
        assert_eq!(told("Ani Contoh", ""), both("A"));
        assert_eq!(told("Budi Contoh", ""), both("D"));
        assert_eq!(told("", ""), both("D"));
    }
}
