//! Staying on: what comes is checked within seconds, a server that goes away is called again, and the end is clean.

use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::dovecot::Dovecot;
use super::*;

/// Waits for something.
fn until(what: &str, there: impl Fn() -> bool) -> Duration {
    let begin = Instant::now();
    while !there() {
        assert!(begin.elapsed() < Duration::from_secs(120), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(50));
    }
    begin.elapsed()
}

#[test]
fn what_comes_is_checked_and_a_server_that_goes_away_is_called_again() {
    let Some(mut server) = Dovecot::start() else { return };
    server.deliver("biro", &[]);
    let (held, workspace) = workspace(&incoming(server.open, "tanpa"));
    let complaints = held.path().join("keluhan.txt");
    let mut child = program(&["ambil", "--jaga", "--selang", "600", "--tanggal", "2026-04-20"], &workspace)
        .stdout(Stdio::piped())
        .stderr(fs::File::create(&complaints).expect("a file"))
        .spawn()
        .expect("it starts");
    let findings = workspace.join("hasil/data/temuan.jsonl");
    until("the first run", || findings.exists());
    std::thread::sleep(Duration::from_secs(2));
    let letters = |unit: &str| {
        let folder = workspace.join("hasil/koreksi").join(unit);
        folder.join("koreksi.eml").exists() || folder.join("tanda-terima.eml").exists()
    };
    let raw = fs::read(root().join("samples/kotak-surat/masuk/PTI/TW I.eml")).expect("a message");
    server.deliver("biro", &[("1775990000.M1.uji".into(), raw)]);
    until("the mail", || taken(&workspace).len() == 1);
    until("a letter", || letters("PTI"));
    // The server goes away until that was told, and mail comes when it is back.
    server.stop();
    until("a word of the server", || fs::read_to_string(&complaints).is_ok_and(|said| said.contains("dicoba lagi")));
    server.again();
    server.deliver("biro", &[("1775990001.M2.uji".into(), with_form(2, "pts@akademi-contoh.example", form()))]);
    until("mail after the rest", || taken(&workspace).len() == 2);
    // A file that somebody copies into the inbox by hand.
    let before = fs::metadata(&findings).and_then(|data| data.modified()).expect("a time");
    let plain = fs::read(root().join("samples/kotak-surat/masuk/PTM/PK.eml")).expect("a message");
    std::thread::sleep(Duration::from_secs(3));
    fs::write(workspace.join("masuk/PK.eml"), plain).expect("a file");
    until("a run for the file", || letters("PTM"));
    assert!(fs::metadata(&findings).and_then(|data| data.modified()).expect("a time") > before);
    Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().expect("a sign");
    let begin = Instant::now();
    let status = child.wait().expect("an end");
    let mut said = String::new();
    child.stdout.take().expect("words").read_to_string(&mut said).expect("text");
    let complained = fs::read_to_string(&complaints).expect("text");
    assert_eq!(status.code(), Some(0), "{said}{complained}");
    assert!(begin.elapsed() < Duration::from_secs(30));
    assert!(complained.contains("dicoba lagi"), "{complained}");
    assert!(said.contains("Selesai menjaga.") && said.contains("1 surel baru dengan 1 formulir"), "{said}");
}
