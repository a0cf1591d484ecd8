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

/// A PDF of one page whose font keeps its letters in a table.
fn page(content: &str) -> Vec<u8> {
    let table = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <0036> <0002> <0030> endbfchar 1 beginbfrange <0010> <0012> <0041> endbfrange";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R /F2 7 0 R >> >> >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /Contents [4 0 R] >>".to_string(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type0 /ToUnicode 6 0 R >>".to_string(),
        format!("<< /Length {} >>\nstream\n{table}\nendstream", table.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
    ];
    let all: Vec<String> =
        objects.iter().zip(1..).map(|(written, number)| format!("{number} 0 obj\n{written}\nendobj\n")).collect();
    format!("%PDF-1.7\n{}trailer << /Root 1 0 R >>\n%%EOF\n", all.join("")).into_bytes()
}

#[test]
fn texts_on_a_page_are_read_with_their_places() {
    let drawn = "q 1 0 0 1 10 100 cm BT /F1 9 Tf 1 0 0 1 5 20 Tm [<0010> -400 <0011>] TJ <0012> Tj 0 -12 Td <00010002> Tj ET Q BT /F2 9 Tf 40 7 Td (Nomor 001/PK) Tj ET";
    let paper = SignedPaper::read(&page(drawn)).unwrap();
    let told: Vec<(&str, f64, f64)> = paper.shown().iter().map(|one| (one.text.as_str(), one.x, one.y)).collect();
    assert_eq!(told, [("A BC", 15.0, 120.0), ("60", 15.0, 108.0), ("Nomor 001/PK", 40.0, 7.0)]);
    assert!(paper.mentions("001/PK"));
}

#[test]
fn pages_that_lead_round_in_a_circle_or_nowhere_end() {
    let text = String::from_utf8(page("BT ET")).unwrap();
    for (from, to) in
        [("/Kids [3 0 R]", "/Kids [2 0 R 2 0 R]"), ("/Contents [4 0 R]", "/Contents 9 0 R"), ("5 0 R", "2 0 R")]
    {
        assert!(SignedPaper::read(text.replace(from, to).as_bytes()).unwrap().shown().is_empty());
    }
}
