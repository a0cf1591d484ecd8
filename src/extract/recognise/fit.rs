//! How well the tables of definitions fit the headings of a block.

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text;
use crate::extract::mapping::{Column, Question};
use crate::template::{Answer, Library, TemplateColumn, TemplateTable};

/// Readings at least this sure complete a definition that fits in most of its columns.
const COMPLETES: u8 = 80;

/// A column as definitions ask for it.
pub(super) struct HeadingPath<'c> {
    pub(super) column: &'c Column<'c>,
    /// The last part of its path, where its parents say nothing ([`neutral_tail`]). It is asked for by every wording of every
    /// definition.
    pub(super) tail: Option<&'c str>,
    /// The columns of definitions that answer to its path, and to that last part.
    pub(super) answers: [&'c [Answer]; 2],
    /// Whether it is one of several years of a plan, and not the document's: it never stands for the year.
    pub(super) other_year: bool,
}

/// The columns of a block. Headers that differ by their years alone are the years of a plan.
pub(super) fn all_heading<'c>(
    columns: &'c [Column<'c>],
    document_year: Option<i32>,
    library: &'c Library,
) -> Vec<HeadingPath<'c>> {
    let one = |column: &'c Column<'c>| {
        let other_year = column.year.is_some_and(|year| {
            let series = columns.iter().any(|other| other.path == column.path && other.year.is_some_and(|l| l != year));
            let of_year = column.meant.is_some_and(|meant| meant.period == Period::Year(year));
            // Where nobody says the year, what was realised last is this year's.
            let latest = document_year.is_none()
                && !of_year
                && column.reading.column.is_some_and(|read| reached(read.field))
                && columns.iter().all(|other| other.path != column.path || other.year <= Some(year));
            (series || of_year) && document_year != Some(i32::from(year)) && !latest
        });
        let tail = neutral_tail(&column.path);
        let answers = [library.answers(&column.path), tail.map_or(&[][..], |tail| library.answers(tail))];
        HeadingPath { column, tail, answers, other_year }
    };
    columns.iter().map(one).collect()
}

const fn reached(field: Field) -> bool {
    matches!(field, Field::Realisasi | Field::RealisasiAnggaran | Field::Capaian | Field::Serapan)
}

/// How well a table of a definition fits, and whether by its wording alone: `None` when a required column is missing.
/// On a sheet that is called a register of units, little else is needed (`register`).
pub(super) fn match_up(
    heading: &[HeadingPath<'_>],
    place: (usize, usize),
    table: &TemplateTable,
    register: bool,
) -> Option<(bool, i32, Vec<Option<FormColumn>>)> {
    let mut map: Vec<Option<FormColumn>> = Vec::with_capacity(heading.len());
    let mut used: Vec<bool> = vec![false; table.columns.len()];
    let mut value = 0;
    for one @ HeadingPath { column, other_year, .. } in heading {
        if column.shared {
            map.push(None);
            continue;
        }
        let previous = map.iter().rev().flatten().next().copied();
        // "Keterangan" names the fund in the definition, and "Sumber Dana" beside it does so in words.
        let said_elsewhere = |owned: &TemplateColumn| {
            let other = |other: &HeadingPath<'_>| {
                other.column.meant == Some(owned.column)
                    && other.column.sure >= COMPLETES
                    && !other.column.shared
                    && !owned.paths.contains(&other.column.path)
            };
            column.is(Field::Remark) && owned.column.field != Field::Remark && heading.iter().any(other)
        };
        // Columns that are meant for nobody may stand between.
        let needed = map.iter().rev().flatten().find(|meaning| meaning.field != Field::Ignore).copied();
        let fits = asked(one, place)
            .filter_map(|order| Some((order, table.columns.get(order)?)))
            .filter(|(_, owned)| !said_elsewhere(owned))
            .filter(|(_, owned)| owned.after.is_none() || owned.after == previous || owned.after == needed)
            .filter_map(|(order, owned)| Some((exact(owned, one)?, order, owned, owned.column.below(column.year)?)))
            // Several columns may be meant for nobody.
            .filter(|(.., meaning)| meaning.field == Field::Ignore || !map.contains(&Some(*meaning)))
            .filter(|(.., meaning)| {
                !other_year || meaning.field == Field::Ignore || matches!(meaning.period, Period::Year(_))
            })
            // A column that names its place or its year is surer than one that could stand anywhere.
            // A wording of the whole path is surer than one of its end.
            .max_by_key(|(exact, order, owned, meaning)| {
                let whole = owned.paths.contains(&column.path);
                (*exact, whole, owned.after.is_some(), *meaning != owned.column, !used[*order])
            });
        if let Some((exact, order, _, meaning)) = fits {
            value += if exact == 2 { 4 } else { 3 };
            used[order] = true;
            map.push(Some(meaning));
        } else {
            value -= if column.meant.is_some() { 1 } else { 2 };
            map.push(None);
        }
    }
    let intact = complete(table, &map);
    let few_suffice = register && !intact && short_register(heading, &mut map);
    if !intact && !few_suffice {
        value += completed(heading, table, &mut map, &mut used)?;
    }
    let missing = used.iter().filter(|used| !**used).count();
    Some((intact, value - i32::try_from(missing).unwrap_or(i32::MAX), map))
}

/// Whether a sheet is called a register of units: "Unit", "Daftar OPD".
pub(super) fn names_units(sheet: &str) -> bool {
    let name = text::key(sheet);
    let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() <= 4 && words.any(|word| ["unit", "opd", "skpd", "satker", "units"].contains(&word))
}

/// Whether the columns are a code and a name and nothing that no register has; on a sheet of units, "Kode Unit" is the code
/// and a bare "Nama" the name.
fn short_register(heading: &[HeadingPath<'_>], map: &mut [Option<FormColumn>]) -> bool {
    let (code, name) = (Field::Code.yearly(), Field::UnitName.yearly());
    let place = |map: &[Option<FormColumn>], column| map.iter().position(|meaning| *meaning == Some(column));
    if place(map, code).is_none() {
        let unit_code = |one: &HeadingPath<'_>| one.column.meant == Some(Field::UnitCode.yearly());
        let Some(at) = heading.iter().position(unit_code).filter(|at| map[*at].is_none()) else { return false };
        map[at] = Some(code);
    }
    if place(map, name).is_none() {
        let called = |one: &HeadingPath<'_>| one.column.meant == Some(name) || one.column.path == "nama";
        let Some(at) = heading.iter().position(called) else { return false };
        map[at] = Some(name);
    }
    heading.iter().zip(map.iter()).all(|(one, meaning)| meaning.is_some() || one.column.shared)
}

/// The columns of a table that answer to a heading, left to right.
fn asked(heading: &HeadingPath<'_>, place: (usize, usize)) -> impl Iterator<Item = usize> {
    let of_table = |answers: &[Answer]| {
        let at = |answer: &Answer| (answer.template, answer.table);
        let start = answers.partition_point(|answer| at(answer) < place);
        let mut columns: Vec<usize> =
            answers[start..].iter().take_while(|answer| at(answer) == place).map(|answer| answer.column).collect();
        columns.dedup();
        columns
    };
    let [mut columns, tail] = heading.answers.map(of_table);
    if !tail.is_empty() {
        columns.extend(tail);
        columns.sort_unstable();
        columns.dedup();
    }
    columns.into_iter()
}

/// Whether every required column is there.
fn complete(table: &TemplateTable, map: &[Option<FormColumn>]) -> bool {
    let exists = |owned: &TemplateColumn| map.iter().flatten().any(|meaning| owned.column.covers(*meaning));
    table.columns.iter().filter(|owned| owned.required).all(exists)
}

/// Completes a definition whose required columns are there for the most part: columns that mean what it asks for, in
/// other words. What that is worth; `None` when required columns are still missing.
fn completed(
    heading: &[HeadingPath<'_>],
    table: &TemplateTable,
    map: &mut [Option<FormColumn>],
    used: &mut [bool],
) -> Option<i32> {
    let required = table.columns.iter().filter(|owned| owned.required).count();
    let as_written = |owned: &TemplateColumn| heading.iter().any(|one| owned.paths.contains(&one.column.path));
    let exact =
        table.columns.iter().zip(used.iter()).filter(|(owned, exists)| owned.required && **exists && as_written(owned));
    if exact.count() * 2 < required {
        return None;
    }
    let mut value = 0;
    for (owned, used) in table.columns.iter().zip(used.iter_mut()) {
        if *used || owned.column.field == Field::Ignore || owned.after.is_some() {
            continue;
        }
        let replacement = heading.iter().position(|one| {
            let column = one.column;
            column.meant == Some(owned.column) && column.sure >= COMPLETES && column.beaten_by.is_none()
        });
        if let Some(position) = replacement.filter(|position| map[*position].is_none()) {
            map[position] = Some(owned.column);
            *used = true;
            value += 2;
        }
    }
    complete(table, map).then_some(value)
}

/// 2 for the definition's own wording, 1 for a synonym of it.
fn exact(owned: &TemplateColumn, heading: &HeadingPath<'_>) -> Option<u8> {
    let column = heading.column;
    let settled = column.settled && column.meant != Some(owned.column);
    if column.refused || settled || of_its_year(owned.column, column) {
        return None;
    }
    // Figures below a heading of texts: it asks for something else than the definition does.
    if matches!(heading.column.question, Some(Question::Values(meaning)) if meaning.field.reading() == Reading::Text) {
        return None;
    }
    let full = |pattern: &String| *pattern == heading.column.path;
    let tail = |pattern: &String| heading.tail == Some(pattern.as_str()) && !contradicted(owned.column, heading.column);
    let standing = owned.paths.iter().position(|pattern| full(pattern) || tail(pattern))?;
    Some(if standing == 0 { 2 } else { 1 })
}

/// Whether a heading names the year of its figure, where a definition takes it for that of the form's period.
fn of_its_year(sheet_column: FormColumn, column: &Column<'_>) -> bool {
    let own = column.meant.is_some_and(|meant| meant.field == sheet_column.field && meant.period == Period::Yearly);
    sheet_column.period == Period::Running && own && column.reading.year.is_some()
}

/// Whether the path says that its last part is not what a definition takes it for: of another level, another period.
fn contradicted(sheet_column: FormColumn, column: &Column<'_>) -> bool {
    if column.reading.apart {
        return true;
    }
    let Some(meaning) = column.meant else {
        return false;
    };
    let term_other = meaning.period.is_part_of_year()
        && meaning.field == sheet_column.field
        && meaning.period != sheet_column.period;
    // "Capaian Kinerja Tahun n > Realisasi" is no figure of a quarter.
    let of_year = column.reading.whole_year
        && meaning.period == Period::Yearly
        && meaning.field == sheet_column.field
        && sheet_column.period == Period::Running;
    let severity_other = meaning.field == Field::Ignore
        && sheet_column.field != Field::Ignore
        && column.basis != ColumnBasis::Dictionary;
    term_other || of_year || severity_other
}

/// The last part of a path whose parents say nothing about periods or figures.
fn neutral_tail(path: &str) -> Option<&str> {
    let (parent, child) = path.rsplit_once(" > ")?;
    let speak = |word: &str| {
        word.starts_with("tw")
            || matches!(
                word,
                "target"
                    | "realisasi"
                    | "anggaran"
                    | "pagu"
                    | "prediksi"
                    | "alokasi"
                    | "bulan"
                    | "sebelumnya"
                    | "lalu"
                    | "renstra"
            )
    };
    (!parent.split([' ', '>', '(', ')', '/']).any(speak)).then_some(child)
}
