//! ID02: years that contradict each other.

use crate::domain::column::{Field, Period};
use crate::domain::date::{DatePlace, find_place_and_date, find_year, month_from_name, month_name};
use crate::domain::document::{DocumentKind, IdentityKey, TableColumn, TableRole};
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID02",
    name: "Tahun tidak cocok",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Year],
    follows: &[],
    fields: &[],
    what: "Tahun di judul, blok identitas, nama berkas, judul kolom angkanya, atau tanggal tanda tangan berbeda dari tahun ruang kerja. Tanda tangan bulan Desember tahun sebelumnya untuk PK dan Rencana Aksi, bulan mana pun tahun sebelumnya untuk rancangan dan rencana (Renja, RKT), serta Januari tahun berikutnya untuk Pengukuran, tidak dipersoalkan.",
    why: "Berkas tahun lalu yang terkirim lagi, atau judul yang lupa diganti, membuat angka masuk ke tahun yang salah.",
    source: "Pemeriksaan ID-02; Instruksi Sekda DKI Jakarta 4/2024 (PK 2024 bertanggal Desember 2023).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
«PERJANJIAN KINERJA TAHUN 2025»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 29 Desember 2025
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables)
        .filter_map(|document| Some((document, context.year_of(document.content)?)))
        .flat_map(|(document, year)| {
            let mut temuan = Vec::new();
            temuan.extend(heading(&document, year));
            temuan.extend(identity(&document, year, context.settings.workspace));
            temuan.extend(file_name(&document, year));
            temuan.extend(column_heading(&document, year));
            temuan.extend(signature(context, &document, year));
            temuan
        })
        .collect()
}

fn heading(document: &WorkspaceDocument<'_>, year: i32) -> Option<Temuan> {
    let as_written = document.content.year.filter(|as_written| as_written.value != year)?;
    let message =
        format!("Dokumen ini menyebut tahun {}, padahal ruang kerja ini untuk tahun {year}.", as_written.value);
    let told = difference(document, document.cell(as_written.cell), message, as_written.value, year);
    // A proposal for the year to come is sent too early more often than its year is mistyped.
    let early = as_written.value == year + 1;
    let advice =
        "Bila berkas ini memang untuk tahun berikutnya, keluarkan dari kiriman; bila salah tulis, perbaiki tahunnya.";
    Some(if early { Temuan { advice: advice.to_string(), ..told } } else { told })
}

/// Lines of the identity block that name another year than the title does.
fn identity(document: &WorkspaceDocument<'_>, year: i32, workspace: bool) -> Vec<Temuan> {
    let row = document.content.identities.iter().filter(|row| row.key == IdentityKey::Year);
    row.filter_map(|row| {
        let as_written = find_year(&row.entry.raw).filter(|as_written| *as_written != year)?;
        if document.content.year.is_some_and(|heading| heading.cell == row.entry.cell) {
            return None;
        }
        let origin = if workspace { "ruang kerja ini untuk" } else { "judulnya menyebut" };
        let message = format!("Baris Tahun berisi {as_written}, padahal {origin} tahun {year}.");
        Some(difference(document, document.cell(row.entry.cell), message, as_written, year))
    })
    .collect()
}

/// The file's own name. A year that the title names too is the title's finding.
fn file_name(document: &WorkspaceDocument<'_>, year: i32) -> Option<Temuan> {
    let name = document.file.path.rsplit('/').next()?;
    let as_written = find_year(name).filter(|as_written| *as_written != year)?;
    let same_heading = document.content.year.is_some_and(|heading| heading.value == as_written);
    let month = name.split(|letter: char| !letter.is_alphabetic()).find_map(month_from_name);
    let date = month.is_some_and(|month| document.registered.kind.may_be_signed(month, as_written, year));
    if same_heading || date {
        return None;
    }
    let message =
        format!("Nama berkas {} menyebut tahun {as_written}, padahal isinya untuk tahun {year}.", quote(name));
    Some(difference(document, Place::file(&document.file.path), message, as_written, year))
}

/// A column that holds the figures of this year, below a heading that names another: last year's form, filled in again. Where the
/// title names that year too, it is the title's finding.
fn column_heading(document: &WorkspaceDocument<'_>, year: i32) -> Option<Temuan> {
    if document.content.year.is_some_and(|heading| heading.value != year) {
        return None;
    }
    let figures = [Field::Target, Field::Realisasi, Field::Capaian];
    let tables = document.content.tables.iter().filter(|table| table.role == TableRole::Indikator);
    let own = tables
        .flat_map(|table| &table.columns)
        .filter(|owned| figures.contains(&owned.column.field) && !matches!(owned.column.period, Period::Year(_)));
    let mut named = own.filter_map(|owned: &TableColumn| Some((owned, find_year(&owned.heading)?)));
    let (owned, as_written) = named.find(|(_, named)| *named != year)?;
    let message = format!(
        "Judul kolom {} menyebut tahun {as_written}, padahal isinya dihitung untuk tahun {year}.",
        quote(&owned.heading)
    );
    Some(difference(document, document.cell(owned.cell), message, as_written, year))
}

fn signature(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>, year: i32) -> Option<Temuan> {
    let ratification = document.content.ratification.as_ref()?;
    let DatePlace { month, year: as_written, .. } = find_place_and_date(&ratification.raw)?;
    let heading = document.content.year.map_or(year, |heading| heading.value);
    let kind = document.registered.kind;
    if kind.may_be_signed(month, as_written, year) || kind.may_be_signed(month, as_written, heading) {
        return None;
    }
    if [year, heading].contains(&(as_written + 1)) && planned_before(context, document) {
        return None;
    }
    let message = format!(
        "Dokumen tahun {heading} ini ditandatangani {} {as_written}.",
        month_name(month).unwrap_or("pada tahun")
    );
    Some(difference(document, document.cell(ratification.cell), message, as_written, heading))
}

/// Whether it is a plan that is made in the year before its own: one that calls itself a draft, or that its columns alone
/// made an agreement. A Renja is settled in July.
fn planned_before(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>) -> bool {
    const DRAFT: [&str; 5] = ["rancangan", "draf", "draft", "konsep", "usulan"];
    let draft =
        |text: &str| key(text).split(|letter: char| !letter.is_alphanumeric()).any(|word| DRAFT.contains(&word));
    let kind = document.registered.kind;
    !kind.is_quarterly()
        && (document.titles().any(draft)
            || kind == DocumentKind::Pk && !document::called_agreement(context.tables, document))
}

fn difference(document: &WorkspaceDocument<'_>, place: Place, message: String, as_written: i32, year: i32) -> Temuan {
    let advice = "Perbaiki tahunnya bila salah tulis; bila berkas ini memang untuk tahun lain, keluarkan dari kiriman.";
    temuan(&ATURAN, place, message, advice).unit(document.unit()).difference(as_written.to_string(), year.to_string())
}

#[cfg(test)]
mod tests {
    use crate::domain::document::DocumentKind;
    use crate::rules::helpers::test;

    #[test]
    fn a_plan_is_settled_in_the_year_before_and_an_agreement_is_not() {
        let told = |title: &str| {
            let form = format!(
                "*** JTI/berkas.xlsx\n=== Lembar\n{title}\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n\n|||Kota Contoh, 14 Juli 2025\n|||Ketua Jurusan Teknologi Informasi,\n|||Budi Contoh\n|||NIP 19700101 199501 1 001\n"
            );
            test::temuan("ID02", &form).len()
        };
        assert_eq!(told("RENCANA KERJA (RENJA) TAHUN 2026"), 0);
        assert_eq!(told("RENCANA KINERJA TAHUNAN 2026"), 0);
        assert_eq!(told("RANCANGAN PERJANJIAN KINERJA TAHUN 2026"), 0);
        assert_eq!(told("PERJANJIAN KINERJA TAHUN 2026"), 1);
    }

    #[test]
    fn a_promise_may_be_signed_in_the_december_before() {
        assert!(DocumentKind::Pk.may_be_signed(12, 2025, 2026));
        assert!(!DocumentKind::Pk.may_be_signed(11, 2025, 2026));
        assert!(!DocumentKind::RencanaAksi.may_be_signed(1, 2027, 2026));
    }

    #[test]
    fn the_last_quarter_may_be_signed_in_the_january_after() {
        assert!(DocumentKind::Pengukuran.may_be_signed(1, 2027, 2026));
        assert!(!DocumentKind::Pengukuran.may_be_signed(12, 2025, 2026));
    }

    #[test]
    fn a_column_of_this_years_figures_below_another_year_is_told() {
        let form = |target: &str| {
            format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|{target}\n1|A|Jumlah mitra|Mitra|4\n"
            )
        };
        assert_eq!(test::cell("ID02", &form("Target 2025")), ["E2"]);
        assert_eq!(test::cell("ID02", &form("Target Tahun 2025")), ["E2"]);
        assert_eq!(test::cell("ID02", &form("Target 2026")), Vec::<String>::new());
        assert_eq!(
            test::cell("ID02", &form("Target 2025|Target 2026").replace("Mitra|4", "Mitra|3|4")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_title_of_the_next_year_is_first_taken_for_what_it_says() {
        let advice = |year: u32| {
            let image = format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN {year}\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n"
            );
            test::temuan("ID02", &image)[0].advice.clone()
        };
        assert!(advice(2027).starts_with("Bila berkas ini memang untuk tahun berikutnya"));
        assert!(advice(2025).starts_with("Perbaiki tahunnya"));
    }

    #[test]
    fn a_year_is_told_once_where_it_is_first_written() {
        let image = "\
*** JTI/pk JTI 2025.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2025
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2025
|||Ketua Jurusan,
|||Budi
";
        assert_eq!(test::cell("ID02", image), ["A1"]);
    }

    #[test]
    fn a_file_name_or_a_signature_of_another_year_is_told() {
        let image = "\
*** JTI/pk JTI 2025.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2025
|||Ketua Jurusan,
|||Budi
*** JTI/RA JTI Desember 2025.xlsx
=== RA
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Waktu
1|A|Jumlah mitra|Kunjungan|TW I
";
        assert_eq!(test::cell("ID02", image), ["", "D5"]);
    }
}
