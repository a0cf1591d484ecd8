//! AL11: something changed after it was ratified, without a reason that is accepted.
//!
//! What was ratified stands in the journal of the workspace; the pipeline sets the documents against it and gives what
//! differs, so that this rule needs no other room.

use crate::domain::date::long_format;
use crate::domain::document::DocumentKind;
use crate::domain::official::{RatifiedChange, change_bases, needs_forum};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::{self, quote};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "AL11",
    name: "Isi berubah setelah disahkan tanpa alasan",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "PK dan Rencana Aksi yang sudah disahkan dibandingkan sel demi sel dengan kiriman terakhir. Perubahan diterima bila alasannya dicatat: untuk Rencana Aksi ketentuan perundang-undangan (a) atau kebijakan atau arahan pimpinan (b), dengan tanggal Forum Kinerja Triwulanan; untuk PK salah satu alasan perubahan perjanjian kinerja.",
    why: "Yang disahkan adalah janji; janji yang diturunkan diam-diam membuat capaian tampak baik tanpa kinerja yang lebih baik.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B angka 5 dan 6; PermenPANRB 53/2014 (perubahan perjanjian kinerja)",
    wrong: "",
    correct: "",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    context.settings.ratified.iter().map(one).collect()
}

fn one(change: &RatifiedChange) -> Temuan {
    let (version, name) = (&change.version, change.kind.name());
    let stood = format!("{name} yang disahkan (versi {}, {})", version.number, long_format(version.day));
    let indikator = change.indikator.as_deref().map(|text| format!(" {}", quote(text))).unwrap_or_default();
    let blank = |text: &Option<String>| text.as_deref().map_or_else(|| "kosong".to_string(), quote);
    let message = match &change.slot {
        Some(slot) => format!(
            "Isian {slot}{indikator} sekarang {}, padahal dalam {stood} {}; alasan perubahannya belum dicatat.",
            blank(&change.after),
            blank(&change.before)
        ),
        None => format!("{}{indikator} dibandingkan dengan {stood}; alasannya belum dicatat.", capital(change.fate)),
    };
    let temuan = helpers::temuan(&ATURAN, change.place.clone(), message, advice(change.kind))
        .unit(Some(&change.unit))
        .difference(
            change.after.clone().unwrap_or_else(|| change.fate.to_string()),
            change.before.clone().unwrap_or_else(|| "seperti yang disahkan".to_string()),
        );
    match &change.indikator {
        Some(indikator) => temuan.indikator(indikator.clone()),
        None => temuan,
    }
}

fn advice(kind: DocumentKind) -> String {
    let bases: Vec<String> =
        change_bases(kind).iter().map(|basis| format!("{} ({})", basis.code, basis.name)).collect();
    let forum = if needs_forum(kind) { " dan tanggal Forum Kinerja Triwulanan" } else { "" };
    format!(
        "Kembalikan seperti yang disahkan, atau sampaikan alasannya kepada biro perencanaan untuk dicatat: {}{forum}.",
        bases.join(", ")
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::official::OfficialVersion;
    use crate::domain::place::Place;

    fn change(slot: Option<&str>) -> RatifiedChange {
        RatifiedChange {
            kind: DocumentKind::RencanaAksi,
            unit: "JTI".into(),
            version: OfficialVersion {
                scope: "ra.JTI".parse().unwrap(),
                number: 1,
                day: chrono::NaiveDate::from_ymd_opt(2026, 3, 12).unwrap(),
                by: "Direktur".into(),
                note: None,
                reopened: None,
            },
            indikator: Some("IKK 1.1 Persentase lulusan".into()),
            slot: slot.map(str::to_string),
            fate: "baris dihapus",
            before: Some("60".into()),
            after: Some("50".into()),
            place: Place::file("JTI/ra.xlsx"),
        }
    }

    #[test]
    fn a_changed_cell_says_what_was_ratified_when_and_which_reasons_are_accepted() {
        let told = one(&change(Some("target TW II")));
        assert_eq!(
            told.message,
            "Isian target TW II \"IKK 1.1 Persentase lulusan\" sekarang \"50\", padahal dalam Rencana Aksi yang disahkan (versi 1, 12 Maret 2026) \"60\"; alasan perubahannya belum dicatat."
        );
        assert!(
            told.advice.contains("a (perubahan ketentuan perundang-undangan)")
                && told.advice.contains("Forum Kinerja Triwulanan")
        );
        assert_eq!((told.found.as_deref(), told.expected.as_deref()), (Some("50"), Some("60")));
    }

    #[test]
    fn a_row_that_is_gone_is_told_as_such() {
        assert!(one(&change(None)).message.starts_with("Baris dihapus \"IKK 1.1"));
    }
}
