//! Links from a row back to the file, sheet and cell it came from.
//!
//! The workbooks stand in `hasil/`, beside `masuk/`, so links are relative and go on working when the workspace is
//! moved or sent as a whole. A file inside an archive or a mail cannot be opened by a link: the archive is linked.

use crate::tables::JALUR_KASKADE;

/// Longest address that Excel takes, in UTF-16 units.
const ALAMAT_TERPANJANG: usize = 2_000;
/// From `hasil/` to the workspace's folder.
pub(super) const DARI_HASIL: &str = "../";
/// What may hold files.
const WADAH: [&str; 3] = [".zip", ".eml", ".mbox"];

/// The link to a place, or `None` when Excel could not take it. `sel` may list several cells; the first is meant.
pub(super) fn tautan(berkas: &str, lembar: Option<&str>, sel: Option<&str>) -> Option<String> {
    tautan_dari(DARI_HASIL, berkas, lembar, sel)
}

/// As [`tautan`], out of a workbook that stands so far below the workspace's folder.
pub(super) fn tautan_dari(naik: &str, berkas: &str, lembar: Option<&str>, sel: Option<&str>) -> Option<String> {
    if berkas.is_empty() {
        return None;
    }
    let (jalur, wadah) = di_luar_wadah(berkas);
    let mut alamat = format!("file://{naik}");
    if jalur != JALUR_KASKADE {
        alamat.push_str("masuk/");
    }
    tulis_jalur(&mut alamat, jalur);
    if let (false, Some(lembar), Some(sel)) = (wadah, lembar, sel.and_then(|sel| sel.split(',').next())) {
        // The part behind # is no path: quotes are doubled, the rest stands as it is.
        let lembar: String = lembar.chars().filter(|huruf| !huruf.is_control() && *huruf != '#').collect();
        alamat.push_str(&format!("#'{}'!{sel}", lembar.replace('\'', "''")));
    }
    (alamat.encode_utf16().count() <= ALAMAT_TERPANJANG).then_some(alamat)
}

/// The link to a cell of the consolidated workbook, out of a workbook that stands so far below the workspace's folder.
pub(super) fn tautan_konsolidasi(naik: &str, tahun: i32, lembar: &str, sel: &str) -> String {
    let ke_hasil = naik.strip_prefix(DARI_HASIL).unwrap_or_default();
    format!("file://{ke_hasil}konsolidasi-{tahun}.xlsx#'{lembar}'!{sel}")
}

/// The file on disk that holds a file, and whether it is something else than the file itself.
fn di_luar_wadah(berkas: &str) -> (&str, bool) {
    let mut letak = 0;
    for bagian in berkas.split('/') {
        let akhir = letak + bagian.len();
        let kecil = bagian.to_lowercase();
        if akhir < berkas.len() && WADAH.iter().any(|jenis| kecil.ends_with(jenis)) {
            return (&berkas[..akhir], true);
        }
        letak = akhir + 1;
    }
    (berkas, false)
}

/// Percent signs for what a link cannot hold. Letters of other alphabets stay, as Excel writes them.
fn tulis_jalur(alamat: &mut String, jalur: &str) {
    for huruf in jalur.chars() {
        match huruf {
            ' ' | '%' | '#' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '\\' | '?' | '|' => {
                alamat.push_str(&format!("%{:02X}", u32::from(huruf)));
            }
            huruf if huruf.is_control() => {}
            huruf => alamat.push(huruf),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_cell() {
        assert_eq!(
            tautan("JTI/Pengukuran TW I.xlsx", Some("TW I"), Some("H7,H8")).as_deref(),
            Some("file://../masuk/JTI/Pengukuran%20TW%20I.xlsx#'TW I'!H7")
        );
        assert_eq!(tautan("a#b%.xlsx", None, None).as_deref(), Some("file://../masuk/a%23b%25.xlsx"));
        assert_eq!(
            tautan(JALUR_KASKADE, Some("Ka's"), Some("A2")).as_deref(),
            Some("file://../kaskade.xlsx#'Ka''s'!A2")
        );
    }

    #[test]
    fn a_file_inside_an_archive_links_the_archive() {
        assert_eq!(
            tautan("kiriman feb.zip/JTM/PK.xlsx", Some("PK"), Some("A1")).as_deref(),
            Some("file://../masuk/kiriman%20feb.zip")
        );
        assert_eq!(tautan("arsip.zip", None, None).as_deref(), Some("file://../masuk/arsip.zip"));
    }

    #[test]
    fn a_workbook_further_down_climbs_further_up() {
        assert_eq!(
            tautan_dari("../../", "JTI/a.xlsx", Some("S"), Some("A1")).as_deref(),
            Some("file://../../masuk/JTI/a.xlsx#'S'!A1")
        );
        assert_eq!(tautan_konsolidasi(DARI_HASIL, 2026, "Kaskade", "J5"), "file://konsolidasi-2026.xlsx#'Kaskade'!J5");
        assert_eq!(tautan_konsolidasi("../../", 2026, "Kaskade", "J5"), "file://../konsolidasi-2026.xlsx#'Kaskade'!J5");
    }

    #[test]
    fn what_was_not_sent_and_what_is_too_long_has_no_link() {
        assert_eq!(tautan("", None, None), None);
        assert_eq!(tautan(&"a".repeat(3000), None, None), None);
    }
}
