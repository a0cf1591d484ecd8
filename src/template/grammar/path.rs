//! A header path: what its texts say together, parents first.

use std::sync::Arc;

use super::Text;
use super::part::{Core, Object, Part, Times, Verb, of_owner};
use super::words::Time;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::triwulan::Triwulan;

/// What the dictionary says of a text is as sure as can be.
const LISTED: u8 = 98;

/// What a header path says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadingMeaning {
    /// The field; [`Field::Ignore`] when it is known and not needed; `None` when it says no field.
    pub column: Option<FormColumn>,
    /// How sure, in percent.
    pub sure: u8,
    /// The one year that it names.
    pub year: Option<u16>,
    /// The parts that only name a group ("KETUA").
    pub labels: Vec<usize>,
    /// Those of them with words that nobody knows ("Jurusan Teknik").
    pub strangers: Vec<usize>,
    /// Whose it is, where a parent says so.
    pub owner: Option<Field>,
    /// Whether it says "s.d." or "kumulatif".
    pub up_to: bool,
    /// Whether it says "bulan ini": which month that is, the title of the form tells.
    pub this_month: bool,
    /// Whether it is of a period that no form of ours keeps: "Caturwulan II".
    pub apart: bool,
    /// Whether its quarter is a number, and no word says that quarters are counted: "Target > 2".
    pub counted: bool,
    /// The figure that it is of a month which it does not name: "Target Bulan". The title of the form may tell which.
    pub unnamed_month: Option<Field>,
    /// Whether it counts years from the beginning of a plan: "Tahun ke-2".
    pub relative: bool,
    /// Whether it says "tahun ini", "setahun".
    pub whole_year: bool,
    /// The figure that it is of the year before: "Realisasi Tahun Lalu". Which year that is, the title of the form tells.
    pub last_year: Option<Field>,
    /// Whether it sums others up.
    pub sum: bool,
    /// Whether it says percent.
    pub percent: bool,
    /// Whether it only says percent, of something that its parents name.
    pub ratio: bool,
    /// Whether it says percent and nothing else at all.
    pub share: bool,
    /// Whether it is the state before a change of the plan ("semula").
    pub superseded: bool,
    /// Whether it is a figure of others, which the form is compared with: "Target Nasional".
    pub others: bool,
    /// Whether words stand behind its noun that nobody knows: "Target Mutu".
    pub unexplained: bool,
    /// Whether it speaks of how far work has come, and not of what it is for: "Realisasi Fisik".
    pub physical: bool,
    /// Why it says no field, or is not sure.
    pub doubt: Option<HeadingDoubt>,
}

/// Two things that a heading may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingDoubt {
    /// The measure itself, or its money.
    Money(FormColumn, FormColumn),
}

/// Reads a path.
pub(super) fn read(texts: &[Arc<Text>]) -> HeadingMeaning {
    let alone = texts.len() == 1;
    let parts: Vec<&Part> = texts.iter().map(|text| &text.part).collect();
    let Some(leaf) = (0..parts.len()).rev().find(|at| says(parts[*at], texts[*at].listed, alone)) else {
        return nounless(&parts);
    };
    // "Rincian Capaian > Triwulan": the group says nothing sure, and below it the period of the row is asked for.
    let grouped = leaf + 1 < parts.len() && matches!(parts[leaf].core, Core::Unknown | Core::Group);
    if grouped && row_period(&parts) {
        return nounless(&parts);
    }
    if counts_output(texts, leaf) {
        let column = Some(Field::Target.yearly());
        return HeadingMeaning { column, sure: 85, labels: labels(&parts, leaf), ..HeadingMeaning::default() };
    }
    let listed = texts[leaf].listed.filter(|_| !parts[leaf].only_period());
    Path { parts: &parts, leaf, listed }.read()
}

/// Whether a text names what a column holds.
fn says(part: &Part, known: Option<FormColumn>, alone: bool) -> bool {
    part.core != Core::Nothing || (known.is_some() && !part.only_period() && (alone || !part.silent))
}

impl Part {
    /// Says what is counted and nothing else: "Volume".
    fn only_measure(&self) -> bool {
        self.core == Core::Nothing && self.object == Object::Performance && self.time.says_nothing()
    }

    /// "TW I" alone is a target in the dictionary, and a period below a realisation.
    fn only_period(&self) -> bool {
        self.core == Core::Nothing && (!self.time.says_nothing() || self.only_percent || self.object != Object::Unsaid)
    }
}

/// The part of an output's or indicator's group that counts it: `Indikator Keluaran > Narasi | Volume | Satuan`.
fn counts_output(texts: &[Arc<Text>], leaf: usize) -> bool {
    let thing = matches!(
        texts[leaf].part.core,
        Core::Entity(Field::Indikator | Field::Keluaran | Field::Program | Field::RencanaAksi)
    );
    let volume = |text: &Arc<Text>| text.listed == Some(Field::Target.yearly()) && text.part.only_measure();
    thing && texts.len() == leaf + 2 && volume(&texts[leaf + 1])
}

/// Whether the lowest text asks for a period and names none.
fn row_period(parts: &[&Part]) -> bool {
    parts.last().is_some_and(|part| {
        let bare = part.time.quarters.is_empty() && part.time.months.is_empty() && part.time.semesters.is_empty();
        let quarter = part.time.kind == Some(Time::Quarter) && !part.time.now;
        part.core == Core::Nothing
            && bare
            && !part.opens_strange
            && (quarter || (part.time.now && part.time.kind.is_none()))
    })
}

/// A path of periods, percents and strange words.
fn nounless(parts: &[&Part]) -> HeadingMeaning {
    let times = Spell::of(parts, parts.len());
    let column =
        if row_period(parts) { Some(Field::RowTriwulan.yearly()) } else { times.past.then(|| Field::Ignore.yearly()) };
    HeadingMeaning {
        column,
        sure: if column.is_some() { 75 } else { 0 },
        year: times.year,
        apart: parts.iter().any(|part| part.time.apart),
        labels: labels(parts, parts.len()),
        up_to: times.up_to,
        whole_year: parts.iter().any(|part| part.time.whole_year),
        sum: parts.iter().any(|part| part.sum),
        percent: parts.iter().any(|part| part.percent),
        share: parts.iter().all(|part| part.only_percent),
        ..HeadingMeaning::default()
    }
}

struct Path<'a> {
    parts: &'a [&'a Part],
    /// The lowest text that says what the column holds.
    leaf: usize,
    listed: Option<FormColumn>,
}

impl Path<'_> {
    fn read(&self) -> HeadingMeaning {
        let spell = Spell::of(self.parts, self.leaf);
        let tail = &self.parts[self.leaf + 1..];
        let mut reading = HeadingMeaning {
            year: spell.year,
            labels: labels(self.parts, self.leaf),
            strangers: (0..self.leaf).filter(|at| self.parts[*at].strange && !self.parts[*at].silent).collect(),
            owner: self.owner(),
            up_to: spell.up_to,
            this_month: spell.this_month,
            counted: spell.counted,
            apart: self.parts.iter().any(|part| part.time.apart),
            // "Tahun ke-2 (2026)" says which year that is.
            relative: spell.year.is_none() && self.parts.iter().any(|part| part.time.relative),
            whole_year: self.parts.iter().any(|part| part.time.whole_year),
            sum: self.parts[self.leaf..].iter().any(|part| part.sum)
                || self.parts[..self.leaf].iter().any(|part| part.sum && part.core == Core::Nothing),
            percent: self.parts[self.leaf..].iter().any(|part| part.percent),
            superseded: self.parts.iter().any(|part| part.superseded || part.others),
            others: self.parts.iter().any(|part| part.others),
            unexplained: self.listed.is_none() && self.parts[self.leaf].unexplained,
            physical: self.parts.iter().any(|part| part.physical && !part.title),
            ratio: tail.last().is_some_and(|part| part.only_percent),
            ..HeadingMeaning::default()
        };
        let (core, sure) = self.core(&spell);
        // Strange words below a figure make it another: "Realisasi > Persediaan". Below a text they name a group.
        let strange_tail = tail.iter().any(|part| part.strange && !part.silent);
        let (column, sure) = match core {
            Core::Ignored => (Some(Field::Ignore.yearly()), sure),
            Core::Nothing | Core::Group | Core::Unknown => (None, 0),
            Core::Measure(_) if strange_tail => (None, 0),
            Core::Measure(verb) => self.measure(verb, &spell, sure, &mut reading),
            // "Output > %" is a share of what stands beside it, and no output.
            Core::Entity(_) if reading.ratio => (None, 0),
            Core::Entity(field) => (Some(with_period(field, &spell)), sure),
        };
        reading.column = column;
        reading.sure = sure.saturating_sub(if reading.labels.is_empty() { 0 } else { 5 });
        reading
    }

    /// What the leaf is about, and how sure.
    fn core(&self, spell: &Spell) -> (Core, u8) {
        let part = &self.parts[self.leaf];
        if self.parts[..self.leaf].iter().any(|part| part.derived && !part.title) {
            return (Core::Ignored, part.sure);
        }
        let of_part = spell.period.is_some_and(Period::is_part_of_year);
        if part.planned && part.core == Core::Entity(Field::Sasaran) && of_part {
            return (Core::Measure(Verb::Target), part.sure);
        }
        let (core, sure) = match self.listed {
            Some(column) => match verb(column.field) {
                Some(verb) => (Core::Measure(verb), LISTED),
                None if column.field == Field::Ignore => (Core::Ignored, LISTED),
                None => (Core::Entity(column.field), LISTED),
            },
            None => (part.core, part.sure),
        };
        // "Target > Waktu" is a target of time, and no time of an action.
        let above = self.parts[..self.leaf].iter().any(|part| matches!(part.core, Core::Measure(_)));
        if core == Core::Entity(Field::Time) && above {
            return (Core::Unknown, 0);
        }
        let timeless = spell.period.is_none_or(|period| matches!(period, Period::Yearly | Period::Running));
        if part.letter && self.listed.is_none() && timeless && matches!(core, Core::Entity(_)) {
            return (Core::Unknown, 0);
        }
        // "Capaian > n | t": what a letter counts below another measure, nobody knows.
        let other = |part: &&Part| matches!(part.core, Core::Measure(_)) && part.core != core;
        if part.letter && self.listed.is_none() && self.parts[..self.leaf].iter().any(other) {
            return (Core::Unknown, 0);
        }
        let (Core::Entity(field), Some(owner)) = (core, self.owner()) else { return (core, sure) };
        match field {
            Field::No if owner == Field::Indikator => (core, sure),
            Field::No if owner == Field::Sasaran => (Core::Ignored, sure),
            Field::Code | Field::No | Field::Bobot => match of_owner(field, owner) {
                (Core::Unknown, _) => (core, sure),
                (core, off) => (core, sure.saturating_sub(off)),
            },
            Field::Description if owner != Field::Description => (Core::Entity(owner), sure.saturating_sub(5)),
            _ => (core, sure),
        }
    }

    /// Whose column it is: the nearest parent that names a thing.
    fn owner(&self) -> Option<Field> {
        self.parts[..self.leaf].iter().rev().filter(|part| !part.title).find_map(|part| match part.core {
            Core::Entity(field) => Some(field),
            _ => None,
        })
    }

    fn measure(&self, verb: Verb, spell: &Spell, sure: u8, reading: &mut HeadingMeaning) -> (Option<FormColumn>, u8) {
        if spell.past {
            let object = self.object();
            let plain =
                spell.last_year && object != Object::Both && !reading.ratio && !self.parts[self.leaf].unexplained;
            reading.last_year = plain.then(|| field(verb, object == Object::Money || verb == Verb::Budget));
            return (Some(Field::Ignore.yearly()), sure);
        }
        // "Rencana Aksi > Triwulan I > Progres (%)" is progress that is planned.
        if verb == Verb::Achieved
            && self.owner() == Some(Field::RencanaAksi)
            && self.parts[..self.leaf].iter().any(|part| part.planned)
        {
            return (None, 0);
        }
        let mut sure = sure.saturating_sub(spell.off);
        let Some(period) = spell.period else {
            let object = self.object();
            // "Capaian s.d. Bulan": counted up to a month that the rows name, or the title.
            if verb == Verb::Achieved && spell.until_month && object != Object::Money && object != Object::Both {
                return (Some(Field::AccumulatedCapaian.yearly()), sure.saturating_sub(15));
            }
            let bare = spell.unnamed_month && object != Object::Both && !reading.ratio;
            reading.unnamed_month = bare.then(|| field(verb, object == Object::Money || verb == Verb::Budget));
            return (None, 0);
        };
        let timeless = period == Period::Yearly && spell.year.is_none();
        if self.parts[self.leaf].letter && self.listed.is_none() && timeless {
            return (None, 0);
        }
        let above = self.parts[..self.leaf].iter().rev().filter(|part| !part.title);
        let verb = match verb {
            // "Realisasi > Anggaran" is money realised.
            Verb::Budget => above
                .clone()
                .find_map(|part| match part.core {
                    Core::Measure(verb) => Some(verb),
                    _ => None,
                })
                .unwrap_or(verb),
            verb => verb,
        };
        let object = self.object();
        let verb = self.absorbed(verb, object, &mut sure);
        let field = |money: bool| FormColumn { field: field(verb, money), period };
        if object == Object::Both {
            reading.doubt = Some(HeadingDoubt::Money(field(false), field(true)));
            return (None, 0);
        }
        let money = object == Object::Money || verb == Verb::Budget;
        let mut column = field(money);
        if reading.ratio {
            column.field = match column.field {
                Field::Realisasi => Field::Capaian,
                Field::RealisasiAnggaran => Field::Serapan,
                Field::Anggaran => return (None, 0),
                other => other,
            };
            sure = sure.saturating_sub(15);
        }
        if reading.up_to && column == Field::Capaian.yearly() {
            column = Field::AccumulatedCapaian.yearly();
        }
        let listed_period = self.listed.map(|sheet_column| sheet_column.period).filter(|_| period == Period::Yearly);
        column.period = listed_period.unwrap_or(column.period);
        (Some(column), sure)
    }

    /// "Serapan (Rp)" is money realised, "Realisasi Anggaran (%)" how much of it was absorbed.
    fn absorbed(&self, verb: Verb, object: Object, sure: &mut u8) -> Verb {
        let leaf = self.parts[self.leaf];
        let lowest = self.parts.last().filter(|_| self.leaf + 1 < self.parts.len());
        let rupiah = leaf.rupiah || lowest.is_some_and(|part| part.rupiah);
        let meant = match verb {
            Verb::Achieved if leaf.absorbed && rupiah => Verb::Realised,
            Verb::Realised if object == Object::Money && leaf.percent && !rupiah => Verb::Achieved,
            _ => return verb,
        };
        *sure = sure.saturating_sub(10);
        meant
    }

    /// What is measured: the lowest text that says it decides.
    fn object(&self) -> Object {
        let budget = self.parts[self.leaf].core == Core::Measure(Verb::Budget);
        let listed = match self.listed.map(|column| column.field) {
            Some(Field::Anggaran | Field::RealisasiAnggaran | Field::Serapan) => Some(Object::Money),
            _ => budget.then_some(Object::Money),
        };
        let said = |part: &&Part| (part.object != Object::Unsaid).then_some(part.object);
        let own = self.parts[self.leaf..].iter().rev().find_map(said);
        // A parent over both says nothing of one: its columns say it themselves or are of performance.
        let above = || self.parts[..self.leaf].iter().rev().filter(|part| !part.title).find_map(said);
        let above = || above().filter(|object| *object != Object::Both);
        listed.or(own).or_else(above).unwrap_or(Object::Unsaid)
    }
}

const fn verb(field: Field) -> Option<Verb> {
    match field {
        Field::Target => Some(Verb::Target),
        Field::Realisasi | Field::RealisasiAnggaran => Some(Verb::Realised),
        Field::Capaian | Field::Serapan => Some(Verb::Achieved),
        Field::Anggaran => Some(Verb::Budget),
        _ => None,
    }
}

const fn field(verb: Verb, money: bool) -> Field {
    match (verb, money) {
        (Verb::Target, false) => Field::Target,
        (Verb::Target | Verb::Budget, _) => Field::Anggaran,
        (Verb::Realised, false) => Field::Realisasi,
        (Verb::Realised, true) => Field::RealisasiAnggaran,
        (Verb::Achieved, false) => Field::Capaian,
        (Verb::Achieved, true) => Field::Serapan,
    }
}

/// Remarks and evidence are kept for their period; what names a thing is of no period.
fn with_period(field: Field, spell: &Spell) -> FormColumn {
    let of_period = matches!(
        field,
        Field::Remark
            | Field::Kendala
            | Field::Solusi
            | Field::TindakLanjut
            | Field::BuktiDukung
            | Field::Status
            | Field::CapaianPrediction
            | Field::Numerator
            | Field::Denominator
    );
    match spell.period {
        Some(period @ (Period::Triwulan(_) | Period::Semester(_) | Period::Month(_))) if of_period => {
            FormColumn { field, period }
        }
        _ => field.yearly(),
    }
}

/// The parts above the leaf, and below a text, that only name a group.
fn labels(parts: &[&Part], leaf: usize) -> Vec<usize> {
    (0..parts.len()).filter(|at| *at != leaf && parts[*at].strange).collect()
}

/// What a whole path says of time.
#[derive(Debug, Default)]
struct Spell {
    /// `None` when it names several.
    period: Option<Period>,
    year: Option<u16>,
    up_to: bool,
    /// Says "bulan ini".
    this_month: bool,
    /// Says "bulan" and not which.
    unnamed_month: bool,
    /// The same, and counts up to it.
    until_month: bool,
    /// Speaks of other years than the form's, or of the end of a plan.
    past: bool,
    /// Says the year before this one, and no part of it.
    last_year: bool,
    /// Its quarter is a number, and no word says that quarters are counted.
    counted: bool,
    off: u8,
}

impl Spell {
    fn of(parts: &[&Part], leaf: usize) -> Self {
        let telling = || parts.iter().enumerate().filter(|(at, part)| *at >= leaf || !part.title).map(|(_, part)| part);
        let times = || telling().map(|part| &part.time);
        let any = |test: fn(&Times) -> bool| times().any(test);
        let measure = parts.get(leaf).is_some_and(|part| matches!(part.core, Core::Measure(_)));
        let mut years: Vec<u16> = times().flat_map(|time| time.years.iter().copied()).collect();
        years.sort_unstable();
        years.dedup();
        let mut spell = Self {
            period: None,
            year: match years[..] {
                [year] => Some(year),
                _ => None,
            },
            up_to: any(|time| time.up_to),
            past: any(|time| time.future)
                // "Target RPJMD pada RKPD Tahun Ke- > 2026" is one year of the plan, and not its end.
                || any(|time| time.horizon) && !(years.len() == 1 && any(|time| time.relative))
                || any(|time| time.past) && !any(|time| time.whole_year),
            this_month: false,
            unnamed_month: false,
            last_year: false,
            until_month: false,
            counted: false,
            off: 0,
        };
        let lowest = parts.iter().skip(leaf).flat_map(|part| part.time.years.iter().copied());
        let own_years = lowest.collect::<std::collections::BTreeSet<u16>>().len();
        let kind = times().filter_map(|time| time.kind).next_back();
        let counts_years = any(|time| time.relative);
        let numbers: Vec<u8> = times().filter_map(|time| time.number).filter(|_| !counts_years).collect();
        let count = |pick: fn(&Times) -> &Vec<u8>, counted: bool| {
            let mut all: Vec<u8> = times().flat_map(|time| pick(time).iter().copied()).collect();
            all.extend(numbers.iter().copied().filter(|_| counted));
            all.sort_unstable();
            all.dedup();
            all
        };
        // "Peningkatan dari Tahun Lalu > Realisasi" compares with that year, and is of this one.
        let of_its_own = |(at, part): (usize, &&Part)| at >= leaf || part.says_time_alone();
        let of_last_year = parts.iter().enumerate().any(|(at, part)| part.time.last_year && of_its_own((at, part)))
            && !any(|time| time.horizon || time.future || time.up_to || time.relative)
            && years.is_empty()
            && kind.is_none();
        let total = telling().any(|part| part.sum);
        let each = total && any(|time| time.each);
        let mut months = count(|time| &time.months, kind == Some(Time::Month));
        let bare = kind == Some(Time::Quarter) || (kind.is_none() && measure);
        let mut quarters = count(|time| &time.quarters, bare);
        let mut semesters = count(|time| &time.semesters, kind == Some(Time::Semester));
        // "I (Jan-Jun)": months that span a half of the year, or a quarter, are that.
        if let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) {
            let spanned = match (first, last) {
                (1, 6) | (7, 12) => Some((&mut semesters, first / 7 + 1)),
                (1, 3) | (4, 6) | (7, 9) | (10, 12) => Some((&mut quarters, first / 3 + 1)),
                _ => None,
            };
            if let Some((list, number)) = spanned {
                months.clear();
                if !list.contains(&number) {
                    list.push(number);
                }
            }
        }
        if kind.is_none() && !numbers.is_empty() {
            spell.off = 5;
            spell.counted = bare;
        }
        spell.period = match (&months[..], &quarters[..], &semesters[..]) {
            _ if any(|time| time.apart) => None,
            // "Realisasi 2024-2025" is of two years.
            _ if measure && own_years > 1 => None,
            // "Triwulan I > Juni" contradicts itself; "Triwulan II > s.d. Juni" is the quarter.
            ([month], [quarter], _) if (month - 1) / 3 + 1 != *quarter => None,
            ([month], [quarter], _) if spell.up_to && month % 3 == 0 => {
                Triwulan::from_number(u32::from(*quarter)).map(Period::Triwulan)
            }
            ([], [quarter], [semester]) if (quarter - 1) / 2 + 1 != *semester => None,
            // Which year the second of a plan is, nobody says.
            _ if counts_years && spell.year.is_none() => None,
            ([month], _, _) => Some(Period::Month(*month)),
            ([], [quarter], _) => Triwulan::from_number(u32::from(*quarter)).map(Period::Triwulan),
            ([], [], [semester @ 1..=2]) => Some(Period::Semester(*semester)),
            // "Total Realisasi Tiap Triwulan" sums up those of the year.
            ([], [], []) if each => Some(Period::Yearly),
            // "Bulan ini": the last one of the form's period.
            ([], [], []) if kind == Some(Time::Month) => {
                spell.this_month = any(|time| time.now);
                spell.unnamed_month = !spell.this_month && !spell.past && !spell.up_to && spell.year.is_none();
                spell.until_month = !spell.this_month && !spell.past && spell.up_to && spell.year.is_none();
                spell.this_month.then_some(Period::Running)
            }
            ([], [], []) if matches!(kind, Some(Time::Quarter)) || any(|time| time.now) => Some(Period::Running),
            ([], [], []) => Some(Period::Yearly),
            _ => None,
        };
        spell.last_year = of_last_year && spell.period == Some(Period::Yearly);
        spell
    }
}
