//! Any sheet: headers recognised or not, every row accounted for.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selaras::extract::{baris_lengkap, extract};
use selaras::template::Pustaka;
use selaras::workbook::grid::workbook_from_text;

static PUSTAKA: LazyLock<Pustaka> = LazyLock::new(|| Pustaka::bawaan().expect("the shipped definitions"));

fuzz_target!(|teks: &str| {
    let berkas = extract(&workbook_from_text(teks), &PUSTAKA);
    assert!(berkas.lembar.iter().all(baris_lengkap));
});
