//! What a number format code says about percent and dates.
//!
//! `0.7` under `0%` is 70 percent, under `0.00` it is 0.7: reading one for the other is off by a hundred, so the code is
//! read as Excel reads it, section by section. 46203 under `dd/mm/yyyy` is a day, under `0` a number.

use std::collections::BTreeMap;

use calamine::ExcelDateTimeType;

/// The number formats of a workbook: the code of each format id, and the format id of each cell style.
#[derive(Debug, Default)]
pub(super) struct NumberFormats {
    pub(super) codes: BTreeMap<u32, String>,
    pub(super) styles: Vec<u32>,
}

impl NumberFormats {
    /// Whether a number in a cell of this style is shown as percent.
    pub(super) fn percent(&self, style: u32, number: f64) -> bool {
        let Some(id) = self.styles.get(style as usize) else { return false };
        let code = self.codes.get(id).map(String::as_str).or(builtin_percent(*id));
        code.is_some_and(|code| shows_percent(code, number))
    }

    /// Which cell styles show a moment, one entry for each style.
    pub(super) fn moments(&self) -> Vec<Option<ExcelDateTimeType>> {
        let of_id = |id: &u32| match self.codes.get(id) {
            Some(code) => moment(code),
            None => builtin_moment(*id),
        };
        self.styles.iter().map(of_id).collect()
    }

    /// Whether a cell may name this style. A number under an unknown style could be a date or a percent: neither is
    /// guessed. Style 0 is every cell's, even of a workbook without any style.
    pub(super) fn knows(&self, style: u32) -> bool {
        style == 0 || (style as usize) < self.styles.len()
    }
}

/// The format code of a built-in percent format.
fn builtin_percent(id: u32) -> Option<&'static str> {
    match id {
        9 => Some("0%"),
        10 => Some("0.00%"),
        _ => None,
    }
}

/// The built-in formats of dates, times and durations, those of East Asia among them (ECMA-376 18.8.30).
fn builtin_moment(id: u32) -> Option<ExcelDateTimeType> {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Some(ExcelDateTimeType::DateTime),
        46 => Some(ExcelDateTimeType::TimeDelta),
        _ => None,
    }
}

/// What the first section of a code shows: a letter of a day or hour outside quotes and brackets is a date or time,
/// hours, minutes or seconds in brackets are a duration.
fn moment(code: &str) -> Option<ExcelDateTimeType> {
    for piece in pieces(code) {
        match piece {
            Piece::Bracket(inside) => {
                let inside = inside.to_ascii_lowercase();
                let elapsed = inside.chars().next().filter(|first| matches!(first, 'h' | 'm' | 's'));
                if elapsed.is_some_and(|first| inside.chars().all(|letter| letter == first)) {
                    return Some(ExcelDateTimeType::TimeDelta);
                }
            }
            Piece::Letter(';') => return None,
            Piece::Letter(letter) => {
                if matches!(letter.to_ascii_lowercase(), 'd' | 'm' | 'h' | 'y' | 's') {
                    return Some(ExcelDateTimeType::DateTime);
                }
            }
        }
    }
    None
}

/// What of a code means something: its letters outside quotes, and what stands in brackets.
enum Piece {
    Letter(char),
    Bracket(String),
}

/// The pieces of a code. What stands in quotes, or after `\`, `_` or `*`, is only decoration.
fn pieces(code: &str) -> impl Iterator<Item = Piece> {
    let mut letters = code.chars();
    std::iter::from_fn(move || {
        loop {
            match letters.next()? {
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '"' => {
                    letters.by_ref().find(|letter| *letter == '"');
                }
                '[' => return Some(Piece::Bracket(letters.by_ref().take_while(|letter| *letter != ']').collect())),
                letter => return Some(Piece::Letter(letter)),
            }
        }
    })
}

/// One section of a code: `[<=1]0%` applies from a condition and shows percent.
#[derive(Default)]
struct Section {
    percent: bool,
    condition: Option<(Comparison, f64)>,
}

#[derive(Clone, Copy)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// Whether a number is shown as percent under a format code.
fn shows_percent(code: &str, number: f64) -> bool {
    if !code.contains('%') {
        return false;
    }
    let sections = sections(code);
    let conditional = sections.iter().any(|section| section.condition.is_some());
    let chosen = if conditional { by_condition(&sections, number) } else { by_sign(&sections, number) };
    chosen.is_some_and(|section| section.percent)
}

/// Without conditions: positive; negative; zero. A zero section that shows only a dash does not make zero another unit.
fn by_sign(sections: &[Section], number: f64) -> Option<&Section> {
    if number < 0.0 { sections.get(1).or(sections.first()) } else { sections.first() }
}

fn by_condition(sections: &[Section], number: f64) -> Option<&Section> {
    sections
        .iter()
        .find(|section| section.condition.is_none_or(|(comparison, bound)| holds(comparison, number, bound)))
        .or(sections.first())
}

#[expect(clippy::float_cmp, reason = "a format condition compares exactly")]
fn holds(comparison: Comparison, number: f64, bound: f64) -> bool {
    match comparison {
        Comparison::Less => number < bound,
        Comparison::LessOrEqual => number <= bound,
        Comparison::Greater => number > bound,
        Comparison::GreaterOrEqual => number >= bound,
        Comparison::Equal => number == bound,
        Comparison::NotEqual => number != bound,
    }
}

/// Splits a code at its semicolons. A `%` in brackets, too, is only decoration.
fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    for piece in pieces(code) {
        match piece {
            Piece::Bracket(inside) => section.condition = section.condition.or(condition(&inside)),
            Piece::Letter(';') => sections.push(std::mem::take(&mut section)),
            Piece::Letter('%') => section.percent = true,
            Piece::Letter(_) => {}
        }
    }
    sections.push(section);
    sections
}

/// `<=1`; `None` for colours and locales.
fn condition(inside: &str) -> Option<(Comparison, f64)> {
    let comparisons = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::NotEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    let (sign, comparison) = comparisons.into_iter().find(|(sign, _)| inside.starts_with(sign))?;
    inside[sign.len()..].trim().parse().ok().map(|bound| (comparison, bound))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_percent_sign_outside_quotes_means_percent() {
        for code in ["0%", "0.00%", "0.0 %", "#,##0.00%;[Red]-#,##0.00%", "[$-421]0%", "0%;-0%;\"-\"", "_(* 0%_)"] {
            assert!(shows_percent(code, 0.7) && shows_percent(code, 0.0), "{code}");
        }
    }

    #[test]
    fn a_decorative_percent_sign_does_not() {
        for code in ["General", "0.00\"%\"", "0\\%", "0_%", "0*%", "@"] {
            assert!(!shows_percent(code, 70.0), "{code}");
        }
    }

    #[test]
    fn days_hours_and_durations_are_told_by_their_letters() {
        for code in ["dd/mm/yyyy", "[$-421]d mmmm yyyy;@", "H:MM:SS;@", "m\"M\"d\"D\";@", "h:mm AM/PM", "yyyy"] {
            assert_eq!(moment(code), Some(ExcelDateTimeType::DateTime), "{code}");
        }
        for code in ["[h]:mm:ss", "[ss]", "[Blue]\\+[h]:mm;[Red]\\-[h]:mm", "[>=100][Magenta][s].00"] {
            assert_eq!(moment(code), Some(ExcelDateTimeType::TimeDelta), "{code}");
        }
        for code in [
            "General",
            "#,##0\\ [$\\u20bd-46D]",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "0.00E+00",
            "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
            "[>=100][Magenta].00",
            "0;d",
        ] {
            assert_eq!(moment(code), None, "{code}");
        }
    }

    #[test]
    fn sections_follow_the_sign_and_the_conditions() {
        assert!(!shows_percent("0%;0", -3.0));
        assert!(shows_percent("[<=1]0%;0", 0.8));
        assert!(!shows_percent("[<=1]0%;0", 80.0));
    }
}
