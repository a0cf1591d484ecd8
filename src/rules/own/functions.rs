//! What a condition may ask of a cell besides comparing it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::bukti::{self, Bukti};

use super::held::{Answer, Held, NoAnswer};

/// A function: its name, and what it makes of what it is given.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// What a function is given and answers.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Yes or no about one cell.
    State(fn(&Held) -> bool),
    /// Yes or no about two texts.
    Texts(fn(&str, &str) -> bool),
    /// A figure made of a text; nothing was typed counts as none.
    Count(fn(&str) -> usize),
    /// A figure made of one.
    One(fn(Decimal) -> Decimal),
    /// A figure made of two.
    Two(fn(Decimal, Decimal) -> Option<Decimal>),
}

impl Kind {
    /// How many things it is given.
    pub(super) const fn given(self) -> usize {
        match self {
            Self::State(_) | Self::Count(_) | Self::One(_) => 1,
            Self::Texts(_) | Self::Two(_) => 2,
        }
    }

    /// Whether it answers yes or no.
    pub(super) const fn asks(self) -> bool {
        matches!(self, Self::State(_) | Self::Texts(_))
    }
}

/// Every function.
pub(super) const FUNCTIONS: &[Function] = &[
    Function { name: "kosong", kind: Kind::State(|held| *held == Held::Blank) },
    Function { name: "strip", kind: Kind::State(|held| *held == Held::Dash) },
    Function { name: "tidak_ada", kind: Kind::State(|held| *held == Held::Absent) },
    Function { name: "terisi", kind: Kind::State(|held| matches!(held, Held::Number(_) | Held::Text(_))) },
    Function { name: "angka", kind: Kind::State(|held| matches!(held, Held::Number(_))) },
    Function { name: "tautan", kind: Kind::State(|held| matches!(held, Held::Text(text) if has_link(text))) },
    Function { name: "memuat", kind: Kind::Texts(|text, part| text.contains(part)) },
    Function { name: "diawali", kind: Kind::Texts(|text, part| text.starts_with(part)) },
    Function { name: "diakhiri", kind: Kind::Texts(|text, part| text.ends_with(part)) },
    Function { name: "panjang", kind: Kind::Count(|text| text.chars().count()) },
    Function { name: "kata", kind: Kind::Count(|text| text.split_whitespace().count()) },
    Function { name: "mutlak", kind: Kind::One(|figure| figure.abs()) },
    Function { name: "bulat", kind: Kind::Two(rounded) },
    Function { name: "terkecil", kind: Kind::Two(|one, two| Some(one.min(two))) },
    Function { name: "terbesar", kind: Kind::Two(|one, two| Some(one.max(two))) },
];

/// What a function that answers yes or no says.
pub(super) fn asked(kind: Kind, given: &[Held]) -> Answer<bool> {
    match (kind, given) {
        (Kind::State(is), [held]) => Ok(is(held.known()?)),
        (Kind::Texts(is), [text, part]) => Ok(is(&text.wording()?, &part.wording()?)),
        _ => Err(NoAnswer),
    }
}

/// The figure that any other function makes.
pub(super) fn made(kind: Kind, given: &[Held]) -> Answer<Held> {
    match (kind, given) {
        (Kind::Count(count), [held]) => {
            let text = held.known()?.wording().unwrap_or_default();
            Ok(Held::Number(Decimal::from(count(&text))))
        }
        (Kind::One(make), [held]) => Ok(Held::Number(make(held.figure()?))),
        (Kind::Two(make), [one, two]) => one.combine(two, make),
        _ => Err(NoAnswer),
    }
}

fn rounded(figure: Decimal, digits: Decimal) -> Option<Decimal> {
    let digits = u32::try_from(digits).ok()?.min(10);
    Some(figure.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero))
}

fn has_link(text: &str) -> bool {
    bukti::read(text).iter().any(Bukti::link)
}
