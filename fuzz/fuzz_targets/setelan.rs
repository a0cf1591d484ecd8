//! Any text as selaras.toml: settings or their faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::workspace::Workspace;

fuzz_target!(|text: &str| {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("selaras.toml"), text).expect("a file");
    let _ = Workspace::open(folder.path());
});
