//! Which of several submissions counts.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use super::{Berkas, JALUR_KASKADE, Status, Tables};
use crate::domain::dokumen::JenisDokumen;

/// Marks files whose bytes were sent before: the first received is the one, then the lesser path.
pub(super) fn tandai_salinan(berkas: &mut [Berkas]) {
    let mut urutan: Vec<usize> = (0..berkas.len())
        .filter(|&nomor| berkas[nomor].jalur != JALUR_KASKADE && !berkas[nomor].sha256.is_empty())
        .collect();
    urutan.sort_by_key(|&nomor| {
        let satu = &berkas[nomor];
        (satu.salinan_dari.is_some(), satu.diterima.is_none(), satu.diterima, satu.jalur.clone())
    });
    let mut pertama: HashMap<String, String> = HashMap::new();
    for nomor in urutan {
        let satu = &mut berkas[nomor];
        match pertama.get(&satu.sha256) {
            Some(asal) if satu.salinan_dari.is_none() => satu.salinan_dari = Some(asal.clone()),
            Some(_) => {}
            None => {
                pertama.insert(satu.sha256.clone(), satu.jalur.clone());
            }
        }
    }
}

/// What decides between files of the same unit, kind and quarter; the greatest counts: the workspace's year before
/// another, then one whose mail says when it came or that came without mail before one whose mail does not say, then the
/// later received, then the one whose title says that it is a revision, then the greater path.
type Kelayakan<'a> = (bool, bool, Option<NaiveDateTime>, bool, &'a str);

/// Unit, kind and quarter; the documents of each file that have them.
type Kelompok<'a> = BTreeMap<(&'a str, JenisDokumen, Option<u32>), BTreeMap<u32, Vec<usize>>>;

/// Decides for every document whether it counts.
pub(super) fn tetapkan(tables: &Tables, tahun_kerja: i32) -> Vec<Status> {
    let mut status = vec![Status::Dipakai; tables.dokumen.len()];
    let mut kelompok = Kelompok::new();
    for (nomor, dokumen) in tables.dokumen.iter().enumerate() {
        let Some(berkas) = tables.berkas.get(dokumen.berkas as usize) else { continue };
        if dokumen.jenis == JenisDokumen::Kaskade {
            if berkas.jalur != JALUR_KASKADE {
                status[nomor] = Status::TidakTerhubung;
            }
        } else if let Some(asal) = &berkas.salinan_dari {
            status[nomor] = asli(tables, asal, dokumen.dokumen).map_or(Status::TidakTerhubung, Status::Digantikan);
        } else if let Some(unit) = &dokumen.unit {
            let triwulan = dokumen.triwulan.filter(|_| dokumen.jenis == JenisDokumen::Pengukuran).map(|tw| tw.nomor());
            kelompok.entry((unit, dokumen.jenis, triwulan)).or_default().entry(dokumen.berkas).or_default().push(nomor);
        } else {
            status[nomor] = Status::TidakTerhubung;
        }
    }
    for per_berkas in kelompok.values().filter(|per_berkas| per_berkas.len() > 1) {
        let Some((pemenang, milik)) =
            per_berkas.iter().max_by_key(|(berkas, dokumen)| kelayakan(tables, **berkas, dokumen, tahun_kerja))
        else {
            continue;
        };
        let pengganti = milik.first().and_then(|nomor| u32::try_from(*nomor).ok()).unwrap_or_default();
        for nomor in per_berkas.iter().filter(|(berkas, _)| *berkas != pemenang).flat_map(|(_, dokumen)| dokumen) {
            status[*nomor] = Status::Digantikan(pengganti);
        }
    }
    status
}

fn kelayakan<'a>(tables: &'a Tables, berkas: u32, dokumen: &[usize], tahun_kerja: i32) -> Kelayakan<'a> {
    let milik = || dokumen.iter().filter_map(|&nomor| tables.dokumen.get(nomor));
    let tahun_benar = milik().any(|satu| satu.tahun.is_none_or(|tahun| tahun == tahun_kerja));
    let perubahan =
        dokumen.iter().filter_map(|&nomor| tables.isi_dokumen(u32::try_from(nomor).ok()?)).any(|isi| isi.perubahan);
    let berkas = tables.berkas.get(berkas as usize);
    // All that is known of a mail without a date is when somebody saved it: it must not push out a dated answer to it.
    let bertanggal = berkas.is_none_or(|berkas| berkas.asal_surel.as_ref().is_none_or(|asal| asal.tanggal.is_some()));
    (tahun_benar, bertanggal, berkas.and_then(|b| b.diterima), perubahan, berkas.map_or("", |b| b.jalur.as_str()))
}

/// The same document in the file that was sent first.
fn asli(tables: &Tables, jalur: &str, dokumen: u32) -> Option<u32> {
    let berkas = tables.berkas.binary_search_by(|satu| satu.jalur.as_str().cmp(jalur)).ok()?;
    let nomor =
        tables.dokumen.binary_search_by_key(&(berkas, dokumen), |satu| (satu.berkas as usize, satu.dokumen)).ok()?;
    u32::try_from(nomor).ok()
}
