//! Whose form it is: everything that a form says about its unit, weighed.
//!
//! A form says it in several ways that fail one by one: the header, who signs (office, NIP, name against the register),
//! whose indicators it lists (codes and wordings of the cascade), sheet and file name, folder and sender, and the word of
//! a prefilled form. Where they agree, one of them may be wrong or missing. Where they contradict each other the form
//! counts for nobody: to give a unit the figures of another is worse than to ask.

use std::collections::BTreeSet;

use super::register::Register;
use super::{SentFile, Tables};
use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::document::{Document, IdentityKey, Pihak, RowKind, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::only::only;
use crate::domain::text;
use crate::domain::unit::Unit;

/// How a form names a unit. Each kind counts once, however often it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// A line of the header.
    Header,
    /// Who signs: office, NIP or name.
    Person,
    /// Whose indicators it lists.
    Content,
    /// The sheet, or the file.
    Name,
    /// The folder, or the address that sent it.
    Channel,
    /// The unit for which the form was prepared.
    Prepared,
}

/// One such sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// By what the document names the unit.
    pub kind: SignKind,
    /// Code of the unit.
    pub unit: String,
    /// What says so, as a sentence lists it: "NIP penanda tangan".
    pub said: String,
    /// Where, when it stands on the sheet.
    pub cell: Option<CellAddress>,
}

/// Two units, each named by a form as its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The unit of fewer signs: the odd one.
    pub odd: String,
    /// The other unit.
    pub other: String,
    /// What names the odd one.
    pub odd_signs: Vec<Sign>,
    /// What names the other.
    pub other_signs: Vec<Sign>,
    /// Whether the form counts for neither; else for the one that it names as its own.
    pub set_aside: bool,
}

/// So many rows must be a unit's before they say whose a form is.
const ROWS: usize = 2;
/// And this share of those that are anybody's.
const SHARE: f64 = 0.8;

/// So many units are suggested.
const SUGGESTIONS: usize = 3;

/// Which units own what the cascade lists.
pub(super) struct Owners<'a> {
    by_code: HashMap<&'a str, BTreeSet<&'a str>>,
    by_wording: HashMap<String, BTreeSet<&'a str>>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(tables: &'a Tables) -> Self {
        let mut owners = Self { by_code: HashMap::default(), by_wording: HashMap::default() };
        for node in &tables.nodes {
            let unit = node.unit.as_deref().unwrap_or_default();
            // A bare number may be a mere row number.
            if node.code.starts_with(char::is_alphabetic) {
                owners.by_code.entry(&node.code).or_default().insert(unit);
            }
            let wording = text::indikator_key(&node.indikator);
            if !wording.is_empty() {
                owners.by_wording.entry(wording).or_default().insert(unit);
            }
        }
        owners
    }

    /// The units to which a row may belong; none where it may be the institution's.
    fn of_row(&self, code: Option<&str>, wording: &str) -> Option<&BTreeSet<&'a str>> {
        let by_code = code.and_then(|code| self.by_code.get(code));
        let units = by_code.or_else(|| self.by_wording.get(&text::indikator_key(wording)))?;
        (!units.contains("")).then_some(units)
    }
}

/// What names a unit in a document.
pub(super) fn signs(
    tables: &Tables,
    register: &Register<'_>,
    owners: &Owners<'_>,
    document: u32,
    header: Option<&Unit>,
) -> Vec<Sign> {
    let (Some(content), Some(file)) = (tables.document_content(document), tables.document_file(document)) else {
        return Vec::new();
    };
    let mut signs = Vec::new();
    if let Some(unit) = header {
        signs.push(sign(SignKind::Header, unit, "kepala formulir", header_cell(content)));
    }
    signs.extend(title(register, content).filter(|_| header.is_none()));
    signs.extend(person(register, content));
    signs.extend(indicators(tables, register, owners, document));
    signs.extend(names(register, content, file));
    if let Some(unit) = content.mark.as_ref().and_then(|mark| tables.unit(mark.unit.as_deref()?)) {
        signs.push(sign(SignKind::Prepared, unit, "tanda formulir yang dibagikan", None));
    }
    signs
}

/// The unit that the title names among its other words.
fn title(register: &Register<'_>, content: &Document) -> Option<Sign> {
    let heading = content.heading.as_ref()?;
    let unit = register.in_file_name(heading.text()?)?;
    Some(sign(SignKind::Header, unit, "judul formulir", Some(heading.cell)))
}

fn sign(kind: SignKind, unit: &Unit, said: &str, cell: Option<CellAddress>) -> Sign {
    Sign { kind, unit: unit.code.clone(), said: said.to_string(), cell }
}

fn header_cell(content: &Document) -> Option<CellAddress> {
    let line = |key: IdentityKey| content.identities.iter().find(move |line| line.key == key);
    line(IdentityKey::Unit).or_else(|| line(IdentityKey::Jabatan)).map(|line| line.entry.cell)
}

/// What the first party's office, NIP and name say.
fn person(register: &Register<'_>, content: &Document) -> Vec<Sign> {
    let mut signs = Vec::new();
    for party in content.pejabat.iter().filter(|party| party.pihak == Pihak::First) {
        let role = party.role.text().and_then(|role| register.held(role));
        signs.extend(role.map(|unit| sign(SignKind::Person, unit, "jabatan penanda tangan", Some(party.role.cell))));
        let nip = party.nip.as_ref().and_then(|nip| Some((register.by_nip(&nip.raw)?, nip.cell)));
        signs.extend(nip.map(|(unit, cell)| sign(SignKind::Person, unit, "NIP penanda tangan", Some(cell))));
        let name = party.name.as_ref().and_then(|name| Some((register.by_head(name.text()?)?, name.cell)));
        signs.extend(name.map(|(unit, cell)| sign(SignKind::Person, unit, "nama penanda tangan", Some(cell))));
    }
    let line = |key: IdentityKey| content.identities.iter().find(move |line| line.key == key);
    let nip = line(IdentityKey::Nip).and_then(|line| Some((register.by_nip(&line.entry.raw)?, line.entry.cell)));
    signs.extend(nip.map(|(unit, cell)| sign(SignKind::Person, unit, "NIP pejabat", Some(cell))));
    signs
}

/// The unit that owns nearly all indicators that are anybody's.
fn indicators(tables: &Tables, register: &Register<'_>, owners: &Owners<'_>, document: u32) -> Option<Sign> {
    let mut rows = 0_usize;
    let mut share: HashMap<&str, (usize, CellAddress)> = HashMap::default();
    for record in tables.document_record_id(document) {
        let (Some(table), Some(row)) = (tables.table_from(record), tables.row_from(record)) else { continue };
        if table.role != TableRole::Indikator || row.kind != RowKind::Data {
            continue;
        }
        let written = row.entry(Field::Code.yearly()).filter(|entry| !entry.value.without_content());
        let own = written.and_then(|entry| text::indikator_code(entry.text()?));
        let (inside, wording) = tables.code_and_sentence(record).map_or((None, ""), |(code, wording)| (code, wording));
        let Some(units) = owners.of_row(own.as_deref().or(inside.as_deref()), wording) else { continue };
        let named = [Field::Indikator, Field::Description, Field::Code].into_iter();
        let cell = named.filter_map(|field| row.entry(field.yearly())).find(|entry| !entry.value.without_content());
        let Some(cell) = cell.map(|entry| entry.cell) else { continue };
        rows += 1;
        for unit in units {
            share.entry(*unit).or_insert((0, cell)).0 += 1;
        }
    }
    let most = share.values().map(|(count, _)| *count).max()?;
    let (code, (count, cell)) = only(share.into_iter().filter(|(_, (count, _))| *count == most))?;
    let unit = register.with_code(code)?;
    let enough = count >= ROWS && count as f64 >= SHARE * rows as f64;
    enough.then(|| sign(SignKind::Content, unit, &format!("{count} dari {rows} indikator"), Some(cell)))
}

/// What sheet, file, folder and sender say.
fn names(register: &Register<'_>, content: &Document, file: &SentFile) -> Vec<Sign> {
    let mut signs = Vec::new();
    signs.extend(register.from_sheet(&content.sheet).map(|unit| sign(SignKind::Name, unit, "nama lembar", None)));
    let mut path = file.path.rsplit('/');
    let name = path.next().and_then(|name| register.in_file_name(name));
    signs.extend(name.map(|unit| sign(SignKind::Name, unit, "nama berkas", None)));
    let folder = path.find_map(|folder| register.in_file_name(folder));
    signs.extend(folder.map(|unit| sign(SignKind::Channel, unit, "folder", None)));
    let sender = file.mail_origin.as_ref().and_then(|mail| register.by_address(&mail.sender));
    signs.extend(sender.map(|unit| sign(SignKind::Channel, unit, "alamat pengirim", None)));
    signs
}

/// The unit on which at least two kinds of signs agree, where none names another: for a form whose header is silent.
pub(super) fn agreed<'a>(register: &Register<'a>, signs: &[Sign]) -> Option<&'a Unit> {
    let first = register.with_code(&signs.first()?.unit)?;
    let alike = signs.iter().all(|sign| sign.unit == first.code);
    let weighty = signs.iter().any(|sign| matches!(sign.kind, SignKind::Person | SignKind::Content));
    (alike && weighty && kinds(signs.iter()) >= 2).then_some(first)
}

/// What a form with an unknown name in its header may have meant: what its signs name first, then what the name
/// resembles.
pub(super) fn suggested(
    register: &Register<'_>,
    signs: &[Sign],
    alike: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let strong = signs.iter().filter(|sign| matches!(sign.kind, SignKind::Person | SignKind::Content));
    let named = strong.filter_map(|sign| register.with_code(&sign.unit));
    let mut all: Vec<(String, String)> = Vec::new();
    for one in named.map(|unit| (unit.code.clone(), unit.name.clone())).chain(alike) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.truncate(SUGGESTIONS);
    all
}

/// Different kinds among signs.
fn kinds<'s>(signs: impl Iterator<Item = &'s Sign>) -> usize {
    signs.map(|sign| sign.kind).collect::<BTreeSet<_>>().len()
}

/// Where the signs contradict the unit to which a form seems to belong: another unit owns its indicators; or the header
/// stands alone against who signs and what the form is called, where it came from or what it was prepared for; or the
/// header is silent, and who signs stands alone against where it came from.
pub(super) fn contradiction(register: &Register<'_>, unit: &Unit, signs: &[Sign]) -> Option<Contradiction> {
    let related = |code: &str| {
        code == unit.code
            || register.below(unit, code)
            || register.with_code(code).is_some_and(|other| register.below(other, &unit.code))
    };
    let (own, against): (Vec<&Sign>, Vec<&Sign>) = signs.iter().partition(|sign| related(&sign.unit));
    let others: BTreeSet<&str> = against.iter().map(|sign| sign.unit.as_str()).collect();
    others.into_iter().find_map(|other| {
        let theirs: Vec<&Sign> = against.iter().copied().filter(|sign| sign.unit == other).collect();
        let has = |signs: &[&Sign], kind: SignKind| signs.iter().any(|sign| sign.kind == kind);
        let labelled = [SignKind::Name, SignKind::Channel, SignKind::Prepared];
        let content = has(&theirs, SignKind::Content);
        let alone = has(&own, SignKind::Header)
            && !has(&own, SignKind::Content)
            && !has(&own, SignKind::Person)
            && has(&theirs, SignKind::Person)
            && labelled.into_iter().any(|kind| has(&theirs, kind));
        // A form whose header is silent, and who signs is of one unit while it came under the name of another.
        let divided = !has(&own, SignKind::Header)
            && !has(&own, SignKind::Content)
            && own.len() > 1
            && kinds(own.iter().copied()) == 1
            && (has(&own, SignKind::Person) || has(&theirs, SignKind::Person))
            && labelled.into_iter().any(|kind| has(&theirs, kind));
        // A title that names a unit alone against who signs and where it came from.
        let title = !has(&own, SignKind::Header)
            && theirs.iter().all(|sign| sign.kind == SignKind::Header)
            && has(&own, SignKind::Person)
            && labelled.into_iter().any(|kind| has(&own, kind));
        let alone = alone || divided || title;
        if !content && !alone {
            return None;
        }
        let (mine, yours) = (kinds(own.iter().copied()), kinds(theirs.iter().copied()));
        let set_aside = alone || has(&theirs, SignKind::Person) || yours >= mine;
        let collect = |signs: Vec<&Sign>| signs.into_iter().cloned().collect::<Vec<Sign>>();
        let (odd, other) = ((unit.code.clone(), collect(own.clone())), (other.to_string(), collect(theirs)));
        // The odd one is what fewer kinds of signs say; of a draw, the header.
        let (odd, other) = if yours < mine { (other, odd) } else { (odd, other) };
        Some(Contradiction { odd: odd.0, odd_signs: odd.1, other: other.0, other_signs: other.1, set_aside })
    })
}
