//! Revised documents set against those that they replace.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::finding::Temuan;
use crate::rules::helpers::compare;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, document_row};
use crate::rules::helpers::write::{without_content, write};
use crate::rules::{Aturan, RuleContext};
use crate::tables::Status;

/// Targets that a document which calls itself a revision changed against the one it replaces, where the form has a column
/// for remarks and leaves it blank in that row.
pub(in crate::rules) fn without_reason(context: &RuleContext<'_>, aturan: &Aturan, kind: DocumentKind) -> Vec<Temuan> {
    let tables = context.tables;
    let mut older: HashMap<u32, Vec<u32>> = HashMap::default();
    for (document, number) in tables.documents.iter().zip(0_u32..).filter(|(document, _)| document.kind == kind) {
        if let Status::Superseded(newer) = document.status
            && tables.document_file(number).is_some_and(|file| file.copy_from.is_none())
        {
            older.entry(newer).or_default().push(number);
        }
    }
    let revised = tables.in_use_document(kind).filter(|(_, _, content)| content.change);
    let mut temuan = Vec::new();
    for (number, _, _) in revised {
        let mut before: HashMap<&str, IndikatorRecord<'_>> = HashMap::default();
        for record in older.get(&number).into_iter().flatten().flat_map(|older| document_row(tables, *older)) {
            if let Some(key) = record.key() {
                before.entry(key).or_insert(record);
            }
        }
        let rows = document_row(tables, number).filter(IndikatorRecord::subject);
        temuan.extend(rows.filter_map(|now| one(aturan, kind, &now, before.get(now.key()?)?)));
    }
    temuan
}

fn one(aturan: &Aturan, kind: DocumentKind, now: &IndikatorRecord<'_>, before: &IndikatorRecord<'_>) -> Option<Temuan> {
    let reason = now.entry(Field::Remark.yearly())?;
    let column = [Field::Target.yearly(), Field::Target.running()].into_iter().find(|column| now.has(*column))?;
    let (new, old) = (now.own_entry(column)?, before.entry(column)?);
    let difference = compare::entry(new, old, now.percent())?;
    if !without_content(reason) {
        return None;
    }
    let (found, was) = (write(&new.value), write(&old.value));
    let file = before.place(column)?.file;
    let message = format!(
        "{} perubahan ini mengubah target dari {was} (dalam {}) menjadi {found} tanpa alasan di kolom keterangan.",
        kind.name(),
        quote(&file)
    );
    // The reasons that are accepted once it is ratified (AL11).
    let reasons = match kind {
        DocumentKind::RencanaAksi => "ketentuan peraturan perundang-undangan, atau kebijakan atau arahan pimpinan",
        _ => "pergantian pejabat, perubahan strategi, atau perubahan prioritas dan alokasi anggaran",
    };
    let advice = format!("Tulis alasan perubahannya di kolom keterangan: {reasons}.");
    let mut temuan = now.temuan(aturan, column, message, &advice)?.difference(found, was);
    temuan.place.cells.push(reason.cell);
    Some(difference.attach(temuan.all_related(before.place(column))))
}
