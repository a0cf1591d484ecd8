//! A cell of a table to a typed entry, with one decision on number marks per column.

use crate::domain::address::CellAddress;
use crate::domain::kolom::{Bacaan, Kolom};
use crate::domain::nilai::angka::{KeputusanKolom, keputusan_kolom};
use crate::domain::nilai::baca::{SelMentah, baca};
use crate::domain::nilai::{Isi, Isian, Keraguan, Nilai};
use crate::domain::satuan::{Satuan, satuan_baku};
use crate::template::KolomTemplat;
use crate::workbook::{Cell, CellValue};

/// How the cells of one column are read.
pub(super) struct PembacaKolom<'d> {
    bacaan: Bacaan,
    keputusan: KeputusanKolom,
    /// The column of the definition, where one reads the table.
    milik: Option<&'d KolomTemplat>,
}

impl<'d> PembacaKolom<'d> {
    /// Looks over the texts of the whole column once.
    pub(super) fn baru<'a>(kolom: Kolom, milik: Option<&'d KolomTemplat>, teks: impl Iterator<Item = &'a str>) -> Self {
        let bacaan = kolom.bidang.bacaan();
        let keputusan = match bacaan {
            Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang => keputusan_kolom(teks, bacaan == Bacaan::Uang),
            _ => KeputusanKolom::default(),
        };
        Self { bacaan, keputusan, milik }
    }

    /// The entry of a cell; `satuan` is the unit of measure of its row.
    pub(super) fn baca(&self, sel: Option<&Cell>, alamat: CellAddress, satuan: Option<&Satuan>) -> Isian {
        let Some(sel) = sel else { return Isian::kosong(alamat) };
        let tampak = sel.display();
        // An older wording of a drop-down means the word of today.
        let kini = self.milik.and_then(|milik| milik.kata_kini(&tampak));
        let mentah = sel_mentah(sel, kini.unwrap_or(&tampak));
        let (nilai, mut keraguan) = baca(&mentah, self.bacaan, &self.keputusan, satuan);
        // A code typed as a number reads with a dot, as codes are written.
        let mentah = match (&nilai, kini) {
            (_, Some(kini)) => {
                keraguan.push(Keraguan::KataLama { tertulis: tampak.clone() });
                kini.to_string()
            }
            (Nilai::Teks { teks }, None) if self.bacaan == Bacaan::Kode => teks.clone(),
            _ => tampak,
        };
        isian(sel, mentah, nilai, keraguan)
    }
}

/// A cell as plain text: for titles, identity lines and signatures.
pub(super) fn isian_teks(sel: &Cell) -> Isian {
    isian_tunggal(sel, Bacaan::Teks)
}

/// A NIP cell: digits that a number has lost are told.
pub(super) fn isian_nip(sel: &Cell) -> Isian {
    isian_tunggal(sel, Bacaan::Nip)
}

/// A cell that stands alone: no column decides how it is read.
fn isian_tunggal(sel: &Cell, bacaan: Bacaan) -> Isian {
    let tampak = sel.display();
    let (nilai, keraguan) = baca(&sel_mentah(sel, &tampak), bacaan, &KeputusanKolom::default(), None);
    isian(sel, tampak.trim().to_string(), nilai, keraguan)
}

/// Part of a cell's text as an entry of its own ("Unit Kerja : Jurusan X" → "Jurusan X").
pub(super) fn isian_potongan(sel: &Cell, teks: &str) -> Isian {
    let teks = teks.trim();
    let nilai = if teks.is_empty() { Nilai::Kosong } else { Nilai::Teks { teks: teks.to_string() } };
    Isian::baru(sel.address, Isi { mentah: teks.into(), nilai, rumus: None, keraguan: Box::default() })
}

fn isian(sel: &Cell, mentah: String, nilai: Nilai, keraguan: Vec<Keraguan>) -> Isian {
    let rumus = sel.formula.as_deref().map(Box::from);
    Isian::baru(sel.address, Isi { mentah: mentah.into(), nilai, rumus, keraguan: keraguan.into() })
}

/// The unit of measure to read a row's figures by.
pub(super) fn satuan_baris(teks: &str) -> Option<Satuan> {
    Some(satuan_baku(teks.trim())).filter(|satuan| !satuan.nama.is_empty())
}

fn sel_mentah<'a>(sel: &'a Cell, tampak: &'a str) -> SelMentah<'a> {
    SelMentah {
        teks: tampak,
        angka: match sel.value {
            CellValue::Number(angka) => Some(angka),
            _ => None,
        },
        format_persen: sel.percent_format,
        tanggal: match &sel.value {
            CellValue::DateTime(waktu) => Some(waktu.date()),
            _ => None,
        },
        galat: match &sel.value {
            CellValue::Error(galat) => Some(galat.as_str()),
            _ => None,
        },
        belum_dihitung: sel.value == CellValue::NotCalculated,
    }
}
