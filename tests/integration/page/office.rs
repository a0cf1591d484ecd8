//! The page of an office: accounts, roles, links that open once; behind a proxy, which speaks TLS for it, and by itself.

use std::io::Write;
use std::process::{Command, Stdio};

use super::client::{Browser, Service};
use crate::shared::{copy_sample, selaras, text};

pub(super) const NAME: &str = "kinerja.contoh.test";
const PASSWORD: &str = "kuda baterai staples";

fn account(workspace: &std::path::Path, arguments: &[&str], password: &str) -> i32 {
    let mut child = Command::new(crate::shared::program())
        .args(["akun", arguments[0]])
        .arg(workspace)
        .args(&arguments[1..])
        .arg("--sandi-dari-stdin")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    writeln!(child.stdin.take().expect("its input"), "{password}").expect("a password");
    child.wait().expect("its end").code().unwrap_or(-1)
}

/// A port that is free now.
fn port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port").port()
}

pub(super) fn office() -> Service {
    let (folder, workspace) = copy_sample("politeknik");
    office_of(folder, workspace, "JTI")
}

/// A workspace for an office, with an account of each role.
pub(super) fn office_of(folder: tempfile::TempDir, workspace: std::path::PathBuf, unit: &str) -> Service {
    for (name, rest) in [
        ("biro", vec!["--peran", "biro"]),
        ("jti", vec!["--peran", "unit", "--unit", unit]),
        ("direktur", vec!["--peran", "pimpinan"]),
    ] {
        let arguments = [vec!["tambah", name], rest].concat();
        assert_eq!(account(&workspace, &arguments, PASSWORD), 0, "{name}");
    }
    let at = format!("127.0.0.1:{}", port());
    Service::with(folder, workspace, &["--alamat", &at, "--di-belakang-proksi", NAME])
}

pub(super) fn client(service: &Service) -> Browser {
    Browser { name: NAME.into(), origin: format!("https://{NAME}"), ..Browser::new(&service.host) }
}

pub(super) fn logged_in(service: &Service, name: &str) -> Browser {
    let mut browser = client(service);
    let answer = browser.send("/masuk", &[("nama", name), ("sandi", PASSWORD)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with("__Host-") && cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
    browser
}

#[test]
fn an_address_that_others_reach_needs_cover_and_an_account() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let bare = selaras(&["layani", &path, "--alamat", "0.0.0.0:0", "--tanpa-peramban"]);
    assert_eq!(bare.status.code(), Some(2));
    assert!(text(&bare.stderr).contains("--sertifikat"), "{}", text(&bare.stderr));
    let nobody = selaras(&["layani", &path, "--alamat", "127.0.0.1:0", "--di-belakang-proksi", NAME]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(text(&nobody.stderr).contains("akun tambah"), "{}", text(&nobody.stderr));
}

#[test]
fn a_unit_sees_its_own_and_nothing_of_others_by_any_address() {
    let service = office();
    let mut bureau = logged_in(&service, "biro");
    bureau.page("/matriks");
    bureau.rest();
    let mut unit = logged_in(&service, "jti");
    assert_eq!(unit.get("/").location(), "/unit/JTI");
    let own = unit.page("/unit/JTI");
    assert!(own.body.contains("unit JTI"), "{}", own.body);
    assert_eq!(unit.page("/unit/JTI/temuan").status, 200);
    for way in [
        "/matriks",
        "/temuan",
        "/temuan?unit=JTI",
        "/rekap",
        "/rekap/asal/0",
        "/hasil",
        "/hasil/0",
        "/jalan",
        "/atur",
        "/alur",
        "/surat",
        "/surat/JTI",
        "/surat/kirim",
        "/akun",
        "/pengesahan",
        "/ajar",
        "/unit/JTM",
        "/unit/JTM/temuan",
        "/unit/jti",
        "/unit/JTM/formulir/pk",
        "/unit/JTI/../JTM",
        "/unit/JT%4D",
        "/unit/JTM/periksa/x",
        "/unit/TIDAK",
    ] {
        let answer = unit.get(way);
        assert_eq!(answer.status, 404, "{way}: {}", answer.body);
    }
    unit.page("/unit/JTI");
    for way in [
        "/jalan",
        "/muat",
        "/atur/pengecualian",
        "/atur/alias",
        "/atur/tautan",
        "/akun",
        "/akun/hapus",
        "/surat/kirim",
        "/surat/ambil",
        "/surat/sandi",
        "/pengesahan/sahkan",
        "/alur/catat",
        "/akhiri",
        "/ajar",
    ] {
        assert_eq!(unit.post(way, &[("unit", "JTI")]).status, 404, "{way}");
    }
    assert_eq!(unit.upload("/unit/JTM/periksa", &[("a.xlsx", b"PK")]).status, 404);
    // What the bureau checks for another unit is not shown under one's own.
    let form = std::fs::read(service.workspace.join("masuk/JAB/TW I JAB.xlsx")).expect("a form");
    bureau.page("/unit/JAB");
    let way = bureau.upload("/unit/JAB/periksa", &[("a.xlsx", &form)]).location().to_string();
    assert_eq!(bureau.page(&way).status, 200);
    assert_eq!(unit.get(&way).status, 404);
    assert_eq!(unit.get(&way.replace("/unit/JAB/", "/unit/JTI/")).status, 404);
    let findings = unit.page("/unit/JTI/temuan").body;
    assert!(!findings.contains("lembar") || !findings.contains("JAB/"), "no cut of another unit's sheet");
}

#[test]
fn leadership_reads_the_recap_and_changes_nothing() {
    let service = office();
    let mut leader = logged_in(&service, "direktur");
    assert_eq!(leader.get("/").location(), "/rekap");
    leader.page("/rekap");
    leader.page("/alur");
    for way in ["/matriks", "/temuan", "/jalan", "/atur", "/akun", "/unit/JTI", "/pengesahan", "/surat", "/surat/kirim"]
    {
        assert_eq!(leader.get(way).status, 404, "{way}");
    }
    assert_eq!(leader.post("/jalan", &[]).status, 404);
    assert_eq!(leader.post("/alur/catat", &[]).status, 404);
}

#[test]
fn wrong_passwords_are_slowed_and_an_account_that_is_gone_is_out() {
    let service = office();
    let mut bureau = logged_in(&service, "biro");
    bureau.page("/matriks");
    let mut guess = client(&service);
    let attempt =
        |guess: &mut Browser, name: &str| guess.send("/masuk", &[("nama", name), ("sandi", "salah sekali")]).status;
    let answers: Vec<u16> = (0..8).map(|_| attempt(&mut guess, "direktur")).collect();
    assert_eq!(answers[0], 303);
    assert!(answers[6..].iter().all(|status| *status == 429), "{answers:?}");
    let arguments = ["hapus", "biro"];
    let gone = selaras(&["akun", arguments[0], &service.workspace.display().to_string(), arguments[1]]);
    assert_eq!(gone.status.code(), Some(0));
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert_eq!(bureau.get("/matriks").location(), "/masuk");
}

#[test]
fn the_bureau_makes_changes_and_removes_accounts_in_the_page() {
    let service = office();
    let mut bureau = logged_in(&service, "biro");
    assert!(bureau.page("/akun").body.contains("direktur"));
    let new = [("nama", "Sari"), ("peran", "unit"), ("unit", "JTM"), ("sandi", PASSWORD), ("sandi2", PASSWORD)];
    // What is wrong is told on top, leads to its field, and what was typed is still there; passwords are not.
    let with =
        |name: &str, value: &'static str| new.map(|(known, old)| (known, if known == name { value } else { old }));
    for (field, value, told) in [
        ("nama", "sari dewi", "satu kata"),
        ("unit", "TIDAK", "Unit TIDAK tidak ada"),
        ("unit", "", "belum diisi"),
        ("peran", "", "belum diisi"),
        ("sandi2", "lain sama sekali", "tidak sama"),
        ("nama", "jti", "sudah ada"),
    ] {
        let answer = bureau.post("/akun", &with(field, value));
        assert_eq!(answer.status, 422, "{field} {value}: {}", answer.body);
        let summary = answer.body.split("id=\"yang-salah\"").nth(1).and_then(|rest| rest.split("</div>").next());
        let summary = summary.expect("a summary on top");
        assert!(summary.contains(&format!("href=\"#{field}\"")) && summary.contains(told), "{summary}");
        assert!(answer.body.contains(&format!("id=\"{field}-salah\"")), "{}", answer.body);
        assert!(answer.body.contains("<title>Galat: ") && !answer.body.contains(PASSWORD), "{}", answer.body);
    }
    let short = [("nama", "sari"), ("peran", "biro"), ("sandi", "pendek"), ("sandi2", "pendek")];
    assert!(bureau.post("/akun", &short).body.contains("Sandi terlalu pendek"));
    assert_eq!(bureau.post("/akun", &new).status, 303);
    let mut sari = logged_in(&service, "sari");
    assert_eq!(sari.get("/").location(), "/unit/JTM");
    // A changed role and a changed password end what was begun before.
    bureau.page("/akun?ubah=sari");
    let changed = [("lama", "sari"), ("nama", "sari"), ("peran", "pimpinan"), ("sandi", ""), ("sandi2", "")];
    assert_eq!(bureau.post("/akun", &changed).status, 303);
    assert_eq!(sari.get("/unit/JTM").location(), "/masuk");
    let mut sari = logged_in(&service, "sari");
    sari.page("/rekap");
    let other = "kuda baterai lain lagi";
    let changed = [("lama", "sari"), ("nama", "sari"), ("peran", "pimpinan"), ("sandi", other), ("sandi2", other)];
    assert_eq!(bureau.post("/akun", &changed).status, 303);
    assert_eq!(sari.get("/rekap").location(), "/masuk");
    assert_eq!(
        client(&service).send("/masuk", &[("nama", "sari"), ("sandi", PASSWORD)]).location(),
        "/masuk?kabar=salah"
    );
    assert_eq!(client(&service).send("/masuk", &[("nama", "sari"), ("sandi", other)]).location(), "/rekap");
    assert_eq!(bureau.post("/akun/hapus", &[("nama", "sari")]).status, 303);
    assert!(!bureau.page("/akun").body.contains("akun sari"));
    // The last of the bureau stays, or nobody could let people in.
    let last = bureau.post("/akun/hapus", &[("nama", "biro")]);
    assert!(last.status == 422 && last.body.contains("yang terakhir"), "{}", last.body);
    bureau.page("/akun");
    let less = bureau.post("/akun", &[("lama", "biro"), ("peran", "pimpinan")]);
    assert!(less.status == 422 && less.body.contains("yang terakhir"), "{}", less.body);
    let changes = bureau.page("/atur").body;
    for what in ["akun ditambah", "akun diubah", "akun dihapus", "sari: pimpinan, sandi baru"] {
        assert!(changes.contains(what), "{what}: {changes}");
    }
}

#[test]
fn a_link_opens_the_page_of_its_unit_once() {
    let service = office();
    let mut bureau = logged_in(&service, "biro");
    bureau.page("/atur");
    let page = bureau.post("/atur/tautan", &[("unit", "JTI")]).body;
    let url = page.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next()).expect("a link");
    let way = url.strip_prefix(&format!("https://{NAME}")).expect("of ours").to_string();
    let mut unit = client(&service);
    assert_eq!(unit.get(&way).status, 200, "looking does not use it up");
    let answer = unit.send(&way, &[]);
    assert_eq!((answer.status, answer.location()), (303, "/unit/JTI"), "{}", answer.body);
    unit.page("/unit/JTI");
    assert_eq!(unit.get("/unit/JTM").status, 404);
    assert_eq!(client(&service).send(&way, &[]).status, 403, "a second time it opens nothing");
    assert_eq!(client(&service).send("/tautan/AAAA", &[]).status, 403);
    let journal = std::fs::read(service.workspace.join("riwayat.db")).expect("the journal");
    let secret = way.rsplit('/').next().expect("a secret").as_bytes();
    assert!(!journal.windows(secret.len()).any(|part| part == secret), "only its digest is kept");
    assert!(!journal.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()), "no password is kept");
}

#[test]
fn with_a_certificate_it_speaks_tls_by_itself() {
    let tools = ["openssl", "curl"].iter().all(|tool| Command::new(tool).arg("version").output().is_ok());
    if !tools {
        println!("skipped: openssl or curl is not here");
        return;
    }
    let (folder, workspace) = copy_sample("politeknik");
    assert_eq!(account(&workspace, &["tambah", "biro", "--peran", "biro"], PASSWORD), 0);
    let (key, certificate) = (folder.path().join("kunci.pem"), folder.path().join("sertifikat.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", &format!("/CN={NAME}")])
        .args(["-addext", &format!("subjectAltName=DNS:{NAME}"), "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("openssl");
    assert!(made.status.success(), "{}", text(&made.stderr));
    let port = port();
    let at = format!("127.0.0.1:{port}");
    let (certificate, key) = (certificate.display().to_string(), key.display().to_string());
    let _service = Service::with(
        folder,
        workspace,
        &["--alamat", &at, "--sertifikat", &certificate, "--kunci", &key, "--nama", NAME],
    );
    let asked = Command::new("curl")
        .args(["-sS", "-i", "--cacert", &certificate, "--resolve", &format!("{NAME}:{port}:127.0.0.1")])
        .arg(format!("https://{NAME}:{port}/masuk"))
        .output()
        .expect("curl");
    let page = text(&asked.stdout);
    assert!(
        page.contains("Masuk") && page.to_lowercase().contains("strict-transport-security"),
        "{page}{}",
        text(&asked.stderr)
    );
}
