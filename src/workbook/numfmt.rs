//! What a number format code says about percent.
//!
//! `0.7` under `0%` is 70 percent, under `0.00` it is 0.7: reading one for the other is off by a hundred, so the code is
//! read as Excel reads it, section by section.

use std::collections::BTreeMap;

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

/// Splits a code at its semicolons. A `%` in quotes, after `\`, `_` or `*`, or in brackets is only decoration.
fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                if let Some(section) = sections.last_mut() {
                    section.condition = section.condition.or(condition(&inside));
                }
            }
            ';' => sections.push(Section::default()),
            '%' => {
                if let Some(section) = sections.last_mut() {
                    section.percent = true;
                }
            }
            _ => {}
        }
    }
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
    fn sections_follow_the_sign_and_the_conditions() {
        assert!(!shows_percent("0%;0", -3.0));
        assert!(shows_percent("[<=1]0%;0", 0.8));
        assert!(!shows_percent("[<=1]0%;0", 80.0));
    }
}
