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
mod settings_book;
mod settings_text;
mod syntax;
mod typed_text;
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
use crate::template::settings_list::{ListedSetting, listed_settings};
use crate::template::{Library, TemplateError};
use crate::workbook;
use crate::workbook::limits::Limits;

use settings_book::{Composed, LineOrigin, SettingsBook};

pub use identity::WorkspaceIdentity;
pub use keeping::{FlowSettings, RETENTION, RegisterSettings};
pub use lock::{PostLock, WorkspaceLock};
pub use mail_problem::MailProblem;
pub use setting_fault::{SettingFault, SettingPlace, SettingProblem};
pub use settings::{LayoutSettings, PrintSettings, Settings};
pub use settings_text::write_settings;
pub use waivers::{add_pengecualian, end_pengecualian};

/// The settings file of a workspace.
pub const SETTINGS_FILE: &str = "selaras.toml";

/// One institution's year: its settings, and the definitions that its forms are read by.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its folder as it was named, absolute or relative; a name of its own where there is no workspace.
    pub folder: PathBuf,
    /// Its settings; they are read as if they were its own.
    pub settings: Settings,
    /// The shipped definitions and those of the folder `templat/`.
    pub library: Library,
    /// What people should know about its settings.
    pub notes: Vec<String>,
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
    /// There is no such folder.
    #[error("folder {} tidak ada; periksa namanya, atau buat yang baru dengan: selaras mulai \"{}\"", .0.display(), .0.display())]
    NoFolder(PathBuf),
    /// The cascade workbook is not there, and with it the settings.
    #[error(
        "{KASKADE_FILE} tidak ada di {}, dan pengaturannya ada di sana; {}",
        folder.display(),
        other.as_ref().map_or_else(
            || "salin kaskade ke sana, atau buat yang kosong dengan selaras mulai".to_string(),
            |other| format!("yang ada {other}: buka dengan Excel atau LibreOffice, lalu simpan sebagai {KASKADE_FILE}"),
        )
    )]
    NoCascade {
        /// The workspace.
        folder: PathBuf,
        /// A file of that name in another format.
        other: Option<String>,
    },
    /// The settings file has another name.
    #[error(
        "{} tidak ditemukan; yang ada {found}: ganti namanya menjadi selaras.toml (di Windows, tampilkan dahulu akhiran nama berkas: Tampilan > Ekstensi nama file)",
        path.display()
    )]
    MisnamedSettings {
        /// Where it should be.
        path: PathBuf,
        /// What there is.
        found: String,
    },
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
        let mistakes = file.settings.layout.mistakes(&library, &file.composed.text);
        if !mistakes.is_empty() {
            return Err(wrong(folder, placed(mistakes, &file.composed)));
        }
        let notes = file.notes();
        let settings = file.settings;
        Ok(Self { folder: folder.to_path_buf(), settings, library, notes })
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
            history_days: settings::HISTORY_DAYS,
            four_eyes: false,
            flow: FlowSettings::default(),
            register: RegisterSettings::default(),
            copies: true,
            mail: MailSettings::default(),
            reminders: ReminderSettings::default(),
        };
        let folder = Path::new("").join("tanpa-ruang-kerja");
        Ok(Self { folder, settings, library: Library::built_in()?, notes: Vec::new() })
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
    /// The file with what the cascade workbook adds to it.
    composed: Composed,
    settings: Settings,
}

impl SettingsFile {
    /// Reads the settings file and the sheets of settings of the cascade workbook.
    fn read(folder: &Path) -> Result<Self, WorkspaceError> {
        Self::with_text(folder, Self::text(folder)?)
    }

    /// The same with another text of the settings file, as TOML.
    fn with_text(folder: &Path, text: Option<String>) -> Result<Self, WorkspaceError> {
        let listed = listed_settings()?;
        let book = sheets_of_settings(&folder.join(KASKADE_FILE), &listed)?;
        let Some(text) = text.or_else(|| (!book.is_blank()).then(String::new)) else {
            return Err(without_settings(folder));
        };
        let silent = text.parse::<toml::Table>().is_ok_and(|table| table.is_empty());
        if silent && book.is_blank() && !folder.join(KASKADE_FILE).is_file() {
            return Err(WorkspaceError::NoCascade { folder: folder.to_path_buf(), other: other_cascade(folder) });
        }
        let composed = settings_book::compose(&text, &book, &listed);
        let unknown = book.unknown.iter().map(|(cell, written)| {
            let meant = setting_fault::nearest(written, listed.iter().map(|one| one.name.as_str()));
            SettingFault {
                place: SettingPlace::Cell { sheet: cell.sheet.clone(), cell: cell.cell },
                setting: None,
                problem: SettingProblem::UnknownSetting { written: written.clone(), meant: meant.map(str::to_string) },
            }
        });
        let mut faults: Vec<SettingFault> = unknown.collect();
        match settings::read(&composed.text) {
            Ok(settings) if faults.is_empty() => Ok(Self { composed, settings }),
            Ok(_) => Err(wrong(folder, faults)),
            Err(mistakes) => {
                faults.extend(placed(mistakes, &composed));
                Err(wrong(folder, faults))
            }
        }
    }

    /// Reads the settings file alone, where that says enough; else all of them.
    fn read_brief(folder: &Path) -> Result<Self, WorkspaceError> {
        let alone = Self::text(folder)?.and_then(|text| Some((settings::read(&text).ok()?, text)));
        match alone {
            Some((settings, text)) => Ok(Self { composed: Composed { text, ..Composed::default() }, settings }),
            None => Self::read(folder),
        }
    }

    /// The text of the settings file as TOML, where there is one.
    fn text(folder: &Path) -> Result<Option<String>, WorkspaceError> {
        let path = folder.join(SETTINGS_FILE);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = files::read(&path).map_err(|cause| WorkspaceError::Unreadable { path: path.clone(), cause })?;
        Ok(Some(typed_text::mend(&typed_text::decode(&bytes))))
    }

    /// What people should know about them.
    fn notes(&self) -> Vec<String> {
        let twice = &self.composed.twice;
        let told = || {
            format!(
                "selaras.toml dan {KASKADE_FILE} mengatur hal yang sama dengan isi berbeda ({}); yang dipakai selaras.toml",
                twice.join(", ")
            )
        };
        if twice.is_empty() { Vec::new() } else { vec![told()] }
    }
}

/// What the cascade workbook says of settings; nothing where it cannot be read, which whoever reads the cascade is told.
fn sheets_of_settings(path: &Path, listed: &[ListedSetting]) -> Result<SettingsBook, WorkspaceError> {
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(SettingsBook::default()),
        Err(cause) => return Err(WorkspaceError::Unreadable { path: path.to_path_buf(), cause }),
    };
    let sheets = workbook::read_sheets(&bytes, &settings_book::SHEETS, &Limits::default());
    Ok(sheets.map(|sheets| settings_book::read(&sheets, listed)).unwrap_or_default())
}

/// A cascade workbook in a format that is not read.
pub fn other_cascade(folder: &Path) -> Option<String> {
    let endings = ["ods", "xls", "xlsm", "xlsb", "csv"].into_iter();
    endings.map(|ending| format!("kaskade.{ending}")).find(|name| folder.join(name).is_file())
}

/// Why there are no settings: perhaps only the name is wrong, because Windows hides endings.
fn without_settings(folder: &Path) -> WorkspaceError {
    let path = folder.join(SETTINGS_FILE);
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = listed.filter_map(|entry| entry.file_name().into_string().ok());
    let alike = |name: &String| {
        let small = name.to_lowercase();
        ["selaras.toml.txt", "selaras.txt", "selaras.toml.toml", "selaras", SETTINGS_FILE].contains(&small.as_str())
            || small.starts_with("selaras.toml ")
    };
    match names.filter(alike).min() {
        Some(found) => WorkspaceError::MisnamedSettings { path, found },
        None if !folder.is_dir() => WorkspaceError::NoFolder(folder.to_path_buf()),
        None => WorkspaceError::WithoutSettings(path),
    }
}

/// Faults of a composed text at the places where they were typed.
fn placed(mut faults: Vec<SettingFault>, composed: &Composed) -> Vec<SettingFault> {
    for fault in &mut faults {
        if let SettingPlace::Line(line) = fault.place {
            fault.place = match composed.origins.get(line.saturating_sub(1)) {
                Some(LineOrigin::Line(own)) => SettingPlace::Line(*own),
                Some(LineOrigin::Cell(cell)) => SettingPlace::Cell { sheet: cell.sheet.clone(), cell: cell.cell },
                None => SettingPlace::File,
            };
        }
    }
    faults
}

/// Faults of the settings, said of the file in which they are.
fn wrong(folder: &Path, mistakes: Vec<SettingFault>) -> WorkspaceError {
    let cells = mistakes.iter().all(|fault| matches!(fault.place, SettingPlace::Cell { .. }));
    let path = folder.join(if cells { KASKADE_FILE } else { SETTINGS_FILE });
    WorkspaceError::WrongSettings { path, mistakes }
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
