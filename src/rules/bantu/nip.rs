//! Every NIP that a document writes down, for the rules ID04 to ID07.

use crate::domain::dokumen::KunciIdentitas;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Isian, Keraguan};
use crate::domain::nip::{CacatNip, Nip};
use crate::domain::tempat::Tempat;
use crate::finding::Temuan;
use crate::rules::{Aturan, Konteks};
use crate::tables::Tables;

use super::dokumen::{self, DokumenRuang};
use super::fakta::teks_contoh;

/// A NIP as typed, with its place.
pub(in crate::rules) struct NipTertulis<'a> {
    pub(in crate::rules) isian: &'a Isian,
    pub(in crate::rules) tempat: Tempat,
    pub(in crate::rules) unit: Option<&'a str>,
}

impl NipTertulis<'_> {
    /// Whether a numeric cell lost its last digits.
    pub(in crate::rules) fn berupa_angka(&self) -> bool {
        self.isian.keraguan.contains(&Keraguan::NipBerupaAngka)
    }
}

/// The NIP of identity blocks, signatures and the register; of documents that a newer one replaced, none. Blanks and
/// text of the blank form are left to other rules.
pub(in crate::rules) fn semua(tables: &Tables) -> Vec<NipTertulis<'_>> {
    dokumen::semua(tables).flat_map(|dokumen| satu_dokumen(&dokumen)).collect()
}

fn satu_dokumen<'a>(dokumen: &DokumenRuang<'a>) -> Vec<NipTertulis<'a>> {
    let isi = dokumen.isi;
    let identitas = isi.identitas.iter().filter(|baris| baris.kunci == KunciIdentitas::Nip).map(|baris| &baris.isian);
    let pejabat = isi.pejabat.iter().filter_map(|pejabat| pejabat.nip.as_ref());
    let daftar = isi.tabel.iter().flat_map(|tabel| &tabel.baris).filter_map(|baris| baris.isian(Bidang::Nip.tahunan()));
    identitas
        .chain(pejabat)
        .chain(daftar)
        .filter(|isian| !isian.turunan && !isian.nilai.tanpa_isi())
        .filter(|isian| !teks_contoh(dokumen.berkas, &isi.lembar, isian.sel))
        .map(|isian| NipTertulis { isian, tempat: dokumen.sel(isian.sel), unit: dokumen.unit() })
        .collect()
}

/// Findings on the NIPs that are typed as text and whose fault `pilih` takes.
pub(in crate::rules) fn periksa(
    konteks: &Konteks<'_>,
    aturan: &Aturan,
    saran: &str,
    pilih: impl Fn(&Result<Nip, CacatNip>) -> Option<String>,
) -> Vec<Temuan> {
    semua(konteks.tables)
        .into_iter()
        .filter(|nip| !nip.berupa_angka())
        .filter_map(|nip| {
            let pesan = pilih(&Nip::baca(&nip.isian.mentah))?;
            Some(super::temuan(aturan, nip.tempat, pesan, saran).unit(nip.unit))
        })
        .collect()
}
