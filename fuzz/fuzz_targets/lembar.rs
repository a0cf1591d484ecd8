//! Any sheet: headers recognised or not, every row accounted for.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selaras::extract::{complete_row, extract};
use selaras::template::Library;
use selaras::workbook::grid::workbook_from_text;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().expect("the shipped definitions"));

fuzz_target!(|text: &str| {
    let file = extract(&workbook_from_text(text), &LIBRARY);
    assert!(file.sheets.iter().all(complete_row));
});
