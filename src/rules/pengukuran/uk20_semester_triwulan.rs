//! UK20: a semester that is measured otherwise than its two quarters.

use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::hash::HashMap;
use crate::domain::numeral::short_figure;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Status;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK20",
    name: "Pengukuran semester berbeda dari triwulannya",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[Need::EarlierQuarter],
    also: &[Need::Cascade],
    follows: &["ID09", "NL02", "NL03"],
    fields: &[Field::Realisasi],
    what: "Bila suatu unit atau pegawai mengukur semester dan juga kedua triwulannya, realisasi semester harus sesuai dengan realisasi triwulannya menurut cara konsolidasi indikator itu; bila cara itu tidak diketahui, cukup sama dengan jumlah, rata-rata, atau nilai akhirnya.",
    why: "Dua angka untuk masa yang sama membuat laporan semester dan triwulan saling membantah.",
    source: "SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 9, 10, dan 13",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|300|310
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|300|305
*** JTI/semester1.xlsx
=== Semester I
PENGUKURAN KINERJA SEMESTER I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|«650»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|300|310
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|300|305
*** JTI/semester1.xlsx
=== Semester I
PENGUKURAN KINERJA SEMESTER I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200|615
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let repeats = |document: u32| {
        tables.documents.get(document as usize).is_some_and(|one| matches!(one.status, Status::Repeats(_)))
    };
    let semesters: Vec<RowMeasure<'_>> = that(tables, |row| row.semester && repeats(row.document)).collect();
    if semesters.is_empty() {
        return Vec::new();
    }
    let mut quarters: HashMap<(&str, &str, Triwulan), RowMeasure<'_>> = HashMap::default();
    for measure in that(tables, |row| !row.semester && tables.counts(row.record)) {
        if let (Some(unit), Some(key), Some(triwulan)) = (measure.unit, measure.key, measure.triwulan) {
            quarters.entry((unit, key, triwulan)).or_insert(measure);
        }
    }
    semesters
        .iter()
        .filter_map(|semester| {
            let (unit, key) = semester.unit.zip(semester.key)?;
            let of = |triwulan: Triwulan| quarters.get(&(unit, key, triwulan));
            let last = semester.triwulan?;
            let first = Triwulan::ALL.into_iter().take_while(|one| *one < last).last()?;
            one(semester, [of(first)?, of(last)?])
        })
        .collect()
}

fn one(semester: &RowMeasure<'_>, quarters: [&RowMeasure<'_>; 2]) -> Option<Temuan> {
    let said = semester.figure_realisasi()?;
    let figures = [quarters[0].figure_realisasi()?, quarters[1].figure_realisasi()?];
    let expected = expected(quarters, figures);
    if expected.iter().any(|(_, figure)| exact::same(said, *figure) || (said - figure).abs() < 0.005) {
        return None;
    }
    let write = |figure: f64| short_figure(figure, 4);
    let (names, values): (Vec<&str>, Vec<String>) =
        expected.iter().map(|(name, figure)| (*name, format!("{name} {}", write(*figure)))).unzip();
    let message = format!(
        "Realisasi semester {} tidak sesuai dengan triwulannya ({} = {}, {} = {}): {}.",
        write(said),
        quarters[0].triwulan?,
        write(figures[0]),
        quarters[1].triwulan?,
        write(figures[1]),
        values.join(", ")
    );
    let advice = if names.len() == 1 {
        "Samakan realisasi semester dengan triwulannya, atau kirim perbaikan pengukuran triwulan."
    } else {
        "Samakan realisasi semester dengan triwulannya; bila cara menggabungnya lain, minta biro perencanaan mengisi Konsolidasi Periode di kaskade."
    };
    let temuan = semester.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    let places = quarters.into_iter().filter_map(|one| one.place(Field::Realisasi));
    let values: Vec<String> = expected.iter().map(|(_, figure)| write(*figure)).collect();
    Some(temuan.difference(write(said), values.join(" atau ")).all_related(places))
}

/// What two quarters make of a semester, by the way in which the indicator's quarters add up; by every way where that is
/// not said.
fn expected(quarters: [&RowMeasure<'_>; 2], [first, last]: [f64; 2]) -> Vec<(&'static str, f64)> {
    let sum = ("jumlah", exact::sum([first, last]));
    let (mean, end) = (("rata-rata", exact::sum([first, last]) / 2.0), ("nilai akhir", last));
    let node = quarters[1].record.node().filter(|node| node.understood(Field::PeriodKonsolidasi));
    match node.and_then(|node| node.period_konsolidasi) {
        _ if quarters[1].cumulative => vec![end],
        Some(KonsolidasiPeriode::Total) => vec![sum],
        Some(KonsolidasiPeriode::Average) => vec![mean],
        Some(KonsolidasiPeriode::LastValue) => vec![end],
        None => vec![sum, mean, end],
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::{cell, temuan};

    #[test]
    fn without_the_cascade_any_way_of_adding_up_will_do() {
        for said in ["615", "305", "307,5"] {
            assert!(cell("UK20", &super::ATURAN.correct.replace("|1200|615", &format!("|1200|{said}"))).is_empty());
        }
    }

    #[test]
    fn the_cascade_says_how_quarters_add_up() {
        let kaskade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Pengelola Surat|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Jumlah surat masuk yang dicatat|Surat|jumlah|1200\n";
        let one = temuan("UK20", &format!("{kaskade}{}", super::ATURAN.correct.replace("|1200|615", "|1200|305")));
        assert!(one[0].message.contains("jumlah 615"), "{one:?}");
    }

    #[test]
    fn a_semester_beside_one_quarter_alone_is_compared_with_nothing() {
        let (first, rest) = super::ATURAN.wrong.split_once("*** JTI/tw2").unwrap_or_default();
        let (_, semester) = rest.split_once("*** JTI/semester1").unwrap_or_default();
        assert!(cell("UK20", &format!("{first}*** JTI/semester1{semester}")).is_empty());
    }
}
