//! Waivers written into `selaras.toml` and ended there, as a careful hand would: every other line stays, comments too.
//!
//! What was written is read again before it takes the place of the old; where it does not say what was meant, nothing is
//! changed and the person is sent to the file.

use std::path::Path;

use chrono::NaiveDate;
use toml::{Table, Value};

use super::{SETTINGS_FILE, SettingsFile, Workspace, WorkspaceError, typed_text};
use crate::files;
use crate::finding::verdict::Pengecualian;

/// The heading of a waiver.
const HEADING: &str = "pengecualian";
/// The key of its last day.
const UNTIL: &str = "sampai";

/// Adds a waiver at the end of the settings, with a remark on who did it.
///
/// # Errors
/// When the settings cannot be read, would be wrong, or cannot be written.
pub fn add_pengecualian(folder: &Path, new: &Pengecualian, remark: &str) -> Result<(), WorkspaceError> {
    change(folder, |text| {
        let ended = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let mut lines = format!("{text}{ended}\n[[{HEADING}]]    # {}\n", one_line(remark));
        let fields = [
            ("aturan", Some(new.aturan.as_str())),
            ("unit", new.unit.as_deref()),
            ("indikator", new.indikator.as_deref()),
            ("berkas", new.file.as_deref()),
            ("alasan", Some(new.reason.as_str())),
        ];
        for (key, value) in fields {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                lines.push_str(&format!("{key} = {}\n", Value::String(one_line(value))));
            }
        }
        lines.push_str(&format!("{UNTIL} = {}\n", new.until.format("%Y-%m-%d")));
        Some(lines)
    })
}

/// Gives a waiver another last day; `number` counts from 0 in the order of the file.
///
/// # Errors
/// As [`add_pengecualian`]; and when the waiver does not stand in lines of its own.
pub fn end_pengecualian(folder: &Path, number: usize, until: NaiveDate, remark: &str) -> Result<(), WorkspaceError> {
    change(folder, |text| {
        let new = with_end(text, number, until, remark)?;
        let mut expected: Table = text.parse().ok()?;
        let all = expected.get_mut(HEADING)?.as_array_mut()?;
        let day: toml::value::Datetime = until.format("%Y-%m-%d").to_string().parse().ok()?;
        all.get_mut(number)?.as_table_mut()?.insert(UNTIL.to_string(), Value::Datetime(day));
        let found: Table = new.parse().ok()?;
        (found == expected).then_some(new)
    })
}

/// Reads the settings, lets them be changed, looks whether they are sound, and puts them in place.
fn change(folder: &Path, edit: impl FnOnce(&str) -> Option<String>) -> Result<(), WorkspaceError> {
    // What is wrong already is told before anything is added to it.
    Workspace::open(folder)?;
    let path = folder.join(SETTINGS_FILE);
    let text = files::read_text(&path).map_err(|cause| WorkspaceError::Unreadable { path: path.clone(), cause })?;
    let new = edit(&text).ok_or_else(|| WorkspaceError::NotEdited(path.clone()))?;
    SettingsFile::with_text(folder, Some(typed_text::mend(&new)))?;
    Ok(files::save(&path, new.as_bytes())?)
}

/// The lines of the settings with another last day of a waiver.
fn with_end(text: &str, number: usize, until: NaiveDate, remark: &str) -> Option<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_string).collect();
    let heads = lines.iter().enumerate().filter(|(_, line)| is_heading(line)).map(|(at, _)| at);
    let head = heads.clone().nth(number)?;
    let end = lines.iter().enumerate().skip(head + 1).find(|(_, line)| line.trim_start().starts_with('['));
    let end = end.map_or(lines.len(), |(at, _)| at);
    let line = lines
        .get_mut(head + 1..end)?
        .iter_mut()
        .find(|line| line.trim_start().strip_prefix(UNTIL).is_some_and(|rest| rest.trim_start().starts_with('=')))?;
    let (before, after) = line.split_once('=')?;
    let comment = after.split_once('#').map(|(_, comment)| comment.trim()).unwrap_or_default();
    let ending = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    let comments = [comment.to_string(), one_line(remark)].into_iter().filter(|one| !one.is_empty());
    let comments = comments.collect::<Vec<_>>().join("; ");
    *line = format!("{}= {}    # {comments}{ending}", before, until.format("%Y-%m-%d"));
    Some(lines.concat())
}

fn is_heading(line: &str) -> bool {
    let name = line.trim_start().strip_prefix("[[").and_then(|rest| rest.split_once("]]")).map(|(name, _)| name);
    name.is_some_and(|name| name.trim() == HEADING)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::settings;
    use super::*;

    const START: &str = "# Pengaturan\n[instansi]\nnama = \"Politeknik \\\"Contoh\\\"\"   # kampus\ntahun = 2026\n";

    fn workspace(text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(SETTINGS_FILE), text).unwrap();
        folder
    }

    fn waiver(reason: &str) -> Pengecualian {
        Pengecualian {
            aturan: "PK03".into(),
            unit: Some("JTI".into()),
            indikator: None,
            file: None,
            reason: reason.into(),
            until: day(31),
        }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
    }

    fn text(folder: &tempfile::TempDir) -> String {
        std::fs::read_to_string(folder.path().join(SETTINGS_FILE)).unwrap()
    }

    #[test]
    fn a_waiver_is_added_below_everything_that_was_there_and_reads_as_it_was_meant() {
        let folder = workspace(START.trim_end());
        for reason in ["Nota \"dinas\" \\ 12\n# bukan komentar", "kedua"] {
            add_pengecualian(folder.path(), &waiver(reason), "dicatat\nBiro").unwrap();
        }
        assert!(text(&folder).starts_with(START.trim_end()), "{}", text(&folder));
        let all = Workspace::open(folder.path()).unwrap().settings.aturan.pengecualian;
        assert_eq!(all, [waiver("Nota \"dinas\" \\ 12 # bukan komentar"), waiver("kedua")]);
    }

    #[test]
    fn a_waiver_ends_in_its_own_line_and_its_comment_stays() {
        let folder = workspace(&format!(
            "{START}\n[[pengecualian]] # satu\naturan = \"PK03\"\nalasan = \"a\"\nsampai = 2026-12-31 # akhir tahun\n\n[[pengecualian]]\naturan = \"PK10\"\nalasan = \"sampai = 2026-01-01\"\nsampai=2026-12-31\n\n[tenggat]\npk = 2026-02-28\n"
        ));
        end_pengecualian(folder.path(), 1, day(1), "diakhiri Biro").unwrap();
        end_pengecualian(folder.path(), 0, day(2), "diakhiri Biro").unwrap();
        let now = text(&folder);
        assert!(now.contains("sampai = 2026-12-02    # akhir tahun; diakhiri Biro\n"), "{now}");
        assert!(
            now.contains("sampai= 2026-12-01    # diakhiri Biro\n") && now.contains("[[pengecualian]] # satu"),
            "{now}"
        );
        assert!(now.contains("alasan = \"sampai = 2026-01-01\"") && now.ends_with("[tenggat]\npk = 2026-02-28\n"));
    }

    #[test]
    fn what_cannot_be_changed_surely_is_left_as_it_is() {
        let odd = format!("pengecualian = [{{ aturan = \"PK03\", alasan = \"a\", sampai = 2026-12-31 }}]\n{START}");
        let folder = workspace(&odd);
        assert!(end_pengecualian(folder.path(), 0, day(1), "x").is_err());
        assert!(end_pengecualian(folder.path(), 5, day(1), "x").is_err());
        // A heading that stands inside a text of several lines.
        let hidden = format!(
            "{START}kop = [\"\"\"\n[[pengecualian]]\nsampai = 2026-12-31\n\"\"\"]\n[[pengecualian]]\naturan = \"PK03\"\nalasan = \"a\"\nsampai = 2026-12-31\n"
        );
        let other = workspace(&hidden);
        assert!(end_pengecualian(other.path(), 0, day(1), "x").is_err());
        assert_eq!((text(&folder), text(&other)), (odd, hidden));
        let wrong = Pengecualian { aturan: "TIDAKADA".into(), ..waiver("x") };
        let added = add_pengecualian(other.path(), &wrong, "x");
        assert_eq!(
            added.is_err(),
            settings::read(&format!(
                "{START}\n[[pengecualian]]\naturan = \"TIDAKADA\"\nalasan = \"x\"\nsampai = 2026-12-31\n"
            ))
            .is_err()
        );
    }
}
