//! Workspaces drawn without a look at the rules: ugly ones that are right, of which nothing grave is said, and wrong ones
//! whose fault is told at its cell. Each is a file of `tests/ruang`; the name of a wrong one begins with the rule that
//! has to speak, and its guilty cell stands between « and ».

use std::path::Path;

use selaras::finding::{Severity, Temuan};
use selaras::pipeline::example;

use crate::real::LIBRARY;

/// The drawings of a folder of `tests/ruang`, by name.
fn drawings(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ruang").join(folder);
    let files = std::fs::read_dir(path).expect("the folder").map(|file| file.expect("a file").path());
    let mut all: Vec<(String, String)> = files
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a drawing"))
        })
        .collect();
    all.sort();
    assert!(all.len() >= 10, "{folder}: {} drawings", all.len());
    all
}

fn every(list: &[Temuan]) -> Vec<&Temuan> {
    list.iter().flat_map(|one| std::iter::once(one).chain(every(&one.follow_up))).collect()
}

#[test]
fn ugly_workspaces_that_are_right_are_left_alone() {
    let mut said = Vec::new();
    for (name, image) in drawings("benar") {
        let (outcome, _) = example::run(&image, &LIBRARY).expect("a run");
        assert!(outcome.tables.pengukuran().next().is_some(), "{name}: nothing was read");
        // A drawing does not hold every document of the year.
        let grave =
            every(&outcome.temuan).into_iter().filter(|one| one.severity > Severity::Info && one.code != "AL01");
        said.extend(
            grave.map(|one| {
                format!("{name}: {} {} {} {}", one.code, one.place.file, one.place.cell_text(), one.message)
            }),
        );
    }
    assert_eq!(said, Vec::<String>::new(), "{}", said.join("\n"));
}

#[test]
fn what_is_wrong_in_a_workspace_is_told_at_its_cell() {
    let mut missed = Vec::new();
    for (name, image) in drawings("keliru") {
        let code = name.split(' ').next().expect("a code");
        let (outcome, guilty) = example::run(&image, &LIBRARY).expect("a run");
        let [guilty] = guilty.as_slice() else { panic!("{name}: {guilty:?}") };
        let all = every(&outcome.temuan);
        let hit = all.iter().any(|one| {
            one.code == code && one.place.file == guilty.file && one.place.cells.first() == Some(&guilty.cell)
        });
        if !hit {
            let said = all.iter().filter(|one| one.code != "AL01");
            let said: Vec<String> =
                said.map(|one| format!("{} {} {}", one.code, one.place.file, one.place.cell_text())).collect();
            missed.push(format!("{name}: {} {}: {}", guilty.file, guilty.cell, said.join("; ")));
        }
    }
    assert_eq!(missed, Vec::<String>::new(), "{}", missed.join("\n"));
}
