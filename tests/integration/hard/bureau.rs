//! Faults that a planning bureau sees: what Excel made of a number, bounds on the wrong side, a neighbour's figures, what was
//! carried over from another row, quarter, year or person.

use chrono::NaiveDate;

use super::book::Cell;
use super::fault::{Fault, UK, Where, document, fault, figure, say, without_formulas};
use super::form::{Form, has};
use super::hand::{Achieved, Coded, Format, Grouped, Hand, Identity, Measured, Plan, Typing};
use super::model::{Document, Kind, Said, indicators};
use super::rework::{foot, mean_achieved};

/// Sets what a row reached, and the achievement that follows from it.
fn reached(all: &mut [Document], hand: &Hand, row: usize, value: f64) -> Option<Where> {
    let target = figure(all, UK, row, "target.tw")?;
    let less = document(all, UK)?.rows.get(row)?.indicator.polarity == "minimum";
    let share = if less { (2.0 * target - value) / target } else { value / target };
    say(all, hand, UK, row, "capaian.tw", Said::Capaian(share * 100.0));
    if row == 0 {
        say(all, hand, UK, row, "pembilang", Said::Figure(value * 2.0));
    }
    say(all, hand, UK, row, "realisasi.tw", Said::Figure(value))
}

/// A realisation that is no figure, with an achievement that is left blank.
fn instead(all: &mut [Document], hand: &Hand, row: usize, cell: Cell) -> Option<Where> {
    without_formulas(hand)?;
    say(all, hand, UK, row, "capaian.tw", Said::Blank);
    say(all, hand, UK, row, "realisasi.tw", Said::Raw(cell))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_string())
}

/// Workbooks that this program's tests write themselves.
fn own_workbook(hand: &Hand) -> Option<()> {
    matches!(hand.format, Format::Xlsx).then_some(())
}

/// A realisation that is a formula of its target.
fn copied_target(form: &mut Form, document: &Document) {
    let at = |field: &'static str| form.cell.get(&(4, field)).copied();
    if let (Some(target), Some(own), Some(Said::Figure(value))) =
        (at("target.tw"), at("realisasi.tw"), document.rows.get(4).and_then(|row| row.field.get("target.tw")))
    {
        let formula = Cell::Formula(format!("={}", super::book::address(target)), Some(*value), "");
        form.sheet.cells.insert(own, formula);
    }
}

/// A mean at the foot that is not the mean.
fn wrong_mean(form: &mut Form, document: &Document) {
    let Some(mean) = mean_achieved(form, document) else { return };
    let wrong = if mean < 10.0 { mean + 0.12 } else { mean + 12.0 };
    if let Some((row, text, achieved)) = foot(form, document) {
        form.sheet.text((row, text), "Rata-rata Capaian");
        form.sheet.cells.insert((row, achieved), Cell::Number(wrong, "0.00"));
        form.cell.insert((usize::MAX, "rata-rata"), (row, achieved));
    }
}

/// An objective below the last row, without an indicator.
fn lone_objective(form: &mut Form, document: &Document) {
    let Some(column) = form.heading.get("sasaran").map(|at| at.1) else { return };
    let last =
        document.rows.len().checked_sub(1).and_then(|number| form.cell.get(&(number, "indikator"))).map(|at| at.0);
    let Some(last) = last else { return };
    form.put_row(last + 1);
    form.sheet.text((last + 1, column), "Budaya kerja yang melayani");
    form.cell.insert((usize::MAX, "sasaran"), (last + 1, column));
}

/// One realisation merged over two indicators.
fn merged_over_two(form: &mut Form, _: &Document) {
    let at = |row: usize| form.cell.get(&(row, "realisasi.tw")).copied();
    if let (Some(above), Some(below)) = (at(3), at(4))
        && below.0 == above.0 + 1
    {
        form.sheet.cells.remove(&below);
        form.sheet.merges.push((above, below));
    }
}

/// All of them.
#[allow(clippy::too_many_lines)]
pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a day where an index was", &["NL11"], |d, h| {
            instead(d, h, 3, Cell::Day(NaiveDate::from_ymd_opt(2026, 5, 3)?))
        }),
        fault("an agreed bound on the wrong side", &["NL12"], |d, h| {
            let target = figure(d, Kind::Pk, 0, "target")?;
            say(d, h, Kind::Pk, 0, "target", Said::text(format!("≤ {target} %")))
        }),
        fault("at least where less is better", &["NL12"], |d, h| {
            let target = figure(d, Kind::Pk, 2, "target")?;
            say(d, h, Kind::Pk, 2, "target", Said::text(format!("minimal {target} hari")))
        }),
        fault("a neighbour's figures", &["UK22"], |d, h| {
            let seed = document(d, UK)?.seed;
            for (row, one) in indicators(0, seed).into_iter().enumerate().filter(|(row, _)| ![1, 6].contains(row)) {
                reached(d, h, row, one.reached[1])?;
            }
            Some(Where::Cell(UK, 0, "realisasi.tw"))
        }),
        fault("evidence named after another quarter", &["UK23"], |d, h| {
            say(d, h, UK, 4, "bukti_dukung", Said::text("Rekap penerima layanan TW I.pdf"))
        }),
        fault("a new name over the old number", &["ID14"], |d, h| {
            // A line on how it was signed is read as the name.
            (h.identity != Identity::Block && h.name != "signed electronically").then_some(())?;
            document(d, Kind::Pk)?.signed_name = Some("Sari Lestari");
            Some(Where::Nip(Kind::Pk))
        }),
        fault("a limit of last year", &["UK07"], |d, h| {
            say(d, h, UK, 1, "batas_waktu", Said::Day(NaiveDate::from_ymd_opt(2025, 9, 30)?))
        }),
        fault("realisations one row down", &["UK03", "UK05", "UK07", "NL07", "UK11"], |d, h| {
            without_formulas(h)?;
            let before: Vec<f64> = (0..5).filter_map(|row| figure(d, UK, row, "realisasi.tw")).collect();
            for (row, value) in before.into_iter().enumerate() {
                say(d, h, UK, row + 1, "realisasi.tw", Said::Figure(value))?;
            }
            Some(Where::Row(UK, 1))
        }),
        fault("a running total as the quarter's own", &["UK05"], |d, h| {
            let both = figure(d, Kind::Uk(0), 4, "realisasi.tw")? + figure(d, UK, 4, "realisasi.tw")?;
            reached(d, h, 4, both)?;
            Some(Where::Row(UK, 4))
        }),
        fault("an achievement as the realisation", &["UK03", "UK07", "NL02", "NL03"], |d, h| {
            let share = figure(d, UK, 5, "capaian.tw")?;
            say(d, h, UK, 5, "realisasi.tw", Said::Figure((share * 100.0).round() / 100.0))?;
            Some(Where::Row(UK, 5))
        }),
        fault("money in millions where rupiah are counted", &["UK03", "UK07", "NL02", "NL03"], |d, h| {
            let value = figure(d, UK, 5, "realisasi.tw")?;
            say(d, h, UK, 5, "realisasi.tw", Said::Figure(value / 1e6))?;
            Some(Where::Row(UK, 5))
        }),
        fault("a comma between thousands", &["NL02", "UK03", "UK07"], |d, h| {
            (h.typing != Typing::English).then_some(())?;
            say(d, h, UK, 4, "realisasi.tw", Said::text("1,117"))?;
            Some(Where::Row(UK, 4))
        }),
        fault("a range as what was reached", &["NL13"], |d, h| instead(d, h, 3, text("3,4 - 3,6"))),
        fault("a bound as what was reached", &["NL13"], |d, h| instead(d, h, 4, text("> 1100"))),
        fault("a part where things are counted", &["NL13"], |d, h| instead(d, h, 1, text("4 dari 6 dokumen"))),
        fault("about so many", &["NL03", "NL13"], |d, h| instead(d, h, 4, text("± 1150"))),
        fault("more or less so many", &["NL03", "NL13"], |d, h| instead(d, h, 4, text("kurang lebih 1150 orang"))),
        fault("a figure for the time being", &["NL03", "NL05", "NL06"], |d, h| {
            instead(d, h, 4, text("1150 (sementara)"))
        }),
        fault("blanks between digits", &["NL03"], |d, h| instead(d, h, 4, text("1 150"))),
        fault("letters that look like digits", &["NL03"], |d, h| instead(d, h, 4, text("11O5"))),
        fault("two figures in one cell", &["NL03", "NL06", "NL13"], |d, h| instead(d, h, 1, text("4; 5"))),
        fault("a grade that is none", &["NL03"], |d, h| instead(d, h, 6, text("BBB"))),
        fault("the plan's quarters the other way round", &["RA05", "RA06"], |d, h| {
            (h.plan != Plan::Stages).then_some(())?;
            let one = document(d, Kind::Ra)?.rows.first_mut()?;
            let targets = one.indicator.targets;
            let fields = ["target.tw4", "target.tw3", "target.tw2", "target.tw1"];
            for (field, target) in fields.into_iter().zip(targets) {
                one.set(field, Said::Figure(target));
            }
            Some(Where::Row(Kind::Ra, 0))
        }),
        fault("the year's target in every quarter of the plan", &["RA05"], |d, h| {
            (h.plan != Plan::Stages).then_some(())?;
            let year = figure(d, Kind::Ra, 4, "target")?;
            let one = document(d, Kind::Ra)?.rows.get_mut(4)?;
            for field in ["target.tw1", "target.tw2", "target.tw3", "target.tw4"] {
                one.set(field, Said::Figure(year));
            }
            Some(Where::Row(Kind::Ra, 4))
        }),
        fault("an objective without an indicator", &["PK01"], |d, h| {
            // Below a paragraph of Word an objective alone reads as the next paragraph.
            let fits = h.grouped != Grouped::Section && !h.backwards && !h.name.starts_with("paragraphs");
            fits.then_some(())?;
            document(d, Kind::Pk)?.rework = lone_objective;
            Some(Where::Cell(Kind::Pk, usize::MAX, "sasaran"))
        }),
        fault("indicator measured under another sasaran", &["PK11"], |d, h| {
            (h.grouped != Grouped::Section).then_some(())?;
            say(d, h, UK, 4, "sasaran", Said::text("Tata kelola yang akuntabel"))
        }),
        fault("measurement words an indicator by a synonym", &["UK01"], |d, h| {
            say(d, h, UK, 0, "indikator", Said::text("Persentase alumni yang terserap dunia usaha"))
        }),
        fault("a share of the plan as a fraction", &["NL04", "RA01"], |d, h| {
            own_workbook(h)?;
            let target = figure(d, Kind::Ra, 0, "target")?;
            say(d, h, Kind::Ra, 0, "target", Said::Raw(Cell::Number(target / 100.0, "")))
        }),
        fault("a line of the budget in thousands", &["PK05"], |d, _| {
            document(d, Kind::Pk)?.budget.get_mut(2)?.1 /= 1000.0;
            Some(Where::Total(Kind::Pk))
        }),
        fault("a formula that copies the target", &["NL07"], |d, h| {
            own_workbook(h)?;
            (h.measured == Measured::Single).then_some(())?;
            let target = figure(d, UK, 4, "target.tw")?;
            let at = reached(d, h, 4, target)?;
            document(d, UK)?.rework = copied_target;
            Some(at)
        }),
        fault("a mean at the foot that is not the mean", &["FX05"], |d, h| {
            let numbers = !matches!(h.achieved, Achieved::Text | Achieved::Without);
            let numbers = numbers && h.name != "achievement with a word behind";
            (numbers && h.measured == Measured::Single).then_some(())?;
            document(d, UK)?.rework = wrong_mean;
            has(document(d, UK)?, h, "capaian.tw").then_some(Where::Cell(UK, usize::MAX, "rata-rata"))
        }),
        fault("one realisation over two indicators", &["UK29", "UK03", "UK07"], |d, h| {
            // Rows that are two already cannot be merged into one.
            let doubled = h.name.starts_with("paragraphs");
            let fits = h.measured == Measured::Single && !h.blank_rows && !h.repeated_heading && !doubled;
            (fits && matches!(h.format, Format::Xlsx) && h.achieved != Achieved::Formula).then_some(())?;
            has(document(d, UK)?, h, "realisasi.tw").then_some(())?;
            document(d, UK)?.rework = merged_over_two;
            Some(Where::Cell(UK, 3, "realisasi.tw"))
        }),
        fault("a stage for a quarter that is none", &["RA02", "RA03"], |d, h| {
            say(d, h, Kind::Ra, 3, "waktu", Said::text("TW V"))?;
            Some(Where::Row(Kind::Ra, 3))
        }),
        fault("a realisation of a quarter to come", &["UK24"], |d, h| {
            (h.measured == Measured::Wide).then_some(())?;
            let value = figure(d, UK, 4, "realisasi.tw")?;
            document(d, UK)?.rows.get_mut(4)?.set("realisasi.tw4", Said::Figure(value));
            Some(Where::Cell(UK, 4, "realisasi.tw4"))
        }),
        fault("a code that nobody has", &["UK01", "ID16", "ID17"], |d, h| {
            (h.coded != Coded::Without || h.measured == Measured::Import).then_some(())?;
            let one = document(d, UK)?.rows.get_mut(3)?;
            let code = "IKK 77.1".to_string();
            one.set("kode", Said::text(&code));
            one.indicator.code = code;
            Some(Where::Row(UK, 3))
        }),
        fault("a grade below the agreed one", &["UK07", "UK06"], |d, h| {
            say(d, h, UK, 6, "realisasi.tw", Said::text("CC"))?;
            Some(Where::Row(UK, 6))
        }),
    ]
}
