//! Mail with real servers: fetched from Dovecot, handed to a small server that remembers, cut off at every word.
#![cfg(all(target_os = "linux", feature = "surel"))]
#![allow(clippy::unwrap_used)]

mod cut;
mod dovecot;
mod fetch;
mod quarter;
mod remind;
mod send;
pub(crate) mod smtp;
mod trouble;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mail_builder::MessageBuilder;

use crate::shared::{copy_sample, root, text};
use dovecot::SECRET;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The workspace of the sample inbox with nothing in it, and settings of mail.
fn workspace(settings: &str) -> (tempfile::TempDir, PathBuf) {
    let (held, workspace) = copy_sample("kotak-surat");
    fs::remove_dir_all(workspace.join("masuk")).expect("the sample's inbox");
    fs::create_dir(workspace.join("masuk")).expect("an inbox");
    set(&workspace, settings);
    (held, workspace)
}

/// Adds settings of mail to a workspace, in the place of those that it had.
pub(crate) fn set(workspace: &Path, settings: &str) {
    let path = workspace.join("selaras.toml");
    let text = fs::read_to_string(&path).expect("settings");
    let before = text.split("\n[surel]").next().unwrap_or_default();
    fs::write(&path, format!("{before}\n[surel]\npengguna = \"biro\"\n{settings}\n")).expect("settings");
}

/// The program with the secret in its surroundings.
fn program(arguments: &[&str], workspace: &Path) -> Command {
    let mut command = Command::new(crate::shared::program());
    command.args(&arguments[..1]).arg(workspace).args(&arguments[1..]).env("SELARAS_SANDI_SUREL", SECRET);
    command
}

fn run(arguments: &[&str], workspace: &Path) -> Output {
    program(arguments, workspace).output().expect("the program starts")
}

/// What a run said, which must have ended well.
fn done(arguments: &[&str], workspace: &Path) -> String {
    let output = run(arguments, workspace);
    let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {said}");
    assert!(!said.contains(SECRET), "{said}");
    said
}

/// A form of the sample that a unit sent, as bytes: the first workbook in one of its messages.
fn form() -> Vec<u8> {
    let raw = fs::read(root().join("samples/kotak-surat/masuk/PTI/TW I.eml")).expect("a message of the sample");
    let message = mail_parser::MessageParser::default().parse(&raw).expect("a message");
    let part = message.attachments().next().expect("an attachment");
    part.contents().to_vec()
}

/// A message with a form.
fn with_form(number: usize, from: &str, bytes: Vec<u8>) -> Vec<u8> {
    MessageBuilder::new()
        .from(("Staf Unit", from))
        .to("biro@contoh.ac.id")
        .subject(format!("Pengukuran TW I ({number})"))
        .message_id(format!("unit.{number}@contoh.ac.id"))
        .date(1_775_600_000 + i64::try_from(number).expect("a number"))
        .text_body("Terlampir.")
        .attachment(XLSX, format!("TW I {number}.xlsx"), bytes)
        .write_to_vec()
        .expect("a message")
}

/// A message that brings nothing: text, text in two shapes, a picture, in turn.
fn without_form(number: usize) -> Vec<u8> {
    let message = MessageBuilder::new()
        .from(("Siapa Saja".to_string(), format!("orang{number}@luar.example")))
        .to("biro@contoh.ac.id")
        .subject(format!("Undangan {number}"))
        .message_id(format!("lain.{number}@luar.example"))
        .date(1_775_500_000 + i64::try_from(number).expect("a number"))
        .text_body(format!("Undangan nomor {number}."));
    let message = match number % 10 {
        0 => message.attachment("image/png", "logo.png", vec![0x89, b'P', b'N', b'G']),
        1..=4 => message.html_body("<p>Undangan</p>"),
        _ => message,
    };
    message.write_to_vec().expect("a message")
}

/// The files of taken mail.
fn taken(workspace: &Path) -> Vec<String> {
    let listed = fs::read_dir(workspace.join("masuk/surel")).into_iter().flatten().flatten();
    let mut all: Vec<String> = listed.map(|one| one.file_name().to_string_lossy().into_owned()).collect();
    all.sort();
    all
}

/// Every file below a folder that holds a text.
pub(crate) fn holding(folder: &Path, text: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            holding(&path, text, found);
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes())) {
            found.push(path);
        }
    }
}

/// Settings that take mail from a server of this machine.
fn incoming(port: u16, way: &str) -> String {
    format!("imap = \"127.0.0.1:{port}\"\nimap_tls = \"{way}\"\n")
}

/// Settings that give letters to a server of this machine.
pub(crate) fn outgoing(port: u16, way: &str) -> String {
    format!(
        "smtp = \"127.0.0.1:{port}\"\nsmtp_tls = \"{way}\"\ndari = \"Biro Perencanaan <biro@contoh.ac.id>\"\nper_menit = 0\n"
    )
}
