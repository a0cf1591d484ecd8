//! The signed file of `test/` was made with openssl and a certificate of its own ("Contoh Penanda Tangan"); other programs
//! call its signature sound.
#![allow(clippy::unwrap_used)]

use super::*;

const SIGNED: &[u8] = include_bytes!("test/ditandatangani.pdf");

/// The file before it was signed.
fn unsigned() -> &'static [u8] {
    let end = SIGNED.windows(5).position(|mark| mark == b"%%EOF").unwrap();
    &SIGNED[..end + 6]
}

fn changed(from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = SIGNED.windows(from.len()).position(|part| part == from).unwrap();
    let mut bytes = SIGNED.to_vec();
    bytes[at..at + to.len()].copy_from_slice(to);
    bytes
}

#[test]
fn a_signed_file_says_who_signed_when_and_that_it_is_whole() {
    let paper = SignedPaper::read(SIGNED).unwrap();
    let [one] = paper.signatures.as_slice() else { panic!("{paper:?}") };
    assert_eq!(one.signer.as_deref(), Some("Contoh Penanda Tangan"));
    assert_eq!((one.when.as_deref(), one.integrity), (Some("2026-02-25 10:15"), Integrity::Intact));
    assert_eq!((paper.is_sound(), paper.open_field), (Some(true), false));
    assert_eq!(
        paper.sentence(),
        "ditandatangani elektronik oleh Contoh Penanda Tangan pada 2026-02-25 10:15, isinya utuh sejak itu; keabsahan sertifikatnya (BSrE) tidak diperiksa"
    );
}

#[test]
fn one_changed_letter_breaks_it() {
    let paper = SignedPaper::read(&changed(b"(Perjanjian Kinerja)", b"(Perjanjian Kinerjb)")).unwrap();
    assert_eq!((paper.is_sound(), paper.signatures[0].integrity), (Some(false), Integrity::Broken));
    assert!(paper.sentence().contains("ISINYA BERUBAH"));
}

#[test]
fn what_was_added_after_signing_is_told() {
    let longer = [SIGNED, b"\n7 0 obj\n<< >>\nendobj\n"].concat();
    let paper = SignedPaper::read(&longer).unwrap();
    assert_eq!((paper.signatures[0].integrity, paper.is_sound()), (Integrity::Extended, Some(true)));
}

#[test]
fn a_number_is_found_as_a_whole_and_no_part_of_another() {
    let paper = SignedPaper::read(unsigned()).unwrap();
    assert!(paper.mentions("001/PK/JTI/2026") && !paper.mentions("1/PK/JTI/2026") && !paper.mentions("001/PK/JTI/202"));
    assert!(!paper.mentions(""));
    assert_eq!((paper.is_signed(), paper.is_sound()), (false, None));
    assert!(paper.sentence().contains("tanpa tanda tangan elektronik"));
}

#[test]
fn a_number_in_a_packed_stream_is_found() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, b"<pdf:Keywords>Nomor 007/RA/JTM/2026</pdf:Keywords>").unwrap();
    let stream = packed.finish().unwrap();
    let file =
        [b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n", stream.as_slice(), b"\nendstream\nendobj\n"];
    assert!(SignedPaper::read(&file.concat()).unwrap().mentions("007/RA/JTM/2026"));
}

#[test]
fn a_field_that_waits_for_a_signature_is_told() {
    let file = b"%PDF-1.7\n5 0 obj\n<< /FT /Sig /T (Tanda1) >>\nendobj\n";
    assert!(SignedPaper::read(file).unwrap().sentence().contains("masih kosong"));
}

#[test]
fn no_cut_and_no_flipped_byte_ends_the_program() {
    for length in (0..SIGNED.len()).step_by(7) {
        let _ = SignedPaper::read(&SIGNED[..length]);
    }
    for at in (0..SIGNED.len()).step_by(3) {
        let mut bytes = SIGNED.to_vec();
        bytes[at] ^= 0xff;
        if let Some(paper) = SignedPaper::read(&bytes) {
            let _ = paper.sentence();
            let inside = !(784..4882).contains(&at);
            assert!(!inside || paper.is_sound() != Some(true), "byte {at} was flipped unnoticed");
        }
    }
    assert_eq!(SignedPaper::read(b"PK\x03\x04"), None);
}

#[test]
fn ranges_that_do_not_fit_the_file_sign_nothing() {
    for range in [
        "[0 0000000784 0000009999 0000000233]",
        "[0 9999999999 0000004882 0000000233]",
        "[5 0000000784 0000004882 0000000233]",
    ] {
        let at = SIGNED.windows(11).position(|part| part == b"/ByteRange ").unwrap() + 11;
        let mut bytes = SIGNED.to_vec();
        bytes[at..at + range.len()].copy_from_slice(range.as_bytes());
        assert!(!SignedPaper::read(&bytes).unwrap().is_signed(), "{range}");
    }
}
