//! Notes below a table that stand where its wordings do: a sentence on what it shows, its source, its caption. No indicator is
//! worded so, and none that was not filled in is lost.

use crate::domain::column::Field;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::super::grid::cell_text;
use super::super::header::HeadingBlock;
use super::super::label;

/// Words of a sentence at least.
const SENTENCE: usize = 5;
/// Blanks that set columns apart in one cell.
const RUN: &str = "    ";
/// Words of a label before a colon at most.
const LABEL: usize = 4;

/// Whether a row is one text, where the table begins, that tells of the table: by words that the dictionary knows. So is a line of a
/// budget that was typed into one cell: `1. Dukungan Manajemen            Rp3.310.225.000`.
pub(super) fn narrative(dictionary: &Dictionary, block: &HeadingBlock, content: &[Cell]) -> bool {
    lone_text(block, content).is_some_and(|text| dictionary.narrative_row(&text)) || budget_line(dictionary, content)
}

/// Whether a text alone in its row holds two columns with a run of blanks between: a wording and an amount, or two headings.
fn budget_line(dictionary: &Dictionary, content: &[Cell]) -> bool {
    let [one] = content else { return false };
    let text = cell_text(one);
    let columns: Vec<&str> =
        text.split(RUN).map(|part| part.trim_matches([' ', ':'])).filter(|part| !part.is_empty()).collect();
    let [name, amount] = columns[..] else { return false };
    let money = amount.get(..2).is_some_and(|mark| mark.eq_ignore_ascii_case("rp"))
        && amount.contains(|letter: char| letter.is_ascii_digit());
    money || dictionary.heading_known(name) && dictionary.heading_known(amount)
}

/// The same of a row below all data: a sentence or a labelled line is a note there, whatever its words are.
pub(super) fn below(dictionary: &Dictionary, block: &HeadingBlock, content: &[Cell]) -> bool {
    let Some(text) = lone_text(block, content) else { return false };
    // What goes on with the row above begins with a small letter.
    let own = text.starts_with(|first: char| !first.is_lowercase());
    own && (dictionary.narrative_row(&text) || labelled(&text, dictionary) || sentence(&text, dictionary))
}

/// The text that stands alone in a row, where the table begins.
fn lone_text(block: &HeadingBlock, content: &[Cell]) -> Option<String> {
    let [one] = content else { return None };
    let first = block.columns.first()?.column;
    let text = matches!(one.value, CellValue::Text(_)) && one.address.column <= first;
    text.then(|| cell_text(one).into_owned())
}

/// "Analisis: capaian meningkat": a label that names nothing that a table holds.
fn labelled(text: &str, dictionary: &Dictionary) -> bool {
    let Some((label, value)) = text.split_once(':') else { return false };
    let words = label.split_whitespace().count();
    let plain = (1..=LABEL).contains(&words) && !label.contains(|letter: char| letter.is_ascii_digit());
    let said = label::field(label, dictionary);
    let none = said.is_none_or(|field| matches!(field, Field::Remark | Field::SumberData | Field::Ignore));
    plain && none && !value.trim().is_empty() && !dictionary.part_heading(text)
}

/// A sentence that ends as one, and does not begin as the wording of an indicator does.
fn sentence(text: &str, dictionary: &Dictionary) -> bool {
    text.ends_with('.') && text.split_whitespace().count() >= SENTENCE && !dictionary.grammar().counts(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::domain::document::SkipReason;
    use crate::extract::{complete_row, extract};
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    /// How many rows a table with a line below its data has, and whether a row was skipped as a note.
    fn with_line(line: &str) -> (usize, bool) {
        let drawing = format!(
            "CAPAIAN KINERJA TRIWULAN II TAHUN 2026\nINDIKATOR KINERJA|TARGET|REALISASI|CAPAIAN\nPersentase layanan selesai|80|78|97.5\nIndeks kepuasan pengguna|80|81|101.25\n{line}\n"
        );
        let file = extract(&workbook_from_text(&drawing), &Library::built_in().unwrap());
        assert!(file.sheets.iter().all(complete_row));
        let skipped = file.sheets[0].skipped.iter().any(|row| row.reason == SkipReason::Note);
        (file.documents[0].tables[0].rows.len(), skipped)
    }

    #[test]
    fn a_budget_that_was_typed_into_single_cells_holds_no_indicators() {
        for line in [
            "Kegiatan                 Anggaran",
            "1. Dukungan Manajemen                 Rp3.310.225.000",
            "Program Penunjang     :     Rp. 1.250.000,00",
        ] {
            assert_eq!(with_line(line), (2, true), "{line}");
        }
        assert!(!with_line("3.     Persentase pengaduan selesai").1);
    }

    #[test]
    fn a_sentence_or_a_source_below_a_table_is_a_note_and_no_indicator() {
        for line in [
            "Dari tabel diatas dapat dilihat bahwa realisasi telah mendekati target",
            "Berdasarkan tabel di atas, capaian kinerja tergolong baik.",
            "Berdasarkan tabel di atas, capaian kinerja tergolong baik|<|<|<",
            "Sumber: Bagian Perencanaan, 2026",
            "Sumber data : Subbag Renmin",
            "Capaian indikator ini dipengaruhi oleh dukungan masyarakat.",
            "Tabel 3.1 Pengukuran Kinerja",
            "Grafik 2 Perkembangan Capaian",
            "Analisis: capaian meningkat dibanding tahun lalu",
            "Realisasi tahun lalu sedikit lebih tinggi daripada tahun ini.",
        ] {
            assert_eq!(with_line(line), (2, true), "{line}");
        }
    }

    #[test]
    fn an_indicator_that_nobody_filled_in_is_not_lost_below_the_data() {
        for line in [
            "Jumlah laporan yang disusun tepat waktu",
            "Persentase rekomendasi yang ditindaklanjuti tepat waktu.",
            "Tersusunnya laporan kinerja",
            "IKU 3: Nilai SAKIP",
        ] {
            assert_eq!(with_line(line).0, 3, "{line}");
        }
    }
}
