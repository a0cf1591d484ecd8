//! Ruang kerja: selaras.toml and its folders.
//!
//! Takes the folder of one institution's year, gives a [`Workspace`] whose settings are valid, or every fault of the
//! settings file at once.

mod checker;
mod faults;
mod identity;
mod keeping;
mod lock;
mod mail_problem;
mod post;
mod raw;
mod setting_fault;
mod settings;
mod waivers;

use std::fs;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use crate::domain::capaian::{Profil, ProfilName};
use crate::domain::place::KASKADE_FILE;
use crate::domain::system::system_words;
use crate::domain::tenggat::Tenggat;
use crate::files::{self, FilesError};
use crate::finding::verdict::AturanOverride;
use crate::letters::SuratSettings;
use crate::post::{MailSettings, ReminderSettings};
use crate::template::{Library, TemplateError};
use crate::workbook::limits::Limits;

pub use identity::WorkspaceIdentity;
pub use keeping::{FlowSettings, RETENTION, RegisterSettings};
pub use lock::{PostLock, WorkspaceLock};
pub use mail_problem::MailProblem;
pub use setting_fault::{SettingFault, SettingPlace, SettingProblem};
pub use settings::{LayoutSettings, PrintSettings, Settings};
pub use waivers::{add_pengecualian, end_pengecualian};

/// The settings file of a workspace.
pub const SETTINGS_FILE: &str = "selaras.toml";

/// One institution's year: its settings, and the definitions that its forms are read by.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its folder.
    pub folder: PathBuf,
    /// Its settings; they are read as if they were its own.
    pub settings: Settings,
    /// The shipped definitions and those of the folder `templat/`.
    pub library: Library,
}

impl Deref for Workspace {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

/// A workspace that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The folder has no settings file.
    #[error("{} tidak ditemukan; sebuah ruang kerja berisi selaras.toml, kaskade.xlsx dan folder masuk", .0.display())]
    WithoutSettings(PathBuf),
    /// A file cannot be read.
    #[error("{} tidak dapat dibaca ({})", path.display(), system_words(cause))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{} tidak dapat ditulis ({}); periksa apakah disk penuh, hanya dapat dibaca, atau berkasnya sedang dibuka", path.display(), system_words(cause))]
    NotAsWritten {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// Something stands in the way of outputs.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Another run holds the workspace.
    #[error("ruang kerja {} sedang diproses oleh selaras yang lain; tunggu sampai selesai, lalu jalankan lagi", .0.display())]
    InUse(PathBuf),
    /// Another program sends its letters.
    #[error("surat ruang kerja {} sedang dikirim oleh selaras yang lain; tunggu sampai selesai, lalu jalankan lagi", .0.display())]
    Sending(PathBuf),
    /// The settings are wrong; every fault is listed.
    #[error("{} belum benar:\n{}", path.display(), mistakes.iter().map(|fault| format!("  - {fault}")).collect::<Vec<_>>().join("\n"))]
    WrongSettings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, in the order of the lines.
        mistakes: Vec<SettingFault>,
    },
    /// The settings are written in a way that is better changed by hand.
    #[error("{} tidak dapat diubah dari sini dengan pasti; ubah langsung di berkas itu", .0.display())]
    NotEdited(PathBuf),
    /// A definition of the workspace is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

impl Workspace {
    /// Opens a workspace.
    ///
    /// # Errors
    /// When settings or definitions cannot be read or are wrong.
    pub fn open(folder: &Path) -> Result<Self, WorkspaceError> {
        let file = SettingsFile::read(folder)?;
        let library = Library::with(&own_definitions(&folder.join("templat"))?)?;
        let mistakes = file.settings.layout.mistakes(&library, &file.text);
        if !mistakes.is_empty() {
            return Err(WorkspaceError::WrongSettings { path: file.path, mistakes });
        }
        let settings = file.settings;
        Ok(Self { folder: folder.to_path_buf(), settings, library })
    }

    /// No workspace: shipped definitions, profile "umum", no register, no deadlines.
    ///
    /// # Errors
    /// When a shipped definition is wrong.
    pub fn shipped(year: i32) -> Result<Self, TemplateError> {
        let settings = Settings {
            instansi: String::new(),
            code: None,
            year,
            tenggat: Tenggat::default(),
            profil: Profil::standard(ProfilName::General),
            aturan: AturanOverride::default(),
            limit: Limits::default(),
            surat: SuratSettings::default(),
            letterhead: Vec::new(),
            logo: None,
            print: PrintSettings::default(),
            layout: LayoutSettings::default(),
            last_year: None,
            four_eyes: false,
            flow: FlowSettings::default(),
            register: RegisterSettings::default(),
            copies: true,
            mail: MailSettings::default(),
            reminders: ReminderSettings::default(),
        };
        Ok(Self { folder: Path::new("").join("tanpa-ruang-kerja"), settings, library: Library::built_in()? })
    }

    /// What units sent.
    pub fn inbox(&self) -> PathBuf {
        self.folder.join("masuk")
    }

    /// What the program makes.
    pub fn results(&self) -> PathBuf {
        self.folder.join("hasil")
    }

    /// What files were read into, kept between runs. May be deleted at any time.
    pub fn cache(&self) -> PathBuf {
        self.results().join("data").join(".bacaan.bin")
    }

    /// The cascade workbook.
    pub fn kaskade(&self) -> PathBuf {
        self.folder.join(KASKADE_FILE)
    }
}

/// The settings of a workspace as they were read.
struct SettingsFile {
    path: PathBuf,
    text: String,
    settings: Settings,
}

impl SettingsFile {
    fn read(folder: &Path) -> Result<Self, WorkspaceError> {
        let path = folder.join(SETTINGS_FILE);
        if !path.exists() {
            return Err(WorkspaceError::WithoutSettings(path));
        }
        let text = files::read_text(&path).map_err(|cause| WorkspaceError::Unreadable { path: path.clone(), cause })?;
        match settings::read(&text) {
            Ok(settings) => Ok(Self { path, text, settings }),
            Err(mistakes) => Err(WorkspaceError::WrongSettings { path, mistakes }),
        }
    }
}

/// The definitions in a workspace's own folder, when it has one.
fn own_definitions(folder: &Path) -> Result<Vec<(String, String)>, WorkspaceError> {
    let failure = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| WorkspaceError::Unreadable { path, cause }
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut file: Vec<PathBuf> = Vec::new();
    for listed in fs::read_dir(folder).map_err(failure(folder))? {
        let path = listed.map_err(failure(folder))?.path();
        if path.extension().is_some_and(|suffix| suffix == "toml") {
            file.push(path);
        }
    }
    file.sort();
    file.into_iter()
        .map(|path| {
            let text = files::read_text(&path).map_err(failure(&path))?;
            Ok((format!("templat/{}", path.file_name().unwrap_or_default().to_string_lossy()), text))
        })
        .collect()
}
