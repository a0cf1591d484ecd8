//! What a layout may see: the files that it is handed, the shipped fonts, the day of the run.

use crate::domain::hash::HashMap;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::error::PdfError;
use super::layout::PageLayout;

/// Where a layout finds its data.
pub(super) const DATA: &str = "/data.json";

pub(super) struct LayoutWorld {
    library: LazyHash<Library>,
    font_book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: HashMap<FileId, Bytes>,
    /// Layouts, parsed once.
    sources: HashMap<FileId, Source>,
    main: FileId,
    day: Option<Datetime>,
}

impl LayoutWorld {
    pub(super) fn new(layout: &PageLayout, day: Option<Datetime>) -> Result<Self, PdfError> {
        let mut fonts = Vec::new();
        for (name, content) in layout.fonts() {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(content)));
            if fonts.len() == before {
                return Err(PdfError::Letter(name));
            }
        }
        let mut world = Self {
            library: LazyHash::new(Library::default()),
            font_book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files: HashMap::default(),
            sources: HashMap::default(),
            main: mark(DATA)?,
            day,
        };
        for (name, content) in layout.files() {
            world.put(&format!("/{name}"), content.to_vec())?;
        }
        Ok(world)
    }

    /// Puts a file in its place, or replaces it.
    pub(super) fn put(&mut self, path: &str, content: Vec<u8>) -> Result<(), PdfError> {
        let mark = mark(path)?;
        if path.ends_with(".typ") {
            let text =
                String::from_utf8(content).map_err(|_| PdfError::NotText(path.trim_start_matches('/').into()))?;
            let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
            self.sources.insert(mark, Source::new(mark, text));
        } else {
            self.files.insert(mark, Bytes::new(content));
        }
        Ok(())
    }

    /// Names the layout that is drawn next.
    pub(super) fn prefer(&mut self, name: &str) -> Result<(), PdfError> {
        self.main = mark(&format!("/{name}"))?;
        Ok(())
    }

    /// The text of a layout.
    pub(super) fn source(&self, mark: FileId) -> Option<&Source> {
        self.sources.get(&mark)
    }
}

fn mark(path: &str) -> Result<FileId, PdfError> {
    let path_virtual = VirtualPath::new(path).map_err(|_| PdfError::FileName(path.to_string()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path_virtual)))
}

impl World for LayoutWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.font_book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(content) = self.files.get(&id) {
            return Ok(content.clone());
        }
        self.sources.get(&id).map(|source| Bytes::from_string(source.clone())).ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.day
    }
}

fn absent(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
        VirtualRoot::Package(_) => FileError::Other(Some("paket tidak dapat dipakai".into())),
    }
}
