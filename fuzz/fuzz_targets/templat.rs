//! Any text as a definition: a definition or its faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::template::Library;

fuzz_target!(|text: &str| {
    let _ = Library::with(&[("templat/uji.toml".to_string(), text.to_string())]);
});
