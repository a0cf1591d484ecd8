//! NL11: a date where a number was meant.

use crate::domain::column::Field;
use crate::domain::satuan::standard_satuan;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::room;
use crate::rules::helpers::temuan;
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL11",
    name: "Tanggal di tempat angka",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[Field::Target, Field::Realisasi],
    what: "Target, realisasi, capaian, atau anggaran berisi tanggal, padahal satuannya dihitung dengan angka (menurut kolom Satuan atau kaskade). Indikator yang memang berupa tanggal tidak dipersoalkan.",
    why: "Excel mengubah ketikan seperti 3.5 atau 12/15 menjadi tanggal dan membuang angka aslinya; nilainya hilang dari rekap.",
    source: "Kejadian nyata pada formulir yang diisi di komputer berbahasa Inggris; pemeriksaan VAL-03.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|«@2026-05-03»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,5
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter(|cell| matches!(cell.entry.value, Value::Date { .. }) && counted(cell))
        .map(|cell| {
            let message = format!(
                "Kolom {} berisi tanggal {}, padahal seharusnya angka.",
                cell.named(),
                write(&cell.entry.value)
            );
            let advice = format!(
                "Ubah format sel itu menjadi Umum (General), lalu ketik ulang angkanya dengan koma desimal, karena Excel mengubah ketikan seperti 3.5 atau 12/15 menjadi tanggal; bila memang tanggal selesainya, tulis di {}.",
                room::for_a_remark(cell.table())
            );
            cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(write(&cell.entry.value)))
        })
        .collect()
}

/// Whether the figures of a row are counted or measured, and no days: by its unit of measure, by what the cascade promises,
/// or because another figure of the row is a number.
fn counted(cell: &EntryCell<'_>) -> bool {
    let field = cell.column.field;
    if !matches!(field, Field::Target | Field::Realisasi) {
        return true;
    }
    let node = cell.tables.node_from(cell.record_id);
    let promised = node.map(|node| &node.target).into_iter();
    let beside = cell.row.entries.iter().filter(|(column, _)| matches!(column.field, Field::Target | Field::Realisasi));
    let others = beside.filter(|(_, entry)| entry.cell != cell.entry.cell).map(|(_, entry)| &entry.value);
    let others: Vec<&Value> = promised.chain(others).collect();
    if others.iter().any(|value| matches!(value, Value::Date { .. })) {
        return false;
    }
    let satuan = standard_satuan(cell.measured_in());
    satuan.percent || satuan.tally || satuan.money || others.iter().any(|value| value.figure().is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    fn form(rows: &str) -> Vec<String> {
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n";
        test::cell("NL11", &format!("{head}{rows}"))
    }

    #[test]
    fn a_promise_that_is_a_day_is_no_fault_and_a_count_that_became_one_is() {
        assert_eq!(
            form("1|Aula|Waktu selesai rehabilitasi aula|Tanggal|@2026-11-30|@2026-11-12"),
            Vec::<String>::new()
        );
        assert_eq!(form("1|Mitra|Jumlah mitra|Mitra|12|@2026-12-15"), ["F3"]);
        assert_eq!(form("1|Lulusan|Persentase lulusan bekerja|%||@2026-05-03"), ["F3"]);
    }
}
