//! Finding by finding: mended, still there, new.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::{self, Potret};
use super::{Catatan, KunciDokumen, Nasib, Perubahan};
use crate::domain::teks;
use crate::finding::Tingkat;

type TemuanPotret<'a> = shapes::TemuanPotret<&'a str>;

/// What a finding is known by. Not by its message, which holds figures, nor by its cell, which moves.
type Kunci<'a> = (&'a str, Option<KunciDokumen>, Option<&'a str>, Option<&'a str>, Option<String>, Option<&'a str>);

/// What became of the findings of a unit. Those that are mere information in both states are left out.
pub(super) fn bandingkan(lama: &Potret<'_>, baru: &Potret<'_>, mati: &BTreeSet<String>) -> Vec<Perubahan> {
    let mut kelompok: BTreeMap<Kunci<'_>, (Vec<&TemuanPotret<'_>>, Vec<&TemuanPotret<'_>>)> = BTreeMap::new();
    for satu in &lama.temuan {
        kelompok.entry(kunci(satu)).or_default().0.push(satu);
    }
    for satu in &baru.temuan {
        kelompok.entry(kunci(satu)).or_default().1.push(satu);
    }
    let mut hasil = Vec::new();
    for (kiri, kanan) in kelompok.into_values() {
        for (sebelum, sesudah) in pasangkan(kiri, kanan) {
            if let Some(nasib) = nasib(sebelum, sesudah, baru, mati) {
                hasil.extend(sesudah.or(sebelum).map(|satu| perubahan(nasib, satu, sebelum)));
            }
        }
    }
    hasil.sort_by(|a, b| urutan(a).cmp(&urutan(b)));
    hasil
}

fn kunci<'a>(satu: &TemuanPotret<'a>) -> Kunci<'a> {
    // Without a row the indicator may tell findings apart; without a document the file must.
    let indikator = satu.indikator.filter(|_| satu.kunci.is_none()).map(teks::kunci);
    let berkas = Some(satu.berkas).filter(|_| satu.dokumen.is_none());
    (satu.kode, satu.dokumen, satu.kunci, satu.medan, indikator, berkas)
}

fn nasib(
    sebelum: Option<&TemuanPotret<'_>>,
    sesudah: Option<&TemuanPotret<'_>>,
    baru: &Potret<'_>,
    mati: &BTreeSet<String>,
) -> Option<Nasib> {
    let diminta = |satu: &TemuanPotret<'_>| satu.tingkat > Tingkat::Info && !satu.dikecualikan;
    match (sebelum.filter(|satu| diminta(satu)), sesudah.filter(|satu| diminta(satu))) {
        (Some(_), Some(_)) => Some(Nasib::MasihAda),
        (None, Some(_)) => Some(Nasib::Baru),
        (Some(_), None) if sesudah.is_some() => Some(Nasib::TidakDiminta),
        (Some(satu), None) if mati.contains(satu.kode) => Some(Nasib::TidakDiminta),
        (Some(satu), None) => {
            let hilang = satu.dokumen.is_some_and(|kunci| baru.dokumen.iter().all(|milik| milik.kunci != kunci));
            Some(if hilang { Nasib::TakTerperiksa } else { Nasib::Diperbaiki })
        }
        (None, None) => None,
    }
}

fn perubahan(nasib: Nasib, satu: &TemuanPotret<'_>, sebelum: Option<&TemuanPotret<'_>>) -> Perubahan {
    Perubahan {
        nasib,
        dokumen: satu.dokumen,
        indikator: satu.indikator.map(str::to_string),
        medan: satu.medan.map(str::to_string),
        sebelum: None,
        sesudah: None,
        catatan: Some(Catatan {
            kode: satu.kode.to_string(),
            tingkat: satu.tingkat,
            pesan: satu.pesan.to_string(),
            surat: satu.surat || sebelum.is_some_and(|sebelum| sebelum.surat),
        }),
        tempat: satu.tempat(),
    }
}

fn urutan(satu: &Perubahan) -> impl Ord + '_ {
    let tingkat = satu.catatan.as_ref().map(|catatan| std::cmp::Reverse(catatan.tingkat));
    let pesan = satu.catatan.as_ref().map(|catatan| (catatan.kode.as_str(), catatan.pesan.as_str()));
    (satu.nasib, tingkat, satu.dokumen, &satu.tempat, pesan)
}

type Pasangan<'b, 'a> = (Option<&'b TemuanPotret<'a>>, Option<&'b TemuanPotret<'a>>);

/// Pairs of findings that are known by the same: those with the same words first, then those that differ in figures
/// only, then in order. Findings about nothing that was sent differ by their words alone.
fn pasangkan<'b, 'a>(
    mut kiri: Vec<&'b TemuanPotret<'a>>,
    mut kanan: Vec<&'b TemuanPotret<'a>>,
) -> Vec<Pasangan<'b, 'a>> {
    let mut hasil = Vec::new();
    let tanpa_angka =
        |satu: &TemuanPotret<'_>| satu.pesan.chars().filter(|huruf| !huruf.is_ascii_digit()).collect::<String>();
    let mut jodohkan = |sama: &dyn Fn(&TemuanPotret<'a>, &TemuanPotret<'a>) -> bool| {
        let mut sisa = Vec::new();
        for sesudah in std::mem::take(&mut kanan) {
            match kiri.iter().position(|sebelum| sama(sebelum, sesudah)) {
                Some(letak) => hasil.push((Some(kiri.remove(letak)), Some(sesudah))),
                None => sisa.push(sesudah),
            }
        }
        kanan = sisa;
    };
    jodohkan(&|a, b| a.pesan == b.pesan && a.sel == b.sel);
    jodohkan(&|a, b| a.pesan == b.pesan);
    jodohkan(&|a, b| tanpa_angka(a) == tanpa_angka(b));
    jodohkan(&|a, b| !a.berkas.is_empty() && !b.berkas.is_empty());
    hasil.extend(kiri.into_iter().map(|satu| (Some(satu), None)));
    hasil.extend(kanan.into_iter().map(|satu| (None, Some(satu))));
    hasil
}
