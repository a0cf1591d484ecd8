//! AL09: a waiver that does nothing any more.
//!
//! Waivers are applied after all rules ran, so this rule finds nothing by itself: [`temuan`] makes its findings of what
//! the verdict reports.

use crate::domain::date::long_format;
use crate::domain::place::Place;
use crate::domain::text;
use crate::finding::verdict::Pengecualian;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{self, quote};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "AL09",
    name: "Pengecualian tidak berguna",
    severity: Severity::Warning,
    scope: Scope::House,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Pengecualian di selaras.toml yang tidak cocok dengan temuan mana pun, atau yang masa berlakunya sudah lewat.",
    why: "Pengecualian yang tertinggal dapat menutupi kesalahan baru; sebaiknya hanya yang masih diperlukan yang disimpan.",
    source: "Bagian [[pengecualian]] di selaras.toml: satu aturan, satu tempat, alasan, dan batas waktu.",
    wrong: "",
    correct: "",
    check: Check::Workspace(check),
};

fn check(_: &RuleContext<'_>) -> Vec<Temuan> {
    Vec::new()
}

/// Findings on waivers that matched nothing, each with the finding that it resembles most, and on those past their last
/// day.
pub(in crate::rules) fn temuan(not_used: &[Pengecualian], expired: &[Pengecualian], all: &[Temuan]) -> Vec<Temuan> {
    let futile = not_used.iter().map(|one| {
        let near = nearest(one, all).map(|near| format!("; yang paling dekat: {near}")).unwrap_or_default();
        let message = format!("Pengecualian {} tidak cocok dengan temuan mana pun{near}.", mention(one));
        let advice = "Hapus dari selaras.toml, atau betulkan kode aturan, unit, indikator, dan berkasnya.";
        new(one, message, advice)
    });
    let via = expired.iter().map(|one| {
        let message = format!(
            "Pengecualian {} hanya berlaku sampai {}, dan hari itu sudah lewat.",
            mention(one),
            long_format(one.until)
        );
        let advice = "Hapus dari selaras.toml, atau perpanjang batas waktunya bila masih disetujui.";
        Temuan { severity: Severity::Info, ..new(one, message, advice) }
    });
    futile.chain(via).collect()
}

/// How alike a waiver and a finding must be in each thing that the waiver names, on the average.
const ALIKE: f64 = 0.75;

/// The finding of the same rule that shares most with a waiver: unit, indicator, file. One that shares nothing is none, and
/// neither is that of another unit where the waiver's is a unit of which other things are told.
fn nearest(one: &Pengecualian, all: &[Temuan]) -> Option<String> {
    let alike = |left: Option<&str>, right: Option<&str>| match (left, right) {
        (Some(left), Some(right)) => strsim::jaro_winkler(&text::key(left), &text::key(right)),
        (None, _) => 1.0,
        (Some(_), None) => 0.0,
    };
    let candidate = all.iter().flat_map(|temuan| std::iter::once(temuan).chain(&temuan.follow_up));
    let (same_rule, other_rules): (Vec<&Temuan>, Vec<&Temuan>) =
        candidate.partition(|temuan| temuan.code.eq_ignore_ascii_case(&one.aturan));
    let same = |temuan: &&Temuan| match (&one.unit, &temuan.unit) {
        (Some(left), Some(right)) => text::key(left) == text::key(right),
        _ => false,
    };
    let known = other_rules.iter().chain(&same_rule).any(same);
    let candidate = same_rule.into_iter().filter(|temuan| !known || same(temuan));
    let value = |temuan: &Temuan| {
        let file = Some(temuan.place.file.as_str());
        alike(one.unit.as_deref(), temuan.unit.as_deref())
            + alike(one.indikator.as_deref(), temuan.indikator.as_deref())
            + alike(one.file.as_deref(), file)
    };
    let named = [&one.unit, &one.indikator, &one.file].into_iter().flatten().count();
    let enough = (3 - named) as f64 + named as f64 * ALIKE;
    let near =
        candidate.max_by(|left, right| value(left).total_cmp(&value(right))).filter(|near| value(near) >= enough)?;
    let part = [
        near.unit.as_ref().map(|unit| format!("unit {unit}")),
        near.indikator.as_ref().map(|indikator| format!("indikator {}", quote(indikator))),
        Some(&near.place.file).filter(|file| !file.is_empty()).map(|file| format!("berkas {file}")),
    ];
    let part: Vec<String> = part.into_iter().flatten().collect();
    Some(format!("{} {}", near.code, part.join(", ")))
}

fn new(one: &Pengecualian, message: String, advice: &str) -> Temuan {
    let temuan = helpers::temuan(&ATURAN, Place::default(), message, advice).unit(one.unit.as_deref());
    match &one.indikator {
        Some(indikator) => temuan.indikator(indikator),
        None => temuan,
    }
}

/// A waiver as people recognise it: rule, place, reason.
fn mention(one: &Pengecualian) -> String {
    let part = [("unit", &one.unit), ("indikator", &one.indikator), ("berkas", &one.file)];
    let place: String =
        part.iter().filter_map(|(name, content)| Some(format!(" {name} {}", content.as_deref()?))).collect();
    format!("aturan {}{place} ({})", one.aturan, quote(&one.reason))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_waiver_is_told_by_its_rule_its_place_and_its_reason() {
        let one = Pengecualian {
            aturan: "PK10".into(),
            unit: Some("JTI".into()),
            indikator: None,
            file: None,
            reason: "Nota dinas 12/2026".into(),
            until: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
        };
        let all = temuan(std::slice::from_ref(&one), std::slice::from_ref(&one), &[]);
        let message: Vec<&str> = all.iter().map(|temuan| temuan.message.as_str()).collect();
        assert_eq!(
            message,
            [
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") tidak cocok dengan temuan mana pun.",
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") hanya berlaku sampai 30 Juni 2026, dan hari itu sudah lewat.",
            ]
        );
        assert!(all.iter().all(|temuan| temuan.unit.as_deref() == Some("JTI")));
        let similar = Temuan::new("PK10", Severity::Warning, Place::file("a/pk.xlsx"), "", "").unit(Some("JTE"));
        let all = temuan(std::slice::from_ref(&one), &[], &[similar]);
        assert!(all[0].message.ends_with("yang paling dekat: PK10 unit JTE, berkas a/pk.xlsx."), "{}", all[0].message);
        let far = Temuan::new("PK10", Severity::Warning, Place::file("a/pk.xlsx"), "", "").unit(Some("BAK"));
        let all = temuan(std::slice::from_ref(&one), &[], &[far]);
        assert!(all[0].message.ends_with("tidak cocok dengan temuan mana pun."), "{}", all[0].message);
    }
}
