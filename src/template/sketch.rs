//! A draft definition for a form that somebody uses already, from what the reader made of an example.
//!
//! Takes a [`ReadFile`], gives TOML text: every table with its header paths and the field each was mapped to, what
//! nothing knows as lines for a person to complete, and remarks on sections, identity labels and signatures. The draft
//! is a sound definition as it stands; a person corrects it and drops it into the workspace's folder `templat/`.

use std::fmt::Write as _;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{
    Document, DocumentKind, DocumentTable, Fact, ReadFile, ReadSheet, TableColumn, TableRole,
};
use crate::template::heading::{YEAR, path_year};

/// The draft for the first document of an example; `None` when no table was found on any sheet.
pub fn sketch(file: &ReadFile, id: &str, example: &str) -> Option<String> {
    let document = file.documents.first()?;
    let sheet = file.sheets.iter().find(|sheet| sheet.name == document.sheet);
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = head(&mut text, document, id, example);
    for table in &document.tables {
        let _ = one_table(&mut text, document.kind, table, sheet);
    }
    let _ = note(&mut text, document);
    let other: Vec<&str> = file.documents.iter().skip(1).map(|other| other.sheet.as_str()).collect();
    if !other.is_empty() {
        let _ = writeln!(text, "\n# Dokumen lain dalam contoh ini, belum dirancang: {}", other.join(", "));
    }
    Some(text)
}

/// What the sheets of an example without a table have that comes close to a header.
pub fn candidate_heading(file: &ReadFile) -> Vec<String> {
    let candidate = |sheet: &ReadSheet| -> Vec<String> {
        let fact = sheet.facts.iter().filter_map(|fact| match fact {
            Fact::WithoutTable { candidate } => Some(candidate),
            _ => None,
        });
        fact.flatten()
            .map(|candidate| {
                let foreign =
                    if candidate.foreign.is_empty() { "-".to_string() } else { candidate.foreign.join(" | ") };
                format!(
                    "{} › {}: dikenal {}; belum dikenal {foreign}",
                    sheet.name,
                    candidate.cell,
                    candidate.known.join(" | ")
                )
            })
            .collect()
    };
    file.sheets.iter().flat_map(candidate).collect()
}

fn head(text: &mut String, document: &Document, id: &str, example: &str) -> std::fmt::Result {
    let kind = document.kind.facts().code;
    let heading = document.heading.as_ref().map_or(document.sheet.as_str(), |heading| &*heading.raw);
    writeln!(
        text,
        "# Rancangan dari {example}, lembar {}. Periksa setiap kolom, lalu taruh di folder templat/.",
        document.sheet
    )?;
    if document.template == "kamus" {
        writeln!(text, "# Kolom dipetakan dengan kamus; belum ada tata letak yang cocok.")?;
    } else {
        writeln!(text, "# Formulir ini sudah terbaca oleh tata letak {}.", document.template)?;
    }
    writeln!(text, "id = {}", apostrophe(id))?;
    writeln!(text, "versi = 1")?;
    writeln!(text, "jenis = {}", apostrophe(kind))?;
    writeln!(text, "nama = {}", apostrophe(heading))?;
    writeln!(text, "sumber = {}", apostrophe(example))
}

fn one_table(
    text: &mut String,
    kind: DocumentKind,
    table: &DocumentTable,
    sheet: Option<&ReadSheet>,
) -> std::fmt::Result {
    let role = match table.role {
        TableRole::Indikator => "indikator",
        TableRole::Anggaran => "anggaran",
        TableRole::Unit => "unit",
        TableRole::Kaskade => "kaskade",
        TableRole::Aturan => "aturan",
    };
    writeln!(text, "\n[[tabel]]\nperan = {}", apostrophe(role))?;
    let part: Vec<String> = part(table).iter().map(|part| apostrophe(part)).collect();
    if !part.is_empty() {
        writeln!(text, "bagian = [{}]", part.join(", "))?;
    }
    writeln!(text, "kolom = [")?;
    let mut row: Vec<(u32, String)> = Vec::new();
    for owned in table.columns.iter().filter(|owned| original(table, owned)) {
        let entry = match rencana_year(table, owned) {
            None => one_column(kind, table, owned),
            Some(YearPlan { first: true, count }) => every_year(kind, table, owned, count),
            Some(_) => continue,
        };
        row.push((owned.cell.column, entry));
    }
    let (upper, lower) = region(table);
    for fact in sheet.into_iter().flat_map(|sheet| &sheet.facts) {
        match fact {
            Fact::UnknownColumn { cell, heading, content }
                if (upper..=lower).contains(&cell.row) && !heading.is_empty() =>
            {
                let entry = format!(
                    "  # {{ kolom = \"?\", judul = {} }},  # belum dikenal; {content} sel terisi",
                    path(heading)
                );
                row.push((cell.column, entry));
            }
            Fact::SimilarColumn { cell, heading, maybe, similar } if (upper..=lower).contains(&cell.row) => {
                let entry = format!(
                    "  # {{ kolom = \"{maybe}\", judul = {} }},  # mungkin: mirip dengan {similar:?}",
                    path(heading)
                );
                row.push((cell.column, entry));
            }
            Fact::DoubtfulColumn { cell, heading, maybe, .. } if (upper..=lower).contains(&cell.row) => {
                let meaning: Vec<String> = maybe.iter().map(FormColumn::to_string).collect();
                let first = meaning.first().map_or("?", String::as_str);
                let entry = format!(
                    "  # {{ kolom = \"{first}\", judul = {} }},  # meragukan: {}?",
                    path(heading),
                    meaning.join(" atau ")
                );
                row.push((cell.column, entry));
            }
            _ => {}
        }
    }
    row.sort();
    for (_, entry) in row {
        writeln!(text, "{entry}")?;
    }
    writeln!(text, "]")
}

/// Whether a column stands on the sheet: the indicator of a mixed column is made up by the reader.
fn original(table: &DocumentTable, owned: &TableColumn) -> bool {
    owned.column != Field::Indikator.yearly()
        || !table.columns.iter().any(|other| other.column.field == Field::Description && other.cell == owned.cell)
}

fn one_column(kind: DocumentKind, table: &DocumentTable, owned: &TableColumn) -> String {
    let mut property = String::new();
    if required(kind, table.role, owned) {
        property.push_str(", wajib = true");
    }
    if table.rows.iter().any(|row| row.entry(owned.column).is_some_and(|entry| entry.derivation)) {
        property.push_str(", turun = true");
    }
    // Wordings that mean nothing alone lean on the column before them.
    let own = owned.heading.trim();
    if matches!(own.to_lowercase().as_str(), "%" | "ket" | "k" | "rp") {
        let left = table.columns.iter().filter(|other| other.cell.column < owned.cell.column);
        if let Some(left) = left.max_by_key(|other| other.cell.column) {
            let _ = write!(property, ", setelah = \"{}\"", left.column);
        }
    }
    // "Realisasi Tahun Lalu" names no year: another form's title tells another one.
    let named = || owned.heading.split(" > ").any(|text| path_year([text]).is_some());
    let unnamed = matches!(owned.column.period, Period::Year(_)) && !named();
    let column = if unnamed { Field::Ignore.yearly() } else { owned.column };
    format!("  {{ kolom = \"{column}\", judul = {}{property} }},", path(&owned.heading))
}

/// A column among the years of a plan.
struct YearPlan {
    first: bool,
    count: usize,
}

/// The place of a column among the years of its field, when the form lists several.
fn rencana_year(table: &DocumentTable, owned: &TableColumn) -> Option<YearPlan> {
    let year = |other: &TableColumn| path_year(other.heading.split(" > "));
    let of_one_field = |other: &&TableColumn| {
        other.column.field == owned.column.field
            && matches!(other.column.period, Period::Year(_) | Period::Yearly)
            && year(other).is_some()
    };
    let series: Vec<&TableColumn> = table.columns.iter().filter(of_one_field).collect();
    let rencana = series.iter().any(|other| matches!(other.column.period, Period::Year(_)));
    let position = series.iter().position(|other| other.cell == owned.cell).filter(|_| rencana)?;
    Some(YearPlan { first: position == 0, count: series.len() })
}

/// One line for all the years of a plan.
fn every_year(kind: DocumentKind, table: &DocumentTable, owned: &TableColumn, count: usize) -> String {
    let year = path_year(owned.heading.split(" > ")).unwrap_or_default().to_string();
    let heading = owned.heading.replace(&year, YEAR);
    let required = if required(kind, table.role, owned) { ", wajib = true" } else { "" };
    let column = FormColumn { field: owned.column.field, period: Period::EveryYear };
    format!("  {{ kolom = \"{column}\", judul = {}{required}, banyak_tahun = {} }},", path(&heading), count.min(10))
}

/// The columns that make a layout what it is.
fn required(kind: DocumentKind, role: TableRole, owned: &TableColumn) -> bool {
    match (role, owned.column.field) {
        (TableRole::Anggaran, field) => matches!(field, Field::Program | Field::Anggaran),
        (_, Field::Indikator | Field::Description | Field::Sasaran) => true,
        (_, field) => kind.facts().marks.contains(&field),
    }
}

/// First and last sheet row that a table's header and rows take.
fn region(table: &DocumentTable) -> (u32, u32) {
    let heading = table.columns.iter().map(|owned| owned.cell.row);
    let row = table.rows.iter().map(|row| row.row);
    (heading.clone().min().unwrap_or_default(), heading.chain(row).max().unwrap_or_default())
}

fn part(table: &DocumentTable) -> Vec<String> {
    let mut outcome: Vec<String> = Vec::new();
    for part in table.rows.iter().filter_map(|row| row.part.as_ref()) {
        if !outcome.contains(part) {
            outcome.push(part.clone());
        }
    }
    outcome
}

fn note(text: &mut String, document: &Document) -> std::fmt::Result {
    let identity: Vec<String> = document
        .identities
        .iter()
        .map(|one| format!("{:?} di {} ({})", one.key, one.entry.cell, one.entry.raw.replace('\n', " ")))
        .collect();
    if !identity.is_empty() {
        writeln!(text, "\n# Identitas yang terbaca: {}", identity.join("; "))?;
    }
    for pejabat in &document.pejabat {
        let name = pejabat.name.as_ref().map_or("tanpa nama", |name| &*name.raw);
        writeln!(
            text,
            "# Tanda tangan {:?} di {}: {} ({})",
            pejabat.pihak,
            pejabat.role.cell,
            pejabat.role.raw.replace('\n', " "),
            name.replace('\n', " ")
        )?;
    }
    Ok(())
}

/// A header path as TOML: one wording, or a list from parent to child.
fn path(heading: &str) -> String {
    let part: Vec<String> = heading.split(" > ").map(apostrophe).collect();
    match part.as_slice() {
        [one] => one.clone(),
        all => format!("[{}]", all.join(", ")),
    }
}

/// A TOML string.
fn apostrophe(text: &str) -> String {
    toml::Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}
