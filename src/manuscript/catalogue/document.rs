//! Agreements and action plans as records: the same documents that are printed as PDF.

use super::{FieldGroup, FieldOf, field, record, word, word_or_nothing, year};
use crate::manuscript::record::{FieldValue, Record, distinct};
use crate::print::{
    Aksi, AnggaranLine, IndikatorPk, PlannedIndikator, PrintHead, PrintedPihak, PrintedPk, PrintedRencanaAksi,
};

/// Room for what is written by hand.
const DOTS: &str = "…………………………";

fn pihak(pihak: Option<&PrintedPihak>, take: fn(&PrintedPihak) -> Option<&String>) -> FieldValue {
    match pihak.map(|one| take(one)) {
        Some(Some(text)) => word(text),
        Some(None) => FieldValue { wording: DOTS.to_string(), ..FieldValue::default() },
        None => word_or_nothing(None),
    }
}

const HEAD: &[FieldOf<PrintHead>] = &[
    field("unit", "nama unit", |one| word(&one.unit.name)),
    field("kode_unit", "kode unit", |one| word(&one.unit.code)),
    field("instansi", "nama instansi", |one| word(&one.instansi)),
    field("tahun", "tahun dokumen", |one| year(one.year)),
    field("perubahan", "PERUBAHAN bila dokumen perubahan, selain itu kosong", |one| {
        word_or_nothing(one.change.then_some("PERUBAHAN"))
    }),
    field("nama_pertama", "nama pihak pertama", |one| pihak(Some(&one.first), |one| one.name.as_ref())),
    field("jabatan_pertama", "jabatan pihak pertama", |one| pihak(Some(&one.first), |one| one.jabatan.as_ref())),
    field("nip_pertama", "NIP pihak pertama", |one| pihak(Some(&one.first), |one| one.nip.as_ref())),
    field("kedua", "ada pihak kedua", |one| word_or_nothing(one.second.as_ref().map(|_| "ada"))),
    field("nama_kedua", "nama pihak kedua", |one| pihak(one.second.as_ref(), |one| one.name.as_ref())),
    field("jabatan_kedua", "jabatan pihak kedua", |one| pihak(one.second.as_ref(), |one| one.jabatan.as_ref())),
    field("nip_kedua", "NIP pihak kedua", |one| pihak(one.second.as_ref(), |one| one.nip.as_ref())),
    field("pengesahan", "tempat dan tanggal", |one| match &one.ratification {
        Some(text) => word(text),
        None => FieldValue { wording: DOTS.to_string(), ..FieldValue::default() },
    }),
    field("nomor", "nomor register, bila sudah diberi", |one| word_or_nothing(one.number.as_deref())),
];

/// A row of an agreement: an indicator with its objective.
struct PkRow<'a> {
    part: Option<&'a str>,
    number: usize,
    first: bool,
    sasaran: &'a str,
    indikator: &'a IndikatorPk,
}

fn once(one: &PkRow<'_>, text: &str) -> FieldValue {
    word_or_nothing(one.first.then_some(text))
}

fn pk_row_fields<'a>() -> Vec<FieldOf<PkRow<'a>>> {
    vec![
        field("bagian", "bagian formulir, bila ada", |one| word_or_nothing(one.part)),
        field("nomor", "nomor sasaran, pada baris pertamanya saja", |one| once(one, &one.number.to_string())),
        field("sasaran", "bunyi sasaran, pada baris pertamanya saja", |one| once(one, one.sasaran)),
        field("kode", "kode indikator", |one| word_or_nothing(one.indikator.code.as_deref())),
        field("indikator", "bunyi indikator", |one| word(&one.indikator.text)),
        field("satuan", "satuan", |one| dashed(one.indikator.satuan.as_deref())),
        field("target", "target tanpa satuan", |one| dashed(one.indikator.target.as_deref())),
        field("target_lengkap", "target dengan satuannya", |one| dashed(one.indikator.complete_target.as_deref())),
        field("tw1", "target TW I", |one| dashed(one.indikator.target_tw[0].as_deref())),
        field("tw2", "target TW II", |one| dashed(one.indikator.target_tw[1].as_deref())),
        field("tw3", "target TW III", |one| dashed(one.indikator.target_tw[2].as_deref())),
        field("tw4", "target TW IV", |one| dashed(one.indikator.target_tw[3].as_deref())),
        field("sumber_data", "sumber data", |one| dashed(one.indikator.data_source.as_deref())),
        field("cara_pengukuran", "cara pengukuran", |one| dashed(one.indikator.way.as_deref())),
        field("keterangan", "keterangan", |one| word_or_nothing(one.indikator.remark.as_deref())),
    ]
}

const ANGGARAN: &[FieldOf<AnggaranLine>] = &[
    field("jenis", "data, kelompok, atau jumlah", |one| word(one.kind)),
    field("nomor", "nomor baris data", |one| word_or_nothing(one.number.map(|number| number.to_string()).as_deref())),
    field("kode", "kode", |one| word_or_nothing(one.code.as_deref())),
    field("program", "program atau kegiatan", |one| match (one.program.as_deref(), one.kind) {
        (None, "jumlah") if one.code.is_none() => word("Jumlah"),
        (None, "jumlah") => word_or_nothing(None),
        (text, _) => dashed(text),
    }),
    field("pagu", "anggaran", |one| dashed(one.pagu.as_deref())),
    field("dana", "sumber dana atau keterangan", |one| word_or_nothing(one.fund.as_deref())),
];

/// An indicator of a plan; `first` of its objective.
struct PlanRow<'a> {
    first: bool,
    indikator: &'a PlannedIndikator,
    default: &'a str,
}

fn plan_row_fields<'a>() -> Vec<FieldOf<PlanRow<'a>>> {
    vec![
        field("nomor", "nomor sasaran, pada baris pertamanya saja", |one| {
            word_or_nothing(one.first.then(|| one.indikator.number.to_string()).as_deref())
        }),
        field("sasaran", "bunyi sasaran, pada baris pertamanya saja", |one| {
            word_or_nothing(one.first.then_some(one.indikator.sasaran.as_str()))
        }),
        field("kode", "kode indikator", |one| word_or_nothing(one.indikator.code.as_deref())),
        field("indikator", "bunyi indikator", |one| word(&one.indikator.text)),
        field("target", "target dengan satuannya", |one| dashed(one.indikator.target.as_deref())),
        field("tw1", "target TW I", |one| dashed(one.indikator.target_tw[0].as_deref())),
        field("tw2", "target TW II", |one| dashed(one.indikator.target_tw[1].as_deref())),
        field("tw3", "target TW III", |one| dashed(one.indikator.target_tw[2].as_deref())),
        field("tw4", "target TW IV", |one| dashed(one.indikator.target_tw[3].as_deref())),
        field("strategi", "semua aksinya, bernomor", |one| {
            let all: Vec<&str> = one.indikator.aksi.iter().filter_map(|aksi| aksi.text.as_deref()).collect();
            match all.as_slice() {
                [] => word(""),
                [single] => word(single),
                several => {
                    let lines = several.iter().zip(1..).map(|(text, number)| format!("{number}. {text}"));
                    word(&lines.collect::<Vec<_>>().join("\n"))
                }
            }
        }),
        field("penanggung_jawab", "yang bertanggung jawab", |one| {
            let mut all: Vec<&str> = Vec::new();
            for name in one.indikator.aksi.iter().filter_map(|aksi| aksi.penanggung_jawab.as_deref()) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            word(&if all.is_empty() { one.default.to_string() } else { all.join(", ") })
        }),
    ]
}

const AKSI: &[FieldOf<Aksi>] = &[
    field("teks", "rencana aksi atau mitigasi", |one| dashed(one.text.as_deref())),
    field("kriteria", "kriteria keberhasilan", |one| dashed(one.criterion.as_deref())),
    field("keluaran", "target atau keluaran", |one| dashed(one.output.as_deref())),
    field("waktu", "waktu", |one| dashed(one.time.as_deref())),
    field("penanggung_jawab", "penanggung jawab", |one| dashed(one.penanggung_jawab.as_deref())),
    field("anggaran", "anggaran", |one| dashed(one.anggaran.as_deref())),
];

fn dashed(text: Option<&str>) -> FieldValue {
    word(text.unwrap_or_default())
}

/// The markers of documents.
pub(super) fn groups() -> Vec<FieldGroup> {
    vec![
        FieldGroup::new(
            ("pk", "", "Perjanjian Kinerja: naskah yang menyebutnya ditulis sekali untuk setiap unit"),
            HEAD,
            &[],
        ),
        FieldGroup::new(("baris", "pk", "indikator PK, sasarannya pada baris pertama"), &pk_row_fields(), &[]),
        FieldGroup::new(("anggaran", "pk", "baris anggaran PK"), ANGGARAN, &[]),
        FieldGroup::new(
            ("ra", "", "Rencana Aksi: naskah yang menyebutnya ditulis sekali untuk setiap unit"),
            HEAD,
            &[],
        ),
        FieldGroup::new(("rencana", "ra", "indikator Rencana Aksi; di dalamnya aksi"), &plan_row_fields(), &[]),
        FieldGroup::new(("aksi", "rencana", "aksi sebuah indikator"), AKSI, &[]),
    ]
}

/// An agreement as a record.
pub fn pk(document: &PrintedPk) -> Record {
    let mut made = record(&document.head.unit.code, &document.head.unit.name, &document.head, HEAD);
    let mut rows = Vec::new();
    for part in &document.parts {
        for sasaran in &part.sasaran {
            for (number, indikator) in sasaran.indikator.iter().enumerate() {
                let row = PkRow {
                    part: part.name.as_deref(),
                    number: sasaran.number,
                    first: number == 0,
                    sasaran: &sasaran.text,
                    indikator,
                };
                let key = indikator.code.as_deref().unwrap_or(&indikator.text);
                rows.push(record(key, key, &row, &pk_row_fields()));
            }
        }
    }
    distinct(&mut rows);
    made.lists.insert("baris", rows);
    let lines = document.anggaran.iter().flat_map(|table| &table.rows);
    let mut lines: Vec<Record> = lines
        .map(|line| {
            let key = line.code.as_deref().or(line.program.as_deref()).unwrap_or(line.kind);
            record(key, key, line, ANGGARAN)
        })
        .collect();
    distinct(&mut lines);
    made.lists.insert("anggaran", lines);
    made
}

/// An action plan as a record.
pub fn rencana_aksi(document: &PrintedRencanaAksi) -> Record {
    let mut made = record(&document.head.unit.code, &document.head.unit.name, &document.head, HEAD);
    let default = document.head.first.jabatan.as_deref().unwrap_or(&document.head.unit.name);
    let mut before = None;
    let mut rows: Vec<Record> = Vec::new();
    for indikator in &document.indikator {
        let row = PlanRow { first: before != Some(indikator.number), indikator, default };
        before = Some(indikator.number);
        let key = indikator.code.as_deref().unwrap_or(&indikator.text);
        let mut one = record(key, key, &row, &plan_row_fields());
        let none = [Aksi::default()];
        let all = if indikator.aksi.is_empty() { &none[..] } else { &indikator.aksi };
        let mut aksi: Vec<Record> = all
            .iter()
            .map(|aksi| {
                let key = aksi.text.as_deref().unwrap_or_default();
                record(key, key, aksi, AKSI)
            })
            .collect();
        distinct(&mut aksi);
        one.lists.insert("aksi", aksi);
        rows.push(one);
    }
    distinct(&mut rows);
    made.lists.insert("rencana", rows);
    made
}
