//! Reminders: who has not sent or not mended, once for each day, decided by the journal and the day.

use std::fs;

use super::dovecot::{SECRET, certificates};
use super::smtp::{Line, Script, Smtp, identity};
use super::*;

#[test]
fn units_are_reminded_once_and_nobody_while_something_waits_to_be_checked() {
    let (_held, workspace) = copy_sample("kotak-surat");
    let early = run(&["ingatkan", "--tanggal", "2026-04-03"], &workspace);
    assert_eq!(early.status.code(), Some(2), "nothing was checked yet: {}", text(&early.stderr));
    done(&["konsolidasi", "--tanggal", "2026-04-02", "--diam"], &workspace);
    let look = done(&["ingatkan", "--tanggal", "2026-07-03", "--lihat"], &workspace);
    assert!(look.contains("Pengukuran Kinerja TW II, tenggat 10 Juli 2026 (7 hari lagi): belum kami terima"), "{look}");
    assert!(!workspace.join("hasil/pengingat").exists(), "only looked at");
    let given = done(&["ingatkan", "--tanggal", "2026-07-03"], &workspace);
    assert!(given.contains("pengingat ditulis ke"), "{given}");
    let folder = workspace.join("hasil/pengingat/2026-07-03");
    let units: Vec<_> = fs::read_dir(&folder).expect("the day").flatten().filter(|one| one.path().is_dir()).collect();
    assert!(units.len() >= 3);
    for unit in &units {
        let letter = fs::read(unit.path().join("pengingat.eml")).expect("a letter");
        assert!(letter.windows(11).any(|window| window == b"tenggat.ics"));
        let short = fs::read_to_string(unit.path().join("pesan-singkat.txt")).expect("a short text");
        assert!(short.contains("belum kami terima") && short.chars().count() <= 702, "{short}");
    }
    let calendars = fs::read_dir(workspace.join("hasil/pengingat/kalender")).expect("calendars").count();
    assert!(calendars >= units.len(), "every unit has one");
    let again = done(&["ingatkan", "--tanggal", "2026-07-03"], &workspace);
    assert!(again.contains("Hari ini tidak ada yang perlu diingatkan"), "{again}");
    let same = done(&["ingatkan", "--tanggal", "2026-07-05"], &workspace);
    assert!(same.contains("Hari ini tidak ada"), "no nearer day has come: {same}");
    assert!(done(&["ingatkan", "--tanggal", "2026-07-11"], &workspace).contains("lewat 1 hari"));
    // Something comes and was not looked at: nobody is accused.
    fs::write(workspace.join("masuk/baru.eml"), with_form(1, "pti@akademi-contoh.example", form())).expect("a message");
    let refused = run(&["ingatkan", "--tanggal", "2026-07-07"], &workspace);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("1 kiriman di folder masuk belum diperiksa"), "{}", text(&refused.stderr));
}

#[test]
fn reminders_that_are_sent_are_sent_once() {
    let (_held, workspace) = copy_sample("kotak-surat");
    done(&["konsolidasi", "--tanggal", "2026-04-02", "--diam"], &workspace);
    let script = Script { login: Some(("biro".into(), SECRET.into())), ..Script::default() };
    let folder = tempfile::tempdir().expect("a folder");
    certificates(folder.path());
    fs::copy(folder.path().join("ca.pem"), workspace.join("ca.pem")).expect("the issuer");
    let server = Smtp::start(Line::Closed(identity(folder.path())), script);
    let settings = outgoing(server.port, "langsung").replace("127.0.0.1", "localhost");
    set(&workspace, &format!("{settings}sertifikat = \"ca.pem\"\n"));
    let sent = done(&["kirim", "--pengingat", "--ya", "--tanggal", "2026-07-03"], &workspace);
    let first = server.addresses();
    assert!(!first.is_empty(), "{sent}");
    for day in ["2026-07-03", "2026-07-04"] {
        let none = done(&["kirim", "--pengingat", "--ya", "--tanggal", day], &workspace);
        assert!(none.contains("0 surat akan dikirim"), "{none}");
    }
    assert_eq!(server.addresses(), first);
    done(&["kirim", "--pengingat", "--ya", "--tanggal", "2026-07-09"], &workspace);
    assert_eq!(server.addresses().len(), first.len() * 2, "the nearer day is another one");
}
