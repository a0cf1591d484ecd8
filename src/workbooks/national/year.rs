//! Sheet `Nasional`: the totals of each year, as formulas over the rows of the sheet `Instansi`.

use std::collections::BTreeMap;

use super::instansi::{ADDED_UP, COLUMN as INSTANSI, NAME as INSTANSI_SHEET};
use super::{NationalInput, remark};
use crate::domain::capaian::anggaran::serapan;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetRow, TableSheet, formula_row, letter,
};

const COLUMN: [SheetColumn; 20] = [
    SheetColumn::new("Tahun", CellLook::Middle, 12, 12),
    SheetColumn::new("Instansi", CellLook::Figure, 9, 10),
    SheetColumn::new("Belum Masuk", CellLook::Figure, 9, 10),
    SheetColumn::new("Rata-rata Capaian IKU (%)", CellLook::Percent, 12, 13),
    SheetColumn::new("dari Instansi", CellLook::Figure, 9, 10),
    SheetColumn::new("IKU", CellLook::Figure, 8, 10),
    SheetColumn::new("IKU Tercapai", CellLook::Figure, 9, 10),
    SheetColumn::new("IKU Merah", CellLook::Figure, 8, 10),
    SheetColumn::new("IKU Tanpa Data", CellLook::Figure, 9, 10),
    SheetColumn::new("Unit", CellLook::Figure, 8, 10),
    SheetColumn::new("Unit Lapor", CellLook::Figure, 8, 10),
    SheetColumn::new("Indikator", CellLook::Figure, 10, 12),
    SheetColumn::new("Indikator Merah", CellLook::Figure, 10, 12),
    SheetColumn::new("Pagu (Rp)", CellLook::Figure, 18, 26),
    SheetColumn::new("Realisasi (Rp)", CellLook::Figure, 18, 26),
    SheetColumn::new("Serapan (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Berkas", CellLook::Figure, 9, 11),
    SheetColumn::new("Tak Terbaca", CellLook::Figure, 8, 10),
    SheetColumn::new("Galat", CellLook::Figure, 9, 11),
    SheetColumn::new("Peringatan", CellLook::Figure, 11, 12),
];

/// What a year's rows add up to.
#[derive(Debug, Default)]
struct NationalYear {
    instansi: u32,
    capaian: f64,
    capaian_from: u32,
    /// In the order of [`ADDED_UP`]; `None` where no row has a figure.
    total: [Option<f64>; ADDED_UP.len()],
}

pub(super) fn write(
    input: &NationalInput<'_>,
    book: &mut OutputBook<'_>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let year = compute(input);
    let last = formula_row(input.rows.len().max(1) - 1);
    let row = year.iter().enumerate().map(|(order, (year, one))| {
        let not_yet = input.left_behind.iter().filter(|one| one.year == Some(*year)).count();
        SheetRow::usual(cell(*year, one, not_yet, formula_row(order), last))
    });
    TableSheet {
        name: "Nasional",
        table_name: "RekapNasional",
        heading: "Rekap Kinerja Nasional".into(),
        remark: remark(input),
        columns: &COLUMN,
        row: RowContent::owned(row),
        frozen: 1,
        total: ("", Vec::new()),
        lights: vec![("Rata-rata Capaian IKU (%)", "Rata-rata Capaian IKU (%)")],
    }
    .write(book, style)?;
    Ok(())
}

fn compute(input: &NationalInput<'_>) -> BTreeMap<i32, NationalYear> {
    let mut outcome: BTreeMap<i32, NationalYear> = BTreeMap::new();
    for row in input.rows {
        let one = outcome.entry(row.year).or_default();
        one.instansi += 1;
        if let Some(capaian) = row.summary.capaian {
            one.capaian += capaian;
            one.capaian_from += 1;
        }
        for (total, (_, figure)) in one.total.iter_mut().zip(ADDED_UP) {
            if let Some(figure) = figure(&row.summary) {
                *total = Some(total.unwrap_or_default() + figure);
            }
        }
    }
    outcome
}

fn cell<'s>(year: i32, one: &NationalYear, not_yet: usize, row: u32, last: u32) -> Vec<SheetCell<'s>> {
    let start = formula_row(0);
    let area = |heading: &str| {
        let letter = letter(&INSTANSI, heading);
        format!("{INSTANSI_SHEET}!${letter}${start}:${letter}${last}")
    };
    let (key, capaian) = (area("Tahun"), area("Capaian IKU (%)"));
    let (p, r) = (letter(&COLUMN, "Pagu (Rp)"), letter(&COLUMN, "Realisasi (Rp)"));
    let total = |heading: &str| ADDED_UP.iter().position(|(owned, _)| *owned == heading).and_then(|n| one.total[n]);
    let percent = total("Realisasi (Rp)").zip(total("Pagu (Rp)")).and_then(|(r, p)| serapan(r, p).ok());
    COLUMN
        .iter()
        .map(|column| match column.heading {
            "Tahun" => SheetCell::Figure(f64::from(year)),
            "Instansi" => SheetCell::formula(format!("COUNTIF({key},A{row})"), Some(f64::from(one.instansi))),
            "Belum Masuk" => SheetCell::Figure(not_yet as f64),
            "Rata-rata Capaian IKU (%)" => SheetCell::formula(
                format!("IFERROR(AVERAGEIFS({capaian},{key},A{row}),\"\")"),
                (one.capaian_from > 0).then(|| one.capaian / f64::from(one.capaian_from)),
            ),
            "dari Instansi" => SheetCell::formula(
                format!("COUNTIFS({key},A{row},{capaian},\">=0\")"),
                Some(f64::from(one.capaian_from)),
            ),
            "Serapan (%)" => SheetCell::formula(format!("IF({p}{row}<=0,\"\",100*{r}{row}/{p}{row})"), percent),
            heading => SheetCell::formula(
                format!("SUMIFS({},{key},A{row})", area(heading)),
                Some(total(heading).unwrap_or_default()),
            ),
        })
        .collect()
}
