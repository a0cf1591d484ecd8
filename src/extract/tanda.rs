//! What a form says of itself in the properties of its workbook, and which document it says it of.

use std::collections::BTreeMap;

use crate::domain::dokumen::{Dokumen, Fakta, JenisDokumen, LembarTerbaca};
use crate::domain::tanda::{Sidik, TandaFormulir, sifat};
use crate::domain::triwulan::{Triwulan, baca_triwulan_kolom};
use crate::template::Pustaka;

use super::kenali::KAMUS;

/// The forms that a workbook says it holds, in the order in which they were written.
pub(super) fn baca(properties: &BTreeMap<String, String>) -> Vec<TandaFormulir> {
    let teks = |nama: &str| properties.get(nama).map_or("", String::as_str);
    let daftar = |nama: &str| teks(nama).split(';').map(|satu| satu.trim().to_string()).collect::<Vec<_>>();
    let (versi, periode) = (daftar(sifat::VERSI), daftar(sifat::PERIODE));
    let sidik: String = (0..).map_while(|nomor| properties.get(&sifat::sidik(nomor))).map(String::as_str).collect();
    let sidik: Vec<&str> = sidik.split(';').collect();
    let unit = Some(teks(sifat::UNIT)).filter(|unit| !unit.is_empty());
    let semua = daftar(sifat::TEMPLAT).into_iter().enumerate().filter(|(_, templat)| !templat.is_empty());
    semua
        .map(|(nomor, templat)| TandaFormulir {
            templat,
            versi: versi.get(nomor).and_then(|teks| teks.parse().ok()),
            unit: unit.map(str::to_string),
            tahun: teks(sifat::TAHUN).parse().ok(),
            triwulan: periode.get(nomor).and_then(|teks| satu_triwulan(teks)),
            sidik: sidik.get(nomor).filter(|teks| !teks.is_empty()).and_then(|teks| teks.parse::<Sidik>().ok()),
        })
        .collect()
}

fn satu_triwulan(teks: &str) -> Option<Triwulan> {
    match baca_triwulan_kolom(teks)?.as_slice() {
        [satu] => Some(*satu),
        _ => None,
    }
}

/// Gives each document the word that is about it - of its kind and quarter, or the one that is left for the one document
/// that is left - and notes where the word and what was read do not agree.
pub(super) fn pasang(
    tanda: Vec<TandaFormulir>,
    dokumen: &mut [Dokumen],
    lembar: &mut [LembarTerbaca],
    pustaka: &Pustaka,
) {
    let jenis = |tanda: &TandaFormulir| pustaka.kini(&tanda.templat).map(|templat| templat.jenis);
    let mut sisa: Vec<Option<TandaFormulir>> = tanda.into_iter().map(Some).collect();
    for satu in dokumen.iter_mut() {
        let triwulan = satu.triwulan.map(|tertulis| tertulis.nilai);
        let milik = |tanda: &TandaFormulir| jenis(tanda) == Some(satu.jenis) && tanda.triwulan == triwulan;
        satu.tanda = sisa.iter_mut().find_map(|tempat| tempat.take_if(|tanda| milik(tanda)));
    }
    for kini in [Some(JenisDokumen::Pk), Some(JenisDokumen::RencanaAksi), Some(JenisDokumen::Pengukuran), None] {
        let mut tersisa = sisa.iter_mut().filter(|tanda| tanda.as_ref().is_some_and(|tanda| jenis(tanda) == kini));
        let tanpa = dokumen.iter_mut().filter(|satu| satu.tanda.is_none());
        let mut tanpa = tanpa.filter(|satu| kini.is_none_or(|kini| satu.jenis == kini));
        if let (Some(tanda), None, Some(satu), None) = (tersisa.next(), tersisa.next(), tanpa.next(), tanpa.next()) {
            satu.tanda = tanda.take();
        }
    }
    for satu in dokumen {
        if let Some(milik) = lembar.iter_mut().find(|lembar| lembar.nama == satu.lembar) {
            milik.fakta.extend(fakta(satu, pustaka));
        }
    }
}

/// What is to be said of the definition of a document.
fn fakta(dokumen: &Dokumen, pustaka: &Pustaka) -> Option<Fakta> {
    let sel = dokumen.sel_muka()?;
    let lama = |templat: &str, versi: u32| {
        let kini = pustaka.kini(templat)?.versi;
        (versi < kini).then(|| Fakta::TemplatLama { sel, templat: templat.to_string(), versi, kini })
    };
    let dibaca = || lama(&dokumen.templat, dokumen.versi);
    let Some(tanda) = &dokumen.tanda else { return dibaca() };
    let dikenal = pustaka.templat.iter().filter(|templat| templat.id == tanda.templat);
    let terbaru = dikenal.map(|templat| templat.versi).max();
    if terbaru.is_none_or(|terbaru| tanda.versi.is_some_and(|versi| versi > terbaru)) {
        return Some(Fakta::TemplatAsing { sel, templat: tanda.templat.clone(), versi: tanda.versi });
    }
    let berbeda = || {
        let dibaca = if dokumen.templat == KAMUS { String::new() } else { dokumen.templat.clone() };
        (dokumen.templat != tanda.templat).then(|| Fakta::TemplatBerbeda {
            sel,
            templat: tanda.templat.clone(),
            dibaca,
        })
    };
    let tertulis = tanda.versi.and_then(|versi| lama(&tanda.templat, versi));
    tertulis.or_else(berbeda).or_else(dibaca)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::dokumen::BerkasTerbaca;
    use crate::extract::extract;
    use crate::workbook::grid::workbook_from_text;

    const TW: &str = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|A|Jumlah mitra|Mitra|10|5|5\n";

    fn baca_teks(sifat: &str, lembar: &str) -> BerkasTerbaca {
        extract(&workbook_from_text(&format!("{sifat}{lembar}")), &Pustaka::bawaan().unwrap())
    }

    #[test]
    fn a_form_carries_its_word_to_its_document() {
        let sifat = "--- selaras_templat = pk-satuan;uk-umum\n--- selaras_versi = 1;1\n--- selaras_periode = ;II\n--- selaras_unit = JTI\n--- selaras_tahun = 2026\n";
        let berkas = baca_teks(sifat, &format!("=== Apa saja\n{TW}"));
        let tanda = berkas.dokumen[0].tanda.clone().unwrap();
        assert_eq!((tanda.templat.as_str(), tanda.versi, tanda.tahun), ("uk-umum", Some(1), Some(2026)));
        assert_eq!((tanda.unit.as_deref(), tanda.triwulan), (Some("JTI"), Some(Triwulan::II)));
        assert_eq!(berkas.lembar[0].fakta, []);
    }

    #[test]
    fn a_sheet_copied_for_another_quarter_does_not_take_the_word_of_the_first() {
        let sifat = "--- selaras_templat = uk-umum\n--- selaras_versi = 1\n--- selaras_periode = I\n";
        let satu = TW.replace("TRIWULAN II", "TRIWULAN I");
        let berkas = baca_teks(sifat, &format!("=== TW II\n{TW}=== TW I\n{satu}"));
        let bertanda: Vec<bool> = berkas.dokumen.iter().map(|dokumen| dokumen.tanda.is_some()).collect();
        assert_eq!(bertanda, [false, true]);
        // Alone, it does: its title was changed.
        assert!(baca_teks(sifat, &format!("=== TW II\n{TW}")).dokumen[0].tanda.is_some());
    }

    #[test]
    fn unknown_definitions_and_versions_to_come_are_told() {
        for (templat, versi) in [("uk-lain", "1"), ("uk-umum", "99")] {
            let sifat = format!("--- selaras_templat = {templat}\n--- selaras_versi = {versi}\n");
            let fakta = baca_teks(&sifat, &format!("=== TW II\n{TW}")).lembar.remove(0).fakta;
            assert!(matches!(&fakta[..], [Fakta::TemplatAsing { .. }]), "{fakta:?}");
        }
    }

    #[test]
    fn the_content_wins_and_the_difference_is_told() {
        let sifat = "--- selaras_templat = pk-dki\n--- selaras_versi = 1\n";
        let gambar = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra|Mitra|10\n";
        let berkas = baca_teks(sifat, gambar);
        assert_ne!(berkas.dokumen[0].templat, "pk-dki");
        assert!(matches!(&berkas.lembar[0].fakta[..], [Fakta::TemplatBerbeda { .. }]), "{:?}", berkas.lembar[0].fakta);
    }
}
