//! The rows that rules look at, with the questions they ask about each, and places put together.

use crate::domain::dokumen::{Baris, Dokumen, JenisBaris, JenisDokumen, PeranTabel, Tabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::domain::teks;
use crate::finding::{Tempat, Temuan};
use crate::rules::Aturan;
use crate::tables::{DokumenTerdaftar, Tables};

/// One record of the tables, with the questions that rules ask about it.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Rekam<'a> {
    pub(in crate::rules) tables: &'a Tables,
    pub(in crate::rules) nomor: u32,
}

impl<'a> Rekam<'a> {
    /// The record with this number.
    pub(in crate::rules) fn baru(tables: &'a Tables, nomor: u32) -> Self {
        Self { tables, nomor }
    }

    /// Index of its table within the document.
    pub(in crate::rules) fn nomor_tabel(&self) -> u32 {
        self.tables.rekaman.get(self.nomor as usize).map_or(u32::MAX, |alamat| alamat.tabel)
    }

    pub(in crate::rules) fn terdaftar(&self) -> Option<&'a DokumenTerdaftar> {
        self.tables.dokumen_dari(self.nomor)
    }

    /// Code of the unit of its document.
    pub(in crate::rules) fn unit(&self) -> Option<&'a str> {
        self.terdaftar()?.unit.as_deref()
    }

    pub(in crate::rules) fn baris(&self) -> Option<&'a Baris> {
        self.tables.baris_dari(self.nomor)
    }

    pub(in crate::rules) fn tabel(&self) -> Option<&'a Tabel> {
        self.tables.tabel_dari(self.nomor)
    }

    /// Whether its table has this very column.
    pub(in crate::rules) fn punya(&self, kolom: Kolom) -> bool {
        self.tabel().is_some_and(|tabel| tabel.punya(kolom))
    }

    /// The entry of a field, neighbouring periods standing in ([`Tables::isian`]).
    pub(in crate::rules) fn isian(&self, kolom: Kolom) -> Option<&'a Isian> {
        self.tables.isian(self.nomor, kolom)
    }

    /// The entry of a field when it was typed in this row.
    pub(in crate::rules) fn isian_sendiri(&self, kolom: Kolom) -> Option<&'a Isian> {
        self.isian(kolom).filter(|isian| !isian.turunan)
    }

    /// The cell of a field.
    pub(in crate::rules) fn tempat(&self, kolom: Kolom) -> Option<Tempat> {
        self.tables.tempat(self.nomor, kolom)
    }

    /// The cell of its indicator: wording, else code.
    pub(in crate::rules) fn tempat_indikator(&self) -> Option<Tempat> {
        self.tempat(self.kolom_indikator()?)
    }

    /// The column that names its indicator in this row.
    pub(in crate::rules) fn kolom_indikator(&self) -> Option<Kolom> {
        let bernama = [Bidang::Indikator, Bidang::Uraian, Bidang::Kode].map(Bidang::tahunan);
        bernama.into_iter().find(|kolom| self.isian(*kolom).is_some_and(|isian| !isian.nilai.tanpa_isi()))
    }

    /// The wording of its indicator without the code in front of it.
    pub(in crate::rules) fn kalimat(&self) -> Option<&'a str> {
        [Bidang::Indikator, Bidang::Uraian].into_iter().find_map(|bidang| {
            let isian = self.isian(bidang.tahunan()).filter(|isian| !isian.nilai.tanpa_isi())?;
            let kalimat = teks::pisah_kode(isian.teks()?).1;
            (!kalimat.is_empty()).then_some(kalimat)
        })
    }

    /// The key by which its indicator is known in every document of its unit.
    pub(in crate::rules) fn kunci(&self) -> Option<&'a str> {
        self.tables.tautan.get(self.nomor as usize)?.kunci.as_deref()
    }

    /// Its own code.
    pub(in crate::rules) fn kode(&self) -> Option<&'a str> {
        self.tables.tautan.get(self.nomor as usize)?.kode.as_deref()
    }

    /// The node of the cascade that it is tied to.
    pub(in crate::rules) fn simpul(&self) -> Option<&'a Simpul> {
        self.tables.simpul_dari(self.nomor)
    }

    /// Its unit of measure: as typed, else the cascade's.
    pub(in crate::rules) fn satuan(&self) -> &'a str {
        let tertulis = self.isian(Bidang::Satuan.tahunan()).filter(|isian| !isian.nilai.tanpa_isi());
        let tertulis = tertulis.and_then(|isian| isian.teks());
        tertulis.or(self.simpul().map(|simpul| simpul.satuan.as_str())).unwrap_or_default()
    }

    /// Whether its figures are percent points.
    pub(in crate::rules) fn persen(&self) -> bool {
        satuan_baku(self.satuan()).persen
    }

    /// Whether it is the first row of its indicator.
    pub(in crate::rules) fn pokok(&self) -> bool {
        self.tables.tautan.get(self.nomor as usize).is_some_and(|tautan| tautan.pokok == self.nomor)
    }

    /// Its indicator as people know it, in quotes fit for a sentence.
    pub(in crate::rules) fn label(&self) -> String {
        self.tables.label_indikator(self.nomor)
    }

    /// A finding at the cell of a field of this record.
    pub(in crate::rules) fn temuan(&self, aturan: &Aturan, kolom: Kolom, pesan: String, saran: &str) -> Option<Temuan> {
        Some(self.temuan_di(aturan, self.tempat(kolom)?, pesan, saran))
    }

    /// A finding at the cells of several fields of this record, the first one guilty.
    pub(in crate::rules) fn temuan_banyak(
        &self,
        aturan: &Aturan,
        kolom: &[Kolom],
        pesan: String,
        saran: &str,
    ) -> Option<Temuan> {
        let (pertama, lain) = kolom.split_first()?;
        let mut temuan = self.temuan(aturan, *pertama, pesan, saran)?;
        temuan.tempat.sel.extend(lain.iter().filter_map(|kolom| self.isian(*kolom)).map(|isian| isian.sel));
        Some(temuan)
    }

    /// A finding about this record's indicator at a place.
    pub(in crate::rules) fn temuan_di(&self, aturan: &Aturan, tempat: Tempat, pesan: String, saran: &str) -> Temuan {
        let temuan = Temuan::baru(aturan.kode, aturan.tingkat, tempat, pesan, saran).unit(self.unit());
        let label = self.label();
        if label.is_empty() { temuan } else { temuan.indikator(label) }
    }
}

/// The rows with values of the indicator tables of a kind of document, of documents that count.
pub(in crate::rules) fn baris_indikator(tables: &Tables, jenis: JenisDokumen) -> impl Iterator<Item = Rekam<'_>> {
    tables.dokumen_dipakai(jenis).flat_map(|(nomor, _, _)| baris_dokumen(tables, nomor))
}

/// The rows with values of the indicator tables of one document.
pub(in crate::rules) fn baris_dokumen(tables: &Tables, dokumen: u32) -> impl Iterator<Item = Rekam<'_>> {
    semua_baris(tables, dokumen, PeranTabel::Indikator)
        .filter(|rekam| rekam.baris().is_some_and(|b| matches!(b.jenis, JenisBaris::Data | JenisBaris::Lanjutan)))
}

/// Every row of the tables of one role in one document.
pub(in crate::rules) fn semua_baris(
    tables: &Tables,
    dokumen: u32,
    peran: PeranTabel,
) -> impl Iterator<Item = Rekam<'_>> {
    let semua = tables.rekaman_dokumen(dokumen).map(move |nomor| Rekam::baru(tables, nomor));
    semua.filter(move |rekam| rekam.tabel().is_some_and(|tabel| tabel.peran == peran))
}

/// The header cell of the indicator column of a table, else of its code column.
pub(in crate::rules) fn judul_indikator(tables: &Tables, dokumen: u32, tabel: u32) -> Option<Tempat> {
    let kolom = [Bidang::Indikator, Bidang::Uraian, Bidang::Kode].map(Bidang::tahunan);
    kolom.into_iter().find_map(|kolom| tables.tempat_judul(dokumen, tabel, kolom))
}

/// The first table of a role in a document.
pub(in crate::rules) fn tabel_pertama(isi: &Dokumen, peran: PeranTabel) -> Option<u32> {
    let nomor = isi.tabel.iter().position(|tabel| tabel.peran == peran)?;
    u32::try_from(nomor).ok()
}

/// Places with equal file and sheet put together, in the order in which they first came.
pub(in crate::rules) fn himpun(tempat: impl IntoIterator<Item = Tempat>) -> Vec<Tempat> {
    let mut hasil: Vec<Tempat> = Vec::new();
    for satu in tempat {
        match hasil.iter_mut().find(|milik| (&milik.berkas, &milik.lembar) == (&satu.berkas, &satu.lembar)) {
            Some(milik) => {
                for sel in satu.sel {
                    if !milik.sel.contains(&sel) {
                        milik.sel.push(sel);
                    }
                }
            }
            None => hasil.push(satu),
        }
    }
    hasil
}
