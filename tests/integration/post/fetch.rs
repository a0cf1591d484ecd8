//! Mail is taken once, whatever happens, and the mailbox stays as it was.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::cut::Cut;
use super::dovecot::{Dovecot, SECRET};
use super::*;

/// So many messages, every so manieth with a form of its own.
fn mailbox(server: &Dovecot, all: usize, every: usize) -> usize {
    let mut messages = Vec::new();
    let mut forms = 0;
    let form = form();
    for number in 0..all {
        let bytes = if number % every == 0 {
            forms += 1;
            with_form(number, &format!("unit{number}@contoh.ac.id"), [form.as_slice(), &number.to_le_bytes()].concat())
        } else {
            without_form(number)
        };
        messages.push((format!("{}.M{number}.uji", 1_775_000_000 + number), bytes));
    }
    server.deliver("biro", &messages);
    forms
}

#[test]
fn each_message_is_taken_once_and_the_mailbox_stays_as_it_was() {
    let Some(mut server) = Dovecot::start() else { return };
    let forms = mailbox(&server, 40, 5);
    let (_held, workspace) = workspace(&incoming(server.open, "tanpa"));
    let before = server.names("biro", ".");
    let said = done(&["ambil"], &workspace);
    assert!(said.contains("40 surat di kotak; 8 surel baru dengan 8 formulir diambil"), "{said}");
    assert_eq!(taken(&workspace).len(), forms);
    assert_eq!(server.names("biro", "."), before, "nothing is marked as read or moved");
    let again = done(&["ambil"], &workspace);
    assert!(again.contains("40 surat di kotak; 0 surel baru dengan 0 formulir"), "{again}");
    // The numbers of the mailbox are given anew; one more message comes, and one of the old ones a second time.
    server.renumber("biro");
    server.deliver("biro", &[("1775900000.M900.uji".into(), with_form(900, "baru@contoh.ac.id", form()))]);
    let twice = server.messages("biro", ".").into_iter().find(|bytes| bytes.windows(5).any(|w| w == b"TW I ")).unwrap();
    let twice = [b"Received: from ulang by uji; Wed, 08 Apr 2026 01:00:00 +0000\r\n".as_slice(), &twice].concat();
    server.deliver("biro", &[("1775900001.M901.uji".into(), twice)]);
    let anew = done(&["ambil"], &workspace);
    assert!(anew.contains("42 surat di kotak; 1 surel baru dengan 1 formulir"), "{anew}");
    assert!(anew.contains("sudah pernah diambil"), "{anew}");
    assert_eq!(taken(&workspace).len(), forms + 1);
    // And the mailbox is emptied: what was taken stays.
    server.stop();
    fs::remove_dir_all(workspace.join("hasil")).ok();
    server.again();
    assert_eq!(taken(&workspace).len(), forms + 1);
}

#[test]
fn two_at_once_take_nothing_twice_and_taken_mail_is_moved_where_that_is_asked_for() {
    let Some(server) = Dovecot::start() else { return };
    let forms = mailbox(&server, 60, 3);
    let settings = format!("{}pindah_ke = \"Selaras – diambil\"\n", incoming(server.open, "tanpa"));
    let (_held, workspace) = workspace(&settings);
    let said: Vec<String> = thread::scope(|scope| {
        let all: Vec<_> = (0..3).map(|_| scope.spawn(|| done(&["ambil"], &workspace))).collect();
        all.into_iter().map(|one| one.join().expect("a run")).collect()
    });
    let counted: usize = said
        .iter()
        .map(|one| {
            one.split("kotak; ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok()).unwrap_or(0)
        })
        .sum();
    assert_eq!(counted, forms, "{said:?}");
    assert_eq!(taken(&workspace).len(), forms);
    done(&["ambil"], &workspace);
    assert_eq!(server.names("biro", ".").len(), 60 - forms, "what brings nothing stays where it was");
    assert_eq!(server.names("biro", ".Selaras &IBM- diambil").len(), forms);
}

#[test]
fn a_line_that_breaks_at_any_word_loses_nothing_and_takes_nothing_twice() {
    let Some(server) = Dovecot::start() else { return };
    let forms = mailbox(&server, 20, 4);
    let (_held, workspace) = workspace("");
    let settings = |port: u16| format!("{}pindah_ke = \"Selaras\"\n", incoming(port, "tanpa"));
    let mut broken = 0;
    for at in 1.. {
        let heard = at % 2 == 0;
        let cut = Cut::start(server.open, at, heard);
        set(&workspace, &settings(cut.port));
        let output = run(&["ambil"], &workspace);
        if !cut.broke(at) {
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            break;
        }
        broken += 1;
        assert!(output.status.code().is_some_and(|code| code == 2 || code == 0), "{at}: {output:?}");
    }
    assert!(broken >= 6, "the line was broken at {broken} words");
    set(&workspace, &settings(server.open));
    done(&["ambil"], &workspace);
    assert_eq!(taken(&workspace).len(), forms);
    assert_eq!(server.names("biro", ".Selaras").len(), forms);
    assert_eq!(server.names("biro", ".").len(), 20 - forms);
}

#[test]
fn a_run_that_is_killed_at_any_moment_loses_nothing_and_takes_nothing_twice() {
    let Some(server) = Dovecot::start() else { return };
    let forms = mailbox(&server, 300, 3);
    let (_held, workspace) = workspace(&incoming(server.open, "tanpa"));
    let begin = Instant::now();
    let (_other, whole) = super::workspace(&incoming(server.open, "tanpa"));
    done(&["ambil"], &whole);
    let long = begin.elapsed();
    for round in 1..=15_u32 {
        let mut child = program(&["ambil"], &workspace).stdout(std::process::Stdio::null()).spawn().expect("it starts");
        // Spread over the time that a whole run takes, and a little differently each time.
        thread::sleep(long * (round * 7 % 16) / 16);
        let _ = child.kill();
        let _ = child.wait();
    }
    done(&["ambil"], &workspace);
    assert_eq!(taken(&workspace).len(), forms);
    let half = taken(&workspace).into_iter().filter(|name| !name.ends_with(".eml")).collect::<Vec<_>>();
    assert!(half.is_empty(), "{half:?}");
    assert_eq!(taken(&workspace), taken(&whole), "the same messages under the same names");
}

#[test]
fn who_the_server_is_and_who_asks_is_told_in_words() {
    let Some(server) = Dovecot::start() else { return };
    mailbox(&server, 2, 1);
    let refused = |settings: &str| {
        let (_held, workspace) = workspace(settings);
        fs::copy(server.issuer(), workspace.join("ca.pem")).expect("the issuer");
        let output = run(&["ambil"], &workspace);
        (output.status.code(), text(&output.stderr), taken(&workspace).len())
    };
    let (code, said, count) = refused(&incoming(server.closed, "langsung").replace("127.0.0.1", "localhost"));
    assert_eq!((code, count), (Some(2), 0));
    assert!(
        said.contains("tidak dikeluarkan penerbit yang dipercaya") && said.contains("[surel] sertifikat"),
        "{said}"
    );
    let trusted = |way: &str, port: u16| {
        format!("{}sertifikat = \"ca.pem\"\n", incoming(port, way).replace("127.0.0.1", "localhost"))
    };
    for (way, port) in [("langsung", server.closed), ("starttls", server.open)] {
        let (code, said, count) = refused(&trusted(way, port));
        assert_eq!((code, count), (Some(0), 2), "{way}: {said}");
    }
    let wrong = format!("{}sandi_perintah = \"cat sandi.txt\"\n", trusted("langsung", server.closed));
    let (code, said, _) = refused(&wrong);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("sandi_perintah tidak memberi sandi"), "{said}");
    let (_held, workspace) = workspace(&trusted("langsung", server.closed));
    fs::copy(server.issuer(), workspace.join("ca.pem")).expect("the issuer");
    let output =
        program(&["ambil"], &workspace).env("SELARAS_SANDI_SUREL", "Salah-Sekali-55").output().expect("it runs");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("tidak menerima biro") && !said.contains("Salah-Sekali-55"), "{said}");
    let gone = run(&["ambil"], &{
        set(&workspace, &incoming(super::dovecot::free_port(), "langsung"));
        workspace.clone()
    });
    assert!(text(&gone.stderr).contains("tidak dapat dihubungi"), "{}", text(&gone.stderr));
}

#[test]
fn the_secret_stands_in_no_file_no_word_and_no_list_of_processes() {
    let Some(server) = Dovecot::start() else { return };
    mailbox(&server, 200, 2);
    let command = "sandi_perintah = \"cat ../kunci\"\n";
    let (held, workspace) = workspace(&format!("{}{command}", incoming(server.open, "tanpa")));
    fs::write(held.path().join("kunci"), SECRET).expect("a keyring");
    let over = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut seen = Vec::new();
            while !over.load(Ordering::SeqCst) {
                for entry in fs::read_dir("/proc").expect("the processes").flatten() {
                    let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
                    if line.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()) {
                        seen.push(String::from_utf8_lossy(&line).into_owned());
                    }
                }
            }
            seen
        });
        let mut program = program(&["ambil", "--rinci"], &workspace);
        let output = program.env_remove("SELARAS_SANDI_SUREL").current_dir(&workspace).output().expect("it runs");
        over.store(true, Ordering::SeqCst);
        let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(!said.contains(SECRET), "{said}");
        watch.join().expect("a look")
    });
    assert!(seen.is_empty(), "{seen:?}");
    let mut found = Vec::new();
    holding(&workspace, SECRET, &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(taken(&workspace).len(), 100);
}

/// The figure of the issue, on this machine: 5,000 messages listed, 300 forms fetched and checked. Run by hand.
#[test]
#[ignore = "takes a minute; run with --ignored --nocapture"]
fn five_thousand_messages_with_three_hundred_forms() {
    let Some(server) = Dovecot::start() else { return };
    let forms = mailbox(&server, 5_000, 17);
    let (_held, workspace) = workspace(&incoming(server.open, "tanpa"));
    let begin = Instant::now();
    done(&["ambil"], &workspace);
    let fetched = begin.elapsed();
    done(&["konsolidasi", "--tanggal", "2026-04-20", "--diam"], &workspace);
    eprintln!("{forms} forms of 5,000 messages: fetched in {fetched:?}, checked in {:?}", begin.elapsed() - fetched);
    assert_eq!(taken(&workspace).len(), forms);
    assert!(begin.elapsed() < Duration::from_secs(600));
}
