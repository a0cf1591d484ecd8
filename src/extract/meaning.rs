//! What the columns of a block mean, asked from outside of any table.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::template::Library;
use crate::template::heading::{canonical_path, path_year};
use crate::workbook::Sheet;

use super::block::{TableBlock, table_block};
use super::grid::CellGrid;
use super::header::{self, HeadingBlock};
use super::identity;
use super::mapping;

/// Every table-like block of a sheet, with what each of its columns is taken for.
pub fn block_meanings(sheet: &Sheet, library: &Library) -> Vec<(TableBlock, Vec<Option<FormColumn>>)> {
    let grid = CellGrid::new(sheet);
    let mut told = mapping::Told::default();
    let mut since = 0;
    let with_meanings = |block: &HeadingBlock| {
        // A table without a title of its own is of the year of those above it.
        let head = identity::read(&grid, &library.dictionary, since..block.start);
        told.year = head.year.map(|year| year.value).or(told.year);
        told.plan = head.plan();
        told.month = head.month.or(told.month);
        if let Some(quarter) = head.triwulan {
            (told.quarter, told.semester) = (Some(quarter.value), head.semester);
        }
        told.measured |= head.kind.is_some_and(|kind| kind == DocumentKind::Pengukuran);
        told.planned |= head.kind.is_some_and(|kind| kind == DocumentKind::RencanaAksi);
        since = since.max(block.end);
        let mapped = mapping::map(&grid, block, &library.dictionary, told).columns;
        let table = table_block(&grid, block);
        let meanings = table.columns.iter().map(|column| {
            let own = mapped.iter().find(|one| one.heading.column == column.cell.column);
            match own {
                // Of two columns with one meaning, the other is the row's own.
                Some(own) if own.beaten_by.is_some() => Some(Field::Ignore.yearly()),
                // Only the group above it was understood: nobody knows whether it is needed.
                Some(own) if own.is(Field::Ignore) && stranger(library, own, &mapped) => None,
                Some(own) if own.meant.is_some() => own.meant,
                // Which year it is, nobody says.
                Some(own) if own.reading.relative && own.meant.is_none() => None,
                // What contradicts its words is asked; the words alone would say the same again.
                Some(own) if own.question.is_some() => None,
                // "REALISASI > Waktu" is a figure of time, and says nothing of when something happens.
                _ => guess(library, &column.path).filter(|meant| meant.field != Field::Time || column.path.len() == 1),
            }
        });
        let meanings = meanings.collect();
        (table, meanings)
    };
    header::find(&grid, &library.dictionary).iter().map(with_meanings).collect()
}

/// Whether the lowest heading of a column below a group is one that nobody knows, and no level of the form either: that
/// stands over several columns.
fn stranger(library: &Library, column: &mapping::Column<'_>, all: &[mapping::Column<'_>]) -> bool {
    let [_, .., last] = column.heading.parts.as_slice() else { return false };
    all.iter().filter(|other| other.heading.parts.contains(last)).count() == 1
        && library.dictionary.meaning(&column.path).is_none()
        && library.dictionary.read(&[last.as_str()]).column.is_none()
        && !library.dictionary.part_known(&canonical_path([last.as_str()]))
}

/// What the dictionary says of a path: the whole of it, the path as one text, or its last part alone.
pub(super) fn guess(library: &Library, path: &[String]) -> Option<FormColumn> {
    let canonical = canonical_path(path.iter().map(String::as_str));
    let known = |text: &str| library.dictionary.meaning(text);
    known(&canonical).or_else(|| known(&canonical.replace(" > ", " "))).or_else(|| {
        let (_, last) = canonical.rsplit_once(" > ")?;
        // "Zorvak > Th. 2026" is of a year, and no column of years.
        let dated = path.last().is_some_and(|text| path_year([text.as_str()]).is_some());
        known(last).filter(|_| !dated)
    })
}
