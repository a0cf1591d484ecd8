//! The entries of a row, by field.
//!
//! A row has a dozen fields and a run reads hundreds of thousands of rows: sorted side by side they take a third of the
//! memory of a tree, and one allocation.

use std::collections::BTreeMap;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::kolom::Kolom;
use super::nilai::Isian;

/// The entries of a row, in the order of their fields, one for each.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "BTreeMap<Kolom, Isian>", from = "BTreeMap<Kolom, Isian>")]
pub struct IsianBaris {
    urut: Vec<(Kolom, Isian)>,
}

impl IsianBaris {
    fn letak(&self, kolom: Kolom) -> Result<usize, usize> {
        self.urut.binary_search_by_key(&kolom, |(milik, _)| *milik)
    }

    /// The entry of a field.
    pub fn get(&self, kolom: &Kolom) -> Option<&Isian> {
        self.letak(*kolom).ok().map(|letak| &self.urut[letak].1)
    }

    /// Whether a field has an entry.
    pub fn contains_key(&self, kolom: &Kolom) -> bool {
        self.letak(*kolom).is_ok()
    }

    /// Puts in an entry; gives the one that was there.
    pub fn insert(&mut self, kolom: Kolom, isian: Isian) -> Option<Isian> {
        match self.letak(kolom) {
            Ok(letak) => Some(std::mem::replace(&mut self.urut[letak].1, isian)),
            Err(letak) => {
                self.urut.insert(letak, (kolom, isian));
                None
            }
        }
    }

    /// Puts in an entry where the field has none.
    pub fn lengkapi(&mut self, kolom: Kolom, isian: Isian) {
        if let Err(letak) = self.letak(kolom) {
            self.urut.insert(letak, (kolom, isian));
        }
    }

    /// Fields and their entries, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Kolom, &Isian)> + ExactSizeIterator {
        self.into_iter()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Kolom, &mut Isian)> {
        self.urut.iter_mut().map(|(kolom, isian)| (&*kolom, isian))
    }

    /// The entries, in the order of their fields.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Isian> + ExactSizeIterator {
        self.urut.iter().map(|(_, isian)| isian)
    }

    /// The fields, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Kolom> + ExactSizeIterator {
        self.urut.iter().map(|(kolom, _)| kolom)
    }
}

impl FromIterator<(Kolom, Isian)> for IsianBaris {
    /// Of several entries of a field the last one counts.
    fn from_iter<I: IntoIterator<Item = (Kolom, Isian)>>(isian: I) -> Self {
        let mut urut: Vec<(Kolom, Isian)> = isian.into_iter().collect();
        urut.sort_by_key(|(kolom, _)| *kolom);
        urut.dedup_by(|kini, sebelum| {
            let sama = kini.0 == sebelum.0;
            if sama {
                std::mem::swap(kini, sebelum);
            }
            sama
        });
        Self { urut }
    }
}

impl From<BTreeMap<Kolom, Isian>> for IsianBaris {
    fn from(isian: BTreeMap<Kolom, Isian>) -> Self {
        Self { urut: isian.into_iter().collect() }
    }
}

impl From<IsianBaris> for BTreeMap<Kolom, Isian> {
    fn from(isian: IsianBaris) -> Self {
        isian.urut.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a IsianBaris {
    type Item = (&'a Kolom, &'a Isian);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (Kolom, Isian)>, fn(&(Kolom, Isian)) -> (&Kolom, &Isian)>;

    fn into_iter(self) -> Self::IntoIter {
        self.urut.iter().map(|(kolom, isian)| (kolom, isian))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::kolom::Bidang;

    fn isian(kolom: u32) -> Isian {
        Isian::kosong(CellAddress::new(0, kolom))
    }

    #[test]
    fn entries_stand_in_the_order_of_their_fields_and_the_last_one_counts() {
        let [no, sasaran, target] = [Bidang::No, Bidang::Sasaran, Bidang::Target].map(Bidang::tahunan);
        let semua = [(target, isian(3)), (no, isian(0)), (target, isian(4)), (sasaran, isian(1)), (target, isian(2))];
        let pohon: BTreeMap<Kolom, Isian> = semua.iter().cloned().collect();
        let mut baris: IsianBaris = semua.into_iter().collect();
        assert_eq!(baris.iter().collect::<Vec<_>>(), pohon.iter().collect::<Vec<_>>());
        assert_eq!(baris.insert(no, isian(9)), Some(isian(0)));
        assert_eq!(baris.insert(Bidang::Satuan.tahunan(), isian(7)), None);
        assert_eq!(baris.keys().map(|kolom| kolom.bidang).nth(2), Some(Bidang::Satuan));
        assert_eq!(baris.get(&no), Some(&isian(9)));
    }

    #[test]
    fn json_has_them_as_an_object() {
        let baris: IsianBaris = [(Bidang::No.tahunan(), isian(0))].into_iter().collect();
        let json = serde_json::to_string(&baris).unwrap_or_default();
        assert!(json.starts_with("{\"no\":{"), "{json}");
        assert_eq!(serde_json::from_str::<IsianBaris>(&json).ok(), Some(baris));
    }
}
