//! ID15: a title that says another quarter than the names of its sheet and its file, or than the headings of its columns.

use crate::domain::document::DocumentKind;
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::{self, OtherQuarter, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::{OddHeading, QuarterSigns};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID15",
    name: "Triwulan di judul, nama, dan kolom tidak sama",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Judul pengukuran menyebut satu triwulan, sedangkan nama lembar, nama berkas, atau judul kolom realisasinya menyebut triwulan lain. Formulir dihitung menurut triwulan yang paling banyak disebut; bila sama banyak, menurut judulnya. Bila lebih dari satu yang menyebut triwulan lain, atau seluruh kolomnya milik triwulan lain, tingkatnya galat.",
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
    let one = |document: WorkspaceDocument<'_>| [one(&document), heading(&document)];
    document::submission(context.tables).flat_map(one).flatten().collect()
}

/// A heading that was left behind in last quarter's form, or a whole table of it.
fn heading(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let quarter = document.registered.triwulan.filter(|_| document.registered.kind == DocumentKind::Pengukuran)?;
    if document.registered.semester {
        return None;
    }
    let signs = QuarterSigns::of(document.content, &document.file.path);
    let odd = OddHeading::of(document.content, quarter, &signs)?;
    let file = document.file.path.rsplit('/').next().unwrap_or_default();
    let named = [
        (signs.title.map(|title| title.value), "judul formulir".to_string()),
        (signs.sheet, format!("nama lembar {}", quote(&document.content.sheet))),
        (signs.file, format!("nama berkas {}", quote(file))),
    ];
    let named: Vec<String> =
        named.into_iter().filter(|(said, _)| *said == Some(quarter)).map(|(_, name)| name).collect();
    if named.is_empty() {
        return None;
    }
    let (heading, says, named) = (quote(odd.heading), odd.says, listed(&named));
    let (message, advice) = if odd.corrected {
        (
            format!(
                "Judul kolom {heading} menyebut {says}, tetapi {named} menyebut {quarter}, begitu pula target di sebelahnya; isinya dihitung sebagai {quarter}."
            ),
            format!(
                "Perbaiki judul kolomnya menjadi {quarter}; bila isinya memang {says}, ganti dengan realisasi {quarter}."
            ),
        )
    } else {
        (
            format!(
                "Judul kolom {heading} menyebut {says}, tetapi {named} menyebut {quarter}; isinya dihitung sebagai {says}, sehingga {quarter} belum ada angkanya."
            ),
            format!(
                "Bila yang dilaporkan {quarter}, perbaiki judul kolomnya, isi dengan target dan realisasi {quarter}, lalu kirim ulang; bila yang dilaporkan {says}, perbaiki judul dan nama berkasnya."
            ),
        )
    };
    let severity = if odd.corrected { Severity::Warning } else { Severity::Error };
    let temuan = temuan(&ATURAN, document.cell(odd.cell), message, advice).unit(document.unit());
    // What is said of this quarter anywhere on the sheet follows from it.
    Some(Temuan { severity, ..temuan }.difference(says.to_string(), quarter.to_string()).sheet_wide())
}

fn one(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    if document.registered.kind != DocumentKind::Pengukuran {
        return None;
    }
    let said = OtherQuarter::of(document.content, &document.file.path)?;
    let OtherQuarter { title, other, counted, .. } = said;
    let message = format!(
        "Judul menyebut {title}, tetapi {} menyebut {other}; formulir ini dihitung sebagai {counted}.",
        listed(&said.names)
    );
    let advice = format!(
        "Perbaiki judulnya bila yang diukur {other}; bila judulnya yang benar, perbaiki yang lain itu, lalu kirim ulang."
    );
    let temuan = temuan(&ATURAN, document.cell(said.cell), message, advice).unit(document.unit());
    let severity = if said.names.len() > 1 { Severity::Error } else { Severity::Warning };
    Some(Temuan { severity, ..temuan }.difference(title.to_string(), other.to_string()).sheet_wide())
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
    fn headed(path: &str, sheet: &str, title: &str, quarter: &str) -> Vec<crate::finding::Temuan> {
        temuan(
            "ID15",
            &format!(
                "*** JTI/{path}\n=== {sheet}\nPENGUKURAN KINERJA {title} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target {quarter}\n1|A|Jumlah mitra|Mitra|4|4\n"
            ),
        )
    }

    #[test]
    fn the_title_is_outvoted_and_the_message_says_as_what_the_form_counts() {
        let all = headed("TW II.xlsx", "TW II", "TRIWULAN I", "TW II|Realisasi TW II");
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.ends_with("formulir ini dihitung sebagai TW II."), "{}", one.message);
        assert_eq!(one.place.cell_text(), "A1");
    }

    #[test]
    fn a_heading_of_another_quarter_is_told_at_its_cell() {
        let all = headed("data.xlsx", "TW II", "TRIWULAN II", "TW II|Realisasi TW I");
        let [slip] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((slip.place.cell_text().as_str(), slip.severity.to_string().as_str()), ("F3", "peringatan"));
        assert!(slip.message.ends_with("isinya dihitung sebagai TW II."), "{}", slip.message);
        let all = headed("data.xlsx", "TW II", "TRIWULAN II", "TW I|Realisasi TW I");
        let [table] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((table.place.cell_text().as_str(), table.severity.to_string().as_str()), ("F3", "galat"));
        assert!(table.message.ends_with("TW II belum ada angkanya."), "{}", table.message);
        for (title, quarter) in [
            ("TRIWULAN II", "TW II|Realisasi TW II"),
            ("TRIWULAN II", "TW|Realisasi TW I|Realisasi TW II"),
            ("SEMESTER I", "TW I|Realisasi TW I"),
        ] {
            assert!(headed("data.xlsx", "Data", title, quarter).is_empty(), "{title} {quarter}");
        }
    }
}
