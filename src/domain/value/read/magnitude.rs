//! Quantities typed as text: numbers, percent, money, bounds, spans, fractions and grades (domain section 6).

use super::awaited::{not_measured_yet, without_footnote};
use super::phrase::{NumberConnector, connector, delimiter, per, read_general, spelled_out, tidy, valid_satuan};
use super::{ReadValue, ValueContext, as_is_text, certain};
use crate::domain::date::read_date;
use crate::domain::satuan::{multiplier, registered, standard_satuan};
use crate::domain::triwulan::read_triwulan_designation;
use crate::domain::value::figure::{ColumnDecision, NumberSymbol, ReadNumber, without_rp};
use crate::domain::value::predikat::PredikatScale;
use crate::domain::value::{Doubt, LimitDirection, Predikat, Value};

/// Words that say until when at most: "sampai dengan Triwulan II".
const UNTIL_WORDS: usize = 4;

/// Reads a text cell of a column of values, percent points or money.
pub(super) fn read(context: &ValueContext) -> ReadValue {
    let tidied = tidy(without_until(context.text));
    if let Some(general) = read_general(&tidied) {
        return certain(general);
    }
    // What an accounting format shows for zero, typed by hand.
    if let (true, "-") = without_rp(&tidied) {
        return certain(Value::Dash);
    }
    if not_measured_yet(&tidied) {
        return certain(Value::Absent);
    }
    let tidied = without_equals(without_footnote(&tidied));
    if let Some(date) = read_date(tidied) {
        return certain(Value::Date { date: date.into() });
    }
    if let Some(triwulan) = read_triwulan_designation(tidied) {
        return certain(Value::Triwulan { triwulan });
    }
    predikat(tidied, context)
        .or_else(|| limit(tidied, context))
        .or_else(|| negative_bracket(tidied, context))
        .or_else(|| step_of_scale(tidied))
        .or_else(|| magnitude(tidied, context))
        .unwrap_or_else(|| certain(as_is_text(context.text)))
}

/// "=100%" beside ">=85%": a target that is to be met exactly. What computes is left as it is.
fn without_equals(text: &str) -> &str {
    let rest = text.strip_prefix('=').map(str::trim_start);
    let plain = |rest: &&str| {
        rest.starts_with(|letter: char| letter.is_ascii_digit())
            && rest.bytes().all(|letter| letter.is_ascii_digit() || b".,% ".contains(&letter))
    };
    rest.filter(plain).unwrap_or(text)
}

/// "95,83%\ns.d. Juni": until when a figure was counted may stand below it, in a line of its own.
fn without_until(text: &str) -> &str {
    let until = |line: &str| {
        let lower = line.trim().to_lowercase();
        let opens = ["s.d", "s/d", "sd ", "sampai "].iter().any(|word| lower.starts_with(word));
        opens && lower.split_whitespace().count() <= UNTIL_WORDS
    };
    match text.trim_end().rsplit_once('\n') {
        Some((figure, line)) if until(line) => figure,
        _ => text,
    }
}

/// A number at the start of a text with what belongs to it: "Rp", percent sign, "juta".
struct NumberTerm<'a> {
    symbol: NumberSymbol<'a>,
    percent: bool,
    rupiah: bool,
    times: Option<f64>,
}

impl<'a> NumberTerm<'a> {
    fn start(text: &'a str) -> Option<(Self, &'a str)> {
        let (symbol, rest) = NumberSymbol::start(text)?;
        let mut term = Self { symbol, percent: false, rupiah: symbol.rupiah, times: None };
        let mut rest = rest;
        if let Some(after) = rest.trim_start().strip_prefix('%') {
            term.percent = true;
            return Some((term, after));
        }
        if let Some((word, after)) = leading_word(rest)
            && let Some(times) = multiplier(word).or_else(|| letter(word).filter(|_| term.rupiah))
        {
            term.times = Some(times);
            rest = after;
        }
        if let Some((word, after)) = leading_word(rest) {
            let satuan = standard_satuan(word);
            if satuan.percent && term.times.is_none() {
                term.percent = true;
                rest = after;
            } else if satuan.money {
                term.rupiah = true;
                rest = after;
            }
        }
        Some((term, rest))
    }

    fn plain(&self) -> bool {
        !self.percent && !self.rupiah && self.times.is_none()
    }

    fn read(&self, decision: &ColumnDecision, times: Option<f64>) -> ReadNumber {
        let readable = self.symbol.read(&decision.for_money(self.rupiah));
        self.times.or(times).map_or(readable, |times| readable.times(times))
    }
}

/// "Rp 1,2 M" is a thousand million, "Rp 3 T" a million million; without "Rp" the letters are units like any other.
fn letter(word: &str) -> Option<f64> {
    match word {
        "M" | "m" => Some(1e9),
        "T" | "t" => Some(1e12),
        _ => None,
    }
}

/// The word a text starts with, after at most one blank.
fn leading_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let last = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    (last > 0).then(|| text.split_at(last))
}

/// What stands behind a number.
struct NumberTail<'a> {
    satuan: Option<&'a str>,
    bracket: Option<&'a str>,
}

impl<'a> NumberTail<'a> {
    /// `None` when something stands there that is neither a unit nor a bracket.
    fn read(rest: &'a str) -> Option<Self> {
        let tight = rest.starts_with(char::is_alphabetic);
        let rest = rest.trim();
        let rest = rest.strip_suffix('.').unwrap_or(rest);
        let (satuan, bracket) = match rest.split_once('(') {
            None => (rest, None),
            Some((front, behind)) => {
                let (content, after) = behind.split_once(')')?;
                let (front, after) = (front.trim(), after.trim());
                if content.contains('(') || (!front.is_empty() && !after.is_empty()) {
                    return None;
                }
                (if front.is_empty() { after } else { front }, Some(content.trim()))
            }
        };
        let bracket = bracket.filter(|content| !content.is_empty());
        if satuan.is_empty() {
            // "2 (Laporan)": the bracket is the unit.
            return Some(match bracket {
                Some(content) if registered(content) => Self { satuan: Some(content), bracket: None },
                bracket => Self { satuan: None, bracket },
            });
        }
        // "2Lap" is a number with its unit; "1A" is a code.
        let valid = if tight { registered(satuan) } else { valid_satuan(satuan) };
        valid.then_some(Self { satuan: Some(satuan), bracket })
    }
}

/// One or two numbers with their tail, decided and ready to be put into a value.
struct NumberPlan<'a> {
    satuan: Option<&'a str>,
    as_written_percent: bool,
    rupiah: bool,
    /// Scaled by "juta" and the like.
    repeated: bool,
    in_doubt: Vec<Doubt>,
    figures: Vec<f64>,
}

impl<'a> NumberPlan<'a> {
    /// `Err` holds the entry that stays text because a mark is in doubt.
    fn build(term: &[NumberTerm<'a>], rest: &'a str, context: &ValueContext) -> Option<Result<Self, ReadValue>> {
        let tail = NumberTail::read(rest)?;
        let rupiah = term.iter().any(|term| term.rupiah);
        let as_written = tail.satuan.map(standard_satuan);
        let as_written_percent = term.iter().any(|term| term.percent) || as_written.as_ref().is_some_and(|s| s.percent);
        let satuan = tail.satuan.filter(|_| !as_written.as_ref().is_some_and(|s| s.percent));
        if rupiah && (as_written_percent || satuan.is_some())
            || term.iter().any(|term| term.percent) && satuan.is_some()
        {
            return None;
        }
        let mut decision = context.decision.for_money(rupiah);
        if let Some(as_written) = &as_written {
            // The unit beside the number knows better than the row whether it counts things ("orang dosen").
            let tally =
                as_written.tally || tail.satuan.and_then(leading_word).is_some_and(|(k, _)| standard_satuan(k).tally);
            decision = ColumnDecision { money: as_written.money, tally, ..decision };
        }
        let times = term.last().and_then(|term| term.times);
        let repeated = times.is_some();
        let mut arrangement =
            Self { satuan, as_written_percent, rupiah, repeated, in_doubt: Vec::new(), figures: Vec::new() };
        for term in term {
            match term.read(&decision, times) {
                ReadNumber::Certain { figure, deviating } => {
                    arrangement.figures.push(figure);
                    if deviating && arrangement.in_doubt.is_empty() {
                        arrangement.in_doubt.push(Doubt::DeviatingFromColumn);
                    }
                }
                ReadNumber::InDoubt { thousands, decimal } => {
                    let in_doubt = vec![Doubt::NumberMark { thousands, decimal }];
                    return Some(Err((as_is_text(context.text), in_doubt)));
                }
                ReadNumber::Not => return None,
            }
        }
        if let Some(bracket) = tail.bracket.filter(|bracket| !spelled_out(bracket)) {
            arrangement.in_doubt.push(Doubt::SecondQuantity { text: bracket.to_string() });
        }
        Some(Ok(arrangement))
    }

    /// The unit as typed; "Rp" for amounts.
    fn satuan_name(&self) -> Option<String> {
        if self.rupiah { Some("Rp".to_string()) } else { self.satuan.map(str::to_string) }
    }

    /// Whether the numbers are percent points. When they may be fractions instead, that is told and they are none.
    fn percent(&mut self, context: &ValueContext) -> bool {
        if self.as_written_percent {
            return true;
        }
        let plain = context.percent && self.satuan.is_none() && !self.rupiah;
        if plain && self.figures.iter().all(|figure| context.maybe_fraction(*figure)) {
            self.in_doubt.push(Doubt::MaybePercentFraction);
            return false;
        }
        plain
    }
}

/// A number, a span or a fraction.
fn magnitude(tidied: &str, context: &ValueContext) -> Option<ReadValue> {
    let (first, rest) = NumberTerm::start(tidied)?;
    if let Some((hyphen, second)) = connector(rest)
        && let Some((second, rest)) = NumberTerm::start(second)
    {
        return range(hyphen, [first, second], rest, context);
    }
    if let Some((line, second)) = per(rest)
        && let Some((second, rest)) = NumberTerm::start(second)
    {
        return fraction(line, [first, second], rest, context);
    }
    single(first, rest, context)
}

fn single(term: NumberTerm, rest: &str, context: &ValueContext) -> Option<ReadValue> {
    let figure_only = term.plain() && rest.trim().is_empty();
    let arrangement = match NumberPlan::build(&[term], rest, context)? {
        Ok(arrangement) => arrangement,
        Err(in_doubt) => return Some(in_doubt),
    };
    let NumberPlan { satuan, as_written_percent, rupiah, repeated, mut in_doubt, figures: figure } = arrangement;
    let figure = *figure.first()?;
    let value = if as_written_percent {
        Value::Percent { percent: figure }
    } else if let Some(satuan) = satuan {
        Value::Figure { figure, satuan: Some(satuan.to_string()) }
    } else if rupiah || (repeated && context.satuan.name.is_empty()) {
        // "1,5 juta" is money unless the row says what it counts (grammar of section 6).
        Value::Money { rupiah: figure }
    } else {
        let (value, again) = context.plain_figure(figure);
        in_doubt.extend(again);
        value
    };
    if figure_only {
        in_doubt.push(Doubt::FigureAsText);
    }
    Some((value, in_doubt))
}

/// "Level 3", "Tingkat II": a step of a scale whose name stands before its number.
fn step_of_scale(tidied: &str) -> Option<ReadValue> {
    const SCALES: [&str; 5] = ["level", "lv", "tingkat", "peringkat", "bintang"];
    const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    let (name, rest) = leading_word(tidied)?;
    let number = rest.trim();
    if !SCALES.contains(&name.to_lowercase().as_str()) || !rest.starts_with(' ') {
        return None;
    }
    let roman = ROMAN.iter().position(|roman| number.eq_ignore_ascii_case(roman)).map(|place| place as f64 + 1.0);
    let digits = || {
        let few = number.len() <= 2 && number.bytes().all(|letter| letter.is_ascii_digit());
        number.parse::<f64>().ok().filter(|_| few)
    };
    let figure = roman.or_else(digits)?;
    Some(certain(Value::Figure { figure, satuan: Some(name.to_string()) }))
}

/// "(1.000)" in a money column is negative.
fn negative_bracket(tidied: &str, context: &ValueContext) -> Option<ReadValue> {
    match crate::domain::value::figure::read_figure(tidied, &context.decision) {
        ReadNumber::Certain { figure, deviating } if tidied.starts_with('(') => {
            let mut in_doubt = vec![Doubt::FigureAsText];
            if deviating {
                in_doubt.insert(0, Doubt::DeviatingFromColumn);
            }
            Some((Value::Money { rupiah: figure }, in_doubt))
        }
        ReadNumber::InDoubt { thousands, decimal } if tidied.starts_with('(') => {
            Some((as_is_text(context.text), vec![Doubt::NumberMark { thousands, decimal }]))
        }
        _ => None,
    }
}

/// "≥ 80", "maks. 5 hari".
fn limit(tidied: &str, context: &ValueContext) -> Option<ReadValue> {
    let (direction, rest) = delimiter(tidied)?;
    let (term, rest) = NumberTerm::start(rest)?;
    let mut arrangement = match NumberPlan::build(&[term], rest, context)? {
        Ok(arrangement) => arrangement,
        Err(in_doubt) => return Some(in_doubt),
    };
    let percent = arrangement.percent(context);
    let figure = *arrangement.figures.first()?;
    Some((Value::Limit { direction, figure, percent, satuan: arrangement.satuan_name() }, arrangement.in_doubt))
}

/// "80 - 90 %". Days, years and codes are no spans.
fn range(hyphen: NumberConnector, term: [NumberTerm; 2], rest: &str, context: &ValueContext) -> Option<ReadValue> {
    let core = [term[0].symbol.core, term[1].symbol.core];
    let bare = rest.trim().is_empty() && term.iter().all(NumberTerm::plain);
    if core.iter().any(|core| zero_prefixed(core)) || (bare && core.iter().all(|core| similar_year(core))) {
        return None;
    }
    let coded = core.iter().all(|core| similar_code(core)) && context.satuan.name.is_empty() && !context.percent;
    if matches!(hyphen, NumberConnector::Dash) && bare && (coded || month_and_year(core)) {
        return None;
    }
    let mut arrangement = match NumberPlan::build(&term, rest, context)? {
        Ok(arrangement) => arrangement,
        Err(in_doubt) => return Some(in_doubt),
    };
    let percent = arrangement.percent(context);
    let (lower, upper) = (*arrangement.figures.first()?, *arrangement.figures.get(1)?);
    let satuan = arrangement.satuan_name();
    (lower < upper).then_some((Value::Range { lower, upper, percent, satuan }, arrangement.in_doubt))
}

/// "100 dari 110 Organisasi", "4/21". Days and school years are no fractions.
fn fraction(line: bool, term: [NumberTerm; 2], rest: &str, context: &ValueContext) -> Option<ReadValue> {
    let core = [term[0].symbol.core, term[1].symbol.core];
    let similar_date =
        core.iter().any(|core| zero_prefixed(core)) || core.iter().all(|i| similar_year(i)) || month_and_year(core);
    if (line && similar_date) || term.iter().any(|term| term.percent || term.rupiah) {
        return None;
    }
    let arrangement = match NumberPlan::build(&term, rest, context)? {
        Ok(arrangement) => arrangement,
        Err(in_doubt) => return Some(in_doubt),
    };
    if arrangement.as_written_percent {
        return None;
    }
    let (numerator, denominator) = (*arrangement.figures.first()?, *arrangement.figures.get(1)?);
    let satuan = arrangement.satuan_name();
    Some((Value::Fraction { numerator, denominator, satuan }, arrangement.in_doubt))
}

fn zero_prefixed(core: &str) -> bool {
    let mut letter = core.bytes();
    letter.next() == Some(b'0') && letter.next().is_some_and(|letter| letter.is_ascii_digit())
}

/// "1.1", which is a code as often as a number.
fn similar_code(core: &str) -> bool {
    core.split_once('.').is_some_and(|(_, after)| after.len() <= 2)
}

fn similar_year(core: &str) -> bool {
    core.len() == 4 && core.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

/// "6/2026".
fn month_and_year([month, year]: [&str; 2]) -> bool {
    similar_year(year) && month.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
}

/// A grade, alone, behind "minimal", or beside its number: "BB (78,5)", "78,5 (BB)".
fn predikat(tidied: &str, context: &ValueContext) -> Option<ReadValue> {
    // A grade asked for is reached by any better one, so "minimal BB" and "BB" are the same target (9.4).
    let asked = match delimiter(tidied) {
        Some((LimitDirection::Minimal, rest)) if rest.starts_with(char::is_alphabetic) => rest,
        _ => tidied,
    };
    if let Some(predikat) = valid_predikat(asked, context).or_else(|| named_predikat(asked, context)) {
        return Some(certain(Value::Predikat { predikat, figure: None }));
    }
    if let Some(readable) = numbered_predikat(asked, context) {
        return Some(readable);
    }
    // "BB (> 70)": the grade counts, the bracket is told.
    let (letter, bracket) = asked.strip_suffix(')')?.split_once('(')?;
    let predikat = valid_predikat(letter.trim(), context)?;
    Some((Value::Predikat { predikat, figure: None }, vec![Doubt::SecondQuantity { text: bracket.trim().to_string() }]))
}

/// A grade and a number, in either order.
fn numbered_predikat(tidied: &str, context: &ValueContext) -> Option<ReadValue> {
    let (letter, symbol) = match NumberSymbol::start(tidied) {
        Some((symbol, rest)) => (rest, symbol),
        None => {
            let (front, figure) = tidied.split_at(tidied.find(|letter: char| letter.is_ascii_digit())?);
            let (symbol, rest) = NumberSymbol::start(figure.trim_end_matches(')'))?;
            if !rest.is_empty() || !front.ends_with(SEPARATOR) {
                return None;
            }
            (front, symbol)
        }
    };
    let predikat = valid_predikat(letter.trim_matches(SEPARATOR), context).filter(|_| !symbol.rupiah)?;
    // "3 B" is a code and "5 kurang" a sentence; "78,5 (B)" is a grade.
    let clear = letter.contains(['(', '/', ':', '=', ';']) || context.satuan.predikat;
    if !clear && (predikat.scale() == PredikatScale::Designation || predikat.name().len() == 1) {
        return None;
    }
    Some(match symbol.read(&context.decision) {
        ReadNumber::Certain { figure, deviating } => {
            let in_doubt = if deviating { vec![Doubt::DeviatingFromColumn] } else { Vec::new() };
            (Value::Predikat { predikat, figure: Some(figure) }, in_doubt)
        }
        ReadNumber::InDoubt { thousands, decimal } => {
            (Value::Predikat { predikat, figure: None }, vec![Doubt::NumberMark { thousands, decimal }])
        }
        ReadNumber::Not => return None,
    })
}

/// What may stand between a grade and its number.
const SEPARATOR: [char; 7] = [' ', '(', ')', '/', ':', '=', ';'];

/// "A predikat", "Opini WTP": a grade beside the word for it.
fn named_predikat(text: &str, context: &ValueContext) -> Option<Predikat> {
    let word = |word: &str| matches!(word.to_lowercase().as_str(), "predikat" | "opini" | "kategori");
    let (one, other) = text.split_once(' ')?;
    let behind = || text.rsplit_once(' ').filter(|(_, last)| word(last)).map(|(grade, _)| grade);
    let grade = if word(one) { Some(other) } else { behind() };
    grade.and_then(|grade| valid_predikat(grade.trim(), context))
}

/// "TW" is a quarter everywhere but in rows of grades.
fn valid_predikat(text: &str, context: &ValueContext) -> Option<Predikat> {
    Predikat::read(text).filter(|_| !text.eq_ignore_ascii_case("tw") || context.satuan.predikat)
}
