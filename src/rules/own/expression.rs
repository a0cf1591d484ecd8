//! The language of conditions: what can be asked of a row, and nothing else.
//!
//! Takes the text of a condition and the names that a table has, gives a [`Condition`] or what is wrong with it and where;
//! then, for each row, whether it holds. A condition is a tree of names, constants, operators and functions of a closed
//! list: it calls nothing, repeats nothing and ends after as many steps as it has parts. Whether every part is given what
//! it needs, a figure or a question, is known when it is read. What cannot be answered is neither yes nor no, and stays so
//! when it is turned round; it decides nothing beside an answer that decides.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::functions::{self, FUNCTIONS, Kind};
use super::held::{Answer, Held, NoAnswer};
use super::scan::{Misplaced, Placed, Sign, Token, scan};

/// A condition that can be asked.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    question: Question,
    /// The names that it asks for, in the order of its text.
    pub(super) names: Vec<String>,
}

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ConditionFault {
    /// A name that the table does not have.
    UnknownName(String),
    /// A function that there is not.
    UnknownFunction(String),
    /// A function that is given too much or too little.
    WrongCount(String),
    /// Something that cannot be followed, at a letter counted from one; `None` at its end.
    NotRead(Option<usize>),
    /// It asks nothing that is true or false.
    NoQuestion,
    /// It is longer or deeper than any condition.
    TooLong,
}

/// Letters of the longest condition.
const LONGEST: usize = 500;
/// Brackets in brackets of the deepest.
const DEEPEST: usize = 40;

/// Something that is yes, no, or not to be answered.
#[derive(Debug, Clone)]
enum Question {
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(Sign, Figure, Figure),
    Asked(usize, Vec<Figure>),
}

/// Something that a cell may hold.
#[derive(Debug, Clone)]
enum Figure {
    Name(String),
    Constant(Held),
    Minus(Box<Self>),
    Combined(Sign, Box<Self>, Box<Self>),
    Made(usize, Vec<Self>),
}

enum Part {
    Question(Question),
    Figure(Figure),
}

type Read<T> = Result<T, ConditionFault>;

/// Reads a condition over the names for which `known` says yes.
pub(super) fn read(text: &str, known: impl Fn(&str) -> bool) -> Read<Condition> {
    if text.chars().count() > LONGEST {
        return Err(ConditionFault::TooLong);
    }
    let tokens = scan(text).map_err(|Misplaced(letter)| ConditionFault::NotRead(Some(letter)))?;
    let mut names: Vec<String> = Vec::new();
    for (token, _) in &tokens {
        match token {
            Token::Name(name) if !known(name) => return Err(ConditionFault::UnknownName(name.clone())),
            Token::Name(name) if !names.contains(name) => names.push(name.clone()),
            Token::Function(name) if !FUNCTIONS.iter().any(|one| one.name == name) => {
                return Err(ConditionFault::UnknownFunction(name.clone()));
            }
            _ => {}
        }
    }
    let mut reader = Reader { tokens: &tokens, at: 0, depth: 0 };
    let part = reader.part(0)?;
    match (reader.tokens.get(reader.at), part) {
        (Some((_, letter)), _) => Err(ConditionFault::NotRead(Some(*letter))),
        (None, Part::Question(question)) => Ok(Condition { question, names }),
        (None, Part::Figure(_)) => Err(ConditionFault::NoQuestion),
    }
}

struct Reader<'t> {
    tokens: &'t [Placed],
    at: usize,
    depth: usize,
}

/// How tightly a sign binds what stands on both sides of it.
const fn tightness(sign: Sign) -> Option<u8> {
    match sign {
        Sign::Or => Some(1),
        Sign::And => Some(2),
        Sign::Equal | Sign::Unequal | Sign::Less | Sign::LessOrEqual | Sign::More | Sign::MoreOrEqual => Some(4),
        Sign::Plus | Sign::Minus => Some(5),
        Sign::Times | Sign::Over => Some(6),
        Sign::Not | Sign::Open | Sign::Close | Sign::Comma => None,
    }
}

/// `BUKAN` binds what a comparison makes, and looser than one.
const NOT: u8 = 3;
/// A minus in front binds only what follows at once.
const MINUS: u8 = 7;

impl Reader<'_> {
    fn sign(&self) -> Option<(Sign, usize)> {
        match self.tokens.get(self.at)? {
            (Token::Sign(sign), letter) => Some((*sign, *letter)),
            _ => None,
        }
    }

    /// A part with everything that binds as tightly.
    fn part(&mut self, least: u8) -> Read<Part> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ConditionFault::TooLong);
        }
        let mut left = self.single()?;
        while let Some((sign, letter)) = self.sign() {
            let Some(binds) = tightness(sign).filter(|binds| *binds >= least) else { break };
            self.at += 1;
            let right = self.part(binds + 1)?;
            left = joined(sign, left, right).ok_or(ConditionFault::NotRead(Some(letter)))?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn single(&mut self) -> Read<Part> {
        let (token, letter) = self.tokens.get(self.at).ok_or(ConditionFault::NotRead(None))?;
        let here = ConditionFault::NotRead(Some(*letter));
        self.at += 1;
        match token {
            Token::Name(name) => Ok(Part::Figure(Figure::Name(name.clone()))),
            Token::Number(text) => {
                text.parse().map(|figure| Part::Figure(Figure::Constant(Held::Number(figure)))).map_err(|_| here)
            }
            Token::Text(text) => Ok(Part::Figure(Figure::Constant(Held::Text(text.clone())))),
            Token::Function(name) => self.call(name),
            Token::Sign(Sign::Open) => {
                let inner = self.part(0)?;
                self.close()?;
                Ok(inner)
            }
            Token::Sign(Sign::Not) => match self.part(NOT)? {
                Part::Question(question) => Ok(Part::Question(Question::Not(Box::new(question)))),
                Part::Figure(_) => Err(here),
            },
            Token::Sign(Sign::Minus) => match self.part(MINUS)? {
                Part::Figure(figure) => Ok(Part::Figure(Figure::Minus(Box::new(figure)))),
                Part::Question(_) => Err(here),
            },
            Token::Sign(_) => Err(here),
        }
    }

    fn close(&mut self) -> Read<()> {
        match self.tokens.get(self.at) {
            Some((Token::Sign(Sign::Close), _)) => {
                self.at += 1;
                Ok(())
            }
            Some((_, letter)) => Err(ConditionFault::NotRead(Some(*letter))),
            None => Err(ConditionFault::NotRead(None)),
        }
    }

    fn call(&mut self, name: &str) -> Read<Part> {
        let mut given = Vec::new();
        if !matches!(self.sign(), Some((Sign::Close, _))) {
            loop {
                let letter = self.tokens.get(self.at).map(|(_, letter)| *letter);
                match self.part(0)? {
                    Part::Figure(figure) => given.push(figure),
                    Part::Question(_) => return Err(ConditionFault::NotRead(letter)),
                }
                match self.sign() {
                    Some((Sign::Comma, _)) => self.at += 1,
                    _ => break,
                }
            }
        }
        self.close()?;
        let position = FUNCTIONS.iter().position(|one| one.name == name);
        let position = position.ok_or_else(|| ConditionFault::UnknownFunction(name.to_string()))?;
        let kind = FUNCTIONS[position].kind;
        if given.len() != kind.given() {
            return Err(ConditionFault::WrongCount(name.to_string()));
        }
        Ok(if kind.asks() {
            Part::Question(Question::Asked(position, given))
        } else {
            Part::Figure(Figure::Made(position, given))
        })
    }
}

/// Two parts with a sign between them; `None` where it needs others.
fn joined(sign: Sign, left: Part, right: Part) -> Option<Part> {
    match (sign, left, right) {
        (Sign::And, Part::Question(one), Part::Question(two)) => {
            Some(Part::Question(Question::And(Box::new(one), Box::new(two))))
        }
        (Sign::Or, Part::Question(one), Part::Question(two)) => {
            Some(Part::Question(Question::Or(Box::new(one), Box::new(two))))
        }
        (Sign::Plus | Sign::Minus | Sign::Times | Sign::Over, Part::Figure(one), Part::Figure(two)) => {
            Some(Part::Figure(Figure::Combined(sign, Box::new(one), Box::new(two))))
        }
        (Sign::And | Sign::Or, ..) => None,
        (_, Part::Figure(one), Part::Figure(two)) => Some(Part::Question(Question::Compare(sign, one, two))),
        _ => None,
    }
}

impl Condition {
    /// Whether it holds for a row; `None` where it cannot be answered.
    pub(super) fn holds(&self, value: impl Fn(&str) -> Held) -> Option<bool> {
        self.question.answer(&value).ok()
    }
}

impl Question {
    fn answer(&self, value: &dyn Fn(&str) -> Held) -> Answer<bool> {
        match self {
            Self::Not(inner) => Ok(!inner.answer(value)?),
            Self::And(one, two) => match (one.answer(value), two.answer(value)) {
                (Ok(false), _) | (_, Ok(false)) => Ok(false),
                (one, two) => Ok(one? && two?),
            },
            Self::Or(one, two) => match (one.answer(value), two.answer(value)) {
                (Ok(true), _) | (_, Ok(true)) => Ok(true),
                (one, two) => Ok(one? || two?),
            },
            Self::Compare(sign, one, two) => compare(*sign, &one.held(value)?, &two.held(value)?),
            Self::Asked(function, given) => functions::asked(kind(*function)?, &all(given, value)?),
        }
    }
}

fn compare(sign: Sign, one: &Held, two: &Held) -> Answer<bool> {
    match sign {
        Sign::Equal => one.equal(two),
        Sign::Unequal => Ok(!one.equal(two)?),
        Sign::Less => Ok(one.order(two)? == Ordering::Less),
        Sign::LessOrEqual => Ok(one.order(two)? != Ordering::Greater),
        Sign::More => Ok(one.order(two)? == Ordering::Greater),
        Sign::MoreOrEqual => Ok(one.order(two)? != Ordering::Less),
        _ => Err(NoAnswer),
    }
}

impl Figure {
    fn held(&self, value: &dyn Fn(&str) -> Held) -> Answer<Held> {
        match self {
            Self::Name(name) => Ok(value(name)),
            Self::Constant(held) => Ok(held.clone()),
            Self::Minus(inner) => Ok(Held::Number(-inner.held(value)?.figure()?)),
            Self::Combined(sign, one, two) => {
                let way = match sign {
                    Sign::Plus => Decimal::checked_add,
                    Sign::Minus => Decimal::checked_sub,
                    Sign::Times => Decimal::checked_mul,
                    _ => Decimal::checked_div,
                };
                one.held(value)?.combine(&two.held(value)?, way)
            }
            Self::Made(function, given) => functions::made(kind(*function)?, &all(given, value)?),
        }
    }
}

fn all(given: &[Figure], value: &dyn Fn(&str) -> Held) -> Answer<Vec<Held>> {
    given.iter().map(|one| one.held(value)).collect()
}

fn kind(function: usize) -> Answer<Kind> {
    FUNCTIONS.get(function).map(|one| one.kind).ok_or(NoAnswer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str) -> Held {
        match name {
            "target" => Held::number(60.0),
            "realisasi" => Held::number(0.1),
            "nol" => Held::number(0.0),
            "hampa" => Held::Blank,
            "garis" => Held::Dash,
            "nihil" => Held::Absent,
            "satuan" => Held::text("Persen "),
            _ => Held::Unknown,
        }
    }

    fn known(name: &str) -> bool {
        row(name) != Held::Unknown || name == "tanpa_kolom"
    }

    fn ask(text: &str) -> Option<bool> {
        read(text, known).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).holds(row)
    }

    #[test]
    fn figures_are_exact_decimals_and_signs_bind_as_at_school() {
        for text in [
            "realisasi + 0,2 = 0,3",
            "realisasi * 3 == 0.3 dan target / 8 = 7,5",
            "bulat(target / 7, 2) = 8,57",
            "-target < 0 dan mutlak(-target) = target",
            "1 / 2 = 0,5 dan 2 + 3 * 4 = 14 dan (2 + 3) * 4 = 20 dan 10 - 4 - 3 = 3",
            "bukan target < 1 dan bukan (target < 1 atau nol = 1)",
            "nol = 1 atau nol = 0 dan target = 60",
        ] {
            assert_eq!(ask(text), Some(true), "{text}");
        }
    }

    #[test]
    fn blank_dash_absent_and_zero_are_four() {
        for (name, of) in [("hampa", "kosong"), ("garis", "strip"), ("nihil", "tidak_ada"), ("nol", "angka")] {
            for function in ["kosong", "strip", "tidak_ada", "angka"] {
                assert_eq!(ask(&format!("{function}({name})")), Some(function == of), "{function}({name})");
            }
        }
        assert_eq!(ask("terisi(nol) dan bukan terisi(hampa) dan bukan terisi(garis)"), Some(true));
    }

    #[test]
    fn what_needs_a_figure_and_has_none_has_no_answer_and_never_a_wrong_one() {
        for text in [
            "hampa < 5",
            "hampa <> 5",
            "bukan (hampa >= target)",
            "garis = 0",
            "satuan > 1",
            "target = \"60\"",
            "target / nol > 1",
            "kosong(tanpa_kolom)",
            "bukan terisi(tanpa_kolom)",
            "hampa > 5 dan target = 60",
        ] {
            assert_eq!(ask(text), None, "{text}");
        }
        for text in ["kosong(hampa) atau hampa > 5", "hampa > 5 atau kosong(hampa)"] {
            assert_eq!(ask(text), Some(true), "{text}");
        }
        assert_eq!(ask("hampa > 5 dan terisi(hampa)"), Some(false));
    }

    #[test]
    fn texts_are_compared_as_people_read_them() {
        assert_eq!(ask("satuan = \"PERSEN\" dan diawali(satuan, 'per') dan panjang(satuan) = 6"), Some(true));
        assert_eq!(ask("memuat(satuan, \"rs\") dan panjang(hampa) = 0 dan kata(satuan) = 1"), Some(true));
    }

    #[test]
    fn faults_are_told_with_what_is_wrong() {
        let fault = |text: &str| read(text, known).map(|_| ()).expect_err(text);
        assert_eq!(fault("targt > 1"), ConditionFault::UnknownName("targt".into()));
        assert_eq!(fault("kosng(target)"), ConditionFault::UnknownFunction("kosng".into()));
        assert_eq!(fault("kosong(target, 1)"), ConditionFault::WrongCount("kosong".into()));
        assert_eq!(fault("kosong()"), ConditionFault::WrongCount("kosong".into()));
        assert_eq!(fault("target + 1"), ConditionFault::NoQuestion);
        for (text, letter) in
            [("target > > 1", 10), ("target > 1 2", 12), ("(target > 1) + 2 = 3", 14), ("bukan target", 1)]
        {
            assert_eq!(fault(text), ConditionFault::NotRead(Some(letter)), "{text}");
        }
        for text in ["target >", "(target > 1", "", "kosong(target"] {
            assert_eq!(fault(text), ConditionFault::NotRead(None), "{text}");
        }
        assert_eq!(fault(&"(".repeat(600)), ConditionFault::TooLong);
        let deep = format!("{}target > 1{}", "(".repeat(100), ")".repeat(100));
        assert_eq!(fault(&deep), ConditionFault::TooLong);
    }
}
