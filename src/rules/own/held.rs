//! What a name of a condition stands for on a row, and what can be asked of it.
//!
//! Blank, dash, "n/a" and zero are four values, and what cannot be read is none: a question that needs a figure where
//! there is none has no answer, and never one that accuses.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::domain::text::key;

/// What a cell holds for a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    /// Nothing was typed.
    Blank,
    /// A dash.
    Dash,
    /// "n/a", "tidak ada".
    Absent,
    /// A figure, exact.
    Number(Decimal),
    /// A text; grades and dates as they were typed.
    Text(String),
    /// No such column, no such row, an error of Excel, a figure in doubt: nothing can be asked of it.
    Unknown,
}

/// A question without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoAnswer;

pub(super) type Answer<T> = Result<T, NoAnswer>;

impl Held {
    /// A figure as people read it: without the noise of binary fractions.
    pub(super) fn number(figure: f64) -> Self {
        let text = format!("{figure}");
        text.parse().map_or(Self::Unknown, Self::Number)
    }

    /// A text, or a blank.
    pub(super) fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text.trim().to_string()) }
    }

    pub(super) fn figure(&self) -> Answer<Decimal> {
        match self {
            Self::Number(figure) => Ok(*figure),
            _ => Err(NoAnswer),
        }
    }

    pub(super) fn known(&self) -> Answer<&Self> {
        if *self == Self::Unknown { Err(NoAnswer) } else { Ok(self) }
    }

    /// The text of a cell that holds one.
    pub(super) fn wording(&self) -> Answer<String> {
        match self {
            Self::Text(text) => Ok(key(text)),
            Self::Number(figure) => Ok(figure.normalize().to_string()),
            _ => Err(NoAnswer),
        }
    }

    pub(super) fn equal(&self, other: &Self) -> Answer<bool> {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => Ok(one == two),
            (Self::Text(one), Self::Text(two)) => Ok(key(one) == key(two)),
            _ => Err(NoAnswer),
        }
    }

    pub(super) fn order(&self, other: &Self) -> Answer<Ordering> {
        Ok(self.figure()?.cmp(&other.figure()?))
    }

    pub(super) fn combine(&self, other: &Self, way: fn(Decimal, Decimal) -> Option<Decimal>) -> Answer<Self> {
        way(self.figure()?, other.figure()?).map(Self::Number).ok_or(NoAnswer)
    }
}
