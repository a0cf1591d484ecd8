//! What the reader noticed on the sheets, for the rules of family `TL`.

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Fakta, LembarTerbaca, PeranLembar};
use crate::domain::tempat::Tempat;
use crate::tables::{Berkas, DokumenTerdaftar, Status, Tables};

/// A sheet, with its file and its unit.
pub(in crate::rules) struct Lembar<'a> {
    pub(in crate::rules) berkas: &'a Berkas,
    pub(in crate::rules) lembar: &'a LembarTerbaca,
    /// The unit of its documents, else of the documents of its file.
    pub(in crate::rules) unit: Option<&'a str>,
}

impl Lembar<'_> {
    /// A cell of it.
    pub(in crate::rules) fn sel(&self, sel: CellAddress) -> Tempat {
        Tempat::sel(&self.berkas.jalur, &self.lembar.nama, sel)
    }

    /// Several cells of it.
    pub(in crate::rules) fn banyak_sel(&self, sel: Vec<CellAddress>) -> Tempat {
        Tempat { berkas: self.berkas.jalur.clone(), lembar: Some(self.lembar.nama.clone()), sel }
    }
}

/// Every sheet that is not instructions, of every file that was read and is no copy of another. A sheet in whose place
/// a newer one counts need not be mended, and is not here.
pub(in crate::rules) fn lembar(tables: &Tables) -> impl Iterator<Item = Lembar<'_>> {
    tables
        .berkas
        .iter()
        .zip(0_u32..)
        .filter(|(berkas, _)| berkas.salinan_dari.is_none())
        .filter_map(|(berkas, nomor)| Some((nomor, berkas, berkas.hasil.as_ref().ok()?)))
        .flat_map(move |(nomor_berkas, berkas, terbaca)| {
            let lembar = terbaca.lembar.iter().filter(|lembar| lembar.peran != PeranLembar::Petunjuk);
            let lembar = lembar.filter(move |lembar| !diganti(tables, nomor_berkas, &lembar.nama));
            lembar.map(move |lembar| Lembar { berkas, lembar, unit: unit_lembar(tables, nomor_berkas, &lembar.nama) })
        })
}

/// Every fact of those sheets.
pub(in crate::rules) fn fakta(tables: &Tables) -> impl Iterator<Item = (Lembar<'_>, &Fakta)> {
    lembar(tables).flat_map(|satu| satu.lembar.fakta.iter().map(move |fakta| (Lembar { ..satu }, fakta)))
}

/// Whether newer documents count instead of every document of a sheet; where it has none, of its file.
fn diganti(tables: &Tables, berkas: u32, lembar: &str) -> bool {
    let semua = |pilih: &dyn Fn(&str) -> bool| {
        let mut milik = milik(tables, berkas, pilih).peekable();
        milik.peek().is_some().then(|| milik.all(|dokumen| matches!(dokumen.status, Status::Digantikan(_))))
    };
    semua(&|nama| nama == lembar).or_else(|| semua(&|_| true)).unwrap_or(false)
}

/// The one unit of the documents of a sheet; where it has none, of the documents of its file.
fn unit_lembar<'a>(tables: &'a Tables, berkas: u32, lembar: &str) -> Option<&'a str> {
    satu_unit(tables, berkas, |nama| nama == lembar).or_else(|| satu_unit(tables, berkas, |_| true))
}

fn satu_unit(tables: &Tables, berkas: u32, pilih: impl Fn(&str) -> bool) -> Option<&str> {
    let mut semua = milik(tables, berkas, pilih).filter_map(|dokumen| dokumen.unit.as_deref());
    let pertama = semua.next()?;
    semua.all(|lain| lain == pertama).then_some(pertama)
}

/// The documents of a file, on the sheets that are asked for.
fn milik(tables: &Tables, berkas: u32, pilih: impl Fn(&str) -> bool) -> impl Iterator<Item = &DokumenTerdaftar> {
    // Documents stand in the order of their files.
    let awal = tables.dokumen.partition_point(|dokumen| dokumen.berkas < berkas);
    let milik = tables.dokumen.iter().zip(0_u32..).skip(awal).take_while(move |(dokumen, _)| dokumen.berkas == berkas);
    milik
        .filter(move |(_, nomor)| tables.isi_dokumen(*nomor).is_some_and(|isi| pilih(&isi.lembar)))
        .map(|(dokumen, _)| dokumen)
}

/// Whether a cell holds text of the blank form: rule TL06 speaks about it, no other.
pub(in crate::rules) fn teks_contoh(berkas: &Berkas, lembar: &str, sel: CellAddress) -> bool {
    let fakta = berkas.hasil.iter().flat_map(|terbaca| &terbaca.lembar).filter(|satu| satu.nama == lembar);
    fakta
        .flat_map(|satu| &satu.fakta)
        .any(|fakta| matches!(fakta, Fakta::TeksContoh { sel: milik, .. } if *milik == sel))
}
