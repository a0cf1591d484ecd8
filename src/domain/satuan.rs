//! Units of measure, in one spelling (domain section 6, last paragraph).
//!
//! Takes what stands in a satuan column or beside a value, gives its canonical name, whether it is percent points, rupiah
//! or a count, and what is wrong with how it was written. A unit that is not known keeps its own wording.

use std::sync::LazyLock;

use super::text;
use crate::domain::hash::HashMap;

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satuan {
    /// Its canonical name; its own wording when it is not known; empty when nothing was typed.
    pub name: String,
    /// Whether values are percent points.
    pub percent: bool,
    /// Whether values count whole things: a dot before three digits groups thousands.
    pub tally: bool,
    /// Whether values are rupiah.
    pub money: bool,
    /// Whether values are grades: "TW" is an audit opinion here, and no quarter.
    pub predikat: bool,
    /// Whether values are spans of time.
    pub time: bool,
    /// What is wrong with the wording.
    pub defect: Option<SatuanDefect>,
}

/// What figures beside a unit of measure count: so many of what.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiple {
    /// How many of it one is: a thousand million for "Miliar Rupiah", 1 for "Orang".
    pub times: f64,
    /// Canonical name of what is counted; empty for "Juta" alone.
    pub of: String,
}

/// What is wrong with the wording of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SatuanDefect {
    /// Misspelled ("Prosentase", "Lapran"). A spelling that is only close to a known one keeps its wording.
    Misspelt {
        /// How it should be written.
        expected: &'static str,
    },
    /// Several units in one cell ("laporan,bulan, persen").
    Combination {
        /// The units, in canonical form.
        part: Vec<String>,
    },
    /// A quantity in the satuan column ("1 Laporan", "1").
    FigureFilled {
        /// The unit beside the number; empty when there is none.
        satuan: String,
    },
}

/// A longer text is prose in the wrong column.
const LONGEST: usize = 100;

/// What makes a thousand of one.
const MULTIPLE: [&str; 8] = ["ribu", "juta", "jt", "miliar", "milyar", "triliun", "trilyun", "000"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum SatuanKind {
    /// Percent points.
    Percent,
    /// Rupiah.
    Money,
    /// Grades.
    Predikat,
    /// Things that are counted.
    Tally,
    /// Scores and measures, where decimals are usual.
    Size,
    /// Time: also the right side of "Orang / Bulan".
    Time,
}

struct KnownSatuan {
    name: &'static str,
    kind: SatuanKind,
    /// Other accepted wordings.
    other: &'static [&'static str],
    /// Misspellings that were seen.
    wrong: &'static [&'static str],
}

const fn satuan(
    name: &'static str,
    kind: SatuanKind,
    other: &'static [&'static str],
    wrong: &'static [&'static str],
) -> KnownSatuan {
    KnownSatuan { name, kind, other, wrong }
}

const KNOWN: &[KnownSatuan] = &[
    satuan(
        "%",
        SatuanKind::Percent,
        &["persen", "persentase"],
        &["prosentase", "pesentase", "presentase", "prosen", "persent"],
    ),
    satuan("\u{2030}", SatuanKind::Size, &["permil", "per mil", "per seribu"], &[]),
    satuan("Rupiah", SatuanKind::Money, &["rp"], &[]),
    satuan("Predikat", SatuanKind::Predikat, &["kategori"], &["predikt", "prediket"]),
    satuan("Opini", SatuanKind::Predikat, &["opini bpk", "opini audit"], &[]),
    satuan("Laporan", SatuanKind::Tally, &["lap"], &["lapran", "laporn"]),
    satuan("Dokumen", SatuanKind::Tally, &["dok"], &["doklumen", "dokumn", "dokumem"]),
    satuan("Orang", SatuanKind::Tally, &["org"], &[]),
    satuan("Orang/Bulan", SatuanKind::Tally, &["ob", "orang bulan"], &[]),
    satuan("Unit", SatuanKind::Tally, &[], &[]),
    satuan("Hektare", SatuanKind::Size, &["ha", "hektar"], &[]),
    satuan("Paket", SatuanKind::Tally, &["pkt"], &[]),
    satuan("Kegiatan", SatuanKind::Tally, &["keg"], &["kegaiatan"]),
    satuan("Kelompok", SatuanKind::Tally, &[], &[]),
    satuan("Organisasi", SatuanKind::Tally, &[], &[]),
    satuan("Lembaga", SatuanKind::Tally, &[], &[]),
    satuan("Perusahaan", SatuanKind::Tally, &[], &[]),
    satuan("Mitra", SatuanKind::Tally, &[], &[]),
    satuan("Mahasiswa", SatuanKind::Tally, &["mhs"], &[]),
    satuan("Lulusan", SatuanKind::Tally, &[], &[]),
    satuan("Dosen", SatuanKind::Tally, &[], &[]),
    satuan("Pegawai", SatuanKind::Tally, &[], &[]),
    satuan("Peserta", SatuanKind::Tally, &[], &[]),
    satuan("Siswa", SatuanKind::Tally, &[], &[]),
    satuan("Program Studi", SatuanKind::Tally, &["prodi"], &[]),
    satuan("Judul", SatuanKind::Tally, &[], &[]),
    satuan("Artikel", SatuanKind::Tally, &[], &[]),
    satuan("Publikasi", SatuanKind::Tally, &[], &[]),
    satuan("Sertifikat", SatuanKind::Tally, &[], &["sertipikat"]),
    satuan("Layanan", SatuanKind::Tally, &[], &[]),
    satuan("Kasus", SatuanKind::Tally, &[], &[]),
    satuan("Kunjungan", SatuanKind::Tally, &[], &[]),
    satuan("Perkara", SatuanKind::Tally, &[], &[]),
    satuan("Berkas", SatuanKind::Tally, &[], &[]),
    satuan("Sampel", SatuanKind::Tally, &[], &[]),
    satuan("Rumah Tangga", SatuanKind::Tally, &["rt"], &[]),
    satuan("Ekor", SatuanKind::Tally, &[], &[]),
    satuan("Batang", SatuanKind::Tally, &[], &[]),
    satuan("Rekomendasi", SatuanKind::Tally, &[], &[]),
    satuan("Peraturan", SatuanKind::Tally, &[], &[]),
    satuan("Kali", SatuanKind::Tally, &[], &[]),
    satuan("Buah", SatuanKind::Tally, &[], &[]),
    satuan("Lokasi", SatuanKind::Tally, &[], &[]),
    satuan("Desa", SatuanKind::Tally, &[], &[]),
    satuan("Kecamatan", SatuanKind::Tally, &[], &[]),
    satuan("Keluarga", SatuanKind::Tally, &["kk"], &[]),
    satuan("Nilai", SatuanKind::Size, &[], &[]),
    satuan("Angka", SatuanKind::Size, &[], &[]),
    satuan("Indeks", SatuanKind::Size, &["index"], &["indek"]),
    satuan("Poin", SatuanKind::Size, &[], &["point"]),
    satuan("Skor", SatuanKind::Size, &[], &[]),
    satuan("Rasio", SatuanKind::Size, &[], &[]),
    satuan("Bulan", SatuanKind::Time, &["bln"], &[]),
    satuan("Hari", SatuanKind::Time, &[], &[]),
    satuan("Minggu", SatuanKind::Time, &[], &[]),
    satuan("Triwulan", SatuanKind::Time, &["tw"], &[]),
    satuan("Semester", SatuanKind::Time, &[], &[]),
    satuan("Tahun", SatuanKind::Time, &["thn"], &[]),
    satuan("Jam", SatuanKind::Time, &[], &[]),
    satuan("Menit", SatuanKind::Time, &[], &[]),
];

/// A known unit, and whether this wording of it is accepted.
fn known(key: &str) -> Option<(&'static KnownSatuan, bool)> {
    static BY_SPELLING: LazyLock<HashMap<String, (&KnownSatuan, bool)>> = LazyLock::new(|| {
        let mut map = HashMap::default();
        for satuan in KNOWN {
            let valid = std::iter::once(&satuan.name).chain(satuan.other).map(|spelling| (spelling, true));
            for (spelling, valid) in valid.chain(satuan.wrong.iter().map(|spelling| (spelling, false))) {
                // As the list writes it too: most forms do, and are understood before their key is made.
                for spelling in [spelling.to_ascii_lowercase(), (*spelling).to_string()] {
                    map.entry(spelling).or_insert((satuan, valid));
                }
            }
        }
        map
    });
    BY_SPELLING.get(key).copied()
}

/// The unit a text names.
pub fn standard_satuan(text: &str) -> Satuan {
    if let Some(satuan) = Satuan::simple(text) {
        return satuan;
    }
    let key = text::key(text);
    let key = key.trim_end_matches(['_', ' ', '.', ',']);
    if key.is_empty() || key.chars().all(|letter| letter == '-') {
        return Satuan::plain("");
    }
    if key.len() > LONGEST {
        return foreign(text, key);
    }
    if let Some(satuan) = Satuan::simple(key) {
        return satuan;
    }
    // "Indeks (0-4)", "Persen (%)": the bracket explains. "Rp (juta)" is another unit than rupiah.
    if let Some((front, content)) = key.strip_suffix(')').and_then(|content| content.split_once('('))
        && !MULTIPLE.iter().any(|word| content.contains(word))
        && let Some(satuan) = Satuan::simple(front.trim())
    {
        return satuan;
    }
    figure_filled(key).or_else(|| rate(key)).or_else(|| combination(text, key)).unwrap_or_else(|| foreign(text, key))
}

/// Whether a text names a unit of percent points: [`standard_satuan`] for those who ask only that, a million times in a run.
pub fn is_percent(text: &str) -> bool {
    match known(text) {
        Some((satuan, _)) => satuan.kind == SatuanKind::Percent,
        None => standard_satuan(text).percent,
    }
}

/// The multiple in which a unit of measure counts: "Miliar Rupiah", "Rp (juta)", "Ribu Ton". A long wording is none.
pub fn multiple(text: &str) -> Multiple {
    const WORDS: usize = 5;
    let key = text::key(text);
    let words: Vec<&str> =
        key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > WORDS {
        return Multiple { times: 1.0, of: standard_satuan(text).name };
    }
    let (mut times, mut rest) = (1.0, Vec::new());
    for word in words {
        match factor(word) {
            Some(factor) => times *= factor,
            None if word == "dalam" => {}
            None => rest.push(word),
        }
    }
    let of = if times == 1.0 { standard_satuan(text).name } else { standard_satuan(&rest.join(" ")).name };
    Multiple { times, of }
}

/// How many a word of a unit stands for: "juta", "jutaan".
fn factor(word: &str) -> Option<f64> {
    match word.strip_suffix("an").unwrap_or(word) {
        "000" => Some(1e3),
        word => multiplier(word),
    }
}

/// What a word behind a number multiplies it by.
pub fn multiplier(word: &str) -> Option<f64> {
    match word.to_lowercase().as_str() {
        "ribu" | "rb" => Some(1e3),
        "juta" | "jt" => Some(1e6),
        "miliar" | "milyar" => Some(1e9),
        "triliun" | "trilyun" => Some(1e12),
        _ => None,
    }
}

/// Whether a text is a unit of the list, also misspelled.
pub(crate) fn registered(text: &str) -> bool {
    let key = text::key(text);
    known(&key).is_some() || rate(&key).is_some()
}

/// Whether two texts name the same unit. Nothing typed is no unit.
pub fn same(left: &str, right: &str) -> bool {
    if left == right {
        return !standard_satuan(left).name.is_empty();
    }
    let names = (standard_satuan(left), standard_satuan(right));
    if names.0.name.is_empty() || names.1.name.is_empty() {
        return false;
    }
    // "Rp (juta)" is "Juta Rupiah".
    let in_multiples = || {
        let (left, right) = (multiple(left), multiple(right));
        left.times != 1.0 && left == right
    };
    text::key(&names.0.name) == text::key(&names.1.name) || in_multiples()
}

impl Satuan {
    /// No unit.
    pub const WITHOUT: Self = Self {
        name: String::new(),
        percent: false,
        tally: false,
        money: false,
        predikat: false,
        time: false,
        defect: None,
    };

    fn plain(name: &str) -> Self {
        Self { name: name.to_string(), ..Self::WITHOUT }
    }

    fn simple(key: &str) -> Option<Self> {
        let (satuan, valid) = known(key)?;
        Some(Self {
            name: satuan.name.to_string(),
            percent: satuan.kind == SatuanKind::Percent,
            tally: satuan.kind == SatuanKind::Tally,
            money: satuan.kind == SatuanKind::Money,
            predikat: satuan.kind == SatuanKind::Predikat,
            time: satuan.kind == SatuanKind::Time,
            defect: (!valid).then_some(SatuanDefect::Misspelt { expected: satuan.name }),
        })
    }
}

/// "1 Laporan", "1".
fn figure_filled(key: &str) -> Option<Satuan> {
    let rest = key.trim_start_matches(|letter: char| letter.is_ascii_digit() || "., ".contains(letter));
    let numbered = key.starts_with(|letter: char| letter.is_ascii_digit());
    if !numbered || !(rest.is_empty() || key.strip_suffix(rest).is_some_and(|front| front.ends_with(' '))) {
        return None;
    }
    let content = standard_satuan(rest);
    let defect = Some(SatuanDefect::FigureFilled { satuan: content.name.clone() });
    let name = if content.name.is_empty() { key.to_string() } else { content.name };
    Some(Satuan { name, defect, ..content })
}

/// "Orang / Bulan": so many a month. One unit, and a legal one.
fn rate(key: &str) -> Option<Satuan> {
    let (upper, lower) = key.split_once('/')?;
    let (time, _) = known(lower).filter(|(satuan, _)| satuan.kind == SatuanKind::Time)?;
    let upper = Satuan::simple(upper)?;
    Some(Satuan { name: format!("{}/{}", upper.name, time.name), ..upper })
}

fn combination(text: &str, key: &str) -> Option<Satuan> {
    let key = key.replace(" dan ", ",").replace(" atau ", ",");
    let part: Vec<&str> = key.split([',', ';', '/', '&', '+']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let standard: Vec<String> =
        part.iter().filter_map(|b| known(b)).map(|(satuan, _)| satuan.name.to_string()).collect();
    // One known word among strange ones may be a wording of its own ("dokumen dan arsip daerah").
    (part.len() >= 2 && standard.len() >= 2)
        .then(|| Satuan { defect: Some(SatuanDefect::Combination { part: standard }), ..Satuan::plain(text.trim()) })
}

/// A unit that is not known; when one letter makes it a known one, that is offered and nothing more.
fn foreign(text: &str, key: &str) -> Satuan {
    const SHORTEST: usize = 6;
    let along = |name: &&str| name.len() >= SHORTEST && name.len().abs_diff(key.len()) <= 1;
    let mut similar = KNOWN.iter().map(|satuan| satuan.name).filter(along);
    let similar = similar.find(|name| strsim::osa_distance(&name.to_lowercase(), key) == 1);
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Satuan { defect: similar.map(|expected| SatuanDefect::Misspelt { expected }), ..Satuan::plain(&name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> String {
        standard_satuan(text).name
    }

    #[test]
    fn every_wording_of_the_list_is_found_as_it_is_written_and_by_its_key() {
        for satuan in KNOWN {
            for spelling in std::iter::once(&satuan.name).chain(satuan.other).chain(satuan.wrong) {
                assert_eq!(text::key(spelling), spelling.to_ascii_lowercase());
                assert_eq!(standard_satuan(spelling), standard_satuan(&format!(" {} ", spelling.to_uppercase())));
            }
        }
    }

    #[test]
    fn wordings_of_section_6_have_one_name() {
        for (standard, all) in [
            ("%", vec!["%", "persen", "Persen", " PERSEN ", "Prosentase", "Pesentase", "Persen (%)", "% (persen)"]),
            ("Laporan", vec!["Lap", "Laporan", "LAPORAN.", "Lapran", "lap."]),
            ("Dokumen", vec!["Dok", "Dokumen", "dokumen", "Doklumen"]),
            ("Poin", vec!["Poin", "POIN", "POIN ", "POIN_", "Point"]),
            ("Indeks", vec!["Indeks", "indeks (0-4)", "Index"]),
            ("Orang/Bulan", vec!["Orang / Bulan", "orang/bulan", "ORANG /BULAN", "org/bln"]),
            ("Rupiah", vec!["Rupiah", "Rp", "Rp."]),
        ] {
            for text in all {
                assert_eq!(name(text), standard, "{text}");
            }
        }
        for text in ["Nilai", "Angka", "Orang", "Unit", "Paket", "Kegiatan", "Bulan", "Predikat", "Hari"] {
            assert_eq!((name(&text.to_uppercase()).as_str(), standard_satuan(text).defect), (text, None));
        }
    }

    #[test]
    fn misspelled_units_are_named_and_told() {
        for (text, expected) in
            [("Prosentase", "%"), ("Pesentase", "%"), ("Lapran", "Laporan"), ("Doklumen", "Dokumen")]
        {
            let satuan = standard_satuan(text);
            assert_eq!((satuan.name.as_str(), satuan.defect), (expected, Some(SatuanDefect::Misspelt { expected })));
        }
    }

    #[test]
    fn a_spelling_that_is_only_close_is_offered_and_joins_nothing() {
        let satuan = standard_satuan("Dokmen");
        assert_eq!(satuan.name, "Dokmen");
        assert_eq!(satuan.defect, Some(SatuanDefect::Misspelt { expected: "Dokumen" }));
        assert!(!same("Dokmen", "Dokumen"));
        assert_eq!(standard_satuan("Mahasiswi").defect, Some(SatuanDefect::Misspelt { expected: "Mahasiswa" }));
    }

    #[test]
    fn malformed_units_of_section_6_are_told() {
        assert_eq!(standard_satuan("1 Laporan").defect, Some(SatuanDefect::FigureFilled { satuan: "Laporan".into() }));
        assert_eq!(name("1 Laporan"), "Laporan");
        assert_eq!(standard_satuan("1").defect, Some(SatuanDefect::FigureFilled { satuan: String::new() }));
        let part = vec!["Laporan".to_string(), "Bulan".into(), "%".into()];
        assert_eq!(standard_satuan("laporan,bulan, persen").defect, Some(SatuanDefect::Combination { part }));
        let part = vec!["Dokumen".to_string(), "Laporan".into()];
        assert_eq!(standard_satuan("Dok/Lap").defect, Some(SatuanDefect::Combination { part }));
    }

    #[test]
    fn so_many_a_month_is_one_legal_unit() {
        let satuan = standard_satuan("Orang / Bulan");
        assert_eq!((satuan.tally, satuan.defect), (true, None));
    }

    #[test]
    fn units_that_count_things_are_told_from_measures() {
        for text in ["Orang", "Dokumen", "Laporan", "Lap", "Kegiatan", "Paket", "1 Laporan"] {
            assert!(standard_satuan(text).tally, "{text}");
        }
        for text in ["%", "Nilai", "Indeks", "Angka", "Poin", "Bulan", "Hari", "Ton", ""] {
            assert!(!standard_satuan(text).tally, "{text}");
        }
        assert!(standard_satuan("persen").percent && standard_satuan("Rp").money && standard_satuan("Opini").predikat);
    }

    #[test]
    fn an_unknown_unit_keeps_its_wording() {
        assert_eq!(standard_satuan(" Ton  Gabah "), Satuan::plain("Ton Gabah"));
        assert_eq!(standard_satuan("m2"), Satuan::plain("m2"));
        assert_eq!(standard_satuan(&"20 2026 ".repeat(4000)).defect, None);
        assert_eq!(standard_satuan("-"), Satuan::plain(""));
        // A million rupiah is not a rupiah.
        assert_eq!(standard_satuan("Rp (juta)"), Satuan::plain("Rp (juta)"));
        assert_eq!(standard_satuan("Juta Rupiah"), Satuan::plain("Juta Rupiah"));
    }

    #[test]
    fn a_unit_says_in_which_multiple_it_counts_and_what() {
        for (text, times, of) in [
            ("Miliar Rupiah", 1e9, "Rupiah"),
            ("Rp Milyar", 1e9, "Rupiah"),
            ("Rp (juta)", 1e6, "Rupiah"),
            ("Rp. 000", 1e3, "Rupiah"),
            ("Jutaan Rupiah", 1e6, "Rupiah"),
            ("Juta Orang", 1e6, "Orang"),
            ("Ribu Ton", 1e3, "ton"),
            ("Rupiah", 1.0, "Rupiah"),
            ("Orang", 1.0, "Orang"),
            ("Juta", 1e6, ""),
            ("", 1.0, ""),
        ] {
            assert_eq!(multiple(text), Multiple { times, of: of.into() }, "{text}");
        }
    }

    #[test]
    fn the_same_unit_is_the_same_in_any_wording() {
        // Domain VAL-05: "4,47 persen" beside satuan "Persen" is no difference.
        assert!(same("persen", "%") && same("Lap", "Laporan") && same("ton", "Ton"));
        assert!(
            same("Rp (juta)", "Juta Rupiah") && same("Rp Milyar", "miliar rupiah") && !same("Juta Rupiah", "Rupiah")
        );
        assert!(!same("Poin", "Persen") && !same("", "") && !same("", "Orang"));
    }

    proptest! {
        #[test]
        fn a_canonical_name_is_its_own_canonical_name(text in "\\PC{0,30}", similar in "[0-9a-p /,.()%-]{0,20}") {
            for text in [text, similar] {
                let satuan = standard_satuan(&text);
                if !satuan.name.is_empty() && satuan.defect.is_none() {
                    prop_assert!(same(&satuan.name, &text), "{text:?} -> {satuan:?}");
                }
            }
        }
    }
}
