//! What a form says of itself in its document properties: it comes back from a unit with it, through any office program,
//! and what was changed in between is found.

use std::collections::BTreeMap;
use std::path::Path;

use selaras::domain::column::Field;
use selaras::domain::document::Document;
use selaras::domain::value::Value;
use selaras::extract::extract;
use selaras::template::Library;
use selaras::workbook::{self, limits::Limits};

use crate::office::Office;
use crate::shared::{change_part, copy_sample, selaras, text};

/// The forms of one unit of the sample, as they are sent out.
fn form(workspace: &Path) -> Vec<u8> {
    let path = workspace.display().to_string();
    let output = selaras(&["templat", &path, "--unit", "JTI", "--gabung", "--tanggal", "2026-03-01"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    std::fs::read(workspace.join("hasil/templat/JTI/JTI_formulir_2026.xlsx")).expect("a workbook")
}

fn document(byte: &[u8]) -> Vec<Document> {
    let library = Library::built_in().expect("the shipped definitions");
    extract(&workbook::read(byte, &Limits::default()).expect("a readable workbook"), &library).documents
}

/// The codes of what `selaras periksa` finds in a file about what the form says of itself, with their cells.
fn temuan(workspace: &Path, name: &str, byte: &[u8]) -> Vec<String> {
    let file = workspace.parent().expect("a folder above").join(name);
    std::fs::write(&file, byte).expect("a written file");
    let (file, workspace) = (file.display().to_string(), workspace.display().to_string());
    let output =
        selaras(&["periksa", &file, "--ruang", &workspace, "--format", "json", "-v", "--tanggal", "2026-03-01"]);
    let all = text(&output.stdout);
    let mut outcome = Vec::new();
    for row in all.lines().filter(|row| row.starts_with('{')) {
        let one: serde_json::Value = serde_json::from_str(row).expect("a finding");
        collect(&one, &mut outcome);
    }
    outcome
}

fn collect(one: &serde_json::Value, outcome: &mut Vec<String>) {
    let text = |name: &str| one[name].as_str().unwrap_or_default();
    if ["TL09", "TL10", "TL11", "ID11", "ID12"].contains(&text("kode")) {
        outcome.push(format!("{} {} {}", text("kode"), text("lembar"), text("sel")));
    }
    for follow_up in one["ikutan"].as_array().into_iter().flatten() {
        collect(follow_up, outcome);
    }
}

#[test]
fn a_form_comes_back_from_any_office_program_with_its_word_and_its_fingerprints() {
    let (_folder, workspace) = copy_sample("politeknik");
    let original = form(&workspace);
    let former = document(&original);
    assert_eq!(former.len(), 6);
    for one in &former {
        let mark = one.mark.as_ref().expect("a word");
        assert_eq!((mark.unit.as_deref(), mark.year), (Some("JTI"), Some(2026)));
        assert_eq!(mark.triwulan, one.triwulan.map(|as_written| as_written.value));
        assert!(mark.fingerprint.is_some(), "{}", one.sheet);
    }
    assert_eq!(temuan(&workspace, "utuh.xlsx", &original), Vec::<String>::new());
    let Some(office) = Office::open() else { return };
    for suffix in ["xlsx", "ods", "xls"] {
        let repeat = office.change(&BTreeMap::from([("formulir".to_string(), original.clone())]), suffix);
        let mark = |document: Vec<Document>| document.into_iter().map(|one| one.mark).collect::<Vec<_>>();
        assert_eq!(mark(document(&repeat["formulir"])), mark(former.clone()), "{suffix}");
        assert_eq!(
            temuan(&workspace, &format!("ulang.{suffix}"), &repeat["formulir"]),
            Vec::<String>::new(),
            "{suffix}"
        );
    }
}

/// A package with one part changed.
fn replace(byte: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    change_part(
        byte,
        |name| name == part,
        |old| {
            let new = change(old.clone());
            assert_ne!(old, new, "{part} was to be changed");
            new
        },
    )
}

#[test]
fn a_form_of_another_unit_an_old_version_and_a_changed_target_are_found() {
    let (_folder, workspace) = copy_sample("politeknik");
    let original = form(&workspace);
    let other = replace(&original, "docProps/custom.xml", |xml| xml.replace(">JTI<", ">JTM<"));
    let code: Vec<String> = temuan(&workspace, "lain.xlsx", &other);
    assert_eq!(code.iter().filter(|one| one.starts_with("ID11 ")).count(), 6, "{code:?}");
    let old = replace(&original, "docProps/custom.xml", |xml| xml.replace(">1;1;1;1;1;1<", ">0;1;1;1;1;1<"));
    assert_eq!(temuan(&workspace, "lama.xlsx", &old), ["TL09 Perjanjian Kinerja A2"]);
    let document = document(&original);
    // A figure that the sheet holds as it is read: one in per cent is stored as its hundredth.
    let targets = document[0].tables[0].rows.iter().filter_map(|row| row.entry(Field::Target.yearly()));
    let mut figures = targets.filter_map(|entry| match entry.value {
        Value::Figure { figure, .. } => Some((entry.cell.to_string(), figure)),
        _ => None,
    });
    let (cell, former) = figures.next().expect("a figure");
    let change = replace(&original, "xl/worksheets/sheet1.xml", |xml| {
        let position = xml.find(&format!("r=\"{cell}\"")).expect("the cell");
        let (start, rest) = xml.split_at(position);
        let value = format!("<v>{former}</v>");
        format!("{start}{}", rest.replacen(&value, "<v>3</v>", 1))
    });
    assert_eq!(temuan(&workspace, "ubah.xlsx", &change), [format!("TL11 Perjanjian Kinerja {cell}")]);
}

const ALIASED: &str = r#"
id = "ra-kami"
versi = 1
jenis = "rencana_aksi"
nama = "Rencana kami"
sumber = "SK Direktur 2/2026"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "rencana_aksi", judul = "Langkah", wajib = true },
  { kolom = "waktu", judul = "Masa Kerja", pilihan = ["TW 1", "TW 2", "TW 3", "TW 4"], alias = { "TW 1" = ["Catur pertama"], "TW 2" = ["Catur kedua"] } },
  { kolom = "sumber_dana", judul = "Asal Dana", alias = { "PNBP" = ["Penerimaan sendiri", "BLU lama"] } },
]
"#;

#[test]
fn an_older_wording_of_a_drop_down_is_read_as_the_word_of_today() {
    use selaras::domain::triwulan::Triwulan;
    use selaras::domain::value::{Doubt, Value};
    let library = Library::with(&[("ra-kami.toml".into(), ALIASED.into())]).expect("a sound definition");
    let book = selaras::workbook::grid::workbook_from_text(
        "RENCANA AKSI TAHUN 2026\nUkuran Keberhasilan|Langkah|Masa Kerja|Asal Dana\nJumlah mitra|Kunjungan|catur  KEDUA|Penerimaan Sendiri\nJumlah naskah|Rapat|TW 3|APBN\n",
    );
    let file = extract(&book, &library);
    assert_eq!(file.documents[0].template, "ra-kami");
    let row = &file.documents[0].tables[0].rows;
    let entry = |number: usize, field: Field| row[number].entry(field.yearly()).expect("a column");
    assert_eq!(entry(0, Field::Time).value, Value::Triwulan { triwulan: vec![Triwulan::II] });
    assert_eq!(entry(0, Field::SumberDana).text(), Some("PNBP"));
    let as_written = Doubt::OldWord { as_written: "Penerimaan Sendiri".into() };
    assert_eq!(entry(0, Field::SumberDana).doubts.to_vec(), [as_written]);
    assert_eq!(entry(1, Field::SumberDana).text(), Some("APBN"));
    assert!(entry(1, Field::Time).doubts.is_empty());
}

#[test]
fn an_alias_of_no_choice_and_one_of_two_choices_are_faults_of_the_definition() {
    let wrong = ALIASED
        .replace("\"PNBP\" = [", "\"Hibah\" = [")
        .replace("\"TW 2\" = [\"Catur kedua\"]", "\"TW 2\" = [\"catur pertama\", \"TW 3\"]");
    let error = Library::with(&[("ra-kami.toml".into(), wrong)]).expect_err("a faulty definition").to_string();
    for part in ["alias untuk \"Hibah\"", "\"catur pertama\" sudah berarti \"TW 1\"", "\"TW 3\" kosong atau sudah"] {
        assert!(error.contains(part), "{error}");
    }
}
