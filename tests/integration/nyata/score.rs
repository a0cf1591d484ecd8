//! How much of what a workbook says was read: right, wrong, missing, and what was made of rows that are none.

use std::fmt;
use std::ops::AddAssign;

use selaras::domain::dokumen::{
    Baris, BerkasTerbaca, JenisBaris, JenisDokumen, LembarTerbaca, PeranLembar, PeranTabel,
};
use selaras::domain::kolom::{Bacaan, Kolom};
use selaras::domain::nilai::{Isian, Nilai};

use super::expectation::{Expectation, Record, SheetExpectation, TableExpectation};

/// Figures of one workbook, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Values under the right field.
    pub right: usize,
    /// Values under a field that is not theirs.
    pub wrong: usize,
    /// Values that did not come.
    pub missing: usize,
    /// Rows read where no row of data stands.
    pub phantom: usize,
    /// Rows read out of sheets that are no form.
    pub foreign: usize,
    /// Tables read as another kind of document.
    pub kind: usize,
    /// Sheets with a table of which neither a row nor a word came out.
    pub silent: usize,
    /// What went wrong, for people.
    pub notes: Vec<String>,
}

impl Score {
    /// The part of the asked values that is right, in percent.
    pub(crate) fn percent_right(&self) -> f64 {
        percent(self.right, self.right + self.wrong + self.missing)
    }

    /// The part of the read values that is wrong, in percent.
    pub(crate) fn percent_wrong(&self) -> f64 {
        percent(self.wrong, self.right + self.wrong)
    }

    /// Whether all of it came, and nothing else.
    pub(crate) fn whole(&self) -> bool {
        self.wrong + self.missing + self.phantom + self.foreign + self.kind + self.silent == 0
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
        self.phantom += other.phantom;
        self.foreign += other.foreign;
        self.kind += other.kind;
        self.silent += other.silent;
    }
}

/// The heading of a table of scores.
pub(crate) const HEADING: &str = "   right  wrong  missing  phantom  foreign  kind  silent";

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { right, wrong, missing, phantom, foreign, kind, silent, .. } = self;
        write!(f, "{right:8}{wrong:7}{missing:9}{phantom:9}{foreign:9}{kind:6}{silent:8}")
    }
}

/// A row as it was read.
struct Read<'a> {
    jenis: JenisDokumen,
    row: &'a Baris,
    used: bool,
}

/// Compares what was read with what must come out.
pub(crate) fn score(read: &BerkasTerbaca, expected: &Expectation) -> Score {
    let mut score = Score::default();
    for sheet in &expected.sheets {
        let mut rows: Vec<Read<'_>> = read
            .dokumen
            .iter()
            .filter(|dokumen| dokumen.lembar == sheet.name)
            .flat_map(|dokumen| dokumen.tabel.iter().map(move |tabel| (dokumen.jenis, tabel)))
            .flat_map(|(jenis, tabel)| tabel.baris.iter().map(move |row| (jenis, tabel.peran, row)))
            .filter(|(_, peran, row)| counts(*peran, row))
            .map(|(jenis, _, row)| Read { jenis, row, used: false })
            .collect();
        if rows.is_empty() && sheet.optional {
            continue;
        }
        for table in &sheet.tables {
            compare_table(table, &mut rows, &mut score);
        }
        leftovers(sheet, &rows, &mut score);
        let mute = |one: &LembarTerbaca| {
            one.fakta.is_empty() && !matches!(one.peran, PeranLembar::Petunjuk | PeranLembar::Kosong)
        };
        if rows.is_empty() && read.lembar.iter().any(|one| one.nama == sheet.name && mute(one)) {
            score.silent += 1;
            score.notes.push(format!("{}: neither a row nor a word", sheet.name));
        }
    }
    score
}

/// Rows that become records: data, what goes on with it, and lines of a budget.
fn counts(peran: PeranTabel, row: &Baris) -> bool {
    let filled = row.isian.values().any(|isian| !isian.turunan && !isian.nilai.kosong());
    filled && matches!(row.jenis, JenisBaris::Data | JenisBaris::Lanjutan) && peran != PeranTabel::Unit
}

fn compare_table(table: &TableExpectation, rows: &mut [Read<'_>], score: &mut Score) {
    let mut kinds = Vec::new();
    for record in &table.records {
        let found = rows.iter_mut().filter(|read| !read.used && read.row.baris == record.row).max_by_key(|read| {
            let subject = record.subject.is_some_and(|subject| {
                read.row.isian.values().any(|isian| isian.sel == subject && !isian.nilai.kosong())
            });
            (subject, std::cmp::Reverse(read.row.isian.keys().len()))
        });
        match found {
            Some(read) => {
                read.used = true;
                if !kinds.contains(&read.jenis) {
                    kinds.push(read.jenis);
                }
                compare_row(record, read.row, score);
            }
            None if table.optional || record.optional => {}
            None => {
                score.missing += record.must.len();
                score.notes.push(format!("row {} did not come", record.row + 1));
            }
        }
    }
    for jenis in kinds {
        if !table.jenis.iter().any(|wanted| wanted == kind_name(jenis)) {
            score.kind += 1;
            score.notes.push(format!("read as {}", kind_name(jenis)));
        }
    }
}

/// The kinds as expectations write them.
pub(crate) fn kind_name(jenis: JenisDokumen) -> &'static str {
    match jenis {
        JenisDokumen::Pk => "pk",
        JenisDokumen::RencanaAksi => "rencana_aksi",
        JenisDokumen::Pengukuran => "pengukuran",
        JenisDokumen::Kaskade => "kaskade",
    }
}

fn compare_row(record: &Record, row: &Baris, score: &mut Score) {
    let named = |fields: &[String], field: &Kolom| fields.iter().any(|name| *name == field.to_string());
    for (cell, fields) in &record.must {
        let came = row.isian.iter().find(|(field, isian)| named(fields, field) && isian.sel == *cell);
        match came {
            Some((field, isian)) if sound(field, isian) => score.right += 1,
            Some((field, isian)) => {
                score.wrong += 1;
                score.notes.push(format!("{field} at {cell} was not understood: {}", isian.mentah));
            }
            None => {
                score.missing += 1;
                score.notes.push(format!("{} at {cell} did not come", fields.join("|")));
            }
        }
    }
    for (field, isian) in row.isian.iter().filter(|(_, isian)| !isian.nilai.kosong()) {
        let asked = record.must.iter().any(|(cell, fields)| *cell == isian.sel && named(fields, field));
        let allowed = record.may.iter().any(|one| {
            let here = if one.texts.is_empty() {
                one.cell == isian.sel
            } else {
                one.texts.contains(&isian.mentah.to_string())
            };
            here && named(&one.fields, field)
        });
        if !asked && !allowed && matters(field) {
            score.wrong += 1;
            score.notes.push(format!(
                "row {}: {field} was taken from {} ({})",
                record.row + 1,
                isian.sel,
                isian.mentah
            ));
        }
    }
}

/// Fields of which nothing is computed and nobody is judged.
fn matters(field: &Kolom) -> bool {
    !matches!(field.to_string().as_str(), "no" | "abaikan" | "keterangan" | "status" | "jenis")
}

/// A figure that anybody can read must have been read as one.
fn sound(field: &Kolom, isian: &Isian) -> bool {
    let figure = matches!(field.bidang.bacaan(), Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang);
    let digits = isian.mentah.chars().any(|letter| letter.is_ascii_digit())
        && isian.mentah.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%' | ' '));
    !(figure && digits && matches!(isian.nilai, Nilai::Teks { .. }))
}

fn leftovers(sheet: &SheetExpectation, rows: &[Read<'_>], score: &mut Score) {
    for read in rows.iter().filter(|read| !read.used) {
        let continues = read.row.jenis == JenisBaris::Lanjutan;
        let figures = read.row.isian.iter().any(|(field, isian)| {
            !isian.turunan
                && !isian.nilai.kosong()
                && matches!(field.bidang.bacaan(), Bacaan::Nilai | Bacaan::Uang | Bacaan::Persen)
        });
        if sheet.tables.is_empty() {
            score.foreign += 1;
        } else if !continues || figures {
            score.phantom += 1;
        } else {
            continue;
        }
        score.notes.push(format!("row {} is none ({})", read.row.baris + 1, kind_name(read.jenis)));
    }
}
