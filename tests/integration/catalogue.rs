//! The catalogue of rules holds together: codes, texts, files, and every example does what it says.

use std::collections::BTreeSet;

use selaras::finding::Temuan;
use selaras::pipeline::example;
use selaras::rules::{Aturan, CATALOGUE};
use selaras::template::Library;

use crate::shared::root;

/// Rules whose findings come from the settings, the journal or from mail, not from a form, so that no drawing can raise them.
const WITHOUT_IMAGE: [&str; 3] = ["AL09", "AL11", "ID10"];

#[test]
fn codes_are_a_family_and_a_number_and_never_stand_twice() {
    let mut code = BTreeSet::new();
    for aturan in CATALOGUE {
        assert!(code.insert(aturan.code), "{} stands twice", aturan.code);
        let (family, number) = aturan.code.split_at(2);
        let known = ["BK", "TL", "NL", "ID", "PK", "KS", "RA", "UK", "FX", "AL"];
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
                && temuan.place.cell.first() == Some(&mark.cell)
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

/// Findings and those folded under them.
fn level(temuan: &[Temuan]) -> Vec<&Temuan> {
    temuan.iter().flat_map(|one| std::iter::once(one).chain(level(&one.follow_up))).collect()
}
