//! The recap worked out of frames and roll-up.

use std::collections::HashSet;

use super::serapan;
use super::ukur::{Indeks, Ukur};
use super::*;
use crate::cascade::HasilSimpul;
use crate::domain::capaian::agregat::{Butir, Dasar, rerata};
use crate::domain::capaian::{Alasan, Capaian};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::simpul::{Jenjang, Simpul};
use crate::finding::Tingkat;
use crate::report::BahanLaporan;
use crate::report::kepatuhan;

impl Rekap {
    /// Works out the recap.
    pub fn susun(bahan: &BahanLaporan<'_>) -> Self {
        let penyusun = Penyusun { bahan: *bahan, indeks: Indeks::baru(bahan.tables) };
        let kepatuhan = kepatuhan::susun(bahan.tables, bahan.tenggat, bahan.dibuat.date(), bahan.triwulan);
        let iku = penyusun.iku();
        let unit: Vec<BarisUnit> = kepatuhan.baris.iter().map(|baris| penyusun.unit(baris)).collect();
        let merah = merah(&unit);
        let ringkas = penyusun.ringkas(&iku, &unit, &kepatuhan);
        Self {
            instansi: bahan.instansi.to_string(),
            tahun: bahan.tahun,
            triwulan: bahan.triwulan,
            tanggal: bahan.dibuat.date(),
            profil: bahan.profil.keterangan(),
            ringkas,
            iku,
            unit,
            merah,
            kepatuhan,
        }
    }
}

struct Penyusun<'a> {
    bahan: BahanLaporan<'a>,
    indeks: Indeks<'a>,
}

impl Penyusun<'_> {
    /// Indicators of the institution; where the cascade names none, those that have no parent.
    fn iku(&self) -> Vec<BarisIku> {
        let kaskade = self.bahan.kaskade;
        let semua = kaskade.simpul().iter().enumerate();
        let mut nomor: Vec<usize> =
            semua.filter(|(_, simpul)| simpul.jenjang == Some(Jenjang::Iku)).map(|(nomor, _)| nomor).collect();
        if nomor.is_empty() {
            nomor = kaskade.akar().collect();
        }
        nomor.into_iter().filter_map(|nomor| self.satu_iku(nomor)).collect()
    }

    fn satu_iku(&self, nomor: usize) -> Option<BarisIku> {
        let (simpul, hasil) = (self.bahan.kaskade.ambil(nomor)?, self.bahan.hasil.get(nomor)?);
        let anggota = self.bahan.kaskade.anak(nomor).iter().filter_map(|&anak| {
            let simpul = self.bahan.kaskade.ambil(anak)?;
            Some(Anggota {
                indikator: self.indikator(simpul, self.bahan.hasil.get(anak)?),
                unit: simpul.unit.clone().map(|kode| {
                    let nama = self.bahan.tables.unit(&kode).map_or(kode.clone(), |unit| unit.nama.clone());
                    (kode, nama)
                }),
                bobot: simpul.bobot,
            })
        });
        Some(BarisIku {
            indikator: self.indikator(simpul, hasil),
            sasaran: simpul.sasaran.clone(),
            cara: simpul.konsolidasi_unit.filter(|cara| *cara != KonsolidasiUnit::Tanpa),
            dari: hasil.dari,
            belum: hasil.belum.clone(),
            catatan: catatan(hasil),
            anggota: anggota.collect(),
        })
    }

    fn indikator(&self, simpul: &Simpul, hasil: &HasilSimpul) -> Indikator {
        Indikator {
            kode: simpul.kode.clone(),
            indikator: simpul.indikator.clone(),
            satuan: simpul.satuan.clone(),
            polaritas: simpul.polaritas,
            posisi: self.posisi(simpul, hasil),
        }
    }

    fn posisi(&self, simpul: &Simpul, hasil: &HasilSimpul) -> Posisi {
        let tertulis = |kolom| self.bahan.tables.isian(simpul.rekaman, kolom).and_then(|isian| isian.teks());
        let tahun = Bidang::Target.tahunan();
        let sampai = &hasil.sampai;
        Posisi {
            target_tahun: Besaran::angka_atau(
                simpul.target.angka().filter(|_| !bertulisan(&simpul.target)),
                tertulis(tahun),
            ),
            target: self.target_sampai(simpul, hasil),
            realisasi: Besaran::angka_atau(sampai.realisasi, self.indeks.tulisan_terakhir(&hasil.rekaman)),
            penuh: sampai.capaian_penuh,
            capaian: sampai.capaian,
            tren: std::array::from_fn(|nomor| hasil.triwulan[nomor].capaian),
            lapor: sampai.lapor,
        }
    }

    /// The target to date: of the roll-up once anything was reported, else what was planned until now. Ranges, bounds and
    /// grades show as they were typed, even where their figure is what counts.
    fn target_sampai(&self, simpul: &Simpul, hasil: &HasilSimpul) -> Besaran {
        let tw = self.bahan.triwulan;
        let milik_tw = simpul.target_tw.get(tw as usize).filter(|nilai| !nilai.tanpa_isi());
        let (nilai, kolom) = match milik_tw {
            Some(nilai) => (nilai, Bidang::Target.tw(tw)),
            None => (&simpul.target, Bidang::Target.tahunan()),
        };
        if bertulisan(nilai) {
            let isian = self.bahan.tables.isian(simpul.rekaman, kolom);
            return Besaran::angka_atau(None, isian.and_then(|isian| isian.teks()));
        }
        let rencana = || match simpul.konsolidasi_periode {
            Some(KonsolidasiPeriode::Jumlah) if milik_tw.is_some() => {
                let kuartal = Triwulan::SEMUA.into_iter().zip(&simpul.target_tw).filter(|(kini, _)| *kini <= tw);
                kuartal.filter_map(|(_, nilai)| nilai.angka()).reduce(|jumlah, angka| jumlah + angka)
            }
            _ => nilai.angka(),
        };
        Besaran::angka_atau(hasil.sampai.target.or_else(rencana), None)
    }

    fn unit(&self, kepatuhan: &BarisKepatuhan) -> BarisUnit {
        let kode = kepatuhan.unit.as_str();
        let mut terbaca: HashSet<&str> = HashSet::new();
        let mut indikator = Vec::new();
        let mut butir = Vec::new();
        for (simpul, hasil) in self.bahan.kaskade.simpul().iter().zip(self.bahan.hasil) {
            let milik = simpul.unit.as_deref() == Some(kode);
            if !milik || (simpul.jenjang == Some(Jenjang::Iki) && !hasil.sampai.lapor) {
                continue;
            }
            terbaca.insert(&simpul.kode);
            let satu = self.indikator(simpul, hasil);
            butir.push((simpul.sasaran.clone(), simpul.bobot, capaian(&satu.posisi)));
            let uraian = self.indeks.uraian(kode, &simpul.kode, self.bahan.triwulan);
            indikator.push(IndikatorUnit { indikator: satu, uraian });
        }
        for ukur in self.indeks.milik(kode).filter(|ukur| !terbaca.contains(ukur.kunci)) {
            let satu = self.di_luar_kaskade(ukur);
            butir.push((ukur.sasaran.to_string(), None, capaian(&satu.posisi)));
            let uraian = self.indeks.uraian(kode, ukur.kunci, self.bahan.triwulan);
            indikator.push(IndikatorUnit { indikator: satu, uraian });
        }
        BarisUnit {
            kepatuhan: kepatuhan.clone(),
            rata_rata: self.rata_rata(&butir),
            indikator,
            temuan: self.temuan(|unit| unit == Some(kode)),
        }
    }

    /// An indicator that the cascade does not have: its newest row stands for it.
    fn di_luar_kaskade(&self, ukur: &Ukur<'_>) -> Indikator {
        let tren = self.indeks.tren(ukur.unit, ukur.kunci);
        Indikator {
            kode: ukur.kode.unwrap_or_default().to_string(),
            indikator: ukur.indikator.to_string(),
            satuan: ukur.satuan.to_string(),
            polaritas: Polaritas::Maksimum,
            posisi: Posisi {
                target_tahun: Besaran::default(),
                target: Besaran::angka_atau(ukur.target, ukur.target_teks),
                realisasi: Besaran::angka_atau(ukur.realisasi, ukur.realisasi_teks),
                penuh: ukur.penuh,
                capaian: ukur.capaian,
                tren,
                lapor: ukur.terisi,
            },
        }
    }

    fn rata_rata(&self, butir: &[(String, Option<f64>, Capaian)]) -> Option<Rerata> {
        let butir: Vec<Butir<'_>> =
            butir.iter().map(|(sasaran, bobot, capaian)| Butir { sasaran, bobot: *bobot, capaian: *capaian }).collect();
        rerata(self.bahan.profil, Dasar::Triwulan, &butir)
    }

    fn temuan(&self, milik: impl Fn(Option<&str>) -> bool) -> [usize; 3] {
        let banyak = |tingkat: Tingkat| {
            self.bahan.temuan.iter().filter(|temuan| temuan.tingkat == tingkat && milik(temuan.unit.as_deref())).count()
        };
        [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info].map(banyak)
    }

    fn ringkas(&self, iku: &[BarisIku], unit: &[BarisUnit], kepatuhan: &Kepatuhan) -> Ringkas {
        let butir: Vec<_> = iku
            .iter()
            .map(|satu| {
                let simpul =
                    self.bahan.kaskade.cari(&satu.indikator.kode).and_then(|nomor| self.bahan.kaskade.ambil(nomor));
                (satu.sasaran.clone(), simpul.and_then(|simpul| simpul.bobot), capaian(&satu.indikator.posisi))
            })
            .collect();
        let indikator = unit.iter().flat_map(|unit| &unit.indikator).map(|satu| satu.indikator.posisi.warna());
        Ringkas {
            rata_rata: self.rata_rata(&butir),
            iku: hitung_lampu(iku.iter().map(|satu| satu.indikator.posisi.warna())),
            lapor: kepatuhan.masuk(Kepatuhan::kolom(self.bahan.triwulan)),
            indikator: hitung_lampu(indikator),
            serapan: serapan::hitung(self.bahan.tables, self.bahan.triwulan),
            temuan: self.temuan(|_| true),
        }
    }
}

/// Whether a target reads better as it was typed than as its figure.
fn bertulisan(nilai: &Nilai) -> bool {
    matches!(
        nilai,
        Nilai::Batas { .. }
            | Nilai::Rentang { .. }
            | Nilai::Predikat { .. }
            | Nilai::Pecahan { .. }
            | Nilai::Teks { .. }
    )
}

fn capaian(posisi: &Posisi) -> Capaian {
    match (posisi.penuh, posisi.capaian) {
        (Some(penuh), Some(dibatasi)) => Capaian::Terhitung { penuh, dibatasi },
        (None, Some(dibatasi)) => Capaian::Terhitung { penuh: dibatasi, dibatasi },
        _ => Capaian::TidakTerhitung(Alasan::TidakAda),
    }
}

fn catatan(hasil: &HasilSimpul) -> Vec<String> {
    let alasan =
        |nama: &str| Alasan::dari_nama(nama).map_or_else(|| nama.to_string(), |alasan| alasan.pesan().to_string());
    let mut catatan = hasil.catatan.clone();
    catatan.extend(hasil.sampai.alasan.as_deref().map(alasan));
    catatan.extend(hasil.tidak_terhitung.iter().map(|(nama, sebab)| format!("{nama}: {}", alasan(sebab))));
    catatan
}

fn merah(unit: &[BarisUnit]) -> Vec<BarisMerah> {
    let mut merah: Vec<BarisMerah> = unit
        .iter()
        .flat_map(|unit| {
            let merah = unit.indikator.iter().filter(|satu| satu.indikator.posisi.warna() == Warna::Merah);
            merah.map(|isi| BarisMerah {
                unit: unit.kepatuhan.unit.clone(),
                nama_unit: unit.kepatuhan.nama.clone(),
                isi: isi.clone(),
            })
        })
        .collect();
    // Stable: equal achievements keep the order of the register and the cascade.
    merah.sort_by(|kiri, kanan| {
        let nilai = |baris: &BarisMerah| baris.isi.indikator.posisi.capaian.unwrap_or(f64::MAX);
        nilai(kiri).total_cmp(&nilai(kanan))
    });
    merah
}
