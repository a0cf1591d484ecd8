//! What a rule may look at.

use chrono::NaiveDate;

use crate::cascade::Kaskade;
use crate::domain::capaian::Profil;
use crate::domain::date::find_year;
use crate::domain::document::{Document, IdentityKey};
use crate::domain::official::{RatifiedChange, RegisterFault};
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

impl RuleContext<'_> {
    /// The year that a document should be for: the workspace's; without one, the year that it names itself.
    pub(super) fn year_of(&self, content: &Document) -> Option<i32> {
        let own = || {
            let lines = content.identities.iter().filter(|row| row.key == IdentityKey::Year);
            let line = || lines.filter_map(|row| find_year(&row.entry.raw)).next();
            content.year.map(|heading| heading.value).or_else(line)
        };
        if self.settings.workspace { Some(self.settings.year) } else { own() }
    }
}

/// What the institution decided, as far as rules ask.
#[derive(Debug, Clone)]
pub struct RuleSettings {
    /// Whether there is a workspace. Files that are checked without one have no year, cascade, register or deadlines,
    /// and rules that need one of these do not run.
    pub workspace: bool,
    /// Name of the institution, which may stand beside the name of a unit; blank where there is no workspace.
    pub institution: String,
    /// The year of the workspace; of a check without one, the year of the day.
    pub year: i32,
    /// Deadlines.
    pub tenggat: Tenggat,
    /// How achievement is computed.
    pub profil: Profil,
    /// The day of the run; the command line reads the clock.
    pub today: NaiveDate,
    /// What is not as it was ratified, and was changed without a reason that is accepted.
    pub ratified: Vec<RatifiedChange>,
    /// Paths of what was received and is no workbook: scans, pictures, documents.
    pub other_files: Vec<String>,
    /// Whether the institution asks for evidence as files of every unit.
    pub evidence_asked: bool,
    /// What the register says that cannot be recorded.
    pub register: Vec<RegisterFault>,
}
