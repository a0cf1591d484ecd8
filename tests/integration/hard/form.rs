//! A document written by a hand: a sheet, and where everything stands on it.

use std::collections::HashMap;

use super::book::{At, Cell, Sheet};
use super::hand::{Achieved, Coded, Dated, Grouped, Hand, Identity, Measured, Plan, Typing};
use super::model::{Document, Indicator, Kind, Measure, Row, Said, TotalBy};

/// A column: its headings from parent to child, and its field.
#[derive(Debug, Clone)]
pub(super) struct Column {
    path: Vec<String>,
    pub(super) field: &'static str,
}

/// A written document.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) path: String,
    pub(super) sheet: Sheet,
    /// Cells of fields, by row of the document.
    pub(super) cell: HashMap<(usize, &'static str), At>,
    pub(super) heading: HashMap<&'static str, At>,
    pub(super) title: At,
    pub(super) unit: Option<At>,
    pub(super) nip: Option<At>,
    pub(super) role: Option<At>,
    pub(super) day: Option<At>,
    pub(super) budget_total: Option<At>,
    pub(super) kind: Kind,
}

const TW: [&str; 4] = ["I", "II", "III", "IV"];
const TARGETS: [&str; 4] = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];
const REACHED: [&str; 4] = ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"];
const ACHIEVED: [&str; 4] = ["capaian.tw1", "capaian.tw2", "capaian.tw3", "capaian.tw4"];
const MONTHS: [(&str, &str); 12] = [
    ("Januari", "target.bulan1"),
    ("Februari", "target.bulan2"),
    ("Maret", "target.bulan3"),
    ("April", "target.bulan4"),
    ("Mei", "target.bulan5"),
    ("Juni", "target.bulan6"),
    ("Juli", "target.bulan7"),
    ("Agustus", "target.bulan8"),
    ("September", "target.bulan9"),
    ("Oktober", "target.bulan10"),
    ("November", "target.bulan11"),
    ("Desember", "target.bulan12"),
];

/// Writes a document.
pub(super) fn write(document: &Document, hand: &Hand) -> Form {
    let mut form = Form {
        path: path(document, hand),
        sheet: Sheet::named(&sheet_name(document, hand)),
        cell: HashMap::new(),
        heading: HashMap::new(),
        title: hand.origin,
        unit: None,
        nip: None,
        role: None,
        day: None,
        budget_total: None,
        kind: document.kind,
    };
    let columns = columns(document, hand);
    let import = matches!(document.kind, Kind::Uk(_)) && hand.measured == Measured::Import;
    let mut row = hand.origin.0;
    if !import {
        row = head(&mut form, document, hand, row, columns.len() as u16);
    }
    let start = heading(&mut form, hand, &columns, row);
    let end = body(&mut form, document, hand, &columns, start, row);
    let mut row = end + 1;
    if document.kind == Kind::Pk {
        row = budget(&mut form, document, hand, row);
    }
    if !import {
        row = sign(&mut form, document, hand, row + 1);
    }
    if hand.notes {
        notes(&mut form.sheet, (row + 1, hand.origin.1));
    }
    (hand.rework)(&mut form, document);
    form
}

fn path(document: &Document, hand: &Hand) -> String {
    let what = match document.kind {
        Kind::Pk => "PK".to_string(),
        Kind::Ra => "RA".to_string(),
        Kind::Uk(tw) if document.quarter_named => format!("Pengukuran TW {}", TW[tw]),
        Kind::Uk(_) => "Pengukuran".to_string(),
    };
    let unit = &document.unit;
    let ending = match hand.format {
        super::hand::Format::Xlsx => "xlsx",
        super::hand::Format::Csv('\t', _) => "tsv",
        super::hand::Format::Csv(..) => "csv",
        super::hand::Format::Office(ending) => ending,
        super::hand::Format::Xlsb => "xlsb",
        super::hand::Format::Html => "xls",
    };
    let folder = document.folder.map(|name| format!("{name}/")).unwrap_or_default();
    let path = match hand {
        _ if hand.one_book => format!("{}/Dokumen kinerja {}.{ending}", unit.code, unit.code),
        Hand { file_name: 1, .. } => format!("{what} - {}.{ending}", unit.name),
        Hand { file_name: 2, .. } => format!("{}/Copy of {what} {} fix (1).{ending}", unit.code, unit.code),
        _ => format!("{}/{what} {}.{ending}", unit.code, unit.code),
    };
    folder + &path
}

fn sheet_name(document: &Document, hand: &Hand) -> String {
    if hand.sheet_name == 1 {
        return "Sheet1".to_string();
    }
    let name = match document.kind {
        Kind::Pk => "PK".to_string(),
        Kind::Ra => "Rencana Aksi".to_string(),
        Kind::Uk(tw) if document.quarter_named => format!("TW {}", TW[tw]),
        Kind::Uk(_) => "Data".to_string(),
    };
    if hand.sheet_name == 2 { format!("{name} (2)") } else { name }
}

/// Headings of a field under a wording; parents first.
fn wording(hand: &Hand, document: &Document, field: &'static str) -> Vec<String> {
    let tw = match document.kind {
        Kind::Uk(tw) => TW[tw],
        _ => "",
    };
    let quarter = |all: [&str; 4]| all.iter().position(|one| *one == field).map(|tw| format!("TW {}", TW[tw]));
    let text: Vec<&str> = match (field, hand.wording) {
        ("no", 0 | 2) => vec!["No"],
        ("no", _) => vec!["No."],
        ("kode", 3) => vec!["Kode Indikator"],
        ("kode", _) => vec!["Kode"],
        ("sasaran", 1) => vec!["Sasaran Strategis"],
        ("sasaran", 3) => vec!["Sasaran Kegiatan"],
        ("sasaran", _) => vec!["Sasaran"],
        ("indikator", 1) => vec!["Indikator Kinerja Utama"],
        ("indikator", 3) => vec!["Indikator Kinerja Kegiatan"],
        ("indikator", _) => vec!["Indikator Kinerja"],
        ("satuan", _) => vec!["Satuan"],
        ("target", 1) => vec!["Target Tahunan"],
        ("target", 3) => vec!["Target Kinerja Tahun 2026"],
        ("target", 2) if document.kind != Kind::Pk => vec!["Target", "Tahunan"],
        ("target", 4) => vec!["Target 2026"],
        ("tahun_lalu", _) if matches!(document.kind, Kind::Uk(_)) => vec!["Realisasi 2025"],
        ("tahun_lalu", _) => vec!["Target 2025"],
        ("rumus", _) => vec!["Rumus Perhitungan"],
        ("sumber", _) => vec!["Sumber Data"],
        ("paraf", _) => vec!["Paraf"],
        ("target", _) => vec!["Target"],
        ("rencana_aksi", _) => vec!["Rencana Aksi"],
        ("kriteria", _) => vec!["Kriteria Keberhasilan"],
        ("keluaran", _) => vec!["Target/Output"],
        ("waktu", _) => vec!["Waktu"],
        ("penanggung_jawab", 0) => vec!["PIC"],
        ("penanggung_jawab", _) => vec!["Penanggung Jawab"],
        ("target.tw", 1) => vec!["Target Triwulan"],
        ("target.tw", 2) => return vec!["Target".into(), format!("TW {tw}")],
        ("target.tw", 3) => return vec![format!("Target Triwulan {tw}")],
        ("target.tw", _) => vec!["Target TW"],
        ("realisasi.tw", 1) => vec!["Realisasi Triwulan"],
        ("realisasi.tw", 2) => return vec!["Realisasi".into(), format!("TW {tw}")],
        ("realisasi.tw", 3) => return vec![format!("Realisasi Triwulan {tw}")],
        ("realisasi.tw", _) => vec!["Realisasi TW"],
        ("pembilang", _) => vec!["Pembilang"],
        ("penyebut", _) => vec!["Penyebut"],
        ("capaian.tw", 1) => vec!["Capaian (%)"],
        ("capaian.tw", 2) => vec!["Persentase Capaian"],
        ("capaian.tw", _) => vec!["Capaian %"],
        ("kendala", 1) => vec!["Kendala/Hambatan"],
        ("kendala", 3) => vec!["Permasalahan"],
        ("kendala", _) => vec!["Kendala"],
        ("tindak_lanjut", 1 | 3) => vec!["Rencana Tindak Lanjut"],
        ("tindak_lanjut", _) => vec!["Tindak Lanjut"],
        ("batas_waktu", _) => vec!["Batas Waktu"],
        ("status", _) => vec!["Status"],
        ("bukti_dukung", 1) => vec!["Data Dukung"],
        ("bukti_dukung", _) => vec!["Bukti Dukung"],
        ("triwulan", _) => vec!["Triwulan"],
        _ => Vec::new(),
    };
    if !text.is_empty() {
        return text.into_iter().map(str::to_string).collect();
    }
    if let Some(tw) = quarter(TARGETS) {
        return vec!["Target Triwulan".into(), tw];
    }
    if let Some(tw) = quarter(REACHED) {
        return vec!["Realisasi".into(), tw];
    }
    if let Some(tw) = quarter(ACHIEVED) {
        return vec!["Capaian (%)".into(), tw];
    }
    let month = MONTHS.iter().find(|(_, name)| *name == field).map_or("", |(month, _)| *month);
    vec!["Target Bulan".into(), month.to_string()]
}

/// Whether the form of a hand has a column of its own for a field; of a quarter, in any of its layouts.
pub(super) fn has(document: &Document, hand: &Hand, field: &str) -> bool {
    let of_quarter = format!(
        "{field}{}",
        match document.kind {
            Kind::Uk(tw) => tw + 1,
            _ => 0,
        }
    );
    columns(document, hand).iter().any(|column| column.field == field || column.field == of_quarter)
}

fn columns(document: &Document, hand: &Hand) -> Vec<Column> {
    let mut fields: Vec<&'static str> = Vec::new();
    let import = matches!(document.kind, Kind::Uk(_)) && hand.measured == Measured::Import;
    if import {
        let bps = [
            ("kode", "Kode Indikator"),
            ("realisasi.tw", "Realisasi TW"),
            ("kendala", "Kendala yg Dihadapi"),
            ("solusi", "Solusi yg Telah Dilakukan"),
            ("tindak_lanjut", "Rencana Tindak Lanjut"),
            ("penanggung_jawab", "PIC Tindak Lanjut"),
            ("batas_waktu", "Batas Waktu TL"),
            ("bukti_dukung", "Link Bukti Dukung Kinerja"),
        ];
        let kept = bps.into_iter().filter(|(field, _)| !document.left_out.contains(field));
        return kept.map(|(field, text)| Column { path: vec![text.to_string()], field }).collect();
    }
    fields.push("no");
    if hand.coded == Coded::Column {
        fields.push("kode");
    }
    fields.extend(["sasaran", "indikator", "satuan", "target"]);
    match (document.kind, hand.plan, hand.measured) {
        (Kind::Pk, ..) => {}
        (Kind::Ra, Plan::Quarters, _) => {
            fields.push("rencana_aksi");
            fields.extend(TARGETS);
            fields.push("penanggung_jawab");
        }
        (Kind::Ra, Plan::Stages, _) => fields.extend(["rencana_aksi", "kriteria", "keluaran", "waktu"]),
        (Kind::Ra, Plan::Months, _) => fields.extend(MONTHS.map(|(_, field)| field)),
        (Kind::Uk(_), _, Measured::Wide) => {
            fields.extend(TARGETS);
            fields.extend(REACHED);
            if hand.achieved != Achieved::Without {
                fields.extend(ACHIEVED);
            }
            fields.extend(["kendala", "tindak_lanjut", "penanggung_jawab", "batas_waktu", "bukti_dukung"]);
        }
        (Kind::Uk(_), _, Measured::Rows) => {
            fields.extend(["triwulan", "target.tw", "realisasi.tw"]);
            if hand.achieved != Achieved::Without {
                fields.push("capaian.tw");
            }
            fields.extend(["kendala", "tindak_lanjut", "penanggung_jawab", "batas_waktu", "bukti_dukung"]);
        }
        (Kind::Uk(_), ..) => {
            fields.extend(["target.tw", "realisasi.tw"]);
            if hand.wording == 0 {
                fields.extend(["pembilang", "penyebut"]);
            }
            if hand.achieved != Achieved::Without {
                fields.push("capaian.tw");
            }
            fields.extend(["kendala", "tindak_lanjut", "penanggung_jawab", "batas_waktu", "bukti_dukung"]);
        }
    }
    if hand.shuffled {
        let (target, satuan) = (fields.iter().position(|f| *f == "target"), fields.iter().position(|f| *f == "satuan"));
        if let (Some(target), Some(satuan)) = (target, satuan) {
            fields.swap(target, satuan);
        }
        if let Some(proof) = fields.iter().position(|field| *field == "bukti_dukung") {
            let proof = fields.remove(proof);
            let place = fields.iter().position(|field| *field == "kendala").unwrap_or(fields.len());
            fields.insert(place, proof);
        }
    }
    if let (4, Some(place)) = (hand.wording, fields.iter().position(|field| *field == "target")) {
        fields.insert(place, "tahun_lalu");
    }
    if let (true, Some(place)) = (hand.middle_columns, fields.iter().position(|field| *field == "satuan")) {
        fields.insert(place, "rumus");
        fields.insert(place + 2, "sumber");
        fields.insert(place + 3, "paraf");
    }
    if hand.backwards {
        fields[1..].reverse();
    }
    if hand.grouped == Grouped::Section {
        fields.retain(|field| *field != "sasaran");
    }
    if let (true, Some(place)) = (hand.status, fields.iter().position(|field| *field == "kendala")) {
        fields.insert(place, "status");
    }
    fields.retain(|field| !document.left_out.contains(field));
    if document.kind != Kind::Ra && hand.extra_columns {
        fields.push("sendiri");
    }
    fields
        .into_iter()
        .map(|field| match field {
            "sendiri" => Column { path: vec!["Paraf Atasan".to_string()], field },
            _ => Column { path: wording(hand, document, field), field },
        })
        .collect()
}

/// Titles and whose form it is; gives the row of the headings.
fn head(form: &mut Form, document: &Document, hand: &Hand, row: u32, width: u16) -> u32 {
    let left = hand.origin.1;
    let mut row = row;
    for line in ["Lampiran surat edaran", "Nomor: 12/SE/2026", ""].into_iter().take(hand.lead_lines) {
        if !line.is_empty() {
            form.sheet.text((row, left), line);
        }
        row += 1;
    }
    let what = match document.kind {
        Kind::Pk => "PERJANJIAN KINERJA".to_string(),
        Kind::Ra => "RENCANA AKSI".to_string(),
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 0 => {
            format!("PENGUKURAN KINERJA TRIWULAN {}", TW[document.title_quarter.unwrap_or(tw)])
        }
        Kind::Uk(tw) if document.quarter_named && hand.quarter == 1 => {
            format!("PENGUKURAN KINERJA TW {}", document.title_quarter.unwrap_or(tw) + 1)
        }
        Kind::Uk(_) => "PENGUKURAN KINERJA".to_string(),
    };
    let what = match hand.titles {
        1 => what
            .replace("PERJANJIAN KINERJA", "PENETAPAN KINERJA")
            .replace("RENCANA AKSI", "RENCANA AKSI PENCAPAIAN KINERJA")
            .replace("PENGUKURAN KINERJA", "LAPORAN PENGUKURAN CAPAIAN KINERJA"),
        2 => what.to_lowercase(),
        _ => what,
    };
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
    if let (Kind::Uk(tw), 2, true) = (document.kind, hand.quarter, document.quarter_named) {
        form.sheet.text((row, left), format!("Periode : Triwulan {}", TW[tw]));
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

/// The rows of headings; gives the first row below them.
fn heading(form: &mut Form, hand: &Hand, columns: &[Column], row: u32) -> u32 {
    let left = hand.origin.1;
    let height = columns.iter().map(|column| column.path.len()).max().unwrap_or(1) as u32;
    let mut order = 0;
    while order < columns.len() {
        let column = &columns[order];
        let at = (row, left + order as u16);
        form.sheet.text(at, (hand.heading_letters)(&column.path[0]));
        let own = (row + column.path.len() as u32 - 1, at.1);
        form.heading.insert(column.field, own);
        if column.path.len() == 1 {
            if height > 1 {
                form.sheet.merges.push((at, (row + height - 1, at.1)));
            }
            order += 1;
            continue;
        }
        let same = columns[order..].iter().take_while(|other| other.path.len() > 1 && other.path[0] == column.path[0]);
        let count = same.count();
        if count > 1 {
            form.sheet.merges.push((at, (row, at.1 + count as u16 - 1)));
        }
        for (next, child) in columns[order..order + count].iter().enumerate() {
            let below = (row + 1, at.1 + next as u16);
            form.sheet.text(below, (hand.heading_letters)(&child.path[1]));
            form.heading.insert(child.field, below);
        }
        order += count;
    }
    let mut row = row + height;
    if hand.numbered > 0 {
        for order in 0..columns.len() {
            let at = (row, left + order as u16);
            let cell = if hand.numbered == 1 {
                Cell::Number((order + 1) as f64, "")
            } else {
                Cell::Text(format!("({})", order + 1))
            };
            form.sheet.cells.insert(at, cell);
        }
        row += 1;
    }
    row
}

fn body(form: &mut Form, document: &Document, hand: &Hand, columns: &[Column], start: u32, heading_row: u32) -> u32 {
    let left = hand.origin.1;
    let mut row = start;
    let mut number = 0;
    let mut group: Option<(Said, u32)> = None;
    let mut merges: Vec<(u32, u32)> = Vec::new();
    for (order, one) in document.rows.iter().enumerate() {
        if hand.repeated_heading && order == 4 {
            let copied: Vec<(At, Cell)> = form
                .sheet
                .cells
                .range((heading_row, 0)..(start, 0))
                .map(|((r, c), cell)| ((row + r - heading_row, *c), cell.clone()))
                .collect();
            form.sheet.cells.extend(copied);
            row += start - heading_row;
            group = None;
        }
        let depth = depth(document.kind, hand);
        let sasaran = one.field.get("sasaran").cloned().unwrap_or(Said::Blank);
        let new_group = group.as_ref().is_none_or(|(before, _)| *before != sasaran);
        if new_group {
            number += 1;
            if let (Some((_, first)), true) = (&group, hand.grouped == Grouped::Merged)
                && row - first > 1
            {
                merges.push((*first, row - 1));
            }
            if hand.blank_rows && group.is_some() {
                row += 1;
            }
            group = Some((sasaran, row));
        }
        if new_group
            && hand.grouped == Grouped::Section
            && let Some(Said::Text(text)) = one.field.get("sasaran")
        {
            form.sheet.text((row, left), (hand.letters)(text));
            form.sheet.merges.push(((row, left), (row, left + columns.len() as u16 - 1)));
            row += 1;
        }
        if document.hidden == Some(order) {
            form.sheet.hidden_rows.push(row);
        }
        let of_group = new_group.then_some(number);
        rows(form, document, hand, columns, (order, one), row, of_group);
        if depth > 1 && hand.grouped == Grouped::Merged {
            for (position, column) in columns.iter().enumerate() {
                if ["kode", "indikator", "satuan", "target"].contains(&column.field) {
                    let at = left + position as u16;
                    form.sheet.merges.push(((row, at), (row + depth - 1, at)));
                }
            }
        }
        row += depth;
    }
    if let (Some((_, first)), true) = (&group, hand.grouped == Grouped::Merged)
        && row - first > 1
    {
        merges.push((*first, row - 1));
    }
    for (first, last) in merges {
        for (position, column) in columns.iter().enumerate() {
            if ["no", "sasaran"].contains(&column.field) {
                form.sheet.merges.push(((first, left + position as u16), (last, left + position as u16)));
            }
        }
    }
    if hand.hidden_help {
        let at = left + columns.len() as u16;
        form.sheet.text((heading_row, at), "Bantu");
        for line in start..row {
            form.sheet.cells.insert((line, at), Cell::Number(f64::from(line), ""));
        }
        form.sheet.hidden_columns.push(at);
    }
    row
}

/// The rows of one indicator; the number of its objective where it is the first of it.
fn rows(
    form: &mut Form,
    document: &Document,
    hand: &Hand,
    columns: &[Column],
    (order, one): (usize, &Row),
    row: u32,
    of_group: Option<usize>,
) {
    let (left, depth) = (hand.origin.1, depth(document.kind, hand));
    for part in 0..depth {
        for (position, column) in columns.iter().enumerate() {
            let at = (row + part, left + position as u16);
            let from = match document.swapped {
                Some((one, other)) if column.field == one => other,
                Some((one, other)) if column.field == other => one,
                _ => column.field,
            };
            let (said, key) = said(document, hand, one, from, part as usize);
            let said = match column.field {
                "no" if hand.grouped != Grouped::Repeated && of_group.is_none() => Said::Blank,
                "no" if part > 0 => Said::Blank,
                "no" => number_of(hand, of_group.filter(|_| hand.grouped != Grouped::Repeated).unwrap_or(order + 1)),
                "sasaran" if of_group.is_none() && hand.grouped != Grouped::Repeated => Said::Blank,
                "sasaran" | "kode" | "indikator" | "satuan" | "target" if part > 0 => {
                    let repeated =
                        hand.grouped == Grouped::Repeated || document.kind != Kind::Ra && hand.format_repeats();
                    if repeated { said } else { Said::Blank }
                }
                _ => said,
            };
            let cell = cell(hand, &one.indicator, column.field, &said, at, columns, left, order);
            if let Some(cell) = cell {
                form.sheet.cells.insert(at, cell);
            }
            if key || part == 0 && (depth == 1 || !is_of_quarter(column.field)) {
                let name = if key { of_the_quarter(document.kind, column.field) } else { column.field };
                form.cell.insert((order, name), at);
                form.cell.entry((order, column.field)).or_insert(at);
            }
        }
    }
}

/// The field of the document's own quarter, in whichever column it stands.
fn of_the_quarter(kind: Kind, field: &'static str) -> &'static str {
    match field.split('.').next() {
        Some("realisasi") => "realisasi.tw",
        Some("capaian") => "capaian.tw",
        Some("target") if field.contains('.') && matches!(kind, Kind::Uk(_)) => "target.tw",
        _ => field,
    }
}

impl Hand {
    fn format_repeats(&self) -> bool {
        matches!(self.format, super::hand::Format::Csv(..))
    }
}

fn is_of_quarter(field: &str) -> bool {
    [
        "realisasi.tw",
        "capaian.tw",
        "target.tw",
        "kendala",
        "tindak_lanjut",
        "penanggung_jawab",
        "batas_waktu",
        "bukti_dukung",
    ]
    .contains(&field)
}

/// How many rows an indicator takes.
fn depth(kind: Kind, hand: &Hand) -> u32 {
    match kind {
        Kind::Ra if hand.plan == Plan::Stages => 4,
        Kind::Uk(tw) if hand.measured == Measured::Rows => tw as u32 + 1,
        _ => 1,
    }
}

fn number_of(hand: &Hand, number: usize) -> Said {
    match hand.numbered_rows {
        1 => Said::Text(["I", "II", "III", "IV", "V", "VI", "VII"][(number - 1) % 7].to_string()),
        _ => Said::Raw(Cell::Number(number as f64, "")),
    }
}

/// What a row says in a column, and whether the column is the one of the document's own quarter.
fn said(document: &Document, hand: &Hand, row: &Row, field: &'static str, part: usize) -> (Said, bool) {
    let own = |name: &str| row.field.get(name).cloned().unwrap_or(Said::Blank);
    let one = &row.indicator;
    let figure = |value: f64| if one.measure == Measure::Grade { Said::text("BB") } else { Said::Figure(value) };
    let index = |all: [&str; 4]| all.iter().position(|name| *name == field);
    match document.kind {
        Kind::Uk(tw) if hand.measured == Measured::Wide => {
            if let Some(n) = index(TARGETS) {
                return if n == tw { (own("target.tw"), true) } else { (figure(one.targets[n]), false) };
            }
            if let Some(n) = index(REACHED) {
                return match n.cmp(&tw) {
                    std::cmp::Ordering::Equal => (own("realisasi.tw"), true),
                    std::cmp::Ordering::Less => (figure(one.reached[n]), false),
                    std::cmp::Ordering::Greater => (Said::Blank, false),
                };
            }
            if let Some(n) = index(ACHIEVED) {
                return match n.cmp(&tw) {
                    std::cmp::Ordering::Equal => (own("capaian.tw"), true),
                    std::cmp::Ordering::Less => (one.capaian(n).map_or(Said::Blank, Said::Capaian), false),
                    std::cmp::Ordering::Greater => (Said::Blank, false),
                };
            }
            (own(field), false)
        }
        Kind::Uk(tw) if hand.measured == Measured::Rows => match field {
            "triwulan" => (Said::text(TW[part]), part == tw),
            "target.tw" if part != tw => (figure(one.targets[part]), false),
            "realisasi.tw" if part != tw => (figure(one.reached[part]), false),
            "capaian.tw" if part != tw => (one.capaian(part).map_or(Said::Blank, Said::Capaian), false),
            _ if part != tw && is_of_quarter(field) => (row.clean.get(field).cloned().unwrap_or(Said::Blank), false),
            _ => (own(field), part == tw && is_of_quarter(field)),
        },
        Kind::Ra if hand.plan == Plan::Stages => match field {
            "rencana_aksi" => (Said::text(format!("Tahap {} {}", part + 1, one.text.to_lowercase())), false),
            "kriteria" => (own_or(row, "kriteria", part, format!("Laporan tahap {} selesai", part + 1)), false),
            "keluaran" => (own_or(row, "keluaran", part, "1 laporan".to_string()), false),
            "waktu" => (own_or(row, "waktu", part, format!("TW {}", TW[part])), false),
            _ => (own(field), false),
        },
        Kind::Ra if hand.plan == Plan::Months => match MONTHS.iter().position(|(_, name)| *name == field) {
            Some(month) => (months(row, month), false),
            None => (own(field), false),
        },
        _ => (own(field), false),
    }
}

/// What was said of the second stage, else the usual.
fn own_or(row: &Row, field: &'static str, part: usize, usual: String) -> Said {
    match row.field.get(field) {
        Some(said) if part == 0 => said.clone(),
        _ => Said::Text(usual),
    }
}

fn months(row: &Row, month: usize) -> Said {
    let one = &row.indicator;
    let tw = month / 3;
    let stated = |tw: usize| match row.field.get(TARGETS[tw]) {
        Some(Said::Figure(value)) => *value,
        _ => one.targets[tw],
    };
    match (one.measure, one.periods) {
        (Measure::Grade, _) => {
            if month == 11 {
                Said::text("BB")
            } else {
                Said::Blank
            }
        }
        (_, "jumlah") => {
            if month % 3 == 2 {
                Said::Figure(stated(tw))
            } else {
                Said::Figure(0.0)
            }
        }
        _ => Said::Figure(stated(tw)),
    }
}

#[allow(clippy::too_many_arguments)]
fn cell(
    hand: &Hand,
    one: &Indicator,
    field: &'static str,
    said: &Said,
    at: At,
    columns: &[Column],
    left: u16,
    order: usize,
) -> Option<Cell> {
    Some(match said {
        Said::Blank => return None,
        Said::Raw(cell) => cell.clone(),
        Said::Text(text) => Cell::Text(match field {
            "indikator" if hand.coded == Coded::Brackets => format!("[{}] {}", one.code, (hand.letters)(text)),
            "indikator" if hand.coded == Coded::Tight => {
                format!("[{}] {}", one.code.to_lowercase().replace(' ', ""), (hand.letters)(text))
            }
            "indikator" if hand.coded == Coded::Before => format!("{} {}", one.code, (hand.letters)(text)),
            "indikator" | "sasaran" => (hand.letters)(text),
            "satuan" => satuan(hand.satuan, text),
            "kendala" if hand.bullets && text.len() > 3 => format!("- {text}\n- Anggaran turun terlambat"),
            _ => text.clone(),
        }),
        Said::Slipped(value, above) => {
            let place = |name: &str, above: u32| {
                let position = columns.iter().position(|column| column.field == name)?;
                Some(super::book::address((at.0 - above, left + position as u16)))
            };
            let tw = field.strip_prefix("capaian.").unwrap_or("tw");
            match (place(&format!("target.{tw}"), *above), place(&format!("realisasi.{tw}"), 0)) {
                (Some(target), Some(reached)) => {
                    Cell::Formula(format!("={reached}/{target}*100"), Some(*value), "0.00")
                }
                _ => Cell::Number(*value, "0.00"),
            }
        }
        Said::Figure(value) => figure(hand, one.measure, one.satuan, *value, field, order),
        Said::Capaian(value) => {
            let percent = *value;
            match hand.achieved {
                Achieved::Value | Achieved::Without => Cell::Number(percent, ""),
                Achieved::Rounded => Cell::Number((percent * 100.0).round() / 100.0, "0.00"),
                Achieved::Percent => Cell::Number(percent / 100.0, "0.00%"),
                Achieved::Text => Cell::Text(format!("{}%", comma(percent, Some(2)))),
                Achieved::Formula => {
                    let place = |name: &str| {
                        let position = columns.iter().position(|column| column.field == name)?;
                        Some(super::book::address((at.0, left + position as u16)))
                    };
                    let tw = field.strip_prefix("capaian.").unwrap_or("tw");
                    let target = place(&format!("target.{tw}"));
                    let reached = place(&format!("realisasi.{tw}"));
                    match (target, reached) {
                        (Some(t), Some(r)) if one.polarity == "minimum" => {
                            Cell::Formula(format!("=(2*{t}-{r})/{t}*100"), Some(percent), "0.00")
                        }
                        (Some(t), Some(r)) => Cell::Formula(format!("={r}/{t}*100"), Some(percent), "0.00"),
                        _ => Cell::Number(percent, "0.00"),
                    }
                }
            }
        }
        Said::Day(day) => match hand.dated {
            Dated::Cell => Cell::Day(*day),
            Dated::Words => Cell::Text("30 September 2026".into()),
            Dated::Slashes => Cell::Text(day.format("%d/%m/%Y").to_string()),
            Dated::Short => Cell::Text("30 Sept 26".into()),
        },
    })
}

fn satuan(style: usize, text: &str) -> String {
    let other = match (style, text) {
        (1, "%") => "persen",
        (1, "Dokumen") => "dokumen",
        (1, "Orang") => "orang",
        (1, "Hari") => "hari",
        (2, "%") => "Persen",
        (2, "Dokumen") => "Dok",
        (2, "Rupiah") => "Rp",
        (_, text) => text,
    };
    other.to_string()
}

fn comma(value: f64, digits: Option<usize>) -> String {
    let text = digits.map_or_else(|| value.to_string(), |digits| format!("{value:.digits$}"));
    text.replace('.', ",")
}

fn points(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (order, digit) in whole.chars().enumerate() {
        if order > 0 && (whole.len() - order) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out},{rest}"))
}

/// "1,234.5".
fn english(value: f64) -> String {
    points(value).replace('.', ";").replace(',', ".").replace(';', ",")
}

fn figure(hand: &Hand, measure: Measure, satuan_name: &str, value: f64, field: &str, order: usize) -> Cell {
    let part = field.starts_with("pem") || field.starts_with("peny");
    if part {
        return Cell::Number(value, "");
    }
    let typing = match hand.typing {
        Typing::Mixed => [Typing::Plain, Typing::Comma, Typing::Formatted, Typing::WithUnit][(order + field.len()) % 4],
        other => other,
    };
    match (typing, measure) {
        (Typing::Plain | Typing::Mixed, _) => Cell::Number(value, ""),
        (Typing::Formatted, Measure::Percent) => Cell::Number(value / 100.0, "0.00%"),
        (Typing::Formatted, Measure::Money) => Cell::Number(value, "\"Rp\"#,##0"),
        (Typing::Formatted, Measure::Count) => Cell::Number(value, "#,##0"),
        (Typing::Formatted, _) => Cell::Number(value, "0.00"),
        (Typing::Account, _) => Cell::Number(value, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-"),
        (Typing::Comma, _) => Cell::Text(comma(value, None)),
        (Typing::Points, Measure::Money) => Cell::Text(format!("Rp{},00", points(value))),
        (Typing::Points, _) => Cell::Text(points(value)),
        (Typing::Zeros, _) => Cell::Text(comma(value, Some(2))),
        (Typing::Bounds, Measure::Percent) if field.starts_with("target") => {
            Cell::Text(format!("≥ {}%", comma(value, None)))
        }
        (Typing::Bounds, _) => Cell::Number(value, ""),
        (Typing::Dot, _) => Cell::Text(value.to_string()),
        (Typing::English, Measure::Money) => Cell::Text(format!("Rp {}.00", english(value))),
        (Typing::English, _) => Cell::Text(english(value)),
        (Typing::Pasted, _) => Cell::Number(value * (1.0 + 4.0 * f64::EPSILON), ""),
        (Typing::Spaced, _) => Cell::Text(format!(" {} ", comma(value, None))),
        (Typing::WithUnit, Measure::Percent) => Cell::Text(format!("{} %", comma(value, None))),
        (Typing::WithUnit, Measure::Money) => Cell::Text(format!("Rp. {},-", points(value))),
        (Typing::WithUnit, _) => Cell::Text(format!("{} {}", comma(value, None), satuan(hand.satuan, satuan_name))),
        (Typing::PercentText, Measure::Percent) => Cell::Text(format!("{}%", comma(value, None))),
        (Typing::PercentText, _) => Cell::Number(value, ""),
        (Typing::Formulas, _) => Cell::Formula(format!("={}+{}", value - 1.0, 1), Some(value), ""),
    }
}

fn budget(form: &mut Form, document: &Document, hand: &Hand, row: u32) -> u32 {
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
            let (from, to) = (super::book::address((first, left + 2)), super::book::address((last, left + 2)));
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

fn sign(form: &mut Form, document: &Document, hand: &Hand, row: u32) -> u32 {
    const MONTH: [&str; 12] = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ];
    let left = hand.origin.1;
    let right = left + 3;
    if document.unsigned {
        return row;
    }
    let (day, month) = document.day;
    let date = format!("Kota Contoh, {day} {} {}", MONTH[month as usize - 1], document.year_signed());
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
        form.sheet.text((row + 5, right), signer.leader.clone());
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

impl Document {
    fn year_signed(&self) -> i32 {
        self.signed_year.unwrap_or(super::model::YEAR)
    }
}

fn notes(sheet: &mut Sheet, at: At) {
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
pub(super) fn other_sheets() -> Vec<Sheet> {
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
