//! What people type into `selaras.toml`, made the TOML that they meant: whatever encoding Notepad chose, curly quotes, a
//! decimal comma, days as they are spoken, yes and no.
//!
//! Takes the bytes of the file, gives its text. Line stays line, so that a fault is told where it was typed; what can be
//! understood in two ways is left as it is, and told.

use chrono::NaiveDate;

use crate::domain::date::read_date;
use crate::domain::document_kind::KINDS;

/// Keys whose values are days, besides the deadlines of the kinds of document.
const DAYS: [&str; 3] = ["sampai", "libur", "dpa"];

/// The text of a file: UTF-8 or UTF-16 with or without its mark, else the encoding of Windows.
pub(super) fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .map(|pair| join([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 3 > bytes.len();
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if zeros(1) => wide(bytes, u16::from_le_bytes),
        _ if zeros(0) => wide(bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|byte| windows(*byte)).collect()),
    };
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// A byte of Windows-1252.
fn windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x82 => '‚',
        0x84 => '„',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0xa0 => ' ',
        byte => char::from(byte),
    }
}

/// The same text as TOML writes it, line by line.
pub(super) fn mend(text: &str) -> String {
    let mut mender = Mender::default();
    let lines: Vec<String> = text.split('\n').map(|line| mender.line(line)).collect();
    lines.join("\n")
}

/// Where in the text it stands.
#[derive(Default)]
struct Mender {
    /// The marks that end a text over several lines.
    open: Option<&'static str>,
    /// Square brackets that are open.
    depth: usize,
    /// Whether the values are days.
    days: bool,
}

impl Mender {
    fn line(&mut self, line: &str) -> String {
        let line = line.replace('\u{a0}', " ");
        if let Some(end) = self.open {
            if line.contains(end) {
                self.open = None;
            }
            return line;
        }
        let start = line.trim_start();
        if start.is_empty() || start.starts_with('#') {
            return line;
        }
        if self.depth > 0 {
            return self.values(&line);
        }
        if start.starts_with('[') {
            return line;
        }
        let Some((key, value)) = line.split_once('=') else { return line };
        let name = key.trim();
        self.days = DAYS.contains(&name) || KINDS.iter().any(|kind| kind.deadline == Some(name));
        format!("{key}={}", self.values(value))
    }

    /// A value, or what stands in a line of a list.
    fn values(&mut self, text: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(first) = rest.chars().next() {
            let behind = rest.get(first.len_utf8()..).unwrap_or_default();
            let copied = match first {
                '#' => break,
                '[' => {
                    self.depth += 1;
                    rest = behind;
                    "["
                }
                ']' => {
                    self.depth = self.depth.saturating_sub(1);
                    rest = behind;
                    "]"
                }
                ',' if self.depth > 0 => {
                    rest = behind;
                    ","
                }
                ' ' | '\t' => {
                    rest = behind;
                    " "
                }
                '{' => break,
                _ if rest.starts_with("\"\"\"") || rest.starts_with("'''") => {
                    let marks = if first == '"' { "\"\"\"" } else { "'''" };
                    let closed = rest.get(3..).is_some_and(|text| text.contains(marks));
                    self.open = (!closed).then_some(marks);
                    break;
                }
                _ => {
                    let (taken, value) = self.value(rest, first);
                    out.push_str(&value);
                    rest = rest.get(taken..).unwrap_or_default();
                    continue;
                }
            };
            out.push_str(copied);
        }
        out + rest
    }

    /// One value at the beginning of a text: how many bytes it takes, and what it is in TOML.
    fn value(&self, text: &str, first: char) -> (usize, String) {
        if let Some((taken, content, straight)) = quoted(text, first) {
            let day = read_date(&content).filter(|_| self.days);
            return match (day, straight) {
                (Some(day), _) => (taken, iso(day)),
                (None, true) => (taken, text.get(..taken).unwrap_or_default().to_string()),
                (None, false) => (taken, toml_text(&content)),
            };
        }
        let ends = |letter: char| letter == '#' || self.depth > 0 && matches!(letter, ',' | ']');
        let taken = text.find(ends).unwrap_or(text.len());
        let word = text.get(..taken).unwrap_or_default();
        let trimmed = word.trim_end();
        let mended = bare(trimmed).unwrap_or_else(|| trimmed.to_string());
        (taken, format!("{mended}{}", word.get(trimmed.len()..).unwrap_or_default()))
    }
}

/// A text between quotes of any kind: the bytes it takes, what stands in it, and whether TOML has these quotes.
fn quoted(text: &str, first: char) -> Option<(usize, String, bool)> {
    let double = ['“', '”', '„', '‟', '«', '»', '"'];
    let single = ['‘', '’', '‚', '‛', '\''];
    let ends: &[char] = if double.contains(&first) {
        &double
    } else if single.contains(&first) {
        &single
    } else {
        return None;
    };
    let straight = matches!(first, '"' | '\'');
    let mut escaped = false;
    let inside = text.get(first.len_utf8()..)?;
    let end = inside.char_indices().find(|(_, letter)| {
        let closes = if straight { *letter == first } else { ends.contains(letter) };
        let closes = closes && !escaped;
        escaped = straight && first == '"' && *letter == '\\' && !escaped;
        closes
    });
    // A straight quote that nobody closes but a curly one was meant to be closed there.
    let end = end.or_else(|| inside.char_indices().find(|(_, letter)| ends.contains(letter)));
    let (at, closing) = end?;
    let taken = first.len_utf8() + at + closing.len_utf8();
    Some((taken, inside.get(..at)?.to_string(), straight && closing == first))
}

/// A value without quotes that TOML writes otherwise.
fn bare(word: &str) -> Option<String> {
    match word.to_lowercase().as_str() {
        "ya" | "benar" => return Some("true".to_string()),
        "tidak" | "bukan" => return Some("false".to_string()),
        _ => {}
    }
    let percent = word.strip_suffix('%').map(str::trim_end);
    let number = percent.unwrap_or(word);
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    if let Some((whole, fraction)) =
        unsigned.split_once(',').filter(|(whole, fraction)| digits(whole) && digits(fraction))
    {
        let sign = if number.starts_with('-') { "-" } else { "" };
        return Some(format!("{sign}{whole}.{fraction}"));
    }
    if percent.is_some() && unsigned.parse::<f64>().is_ok() {
        return Some(number.to_string());
    }
    let spoken = word.contains(['-', '/', ' ', '.']) && word.parse::<f64>().is_err();
    read_date(word).filter(|_| spoken).map(iso)
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A text as TOML writes it.
pub(super) fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_whatever_encoding_notepad_saved_it() {
        let text = "[instansi]\nnama = \"Politeknik – Contoh\"\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xff, 0xfe][..], &utf16].concat();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let windows = text.replace('–', "\u{96}").chars().map(|letter| letter as u8).collect::<Vec<u8>>();
        for bytes in
            [utf16, marked, big, windows, text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat()]
        {
            assert_eq!(decode(&bytes), text);
        }
        assert_eq!(decode(b"a = 1\r\nb = 2\r\n"), "a = 1\nb = 2\n");
    }

    #[test]
    fn what_was_meant_is_understood() {
        let cases = [
            ("nama = “Politeknik Contoh”", "nama = \"Politeknik Contoh\""),
            ("nama = ‘Politeknik’ # nama", "nama = \"Politeknik\" # nama"),
            ("nama = \"Politeknik”", "nama = \"Politeknik\""),
            ("batas_atas = 120,5", "batas_atas = 120.5"),
            ("batas_atas = 120%", "batas_atas = 120"),
            ("pk = 28-02-2026", "pk = 2026-02-28"),
            ("pk = 28 Februari 2026 # batas", "pk = 2026-02-28 # batas"),
            ("pk = \"28 Februari 2026\"", "pk = 2026-02-28"),
            (
                "triwulan = [10/04/2026, \"\", “10 Oktober 2026”, 2027-01-10]",
                "triwulan = [2026-04-10, \"\", 2026-10-10, 2027-01-10]",
            ),
            ("empat_mata = ya", "empat_mata = true"),
            // Nothing to mend.
            ("pk = 2026-02-28", "pk = 2026-02-28"),
            ("tahun = 2026", "tahun = 2026"),
            ("nama = \"Kata “asli” di dalam\"", "nama = \"Kata “asli” di dalam\""),
            ("nama = 'C:\\x, y'", "nama = 'C:\\x, y'"),
            ("alasan = \"nota 28-02-2026\"", "alasan = \"nota 28-02-2026\""),
            ("# nama = “x”", "# nama = “x”"),
            ("[aturan.UK07]", "[aturan.UK07]"),
            ("batas = { detik = 1 }", "batas = { detik = 1 }"),
        ];
        for (typed, meant) in cases {
            assert_eq!(mend(typed), meant);
        }
        let lines = "tanda_tangan = \"\"\"\nBagian “A”\npk = 28-02-2026\n\"\"\"\npk = 28-02-2026\nlibur = [\n  1 Mei 2026, # buruh\n  “17-08-2026”,\n]";
        let mended = "tanda_tangan = \"\"\"\nBagian “A”\npk = 28-02-2026\n\"\"\"\npk = 2026-02-28\nlibur = [\n  2026-05-01, # buruh\n  2026-08-17,\n]";
        assert_eq!(mend(lines), mended);
    }
}
