//! AL09: a waiver that does nothing any more.
//!
//! Waivers are applied after all rules ran, so this rule finds nothing by itself: [`temuan`] makes its findings of what
//! the verdict reports.

use crate::domain::date::long_format;
use crate::domain::place::Place;
use crate::finding::verdict::Pengecualian;
use crate::finding::{Severity, Temuan};

use crate::rules::helpers::{self, quote};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "AL09",
    name: "Pengecualian tidak berguna",
    severity: Severity::Info,
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

/// Findings on waivers that matched nothing, and on those past their last day.
pub(in crate::rules) fn temuan(not_used: &[Pengecualian], expired: &[Pengecualian]) -> Vec<Temuan> {
    let futile = not_used.iter().map(|one| {
        let message = format!("Pengecualian {} tidak cocok dengan temuan mana pun.", mention(one));
        let advice = "Hapus dari selaras.toml, atau periksa kode aturan, unit, dan indikatornya.";
        new(one, message, advice)
    });
    let via = expired.iter().map(|one| {
        let message = format!("Pengecualian {} sudah tidak berlaku sejak {}.", mention(one), long_format(one.until));
        let advice = "Hapus dari selaras.toml, atau perpanjang batas waktunya bila masih disetujui.";
        new(one, message, advice)
    });
    futile.chain(via).collect()
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
        let all = temuan(std::slice::from_ref(&one), std::slice::from_ref(&one));
        let message: Vec<&str> = all.iter().map(|temuan| temuan.message.as_str()).collect();
        assert_eq!(
            message,
            [
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") tidak cocok dengan temuan mana pun.",
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") sudah tidak berlaku sejak 30 Juni 2026.",
            ]
        );
        assert!(all.iter().all(|temuan| temuan.unit.as_deref() == Some("JTI")));
    }
}
