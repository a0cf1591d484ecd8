//! UK25: evidence that nobody else can get at.

use crate::domain::bukti::{Unreachable, unreachable};
use crate::domain::column::Field;
use crate::domain::text::key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, reported};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK25",
    name: "Bukti dukung tidak dapat dibuka orang lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::BuktiDukung],
    what: "Kolom bukti dukung hanya berisi tempat di komputer sendiri (\"D:\\Kinerja\\rekap.xlsx\") atau tautan yang salah tulis atau terpotong. Isian yang hanya berkata \"ada\" atau \"terlampir\" cukup diberitahukan. Bila satu saja buktinya dapat dicapai, tidak dipersoalkan. Tautan hanya dilihat bentuknya, tidak dibuka.",
    why: "Bukti yang hanya dapat dibuka penulisnya tidak membuktikan apa-apa kepada biro, inspektorat, atau evaluator.",
    source: "Evaluasi AKIP membuka bukti satu per satu; isian \"ada\" dan alamat folder komputer sering ditemukan pada formulir nyata.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|«D:\\Kinerja\\Daftar mitra.xlsx»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|https://arsip.contoh.example/jti/daftar-mitra-tw2
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    reported(context.tables).filter_map(|measure| one(&measure)).collect()
}

fn one(measure: &RowMeasure<'_>) -> Option<Temuan> {
    let text = measure.support_bukti().filter(|_| measure.running())?;
    let why = unreachable(text)?;
    let (message, advice) = match why {
        Unreachable::OnlySaid => {
            // A column that asks whether there is evidence was answered.
            let heading = key(&measure.record.named(measure.column(Field::BuktiDukung)));
            if heading.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "ada") {
                return None;
            }
            (
                format!("Bukti dukung hanya berisi {}, sehingga buktinya belum dapat ditemukan.", quote(text)),
                "Tulis tautan, nama berkas, atau nomor dokumennya.",
            )
        }
        Unreachable::OwnComputer => (
            format!("Bukti {} ada di komputer atau jaringan sendiri; orang lain tidak dapat membukanya.", quote(text)),
            "Unggah berkasnya lalu tulis tautannya di sini, atau kirim berkasnya bersama formulir ini dan tulis namanya saja.",
        ),
        Unreachable::BrokenLink => (
            format!("Tautan bukti {} salah tulis atau terpotong, sehingga tidak dapat dibuka.", quote(text)),
            "Salin ulang tautannya seutuhnya dari bilah alamat peramban.",
        ),
    };
    let temuan = measure.temuan(&ATURAN, Field::BuktiDukung, message, advice)?.found(text);
    Some(match why {
        Unreachable::OnlySaid => Temuan { severity: Severity::Info, ..temuan },
        Unreachable::OwnComputer | Unreachable::BrokenLink => temuan,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn who_was_asked_whether_there_is_evidence_may_say_that_there_is() {
        let told = |heading: &str, evidence: &str| {
            cell(
                "UK25",
                &format!(
                    "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|{heading}\n1|A|Jumlah mitra|Mitra|4|4|{evidence}\n"
                ),
            )
        };
        assert_eq!(told("Bukti Dukung", "ada"), ["G4"]);
        assert_eq!(told("Bukti Dukung (ada/tidak)", "ada"), Vec::<String>::new());
        assert_eq!(told("Bukti Dukung", "htps://arsip.contoh.example/rekap"), ["G4"]);
        assert_eq!(told("Bukti Dukung", "Rekap.pdf"), Vec::<String>::new());
    }
}
