//! What the page shows, in order: sections, groups of findings with one cause, findings with their cuts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::numeral::short_figure;
use crate::domain::place::Place;
use crate::domain::text::{brief, separate_code};
use crate::finding::{Severity, Temuan};
use crate::language::Language;
use crate::rules;
use crate::tables::Tables;

use super::cut::{Cut, Cuts};

/// Findings of a group that stand open; the others unfold on demand.
const OPEN: usize = 3;
/// Findings that the list on top of a page names.
const LISTED: usize = 30;
/// Letters of a finding in that list.
const LETTERS: usize = 120;

/// How many findings of each severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    /// Findings at *galat*.
    pub(super) errors: usize,
    /// Findings at *peringatan*.
    pub(super) warnings: usize,
    /// The rest.
    pub(super) infos: usize,
}

impl Count {
    pub(super) fn of<'a>(findings: impl Iterator<Item = &'a Temuan>) -> Self {
        let mut count = Self::default();
        for one in findings {
            match one.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Info => count.infos += 1,
            }
        }
        count
    }

    pub(super) fn all(self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// Whether all findings are shown in their sheets, or the first of each group only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// All of them.
    Whole,
    /// The first ones; the page of the unit shows all.
    First,
}

/// Findings of a unit, or about a file.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// Where links to it lead.
    pub(super) anchor: String,
    /// Its heading.
    pub(super) title: String,
    /// How many findings.
    pub(super) count: Count,
    /// The same in words.
    pub(super) counted: String,
    /// Its findings by cause, gravest first.
    pub(super) groups: Vec<Group<'a>>,
}

/// Findings of one rule in one section.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Code of the rule.
    pub(super) code: &'a str,
    /// Its name; empty for a rule of the institution's own.
    pub(super) name: Cow<'static, str>,
    /// Why it matters.
    pub(super) why: &'static str,
    /// The gravest severity of its findings.
    pub(super) severity: Severity,
    /// Findings that stand open.
    pub(super) open: Vec<Item<'a>>,
    /// Findings that unfold on demand.
    pub(super) folded: Vec<Item<'a>>,
}

impl Group<'_> {
    pub(super) fn total(&self) -> usize {
        self.open.len() + self.folded.len()
    }
}

/// One finding.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Where links to it lead.
    pub(super) id: String,
    pub(super) finding: &'a Temuan,
    /// "berkas › lembar › sel".
    pub(super) place: String,
    /// The numeric difference.
    pub(super) gap: Option<String>,
    /// The pieces of sheets that are drawn beside it, that of its own cells first.
    pub(super) cuts: Vec<Cut>,
    /// Where it can be waived, on a page that may change something.
    pub(super) waive: Option<String>,
    /// Where the list on top leads: the first cell that is to be mended, or the finding where none is shown.
    pub(super) target: String,
}

/// A line of the list on top of a page.
#[derive(Debug)]
pub(super) struct FindingLink {
    /// Where it leads, without `#`.
    pub(super) target: String,
    /// The mark of its severity.
    pub(super) mark: &'static str,
    /// Its severity, for who does not see the mark.
    pub(super) severity: &'static str,
    /// Where: "berkas › lembar › sel".
    pub(super) place: String,
    /// What, in short.
    pub(super) text: String,
}

/// What is to be mended or looked at, gravest first, at most so many; and how many more there are.
pub(super) fn links(sections: &[Section<'_>]) -> (Vec<FindingLink>, usize) {
    let groups = sections.iter().flat_map(|section| &section.groups);
    let items = groups.flat_map(|group| group.open.iter().chain(&group.folded));
    let mut all: Vec<&Item<'_>> = items.filter(|item| item.finding.severity > Severity::Info).collect();
    all.sort_by_key(|item| std::cmp::Reverse(item.finding.severity));
    let more = all.len().saturating_sub(LISTED);
    let link = |item: &Item<'_>| FindingLink {
        target: item.target.clone(),
        mark: item.mark(),
        severity: item.finding.severity.name(),
        place: item.place.clone(),
        text: brief(&item.finding.message, LETTERS),
    };
    (all.into_iter().take(LISTED).map(link).collect(), more)
}

impl Section<'_> {
    /// Says of every finding where it can be waived.
    pub(super) fn with_waivers(&mut self, way: &str) {
        for item in self.groups.iter_mut().flat_map(|group| group.open.iter_mut().chain(&mut group.folded)) {
            let finding = item.finding;
            let code = finding.indikator.as_deref().and_then(|text| separate_code(text).0).unwrap_or_default();
            let unit = finding.unit.as_deref().unwrap_or_default();
            item.waive = Some(format!(
                "{way}?aturan={}&unit={}&indikator={}#tambah",
                in_address(&finding.code),
                in_address(unit),
                in_address(&code)
            ));
        }
    }
}

/// A text as part of an address.
fn in_address(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(one).collect()
}

impl Item<'_> {
    pub(super) fn mark(&self) -> &'static str {
        mark(&self.finding.severity)
    }
}

/// The mark of a severity: colours are not seen by everybody, nor by every printer.
pub(super) fn mark(severity: &Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

/// A rule in the list to choose from.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RuleName {
    /// Its code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
}

/// The rules that findings come from.
pub(super) fn rule_names(findings: &[&Temuan], language: Language) -> Vec<RuleName> {
    let names =
        findings.iter().map(|one| RuleName { code: one.code.clone(), name: language.say(rule_name(&one.code)) });
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn rule_name(code: &str) -> &'static str {
    rules::rule(code).map_or("", |rule| rule.name)
}

/// Findings by the unit that must act, in the order of the register; first what no unit can mend.
pub(super) fn by_unit<'a>(findings: &[&'a Temuan], tables: &Tables, cuts: &Cuts<'_>) -> Vec<Section<'a>> {
    let mut of_unit: BTreeMap<&str, Vec<&'a Temuan>> = BTreeMap::new();
    for one in findings {
        of_unit.entry(one.unit.as_deref().unwrap_or_default()).or_default().push(one);
    }
    let nobody = [("", "Untuk biro perencanaan: tanpa unit".to_string())];
    let units = tables.units.iter().map(|unit| (unit.code.as_str(), format!("{} ({})", unit.name, unit.code)));
    let mut sections: Vec<Section<'a>> = nobody
        .into_iter()
        .chain(units)
        .filter_map(|(code, title)| Some((title, of_unit.remove(code)?)))
        .enumerate()
        .map(|(number, (title, owned))| section(number, title, &owned, cuts, Grouping::First))
        .collect();
    // A unit that the register does not know still has its findings.
    for (code, owned) in of_unit {
        sections.push(section(sections.len(), code.to_string(), &owned, cuts, Grouping::First));
    }
    sections
}

/// Findings by file, in the order in which they come.
pub(super) fn by_file<'a>(findings: &[&'a Temuan], cuts: &Cuts<'_>, grouping: Grouping) -> Vec<Section<'a>> {
    let mut of_file: BTreeMap<&str, Vec<&'a Temuan>> = BTreeMap::new();
    for one in findings {
        of_file.entry(&one.place.file).or_default().push(one);
    }
    let of_file = of_file.into_iter().enumerate();
    of_file
        .map(|(number, (file, owned))| {
            let title = if file.is_empty() { "Belum dikirim".to_string() } else { file.to_string() };
            section(number, title, &owned, cuts, grouping)
        })
        .collect()
}

fn section<'a>(
    number: usize,
    title: String,
    findings: &[&'a Temuan],
    cuts: &Cuts<'_>,
    grouping: Grouping,
) -> Section<'a> {
    let anchor = format!("b{}", number + 1);
    let mut of_rule: BTreeMap<&'a str, Vec<&'a Temuan>> = BTreeMap::new();
    for one in findings {
        of_rule.entry(&one.code).or_default().push(one);
    }
    let mut of_rule: Vec<_> = of_rule.into_iter().collect();
    of_rule.sort_by_key(|(_, owned)| std::cmp::Reverse(gravest(owned)));
    let mut written = 0;
    let groups = of_rule.into_iter().map(|(code, owned)| {
        let mut items = owned.iter().enumerate().map(|(place, one)| {
            written += 1;
            let shown = grouping == Grouping::Whole || place < OPEN;
            item(format!("{anchor}-{written}"), one, shown.then_some(cuts))
        });
        let open = items.by_ref().take(OPEN).collect();
        let folded = items.collect();
        let rule = rules::rule(code);
        let (name, why) = rule.map_or(("", ""), |rule| (rule.name, rule.why));
        Group { code, name: name.into(), why, severity: gravest(&owned), open, folded }
    });
    let groups = groups.collect();
    let count = Count::of(findings.iter().copied());
    let counted = format!("{} galat, {} peringatan, {} info", count.errors, count.warnings, count.infos);
    Section { anchor, title, count, counted, groups }
}

/// Findings in the language of who reads the page; what was found stays as it was typed.
pub(super) fn said(findings: &[&Temuan], language: Language) -> Vec<Temuan> {
    let one = |finding: &&Temuan| Temuan {
        message: language.say(&finding.message),
        advice: language.say(&finding.advice),
        follow_up: said(&finding.follow_up.iter().collect::<Vec<_>>(), language),
        ..(*finding).clone()
    };
    findings.iter().map(one).collect()
}

impl Section<'_> {
    /// What the program says around findings, in that language. Why a rule matters is told in Indonesian alone.
    pub(super) fn say(&mut self, language: Language) {
        if language == Language::Indonesian {
            return;
        }
        self.counted = language.say(&self.counted);
        self.title = language.say(&self.title);
        for group in &mut self.groups {
            group.name = language.say(&group.name).into();
            group.why = "";
            for item in group.open.iter_mut().chain(&mut group.folded) {
                item.place = language.say(&item.place);
            }
        }
    }
}

fn gravest(findings: &[&Temuan]) -> Severity {
    findings.iter().map(|one| one.severity).max().unwrap_or(Severity::Info)
}

fn item<'a>(id: String, finding: &'a Temuan, cuts: Option<&Cuts<'_>>) -> Item<'a> {
    let mut cuts = cuts.map(|cuts| cuts.about(finding)).unwrap_or_default();
    let cell = format!("{id}-sel");
    let shown = cuts.iter_mut().any(|cut| cut.anchor(&cell));
    Item {
        target: if shown { cell } else { id.clone() },
        id,
        finding,
        place: place_text(&finding.place),
        gap: finding.gap.map(|gap| short_figure(gap, 2)),
        cuts,
        waive: None,
    }
}

/// "berkas › lembar › sel", with at most six cells.
pub(super) fn place_text(place: &Place) -> String {
    let cells: Vec<String> = place.cells.iter().take(6).map(ToString::to_string).collect();
    let more = if place.cells.len() > cells.len() {
        format!(" dan {} sel lain", place.cells.len() - cells.len())
    } else {
        String::new()
    };
    let cells = (!cells.is_empty()).then(|| format!("{}{more}", cells.join(", ")));
    let parts = [Some(place.file.clone()).filter(|file| !file.is_empty()), place.sheet.clone(), cells];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" › ");
    if text.is_empty() { "Tanpa berkas".to_string() } else { text }
}
