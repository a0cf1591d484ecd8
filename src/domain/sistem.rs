//! What the operating system says of a file or folder, in words for people.

use std::io;

/// "tidak ditemukan", "disk penuh": why a file could not be read or written.
pub fn kata_sistem(galat: &io::Error) -> String {
    use io::ErrorKind as Jenis;
    let kata = match galat.kind() {
        Jenis::NotFound => "tidak ditemukan",
        Jenis::PermissionDenied => "sistem tidak mengizinkan",
        Jenis::AlreadyExists => "sudah ada",
        Jenis::StorageFull => "disk penuh",
        Jenis::QuotaExceeded => "jatah disk habis",
        Jenis::FileTooLarge => "melampaui ukuran berkas yang diizinkan sistem",
        Jenis::ReadOnlyFilesystem => "disknya hanya dapat dibaca",
        Jenis::IsADirectory => "itu sebuah folder",
        Jenis::NotADirectory => "bagian dari jalurnya bukan folder",
        Jenis::InvalidFilename => "sistem tidak menerima namanya",
        Jenis::ResourceBusy | Jenis::ExecutableFileBusy => "sedang dipakai program lain",
        Jenis::StaleNetworkFileHandle | Jenis::HostUnreachable | Jenis::NetworkUnreachable => {
            "folder jaringannya tidak terhubung"
        }
        Jenis::TimedOut => "penyimpanannya tidak menjawab",
        Jenis::OutOfMemory => "memori habis",
        // Windows: another program holds the file or a part of it.
        _ if cfg!(windows) && matches!(galat.raw_os_error(), Some(32 | 33)) => "sedang dibuka program lain",
        _ => return galat.to_string(),
    };
    kata.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_indonesian() {
        assert_eq!(kata_sistem(&io::Error::from(io::ErrorKind::NotFound)), "tidak ditemukan");
        assert_eq!(kata_sistem(&io::Error::from(io::ErrorKind::StorageFull)), "disk penuh");
        assert_eq!(kata_sistem(&io::Error::other("isinya bukan surat")), "isinya bukan surat");
    }
}
