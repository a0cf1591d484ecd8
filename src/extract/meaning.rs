//! What the columns of a block mean, asked from outside of any table.

use crate::domain::column::FormColumn;
use crate::template::Library;
use crate::template::heading::canonical_path;
use crate::workbook::Sheet;

use super::block::{TableBlock, table_blocks};

/// Every table-like block of a sheet, with what each of its columns is taken for.
pub fn block_meanings(sheet: &Sheet, library: &Library) -> Vec<(TableBlock, Vec<Option<FormColumn>>)> {
    let with_meanings = |block: TableBlock| {
        let meanings = block.columns.iter().map(|column| guess(library, &column.path)).collect();
        (block, meanings)
    };
    table_blocks(sheet, &library.dictionary).into_iter().map(with_meanings).collect()
}

/// What the dictionary says of a path: the whole of it, the path as one text, or its last part alone.
pub(super) fn guess(library: &Library, path: &[String]) -> Option<FormColumn> {
    let canonical = canonical_path(path.iter().map(String::as_str));
    let known = |text: &str| library.dictionary.meaning(text);
    known(&canonical).or_else(|| known(&canonical.replace(" > ", " "))).or_else(|| {
        let (_, last) = canonical.rsplit_once(" > ")?;
        known(last)
    })
}
