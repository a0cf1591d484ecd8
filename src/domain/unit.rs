//! Units of an institution, as the register (sheet `Unit` of `kaskade.xlsx`) lists them.

use serde::{Deserialize, Serialize};

use super::text;

/// One unit of the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Short code, unique in the register.
    #[serde(rename = "kode")]
    pub code: String,
    /// Full name.
    #[serde(rename = "nama")]
    pub name: String,
    /// Other names under which it writes itself.
    #[serde(rename = "nama_lain")]
    pub other_names: Vec<String>,
    /// Code of the unit above.
    #[serde(rename = "induk")]
    pub parent: Option<String>,
    /// Head of the unit.
    #[serde(rename = "pimpinan")]
    pub leader: Option<String>,
    /// NIP of the head, as typed.
    pub nip: Option<String>,
    /// Office of the head.
    pub jabatan: Option<String>,
    /// E-mail addresses.
    #[serde(rename = "surel")]
    pub mail: Vec<String>,
    /// Telephone number that takes short messages, as typed.
    #[serde(rename = "ponsel", default)]
    pub phone: Option<String>,
    /// Row of the register, counted from zero.
    #[serde(rename = "baris")]
    pub row: u32,
}

impl Unit {
    /// Whether this e-mail address is one of the unit's.
    pub fn addressed(&self, address: &str) -> bool {
        let wanted = address.trim();
        !wanted.is_empty() && self.mail.iter().any(|has| has.trim().eq_ignore_ascii_case(wanted))
    }

    /// Whether a text names this unit exactly: its code, its name or one of its other names.
    pub fn named(&self, name: &str) -> bool {
        let wanted = text::key(name);
        !wanted.is_empty()
            && std::iter::once(&self.code)
                .chain(std::iter::once(&self.name))
                .chain(&self.other_names)
                .any(|has| text::key(has) == wanted)
    }
}
