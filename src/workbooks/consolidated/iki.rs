//! Sheet `IKI`: the indicators of persons, one person after the other, each with what it serves, where it stands in PK and
//! Rencana Aksi, and what it reached; left out where nobody sent any.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, origin_cell};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::Jenjang;
use crate::recap::ReportInput;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetError, SheetRow, SheetTotal, TableSheet,
};
use crate::tables::{IkiRow, PengukuranRow};

const COLUMN: [SheetColumn; 23] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Nama", CellLook::Fold, 14, 28),
    SheetColumn::new("Jabatan", CellLook::Fold, 12, 28),
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Kinerja Utama/Sasaran", CellLook::Fold, 16, 34),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 42),
    SheetColumn::new("Formulasi/Penjelasan", CellLook::Fold, 16, 34),
    SheetColumn::new("Sumber Data", CellLook::Fold, 12, 24),
    SheetColumn::new("Mendukung", CellLook::Fold, 10, 18),
    SheetColumn::new("IKU", CellLook::Text, 8, 12),
    SheetColumn::new("Di PK", CellLook::Middle, 8, 9),
    SheetColumn::new("Di Rencana Aksi", CellLook::Middle, 9, 12),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Target Tahun", CellLook::Figure, 9, 14),
    SheetColumn::new("Realisasi Periode", CellLook::Figure, 9, 14),
    SheetColumn::new("Capaian Periode (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Capaian yang Didukung (%)", CellLook::Percent, 10, 12),
    SheetColumn::new("Capaian IKU (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Bukti Dukung", CellLook::Fold, 12, 28),
    FILE,
    SHEET,
    CELL,
];

/// What other documents say of the indicators of persons, by unit and key.
struct Elsewhere<'a> {
    pk: HashMap<(&'a str, &'a str), SheetCell<'a>>,
    plans: HashSet<(&'a str, &'a str)>,
    measured: HashMap<(&'a str, &'a str), PengukuranRow<'a>>,
    /// Where each code stands among the nodes.
    nodes: HashMap<&'a str, usize>,
}

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    if input.tables.iki().len() == 0 {
        return Ok(());
    }
    let (name, elsewhere, input) = (input.unit_names(), Elsewhere::of(input), *input);
    let line = input.tables.iki().map(move |row| line(&input, &elsewhere, &name, row));
    TableSheet {
        name: "IKI",
        table_name: "IndikatorIndividu",
        heading: heading(&input, "Indikator Kinerja Individu"),
        remark: format!(
            "{}; periode: {}. Satu baris untuk setiap indikator seorang pegawai; Mendukung menyebut indikator atasan atau unit menurut kaskade, atau menurut formulirnya.",
            input.data_date(),
            input.timespan.phrase()
        ),
        columns: &COLUMN,
        row: RowContent::new(line),
        frozen: 3,
        total: ("Baris tampil", vec![("Indikator", SheetTotal::Count)]),
        lights: vec![("Capaian Periode (%)", "Capaian Periode (%)")],
    }
    .write(book, style)?;
    Ok(())
}

impl<'a> Elsewhere<'a> {
    fn of(input: &ReportInput<'a>) -> Self {
        let tables = input.tables;
        let pk = tables.pk().filter_map(|row| Some(((row.unit?, row.key?), super::pk::target(row.target()))));
        let plans = tables.rencana_aksi().filter_map(|row| row.unit.zip(row.key));
        // The last quarter stands.
        let until = |row: &PengukuranRow<'_>| row.triwulan.is_some_and(|triwulan| triwulan <= input.triwulan);
        let mut measured: HashMap<(&str, &str), PengukuranRow<'_>> = HashMap::default();
        for row in tables.pengukuran().filter(|row| until(row) && row.filled()) {
            let Some(at) = row.unit.zip(row.key) else { continue };
            if measured.get(&at).is_none_or(|old| old.triwulan <= row.triwulan) {
                measured.insert(at, row);
            }
        }
        let nodes = tables.nodes.iter().enumerate().map(|(number, node)| (node.code.as_str(), number));
        Self { pk: pk.collect(), plans: plans.collect(), measured, nodes: nodes.collect() }
    }
}

fn line<'a>(
    input: &ReportInput<'a>,
    elsewhere: &Elsewhere<'a>,
    name: &HashMap<&'a str, &'a str>,
    row: IkiRow<'a>,
) -> SheetRow<'a> {
    let at = row.unit.zip(row.key).unwrap_or_default();
    let number = row.node.and_then(|node| elsewhere.nodes.get(node.code.as_str())).copied();
    let parent = number.and_then(|number| input.kaskade.parent(number));
    let iku = number.and_then(|number| input.kaskade.layered_ancestor(number, Jenjang::Iku));
    let code =
        |number: Option<usize>| number.and_then(|number| input.tables.nodes.get(number)).map(|node| node.code.as_str());
    let reached = |number: Option<usize>| number.and_then(|number| input.outcomes.get(number)).map(|one| &one.until);
    let measured = elsewhere.measured.get(&at);
    let own = reached(number).filter(|one| one.report);
    let yes = |yes: bool| SheetCell::Text(if yes { "ya" } else { "belum" }.into());
    let satuan = row.satuan().or(row.node.map(|node| node.satuan.as_str()));
    let mut cell = vec![
        SheetCell::text(row.unit),
        SheetCell::text(row.unit.and_then(|unit| name.get(unit).copied())),
        SheetCell::text(row.person()),
        SheetCell::text(row.jabatan()),
        SheetCell::text(row.code.or(row.node_code())),
        SheetCell::text(row.sasaran()),
        SheetCell::text(row.indikator()),
        SheetCell::text(row.way()),
        SheetCell::text(row.data_source()),
        SheetCell::text(code(parent).or(row.superior())),
        SheetCell::text(code(iku)),
        yes(elsewhere.pk.contains_key(&at)),
        yes(elsewhere.plans.contains(&at)),
        SheetCell::text(satuan),
        elsewhere.pk.get(&at).cloned().unwrap_or(SheetCell::Blank),
        SheetCell::figure(own.and_then(|one| one.realisasi).or(measured.and_then(|row| row.figure_realisasi()))),
        SheetCell::figure(own.and_then(|one| one.capaian).or(measured.and_then(|row| row.agreed.capaian.limited()))),
        SheetCell::figure(reached(parent).and_then(|one| one.capaian)),
        SheetCell::figure(reached(iku).and_then(|one| one.capaian)),
        SheetCell::text(measured.and_then(|row| row.support_bukti())),
    ];
    cell.extend(origin_cell(&row));
    SheetRow::usual(cell)
}
