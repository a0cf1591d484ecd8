//! NL04: a percent that may have been written as a fraction.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::polaritas::Polaritas;
use crate::domain::satuan::is_percent;
use crate::domain::text::key;
use crate::domain::value::{Entry, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::{figure, temuan};
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL04",
    name: "Persen mungkin ditulis sebagai pecahan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[Field::Realisasi],
    what: "Sel bersatuan persen tanpa format persen berisi angka paling besar 1 (0,38), sehingga dapat berarti 0,38 % atau 38 %.",
    why: "Kedua bacaan berbeda seratus kali; yang dipakai adalah angka seperti tertulis.",
    source: "Pemeriksaan VAL-04; berkas Renja Cirebon memuat 0,38 di antara 38,1.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«0.6»
2|Lulusan siap kerja|Persentase lulusan yang melanjutkan studi|%|12
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Lulusan siap kerja|Persentase lulusan yang melanjutkan studi|%|12
",
    check: Check::Cell(check),
};

/// So many times the target of the year, no part of it is promised.
const BEYOND: f64 = 1.2;

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    if !entry::figure(cell).any(in_doubt) {
        return Vec::new();
    }
    let percent = entry::figure(cell).filter(|cell| in_doubt(cell) || percent_certain(cell));
    entry::group(percent, |cell| cell.column).into_iter().filter_map(column).collect()
}

fn in_doubt(cell: &EntryCell<'_>) -> bool {
    let doubted = cell.entry.perhaps_fraction() || fraction_by_cascade(cell);
    doubted
        && !weight(cell)
        && !agreed(cell)
        && !divided_fraction(cell)
        && !what_was_reached(cell)
        && !small_quotient(cell)
        && !on_the_way(cell)
        && !of_like_size(cell)
        && !hoped_to_be_small(cell)
}

/// Whether another figure of its row is not much greater and can be no fraction: beside 1,8 the targets 0,5 and 1 are percent points.
fn of_like_size(cell: &EntryCell<'_>) -> bool {
    const TIMES: f64 = 4.0;
    let Some(own) = cell.entry.value.figure().filter(|own| *own > 0.0) else { return false };
    let field = |field: Field| matches!(field, Field::Target | Field::Realisasi | Field::KondisiAwal);
    let others = cell.row.entries.iter().filter(|(column, entry)| field(column.field) && entry.cell != cell.entry.cell);
    let typed = |entry: &&Entry| !percent_formatted(entry) && !doubtful(entry);
    field(cell.column.field)
        && others.map(|(_, entry)| entry).filter(typed).filter_map(|entry| entry.value.figure()).any(|other| {
            // Whole figures below ten are typed for anything.
            other > 1.0 && other < 10.0 && other.fract() != 0.0 && other / own <= TIMES
        })
}

/// Whether it is a share of what nobody wants, and every figure of its row is as small: 0,42 % of pupils leave school.
fn hoped_to_be_small(cell: &EntryCell<'_>) -> bool {
    let figures = || beside(cell).filter_map(|entry| entry.value.figure());
    Polaritas::sounds_unwanted(&cell.tables.label_indikator(cell.record_id))
        && matches!(cell.column.field, Field::Target | Field::Realisasi | Field::KondisiAwal)
        && figures().count() > 1
        && figures().all(|figure| figure < 1.0)
}

/// Whether a target of a part of the year is on its way to one of the year of a few percent: of 0, 1, 2 and 3 % none is a
/// hundred.
fn on_the_way(cell: &EntryCell<'_>) -> bool {
    let part = cell.column.field == Field::Target && !matches!(cell.column.period, Period::Yearly | Period::Year(_));
    let year = cell.row.entry(Field::Target.yearly()).filter(|entry| !percent_formatted(entry) && !doubtful(entry));
    let (Some(own), Some(year)) = (cell.entry.value.figure(), year.and_then(|entry| entry.value.figure())) else {
        return false;
    };
    part && own <= year && own * 100.0 > year * BEYOND
}

/// Whether it is a weight whose heading speaks of no percent: the unit of measure of the row is the indicator's.
fn weight(cell: &EntryCell<'_>) -> bool {
    let heading = key(&cell.named());
    matches!(cell.column.field, Field::Bobot | Field::BobotSasaran)
        && !heading.contains('%')
        && !heading.contains("persen")
}

/// Whether the row's own figures make a share of so little: 4.200.000 of 310.000.000 is 1 %, and no hundred.
fn small_quotient(cell: &EntryCell<'_>) -> bool {
    let (reached, planned) = match cell.column.field {
        Field::Capaian => (Field::Realisasi, Field::Target),
        Field::Serapan => (Field::RealisasiAnggaran, Field::Anggaran),
        _ => return false,
    };
    let figure = |field: Field| {
        let column = [FormColumn { field, ..cell.column }, field.yearly()];
        column.into_iter().find_map(|column| cell.row.entry(column)?.value.figure())
    };
    let (Some(reached), Some(planned)) = (figure(reached), figure(planned)) else { return false };
    let share = reached / planned * 100.0;
    let Some(written) = cell.entry.value.figure().filter(|_| planned > 0.0) else { return false };
    let away = |reading: f64| (reading - share).abs();
    // As it is rounded for reading, to the whole percent at most; what a formula computes is not.
    let rounding = if cell.entry.formula.is_some() { 0.01 } else { 0.5 };
    away(written) <= rounding && away(written) < away(written * 100.0)
}

/// Whether the column "Capaian" holds what was reached, as its table has no other for that: a figure in any unit of measure.
fn what_was_reached(cell: &EntryCell<'_>) -> bool {
    let table = cell.content.tables.get(cell.position.1 as usize);
    let alone = table.is_some_and(|table| table.columns.iter().all(|owned| owned.column.field != Field::Realisasi));
    let heading = key(&cell.named());
    let share = heading.contains('%') || heading.contains("persen") || is_percent(cell.measured_in());
    cell.column.field == Field::Capaian && alone && !share
}

/// Whether a form without a column for the unit of measure may state a fraction where the cascade counts percent points.
fn fraction_by_cascade(cell: &EntryCell<'_>) -> bool {
    let node = cell.tables.node_from(cell.record_id).filter(|node| node.record_id != cell.record_id);
    let Value::Figure { figure, satuan: None } = cell.entry.value else { return false };
    let counts =
        node.is_some_and(|node| is_percent(&node.satuan) && node.target.figure().is_some_and(|target| target > 1.0));
    counts
        && matches!(cell.column.field, Field::Target | Field::Realisasi)
        && cell.row.entry(Field::Satuan.yearly()).is_none()
        && figure > 0.0
        && figure <= 1.0
}

/// Whether an achievement is what the form's own formula makes of a percentage typed as Excel offers it: nobody typed it.
fn divided_fraction(cell: &EntryCell<'_>) -> bool {
    let period = |field| FormColumn { field, ..cell.column };
    let typed =
        [period(Field::Realisasi), period(Field::Target)].into_iter().filter_map(|column| cell.row.entry(column));
    cell.column.field == Field::Capaian
        && cell.entry.formula.is_some()
        && (typed.into_iter().any(percent_formatted) || beside(cell).any(doubtful))
}

/// Targets and realisations of the row of a cell.
fn beside<'a>(cell: &EntryCell<'a>) -> impl Iterator<Item = &'a Entry> {
    let row = cell.row;
    let figures = row.entries.iter().filter(|(column, _)| matches!(column.field, Field::Target | Field::Realisasi));
    figures.map(|(_, entry)| entry)
}

/// What a formula makes of a figure in doubt is settled with that figure.
fn doubtful(entry: &Entry) -> bool {
    entry.perhaps_fraction()
}

/// Whether a figure stands with its percent sign, so that Excel computes with a hundredth of it.
fn percent_formatted(entry: &Entry) -> bool {
    matches!(entry.value, Value::Percent { .. }) && entry.raw.trim_end().ends_with('%')
}

/// Whether the cascade says the very same figure: then the form repeats it, and the cascade is where to ask.
fn agreed(cell: &EntryCell<'_>) -> bool {
    let node = cell.tables.node_from(cell.record_id).filter(|node| node.record_id != cell.record_id);
    let stated = node.and_then(|node| match (cell.column.field, cell.column.period) {
        (Field::Target, Period::Yearly | Period::Year(_)) => node.target.figure(),
        (Field::Target, Period::Triwulan(tw)) => node.target_tw.get(tw as usize)?.figure(),
        (Field::Target, Period::Running) => {
            let tw = cell.tables.record_id_triwulan(cell.record_id);
            tw.and_then(|tw| node.target_tw.get(tw as usize)?.figure()).or_else(|| node.target.figure())
        }
        _ => None,
    });
    stated.is_some() && stated == cell.entry.value.figure()
}

/// A value of the same column that says percent points without doubt, and more than one of them.
fn percent_certain(cell: &EntryCell<'_>) -> bool {
    let percent = matches!(cell.entry.value, Value::Percent { .. })
        || cell.column.field == Field::Capaian
        || is_percent(cell.satuan());
    percent && cell.entry.value.figure().is_some_and(|figure| figure > 1.0)
}

/// One finding for the doubtful cells of a column.
fn column(cell: Vec<&EntryCell<'_>>) -> Option<Temuan> {
    let (in_doubt, certain): (Vec<&EntryCell<'_>>, Vec<&EntryCell<'_>>) =
        cell.into_iter().partition(|cell| in_doubt(cell));
    let first = in_doubt.first()?;
    let example = first.entry.value.figure()?;
    let name = first.named();
    let reading = format!("{} dapat berarti {} % atau {} %", figure(example), figure(example), figure(example * 100.0));
    let message = match certain.first().and_then(|cell| Some((cell, cell.entry.value.figure()?))) {
        Some((cell, other)) => format!(
            "Di kolom {name}, {reading}: sel lain di kolom yang sama ({}) memakai persen penuh, {} %.",
            cell.entry.cell,
            figure(other)
        ),
        None => format!("Semua angka persen di kolom {name} paling besar 1 dan tanpa format persen; {reading}."),
    };
    let advice = advice(first, example);
    let temuan = temuan(&ATURAN, first.cell_place(entry::address(&in_doubt)), message, advice);
    let temuan = if certain.is_empty() { temuan } else { temuan.related(first.cell_place(entry::address(&certain))) };
    Some(match in_doubt.as_slice() {
        [one] => one.complete(temuan),
        _ => temuan.unit(first.document.unit.as_deref()),
    })
}

/// How the figure is written so that it can be read in one way only.
fn advice(cell: &EntryCell<'_>, example: f64) -> String {
    let (points, fraction) = (figure(example * 100.0), figure(example));
    let tidied = |formula: &str| formula.replace([' ', '$'], "");
    if cell.entry.formula.as_deref().is_some_and(|formula| tidied(formula).contains("*100")) {
        return format!(
            "Rumusnya sudah mengalikan dengan 100: periksa apakah sel yang dirujuknya memang di baris ini; bila benar, biarkan, karena nilainya memang {fraction} %."
        );
    }
    if cell.entry.formula.is_some() {
        return format!(
            "Jangan menimpa rumusnya: beri sel ini format persen bila maksudnya {points} %, atau kalikan rumusnya dengan 100; biarkan bila memang {fraction} %."
        );
    }
    // A percent sign would make the form's own formula divide a hundredth by a target without one.
    let own = cell.row.entry(FormColumn { field: Field::Target, ..cell.column });
    let target = own
        .into_iter()
        .chain(beside(cell))
        .find(|entry| matches!(entry.value, Value::Percent { percent } if percent > 1.0) && !percent_formatted(entry));
    if let (Field::Realisasi, Some(target)) = (cell.column.field, target.and_then(|entry| entry.value.figure())) {
        return format!(
            "Tulis {points} (targetnya juga ditulis dalam persen penuh, {}) bila maksudnya {points} %, atau {fraction}% bila memang {fraction} %.",
            figure(target)
        );
    }
    // A percent format on the cell as it is would make the greater of the two of it.
    format!(
        "Ketik dengan tanda persen: {points}% bila maksudnya {points} %, atau {fraction}% bila memang {fraction} %."
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const HEAD: &str = "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
";

    #[test]
    fn a_column_of_fractions_is_one_finding_with_every_cell() {
        let content = "1|A|Persentase satu|%|0.4\n2|A|Persentase dua|%|0.55\n3|A|Jumlah tiga|Orang|12\n";
        let temuan = test::temuan("NL04", &format!("{HEAD}{content}"));
        let [one] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!(one.place.cell_text(), "E3,E4");
        assert!(one.message.starts_with("Semua angka persen"), "{}", one.message);
    }

    #[test]
    fn a_formula_that_multiplies_already_is_asked_for_its_cells() {
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Satuan|Target TW|Realisasi TW|Capaian %\n";
        let rows = "1|Jumlah mitra|Mitra|10|8|=E3/D3*100 -> 80\n2|Jumlah surat|Surat|900|9|=E4/D5*100 -> 0.9\n3|Jumlah tamu|Orang|1000|990|=E5/D5*100 -> 99\n";
        let all = test::temuan("NL04", &format!("{head}{rows}"));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.advice.starts_with("Rumusnya sudah mengalikan dengan 100"), "{}", one.advice);
    }

    #[test]
    fn a_target_on_its_way_to_a_few_percent_of_the_year_is_no_hundred() {
        let told = |first: &str, year: &str| {
            let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Indikator|Satuan|Target|<|<|<|<|Rencana Aksi\n^|^|^|TW I|TW II|TW III|TW IV|2026|^\n1|Persentase koperasi|%|10|25|40|55|55|Memeriksa\n";
            test::temuan("NL04", &format!("{head}2|Persentase UMKM|%|0|{first}|2|{year}|{year}|Melatih\n")).len()
        };
        assert_eq!(told("1", "3"), 0);
        assert_eq!(told("0.25", "85"), 1);
        assert_eq!(told("1", "100"), 1);
    }

    #[test]
    fn a_share_that_the_rows_own_figures_make_so_small_is_no_doubt() {
        let told = |share: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Indikator Kinerja|Satuan|Target TW|Realisasi TW|Anggaran (Rp)|Realisasi Anggaran (Rp)|Serapan (%)\n";
            let rows =
                "1|Jumlah mitra|Mitra|10|8|180000000|84600000|47\n2|Jumlah surat|Surat|900|900|310000000|4200000";
            test::cell("NL04", &format!("{head}{rows}|{share}\n"))
        };
        assert_eq!(told("1"), Vec::<String>::new());
        assert_eq!(told("0.01"), ["H5"]);
    }

    #[test]
    fn small_shares_beside_others_of_their_size_or_of_what_nobody_wants_are_percent_points() {
        let told = |indicator: &str, row: &str| {
            let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Kondisi Awal|Target 2026|Target Semester|<\n^|^|^|^|^|^|Sem. I|Sem. II\n1|A|Persentase lulusan bekerja|%|74.5|80|40|80\n";
            test::temuan("NL04", &format!("{head}2|B|{indicator}|%|{row}\n")).len()
        };
        assert_eq!(told("Persentase siswa pindah", "1.8|1|0.5|1"), 0);
        assert_eq!(told("Persentase siswa aktif", "75|0.8|40|80"), 1);
        assert_eq!(told("Angka putus sekolah", "0.45|0.42|0.44|0.42"), 0);
        assert!(told("Persentase siswa aktif", "0.45|0.42|0.44|0.42") > 0);
        assert_eq!(told("Angka putus sekolah", "4.5|0.4|5|4"), 1);
    }

    #[test]
    fn a_percent_format_leaves_no_doubt() {
        assert!(
            test::cell("NL04", &format!("{HEAD}1|A|Persentase satu|%|40%\n2|A|Persentase dua|%|0.5%\n")).is_empty()
        );
    }

    #[test]
    fn what_was_reached_may_stand_under_capaian_in_any_unit_of_measure() {
        let told = |columns: &str, row: &str| {
            let head =
                "*** JTI/tw2.xlsx\n=== IKT\nCAPAIAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Indikator Kinerja|Target";
            test::cell("NL04", &format!("{head}|{columns}\n1|Nilai survei layanan|84|{row}\n2|Sertifikat mutu|1|1\n"))
        };
        assert_eq!(told("Capaian|Evaluasi", "86|Tercapai"), Vec::<String>::new());
        assert_eq!(told("Capaian (%)|Evaluasi", "86|Tercapai"), ["D5"]);
    }

    #[test]
    fn a_figure_that_repeats_the_cascade_is_no_doubt_of_the_form() {
        let kaskade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\n\
             Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Persentase keluhan|%|1\n";
        let pk = |target: &str| {
            let content =
                format!("No|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|[IKK 1.1] Persentase keluhan|%|{target}\n");
            let all = test::temuan(
                "NL04",
                &format!("{kaskade}*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n{content}"),
            );
            all.into_iter().filter(|one| one.place.file == "JTI/pk.xlsx").count()
        };
        assert_eq!((pk("1"), pk("0.5")), (0, 1));
    }
}
