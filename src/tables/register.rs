//! Which unit a text, a form or a file names. Exact names only; likeness gives suggestions and nothing else.

use std::collections::BTreeMap;

use super::holdings::Addresses;
use super::{UnitOrigin, office, period};
use crate::domain::document::{Document, IdentityKey, Pihak};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::nip::digits;
use crate::domain::text;
use crate::domain::unit::Unit;

/// What stands between the name of a unit and that of what it belongs to.
const PUNCTUATION: [char; 9] = [' ', ',', '-', '–', '—', '/', '(', ')', ':'];
/// Words in front of the name of a place whose government the institution is.
const GOVERNMENT: [&str; 3] = ["pemerintah ", "pemerintahan ", "pemprov "];
/// Words in front of the name that a unit had before.
const FORMER: [&str; 8] = ["d/h", "dahulu", "dulu", "eks", "ex", "semula", "sebelumnya", "dahulunya"];
/// What people shorten in names of units, with a dot behind it.
const SHORT: [(&str, &str); 14] = [
    ("bag", "bagian"),
    ("bid", "bidang"),
    ("dept", "departemen"),
    ("dir", "direktorat"),
    ("fak", "fakultas"),
    ("jur", "jurusan"),
    ("kab", "kabupaten"),
    ("kec", "kecamatan"),
    ("kel", "kelurahan"),
    ("prov", "provinsi"),
    ("sekr", "sekretariat"),
    ("sub", "subbagian"),
    ("subbag", "subbagian"),
    ("tek", "teknik"),
];

/// How alike two names must be to suggest one for the other.
const SIMILAR: f64 = 0.85;

/// The register of units, indexed by every name. Made once, asked often.
pub struct Register<'a> {
    units: &'a [Unit],
    /// Normalised code, name and other names; the units that bear it.
    name: HashMap<String, Vec<usize>>,
    /// The same with every abbreviation written out, where that changes it.
    written_out: HashMap<String, Vec<usize>>,
    /// The same as words joined by one blank, for names inside of names.
    word: HashMap<String, Vec<usize>>,
    /// Normalised office of the head.
    jabatan: HashMap<String, Vec<usize>>,
    /// Digits of the head's NIP.
    nip: HashMap<String, Vec<usize>>,
    /// The head's name without titles.
    head: HashMap<String, Vec<usize>>,
    /// Every name of every unit, to compare with.
    shapes: Vec<(usize, NameShape)>,
    /// Words of the longest name.
    longest: usize,
    address: Addresses,
    /// How the institution may be called beside the name of a unit.
    institution: Vec<String>,
    /// What each unit that others belong to is called, as names are compared, with its code.
    uppers: Vec<(String, &'a str)>,
}

impl<'a> Register<'a> {
    /// The register of these units.
    pub fn new(unit: &'a [Unit]) -> Self {
        let mut register = Self {
            units: unit,
            name: HashMap::default(),
            written_out: HashMap::default(),
            word: HashMap::default(),
            jabatan: HashMap::default(),
            nip: HashMap::default(),
            head: HashMap::default(),
            shapes: unit
                .iter()
                .enumerate()
                .flat_map(|(number, unit)| all_name(unit).map(move |name| (number, NameShape::of(text::key(name)))))
                .collect(),
            longest: 0,
            address: Addresses::of(unit),
            institution: Vec::new(),
            uppers: uppers(unit),
        };
        for (number, one) in unit.iter().enumerate() {
            for name in all_name(one) {
                add(&mut register.name, text::key(name), number);
                add(&mut register.written_out, written_out(&text::key(name)), number);
                let word = period::word(name);
                // "01" in a file name is a day or a version, not a unit.
                let short_figure = word.len() == 1 && word[0].len() < 5 && word[0].bytes().all(|b| b.is_ascii_digit());
                if !short_figure {
                    register.longest = register.longest.max(word.len());
                    add(&mut register.word, word.join(" "), number);
                }
            }
            if let Some(jabatan) = &one.jabatan {
                add(&mut register.jabatan, tidy(jabatan), number);
            }
            add(&mut register.nip, one.nip.as_deref().map(digits).unwrap_or_default(), number);
            add(&mut register.head, one.leader.as_deref().map(text::person).unwrap_or_default(), number);
        }
        register
    }

    /// The same, of an institution: "Jurusan Akuntansi, Politeknik Contoh" is its Jurusan Akuntansi.
    #[must_use]
    pub(super) fn of(mut self, institution: &str) -> Self {
        let full = tidy(institution);
        let place = GOVERNMENT.iter().find_map(|word| full.strip_prefix(word)).map(str::to_string);
        self.institution = std::iter::once(full).chain(place).filter(|name| !name.is_empty()).collect();
        self
    }

    /// The one unit that bears this name, see [`Unit::named`]; abbreviations may be written out on one side alone, and a
    /// bracket behind the name may hold its code or what it was called before.
    pub(super) fn named(&self, name: &str) -> Option<&'a Unit> {
        let tidied = tidy(name);
        match self.name.get(&tidied).or_else(|| self.written_out.get(&written_out(&tidied))) {
            Some(numbers) => self.one(numbers),
            None => self.before_bracket(&tidied).or_else(|| self.beside_what_it_is_part_of(&tidied)),
        }
    }

    /// The unit of a name with what it belongs to before or behind it: the institution, or a unit above it in the register.
    fn beside_what_it_is_part_of(&self, tidied: &str) -> Option<&'a Unit> {
        let own = self.institution.iter().find_map(|name| self.named(&without(tidied, name)?));
        own.or_else(|| {
            self.uppers.iter().find_map(|(name, upper)| {
                let unit = self.named(&without(tidied, name)?)?;
                self.below(unit, upper).then_some(unit)
            })
        })
    }

    /// The institution's own name above that of a unit is the letterhead.
    fn without_letterhead(&self, units: &mut Vec<&'a Unit>) {
        if units.iter().any(|unit| !self.is_institution(unit)) {
            units.retain(|unit| !self.is_institution(unit));
        }
    }

    /// Whether a unit of the register is the institution itself, whose name heads the forms of all others.
    fn is_institution(&self, unit: &Unit) -> bool {
        all_name(unit).any(|name| self.institution.contains(&tidy(name)))
    }

    /// The unit of "nama (kode)", "nama (d/h nama lama)". A bracket that says anything else may tell one unit from another.
    fn before_bracket(&self, tidied: &str) -> Option<&'a Unit> {
        let (outer, inner) = tidied.strip_suffix(')')?.rsplit_once('(')?;
        let (outer, inner) = (outer.trim(), inner.trim());
        if outer.is_empty() || outer.contains('(') {
            return None;
        }
        let unit = self.named(outer)?;
        let former =
            FORMER.iter().any(|word| inner.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':', '.'])));
        let own = || self.named(inner).is_some_and(|other| other.code == unit.code);
        (former || own()).then_some(unit)
    }

    /// The unit that an office leads: the office of the register's head, or words of office followed by a unit's name.
    pub fn held(&self, jabatan: &str) -> Option<&'a Unit> {
        let tidied = tidy(jabatan);
        if let Some(unit) = self.jabatan.get(&tidied).and_then(|number| self.one(number)) {
            return Some(unit);
        }
        let mut rest = tidied.as_str();
        loop {
            if let Some(number) = self.name.get(rest) {
                return self.one(number);
            }
            if let Some(unit) = self.beside_what_it_is_part_of(rest) {
                return Some(unit);
            }
            let (word, after) = rest.split_once(' ')?;
            if !office::is_office_word(word) {
                return None;
            }
            rest = after.trim_start();
        }
    }

    /// The one unit whose head has this NIP.
    pub fn by_nip(&self, nip: &str) -> Option<&'a Unit> {
        Some(digits(nip)).filter(|nip| nip.len() == 18).and_then(|nip| self.one(self.nip.get(&nip)?))
    }

    /// The one unit whose head has this name, titles left aside.
    pub fn by_head(&self, name: &str) -> Option<&'a Unit> {
        self.one(self.head.get(&text::person(name))?)
    }

    /// The unit with this code.
    pub(super) fn with_code(&self, code: &str) -> Option<&'a Unit> {
        self.name
            .get(&text::key(code))?
            .iter()
            .filter_map(|number| self.units.get(*number))
            .find(|unit| unit.code == code)
    }

    /// The unit that the name of a file or a folder names.
    pub(super) fn in_file_name(&self, name: &str) -> Option<&'a Unit> {
        self.inside(without_suffix(name))
    }

    /// The one unit with this address.
    pub(super) fn by_address(&self, address: &str) -> Option<&'a Unit> {
        match self.address.units(address) {
            [one] => self.units.get(*one),
            _ => None,
        }
    }

    /// The unit whose name is the longest run of whole words of a file or folder name.
    fn inside(&self, name: &str) -> Option<&'a Unit> {
        let word = period::without_period(&period::word(name));
        for length in (1..=self.longest.min(word.len())).rev() {
            let mut found: Vec<usize> =
                word.windows(length).filter_map(|window| self.word.get(&window.join(" "))).flatten().copied().collect();
            found.sort_unstable();
            found.dedup();
            if !found.is_empty() {
                return self.one(&found);
            }
        }
        None
    }

    /// Names that resemble a text, best first: at most three.
    pub(super) fn similar(&self, as_written: &str) -> Vec<(String, String)> {
        let wanted = NameShape::of(tidy(as_written));
        if wanted.length == 0 {
            return Vec::new();
        }
        let mut value: BTreeMap<usize, f64> = BTreeMap::new();
        for (number, name) in self.shapes.iter().filter(|(_, name)| name.may_resemble(&wanted)) {
            let alike = similarity(&wanted, name);
            if alike >= SIMILAR {
                let best = value.entry(*number).or_default();
                *best = best.max(alike);
            }
        }
        let mut candidate: Vec<(f64, &Unit)> =
            value.into_iter().filter_map(|(number, value)| Some((value, self.units.get(number)?))).collect();
        candidate.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.code.cmp(&right.1.code)));
        candidate.into_iter().take(3).map(|(_, unit)| (unit.code.clone(), unit.name.clone())).collect()
    }

    /// The unit of a document and how it was found: what the form says, then its sheet, its signature, its file name,
    /// and the folders from the inside out. A form that names a unit nobody knows is not looked up elsewhere: a wrong
    /// unit is worse than none.
    pub(super) fn document_unit(&self, document: &Document, path: &str) -> (Option<&'a Unit>, UnitOrigin) {
        let as_written = unit_wording(document);
        match self.by_identity(document, &as_written) {
            Ok(Some(unit)) => return (Some(unit), UnitOrigin::Identity),
            Err(foreign) => return (None, self.not_found(Some(foreign))),
            Ok(None) => {}
        }
        if let Some(unit) = self.from_sheet(&document.sheet) {
            return (Some(unit), UnitOrigin::SheetName);
        }
        let role = document.pejabat.iter().find(|pejabat| pejabat.pihak == Pihak::First).and_then(|p| p.role.text());
        if let Some(unit) = role.and_then(|role| self.held(role)) {
            return (Some(unit), UnitOrigin::Signature);
        }
        let mut part = path.rsplit('/');
        if let Some(unit) = part.next().and_then(|name| self.inside(without_suffix(name))) {
            return (Some(unit), UnitOrigin::FileName);
        }
        if let Some(unit) = part.find_map(|folder| self.inside(without_suffix(folder))) {
            return (Some(unit), UnitOrigin::Folder);
        }
        let office = first_jabatan(document).or(role).filter(|office| !self.leaves_unit_unsaid(office, document));
        (None, self.not_found(office))
    }

    /// Whether an office says nothing of whose it is: "Kepala", "Kepala Kantor", and "Kepala Balai" on a form that is headed by
    /// the name of a balai.
    fn leaves_unit_unsaid(&self, office: &str, document: &Document) -> bool {
        let led = office::led(office);
        let of_title = || {
            self.titled(document).is_some_and(|unit| {
                let name = tidy(&unit.name);
                led.iter().all(|word| name.split(' ').any(|own| own == word))
            })
        };
        led.is_empty() || of_title()
    }

    /// The unit that a line above the table names and nothing else: "INSPEKTORAT DAERAH". A letterhead may name those above
    /// it too; lines that name units of which none stands under the other name nobody.
    pub(super) fn titled(&self, document: &Document) -> Option<&'a Unit> {
        let lines =
            document.heading_lines().chain(&document.heading).filter(|entry| entry.raw.contains(char::is_alphabetic));
        let mut all: Vec<&Unit> =
            lines.filter_map(|entry| entry.raw.lines().find_map(|line| self.named(line))).collect();
        self.without_letterhead(&mut all);
        let lowest = |unit: &&&Unit| all.iter().all(|other| other.code == unit.code || self.below(unit, &other.code));
        all.iter().find(lowest).copied()
    }

    /// The unit that the name of a file names, else the folders from the inside out.
    pub fn unit_of_path(&self, path: &str) -> Option<&'a Unit> {
        path.rsplit('/').find_map(|name| self.inside(without_suffix(name)))
    }

    /// The unit of the identity block; `Err` with the text that names a unit nobody knows. Where several lines name
    /// different units, the one that stands under another in the register is meant, else the first.
    fn by_identity<'t>(&self, document: &'t Document, as_written: &[&'t str]) -> Result<Option<&'a Unit>, &'t str> {
        let mut candidate: Vec<&Unit> = as_written.iter().filter_map(|text| self.named(text)).collect();
        if candidate.is_empty()
            && let Some(foreign) = as_written.first()
        {
            return Err(foreign);
        }
        candidate.extend(first_jabatan(document).and_then(|jabatan| self.held(jabatan)));
        self.without_letterhead(&mut candidate);
        let subordinate = candidate.iter().find(|unit| candidate.iter().any(|upper| self.below(unit, &upper.code)));
        Ok(subordinate.or(candidate.first()).copied())
    }

    /// The unit that the name of a sheet names, periods and kinds of document left aside.
    pub fn from_sheet(&self, sheet: &str) -> Option<&'a Unit> {
        self.named(sheet).or_else(|| {
            let word = period::without_period(&period::word(sheet)).join(" ");
            self.one(self.word.get(&word)?)
        })
    }

    /// Whether a unit stands somewhere below another.
    pub fn below(&self, unit: &Unit, upper: &str) -> bool {
        let mut now = unit.parent.as_deref();
        // A register with a circle in it must not hold us.
        for _ in 0..self.units.len() {
            match now {
                Some(parent) if parent == upper => return true,
                Some(parent) => now = self.named(parent).and_then(|unit| unit.parent.as_deref()),
                None => return false,
            }
        }
        false
    }

    fn one(&self, number: &[usize]) -> Option<&'a Unit> {
        match number {
            [one] => self.units.get(*one),
            _ => None,
        }
    }

    fn not_found(&self, as_written: Option<&str>) -> UnitOrigin {
        UnitOrigin::NotFound {
            advice: as_written.map(|text| self.similar(text)).unwrap_or_default(),
            as_written: as_written.map(str::to_string),
        }
    }
}

fn all_name(unit: &Unit) -> impl Iterator<Item = &String> {
    std::iter::once(&unit.code).chain(std::iter::once(&unit.name)).chain(&unit.other_names)
}

/// The names of units that others belong to: made once, because every text that names no unit is looked for beside them.
fn uppers(units: &[Unit]) -> Vec<(String, &str)> {
    let parents: HashSet<&str> = units.iter().filter_map(|one| one.parent.as_deref()).collect();
    let above = units.iter().filter(|unit| all_name(unit).any(|name| parents.contains(name.as_str())));
    above.flat_map(|unit| all_name(unit).map(|name| (text::key(name), unit.code.as_str()))).collect()
}

fn add(map: &mut HashMap<String, Vec<usize>>, name: String, number: usize) {
    if name.is_empty() {
        return;
    }
    let owned = map.entry(name).or_default();
    if !owned.contains(&number) {
        owned.push(number);
    }
}

/// What is left of a name without what it belongs to before or behind it; `None` where that does not stand there.
fn without(tidied: &str, upper: &str) -> Option<String> {
    let open = tidied.trim_end_matches(PUNCTUATION);
    let behind = open.strip_suffix(upper).filter(|rest| rest.ends_with(PUNCTUATION));
    let before = || open.strip_prefix(upper).filter(|rest| rest.starts_with(PUNCTUATION));
    let rest = behind.or_else(before)?.trim_matches(PUNCTUATION);
    let bracket = rest.contains('(') && !rest.contains(')');
    (!rest.is_empty() && !upper.is_empty()).then(|| if bracket { format!("{rest})") } else { rest.to_string() })
}

/// A key with its abbreviations written out: "bag. umum & keuangan" as "bagian umum dan keuangan".
fn written_out(key: &str) -> String {
    let word = |word: &str| match word {
        "&" => "dan".to_string(),
        word => {
            let bare = word.strip_suffix('.').unwrap_or_default();
            let full = SHORT.iter().find(|(short, _)| *short == bare).map(|(_, full)| (*full).to_string());
            // "UPT. Perpustakaan".
            let known = || if bare.len() >= 2 { bare.to_string() } else { word.to_string() };
            full.unwrap_or_else(known)
        }
    };
    key.split(' ').filter(|word| !word.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

/// A name without the comma that ends a role line.
fn tidy(name: &str) -> String {
    text::key(name).trim_end_matches([',', ' ', '.']).to_string()
}

fn similarity(wanted: &NameShape, name: &NameShape) -> f64 {
    let contains =
        name.length >= 4 && wanted.length >= 4 && (wanted.key.contains(&name.key) || name.key.contains(&wanted.key));
    if contains { 0.99 } else { strsim::jaro_winkler(&wanted.key, &name.key) }
}

/// A name with what tells quickly that it does not resemble another.
struct NameShape {
    key: String,
    /// Letters of the key.
    length: usize,
    /// How many of them fall into each of some classes.
    letters: [u16; 32],
}

impl NameShape {
    fn of(key: String) -> Self {
        let (mut length, mut letters) = (0, [0_u16; 32]);
        for letter in key.chars() {
            length += 1;
            if let Some(count) = letters.get_mut(letter as usize % 32) {
                *count = count.saturating_add(1);
            }
        }
        Self { key, length, letters }
    }

    /// Whether two names may resemble each other as much as [`SIMILAR`]: those that share too few letters cannot, whatever
    /// their order, nor with the bonus for four equal letters at the start.
    fn may_resemble(&self, other: &Self) -> bool {
        let shared: u32 = self.letters.iter().zip(&other.letters).map(|(a, b)| u32::from(*a.min(b))).sum();
        let shared = f64::from(shared);
        let most = (shared / self.length.max(1) as f64 + shared / other.length.max(1) as f64 + 1.0) / 3.0;
        let contained = shared >= self.length.min(other.length) as f64;
        contained || most + 0.4 * (1.0 - most) >= SIMILAR
    }
}

/// What the lines of the identity block say about the unit.
fn unit_wording(document: &Document) -> Vec<&str> {
    identity_texts(document, IdentityKey::Unit).collect()
}

/// The office of the first party, who is named first.
fn first_jabatan(document: &Document) -> Option<&str> {
    identity_texts(document, IdentityKey::Jabatan).next()
}

fn identity_texts(document: &Document, key: IdentityKey) -> impl Iterator<Item = &str> {
    document
        .identities
        .iter()
        .filter(move |row| row.key == key && !row.entry.value.without_content())
        .filter_map(|row| row.entry.text())
}

fn without_suffix(name: &str) -> &str {
    const SUFFIX: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip", "eml", "mbox", "csv"];
    match name.rsplit_once('.') {
        Some((start, last)) if SUFFIX.contains(&last.to_ascii_lowercase().as_str()) => start,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tables::test;

    fn register() -> Vec<Unit> {
        vec![
            test::unit("PNX", "Politeknik Contoh", &[], None),
            test::unit("JTI", "Jurusan Teknologi Informasi", &["Teknologi Informasi"], Some("PNX")),
            test::unit("JAK", "Jurusan Akuntansi", &["Akuntansi"], Some("PNX")),
            test::unit("DISDIK", "Dinas Pendidikan", &[], None),
            test::unit("DISDIKBUD", "Dinas Pendidikan dan Kebudayaan", &[], None),
        ]
    }

    fn outcome(document: &Document, path: &str) -> (Option<String>, UnitOrigin) {
        let unit = register();
        let (found, origin) = Register::new(&unit).of("Akademi Contoh").document_unit(document, path);
        (found.map(|unit| unit.code.clone()), origin)
    }

    #[test]
    fn the_form_speaks_before_the_file_name() {
        let document = test::document().identity(IdentityKey::Unit, "JURUSAN  TEKNOLOGI INFORMASI").finished();
        assert_eq!(outcome(&document, "PK Akuntansi.xlsx"), (Some("JTI".into()), UnitOrigin::Identity));
    }

    #[test]
    fn a_line_above_the_table_that_is_a_units_name_names_it_and_a_letterhead_its_lowest() {
        let unit = register();
        let titled = |lines: &[&str]| {
            let document = lines.iter().fold(test::document(), |one, line| one.identity(IdentityKey::HeadingRow, line));
            Register::new(&unit).titled(&document.finished()).map(|unit| unit.code.as_str())
        };
        assert_eq!(titled(&["DINAS PENDIDIKAN"]), Some("DISDIK"));
        assert_eq!(titled(&["POLITEKNIK CONTOH", "JURUSAN AKUNTANSI", "TAHUN 2026"]), Some("JAK"));
        assert_eq!(titled(&["Jurusan Akuntansi", "Jurusan Teknologi Informasi"]), None);
        assert_eq!(titled(&["Isilah setiap kolom, kirim ke Jurusan Akuntansi"]), None);
    }

    #[test]
    fn an_office_followed_by_a_name_names_the_unit() {
        for jabatan in ["Ketua Jurusan Teknologi Informasi", "Plt. Ketua Jurusan Teknologi Informasi,", "Ketua JTI"] {
            let document = test::document().identity(IdentityKey::Jabatan, jabatan).finished();
            assert_eq!(outcome(&document, "a.xlsx"), (Some("JTI".into()), UnitOrigin::Identity), "{jabatan}");
        }
        let other = test::document().identity(IdentityKey::Jabatan, "Lektor Kepala").finished();
        assert_eq!(outcome(&other, "a.xlsx").0, None);
    }

    #[test]
    fn what_a_unit_belongs_to_may_stand_beside_its_name() {
        let unit = |wording: &str| {
            outcome(&test::document().identity(IdentityKey::Unit, wording).finished(), "a.xlsx").0.unwrap_or_default()
        };
        for wording in [
            "Jurusan Teknologi Informasi, Akademi Contoh",
            "JURUSAN TEKNOLOGI INFORMASI - AKADEMI CONTOH",
            "Jurusan Teknologi Informasi (Akademi Contoh)",
            "Jurusan Teknologi Informasi\nAkademi Contoh",
            "Akademi Contoh – Jurusan Teknologi Informasi",
            "Jurusan Teknologi Informasi, Politeknik Contoh",
            "Politeknik Contoh - Jurusan Teknologi Informasi",
            "Jurusan Teknologi Informasi Akademi Contoh",
            "Jurusan Teknologi Informasi (JTI) Akademi Contoh",
            "Jurusan Teknologi Informasi (JTI), PNX",
            "Jur. Teknologi Informasi Politeknik Contoh",
        ] {
            assert_eq!(unit(wording), "JTI", "{wording}");
        }
        // Another institution's, and one that is not below the other.
        for wording in [
            "Jurusan Teknologi Informasi, Akademi Lain",
            "Jurusan Teknologi Informasi, Jurusan Akuntansi",
            "Jurusan Teknologi Informasi, Dinas Pendidikan",
        ] {
            assert_eq!(unit(wording), "", "{wording}");
        }
    }

    #[test]
    fn abbreviations_and_what_a_unit_was_called_before_name_it_and_a_doubtful_bracket_names_nobody() {
        let unit = |wording: &str| {
            outcome(&test::document().identity(IdentityKey::Unit, wording).finished(), "a.xlsx").0.unwrap_or_default()
        };
        for wording in [
            "Jur. Teknologi Informasi",
            "JURUSAN TEKNOLOGI INFORMASI (JTI)",
            "Jurusan Teknologi Informasi (d/h Jurusan Teknik Komputer)",
            "Jur. Teknologi Informasi (eks. Manajemen Informatika)",
        ] {
            assert_eq!(unit(wording), "JTI", "{wording}");
        }
        assert_eq!(unit("Dinas Pendidikan & Kebudayaan"), "DISDIKBUD");
        for wording in [
            "Jurusan Akuntansi (Kampus 2)",
            "Jurusan Akuntansi (JTI)",
            "Jurusan Akuntansi (exclusive)",
            "(d/h Jurusan Akuntansi)",
        ] {
            assert_eq!(unit(wording), "", "{wording}");
        }
    }

    #[test]
    fn the_lower_of_two_units_is_meant() {
        let document = test::document()
            .identity(IdentityKey::Unit, "Politeknik Contoh")
            .identity(IdentityKey::Jabatan, "Ketua Jurusan Akuntansi")
            .finished();
        assert_eq!(outcome(&document, "a.xlsx").0.as_deref(), Some("JAK"));
    }

    #[test]
    fn an_unknown_unit_on_the_form_is_not_looked_up_elsewhere() {
        let document = test::document().identity(IdentityKey::Unit, "Jurusan Teknologi Informatika").finished();
        let (unit, origin) = outcome(&document, "JTI/PK JTI.xlsx");
        assert_eq!(unit, None);
        let UnitOrigin::NotFound { as_written, advice } = origin else { panic!("{origin:?}") };
        assert_eq!(as_written.as_deref(), Some("Jurusan Teknologi Informatika"));
        assert_eq!(advice.first().unwrap().0, "JTI");
        assert!(advice.len() <= 3);
    }

    #[test]
    fn sheet_then_signature_then_file_then_folder() {
        let plain = test::document().sheet("Sheet1").finished();
        assert_eq!(
            outcome(&test::document().sheet("PK JAK").finished(), "JTI.xlsx"),
            (Some("JAK".into()), UnitOrigin::SheetName)
        );
        let marked =
            test::document().sheet("Sheet1").pejabat(Pihak::First, "Kepala Dinas Pendidikan,", None, None).finished();
        assert_eq!(outcome(&marked, "JTI.xlsx"), (Some("DISDIK".into()), UnitOrigin::Signature));
        assert_eq!(outcome(&plain, "masuk/JAK/PK_JTI_TW1.xlsx"), (Some("JTI".into()), UnitOrigin::FileName));
        assert_eq!(outcome(&plain, "Jurusan Akuntansi.zip/2026/PK.xlsx"), (Some("JAK".into()), UnitOrigin::Folder));
    }

    #[test]
    fn an_office_that_names_no_unit_leaves_it_to_what_else_does() {
        let origin = |role: &str| {
            let titled = test::document().sheet("Sheet1").identity(IdentityKey::HeadingRow, "DINAS PENDIDIKAN");
            outcome(&titled.pejabat(Pihak::First, role, None, None).finished(), "a.xlsx").1
        };
        for role in ["Kepala", "Plt. Kepala Dinas", "Kepala Kantor,", "Yang membuat laporan", "Kepala Satuan Kerja"] {
            let UnitOrigin::NotFound { as_written, .. } = origin(role) else { panic!("{role}") };
            assert_eq!(as_written, None, "{role}");
        }
        for role in ["Kepala Dinas Perhubungan", "Kepala Bidang Pembinaan", "Sekretaris DPRD"] {
            let UnitOrigin::NotFound { as_written, .. } = origin(role) else { panic!("{role}") };
            assert_eq!(as_written.as_deref(), Some(role));
        }
    }

    #[test]
    fn the_longest_name_in_a_file_name_wins_and_a_draw_names_nobody() {
        let plain = test::document().sheet("Sheet1").finished();
        assert_eq!(outcome(&plain, "PK Dinas Pendidikan dan Kebudayaan.xlsx").0.as_deref(), Some("DISDIKBUD"));
        assert_eq!(outcome(&plain, "PK JTI JAK.xlsx").0, None);
        assert_eq!(outcome(&plain, "PK JTIX.xlsx").0, None);
    }
}
