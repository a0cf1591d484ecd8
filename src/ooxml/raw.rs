//! Texts in XML, and attributes read out of what the writer made.

use crate::ooxml::text::looks_escaped;

/// The value of the first attribute of this name, as written.
pub(crate) fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let key = format!(" {name}=\"");
    let start = text.find(&key)? + key.len();
    text[start..].split('"').next()
}

/// Writes a text as content. Characters that XML does not have are written as Excel does, `_x0001_`, and a text that
/// looks like that is kept from being read so.
pub(crate) fn escape(outcome: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let (mut as_written, mut at) = (0, 0);
    while let Some(next) = bytes[at..].iter().position(|byte| ODD[usize::from(*byte)]) {
        let position = at + next;
        at = position + 1;
        let byte = bytes[position];
        let replace: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'_' if looks_escaped(&bytes[position..]) => b"_x005F_",
            0..0x20 => {
                outcome.extend(&bytes[as_written..position]);
                outcome.extend(format!("_x{byte:04X}_").bytes());
                as_written = position + 1;
                continue;
            }
            // U+FFFE and U+FFFF, the only other characters that XML does not have.
            0xEF if matches!(bytes.get(position + 1..position + 3), Some([0xBF, 0xBE | 0xBF])) => {
                outcome.extend(&bytes[as_written..position]);
                outcome.extend(if bytes[position + 2] == 0xBE { b"_xFFFE_" } else { b"_xFFFF_" });
                as_written = position + 3;
                continue;
            }
            _ => continue,
        };
        outcome.extend(&bytes[as_written..position]);
        outcome.extend(replace);
        as_written = position + 1;
    }
    outcome.extend(&bytes[as_written..]);
}

/// Bytes that may not stand as they are.
const ODD: [bool; 256] = {
    let mut odd = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        odd[byte] = matches!(byte as u8, b'&' | b'<' | b'>' | b'_' | 0xEF)
            || byte < 0x20 && !matches!(byte as u8, b'\t' | b'\n');
        byte += 1;
    }
    odd
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::text::escape_attribute;

    fn as_written(text: &str) -> String {
        let mut outcome = Vec::new();
        escape(&mut outcome, text);
        String::from_utf8(outcome).expect("text")
    }

    #[test]
    fn what_xml_does_not_have_is_written_as_excel_does() {
        assert_eq!(as_written("a & b < c > \"d\"\ne"), "a &amp; b &lt; c &gt; \"d\"\ne");
        assert_eq!(as_written("\u{1}é\r"), "_x0001_é_x000D_");
        assert_eq!(as_written("_x0041_ _x00_ _xé000_"), "_x005F_x0041_ _x00_ _xé000_");
        assert_eq!(as_written("a\u{FFFE}\u{FFFF}b\u{FFFD}"), "a_xFFFE__xFFFF_b\u{FFFD}");
    }

    #[test]
    fn an_attribute_keeps_its_quotes_and_its_line() {
        assert_eq!(escape_attribute("'Daftar \"A\"'!B1\n<"), "'Daftar &quot;A&quot;'!B1 &lt;");
        assert_eq!(attribute("<a x=\"1\" count=\"20\"/>", "count"), Some("20"));
        assert_eq!(attribute("<a discount=\"20\"/>", "count"), None);
    }
}
