//! Letters to units, ready to open and send in any mail program.
//!
//! Takes what a run found out, gives a [`UnitAction`] for every unit that must hear something, and the text of its letter
//! ([`UnitAction::surat`]). Texts are templates with {placeholders} (`templates/surat/`), which a workspace may replace.
//! [`eml::draft`] makes the file that a mail program opens as a draft.

mod action;
mod content;
pub mod eml;
mod hand_out;
mod kind;
mod memory;
mod overview;
pub mod template;
mod written;

pub use action::{UnitAction, about, all};
pub use content::{Surat, SuratSettings, addressee, said, way_to_page};
pub use hand_out::{HandedForm, hand_out};
pub use kind::SuratKind;
pub use memory::SuratStanding;
pub use overview::{Overview, OverviewUnit, overview, overview_word};
pub use template::{SuratFault, SuratTemplate, SuratTemplateError, SuratTextError};
pub use written::new_letters;
