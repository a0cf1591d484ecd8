//! Definitions drafted from forms that nothing but the dictionary knows.

use super::*;

/// The dictionary alone, without any definition.
fn dictionary_only(library: &Library) -> Library {
    Library { templates: Vec::new(), ..library.clone() }
}

#[test]
fn a_draft_finds_the_table_of_every_form_without_any_definition() {
    let library = library();
    let profil = Profil::standard(ProfilName::General);
    let mut lacking = Vec::new();
    let mut list = Vec::new();
    for template in all_form(&library) {
        let (byte, _) = write_filled(template, &fixed_choice(3), &profil);
        let file = read(&byte, &dictionary_only(&library));
        let Some(draft) = sketch::sketch(&file, "draf", "contoh.xlsx") else {
            lacking.push(format!("{}: tabel tidak ditemukan", template.id));
            continue;
        };
        let new =
            Library::with(&[("draf.toml".into(), draft.clone())]).unwrap_or_else(|error| panic!("{error}\n{draft}"));
        let draft = new.templates.iter().find(|one| one.id == "draf").expect("the draft");
        let owned = &template.tables[0].columns;
        let meaningful = owned.iter().filter(|column| column.column.field != Field::Ignore);
        let mapped = |column: FormColumn| draft.tables[0].columns.iter().any(|other| other.column == column);
        let (exists, all) =
            (meaningful.clone().filter(|column| mapped(column.column)).count(), meaningful.clone().count());
        let other: Vec<String> = meaningful
            .clone()
            .filter(|column| !mapped(column.column))
            .map(|column| column.column.to_string())
            .collect();
        list.push(format!("{}: {exists} dari {all} {}", template.id, other.join(" ")).trim().to_string());
        let missing: Vec<String> = meaningful
            .filter(|column| column.required && !mapped(column.column))
            .map(|column| column.column.to_string())
            .collect();
        if !missing.is_empty() {
            lacking.push(format!("{}: {}", template.id, missing.join(", ")));
        }
    }
    assert!(lacking.is_empty(), "{}\n\n{}", lacking.join("\n"), list.join("\n"));
    // Fields mapped of fields present, and those that a person has to name.
    insta::assert_snapshot!(list.join("\n"));
}

#[test]
fn a_draft_can_be_written_corrected_and_tried_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let blank = folder.path().join("kosong");
    let output = selaras(&["templat", "--kosong", &blank.display().to_string()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let example = blank.join("uk-umum.xlsx").display().to_string();
    let draft = folder.path().join("uk-kami.toml").display().to_string();
    let output = selaras(&["templat", "kenali", &example, "--id", "uk-kami", "--ke", &draft]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = selaras(&["templat", "uji", &draft, &example]);
    assert!(text(&output.stdout).contains("\"Realisasi TW\" = realisasi.tw"), "{}", text(&output.stdout));
}
