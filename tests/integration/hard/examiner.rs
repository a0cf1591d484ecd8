//! Faults that somebody plants who wants to know whether they are seen: figures that look right beside their neighbours, two
//! things that stand for each other, people and days that cannot be.

use chrono::NaiveDate;

use super::book::Cell;
use super::fault::{Fault, UK, Where, document, fault, figure, say, without_formulas};
use super::form::{Form, has};
use super::hand::{Achieved, Coded, Format, Hand, Identity, Measured, Plan, Typing};
use super::model::{Document, Kind, Said, indicators, units};

/// A realisation that is typed exactly so, with an achievement that is left blank.
fn typed(all: &mut [Document], hand: &Hand, row: usize, text: &str) -> Option<Where> {
    without_formulas(hand)?;
    say(all, hand, UK, row, "capaian.tw", Said::Blank);
    say(all, hand, UK, row, "realisasi.tw", Said::Raw(Cell::Text(text.to_string())))
}

/// Workbooks that this program's tests write themselves.
fn own_workbook(hand: &Hand) -> Option<()> {
    matches!(hand.format, Format::Xlsx).then_some(())
}

/// Two rows say each other's.
fn exchange(all: &mut [Document], kind: Kind, rows: [usize; 2], fields: &[&'static str]) -> Option<()> {
    let one = document(all, kind)?;
    let [first, second] = rows;
    for field in fields {
        let above = one.rows.get(first)?.field.get(field).cloned().unwrap_or(Said::Blank);
        let below = one.rows.get(second)?.field.get(field).cloned().unwrap_or(Said::Blank);
        one.rows[first].set(field, below);
        one.rows[second].set(field, above);
    }
    Some(())
}

/// Sets a figure of a quarter with the achievement that follows from it.
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

/// The column of the quarter's targets hidden.
fn hidden_targets(form: &mut Form, _: &Document) {
    if let Some(at) = form.heading.get("target.tw") {
        form.sheet.hidden_columns.push(at.1);
    }
}

/// A formula of achievement that takes the target for what was reached.
fn upside_down(form: &mut Form, document: &Document) {
    let at = |field: &'static str| form.cell.get(&(1, field)).copied().map(super::book::address);
    let (Some(target), Some(real)) = (at("target.tw"), at("realisasi.tw")) else { return };
    let figures = document.rows.get(1).map(|row| (row.indicator.targets[1], row.indicator.reached[1]));
    if let (Some(own), Some((wanted, got))) = (form.cell.get(&(1, "capaian.tw")).copied(), figures) {
        let formula = Cell::Formula(format!("={target}/{real}*100"), Some(wanted / got * 100.0), "0.00");
        form.sheet.cells.insert(own, formula);
    }
}

/// The evidence of a row.
fn proof(all: &mut [Document], hand: &Hand, row: usize, text: &str) -> Option<Where> {
    say(all, hand, UK, row, "bukti_dukung", Said::text(text))
}

/// All of them.
#[allow(clippy::too_many_lines)]
pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("last year's targets in the agreement", &["PK03"], |d, h| {
            for row in 0..6 {
                let target = figure(d, Kind::Pk, row, "target")?;
                say(d, h, Kind::Pk, row, "target", Said::Figure((target * 0.9 * 100.0).round() / 100.0))?;
            }
            Some(Where::Cell(Kind::Pk, 1, "target"))
        }),
        fault("the neighbour's targets in the agreement", &["PK03"], |d, h| {
            let seed = document(d, Kind::Pk)?.seed;
            let other = units().iter().position(|unit| unit.code == "BAK").unwrap_or(0);
            let differs = document(d, Kind::Pk)?.unit.code != "BAK";
            let there: Vec<f64> = indicators(other, seed).into_iter().map(|one| one.year).collect();
            let here: Vec<f64> = (0..6).filter_map(|row| figure(d, Kind::Pk, row, "target")).collect();
            let row = here.iter().zip(&there).position(|(own, other)| own != other).filter(|_| differs)?;
            for (row, value) in there.into_iter().enumerate().take(6) {
                say(d, h, Kind::Pk, row, "target", Said::Figure(value))?;
            }
            Some(Where::Cell(Kind::Pk, row, "target"))
        }),
        fault("an agreed target of zero", &["PK03", "PK01"], |d, h| {
            say(d, h, Kind::Pk, 4, "target", Said::Raw(Cell::Number(0.0, "")))
        }),
        fault("units of measure of two rows for each other", &["PK03"], |d, h| {
            has(document(d, Kind::Pk)?, h, "satuan").then_some(())?;
            exchange(d, Kind::Pk, [0, 4], &["satuan"])?;
            Some(Where::Cell(Kind::Pk, 4, "satuan"))
        }),
        fault("wordings of two rows for each other", &["UK02", "UK19", "UK01", "PK11"], |d, h| {
            (h.measured == Measured::Single).then_some(())?;
            exchange(d, UK, [3, 4], &["indikator", "kode"])?;
            if let Some(one) = document(d, UK) {
                let (above, below) = (one.rows[3].indicator.code.clone(), one.rows[4].indicator.code.clone());
                (one.rows[3].indicator.code, one.rows[4].indicator.code) = (below, above);
            }
            Some(Where::Row(UK, 4))
        }),
        fault("codes of two rows for each other", &["ID16", "ID17", "UK01", "NL10"], |d, h| {
            (h.coded == Coded::Column && h.measured != Measured::Import).then_some(())?;
            exchange(d, UK, [3, 4], &["kode"])?;
            Some(Where::Row(UK, 4))
        }),
        fault("two indicators in one cell", &["UK01"], |d, h| {
            (h.measured == Measured::Single).then_some(())?;
            say(
                d,
                h,
                UK,
                3,
                "indikator",
                Said::text("Indeks kepuasan pengguna layanan dan jumlah penerima layanan informasi"),
            )?;
            document(d, UK)?.rows.remove(4);
            Some(Where::Cell(UK, 3, "indikator"))
        }),
        fault("a wording cut off", &["PK03", "PK07"], |d, h| {
            let at = say(d, h, Kind::Pk, 0, "indikator", Said::text("Persentase lulusan yang beker"));
            // Where codes stand, the row is found by its code.
            at.filter(|_| h.coded == Coded::Without)
        }),
        fault("ditto for a figure", &["NL03"], |d, h| typed(d, h, 4, "idem")),
        fault("ditto for an agreed target", &["NL03", "PK01"], |d, h| {
            say(d, h, Kind::Pk, 2, "target", Said::text("sda"))
        }),
        fault("ditto for a unit of measure", &["PK03", "NL05", "PK01"], |d, h| {
            say(d, h, Kind::Pk, 4, "satuan", Said::text("sda"))
        }),
        fault("a figure in words", &["NL03"], |d, h| typed(d, h, 1, "empat dokumen")),
        fault("a figure in Roman letters", &["NL03"], |d, h| typed(d, h, 1, "IV")),
        fault("a share where money is counted", &["NL05", "UK03", "NL03"], |d, h| typed(d, h, 5, "98%")),
        fault("other money", &["NL03", "NL05"], |d, h| typed(d, h, 5, "USD 17.500")),
        fault("a figure and more", &["NL03", "NL13"], |d, h| typed(d, h, 4, "1100+")),
        fault("a figure broken over two lines", &["NL03", "NL06", "NL13"], |d, h| typed(d, h, 4, "1\n100")),
        fault("a figure with a raised digit", &["NL03", "NL06", "NL13"], |d, h| typed(d, h, 4, "1100²")),
        fault("four quarters in one cell", &["NL03", "NL13", "NL11"], |d, h| {
            (h.plan == Plan::Quarters).then_some(())?;
            say(d, h, Kind::Ra, 1, "target.tw2", Said::text("4/4/4/4"))
        }),
        fault("a negative amount", &["NL07"], |d, h| {
            without_formulas(h)?;
            let value = figure(d, UK, 5, "realisasi.tw")?;
            say(d, h, UK, 5, "capaian.tw", Said::Blank);
            say(d, h, UK, 5, "realisasi.tw", Said::Raw(Cell::Number(-value, "")))
        }),
        fault("a negative index", &["NL07"], |d, h| {
            without_formulas(h)?;
            say(d, h, UK, 3, "capaian.tw", Said::Blank);
            say(d, h, UK, 3, "realisasi.tw", Said::Raw(Cell::Number(-3.4, "")))
        }),
        fault("the year as what was reached", &["UK05", "UK03", "NL07"], |d, h| {
            reached(d, h, 1, 2026.0)?;
            Some(Where::Row(UK, 1))
        }),
        fault("numerator and denominator for each other", &["UK11"], |d, h| {
            has(document(d, UK)?, h, "pembilang").then_some(())?;
            let part = figure(d, UK, 0, "pembilang")?;
            say(d, h, UK, 0, "pembilang", Said::Figure(200.0))?;
            say(d, h, UK, 0, "penyebut", Said::Figure(part))?;
            Some(Where::Row(UK, 0))
        }),
        fault("one achievement as a fraction", &["UK03", "NL04"], |d, h| {
            without_formulas(h)?;
            let capaian = figure(d, UK, 4, "capaian.tw")?;
            has(document(d, UK)?, h, "capaian.tw").then_some(())?;
            say(d, h, UK, 4, "capaian.tw", Said::Raw(Cell::Number(capaian / 100.0, "")))
        }),
        fault("more is better, computed as less", &["UK03"], |d, h| {
            without_formulas(h)?;
            let (target, reached) = (figure(d, UK, 1, "target.tw")?, figure(d, UK, 1, "realisasi.tw")?);
            say(d, h, UK, 1, "capaian.tw", Said::Capaian((2.0 * target - reached) / target * 100.0))
        }),
        fault("a formula of achievement upside down", &["UK03", "FX01"], |d, h| {
            own_workbook(h)?;
            (h.measured == Measured::Single && h.achieved == Achieved::Formula).then_some(())?;
            document(d, UK)?.rework = upside_down;
            Some(Where::Cell(UK, 1, "capaian.tw"))
        }),
        fault("a state that fell below target and quarter before", &["UK09", "UK07"], |d, h| {
            let before = figure(d, Kind::Uk(0), 0, "realisasi.tw")?;
            reached(d, h, 0, before - 4.0)?;
            Some(Where::Row(UK, 0))
        }),
        fault("a quarter's target of zero", &["UK02"], |d, h| {
            say(d, h, UK, 4, "capaian.tw", Said::Blank);
            say(d, h, UK, 4, "target.tw", Said::Raw(Cell::Number(0.0, "")))
        }),
        fault("a hidden column of targets", &["TL07"], |d, h| {
            own_workbook(h)?;
            has(document(d, UK)?, h, "target.tw").then_some(())?;
            (h.measured == Measured::Single).then_some(())?;
            document(d, UK)?.rework = hidden_targets;
            Some(Where::File(UK))
        }),
        fault("running totals in the plan of a sum", &["RA05"], |d, h| {
            (h.plan == Plan::Quarters).then_some(())?;
            let one = document(d, Kind::Ra)?.rows.get_mut(4)?;
            let quarter = one.indicator.targets[0];
            let fields = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];
            for (count, field) in (1..).zip(fields) {
                one.set(field, Said::Figure(quarter * f64::from(count)));
            }
            Some(Where::Row(Kind::Ra, 4))
        }),
        fault("no target for any quarter of an indicator", &["RA12"], |d, h| {
            (h.plan == Plan::Quarters).then_some(())?;
            let one = document(d, Kind::Ra)?.rows.get_mut(3)?;
            for field in ["target.tw1", "target.tw2", "target.tw3", "target.tw4"] {
                one.set(field, Said::Blank);
            }
            Some(Where::Row(Kind::Ra, 3))
        }),
        fault("a lower grade in the plan than agreed", &["RA01"], |d, h| {
            say(d, h, Kind::Ra, 6, "target", Said::text("B"))
        }),
        fault("an agreed grade below the cascade's", &["PK03"], |d, h| {
            say(d, h, Kind::Pk, 6, "target", Said::text("CC"))
        }),
        fault("a limit on a day that is none", &["UK07"], |d, h| {
            say(d, h, UK, 1, "batas_waktu", Said::Raw(Cell::Text("31 September 2026".into())))
        }),
        fault("a follow-up that nobody answers for", &["UK07"], |d, h| {
            say(d, h, UK, 1, "penanggung_jawab", Said::text("-"))
        }),
        fault("signed on a day to come", &["AL13"], |d, h| {
            (h.measured != Measured::Import).then_some(())?;
            document(d, UK)?.day = (20, 11);
            Some(Where::Day(UK))
        }),
        fault("both parties are one person", &["ID18"], |d, h| {
            (h.identity != Identity::Block && h.name != "for the time being").then_some(())?;
            let one = document(d, Kind::Pk)?;
            one.signed_name = Some("Contoh Direktur");
            one.unit.nip = "195901011985031001".to_string();
            Some(Where::Nip(Kind::Pk))
        }),
        fault("evidence that is only said to be there", &["UK25"], |d, h| proof(d, h, 4, "ada")),
        fault("evidence on somebody's own computer", &["UK25"], |d, h| {
            proof(d, h, 4, "D:\\Kinerja\\TW II\\rekap layanan.xlsx")
        }),
        fault("evidence of the same quarter of another year", &["UK23"], |d, h| {
            proof(d, h, 4, "Rekap penerima layanan TW II 2025.pdf")
        }),
        fault("evidence of another unit", &["UK26"], |d, h| {
            let own = document(d, UK)?.unit.code.clone();
            let other = if own == "BAK" { "UPT Bahasa" } else { "Bagian Akademik" };
            proof(d, h, 4, &format!("Rekap penerima layanan {other} TW II.pdf"))
        }),
        fault("every target met to the digit", &["UK27"], |d, h| {
            (h.measured == Measured::Single && h.typing == Typing::Plain).then_some(())?;
            for row in 0..6 {
                let target = figure(d, UK, row, "target.tw")?;
                reached(d, h, row, target)?;
                for field in ["kendala", "tindak_lanjut", "penanggung_jawab", "batas_waktu"] {
                    say(d, h, UK, row, field, Said::Blank);
                }
                say(d, h, UK, row, "status", Said::text("Tercapai"));
            }
            Some(Where::Cell(UK, 0, "realisasi.tw"))
        }),
        fault("two versions of a measurement on one day", &["BK02"], |d, h| {
            (!h.one_book && h.file_name == 0).then_some(())?;
            let mut other = document(d, UK)?.clone();
            other.folder = Some("kiriman lama");
            d.push(other);
            let value = figure(d, UK, 4, "realisasi.tw")?;
            d.last_mut()?.rows.get_mut(4)?.set("realisasi.tw", Said::Figure(value + 31.0));
            d.last_mut()?.rows.get_mut(4)?.set("capaian.tw", Said::Blank);
            Some(Where::Sender)
        }),
        fault("a limit that was over before the quarter began", &["UK07"], |d, h| {
            // A date cut short says September whatever it is.
            (h.dated != super::hand::Dated::Short).then_some(())?;
            say(d, h, UK, 1, "batas_waktu", Said::Day(NaiveDate::from_ymd_opt(2026, 2, 27)?))
        }),
    ]
}
