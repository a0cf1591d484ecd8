//! What the operating system says of a file or folder, and errors with what caused them, in words for people.

use std::error::Error;
use std::io;

/// "tidak ditemukan", "disk penuh": why a file could not be read or written.
pub fn system_words(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let word = match error.kind() {
        Kind::NotFound => "tidak ditemukan",
        Kind::PermissionDenied => "sistem tidak mengizinkan",
        Kind::AlreadyExists => "sudah ada",
        Kind::StorageFull => "disk penuh",
        Kind::QuotaExceeded => "jatah disk habis",
        Kind::FileTooLarge => "melampaui ukuran berkas yang diizinkan sistem",
        Kind::ReadOnlyFilesystem => "disknya hanya dapat dibaca",
        Kind::IsADirectory => "itu sebuah folder",
        Kind::NotADirectory => "bagian dari jalurnya bukan folder",
        Kind::InvalidFilename => "sistem tidak menerima namanya",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "sedang dipakai program lain",
        Kind::StaleNetworkFileHandle | Kind::HostUnreachable | Kind::NetworkUnreachable => {
            "folder jaringannya tidak terhubung"
        }
        Kind::TimedOut => "penyimpanannya tidak menjawab",
        Kind::OutOfMemory => "memori habis",
        // The process, or the whole system, holds as many as it may.
        _ if cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24)) => "terlalu banyak berkas terbuka sekaligus",
        // Windows: another program holds the file or a part of it.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => "sedang dibuka program lain",
        _ => return error.to_string(),
    };
    word.to_string()
}

/// An error and what caused it, in one line for people. What a message says already is not said again.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let words = |error: &(dyn Error + 'static)| match error.downcast_ref::<io::Error>() {
        Some(system) => system_words(system),
        None => error.to_string(),
    };
    let mut told = words(error);
    let mut next = error.source();
    while let Some(cause) = next {
        let said = words(cause);
        if !told.contains(&said) {
            told = format!("{told}: {said}");
        }
        next = cause.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_indonesian() {
        assert_eq!(system_words(&io::Error::from(io::ErrorKind::NotFound)), "tidak ditemukan");
        assert_eq!(system_words(&io::Error::from(io::ErrorKind::StorageFull)), "disk penuh");
        assert_eq!(system_words(&io::Error::other("isinya bukan surat")), "isinya bukan surat");
    }
}
