//! The archive of a year or of an official version, whether everything kept is sound, and what is past its retention.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::JobError;
use crate::domain::date::long_format;
use crate::domain::hash::HashSet;
use crate::domain::official::{OfficialVersion, VersionName};
use crate::domain::place::KASKADE_FILE;
use crate::files::{self, FilesError};
use crate::journal::{
    Archive, Damage, Event, EventKind, Inspection, Journal, PackageWriter, ReceivedFile, RegisterEntry, inspect,
};
use crate::pipeline::{flow, official};
use crate::recap::register::RegisterRow;
use crate::workspace::{SETTINGS_FILE, Workspace};

/// The folder of archives, in the workspace.
const FOLDER: &str = "arsip";

/// What is archived.
#[derive(Debug, Clone)]
pub struct ArchiveOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// One official version; without it the year.
    pub version: Option<VersionName>,
    /// The day.
    pub today: NaiveDate,
}

/// An archive that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The archive.
    pub file: PathBuf,
    /// How many files were put into it.
    pub files: usize,
    /// Received files that are not kept any more, or damaged.
    pub missing: Vec<String>,
}

/// Writes an archive: received files, official outputs, the register, what the journal says, and digests of all of it.
///
/// # Errors
/// When there is no journal or no such version, or the archive cannot be written.
pub fn archive(options: &ArchiveOptions) -> Result<Archived, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let _lock = workspace.lock()?;
    let nothing = || JobError::NothingRecorded(workspace.folder.clone());
    let mut journal = Journal::existing(&workspace.folder)?.ok_or_else(nothing)?;
    let versions = chosen(&workspace, &journal, options.version.as_ref())?;
    let name = match &options.version {
        Some(version) => format!("arsip-{}-{version}", workspace.year),
        None => format!("arsip-{}-{}", workspace.year, options.today),
    };
    let target = free_name(&workspace.folder.join(FOLDER), &name);
    let mut package = PackageWriter::begin(&target)?;
    let mut count = Counted { package: &mut package, files: 0 };
    let missing = write(&workspace, &journal, &versions, options.version.is_some(), &mut count)?;
    let files = count.files;
    let file = package.finish()?;
    let ratified = journal.events()?;
    let codes: Vec<String> = versions.iter().map(OfficialVersion::code).collect();
    let mine = |event: &&Event| {
        event.kind == EventKind::Ratified && event.reason.as_ref().is_some_and(|code| codes.contains(code))
    };
    let archived = ratified.iter().filter(mine).map(|event| Event {
        digest: event.digest.clone(),
        reason: file.file_name().map(|name| name.to_string_lossy().into_owned()),
        ..Event::new(EventKind::Archived, options.today, &event.unit, &event.document)
    });
    journal.tell(&archived.collect::<Vec<_>>())?;
    Ok(Archived { file, files, missing })
}

fn chosen(
    workspace: &Workspace,
    journal: &Journal,
    wanted: Option<&VersionName>,
) -> Result<Vec<OfficialVersion>, JobError> {
    let all = journal.versions()?;
    let Some(wanted) = wanted else { return Ok(all) };
    let found: Vec<OfficialVersion> =
        all.iter().filter(|one| one.scope == wanted.scope && one.number == wanted.number).cloned().collect();
    if found.is_empty() {
        return Err(JobError::UnknownVersion {
            name: wanted.to_string(),
            folder: workspace.folder.clone(),
            known: all.iter().map(OfficialVersion::code).collect(),
        });
    }
    Ok(found)
}

/// A name that is free: "arsip-2026-2027-01-15.zip", then "… (2).zip".
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let path = |number: u32| match number {
        1 => folder.join(format!("{name}.zip")),
        _ => folder.join(format!("{name} ({number}).zip")),
    };
    (1..10_000).map(path).find(|path| !path.exists()).unwrap_or_else(|| path(10_000))
}

struct Counted<'a> {
    package: &'a mut PackageWriter,
    files: usize,
}

impl Counted<'_> {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), JobError> {
        self.files += 1;
        Ok(self.package.add(name, bytes)?)
    }
}

fn write(
    workspace: &Workspace,
    journal: &Journal,
    versions: &[OfficialVersion],
    only_these: bool,
    package: &mut Counted<'_>,
) -> Result<Vec<String>, JobError> {
    package.add("BACA-SAYA.txt", READ_ME.as_bytes())?;
    for name in [SETTINGS_FILE, KASKADE_FILE] {
        let path = workspace.folder.join(name);
        if let Ok(bytes) = files::read(&path) {
            package.add(name, &bytes)?;
        }
    }
    let store = Archive::of(&workspace.folder);
    let received = journal.received()?;
    let mut wanted: Vec<&ReceivedFile> = received.iter().map(|(_, file)| file).collect();
    let mut frozen: Vec<(String, String)> = Vec::new();
    for version in versions {
        frozen.extend(journal.frozen(version)?.unwrap_or_default().files);
    }
    if only_these {
        wanted.retain(|file| frozen.iter().any(|(_, digest)| *digest == file.sha256));
    }
    let mut digests: Vec<(&str, &str)> = wanted.iter().map(|file| (file.sha256.as_str(), file.path.as_str())).collect();
    // The cascade that stood behind a version is no file of the inbox.
    digests.extend(
        frozen.iter().filter(|(path, _)| path == KASKADE_FILE).map(|(path, digest)| (digest.as_str(), path.as_str())),
    );
    digests.sort_unstable();
    digests.dedup_by_key(|one| one.0);
    let mut missing = Vec::new();
    for (digest, path) in digests {
        match store.bytes(digest, path) {
            Some(bytes) => {
                let place = store.place(digest, path);
                let name = files::own_name(&place);
                package.add(&format!("kiriman/{name}"), &bytes)?;
            }
            None => missing.push(path.to_string()),
        }
    }
    package.add("kiriman.csv", received_table(&received).as_bytes())?;
    for version in versions {
        for (name, digest) in journal.outputs(version)? {
            let damaged = || official::OfficialError::Damaged(version.code());
            let bytes = journal.content(&digest)?.ok_or_else(damaged)?;
            package.add(&format!("resmi/{}/{name}", version.code()), &bytes)?;
        }
    }
    package.add("register.csv", register_table(&rows(workspace, journal)?).as_bytes())?;
    package.add("riwayat.jsonl", history(&journal.events()?, versions).as_bytes())?;
    Ok(missing)
}

const READ_ME: &str = "\
Arsip kinerja yang dibuat dengan selaras.

Memeriksa keutuhannya tanpa selaras: bongkar arsip ini, lalu di foldernya jalankan
    sha256sum -c SHA256SUMS
Dengan selaras:
    selaras arsip periksa NAMA-ARSIP.zip

kiriman/        berkas yang diterima, bernama sidiknya (SHA-256); kiriman.csv memuat nama aslinya
resmi/          keluaran setiap versi resmi
register.csv    nomor setiap dokumen
riwayat.jsonl   apa yang terjadi pada setiap dokumen, satu baris satu peristiwa
";

fn rows(workspace: &Workspace, journal: &Journal) -> Result<Vec<RegisterRow>, JobError> {
    let entries: Vec<RegisterEntry> = journal.register()?;
    Ok(flow::register_rows(workspace, &entries, &journal.versions()?, &journal.received()?, &journal.copies()?))
}

/// A line of a table, each field between quotes where it must be. What a spreadsheet would take for a formula is not one.
fn csv(fields: &[&str]) -> String {
    let one = |field: &&str| {
        let guarded =
            if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{field}") } else { field.to_string() };
        if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
    };
    fields.iter().map(one).collect::<Vec<_>>().join(",") + "\n"
}

fn received_table(received: &[(NaiveDate, ReceivedFile)]) -> String {
    let mut text = csv(&["berkas", "sha256", "ukuran", "dicatat", "diterima", "pengirim", "subjek"]);
    for (day, file) in received {
        let when = file.received.map(|when| when.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
        let (sender, subject) =
            (file.sender.as_deref().unwrap_or_default(), file.subject.as_deref().unwrap_or_default());
        text += &csv(&[&file.path, &file.sha256, &file.size.to_string(), &day.to_string(), &when, sender, subject]);
    }
    text
}

fn register_table(rows: &[RegisterRow]) -> String {
    let mut text = csv(&[
        "nomor",
        "tanggal",
        "dokumen",
        "unit",
        "versi",
        "status",
        "disimpan_sampai",
        "salinan_bertanda_tangan",
        "sidik",
    ]);
    for row in rows {
        let kept = row.kept_until.map(|day| day.to_string()).unwrap_or_default();
        let version = row.version.to_string();
        text += &csv(&[
            &row.number,
            &row.day.to_string(),
            &row.document,
            &row.unit,
            &version,
            &row.status,
            &kept,
            row.signed.as_deref().unwrap_or_default(),
            &row.digest,
        ]);
    }
    text
}

fn history(events: &[Event], versions: &[OfficialVersion]) -> String {
    let mut text = String::new();
    for version in versions {
        let one = serde_json::json!({
            "jenis": "versi", "versi": version.code(), "hari": version.day, "oleh": version.by, "catatan": version.note,
            "dibuka": version.reopened,
        });
        text += &format!("{one}\n");
    }
    for event in events {
        let one = serde_json::json!({
            "jenis": event.kind.name(), "hari": event.day, "jam": event.time, "unit": event.unit, "dokumen": event.document,
            "sidik": event.digest, "galat": event.errors, "peringatan": event.warnings, "aturan": event.rules,
            "langkah": event.step, "oleh": event.by, "alasan": event.reason, "dasar": event.basis, "forum": event.forum,
        });
        text += &format!("{one}\n");
    }
    text
}

/// Looks through an archive (a .zip, or the folder into which it was unpacked), or through everything that a workspace
/// keeps: received files, official outputs, the journal and its archives.
///
/// # Errors
/// When it cannot be read at all.
pub fn inspect_archive(path: &Path) -> Result<Inspection, JobError> {
    if !path.join(SETTINGS_FILE).is_file() {
        return Ok(inspect(path)?);
    }
    let workspace = Workspace::open(path)?;
    let nothing = || JobError::NothingRecorded(workspace.folder.clone());
    let journal = Journal::existing(&workspace.folder)?.ok_or_else(nothing)?;
    let mut outcome = journal.inspect()?;
    let store = Archive::of(&workspace.folder);
    // Where no copies are kept, those of what was ratified still are.
    let mut frozen = HashSet::default();
    for version in journal.versions()?.iter().filter(|_| !workspace.copies) {
        frozen.extend(journal.frozen(version)?.unwrap_or_default().files.into_values());
    }
    for (_, file) in journal.received()? {
        let kept = workspace.copies || frozen.contains(&file.sha256);
        if !kept && !store.holds(&file.sha256, &file.path, file.size) {
            continue;
        }
        match store.bytes(&file.sha256, &file.path) {
            Some(_) => outcome.sound += 1,
            None => outcome.damaged.push(Damage {
                name: file.path.clone(),
                what: format!("salinannya di arsip hilang atau rusak (sidik {})", file.sha256),
            }),
        }
    }
    for version in journal.versions()? {
        for (name, digest) in journal.outputs(&version)? {
            let path = official::folder(&workspace.folder, &version).join(&name);
            match official::is_same(&path, &digest) {
                true => outcome.sound += 1,
                false => outcome.damaged.push(Damage {
                    name: format!("{}/{}/{name}", official::FOLDER, version.code()),
                    what: "hilang atau berubah; dipulihkan dari riwayat oleh selaras konsolidasi berikutnya"
                        .to_string(),
                }),
            }
        }
    }
    let archives = std::fs::read_dir(workspace.folder.join(FOLDER)).into_iter().flatten().flatten();
    let mut archives: Vec<PathBuf> = archives.map(|entry| entry.path()).collect();
    archives.retain(|path| path.extension().is_some_and(|suffix| suffix == "zip"));
    archives.sort();
    for archive in archives {
        let name = files::own_name(&archive);
        let inner = inspect(&archive)?;
        outcome.sound += inner.sound;
        outcome
            .damaged
            .extend(inner.damaged.into_iter().map(|one| Damage { name: format!("{name}: {}", one.name), ..one }));
    }
    Ok(outcome)
}

/// What is past its retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The documents.
    pub rows: Vec<RegisterRow>,
    /// The draft of the minutes; none where nothing is overdue.
    pub minutes: Option<PathBuf>,
}

/// Lists what is past its retention, and drafts the minutes. Deletes nothing.
///
/// # Errors
/// When there is no journal, or the draft cannot be written.
pub fn overdue(folder: &Path, today: NaiveDate) -> Result<Overdue, JobError> {
    let workspace = Workspace::open(folder)?;
    let nothing = || JobError::NothingRecorded(workspace.folder.clone());
    let journal = Journal::existing(&workspace.folder)?.ok_or_else(nothing)?;
    let mut rows = rows(&workspace, &journal)?;
    rows.retain(|row| row.kept_until.is_some_and(|until| until < today));
    if rows.is_empty() {
        return Ok(Overdue { rows, minutes: None });
    }
    let path = workspace.results().join(format!("berita-acara-{today}.txt"));
    files::ensure_folder(&workspace.results())?;
    files::save(&path, minutes(&workspace, &rows, today).as_bytes()).map_err(|error: FilesError| error)?;
    Ok(Overdue { rows, minutes: Some(path) })
}

fn minutes(workspace: &Workspace, rows: &[RegisterRow], today: NaiveDate) -> String {
    let list: String = rows
        .iter()
        .enumerate()
        .map(|(number, row)| {
            let until = row.kept_until.map(long_format).unwrap_or_default();
            format!(
                "{}. {} – {} {}, versi {} ({}); disimpan sampai {until}\n",
                number + 1,
                row.number,
                row.document,
                row.unit,
                row.version,
                row.status
            )
        })
        .collect();
    format!(
        "RANCANGAN\nBERITA ACARA PEMUSNAHAN ARSIP\n{}\n\nPada hari ini, {}, kami yang bertanda tangan di bawah ini menyatakan bahwa masa simpan\n{} arsip berikut sudah lewat dan arsip itu diusulkan untuk dimusnahkan:\n\n{list}\nSelaras tidak menghapus apa pun; pemusnahan dilakukan oleh yang berwenang sesuai ketentuan kearsipan.\n\nYang mengusulkan,                              Yang menyetujui,\n\n\n\n(................................)             (................................)\n",
        workspace.instansi,
        long_format(today),
        rows.len(),
    )
}
