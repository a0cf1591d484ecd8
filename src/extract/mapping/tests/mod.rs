//! What columns mean, drawn.
#![allow(clippy::unwrap_used)]

mod agencies;
mod beside;
mod exports;
mod letters;
mod one_heading;
mod outside;
mod plans;
mod published;
mod specimens;
mod stated;
mod together;

use std::sync::LazyLock;

use crate::template::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

/// What each column of the first table of a drawing is taken for; "-" where nothing is.
fn meanings(drawing: &str) -> Vec<String> {
    let book = crate::workbook::grid::workbook_from_text(drawing);
    let (_, meanings) = crate::extract::block_meanings(&book.sheets[0], &LIBRARY).remove(0);
    meanings.into_iter().map(|meant| meant.map_or_else(|| "-".to_string(), |meant| meant.to_string())).collect()
}

mod ijk;
