//! The sheet `Aturan`: its rows as rules, or as what is wrong with them.

use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, RowKind, TableRole};
use crate::domain::hash::HashMap;
use crate::finding::Severity;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, all_row};
use crate::tables::Tables;

use super::expression::{self, Condition, ConditionFault};
use super::functions::FUNCTIONS;
use super::names::OwnTable;

/// A rule that can be used.
pub(super) struct OwnRule {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) table: OwnTable,
    pub(super) condition: Condition,
    /// The condition as it was written.
    pub(super) written: String,
    pub(super) message: Sentence,
    pub(super) remedy: Sentence,
}

/// Something wrong with a row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Fault {
    /// Index into [`Tables::record_ids`](crate::tables::Tables::record_ids).
    pub(in crate::rules) record: u32,
    /// The field at fault.
    pub(in crate::rules) field: Field,
    pub(in crate::rules) message: String,
    pub(in crate::rules) advice: String,
}

/// What the sheet became.
#[derive(Default)]
pub(super) struct OwnSheet {
    pub(super) rules: Vec<OwnRule>,
    pub(super) faults: Vec<Fault>,
}

/// A text with names in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence(String);

impl Sentence {
    pub(super) fn written(&self) -> &str {
        &self.0
    }

    /// The names between braces.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.trim())
    }

    /// The text with what each name stands for.
    pub(super) fn filled(&self, wording: impl Fn(&str) -> String) -> String {
        let mut parts = self.0.split('{');
        let mut text = parts.next().unwrap_or_default().to_string();
        for part in parts {
            match part.split_once('}') {
                Some((name, rest)) => {
                    text.push_str(&wording(&name.trim().to_lowercase()));
                    text.push_str(rest);
                }
                None => {
                    text.push('{');
                    text.push_str(part);
                }
            }
        }
        text
    }
}

/// What is wrong with the sheet.
pub(in crate::rules) fn faults(tables: &Tables) -> Vec<Fault> {
    read(tables).faults
}

/// The rules of the sheet; of the cascade workbook alone.
pub(super) fn read(tables: &Tables) -> OwnSheet {
    let mut sheet = OwnSheet::default();
    let mut seen: HashMap<String, IndikatorRecord<'_>> = HashMap::default();
    let documents = tables.in_use_document(DocumentKind::Kaskade);
    let rows = documents.flat_map(|(number, _, _)| all_row(tables, number, TableRole::Aturan));
    for record in rows.filter(|record| record.row().is_some_and(|row| row.kind != RowKind::Group)) {
        let before = sheet.faults.len();
        let rule = RowReader { record, faults: &mut sheet.faults }.rule(&mut seen);
        // A rule with a fault anywhere would say something that nobody meant.
        if sheet.faults.len() == before {
            sheet.rules.extend(rule);
        }
    }
    sheet
}

/// Every code that stands in the sheet, also of rules that cannot be used.
pub(in crate::rules) fn codes(tables: &Tables) -> Vec<String> {
    let documents = tables.in_use_document(DocumentKind::Kaskade);
    let rows = documents.flat_map(|(number, _, _)| all_row(tables, number, TableRole::Aturan));
    let entries = rows.filter_map(|row| row.own_entry(Field::Code.yearly()));
    entries.map(|entry| entry.raw.trim().to_uppercase()).filter(|code| !code.is_empty()).collect()
}

struct RowReader<'f, 'a> {
    record: IndikatorRecord<'a>,
    faults: &'f mut Vec<Fault>,
}

impl<'a> RowReader<'_, 'a> {
    fn rule(mut self, seen: &mut HashMap<String, IndikatorRecord<'a>>) -> Option<OwnRule> {
        let fields = [Field::Code, Field::OwnCondition, Field::OwnMessage];
        if fields.iter().all(|field| self.text(*field).is_empty()) {
            return None;
        }
        let code = self.code(seen);
        let severity = self.severity();
        let table = self.table();
        let written = self.text(Field::OwnCondition);
        let condition = table.and_then(|table| self.condition(table, &written));
        let message = self.sentence(Field::OwnMessage, table, None);
        let remedy = self.sentence(Field::OwnRemedy, table, Some("Periksa isian ini, lalu perbaiki."));
        Some(OwnRule {
            code: code?,
            severity: severity?,
            table: table?,
            condition: condition?,
            written,
            message: message?,
            remedy: remedy?,
        })
    }

    /// What was typed in the row itself.
    fn text(&self, field: Field) -> String {
        let entry = self.record.own_entry(field.yearly()).filter(|entry| !entry.value.blank());
        entry.map(|entry| entry.raw.trim().to_string()).unwrap_or_default()
    }

    fn fault(&mut self, field: Field, message: String, advice: impl Into<String>) {
        self.faults.push(Fault { record: self.record.number, field, message, advice: advice.into() });
    }

    fn code(&mut self, seen: &mut HashMap<String, IndikatorRecord<'a>>) -> Option<String> {
        const FORM: &str = "Beri kode dari dua sampai delapan huruf dan sebuah nomor, misalnya LOK01.";
        let code = self.text(Field::Code).to_uppercase();
        if code.is_empty() {
            self.fault(Field::Code, "Aturan ini belum punya kode.".into(), FORM);
            return None;
        }
        if let Some(ours) = super::super::rule(&code) {
            let message = format!("Kode {code} sudah dipakai aturan bawaan \"{}\".", ours.name);
            self.fault(Field::Code, message, FORM);
            return None;
        }
        if !super::own_code(&code) {
            let family = super::super::CATALOGUE.iter().any(|aturan| code.starts_with(&aturan.code[..2]));
            let message = if family {
                format!("Kode {code} berawalan {}, yang disimpan untuk aturan bawaan.", &code[..2])
            } else {
                format!("{} bukan kode aturan.", quote(&code))
            };
            self.fault(Field::Code, message, FORM);
            return None;
        }
        if let Some(first) = seen.get(&code) {
            let row = first.row().map_or(0, |row| row.row + 1);
            let message = format!("Kode {code} sudah dipakai aturan di baris {row}.");
            self.fault(Field::Code, message, "Beri tiap aturan kode sendiri.");
            return None;
        }
        seen.insert(code.clone(), self.record);
        Some(code)
    }

    fn severity(&mut self) -> Option<Severity> {
        let text = self.text(Field::OwnSeverity);
        match crate::domain::text::key(&text).as_str() {
            "galat" | "error" => Some(Severity::Error),
            "peringatan" | "warning" | "" => Some(Severity::Warning),
            "info" | "informasi" => Some(Severity::Info),
            _ => {
                let message = format!("Tingkat {} tidak dikenal.", quote(&text));
                self.fault(
                    Field::OwnSeverity,
                    message,
                    "Tulis galat, peringatan, atau info; kosong berarti peringatan.",
                );
                None
            }
        }
    }

    fn table(&mut self) -> Option<OwnTable> {
        let text = self.text(Field::OwnTable);
        let table = OwnTable::read(&text);
        if table.is_none() {
            let message = if text.is_empty() {
                "Aturan ini belum menyebut tabel yang diperiksanya.".to_string()
            } else {
                format!("Tabel {} tidak dikenal.", quote(&text))
            };
            self.fault(Field::OwnTable, message, "Tulis PK, Rencana Aksi, Pengukuran, atau Anggaran.");
        }
        table
    }

    fn condition(&mut self, table: OwnTable, written: &str) -> Option<Condition> {
        if written.is_empty() {
            let message = "Aturan ini belum punya syarat.".to_string();
            let advice = "Tulis syarat yang terpenuhi bila ada yang keliru, misalnya: realisasi > 2 * target_tw.";
            self.fault(Field::OwnCondition, message, advice);
            return None;
        }
        match expression::read(written, |name| table.meaning(name).is_some()) {
            Ok(condition) => Some(condition),
            Err(fault) => {
                let (message, advice) = told(&fault, table);
                self.fault(Field::OwnCondition, message, advice);
                None
            }
        }
    }

    fn sentence(&mut self, field: Field, table: Option<OwnTable>, standard: Option<&str>) -> Option<Sentence> {
        let text = self.text(field);
        if text.is_empty() && standard.is_none() {
            let message = "Aturan ini belum punya pesan.".to_string();
            self.fault(
                field,
                message,
                "Tulis apa yang keliru; {target} dan nama lain dalam kurung kurawal diganti isinya.",
            );
            return None;
        }
        let sentence = Sentence(if text.is_empty() { standard.unwrap_or_default().to_string() } else { text });
        let table = table?;
        let unknown = sentence.names().find(|name| table.meaning(&name.to_lowercase()).is_none()).map(str::to_string);
        if let Some(name) = unknown {
            let message =
                format!("{{{name}}} bukan nama dalam tabel {}{}.", table.name(), perhaps(&name, table.names()));
            self.fault(
                field,
                message,
                "Pakai nama yang juga dapat dipakai dalam syarat, atau hapus kurung kurawalnya.",
            );
            return None;
        }
        Some(sentence)
    }
}

/// A fault of a condition as people read it: what is wrong, and what to do.
fn told(fault: &ConditionFault, table: OwnTable) -> (String, String) {
    let names = || format!("Nama yang ada dalam tabel {} didaftar dengan: selaras aturan --nama.", table.name());
    match fault {
        ConditionFault::UnknownName(name) => {
            let near = perhaps(name, table.names());
            (format!("Syarat menyebut {}, yang tidak ada dalam tabel {}{near}.", quote(name), table.name()), names())
        }
        ConditionFault::UnknownFunction(name) => {
            let near = perhaps(name, FUNCTIONS.iter().map(|one| one.name.to_string()));
            let known = FUNCTIONS.iter().map(|one| one.name).collect::<Vec<_>>().join(", ");
            (
                format!("Syarat memakai fungsi {} yang tidak ada{near}.", quote(name)),
                format!("Fungsi yang ada: {known}."),
            )
        }
        ConditionFault::WrongCount(name) => {
            let count = FUNCTIONS.iter().find(|one| one.name == name).map_or(1, |one| one.kind.given());
            let message = format!("Fungsi {} dalam syarat tidak diberi {count} isian.", quote(name));
            (message, format!("Tulis {name} dengan {count} isian dalam kurung, dipisah koma."))
        }
        ConditionFault::NotRead(Some(letter)) => (
            format!("Syarat tidak dapat dibaca mulai huruf ke-{letter}."),
            "Pakai nama, angka, teks dalam tanda kutip, + - * /, = <> < <= > >=, DAN, ATAU, BUKAN, dan kurung.".into(),
        ),
        ConditionFault::NotRead(None) => (
            "Syarat ini belum selesai: ada kurung atau bagian yang hilang di akhirnya.".into(),
            "Lengkapi syaratnya; setiap kurung buka punya kurung tutup.".into(),
        ),
        ConditionFault::NoQuestion => (
            "Syarat ini tidak menghasilkan ya atau tidak.".into(),
            "Bandingkan sesuatu, misalnya realisasi > target_tw, atau tanyakan sesuatu, misalnya kosong(kendala)."
                .into(),
        ),
        ConditionFault::TooLong => {
            ("Syarat ini terlalu panjang atau kurungnya terlalu dalam.".into(), "Bagi menjadi beberapa aturan.".into())
        }
    }
}

/// "; mungkin maksudnya target", for the nearest of some names.
fn perhaps(wanted: &str, names: impl IntoIterator<Item = String>) -> String {
    let wanted = wanted.to_lowercase();
    let most = (wanted.chars().count() / 3).clamp(1, 3);
    let near = names.into_iter().map(|name| (strsim::damerau_levenshtein(&wanted, &name), name)).min();
    near.filter(|(distance, _)| *distance <= most)
        .map(|(_, name)| format!("; mungkin maksudnya {name}"))
        .unwrap_or_default()
}
