//! What a unit typed in an old form moves into the form of today: as it was typed, and with a list of what found no place.

use selaras::domain::capaian::{Profil, ProfilName};
use selaras::domain::column::{Field, FormColumn};
use selaras::domain::document::{DocumentKind, ReadFile, RowKind, SheetRole};
use selaras::domain::row::RowEntries;
use selaras::domain::text::indikator_key;
use selaras::domain::triwulan::Triwulan;
use selaras::domain::value::Entry;
use selaras::extract::extract;
use selaras::forms::write::{self, FormContent};
use selaras::pipeline::migration::{MigrationJob, migration};
use selaras::template::{Library, Template};
use selaras::workbook::{self, Cell, CellValue, Workbook, limits::Limits};

use crate::shared::{change_part, copy_sample, selaras, text};
use crate::template::{blank_content, filled_example};

fn open(byte: &[u8], library: &Library) -> (Workbook, ReadFile) {
    let book = workbook::read(byte, &Limits::default()).expect("a readable workbook");
    let file = extract(&book, library);
    (book, file)
}

fn blank(profil: &Profil, triwulan: Option<Triwulan>) -> FormContent<'_> {
    FormContent { triwulan, ..blank_content(profil) }
}

/// An old form, the move, and the new form as it reads.
struct MigrationCase<'a> {
    old: (Workbook, ReadFile),
    outcome: MigrationJob<'a>,
    new: (Workbook, ReadFile),
}

fn shift<'a>(from: &Template, to: &'a Template, library: &Library, profil: &'a Profil) -> MigrationCase<'a> {
    let old = open(&filled_example(from, 4, profil), library);
    let outcome = migration(&old.0, &old.1, library, &mut |document| {
        let triwulan = document.triwulan.map(|as_written| as_written.value);
        Some((to, blank(profil, triwulan.filter(|_| to.kind == DocumentKind::Pengukuran))))
    });
    let new = open(&write::form(&outcome.forms).expect("a workbook"), library);
    MigrationCase { old, outcome, new }
}

/// The rows of a file that hold values, each with what its indicator or programme is known by.
fn row(file: &ReadFile) -> Vec<(String, &RowEntries)> {
    let table = file.documents.iter().flat_map(|document| &document.tables);
    let all = table.flat_map(|table| &table.rows);
    let data = all.filter(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation));
    data.map(|row| {
        let text = |field: Field| row.entries.get(&field.yearly()).and_then(Entry::text);
        let core = text(Field::Indikator).or_else(|| text(Field::Program)).or_else(|| text(Field::Code));
        (indikator_key(core.unwrap_or_default()), &row.entries)
    })
    .collect()
}

/// Whether two cells hold the same value of the same kind. A code may have been put in front of its wording.
fn same(old: &Cell, new: &Cell) -> bool {
    match (&old.value, &new.value) {
        (CellValue::Number(a), CellValue::Number(b)) => {
            old.percent_format == new.percent_format && (a - b).abs() <= 1e-12 * a.abs().max(1.0)
        }
        (CellValue::Text(a), CellValue::Text(b)) => b.contains(a.trim()),
        (a, b) => a == b,
    }
}

/// Everything that was typed and neither stands in the new form, in the row of its indicator, nor is on the list.
fn missing(migrated: &MigrationCase<'_>) -> Vec<String> {
    let MigrationCase { old, outcome, new } = migrated;
    let destination = row(&new.1);
    let mut missing = Vec::new();
    for (name, entry) in row(&old.1) {
        for (column, entry) in entry.iter().filter(|(column, entry)| column.field != Field::No && !entry.derivation) {
            let Some(cell) = old.0.sheets[0].cell(entry.cell).filter(|cell| cell.formula.is_none()) else { continue };
            let registered = outcome.placeless.iter().any(|one| one.cell == entry.cell);
            let exists = destination.iter().filter(|(owned, _)| *owned == name || column.field == Field::Code).any(
                |(_, entry_new)| {
                    let mut new_cell = entry_new.values().filter_map(|owned| new.0.sheets[0].cell(owned.cell));
                    new_cell.any(|new| same(cell, new))
                },
            );
            // The quarter of a row may be told by the column that its figures went to.
            let arranged = column.field == Field::RowTriwulan;
            if !exists && !registered && !arranged {
                missing.push(format!("{column} di {} ({})", entry.cell, entry.raw));
            }
        }
    }
    missing
}

fn form(library: &Library) -> impl Iterator<Item = &Template> {
    library.latest().filter(|template| template.kind != DocumentKind::Kaskade)
}

#[test]
fn nothing_that_was_typed_is_lost_between_any_two_forms_of_a_kind() {
    let library = Library::built_in().expect("the shipped definitions");
    let profil = Profil::standard(ProfilName::General);
    let mut lacking = Vec::new();
    for from in form(&library) {
        for to in form(&library).filter(|to| to.kind == from.kind) {
            let migrated = shift(from, to, &library, &profil);
            let outcome = &migrated.outcome;
            let written_sheet = migrated.old.0.sheets.iter().zip(&migrated.old.1.sheets);
            let cell: usize = written_sheet
                .filter(|(_, one)| one.role != SheetRole::Guidance)
                .map(|(sheet, _)| sheet.cells.len())
                .sum();
            let computed = outcome.moved + outcome.computed + outcome.skeleton + outcome.placeless.len();
            assert_eq!(computed, cell, "{} → {}: every filled cell is accounted for", from.id, to.id);
            lacking.extend(missing(&migrated).into_iter().map(|one| format!("{} → {}: {one}", from.id, to.id)));
        }
    }
    assert!(lacking.is_empty(), "{} values\n{}", lacking.len(), lacking.join("\n"));
}

#[test]
fn a_form_moved_into_its_own_layout_has_a_place_for_all_but_what_it_computes() {
    let library = Library::built_in().expect("the shipped definitions");
    let profil = Profil::standard(ProfilName::General);
    let mut remaining = Vec::new();
    for template in form(&library) {
        let migrated = shift(template, template, &library, &profil);
        let other = migrated.outcome.placeless.iter().filter(|one| one.cause != "dihitung sendiri oleh formulir baru");
        remaining.extend(other.map(|one| format!("{} {}: {} ({})", template.id, one.cell, one.content, one.cause)));
    }
    assert!(remaining.is_empty(), "{}", remaining.join("\n"));
}

const ONE_VERSION: &str = r#"
id = "uk-kami"
versi = 1
jenis = "pengukuran"
nama = "Pengukuran kami"
sumber = "SK Direktur 1/2025"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "no", judul = "No" },
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "target", judul = "Janji Setahun", wajib = true },
  { kolom = "realisasi.tw", judul = "Hasil Kerja", wajib = true },
  { kolom = "keterangan", judul = "Ulasan Pelaksana" },
]
"#;

/// The next version: another order, another wording, the remarks gone, obstacles new.
const TWO_VERSION: &str = r#"
id = "uk-kami"
versi = 2
jenis = "pengukuran"
nama = "Pengukuran kami"
sumber = "SK Direktur 1/2026"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "no", judul = "No" },
  { kolom = "kode", judul = "Kode" },
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "satuan", judul = "Satuan" },
  { kolom = "target", judul = "Janji Setahun", wajib = true },
  { kolom = "realisasi.tw", judul = "Hasil Triwulan Ini", wajib = true },
  { kolom = "kendala", judul = "Hambatan" },
]
"#;

/// Replaces the text of shared strings or inline values in the first sheet of a form: cell address → XML of the cell.
fn cell_content(byte: &[u8], entry: &[(&str, &str)]) -> Vec<u8> {
    change_part(
        byte,
        |name| name == "xl/worksheets/sheet1.xml",
        |mut xml| {
            for (cell, value) in entry {
                let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
                let last = start + xml[start..].find("/>").expect("a blank cell");
                let style =
                    xml[start..last].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
                let kind = if value.starts_with("<is>") { " t=\"inlineStr\"" } else { "" };
                let new = format!("<c r=\"{cell}\" s=\"{style}\"{kind}>{value}</c>");
                xml.replace_range(start..last + 2, &new);
            }
            xml
        },
    )
}

fn command(argument: &[&str]) -> String {
    let output = selaras(argument);
    assert!(output.status.success(), "{argument:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_form_of_the_version_before_is_read_told_and_moved_into_the_version_of_today() {
    let (folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let settings = workspace.join("selaras.toml");
    let old = std::fs::read_to_string(&settings).expect("settings");
    let without_template: Vec<&str> = old.split("[templat]").collect();
    assert_eq!(without_template.len(), 1, "the sample names no layouts");
    std::fs::write(&settings, format!("{old}\n[templat]\npengukuran = \"uk-kami\"\n")).expect("settings");
    std::fs::create_dir_all(workspace.join("templat")).expect("a folder");
    std::fs::write(workspace.join("templat/uk-kami-1.toml"), ONE_VERSION).expect("a definition");
    let template = ["templat", &path, "--unit", "JTI", "--jenis", "tw1", "--tanggal", "2026-03-01"];
    command(&template);
    let library =
        Library::with(&[("a".into(), ONE_VERSION.into()), ("b".into(), TWO_VERSION.into())]).expect("two versions");
    let sent = std::fs::read(workspace.join("hasil/templat/JTI/JTI_TW-I_2026.xlsx")).expect("a form");
    let (_, distributed) = open(&sent, &library);
    let row = &distributed.documents[0].tables[0].rows;
    let cell = |number: usize, column: FormColumn| row[number].entry(column).expect("a column").cell.to_string();
    let (outcome, comment) = (Field::Realisasi.running(), Field::Remark.yearly());
    let entry = [
        (cell(0, outcome), "<v>0.145</v>"),
        (cell(1, outcome), "<is><t>-</t></is>"),
        (cell(2, comment), "<is><t>menunggu data</t></is>"),
    ];
    let entry: Vec<(&str, &str)> = entry.iter().map(|(cell, value)| (cell.as_str(), *value)).collect();
    let file = folder.path().join("kiriman JTI.xlsx");
    std::fs::write(&file, cell_content(&sent, &entry)).expect("a filled form");
    // The next version is given out; the form of the version before is still read, and told.
    std::fs::write(workspace.join("templat/uk-kami-2.toml"), TWO_VERSION).expect("a definition");
    let file = file.display().to_string();
    let check = selaras(&["periksa", &file, "--ruang", &path, "--tanggal", "2026-03-01"]);
    let temuan = text(&check.stdout);
    assert!(temuan.contains("TL09") && temuan.contains("uk-kami versi 1; yang berlaku sekarang versi 2"), "{temuan}");
    let exit = folder.path().join("baru.xlsx");
    let report = command(&[
        "migrasi",
        &file,
        "--ruang",
        &path,
        "--keluar",
        &exit.display().to_string(),
        "--tanggal",
        "2026-03-01",
    ]);
    assert!(report.contains("1 isian tidak mendapat tempat"), "{report}");
    let left_behind = format!("TW I › {}: \"menunggu data\" - formulir baru tidak punya kolom keterangan", entry[2].0);
    assert!(report.contains(&left_behind), "{report}");
    let (_, new) = open(&std::fs::read(&exit).expect("the new form"), &library);
    let document = &new.documents[0];
    assert_eq!((document.template.as_str(), document.version), ("uk-kami", 2));
    let value = |number: usize| document.tables[0].rows[number].entry(outcome).expect("a column").value.clone();
    assert_eq!(value(0).figure(), Some(14.5));
    assert_eq!(value(1), selaras::domain::value::Value::Dash);
    assert_eq!(document.tables[0].rows.len(), row.len(), "no row was added");
    // The new form is one of today, and what was filled in is as it was sent out.
    let new_path = exit.display().to_string();
    let check = text(&selaras(&["periksa", &new_path, "--ruang", &path, "-v", "--tanggal", "2026-03-01"]).stdout);
    assert!(!check.contains("TL09") && !check.contains("TL11"), "{check}");
    let repeat = selaras(&["migrasi", &file, "--ruang", &path, "--keluar", &new_path]);
    assert!(!repeat.status.success() && text(&repeat.stderr).contains("tidak ditimpa"), "{}", text(&repeat.stderr));
}

#[test]
fn a_layout_of_ones_own_moves_into_a_blank_form_without_a_workspace() {
    let (folder, workspace) = copy_sample("politeknik");
    let file = workspace.join("masuk/JTI/PK JTI 2026.xlsx").display().to_string();
    let exit = folder.path().join("baru.xlsx").display().to_string();
    let report = command(&["migrasi", &file, "--ke", "pk-satuan", "--keluar", &exit]);
    assert!(report.contains("formulir baru tidak punya kolom kode"), "{report}");
    let library = Library::built_in().expect("the shipped definitions");
    let (_, old) = open(&std::fs::read(&file).expect("a form"), &library);
    let (_, new) = open(&std::fs::read(&exit).expect("a form"), &library);
    let target = |file: &ReadFile| {
        let table = file.documents[0].tables[0].rows.iter().filter(|row| row.kind == RowKind::Data);
        let target = table.filter_map(|row| Some(row.entry(Field::Target.yearly())?.value.clone()));
        target.collect::<Vec<_>>()
    };
    assert_eq!(target(&new), target(&old));
    assert_eq!(new.documents[0].pejabat.len(), 2);
    let wrong = selaras(&["migrasi", &file, "--ke", "pk-entah"]);
    assert!(text(&wrong.stderr).contains("pk-satuan"), "{}", text(&wrong.stderr));
}
