//! What lies open in a PDF: signature dictionaries, which must stand uncompressed, and texts of its streams.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Signatures that are looked at.
const MOST_SIGNATURES: usize = 20;
/// Bytes of the texts of one PDF.
const MOST_TEXT: usize = 32 << 20;
/// Bytes of one stream, unpacked.
const MOST_STREAM: u64 = 8 << 20;
/// Bytes of a dictionary around a mark.
const DICTIONARY: usize = 64 << 10;
/// Bytes before a stream in which its filter is named.
const BEFORE_STREAM: usize = 512;

/// A signature as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignatureDictionary {
    /// The bytes before and after its contents: where each part begins and how long it is.
    range: [usize; 4],
    /// The signature itself.
    pub(super) contents: Vec<u8>,
    pub(super) name: Option<String>,
    pub(super) when: Option<String>,
}

impl SignatureDictionary {
    /// The bytes that it signs.
    pub(super) fn signed<'p>(&self, pdf: &'p [u8]) -> [&'p [u8]; 2] {
        let part = |from: usize, length: usize| pdf.get(from..from.saturating_add(length)).unwrap_or_default();
        [part(self.range[0], self.range[1]), part(self.range[2], self.range[3])]
    }

    /// Where the signed bytes end.
    pub(super) fn end(&self) -> usize {
        self.range[2].saturating_add(self.range[3])
    }
}

pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    position(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").is_some()
}

/// The signatures of a file. A range that does not fit the file is none: what it would sign cannot be told.
pub(super) fn signatures(pdf: &[u8]) -> Vec<SignatureDictionary> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = pdf.get(from..).and_then(|rest| position(rest, b"/ByteRange")) {
        from += at + b"/ByteRange".len();
        if all.len() < MOST_SIGNATURES
            && let Some(one) = signature_at(pdf, from)
        {
            all.push(one);
        }
    }
    all
}

fn signature_at(pdf: &[u8], from: usize) -> Option<SignatureDictionary> {
    let written = pdf.get(from..pdf.len().min(from + 200))?;
    let open = position(written, b"[")?;
    let close = position(written, b"]")?;
    let numbers: Vec<usize> = std::str::from_utf8(written.get(open + 1..close)?)
        .ok()?
        .split_ascii_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let range: [usize; 4] = numbers.try_into().ok()?;
    let gap = (range[0].checked_add(range[1])?, range[2]);
    let fits = range[0] == 0 && gap.0 < gap.1 && range[2].checked_add(range[3])? <= pdf.len();
    let hole = pdf.get(gap.0..gap.1).filter(|_| fits)?;
    let digits = hole.trim_ascii().strip_prefix(b"<")?.strip_suffix(b">")?;
    let dictionary = dictionary(pdf, from, gap);
    // A stamp of time on the file speaks of no person.
    if position(&dictionary, b"ETSI.RFC3161").is_some() {
        return None;
    }
    Some(SignatureDictionary {
        range,
        contents: hexadecimal(digits)?,
        name: text_of(&dictionary, b"/Name"),
        when: text_of(&dictionary, b"/M"),
    })
}

/// The object around a mark, without what lies in the gap.
fn dictionary(pdf: &[u8], mark: usize, gap: (usize, usize)) -> Vec<u8> {
    let start = mark.min(gap.0).saturating_sub(DICTIONARY);
    let before = pdf.get(start..mark.min(gap.0)).unwrap_or_default();
    let start = start + last_position(before, b" obj").unwrap_or_default();
    let end = pdf.len().min(mark.max(gap.1) + DICTIONARY);
    let stop =
        pdf.get(mark.max(gap.1)..end).and_then(|rest| position(rest, b"endobj")).map_or(end, |at| mark.max(gap.1) + at);
    let mut all = pdf.get(start..gap.0.max(start)).unwrap_or_default().to_vec();
    all.extend_from_slice(pdf.get(gap.1.min(stop)..stop).unwrap_or_default());
    all
}

/// The text behind a key of a dictionary.
fn text_of(dictionary: &[u8], key: &[u8]) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + position(dictionary.get(from..)?, key)? + key.len();
        from = at;
        let rest = dictionary.get(at..)?.trim_ascii_start();
        match rest.first()? {
            b'(' => return Some(readable(&literal(rest.get(1..)?))),
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = position(rest, b">")?;
                return Some(readable(&hexadecimal(rest.get(1..end)?)?));
            }
            // "/M" begins other keys too.
            _ => {}
        }
    }
}

fn literal(written: &[u8]) -> Vec<u8> {
    literal_with_end(written).0
}

/// A text between parentheses, which may stand inside one another and behind a backslash, and where it ends.
pub(super) fn literal_with_end(written: &[u8]) -> (Vec<u8>, usize) {
    let (mut text, mut depth, mut at) = (Vec::new(), 1_usize, 0);
    while let Some(&letter) = written.get(at) {
        at += 1;
        match letter {
            b'\\' => {
                let digits: Vec<u8> = written.get(at..).unwrap_or_default().iter().take(3).copied().collect();
                let octal = digits.iter().take_while(|digit| (b'0'..=b'7').contains(digit)).count();
                if octal > 0 {
                    let value = digits[..octal].iter().fold(0_u32, |value, digit| value * 8 + u32::from(digit - b'0'));
                    text.push((value & 0xff) as u8);
                    at += octal;
                } else if let Some(&escaped) = written.get(at) {
                    text.push(match escaped {
                        b'n' | b'r' | b't' => b' ',
                        other => other,
                    });
                    at += 1;
                }
            }
            b'(' => {
                depth += 1;
                text.push(letter);
            }
            b')' if depth == 1 => break,
            b')' => {
                depth -= 1;
                text.push(letter);
            }
            _ => text.push(letter),
        }
    }
    (text, at)
}

/// A text of a PDF: UTF-16 behind its mark, UTF-8, else Latin.
fn readable(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    std::str::from_utf8(bytes).map_or_else(
        |_| bytes.iter().map(|byte| char::from(*byte)).collect(),
        |text| text.trim_start_matches('\u{feff}').to_string(),
    )
}

pub(super) fn hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let digits: Option<Vec<u8>> =
        digits.iter().filter(|digit| !digit.is_ascii_whitespace()).map(|digit| value(*digit)).collect();
    let digits = digits?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect())
}

/// The file itself and its unpacked streams, as far as limits go.
pub(super) fn open_text(pdf: &[u8]) -> Vec<u8> {
    let mut text = pdf.get(..pdf.len().min(MOST_TEXT)).unwrap_or_default().to_vec();
    let mut from = 0;
    while let Some(at) = pdf.get(from..).and_then(|rest| position(rest, b"stream")) {
        let start = from + at;
        from = start + b"stream".len();
        let packed = pdf.get(start.saturating_sub(BEFORE_STREAM)..start).unwrap_or_default();
        if text.len() >= MOST_TEXT || position(packed, b"FlateDecode").is_none() {
            continue;
        }
        let content = pdf.get(from..).unwrap_or_default();
        let content = content.strip_prefix(b"\r\n").or_else(|| content.strip_prefix(b"\n")).unwrap_or(content);
        let room = MOST_STREAM.min((MOST_TEXT - text.len()) as u64);
        let mut unpacked = Vec::new();
        // What is broken in it is left out; what came before stands.
        let _ = ZlibDecoder::new(content).take(room).read_to_end(&mut unpacked);
        text.push(b'\n');
        text.extend(unpacked);
    }
    text
}

/// What a packed stream holds, as far as it is sound and the limit goes.
pub(super) fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    let _ = ZlibDecoder::new(packed).take(MOST_STREAM).read_to_end(&mut content);
    content
}

/// Whether there is a field for a signature.
pub(super) fn signature_fields(text: &[u8]) -> bool {
    [b"/FT /Sig".as_slice(), b"/FT/Sig"].into_iter().any(|mark| whole(text, mark))
}

/// Whether a text stands in another as a whole, no letter or digit beside it.
pub(super) fn whole(text: &[u8], wanted: &[u8]) -> bool {
    if wanted.is_empty() {
        return false;
    }
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| position(rest, wanted)) {
        let start = from + at;
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        let after = text.get(start + wanted.len());
        if ![before, after].into_iter().flatten().any(|letter| letter.is_ascii_alphanumeric() || *letter == b'/') {
            return true;
        }
        from = start + 1;
    }
    false
}

pub(super) fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|letter| *letter == first)?;
        if text.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn last_position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    (0..=text.len().checked_sub(wanted.len())?).rev().find(|at| text[*at..].starts_with(wanted))
}
