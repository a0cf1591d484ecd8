//! Any bytes as a mail or a mailbox: attachments or a reason, and each attachment is found again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::intake::{isi, satu_berkas};

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    for nama in ["surat.eml", "surat.mbox", "surat.zip"] {
        let jalur = folder.path().join(nama);
        std::fs::write(&jalur, bytes).expect("a file");
        for kiriman in &satu_berkas(&jalur).kiriman {
            let _ = isi(&kiriman.sumber, 1 << 20);
        }
    }
});
