//! Texts in XML, and attributes read out of what the writer made.

use crate::ooxml::text::looks_escaped;

/// The value of the first attribute of this name, as written.
pub(crate) fn atribut<'t>(teks: &'t str, nama: &str) -> Option<&'t str> {
    let kunci = format!(" {nama}=\"");
    let awal = teks.find(&kunci)? + kunci.len();
    teks[awal..].split('"').next()
}

/// Writes a text as content. Characters that XML does not have are written as Excel does, `_x0001_`, and a text that
/// looks like that is kept from being read so.
pub(crate) fn isi(hasil: &mut Vec<u8>, teks: &str) {
    let mut tertulis = 0;
    for (letak, bita) in teks.bytes().enumerate() {
        let ganti: &[u8] = match bita {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'_' if looks_escaped(&teks.as_bytes()[letak..]) => b"_x005F_",
            b'\t' | b'\n' => continue,
            0..0x20 => {
                hasil.extend(&teks.as_bytes()[tertulis..letak]);
                hasil.extend(format!("_x{bita:04X}_").bytes());
                tertulis = letak + 1;
                continue;
            }
            // U+FFFE and U+FFFF, the only other characters that XML does not have.
            0xEF if matches!(teks.as_bytes().get(letak + 1..letak + 3), Some([0xBF, 0xBE | 0xBF])) => {
                hasil.extend(&teks.as_bytes()[tertulis..letak]);
                hasil.extend(if teks.as_bytes()[letak + 2] == 0xBE { b"_xFFFE_" } else { b"_xFFFF_" });
                tertulis = letak + 3;
                continue;
            }
            _ => continue,
        };
        hasil.extend(&teks.as_bytes()[tertulis..letak]);
        hasil.extend(ganti);
        tertulis = letak + 1;
    }
    hasil.extend(&teks.as_bytes()[tertulis..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::text::escape_attribute;

    fn tertulis(teks: &str) -> String {
        let mut hasil = Vec::new();
        isi(&mut hasil, teks);
        String::from_utf8(hasil).expect("text")
    }

    #[test]
    fn what_xml_does_not_have_is_written_as_excel_does() {
        assert_eq!(tertulis("a & b < c > \"d\"\ne"), "a &amp; b &lt; c &gt; \"d\"\ne");
        assert_eq!(tertulis("\u{1}é\r"), "_x0001_é_x000D_");
        assert_eq!(tertulis("_x0041_ _x00_ _xé000_"), "_x005F_x0041_ _x00_ _xé000_");
        assert_eq!(tertulis("a\u{FFFE}\u{FFFF}b\u{FFFD}"), "a_xFFFE__xFFFF_b\u{FFFD}");
    }

    #[test]
    fn an_attribute_keeps_its_quotes_and_its_line() {
        assert_eq!(escape_attribute("'Daftar \"A\"'!B1\n<"), "'Daftar &quot;A&quot;'!B1 &lt;");
        assert_eq!(atribut("<a x=\"1\" count=\"20\"/>", "count"), Some("20"));
        assert_eq!(atribut("<a discount=\"20\"/>", "count"), None);
    }
}
