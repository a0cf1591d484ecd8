//! Labels that stand in front of what they name, in a row and not in a heading: "Sasaran Strategis", "3. Kendala :".

use crate::domain::column::{Field, Period};
use crate::template::Dictionary;
use crate::template::grammar::SURE;

/// A longer text labels nothing.
const LONGEST: usize = 48;

/// A label without its number and colon: "b. Rencana Tindak Lanjut :" is "Rencana Tindak Lanjut".
pub(super) fn bare(label: &str) -> &str {
    let label = label.trim().trim_end_matches(':').trim_end();
    let (number, behind) = label.split_once(['.', ')']).unwrap_or_default();
    if !behind.is_empty() && number.chars().count() <= 2 { behind } else { label }
}

/// The field that a label surely names, of the form's own period.
pub(super) fn field(label: &str, dictionary: &Dictionary) -> Option<Field> {
    let label = bare(label);
    let short = !label.is_empty() && label.chars().count() <= LONGEST;
    let read = dictionary.read(&[label]);
    let meant = read.column.filter(|_| short && read.sure >= SURE && !read.unexplained)?;
    matches!(meant.period, Period::Yearly | Period::Running).then_some(meant.field)
}
