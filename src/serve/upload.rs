//! Files that somebody brings: put aside while they arrive, and put into the inbox when their unit says so.
//!
//! The name that a browser tells is a name for people and becomes one part of a file name, never a path.

use std::path::Path;
use std::time::Duration;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::fault::Fault;
use super::form::{TOKEN, stale};
use super::kept::{Brought, BroughtFile, KEPT, Upload};
use super::office::Office;
use super::person::Person;
use super::token;
use crate::domain::digest::hexadecimal;
use crate::files::{self, Names, file_name};
use crate::jobs::{ReceiveOptions, receive};
use crate::journal::{NewReceipt, Receipt};

/// Where files are put aside, below the workspace: on its own disk, and not in its inbox.
const FOLDER: &str = ".unggah";
/// How long the next piece of a file may take.
const PIECE: Duration = Duration::from_secs(20);
/// Letters of a token field at most.
const TOKEN_LENGTH: usize = 200;

/// Puts every file of an upload into the inbox; asked twice, it is done once.
pub(super) fn send(upload: &Upload, office: &Office, by: &Person) -> Result<Vec<Receipt>, Fault> {
    upload.once(|| {
        let mut receipts = Vec::new();
        for file in &upload.files {
            let found = |severity: usize| {
                let all: usize = upload.inside(file).map(|one| one.counts[severity]).sum();
                u32::try_from(all).unwrap_or(u32::MAX)
            };
            let receipt = NewReceipt {
                when: office.now(),
                unit: upload.unit.clone(),
                by: by.name.clone(),
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                size: file.size,
                documents: upload.documents(file).join(","),
                errors: found(0),
                warnings: found(1),
            };
            receipts.push(receive(&ReceiveOptions { folder: &office.options.folder, receipt, file: &file.path })?);
        }
        Ok(receipts)
    })
}

/// Takes the files out of a request and puts them aside. The token comes before any file, or nothing is taken.
pub(super) async fn bring(office: &Office, person: &Person, mut form: Multipart) -> Result<Brought, Fault> {
    let folder = office.options.folder.join(FOLDER);
    files::ensure_folder(&folder).map_err(|error| Fault::Broken(error.to_string()))?;
    clear(&folder);
    let aside = tempfile::Builder::new().prefix("kiriman-").tempdir_in(&folder);
    let aside = aside.map_err(|_| Fault::Broken("Tempat untuk kiriman tidak dapat dibuat.".to_string()))?;
    let mut names = Names::default();
    let mut brought = Brought { files: Vec::new(), aside };
    let mut trusted = false;
    while let Some(mut field) = within(form.next_field()).await? {
        match field.name() {
            Some(TOKEN) => trusted = token::same(&short(&mut field).await?, &person.token),
            _ if !trusted => return Err(stale()),
            Some("berkas") if field.file_name().is_some_and(|name| !name.is_empty()) => {
                if brought.files.len() == office.most_files {
                    return Err(Fault::TooMuch(format!(
                        "Paling banyak {} berkas sekali kirim. Kirim sisanya sesudah ini.",
                        office.most_files
                    )));
                }
                let name = own_name(field.file_name().unwrap_or_default(), &mut names);
                brought.files.push(keep(&brought.aside, name, &mut field, office.largest).await?);
            }
            _ => {}
        }
    }
    if !trusted {
        return Err(stale());
    }
    if brought.files.is_empty() {
        return Err(Fault::Wrong(
            "Belum ada berkas yang dipilih. Pilih satu berkas atau lebih, lalu periksa.".to_string(),
        ));
    }
    Ok(brought)
}

/// Writes a file while it arrives.
async fn keep(aside: &TempDir, name: String, field: &mut Field<'_>, largest: u64) -> Result<BroughtFile, Fault> {
    let full = |_| Fault::Broken("Kiriman tidak dapat disimpan; disk mungkin penuh.".to_string());
    let path = aside.path().join(&name);
    let mut file = File::create_new(&path).await.map_err(full)?;
    let (mut size, mut digest) = (0_u64, Sha256::new());
    while let Some(piece) = within(field.chunk()).await? {
        size += piece.len() as u64;
        if size > largest {
            let most = largest / (1 << 20);
            return Err(Fault::TooMuch(format!("{name} terlalu besar; paling besar {most} MB.")));
        }
        digest.update(&piece);
        file.write_all(&piece).await.map_err(full)?;
    }
    file.flush().await.map_err(full)?;
    let sha256 = hexadecimal(&digest.finalize());
    Ok(BroughtFile { name, size, path, sha256 })
}

/// A short field.
async fn short(field: &mut Field<'_>) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    while let Some(piece) = within(field.chunk()).await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > TOKEN_LENGTH {
            return Err(stale());
        }
    }
    String::from_utf8(bytes).map_err(|_| stale())
}

/// The next piece of a request, while its sender is not slower than anybody.
async fn within<T>(piece: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Fault> {
    match timeout(PIECE, piece).await {
        Err(_) => Err(Fault::TooSlow),
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(error)) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Fault::TooMuch("Kiriman ini terlalu besar. Kirim berkasnya satu per satu.".to_string()))
        }
        Ok(Err(_)) => Err(Fault::Wrong("Kiriman terputus atau rusak di jalan. Kirim lagi.".to_string())),
    }
}

/// What a browser calls a file, as one name of a file that no other has.
fn own_name(told: &str, names: &mut Names) -> String {
    let last = told.rsplit(['/', '\\']).next().unwrap_or(told);
    let name = file_name(last.trim_start_matches('.'));
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem.to_string(), format!(".{ending}")),
        _ => (name, String::new()),
    };
    names.take(if stem.is_empty() { "berkas" } else { &stem }, &ending)
}

/// What an ended service left is of nobody after a day.
fn clear(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let old = entry.metadata().and_then(|data| data.modified()).ok().and_then(|when| when.elapsed().ok());
        if old.is_some_and(|age| age > KEPT * 12) {
            // Another day will do, too.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_calls_a_file_is_one_name_and_no_way() {
        let mut names = Names::default();
        let mut own = |told: &str| own_name(told, &mut names);
        assert_eq!(own("C:\\Users\\a\\PK JTI.xlsx"), "PK JTI.xlsx");
        assert_eq!(own("../../PK JTI.xlsx"), "PK JTI (2).xlsx");
        for told in ["..", "/", "", "\0", ".", "a/../..", "con", "x\n.xlsx"] {
            let name = own(told);
            assert!(!name.is_empty() && !name.contains(['/', '\\', '\0', '\n']) && !name.starts_with('.'), "{told:?}");
        }
    }
}
