//! UK02: a target in the measurement that was not the one agreed on.

use chrono::{Months, NaiveDate};

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::compare::{self, Difference};
use crate::rules::helpers::pair::{mend_pk_target, pair};
use crate::rules::helpers::record::{IndikatorRecord, document_row, indikator_row};
use crate::rules::helpers::same;
use crate::rules::helpers::series::{RowSeries, summed};
use crate::rules::helpers::signed::SignedOn;
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Status;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK02",
    name: "Target dalam pengukuran berbeda dari yang disepakati",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[Need::Cascade],
    follows: &["ID13", "NL02", "NL03", "NL04", "PK03", "RA01", "RA05", "RA06", "UK12"],
    fields: &[Field::Target],
    what: "Target tahunan dalam pengukuran harus sama dengan PK, dan target triwulannya sama dengan Rencana Aksi; bila Rencana Aksi tidak memuatnya, dengan PK atau kaskade.",
    why: "Mengganti target di tengah tahun mengubah capaian tanpa mengubah kinerja.",
    source: "kejadian nyata Universitas Samudra dan BPS; PermenPANRB 53/2014",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«25»|31
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
",
    check: Check::Workspace(check),
};

/// What the target of a row was agreed to be: an entry elsewhere.
struct Agreement<'a> {
    at: &'static str,
    entry: &'a Entry,
    place: Option<Place>,
    /// What the cascade says, where another document was agreed on.
    cascade: Option<&'a Entry>,
    /// Whether the plan counts up what the row counts for its quarter alone.
    runs_up: bool,
}

/// The row of the same indicator in the unit's other documents.
struct AgreedReference<'a> {
    pk: HashMap<u32, IndikatorRecord<'a>>,
    ra: HashMap<u32, IndikatorRecord<'a>>,
}

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let uk = || tables.pengukuran().map(|row| *row);
    let by_record = |(uk, other): (IndikatorRecord<'_>, _)| (uk.number, other);
    let benchmark = AgreedReference {
        pk: pair(tables, uk(), tables.pk().map(|row| *row)).into_iter().map(by_record).collect(),
        ra: pair(tables, uk(), tables.rencana_aksi().map(|row| *row)).into_iter().map(by_record).collect(),
    };
    let mut temuan = Vec::new();
    for record in indikator_row(tables, DocumentKind::Pengukuran) {
        temuan.extend(yearly(context, &record, &benchmark));
        temuan.extend(
            triwulan_column(&record).into_iter().filter_map(|(column, tw)| triwulan(&record, column, tw, &benchmark)),
        );
    }
    temuan
}

fn yearly(context: &RuleContext<'_>, record: &IndikatorRecord<'_>, benchmark: &AgreedReference<'_>) -> Option<Temuan> {
    let column = Field::Target.yearly();
    let entry = record.own_entry(column)?;
    let pk = benchmark.pk.get(&record.number)?;
    let pk_column = [column, Field::Target.running()].into_iter().find(|column| pk.has(*column))?;
    let cascade = record.node().and_then(|node| record.tables.entry(node.record_id, column));
    let agreed =
        Agreement { at: "PK", entry: pk.entry(pk_column)?, place: pk.place(pk_column), cascade, runs_up: false };
    let difference = compare::entry(entry, agreed.entry, record.percent() || pk.percent())?;
    // A form with one target column may mean the quarter by it.
    let one_column = triwulan_column(record).is_empty();
    let now = record.tables.record_id_triwulan(record.number).and_then(|tw| triwulan_agreed(record, tw, benchmark));
    if one_column && now.is_some_and(|now| compare::entry(entry, now.entry, record.percent()).is_none()) {
        return None;
    }
    if before_change(context, record, pk, (pk_column, entry)) {
        return None;
    }
    temuan(record, column, "Target tahunan", entry, &agreed, difference)
}

/// Whether the target of a quarter that was over when the agreement was changed is the one that held until then.
fn before_change(
    context: &RuleContext<'_>,
    record: &IndikatorRecord<'_>,
    pk: &IndikatorRecord<'_>,
    (column, entry): (FormColumn, &Entry),
) -> bool {
    let tables = record.tables;
    let Some(number) = tables.record_ids.get(pk.number as usize).map(|address| address.document) else { return false };
    let Some(change) = tables.document_content(number).filter(|content| content.change) else { return false };
    let over = || {
        let quarter = record.tables.record_id_triwulan(record.number)?;
        let last = last_day(context.year_of(change)?, quarter)?;
        // Without a day nobody can tell that the change came first.
        Some(SignedOn::of(change).is_none_or(|signed| last < signed.first))
    };
    let older = tables.documents.iter().zip(0_u32..).filter(|(one, _)| one.status == Status::Superseded(number));
    let mut rows = older.flat_map(|(_, older)| document_row(tables, older)).filter(|row| row.key() == pk.key());
    over() == Some(true)
        && rows.any(|row| row.entry(column).is_some_and(|was| compare::entry(entry, was, record.percent()).is_none()))
}

/// The last day of a quarter.
fn last_day(year: i32, quarter: Triwulan) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, quarter.number() * 3 - 2, 1)?;
    first.checked_add_months(Months::new(3))?.pred_opt()
}

/// The quarter targets of the form, each with its quarter.
fn triwulan_column(record: &IndikatorRecord<'_>) -> Vec<(FormColumn, Triwulan)> {
    let width = Triwulan::ALL.map(|tw| (Field::Target.tw(tw), tw));
    let running = record.tables.record_id_triwulan(record.number).map(|tw| (Field::Target.running(), tw));
    width.into_iter().chain(running).filter(|(column, _)| record.has(*column)).collect()
}

fn triwulan(
    record: &IndikatorRecord<'_>,
    column: FormColumn,
    tw: Triwulan,
    benchmark: &AgreedReference<'_>,
) -> Option<Temuan> {
    let entry = record.own_entry(column)?;
    let agreed = triwulan_agreed(record, tw, benchmark)?;
    let difference = compare::entry(entry, agreed.entry, record.percent())?;
    if agreed.runs_up && !as_in_cascade(record, entry, &agreed) {
        return None;
    }
    temuan(record, column, &format!("Target {tw}"), entry, &agreed, difference)
}

/// Whether a target is that of the cascade, where another document was agreed on.
fn as_in_cascade(record: &IndikatorRecord<'_>, entry: &Entry, agreed: &Agreement<'_>) -> bool {
    let said = agreed.cascade.filter(|cascade| !cascade.value.without_content());
    said.is_some_and(|cascade| compare::entry(entry, cascade, record.percent()).is_none())
}

/// Whether the targets of another document visibly run up to that of the year, and the figure of a row is what they grow by in
/// its quarter: of what is counted and adds up, that is no other target.
fn grows_by(record: &IndikatorRecord<'_>, origin: &IndikatorRecord<'_>, tw: Triwulan) -> Option<()> {
    let adds = record.node().and_then(|node| node.period_konsolidasi) != Some(KonsolidasiPeriode::LastValue);
    let series = RowSeries::target(*origin).filter(|_| adds && !record.percent())?;
    let points = series.figure().filter(|points| points.len() == series.items.len())?;
    let year = origin.entry(Field::Target.yearly())?.value.figure()?;
    let rising = points.windows(2).all(|pair| pair[0].1 <= pair[1].1);
    let runs_up = rising && same(points.last()?.1, year) && !summed(&points, year);
    let at = points.iter().position(|(column, _)| *column == Field::Target.tw(tw)).filter(|_| runs_up)?;
    let before = at.checked_sub(1).map(|before| points[before].1)?;
    let own = record.entry(Field::Target.tw(tw))?.value.figure()?;
    same(own, points[at].1 - before).then_some(())
}

/// The plan's target of a quarter, else the agreement's, else the cascade's. A running total and a quarter's own figure
/// are not compared.
fn triwulan_agreed<'a>(
    record: &IndikatorRecord<'a>,
    tw: Triwulan,
    benchmark: &AgreedReference<'a>,
) -> Option<Agreement<'a>> {
    // Beside a semester stands what its two quarters make together; one quarter's target says it only of a position.
    let standing = record.node().and_then(|node| node.period_konsolidasi) == Some(KonsolidasiPeriode::LastValue);
    if record.tables.of_semester(record.number, tw) && !standing {
        return None;
    }
    let column = Field::Target.tw(tw);
    let node = record.node().map(|node| IndikatorRecord::new(record.tables, node.record_id));
    let candidate = [
        (benchmark.ra.get(&record.number).copied(), "Rencana Aksi"),
        (benchmark.pk.get(&record.number).copied(), "PK"),
        (node, "kaskade"),
    ];
    let (origin, entry, at) = candidate.into_iter().find_map(|(origin, at)| {
        let origin = origin?;
        Some((origin, origin.entry(column).filter(|entry| !entry.value.without_content())?, at))
    })?;
    let cascade = node.filter(|node| node.number != origin.number && matching(record, node));
    let cascade = cascade.and_then(|node| node.entry(column));
    let runs_up = at != "kaskade" && grows_by(record, &origin, tw).is_some();
    matching(record, &origin).then(|| Agreement { at, entry, place: origin.place(column), cascade, runs_up })
}

/// Whether the quarter targets of two rows mean the same: both running totals, or neither, or a position, which is its
/// own running total.
fn matching(record: &IndikatorRecord<'_>, origin: &IndikatorRecord<'_>) -> bool {
    let standing = || record.node().and_then(|node| node.period_konsolidasi) == Some(KonsolidasiPeriode::LastValue);
    let running = |record: &IndikatorRecord<'_>| {
        let series = RowSeries::target(*record)?;
        let (last, whole_year) =
            (series.last()?.1.value.figure()?, record.entry(Field::Target.yearly())?.value.figure()?);
        (series.items.len() > 1 && same(last, whole_year)).then_some(())
    };
    cumulative(record) == cumulative(origin) || standing() || (running(record).is_some() && running(origin).is_some())
}

/// Whether the target columns of a row's form say that values run up.
fn cumulative(record: &IndikatorRecord<'_>) -> bool {
    record
        .table()
        .is_some_and(|table| table.columns.iter().any(|owned| owned.cumulative && owned.column.field == Field::Target))
}

fn temuan(
    record: &IndikatorRecord<'_>,
    column: FormColumn,
    name: &str,
    entry: &Entry,
    agreed: &Agreement<'_>,
    difference: Difference,
) -> Option<Temuan> {
    let (found, expected) = (write(&entry.value), write(&agreed.entry.value));
    let message = format!("{name} dalam pengukuran {found}, sedangkan dalam {} {expected}.", agreed.at);
    let of_cascade = as_in_cascade(record, entry, agreed);
    let advice = if of_cascade && agreed.runs_up {
        format!(
            "Target di sini sama dengan kaskade, sedangkan {0} memuat angka kumulatif: perbaiki target triwulannya di {0}; baris ini tidak perlu diubah.",
            agreed.at
        )
    } else if swapped(record, column, agreed) {
        format!("Realisasi baris ini justru {expected}: periksa apakah kolom target dan realisasi tertukar isinya.")
    } else if of_cascade && agreed.at == "PK" {
        mend_pk_target(&expected)
    } else if of_cascade {
        format!(
            "Angka itu target kaskade, sedangkan yang berlaku {0}: bila angka di {0} salah ketik, perbaiki {0} dan biarkan baris ini; bila tidak, tulis {expected}.",
            agreed.at
        )
    } else {
        format!(
            "Kembalikan target menjadi {expected}; perubahan target dilakukan lewat perubahan PK atau Rencana Aksi."
        )
    };
    let temuan = record.temuan(&ATURAN, column, message, &advice)?.difference(found, expected);
    let temuan = temuan.all_related(agreed.place.clone());
    Some(difference.attach(temuan))
}

/// Whether the realisation beside a wrong target is the very figure that was agreed as the target.
fn swapped(record: &IndikatorRecord<'_>, column: FormColumn, agreed: &Agreement<'_>) -> bool {
    let realisasi = record.entry(FormColumn { field: Field::Realisasi, ..column });
    let same = |entry: &Entry| {
        !entry.value.without_content() && compare::entry(entry, agreed.entry, record.percent()).is_none()
    };
    realisasi.is_some_and(|entry| entry.value.figure().is_some() && same(entry))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::{folded, temuan as test_temuan};

    const PK: &str = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60";
    const GRADUATES: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%";

    fn uk(document: &str, column: &str, content: &str) -> Vec<Temuan> {
        let head = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{column}"
        );
        test_temuan("UK02", &format!("{document}\n{head}\n{GRADUATES}|{content}"))
    }

    #[test]
    fn the_only_target_of_a_form_may_be_the_quarters() {
        assert!(uk(PK, "Target|Realisasi TW", "60|31").is_empty());
        assert!(uk(PK, "Target|Realisasi TW", "30|31").is_empty());
        assert_eq!(uk(PK, "Target|Realisasi TW", "45|31").len(), 1);
        assert_eq!(uk(PK, "Target|Target TW|Realisasi TW", "30|30|31").len(), 1);
    }

    #[test]
    fn the_plan_comes_before_the_cascade() {
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        let document = format!("{PK}\n{ra}\n{GRADUATES}|60|Bursa kerja|10|25|45|60");
        assert!(uk(&document, "Target|Target TW|Realisasi TW", "60|25|31").is_empty());
        let outcome = uk(&document, "Target|Target TW|Realisasi TW", "60|30|31");
        assert_eq!(outcome.len(), 1);
        assert_eq!((outcome[0].gap, outcome[0].related[0].file.as_str()), (Some(5.0), "JTI/ra.xlsx"));
    }

    const RA: &str = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";

    #[test]
    fn a_plan_that_contradicts_itself_is_mended_there_and_accuses_no_measurement() {
        let own_quarter = |document: &str, quarter: &str, target: &str| {
            folded(&format!(
                "{document}\n*** JTI/uk.xlsx\n=== TW\nPENGUKURAN KINERJA TRIWULAN {quarter}\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n{GRADUATES}|60|{target}|31"
            ))
        };
        for (quarters, quarter, target, cause) in
            [("15|30|45|57", "IV", "60", "RA05"), ("15|50|45|60", "II", "30", "RA06")]
        {
            let all = own_quarter(&format!("{PK}\n{RA}\n{GRADUATES}|60|Bursa kerja|{quarters}"), quarter, target);
            assert!(!all.iter().any(|one| one.code == "UK02"), "{all:?}");
            let causing: Vec<&Temuan> = all.iter().filter(|one| one.code == cause).collect();
            let echoes = causing.iter().flat_map(|one| &one.follow_up);
            let echoes: Vec<&str> = echoes.map(|echo| echo.code.as_str()).collect();
            assert_eq!(causing[0].place.file, "JTI/ra.xlsx");
            assert!(echoes.contains(&"UK02"), "{echoes:?}");
        }
    }

    #[test]
    fn a_measurement_that_keeps_to_the_cascade_is_told_which_of_the_two_counts() {
        let document = format!("{PK}\n{RA}\n{GRADUATES}|60|Bursa kerja|15|28|45|60");
        let [one] = uk(&document, "Target|Target TW|Realisasi TW", "60|30|31").try_into().expect("one finding");
        assert!(one.advice.contains("target kaskade") && one.advice.contains("tulis 28"), "{}", one.advice);
    }

    #[test]
    fn a_quarter_that_was_over_before_the_agreement_was_changed_keeps_its_target() {
        let sign = |day: &str| format!("\n\n|||Kota Contoh, {day}\n|||Ketua Jurusan\n\n|||Nama Ketua\n");
        let agreement = |title: &str, target: &str, day: &str| {
            format!(
                "=== PK\n{title} TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n{GRADUATES}|{target}{}",
                sign(day)
            )
        };
        let told = |quarter: &str, target: &str| {
            let image = format!(
                "*** JTI/pk.xlsx\n{}*** JTI/pk perubahan.xlsx\n{}*** JTI/tw.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN {quarter} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n{GRADUATES}|{target}||31\n",
                agreement("PERJANJIAN KINERJA", "60", "20 Januari 2026"),
                agreement("PERUBAHAN PERJANJIAN KINERJA", "70", "22 Juni 2026"),
            );
            test_temuan("UK02", &image).len()
        };
        assert_eq!(told("I", "60"), 0);
        assert_eq!(told("I", "70"), 0);
        // Neither what held then nor what holds now.
        assert_eq!(told("I", "65"), 1);
        // The change came before the quarter was over.
        assert_eq!(told("II", "60"), 1);
    }

    #[test]
    fn a_running_total_is_not_held_against_a_quarters_own_figure() {
        let kaskade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target|TW I|TW II|TW III|TW IV\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|jumlah|40|10|10|10|10";
        let uk = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Alokasi Target (Kumulatif)|<|<|<|Realisasi (Kumulatif)|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Mitra|40|10|20|30|40|9|19||";
        assert!(test_temuan("UK02", &format!("{kaskade}\n{uk}")).is_empty());
    }

    #[test]
    fn a_plan_that_counts_up_what_the_cascade_adds_is_mended_there() {
        let cascade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target|TW I|TW II|TW III|TW IV\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|jumlah|400|100|100|100|100\n";
        let told = |cascade: &str, target: u32| {
            let image = format!(
                "{cascade}*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Indikator|Satuan|Target|Rencana Aksi|TW I|TW II|TW III|TW IV\n1|Jumlah mitra|Mitra|400|Bursa kerja|100|200|300|400\n*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Jumlah mitra|Mitra|400|{target}|90\n"
            );
            test_temuan("UK02", &image).into_iter().map(|one| one.advice).collect::<Vec<_>>()
        };
        let [advice] = told(cascade, 100).try_into().expect("one finding");
        assert!(
            advice.ends_with("perbaiki target triwulannya di Rencana Aksi; baris ini tidak perlu diubah."),
            "{advice}"
        );
        assert_eq!(told("", 100), Vec::<String>::new());
        assert_eq!(told("", 150).len(), 1);
    }
}
