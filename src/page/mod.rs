//! Findings as one page for a browser, each shown in its sheet.
//!
//! Takes findings and the rows that they are about, gives the text of a single HTML file that needs no network and no other
//! file: it opens on a phone, prints on A4 and can be ticked off. What stands in it is worked out in `model`, the cut
//! of the sheet in `cut`; the texts around them are `templates/halaman/laporan.html`.
//!
//! Everything that units typed is escaped, and the page runs one script of its own, which only shows, hides and ticks.

mod cut;
mod mail;
mod model;

#[cfg(test)]
mod tests;

use askama::Template;
use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::place::Place;
use crate::finding::Temuan;
use crate::language::Language;
use crate::letters::UnitAction;
use crate::recap::ReportInput;
use crate::tables::Tables;

use cut::Cuts;
pub use mail::letter;
use model::{Grouping, Section};

/// The file name of the page, for the whole house and for a unit.
pub const FILE: &str = "laporan.html";

/// A page could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("laporan.html tidak dapat disusun")]
pub struct PageError(#[from] askama::Error);

/// What the template is filled in with.
#[derive(Template)]
#[template(path = "laporan.html")]
struct Page<'a> {
    title: String,
    instansi: &'a str,
    subtitle: String,
    date: String,
    intro: &'static str,
    count: model::Count,
    sections: Vec<Section<'a>>,
    links: Vec<model::FindingLink>,
    more: usize,
    rules: Vec<model::RuleName>,
}

/// Findings without a page around them.
#[derive(Template)]
#[template(path = "bagian.html")]
struct Part<'a> {
    sections: Vec<Section<'a>>,
    links: Vec<model::FindingLink>,
    more: usize,
}

impl<'a> Part<'a> {
    fn of(sections: Vec<Section<'a>>) -> Self {
        let (links, more) = model::links(&sections);
        Self { sections, links, more }
    }
}

/// A cut alone.
#[derive(Template)]
#[template(path = "potongan.html")]
struct SourceCut {
    cut: cut::Cut,
}

impl Page<'_> {
    fn write(mut self, language: Language) -> Result<String, PageError> {
        for text in [&mut self.title, &mut self.subtitle, &mut self.date] {
            *text = language.say(text);
        }
        self.sections.iter_mut().for_each(|section| section.say(language));
        Ok(language.page(self.render()?))
    }
}

/// The page of a whole house: the findings of all units, and those that are the planning bureau's own.
///
/// # Errors
/// When the page cannot be put together.
pub fn house(input: &ReportInput<'_>) -> Result<String, PageError> {
    let plain: Vec<&Temuan> = input.temuan.iter().collect();
    let said = in_english(&plain, input.language);
    let all = said.as_ref().map_or(plain, |said| said.iter().collect());
    let cuts = Cuts::of(input.tables, &all);
    let sections = model::by_unit(&all, input.tables, &cuts);
    Page {
        title: format!("Laporan temuan {}", input.year),
        instansi: input.instansi,
        subtitle: "Semua unit".to_string(),
        date: input.data_date(),
        intro: "Setiap temuan ditunjukkan dalam potongan lembarnya: sel yang perlu diperbaiki diberi bingkai tebal dan tanda ✖.",
        // A house begins with its units.
        links: Vec::new(),
        more: 0,
        ..Page::of(&all, sections, input.language)
    }
    .write(input.language)
}

/// Findings as the page says them in English; `None` where they stand as they are.
fn in_english(findings: &[&Temuan], language: Language) -> Option<Vec<Temuan>> {
    (language == Language::English).then(|| model::said(findings, language))
}

/// The page of one unit, about what it sent.
///
/// # Errors
/// When the page cannot be put together.
pub fn unit(input: &ReportInput<'_>, action: &UnitAction<'_>, language: Language) -> Result<String, PageError> {
    let said = in_english(&action.temuan, language);
    let all = said.as_ref().map_or_else(|| action.temuan.clone(), |said| said.iter().collect());
    let cuts = Cuts::of(input.tables, &all);
    let sections = model::by_file(&all, &cuts, Grouping::Whole);
    Page {
        title: format!("Laporan temuan {}", action.unit.code),
        instansi: input.instansi,
        subtitle: format!("{} ({})", action.unit.name, action.unit.code),
        date: input.data_date(),
        intro: "Perbaiki berkas asli di sel yang ditunjukkan, simpan, lalu kirim ulang. Sel itu diberi bingkai tebal dan tanda ✖.",
        ..Page::of(&all, sections, language)
    }
    .write(language)
}

/// The page of files that were checked before they are sent.
///
/// # Errors
/// When the page cannot be put together.
pub fn checked(findings: &[Temuan], tables: &Tables, day: NaiveDate, language: Language) -> Result<String, PageError> {
    let plain: Vec<&Temuan> = findings.iter().collect();
    let said = in_english(&plain, language);
    let all = said.as_ref().map_or(plain, |said| said.iter().collect());
    let cuts = Cuts::of(tables, &all);
    let sections = model::by_file(&all, &cuts, Grouping::Whole);
    Page {
        title: "Laporan pemeriksaan".to_string(),
        subtitle: "Berkas yang diperiksa".to_string(),
        date: format!("Diperiksa {}", long_format(day)),
        intro: "Perbaiki berkas di sel yang ditunjukkan, simpan, lalu periksa lagi. Sel itu diberi bingkai tebal dan tanda ✖.",
        ..Page::of(&all, sections, language)
    }
    .write(language)
}

/// Findings as part of another page, all of them shown in their sheets, by file.
///
/// # Errors
/// When they cannot be put together.
pub fn part(findings: &[&Temuan], tables: &Tables) -> Result<String, PageError> {
    let cuts = Cuts::of(tables, findings);
    Ok(Part::of(model::by_file(findings, &cuts, Grouping::Whole)).render()?)
}

/// The same for who may waive them: each finding leads to the page of this address, which asks for the reason.
///
/// # Errors
/// As [`part`].
pub fn part_to_waive(findings: &[&Temuan], tables: &Tables, way: &str) -> Result<String, PageError> {
    let cuts = Cuts::of(tables, findings);
    let mut sections = model::by_file(findings, &cuts, Grouping::Whole);
    sections.iter_mut().for_each(|section| section.with_waivers(way));
    Ok(Part::of(sections).render()?)
}

/// The cells that a figure comes from, in a cut of their sheet; nothing where the place names no cell.
///
/// # Errors
/// When it cannot be put together.
pub fn source(tables: &Tables, place: &Place) -> Result<Option<String>, PageError> {
    let cuts = Cuts::around(tables, std::iter::once(place));
    Ok(cuts.source(place).map(|cut| SourceCut { cut }.render()).transpose()?)
}

impl<'a> Page<'a> {
    /// What follows from the findings alone.
    fn of(findings: &[&Temuan], sections: Vec<Section<'a>>, language: Language) -> Self {
        let (links, more) = model::links(&sections);
        Self {
            links,
            more,
            title: String::new(),
            instansi: "",
            subtitle: String::new(),
            date: String::new(),
            intro: "",
            count: model::Count::of(findings.iter().copied()),
            sections,
            rules: model::rule_names(findings, language),
        }
    }
}
