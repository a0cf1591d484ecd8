//! UK23: evidence that is named after another quarter.

use std::collections::BTreeSet;

use crate::domain::bukti;
use crate::domain::column::Field;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::OtherQuarter;
use crate::rules::helpers::measure::{RowMeasure, reported};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::named_quarter;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK23",
    name: "Bukti dukung menyebut triwulan lain",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["UK16", "ID15"],
    fields: &[Field::BuktiDukung],
    what: "Semua berkas bukti sebuah realisasi menyebut triwulan, dan tidak satu pun menyebut triwulan yang dilaporkan. Bukti yang tidak menyebut triwulan, menyebut beberapa triwulan, atau menyebut semester tidak dipersoalkan. Triwulan yang sama dari tahun lain (\"Rekap TW II 2025.pdf\") juga dilaporkan; tahun saja tidak.",
    why: "Lampiran yang salah ambil membuktikan triwulan lain, dan baru ketahuan ketika dievaluasi.",
    source: "Evaluasi AKIP meminta bukti per triwulan (seed SOP Sekretariat DPRD); kejadian nyata.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|«Daftar mitra TW I.pdf»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|Daftar mitra TW II.pdf
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let temuan = |measure: RowMeasure<'_>| one(context, &measure).filter(|_| !wrong_title(&measure));
    reported(context.tables).filter_map(temuan).collect()
}

fn one(context: &RuleContext<'_>, measure: &RowMeasure<'_>) -> Option<Temuan> {
    let quarter = measure.triwulan.filter(|_| measure.running() && !measure.semester)?;
    let text = measure.support_bukti()?;
    let named = bukti::read(text);
    if let Some(temuan) = other_year(context, measure, quarter, &named) {
        return Some(temuan);
    }
    if may_name(text, quarter) {
        return None;
    }
    let quarters: Option<BTreeSet<Triwulan>> = named.iter().map(|one| named_quarter(&one.raw)).collect();
    let quarters: Vec<Triwulan> = quarters?.into_iter().collect();
    let [other] = quarters.as_slice() else { return None };
    let first = named.first()?;
    let message = format!("Bukti {} menyebut {other}, padahal yang dilaporkan {quarter}.", quote(&first.raw));
    let advice = format!(
        "Lampirkan bukti triwulan ini; bila isinya memang mencakup triwulan ini, sebutkan {quarter} di sel yang sama."
    );
    Some(measure.temuan(&ATURAN, Field::BuktiDukung, message, &advice)?.found(first.raw.clone()))
}

/// All files are of one quarter of another year: "Rekap TW II 2025.pdf". A year alone may be that of a decision or a plan.
fn other_year(
    context: &RuleContext<'_>,
    measure: &RowMeasure<'_>,
    quarter: Triwulan,
    named: &[bukti::Bukti],
) -> Option<Temuan> {
    let year = context.year_of(context.tables.document_content(measure.document)?)?;
    // Most name no year at all.
    let may_tell = |one: &bukti::Bukti| one.raw.contains("20");
    let of_quarter = |one: &bukti::Bukti| named_quarter(&one.raw).zip(year_of_quarter(&one.raw));
    if !named.iter().all(may_tell) {
        return None;
    }
    let all: BTreeSet<(Triwulan, i32)> = named.iter().map(of_quarter).collect::<Option<_>>()?;
    let [(told, other)] = all.into_iter().collect::<Vec<_>>()[..] else { return None };
    if other == year {
        return None;
    }
    let first = named.first()?;
    let message =
        format!("Bukti {} menyebut {told} {other}, padahal yang dilaporkan {quarter} {year}.", quote(&first.raw));
    let advice = "Lampirkan bukti triwulan dan tahun ini.";
    Some(measure.temuan(&ATURAN, Field::BuktiDukung, message, advice)?.found(first.raw.clone()))
}

/// The year that stands beside a quarter: "TW II 2025", "triwulan 2 tahun 2025", "2025_TW2". Any other may be that of a
/// regulation or a plan.
fn year_of_quarter(name: &str) -> Option<i32> {
    const QUARTERS: [&str; 8] = ["i", "ii", "iii", "iv", "1", "2", "3", "4"];
    let name = key(name);
    let all = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = all.filter(|word| !matches!(*word, "tahun" | "ta" | "th" | "thn" | "anggaran")).collect();
    let shorter =
        |word: &str| word.trim_start_matches("triwulan").trim_start_matches("trw").trim_start_matches("tw").to_string();
    let quarter = |word: Option<&&str>| word.is_some_and(|word| QUARTERS.contains(&shorter(word).as_str()));
    let begins = |word: Option<&&str>| {
        word.is_some_and(|word| word.starts_with("tw") || word.starts_with("tri") || word.starts_with("trw"))
    };
    (0..words.len()).find_map(|at| {
        let year = words[at].parse().ok().filter(|year| (2015..2100).contains(year))?;
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        (quarter(before) || begins(words.get(at + 1))).then_some(year)
    })
}

/// Whether the title of the form is doubted already: then its evidence may be right.
fn wrong_title(measure: &RowMeasure<'_>) -> bool {
    let tables = measure.record.tables;
    let form = tables.document_content(measure.document).zip(tables.document_file(measure.document));
    form.is_some_and(|(content, file)| OtherQuarter::of(content, &file.path).is_some())
}

/// Whether a text may speak of a quarter, alone or among others ("TW I dan II", "TW 1-2"), or of half a year.
fn may_name(text: &str, quarter: Triwulan) -> bool {
    let (roman, digit) = (quarter.to_string().trim_start_matches("TW ").to_lowercase(), quarter.number().to_string());
    let text = key(text);
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        let order = word.trim_start_matches("triwulan").trim_start_matches("trw").trim_start_matches("tw");
        order == roman
            || order.trim_start_matches('0') == digit
            || word.starts_with("semester")
            || word.starts_with("smt")
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn names_of_this_quarter_of_several_and_of_none_are_left_alone() {
        let told = |evidence: &str| {
            cell(
                "UK23",
                &format!(
                    "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung\n1|A|Jumlah mitra|Mitra|4|4|{evidence}\n"
                ),
            )
        };
        for other in ["Rekap TW I.pdf", "Rekap_TW1.xlsx; Foto TW 1.jpg", "https://arsip.contoh.example/tw1/rekap.pdf"] {
            assert_eq!(told(other), ["G4"], "{other}");
        }
        for other in ["Rekap TW II 2025.pdf", "Rekap TW II Tahun 2025.pdf", "2025_TW2_rekap.xlsx"] {
            assert_eq!(told(other), ["G4"], "{other}");
        }
        for fine in [
            "Rekap TW II 2026.pdf",
            "SK Direktur 2025.pdf",
            "Rekap TW II.pdf; SK Direktur 2025.pdf",
            "Rekap TW II (Permen 53 Tahun 2014).pdf",
            "Rekap TW II.pdf",
            "Rekap TW I dan TW II.pdf",
            "Rekap TW I-II.pdf",
            "Rekap TW 1 s.d. 2.pdf",
            "Rekap TW I.pdf; Rekap TW II.pdf",
            "Rekap.pdf; Rekap TW I.pdf",
            "Laporan Semester I.pdf",
            "Rekap Januari-Juni.pdf",
            "Laporan triwulan I diteruskan",
        ] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
