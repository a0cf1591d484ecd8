//! Templates both ways: what a definition writes, the reader reads back, also after an office program has saved it anew.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::Index;
use selaras::domain::capaian::{Profil, ProfilName};
use selaras::domain::column::{Field, FormColumn, Reading};
use selaras::domain::document::{DocumentKind, DocumentTable, Fact, ReadFile, RowKind, SheetRole, TableRole};
use selaras::domain::polaritas::Polaritas;
use selaras::domain::row::RowEntries;
use selaras::domain::satuan::standard_satuan;
use selaras::domain::triwulan::Triwulan;
use selaras::domain::value::Value;
use selaras::domain::value::figure::ColumnDecision;
use selaras::domain::value::read::{RawCell, read as read_value};
use selaras::extract::{complete_row, extract};
use selaras::forms::write::{self, FilledRow, FormCell, FormContent, FormIndikator, FormPejabat};
use selaras::template::{Library, Template, TemplateTable, sketch};
use selaras::workbook::{self, limits::Limits};

mod damaged;
mod draft;

use crate::office::Office;
use crate::shared::{copy_sample, selaras, text};

fn library() -> Library {
    Library::built_in().expect("the shipped definitions")
}

/// Every shipped form; the cascade workbook has a writer of its own.
fn all_form(library: &Library) -> impl Iterator<Item = &Template> {
    library.templates.iter().filter(|template| template.kind.is_sent())
}

fn content(profil: &Profil) -> FormContent<'_> {
    FormContent {
        instansi: "Politeknik Contoh".into(),
        unit: Some(("JTI".into(), "Jurusan Teknologi Informasi".into())),
        first_pihak: FormPejabat {
            jabatan: Some("Ketua Jurusan Teknologi Informasi".into()),
            name: Some("Contoh Pertama".into()),
            nip: Some("197001011995011001".into()),
        },
        second_pihak: FormPejabat {
            jabatan: Some("Direktur Politeknik Contoh".into()),
            name: Some("Contoh Kedua".into()),
            nip: None,
        },
        ..blank_content(profil)
    }
}

/// A form of nobody, with nothing in it.
pub(crate) fn blank_content(profil: &Profil) -> FormContent<'_> {
    FormContent {
        instansi: String::new(),
        unit: None,
        first_pihak: FormPejabat::default(),
        second_pihak: FormPejabat::default(),
        year: 2026,
        triwulan: None,
        indikator: Vec::new(),
        anggaran: Vec::new(),
        blank: 5,
        profil,
        checked: Vec::new(),
        password: None,
        made: chrono::NaiveDateTime::default(),
        signed: None,
        due: None,
        address: None,
    }
}

/// The quarter of a form, when its kind has one.
fn triwulan(template: &Template) -> Option<Triwulan> {
    (template.kind == DocumentKind::Pengukuran).then_some(Triwulan::II)
}

fn table(template: &Template, role: TableRole) -> Option<&TemplateTable> {
    template.tables.iter().find(|table| table.role == role)
}

fn read(byte: &[u8], library: &Library) -> ReadFile {
    let book = workbook::read(byte, &Limits::default()).expect("a readable workbook");
    let file = extract(&book, library);
    for sheet in &file.sheets {
        assert!(complete_row(sheet), "rows of {} do not add up", sheet.name);
    }
    file
}

/// Every shipped definition: the forms, the register of units and the cascade.
fn all_definition(library: &Library) -> impl Iterator<Item = &Template> {
    library.templates.iter()
}

/// Kinds of value of domain section 6 as they are typed. A text that opens like a formula is still a text.
const AS_WRITTEN_FIGURE: [&str; 16] = [
    "BB",
    "Sangat Baik",
    "≥ 80",
    "maks. 5",
    "80 - 90",
    "100 dari 110 Organisasi",
    "12 Dokumen",
    "57,5",
    "1.234,56",
    "0,9 Angka",
    "75 %",
    "Rp5.294.655.000,00",
    "30 Juni 2026",
    "-",
    "n/a",
    "=SUM(A1:A9)",
];
const AS_WRITTEN_MONEY: [&str; 6] = ["149.033.000", "Rp. 1.000.000,-", "-", "n/a", "+5", "@1.500"];
const AS_WRITTEN_TEXT: [&str; 7] = [
    "=HYPERLINK(\"https://contoh.example\")",
    "+62 hubungi bagian umum",
    "- petugas kurang\n- anggaran lambat",
    "@contoh",
    "n/a",
    "-",
    "Rapat \"bulanan\" & <evaluasi> 'awal' tahun",
];

/// What a cell holds, chosen by `choose`; `None` leaves it open.
fn one_value(column: FormColumn, number: usize, choose: &Index) -> Option<FormCell> {
    let text = |text: String| Some(FormCell::Text(text));
    // Two choices out of one: what kind, and which of its kind.
    let (order, choose) = (choose.index(4_000_003) % 40, choose.index(4_000_003) / 40);
    let wrong_one = |list: &[&str]| Some(FormCell::Text(list[choose % list.len()].to_string()));
    match column.field {
        Field::No => Some(FormCell::Figure(number as f64 + 1.0)),
        Field::Code => text(format!("IKK 1.{}", number + 1)),
        // Two rows below one another serve the same objective: its cell is merged.
        Field::Sasaran => text(format!("Meningkatnya mutu layanan bidang {}", number / 2)),
        Field::Indikator | Field::Description => text(format!("Persentase layanan tepat waktu bidang {number}")),
        Field::Program => text(format!("Program Layanan {number}")),
        Field::UnitName => text(format!("Bagian Contoh {number}")),
        Field::Satuan => text("Indeks".into()),
        _ if order < 2 => None,
        _ => match column.field.reading() {
            Reading::Value if order < 8 => Some(FormCell::Figure([0.0, 57.5, 2600.0, -3.25][choose % 4])),
            Reading::Value if order < 11 => Some(FormCell::Percent(62.5)),
            Reading::Value if order < 13 => day(),
            Reading::Value => wrong_one(&AS_WRITTEN_FIGURE),
            Reading::Percent if order < 30 => Some(FormCell::Figure(95.25)),
            Reading::Percent => wrong_one(&["-", "n/a", "95,25%", "0"]),
            Reading::Money if order < 24 => Some(FormCell::Figure([0.0, 1_500_000.0, 5_294_655_000.0][choose % 3])),
            Reading::Money => wrong_one(&AS_WRITTEN_MONEY),
            Reading::Date if order < 20 => day(),
            Reading::Date => wrong_one(&["30 Juni 2026", "2026-06-30", "-", "secepatnya"]),
            Reading::Time => wrong_one(&["TW 1", "TW II", "TW 1 - TW 3", "Semester I", "Jan-Mar"]),
            Reading::Text if order < 20 => wrong_one(&AS_WRITTEN_TEXT),
            Reading::Text | Reading::Code => text(format!("isian {column} baris {number}")),
            Reading::Nip => text("197001011995011001".into()),
        },
    }
}

fn day() -> Option<FormCell> {
    Some(FormCell::Date(chrono::NaiveDate::from_ymd_opt(2026, 6, 30)?))
}

/// What a cell says to a reader that knows nothing of its neighbours.
fn meaning(column: FormColumn, cell: &FormCell, satuan: Option<&str>) -> Value {
    let (text, figure, date) = match cell {
        FormCell::Text(text) => (text.clone(), None, None),
        FormCell::Figure(figure) => (figure.to_string(), Some(*figure), None),
        FormCell::Percent(percent) => (percent.to_string(), Some(*percent / 100.0), None),
        FormCell::Date(day) => (day.to_string(), None, Some(*day)),
    };
    let percent_format = matches!(cell, FormCell::Percent(_));
    let raw = RawCell { text: &text, figure, percent_format, date, ..RawCell::default() };
    read_value(&raw, column.field.reading(), &ColumnDecision::default(), satuan.map(standard_satuan).as_ref()).0
}

type Expected = Vec<BTreeMap<FormColumn, Value>>;

/// Rows for a table with every field filled, and what is to be read from them.
fn row_content(table: &TemplateTable, choose: &[Vec<Index>]) -> (Vec<FilledRow>, Expected) {
    let mut row = Vec::new();
    let mut expectation = Vec::new();
    for (number, choose) in choose.iter().enumerate() {
        let mut entries = BTreeMap::new();
        let mut value = BTreeMap::new();
        for (owned, choose) in table.columns.iter().zip(choose.iter().cycle()) {
            let satuan = table.columns.iter().any(|other| other.column.field == Field::Satuan).then_some("Indeks");
            match one_value(owned.column, number, choose) {
                _ if owned.column.field == Field::Ignore => {}
                Some(cell) => {
                    value.insert(owned.column, meaning(owned.column, &cell, satuan));
                    entries.insert(owned.column, cell);
                }
                // What is left open stays blank, unless a formula stands there or the row above speaks for it.
                None if owned.descend || matches!(owned.column.field, Field::Capaian | Field::Serapan) => {}
                None => {
                    value.insert(owned.column, Value::Blank);
                }
            }
        }
        row.push(FilledRow { entries, ..FilledRow::default() });
        expectation.push(value);
    }
    (row, expectation)
}

/// The data rows of a table that was read.
fn data_row(table: &DocumentTable) -> Vec<&RowEntries> {
    let data = table.rows.iter().filter(|row| row.kind == RowKind::Data);
    data.map(|row| &row.entries).collect()
}

fn same(as_written: &Value, readable: &Value) -> bool {
    match (as_written.figure(), readable.figure()) {
        (Some(a), Some(b)) => as_written.class() == readable.class() && (a - b).abs() < 1e-9,
        _ => as_written == readable,
    }
}

/// Whether a form was read by its own definition, or by one whose first table prints the same columns.
fn equivalent(template: &Template, being_read: &str) -> bool {
    let column = |template: &Template| -> Vec<(FormColumn, Vec<String>)> {
        let table = template.tables.first();
        table.map_or_else(Vec::new, |table| {
            table.columns.iter().map(|owned| (owned.column, owned.paths.clone())).collect()
        })
    };
    let canonical = |(_, path): &(FormColumn, Vec<String>)| path.first().cloned();
    let owned: Vec<_> = column(template).iter().filter_map(canonical).collect();
    library().templates.iter().any(|other| {
        other.id == being_read
            && (other.id == template.id || column(other).iter().filter_map(canonical).collect::<Vec<_>>() == owned)
    })
}

/// Everything that was written and is not read back as it was.
fn distinction(template: &Template, file: &ReadFile, role: TableRole, expectation: &Expected) -> Vec<String> {
    let Some(document) = file.documents.first() else { return vec![format!("{}: tanpa dokumen", template.id)] };
    let mut difference = Vec::new();
    if !equivalent(template, &document.template) || document.kind != template.kind || file.documents.len() != 1 {
        difference.push(format!("{}: dibaca sebagai {} ({:?})", template.id, document.template, document.kind));
    }
    let Some(table) = document.tables.iter().find(|table| table.role == role) else {
        return vec![format!("{}: tanpa tabel {role:?}", template.id)];
    };
    let readable = data_row(table);
    if readable.len() != expectation.len() {
        difference.push(format!(
            "{} {role:?}: {} baris, seharusnya {}",
            template.id,
            readable.len(),
            expectation.len()
        ));
    }
    for (number, (readable, expectation)) in readable.iter().zip(expectation).enumerate() {
        for (column, value) in expectation {
            match readable.get(column) {
                Some(entry) if same(value, &entry.value) => {}
                other => difference.push(format!(
                    "{} {role:?} baris {number} {column}: {:?}, seharusnya {value:?}",
                    template.id,
                    other.map(|entry| &entry.value)
                )),
            }
        }
    }
    difference
}

/// Writes a form with these rows; the bytes, and what is to be read from them.
fn write_filled(template: &Template, choose: &[Vec<Index>], profil: &Profil) -> (Vec<u8>, Vec<(TableRole, Expected)>) {
    let mut content = FormContent { triwulan: triwulan(template), ..content(profil) };
    let mut expectation = Vec::new();
    for role in [TableRole::Indikator, TableRole::Anggaran, TableRole::Unit, TableRole::Kaskade] {
        let Some(table) = table(template, role) else { continue };
        let table = table.for_year(content.year);
        let (row, expected) = row_content(&table, choose);
        match role {
            TableRole::Anggaran => content.anggaran = row,
            _ => content.indikator = row,
        }
        expectation.push((role, expected));
    }
    (write::form(&[(template, content)]).expect("a workbook"), expectation)
}

/// A form of a definition with some rows filled in, the same in every run.
pub(crate) fn filled_example(template: &Template, row: usize, profil: &Profil) -> Vec<u8> {
    write_filled(template, &fixed_choice(row), profil).0
}

fn check_round_trip(
    template: &Template,
    byte: &[u8],
    library: &Library,
    expectation: &[(TableRole, Expected)],
) -> Vec<String> {
    let file = read(byte, library);
    expectation.iter().flat_map(|(role, expectation)| distinction(template, &file, *role, expectation)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn every_shipped_definition_reads_back_what_was_filled_in(
        choose in prop::collection::vec(prop::collection::vec(any::<Index>(), 7..13), 1..6)
    ) {
        let library = library();
        let profil = Profil::standard(ProfilName::General);
        let mut difference = Vec::new();
        for template in all_definition(&library) {
            let (byte, expectation) = write_filled(template, &choose, &profil);
            difference.extend(check_round_trip(template, &byte, &library, &expectation));
        }
        prop_assert!(difference.is_empty(), "{}", difference.join("\n"));
    }
}

#[test]
fn a_blank_form_is_known_for_what_it_is_and_holds_no_rows() {
    let library = library();
    let profil = Profil::standard(ProfilName::General);
    for template in all_form(&library) {
        let byte = write::form(&[(template, FormContent { triwulan: triwulan(template), ..content(&profil) })])
            .expect("a workbook");
        let file = read(&byte, &library);
        assert_eq!(file.documents.len(), 1, "{}", template.id);
        assert!(equivalent(template, &file.documents[0].template), "{} {}", template.id, file.documents[0].template);
        assert_eq!(file.documents[0].kind, template.kind);
        let row: usize = file.documents[0].tables.iter().map(|table| data_row(table).len()).sum();
        assert_eq!(row, 0, "{}", template.id);
        assert_eq!(file.sheets[1].role, SheetRole::Guidance);
        assert_eq!(file.documents[0].year.map(|year| year.value), Some(2026));
        assert_eq!(file.documents[0].triwulan.map(|tw| tw.value), triwulan(template));
    }
}

#[test]
fn a_unit_receives_its_own_indicators_with_their_targets() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let output = selaras(&["templat", &path, "--unit", "JTI", "--jenis", "pk,ra,tw2", "--tanggal", "2026-03-01"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let library = library();
    for (name, kind) in [
        ("JTI_PK_2026.xlsx", DocumentKind::Pk),
        ("JTI_RA_2026.xlsx", DocumentKind::RencanaAksi),
        ("JTI_TW-II_2026.xlsx", DocumentKind::Pengukuran),
    ] {
        let byte = std::fs::read(workspace.join("hasil/templat/JTI").join(name)).expect("a form");
        let file = read(&byte, &library);
        assert_eq!(file.documents[0].kind, kind);
        let table = &file.documents[0].tables[0];
        let indikator: Vec<String> = data_row(table)
            .iter()
            .filter_map(|row| Some(row.get(&Field::Indikator.yearly())?.raw.to_string()))
            .collect();
        assert!(indikator.len() >= 5 && indikator[0].starts_with("[IKK 1.1.1] "), "{name}: {indikator:?}");
        let target = data_row(table)[0].get(&Field::Target.yearly()).expect("a target").value.figure();
        assert!(target.is_some(), "{name}");
    }
}

#[test]
fn all_forms_of_a_unit_fit_into_one_workbook() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let output = selaras(&["templat", &path, "--unit", "JTI", "--gabung"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let byte = std::fs::read(workspace.join("hasil/templat/JTI/JTI_formulir_2026.xlsx")).expect("a workbook");
    let file = read(&byte, &library());
    let sheet: Vec<&str> = file.documents.iter().map(|document| document.sheet.as_str()).collect();
    assert_eq!(sheet, ["Perjanjian Kinerja", "Rencana Aksi", "TW I", "TW II", "TW III", "TW IV"]);
}

/// Choices that are the same in every run.
fn fixed_choice(row: usize) -> Vec<Vec<Index>> {
    use proptest::strategy::ValueTree;
    let mut driver = proptest::test_runner::TestRunner::deterministic();
    let strategy = prop::collection::vec(prop::collection::vec(any::<Index>(), 11), row);
    strategy.new_tree(&mut driver).expect("choices").current()
}

/// The formats in which units send their forms, with the filter that LibreOffice saves them by.
const FORMAT: [&str; 3] = ["xlsx:Calc MS Excel 2007 XML", "ods:calc8", "xls:MS Excel 97"];

#[test]
fn every_shipped_definition_saved_anew_by_libreoffice_reads_the_same() {
    let Some(office) = Office::open() else { return };
    let library = library();
    let profil = Profil::standard(ProfilName::General);
    let as_written: BTreeMap<String, _> = all_definition(&library)
        .map(|template| (template.id.clone(), write_filled(template, &fixed_choice(6), &profil)))
        .collect();
    let file: BTreeMap<String, Vec<u8>> = as_written.iter().map(|(id, (byte, _))| (id.clone(), byte.clone())).collect();
    let mut difference = Vec::new();
    for format in FORMAT {
        let repeat = office.change(&file, format);
        for template in all_definition(&library) {
            let lacking = check_round_trip(template, &repeat[&template.id], &library, &as_written[&template.id].1);
            difference.extend(lacking.into_iter().map(|one| format!("{format}: {one}")));
        }
    }
    assert!(difference.is_empty(), "{} perbedaan\n{}", difference.len(), difference.join("\n"));
    let expectation = as_written.values().flat_map(|(_, expectation)| expectation).flat_map(|(_, row)| row);
    let variety: BTreeSet<&str> = expectation.flat_map(BTreeMap::values).map(Value::class).collect();
    let all = [
        "angka",
        "batas",
        "kosong",
        "pecahan",
        "persen",
        "predikat",
        "rentang",
        "strip",
        "tanggal",
        "teks",
        "tidak_ada",
        "triwulan",
        "uang",
    ];
    assert_eq!(variety.into_iter().collect::<Vec<_>>(), all, "every kind of value was written");
}

#[test]
fn libreoffice_shows_the_indicators_of_a_unit_in_its_forms() {
    let Some(office) = Office::open() else { return };
    let mut file = BTreeMap::new();
    for (name, unit) in [("politeknik", "JTI"), ("pemprov", "DINKES")] {
        let (_folder, workspace) = copy_sample(name);
        let path = workspace.display().to_string();
        let argument = ["templat", &path, "--unit", unit, "--jenis", "pk,ra,tw2", "--tanggal", "2026-03-01"];
        let output = selaras(&argument);
        assert!(output.status.success(), "{}", text(&output.stderr));
        for form in ["PK", "RA", "TW-II"] {
            let path = workspace.join(format!("hasil/templat/{unit}/{unit}_{form}_2026.xlsx"));
            file.insert(format!("{unit} {form}"), std::fs::read(path).expect("a form"));
        }
    }
    // A table of text holds the first sheet as it is shown: the form.
    let visible = office.change(&file, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true");
    for (name, byte) in &file {
        let visible = String::from_utf8(visible[name].clone()).expect("text").replace("\"\"", "\"");
        let table = &read(byte, &library()).documents[0].tables[0];
        let row = data_row(table);
        assert!(row.len() >= 5, "{name}: {} rows", row.len());
        for row in row {
            for field in [Field::Indikator, Field::Sasaran] {
                let content = &row.get(&field.yearly()).expect("a column").raw;
                assert!(visible.contains(content.as_ref()), "{name} does not show {content}\n{visible}");
            }
        }
        for error in ["Err:", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "###"] {
            assert!(!visible.contains(error), "{name} shows {error}\n{visible}");
        }
    }
}

#[test]
fn sections_are_listed_once_and_what_has_none_stands_above_them() {
    let library = library();
    let profil = Profil::standard(ProfilName::General);
    let template = all_form(&library).find(|template| template.id == "pk-satuan").expect("a shipped form");
    let one = |code: &str, part: Option<&str>| FormIndikator {
        part: part.map(str::to_string),
        code: code.into(),
        jenjang: "IKK".into(),
        sasaran: "Layanan prima".into(),
        indikator: format!("Jumlah layanan {code}"),
        superior: String::new(),
        satuan: "Layanan".into(),
        polaritas: Polaritas::Maximum,
        period_konsolidasi: None,
        bobot: None,
        target: Value::Figure { figure: 1.0, satuan: None },
        target_tw: std::array::from_fn(|_| Value::Blank),
        realisasi_tw: std::array::from_fn(|_| Value::Blank),
    };
    let indikator = [
        one("1.1", Some("Sasaran Strategis")),
        one("1.2", Some("Sasaran Khusus")),
        one("1.3", None),
        one("1.4", Some("Sasaran Strategis")),
    ];
    let row = write::indikator_row(&template.tables[0], &indikator, None);
    let byte = write::form(&[(template, FormContent { indikator: row, ..content(&profil) })]).expect("a workbook");
    let file = read(&byte, &library);
    let order: Vec<(Option<&str>, &str)> = file.documents[0].tables[0]
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Data)
        .map(|row| (row.part.as_deref(), row.entry(Field::Indikator.yearly()).expect("one").raw.as_ref()))
        .collect();
    assert_eq!(
        order.iter().map(|one| one.0).collect::<Vec<_>>(),
        [None, Some("Sasaran Strategis"), Some("Sasaran Strategis"), Some("Sasaran Khusus")]
    );
    assert!(order[0].1.ends_with("1.3") && order[2].1.ends_with("1.4"), "{order:?}");
}
