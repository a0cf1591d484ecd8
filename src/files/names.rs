//! Names of files and folders out of codes that people made up.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// Bytes of a name that are kept: systems take 255, and what is added needs some of them.
const LONGEST: usize = 200;
/// Names that Windows keeps for devices, whatever follows a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A text as part of a file name on any system; nothing is left of one that has no such letter.
pub fn file_name(text: &str) -> String {
    let one = |letter: char| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter };
    let name: String = text.nfc().map(one).collect();
    let name = cut(name.trim_matches(['.', ' ']));
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |prefix: &str| stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest != "0");
    if DEVICES.contains(&stem.as_str()) || ["com", "lpt"].into_iter().any(port) { format!("{name}_") } else { name }
}

/// The last part of a path, for people and for other names.
pub fn own_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn cut(name: &str) -> String {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].trim_end_matches(['.', ' ']).to_string()
}

/// Names, each given once whatever its case: `JTI` and `jti` are one file on Windows.
#[derive(Debug, Default)]
pub struct Names {
    used: BTreeSet<String>,
}

impl Names {
    /// A name that nobody has: the stem with what follows it, else with a number between them.
    pub fn take(&mut self, stem: &str, end: &str) -> String {
        let stem = if stem.is_empty() { "unit" } else { stem };
        let mut name = format!("{stem}{end}");
        let mut number = 2;
        while !self.used.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}){end}");
            number += 1;
        }
        name
    }

    /// The name of each code. A code that can be a name as it is has it before one that must be changed, so that `J-TI`
    /// keeps its own beside `J/TI`; else the first does. The same codes have the same names whoever is asked about.
    pub fn of_codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
        let codes: Vec<(&str, String)> = codes.into_iter().map(|code| (code, file_name(code))).collect();
        let mut names = Self::default();
        let mut given = BTreeMap::new();
        for as_it_is in [true, false] {
            for (code, name) in codes.iter().filter(|(code, name)| (name == code) == as_it_is) {
                if !given.contains_key(code) {
                    given.insert(*code, names.take(name, ""));
                }
            }
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_that_would_be_one_file_get_names_of_their_own() {
        let names = Names::of_codes(["J/TI", "J_TI", "JTI", "jti", "..", "CON", "com1.x"]);
        let expected = [
            ("..", "unit"),
            ("CON", "CON_"),
            ("J/TI", "J_TI (2)"),
            ("JTI", "JTI"),
            ("J_TI", "J_TI"),
            ("com1.x", "com1.x_"),
            ("jti", "jti (2)"),
        ];
        assert_eq!(names.into_iter().collect::<Vec<_>>(), expected.map(|(code, name)| (code, name.to_string())));
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        assert_eq!(file_name(&"é".repeat(150)).len(), LONGEST);
    }

    proptest! {
        #[test]
        fn every_code_has_a_name_that_any_system_takes_and_no_two_share_one(codes in prop::collection::btree_set(".{0,12}", 0..12)) {
            let names = Names::of_codes(codes.iter().map(String::as_str));
            prop_assert_eq!(names.len(), codes.len());
            let folded: BTreeSet<String> = names.values().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(folded.len(), codes.len());
            for name in names.values() {
                prop_assert!(!name.is_empty() && name.len() <= 255 && !name.ends_with(['.', ' ']), "{name:?}");
                prop_assert!(!name.contains(|letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter)), "{name:?}");
            }
        }
    }
}
