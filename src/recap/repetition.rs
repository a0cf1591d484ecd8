//! Figures that a later form repeats: a form with a column for every quarter states TW I again in TW II. They are shown,
//! and counted once: by the same order as the roll-up, the entry before the blank, the measurement before the plan, the
//! quarter's own form before one of another quarter, and then the later document.

use crate::domain::document::DocumentKind;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;

/// Filled in, a measurement, the quarter's own form, record.
type RepeatRank = (bool, bool, bool, u32);
/// Rows that state the same, with their rank: the greatest counts. The last member is the row's number.
type RepeatedGroup<K, P> = HashMap<K, Vec<(P, usize)>>;

/// Rows of the table `pengukuran` that another row counts for: row number to the record that counts.
pub(crate) fn pengukuran(tables: &Tables) -> HashMap<usize, u32> {
    let (mut outcome, mut number) = (HashMap::default(), 0);
    // What is said twice is said by one unit.
    for rows in tables.pengukuran_of_units() {
        let mut group: RepeatedGroup<(&str, Triwulan), RepeatRank> = HashMap::default();
        for row in rows {
            // Of sheets that contradict one another none repeats the other.
            let states = row.unit.is_some() && !row.contradicted();
            if let (true, Some(key), Some(triwulan)) = (states, row.key, row.triwulan) {
                let (kind, own) = origin(tables, row.record, triwulan);
                let ranking = (row.filled(), kind, own, row.record);
                group.entry((key, triwulan)).or_default().push((ranking, number));
            }
            number += 1;
        }
        for member in group.into_values() {
            let Some(((.., in_use), chosen)) = member.iter().max().copied() else { continue };
            outcome.extend(member.iter().filter(|(_, number)| *number != chosen).map(|(_, number)| (*number, in_use)));
        }
    }
    outcome
}

/// Rows of the table `anggaran` whose money a row of another document counts for.
pub(crate) fn anggaran(tables: &Tables) -> HashSet<usize> {
    let mut group: RepeatedGroup<(&str, Triwulan), (bool, u32)> = HashMap::default();
    for (number, row) in tables.anggaran().enumerate() {
        if let (Some(unit), Some(triwulan)) = (row.unit, row.triwulan) {
            let own = origin(tables, row.record, triwulan).1;
            group.entry((unit, triwulan)).or_default().push(((own, row.document), number));
        }
    }
    let mut outcome = HashSet::default();
    for member in group.into_values() {
        let Some(((_, in_use), _)) = member.iter().max().copied() else { continue };
        outcome.extend(member.iter().filter(|((_, document), _)| *document != in_use).map(|(_, number)| *number));
    }
    outcome
}

/// Whether a record stands in a measurement, and in the form of this very quarter.
fn origin(tables: &Tables, record_id: u32, triwulan: Triwulan) -> (bool, bool) {
    let Some(document) = tables.document_from(record_id) else { return (false, false) };
    (document.kind == DocumentKind::Pengukuran, document.triwulan == Some(triwulan))
}
