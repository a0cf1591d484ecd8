//! What may be wrong with the settings: where it stands, which setting it is, what was written and what is allowed.

use std::fmt;

use crate::domain::address::CellAddress;
use crate::domain::capaian::ProfilError;
use crate::domain::instansi::InstansiCodeError;
use crate::domain::number_pattern::InvalidPattern;
use crate::domain::place::KASKADE_FILE;

use super::mail_problem::MailProblem;

/// One thing that is wrong with the settings of a workspace.
///
/// Said as "baris 7: `[[pengecualian]]` ke-1: aturan PKO3 tidak ada; mungkin maksudnya PK03; …".
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{place}{}{}{problem}", setting.as_deref().unwrap_or_default(), if setting.is_some() { " " } else { "" })]
pub struct SettingFault {
    /// Where it stands.
    pub place: SettingPlace,
    /// The setting as its reader knows it, `[instansi] tahun`; `None` where the problem names the key itself.
    pub setting: Option<String>,
    /// What is wrong with it.
    #[source]
    pub problem: SettingProblem,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingPlace {
    /// Somewhere in the file, or nowhere: a key that is missing from a file without its section.
    File,
    /// A line of `selaras.toml`, counted from 1.
    Line(usize),
    /// A cell of the cascade workbook.
    Cell {
        /// Its sheet.
        sheet: String,
        /// Its address.
        cell: CellAddress,
    },
}

impl fmt::Display for SettingPlace {
    /// As it begins a sentence; nothing for the whole file, which the sentence before it names.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Line(number) => write!(out, "baris {number}: "),
            Self::Cell { sheet, cell } => write!(out, "{KASKADE_FILE} lembar {sheet} sel {cell}: "),
        }
    }
}

/// What is wrong with a setting; the sentence goes on after its name.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettingProblem {
    /// The file cannot be taken apart into keys and values.
    #[error("{0}")]
    Syntax(String),
    /// A name on the sheet of settings that no setting has.
    #[error("pengaturan {written:?} tidak dikenal{}; namanya ada di lembar Pengaturan ruang kerja baru", meant.as_deref().map(|name| format!("; mungkin maksudnya {name}")).unwrap_or_default())]
    UnknownSetting {
        /// The name as it was written.
        written: String,
        /// The nearest name, when one is near.
        meant: Option<String>,
    },
    /// A key or section that no setting has.
    #[error("{written} tidak dikenal{}; yang dikenal: {}", perhaps(written, known), known.join(", "))]
    UnknownKey {
        /// The key as it was written.
        written: String,
        /// The keys that may stand there.
        known: Vec<String>,
    },
    /// A word where one of a few is asked for.
    #[error("pilihan {written:?} tidak dikenal{}; pilihannya: {}", perhaps(written, known), known.join(", "))]
    UnknownChoice {
        /// The word as it was written.
        written: String,
        /// The words that may stand there.
        known: Vec<String>,
    },
    /// A key that must be there and is not.
    #[error("{0} belum ditulis")]
    Missing(String),
    /// A value of another type.
    #[error("isi {} tertulis {found}, seharusnya {wanted}", key.as_deref().unwrap_or("berkas"))]
    WrongType {
        /// Its key; `None` for the file as a whole.
        key: Option<String>,
        /// What was written.
        found: String,
        /// What people call what is allowed.
        wanted: String,
    },
    /// A value that the reader of the file refuses in its own words.
    #[error("{}: {message}", key.as_deref().unwrap_or("isinya"))]
    Refused {
        /// Its key; `None` for the file as a whole.
        key: Option<String>,
        /// What the reader says.
        message: String,
    },
    /// A name that was left blank.
    #[error("masih kosong")]
    Blank,
    /// A reason that was left blank.
    #[error("wajib diisi")]
    Required,
    /// A year that no workspace is of.
    #[error("{0} tidak masuk akal")]
    UnlikelyYear(i32),
    /// More days than the kind of document has periods.
    #[error("berisi {written} tanggal; paling banyak {most}")]
    TooManyDays {
        /// How many were written.
        written: usize,
        /// How many there may be.
        most: usize,
    },
    /// A time, or a time without its day, where a day is asked for.
    #[error("= {0} bukan tanggal; tulis misalnya 2026-02-28")]
    NoDay(String),
    /// More days to mend in than a year has.
    #[error("{0} lebih dari setahun")]
    OverAYear(u32),
    /// A word that is no severity.
    #[error("{0:?} bukan galat, peringatan, info atau mati")]
    NoSeverity(String),
    /// A rule that the catalogue does not have.
    #[error("aturan {written} tidak ada{}; daftarnya: selaras aturan", meant.map(|code| format!("; mungkin maksudnya {code}")).unwrap_or_default())]
    UnknownAturan {
        /// The code as it was written.
        written: String,
        /// The nearest code of the catalogue, when one is near.
        meant: Option<&'static str>,
    },
    /// A short code of an institution that is none.
    #[error("= {0}")]
    InstansiCode(#[from] InstansiCodeError),
    /// A way of computing capaian that there is not, or parameters that contradict each other.
    #[error(transparent)]
    Profil(#[from] ProfilError),
    /// A pattern of numbers that is none.
    #[error(transparent)]
    Pattern(#[from] InvalidPattern),
    /// One pattern for every kind of document that does not name the kind.
    #[error(
        "tidak memuat {{jenis}}, jadi nomor PK dan RA akan sama; tambahkan {{jenis}}, atau tulis pola sendiri-sendiri di pola_dokumen"
    )]
    NoKindInPattern,
    /// The same pattern for two kinds of documents.
    #[error("sama untuk dua dokumen, jadi nomornya akan sama; bedakan, atau pakai {{jenis}}")]
    SamePattern,
    /// A logo that is no picture of the workspace.
    #[error("= {0:?} bukan gambar di ruang kerja ini; tulis misalnya \"logo.png\" (.png, .jpg atau .svg)")]
    NoPicture(String),
    /// Something of the mailbox or of reminders.
    #[error(transparent)]
    Mail(#[from] MailProblem),
    /// A layout that no definition of the kind has.
    #[error("= {written:?} tidak dikenal{}; yang tersedia: {}", perhaps(written, known), known.join(", "))]
    UnknownLayout {
        /// The id as it was written.
        written: String,
        /// The ids that there are for the kind.
        known: Vec<String>,
    },
}

/// The known word that a word was probably meant to be: one letter in four may be another, and one more.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let far = |one: &str| strsim::osa_distance(&word, &one.to_lowercase());
    let near = known.into_iter().map(|one| (far(one), one)).min()?;
    (near.0 <= 1 + word.chars().count() / 4).then_some(near.1)
}

/// "; mungkin maksudnya pk", or nothing.
fn perhaps(word: &str, known: &[String]) -> String {
    let meant = nearest(word, known.iter().map(String::as_str));
    meant.map(|one| format!("; mungkin maksudnya {one}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_meant_to_be_the_nearest_known_one_or_none() {
        assert_eq!(nearest("tenggatt", ["tenggat", "templat"]), Some("tenggat"));
        assert_eq!(nearest("uk7", ["UK07", "PK03"]), Some("UK07"));
        assert_eq!(nearest("warna", ["tenggat", "templat"]), None);
    }

    #[test]
    fn a_fault_says_its_place_and_its_setting_before_what_is_wrong() {
        let fault = |place, setting: Option<&str>| SettingFault {
            place,
            setting: setting.map(str::to_string),
            problem: SettingProblem::UnlikelyYear(26),
        };
        let full = fault(SettingPlace::Line(3), Some("[instansi] tahun"));
        assert_eq!(full.to_string(), "baris 3: [instansi] tahun 26 tidak masuk akal");
        assert_eq!(fault(SettingPlace::File, None).to_string(), "26 tidak masuk akal");
    }
}
