//! The families of layouts: what an officer of another agency would draw for an agreement, a plan or a measurement.

use super::sheet::{Column, Content, Sheet, column};
use super::words::*;
use super::{agreements, hands, measurements, plans};

/// A layout: its name and its sheets.
pub(crate) struct Layout {
    pub name: String,
    pub sheets: Vec<Sheet>,
}

type Family = fn(&mut Dice) -> Vec<Sheet>;

/// Every family, with its name.
pub(crate) const FAMILIES: &[(&str, Family)] = &[
    ("pk-sederhana", agreements::pk_plain),
    ("pk-banyak-tahun", agreements::pk_years),
    ("pk-triwulan", agreements::pk_quarters),
    ("pk-dengan-anggaran", agreements::pk_with_budget),
    ("pk-berdampingan", agreements::pk_beside),
    ("pk-dua-kelompok", agreements::pk_groups),
    ("ra-aksi", plans::ra_actions),
    ("ra-bulanan", plans::ra_months),
    ("ra-bulanan-berpasangan", plans::ra_month_pairs),
    ("uk-satu-triwulan", measurements::uk_one_quarter),
    ("uk-empat-triwulan", measurements::uk_four_quarters),
    ("uk-deret", measurements::uk_series),
    ("uk-k-rp", measurements::uk_pairs),
    ("uk-sub-kegiatan", measurements::uk_sub_activity),
    ("uk-ekspor", measurements::uk_export),
    ("uk-csv", measurements::uk_csv),
    ("uk-pembilang", measurements::uk_fractions),
    ("buku-banyak-lembar", many_sheets),
    ("uk-semester", hands::semesters),
    ("uk-baris-ukuran", hands::measures_in_rows),
    ("uk-baris-k-rp", hands::money_in_rows),
    ("uk-baris-triwulan", hands::quarters_in_rows),
    ("uk-tahun-lalu", hands::other_years),
    ("uk-nilai-sasaran", hands::valued_goals),
    ("uk-ekspor-jenjang", hands::levels_exported),
    ("uk-judul-dua-baris", hands::two_rows_of_headings),
    ("pk-perubahan", hands::changed),
    ("pk-kolom-rupiah", hands::currency_apart),
    ("ra-akhir-bulan", hands::month_ends),
];

pub(super) fn upper(dice: &mut Dice, text: &str) -> String {
    if dice.percent(30) { text.to_uppercase() } else { text.to_string() }
}

/// Title and identity above a table; some forms have none.
pub(super) fn title(dice: &mut Dice, sheet: &mut Sheet, text: &str, chance: usize) -> bool {
    if !dice.percent(chance) {
        return false;
    }
    let shown = upper(dice, text);
    sheet.canvas.line(&[&shown]);
    if dice.percent(60) {
        sheet.canvas.line(&["Dinas Perpustakaan dan Kearsipan Kota Contoh"]);
    }
    match dice.below(3) {
        0 => sheet.canvas.line(&["Unit Kerja", ":", "Bidang Pustaka"]),
        1 => sheet.canvas.line(&["Unit Kerja : Bidang Pustaka"]),
        _ => {}
    }
    sheet.canvas.blank(1);
    true
}

pub(super) fn one(dice: &mut Dice, words: &[&'static str], fields: &'static str, content: Content) -> Column {
    column(&[dice.word(words)], fields, content)
}

pub(super) fn extra(dice: &mut Dice, columns: &mut Vec<Column>) {
    if dice.percent(40) {
        let foreign = one(dice, FOREIGN, "", Content::Foreign);
        let place = 2.min(columns.len()) + dice.below(columns.len().saturating_sub(1).max(1));
        columns.insert(place.min(columns.len()), foreign);
    }
    if dice.percent(40) {
        columns.push(one(dice, FOREIGN, "", Content::Foreign));
    }
}

/// `No | Sasaran | Indikator | Satuan`, not all of them, not always in this order.
pub(super) fn front(dice: &mut Dice) -> Vec<Column> {
    let mut columns = Vec::new();
    if dice.percent(80) {
        let content = dice.any(&[Content::Number, Content::GoalNumber]);
        columns.push(one(dice, NO, "?no", content));
    }
    columns.push(one(dice, SASARAN, "sasaran", Content::Goal));
    if dice.percent(30) {
        columns.push(one(dice, CODE, "kode", Content::Code));
    }
    columns.push(one(dice, INDIKATOR, "indikator", Content::Indikator));
    if dice.percent(75) {
        columns.push(one(dice, SATUAN, "satuan", Content::Unit));
    }
    columns
}

pub(super) const TARGETS: [&str; 4] = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];

pub(super) const DONE: [&str; 4] = ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"];

pub(super) const SHARES: [&str; 4] = ["capaian.tw1", "capaian.tw2", "capaian.tw3", "capaian.tw4"];

pub(super) const SPENT: [&str; 4] =
    ["realisasi_anggaran.tw1", "realisasi_anggaran.tw2", "realisasi_anggaran.tw3", "realisasi_anggaran.tw4"];

pub(super) fn quarters(dice: &mut Dice) -> &'static [&'static str; 4] {
    let place = 2 * dice.below(QUARTERS.len() / 2);
    QUARTERS[place + usize::from(dice.percent(50))]
}

pub(super) fn many_sheets(dice: &mut Dice) -> Vec<Sheet> {
    let mut guide = Sheet::new("Petunjuk Pengisian");
    for line in ["PETUNJUK PENGISIAN", "1. Isi kolom target dengan angka.", "2. Kirim paling lambat tanggal 5."] {
        guide.canvas.line(&[line]);
    }
    let mut all = vec![guide];
    all.extend(agreements::pk_plain(dice).into_iter().map(|sheet| renamed(sheet, "PK")));
    all.extend(plans::ra_actions(dice).into_iter().map(|sheet| renamed(sheet, "Rencana Aksi")));
    let mut staff = super::others::staff(dice);
    staff.truncate(1);
    all.extend(staff);
    all
}

pub(super) fn renamed(mut sheet: Sheet, name: &str) -> Sheet {
    sheet.name = name.to_string();
    sheet.expected.name = name.to_string();
    sheet
}
