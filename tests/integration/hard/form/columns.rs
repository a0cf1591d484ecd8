//! The columns of a form: which there are, what their headings say, and the rows of headings.

use selaras::domain::date::month_name;

use super::super::book::Cell;
use super::super::hand::{Achieved, Coded, Grouped, Hand, Measured, Plan};
use super::super::model::{Document, Kind};
use super::{ACHIEVED, Column, Form, REACHED, TARGETS, TW};
use crate::shared::MONTH_TARGETS;

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
        ("keterangan", _) => vec!["Keterangan"],
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
    let month = (1..).zip(MONTH_TARGETS).find(|(_, name)| *name == field).and_then(|(month, _)| month_name(month));
    vec!["Target Bulan".into(), month.unwrap_or_default().to_string()]
}

/// Whether the form of a hand has a column of its own for a field; of a quarter, in any of its layouts.
pub(in crate::hard) fn has(document: &Document, hand: &Hand, field: &str) -> bool {
    let of_quarter = format!(
        "{field}{}",
        match document.kind {
            Kind::Uk(tw) => tw + 1,
            _ => 0,
        }
    );
    columns(document, hand).iter().any(|column| column.field == field || column.field == of_quarter)
}

pub(super) fn columns(document: &Document, hand: &Hand) -> Vec<Column> {
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
        (Kind::Ra, Plan::Months, _) => fields.extend(MONTH_TARGETS),
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
    fields.retain(|field| !(document.left_out.contains(field) || hand.unmeasured && *field == "satuan"));
    if hand.remarks && matches!(document.kind, Kind::Uk(_)) {
        fields.push("keterangan");
    }
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

/// The rows of headings; gives the first row below them.
pub(super) fn heading(form: &mut Form, hand: &Hand, columns: &[Column], row: u32) -> u32 {
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
            let cell = if hand.numbered == 3 && columns[order].field == "capaian.tw" {
                let number = |name: &str| columns.iter().position(|column| column.field == name).map_or(0, |at| at + 1);
                let (target, reached) = (number("target.tw"), number("realisasi.tw"));
                Cell::Text(format!("{}={reached}/{target}x100%", order + 1))
            } else if matches!(hand.numbered, 1 | 3) {
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
