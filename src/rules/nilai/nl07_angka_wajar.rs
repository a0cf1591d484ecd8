//! NL07: figures that cannot be what they are said to be.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Period};
use crate::domain::satuan::standard_satuan;
use crate::domain::text::{indikator_key, key};
use crate::domain::value::{Entry, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{figure, rupiah, same, temuan};
use crate::rules::{Aturan, Check, Need};

/// Words that open the wording of a share: a part of a whole, which cannot be more than the whole.
const PART: [&str; 4] = ["persentase", "proporsi", "prosentase", "cakupan"];
/// Words of percents that may be negative or more than 100: changes and comparisons, not shares.
const NOT_PART: [&str; 12] = [
    "pertumbuhan",
    "kenaikan",
    "peningkatan",
    "penurunan",
    "perubahan",
    "laju",
    "inflasi",
    "deviasi",
    "selisih",
    "capaian",
    "realisasi",
    "rasio",
];

/// Words of shares whose whole is a plan, so that what came may be more.
const OF_A_PLAN: [&str; 12] = [
    "terhadap",
    "dibanding",
    "target",
    "rencana",
    "anggaran",
    "serapan",
    "penyerapan",
    "pendapatan",
    "penerimaan",
    "pnbp",
    "kuota",
    "standar",
];

/// Up to here a target above the whole is more likely meant than mistyped.
const DELIBERATE: f64 = 120.0;

/// From here on a figure is an amount, and no share that was mistyped.
const AMOUNT: f64 = 1e6;

/// Words of money and indices that may be below zero.
const MAY_BE_BELOW_ZERO: [&str; 10] =
    ["surplus", "defisit", "laba", "rugi", "saldo", "sisa", "bersih", "netto", "neraca", "suhu"];

/// Words of lines of a budget that take money back.
const TAKEN_BACK: [&str; 7] =
    ["pengembalian", "koreksi", "pengurang", "penyesuaian", "pergeseran", "efisiensi", "blokir"];

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL07",
    name: "Angka tidak masuk akal",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[],
    what: "Persen, hitungan, rupiah (juga pagu dan realisasi anggaran), indeks, atau skor bernilai negatif (kecuali pertumbuhan, selisih, surplus, laba, saldo, dan sejenisnya), target atau realisasi bagian dari keseluruhan (\"Persentase lulusan yang …\") melebihi 100 %, atau realisasi yang hanya rumus penyalin targetnya.",
    why: "Angka seperti itu hampir selalu salah ketik, dan realisasi yang menyalin target selalu tampak tercapai.",
    source: "Pemeriksaan VAL-07; berkas Renja Cirebon (sel W29 berisi =M29).",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«=E3 -> 60»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter_map(|cell| match cell.column.field {
            Field::Target | Field::Realisasi => copies_target(cell).or_else(|| outside_limit(cell)),
            Field::Anggaran | Field::RealisasiAnggaran => negative_money(cell),
            _ => None,
        })
        .collect()
}

/// Money that is planned or spent; what takes some of it back says so in its row.
fn negative_money(cell: &EntryCell<'_>) -> Option<Temuan> {
    let amount = cell.entry.value.figure().filter(|amount| *amount < 0.0)?;
    let taken_back = |entry: &Entry| {
        let wording = entry.text().map(key).unwrap_or_default();
        TAKEN_BACK.iter().chain(&MAY_BE_BELOW_ZERO).any(|word| wording.contains(word))
    };
    if cell.row.entries.iter().any(|(_, entry)| taken_back(entry)) || taken_back_by_heading(cell) {
        return None;
    }
    let message =
        format!("Kolom {} berisi {}, padahal uang seperti ini tidak dapat negatif.", cell.named(), rupiah(amount));
    let advice = "Periksa tandanya, lalu tulis angka yang benar; bila memang pengembalian atau koreksi, tulis itu di baris yang sama.";
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value))))
}

/// Whether the column itself holds what changed: "Bertambah / (Berkurang)".
fn taken_back_by_heading(cell: &EntryCell<'_>) -> bool {
    let heading = key(&cell.named());
    TAKEN_BACK.iter().chain(&["kurang", "tambah", "selisih", "sisa"]).any(|word| heading.contains(word))
}

/// A realisation whose formula is nothing but a reference to a target of its own row.
fn copies_target(cell: &EntryCell<'_>) -> Option<Temuan> {
    let formula = cell.entry.formula.as_deref().filter(|_| cell.column.field == Field::Realisasi)?;
    let addressed = reference(formula)?;
    let target = cell.row.entries.iter().filter(|(column, _)| column.field == Field::Target).map(|(_, entry)| entry);
    let target: &Entry = target.into_iter().find(|target| target.cell == addressed)?;
    let message = format!(
        "Realisasi berisi rumus ={formula} yang hanya menyalin target di sel {addressed} ({}).",
        write(&target.value)
    );
    let advice = "Isi realisasi yang sebenarnya terjadi, bukan salinan target.";
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).related(cell.cell_place(vec![addressed]))))
}

/// The cell to which a formula is nothing but a reference: `M29`, `+$M$29`.
fn reference(formula: &str) -> Option<CellAddress> {
    formula.trim().trim_start_matches(['=', '+']).replace('$', "").parse().ok()
}

fn outside_limit(cell: &EntryCell<'_>) -> Option<Temuan> {
    // What a part of a whole, or a count, may well be is most of all figures.
    let value = figure_of(&cell.entry.value)?;
    // Amounts below a heading of shares are money of another column.
    let value = Some(value).filter(|value| !(0.0..=100.0).contains(value) && *value < AMOUNT)?;
    let satuan = standard_satuan(cell.measured_in());
    let percent = satuan.percent || matches!(cell.entry.value, Value::Percent { .. });
    let counted = satuan.tally
        || satuan.money
        || matches!(satuan.name.as_str(), "Indeks" | "Skor" | "Nilai" | "Hari" | "Jam" | "Menit");
    if !(percent || counted && value < 0.0) {
        return None;
    }
    let sentence = indikator_key(&cell.measured());
    let not_part = NOT_PART.iter().any(|word| sentence.contains(word));
    let part = !not_part && sentence.split(' ').take(2).any(|word| PART.contains(&word));
    let certain = part && sentence.contains(" yang ") && !OF_A_PLAN.iter().any(|word| sentence.contains(word));
    let year_target = cell.column.field == Field::Target && !matches!(cell.column.period, Period::Month(_));
    let above = percent && value > 100.0 && (part && year_target || certain && cell.column.field == Field::Realisasi);
    if above && !certain && (value <= DELIBERATE || led_up_to(cell, value)) {
        return Some(perhaps_meant(cell, value));
    }
    let message = if percent && value < 0.0 && !not_part {
        format!("Kolom {} berisi persen negatif, {} %.", cell.named(), figure(value))
    } else if above {
        format!(
            "Kolom {} berisi {} %, padahal bagian dari keseluruhan paling besar 100 %.",
            cell.named(),
            figure(value)
        )
    } else if satuan.tally && value < 0.0 {
        format!("Kolom {} berisi jumlah negatif, {} {}.", cell.named(), figure(value), satuan.name)
    } else if value < 0.0 && !not_part && !MAY_BE_BELOW_ZERO.iter().any(|word| sentence.contains(word)) && !percent {
        let amount = if satuan.money { rupiah(value) } else { format!("{} {}", figure(value), satuan.name) };
        format!("Kolom {} berisi {amount}, padahal ukuran seperti ini tidak dapat negatif.", cell.named())
    } else {
        return None;
    };
    let advice = if cell.column.field == Field::Target && value > 100.0 {
        "Periksa letak komanya, lalu tulis angka yang benar; bila memang dijanjikan lebih dari seluruhnya, pilih satuan lain, misalnya poin."
    } else {
        "Periksa tanda dan letak komanya, lalu tulis angka yang benar."
    };
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value))))
}

/// A target above the whole that may well be meant: of what its wording calls a share nobody knows whether its whole is a plan.
fn perhaps_meant(cell: &EntryCell<'_>, value: f64) -> Temuan {
    let message = format!("Kolom {} berisi {} %, lebih dari 100 %.", cell.named(), figure(value));
    let advice =
        "Bila memang dijanjikan lebih dari seluruhnya, tidak perlu diubah; bila salah ketik, tulis angka yang benar.";
    let told = cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value)));
    Temuan { severity: Severity::Info, ..told }
}

/// Whether the targets of parts of the year in the row lead up to a figure: one of them is half of it or more, or they make
/// it together.
fn led_up_to(cell: &EntryCell<'_>, value: f64) -> bool {
    let parts: Vec<f64> = cell
        .row
        .entries
        .iter()
        .filter(|(column, _)| {
            column.field == Field::Target && column.period.is_part_of_year() && **column != cell.column
        })
        .filter_map(|(_, entry)| entry.value.figure())
        .collect();
    let most = parts.iter().copied().fold(0.0, f64::max);
    most <= value && (most * 2.0 >= value || same(parts.iter().sum(), value))
}

/// A figure; of "120 dari 100" the percent that it makes.
fn figure_of(value: &Value) -> Option<f64> {
    match value {
        Value::Fraction { numerator, denominator, .. } if *denominator > 0.0 => Some(numerator / denominator * 100.0),
        Value::Fraction { .. } => None,
        other => other.figure(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn only_a_bare_reference_copies() {
        assert_eq!(reference("M29"), "M29".parse().ok());
        assert_eq!(reference("=+$M$29"), "M29".parse().ok());
        for formula in ["M29*1", "SUM(M29)", "Lembar2!M29", "M29:M30", "29"] {
            assert_eq!(reference(formula), None, "{formula}");
        }
    }

    #[test]
    fn money_is_not_below_zero_but_where_its_line_takes_it_back() {
        let image = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|A|Jumlah mitra|Mitra|5

No|Program|Anggaran (Rp)|Keterangan
1|Program Penunjang|-5.000.000|APBD
2|Program Kerja Sama|7.000.000|APBD
3|Program Layanan|-2.000.000|efisiensi belanja
";
        assert_eq!(test::cell("NL07", image), ["C6"]);
    }

    #[test]
    fn a_share_of_a_whole_is_at_most_the_whole_when_it_is_counted_too() {
        let image = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|A|Persentase lulusan yang bekerja|%|50|104
2|A|Persentase lulusan yang bekerja penuh|%|50|110 dari 100
3|A|Persentase temuan yang ditindaklanjuti terhadap target|%|50|104
4|A|Persentase penyelesaian layanan|%|50|104
5|A|Persentase dosen yang naik jabatan|%|50|100
6|A|Persentase kenaikan peminat yang mendaftar|%|50|140
";
        assert_eq!(test::cell("NL07", image), ["F3", "F4"]);
    }

    #[test]
    fn changes_may_be_negative_and_comparisons_above_the_whole() {
        let image = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|A|Persentase pertumbuhan mahasiswa|%|5|-2
2|A|Persentase lulusan bekerja|%|150|-1
3|A|Rasio dosen|%|150|1
4|A|Jumlah mitra|Mitra|5|-3
5|A|Suhu gudang|Derajat|5|-3
6|A|Nilai kerja sama|Rupiah|5000000|-3000000
7|A|Surplus badan layanan umum|Rupiah|5000000|-3000000
8|A|Indeks kepuasan|Indeks|3.5|-3.4
9|A|Indeks perubahan tutupan lahan|Indeks|3.5|-3.4
";
        assert_eq!(test::cell("NL07", image), ["E4", "F4", "F6", "F8", "F10"]);
    }

    #[test]
    fn the_kinds_below_a_line_are_what_the_line_says() {
        let told = |line: &str| {
            let image = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|c. {line}|%||\n|A|1. Pidana||25|-11.5\n|A|2. Perdata||25|112.5\n"
            );
            test::cell("NL07", &image)
        };
        assert_eq!(told("Persentase penurunan sisa perkara"), Vec::<String>::new());
        assert_eq!(told("Persentase perkara yang selesai"), ["F4", "F5"]);
    }

    #[test]
    fn a_target_above_the_whole_that_may_be_meant_is_only_asked_about() {
        let told = |wording: &str, half: u32, year: u32| {
            let image = format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target|<\n^|^|^|^|Semester I|Tahunan\n1|A|{wording}|%|{half}|{year}\n"
            );
            test::temuan("NL07", &image).pop().map(|one| one.severity)
        };
        let modern = "Persentase penyelesaian modernisasi";
        assert_eq!(told(modern, 60, 120), Some(Severity::Info));
        assert_eq!(told(modern, 90, 150), Some(Severity::Info));
        assert_eq!(told(modern, 30, 600), Some(Severity::Warning));
        assert_eq!(told("Persentase lulusan yang bekerja", 60, 120), Some(Severity::Warning));
    }
}
