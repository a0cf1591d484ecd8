//! Letters that leave from the page: shown, confirmed, sent once; with a link that opens once where units reach the page.

use std::collections::BTreeSet;
use std::path::Path;

use mail_parser::MessageParser;

use super::client::{Answer, Browser, Service};
use super::office::{NAME, client, logged_in, office_of};
use crate::post::smtp::{Line, Script, Smtp};
use crate::post::{outgoing, set};
use crate::shared::{copy_sample, text};

const SECRET: &str = "rahasia-kotak-7";

fn consolidated(workspace: &Path) {
    let path = workspace.display().to_string();
    let run = crate::shared::selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    assert!(run.status.code().is_some_and(|code| code < 2), "{}", text(&run.stderr));
}

/// A workspace with letters, and a server that takes them.
fn with_letters(script: Script) -> (tempfile::TempDir, std::path::PathBuf, Smtp) {
    let (folder, workspace) = copy_sample("kotak-surat");
    let login = Some(("biro".to_string(), SECRET.to_string()));
    let server = Smtp::start(Line::Open, Script { login, ..script });
    set(&workspace, &outgoing(server.port, "tanpa"));
    (folder, workspace, server)
}

/// The letters that a page offers, as its form sends them.
fn offered(page: &Answer) -> Vec<String> {
    let fields = page.body.split("name=\"pilih\" value=\"").skip(1);
    fields.filter_map(|rest| rest.split('"').next()).map(str::to_string).collect()
}

fn send(bureau: &mut Browser, keys: &[String], rest: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = keys.iter().map(|key| ("pilih", key.as_str())).collect();
    fields.extend_from_slice(rest);
    bureau.post("/surat/kirim", &fields)
}

#[test]
fn letters_are_shown_confirmed_and_sent_once_and_the_password_is_asked_and_kept_in_memory_alone() {
    let (folder, workspace, server) = with_letters(Script::default());
    consolidated(&workspace);
    let service = Service::with(folder, workspace, &["--tanpa-peramban"]);
    let mut bureau = service.owner();
    bureau.page("/matriks");
    bureau.rest();
    let page = bureau.page("/surat/kirim");
    let keys = offered(&page);
    assert!(keys.len() >= 3, "{}", page.body);
    for word in ["menunggu dikirim", "lampiran: ", "Isi surat untuk", "Terlampir berkas Anda sendiri", "Sandi surel"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    // Nothing leaves without a confirmation, nor without the password, nor without a letter.
    let fault = |answer: &Answer, field: &str| {
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains(&format!("<li><a href=\"#{field}\">")), "{}", answer.body);
    };
    fault(&send(&mut bureau, &keys, &[("sandi", SECRET)]), "yakin");
    fault(&send(&mut bureau, &[], &[("yakin", "ya"), ("sandi", SECRET)]), "daftar");
    assert!(server.addresses().is_empty());
    // A wrong password is told in the server's words and is asked for again.
    assert_eq!(send(&mut bureau, &keys, &[("yakin", "ya"), ("sandi", "salah")]).status, 303);
    bureau.rest();
    let page = bureau.page("/surat/kirim");
    assert!(page.body.contains("tidak menerima biro") && page.body.contains("name=\"sandi\""), "{}", page.body);
    fault(&send(&mut bureau, &keys, &[("yakin", "ya")]), "sandi");
    // One letter alone, then the others: the password is known now.
    assert_eq!(send(&mut bureau, &keys[..1], &[("yakin", "ya"), ("sandi", SECRET)]).status, 303);
    bureau.rest();
    assert!(server.addresses().len() == 1, "{:?}", server.addresses());
    let page = bureau.page("/surat/kirim");
    assert!(!page.body.contains("name=\"sandi\"") && page.body.contains("Lupakan sandi"), "{}", page.body);
    assert!(page.body.contains("terkirim (250") && page.body.contains("Sudah terkirim"), "{}", page.body);
    assert_eq!(offered(&page), keys[1..]);
    // The old list once more: what has gone is told and stays what it was.
    assert_eq!(send(&mut bureau, &keys, &[("yakin", "ya")]).status, 303);
    bureau.rest();
    let page = bureau.page("/surat/kirim");
    assert!(page.body.contains("sudah terkirim atau sudah berganti"), "{}", page.body);
    assert!(page.body.contains("Tidak ada surat yang menunggu dikirim."), "{}", page.body);
    let addresses = server.addresses();
    assert_eq!(addresses.len(), addresses.iter().collect::<BTreeSet<_>>().len(), "{addresses:?}");
    assert!(addresses.len() >= keys.len());
    assert!(bureau.page("/atur").body.contains("surat dikirim"));
    let mut held = Vec::new();
    crate::post::holding(&service.workspace, SECRET, &mut held);
    assert!(held.is_empty(), "the password stands in {held:?}");
    // Nothing links to a page that nobody reaches.
    let letters = &server.script.lock().expect("letters").taken;
    assert!(letters.iter().all(|(_, letter)| !body(letter).contains("/tautan/")));
}

fn body(letter: &[u8]) -> String {
    let message = MessageParser::default().parse(letter).expect("a letter");
    message.body_text(0).unwrap_or_default().into_owned()
}

#[test]
fn a_letter_that_leaves_holds_a_link_of_its_own_that_opens_the_page_of_its_unit_once() {
    let (folder, workspace, server) = with_letters(Script::default());
    let settings = std::fs::read_to_string(workspace.join("selaras.toml")).expect("settings");
    let settings = settings.replacen("[surat]", &format!("[surat]\nhalaman = \"https://{NAME}/\""), 1);
    std::fs::write(workspace.join("selaras.toml"), settings).expect("settings");
    consolidated(&workspace);
    let service = office_of(folder, workspace, "PTI");
    let mut bureau = logged_in(&service, "biro");
    bureau.page("/matriks");
    bureau.rest();
    let page = bureau.page("/surat/kirim");
    assert!(page.body.contains("/masuk?dari=surat"), "the letter says where the page is: {}", page.body);
    let keys = offered(&page);
    assert_eq!(send(&mut bureau, &keys, &[("yakin", "ya"), ("sandi", SECRET)]).status, 303);
    bureau.rest();
    let taken = server.script.lock().expect("letters").taken.clone();
    assert!(taken.len() >= keys.len());
    let mut links = BTreeSet::new();
    for (address, letter) in &taken {
        let text = body(letter);
        let link = text.split_whitespace().find(|word| word.contains("/tautan/")).unwrap_or_else(|| panic!("{text}"));
        assert!(!text.contains("dari=surat") && text.contains("terbuka satu kali, sampai 3 Agustus 2026"), "{text}");
        assert!(links.insert(link.to_string()), "{address} has the link of another");
    }
    let message = MessageParser::default().parse(&taken[0].1).expect("a letter");
    let unit = message.header("X-Selaras-Unit").and_then(|unit| unit.as_text()).expect("its unit").trim().to_string();
    let text = body(&taken[0].1);
    let link = text.split_whitespace().find(|word| word.contains("/tautan/")).expect("a link");
    let way = link.strip_prefix(&format!("https://{NAME}")).expect("of ours").to_string();
    assert_eq!(client(&service).send(&way, &[]).location(), format!("/unit/{unit}"));
    assert_eq!(client(&service).send(&way, &[]).status, 403, "a second time it opens nothing");
}

#[test]
fn what_cannot_be_sent_says_why_and_what_to_do() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    bureau.page("/matriks");
    let page = bureau.page("/surat/kirim").body;
    assert!(
        page.contains("jalankan selaras konsolidasi dahulu") && page.contains("Server surel belum diatur"),
        "{page}"
    );
    assert!(!page.contains("Kirim surat yang dicentang"), "{page}");
}
