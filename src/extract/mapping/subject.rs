//! What the rows are about, where no column says "indikator", and what some columns mean beside others.

use std::collections::BTreeSet;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::Column;
use super::evidence::Values;

/// Words of a unit of measure, on average.
const UNIT_WORDS: f64 = 2.5;
/// Figures side by side that may be months.
const MONTHS: usize = 6;

pub(super) fn subject(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    let has = |columns: &[Column<'_>], field: Field| columns.iter().any(|column| column.is(field));
    outputs_below_groups(columns);
    codes_are_no_wordings(columns, values);
    performance_is_sasaran(columns);
    remarks_by_place(columns);
    indicators_of_a_service(columns, values);
    plans_that_count(columns, values, dictionary);
    variables_are_measured(columns);
    standards_are_targets(columns);
    units_by_content(columns, values);
    units_who_answer(columns, values);
    achieved_is_realised(columns, values);
    figures_are_realised(columns, values);
    programmes_over_activities(columns);
    persons_beside_indicators(columns);
    let named = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi];
    // What is compared with, and what other years reached, measures nothing.
    let own = |columns: &[Column<'_>], field: Field| {
        let of_this_year =
            |column: &Column<'_>| column.meant.is_some_and(|meant| !matches!(meant.period, Period::Year(_)));
        let plain = |column: &Column<'_>| !column.reading.others && !column.reading.unexplained;
        columns.iter().any(|column| column.is(field) && of_this_year(column) && plain(column))
    };
    let measured = own(columns, Field::Target) || own(columns, Field::Realisasi);
    let counted = has(columns, Field::Satuan)
        || own(columns, Field::Realisasi)
            && columns.iter().any(|column| column.is(Field::Realisasi) && column.sure >= super::SURE);
    if measured && counted && !named.into_iter().any(|field| has(columns, field)) {
        // The activity itself is measured: rows with figures are the subject, the others its programmes.
        let figure = |column: &Column<'_>| column.is(Field::Target) || column.is(Field::Realisasi);
        let first = columns.iter().position(figure).unwrap_or(columns.len());
        if let Some(column) = columns[..first].iter_mut().find(|column| column.is(Field::Program)) {
            column.mean(Field::Description.yearly(), 80, ColumnBasis::Place);
            code_of_activity(columns);
        }
    }
    // A monitoring of outputs measures them: `No | Rincian Output (RO) | Satuan | Target | Realisasi`.
    let others =
        [Field::Indikator, Field::Description, Field::RencanaAksi, Field::Program, Field::Code, Field::Sasaran];
    if own(columns, Field::Realisasi) && counted && !others.into_iter().any(|field| has(columns, field)) {
        let figure = |column: &Column<'_>| column.is(Field::Target) || column.is(Field::Realisasi);
        let first = columns.iter().position(figure).unwrap_or(columns.len());
        let outputs: Vec<usize> = (0..first).filter(|at| columns[*at].is(Field::Keluaran)).collect();
        if let [output] = outputs[..]
            && columns[output].heading.profile.texts > 0
        {
            columns[output].settle(Field::Description.yearly(), 80, ColumnBasis::Place);
        }
    }
    called_alike(columns);
}

/// `Indikator Kinerja` over "%" and sentences: one of its two columns holds the units of measure.
pub(super) fn units_beside_wordings(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Satuan)) {
        return;
    }
    for at in 1..columns.len() {
        let (left, right) = (&columns[at - 1], &columns[at]);
        let pair = right.shared && !left.shared && left.heading.parts == right.heading.parts;
        let wording = [Field::Indikator, Field::Description, Field::Keluaran].into_iter().any(|field| left.is(field));
        let Some(meant) = left.meant.filter(|_| pair && wording) else { continue };
        let unit = |column: &Column<'_>| {
            let profile = column.heading.profile;
            let short = profile.words_each() <= UNIT_WORDS && profile.numbers == 0;
            short && values.of_known_units(column.heading.column)
        };
        let states = |column: &Column<'_>| column.heading.profile.words_each() > UNIT_WORDS;
        let sure = left.sure.min(85);
        if unit(left) && states(right) {
            columns[at].mean(meant, sure, ColumnBasis::Values);
            columns[at - 1].mean(Field::Satuan.yearly(), 80, ColumnBasis::Values);
            columns[at - 1].refused = true;
        } else if unit(right) && states(left) {
            columns[at].mean(Field::Satuan.yearly(), 80, ColumnBasis::Values);
        }
        return;
    }
}

/// "Program Kerja | Kegiatan": the second is what is done for the first.
fn programmes_over_activities(columns: &mut [Column<'_>]) {
    for at in 1..columns.len() {
        let pair = columns[at - 1].path == "program kerja" && columns[at].path == "kegiatan";
        if pair && columns[at - 1].is(Field::RencanaAksi) && columns[at].is(Field::Program) {
            columns[at - 1].mean(Field::Program.yearly(), 80, ColumnBasis::Place);
            columns[at].mean(Field::RencanaAksi.yearly(), 80, ColumnBasis::Place);
            (columns[at - 1].settled, columns[at].settled) = (true, true);
        }
    }
}

/// "Nama Pegawai" beside an indicator is who answers for it, and no head of an office; who reports it, and what he is, the
/// table of indicators does not need.
fn persons_beside_indicators(columns: &mut [Column<'_>]) {
    let has = |columns: &[Column<'_>], field: Field| columns.iter().any(|column| column.is(field));
    if !has(columns, Field::Indikator) {
        return;
    }
    let staff = |column: &&mut Column<'_>| column.is(Field::Leader) && column.path.contains("pegawai");
    if !has(columns, Field::PenanggungJawab)
        && let Some(column) = columns.iter_mut().find(staff)
    {
        column.mean(Field::PenanggungJawab.yearly(), 75, ColumnBasis::Place);
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::Leader) || column.is(Field::Jabatan)) {
        column.ignore(ColumnBasis::Place);
    }
}

/// "Kinerja | Indikator | Target": sentences below it are what the indicators belong to.
fn performance_is_sasaran(columns: &mut [Column<'_>]) {
    if columns.iter().any(|column| column.is(Field::Sasaran)) {
        return;
    }
    let indicator = columns.iter().position(|column| column.is(Field::Indikator));
    let sentences = |column: &Column<'_>| {
        let profile = column.heading.profile;
        let named = column.path.split('(').next().is_some_and(|front| front.trim() == "kinerja");
        named && column.meant.is_none() && profile.texts > 0 && profile.numbers == 0
    };
    if let Some(column) = columns[..indicator.unwrap_or(0)].iter_mut().find(|column| sentences(column)) {
        column.mean(Field::Sasaran.yearly(), 75, ColumnBasis::Place);
    }
}

/// What is said about a realisation stands to its right: "Upaya Kesehatan" before the indicator names a programme, and
/// "Penjelasan" behind a realisation explains that, and not the indicator.
fn remarks_by_place(columns: &mut [Column<'_>]) {
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let figure = |column: &Column<'_>| {
        [Field::Target, Field::Realisasi, Field::Capaian].into_iter().any(|field| column.is(field))
    };
    let first_figure = columns.iter().position(figure).unwrap_or(indicator);
    for column in columns.iter_mut().take(indicator.max(first_figure)) {
        let remark = [Field::Kendala, Field::Solusi, Field::TindakLanjut].into_iter().any(|field| column.is(field));
        if remark && column.reading.unexplained && column.basis == ColumnBasis::Words {
            column.meant = None;
        }
    }
    let realised = |column: &Column<'_>| column.is(Field::Realisasi) || column.is(Field::Capaian);
    let Some(realised) = columns.iter().position(realised).filter(|at| *at > indicator) else { return };
    let explained = columns.iter().any(|column| column.is(Field::Remark));
    for column in &mut columns[realised + 1..] {
        let explains = column.path.starts_with("penjelasan") || column.path.starts_with("alasan");
        if explains && column.is(Field::OperationalDefinition) {
            match explained {
                true => column.ignore(ColumnBasis::Place),
                false => column.mean(Field::Remark.yearly(), 75, ColumnBasis::Place),
            }
        }
    }
}

/// "Standar" over figures, beside an indicator that nothing is promised of by its words: what is to be reached. Other figures that
/// nobody named leave it open, but for months: what they are is told by it.
pub(super) fn standards_over_figures(columns: &mut [Column<'_>]) {
    let promised = |column: &Column<'_>| column.is(Field::Target) && column.reading.column.is_some();
    if columns.iter().any(promised) || !columns.iter().any(|column| column.is(Field::Indikator)) {
        return;
    }
    let figures = |column: &Column<'_>| column.heading.profile.of_numbers();
    let nameless = |column: &&Column<'_>| column.meant.is_none() && !column.shared && figures(column);
    let others = columns.iter().filter(nameless).filter(|column| !standard(column)).count();
    let groups = columns.iter().any(|column| column.heading.parts.len() > 1 && column.heading.profile.numbers > 0);
    if groups || (1..MONTHS).contains(&others) {
        return;
    }
    if let Some(column) = columns.iter_mut().find(|column| standard(column) && figures(column)) {
        column.mean(Field::Target.yearly(), 75, ColumnBasis::Place);
    }
}

fn standard(column: &Column<'_>) -> bool {
    let named =
        ["standar", "std", "stdr", "nilai standar", "standar minimal", "standar pelayanan", "standar mutu", "standard"];
    column.meant.is_none() && !column.shared && named.contains(&column.path.as_str())
}

/// "Standar" beside what was reached, and no target: the standard is what was to be reached.
fn standards_are_targets(columns: &mut [Column<'_>]) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    let reached = has(Field::Realisasi) || has(Field::Capaian);
    let subject = has(Field::Indikator) || has(Field::Description);
    if !reached || has(Field::Target) || !subject {
        return;
    }
    if let Some(column) = columns.iter_mut().find(|column| standard(column)) {
        column.mean(Field::Target.yearly(), 75, ColumnBasis::Place);
    }
}

/// "Rincian Rencana Kerja" over "RK-01 - Jumlah pasien yang dilayani", with its target and what was reached: what a plan counts is
/// measured, where no other column says what is.
fn plans_that_count(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    let has = |field: Field| columns.iter().any(|column| column.is(field) && !column.shared);
    let others = [Field::Indikator, Field::Description, Field::Keluaran, Field::Sasaran];
    if !has(Field::Target) || !has(Field::Realisasi) || others.into_iter().any(has) {
        return;
    }
    let Some(at) = only((0..columns.len()).filter(|at| columns[*at].is(Field::RencanaAksi) && !columns[*at].shared))
    else {
        return;
    };
    let counts = |text: &str| dictionary.grammar().counts(text.split_once(" - ").map_or(text, |(_, wording)| wording));
    let (counting, all) = values.texts_that(columns[at].heading.column, counts);
    if all > 1 && counting * 10 >= all * 8 {
        columns[at].mean(Field::Description.yearly(), 75, ColumnBasis::Values);
    }
}

/// "Indikator pelayanan gawat darurat": a heading that begins with the noun and goes on with whose they are is the subject over
/// sentences that are another in each row, where no other column is.
fn indicators_of_a_service(columns: &mut [Column<'_>], values: &Values<'_>) {
    let subject = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi];
    let target = columns.iter().any(|column| column.is(Field::Target));
    if !target || subject.into_iter().any(|field| columns.iter().any(|column| column.is(field))) {
        return;
    }
    let named = |column: &Column<'_>| {
        let profile = column.heading.profile;
        let sentences = profile.texts > 1 && profile.texts == profile.filled && profile.words_each() > UNIT_WORDS;
        column.path.starts_with("indikator ")
            && column.meant.is_none()
            && column.question.is_none()
            && !column.shared
            && sentences
            && values.all_differ(column.heading.column)
    };
    if let Some(at) = only((0..columns.len()).filter(|at| named(&columns[*at]))) {
        columns[at].mean(Field::Indikator.yearly(), 75, ColumnBasis::Values);
    }
}

/// `Upaya Kesehatan / Program / Variabel | Target | Pencapaian`: a health centre measures the variables of its programmes, where no
/// other column says what is measured.
fn variables_are_measured(columns: &mut [Column<'_>]) {
    let subject = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi, Field::Sasaran];
    let has = |field: Field| columns.iter().any(|column| column.is(field) && !column.shared);
    let reached = has(Field::Realisasi) || has(Field::Capaian);
    if !has(Field::Target) || !reached || subject.into_iter().any(has) {
        return;
    }
    let named = |column: &Column<'_>| {
        let mut words = column.path.split(|letter: char| !letter.is_alphanumeric());
        let silent =
            column.meant.is_none_or(|meant| matches!(meant.field, Field::Ignore | Field::Program | Field::Solusi));
        let profile = column.heading.profile;
        silent
            && words.any(|word| matches!(word, "variabel" | "variable" | "upaya"))
            && profile.texts > 1
            && profile.texts * 10 >= profile.filled * 8
    };
    let figure = |column: &Column<'_>| column.is(Field::Target) || column.is(Field::Realisasi);
    let first = columns.iter().position(figure).unwrap_or(0);
    let texts = |column: &Column<'_>| {
        let unknown = column.meant.is_none() || named(column) && !column.is(Field::Program);
        unknown && !column.shared && column.heading.profile.texts > 1
    };
    if let Some(at) = only((0..first).filter(|at| texts(&columns[*at]))).filter(|at| named(&columns[*at])) {
        columns[at].settle(Field::Description.yearly(), 75, ColumnBasis::Place);
    }
}

/// "Unit" over units of measure, in forms that are half English.
fn units_by_content(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Satuan)) {
        return;
    }
    let unit = |column: &&mut Column<'_>| {
        let named = matches!(column.path.as_str(), "unit" | "units");
        let words = column.heading.profile.numbers == 0;
        named && !column.shared && words && values.of_known_units(column.heading.column)
    };
    if let Some(column) = columns.iter_mut().find(unit) {
        column.mean(Field::Satuan.yearly(), 80, ColumnBasis::Values);
    }
}

/// "Unit" over names, which are no units of measure, behind the indicator: who answers for it.
fn units_who_answer(columns: &mut [Column<'_>], values: &Values<'_>) {
    let answers = [Field::PenanggungJawab, Field::UnitName];
    if columns.iter().any(|column| answers.into_iter().any(|field| column.is(field))) {
        return;
    }
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let named = |column: &&mut Column<'_>| {
        let profile = column.heading.profile;
        let names = profile.filled > 0 && profile.numbers == 0 && profile.texts == profile.filled;
        let bare = column.path == "unit" && column.meant.is_none() && !column.shared;
        bare && names && !values.of_known_units(column.heading.column)
    };
    if let Some(column) = columns[indicator + 1..].iter_mut().find(named) {
        column.mean(Field::PenanggungJawab.yearly(), 75, ColumnBasis::Values);
    }
}

/// Where activities are the subject, their account code is the code of the row.
fn code_of_activity(columns: &mut [Column<'_>]) {
    if columns.iter().any(|column| column.is(Field::Code)) {
        return;
    }
    let code = |column: &&mut Column<'_>| {
        let profile = column.heading.profile;
        let whole = column.heading.code_columns.is_empty() && profile.codes * 2 > profile.filled;
        column.is(Field::Ignore) && whole && column.path.starts_with("kode")
    };
    if let Some(column) = columns.iter_mut().find(code) {
        column.mean(Field::Code.yearly(), 75, ColumnBasis::Values);
    }
}

/// "IKU | Rumusan Indikator" over "IKU 1" and sentences: the first is the code of the second.
fn codes_are_no_wordings(columns: &mut [Column<'_>], values: &Values<'_>) {
    let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator)).collect();
    let coded = |at: &&usize| !columns[**at].shared && values.all_codes(columns[**at].heading.column);
    let codes: Vec<usize> = own.iter().filter(coded).copied().collect();
    let [code] = codes[..] else { return };
    if own.len() < 2 {
        return;
    }
    match columns.iter().any(|column| column.is(Field::Code)) {
        true => columns[code].ignore(ColumnBasis::Values),
        false => columns[code].mean(Field::Code.yearly(), 80, ColumnBasis::Values),
    }
}

/// Outputs (RO) below their groups (KRO): the groups stand where programmes do.
fn outputs_below_groups(columns: &mut [Column<'_>]) {
    let group =
        |column: &Column<'_>| column.path.split([' ', '>', '/', '-']).any(|word| matches!(word, "kro" | "klasifikasi"));
    let outputs = columns.iter().filter(|column| column.is(Field::Keluaran));
    let (groups, singles): (Vec<_>, Vec<_>) = outputs.partition(|column| group(column));
    if groups.is_empty() || singles.is_empty() {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::Keluaran) && group(column)) {
        column.meant = Some(Field::Program.yearly());
    }
}

/// "Target | Capaian" over figures of the target's own size, where shares would be others: what was reached is a figure.
fn figures_are_realised(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Realisasi)) {
        return;
    }
    let achieved: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let column = &columns[*at];
            column.is(Field::Capaian) && !column.reading.percent && !seen_again(column)
        })
        .collect();
    let target = |at: usize| {
        let period = columns[at].meant.map(|meant| meant.period);
        let of = |wanted: Option<Period>| {
            let fits = |column: &&Column<'_>| {
                column.meant.is_some_and(|meant| meant.field == Field::Target && Some(meant.period) == wanted)
            };
            columns.iter().find(fits).map(|column| column.heading.column)
        };
        of(period).or_else(|| of(Some(Period::Yearly)))
    };
    let pairs: Vec<(u32, u32)> =
        achieved.iter().filter_map(|at| Some((columns[*at].heading.column, target(*at)?))).collect();
    if pairs.len() != achieved.len() || !values.of_one_size_but_shares(&pairs) {
        return;
    }
    for at in achieved {
        if let Some(meant) = columns[at].meant {
            columns[at].mean(FormColumn { field: Field::Realisasi, ..meant }, 75, ColumnBasis::Values);
        }
    }
}

/// "Capaian Setelah Reviu": what others made of it, beside what was reached.
pub(super) fn seen_again(column: &Column<'_>) -> bool {
    let word = |word: &str| {
        ["setelah", "sesudah", "reviu", "review", "verifikasi", "validasi", "evaluasi", "koreksi"].contains(&word)
    };
    column.path.split([' ', '>', '(', ')', '/']).any(word)
}

/// "Capaian" beside "% Capaian" of the same period, and no realisation of it: the figure itself. So is `Capaian > TW III` beside
/// `Capaian > %`, and what is called so beside the share that it makes of the target.
fn achieved_is_realised(columns: &mut [Column<'_>], values: &Values<'_>) {
    let of = |columns: &[Column<'_>], column: FormColumn, percent: bool| {
        only((0..columns.len()).filter(|at| {
            let one = &columns[*at];
            one.meant == Some(column) && one.reading.percent == percent && !one.reading.up_to && !seen_again(one)
        }))
    };
    let achieved: Vec<FormColumn> = columns.iter().filter(|c| c.is(Field::Capaian)).filter_map(|c| c.meant).collect();
    for column in achieved {
        let realised = FormColumn { field: Field::Realisasi, ..column };
        if columns.iter().any(|one| one.meant == Some(realised)) {
            continue;
        }
        if let (Some(plain), Some(_)) = (of(columns, column, false), of(columns, column, true)) {
            columns[plain].mean(realised, 80, ColumnBasis::Place);
        }
    }
    figures_beside_their_share(columns, values);
}

/// `TW 1 > Target | Capaian | TW 2 > Target | Capaian | % Capaian`: what "Capaian" is below one period it is below the others.
fn called_alike(columns: &mut [Column<'_>]) {
    let read = |column: &Column<'_>| column.reading.column.is_some_and(|read| read.field == Field::Capaian);
    let part = |column: &Column<'_>| column.meant.is_some_and(|meant| meant.period.is_part_of_year());
    let leaf = |column: &Column<'_>| column.heading.parts.last().map(|leaf| key(leaf)).unwrap_or_default();
    let below = |column: &Column<'_>| column.heading.parts.len() > 1 && part(column) && read(column) && !column.shared;
    let reached: BTreeSet<String> =
        columns.iter().filter(|column| below(column) && column.is(Field::Realisasi)).map(leaf).collect();
    let others = (0..columns.len()).filter(|at| below(&columns[*at]) && columns[*at].is(Field::Capaian));
    let alike: Vec<(usize, FormColumn)> = others
        .filter(|at| reached.contains(&leaf(&columns[*at])))
        .filter_map(|at| Some((at, FormColumn { field: Field::Realisasi, ..columns[at].meant? })))
        .filter(|(_, meant)| columns.iter().all(|column| column.meant != Some(*meant)))
        .collect();
    for (at, meant) in alike {
        columns[at].settle(meant, 70, ColumnBasis::Place);
    }
}

/// `Capaian > TW III | %`, and what is called an achievement beside the share that it makes of the target.
fn figures_beside_their_share(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Realisasi)) {
        return;
    }
    let own = |at: &usize, percent: bool| {
        let one = &columns[*at];
        let plain = !one.shared && !one.reading.others && !seen_again(one) && one.reading.percent == percent;
        plain
            && one.meant.is_some_and(|meant| meant.field == Field::Capaian && !matches!(meant.period, Period::Year(_)))
    };
    let plain: Vec<usize> = (0..columns.len()).filter(|at| own(at, false)).collect();
    // What nobody named may be the share as well, where its figures say so beyond doubt.
    let silent = |at: &usize| columns[*at].meant.is_none() && !columns[*at].shared;
    let shares: Vec<usize> = (0..columns.len()).filter(|at| own(at, true) || own(at, false) || silent(at)).collect();
    let of_share = |at: usize, share: usize| {
        let named = columns[share].reading.percent && columns[share].is(Field::Capaian);
        let beside = columns[share].reading.ratio && columns[at].above() == columns[share].above() && plain.len() == 1;
        at != share && (named && beside || divided(columns, at, share, values, named))
    };
    let found: Vec<usize> =
        plain.iter().copied().filter(|at| shares.iter().any(|share| of_share(*at, *share))).collect();
    for at in found {
        if let Some(meant) = columns[at].meant {
            columns[at].settle(FormColumn { field: Field::Realisasi, ..meant }, 80, ColumnBasis::Values);
        }
    }
}

/// Whether a share is that of what was reached in the target of its period, or of the year; of one that is not named so every row
/// must tell.
fn divided(columns: &[Column<'_>], part: usize, share: usize, values: &Values<'_>, named: bool) -> bool {
    let target = |column: &&Column<'_>| {
        let of = |period| period == Period::Yearly || columns[part].meant.is_some_and(|own| own.period == period);
        column.meant.is_some_and(|meant| meant.field == Field::Target && of(meant.period)) && !column.shared
    };
    let place = |at: usize| columns[at].heading.column;
    columns.iter().filter(target).any(|target| {
        let whole = target.heading.column;
        named && values.is_achievement(place(share), place(part), whole)
            || values.achieves(place(share), place(part), whole)
    })
}
