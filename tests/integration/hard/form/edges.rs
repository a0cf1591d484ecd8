//! What stands above a table and below it: titles and identity, the budget, the signatures, notes; and sheets beside it.

use selaras::domain::date::month_name;

use super::super::book::{At, Cell, Sheet, address};
use super::super::hand::{Hand, Identity, Typing};
use super::super::model::{Document, Kind, TotalBy, YEAR};
use super::cells::{english, points};
use super::{Form, TW};

/// What a form calls itself.
fn title(document: &Document, hand: &Hand) -> String {
    let what = match document.kind {
        Kind::Pk => "PERJANJIAN KINERJA".to_string(),
        Kind::Ra => "RENCANA AKSI".to_string(),
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 0 => {
            format!("PENGUKURAN KINERJA TRIWULAN {}", TW[document.title_quarter.unwrap_or(tw)])
        }
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 1 => {
            format!("PENGUKURAN KINERJA TW {}", document.title_quarter.unwrap_or(tw) + 1)
        }
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 6 => {
            format!("PENGUKURAN KINERJA Q{}", document.title_quarter.unwrap_or(tw) + 1)
        }
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 5 => {
            let order = ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"][document.title_quarter.unwrap_or(tw)];
            format!("PENGUKURAN KINERJA TRIWULAN {order}")
        }
        Kind::Uk(_) => "PENGUKURAN KINERJA".to_string(),
    };
    match hand.titles {
        1 => what
            .replace("PERJANJIAN KINERJA", "PENETAPAN KINERJA")
            .replace("RENCANA AKSI", "RENCANA AKSI PENCAPAIAN KINERJA")
            .replace("PENGUKURAN KINERJA", "LAPORAN PENGUKURAN CAPAIAN KINERJA"),
        2 => what.to_lowercase(),
        3 => what.replace("PENGUKURAN KINERJA", "LAPORAN REALISASI KINERJA").replace("RENCANA AKSI", "RENAKSI"),
        _ => what,
    }
}

/// Titles and whose form it is; gives the row of the headings.
pub(super) fn head(form: &mut Form, document: &Document, hand: &Hand, row: u32, width: u16) -> u32 {
    let left = hand.origin.1;
    let mut row = row;
    for line in ["Lampiran surat edaran", "Nomor: 12/SE/2026", ""].into_iter().take(hand.lead_lines) {
        if !line.is_empty() {
            form.sheet.text((row, left), line);
        }
        row += 1;
    }
    let what = title(document, hand);
    let mut lines = if hand.identity == Identity::Title {
        vec![format!("{what} {}", document.stated_unit.to_uppercase()), format!("TAHUN {}", document.year)]
    } else if hand.title_in_two {
        vec![what, format!("TAHUN ANGGARAN {}", document.year)]
    } else {
        vec![format!("{what} TAHUN {}", document.year)]
    };
    form.title = (row + lines.len() as u32 - 1, left);
    for line in lines.drain(..) {
        form.sheet.text((row, left), line);
        if hand.merged_titles && width > 1 {
            form.sheet.merges.push(((row, left), (row, left + width - 1)));
        }
        row += 1;
    }
    row += 1;
    if let (Kind::Uk(tw), 2 | 4, true) = (document.kind, hand.quarter, document.quarter_named) {
        let months = ["Januari - Maret", "April - Juni", "Juli - September", "Oktober - Desember"][tw];
        let line = match hand.quarter {
            2 => format!("Periode : Triwulan {}", TW[tw]),
            _ => format!("Periode : {months} {}", document.year),
        };
        form.sheet.text((row, left), line);
        row += 1;
    }
    let unit = (hand.letters)(&document.stated_unit);
    let signer = document.signer.as_ref().unwrap_or(&document.unit);
    match hand.identity {
        Identity::OneCell => {
            form.sheet.text((row, left), format!("Unit Kerja : {unit}"));
            form.unit = Some((row, left));
        }
        Identity::TwoCells => {
            form.sheet.text((row, left), "Unit Kerja");
            form.sheet.text((row, left + 2), format!(": {unit}"));
            form.unit = Some((row, left + 2));
        }
        Identity::ThreeCells => {
            form.sheet.text((row, left), "Unit Kerja");
            form.sheet.text((row, left + 1), ":");
            form.sheet.text((row, left + 2), unit);
            form.unit = Some((row, left + 2));
        }
        Identity::Block => {
            for (label, value) in
                [("Nama", &signer.leader), ("NIP", &signer.nip), ("Jabatan", &signer.office), ("Unit Kerja", &unit)]
            {
                form.sheet.text((row, left), label);
                form.sheet.text((row, left + 1), ":");
                form.sheet.text((row, left + 2), value.clone());
                form.unit = Some((row, left + 2));
                row += 1;
            }
            row -= 1;
        }
        Identity::Otherwise(label) => {
            form.sheet.text((row, left), label);
            form.sheet.text((row, left + 1), format!(": {unit}"));
            form.unit = Some((row, left + 1));
        }
        Identity::Title => {
            form.unit = Some((form.title.0 - 1, left));
            return row;
        }
        Identity::Code => {
            let own = document.stated_unit == document.unit.name;
            let code = if own { document.unit.code.clone() } else { unit };
            form.sheet.text((row, left), format!("Unit Kerja : {code}"));
            form.unit = Some((row, left));
        }
        Identity::Folder | Identity::FileName => return row,
    }
    row + 2
}

pub(super) fn budget(form: &mut Form, document: &Document, hand: &Hand, row: u32) -> u32 {
    let left = hand.origin.1;
    let mut row = row + 1;
    if document.budget.is_empty() {
        return row;
    }
    form.sheet.text((row, left), "No");
    form.sheet.text((row, left + 1), "Program");
    form.sheet.text((row, left + 2), "Anggaran");
    row += 1;
    let amount = |value: f64| match hand.typing {
        Typing::Comma | Typing::Points | Typing::WithUnit | Typing::Spaced | Typing::Zeros => {
            Cell::Text(format!("Rp {}", points(value)))
        }
        Typing::English => Cell::Text(format!("Rp {}", english(value))),
        Typing::Formatted => Cell::Number(value, "\"Rp\"#,##0"),
        _ => Cell::Number(value, "#,##0"),
    };
    for (order, (name, value)) in document.budget.iter().enumerate() {
        form.sheet.cells.insert((row, left), Cell::Number((order + 1) as f64, ""));
        form.sheet.text((row, left + 1), name.clone());
        form.sheet.cells.insert((row, left + 2), amount(*value));
        row += 1;
    }
    let first = row - document.budget.len() as u32;
    if document.total_by == TotalBy::Hidden {
        form.sheet.hidden_rows.push(first + 1);
    }
    if let Some(total) = document.budget_total {
        form.sheet.text((row, left + 1), "Jumlah");
        let sum = |last: u32, result: f64| {
            let (from, to) = (address((first, left + 2)), address((last, left + 2)));
            Cell::Formula(format!("=SUM({from}:{to})"), Some(result), "#,##0")
        };
        let last = document.budget.last().map_or(0.0, |(_, amount)| *amount);
        let cell = match document.total_by {
            TotalBy::Hand => amount(total),
            TotalBy::Stale => sum(row - 1, total - 40_000_000.0),
            TotalBy::Hidden => sum(row - 1, total),
            TotalBy::Short => sum(row - 2, total - last),
        };
        form.sheet.cells.insert((row, left + 2), cell);
        form.budget_total = Some((row, left + 2));
        row += 1;
    }
    row
}

pub(super) fn sign(form: &mut Form, document: &Document, hand: &Hand, row: u32) -> u32 {
    let left = hand.origin.1;
    let right = left + 3;
    if document.unsigned {
        return row;
    }
    let (day, month) = document.day;
    let year = document.signed_year.unwrap_or(YEAR);
    let date = format!("Kota Contoh, {day} {} {year}", month_name(month).unwrap_or_default());
    form.sheet.text((row, right), date);
    form.day = Some((row, right));
    let signer = document.signer.as_ref().unwrap_or(&document.unit);
    let nip = |text: &str| match hand.nip {
        1 => format!("NIP. {} {} {} {}", &text[..8], &text[8..14], &text[14..15], &text[15..]),
        2 => format!("NIP : {text}"),
        _ => format!("NIP {text}"),
    };
    form.sheet.text((row + 1, right), format!("{},", signer.office));
    form.role = Some((row + 1, right));
    if !document.unsigned_name {
        let name = document.signed_name.unwrap_or(&signer.leader);
        form.sheet.text((row + 5, right), if hand.nip == 3 { format!("( {name} )") } else { name.to_string() });
    }
    match (&document.nip, document.signer.is_some()) {
        (Cell::Text(text), false) if text.len() != 18 => form.sheet.text((row + 6, right), format!("NIP {text}")),
        (Cell::Text(_), _) => form.sheet.text((row + 6, right), nip(&signer.nip)),
        (other, _) => {
            form.sheet.text((row + 6, right - 1), "NIP");
            form.sheet.cells.insert((row + 6, right), other.clone());
        }
    }
    form.nip = Some((row + 6, right));
    if document.kind == Kind::Pk || hand.both_sign {
        form.sheet.text((row + 1, left), "Direktur,");
        form.sheet.text((row + 5, left), "Contoh Direktur");
        form.sheet.text((row + 6, left), nip("195901011985031001"));
    }
    row + 7
}

pub(super) fn notes(sheet: &mut Sheet, at: At) {
    let (row, left) = at;
    let lines = [
        "Catatan:",
        "1. Target ditetapkan pada awal tahun.",
        "2. Capaian dihitung dari realisasi dibagi target.",
        "*) diisi oleh unit kerja",
    ];
    for (order, line) in lines.iter().enumerate() {
        sheet.text((row + order as u32, left), *line);
    }
    for (order, (interval, label)) in
        [("Interval Nilai", "Kriteria"), (">= 91", "Sangat Tinggi"), ("76 - 90", "Tinggi"), ("<= 50", "Sangat Rendah")]
            .into_iter()
            .enumerate()
    {
        sheet.text((row + 6 + order as u32, left + 1), interval);
        sheet.text((row + 6 + order as u32, left + 2), label);
    }
}

/// Sheets that people keep beside their forms.
pub(in crate::hard) fn other_sheets() -> Vec<Sheet> {
    let mut guide = Sheet::named("Petunjuk Pengisian");
    for (row, line) in [
        "PETUNJUK PENGISIAN",
        "1. Isi kolom realisasi.",
        "2. Lampirkan bukti dukung.",
        "3. Jangan mengubah judul kolom.",
    ]
    .iter()
    .enumerate()
    {
        guide.text((row as u32, 0), *line);
    }
    let mut list = Sheet::named("Referensi");
    list.text((0, 0), "Daftar satuan");
    for (row, line) in ["Orang", "Dokumen", "Persen", "Hari"].iter().enumerate() {
        list.text((row as u32 + 1, 0), *line);
    }
    vec![guide, list, Sheet::named("Sheet3")]
}
