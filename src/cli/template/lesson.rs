//! `selaras templat kenali` as a dialogue: the doubtful columns of a form, one by one, on a terminal or from a file.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write as _, stdin, stdout};
use std::path::{Path, PathBuf};

use selaras::domain::document::DocumentKind;
use selaras::domain::document_kind::KINDS;
use selaras::files::{Staging, ensure_folder, save};
use selaras::jobs;
use selaras::teach::{Lesson, Question, answered, meanings};
use selaras::template::Library;
use selaras::workspace::Workspace;
use serde::Deserialize;

use super::super::{CLEAN, EXISTS_ERROR, Ending};
use super::example::{self, RecogniseArgs};

/// A file of answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    #[serde(rename = "jenis")]
    kind: Option<String>,
    #[serde(rename = "kolom", default)]
    columns: BTreeMap<String, String>,
}

/// Whether somebody answers: a file, or a person at a terminal.
pub(super) fn asked(choice: &RecogniseArgs) -> bool {
    choice.answers().is_some() || choice.is_named() || at_terminal()
}

fn at_terminal() -> bool {
    stdin().is_terminal() && stdout().is_terminal()
}

/// A form that needs no lesson: a definition of its own would only stand in the way of the one that reads it.
fn already_read(example: &Path, known: &str) {
    let by = if known == "kamus" { "dari judul kolomnya".to_string() } else { format!("oleh tata letak {known}") };
    anstream::println!("{} sudah terbaca {by}; tidak ada yang perlu diajarkan.", example.display());
    anstream::println!("Untuk tetap menyusun definisi baginya, sebutkan berkas tujuannya dengan --ke.");
}

/// The list of meanings.
pub(super) fn fields() {
    for one in meanings() {
        anstream::println!("{:<22} {}", one.name(), one.explanation);
    }
    anstream::println!("\nAngka boleh diberi periode: .tw1 sampai .tw4, .tw, .bulan1 sampai .bulan12, .{{tahun}}.");
}

pub(super) fn run(choice: &RecogniseArgs) -> Ending {
    let workspace = choice.workspace().map(|folder| Workspace::open(&folder)).transpose()?;
    let built_in;
    let library = match &workspace {
        Some(workspace) => &workspace.library,
        None => {
            built_in = Library::built_in()?;
            &built_in
        }
    };
    let options = choice.options();
    let Some(mut lesson) = jobs::lesson(&options, library)? else {
        anstream::eprintln!("Tidak ada lembar dalam {} yang tampak seperti tabel.", options.example.display());
        return Ok(EXISTS_ERROR);
    };
    if let (Some(known), None, None) = (lesson.known_by(), choice.answers(), choice.to()) {
        already_read(&options.example, known);
        return Ok(CLEAN);
    }
    match choice.answers() {
        Some(file) => from_file(&mut lesson, file)?,
        None if at_terminal() => dialogue(&mut lesson)?,
        None => {}
    }
    finish(choice, &lesson, workspace.as_ref())
}

fn from_file(lesson: &mut Lesson, file: &PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let answers: Answers = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    if let Some(kind) = &answers.kind {
        lesson.set_kind(kind_of(kind)?);
    }
    let strangers = lesson.answer_all(answers.columns.iter().map(|(heading, one)| (heading.as_str(), one.as_str())))?;
    if strangers.is_empty() {
        return Ok(());
    }
    Err(format!("judul atau kolom ini tidak ada dalam contoh: {}", strangers.join(", ")).into())
}

fn kind_of(written: &str) -> Result<DocumentKind, String> {
    let known = || format!("jenis {written:?} tidak ada; pilihannya: {}", kinds());
    DocumentKind::of_code(written).ok_or_else(known)
}

/// The codes of the kinds, as a list to choose from.
fn kinds() -> String {
    KINDS.map(|kind| kind.code).join(", ")
}

fn dialogue(lesson: &mut Lesson) -> Result<(), Box<dyn std::error::Error>> {
    anstream::println!("Jawab dengan nomor atau nama; Enter menerima yang ditawarkan; \"abaikan\" melewati kolom.");
    anstream::println!(
        "Bila judulnya tidak menyebut masanya, tulislah di belakang nama: target.tw (triwulan formulir), target.tw2, target.bulan6, target.semester1.\n"
    );
    for (number, one) in meanings().iter().enumerate() {
        anstream::println!("{:>3}. {}", number + 1, one.explanation);
    }
    ask_kind(lesson)?;
    while let Some(question) = lesson.questions().into_iter().next() {
        ask(lesson, &question)?;
    }
    Ok(())
}

fn ask_kind(lesson: &mut Lesson) -> Result<(), Box<dyn std::error::Error>> {
    let offered = lesson.kind().facts().code;
    loop {
        anstream::print!("\nJenis formulir ({}) [{offered}]? ", kinds());
        stdout().flush()?;
        let mut line = String::new();
        let ended = stdin().read_line(&mut line)? == 0;
        let written = if line.trim().is_empty() { offered } else { line.trim() };
        match kind_of(written) {
            Ok(kind) => {
                lesson.set_kind(kind);
                return Ok(());
            }
            Err(error) if ended => return Err(error.into()),
            Err(error) => anstream::println!("  {error}"),
        }
    }
}

fn ask(lesson: &mut Lesson, question: &Question) -> Result<(), Box<dyn std::error::Error>> {
    let samples: Vec<String> = question.samples.iter().map(|text| text.replace('\n', " ")).collect();
    anstream::println!("\nKolom {} lembar {}: {}", question.letters, question.sheet, question.heading);
    anstream::println!("  isinya: {}", samples.join(" | "));
    let offered = question.guess.map_or("abaikan", |field| field.name());
    loop {
        anstream::print!("  artinya [{offered}]? ");
        stdout().flush()?;
        let mut line = String::new();
        let ended = stdin().read_line(&mut line)? == 0;
        let written = if line.trim().is_empty() { offered } else { line.trim() };
        match answered(written) {
            Ok(meant) => {
                lesson.answer_as(question, meant);
                return Ok(());
            }
            Err(error) if ended => return Err(error.into()),
            Err(error) => anstream::println!("  {error}"),
        }
    }
}

/// Shows the first rows as they would be read, and puts the definition with its test where it belongs.
fn finish(choice: &RecogniseArgs, lesson: &Lesson, workspace: Option<&Workspace>) -> Ending {
    let sound = lesson.reads(&[]);
    if !sound {
        // A definition that reads nothing would only spoil a workspace.
        anstream::print!("{}", lesson.draft());
        anstream::eprintln!("Definisi ini belum membaca contohnya, jadi tidak disimpan. Kolom yang ditanyakan:");
        for question in lesson.questions() {
            anstream::eprintln!("  {} › {}: {}", question.sheet, question.letters, question.heading.replace('\n', " "));
        }
        anstream::eprintln!("Beri artinya di terminal, atau dari berkas dengan --jawab.");
        return Ok(EXISTS_ERROR);
    }
    example::show(&lesson.preview(&[])?, lesson.id());
    let to = choice
        .to()
        .cloned()
        .or_else(|| workspace.map(|workspace| workspace.folder.join("templat").join(format!("{}.toml", lesson.id()))));
    match to {
        None => anstream::print!("{}", lesson.draft()),
        Some(to) if to.exists() => return Err(format!("{} sudah ada dan tidak ditimpa", to.display()).into()),
        Some(to) => {
            let shape = lesson.shape().map(|text| (to.with_extension("contoh.txt"), text));
            put(&to, shape.as_ref(), lesson, workspace)?;
            match shape {
                Some((path, _)) => {
                    anstream::println!("Definisi ada di {}, bentuk contohnya di {}.", to.display(), path.display());
                }
                None => anstream::println!("Definisi ada di {}.", to.display()),
            }
        }
    }
    Ok(CLEAN)
}

/// The definition and the shape of its example, both or neither: a workspace reads by the one and is warned by the other.
fn put(
    to: &Path,
    shape: Option<&(PathBuf, String)>,
    lesson: &Lesson,
    workspace: Option<&Workspace>,
) -> Result<(), Box<dyn std::error::Error>> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure_folder(folder)?;
    // The folder of a workspace is ours to exchange, one job at a time; another holds what is somebody's own.
    let own = workspace.filter(|workspace| folder == workspace.folder.join("templat"));
    let _held = own.map(Workspace::lock).transpose()?;
    let staging = if own.is_some() { Staging::begin(folder)? } else { Staging::begin_in(folder)? };
    let definition = (to.to_path_buf(), lesson.draft());
    for (path, text) in shape.into_iter().chain([&definition]) {
        save(&staging.path().join(path.file_name().unwrap_or_default()), text.as_bytes())?;
    }
    staging.publish(&[])?;
    Ok(())
}
