//! What a rule may look at.

use chrono::NaiveDate;

use crate::cascade::Kaskade;
use crate::domain::capaian::Profil;
use crate::domain::tenggat::Tenggat;
use crate::tables::Tables;

/// The house as the rules see it.
#[derive(Debug)]
pub struct RuleContext<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// The cascade as a tree.
    pub kaskade: &'a Kaskade,
    /// What the institution decided.
    pub settings: &'a RuleSettings,
}

/// What the institution decided, as far as rules ask.
#[derive(Debug, Clone)]
pub struct RuleSettings {
    /// The year of the workspace.
    pub year: i32,
    /// Deadlines.
    pub tenggat: Tenggat,
    /// How achievement is computed.
    pub profil: Profil,
    /// The day of the run; the command line reads the clock.
    pub today: NaiveDate,
}
