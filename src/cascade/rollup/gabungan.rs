//! The figures of a node out of its members'.

use std::borrow::Cow;

use super::sampai::{isi_capaian, target_tw};
use super::{Alat, Asal, HasilPeriode, HasilSimpul};
use crate::domain::capaian::gabung;
use crate::domain::nilai::Nilai;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::satuan::{sama, satuan_baku};
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;
use crate::tables::hitung;

/// One whose figures count for a node: a child, or a unit that reported the node.
pub(super) struct Anggota<'h> {
    pub(super) nama: String,
    pub(super) bobot: Option<f64>,
    pub(super) satuan: String,
    /// Whether it is a node of its own.
    pub(super) simpul: bool,
    pub(super) hasil: Cow<'h, HasilSimpul>,
}

/// What of the members is combined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bahan {
    /// Their realisations.
    Realisasi,
    /// Their achievements, because realisations do not compare.
    Capaian,
}

impl Alat<'_> {
    /// The figures of a node that its own unit did not measure.
    pub(super) fn dari_anggota(&self, nomor: usize, simpul: &Simpul, anggota: &[Anggota<'_>]) -> HasilSimpul {
        let mut satu = HasilSimpul::kosong(nomor);
        if !anggota.iter().any(|anggota| anggota.hasil.pernah_lapor()) {
            return satu;
        }
        let (cara, bahan) = match cara_gabung(simpul, anggota) {
            Ok(cara) => cara,
            Err(catatan) => {
                satu.catatan.push(catatan.to_string());
                return satu;
            }
        };
        satu.asal = Asal::Anggota(cara);
        satu.rekaman = anggota.iter().flat_map(|anggota| anggota.hasil.rekaman.iter().copied()).collect();
        satu.rekaman.sort_unstable();
        satu.rekaman.dedup();
        for tw in Triwulan::SEMUA.into_iter().filter(|tw| *tw <= self.sampai) {
            satu.triwulan[tw as usize] = match bahan {
                Bahan::Realisasi => self.gabung_realisasi(simpul, cara, anggota, tw),
                Bahan::Capaian => gabung_capaian(cara, anggota, |hasil| &hasil.triwulan[tw as usize]),
            };
        }
        match bahan {
            Bahan::Realisasi => {
                samakan_kumulatif(&mut satu, anggota);
                self.sampai(&mut satu, simpul, target_tw(simpul, |_| None), None);
            }
            Bahan::Capaian => {
                satu.sampai = gabung_capaian(cara, anggota, |hasil| &hasil.sampai);
                satu.catatan.push("realisasi anggotanya tidak dapat digabung; yang digabung capaiannya".to_string());
            }
        }
        satu.tidak_terhitung = tidak_terhitung(bahan, anggota, self.sampai);
        if cara == KonsolidasiUnit::RataRataTertimbang && anggota.iter().any(|anggota| anggota.bobot.is_none()) {
            satu.catatan
                .push("bobot anggotanya belum lengkap, sehingga rata-rata tertimbang tidak dapat dihitung".into());
        }
        satu
    }

    fn gabung_realisasi(
        &self,
        simpul: &Simpul,
        cara: KonsolidasiUnit,
        anggota: &[Anggota<'_>],
        tw: Triwulan,
    ) -> HasilPeriode {
        let periode = || anggota.iter().map(|anggota| (&anggota.hasil.triwulan[tw as usize], anggota.bobot));
        let angka: Vec<(f64, Option<f64>)> =
            periode().filter_map(|(periode, bobot)| Some((periode.realisasi?, bobot))).collect();
        let mut hasil = HasilPeriode { lapor: periode().any(|(periode, _)| periode.lapor), ..Default::default() };
        if !hasil.lapor {
            return hasil;
        }
        let persen = satuan_baku(&simpul.satuan).persen;
        let milik_tw = simpul.target_tw.get(tw as usize).filter(|nilai| !nilai.tanpa_isi());
        let target = milik_tw.unwrap_or(&simpul.target);
        hasil.target = hitung::bilangan(target, persen);
        hasil.realisasi = gabung(cara, &angka);
        let realisasi = hasil.realisasi.map_or(Nilai::Kosong, |angka| Nilai::Angka { angka, satuan: None });
        isi_capaian(&mut hasil, hitung::capaian(self.profil, simpul.polaritas, persen, target, &realisasi));
        hasil
    }
}

/// How and out of what a node's figures are combined, or why they are not.
fn cara_gabung(simpul: &Simpul, anggota: &[Anggota<'_>]) -> Result<(KonsolidasiUnit, Bahan), &'static str> {
    let cara = match (simpul.konsolidasi_unit, anggota) {
        (Some(KonsolidasiUnit::Langsung), [_, _, ..]) => {
            return Err("Konsolidasi Unit \"langsung\" memerlukan tepat satu turunan");
        }
        (Some(cara), _) => cara,
        // One unit that reports another's node: nothing to combine.
        (None, [satu]) if !satu.simpul => KonsolidasiUnit::Langsung,
        (None, _) => return Err("Konsolidasi Unit tidak diisi, sehingga nilai turunannya tidak digabung"),
    };
    let bersatuan_lain = anggota.iter().any(|anggota| {
        let (milik, induk) = (anggota.satuan.trim(), simpul.satuan.trim());
        !milik.is_empty() && !induk.is_empty() && !sama(milik, induk)
    });
    let periode = || anggota.iter().flat_map(|anggota| &anggota.hasil.triwulan);
    let berangka = periode().any(|periode| periode.realisasi.is_some()) && !periode().any(HasilPeriode::tanpa_angka);
    let bahan = if bersatuan_lain || !berangka { Bahan::Capaian } else { Bahan::Realisasi };
    match (cara, bahan) {
        (KonsolidasiUnit::Jumlah, Bahan::Capaian) => Err("satuan turunannya berbeda, sehingga tidak dapat dijumlahkan"),
        (KonsolidasiUnit::Jumlah, _) if satuan_baku(&simpul.satuan).persen => Err("persentase tidak dijumlahkan"),
        (cara, bahan) => Ok((cara, bahan)),
    }
}

fn gabung_capaian(
    cara: KonsolidasiUnit,
    anggota: &[Anggota<'_>],
    periode: impl Fn(&HasilSimpul) -> &HasilPeriode,
) -> HasilPeriode {
    let kumpul = |ambil: fn(&HasilPeriode) -> Option<f64>| {
        let nilai: Vec<(f64, Option<f64>)> =
            anggota.iter().filter_map(|anggota| Some((ambil(periode(&anggota.hasil))?, anggota.bobot))).collect();
        gabung(cara, &nilai)
    };
    HasilPeriode {
        capaian: kumpul(|periode| periode.capaian),
        capaian_penuh: kumpul(|periode| periode.capaian_penuh),
        lapor: anggota.iter().any(|anggota| periode(&anggota.hasil).lapor),
        ..Default::default()
    }
}

/// Members that reported for the quarter but have nothing to combine, with the reason.
fn tidak_terhitung(bahan: Bahan, anggota: &[Anggota<'_>], tw: Triwulan) -> Vec<(String, String)> {
    anggota
        .iter()
        .filter_map(|anggota| {
            let periode = &anggota.hasil.triwulan[tw as usize];
            let ada = match bahan {
                Bahan::Realisasi => periode.realisasi.is_some(),
                Bahan::Capaian => periode.capaian.is_some(),
            };
            let alasan = || periode.alasan.clone().unwrap_or_else(|| "tidak_terbanding".to_string());
            (periode.lapor && !ada).then(|| (anggota.nama.clone(), alasan()))
        })
        .collect()
}

/// Running totals combine to running totals; a mixture is told.
fn samakan_kumulatif(satu: &mut HasilSimpul, anggota: &[Anggota<'_>]) {
    let pelapor = || anggota.iter().filter(|anggota| anggota.hasil.pernah_lapor());
    satu.kumulatif = pelapor().all(|anggota| anggota.hasil.kumulatif);
    if !satu.kumulatif && pelapor().any(|anggota| anggota.hasil.kumulatif) {
        satu.catatan.push("sebagian anggotanya melapor kumulatif dan sebagian tidak".to_string());
    }
}
