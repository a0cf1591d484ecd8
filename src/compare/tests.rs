//! Two states of small houses.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::*;
use crate::domain::document::TableRole;
use crate::finding::Temuan;
use crate::tables::test::{build, document, file, kaskade};
use crate::tables::{SentFile, Tables};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|||\nJAK|Jurusan Akuntansi|||";
const NODE: &str = "IKK 1.1||IKK|JTI|Lulusan bekerja|%||nilai akhir|||60|15|30|45|60";

fn pk(path: &str, unit: &str, content: &str) -> SentFile {
    let document =
        document().unit(unit).table(TableRole::Indikator, &format!("no|kode|indikator|satuan|target\n{content}"));
    file(path, 2, vec![document.finished()])
}

fn house(file: Vec<SentFile>) -> Tables {
    let mut all = vec![kaskade(UNIT, NODE)];
    all.extend(file);
    build(all)
}

fn state(tables: &Tables, temuan: &[Temuan]) -> ChangeState {
    ChangeState::workspace(ComparisonInput { tables, temuan, excepted: &[], off: &BTreeSet::new() })
}

fn at(code: &str, path: &str, cell: &str, message: &str) -> Temuan {
    let place = Place::cell(path, "Sheet1", cell.parse().unwrap());
    Temuan::new(code, Severity::Error, place, message, "Perbaiki.").unit(Some("JTI"))
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, day).unwrap()
}

/// Each change in a line.
fn row(unit: &[UnitChange]) -> Vec<String> {
    let one = |one: &ChangeSummary| {
        let b = ChangeRow::from("", one);
        let part = [
            Some(b.state.to_string()),
            b.document,
            b.indikator.map(str::to_string),
            b.entry,
            b.before.map(str::to_string),
            b.after.map(str::to_string),
            b.code.map(str::to_string),
            b.cell,
        ];
        part.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    unit.iter().flat_map(|owned| owned.changes.iter().map(one)).collect()
}

const OLD: &str = "1|IKK 1.1|Lulusan bekerja|%|50\n2||Dosen bersertifikat|Orang|7\n3||Buku terbit|Judul|4";

#[test]
fn a_row_put_in_between_is_one_change_and_a_figure_is_told_with_both_values() {
    let old = state(&house(vec![pk("a.xlsx", "JTI", OLD)]), &[]);
    let content = "1||Kerja sama baru|Mitra|9\n2|IKK 1.1|Lulusan bekerja|%|56\n3||Dosen bersertifikat|Orang|7\n4||Buku terbit|Judul|";
    let new = state(&house(vec![pk("surat.eml/a - koreksi.xlsx", "JTI", content)]), &[]);
    assert_eq!(
        row(&changes_between(&old, &new).unwrap()),
        [
            "baris baru | PK | Kerja sama baru | satuan Mitra; target 9 | C11",
            "diubah | PK | IKK 1.1 Lulusan bekerja | target | 50 | 56 | E12",
            "dikosongkan | PK | Buku terbit | target | 4 | E13",
        ]
    );
    assert_eq!(changes_between(&new, &new).unwrap(), Vec::new());
}

#[test]
fn actions_of_one_indicator_are_paired_by_what_they_say() {
    let ra = |path: &str, content: &str| {
        let content = format!("indikator|rencana_aksi|waktu\n{content}");
        let document = document().kind(DocumentKind::RencanaAksi).unit("JTI").table(TableRole::Indikator, &content);
        state(&house(vec![file(path, 2, vec![document.finished()])]), &[])
    };
    let old = ra("a.xlsx", "Lulusan bekerja|Pelatihan|TW 1\n+|Magang|TW 2\n+|Bursa kerja|TW 3");
    let new = ra("b.xlsx", "Lulusan bekerja|Rapat|TW 1\n+|Pelatihan|TW 1\n+|Magang|TW 4\n+|Bursa kerja|TW 3");
    let visible = row(&changes_between(&old, &new).unwrap());
    assert!(
        visible.contains(&"diubah | RA | IKK 1.1 Lulusan bekerja | waktu | TW 2 | TW 4 | C13".to_string()),
        "{visible:?}"
    );
    let new_row: Vec<_> = visible.iter().filter(|one| one.starts_with("baris baru")).collect();
    assert_eq!(new_row.len(), 1, "{visible:?}");
    assert!(new_row[0].contains("rencana aksi Rapat"), "{visible:?}");
}

#[test]
fn a_document_that_comes_or_goes_is_one_change() {
    let blank = state(&house(vec![]), &[]);
    let exists = state(&house(vec![pk("a.xlsx", "JTI", OLD)]), &[at("PK01", "a.xlsx", "E11", "Target kosong.")]);
    assert_eq!(
        row(&changes_between(&blank, &exists).unwrap()),
        ["dokumen baru | PK", "baru | PK | target | PK01 | E11"]
    );
    let missing = row(&changes_between(&exists, &blank).unwrap());
    assert_eq!(missing, ["dokumen tidak ada lagi | PK", "tidak dapat diperiksa | PK | target | PK01 | E11"]);
}

#[test]
fn a_finding_is_the_same_wherever_its_row_moved_and_whatever_its_figures_say() {
    let temuan = [
        at("PK03", "a.xlsx", "E11", "Target 50, kaskade 60."),
        at("PK01", "a.xlsx", "E13", "Target kosong."),
        at("PK02", "a.xlsx", "C12", "Tertulis dua kali."),
    ];
    let old = state(&house(vec![pk("a.xlsx", "JTI", OLD)]), &temuan);
    let content = "1||Kerja sama baru|Mitra|9\n2|IKK 1.1|Lulusan bekerja|%|56\n3||Dosen bersertifikat|Orang|7\n4||Buku terbit|Judul|5";
    let temuan = [at("PK03", "b.xlsx", "E12", "Target 56, kaskade 60."), at("PK01", "b.xlsx", "D11", "Satuan kosong.")];
    let new = state(&house(vec![pk("b.xlsx", "JTI", content)]), &temuan);
    let change = changes_between(&old, &new).unwrap();
    let visible: Vec<String> = row(&change).into_iter().filter(|one| one.contains("PK0")).collect();
    assert_eq!(
        visible,
        [
            "sudah diperbaiki | PK | indikator | PK02 | C12",
            "sudah diperbaiki | PK | target | PK01 | E13",
            "masih ada | PK | target | PK03 | E12",
            "baru | PK | satuan | PK01 | D11",
        ]
    );
    let sentence = change[0].sentence().unwrap();
    assert_eq!(sentence, "Dari 3 catatan sebelumnya, 2 sudah diperbaiki dan 1 masih ada. Ada 1 catatan baru.");
}

#[test]
fn a_finding_that_a_waiver_or_a_setting_takes_away_was_not_mended() {
    let tables = house(vec![pk("a.xlsx", "JTI", OLD)]);
    let temuan = [at("PK03", "a.xlsx", "E11", "Satu."), at("PK01", "a.xlsx", "E12", "Dua.")];
    let old = state(&tables, &temuan);
    let off = BTreeSet::from(["PK01".to_string()]);
    let new =
        ChangeState::workspace(ComparisonInput { tables: &tables, temuan: &[], excepted: &temuan[..1], off: &off });
    let fate: Vec<ChangeFate> = changes_between(&old, &new).unwrap()[0].changes.iter().map(|one| one.fate).collect();
    assert_eq!(fate, [ChangeFate::NotAsked, ChangeFate::NotAsked]);
}

#[test]
fn what_is_due_is_told_apart_by_its_words() {
    let not_yet =
        |message: &str| Temuan::new("AL01", Severity::Error, Place::default(), message, "Kirim.").unit(Some("JTI"));
    let tables = house(vec![]);
    let old =
        state(&tables, &[not_yet("PK belum diterima, lewat 3 hari."), not_yet("TW II belum diterima, lewat 3 hari.")]);
    let new = state(&tables, &[not_yet("TW II belum diterima, lewat 10 hari.")]);
    let change = changes_between(&old, &new).unwrap();
    let message: Vec<_> =
        change[0].changes.iter().map(|one| (one.fate, one.note.as_ref().unwrap().message.as_str())).collect();
    assert_eq!(
        message,
        [
            (ChangeFate::Mended, "PK belum diterima, lewat 3 hari."),
            (ChangeFate::StillExists, "TW II belum diterima, lewat 10 hari."),
        ]
    );
    assert_eq!(change[0].sentence(), None, "no letter counts what was never sent");
}

#[test]
fn a_repeated_run_says_the_same_and_a_comparison_stays_until_the_unit_sends_again() {
    let one = |target: &str| format!("1|IKK 1.1|Lulusan bekerja|%|{target}");
    let house_this = |jti: (&str, &str), jak: (&str, &str)| {
        house(vec![pk(jti.0, "JTI", &one(jti.1)), pk(jak.0, "JAK", &one(jak.1))])
    };
    let error = [at("PK03", "jti.xlsx", "E11", "Target 50, kaskade 60.")];
    let start = house_this(("jti.xlsx", "50"), ("jak.xlsx", "5"));
    let (first, change) = RunMemory::continuation(None, state(&start, &error), day(1)).unwrap();
    assert_eq!((change.previous, change.units.len()), (None, 0));
    let (again, change) = RunMemory::continuation(Some(first.clone()), state(&start, &error), day(1)).unwrap();
    assert_eq!((change.since_last_run.len(), change.units.len()), (0, 0));
    assert_eq!(again.write(), first.write());

    let second = house_this(("jti2.xlsx", "60"), ("jak.xlsx", "5"));
    let (remember, change) = RunMemory::continuation(Some(again), state(&second, &[]), day(8)).unwrap();
    assert_eq!(change.since_last_run, [change.units[0].1.clone()]);
    let sentence = change.of_unit("JTI").unwrap().sentence();
    assert_eq!(sentence.as_deref(), Some("Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih."));

    // Somebody else sends: what JTI changed is still told, with its own days.
    let third = house_this(("jti2.xlsx", "60"), ("jak2.xlsx", "6"));
    let remember = RunMemory::read(&remember.write()).unwrap();
    let (remember, after) = RunMemory::continuation(Some(remember), state(&third, &[]), day(9)).unwrap();
    let unit = |change: &[UnitChange]| change.iter().map(|one| one.unit.clone()).collect::<Vec<_>>();
    assert_eq!(unit(&after.since_last_run), ["JAK"]);
    assert_eq!(after.of_unit("JTI"), change.of_unit("JTI"));
    assert!(
        after
            .units
            .iter()
            .any(|(version, one)| one.unit == "JTI" && *version == FileVersion { old: day(1), new: day(8) })
    );

    // And what vanishes is said, run after run.
    let (remember, missing) = RunMemory::continuation(Some(remember), state(&house(vec![]), &[]), day(10)).unwrap();
    assert_eq!(unit(&missing.since_last_run), ["JAK", "JTI"]);
    let remember = RunMemory::read(&remember.write()).unwrap();
    let (_, again) = RunMemory::continuation(Some(remember), state(&house(vec![]), &[]), day(10)).unwrap();
    assert_eq!((again.since_last_run.len(), again.units), (0, missing.units));
}

#[test]
fn what_is_damaged_or_in_another_format_is_not_compared_with() {
    let (run_memory, _) =
        RunMemory::continuation(None, state(&house(vec![pk("a.xlsx", "JTI", OLD)]), &[]), day(1)).unwrap();
    let content = run_memory.write();
    assert_eq!(RunMemory::read(&content), Ok(run_memory));
    for other in [b"selaras 0.1.0 putaran 2\n".as_slice(), b"selaras putaran 4\n"] {
        assert_eq!(RunMemory::read(&[other, &content].concat()), Err(RunMemoryError::OtherFormat));
    }
    assert_eq!(RunMemory::read(&content[..content.len() / 2]), Err(RunMemoryError::Damaged));
    assert_eq!(RunMemory::read(b""), Err(RunMemoryError::Damaged));
    for position in [content.len() / 2, content.len() - 1] {
        let mut damaged = content.clone();
        damaged[position] ^= 1;
        assert_eq!(RunMemory::read(&damaged), Err(RunMemoryError::Damaged), "byte {position}");
    }
}

/// What a run remembers, as if another version of the program had written it.
fn by_another_version(content: &[u8]) -> Vec<u8> {
    let (head, version) = ("selaras putaran 3\n", env!("CARGO_PKG_VERSION"));
    let rest = &content[head.len() + 4 + 1 + version.len()..];
    let rest = [b"\x065.33.9".as_slice(), rest].concat();
    [head.as_bytes(), &crc32fast::hash(&rest).to_le_bytes(), &rest].concat()
}

const NEW: &str = "1|IKK 1.1|Lulusan bekerja|%|56\n2||Dosen bersertifikat|Orang|7\n3||Buku terbit|Judul|";

#[test]
fn after_an_upgrade_cells_are_compared_and_findings_are_not() {
    let start = house(vec![pk("a.xlsx", "JTI", OLD)]);
    let found = [at("NL05", "a.xlsx", "E11", "Target 50 bukan persen.")];
    let (memory, _) = RunMemory::continuation(None, state(&start, &found), day(1)).unwrap();
    let old = RunMemory::read(&by_another_version(&memory.write())).unwrap();
    assert!(old.lapsed && !memory.lapsed);
    assert_eq!((memory.now.count(Severity::Error), old.now.count(Severity::Error)), (Ok(Some(1)), Ok(None)));
    assert_eq!(old.date, day(1));

    // The same files: nothing is said of findings, and the next run compares them again.
    let (next, change) = RunMemory::continuation(Some(old.clone()), state(&start, &[]), day(2)).unwrap();
    assert!(change.lapsed && change.since_last_run.is_empty() && change.without.is_none(), "{change:?}");
    let (_, change) = RunMemory::continuation(Some(next), state(&start, &found), day(3)).unwrap();
    assert!(!change.lapsed);
    assert_eq!(row(&change.since_last_run), ["baru | PK | target | NL05 | E11"]);

    // Other files: what the cells said before is told, and told again by the run after.
    let new = house(vec![pk("b.xlsx", "JTI", NEW)]);
    let (next, change) = RunMemory::continuation(Some(old), state(&new, &found), day(2)).unwrap();
    let told = [
        "diubah | PK | IKK 1.1 Lulusan bekerja | target | 50 | 56 | E11",
        "dikosongkan | PK | Buku terbit | target | 4 | E13",
    ];
    assert_eq!(row(&change.since_last_run), told);
    let next = RunMemory::read(&next.write()).unwrap();
    let (_, change) = RunMemory::continuation(Some(next), state(&new, &found), day(3)).unwrap();
    assert_eq!(row(&[change.units[0].1.clone()]), told);
    assert_eq!(change.units[0].1.sentence(), None, "a letter counts no findings that nobody can tell apart");
}

#[test]
fn what_was_remembered_when_the_format_was_stated_is_read_for_ever() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/src/compare/tests/putaran-3.bin");
    let memory = RunMemory::read(&std::fs::read(kept).unwrap()).unwrap();
    assert_eq!(memory.date, day(1));
    let new = house(vec![pk("b.xlsx", "JTI", NEW)]);
    let (_, change) = RunMemory::continuation(Some(memory), state(&new, &[]), day(2)).unwrap();
    let cells: Vec<String> = row(&change.since_last_run).into_iter().filter(|row| row.contains("PK")).collect();
    assert_eq!(
        cells,
        [
            "diubah | PK | IKK 1.1 Lulusan bekerja | target | 50 | 56 | E11",
            "dikosongkan | PK | Buku terbit | target | 4 | E13"
        ]
    );
}
