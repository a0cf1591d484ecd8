//! Severity settings, waivers, folding and merging, applied once after all rules ran.
//!
//! Takes what the rules said, gives what people read: first [`fold`] puts findings that follow from another under it,
//! then [`decide`] applies the institution's settings and waivers, joins equal findings over many cells, and sorts.
//! Nothing is lost in silence: a finding folded under one that is switched off or waived comes up again, waived findings
//! stay listed, and so do waivers that did nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use chrono::NaiveDate;

use super::{Place, Severity, Temuan};
use crate::domain::address::CellAddress;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::only::only;
use crate::domain::text;

/// What an institution decided about rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AturanOverride {
    /// Severity by rule code; `None` switches the rule off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Findings that are accepted.
    pub pengecualian: Vec<Pengecualian>,
}

impl AturanOverride {
    /// Codes of rules that are switched off.
    pub fn off(&self) -> BTreeSet<String> {
        self.severity.iter().filter(|(_, severity)| severity.is_none()).map(|(code, _)| code.clone()).collect()
    }
}

/// A waiver: one rule, at a place, with a reason, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pengecualian {
    /// Code of the rule.
    pub aturan: String,
    /// Code of the unit; everywhere when absent.
    pub unit: Option<String>,
    /// Code or wording of the indicator; any when absent.
    pub indikator: Option<String>,
    /// Path below `masuk/`, or a file's bare name; any when absent.
    pub file: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Last day on which it holds.
    pub until: NaiveDate,
}

/// What comes of the findings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ruling {
    /// Findings to act on, by unit, file, sheet, cell and code.
    pub temuan: Vec<Temuan>,
    /// Findings that a waiver accepts, with its reason, in the same order.
    pub excepted: Vec<Temuan>,
    /// Waivers that hold but matched nothing.
    pub unused_pengecualian: Vec<Pengecualian>,
    /// Waivers that are past their end.
    pub expired_pengecualian: Vec<Pengecualian>,
}

impl Ruling {
    /// The gravest severity, findings folded under others included.
    pub fn gravest(&self) -> Option<Severity> {
        self.temuan.iter().flat_map(|temuan| std::iter::once(temuan).chain(&temuan.follow_up)).map(|t| t.severity).max()
    }
}

/// Applies settings and waivers on a day, joins equal findings and sorts.
pub fn decide(temuan: Vec<Temuan>, setting: &AturanOverride, today: NaiveDate) -> Ruling {
    let (in_force, expired): (Vec<_>, Vec<_>) = setting.pengecualian.iter().partition(|one| today <= one.until);
    let mut judge = Judge { severity: &setting.severity, used: vec![false; in_force.len()], in_force };
    let (mut fixed, mut excepted) = (Vec::new(), Vec::new());
    for one in temuan {
        judge.break_off(one, &mut fixed, &mut excepted);
    }
    let not_used = judge.in_force.iter().zip(&judge.used).filter(|(_, used)| !**used);
    Ruling {
        unused_pengecualian: not_used.map(|(one, _)| (*one).clone()).collect(),
        expired_pengecualian: expired.into_iter().cloned().collect(),
        temuan: tidy(fixed),
        excepted: tidy(excepted),
    }
}

struct Judge<'a> {
    severity: &'a BTreeMap<String, Option<Severity>>,
    in_force: Vec<&'a Pengecualian>,
    used: Vec<bool>,
}

impl Judge<'_> {
    /// Decides a finding and those folded under it; these stand on their own when it falls away.
    fn break_off(&mut self, mut temuan: Temuan, fixed: &mut Vec<Temuan>, excepted: &mut Vec<Temuan>) {
        let follow_up = std::mem::take(&mut temuan.follow_up);
        if let Some(Some(severity)) = self.severity.get(&temuan.code) {
            temuan.severity = *severity;
        }
        let off = matches!(self.severity.get(&temuan.code), Some(None));
        if !off {
            temuan.pengecualian = self.reason(&temuan);
        }
        if off || temuan.pengecualian.is_some() {
            if !off {
                excepted.push(temuan);
            }
            for one in follow_up {
                self.break_off(one, fixed, excepted);
            }
        } else {
            for one in follow_up {
                self.break_off(one, &mut temuan.follow_up, excepted);
            }
            // Who mends the cause mends the echoes: it is as grave as the gravest of them.
            let gravest = temuan.follow_up.iter().map(|one| one.severity).max();
            temuan.severity = gravest.map_or(temuan.severity, |gravest| gravest.max(temuan.severity));
            fixed.push(temuan);
        }
    }

    /// The reason of the waivers that accept a finding; every one that matches counts as used.
    fn reason(&mut self, temuan: &Temuan) -> Option<String> {
        let mut reason = None;
        for (one, used) in self.in_force.iter().zip(&mut self.used) {
            if fits(one, temuan) {
                *used = true;
                reason.get_or_insert_with(|| one.reason.clone());
            }
        }
        reason
    }
}

fn fits(pengecualian: &Pengecualian, temuan: &Temuan) -> bool {
    let unit = |as_written: &str| temuan.unit.as_deref().is_some_and(|unit| text::key(unit) == text::key(as_written));
    let indikator =
        |as_written: &str| temuan.indikator.as_deref().is_some_and(|owned| same_indikator(owned, as_written));
    let file = |as_written: &str| {
        let owned = temuan.place.file.as_str();
        owned == as_written || owned.rsplit('/').next() == Some(as_written)
    };
    pengecualian.aturan.eq_ignore_ascii_case(&temuan.code)
        && pengecualian.unit.as_deref().is_none_or(unit)
        && pengecualian.indikator.as_deref().is_none_or(indikator)
        && pengecualian.file.as_deref().is_none_or(file)
}

/// Whether a waiver's indicator, a code or a wording or both, is the one of a finding ("IKK 2.1.3 Persentase lulusan").
fn same_indikator(owned: &str, as_written: &str) -> bool {
    let (code, sentence) = text::separate_code(owned);
    let (as_written_code, as_written_sentence) = text::separate_code(as_written);
    if let Some(as_written_code) = as_written_code.or_else(|| text::indikator_code(as_written)) {
        return code.is_some_and(|code| code == as_written_code);
    }
    text::indikator_key(sentence) == text::indikator_key(as_written_sentence)
        || text::key(owned) == text::key(as_written)
}

/// Sorts, and makes one finding of equal ones over many cells: the same rule with the same sentences on the same sheet.
/// What they do not share (indicator, found, expected) is dropped from the joined finding; its cells keep it traceable.
fn tidy(mut temuan: Vec<Temuan>) -> Vec<Temuan> {
    temuan.sort_by(|left, right| order(left).cmp(&order(right)));
    let mut place: HashMap<Twins, usize> = HashMap::default();
    let mut outcome: Vec<Temuan> = Vec::with_capacity(temuan.len());
    for mut one in temuan {
        one.follow_up = tidy(one.follow_up);
        match place.get(&twin(&one)).and_then(|number| outcome.get_mut(*number)) {
            Some(old) => join(old, one),
            None => {
                place.insert(twin(&one), outcome.len());
                outcome.push(one);
            }
        }
    }
    for one in &mut outcome {
        without_repetition(&mut one.place.cells);
        without_repetition(&mut one.related);
    }
    outcome
}

/// Keeps the first of equal entries: the guilty cell stays in front.
fn without_repetition<T: Clone + Eq + Hash>(list: &mut Vec<T>) {
    let mut seen = HashSet::with_capacity_and_hasher(list.len(), Default::default());
    list.retain(|one| seen.insert(one.clone()));
}

fn order(temuan: &Temuan) -> (Option<&str>, &Place, &str, &str) {
    (temuan.unit.as_deref(), &temuan.place, &temuan.code, &temuan.message)
}

/// What equal findings share.
type Twins = (String, String, String, Option<String>, String, Option<String>, Option<String>);

fn twin(temuan: &Temuan) -> Twins {
    (
        temuan.code.clone(),
        temuan.message.clone(),
        // What mends the one does not mend the other where it says something else.
        temuan.advice.clone(),
        temuan.unit.clone(),
        temuan.place.file.clone(),
        temuan.place.sheet.clone(),
        temuan.pengecualian.clone(),
    )
}

fn join(old: &mut Temuan, new: Temuan) {
    old.place.cells.extend(new.place.cells);
    old.related.extend(new.related);
    old.severity = old.severity.max(new.severity);
    leave_that_same(&mut old.indikator, &new.indikator);
    leave_that_same(&mut old.found, &new.found);
    leave_that_same(&mut old.expected, &new.expected);
    leave_that_same(&mut old.gap, &new.gap);
    old.follow_up.extend(new.follow_up);
}

fn leave_that_same<T: PartialEq>(old: &mut Option<T>, new: &Option<T>) {
    if old != new {
        *old = None;
    }
}

/// Puts findings that follow from another under it.
///
/// `causes` gives the rules from which those of a rule may follow, the strongest first. A finding follows from one of a
/// causing rule that names a cell in the row of its guilty cell, or that is about its whole sheet or file; and, in other
/// sheets and files too, from one that blames the very cell with which it was compared, or sets that cell against
/// another of its own row: cells that contradict each other are no measure for anybody. What hangs under a follower
/// moves along, so that folding is one level deep.
pub fn fold<'c>(temuan: Vec<Temuan>, causes: &dyn Fn(&str) -> &'c [&'c str]) -> Vec<Temuan> {
    let superior = superior(&temuan, causes);
    let root: Vec<usize> = (0..temuan.len()).map(|number| top(&superior, number)).collect();
    let mut drawer: Vec<Option<Temuan>> = temuan.into_iter().map(Some).collect();
    let mut follow_up: BTreeMap<usize, Vec<Temuan>> = BTreeMap::new();
    for (number, root) in root.iter().enumerate().filter(|(number, root)| number != *root) {
        if let Some(mut one) = drawer[number].take() {
            let grandchild = std::mem::take(&mut one.follow_up);
            let owned = follow_up.entry(*root).or_default();
            owned.push(one);
            owned.extend(grandchild);
        }
    }
    for (root, owned) in follow_up {
        if let Some(Some(cause)) = drawer.get_mut(root) {
            cause.follow_up.extend(owned);
        }
    }
    drawer.into_iter().flatten().collect()
}

/// A place that a cause covers: a row of a sheet, a sheet, or a file.
type Scope<'a> = (&'a str, Option<&'a str>, Option<u32>);

/// For each finding the one it follows from.
fn superior<'c>(temuan: &[Temuan], causes: &dyn Fn(&str) -> &'c [&'c str]) -> Vec<Option<usize>> {
    let causing: HashSet<&str> = temuan.iter().flat_map(|one| causes(&one.code)).copied().collect();
    let mut scope: HashMap<Scope<'_>, Vec<usize>> = HashMap::default();
    let mut blamed: HashMap<(&str, Option<&str>, CellAddress), Vec<usize>> = HashMap::default();
    for (number, one) in temuan.iter().enumerate() {
        if !one.place.file.is_empty() && causing.contains(one.code.as_str()) {
            for spot in covered(one) {
                scope.entry(spot).or_default().push(number);
            }
            let place = (one.place.file.as_str(), one.place.sheet.as_deref());
            for cell in one.place.cells.iter().chain(set_against(one)) {
                blamed.entry((place.0, place.1, *cell)).or_default().push(number);
            }
        }
    }
    let find = |number: usize, one: &Temuan| {
        let (file, sheet) = (one.place.file.as_str(), one.place.sheet.as_deref());
        let row = one.place.cells.first().map(|entry_cell| entry_cell.row);
        let mut spot = vec![(file, None, None)];
        if sheet.is_some() {
            spot.push((file, sheet, None));
            spot.extend(row.map(|row| (file, sheet, Some(row))));
        }
        let mut candidate: Vec<usize> = spot.iter().filter_map(|spot| scope.get(spot)).flatten().copied().collect();
        candidate.extend(compared_with(one).and_then(|cell| blamed.get(&cell)).into_iter().flatten());
        let causes = causes(&one.code).iter();
        causes.copied().find_map(|code| {
            candidate.iter().copied().find(|&candidate| candidate != number && temuan[candidate].code == code)
        })
    };
    temuan.iter().enumerate().map(|(number, one)| find(number, one)).collect()
}

/// Other cells of its own row that a finding sets against its guilty cell.
fn set_against(temuan: &Temuan) -> impl Iterator<Item = &CellAddress> {
    let (file, sheet, row) = (&temuan.place.file, &temuan.place.sheet, temuan.place.cells.first().map(|cell| cell.row));
    let own = temuan.related.iter().filter(move |place| place.file == *file && place.sheet == *sheet);
    own.flat_map(|place| &place.cells).filter(move |cell| Some(cell.row) == row)
}

/// The one cell of another sheet with which a finding compares its own.
fn compared_with(temuan: &Temuan) -> Option<(&str, Option<&str>, CellAddress)> {
    let own = (&temuan.place.file, &temuan.place.sheet);
    let place = only(temuan.related.iter().filter(|place| (&place.file, &place.sheet) != own))?;
    match place.cells.as_slice() {
        [cell] => Some((&place.file, place.sheet.as_deref(), *cell)),
        _ => None,
    }
}

fn covered(temuan: &Temuan) -> Vec<Scope<'_>> {
    let (file, sheet) = (temuan.place.file.as_str(), temuan.place.sheet.as_deref());
    if sheet.is_none() || temuan.place.cells.is_empty() || temuan.sheet_wide {
        return vec![(file, sheet, None)];
    }
    let mut row: Vec<u32> = temuan.place.cells.iter().map(|cell| cell.row).collect();
    row.sort_unstable();
    row.dedup();
    row.into_iter().map(|row| (file, sheet, Some(row))).collect()
}

/// The cause of the causes; a finding in a circle of rules stays where it is.
fn top(superior: &[Option<usize>], number: usize) -> usize {
    let mut now = number;
    for _ in 0..superior.len() {
        match superior.get(now).copied().flatten() {
            Some(upper) if upper == number => return number,
            Some(upper) => now = upper,
            None => return now,
        }
    }
    number
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn temuan(code: &str, cell: &str, message: &str) -> Temuan {
        let place = Place::cell("JTI/pk.xlsx", "PK", cell.parse().unwrap());
        Temuan::new(code, Severity::Warning, place, message, "perbaiki").unit(Some("JTI"))
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, day).unwrap()
    }

    fn pengecualian(aturan: &str) -> Pengecualian {
        Pengecualian {
            aturan: aturan.into(),
            unit: None,
            indikator: None,
            file: None,
            reason: "disetujui".into(),
            until: day(10),
        }
    }

    fn break_off(temuan: Vec<Temuan>, pengecualian: Vec<Pengecualian>, date: u32) -> Ruling {
        decide(temuan, &AturanOverride { severity: BTreeMap::new(), pengecualian }, day(date))
    }

    #[test]
    fn severity_is_data_and_a_rule_can_be_switched_off() {
        let severity = BTreeMap::from([("UK07".to_string(), Some(Severity::Error)), ("NL03".to_string(), None)]);
        let setting = AturanOverride { severity, pengecualian: Vec::new() };
        let outcome = decide(vec![temuan("UK07", "A1", "a"), temuan("NL03", "A2", "b")], &setting, day(1));
        assert_eq!(outcome.temuan.len(), 1);
        assert_eq!(outcome.gravest(), Some(Severity::Error));
    }

    #[test]
    fn a_waiver_takes_exactly_its_finding_and_keeps_it_listed() {
        let two = || {
            vec![
                temuan("PK04", "A1", "a").indikator("IKK 2.1.3 Persentase lulusan"),
                temuan("PK04", "A2", "b").indikator("IKK 2.1.4 Jumlah mitra"),
            ]
        };
        for as_written in ["IKK 2.1.3", "[ikk 2.1.3]", "persentase LULUSAN"] {
            let one = Pengecualian {
                unit: Some("jti".into()),
                indikator: Some(as_written.into()),
                file: Some("pk.xlsx".into()),
                ..pengecualian("PK04")
            };
            let outcome = break_off(two(), vec![one], 10);
            assert_eq!((outcome.temuan.len(), outcome.excepted.len()), (1, 1), "{as_written}");
            assert_eq!(outcome.excepted[0].pengecualian.as_deref(), Some("disetujui"));
            assert!(outcome.unused_pengecualian.is_empty());
        }
        let other = Pengecualian { unit: Some("JAK".into()), ..pengecualian("PK04") };
        assert_eq!(break_off(two(), vec![other.clone()], 1).unused_pengecualian, [other]);
    }

    #[test]
    fn a_waiver_past_its_end_accepts_nothing() {
        let outcome = break_off(vec![temuan("PK04", "A1", "a")], vec![pengecualian("PK04")], 11);
        assert_eq!((outcome.temuan.len(), outcome.expired_pengecualian.len()), (1, 1));
        assert!(outcome.unused_pengecualian.is_empty());
    }

    #[test]
    fn equal_findings_over_many_cells_become_one_in_a_stated_order() {
        let all = vec![
            temuan("PK01", "D12", "target kosong").indikator("b"),
            temuan("PK01", "D11", "target kosong").indikator("a"),
            temuan("PK02", "C5", "ganda"),
            temuan("PK01", "D9", "satuan kosong"),
        ];
        let outcome = break_off(all, Vec::new(), 1).temuan;
        let brief: Vec<_> = outcome.iter().map(|t| (t.message.as_str(), t.place.cell_text())).collect();
        assert_eq!(
            brief,
            [("ganda", "C5".to_string()), ("satuan kosong", "D9".into()), ("target kosong", "D11,D12".into())]
        );
        assert_eq!(outcome[2].indikator, None);
    }

    #[test]
    fn what_follows_from_another_finding_is_folded_under_it() {
        let causes = |code: &str| -> &[&str] {
            match code {
                "AL01" => &["BK01"],
                "UK03" | "UK05" => &["NL03"],
                "UK04" => &["UK03"],
                _ => &[],
            }
        };
        let all = vec![
            temuan("UK04", "F11", "status"),
            temuan("UK03", "E11", "capaian"),
            temuan("NL03", "D11", "teks"),
            temuan("UK03", "E12", "capaian lain"),
        ];
        let outcome = fold(all, &causes);
        let brief: Vec<_> = outcome.iter().map(|t| (t.code.as_str(), t.follow_up.len())).collect();
        assert_eq!(brief, [("NL03", 2), ("UK03", 0)]);
    }

    #[test]
    fn an_echo_in_another_file_hangs_under_the_cell_that_is_to_blame_and_makes_it_as_grave() {
        let pk = |cell: &str| Place::cell("JTI/pk.xlsx", "PK", cell.parse().unwrap());
        let ra = |cell: &str, other: &str| {
            let place = Place::cell("JTI/ra.xlsx", "RA", cell.parse().unwrap());
            Temuan::new("RA01", Severity::Error, place, "beda", "samakan").related(pk(other))
        };
        let all = vec![temuan("PK03", "E5", "target"), ra("F8", "E5"), ra("F9", "E6")];
        let outcome = fold(all, &|code| if code == "RA01" { &["PK03"] } else { &[] });
        let outcome = break_off(outcome, Vec::new(), 1).temuan;
        let brief: Vec<_> = outcome.iter().map(|t| (t.code.as_str(), t.severity, t.follow_up.len())).collect();
        assert_eq!(brief, [("RA01", Severity::Error, 0), ("PK03", Severity::Error, 1)]);
    }

    #[test]
    fn a_finding_about_a_whole_sheet_covers_its_rows() {
        let sheet = Place { cells: Vec::new(), ..temuan("TL01", "A1", "").place };
        let without_head = Temuan { place: sheet, ..temuan("TL01", "A1", "tanpa tabel") };
        let outcome = fold(vec![temuan("PK01", "D9", "kosong"), without_head], &|code| {
            if code == "PK01" { &["TL01"] } else { &[] }
        });
        assert_eq!((outcome.len(), outcome[0].follow_up.len()), (1, 1));
    }

    #[test]
    fn findings_under_one_that_falls_away_come_up_again() {
        let mut cause = temuan("NL03", "D11", "teks");
        cause.follow_up = vec![temuan("UK03", "E11", "capaian")];
        let outcome = break_off(vec![cause], vec![pengecualian("NL03")], 1);
        assert_eq!((outcome.temuan[0].code.as_str(), outcome.excepted[0].code.as_str()), ("UK03", "NL03"));
    }
}
