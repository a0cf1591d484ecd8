//! More faults: what is copied from another quarter or row, what formulas do, and what is said twice or of another year.

use super::book::Cell;
use super::fault::{After, Fault, UK, Where, after, document, fault, figure, say, without_formulas};
use super::hand::{Achieved, Format, Grouped, Hand, Identity, Measured, Typing};
use super::model::{Document, Kind, Said, TotalBy};

/// Changes how the total of the budget is made, where the hand types amounts as numbers.
fn total(all: &mut [Document], hand: &Hand, by: TotalBy) -> Option<Where> {
    let numbers = !matches!(
        hand.typing,
        Typing::Comma | Typing::Points | Typing::WithUnit | Typing::Spaced | Typing::Zeros | Typing::English
    );
    (numbers && matches!(hand.format, Format::Xlsx)).then_some(())?;
    document(all, Kind::Pk)?.total_by = by;
    Some(Where::Total(Kind::Pk))
}

/// Evidence of a row in a quarter.
fn evidence(all: &mut [Document], hand: &Hand, tw: usize, row: usize, text: &str) -> Option<Where> {
    say(all, hand, Kind::Uk(tw), row, "bukti_dukung", Said::text(text))
}

/// A single form for a quarter, in which the quarter before does not stand.
fn single(hand: &Hand) -> Option<()> {
    matches!(hand.measured, Measured::Single | Measured::Import).then_some(())
}

/// All of them.
#[allow(clippy::too_many_lines)]
pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("last quarter pasted whole", &["UK14"], |d, h| {
            single(h)?;
            let before: Vec<Option<f64>> = (0..6).map(|row| figure(d, Kind::Uk(0), row, "realisasi.tw")).collect();
            for (row, reached) in before.into_iter().enumerate() {
                let target = figure(d, UK, row, "target.tw")?;
                say(d, h, UK, row, "realisasi.tw", Said::Figure(reached?))?;
                let less = document(d, UK)?.rows[row].indicator.polarity == "minimum";
                let share = if less { (2.0 * target - reached?) / target } else { reached? / target };
                say(d, h, UK, row, "capaian.tw", Said::Capaian(share * 100.0));
            }
            let first = figure(d, UK, 0, "realisasi.tw")?;
            say(d, h, UK, 0, "pembilang", Said::Figure(first * 2.0));
            Some(Where::Cell(UK, 0, "realisasi.tw"))
        }),
        fault("evidence of last quarter again", &["UK16"], |d, h| {
            single(h)?;
            evidence(d, h, 0, 4, "Rekap penerima layanan.pdf")?;
            evidence(d, h, 1, 4, "Rekap penerima layanan.pdf")
        }),
        fault("one file as evidence of everything", &["UK15"], |d, h| {
            single(h)?;
            for row in 0..7 {
                evidence(d, h, 1, row, "https://drive.google.com/file/d/1contoh/view")?;
            }
            Some(Where::Cell(UK, 0, "bukti_dukung"))
        }),
        fault("indicator under another sasaran", &["PK11"], |d, h| {
            (h.grouped != Grouped::Section).then_some(())?;
            document(d, Kind::Pk)?.rows.get_mut(4)?.set("sasaran", Said::text("Tata kelola yang akuntabel"));
            Some(Where::Row(Kind::Pk, 4))
        }),
        fault("budget total that was not calculated again", &["FX10", "PK05"], |d, h| total(d, h, TotalBy::Stale)),
        fault("budget total over a hidden row", &["FX09"], |d, h| total(d, h, TotalBy::Hidden)),
        fault("budget total that stops short", &["FX08"], |d, h| total(d, h, TotalBy::Short)),
        fault("achievement that was not calculated again", &["FX10", "UK03"], |d, h| {
            (h.achieved == Achieved::Formula && matches!(h.format, Format::Xlsx)).then_some(())?;
            let capaian = figure(d, UK, 4, "capaian.tw")?;
            say(d, h, UK, 4, "capaian.tw", Said::Slipped(capaian - 9.0, 0))
        }),
        fault("achievement of the row above", &["FX01"], |d, h| {
            let fits = h.achieved == Achieved::Formula && h.measured == Measured::Single && !h.blank_rows;
            (fits && matches!(h.format, Format::Xlsx)).then_some(())?;
            let wrong = figure(d, UK, 4, "realisasi.tw")? / figure(d, UK, 3, "target.tw")? * 100.0;
            say(d, h, UK, 4, "capaian.tw", Said::Slipped(wrong, 1))
        }),
        fault("a share above the whole", &["NL07"], |d, h| {
            let target = figure(d, UK, 0, "target.tw")?;
            say(d, h, UK, 0, "capaian.tw", Said::Capaian(130.0 / target * 100.0));
            say(d, h, UK, 0, "pembilang", Said::Figure(260.0));
            say(d, h, UK, 0, "realisasi.tw", Said::Figure(130.0))
        }),
        after("plan against the cascade, no agreement", &["RA10"], After::NotSent(Kind::Pk), |d, h| {
            (!h.one_book).then_some(())?;
            let target = figure(d, Kind::Ra, 4, "target")?;
            say(d, h, Kind::Ra, 4, "target", Said::Figure(target + 400.0))
        }),
        fault("plan signed before the agreement", &["RA08"], |d, _| {
            document(d, Kind::Ra)?.day = (5, 1);
            Some(Where::Day(Kind::Ra))
        }),
        fault("NIP with a month that is none", &["ID05"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.unit.nip.replace_range(4..6, "13");
            one.nip = Cell::Text(one.unit.nip.clone());
            (h.identity != Identity::Block).then_some(Where::Nip(Kind::Pk))
        }),
        fault("less is better, computed as more", &["UK03"], |d, h| {
            without_formulas(h)?;
            let (target, reached) = (figure(d, UK, 2, "target.tw")?, figure(d, UK, 2, "realisasi.tw")?);
            say(d, h, UK, 2, "capaian.tw", Said::Capaian(reached / target * 100.0))
        }),
        fault("two versions with different targets", &["BK02"], |d, h| {
            (!h.one_book && h.file_name == 0).then_some(())?;
            let mut older = document(d, Kind::Pk)?.clone();
            older.folder = Some("kiriman lama");
            d.push(older);
            let target = figure(d, Kind::Pk, 4, "target")?;
            d.last_mut()?.rows.get_mut(4)?.set("target", Said::Figure(target + 50.0));
            Some(Where::Sender)
        }),
        fault("plan lists an indicator twice", &["RA09", "RA01"], |d, h| {
            let one = document(d, Kind::Ra)?;
            let mut again = one.rows.get(4)?.clone();
            again.set("target", Said::Figure(again.indicator.year + 400.0));
            one.rows.push(again);
            let _ = h;
            Some(Where::Row(Kind::Ra, one.rows.len() - 1))
        }),
        fault("measurement lists an indicator twice", &["UK18", "UK01"], |d, _| {
            let one = document(d, UK)?;
            let mut again = one.rows.get(4)?.clone();
            again.set("realisasi.tw", Said::Figure(again.indicator.reached[1] + 35.0));
            again.set("capaian.tw", Said::Blank);
            one.rows.push(again);
            Some(Where::Row(UK, one.rows.len() - 1))
        }),
        fault("code of another unit's indicator", &["ID16", "UK01"], |d, h| {
            use super::hand::Coded;
            (h.coded != Coded::Without || h.measured == Measured::Import).then_some(())?;
            let one = document(d, UK)?.rows.get_mut(3)?;
            let code = "IKK 4.1".to_string();
            one.set("kode", Said::text(&code));
            one.indicator.code = code;
            Some(Where::Row(UK, 3))
        }),
        fault("money in millions", &["PK03"], |d, h| {
            let target = figure(d, Kind::Pk, 5, "target")?;
            say(d, h, Kind::Pk, 5, "target", Said::Figure(target / 1e6))
        }),
        fault("title says another quarter than sheet and file", &["ID15"], |d, h| {
            (h.quarter < 2 && single(h).is_some() && h.measured != Measured::Import && h.wording < 2).then_some(())?;
            (!h.one_book && !h.title_in_two && h.identity != Identity::Title).then_some(())?;
            document(d, UK)?.title_quarter = Some(0);
            Some(Where::Title(UK))
        }),
        fault("a percentage of things that are counted", &["NL05"], |d, h| {
            say(d, h, Kind::Pk, 1, "target", Said::text("20%"))
        }),
        fault("agreement without signatures", &["ID08"], |d, _| {
            document(d, Kind::Pk)?.unsigned = true;
            Some(Where::File(Kind::Pk))
        }),
        fault("nothing filled in", &["UK06", "AL01"], |d, h| {
            single(h)?;
            for row in &mut document(d, UK)?.rows {
                for field in ["realisasi.tw", "capaian.tw", "pembilang", "penyebut", "kendala", "tindak_lanjut"] {
                    row.set(field, Said::Blank);
                }
                for field in ["penanggung_jawab", "batas_waktu", "bukti_dukung", "status"] {
                    row.set(field, Said::Blank);
                }
            }
            Some(Where::Sender)
        }),
        fault("another satuan in the measurement", &["UK19"], |d, h| {
            say(d, h, UK, 1, "satuan", Said::text("Kegiatan"))
        }),
        fault("signed in another year", &["ID02"], |d, _| {
            document(d, Kind::Pk)?.signed_year = Some(2024);
            Some(Where::Day(Kind::Pk))
        }),
        fault("quarters of the plan one column off", &["RA05", "RA06"], |d, h| {
            (h.plan == super::hand::Plan::Quarters).then_some(())?;
            let one = document(d, Kind::Ra)?.rows.first_mut()?;
            let targets = one.indicator.targets;
            one.set("target.tw1", Said::Blank);
            for (field, target) in ["target.tw2", "target.tw3", "target.tw4"].into_iter().zip(targets) {
                one.set(field, Said::Figure(target));
            }
            Some(Where::Row(Kind::Ra, 0))
        }),
        fault("realisation of the row below", &["UK05", "UK02", "NL07", "UK03"], |d, h| {
            let reached = figure(d, UK, 4, "realisasi.tw")?;
            let target = figure(d, UK, 3, "target.tw")?;
            say(d, h, UK, 3, "capaian.tw", Said::Capaian(reached / target * 100.0));
            say(d, h, UK, 3, "realisasi.tw", Said::Figure(reached))?;
            Some(Where::Row(UK, 3))
        }),
    ]
}
