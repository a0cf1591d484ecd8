//! A table that nobody could read, in words: what it lacks, which heading may be it, what to do next.

use crate::domain::address::{CellAddress, column_letters};
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Fact, NearestHeading, SheetState};
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
use crate::finding::{Severity, Temuan};

use crate::rules::Aturan;
use crate::rules::helpers::fact::SheetFact;
use crate::rules::helpers::{mention, quote, temuan};

/// Headings that a message shows.
const SHOWN: usize = 8;

/// A finding about a table of a sheet that was not read; `None` for any other fact.
pub(super) fn finding(aturan: &Aturan, sheet: &SheetFact<'_>, unit: Option<&str>, fact: &Fact) -> Option<Temuan> {
    let Fact::UnreadTable { cell, rows, headings, missing, nearest, boxes, paper, .. } = fact else { return None };
    if let Some(paper) = paper {
        return Some(other_paper(aturan, sheet, *cell, paper).unit(unit));
    }
    // Of a table that lacks everything, no heading is nearly what it lacks: a timetable has no target.
    let nearest: Vec<&NearestHeading> =
        nearest.iter().filter(|one| missing.len() <= 1 && certain(one, headings)).collect();
    let boxes = *boxes || labelled(headings);
    let reason = if boxes {
        "isinya digambar sebagai kotak-kotak, bukan tabel dengan satu baris judul".to_string()
    } else {
        lacking(missing, &nearest)
    };
    let shown: Vec<String> = headings.iter().take(SHOWN).map(|(_, text)| quote(text)).collect();
    let more = headings.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" dan {more} judul lain") } else { String::new() };
    let message = format!(
        "Tabel di baris {}{} ({rows} baris isi) tidak terbaca: {reason}. Judul kolomnya {}{more}.",
        cell.row + 1,
        of_hidden(sheet),
        shown.join(", ")
    );
    let cells = nearest.iter().map(|one| one.cell).collect::<Vec<_>>();
    let place = Place {
        file: sheet.file.path.clone(),
        sheet: Some(sheet.sheet.name.clone()),
        cells: if cells.is_empty() { vec![*cell] } else { cells },
    };
    Some(temuan(aturan, place, message, remedy(sheet, &nearest, boxes)).unit(unit))
}

/// A budget or a list of prices among the forms: named as what it is, and nobody is asked to change its headings.
fn other_paper(aturan: &Aturan, sheet: &SheetFact<'_>, cell: CellAddress, paper: &str) -> Temuan {
    let place = Place { file: sheet.file.path.clone(), sheet: Some(sheet.sheet.name.clone()), cells: vec![cell] };
    let message = format!(
        "Tabel di baris {}{} tampaknya {paper}, bukan formulir kinerja; tidak satu barisnya pun dihitung.",
        cell.row + 1,
        of_hidden(sheet)
    );
    let advice =
        "Bila memang demikian, tidak perlu diubah; sebaiknya keluarkan dari kiriman. Bila di dalamnya ada target \
                  atau realisasi kinerja, pindahkan ke templat yang dibagikan."
            .to_string();
    Temuan { severity: Severity::Warning, ..temuan(aturan, place, message, advice) }
}

/// Whoever looks for a table on a sheet that is hidden has to know that it is.
fn of_hidden(sheet: &SheetFact<'_>) -> &'static str {
    if sheet.sheet.state == SheetState::Seen { "" } else { " lembar tersembunyi ini" }
}

/// Whether a heading may be proposed as the one that is missed: not one of several years or proposals side by side, of
/// which nobody but the unit knows which is meant.
fn certain(near: &NearestHeading, headings: &[(CellAddress, String)]) -> bool {
    let group = |heading: &str| heading.rsplit_once(" > ").map(|(group, _)| group.to_string());
    let own = group(&near.heading);
    let beside = headings.iter().filter(|(_, heading)| own.is_some() && group(heading) == own).count();
    beside <= 1
}

/// Whether what was taken for headings is a line of labels, each before its value: "Target | 26 titik".
fn labelled(headings: &[(CellAddress, String)]) -> bool {
    let value = |text: &str| {
        text.starts_with(|letter: char| letter.is_ascii_digit()) && text.contains(|letter: char| letter.is_alphabetic())
    };
    headings.windows(2).any(|pair| {
        let [(_, label), (_, text)] = pair else { return false };
        ["target", "realisasi", "capaian"].contains(&key(label).as_str()) && value(text)
    })
}

fn lacking(missing: &[FormColumn], nearest: &[&NearestHeading]) -> String {
    if missing.is_empty() {
        return "susunan judulnya tidak cocok dengan formulir yang dikenal".to_string();
    }
    let each = missing.iter().map(|meant| {
        let name = word(*meant);
        match nearest.iter().find(|one| one.meant == *meant) {
            Some(one) => format!(
                "kolom {name} tidak dikenali; mungkin kolom {} {}",
                column_letters(one.cell.column),
                quote(&one.heading)
            ),
            None => format!("kolom {name} tidak dikenali"),
        }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A needed column in words: a measurement may have a realisasi instead of a target.
fn word(meant: FormColumn) -> String {
    if meant.field == Field::Target { "target atau realisasi".to_string() } else { mention(meant) }
}

fn remedy(sheet: &SheetFact<'_>, nearest: &[&NearestHeading], boxes: bool) -> String {
    if boxes {
        return "Salin isinya ke tabel dengan kolom Sasaran, Indikator Kinerja, dan Target, misalnya ke templat yang dibagikan.".to_string();
    }
    let name = sheet.file.path.rsplit('/').next().unwrap_or_default();
    let write: Vec<String> = nearest
        .iter()
        .map(|one| {
            let heading = if one.meant.field == Field::Target { "Target" } else { "Indikator Kinerja" };
            format!("\"{heading}\" sebagai judul kolom {}", column_letters(one.cell.column))
        })
        .collect();
    let teach = format!("dapat mengajarkan formulir ini sekali dengan perintah selaras templat kenali \"{name}\"");
    let other = "bila ini memang bukan formulir kinerja, biarkan saja atau keluarkan dari kiriman";
    if write.is_empty() {
        format!("Pindahkan isinya ke templat yang dibagikan, atau perencana {teach}; {other}.")
    } else {
        format!("Tulis {}, atau perencana {teach}; {other}.", listed(&write))
    }
}
