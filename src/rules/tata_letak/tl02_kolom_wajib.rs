//! TL02: a column that the document cannot do without is missing.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{DocumentKind, DocumentTable, Fact, ReadSheet, RowKind, TableColumn, TableRole};
use crate::domain::text::{key, listed};
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::Tables;

use crate::rules::helpers::{document, fact, mention, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

use super::missing::{between_kinds, by_its_columns, perhaps_a_list, perhaps_unread, shown, without_any};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL02",
    name: "Kolom wajib tidak ada",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Tabel tidak memiliki kolom yang wajib untuk jenis dokumennya: sasaran, indikator, dan target untuk PK; indikator dan rencana aksi atau target berkala untuk Rencana Aksi; indikator dan realisasi untuk Pengukuran.",
    why: "Tanpa kolom itu dokumen tidak menjawab pertanyaan yang menjadi alasan dibuatnya.",
    source: "PermenPANRB 53/2014 (isi PK); Instruksi Sekda DKI Jakarta 4/2024 (Rencana Aksi); pemeriksaan LAY-02.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
«No»|Sasaran|Indikator|Target|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Data belum lengkap
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|Data belum lengkap
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::MissingRequiredColumn { cell, column, kind, open } = fact else { return None };
            let list = || bare_list(context.tables, &sheet, column, *kind) || annex(context.tables, &sheet, column);
            if list() || sections(context.tables, &sheet, column) || beside(context.tables, &sheet, column, *cell) {
                return None;
            }
            let name: Vec<String> = column.iter().map(|column| mention_required(*column, *kind)).collect();
            let near = nearest(sheet.sheet, column).or_else(|| read_as_another(context.tables, &sheet, column));
            let untitled = untitled(context.tables, &sheet);
            let beside = untitled && no_form_of_ours(context.tables, &sheet);
            let (message, advice) = match &near {
                _ if beside => perhaps_a_list(*kind, &name, near.as_ref()),
                _ if untitled => match titled_otherwise(context.tables, &sheet, *kind) {
                    Some((title, other)) => between_kinds(*kind, &name, &title, other),
                    None => by_its_columns(*kind, &name, near.as_ref()),
                },
                Some((heading, owned)) => (
                    format!(
                        "Kolom {} tidak ditemukan pada tabel {} ini; judul yang paling dekat {} di sel {owned}.",
                        listed(&name),
                        kind.name(),
                        quote(heading)
                    ),
                    format!(
                        "Bila kolom itu yang dimaksud, ganti judulnya menjadi {}{}; bila bukan, tambahkan kolomnya.",
                        listed(&name),
                        if runs_up(heading) { " s.d. triwulan ini" } else { "" }
                    ),
                ),
                None => match unread(sheet.sheet) {
                    Some(unread) => perhaps_unread(*kind, &name, &unread),
                    None => without_any(*kind, &name, *open),
                },
            };
            let mut temuan = temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit);
            if untitled {
                // What nobody called a form of ours is asked for, and not sent back.
                temuan.severity = if beside { Severity::Info } else { Severity::Warning };
            }
            Some(temuan.all_related(near.map(|(_, owned)| sheet.cell(owned))))
        })
        .collect()
}

/// The headings of the columns that are not read, a few of them in words.
fn unread(sheet: &ReadSheet) -> Option<String> {
    let all: BTreeMap<CellAddress, &str> =
        sheet.facts.iter().filter_map(Fact::unread_heading).map(|(heading, cell)| (cell, heading)).collect();
    let mut said: Vec<String> = all.iter().take(SHOWN).map(|(cell, heading)| shown(heading, *cell)).collect();
    if all.len() > SHOWN {
        said.push(format!("{} lainnya", all.len() - SHOWN));
    }
    (!all.is_empty()).then(|| listed(&said))
}

/// A column that was read as something else though its heading has the word of what is missed: "Output (Indikator IKP)".
fn read_as_another(
    tables: &Tables,
    sheet: &fact::SheetFact<'_>,
    missed: &[FormColumn],
) -> Option<(String, CellAddress)> {
    let own = document::of_sheet(tables, sheet);
    let mut columns = own.flat_map(|one| &one.content.tables).flat_map(|table| &table.columns);
    let says = |heading: &str| {
        let heading = key(heading);
        let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| missed.iter().any(|column| key(&mention(*column)) == word))
    };
    // Money and its share are read as what they are.
    let money = |field: Field| field.reading() == Reading::Money || field == Field::Serapan;
    // "Capaian" without a percent sign is what was reached, most likely.
    let reached = |owned: &TableColumn| {
        let heading = key(&owned.heading);
        let realised = missed.iter().any(|column| column.field == Field::Realisasi);
        realised && owned.column.field == Field::Capaian && !heading.contains('%') && !heading.contains("persen")
    };
    let found = columns.find(|owned| (says(&owned.heading) || reached(owned)) && !money(owned.column.field))?;
    Some((found.heading.to_string(), found.cell))
}

/// A line above the table of a sheet that calls it a document of another kind than its columns: "LAPORAN CAPAIAN PROGRAM".
fn titled_otherwise(
    tables: &Tables,
    sheet: &fact::SheetFact<'_>,
    kind: DocumentKind,
) -> Option<(String, DocumentKind)> {
    let own = document::of_sheet(tables, sheet);
    let lines = own.flat_map(|one| one.content.heading_lines());
    // Of "rencana" alone many plans speak.
    let calls = |line: &str, other: DocumentKind| match other {
        DocumentKind::RencanaAksi => ["rencana aksi", "renaksi"].iter().any(|words| key(line).contains(words)),
        DocumentKind::Pk => key(line).contains("perjanjian kinerja"),
        _ => document::called(line, other),
    };
    let others = || {
        let all = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
        all.into_iter().filter(|other| *other != kind)
    };
    lines.map(|line| line.raw.to_string()).find_map(|line| {
        let other = others().find(|other| calls(&line, *other)).filter(|_| !document::called(&line, kind))?;
        Some((line, other))
    })
}

/// Whether neither a title nor the name of the sheet or of the file says what the table is.
fn untitled(tables: &Tables, sheet: &fact::SheetFact<'_>) -> bool {
    let mut own = document::of_sheet(tables, sheet).peekable();
    own.peek().is_some() && own.all(|one| document::by_its_columns(tables, &one))
}

/// Whether a table that nobody called a form is a list beside one that is whole, or a plan: a workbook holds what its unit
/// works with, too.
fn no_form_of_ours(tables: &Tables, sheet: &fact::SheetFact<'_>) -> bool {
    let lacks = |name: &str| {
        let read = sheet.file.outcome.as_ref().ok();
        let own = read.into_iter().flat_map(|read| &read.sheets).filter(|own| own.name == name);
        own.flat_map(|own| &own.facts).any(|fact| matches!(fact, Fact::MissingRequiredColumn { .. }))
    };
    let mut own = document::of_sheet(tables, sheet);
    own.all(|one| {
        tables.perhaps_plan(one.registered)
            || document::others(tables, &one)
                .any(|other| other.registered.kind.is_sent() && !lacks(&other.content.sheet))
    })
}

/// Whether a table without title and signature, which only its columns make an agreement, is a list of indicators for an
/// application: nobody writes a sasaran there.
fn bare_list(tables: &Tables, sheet: &fact::SheetFact<'_>, column: &[FormColumn], kind: DocumentKind) -> bool {
    let only_sasaran = kind == DocumentKind::Pk && column.iter().all(|column| column.field == Field::Sasaran);
    only_sasaran && document::of_sheet(tables, sheet).all(|one| one.content.import_list())
}

/// Whether the table is an annex that lists the targets of an agreement by months or by years: its objectives stand in the
/// agreement.
fn annex(tables: &Tables, sheet: &fact::SheetFact<'_>, column: &[FormColumn]) -> bool {
    let mut own = document::of_sheet(tables, sheet).peekable();
    let called = |text: &str| key(text).starts_with("lampiran");
    let spread = |table: &DocumentTable| {
        let targets = table.columns.iter().filter(|one| one.column.field == Field::Target);
        let of_period = targets.filter(|one| matches!(one.column.period, Period::Month(_) | Period::Year(_)));
        of_period.count() >= ANNEX_PERIODS
    };
    column.iter().all(|column| column.field == Field::Sasaran)
        && own.peek().is_some()
        && own.all(|one| {
            let lines = one.content.heading_lines().map(|line| &*line.raw);
            let mut titles = lines.chain([one.content.sheet.as_str()]);
            titles.any(called) && one.content.tables.iter().any(spread)
        })
}

/// Months or years whose targets an annex lists at least.
const ANNEX_PERIODS: usize = 3;

/// Whether a table with the same header rows beside this one has what this one lacks: a plan that lists goals at the left and
/// their objectives at the right.
fn beside(tables: &Tables, sheet: &fact::SheetFact<'_>, column: &[FormColumn], cell: CellAddress) -> bool {
    let own = document::of_sheet(tables, sheet);
    let mut all = own.flat_map(|one| &one.content.tables);
    let same_row = |table: &DocumentTable| table.columns.first().is_some_and(|first| first.cell.row == cell.row);
    all.any(|table| same_row(table) && column.iter().all(|column| table.has(*column)))
}

/// Whether each objective stands in a row of its own above its indicators: then no column is missed.
fn sections(tables: &Tables, sheet: &fact::SheetFact<'_>, column: &[FormColumn]) -> bool {
    let documents = document::of_sheet(tables, sheet);
    let tables = documents.flat_map(|one| &one.content.tables).filter(|table| table.role == TableRole::Indikator);
    let mut rows = tables.flat_map(|table| &table.rows).filter(|row| row.kind == RowKind::Data).peekable();
    column.iter().all(|column| column.field == Field::Sasaran)
        && rows.peek().is_some()
        && rows.all(|row| row.part.is_some())
}

fn mention_required(column: FormColumn, kind: DocumentKind) -> String {
    match (kind, column.field) {
        (DocumentKind::RencanaAksi, Field::RencanaAksi) => "rencana aksi atau target per triwulan".to_string(),
        _ => mention(column),
    }
}

/// Whether a heading says that its figures run up from the start of the year: whoever renames it must keep that word.
fn runs_up(heading: &str) -> bool {
    let heading = key(heading);
    ["s.d", "s/d", "sampai", "kumulatif", "akumul"].iter().any(|word| heading.contains(word))
}

/// Headings that a message shows.
const SHOWN: usize = 3;
/// How alike a heading must be to what is missed.
const ALIKE: f64 = 0.75;

/// The heading of a column that was not understood, nearest to one of the fields that are missed.
fn nearest(sheet: &ReadSheet, missed: &[FormColumn]) -> Option<(String, CellAddress)> {
    let asked = |column: &FormColumn| key(&mention(*column));
    let near = |heading: &str| {
        let own = key(heading.rsplit(" > ").next().unwrap_or(heading));
        missed.iter().map(|column| word_like(&own, &asked(column))).fold(0.0, f64::max)
    };
    let headings = sheet.facts.iter().filter_map(|fact| match fact {
        Fact::SimilarColumn { cell, heading, maybe, .. } if missed.iter().any(|column| column.field == maybe.field) => {
            Some((1.0, heading, *cell))
        }
        Fact::DoubtfulColumn { cell, heading, maybe, .. }
            if missed.iter().any(|column| maybe.iter().any(|other| column.field == other.field)) =>
        {
            Some((1.0, heading, *cell))
        }
        Fact::UnknownColumn { cell, heading, .. } => Some((near(heading), heading, *cell)),
        _ => None,
    });
    let best = headings.filter(|(near, ..)| *near >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((best.1.clone(), best.2))
}

/// How alike two wordings are: one within the other counts as nearly the same.
fn word_like(one: &str, other: &str) -> f64 {
    let within = one.len().min(other.len()) >= 4 && (one.contains(other) || other.contains(one));
    if within { 0.95 } else { strsim::normalized_damerau_levenshtein(one, other) }
}

#[cfg(test)]
mod tests {
    use super::runs_up;
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn a_table_that_nothing_names_is_asked_what_it_is_and_is_called_no_agreement() {
        // A health centre's report of its own.
        let told = |name: &str, title: &str| {
            let image = format!(
                "*** JTI/{name}.xlsx\n=== PKP\n{title}\n\nNo|Upaya Kesehatan|Indikator|Target Tahun 2026 (dalam %)|Satuan Sasaran|Total Sasaran|Target Sasaran|Pencapaian (dalam satuan sasaran)|% Cakupan Riil\n1|Promosi Kesehatan|Rumah tangga ber-PHBS|62%|rumah|200|124|110|55%\n2|Kesehatan Ibu|Kunjungan ibu hamil keempat|80%|orang|150|120|126|84%\n3|Gizi|Balita ditimbang|84%|anak|600|504|480|80%\n"
            );
            temuan("TL02", &image).pop().expect("a column is missed")
        };
        let own = told("laporan", "PENILAIAN KINERJA PUSKESMAS CONTOH TAHUN 2026");
        assert!(own.message.starts_with("Judul lembar ini tidak menyebut jenis dokumennya"), "{}", own.message);
        assert!(own.advice.starts_with("Bila ini memang") && own.severity == Severity::Warning, "{}", own.advice);
        let report = told("laporan", "LAPORAN CAPAIAN PROGRAM PUSKESMAS CONTOH TAHUN 2026");
        assert!(report.message.contains("seperti judul Pengukuran Kinerja"), "{}", report.message);
        let titled = told("laporan", "PENGUKURAN KINERJA TRIWULAN I TAHUN 2026");
        assert!(
            titled.message.starts_with("Kolom realisasi tidak dikenali pada tabel Pengukuran"),
            "{}",
            titled.message
        );
        assert!(titled.message.contains("\"Pencapaian (dalam satuan sasaran)\" (sel H3)"), "{}", titled.message);
        assert_eq!(titled.severity, Severity::Error);
    }

    #[test]
    fn what_was_reached_may_stand_under_capaian() {
        let told = |heading: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|{heading}\n1|A|Jumlah titik pantau|Titik|84|86\n2|A|Jumlah surat|Surat|4|4\n"
            );
            temuan("TL02", &image).into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        let plain = |messages: &[String]| messages.iter().any(|one| one.ends_with("tidak memiliki kolom realisasi."));
        assert!(!plain(&told("Capaian")), "{:?}", told("Capaian"));
        assert!(plain(&told("Capaian (%)")), "{:?}", told("Capaian (%)"));
    }

    #[test]
    fn a_blank_column_under_a_strange_heading_may_be_the_one_that_is_missed() {
        let told = |columns: &str, row: &str| {
            let image = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|{columns}\n1|A|Jumlah mitra|Mitra|4|{row}\n"
            );
            temuan("TL02", &image).pop().expect("a column is missed").message
        };
        let strange = told("Isian petugas|Kendala", "|Belum ada data");
        assert!(strange.contains("kolom F tidak terbaca") && !strange.contains("tidak memiliki"), "{strange}");
        assert!(told("Kendala", "Belum ada data").contains("tidak memiliki kolom realisasi"));
    }

    #[test]
    fn what_stands_in_the_agreement_or_beside_is_not_missed() {
        let told = |title: &str, head: &str, row: &str| {
            let image = format!("*** JTI/pk.xlsx\n=== Lembar\n{title}\n\n{head}\n{row}\n");
            temuan("TL02", &image).len()
        };
        let months = "No|Indikator Kinerja|Satuan|Target 2026|Target Januari|Target Februari|Target Maret|Target April";
        let row = "1|Jumlah mitra|Mitra|12|1|2|3|6";
        let title = "PERJANJIAN KINERJA TAHUN 2026";
        assert_eq!(told(&format!("Lampiran V\n{title}"), months, row), 0);
        assert_eq!(
            told(&format!("Lampiran\n{title}"), "No|Indikator Kinerja|Satuan|Target", "1|Jumlah mitra|Mitra|12"),
            1
        );
    }

    #[test]
    fn a_column_under_the_heading_of_its_neighbour_is_no_open_one() {
        let image = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Indikator Kinerja|<|Satuan|Target\n1|Jumlah mitra||Mitra|4\n2|Jumlah tamu||Orang|9\n";
        let said = temuan("TL02", image).pop().expect("a column is missed").message;
        assert!(!said.contains("kolom C"), "{said}");
    }

    #[test]
    fn what_was_reached_under_capaian_is_named_as_the_nearest() {
        let image = "*** JTI/tw2.xlsx\n=== IKT\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator Kinerja|Target|Capaian\n1|Nilai survei layanan|84|86\n2|Sertifikat mutu|1|100\n";
        let said = temuan("TL02", image).pop().expect("a column is missed");
        assert!(said.message.contains("paling dekat \"Capaian\" di sel D2"), "{}", said.message);
    }

    #[test]
    fn a_running_total_is_not_renamed_into_a_quarters_own_figure() {
        let advice = |heading: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|{heading}\n1|A|Jumlah mitra|Mitra|40|7\n"
            );
            temuan("TL02", &image).pop().map(|one| one.advice).unwrap_or_default()
        };
        let own = advice("Reallsasl");
        assert!(own.contains("menjadi realisasi;"), "{own}");
        for heading in ["Realisasi Januari s.d. Juni", "Realisasi s/d Juni", "Akumulasi Realisasi"] {
            assert!(runs_up(heading), "{heading}");
        }
        assert!(!runs_up("Realisasi Juni"));
    }
}
