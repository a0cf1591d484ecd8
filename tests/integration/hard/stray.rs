//! Faults of a house from outside: cells that were forgotten, quarters that cannot be known yet, and a copy of a sheet that was
//! left in its workbook.

use super::book::Cell;
use super::fault::{Fault, UK, Where, document, fault, figure, say, without_formulas};
use super::form::{Form, has};
use super::hand::{Format, Hand, Measured};
use super::model::{Document, Said};

/// The sheet under another name.
fn copied_sheet(form: &mut Form, _: &Document) {
    form.sheet.name = format!("{} (2)", form.sheet.name);
}

/// A form of its own sheet and quarter, in a workbook that this program's tests write themselves.
fn own_sheet(hand: &Hand) -> Option<()> {
    let fits = hand.measured == Measured::Single && matches!(hand.format, Format::Xlsx) && !hand.shared_book;
    (fits && hand.sheet_name == 0).then_some(())
}

/// All of them.
pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a realisation left blank beside its obstacle", &["UK06"], |d, h| {
            without_formulas(h)?;
            say(d, h, UK, 3, "capaian.tw", Said::Blank);
            say(d, h, UK, 3, "keterangan", Said::text("Terlaksana sesuai rencana"));
            say(d, h, UK, 3, "kendala", Said::text("Cuaca menghambat jadwal lapangan"));
            say(d, h, UK, 3, "tindak_lanjut", Said::text("Menambah regu"));
            say(d, h, UK, 3, "penanggung_jawab", Said::text("Koordinator lapangan"));
            say(d, h, UK, 3, "realisasi.tw", Said::Blank)?;
            Some(Where::Row(UK, 3))
        }),
        fault("a copy of the sheet with another figure", &["UK30"], |d, h| {
            own_sheet(h)?;
            let mut copy = document(d, UK)?.clone();
            copy.rework = copied_sheet;
            let value = figure(d, UK, 4, "realisasi.tw")?;
            has(&copy, h, "realisasi.tw").then_some(())?;
            copy.rows.get_mut(4)?.set("realisasi.tw", Said::Figure(value + 31.0));
            copy.rows.get_mut(4)?.set("capaian.tw", Said::Blank);
            d.push(copy);
            Some(Where::Sender)
        }),
        fault("a realisation of the quarter that runs", &["UK24"], |d, h| {
            (h.measured == Measured::Wide).then_some(())?;
            let value = figure(d, UK, 4, "realisasi.tw")?;
            document(d, UK)?.rows.get_mut(4)?.set("realisasi.tw3", Said::Figure(value));
            Some(Where::Cell(UK, 4, "realisasi.tw3"))
        }),
        fault("months for days", &["NL05"], |d, h| {
            without_formulas(h)?;
            say(d, h, UK, 4, "capaian.tw", Said::Blank);
            let value = figure(d, UK, 4, "realisasi.tw")?;
            say(d, h, UK, 4, "realisasi.tw", Said::Raw(Cell::Text(format!("{value} Bulan"))))
        }),
    ]
}
