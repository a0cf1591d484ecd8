//! An answer in its packed form, between processes and in the cache.
//!
//! A form says the same in many cells ("%", the objective of a row, what was carried down), and the forms of a unit say
//! it again: of 400 filled cells of a form 210 differ, and of those of 200 forms one in twelve. So the rows of an answer
//! point into a list of what their cells say, and what equal cells of many files say is held once.

use std::sync::{Arc, Mutex, PoisonError};

use bitcode::{Decode, Encode};

use super::WorkerAnswer;
use crate::domain::address::CellAddress;
use crate::domain::column::FormColumn;
use crate::domain::document::{DocumentTable, FormRow, RowKind};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::value::{CellContent, Entry};

/// An answer whose tables have no rows; beside it their rows and the cells of those, each in one list from the first
/// table to the last.
#[derive(Debug, Encode, Decode)]
pub(super) struct AnswerPack {
    answer: WorkerAnswer,
    contents: Vec<Arc<CellContent>>,
    /// How many rows each table has.
    tables: Vec<usize>,
    rows: Vec<PackedRow>,
    cells: Vec<PackedCell>,
}

#[derive(Debug, Encode, Decode)]
struct PackedRow {
    row: u32,
    kind: RowKind,
    part: Option<String>,
    /// How many cells it has.
    cell: usize,
}

#[derive(Debug, Encode, Decode)]
struct PackedCell {
    column: FormColumn,
    cell: CellAddress,
    derivation: bool,
    /// Where the list has what it says; a blank says nothing.
    content: Option<usize>,
}

fn table(answer: &mut WorkerAnswer) -> impl Iterator<Item = &mut DocumentTable> {
    answer.outcome.iter_mut().flat_map(|file| &mut file.documents).flat_map(|document| &mut document.tables)
}

impl AnswerPack {
    /// Takes an answer apart.
    pub(super) fn from(answer: WorkerAnswer) -> Self {
        let mut packing =
            Self { answer, contents: Vec::new(), tables: Vec::new(), rows: Vec::new(), cells: Vec::new() };
        let mut position: HashMap<Arc<CellContent>, usize> = HashMap::default();
        for table in table(&mut packing.answer) {
            let all = std::mem::take(&mut table.rows);
            packing.tables.push(all.len());
            position.reserve(all.len());
            for FormRow { row, kind, part, entries: entry } in all {
                packing.rows.push(PackedRow { row, kind, part, cell: entry.iter().len() });
                packing.cells.extend(entry.iter().map(|(column, entry)| {
                    let content = entry.shared().map(|content| {
                        position.get(content).copied().unwrap_or_else(|| {
                            position.insert(content.clone(), packing.contents.len());
                            packing.contents.push(content.clone());
                            packing.contents.len() - 1
                        })
                    });
                    PackedCell { column: *column, cell: entry.cell, derivation: entry.derivation, content }
                }));
            }
        }
        packing
    }

    /// Puts it together again; `None` when it points where nothing is.
    fn unite(self, shared: &PackedShared) -> Option<WorkerAnswer> {
        let Self { mut answer, contents: content, tables: count, rows: row, cells: cell } = self;
        // Counts that do not add up would lose rows in silence.
        let all = (count.iter().sum(), row.iter().map(|row| row.cell).sum());
        if all != (row.len(), cell.len()) {
            return None;
        }
        let content = shared.unite(content);
        let mut cell = cell.into_iter().map(|PackedCell { column, cell, derivation, content: position }| {
            let content = match position {
                Some(position) => Some(content.get(position)?.clone()),
                None => None,
            };
            Some((column, Entry::sharing(cell, derivation, content)))
        });
        let mut row = row.into_iter().map(|PackedRow { row, kind, part, cell: count }| {
            // As many as there are: a list that grows takes up to twice the room, and a house has hundreds of thousands.
            let mut entries = Vec::with_capacity(count);
            for entry in cell.by_ref().take(count) {
                entries.push(entry?);
            }
            Some(FormRow { row, kind, part, entries: entries.into_iter().collect() })
        });
        for (table, count) in table(&mut answer).zip(count) {
            table.rows = row.by_ref().take(count).collect::<Option<_>>()?;
            table.rows.shrink_to_fit();
        }
        Some(answer)
    }
}

/// What cells say, each once over all files of a run.
#[derive(Debug, Default)]
pub(super) struct PackedShared {
    contents: Mutex<HashSet<Arc<CellContent>>>,
}

impl PackedShared {
    fn unite(&self, content: Vec<Arc<CellContent>>) -> Vec<Arc<CellContent>> {
        let mut all = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        let one = |content: Arc<CellContent>| match all.get(&content) {
            Some(old) => old.clone(),
            None => {
                all.insert(content.clone());
                content
            }
        };
        content.into_iter().map(one).collect()
    }
}

/// Opens packed answers one after another, in room that is kept.
pub(super) struct AnswerOpener<'a> {
    workspace: bitcode::Buffer,
    shared: &'a PackedShared,
}

impl<'a> AnswerOpener<'a> {
    pub(super) fn new(shared: &'a PackedShared) -> Self {
        Self { workspace: bitcode::Buffer::new(), shared }
    }

    /// An answer from its packed form; `None` when the bytes are none.
    pub(super) fn open(&mut self, packing: &[u8]) -> Option<WorkerAnswer> {
        self.workspace.decode::<AnswerPack>(packing).ok()?.unite(self.shared)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::extract::extract;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    const PK: &str = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Mutu|Lulusan tepat waktu|%|57%\n2|^|Lulusan bekerja|%|-\n3|Mutu|Dosen|Orang|";

    fn answer(path: &str) -> WorkerAnswer {
        let file = extract(&workbook_from_text(PK), &Library::built_in().unwrap());
        WorkerAnswer { path: path.into(), sha256: "ab".into(), outcome: Ok(file) }
    }

    fn entry(answer: &WorkerAnswer) -> Vec<&Entry> {
        let document = answer.outcome.iter().flat_map(|file| &file.documents);
        let row = document.flat_map(|document| &document.tables).flat_map(|table| &table.rows);
        row.flat_map(|row| row.entries.values()).collect()
    }

    #[test]
    fn an_answer_comes_out_of_its_packed_form_as_it_went_in() {
        let original = answer("a.xlsx");
        assert_eq!(entry(&original).len(), 15);
        let packing = bitcode::encode(&AnswerPack::from(original.clone()));
        assert_eq!(AnswerOpener::new(&PackedShared::default()).open(&packing), Some(original));
    }

    #[test]
    fn equal_cells_of_two_files_are_held_once() {
        let shared = PackedShared::default();
        let open = |path: &str| AnswerPack::from(answer(path)).unite(&shared).unwrap();
        let (one, two) = (open("a.xlsx"), open("b.xlsx"));
        for (left, right) in entry(&one).iter().zip(entry(&two)) {
            assert!(match (left.shared(), right.shared()) {
                (Some(left), Some(right)) => Arc::ptr_eq(left, right),
                (left, right) => left.is_none() && right.is_none(),
            });
        }
    }

    #[test]
    fn a_packed_form_that_points_nowhere_is_none() {
        let damaged = |change: fn(&mut AnswerPack)| {
            let mut packing = AnswerPack::from(answer("a.xlsx"));
            change(&mut packing);
            packing.unite(&PackedShared::default())
        };
        assert_eq!(damaged(|packing| packing.contents.truncate(packing.contents.len() - 1)), None);
        assert_eq!(damaged(|packing| packing.rows.truncate(packing.rows.len() - 1)), None, "a row that is not there");
        assert_eq!(
            damaged(|packing| packing.cells.truncate(packing.cells.len() - 1)),
            None,
            "a cell that is not there"
        );
        assert!(damaged(|_| ()).is_some());
    }
}
