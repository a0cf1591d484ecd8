//! Any text as a definition: a definition or its faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::template::Pustaka;

fuzz_target!(|teks: &str| {
    let _ = Pustaka::dengan(&[("templat/uji.toml".to_string(), teks.to_string())]);
});
