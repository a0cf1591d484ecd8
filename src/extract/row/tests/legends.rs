//! Legends of a scale below a table: no row of them is an indicator.

use super::{rows, table};

const FORM: &str = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target|Realisasi|Capaian\n1|Mutu|Indeks mutu|Indeks|80|78|97.5\n2|Kesehatan|Angka kematian ibu|Kasus|9|11|77.78\n";
const LEGEND: &str = "|No|Interval Nilai Realisasi Kinerja|Kriteria Penilaian\n|1|91% ≤ 100%|Sangat Tinggi\n|2|76% ≤ 90%|Tinggi\n|3|≤ 50%|Rendah\n";

#[test]
fn a_legend_that_is_drawn_a_column_further_right_holds_no_indicator() {
    for above in ["\n", "\n\n\n", "\n|Skala Nilai Peringkat Kinerja\n"] {
        let found = rows(&table(&format!("{FORM}{above}{LEGEND}")));
        assert_eq!(found.len(), 2, "{above:?}: {found:?}");
    }
}

#[test]
fn a_word_that_says_no_among_the_rows_ends_no_table() {
    let found =
        rows(&table(&format!("{FORM}3|No|Indikator lain|Kasus|4|4|100\n4|Sumber|Jumlah sumber|Buah|2|2|100\n")));
    assert_eq!(found.len(), 4, "{found:?}");
}
