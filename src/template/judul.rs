//! Header wording in canonical form, so that the many spellings of one header compare equal.

use crate::domain::teks::kunci;

/// Month names in order, as canonical headers hold them.
pub const BULAN: [&str; 12] = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
];

/// What stands for a year in the headers of definitions.
pub const TAHUN: &str = "{tahun}";

/// A header text in canonical form: [`kunci`], without years, column numbers and "(kumulatif)", every spelling of a
/// quarter as `tw1`..`tw4` and the bare word as `tw`, "yang" for "yg" and "tahun" for "thn".
pub fn kanonik(teks: &str) -> String {
    let kunci = kunci(teks);
    let mut hasil = String::with_capacity(kunci.len());
    // Whether the word before was the bare quarter.
    let mut sesudah_tw = false;
    for potong in pisah_kata(&kunci) {
        let kata = match potong {
            "(kumulatif)" | "(akumulasi)" => continue,
            "yg" => "yang",
            "thn" | "thn." | "th." => "tahun",
            "triwulan" | "trw" | "trw." | "tw" | "tw." | "triwulan." => "tw",
            lain if lain == TAHUN || tahun(lain) || nomor_kolom(lain) => continue,
            lain => lain,
        };
        let nomor = nomor_triwulan(kata).filter(|_| sesudah_tw);
        sesudah_tw = kata == "tw";
        match nomor {
            Some(nomor) => hasil.push_str(&nomor.to_string()),
            None => {
                if !hasil.is_empty() {
                    hasil.push(' ');
                }
                hasil.push_str(kata);
            }
        }
    }
    let panjang = hasil.trim_end_matches([':', '.', '*', ' ']).len();
    hasil.truncate(panjang);
    hasil
}

/// A header path in canonical form, parents first, joined by `" > "`. Bare numerals under a parent that speaks of
/// quarters, targets or realisations are quarters. Empty and repeated parts are left out.
pub fn jalur_kanonik<'a>(bagian: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasil: Vec<String> = Vec::new();
    for teks in bagian {
        let mut kini = kanonik(teks);
        if let Some(nomor) = nomor_triwulan(&kini)
            && hasil.iter().any(|induk| menyebut_berkala(induk))
        {
            kini = format!("tw{nomor}");
        }
        if !kini.is_empty() && hasil.last() != Some(&kini) {
            hasil.push(kini);
        }
    }
    hasil.join(" > ")
}

/// The year that a header path names: one and no other.
pub fn tahun_jalur<'a>(bagian: impl IntoIterator<Item = &'a str>) -> Option<u16> {
    let mut hasil = None;
    for teks in bagian {
        let kunci = kunci(teks);
        for kata in kunci.split(|huruf: char| !huruf.is_ascii_alphanumeric()).filter(|kata| tahun(kata)) {
            let kini = kata.parse().ok();
            if hasil.is_some() && hasil != kini {
                return None;
            }
            hasil = kini;
        }
    }
    hasil
}

/// Whether a header says a year and nothing else.
pub fn tahun_saja(teks: &str) -> bool {
    tahun(&kunci(teks))
}

/// Whether a header says that its values run up over the year.
pub fn menyebut_kumulatif(teks: &str) -> bool {
    let kunci = kunci(teks);
    kunci.contains("kumulatif") && !kunci.contains("non kumulatif") && !kunci.contains("non-kumulatif")
}

/// The quarter number of `i`..`iv` or `1`..`4`.
pub fn nomor_triwulan(kata: &str) -> Option<u32> {
    match kata {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

fn menyebut_berkala(induk: &str) -> bool {
    induk
        .split([' ', '(', ')'])
        .any(|kata| matches!(kata, "tw" | "target" | "realisasi" | "alokasi" | "prediksi" | "capaian"))
}

fn tahun(kata: &str) -> bool {
    kata.len() == 4 && kata.starts_with("20") && kata.bytes().all(|huruf| huruf.is_ascii_digit())
}

/// `(1)`, `(12)`.
fn nomor_kolom(kata: &str) -> bool {
    kata.strip_prefix('(')
        .and_then(|sisa| sisa.strip_suffix(')'))
        .is_some_and(|isi| !isi.is_empty() && isi.len() <= 2 && isi.bytes().all(|huruf| huruf.is_ascii_digit()))
}

/// Words, with `tw1`, `tw.i`, `tw-ii` and `triwulan1` split after the quarter word.
fn pisah_kata(kunci: &str) -> impl Iterator<Item = &str> {
    kunci.split(' ').filter(|kata| !kata.is_empty()).flat_map(|kata| {
        let depan = ["triwulan", "trw", "tw"].into_iter().find(|depan| kata.starts_with(depan));
        let nomor = depan.map(|depan| kata[depan.len()..].trim_start_matches(['.', '-']));
        match nomor.filter(|nomor| nomor_triwulan(nomor).is_some()) {
            Some(nomor) => [depan, Some(nomor)],
            None => [Some(kata), None],
        }
        .into_iter()
        .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_quarter_is_one() {
        for teks in ["TW I", "TW 1", "TW.I", "Tw-I", "tw1", "TRIWULAN I", "Trw. 1", "Triwulan\n1"] {
            assert_eq!(kanonik(teks), "tw1", "{teks}");
        }
        assert_eq!(kanonik("Realisasi TW IV"), "realisasi tw4");
        assert_eq!(kanonik("Realisasi Triwulan"), "realisasi tw");
    }

    #[test]
    fn years_and_column_numbers_do_not_count() {
        assert_eq!(kanonik("Target Tahun 2026"), "target tahun");
        assert_eq!(kanonik("Target Thn. 2026"), "target tahun");
        assert_eq!(kanonik("Target (4)"), "target");
        assert_eq!(kanonik("Alokasi Target (Kumulatif)"), "alokasi target");
    }

    #[test]
    fn the_year_of_a_header_is_known_when_it_names_one() {
        assert_eq!(tahun_jalur(["Target", "2027"]), Some(2027));
        assert_eq!(tahun_jalur(["Target Tahun 2027 (Rp)"]), Some(2027));
        assert_eq!(tahun_jalur(["Target 2025-2030"]), None);
        assert_eq!(tahun_jalur(["Target Akhir"]), None);
        assert!(tahun_saja(" 2027 ") && !tahun_saja("Target 2027") && !tahun_saja("1.2027"));
    }

    #[test]
    fn numerals_are_quarters_only_under_a_parent_that_says_so() {
        assert_eq!(jalur_kanonik(["Triwulan", "II"]), "tw > tw2");
        assert_eq!(jalur_kanonik(["Target", "4"]), "target > tw4");
        assert_eq!(jalur_kanonik(["Kode", "1"]), "kode > 1");
        assert_eq!(jalur_kanonik(["Target", "Target", ""]), "target");
    }
}
