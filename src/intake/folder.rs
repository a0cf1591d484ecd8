//! Folders: every file below them. A folder with `cur` and `new` in it is a Maildir: its files are messages.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Local};

use super::attachment::{is_paper, scan};
use super::container::insert;
use super::item::{ContainerExplorer, InboxItem, ItemContent, system_name};
use super::{FileSource, Inbox, IntakeError, Submission};
use crate::domain::system::system_words;

/// Folders inside one another at most.
const MOST_DEPTH: usize = 32;

/// A folder below the inbox.
struct Folder<'a> {
    /// Path below the inbox with `/` at the end; empty for the inbox.
    prefix: &'a str,
    depth: usize,
    /// Its files are messages, whatever they are called.
    message: bool,
}

pub(super) fn collect(folder: &Path) -> Result<Inbox, IntakeError> {
    let failure = |cause| IntakeError { folder: folder.to_path_buf(), cause };
    let mut inbox = Inbox::default();
    let content = fs::read_dir(folder).map_err(failure)?;
    trace_back(content, &Folder { prefix: "", depth: 0, message: false }, &mut inbox);
    inbox.submissions.sort_by(|a, b| a.path.cmp(&b.path));
    inbox.system_files.sort();
    inbox.rejected.sort_by(|a, b| a.path.cmp(&b.path));
    inbox.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    inbox.papers.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(inbox)
}

pub(super) fn one_file(file: &Path) -> Inbox {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut inbox = Inbox::default();
    match fs::metadata(file) {
        Ok(data) => accept(name, file, &data, false, &mut inbox),
        Err(error) => inbox.reject(
            file.display().to_string(),
            &system_words(&error),
            "Periksa nama dan letak berkasnya, lalu jalankan lagi.",
        ),
    }
    inbox
}

pub(super) fn in_message(path: &str, content: Vec<u8>) -> Inbox {
    let mut inbox = Inbox::default();
    let item = InboxItem {
        path: path.to_string(),
        source: FileSource::file(path),
        received: None,
        origin: None,
        content: ItemContent::Byte(content),
        archive: 0,
        message: true,
    };
    insert(item, &mut ContainerExplorer::new(&mut inbox, insert));
    inbox
}

fn trace_back(content: fs::ReadDir, folder: &Folder<'_>, inbox: &mut Inbox) {
    for listed in content {
        let Ok(listed) = listed else {
            let path = format!("{}(tidak terbaca)", folder.prefix);
            inbox.reject(path, "isi folder tidak dapat dibaca", "Periksa izin folder ini.");
            continue;
        };
        let path = format!("{}{}", folder.prefix, listed.file_name().to_string_lossy());
        match listed.metadata() {
            Err(error) => {
                inbox.reject(path, &system_words(&error), "Periksa apakah berkas ini masih ada dan boleh dibaca.")
            }
            Ok(data) if data.is_symlink() => {
                inbox.reject(path, "pintasan (tautan simbolik) tidak diikuti", "Salin berkas aslinya ke folder masuk.");
            }
            Ok(data) if data.is_file() && !folder.message && scan(&path).is_some() => {
                let what = scan(&path).unwrap_or_default();
                if is_paper(&path) {
                    inbox.papers.push(paper(&path, &listed.path(), &data));
                }
                inbox.skip(path, &format!("{what}, bukan buku kerja Excel"));
            }
            Ok(data) if data.is_dir() => enter(path, &listed.path(), folder.depth, inbox),
            Ok(data) => accept(path, &listed.path(), &data, folder.message, inbox),
        }
    }
}

/// A PDF beside the forms.
fn paper(path: &str, position: &Path, data: &fs::Metadata) -> Submission {
    let received = data.modified().ok().map(|moment| DateTime::<Local>::from(moment).naive_local());
    Submission { path: path.to_string(), source: FileSource::file(position), received, size: data.len(), origin: None }
}

fn enter(path: String, position: &Path, depth: usize, inbox: &mut Inbox) {
    let name = path.rsplit('/').next().unwrap_or(&path);
    let maildir = matches!(name, "cur" | "new" | "tmp") && position.parent().is_some_and(maildir);
    if name == "__MACOSX" || (maildir && name == "tmp") {
        // In `tmp` of a Maildir stands what has not been delivered yet.
        inbox.system_files.push(path);
    } else if depth >= MOST_DEPTH {
        inbox.reject(path, "folder terlalu dalam", "Pindahkan isinya ke folder yang lebih atas.");
    } else {
        let inside = Folder { prefix: &format!("{path}/"), depth: depth + 1, message: maildir };
        match fs::read_dir(position) {
            Ok(content) => trace_back(content, &inside, inbox),
            Err(error) => {
                let reason = format!("folder tidak dapat dibaca ({})", system_words(&error));
                inbox.reject(path, &reason, "Periksa izin folder ini.");
            }
        }
    }
}

fn maildir(folder: &Path) -> bool {
    folder.join("cur").is_dir() && folder.join("new").is_dir()
}

fn accept(path: String, position: &Path, data: &fs::Metadata, message: bool, inbox: &mut Inbox) {
    let name = path.rsplit('/').next().unwrap_or(&path);
    if system_name(name) {
        inbox.system_files.push(path);
        return;
    }
    if !data.is_file() {
        let what = if data.is_dir() { "itu sebuah folder" } else { "bukan berkas biasa" };
        inbox.reject(path, what, "Kirim berkas Excel-nya sendiri.");
        return;
    }
    let received = data.modified().ok().map(|moment| DateTime::<Local>::from(moment).naive_local());
    let content = ItemContent::File { position, size: data.len() };
    let item =
        InboxItem { path, source: FileSource::file(position), received, origin: None, content, archive: 0, message };
    insert(item, &mut ContainerExplorer::new(inbox, insert));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::intake::content;

    #[test]
    fn files_come_in_path_order_and_system_files_are_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("JTM")).unwrap();
        for name in ["b.xlsx", "a.xlsx", "~$a.xlsx", "JTM/pk.ods", ".DS_Store"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        let inbox = collect(folder.path()).unwrap();
        let path: Vec<_> = inbox.submissions.iter().map(|submission| submission.path.as_str()).collect();
        assert_eq!(path, ["JTM/pk.ods", "a.xlsx", "b.xlsx"]);
        assert_eq!(inbox.system_files, [".DS_Store", "~$a.xlsx"]);
    }

    #[test]
    fn a_scan_beside_the_form_is_left_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["PK.xlsx", "PK bertanda tangan.pdf", "foto.JPG"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        let inbox = collect(folder.path()).unwrap();
        let skipped: Vec<_> = inbox.skipped.iter().map(|one| (one.path.as_str(), one.reason.as_str())).collect();
        assert_eq!(inbox.submissions.len(), 1);
        assert_eq!(
            skipped,
            [
                ("PK bertanda tangan.pdf", "dokumen PDF, bukan buku kerja Excel"),
                ("foto.JPG", "gambar, bukan buku kerja Excel")
            ]
        );
        // Whoever names it on the command line hears of it.
        assert_eq!(one_file(&folder.path().join("foto.JPG")).submissions.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_is_said_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc", folder.path().join("pintasan")).unwrap();
        let inbox = collect(folder.path()).unwrap();
        assert!(inbox.submissions.is_empty());
        assert_eq!(inbox.rejected[0].path, "pintasan");
    }

    #[test]
    fn the_files_of_a_maildir_are_messages() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Surat/cur", "Surat/new", "Surat/tmp"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let message = crate::intake::mail::tests::message("pk.xlsx", b"PK isi");
        fs::write(folder.path().join("Surat/new/1700000000.M1.host"), message).unwrap();
        let inbox = collect(folder.path()).unwrap();
        assert_eq!(inbox.submissions[0].path, "Surat/new/1700000000.M1.host/pk.xlsx");
        assert_eq!(content(&inbox.submissions[0].source, 100).unwrap(), b"PK isi");
        assert_eq!(inbox.system_files, ["Surat/tmp"]);
    }
}
