//! What several tests need.

use std::io::{Cursor, Read, Write};
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

/// A workbook with the text of its sheets changed, as somebody mends it.
pub(crate) fn ubah_lembar(buku: &[u8], ubah: impl Fn(String) -> String) -> Vec<u8> {
    let mut lama = zip::ZipArchive::new(Cursor::new(buku)).expect("a package");
    let mut baru = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nomor in 0..lama.len() {
        let mut bagian = lama.by_index(nomor).expect("a part");
        let nama = bagian.name().expect("a name").into_owned();
        let mut isi = Vec::new();
        bagian.read_to_end(&mut isi).expect("its bytes");
        if nama.starts_with("xl/worksheets/sheet") {
            isi = ubah(String::from_utf8(isi).expect("XML")).into_bytes();
        }
        baru.start_file(nama, zip::write::SimpleFileOptions::default()).expect("a part");
        baru.write_all(&isi).expect("its bytes");
    }
    baru.finish().expect("a package").into_inner()
}

/// A workbook with its hidden rows shown.
pub(crate) fn tampilkan_baris(buku: &[u8]) -> Vec<u8> {
    ubah_lembar(buku, |teks| teks.replace(" hidden=\"1\"", ""))
}

/// The text of a part of a workbook.
pub(crate) fn bagian(buku: &[u8], nama: &str) -> String {
    let mut paket = zip::ZipArchive::new(Cursor::new(buku)).expect("a package");
    let mut isi = String::new();
    paket.by_name(nama).expect("a part").read_to_string(&mut isi).expect("its text");
    isi
}
