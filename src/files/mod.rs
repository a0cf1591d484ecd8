//! Files of our own on disk: plain ones only, and whole or not at all.
//!
//! Takes paths and bytes, gives files that are there as a whole or not. What a job makes of several files is written
//! aside ([`Staging`]) and takes the place of the old in one step where the system has one; a [`Manifest`] says what
//! belongs together, for everybody who reads results later. Nothing is ever opened that is neither a file nor a folder:
//! a pipe would keep its reader waiting for good. [`Names`] makes names of files out of codes.

mod manifest;
mod names;
mod place;
mod plain;
mod private;
mod staging;

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::system::system_words;

pub use manifest::{MANIFEST, Manifest, ManifestError};
pub use names::{Names, file_name, own_name};
pub use place::{ensure_folder, remove, save, save_new};
pub(crate) use plain::free_for_file;
pub use plain::{digest, kind_of, open, read, read_text};
pub use private::PrivateFile;
pub use staging::{Staging, clear_aside, recover, shown};

/// How the names of files and folders begin that are being made, or were replaced.
pub const ASIDE: &str = ".selaras-";

/// An output could not be put in its place.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A file or folder cannot be written.
    #[error("{} tidak dapat ditulis ({}); bila berkas itu sedang dibuka, tutup dahulu lalu jalankan lagi", shown(path).display(), system_words(source))]
    Write {
        /// The file or folder that was to be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something else stands where an output goes.
    #[error("{} bukan {wanted} biasa melainkan {found}, jadi tidak ditimpa; pindahkan dahulu, lalu jalankan lagi", shown(path).display())]
    InTheWay {
        /// Where.
        path: PathBuf,
        /// What should stand there.
        wanted: &'static str,
        /// What does.
        found: &'static str,
    },
}

impl FilesError {
    /// What the system says of a path, as an error.
    pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |source| Self::Write { path: path.to_path_buf(), source }
    }
}
