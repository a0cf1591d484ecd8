//! OpenDocument formulas in Excel's spelling, so that one rule reads both: `of:=SUM([.C5:.C7];[$Data.B1])` is
//! `SUM(C5:C7,$Data!B1)`.

/// A formula without its leading `=`. What is not understood stays as it is written.
pub(super) fn to_excel(written: &str) -> String {
    let body = ["of:=", "oooc:=", "msoxl:=", "="].iter().find_map(|prefix| written.strip_prefix(prefix));
    let body = body.unwrap_or(written);
    let mut excel = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '"' => quoted(rest, '"'),
            '[' => bracket(rest),
            _ => letter.len_utf8(),
        };
        let (piece, after) = rest.split_at(taken);
        match letter {
            '[' => excel.push_str(&reference(piece.trim_start_matches('[').trim_end_matches(']'))),
            ';' => excel.push(','),
            _ => excel.push_str(piece),
        }
        rest = after;
    }
    excel
}

/// Length of a quoted text that begins here; a doubled quote does not end it.
fn quoted(text: &str, quote: char) -> usize {
    let mut inside = false;
    for (at, letter) in text.char_indices() {
        if letter == quote {
            inside = !inside;
        } else if !inside {
            return at;
        }
    }
    text.len()
}

/// Length of a bracketed reference that begins here; a bracket in a quoted sheet name does not end it.
fn bracket(text: &str) -> usize {
    let mut in_name = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '\'' => in_name = !in_name,
            ']' if !in_name => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `.C5:.C7` is `C5:C7`; `$'Data Lama'.B1` is `'Data Lama'!B1`.
fn reference(inside: &str) -> String {
    let mut in_name = false;
    let colon = inside.char_indices().find(|(_, letter)| {
        in_name ^= *letter == '\'';
        *letter == ':' && !in_name
    });
    match colon {
        Some((at, _)) => format!("{}:{}", corner(&inside[..at]), corner(&inside[at + 1..])),
        None => corner(inside),
    }
}

fn corner(written: &str) -> String {
    match written.rfind('.') {
        Some(0) => written[1..].to_string(),
        Some(at) => format!("{}!{}", written[..at].trim_start_matches('$'), &written[at + 1..]),
        None => written.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn formulas_take_excels_spelling() {
        for (written, excel) in [
            ("of:=SUM([.C5:.C7])", "SUM(C5:C7)"),
            ("of:=IF([.A1]>1;\"a;[.b] \"\"c\"\"\";0)", "IF(A1>1,\"a;[.b] \"\"c\"\"\",0)"),
            ("of:=[$'Data.Lama; x'.$B$1]*2", "'Data.Lama; x'!$B$1*2"),
            ("of:=[Data.B1:.B3]", "Data!B1:B3"),
            ("oooc:=[.A1]", "A1"),
            ("of:=[.#REF!]", "#REF!"),
            ("of:=\"tanpa akhir", "\"tanpa akhir"),
            ("of:=[.A1", "A1"),
        ] {
            assert_eq!(to_excel(written), excel, "{written}");
        }
    }
}
