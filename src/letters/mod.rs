//! Letters to units, ready to open and send in any mail program.
//!
//! Takes what a run found out, gives a [`Tindak`] for every unit that must hear something, and the text of its letter
//! ([`Tindak::surat`]). Texts are templates with {placeholders} (`templates/surat/`), which a workspace may replace.
//! [`eml::draf`] makes the file that a mail program opens as a draft.

pub mod eml;
mod isi;
pub mod templat;
mod tindak;

pub use isi::{SetelanSurat, Surat};
pub use templat::TemplatSurat;
pub use tindak::{JenisSurat, Tindak, semua, tentang};
