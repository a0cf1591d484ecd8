//! Archives: the members of a .zip as files of their own. Nothing is unpacked to disk.

use std::io::{self, Cursor, Read, Seek};

use chrono::{NaiveDate, NaiveDateTime};
use zip::{DateTime, ZipArchive};

use super::item::{ContainerExplorer, ContainerFault, ContainerKind, InboxItem, ItemContent, look, system_name};
use super::{ContainerStep, FileSource, Submission};
use crate::domain::mail::MailOrigin;
use crate::domain::system::system_words;
use crate::files;

/// Members of one archive at most.
const MOST_MEMBER: usize = 5_000;
/// Bytes of all members of one archive at most, unpacked.
const MOST_CONTENT: u128 = 1 << 30;
/// Members by which a workbook is known whatever its name: Office and OpenDocument.
const DOCUMENT_MARK: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// An archive whose members are being taken in.
struct Archive {
    path: String,
    source: FileSource,
    received: Option<NaiveDateTime>,
    origin: Option<MailOrigin>,
    depth: usize,
    size: u64,
}

pub(super) fn open(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let InboxItem { path, source, received: accepted, origin, content, archive: depth, .. } = item;
    let archive = Archive { path, source, received: accepted, origin, depth, size: content.size() };
    match content {
        ItemContent::File { position, .. } => match files::open(position) {
            Ok(file) => archive.trace_back(file, explorer),
            Err(error) => archive.reject(&system_words(&error), explorer),
        },
        ItemContent::Byte(content) => archive.trace_back(Cursor::new(content), explorer),
        ItemContent::Later { .. } => archive.reject("isinya tidak terbaca", explorer),
    }
}

impl Archive {
    fn reject(&self, error: &str, explorer: &mut ContainerExplorer<'_>) {
        explorer.inbox.reject(
            self.path.clone(),
            &format!("arsip zip tidak dapat dibuka ({error})"),
            "Buat ulang arsipnya, atau kirim berkas Excel-nya langsung.",
        );
    }

    fn trace_back(&self, content: impl Read + Seek, explorer: &mut ContainerExplorer<'_>) {
        let mut archive = match ZipArchive::new(content) {
            Ok(archive) => archive,
            Err(error) => return self.reject(&error.to_string(), explorer),
        };
        if archive.len() > MOST_MEMBER {
            explorer.inbox.reject(
                self.path.clone(),
                &format!("arsip zip berisi {} berkas", archive.len()),
                "Kirim berkas Excel-nya saja, tanpa berkas lain.",
            );
            return;
        }
        if DOCUMENT_MARK.iter().any(|name| archive.index_for_name(name).is_some()) {
            let Self { path, source, received: accepted, origin, size, .. } = self;
            let (path, source, origin) = (path.clone(), source.clone(), origin.clone());
            explorer.inbox.submissions.push(Submission { path, source, received: *accepted, size: *size, origin });
            return;
        }
        if archive.decompressed_size().is_some_and(|size| size > MOST_CONTENT) {
            explorer.inbox.reject(
                self.path.clone(),
                "isi arsip zip terlalu besar setelah dibuka",
                "Kirim berkas Excel-nya saja, tanpa berkas lain.",
            );
            return;
        }
        for number in 0..archive.len() {
            self.member(&mut archive, number, explorer);
        }
    }

    fn member(&self, archive: &mut ZipArchive<impl Read + Seek>, number: usize, explorer: &mut ContainerExplorer<'_>) {
        let inbox = &mut *explorer.inbox;
        let designation = || format!("{}/(anggota {})", self.path, number + 1);
        let Ok(member) = archive.by_index_raw(number) else {
            return inbox.reject(designation(), "anggota arsip rusak", "Buat ulang arsipnya.");
        };
        if member.is_dir() {
            return;
        }
        let Ok(name) = member.name().map(|name| name.into_owned()) else {
            return inbox.reject(designation(), "nama anggota arsip tidak terbaca", "Buat ulang arsipnya.");
        };
        let path = format!("{}/{name}", self.path);
        let short_name = name.rsplit('/').next().unwrap_or(&name);
        if system_name(short_name) || name.starts_with("__MACOSX/") {
            return inbox.system_files.push(path);
        }
        if member.enclosed_name().is_none() || member.is_symlink() {
            let advice = "Buat ulang arsipnya dari berkas Excel biasa.";
            return inbox.reject(path, "nama anggota arsip menunjuk ke luar arsip", advice);
        }
        if member.encrypted() {
            return inbox.reject(path, "arsip terkunci sandi", "Buat ulang arsipnya tanpa sandi.");
        }
        let changed = member.last_modified().and_then(time).or(self.received);
        let size = member.size();
        let container = look(short_name) != ContainerKind::File;
        drop(member);
        let content = if container {
            let member = archive.by_index(number).map_err(ContainerFault::from);
            match member.and_then(|member| explorer.read(member)) {
                Ok(content) => ItemContent::Byte(content),
                Err(error) => {
                    let reason = format!("tidak dapat dibuka ({error})");
                    return explorer.inbox.reject(path, &reason, "Kirim berkas Excel-nya langsung.");
                }
            }
        } else {
            ItemContent::Later { size }
        };
        let item = InboxItem {
            path,
            source: self.source.enter(ContainerStep::Zip(name)),
            // The day of the mail says when it was received; without one, the member's own date.
            received: self.origin.as_ref().and_then(|origin| origin.date).or(changed),
            origin: self.origin.clone(),
            content,
            archive: self.depth + 1,
            message: false,
        };
        explorer.insert(item);
    }
}

/// The date of a member, as the archive holds it: local time, to two seconds.
fn time(moment: DateTime) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(i32::from(moment.year()), u32::from(moment.month()), u32::from(moment.day()))?.and_hms_opt(
        u32::from(moment.hour()),
        u32::from(moment.minute()),
        u32::from(moment.second()),
    )
}

pub(super) fn content(file: impl Read + Seek, member: &str, limit: u64) -> io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(file).map_err(io::Error::other)?;
    let member = archive.by_name(member).map_err(io::Error::other)?;
    let mut content = Vec::new();
    member.take(limit.saturating_add(1)).read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;
    use std::io::Write;

    use super::super::{collect, content};
    use super::*;

    pub(in crate::intake) fn zip(member: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in member {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn path(inbox: &crate::intake::Inbox) -> Vec<&str> {
        inbox.submissions.iter().map(|submission| submission.path.as_str()).collect()
    }

    #[test]
    fn members_of_an_archive_are_files_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let archive = zip(&[("JTI/pk.xlsx", b"JTI/pk.xlsx"), ("../luar.xlsx", b""), ("~$pk.xlsx", b"")]);
        fs::write(folder.path().join("kiriman.zip"), archive).unwrap();
        let inbox = collect(folder.path()).unwrap();
        assert_eq!(path(&inbox), ["kiriman.zip/JTI/pk.xlsx"]);
        assert_eq!(content(&inbox.submissions[0].source, 100).unwrap(), b"JTI/pk.xlsx");
        assert_eq!(
            inbox.rejected.len(),
            1,
            "a member that points outside the archive is refused: {:?}",
            inbox.rejected
        );
        assert_eq!(inbox.system_files, ["kiriman.zip/~$pk.xlsx"]);
    }

    #[test]
    fn an_archive_in_an_archive_is_opened_and_a_third_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let inside = zip(&[("pk.xlsx", b"isi"), ("tiga.zip", &zip(&[("x.xlsx", b"x")]))]);
        fs::write(folder.path().join("luar.zip"), zip(&[("dalam.zip", &inside)])).unwrap();
        let inbox = collect(folder.path()).unwrap();
        assert_eq!(path(&inbox), ["luar.zip/dalam.zip/pk.xlsx"]);
        assert_eq!(content(&inbox.submissions[0].source, 100).unwrap(), b"isi");
        assert_eq!(inbox.rejected[0].path, "luar.zip/dalam.zip/tiga.zip");
    }
}
