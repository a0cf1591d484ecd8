//! AL01: which unit has not sent what, and who sent it late.
//!
//! The day on which a file was received is known for mail alone: the date of a file in a folder is the day on which
//! somebody copied it there, and accuses nobody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::document_kind::YEAR;
use crate::domain::hash::HashMap;
use crate::domain::node::Jenjang;
use crate::domain::place::Place;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::{OddHeading, QuarterSigns, RegisteredDocument, SentFile, Tables};

use crate::rules::helpers::document::submission;
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "AL01",
    name: "Dokumen belum dikirim atau terlambat",
    severity: Severity::Warning,
    scope: Scope::House,
    needs: &[Need::Register, Need::Deadlines],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Unit yang punya indikator di kaskade (atau pernah mengirim sesuatu) belum mengirim PK, Rencana Aksi, atau Pengukuran yang tenggatnya sudah lewat, atau mengirimnya setelah tenggat. Keterlambatan hanya dinilai untuk kiriman surel, karena hanya tanggal surel yang dapat dipercaya.",
    why: "Rekap tanpa satu unit bukan rekap lembaga; yang belum mengirim perlu segera dihubungi.",
    source: "Pemeriksaan WF-01; tenggat ditetapkan tiap lembaga karena tidak ada tenggat nasional untuk laporan triwulan.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja|%|60
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja|%|60
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<
^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja|Pelacakan alumni|15|30|45|60
*** JTI/tw1.xlsx
=== TW1
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%|14%
*** JTI/tw2.xlsx
=== TW2
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%|31%
",
    check: Check::Workspace(check),
};

/// A column of the matrix.
type RequiredForm = (DocumentKind, Option<Triwulan>);

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let (tables, today) = (context.tables, context.settings.today);
    let via = due(&context.settings.tenggat, today);
    let sent = sent(tables);
    let filled = filled_triwulan(tables);
    let candidates = candidates(tables);
    let misnamed = tables.misnamed();
    let without_quarter = tables.without_quarter();
    let monthly = tables.monthly();
    let semesters = context.settings.tenggat.by_semester();
    let mut outcome = Vec::new();
    for unit in must_report(tables) {
        for &(required, tenggat) in &via {
            match sent.get(&(unit, required.0, required.1)) {
                Some(file) => outcome.extend(late(unit, &mention(required, semesters), tenggat, file)),
                // What came and could not be read is told by the finding about the file.
                None if tables.unread_for(unit, required.0, required.1).is_some() => {}
                None if required.1.is_some_and(|tw| filled.contains(&(unit, tw))) => {}
                // What came and names a unit that nobody knows is told by the finding about its name.
                None if misnamed.contains_key(&(unit, required.0, required.1)) => {}
                // What came without its quarter is told by the finding about that.
                None if required.1.is_some() && without_quarter.contains_key(unit) => {}
                // A report of a month within the quarter came: the finding about that says what it lacks.
                None if required.1.is_some_and(|tw| monthly.contains_key(&(unit, tw))) => {}
                None => {
                    let said = mention(required, semesters);
                    outcome.push(not_yet(tables, &candidates, (unit, required, &said), tenggat, today));
                }
            }
        }
    }
    outcome
}

/// What is due, with the day it was due.
fn due(tenggat: &Tenggat, today: NaiveDate) -> Vec<(RequiredForm, NaiveDate)> {
    let all = YEAR.into_iter().map(|one| (one.kind, one.quarter));
    all.filter_map(|required| Some((required, tenggat.of(required.0, required.1).filter(|day| *day < today)?)))
        .collect()
}

/// Units with indicators of their own, and those that sent something.
fn must_report(tables: &Tables) -> BTreeSet<&str> {
    let ikk = tables.nodes.iter().filter(|node| node.jenjang == Some(Jenjang::Ikk));
    let ikk = ikk.filter_map(|node| node.unit.as_deref()).filter(|code| tables.unit(code).is_some());
    let sent = tables.documents.iter().filter_map(|document| document.unit.as_deref());
    ikk.chain(sent).chain(tables.unread.iter().filter_map(|unread| unread.unit.as_deref())).collect()
}

/// The files of each cell of the matrix, also those that a newer one replaced.
fn sent(tables: &Tables) -> BTreeMap<(&str, DocumentKind, Option<Triwulan>), Vec<&SentFile>> {
    let mut outcome: BTreeMap<_, Vec<&SentFile>> = BTreeMap::new();
    for (document, number) in tables.documents.iter().zip(0_u32..) {
        let (Some(unit), Some(file)) = (document.unit.as_deref(), tables.document_file(number)) else { continue };
        if document.status.received() {
            let counted = tables.document_content(number).and_then(|content| counts_as(document, content, &file.path));
            let triwulan = document.kind.quarter(counted.or(document.triwulan));
            outcome.entry((unit, document.kind, triwulan)).or_default().push(file);
        }
    }
    outcome
}

/// The quarter as which a measurement counts whose title says another: a form of last quarter under this quarter's title.
fn counts_as(registered: &RegisteredDocument, content: &Document, path: &str) -> Option<Triwulan> {
    let quarter =
        registered.triwulan.filter(|_| registered.kind == DocumentKind::Pengukuran && !registered.semester)?;
    let odd = OddHeading::of(content, quarter, &QuarterSigns::of(content, path))?;
    (!odd.corrected).then_some(odd.says)
}

/// Quarters that are filled in on any form: one workbook may hold the whole year.
fn filled_triwulan(tables: &Tables) -> BTreeSet<(&str, Triwulan)> {
    let filled = tables.pengukuran().filter(|row| row.reports);
    filled.flat_map(|row| row.quarters().map(move |tw| Some((row.unit?, tw)))).flatten().collect()
}

fn not_yet(
    tables: &Tables,
    candidates: &Candidates<'_>,
    (unit, required, said): (&str, RequiredForm, &str),
    tenggat: NaiveDate,
    today: NaiveDate,
) -> Temuan {
    let fitting = candidates.get(&(unit, required.0)).map(Vec::as_slice).unwrap_or_default();
    let fitting: Vec<&Candidate<'_>> =
        fitting.iter().filter(|one| required.1.is_none() || one.triwulan == required.1).collect();
    let candidate = fitting.iter().map(|one| one.path);
    let mut message = format!(
        "{} {} belum diterima sampai {}; tenggatnya {}.",
        said,
        name(tables, unit),
        long_format(today),
        long_format(tenggat)
    );
    if let Some(one) = fitting.first() {
        message.push(' ');
        message.push_str(&one.said());
    }
    let names = if required.1.is_some() { "nama unit dan triwulannya" } else { "nama unit dan judulnya" };
    let advice = format!("Kirim dokumen itu; bila sudah dikirim, periksa apakah {names} tertulis benar.");
    temuan(&ATURAN, Place::default(), message, advice).unit(Some(unit)).all_related(candidate.map(Place::file))
}

/// Why a file may be the one that is missed, and does not count as it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CandidateDoubt {
    /// It bears the signs of two units.
    Unit,
    /// Its columns are of this other quarter.
    OtherQuarter(Triwulan),
}

/// A file that may be the one that is missed.
struct Candidate<'a> {
    /// The quarter that it names.
    triwulan: Option<Triwulan>,
    path: &'a str,
    doubt: CandidateDoubt,
}

impl Candidate<'_> {
    /// What is said of it behind what is missed.
    fn said(&self) -> String {
        let file = self.path;
        match (self.doubt, self.triwulan) {
            (CandidateDoubt::OtherQuarter(says), Some(named)) => {
                format!("Berkas {file} menyebut {named}, tetapi isinya dihitung sebagai {says}.")
            }
            _ => format!("Berkas {file} mungkin dari unit ini, tetapi unitnya belum pasti."),
        }
    }
}

/// Files that may be what is missed, by unit and kind.
type Candidates<'a> = HashMap<(&'a str, DocumentKind), Vec<Candidate<'a>>>;

/// Files of which nobody can tell whose they are, for each unit whose signs they bear; and measurements of a unit whose columns
/// are of another quarter than they say.
fn candidates(tables: &Tables) -> Candidates<'_> {
    let mut outcome: Candidates<'_> = HashMap::default();
    for document in submission(tables) {
        let (kind, path) = (document.registered.kind, document.file.path.as_str());
        let triwulan = document.registered.triwulan;
        let doubt = counts_as(document.registered, document.content, path).map(CandidateDoubt::OtherQuarter);
        if let (Some(unit), Some(doubt)) = (document.unit(), doubt) {
            outcome.entry((unit, kind)).or_default().push(Candidate { triwulan, path, doubt });
        }
        let doubt = document.registered.doubt.as_deref().filter(|doubt| doubt.set_aside);
        let units: BTreeSet<&str> =
            doubt.into_iter().flat_map(|doubt| [doubt.odd.as_str(), doubt.other.as_str()]).collect();
        for unit in units {
            outcome.entry((unit, kind)).or_default().push(Candidate { triwulan, path, doubt: CandidateDoubt::Unit });
        }
    }
    outcome
}

/// Late when every copy came by mail and the first came after the day it was due.
fn late(unit: &str, said: &str, tenggat: NaiveDate, file: &[&SentFile]) -> Option<Temuan> {
    let mail: Option<Vec<(NaiveDate, &SentFile)>> = file.iter().map(|file| Some((file.mail_day()?, *file))).collect();
    let (day, first) = mail?.into_iter().min_by_key(|(day, _)| *day).filter(|(day, _)| *day > tenggat)?;
    let slow = (day - tenggat).num_days();
    let message =
        format!("{said} diterima {}, {slow} hari setelah tenggat {}.", long_format(day), long_format(tenggat));
    let advice = "Sampaikan alasannya kepada perencana; untuk berikutnya, kirim sebelum tenggat.";
    // What came late is here, and nobody can mend the day.
    let temuan = temuan(&ATURAN, Place::file(&first.path), message, advice).unit(Some(unit));
    let temuan = Temuan { severity: Severity::Info, ..temuan };
    Some(temuan.difference(long_format(day), format!("paling lambat {}", long_format(tenggat))).gap(slow as f64))
}

/// A document in a sentence; of a house that measures semesters alone, with its semester.
fn mention((kind, triwulan): RequiredForm, semesters: bool) -> String {
    let Some(triwulan) = triwulan else { return kind.name().to_string() };
    match (semesters, triwulan) {
        (true, Triwulan::II) => format!("{} Semester I", kind.name()),
        (true, Triwulan::IV) => format!("{} Semester II", kind.name()),
        _ => format!("{} {triwulan}", kind.name()),
    }
}

fn name<'a>(tables: &'a Tables, unit: &'a str) -> &'a str {
    tables.unit(unit).map_or(unit, |unit| unit.name.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::mail::MailOrigin;

    fn file(path: &str, day: u32) -> SentFile {
        SentFile {
            path: path.into(),
            sha256: String::new(),
            size: 0,
            received: NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(8, 0, 0),
            mail_origin: None,
            outcome: Err(crate::tables::ReadFailure { message: String::new(), advice: String::new() }),
            copy_from: None,
        }
    }

    fn mail(path: &str, day: u32) -> SentFile {
        let usual = file(path, 28);
        let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(8, 0, 0);
        SentFile { mail_origin: Some(MailOrigin { date, ..MailOrigin::default() }), ..usual }
    }

    fn outcome(file: &[&SentFile]) -> Option<Temuan> {
        late("JTI", "Perjanjian Kinerja", NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(), file)
    }

    #[test]
    fn the_first_mail_decides_and_not_its_revision() {
        let (start, revision) = (mail("surat.eml/pk.xlsx", 9), mail("balasan.eml/pk.xlsx", 20));
        assert_eq!(outcome(&[&revision, &start]), None);
        let temuan = outcome(&[&revision]).unwrap();
        assert_eq!((temuan.gap, temuan.place.file.as_str()), (Some(10.0), "balasan.eml/pk.xlsx"));
    }

    #[test]
    fn the_date_of_a_file_in_a_folder_accuses_nobody() {
        assert_eq!(outcome(&[&file("JTI/pk.xlsx", 20)]), None);
        assert_eq!(outcome(&[&mail("surat.eml/pk.xlsx", 20), &file("JTI/pk.xlsx", 20)]), None);
        assert_eq!(outcome(&[&file("surat tanpa tanggal.eml/pk.xlsx", 20)]), None);
    }

    #[test]
    fn what_is_not_due_yet_is_not_missed() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let tenggat = Tenggat::default()
            .with(DocumentKind::Pk, &[day(2, 28)])
            .with(DocumentKind::Pengukuran, &[day(4, 10), day(7, 20)]);
        let via = due(&tenggat, day(7, 20).unwrap());
        let required: Vec<RequiredForm> = via.into_iter().map(|(required, _)| required).collect();
        assert_eq!(required, [(DocumentKind::Pk, None), (DocumentKind::Pengukuran, Some(Triwulan::I))]);
    }

    #[test]
    fn a_form_that_names_a_unit_nobody_knows_was_received_all_the_same() {
        let image = |path: &str| {
            format!(
                "*** {path}\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informatika\n\
                 No|Sasaran|Indikator Kinerja|Target\n1|A|Persentase lulusan yang bekerja dalam 6 bulan|60%\n"
            )
        };
        for path in ["kiriman/pk.xlsx", "JTI/pk.xlsx"] {
            let all = crate::rules::helpers::test::temuan("AL01", &image(path));
            let own = all.iter().filter(|one| one.unit.as_deref() == Some("JTI"));
            assert!(own.clone().count() > 0, "{path}");
            assert!(own.clone().all(|one| !one.message.starts_with("Perjanjian")), "{path}: {all:?}");
        }
    }

    #[test]
    fn where_semesters_are_measured_semesters_are_missed() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let quarter = |tw| (DocumentKind::Pengukuran, Some(tw));
        let semesters = Tenggat::default().with(DocumentKind::Pengukuran, &[None, day(7, 10), None, None]);
        assert!(semesters.by_semester());
        assert_eq!(mention(quarter(Triwulan::II), true), "Pengukuran Kinerja Semester I");
        assert_eq!(mention(quarter(Triwulan::IV), true), "Pengukuran Kinerja Semester II");
        assert_eq!(mention(quarter(Triwulan::II), false), "Pengukuran Kinerja TW II");
        assert_eq!(mention((DocumentKind::Pk, None), true), "Perjanjian Kinerja");
    }

    #[test]
    fn a_form_that_came_without_its_quarter_or_with_that_of_another_is_not_said_to_be_missing() {
        let missed = |path: &str, title: &str, columns: &str| {
            let image = format!(
                "*** {path}\n=== Data\nPENGUKURAN KINERJA {title}TAHUN 2026\nNo|Sasaran|Indikator|Satuan|{columns}\n1|A|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14\n"
            );
            let all = crate::rules::helpers::test::temuan("AL01", &image);
            let own = all.into_iter().filter(|one| one.unit.as_deref() == Some("JTI")).map(|one| one.message);
            own.filter(|message| message.starts_with("Pengukuran")).collect::<Vec<_>>()
        };
        let without = missed("JTI/uk.xlsx", "", "Target TW|Realisasi TW");
        assert_eq!(without, Vec::<String>::new());
        let left_behind = missed("JTI/TW II.xlsx", "TRIWULAN II ", "Target TW I|Realisasi TW I");
        let [one] = left_behind.as_slice() else { panic!("{left_behind:?}") };
        assert!(
            one.contains("TW II") && one.ends_with("menyebut TW II, tetapi isinya dihitung sebagai TW I."),
            "{one}"
        );
        let right = missed("JTI/TW II.xlsx", "TRIWULAN II ", "Target TW|Realisasi TW");
        assert!(right.len() == 1 && !right[0].contains("Berkas"), "{right:?}");
    }

    #[test]
    fn one_workbook_may_hold_the_quarters_of_the_year() {
        let image = "\
*** JTI/capaian 2026.xlsx
=== Capaian
PENGUKURAN KINERJA TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<
^|^|^|^|^|TW I|TW II|TW III|TW IV
1|A|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14||||
";
        let lacking: Vec<String> = crate::rules::helpers::test::temuan("AL01", image)
            .into_iter()
            .filter(|temuan| temuan.unit.as_deref() == Some("JTI"))
            .map(|temuan| temuan.message.split(" Jurusan").next().unwrap_or_default().to_string())
            .collect();
        assert_eq!(lacking, ["Pengukuran Kinerja TW II", "Perjanjian Kinerja", "Rencana Aksi"]);
    }
}
