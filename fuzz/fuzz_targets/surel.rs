//! Any bytes as a mail, a message of Outlook or a mailbox: attachments or a reason, and each attachment is found again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selaras::intake::{content, one_file};

// A panic that is caught is an answer (debug assertions of the mail parser are such); another ends the run as before.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["surat.eml", "surat.msg", "surat.mbox", "surat.zip", "winmail.dat", "surat"] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        for submission in &one_file(&path).submissions {
            let _ = content(&submission.source, 1 << 20);
        }
    }
});
