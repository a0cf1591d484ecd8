//! What stands around mail breaks: the program itself, the disk, the server of the other side.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;

use super::dovecot::{Dovecot, SECRET};
use super::smtp::{Line, Script, Smtp};
use super::*;

/// Runs the program behind a line of the shell.
fn behind(shell: &str, arguments: &[&str], workspace: &Path) -> Output {
    let plain = program(arguments, workspace);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{shell}; exec \"$@\""), "sh"]).arg(plain.get_program()).args(plain.get_args());
    command.env("SELARAS_SANDI_SUREL", SECRET).current_dir(workspace).output().expect("a shell")
}

#[test]
fn a_crash_while_a_secret_is_held_leaves_no_copy_of_the_memory() {
    let Some(server) = Dovecot::start() else { return };
    server.deliver("biro", &[("1775000000.M1.uji".into(), with_form(1, "unit1@contoh.ac.id", form()))]);
    // The command that prints the secret ends the program that asked for it, as a fault of its own would.
    let command = "sandi_perintah = \"cat ../kunci; kill -ABRT $PPID\"\n";
    let (held, workspace) = workspace(&format!("{}{command}", incoming(server.open, "tanpa")));
    fs::write(held.path().join("kunci"), SECRET).expect("a keyring");
    let folder = held.path().join("biasa");
    fs::create_dir(&folder).expect("a folder");
    let other = Command::new("sh")
        .args(["-c", "ulimit -c unlimited; kill -ABRT $$"])
        .current_dir(&folder)
        .status()
        .expect("a shell");
    if !other.core_dumped() {
        eprintln!("skipped: this machine keeps no memory of any program that crashes");
        return;
    }
    for arguments in [["ambil"].as_slice(), &["ambil", "--jaga"]] {
        let output = behind("ulimit -c unlimited", arguments, &workspace);
        assert_eq!(output.status.signal(), Some(6), "{arguments:?}: {}", text(&output.stderr));
        assert!(!output.status.core_dumped(), "{arguments:?}");
    }
    let mut found = Vec::new();
    holding(&workspace, SECRET, &mut found);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_disk_without_room_ends_the_fetching_with_words_and_the_next_takes_everything_once() {
    let Some(server) = Dovecot::start() else { return };
    let bytes = |number: usize| [form().as_slice(), &vec![7; 40_000], &number.to_le_bytes()].concat();
    let messages: Vec<(String, Vec<u8>)> = (0..5)
        .map(|number| {
            (format!("{}.M{number}.uji", 1_775_000_000 + number), with_form(number, "a@contoh.ac.id", bytes(number)))
        })
        .collect();
    server.deliver("biro", &messages);
    let (_held, workspace) = workspace(&incoming(server.open, "tanpa"));
    // Blocks of 512 bytes that one file may have: a write beyond them fails as on a full disk.
    for block in [0, 60, 100] {
        let output = behind(&format!("trap '' XFSZ; ulimit -f {block}"), &["ambil"], &workspace);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{block}: {said}");
        assert!(said.contains("ukuran") || said.contains("penuh"), "{block}: {said}");
        assert!(!said.contains(SECRET), "{said}");
        assert_eq!(taken(&workspace), Vec::<String>::new(), "{block}: half a message is none");
    }
    let said = done(&["ambil"], &workspace);
    assert!(said.contains("5 surel baru dengan 5 formulir"), "{said}");
    let none = done(&["ambil"], &workspace);
    assert!(none.contains("0 surel baru"), "{none}");
    assert_eq!(taken(&workspace).len(), 5);
}

#[test]
fn a_message_with_25_megabytes_is_taken_and_one_that_is_too_large_is_told_while_the_others_are_taken() {
    let Some(server) = Dovecot::start() else { return };
    let padded = |size: usize| [form(), vec![b'x'; size]].concat();
    server.deliver(
        "biro",
        &[
            ("1775000001.M1.uji".into(), with_form(1, "besar@contoh.ac.id", padded(25 << 20))),
            ("1775000002.M2.uji".into(), with_form(2, "terlalu@contoh.ac.id", padded(80 << 20))),
            ("1775000003.M3.uji".into(), with_form(3, "kecil@contoh.ac.id", form())),
        ],
    );
    let (_held, workspace) = workspace(&incoming(server.open, "tanpa"));
    let said = done(&["ambil"], &workspace);
    assert!(said.contains("terlalu@contoh.ac.id") && said.contains(" MB"), "{said}");
    let from: Vec<bool> =
        ["besar", "kecil"].map(|sender| taken(&workspace).iter().any(|name| name.contains(sender))).to_vec();
    assert_eq!((from, taken(&workspace).len()), (vec![true, true], 2));
}

#[test]
fn a_server_that_is_full_gets_the_letter_once_it_has_room() {
    let (_held, workspace) = copy_sample("kotak-surat");
    done(&["konsolidasi", "--tanggal", "2026-04-20", "--diam"], &workspace);
    let server = Smtp::start(Line::Open, Script { login: Some(("biro".into(), SECRET.into())), ..Script::default() });
    set(&workspace, &outgoing(server.port, "tanpa"));
    let shown = done(&["kirim", "--lihat"], &workspace);
    let all = shown.split(" surat akan dikirim").next().and_then(|text| text.rsplit(['\n', ' ']).next());
    let all: usize = all.and_then(|count| count.parse().ok()).expect("how many are to leave");
    server.script.lock().unwrap().full = true;
    let said = done(&["kirim", "--ya"], &workspace);
    assert!(
        said.contains(&format!("0 terkirim, {all} belum")) && said.contains("Insufficient system storage"),
        "{said}"
    );
    assert!(server.addresses().is_empty());
    server.script.lock().unwrap().full = false;
    let said = done(&["kirim", "--ya"], &workspace);
    assert!(said.contains(&format!("{all} terkirim, 0 belum")), "{said}");
    let said = done(&["kirim", "--ya"], &workspace);
    assert!(said.contains("0 surat akan dikirim"), "{said}");
    let addresses: BTreeMap<String, usize> = server.addresses().into_iter().fold(BTreeMap::new(), |mut all, one| {
        *all.entry(one).or_default() += 1;
        all
    });
    assert!(addresses.values().all(|count| *count == 1), "{addresses:?}");
}
