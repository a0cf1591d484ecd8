//! The layouts: those that ship with the program, with the files of a workspace in their place.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

/// Where a workspace keeps its own, below its folder `templat`.
pub const FOLDER: &str = "dokumen";
/// The folder of fonts, in both places.
const LETTER: &str = "huruf";
const BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/dokumen");

/// Layouts, their pictures and fonts, by name.
#[derive(Debug, Clone)]
pub struct PageLayout {
    files: BTreeMap<String, LayoutFile>,
}

#[derive(Debug, Clone)]
enum LayoutFile {
    BuiltIn(&'static [u8]),
    Owned(Vec<u8>),
}

impl LayoutFile {
    fn content(&self) -> &[u8] {
        match self {
            Self::BuiltIn(content) => content,
            Self::Owned(content) => content,
        }
    }
}

impl PageLayout {
    /// The shipped layouts, with those of a workspace in their place: names below `templat/dokumen` ("rekap.typ",
    /// "huruf/Bookman.otf") and bytes.
    pub fn with(owned: BTreeMap<String, Vec<u8>>) -> Self {
        let mut file = BTreeMap::new();
        collect(&BUILT_IN, &mut file);
        file.extend(owned.into_iter().map(|(name, content)| (name, LayoutFile::Owned(content))));
        Self { files: file }
    }

    /// The shipped layouts: name and text.
    pub fn built_in() -> impl Iterator<Item = (String, &'static [u8])> {
        let mut file = BTreeMap::new();
        collect(&BUILT_IN, &mut file);
        file.into_iter().filter_map(|(name, content)| match content {
            LayoutFile::BuiltIn(content) if name.ends_with(".typ") => Some((name, content)),
            _ => None,
        })
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The layouts that there are, as settings name them.
    pub(super) fn names(&self) -> Vec<String> {
        self.files.keys().filter_map(|name| name.strip_suffix(".typ")).map(str::to_string).collect()
    }

    /// Where people find a file.
    pub(super) fn path(&self, name: &str) -> String {
        match self.files.get(name) {
            Some(LayoutFile::Owned(_)) => format!("templat/{FOLDER}/{name}"),
            _ => format!("{name} (bawaan program)"),
        }
    }

    /// Everything but fonts.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().filter(|(name, _)| !font(name)).map(|(name, file)| (name.as_str(), file.content()))
    }

    /// The fonts: where people find them, and bytes.
    pub(super) fn fonts(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let all = self.files.iter().filter(|(name, _)| font(name));
        all.map(|(name, file)| (self.path(name), file.content().to_vec()))
    }
}

fn font(name: &str) -> bool {
    let name = name.to_lowercase();
    ["ttf", "otf", "ttc"].iter().any(|suffix| name.ends_with(&format!(".{suffix}"))) && name.starts_with(LETTER)
}

fn collect(folder: &Dir<'static>, file: &mut BTreeMap<String, LayoutFile>) {
    for one in folder.files() {
        let name = one.path().to_string_lossy().replace('\\', "/");
        if font(&name) || name.ends_with(".typ") {
            file.insert(name, LayoutFile::BuiltIn(one.contents()));
        }
    }
    for inside in folder.dirs() {
        collect(inside, file);
    }
}
