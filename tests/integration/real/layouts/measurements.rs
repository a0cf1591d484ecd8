//! Measurements as officers draw them.

use super::forms::*;
use super::sheet::{Content, Habits, Numbers, Sheet, column};
use super::words::*;

pub(super) fn uk_one_quarter(dice: &mut Dice) -> Vec<Sheet> {
    let quarter = 1;
    let name = dice.any(&["II", "2"]);
    let mut sheet = Sheet::new(dice.any(&["Sheet1", "TW II", "Pengukuran"]));
    title(dice, &mut sheet, "Pengukuran Kinerja Triwulan II Tahun 2026", 75);
    let filled = |text: &str| text.replace("{Q}", name);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let planned = filled(dice.word(TARGET_NOW));
    columns.push(column(&[&planned], "target.tw2|target.tw", Content::Planned(quarter)));
    let done = filled(dice.word(REALISASI_NOW));
    columns.push(column(&[&done], "realisasi.tw2|realisasi.tw", Content::Done(quarter)));
    columns.push(one(dice, CAPAIAN, "capaian|capaian.tw|capaian.tw2", Content::Share(quarter)));
    if dice.percent(50) {
        columns.push(one(dice, ANGGARAN, "anggaran", Content::Ceiling));
        columns.push(one(
            dice,
            REALISASI_ANGGARAN,
            "realisasi_anggaran|realisasi_anggaran.tw|realisasi_anggaran.tw2",
            Content::SpentTotal,
        ));
    }
    columns.push(one(dice, KENDALA, "kendala|kendala.tw", Content::Obstacle));
    if dice.percent(50) {
        columns.push(one(dice, SOLUSI, "solusi|solusi.tw", Content::Remedy));
    }
    columns.push(one(dice, TINDAK_LANJUT, "tindak_lanjut|tindak_lanjut.tw", Content::Remedy));
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    columns.push(one(dice, BUKTI, "bukti_dukung|bukti_dukung.tw", Content::Link));
    extra(dice, &mut columns);
    let habits = Habits::of(dice);
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_four_quarters(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Capaian");
    title(dice, &mut sheet, "Capaian Kinerja Triwulanan Tahun 2026", 70);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let names = QUARTERS[dice.any(&[0_usize, 1, 2, 3, 5, 6, 7])];
    let (plan, done) = dice.any(&[("Target", "Realisasi"), ("Tgt", "Real."), ("TARGET", "REALISASI")]);
    let share = dice.word(&["%", "Capaian (%)", "Capaian", "% Capaian"]);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[name, plan], TARGETS[place], Content::Planned(place)));
        columns.push(column(&[name, done], DONE[place], Content::Done(place)));
        columns.push(column(&[name, share], SHARES[place], Content::Share(place)));
    }
    columns.push(one(dice, KENDALA, "kendala", Content::Obstacle));
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    extra(dice, &mut columns);
    let habits = Habits::of(dice);
    let items = items(dice, 3);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_series(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Sheet1");
    title(dice, &mut sheet, "Evaluasi Rencana Aksi Tahun 2026 Sampai dengan Triwulan II", 70);
    let mut columns = front(dice);
    if dice.percent(40) {
        columns.push(one(dice, OTHER_PLAN, "", Content::Year(4)));
    }
    columns.push(one(dice, TARGET, "target", Content::Target));
    let names = quarters(dice);
    let plan = dice.word(&["Target Triwulan", "Target Kinerja Triwulan", "Target", "Target per Triwulan"]);
    let done = dice.word(&["Realisasi Triwulan", "Realisasi Kinerja Triwulan", "Realisasi", "Realisasi per Triwulan"]);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[plan, name], TARGETS[place], Content::Planned(place)));
    }
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[done, name], DONE[place], Content::Done(place)));
    }
    columns.push(one(dice, CAPAIAN, "capaian|capaian_akumulasi", Content::ShareTotal));
    columns.push(one(dice, TINDAK_LANJUT, "tindak_lanjut", Content::Remedy));
    extra(dice, &mut columns);
    let habits = Habits::of(dice);
    let items = items(dice, 2);
    sheet.table(&["pengukuran", "rencana_aksi"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_pairs(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Sheet1", "Evaluasi Renja", "E81"]));
    title(dice, &mut sheet, "Evaluasi Hasil Renja Perangkat Daerah Tahun 2026", 70);
    let mut columns = Vec::new();
    if dice.percent(50) {
        let code = dice.word(&["Kode Rekening", "Kode"]);
        columns.extend((0..5).map(|part| column(&[code], "", Content::CodePart(part))));
    } else {
        columns.push(one(dice, NO, "?no", Content::Number));
    }
    columns.push(column(
        &[dice.word(&[
            "Program/Kegiatan/Sub Kegiatan",
            "Urusan, Program, Kegiatan dan Sub Kegiatan",
            "Program dan Kegiatan",
            "Urusan/Program/Kegiatan",
        ])],
        "program",
        Content::Program,
    ));
    columns.push(column(
        &[dice.word(&[
            "Indikator Kinerja Program (outcome) / Kegiatan (output)",
            "Indikator Kinerja Program/Kegiatan/Sub Kegiatan",
            "Indikator Program dan Kegiatan",
            "Indikator Kinerja",
        ])],
        "indikator",
        Content::Indikator,
    ));
    columns.push(one(dice, SATUAN, "satuan", Content::Unit));
    let k = dice.any(&["K", "Kinerja", "Fisik"]);
    let rp = dice.any(&["Rp", "Rp.", "Rp"]);
    if dice.percent(60) {
        let renstra = dice.word(&["Target Akhir Renstra (2029)", "Target Renstra Perangkat Daerah pada Tahun 2029"]);
        columns.push(column(&[renstra, k], "", Content::Year(4)));
        columns.push(column(&[renstra, rp], "", Content::CeilingYear(4)));
    }
    let target = dice.word(&[
        "Target Renja Tahun 2026",
        "Target Kinerja dan Anggaran Renja 2026",
        "Target dan Pagu Tahun 2026",
        "Target Tahun 2026",
    ]);
    columns.push(column(&[target, k], "target", Content::Target));
    columns.push(column(&[target, rp], "anggaran", Content::Ceiling));
    let parent = dice.word(&[
        "Realisasi Kinerja pada Triwulan",
        "Realisasi Triwulan",
        "Realisasi Kinerja dan Anggaran Triwulan",
        "Realisasi pada Triwulan",
    ]);
    let names = quarters(dice);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[parent, name, k], DONE[place], Content::Done(place)));
        columns.push(column(&[parent, name, rp], SPENT[place], Content::Spent(place)));
    }
    let total = dice.word(&[
        "Realisasi s.d. Triwulan Ini",
        "Jumlah Realisasi Tahun 2026",
        "Realisasi Capaian Kinerja dan Anggaran Renja Tahun 2026",
        "Realisasi Renja 2026",
    ]);
    columns.push(column(&[total, k], "realisasi|realisasi.tw", Content::DoneTotal));
    columns.push(column(&[total, rp], "realisasi_anggaran|realisasi_anggaran.tw", Content::SpentTotal));
    let share = dice.word(&[
        "Tingkat Capaian (%)",
        "Tingkat Capaian Kinerja dan Serapan Anggaran (%)",
        "Tingkat Capaian Renja (%)",
        "Capaian Kinerja dan Realisasi Anggaran (%)",
    ]);
    columns.push(column(&[share, k], "capaian|capaian.tw", Content::ShareTotal));
    columns.push(column(&[share, rp], "serapan|serapan.tw", Content::SpentShare));
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    let mut habits = Habits::of(dice);
    habits.merges = dice.percent(85);
    habits.groups = dice.percent(60);
    habits.subtotals = dice.percent(50);
    habits.numbers = dice.any(&[Numbers::Plain, Numbers::Formulas, Numbers::Formulas, Numbers::None]);
    habits.units_below = habits.numbers != Numbers::None && dice.percent(40);
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_sub_activity(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Sheet1");
    title(dice, &mut sheet, "Capaian Kinerja Sub Kegiatan Tahun 2026", 60);
    let mut columns = vec![one(dice, NO, "?no", Content::Number)];
    columns.push(column(&[dice.word(&["Kode Rekening", "Kode Sub Kegiatan"])], "kode", Content::SubCode));
    columns.push(one(dice, SUB_KEGIATAN, "indikator|uraian|program|keluaran", Content::Sub));
    columns.push(one(dice, SATUAN, "satuan", Content::Unit));
    columns.push(one(dice, TARGET, "target", Content::Target));
    let names = quarters(dice);
    let parent = dice.word(&["Realisasi", "Realisasi Fisik", "Realisasi Triwulan", "Realisasi Kinerja"]);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[parent, name], DONE[place], Content::Done(place)));
    }
    columns.push(column(
        &[dice.word(&["Jumlah Realisasi", "Total Realisasi"])],
        "realisasi|realisasi.tw",
        Content::DoneTotal,
    ));
    columns.push(one(dice, CAPAIAN, "capaian|capaian.tw", Content::ShareTotal));
    extra(dice, &mut columns);
    let mut habits = Habits::of(dice);
    habits.groups = dice.percent(50);
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

/// What an application writes: a heading of database names, no title.
pub(super) fn uk_export(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Worksheet", "export", "data"]));
    let mut columns = vec![column(&["id"], "?no", Content::Number)];
    columns.push(column(&[dice.word(&["kode_indikator", "kode_iku"])], "kode", Content::Code));
    columns.push(column(&[dice.word(&["nama_sasaran", "sasaran_strategis"])], "sasaran", Content::Goal));
    columns.push(column(&[dice.word(&["indikator_kinerja", "nama_indikator"])], "indikator", Content::Indikator));
    columns.push(column(&[dice.word(&["satuan", "nama_satuan"])], "satuan", Content::Unit));
    columns.push(column(&[dice.word(&["target_tahunan", "target_2026"])], "target", Content::Target));
    for (place, field) in TARGETS.iter().enumerate() {
        let name = format!("{}{}", dice.word(&["target_tw", "target_triwulan_"]), place + 1);
        columns.push(column(&[&name], field, Content::Planned(place)));
    }
    for (place, field) in DONE.iter().enumerate() {
        let name = format!("{}{}", dice.word(&["realisasi_tw", "realisasi_triwulan_"]), place + 1);
        columns.push(column(&[&name], field, Content::Done(place)));
    }
    columns.push(column(
        &[dice.word(&["penanggung_jawab", "unit_penanggung_jawab"])],
        "penanggung_jawab",
        Content::Owner,
    ));
    for name in ["created_at", "is_active"] {
        columns.push(column(&[name], "", Content::Foreign));
    }
    let habits = Habits::of_export(dice);
    let mut items = items(dice, 2);
    // An export repeats the goal on every line.
    items.iter_mut().enumerate().for_each(|(place, item)| item.goal_number = place + 1);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_csv(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Lembar1");
    title(dice, &mut sheet, "Pengukuran Kinerja Triwulan II Tahun 2026", 70);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    for place in 0..2 {
        let number = ["I", "II"][place];
        let planned = dice.word(TARGET_NOW).replace("{Q}", number);
        let done = dice.word(REALISASI_NOW).replace("{Q}", number);
        columns.push(column(&[&planned], TARGETS[place], Content::Planned(place)));
        columns.push(column(&[&done], DONE[place], Content::Done(place)));
    }
    columns.push(one(dice, ANGGARAN, "anggaran", Content::Ceiling));
    columns.push(one(dice, KENDALA, "kendala", Content::Obstacle));
    let habits = Habits { csv: true, merges: false, left: 0, signature: false, notes: false, ..Habits::of(dice) };
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn uk_fractions(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Pengukuran");
    title(dice, &mut sheet, "Pengukuran Kinerja Triwulan II Tahun 2026", 90);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    columns.push(column(
        &[&dice.word(REALISASI_NOW).replace("{Q}", "II")],
        "realisasi.tw2|realisasi.tw",
        Content::Done(1),
    ));
    columns.push(one(dice, CAPAIAN, "capaian|capaian.tw|capaian.tw2", Content::Share(1)));
    columns.push(one(dice, KENDALA, "kendala|kendala.tw", Content::Obstacle));
    let habits = Habits { fractions: true, ..Habits::of(dice) };
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}
