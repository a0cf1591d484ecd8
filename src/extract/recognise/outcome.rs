//! The columns of a table put together: those of its definition, then what the others mean.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{ColumnBasis, DocumentKind, Fact, InDoubtCause, TableColumn, TableRole};
use crate::domain::text;
use crate::extract::header::HeadingColumn;
use crate::extract::mapping::{Column, Left, Question};
use crate::template::heading::mentions_cumulative;
use crate::template::{Dictionary, Template, TemplateTable};

use super::RecognisedTable;
use super::fit::HeadingPath;

/// Wordings at least this alike are offered as a suggestion.
const SIMILARITY: f64 = 0.86;

/// Puts the mapping together: the definition's columns, then what the others mean.
pub(super) fn build<'a>(
    heading: &[HeadingPath<'_>],
    map: Vec<Option<FormColumn>>,
    dictionary: &Dictionary,
    template: Option<(&'a Template, &'a TemplateTable)>,
    column_kind: Option<DocumentKind>,
) -> RecognisedTable<'a> {
    let template_owned: Vec<FormColumn> = map.iter().flatten().copied().collect();
    let mut sheet_column: Vec<TableColumn> = Vec::new();
    let mut facts = Vec::new();
    let mut foreign = Vec::new();
    // What leans on its left neighbour leans on what the definition made of that.
    let mut left = Left::default();
    for (one, owned) in heading.iter().zip(map) {
        let column = one.column;
        // A figure of another year leans on none of this one.
        let other_year = column.year.is_some() && column.is(Field::Ignore);
        let leaning = if column.shared || other_year || column.refused || column.settled {
            None
        } else {
            left.leaning(dictionary, &column.path)
        };
        // Whether a remark is that of the period before it was weighed already.
        let leaning = leaning.filter(|meant| meant.field != Field::Remark);
        let meaning = owned.or(leaning).or(column.meant);
        if !column.shared {
            left.step(meaning);
        }
        let Some(meaning) = meaning else {
            note_foreign(column, dictionary, template.map(|(_, table)| table), &mut facts, &mut foreign);
            continue;
        };
        let cell = column.heading.cell;
        let in_use = sheet_column.iter().find(|old| old.column == meaning).map(|old| old.cell);
        let from_template = owned.is_none() && template_owned.contains(&meaning);
        let kalah = column.beaten_by.filter(|_| owned.is_none()).and_then(|other| heading.get(other));
        let in_use =
            in_use.or_else(|| from_template.then_some(cell)).or_else(|| kalah.map(|other| other.column.heading.cell));
        match in_use {
            Some(in_use) if meaning.field != Field::Ignore && !takes_turns(heading, column, in_use) => {
                facts.push(Fact::DoubleColumn { cell, in_use, column: meaning, heading: column.heading.text() });
            }
            _ => sheet_column.push(TableColumn {
                column: meaning,
                cell,
                heading: column.heading.text(),
                cumulative: column.heading.parts.iter().any(|text| mentions_cumulative(text)),
                basis: if owned.is_some() { ColumnBasis::Definition } else { column.basis },
                sure: if owned.is_some() { 100 } else { column.sure },
            }),
        }
    }
    let role = match template {
        Some((_, table)) => table.role,
        None if has(&sheet_column, Field::Indikator)
            || has(&sheet_column, Field::Description)
            || !has(&sheet_column, Field::Program) =>
        {
            TableRole::Indikator
        }
        None => TableRole::Anggaran,
    };
    let kind = template.map(|(template, _)| template.kind).or(column_kind).or_else(|| kind_from_column(&sheet_column));
    RecognisedTable {
        template: template.map(|(template, _)| template),
        table: template.map(|(_, table)| table),
        kind,
        role,
        columns: sheet_column,
        facts,
        foreign,
        year: None,
        in_rows: None,
        series: Vec::new(),
        lists: Vec::new(),
    }
}

/// Whether a column goes on where the one in use holds nothing.
fn takes_turns(heading: &[HeadingPath<'_>], column: &Column<'_>, in_use: CellAddress) -> bool {
    let other = column.turns_with.and_then(|other| heading.get(other));
    other.is_some_and(|other| other.column.heading.cell == in_use)
}

/// A column without a meaning: what it may mean is asked, or a wording that resembles a known one offered.
fn note_foreign(
    column: &Column<'_>,
    dictionary: &Dictionary,
    table: Option<&TemplateTable>,
    fact: &mut Vec<Fact>,
    foreign: &mut Vec<HeadingColumn>,
) {
    let filled = column.heading.profile.filled > 0;
    let (cell, heading) = (column.heading.cell, column.heading.text());
    match &column.question {
        Some(Question::Either(maybe)) if filled => {
            fact.push(Fact::DoubtfulColumn {
                cell,
                heading,
                maybe: maybe.clone(),
                cause: InDoubtCause::SeveralMeanings,
            });
        }
        Some(Question::Values(maybe)) if filled => {
            fact.push(Fact::DoubtfulColumn { cell, heading, maybe: vec![*maybe], cause: InDoubtCause::OtherContent });
        }
        // What stands under the heading of another column is no wording of its own.
        _ if column.shared => {}
        _ => fact.extend(similar(column.heading, &column.path, dictionary, table)),
    }
    if !column.shared {
        foreign.push(column.heading.clone());
    }
}

fn has(column: &[TableColumn], field: Field) -> bool {
    column.iter().any(|owned| owned.column.field == field)
}

/// The kind of document that the columns themselves tell.
fn kind_from_column(column: &[TableColumn]) -> Option<DocumentKind> {
    // What was realised in other years stands beside an agreement too.
    let this_year = |owned: &TableColumn| !matches!(owned.column.period, Period::Year(_));
    let spent = has(column, Field::Indikator)
        && !has(column, Field::Target)
        && column.iter().any(|owned| owned.column.field == Field::RealisasiAnggaran && this_year(owned));
    if spent || column.iter().any(|owned| owned.column.field == Field::Realisasi && this_year(owned)) {
        Some(DocumentKind::Pengukuran)
    } else if has(column, Field::RencanaAksi)
        || column.iter().any(|owned| matches!(owned.column.period, Period::Month(_)))
    {
        Some(DocumentKind::RencanaAksi)
    } else if has(column, Field::Target) {
        Some(DocumentKind::Pk)
    } else if has(column, Field::Indikator) && has(column, Field::Code) && has(column, Field::Satuan)
        || levels_side_by_side(column)
    {
        Some(DocumentKind::Kaskade)
    } else {
        None
    }
}

/// Whether objectives and indicators of several levels stand side by side, and nothing is promised of them:
/// `Sasaran ESS II | Indikator ESS II | Sasaran ESS III | Indikator ESS III`, `Tujuan | Sasaran | Indikator Kegiatan | Indikator Unit`.
fn levels_side_by_side(column: &[TableColumn]) -> bool {
    let levels = |word: &str| column.iter().filter(|owned| text::key(&owned.heading).starts_with(word)).count();
    let goals = levels("sasaran") > 1 || levels("indikator") > 2 && has(column, Field::Tujuan);
    has(column, Field::Indikator) && has(column, Field::Sasaran) && levels("indikator") > 1 && goals
}

/// A wording that resembles a known one: offered, never used.
fn similar(
    heading: &HeadingColumn,
    path: &str,
    dictionary: &Dictionary,
    table: Option<&TemplateTable>,
) -> Option<Fact> {
    let from_table = table
        .into_iter()
        .flat_map(|table| &table.columns)
        .flat_map(|owned| owned.paths.iter().map(move |path| (path.as_str(), owned.column)));
    // Two wordings whose lengths differ more than they may are not compared letter by letter: a heading may be a page long.
    let length = path.chars().count();
    let may_resemble = |sound: usize| sound.min(length) as f64 >= SIMILARITY * sound.max(length) as f64;
    from_table
        .chain(dictionary.sound())
        .filter(|(sound, column)| {
            let letters = sound.chars().count();
            column.field != Field::Ignore && letters > 3 && may_resemble(letters)
        })
        .map(|(sound, column)| (strsim::normalized_damerau_levenshtein(sound, path), sound, column))
        .filter(|(similarity, ..)| *similarity >= SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, sound, maybe)| Fact::SimilarColumn {
            cell: heading.cell,
            heading: heading.text(),
            maybe,
            similar: sound.to_string(),
        })
}
