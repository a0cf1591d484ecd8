//! Broken and hostile files: every one gets its answer, none stops the others, none changes what the others give.

#[cfg(unix)]
mod folder;
#[cfg(unix)]
mod inbox;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod kills_of_journal;
mod list;
pub(crate) mod maker;
mod mutation;
mod seeds;
#[cfg(unix)]
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::list::{Hostile, HostileAnswer};
use crate::shared::{consolidated_sample, copy_sample, selaras, text};

/// Findings of a run, as objects.
fn run(workspace: &Path) -> Vec<serde_json::Value> {
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--format", "json"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    let visible = text(&output.stdout);
    visible.lines().filter_map(|row| serde_json::from_str(row).ok()).collect()
}

fn put(enter: &Path, foe: &[Hostile]) {
    for one in foe {
        let path = enter.join(&one.name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, &one.content).expect("a file");
    }
}

/// Code and message of the findings about each file.
fn by_file(temuan: &[serde_json::Value]) -> BTreeMap<String, Vec<(String, String)>> {
    let mut map: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for one in temuan {
        let content = |name: &str| one[name].as_str().unwrap_or_default().to_string();
        map.entry(content("berkas")).or_default().push((content("kode"), content("pesan")));
    }
    map
}

/// What is wrong with the answer to a file, if anything is.
fn wrong(one: &Hostile, temuan: &[(String, String)]) -> Option<String> {
    let rejected = temuan.iter().find(|(code, _)| code == "BK01");
    let correct = match one.answer {
        HostileAnswer::Rejected(word) => rejected.is_some_and(|(_, message)| message.contains(word)),
        HostileAnswer::BeingRead => rejected.is_none() && !temuan.is_empty(),
        HostileAnswer::Skipped => temuan.is_empty(),
    };
    (!correct).then(|| format!("{}: {:?}, tetapi {temuan:?}", one.name, one.answer))
}

#[test]
fn every_hostile_file_gets_its_answer_and_the_good_ones_give_the_same_bytes() {
    let (_folder, workspace) = consolidated_sample("pemprov");
    let before = data(&workspace);
    let foe = list::all();
    put(&workspace.join("masuk"), &foe);
    let content_before = file_in(workspace.parent().expect("a folder above"));
    let temuan = run(&workspace);
    let map = by_file(&temuan);
    let mistake: Vec<String> =
        foe.iter().filter_map(|one| wrong(one, map.get(&one.name).map_or(&[][..], Vec::as_slice))).collect();
    assert!(mistake.is_empty(), "{} of {}:\n{}", mistake.len(), foe.len(), mistake.join("\n"));
    let after = data(&workspace);
    for (name, content) in &before {
        assert!(after.get(name) == Some(content), "{name} changed");
    }
    assert_eq!(
        content_before,
        file_in(workspace.parent().expect("a folder above")),
        "something was written outside hasil/"
    );
}

/// The tables of rows, by name; those of files and findings must of course grow.
fn data(workspace: &Path) -> BTreeMap<&'static str, Vec<u8>> {
    ["pk", "rencana_aksi", "pengukuran", "anggaran", "pejabat", "kaskade"]
        .into_iter()
        .map(|name| (name, fs::read(workspace.join("hasil/data").join(format!("{name}.parquet"))).expect("a table")))
        .collect()
}

/// Path and bytes of every file below a folder of outputs, without what a run makes use of for a while.
#[cfg(unix)]
fn folder_content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let meanwhile = |path: &PathBuf| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        inside.components().any(|one| one.as_os_str() == ".kunci")
    };
    let all = file_in(folder).into_iter().filter(|path| !meanwhile(path));
    all.map(|path| (path.clone(), fs::read(&path).expect("an output"))).collect()
}

/// Every file below a folder, except in `hasil/`.
fn file_in(folder: &Path) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    let mut queue = vec![folder.to_path_buf()];
    while let Some(now) = queue.pop() {
        for listed in fs::read_dir(&now).expect("a folder").flatten() {
            if listed.file_type().is_ok_and(|kind| kind.is_dir()) {
                // What a run may write: its results, and what it keeps of what was received.
                if listed.file_name() != "hasil" && listed.file_name() != "arsip" {
                    queue.push(listed.path());
                }
            } else if !listed.file_name().to_string_lossy().starts_with("riwayat.db") {
                all.insert(listed.path());
            }
        }
    }
    all
}

#[cfg(unix)]
#[test]
fn what_lies_oddly_in_the_inbox_is_said_and_not_followed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let (_folder, workspace) = copy_sample("pemprov");
    let enter = workspace.join("masuk");
    let outside = tempfile::tempdir().expect("a folder outside");
    fs::write(outside.path().join("rahasia.xlsx"), b"rahasia").expect("a file outside");
    symlink(outside.path(), enter.join("folder luar")).expect("a link");
    symlink(outside.path().join("rahasia.xlsx"), enter.join("berkas luar.xlsx")).expect("a link");
    symlink(&enter, enter.join("lingkaran")).expect("a loop");
    symlink("tidak ada", enter.join("putus.xlsx")).expect("a dangling link");
    let length = format!("{}.xlsx", "n".repeat(250));
    for name in [length.as_str(), "kabar\nbaru \u{1B}[31m.xlsx", "=cmd|'!A1.xlsx", "\u{202E}xslx.exe.xlsx"] {
        fs::write(enter.join(name), format!("%PDF-1.7 {name}")).expect("an odd name");
    }
    fs::write(enter.join(OsStr::from_bytes(b"rusak\xFF.xlsx")), b"%PDF-1.7").expect("a name that is no text");
    let temuan = run(&workspace);
    let map = by_file(&temuan);
    let message = |name: &str| {
        let owned = map.get(name).unwrap_or_else(|| panic!("{name} got no answer"));
        owned.iter().find(|(code, _)| code == "BK01").map(|(_, message)| message.clone()).unwrap_or_default()
    };
    for name in ["folder luar", "berkas luar.xlsx", "lingkaran", "putus.xlsx"] {
        assert!(message(name).contains("pintasan"), "{name}: {}", message(name));
    }
    for name in [length.as_str(), "kabar\nbaru \u{1B}[31m.xlsx", "=cmd|'!A1.xlsx", "\u{202E}xslx.exe.xlsx"] {
        assert!(message(name).contains("PDF"), "{name:?}: {}", message(name));
    }
    assert!(message("rusak\u{FFFD}.xlsx").contains("Nama berkas"), "{}", message("rusak\u{FFFD}.xlsx"));
    let path = workspace.display().to_string();
    let screen = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "-v"]);
    assert!(!text(&screen.stdout).contains('\u{1B}'), "an escape sequence of a file name reached the terminal");
}

#[test]
fn archives_that_mean_harm_are_refused_and_a_workbook_named_zip_is_read() {
    let (_folder, workspace) = copy_sample("pemprov");
    let enter = workspace.join("masuk");
    let count: Vec<(String, Vec<u8>)> = (0..6_000).map(|number| (format!("{number}.xlsx"), Vec::new())).collect();
    let bom = vec![("bom.xlsx".to_string(), vec![b' '; 26 << 20])];
    let exit = vec![("../../keluar.xlsx".to_string(), b"x".to_vec()), ("/akar.xlsx".to_string(), b"x".to_vec())];
    for (name, content) in [
        ("banyak.zip", maker::plain_archive(&count)),
        ("bom.zip", maker::archive(&bom)),
        ("keluar.zip", maker::archive(&exit)),
        ("rusak.zip", maker::random(2_000)),
        ("buku kerja.zip", maker::HostileBook::text("Catatan").finish()),
    ] {
        fs::write(enter.join(name), content).expect("an archive");
    }
    let temuan = run(&workspace);
    let map = by_file(&temuan);
    for (name, code, word) in [
        ("banyak.zip", "BK01", "6000 berkas"),
        ("bom.zip/bom.xlsx", "BK01", "Ukuran berkas"),
        ("keluar.zip/../../keluar.xlsx", "BK01", "ke luar arsip"),
        ("rusak.zip", "BK01", "tidak dapat dibuka"),
        ("buku kerja.zip", "TL01", ""),
    ] {
        let owned = map.get(name).unwrap_or_else(|| panic!("{name} got no answer: {:?}", map.keys()));
        assert!(owned.iter().any(|(one, message)| one == code && message.contains(word)), "{name}: {owned:?}");
    }
}

#[test]
fn a_cut_workbook_is_refused_or_gives_the_same_cells_wherever_it_is_cut() {
    use selaras::workbook::{Limits, read};

    let row = "<row r=\"1\"><c r=\"A1\"><v>12345</v></c><c r=\"B1\" t=\"str\"><v>teks</v></c></row>";
    for intact in [maker::HostileBook::row(row).finish(), maker::xls(&[1.5; 300], &[])] {
        let limit = Limits::default();
        let correct = read(&intact, &limit).expect("a sound workbook");
        for until in (0..intact.len()).step_by(3) {
            if let Ok(readable) = read(&intact[..until], &limit) {
                assert!(readable == correct, "cut at {until} of {}", intact.len());
            }
        }
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text_in_every_output() {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    let (_folder, workspace) = copy_sample("pemprov");
    let hostile = ["=1+1", "+SUM(A1)", "-2+3|cmd", "@A1", "_x0009_=1", "_x000D_=2", "_x001B_[31mmerah_x0000_"];
    let cell = |column: char, number: usize, content: &str| {
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{content}</t></is></c>")
    };
    let mut row = format!("<row r=\"1\">{}</row>", cell('A', 1, "PERJANJIAN KINERJA TAHUN 2026"));
    let heading: String =
        "ABC".chars().zip(["Sasaran", "Indikator Kinerja", "Target"]).map(|(k, text)| cell(k, 2, text)).collect();
    row += &format!("<row r=\"2\">{heading}</row>");
    for (number, content) in (3..).zip(hostile) {
        let content: String = ['A', 'B'].into_iter().map(|column| cell(column, number, content)).collect();
        row += &format!("<row r=\"{number}\">{content}<c r=\"C{number}\"><v>5</v></c></row>");
    }
    let folder =
        fs::read_dir(workspace.join("masuk")).expect("the inbox").flatten().find(|listed| listed.path().is_dir());
    let file = folder.expect("a unit").path().join("PK tambahan.xlsx");
    fs::write(file, maker::HostileBook::new().sheet("PK", &row).finish()).expect("a form");
    let temuan = run(&workspace);
    assert!(temuan.iter().any(|one| one["kode"] == "NL09"), "control characters are a finding");
    let mut book: Xlsx<_> =
        open_workbook(workspace.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    let content = book.worksheet_range("PK").expect("sheet PK");
    let formula = book.worksheet_formula("PK").expect("its formulas");
    let mut seen = 0;
    for (row, column, value) in content.used_cells() {
        let Data::String(text) = value else { continue };
        if hostile.iter().any(|one| text.contains(one.trim_start_matches("_x0009_").trim_start_matches("_x000D_"))) {
            seen += 1;
            let address = (u32::try_from(row).expect("a row"), u32::try_from(column).expect("a column"));
            let (start, _) = (content.start().expect("cells"), ());
            let address = (address.0 + start.0, address.1 + start.1);
            assert!(formula.get_value(address).is_none_or(String::is_empty), "a formula at {address:?}: {text}");
        }
    }
    assert!(seen >= 6, "the texts themselves must be there: {seen}");
    let screen = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "-v"]);
    assert!(!text(&screen.stdout).contains('\u{1B}'), "an escape sequence of a cell reached the terminal");
}

#[test]
fn results_that_nobody_calculated_are_no_figures_and_old_ones_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |column: char, row: u32, content: &str| {
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{content}</t></is></c>")
    };
    let form = |outcome: [u32; 2], compute: &str| {
        let mut content = format!("<row r=\"1\">{}</row>", text('A', 1, "PERJANJIAN KINERJA TAHUN 2026"));
        content += &format!("<row r=\"2\">{}{}", text('A', 2, "Sasaran"), text('B', 2, "Indikator Kinerja"));
        content += &format!("{}</row>", text('C', 2, "Target"));
        for (row, outcome) in (3..).zip(outcome) {
            content +=
                &format!("<row r=\"{row}\">{}{}", text('A', row, "Mutu"), text('B', row, &format!("Jumlah {row}")));
            content += &format!("<c r=\"C{row}\"><f>F{row}*2</f><v>{outcome}</v></c></row>");
        }
        maker::HostileBook::new().head(compute).sheet("PK", &content).finish()
    };
    let library = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>";
    let old = "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/>";
    for (name, content, code) in [
        ("semua nol.xlsx", form([0, 0], library), vec!["NL08"]),
        ("hasil diberikan.xlsx", form([7, 0], library), vec![]),
        ("hasil lama.xlsx", form([7, 0], old), vec!["FX07"]),
        ("terhitung.xlsx", form([0, 0], "<calcPr calcId=\"191029\"/>"), vec![]),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("a form");
        let output = selaras(&["periksa", &path.display().to_string(), "--format", "json", "--tanggal", "2026-07-20"]);
        let visible = crate::shared::text(&output.stdout);
        let temuan: Vec<serde_json::Value> = visible.lines().filter_map(|row| serde_json::from_str(row).ok()).collect();
        let exists: Vec<&str> = temuan.iter().filter_map(|one| one["kode"].as_str()).collect();
        let exists: Vec<&str> = exists.into_iter().filter(|code| matches!(*code, "NL08" | "FX07" | "BK01")).collect();
        assert_eq!(exists, code, "{name}: {visible}");
    }
}

/// The hostile set by name.
pub(crate) fn list_all() -> Vec<(String, Vec<u8>)> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_string();
    list::all().into_iter().map(|one| (name(&one.name), one.content)).collect()
}

/// For looking at the set by hand: `cargo test --test integration the_set -- --ignored` writes it to `target/musuh`.
#[test]
#[ignore = "writes files for use by hand"]
fn the_set_is_written_to_a_folder() {
    put(&crate::shared::root().join("target"), &list::all());
}
