//! The order in which the tables come to be.

use rayon::prelude::*;

use super::holdings::Holdings;
use super::owner::{self, Owners};
use super::quarter::QuarterSigns;
use super::register::Register;
use super::{
    RecordId, RegisteredDocument, Rows, SentFile, Status, TableOptions, Tables, TablesError, UnitOrigin, anggaran,
    beside_plan, by_rows, direction, iki, kaskade, link, named_kind, pengukuran, period, person, pk, plan_years,
    rencana_aksi, status, unread,
};
use crate::domain::document::{Document, DocumentKind, IdentityKey, Pihak};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::Jenjang;
use crate::domain::place::KASKADE_FILE;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;

impl Tables {
    /// Everything that the files say, tied together. Files are sorted by path first, so that equal input gives equal
    /// tables in whatever order it came.
    ///
    /// # Errors
    /// Only when the program cannot do its work; faults of what units sent are facts in the tables.
    pub fn build(mut file: Vec<SentFile>, option: &TableOptions<'_>) -> Result<Self, TablesError> {
        file.sort_by(|left, right| left.path.cmp(&right.path));
        status::mark_copy(&mut file);
        named_kind::choose(&mut file);
        named_kind::measured(&mut file);
        named_kind::cascade(&mut file);
        plan_years::choose(&mut file, option.year, year);
        let mut tables = Self::blank(file);
        tables.enlist()?;
        tables.split_by_rows(option.institution)?;
        tables.scale_cascade();
        tables.units = kaskade::read_unit(&tables);
        tables.unit_position =
            tables.units.iter().enumerate().rev().map(|(position, unit)| (unit.code.clone(), position)).collect();
        tables.nodes = kaskade::read_node(&tables, option.year.unwrap_or_default());
        tables.recognise(option.institution);
        if beside_plan::measure(&mut tables) {
            tables.recognise(option.institution);
        }
        tables.quarters = tables.record_quarters();
        tables.holdings = Holdings::of(&tables);
        let status = status::assign(&tables, option.year);
        for (document, status) in tables.documents.iter_mut().zip(status) {
            document.status = status;
        }
        tables.unread = unread::list(&tables, option.year);
        tables.links = link::build(&tables);
        tables.scale_forms();
        direction::settle(&mut tables);
        // The measurements are as much work as all others together.
        let (pengukuran, (pk, rencana_aksi, (anggaran, budget_levels), iki)) = rayon::join(
            || pengukuran::measure(&tables, option.profil),
            || {
                (
                    pk::records(&tables),
                    rencana_aksi::records(&tables),
                    anggaran::records(&tables),
                    iki::records(&tables),
                )
            },
        );
        tables.rows = Rows { pk, rencana_aksi, pengukuran, anggaran, budget_levels, iki };
        direction::mark_contradicted(&mut tables);
        Ok(tables)
    }

    fn blank(files: Vec<SentFile>) -> Self {
        Self {
            files,
            documents: Vec::new(),
            record_ids: Vec::new(),
            links: Vec::new(),
            unread: Vec::new(),
            units: Vec::new(),
            unit_position: HashMap::default(),
            holdings: Holdings::default(),
            quarters: Vec::new(),
            nodes: Vec::new(),
            rows: Rows::default(),
        }
    }

    /// Numbers the documents and records. Until units are known, only the cascade workbook's own documents count.
    fn enlist(&mut self) -> Result<(), TablesError> {
        for (file_number, file) in self.files.iter().enumerate() {
            let Ok(readable) = &file.outcome else { continue };
            for (number, content) in readable.documents.iter().enumerate() {
                let document = u32_number(self.documents.len())?;
                let from_kaskade = content.kind == DocumentKind::Kaskade && file.path == KASKADE_FILE;
                self.documents.push(RegisteredDocument {
                    file: u32_number(file_number)?,
                    document: u32_number(number)?,
                    unit: None,
                    unit_origin: UnitOrigin::NotFound { as_written: None, advice: Vec::new() },
                    doubt: None,
                    kind: content.kind,
                    triwulan: None,
                    semester: false,
                    year: None,
                    status: if from_kaskade { Status::InUse } else { Status::Unconnected },
                });
                for (table_number, table) in content.tables.iter().enumerate() {
                    for row_number in 0..table.rows.len() {
                        let (table, row) = (u32_number(table_number)?, u32_number(row_number)?);
                        self.record_ids.push(RecordId { document, table, row });
                    }
                }
            }
        }
        u32_number(self.record_ids.len()).map(|_| ())
    }

    /// Makes a document for each unit that the rows of one name, and numbers all anew.
    fn split_by_rows(&mut self, institution: &str) -> Result<(), TablesError> {
        if !by_rows::may_split(&self.files) {
            return Ok(());
        }
        let units = kaskade::read_unit(self);
        if units.is_empty() || !by_rows::split(&mut self.files, &Register::new(&units).of(institution)) {
            return Ok(());
        }
        self.documents.clear();
        self.record_ids.clear();
        self.enlist()
    }

    /// Units of the register that are one person.
    fn persons(&self) -> HashSet<&str> {
        let mut all: HashMap<&str, bool> = HashMap::default();
        for node in &self.nodes {
            if let Some(unit) = node.unit.as_deref() {
                *all.entry(unit).or_insert(true) &= node.jenjang == Some(Jenjang::Iki);
            }
        }
        all.into_iter().filter(|(_, person)| *person).map(|(unit, _)| unit).collect()
    }

    /// Finds unit, quarter and year of every document.
    fn recognise(&mut self, institution: &str) {
        let (register, owners) = (Register::new(&self.units).of(institution), Owners::of(self));
        let persons = self.persons();
        let temuan: Vec<_> = self
            .documents
            .par_iter()
            .enumerate()
            .map(|(number, registered)| {
                let number = u32::try_from(number).ok()?;
                let (content, file) = (self.document_content(number)?, self.document_file(number)?);
                // The cascade of the workspace is nobody's form; one that a unit sent is told to that unit.
                if registered.kind == DocumentKind::Kaskade && file.path == KASKADE_FILE {
                    return None;
                }
                let (unit, origin) = register.document_unit(content, &file.path);
                let unit = unit.map(|unit| own_person(&register, &persons, content, unit));
                let header = unit.filter(|_| origin == UnitOrigin::Identity);
                let signs = owner::signs(self, &register, &owners, number, header);
                let (unit, origin) = match (unit, origin) {
                    (None, UnitOrigin::NotFound { as_written: None, advice }) => {
                        let agreed = owner::agreed(&register, &signs).map(|unit| (unit, UnitOrigin::Agreed));
                        let sent = || sender(&register, file).map(|unit| (unit, UnitOrigin::Mail));
                        let titled = || register.titled(content).map(|unit| (unit, UnitOrigin::Title));
                        match agreed.or_else(sent).or_else(titled) {
                            Some((unit, origin)) => (Some(unit), origin),
                            None => (None, UnitOrigin::NotFound { as_written: None, advice }),
                        }
                    }
                    (None, UnitOrigin::NotFound { as_written, advice }) => {
                        let advice = owner::suggested(&register, &signs, advice);
                        (None, UnitOrigin::NotFound { as_written, advice })
                    }
                    found => found,
                };
                let doubt = unit.and_then(|unit| owner::contradiction(&register, unit, &signs)).map(Box::new);
                let unit = unit.filter(|_| doubt.as_ref().is_none_or(|doubt| !doubt.set_aside));
                Some((
                    unit.map(|unit| unit.code.clone()),
                    origin,
                    doubt,
                    triwulan(content, &file.path),
                    year(content, &file.path),
                ))
            })
            .collect();
        for (registered, temuan) in self.documents.iter_mut().zip(temuan) {
            if let Some((unit, origin, doubt, (triwulan, semester), year)) = temuan {
                registered.unit = unit;
                registered.unit_origin = origin;
                registered.doubt = doubt;
                registered.triwulan = triwulan;
                registered.semester = semester;
                registered.year = year;
            }
        }
    }
}

/// The person whom a form names as its owner, where the register has that person below the unit that the form names;
/// else that unit. A form for persons is its signer's; of any other only what stands above the table counts, because one
/// may sign for a unit.
fn own_person<'a>(register: &Register<'a>, persons: &HashSet<&str>, content: &Document, unit: &'a Unit) -> &'a Unit {
    if persons.is_empty() {
        return unit;
    }
    let signed = content.pejabat.iter().filter(|one| content.kind.is_personal() && one.pihak == Pihak::First);
    let nips =
        person::line(content, IdentityKey::Nip).into_iter().chain(signed.clone().filter_map(|one| one.nip.as_ref()));
    let names = person::line(content, IdentityKey::Name).into_iter().chain(signed.filter_map(|one| one.name.as_ref()));
    let by_nip = nips.filter_map(|nip| register.by_nip(&nip.raw));
    let mut named = by_nip.chain(names.filter_map(|name| register.by_head(name.text()?)));
    let below = |person: &&Unit| persons.contains(person.code.as_str()) && register.below(person, &unit.code);
    named.find(below).unwrap_or(unit)
}

/// The one unit whose address sent a file.
fn sender<'a>(register: &Register<'a>, file: &SentFile) -> Option<&'a Unit> {
    register.by_address(&file.mail_origin.as_ref()?.sender)
}

/// The quarter of a document, and whether it stands for the semester that ends with it: what its title or identity block
/// says, unless the rest of a measurement says another ([`QuarterSigns`]); for measurements else its sheet's name, its
/// file's, its folders' from the inside out.
fn triwulan(content: &Document, path: &str) -> (Option<Triwulan>, bool) {
    let mut name = std::iter::once(content.sheet.as_str()).chain(path.rsplit('/'));
    let from_name = || name.find_map(|name| period::quarter_or_semester(&period::word(name)));
    let as_written = content.triwulan.map(|as_written| (as_written.value, content.semester));
    let decided = || QuarterSigns::of(content, path).decided().map(|quarter| (quarter, false));
    let found = if content.kind.is_quarterly() { decided().or(as_written).or_else(from_name) } else { as_written };
    (found.map(|(triwulan, _)| triwulan), found.is_some_and(|(_, semester)| semester))
}

/// The year of a document: its title, its identity block, the name of its sheet, of its file, of its folders.
fn year(content: &Document, path: &str) -> Option<i32> {
    let by_identity = || {
        let year = content.identities.iter().filter(|row| row.key == IdentityKey::Year);
        year.filter_map(|row| period::year(&period::word(&row.entry.raw))).next()
    };
    let name = || std::iter::once(content.sheet.as_str()).chain(path.rsplit('/'));
    let from_name = || name().find_map(|name| period::year(&period::word(name)));
    content.year.map(|as_written| as_written.value).or_else(by_identity).or_else(from_name)
}

fn u32_number(number: usize) -> Result<u32, TablesError> {
    u32::try_from(number).map_err(|_| TablesError::TooMany)
}
