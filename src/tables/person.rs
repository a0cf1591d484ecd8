//! Whose form it is, of forms that every person fills in.

use crate::domain::document::{Document, IdentityKey, Pihak};
use crate::domain::text;
use crate::domain::value::Entry;

/// The entry of a line of the identity block.
pub(super) fn line(content: &Document, key: IdentityKey) -> Option<&Entry> {
    content.identities.iter().find(|line| line.key == key).map(|line| &line.entry)
}

/// The name of the first party.
pub(super) fn signed_name(content: &Document) -> Option<&Entry> {
    content.pejabat.iter().find(|one| one.pihak == Pihak::First)?.name.as_ref()
}

/// What tells one person's form from another's in the same unit: the NIP, else the name without its titles; blank where
/// the form names nobody.
pub(super) fn person_key(content: &Document) -> String {
    let signed = content.pejabat.iter().find(|one| one.pihak == Pihak::First).and_then(|one| one.nip.as_ref());
    let digits = |entry: &Entry| entry.raw.chars().filter(char::is_ascii_digit).collect::<String>();
    let nip = [line(content, IdentityKey::Nip), signed].into_iter().flatten().map(digits).find(|nip| nip.len() == 18);
    let name = || line(content, IdentityKey::Name).or_else(|| signed_name(content)).and_then(Entry::text);
    nip.or_else(|| name().map(text::person)).unwrap_or_default()
}
