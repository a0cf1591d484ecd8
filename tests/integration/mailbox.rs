//! The sample inbox: every attachment reaches its unit, marked workbooks and letters go out, mended ones come back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Reader, Xlsx};
use chrono::NaiveDate;
use mail_builder::MessageBuilder;
use mail_parser::{MessageParser, MimeHeaders};
use selaras::pipeline::{self, NoProgress};
use selaras::tables::{Status, Tables};
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;
use serde_json::Value;

use crate::shared::{cell_content, complaint, copy_sample, part, root, selaras, text};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a table of the sample's README.
fn list(heading: &str) -> Vec<Vec<String>> {
    let readme = fs::read_to_string(root().join("samples/kotak-surat/README.md")).expect("the sample's README");
    let row = readme.lines().skip_while(|row| *row != format!("## {heading}")).skip(1);
    let row = row.take_while(|row| !row.starts_with("## ")).filter(|row| row.starts_with("| ")).skip(1);
    let outcome: Vec<Vec<String>> = row
        .map(|row| row.trim_start_matches("| ").trim_end_matches(" |").split(" | ").map(|s| s.trim().into()).collect())
        .collect();
    assert!(!outcome.is_empty(), "{heading}");
    outcome
}

fn tables(workspace: &Path) -> pipeline::RunOutcome {
    let workspace = Workspace::open(workspace).expect("the sample");
    let day = NaiveDate::from_ymd_opt(2026, 4, 20).expect("a day");
    pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run")
}

fn konsolidasi(workspace: &Path, date: &str) -> (String, Vec<Value>) {
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", date]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    assert_eq!(complaint(&output), "");
    let temuan = fs::read_to_string(workspace.join("hasil/data/temuan.jsonl")).expect("the findings");
    (text(&output.stdout), temuan.lines().map(|row| serde_json::from_str(row).expect("a finding")).collect())
}

/// Units of the documents of each file, and whether any of them counts.
fn owned(tables: &Tables) -> BTreeMap<&str, (BTreeSet<&str>, bool)> {
    let mut outcome: BTreeMap<&str, (BTreeSet<&str>, bool)> = BTreeMap::new();
    for document in &tables.documents {
        let one = outcome.entry(&tables.files[document.file as usize].path).or_default();
        one.0.extend(document.unit.as_deref());
        one.1 |= document.status == Status::InUse;
    }
    outcome
}

#[test]
fn every_attachment_of_the_sample_inbox_reaches_its_unit() {
    let outcome = tables(&root().join("samples/kotak-surat"));
    let owned = owned(&outcome.tables);
    let mut exists: BTreeSet<&str> = outcome.tables.files.iter().map(|file| file.path.as_str()).collect();
    for row in list("Lampiran") {
        let [path, unit, remark] = row.as_slice() else { panic!("three columns in {row:?}") };
        assert!(exists.remove(path.as_str()), "{path} was not taken in: {exists:?}");
        let file = outcome.tables.files.iter().find(|file| file.path == *path).expect("a file");
        if unit.is_empty() {
            let cause = file.outcome.as_ref().expect_err("what cannot be opened").clone();
            assert!(cause.advice.contains(".eml") || cause.advice.contains("ulang"), "{cause:?}");
            continue;
        }
        let (document_unit, in_use) = &owned[path.as_str()];
        assert_eq!(document_unit.iter().copied().collect::<Vec<_>>(), [unit.as_str()], "{path}");
        let other = remark.contains("digantikan") || remark.contains("salinan");
        assert_eq!(*in_use, !other, "{path}: {remark}");
    }
    assert_eq!(exists.into_iter().collect::<Vec<_>>(), ["kaskade.xlsx"], "nothing that the list does not know");
    let skipped: BTreeSet<&str> = outcome.skipped.iter().map(|one| one.path.as_str()).collect();
    let as_written = list("Lampiran yang dilewati");
    assert_eq!(skipped, as_written.iter().map(|row| row[0].as_str()).collect());
    assert_eq!(outcome.system_files, ["Thunderbird/Inbox.msf"]);

    let forwarded = |file: &&selaras::tables::SentFile| file.path.contains("noname.eml");
    let forwarded = outcome.tables.files.iter().find(forwarded).and_then(|file| file.mail_origin.as_ref());
    assert_eq!(
        forwarded.map(|origin| origin.sender.as_str()),
        Some("pts@akademi-contoh.example"),
        "who made it, not who passed it on"
    );
    let phone = outcome.tables.files.iter().find(|file| file.path.starts_with("ponsel.eml"));
    assert_eq!(phone.and_then(selaras::tables::SentFile::mail_day), None, "a mail without a date accuses nobody");
}

#[test]
fn every_planted_mistake_of_the_sample_inbox_is_found_and_every_unit_gets_its_letter() {
    let (_folder, workspace) = copy_sample("kotak-surat");
    let (visible, temuan) = konsolidasi(&workspace, "2026-04-20");
    for row in list("Kesalahan yang ditanam") {
        let exists = temuan.iter().any(|one| {
            let cell = one["sel"].as_str().unwrap_or_default();
            one["kode"] == row[3] && one["berkas"] == row[0] && cell.split(',').any(|one| one == row[2])
        });
        let of_one_code: Vec<_> = temuan.iter().filter(|one| one["berkas"] == row[0]).collect();
        assert!(exists, "{row:?} not among {of_one_code:#?}");
    }
    assert!(visible.contains("9 berkas bukan buku kerja dan dilewati:"), "{visible}");
    let book = fs::read(workspace.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    assert!(part(&book, "xl/sharedStrings.xml").contains("dokumen PDF, bukan buku kerja Excel"), "a row in Sumber");

    let surat: BTreeMap<&str, &str> = BTreeMap::from([
        ("PTI", "koreksi.eml"),
        ("PTM", "koreksi.eml"),
        ("PTS", "koreksi.eml"),
        ("PAK", "koreksi.eml"),
        ("PAB", "koreksi.eml"),
        ("PKS", "tanda-terima.eml"),
        ("PAG", "pengingat.eml"),
    ]);
    for (unit, name) in surat {
        let folder = workspace.join("hasil/koreksi").join(unit);
        let content = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{unit}: {error}"));
        let message = MessageParser::default().parse(&content).expect("a message");
        let attachment: Vec<_> = message.attachments().filter_map(|one| one.attachment_name()).collect();
        let mut file: Vec<String> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|listed| listed.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| !name.ends_with(".eml") && name != "laporan.html" && name != "pesan-singkat.txt")
            .collect();
        file.sort();
        let mut attached = attachment.clone();
        attached.sort_unstable();
        assert_eq!(file, attached, "{unit}: what is marked goes with the letter");
        assert_eq!(name == "koreksi.eml", !file.is_empty(), "{unit}");
    }
}

/// The units that send back what they were sent, and the cell that one of them leaves as it is.
const LEFT_ALONE: (&str, &str) = ("RA05", "PTM");

#[test]
fn mended_copies_come_back_with_their_findings_gone_and_the_comparison_right() {
    let (_folder, workspace) = copy_sample("kotak-surat");
    let (_, former) = konsolidasi(&workspace, "2026-04-20");
    let unit_from: BTreeMap<String, String> =
        list("Lampiran").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut per_unit: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for row in list("Kesalahan yang ditanam") {
        per_unit.entry(unit_from[&row[0]].clone()).or_default().push(row);
    }
    for (unit, mistake) in &per_unit {
        let surat = fs::read(workspace.join("hasil/koreksi").join(unit).join("koreksi.eml")).expect("a letter");
        let surat = MessageParser::default().parse(&surat).expect("a message");
        let mut reply = MessageBuilder::new()
            .from((unit.clone(), format!("{}@akademi-contoh.example", unit.to_lowercase())))
            .to("perencanaan@akademi-contoh.example")
            .subject(format!("Re: {}", surat.subject().expect("a subject")))
            .message_id(format!("balasan.{unit}@akademi-contoh.example"))
            .in_reply_to(surat.message_id().expect("an id"))
            .date(1_777_000_000_i64)
            .text_body("Sudah kami perbaiki.");
        for attachment in surat.attachments() {
            let name = attachment.attachment_name().expect("a name");
            let mut content = attachment.contents().to_vec();
            for row in mistake.iter().filter(|row| same_name(&row[0], name)) {
                if (row[3].as_str(), unit.as_str()) != LEFT_ALONE {
                    content = cell_content(&content, &row[1], &row[2], &row[4]);
                }
            }
            reply = reply.attachment(XLSX, name, content);
        }
        fs::write(
            workspace.join("masuk").join(format!("balasan {unit}.eml")),
            reply.write_to_vec().expect("a message"),
        )
        .expect("a message in the inbox");
    }

    let (visible, after) = konsolidasi(&workspace, "2026-04-27");
    for (unit, mistake) in &per_unit {
        for row in mistake {
            let remaining: Vec<_> =
                after.iter().filter(|one| one["kode"] == row[3] && one["unit"] == unit.as_str()).collect();
            let left_alone = (row[3].as_str(), unit.as_str()) == LEFT_ALONE;
            assert_eq!(remaining.len(), usize::from(left_alone), "{row:?}: {remaining:#?}");
        }
        let error = |all: &[Value]| {
            let owned = |one: &&Value| {
                one["unit"] == unit.as_str()
                    && one["tingkat"] != "info"
                    && one["kode"] != "AL01"
                    && one["kode"] != "BK02"
            };
            all.iter().filter(owned).count()
        };
        let (old, new) = (error(&former), error(&after));
        let folder = workspace.join("hasil/koreksi").join(unit);
        let name = if new == 0 { "tanda-terima.eml" } else { "koreksi.eml" };
        let surat = fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{unit}: {error}; {after:#?}"));
        let surat =
            MessageParser::default().parse(&surat).expect("a message").body_text(0).expect("a text").into_owned();
        let sentence = match (old, new) {
            (1, 0) => "Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih.".to_string(),
            (_, 0) => format!("Semua {old} catatan sebelumnya sudah diperbaiki. Terima kasih."),
            _ => format!("Dari {old} catatan sebelumnya, {} sudah diperbaiki dan {new} masih ada.", old - new),
        };
        assert!(surat.contains(&sentence), "{unit}: {sentence}\n{surat}");
        assert!(visible.contains(&format!("\n  {unit}: ")), "{unit} in {visible}");
    }
    assert!(!visible.contains("\n  PKS: "), "what nobody sent anew did not change: {visible}");
    assert!(after.iter().all(|one| one["lembar"] != "TEMUAN"), "our own sheet raises nothing");

    // One mistake was left: its workbook comes again, with one list of findings and one name.
    let folder = workspace.join("hasil/koreksi/PTM");
    let mut name: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|one| one.expect("an entry").file_name()).collect();
    name.sort();
    assert_eq!(name, ["RA PTM - koreksi.xlsx", "koreksi.eml", "laporan.html", "pesan-singkat.txt"]);
    let content = fs::read(folder.join("RA PTM - koreksi.xlsx")).expect("a marked workbook");
    let book: Xlsx<_> = Xlsx::new(Cursor::new(&content)).expect("a workbook");
    assert_eq!(book.sheet_names(), ["TEMUAN", "RA"]);
    let mut package = zip::ZipArchive::new(Cursor::new(&content)).expect("a package");
    let comment: Vec<String> = package
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .filter(|name| name.contains("comments"))
        .collect();
    assert_eq!(comment.len(), 1, "{comment:?}");
    let mut text = String::new();
    package.by_name(&comment[0]).expect("comments").read_to_string(&mut text).expect("their text");
    assert_eq!(text.matches("GALAT RA05").count(), 1, "{text}");

    // And a third run over the same inbox says nothing new.
    let (visible, _) = konsolidasi(&workspace, "2026-04-27");
    assert!(visible.contains("Tidak ada perubahan sejak putaran 27 April 2026."), "{visible}");
}

/// Whether a marked workbook is the one of an attachment.
fn same_name(path: &str, marked: &str) -> bool {
    let bar = |name: &str| name.rsplit_once('.').map(|(bar, _)| bar.to_string()).unwrap_or_default();
    bar(path.rsplit('/').next().unwrap_or(path)) == bar(marked).trim_end_matches(" - koreksi")
}
