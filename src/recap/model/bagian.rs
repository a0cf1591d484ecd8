//! The recap of some units out of the institution's: their indicators take the place of the institution's, every figure of
//! them stays what it is there.

use super::baris::hitung_lampu;
use super::serapan::gabungan;
use super::*;
use crate::domain::capaian::agregat::{Butir, Dasar, rerata};
use crate::domain::capaian::{Alasan, Capaian, Profil};

impl Rekap {
    /// The recap of the units with these codes.
    #[must_use]
    pub fn milik(&self, nama: &str, kode: &[&str], profil: &Profil) -> Self {
        let ikut = |unit: &str| kode.contains(&unit);
        let unit: Vec<BarisUnit> = self.unit.iter().filter(|satu| ikut(&satu.unit)).cloned().collect();
        let iku: Vec<BarisIku> = unit.iter().flat_map(|satu| satu.indikator.iter().map(sebagai_iku)).collect();
        let kepatuhan = self.dokumen_milik(&ikut);
        let ringkas = self.ringkas_milik(&unit, &iku, &kepatuhan, profil);
        let merah = self.merah.iter().filter(|satu| ikut(&satu.unit)).cloned().zip(1..);
        let mut rekap = Self {
            judul: format!("Rekap Kinerja {nama} Tahun {}", self.tahun),
            sebutan: Sebutan::UNIT,
            kalimat: kartu::kalimat(&ringkas, &self.nama_triwulan, Sebutan::UNIT),
            kartu: kartu::kartu(&ringkas, &self.nama_triwulan, Sebutan::UNIT),
            tren: Titik::deret(std::array::from_fn(|tw| {
                let titik = iku.iter().map(|satu| satu.indikator.posisi.tren[tw].capaian.angka);
                rata(profil, self.kurun, &iku, titik).map(|rata| rata.nilai)
            })),
            peta: self.peta_milik(&ikut),
            merah: merah.map(|(satu, nomor)| BarisMerah { nomor, ..satu }).collect(),
            tindak: self.tindak.iter().filter(|satu| ikut(&satu.unit)).cloned().collect(),
            lakip: Lakip { baris: Vec::new(), analisis: Vec::new(), efisiensi: Vec::new(), ..self.lakip.clone() },
            asal: Vec::new(),
            sumber: format!(
                "Sumber: formulir yang dikirim unit, {}; rinciannya di konsolidasi-{}.xlsx.",
                self.instansi, self.tahun
            ),
            peringatan: Vec::new(),
            kepatuhan,
            ringkas,
            iku,
            unit,
            ..self.clone()
        };
        rekap.peringatan = kartu::peringatan(&rekap);
        rekap
    }

    fn dokumen_milik(&self, ikut: &impl Fn(&str) -> bool) -> MatriksDokumen {
        let baris: Vec<BarisDokumen> = self.kepatuhan.baris.iter().filter(|satu| ikut(&satu.unit)).cloned().collect();
        let masuk = |nomor: usize| {
            baris.iter().filter(|baris| baris.petak.get(nomor).is_some_and(|petak| petak.keadaan.masuk())).count()
        };
        let kolom = self.kepatuhan.kolom.iter().enumerate();
        MatriksDokumen {
            kolom: kolom
                .map(|(nomor, kolom)| KolomDokumen { masuk: (masuk(nomor), baris.len()), ..kolom.clone() })
                .collect(),
            baris,
            tidak_terpakai: Vec::new(),
        }
    }

    fn ringkas_milik(
        &self,
        unit: &[BarisUnit],
        iku: &[BarisIku],
        kepatuhan: &MatriksDokumen,
        profil: &Profil,
    ) -> Ringkas {
        let lampu = hitung_lampu(iku.iter().map(|satu| satu.indikator.posisi.warna()));
        let lapor = kepatuhan.kolom.iter().find(|kolom| kolom.judul == self.nama_triwulan).map(|kolom| kolom.masuk);
        Ringkas {
            rata_rata: match unit {
                [satu] => satu.rata_rata,
                _ => rata(profil, self.kurun, iku, iku.iter().map(|satu| satu.indikator.posisi.capaian.angka)),
            },
            iku: lampu,
            lapor: lapor.unwrap_or((0, unit.len())),
            indikator: lampu,
            serapan: gabungan(unit.iter().filter_map(|satu| satu.serapan.as_ref())),
            temuan: std::array::from_fn(|tingkat| unit.iter().map(|satu| satu.temuan[tingkat]).sum()),
        }
    }

    /// The rows of these units, and the columns in which any of them has a share.
    fn peta_milik(&self, ikut: &impl Fn(&str) -> bool) -> Peta {
        let baris: Vec<&BarisPeta> = self.peta.baris.iter().filter(|satu| ikut(&satu.unit)).collect();
        let terisi: Vec<usize> = (0..self.peta.kolom.len())
            .filter(|kolom| baris.iter().any(|baris| baris.petak.get(*kolom).is_some_and(Option::is_some)))
            .collect();
        let pilih = |baris: &&BarisPeta| BarisPeta {
            petak: terisi.iter().filter_map(|kolom| baris.petak.get(*kolom).cloned()).collect(),
            ..(*baris).clone()
        };
        Peta {
            kolom: terisi.iter().filter_map(|kolom| self.peta.kolom.get(*kolom).cloned()).collect(),
            baris: baris.iter().map(pilih).collect(),
            keterangan: self.peta.keterangan,
        }
    }
}

/// An indicator of a unit where those of the institution stand.
fn sebagai_iku(satu: &IndikatorUnit) -> BarisIku {
    let lapor = satu.indikator.posisi.lapor;
    BarisIku {
        indikator: satu.indikator.clone(),
        sasaran: String::new(),
        cara: None,
        dari: (usize::from(lapor), 1),
        pelapor: format!("{} dari 1 melapor", usize::from(lapor)),
        belum: Vec::new(),
        catatan: satu.indikator.posisi.dasar.iter().cloned().collect(),
        anggota: Vec::new(),
    }
}

/// The mean of some figures of the indicators, as the profile aggregates.
fn rata(profil: &Profil, kurun: Kurun, iku: &[BarisIku], capaian: impl Iterator<Item = Option<f64>>) -> Option<Rerata> {
    let dasar = if kurun == Kurun::Tahunan { Dasar::Tahun } else { Dasar::Triwulan };
    let butir: Vec<Butir<'_>> = iku
        .iter()
        .zip(capaian)
        .map(|(satu, nilai)| Butir {
            sasaran: &satu.sasaran,
            bobot: satu.indikator.bobot.angka,
            capaian: nilai.map_or(Capaian::TidakTerhitung(Alasan::TidakAda), |nilai| Capaian::Terhitung {
                penuh: nilai,
                dibatasi: nilai,
            }),
        })
        .collect();
    rerata(profil, dasar, &butir).filter(|rata| rata.dihitung > 0)
}
