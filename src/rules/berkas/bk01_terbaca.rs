//! BK01: a file that cannot be read.

use crate::domain::place::Place;
use crate::domain::text;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::SentFile;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "BK01",
    name: "Berkas tidak dapat dibaca",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Berkas yang dikirim bukan buku kerja, terkunci sandi, terpotong, atau melebihi batas, sehingga isinya tidak dapat dibaca.",
    why: "Isi berkas yang tidak terbaca tidak masuk ke rekap, sehingga unitnya tampak belum mengirim.",
    source: "Pemeriksaan FILE-01: berkas ditolak dengan menyebut alasannya.",
    wrong: "*** JTI/pk.xlsx\n",
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
    let all = &context.tables.files;
    let failure = all.iter().filter(|file| file.copy_from.is_none());
    failure
        .filter_map(|file| {
            let failure = file.outcome.as_ref().err()?;
            let unit = context.tables.unit_of_unread(&file.path, None);
            let temuan = temuan(&ATURAN, Place::file(&file.path), &failure.message, &failure.advice).unit(unit);
            Some(match all.iter().find(|other| sent_again(file, other)) {
                Some(other) => ended(temuan, &other.path),
                None => temuan,
            })
        })
        .collect()
}

/// Whether a file was read that bears the name of one that could not be, from the same folder, sender or mailbox.
fn sent_again(file: &SentFile, other: &SentFile) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_string());
    let sender = |file: &SentFile| file.mail_origin.as_ref().map(|origin| origin.sender.to_lowercase());
    let origin = match (sender(file), sender(other)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => folder(&file.path) == folder(&other.path),
        _ => false,
    };
    other.outcome.is_ok() && file.path != other.path && origin && bar(&file.path) == bar(&other.path)
}

/// The name of a file without its kind and without what programs and people add to a second one.
fn bar(path: &str) -> String {
    const EXTRA: [&str; 7] = ["revisi", "perbaikan", "ulang", "final", "fix", "baru", "copy"];
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(bar, _)| bar);
    let key = text::key(name);
    let word = key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let one_figure = |word: &str| word.len() == 1 && word.bytes().all(|letter| letter.is_ascii_digit());
    word.filter(|word| !EXTRA.contains(word) && !one_figure(word)).collect::<Vec<_>>().join(" ")
}

/// Nothing is left to be mended: another file took its place.
fn ended(temuan: Temuan, other: &str) -> Temuan {
    let message = format!("{} Sudah dikirim lagi dan terbaca sebagai {other}.", temuan.message);
    let one = Temuan { severity: Severity::Info, message, advice: "Tidak ada yang perlu dilakukan.".into(), ..temuan };
    one.related(Place::file(other))
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::finding::Severity;
    use crate::rules::helpers::test;

    #[test]
    fn an_unreadable_file_that_was_sent_again_is_no_fault_any_more() {
        let good = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n";
        let severity = |name: &str| {
            let temuan = test::temuan("BK01", &format!("*** JTI/PK JTI.xlsx\n*** JTI/{name}\n{good}"));
            temuan.iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity("PK JTI (1).xlsx"), [Severity::Info]);
        assert_eq!(severity("PK JTI revisi.ods"), [Severity::Info]);
        assert_eq!(severity("RA JTI.xlsx"), [Severity::Error]);
        assert_ne!(bar("TW1 JTI.xlsx"), bar("TW2 JTI.xlsx"));
    }
}
