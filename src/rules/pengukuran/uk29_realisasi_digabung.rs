//! UK29: one realisation in a cell that is merged over the rows of several indicators.

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::text::listed;
use crate::domain::value::Doubt;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::quote;
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK29",
    name: "Satu realisasi digabung untuk beberapa indikator",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06"],
    fields: &[Field::Realisasi],
    what: "Sel realisasi digabung (merge) dengan baris indikator lain yang bertarget sendiri. Angkanya hanya dihitung untuk indikator di baris pertamanya. Bila targetnya digabung juga, tidak dipersoalkan.",
    why: "Satu angka tidak dapat menjadi realisasi dua indikator yang berbeda; biasanya selnya tergabung tanpa sengaja dan angka yang kedua hilang.",
    source: "Kejadian nyata: 83,1 dari indeks kepuasan terhitung juga sebagai jumlah inovasi.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|«31»
2|Dosen|Jumlah peserta pelatihan|Orang|40|^
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
2|Dosen|Jumlah peserta pelatihan|Orang|40|41
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut without: HashMap<(u32, CellAddress), Vec<RowMeasure<'_>>> = HashMap::default();
    for row in that(context.tables, |_| true) {
        if let Some(entry) = row.entry(Field::Realisasi).filter(|entry| entry.doubts.contains(&Doubt::MergedWithOther))
        {
            without.entry((row.document, entry.cell)).or_default().push(row);
        }
    }
    if without.is_empty() {
        return Vec::new();
    }
    let holds = that(context.tables, |row| row.figure_realisasi().is_some());
    holds
        .filter_map(|row| {
            let entry = row.entry(Field::Realisasi).filter(|entry| !entry.derivation)?;
            one(&row, without.get(&(row.document, entry.cell))?)
        })
        .collect()
}

fn one(row: &RowMeasure<'_>, others: &[RowMeasure<'_>]) -> Option<Temuan> {
    let entry = row.entry(Field::Realisasi)?;
    let last = others.iter().filter_map(|other| other.record.row()).map(|row| row.row).max()?;
    let range = format!("{}:{}", entry.cell, CellAddress::new(last, entry.cell.column));
    let names: Vec<String> = others.iter().map(|other| quote(&other.record.label())).collect();
    let message = format!(
        "Realisasi{} {} di {range} digabung dengan baris {}; angkanya hanya dihitung untuk {}.",
        row.mention_triwulan(),
        write(&entry.value),
        listed(&names),
        quote(&row.record.label())
    );
    let advice = "Pisahkan selnya dan isi realisasi setiap indikator di barisnya sendiri.";
    let temuan = row.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    Some(temuan.all_related(others.iter().filter_map(|other| other.record.indikator_place())))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn form(rows: &str) -> String {
        format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Kendala|Tindak Lanjut\n{rows}\n"
        )
    }

    #[test]
    fn the_merge_is_named_once_and_the_second_row_is_not_asked_for_more() {
        let image = form("1|A|Indeks kepuasan|Indeks|84|83,1|-|-\n2|A|Jumlah inovasi|Inovasi|1|^||");
        let [one] = temuan("UK29", &image).try_into().expect("one finding");
        assert_eq!(one.place.cell_text(), "F4");
        assert!(one.message.contains("F4:F5") && one.message.contains("Jumlah inovasi"), "{}", one.message);
        assert!(temuan("UK06", &image).is_empty() && temuan("UK05", &image).is_empty());
    }

    #[test]
    fn one_target_for_both_has_one_realisation() {
        assert!(temuan("UK29", &form("1|A|Jumlah mitra|Mitra|4|4|-|-\n2|A|Jumlah surat|Surat|^|^|-|-")).is_empty());
        assert!(temuan("UK29", &form("1|A|Jumlah mitra|Mitra|4|4|-|-\n2|^|^|^|^|^|-|-")).is_empty());
    }
}
