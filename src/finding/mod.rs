//! What a rule says: code, severity, where, found, expected, how to fix.
//!
//! Takes places that tables made concrete, gives findings that people act on. Severity settings and waivers are applied
//! in one place ([`verdict`]), after all rules ran.

pub mod flat;
pub mod verdict;

use std::fmt;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::domain::place::KASKADE_FILE;

pub use crate::domain::place::Place;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Needs a reason or a second look.
    #[serde(rename = "peringatan")]
    Warning,
    /// Goes back to the unit.
    #[serde(rename = "galat")]
    Error,
}

impl Severity {
    /// The word people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "peringatan",
            Self::Error => "galat",
        }
    }

    /// The severity that people call so.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|one| one.name() == name)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How far its rule looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// One document by itself.
    #[default]
    Document,
    /// What one unit sent, taken together, or set against the cascade.
    Unit,
    /// The cascade of the planning bureau.
    Cascade,
    /// The whole inbox: what came, when, and what did not.
    House,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Temuan {
    /// Code of its rule.
    #[serde(rename = "kode")]
    pub code: String,
    /// Its severity, after settings.
    #[serde(rename = "tingkat")]
    pub severity: Severity,
    /// How far its rule looked.
    #[serde(skip)]
    pub scope: Scope,
    /// Whether it casts doubt on everything that its sheet says.
    #[serde(skip)]
    pub sheet_wide: bool,
    /// Code of the unit that must act, when known.
    pub unit: Option<String>,
    /// Where: guilty place.
    #[serde(rename = "tempat")]
    pub place: Place,
    /// The other places involved, in this file or in others (the PK that a measurement contradicts, the lines of a total).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "terkait")]
    pub related: Vec<Place>,
    /// The indicator it is about, as people know it (code and wording).
    pub indikator: Option<String>,
    /// What is wrong here, in one sentence with the figures.
    #[serde(rename = "pesan")]
    pub message: String,
    /// What was found.
    #[serde(rename = "ditemukan")]
    pub found: Option<String>,
    /// What was expected.
    #[serde(rename = "seharusnya")]
    pub expected: Option<String>,
    /// The difference, for numbers.
    #[serde(rename = "selisih")]
    pub gap: Option<f64>,
    /// How to mend it, in one sentence.
    #[serde(rename = "saran")]
    pub advice: String,
    /// Findings that follow from this one, folded under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "ikutan")]
    pub follow_up: Vec<Temuan>,
    /// The reason of the waiver that accepts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pengecualian: Option<String>,
}

impl Temuan {
    /// A finding of a rule at a place, with its message and its remedy; the rest is added with the `dengan_` methods.
    /// The severity is the rule's default until [`verdict`] applies the settings.
    pub fn new(
        code: &str,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            code: code.to_string(),
            severity,
            scope: Scope::default(),
            sheet_wide: false,
            unit: None,
            place,
            related: Vec::new(),
            indikator: None,
            message: message.into(),
            found: None,
            expected: None,
            gap: None,
            advice: advice.into(),
            follow_up: Vec::new(),
            pengecualian: None,
        }
    }

    /// Whether it stands in a file that somebody sent: not in the cascade, and not in what did not come.
    pub fn is_in_sent_file(&self) -> bool {
        !self.place.file.is_empty() && self.place.file != KASKADE_FILE
    }

    /// Whether a letter to who sent it asks for it: what the whole inbox has to say is no matter of one sender.
    pub fn is_for_sender(&self) -> bool {
        self.is_in_sent_file() && self.scope != Scope::House
    }

    /// It casts doubt on everything that its sheet says.
    #[must_use]
    pub fn sheet_wide(mut self) -> Self {
        self.sheet_wide = true;
        self
    }

    /// How far its rule looked.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// The unit that must act.
    #[must_use]
    pub fn unit(mut self, unit: Option<&str>) -> Self {
        self.unit = unit.map(str::to_string);
        self
    }

    /// The indicator it is about.
    #[must_use]
    pub fn indikator(mut self, indikator: impl Into<String>) -> Self {
        self.indikator = Some(indikator.into());
        self
    }

    /// Found against expected.
    #[must_use]
    pub fn difference(mut self, found: impl Into<String>, expected: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self.expected = Some(expected.into());
        self
    }

    /// What was found, when nothing definite was expected.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// The numeric difference: found minus expected.
    #[must_use]
    pub fn gap(mut self, gap: f64) -> Self {
        self.gap = Some(gap);
        self
    }

    /// Another place involved.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    /// Several other places involved.
    #[must_use]
    pub fn all_related(mut self, place: impl IntoIterator<Item = Place>) -> Self {
        self.related.extend(place);
        self
    }
}
