//! AL12: something typed into the register that cannot be recorded.
//!
//! The register and the procedures stand in the journal and the settings; the pipeline sets what was typed against them and
//! gives what is wrong, so that this rule needs no other room.

use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "AL12",
    name: "Isian register tidak dapat dicatat",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Register yang diisi biro dan dikembalikan ke folder masuk dibaca barisnya satu per satu: nomornya harus ada di register, langkahnya ada dalam prosedur dokumen itu, dan tanggalnya terbaca dan sudah lewat.",
    why: "Langkah yang tidak tercatat membuat alur dokumen tampak berhenti di tempat yang salah.",
    source: "PR.30.6.2 dan 90/SOP BKPSDM/2023: dokumen dibukukan dalam register",
    wrong: "",
    correct: "",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let one = |fault: &crate::domain::official::RegisterFault| {
        helpers::temuan(&ATURAN, fault.place.clone(), fault.message.clone(), fault.advice.clone())
    };
    context.settings.register.iter().map(one).collect()
}
