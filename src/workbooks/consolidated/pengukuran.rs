//! Sheet `Pengukuran`: what was reached, quarter by quarter. Achievement is a live formula over target and realisation
//! of its row; where a formula over two figures cannot say it (grades, ranges, fractions), the figure stands with the
//! reason beside it.

use super::pk::target;
use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, origin_cell};
use crate::domain::capaian::{Profil, Reason, ScaleColor, formula};
use crate::domain::hash::HashMap;
use crate::domain::numeral::short_figure;
use crate::domain::polaritas::{DirectionOrigin, Polaritas};
use crate::domain::target_basis::TargetBasis;
use crate::domain::triwulan::Triwulan;
use crate::recap::{ReportInput, repetition};
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CellLook, FormulaResult, OutputBook, PREDIKAT, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal,
    TableSheet, benchmark, formula_row, letter, predikat_cell, with_predikat_column,
};
use crate::tables::PengukuranRow;
use crate::workbooks::cell_formula;

pub(super) const NAME: &str = "Pengukuran";

pub(super) const COLUMN: [SheetColumn; 30] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Triwulan", CellLook::Middle, 10, 10),
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Sasaran", CellLook::Fold, 14, 30),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 44),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Polaritas", CellLook::Text, 9, 11),
    SheetColumn::new("Target Tahunan", CellLook::Figure, 10, 14),
    SheetColumn::new("Target", CellLook::Figure, 9, 14),
    SheetColumn::new("Dasar Target", CellLook::Text, 10, 18),
    SheetColumn::new("Realisasi", CellLook::Figure, 10, 16),
    SheetColumn::new("Capaian Penuh (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Capaian (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Status", CellLook::Text, 12, 18),
    SheetColumn::new("Catatan Capaian", CellLook::Fold, 12, 28),
    SheetColumn::new("Capaian Tertulis (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Status Tertulis", CellLook::Text, 10, 16),
    SheetColumn::new("Kendala", CellLook::Fold, 14, 36),
    SheetColumn::new("Solusi", CellLook::Fold, 10, 30),
    SheetColumn::new("Tindak Lanjut", CellLook::Fold, 14, 36),
    SheetColumn::new("Penanggung Jawab", CellLook::Fold, 12, 22),
    SheetColumn::new("Batas Waktu", CellLook::Text, 10, 16),
    SheetColumn::new("Bukti Dukung", CellLook::Fold, 12, 28),
    SheetColumn::new("Keterangan", CellLook::Fold, 10, 26),
    SheetColumn::new("Kode Kaskade", CellLook::Text, 8, 14),
    FILE,
    SHEET,
    CELL,
    PREDIKAT,
];

/// Where the measurements stand on their sheet: by record and quarter, the number of the row and what its cell of
/// the realisation holds.
pub(super) struct MeasurePositions {
    rows: HashMap<(u32, Option<Triwulan>), (usize, Option<FormulaResult>)>,
}

impl MeasurePositions {
    /// The cell that holds the realisation of a record in a quarter, for formulas of other sheets, and what it holds.
    pub(super) fn realisasi(&self, record_id: u32, triwulan: Triwulan) -> Option<(String, &FormulaResult)> {
        let (order, value) = self.rows.get(&(record_id, Some(triwulan)))?;
        let cell = format!("{}{}{}", benchmark(NAME, *order), letter(&COLUMN, "Realisasi"), formula_row(*order));
        Some((cell, value.as_ref()?))
    }
}

impl MeasurePositions {
    /// Where the measurements of a run will stand.
    pub(super) fn from(input: &ReportInput<'_>) -> Self {
        let mut position = HashMap::default();
        for (order, row) in input.tables.pengukuran().enumerate() {
            let text = || row.text_realisasi().map(|text| FormulaResult::Text(text.to_string()));
            let value = row.figure_realisasi().map(FormulaResult::Figure).or_else(text);
            position.entry((row.record, row.triwulan)).or_insert((order, value));
        }
        Self { rows: position }
    }
}

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let name = input.unit_names();
    let repetition = repetition::pengukuran(input.tables);
    let owned = *input;
    let line = input.tables.pengukuran().enumerate().map(move |(order, row)| match repetition.get(&order) {
        Some(in_use) => repeat(&owned, &name, &row, *in_use),
        None => one(&owned, &name, &row, formula_row(order)),
    });
    TableSheet {
        name: NAME,
        table_name: "PengukuranKinerja",
        heading: heading(input, "Pengukuran Kinerja"),
        remark: format!(
            "{}. {}. Capaian dihitung langsung dari Target dan Realisasi di barisnya.",
            input.data_date(),
            input.profil.remark()
        ),
        columns: with_predikat_column(input.profil, &COLUMN),
        row: RowContent::new(line),
        frozen: 4,
        total: (
            "Baris tampil",
            vec![
                ("Indikator", SheetTotal::Count),
                ("Capaian Penuh (%)", SheetTotal::Average),
                ("Capaian (%)", SheetTotal::Average),
            ],
        ),
        lights: vec![("Capaian (%)", "Capaian (%)"), ("Status", "Capaian (%)")],
    }
    .write(book, style)?;
    Ok(())
}

fn one<'a>(input: &ReportInput<'_>, name: &HashMap<&str, &'a str>, row: &PengukuranRow<'a>, line: u32) -> SheetRow<'a> {
    let polaritas = polaritas(row);
    let mut cell = first_cell(name, row, polaritas);
    cell.extend(capaian_cell(input.profil, polaritas, row, line));
    cell.extend(last_cell(row));
    cell.push(predikat_cell(input.profil, row.agreed.capaian.limited()));
    SheetRow::usual(cell)
}

/// A row that repeats what another counts for: shown, without an achievement of its own.
fn repeat<'a>(
    input: &ReportInput<'_>,
    name: &HashMap<&str, &'a str>,
    row: &PengukuranRow<'a>,
    in_use: u32,
) -> SheetRow<'a> {
    let origin = input.tables.document_from(in_use).and_then(|document| input.tables.files.get(document.file as usize));
    let note = format!("mengulang; yang dihitung dari {}", origin.map_or("baris lain", |file| &file.path));
    let mut cells = first_cell(name, row, polaritas(row));
    cells.extend([SheetCell::Blank, SheetCell::Blank, SheetCell::Text("mengulang".into()), SheetCell::owned(note)]);
    cells.extend(last_cell(row));
    SheetRow { cells, look: RowLook::Dim, depth: 0 }
}

fn polaritas(row: &PengukuranRow<'_>) -> Polaritas {
    row.direction.polaritas
}

/// The cells before the achievement.
fn first_cell<'a>(name: &HashMap<&str, &'a str>, row: &PengukuranRow<'a>, polaritas: Polaritas) -> Vec<SheetCell<'a>> {
    vec![
        SheetCell::text(row.unit),
        SheetCell::text(row.unit.and_then(|unit| name.get(unit).copied())),
        row.triwulan.map_or(SheetCell::Blank, |tw| SheetCell::owned(tw.to_string())),
        SheetCell::text(row.code),
        SheetCell::text(row.sasaran()),
        SheetCell::text(row.indikator()),
        SheetCell::text(row.satuan()),
        SheetCell::Text(polaritas.name().into()),
        target(row.yearly_target()),
        SheetCell::figure_or(row.agreed.target, row.text_target()),
        SheetCell::text(row.agreed.basis.map(TargetBasis::name)),
        SheetCell::figure_or(row.figure_realisasi(), row.text_realisasi()),
    ]
}

/// The cells after it.
fn last_cell<'a>(row: &PengukuranRow<'a>) -> Vec<SheetCell<'a>> {
    let mut cell = vec![SheetCell::figure(row.as_written_capaian())];
    cell.extend(
        [
            row.status(),
            row.kendala(),
            row.solusi(),
            row.tindak_lanjut(),
            row.penanggung_jawab(),
            row.time_limit(),
            row.support_bukti(),
            row.remark(),
            row.node_code(),
        ]
        .map(SheetCell::text),
    );
    cell.extend(origin_cell(row));
    cell
}

/// Achievement uncapped, achievement, status and the note of a row.
fn capaian_cell<'a>(profil: &Profil, polaritas: Polaritas, row: &PengukuranRow<'a>, line: u32) -> [SheetCell<'a>; 4] {
    let cell = |heading: &str| format!("{}{line}", letter(&COLUMN, heading));
    let (full, capaian) = (row.agreed.capaian.full(), row.agreed.capaian.limited());
    let alive = cell_formula::outcome(profil, polaritas, row.agreed.target, row.figure_realisasi());
    let alive = cell_formula::same(alive, full);
    let reason = row.agreed.capaian.reason().map(Reason::message);
    let fixed = "nilai tetap: predikat, rentang atau pecahan tidak dihitung dengan rumus sel";
    let to_date = row.agreed.span.to_date().zip(row.triwulan);
    let fixed = (!alive).then(|| match to_date {
        Some((sum, tw)) => {
            format!("nilai tetap: realisasi s.d. {tw} {}, karena targetnya juga s.d. {tw}", short_figure(sum, 4))
        }
        None => fixed.to_string(),
    });
    let mut note: Vec<String> = reason.map(str::to_string).or(fixed).into_iter().collect();
    note.extend(row.bound_target().map(|target| format!("target tertulis {target}")));
    let added = row.summed.filter(|figure| row.realisasi().and_then(|entry| entry.value.figure()) != Some(*figure));
    note.extend(added.map(|_| "realisasi dijumlahkan, seperti kolom jumlah di formulirnya".to_string()));
    let from_bound = row.direction.origin == DirectionOrigin::Bound;
    note.extend(from_bound.then(|| "polaritas menurut batas di targetnya".to_string()));
    let semester = row.triwulan.filter(|_| row.semester).and_then(Triwulan::ends_semester);
    note.extend(semester.map(|number| format!("angka Semester {}", if number == 1 { "I" } else { "II" })));
    note.extend(row.other_target().map(|as_written| {
        format!("formulir menulis target {}; yang dipakai target yang disepakati", short_figure(as_written, 4))
    }));
    let full_cell = if alive {
        SheetCell::formula(formula::full(profil, polaritas, &cell("Target"), &cell("Realisasi")), full)
    } else {
        SheetCell::figure(full)
    };
    [
        full_cell,
        SheetCell::formula(formula::limited(profil, &cell("Capaian Penuh (%)")), capaian),
        SheetCell::Formula(
            style::status_formula(&cell("Capaian (%)")),
            FormulaResult::Text(style::label(ScaleColor::from(capaian))),
        ),
        SheetCell::owned(note.join("; ")),
    ]
}
