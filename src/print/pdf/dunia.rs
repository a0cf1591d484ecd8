//! What a layout may see: the files that it is handed, the shipped fonts, the day of the run.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::galat::PdfError;
use super::tata_letak::TataLetak;

/// Where a layout finds its data.
pub(super) const DATA: &str = "/data.json";

pub(super) struct Dunia {
    pustaka: LazyHash<Library>,
    buku_huruf: LazyHash<FontBook>,
    huruf: Vec<Font>,
    berkas: HashMap<FileId, Bytes>,
    /// Layouts, parsed once.
    sumber: HashMap<FileId, Source>,
    utama: FileId,
    hari: Option<Datetime>,
}

impl Dunia {
    pub(super) fn baru(tata_letak: &TataLetak, hari: Option<Datetime>) -> Result<Self, PdfError> {
        let mut huruf = Vec::new();
        for (nama, isi) in tata_letak.huruf() {
            let sebelum = huruf.len();
            huruf.extend(Font::iter(Bytes::new(isi)));
            if huruf.len() == sebelum {
                return Err(PdfError::Huruf(nama));
            }
        }
        let mut dunia = Self {
            pustaka: LazyHash::new(Library::default()),
            buku_huruf: LazyHash::new(FontBook::from_fonts(&huruf)),
            huruf,
            berkas: HashMap::new(),
            sumber: HashMap::new(),
            utama: tanda(DATA)?,
            hari,
        };
        for (nama, isi) in tata_letak.berkas() {
            dunia.taruh(&format!("/{nama}"), isi.to_vec())?;
        }
        Ok(dunia)
    }

    /// Puts a file in its place, or replaces it.
    pub(super) fn taruh(&mut self, jalur: &str, isi: Vec<u8>) -> Result<(), PdfError> {
        let tanda = tanda(jalur)?;
        if jalur.ends_with(".typ") {
            let teks = String::from_utf8(isi).map_err(|_| PdfError::BukanTeks(jalur.trim_start_matches('/').into()))?;
            let teks = teks.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(teks);
            self.sumber.insert(tanda, Source::new(tanda, teks));
        } else {
            self.berkas.insert(tanda, Bytes::new(isi));
        }
        Ok(())
    }

    /// Names the layout that is drawn next.
    pub(super) fn utamakan(&mut self, nama: &str) -> Result<(), PdfError> {
        self.utama = tanda(&format!("/{nama}"))?;
        Ok(())
    }

    /// The text of a layout.
    pub(super) fn sumber(&self, tanda: FileId) -> Option<&Source> {
        self.sumber.get(&tanda)
    }
}

fn tanda(jalur: &str) -> Result<FileId, PdfError> {
    let virtual_jalur = VirtualPath::new(jalur).map_err(|_| PdfError::NamaBerkas(jalur.to_string()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, virtual_jalur)))
}

impl World for Dunia {
    fn library(&self) -> &LazyHash<Library> {
        &self.pustaka
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.buku_huruf
    }

    fn main(&self) -> FileId {
        self.utama
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sumber.get(&id).cloned().ok_or_else(|| tidak_ada(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(isi) = self.berkas.get(&id) {
            return Ok(isi.clone());
        }
        self.sumber.get(&id).map(|sumber| Bytes::from_string(sumber.clone())).ok_or_else(|| tidak_ada(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.huruf.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.hari
    }
}

fn tidak_ada(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
        VirtualRoot::Package(_) => FileError::Other(Some("paket tidak dapat dipakai".into())),
    }
}
