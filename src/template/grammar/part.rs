//! One text of a header path: what its words say together.

use super::lexer::Word;
use super::words::{Measure, Sense, Time, Weak, Words};
use crate::domain::column::Field;

/// How sure a reading is whose every word is known.
const KNOWN: u8 = 95;
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

/// A noun of a text.
#[derive(Debug, Clone, Copy)]
struct Noun {
    field: Field,
    spare: u8,
    joined: bool,
}

/// The words of a text, sorted by what they do.
#[derive(Debug, Default)]
struct Sorted {
    nouns: Vec<Noun>,
    /// Unknown words before and after the first noun.
    before: u8,
    after: u8,
    weak: Option<Weak>,
    performance: bool,
    physical: bool,
    money: bool,
    rupiah: bool,
    percent: bool,
    percent_first: bool,
    mended: bool,
    price: bool,
    letter: bool,
    time: Times,
    loose_number: Option<u8>,
    /// A number in digits beside a noun: "Sasaran 2".
    numbered: bool,
    /// Speaks of the beginning of a plan: "Data Capaian pada Tahun Awal Perencanaan".
    initial: bool,
    words: usize,
    opens_strange: bool,
    /// Says the state before a change of the plan: "semula".
    superseded: bool,
    /// Words that say something.
    telling: usize,
    /// Speaks of figures of others: "nasional".
    others: bool,
    /// Begins with what is computed of figures: "pertumbuhan".
    derived: bool,
    /// Begins with what a figure is set against: "terhadap Target".
    relation: bool,
    /// Says what it is set against: nouns from there on are not its own.
    closed: bool,
    /// Is set against something that is no target and no figure of the form: "dibanding Standar Nasional".
    set_apart: bool,
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

fn sort(words: &[Word], lists: &Words) -> Sorted {
    let mut sorted = Sorted { words: words.len(), ..Sorted::default() };
    let mut at = 0;
    // The kind of period that a number right after it counts.
    let mut counted: Option<Time> = None;
    // "s.d. tahun 2026" counts years before it too; "kumulatif 2026" does not.
    let mut until = false;
    // The word right behind a noun.
    let mut last = None;
    while at < words.len() {
        let (sense, length, mended) = lists.sense(&words[at..]);
        let joined = words[at].joined;
        let after_year = at > 0 && matches!(lists.sense(&words[at - 1..at]).0, Sense::Year(_));
        sorted.mended |= mended;
        let mut next = None;
        match sense {
            Sense::Noun(field, _) if sorted.closed => {
                sorted.telling += 1;
                sorted.set_apart |= verb(field).is_none() && !level(field);
            }
            Sense::Unknown if sorted.closed => sorted.set_apart = true,
            // "Sasaran Pembangunan Desa" is an objective; whose a figure of a village is, the words do not say.
            Sense::Noun(Field::Ignore, _) if sorted.says_of_what(&words[at].text) => {}
            // "Target / Prakiraan Maju" over years: the last of them are foreseen.
            Sense::Noun(Field::Ignore, _) if joined && sorted.foreseen(&words[at].text) => sorted.telling += 1,
            Sense::Noun(field, spare) => {
                sorted.money |= matches!(field, Field::Anggaran | Field::Serapan);
                sorted.nouns.push(Noun { field, spare, joined });
                sorted.telling += 1;
            }
            Sense::Letter(field) => {
                sorted.letter = sorted.nouns.is_empty();
                sorted.nouns.push(Noun { field, spare: 0, joined });
                sorted.telling += 1;
            }
            Sense::Price => sorted.price = true,
            Sense::Derived if sorted.nouns.is_empty() && sorted.before == 0 => sorted.derived = true,
            Sense::Derived => sorted.unknown_word(),
            Sense::Measure(measure) => sorted.measured_in(measure, &words[at..at + length]),
            Sense::Weak(weak) => {
                // "Capaian Rata-rata" is a mean as "Rata-rata Capaian" is; "Target Nilai" is no value of one.
                let of_measure = sorted.nouns.first().is_some_and(|noun| verb(noun.field).is_some());
                if sorted.nouns.is_empty() || weak == Weak::Average && of_measure {
                    sorted.weak.get_or_insert(weak);
                }
            }
            Sense::Month(month) => {
                push(&mut sorted.time.months, month);
                sorted.telling += 1;
            }
            Sense::Time(time) => {
                sorted.scope_of_time(&words[..at + length], length, time);
                next = sorted.time_word(time);
                sorted.telling += 1;
            }
            // "Bobot x Skor" is a product of both.
            Sense::Number(_) if words[at].text == "x" && counted.is_none() && !sorted.nouns.is_empty() => {
                sorted.after = u8::MAX;
            }
            Sense::Number(number) => {
                sorted.numbered |= counted.is_none() && words[at].text.starts_with(|c: char| c.is_ascii_digit());
                next = sorted.number(number, counted);
            }
            // "Capaian terhadap Target 2029": of this year, set against another.
            Sense::Year(_) if sorted.closed => sorted.set_apart = true,
            Sense::Year(year) => {
                sorted.time.horizon |= until;
                if !sorted.time.years.contains(&year) {
                    sorted.time.years.push(year);
                }
            }
            // "Triwulan ke-2", "tahun ke-3".
            Sense::Filler if words[at].text == "ke" => {
                // "Target pada Tahun ke-" over 1, 2, 3.
                sorted.time.relative |= counted == Some(Time::Year);
                next = counted;
            }
            Sense::Others => sorted.others = true,
            Sense::Relation => {
                sorted.relation |= sorted.nouns.is_empty();
                sorted.closed = true;
            }
            Sense::Filler => sorted.set_apart |= last == Some(at) && sorted.of_others(&words[at].text),
            // "2030 PM": the year of a forward estimate.
            Sense::Unknown if words[at].text == "pm" && after_year => {}
            Sense::Superseded => {
                sorted.superseded = true;
                sorted.initial |= words[at].text == "awal";
            }
            Sense::Unknown => sorted.unknown_word(),
        }
        until = match sense {
            Sense::Time(Time::UpTo) => words[at].text.starts_with('s') || words[at].text == "hingga",
            Sense::Time(Time::Year) | Sense::Filler => until,
            _ => false,
        };
        counted = next;
        let noun = matches!(sense, Sense::Noun(..));
        at += length.max(1);
        last = noun.then_some(at);
    }
    sorted
}

/// "Tiap Triwulan", "per Bulan": each of them, and none of its own.
fn says_each(word: &str) -> bool {
    matches!(word, "tiap" | "setiap" | "per" | "masing" | "seluruh" | "semua")
}

fn says_year(word: &str) -> bool {
    matches!(word, "tahun" | "thn" | "th")
}

fn push(list: &mut Vec<u8>, number: u8) {
    if !list.contains(&number) {
        list.push(number);
    }
}

impl Sorted {
    /// "Realisasi Provinsi": of whom, the columns beside it tell.
    fn of_others(&self, word: &str) -> bool {
        let measure = self.nouns.last().is_some_and(|noun| verb(noun.field).is_some());
        measure && ["provinsi", "kabupaten", "kota", "kementerian", "lembaga"].contains(&word)
    }

    /// Whether a word behind a target only says that it is foreseen.
    fn foreseen(&self, word: &str) -> bool {
        let [noun] = self.nouns.as_slice() else { return false };
        noun.field == Field::Target && ["prakiraan", "perkiraan", "proyeksi"].contains(&word)
    }

    /// Whether a word says what a text before it is about: a place, a standard.
    fn says_of_what(&self, word: &str) -> bool {
        let text = self.nouns.first().is_some_and(|noun| verb(noun.field).is_none() && noun.field != Field::Ignore);
        text && ["desa", "kelurahan", "kecamatan", "spm"].contains(&word)
    }

    /// Notes what a figure is measured in: as performance, as money, in percent.
    fn measured_in(&mut self, measure: Measure, words: &[Word]) {
        match measure {
            Measure::Performance => {
                self.performance = true;
                self.physical |= words.first().is_some_and(|word| word.text == "fisik");
            }
            Measure::Money => {
                self.money = true;
                self.rupiah |= words.iter().any(|word| matches!(word.text.as_str(), "rp" | "rupiah" | "idr"));
            }
            Measure::Percent => {
                self.percent = true;
                self.percent_first |= self.nouns.is_empty();
            }
        }
        self.telling += 1;
    }

    /// Notes a word that nobody knows, before or behind the first noun.
    fn unknown_word(&mut self) {
        if self.nouns.is_empty() {
            self.opens_strange |= self.time.kind.is_none();
            self.before = self.before.saturating_add(1);
        } else {
            self.after = self.after.saturating_add(1);
        }
    }

    /// Notes whether a word of time, the last `length` of these words, is of each period or of the year before.
    fn scope_of_time(&mut self, words: &[Word], length: usize, time: Time) {
        let (before, own) = words.split_at(words.len().saturating_sub(length));
        let before = before.last().map(|word| word.text.as_str());
        let counts = matches!(time, Time::Quarter | Time::Semester | Time::Month);
        self.time.each |= counts && before.is_some_and(says_each);
        let mut all = own.iter().map(|word| word.text.as_str()).chain(before);
        // "Realisasi Tahun n-2" is of a year before that.
        let earlier = own.iter().any(|word| matches!(word.text.as_str(), "n-2" | "n-3" | "t-2"));
        self.time.last_year |= time == Time::Past && !earlier && all.any(says_year);
    }

    /// Notes a word of time; the kind of period that a number after it counts.
    fn time_word(&mut self, word: Time) -> Option<Time> {
        match word {
            Time::Quarter | Time::Semester | Time::Month => {
                self.time.kind = Some(word);
                return Some(word);
            }
            Time::WholeYear => self.time.whole_year = true,
            Time::Now => self.time.now = true,
            // "Periode 2": which part of the year that is, nobody says.
            Time::Period => {
                self.time.now = true;
                return Some(Time::Period);
            }
            Time::Past => self.time.past = true,
            Time::Future => self.time.future = true,
            Time::UpTo => self.time.up_to = true,
            Time::Horizon => self.time.horizon = true,
            Time::Year => return Some(Time::Year),
            Time::Apart => {
                self.time.apart = true;
                return Some(Time::Apart);
            }
        }
        None
    }

    /// Takes a number for the period before it, else for a loose one.
    fn number(&mut self, number: u8, counted: Option<Time>) -> Option<Time> {
        match counted {
            Some(Time::Quarter) if number <= 4 => push(&mut self.time.quarters, number),
            Some(Time::Semester) if number <= 2 => push(&mut self.time.semesters, number),
            Some(Time::Month) => push(&mut self.time.months, number),
            Some(Time::Year) => self.time.relative = true,
            Some(Time::Period | Time::Apart) => self.time.apart = true,
            _ => self.loose_number = Some(number),
        }
        counted
    }
}

const fn verb(field: Field) -> Option<Verb> {
    match field {
        Field::Target => Some(Verb::Target),
        Field::Realisasi => Some(Verb::Realised),
        Field::Capaian | Field::Serapan => Some(Verb::Achieved),
        Field::Anggaran => Some(Verb::Budget),
        _ => None,
    }
}

/// What a text is about, and how sure that is.
fn core(sorted: &Sorted) -> (Core, u8) {
    if sorted.derived {
        return (Core::Ignored, 10);
    }
    let Some(first) = sorted.nouns.first() else {
        return (Core::Nothing, KNOWN);
    };
    // What stands before a noun may make it another: "Kelompok Sasaran", "Harga Satuan".
    if sorted.before > 0 || sorted.price || sorted.after > first.spare {
        return (Core::Unknown, 0);
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

/// The things that targets belong to: behind another noun they only say whose it is.
const fn level(field: Field) -> bool {
    matches!(
        field,
        Field::Tujuan | Field::Sasaran | Field::Indikator | Field::Program | Field::Keluaran | Field::UnitName
    )
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
pub(super) fn of_owner(field: Field, owner: Field) -> (Core, u8) {
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
fn object(main: &Sorted, aside: &Sorted) -> Object {
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
