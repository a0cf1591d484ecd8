//! BK02: the same file, or the same document, sent more than once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::place::Place;
use crate::finding::{Severity, Temuan};
use crate::tables::{RegisteredDocument, SentFile, Status, Tables};

use crate::rules::helpers::{list, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "BK02",
    name: "Dokumen dikirim lebih dari sekali",
    severity: Severity::Warning,
    what: "Berkas yang isinya persis sama dikirim dua kali, atau satu unit mengirim dokumen yang sama untuk periode yang sama dalam beberapa berkas.",
    why: "Hanya satu yang dihitung, yaitu yang terbaru; pengirim perlu tahu berkas mana yang tidak dipakai. Perbaikan yang menyusul lewat surel hanya info, karena urutannya pasti.",
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
    temuan.extend(superseded(context.tables));
    temuan
}

/// Files with the bytes of another.
fn copy(tables: &Tables) -> Vec<Temuan> {
    let unit = |number: u32| tables.document.iter().find(|one| one.file == number).and_then(|one| one.unit.as_deref());
    tables
        .file
        .iter()
        .zip(0_u32..)
        .filter_map(|(file, number)| {
            let origin = file.copy_from.as_deref()?;
            let message = format!("Isi berkas ini persis sama dengan {origin}; yang dipakai adalah {origin}.");
            let advice = "Hapus salah satu; bila maksudnya mengirim perbaikan, kirim berkas yang sudah diubah.";
            Some(
                temuan(&ATURAN, Place::file(&file.path), message, advice)
                    .unit(unit(number))
                    .related(Place::file(origin)),
            )
        })
        .collect()
}

/// Documents in whose place a newer one counts, one finding for each pair of files.
fn superseded(tables: &Tables) -> Vec<Temuan> {
    let mut pair: BTreeMap<(u32, u32), Vec<&RegisteredDocument>> = BTreeMap::new();
    for document in &tables.document {
        if let Status::Superseded(replacement) = document.status
            && let Some(replacement) = tables.document.get(replacement as usize)
        {
            pair.entry((document.file, replacement.file)).or_default().push(document);
        }
    }
    pair.into_iter()
        .filter_map(|((old, new), document)| {
            let (old, new) = (tables.file.get(old as usize)?, tables.file.get(new as usize)?);
            let unit = document.first()?.unit.as_deref();
            let name: Vec<String> = document.iter().map(|one| mention(one)).collect();
            let (name, owned) = (list(&name), unit.unwrap_or("ini"));
            let place = Place::file(&old.path);
            let temuan = if let Some(day) = follows(old, new) {
                let day = long_format(day);
                let message = format!(
                    "{name} unit {owned} dikirim lagi lewat surel {day}; yang dipakai adalah {}, bukan berkas ini.",
                    new.path
                );
                let one =
                    temuan(&ATURAN, place, message, "Tidak ada yang perlu dilakukan: kiriman terbaru yang dihitung.");
                Temuan { severity: Severity::Info, ..one }
            } else {
                let message = format!(
                    "{name} unit {owned} dikirim lebih dari sekali; yang dipakai adalah {}, bukan berkas ini.",
                    new.path
                );
                let advice = "Pastikan berkas yang dipakai itu memang yang terakhir disahkan, lalu hapus yang lain.";
                temuan(&ATURAN, place, message, advice)
            };
            old.copy_from.is_none().then(|| temuan.unit(unit).related(Place::file(&new.path)))
        })
        .collect()
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
    fn the_same_document_of_two_units_is_no_duplicate() {
        assert!(
            test::temuan("BK02", &format!("*** JTI/a.xlsx\n{PK}*** JTM/b.xlsx\n{PK}2|A|Jumlah dosen|5\n")).is_empty()
        );
    }
}
