//! What several tests need.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub(crate) fn akar() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace copied to a folder of its own, so that tests do not write into the shipped ones.
pub(crate) fn salin_sampel(nama: &str) -> (tempfile::TempDir, PathBuf) {
    let tujuan = tempfile::tempdir().expect("a temporary folder");
    let ruang = tujuan.path().join(nama);
    salin(&akar().join("samples").join(nama), &ruang);
    (tujuan, ruang)
}

fn salin(dari: &Path, ke: &Path) {
    std::fs::create_dir_all(ke).expect("a folder");
    for entri in std::fs::read_dir(dari).expect("a readable folder") {
        let entri = entri.expect("an entry");
        let nama = entri.file_name();
        if entri.path().is_dir() {
            if nama != "hasil" {
                salin(&entri.path(), &ke.join(nama));
            }
        } else {
            std::fs::copy(entri.path(), ke.join(nama)).expect("a copy");
        }
    }
}

/// Runs the program.
pub(crate) fn selaras(argumen: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_selaras")).args(argumen).output().expect("the program starts")
}

/// What it printed, as text.
pub(crate) fn teks(keluaran: &[u8]) -> String {
    String::from_utf8_lossy(keluaran).into_owned()
}
