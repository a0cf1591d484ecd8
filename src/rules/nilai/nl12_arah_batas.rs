//! NL12: a target that sets its bound on the wrong side.

use crate::domain::column::Field;
use crate::domain::polaritas::Polaritas;
use crate::domain::value::{LimitDirection, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL12",
    name: "Arah batas target berlawanan dengan polaritas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[Field::Target],
    what: "Target berupa batas (\"≤ 60\", \"maksimal 5 hari\", \"> 3\") yang sisinya berlawanan dengan polaritas indikator itu dalam kaskade. Bila bunyi indikator dan polaritas kaskade tidak sejalan, tidak diperiksa.",
    why: "Batas di sisi yang salah membalik janji: yang seharusnya paling sedikit menjadi paling banyak.",
    source: "Target berbentuk batas lazim pada PK (nyata: \"≥ 80\", \"maks. 5\"); pemeriksaan PK-03.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«≤ 60»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|≥ 60
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter(|cell| cell.column.field == Field::Target && cell.document.kind.is_sent())
        .filter_map(one)
        .collect()
}

fn one(cell: &EntryCell<'_>) -> Option<Temuan> {
    let Value::Limit { direction, .. } = &cell.entry.value else { return None };
    let node = cell.tables.node_from(cell.record_id).filter(|node| node.understood(Field::Polaritas))?;
    let upper = matches!(direction, LimitDirection::Maximal | LimitDirection::LessThan);
    let unwanted = Polaritas::sounds_unwanted(&node.indikator);
    // A direction that nobody typed is maksimum; a wording of something unwanted holds that back.
    let (side, good) = match (node.polaritas, upper) {
        (Polaritas::Maximum, true) if !unwanted => ("ke atas", "besar"),
        (Polaritas::Minimum, false) => ("ke bawah", "kecil"),
        _ => return None,
    };
    let message = format!(
        "Target {} membatasi {side}, padahal menurut kaskade indikator ini makin {good} makin baik.",
        quote(cell.entry.raw.trim())
    );
    let advice = format!(
        "Tulis batasnya sebagai {}; bila polaritas di kaskade yang keliru, minta biro perencanaan memperbaikinya.",
        if upper { "paling sedikit (≥)" } else { "paling banyak (≤)" }
    );
    let temuan = temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim());
    Some(cell.complete(temuan).all_related(cell.tables.place(node.record_id, Field::Polaritas.yearly())))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    fn pk(rows: &str) -> Vec<String> {
        let nodes = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan Teknologi Informasi\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Target\nIKK 1||IKK|JTI|A|Jumlah mitra|Mitra|maksimum|40\nIKK 2||IKK|JTI|A|Lama layanan|Hari|minimum|5\nIKK 3||IKK|JTI|A|Jumlah keluhan|Keluhan||9\n";
        let head =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n";
        test::cell("NL12", &format!("{nodes}{head}{rows}\n"))
    }

    #[test]
    fn the_side_that_the_direction_asks_for_is_right_and_a_direction_that_nobody_said_accuses_nobody() {
        assert_eq!(
            pk("1|A|Jumlah mitra|Mitra|minimal 40\n2|A|Lama layanan|Hari|maks. 5\n3|A|Jumlah keluhan|Keluhan|≤ 9"),
            Vec::<String>::new()
        );
        assert_eq!(pk("1|A|Jumlah mitra|Mitra|< 40\n2|A|Lama layanan|Hari|≥ 5"), ["E3", "E4"]);
    }
}
