//! Whether a block is a table of ours, and of which kind of document, by its columns.
//!
//! The columns that a table cannot do without decide, never a majority: unknown columns beside them do not count.

use crate::domain::column::{Field, Period};
use crate::domain::document::{DocumentKind, TableColumn};
use crate::domain::text::key;
use crate::template::Dictionary;

use super::context::Line;
use super::grid::{CellGrid, cell_text};
use super::header::{HeadingBlock, HeadingColumn};
use super::mapping::{Column, Question};
use super::shape::mark::{Mark, mark};
use super::shape::profile::ColumnProfile;
use crate::workbook::Cell;

/// Rows above a header that may say what the table is.
const ABOVE: u32 = 8;
/// Cells of a row that holds a title.
pub(super) const TITLE_CELLS: usize = 3;
/// Lines of a card that tell it from a table.
const LINES: usize = 12;
/// Words of a label at most.
const LABEL_WORDS: usize = 3;
/// A longer text labels no line.
const LONGEST_LABEL: usize = 40;
/// What the lines of a card say.
const LABELS: [Field; 10] = [
    Field::Target,
    Field::Realisasi,
    Field::Capaian,
    Field::Satuan,
    Field::Sasaran,
    Field::CaraPengukuran,
    Field::Kendala,
    Field::TindakLanjut,
    Field::SumberData,
    Field::PenanggungJawab,
];
/// Meanings that a table needs at least.
const FEWEST: usize = 3;

/// The kind of document that a title names, else that the name of the sheet and the columns tell: what was realised makes
/// a measurement of it.
pub(super) fn kind(
    columns: &[Column<'_>],
    title: Option<DocumentKind>,
    sheet: &str,
    dictionary: &Dictionary,
    of_a_report: bool,
) -> Option<DocumentKind> {
    let sheet = dictionary.document_kind(sheet).or_else(|| personal(sheet));
    let realised = || realised(columns).then_some(DocumentKind::Pengukuran);
    let planned = || planned_by_month(columns).then_some(DocumentKind::RencanaAksi);
    // What a person reached is a measurement, though its title speaks of the person's indicators.
    let title = title.filter(|kind| !kind.is_personal()).or_else(realised).or(title);
    // "Perjanjian Kinerja" over what was reached of it: an agreement has no place for that.
    if title == Some(DocumentKind::Pk) && filled_in(columns, Field::Realisasi) && filled_in(columns, Field::Target) {
        return Some(DocumentKind::Pengukuran);
    }
    // "Rencana Aksi dan Capaian", "Rencana Aksi TW II" over what was reached, and no action in it: the plan is another paper.
    if title == Some(DocumentKind::RencanaAksi) && of_a_report && filled_in(columns, Field::Realisasi) && !acts(columns)
    {
        return Some(DocumentKind::Pengukuran);
    }
    title.or(sheet.filter(|kind| *kind == DocumentKind::RencanaAksi)).or_else(realised).or(sheet).or_else(planned)
}

/// The kind for persons that the name of a sheet tells by its words: "IKI Kasubbag".
fn personal(sheet: &str) -> Option<DocumentKind> {
    let words: Vec<String> = key(sheet).split_whitespace().map(str::to_string).collect();
    DocumentKind::called(&words).find(|kind| kind.is_personal())
}

/// Whether a definition of this kind may read a block. What a title says holds; what the columns tell speaks only against
/// an agreement, which has no place for what was realised.
pub(super) fn may_be(kind: DocumentKind, title: Option<DocumentKind>, by_columns: Option<DocumentKind>) -> bool {
    if kind == DocumentKind::Kaskade {
        return true;
    }
    if kind == DocumentKind::Register {
        return title == Some(kind);
    }
    match (title, by_columns) {
        (Some(title), Some(DocumentKind::Pengukuran)) if title.is_personal() => kind == DocumentKind::Pengukuran,
        (Some(title), _) => title == kind,
        // Its columns stand in many a paper on indicators: a person's is what calls itself so.
        (None, Some(told)) if kind.is_personal() => told == kind,
        (None, None) if kind.is_personal() => false,
        (None, Some(DocumentKind::Pengukuran)) => kind != DocumentKind::Pk,
        (None, Some(DocumentKind::RencanaAksi)) => kind == DocumentKind::RencanaAksi,
        (None, _) => true,
    }
}

/// Whether a table holds what was reached though its title promises or plans it: what was reached stands in neither, whatever
/// the title says.
pub(super) fn reached_under_a_promise(by_columns: Option<DocumentKind>, title: Option<DocumentKind>) -> bool {
    by_columns == Some(DocumentKind::Pengukuran) && matches!(title, Some(DocumentKind::Pk | DocumentKind::RencanaAksi))
}

/// Months beside the target of the year: a plan.
fn planned_by_month(columns: &[Column<'_>]) -> bool {
    let monthly = columns.iter().filter(|column| {
        column.meant.is_some_and(|meant| meant.field == Field::Target && matches!(meant.period, Period::Month(_)))
    });
    monthly.count() >= 3
}

/// Whether realisations of the document's own year stand in it; a form that nobody filled yet counts too.
fn realised(columns: &[Column<'_>]) -> bool {
    let blank = columns.iter().all(|column| column.heading.profile.filled == 0);
    // What is asked because it may be a realisation is none that an agreement has a place for either.
    let asked = |column: &Column<'_>| {
        matches!(&column.question, Some(Question::Either(maybe)) if maybe.iter().any(|one| {
            one.field == Field::Realisasi && !matches!(one.period, Period::Year(_))
        }))
    };
    columns.iter().any(|column| {
        if column.refused && asked(column) {
            return true;
        }
        let Some(meant) = column.meant.filter(|meant| !matches!(meant.period, Period::Year(_))) else { return false };
        // A place for what was realised is a measurement, though nobody filled it in yet; an achievement alone may be one
        // that is foreseen.
        meant.field == Field::Realisasi
            || (meant.field == Field::Capaian && (blank || column.heading.profile.filled > 0))
    })
}

/// Whether anything stands below a field in the document's own year.
fn filled_in(columns: &[Column<'_>], field: Field) -> bool {
    columns.iter().any(|column| {
        let own = column.meant.is_some_and(|meant| meant.field == field && !matches!(meant.period, Period::Year(_)));
        own && column.heading.profile.filled > 0 && column.beaten_by.is_none()
    })
}

/// Whether actions stand in it, which a plan is for.
fn acts(columns: &[Column<'_>]) -> bool {
    columns.iter().any(|column| column.is(Field::RencanaAksi) && column.heading.profile.filled > 0)
}

/// Whether a block that no definition fits is a table of ours: something that is measured, and a figure or an action for
/// it; or programmes with their budget.
pub(super) fn is_ours(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    dictionary: &Dictionary,
    found: &[TableColumn],
    lines: &[Line],
    by_objective: bool,
) -> bool {
    let otherwise = titled_otherwise(grid, block, dictionary) && !measures_indicators(block, found);
    if is_price_list(block, dictionary) || otherwise || accounts_alone(block, found) || kept_by_day(block, found) {
        return false;
    }
    let meanings = found.iter().filter(|column| column.column.field != Field::Ignore).count();
    let budget = (by_objective || has(found, Field::Program)) && has(found, Field::Anggaran);
    let named = [Field::Indikator, Field::Description, Field::Code].into_iter().find(|field| has(found, *field));
    let measured = has(found, Field::Target) || has(found, Field::Realisasi);
    let output = (measured && has(found, Field::Keluaran)).then_some(Field::Keluaran);
    let told = measured
        || has(found, Field::Indikator) && counts_years(block, dictionary)
        || has(found, Field::Sasaran)
        || has(found, Field::RencanaAksi)
        || money_of_indicators(found)
        || has(found, Field::Capaian) && achieved_in_figures(block, found);
    // Steps below the indicator that they serve.
    let served = lines.iter().any(|line| line.field == Field::Indikator);
    let step = (measured && served && has(found, Field::RencanaAksi)).then_some(Field::RencanaAksi);
    // Codes beside a volume and no wording of an indicator: a budget's outputs.
    let volume = |column: &TableColumn| {
        column.column.field == Field::Target && matches!(key(&column.heading).as_str(), "volume" | "vol" | "volume ro")
    };
    let counted = found.iter().any(volume) && !has(found, Field::Realisasi) && !has(found, Field::Sasaran);
    let named = named.filter(|field| *field != Field::Code || !counted);
    let subject = named.or(output).or(step);
    let full = meanings >= FEWEST && told && subject.is_some_and(|subject| holds_something(block, found, subject));
    // A list of indicators with their codes and units; with programmes beside them it is a nomenclature.
    let list = [Field::Indikator, Field::Code, Field::Satuan].into_iter().all(|field| has(found, field))
        && !has(found, Field::Program);
    full || list || (budget && !measured) || (budget && subject.is_none())
}

/// Whether its rows are objectives with what may be spent for them and what was, and nothing is measured: the table on efficiency of a
/// report.
pub(super) fn spends_by_objective(found: &[TableColumn]) -> bool {
    let others = [
        Field::Indikator,
        Field::Description,
        Field::Program,
        Field::RencanaAksi,
        Field::Keluaran,
        Field::Code,
        Field::Target,
        Field::Realisasi,
    ];
    let money = [Field::Sasaran, Field::Anggaran, Field::RealisasiAnggaran];
    money.into_iter().all(|field| has(found, field)) && !others.into_iter().any(|field| has(found, field))
}

/// Words by which a table calls itself a cascade.
const CASCADES: [&str; 4] = ["cascading", "casecading", "kaskade", "cascade"];
/// Levels side by side that make one.
const LEVELS: usize = 3;

/// Whether three levels of officers stand side by side, each with indicators of its own, below a title that calls them a cascade: the
/// agreement of none of them.
pub(super) fn cascades(grid: &CellGrid<'_>, block: &HeadingBlock, columns: &[Column<'_>]) -> bool {
    let indicator = |column: &&Column<'_>| {
        let read = column.reading.column.is_some_and(|read| read.field == Field::Indikator);
        (read || column.is(Field::Indikator)) && !column.shared
    };
    let called = |text: &str| {
        let text = key(text);
        CASCADES.iter().any(|word| text.contains(word))
    };
    let rows = (block.start.saturating_sub(ABOVE)..block.start).map(|row| grid.row(row));
    let mut titles = rows.filter(|cells| cells.len() <= TITLE_CELLS).flatten();
    columns.iter().filter(indicator).count() >= LEVELS
        && (called(&grid.sheet.name) || titles.any(|cell| called(&cell_text(cell))))
}

/// Whether it tells of indicators with their codes what may be spent for them and what was: performance is told elsewhere.
fn money_of_indicators(found: &[TableColumn]) -> bool {
    [Field::Indikator, Field::Code, Field::Anggaran, Field::RealisasiAnggaran]
        .into_iter()
        .all(|field| has(found, field))
}

/// Whether its rows are accounts: something is described, and all that is told of it is money.
fn accounts_alone(block: &HeadingBlock, found: &[TableColumn]) -> bool {
    let figure = |own: &&TableColumn| matches!(own.column.field, Field::Target | Field::Realisasi | Field::Capaian);
    let profiles: Vec<ColumnProfile> = found.iter().filter(figure).filter_map(|own| profile_of(block, own)).collect();
    let money = |own: &ColumnProfile| own.money * 10 >= own.filled * 9;
    let named = [Field::Indikator, Field::Satuan, Field::Sasaran, Field::RencanaAksi, Field::Keluaran, Field::Program];
    let filled = profiles.iter().any(|own| own.filled > 1);
    filled && profiles.iter().all(money) && !named.into_iter().any(|field| has(found, field))
}

/// Whether its rows are days: a diary of what was done, before whose wordings a date stands in each row.
fn kept_by_day(block: &HeadingBlock, found: &[TableColumn]) -> bool {
    let wording = [Field::Description, Field::RencanaAksi, Field::Sasaran, Field::Program];
    let first = found.iter().filter(|own| wording.contains(&own.column.field)).map(|own| own.cell.column).min();
    let days = |column: &HeadingColumn| {
        let profile = column.profile;
        profile.filled >= 3 && profile.dates == profile.filled && first.is_some_and(|first| column.column < first)
    };
    !has(found, Field::Indikator) && block.columns.iter().any(days)
}

/// Whether what stands below the column of the subject are headings themselves, "Target", "Realisasi", "Kendala": a card with
/// its labels at the left, of which no row is an indicator.
pub(super) fn of_labels(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    columns: &[Column<'_>],
    dictionary: &Dictionary,
) -> bool {
    let subject = |column: &&Column<'_>| {
        [Field::Indikator, Field::Description].into_iter().any(|field| column.is(field)) && !column.shared
    };
    let Some(at) = columns.iter().find(subject).map(|column| column.heading.column) else { return false };
    // A card says its labels at once, and each in a few words: the wordings of a long table are not read for it.
    let cells = grid.cells(block.body(), block.end).iter().filter(|cell| cell.address.column == at).take(LINES);
    let named = |text: &str| {
        let short = text.chars().count() <= LONGEST_LABEL && text.split_whitespace().count() <= LABEL_WORDS;
        let read = || dictionary.read(&[text]).column.filter(|meant| meant.period == Period::Yearly);
        short && read().is_some_and(|meant| LABELS.contains(&meant.field))
    };
    let (mut all, mut labels) = (0, std::collections::BTreeSet::new());
    for cell in cells {
        let text = cell_text(cell);
        all += 1;
        if named(&text) {
            labels.insert(key(&text));
        }
    }
    labels.len() >= FEWEST && labels.len() * 10 >= all * 3 || all > 0 && labels.len() == all
}

/// Whether it has figures of years that are only counted, "Target Tahun ke-1": which years they are, nobody says, and what is
/// measured is told all the same.
fn counts_years(block: &HeadingBlock, dictionary: &Dictionary) -> bool {
    let counted = |column: &&HeadingColumn| {
        let path: Vec<&str> = column.parts.iter().map(String::as_str).collect();
        dictionary.read(&path).relative && column.profile.numbers > 0
    };
    block.columns.iter().filter(counted).count() >= FEWEST
}

/// What stands below a column that was found.
fn profile_of(block: &HeadingBlock, own: &TableColumn) -> Option<ColumnProfile> {
    block.columns.iter().find(|heading| heading.column == own.cell.column).map(|heading| heading.profile)
}

/// Whether it says what is measured in which unit, what was promised and what was reached, in sentences and figures: whatever
/// the title calls it, that is performance.
fn measures_indicators(block: &HeadingBlock, found: &[TableColumn]) -> bool {
    let profile = |field: Field| {
        let of_field = |own: &&TableColumn| own.column.field == field && !matches!(own.column.period, Period::Year(_));
        profile_of(block, found.iter().find(of_field)?)
    };
    let texts = |field: Field| profile(field).is_some_and(|own| own.filled > 0 && own.texts * 10 >= own.filled * 8);
    let figures = |field: Field| profile(field).is_some_and(|own| own.filled > 0 && own.numbers * 10 >= own.filled * 7);
    let spent = || figures(Field::Anggaran) && figures(Field::RealisasiAnggaran);
    texts(Field::Indikator) && texts(Field::Satuan) && figures(Field::Target) && (figures(Field::Realisasi) || spent())
}

/// Whether what was achieved is told in figures, or not told yet: grades in words alone are those of another paper.
fn achieved_in_figures(block: &HeadingBlock, found: &[TableColumn]) -> bool {
    let achieved = found.iter().filter(|column| column.column.field == Field::Capaian);
    achieved
        .filter_map(|own| profile_of(block, own))
        .any(|profile| profile.filled == 0 || profile.wordy < profile.filled)
}

/// Whether the column of the subject holds anything, where the others do.
fn holds_something(block: &HeadingBlock, found: &[TableColumn], subject: Field) -> bool {
    let filled = |column: &HeadingColumn| column.profile.filled;
    let headings = || block.columns.iter().chain(&block.shared);
    let most = headings().map(filled).max().unwrap_or_default();
    let own = found.iter().find(|column| column.column.field == subject);
    let own = own.and_then(|own| headings().find(|heading| heading.column == own.cell.column));
    most < 2 || own.is_none_or(|own| filled(own) > 0)
}

/// Whether works stand below it with their places, volumes and ceilings, and nothing that they are measured by: they are
/// proposed, and no agreement.
pub(super) fn of_works(block: &HeadingBlock, columns: &[Column<'_>]) -> bool {
    let first = |text: &String| key(text).split(|letter: char| !letter.is_alphabetic()).next().map(str::to_string);
    let says = |words: &[&str]| {
        let named = |text: &String| first(text).is_some_and(|word| words.contains(&word.as_str()));
        block.columns.iter().any(|column| column.parts.last().is_some_and(named))
    };
    let measured = [
        Field::Indikator,
        Field::Description,
        Field::Keluaran,
        Field::RencanaAksi,
        Field::Code,
        Field::Satuan,
        Field::Realisasi,
        Field::RealisasiAnggaran,
    ];
    let has = |field: Field| columns.iter().any(|column| column.is(field) && !column.shared);
    says(&["lokasi", "alamat"]) && says(&["volume", "vol"]) && has(Field::Anggaran) && !measured.into_iter().any(has)
}

/// Whether its headings ask for prices or goods.
pub(super) fn is_price_list(block: &HeadingBlock, dictionary: &Dictionary) -> bool {
    let priced = |column: &&HeadingColumn| column.parts.iter().any(|text| dictionary.names_price(text));
    match block.columns.iter().filter(priced).count() {
        0 => false,
        // One word among the headings of a form is not yet a list of prices: "Unit/Pihak Penyedia Jasa".
        1 => !measured_indicator(block, dictionary),
        _ => true,
    }
}

/// Whether prices stand beside accounts: the detail of a budget, whatever indicator it is for.
pub(super) fn priced_by_account(block: &HeadingBlock, dictionary: &Dictionary) -> bool {
    let named = |text: &String| {
        let text = key(text);
        ["akun", "kode akun", "rekening", "kode rekening"]
            .iter()
            .any(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    };
    let says = |named: &dyn Fn(&String) -> bool| block.columns.iter().any(|column| column.parts.iter().any(named));
    says(&|text| dictionary.names_price(text)) && says(&named)
}

/// Whether the headings name an indicator and its target or realisation.
fn measured_indicator(block: &HeadingBlock, dictionary: &Dictionary) -> bool {
    let means = |fields: &[Field]| {
        block.columns.iter().any(|column| {
            let path: Vec<&str> = column.parts.iter().map(String::as_str).collect();
            dictionary.read(&path).column.is_some_and(|meant| fields.contains(&meant.field))
        })
    };
    means(&[Field::Indikator]) && means(&[Field::Target, Field::Realisasi])
}

/// Whether the title above it, or the sheet, is that of another paper: a budget, a list of prices.
fn titled_otherwise(grid: &CellGrid<'_>, block: &HeadingBlock, dictionary: &Dictionary) -> bool {
    let rows = (block.start.saturating_sub(ABOVE)..block.start).map(|row| grid.row(row));
    // A title stands alone in its row; among other cells it is the text of a column: "Daftar hadir" as a source. Beside a
    // figure it is a row of the table above: "Indeks manajemen risiko | 3,2".
    let figure = |cell: &Cell| matches!(mark(cell), Mark::Figure | Mark::Small);
    let title = |cells: &&[Cell]| cells.len() <= TITLE_CELLS && (cells.len() == 1 || !cells.iter().any(figure));
    let above = rows.filter(title).flatten();
    above.map(cell_text).any(|text| dictionary.names_other_paper(&text))
        || dictionary.names_other_paper(&grid.sheet.name)
}

fn has(columns: &[TableColumn], field: Field) -> bool {
    columns.iter().any(|column| column.column.field == field)
}
