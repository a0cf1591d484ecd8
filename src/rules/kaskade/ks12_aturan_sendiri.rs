//! KS12: a rule of one's own that cannot be used.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::place::Place;
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::own::{Fault, codes, faults};
use crate::rules::{Aturan, Check, RuleContext, rule};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS12",
    name: "Aturan sendiri tidak dapat dipakai",
    severity: Severity::Error,
    scope: Scope::Cascade,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Baris lembar Aturan di kaskade.xlsx punya kode sendiri, tabel, syarat, dan pesan yang dapat dibaca; nama dalam syarat ada dalam tabelnya. Aturan yang keliru tidak dijalankan.",
    why: "Aturan yang salah tulis tidak menemukan apa-apa, dan diam-diam semua tampak benar.",
    source: "lembar Aturan buku kerja kaskade",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Aturan
Kode|Tingkat|Tabel|Syarat|Pesan|Perbaikan
LOK01|peringatan|Pengukuran|«realisai > 2 * target_tw»|Realisasi {realisasi} lebih dari dua kali target.|Periksa angkanya.
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Aturan
Kode|Tingkat|Tabel|Syarat|Pesan|Perbaikan
LOK01|peringatan|Pengukuran|realisasi > 2 * target_tw|Realisasi {realisasi} lebih dari dua kali target.|Periksa angkanya.
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    faults(context.tables).iter().filter_map(|fault| one(context, fault)).collect()
}

fn one(context: &RuleContext<'_>, fault: &Fault) -> Option<Temuan> {
    let place = |field: Field| context.tables.place(fault.record, field.yearly());
    let place = place(fault.field).or_else(|| place(Field::Code)).or_else(|| place(Field::OwnCondition))?;
    Some(ATURAN.finding(place, fault.message.clone(), fault.advice.clone()))
}

/// How alike two codes must be to suggest one for the other.
const SIMILAR: f64 = 0.75;

/// Findings on codes in the settings that no rule bears, neither of ours nor of the sheet. Without a cascade that was read,
/// nobody knows which there are.
pub(in crate::rules) fn unknown<'c>(tables: &Tables, codes_set: impl Iterator<Item = &'c str>) -> Vec<Temuan> {
    if tables.in_use_document(DocumentKind::Kaskade).next().is_none() {
        return Vec::new();
    }
    let own = codes(tables);
    let unknown =
        codes_set.filter(|code| rule(code).is_none() && !own.iter().any(|one| one.eq_ignore_ascii_case(code)));
    unknown.map(|code| unknown_code(code, &own)).collect()
}

fn unknown_code(code: &str, own: &[String]) -> Temuan {
    let alike = |one: &&String| strsim::jaro_winkler(one, code);
    let near = own.iter().filter(|one| alike(one) >= SIMILAR).max_by(|one, other| alike(one).total_cmp(&alike(other)));
    let known = match (near, own) {
        (Some(near), _) => format!("mungkin maksudnya {near}"),
        (None, []) => "lembar itu tidak memuat aturan".to_string(),
        (None, own) => format!("yang ada {}", listed(&own.iter().take(5).cloned().collect::<Vec<_>>())),
    };
    let message = format!(
        "Bagian [aturan.{code}] di selaras.toml tidak berlaku: aturan {code} tidak ada di lembar Aturan kaskade.xlsx; {known}."
    );
    let advice =
        format!("Betulkan kode itu di selaras.toml, tambahkan aturan {code} ke lembar Aturan, atau hapus bagiannya.");
    Temuan { severity: Severity::Warning, ..ATURAN.finding(Place::default(), message, advice) }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn sheet(rows: &str) -> Vec<(String, String)> {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Aturan\nKode|Tingkat|Tabel|Syarat|Pesan|Perbaikan";
        let all = temuan("KS12", &format!("{head}\n{rows}"));
        all.into_iter().map(|one| (one.place.cell_text(), one.message)).collect()
    }

    #[test]
    fn every_fault_is_told_at_its_cell() {
        for (row, cell, word) in [
            ("UK03|info|PK|target > 1|x|", "A2", "aturan bawaan"),
            ("UK77|info|PK|target > 1|x|", "A2", "disimpan untuk aturan bawaan"),
            ("satu|info|PK|target > 1|x|", "A2", "bukan kode aturan"),
            ("|info|PK|target > 1|x|", "A2", "belum punya kode"),
            ("LOK1|gawat|PK|target > 1|x|", "B2", "Tingkat \"gawat\""),
            ("LOK1|info|LKE|target > 1|x|", "C2", "Tabel \"LKE\""),
            ("LOK1|info||target > 1|x|", "C2", "belum menyebut tabel"),
            ("LOK1|info|PK|targt > 1|x|", "D2", "mungkin maksudnya target"),
            ("LOK1|info|PK|realisasi > 1|x|", "D2", "\"realisasi\", yang tidak ada dalam tabel PK"),
            ("LOK1|info|PK|kosng(target)|x|", "D2", "mungkin maksudnya kosong"),
            ("LOK1|info|PK|kosong(target, satuan)|x|", "D2", "1 isian"),
            ("LOK1|info|PK|target > 5 %|x|", "D2", "huruf ke-12"),
            ("LOK1|info|PK|(target > 5|x|", "D2", "belum selesai"),
            ("LOK1|info|PK|target + 5|x|", "D2", "ya atau tidak"),
            ("LOK1|info|PK||x|", "D2", "belum punya syarat"),
            ("LOK1|info|PK|target > 5||", "E2", "belum punya pesan"),
            ("LOK1|info|PK|target > 5|{trget}|", "E2", "{trget}"),
            ("LOK1|info|PK|target > 5|x|Ganti {realisasi}", "F2", "{realisasi}"),
        ] {
            let found = sheet(row);
            assert_eq!(found.len(), 1, "{row}: {found:?}");
            assert_eq!(found[0].0, cell, "{row}: {found:?}");
            assert!(found[0].1.contains(word), "{row}: {}", found[0].1);
        }
    }

    #[test]
    fn a_code_stands_once_and_right_rows_are_left_alone() {
        let found = sheet(
            "LOK1||PK|target > 5|x|\nlok1|info|RA|target > 5|x|\nLOK2|GALAT|Rencana Aksi|target > 5 DAN satuan = \"%\"|{target}|Ganti",
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0], ("A3".to_string(), "Kode LOK1 sudah dipakai aturan di baris 2.".to_string()));
    }

    #[test]
    fn a_severity_for_a_rule_that_is_nowhere_is_told_with_the_nearest_code() {
        let said = |rows: &str, codes: &[&str]| -> Vec<String> {
            let library = crate::template::Library::built_in().expect("the shipped definitions");
            let image = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Aturan\nKode|Tingkat|Tabel|Syarat|Pesan|Perbaikan\n{rows}"
            );
            let (outcome, _) = crate::pipeline::example::run(&image, &library).expect("a drawing that runs");
            let all = super::unknown(&outcome.tables, codes.iter().copied());
            all.into_iter().map(|one| format!("{} {}", one.severity, one.message)).collect()
        };
        let rows = "LOK01|info|PK|target > 5|x|\nLOK02|info|PK|targt > 5|x|";
        // Also a rule that cannot be used has its severity; that it cannot is told at its row.
        assert!(said(rows, &["UK03", "LOK01", "lok02"]).is_empty());
        let [one] = said(rows, &["LOKO1"]).try_into().expect("one finding");
        assert!(one.starts_with("peringatan Bagian [aturan.LOKO1]") && one.contains("maksudnya LOK01"), "{one}");
        let [one] = said("", &["POL7"]).try_into().expect("one finding");
        assert!(one.contains("tidak memuat aturan"), "{one}");
    }
}
