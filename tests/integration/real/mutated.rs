//! The drawings of real forms as another office would have them: a column more, other words, a row in between.
//!
//! Each drawing that is read whole is changed by seed, and what must be read of it is changed along. A column that was
//! put in stands for no field of the form, unless its words say so: a figure of it under a field of ours is wrong.

use std::collections::BTreeSet;

use selaras::domain::address::CellAddress;
use selaras::extract::table_blocks;
use selaras::workbook::{Cell, CellValue, Sheet, Workbook};

use super::expectation::{Expectation, Optional, Record, SheetExpectation};
use super::layouts::words::Dice;
use super::score::{HEADING, Score};
use super::{LIBRARY, detailed, drawings, measure};

/// What stands below a column that was put in.
#[derive(Clone, Copy)]
enum Below {
    /// Figures of the size of a target.
    Figure,
    /// Percentages.
    Percent,
    /// Amounts of money.
    Money,
    /// A few words.
    Words,
    /// A sentence.
    Sentence,
}

/// Headings that offices add, and the fields that they may be read as.
const ADDED: &[(&str, Below, &str)] = &[
    ("Target Nasional", Below::Figure, ""),
    ("Target Akhir Renstra", Below::Figure, ""),
    ("Target Maksimal", Below::Figure, ""),
    ("Target Provinsi", Below::Figure, ""),
    ("Target Peserta", Below::Figure, ""),
    ("Realisasi Tahun Lalu", Below::Figure, "realisasi.2025"),
    ("Realisasi 2024", Below::Figure, "realisasi.2024"),
    ("Capaian 2024", Below::Figure, "capaian.2024|realisasi.2024"),
    ("Realisasi Provinsi", Below::Figure, ""),
    ("Realisasi Fisik (%)", Below::Percent, ""),
    ("Realisasi Verifikasi", Below::Figure, ""),
    ("Realisasi Keuangan (%)", Below::Percent, "serapan|serapan.tw"),
    ("Capaian Fisik", Below::Percent, ""),
    ("Capaian Kab/Kota Lain", Below::Percent, ""),
    ("Capaian Setelah Reviu", Below::Percent, "capaian|capaian.tw"),
    ("Rata-rata Provinsi", Below::Figure, ""),
    ("Nilai Tertimbang", Below::Figure, ""),
    ("Skor", Below::Figure, ""),
    ("Peringkat", Below::Figure, ""),
    ("Jumlah Responden", Below::Figure, ""),
    ("Deviasi", Below::Percent, ""),
    ("Prognosis Akhir Tahun", Below::Figure, "prediksi_capaian"),
    ("Anggaran Semula", Below::Money, "anggaran"),
    ("Sisa Pagu", Below::Money, ""),
    ("Nilai Aset", Below::Money, ""),
    ("Zona", Below::Words, ""),
    ("Kelompok Layanan", Below::Words, ""),
    ("Upaya Layanan", Below::Words, ""),
    ("Isu Wilayah", Below::Words, ""),
    ("Masalah Gizi", Below::Words, ""),
    ("Pelaksana Survei", Below::Words, ""),
    ("Sasaran Penerima", Below::Words, ""),
    ("Bidang Layanan", Below::Words, ""),
    ("Program Unggulan", Below::Words, "program"),
    ("Sumber Rujukan", Below::Words, "sumber_data"),
    ("Catatan Reviu", Below::Sentence, "keterangan|tindak_lanjut"),
    ("Penjelasan Teknis", Below::Sentence, "keterangan|definisi_operasional|cara_pengukuran"),
    ("Dasar Hukum", Below::Sentence, ""),
    ("Strategi Komunikasi", Below::Sentence, ""),
    ("Langkah Pengaman", Below::Sentence, ""),
    ("Bukti Setor", Below::Words, ""),
    ("Realisasi Tahap I", Below::Figure, ""),
    ("Target Minggu ke-2", Below::Figure, ""),
    ("Target Usulan", Below::Figure, ""),
    ("Sisa Target", Below::Figure, ""),
    ("Selisih Target", Below::Figure, ""),
    ("Target Jangka Panjang", Below::Figure, ""),
    ("Target 2030", Below::Figure, "target.2030"),
    ("Realisasi 2024-2025", Below::Figure, ""),
    ("Realisasi Kabupaten Lain", Below::Figure, ""),
    ("Realisasi Pembanding", Below::Figure, ""),
    ("Capaian Tertimbang", Below::Percent, ""),
    ("Hasil Audit", Below::Figure, ""),
    ("Ambang Batas", Below::Figure, ""),
    ("Rencana Kunjungan", Below::Figure, ""),
    ("Jumlah Penerima", Below::Figure, ""),
    ("Pagu Blokir", Below::Money, ""),
    ("Kode Warna", Below::Words, ""),
    ("Kelompok Target", Below::Words, ""),
    ("Tim Reviu", Below::Words, ""),
    ("Indikator Risiko", Below::Words, ""),
    ("Tahap Kegiatan", Below::Words, ""),
    ("Uraian Masalah", Below::Sentence, "kendala"),
    ("Rumus Denda", Below::Sentence, "cara_pengukuran"),
];

/// Words that officers write in another way, and how.
const OTHERWISE: &[(&str, &[&str])] = &[
    ("indikator kinerja", &["Ind. Kinerja", "INDIKATOR\nKINERJA", "Indikator Kinerja *)", "indikator_kinerja"]),
    ("realisasi", &["Real.", "REALISASI", "Realisasi\n", "Rlsasi"]),
    ("target", &["Tgt.", "TARGET", "Target *)"]),
    ("capaian", &["Pencapaian", "CAPAIAN", "Cap."]),
    ("satuan", &["Sat.", "SATUAN", "Satuan Ukuran"]),
    ("penanggung jawab", &["PIC", "PENANGGUNG\nJAWAB", "Penanggungjawab"]),
    ("triwulan", &["TW", "Tw.", "TRIWULAN", "Trw"]),
    ("keterangan", &["Ket.", "KETERANGAN"]),
    ("sasaran strategis", &["Sasaran", "SASARAN STRATEGIS", "Sasaran\nStrategis"]),
    ("kendala", &["Hambatan", "KENDALA", "Permasalahan"]),
    ("anggaran", &["ANGGARAN", "Angg."]),
];

/// A drawing that is being changed.
struct Change {
    workbook: Workbook,
    expected: Expectation,
    log: Vec<String>,
}

impl Change {
    /// Moves everything at and behind a column, or at and below a row, by one.
    fn shift(&mut self, at: usize, moved: impl Fn(CellAddress) -> CellAddress) {
        let sheet = &mut self.workbook.sheets[at];
        for cell in &mut sheet.cells {
            cell.address = moved(cell.address);
            cell.formula = None;
        }
        for (from, to) in &mut sheet.merges {
            (*from, *to) = (moved(*from), moved(*to));
        }
        let rows = |row: &u32| moved(CellAddress::new(*row, 0)).row;
        sheet.hidden_rows = sheet.hidden_rows.iter().map(rows).collect();
        for line in &mut sheet.short_lines {
            line.row = rows(&line.row);
        }
        let name = sheet.name.clone();
        for record in self.records(&name) {
            record.row = rows(&record.row);
            record.subject = record.subject.map(&moved);
            record.must.iter_mut().for_each(|(cell, _)| *cell = moved(*cell));
            record.may.iter_mut().for_each(|one| one.cell = moved(one.cell));
        }
    }

    fn records<'a>(&'a mut self, sheet: &'a str) -> impl Iterator<Item = &'a mut Record> {
        let own = move |one: &&mut SheetExpectation| one.name == sheet;
        self.expected.sheets.iter_mut().filter(own).flat_map(|one| &mut one.tables).flat_map(|table| &mut table.records)
    }

    fn put(&mut self, sheet: usize, address: CellAddress, value: CellValue) {
        let cells = &mut self.workbook.sheets[sheet].cells;
        let place = cells.partition_point(|cell| cell.address < address);
        cells.insert(place, Cell { address, value, percent_format: false, formula: None });
    }

    /// A column that the form did not have.
    fn add_column(&mut self, at: usize, dice: &mut Dice) {
        let sheet = &self.workbook.sheets[at];
        if !sheet.short_lines.is_empty() {
            return;
        }
        let blocks = table_blocks(sheet, &LIBRARY.dictionary);
        let headers: Vec<(u32, u32)> = blocks.iter().map(|one| (*one.header.start(), *one.header.end())).collect();
        let Some(last) = blocks.iter().flat_map(|one| one.columns.iter().map(|column| column.cell.column)).max() else {
            return;
        };
        let places: Vec<u32> = (2..=last + 1).filter(|column| between_groups(sheet, &headers, *column)).collect();
        if places.is_empty() {
            return;
        }
        let column = dice.any(&places);
        let (heading, below, fields) = dice.any(ADDED);
        if blocks.iter().any(|one| one.columns.iter().any(|own| own.path.iter().any(|part| part == heading))) {
            return;
        }
        self.shift(at, |cell| CellAddress::new(cell.row, cell.column + u32::from(cell.column >= column)));
        // A merge that begins right at the column moved; one that ended before it did not grow.
        for (first, last) in &headers {
            self.put(at, CellAddress::new(*first, column), CellValue::Text(heading.into()));
            if last > first {
                self.workbook.sheets[at]
                    .merges
                    .push((CellAddress::new(*first, column), CellAddress::new(*last, column)));
            }
        }
        let name = self.workbook.sheets[at].name.clone();
        let rows: BTreeSet<u32> = self.records(&name).map(|record| record.row).collect();
        for (row, number) in rows.iter().zip(1_u32..) {
            let value = match below {
                Below::Figure => {
                    CellValue::Number(f64::from(40 + 7 * number + u32::try_from(dice.below(30)).unwrap_or(0)))
                }
                Below::Percent => CellValue::Number(f64::from(30 + 9 * number)),
                Below::Money => CellValue::Number(f64::from(125_000_000 + 1_000_000 * number)),
                Below::Words => {
                    CellValue::Text(format!("Kelompok {}", dice.any(&["Utara", "Selatan", "Timur", "Barat"])))
                }
                Below::Sentence => {
                    CellValue::Text(format!("Dilaksanakan menurut ketentuan nomor {number} yang berlaku"))
                }
            };
            self.put(at, CellAddress::new(*row, column), value);
        }
        // Beside another year, the form's own is that year's: which of the two is this year's, the workspace says.
        if heading.contains("20") {
            for record in self.records(&name) {
                for (_, fields) in &mut record.must {
                    let dated: Vec<String> =
                        fields.iter().filter(|one| !one.contains('.')).map(|one| format!("{one}.2026")).collect();
                    fields.extend(dated);
                }
            }
        }
        if !fields.is_empty() {
            let fields: Vec<String> = fields.split('|').map(str::to_string).collect();
            for record in self.records(&name) {
                let cell = CellAddress::new(record.row, column);
                record.may.push(Optional { cell, fields: fields.clone(), texts: Vec::new() });
            }
        }
        self.log.push(format!("{name}: column {:?} at {}", heading, column + 1));
    }

    /// The headings in other words.
    fn other_words(&mut self, at: usize, dice: &mut Dice) {
        let sheet = &mut self.workbook.sheets[at];
        let blocks = table_blocks(sheet, &LIBRARY.dictionary);
        let rows: BTreeSet<u32> = blocks.iter().flat_map(|one| one.header.clone()).collect();
        let (word, others) = dice.any(OTHERWISE);
        let other = dice.any(others);
        let mut changed = false;
        for cell in sheet.cells.iter_mut().filter(|cell| rows.contains(&cell.address.row)) {
            let CellValue::Text(text) = &mut cell.value else { continue };
            if text.to_lowercase() == word {
                *text = other.into();
                changed = true;
            } else if let Some(start) = text.to_lowercase().find(&format!("{word} ")).filter(|start| *start == 0)
                && text.chars().count() <= 40
                && text.is_ascii()
            {
                *text =
                    format!("{} {}", other.trim_end_matches(['*', ')', '\n', ' ']), &text[start + word.len() + 1..]);
                changed = true;
            }
        }
        if changed {
            self.log.push(format!("{word:?} is {other:?}"));
        }
    }

    /// A title that names the group of the rows below it.
    fn add_group(&mut self, at: usize) {
        let name = self.workbook.sheets[at].name.clone();
        let Some(first) = self.records(&name).map(|record| record.row).min() else { return };
        let used = |address: &CellAddress| address.row + 1 == first || address.row == first;
        let sheet = &self.workbook.sheets[at];
        let across = |(from, to): &(CellAddress, CellAddress)| from.row < first && to.row >= first;
        if sheet.merges.iter().any(across) || !sheet.cells.iter().any(|cell| used(&cell.address)) {
            return;
        }
        let left = sheet.cells.iter().filter(|cell| cell.address.row == first).map(|cell| cell.address.column).min();
        self.shift(at, |cell| CellAddress::new(cell.row + u32::from(cell.row >= first), cell.column));
        self.put(at, CellAddress::new(first, left.unwrap_or(0)), CellValue::Text("A. Bidang Contoh".into()));
        self.log.push(format!("{name}: a title above the rows"));
    }

    /// Headings in capitals, or with their words below each other.
    fn other_letters(&mut self, at: usize, dice: &mut Dice) {
        let sheet = &mut self.workbook.sheets[at];
        let blocks = table_blocks(sheet, &LIBRARY.dictionary);
        let rows: BTreeSet<u32> = blocks.iter().flat_map(|one| one.header.clone()).collect();
        let capitals = dice.percent(50);
        for cell in sheet.cells.iter_mut().filter(|cell| rows.contains(&cell.address.row)) {
            let CellValue::Text(text) = &mut cell.value else { continue };
            *text = if capitals { text.to_uppercase() } else { text.replacen(' ', "\n", 1) };
        }
        self.log.push(if capitals { "capitals".into() } else { "lines".into() });
    }
}

/// Whether no heading spans the border to the left of a column.
fn between_groups(sheet: &Sheet, headers: &[(u32, u32)], column: u32) -> bool {
    let header = |row: u32| headers.iter().any(|(first, last)| (*first..=*last).contains(&row));
    !sheet.merges.iter().any(|(from, to)| header(from.row) && from.column < column && column <= to.column)
}

/// How often each drawing is changed.
fn seeds() -> u64 {
    std::env::var("SELARAS_UKUR_BENIH").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

#[test]
fn drawings_changed_by_seed_put_no_figure_under_a_wrong_field() {
    let mut total = Score::default();
    println!("{:52}{HEADING}", "changed");
    for drawing in drawings() {
        let workbook = drawing.workbook();
        if !measure("", &workbook, &drawing.expected).whole() {
            continue;
        }
        for seed in 1..=seeds() {
            let name = format!("{}~{seed}", drawing.name);
            let number: u64 = drawing.name.bytes().map(u64::from).sum();
            let mut dice = Dice::new(seed * 7717 + number * 31, 0);
            let mut change = Change { workbook: workbook.clone(), expected: drawing.expected.clone(), log: Vec::new() };
            for at in 0..change.workbook.sheets.len() {
                change.add_column(at, &mut dice);
                if dice.percent(60) {
                    change.other_words(at, &mut dice);
                }
                if dice.percent(25) {
                    change.add_group(at);
                }
                if dice.percent(30) {
                    change.other_letters(at, &mut dice);
                }
            }
            let score = measure("", &change.workbook, &change.expected);
            if !score.whole() {
                println!("{name:52}{score}");
                println!("    {}", change.log.join("; "));
                if detailed(&name) {
                    score.notes.iter().for_each(|note| println!("        {note}"));
                }
            }
            total += &score;
        }
    }
    println!("{:52}{total}   {:.1} % right, {:.2} % wrong", "together", total.percent_right(), total.percent_wrong());
    assert!(total.percent_right() >= 97.5, "{:.1} % right", total.percent_right());
    assert!(total.percent_wrong() <= 0.2, "{:.2} % wrong", total.percent_wrong());
}
