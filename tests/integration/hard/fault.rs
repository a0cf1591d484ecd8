//! Faults that people make, each planted into the documents of one unit, with what must be said about it and where.

use super::book::Cell;
use super::form::has;
use super::hand::{Achieved, Hand, Identity, Measured, Plan};
use super::model::{Document, Kind, Said, units};

/// Where a fault must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// In this field of this row.
    Cell(Kind, usize, &'static str),
    /// Somewhere in this row.
    Row(Kind, usize),
    Title(Kind),
    Unit(Kind),
    Nip(Kind),
    Role(Kind),
    Day(Kind),
    Total(Kind),
    /// Somewhere in this file.
    File(Kind),
    /// Of this unit.
    Sender,
}

/// What is done to files after they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    Copied(Kind),
    Emptied(Kind),
    Cut(Kind),
    NotSent(Kind),
}

type Plant = fn(&mut Vec<Document>, &Hand) -> Option<Where>;

/// A kind of fault.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub(super) name: &'static str,
    pub(super) codes: &'static [&'static str],
    pub(super) plant: Plant,
    pub(super) after: After,
}

pub(super) const UK: Kind = Kind::Uk(1);

pub(super) fn document(all: &mut [Document], kind: Kind) -> Option<&mut Document> {
    all.iter_mut().find(|document| document.kind == kind)
}

/// Says something else in a field, where the form has it.
pub(super) fn say(
    all: &mut [Document],
    hand: &Hand,
    kind: Kind,
    row: usize,
    field: &'static str,
    said: Said,
) -> Option<Where> {
    let one = document(all, kind)?;
    if !has(one, hand, field) {
        return None;
    }
    one.rows.get_mut(row)?.set(field, said);
    Some(Where::Cell(kind, row, field))
}

pub(super) fn figure(all: &[Document], kind: Kind, row: usize, field: &str) -> Option<f64> {
    let one = all.iter().find(|document| document.kind == kind)?;
    match one.rows.get(row)?.field.get(field)? {
        Said::Figure(value) | Said::Capaian(value) => Some(*value),
        _ => None,
    }
}

/// Changes a figure of the measurement and what follows from it, so that nothing else contradicts.
fn reach(all: &mut [Document], hand: &Hand, row: usize, change: fn(f64) -> f64) -> Option<Where> {
    let target = figure(all, UK, row, "target.tw")?;
    let reached = change(figure(all, UK, row, "realisasi.tw")?);
    let at = say(all, hand, UK, row, "realisasi.tw", Said::Figure(reached))?;
    say(all, hand, UK, row, "capaian.tw", Said::Capaian(reached / target * 100.0));
    Some(at)
}

/// Achievements that are typed.
pub(super) fn without_formulas(hand: &Hand) -> Option<()> {
    (hand.achieved != Achieved::Formula).then_some(())
}

fn without(all: &mut [Document], kind: Kind, row: usize) -> Option<Where> {
    document(all, kind)?.rows.remove(row);
    Some(Where::File(kind))
}

pub(super) fn fault(name: &'static str, codes: &'static [&'static str], plant: Plant) -> Fault {
    Fault { name, codes, plant, after: After::Nothing }
}

pub(super) fn after(name: &'static str, codes: &'static [&'static str], after: After, plant: Plant) -> Fault {
    Fault { name, codes, plant, after }
}

/// All faults.
pub(super) fn faults() -> Vec<Fault> {
    let mut all = usual();
    all.extend(super::wider::faults());
    all.extend(super::bureau::faults());
    all.extend(super::examiner::faults());
    all.extend(super::stray::faults());
    all
}

#[allow(clippy::too_many_lines)]
fn usual() -> Vec<Fault> {
    vec![
        fault("PK target is not the cascade's", &["PK03"], |d, h| {
            let target = figure(d, Kind::Pk, 1, "target")?;
            say(d, h, Kind::Pk, 1, "target", Said::Figure(target + 3.0))
        }),
        fault("PK lacks an indicator", &["PK03"], |d, _| without(d, Kind::Pk, 3)),
        fault("PK has another satuan", &["PK03"], |d, h| say(d, h, Kind::Pk, 1, "satuan", Said::text("Kegiatan"))),
        fault("PK words an indicator otherwise", &["PK03", "UK01", "RA01"], |d, h| {
            say(d, h, Kind::Pk, 3, "indikator", Said::text("Indeks kepuasan mitra kerja sama"))?;
            Some(Where::File(Kind::Pk))
        }),
        fault("PK without a target", &["PK01"], |d, h| say(d, h, Kind::Pk, 2, "target", Said::Blank)),
        fault("PK without a satuan", &["PK01"], |d, h| say(d, h, Kind::Pk, 2, "satuan", Said::Blank)),
        fault("PK lists an indicator twice", &["PK02"], |d, _| {
            let one = document(d, Kind::Pk)?;
            let again = one.rows.last()?.clone();
            one.rows.push(again);
            Some(Where::Row(Kind::Pk, one.rows.len() - 1))
        }),
        fault("budget total is not the sum", &["PK05"], |d, _| {
            *document(d, Kind::Pk)?.budget_total.as_mut()? += 15_000_000.0;
            Some(Where::Total(Kind::Pk))
        }),
        fault("PK signed late", &["PK10"], |d, _| {
            document(d, Kind::Pk)?.day = (9, 3);
            Some(Where::Day(Kind::Pk))
        }),
        fault("NIP lacks a digit", &["ID04"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.nip = Cell::Text(one.unit.nip[..17].to_string());
            (h.identity != Identity::Block).then_some(Where::Nip(Kind::Pk))
        }),
        fault("NIP as a number", &["ID07"], |d, h| {
            document(d, Kind::Pk)?.nip = Cell::Number(196_001_011_990_031_000.0, "0");
            (matches!(h.format, super::hand::Format::Xlsx | super::hand::Format::Office(_))
                && h.identity != Identity::Block)
                .then_some(Where::Nip(Kind::Pk))
        }),
        fault("NIP is not the register's", &["ID14"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.unit.nip = "197505052000121009".to_string();
            one.nip = Cell::Text(one.unit.nip.clone());
            (h.identity != Identity::Block).then_some(Where::Nip(Kind::Pk))
        }),
        fault("title of another year", &["ID02"], |d, h| {
            document(d, Kind::Pk)?.year = 2025;
            (!h.one_book).then_some(Where::Title(Kind::Pk))
        }),
        fault("measurement of another year", &["ID02"], |d, h| {
            document(d, UK)?.year = 2025;
            (h.measured != Measured::Import && !h.one_book).then_some(Where::Title(UK))
        }),
        fault("unit misspelt", &["ID01"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.stated_unit =
                one.unit.name.replacen("an ", "ann ", 1).replacen("UPT ", "UPTT ", 1).replacen("Pusat ", "Pusatt ", 1);
            // A slip in a title is none where everything else says whose it is.
            (!matches!(h.identity, Identity::Folder | Identity::FileName | Identity::Title))
                .then_some(Where::Unit(Kind::Pk))
        }),
        fault("header of another unit", &["ID13", "ID03"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.stated_unit = other_unit(&one.unit.code).name;
            (!matches!(h.identity, Identity::Folder | Identity::FileName)).then_some(Where::Unit(Kind::Pk))
        }),
        fault("signed by another unit's head", &["ID03", "ID13"], |d, h| {
            let one = document(d, Kind::Pk)?;
            one.signer = Some(other_unit(&one.unit.code));
            (h.identity != Identity::Block).then_some(Where::Role(Kind::Pk))
        }),
        fault("signature without a name", &["ID08"], |d, _| {
            document(d, Kind::Pk)?.unsigned_name = true;
            Some(Where::File(Kind::Pk))
        }),
        fault("hidden row", &["TL07"], |d, h| {
            document(d, Kind::Pk)?.hidden = Some(3);
            matches!(h.format, super::hand::Format::Xlsx | super::hand::Format::Office(_))
                .then_some(Where::Row(Kind::Pk, 3))
        }),
        fault("example text left in", &["TL06"], |d, h| {
            say(d, h, UK, 1, "kendala", Said::text("<tuliskan kendala yang dihadapi>"))
        }),
        fault("RA lacks an indicator", &["RA01"], |d, _| without(d, Kind::Ra, 4)),
        fault("RA target of the year is not the PK's", &["RA01"], |d, h| {
            let target = figure(d, Kind::Ra, 4, "target")?;
            say(d, h, Kind::Ra, 4, "target", Said::Figure(target + 400.0))?;
            Some(Where::Cell(Kind::Ra, 4, "target"))
        }),
        fault("RA quarters do not make the year", &["RA05"], |d, h| {
            let target = figure(d, Kind::Ra, 1, "target.tw2")?;
            if h.plan == Plan::Stages {
                return None;
            }
            document(d, Kind::Ra)?.rows[1].set("target.tw2", Said::Figure(target + 3.0));
            Some(Where::Row(Kind::Ra, 1))
        }),
        fault("RA goes back", &["RA06"], |d, h| {
            if h.plan == Plan::Stages {
                return None;
            }
            let first = figure(d, Kind::Ra, 0, "target.tw1")?;
            document(d, Kind::Ra)?.rows[0].set("target.tw3", Said::Figure(first + 1.0));
            Some(Where::Row(Kind::Ra, 0))
        }),
        fault("RA without a stage for a quarter", &["RA02"], |d, h| {
            say(d, h, Kind::Ra, 3, "waktu", Said::text("TW II"))?;
            Some(Where::Row(Kind::Ra, 3))
        }),
        fault("RA without a criterion", &["RA03"], |d, h| say(d, h, Kind::Ra, 2, "kriteria", Said::Blank)),
        fault("measurement lacks an indicator", &["UK01"], |d, _| without(d, UK, 3)),
        fault("measurement has one more", &["UK01"], |d, h| {
            let one = document(d, UK)?;
            let mut more = one.rows.get(4)?.clone();
            more.indicator.code = "IKK 9.9".to_string();
            more.set("kode", Said::text("IKK 9.9"));
            more.set("indikator", Said::text("Jumlah kunjungan industri ke kampus"));
            one.rows.push(more);
            let field = if h.measured == Measured::Import { "kode" } else { "indikator" };
            Some(Where::Cell(UK, one.rows.len() - 1, field))
        }),
        fault("target of the year changed", &["UK02"], |d, h| {
            let target = figure(d, UK, 4, "target")?;
            say(d, h, UK, 4, "target", Said::Figure(target - 800.0))
        }),
        fault("target of the quarter changed", &["UK02"], |d, h| {
            let target = figure(d, UK, 2, "target.tw")?;
            let reached = figure(d, UK, 2, "realisasi.tw")?;
            let at = say(d, h, UK, 2, "target.tw", Said::Figure(target + 4.0))?;
            say(d, h, UK, 2, "capaian.tw", Said::Capaian((2.0 * (target + 4.0) - reached) / (target + 4.0) * 100.0));
            Some(at)
        }),
        fault("achievement computed wrongly", &["UK03"], |d, h| {
            let capaian = figure(d, UK, 0, "capaian.tw")?;
            if h.achieved == Achieved::Formula {
                say(d, h, UK, 0, "capaian.tw", Said::Raw(Cell::Number(capaian + 7.0, "0.00")))
            } else {
                say(d, h, UK, 0, "capaian.tw", Said::Capaian(capaian + 7.0))
            }
        }),
        fault("status does not fit", &["UK04"], |d, h| say(d, h, UK, 1, "status", Said::text("Tercapai"))),
        fault("unexplained excess", &["UK05"], |d, h| {
            reach(d, h, 4, |value| (value * 1.5).round())?;
            say(d, h, UK, 4, "keterangan", Said::Blank);
            say(d, h, UK, 4, "kendala", Said::Blank);
            Some(Where::Row(UK, 4))
        }),
        fault("decimal point lost", &["UK05", "NL07"], |d, h| {
            reach(d, h, 3, |value| value * 100.0)?;
            Some(Where::Row(UK, 3))
        }),
        fault("nothing reached and nothing said", &["UK06"], |d, h| {
            say(d, h, UK, 3, "capaian.tw", Said::Blank);
            say(d, h, UK, 3, "kendala", Said::Blank);
            say(d, h, UK, 3, "bukti_dukung", Said::Blank);
            say(d, h, UK, 3, "realisasi.tw", Said::Blank)?;
            Some(Where::Row(UK, 3))
        }),
        fault("behind without a follow-up", &["UK07"], |d, h| say(d, h, UK, 1, "tindak_lanjut", Said::Blank)),
        fault("a limit that is no date", &["UK07"], |d, h| say(d, h, UK, 1, "batas_waktu", Said::text("secepatnya"))),
        fault("no evidence", &["UK08"], |d, h| say(d, h, UK, 4, "bukti_dukung", Said::text("-"))),
        fault("an earlier quarter blank", &["UK09", "UK06"], |d, h| {
            let first = Kind::Uk(0);
            say(d, h, first, 4, "capaian.tw", Said::Blank);
            say(d, h, first, 4, "bukti_dukung", Said::Blank);
            say(d, h, first, 4, "kendala", Said::text("Data belum direkap"));
            say(d, h, first, 4, "tindak_lanjut", Said::text("Merekap data"));
            say(d, h, first, 4, "penanggung_jawab", Said::text("Koordinator layanan"));
            say(d, h, first, 4, "realisasi.tw", Said::Blank)
        }),
        fault("words for a figure", &["NL03"], |d, h| say(d, h, UK, 3, "realisasi.tw", Said::text("sedang dihitung"))),
        fault("words for an agreed target", &["NL03", "PK01"], |d, h| {
            say(d, h, Kind::Pk, 2, "target", Said::text("menyesuaikan"))
        }),
        fault("an error of Excel", &["NL01"], |d, h| {
            say(d, h, UK, 3, "realisasi.tw", Said::Raw(Cell::Error("#DIV/0!")))
        }),
        fault("a formula that nobody calculated", &["NL08"], |d, h| {
            matches!(h.format, super::hand::Format::Xlsx).then_some(())?;
            say(d, h, UK, 3, "realisasi.tw", Said::Raw(Cell::Formula("=B2+B3".into(), None, "")))
        }),
        fault("a mark that may be either", &["NL02", "UK05"], |d, h| {
            // Where commas stand between thousands, a point is no riddle.
            (h.typing != super::hand::Typing::English).then_some(())?;
            say(d, h, UK, 3, "realisasi.tw", Said::text("3.400"))?;
            Some(Where::Row(UK, 3))
        }),
        fault("percent as a fraction", &["NL04"], |d, h| {
            let reached = figure(d, UK, 0, "realisasi.tw")?;
            matches!(h.format, super::hand::Format::Xlsx | super::hand::Format::Office(_)).then_some(())?;
            say(d, h, UK, 0, "realisasi.tw", Said::Raw(Cell::Number(reached / 100.0, "")))
        }),
        fault("satuan misspelt", &["NL05", "PK03"], |d, h| say(d, h, Kind::Pk, 1, "satuan", Said::text("Doklumen"))),
        fault("another satuan beside the figure", &["NL05"], |d, h| {
            say(d, h, Kind::Pk, 1, "target", Said::text("20 orang"))
        }),
        fault("a second quantity in brackets", &["NL06"], |d, h| {
            say(d, h, UK, 4, "realisasi.tw", Said::text("1500 orang (35 kelompok)"))
        }),
        fault("a negative count", &["NL07"], |d, h| {
            say(d, h, UK, 4, "realisasi.tw", Said::Raw(Cell::Number(-3.0, "")))
        }),
        fault("an unseen character", &["NL09"], |d, h| {
            say(d, h, UK, 1, "kendala", Said::text("Narasumber\u{200b} belum\u{200b} tersedia"))
        }),
        fault("typed among formulas", &["FX02"], |d, h| {
            if h.achieved != Achieved::Formula || !matches!(h.format, super::hand::Format::Xlsx) {
                return None;
            }
            let value = figure(d, UK, 3, "capaian.tw")?;
            say(d, h, UK, 3, "capaian.tw", Said::Raw(Cell::Number(value, "0.00")))
        }),
        fault("figure out of another file", &["FX03"], |d, h| {
            let value = figure(d, UK, 4, "realisasi.tw")?;
            matches!(h.format, super::hand::Format::Xlsx).then_some(())?;
            say(
                d,
                h,
                UK,
                4,
                "realisasi.tw",
                Said::Raw(Cell::Formula("='[Rekap layanan.xlsx]Sheet1'!B4".into(), Some(value), "")),
            )
        }),
        fault("no column of realisations", &["TL02"], |d, h| {
            let one = document(d, UK)?;
            if h.measured != Measured::Single {
                return None;
            }
            one.left_out.extend(["realisasi.tw", "pembilang", "penyebut", "capaian.tw"]);
            Some(Where::File(UK))
        }),
        fault("no quarter said", &["ID09"], |d, h| {
            document(d, UK)?.quarter_named = false;
            (matches!(h.measured, Measured::Single | Measured::Import)
                && h.wording < 2
                && !h.one_book
                && h.sheet_name == 0)
                .then_some(Where::File(UK))
        }),
        fault("target and realisation swapped", &["UK02"], |d, h| {
            let one = document(d, UK)?;
            if !has(one, h, "target.tw") || h.measured != Measured::Single || h.achieved == Achieved::Formula {
                return None;
            }
            one.swapped = Some(("target.tw", "realisasi.tw"));
            Some(Where::Cell(UK, 0, "target.tw"))
        }),
        fault("numerator contradicts the percentage", &["UK11"], |d, h| {
            say(d, h, UK, 0, "pembilang", Said::Figure(31.0))?;
            Some(Where::Row(UK, 0))
        }),
        fault("denominator zero", &["UK11"], |d, h| {
            say(d, h, UK, 0, "penyebut", Said::Figure(0.0))?;
            Some(Where::Row(UK, 0))
        }),
        after("sent twice", &["BK02"], After::Copied(Kind::Pk), |_, _| Some(Where::Sender)),
        after("an empty file", &["BK01"], After::Emptied(Kind::Ra), |_, h| {
            (!h.one_book).then_some(Where::File(Kind::Ra))
        }),
        after("a file cut in two", &["BK01"], After::Cut(Kind::Ra), |_, h| {
            (!h.one_book && matches!(h.format, super::hand::Format::Xlsx | super::hand::Format::Office("ods")))
                .then_some(Where::File(Kind::Ra))
        }),
        after("not sent", &["AL01"], After::NotSent(UK), |_, h| (!h.one_book).then_some(Where::Sender)),
    ]
}

fn other_unit(code: &str) -> super::model::Unit {
    let mut all = units();
    let here = all.iter().position(|unit| unit.code == code).unwrap_or(0);
    all.swap_remove((here + 1) % 9)
}
