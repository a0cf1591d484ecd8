//! NL10: a code in a numeric cell that lost its last zero.

use crate::domain::column::Field;
use crate::domain::value::Doubt;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL10",
    name: "Kode tersimpan sebagai angka",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[Field::Code],
    what: "Kode yang berakhir dengan nol, misalnya 1.10, diketik ke sel angka, sehingga yang tersimpan 1,1. Kodenya dikenali kembali dari urutannya atau dari bunyi indikatornya.",
    why: "Kode 1.1 dan 1.10 adalah dua indikator; tanpa nolnya, angka yang satu dapat masuk ke yang lain.",
    source: "Pemeriksaan kode pada formulir nyata: Excel menyimpan 1.10 sebagai 1,1.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Kode|Sasaran|Indikator Kinerja|Satuan|Target
1.8|Kerja sama|Jumlah mitra industri|Mitra|12
1.9|Kerja sama|Jumlah mitra luar negeri|Mitra|3
«1.1»|Kerja sama|Jumlah naskah kerja sama|Dokumen|9
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Kode|Sasaran|Indikator Kinerja|Satuan|Target
1.8|Kerja sama|Jumlah mitra industri|Mitra|12
1.9|Kerja sama|Jumlah mitra luar negeri|Mitra|3
'1.10|Kerja sama|Jumlah naskah kerja sama|Dokumen|9
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    let codes = cell.iter().filter(|cell| matches!(cell.column.field, Field::Code | Field::ParentCode));
    codes.filter_map(one).collect()
}

fn one(cell: &EntryCell<'_>) -> Option<Temuan> {
    let stored = cell.entry.doubts.iter().find_map(|doubt| match doubt {
        Doubt::CodeAsFigure { stored } => Some(stored),
        _ => None,
    })?;
    let node = || cell.tables.node_from(cell.record_id).filter(|_| cell.column.field == Field::Code);
    let (code, from) = if *stored != *cell.entry.raw {
        (cell.entry.raw.to_string(), "urutannya")
    } else {
        (node().map(|node| node.code.clone()).filter(|code| *code == format!("{stored}0"))?, "bunyi indikatornya")
    };
    let message = format!(
        "Kode {} tersimpan sebagai angka {}, sehingga nol di belakangnya hilang; dikenali dari {from}.",
        quote(&code),
        stored.replace('.', ",")
    );
    let advice = format!("Ubah format selnya menjadi Teks, lalu ketik ulang {code}.");
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).difference(stored, code)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const KASKADE: &str = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
'1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|12
'1.10||IKK|JTI|Kerja sama|Jumlah naskah|Dokumen|9
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Kode|Sasaran|Indikator Kinerja|Satuan|Target
1.1|Kerja sama|Jumlah mitra|Mitra|12
";

    #[test]
    fn a_wording_of_the_cascade_gives_a_code_its_zero_and_no_indicator_is_missed_or_doubled() {
        let image = format!("{KASKADE}1.1|Kerja sama|Jumlah naskah|Dokumen|9\n");
        let temuan = test::temuan("NL10", &image);
        assert_eq!(temuan.len(), 1, "{temuan:?}");
        assert_eq!((temuan[0].place.cell_text().as_str(), temuan[0].expected.as_deref()), ("A4", Some("1.10")));
        for code in ["PK02", "PK03"] {
            assert_eq!(test::cell(code, &image), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn a_cascade_that_lost_a_zero_keeps_its_codes_and_its_tree() {
        let rows: String = (1..=9).map(|number| format!("1.{number}||IKU||Mutu|Jumlah {number}|Dokumen|1\n")).collect();
        let image = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan TI\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target\n{rows}1.1||IKU||Mutu|Jumlah sepuluh|Dokumen|1\n'1.10.1|1.1|IKK|JTI|Mutu|Jumlah anak|Dokumen|1\n"
        );
        assert_eq!(test::cell("NL10", &image), ["A11,B12"]);
        assert_eq!(test::cell("KS07", &image), Vec::<String>::new());
    }
}
