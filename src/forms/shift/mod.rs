//! From a document as a unit filled it in to the form that is given out now, cell by cell.
//!
//! Takes a [`Document`], the definition to fill and what that form holds already, gives the form with what the unit typed
//! and the fate of every cell that was read ([`EntryFate`]). A value moves as it is: text stays text, percent stays percent, a
//! dash stays a dash. What the form has filled in and locked is not overwritten, and what finds no place is said.

mod column;
mod row;

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::document::{Document, Identity, IdentityKey, Pejabat, Pihak, TableRole};
use crate::domain::text::key;
use crate::domain::value::Entry;

use super::write::{self, FormCell, FormContent, FormPejabat};
use crate::template::{Dictionary, Template};

/// What a cell of the old form holds, as it can be written again.
#[derive(Debug, Clone, PartialEq)]
pub enum OldCell {
    /// Typed.
    TypedText(FormCell),
    /// The result of a formula.
    Formula(FormCell),
    /// Something that cannot be written again, and why.
    NotCarriedAlong(&'static str),
}

/// What became of a cell of the old form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryFate {
    /// It stands in the new form, typed or filled in there already.
    Moved,
    /// The new form computes it by itself.
    Computed,
    /// It is the form's own text, no answer of the unit.
    Skeleton,
    /// It found no place, and why.
    Placeless(String),
}

impl EntryFate {
    /// A cell that stands for several rows has found its place when it did for one of them.
    const fn rank(&self) -> u8 {
        match self {
            Self::Moved => 3,
            Self::Computed => 2,
            Self::Skeleton => 1,
            Self::Placeless(_) => 0,
        }
    }
}

/// A form on the move.
#[derive(Debug, Clone)]
pub struct MigratedForm<'a> {
    /// What the new form is filled with.
    pub content: FormContent<'a>,
    /// The fate of every cell that was read.
    pub fates: BTreeMap<CellAddress, EntryFate>,
    /// Headings of sections that stand in the new form.
    pub parts: Vec<String>,
    /// Rows of the old form that the new one had not.
    pub new_row: usize,
}

/// How the old form is looked at.
pub(super) struct OldFormView<'a> {
    pub(super) document: &'a Document,
    pub(super) dictionary: &'a Dictionary,
    pub(super) cell: &'a dyn Fn(CellAddress) -> Option<OldCell>,
}

/// Moves a document into a form.
pub fn relocate<'a>(
    document: &Document,
    cell: &dyn Fn(CellAddress) -> Option<OldCell>,
    template: &Template,
    content: FormContent<'a>,
    dictionary: &Dictionary,
) -> MigratedForm<'a> {
    let origin = OldFormView { document, dictionary, cell };
    let mut outcome = MigratedForm { content, fates: BTreeMap::new(), parts: Vec::new(), new_row: 0 };
    outcome.head(&origin);
    for pejabat in &document.pejabat {
        outcome.pejabat(&origin, pejabat);
    }
    let template = template.for_year(outcome.content.year);
    let table = write::write_table(&template);
    for role in [TableRole::Indikator, TableRole::Anggaran] {
        let destination = table.iter().find(|table| table.role == role).copied();
        row::relocate(&mut outcome, &origin, role, destination);
    }
    outcome
}

impl MigratedForm<'_> {
    /// Notes the fate of a cell.
    fn note(&mut self, cell: CellAddress, fate: EntryFate) {
        let old = self.fates.get(&cell).map(EntryFate::rank);
        if old.is_none_or(|old| fate.rank() > old) {
            self.fates.insert(cell, fate);
        }
    }

    /// Title, identity block, place and date.
    fn head(&mut self, origin: &OldFormView<'_>) {
        let document = origin.document;
        if let Some(heading) = &document.heading {
            let fate = if document.change {
                EntryFate::Placeless("judul menyebut perubahan; tuliskan lagi di judul formulir baru".into())
            } else {
                EntryFate::Skeleton
            };
            self.note(heading.cell, fate);
        }
        if let Some(year) = document.year {
            let same = year.value == self.content.year;
            self.period(year.cell, same, &format!("formulir baru untuk tahun {}", self.content.year));
        }
        if let Some(triwulan) = document.triwulan {
            let now = self.content.triwulan.map_or("setahun penuh".to_string(), |now| now.to_string());
            let same = Some(triwulan.value) == self.content.triwulan;
            self.period(triwulan.cell, same, &format!("formulir baru untuk {now}"));
        }
        for one in &document.identities {
            self.identity(one, document);
        }
        if let Some(ratification) = &document.ratification {
            let blank = self.content.signed.get_or_insert_with(|| ratification.raw.trim().to_string());
            let fate = place_outcome(blank, &ratification.raw);
            self.note(ratification.cell, fate);
        }
    }

    fn period(&mut self, cell: CellAddress, same: bool, now: &str) {
        match same {
            true => self.note(cell, EntryFate::Skeleton),
            // The title speaks of another period: that is worth more than its being a title.
            false => {
                self.fates.insert(cell, EntryFate::Placeless(now.to_string()));
            }
        }
    }

    fn identity(&mut self, one: &Identity, document: &Document) {
        let Some(text) = one.entry.text() else { return };
        let fate = match one.key {
            IdentityKey::Unit => {
                let (code, name) = self.content.unit.get_or_insert_with(|| (String::new(), text.to_string()));
                if key(code) == key(text) { EntryFate::Moved } else { place_outcome(name, text) }
            }
            IdentityKey::Name => place_content(&mut self.content.first_pihak.name, text),
            IdentityKey::Nip => nip_content(&mut self.content.first_pihak.nip, text),
            IdentityKey::Jabatan => place_content(&mut self.content.first_pihak.jabatan, text),
            IdentityKey::Duty | IdentityKey::Function => without("tugas dan fungsi disalin sendiri"),
            IdentityKey::Year | IdentityKey::Triwulan => return,
            IdentityKey::AnggaranDocument => without("nomor dokumen anggaran tidak ada di formulir baru"),
            IdentityKey::HeadingRow => {
                let above = document.heading.as_ref().is_none_or(|heading| one.entry.cell.row < heading.cell.row);
                if self.content.instansi.is_empty() && above {
                    self.content.instansi = text.to_string();
                }
                let unit = self.content.unit.as_ref().is_some_and(|(_, name)| key(name) == key(text));
                // A label whose value nobody filled in is part of the form.
                if text.trim_end().ends_with(':') {
                    EntryFate::Skeleton
                } else if unit || key(&self.content.instansi) == key(text) {
                    EntryFate::Moved
                } else {
                    without("baris kop atau judul")
                }
            }
        };
        self.note(one.entry.cell, fate);
    }

    /// A signature. Only agreements are signed by two.
    fn pejabat(&mut self, origin: &OldFormView<'_>, one: &Pejabat) {
        let mut place = match one.pihak {
            Pihak::First => std::mem::take(&mut self.content.first_pihak),
            Pihak::Second if origin.document.kind.facts().agreed => std::mem::take(&mut self.content.second_pihak),
            Pihak::Second => {
                for entry in [Some(&one.role), one.name.as_ref(), one.nip.as_ref()].into_iter().flatten() {
                    self.extra_text(origin, entry, without("formulir baru ditandatangani satu pihak"));
                }
                return;
            }
        };
        let FormPejabat { jabatan, name, nip } = &mut place;
        for (entry, place) in [(Some(&one.role), jabatan), (one.name.as_ref(), name)] {
            if let Some((entry, text)) = entry.and_then(|entry| Some((entry, entry.text()?))) {
                let example = origin.dictionary.example_text(text) || origin.dictionary.signature_row(text);
                let fate = if example { EntryFate::Skeleton } else { place_content(place, text) };
                self.note(entry.cell, fate);
            }
        }
        if let Some((entry, text)) = one.nip.as_ref().and_then(|entry| Some((entry, entry.text()?))) {
            let fate = if origin.dictionary.example_text(text) { EntryFate::Skeleton } else { nip_content(nip, text) };
            self.note(entry.cell, fate);
        }
        match one.pihak {
            Pihak::First => self.content.first_pihak = place,
            Pihak::Second => self.content.second_pihak = place,
        }
    }

    fn extra_text(&mut self, origin: &OldFormView<'_>, entry: &Entry, fate: EntryFate) {
        let example = entry.text().is_none_or(|text| origin.dictionary.example_text(text));
        self.note(entry.cell, if example { EntryFate::Skeleton } else { fate });
    }
}

fn without(cause: &str) -> EntryFate {
    EntryFate::Placeless(cause.to_string())
}

/// Fills a blank, or says what stands there.
fn place_content(place: &mut Option<String>, text: &str) -> EntryFate {
    place_outcome(place.get_or_insert_with(|| text.trim().to_string()), text)
}

/// The same for a NIP, whose blanks do not count.
fn nip_content(place: &mut Option<String>, text: &str) -> EntryFate {
    let figure = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let tidied = text.trim().trim_start_matches(|letter: char| !letter.is_ascii_digit());
    if figure(tidied).is_empty() {
        return without("bukan NIP");
    }
    let owned = place.get_or_insert_with(|| tidied.to_string());
    if figure(owned) == figure(tidied) { EntryFate::Moved } else { already_filled(owned) }
}

fn place_outcome(owned: &str, text: &str) -> EntryFate {
    let tidied = |text: &str| key(text).trim_end_matches([',', ' ', '.']).to_string();
    if tidied(owned) == tidied(text) { EntryFate::Moved } else { already_filled(owned) }
}

fn already_filled(owned: &str) -> EntryFate {
    EntryFate::Placeless(format!("di formulir baru sudah berisi \"{}\"", owned.trim()))
}
