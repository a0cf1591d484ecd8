//! What a form says of itself in the properties of its workbook, and which document it says it of.

use std::collections::BTreeMap;

use crate::domain::document::{Document, DocumentKind, Fact, ReadSheet};
use crate::domain::mark::{Fingerprint, FormMark, property};
use crate::domain::triwulan::{Triwulan, read_column_triwulan};
use crate::template::Library;

use super::recognise::DICTIONARY;

/// The forms that a workbook says it holds, in the order in which they were written.
pub(super) fn read(properties: &BTreeMap<String, String>) -> Vec<FormMark> {
    let text = |name: &str| properties.get(name).map_or("", String::as_str);
    let list = |name: &str| text(name).split(';').map(|one| one.trim().to_string()).collect::<Vec<_>>();
    let (version, period) = (list(property::VERSION), list(property::PERIOD));
    let fingerprint: String =
        (0..).map_while(|number| properties.get(&property::fingerprint(number))).map(String::as_str).collect();
    let fingerprint: Vec<&str> = fingerprint.split(';').collect();
    let unit = Some(text(property::UNIT)).filter(|unit| !unit.is_empty());
    let all = list(property::TEMPLATE).into_iter().enumerate().filter(|(_, template)| !template.is_empty());
    all.map(|(number, template)| FormMark {
        template,
        version: version.get(number).and_then(|text| text.parse().ok()),
        unit: unit.map(str::to_string),
        year: text(property::YEAR).parse().ok(),
        triwulan: period.get(number).and_then(|text| one_triwulan(text)),
        fingerprint: fingerprint
            .get(number)
            .filter(|text| !text.is_empty())
            .and_then(|text| text.parse::<Fingerprint>().ok()),
    })
    .collect()
}

fn one_triwulan(text: &str) -> Option<Triwulan> {
    match read_column_triwulan(text)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Gives each document the word that is about it - of its kind and quarter, or the one that is left for the one document
/// that is left - and notes where the word and what was read do not agree.
pub(super) fn attach(mark: Vec<FormMark>, document: &mut [Document], sheet: &mut [ReadSheet], library: &Library) {
    let kind = |mark: &FormMark| library.now(&mark.template).map(|template| template.kind);
    let mut rest: Vec<Option<FormMark>> = mark.into_iter().map(Some).collect();
    for one in document.iter_mut() {
        let triwulan = one.triwulan.map(|as_written| as_written.value);
        let owned = |mark: &FormMark| kind(mark) == Some(one.kind) && mark.triwulan == triwulan;
        one.mark = rest.iter_mut().find_map(|place| place.take_if(|mark| owned(mark)));
    }
    for now in DocumentKind::sent().map(Some).chain([None]) {
        let mut remaining = rest.iter_mut().filter(|mark| mark.as_ref().is_some_and(|mark| kind(mark) == now));
        let without = document.iter_mut().filter(|one| one.mark.is_none());
        let mut without = without.filter(|one| now.is_none_or(|now| one.kind == now));
        if let (Some(mark), None, Some(one), None) =
            (remaining.next(), remaining.next(), without.next(), without.next())
        {
            one.mark = mark.take();
        }
    }
    for one in document {
        if let Some(owned) = sheet.iter_mut().find(|sheet| sheet.name == one.sheet) {
            owned.facts.extend(fact(one, library));
        }
    }
}

/// What is to be said of the definition of a document.
fn fact(document: &Document, library: &Library) -> Option<Fact> {
    let cell = document.front_cell()?;
    let old = |template: &str, version: u32| {
        let now = library.now(template)?.version;
        (version < now).then(|| Fact::OldTemplate { cell, template: template.to_string(), version, now })
    };
    let being_read = || old(&document.template, document.version);
    let Some(mark) = &document.mark else { return being_read() };
    let known = library.templates.iter().filter(|template| template.id == mark.template);
    let newest = known.map(|template| template.version).max();
    if newest.is_none_or(|newest| mark.version.is_some_and(|version| version > newest)) {
        return Some(Fact::ForeignTemplate { cell, template: mark.template.clone(), version: mark.version });
    }
    let different = || {
        let being_read = if document.template == DICTIONARY { String::new() } else { document.template.clone() };
        (document.template != mark.template).then(|| Fact::DifferentTemplate {
            cell,
            template: mark.template.clone(),
            being_read,
        })
    };
    let as_written = mark.version.and_then(|version| old(&mark.template, version));
    as_written.or_else(different).or_else(being_read)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::document::ReadFile;
    use crate::extract::extract;
    use crate::workbook::grid::workbook_from_text;

    const TW: &str = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|A|Jumlah mitra|Mitra|10|5|5\n";

    fn read_text(property: &str, sheet: &str) -> ReadFile {
        extract(&workbook_from_text(&format!("{property}{sheet}")), &Library::built_in().unwrap())
    }

    #[test]
    fn a_form_carries_its_word_to_its_document() {
        let property = "--- selaras_templat = pk-satuan;uk-umum\n--- selaras_versi = 1;1\n--- selaras_periode = ;II\n--- selaras_unit = JTI\n--- selaras_tahun = 2026\n";
        let file = read_text(property, &format!("=== Apa saja\n{TW}"));
        let mark = file.documents[0].mark.clone().unwrap();
        assert_eq!((mark.template.as_str(), mark.version, mark.year), ("uk-umum", Some(1), Some(2026)));
        assert_eq!((mark.unit.as_deref(), mark.triwulan), (Some("JTI"), Some(Triwulan::II)));
        assert_eq!(file.sheets[0].facts, []);
    }

    #[test]
    fn a_sheet_copied_for_another_quarter_does_not_take_the_word_of_the_first() {
        let property = "--- selaras_templat = uk-umum\n--- selaras_versi = 1\n--- selaras_periode = I\n";
        let one = TW.replace("TRIWULAN II", "TRIWULAN I");
        let file = read_text(property, &format!("=== TW II\n{TW}=== TW I\n{one}"));
        let marked: Vec<bool> = file.documents.iter().map(|document| document.mark.is_some()).collect();
        assert_eq!(marked, [false, true]);
        // Alone, it does: its title was changed.
        assert!(read_text(property, &format!("=== TW II\n{TW}")).documents[0].mark.is_some());
    }

    #[test]
    fn unknown_definitions_and_versions_to_come_are_told() {
        for (template, version) in [("uk-lain", "1"), ("uk-umum", "99")] {
            let property = format!("--- selaras_templat = {template}\n--- selaras_versi = {version}\n");
            let fact = read_text(&property, &format!("=== TW II\n{TW}")).sheets.remove(0).facts;
            assert!(matches!(&fact[..], [Fact::ForeignTemplate { .. }]), "{fact:?}");
        }
    }

    #[test]
    fn the_content_wins_and_the_difference_is_told() {
        let property = "--- selaras_templat = pk-dki\n--- selaras_versi = 1\n";
        let image = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra|Mitra|10\n";
        let file = read_text(property, image);
        assert_ne!(file.documents[0].template, "pk-dki");
        assert!(matches!(&file.sheets[0].facts[..], [Fact::DifferentTemplate { .. }]), "{:?}", file.sheets[0].facts);
    }
}
