//! FX10: a stored result that is not what its formula gives.

use std::collections::BTreeMap;

use crate::domain::audit::{OddCell, OddKind};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::{Aturan, Check, RuleContext};

use super::odd;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX10",
    name: "Hasil rumus tidak sama dengan hitungannya",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["FX07"],
    fields: &[],
    what: "Rumus dihitung ulang dari isi sel-sel yang dirujuknya dan dibandingkan dengan hasil yang tersimpan. Hanya rumus yang artinya pasti yang dihitung (operator, SUM, AVERAGE, MIN, MAX, PRODUCT, COUNT, ROUND, ABS, IF, IFERROR, AND, OR, NOT, juga antarlembar); rumus lain, tanggal, teks dalam hitungan, dan berkas lain tidak dapat dihitung ulang dan tidak dipersoalkan. Hasil yang dibulatkan sebagaimana ditampilkan diterima.",
    why: "Yang dibaca adalah hasil yang tersimpan; bila selnya diubah tanpa menghitung ulang, angka yang dipakai bukan angka yang dimaksud pengirimnya.",
    source: "Pemeriksaan FX-03: nilai tersimpan yang usang; hasil dihitung ulang.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran
1|Pendidikan vokasi|100000000
2|Penelitian terapan|50000000
3|Kerja sama industri|25000000
|Jumlah|«=SUM(C6:C8) -> 150000000»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran
1|Pendidikan vokasi|100000000
2|Penelitian terapan|50000000
3|Kerja sama industri|25000000
|Jumlah|=SUM(C6:C8) -> 175000000
",
    check: Check::Workspace(check),
};

/// A column of a sheet of a file.
type OddColumn<'a> = (&'a str, &'a str, u32);

/// One finding for a column of a sheet: who does not calculate leaves them all as they were.
fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut columns: BTreeMap<OddColumn<'_>, Vec<(SheetFact<'_>, &OddCell)>> = BTreeMap::new();
    for (sheet, odd) in odd::of_kinds(context.tables, &[OddKind::Stale]) {
        let key = (sheet.file.path.as_str(), sheet.sheet.name.as_str(), odd.cell.column);
        columns.entry(key).or_default().push((sheet, odd));
    }
    columns.values().filter_map(|column| one(context, column)).collect()
}

fn one(context: &RuleContext<'_>, column: &[(SheetFact<'_>, &OddCell)]) -> Option<Temuan> {
    let (sheet, odd) = column.first()?;
    let stored = odd.stored.as_deref().unwrap_or_default();
    let result = odd.expected.as_deref().unwrap_or_default();
    let others = match column.len() {
        1 => String::new(),
        count => format!(" Begitu pula {} rumus lain di kolom ini.", count - 1),
    };
    let message = format!(
        "Hasil rumus {} yang tersimpan di sel ini {stored}, padahal dari isi sel-sel yang dirujuknya sekarang hasilnya {result}.{others}",
        odd::formula(odd.formula.as_ref())
    );
    let advice = "Buka berkas di Excel, tekan Ctrl+Alt+F9 supaya semua rumus dihitung ulang, cocokkan angkanya, simpan, lalu kirim ulang.".to_string();
    let temuan = odd::temuan(&ATURAN, context, (sheet, odd), message, advice).difference(stored, result);
    Some(if column.len() == 1 { temuan } else { all_cells(temuan, column) })
}

/// The same at every cell of a column.
fn all_cells(mut temuan: Temuan, column: &[(SheetFact<'_>, &OddCell)]) -> Temuan {
    temuan.place.cells = column.iter().map(|(_, odd)| odd.cell).collect();
    temuan
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::{cell, temuan};

    fn form(capaian: [&str; 3]) -> String {
        let rows = capaian.iter().zip(4..).map(|(capaian, row)| {
            format!("{0}|A|Jumlah layanan {0}|Layanan|8|4|{1}\n", row - 3, capaian.replace('#', &row.to_string()))
        });
        let rows: String = rows.collect();
        format!(
            "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %\n{rows}"
        )
    }

    #[test]
    fn both_results_are_told_once_for_a_column() {
        let image = form(["=F#/E#*100 -> 50", "=F#/E#*100 -> 37.5", "=F#/E#*100 -> 25"]);
        assert_eq!(cell("FX10", &image), ["G5,G6"]);
        let [one] = temuan("FX10", &image).try_into().expect("one finding");
        assert_eq!((one.found.as_deref(), one.expected.as_deref()), (Some("37,5"), Some("50")));
        assert!(one.message.contains("=F5/E5*100") && one.message.contains("1 rumus lain"), "{}", one.message);
    }

    #[test]
    fn what_cannot_be_computed_again_is_left_alone() {
        for other in ["=LOOKUP(F#,E#) -> 7", "=[1]Rekap!B4 -> 7", "=F#/E#*100 -> 50", "50", "=ROUND(F#/E#*100,0) -> 50"]
        {
            assert_eq!(
                cell("FX10", &form(["=F#/E#*100 -> 50", other, "=F#/E#*100 -> 50"])),
                Vec::<String>::new(),
                "{other}"
            );
        }
    }
}
