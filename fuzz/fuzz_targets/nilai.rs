//! Any text as a value: no panic, and text without a digit never becomes a figure.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::domain::column::Reading;
use selaras::domain::value::figure::column_decision;
use selaras::domain::value::read::{RawCell, read};

fuzz_target!(|text: &str| {
    for reading in
        [Reading::Value, Reading::Percent, Reading::Money, Reading::Text, Reading::Code, Reading::Date, Reading::Nip]
    {
        let decision = column_decision(text.lines(), reading == Reading::Money);
        for row in text.lines() {
            let cell = RawCell { text: row, ..RawCell::default() };
            let (value, _) = read(&cell, reading, &decision, None);
            if let Some(figure) = value.figure() {
                assert!(figure.is_finite() && row.chars().any(char::is_numeric), "{row:?} became {figure}");
            }
        }
    }
});
