//! UK06: nothing reached, and no word on why.

use std::cell::LazyCell;

use crate::domain::column::Field;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::text::{key, listed};
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Doubt;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::{quarters, room};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK06",
    name: "Realisasi nol atau kosong tanpa penjelasan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &["NL01", "NL02", "NL03", "NL08", "UK09"],
    fields: &[Field::Realisasi, Field::Kendala, Field::TindakLanjut],
    what: "Bila realisasi triwulan yang dilaporkan 0 atau kosong, kendala dan tindak lanjutnya diisi. Sel realisasi yang dibiarkan kosong sedangkan baris lain sudah melapor ditanyakan juga bila formulirnya tidak menyebut mengapa. Indikator yang makin kecil makin baik boleh 0, dan triwulan yang targetnya 0 tidak diperiksa.",
    why: "Tanpa kendala dan tindak lanjut, pimpinan tidak tahu apakah pekerjaan macet atau hanya belum dilaporkan.",
    source: "formulir impor BPS; SOP DPRD Nganjuk",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|0|«»|
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|0|Wisuda mundur ke Agustus|Penelusuran lulusan dimulai September
",
    check: Check::Workspace(check),
};

const ASKED: [(Field, &str); 2] = [(Field::Kendala, "kendala"), (Field::TindakLanjut, "tindak lanjut")];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let nil = that(context.tables, |row| row.figure_realisasi().is_none_or(|figure| figure == 0.0));
    // A form that was prepared and lies beside is none that somebody forgot to fill in.
    let begun = LazyCell::new(|| begun(context));
    let unreported = LazyCell::new(|| quarters::unreported(context.tables));
    let waits = |measure: &RowMeasure<'_>| {
        let blank = measure.entry(Field::Realisasi).is_some_and(|entry| entry.value.without_content());
        // Applications print zeros for the quarters to come, and for one that runs until somebody reports.
        let has = |tw: &Triwulan| measure.record.has(Field::Realisasi.tw(*tw));
        let all_quarters = || Triwulan::ALL.iter().all(has);
        let silent = || measure.triwulan.is_some_and(|tw| unreported.contains(&(measure.document, tw)));
        let nothing = || blank && !begun.contains(&measure.document) || !blank && all_quarters() && silent();
        !measure.begun(context) || !measure.over(context) && nothing()
    };
    let nil: Vec<RowMeasure<'_>> = nil
        .filter(|measure| !waits(measure) && !merged(measure) && !reached_until_then(context.tables, measure))
        .collect();
    let mut silent: HashMap<Silence<'_>, HashSet<Option<u32>>> = HashMap::default();
    for measure in &nil {
        silent.entry(silence(measure)).or_default().insert(measure.record.subject_number());
    }
    let alike = |measure: &RowMeasure<'_>| silent.get(&silence(measure)).map_or(1, HashSet::len);
    nil.iter().filter_map(|measure| one(measure, alike(measure)).or_else(|| left_blank(measure, &begun))).collect()
}

/// What rows have in common of which one sentence is said: form, quarter, whether a zero stands there, and what they leave
/// blank.
type Silence<'a> = (u32, Option<Triwulan>, bool, Vec<&'a str>);

fn silence<'a>(measure: &RowMeasure<'a>) -> Silence<'a> {
    let lacking = lacking(measure).into_iter().map(|(_, name)| name).collect();
    (measure.document, measure.triwulan, measure.figure_realisasi().is_some(), lacking)
}

/// Whether the row says beside its quarter what was reached until then, and that is something: nothing more came in the
/// quarter itself, and the target is set against the sum.
fn reached_until_then(tables: &Tables, measure: &RowMeasure<'_>) -> bool {
    let column = Field::Realisasi.yearly();
    let row = measure.record.row();
    let entry = row.and_then(|row| row.entry(column)).filter(|entry| !entry.derivation);
    let own = measure.entry(Field::Realisasi).map(|own| own.cell);
    let quarter = own.is_some() && own != entry.map(|entry| entry.cell);
    let runs_up = tables
        .table_from(measure.record.number)
        .is_some_and(|table| table.columns.iter().any(|owned| owned.column == column && owned.cumulative));
    quarter && runs_up && entry.and_then(|entry| entry.value.figure()).is_some_and(|figure| figure > 0.0)
}

/// What a merged cell says of another row is asked once, where it stands (UK29).
fn merged(measure: &RowMeasure<'_>) -> bool {
    measure.entry(Field::Realisasi).is_some_and(|entry| entry.doubts.contains(&Doubt::MergedWithOther))
}

/// Words by which a form says why it has no figure yet.
const WHY: [&str; 14] = [
    "belum",
    "menunggu",
    "tahunan",
    "akhir tahun",
    "semester",
    "rilis",
    "dihitung",
    "diukur",
    "dinilai",
    "tersedia",
    "tidak ada kegiatan",
    "tidak dilaksanakan",
    "proses",
    "tw iv",
];

/// A row that was forgotten: its cell is blank, something was due, and other rows of the form report.
fn left_blank(measure: &RowMeasure<'_>, begun: &HashSet<u32>) -> Option<Temuan> {
    let blank = measure.entry(Field::Realisasi).is_some_and(|entry| entry.value.blank());
    // On forms with a row for each quarter that of a later quarter goes on with its indicator.
    let per_row = measure.record.row().is_some_and(|row| row.entry(Field::RowTriwulan.yearly()).is_some());
    let subject = (measure.record.subject() || per_row) && measure.triwulan.is_some();
    if !blank
        || !subject
        || !measure.running()
        || !measure.nil()
        || !begun.contains(&measure.document)
        || says_why(measure)
    {
        return None;
    }
    let message = format!(
        "Realisasi{} belum diisi, sedangkan baris lain di formulir ini sudah melapor.",
        measure.mention_triwulan()
    );
    let advice = format!(
        "Isi realisasinya; bila memang belum ada, sebutkan itu di {}, misalnya \"data belum tersedia\".",
        room::for_a_word(measure.record.table(), measure.column(Field::Realisasi).period)
    );
    measure.temuan(&ATURAN, Field::Realisasi, message, &advice)
}

/// Whether any text of the row says why there is no figure; its wording and what is to be done say nothing of it.
fn says_why(measure: &RowMeasure<'_>) -> bool {
    let named = [Field::Indikator, Field::Sasaran, Field::Description, Field::RencanaAksi, Field::Satuan];
    let texts = measure.record.row().into_iter().flat_map(|row| row.entries.iter());
    let mut texts = texts.filter(|(column, _)| !named.contains(&column.field)).filter_map(|(_, entry)| entry.text());
    texts.any(|text| {
        let text = key(text);
        WHY.iter().any(|word| text.contains(word))
    })
}

/// The forms that report something of their own quarter.
fn begun(context: &RuleContext<'_>) -> HashSet<u32> {
    let rows = that(context.tables, |row| row.text_realisasi().is_some());
    let reports = |row: &RowMeasure<'_>| {
        row.running() && row.entry(Field::Realisasi).is_some_and(|entry| !entry.value.without_content())
    };
    rows.filter(reports).map(|row| row.document).collect()
}

/// What a row with nothing reached leaves blank; empty when this rule has nothing to say about it.
pub(super) fn lacking(measure: &RowMeasure<'_>) -> Vec<(Field, &'static str)> {
    if !measure.running() || !measure.nil() {
        return Vec::new();
    }
    ASKED.into_iter().filter(|(field, _)| measure.blank(*field)).collect()
}

/// `alike` is how many indicators of the form say as little.
fn one(measure: &RowMeasure<'_>, alike: usize) -> Option<Temuan> {
    let lacking = lacking(measure);
    if lacking.is_empty() {
        return None;
    }
    let name = listed(&lacking.iter().map(|(_, name)| (*name).to_string()).collect::<Vec<_>>());
    let quarter = measure.mention_triwulan();
    let several = if alike > 1 { format!(" untuk {alike} indikator") } else { String::new() };
    let message = if measure.figure_realisasi().is_some() {
        format!("Realisasi{quarter} 0{several}, tetapi {name} belum ditulis.")
    } else {
        format!("Realisasi{quarter} belum diisi{several}, dan {name} juga belum ditulis.")
    };
    // Only what the form has room for.
    let asked = ASKED.into_iter().filter(|(field, _)| measure.entry(*field).is_some());
    let asked = listed(&asked.map(|(_, name)| name.to_string()).collect::<Vec<_>>());
    let advice = &format!("Isi realisasinya bila sudah ada; bila memang belum, tulis {asked}nya.");
    let field: Vec<Field> = lacking.iter().map(|(field, _)| *field).collect();
    let temuan = measure.many_temuan(&ATURAN, &field, message, advice)?;
    Some(temuan.all_related(measure.place(Field::Realisasi)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn uk(polaritas: &str, content: &str) -> Vec<String> {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\nIKK 1.1||IKK|JTI|Jumlah aduan|Aduan|{polaritas}|4"
        );
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut";
        cell("UK06", &format!("{kaskade}\n{head}\n1|Layanan|Jumlah aduan|Aduan|4|{content}"))
    }

    #[test]
    fn zero_blank_and_dash_need_a_word_where_something_was_due() {
        for realisasi in ["0", "", "-"] {
            assert_eq!(uk("maksimum", &format!("2|{realisasi}||Rapat")), ["H4"], "{realisasi}");
        }
        assert_eq!(uk("maksimum", "2|0|Belum ada data|"), ["I4"]);
        assert_eq!(uk("maksimum", "0|0||"), Vec::<String>::new());
        assert_eq!(uk("maksimum", "-|||"), Vec::<String>::new());
    }

    #[test]
    fn nothing_more_in_a_quarter_is_no_nil_where_the_row_says_what_was_reached_until_then() {
        let told = |to_date: &str| {
            let head = "*** JTI/tw3.xlsx\n=== TW III\nPENGUKURAN KINERJA S.D. TRIWULAN III\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi Triwulan III|Realisasi s.d. Triwulan III|Capaian (%)|Kendala|Tindak Lanjut\n1|A|Nilai layanan|Nilai|86|85|85|98.84|-|-\n2|A|Jumlah desa|Desa|14|4|11|78.57|Ada|Rapat";
            cell("UK06", &format!("{head}\n3|A|Persentase usulan|%|40|0|{to_date}|-|-\n"))
        };
        assert_eq!(told("38|95"), Vec::<String>::new());
        assert_eq!(told("0|0"), ["I6,J6"]);
    }

    #[test]
    fn only_the_columns_of_the_form_are_asked_for() {
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala";
        let all = crate::rules::helpers::test::temuan("UK06", &format!("{head}\n1|A|Jumlah surat|Surat|4|2|-|"));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.advice.ends_with("tulis kendalanya."), "{}", one.advice);
    }

    #[test]
    fn a_form_that_was_prepared_for_a_quarter_that_is_not_over_waits() {
        let form = |tw: &str, second: &str| {
            cell(
                "UK06",
                &format!(
                    "*** JTI/uk.xlsx\n=== TW\nPENGUKURAN KINERJA TRIWULAN {tw} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut\n1|A|Jumlah aduan|Aduan|8|2|||\n2|A|Jumlah surat|Surat|8|2|{second}||\n"
                ),
            )
        };
        assert_eq!(form("III", ""), Vec::<String>::new());
        assert_eq!(form("III", "1"), ["H4,I4"]);
        assert!(!form("II", "").is_empty());
    }

    #[test]
    fn a_code_alone_in_a_list_for_an_application_is_a_row_that_nobody_filled_in() {
        let image = "*** JTI/import_pengukuran_TW2_2026.xlsx\n=== Import TW2\nKode Indikator|Realisasi TW|Kendala|Upaya|Tindak Lanjut|PIC|Batas Waktu|Bukti Dukung\nIKK 1.1.1|||||||\nIKK 1.1.3|4|-|-|-|-|-|Laporan";
        assert_eq!(cell("UK06", image), ["C2,E2"]);
    }

    #[test]
    fn a_blank_among_rows_that_report_is_told_unless_the_form_says_why() {
        let form = |blank: &str| {
            cell(
                "UK06",
                &format!(
                    "*** JTI/uk.xlsx\n=== TW\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|Keterangan\n1|A|Jumlah aduan|Aduan|8|2|1|-|-|\n2|A|Jumlah surat|Surat|8|{blank}\n"
                ),
            )
        };
        assert_eq!(form("2||Cuaca|Menambah regu|realisasi 2"), ["G5"]);
        assert_eq!(form("2||-|-|"), ["H5,I5"]);
        for fine in [
            "2||Cuaca|Rapat|belum dihitung",
            "2||Data diukur akhir tahun|Rapat|",
            "-|||Rapat|",
            "||Cuaca|Rapat|",
            "0||Cuaca|Rapat|",
        ] {
            assert_eq!(form(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn no_complaints_at_all_need_no_excuse() {
        assert_eq!(uk("minimum", "2|0||"), Vec::<String>::new());
        assert_eq!(uk("minimum", "2|||"), ["H4,I4"]);
    }
}
