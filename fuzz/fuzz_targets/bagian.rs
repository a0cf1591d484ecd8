//! Any bytes as one part of a sound package: the readers of parts, which bytes of a whole package hardly ever reach.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::workbook::{Limits, read};

#[path = "../package.rs"]
#[allow(dead_code)]
mod package;

// A panic that the reader catches is an answer; one that it does not catch ends the run as before.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let Some(file) = package::around(bytes) else { return };
    let limits = Limits { cell: 100_000, inbox: 100_000, total_size: 8 << 20, ..Limits::default() };
    match read(&file, &limits) {
        Ok(workbook) => {
            for sheet in &workbook.sheets {
                assert!(sheet.cells.is_sorted_by(|a, b| a.address < b.address), "cells in order, one per address");
                assert!(sheet.cells.iter().all(|cell| cell.address.is_inside_grid()));
            }
        }
        // Other people's readers may panic and are caught; ours read .xlsx and .ods without.
        Err(error) => {
            let foreign = bytes
                .first()
                .is_some_and(|chosen| package::PARTS[usize::from(*chosen) % package::PARTS.len()].ends_with(".bin"));
            assert!(foreign || !error.to_string().contains("tidak dapat diikuti"), "{error}");
        }
    }
});
