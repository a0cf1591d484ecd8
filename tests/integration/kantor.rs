//! LibreOffice, as the tests use it: many files in one call, each in another format.
//!
//! Without LibreOffice a test says so and passes; where `CI=true` it fails instead.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names under which LibreOffice is installed.
const PROGRAM: [&str; 2] = ["soffice", "libreoffice"];

/// A LibreOffice with a profile of its own, so that tests do not wait for each other.
pub(crate) struct Kantor {
    program: PathBuf,
    ruang: tempfile::TempDir,
}

impl Kantor {
    /// LibreOffice, where it is installed.
    pub(crate) fn buka() -> Option<Self> {
        let jalur = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&jalur)
            .flat_map(|folder| PROGRAM.map(|nama| folder.join(nama)))
            .find(|program| program.is_file());
        let Some(program) = program else {
            let wajib = std::env::var("CI").is_ok_and(|nilai| nilai == "true");
            assert!(!wajib, "LibreOffice is not installed, and CI=true asks for it");
            eprintln!("dilewati: LibreOffice tidak terpasang");
            return None;
        };
        Some(Self { program, ruang: tempfile::tempdir().expect("a temporary folder") })
    }

    /// Every file, by its name without the ending, as LibreOffice saves it in another format: one call for all.
    ///
    /// `format` is what LibreOffice takes after `--convert-to`: an ending, perhaps with the name of a filter.
    pub(crate) fn ubah(&self, berkas: &BTreeMap<String, Vec<u8>>, format: &str) -> BTreeMap<String, Vec<u8>> {
        let akhiran = format.split(':').next().unwrap_or(format);
        let asal = self.folder("asal");
        let keluar = self.folder(akhiran).join("keluar");
        let jalur: Vec<PathBuf> = berkas
            .iter()
            .map(|(nama, byte)| {
                let jalur = asal.join(format!("{nama}.xlsx"));
                std::fs::write(&jalur, byte).expect("a written file");
                jalur
            })
            .collect();
        let jalan = Command::new(&self.program)
            .arg("--headless")
            .arg(format!("-env:UserInstallation=file://{}", self.ruang.path().join("profil").display()))
            .args(["--convert-to", format, "--outdir"])
            .arg(&keluar)
            .args(&jalur)
            .output()
            .expect("LibreOffice starts");
        let ambil = |nama: &String| {
            let hasil = keluar.join(format!("{nama}.{akhiran}"));
            let galat = String::from_utf8_lossy(&jalan.stderr);
            (nama.clone(), std::fs::read(&hasil).unwrap_or_else(|_| panic!("LibreOffice wrote no {nama}: {galat}")))
        };
        berkas.keys().map(ambil).collect()
    }

    fn folder(&self, nama: &str) -> PathBuf {
        let folder = self.ruang.path().join(Path::new(nama));
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }
}
