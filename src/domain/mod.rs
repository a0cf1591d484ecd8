//! The nouns of the domain, as the forms print them. Pure: no input or output, no frames.
//!
//! Takes nothing from the other rooms and gives them the words they share: where a value stands
//! ([`address`]), what was typed ([`nilai`]), what a column means ([`kolom`]), what a sheet became
//! ([`dokumen`]), and how achievement is computed ([`capaian`]).

pub mod address;
pub mod baris;
pub mod bilangan;
pub mod capaian;
pub mod dasar_target;
pub mod dokumen;
pub mod instansi;
pub mod kolom;
pub mod nilai;
pub mod nip;
pub mod periode;
pub mod polaritas;
pub mod satuan;
pub mod simpul;
pub mod sistem;
pub mod surel;
pub mod tanda;
pub mod tanggal;
pub mod teks;
pub mod tempat;
pub mod tenggat;
pub mod triwulan;
pub mod unit;
