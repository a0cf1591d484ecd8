//! Numbers typed as text, and the one decision per column on what a dot and a comma mean (domain section 6).
//!
//! Takes all texts of a column once ([`column_decision`]), then each text ([`read_figure`]). What is not surely a number
//! is [`ReadNumber::Not`]; what may be two numbers is [`ReadNumber::InDoubt`]: "1.234" became 1.234 in one
//! application and 1234 in another (domain 13.2).

/// What the texts of a column say about their marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnMark {
    /// Nothing certain.
    #[default]
    NotYetSure,
    /// As many texts with a decimal comma as with a decimal dot.
    Mixed,
    /// A comma is the decimal mark and a dot groups thousands: the Indonesian style.
    DecimalComma,
    /// Dots were seen as decimal marks ("4.25"), commas not at all: "1.234" stays in doubt.
    DecimalPoint,
    /// A dot is the decimal mark and a comma groups thousands: the English style ("1,234.56").
    DecimalPointThousandsComma,
}

/// The decision for one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnDecision {
    /// What the texts say.
    pub mark: ColumnMark,
    /// Whether the column holds rupiah: a dot before three digits groups thousands, and "(1.000)" is negative.
    pub money: bool,
    /// Whether the row counts things (its satuan is Orang, Dokumen ...): a dot before three digits groups thousands.
    pub tally: bool,
    /// Whether the row counts percent points: among dots that are decimal marks, one before three digits is no other.
    pub percent: bool,
}

impl ColumnDecision {
    /// The same decision for a row whose satuan counts things.
    #[must_use]
    pub fn for_tally(self, tally: bool) -> Self {
        Self { tally: self.tally || tally, ..self }
    }

    /// The same decision for percent points.
    #[must_use]
    pub fn for_percent(self, percent: bool) -> Self {
        Self { percent: self.percent || percent, ..self }
    }

    /// The same decision for an amount of rupiah.
    #[must_use]
    pub fn for_money(self, money: bool) -> Self {
        Self { money: self.money || money, ..self }
    }
}

/// A text as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReadNumber {
    /// One number, and only one.
    Certain {
        /// The number.
        figure: f64,
        /// Whether its marks contradict the decision for its column.
        deviating: bool,
    },
    /// Two numbers, depending on what the mark means.
    InDoubt {
        /// With the mark grouping thousands.
        thousands: f64,
        /// With the mark as decimal mark.
        decimal: f64,
    },
    /// Not surely a number.
    Not,
}

/// Looks over all texts of one column, before any of them is read, for numbers whose marks can mean one thing only.
/// The style that more texts use decides; the others contradict it.
pub fn column_decision<'a>(text: impl Iterator<Item = &'a str>, money: bool) -> ColumnDecision {
    let (mut comma, mut point, mut english) = (0_usize, 0_usize, false);
    for core in text.filter_map(first_figure) {
        match parse(core).map(|description| description.style) {
            Some(NumberStyle::Indonesia) => comma += 1,
            Some(NumberStyle::PointDecimal) => point += 1,
            Some(NumberStyle::English) => {
                point += 1;
                english = true;
            }
            Some(NumberStyle::Plain | NumberStyle::OnePoint | NumberStyle::OneComma) | None => {}
        }
    }
    let mark = match comma.cmp(&point) {
        std::cmp::Ordering::Greater => ColumnMark::DecimalComma,
        std::cmp::Ordering::Equal if comma == 0 => ColumnMark::NotYetSure,
        std::cmp::Ordering::Equal => ColumnMark::Mixed,
        std::cmp::Ordering::Less if english && comma == 0 => ColumnMark::DecimalPointThousandsComma,
        std::cmp::Ordering::Less => ColumnMark::DecimalPoint,
    };
    ColumnDecision { mark, money, ..ColumnDecision::default() }
}

/// Reads a text that is a number and nothing else: a sign, "Rp" in front, ",-" behind, and in a money column the
/// brackets of a negative amount are accepted. Blanks between digits are not.
pub fn read_figure(text: &str, decision: &ColumnDecision) -> ReadNumber {
    let tidied = text.trim();
    let inside_bracket =
        tidied.strip_prefix('(').and_then(|content| content.strip_suffix(')')).filter(|_| decision.money);
    let (content, negative) = match inside_bracket {
        Some(content) if !content.contains(['-', '+', '(']) => (content.trim(), true),
        Some(_) => return ReadNumber::Not,
        None => (tidied, false),
    };
    match NumberSymbol::start(content) {
        Some((symbol, "")) => symbol.read(&decision.for_money(symbol.rupiah)).flipped(negative),
        _ => ReadNumber::Not,
    }
}

impl ReadNumber {
    /// The same reading with its sign turned.
    fn flipped(self, reverse: bool) -> Self {
        let reverse = |figure: f64| if reverse { -figure } else { figure };
        match self {
            Self::Certain { figure, deviating } => Self::Certain { figure: reverse(figure), deviating },
            Self::InDoubt { thousands, decimal } => {
                Self::InDoubt { thousands: reverse(thousands), decimal: reverse(decimal) }
            }
            Self::Not => Self::Not,
        }
    }

    /// The same reading, scaled ("1,5 juta").
    pub(crate) fn times(self, factor: f64) -> Self {
        let times = |figure: f64| if factor == 1.0 { figure } else { without_noise(figure * factor) };
        match self {
            Self::Certain { figure, deviating } => Self::Certain { figure: times(figure), deviating },
            Self::InDoubt { thousands, decimal } => {
                Self::InDoubt { thousands: times(thousands), decimal: times(decimal) }
            }
            Self::Not => Self::Not,
        }
    }
}

/// A number without the noise of binary fractions, to the 15 digits that Excel keeps: 0.57 x 100 is 57.
pub(crate) fn without_noise(figure: f64) -> f64 {
    format!("{figure:.14e}").parse().unwrap_or(figure)
}

/// A number at the start of a text, not yet decided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberSymbol<'a> {
    negative: bool,
    description: NumberParse,
    /// Whether "Rp" stood in front of it or ",-" behind it.
    pub(crate) rupiah: bool,
    /// Its digits and marks.
    pub(crate) core: &'a str,
}

impl<'a> NumberSymbol<'a> {
    /// The number that a text starts with, and what follows it. `None` when it starts with no number.
    pub(crate) fn start(text: &'a str) -> Option<(Self, &'a str)> {
        let (minus_front, rest) = minus_mark(text);
        let (rupiah, rest) = without_rp(rest);
        let (minus_inside, rest) = if minus_front.is_none() { minus_mark(rest) } else { (None, rest) };
        let last = rest
            .find(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','))
            .unwrap_or(rest.len());
        let (heading_line, rest) = rest.split_at(last);
        let core = heading_line.trim_end_matches(['.', ',']);
        let (without_cent, rest) = match heading_line.get(core.len()..).unwrap_or_default() {
            "" => (false, rest),
            "," | "." if rupiah_last(rest) => (true, rest.trim_start_matches('-')),
            // The dot that ends a sentence.
            "." if rest.is_empty() => (false, rest),
            _ => return None,
        };
        let negative = minus_front.or(minus_inside).unwrap_or(false);
        let symbol = Self { negative, description: parse(core)?, rupiah: rupiah || without_cent, core };
        Some((symbol, rest))
    }

    /// Decides what the marks mean.
    pub(crate) fn read(&self, decision: &ColumnDecision) -> ReadNumber {
        self.description.read(decision).flipped(self.negative)
    }
}

/// "-5" → minus; "- 5" is a bullet.
fn minus_mark(text: &str) -> (Option<bool>, &str) {
    let after = |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_digit() || "Rr,.".contains(letter));
    match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) if after(rest) => (Some(true), rest),
        (_, Some(rest)) if after(rest) => (Some(false), rest),
        _ => (None, text),
    }
}

/// "Rp. 1.000" → `1.000`.
pub(crate) fn without_rp(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix("Rp").or_else(|| text.strip_prefix("RP")).or_else(|| text.strip_prefix("rp"));
    match rest {
        Some(rest) => (true, rest.strip_prefix('.').unwrap_or(rest).trim_start()),
        None => (false, text),
    }
}

/// Whether a text starts with the dash of "1.000,-" and not with the dash of a span.
fn rupiah_last(rest: &str) -> bool {
    let after = rest.trim_start_matches('-');
    let length = rest.len() - after.len();
    (1..=2).contains(&length) && !after.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
}

/// The first number of a text, when the text starts with one (after a comparator, "Rp" or a bracket).
fn first_figure(text: &str) -> Option<&str> {
    let position = text.find(|letter: char| letter.is_ascii_digit())?;
    let (front, rest) = text.split_at(position);
    let opener =
        front.trim_matches(|letter: char| letter.is_whitespace() || "≥≤<>=+-().,".contains(letter)).to_lowercase();
    if !matches!(opener.as_str(), "" | "rp" | "min" | "maks" | "max" | "minimal" | "maksimal") {
        return None;
    }
    let last =
        rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ',')).unwrap_or(rest.len());
    let (heading_line, tail) = rest.split_at(last);
    // Digits that run into something else ("1.1-1.2", "30.6/2026") prove nothing.
    let intact = tail.is_empty() || tail.starts_with([' ', '%', ')', '\u{a0}', '\n']) || rupiah_last(tail);
    intact.then(|| heading_line.trim_end_matches(['.', ',']))
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberStyle {
    /// Digits only, or nothing that tells.
    Plain,
    /// A decimal comma, or dots that group thousands.
    Indonesia,
    /// Commas that group thousands.
    English,
    /// One dot that can only be a decimal mark.
    PointDecimal,
    /// "1.234".
    OnePoint,
    /// "1,234".
    OneComma,
}

#[derive(Debug, Clone, Copy)]
struct NumberParse {
    style: NumberStyle,
    /// The only reading, or the one with thousands.
    figure: f64,
    /// The reading with decimals of a number in doubt.
    decimal: f64,
}

impl NumberParse {
    fn read(&self, decision: &ColumnDecision) -> ReadNumber {
        use ColumnMark::{DecimalComma, DecimalPoint, DecimalPointThousandsComma, Mixed, NotYetSure};
        let english = matches!(decision.mark, DecimalPoint | DecimalPointThousandsComma);
        let thousands = decision.money || decision.tally;
        let certain = |figure, deviating| ReadNumber::Certain { figure, deviating };
        let in_doubt = ReadNumber::InDoubt { thousands: self.figure, decimal: self.decimal };
        match self.style {
            NumberStyle::Plain => certain(self.figure, false),
            NumberStyle::Indonesia => certain(self.figure, english),
            NumberStyle::English | NumberStyle::PointDecimal => {
                certain(self.figure, matches!(decision.mark, DecimalComma | Mixed))
            }
            NumberStyle::OnePoint => match decision.mark {
                DecimalComma => certain(self.figure, false),
                DecimalPointThousandsComma if thousands => in_doubt,
                DecimalPointThousandsComma => certain(self.decimal, false),
                _ if thousands => certain(self.figure, decision.mark == DecimalPoint),
                DecimalPoint if decision.percent => certain(self.decimal, false),
                NotYetSure | Mixed | DecimalPoint => in_doubt,
            },
            NumberStyle::OneComma => match decision.mark {
                DecimalPointThousandsComma => certain(self.figure, false),
                Mixed | DecimalPoint => in_doubt,
                NotYetSure | DecimalComma if thousands => in_doubt,
                NotYetSure | DecimalComma => certain(self.decimal, false),
            },
        }
    }
}

/// Digits an integer part may have: more lose exactness, and are codes (NIP, account numbers) rather than figures.
const WHOLE_DIGIT: usize = 15;
const FRACTION_DIGIT: usize = 30;

/// Reads digits and marks by rules 2 to 4 of section 6, as far as they stand without the column.
fn parse(core: &str) -> Option<NumberParse> {
    let (point, comma) = (core.matches('.').count(), core.matches(',').count());
    let one = |mark: char, style, in_doubt_style| {
        let (whole, fraction) = core.split_once(mark)?;
        let decimal = build(whole, fraction)?;
        if fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
            return Some(NumberParse { style: in_doubt_style, figure: build(&group(core, mark)?, "")?, decimal });
        }
        Some(NumberParse { style, figure: decimal, decimal })
    };
    let certain = |style, figure| NumberParse { style, figure, decimal: figure };
    match (point, comma) {
        (0, 0) => Some(certain(NumberStyle::Plain, build(core, "")?)),
        (1, 0) => one('.', NumberStyle::PointDecimal, NumberStyle::OnePoint),
        (0, 1) => one(',', NumberStyle::Indonesia, NumberStyle::OneComma),
        (_, 0) => Some(certain(NumberStyle::Indonesia, build(&group(core, '.')?, "")?)),
        (0, _) => Some(certain(NumberStyle::English, build(&group(core, ',')?, "")?)),
        _ => {
            let (whole, fraction) = core.rsplit_once(['.', ','])?;
            let last_comma = core.rfind(',') > core.rfind('.');
            let (style, thousands) =
                if last_comma { (NumberStyle::Indonesia, '.') } else { (NumberStyle::English, ',') };
            Some(certain(style, build(&group(whole, thousands)?, fraction)?))
        }
    }
}

/// The digits of "1.234.567", when every group has its three digits and no other mark stands between them.
fn group(whole: &str, mark: char) -> Option<String> {
    let mut part = whole.split(mark);
    let first = part.next()?;
    let valid = (1..=3).contains(&first.len()) && !first.starts_with('0') && part.all(|three| three.len() == 3);
    valid.then(|| whole.replace(mark, ""))
}

fn build(whole: &str, fraction: &str) -> Option<f64> {
    let figure = |text: &str| text.bytes().all(|letter| letter.is_ascii_digit());
    let blank = whole.is_empty() && fraction.is_empty();
    // "007" is a code.
    let coded = whole.len() > 2 && whole.starts_with('0');
    let expansion = whole.len() > WHOLE_DIGIT || fraction.len() > FRACTION_DIGIT;
    if blank || coded || expansion || !figure(whole) || !figure(fraction) {
        return None;
    }
    format!("0{whole}.{fraction}0").parse().ok()
}

#[cfg(test)]
#[path = "figure/tests.rs"]
mod tests;
