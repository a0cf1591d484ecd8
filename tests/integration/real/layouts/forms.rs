//! The families of layouts: what an officer of another agency would draw for an agreement, a plan or a measurement.

use super::sheet::{Column, Content, Habits, Numbers, Sheet, column};
use super::words::*;

/// A layout: its name and its sheets.
pub(crate) struct Layout {
    pub name: String,
    pub sheets: Vec<Sheet>,
}

type Family = fn(&mut Dice) -> Vec<Sheet>;

/// Every family, with its name.
pub(crate) const FAMILIES: &[(&str, Family)] = &[
    ("pk-sederhana", pk_plain),
    ("pk-banyak-tahun", pk_years),
    ("pk-triwulan", pk_quarters),
    ("pk-dengan-anggaran", pk_with_budget),
    ("pk-berdampingan", pk_beside),
    ("pk-dua-kelompok", pk_groups),
    ("ra-aksi", ra_actions),
    ("ra-bulanan", ra_months),
    ("ra-bulanan-berpasangan", ra_month_pairs),
    ("uk-satu-triwulan", uk_one_quarter),
    ("uk-empat-triwulan", uk_four_quarters),
    ("uk-deret", uk_series),
    ("uk-k-rp", uk_pairs),
    ("uk-sub-kegiatan", uk_sub_activity),
    ("uk-ekspor", uk_export),
    ("uk-csv", uk_csv),
    ("uk-pembilang", uk_fractions),
    ("buku-banyak-lembar", many_sheets),
];

fn upper(dice: &mut Dice, text: &str) -> String {
    if dice.percent(30) { text.to_uppercase() } else { text.to_string() }
}

/// Title and identity above a table; some forms have none.
fn title(dice: &mut Dice, sheet: &mut Sheet, text: &str, chance: usize) -> bool {
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

fn one(dice: &mut Dice, words: &[&'static str], fields: &'static str, content: Content) -> Column {
    column(&[dice.word(words)], fields, content)
}

fn extra(dice: &mut Dice, columns: &mut Vec<Column>) {
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
fn front(dice: &mut Dice) -> Vec<Column> {
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

fn pk_plain(dice: &mut Dice) -> Vec<Sheet> {
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

const YEARS: [(&str, &str, &str); 5] = [
    ("2025", "target.2025", "anggaran.2025"),
    ("2026", "target.2026|target", "anggaran.2026|anggaran"),
    ("2027", "target.2027", "anggaran.2027"),
    ("2028", "target.2028", "anggaran.2028"),
    ("2029", "target.2029", "anggaran.2029"),
];

fn pk_years(dice: &mut Dice) -> Vec<Sheet> {
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

const TARGETS: [&str; 4] = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];
const DONE: [&str; 4] = ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"];
const SHARES: [&str; 4] = ["capaian.tw1", "capaian.tw2", "capaian.tw3", "capaian.tw4"];
const SPENT: [&str; 4] =
    ["realisasi_anggaran.tw1", "realisasi_anggaran.tw2", "realisasi_anggaran.tw3", "realisasi_anggaran.tw4"];

fn quarters(dice: &mut Dice) -> &'static [&'static str; 4] {
    let place = 2 * dice.below(QUARTERS.len() / 2);
    QUARTERS[place + usize::from(dice.percent(50))]
}

fn pk_quarters(dice: &mut Dice) -> Vec<Sheet> {
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

fn pk_with_budget(dice: &mut Dice) -> Vec<Sheet> {
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
fn pk_beside(dice: &mut Dice) -> Vec<Sheet> {
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

fn under(parent: &str, mut column: Column) -> Column {
    column.path.insert(0, parent.to_string());
    column
}

fn pk_groups(dice: &mut Dice) -> Vec<Sheet> {
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

fn ra_actions(dice: &mut Dice) -> Vec<Sheet> {
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

const MONTH_TARGETS: [&str; 12] = [
    "target.bulan1",
    "target.bulan2",
    "target.bulan3",
    "target.bulan4",
    "target.bulan5",
    "target.bulan6",
    "target.bulan7",
    "target.bulan8",
    "target.bulan9",
    "target.bulan10",
    "target.bulan11",
    "target.bulan12",
];
const MONTH_DONE: [&str; 12] = [
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

fn months(dice: &mut Dice) -> &'static [&'static str; 12] {
    MONTHS[dice.below(MONTHS.len())]
}

fn ra_months(dice: &mut Dice) -> Vec<Sheet> {
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

fn ra_month_pairs(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_one_quarter(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_four_quarters(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_series(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_pairs(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_sub_activity(dice: &mut Dice) -> Vec<Sheet> {
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
fn uk_export(dice: &mut Dice) -> Vec<Sheet> {
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
    let habits =
        Habits { merges: false, numbers: Numbers::None, left: 0, notes: false, signature: false, ..Habits::of(dice) };
    let mut items = items(dice, 2);
    // An export repeats the goal on every line.
    items.iter_mut().enumerate().for_each(|(place, item)| item.goal_number = place + 1);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

fn uk_csv(dice: &mut Dice) -> Vec<Sheet> {
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

fn uk_fractions(dice: &mut Dice) -> Vec<Sheet> {
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

fn many_sheets(dice: &mut Dice) -> Vec<Sheet> {
    let mut guide = Sheet::new("Petunjuk Pengisian");
    for line in ["PETUNJUK PENGISIAN", "1. Isi kolom target dengan angka.", "2. Kirim paling lambat tanggal 5."] {
        guide.canvas.line(&[line]);
    }
    let mut all = vec![guide];
    all.extend(pk_plain(dice).into_iter().map(|sheet| renamed(sheet, "PK")));
    all.extend(ra_actions(dice).into_iter().map(|sheet| renamed(sheet, "Rencana Aksi")));
    let mut staff = super::others::staff(dice);
    staff.truncate(1);
    all.extend(staff);
    all
}

fn renamed(mut sheet: Sheet, name: &str) -> Sheet {
    sheet.name = name.to_string();
    sheet.expected.name = name.to_string();
    sheet
}
