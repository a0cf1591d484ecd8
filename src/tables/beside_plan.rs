//! A plan that holds what was reached in a quarter, beside its unit's plan without any: it is the measurement of that
//! quarter, and takes the place of no plan.
//!
//! Alone it is both, the plan and what was reached of it; and beside a measurement of the same quarter it says nothing
//! that is not measured there. So this is decided when the unit of every document is known.

use super::{Tables, named_kind, period};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::triwulan::Triwulan;

/// Makes measurements of them; whether there was any.
pub(super) fn measure(tables: &mut Tables) -> bool {
    let plans = || (0_usize..tables.documents.len()).filter(|number| is_plan(tables, *number));
    let plain: Vec<usize> = plans().filter(|number| content(tables, *number).is_some_and(plain)).collect();
    let reports: Vec<usize> = plans().filter(|number| reports_beside(tables, *number, &plain)).collect();
    for number in &reports {
        let Some(registered) = tables.documents.get_mut(*number) else { continue };
        registered.kind = DocumentKind::Pengukuran;
        let Some(file) = tables.files.get_mut(registered.file as usize) else { continue };
        if let Ok(read) = &mut file.outcome {
            named_kind::as_measurement(read, |at, _| at == registered.document as usize);
        }
    }
    !reports.is_empty()
}

fn content(tables: &Tables, number: usize) -> Option<&Document> {
    tables.document_content(u32::try_from(number).ok()?)
}

fn is_plan(tables: &Tables, number: usize) -> bool {
    let one = &tables.documents[number];
    let sent = || tables.files.get(one.file as usize).is_some_and(|file| file.copy_from.is_none());
    one.kind == DocumentKind::RencanaAksi && one.unit.is_some() && sent()
}

/// Whether nothing that was reached stands in a plan.
fn plain(document: &Document) -> bool {
    !named_kind::holds_reached(document)
}

/// Whether a plan reports a quarter that its unit measured in no other document, beside one of the plain ones.
fn reports_beside(tables: &Tables, number: usize, plain: &[usize]) -> bool {
    let (own, Some(content)) = (&tables.documents[number], content(tables, number)) else { return false };
    let Some(quarter) = quarter(tables, number, content).filter(|_| named_kind::holds_reached(content)) else {
        return false;
    };
    let of_year = |year: Option<i32>| own.year.zip(year).is_none_or(|(own, other)| own == other);
    let beside = |other: &usize| {
        let other = &tables.documents[*other];
        other.unit == own.unit && other.file != own.file && of_year(other.year)
    };
    let measured = tables.documents.iter().any(|other| {
        let of_quarter = other.kind == DocumentKind::Pengukuran && other.triwulan == Some(quarter);
        of_quarter && other.unit == own.unit && of_year(other.year)
    });
    !measured && plain.iter().any(beside)
}

/// The quarter that its title, its sheet or its file names.
fn quarter(tables: &Tables, number: usize, content: &Document) -> Option<Triwulan> {
    let titled = content.triwulan.map(|named| named.value);
    let file = || tables.document_file(u32::try_from(number).ok()?)?.path.rsplit('/').next();
    titled
        .or_else(|| period::named_quarter(&content.sheet))
        .or_else(|| period::named_quarter(file().unwrap_or_default()))
}
