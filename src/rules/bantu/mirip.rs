//! Wordings that resemble each other: for suggestions, and to tell a renamed indicator from one that is missing and
//! another that is new.

use std::collections::BTreeSet;

use crate::domain::teks::kunci_indikator;

/// From here on two wordings are taken for one indicator that was renamed.
const GANTI_NAMA: f64 = 0.85;
/// From here on a wording is worth suggesting.
const SARAN: f64 = 0.6;

/// How much two wordings resemble each other, 0 to 1.
pub(in crate::rules) fn kemiripan(kiri: &str, kanan: &str) -> f64 {
    let (kiri, kanan) = (kunci_indikator(kiri), kunci_indikator(kanan));
    if kiri.is_empty() || kanan.is_empty() { 0.0 } else { strsim::normalized_damerau_levenshtein(&kiri, &kanan) }
}

/// How many words two wordings share, 0 to 1: a wording that was cut short resembles the long one.
fn sekata(kiri: &str, kanan: &str) -> f64 {
    let (kiri, kanan) = (kunci_indikator(kiri), kunci_indikator(kanan));
    let (kiri, kanan): (BTreeSet<&str>, BTreeSet<&str>) = (kiri.split(' ').collect(), kanan.split(' ').collect());
    2.0 * kiri.intersection(&kanan).count() as f64 / (kiri.len() + kanan.len()) as f64
}

/// Whether two wordings are the same indicator.
pub(in crate::rules) fn sebunyi(kiri: &str, kanan: &str) -> bool {
    kiri == kanan || kunci_indikator(kiri) == kunci_indikator(kanan)
}

/// The wording that resembles another most, when it is worth suggesting.
pub(in crate::rules) fn terdekat<'t>(dicari: &str, calon: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let nilai = |calon: &str| kemiripan(dicari, calon).max(sekata(dicari, calon));
    let terdekat = calon.map(|calon| (nilai(calon), calon)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (terdekat.0 >= SARAN).then_some(terdekat.1)
}

/// What two lists of indicators lack of each other.
#[derive(Debug)]
pub(in crate::rules) struct Selisih<L, H> {
    /// Here and not there.
    pub(in crate::rules) lebih: Vec<L>,
    /// There and not here.
    pub(in crate::rules) hilang: Vec<H>,
    /// Both, under wordings that differ a little.
    pub(in crate::rules) berganti: Vec<(L, H)>,
}

/// Pairs what is extra with what is missing where the wordings are almost the same, the most alike first; each is paired
/// once.
pub(in crate::rules) fn pasangkan<L, H>(
    lebih: Vec<L>,
    hilang: Vec<H>,
    kalimat_lebih: impl Fn(&L) -> Option<String>,
    kalimat_hilang: impl Fn(&H) -> Option<String>,
) -> Selisih<L, H> {
    let mut pasangan: Vec<(f64, usize, usize)> = Vec::new();
    for (nomor_lebih, satu) in lebih.iter().enumerate() {
        for (nomor_hilang, dua) in hilang.iter().enumerate() {
            if let (Some(satu), Some(dua)) = (kalimat_lebih(satu), kalimat_hilang(dua)) {
                pasangan.push((kemiripan(&satu, &dua), nomor_lebih, nomor_hilang));
            }
        }
    }
    pasangan.retain(|(nilai, ..)| *nilai > GANTI_NAMA);
    pasangan.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut lebih: Vec<Option<L>> = lebih.into_iter().map(Some).collect();
    let mut hilang: Vec<Option<H>> = hilang.into_iter().map(Some).collect();
    let mut berganti = Vec::new();
    for (_, satu, dua) in pasangan {
        if let (Some(milik_lebih), Some(milik_hilang)) = (lebih.get_mut(satu), hilang.get_mut(dua))
            && milik_lebih.is_some()
            && milik_hilang.is_some()
        {
            berganti.extend(milik_lebih.take().zip(milik_hilang.take()));
        }
    }
    Selisih { lebih: lebih.into_iter().flatten().collect(), hilang: hilang.into_iter().flatten().collect(), berganti }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_indicator_is_neither_missing_nor_extra() {
        let milik = |teks: &&str| Some((*teks).to_string());
        let hasil = pasangkan(
            vec!["Persentase lulusan yang bekerja dalam 6 bulan", "Jumlah mitra"],
            vec!["Persentase lulusan yang bekerja dalam 12 bulan", "Nilai kinerja anggaran"],
            milik,
            milik,
        );
        assert_eq!(hasil.lebih, ["Jumlah mitra"]);
        assert_eq!(hasil.hilang, ["Nilai kinerja anggaran"]);
        assert_eq!(hasil.berganti.len(), 1);
    }

    #[test]
    fn only_what_resembles_is_suggested() {
        let calon = ["Jumlah mitra industri", "Nilai SAKIP"];
        assert_eq!(terdekat("Jumlah mitra", calon.into_iter()), Some("Jumlah mitra industri"));
        assert_eq!(terdekat("Jumlah mitra indutri", calon.into_iter()), Some("Jumlah mitra industri"));
        assert_eq!(terdekat("Indeks kepuasan mahasiswa", calon.into_iter()), None);
    }
}
