//! TL03: two columns with one meaning, or a header that only resembles a known one.

use crate::domain::address::CellAddress;
use crate::domain::document::{Fact, InDoubtCause, TableColumn};
use crate::finding::{Scope, Severity, Temuan};

use super::fold::{self, Told};
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::date::month_from_name;
use crate::domain::text::key;
use crate::domain::triwulan::find_triwulan;
use crate::rules::helpers::{capital, document, fact, mention, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL03",
    name: "Judul kolom meragukan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Dua kolom berarti sama, atau sebuah judul kolom hanya mirip dengan judul yang dikenal.",
    why: "Kolom yang meragukan tidak dipakai, jadi isinya tidak ikut terhitung sampai judulnya jelas.",
    source: "Pemeriksaan LAY-03; pernah ditemukan kolom Batas Waktu TL yang hilang tanpa pemberitahuan.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|«Target Kinerja»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|65%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

/// Headings of one table stand in so many rows at most.
const HEADING_ROWS: u32 = 4;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let (mut twice, mut alike, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    for (sheet, fact) in fact::fact(context.tables) {
        match fact {
            Fact::DoubleColumn { cell, in_use, column, heading } => {
                let other = (cell != in_use).then_some(*in_use);
                twice.push((Told { sheet, cell: *cell, other, said: quote(heading) }, *column));
            }
            // The heading is the known one: what stands below it is not what it says.
            Fact::SimilarColumn { cell, heading, maybe, similar } if key(heading) == key(similar) => {
                let told = Told { sheet, cell: *cell, other: None, said: quote(heading) };
                doubtful.push((told, (std::slice::from_ref(maybe), InDoubtCause::OtherContent)));
            }
            Fact::SimilarColumn { cell, heading, maybe, similar } => {
                alike
                    .push((Told { sheet, cell: *cell, other: None, said: quote(heading) }, (heading, similar, *maybe)));
            }
            Fact::DoubtfulColumn { cell, heading, maybe, cause } => {
                let told = Told { sheet, cell: *cell, other: None, said: quote(heading) };
                doubtful.push((told, (maybe.as_slice(), *cause)));
            }
            _ => {}
        }
    }
    let (money, doubtful): (Vec<_>, Vec<_>) =
        doubtful.into_iter().partition(|(_, (maybe, cause))| no_rupiah(maybe, *cause));
    let mut result = Vec::new();
    for group in fold::by_file(money) {
        result.extend(fold::finding(&ATURAN, &group, &as_money(&group), MONEY_ADVICE));
    }
    for group in fold::by_file(doubtful) {
        result.extend(match group.as_slice() {
            [(place, (maybe, cause))] => {
                let in_use = Some(*cause).filter(|cause| *cause == InDoubtCause::SeveralMeanings);
                Some(match (in_use.and_then(|_| read_already(context, place, maybe)), *maybe) {
                    // "Jenis > IKU/Proksi" beside the column of indicators.
                    (Some(_), [column]) if column.field == Field::Indikator => {
                        Temuan { severity: Severity::Info, ..in_doubt(place, maybe, *cause) }
                    }
                    // What was reached of what was promised is computed, whatever column states it.
                    (_, [column]) if of_target(place, *column, *cause) => {
                        Temuan { severity: Severity::Info, ..stated_share(place) }
                    }
                    (None, [column]) if key(&place.said).trim_matches('"') == mention(*column) => apart(place),
                    (Some(in_use), [column]) => two_of_a_kind(place, *column, in_use),
                    _ => in_doubt(place, maybe, *cause),
                })
            }
            group => {
                let message = format!(
                    "{} berjudul yang tidak pasti artinya; belum dipakai: {}.",
                    fold::counted(group),
                    fold::listed(group)
                );
                let maybe: Vec<FormColumn> = group.iter().flat_map(|(_, (maybe, _))| maybe.iter().copied()).collect();
                let headings: Vec<&str> = group.iter().map(|(place, _)| place.said.as_str()).collect();
                fold::finding(&ATURAN, group, &message, &clear_headings(&maybe, &headings))
            }
        });
    }
    for group in fold::by_file(twice) {
        result.extend(match group.as_slice() {
            [(place, column)] => Some(same_meaning(place, *column)),
            group => {
                let message = format!(
                    "{} sejenis dengan kolom lain di tabelnya, dan isinya tidak dibaca: {}.",
                    fold::counted(group),
                    fold::listed(group)
                );
                fold::finding(&ATURAN, group, &message, DOUBLE_COUNT_ADVICE)
            }
        });
    }
    for group in fold::by_file(alike) {
        result.extend(match group.as_slice() {
            [(place, (heading, similar, maybe))] => Some(resembles(place, heading, similar, *maybe)),
            group => {
                let message = format!(
                    "{} berjudul yang tidak dikenal, tetapi mirip dengan yang dikenal; belum dipakai: {}.",
                    fold::counted(group),
                    fold::listed(group)
                );
                fold::finding(&ATURAN, group, &message, SIMILAR_COUNT_ADVICE)
            }
        });
    }
    result
}

/// Whether columns would be money by their headings, and what stands below is none.
fn no_rupiah(maybe: &[FormColumn], cause: InDoubtCause) -> bool {
    cause == InDoubtCause::OtherContent && maybe.iter().all(|column| column.field.reading() == Reading::Money)
}

fn as_money<T>(group: &[(Told<'_>, T)]) -> String {
    match group {
        [(place, _)] => format!(
            "Kolom {} terbaca sebagai uang, tetapi angkanya tidak cocok dengan rupiah atau kelipatan yang tertulis; kolom ini belum dipakai.",
            place.said
        ),
        group => format!(
            "{} terbaca sebagai uang, tetapi angkanya tidak cocok dengan rupiah atau kelipatan yang tertulis; belum dipakai: {}.",
            fold::counted(group),
            fold::listed(group)
        ),
    }
}

/// Whether a heading says itself that it is an achievement of the target: "Capaian terhadap Target 2026 (%)".
fn of_target(place: &Told<'_>, column: FormColumn, cause: InDoubtCause) -> bool {
    let heading = key(&place.said);
    cause == InDoubtCause::SeveralMeanings
        && column.field == Field::Capaian
        && heading.contains("capaian")
        && heading.contains("target")
}

/// A heading that says what it is already, and that stands where no indicator is its own.
fn apart(place: &Told<'_>) -> Temuan {
    let message = format!("Kolom {} tidak terbaca bersama indikatornya; kolom ini belum dipakai.", place.said);
    let advice =
        "Bila setiap indikator memang punya isinya sendiri, tulis isinya di setiap baris; bila tidak, biarkan saja.";
    let told = temuan(&ATURAN, place.sheet.cell(place.cell), message, advice).unit(place.sheet.unit);
    Temuan { severity: Severity::Info, ..told }
}

fn stated_share(place: &Told<'_>) -> Temuan {
    let message = format!(
        "Kolom {} tampaknya capaian terhadap target lain daripada kolom capaian yang dipakai; kolom ini tidak dibaca, karena capaian dihitung dari target dan realisasinya.",
        place.said
    );
    let advice = "Bila target dan realisasinya sudah benar, tidak perlu diubah.";
    temuan(&ATURAN, place.sheet.cell(place.cell), message, advice).unit(place.sheet.unit)
}

/// The header of the column that is read already as the one thing that a doubtful heading may mean, in the table of that
/// heading.
fn read_already(context: &RuleContext<'_>, place: &Told<'_>, maybe: &[FormColumn]) -> Option<(CellAddress, String)> {
    let [asked] = maybe else { return None };
    // A target of the year stands beside that of the quarter; what was reached without a period is told once.
    let whole =
        |column: FormColumn| column.field != Field::Target && matches!(column.period, Period::Yearly | Period::Running);
    let same = |column: FormColumn| column == *asked || column.field == asked.field && whole(column) && whole(*asked);
    // A title over two rows of headings stands above them.
    let beside = |owned: &TableColumn| owned.cell.row.abs_diff(place.cell.row) <= HEADING_ROWS;
    let mut columns = document::of_sheet(context.tables, &place.sheet)
        .flat_map(|one| &one.content.tables)
        .flat_map(|table| &table.columns)
        .filter(|owned| same(owned.column) && beside(owned));
    columns.next().map(|owned| (owned.cell, quote(&owned.heading)))
}

/// Another column may hold what one column is read as: which of the two counts, the unit alone knows.
fn two_of_a_kind(place: &Told<'_>, column: FormColumn, (in_use, heading): (CellAddress, String)) -> Temuan {
    let (meaning, name) = (mention(column), quote(&capital(&mention(column))));
    let message =
        format!("Kolom {} juga dapat berarti {meaning}; yang dipakai kolom {heading} di sel {in_use}.", place.said);
    let advice = format!(
        "Bila kolom di sel {in_use} memang yang harus dihitung, biarkan saja; bila kolom ini, tulis judulnya {name} dan beri kolom di sel {in_use} judul yang tidak menyebut {meaning}."
    );
    let told = temuan(&ATURAN, place.sheet.cell(place.cell), message, advice).unit(place.sheet.unit);
    told.related(place.sheet.cell(in_use))
}

fn same_meaning(place: &Told<'_>, column: FormColumn) -> Temuan {
    let spot = place.sheet.cell(place.cell);
    let meaning = mention(column);
    let temuan = match place.other {
        None => {
            let message = format!(
                "Kolom {} juga berarti {meaning}, padahal tabel ini sudah punya kolom itu; kolom ini tidak dipakai.",
                place.said
            );
            temuan(&ATURAN, spot, message, DOUBLE_ADVICE)
        }
        Some(in_use) => {
            let message = format!(
                "Kolom {} dan kolom di sel {in_use} sama-sama terbaca sebagai {meaning}; yang dipakai kolom di sel {in_use}.",
                place.said
            );
            let advice = format!(
                "Bila kolom di sel {in_use} memang yang harus dihitung, biarkan saja; bila kolom ini, beri kolom di sel {in_use} judul yang tidak menyebut {meaning}."
            );
            temuan(&ATURAN, spot, message, advice).related(place.sheet.cell(in_use))
        }
    };
    temuan.unit(place.sheet.unit)
}

fn resembles(place: &Told<'_>, heading: &str, similar: &str, maybe: FormColumn) -> Temuan {
    let message = format!(
        "Judul kolom {} tidak dikenal, tetapi mirip {} (kolom {}); kolom ini belum dipakai.",
        place.said,
        quote(similar),
        mention(maybe)
    );
    let advice = format!("Bila memang itu maksudnya, tuliskan judulnya {}.", quote(similar));
    temuan(&ATURAN, place.sheet.cell(place.cell), message, advice).difference(heading, similar).unit(place.sheet.unit)
}

const DOUBLE_COUNT_ADVICE: &str =
    "Bila isinya perlu dibaca, beri judul yang menjelaskan bedanya; bila ini formulir resmi, biarkan saja.";

const SIMILAR_COUNT_ADVICE: &str =
    "Samakan ejaan judulnya dengan templat, atau ajarkan formulir ini sekali dengan: selaras templat kenali.";

fn in_doubt(place: &Told<'_>, maybe: &[FormColumn], cause: InDoubtCause) -> Temuan {
    let meaning: Vec<String> = maybe.iter().map(|column| mention(*column)).collect();
    let meaning = meaning.join(" atau ");
    let (message, advice) = match cause {
        InDoubtCause::SeveralMeanings => {
            (format!("Kolom {} dapat berarti {meaning}; kolom ini belum dipakai.", place.said), clear_heading(maybe))
        }
        InDoubtCause::OtherContent => (
            format!(
                "Judul kolom {} terbaca sebagai {meaning}, tetapi isinya tampak lain; kolom ini belum dipakai.",
                place.said
            ),
            CONTENT_ADVICE.to_string(),
        ),
    };
    temuan(&ATURAN, place.sheet.cell(place.cell), message, advice).unit(place.sheet.unit)
}

/// What to write where a heading may mean these columns: its own name where there is one, the two that it may be.
fn clear_heading(maybe: &[FormColumn]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in maybe.iter().map(|column| quote(&capital(&mention(*column)))) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [one] => format!("Bila memang itu isinya dan perlu dibaca, tulis judulnya {one}; bila bukan, biarkan saja."),
        [one, two] => format!(
            "Bila isinya perlu dibaca, tuliskan pada judulnya mana yang dimaksud, {one} atau {two}; bila tidak, biarkan saja."
        ),
        _ => {
            "Bila isinya perlu dibaca, tuliskan pada judulnya apa yang dimaksud; bila tidak, biarkan saja.".to_string()
        }
    }
}

/// What to write where several headings are in doubt: they cannot all have the one name.
fn clear_headings(maybe: &[FormColumn], headings: &[&str]) -> String {
    let Some(first) = maybe.first().filter(|first| maybe.iter().all(|other| other.field == first.field)) else {
        return clear_heading(&[]);
    };
    let name = first.field.name().replace('_', " ");
    let own = headings.first().map_or("", |heading| heading.trim_matches('"').rsplit(" > ").next().unwrap_or_default());
    // Headings that say the field already lack what tells them apart.
    if headings.iter().any(|heading| key(heading).contains(&name)) || own.is_empty() {
        return DOUBLE_COUNT_ADVICE.to_string();
    }
    let example = |name: &str| quote(&format!("{} {own}", capital(name)));
    // What came of each month may be what the indicator reached, or what the work brought forth.
    if Field::Keluaran == first.field && names_period(own) {
        return format!(
            "Bila isinya perlu dibaca, sebutkan pada judulnya apa isinya, misalnya {} atau {}; bila tidak, biarkan saja.",
            example("realisasi"),
            example(&name)
        );
    }
    let example = example(&name);
    format!(
        "Bila isinya {name} dan perlu dibaca, sebutkan itu pada judulnya, misalnya {example}; bila bukan, biarkan saja."
    )
}

/// Whether a heading is that of a month or a quarter.
fn names_period(heading: &str) -> bool {
    find_triwulan(heading).is_some() || month_from_name(&key(heading)).is_some()
}

const MONEY_ADVICE: &str =
    "Tulis angkanya dalam rupiah penuh, atau sebut kelipatannya di judul kolom, misalnya \"(Rp juta)\".";

const CONTENT_ADVICE: &str =
    "Periksa apakah isi dan judul kolom ini tertukar atau tergeser; bila memang demikian isinya, biarkan saja.";

const DOUBLE_ADVICE: &str = "Sisakan satu kolom saja, atau beri kolom yang lain judul yang menjelaskan bedanya; bila ini formulir resmi, biarkan saja.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_to_write_is_of_the_column_in_doubt() {
        let advice = |fields: &[Field]| clear_heading(&fields.iter().map(|field| field.yearly()).collect::<Vec<_>>());
        assert!(advice(&[Field::Realisasi]).contains("tulis judulnya \"Realisasi\""));
        assert!(advice(&[Field::Target, Field::Anggaran]).contains("\"Target\" atau \"Anggaran\""));
        assert!(advice(&[Field::Capaian, Field::Target, Field::Status]).contains("apa yang dimaksud"));
        let twice = clear_headings(&[Field::Target.yearly(); 2], &["\"Target\"", "\"Target Kinerja\""]);
        assert!(twice.contains("menjelaskan bedanya"), "{twice}");
        let months = [Field::Realisasi.yearly(); 2];
        let months = clear_headings(&months, &["\"Hasil Kegiatan > Januari\"", "\"Hasil Kegiatan > Februari\""]);
        assert!(months.contains("misalnya \"Realisasi Januari\""), "{months}");
        let brought = [Field::Keluaran.yearly(); 2];
        let brought = clear_headings(&brought, &["\"Hasil Kegiatan > Januari\"", "\"Hasil Kegiatan > Februari\""]);
        assert!(brought.contains("\"Realisasi Januari\" atau \"Keluaran Januari\""), "{brought}");
    }
}
