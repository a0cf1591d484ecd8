//! Any bytes as a workbook: sheets or a message, no panic that is not caught, no memory beyond the limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::workbook::{Limits, read};

// A panic that the reader catches is an answer; one that it does not catch ends the run as before.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let limits = Limits { cell: 100_000, inbox: 100_000, total_size: 8 << 20, ..Limits::default() };
    if let Ok(workbook) = read(bytes, &limits) {
        for sheet in &workbook.sheets {
            assert!(sheet.cells.is_sorted_by(|a, b| a.address < b.address), "cells in order, one per address");
            assert!(sheet.cells.iter().all(|cell| cell.address.is_inside_grid()));
        }
    }
});
