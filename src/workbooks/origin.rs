//! Links from a row back to the file, sheet and cell it came from.
//!
//! The workbooks stand in `hasil/`, beside `masuk/`, so links are relative and go on working when the workspace is
//! moved or sent as a whole. A file inside an archive or a mail cannot be opened by a link: the archive is linked.
use crate::domain::place::{KASKADE_FILE, SOURCE_FOLDER, SOURCE_PREFIX, is_source};

/// Longest address that Excel takes, in UTF-16 units.
const LONGEST_ADDRESS: usize = 2_000;
/// From `hasil/` to the workspace's folder.
pub(super) const FROM_OUTCOME: &str = "../";
/// What may hold files.
const CONTAINER: [&str; 5] = [".zip", ".eml", ".msg", ".mbox", ".mbx"];

/// What mail programs call a mailbox that they keep in a file without an extension.
const MAILBOX: [&str; 8] = ["inbox", "sent", "archive", "archives", "trash", "kotak masuk", "terkirim", "arsip"];

/// The link to a place, or `None` when Excel could not take it. `sel` may list several cells; the first is meant.
pub(super) fn link(file: &str, sheet: Option<&str>, cell: Option<&str>) -> Option<String> {
    link_from(FROM_OUTCOME, file, sheet, cell)
}

/// As [`link`], out of a workbook that stands so far below the workspace's folder.
pub(super) fn link_from(up: &str, file: &str, sheet: Option<&str>, cell: Option<&str>) -> Option<String> {
    if file.is_empty() {
        return None;
    }
    let (path, container) = outside_container(file);
    let mut address = String::with_capacity(file.len() + sheet.map_or(0, str::len) + 48);
    address.push_str("file://");
    address.push_str(up);
    let path = match path.strip_prefix(SOURCE_PREFIX) {
        Some(path) => {
            address.push_str(SOURCE_FOLDER);
            address.push('/');
            path
        }
        None => path,
    };
    if path != KASKADE_FILE && !is_source(file) {
        address.push_str("masuk/");
    }
    write_path(&mut address, path);
    if let (false, Some(sheet), Some(cell)) = (container, sheet, cell.and_then(|cell| cell.split(',').next())) {
        // The part behind # is no path: quotes are doubled, the rest stands as it is.
        address.push_str("#'");
        for letter in sheet.chars().filter(|letter| !letter.is_control() && *letter != '#') {
            address.push(letter);
            if letter == '\'' {
                address.push(letter);
            }
        }
        address.push_str("'!");
        address.push_str(cell);
    }
    // A UTF-16 unit comes from at least one byte, so most addresses need no count.
    (address.len() <= LONGEST_ADDRESS || address.encode_utf16().count() <= LONGEST_ADDRESS).then_some(address)
}

/// The link to a file below the workspace's folder.
pub(super) fn kept_link(path: &str) -> String {
    let mut address = format!("file://{FROM_OUTCOME}");
    write_path(&mut address, path);
    address
}

/// The link to a cell of the consolidated workbook, out of a workbook that stands so far below the workspace's folder.
pub(super) fn konsolidasi_link(up: &str, year: i32, sheet: &str, cell: &str) -> String {
    let to_outcome = up.strip_prefix(FROM_OUTCOME).unwrap_or_default();
    format!("file://{to_outcome}konsolidasi-{year}.xlsx#'{sheet}'!{cell}")
}

/// The file on disk that holds a file, and whether it is something else than the file itself.
fn outside_container(file: &str) -> (&str, bool) {
    let mut position = 0;
    for part in file.split('/') {
        let last = position + part.len();
        // The last part is in nothing else.
        if last == file.len() {
            break;
        }
        let small = part.to_lowercase();
        let named = CONTAINER.iter().any(|kind| small.ends_with(kind));
        let next = file.get(last + 1..).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        if named || delivered(part) || mailbox(&small, next) {
            return (&file[..last], true);
        }
        position = last + 1;
    }
    (file, false)
}

/// Whether a name is one that mail servers give a message: seconds, a point and more.
fn delivered(name: &str) -> bool {
    name.split_once('.').is_some_and(|(seconds, rest)| {
        seconds.len() >= 9 && !rest.is_empty() && seconds.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a name without an extension is a mailbox: mail programs call it so, and a numbered message follows.
fn mailbox(name: &str, next: &str) -> bool {
    MAILBOX.contains(&name) && !next.is_empty() && next.bytes().all(|byte| byte.is_ascii_digit())
}

/// Percent signs for what a link cannot hold. Letters of other alphabets stay, as Excel writes them.
fn write_path(address: &mut String, path: &str) {
    for letter in path.chars() {
        match letter {
            ' ' | '%' | '#' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '\\' | '?' | '|' => {
                address.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter if letter.is_control() => {}
            letter => address.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_an_extension_is_linked_as_a_whole() {
        for (file, address) in [
            ("Surat/new/1771639200.M1P1.server/pk.xlsx", "Surat/new/1771639200.M1P1.server"),
            ("Thunderbird/Inbox/2/PK JTI.xlsx", "Thunderbird/Inbox"),
            ("surat.msg/Terusan/PK.xlsx", "surat.msg"),
            ("JTI/2/PK.xlsx", "JTI/2/PK.xlsx"),
            ("rev.2/PK.xlsx", "rev.2/PK.xlsx"),
        ] {
            let link = link(file, None, None).map(|link| link.replace("file://../masuk/", ""));
            assert_eq!(link.as_deref(), Some(address), "{file}");
        }
    }

    #[test]
    fn a_link_leads_to_the_cell() {
        assert_eq!(
            link("JTI/Pengukuran TW I.xlsx", Some("TW I"), Some("H7,H8")).as_deref(),
            Some("file://../masuk/JTI/Pengukuran%20TW%20I.xlsx#'TW I'!H7")
        );
        assert_eq!(link("a#b%.xlsx", None, None).as_deref(), Some("file://../masuk/a%23b%25.xlsx"));
        assert_eq!(link(KASKADE_FILE, Some("Ka's"), Some("A2")).as_deref(), Some("file://../kaskade.xlsx#'Ka''s'!A2"));
    }

    #[test]
    fn an_export_is_linked_in_its_own_folder() {
        assert_eq!(
            link("(sumber)/e-SAKIP.xlsx", Some("Data"), Some("B2")).as_deref(),
            Some("file://../sumber/e-SAKIP.xlsx#'Data'!B2")
        );
    }

    #[test]
    fn a_file_inside_an_archive_links_the_archive() {
        assert_eq!(
            link("kiriman feb.zip/JTM/PK.xlsx", Some("PK"), Some("A1")).as_deref(),
            Some("file://../masuk/kiriman%20feb.zip")
        );
        assert_eq!(link("arsip.zip", None, None).as_deref(), Some("file://../masuk/arsip.zip"));
    }

    #[test]
    fn a_workbook_further_down_climbs_further_up() {
        assert_eq!(
            link_from("../../", "JTI/a.xlsx", Some("S"), Some("A1")).as_deref(),
            Some("file://../../masuk/JTI/a.xlsx#'S'!A1")
        );
        assert_eq!(konsolidasi_link(FROM_OUTCOME, 2026, "Kaskade", "J5"), "file://konsolidasi-2026.xlsx#'Kaskade'!J5");
        assert_eq!(konsolidasi_link("../../", 2026, "Kaskade", "J5"), "file://../konsolidasi-2026.xlsx#'Kaskade'!J5");
    }

    #[test]
    fn what_was_not_sent_and_what_is_too_long_has_no_link() {
        assert_eq!(link("", None, None), None);
        assert_eq!(link(&"a".repeat(3000), None, None), None);
    }
}
