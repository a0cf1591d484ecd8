//! Action plans (RA) as officers draw them.

use super::forms::*;
use super::sheet::{Content, Habits, Sheet, column};
use super::words::*;
use crate::shared::MONTH_TARGETS;

pub(super) fn ra_actions(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Renaksi", "Sheet1", "RA 2026"]));
    title(dice, &mut sheet, "Rencana Aksi Pencapaian Kinerja Tahun 2026", 70);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    columns.push(one(dice, AKSI, "rencana_aksi", Content::Action));
    if dice.percent(60) {
        let parent = dice.word(&[
            "Target Triwulan",
            "Target Capaian Triwulan",
            "Target per Triwulan",
            "Target Kinerja Triwulanan",
        ]);
        let names = quarters(dice);
        for (place, name) in names.iter().enumerate() {
            columns.push(column(&[parent, name], TARGETS[place], Content::Planned(place)));
        }
    }
    if dice.percent(60) {
        columns.push(one(dice, ANGGARAN, "anggaran", Content::Ceiling));
    }
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    extra(dice, &mut columns);
    let mut habits = Habits::of(dice);
    habits.actions = 1 + dice.below(2);
    let items = items(dice, 0);
    sheet.table(&["rencana_aksi"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) const MONTH_DONE: [&str; 12] = [
    "realisasi.bulan1",
    "realisasi.bulan2",
    "realisasi.bulan3",
    "realisasi.bulan4",
    "realisasi.bulan5",
    "realisasi.bulan6",
    "realisasi.bulan7",
    "realisasi.bulan8",
    "realisasi.bulan9",
    "realisasi.bulan10",
    "realisasi.bulan11",
    "realisasi.bulan12",
];

pub(super) fn months(dice: &mut Dice) -> &'static [&'static str; 12] {
    MONTHS[dice.below(MONTHS.len())]
}

pub(super) fn ra_months(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Sheet1");
    title(dice, &mut sheet, "Rencana Aksi Tahun 2026", 80);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let parent = dice.word(&["Target Bulan", "Target Bulanan", "Rencana Target per Bulan", "Target Kinerja Bulan ke-"]);
    let names = months(dice);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[parent, name], MONTH_TARGETS[place], Content::MonthPlanned(place)));
    }
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    let habits = Habits::of(dice);
    let items = items(dice, 0);
    sheet.table(&["rencana_aksi"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn ra_month_pairs(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Monitoring");
    title(dice, &mut sheet, "Monitoring Rencana Aksi Tahun 2026", 90);
    let mut columns = front(dice);
    let names = months(dice);
    let (plan, done) = dice.any(&[("Target", "Realisasi"), ("Rencana", "Realisasi"), ("T", "R")]);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[name, plan], MONTH_TARGETS[place], Content::MonthPlanned(place)));
        columns.push(column(&[name, done], MONTH_DONE[place], Content::MonthDone(place)));
    }
    columns.push(one(dice, REMARK, "?keterangan", Content::Foreign));
    let habits = Habits::of(dice);
    let items = items(dice, 2);
    sheet.table(&["rencana_aksi", "pengukuran"], &columns, &items, &habits);
    vec![sheet]
}
