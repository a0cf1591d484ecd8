//! NL03: a text where a number belongs.

use crate::domain::column::{Field, Period};
use crate::domain::document::FormRow;
use crate::domain::satuan::{multiple, standard_satuan};
use crate::domain::text::key;
use crate::domain::value::{Doubt, Entry, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::fact::example_text;
use crate::rules::helpers::{quote, room, temuan};
use crate::rules::{Aturan, Check, Need};

use super::answers;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL03",
    name: "Teks di tempat angka",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &["TL06", "NL01"],
    fields: &[Field::Target, Field::Realisasi],
    what: "Kolom angka (target, realisasi, capaian, anggaran) berisi teks yang bukan angka, tanda strip, predikat, atau tanggal. Target berupa kalimat diterima bila kaskade memang menyebut kalimat yang sama.",
    why: "Teks tidak dapat dihitung; nilainya hilang dari rekap sampai ditulis sebagai angka.",
    source: "Pemeriksaan VAL-03; pernah ditemukan angka yang hilang diam-diam karena diketik dengan kata.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«menunggu data alumni»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|-
",
    check: Check::Cell(check),
};

/// Whether a row gives the grade of all above it: "Predikat kinerja", without a target.
fn grade_at_foot(cell: &EntryCell<'_>) -> bool {
    let label = key(&cell.tables.label_indikator(cell.record_id));
    let grade = |text: &str| text.starts_with("predikat kinerja") || text.starts_with("predikat capaian");
    let mut texts = cell.row.entries.values().filter_map(Entry::text);
    let promised =
        cell.row.entries.iter().any(|(column, entry)| column.field == Field::Target && !entry.value.without_content());
    (grade(&label) || texts.any(|text| grade(&key(text)))) && !promised
}

/// Whether a row names what it is about: without that it is a sum, a signature or a note.
fn names_something(row: &FormRow) -> bool {
    let naming = [Field::Indikator, Field::Description, Field::Code, Field::Program, Field::RencanaAksi];
    let own = |field: Field| row.entry(field.yearly()).is_some_and(|entry| !entry.derivation && !entry.raw.is_empty());
    naming.into_iter().any(own)
}

/// "Jumlah" that stands before its sum, in whatever column.
fn sum_label(cell: &EntryCell<'_>, text: &str) -> bool {
    let key = key(text);
    let first = key.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    ["jumlah", "total", "subtotal", "rata", "rerata"].contains(&first) && !names_something(cell.row)
}

/// A text alone in its row, below which no row names anything: who signs, or a note.
fn below_the_table(cell: &EntryCell<'_>) -> bool {
    let own = cell.row.entries.values().filter(|entry| !entry.derivation && !entry.raw.is_empty());
    let alone = own.filter(|entry| entry.cell != cell.entry.cell).count() == 0;
    let rows = cell.content.tables.get(cell.position.1 as usize).map(|table| table.rows.as_slice()).unwrap_or_default();
    let later = rows.iter().skip_while(|row| !std::ptr::eq(*row, cell.row)).skip(1);
    alone && !names_something(cell.row) && !later.into_iter().any(names_something)
}

/// Grades beside the bounds of each, "A | Memuaskan [> 80 - 90%]": the scale that a report prints at its foot.
fn legend(cell: &EntryCell<'_>) -> bool {
    let bounds = |raw: &str| {
        let inner = raw.split_once(['[', '(']).map(|(word, rest)| (word.trim(), rest));
        inner.is_some_and(|(word, rest)| {
            word.starts_with(char::is_alphabetic)
                && rest.contains(|letter: char| letter.is_ascii_digit())
                && rest.contains(['<', '>', '≤', '≥', '-', '–'])
        })
    };
    cell.row.entries.values().filter(|entry| bounds(&entry.raw)).count() >= 2
}

/// Whether a row of letters says how its columns are computed: "G=(E/F)*100%".
fn computes_columns(text: &str) -> bool {
    let letters = |word: &str| word.len() <= 2 && word.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    text.contains('=')
        && text.contains(['/', '*', '+', '-', 'x', ':'])
        && words.all(|word| letters(word) || word.bytes().all(|letter| letter.is_ascii_digit()))
}

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell).filter_map(mistake).collect()
}

fn mistake(cell: &EntryCell<'_>) -> Option<Temuan> {
    let Value::Text { text } = &cell.entry.value else { return None };
    let doubtful = cell.entry.doubts.iter().any(|in_doubt| matches!(in_doubt, Doubt::NumberMark { .. }));
    let no_row = || {
        grade_at_foot(cell) || sum_label(cell, text) || below_the_table(cell) || legend(cell) || computes_columns(text)
    };
    let answer = || {
        answers::grade(cell, text)
            || answers::one_of_the_unit(cell, text)
            || answers::word_for_word(cell, text)
            || answers::by_when(cell, text)
    };
    if doubtful || sentence_target(cell, text) || example(cell) || no_row() || answer() {
        return None;
    }
    let (message, advice) = said(cell, text);
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(text)))
}

/// What is wrong with a text where a figure belongs, and what to do about it.
fn said(cell: &EntryCell<'_>, text: &str) -> (String, String) {
    if unknown_grade(cell, text) {
        let message = format!("Kolom {} berisi {}, yang bukan predikat yang dikenal.", cell.named(), quote(text));
        return (message, "Tulis salah satu predikat: AA, A, BB, B, CC, C, atau D.".to_string());
    }
    if let Some(unit) = unclear_amount(cell, text) {
        let message = format!(
            "Jumlah {} di kolom {} dapat berarti rupiah penuh atau dalam {}, sehingga tidak dihitung.",
            quote(text),
            cell.named(),
            quote(unit)
        );
        let advice = format!("Tulis angkanya dalam {}, atau sebut kelipatannya di belakang angkanya.", quote(unit));
        return (message, advice);
    }
    if several_figures(cell, text) {
        let message =
            format!("Kolom {} berisi beberapa angka, {}, padahal seharusnya satu.", cell.named(), quote(text));
        let advice = "Beri setiap indikator barisnya sendiri, masing-masing dengan satu satuan dan satu angka.";
        return (message, advice.to_string());
    }
    let message = format!("Kolom {} berisi teks {}, padahal seharusnya angka.", cell.named(), quote(text));
    (message, to_a_figure(cell, text))
}

/// Whether a cell lists a figure for each of the units of measure that its row lists: "82, 95" beside "indeks, persen".
fn several_figures(cell: &EntryCell<'_>, text: &str) -> bool {
    let figure = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let figures = text.split(',').map(str::trim);
    let units = cell.measured_in().split(',').filter(|unit| !unit.trim().is_empty()).count();
    units > 1 && figures.clone().count() == units && figures.into_iter().all(figure)
}

/// How a text is made the figure that was meant.
fn to_a_figure(cell: &EntryCell<'_>, text: &str) -> String {
    let elsewhere = || {
        let own = room::own_for_a_word(cell.table(), cell.column.period);
        own.unwrap_or_else(|| "kolom lain".to_string())
    };
    if let Some(meant) = letters_for_digits(text) {
        if zero_before_digit(&meant) {
            return "Tampaknya ada huruf yang terketik di tempat angka; ketik ulang seluruh angkanya.".to_string();
        }
        format!(
            "Tampaknya huruf O, I, atau l terketik di tempat angka 0 atau 1; bila maksudnya {}, ketik ulang dengan angka.",
            quote(&meant)
        )
    } else if let Some(meant) = blanks_between_digits(text) {
        format!("Hapus spasi di antara angkanya; bila maksudnya {meant}, tulis {meant}.")
    } else if let Some((number, unit)) = unit_behind(text) {
        format!("Tulis {number} saja di sini, dan {unit} di kolom satuan.")
    } else if let Some((one, many)) = ratio(text) {
        format!(
            "Perbandingan {one} : {many} tidak dapat dihitung; tulis satu angka, misalnya {many}, dan sebut di satuannya apa yang dibandingkan."
        )
    } else if cell.column.field == Field::Target {
        // A dash is an answer to what was reached, and none to what was promised.
        format!("Tulis angka target yang disepakati; penjelasannya boleh di {}.", elsewhere())
    } else {
        format!("Tulis angkanya saja; bila nilainya belum ada, tulis \"-\" dan jelaskan sebabnya di {}.", elsewhere())
    }
}

/// Whether letters that are no grade stand where the unit of measure is one: "BBB".
fn unknown_grade(cell: &EntryCell<'_>, text: &str) -> bool {
    let text = text.trim();
    let letters = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    letters && key(cell.measured_in()).contains("predikat")
}

/// A number and the sign of a unit behind it that is not read: "22 °".
fn unit_behind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find('\u{b0}')?;
    let (number, unit) = (text.get(..end)?.trim(), text.get(end..)?.trim());
    let plain = number.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    (plain && !number.is_empty()).then_some((number, unit))
}

/// So many of so many: "1:180".
fn ratio(text: &str) -> Option<(&str, &str)> {
    let (one, many) = text.split_once(':').map(|(one, many)| (one.trim(), many.trim()))?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(one) && digits(many)).then_some((one, many))
}

/// The unit in multiples that an amount with "Rp" may stand in or not: nobody can tell.
fn unclear_amount<'a>(cell: &EntryCell<'a>, text: &str) -> Option<&'a str> {
    let digits = text.trim().strip_prefix("Rp")?.trim_start_matches(['.', ' ']);
    let amount = !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
    Some(cell.measured_in()).filter(|unit| amount && multiple(unit).times != 1.0)
}

/// The number that a text would be without the blanks between its digits: "1 150".
fn blanks_between_digits(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [first, rest @ ..] = parts.as_slice() else { return None };
    let grouped = !rest.is_empty() && first.len() <= 3 && rest.iter().all(|part| part.len() == 3);
    (grouped && parts.iter().all(digits)).then(|| parts.concat())
}

/// The number that a text would be if its letters were the digits that they look like: "2O,1".
fn letters_for_digits(text: &str) -> Option<String> {
    let alike = |letter: char| match letter {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        other => other,
    };
    let tidied = text.trim();
    let meant: String = tidied.chars().map(alike).collect();
    let number = meant.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%' | ' '));
    (number && meant != tidied && tidied.chars().any(|letter| letter.is_ascii_digit())).then_some(meant)
}

/// Whether a number begins as nobody writes one: "O3,5" hides another digit than zero, which only its writer knows.
fn zero_before_digit(number: &str) -> bool {
    matches!(number.as_bytes(), [b'0', next, ..] if next.is_ascii_digit())
}

/// Whether a sentence is what the cascade promises here: then targets are that sentence, and realisations may be any.
/// In the cascade itself a sentence is a target unless the satuan counts or measures something.
fn sentence_target(cell: &EntryCell<'_>, text: &str) -> bool {
    let target = cell.column.field == Field::Target;
    if !target && cell.column.field != Field::Realisasi {
        return false;
    }
    if !cell.document.kind.is_sent() {
        let satuan = standard_satuan(cell.satuan());
        return target && !(satuan.percent || satuan.tally || satuan.money);
    }
    match cell.tables.node_from(cell.record_id).map(|node| &node.target) {
        Some(Value::Text { text: kaskade }) => {
            !target || cell.column.period != Period::Yearly || key(kaskade) == key(text)
        }
        _ => false,
    }
}

fn example(cell: &EntryCell<'_>) -> bool {
    let file = cell.tables.document_file(cell.position.0);
    file.is_some_and(|file| example_text(file, &cell.content.sheet, cell.entry.cell))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_word_where_words_are_promised_is_an_answer() {
        let told = |indikator: &str, target: &str, reached: &str| {
            let form = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Target|Realisasi TW\n1|A|{indikator}|{target}|{reached}\n2|A|Jumlah mitra|4|1\n"
            );
            test::temuan("NL03", &form).len()
        };
        assert_eq!(told("Ketersediaan laporan", "Ada", "Tidak ada"), 0);
        assert_eq!(told("Ketersediaan laporan", "Tersedia", "Ada"), 0);
        assert_eq!(told("Nilai keterbukaan informasi publik", "Informatif", "Menuju Informatif"), 0);
        assert_eq!(told("Ketersediaan laporan", "1", "Ada"), 1);
        assert_eq!(told("Jumlah laporan", "Ada", "Ada"), 2);
        assert_eq!(told("Ketersediaan laporan", "Ada", "menunggu data"), 1);
    }

    #[test]
    fn a_figure_for_each_of_several_units_is_told_as_that() {
        let told = |satuan: &str| {
            let head =
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
            let all = test::temuan("NL03", &format!("{head}\n1|A|Indeks layanan, persentase aduan|{satuan}|82, 95\n"));
            all.into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        assert!(told("indeks, persen")[0].contains("beberapa angka"), "{:?}", told("indeks, persen"));
        assert!(told("indeks")[0].contains("berisi teks"), "{:?}", told("indeks"));
    }

    #[test]
    fn letters_that_say_how_columns_are_computed_are_no_figures_that_are_missed() {
        for note in ["G=(E/F)*100%", "H = G/C x 100%", "26=14+17"] {
            assert!(super::computes_columns(note), "{note}");
        }
        for text in ["10 = sepuluh/orang", "belum ada", "1:180"] {
            assert!(!super::computes_columns(text), "{text}");
        }
    }

    #[test]
    fn answers_that_the_unit_of_measure_lists_and_signs_of_units_are_told_as_what_they_are() {
        let told = |satuan: &str, target: &str| {
            let head =
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
            let all = test::temuan("NL03", &format!("{head}\n1|A|Ketersediaan dokumen|{satuan}|{target}\n"));
            all.into_iter().map(|one| one.advice).collect::<Vec<_>>()
        };
        assert_eq!(told("Ada/Tidak", "Ada"), Vec::<String>::new());
        assert_eq!(told("Dokumen", "Ada").len(), 1);
        assert_eq!(told("Opini", "Tidak Wajar"), Vec::<String>::new());
        assert_eq!(told("", "22 \u{b0}"), ["Tulis 22 saja di sini, dan \u{b0} di kolom satuan."]);
        assert_eq!(told("Predikat", "BBB"), ["Tulis salah satu predikat: AA, A, BB, B, CC, C, atau D."]);
        assert_eq!(
            told("", "O3,5"),
            ["Tampaknya ada huruf yang terketik di tempat angka; ketik ulang seluruh angkanya."]
        );
        assert!(told("", "1:180")[0].starts_with("Perbandingan 1 : 180"));
    }

    const KASKADE: &str = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Akreditasi unggul|Status akreditasi|Status|Terakreditasi Unggul
IKK 1.2||IKK|JTI|Mitra bertambah|Jumlah mitra|Mitra|enam puluh
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
";

    #[test]
    fn a_sentence_that_the_cascade_promises_is_a_target() {
        let image = format!("{KASKADE}1|Akreditasi unggul|Status akreditasi|Status|terakreditasi  unggul\n");
        // The cascade's own "enam puluh" counts partners, and is no number.
        assert_eq!(test::cell("NL03", &image), ["H3"]);
    }

    #[test]
    fn a_grade_in_words_is_what_was_promised_and_a_state_of_work_is_none() {
        let told = |satuan: &str, target: &str, reached: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Hasil penilaian rumah sakit|{satuan}|{target}|{reached}\n"
            );
            test::cell("NL03", &image)
        };
        assert_eq!(told("Predikat", "Paripurna", "Utama"), Vec::<String>::new());
        assert_eq!(told("Akreditasi", "Unggul", "Baik Sekali"), Vec::<String>::new());
        assert_eq!(told("Predikat", "WBK", "-"), Vec::<String>::new());
        assert_eq!(told("", "Paripurna", "Paripurna"), Vec::<String>::new());
        assert_eq!(told("", "Efisien (100%)", "Efisien"), Vec::<String>::new());
        assert_eq!(told("Tingkat", "Tinggi", "Sedang"), Vec::<String>::new());
        assert_eq!(told("Waktu", "Minggu ke-2 Desember 2026", "14 Desember 2026"), Vec::<String>::new());
        assert_eq!(told("Waktu", "Tepat waktu", "Tidak tepat waktu"), Vec::<String>::new());
        assert_eq!(told("Predikat", "Paripurna", "menunggu hasil survei"), ["F3"]);
        assert_eq!(told("Kategori", "Tinggi", "sedang disusun"), ["F3"]);
    }

    #[test]
    fn an_answer_that_the_unit_of_measure_lists_is_no_mistake() {
        let told = |satuan: &str, reached: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|A|Ketersediaan rencana operasional|{satuan}|Ada|{reached}\n"
            );
            test::cell("NL03", &image)
        };
        assert_eq!(told("Ada/Tidak", "Tidak ada"), Vec::<String>::new());
        assert_eq!(told("Ada/Tidak", "sedang disusun"), ["F3"]);
        assert_eq!(told("Dokumen", "Ada"), ["E3", "F3"]);
    }

    #[test]
    fn a_label_of_a_sum_a_scale_and_a_signature_are_no_targets() {
        let told = |rows: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Bobot\n1|A|Jumlah mitra|Mitra|4|4|60\n2|A|Jumlah tamu|Orang|5|5|40\n{rows}\n"
            );
            test::cell("NL03", &image)
        };
        assert_eq!(told("|||||Jumlah|100"), Vec::<String>::new());
        assert_eq!(told("|||||Ketua Komite Mutu|"), Vec::<String>::new());
        assert_eq!(
            told("AA|Sangat Memuaskan [> 90 - 100%]|A|Memuaskan [> 80 - 90%]|BB|Sangat Baik [> 70 - 80%]|"),
            Vec::<String>::new()
        );
        assert_eq!(told("3|A|Jumlah surat|Surat|9|menunggu|"), ["F5"]);
    }

    #[test]
    fn letters_that_look_like_digits_are_offered_as_digits() {
        for (text, meant) in [("2O,1", "20,1"), ("l5", "15"), ("I00 %", "100 %"), (" 9o ", "90")] {
            assert_eq!(super::letters_for_digits(text).as_deref(), Some(meant), "{text}");
        }
        // No digit at all, another letter, nothing to change.
        for text in ["O", "Io", "2 dok", "20,1", "-"] {
            assert_eq!(super::letters_for_digits(text), None, "{text}");
        }
        let image = format!("{KASKADE}1|Mitra bertambah|Jumlah mitra|Mitra|2O,1\n");
        let said = test::temuan("NL03", &image).pop().map(|one| one.advice).unwrap_or_default();
        assert!(said.contains("\"20,1\"") && said.contains("huruf O"), "{said}");
    }

    #[test]
    fn blanks_between_thousands_are_named() {
        let told = |target: &str| {
            let image = format!("{KASKADE}1|Mitra bertambah|Jumlah mitra|Mitra|'{target}\n");
            test::temuan("NL03", &image).pop().map(|one| one.advice).unwrap_or_default()
        };
        assert!(told("1\u{a0}150").contains("tulis 1150"), "{}", told("1 150"));
        assert!(!told("12 dan 14").contains("Hapus spasi"));
    }

    #[test]
    fn another_sentence_is_none() {
        let image = format!("{KASKADE}1|Akreditasi unggul|Status akreditasi|Status|segera diurus\n");
        assert_eq!(test::cell("NL03", &image), ["H3", "E3"]);
    }
}
