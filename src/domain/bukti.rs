//! What a cell of evidence names: files, folders and pages, by their form alone. Nothing is opened.
//!
//! ```text
//!  "1. Laporan TW II.pdf; https://drive.google.com/file/d/1a2b/view"  ─►  file "laporan tw ii.pdf", file "drive…/1a2b"
//! ```

use std::sync::{Arc, LazyLock};

use super::memo::Memo;
use super::text;

/// Something that a cell of evidence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bukti {
    /// What it is, as far as its form tells.
    pub kind: BuktiKind,
    /// One spelling of it: a file's name, or a link without scheme, query and what only opens it.
    pub key: String,
    /// As it was typed.
    pub raw: String,
}

/// What evidence is, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BuktiKind {
    /// The name of a file.
    FileName,
    /// A link to one file that does not change: a scan, a PDF.
    FileLink,
    /// A link to a folder.
    Folder,
    /// A link to anything else: a page, a document that people go on writing, a shortened link.
    Page,
}

impl Bukti {
    /// Whether it is one file, and no folder or page that may hold many things.
    pub const fn one_file(&self) -> bool {
        matches!(self.kind, BuktiKind::FileName | BuktiKind::FileLink)
    }

    /// Whether it is an address in the web, which nobody opens.
    pub const fn link(&self) -> bool {
        !matches!(self.kind, BuktiKind::FileName)
    }
}

/// Endings of the names of files that units give as evidence.
const ENDINGS: [&str; 20] = [
    "pdf", "doc", "docx", "xls", "xlsx", "xlsm", "xlsb", "ods", "odt", "ppt", "pptx", "jpg", "jpeg", "png", "zip",
    "rar", "7z", "csv", "mp4", "rtf",
];

/// Hosts that are written without a scheme too.
const HOSTS: [&str; 8] = [
    "drive.google.com/",
    "docs.google.com/",
    "bit.ly/",
    "s.id/",
    "tinyurl.com/",
    "onedrive.",
    "dropbox.com/",
    "1drv.ms/",
];

/// Why nobody but who wrote it can get at what a text calls evidence, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// It only says that there is evidence: "ada", "terlampir".
    OnlySaid,
    /// A place on somebody's own computer.
    OwnComputer,
    /// A link that was cut off or mistyped.
    BrokenLink,
}

/// Words that say that there is evidence, and nothing of it.
const ONLY_SAID: [&str; 16] = [
    "ada",
    "sudah ada",
    "terlampir",
    "lampiran",
    "tersedia",
    "lengkap",
    "ya",
    "ok",
    "oke",
    "v",
    "✓",
    "✔",
    "√",
    "sudah",
    "dokumen terlampir",
    "bukti terlampir",
];

/// What keeps others from all that a text names; nothing where one thing of it may be reached.
pub fn unreachable(text: &str) -> Option<Unreachable> {
    let said = text::key(text);
    if ONLY_SAID.contains(&said.trim_matches(|letter: char| ".,()!".contains(letter))) {
        return Some(Unreachable::OnlySaid);
    }
    let lines = text.split(['\n', '\r', ';', '|']).map(str::trim).filter(|line| !line.is_empty());
    let all: Vec<Unreachable> = lines.map(hindered).collect::<Option<_>>()?;
    all.first().copied()
}

fn hindered(line: &str) -> Option<Unreachable> {
    let lower = line.to_lowercase();
    let bytes = lower.as_bytes();
    let drive =
        bytes.len() > 3 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    let home = ["file://", "/users/", "/home/", "\\\\"].iter().any(|start| lower.starts_with(start));
    if drive || home {
        return Some(Unreachable::OwnComputer);
    }
    let one_word = !line.contains(char::is_whitespace);
    (one_word && broken(&lower)).then_some(Unreachable::BrokenLink)
}

/// Whether a word was to be a link and is none: a scheme that is mistyped, or a host that is not there.
fn broken(word: &str) -> bool {
    const MISTYPED: [&str; 10] =
        ["htp:", "htps:", "http//", "https//", "ttp:", "ttps:", "hhtp:", "hhtps:", "http;", "https;"];
    if MISTYPED.iter().any(|start| word.starts_with(start)) {
        return true;
    }
    let Some(rest) = word.strip_prefix("https:").or_else(|| word.strip_prefix("http:")) else { return false };
    let Some(rest) = rest.strip_prefix("//") else { return true };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    !host.contains('.') || host.starts_with('.') || host.ends_with('.') || host.contains("..") || rest.ends_with("...")
}

/// What a text names, in the order of the text.
///
/// Seven readers ask this of every cell of evidence: what was made of a text is remembered (2.6 % of all that checks and
/// outputs took, made anew).
pub fn read(text: &str) -> Arc<Vec<Bukti>> {
    static NAMED: LazyLock<Memo<Vec<Bukti>>> = LazyLock::new(Memo::default);
    NAMED.get_or(text, || named(text))
}

fn named(text: &str) -> Vec<Bukti> {
    let mut all = Vec::new();
    for line in text.split(['\n', '\r', ';', '|']) {
        let mut name: Vec<&str> = Vec::new();
        for word in line.split_whitespace() {
            let bare = word.trim_matches(enclosing);
            let one = if is_link(bare) {
                name.clear();
                all.push(link(bare));
                continue;
            } else {
                bare
            };
            // A numbering, a bullet, a label and an "and" begin anew.
            if matches!(one, "" | "-" | "•" | "*" | "dan" | "serta") || numbering(word) || word.ends_with(':') {
                name.clear();
                continue;
            }
            name.push(one);
            if file_ending(one) {
                all.push(file(&name.join(" ")));
                name.clear();
            } else if word.ends_with(',') {
                name.clear();
            }
        }
    }
    all
}

/// What stands around a name and is no part of it.
const fn enclosing(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | '“' | '”' | '‘' | '’' | ',')
}

fn is_link(word: &str) -> bool {
    let goes_on = |start: &str, by: usize| {
        word.len() > start.len() + by && word.as_bytes()[..start.len()].eq_ignore_ascii_case(start.as_bytes())
    };
    ["http://", "https://", "www."].iter().any(|start| goes_on(start, 2)) || HOSTS.iter().any(|host| goes_on(host, 0))
}

/// "1.", "2)", "a.".
fn numbering(word: &str) -> bool {
    let Some(bare) = word.strip_suffix(['.', ')']) else { return false };
    let bare = bare.trim_start_matches('(');
    (1..=2).contains(&bare.len()) && (bare.bytes().all(|b| b.is_ascii_digit()) || bare.len() == 1)
}

fn file_ending(word: &str) -> bool {
    word.trim_end_matches('.').rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    })
}

fn file(name: &str) -> Bukti {
    Bukti { kind: BuktiKind::FileName, key: file_key(name), raw: name.to_string() }
}

/// The name of a file in one spelling: without its folders, blanks and marks alike.
pub fn file_key(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let spaced: String =
        name.chars().map(|letter| if matches!(letter, '_' | '-' | '+') { ' ' } else { letter }).collect();
    text::key(&spaced)
}

fn link(raw: &str) -> Bukti {
    let raw = raw.trim_end_matches(['.', ',']);
    let without_scheme = raw.split_once("://").map_or(raw, |(_, rest)| rest);
    let bare = without_scheme.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    while parts.last().is_some_and(|part| matches!(*part, "view" | "edit" | "preview" | "viewer")) {
        parts.pop();
    }
    let kind = link_kind(host, &parts, path);
    // What names the thing may stand behind the question mark: "open?id=1a2b".
    let query = bare_query(without_scheme).filter(|_| kind == BuktiKind::Page);
    let mut key = std::iter::once(host).chain(parts.iter().copied()).collect::<Vec<_>>().join("/");
    if let Some(query) = query {
        key.push('?');
        key.push_str(query);
    }
    Bukti { kind, key, raw: raw.to_string() }
}

/// The part of a query that names a thing.
fn bare_query(link: &str) -> Option<&str> {
    let (_, query) = link.split_once('?')?;
    query.split(['&', '#']).find(|part| part.starts_with("id=") || part.starts_with("resid="))
}

fn link_kind(host: &str, parts: &[&str], path: &str) -> BuktiKind {
    let has = |word: &str| parts.contains(&word);
    let file = (host == "drive.google.com" && has("file") && has("d"))
        || (host == "dropbox.com" && (parts.first() == Some(&"s") || has("fi")))
        || parts.last().is_some_and(|last| file_ending(last));
    let folder =
        has("folders") || has("folder") || has("fo") || has("sh") || parts.contains(&":f:") || path.ends_with('/');
    match (file, folder) {
        (true, _) => BuktiKind::FileLink,
        (false, true) => BuktiKind::Folder,
        (false, false) => BuktiKind::Page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_says_that_it_is_there_and_what_lies_at_home_is_out_of_reach() {
        for text in ["ada", "Ada.", "Terlampir", "(lengkap)", "✓"] {
            assert_eq!(unreachable(text), Some(Unreachable::OnlySaid), "{text}");
        }
        for text in
            ["D:\\Kinerja\\rekap.xlsx", "C:/Users/budi/rekap.pdf", "file:///D:/rekap.pdf", "\\\\server\\kinerja"]
        {
            assert_eq!(unreachable(text), Some(Unreachable::OwnComputer), "{text}");
        }
        for text in [
            "htps://drive.google.com/file/d/1a",
            "https:/drive.google.com/x",
            "https://",
            "http://drive/x",
            "https://drive.google.com/fi...",
        ] {
            assert_eq!(unreachable(text), Some(Unreachable::BrokenLink), "{text}");
        }
        for text in [
            "https://drive.google.com/drive/folders/1a",
            "www.contoh.example/rekap",
            "bit.ly/rekap-tw2",
            "Rekap.pdf",
            "Laporan terlampir: Rekap TW II.pdf",
            "D:\\rekap.xlsx; https://arsip.contoh.example/rekap",
            "SK Nomor 12/2026",
            "a/n Direktur",
            "http://10.1.2.3/rekap",
        ] {
            assert_eq!(unreachable(text), None, "{text}");
        }
    }

    fn keys(text: &str) -> Vec<(BuktiKind, String)> {
        read(text).iter().map(|one| (one.kind, one.key.clone())).collect()
    }

    #[test]
    fn names_of_files_are_found_in_lists_and_sentences() {
        use BuktiKind::FileName;
        let name = |name: &str| (FileName, name.to_string());
        assert_eq!(keys("Laporan_Tracer TW II.pdf"), [name("laporan tracer tw ii.pdf")]);
        assert_eq!(
            keys("1. SK Mitra.PDF\n2) foto.jpg; Daftar hadir.xlsx"),
            [name("sk mitra.pdf"), name("foto.jpg"), name("daftar hadir.xlsx")]
        );
        assert_eq!(
            keys("Laporan: notulen rapat.docx, foto rapat.png"),
            [name("notulen rapat.docx"), name("foto rapat.png")]
        );
        assert_eq!(keys("(lihat Laporan.pdf)"), [name("lihat laporan.pdf")]);
    }

    #[test]
    fn what_is_no_file_is_none() {
        for text in
            ["Laporan penelusuran lulusan Juni 2026", "-", "SK No. 12.3/PL/2026", "v1.2", "Tersimpan di lemari", ""]
        {
            assert_eq!(keys(text), [], "{text}");
        }
    }

    #[test]
    fn a_link_is_one_whatever_opens_it() {
        use BuktiKind::{FileLink, Folder, Page};
        let key = |text: &str| keys(text).into_iter().next();
        let drive = Some((FileLink, "drive.google.com/file/d/1aB".to_string()));
        assert_eq!(key("https://drive.google.com/file/d/1aB/view?usp=sharing"), drive);
        assert_eq!(key("drive.google.com/file/d/1aB"), drive);
        assert_eq!(key("https://drive.google.com/drive/folders/9Z?usp=drive_link").map(|b| b.0), Some(Folder));
        assert_eq!(key("https://drive.google.com/open?id=1x").map(|b| b.1), Some("drive.google.com/open?id=1x".into()));
        assert_eq!(key("https://docs.google.com/spreadsheets/d/1/edit#gid=0").map(|b| b.0), Some(Page));
        assert_eq!(key("https://bit.ly/bukti").map(|b| b.0), Some(Page));
        assert_eq!(key("https://contoh.ac.id/berkas/SK%20Mitra.pdf").map(|b| b.0), Some(FileLink));
    }
}
