//! Cell by cell: rows are paired by what they are known by, and their fields by name.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::baris::nama_medan;
use super::shapes::{self, Potret};
use super::{Nasib, Perubahan};
use crate::domain::tempat::Tempat;

type DokumenPotret<'a> = shapes::DokumenPotret<&'a str>;
type BarisPotret<'a> = shapes::BarisPotret<&'a str>;
type IsianPotret<'a> = shapes::IsianPotret<&'a str>;

/// Rows of one indicator that are paired by likeness at most; longer lists are paired in order.
const TERBANYAK_DIBANDING: usize = 200;
/// Fields of a new or deleted row that are shown.
const ISIAN_TAMPIL: usize = 6;

/// What documents and cells changed. Equal files change nothing, whatever the cascade makes of them.
pub(super) fn bandingkan(lama: &Potret<'_>, baru: &Potret<'_>) -> Vec<Perubahan> {
    if lama.sidik == baru.sidik {
        return Vec::new();
    }
    let (mut dokumen, mut isian) = (Vec::new(), Vec::new());
    let kunci: BTreeSet<_> = lama.dokumen.iter().chain(&baru.dokumen).map(|satu| satu.kunci).collect();
    for kunci in kunci {
        let sebelum = lama.dokumen.iter().find(|satu| satu.kunci == kunci);
        let sesudah = baru.dokumen.iter().find(|satu| satu.kunci == kunci);
        match (sebelum, sesudah) {
            (Some(sebelum), Some(sesudah)) => satu_dokumen(sebelum, sesudah, &mut isian),
            (Some(satu), None) => dokumen.push(seluruh(satu, Nasib::DokumenHilang)),
            (None, Some(satu)) => dokumen.push(seluruh(satu, Nasib::DokumenBaru)),
            (None, None) => {}
        }
    }
    dokumen.extend(isian);
    dokumen
}

fn seluruh(dokumen: &DokumenPotret<'_>, nasib: Nasib) -> Perubahan {
    let (berkas, lembar) = dokumen.asal.first().copied().unwrap_or_default();
    Perubahan {
        nasib,
        dokumen: Some(dokumen.kunci),
        indikator: None,
        medan: None,
        sebelum: None,
        sesudah: None,
        catatan: None,
        tempat: Tempat { berkas: berkas.to_string(), lembar: Some(lembar.to_string()), sel: Vec::new() },
    }
}

fn satu_dokumen(lama: &DokumenPotret<'_>, baru: &DokumenPotret<'_>, hasil: &mut Vec<Perubahan>) {
    let pasangan = pasangkan(&lama.baris, &baru.baris);
    for (sebelum, sesudah) in pasangan {
        match (sebelum, sesudah) {
            (Some(sebelum), Some(sesudah)) => satu_baris((lama, sebelum), (baru, sesudah), hasil),
            (Some(baris), None) => hasil.push(sebaris(lama, baris, Nasib::BarisHilang)),
            (None, Some(baris)) => hasil.push(sebaris(baru, baris, Nasib::BarisBaru)),
            (None, None) => {}
        }
    }
}

fn sebaris(dokumen: &DokumenPotret<'_>, baris: &BarisPotret<'_>, nasib: Nasib) -> Perubahan {
    let terlihat = baris.isian.iter().filter(|isian| !matches!(isian.medan, "indikator" | "kode" | "uraian"));
    let mut isi: Vec<String> =
        terlihat.clone().take(ISIAN_TAMPIL).map(|isian| format!("{} {}", nama_medan(isian.medan), isian.isi)).collect();
    let lebih = terlihat.count().saturating_sub(ISIAN_TAMPIL);
    if lebih > 0 {
        isi.push(format!("dan {lebih} isian lain"));
    }
    let isi = Some(isi.join("; ")).filter(|isi| !isi.is_empty());
    let (sebelum, sesudah) = if nasib == Nasib::BarisHilang { (isi, None) } else { (None, isi) };
    Perubahan {
        nasib,
        dokumen: Some(dokumen.kunci),
        indikator: Some(baris.label.to_string()),
        medan: None,
        sebelum,
        sesudah,
        catatan: None,
        tempat: dokumen.tempat(baris, baris.isian.first().map(|isian| isian.sel)),
    }
}

fn satu_baris(
    lama: (&DokumenPotret<'_>, &BarisPotret<'_>),
    baru: (&DokumenPotret<'_>, &BarisPotret<'_>),
    hasil: &mut Vec<Perubahan>,
) {
    let (sebelum, sesudah) = (per_medan(lama.1), per_medan(baru.1));
    let medan: BTreeSet<&str> = sebelum.keys().chain(sesudah.keys()).copied().collect();
    for medan in medan {
        let (kiri, kanan) = (sebelum.get(medan).copied(), sesudah.get(medan).copied());
        let (nasib, tempat) = match (kiri, kanan) {
            (Some(kiri), Some(kanan)) if sama(kiri, kanan) => continue,
            (_, Some(kanan)) => {
                let nasib = if kiri.is_some() { Nasib::Diubah } else { Nasib::Diisi };
                (nasib, baru.0.tempat(baru.1, Some(kanan.sel)))
            }
            (Some(kiri), None) => (Nasib::Dikosongkan, lama.0.tempat(lama.1, Some(kiri.sel))),
            (None, None) => continue,
        };
        // The same figure, typed over its formula or the other way round.
        let sebut = |isian: &IsianPotret<'_>| {
            let serupa = kiri.zip(kanan).is_some_and(|(kiri, kanan)| kiri.isi == kanan.isi);
            match (serupa, isian.rumus) {
                (true, true) => format!("{} (rumus)", isian.isi),
                (true, false) => format!("{} (diketik)", isian.isi),
                (false, _) => isian.isi.to_string(),
            }
        };
        hasil.push(Perubahan {
            nasib,
            dokumen: Some(baru.0.kunci),
            indikator: Some(baru.1.label.to_string()),
            medan: Some(medan.to_string()),
            sebelum: kiri.map(sebut),
            sesudah: kanan.map(sebut),
            catatan: None,
            tempat,
        });
    }
}

fn per_medan<'b, 'a>(baris: &'b BarisPotret<'a>) -> BTreeMap<&'a str, &'b IsianPotret<'a>> {
    baris.isian.iter().map(|isian| (isian.medan, isian)).collect()
}

fn sama(kiri: &IsianPotret<'_>, kanan: &IsianPotret<'_>) -> bool {
    kiri.isi == kanan.isi && kiri.rumus == kanan.rumus
}

type Pasangan<'b, 'a> = (Option<&'b BarisPotret<'a>>, Option<&'b BarisPotret<'a>>);

/// Pairs of rows in the order of the new document; what is gone stands at the end.
fn pasangkan<'b, 'a>(lama: &'b [BarisPotret<'a>], baru: &'b [BarisPotret<'a>]) -> Vec<Pasangan<'b, 'a>> {
    let mut milik: Vec<Option<usize>> = vec![None; baru.len()];
    let mut terpakai = vec![false; lama.len()];
    // Rows of one indicator: equal ones first, then the most alike.
    let mut kelompok: BTreeMap<Option<&str>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (letak, baris) in lama.iter().enumerate() {
        kelompok.entry(baris.kunci).or_default().0.push(letak);
    }
    for (letak, baris) in baru.iter().enumerate() {
        kelompok.entry(baris.kunci).or_default().1.push(letak);
    }
    for (kunci, (kiri, kanan)) in &kelompok {
        for (sebelum, sesudah) in sekelompok(lama, baru, kiri, kanan, kunci.is_some()) {
            milik[sesudah] = Some(sebelum);
            terpakai[sebelum] = true;
        }
    }
    // A row that says the same word for word is the same row, also when it is known by something else now.
    let mut sisa: BTreeMap<Vec<(&str, &str)>, VecDeque<usize>> = BTreeMap::new();
    for (letak, baris) in lama.iter().enumerate().filter(|(letak, _)| !terpakai[*letak]) {
        sisa.entry(rupa(baris)).or_default().push_back(letak);
    }
    for (letak, baris) in baru.iter().enumerate() {
        if milik[letak].is_none()
            && let Some(sebelum) = sisa.get_mut(&rupa(baris)).and_then(VecDeque::pop_front)
        {
            milik[letak] = Some(sebelum);
            terpakai[sebelum] = true;
        }
    }
    let ada = baru.iter().zip(&milik).map(|(baris, sebelum)| (sebelum.and_then(|letak| lama.get(letak)), Some(baris)));
    let hilang = lama.iter().zip(&terpakai).filter(|(_, terpakai)| !**terpakai).map(|(baris, _)| (Some(baris), None));
    ada.chain(hilang).collect()
}

fn rupa<'a>(baris: &BarisPotret<'a>) -> Vec<(&'a str, &'a str)> {
    baris.isian.iter().map(|isian| (isian.medan, isian.isi)).collect()
}

/// Pairs of one group, by index.
fn sekelompok(
    lama: &[BarisPotret<'_>],
    baru: &[BarisPotret<'_>],
    kiri: &[usize],
    kanan: &[usize],
    berkunci: bool,
) -> Vec<(usize, usize)> {
    if berkunci && let ([sebelum], [sesudah]) = (kiri, kanan) {
        return vec![(*sebelum, *sesudah)];
    }
    let mut hasil = Vec::new();
    let mut sama: BTreeMap<Vec<(&str, &str)>, VecDeque<usize>> = BTreeMap::new();
    for &letak in kiri {
        sama.entry(rupa(&lama[letak])).or_default().push_back(letak);
    }
    let mut sisa_kanan = Vec::new();
    for &letak in kanan {
        match sama.get_mut(&rupa(&baru[letak])).and_then(VecDeque::pop_front) {
            Some(sebelum) => hasil.push((sebelum, letak)),
            None => sisa_kanan.push(letak),
        }
    }
    let mut sisa_kiri: Vec<usize> = sama.into_values().flatten().collect();
    sisa_kiri.sort_unstable();
    if sisa_kiri.len().max(sisa_kanan.len()) > TERBANYAK_DIBANDING {
        hasil.extend(sisa_kiri.into_iter().zip(sisa_kanan));
        return hasil;
    }
    let mut calon: Vec<(usize, usize, usize)> = Vec::new();
    for &sebelum in &sisa_kiri {
        for &sesudah in &sisa_kanan {
            let serupa = kemiripan(&lama[sebelum], &baru[sesudah]);
            let panjang = panjang(&lama[sebelum]).max(panjang(&baru[sesudah]));
            let cukup = if berkunci { serupa > 0 } else { serupa * 2 >= panjang && serupa > 0 };
            if cukup {
                calon.push((serupa, sebelum, sesudah));
            }
        }
    }
    calon.sort_by_key(|&(serupa, sebelum, sesudah)| (std::cmp::Reverse(serupa), sesudah, sebelum));
    for (_, sebelum, sesudah) in calon {
        if sisa_kiri.contains(&sebelum) && sisa_kanan.contains(&sesudah) {
            sisa_kiri.retain(|satu| *satu != sebelum);
            sisa_kanan.retain(|satu| *satu != sesudah);
            hasil.push((sebelum, sesudah));
        }
    }
    hasil
}

/// How much of two rows says the same: letters, so that a sentence tells more than a figure.
fn kemiripan(kiri: &BarisPotret<'_>, kanan: &BarisPotret<'_>) -> usize {
    let ada = |isian: &IsianPotret<'_>| kanan.isian.iter().any(|lain| lain.medan == isian.medan && sama(isian, lain));
    kiri.isian.iter().filter(|isian| ada(isian)).map(|isian| isian.isi.len()).sum()
}

fn panjang(baris: &BarisPotret<'_>) -> usize {
    baris.isian.iter().map(|isian| isian.isi.len()).sum()
}
