//! BK02: the same file, or the same document, sent more than once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::{PrecedenceBasis, RegisteredDocument, SentFile, Status, Tables};

use crate::rules::helpers::document::OtherQuarter;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "BK02",
    name: "Dokumen dikirim lebih dari sekali",
    severity: Severity::Warning,
    scope: Scope::House,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID15"],
    fields: &[],
    what: "Berkas yang isinya persis sama dikirim dua kali, atau satu unit mengirim dokumen yang sama untuk periode yang sama dalam beberapa berkas.",
    why: "Hanya satu yang dihitung, yaitu yang terbaru; pengirim perlu tahu berkas mana yang tidak dipakai. Perbaikan yang menyusul lewat surel dan dokumen perubahan yang menyebut dirinya begitu hanya info, karena urutannya pasti.",
    source: "Pemeriksaan FILE-02: pengiriman ganda tetap tercatat dan versi yang dipakai disebutkan.",
    wrong: "\
*** JTI/pk lama.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|50%
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut temuan = copy(context.tables);
    temuan.extend(superseded(context));
    temuan
}

/// Files with the bytes of another.
fn copy(tables: &Tables) -> Vec<Temuan> {
    let unit = |number: u32| tables.documents.iter().find(|one| one.file == number).and_then(|one| one.unit.as_deref());
    tables
        .files
        .iter()
        .zip(0_u32..)
        .filter_map(|(file, number)| {
            let origin = file.copy_from.as_deref()?;
            let message = format!("Isi berkas ini persis sama dengan {origin}; yang dipakai adalah {origin}.");
            let advice =
                "Tidak perlu dikirim dua kali; bila maksudnya mengirim perbaikan, kirim berkas yang sudah diubah.";
            Some(
                temuan(&ATURAN, Place::file(&file.path), message, advice)
                    .unit(unit(number))
                    .related(Place::file(origin)),
            )
        })
        .collect()
}

/// Documents in whose place a newer one counts, one finding for each pair of files.
fn superseded(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let mut pair: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    for (document, number) in tables.documents.iter().zip(0_u32..) {
        if let Status::Superseded(replacement) = document.status
            && let Some(owned) = tables.documents.get(replacement as usize)
        {
            pair.entry((document.file, owned.file)).or_default().push((number, replacement));
        }
    }
    pair.into_iter().filter_map(|(file, document)| one_pair(context, file, &document)).collect()
}

fn one_pair(context: &RuleContext<'_>, (old, new): (u32, u32), document: &[(u32, u32)]) -> Option<Temuan> {
    let tables = context.tables;
    let (old, new) = (tables.files.get(old as usize)?, tables.files.get(new as usize)?);
    if old.copy_from.is_some() {
        return None;
    }
    let all: Vec<&RegisteredDocument> =
        document.iter().filter_map(|(number, _)| tables.documents.get(*number as usize)).collect();
    let unit = all.first()?.unit.as_deref();
    let name = listed(&all.iter().map(|one| mention(one)).collect::<Vec<_>>());
    let (owned, path) = (unit.unwrap_or("ini"), &new.path);
    let place = Place::file(&old.path);
    let info = |message: String| Temuan {
        severity: Severity::Info,
        ..temuan(&ATURAN, place.clone(), message, "Tidak ada yang perlu dilakukan.")
    };
    let temuan = if document.iter().all(|(old, new)| tables.same_content(*old, *new)) {
        info(format!("Isi {name} di berkas ini sama dengan {path}; yang dipakai adalah {path}."))
    } else if let Some(title) = document.iter().find_map(|(_, new)| titled_otherwise(tables, *new)) {
        let message = format!(
            "{name} unit {owned} tampak dikirim lebih dari sekali; yang dipakai adalah {path}, bukan berkas ini, padahal {} menyebut {}.",
            listed(&title.names),
            title.other
        );
        let advice = format!(
            "Periksa triwulan di judul {path}; bila yang diukurnya {}, perbaiki judulnya dan kirim ulang. Berkas ini jangan dipindahkan: setelah itu berkas ini yang dipakai.",
            title.other
        );
        let place_title = Place { cells: vec![title.cell], ..place_sheet(tables, document, path) };
        return Some(temuan(&ATURAN, place, message, advice).unit(unit).related(place_title));
    } else if document.iter().all(|(old, new)| changed(tables, *old, *new)) {
        info(format!(
            "{name} unit {owned} sudah diubah; yang berlaku sekarang {path}, sedangkan berkas ini tetap disimpan sebagai yang semula."
        ))
    } else if let Some(day) = follows(old, new) {
        let day = long_format(day);
        info(format!(
            "{name} unit {owned} dikirim lagi lewat surel {day}; yang dipakai adalah {path}, bukan berkas ini."
        ))
    } else {
        let basis = document.first().and_then(|(old, _)| tables.basis(*old, Some(context.settings.year)));
        let message = format!(
            "{name} unit {owned} dikirim lebih dari sekali; yang dipakai adalah {path}, bukan berkas ini{}.",
            basis.map(reason).unwrap_or_default()
        );
        let sure =
            "Pastikan berkas yang dipakai itu memang yang terakhir disahkan; yang lain pindahkan ke luar folder masuk.";
        let advice = match put_away(path) {
            Some(folder) => format!("Berkas yang dipakai itu ada di folder {}. {sure}", quote(folder)),
            None => sure.to_string(),
        };
        temuan(&ATURAN, place, message, advice)
    };
    Some(temuan.unit(unit).related(Place::file(path)))
}

/// The folder of a file that calls what lies in it old.
fn put_away(path: &str) -> Option<&str> {
    const OLD: [&str; 6] = ["lama", "arsip", "usang", "old", "backup", "cadangan"];
    let (folders, _) = path.rsplit_once('/')?;
    let old =
        |folder: &&str| key(folder).split(|letter: char| !letter.is_alphanumeric()).any(|word| OLD.contains(&word));
    folders.split('/').find(old)
}

/// Whether a document calls itself the change of another, which does not.
fn changed(tables: &Tables, old: u32, new: u32) -> bool {
    let change = |number| tables.document_content(number).map(|content| content.change);
    change(old) == Some(false) && change(new) == Some(true)
}

/// A measurement that counts by its title, while its names say another quarter: then nothing was sent twice.
fn titled_otherwise(tables: &Tables, new: u32) -> Option<OtherQuarter> {
    OtherQuarter::of(tables.document_content(new)?, &tables.document_file(new)?.path)
}

/// The sheet of the document that counts.
fn place_sheet(tables: &Tables, document: &[(u32, u32)], path: &str) -> Place {
    let sheet =
        document.first().and_then(|(_, new)| tables.document_content(*new)).map(|content| content.sheet.clone());
    Place { sheet, ..Place::file(path) }
}

/// Why the newer one counts, at the end of a sentence.
fn reason(basis: PrecedenceBasis) -> String {
    match basis {
        PrecedenceBasis::Identity => String::new(),
        PrecedenceBasis::Date(date) => format!(", karena tanggalnya lebih baru ({})", long_format(date)),
        PrecedenceBasis::Revision => ", karena judul atau nama berkasnya menyebut revisi".into(),
        PrecedenceBasis::Mail => ", karena surelnya lebih baru".into(),
        PrecedenceBasis::Marked => ", karena itu salinan bertanda yang dikirim kembali".into(),
        PrecedenceBasis::FileTime => ", menurut waktu berkasnya, yang berubah bila berkas disalin".into(),
    }
}

/// The day on which the newer file was received, when mail says of both when they came: then nobody needs to ask which
/// of them is the last.
fn follows(old: &SentFile, new: &SentFile) -> Option<NaiveDate> {
    let moment = |file: &SentFile| file.mail_origin.as_ref().and_then(|origin| origin.date);
    moment(old).zip(moment(new)).filter(|(old, new)| old < new).and_then(|_| new.mail_day())
}

fn mention(document: &RegisteredDocument) -> String {
    let name = document.kind.name();
    document.triwulan.map_or_else(|| name.to_string(), |triwulan| format!("{name} {triwulan}"))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const PK: &str = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n";

    #[test]
    fn the_same_bytes_are_told_once_on_the_copy() {
        let temuan = test::temuan("BK02", &format!("*** JTI/a.xlsx\n{PK}*** ulang JTI/b.xlsx\n{PK}"));
        let [one] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!((one.place.file.as_str(), one.unit.as_deref()), ("ulang JTI/b.xlsx", Some("JTI")));
        assert!(one.message.contains("JTI/a.xlsx"), "{}", one.message);
    }

    #[test]
    fn a_form_saved_anew_is_no_second_version_and_the_reason_of_the_choice_is_told() {
        let old = format!("*** JTI/pk.xlsx\n{PK}");
        let same = test::temuan("BK02", &format!("{old}*** JTI/pk lagi.xlsx\n{}", PK.replace("2026\n", "2026 \n")));
        assert!(same.iter().all(|one| one.severity == crate::finding::Severity::Info), "{same:?}");
        let revision = test::temuan("BK02", &format!("{old}*** JTI/pk revisi.xlsx\n{}", PK.replace("|4", "|6")));
        let [one] = revision.as_slice() else { panic!("{revision:?}") };
        assert!(one.place.file == "JTI/pk.xlsx" && one.message.ends_with("menyebut revisi."), "{}", one.message);
        let time = test::temuan("BK02", &format!("{old}*** JTI/pk2.xlsx\n{}", PK.replace("|4", "|6")));
        assert!(time[0].message.contains("menurut waktu berkasnya"), "{}", time[0].message);
    }

    #[test]
    fn a_file_in_use_that_lies_in_a_folder_of_old_ones_is_worth_a_word() {
        let told = |folder: &str| {
            let newer = PK.replace("|4", "|6");
            let all = test::temuan("BK02", &format!("*** JTI/pk.xlsx\n{PK}*** {folder}/pk revisi.xlsx\n{newer}"));
            all.first().map(|one| one.advice.clone()).unwrap_or_default()
        };
        assert!(told("JTI/PK lama").starts_with("Berkas yang dipakai itu ada di folder \"PK lama\"."));
        assert!(told("JTI/kiriman").starts_with("Pastikan"));
    }

    #[test]
    fn what_an_agreement_was_before_it_was_changed_is_kept_and_no_second_copy() {
        let changed = PK.replace("PERJANJIAN", "PERUBAHAN PERJANJIAN").replace("|4", "|6");
        let [one] = test::temuan("BK02", &format!("*** JTI/pk.xlsx\n{PK}*** JTI/pk perubahan.xlsx\n{changed}"))
            .try_into()
            .expect("one finding");
        assert_eq!((one.place.file.as_str(), one.severity), ("JTI/pk.xlsx", crate::finding::Severity::Info));
        assert!(one.message.contains("sudah diubah") && !one.advice.contains("pindahkan"), "{one:?}");
    }

    /// Two forms with one title, the second under this name and with this sheet.
    fn left_behind(second: &str, sheet: &str) -> Vec<crate::finding::Temuan> {
        let form = |name: &str, sheet: &str, reached: &str, day: &str| {
            format!(
                "*** JTI/{name}.xlsx\n=== {sheet}\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n1|A|Jumlah mitra|Mitra|4|{reached}\n\n|||Kota Contoh, {day}\n|||Ketua Jurusan\n|||Nama Ketua\n"
            )
        };
        test::folded(&(form("TW I", "TW I", "4", "3 April 2026") + &form(second, sheet, "5", "3 Juli 2026")))
    }

    #[test]
    fn a_form_with_last_quarters_title_is_to_blame_and_nobody_is_asked_to_move_the_right_one() {
        let all = left_behind("TW II", "Data");
        assert!(!all.iter().any(|one| one.code == "BK02"), "{all:?}");
        let cause = all.iter().find(|one| one.code == "ID15").expect("the title");
        let echo = cause.follow_up.iter().find(|one| one.code == "BK02").expect("what follows from it");
        assert_eq!(echo.place.file, "JTI/TW I.xlsx");
        assert!(echo.advice.contains("jangan dipindahkan"), "{}", echo.advice);
    }

    #[test]
    fn a_form_whose_title_is_outvoted_takes_nobodys_place() {
        let all = left_behind("TW II", "TW II");
        let every = || all.iter().flat_map(|one| std::iter::once(one).chain(&one.follow_up));
        assert!(every().any(|one| one.code == "ID15") && !every().any(|one| one.code == "BK02"), "{all:?}");
    }

    #[test]
    fn a_report_that_calls_itself_a_plan_takes_the_place_of_none() {
        let plan = "*** JTI/rencana aksi.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Target TW II\n1|A|Jumlah mitra|4|Mencari mitra|1|3\n";
        let report = |file: &str, title: &str, action: &str, reached: &str| {
            format!(
                "{plan}*** JTI/{file}.xlsx\n=== Form\n{title} TAHUN 2026\nNo|Indikator Kinerja|Target|Target TW II|Realisasi TW II|{action}|Bukti Dukung\n1|Jumlah mitra|4|3|{reached}|Mencari mitra|D:\\rekap.xlsx\n"
            )
        };
        let codes = |image: &str| {
            let all = test::folded(image).into_iter().map(|one| one.code);
            all.filter(|code| ["BK02", "UK25"].contains(&code.as_str())).collect::<Vec<_>>()
        };
        let follow_up = "Tindak Lanjut";
        for (file, title) in [
            ("a", "RENCANA AKSI DAN REALISASI KINERJA"),
            ("b", "FORMULIR RENCANA AKSI TRIWULAN II"),
            ("rencana aksi tw 2", "FORMULIR RENCANA AKSI"),
        ] {
            assert_eq!(codes(&report(file, title, follow_up, "3")), ["UK25"], "{title}");
        }
        // Room for what will be reached, and actions: a plan that was sent anew.
        assert_eq!(codes(&report("a", "RENCANA AKSI DAN REALISASI KINERJA", follow_up, "")), ["BK02"]);
        assert_eq!(codes(&report("a", "RENCANA AKSI DAN REALISASI KINERJA", "Rencana Aksi", "3")), ["BK02"]);
        // Of a quarter, with actions: what the plan beside it is measured by.
        let quarter = report("a", "RENCANA AKSI TRIWULAN II", "Rencana Aksi", "3");
        assert_eq!(codes(&quarter), ["UK25"]);
        let measured = "*** JTI/ukur.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator Kinerja|Target TW|Realisasi TW\n1|Jumlah mitra|3|3\n";
        assert_eq!(codes(&(quarter + measured)), ["BK02"]);
    }

    #[test]
    fn the_same_document_of_two_units_is_no_duplicate() {
        assert!(
            test::temuan("BK02", &format!("*** JTI/a.xlsx\n{PK}*** JTM/b.xlsx\n{PK}2|A|Jumlah dosen|5\n")).is_empty()
        );
    }
}
