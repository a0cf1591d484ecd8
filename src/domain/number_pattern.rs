//! How numbers of a register are written: `{urut:03}/{jenis}/{unit}/{tahun}`.

use std::str::FromStr;

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPattern {
    parts: Vec<PatternPart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum PatternPart {
    Text(String),
    /// With so many digits at least.
    Order(usize),
    Kind,
    Unit,
    Year,
}

/// A text that is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pola nomor {text:?} {reason}; tulis misalnya \"{{urut:03}}/{{jenis}}/{{unit}}/{{tahun}}\"")]
pub struct InvalidPattern {
    text: String,
    reason: String,
}

impl FromStr for NumberPattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |reason: String| InvalidPattern { text: text.to_string(), reason };
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((before, from)) = rest.split_once('{') {
            let (name, after) =
                from.split_once('}').ok_or_else(|| wrong("berkurung kurawal yang tidak ditutup".to_string()))?;
            if !before.is_empty() {
                parts.push(PatternPart::Text(before.to_string()));
            }
            let digits = name.strip_prefix("urut:0").and_then(|digits| digits.parse().ok());
            parts.push(match (name, digits) {
                ("urut", _) => PatternPart::Order(1),
                (_, Some(digits @ 1..=9)) => PatternPart::Order(digits),
                ("jenis", _) => PatternPart::Kind,
                ("unit", _) => PatternPart::Unit,
                ("tahun", _) => PatternPart::Year,
                _ => return Err(wrong(format!("memuat {{{name}}} yang tidak dikenal"))),
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(PatternPart::Text(rest.to_string()));
        }
        if !parts.iter().any(|part| matches!(part, PatternPart::Order(_))) {
            return Err(wrong("tidak memuat {urut}".to_string()));
        }
        Ok(Self { parts })
    }
}

impl NumberPattern {
    /// Whether kinds tell numbers apart.
    pub fn names_kind(&self) -> bool {
        self.parts.contains(&PatternPart::Kind)
    }

    /// A number.
    pub fn write(&self, kind: &str, unit: &str, year: i32, order: u32) -> String {
        let one = |part: &PatternPart| match part {
            PatternPart::Text(text) => text.clone(),
            PatternPart::Order(digits) => format!("{order:0digits$}"),
            PatternPart::Kind => kind.to_uppercase(),
            PatternPart::Unit => unit.to_string(),
            PatternPart::Year => year.to_string(),
        };
        self.parts.iter().map(one).collect()
    }
}

impl Default for NumberPattern {
    fn default() -> Self {
        let text = |text: &str| PatternPart::Text(text.to_string());
        Self {
            parts: vec![
                PatternPart::Order(3),
                text("/"),
                PatternPart::Kind,
                text("/"),
                PatternPart::Unit,
                text("/"),
                PatternPart::Year,
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_number_is_written_as_the_institution_writes_it() {
        let pattern: NumberPattern = "{urut:03}/PK/{unit}/{tahun}".parse().unwrap();
        assert_eq!(pattern.write("pk", "JTI", 2026, 7), "007/PK/JTI/2026");
        assert_eq!(NumberPattern::default().write("ra", "JTI", 2026, 1234), "1234/RA/JTI/2026");
        assert_eq!("{urut:03}/{jenis}/{unit}/{tahun}".parse(), Ok(NumberPattern::default()));
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_told() {
        for (wrong, told) in [("{tahun}/PK", "{urut}"), ("{urut}/{bulan}", "{bulan}"), ("{urut", "tidak ditutup")] {
            let error = wrong.parse::<NumberPattern>().unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }
}
