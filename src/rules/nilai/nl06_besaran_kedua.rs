//! NL06: a second quantity in brackets.

use crate::domain::text::key;
use crate::domain::value::{Doubt, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::room;
use crate::rules::helpers::write::write;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL06",
    name: "Dua besaran dalam satu sel",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sel angka memuat besaran kedua dalam kurung, misalnya \"140 Kelompok (1400 orang)\".",
    why: "Hanya besaran pertama yang dihitung; besaran kedua mudah dikira ikut terhitung.",
    source: "Pemeriksaan VAL-06; PK Dispora Jawa Barat.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|«140 Kelompok (1400 orang)»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|140
",
    check: Check::Cell(check),
};

/// Whether brackets say what a figure was made of or measured on: "skala 4", "n = 120", "98,5% (197 dari 200 perkara)". A share
/// that says another percentage explains nothing.
fn explains(value: &Value, bracket: &str) -> bool {
    const SCALES: [&str; 13] = [
        "skala", "dari", "maks", "rentang", "n=", "n =", "tahun", "per", "tw", "triwulan", "semester", "s.d", "target",
    ];
    let said = key(bracket);
    let parts = [" dari ", " dibagi ", " : ", "/"].iter().find_map(|word| said.split_once(word));
    let number = |part: &str| part.trim().starts_with(|letter: char| letter.is_ascii_digit());
    let figure = |part: &str| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<f64>().ok().filter(|figure| *figure > 0.0 && !part.contains(','))
    };
    // "4 (1 MoU, 3 PKS)" says of what kinds the four are.
    let addends =
        || said.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse::<f64>().ok());
    let made_of = addends().count() > 1 && value.figure().is_some_and(|figure| addends().sum::<f64>() == figure);
    made_of
        || SCALES.iter().any(|word| said.starts_with(word))
        || parts.filter(|(part, whole)| number(part) && number(whole)).is_some_and(|(part, whole)| {
            let share = figure(part).zip(figure(whole)).map(|(part, whole)| part / whole * 100.0);
            let percent = value.figure().filter(|_| matches!(value, Value::Percent { .. }));
            percent.zip(share).is_none_or(|(said, share)| (share - said).abs() <= 0.05)
        })
}

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter_map(|cell| {
            let second = cell.entry.doubts.iter().find_map(|in_doubt| match in_doubt {
                Doubt::SecondQuantity { text } => Some(text),
                _ => None,
            })?;
            let message = format!(
                "Kolom {} berisi {}; yang dihitung {}, sedangkan {} dalam kurung tidak.",
                cell.named(),
                quote(&cell.entry.raw),
                write(&cell.entry.value),
                quote(second)
            );
            // A remark in brackets is no quantity, and neither is what explains the figure.
            let remark = !second.chars().any(|letter| letter.is_ascii_digit()) || explains(&cell.entry.value, second);
            let room = room::for_a_remark(cell.table());
            let advice = if remark && cell.entry.value.figure().is_none() {
                format!("Tulis {} saja di sini; pindahkan keterangannya ke {room}.", write(&cell.entry.value))
            } else if remark {
                format!("Tulis angkanya saja di sini; pindahkan keterangannya ke {room}.")
            } else {
                format!(
                    "Tulis satu besaran saja sesuai satuannya; pindahkan yang lain ke {room} atau ke indikator tersendiri."
                )
            };
            let told = cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim()));
            // The figure was read right, and what stands in the brackets says what it was made of, on which scale, or how it is.
            Some(if remark { Temuan { severity: Severity::Info, ..told } } else { told })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn a_remark_that_leaves_the_figure_as_it_is_is_only_told() {
        let told = |content: &str| {
            let image = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Jumlah mitra|Mitra|5|{content}\n"
            );
            temuan("NL06", &image).pop().map(|one| one.severity)
        };
        assert_eq!(told("5 (tercapai)"), Some(Severity::Info));
        assert_eq!(told("5 (belum tercapai)"), Some(Severity::Info));
        assert_eq!(told("5 (sementara)"), Some(Severity::Info));
        for explained in
            ["32,5% (130 dari 400 lulusan)", "3,5 (skala 4)", "98,5 (197/200)", "5 (n = 120)", "4 (1 MoU, 3 PKS)"]
        {
            assert_eq!(told(explained), Some(Severity::Info), "{explained}");
        }
        assert_eq!(told("5 mitra (12 orang)"), Some(Severity::Warning));
        assert_eq!(told("3,5 (skala 4)"), Some(Severity::Info));
        assert_eq!(told("98,5% (197 dari 200 perkara)"), Some(Severity::Info));
        assert_eq!(told("98,5% (150 dari 200 perkara)"), Some(Severity::Warning));
    }
}
