//! What a text is about, told by its nouns.

use super::noun::{Noun, level, verb};
use super::sorted::Sorted;
use super::{Core, Object, Verb};
use crate::domain::column::Field;
use crate::template::grammar::words::Weak;

/// How sure a reading is whose every word is known.
const KNOWN: u8 = 95;

/// What a text is about, and how sure that is.
pub(super) fn core(sorted: &Sorted) -> (Core, u8) {
    if sorted.derived {
        return (Core::Ignored, 10);
    }
    let Some(first) = sorted.nouns.first() else {
        return (Core::Nothing, KNOWN);
    };
    // What stands before a noun may make it another: "Kelompok Sasaran", "Harga Satuan".
    if sorted.before > 0 || sorted.price || sorted.after > first.spare {
        // "Jenis Pelayanan Dasar / Indikator": groups and what is measured in them, in one column.
        return if names_lowest(sorted) { (Core::Entity(Field::Description), 75) } else { (Core::Unknown, 0) };
    }
    // "Tahap Kegiatan" names no activity.
    if sorted.time.apart && verb(first.field).is_none() {
        return (Core::Unknown, 0);
    }
    let (core, off) = match verb(first.field) {
        Some(verb) => measure(sorted, verb),
        None => entity(sorted, first.field),
    };
    (core, KNOWN.saturating_sub(off).saturating_sub(12 * (sorted.after + u8::from(sorted.numbered))))
}

/// Whether a text ends in "/ Indikator" behind words that name no figure and no price: whatever groups they are, below them stands
/// what is measured.
fn names_lowest(sorted: &Sorted) -> bool {
    let [groups @ .., last] = sorted.nouns.as_slice() else { return false };
    // Whose indicator it is, a level before it says: "Sasaran Kepala Dinas / Indikator Yang Didukung".
    let other = |noun: &Noun| verb(noun.field).is_some() || level(noun.field) || noun.field == Field::Satuan;
    !sorted.price
        && sorted.weak.is_none()
        && !sorted.percent_first
        && !groups.iter().any(other)
        && Some(last).is_some_and(|noun| noun.joined && noun.field == Field::Indikator)
}

/// A text whose first noun is a measure, and what takes from its sureness.
fn measure(sorted: &Sorted, first: Verb) -> (Core, u8) {
    if sorted.initial && !sorted.money && matches!(first, Verb::Achieved | Verb::Realised) {
        return (Core::Entity(Field::KondisiAwal), 15);
    }
    // "Progress / Kegiatan": two things, and the column holds either.
    if sorted.nouns.get(1).is_some_and(|noun| noun.joined && level(noun.field)) {
        return (Core::Group, 0);
    }
    let rest = sorted.nouns.iter().skip(1);
    let mut off = 0;
    for noun in rest {
        match (first, verb(noun.field)) {
            // What is to be absorbed by when is neither the ceiling nor a target of performance.
            (Verb::Target, _) if noun.field == Field::Serapan => return (Core::Unknown, 0),
            (Verb::Realised, _) if noun.field == Field::Serapan => {}
            // "Rencana Target".
            (_, Some(same)) if same == first => {}
            // "Target Kinerja dan Anggaran", "Tingkat Capaian Kinerja dan Realisasi Anggaran": the columns below tell.
            (_, Some(Verb::Budget)) if first != Verb::Budget => {}
            (Verb::Achieved, Some(Verb::Realised)) if sorted.money || !noun.joined => {}
            (Verb::Realised, Some(Verb::Achieved)) | (Verb::Target, Some(Verb::Achieved)) if !noun.joined => {}
            (Verb::Realised | Verb::Achieved, Some(Verb::Target)) if !noun.joined => off += 5,
            (_, Some(_)) if noun.joined => return (Core::Group, 0),
            (_, Some(_)) => return (Core::Unknown, 0),
            (_, None) if noun.joined && !level(noun.field) && noun.field != Field::Satuan => {
                return (Core::Group, 0);
            }
            (_, None) if level(noun.field) => {}
            (_, None) if beside_measures(noun.field) => off += 20,
            // "Target Pelaksana", "Realisasi Tren": whose or what that is, nobody can tell.
            (_, None) => return (Core::Unknown, 0),
        }
    }
    let verb = match (first, sorted.percent_first) {
        // "Persentase Realisasi" is what others call achievement.
        (Verb::Realised, true) => {
            off += 15;
            Verb::Achieved
        }
        // "Persentase terhadap Target" is no target.
        (Verb::Budget | Verb::Target, true) => return (Core::Unknown, 0),
        _ => first,
    };
    match sorted.weak {
        Some(Weak::Average) => return (Core::Ignored, 5),
        Some(Weak::Value) => off += 15,
        Some(Weak::Sum) => off += 10,
        None => {}
    }
    (Core::Measure(verb), off)
}

/// What a measure may name without becoming another one: "Target Rencana Aksi".
const fn beside_measures(field: Field) -> bool {
    matches!(field, Field::RencanaAksi | Field::Satuan | Field::Description | Field::CaraPengukuran | Field::Bobot)
}

/// What the cell of an indicator may say beside it: "Indikator/Satuan" over "Jumlah peserta (orang)".
const fn said_with_it(field: Field) -> bool {
    matches!(field, Field::RencanaAksi | Field::Satuan)
}

/// A text whose first noun is no measure.
fn entity(sorted: &Sorted, first: Field) -> (Core, u8) {
    let rest: Vec<Noun> = sorted.nouns.iter().skip(1).copied().collect();
    let has = |field: Field| rest.iter().any(|noun| noun.field == field);
    match sorted.weak {
        Some(Weak::Sum) if level(first) => return (Core::Ignored, 5),
        Some(Weak::Sum | Weak::Average | Weak::Value) if level(first) => return (Core::Unknown, 0),
        _ => {}
    }
    if sorted.percent_first {
        return (Core::Unknown, 0);
    }
    if first == Field::Ignore {
        // "Aspek/Fokus/Bidang Urusan/Indikator": levels in one column, of which the lowest is measured.
        let levels = rest.iter().any(|noun| noun.joined && noun.field == Field::Indikator);
        return if levels { (Core::Entity(Field::Description), 15) } else { (Core::Ignored, 5) };
    }
    let joined_measure = rest.iter().any(|noun| verb(noun.field).is_some() && noun.joined);
    if joined_measure {
        return (Core::Group, 0);
    }
    // Exports put what it is behind whose it is: "ikp_code", "iku_description", "ikp_data_type".
    if let (true, Some(last)) = (level(first), rest.last().filter(|noun| !noun.joined)) {
        match last.field {
            Field::Code => return of_owner(Field::Code, first),
            Field::OperationalDefinition => return (Core::Entity(last.field), 5),
            Field::Ignore => return (Core::Ignored, 10),
            _ => {}
        }
    }
    match first {
        // "Kode dan Nama Sub Kegiatan", "No/Indikator": the thing itself, with its number before it.
        Field::Code | Field::No
            if sorted.after == 0 && rest.first().is_some_and(|noun| noun.joined && level(noun.field)) =>
        {
            let (core, off) = entity(&without_first(sorted), rest[0].field);
            (core, off + 10)
        }
        Field::Code | Field::No | Field::Bobot => attribute(first, &rest),
        // "OPD/Urusan/Program/Kegiatan": the lowest of the levels is the row's.
        Field::UnitName if rest.iter().any(|noun| noun.joined && noun.field == Field::Indikator) => {
            (Core::Entity(Field::Description), 10)
        }
        Field::UnitName if rest.iter().any(|noun| noun.joined && noun.field == Field::Program) => {
            (Core::Entity(Field::Program), 5)
        }
        Field::UnitName if has(Field::PenanggungJawab) => (Core::Entity(Field::PenanggungJawab), 0),
        Field::Indikator => {
            let combined = rest.iter().any(|noun| noun.joined && !level(noun.field) && !said_with_it(noun.field));
            if combined { (Core::Group, 0) } else { (Core::Entity(first), 5 * later(&rest)) }
        }
        Field::Tujuan | Field::Sasaran | Field::Program | Field::Keluaran | Field::Description => whose(first, &rest),
        // "Strategi / Tindak Lanjut".
        Field::RencanaAksi | Field::Solusi
            if rest.iter().any(|noun| noun.joined && noun.field == Field::TindakLanjut) =>
        {
            (Core::Entity(Field::TindakLanjut), 10)
        }
        // "Deskripsi Sasaran Strategis" explains the objective, and nothing of the indicator.
        Field::OperationalDefinition
            if rest.first().is_some_and(|noun| {
                !noun.joined && matches!(noun.field, Field::Sasaran | Field::Tujuan | Field::Program)
            }) =>
        {
            (Core::Ignored, 10)
        }
        Field::Satuan => {
            let foreign = rest.iter().any(|noun| !level(noun.field) && noun.field != Field::Target);
            // "Satuan Sasaran" beside counts of people is theirs, and not the indicator's.
            let of_sasaran = has(Field::Sasaran) && !has(Field::Indikator) && !has(Field::Target);
            match () {
                () if foreign => (Core::Unknown, 0),
                () if of_sasaran => (Core::Ignored, 10),
                () => (Core::Entity(first), 0),
            }
        }
        _ => {
            let combined = rest.iter().any(|noun| noun.joined && noun.field != first);
            (Core::Entity(first), if combined { 15 } else { 0 })
        }
    }
}

/// The same text as if it began with its second noun.
fn without_first(sorted: &Sorted) -> Sorted {
    Sorted { nouns: sorted.nouns.iter().skip(1).copied().collect(), weak: sorted.weak, ..Sorted::default() }
}

/// Measures behind an entity say little: "Indikator Capaian".
fn later(rest: &[Noun]) -> u8 {
    u8::try_from(rest.iter().filter(|noun| !level(noun.field)).count().min(8)).unwrap_or(8)
}

/// A code, a number or a weight is that of what stands behind it.
fn attribute(first: Field, rest: &[Noun]) -> (Core, u8) {
    let Some(owner) = rest.first().map(|noun| noun.field) else { return (Core::Entity(first), 0) };
    of_owner(first, owner)
}

/// What a code, a number, a weight or a wording of something is.
pub(in crate::template::grammar) fn of_owner(field: Field, owner: Field) -> (Core, u8) {
    match (field, owner) {
        (Field::Code | Field::No, Field::Sasaran) => (Core::Entity(Field::SasaranCode), 0),
        (Field::Code | Field::No, Field::Indikator) => (Core::Entity(Field::Code), 0),
        (Field::Code, Field::Keluaran | Field::Program) => (Core::Entity(Field::Code), 20),
        (Field::Code, Field::UnitName) => (Core::Entity(Field::UnitCode), 0),
        (Field::Bobot, Field::Sasaran) => (Core::Entity(Field::BobotSasaran), 0),
        (Field::Bobot, Field::Indikator) => (Core::Entity(Field::Bobot), 0),
        (Field::Code | Field::No | Field::Bobot, owner) if level(owner) => (Core::Ignored, 5),
        _ => (Core::Unknown, 0),
    }
}

/// The levels that one column names: "Tujuan/Sasaran", "Program/Kegiatan", "Sasaran/Indikator".
fn whose(first: Field, rest: &[Noun]) -> (Core, u8) {
    let joined = |field: Field| rest.iter().any(|noun| noun.field == field && noun.joined);
    if rest.iter().any(|noun| verb(noun.field).is_some()) {
        return (Core::Unknown, 0);
    }
    if joined(Field::Indikator) {
        return (Core::Entity(Field::Description), 5);
    }
    if first == Field::Program && joined(Field::RencanaAksi) {
        return (Core::Entity(Field::RencanaAksi), 10);
    }
    let sasaran = first == Field::Sasaran || joined(Field::Sasaran);
    match first {
        Field::Tujuan if sasaran => (Core::Entity(Field::Sasaran), 0),
        Field::Program if sasaran => (Core::Entity(Field::Sasaran), 20),
        Field::Description => match rest.first() {
            Some(noun) if level(noun.field) => (Core::Entity(noun.field), 5),
            Some(_) => (Core::Unknown, 0),
            None => (Core::Entity(first), 0),
        },
        _ => {
            let other = rest.iter().any(|noun| noun.joined && !level(noun.field) && noun.field != Field::Description);
            if other { (Core::Group, 0) } else { (Core::Entity(first), 5 * later(rest)) }
        }
    }
}

/// What a text measures; remarks tell it too: "Realisasi (Rp)".
pub(super) fn object(main: &Sorted, aside: &Sorted) -> Object {
    let aside_money = aside.money && !main.performance && !main.money;
    let budget_first = main.nouns.first().is_some_and(|noun| matches!(noun.field, Field::Anggaran | Field::Serapan));
    match (main.performance || (aside.performance && !main.money), main.money || aside_money || budget_first) {
        (_, true) if budget_first => Object::Money,
        (true, true) => Object::Both,
        (false, true) => {
            let joined = main.nouns.iter().skip(1).any(|noun| noun.field == Field::Anggaran && noun.joined);
            if joined { Object::Both } else { Object::Money }
        }
        (true, false) => Object::Performance,
        (false, false) => Object::Unsaid,
    }
}
