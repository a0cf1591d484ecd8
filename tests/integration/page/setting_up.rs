//! A quarter is set up from the page: settings and units, forms for everybody; and what is written when it is asked for.

use std::io::{Cursor, Read};

use super::client::Service;
use super::office::{logged_in, office};

/// Names in a package, and one of its files.
fn names(bytes: &[u8]) -> Vec<String> {
    let package = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a package");
    package.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// The digest in the form of the settings.
fn digest(page: &str) -> String {
    let digest = page.split("name=\"sidik\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    digest.expect("a digest").to_string()
}

#[test]
fn forms_for_every_unit_are_made_and_taken_home_as_one_file_or_for_one_unit() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    bureau.rest();
    assert!(bureau.page("/bagikan").body.contains("Belum ada. Buat dahulu"));
    assert_eq!(bureau.get("/bagikan/unduh").status, 404, "nothing was made yet");
    let nothing = bureau.post("/bagikan", &[("unit", "")]);
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("Belum ada formulir yang dipilih"), "{}", nothing.body);
    let chosen = [("jenis", "pk"), ("jenis", "tw2"), ("unit", "")];
    assert_eq!(bureau.post("/bagikan", &chosen).status, 303);
    bureau.rest();
    let page = bureau.page("/bagikan").body;
    assert!(page.contains("buku kerja untuk") && page.contains("JTI_PK_2026.xlsx, JTI_TW-II_2026.xlsx"), "{page}");
    let all = bureau.get("/bagikan/unduh");
    let inside = names(&all.bytes);
    assert!(inside.contains(&"JTI/JTI_PK_2026.xlsx".to_string()) && inside.len() > 10, "{inside:?}");
    assert!(inside.iter().all(|name| name.ends_with(".xlsx")), "{inside:?}");
    assert_eq!(bureau.get("/bagikan/unduh").bytes, all.bytes, "the same forms are the same bytes");
    let own = bureau.get("/bagikan/unduh/JTI");
    let mut own_names = names(&own.bytes);
    own_names.sort();
    assert_eq!(own_names, ["JTI_PK_2026.xlsx", "JTI_TW-II_2026.xlsx"]);
    let mut form = Vec::new();
    let mut package = zip::ZipArchive::new(Cursor::new(own.bytes)).expect("a package");
    package.by_name("JTI_PK_2026.xlsx").expect("the form").read_to_end(&mut form).expect("its bytes");
    assert_eq!(bureau.upload("/unit/JTI/periksa", &[("PK.xlsx", &form)]).status, 303, "it reads as its own");
    let letter = bureau.get("/bagikan/surat/JTI").body;
    assert!(letter.contains("X-Selaras-Jenis: pengantar") && letter.contains("JTI_PK_2026.xlsx"), "{letter}");
    for way in ["/bagikan/unduh/..%2F..", "/bagikan/unduh/TIDAK", "/bagikan/surat/.."] {
        assert_eq!(bureau.get(way).status, 404, "{way}");
    }
}

#[test]
fn another_cascade_is_read_before_it_takes_the_place_of_the_old_one_which_is_kept() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    bureau.rest();
    bureau.page("/atur");
    let path = service.workspace.join("kaskade.xlsx");
    let old = std::fs::read(&path).expect("the cascade");
    assert_eq!(bureau.get("/atur/kaskade").bytes, old);
    let form = std::fs::read(service.workspace.join("masuk/JTM/Pengukuran TW1 JTM.xlsx")).expect("a form");
    for (name, bytes, told) in [
        ("kaskade.xlsx", b"bukan buku kerja".as_slice(), "Belum dapat disimpan"),
        ("kaskade.xlsx", &form, "belum berisi unit maupun indikator"),
    ] {
        let refused = bureau.upload("/atur/kaskade", &[(name, bytes)]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(told) && !refused.body.contains(".unggah"), "{}", refused.body);
        assert_eq!(std::fs::read(&path).expect("the cascade"), old, "nothing was changed");
    }
    let two = bureau.upload("/atur/kaskade", &[("a.xlsx", &old), ("b.xlsx", &old)]);
    assert!(two.status == 422 && two.body.contains("Pilih satu berkas saja"), "{}", two.body);
    let new = crate::shared::change_part(&old, |name| name == "docProps/core.xml", |xml| xml + " ");
    assert_eq!(bureau.upload("/atur/kaskade", &[("kaskade (1).xlsx", &new)]).status, 303);
    assert_eq!(std::fs::read(&path).expect("the cascade"), new);
    let kept = std::fs::read_dir(&service.workspace).expect("a folder").flatten();
    let kept: Vec<_> = kept.filter(|one| one.file_name().to_string_lossy().starts_with("kaskade sebelum ")).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read(kept[0].path()).expect("the old one"), old);
    bureau.rest();
    assert!(bureau.page("/atur").body.contains("kaskade diganti"), "it is told who did it");
}

#[test]
fn settings_are_changed_as_text_and_what_is_not_understood_changes_nothing() {
    let service = Service::of("politeknik");
    let mut bureau = service.owner();
    bureau.rest();
    let page = bureau.page("/atur").body;
    let settings = || std::fs::read_to_string(service.workspace.join("selaras.toml")).expect("settings");
    let (old, known) = (settings(), digest(&page));
    let wrong = old.replace("pk = 2026-02-28", "pk = 31-02-2026");
    let refused = bureau.post("/atur/teks", &[("sidik", &known), ("teks", &wrong)]);
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("baris 9") && refused.body.contains("31-02-2026"), "{}", refused.body);
    assert_eq!(settings(), old);
    let right = old.replace("pk = 2026-02-28", "pk = 2026-03-05    # diundur").replace('\n', "\r\n");
    assert_eq!(bureau.post("/atur/teks", &[("sidik", &known), ("teks", &right)]).status, 303);
    assert!(settings().contains("pk = 2026-03-05    # diundur\n") && settings().contains("# lihat samples/README.md"));
    let late = bureau.post("/atur/teks", &[("sidik", &known), ("teks", &old)]);
    assert_eq!(late.status, 409, "somebody changed it meanwhile");
    bureau.rest();
    assert!(bureau.page("/unit/JTI").body.contains("5 Mar"), "the deadline is another");
}

#[test]
fn documents_exports_and_the_archive_are_written_when_they_are_asked_for_and_leadership_reads_what_is_for_it() {
    let service = office();
    let mut bureau = logged_in(&service, "biro");
    bureau.rest();
    for (what, name) in [("naskah:triwulan", ".docx"), ("ekspor:bps-impor", "ekspor"), ("arsip", "arsip-2026-")] {
        bureau.page("/hasil");
        assert_eq!(bureau.post("/hasil/buat", &[("apa", what), ("periode", "")]).status, 303, "{what}");
        bureau.rest();
        let page = bureau.page("/hasil").body;
        // A journal without a run has nothing to archive, and says so.
        assert!(page.contains(name) || page.contains("Tidak selesai"), "{what}: {page}");
    }
    assert_eq!(bureau.post("/hasil/buat", &[("apa", "naskah:../../x")]).status, 422);
    assert_eq!(bureau.post("/hasil/buat", &[("apa", "")]).status, 422);
    bureau.page("/jalan");
    assert_eq!(bureau.post("/jalan", &[("periode", "")]).status, 303);
    bureau.rest();
    bureau.page("/hasil");
    assert_eq!(bureau.post("/hasil/buat", &[("apa", "arsip")]).status, 303);
    bureau.rest();
    let page = bureau.page("/hasil").body;
    let archive = page.split("<a href=\"/hasil/").find(|rest| rest.contains("arsip-2026-")).expect("an archive");
    let number: usize = archive.split('"').next().and_then(|text| text.parse().ok()).expect("its number");
    let way = format!("/hasil/{number}");
    assert!(bureau.get(&way).bytes.starts_with(b"PK"));
    let mut leader = logged_in(&service, "direktur");
    let list = leader.page("/hasil").body;
    assert!(!list.contains("arsip-2026-") && !list.contains("Tulis juga"), "{list}");
    for hidden in ["/bagikan", "/bagikan/unduh", "/bagikan/unduh/JTI", "/atur/kaskade", way.as_str()] {
        assert_eq!(leader.get(hidden).status, 404, "{hidden}");
    }
}

#[test]
fn a_change_after_ratification_is_recorded_with_its_reason() {
    let service = Service::of("pemprov");
    let mut bureau = service.owner();
    bureau.rest();
    assert!(bureau.page("/alur").body.contains("pergantian atau mutasi pejabat"));
    let unit = "DISHUB";
    let unknown = [("unit-ubah", unit), ("jenis", "pk z"), ("uraian", "Pejabat berganti")];
    assert_eq!(bureau.post("/alur/perubahan", &unknown).status, 422);
    let late = [("unit-ubah", unit), ("jenis", "ra a"), ("uraian", "Arahan"), ("forum", "kemarin")];
    let answer = bureau.post("/alur/perubahan", &late);
    assert!(answer.status == 422 && answer.body.contains("Tanggal itu tidak terbaca"), "{}", answer.body);
    let right = [("unit-ubah", unit), ("jenis", "pk a"), ("uraian", "Pejabat berganti")];
    let answer = bureau.post("/alur/perubahan", &right);
    assert_eq!(answer.status, 303, "{}", answer.body);
}
