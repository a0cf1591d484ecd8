//! The texts of a workbook, each written once and known by its number.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::SheetError;
use crate::ooxml::part::Padat;
use crate::ooxml::raw;

/// Where the texts stand in a package.
pub(super) const BAGIAN: &str = "xl/sharedStrings.xml";

/// The texts that the writer gave a number, and those that came after them.
pub(super) struct TeksBersama {
    /// The part as the writer left it.
    semula: String,
    nomor: HashMap<Box<str>, u32, FixedState>,
    /// The number of the next.
    berikut: u32,
    /// How often texts are used.
    dipakai: u64,
    isi: Padat,
}

impl TeksBersama {
    /// After those of a part as the writer left it.
    pub(super) fn sesudah(semula: String) -> Result<Self, SheetError> {
        let angka = |nama: &str| raw::atribut(&semula, nama).and_then(|angka| angka.parse().ok());
        let (Some(dipakai), Some(berikut)) = (angka("count"), angka("uniqueCount")) else {
            return Err(SheetError::TakTerduga(format!("{BAGIAN} tanpa jumlah")));
        };
        let berikut =
            u32::try_from(berikut).map_err(|_| SheetError::TakTerduga(format!("{BAGIAN} terlalu panjang")))?;
        Ok(Self { semula, nomor: HashMap::default(), berikut, dipakai, isi: Padat::default() })
    }

    /// The number of a text.
    pub(super) fn nomor(&mut self, teks: &str) -> Result<u32, SheetError> {
        self.dipakai += 1;
        if let Some(nomor) = self.nomor.get(teks) {
            return Ok(*nomor);
        }
        let nomor = self.berikut;
        self.berikut += 1;
        self.nomor.insert(teks.into(), nomor);
        let tepi = |huruf: char| matches!(huruf, ' ' | '\t' | '\n');
        let buka: &[u8] =
            if teks.starts_with(tepi) || teks.ends_with(tepi) { b"<si><t xml:space=\"preserve\">" } else { b"<si><t>" };
        let isi = self.isi.teks();
        isi.extend(buka);
        raw::isi(isi, teks);
        isi.extend(b"</t></si>");
        self.isi.maju()?;
        Ok(nomor)
    }

    /// The part with all of them.
    pub(super) fn kemas(self) -> Result<Vec<u8>, SheetError> {
        let rusak = || SheetError::TakTerduga(format!("{BAGIAN} tanpa isi"));
        let letak = self.semula.find("<sst").ok_or_else(rusak)?;
        let buka = letak + self.semula[letak..].find('>').ok_or_else(rusak)? + 1;
        let tutup = self.semula.rfind("</sst>").ok_or_else(rusak)?;
        let awal = format!(
            "{}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">{}",
            &self.semula[..letak],
            self.dipakai,
            self.berikut,
            &self.semula[buka..tutup]
        );
        Ok(self.isi.kemas(BAGIAN, awal.as_bytes(), b"</sst>")?)
    }
}
