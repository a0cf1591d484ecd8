//! Writing workbooks from definitions: the same TOML that reads a filled form writes the blank one.
//!
//! Takes a [`Templat`](crate::template::Templat) and what is known already ([`IsiFormulir`]), gives the bytes of a workbook:
//! title, identity block, header, rows that are filled in and locked, open rows, budget table, signature block, and a
//! sheet of instructions. Promises that the reader reads back what was written, and that equal input gives equal bytes.

mod denah;
mod formulir;
mod gaya;
mod isi;
mod kaskade;
mod petunjuk;
mod rumus;
mod sel;
mod susun;

pub(super) use formulir::tabel_tulis;
pub use formulir::{buku, formulir, nama_lembar};
pub use isi::{BarisIsi, IndikatorIsi, IsiFormulir, PejabatIsi, SelIsi, baris_indikator};
pub(super) use isi::{berkode, romawi};
pub use kaskade::kaskade_kosong;
pub(super) use susun::dihitung;
