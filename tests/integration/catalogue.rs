//! The catalogue of rules holds together: codes, texts, files, and every example does what it says.

use std::collections::BTreeSet;

use selaras::finding::Temuan;
use selaras::pipeline::example;
use selaras::rules::{Aturan, CATALOGUE};
use selaras::template::Library;
use selaras::template::own_example::own_examples;

use crate::shared::{copy_sample, root, selaras, text};

/// Rules whose findings come from the settings, the journal or from mail, not from a form, so that no drawing can raise them.
const WITHOUT_IMAGE: [&str; 4] = ["AL09", "AL11", "AL12", "ID10"];

#[test]
fn codes_are_a_family_and_a_number_and_never_stand_twice() {
    let mut code = BTreeSet::new();
    for aturan in CATALOGUE {
        assert!(code.insert(aturan.code), "{} stands twice", aturan.code);
        let (family, number) = aturan.code.split_at(2);
        let known = ["BK", "TL", "NL", "ID", "PK", "KS", "IK", "RA", "UK", "FX", "AL"];
        assert!(known.contains(&family) && number.len() == 2 && number.parse::<u32>().is_ok(), "{}", aturan.code);
    }
}

#[test]
fn every_rule_has_all_its_texts() {
    for aturan in CATALOGUE {
        for text in [aturan.name, aturan.what, aturan.why, aturan.source] {
            assert!(!text.trim().is_empty(), "{}", aturan.code);
        }
        if !WITHOUT_IMAGE.contains(&aturan.code) {
            assert!(!aturan.wrong.trim().is_empty() && !aturan.correct.trim().is_empty(), "{}", aturan.code);
        }
    }
}

#[test]
fn every_rule_file_is_in_the_list_and_names_its_rule() {
    let code: BTreeSet<&str> = CATALOGUE.iter().map(|aturan| aturan.code).collect();
    let mut file = BTreeSet::new();
    for family in std::fs::read_dir(root().join("src/rules")).expect("the rules") {
        let folder = family.expect("an entry").path();
        for listed in std::fs::read_dir(&folder).into_iter().flatten() {
            let name = listed.expect("an entry").file_name().to_string_lossy().into_owned();
            if let Some((start, word)) = name.split_once('_').filter(|(start, _)| start.len() == 4)
                && start[2..].parse::<u32>().is_ok()
            {
                assert!(!word.trim_end_matches(".rs").is_empty(), "{name} says nothing of its rule");
                assert!(code.contains(start.to_uppercase().as_str()), "{name} is not in KATALOG");
                assert!(file.insert(start.to_uppercase()), "{name} stands twice");
            }
        }
    }
    assert_eq!(file.len(), code.len(), "a rule without a file of its own");
}

#[test]
fn every_wrong_example_is_found_in_its_cell_and_every_right_one_is_not() {
    let library = Library::built_in().expect("the shipped definitions");
    let mut wrong = Vec::new();
    for aturan in CATALOGUE.iter().filter(|aturan| !WITHOUT_IMAGE.contains(&aturan.code)) {
        wrong.extend(check(aturan, &library).err());
    }
    assert!(wrong.is_empty(), "{} examples do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

fn check(aturan: &Aturan, library: &Library) -> Result<(), String> {
    let (outcome, mark) = example::run(aturan.wrong, library).map_err(|error| error.to_string())?;
    let all = level(&outcome.temuan);
    let owned: Vec<&&Temuan> = all.iter().filter(|temuan| temuan.code == aturan.code).collect();
    if owned.is_empty() {
        let other: Vec<String> = all.iter().map(|temuan| format!("{} {}", temuan.code, temuan.message)).collect();
        return Err(format!("{}: contoh salah tidak ditemukan; yang ditemukan: {other:?}", aturan.code));
    }
    if let Some(mark) = mark.first()
        && !owned.iter().any(|temuan| {
            temuan.place.file == mark.file
                && temuan.place.sheet.as_deref() == Some(&mark.sheet)
                && temuan.place.cells.first() == Some(&mark.cell)
        })
    {
        let place: Vec<String> = owned.iter().map(|temuan| format!("{:?}", temuan.place)).collect();
        return Err(format!("{}: seharusnya menunjuk {mark:?}, tetapi menunjuk {place:?}", aturan.code));
    }
    let (outcome, _) = example::run(aturan.correct, library).map_err(|error| error.to_string())?;
    match level(&outcome.temuan).iter().find(|temuan| temuan.code == aturan.code) {
        Some(temuan) => Err(format!("{}: contoh benar tetap ditemukan: {}", aturan.code, temuan.message)),
        None => Ok(()),
    }
}

/// A drawing under a cascade that has rules of one's own.
fn with_own(rows: &[&[&str; 6]], form: &str) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
    let head = "=== Aturan\nKode|Tingkat|Tabel|Temuan Bila|Pesan|Perbaikan\n";
    format!("*** kaskade.xlsx\n{}{head}{}\n{form}", example::KASKADE, rows.join("\n"))
}

#[test]
fn every_example_of_a_rule_of_ones_own_finds_its_fault_and_leaves_the_mended_form_alone() {
    let library = Library::built_in().expect("the shipped definitions");
    let examples = own_examples().expect("the shipped examples");
    assert_eq!(examples.len(), 20);
    for one in &examples {
        let run = |form: &str| example::run(&with_own(&[&one.row()], form), &library).expect("a drawing").0.temuan;
        let (wrong, correct) = (run(&one.wrong), run(&one.correct));
        let codes = |all: &[Temuan]| level(all).iter().map(|temuan| temuan.code.clone()).collect::<BTreeSet<_>>();
        assert!(!codes(&wrong).contains("KS12"), "{}: {wrong:?}", one.code);
        let found: Vec<&Temuan> = level(&wrong).into_iter().filter(|temuan| temuan.code == one.code).collect();
        let told: Vec<(&str, String)> = wrong.iter().map(|one| (one.code.as_str(), one.message.clone())).collect();
        assert_eq!(found.len(), 1, "{} finds {found:?} of {told:?}", one.code);
        assert!(found[0].place.file.starts_with("JTI/") && !found[0].place.cells.is_empty(), "{found:?}");
        assert!(!found[0].message.contains('{') && !found[0].message.contains("tidak ada"), "{}", found[0].message);
        assert!(!codes(&correct).contains(&one.code), "{} finds something in the mended form", one.code);
    }
}

#[test]
fn a_rule_of_ones_own_is_waived_and_changed_like_any_other() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.join("selaras.toml");
    let settings = std::fs::read_to_string(&path).expect("the settings");
    let waiver = "\n[aturan.LOK07]\ntingkat = \"info\"\n\n[[pengecualian]]\naturan = \"lok07\"\nunit = \"JTI\"\nalasan = \"uji\"\nsampai = 2026-12-31\n";
    std::fs::write(&path, settings.clone() + waiver).expect("written");
    let text =
        text(&selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "-v"]).stdout);
    assert!(text.contains("Pengecualian aturan LOK07 unit JTI"), "{text}");
    std::fs::write(&path, settings + "\n[aturan.UK99]\ntingkat = \"info\"\n").expect("written");
    let output = selaras(&["konsolidasi", &workspace.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
}

/// Findings and those folded under them.
fn level(temuan: &[Temuan]) -> Vec<&Temuan> {
    temuan.iter().flat_map(|one| std::iter::once(one).chain(level(&one.follow_up))).collect()
}
