//! The register that the bureau filled in and dropped back: steps typed beside the numbers of documents.
//!
//! Takes the rows of registers in the inbox, the register of the journal and the procedures, gives the steps that are new and,
//! for every row that cannot be recorded, what is wrong in which cell. A register that is dropped back twice adds nothing.

use chrono::NaiveDate;

use super::flow::{FlowError, procedures};
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, RowKind};
use crate::domain::hash::HashMap;
use crate::domain::official::RegisterFault;
use crate::domain::value::{Entry, Value};
use crate::journal::{Event, EventKind, Journal, JournalError, RegisterEntry};
use crate::procedure::Procedure;
use crate::tables::{Status, Tables};
use crate::workspace::Workspace;

/// What registers in the inbox say.
#[derive(Debug, Default)]
pub struct TypedSteps {
    /// Steps that the journal does not know yet.
    pub news: Vec<Event>,
    /// Rows that cannot be recorded.
    pub faults: Vec<RegisterFault>,
}

/// The register cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum RegisterBookError {
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A procedure is wrong.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

/// Reads the registers of a run. A workspace without a journal has no numbers, and registers say nothing.
///
/// # Errors
/// When the journal or a procedure cannot be read.
pub fn typed_steps(workspace: &Workspace, tables: &Tables, today: NaiveDate) -> Result<TypedSteps, RegisterBookError> {
    let registers = || {
        let all = tables.documents.iter().zip(0_u32..);
        all.filter(|(one, _)| one.kind == DocumentKind::Register && one.status == Status::Source)
    };
    if registers().next().is_none() {
        return Ok(TypedSteps::default());
    }
    let journal = match Journal::existing(&workspace.folder) {
        Ok(Some(journal)) => journal,
        Ok(None) | Err(JournalError::Unwritable(_)) => return Ok(TypedSteps::default()),
        Err(error) => return Err(error.into()),
    };
    let (register, events) = (journal.register()?, journal.events()?);
    let reader = Reader {
        numbers: register.iter().map(|entry| (entry.number.as_str(), entry)).collect(),
        procedures: procedures(workspace)?,
        today,
    };
    let mut steps = TypedSteps::default();
    for record in registers().flat_map(|(_, number)| tables.document_record_id(number)) {
        if tables.row_from(record).is_none_or(|row| row.kind != RowKind::Data) {
            continue;
        }
        match reader.row(tables, record) {
            Ok(Some(event)) => {
                let known = |one: &Event| same(one, &event);
                if !events.iter().chain(&steps.news).any(known) {
                    steps.news.push(event);
                }
            }
            Ok(None) => {}
            Err(fault) => steps.faults.extend(fault),
        }
    }
    Ok(steps)
}

fn same(one: &Event, other: &Event) -> bool {
    (one.kind, one.day, &one.unit, &one.document, &one.step)
        == (other.kind, other.day, &other.unit, &other.document, &other.step)
}

struct Reader<'a> {
    numbers: HashMap<&'a str, &'a RegisterEntry>,
    procedures: Vec<Procedure>,
    today: NaiveDate,
}

impl Reader<'_> {
    /// The step that a row records; none for a row in which nobody typed.
    fn row(&self, tables: &Tables, record: u32) -> Result<Option<Event>, Option<RegisterFault>> {
        let entry = |field: Field| tables.entry(record, field.yearly()).filter(|one| !one.value.without_content());
        let text = |field: Field| entry(field).and_then(Entry::text).map(str::trim);
        let fault = |field: Field, message: String, advice: &str| {
            let place = tables.place(record, field.yearly())?;
            Some(RegisterFault { place, message, advice: advice.to_string() })
        };
        let (step, refusal) = (text(Field::Step), text(Field::Refusal));
        let Some(step) = step else {
            let typed = refusal.is_some() || entry(Field::StepDate).is_some();
            return if typed {
                Err(fault(
                    Field::Step,
                    "Langkah belum ditulis, padahal kolom lain di baris ini diisi.".to_string(),
                    "Tulis nomor langkah prosedur yang selesai atau yang menolak.",
                ))
            } else {
                Ok(None)
            };
        };
        let number = text(Field::Code).unwrap_or_default();
        let Some(document) = self.numbers.get(number) else {
            return Err(fault(
                Field::Code,
                format!("Nomor {number:?} tidak ada di register."),
                "Tulis nomor persis seperti di register, atau salin barisnya dari register terbaru di folder hasil.",
            ));
        };
        let procedure = self.procedures.iter().find(|one| one.documents.contains(&document.document));
        let steps = procedure.map(|one| one.steps_of(&document.document)).unwrap_or_default();
        let Some(known) = steps.iter().find(|one| one.number.eq_ignore_ascii_case(step)) else {
            let all: Vec<&str> = steps.iter().map(|one| one.number.as_str()).collect();
            let all = if all.is_empty() { "tidak ada".to_string() } else { all.join(", ") };
            return Err(fault(
                Field::Step,
                format!("Langkah {step:?} tidak ada dalam prosedur dokumen ini; yang ada: {all}."),
                "Tulis nomor langkah seperti dalam prosedur; selaras alur menampilkannya.",
            ));
        };
        let day = match entry(Field::StepDate).map(|one| &one.value) {
            Some(Value::Date { date }) => NaiveDate::from(*date),
            Some(_) => {
                return Err(fault(
                    Field::StepDate,
                    "Tanggal langkah tidak terbaca sebagai tanggal.".to_string(),
                    "Tulis misalnya 3 Maret 2026 atau 03/03/2026.",
                ));
            }
            None => {
                return Err(fault(
                    Field::StepDate,
                    "Tanggal langkah belum ditulis.".to_string(),
                    "Tulis tanggal selesainya langkah ini.",
                ));
            }
        };
        if day > self.today {
            return Err(fault(
                Field::StepDate,
                "Tanggal langkah belum tiba.".to_string(),
                "Tulis tanggal saat langkah ini benar-benar selesai.",
            ));
        }
        let kind = if refusal.is_some() { EventKind::Refused } else { EventKind::Step };
        Ok(Some(Event {
            step: Some(known.number.clone()),
            by: text(Field::Actor).map(str::to_string),
            reason: refusal.map(str::to_string),
            ..Event::new(kind, day, &document.unit, &document.document)
        }))
    }
}
