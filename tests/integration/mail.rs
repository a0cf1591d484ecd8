//! The post loop: forms come by mail, marked workbooks and letters go back, mended ones come again.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use chrono::NaiveDateTime;
use mail_builder::MessageBuilder;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::Value;

use crate::shared::{complaint, copy_sample, root, selaras, show_row, text};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A message as a mail program saves it.
fn surat(unit: &str, when: &str, attachment: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let moment: NaiveDateTime = when.parse().expect("a moment");
    let mut message = MessageBuilder::new()
        .from((format!("Staf {unit} – Politeknik"), format!("{unit}@politeknik-contoh.example")))
        .to("perencanaan@politeknik-contoh.example")
        .subject(format!("Kiriman {unit}"))
        .message_id(format!("{unit}.{}@contoh", moment.and_utc().timestamp()))
        .date(moment.and_utc().timestamp())
        .text_body("Terlampir.");
    for (kind, name, content) in attachment {
        message = message.attachment(*kind, *name, content.clone());
    }
    message.write_to_vec().expect("a message")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(root().join("samples/politeknik/masuk").join(name)).expect("a shipped sample")
}

fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
    archive.write_all(content).expect("its bytes");
    archive.finish().expect("an archive").into_inner()
}

/// A mailbox, a message in an archive, a single message, a Maildir.
fn mailbox_content(enter: &Path) {
    fs::remove_dir_all(enter).expect("the sample's own inbox");
    fs::create_dir_all(enter.join("Surat/cur")).expect("a Maildir");
    fs::create_dir_all(enter.join("Surat/new")).expect("a Maildir");
    let bak = surat(
        "bak",
        "2026-03-05T02:00:00",
        &[
            (XLSX, "PK Bagian Akademik – final.xlsx", sample("BAK/PK BAK.xlsx")),
            (XLSX, "RA BAK.xlsx", sample("BAK/RA BAK.xlsx")),
            ("image/png", "logo.png", vec![0x89, b'P', b'N', b'G']),
        ],
    );
    let jts = surat(
        "jts",
        "2026-02-20T02:00:00",
        &[("application/zip", "kirim.zip", zip("PK_JTS.xls", &sample("JTS/PK_JTS.xls")))],
    );
    let mut mailbox = Vec::new();
    for message in [bak, jts] {
        mailbox.extend(b"From perencanaan@politeknik-contoh.example Mon Mar  9 08:00:00 2026\n");
        mailbox.extend(message);
        mailbox.extend(b"\n\n");
    }
    fs::write(enter.join("kotak masuk.mbox"), mailbox).expect("a mailbox");
    let jti = surat("jti", "2026-02-19T02:00:00", &[(XLSX, "PK JTI 2026.xlsx", sample("JTI/PK JTI 2026.xlsx"))]);
    fs::write(enter.join("surat.zip"), zip("jti.eml", &jti)).expect("an archive");
    let swapped = surat("jtm", "2026-02-21T02:00:00", &[(XLSX, "RA.xlsx", sample("JTI/Rencana Aksi JTI 2026.xlsx"))]);
    fs::write(enter.join("Surat/new/1771639200.M1P1.host"), swapped).expect("a message");
}

fn konsolidasi(workspace: &Path) -> (String, Vec<Value>) {
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    assert_eq!(complaint(&output), "");
    let temuan = fs::read_to_string(workspace.join("hasil/data/temuan.jsonl")).expect("the findings");
    let temuan = temuan.lines().map(|row| serde_json::from_str(row).expect("a JSON object")).collect();
    (text(&output.stdout), temuan)
}

fn find<'a>(temuan: &'a [Value], code: &str, unit: &str) -> Vec<&'a Value> {
    let owned = |one: &&Value| one["kode"] == code && one["unit"] == unit && one["pengecualian"].is_null();
    temuan.iter().filter(owned).collect()
}

fn file(folder: &Path) -> Vec<String> {
    let mut outcome: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|listed| listed.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    outcome.sort();
    outcome
}

#[test]
fn forms_in_mail_reach_their_units_and_come_back_marked_with_a_letter() {
    let (_folder, workspace) = copy_sample("politeknik");
    mailbox_content(&workspace.join("masuk"));
    let (visible, temuan) = konsolidasi(&workspace);
    assert!(visible.contains("kotak masuk.mbox/1/logo.png (gambar, bukan buku kerja Excel)"), "{visible}");

    let late = find(&temuan, "AL01", "BAK");
    let late = |word: &str| late.iter().any(|one| one["pesan"].as_str().is_some_and(|message| message.contains(word)));
    assert!(late("Perjanjian Kinerja diterima 5 Maret 2026, 5 hari setelah tenggat"), "the mail's day counts");
    assert!(find(&temuan, "AL01", "JTS").iter().all(|one| !one["pesan"].to_string().contains("Perjanjian Kinerja")));
    let swapped = find(&temuan, "ID10", "JTI");
    assert_eq!(swapped.len(), 1, "a form of JTI from the address of JTM: {temuan:?}");

    let correction = workspace.join("hasil/koreksi");
    let name = [
        "PK Bagian Akademik – final - koreksi.xlsx",
        "RA BAK - koreksi.xlsx",
        "koreksi.eml",
        "laporan.html",
        "pesan-singkat.txt",
    ];
    assert_eq!(file(&correction.join("BAK")), name);
    assert_eq!(
        file(&correction.join("JTS")),
        ["PK_JTS - koreksi.xlsx", "koreksi.eml", "laporan.html", "pesan-singkat.txt"],
        "an old format as a copy"
    );
    assert_eq!(file(&correction.join("JTM")), ["pengingat.eml", "pesan-singkat.txt"], "it sent nothing of its own");

    let surat = fs::read(correction.join("BAK/koreksi.eml")).expect("a letter");
    let surat = MessageParser::default().parse(&surat).expect("a message");
    assert_eq!(
        surat.to().and_then(|to| to.first()).and_then(|one| one.address()),
        Some("bak@politeknik-contoh.example")
    );
    assert!(surat.in_reply_to().as_text().is_some_and(|id| id.starts_with("bak.")), "it answers the unit's mail");
    assert_eq!(surat.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert!(surat.subject().is_some_and(|subjek| subjek.contains("Politeknik Contoh") && subjek.contains("PK dan RA")));
    let content = surat.body_text(0).expect("a text");
    assert!(
        content.contains("Yang paling penting") && content.contains("27 Juli 2026") && !content.contains('{'),
        "{content}"
    );
    let attachment: Vec<_> = surat.attachments().filter_map(|one| one.attachment_name()).collect();
    assert_eq!(attachment, &name[..2]);
}

#[test]
fn a_mended_copy_that_comes_back_counts_and_its_finding_is_gone() {
    let (_folder, workspace) = copy_sample("politeknik");
    let enter = workspace.join("masuk");
    mailbox_content(&enter);
    let (_, temuan) = konsolidasi(&workspace);
    assert_eq!(find(&temuan, "TL07", "BAK").len(), 1, "a hidden row in the action plan");
    let correction = workspace.join("hasil/koreksi/BAK");
    let pk = fs::read(correction.join("PK Bagian Akademik – final - koreksi.xlsx")).expect("a marked workbook");
    let ra = show_row(&fs::read(correction.join("RA BAK - koreksi.xlsx")).expect("a marked workbook"));
    let reply =
        surat("bak", "2026-07-10T02:00:00", &[(XLSX, "PK - koreksi.xlsx", pk), (XLSX, "RA BAK - koreksi.xlsx", ra)]);
    fs::write(enter.join("balasan.eml"), reply).expect("a message");

    let (_, after) = konsolidasi(&workspace);
    assert!(find(&after, "TL07", "BAK").is_empty(), "mended: {:?}", find(&after, "TL07", "BAK"));
    let pk = find(&after, "PK03", "BAK");
    assert_eq!(pk.len(), 1, "still there, once: what we wrote into the file is no form: {pk:?}");
    assert_eq!(pk[0]["berkas"], "balasan.eml/PK - koreksi.xlsx", "the newest counts");
    let being_read = after.iter().filter(|one| one["lembar"] == "TEMUAN").count();
    assert_eq!(being_read, 0, "our own sheet raises nothing");
    assert_eq!(
        file(&correction),
        ["PK - koreksi.xlsx", "koreksi.eml", "laporan.html", "pesan-singkat.txt"],
        "the folder is new, and names never grow"
    );
}

#[test]
fn letters_speak_the_words_of_the_workspace_and_a_broken_text_ends_nothing() {
    let (_folder, workspace) = copy_sample("politeknik");
    mailbox_content(&workspace.join("masuk"));
    let template = workspace.join("templat");
    fs::create_dir_all(&template).expect("a folder");
    fs::write(template.join("pengingat.txt"), "Subjek: Ayo {kode}\n\nSalam dari {instansi}.\n").expect("a text");
    konsolidasi(&workspace);
    let surat = fs::read(workspace.join("hasil/koreksi/JTM/pengingat.eml")).expect("a letter");
    let surat = MessageParser::default().parse(&surat).expect("a message");
    assert_eq!(surat.subject(), Some("Ayo JTM"));
    assert_eq!(surat.body_text(0).expect("a text").trim(), "Salam dari Politeknik Contoh.");

    fs::write(template.join("pengingat.txt"), "Subjek: Ayo {nama}\n").expect("a text");
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "the reports are there all the same");
    assert!(text(&output.stderr).contains("{nama} tidak dikenal"), "{}", text(&output.stderr));
    let letter = workspace.join("hasil/koreksi/JTM/pengingat.eml");
    assert!(!letter.exists(), "a letter of the run before does not stand beside the figures of this one");
}

#[test]
fn a_unit_marks_its_own_file_before_it_sends_it_and_nothing_is_written_over() {
    let (_folder, workspace) = copy_sample("politeknik");
    let original = workspace.join("masuk/BAK/RA BAK.xlsx");
    let former = fs::read(&original).expect("a sample");
    let to = workspace.join("salinan");
    let check = |extra: &[&str]| {
        let (original, workspace) = (original.display().to_string(), workspace.display().to_string());
        let mut argument = vec!["periksa", &original, "--ruang", &workspace, "--tanggal", "2026-07-20", "--tandai"];
        argument.extend(extra);
        let output = selaras(&argument);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    };
    check(&[]);
    check(&["--ke", &to.display().to_string()]);
    check(&["--ke", &to.display().to_string()]);
    assert!(original.with_file_name("RA BAK - koreksi.xlsx").is_file());
    assert_eq!(file(&to), ["RA BAK (2) - koreksi.xlsx", "RA BAK - koreksi.xlsx"]);
    assert_eq!(fs::read(&original).expect("the file"), former, "the file itself stays as it is");
}

#[test]
fn a_mail_that_brings_no_form_is_not_called_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("halo.eml");
    fs::write(&path, "From: a@contoh.example\r\nSubject: Halo\r\n\r\nFormulir menyusul.\r\n").expect("a file");
    let output = selaras(&["periksa", &path.display().to_string()]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("Tidak ada formulir yang diperiksa") && !told.contains("tidak ada galat"), "{told}");
}
