//! What documents share: their heads, the people who sign, and values as they are printed.

use serde::Serialize;

use crate::domain::column::FormColumn;
use crate::domain::document::{self, Document, IdentityKey};
use crate::domain::nip::Nip;
use crate::domain::numeral::short_figure;
use crate::domain::text::one_line;
use crate::domain::unit::Unit;
use crate::domain::value::{Entry, Value};
use crate::recap::ReportInput;
use crate::tables::Tables;

/// Decimals of a printed figure at most: enough for anything that was typed, and short of binary noise.
const DECIMAL: u8 = 6;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitName {
    /// As the register has it: "JTI".
    #[serde(rename = "kode")]
    pub code: String,
    /// What the register calls the unit; its code where it has no name.
    #[serde(rename = "nama")]
    pub name: String,
}

impl UnitName {
    /// A unit of the register.
    pub(super) fn from(tables: &Tables, code: &str) -> Self {
        let name = tables.unit(code).map_or_else(|| code.to_string(), |unit| unit.name.clone());
        Self { code: code.to_string(), name }
    }
}

/// Somebody who signs. What is not known is left open on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PrintedPihak {
    /// As typed; `None` leaves room for it.
    #[serde(rename = "nama")]
    pub name: Option<String>,
    /// Office.
    pub jabatan: Option<String>,
    /// NIP, in its groups.
    pub nip: Option<String>,
}

/// What a document begins with, and who signs it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintHead {
    /// Name of the institution.
    pub instansi: String,
    /// The year that the document is of.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// Whose document it is.
    pub unit: UnitName,
    /// Whether it changes an earlier one.
    #[serde(rename = "perubahan")]
    pub change: bool,
    /// Who promises.
    #[serde(rename = "pertama")]
    pub first: PrintedPihak,
    /// The superior; `None` where nobody stands above.
    #[serde(rename = "kedua")]
    pub second: Option<PrintedPihak>,
    /// Place and day.
    #[serde(rename = "pengesahan")]
    pub ratification: Option<String>,
    /// Its number in the register; `None` where it has none.
    #[serde(rename = "nomor_dokumen")]
    pub number: Option<String>,
    /// The number as a QR code: its rows, dark squares as `1`.
    #[serde(rename = "kode_qr")]
    pub code: Vec<String>,
    /// The file that it was read from.
    #[serde(rename = "berkas")]
    pub file: String,
}

impl PrintHead {
    pub(super) fn build(input: &ReportInput<'_>, number: u32) -> Option<Self> {
        let tables = input.tables;
        let registered = tables.documents.get(number as usize)?;
        let content = tables.document_content(number)?;
        let code = registered.unit.as_deref()?;
        let unit = tables.unit(code);
        let superior = unit.and_then(|unit| unit.parent.as_deref()).and_then(|code| tables.unit(code));
        Some(Self {
            instansi: input.instansi.to_string(),
            year: input.year,
            unit: UnitName::from(tables, code),
            change: content.change,
            first: first(content, unit),
            second: second(content, superior),
            ratification: content.ratification.as_ref().and_then(Entry::text).map(one_line),
            number: None,
            code: Vec::new(),
            file: tables.document_file(number)?.path.clone(),
        })
    }
}

/// The signature first, then what the form says of itself, then the register.
fn first(content: &Document, unit: Option<&Unit>) -> PrintedPihak {
    let ttd = signatory(content, document::Pihak::First);
    let identity = |key| {
        let row = content.identities.iter().find(|row| row.key == key);
        row.and_then(|row| row.entry.text()).map(one_line)
    };
    PrintedPihak {
        name: ttd.name.or_else(|| identity(IdentityKey::Name)).or_else(|| unit?.leader.clone()),
        jabatan: ttd.jabatan.or_else(|| identity(IdentityKey::Jabatan)).or_else(|| unit?.jabatan.clone()),
        nip: ttd
            .nip
            .or_else(|| identity(IdentityKey::Nip).map(|nip| spaced_nip(&nip)))
            .or_else(|| unit?.nip.as_deref().map(spaced_nip)),
    }
}

fn second(content: &Document, superior: Option<&Unit>) -> Option<PrintedPihak> {
    let exists = content.pejabat.iter().any(|pejabat| pejabat.pihak == document::Pihak::Second);
    let ttd = signatory(content, document::Pihak::Second);
    match (exists, superior) {
        (false, None) => None,
        // A signature is whole: the register never lends its NIP to somebody whom the form names.
        (true, _) if ttd.name.is_some() => Some(ttd),
        (_, Some(superior)) => Some(PrintedPihak {
            name: superior.leader.clone(),
            jabatan: ttd.jabatan.or_else(|| superior.jabatan.clone()),
            nip: superior.nip.as_deref().map(spaced_nip),
        }),
        (true, None) => Some(ttd),
    }
}

fn signatory(content: &Document, pihak: document::Pihak) -> PrintedPihak {
    let Some(pejabat) = content.pejabat.iter().find(|pejabat| pejabat.pihak == pihak) else {
        return PrintedPihak::default();
    };
    let text = |entry: Option<&Entry>| entry.and_then(Entry::text).map(one_line);
    let role = text(Some(&pejabat.role)).map(|role| role.trim_end_matches([',', ' ']).to_string());
    PrintedPihak {
        name: text(pejabat.name.as_ref()),
        jabatan: role.filter(|role| !role.is_empty() && !role.to_lowercase().starts_with("pihak ")),
        nip: text(pejabat.nip.as_ref()).map(|nip| spaced_nip(&nip)),
    }
}

/// A NIP in the groups in which it is written, 8 6 1 3; as it was typed when it is none.
fn spaced_nip(text: &str) -> String {
    let Ok(nip) = Nip::read(text) else { return one_line(text) };
    let digit = nip.digit();
    let part = [digit.get(..8), digit.get(8..14), digit.get(14..15), digit.get(15..)];
    part.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A field as it is printed; `None` when nothing stands there.
pub(super) fn wording(tables: &Tables, record_id: u32, column: FormColumn) -> Option<String> {
    tables.entry(record_id, column).and_then(print)
}

/// A free text as it was typed, line breaks and all.
pub(super) fn text(tables: &Tables, record_id: u32, column: FormColumn) -> Option<String> {
    let entry = tables.entry(record_id, column).filter(|entry| !entry.value.blank())?;
    entry.text().map(str::to_string)
}

/// A value as it is printed: figures as Indonesians write them, everything else as it was typed.
fn print(entry: &Entry) -> Option<String> {
    let typed = || entry.text().map(one_line);
    match &entry.value {
        Value::Blank => None,
        Value::Figure { figure, satuan } => {
            let figure = short_figure(*figure, DECIMAL);
            Some(satuan.as_ref().map_or(figure.clone(), |satuan| format!("{figure} {satuan}")))
        }
        Value::Percent { percent } => Some(format!("{}%", short_figure(*percent, DECIMAL))),
        Value::Money { rupiah } => Some(money(*rupiah)),
        _ => typed(),
    }
}

/// "Rp1.026.310.000"; cents where there are any.
pub(super) fn money(rupiah: f64) -> String {
    format!("Rp{}", short_figure(rupiah, 2))
}

/// A target with its unit of measure: "60%", "120 Orang"; a target that says its unit itself stays as it is.
pub(super) fn with_satuan(entry: Option<&Entry>, satuan: Option<&str>) -> Option<String> {
    let entry = entry?;
    let wording = print(entry)?;
    let satuan = satuan.map(one_line).filter(|satuan| !satuan.is_empty());
    let plain =
        matches!(&entry.value, Value::Figure { satuan: None, .. } | Value::Limit { satuan: None, percent: false, .. })
            || matches!(&entry.value, Value::Range { satuan: None, percent: false, .. });
    Some(match satuan {
        Some(satuan) if plain && ["%", "persen", "prosen"].contains(&satuan.to_lowercase().as_str()) => {
            format!("{wording}%")
        }
        Some(satuan) if plain => format!("{wording} {satuan}"),
        _ => wording,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::value::CellContent;

    fn entry(raw: &str, value: Value) -> Entry {
        let content = CellContent { raw: raw.into(), value, formula: None, doubts: Box::default() };
        Entry::new(CellAddress::new(0, 0), content)
    }

    #[test]
    fn a_target_is_printed_with_its_unit_once() {
        let figure = |figure: f64| Value::Figure { figure, satuan: None };
        for (raw, value, satuan, printed) in [
            ("120", figure(120.0), Some("Orang"), "120 Orang"),
            ("60", Value::Percent { percent: 60.0 }, Some("%"), "60%"),
            ("60", figure(60.0), Some("Persen"), "60%"),
            ("0,9 Angka", Value::Figure { figure: 0.9, satuan: Some("Angka".into()) }, Some("Angka"), "0,9 Angka"),
            ("BB", Value::Text { text: "BB".into() }, Some("Predikat"), "BB"),
            (
                "100 dari 110 Organisasi",
                Value::Text { text: String::new() },
                Some("Organisasi"),
                "100 dari 110 Organisasi",
            ),
            ("-", Value::Dash, Some("Orang"), "-"),
            ("1234.5678", figure(1234.5678), None, "1.234,5678"),
            ("0.30000000000000004", figure(0.1 + 0.2), None, "0,3"),
        ] {
            assert_eq!(with_satuan(Some(&entry(raw, value)), satuan).unwrap(), printed);
        }
        assert_eq!(with_satuan(Some(&entry("", Value::Blank)), Some("%")), None);
    }

    #[test]
    fn a_nip_is_printed_in_its_groups_and_a_wrong_one_as_typed() {
        assert_eq!(spaced_nip("NIP. 196704061994122004"), "19670406 199412 2 004");
        assert_eq!(spaced_nip("NRK 123456"), "NRK 123456");
    }
}
