//! The nouns of the domain, as the forms print them. Pure: no input or output, no frames.
//!
//! Takes nothing from the other rooms and gives them the words they share: where a value stands
//! ([`address`]), what was typed ([`value`]), what a column means ([`mod@column`]), what a sheet became
//! ([`document`]), and how achievement is computed ([`capaian`]).

pub mod address;
pub mod audit;
pub mod bukti;
pub mod capaian;
pub mod column;
pub mod date;
pub mod digest;
pub mod document;
pub mod document_kind;
pub mod exact;
pub mod fact;
pub mod hash;
pub mod instansi;
pub mod json;
pub mod mail;
pub mod mark;
pub(crate) mod memo;
pub mod nip;
pub mod node;
pub mod number_pattern;
pub mod numeral;
pub mod official;
pub mod only;
pub mod period;
pub mod place;
pub mod polaritas;
pub mod roman;
pub mod row;
pub mod satuan;
pub mod surat;
pub mod system;
pub mod target_basis;
pub mod tenggat;
pub mod text;
pub mod triwulan;
pub mod unit;
pub mod value;
pub mod working_time;
pub mod years;
