//! What a form written by this program says of itself in its document properties, whatever it is called and wherever it
//! was mailed. Absence is fine; what stands on the sheets counts more.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::column::{FormColumn, Reading};
use super::text::key;
use super::triwulan::Triwulan;

/// How the line begins that tells until when and where to a form is sent back: the form's own text, whatever stands behind.
pub const SENT_BACK: &str = "Dikirim kembali";

/// What a form says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct FormMark {
    /// Id of the definition that wrote it.
    #[serde(rename = "templat")]
    pub template: String,
    /// Version of that definition.
    #[serde(rename = "versi")]
    pub version: Option<u32>,
    /// Code of the unit that it was filled in for.
    pub unit: Option<String>,
    /// The year that it was made for.
    #[serde(rename = "tahun")]
    pub year: Option<i32>,
    /// The quarter that it was made for.
    pub triwulan: Option<Triwulan>,
    /// Fingerprints of the cells that were filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "sidik")]
    pub fingerprint: Option<Fingerprint>,
}

/// Names of the properties. Several forms in one workbook share each of them, joined by `;`.
pub mod property {
    /// Ids of definitions.
    pub const TEMPLATE: &str = "selaras_templat";
    /// Versions.
    pub const VERSION: &str = "selaras_versi";
    /// Quarters in Roman numerals.
    pub const PERIOD: &str = "selaras_periode";
    /// The unit, one for the workbook.
    pub const UNIT: &str = "selaras_unit";
    /// The year, one for the workbook.
    pub const YEAR: &str = "selaras_tahun";

    /// Fingerprints, cut into pieces since a property holds little: the name of piece `nomor`, from 0.
    pub fn fingerprint(number: usize) -> String {
        if number == 0 { "selaras_sidik".to_string() } else { format!("selaras_sidik{}", number + 1) }
    }
}

/// Letters of a written fingerprint, six bits each.
const LETTER: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Stands for a cell that was left open.
const OPENED: &str = "...";
/// Letters of one fingerprint.
const LENGTH: usize = 3;

/// The fingerprint of one cell's content, short because document properties are: enough to see a change, not to tell
/// what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
pub struct CellTrail(u32);

impl CellTrail {
    /// The fingerprint of a cell as it shows. Blanks, case and percent signs do not count, nor does the way a number is
    /// written.
    pub fn from(column: FormColumn, visible: &str) -> Self {
        let key = key(visible);
        let shape = match column.field.reading() {
            Reading::Value | Reading::Percent | Reading::Money => {
                let tidied = key.trim_end_matches('%').trim_end();
                let figure = tidied.replace(',', ".").parse::<f64>().ok().filter(|figure| figure.is_finite());
                figure.map_or_else(|| tidied.to_string(), |figure| format!("{figure:.9e}"))
            }
            _ => key,
        };
        let compute = Sha256::digest(shape.as_bytes());
        Self(compute.iter().take(3).fold(0, |value, byte| value << 8 | u32::from(*byte)) >> 6)
    }
}

impl fmt::Display for CellTrail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shift_by in [12, 6, 0] {
            let position = (self.0 >> shift_by & 63) as usize;
            write!(f, "{}", char::from(LETTER.get(position).copied().unwrap_or(b'A')))?;
        }
        Ok(())
    }
}

impl FromStr for CellTrail {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value = |letter: u8| {
            LETTER.iter().position(|other| *other == letter).and_then(|position| u32::try_from(position).ok())
        };
        let letter = text.as_bytes();
        let value = letter.iter().try_fold(0, |total, letter| Some(total << 6 | value(*letter)?));
        value.filter(|_| letter.len() == LENGTH).map(Self).ok_or(InvalidFingerprint)
    }
}

/// Fingerprints of the cells that were filled in before a form was sent out, row by row.
///
/// Written as `column,column|trail…|trail…`: the columns once, then three letters for each cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint {
    #[serde(rename = "kolom")]
    columns: Vec<FormColumn>,
    #[serde(rename = "baris")]
    rows: Vec<Vec<Option<CellTrail>>>,
}

impl Fingerprint {
    /// The fingerprints of these rows, each cell as it shows.
    pub fn new(content: &[BTreeMap<FormColumn, String>]) -> Self {
        let mut column: Vec<FormColumn> = content.iter().flat_map(|row| row.keys().copied()).collect();
        column.sort_unstable();
        column.dedup();
        let trail = |row: &BTreeMap<FormColumn, String>| {
            column.iter().map(|column| row.get(column).map(|visible| CellTrail::from(*column, visible))).collect()
        };
        Self { rows: content.iter().map(trail).collect(), columns: column }
    }

    /// The columns in which cells were filled in.
    pub fn column(&self) -> &[FormColumn] {
        &self.columns
    }

    /// The rows: of each column its fingerprint, none where the cell was left open.
    pub fn row(&self) -> &[Vec<Option<CellTrail>>] {
        &self.rows
    }
}

/// A text that is no list of fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bukan sidik isian")]
pub struct InvalidFingerprint;

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column: Vec<String> = self.columns.iter().map(ToString::to_string).collect();
        f.write_str(&column.join(","))?;
        for row in &self.rows {
            f.write_str("|")?;
            for trail in row {
                match trail {
                    Some(trail) => write!(f, "{trail}")?,
                    None => f.write_str(OPENED)?,
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut part = text.split('|');
        let column = part.next().unwrap_or_default();
        let column: Result<Vec<FormColumn>, _> =
            column.split(',').filter(|one| !one.is_empty()).map(str::parse).collect();
        let column = column.map_err(|_| InvalidFingerprint)?;
        let row = part.map(|row| {
            let trail: Result<Vec<Option<CellTrail>>, InvalidFingerprint> = row
                .as_bytes()
                .chunks(LENGTH)
                .map(|one| match std::str::from_utf8(one) {
                    Ok(OPENED) => Ok(None),
                    Ok(one) => one.parse().map(Some),
                    Err(_) => Err(InvalidFingerprint),
                })
                .collect();
            trail.and_then(|trail| if trail.len() == column.len() { Ok(trail) } else { Err(InvalidFingerprint) })
        });
        let row = row.collect::<Result<_, _>>()?;
        Ok(Self { columns: column, rows: row })
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = InvalidFingerprint;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::column::Field;

    const TARGET: FormColumn = Field::Target.yearly();
    const CODE: FormColumn = Field::Code.yearly();

    #[test]
    fn the_way_a_figure_is_written_leaves_no_trace_but_another_figure_does() {
        for same in ["57,5", "57.5", " 57,50", "57,5%", "57,5 %", "57,50000000001"] {
            assert_eq!(CellTrail::from(TARGET, same), CellTrail::from(TARGET, "57,5"), "{same}");
        }
        assert_ne!(CellTrail::from(TARGET, "57,6"), CellTrail::from(TARGET, "57,5"));
        assert_ne!(CellTrail::from(CODE, "1.10"), CellTrail::from(CODE, "1.1"));
        let indikator = Field::Indikator.yearly();
        assert_eq!(CellTrail::from(indikator, "Jumlah  Mitra\n"), CellTrail::from(indikator, "jumlah mitra"));
    }

    #[test]
    fn fingerprints_are_read_as_they_were_written() {
        let row = |content: &[(FormColumn, &str)]| {
            content.iter().map(|(column, text)| (*column, (*text).to_string())).collect()
        };
        let fingerprint = Fingerprint::new(&[row(&[(CODE, "IKK 1.1"), (TARGET, "60")]), row(&[(CODE, "IKK 1.2")])]);
        let text = fingerprint.to_string();
        assert!(text.starts_with("kode,target|") && text.ends_with(OPENED), "{text}");
        assert_eq!(text.parse(), Ok(fingerprint));
        for damaged in ["kode|ABCDEF", "kode|AB", "bukan kolom|ABC", "kode|A!C", "kode|€"] {
            assert_eq!(damaged.parse::<Fingerprint>(), Err(InvalidFingerprint), "{damaged}");
        }
    }
}
