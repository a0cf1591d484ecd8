//! Any bytes as a mail, a message of Outlook or a mailbox: attachments or a reason, and each attachment is found again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::intake::{content, one_file};

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["surat.eml", "surat.msg", "surat.mbox", "surat.zip", "winmail.dat", "surat"] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        for submission in &one_file(&path).submissions {
            let _ = content(&submission.source, 1 << 20);
        }
    }
});
