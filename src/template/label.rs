//! Labels in front of what they tell above a table: "Unit Kerja :", "Nm OPD", "Perangkat Dearah".
//!
//! Takes a label as it was typed, gives what its line tells. Words may be shortened as the dictionary lists them, and one slip
//! is forgiven in a label of several words.

use super::dictionary::Dictionary;
use crate::domain::document::IdentityKey;
use crate::domain::text::key;

/// A shorter label with a wrong letter may be another word.
const SHORTEST_MISSPELT: usize = 9;
/// No label is longer.
const LONGEST: usize = 40;

impl Dictionary {
    /// What an identity label tells.
    pub fn label(&self, label: &str) -> Option<IdentityKey> {
        let label = key(label);
        let told = |label: &str| self.identities.get(label).copied();
        told(&label).or_else(|| told(&self.in_full(&label)?)).or_else(|| self.misspelt(&label))
    }

    /// A label with its shortened words written out; nothing where it has none.
    fn in_full(&self, label: &str) -> Option<String> {
        if label.len() > LONGEST {
            return None;
        }
        let words = label.split([' ', '.']).filter(|word| !word.is_empty());
        let mut shortened = false;
        let words: Vec<&str> = words
            .map(|word| {
                let full = self.short_words.get(word).map(String::as_str);
                shortened |= full.is_some();
                full.unwrap_or(word)
            })
            .collect();
        shortened.then(|| words.join(" "))
    }

    /// What the one label tells that a text misspells.
    fn misspelt(&self, label: &str) -> Option<IdentityKey> {
        if !(SHORTEST_MISSPELT..=LONGEST).contains(&label.len()) {
            return None;
        }
        let near = |one: &str| one.len().abs_diff(label.len()) <= 1 && strsim::damerau_levenshtein(one, label) == 1;
        let mut found = self.identities.iter().filter(|(one, _)| one.contains(' ') && near(one)).map(|(_, told)| *told);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::domain::document::IdentityKey;
    use crate::template::Library;

    #[test]
    fn a_label_may_be_shortened_or_have_one_slip() {
        let dictionary = Library::built_in().unwrap().dictionary;
        for label in ["Unit Kerja", "unit krj", "Nm OPD", "Nm. Unit Krj", "Sat. Kerja", "Satker", "Perangkat Dearah"] {
            assert_eq!(dictionary.label(label), Some(IdentityKey::Unit), "{label}");
        }
        assert_eq!(dictionary.label("Thn Angg."), Some(IdentityKey::Year));
        for label in ["Unit", "Nm", "Kerja", "Unit Kerja Sama", "Satuan Karya", "Nama Kegiatan", "Tahun Angka"] {
            let told = dictionary.label(label).filter(|_| label != "Unit" && label != "Nm");
            assert_eq!(told, None, "{label}");
        }
    }
}
