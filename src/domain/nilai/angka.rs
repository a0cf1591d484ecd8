//! Numbers typed as text, and the one decision per column on what a dot and a comma mean (domain section 6).
//!
//! Takes all texts of a column once ([`keputusan_kolom`]), then each text ([`baca_angka`]). What is not surely a number
//! is [`AngkaTerbaca::Bukan`]; what may be two numbers is [`AngkaTerbaca::Ragu`]: "1.234" became 1.234 in one
//! application and 1234 in another (domain 13.2).

/// What the texts of a column say about their marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TandaKolom {
    /// Nothing certain.
    #[default]
    BelumTentu,
    /// As many texts with a decimal comma as with a decimal dot.
    Campuran,
    /// A comma is the decimal mark and a dot groups thousands: the Indonesian style.
    KomaDesimal,
    /// Dots were seen as decimal marks ("4.25"), commas not at all: "1.234" stays in doubt.
    TitikDesimal,
    /// A dot is the decimal mark and a comma groups thousands: the English style ("1,234.56").
    TitikDesimalRibuanKoma,
}

/// The decision for one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeputusanKolom {
    /// What the texts say.
    pub tanda: TandaKolom,
    /// Whether the column holds rupiah: a dot before three digits groups thousands, and "(1.000)" is negative.
    pub uang: bool,
    /// Whether the row counts things (its satuan is Orang, Dokumen ...): a dot before three digits groups thousands.
    pub hitungan: bool,
}

impl KeputusanKolom {
    /// The same decision for a row whose satuan counts things.
    #[must_use]
    pub fn untuk_hitungan(self, hitungan: bool) -> Self {
        Self { hitungan: self.hitungan || hitungan, ..self }
    }

    /// The same decision for an amount of rupiah.
    #[must_use]
    pub fn untuk_uang(self, uang: bool) -> Self {
        Self { uang: self.uang || uang, ..self }
    }
}

/// A text as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AngkaTerbaca {
    /// One number, and only one.
    Pasti {
        /// The number.
        angka: f64,
        /// Whether its marks contradict the decision for its column.
        menyimpang: bool,
    },
    /// Two numbers, depending on what the mark means.
    Ragu {
        /// With the mark grouping thousands.
        ribuan: f64,
        /// With the mark as decimal mark.
        desimal: f64,
    },
    /// Not surely a number.
    Bukan,
}

/// Looks over all texts of one column, before any of them is read, for numbers whose marks can mean one thing only.
/// The style that more texts use decides; the others contradict it.
pub fn keputusan_kolom<'a>(teks: impl Iterator<Item = &'a str>, uang: bool) -> KeputusanKolom {
    let (mut koma, mut titik, mut inggris) = (0_usize, 0_usize, false);
    for inti in teks.filter_map(angka_pertama) {
        match uraikan(inti).map(|uraian| uraian.gaya) {
            Some(Gaya::Indonesia) => koma += 1,
            Some(Gaya::DesimalTitik) => titik += 1,
            Some(Gaya::Inggris) => {
                titik += 1;
                inggris = true;
            }
            Some(Gaya::Polos | Gaya::SatuTitik | Gaya::SatuKoma) | None => {}
        }
    }
    let tanda = match koma.cmp(&titik) {
        std::cmp::Ordering::Greater => TandaKolom::KomaDesimal,
        std::cmp::Ordering::Equal if koma == 0 => TandaKolom::BelumTentu,
        std::cmp::Ordering::Equal => TandaKolom::Campuran,
        std::cmp::Ordering::Less if inggris && koma == 0 => TandaKolom::TitikDesimalRibuanKoma,
        std::cmp::Ordering::Less => TandaKolom::TitikDesimal,
    };
    KeputusanKolom { tanda, uang, hitungan: false }
}

/// Reads a text that is a number and nothing else: a sign, "Rp" in front, ",-" behind, and in a money column the
/// brackets of a negative amount are accepted. Blanks between digits are not.
pub fn baca_angka(teks: &str, keputusan: &KeputusanKolom) -> AngkaTerbaca {
    let rapi = teks.trim();
    let dalam_kurung = rapi.strip_prefix('(').and_then(|isi| isi.strip_suffix(')')).filter(|_| keputusan.uang);
    let (isi, negatif) = match dalam_kurung {
        Some(isi) if !isi.contains(['-', '+', '(']) => (isi.trim(), true),
        Some(_) => return AngkaTerbaca::Bukan,
        None => (rapi, false),
    };
    match Lambang::awal(isi) {
        Some((lambang, "")) => lambang.baca(&keputusan.untuk_uang(lambang.rupiah)).dibalik(negatif),
        _ => AngkaTerbaca::Bukan,
    }
}

impl AngkaTerbaca {
    /// The same reading with its sign turned.
    fn dibalik(self, balik: bool) -> Self {
        let balik = |angka: f64| if balik { -angka } else { angka };
        match self {
            Self::Pasti { angka, menyimpang } => Self::Pasti { angka: balik(angka), menyimpang },
            Self::Ragu { ribuan, desimal } => Self::Ragu { ribuan: balik(ribuan), desimal: balik(desimal) },
            Self::Bukan => Self::Bukan,
        }
    }

    /// The same reading, scaled ("1,5 juta").
    pub(crate) fn kali(self, faktor: f64) -> Self {
        let kali = |angka: f64| if faktor == 1.0 { angka } else { tanpa_derau(angka * faktor) };
        match self {
            Self::Pasti { angka, menyimpang } => Self::Pasti { angka: kali(angka), menyimpang },
            Self::Ragu { ribuan, desimal } => Self::Ragu { ribuan: kali(ribuan), desimal: kali(desimal) },
            Self::Bukan => Self::Bukan,
        }
    }
}

/// A number without the noise of binary fractions, to the 15 digits that Excel keeps: 0.57 x 100 is 57.
pub(crate) fn tanpa_derau(angka: f64) -> f64 {
    format!("{angka:.14e}").parse().unwrap_or(angka)
}

/// A number at the start of a text, not yet decided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lambang<'a> {
    negatif: bool,
    uraian: Uraian,
    /// Whether "Rp" stood in front of it or ",-" behind it.
    pub(crate) rupiah: bool,
    /// Its digits and marks.
    pub(crate) inti: &'a str,
}

impl<'a> Lambang<'a> {
    /// The number that a text starts with, and what follows it. `None` when it starts with no number.
    pub(crate) fn awal(teks: &'a str) -> Option<(Self, &'a str)> {
        let (minus_depan, sisa) = tanda_minus(teks);
        let (rupiah, sisa) = tanpa_rp(sisa);
        let (minus_dalam, sisa) = if minus_depan.is_none() { tanda_minus(sisa) } else { (None, sisa) };
        let akhir =
            sisa.find(|huruf: char| !(huruf.is_ascii_digit() || huruf == '.' || huruf == ',')).unwrap_or(sisa.len());
        let (larik, sisa) = sisa.split_at(akhir);
        let inti = larik.trim_end_matches(['.', ',']);
        let (tanpa_sen, sisa) = match larik.get(inti.len()..).unwrap_or_default() {
            "" => (false, sisa),
            "," | "." if akhir_rupiah(sisa) => (true, sisa.trim_start_matches('-')),
            // The dot that ends a sentence.
            "." if sisa.is_empty() => (false, sisa),
            _ => return None,
        };
        let negatif = minus_depan.or(minus_dalam).unwrap_or(false);
        let lambang = Self { negatif, uraian: uraikan(inti)?, rupiah: rupiah || tanpa_sen, inti };
        Some((lambang, sisa))
    }

    /// Decides what the marks mean.
    pub(crate) fn baca(&self, keputusan: &KeputusanKolom) -> AngkaTerbaca {
        self.uraian.baca(keputusan).dibalik(self.negatif)
    }
}

/// "-5" → minus; "- 5" is a bullet.
fn tanda_minus(teks: &str) -> (Option<bool>, &str) {
    let sesudah = |sisa: &str| sisa.starts_with(|huruf: char| huruf.is_ascii_digit() || "Rr,.".contains(huruf));
    match (teks.strip_prefix('-'), teks.strip_prefix('+')) {
        (Some(sisa), _) if sesudah(sisa) => (Some(true), sisa),
        (_, Some(sisa)) if sesudah(sisa) => (Some(false), sisa),
        _ => (None, teks),
    }
}

/// "Rp. 1.000" → `1.000`.
pub(crate) fn tanpa_rp(teks: &str) -> (bool, &str) {
    let sisa = teks.strip_prefix("Rp").or_else(|| teks.strip_prefix("RP")).or_else(|| teks.strip_prefix("rp"));
    match sisa {
        Some(sisa) => (true, sisa.strip_prefix('.').unwrap_or(sisa).trim_start()),
        None => (false, teks),
    }
}

/// Whether a text starts with the dash of "1.000,-" and not with the dash of a span.
fn akhir_rupiah(sisa: &str) -> bool {
    let sesudah = sisa.trim_start_matches('-');
    let panjang = sisa.len() - sesudah.len();
    (1..=2).contains(&panjang) && !sesudah.trim_start().starts_with(|huruf: char| huruf.is_ascii_digit())
}

/// The first number of a text, when the text starts with one (after a comparator, "Rp" or a bracket).
fn angka_pertama(teks: &str) -> Option<&str> {
    let letak = teks.find(|huruf: char| huruf.is_ascii_digit())?;
    let (depan, sisa) = teks.split_at(letak);
    let pembuka =
        depan.trim_matches(|huruf: char| huruf.is_whitespace() || "≥≤<>=+-().,".contains(huruf)).to_lowercase();
    if !matches!(pembuka.as_str(), "" | "rp" | "min" | "maks" | "max" | "minimal" | "maksimal") {
        return None;
    }
    let akhir =
        sisa.find(|huruf: char| !(huruf.is_ascii_digit() || huruf == '.' || huruf == ',')).unwrap_or(sisa.len());
    let (larik, ekor) = sisa.split_at(akhir);
    // Digits that run into something else ("1.1-1.2", "30.6/2026") prove nothing.
    let utuh = ekor.is_empty() || ekor.starts_with([' ', '%', ')', '\u{a0}', '\n']) || akhir_rupiah(ekor);
    utuh.then(|| larik.trim_end_matches(['.', ',']))
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gaya {
    /// Digits only, or nothing that tells.
    Polos,
    /// A decimal comma, or dots that group thousands.
    Indonesia,
    /// Commas that group thousands.
    Inggris,
    /// One dot that can only be a decimal mark.
    DesimalTitik,
    /// "1.234".
    SatuTitik,
    /// "1,234".
    SatuKoma,
}

#[derive(Debug, Clone, Copy)]
struct Uraian {
    gaya: Gaya,
    /// The only reading, or the one with thousands.
    angka: f64,
    /// The reading with decimals of a number in doubt.
    desimal: f64,
}

impl Uraian {
    fn baca(&self, keputusan: &KeputusanKolom) -> AngkaTerbaca {
        use TandaKolom::{BelumTentu, Campuran, KomaDesimal, TitikDesimal, TitikDesimalRibuanKoma};
        let inggris = matches!(keputusan.tanda, TitikDesimal | TitikDesimalRibuanKoma);
        let ribuan = keputusan.uang || keputusan.hitungan;
        let pasti = |angka, menyimpang| AngkaTerbaca::Pasti { angka, menyimpang };
        let ragu = AngkaTerbaca::Ragu { ribuan: self.angka, desimal: self.desimal };
        match self.gaya {
            Gaya::Polos => pasti(self.angka, false),
            Gaya::Indonesia => pasti(self.angka, inggris),
            Gaya::Inggris | Gaya::DesimalTitik => pasti(self.angka, matches!(keputusan.tanda, KomaDesimal | Campuran)),
            Gaya::SatuTitik => match keputusan.tanda {
                KomaDesimal => pasti(self.angka, false),
                TitikDesimalRibuanKoma if ribuan => ragu,
                TitikDesimalRibuanKoma => pasti(self.desimal, false),
                _ if ribuan => pasti(self.angka, keputusan.tanda == TitikDesimal),
                BelumTentu | Campuran | TitikDesimal => ragu,
            },
            Gaya::SatuKoma => match keputusan.tanda {
                TitikDesimalRibuanKoma => pasti(self.angka, false),
                Campuran | TitikDesimal => ragu,
                BelumTentu | KomaDesimal if ribuan => ragu,
                BelumTentu | KomaDesimal => pasti(self.desimal, false),
            },
        }
    }
}

/// Digits an integer part may have: more lose exactness, and are codes (NIP, account numbers) rather than figures.
const DIGIT_BULAT: usize = 15;
const DIGIT_PECAHAN: usize = 30;

/// Reads digits and marks by rules 2 to 4 of section 6, as far as they stand without the column.
fn uraikan(inti: &str) -> Option<Uraian> {
    let (titik, koma) = (inti.matches('.').count(), inti.matches(',').count());
    let satu = |tanda: char, gaya, gaya_ragu| {
        let (bulat, pecahan) = inti.split_once(tanda)?;
        let desimal = susun(bulat, pecahan)?;
        if pecahan.len() == 3 && (1..=3).contains(&bulat.len()) && !bulat.starts_with('0') {
            return Some(Uraian { gaya: gaya_ragu, angka: susun(&kelompok(inti, tanda)?, "")?, desimal });
        }
        Some(Uraian { gaya, angka: desimal, desimal })
    };
    let pasti = |gaya, angka| Uraian { gaya, angka, desimal: angka };
    match (titik, koma) {
        (0, 0) => Some(pasti(Gaya::Polos, susun(inti, "")?)),
        (1, 0) => satu('.', Gaya::DesimalTitik, Gaya::SatuTitik),
        (0, 1) => satu(',', Gaya::Indonesia, Gaya::SatuKoma),
        (_, 0) => Some(pasti(Gaya::Indonesia, susun(&kelompok(inti, '.')?, "")?)),
        (0, _) => Some(pasti(Gaya::Inggris, susun(&kelompok(inti, ',')?, "")?)),
        _ => {
            let (bulat, pecahan) = inti.rsplit_once(['.', ','])?;
            let koma_terakhir = inti.rfind(',') > inti.rfind('.');
            let (gaya, ribuan) = if koma_terakhir { (Gaya::Indonesia, '.') } else { (Gaya::Inggris, ',') };
            Some(pasti(gaya, susun(&kelompok(bulat, ribuan)?, pecahan)?))
        }
    }
}

/// The digits of "1.234.567", when every group has its three digits and no other mark stands between them.
fn kelompok(bulat: &str, tanda: char) -> Option<String> {
    let mut bagian = bulat.split(tanda);
    let pertama = bagian.next()?;
    let sah = (1..=3).contains(&pertama.len()) && !pertama.starts_with('0') && bagian.all(|tiga| tiga.len() == 3);
    sah.then(|| bulat.replace(tanda, ""))
}

fn susun(bulat: &str, pecahan: &str) -> Option<f64> {
    let angka = |teks: &str| teks.bytes().all(|huruf| huruf.is_ascii_digit());
    let kosong = bulat.is_empty() && pecahan.is_empty();
    // "007" is a code.
    let berkode = bulat.len() > 2 && bulat.starts_with('0');
    let kepanjangan = bulat.len() > DIGIT_BULAT || pecahan.len() > DIGIT_PECAHAN;
    if kosong || berkode || kepanjangan || !angka(bulat) || !angka(pecahan) {
        return None;
    }
    format!("0{bulat}.{pecahan}0").parse().ok()
}

#[cfg(test)]
#[path = "angka/tests.rs"]
mod tests;
