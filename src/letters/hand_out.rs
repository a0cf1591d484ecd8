//! The letter with which a unit gets its forms.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::content::{addressee, said, signature, way_to_page};
use super::{Surat, SuratKind, SuratSettings, SuratTemplate};
use crate::domain::date::long_format;
use crate::domain::text::listed;
use crate::domain::unit::Unit;

/// A form that is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedForm {
    /// The file that goes with the letter.
    pub file: String,
    /// What it is, short: "PK", "TW I".
    pub heading: String,
    /// What it is, in full.
    pub name: String,
    /// The day it is due.
    pub due: Option<NaiveDate>,
}

/// The letter of a unit.
pub fn hand_out(
    unit: &Unit,
    (instansi, year): (&str, i32),
    forms: &[HandedForm],
    (template, settings): (&SuratTemplate, &SuratSettings),
) -> Surat {
    let row = |form: &HandedForm| {
        let due = form.due.map(|day| format!(", dikirim kembali paling lambat {}", long_format(day)));
        format!("- {}: {}{}", form.file, form.name, due.unwrap_or_default())
    };
    let headings: Vec<&str> = forms.iter().map(|form| form.heading.as_str()).collect();
    let entry = BTreeMap::from([
        ("instansi", instansi.to_string()),
        ("tahun", year.to_string()),
        ("unit", unit.name.clone()),
        ("kode", unit.code.clone()),
        ("pimpinan", addressee(unit)),
        ("dokumen", listed(&headings)),
        ("formulir", forms.iter().map(row).collect::<Vec<_>>().join("\n")),
        ("tautan", way_to_page(settings)),
        ("tanda_tangan", signature(settings, instansi)),
    ]);
    let (subjek, content) = template.content(SuratKind::HandOut, &said(entry, settings.language));
    Surat { to: unit.mail.clone(), reply: None, subjek, content }
}
