//! Documents of the office's word processor, as typed: written, edited by hand, and written again.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::pipeline::{self, NoProgress};
use selaras::recap::model::Recap;
use selaras::report;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::shared::{change_part, copy_sample, part, selaras, text};

const DOCUMENT: &str = "word/document.xml";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut all = arguments.to_vec();
    all.extend(["--tanggal", "2026-07-20"]);
    let output = selaras(&all);
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn model(workspace: &Path, quarter: Triwulan) -> Recap {
    let workspace = Workspace::open(workspace).expect("a workspace");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    let outcome = outcome.of_timespan(Timespan::Triwulan(quarter), &workspace.profil);
    report::recap_model(&outcome.input(&workspace, day()))
}

/// What the control of a path says.
pub(crate) fn filled(document: &str, path: &str) -> Option<String> {
    let (_, rest) = document.split_once(&format!("\"selaras:{path}\""))?;
    let (_, rest) = rest.split_once("<w:sdtContent>")?;
    let (content, _) = rest.split_once("</w:sdtContent>")?;
    let texts = content.split("<w:t ").skip(1).filter_map(|one| one.split_once('>')?.1.split_once("</w:t>"));
    Some(texts.map(|(text, _)| text.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&")).collect())
}

/// The agency's own file: its cover, its order, its words.
fn own_file(folder: &Path) -> PathBuf {
    let samples = folder.join("contoh");
    let output = selaras(&["cetak", "naskah", "--contoh", &samples.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let shipped = fs::read(samples.join("lakip.docx")).expect("a layout");
    let own = change_part(
        &shipped,
        |name| name == DOCUMENT,
        |text| {
            let cover = "<w:p><w:r><w:t>LAPORAN KINERJA BADAN CONTOH, disusun Bagian Perencanaan. Capaian IKU 1.1 </w:t></w:r><w:r><w:t>{{iku[IKU </w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>1.1].capaian}}</w:t></w:r><w:r><w:t> persen; {{bukan_penanda}}.</w:t></w:r></w:p>";
            text.replacen("<w:body>", &format!("<w:body>{cover}"), 1)
        },
    );
    let path = folder.join("Bab III Badan Contoh.docx");
    fs::write(&path, own).expect("written");
    path
}

#[test]
fn chapter_three_of_an_agency_is_written_in_its_own_file_edited_by_hand_and_written_again_with_its_words_intact() {
    let (folder, workspace) = copy_sample("politeknik");
    let room = workspace.display().to_string();
    let own = own_file(folder.path());
    let before = fs::read(&own).expect("the file");
    let own_path = own.display().to_string();
    let write = |quarter: &str| run(&["cetak", "naskah", &room, "--naskah", &own_path, "--triwulan", quarter]);
    let (code, told, error) = write("1");
    assert_eq!(code, Some(1), "{told}{error}");
    assert!(told.contains("penanda {{bukan_penanda}} tidak dikenal dan dibiarkan"), "{told}");
    let path = workspace.join("naskah/Bab III Badan Contoh.docx");
    let first = part(&fs::read(&path).expect("the document"), DOCUMENT);
    assert_equal(&first, &model(&workspace, Triwulan::I));
    assert!(first.contains("LAPORAN KINERJA BADAN CONTOH") && first.contains("{{bukan_penanda}}"));
    // By hand: an analysis, a paragraph of their own, a changed heading.
    let edited = change_part(
        &fs::read(&path).expect("the document"),
        |name| name == DOCUMENT,
        |text| {
            let text = text.replacen(
                "Faktor pendukung: (tulis di sini).",
                "Faktor pendukung: mitra baru &amp; dosen tamu.",
                1,
            );
            let text =
                text.replacen("(Tulis di sini bagaimana", "Efisiensi kami hitung sendiri. (Tulis di sini bagaimana", 1);
            text.replacen("<w:sectPr>", "<w:p><w:r><w:t>Demikian laporan ini.</w:t></w:r></w:p><w:sectPr>", 1)
        },
    );
    fs::write(&path, &edited).expect("written");
    // New data: the next quarter.
    let (code, told, error) = write("2");
    assert_eq!(code, Some(1), "{told}{error}");
    assert!(told.contains("kata-katanya tetap") && error.contains("--baru"), "{told}{error}");
    let again = part(&fs::read(&path).expect("the document"), DOCUMENT);
    assert_equal(&again, &model(&workspace, Triwulan::II));
    for kept in [
        "Faktor pendukung: mitra baru &amp; dosen tamu.",
        "Efisiensi kami hitung sendiri.",
        "Demikian laporan ini.",
        "LAPORAN KINERJA BADAN CONTOH",
        "{{bukan_penanda}}",
    ] {
        assert!(again.contains(kept), "{kept} was lost");
    }
    assert_eq!(fs::read(workspace.join("naskah/sebelumnya/Bab III Badan Contoh.docx")).expect("kept"), edited);
    assert_eq!(fs::read(&own).expect("the file"), before, "the office's own file is not touched");
    // Nothing new: nothing is written.
    let (_, told, _) = write("2");
    assert!(told.contains("tidak ada yang berubah"), "{told}");
}

/// Every figure of the document is the recap's, as it prints.
pub(crate) fn assert_equal(document: &str, recap: &Recap) {
    let said = |path: &str| filled(document, path).unwrap_or_else(|| panic!("{path} is not in the document"));
    for (row, lakip) in recap.iku.iter().zip(&recap.lakip.rows) {
        let (code, standing) = (&row.indikator.code, &row.indikator.standing);
        let figures = [
            ("target", &standing.target),
            ("realisasi", &standing.realisasi),
            ("target_tahun", &standing.year_target),
            ("capaian_tahun", &lakip.capaian),
            ("target_lalu", &lakip.past.target),
            ("tw1", &standing.trend[0].capaian),
            ("tw2", &standing.trend[1].capaian),
        ];
        for (field, figure) in figures {
            assert_eq!(said(&format!("iku[{code}].{field}")), figure.wording, "{code} {field}");
        }
        let marked = said(&format!("iku[{code}].capaian_bertanda"));
        assert!(marked.ends_with(&standing.capaian.wording), "{code}: {marked} is not {}", standing.capaian.wording);
    }
    // Long names of programmes stand in tags as digests: their figures are looked for in the text.
    for row in &recap.lakip.efficiency {
        assert!(document.contains(&format!(">{}<", row.pagu.wording)), "{}: {}", row.program, row.pagu.wording);
    }
    assert_eq!(said("kalimat"), recap.sentence);
    assert_eq!(said("rata_rata"), recap.cards[0].wording);
}

#[test]
fn agreements_are_written_for_each_unit_and_one_with_a_grave_finding_is_refused() {
    let (_folder, workspace) = copy_sample("politeknik");
    let room = workspace.display().to_string();
    let (code, told, error) = run(&["cetak", "naskah", &room, "--naskah", "pk"]);
    assert_eq!(code, Some(1), "{told}{error}");
    assert!(told.contains("Jurusan Agribisnis tidak ditulis"), "{told}");
    let document = part(&fs::read(workspace.join("naskah/pk-2026/JTI.docx")).expect("an agreement"), DOCUMENT);
    for (path, said) in [
        ("pk[JTI].unit", "Jurusan Teknologi Informasi"),
        ("pk[JTI].nip_pertama", "19670406 199412 2 004"),
        ("pk[JTI].baris[IKK 1.2.1].target_lengkap", "120 Orang"),
    ] {
        assert_eq!(filled(&document, path).as_deref(), Some(said), "{path}");
    }
    assert!(!workspace.join("naskah/pk-2026/JAG.docx").exists());
    for name in ["rencana-aksi", "borang", "triwulan"] {
        let (code, told, error) = run(&["cetak", "naskah", &room, "--naskah", name, "--unit", "JTI"]);
        assert_eq!((code, error.as_str()), (Some(0), ""), "{name}: {told}");
    }
}

#[test]
fn a_document_that_is_open_or_none_of_a_word_processor_is_refused_in_words() {
    let (folder, workspace) = copy_sample("politeknik");
    let room = workspace.display().to_string();
    fs::create_dir_all(workspace.join("naskah")).expect("a folder");
    fs::write(workspace.join("naskah/.~lock.lakip-2026.docx#"), "").expect("a lock");
    let (code, _, error) = run(&["cetak", "lakip", &room]);
    assert!(code == Some(2) && error.contains("sedang dibuka; simpan dan tutup dahulu"), "{error}");
    let none = folder.path().join("laporan.docx");
    fs::write(&none, "bukan").expect("a file");
    for (named, said) in [
        (none.display().to_string(), "bukan naskah Word"),
        ("lapor".to_string(), "tata letak lapor tidak dikenal; yang tersedia: lakip, triwulan"),
    ] {
        let (code, _, error) = run(&["cetak", "naskah", &room, "--naskah", &named]);
        assert!(code == Some(2) && error.contains(said), "{error}");
    }
}

#[test]
fn every_marker_of_the_list_has_a_meaning_and_every_list_is_named() {
    let output = selaras(&["cetak", "bidang"]);
    let listed = text(&output.stdout);
    for marker in [
        "{{instansi}}",
        "{{iku.capaian}}",
        "{{#iku}} … {{/iku}}",
        "{{grafik:capaian}}",
        "{{pk.unit}}",
        "{{aksi.waktu}}",
    ] {
        assert!(listed.contains(marker), "{marker}: {listed}");
    }
    let bare = listed.lines().filter(|line| line.starts_with("  {{") && line.trim_end().ends_with("}}")).count();
    assert_eq!(bare, 0, "a marker without a meaning: {listed}");
}

#[test]
fn what_is_exported_for_bps_is_read_back_into_the_same_rows() {
    let (folder, workspace) = copy_sample("politeknik");
    let room = workspace.display().to_string();
    let (code, told, error) = run(&["ekspor", &room, "--ke", "bps-impor", "--triwulan", "2"]);
    assert_eq!(code, Some(0), "{told}{error}");
    assert!(told.lines().last().is_some_and(|line| line.contains(" baris")), "{told}");
    let rows = |workspace: &Path| {
        let workspace = Workspace::open(workspace).expect("a workspace");
        let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
        let mut all: Vec<_> = outcome
            .tables
            .pengukuran()
            .filter(|row| row.triwulan == Some(Triwulan::II) && row.filled() && row.code.is_some())
            .map(|row| {
                let words = |text: Option<&str>| text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
                let figure = row.figure_realisasi().map(|figure| format!("{figure:.6}"));
                let (unit, code) = (row.unit.unwrap_or_default().to_string(), row.code.unwrap_or_default().to_string());
                (unit, code, figure.or(words(row.text_realisasi())), words(row.kendala()), words(row.tindak_lanjut()))
            })
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let sent = rows(&workspace);
    // The same workspace with nothing in its inbox but what was exported.
    let other = folder.path().join("lain");
    fs::create_dir_all(other.join("masuk")).expect("a folder");
    for name in ["kaskade.xlsx", "selaras.toml"] {
        fs::copy(workspace.join(name), other.join(name)).expect("a copy");
    }
    for entry in fs::read_dir(workspace.join("hasil/ekspor")).expect("exports") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), other.join("masuk").join(entry.file_name())).expect("a copy");
    }
    let back = rows(&other);
    assert!(sent.len() > 20, "{}", sent.len());
    let missing: Vec<_> = sent.iter().filter(|row| !back.contains(row)).collect();
    assert!(missing.is_empty(), "{} of {}: {missing:#?}", missing.len(), sent.len());
}

#[test]
fn a_definition_of_ones_own_is_used_and_one_that_names_what_is_not_there_is_told_with_what_is() {
    let (_folder, workspace) = copy_sample("politeknik");
    let room = workspace.display().to_string();
    let folder = workspace.join("templat/ekspor");
    fs::create_dir_all(&folder).expect("a folder");
    let own = |field: &str| {
        format!(
            "nama = \"kita\"\narti = \"milik kita\"\nbaris = \"iku\"\nbentuk = \"csv\"\nkolom = [{{ judul = \"Kode\", isi = \"kode\" }}, {{ judul = \"Nilai\", isi = \"{field}\" }}, {{ judul = \"Dari\", tetap = \"Selaras\" }}]\n"
        )
    };
    fs::write(folder.join("kita.toml"), own("realisasi")).expect("a definition");
    let (code, told, error) = run(&["ekspor", &room, "--ke", "kita"]);
    assert_eq!(code, Some(0), "{told}{error}");
    let csv = fs::read_to_string(workspace.join("hasil/ekspor/kita_TW2_2026.csv")).expect("a file");
    let recap = model(&workspace, Triwulan::II);
    assert!(csv.starts_with("\u{feff}Kode;Nilai;Dari\r\n"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + recap.iku.len(), "{csv}");
    assert!(csv.contains("IKU 2.2;76,8") && csv.contains("IKU 4.1;BB;Selaras"), "{csv}");
    fs::write(folder.join("kita.toml"), own("realisai")).expect("a definition");
    let (code, _, error) = run(&["ekspor", &room, "--ke", "kita"]);
    assert!(
        code == Some(2) && error.contains("isi = \"realisai\" tidak dikenal; mungkin maksudnya realisasi"),
        "{error}"
    );
    let (code, _, error) = run(&["ekspor", &room, "--ke", "sakti"]);
    assert!(code == Some(2) && error.contains("definisi ekspor sakti tidak dikenal; yang ada: bps-impor"), "{error}");
    let (code, told, _) = run(&["ekspor", &room, "--daftar"]);
    assert!(code == Some(0) && told.contains("kita") && told.contains("rekaan"), "{told}");
}
