//! Why a job could not be done.

use std::io;
use std::path::PathBuf;

use crate::compare::RunMemoryError;
use crate::domain::official::InvalidVersion;
use crate::domain::system::system_words;
use crate::files::{FilesError, ManifestError};
use crate::journal::JournalError;
use crate::marking::CorrectionError;
use crate::page::PageError;
use crate::pipeline::PipelineError;
use crate::pipeline::combine::CombineError;
use crate::pipeline::flow::FlowError;
use crate::pipeline::official::OfficialError;
use crate::pipeline::returns::ReturnError;
use crate::pipeline::run_memory::MemoryError;
use crate::report::ReportError;
use crate::tables::{ReadFailure, UnknownUnit};
use crate::template::TemplateError;
use crate::worker::TaskError;
use crate::workspace::WorkspaceError;

/// A job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The workspace cannot be opened or is held by another run.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// What was sent could not be gone through.
    #[error(transparent)]
    Run(#[from] PipelineError),
    /// What the run before left cannot be read or written.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// What is compared is damaged.
    #[error(transparent)]
    State(#[from] RunMemoryError),
    /// An output could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The page of findings could not be made.
    #[error(transparent)]
    Page(#[from] PageError),
    /// An output could not be put in its place.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Results are not those of one run.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A definition is wrong.
    #[error(transparent)]
    Definitions(#[from] TemplateError),
    /// Workspaces could not be put together.
    #[error(transparent)]
    Combine(#[from] CombineError),
    /// Mail could not be taken or sent.
    #[cfg(feature = "surel")]
    #[error(transparent)]
    Post(#[from] crate::post::PostError),
    /// Nothing could be printed.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Print(#[from] crate::pipeline::print::PrintError),
    /// A definition of a table for another system is wrong.
    #[error(transparent)]
    Export(Box<crate::handover::DefinitionError>),
    /// A table for another system could not be made.
    #[error(transparent)]
    Handover(#[from] crate::handover::HandoverError),
    /// A document of the office could not be filled in.
    #[error("{}: {cause}", path.display())]
    Manuscript {
        /// The document.
        path: PathBuf,
        /// Why.
        #[source]
        cause: crate::manuscript::ManuscriptError,
    },
    /// A document of the office cannot be read.
    #[error("{} tidak dapat dibaca ({})", path.display(), system_words(cause))]
    ManuscriptFile {
        /// The document.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// A document of the office is open in a word processor, which would write over what we do.
    #[error("{} sedang dibuka; simpan dan tutup dahulu, lalu jalankan lagi", .0.display())]
    ManuscriptOpen(PathBuf),
    /// The workspace has no cascade workbook.
    #[error(
        "kaskade.xlsx tidak ada di {folder}; {}",
        other.as_ref().map_or_else(
            || "salin kaskade ke sana, atau buat yang kosong dengan selaras mulai".to_string(),
            |other| format!("yang ada {other}: buka dengan Excel atau LibreOffice, lalu simpan sebagai kaskade.xlsx"),
        )
    )]
    NoCascade {
        /// The workspace.
        folder: String,
        /// A file of that name in another format.
        other: Option<String>,
    },
    /// Nothing of the cascade workbook could be read, or it is still blank.
    #[error("kaskade.xlsx di {folder} belum berisi unit maupun indikator yang terbaca; {why}")]
    EmptyCascade {
        /// The workspace.
        folder: String,
        /// Why it cannot be read, or what to do.
        why: String,
    },
    /// A unit that the cascade does not name.
    #[error(transparent)]
    UnknownUnit(#[from] UnknownUnit),
    /// A layout that nobody knows.
    #[error("tata letak {id} tidak dikenal; yang tersedia: {}", known.join(", "))]
    UnknownLayout {
        /// What was asked for.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A file that is there already and would be lost.
    #[error("{} sudah ada dan tidak ditimpa; sebutkan nama lain", .0.display())]
    Exists(PathBuf),
    /// A workspace that is there already.
    #[error("{} sudah ada; ruang kerja yang ada tidak ditimpa", .0.display())]
    WorkspaceExists(PathBuf),
    /// A file and a folder.
    #[error("yang dibandingkan harus dua berkas, atau dua folder")]
    NotOfOneKind,
    /// A folder that no run left anything in.
    #[error("{} belum menyimpan hasil yang dapat dibandingkan ({file}); jalankan selaras konsolidasi dahulu", folder.display())]
    NothingKept {
        /// The workspace or folder of results that was named.
        folder: PathBuf,
        /// The file that is missed.
        file: &'static str,
    },
    /// A file that is no single workbook.
    #[error("{} tidak dapat dipindahkan: {reason}", file.display())]
    NotOneWorkbook {
        /// The file as it was named.
        file: PathBuf,
        /// What it is instead.
        reason: String,
    },
    /// A named file that cannot be read as a workbook.
    #[error("{file}: {} {}", reason.message, reason.advice)]
    Unreadable {
        /// The file as it was named, or its path below the inbox.
        file: String,
        /// What is the matter and what helps.
        reason: ReadFailure,
    },
    /// A file that is another one now than when it was read first.
    #[error("{} berubah sementara dibaca; jalankan lagi", .0.display())]
    Changed(PathBuf),
    /// A reader process gave no answer.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// A file that cannot be read from the disk.
    #[error("{} tidak dapat dibaca ({})", file.display(), system_words(source))]
    File {
        /// The file as it was named.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A workbook without a form that is known.
    #[error("tidak ada formulir yang dikenal dalam {}", .0.display())]
    NoForm(PathBuf),
    /// A sheet that does not say whose it is.
    #[error("unit lembar {sheet} tidak dikenali; sebutkan kodenya dengan --unit")]
    WhoseForm {
        /// The name on the tab of the sheet.
        sheet: String,
    },
    /// The texts of letters cannot be used.
    #[error(transparent)]
    Letters(ReturnError),
    /// The journal cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Official versions cannot be read or put in their place.
    #[error(transparent)]
    Official(#[from] OfficialError),
    /// Nobody is named who ratifies.
    #[error("sebutkan siapa yang mengesahkan, misalnya --oleh \"Dr. Contoh, Direktur\"")]
    NoRatifier,
    /// No reason is given.
    #[error("sebutkan alasannya, misalnya --alasan \"Koreksi hasil reviu Inspektorat\"")]
    NoReason,
    /// A workspace of which nothing was recorded yet.
    #[error("{} belum punya riwayat; jalankan selaras konsolidasi dahulu", .0.display())]
    NothingRecorded(PathBuf),
    /// Files have come since the last run.
    #[error(
        "{count} kiriman di folder masuk belum diperiksa (yang pertama {first}); jalankan selaras konsolidasi dahulu, supaya tidak ada unit yang keliru diingatkan"
    )]
    Unchecked {
        /// How many.
        count: usize,
        /// The first.
        first: String,
    },
    /// No document has a deadline.
    #[error("belum ada tenggat di [tenggat] selaras.toml, jadi tidak ada yang diingatkan")]
    WithoutDeadlines,
    /// A text of a letter is wrong.
    #[error("{file}: {cause}")]
    LetterText {
        /// The file.
        file: String,
        /// What is wrong.
        cause: crate::letters::SuratTextError,
    },
    /// A letter could not be put together.
    #[error("surat untuk {unit} tidak dapat disusun")]
    Letter {
        /// The unit.
        unit: String,
        /// Why.
        source: io::Error,
    },
    /// No forum is named.
    #[error(
        "perubahan Rencana Aksi ditetapkan dalam Forum Kinerja Triwulanan; sebutkan tanggalnya, misalnya --forum 2026-07-05"
    )]
    NoForum,
    /// A kind of reason that is not accepted.
    #[error("alasan {basis:?} tidak dikenal; yang diterima: {}", known.join(", "))]
    UnknownBasis {
        /// What was written.
        basis: String,
        /// What is accepted.
        known: Vec<String>,
    },
    /// A document that nobody knows.
    #[error("dokumen {0:?} tidak dikenal; tulis pk, ra, atau tw1 sampai tw4")]
    UnknownDocument(String),
    /// A document that no procedure is for.
    #[error(
        "dokumen {0} tidak ada dalam prosedur yang dipilih; pilih prosedurnya di [alur] prosedur pada selaras.toml"
    )]
    WithoutProcedure(String),
    /// A step that the procedure does not have.
    #[error("langkah {step} tidak ada dalam prosedur {procedure}; langkahnya:\n{}", known.iter().map(|one| format!("  {one}")).collect::<Vec<_>>().join("\n"))]
    UnknownStep {
        /// What was written.
        step: String,
        /// The id of the procedure, as settings name it.
        procedure: String,
        /// Its steps.
        known: Vec<String>,
    },
    /// Procedures cannot be used.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// Something that was never ratified.
    #[error("{0} belum pernah disahkan, jadi tidak ada yang dibuka")]
    NotRatified(String),
    /// Something that was opened already.
    #[error("{0} sudah dibuka kembali; sahkan versi barunya dengan selaras sahkan")]
    OpenAlready(String),
    /// A version that is not in the journal.
    #[error("versi {name} tidak ada di riwayat {}; yang ada: {}", folder.display(), if known.is_empty() { "belum ada".to_string() } else { known.join(", ") })]
    UnknownVersion {
        /// As it was written: "tw2.v1".
        name: String,
        /// The workspace.
        folder: PathBuf,
        /// What there is.
        known: Vec<String>,
    },
    /// A text that names no version.
    #[error(transparent)]
    VersionName(#[from] InvalidVersion),
    /// A name that cannot be one of a unit.
    #[error("{0:?} tidak dapat menjadi nama lain sebuah unit; tulis tanpa titik koma")]
    UnusableName(String),
    /// A register without a column for other names.
    #[error("lembar Unit di kaskade.xlsx tidak punya kolom Nama Lain; tambahkan kolom itu dahulu")]
    NoAliasColumn,
    /// A workbook of ours that cannot be typed into.
    #[error("{} tidak dapat diisi", file.display())]
    NotTyped {
        /// The workbook.
        file: PathBuf,
        /// Why.
        #[source]
        cause: CorrectionError,
    },
    /// A file in which nothing is to be mended.
    #[error("tidak ada temuan yang dapat ditandai dalam {0}")]
    NothingToMark(String),
    /// A definition that does not say its id.
    #[error("definisi tanpa id")]
    WithoutId,
}

impl From<crate::handover::DefinitionError> for JobError {
    fn from(error: crate::handover::DefinitionError) -> Self {
        // It names much, and errors are handed on often.
        Self::Export(Box::new(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::system::chain;
    use crate::pipeline::PipelineError;

    #[test]
    fn a_cause_is_told_once_and_in_words_of_people() {
        let system = || io::Error::from(io::ErrorKind::StorageFull);
        let file = PathBuf::from("a.xlsx");
        let once = JobError::from(FilesError::Write { path: file, source: system() });
        assert_eq!(chain(&once).matches("disk penuh").count(), 1, "{}", chain(&once));
        let deep = JobError::from(PipelineError::Worker(system()));
        assert!(chain(&deep).ends_with(": disk penuh"), "{}", chain(&deep));
        assert_eq!(chain(&system()), "disk penuh");
    }
}
