//! Letters leave once, to each address, whatever breaks in between.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use mail_parser::{MessageParser, MimeHeaders};

use super::dovecot::{Dovecot, SECRET, certificates};
use super::smtp::{Line, Script, Smtp, identity};
use super::*;

/// The sample workspace with its letters, made once.
fn with_letters() -> (tempfile::TempDir, PathBuf) {
    let (held, workspace) = copy_sample("kotak-surat");
    done(&["konsolidasi", "--tanggal", "2026-04-20", "--diam"], &workspace);
    (held, workspace)
}

/// A copy of a workspace that another test cannot spoil.
fn copied(workspace: &Path) -> (tempfile::TempDir, PathBuf) {
    let held = tempfile::tempdir().expect("a folder");
    let place = held.path().join("ruang");
    let output = Command::new("cp").arg("-a").arg(workspace).arg(&place).status().expect("a copy");
    assert!(output.success());
    (held, place)
}

fn login() -> Option<(String, String)> {
    Some(("biro".into(), SECRET.into()))
}

/// The addresses of all letters that are to leave, once each.
fn wanted(workspace: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for unit in fs::read_dir(workspace.join("hasil/koreksi")).expect("the letters").flatten() {
        for name in ["koreksi.eml", "tanda-terima.eml"] {
            let Ok(raw) = fs::read(unit.path().join(name)) else { continue };
            let message = MessageParser::default().parse(&raw).expect("a letter");
            all.extend(
                message.to().into_iter().flat_map(|to| to.iter()).filter_map(|one| one.address()).map(str::to_string),
            );
        }
    }
    all.sort();
    assert!(all.len() >= 3, "{all:?}");
    all
}

#[test]
fn letters_are_shown_then_sent_once_and_what_is_refused_is_tried_again_alone() {
    let (_held, workspace) = with_letters();
    let all = wanted(&workspace);
    let folder = tempfile::tempdir().expect("a folder");
    certificates(folder.path());
    fs::copy(folder.path().join("ca.pem"), workspace.join("ca.pem")).expect("the issuer");
    let refused = BTreeMap::from([(all[0].clone(), "550 5.1.1 user unknown".to_string())]);
    let script = Script { login: login(), refused, ..Script::default() };
    let server = Smtp::start(Line::ClosedLater(identity(folder.path())), script);
    let settings = |port| {
        format!(
            "{}sertifikat = \"ca.pem\"\nbalas_ke = \"kinerja@contoh.ac.id\"\n",
            outgoing(port, "starttls").replace("127.0.0.1", "localhost")
        )
    };
    set(&workspace, &settings(server.port));
    let shown = done(&["kirim", "--lihat"], &workspace);
    assert!(shown.contains(&format!("{} surat akan dikirim", all.len())), "{shown}");
    assert!(shown.contains("lampiran") && shown.contains("    | "), "{shown}");
    assert!(done(&["kirim"], &workspace).contains("Tambahkan --ya"), "nobody can be asked");
    assert!(server.addresses().is_empty());
    let sent = done(&["kirim", "--ya"], &workspace);
    assert!(sent.contains(&format!("{} terkirim, 1 belum", all.len() - 1)) && sent.contains("user unknown"), "{sent}");
    assert_eq!(server.addresses(), all[1..]);
    // Nothing else is sent again; what was refused is, once it is taken.
    server.script.lock().unwrap().refused.clear();
    let again = done(&["kirim", "--ya"], &workspace);
    assert!(again.contains("1 terkirim, 0 belum") && again.contains("sudah dicoba 1 kali"), "{again}");
    assert_eq!(server.addresses(), all);
    // A run that is repeated makes no other letters.
    done(&["konsolidasi", "--tanggal", "2026-04-22", "--diam"], &workspace);
    let none = done(&["kirim", "--ya"], &workspace);
    assert!(none.contains("0 surat akan dikirim"), "{none}");
    assert_eq!(server.addresses(), all);
    let taken = &server.script.lock().unwrap().taken;
    let message = MessageParser::default().parse(&taken[0].1).expect("a letter");
    assert_eq!(message.from().and_then(|from| from.first()).and_then(|one| one.address()), Some("biro@contoh.ac.id"));
    assert_eq!(
        message.reply_to().and_then(|to| to.first()).and_then(|one| one.address()),
        Some("kinerja@contoh.ac.id")
    );
    assert!(message.in_reply_to().as_text().is_some(), "in the thread of the unit's own mail");
    assert!(message.header_raw("X-Unsent").is_none());
    assert!(taken.iter().any(|(_, raw)| {
        MessageParser::default().parse(raw).is_some_and(|one| {
            one.attachments().any(|part| {
                part.attachment_name().is_some_and(|name| name.ends_with(" - koreksi.xlsx"))
                    && part.contents().starts_with(b"PK")
            })
        })
    }));
    let mut found = Vec::new();
    holding(&workspace, SECRET, &mut found);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_line_that_breaks_at_any_word_sends_nothing_twice_and_says_what_nobody_knows() {
    let (_held, original) = with_letters();
    let all = wanted(&original);
    let mut broken = 0;
    for at in 1.. {
        let (_copy, workspace) = copied(&original);
        let server = Smtp::start(Line::Open, Script { login: login(), leaves_at: Some(at), ..Script::default() });
        set(&workspace, &outgoing(server.port, "tanpa"));
        let mut said = String::new();
        for _ in 0..4 {
            let output = run(&["kirim", "--ya"], &workspace);
            said.push_str(&format!("{}{}", text(&output.stdout), text(&output.stderr)));
        }
        let sent = server.addresses();
        let mut once = sent.clone();
        once.dedup();
        assert_eq!(sent, once, "{at}: {said}");
        if server.script.lock().unwrap().leaves_at.is_some() {
            break;
        }
        broken += 1;
        if sent != all {
            // The word was the last of a letter: it may have arrived, so a person decides.
            assert_eq!(sent.len() + 1, all.len(), "{at}: {said}");
            assert!(said.contains("mungkin sudah sampai") && said.contains("--ulang"), "{at}: {said}");
            let unit = said.lines().find_map(|line| line.split("--ulang ").nth(1));
            let unit = unit.expect("a unit").trim().to_string();
            done(&["kirim", "--ya", "--ulang", &unit], &workspace);
            assert_eq!(server.addresses(), all, "{at}");
        }
    }
    assert!(broken >= 8, "the line was broken at {broken} words");
}

#[test]
fn a_letter_that_the_server_took_without_saying_so_is_not_sent_a_second_time() {
    let (_held, workspace) = with_letters();
    let all = wanted(&workspace);
    let server = Smtp::start(Line::Open, Script { login: login(), leaves_taken: true, ..Script::default() });
    set(&workspace, &outgoing(server.port, "tanpa"));
    for _ in 0..3 {
        run(&["kirim", "--ya"], &workspace);
    }
    assert_eq!(server.addresses(), all, "each once");
    let told = done(&["kirim"], &workspace);
    assert!(told.contains("mungkin sudah sampai"), "{told}");
}

#[test]
fn a_run_that_is_killed_at_any_moment_sends_nothing_twice() {
    let (_held, workspace) = with_letters();
    let server = Smtp::start(Line::Open, Script { login: login(), ..Script::default() });
    set(&workspace, &outgoing(server.port, "tanpa"));
    for round in 0..20_u64 {
        let mut child =
            program(&["kirim", "--ya"], &workspace).stdout(std::process::Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(3 + round * 7 % 60));
        let _ = child.kill();
        let _ = child.wait();
    }
    done(&["kirim", "--ya"], &workspace);
    let sent = server.addresses();
    let mut once = sent.clone();
    once.dedup();
    assert_eq!(sent, once);
    // What did not leave is told.
    let told = done(&["kirim"], &workspace);
    let (all, unknown) = (wanted(&workspace).len(), told.matches("mungkin sudah sampai").count());
    assert!(sent.len() <= all && sent.len() + unknown >= all, "{} of {all}: {told}", sent.len());
}

#[test]
fn drafts_lie_once_in_the_mailbox_and_a_letter_that_came_back_is_told_at_its_unit() {
    let Some(server) = Dovecot::start() else { return };
    let (_held, workspace) = with_letters();
    let all = wanted(&workspace);
    let smtp = Smtp::start(Line::Open, Script { login: login(), ..Script::default() });
    let settings = format!("{}{}draf = \"Drafts\"\n", incoming(server.open, "tanpa"), outgoing(smtp.port, "tanpa"));
    set(&workspace, &settings);
    server.deliver("biro", &[]);
    let (_copy, drafted) = copied(&workspace);
    let missing = run(&["kirim", "--ya", "--draf"], &drafted);
    if missing.status.code() == Some(2) {
        // Nobody made the folder of drafts yet: said, and nothing is written down.
        assert!(text(&missing.stderr).contains("Drafts"), "{}", text(&missing.stderr));
    }
    set(&drafted, &settings.replace("draf = \"Drafts\"", "draf = \"INBOX\""));
    done(&["kirim", "--ya", "--draf"], &drafted);
    let count = || server.messages("biro", ".").len();
    let letters = count();
    assert!(letters >= 3 && letters <= all.len());
    done(&["kirim", "--ya", "--draf"], &drafted);
    fs::remove_file(drafted.join("riwayat.db-wal")).ok();
    assert_eq!(count(), letters, "each once");
    assert!(done(&["ambil"], &drafted).contains(" 0 surel baru"), "letters of one's own are no submissions");
    // Sent by the server, and one of them comes back with our own marked workbook in it.
    done(&["kirim", "--ya"], &workspace);
    let (address, letter) = smtp
        .script
        .lock()
        .unwrap()
        .taken
        .iter()
        .find(|(_, raw)| raw.windows(7).any(|w| w == b"koreksi"))
        .cloned()
        .expect("a correction");
    let report = format!(
        "From: MAILER-DAEMON@contoh.ac.id\r\nTo: biro@contoh.ac.id\r\nSubject: Undelivered\r\nMessage-ID: <balik@contoh.ac.id>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n--b--\r\n",
        String::from_utf8_lossy(&letter)
    );
    server.deliver("biro", &[("1775990000.M1.uji".into(), report.into_bytes())]);
    let said = done(&["ambil"], &workspace);
    assert!(said.contains(&format!("ke {address} kembali (552 5.2.2 mailbox full)")), "{said}");
    assert!(taken(&workspace).is_empty(), "our own workbook in a report is no submission");
    let told = done(&["kirim"], &workspace);
    assert!(told.contains(&format!("surat ke {address} kembali")) && told.contains("--ulang"), "{told}");
    let run = done(&["konsolidasi", "--tanggal", "2026-04-23"], &workspace);
    assert!(run.contains(&format!("ke {address} kembali")), "{run}");
}

#[test]
fn the_html_of_a_letter_says_the_same_as_its_text_and_shows_the_cells() {
    let (_held, workspace) = with_letters();
    let mut seen = 0;
    for unit in fs::read_dir(workspace.join("hasil/koreksi")).expect("the letters").flatten() {
        for name in ["koreksi.eml", "tanda-terima.eml", "pengingat.eml"] {
            let Ok(raw) = fs::read(unit.path().join(name)) else { continue };
            let message = MessageParser::default().parse(&raw).expect("a letter");
            let plain = message.body_text(0).expect("a text").into_owned();
            let html = message.body_html(0).expect("HTML").into_owned();
            let bare = without_tables(&html);
            assert_eq!(words(&bare), words(&plain), "{name}");
            assert!(!plain.to_lowercase().contains("sudah benar"), "{plain}");
            if name == "koreksi.eml" {
                assert!(html.contains("<table") && html.contains("✖ "), "the guilty cell is shown");
                seen += 1;
            }
            let short = fs::read_to_string(unit.path().join("pesan-singkat.txt")).expect("a short text");
            assert!(short.chars().count() <= 702, "{short}");
        }
    }
    assert!(seen > 0);
}

/// HTML without its tables and its tags, as it is read.
fn without_tables(html: &str) -> String {
    let mut text = String::new();
    let body = html.split("<body").nth(1).and_then(|rest| rest.split_once('>')).map_or("", |(_, rest)| rest);
    for (order, part) in body.split("<table").enumerate() {
        let part = if order == 0 { part } else { part.split_once("</table>").map_or("", |(_, rest)| rest) };
        let mut inside = false;
        for letter in part.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                letter if !inside => text.push(letter),
                _ => {}
            }
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
