//! ID15: a title that says another quarter than the names of its sheet and its file.

use crate::domain::document::DocumentKind;
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::{self, OtherQuarter, WorkspaceDocument};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID15",
    name: "Triwulan di judul berbeda dari nama lembar dan berkas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Judul pengukuran menyebut satu triwulan, sedangkan nama lembar atau nama berkasnya menyebut triwulan lain, dan tidak satu pun menyebut yang sama dengan judul. Bila lembar dan berkas sama-sama menyebut triwulan lain, tingkatnya galat.",
    why: "Formulir triwulan lalu yang disalin dan lupa diganti judulnya menggantikan angka triwulan lalu, dan triwulan ini tampak belum dilaporkan.",
    source: "Kejadian nyata: formulir triwulan lalu dipakai lagi, judulnya tertinggal.",
    wrong: "\
*** JTI/Pengukuran TW II.xlsx
=== TW II
«PENGUKURAN KINERJA TRIWULAN I TAHUN 2026»

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
",
    correct: "\
*** JTI/Pengukuran TW II.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables).filter_map(|document| one(&document)).collect()
}

fn one(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    if document.registered.kind != DocumentKind::Pengukuran {
        return None;
    }
    let said = OtherQuarter::of(document.content, &document.file.path)?;
    let OtherQuarter { title, other, .. } = said;
    let message = format!(
        "Judul menyebut {title}, tetapi {} menyebut {other}; formulir ini dihitung sebagai {title}.",
        listed(&said.names)
    );
    let advice = format!(
        "Perbaiki judulnya bila yang diukur {other}; bila judulnya yang benar, ganti nama lembar atau berkasnya, lalu kirim ulang."
    );
    let temuan = temuan(&ATURAN, document.cell(said.cell), message, advice).unit(document.unit());
    let severity = if said.names.len() > 1 { Severity::Error } else { Severity::Warning };
    Some(Temuan { severity, ..temuan }.difference(title.to_string(), other.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn told(path: &str, sheet: &str, title: &str) -> Vec<String> {
        let image = format!(
            "*** JTI/{path}\n=== {sheet}\nPENGUKURAN KINERJA {title} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n1|A|Jumlah mitra|Mitra|4|4\n"
        );
        temuan("ID15", &image).iter().map(|one| one.severity.to_string()).collect()
    }

    #[test]
    fn one_name_that_says_as_the_title_is_enough() {
        for (path, sheet, title) in [
            ("TW II.xlsx", "TW I", "TRIWULAN I"),
            ("TW II.xlsx", "TW II", "TRIWULAN II"),
            ("tw.xlsx", "Sheet1", "TRIWULAN I"),
            ("TW I - TW IV.xlsx", "Data", "TRIWULAN II"),
            ("Semester I.xlsx", "Data", "TRIWULAN II"),
            ("TW II.xlsx", "TW II", ""),
        ] {
            assert!(told(path, sheet, title).is_empty(), "{path} {sheet} {title}");
        }
    }

    #[test]
    fn two_names_against_the_title_are_graver_than_one() {
        assert_eq!(told("TW II.xlsx", "TW II", "TRIWULAN I"), ["galat"]);
        assert_eq!(told("TW II.xlsx", "Data", "TRIWULAN I"), ["peringatan"]);
        assert_eq!(told("data.xlsx", "TW 3", "TRIWULAN II"), ["peringatan"]);
    }
}
