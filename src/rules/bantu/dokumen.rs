//! Documents as they were sent, for the rules that look at what stands around the tables.

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Dokumen, JenisDokumen};
use crate::domain::tempat::Tempat;
use crate::tables::{Berkas, DokumenTerdaftar, Status, Tables};

/// A document with its entry and its file.
#[derive(Clone, Copy)]
pub(in crate::rules) struct DokumenRuang<'a> {
    /// Index into [`Tables::dokumen`].
    pub(in crate::rules) nomor: u32,
    pub(in crate::rules) terdaftar: &'a DokumenTerdaftar,
    pub(in crate::rules) isi: &'a Dokumen,
    pub(in crate::rules) berkas: &'a Berkas,
}

impl<'a> DokumenRuang<'a> {
    /// The code of its unit.
    pub(in crate::rules) fn unit(&self) -> Option<&'a str> {
        self.terdaftar.unit.as_deref()
    }

    /// A cell of its sheet.
    pub(in crate::rules) fn sel(&self, sel: CellAddress) -> Tempat {
        Tempat::sel(&self.berkas.jalur, &self.isi.lembar, sel)
    }

    /// Its sheet.
    pub(in crate::rules) fn lembar(&self) -> Tempat {
        Tempat { lembar: Some(self.isi.lembar.clone()), ..Tempat::berkas(&self.berkas.jalur) }
    }
}

/// Every document in whose place no other counts, also those whose unit is not known.
pub(in crate::rules) fn semua(tables: &Tables) -> impl Iterator<Item = DokumenRuang<'_>> {
    tables.dokumen.iter().zip(0_u32..).filter_map(|(terdaftar, nomor)| {
        let (isi, berkas) = (tables.isi_dokumen(nomor)?, tables.berkas_dokumen(nomor)?);
        let diganti = matches!(terdaftar.status, Status::Digantikan(_)) || berkas.salinan_dari.is_some();
        (!diganti).then_some(DokumenRuang { nomor, terdaftar, isi, berkas })
    })
}

/// Those that units send: not the cascade.
pub(in crate::rules) fn kiriman(tables: &Tables) -> impl Iterator<Item = DokumenRuang<'_>> {
    semua(tables).filter(|dokumen| dokumen.terdaftar.jenis != JenisDokumen::Kaskade)
}
