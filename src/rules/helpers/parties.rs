//! Which side of an agreement is wrong where both parties are one person: told by the register, for all rules alike.

use crate::domain::document::{Pejabat, Pihak};
use crate::domain::nip::Nip;
use crate::domain::text::person;
use crate::domain::unit::Unit;
use crate::domain::value::Entry;
use crate::rules::helpers::document::WorkspaceDocument;
use crate::tables::Tables;

/// Who the one person is that stands at both sides.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum BothParties<'a> {
    /// The head of the unit that promises: the second party is wrong.
    OwnHead,
    /// The head of another unit: the first party is wrong.
    OtherHead(&'a Unit),
    /// Not the head whom the register gives the unit that promises: the first party is wrong.
    NotTheHead { unit: &'a Unit, head: &'a str },
    /// Nobody whom the register tells.
    Unknown,
}

/// The side of a document that is signed.
pub(in crate::rules) fn party<'a>(document: &WorkspaceDocument<'a>, side: Pihak) -> Option<&'a Pejabat> {
    document.content.pejabat.iter().find(|one| one.pihak == side)
}

/// The name of who signs, fit to be compared.
pub(in crate::rules) fn name(pejabat: &Pejabat) -> Option<String> {
    pejabat.name.as_ref().and_then(Entry::text).map(person).filter(|name| !name.is_empty())
}

/// The number of who signs.
pub(in crate::rules) fn nip(pejabat: &Pejabat) -> Option<Nip> {
    Nip::read(&pejabat.nip.as_ref()?.raw).ok()
}

/// Whose name or number both parties bear.
pub(in crate::rules) fn both_are<'a>(tables: &'a Tables, document: &WorkspaceDocument<'_>) -> BothParties<'a> {
    let parties = party(document, Pihak::First).zip(party(document, Pihak::Second));
    let one = |of: &dyn Fn(&Pejabat) -> Option<String>| {
        parties.and_then(|(first, second)| of(first).filter(|own| of(second).as_ref() == Some(own)))
    };
    let number = parties.and_then(|(first, second)| nip(first).filter(|own| nip(second).as_ref() == Some(own)));
    let name = one(&name);
    let leads = |unit: &Unit| {
        let registered = || unit.nip.as_deref().and_then(|nip| Nip::read(nip).ok());
        name.is_some() && unit.leader.as_deref().map(person) == name || number.is_some() && registered() == number
    };
    let own = document.unit().and_then(|code| tables.unit(code));
    if own.is_some_and(&leads) {
        return BothParties::OwnHead;
    }
    if let Some(other) = tables.units.iter().find(|unit| leads(unit)) {
        return BothParties::OtherHead(other);
    }
    let head = own.and_then(|unit| Some((unit, unit.leader.as_deref().filter(|head| !head.trim().is_empty())?)));
    head.map_or(BothParties::Unknown, |(unit, head)| BothParties::NotTheHead { unit, head })
}
