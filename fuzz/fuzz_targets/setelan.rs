//! Any text as selaras.toml: settings or their faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::workspace::Ruang;

fuzz_target!(|teks: &str| {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("selaras.toml"), teks).expect("a file");
    let _ = Ruang::buka(folder.path());
});
