//! Hands that draw otherwise: measures and quarters in rows, halves of the year, other years beside this one, changes of
//! a plan, levels of the budget in columns of their own.

use selaras::domain::address::CellAddress;

use super::super::expectation::{Optional, Record, TableExpectation};
use super::forms::*;
use super::sheet::{Content, Habits, Numbers, Sheet, column};
use super::words::*;

/// A record that is put together by hand: column, fields, row.
fn record(row: usize, subject: usize, cells: &[(usize, usize, &str)]) -> Record {
    let at = |row: usize, column: usize| CellAddress::new(row as u32, column as u32);
    let fields = |text: &str| text.split('|').map(str::to_string).collect::<Vec<_>>();
    Record {
        row: row as u32,
        subject: Some(at(row, subject)),
        must: cells.iter().map(|(row, column, names)| (at(*row, *column), fields(names))).collect(),
        ..Record::default()
    }
}

/// A record whose number in the first column may be read too.
fn numbered(mut record: Record, row: usize) -> Record {
    record.may.push(Optional {
        cell: CellAddress::new(row as u32, 0),
        fields: vec!["no".to_string()],
        texts: Vec::new(),
    });
    record
}

fn put_table(sheet: &mut Sheet, kind: &[&str], records: Vec<Record>) {
    let kind = kind.iter().map(ToString::to_string).collect();
    sheet.expected.tables.push(TableExpectation { kind, records, ..TableExpectation::default() });
}

pub(super) fn semesters(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Semester");
    title(dice, &mut sheet, "Pengukuran Kinerja Semester I Tahun 2026", 80);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let names = dice.any(&[["Semester I", "Semester II"], ["SMT 1", "SMT 2"], ["Semester 1", "Semester 2"]]);
    let (plan, done) = dice.any(&[("Target", "Realisasi"), ("Rencana", "Realisasi"), ("Tgt", "Real.")]);
    for (half, name) in names.iter().enumerate() {
        let fields = [["target.semester1", "realisasi.semester1"], ["target.semester2", "realisasi.semester2"]][half];
        columns.push(column(&[name, plan], fields[0], Content::HalfPlanned(half)));
        columns.push(column(&[name, done], fields[1], Content::HalfDone(half)));
    }
    columns.push(one(dice, KENDALA, "kendala", Content::Obstacle));
    extra(dice, &mut columns);
    let habits = Habits::of(dice);
    let items = items(dice, 2);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

/// Target and realisation below each other, months or quarters beside.
pub(super) fn measures_in_rows(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Monitoring");
    title(dice, &mut sheet, "Monitoring Capaian Kinerja Tahun 2026", 80);
    let names = quarters(dice);
    let (plan, done) = dice.any(&[("Target", "Realisasi"), ("T", "R"), ("Rencana", "Realisasi")]);
    let uraian = dice.word(&["Uraian", "T/R", "Target/Realisasi", "Keterangan"]);
    let mut heading = vec![dice.word(NO), dice.word(INDIKATOR), dice.word(SATUAN), uraian];
    heading.extend(names.iter().copied());
    let mut records = Vec::new();
    sheet.canvas.line(&heading);
    for item in items(dice, 2) {
        let top = sheet.canvas.height();
        let mut first = vec![item.number.to_string(), item.text.clone(), item.unit.to_string(), plan.to_string()];
        first.extend(item.planned.iter().map(f64::to_string));
        sheet.canvas.push(0, first);
        let mut second = vec![String::new(), String::new(), String::new(), done.to_string()];
        second.extend(item.done.iter().map(|done| done.map(|done| done.to_string()).unwrap_or_default()));
        sheet.canvas.push(0, second);
        let mut cells = vec![(top, 1, "indikator"), (top, 2, "satuan")];
        cells.extend((0..4).map(|place| (top, 4 + place, TARGETS[place])));
        cells.extend((0..2).map(|place| (top + 1, 4 + place, DONE[place])));
        let one = record(top, 1, &cells);
        records.push(numbered(one, top));
    }
    put_table(&mut sheet, &["pengukuran"], records);
    vec![sheet]
}

/// Performance and money below each other: K, then Rp.
pub(super) fn money_in_rows(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Evaluasi");
    title(dice, &mut sheet, "Evaluasi Hasil Renja Tahun 2026", 90);
    let (k, rp) = dice.any(&[("K", "Rp"), ("Kinerja", "Keuangan"), ("Fisik", "Keuangan")]);
    let mark = dice.word(&["K/Rp", "Jenis", "Kinerja/Keuangan", "Aspek"]);
    let heading = [dice.word(NO), dice.word(PROGRAM), dice.word(INDIKATOR), dice.word(SATUAN), mark];
    let figures = ["Target 2026", "Realisasi TW I", "Realisasi TW II"];
    sheet.canvas.line(&heading.iter().chain(&figures).copied().collect::<Vec<_>>());
    let mut records = Vec::new();
    for item in items(dice, 2) {
        let top = sheet.canvas.height();
        let shown = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        let first = [item.number.to_string(), item.program.to_string(), item.text.clone(), item.unit.to_string()];
        let figures = [k.to_string(), item.target.to_string(), shown(item.done[0]), shown(item.done[1])];
        sheet.canvas.push(0, first.into_iter().chain(figures).collect());
        let money = [rp.to_string(), item.ceiling.to_string(), shown(item.spent[0]), shown(item.spent[1])];
        sheet.canvas.push(0, vec![String::new(); 4].into_iter().chain(money).collect());
        let one = record(
            top,
            2,
            &[
                (top, 1, "program"),
                (top, 2, "indikator"),
                (top, 3, "satuan"),
                (top, 5, "target"),
                (top, 6, "realisasi.tw1"),
                (top, 7, "realisasi.tw2"),
                (top + 1, 5, "anggaran"),
                (top + 1, 6, "realisasi_anggaran.tw1"),
                (top + 1, 7, "realisasi_anggaran.tw2"),
            ],
        );
        records.push(numbered(one, top));
    }
    put_table(&mut sheet, &["pengukuran"], records);
    vec![sheet]
}

/// One row for each quarter of an indicator, whose own cells are merged over them.
pub(super) fn quarters_in_rows(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Capaian");
    title(dice, &mut sheet, "Pengukuran Kinerja Tahun 2026", 90);
    let heading = [
        dice.word(SASARAN),
        dice.word(INDIKATOR),
        dice.word(SATUAN),
        dice.word(&["Target Tahun", "Target Tahunan", "Target Tahun 2026"]),
        dice.word(&["Triwulan", "TW"]),
        "Target",
        "Realisasi",
        dice.word(CAPAIAN),
    ];
    sheet.canvas.line(&heading);
    let mut records = Vec::new();
    for item in items(dice, 2) {
        let top = sheet.canvas.height();
        for (quarter, name) in ["I", "II", "III", "IV"].iter().enumerate() {
            let row = sheet.canvas.height();
            let own = |text: String| if quarter == 0 { text } else { "^".to_string() };
            let share = item.done[quarter].map(|done| (done * 1000.0 / item.planned[quarter]).round() / 10.0);
            let shown = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
            sheet.canvas.push(
                0,
                vec![
                    own(item.goal.to_string()),
                    own(item.text.clone()),
                    own(item.unit.to_string()),
                    own(item.target.to_string()),
                    name.to_string(),
                    item.planned[quarter].to_string(),
                    shown(item.done[quarter]),
                    shown(share),
                ],
            );
            let mut cells = vec![
                (top, 0, "sasaran"),
                (top, 1, "indikator"),
                (top, 2, "satuan"),
                (top, 3, "target"),
                (row, 4, "triwulan"),
                (row, 5, "target.tw"),
            ];
            if item.done[quarter].is_some() {
                cells.extend([(row, 6, "realisasi.tw"), (row, 7, "capaian.tw|capaian")]);
            }
            let mut one = record(row, 1, &cells);
            one.subject = Some(CellAddress::new(top as u32, 1));
            records.push(one);
        }
    }
    put_table(&mut sheet, &["pengukuran"], records);
    vec![sheet]
}

/// This year beside the years before it and the end of the plan.
pub(super) fn other_years(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Perbandingan");
    title(dice, &mut sheet, "Capaian Kinerja Tahun 2026", 100);
    let mut columns = front(dice);
    if dice.percent(50) {
        let before = dice.word(&["Realisasi", "Realisasi Kinerja", "Realisasi Tahun", "Capaian Kinerja Tahun"]);
        columns.push(column(&[before, "2024"], "?realisasi.2024|capaian.2024", Content::Before(2)));
        columns.push(column(&[before, "2025"], "?realisasi.2025|capaian.2025", Content::Before(1)));
        let share = before.starts_with("Capaian");
        let own = if share { "capaian|realisasi" } else { "realisasi|realisasi.tw" };
        columns.push(column(&[before, "2026"], own, Content::DoneTotal));
        columns.insert(columns.len() - 3, column(&["Target 2026"], "target", Content::Target));
    } else {
        let before = dice.word(&[
            "Capaian Tahun Sebelumnya",
            "Realisasi Tahun Lalu",
            "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu",
        ]);
        columns.push(column(&[before, "2024"], "?realisasi.2024|capaian.2024", Content::Before(2)));
        columns.push(column(&[before, "2025"], "?realisasi.2025|capaian.2025", Content::Before(1)));
        columns.push(column(&["Tahun 2026", "Target"], "target", Content::Target));
        columns.push(column(&["Tahun 2026", "Realisasi"], "realisasi|realisasi.tw", Content::DoneTotal));
    }
    columns.push(one(
        dice,
        &[
            "Realisasi s/d Tahun 2026",
            "Realisasi Capaian Kinerja Renstra s.d. Tahun 2026",
            "Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan",
            "Capaian s.d. 2026 terhadap Target Akhir Renstra",
        ],
        "?capaian_akumulasi",
        Content::Year(4),
    ));
    columns.push(one(dice, OTHER_PLAN, "", Content::Year(3)));
    let habits = Habits { merges: true, ..Habits::of(dice) };
    let items = items(dice, 4);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

/// Goals in the column of the indicators, with the achievement that sums up theirs.
pub(super) fn valued_goals(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("NKO");
    title(dice, &mut sheet, "Capaian Kinerja Organisasi Tahun 2026", 90);
    let heading = [
        dice.word(&["Kode SS/IKU", "Kode"]),
        dice.word(&["Sasaran Strategis/Indikator Kinerja Utama", "Sasaran / Indikator Kinerja"]),
        "Target",
        "Realisasi",
        dice.word(POLARITAS),
        dice.word(&["Indeks Capaian", "Capaian (%)", "Capaian"]),
    ];
    sheet.canvas.line(&heading);
    let mut records = Vec::new();
    let mut goal = (0, 0);
    for item in items(dice, 1) {
        if goal.0 != item.goal_number {
            goal = (item.goal_number, sheet.canvas.height());
            sheet.canvas.push(
                0,
                vec![
                    format!("SS-{}", item.goal_number),
                    item.goal.to_string(),
                    String::new(),
                    String::new(),
                    String::new(),
                    "101.5".into(),
                ],
            );
        }
        let row = sheet.canvas.height();
        let done = item.done[0].unwrap_or_default();
        sheet.canvas.push(
            0,
            vec![
                format!("{}a-CP", item.number),
                item.text.clone(),
                item.target.to_string(),
                done.to_string(),
                "Max".into(),
                ((done * 1000.0 / item.target).round() / 10.0).to_string(),
            ],
        );
        records.push(record(
            row,
            1,
            &[
                (row, 0, "kode"),
                (row, 1, "indikator"),
                (row, 1, "uraian"),
                (goal.1, 1, "sasaran"),
                (row, 2, "target"),
                (row, 3, "realisasi|realisasi.tw"),
                (row, 4, "polaritas"),
                (row, 5, "capaian|capaian.tw"),
            ],
        ));
    }
    put_table(&mut sheet, &["pengukuran"], records);
    vec![sheet]
}

/// An export with a column for each level of the budget.
pub(super) fn levels_exported(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new(dice.any(&["Worksheet", "SIPD", "Sheet1"]));
    let names = dice.any(&[
        ["kode_program", "nama_program", "kode_kegiatan", "nama_kegiatan", "kode_sub_kegiatan", "nama_sub_kegiatan"],
        ["Kode Program", "Program", "Kode Kegiatan", "Kegiatan", "Kode Sub Kegiatan", "Sub Kegiatan"],
        ["KODE PROGRAM", "NAMA PROGRAM", "KODE KEGIATAN", "NAMA KEGIATAN", "KODE SUB KEG", "NAMA SUB KEG"],
    ]);
    let mut columns = Vec::new();
    for level in 0..3 {
        let lowest = level == 2;
        let fields = if lowest { ["?kode", "program"] } else { ["", ""] };
        columns.push(column(&[names[2 * level]], fields[0], Content::LevelCode(level)));
        columns.push(column(&[names[2 * level + 1]], fields[1], Content::LevelName(level)));
    }
    columns.push(column(&[dice.word(&["TOLOK_UKUR", "indikator_kinerja"])], "indikator", Content::Indikator));
    columns.push(column(&["target"], "target", Content::Target));
    columns.push(column(&["satuan"], "satuan", Content::Unit));
    columns.push(column(&["pagu"], "anggaran", Content::Ceiling));
    columns.push(column(&["realisasi_tw1"], "realisasi.tw1", Content::Done(0)));
    columns.push(column(&["realisasi_tw2"], "realisasi.tw2", Content::Done(1)));
    let habits = Habits::of_export(dice);
    let mut items = items(dice, 2);
    items.iter_mut().enumerate().for_each(|(place, item)| item.goal_number = place + 1);
    sheet.table(&["pengukuran"], &columns, &items, &habits);
    vec![sheet]
}

/// The groups stand alone in a first row, nothing merged, and the other headings in the row below them.
pub(super) fn two_rows_of_headings(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Laporan");
    title(dice, &mut sheet, "Laporan Kinerja Triwulan II Tahun 2026", 100);
    let left = [dice.word(NO), dice.word(SASARAN), dice.word(INDIKATOR), dice.word(SATUAN)];
    let groups = ["", "", "", "", "Target", "Target", "Realisasi", "Realisasi"];
    sheet.canvas.line(&groups);
    let periods =
        dice.any(&[["Tahun 2026", "TW II", "TW I", "TW II"], ["Tahun", "Triwulan II", "Triwulan I", "Triwulan II"]]);
    sheet.canvas.line(&left.iter().chain(&periods).copied().collect::<Vec<_>>());
    let mut records = Vec::new();
    for item in items(dice, 2) {
        let row = sheet.canvas.height();
        let shown = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        sheet.canvas.push(
            0,
            vec![
                item.number.to_string(),
                item.goal.to_string(),
                item.text.clone(),
                item.unit.to_string(),
                item.target.to_string(),
                item.planned[1].to_string(),
                shown(item.done[0]),
                shown(item.done[1]),
            ],
        );
        let one = record(
            row,
            2,
            &[
                (row, 1, "sasaran"),
                (row, 2, "indikator"),
                (row, 3, "satuan"),
                (row, 4, "target"),
                (row, 5, "target.tw2"),
                (row, 6, "realisasi.tw1"),
                (row, 7, "realisasi.tw2"),
            ],
        );
        records.push(numbered(one, row));
    }
    put_table(&mut sheet, &["pengukuran"], records);
    vec![sheet]
}

/// A plan that was changed: what it was, and what it is now.
pub(super) fn changed(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("PK Perubahan");
    title(dice, &mut sheet, "Perjanjian Kinerja Perubahan Tahun 2026", 100);
    let mut columns = front(dice);
    let names = dice.any(&[
        ["Target Semula", "Target Menjadi"],
        ["Target Sebelum Perubahan", "Target Setelah Perubahan"],
        ["Target Murni", "Target Perubahan"],
        ["Target Awal", "Target Revisi"],
    ]);
    columns.push(column(&[names[0]], "", Content::OldTarget));
    columns.push(column(&[names[1]], "target", Content::Target));
    columns.push(one(dice, PENANGGUNG_JAWAB, "penanggung_jawab", Content::Owner));
    let habits = Habits::of(dice);
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

/// "Rp" in a column of its own before the amount, under one heading.
pub(super) fn currency_apart(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Lampiran");
    title(dice, &mut sheet, "Perjanjian Kinerja Tahun 2026", 100);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let money = dice.word(ANGGARAN);
    columns.push(column(&[money], "", Content::RupiahMark));
    columns.push(column(&[""], "anggaran", Content::Ceiling));
    columns.push(one(dice, REMARK, "?keterangan|sumber_dana", Content::Foreign));
    let habits = Habits { merges: false, numbers: Numbers::None, ..Habits::of(dice) };
    let items = items(dice, 0);
    sheet.table(&["pk"], &columns, &items, &habits);
    vec![sheet]
}

/// Targets at the end of every third month, which is written as a number.
pub(super) fn month_ends(dice: &mut Dice) -> Vec<Sheet> {
    let mut sheet = Sheet::new("Target");
    title(dice, &mut sheet, "Rencana Aksi Tahun 2026", 100);
    let mut columns = front(dice);
    columns.push(one(dice, TARGET, "target", Content::Target));
    let parent = dice.word(&["Target Capaian", "Target Bulan", "Target", "Rencana Target"]);
    let names = dice.any(&[["B03", "B06", "B09", "B12"], ["B.03", "B.06", "B.09", "B.12"]]);
    let fields = ["target.bulan3", "target.bulan6", "target.bulan9", "target.bulan12"];
    for (place, name) in names.iter().enumerate() {
        columns.push(column(&[parent, name], fields[place], Content::Planned(place)));
    }
    columns.push(one(dice, AKSI, "rencana_aksi", Content::Action));
    columns.push(one(dice, BUKTI, "bukti_dukung", Content::Link));
    let habits = Habits::of(dice);
    let items = items(dice, 0);
    sheet.table(&["rencana_aksi"], &columns, &items, &habits);
    vec![sheet]
}
