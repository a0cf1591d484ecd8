//! What several rules share: figures and fields in Indonesian words, and the start of a finding.

pub(super) mod compare;
pub(super) mod document;
pub(super) mod entry;
pub(super) mod fact;
pub(super) mod headed;
pub(super) mod levels;
pub(super) mod measure;
pub(super) mod nip;
pub(super) mod node;
pub(super) mod pair;
pub(super) mod parties;
pub(super) mod quarters;
pub(super) mod record;
pub(super) mod revision;
pub(super) mod room;
pub(super) mod series;
pub(super) mod signed;
pub(super) mod similar;
pub(super) mod source;
pub(super) mod write;

use crate::domain::column::{FormColumn, Period};
use crate::domain::date::month_name;
use crate::domain::document::DocumentTable;
use crate::domain::numeral;
use crate::domain::place::Place;
use crate::finding::Temuan;

use super::Aturan;

/// A finding of a rule at a place.
pub(super) fn temuan(aturan: &Aturan, place: Place, message: impl Into<String>, advice: impl Into<String>) -> Temuan {
    aturan.finding(place, message, advice)
}

/// A figure as Indonesians write it, with as many decimals as it needs, at most four: `1.234,5`.
pub(super) fn figure(figure: f64) -> String {
    numeral::short_figure(figure, 4)
}

/// Percent points with two decimals: `95,00 %`.
pub(super) fn percent(percent: f64) -> String {
    format!("{} %", numeral::figure(percent, 2))
}

/// Rupiah, with cents only where there are any: `Rp1.250.000`.
pub(super) fn rupiah(rupiah: f64) -> String {
    let mark = if rupiah < 0.0 { "-" } else { "" };
    let cent = (rupiah.abs().fract() * 100.0).round() > 0.0;
    format!("{mark}Rp{}", numeral::figure(rupiah.abs(), if cent { 2 } else { 0 }))
}

/// A field as people call it: "target TW II", "bukti dukung", "target bulan Maret".
pub(super) fn mention(column: FormColumn) -> String {
    let name = column.field.name().replace('_', " ");
    match column.period {
        Period::Yearly => name,
        Period::Year(year) => format!("{name} {year}"),
        Period::EveryYear => format!("{name} per tahun"),
        Period::Running => format!("{name} triwulan ini"),
        Period::Triwulan(triwulan) => format!("{name} {triwulan}"),
        Period::Semester(semester) => format!("{name} semester {}", if semester == 1 { "I" } else { "II" }),
        Period::Month(month) => {
            format!("{name} bulan {}", month_name(u32::from(month)).map_or_else(|| month.to_string(), str::to_string))
        }
    }
}

/// A column as its own form calls it, in quotes; as people call it where the form has no heading for it.
pub(super) fn heading(table: Option<&DocumentTable>, column: FormColumn) -> String {
    let own = table.and_then(|table| table.columns.iter().find(|owned| owned.column == column));
    match own.map(|owned| owned.heading.trim()).filter(|heading| !heading.is_empty()) {
        Some(heading) => quote(heading),
        None => mention(column),
    }
}

/// A sentence with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letter = text.chars();
    letter.next().map_or_else(String::new, |start| start.to_uppercase().chain(letter).collect())
}

/// A text short enough for a sentence.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 80;
    let tidied = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidied.chars().count() <= LONGEST {
        return format!("\"{tidied}\"");
    }
    let start: String = tidied.chars().take(LONGEST).collect();
    format!("\"{}…\"", start.trim_end())
}

/// Whether two figures are equal for people.
pub(super) use crate::domain::exact::same;

#[cfg(test)]
pub(super) use tests::test;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::column::Field;
    use crate::domain::triwulan::Triwulan;

    #[test]
    fn figures_are_written_as_indonesians_write_them() {
        assert_eq!(figure(1234.5), "1.234,5");
        assert_eq!(figure(57.0), "57");
        assert_eq!(figure(100.0 / 3.0), "33,3333");
        assert_eq!(figure(-0.000_001), "0");
        assert_eq!(figure(-1_234_567.0), "-1.234.567");
        assert_eq!(percent(95.0), "95,00 %");
        assert_eq!(rupiah(149_033_000.0), "Rp149.033.000");
        assert_eq!(rupiah(-1500.25), "-Rp1.500,25");
        assert_eq!(percent(999.999), "1.000,00 %");
        // As the workbooks show it: halves away from zero, never to the even neighbour.
        assert_eq!(percent(33.125), "33,13 %");
    }

    #[test]
    fn fields_and_quotes_read_as_a_sentence() {
        assert_eq!(mention(Field::Target.tw(Triwulan::II)), "target TW II");
        assert_eq!(mention(Field::Target.month(3)), "target bulan Maret");
        assert_eq!(mention(Field::BuktiDukung.yearly()), "bukti dukung");
        assert_eq!(quote("a\n b"), "\"a b\"");
    }

    /// Drawings run through the whole pipeline, for the tests of single rules.
    pub(in crate::rules) mod test {
        use crate::finding::Temuan;
        use crate::pipeline::example;
        use crate::template::Library;

        /// All findings, what follows from others folded under them.
        pub(in crate::rules) fn folded(image: &str) -> Vec<Temuan> {
            let library = Library::built_in().expect("the shipped definitions");
            example::run(image, &library).expect("a drawing that runs").0.temuan
        }

        /// What a drawing becomes before rules look at it.
        pub(in crate::rules) fn tables(image: &str) -> crate::tables::Tables {
            let library = Library::built_in().expect("the shipped definitions");
            example::run(image, &library).expect("a drawing that runs").0.tables
        }

        /// The findings of one rule, those folded under others included.
        pub(in crate::rules) fn temuan(code: &str, image: &str) -> Vec<Temuan> {
            let all = folded(image).into_iter().flat_map(|mut one| {
                let follow_up = std::mem::take(&mut one.follow_up);
                std::iter::once(one).chain(follow_up)
            });
            all.filter(|temuan| temuan.code == code).collect()
        }

        /// The cells of the findings of one rule, as A1 lists.
        pub(in crate::rules) fn cell(code: &str, image: &str) -> Vec<String> {
            temuan(code, image).iter().map(|temuan| temuan.place.cell_text()).collect()
        }
    }
}
