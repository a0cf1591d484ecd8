//! LibreOffice, as the tests use it: many files in one call, each in another format.
//!
//! Without LibreOffice a test says so and passes; where `CI=true` it fails instead.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names under which LibreOffice is installed.
const PROGRAM: [&str; 2] = ["soffice", "libreoffice"];

/// A LibreOffice with a profile of its own, so that tests do not wait for each other.
pub(crate) struct Office {
    program: PathBuf,
    workspace: tempfile::TempDir,
}

impl Office {
    /// LibreOffice, where it is installed.
    pub(crate) fn open() -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&path)
            .flat_map(|folder| PROGRAM.map(|name| folder.join(name)))
            .find(|program| program.is_file());
        let Some(program) = program else {
            let required = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!required, "LibreOffice is not installed, and CI=true asks for it");
            eprintln!("dilewati: LibreOffice tidak terpasang");
            return None;
        };
        Some(Self { program, workspace: tempfile::tempdir().expect("a temporary folder") })
    }

    /// A file under its own name as LibreOffice saves it in another format; `None` where it does not open it.
    pub(crate) fn change_one(&self, name: &str, content: &[u8], format: &str) -> Option<Vec<u8>> {
        let (origin, exit) = (self.folder("satu"), self.folder("satu-keluar"));
        let path = origin.join(name);
        std::fs::write(&path, content).expect("a written file");
        let outcome = exit.join(Path::new(name).with_extension(format));
        let _ = std::fs::remove_file(&outcome);
        Command::new(&self.program)
            .arg("--headless")
            .arg(format!("-env:UserInstallation=file://{}", self.workspace.path().join("profil").display()))
            .args(["--convert-to", format, "--outdir"])
            .arg(&exit)
            .arg(&path)
            .output()
            .expect("LibreOffice starts");
        std::fs::read(&outcome).ok()
    }

    /// Every file, by its name without the ending, as LibreOffice saves it in another format: one call for all.
    ///
    /// `format` is what LibreOffice takes after `--convert-to`: an ending, perhaps with the name of a filter.
    pub(crate) fn change(&self, file: &BTreeMap<String, Vec<u8>>, format: &str) -> BTreeMap<String, Vec<u8>> {
        let suffix = format.split(':').next().unwrap_or(format);
        let origin = self.folder("asal");
        let exit = self.folder(suffix).join("keluar");
        let path: Vec<PathBuf> = file
            .iter()
            .map(|(name, byte)| {
                let path = origin.join(format!("{name}.xlsx"));
                std::fs::write(&path, byte).expect("a written file");
                path
            })
            .collect();
        let walk = Command::new(&self.program)
            .arg("--headless")
            .arg(format!("-env:UserInstallation=file://{}", self.workspace.path().join("profil").display()))
            .args(["--convert-to", format, "--outdir"])
            .arg(&exit)
            .args(&path)
            .output()
            .expect("LibreOffice starts");
        let take = |name: &String| {
            let outcome = exit.join(format!("{name}.{suffix}"));
            let error = String::from_utf8_lossy(&walk.stderr);
            (name.clone(), std::fs::read(&outcome).unwrap_or_else(|_| panic!("LibreOffice wrote no {name}: {error}")))
        };
        file.keys().map(take).collect()
    }

    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.workspace.path().join(Path::new(name));
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }
}
