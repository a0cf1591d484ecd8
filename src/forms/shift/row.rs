//! The rows of one table: which row of the new form each row of the old one is, and where its cells go.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::month_name;
use crate::domain::document::{FormRow, RowKind, TableRole};
use crate::domain::text::{indikator_code, indikator_key, separate_code};
use crate::domain::triwulan::{Triwulan, read_column_triwulan};
use crate::domain::value::{Doubt, Entry};
use crate::forms::write::{FilledRow, FormCell, coded, computed, roman};
use crate::template::TemplateTable;

use super::column::{self, ColumnTerm};
use super::{EntryFate, MigratedForm, OldCell, OldFormView, already_filled, without};

/// Moves the rows of every table of this role into the one of the new form.
pub(super) fn relocate(
    migrated: &mut MigratedForm<'_>,
    origin: &OldFormView<'_>,
    role: TableRole,
    destination: Option<&TemplateTable>,
) {
    let old = origin.document.tables.iter().filter(|table| table.role == role).flat_map(|table| &table.rows);
    let Some(table) = destination else {
        for entry in old.flat_map(|row| row.entries.values()) {
            accept(migrated, origin, entry, without("tabel ini tidak ada di formulir baru"));
        }
        return;
    };
    let content = match role {
        TableRole::Anggaran => std::mem::take(&mut migrated.content.anggaran),
        _ => std::mem::take(&mut migrated.content.indikator),
    };
    let start = content.len();
    let (triwulan, used) = (migrated.content.triwulan, BTreeSet::new());
    let mut mover = RowMover { table, origin, content, start, triwulan, used, now: None, sasaran: None };
    for row in old {
        mover.one(migrated, row);
    }
    migrated.new_row += mover.content.iter().skip(mover.start).filter(|row| !row.head).count();
    match role {
        TableRole::Anggaran => migrated.content.anggaran = mover.content,
        _ => migrated.content.indikator = mover.content,
    }
}

struct RowMover<'a> {
    table: &'a TemplateTable,
    origin: &'a OldFormView<'a>,
    /// The rows of the new form.
    content: Vec<FilledRow>,
    /// How many of them were there before.
    start: usize,
    /// The quarter of the new form.
    triwulan: Option<Triwulan>,
    /// Rows into which a row of the old form went.
    used: BTreeSet<usize>,
    /// The row into which the last row of the old form went.
    now: Option<usize>,
    /// The objective under which the last new row stands, in a mixed column.
    sasaran: Option<String>,
}

/// By what an indicator is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct IndikatorName {
    code: Option<String>,
    sentence: String,
}

impl IndikatorName {
    fn new(code: Option<&str>, sentence: &str) -> Option<Self> {
        let (inside, _) = separate_code(sentence);
        let code = code.and_then(indikator_code).or(inside);
        let sentence = indikator_key(sentence);
        (code.is_some() || !sentence.is_empty()).then_some(Self { code, sentence })
    }

    /// Equal codes; where one has none, equal wording.
    fn same(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(left), Some(right)) => left == right,
            _ => !self.sentence.is_empty() && self.sentence == other.sentence,
        }
    }
}

impl RowMover<'_> {
    fn one(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow) {
        match row.kind {
            RowKind::Total => {
                for entry in row.entries.values() {
                    let label = entry.text().is_some_and(|text| self.origin.dictionary.total_row(text));
                    let fate = if label { EntryFate::Skeleton } else { without("jumlah dihitung formulir baru") };
                    accept(migrated, self.origin, entry, fate);
                }
            }
            // Headings go with the rows below them.
            RowKind::Group => {
                for entry in row.entries.values() {
                    accept(migrated, self.origin, entry, without("judul kelompok tanpa baris di bawahnya"));
                }
            }
            RowKind::Data => self.data(migrated, row),
            RowKind::Continuation => self.continuation(migrated, row),
        }
    }

    fn has(&self, field: Field) -> bool {
        self.table.columns.iter().any(|owned| owned.column.field == field)
    }

    fn data(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow) {
        let number = self.destination(migrated, row, self.old_triwulan(row));
        self.now = Some(number);
        self.quarter(migrated, row, number);
        if !self.used.insert(number) && self.has(Field::RencanaAksi) {
            // A plan that names its indicator in every row goes on with it.
            return self.continuation(migrated, row);
        }
        for (column, entry) in &row.entries {
            self.place_at(migrated, row, number, *column, entry);
        }
        self.tidy_code(migrated, row, number);
    }

    /// The quarter of a row comes first: what stands beside it is read by it.
    fn quarter(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow, number: usize) {
        let column = Field::RowTriwulan.yearly();
        if let Some(entry) = row.entries.get(&column) {
            self.place_at(migrated, row, number, column, entry);
        }
    }

    /// A row that goes on with the one above: what belongs to a quarter or to the indicator goes to its row, the rest
    /// to an open row below it.
    fn continuation(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow) {
        let tw = self.old_triwulan(row);
        let number = match (self.now, self.has(Field::RowTriwulan)) {
            (Some(number), false) => number,
            _ => self.destination(migrated, row, tw),
        };
        self.now = Some(number);
        self.quarter(migrated, row, number);
        let per_triwulan = per_triwulan(row);
        let mut typed_text: BTreeMap<FormColumn, FormCell> = BTreeMap::new();
        for (column, entry) in &row.entries {
            let destination = column::find(self.table, *column, self.term(row, number));
            let owned =
                destination.and_then(|destination| self.table.columns.iter().find(|owned| owned.column == destination));
            let repetition = destination.is_some_and(|destination| self.repeated(number, destination, entry));
            let below = owned.filter(|owned| !owned.descend && !per_triwulan && !entry.derivation && !repetition);
            match (below, self.old(entry)) {
                (Some(owned), Some(OldCell::TypedText(value) | OldCell::Formula(value)))
                    if owned.column.field != Field::No && !computed(self.table, owned.column) =>
                {
                    typed_text.insert(owned.column, value);
                    migrated.note(entry.cell, EntryFate::Moved);
                }
                _ => self.place_at(migrated, row, number, *column, entry),
            }
        }
        if let Some(place) = self.content.get_mut(number).filter(|_| !typed_text.is_empty()) {
            place.continuation_typed_texts.push(typed_text);
        }
    }

    /// Whether a row says of its indicator once more what stands above.
    fn repeated(&self, number: usize, destination: FormColumn, entry: &Entry) -> bool {
        let owned = matches!(
            destination.field,
            Field::Sasaran | Field::Indikator | Field::Description | Field::Code | Field::Satuan | Field::Target
        );
        let exists = self.content.get(number).and_then(|place| place.value(destination)).map(FormCell::visible);
        owned && exists.is_some_and(|exists| column::same(destination, &entry.raw, &exists))
    }

    /// The row of the new form that is about the same indicator, and quarter where rows are about one; else a new one.
    fn destination(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow, tw: Option<Triwulan>) -> usize {
        let name = old_name(row);
        let quarterly = self.has(Field::RowTriwulan);
        let sharing = self.has(Field::RencanaAksi) || per_triwulan(row);
        let fits = |(number, one): &(usize, &FilledRow)| {
            let same = name.as_ref().zip(new_name(one)).is_some_and(|(left, right)| left.same(&right));
            let free = sharing || !self.used.contains(number);
            !one.head && same && free && (!quarterly || new_triwulan(one).or(self.triwulan) == tw)
        };
        if let Some((number, _)) = self.content.iter().enumerate().find(fits) {
            return number;
        }
        self.head(migrated, row);
        let mut one = FilledRow { part: row.part.clone(), ..FilledRow::default() };
        let as_written = row.entries.get(&Field::RowTriwulan.yearly()).is_some_and(|entry| !entry.value.blank());
        if let Some(tw) = tw.filter(|_| quarterly && !as_written) {
            one.typed_texts.insert(Field::RowTriwulan.yearly(), FormCell::Text(roman(tw).to_string()));
        }
        migrated.parts.extend(one.part.clone());
        self.content.push(one);
        self.content.len() - 1
    }

    /// In a mixed column, an objective stands in a row of its own above its indicators.
    fn head(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow) {
        let mixed = self.has(Field::Description) && !self.has(Field::Indikator);
        let sasaran = row.entries.get(&Field::Sasaran.yearly()).filter(|_| mixed && !self.has(Field::Sasaran));
        let Some((entry, text)) = sasaran.and_then(|entry| Some((entry, entry.text()?.to_string()))) else { return };
        migrated.note(entry.cell, EntryFate::Moved);
        if self.sasaran.as_ref() == Some(&text) {
            return;
        }
        let typed_texts = BTreeMap::from([(Field::Description.yearly(), FormCell::Text(text.clone()))]);
        self.content.push(FilledRow { typed_texts, head: true, part: row.part.clone(), ..FilledRow::default() });
        self.sasaran = Some(text);
    }

    /// Where the new form has no column of codes, a code stands in front of its wording.
    fn tidy_code(&mut self, migrated: &mut MigratedForm<'_>, row: &FormRow, number: usize) {
        let Some(entry) = row.entries.get(&Field::Code.yearly()).filter(|_| !self.has(Field::Code)) else {
            return;
        };
        let (Some(code), Some(place)) = (entry.text(), self.content.get_mut(number)) else { return };
        let already =
            new_name(place).and_then(|name| name.code) == indikator_code(code) && indikator_code(code).is_some();
        let core = [Field::Indikator, Field::Description].map(Field::yearly);
        let without_sound = core.iter().all(|column| place.value(*column).is_none());
        if let Some(column) =
            core.into_iter().find(|column| without_sound && self.table.columns.iter().any(|k| k.column == *column))
        {
            place.typed_texts.insert(column, FormCell::Text(code.to_string()));
            migrated.note(entry.cell, EntryFate::Moved);
            return;
        }
        let combine = core.into_iter().find_map(|column| match place.typed_texts.get_mut(&column) {
            Some(FormCell::Text(text)) if !already => {
                let new = coded(code, text);
                let changed = new != *text;
                *text = new;
                Some(changed)
            }
            _ => None,
        });
        if already || combine == Some(true) {
            migrated.note(entry.cell, EntryFate::Moved);
        }
    }

    fn old_triwulan(&self, row: &FormRow) -> Option<Triwulan> {
        let as_written = row.entries.get(&Field::RowTriwulan.yearly()).and_then(Entry::text);
        as_written.and_then(one_triwulan).or(self.origin.document.triwulan.map(|as_written| as_written.value))
    }

    /// Whether a quarter has columns in the new form.
    fn dated_span(&self, text: &str) -> bool {
        one_triwulan(text).is_some_and(|tw| {
            self.table.columns.iter().any(|owned| match owned.column.period {
                Period::Triwulan(other) => other == tw,
                Period::Running => self.triwulan == Some(tw),
                _ => false,
            })
        })
    }

    fn term(&self, row: &FormRow, number: usize) -> ColumnTerm {
        let new = self.content.get(number).and_then(new_triwulan);
        ColumnTerm { old: self.old_triwulan(row), new: new.or(self.triwulan) }
    }

    /// What a cell holds; an older wording of a drop-down moves as the word of today.
    fn old(&self, entry: &Entry) -> Option<OldCell> {
        let old_word = entry.doubts.iter().any(|in_doubt| matches!(in_doubt, Doubt::OldWord { .. }));
        match (self.origin.cell)(entry.cell)? {
            OldCell::TypedText(_) if old_word => Some(OldCell::TypedText(FormCell::Text(entry.raw.to_string()))),
            other => Some(other),
        }
    }

    fn place_at(
        &mut self,
        migrated: &mut MigratedForm<'_>,
        row: &FormRow,
        number: usize,
        column: FormColumn,
        entry: &Entry,
    ) {
        let term = self.term(row, number);
        let fate = match self.old(entry) {
            None => return,
            Some(_) if column.field == Field::No => EntryFate::Skeleton,
            Some(OldCell::NotCarriedAlong(cause)) => without(cause),
            Some(OldCell::TypedText(value)) => self.put(number, column, term, value, false),
            Some(OldCell::Formula(value)) => self.put(number, column, term, value, true),
        };
        migrated.note(entry.cell, fate);
    }

    fn put(&mut self, number: usize, old: FormColumn, term: ColumnTerm, value: FormCell, formula: bool) -> EntryFate {
        let Some(destination) = column::find(self.table, old, term) else {
            // The quarter of a row is told by the columns that its figures go to.
            let arranged = old.field == Field::RowTriwulan && self.dated_span(&value.visible());
            return if arranged {
                EntryFate::Moved
            } else {
                without(&format!("formulir baru tidak punya kolom {}", mention(old)))
            };
        };
        let Some(place) = self.content.get_mut(number) else { return without("barisnya tidak ada") };
        let visible = value.visible();
        if let Some(exists) = place.value(destination) {
            let exists = exists.visible();
            return if column::same(destination, &visible, &exists) {
                EntryFate::Moved
            } else {
                already_filled(&exists)
            };
        }
        if computed(self.table, destination) {
            return if formula { EntryFate::Computed } else { without("dihitung sendiri oleh formulir baru") };
        }
        place.typed_texts.insert(destination, value);
        EntryFate::Moved
    }
}

/// The one quarter that a text names.
fn one_triwulan(text: &str) -> Option<Triwulan> {
    match read_column_triwulan(text)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Notes the fate of a cell that does not move, when it holds anything.
fn accept(migrated: &mut MigratedForm<'_>, origin: &OldFormView<'_>, entry: &Entry, fate: EntryFate) {
    match (origin.cell)(entry.cell) {
        None => {}
        Some(OldCell::Formula(_)) if matches!(fate, EntryFate::Placeless(_)) => {
            migrated.note(entry.cell, EntryFate::Computed)
        }
        Some(_) => migrated.note(entry.cell, fate),
    }
}

/// Whether a row of the old form is about one quarter of its indicator.
fn per_triwulan(row: &FormRow) -> bool {
    row.entries.contains_key(&Field::RowTriwulan.yearly())
}

fn old_name(row: &FormRow) -> Option<IndikatorName> {
    let text = |field: Field| row.entries.get(&field.yearly()).and_then(Entry::text);
    let core = text(Field::Indikator).or_else(|| text(Field::Description)).or_else(|| text(Field::Program));
    IndikatorName::new(text(Field::Code), core.unwrap_or_default())
}

fn new_name(row: &FilledRow) -> Option<IndikatorName> {
    let text = |field: Field| row.value(field.yearly()).map(FormCell::visible);
    let core = text(Field::Indikator).or_else(|| text(Field::Description)).or_else(|| text(Field::Program));
    IndikatorName::new(text(Field::Code).as_deref(), &core.unwrap_or_default())
}

fn new_triwulan(row: &FilledRow) -> Option<Triwulan> {
    let text = row.value(Field::RowTriwulan.yearly())?.visible();
    one_triwulan(&text)
}

/// A field as people call it.
fn mention(column: FormColumn) -> String {
    let name = column.field.name().replace('_', " ");
    match column.period {
        Period::Yearly => name,
        Period::Running => format!("{name} triwulan ini"),
        Period::Triwulan(triwulan) => format!("{name} {triwulan}"),
        Period::Semester(semester) => format!("{name} semester {}", if semester == 1 { "I" } else { "II" }),
        Period::Year(year) => format!("{name} {year}"),
        Period::EveryYear => format!("{name} setiap tahun"),
        Period::Month(month) => {
            format!("{name} bulan {}", month_name(u32::from(month)).map_or_else(|| month.to_string(), str::to_string))
        }
    }
}
