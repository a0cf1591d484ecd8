//! The texts of letters: a subject line, a blank line, the body, with {placeholders}.

use std::collections::BTreeMap;

use super::JenisSurat;

/// What may stand between braces.
const ISIAN: [&str; 15] = [
    "instansi",
    "tahun",
    "unit",
    "kode",
    "pimpinan",
    "dokumen",
    "berkas",
    "perbandingan",
    "tanggal",
    "galat",
    "peringatan",
    "utama",
    "lampiran",
    "batas",
    "belum",
];
/// The signature; apart, because it may hold several lines of the institution's own.
const TANDA_TANGAN: &str = "tanda_tangan";

/// The three texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatSurat {
    koreksi: Templat,
    tanda_terima: Templat,
    pengingat: Templat,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Templat {
    subjek: String,
    isi: String,
}

impl TemplatSurat {
    /// The shipped texts, with those of a workspace in their place: `milik` gives the text of a file name, when the
    /// workspace has one.
    ///
    /// # Errors
    /// Every fault of the workspace's texts, one line each.
    pub fn dengan(milik: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut kesalahan = Vec::new();
        let mut baca = |jenis: JenisSurat, bawaan: &str| {
            let nama = jenis.templat();
            let teks = milik.get(nama).map_or(bawaan, String::as_str);
            Templat::baca(teks).map_err(|sebab| kesalahan.push(format!("templat/{nama}: {sebab}"))).ok()
        };
        let koreksi = baca(JenisSurat::Koreksi, include_str!("../../templates/surat/koreksi.txt"));
        let terima = baca(JenisSurat::TandaTerima, include_str!("../../templates/surat/tanda-terima.txt"));
        let pengingat = baca(JenisSurat::Pengingat, include_str!("../../templates/surat/pengingat.txt"));
        match (koreksi, terima, pengingat) {
            (Some(koreksi), Some(tanda_terima), Some(pengingat)) => Ok(Self { koreksi, tanda_terima, pengingat }),
            _ => Err(kesalahan),
        }
    }

    /// Subject and body with the placeholders filled in.
    pub(super) fn isi(&self, jenis: JenisSurat, isian: &BTreeMap<&str, String>) -> (String, String) {
        let templat = match jenis {
            JenisSurat::Koreksi => &self.koreksi,
            JenisSurat::TandaTerima => &self.tanda_terima,
            JenisSurat::Pengingat => &self.pengingat,
        };
        let subjek = ganti(&templat.subjek, isian).split_whitespace().collect::<Vec<_>>().join(" ");
        (subjek, rapatkan(&ganti(&templat.isi, isian)))
    }
}

impl Templat {
    fn baca(teks: &str) -> Result<Self, String> {
        let teks = teks.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (pertama, isi) = teks.split_once('\n').unwrap_or((&teks, ""));
        let subjek = pertama.strip_prefix("Subjek:").map(str::trim).filter(|subjek| !subjek.is_empty());
        let subjek = subjek.ok_or("baris pertama harus berbunyi \"Subjek: …\"")?;
        if let Some(asing) = asing(&teks) {
            let dikenal: Vec<String> = ISIAN.iter().chain([&TANDA_TANGAN]).map(|nama| format!("{{{nama}}}")).collect();
            return Err(format!("{{{asing}}} tidak dikenal; yang ada: {}", dikenal.join(", ")));
        }
        Ok(Self { subjek: subjek.to_string(), isi: isi.trim().to_string() })
    }
}

/// The first placeholder that nobody fills in. Braces around anything but a word are text.
fn asing(teks: &str) -> Option<&str> {
    teks.split('{').skip(1).filter_map(|sisa| sisa.split_once('}').map(|(nama, _)| nama)).find(|nama| {
        let kata = !nama.is_empty() && nama.chars().all(|huruf| huruf.is_ascii_alphanumeric() || huruf == '_');
        kata && !ISIAN.contains(nama) && *nama != TANDA_TANGAN
    })
}

/// Fills in placeholders, in one pass: what is filled in is never looked at again.
fn ganti(teks: &str, isian: &BTreeMap<&str, String>) -> String {
    let mut hasil = String::with_capacity(teks.len());
    let mut sisa = teks;
    while let Some((sebelum, dari)) = sisa.split_once('{') {
        hasil.push_str(sebelum);
        match dari.split_once('}').and_then(|(nama, sesudah)| Some((isian.get(nama)?, sesudah))) {
            Some((isi, sesudah)) => {
                hasil.push_str(isi);
                sisa = sesudah;
            }
            None => {
                hasil.push('{');
                sisa = dari;
            }
        }
    }
    hasil.push_str(sisa);
    hasil
}

/// One blank line at most where a placeholder was empty.
fn rapatkan(teks: &str) -> String {
    let mut hasil = String::with_capacity(teks.len());
    let mut kosong = 0;
    for baris in teks.trim().lines().map(str::trim_end) {
        kosong = if baris.is_empty() { kosong + 1 } else { 0 };
        if kosong < 2 {
            hasil.push_str(baris);
            hasil.push('\n');
        }
    }
    hasil
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_filled_in_is_never_filled_in_again() {
        let isian = BTreeMap::from([("unit", "Unit {galat}".to_string()), ("galat", "3".to_string())]);
        assert_eq!(ganti("{unit}: {galat} {lain} {", &isian), "Unit {galat}: 3 {lain} {");
    }

    #[test]
    fn a_workspace_replaces_a_text_and_is_told_what_is_wrong_with_it() {
        let milik = |teks: &str| BTreeMap::from([("pengingat.txt".to_string(), teks.to_string())]);
        let templat = TemplatSurat::dengan(&milik("Subjek: Ingat {unit}\r\n\r\nHalo.\r\n")).unwrap();
        let isian = BTreeMap::from([("unit", "JTI".to_string())]);
        assert_eq!(templat.isi(JenisSurat::Pengingat, &isian), ("Ingat JTI".to_string(), "Halo.\n".to_string()));
        let salah = TemplatSurat::dengan(&milik("Subjek: a\n\n{nama_unit}")).unwrap_err();
        assert!(salah[0].contains("templat/pengingat.txt: {nama_unit} tidak dikenal"), "{salah:?}");
        assert!(TemplatSurat::dengan(&milik("Halo")).is_err());
    }

    #[test]
    fn an_empty_placeholder_leaves_one_blank_line() {
        assert_eq!(rapatkan("a\n\n\n\nb\n"), "a\n\nb\n");
    }
}
