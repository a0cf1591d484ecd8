//! Pages in English: pieces of markup that the program writes around what units typed.
//!
//! A piece holds a sign that typed text never holds in a page, where it is escaped; so nothing typed is touched.

use std::sync::LazyLock;

use serde::Deserialize;

/// The pieces with what takes their place, in the order of the file.
static PIECES: LazyLock<PageFile> =
    LazyLock::new(|| toml::from_str(include_str!("../../templates/bahasa/en-halaman.toml")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFile {
    #[serde(rename = "potongan")]
    pieces: Vec<(String, String)>,
}

/// A page in English.
pub(super) fn english(page: String) -> String {
    PIECES.pieces.iter().fold(page, |page, (id, en)| page.replace(id, en))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_piece_can_stand_in_what_a_unit_typed() {
        let file: PageFile = toml::from_str(include_str!("../../templates/bahasa/en-halaman.toml")).unwrap();
        let loose: Vec<_> = file.pieces.iter().filter(|(id, _)| !id.contains(['<', '>', '"'])).collect();
        assert!(file.pieces.len() > 30 && loose.is_empty(), "{loose:#?}");
    }
}
