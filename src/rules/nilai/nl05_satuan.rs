//! NL05: units of measure that contradict each other, or are no units.

use crate::domain::column::Field;
use crate::domain::satuan::{self, SatuanDefect, standard_satuan};
use crate::domain::text::{key, listed};
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL05",
    name: "Satuan tidak cocok",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Satuan],
    what: "Satuan yang ditulis di samping angka berbeda dari kolom Satuan, atau isi kolom Satuan salah eja, gabungan beberapa satuan, atau memuat angka.",
    why: "Angka tanpa satuan yang pasti tidak dapat dibandingkan antara PK, Rencana Aksi, dan Pengukuran.",
    source: "Pemeriksaan VAL-05; Boyolali (\"4,47 persen\"), daftar satuan DKI (\"1 Laporan\", \"laporan,bulan, persen\").",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Dosen berkualitas|Jumlah dosen bersertifikat|Orang|«4,47 persen»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Dosen berkualitas|Jumlah dosen bersertifikat|Orang|4 orang
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    cell.iter()
        .filter_map(|cell| match cell.column.field {
            Field::Satuan => defect(cell),
            Field::Target | Field::Realisasi | Field::KondisiAwal => difference(cell),
            _ => None,
        })
        .collect()
}

/// Words that only count, whatever is counted.
const COUNTERS: [&str; 5] = ["buah", "bh", "butir", "item", "pcs"];

/// A unit beside a value that is not the row's.
fn difference(cell: &EntryCell<'_>) -> Option<Temuan> {
    let own = cell.satuan();
    // A form without the column counts in what the cascade says.
    let agreed = if own.is_empty() { counted_in(cell, value_satuan(&cell.entry.value)?) } else { None };
    let row = agreed.as_deref().unwrap_or(own);
    let as_written = value_satuan(&cell.entry.value).filter(|as_written| *as_written != row)?;
    let standard = standard_satuan(row);
    if standard.name.is_empty()
        || standard.defect.is_some()
        || satuan::same(as_written, row)
        || contains(as_written, row)
        || standard.tally && COUNTERS.contains(&key(as_written).as_str())
        || step_of_scale(&cell.entry.raw, as_written) && !(standard.tally || standard.percent || standard.money)
    {
        return None;
    }
    let message = format!(
        "Nilai {} di kolom {} bersatuan {}, padahal {} {}.",
        quote(&cell.entry.raw),
        cell.named(),
        quote(as_written),
        if agreed.is_some() { "di kaskade satuannya" } else { "kolom Satuan menyebut" },
        quote(row)
    );
    // Whoever only takes the sign away from "98%" of an amount makes it 98 rupiah.
    let advice = if as_written == "%" && !standard.percent {
        let mend = if agreed.is_some() {
            "minta biro perencanaan memperbaiki satuan di kaskade"
        } else {
            "perbaiki satuannya"
        };
        format!("Tulis besarnya dalam {}, bukan persennya; bila yang diukur memang persen, {mend}.", standard.name)
    } else if agreed.is_some() {
        format!("Tulis besarnya dalam {}, tanpa satuan lain di selnya.", standard.name)
    } else {
        "Samakan satuannya; di kolom nilai cukup tulis angkanya.".to_string()
    };
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).difference(as_written, row)))
}

/// Whether the unit stands before its number: "Level 3" in a row counted in "Nilai" is a step of a scale, and no other unit.
fn step_of_scale(raw: &str, as_written: &str) -> bool {
    raw.trim_start().starts_with(as_written)
}

fn value_satuan(value: &Value) -> Option<&str> {
    match value {
        Value::Percent { .. } | Value::Limit { percent: true, .. } | Value::Range { percent: true, .. } => Some("%"),
        Value::Money { .. } => Some("Rupiah"),
        Value::Figure { satuan, .. }
        | Value::Limit { satuan, .. }
        | Value::Range { satuan, .. }
        | Value::Fraction { satuan, .. } => satuan.as_deref(),
        _ => None,
    }
}

/// Whether one wording contains the other word for word: "100 dari 110 Organisasi Kepemudaan" beside "Organisasi",
/// "Rupiah" beside "Juta Rupiah".
fn contains(left: &str, right: &str) -> bool {
    let standard = |text: &str| key(&standard_satuan(text).name);
    let (left, right) = (standard(left), standard(right));
    let word = |text: &str, wanted: &str| {
        let word: Vec<&str> = text.split([' ', '/']).collect();
        wanted.split([' ', '/']).all(|one| word.contains(&one))
    };
    word(&left, &right) || word(&right, &left)
}

/// The one unit of measure that the cascade gives this indicator.
fn agreed_satuan(cell: &EntryCell<'_>) -> Option<String> {
    let agreed = cell.tables.node_from(cell.record_id)?.satuan.as_str();
    let standard = standard_satuan(agreed);
    (!standard.name.is_empty() && standard.defect.is_none()).then(|| agreed.to_string())
}

/// The unit that the cascade gives this indicator, where it counts, measures shares or money; where it measures time, beside
/// any other unit that is known. (Scores, indices and points are each other's names.)
fn counted_in(cell: &EntryCell<'_>, as_written: &str) -> Option<String> {
    agreed_satuan(cell).filter(|agreed| {
        let standard = standard_satuan(agreed);
        let time = standard.time && satuan::registered(as_written);
        standard.tally || standard.percent || standard.money || time
    })
}

/// A satuan that is misspelled, composite, or a quantity.
fn defect(cell: &EntryCell<'_>) -> Option<Temuan> {
    let text = cell.entry.text()?;
    let (message, expected, advice) = match standard_satuan(text).defect? {
        SatuanDefect::Misspelt { expected } => (
            format!("Satuan {} tampaknya salah eja; mungkin maksudnya {}.", quote(text), quote(expected)),
            Some(expected.to_string()),
            "Perbaiki ejaan satuannya.".to_string(),
        ),
        SatuanDefect::Combination { part } => (
            format!("Satuan {} menggabungkan {}.", quote(text), listed(&part)),
            agreed_satuan(cell),
            agreed_satuan(cell).map_or_else(
                || "Pilih satu satuan yang sesuai dengan targetnya; bila memang ada beberapa, pisahkan menjadi beberapa indikator.".to_string(),
                |agreed| format!("Tulis {}, seperti di kaskade.", quote(&agreed)),
            ),
        ),
        SatuanDefect::FigureFilled { satuan } if satuan.is_empty() => (
            format!("Kolom Satuan berisi angka {}, bukan satuan.", quote(text)),
            None,
            "Isi kolom Satuan dengan nama satuannya.".to_string(),
        ),
        SatuanDefect::FigureFilled { satuan } => (
            format!("Satuan {} memuat angka; satuannya cukup {}.", quote(text), quote(&satuan)),
            Some(satuan),
            "Pindahkan angkanya ke kolom target dan sisakan nama satuannya saja.".to_string(),
        ),
    };
    let temuan = temuan(&ATURAN, cell.place(), message, advice);
    Some(cell.complete(match expected {
        Some(expected) => temuan.difference(text, expected),
        None => temuan.found(text),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn a_longer_wording_of_the_same_unit_is_no_difference() {
        assert!(contains("Organisasi Kepemudaan", "Organisasi"));
        assert!(contains("Rupiah", "Juta Rupiah"));
        assert!(contains("Orang", "Orang / Bulan"));
        assert!(!contains("%", "Orang"));
        assert!(!contains("Laporan", "Dokumen"));
    }

    #[test]
    fn where_the_cascade_has_a_unit_it_is_the_remedy() {
        let image = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Jumlah peserta|Orang|40\n*** JTI/tw2.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Jumlah peserta|laporan,bulan, persen|40|9\n";
        let [one] = test::temuan("NL05", image).try_into().expect("one finding");
        assert_eq!(one.advice, "Tulis \"Orang\", seperti di kaskade.");
        let all = test::folded(image);
        assert!(!all.iter().any(|one| one.code == "UK19"), "{all:?}");
    }

    #[test]
    fn hours_where_the_cascade_counts_days_are_told_in_a_form_without_the_column() {
        let told = |reached: &str| {
            test::temuan(
                "NL05",
                &format!(
                    "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Waktu layanan|Hari|6\n*** JTI/tw2.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Target|Realisasi TW\n1|A|Waktu layanan|6|{reached}\n"
                ),
            )
        };
        let [one] = told("6 Jam").try_into().expect("one finding");
        assert_eq!(one.place.cell_text(), "E3");
        assert!(told("6 Hari").is_empty() && told("6 hari kerja").is_empty() && told("6").is_empty());
    }

    #[test]
    fn misspelled_composite_and_counted_units_are_told_in_the_satuan_cell() {
        let image = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|A|Persentase satu|Prosentase|40
2|A|Jumlah dua|laporan,bulan, persen|3
3|A|Jumlah tiga|1 Laporan|3
4|A|Jumlah empat|Laporan|3 Lap
5|A|Biaya lima|Juta Rupiah|Rp 5.000
";
        let temuan = test::temuan("NL05", image);
        let read: Vec<(String, Option<&str>)> =
            temuan.iter().map(|temuan| (temuan.place.cell_text(), temuan.expected.as_deref())).collect();
        assert_eq!(read, [("D3".into(), Some("%")), ("D4".into(), None), ("D5".into(), Some("Laporan"))]);
    }
}
