//! The colours of marks. A colour says the severity and, in its last bits, which fill it stands in for, so that a
//! marked cell knows its own fill wherever it is moved and whatever program saves the file.

use crate::finding::Severity;

/// Fills that a colour can stand in for; 0 is no fill at all.
pub(super) const CODE_MAX: usize = 254;

/// Base colour and where the low five bits of the code go; its other three are the low bits of green.
const fn basis(severity: Severity) -> (u32, u32) {
    match severity {
        Severity::Error => (0xF9_C8C0, 0),
        Severity::Warning => (0xFD_E8A0, 0),
        Severity::Info => (0xC0_E0FA, 16),
    }
}

/// The colour of a mark as `FFRRGGBB`.
pub(super) fn rgb(severity: Severity, code: usize) -> String {
    let code = u32::try_from(code.min(CODE_MAX)).unwrap_or(0);
    let (color, shift_by) = basis(severity);
    format!("FF{:06X}", color | ((code >> 5) << 8) | ((code & 0x1F) << shift_by))
}

/// The code in the colour of a mark; `None` for every other colour.
pub(super) fn code(rgb: &str) -> Option<usize> {
    let digit = match rgb.len() {
        8 => rgb.get(2..)?,
        6 => rgb,
        _ => return None,
    };
    let color = u32::from_str_radix(digit, 16).ok()?;
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .find_map(|severity| {
            let (basis, shift_by) = basis(severity);
            let (low, height) = (0x1F << shift_by, 0x07_u32 << 8);
            let code = (((color & height) >> 8) << 5) | ((color & low) >> shift_by);
            (color & !(low | height) == basis).then_some(code)
        })
        .and_then(|code| usize::try_from(code).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_tells_what_it_stands_in_for() {
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            for number in 0..=CODE_MAX {
                assert_eq!(code(&rgb(severity, number)), Some(number));
            }
        }
        assert_eq!(rgb(Severity::Error, 0), "FFF9C8C0");
    }

    #[test]
    fn colours_that_people_use_are_not_ours() {
        for color in ["FFFFC7CE", "FFFFEB9C", "FFC6EFCE", "FFFFFF00", "FFFF0000", "FFDDEBF7", "FFFCE4D6", "x"] {
            assert_eq!(code(color), None, "{color}");
        }
    }
}
