#![allow(clippy::unwrap_used)]
use std::collections::BTreeMap;
use std::fs;

use chrono::NaiveDate;

use super::*;
use crate::domain::official::{OfficialVersion, Reopening};

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, number).unwrap()
}

fn document(digest: &str, errors: u32) -> DocumentState {
    DocumentState {
        unit: "JTI".into(),
        document: "tw2".into(),
        digest: digest.into(),
        received: None,
        sender: Some("Budi <budi@contoh.ac.id>".into()),
        errors,
        warnings: 0,
        rules: if errors > 0 { format!("UK02 {errors}") } else { String::new() },
        returned: errors > 0,
    }
}

fn run(number: u32, digest: &str, errors: u32) -> RunRecord {
    let file = ReceivedFile {
        path: "JTI/TW II.xlsx".into(),
        sha256: digest.into(),
        size: 3,
        received: None,
        sender: None,
        subject: None,
    };
    RunRecord {
        day: day(number),
        files: vec![file],
        documents: vec![document(digest, errors)],
        numbers: Vec::new(),
        copies: Vec::new(),
        steps: Vec::new(),
        letters: Vec::new(),
    }
}

fn told(journal: &Journal) -> Vec<String> {
    journal.events().unwrap().iter().map(|one| format!("{} {} {}", one.kind.name(), one.digest, one.day)).collect()
}

#[test]
fn a_repeated_run_adds_nothing_and_what_is_mended_is_told_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    for number in [1, 2] {
        journal.record(&run(number, "a", 2)).unwrap();
    }
    journal.record(&run(5, "b", 0)).unwrap();
    let expected = [
        "diterima a 2026-07-01",
        "diperiksa a 2026-07-01",
        "dikembalikan a 2026-07-01",
        "diterima b 2026-07-05",
        "diperiksa b 2026-07-05",
    ];
    assert_eq!(told(&journal), expected);
    let received = journal.received().unwrap();
    assert_eq!(received.len(), 2);
    assert_eq!((received[1].0, received[1].1.sha256.as_str()), (day(5), "b"));
}

#[test]
fn who_sends_the_old_file_again_is_received_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    for (number, digest) in [(1, "a"), (2, "b"), (3, "a")] {
        journal.record(&run(number, digest, 0)).unwrap();
    }
    assert_eq!(told(&journal).iter().filter(|one| one.starts_with("diterima")).count(), 3);
    assert_eq!(journal.received().unwrap().len(), 2, "the same bytes at the same path are one file");
}

fn version(scope: &str, number: u32) -> FrozenVersion {
    let content = Frozen {
        program: "selaras".into(),
        profil: "umum".into(),
        state: vec![1, 2],
        figures: vec![3],
        files: BTreeMap::from([("a.xlsx".to_string(), "aa".to_string())]),
        outputs: BTreeMap::from([("rekap.txt".to_string(), b"Resmi".to_vec())]),
    };
    let version = OfficialVersion {
        scope: scope.parse().unwrap(),
        number,
        day: day(12),
        by: "Dr. Contoh, Direktur".into(),
        note: None,
        reopened: None,
    };
    FrozenVersion { version, content, documents: vec![("JTI".into(), "tw2".into(), "a".into())], numbers: Vec::new() }
}

#[test]
fn a_version_is_kept_with_all_that_it_froze_and_a_number_is_given_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    journal.ratify(&[version("tw2", 1)]).unwrap();
    let again = journal.ratify(&[version("pk.JTI", 1), version("tw2", 1)]);
    assert!(again.is_err());
    let all = journal.versions().unwrap();
    assert_eq!(all.len(), 1, "what fails as a whole leaves nothing behind: {all:?}");
    let frozen = journal.frozen(&all[0]).unwrap().unwrap();
    assert_eq!((frozen.state, frozen.figures), (vec![1, 2], vec![3]));
    assert_eq!(frozen.files.get("a.xlsx").map(String::as_str), Some("aa"));
    let outputs = journal.outputs(&all[0]).unwrap();
    assert_eq!(journal.content(&outputs[0].1).unwrap().unwrap(), b"Resmi");
    assert_eq!(all[0].title(), "Resmi, versi 1, disahkan 12 Juli 2026 oleh Dr. Contoh, Direktur");
}

#[test]
fn a_version_is_opened_once_and_keeps_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    journal.ratify(&[version("tw2", 1)]).unwrap();
    let newest = journal.newest(&"tw2".parse().unwrap()).unwrap().unwrap();
    let opened = Reopening { day: day(20), by: None, reason: "Koreksi reviu".into() };
    assert!(journal.reopen(&newest, &opened).unwrap());
    assert!(!journal.reopen(&newest, &opened).unwrap());
    assert_eq!(journal.newest(&newest.scope).unwrap().unwrap().reopened, Some(opened));
    journal.ratify(&[version("tw2", 2)]).unwrap();
    assert_eq!(journal.newest(&newest.scope).unwrap().unwrap().number, 2);
}

#[test]
fn what_is_no_journal_or_a_newer_one_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(JOURNAL_FILE);
    fs::write(&path, "bukan basis data, melainkan catatan panjang seseorang").unwrap();
    assert!(matches!(Journal::open(folder.path()), Err(JournalError::Foreign(_))));
    assert!(fs::read_to_string(&path).unwrap().starts_with("bukan"));
    fs::remove_file(&path).unwrap();
    let journal = Journal::open(folder.path()).unwrap();
    journal.connection.pragma_update(None, "user_version", 99).unwrap();
    drop(journal);
    assert!(matches!(Journal::open(folder.path()), Err(JournalError::Newer { form: 99, .. })));
}

#[test]
fn a_workspace_without_a_journal_has_none_until_it_is_opened_to_write() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Journal::existing(folder.path()).unwrap().is_none());
    drop(Journal::open(folder.path()).unwrap());
    assert!(Journal::existing(folder.path()).unwrap().is_some());
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(names, [JOURNAL_FILE], "one file is all that must be kept");
}

#[test]
fn what_is_kept_is_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::of(folder.path());
    let digest = sha256(b"isi");
    assert!(!archive.keep(&digest, "a.xlsx", b"lain").unwrap());
    assert!(archive.keep(&digest, "surat.eml/a.XLSX", b"isi").unwrap());
    assert!(archive.holds(&digest, "b.xlsx", 3) && archive.bytes(&digest, "b.xlsx").unwrap() == b"isi");
    let path = archive.place(&digest, "a.xlsx");
    assert!(path.extension().unwrap() == "xlsx" && path.starts_with(folder.path().join("arsip")));
}

fn numbered(unit: &str) -> Numbered {
    Numbered { unit: unit.into(), document: "pk".into(), digest: "a".into() }
}

fn plan(journal: &Journal, units: &[&str]) -> Vec<RegisterEntry> {
    let documents: Vec<Numbered> = units.iter().map(|unit| numbered(unit)).collect();
    let pattern = |group: &str, unit: &str, order: u32| format!("{order:03}/{}/{unit}/2026", group.to_uppercase());
    journal.plan_numbers(&documents, (2026, day(1)), &pattern).unwrap()
}

#[test]
fn numbers_follow_without_a_gap_and_a_document_keeps_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    for units in [&["JTI", "JTM"][..], &["JTM", "BAK"], &["JTI"]] {
        let numbers = plan(&journal, units);
        journal
            .record(&RunRecord {
                day: day(1),
                files: Vec::new(),
                documents: Vec::new(),
                numbers,
                copies: Vec::new(),
                steps: Vec::new(),
                letters: Vec::new(),
            })
            .unwrap();
    }
    let numbers: Vec<String> = journal.register().unwrap().into_iter().map(|one| one.number).collect();
    assert_eq!(numbers, ["001/PK/JTI/2026", "002/PK/JTM/2026", "003/PK/BAK/2026"]);
    let mut ratified = version("pk.JTI", 1);
    ratified.documents = vec![("JTI".into(), "pk".into(), "a".into())];
    journal.ratify(&[ratified]).unwrap();
    assert!(plan(&journal, &["JTI"]).is_empty(), "what is ratified keeps the number that it came with");
    let newest = journal.newest(&"pk.JTI".parse().unwrap()).unwrap().unwrap();
    journal.reopen(&newest, &Reopening { day: day(3), by: None, reason: "DPPA".into() }).unwrap();
    let next = plan(&journal, &["JTI"]);
    assert_eq!((next[0].number.as_str(), next[0].version), ("004/PK/JTI/2026", 2));
}

#[test]
fn who_planned_on_an_older_register_writes_nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    let (first, second) = (plan(&journal, &["JTI"]), plan(&journal, &["JTM"]));
    let record = |numbers| RunRecord { numbers, ..run(1, "a", 0) };
    journal
        .record(&RunRecord {
            numbers: first,
            documents: Vec::new(),
            files: Vec::new(),
            copies: Vec::new(),
            steps: Vec::new(),
            letters: Vec::new(),
            day: day(1),
        })
        .unwrap();
    assert!(journal.record(&record(second)).is_err());
    assert_eq!(
        (journal.register().unwrap().len(), journal.received().unwrap().len(), journal.events().unwrap().len()),
        (1, 0, 0)
    );
}

#[test]
fn an_older_journal_is_brought_forward_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(JOURNAL_FILE);
    let old = Connection::open(&path).unwrap();
    old.execute_batch(MIGRATIONS[0]).unwrap();
    old.execute(
        "INSERT INTO peristiwa (hari, unit, dokumen, jenis) VALUES ('2026-03-01', 'JTI', 'pk', 'diterima')",
        [],
    )
    .unwrap();
    old.pragma_update(None, "application_id", APPLICATION).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    let journal = Journal::open(folder.path()).unwrap();
    assert_eq!(journal.events().unwrap().len(), 1);
    assert!(journal.register().unwrap().is_empty());
}

#[test]
fn many_that_begin_one_journal_at_once_all_open_it() {
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let opened = std::thread::scope(|scope| {
            let all: Vec<_> = (0..12).map(|_| scope.spawn(|| Journal::open(folder.path()).map(drop))).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(opened.iter().all(Result::is_ok), "{opened:?}");
    }
}
