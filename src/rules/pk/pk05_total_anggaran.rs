//! PK05: the total of the budget table against its lines.

use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, FormRow, RowKind, TableRole};
use crate::domain::exact;
use crate::domain::text;
use crate::domain::value::{Entry, Value};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, all_row, gather};
use crate::rules::helpers::{levels, rupiah};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK05",
    name: "Total anggaran berbeda dari jumlah rinciannya",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["FX10"],
    fields: &[Field::Anggaran],
    what: "Baris jumlah pada tabel anggaran PK harus sama dengan jumlah baris program atau kegiatan di atasnya. Selisih sampai setengah rupiah dianggap pembulatan.",
    why: "Total yang diketik sendiri sering tertinggal ketika rinciannya berubah.",
    source: "PermenPANRB 53/2014 lampiran I; kejadian nyata Cirebon (total 193.182.145, rincian 199.688.790)",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran|Keterangan
1|Pembelajaran|150000000|PNBP
2|Kemahasiswaan|50000000|PNBP
|JUMLAH|«190000000»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran|Keterangan
1|Pembelajaran|150000000|PNBP
2|Kemahasiswaan|50000000|PNBP
|JUMLAH|200000000
",
    check: Check::Workspace(check),
};

/// Rupiah that differ by less are the same amount.
const HALF_RUPIAH: f64 = 0.5;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let document = tables.checkable_documents(DocumentKind::Pk);
    document
        .flat_map(|(number, _, content)| {
            (0..content.tables.len()).flat_map(move |table| check_table(tables, number, table))
        })
        .collect()
}

/// The lines of a table, and how many of them were already counted in a total.
#[derive(Default)]
struct PaguDetail<'a> {
    rows: Vec<(IndikatorRecord<'a>, f64)>,
    since: usize,
    readable: bool,
}

fn check_table(tables: &Tables, document: u32, table: usize) -> Vec<Temuan> {
    let mut detail = PaguDetail { readable: true, ..PaguDetail::default() };
    let mut temuan = Vec::new();
    let owned = all_row(tables, document, TableRole::Anggaran).filter(|record| record.table_number() as usize == table);
    for record in owned {
        let Some(entry) = record.own_entry(Field::Anggaran.yearly()) else { continue };
        match record.row().map(|row| row.kind) {
            Some(RowKind::Data | RowKind::Continuation) => match entry.value.figure() {
                Some(figure) => detail.rows.push((record, figure)),
                None if entry.value.without_content() => {}
                None => detail.readable = false,
            },
            Some(RowKind::Total) if !average(&record) => {
                temuan.extend(detail.total(&record, entry));
                detail.since = detail.rows.len();
            }
            _ => {}
        }
    }
    temuan
}

fn average(record: &IndikatorRecord<'_>) -> bool {
    let text = record.entry(Field::Program.yearly()).and_then(Entry::text).map(text::key).unwrap_or_default();
    text.starts_with("rata") || text.starts_with("rerata")
}

impl PaguDetail<'_> {
    fn total(&self, record: &IndikatorRecord<'_>, entry: &Entry) -> Option<Temuan> {
        let as_written = entry.value.figure().filter(|_| self.readable)?;
        let part = self.rows.get(self.since..)?;
        // A total right below another one is the grand total.
        let part = if part.is_empty() { self.rows.as_slice() } else { part };
        let same = |figure: f64| (figure - as_written).abs() <= HALF_RUPIAH;
        let (lowest, topmost) = (total(part, leaf), total(part, top));
        let all: f64 = total(&self.rows, leaf);
        if part.is_empty() || [lowest, topmost, all].into_iter().any(same) {
            return None;
        }
        // The total of any one level is right: "A." stands over "1." and this over "1.1", and each level is the whole.
        let sums = level_sums(part).into_iter().chain(level_sums(&self.rows));
        if sums.into_iter().any(same) {
            return None;
        }
        let message =
            format!("Total anggaran tertulis {}, padahal jumlah rinciannya {}.", rupiah(as_written), rupiah(lowest));
        let advice = if entry.formula.is_some() {
            "Perbaiki rentang rumus totalnya sehingga mencakup semua rincian tepat satu kali lalu hitung ulang, atau perbaiki rincian yang keliru."
        } else {
            "Perbaiki total agar sama dengan jumlah rinciannya (sebaiknya dengan rumus SUM), atau perbaiki rincian yang keliru."
        };
        let temuan = record.temuan(&ATURAN, Field::Anggaran.yearly(), message, advice)?;
        let place = part.iter().filter_map(|(record, _)| record.place(Field::Anggaran.yearly()));
        Some(temuan.difference(rupiah(as_written), rupiah(lowest)).gap(as_written - lowest).all_related(gather(place)))
    }
}

/// What the lines of each level add up to.
fn level_sums(lines: &[(IndikatorRecord<'_>, f64)]) -> Vec<f64> {
    let rows: Vec<_> = lines.iter().filter_map(|(record, _)| record.row()).collect();
    let figure = |row: &FormRow| row.entry(Field::Anggaran.yearly()).and_then(|entry| entry.value.figure());
    levels::apart(&rows).into_iter().map(|level| exact::sum(level.into_iter().filter_map(figure))).collect()
}

fn total(row: &[(IndikatorRecord<'_>, f64)], computed: impl Fn(&str, &[String]) -> bool) -> f64 {
    let code: Vec<String> = row.iter().map(|(record, _)| code(record)).collect();
    exact::sum(row.iter().zip(&code).filter(|(_, owned)| computed(owned, &code)).map(|((_, figure), _)| *figure))
}

/// The account code of a line, else its number: "5.02.01" stands above "5.02.01.2.01".
fn code(record: &IndikatorRecord<'_>) -> String {
    let entry = [Field::Code, Field::No].into_iter().find_map(|field| record.own_entry(field.yearly()));
    match entry.map(|entry| (&entry.value, entry)) {
        Some((Value::Text { .. } | Value::Figure { .. }, entry)) => entry.raw.trim().trim_end_matches('.').to_string(),
        _ => String::new(),
    }
}

fn below(lower: &str, upper: &str) -> bool {
    !upper.is_empty() && lower.strip_prefix(upper).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether no line stands below this one.
fn leaf(owned: &str, all: &[String]) -> bool {
    !all.iter().any(|other| below(other, owned))
}

/// Whether no line stands above this one.
fn top(owned: &str, all: &[String]) -> bool {
    !all.iter().any(|other| below(owned, other))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn pk(row: &str) -> Vec<String> {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|12\n\nKode|Nama Kegiatan|Anggaran";
        cell("PK05", &format!("{head}\n{row}"))
    }

    #[test]
    fn subtotals_and_a_grand_total_all_fit() {
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|20\n|Total|170"), Vec::<String>::new());
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|30\n|Total|170"), ["C11"]);
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|20\n|Total|180"), ["C12"]);
    }

    #[test]
    fn a_programme_above_its_activities_is_not_counted_twice() {
        assert_eq!(pk("5.02|Program|150\n5.02.01|Satu|100\n5.02.02|Dua|50\n|TOTAL ANGGARAN|150"), Vec::<String>::new());
    }

    #[test]
    fn the_total_of_any_one_level_is_right() {
        let rows = "A.|PROGRAM ALFA|90\n1.|Kegiatan Satu|60\n1.1|Satu Satu|40\n1.2|Satu Dua|20\n2.|Kegiatan Dua|30";
        assert_eq!(pk(&format!("{rows}\n|JUMLAH|90")), Vec::<String>::new());
        assert_eq!(pk(&format!("{rows}\n|JUMLAH|95")), ["C12"]);
    }

    #[test]
    fn half_a_rupiah_is_rounding_and_an_unreadable_line_says_nothing() {
        assert_eq!(pk("A|Satu|100.4\nB|Dua|50\n|Jumlah|150"), Vec::<String>::new());
        assert_eq!(pk("A|Satu|seratus juta\nB|Dua|50\n|Jumlah|150"), Vec::<String>::new());
    }
}
