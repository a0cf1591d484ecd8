//! Which definition a header block fits, and what each of its columns means.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{DocumentKind, Fact, TableColumn, TableRole};
use crate::domain::mark::FormMark;
use crate::template::heading::{canonical_path, mentions_cumulative, path_year};
use crate::template::{Dictionary, Library, Template, TemplateColumn, TemplateTable};

use super::header::{HeadingBlock, HeadingColumn};

/// The id that stands for "read by the dictionary alone".
pub(super) const DICTIONARY: &str = "kamus";
/// Wordings at least this alike are offered as a suggestion.
const SIMILARITY: f64 = 0.86;

/// A header block whose columns are known.
#[derive(Debug, Clone)]
pub(super) struct RecognisedTable<'a> {
    pub(super) template: Option<&'a Template>,
    pub(super) table: Option<&'a TemplateTable>,
    /// The kind of document, when the definition or the columns tell.
    pub(super) kind: Option<DocumentKind>,
    pub(super) role: TableRole,
    pub(super) column: Vec<TableColumn>,
    pub(super) fact: Vec<Fact>,
    /// Columns that nothing knows: sheet column, header.
    pub(super) foreign: Vec<HeadingColumn>,
}

impl<'a> RecognisedTable<'a> {
    pub(super) fn template_id(&self) -> &str {
        self.template.map_or(DICTIONARY, |template| template.id.as_str())
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.column.iter().any(|owned| owned.column.field == field)
    }

    /// The column of the document's own year is the year's column, unless the form has that beside the years of a plan.
    pub(super) fn at_year(&mut self, year: Option<i32>) {
        let whole_year = |column: FormColumn| match column.period {
            Period::Year(owned) => year == Some(i32::from(owned)),
            _ => false,
        };
        let exists: Vec<FormColumn> = self.column.iter().map(|owned| owned.column).collect();
        for owned in &mut self.column {
            let yearly = owned.column.field.yearly();
            if whole_year(owned.column) && !exists.contains(&yearly) {
                owned.column = yearly;
            }
        }
    }

    /// The column of the definition, where one reads the table and has it.
    pub(super) fn template_column(&self, column: FormColumn) -> Option<&'a TemplateColumn> {
        self.table?.column.iter().find(|owned| owned.column.covers(column))
    }

    /// Whether a blank in this column takes the value of the row above.
    pub(super) fn descend(&self, column: FormColumn) -> bool {
        match self.template_column(column) {
            Some(owned) => owned.descend,
            None => matches!(
                column.field,
                Field::Tujuan | Field::Sasaran | Field::SasaranCode | Field::Indikator | Field::Code
            ),
        }
    }
}

/// A table that fits: how well, of which definition, and what each of its columns means.
type Fit<'a> = ((i32, u8), &'a Template, &'a TemplateTable, Vec<Option<FormColumn>>);

/// What a header block is, given the kind and the year that the title above it names. `None` when it is no table of ours. Of
/// definitions that fit equally well, the one that the workbook's properties name is meant.
pub(super) fn recognise<'a>(
    block: &HeadingBlock,
    library: &'a Library,
    heading_kind: Option<DocumentKind>,
    mark: &[FormMark],
    year: Option<i32>,
) -> Option<RecognisedTable<'a>> {
    let heading = all_heading(block, &library.dictionary, year);
    let mut best: Option<Fit<'_>> = None;
    for template in &library.template {
        if heading_kind.is_some_and(|kind| kind != template.kind) && template.kind != DocumentKind::Kaskade {
            continue;
        }
        let marked = mark.iter().map(|mark| agrees(mark, template)).max().unwrap_or(0);
        for table in &template.table {
            if let Some((value, map)) = match_up(&heading, table)
                && let value = (value, marked)
                && best.as_ref().is_none_or(|(old, ..)| value > *old)
            {
                best = Some((value, template, table, map));
            }
        }
    }
    match best {
        Some((_, template, table, map)) => {
            Some(build(block, &heading, map, &library.dictionary, Some((template, table)), None))
        }
        None => with_dictionary(block, &heading, library, heading_kind),
    }
}

/// How far a form's own word names a definition: 2 with its version, 1 without, 0 not at all.
fn agrees(mark: &FormMark, template: &Template) -> u8 {
    let name = mark.template == template.id;
    u8::from(name) + u8::from(name && mark.version == Some(template.version))
}

/// A header path as it is compared, and the year that it names.
struct HeadingPath {
    path: String,
    /// Its last part, where its parents say nothing ([`neutral_tail`]). It is asked for by every wording of every definition.
    tail: Option<String>,
    /// What the dictionary says of it, for every definition that does not know it.
    meaning: Option<FormColumn>,
    year: Option<u16>,
    /// Whether it is one of several years of a plan, and not the document's: it never stands for the year.
    other_year: bool,
}

/// The header paths of a block. Headers that differ by their years alone are the years of a plan.
fn all_heading(block: &HeadingBlock, dictionary: &Dictionary, document_year: Option<i32>) -> Vec<HeadingPath> {
    let mut all: Vec<HeadingPath> = block
        .column
        .iter()
        .map(|column| {
            let part = || column.part.iter().map(String::as_str);
            let path = canonical_path(part());
            let tail = neutral_tail(&path).map(str::to_string);
            let meaning = via_dictionary(&path, tail.as_deref(), dictionary);
            HeadingPath { path, tail, meaning, year: path_year(part()), other_year: false }
        })
        .collect();
    let dated_year: Vec<(String, u16)> = all.iter().filter_map(|one| Some((one.path.clone(), one.year?))).collect();
    for one in &mut all {
        let Some(year) = one.year else { continue };
        let series = dated_year.iter().any(|(path, other)| *path == one.path && *other != year);
        one.other_year = series && document_year != Some(i32::from(year));
    }
    all
}

/// How well a table of a definition fits: `None` when a required column is missing.
fn match_up(heading: &[HeadingPath], table: &TemplateTable) -> Option<(i32, Vec<Option<FormColumn>>)> {
    let mut map: Vec<Option<FormColumn>> = Vec::with_capacity(heading.len());
    let mut used: Vec<bool> = vec![false; table.column.len()];
    let mut value = 0;
    for one @ HeadingPath { year, other_year, .. } in heading {
        let previous = map.iter().rev().flatten().next().copied();
        let fits = table
            .column
            .iter()
            .enumerate()
            .filter(|(_, owned)| owned.after.is_none() || owned.after == previous)
            .filter_map(|(order, owned)| Some((exact(owned, one)?, order, owned, owned.column.below(*year)?)))
            // Several columns may be meant for nobody.
            .filter(|(.., meaning)| meaning.field == Field::Ignore || !map.contains(&Some(*meaning)))
            .filter(|(.., meaning)| !other_year || meaning.field == Field::Ignore || meaning.period != Period::Yearly)
            // A column that names its place or its year is surer than one that could stand anywhere.
            .max_by_key(|(exact, order, owned, meaning)| {
                (*exact, owned.after.is_some(), *meaning != owned.column, !used[*order])
            });
        if let Some((exact, order, _, meaning)) = fits {
            value += if exact == 2 { 4 } else { 3 };
            used[order] = true;
            map.push(Some(meaning));
        } else {
            value -= if one.meaning.is_some() { 1 } else { 2 };
            map.push(None);
        }
    }
    let exists = |owned: &TemplateColumn| map.iter().flatten().any(|meaning| owned.column.covers(*meaning));
    let complete = table.column.iter().filter(|owned| owned.required).all(exists);
    let missing = used.iter().filter(|used| !**used).count();
    complete.then(|| (value - i32::try_from(missing).unwrap_or(i32::MAX), map))
}

/// 2 for the definition's own wording, 1 for a synonym of it.
fn exact(owned: &TemplateColumn, heading: &HeadingPath) -> Option<u8> {
    let hit = |pattern: &String| *pattern == heading.path || heading.tail.as_ref() == Some(pattern);
    let standing = owned.path.iter().position(hit)?;
    Some(if standing == 0 { 2 } else { 1 })
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

/// What the dictionary says: the whole path, the path as one text, or its last part under parents that say nothing.
fn via_dictionary(path: &str, tail: Option<&str>, dictionary: &Dictionary) -> Option<FormColumn> {
    dictionary
        .meaning(path)
        .or_else(|| dictionary.meaning(&path.replace(" > ", " ")))
        .or_else(|| dictionary.meaning(tail?))
}

/// What every header means: by the definition, else by the dictionary.
fn all_meaning(
    heading: &[HeadingPath],
    map: &[Option<FormColumn>],
    dictionary: &Dictionary,
) -> Vec<Option<FormColumn>> {
    let own = |one: &HeadingPath| {
        let meaning = one.meaning?;
        let year = one.year.filter(|_| one.other_year && meaning.period == Period::Yearly);
        Some(year.map_or(meaning, |year| meaning.field.year(year)))
    };
    let mut outcome: Vec<Option<FormColumn>> = Vec::with_capacity(heading.len());
    for (one, owned) in heading.iter().zip(map) {
        let leaning = outcome.last().copied().flatten().and_then(|left| dictionary.meaning_after(left, &one.path));
        outcome.push(owned.or(leaning).or_else(|| own(one)));
    }
    outcome
}

fn with_dictionary<'a>(
    block: &HeadingBlock,
    heading: &[HeadingPath],
    library: &'a Library,
    heading_kind: Option<DocumentKind>,
) -> Option<RecognisedTable<'a>> {
    let map = vec![None; heading.len()];
    let outcome = build(block, heading, map, &library.dictionary, None, heading_kind);
    let core = outcome.has(Field::Indikator) || outcome.has(Field::Description) || outcome.has(Field::Code);
    let content = [Field::Target, Field::Realisasi, Field::RencanaAksi, Field::Capaian];
    let content = outcome.has(Field::Sasaran) || content.into_iter().any(|field| outcome.has(field));
    let anggaran = outcome.has(Field::Program) && outcome.has(Field::Anggaran);
    let enough = (outcome.column.len() >= 3 && core && content) || anggaran;
    enough.then_some(outcome)
}

/// Puts the mapping together: the definition's columns, then the dictionary for what the definition does not name.
fn build<'a>(
    block: &HeadingBlock,
    path: &[HeadingPath],
    map: Vec<Option<FormColumn>>,
    dictionary: &Dictionary,
    template: Option<(&'a Template, &'a TemplateTable)>,
    heading_kind: Option<DocumentKind>,
) -> RecognisedTable<'a> {
    let template_owned: Vec<FormColumn> = map.iter().flatten().copied().collect();
    let mut column: Vec<TableColumn> = Vec::new();
    let mut fact = Vec::new();
    let mut foreign = Vec::new();
    let meaning = all_meaning(path, &map, dictionary);
    for (((heading, HeadingPath { path, .. }), map), meaning) in block.column.iter().zip(path).zip(map).zip(meaning) {
        let Some(meaning) = meaning else {
            fact.extend(similar(heading, path, dictionary, template.map(|(_, table)| table)));
            foreign.push(heading.clone());
            continue;
        };
        let in_use = column.iter().find(|old| old.column == meaning).map(|old| old.cell);
        let in_use = in_use.or_else(|| (map.is_none() && template_owned.contains(&meaning)).then_some(heading.cell));
        match in_use {
            Some(in_use) if meaning.field != Field::Ignore => {
                fact.push(Fact::DoubleColumn { cell: heading.cell, in_use, column: meaning, heading: heading.text() });
            }
            _ => column.push(TableColumn {
                column: meaning,
                cell: heading.cell,
                heading: heading.text(),
                cumulative: heading.part.iter().any(|text| mentions_cumulative(text)),
            }),
        }
    }
    let role = match template {
        Some((_, table)) => table.role,
        None if has(&column, Field::Indikator) || has(&column, Field::Description) || !has(&column, Field::Program) => {
            TableRole::Indikator
        }
        None => TableRole::Anggaran,
    };
    let kind = template.map(|(template, _)| template.kind).or(heading_kind).or_else(|| kind_from_column(&column));
    RecognisedTable {
        template: template.map(|(template, _)| template),
        table: template.map(|(_, table)| table),
        kind,
        role,
        column,
        fact,
        foreign,
    }
}

fn has(column: &[TableColumn], field: Field) -> bool {
    column.iter().any(|owned| owned.column.field == field)
}

/// The kind of document that the columns themselves tell.
fn kind_from_column(column: &[TableColumn]) -> Option<DocumentKind> {
    if has(column, Field::Realisasi) {
        Some(DocumentKind::Pengukuran)
    } else if has(column, Field::RencanaAksi)
        || column.iter().any(|owned| matches!(owned.column.period, Period::Month(_)))
    {
        Some(DocumentKind::RencanaAksi)
    } else if has(column, Field::Target) {
        Some(DocumentKind::Pk)
    } else {
        None
    }
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
        .flat_map(|table| &table.column)
        .flat_map(|owned| owned.path.iter().map(move |path| (path.as_str(), owned.column)));
    from_table
        .chain(dictionary.sound())
        .filter(|(sound, column)| column.field != Field::Ignore && sound.chars().count() > 3)
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

/// The columns that a kind of document cannot do without (domain LAY-02).
pub(super) fn missing_required_column(kind: DocumentKind, recognised: &RecognisedTable<'_>) -> Vec<FormColumn> {
    // One of several years of a plan is not the year of the document.
    let whole_year = |owned: &&TableColumn| !matches!(owned.column.period, Period::Year(_));
    let exists = |slot| recognised.column.iter().filter(whole_year).any(|owned| owned.column.field == slot);
    let in_parts =
        |field| recognised.column.iter().any(|own| own.column.field == field && own.column.period != Period::Yearly);
    let missing = kind.facts().needs.iter().filter(|need| {
        !exists(need.field) && !need.or.iter().any(|other| exists(*other)) && !need.or_in_parts.is_some_and(in_parts)
    });
    missing.map(|need| need.field.yearly()).collect()
}
