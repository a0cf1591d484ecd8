//! Every NIP that a document writes down, for the rules ID04 to ID07.

use crate::domain::column::Field;
use crate::domain::document::IdentityKey;
use crate::domain::nip::{Nip, NipDefect};
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::domain::value::{Doubt, Entry};
use crate::finding::Temuan;
use crate::rules::{Aturan, RuleContext};
use crate::tables::Tables;

use super::document::{self, WorkspaceDocument};
use super::fact::example_text;

/// A NIP as typed, with its place.
pub(in crate::rules) struct WrittenNip<'a> {
    pub(in crate::rules) entry: &'a Entry,
    pub(in crate::rules) place: Place,
    pub(in crate::rules) unit: Option<&'a str>,
}

impl WrittenNip<'_> {
    /// Whether a numeric cell lost its last digits.
    pub(in crate::rules) fn figure_in_form_of(&self) -> bool {
        self.entry.doubts.contains(&Doubt::NipAsFigure)
    }
}

/// The NIP of identity blocks, signatures and the register; of documents that a newer one replaced, none. Blanks and
/// text of the blank form are left to other rules.
pub(in crate::rules) fn all(tables: &Tables) -> Vec<WrittenNip<'_>> {
    document::all(tables).flat_map(|document| one_document(&document)).collect()
}

fn one_document<'a>(document: &WorkspaceDocument<'a>) -> Vec<WrittenNip<'a>> {
    let content = document.content;
    let identity = content.identities.iter().filter(|row| row.key == IdentityKey::Nip).map(|row| &row.entry);
    let pejabat = content.pejabat.iter().filter_map(|pejabat| pejabat.nip.as_ref());
    let list = content.tables.iter().flat_map(|table| &table.rows).filter_map(|row| row.entry(Field::Nip.yearly()));
    identity
        .chain(pejabat)
        .chain(list)
        .filter(|entry| !entry.derivation && !entry.value.without_content() && !key(&entry.raw).starts_with("nrp"))
        .filter(|entry| !example_text(document.file, &content.sheet, entry.cell))
        .map(|entry| WrittenNip { entry, place: document.cell(entry.cell), unit: document.unit() })
        .collect()
}

/// Findings on the NIPs that are typed as text and whose fault `choose` takes.
pub(in crate::rules) fn check(
    context: &RuleContext<'_>,
    aturan: &Aturan,
    advice: &str,
    choose: impl Fn(&Result<Nip, NipDefect>) -> Option<String>,
) -> Vec<Temuan> {
    all(context.tables)
        .into_iter()
        .filter(|nip| !nip.figure_in_form_of())
        .filter_map(|nip| {
            let message = choose(&Nip::read(&nip.entry.raw))?;
            Some(super::temuan(aturan, nip.place, message, advice).unit(nip.unit))
        })
        .collect()
}
