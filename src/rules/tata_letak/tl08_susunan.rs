//! TL08: a form that no definition describes, read by its column headers alone.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::Fact;
use crate::domain::text::{brief, key, listed};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::fact::{self, SheetFact};
use crate::rules::helpers::{mention, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL08",
    name: "Susunan formulir tidak terdaftar",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL02"],
    fields: &[],
    what: "Susunan kolom tabel ini tidak sama dengan formulir mana pun yang terdaftar; isinya dibaca dari arti setiap judul kolom.",
    why: "Pembacaan lewat kamus judul kolom biasanya benar, tetapi patut dilihat sekali agar tidak ada kolom yang tertukar.",
    source: "Kamus judul kolom (84 aplikasi SAKIP dan formulir instansi).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
«Target»|Satuan|Indikator Kinerja|Penanggung Jawab
60|%|Persentase lulusan yang bekerja dalam 6 bulan|Ketua Jurusan
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::WithDictionary { cell, map } = fact else { return None };
            let read = map.iter().filter(|(_, column)| column.field != Field::Ignore);
            let meaning: Vec<String> =
                read.map(|(heading, column)| format!("{} dibaca sebagai {}", quote(&own(heading)), mention(*column))).collect();
            let named = left_out(map);
            let ignored = map.len() - meaning.len() - named.len() + unread(&sheet, *cell);
            let ignored = match (named.as_slice(), ignored) {
                ([], 0) => String::new(),
                ([], ignored) => format!("; {ignored} kolom lain tidak dibaca"),
                (named, 0) => format!("; tidak dibaca: {}", listed(named)),
                (named, ignored) => format!("; tidak dibaca: {}; {ignored} kolom lain juga tidak dibaca", listed(named)),
            };
            let message = format!(
                "Susunan tabel ini tidak terdaftar; kolomnya dibaca menurut judulnya: {}{ignored}.",
                meaning.join("; ")
            );
            let advice = "Periksa apakah arti setiap kolom sudah benar; pakai templat yang dibagikan untuk pengiriman berikutnya.";
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}

/// Words of headings over what a form is sent for.
const TELLING: [&str; 8] = ["indikator", "target", "realisasi", "capaian", "pencapaian", "anggaran", "pagu", "serapan"];
/// Headings of a kind that are named at most.
const NAMED: usize = 8;

/// The headings of columns that speak of indicators or of their figures and are not read: those of another level, another year,
/// or another span beside a column that was taken. The reader of the finding says whether that is right.
fn left_out(map: &[(String, FormColumn)]) -> Vec<String> {
    let tells = |heading: &str| {
        let heading = key(heading);
        let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| TELLING.contains(&word))
    };
    let ignored = map.iter().filter(|(heading, column)| column.field == Field::Ignore && tells(heading));
    ignored.take(NAMED).map(|(heading, _)| quote(&own(heading))).collect()
}

/// Columns of the table at a cell whose headings are told elsewhere, as not read: on a sheet of several tables each
/// belongs to the table that begins nearest.
fn unread(sheet: &SheetFact<'_>, table: CellAddress) -> usize {
    let facts = || sheet.sheet.facts.iter();
    let tables: Vec<u32> = facts()
        .filter_map(|fact| match fact {
            Fact::WithDictionary { cell, .. } => Some(cell.row),
            _ => None,
        })
        .collect();
    let nearest = |row: u32| tables.iter().copied().min_by_key(|start| start.abs_diff(row));
    let headings: BTreeSet<CellAddress> = facts().filter_map(Fact::unread_heading).map(|(_, cell)| cell).collect();
    headings.into_iter().filter(|cell| nearest(cell.row) == Some(table.row)).count()
}

/// Characters that a sentence shows of a heading.
const LONGEST: usize = 80;
/// Characters that are left at least of what stands over it.
const LEAST_TITLE: usize = 30;

/// A heading without the titles over it, as far as they would hide it: of "A > B > C" the last two, a long title cut.
fn own(heading: &str) -> String {
    let mut parts = heading.rsplit(" > ");
    let last = parts.next().unwrap_or(heading);
    match parts.next() {
        Some(over) => {
            let room = LONGEST.saturating_sub(last.chars().count() + " > ".len()).max(LEAST_TITLE);
            format!("{} > {last}", brief(over, room))
        }
        None => last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::own;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn every_column_that_is_not_read_is_counted() {
        let form = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nTarget|Satuan|Indikator Kinerja|Target Kinerja|Bantu\n60|%|Persentase lulusan yang bekerja dalam 6 bulan|61|ya\n";
        let all = temuan("TL08", form);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.contains("kolom lain tidak dibaca"), "{}", one.message);
        let named = one.message.matches("dibaca sebagai").count();
        assert!(one.message.contains(&format!("; {} kolom lain", 5 - named)), "{}", one.message);
    }

    #[test]
    fn a_heading_is_told_by_its_own_words() {
        assert_eq!(own("Target"), "Target");
        assert_eq!(own("Target Kinerja > 2026"), "Target Kinerja > 2026");
        let long = "SASARAN, INDIKATOR DAN TARGET KINERJA BERDASARKAN TABEL 7 RENSTRA TAHUN 2025 - 2029 > Sasaran";
        assert!(own(long).ends_with("… > Sasaran") && own(long).chars().count() <= 80, "{}", own(long));
        assert_eq!(
            own("Realisasi Anggaran Per Triwulan Tahun Ini > I"),
            "Realisasi Anggaran Per Triwulan Tahun Ini > I"
        );
        assert_eq!(own("SASARAN DAN INDIKATOR RENSTRA > Target Kinerja > 2026"), "Target Kinerja > 2026");
    }
}
