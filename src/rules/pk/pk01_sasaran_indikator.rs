//! PK01: an objective without an indicator, an indicator without target or unit of measure.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, DocumentTable, RowKind, TableRole};
use crate::domain::text::{key, listed};
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::pair::of_the_blank_form;
use crate::rules::helpers::record::{IndikatorRecord, all_row};
use crate::rules::helpers::write::{without_content, write};
use crate::rules::helpers::{mention, quote};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK01",
    name: "Sasaran tanpa indikator, atau indikator tanpa target atau satuan",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL06"],
    fields: &[Field::Sasaran, Field::Satuan, Field::Target],
    what: "Setiap sasaran dalam PK harus punya paling sedikit satu indikator, dan setiap indikator harus punya target. Satuan diperiksa hanya bila formulir menyediakan kolomnya.",
    why: "Tanpa target dan satuan, kinerja tidak dapat diukur dan capaian tidak dapat dihitung.",
    source: "PermenPANRB 53/2014 lampiran I",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let document = context.tables.checkable_documents(DocumentKind::Pk);
    document.flat_map(|(number, _, _)| check_document(context.tables, number)).collect()
}

fn check_document(tables: &Tables, document: u32) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    // The objective that no indicator has served yet.
    let mut waits: Option<IndikatorRecord<'_>> = None;
    let mut rows = all_row(tables, document, TableRole::Indikator).peekable();
    while let Some(record) = rows.next() {
        // TL06 asks for the rows that the blank form holds as examples.
        let Some(row) = record.row().filter(|_| !of_the_blank_form(&record)) else { continue };
        let with_sasaran = own_sasaran(&record);
        match row.kind {
            RowKind::Group if with_sasaran => {
                temuan.extend(waits.replace(record).and_then(|old| without_indikator(&old)))
            }
            RowKind::Data => {
                let old = waits.take();
                if with_sasaran {
                    temuan.extend(old.and_then(|old| without_indikator(&old)));
                }
                // A code beside a blank wording numbers a heading: "I | URUSAN WAJIB".
                let named = record.indikator_column().filter(|column| column.field != Field::Code || !words(&record));
                let heads = rows.peek().is_some_and(|next| numbered_below(&record, next));
                temuan.extend(if named.is_some() {
                    without_target(&record).filter(|_| !heads && !out_of_use(&record))
                } else if with_sasaran {
                    without_indikator(&record)
                } else {
                    None
                });
            }
            _ => {}
        }
    }
    temuan.extend(waits.and_then(|old| without_indikator(&old)));
    temuan
}

/// Whether the form has a column for the wordings of indicators.
fn words(record: &IndikatorRecord<'_>) -> bool {
    [Field::Indikator, Field::Description].into_iter().any(|field| record.has(field.yearly()))
}

/// Whether the row brings an objective of its own; a section heading is none.
fn own_sasaran(record: &IndikatorRecord<'_>) -> bool {
    let part = record.row().and_then(|row| row.part.as_deref());
    let sasaran = record.own_entry(Field::Sasaran.yearly()).filter(|entry| !without_content(entry));
    sasaran.and_then(|entry| entry.text()).is_some_and(|text| part != Some(text) && !title(text)) && !goal(record)
}

/// Whether a row of the column of goals and objectives is numbered as a goal, "T | Terwujudnya pemerintahan yang bersih": the
/// objectives below it have the indicators.
fn goal(record: &IndikatorRecord<'_>) -> bool {
    let numbered = record.own_entry(Field::No.yearly()).map(|entry| key(&entry.raw)).is_some_and(|number| {
        let rest = number.strip_prefix("tujuan").or_else(|| number.strip_prefix('t'));
        rest.is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ' ')))
    });
    let column = |table: &DocumentTable| {
        let own = table.columns.iter().find(|own| own.column == Field::Sasaran.yearly());
        own.is_some_and(|own| key(&own.heading).contains("tujuan"))
    };
    numbered && record.table().is_some_and(column)
}

/// Whether a text is the title of what follows, with its letter or number: "C. Anggaran".
fn title(text: &str) -> bool {
    const TITLES: [&str; 10] = [
        "anggaran",
        "program",
        "kegiatan",
        "program dan anggaran",
        "program dan kegiatan",
        "anggaran program",
        "rencana aksi",
        "pengukuran kinerja",
        "perjanjian kinerja",
        "pendanaan",
    ];
    let key = key(text);
    let bare = key.split_once(['.', ')']).filter(|(start, _)| start.len() <= 3).map_or("", |(_, rest)| rest.trim());
    TITLES.contains(&bare)
}

fn without_indikator(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let sasaran = record.entry(Field::Sasaran.yearly())?.text().unwrap_or_default();
    let message = format!("Sasaran {} belum punya indikator.", quote(sasaran));
    let advice =
        "Tambahkan paling sedikit satu indikator beserta targetnya, atau hapus sasaran ini bila memang tidak dipakai.";
    record.temuan(&ATURAN, Field::Sasaran.yearly(), message, advice)
}

fn without_target(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let target = [Field::Target.yearly(), Field::Target.running()].into_iter().find(|column| record.has(*column));
    let satuan = Some(Field::Satuan.yearly()).filter(|column| record.has(*column));
    let blank: Vec<FormColumn> = [target, satuan]
        .into_iter()
        .flatten()
        .filter(|column| record.entry(*column).is_some_and(without_content))
        .filter(|column| !without_unit(record, *column) && !promises_none(record, *column))
        .collect();
    if blank.is_empty() {
        return None;
    }
    let name = listed(&blank.iter().map(|column| mention(*column)).collect::<Vec<_>>());
    let message = format!("Indikator {} belum punya {name}.", quote(&as_typed(record)));
    let agreed: Vec<String> = blank.iter().filter_map(|column| agreed(record, *column)).collect();
    let cascade = if agreed.is_empty() { String::new() } else { format!(" (di kaskade: {})", listed(&agreed)) };
    let advice = format!("Isi {name} indikator ini sesuai kesepakatan dengan atasan{cascade}.");
    record.many_temuan(&ATURAN, &blank, message, &advice)
}

/// Whether the form says that an indicator is in use no more: nobody promises anything of it.
fn out_of_use(record: &IndikatorRecord<'_>) -> bool {
    const WORDS: [&str; 6] = ["nonaktif", "non aktif", "non-aktif", "tidak aktif", "dihapus", "dicabut"];
    let status = record.entry(Field::Status.yearly()).and_then(|entry| entry.text()).map(key);
    status.is_some_and(|status| WORDS.contains(&status.as_str()))
}

/// Whether a target says in words that there shall be none: "Temuan material | Nihil". That is promised, and can be missed.
fn promises_none(record: &IndikatorRecord<'_>, column: FormColumn) -> bool {
    const NONE: [&str; 5] = ["nihil", "tidak ada", "nihil temuan", "tanpa temuan", "tidak ada temuan"];
    let said = record.entry(column).filter(|entry| matches!(entry.value, Value::Absent)).map(|entry| key(&entry.raw));
    column.field == Field::Target && said.is_some_and(|said| NONE.contains(&said.trim_end_matches('.')))
}

/// Whether a dash is all that there is to say of the unit of measure: a mark, an index or a grade has none.
fn without_unit(record: &IndikatorRecord<'_>, column: FormColumn) -> bool {
    const BARE: [&str; 7] = ["nilai", "indeks", "skor", "rasio", "predikat", "opini", "kategori"];
    let dash = record.entry(column).is_some_and(|entry| matches!(entry.value, Value::Dash | Value::Absent));
    let wording = record.sentence().map(key).unwrap_or_default();
    column.field == Field::Satuan && dash && BARE.iter().any(|word| wording.split(' ').next() == Some(word))
}

/// Whether a row only heads those that are numbered below it: "IKU 1", "1.1", "1.2", where neither target nor unit of measure
/// stands beside the first.
fn numbered_below(record: &IndikatorRecord<'_>, next: &IndikatorRecord<'_>) -> bool {
    let says = |field: Field| record.own_entry(field.yearly()).is_some_and(|entry| !entry.value.blank());
    if says(Field::Target) || says(Field::Satuan) {
        return false;
    }
    let own = record.code().and_then(|code| code.rsplit(' ').next());
    let below = next.own_entry(Field::Indikator.yearly()).map(|entry| entry.raw.trim());
    let rest = own.zip(below).and_then(|(own, below)| below.strip_prefix(own)?.strip_prefix('.'));
    rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Its indicator with the code that stands in the row, as it was typed: "IKU-31", and not "IKU 31".
fn as_typed(record: &IndikatorRecord<'_>) -> String {
    let code = record.own_entry(Field::Code.yearly()).filter(|entry| !without_content(entry));
    let code = code.map(|entry| entry.raw.trim()).filter(|_| record.code().is_some());
    code.zip(record.sentence()).map_or_else(|| record.label(), |(code, sentence)| format!("{code} {sentence}"))
}

/// What the cascade says where a field is blank: "target 60 %".
fn agreed(record: &IndikatorRecord<'_>, column: FormColumn) -> Option<String> {
    let node = record.node()?;
    match column.field {
        Field::Satuan if !node.satuan.is_empty() => Some(format!("satuan {}", quote(&node.satuan))),
        Field::Target if !node.target.without_content() => Some(format!("target {}", write(&node.target))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    /// Rows of the form, from row 4 on.
    fn pk(row: &str) -> Vec<String> {
        let head =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        cell("PK01", &format!("{head}\n{row}"))
    }

    #[test]
    fn an_objective_needs_an_indicator_below_or_beside_it() {
        assert_eq!(pk("1|Lulusan siap kerja|||\n||Jumlah lulusan|Orang|80"), Vec::<String>::new());
        assert_eq!(pk("1|Lulusan siap kerja|||\n2|Kerja sama|Jumlah mitra|Mitra|12"), ["B4"]);
        assert_eq!(pk("1|Kerja sama|Jumlah mitra|Mitra|12\n2|Lulusan siap kerja|||"), ["B5"]);
    }

    #[test]
    fn a_goal_above_its_objectives_needs_no_indicator_of_its_own() {
        let told = |number: &str, heading: &str| {
            let head =
                format!("*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|{heading}|Indikator|Target");
            cell(
                "PK01",
                &format!(
                    "{head}\n{number}|Terwujudnya pemerintahan yang bersih||\n1|Layanan|Jumlah mitra|12\n2|Tata kelola|Nilai SAKIP|80"
                ),
            )
        };
        for number in ["T", "T1", "T.1", "Tujuan 1"] {
            assert_eq!(told(number, "Tujuan/Sasaran"), Vec::<String>::new(), "{number}");
        }
        assert_eq!(told("T", "Sasaran"), ["B4"]);
        assert_eq!(told("1", "Tujuan/Sasaran"), ["B4"]);
    }

    #[test]
    fn an_indicator_that_heads_numbered_ones_needs_no_target_of_its_own() {
        let rows = |first: &str| {
            format!("1|Lulusan|IKU 1 Lulusan yang bekerja|{first}\n||1.1 Persentase lulusan yang bekerja|%|65\n")
        };
        assert_eq!(pk(&rows("|")), Vec::<String>::new());
        assert_eq!(pk(&rows("%|")), ["E4"]);
        assert_eq!(pk("1|Lulusan|IKU 1 Lulusan yang bekerja||\n||IKU 2 Lulusan yang belajar|%|65"), ["E4,D4"]);
    }

    #[test]
    fn what_is_out_of_use_needs_no_target_and_a_mark_no_unit() {
        let told = |status: &str| {
            let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Status|Satuan|Target";
            cell("PK01", &format!("{head}\n1|A|Jumlah mitra|Aktif|Mitra|12\n2|A|Jumlah tamu|{status}|Orang|-"))
        };
        assert_eq!(told("Nonaktif"), Vec::<String>::new());
        assert_eq!(told("Aktif"), ["F5"]);
        assert_eq!(pk("1|A|Nilai pelaksanaan anggaran|-|96"), Vec::<String>::new());
        assert_eq!(pk("1|A|Nilai pelaksanaan anggaran||96"), ["D4"]);
        assert_eq!(pk("1|A|Jumlah mitra|-|96"), ["D4"]);
    }

    #[test]
    fn a_target_that_there_shall_be_none_is_one() {
        for none in ["Nihil", "nihil", "Tidak ada", "tidak ada temuan"] {
            assert_eq!(pk(&format!("1|A|Temuan material|Temuan|{none}")), Vec::<String>::new(), "{none}");
        }
        for nothing in ["-", "n/a", ""] {
            assert_eq!(pk(&format!("1|A|Temuan material|Temuan|{nothing}")), ["E4"], "{nothing}");
        }
    }

    #[test]
    fn the_title_of_the_budget_below_is_no_objective() {
        let head = "1|Kerja sama|Jumlah mitra|Mitra|12";
        assert_eq!(pk(&format!("{head}\n|C. Anggaran")), Vec::<String>::new());
        assert_eq!(pk(&format!("{head}\n|C. Anggaran yang terserap tepat waktu")), ["B5"]);
    }

    #[test]
    fn a_section_heading_is_no_objective() {
        assert_eq!(
            pk("Sasaran Strategis|<|<|<|<\nSasaran Khusus|<|<|<|<\n1|Kerja sama|Jumlah mitra|Mitra|12"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_missing_in_one_row_is_one_finding() {
        assert_eq!(pk("1|Kerja sama|Jumlah mitra||-"), ["E4,D4"]);
    }

    #[test]
    fn a_form_without_the_column_is_not_asked_for_a_unit_of_measure() {
        let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo.|Sasaran Strategis|Indikator Kinerja|Target\n1|Kerja sama|Jumlah mitra|12";
        assert_eq!(cell("PK01", image), Vec::<String>::new());
    }
}
