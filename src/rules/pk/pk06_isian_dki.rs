//! PK06: what the DKI form asks for beyond the other forms.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Document, DocumentKind, FormRow, RowKind, TableRole};
use crate::domain::text::{self, listed};
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, all_row, first_table};
use crate::rules::helpers::write::without_content;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::{RegisteredDocument, Tables};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK06",
    name: "Isian khas formulir PK DKI Jakarta belum lengkap",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::SumberData],
    what: "Formulir PK DKI Jakarta punya tiga bagian (Sasaran Strategis, Khusus, dan Operasional) yang nomornya dimulai lagi dari 1. Sumber Data dipilih dari e-SAKIP, e-Monev KSD, atau e-Kinerja, dan target TW I sampai TW IV semuanya diisi.",
    why: "Aplikasi tujuan menolak isian yang tidak mengikuti susunan ini.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran A",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026

NO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan
^|^|^|^|^|I|II|III|IV|^|^
Sasaran Strategis|<|<|<|<|<|<|<|<|<|<
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|«SIPD»|lulusan bekerja dibagi semua lulusan|15|30|45|60|60|
Sasaran Khusus|<|<|<|<|<|<|<|<|<|<
1|Layanan cepat|Indeks layanan|e-Monev KSD|survei|3|3|3|3|3|
Sasaran Operasional|<|<|<|<|<|<|<|<|<|<
1|Tertib administrasi|Jumlah laporan|e-Kinerja|hitungan|1|2|3|4|4|
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026

NO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan
^|^|^|^|^|I|II|III|IV|^|^
Sasaran Strategis|<|<|<|<|<|<|<|<|<|<
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|e-SAKIP|lulusan bekerja dibagi semua lulusan|15|30|45|60|60|
Sasaran Khusus|<|<|<|<|<|<|<|<|<|<
1|Layanan cepat|Indeks layanan|e-Monev KSD|survei|3|3|3|3|3|
Sasaran Operasional|<|<|<|<|<|<|<|<|<|<
1|Tertib administrasi|Jumlah laporan|e-Kinerja|hitungan|1|2|3|4|4|
",
    check: Check::Workspace(check),
};

/// The definition that reads this form.
const TEMPLATE: &str = "pk-dki";
const PART: [&str; 3] = ["Sasaran Strategis", "Sasaran Khusus", "Sasaran Operasional"];
/// The sources as the form lists them, and as they are compared.
const SOURCE: [(&str, &str); 3] = [("e-SAKIP", "esakip"), ("e-Monev KSD", "emonevksd"), ("e-Kinerja", "ekinerja")];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let mut temuan = Vec::new();
    for (number, registered, content) in
        tables.checkable_documents(DocumentKind::Pk).filter(|(_, _, content)| content.template == TEMPLATE)
    {
        if !follows_the_form(tables, number, content) {
            continue;
        }
        temuan.extend(without_part(tables, number, registered, content));
        temuan.extend(continued_number(tables, number));
        let row = all_row(tables, number, TableRole::Indikator).filter(|record| kind(record) == Some(RowKind::Data));
        for record in row.filter(|record| record.indikator_column().is_some()) {
            temuan.extend(data_source(&record));
            temuan.extend(without_triwulan(&record));
        }
    }
    temuan
}

fn kind(record: &IndikatorRecord<'_>) -> Option<RowKind> {
    record.row().map(|row| row.kind)
}

/// Whether the form is the one of DKI and not another office's with the same columns: it has two of its parts, or names the
/// source that is DKI's alone.
fn follows_the_form(tables: &Tables, document: u32, content: &Document) -> bool {
    let parts = PART.iter().filter(|part| has_part(content, part)).count();
    let sourced = |record: IndikatorRecord<'_>| {
        record.own_entry(Field::SumberData.yearly()).and_then(|entry| entry.text()).is_some_and(names_its_source)
    };
    parts >= 2 || all_row(tables, document, TableRole::Indikator).any(sourced)
}

/// Whether a text names the source that no other office has; "e-SAKIP" is written in many.
fn names_its_source(text: &str) -> bool {
    sources(text).any(|part| part == "emonevksd")
}

/// The sources that a cell lists, as they are compared.
fn sources(text: &str) -> impl Iterator<Item = String> {
    let tidied = |part: &str| text::key(part).chars().filter(|letter| letter.is_alphanumeric()).collect();
    text.split(['/', ',', ';', '&', '\n']).flat_map(|part| part.split(" dan ")).map(tidied)
}

/// Whether rows of a form stand under a part.
fn has_part(content: &Document, part: &str) -> bool {
    let row = content.tables.iter().filter(|table| table.role == TableRole::Indikator).flat_map(|table| &table.rows);
    let mut parts = row.filter_map(|row: &FormRow| row.part.as_deref());
    parts.any(|owned| text::key(owned).contains(&text::key(part)))
}

fn without_part(tables: &Tables, document: u32, registered: &RegisteredDocument, content: &Document) -> Option<Temuan> {
    let missing: Vec<String> = PART.iter().filter(|part| !has_part(content, part)).map(|part| quote(part)).collect();
    if missing.is_empty() {
        return None;
    }
    let place = tables.heading_place(document, first_table(content, TableRole::Indikator)?, Field::Sasaran.yearly())?;
    let message = format!("Bagian {} tidak ada dalam PK ini.", listed(&missing));
    let advice = "Tambahkan baris judul bagian tersebut beserta sasarannya, sesuai susunan formulir.";
    Some(ATURAN.finding(place, message, advice).unit(registered.unit.as_deref()))
}

/// The first number of every section is 1.
fn continued_number(tables: &Tables, document: u32) -> Vec<Temuan> {
    let mut part: Option<&str> = None;
    let mut temuan = Vec::new();
    for record in all_row(tables, document, TableRole::Indikator) {
        let Some(row) = record.row().filter(|row| row.kind == RowKind::Data) else { continue };
        let Some(entry) = record.own_entry(Field::No.yearly()).filter(|entry| !without_content(entry)) else {
            continue;
        };
        if row.part.is_none() || row.part.as_deref() == part {
            continue;
        }
        part = row.part.as_deref();
        let Ok(number) = entry.raw.trim().trim_end_matches(['.', ')']).parse::<u32>() else { continue };
        if number != 1 {
            let message =
                format!("Nomor pertama bagian {} adalah {number}, seharusnya 1.", quote(part.unwrap_or_default()));
            let advice = "Mulai lagi nomor urut dari 1 pada setiap bagian.";
            temuan.extend(
                record
                    .temuan(&ATURAN, Field::No.yearly(), message, advice)
                    .map(|one| one.difference(number.to_string(), "1")),
            );
        }
    }
    temuan
}

fn data_source(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let column = Field::SumberData.yearly();
    let entry = record.own_entry(column)?;
    let [one, two, three] = SOURCE.map(|(name, _)| name);
    let choice = format!("{one}, {two}, atau {three}");
    let advice = format!("Isi Sumber Data dengan salah satu dari {choice}.");
    if without_content(entry) {
        return record.temuan(&ATURAN, column, "Sumber Data belum diisi.".into(), &advice);
    }
    let as_written = entry.text()?;
    if sources(as_written).all(|part| part.is_empty() || SOURCE.iter().any(|(_, key)| *key == part)) {
        return None;
    }
    let message = format!("Sumber Data {} bukan salah satu dari {choice}.", quote(as_written));
    Some(record.temuan(&ATURAN, column, message, &advice)?.difference(as_written, choice))
}

/// The annual target is the business of PK01.
fn without_triwulan(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let (triwulan, column): (Vec<Triwulan>, Vec<FormColumn>) = Triwulan::ALL
        .into_iter()
        .map(|triwulan| (triwulan, Field::Target.tw(triwulan)))
        .filter(|(_, column)| record.has(*column) && record.entry(*column).is_some_and(|entry| entry.value.blank()))
        .unzip();
    let name = listed(&triwulan.iter().map(ToString::to_string).collect::<Vec<_>>());
    let message = format!("Target {name} belum diisi.");
    let advice =
        "Isi target keempat triwulan; tulis 0 atau tanda hubung bila memang belum ada target pada triwulan itu.";
    record.many_temuan(&ATURAN, &column, message, advice)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn pk(row: &str) -> Vec<String> {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan\n^|^|^|^|^|I|II|III|IV|^|^";
        cell("PK06", &format!("{head}\n{row}"))
    }

    #[test]
    fn another_office_with_the_same_columns_is_asked_for_none_of_it() {
        let own = "Sasaran Strategis|<|<|<|<|<|<|<|<|<|<\n1|A|Nilai A|e-SAKIP||||1|4|4|";
        assert_eq!(pk(own), Vec::<String>::new());
    }

    const STRATEGIC: &str = "Sasaran Strategis|<|<|<|<|<|<|<|<|<|<\n1|A|Nilai A|e-SAKIP||1|2|3|4|4|";
    const SPECIAL: &str = "Sasaran Khusus|<|<|<|<|<|<|<|<|<|<\n1|B|Nilai B|e-Monev KSD/e-Kinerja||-|-|-|4|4|";
    const OPERATIONAL: &str = "Sasaran Operasional|<|<|<|<|<|<|<|<|<|<\n1|C|Nilai C|E Kinerja||1|2|3|4|4|";

    #[test]
    fn a_complete_form_is_silent() {
        assert_eq!(pk(&format!("{STRATEGIC}\n{SPECIAL}\n{OPERATIONAL}")), Vec::<String>::new());
    }

    #[test]
    fn a_missing_section_numbers_that_go_on_and_blank_quarters_are_told() {
        assert_eq!(pk(&format!("{STRATEGIC}\n{OPERATIONAL}")), ["B3"]);
        let continued = SPECIAL.replace("\n1|", "\n2|");
        assert_eq!(pk(&format!("{STRATEGIC}\n{continued}\n{OPERATIONAL}")), ["A8"]);
        let blank = STRATEGIC.replace("|1|2|3|4|", "|1||3||");
        assert_eq!(pk(&format!("{blank}\n{SPECIAL}\n{OPERATIONAL}")), ["G6,I6"]);
    }
}
