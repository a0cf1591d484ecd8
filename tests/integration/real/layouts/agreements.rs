//! Agreements (PK) as officers draw them.

use super::forms::*;
use super::sheet::{Column, Content, Habits, Numbers, Sheet, column};
use super::words::*;

pub(super) fn pk_plain(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Sheet1", "PK", "Lampiran PK"]));
    title(dice, &mut sheet, "Perjanjian Kinerja Tahun 2026", 80);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    if dice.percent(30) {
        let place = columns.len() - 1;
        columns.insert(place, one(dice, LAST_YEAR, "?kondisi_awal|realisasi.2025|capaian.2025", Content::Year(0)));
    }
    if dice.percent(40) {
        columns.push(one(dice, WAY, "cara_pengukuran", Content::Method));
        columns.push(one(dice, SOURCE, "sumber_data", Content::Source));
    }
    if dice.percent(50) {
        columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    }
    if dice.percent(30) {
        columns.push(one(dice, REMARK, "?keterangan|sumber_dana", Content::Foreign));
    }
    extra(dice, &mut columns);
    let habits = Habits::of(dice);
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) const YEARS: [(&str, &str, &str); 5] = [
    ("2025", "target.2025", "anggaran.2025"),
    ("2026", "target.2026|target", "anggaran.2026|anggaran"),
    ("2027", "target.2027", "anggaran.2027"),
    ("2028", "target.2028", "anggaran.2028"),
    ("2029", "target.2029", "anggaran.2029"),
];

pub(super) fn pk_years(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Sheet1", "Renstra", "PK 2025-2029"]));
    title(dice, &mut sheet, "Perjanjian Kinerja dan Rencana Kinerja 2025-2029", 60);
    let mut columns = front(dice);
    let target = dice.word(&["Target Kinerja", "Target", "Target Tahun", "Target Kinerja pada Tahun"]);
    for (place, (year, field, _)) in YEARS.iter().enumerate() {
        columns.push(column(&[target, year], field, Content::Year(place)));
    }
    if dice.percent(70) {
        let money = dice.word(&[
            "Alokasi Anggaran (juta Rp)",
            "Pagu (dalam juta rupiah)",
            "Kebutuhan Anggaran (juta rupiah)",
            "Anggaran (Rp juta)",
        ]);
        for (place, (year, _, field)) in YEARS.iter().enumerate() {
            columns.push(column(&[money, year], field, Content::CeilingYear(place)));
        }
    }
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    extra(dice, &mut columns);
    let mut habits = Habits::of(dice);
    habits.groups = dice.percent(50);
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn pk_quarters(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("PK");
    title(dice, &mut sheet, "Perjanjian Kinerja Tahun 2026", 90);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let parent =
        dice.word(&["Target Triwulan", "Target per Triwulan", "Rencana Target Triwulan", "Rincian Target Triwulanan"]);
    let names = quarters(dice);
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[parent, name], TARGETS[place], Content::Planned(place)));
    }
    columns.push(one(dice, ANGGARAN, "anggaran", Content::Ceiling));
    extra(dice, &mut columns);
    let mut habits = Habits::of(dice);
    habits.subtotals = dice.percent(30);
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn pk_with_budget(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Lampiran");
    title(dice, &mut sheet, "Perjanjian Kinerja Perubahan Tahun 2026", 100);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let mut habits = Habits { signature: false, notes: false, ..Habits::of(dice) };
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    sheet.canvas.blank(1 + dice.below(2));
    let mut budget = vec![one(dice, NO, "?no", Content::GoalNumber)];
    budget.push(one(dice, PROGRAM, "program", Content::Program));
    budget.push(one(dice, ANGGARAN, "anggaran", Content::Ceiling));
    budget.push(one(dice, REMARK, "?keterangan|sumber_dana", Content::Foreign));
    let lines: Vec<Item> = items
        .iter()
        .filter(|item| {
            items.iter().find(|one| one.goal_number == item.goal_number).is_some_and(|one| one.number == item.number)
        })
        .cloned()
        .collect();
    habits.signature = true;
    habits.numbers = Numbers::None;
    sheet.table(&["pk"], &budget, &lines, &habits);
    vec![sheet]
}

/// The agreement with the levels below, or the definitions, beside it; or the whole table twice.
pub(super) fn pk_beside(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("PK dan Kaskade");
    title(dice, &mut sheet, "Perjanjian Kinerja Tahun 2026", 60);
    let items = items(dice, 0);
    let mut habits = Habits { notes: false, signature: false, left: 0, numbers: Numbers::None, ..Habits::of(dice) };
    let group = dice.word(&[
        "Sasaran dan Indikator",
        "PERJANJIAN KINERJA KEPALA DINAS",
        "Kinerja Kepala Badan",
        "Kinerja Organisasi",
    ]);
    let mut columns: Vec<Column> = front(dice).into_iter().map(|one| under(group, one)).collect();
    columns.push(under(group, one(dice, TARGET, "target", Content::Target)));
    match dice.below(3) {
        0 => {
            let level = dice.word(&["Eselon III", "Kepala Bidang", "Kinerja Kepala Seksi", "Cascading Eselon IV"]);
            columns.push(column(&[level, dice.word(SASARAN)], "", Content::LowerGoal));
            columns.push(column(&[level, dice.word(INDIKATOR)], "", Content::LowerIndikator));
        }
        1 => {
            columns.push(column(&["Penjelasan", dice.word(WAY)], "cara_pengukuran", Content::Method));
            columns.push(column(&["Penjelasan", "Sumber Data"], "sumber_data", Content::Source));
        }
        _ => {
            let top = sheet.canvas.height();
            habits.merges = true;
            let mut copy = Sheet::new("copy");
            copy.table(&["pk"], &columns, &items, &habits);
            sheet.table(&["pk"], &columns, &items, &habits);
            sheet.beside(top, columns.len() + 1, &copy.canvas);
            return vec![sheet];
        }
    }
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

pub(super) fn under(parent: &str, mut column: Column) -> Column {
    column.path.insert(0, parent.to_string());
    column
}

pub(super) fn pk_groups(dice: &mut Dice) -> Vec<Sheet> {
    let measured = dice.percent(50);
    let mut sheet = Sheet::new("Sheet1");
    title(
        dice,
        &mut sheet,
        if measured { "Laporan Capaian Kinerja Tahun 2026" } else { "Perjanjian Kinerja Tahun 2026" },
        90,
    );
    let goal = dice.word(&["SASARAN", "Sasaran Strategis"]);
    let indicator = dice.word(&["INDIKATOR KINERJA UTAMA", "Indikator Kinerja"]);
    let mut columns = vec![
        column(&[goal, dice.word(NO)], "", Content::GoalNumber),
        column(&[goal, "Kode"], "?kode_sasaran", Content::GoalCode),
        column(&[goal, "Uraian"], "sasaran", Content::Goal),
        column(&[goal, dice.word(BOBOT)], "?bobot_sasaran", Content::Blank),
        column(&[indicator, dice.word(NO)], "?no", Content::Number),
        column(&[indicator, "Kode"], "kode", Content::Code),
        column(&[indicator, "Uraian"], "indikator", Content::Indikator),
        column(&[indicator, dice.word(BOBOT)], "bobot", Content::Weight),
        column(&[indicator, dice.word(SATUAN)], "satuan", Content::Unit),
        column(&[indicator, dice.word(POLARITAS)], "polaritas", Content::Polarity),
        column(&[indicator, "Target"], "target", Content::Target),
    ];
    if measured {
        columns.push(column(&[indicator, "Realisasi"], "realisasi|realisasi.tw", Content::DoneTotal));
        columns.push(column(&[indicator, dice.word(CAPAIAN)], "capaian|capaian.tw", Content::ShareTotal));
    }
    let habits = Habits { numbers: Numbers::None, ..Habits::of(dice) };
    let items = items(dice, 2);
    sheet.table(&[if measured { "pengukuran" } else { "pk" }], &columns, &items, &habits);
    vec![sheet]
}
