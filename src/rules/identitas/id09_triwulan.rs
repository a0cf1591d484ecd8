//! ID09: a measurement that does not say which quarter it is about.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Period};
use crate::domain::date::{find_year, month_from_name, month_name};
use crate::domain::document::{DocumentTable, Fact, TableColumn, TableRole};
use crate::domain::only::only;
use crate::domain::period::until_a_year;
use crate::domain::text::key;
use crate::domain::triwulan::{Triwulan, find_triwulan};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::month_amid;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID09",
    name: "Triwulan tidak tertulis",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Pengukuran yang tidak menyebut triwulannya: tidak di judul, blok identitas, kolom, nama berkas, maupun nama folder.",
    why: "Angkanya tidak dapat ditempatkan pada triwulan mana pun, sehingga tidak ikut direkap; menebaknya lebih berbahaya.",
    source: "Formulir impor BPS (UK-BPS-IMPORT) tidak memuat judul maupun triwulan.",
    wrong: "\
*** JTI/uk.xlsx
=== Impor
«Kode Indikator»|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    correct: "\
*** JTI/uk TW 1.xlsx
=== Impor
Kode Indikator|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let silent = document::submission(context.tables).filter(document::without_triwulan);
    let silent = silent.filter_map(|document| one(context, &document));
    silent.chain(document::submission(context.tables).filter_map(|document| month(&document))).collect()
}

/// A report of months of which the newest ends no quarter: it came, and its newest figures stand in no recap yet.
fn month(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let month = month_amid(document.registered, document.content)?;
    let tables = || document.content.tables.iter();
    let reached = |table: &DocumentTable| {
        table.columns.iter().find(|owned| owned.column.field == Field::Realisasi).map(|owned| owned.cell)
    };
    let own = tables().find_map(|table| table.heading_cell(Field::Realisasi.month(month)));
    let heading = own.or_else(|| tables().find_map(reached))?;
    let quarter = Triwulan::from_month(u32::from(month))?;
    let name = month_name(u32::from(month))?;
    let message = format!(
        "Realisasi terakhir di laporan ini untuk bulan {name}, yang bukan akhir triwulan, jadi belum direkap untuk {quarter}."
    );
    let advice = format!(
        "Kirim juga laporan bulan {} atau pengukuran {quarter}; laporan bulan {name} ini tidak perlu diubah.",
        month_name(quarter.number() * 3)?
    );
    Some(told(document, heading, Severity::Info, (message, advice)))
}

/// A finding at a cell of the document, less grave than the rule itself.
fn told(
    document: &WorkspaceDocument<'_>,
    cell: CellAddress,
    severity: Severity,
    (message, advice): (impl Into<String>, impl Into<String>),
) -> Temuan {
    Temuan { severity, ..temuan(&ATURAN, document.cell(cell), message, advice).unit(document.unit()) }
}

fn one(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let table = document.content.tables.iter().find(|table| table.role == TableRole::Indikator)?;
    let heading = document
        .content
        .heading
        .as_ref()
        .map(|heading| heading.cell)
        .or(table.columns.first().map(|owned| owned.cell))?;
    // What has no column for what was reached is told that by TL02, and is of no quarter.
    let reached = |owned: &TableColumn| matches!(owned.column.field, Field::Realisasi | Field::Capaian);
    if !document.content.tables.iter().flat_map(|table| &table.columns).any(reached) {
        return None;
    }
    if by_years(table) {
        let message = "Tabel ini mengukur tahun demi tahun dan tidak menyebut triwulan, jadi angkanya tidak direkap.";
        let advice = "Bila ini laporan setahun penuh, tulis TRIWULAN IV di judulnya; bila evaluasi beberapa tahun, tidak perlu diubah.";
        return Some(told(document, heading, Severity::Info, (message, advice)));
    }
    if achieved_by_part(document) {
        let message = "Laporan ini memuat capaian per bulan atau per semester tanpa realisasi triwulan, jadi angkanya tidak direkap per triwulan.";
        let advice = "Bila capaian triwulannya perlu direkap, tambahkan kolom realisasi triwulan; selain itu tidak perlu diubah.";
        return Some(told(document, heading, Severity::Info, (message, advice)));
    }
    if of_a_school_term(document) {
        let message = "Laporan ini menyebut semester tahun pelajaran dan tidak menyebut triwulan; angkanya tidak direkap per triwulan.";
        let advice = "Bila angkanya perlu direkap, sebut juga triwulannya di judul, misalnya \"TRIWULAN II\"; selain itu tidak perlu diubah.";
        return Some(told(document, heading, Severity::Info, (message, advice)));
    }
    if let Some((month, quarter)) = sheet_month(document) {
        let message = format!(
            "Nama lembar ini menyebut bulan {month}, tetapi judulnya tidak menyebut bulan maupun triwulan; angkanya belum direkap."
        );
        let advice = format!(
            "Tulis di judulnya apa yang dilaporkan, misalnya \"BULAN {}\" atau \"{quarter}\".",
            month.to_uppercase()
        );
        return Some(told(document, heading, Severity::Warning, (message, advice)));
    }
    if let Some(year) = of_a_year(context, document, table) {
        let message = format!(
            "Laporan ini menyebut tahun {year} dan tidak menyebut triwulan; angkanya terbaca sebagai angka setahun dan tidak direkap per triwulan."
        );
        let advice = "Bila ini laporan setahun penuh, tidak perlu diubah; bila laporan satu triwulan, tulis triwulannya di judul.";
        return Some(told(document, heading, Severity::Info, (message, advice)));
    }
    if let Some((name, cell)) = said_in_columns(context, document) {
        let message =
            format!("Periodenya disebut di kolom {}, yang belum dapat dipakai; angkanya belum direkap.", quote(&name));
        let advice = "Tulis triwulannya juga di judul formulir, misalnya \"PENGUKURAN KINERJA TRIWULAN II\", atau tulis pada judul kolom realisasinya, misalnya \"Realisasi TW II\".";
        return Some(told(document, cell, Severity::Warning, (message, advice)));
    }
    let message = "Pengukuran ini tidak menyebut triwulan berapa, jadi angkanya belum dapat direkap.";
    let advice = "Tulis triwulannya di judul, misalnya \"PENGUKURAN KINERJA TRIWULAN II\", atau di nama berkas, misalnya \"TW II\"; laporan setahun penuh ditulis TRIWULAN IV.";
    Some(temuan(&ATURAN, document.cell(heading), message, advice).unit(document.unit()))
}

/// Whether all that was reached stands below months or halves of the year that its columns name: no quarter is left out.
fn achieved_by_part(document: &WorkspaceDocument<'_>) -> bool {
    let reached = |owned: &&TableColumn| matches!(owned.column.field, Field::Realisasi | Field::Capaian);
    let part = |owned: &TableColumn| matches!(owned.column.period, Period::Month(_) | Period::Semester(_));
    document.content.tables.iter().flat_map(|table| &table.columns).filter(reached).all(part)
}

/// Whether the title speaks of the term of a school: "SEMESTER GANJIL TAHUN PELAJARAN 2025/2026".
fn of_a_school_term(document: &WorkspaceDocument<'_>) -> bool {
    let term = |text: &str| {
        let text = key(text);
        let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.any(|word| matches!(word, "semester" | "smt"))
            && words.next().is_some_and(|word| matches!(word, "ganjil" | "gasal" | "genap"))
    };
    let title = document.content.heading.as_ref().map(|heading| heading.raw.as_ref());
    let lines = document.content.identities.iter().map(|identity| identity.entry.raw.as_ref());
    title.into_iter().chain(lines).any(term)
}

/// The heading of a column that names a quarter, or that says the month or the quarter of each row.
fn said_in_columns(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>) -> Option<(String, CellAddress)> {
    let unread = fact::of_document(context.tables, document.number).filter_map(Fact::unread_heading);
    let read = document.content.tables.iter().flat_map(|table| &table.columns);
    let read = read.map(|owned| (owned.heading.as_str(), owned.cell));
    let says = |heading: &str| {
        let last = key(heading.rsplit(" > ").next().unwrap_or(heading));
        find_triwulan(heading).is_some()
            || ["bulan", "nama bulan", "triwulan", "tw", "periode"].contains(&last.as_str())
    };
    let mut all = unread.chain(read);
    all.find(|(heading, _)| says(heading)).map(|(heading, cell)| (heading.to_string(), cell))
}

/// The one month that the name of the sheet says, and its quarter.
fn sheet_month(document: &WorkspaceDocument<'_>) -> Option<(&'static str, Triwulan)> {
    let sheet = key(&document.content.sheet);
    let mut months =
        sheet.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 2).filter_map(month_from_name);
    let month = only(months.by_ref())?;
    Some((month_name(month)?, Triwulan::from_month(month)?))
}

/// Words of reports of a whole year, and of the tables in them.
const YEARLY: [&str; 12] = [
    "lkjip",
    "lakip",
    "lkj",
    "laporan kinerja",
    "akuntabilitas kinerja",
    "laporan tahunan",
    // "PENGUKURAN KINERJA TAHUNAN"
    "tahunan",
    "lppd",
    "penyelenggaraan pemerintahan daerah",
    "indikator kinerja kunci",
    // "1 Januari s.d. 31 Desember"
    "31 desember",
    "31 des",
];
/// How tables of the chapter on achievements of such a report are numbered.
const CHAPTER: [&str; 4] = ["tabel 3.", "tabel iii.", "bab iii", "tabel 3-"];

/// The newest year that stands over what was reached.
fn measured_year(table: &DocumentTable) -> Option<i32> {
    let reached = table.columns.iter().filter(|owned| owned.column.field == Field::Realisasi);
    let year = |owned: &TableColumn| match owned.column.period {
        Period::Year(year) => Some(i32::from(year)),
        Period::Yearly => find_year(&owned.heading),
        _ => None,
    };
    reached.filter_map(year).max()
}

/// The year that a report is of as a whole: one that is over, one that its columns name over what was reached, or that of a
/// report of a year by its name. What was reached in it stands in no column of a part of the year.
fn of_a_year(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>, table: &DocumentTable) -> Option<i32> {
    // "Perbandingan Tahun 2023 - 2025" names several; the columns say which one was measured.
    let year = document.content.year.as_ref().map(|year| year.value).or_else(|| measured_year(table))?;
    let own = |owned: &&TableColumn| {
        matches!(owned.column.field, Field::Realisasi | Field::Capaian)
            && !matches!(owned.column.period, Period::Year(other) if i32::from(other) < year)
    };
    let reached: Vec<&TableColumn> = table.columns.iter().filter(own).collect();
    // Of a form without quarters a plain "Realisasi" is the form's own period.
    let plain = |owned: &TableColumn| {
        let heading = key(&owned.heading);
        let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
        !words.any(|word| ["tw", "trw", "triwulan", "bulan", "bln", "semester"].contains(&word))
    };
    let whole = |owned: &&TableColumn| match owned.column.period {
        Period::Yearly | Period::Year(_) => true,
        Period::Running => plain(owned),
        _ => false,
    };
    if reached.is_empty() || !reached.iter().all(whole) {
        return None;
    }
    let headed = || reached.iter().any(|owned| owned.heading.contains(&year.to_string()));
    let mut titles = document.titles().map(key);
    let named = |text: String| {
        let says = |word: &str| text.split(|letter: char| !letter.is_alphanumeric()).any(|own| own == word);
        YEARLY.iter().any(|word| if word.contains(' ') { text.contains(word) } else { says(word) })
            || CHAPTER.iter().any(|chapter| text.starts_with(chapter))
    };
    (year < context.settings.year || headed() || titles.any(named)).then_some(year)
}

/// Whether what was reached stands in a column for each of several years, of which the workspace's own stands for the
/// year: an evaluation of a plan, and no quarter's form.
fn by_years(table: &DocumentTable) -> bool {
    let mut reached = table.columns.iter().filter(|owned| owned.column.field == Field::Realisasi).peekable();
    // "Realisasi s/d Tahun Berjalan": counted over several.
    if reached.peek().is_some() && reached.all(|owned| until_a_year(&owned.heading)) {
        return true;
    }
    let columns = table.columns.iter().map(|owned| owned.column);
    let reached = columns.filter(|column| matches!(column.field, Field::Realisasi | Field::Capaian));
    let (years, others): (Vec<_>, Vec<_>) = reached.partition(|column| matches!(column.period, Period::Year(_)));
    !years.is_empty()
        && others
            .iter()
            .all(|column| column.period == Period::Yearly && years.iter().any(|year| year.field == column.field))
        && years.len() + others.len() > 1
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::{cell, temuan};

    #[test]
    fn a_report_of_a_month_is_said_to_be_of_no_quarter_yet_and_is_not_missed() {
        let form = |month: &str| {
            format!(
                "*** JTI/lap.xlsx\n=== B07\nLAPORAN CAPAIAN OUTPUT BULAN {month} 2026\n\nKode|Indikator|Target|Satuan|Realisasi Bulan Ini\nA.1|Jumlah publikasi|12|Laporan|1\nA.2|Jumlah peserta|15|Orang|4\n"
            )
        };
        let all = temuan("ID09", &form("MEI"));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.severity == Severity::Info && one.message.contains("bulan Mei"), "{one:?}");
        let missed = temuan("AL01", &form("MEI"));
        let of_quarter = |tw: &str| {
            missed.iter().any(|one| one.unit.as_deref() == Some("JTI") && one.message.contains(&format!("{tw} J")))
        };
        assert!(of_quarter("TW I") && !of_quarter("TW II"), "{missed:?}");
        assert_eq!(temuan("ID09", &form("JUNI")).len(), 0);
    }

    #[test]
    fn a_month_in_the_title_or_the_name_of_the_sheet_is_a_period() {
        let told = |sheet: &str, title: &str| {
            let form = format!(
                "*** JTI/lap.xlsx\n=== {sheet}\nLAPORAN CAPAIAN KINERJA\n{title}\n\nNo|Indikator|Satuan|Target|Realisasi|Capaian (%)\n1|Jumlah publikasi|Laporan|12|1|8.33\n2|Jumlah peserta|Orang|15|4|26.67\n"
            );
            let all = temuan("ID09", &form);
            all.into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        assert_eq!(told("Lap", "BULAN AGUSTUS TAHUN 2026"), [Severity::Info]);
        assert_eq!(told("Lap", "BULAN SEPTEMBER TAHUN 2026"), []);
        assert_eq!(told("AGUSTUS", "TAHUN 2026"), [Severity::Warning]);
        assert_eq!(told("Lap", "TAHUN 2026"), [Severity::Error]);
        assert_eq!(told("Lap", "TAHUN 2025"), [Severity::Info]);
    }

    #[test]
    fn columns_that_name_the_period_are_said_to_and_chapters_of_a_yearly_report_name_none() {
        let told = |title: &str, columns: &str, cells: &str| {
            let form = format!(
                "*** JTI/lap.xlsx\n=== Lap\n{title}\n\nNo|Indikator|Satuan|{columns}\n1|Jumlah publikasi|Laporan|{cells}\n2|Jumlah peserta|Orang|{cells}\n"
            );
            let all = temuan("ID09", &form);
            all.into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        let plain = "Target|Realisasi|Capaian (%)";
        assert_eq!(told("PENGUKURAN KINERJA TAHUN 2026", plain, "4|4|100"), [Severity::Error]);
        assert_eq!(told("Tabel 3.1 Hasil Pengukuran Kinerja Tahun 2026", plain, "4|4|100"), [Severity::Info]);
        let rows = "Bulan|Target|Realisasi";
        assert_eq!(told("CAPAIAN KINERJA TAHUN 2026", rows, "Mei|4|4"), [Severity::Warning]);
    }

    #[test]
    fn a_report_of_a_whole_year_is_asked_for_no_quarter() {
        let told = |title: &str, head: &str| {
            let form = format!(
                "*** JTI/capaian.xlsx\n=== Tabel\n{title}\n\nNo|Indikator|Satuan|{head}\n1|Waktu tanggap|Menit|5|4|120\n2|Kepatuhan petugas|%|85|88|103.53\n"
            );
            let all = temuan("ID09", &form);
            let [one] = all.as_slice() else { panic!("{all:?}") };
            one.severity
        };
        let plain = "Target|Realisasi|Capaian (%)";
        assert_eq!(told("PENGUKURAN KINERJA TAHUN 2026", plain), Severity::Error);
        assert_eq!(told("LKJIP 2026: CAPAIAN KINERJA TAHUN 2026", plain), Severity::Info);
        assert_eq!(told("PENGUKURAN KINERJA TAHUNAN\nTAHUN 2026", plain), Severity::Info);
        let dated = "Tahun 2026|<|<\n^|^|^|Target|Realisasi|Capaian (%)";
        assert_eq!(told("Tabel 3.1 Pengukuran Kinerja Tahun 2026", dated), Severity::Info);
    }

    #[test]
    fn an_evaluation_of_several_years_is_asked_and_not_accused() {
        let form = "*** JTI/evaluasi.xlsx\n=== Evaluasi\nEVALUASI RENSTRA JURUSAN\n\nNo|Sasaran|Indikator|Satuan|Target|<|Realisasi|<\n^|^|^|^|2025|2026|2025|2026\n1|Layanan|Waktu tanggap|Menit|5|4|4|4\n2|Layanan|Kepatuhan petugas|%|85|88|86|87\n";
        let all = temuan("ID09", form);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.severity, Severity::Info);
        assert!(one.message.contains("tahun demi tahun"), "{}", one.message);
    }

    #[test]
    fn a_title_that_is_none_of_the_known_kinds_tells_its_half_year_too() {
        let form = |title: &str| {
            cell(
                "ID09",
                &format!(
                    "*** JTI/mutu.xlsx\n=== Mutu\n{title}\n\nNo|Indikator|Satuan|Target|Realisasi\n1|Waktu tanggap|Menit|5|4\n2|Kepatuhan petugas|%|85|88\n"
                ),
            )
        };
        assert_eq!(form("LAPORAN INDIKATOR MUTU UNIT SEMESTER I TAHUN 2026"), Vec::<String>::new());
        assert_eq!(form("LAPORAN INDIKATOR MUTU UNIT TAHUN 2026").len(), 1);
    }
}
