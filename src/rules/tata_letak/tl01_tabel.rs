//! TL01: a file without a single table that is known.

use crate::domain::document::{Fact, HeaderCandidate, ReadFile, ReadSheet, SheetRole};
use crate::domain::place::KASKADE_FILE;
use crate::domain::place::Place;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::SentFile;

use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

use super::unread;

/// How many of the closest rows a message shows.
const MOST: usize = 5;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL01",
    name: "Tidak ada tabel yang dikenal",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Tidak satu pun lembar dalam berkas ini memuat baris judul kolom PK, Rencana Aksi, atau Pengukuran yang dikenal.",
    why: "Tanpa judul kolom yang dikenal, tidak ada satu angka pun dari berkas ini yang masuk ke rekap.",
    source: "Pemeriksaan LAY-01; susunan kolom menurut PermenPANRB 53/2014 dan formulir yang beredar.",
    wrong: "\
*** JTI/pk.xlsx
=== Lembar1
PERJANJIAN KINERJA TAHUN 2026
Urutan|Apa yang Dituju|«Alat Ukur»|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
2|Lulusan siap kerja|Jumlah mitra tempat lulusan bekerja|12
",
    correct: "\
*** JTI/pk.xlsx
=== Lembar1
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let file = tables.files.iter().filter(|file| file.copy_from.is_none());
    file.flat_map(|file| {
        let Some(readable) = file.outcome.as_ref().ok().filter(|readable| readable.documents.is_empty()) else {
            return Vec::new();
        };
        let unit = tables.unit_of_unread(&file.path, None);
        let called = tables.unread.iter().any(|one| {
            one.kind.is_some() && tables.files.get(one.file as usize).is_some_and(|sent| sent.path == file.path)
        });
        let mut found: Vec<Temuan> = readable
            .sheets
            .iter()
            .flat_map(|sheet| {
                let sheet = fact::SheetFact { file, sheet, unit };
                let facts = sheet.sheet.facts.iter();
                let finding = |fact| unread::finding(&ATURAN, &sheet, unit, fact).map(|one| accused(one, fact, called));
                facts.filter_map(finding).collect::<Vec<_>>()
            })
            .collect();
        if found.is_empty() || file.path == KASKADE_FILE {
            found = vec![one(file, readable).unit(unit)];
        }
        found
    })
    .collect()
}

/// A table of which no heading is that of a form, in a file that nothing calls one: told, and nobody is accused.
fn accused(finding: Temuan, fact: &Fact, called: bool) -> Temuan {
    let strange = matches!(fact, Fact::UnreadTable { missing, nearest, boxes, .. } if missing.len() > 1 && nearest.is_empty() && !boxes);
    if strange && !called { Temuan { severity: Severity::Warning, ..finding } } else { finding }
}

fn one(file: &SentFile, readable: &ReadFile) -> Temuan {
    let candidate = candidate(readable);
    let approaches: Vec<String> = candidate.iter().map(|(sheet, candidate)| mention(&sheet.name, candidate)).collect();
    let message = if readable.sheets.iter().all(|sheet| sheet.role == SheetRole::Blank) {
        "Semua lembar berkas ini kosong.".to_string()
    } else if approaches.is_empty() {
        format!("Tidak ada lembar berkas ini yang memuat tabel {} yang dikenal.", wanted(file))
    } else {
        let approaches = approaches.join("; ");
        format!(
            "Tidak ada lembar berkas ini yang memuat tabel {} yang dikenal. Yang paling mendekati: {approaches}.",
            wanted(file)
        )
    };
    let advice = "Pindahkan isinya ke templat yang dibagikan, atau samakan judul kolomnya dengan templat itu; bila berkas ini memang bukan formulir kinerja, keluarkan dari kiriman.";
    let related = candidate.iter().map(|(sheet, candidate)| Place::cell(&file.path, &sheet.name, candidate.cell));
    temuan(&ATURAN, Place::file(&file.path), message, advice).all_related(related)
}

fn wanted(file: &SentFile) -> &'static str {
    if file.path == KASKADE_FILE { "Unit atau Kaskade" } else { "PK, Rencana Aksi, atau Pengukuran" }
}

/// The closest rows of all sheets, those with most known wordings first.
fn candidate(readable: &ReadFile) -> Vec<(&ReadSheet, &HeaderCandidate)> {
    let mut all: Vec<(&ReadSheet, &HeaderCandidate)> = readable
        .sheets
        .iter()
        .flat_map(|sheet| sheet.facts.iter().map(move |fact| (sheet, fact)))
        .filter_map(|(sheet, fact)| match fact {
            Fact::WithoutTable { candidate } => Some(candidate.iter().map(move |candidate| (sheet, candidate))),
            _ => None,
        })
        .flatten()
        .collect();
    all.sort_by_key(|(_, candidate)| std::cmp::Reverse(candidate.known.len()));
    all.truncate(MOST);
    all
}

fn mention(sheet: &str, candidate: &HeaderCandidate) -> String {
    let quotation = |text: &[String]| text.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ");
    let foreign = if candidate.foreign.is_empty() {
        String::new()
    } else {
        format!(", tidak dikenal {}", quotation(&candidate.foreign))
    };
    format!(
        "lembar {} baris {} (dikenal {}{foreign})",
        quote(sheet),
        candidate.cell.row + 1,
        quotation(&candidate.known)
    )
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test;

    #[test]
    fn blank_and_instruction_sheets_do_not_make_a_form() {
        let temuan =
            test::temuan("TL01", "*** JTI/a.xlsx\n=== Sheet1\n*** JTI/b.xlsx\n=== Petunjuk\nIsi kolom target\n");
        let message: Vec<&str> = temuan.iter().map(|temuan| temuan.message.as_str()).collect();
        assert_eq!(
            message,
            [
                "Semua lembar berkas ini kosong.",
                "Tidak ada lembar berkas ini yang memuat tabel PK, Rencana Aksi, atau Pengukuran yang dikenal."
            ]
        );
    }

    #[test]
    fn a_list_that_nothing_calls_a_form_is_no_mistake_of_the_unit() {
        let list = "=== Sheet1\nNama Alat|Jumlah|Kondisi\nKomputer|20|baik\nPrinter|2|rusak\n";
        let severity = |name: &str| {
            let temuan = test::temuan("TL01", &format!("*** JTI/{name}.xlsx\n{list}"));
            assert!(!temuan[0].message.contains("mungkin"), "{}", temuan[0].message);
            temuan[0].severity
        };
        assert_eq!(severity("alat"), Severity::Warning);
        // The name of the file promises an agreement.
        assert_eq!(severity("PK 2026"), Severity::Error);
    }

    #[test]
    fn a_card_of_an_indicator_is_named_and_its_values_are_no_headings() {
        let card = "*** JTI/Manual IKU.xlsx\n=== IKU 1\nMANUAL INDIKATOR KINERJA UTAMA\n\nSasaran|Meningkatnya mutu\nIndikator|Persentase jalan mantap\nFormulasi Pengukuran|Panjang jalan mantap dibagi panjang jalan\nSatuan|Persen\nSumber Data|Bidang Bina Marga\nTarget 2026|78.5\n";
        let temuan = test::temuan("TL01", card);
        assert_eq!((temuan.len(), temuan[0].severity), (1, Severity::Warning));
        assert!(temuan[0].message.contains("kartu atau profil indikator"), "{}", temuan[0].message);
        assert!(!temuan[0].message.contains("Persentase jalan mantap"), "{}", temuan[0].message);
    }

    #[test]
    fn a_sheet_beside_a_form_need_not_be_one() {
        let image =
            "*** JTI/a.xlsx\n=== PK\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n=== Lain\nNama|Target\n";
        assert!(test::temuan("TL01", image).is_empty());
    }
}
