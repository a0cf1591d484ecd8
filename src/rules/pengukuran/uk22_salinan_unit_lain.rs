//! UK22: the realisations of another unit's form.
//!
//! A form that was copied from a neighbour and filled in only in part shows in figures that nobody reaches twice by chance.
//! Which of two forms is the copy nobody can know from equal figures; the one whose figures are far from its own targets is
//! asked, and where neither is, both are only told.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::quarters::places;
use crate::rules::helpers::room;
use crate::rules::helpers::{quote, same};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

/// So many figures that hardly two units reach alike make a copy.
const FEWEST: usize = 4;
/// One less is enough to ask, where so many rows are the same in all.
const FEWEST_IN_ALL: usize = 5;
/// And such a part of those that both report.
const PART: f64 = 0.75;
/// Small whole numbers are reached by many.
const SMALL_COUNT: f64 = 20.0;
/// A figure that more units share tells nothing.
const SHARED: usize = 8;
/// How far from its targets a form must be on the average to be the copy, beyond the other.
const OFF: f64 = 0.1;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK22",
    name: "Realisasi sama dengan unit lain",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[],
    follows: &["ID13", "BK02", "UK02"],
    fields: &[Field::Realisasi],
    what: "Paling sedikit empat realisasi yang tidak wajar kebetulan sama (bukan nol, bukan targetnya, bukan hitungan kecil), dan tiga perempat dari semua yang dilaporkan, sama persis dengan formulir satu unit lain pada triwulan yang sama. Unit induk dan unit di bawahnya tidak dibandingkan, begitu pula angka yang dilaporkan lebih dari dua unit.",
    why: "Formulir unit lain yang disalin lalu hanya sebagian diganti tampak lengkap, padahal angkanya milik unit lain.",
    source: "Kejadian nyata: formulir tetangga dipakai sebagai contoh dan angkanya tertinggal.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit
JTI|Jurusan Teknologi Informasi
JTM|Jurusan Teknik Mesin
*** JTM/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14,2
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,3|3,31
3|Layanan|Rata-rata waktu layanan|Menit|28|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|37
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|«14,2»
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,8|3,31
3|Layanan|Rata-rata waktu layanan|Menit|15|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|90|37
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit
JTI|Jurusan Teknologi Informasi
JTM|Jurusan Teknik Mesin
*** JTM/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14,2
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,3|3,31
3|Layanan|Rata-rata waktu layanan|Menit|28|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|37
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31,2
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,8|3,31
3|Layanan|Rata-rata waktu layanan|Menit|15|14,5
4|Dosen|Jumlah peserta pelatihan|Orang|90|92
",
    check: Check::Workspace(check),
};

/// What one form measured of its own quarter: figures that tell, by what they measure.
struct Form<'a> {
    unit: &'a str,
    triwulan: Triwulan,
    measures: Vec<(u64, RowMeasure<'a>, f64)>,
    /// All that it reports, likewise.
    reported: Vec<(u64, RowMeasure<'a>, f64)>,
}

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let forms = forms(context.tables);
    let mut sharing: HashMap<(Triwulan, u64, u64), Vec<usize>> = HashMap::default();
    for (number, form) in forms.iter().enumerate() {
        for (wording, _, figure) in &form.measures {
            sharing.entry((form.triwulan, *wording, figure.to_bits())).or_default().push(number);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for all in sharing.into_values() {
        if all.len() > SHARED {
            continue;
        }
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                *pairs.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let alike = |one: usize, other: usize, count: usize| {
        let reported = forms[one].reported.len().min(forms[other].reported.len()).max(1) as f64;
        let all = || {
            let own = &forms[other].reported;
            forms[one].reported.iter().filter(|one| equal(own, one)).count()
        };
        // A copied figure that happens to be the unit's own target tells nothing, and is copied all the same.
        let enough = count >= FEWEST || count + 1 == FEWEST && all() >= FEWEST_IN_ALL;
        enough && count.max(all()) as f64 / reported >= PART
    };
    pairs.retain(|(one, other), count| alike(*one, *other, *count));
    // What three units report alike is the institution's.
    let mut partners: BTreeMap<usize, usize> = BTreeMap::new();
    pairs.keys().flat_map(|(one, other)| [*one, *other]).for_each(|form| *partners.entry(form).or_default() += 1);
    let two =
        pairs.iter().filter(|((one, other), _)| [one, other].into_iter().all(|form| partners.get(form) == Some(&1)));
    two.flat_map(|((one, other), count)| pair(context.tables, &forms[*one], &forms[*other], *count >= FEWEST)).collect()
}

fn forms(tables: &Tables) -> Vec<Form<'_>> {
    // A form with a row for each quarter is one for each.
    let mut all: BTreeMap<(u32, Triwulan), Form<'_>> = BTreeMap::new();
    for measure in tables.pengukuran().map(|row| RowMeasure::new(tables, row)).filter(RowMeasure::running) {
        let (Some(unit), Some(triwulan), Some(figure)) =
            (measure.record.unit(), measure.triwulan, measure.figure_realisasi())
        else {
            continue;
        };
        let empty = Form { unit, triwulan, measures: Vec::new(), reported: Vec::new() };
        let form = all.entry((measure.document, triwulan)).or_insert(empty);
        let wording = wording(&measure).map(hash);
        form.reported.push((wording.unwrap_or_default(), measure, figure));
        if let Some(wording) = wording.filter(|_| telling(&measure, figure)) {
            form.measures.push((wording, measure, figure));
        }
    }
    all.into_values().collect()
}

/// Whether the same was reached of the same in another form.
fn equal(reported: &[(u64, RowMeasure<'_>, f64)], (wording, _, figure): &(u64, RowMeasure<'_>, f64)) -> bool {
    reported.iter().any(|(own, _, was)| own == wording && was.to_bits() == figure.to_bits())
}

/// What a row measures, in its own words or, where it only has a code, in those of the cascade.
fn wording<'a>(measure: &RowMeasure<'a>) -> Option<&'a str> {
    let of_node = || measure.record.node().map(|node| node.indikator.as_str()).filter(|wording| !wording.is_empty());
    measure.record.sentence().or_else(of_node)
}

/// A wording as a number: in a large house there are hundreds of thousands of rows.
fn hash(wording: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut state = DefaultHasher::new();
    crate::domain::text::key(wording).hash(&mut state);
    state.finish()
}

/// Whether two units hardly reach a figure both by chance.
fn telling(measure: &RowMeasure<'_>, figure: f64) -> bool {
    let as_promised =
        [measure.own.target, measure.agreed.target].into_iter().flatten().any(|target| same(target, figure));
    let whole = figure == 0.0 || (measure.record.percent() && figure == 100.0);
    !as_promised && !whole && (figure.fract() != 0.0 || figure.abs() >= SMALL_COUNT)
}

fn pair(tables: &Tables, one: &Form<'_>, other: &Form<'_>, certain: bool) -> Vec<Temuan> {
    if one.unit == other.unit || related(tables, one.unit, other.unit) {
        return Vec::new();
    }
    let (near, far) = (misfit(one), misfit(other));
    let told = |form: &Form<'_>, source: &Form<'_>, copy: bool| told(tables, form, source, copy);
    match (near - far > OFF, far - near > OFF) {
        (true, _) => told(one, other, certain).into_iter().collect(),
        (_, true) => told(other, one, certain).into_iter().collect(),
        _ => [told(one, other, false), told(other, one, false)].into_iter().flatten().collect(),
    }
}

fn related(tables: &Tables, one: &str, other: &str) -> bool {
    let parent = |code: &str| tables.unit(code).and_then(|unit| unit.parent.as_deref());
    parent(one) == Some(other) || parent(other) == Some(one)
}

/// How far the figures of a form are from its targets, as a share of them.
fn misfit(form: &Form<'_>) -> f64 {
    let off = form.measures.iter().filter_map(|(_, measure, figure)| {
        let target = measure.agreed.target.or(measure.own.target).filter(|target| *target != 0.0)?;
        Some(((figure - target) / target).abs().min(1.0))
    });
    let all: Vec<f64> = off.collect();
    if all.is_empty() { 0.0 } else { all.iter().sum::<f64>() / all.len() as f64 }
}

fn told(tables: &Tables, form: &Form<'_>, source: &Form<'_>, copy: bool) -> Option<Temuan> {
    // All that are the same, those too that two units may reach by chance.
    let mine: Vec<&RowMeasure<'_>> =
        form.reported.iter().filter(|one| equal(&source.reported, one)).map(|(_, measure, _)| measure).collect();
    let theirs = source.reported.iter().filter(|one| equal(&form.reported, one)).map(|(_, measure, _)| measure);
    let name = tables.unit(source.unit).map_or(source.unit, |unit| unit.name.as_str());
    let first = mine.first()?;
    let message = format!(
        "{} dari {} realisasi {} sama persis dengan formulir {}.",
        mine.len(),
        form.reported.len(),
        form.triwulan,
        quote(name)
    );
    let advice = if copy {
        format!(
            "Periksa apakah formulir ini disalin dari unit itu; isi realisasi unit sendiri, atau jelaskan di {} bila angkanya memang sama.",
            room::for_a_word(first.record.table(), first.column(Field::Realisasi).period)
        )
    } else {
        "Bila angkanya memang sama, tidak ada yang perlu dilakukan; bila formulir ini disalin dari unit itu, isi realisasi unit sendiri.".to_string()
    };
    let place = places(mine.iter().copied(), Field::Realisasi).into_iter().next()?;
    let other = places(theirs, Field::Realisasi);
    let temuan = ATURAN.finding(place, message, advice).unit(first.record.unit()).all_related(other);
    Some(if copy { temuan } else { Temuan { severity: Severity::Info, ..temuan } })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    const REGISTER: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|\nLAB|Laboratorium Mesin|JTM\nJTE|Jurusan Teknik Elektro|\n";

    fn form(unit: &str, targets: [&str; 5], figures: [&str; 5]) -> String {
        let names = ["Persentase lulusan", "Indeks kepuasan", "Rata-rata waktu", "Jumlah peserta", "Jumlah mitra"];
        let rows: String = names
            .iter()
            .zip(targets.iter().zip(figures))
            .map(|(name, (target, figure))| format!("1|A|{name}|Angka|{target}|{figure}\n"))
            .collect();
        format!(
            "*** {unit}/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TW I TAHUN 2026\nUnit Kerja: {unit}\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n{rows}"
        )
    }

    fn told(forms: &[String]) -> Vec<(Severity, String)> {
        let all = temuan("UK22", &format!("{REGISTER}{}", forms.concat()));
        all.into_iter().map(|one| (one.severity, one.place.file.clone())).collect()
    }

    #[test]
    fn forms_that_name_their_indicators_by_codes_alone_are_compared_by_the_wordings_of_the_cascade() {
        let names = ["Persentase lulusan", "Indeks kepuasan", "Rata-rata waktu", "Jumlah peserta", "Jumlah mitra"];
        let mut image =
            format!("{REGISTER}=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\n");
        for (unit, at) in [("JTI", 1), ("JTM", 2)] {
            for (row, name) in names.iter().enumerate() {
                image += &format!("IKK {at}.{}||IKK|{unit}|{name}|Angka|maksimum|90\n", row + 1);
            }
        }
        for (unit, at, targets) in [("JTI", 1, FAR), ("JTM", 2, NEAR)] {
            image += &format!(
                "*** {unit}/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TW I TAHUN 2026\nUnit Kerja: {unit}\nKode Indikator|Target TW|Realisasi TW\n"
            );
            for (row, (target, figure)) in targets.iter().zip(FIGURES).enumerate() {
                image += &format!("IKK {at}.{}|{target}|{figure}\n", row + 1);
            }
        }
        let all = temuan("UK22", &image);
        assert!(all.iter().any(|one| one.place.file == "JTI/tw1.xlsx"), "{all:?}");
    }

    const NEAR: [&str; 5] = ["14", "3,3", "28", "36", "4"];
    const FAR: [&str; 5] = ["60", "2", "9", "90", "4"];
    const FIGURES: [&str; 5] = ["14,2", "3,31", "27,5", "37", "4"];

    #[test]
    fn the_form_that_misses_its_own_targets_is_asked_and_of_two_that_fit_both_are_only_told() {
        let one = told(&[form("JTI", FAR, FIGURES), form("JTM", NEAR, FIGURES)]);
        assert!(matches!(one.as_slice(), [(Severity::Warning, place)] if place == "JTI/tw1.xlsx"), "{one:?}");
        let both = told(&[form("JTI", NEAR, FIGURES), form("JTM", NEAR, FIGURES)]);
        assert!(both.len() == 2 && both.iter().all(|(severity, _)| *severity == Severity::Info), "{both:?}");
    }

    #[test]
    fn every_figure_that_is_the_same_is_counted() {
        let all = temuan("UK22", &format!("{REGISTER}{}{}", form("JTI", FAR, FIGURES), form("JTM", NEAR, FIGURES)));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.starts_with("5 dari 5 realisasi"), "{}", one.message);
    }

    #[test]
    fn few_equal_figures_those_of_a_unit_below_and_those_that_everybody_reports_accuse_nobody() {
        let other = ["14,2", "3,31", "27,9", "37", "3"];
        assert_eq!(told(&[form("JTI", FAR, FIGURES), form("JTM", NEAR, other)]), []);
        assert_eq!(told(&[form("LAB", FAR, FIGURES), form("JTM", NEAR, FIGURES)]), []);
        let three = [form("JTI", FAR, FIGURES), form("JTM", NEAR, FIGURES), form("JTE", NEAR, FIGURES)];
        assert_eq!(told(&three), []);
    }
}
