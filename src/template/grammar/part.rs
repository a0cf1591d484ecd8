//! One text of a header path: what its words say together.

mod core;
mod noun;
mod sorted;

pub(super) use self::core::of_owner;
use self::core::{core, object};
use super::lexer::Word;
use super::words::{Time, Weak, Words};
use crate::domain::column::Field;
use noun::{level, verb};
use sorted::{Sorted, sort};

/// A text of so many words that says several things is a title over the columns, and none of their headings.
const TITLE: usize = 8;

/// What one text says.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) core: Core,
    pub(super) object: Object,
    pub(super) time: Times,
    pub(super) sure: u8,
    /// Says a sum ("Jumlah", "Total").
    pub(super) sum: bool,
    /// Says percent, somewhere.
    pub(super) percent: bool,
    /// Says percent and nothing else.
    pub(super) only_percent: bool,
    /// Nothing of it is known.
    pub(super) strange: bool,
    /// Begins with a word that nobody knows, before any word of time: "Zorvak Triwulan".
    pub(super) opens_strange: bool,
    /// Its words leave every meaning as it is: "Nama".
    pub(super) silent: bool,
    /// A title over several columns.
    pub(super) title: bool,
    /// Its noun is one letter, which says it only beside a period.
    pub(super) letter: bool,
    pub(super) price: bool,
    /// Says rupiah as a measure.
    pub(super) rupiah: bool,
    /// Speaks of how much of a budget was absorbed.
    pub(super) absorbed: bool,
    /// Speaks of the state before a change of the plan.
    pub(super) superseded: bool,
    /// Speaks of figures of others: "nasional".
    pub(super) others: bool,
    /// Begins with what is computed of figures: "Pertumbuhan".
    pub(super) derived: bool,
    /// Holds words behind its noun that nobody knows.
    pub(super) unexplained: bool,
    /// Speaks of work that is done, and not of what it is for: "fisik".
    pub(super) physical: bool,
    /// Begins with a word of plans: "Rencana Kinerja" is a wording, and a target where a period stands beside it.
    pub(super) planned: bool,
    complete: bool,
}

/// What a text is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Core {
    /// No noun.
    #[default]
    Nothing,
    /// A figure.
    Measure(Verb),
    /// Anything else that a column holds.
    Entity(Field),
    /// Several things at once: the name of a group of columns.
    Group,
    /// Known, and meant for nobody.
    Ignored,
    /// A noun in words that may have turned it into something else.
    Unknown,
}

/// What is said of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Target,
    Realised,
    Achieved,
    Budget,
}

/// What is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Object {
    #[default]
    Unsaid,
    Performance,
    Money,
    Both,
}

/// The words of time of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) months: Vec<u8>,
    pub(super) quarters: Vec<u8>,
    pub(super) semesters: Vec<u8>,
    pub(super) years: Vec<u16>,
    /// A number alone in its text.
    pub(super) number: Option<u8>,
    /// The word for a kind of period.
    pub(super) kind: Option<Time>,
    pub(super) whole_year: bool,
    pub(super) now: bool,
    /// Other periods: years before or after, the end of a plan.
    pub(super) past: bool,
    pub(super) future: bool,
    pub(super) horizon: bool,
    pub(super) up_to: bool,
    /// A year counted from the beginning of a plan: "tahun ke-2".
    pub(super) relative: bool,
    /// A period that no form of ours keeps: "Tahap I", "Minggu ke-2".
    pub(super) apart: bool,
    /// Says each of several periods: "tiap triwulan".
    pub(super) each: bool,
    /// Says the year before, and no other period: "tahun sebelumnya".
    pub(super) last_year: bool,
}

impl Times {
    pub(super) fn says_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Part {
    pub(super) fn new(words: &[Word], lists: &Words) -> Self {
        let outside: Vec<Word> = words.iter().filter(|word| !word.remark).cloned().collect();
        let remark: Vec<Word> = words.iter().filter(|word| word.remark).cloned().collect();
        let (mut main, mut aside) = (sort(&outside, lists), sort(&remark, lists));
        if outside.is_empty() {
            (main, aside) = (aside, Sorted::default());
        }
        // "Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan" is long and speaks of the columns below it.
        let measure_first = main.nouns.first().is_some_and(|noun| verb(noun.field).is_some());
        let title = main.words >= TITLE
            && !measure_first
            && (main.nouns.len() >= 3 || main.after.saturating_add(main.before) >= 2);
        let (core, mut sure) = core(&main);
        // "Pencapaian (dalam satuan sasaran)" counts something, and is no share.
        let counted = aside.nouns.iter().any(|noun| noun.field == Field::Satuan);
        let core = if counted && core == Core::Measure(Verb::Achieved) { Core::Unknown } else { core };
        let core = if named_in_brackets(core, &aside) { Core::Entity(Field::Indikator) } else { core };
        sure = sure.saturating_sub(if main.mended { 8 } else { 0 });
        let object = object(&main, &aside);
        let alone = main.telling == 1 || main.relation;
        let only_percent = main.percent && alone && main.nouns.is_empty() && main.before == 0;
        let time = joined_times(&main, aside.time);
        let strange = core == Core::Nothing
            && !main.relation
            && time.says_nothing()
            && (main.before > 0 || (main.telling == 0 && main.weak.is_none()));
        let complete = main.before == 0 && main.after == 0 && (main.nouns.is_empty() || !main.numbered);
        let silent = strange && main.before == 0;
        let percent = main.percent || aside.percent;
        Self {
            core,
            object,
            time,
            sure,
            sum: main.weak == Some(Weak::Sum),
            percent,
            only_percent,
            strange,
            opens_strange: main.opens_strange,
            silent,
            title,
            letter: main.letter,
            price: main.price || aside.price,
            rupiah: main.rupiah || aside.rupiah,
            absorbed: main.nouns.first().is_some_and(|noun| noun.field == Field::Serapan)
                || (core == Core::Measure(Verb::Achieved) && object == Object::Money),
            superseded: main.superseded || aside.superseded,
            others: main.others || aside.others,
            derived: main.derived,
            unexplained: main.after > 0 || main.set_apart,
            physical: main.physical || aside.physical,
            planned: words.first().is_some_and(|word| matches!(word.text.as_str(), "rencana" | "ren" | "renc")),
            complete,
        }
    }

    /// Whether it says a time and nothing else: "Tahun Sebelumnya".
    pub(super) fn says_time_alone(&self) -> bool {
        self.core == Core::Nothing && self.complete && !self.time.says_nothing()
    }

    pub(super) fn is_heading(&self) -> bool {
        let period = !self.time.months.is_empty() || !self.time.quarters.is_empty() || !self.time.semesters.is_empty();
        self.complete
            && match self.core {
                Core::Measure(_) | Core::Entity(_) | Core::Ignored | Core::Group => true,
                Core::Nothing => period || matches!(self.object, Object::Money | Object::Performance),
                Core::Unknown => false,
            }
    }
}

/// "Output Prioritas (Indikator IKP)", "Uraian (Indikator Kinerja)": the bracket says that what the column names is measured.
fn named_in_brackets(core: Core, aside: &Sorted) -> bool {
    matches!(core, Core::Entity(Field::Keluaran | Field::Description))
        && aside.before == 0
        && aside.nouns.first().is_some_and(|noun| noun.field == Field::Indikator)
        && aside.nouns.iter().all(|noun| !noun.joined && level(noun.field))
}

/// Remarks add to what the text says of time: "(n-2)", "(Akhir Periode RENSTRA)".
fn joined_times(main: &Sorted, aside: Times) -> Times {
    let mut time = main.time.clone();
    if main.telling == 0 && main.before == 0 && main.words == 1 {
        time.number = main.loose_number;
    }
    let empty = |list: &[u8]| list.is_empty();
    if empty(&time.months) && empty(&time.quarters) && empty(&time.semesters) {
        time.months = aside.months;
        time.quarters = aside.quarters;
        time.semesters = aside.semesters;
    }
    if time.years.is_empty() {
        time.years = aside.years;
    }
    time.kind = time.kind.or(aside.kind);
    time.whole_year |= aside.whole_year;
    time.now |= aside.now;
    time.past |= aside.past;
    time.future |= aside.future;
    time.horizon |= aside.horizon;
    time.up_to |= aside.up_to;
    time.relative |= aside.relative;
    time.each |= aside.each;
    time.last_year |= aside.last_year;
    // "Target (Minggu)" is counted in weeks, and of no week.
    time
}
