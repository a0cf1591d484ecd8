//! TL06: text of the blank form that nobody replaced.

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::document::{Document, Fact, FormRow};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{document, fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL06",
    name: "Teks contoh belum diganti",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Teks petunjuk atau contoh dari formulir kosong (\"<...>\", \"Sasaran 1\", \"Tuliskan ...\") masih tertinggal.",
    why: "Dokumen yang masih memuat teks contoh belum selesai diisi.",
    source: "Templat Instruksi Sekda DKI Jakarta 4/2024; berkas Renja Cirebon dengan \"Sasaran 1\"; pemeriksaan LAY-06.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|«Tuliskan sasaran di sini»|Persentase lulusan yang bekerja dalam 6 bulan|60%
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

/// Fields that an officer may leave empty where there is nothing to say.
const OPTIONAL: [Field; 8] = [
    Field::Kendala,
    Field::Solusi,
    Field::TindakLanjut,
    Field::PenanggungJawab,
    Field::TimeLimit,
    Field::BuktiDukung,
    Field::Remark,
    Field::KondisiAwal,
];

/// Where a text of the blank form stands: what may be done with it goes by that.
enum Spot {
    /// In a row that says more: deleting the row would lose that.
    FilledRow(Field),
    /// In a row of a table that says nothing else.
    BareRow,
    /// In the head of a form or in its signatures.
    Outside,
}

fn spot(tables: &Tables, sheet: &fact::SheetFact<'_>, cell: CellAddress) -> Spot {
    if document::of_sheet(tables, sheet).any(|one| beside_the_tables(one.content, cell)) {
        return Spot::Outside;
    }
    let own = document::of_sheet(tables, sheet);
    let mut rows = own.flat_map(|one| &one.content.tables).flat_map(|table| &table.rows);
    let figure = |row: &FormRow| row.entries.values().any(|entry| !entry.derivation && entry.value.figure().is_some());
    let field =
        |row: &FormRow| row.entries.iter().find(|(_, entry)| entry.cell == cell).map(|(column, _)| column.field);
    rows.find_map(|row| field(row).filter(|_| figure(row))).map_or(Spot::BareRow, Spot::FilledRow)
}

/// Whether a cell is one of the head or of the signatures of a document.
fn beside_the_tables(content: &Document, cell: CellAddress) -> bool {
    let head = content.identities.iter().map(|line| &line.entry);
    let signed = content.pejabat.iter().flat_map(|one| [Some(&one.role), one.name.as_ref(), one.nip.as_ref()]);
    head.chain(signed.flatten()).any(|entry| entry.cell == cell)
}

/// What else may be done with it than to say what is true.
fn otherwise(spot: &Spot, dotted: bool) -> &'static str {
    match spot {
        Spot::FilledRow(field) if OPTIONAL.contains(field) => ", atau kosongkan selnya bila memang tidak ada isinya",
        Spot::BareRow => ", atau hapus barisnya bila tidak dipakai",
        Spot::Outside if !dotted => "; bila hanya petunjuk pengisian, hapus teksnya",
        Spot::FilledRow(_) | Spot::Outside => "",
    }
}

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ExampleText { cell, text } = fact else { return None };
            let dotted = dotted(text);
            let spot = spot(context.tables, &sheet, *cell);
            // Dots where what was reached is asked for are a place that nobody wrote on yet.
            if dotted && reached_asked(context.tables, &sheet, *cell) {
                let message = format!("Titik-titik {} belum diisi.", quote(text));
                let advice = "Isi dengan yang sebenarnya; bila memang belum ada, tulis \"-\".";
                let told = temuan(&ATURAN, sheet.cell(*cell), message, advice).found(text).unit(sheet.unit);
                return Some(Temuan { severity: Severity::Warning, ..told });
            }
            let otherwise = otherwise(&spot, dotted);
            let (message, advice) = if dotted {
                (format!("Titik-titik {} belum diisi.", quote(text)), format!("Isi dengan yang sebenarnya{otherwise}."))
            } else {
                (
                    format!("Teks contoh {} belum diganti.", quote(text)),
                    format!("Ganti dengan isi yang sebenarnya{otherwise}."),
                )
            };
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).found(text).unit(sheet.unit))
        })
        .collect()
}

/// Whether a cell of a table stands where what was reached or spent is asked for.
fn reached_asked(tables: &Tables, sheet: &fact::SheetFact<'_>, cell: CellAddress) -> bool {
    let asked = |field: Field| {
        matches!(field, Field::Realisasi | Field::Capaian | Field::Status | Field::RealisasiAnggaran | Field::Serapan)
    };
    let own = document::of_sheet(tables, sheet);
    let mut rows = own.flat_map(|one| &one.content.tables).flat_map(|table| &table.rows);
    rows.any(|row| row.entries.iter().any(|(column, entry)| entry.cell == cell && asked(column.field)))
}

/// Whether a text is no example but a place to write on: ": ........", "____".
fn dotted(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || matches!(letter, '.' | '…' | '_' | ':'))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn a_row_that_says_more_is_not_to_be_deleted() {
        let advice = |row: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Kendala\n1|A|Jumlah surat|Surat|4|4|-\n{row}\n"
            );
            let all = temuan("TL06", &image);
            all.first().map(|one| one.advice.clone()).unwrap_or_default()
        };
        assert!(advice("2|A|Jumlah mitra|Mitra|4|3|<tuliskan kendala>").contains("kosongkan selnya"));
        assert!(advice("2|<tuliskan sasaran>|Indikator 1||||").contains("hapus barisnya"));
        // What every row has to say is not to be emptied.
        assert_eq!(advice("2|<tuliskan sasaran>|Jumlah mitra|Mitra|4|3|-"), "Ganti dengan isi yang sebenarnya.");
        assert_eq!(advice("2|........|Jumlah mitra|Mitra|4|3|-"), "Isi dengan yang sebenarnya.");
    }

    #[test]
    fn dots_where_a_figure_is_asked_for_are_a_place_that_nobody_wrote_on() {
        let image = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n1|A|Jumlah surat|Surat|4|4\n2|A|Jumlah mitra|Mitra|4|......\n";
        let [one] = temuan("TL06", image).try_into().expect("one finding");
        assert_eq!(
            (one.severity, one.advice.as_str()),
            (Severity::Warning, "Isi dengan yang sebenarnya; bila memang belum ada, tulis \"-\".")
        );
    }

    #[test]
    fn what_laboratories_count_is_no_example() {
        let told = |satuan: &str| {
            let image = format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah pangan yang diuji|{satuan}|80\n"
            );
            temuan("TL06", &image).len()
        };
        assert_eq!((told("contoh"), told("<satuan>")), (0, 1));
    }

    #[test]
    fn dots_that_nobody_wrote_upon_are_no_example_and_their_line_stays() {
        let told = |name: &str| {
            let image = format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNama|: {name}\nJabatan|: Ketua Jurusan\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n"
            );
            temuan("TL06", &image).into_iter().map(|one| (one.message, one.advice)).collect::<Vec<_>>()
        };
        assert_eq!(
            told("........"),
            [("Titik-titik \"........\" belum diisi.".to_string(), "Isi dengan yang sebenarnya.".to_string())]
        );
        assert!(told("<nama pejabat>")[0].1.contains("hapus teksnya"));
    }
}
