//! Dependencies between modules run one way, and each outside library has one room.

use std::path::Path;

use crate::shared::root;

/// Each room and the rooms it may use (design, "Who may use what"). `pipeline`, `worker`, `workspace`
/// and, on top, `jobs` stand above them.
const MAY: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("files", &["domain"]),
    ("intake", &["domain"]),
    ("workbook", &["domain"]),
    ("template", &["domain"]),
    ("extract", &["workbook", "template", "domain"]),
    ("finding", &["domain"]),
    ("tables", &["domain"]),
    ("cascade", &["tables", "domain"]),
    ("rules", &["tables", "cascade", "domain", "finding"]),
    ("compare", &["tables", "finding", "domain"]),
    ("ooxml", &["domain"]),
    ("sheets", &["ooxml", "domain"]),
    ("forms", &["template", "domain"]),
    ("recap", &["tables", "finding", "cascade", "compare", "domain"]),
    ("exports", &["recap", "tables", "finding"]),
    ("workbooks", &["recap", "sheets", "ooxml", "tables", "finding", "cascade", "compare", "domain"]),
    ("marking", &["ooxml", "finding", "domain"]),
    ("letters", &["recap", "tables", "finding", "compare", "domain"]),
    ("print", &["recap", "tables", "finding", "domain"]),
    ("report", &["recap", "exports", "workbooks", "sheets", "tables", "files", "domain"]),
];

/// Outside libraries that one room alone may name.
const DOORS: &[(&str, &[&str])] = &[
    ("calamine", &["workbook"]),
    ("cfb", &["workbook"]),
    ("rust_xlsxwriter", &["sheets", "workbooks", "marking", "forms"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("parquet", &["tables"]),
    ("rlimit", &["cli"]),
    ("mail_parser", &["intake"]),
    ("mail_builder", &["letters"]),
    ("lopdf", &["print"]),
    ("typst", &["print"]),
    ("typst_layout", &["print"]),
    ("typst_pdf", &["print"]),
];

#[test]
fn no_room_uses_a_room_above_it() {
    let mut violation = Vec::new();
    for (workspace, may) in MAY {
        for (path, text) in source(&root().join("src").join(workspace)) {
            for in_use in in_use_workspace(&without_test(&text)) {
                if in_use != *workspace
                    && !may.contains(&in_use.as_str())
                    && MAY.iter().any(|(exists, _)| *exists == in_use)
                {
                    violation.push(format!("{path}: {workspace} memakai {in_use}"));
                }
            }
            for upper in ["jobs", "pipeline", "worker", "workspace"] {
                if in_use_workspace(&without_test(&text)).iter().any(|in_use| in_use == upper) {
                    violation.push(format!("{path}: {workspace} memakai {upper}"));
                }
            }
        }
    }
    assert!(violation.is_empty(), "{}", violation.join("\n"));
}

#[test]
fn each_outside_library_has_its_room() {
    let mut violation = Vec::new();
    for (path, text) in source(&root().join("src")) {
        let workspace = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_string();
        for (library, rooms) in DOORS {
            let mentioned =
                without_test(&text).lines().any(|row| row.trim_start().starts_with(&format!("use {library}::")));
            if mentioned && !rooms.contains(&workspace.as_str()) {
                violation.push(format!("{path}: {library}"));
            }
        }
    }
    assert!(violation.is_empty(), "{}", violation.join("\n"));
}

/// Every source file below a folder: path from `src/`, text.
fn source(folder: &Path) -> Vec<(String, String)> {
    let mut outcome = Vec::new();
    let mut queue = vec![folder.to_path_buf()];
    while let Some(now) = queue.pop() {
        for listed in std::fs::read_dir(&now).expect("a source folder") {
            let path = listed.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "tests" | "test") {
                    queue.push(path);
                }
            } else if name.ends_with(".rs") && !matches!(name.as_str(), "tests.rs" | "test.rs" | "fixture.rs") {
                let short = path.strip_prefix(root().join("src")).unwrap_or(&path).display().to_string();
                outcome.push((short, std::fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    assert!(!outcome.is_empty(), "{} holds no source", folder.display());
    outcome
}

/// Source text before its tests.
fn without_test(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string()
}

/// The rooms that `crate::` paths name, grouped imports included.
fn in_use_workspace(text: &str) -> Vec<String> {
    let mut outcome = Vec::new();
    for row in text.lines().filter(|row| !row.trim_start().starts_with("//")) {
        for rest in row.split("crate::").skip(1) {
            let list = rest.strip_prefix('{').map_or(rest, |inside| inside);
            for part in list.split(", ") {
                let name: String =
                    part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                outcome.push(name);
                if !rest.starts_with('{') {
                    break;
                }
            }
        }
    }
    outcome
}

#[test]
fn the_guard_sees_plain_and_grouped_imports() {
    assert_eq!(in_use_workspace("use crate::rules::Aturan;"), ["rules"]);
    assert_eq!(in_use_workspace("use crate::{domain::teks, rules::Aturan};"), ["domain", "rules"]);
}
