//! UK12: nobody says how the quarters make the year.

use crate::domain::capaian::conclude;
use crate::domain::column::{Field, Period};
use crate::domain::document::DocumentKind;
use crate::domain::exact;
use crate::domain::hash::HashSet;
use crate::domain::satuan::multiplier;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::series::{RowSeries, SeriesPoint, addition, averaged, summed};
use crate::rules::helpers::{fact, figure, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK12",
    name: "Cara menghitung triwulan menjadi tahun tidak dapat ditentukan",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Bila kaskade tidak menyebut Konsolidasi Periode, cara hitungnya disimpulkan dari target triwulan. Peringatan muncul bila target triwulan tidak berjumlah, tidak berakhir pada, dan tidak sama dengan target tahunan.",
    why: "Tanpa cara hitung yang jelas, capaian sampai dengan triwulan ini tidak dapat dihitung dengan benar.",
    source: "praktik LLDIKTI, BPS, dan Banjarnegara: kata kumulatif dipakai dengan dua arti yang berlawanan",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKU 1.1||IKU||Jumlah mitra industri|Mitra|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Jumlah mitra industri jurusan|Mitra|40
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri jurusan|Mitra|«40»|Kunjungan industri|5|20|10|30
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKU 1.1||IKU||Jumlah mitra industri|Mitra|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Jumlah mitra industri jurusan|Mitra|40
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri jurusan|Mitra|40|Kunjungan industri|5|15|10|10
",
    check: Check::Workspace(check),
};

/// Where quarter targets stand, the plan first: an indicator is asked about once.
const ORDER: [DocumentKind; 3] = [DocumentKind::RencanaAksi, DocumentKind::Pk, DocumentKind::Pengukuran];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut already: HashSet<(&str, &str)> = HashSet::default();
    let mut temuan = Vec::new();
    for record in ORDER
        .into_iter()
        .flat_map(|kind| indikator_row(context.tables, kind))
        .filter(|record| record.subject() && record.counts())
    {
        let of_its_own = |series: &RowSeries<'_>| {
            !series.cumulative && !series.of_output() && !series.of_reached() && series.to_the_end()
        };
        let Some(series) = RowSeries::target(record).filter(of_its_own) else { continue };
        let Some((whole_year, point)) = comparison(&series) else { continue };
        let key = record.unit().zip(record.key());
        if key.is_none_or(|key| already.insert(key)) && !known(&record) && !node_bound(&series, &point, whole_year) {
            temuan.extend(one(&record, &point, whole_year, &series));
        }
    }
    temuan
}

fn known(record: &IndikatorRecord<'_>) -> bool {
    record.node().is_some_and(|node| node.period_konsolidasi.is_some())
}

/// The annual target and at least two figures over the year.
fn comparison(series: &RowSeries<'_>) -> Option<(f64, Vec<SeriesPoint>)> {
    let entry = series.record.entry(Field::Target.yearly())?;
    let whole_year = numeral(&entry.value, series.record.percent())?;
    // A form that goes as far as this quarter does not say where the year ends.
    let has = |tw| series.record.has(Field::Target.tw(tw));
    // Neither does one of which the first quarter stands in a column that is not read.
    if has(Triwulan::I) != has(Triwulan::IV) {
        return None;
    }
    // In a measurement, dashes for the quarters to come leave the year open.
    let measured = series.record.registered().is_some_and(|document| document.kind == DocumentKind::Pengukuran);
    if measured && series.last().is_none() {
        return None;
    }
    let point = series.figure().filter(|point| point.len() >= 2)?;
    if of_the_numerator(series, &point) {
        return None;
    }
    let times = multiple(&entry.raw).filter(|_| series.items.iter().all(|(_, own)| multiple(&own.raw).is_none()));
    Some((whole_year / times.unwrap_or(1.0), point))
}

/// Whether the quarters of a share count its numerator, which stands in the row for the year: 2 + 2 + 2 + 2 of 8.
fn of_the_numerator(series: &RowSeries<'_>, point: &[SeriesPoint]) -> bool {
    let row = series.record.row().into_iter().flat_map(|row| row.entries.iter());
    let mut numerators =
        row.filter(|(column, _)| column.field == Field::Numerator).filter_map(|(_, entry)| entry.value.figure());
    let document = series.record.tables.record_ids.get(series.record.number as usize).map(|address| address.document);
    let mut unread = document.into_iter().flat_map(|document| fact::of_document(series.record.tables, document));
    // Where the column of the numerator is not read, nobody can tell.
    let numerator = |heading: &str| ["pembilang", "numerator"].iter().any(|word| key(heading).contains(word));
    if series.record.percent()
        && unread.any(|fact| fact.unread_heading().is_some_and(|(heading, _)| numerator(heading)))
    {
        return true;
    }
    series.record.percent()
        && numerators.any(|whole| summed(point, whole) || point.last().is_some_and(|last| same(last.1, whole)))
}

/// By what a word behind a figure multiplies it, "310 Miliar", beside quarters that say none: they count in the same.
fn multiple(raw: &str) -> Option<f64> {
    raw.split(|letter: char| !letter.is_alphanumeric()).find_map(multiplier)
}

fn node_bound(series: &RowSeries<'_>, point: &[SeriesPoint], whole_year: f64) -> bool {
    if series.monthly() {
        // Months as running totals may go the wrong way in between, which is the business of RA06.
        return summed(point, whole_year) || point.last().is_some_and(|(_, last)| same(*last, whole_year));
    }
    let mut target = [None; 4];
    for (column, value) in point {
        if let Period::Triwulan(triwulan) = column.period {
            target[triwulan as usize] = Some(*value);
        }
    }
    // Zeros are quarters in which nothing is measured.
    let due: Vec<SeriesPoint> = point.iter().filter(|(_, figure)| *figure != 0.0).copied().collect();
    let measured = target.map(|figure| figure.filter(|figure| *figure != 0.0));
    conclude(&target, whole_year).is_some()
        || conclude(&measured, whole_year).is_some()
        || averaged(point, whole_year)
        || averaged(&due, whole_year)
        || point.last().is_some_and(|(_, last)| same(*last, whole_year))
}

/// Whether the cascade has the very same targets by quarter: then it is what wants mending.
fn as_in_cascade(record: &IndikatorRecord<'_>, point: &[SeriesPoint]) -> bool {
    let Some(node) = record.node() else { return false };
    point.iter().all(|(column, value)| match column.period {
        Period::Triwulan(triwulan) => node
            .target_tw
            .get(triwulan as usize)
            .and_then(|agreed| agreed.figure())
            .is_some_and(|agreed| same(agreed, *value)),
        _ => false,
    })
}

fn one(record: &IndikatorRecord<'_>, point: &[SeriesPoint], whole_year: f64, series: &RowSeries<'_>) -> Option<Temuan> {
    let total: f64 = exact::sum(point.iter().map(|(_, figure)| *figure));
    let last = point.last().map(|(_, last)| *last)?;
    let parts = if series.monthly() { "bulanannya" } else { "triwulannya" };
    let message = format!(
        "Target tahunan {} bukan jumlah target {parts} ({} = {}), bukan rata-ratanya, dan bukan nilai akhirnya ({}).",
        figure(whole_year),
        addition(point),
        figure(total),
        figure(last)
    );
    let advice = if as_in_cascade(record, point) {
        "Angkanya sama dengan kaskade, jadi formulir ini tidak perlu diubah; minta biro perencanaan memperbaiki kaskade atau mengisi Konsolidasi Periodenya.".to_string()
    } else {
        format!(
            "Perbaiki target {parts}, atau minta biro perencanaan mengisi Konsolidasi Periode indikator ini di kaskade."
        )
    };
    let temuan = record.temuan(&ATURAN, Field::Target.yearly(), message, &advice)?.found(figure(whole_year));
    Some(temuan.all_related(series.place()))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn ra(konsolidasi: &str, target: &str) -> usize {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|{konsolidasi}|40"
        );
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        cell("UK12", &format!("{kaskade}\n{ra}\n1|A|Jumlah mitra|Mitra|40|Kunjungan|{target}")).len()
    }

    #[test]
    fn nothing_is_asked_where_the_cascade_says_or_the_figures_tell() {
        assert_eq!(ra("jumlah", "5|20|10|30"), 0);
        assert_eq!(ra("", "10|10|10|10"), 0);
        assert_eq!(ra("", "10|20|30|40"), 0);
        assert_eq!(ra("", "40|40|40|40"), 0);
        assert_eq!(ra("", "35|45|35|45"), 0);
        assert_eq!(ra("", "|||30"), 0);
    }

    #[test]
    fn figures_that_fit_no_reading_are_told() {
        assert_eq!(ra("", "5|20|10|30"), 1);
        assert_eq!(ra("", "10||20|"), 1);
    }

    #[test]
    fn months_are_told_as_months() {
        let months = "Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des";
        let ra = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|8\n*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target Bulanan{}\n^|^|^|^|^|{months}\n1|A|Jumlah mitra|Mitra|8|0|0|1|1|0|1|1|0|1|1|1|0",
            "|<".repeat(11)
        );
        let found = crate::rules::helpers::test::temuan("UK12", &ra);
        let said = found.first().map(|one| one.message.as_str()).unwrap_or_default();
        assert!(said.contains("target bulanannya"), "{said}");
    }

    #[test]
    fn quarters_count_in_what_the_years_target_says_in_words() {
        let told = |quarters: &str| {
            let kaskade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|40";
            let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV";
            cell("UK12", &format!("{kaskade}\n{ra}\n1|A|Pendapatan layanan|310 Miliar|Promosi|{quarters}")).len()
        };
        assert_eq!(told("70|150|230|310"), 0);
        assert_eq!(told("70|150|230|300"), 1);
    }

    #[test]
    fn a_form_that_goes_as_far_as_this_quarter_is_not_asked_how_the_year_ends() {
        let form = |columns: &str, figures: &str| {
            let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Indeks mutu|Indeks|88";
            let uk = format!(
                "*** JTI/tw2.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|{columns}|Realisasi TW II\n1|A|Indeks mutu|Indeks|88|{figures}|87"
            );
            cell("UK12", &format!("{head}\n{uk}")).len()
        };
        assert_eq!(form("Target TW I|Target TW II", "86|87"), 0);
        assert_eq!(form("Target TW I|Target TW II|Target TW III|Target TW IV", "86|87|80|81"), 1);
    }
}
