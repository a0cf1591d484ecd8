//! Sheets `LAKIP`, `Analisis Faktor` and `Efisiensi Program`: the tables of chapter III of the annual report, ready to be
//! pasted.

use super::magnitude_cell;
use crate::recap::model::{AnalysisRow, EfficiencyRow, Figure, LakipRow, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, SheetCell, SheetColumn, SheetRow, TableSheet};

const COLUMN: [SheetColumn; 14] = [
    SheetColumn::new("No", CellLook::Middle, 5, 7),
    SheetColumn::new("Sasaran", CellLook::Fold, 18, 26),
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 26, 36),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Tahun", CellLook::Middle, 7, 8),
    SheetColumn::new("Target", CellLook::Figure, 9, 14),
    SheetColumn::new("Target Tahun Sebelumnya", CellLook::Figure, 10, 14),
    SheetColumn::new("Capaian Tahun Sebelumnya", CellLook::Figure, 10, 14),
    SheetColumn::new("Capaian Tahun Sebelumnya (%)", CellLook::Percent, 10, 14),
    SheetColumn::new("Capaian Tahun Ini", CellLook::Figure, 10, 14),
    SheetColumn::new("Capaian (%)", CellLook::Percent, 9, 10),
    SheetColumn::new("Status", CellLook::Text, 12, 20),
    SheetColumn::new("Catatan", CellLook::Fold, 12, 26),
];

const ANALYSIS: [SheetColumn; 6] = [
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 26, 40),
    SheetColumn::new("Status", CellLook::Text, 12, 18),
    SheetColumn::new("Faktor Pendukung Keberhasilan/Kegagalan", CellLook::Fold, 24, 40),
    SheetColumn::new("Faktor Penghambat", CellLook::Fold, 30, 60),
    SheetColumn::new("Upaya untuk Meningkatkan Pencapaian Kinerja", CellLook::Fold, 30, 60),
];

const EFFICIENCY: [SheetColumn; 6] = [
    SheetColumn::new("Kode", CellLook::Text, 8, 18),
    SheetColumn::new("Nama Program", CellLook::Fold, 30, 60),
    SheetColumn::new("Anggaran (Rp)", CellLook::Figure, 14, 22),
    SheetColumn::new("Realisasi (Rp)", CellLook::Figure, 14, 22),
    SheetColumn::new("Serapan (%)", CellLook::Percent, 9, 12),
    SheetColumn::new("Unit", CellLook::Figure, 7, 8),
];

pub(super) fn write<'a>(recap: &'a Recap, book: &mut OutputBook<'a>, style: &BookStyles) -> Result<(), SheetError> {
    let lakip = &recap.lakip;
    let past = lakip.past_note.as_ref().map(|cause| format!(" Tahun sebelumnya: {cause}.")).unwrap_or_default();
    TableSheet {
        name: "LAKIP",
        table_name: "RekapLakip",
        heading: format!("Capaian Kinerja terhadap Target Tahun {} – {}", recap.year, recap.instansi),
        remark: format!(
            "Realisasi {} terhadap target setahun{}. {}.{past}",
            lakip.until,
            if lakip.complete { "" } else { "; diberi warna setelah TW IV" },
            recap.profil
        ),
        columns: &COLUMN,
        row: lakip.rows.iter().map(|one| capaian(one, lakip.past_note.as_deref())).collect::<Vec<_>>().into(),
        frozen: 4,
        total: ("", Vec::new()),
        lights: if lakip.complete { vec![("Capaian (%)", "Capaian (%)")] } else { Vec::new() },
    }
    .write(book, style)?;
    TableSheet {
        name: "Analisis Faktor",
        table_name: "RekapAnalisis",
        heading: format!("Analisis Faktor (Status terhadap Target {}) Tahun {} – {}", lakip.timespan, recap.year, recap.instansi),
        remark: "Penghambat dan upaya dari formulir pengukuran unit. Faktor pendukung tidak ada di formulir: diisi perencana.".to_string(),
        columns: &ANALYSIS,
        row: lakip.analysis.iter().map(analysis).collect::<Vec<_>>().into(),
        frozen: 2,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    TableSheet {
        name: "Efisiensi Program",
        table_name: "RekapEfisiensi",
        heading: format!("Efisiensi Program Tahun {} – {}", recap.year, recap.instansi),
        remark: match (&lakip.efficiency_sentence, &recap.brief.serapan) {
            (Some(sentence), Some(serapan)) => format!("Menurut formulir {}. {sentence}", serapan.triwulan),
            (None, Some(serapan)) => format!("Menurut formulir {}.", serapan.triwulan),
            _ => "Tidak ada formulir yang memuat realisasi anggaran.".to_string(),
        },
        columns: &EFFICIENCY,
        row: lakip.efficiency.iter().map(efficiency).collect::<Vec<_>>().into(),
        frozen: 2,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

fn percent(value: &Figure) -> SheetCell<'_> {
    SheetCell::figure_or(value.figure, Some(&value.wording))
}

/// `umum` stands above the table already.
fn capaian<'a>(one: &'a LakipRow, general: Option<&str>) -> SheetRow<'a> {
    SheetRow::usual(vec![
        SheetCell::Figure(one.number as f64),
        SheetCell::Text(one.sasaran.as_str().into()),
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::Text(one.satuan.as_str().into()),
        SheetCell::owned(one.year.to_string()),
        magnitude_cell(&one.target),
        past(&one.past.target),
        past(&one.past.realisasi),
        past(&one.past.capaian),
        magnitude_cell(&one.realisasi),
        percent(&one.capaian),
        SheetCell::Text(one.status.as_str().into()),
        SheetCell::text(one.past.reason.as_deref().filter(|reason| Some(*reason) != general)),
    ])
}

/// A figure of the year before; blank where there is none, its reason stands in the remark.
fn past(value: &Figure) -> SheetCell<'_> {
    if value.exists() { magnitude_cell(value) } else { SheetCell::Blank }
}

fn analysis(one: &AnalysisRow) -> SheetRow<'_> {
    SheetRow::usual(vec![
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::owned(format!("{} {}", one.light.mark, one.light.word)),
        SheetCell::Blank,
        SheetCell::owned(one.blockers.join("\n")),
        SheetCell::owned(one.efforts.join("\n")),
    ])
}

fn efficiency(one: &EfficiencyRow) -> SheetRow<'_> {
    SheetRow::usual(vec![
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.program.as_str().into()),
        SheetCell::figure(one.pagu.figure),
        SheetCell::figure(one.realisasi.figure),
        percent(&one.serapan),
        SheetCell::Figure(one.unit as f64),
    ])
}
