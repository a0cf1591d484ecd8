//! A start by double click: no terminal, nothing typed. A browser opens on the workspace that lies there, or on a page where
//! one is chosen or made.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::client::Browser;
use crate::shared::{copy_sample, program};

/// A program that somebody started by its icon; ended when the test is.
struct Icon {
    child: Child,
    url: String,
}

impl Drop for Icon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program as a desktop does, with a browser that notes which page it was shown.
fn started(here: &Path, home: &Path) -> Icon {
    let tools = home.join("alat");
    std::fs::create_dir_all(&tools).expect("a folder");
    let (browser, seen) = (tools.join("xdg-open"), home.join("dibuka.txt"));
    let script = format!("#!/bin/sh\ncp \"$1\" '{}.baru' && mv '{0}.baru' '{0}'\n", seen.display());
    std::fs::write(&browser, script).expect("a browser");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("a browser that runs");
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap_or_default());
    let child = Command::new(program())
        .current_dir(here)
        .env("PATH", path)
        .env("HOME", home)
        .env("DISPLAY", ":99")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut icon = Icon { child, url: String::new() };
    for _ in 0..300 {
        if let Ok(page) = std::fs::read_to_string(&seen) {
            let url = page.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
            icon.url = url.to_string();
            return icon;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no browser was opened");
}

/// Whoever opened an address with a secret.
fn inside(url: &str) -> Browser {
    let (host, secret) = url.strip_prefix("http://").and_then(|url| url.split_once('/')).expect("an address");
    let mut browser = Browser::new(host);
    let answer = browser.get(&format!("/{secret}"));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(Browser::new(host).get(&format!("/{secret}")).status, 403, "it opens once");
    browser
}

#[test]
fn beside_a_workspace_its_page_opens() {
    let (folder, workspace) = copy_sample("politeknik");
    let home = tempfile::tempdir().expect("a home");
    for here in [workspace.as_path(), folder.path()] {
        let _ = std::fs::remove_file(home.path().join("dibuka.txt"));
        let icon = started(here, home.path());
        let mut browser = inside(&icon.url);
        assert!(browser.page("/matriks").body.contains("Jurusan Teknologi Informasi"));
    }
}

#[test]
fn where_no_workspace_lies_one_is_made_or_chosen_and_nothing_else_is_reached() {
    let (folder, workspace) = copy_sample("politeknik");
    let home = folder.path().to_path_buf();
    let empty = tempfile::tempdir().expect("an empty folder");
    let icon = started(empty.path(), &home);
    let mut browser = inside(&icon.url);
    let page = browser.get("/");
    assert!(
        page.status == 200 && page.body.contains("Pilih ruang kerja") && page.body.contains("politeknik"),
        "{}",
        page.body
    );
    // Names that the page did not show lead nowhere; requests from elsewhere neither.
    for name in ["..", "/etc", "politeknik/..", "tidak-ada"] {
        assert_eq!(browser.post("/pilih/masuk", &[("nama", name)]).status, 404, "{name}");
        assert_eq!(browser.post("/pilih/pakai", &[("nama", name)]).status, 404, "{name}");
    }
    let mut stranger = Browser { origin: "https://lain.example".into(), ..browser.clone() };
    assert_eq!(stranger.post("/pilih/buat", &[("nama", "x")]).status, 403);
    assert_eq!(Browser::new(&browser.host).get("/").status, 403);
    let token = std::mem::take(&mut browser.token);
    assert_eq!(browser.post("/pilih/buat", &[("nama", "x")]).status, 403, "a form that is none of ours");
    browser.token = token;
    // A folder that is no workspace is told.
    let wrong = browser.post("/pilih/pakai", &[("nama", "")]);
    assert!(wrong.status == 422 && wrong.body.contains("selaras.toml"), "{}", wrong.body);
    let again = browser.post("/pilih/buat", &[("nama", "politeknik")]);
    assert!(again.status == 422 && again.body.contains("sudah ada"), "{}", again.body);
    assert_eq!(browser.post("/pilih/masuk", &[("nama", "politeknik")]).status, 303);
    let page = browser.get("/");
    assert!(page.body.contains("Buka folder ini") && page.body.contains("masuk"), "{}", page.body);
    assert_eq!(browser.post("/pilih/naik", &[]).status, 303);
    browser.get("/");
    let made = browser.post("/pilih/buat", &[("nama", "akademi/2026")]);
    assert_eq!(made.status, 200, "{}", made.body);
    assert!(home.join("akademi_2026/kaskade.xlsx").is_file(), "one folder, whatever was typed");
    let url = made.body.split("href=\"http").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
    let mut page = inside(&format!("http{url}"));
    page.rest();
    let first = page.get("/matriks").body;
    assert!(first.contains("isi lembar Pengaturan, Unit, dan Kaskade"), "it says what to do first: {first}");
    std::fs::copy(workspace.join("kaskade.xlsx"), home.join("akademi_2026/kaskade.xlsx")).expect("a cascade");
    assert_eq!(page.post("/muat", &[("ke", "matriks")]).location(), "/matriks?kabar=muat");
    page.rest();
    let told = page.get("/matriks").body;
    assert!(
        told.contains("tidak dapat dibaca") && told.contains("instansi belum ditulis"),
        "what is still missing: {told}"
    );
    let settings = home.join("akademi_2026/selaras.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let own = "[instansi]\nnama = \"Akademi Contoh\"\ntahun = 2026\n";
    std::fs::write(&settings, format!("{own}{}", text.replace("[instansi]", "# [instansi]"))).expect("settings");
    assert_eq!(page.post("/muat", &[("ke", "matriks")]).location(), "/matriks?kabar=muat");
    page.rest();
    let filled = page.get("/matriks").body;
    assert!(filled.contains("Jurusan Teknologi Informasi") && filled.contains("Akademi Contoh"), "{filled}");
}

#[test]
fn without_a_screen_or_with_something_typed_it_is_a_command_as_ever() {
    let run =
        Command::new(program()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("the program");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("Contoh: selaras"));
}
