//! Ruang kerja: selaras.toml and its folders.
//!
//! Takes the folder of one institution's year, gives a [`Workspace`] whose settings are valid, or every fault of the
//! settings file at once.

mod faults;
mod lock;
mod recogniser;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use toml::value::Datetime;

use crate::domain::capaian::{Profil, ProfilName, ProfilParameter};
use crate::domain::document::DocumentKind;
use crate::domain::instansi::InstansiCode;
use crate::domain::system::system_words;
use crate::domain::tenggat::Tenggat;
use crate::files::{self, FilesError};
use crate::finding::Severity;
use crate::finding::verdict::{AturanOverride, Pengecualian};
use crate::letters::SuratSettings;
use crate::rules;
use crate::template::{Library, TemplateError};
use crate::workbook::limits::Limits;

use faults::Places;

pub use lock::WorkspaceLock;
pub use recogniser::UnitRecogniser;

/// The settings file of a workspace.
pub const SETTINGS_FILE: &str = "selaras.toml";
/// The cascade workbook of a workspace.
pub const KASKADE_FILE: &str = "kaskade.xlsx";

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

/// Settings that nobody needs to doubt.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the institution.
    pub instansi: String,
    /// Its short code: as set, else out of its name; `None` when the name makes none.
    pub code: Option<InstansiCode>,
    /// The year.
    pub year: i32,
    /// Deadlines.
    pub tenggat: Tenggat,
    /// How achievement is computed.
    pub profil: Profil,
    /// Severities and waivers.
    pub aturan: AturanOverride,
    /// Limits of what is read.
    pub limit: Limits,
    /// What letters to units say of the institution.
    pub surat: SuratSettings,
    /// The lines of its letterhead, the greatest first.
    pub letterhead: Vec<String>,
    /// Its logo: a picture below its folder.
    pub logo: Option<String>,
    /// The layouts that its documents are printed in.
    pub print: PrintSettings,
    /// The layouts that this institution's forms are written in.
    pub layout: LayoutSettings,
    /// The workspace of the year before, as the settings name it: relative to this one's folder.
    pub last_year: Option<PathBuf>,
}

/// The layouts that documents are printed in, by the names of their files; the one that fits the form where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintSettings {
    /// Of agreements.
    pub pk: Option<String>,
    /// Of action plans.
    pub rencana_aksi: Option<String>,
}

/// The layouts that forms are written in, by the id of their definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutSettings {
    /// Of agreements.
    pub pk: String,
    /// Of action plans.
    pub rencana_aksi: String,
    /// Of measurements.
    pub pengukuran: String,
}

impl Default for LayoutSettings {
    fn default() -> Self {
        let layout = |kind: DocumentKind| kind.facts().layout.to_string();
        Self {
            pk: layout(DocumentKind::Pk),
            rencana_aksi: layout(DocumentKind::RencanaAksi),
            pengukuran: layout(DocumentKind::Pengukuran),
        }
    }
}

impl LayoutSettings {
    /// The layout of a kind of document.
    pub fn intended(&self, kind: DocumentKind) -> &str {
        match kind {
            DocumentKind::Pk => &self.pk,
            DocumentKind::RencanaAksi => &self.rencana_aksi,
            DocumentKind::Pengukuran => &self.pengukuran,
            DocumentKind::Kaskade => kind.facts().layout,
        }
    }

    /// What is wrong with it, given the definitions that there are.
    fn mistake(&self, library: &Library) -> Vec<String> {
        DocumentKind::sent()
            .filter_map(|kind| {
                let name = kind.facts().code;
                let id = self.intended(kind);
                let may: Vec<&str> = library
                    .latest()
                    .filter(|template| template.kind == kind)
                    .map(|template| template.id.as_str())
                    .collect();
                let wrong = || format!("[templat] {name} = {id:?} tidak dikenal; yang tersedia: {}", may.join(", "));
                (!may.contains(&id)).then(wrong)
            })
            .collect()
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
    /// The settings are wrong; every fault is listed.
    #[error("{} belum benar:\n{}", path.display(), mistake.iter().map(|one| format!("  - {one}")).collect::<Vec<_>>().join("\n"))]
    WrongSettings {
        /// The file.
        path: PathBuf,
        /// Its faults.
        mistake: Vec<String>,
    },
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
        let (path, settings) = settings(folder)?;
        let library = Library::with(&workspace_template(&folder.join("templat"))?)?;
        let mistake = settings.layout.mistake(&library);
        if !mistake.is_empty() {
            return Err(WorkspaceError::WrongSettings { path, mistake });
        }
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
        };
        Ok(Self { folder: Path::new("").join("tanpa-ruang-kerja"), settings, library: Library::built_in()? })
    }

    /// What units sent.
    pub fn enter(&self) -> PathBuf {
        self.folder.join("masuk")
    }

    /// What the program makes.
    pub fn outcome(&self) -> PathBuf {
        self.folder.join("hasil")
    }

    /// What files were read into, kept between runs. May be deleted at any time.
    pub fn cache(&self) -> PathBuf {
        self.outcome().join("data").join(".bacaan.bin")
    }

    /// The cascade workbook.
    pub fn kaskade(&self) -> PathBuf {
        self.folder.join(KASKADE_FILE)
    }
}

/// The settings of a workspace, and their file.
fn settings(folder: &Path) -> Result<(PathBuf, Settings), WorkspaceError> {
    let path = folder.join(SETTINGS_FILE);
    if !path.exists() {
        return Err(WorkspaceError::WithoutSettings(path));
    }
    let text = files::read_text(&path).map_err(|cause| WorkspaceError::Unreadable { path: path.clone(), cause })?;
    match read_settings(&text) {
        Ok(settings) => Ok((path, settings)),
        Err(mistake) => Err(WorkspaceError::WrongSettings { path, mistake }),
    }
}

/// The definitions in a workspace's own folder, when it has one.
fn workspace_template(folder: &Path) -> Result<Vec<(String, String)>, WorkspaceError> {
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

mod raw {
    use super::{BTreeMap, Datetime, Deserialize, Limits, PrintSettings, ProfilParameter};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Settings {
        pub(super) instansi: Instansi,
        #[serde(default)]
        pub(super) tenggat: TenggatSection,
        #[serde(default)]
        pub(super) capaian: Option<ProfilParameter>,
        #[serde(default)]
        pub(super) aturan: BTreeMap<String, AturanSection>,
        #[serde(default)]
        pub(super) pengecualian: Vec<PengecualianSection>,
        #[serde(default)]
        #[serde(rename = "batas")]
        pub(super) limit: Limits,
        #[serde(default)]
        #[serde(rename = "templat")]
        pub(super) template: TemplateSection,
        #[serde(default)]
        pub(super) surat: SuratSection,
        #[serde(default)]
        #[serde(rename = "cetak")]
        pub(super) print: PrintSettings,
        #[serde(default)]
        #[serde(rename = "rekap")]
        pub(super) recap: RecapSection,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct RecapSection {
        #[serde(rename = "tahun_lalu")]
        pub(super) last_year: Option<super::PathBuf>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct TemplateSection {
        pub(super) pk: Option<String>,
        pub(super) rencana_aksi: Option<String>,
        pub(super) pengukuran: Option<String>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct SuratSection {
        #[serde(rename = "tanda_tangan")]
        pub(super) signature: Option<String>,
        #[serde(rename = "hari_perbaikan")]
        pub(super) repair_day: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Instansi {
        #[serde(rename = "nama")]
        pub(super) name: String,
        #[serde(rename = "kode")]
        pub(super) code: Option<String>,
        #[serde(rename = "tahun")]
        pub(super) year: i32,
        #[serde(default)]
        #[serde(rename = "kop")]
        pub(super) letterhead: Vec<String>,
        pub(super) logo: Option<String>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct TenggatSection {
        pub(super) pk: Option<Datetime>,
        pub(super) rencana_aksi: Option<Datetime>,
        #[serde(default)]
        pub(super) triwulan: Vec<Datetime>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct AturanSection {
        #[serde(rename = "tingkat")]
        pub(super) severity: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct PengecualianSection {
        pub(super) aturan: String,
        pub(super) unit: Option<String>,
        pub(super) indikator: Option<String>,
        #[serde(rename = "berkas")]
        pub(super) file: Option<String>,
        #[serde(rename = "alasan")]
        pub(super) reason: String,
        #[serde(rename = "sampai")]
        pub(super) until: Datetime,
    }
}

fn read_settings(text: &str) -> Result<Settings, Vec<String>> {
    let (raw, places) = faults::read::<raw::Settings>(text)?;
    let mut mistake = Vec::new();
    if raw.instansi.name.trim().is_empty() {
        mistake.push(places.at(&["instansi", "nama"], "[instansi] nama masih kosong"));
    }
    if !(2000..=2100).contains(&raw.instansi.year) {
        let message = format!("[instansi] tahun {} tidak masuk akal", raw.instansi.year);
        mistake.push(places.at(&["instansi", "tahun"], &message));
    }
    let code = match &raw.instansi.code {
        None => InstansiCode::from_name(&raw.instansi.name),
        Some(code) => code
            .parse()
            .map_err(|error| mistake.push(places.at(&["instansi", "kode"], &format!("[instansi] kode = {error}"))))
            .ok(),
    };
    let tenggat = tenggat(&raw.tenggat, &places, &mut mistake);
    let profil = Profil::with(&raw.capaian.unwrap_or_default())
        .map_err(|error| mistake.push(places.at(&["capaian"], &format!("[capaian] {error}"))))
        .ok();
    let surat = surat(raw.surat, &places, &mut mistake);
    let logo = raw.instansi.logo.as_deref().and_then(wrong_logo);
    mistake.extend(logo.map(|message| places.at(&["instansi", "logo"], &message)));
    let aturan = aturan(raw.aturan, raw.pengecualian, &places, &mut mistake);
    let standard = LayoutSettings::default();
    match profil {
        Some(profil) if mistake.is_empty() => Ok(Settings {
            instansi: raw.instansi.name.trim().to_string(),
            code,
            year: raw.instansi.year,
            tenggat,
            profil,
            aturan,
            limit: raw.limit,
            layout: LayoutSettings {
                pk: raw.template.pk.unwrap_or(standard.pk),
                rencana_aksi: raw.template.rencana_aksi.unwrap_or(standard.rencana_aksi),
                pengukuran: raw.template.pengukuran.unwrap_or(standard.pengukuran),
            },
            surat,
            last_year: raw.recap.last_year,
            letterhead: raw.instansi.letterhead,
            logo: raw.instansi.logo,
            print: raw.print,
        }),
        _ => Err(mistake),
    }
}

fn tenggat(raw: &raw::TenggatSection, places: &Places<'_>, mistake: &mut Vec<String>) -> Tenggat {
    let mut date = |name: &str, value| date(places, &["tenggat", name], &format!("[tenggat] {name}"), value, mistake);
    let mut triwulan = [None; 4];
    for (place, value) in triwulan.iter_mut().zip(&raw.triwulan) {
        *place = date("triwulan", value);
    }
    let outcome = Tenggat {
        pk: raw.pk.as_ref().and_then(|value| date("pk", value)),
        rencana_aksi: raw.rencana_aksi.as_ref().and_then(|value| date("rencana_aksi", value)),
        triwulan,
    };
    if raw.triwulan.len() > 4 {
        let message = format!("[tenggat] triwulan berisi {} tanggal; paling banyak empat", raw.triwulan.len());
        mistake.push(places.at(&["tenggat", "triwulan"], &message));
    }
    outcome
}

fn aturan(
    severity: BTreeMap<String, raw::AturanSection>,
    pengecualian: Vec<raw::PengecualianSection>,
    places: &Places<'_>,
    mistake: &mut Vec<String>,
) -> AturanOverride {
    let mut outcome = AturanOverride::default();
    for (code, one) in severity {
        let place = ["aturan", &code, "tingkat"];
        let severity = match one.severity.as_str() {
            "galat" => Some(Severity::Error),
            "peringatan" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            "mati" => None,
            other => {
                let message = format!("[aturan.{code}] tingkat {other:?} bukan galat, peringatan, info atau mati");
                mistake.push(places.at(&place, &message));
                continue;
            }
        };
        match rule(&code) {
            Ok(code) => {
                outcome.severity.insert(code.to_string(), severity);
            }
            Err(message) => mistake.push(places.at(&place[..2], &format!("[aturan.{code}] {message}"))),
        }
    }
    for (number, one) in pengecualian.into_iter().enumerate() {
        let (position, order) = (format!("[[pengecualian]] ke-{}", number + 1), number.to_string());
        if one.reason.trim().is_empty() {
            let message = format!("{position}: alasan wajib diisi");
            mistake.push(places.at(&["pengecualian", &order, "alasan"], &message));
        }
        let aturan = rule(&one.aturan).map_err(|message| {
            mistake.push(places.at(&["pengecualian", &order, "aturan"], &format!("{position}: {message}")));
        });
        let until = ["pengecualian", &order, "sampai"];
        let until = date(places, &until, &format!("{position}: sampai"), &one.until, mistake);
        if let (Ok(aturan), Some(until)) = (aturan, until) {
            outcome.pengecualian.push(Pengecualian {
                aturan: aturan.to_string(),
                unit: one.unit,
                indikator: one.indikator,
                file: one.file,
                reason: one.reason,
                until,
            });
        }
    }
    outcome
}

/// The code of a rule as the catalogue writes it, or what is wrong with it.
fn rule(code: &str) -> Result<&'static str, String> {
    let known = || rules::CATALOGUE.iter().map(|rule| rule.code);
    known()
        .find(|known| known.eq_ignore_ascii_case(code.trim()))
        .ok_or_else(|| format!("aturan {code} tidak ada{}; daftarnya: selaras aturan", faults::perhaps(code, known())))
}

fn surat(raw: raw::SuratSection, places: &Places<'_>, mistake: &mut Vec<String>) -> SuratSettings {
    let standard = SuratSettings::default();
    let repair_day = raw.repair_day.unwrap_or(standard.repair_day);
    if repair_day > 365 {
        let message = format!("[surat] hari_perbaikan {repair_day} lebih dari setahun");
        mistake.push(places.at(&["surat", "hari_perbaikan"], &message));
    }
    let signature = raw.signature.map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
    SuratSettings { signature, repair_day }
}

/// What is wrong with the path of a logo.
fn wrong_logo(logo: &str) -> Option<String> {
    let path = Path::new(logo);
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let image = ["png", "jpg", "jpeg", "svg"].contains(&suffix.as_str());
    let inside = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    (!image || !inside).then(|| {
        format!("[instansi] logo = {logo:?} bukan gambar di ruang kerja ini; tulis misalnya \"logo.png\" (.png, .jpg atau .svg)")
    })
}

fn date(
    places: &Places<'_>,
    path: &[&str],
    position: &str,
    value: &Datetime,
    mistake: &mut Vec<String>,
) -> Option<NaiveDate> {
    let day = value
        .date
        .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
    if day.is_none() {
        mistake.push(places.at(path, &format!("{position} = {value} bukan tanggal; tulis misalnya 2026-02-28")));
    }
    day
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_fault_of_the_settings_is_told_at_once() {
        let text = "[instansi]\nnama = \" \"\ntahun = 26\n[aturan.UK07]\ntingkat = \"gawat\"\n[[pengecualian]]\naturan = \"PK03\"\nalasan = \"\"\nsampai = 2026-06-30\n";
        let mistake = read_settings(text).unwrap_err();
        assert_eq!(mistake.len(), 4, "{mistake:?}");
    }

    #[test]
    fn the_shortest_settings_are_a_name_and_a_year() {
        let settings = read_settings("[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n").unwrap();
        assert_eq!(settings.year, 2026);
        assert_eq!(settings.tenggat, Tenggat::default());
    }

    #[test]
    fn a_layout_that_does_not_exist_is_told_with_those_that_do() {
        let text = "[instansi]\nnama = \"X\"\ntahun = 2026\n[templat]\npk = \"pk-lama\"\npengukuran = \"uk-deli\"\n";
        let mistake = read_settings(text).unwrap().layout.mistake(&Library::built_in().unwrap());
        assert_eq!(mistake.len(), 1, "{mistake:?}");
        assert!(mistake[0].contains("pk-satuan"), "{mistake:?}");
    }

    #[test]
    fn letterhead_logo_and_layouts_of_print_are_settings() {
        let text = "[instansi]\nnama = \"X\"\ntahun = 2026\nkop = [\"A\", \"B\"]\nlogo = \"gambar/logo.svg\"\n[cetak]\npk = \"pk-dki\"\n";
        let settings = read_settings(text).unwrap();
        assert_eq!((settings.letterhead.len(), settings.logo.as_deref()), (2, Some("gambar/logo.svg")));
        assert_eq!(settings.print.pk.as_deref(), Some("pk-dki"));
        for logo in ["logo.docx", "../logo.png", "/etc/logo.png"] {
            let mistake = read_settings(&text.replace("gambar/logo.svg", logo)).unwrap_err();
            assert!(mistake[0].contains(logo), "{mistake:?}");
        }
    }

    #[test]
    fn settings_that_nobody_knows_are_told_with_their_line_and_what_was_meant() {
        let text = "[instansi]\nnama = \"X\"\ntahunn = 2026\n[tenggatt]\npk = 2026-02-28\n[surat]\nhari_perbaikan = \"lima\"\nwarna = 1\n";
        let mistake = read_settings(text).unwrap_err();
        let expected = [
            "baris 1: tahun belum ditulis",
            "baris 3: tahunn tidak dikenal; mungkin maksudnya tahun; yang dikenal: nama, kode, tahun, kop, logo",
            "baris 4: tenggatt tidak dikenal; mungkin maksudnya tenggat; yang dikenal: instansi, tenggat, capaian, aturan, pengecualian, batas, templat, surat, cetak, rekap",
            "baris 7: isi hari_perbaikan berupa teks di antara tanda kutip, seharusnya bilangan bulat",
            "baris 8: warna tidak dikenal; yang dikenal: tanda_tangan, hari_perbaikan",
        ];
        assert_eq!(mistake, expected);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_told_and_one_in_small_letters_is_the_rule() {
        let start = "[instansi]\nnama = \"X\"\ntahun = 2026\n";
        let content = "[aturan.UK7]\ntingkat = \"mati\"\n[[pengecualian]]\naturan = \"PKO3\"\nalasan = \"nota\"\nsampai = 2026-06-30\n";
        let mistake = read_settings(&format!("{start}{content}")).unwrap_err();
        let expected = [
            "baris 4: [aturan.UK7] aturan UK7 tidak ada; mungkin maksudnya UK07; daftarnya: selaras aturan",
            "baris 7: [[pengecualian]] ke-1: aturan PKO3 tidak ada; mungkin maksudnya PK03; daftarnya: selaras aturan",
        ];
        assert_eq!(mistake, expected);
        let settings = read_settings(&format!("{start}[aturan.uk07]\ntingkat = \"mati\"\n")).unwrap();
        assert!(settings.aturan.off().contains("UK07"));
    }
}
