//! Rooms use one another one way, each outside library has its doors, and no files go round in a circle. What may be is
//! the picture in `docs/design.md`: this test reads it there, so that the picture stays true. A name that a file hands on
//! counts as used from the file that declares it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::shared::root;

/// A source file: its path below `src/`, its module path, what it names.
struct Source {
    file: String,
    module: Vec<String>,
    /// Paths of this crate, without `crate::`.
    inside: Vec<Vec<String>>,
    /// First segments of everything that is named with `::`.
    outside: BTreeSet<String>,
    /// Names that it took or hands on, with the path that each stands for.
    taken: BTreeMap<String, Vec<String>>,
}

impl Source {
    /// From the path below `src/` and the text.
    fn of(file: &str, text: &str) -> Self {
        let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_string).collect();
        if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
            module.pop();
        }
        let text = without_tests(text);
        let (inside, outside) = named(&text, &module);
        let taken =
            used(&text).into_iter().filter_map(|(path, name)| Some((name, absolute(&path, &module)?))).collect();
        Self { file: file.to_string(), module, inside, outside, taken }
    }

    fn room(&self) -> &str {
        self.file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }
}

#[test]
fn rooms_use_one_another_as_the_picture_says() {
    let rooms = table("rooms");
    let sources = sources();
    let modules = Modules::of(&sources);
    let mut faults = Vec::new();
    for (at, (room, allowed)) in rooms.iter().enumerate() {
        for used in allowed {
            if !rooms[..at].iter().any(|(above, _)| above == used) {
                faults.push(format!("{room} may use {used}, which does not stand above it in the picture"));
            }
        }
    }
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for source in &sources {
        let Some((room, allowed)) = rooms.iter().find(|(room, _)| room == source.room()) else {
            if !matches!(source.file.as_str(), "lib.rs" | "main.rs") {
                faults.push(format!("{} stands in no room of the picture", source.file));
            }
            continue;
        };
        for path in &source.inside {
            let origin = modules.home(path).map(|file| sources[file].room());
            for named in path.first().map(String::as_str).into_iter().chain(origin) {
                let Some((used, _)) = rooms.iter().find(|(used, _)| used == named) else { continue };
                seen.insert((room, used));
                if used != room && !allowed.contains(used) {
                    faults.push(format!("{}: {room} uses {used} ({})", source.file, path.join("::")));
                }
            }
        }
    }
    for (room, allowed) in &rooms {
        let stale = allowed.iter().filter(|used| !seen.contains(&(room.as_str(), used.as_str())));
        faults.extend(stale.map(|used| format!("{room} may use {used} and does not: take it out of the picture")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_outside_library_has_its_doors() {
    let doors: BTreeMap<String, Vec<String>> = table("doors").into_iter().collect();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let mut libraries: BTreeSet<String> = BTreeSet::new();
    let mut take = |table: &toml::Value| {
        let names = table.get("dependencies").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
        libraries.extend(names.map(|name| name.replace('-', "_")));
    };
    take(&toml::Value::Table(manifest.clone()));
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    targets.into_iter().flat_map(toml::Table::values).for_each(&mut take);
    assert!(libraries.len() > 20, "{libraries:?}");
    let mut faults = Vec::new();
    faults.extend(libraries.iter().filter(|name| !doors.contains_key(*name)).map(|name| format!("{name} has no door")));
    faults
        .extend(doors.keys().filter(|name| !libraries.contains(*name)).map(|name| format!("{name}: no such library")));
    let mut used: BTreeSet<(&str, &str)> = BTreeSet::new();
    let sources = sources();
    for source in &sources {
        for (library, rooms) in &doors {
            if source.outside.contains(library) {
                used.insert((library, source.room()));
                let everywhere = rooms.iter().any(|room| room == "everywhere");
                if !everywhere && !rooms.iter().any(|room| room == source.room()) {
                    faults.push(format!("{} names {library}, whose doors are {}", source.file, rooms.join(", ")));
                }
            }
        }
    }
    for (library, rooms) in &doors {
        let stale =
            rooms.iter().filter(|room| *room != "everywhere" && !used.contains(&(library.as_str(), room.as_str())));
        faults.extend(stale.map(|room| format!("{library} has a door in {room} that nobody uses")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_files_go_round_in_a_circle() {
    let circles = circles(&sources());
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// Files by their module path.
struct Modules<'a> {
    sources: &'a [Source],
    files: BTreeMap<&'a [String], usize>,
}

impl<'a> Modules<'a> {
    fn of(sources: &'a [Source]) -> Self {
        // The program stands beside the library and is named by nobody.
        let library = sources.iter().enumerate().filter(|(_, source)| source.file != "main.rs");
        Self { sources, files: library.map(|(number, source)| (source.module.as_slice(), number)).collect() }
    }

    /// The file that declares what a path names. Where a file only hands it on, the search goes on from what it took.
    fn home(&self, path: &[String]) -> Option<usize> {
        const HANDS: usize = 8;
        let mut path = path.to_vec();
        for _ in 0..HANDS {
            let (length, file) =
                (0..=path.len()).rev().find_map(|length| Some((length, *self.files.get(&path[..length])?)))?;
            match path.get(length).and_then(|name| self.sources[file].taken.get(name)) {
                Some(origin) if *origin != path[..=length] => path = [origin, &path[length + 1..]].concat(),
                _ => return (length > 0).then_some(file),
            }
        }
        None
    }
}

/// Every circle, told once, as the way round by its files.
fn circles(sources: &[Source]) -> Vec<String> {
    let modules = Modules::of(sources);
    let uses: Vec<BTreeSet<usize>> = sources
        .iter()
        .map(|source| {
            let used = source.inside.iter().filter_map(|path| modules.home(path));
            // What a file takes from the one it is declared in is no circle: a module and its parts are one piece.
            used.filter(|used| !source.module.starts_with(&sources[*used].module)).collect()
        })
        .collect();
    (0..sources.len())
        .filter_map(|start| {
            let way = way_back(&uses, start)?;
            // Told once, by its first file.
            (way.iter().min() == Some(&start))
                .then(|| way.iter().map(|file| sources[*file].file.as_str()).collect::<Vec<_>>().join(" -> "))
        })
        .collect()
}

/// The shortest way from a file back to itself.
fn way_back(uses: &[BTreeSet<usize>], start: usize) -> Option<Vec<usize>> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(now) = queue.pop_front() {
        for next in &uses[now] {
            if *next == start {
                let mut way = vec![now];
                while let Some(before) = way.last().filter(|last| **last != start).and_then(|last| from.get(last)) {
                    way.push(*before);
                }
                way.reverse();
                return Some(way);
            }
            if !from.contains_key(next) {
                from.insert(*next, now);
                queue.push_back(*next);
            }
        }
    }
    None
}

/// A table of `docs/design.md`: the block that is fenced with this word, lines of `name: others`.
fn table(name: &str) -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("docs/design.md")).expect("the picture");
    let block = text.split(&format!("```{name}\n")).nth(1).and_then(|rest| rest.split("```").next());
    let block = block.unwrap_or_else(|| panic!("docs/design.md has no block {name}"));
    let lines: Vec<(String, Vec<String>)> = block
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(room, others)| (room.trim().to_string(), others.split_whitespace().map(str::to_string).collect()))
        .collect();
    assert!(lines.len() > 10, "docs/design.md, block {name}: {lines:?}");
    lines
}

/// Every source file, but for tests.
fn sources() -> Vec<Source> {
    let root = root().join("src");
    let mut found = Vec::new();
    let mut queue = vec![root.clone()];
    while let Some(folder) = queue.pop() {
        for entry in std::fs::read_dir(&folder).expect("a source folder") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if matches!(stem.as_str(), "tests" | "test" | "fixture") {
                continue;
            }
            if path.is_dir() {
                queue.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(source(&root, &path));
            }
        }
    }
    assert!(found.len() > 100, "{} sources", found.len());
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found
}

fn source(root: &Path, path: &Path) -> Source {
    let file = path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/");
    Source::of(&file, &std::fs::read_to_string(path).expect("a source file"))
}

/// Source text without comments, texts and what is compiled for tests only.
fn without_tests(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut in_text = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if in_text => {
                letters.next();
            }
            '"' => in_text = !in_text,
            // A quote as a letter begins no text.
            '\'' if !in_text && letters.peek() == Some(&'\\') => {
                letters.next();
                letters.next();
            }
            '\'' if !in_text && letters.peek() == Some(&'"') => {
                letters.next();
            }
            _ if in_text => {}
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|letter| *letter == '\n');
                plain.push('\n');
            }
            letter => plain.push(letter),
        }
    }
    let mut kept = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        // What follows is one item: up to its semicolon, or a block that the split above already took.
        rest = after.split_once(';').map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What a text names: paths of this crate, and the first segments of all others.
fn named(text: &str, module: &[String]) -> (Vec<Vec<String>>, BTreeSet<String>) {
    let mut paths: Vec<Vec<String>> = used(text).into_iter().map(|(path, _)| path).collect();
    let code: String = text.chars().map(|c| if c.is_alphanumeric() || "_:".contains(c) { c } else { ' ' }).collect();
    let inline = code.split(' ').filter(|word| word.contains("::"));
    paths.extend(inline.map(segments));
    let mut outside: BTreeSet<String> = BTreeSet::new();
    for first in paths.iter().filter_map(|path| path.first()) {
        if !matches!(first.as_str(), "crate" | "selaras" | "super" | "self") {
            outside.insert(first.clone());
        }
    }
    let inside: Vec<Vec<String>> = paths.iter().filter_map(|path| absolute(path, module)).collect();
    // A module of ours that was taken by its name hides a library of the same name.
    for path in &inside {
        if let Some(last) = path.last().filter(|last| path.len() > 1 && path.first() != Some(*last)) {
            let taken = !path.starts_with(module);
            if taken {
                outside.remove(last);
            }
        }
    }
    (inside, outside)
}

/// A path as a module writes it, from the root of the crate. What it begins with may be a part of the module
/// (`mod a; use a::B;`) or a library, which then is no file.
fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    match path.first()?.as_str() {
        "crate" | "selaras" => Some(path[1..].to_vec()),
        "super" => {
            let up = path.iter().take_while(|segment| *segment == "super").count();
            Some([&module[..module.len().saturating_sub(up)], &path[up..]].concat())
        }
        "self" => Some([module, &path[1..]].concat()),
        _ => Some([module, path].concat()),
    }
}

/// The paths of all `use` lines, each with the name that it has from there on.
fn used(text: &str) -> Vec<(Vec<String>, String)> {
    let mut paths = Vec::new();
    for (at, word) in text.match_indices("use ") {
        let begins = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        // rustfmt breaks long lists over lines: the whole statement is read.
        if let Some((tree, _)) = text[at + word.len()..].split_once(';').filter(|_| begins) {
            expand(tree, &[], &mut paths);
        }
    }
    paths
}

/// The paths of a `use` tree.
fn expand(tree: &str, before: &[String], paths: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let (Some(open), Some(close)) = (tree.find('{'), tree.rfind('}')) {
        let before: Vec<String> = before.iter().cloned().chain(segments(&tree[..open])).collect();
        let (mut depth, mut start) = (0, open + 1);
        for (at, letter) in tree[..close].char_indices().skip_while(|(at, _)| *at <= open) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&tree[start..at], &before, paths);
                    start = at + 1;
                }
                _ => {}
            }
        }
        expand(&tree[start..close], &before, paths);
    } else if !tree.is_empty() {
        let path: Vec<String> = before.iter().cloned().chain(segments(tree)).collect();
        let name = tree.split_once(" as ").map(|(_, name)| name.trim().to_string());
        let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
        paths.push((path, name));
    }
}

fn segments(path: &str) -> Vec<String> {
    let path = path.split(" as ").next().unwrap_or_default();
    let segments = path.split("::").map(str::trim).filter(|segment| !matches!(*segment, "" | "self" | "*"));
    segments.map(str::to_string).collect()
}

#[test]
fn the_guard_reads_what_rustfmt_breaks_and_what_stands_in_the_code() {
    let module = ["report".to_string(), "part".to_string()];
    let text = "use crate::{domain::teks,\n    rules::{Aturan, konteks::{Konteks,\n        Lain}},\n};\nuse super::files::simpan;\nuse polars::prelude::DataFrame;\nfn f() -> crate::tables::Tables { calamine::open() }";
    let (inside, outside) = named(text, &module);
    let inside: Vec<String> = inside.iter().map(|path| path.join("::")).collect();
    for wanted in [
        "domain::teks",
        "rules::Aturan",
        "rules::konteks::Konteks",
        "rules::konteks::Lain",
        "report::files::simpan",
        "tables::Tables",
    ] {
        assert!(inside.iter().any(|path| path == wanted), "{wanted}: {inside:?}");
    }
    assert!(outside.contains("polars") && outside.contains("calamine"), "{outside:?}");
}

#[test]
fn the_guard_is_blind_to_comments_texts_and_tests() {
    let text = "// use crate::a::A;\nconst T: &str = \"crate::b::B\";\n#[cfg(test)]\nuse crate::c::C;\nuse crate::d::D;\n#[cfg(test)]\nmod tests {\n    use crate::e::E;\n}\n";
    let (inside, _) = named(&without_tests(text), &["x".to_string()]);
    assert_eq!(inside, [vec!["d".to_string(), "D".to_string()], vec!["d".to_string(), "D".to_string()]]);
}

#[test]
fn the_guard_finds_a_circle_and_its_way() {
    let uses = [BTreeSet::from([1]), BTreeSet::from([2]), BTreeSet::from([0]), BTreeSet::from([0])];
    assert_eq!(way_back(&uses, 0), Some(vec![0, 1, 2]));
    assert_eq!(way_back(&uses, 3), None);
}

#[test]
fn the_guard_sees_through_what_a_file_hands_on() {
    let house = |last: &str| {
        let parts = [
            ("jobs/mod.rs", "mod one;\nmod two;\npub use one::One;\npub use two::Two as Other;\npub use chrono::Utc;"),
            ("jobs/one.rs", "use super::{Other, Utc};\npub struct One;"),
            ("jobs/two.rs", last),
        ];
        parts.map(|(file, text)| Source::of(file, text))
    };
    let round = house("pub struct Two;\nfn f() -> crate::jobs::One { todo!() }");
    assert_eq!(circles(&round), ["jobs/one.rs -> jobs/two.rs"]);
    assert_eq!(circles(&house("pub struct Two;")), [""; 0]);
    // A name of another room is that room's, whoever hands it on.
    let rooms = [
        Source::of("jobs/mod.rs", "pub use crate::pipeline::Progress as Watcher;"),
        Source::of("pipeline/mod.rs", "mod progress;\npub use progress::Progress;"),
        Source::of("pipeline/progress.rs", "pub trait Progress {}"),
    ];
    let home = Modules::of(&rooms).home(&["jobs".to_string(), "Watcher".to_string()]);
    assert_eq!(home.map(|file| rooms[file].file.as_str()), Some("pipeline/progress.rs"));
}
