//! Units of an institution, as the register (sheet `Unit` of `kaskade.xlsx`) lists them.

use serde::{Deserialize, Serialize};

use super::teks;

/// One unit of the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Short code, unique in the register.
    pub kode: String,
    /// Full name.
    pub nama: String,
    /// Other names under which it writes itself.
    pub nama_lain: Vec<String>,
    /// Code of the unit above.
    pub induk: Option<String>,
    /// Head of the unit.
    pub pimpinan: Option<String>,
    /// NIP of the head, as typed.
    pub nip: Option<String>,
    /// Office of the head.
    pub jabatan: Option<String>,
    /// E-mail addresses.
    pub surel: Vec<String>,
    /// Row of the register, counted from zero.
    pub baris: u32,
}

impl Unit {
    /// Whether this e-mail address is one of the unit's.
    pub fn beralamat(&self, alamat: &str) -> bool {
        let dicari = alamat.trim();
        !dicari.is_empty() && self.surel.iter().any(|punya| punya.trim().eq_ignore_ascii_case(dicari))
    }

    /// Whether a text names this unit exactly: its code, its name or one of its other names.
    pub fn bernama(&self, nama: &str) -> bool {
        let dicari = teks::kunci(nama);
        !dicari.is_empty()
            && std::iter::once(&self.kode)
                .chain(std::iter::once(&self.nama))
                .chain(&self.nama_lain)
                .any(|punya| teks::kunci(punya) == dicari)
    }
}
