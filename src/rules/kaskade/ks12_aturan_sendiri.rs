//! KS12: a rule of one's own that cannot be used.

use crate::domain::column::Field;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::own::{Fault, faults};
use crate::rules::{Aturan, Check, RuleContext};

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
}
