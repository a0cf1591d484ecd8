//! The entries of a row, by field.
//!
//! A row has a dozen fields and a run reads hundreds of thousands of rows: sorted side by side they take a third of the
//! memory of a tree.

use std::collections::BTreeMap;
use std::iter::Zip;
use std::slice::Iter;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::column::{Field, FormColumn};
use super::value::Entry;

/// The entries of a row, in the order of their fields, one for each.
///
/// Fields stand apart from their entries, which are large, and their ranks apart from them: a field is looked for within a
/// line of memory, by one number. (Looking for fields was 7 % of a run over 1,000 workbooks, most of it waiting for memory;
/// ranks made anew for every comparison were 5 % of what its checks and outputs took.)
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "BTreeMap<FormColumn, Entry>", from = "BTreeMap<FormColumn, Entry>")]
pub struct RowEntries {
    columns: Vec<FormColumn>,
    ranks: Vec<u32>,
    entries: Vec<Entry>,
    /// A bit for each field that is there. Most fields that are asked for are not, and this says so without a look at them.
    present: u64,
    /// The same of fields in any period, one bit for each.
    fields: u128,
}

/// The bit of a field; several fields share one.
const fn bit(rank: u32) -> u64 {
    1 << (rank.wrapping_mul(0x9e37_79b1) >> 26)
}

/// The bit of a field whatever its period.
const fn field_bit(field: Field) -> u128 {
    1 << field as u32
}

impl RowEntries {
    /// Of entries in the order of their fields, one for each.
    fn sorted(all: impl IntoIterator<Item = (FormColumn, Entry)>) -> Self {
        let (columns, entries): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let ranks: Vec<u32> = columns.iter().map(|column| column.rank()).collect();
        let present = ranks.iter().fold(0, |all, rank| all | bit(*rank));
        let fields = columns.iter().fold(0, |all, column| all | field_bit(column.field));
        Self { columns, ranks, entries, present, fields }
    }

    fn find(&self, column: FormColumn) -> Option<usize> {
        let rank = column.rank();
        if self.present & bit(rank) == 0 { None } else { self.ranks.iter().position(|owned| *owned == rank) }
    }

    fn position(&self, column: FormColumn) -> Result<usize, usize> {
        self.ranks.binary_search(&column.rank())
    }

    fn put(&mut self, position: usize, column: FormColumn, entry: Entry) {
        let rank = column.rank();
        self.columns.insert(position, column);
        self.ranks.insert(position, rank);
        self.entries.insert(position, entry);
        self.present |= bit(rank);
        self.fields |= field_bit(column.field);
    }

    /// Whether a field has an entry in any period.
    pub(crate) const fn has(&self, field: Field) -> bool {
        self.fields & field_bit(field) != 0
    }

    /// The entry of a field.
    pub fn get(&self, column: &FormColumn) -> Option<&Entry> {
        self.find(*column).map(|position| &self.entries[position])
    }

    /// Whether a field has an entry.
    pub fn contains_key(&self, column: &FormColumn) -> bool {
        self.find(*column).is_some()
    }

    /// Puts in an entry; gives the one that was there.
    pub fn insert(&mut self, column: FormColumn, entry: Entry) -> Option<Entry> {
        match self.position(column) {
            Ok(position) => Some(std::mem::replace(&mut self.entries[position], entry)),
            Err(position) => {
                self.put(position, column, entry);
                None
            }
        }
    }

    /// Puts in an entry where the field has none.
    pub fn complete(&mut self, column: FormColumn, entry: Entry) {
        if let Err(position) = self.position(column) {
            self.put(position, column, entry);
        }
    }

    /// Fields and their entries, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&FormColumn, &Entry)> + ExactSizeIterator {
        self.into_iter()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&FormColumn, &mut Entry)> {
        self.columns.iter().zip(&mut self.entries)
    }

    /// The entries, in the order of their fields.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.entries.iter()
    }

    /// The fields, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &FormColumn> + ExactSizeIterator {
        self.columns.iter()
    }
}

impl FromIterator<(FormColumn, Entry)> for RowEntries {
    /// Of several entries of a field the last one counts.
    fn from_iter<I: IntoIterator<Item = (FormColumn, Entry)>>(entry: I) -> Self {
        let mut sorted: Vec<(FormColumn, Entry)> = entry.into_iter().collect();
        sorted.sort_by_key(|(column, _)| *column);
        sorted.dedup_by(|now, before| {
            let same = now.0 == before.0;
            if same {
                std::mem::swap(now, before);
            }
            same
        });
        Self::sorted(sorted)
    }
}

impl From<BTreeMap<FormColumn, Entry>> for RowEntries {
    fn from(entry: BTreeMap<FormColumn, Entry>) -> Self {
        Self::sorted(entry)
    }
}

impl From<RowEntries> for BTreeMap<FormColumn, Entry> {
    fn from(entry: RowEntries) -> Self {
        entry.columns.into_iter().zip(entry.entries).collect()
    }
}

impl<'a> IntoIterator for &'a RowEntries {
    type Item = (&'a FormColumn, &'a Entry);
    type IntoIter = Zip<Iter<'a, FormColumn>, Iter<'a, Entry>>;

    fn into_iter(self) -> Self::IntoIter {
        self.columns.iter().zip(&self.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::column::Field;

    fn entry(column: u32) -> Entry {
        Entry::blank(CellAddress::new(0, column))
    }

    #[test]
    fn entries_stand_in_the_order_of_their_fields_and_the_last_one_counts() {
        let [no, sasaran, target] = [Field::No, Field::Sasaran, Field::Target].map(Field::yearly);
        let all = [(target, entry(3)), (no, entry(0)), (target, entry(4)), (sasaran, entry(1)), (target, entry(2))];
        let tree: BTreeMap<FormColumn, Entry> = all.iter().cloned().collect();
        let mut row: RowEntries = all.into_iter().collect();
        assert_eq!(row.iter().collect::<Vec<_>>(), tree.iter().collect::<Vec<_>>());
        assert_eq!(row.insert(no, entry(9)), Some(entry(0)));
        assert_eq!(row.insert(Field::Satuan.yearly(), entry(7)), None);
        assert_eq!(row.keys().map(|column| column.field).nth(2), Some(Field::Satuan));
        assert_eq!(row.get(&no), Some(&entry(9)));
    }

    #[test]
    fn every_field_that_is_there_is_found_however_it_came_and_no_other() {
        let all: Vec<FormColumn> = Field::ALL.iter().flat_map(|field| [field.yearly(), field.running()]).collect();
        let (there, absent): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(number, _)| number % 3 == 0);
        let mut put: RowEntries = RowEntries::default();
        for (number, (_, column)) in there.iter().enumerate() {
            match number % 2 {
                0 => assert_eq!(put.insert(**column, entry(1)), None),
                _ => put.complete(**column, entry(1)),
            }
        }
        let collected: RowEntries = there.iter().map(|(_, column)| (**column, entry(1))).collect();
        assert_eq!(put, collected);
        assert_eq!(RowEntries::from(BTreeMap::from(put.clone())), put);
        assert!(there.iter().all(|(_, column)| put.get(column).is_some() && put.contains_key(column)));
        assert!(absent.iter().all(|(_, column)| put.get(column).is_none() && !put.contains_key(column)));
    }

    #[test]
    fn json_has_them_as_an_object() {
        let row: RowEntries = [(Field::No.yearly(), entry(0))].into_iter().collect();
        let json = serde_json::to_string(&row).unwrap_or_default();
        assert!(json.starts_with("{\"no\":{"), "{json}");
        assert_eq!(serde_json::from_str::<RowEntries>(&json).ok(), Some(row));
    }
}
