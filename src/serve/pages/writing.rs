//! What is written when it is asked for: archives, documents of the office, figures for other systems.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::super::again::FieldFault;
use super::super::fault::{Fault, to};
use super::super::form::Posted;
use super::super::office::Office;
use super::super::running::{Outcome, begin};
use super::super::work::JobProgress;
use super::run::period;
use crate::domain::period::Timespan;
use crate::files::own_name;
use crate::jobs::{
    ArchiveOptions, ExportOptions, JobError, ManuscriptOptions, ManuscriptSource, WrittenManuscripts, archive, export,
    export_definitions, manuscript,
};

/// What the job is called.
pub(super) const WRITING: &str = "Penulisan berkas";
/// Documents of the office that are offered, with what they are.
const MANUSCRIPTS: [(&str, &str); 5] = [
    ("lakip", "Bab III LKjIP (Word)"),
    ("triwulan", "Laporan triwulan untuk pimpinan (Word)"),
    ("pk", "Perjanjian Kinerja setiap unit (Word)"),
    ("rencana-aksi", "Rencana Aksi setiap unit (Word)"),
    ("borang", "Borang setiap unit (Word)"),
];
/// The archive of the year.
const ARCHIVE: &str = "arsip";
/// How a choice begins, before the name of what is chosen.
const MANUSCRIPT: &str = "naskah:";
const EXPORT: &str = "ekspor:";
#[cfg(feature = "pdf")]
const PRINT: &str = "cetak:";

/// What may be chosen: its value and what it is.
pub(super) fn choices(office: &Office) -> Vec<(String, String)> {
    let mut all = vec![(ARCHIVE.to_string(), "Arsip setahun (.zip)".to_string())];
    all.extend(MANUSCRIPTS.iter().map(|(name, what)| (format!("{MANUSCRIPT}{name}"), (*what).to_string())));
    // A definition of the workspace that is wrong is told where it is used.
    let exports = export_definitions(Some(&office.options.folder)).unwrap_or_default();
    all.extend(
        exports.iter().map(|one| (format!("{EXPORT}{}", one.name), format!("Ekspor {}: {}", one.name, one.meaning))),
    );
    #[cfg(feature = "pdf")]
    all.extend(printing::choices());
    all
}

/// `POST /hasil/buat`.
pub(crate) async fn write(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let what = posted.need("apa", "Yang ditulis").map_err(plain)?.to_string();
    let period = period(posted.field("periode"))?;
    if !choices(&office).iter().any(|(value, _)| *value == what) {
        return Err(Fault::Wrong("Pilihan itu tidak dikenal. Pilih dari daftar.".to_string()));
    }
    office.note(&person.name, "berkas ditulis", what.clone())?;
    begin(&office, WRITING, &person.name, move |office, progress| {
        let told = written(office, &what, period, progress)?;
        Ok(Outcome { told, look: None })
    })
    .await?;
    Ok(to("/hasil", "tulis"))
}

/// A list that nothing was chosen of has no page to be shown again on.
fn plain(fault: Fault) -> Fault {
    match fault {
        Fault::Field(FieldFault { text, .. }) => Fault::Wrong(text),
        other => other,
    }
}

fn written(
    office: &Office,
    what: &str,
    period: Option<Timespan>,
    progress: &JobProgress<'_>,
) -> Result<Vec<String>, JobError> {
    let (folder, today) = (office.options.folder.clone(), office.today());
    let readers = office.options.readers.clone();
    if let Some(name) = what.strip_prefix(MANUSCRIPT) {
        let source = ManuscriptSource::Layout(name.to_string());
        let options = ManuscriptOptions { folder, source, units: Vec::new(), period, afresh: false, today, readers };
        return manuscript(&options, progress).map(manuscripts);
    }
    if let Some(name) = what.strip_prefix(EXPORT) {
        let options = ExportOptions { folder, definition: name.to_string(), units: Vec::new(), period, today, readers };
        let done = export(&options, progress)?;
        let left = match done.left_out {
            0 => String::new(),
            count => format!("; {count} indikator tanpa realisasi tidak ikut"),
        };
        let mut told = vec![format!("{} berkas, {} baris ditulis ke hasil/ekspor{left}.", done.files.len(), done.rows)];
        told.extend(done.notes);
        return Ok(told);
    }
    #[cfg(feature = "pdf")]
    if let Some(name) = what.strip_prefix(PRINT) {
        return printing::print(office, name, progress);
    }
    let done = archive(&ArchiveOptions { folder, version: None, today })?;
    let mut told = vec![format!("{} berkas diarsipkan.", done.files)];
    told.extend(done.missing.iter().map(|name| format!("Salinan {name} hilang atau rusak, jadi tidak ikut.")));
    Ok(told)
}

/// What came of documents of the office.
fn manuscripts(done: WrittenManuscripts) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for one in &done.written {
        let state = if one.renewed { "angkanya diperbarui, kata-katanya tetap" } else { "diisi" };
        told.push(format!("{} ({} tempat {state})", own_name(&one.path), one.places));
        told.extend(one.remarks.iter().map(|remark| format!("{}: {remark}", own_name(&one.path))));
    }
    told.extend(done.rejected.iter().map(|one| format!("{} tidak ditulis: {}", one.unit.name, one.first_cause())));
    if !done.not_yet.is_empty() {
        let codes: Vec<&str> = done.not_yet.iter().map(|unit| unit.code.as_str()).collect();
        told.push(format!("Belum mengirim: {}.", codes.join(", ")));
    }
    told.extend(done.notes);
    told
}

#[cfg(feature = "pdf")]
mod printing {
    use super::super::super::office::Office;
    use super::super::super::work::JobProgress;
    use super::PRINT;
    use crate::domain::document_kind::print_forms;
    use crate::jobs::{JobError, PrintOptions, Printed, print as print_job};

    /// The register of what was received, and the procedure as a picture.
    const RECEIPT: &str = "tanda-terima";
    const FLOW: &str = "alur";

    pub(super) fn choices() -> Vec<(String, String)> {
        let forms =
            print_forms().map(|(_, form)| (format!("{PRINT}{}", form.code), format!("{} siap cetak (PDF)", form.name)));
        let others = [(RECEIPT, "Daftar terima (PDF)"), (FLOW, "Alur dokumen sebagai gambar (PDF)")];
        forms.chain(others.map(|(name, what)| (format!("{PRINT}{name}"), what.to_string()))).collect()
    }

    pub(super) fn print(office: &Office, name: &str, progress: &JobProgress<'_>) -> Result<Vec<String>, JobError> {
        let what = match name {
            RECEIPT => Printed::Receipt,
            FLOW => Printed::Flow,
            _ => {
                let found = print_forms().find(|(_, form)| form.code == name);
                // Only what was offered is asked for.
                found.map_or(Printed::Receipt, |(kind, form)| Printed::Form(kind, form))
            }
        };
        let options = PrintOptions {
            folder: office.options.folder.clone(),
            what,
            units: Vec::new(),
            today: office.today(),
            readers: office.options.readers.clone(),
        };
        let done = print_job(&options, progress)?;
        let mut told = vec![format!("{} PDF ditulis ke hasil/cetak.", done.finished.len())];
        told.extend(done.rejected.iter().map(|one| format!("{} tidak dicetak: {}", one.unit.name, one.first_cause())));
        told.extend(done.failures);
        told.extend(done.notes);
        Ok(told)
    }
}
