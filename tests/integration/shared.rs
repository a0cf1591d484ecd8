//! What several tests need.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// What earlier tests left and nobody uses any more is as old as this.
const DAY: Duration = Duration::from_secs(86_400);

/// Columns of the months of a plan.
pub(crate) const MONTH_TARGETS: [&str; 12] = [
    "target.bulan1",
    "target.bulan2",
    "target.bulan3",
    "target.bulan4",
    "target.bulan5",
    "target.bulan6",
    "target.bulan7",
    "target.bulan8",
    "target.bulan9",
    "target.bulan10",
    "target.bulan11",
    "target.bulan12",
];

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace copied to a folder of its own, so that tests do not write into the shipped ones.
pub(crate) fn copy_sample(name: &str) -> (tempfile::TempDir, PathBuf) {
    let destination = tempfile::tempdir().expect("a temporary folder");
    let workspace = destination.path().join(name);
    copy(&root().join("samples").join(name), &workspace);
    (destination, workspace)
}

/// A sample as a run of 20 July 2026 leaves it, copied to a folder of its own. The run is made once for all tests.
pub(crate) fn consolidated_sample(name: &str) -> (tempfile::TempDir, PathBuf) {
    static MADE: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    let once = {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(name.to_string()).or_insert_with(|| consolidated_once(name)).clone()
    };
    let destination = tempfile::tempdir().expect("a temporary folder");
    let workspace = destination.path().join(name);
    copy_all(&once, &workspace);
    (destination, workspace)
}

/// Below the folder of the build, where the next tests take the place of what these leave.
fn consolidated_once(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("terkonsolidasi-{}", std::process::id()));
    for left in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).into_iter().flatten().flatten() {
        let old = left
            .metadata()
            .and_then(|data| data.modified())
            .is_ok_and(|when| when.elapsed().is_ok_and(|age| age > DAY));
        if old && left.file_name().to_string_lossy().starts_with("terkonsolidasi-") {
            let _ = std::fs::remove_dir_all(left.path());
        }
    }
    let workspace = place.join(name);
    let _ = std::fs::remove_dir_all(&workspace);
    copy(&root().join("samples").join(name), &workspace);
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    workspace
}

/// Everything below a folder with its times, which are facts about what was sent.
fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for listed in std::fs::read_dir(from).expect("a readable folder") {
        let listed = listed.expect("an entry");
        let place = to.join(listed.file_name());
        if listed.path().is_dir() {
            copy_all(&listed.path(), &place);
        } else {
            std::fs::copy(listed.path(), &place).expect("a copy");
            let when = listed.metadata().and_then(|data| data.modified()).expect("a time");
            let file = std::fs::File::options().write(true).open(&place).expect("the copy");
            file.set_modified(when).expect("its time");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for listed in std::fs::read_dir(from).expect("a readable folder") {
        let listed = listed.expect("an entry");
        let name = listed.file_name();
        if listed.path().is_dir() {
            if name != "hasil" && name != "arsip" && name != "resmi" {
                copy(&listed.path(), &to.join(name));
            }
        } else if !name.to_string_lossy().starts_with("riwayat.db") {
            std::fs::copy(listed.path(), to.join(name)).expect("a copy");
        }
    }
}

/// The program that is tried: the one built with these tests, or the one that `SELARAS_PROGRAM` names, so that figures of a
/// release build need no release build of the tests.
pub(crate) fn program() -> &'static str {
    static NAMED: OnceLock<Option<String>> = OnceLock::new();
    NAMED.get_or_init(|| std::env::var("SELARAS_PROGRAM").ok()).as_deref().unwrap_or(env!("CARGO_BIN_EXE_selaras"))
}

/// Runs the program.
pub(crate) fn selaras(argument: &[&str]) -> Output {
    Command::new(program()).args(argument).output().expect("the program starts")
}

/// What it printed, as text.
pub(crate) fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

/// What it complained of, but that it was built without PDF.
pub(crate) fn complaint(output: &Output) -> String {
    let all = text(&output.stderr);
    all.lines().filter(|row| !row.contains(".pdf tidak dibuat")).collect::<Vec<_>>().join("\n")
}

/// A workbook with the text of its sheets changed, as somebody mends it.
pub(crate) fn change_sheet(book: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    change_part(book, |name| name.starts_with("xl/worksheets/sheet"), change)
}

/// A workbook with the text of some of its parts changed.
pub(crate) fn change_part(
    book: &[u8],
    that: impl Fn(&str) -> bool,
    mut change: impl FnMut(String) -> String,
) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(book)).expect("a package");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..old.len() {
        let mut part = old.by_index(number).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        if that(&name) {
            content = change(String::from_utf8(content).expect("XML")).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(&content).expect("its bytes");
    }
    new.finish().expect("a package").into_inner()
}

/// A workbook with its hidden rows shown.
pub(crate) fn show_row(book: &[u8]) -> Vec<u8> {
    change_sheet(book, |text| text.replace(" hidden=\"1\"", ""))
}

/// The text of a part of a workbook.
pub(crate) fn part(book: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(book)).expect("a package");
    let mut content = String::new();
    package.by_name(name).expect("a part").read_to_string(&mut content).expect("its text");
    content
}

/// A workbook with one cell of a sheet typed anew: a figure, else a text.
pub(crate) fn cell_content(book: &[u8], sheet: &str, cell: &str, value: &str) -> Vec<u8> {
    let relation = part(book, "xl/_rels/workbook.xml.rels");
    let kitab = part(book, "xl/workbook.xml");
    let attribute = |text: &str, name: &str| -> String {
        let (_, rest) = text.split_once(&format!(" {name}=\"")).expect("an attribute");
        rest.split('"').next().unwrap_or_default().to_string()
    };
    let element = |text: &str, start: &str, contains: &str| -> String {
        let one = text.split(start).skip(1).find(|one| one.split('>').next().is_some_and(|one| one.contains(contains)));
        one.unwrap_or_else(|| panic!("{contains} in {text}")).to_string()
    };
    let id = attribute(&element(&kitab, "<sheet ", &format!("name=\"{sheet}\"")).replace("r:id", " r:id"), "r:id");
    let target = attribute(&format!(" {}", element(&relation, "<Relationship ", &format!("Id=\"{id}\""))), "Target");
    let destination = format!("xl/{}", target.trim_start_matches("/xl/"));
    let content = match value.parse::<f64>() {
        Ok(figure) if value.len() < 15 => format!("><v>{figure}</v></c>"),
        _ => format!(" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
    };
    let mut exists = false;
    let outcome = change_part(
        book,
        |name| name == destination,
        |text| {
            let (before, rest) =
                text.split_once(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} in {text}"));
            let (head, after) = rest.split_once('>').expect("a cell");
            let after = if head.ends_with('/') { after } else { after.split_once("</c>").expect("its end").1 };
            let style = head.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
            let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
            exists = true;
            format!("{before}<c r=\"{cell}\"{style}{content}{after}")
        },
    );
    assert!(exists, "{destination} is not in the package");
    outcome
}
