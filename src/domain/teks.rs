//! Text as people type it, made comparable.

use unicode_normalization::UnicodeNormalization;

/// The form in which two texts are compared: NFKC, lower case, every kind of blank as one space, one kind of dash and
/// apostrophe, no blanks around `/`, no zero-width characters, and no trailing `:`, `.` or `*`.
pub fn kunci(teks: &str) -> String {
    // Almost every text of a form is ASCII, of which normalisation changes nothing: a fifth of the time of a whole run.
    let mut hasil = if teks.is_ascii() { satukan_ascii(teks) } else { satukan(teks.nfkc()) };
    let panjang = hasil.trim_end_matches([':', '.', '*', ' ']).len();
    hasil.truncate(panjang);
    hasil
}

/// As [`satukan`], for texts in which nothing but case and blanks can differ: a third of its time.
fn satukan_ascii(teks: &str) -> String {
    let mut hasil = String::with_capacity(teks.len());
    // As after a slash, no blank begins the key.
    let mut akhir = b'/';
    let mut kosong = false;
    for huruf in teks.bytes() {
        if huruf <= b' ' || huruf == 0x7f {
            kosong = true;
            continue;
        }
        if kosong && akhir != b'/' && huruf != b'/' {
            hasil.push(' ');
        }
        kosong = false;
        akhir = huruf.to_ascii_lowercase();
        hasil.push(char::from(akhir));
    }
    hasil
}

fn satukan(huruf: impl Iterator<Item = char>) -> String {
    let mut hasil = String::with_capacity(huruf.size_hint().0);
    let mut kosong = false;
    for huruf in huruf {
        let huruf = match huruf {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {
                continue;
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            huruf => huruf,
        };
        if huruf.is_whitespace() || huruf.is_control() {
            kosong = true;
            continue;
        }
        if kosong && !hasil.is_empty() && huruf != '/' && !hasil.ends_with('/') {
            hasil.push(' ');
        }
        kosong = false;
        if huruf.is_ascii() {
            hasil.push(huruf.to_ascii_lowercase());
        } else {
            hasil.extend(huruf.to_lowercase());
        }
    }
    hasil
}

/// The key by which indicators of different documents are matched when a code is missing (domain section 2): [`kunci`]
/// without leading numbering or bracketed code, and without a trailing bracket such as "(Indeks)".
pub fn kunci_indikator(teks: &str) -> String {
    let mut kunci = kunci(teks);
    loop {
        let tanpa_kode = buang_nomor_depan(&kunci);
        if tanpa_kode.len() == kunci.len() {
            break;
        }
        kunci = tanpa_kode.to_string();
    }
    if kunci.ends_with(')')
        && let Some(awal) = kunci.rfind('(')
        && awal > 0
    {
        kunci.truncate(awal);
    }
    kunci.trim_end_matches([' ', '.', ':', ';', ',']).to_string()
}

/// `[iku 1.1] x`, `1. x`, `a) x`, `(2) x` → `x`.
fn buang_nomor_depan(kunci: &str) -> &str {
    if let Some(sisa) = kunci.strip_prefix('[')
        && let Some((_, sesudah)) = sisa.split_once(']')
    {
        return sesudah.trim_start();
    }
    let sisa = kunci.strip_prefix('(').unwrap_or(kunci);
    let akhir = sisa.find(|huruf: char| !huruf.is_ascii_alphanumeric() && huruf != '.').unwrap_or(sisa.len());
    let (nomor, sesudah) = sisa.split_at(akhir);
    let nomor_sah = |nomor: &str| {
        let bagian: Vec<&str> = nomor.trim_end_matches('.').split('.').collect();
        !nomor.is_empty()
            && (bagian.iter().all(|b| !b.is_empty() && b.len() <= 2 && b.bytes().all(|c| c.is_ascii_digit()))
                || (bagian.len() == 1 && bagian[0].len() == 1))
    };
    if !nomor_sah(nomor) {
        return kunci;
    }
    if let Some(sesudah) = sesudah.strip_prefix(')') {
        return sesudah.trim_start();
    }
    if nomor.ends_with('.') && sesudah.starts_with(' ') {
        return sesudah.trim_start();
    }
    kunci
}

/// The code of an indicator in one spelling: `[iku 1.1]`, `IKU1.1` and `IKU 1.1.` are all `IKU 1.1`. A bare number
/// stays bare. `None` when the text is no code.
pub fn kode_indikator(teks: &str) -> Option<String> {
    let kunci = kunci(teks);
    let kunci = kunci.trim_start_matches('[').trim_end_matches(']').trim();
    let angka = kunci.find(|huruf: char| huruf.is_ascii_digit())?;
    let (jenis, nomor) = kunci.split_at(angka);
    let jenis = jenis.trim_end_matches([' ', '.', '-', ':']);
    let nomor = nomor.trim_end_matches(['.', ')']);
    let nomor_sah = nomor.len() <= 20
        && nomor.split('.').all(|b| !b.is_empty() && b.len() <= 5 && b.bytes().all(|c| c.is_ascii_alphanumeric()));
    let jenis_sah = jenis.len() <= 6 && jenis.bytes().all(|c| c.is_ascii_alphabetic());
    (nomor_sah && jenis_sah).then(|| {
        let nomor = nomor.to_uppercase();
        if jenis.is_empty() { nomor } else { format!("{} {nomor}", jenis.to_uppercase()) }
    })
}

/// Kinds of indicators that stand in front of their number.
const JENIS_KODE: [&str; 9] = ["IKU", "IKK", "IKI", "IKP", "IKSK", "IKUK", "IKS", "S", "SS"];

/// Splits `[IKU 1.1] Persentase lulusan` or `IKU 1.1. Persentase lulusan` into its code and its wording.
pub fn pisah_kode(teks: &str) -> (Option<String>, &str) {
    let rapi = teks.trim();
    if let Some(sisa) = rapi.strip_prefix('[')
        && let Some((kode, sesudah)) = sisa.split_once(']')
        && let Some(kode) = kode_indikator(kode)
    {
        return (Some(kode), sesudah.trim());
    }
    let mut kata = rapi.splitn(3, char::is_whitespace);
    if let (Some(jenis), Some(nomor)) = (kata.next(), kata.next())
        && JENIS_KODE.iter().any(|dikenal| dikenal.eq_ignore_ascii_case(jenis))
        && let Some(kode) = kode_indikator(&format!("{jenis} {nomor}"))
    {
        return (Some(kode), kata.next().unwrap_or("").trim_start_matches([':', '-', ' ']).trim());
    }
    (None, rapi)
}

/// A text on one line without control characters.
pub fn sebaris(teks: &str) -> String {
    let bersih: String = teks.chars().map(|huruf| if huruf.is_control() { ' ' } else { huruf }).collect();
    bersih.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text cut to so many characters, with an ellipsis when it was.
pub fn ringkas(teks: &str, terbanyak: usize) -> String {
    let teks = sebaris(teks);
    if teks.chars().count() <= terbanyak {
        return teks;
    }
    let awal: String = teks.chars().take(terbanyak.saturating_sub(1)).collect();
    let di_kata =
        awal.rfind(' ').filter(|letak| *letak * 3 > awal.len() * 2).map_or(awal.as_str(), |letak| &awal[..letak]);
    format!("{}…", di_kata.trim_end_matches([' ', ',', ';', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_dashes_and_case_do_not_count() {
        assert_eq!(kunci("  Tujuan /\u{a0}Sasaran\nStrategis : "), "tujuan/sasaran strategis");
        assert_eq!(kunci("Rata–rata"), "rata-rata");
        assert_eq!(kunci("Kendala\u{200b}*"), "kendala");
    }

    #[test]
    fn plain_letters_give_the_same_key_by_the_short_way() {
        let polos: String = (0..128_u8).map(char::from).collect();
        for teks in [&polos, " / a / b /", "A  b\u{7f}c.", "/x", "a /\t/ b", "..", " : ", "a/ b", "\0a\0"] {
            assert_eq!(satukan_ascii(teks), satukan(teks.chars()), "{teks:?}");
        }
    }

    #[test]
    fn numbering_and_brackets_do_not_make_another_indicator() {
        for teks in [
            "1. Persentase lulusan",
            "[IKU 1.1] Persentase Lulusan",
            "a) Persentase lulusan",
            "Persentase lulusan (Indeks)",
        ] {
            assert_eq!(kunci_indikator(teks), "persentase lulusan", "{teks}");
        }
        assert_eq!(kunci_indikator("Persentase dosen 2 tahun"), "persentase dosen 2 tahun");
        assert_eq!(kunci_indikator("80 laporan"), "80 laporan");
    }

    #[test]
    fn codes_have_one_spelling() {
        for teks in ["[iku 1.1]", "IKU 1.1", "IKU1.1", "iku 1.1."] {
            assert_eq!(kode_indikator(teks).as_deref(), Some("IKU 1.1"), "{teks}");
        }
        assert_eq!(kode_indikator("1.1.1.1").as_deref(), Some("1.1.1.1"));
        assert_eq!(kode_indikator("1A").as_deref(), Some("1A"));
        assert_eq!(kode_indikator("Persentase lulusan"), None);
        assert_eq!(kode_indikator("lulusan 2 tahun"), None);
    }

    #[test]
    fn a_code_in_front_of_the_wording_is_taken_off() {
        assert_eq!(pisah_kode("[IKK 1.1.2] Jumlah mitra"), (Some("IKK 1.1.2".into()), "Jumlah mitra"));
        assert_eq!(pisah_kode("IKU 1.1 Persentase lulusan"), (Some("IKU 1.1".into()), "Persentase lulusan"));
        assert_eq!(pisah_kode("Jumlah mitra"), (None, "Jumlah mitra"));
    }

    #[test]
    fn texts_are_shortened_at_a_word() {
        assert_eq!(ringkas("Persentase lulusan yang\nbekerja", 100), "Persentase lulusan yang bekerja");
        assert_eq!(ringkas("Persentase lulusan yang bekerja", 26), "Persentase lulusan yang…");
        assert_eq!(ringkas("Supercalifragilistik", 10), "Supercali…");
    }
}
