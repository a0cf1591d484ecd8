//! `selaras periksa --tandai`: the marked copy, before anything is sent.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use selaras::files::{FilesError, Names, ensure_folder, save_new};
use selaras::finding::Temuan;
use selaras::jobs::chain;
use selaras::letters::about;
use selaras::pipeline::returns::{CopyMarker, correction_name};
use selaras::tables::{SentFile, Tables};

use super::terminal::is_safe;

/// Writes a marked copy of every file that findings are about, beside it or into a folder. A file that exists is never
/// written over: it may be an earlier copy in which somebody has begun to mend.
pub(super) fn write(marker: &CopyMarker<'_>, temuan: &[Temuan], to: Option<&Path>) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = to {
        ensure_folder(folder)?;
    }
    for file in marker.tables.file.iter().filter(|file| file.outcome.is_ok()) {
        let Some(source) = marker.source.get(&file.path) else { continue };
        let owned = about(temuan.iter(), &file.path);
        if owned.is_empty() {
            continue;
        }
        match marker.mark(file, unit(marker.tables, file), &owned) {
            Ok((content, suffix)) => {
                let side = source.file.parent().unwrap_or_else(|| Path::new(""));
                let path = save(to.unwrap_or(side), &file.path, &suffix, &content)?;
                anstream::eprintln!("Salinan bertanda: {}", path.display());
            }
            Err(cause) => {
                anstream::eprintln!("selaras: {} tidak dapat ditandai ({})", is_safe(&file.path), chain(&cause))
            }
        }
    }
    Ok(())
}

fn save(folder: &Path, path: &str, suffix: &str, content: &[u8]) -> Result<PathBuf, Box<dyn Error>> {
    let mut used = Names::default();
    loop {
        let destination = folder.join(correction_name(path, suffix, &mut used));
        match save_new(&destination, content) {
            Ok(()) => return Ok(destination),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(FilesError::Write { path: destination, source }.into()),
        }
    }
}

/// Name of the unit of a file, when it is known.
fn unit<'a>(tables: &'a Tables, file: &SentFile) -> &'a str {
    let mut document = tables.document.iter();
    let owned = |number: u32| tables.file.get(number as usize).is_some_and(|one| one.path == file.path);
    let code = document.find_map(|one| one.unit.as_deref().filter(|_| owned(one.file)));
    code.and_then(|code| tables.unit(code)).map_or("", |unit| unit.name.as_str())
}
