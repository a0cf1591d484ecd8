//! The letters of a run that the journal remembers.

use super::SuratKind;
use crate::domain::surat::WrittenSurat;
use crate::recap::ReportInput;

/// The letters that a run writes for the first time.
pub fn new_letters(input: &ReportInput<'_>, days_to_mend: u32) -> Vec<WrittenSurat> {
    let fresh = super::all(input).into_iter().filter(|one| !one.standing.waiting);
    let mut letters: Vec<WrittenSurat> = fresh
        .map(|one| WrittenSurat {
            unit: one.unit.code.clone(),
            kind: one.kind.name().to_string(),
            day: one.standing.day,
            order: one.standing.order,
            until: (one.kind != SuratKind::Receipt).then(|| one.standing.limit(days_to_mend)),
            points: one.remembered_points(),
        })
        .collect();
    letters.sort_by(|one, other| (&one.unit, &one.kind).cmp(&(&other.unit, &other.kind)));
    letters
}
