//! What people do on the page, from beginning to end.

use super::client::{Service, below};

#[test]
fn the_first_page_opens_by_a_secret_that_opens_once_and_is_left_behind() {
    let mut service = Service::of("politeknik");
    let mut first = super::client::Browser::new(&service.host);
    let start = format!("/mulai?kunci={}", service.secret);
    let answer = first.get(&start);
    assert_eq!((answer.status, answer.header("refresh")), (200, Some("0; url=/")));
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(first.get("/").location(), "/matriks");
    assert_eq!(super::client::Browser::new(&service.host).get(&start).status, 403);
    let page = first.page("/matriks");
    assert!(page.body.contains("Jurusan Teknologi Informasi"), "{}", page.body);
    assert_eq!(first.post("/akhiri", &[]).status, 200);
    assert!(service.ended(), "one click ends it");
}

#[test]
fn the_matrix_says_how_each_document_stands_and_finds_a_unit() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    let page = bureau.page("/matriks").body;
    for word in ["perlu diperbaiki", "diterima", "belum", "belum jatuh tempo", "tenggat"] {
        assert!(page.contains(word), "{word}");
    }
    let one = bureau.page("/matriks?cari=jti").body;
    assert!(one.contains("/unit/JTI") && !one.contains("/unit/JTM"));
    let odd = bureau.page("/matriks?cari=%3Cscript%3E&hal=99").body;
    assert!(odd.contains("&#60;script&#62;") && !odd.contains("<script>"), "{odd}");
}

#[test]
fn a_unit_checks_a_file_sees_the_cell_takes_the_marked_copy_and_sends() {
    let service = Service::of("politeknik");
    let mut unit = service.owner();
    unit.page("/unit/JAB");
    let before = below(&service.workspace.join("masuk"));
    let sent = std::fs::read(service.workspace.join("masuk/JAB/TW I JAB.xlsx")).expect("a form");
    let answer = unit.upload("/unit/JAB/periksa", &[("TW I JAB.xlsx", &sent)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let way = answer.location().to_string();
    let page = unit.page(&way).body;
    assert!(page.contains("sel G11, perlu diperbaiki:") && page.contains("belum dikirim"), "{page}");
    assert_eq!(below(&service.workspace.join("masuk")), before, "what is checked is not sent");
    let copy = unit.get(&format!("{way}/koreksi/0"));
    assert_eq!(copy.status, 200);
    assert!(copy.header("content-disposition").is_some_and(|name| name.contains("koreksi.xlsx")), "{}", copy.head);
    assert!(crate::shared::part(&copy.bytes, "xl/workbook.xml").contains("sheet"));
    unit.page(&way);
    let answer = unit.post(&format!("{way}/kirim"), &[]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let receipt = unit.page(&way).body;
    assert!(receipt.contains("TT-2026-0001"), "{receipt}");
    let file = service.workspace.join("masuk/JAB/TW I JAB (TT-2026-0001).xlsx");
    assert_eq!(std::fs::read(&file).expect("the file"), sent);
    // Sent twice by an impatient finger, it is there once.
    assert_eq!(unit.post(&format!("{way}/kirim"), &[]).status, 303);
    assert_eq!(below(&service.workspace.join("masuk")).len(), before.len() + 1);
    unit.rest();
    let home = unit.page("/unit/JAB").body;
    assert!(home.contains("TT-2026-0001") && home.contains("sudah dibaca"), "{home}");
}

#[test]
fn a_form_for_a_unit_is_filled_in_and_reads_as_its_own() {
    let service = Service::of("politeknik");
    let mut unit = service.owner();
    unit.page("/unit/JTI");
    let form = unit.get("/unit/JTI/formulir/tw2");
    assert_eq!(form.status, 200, "{}", form.body);
    assert_eq!(unit.upload("/unit/JTI/periksa", &[("TW2.xlsx", &form.bytes)]).status, 303);
    assert_eq!(unit.get("/unit/JTI/formulir/tw9").status, 404);
}

#[test]
fn the_bureau_runs_the_quarter_and_takes_its_files_home() {
    let service = Service::of("pemprov");
    let mut bureau = service.owner();
    bureau.rest();
    bureau.page("/jalan");
    assert_eq!(bureau.post("/jalan", &[("periode", "tw2")]).status, 303);
    let second = bureau.post("/jalan", &[("periode", "")]);
    assert_eq!(second.status, 409, "one run at a time, and it is told who runs");
    assert!(second.body.contains("Biro Uji"), "{}", second.body);
    bureau.rest();
    let page = bureau.page("/jalan").body;
    assert!(page.contains("berkas ditulis ke folder hasil"), "{page}");
    let list = bureau.page("/hasil").body;
    assert!(list.contains("konsolidasi-2026.xlsx") && list.contains("laporan.html"), "{list}");
    let file = bureau.get("/hasil/0");
    assert!(file.bytes.starts_with(b"PK") && file.header("content-type") == Some("application/octet-stream"));
}

#[test]
fn a_run_in_a_terminal_and_one_from_the_page_never_run_at_once_and_each_is_told_of_the_other() {
    let service = Service::of("pemprov");
    let mut bureau = service.owner();
    bureau.rest();
    let path = service.workspace.display().to_string();
    // As another program holds it: for the page it is the terminal, for the terminal the page.
    let held = std::fs::File::create(service.workspace.join("hasil/.kunci")).expect("the lock");
    held.try_lock().expect("free");
    bureau.page("/jalan");
    assert_eq!(bureau.post("/jalan", &[("periode", "")]).status, 303);
    bureau.rest();
    let page = bureau.page("/jalan").body;
    let told = "sedang diproses oleh selaras yang lain";
    assert!(page.contains("Tidak selesai: ") && page.contains(told), "{page}");
    let run = crate::shared::selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20"]);
    let said = crate::shared::text(&run.stderr);
    assert!(run.status.code() == Some(2) && said.contains(told), "{said}");
    drop(held);
    assert_eq!(bureau.post("/jalan", &[("periode", "")]).status, 303);
    bureau.rest();
    assert!(bureau.page("/jalan").body.contains("berkas ditulis ke folder hasil"), "free again, it runs");
}

#[test]
fn every_figure_of_the_recap_opens_its_chain_down_to_the_cell() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    let recap = bureau.page("/rekap").body;
    assert!(recap.contains("Sementara"), "{recap}");
    let mut cells = 0;
    for number in 0..recap.matches("/rekap/asal/").count() {
        let page = bureau.page(&format!("/rekap/asal/{number}")).body;
        cells += page.matches("sumber angka:").count();
    }
    assert!(cells > 3, "{cells} cells shown in their sheets");
    assert_eq!(bureau.get("/rekap/asal/99999").status, 404);
}

#[test]
fn a_waiver_is_noted_in_the_settings_ends_there_and_two_people_do_not_cross() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    let page = bureau.page("/atur").body;
    let digest = page.split("name=\"sidik\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let digest = digest.expect("a digest").to_string();
    let add = |digest: &str| {
        vec![
            ("sidik", digest.to_string()),
            ("aturan", "UK03".to_string()),
            ("unit", "JAB".to_string()),
            ("alasan", "Disetujui \"Direktur\" # nota 5".to_string()),
            ("sampai", "2026-12-31".to_string()),
        ]
    };
    let fields = add(&digest);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(bureau.post("/atur/pengecualian", &fields).status, 303);
    let again = bureau.post("/atur/pengecualian", &fields);
    assert_eq!(again.status, 409, "{}", again.body);
    assert!(again.body.contains("diubah orang lain"));
    let settings = || std::fs::read_to_string(service.workspace.join("selaras.toml")).expect("settings");
    assert!(settings().contains("# lihat samples/README.md"), "comments stay");
    assert!(settings().contains("dicatat lewat halaman oleh Biro Uji"), "{}", settings());
    bureau.rest();
    let page = bureau.page("/atur").body;
    let digest = page.split("name=\"sidik\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let digest = digest.expect("a digest").to_string();
    assert_eq!(bureau.post("/atur/pengecualian/akhiri", &[("sidik", &digest), ("nomor", "2")]).status, 303);
    assert!(settings().contains("diakhiri lewat halaman oleh Biro Uji"), "{}", settings());
    let page = bureau.page("/atur").body;
    assert!(page.contains("pengecualian ditambah") && page.contains("pengecualian diakhiri"), "who changed what");
}

#[test]
fn a_unit_whose_name_nobody_knows_is_settled_in_the_register() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    let page = bureau.page("/atur").body;
    let name = page.split("name=\"nama\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let name = name.expect("a form of an unknown unit").replace("&#38;", "&");
    let before = page.matches("name=\"nama\"").count();
    assert_eq!(bureau.post("/atur/alias", &[("nama", &name), ("unit", "JTI")]).status, 303);
    bureau.rest();
    let page = bureau.page("/atur").body;
    assert!(page.matches("name=\"nama\"").count() < before, "{page}");
    assert!(page.contains("nama lain ditambah"), "{page}");
}

#[test]
fn official_figures_are_ratified_and_opened_again_from_the_page() {
    let service = Service::of("pemprov");
    let mut bureau = service.owner();
    bureau.rest();
    bureau.page("/pengesahan");
    let asked = [("apa", "pk"), ("oleh", "Dr. Contoh, Direktur")];
    assert_eq!(bureau.post("/pengesahan/sahkan", &asked).status, 303);
    bureau.rest();
    bureau.rest();
    let page = bureau.page("/pengesahan").body;
    assert!(page.contains("Resmi, versi 1"), "{page}");
    let unit = page.split("name=\"unit\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version");
    let unit = unit.to_string();
    let opened = bureau.post("/pengesahan/buka", &[("lingkup", "pk"), ("unit", &unit), ("alasan", "Reviu")]);
    assert_eq!(opened.status, 303, "{}", opened.body);
}

#[test]
fn letters_and_the_board_are_shown_and_a_step_is_recorded() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    let list = bureau.page("/surat").body;
    assert!(list.contains("/surat/JAB"), "{list}");
    assert!(bureau.page("/surat/JAB").body.contains("Perihal"));
    assert!(bureau.page("/alur").body.contains("Catat langkah"));
    let wrong = bureau.post("/alur/catat", &[("unit", "JTI"), ("dokumen", "pk"), ("langkah", "999")]);
    assert_eq!(wrong.status, 422, "{}", wrong.body);
}
