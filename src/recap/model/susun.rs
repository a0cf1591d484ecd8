//! The recap worked out of frames and roll-up.

use std::collections::{HashMap, HashSet};

use super::asal::{Penelusur, RowAddresses};
use super::baris::{hitung_lampu, tulisan_lampu, tulisan_temuan};
use super::lakip::BahanLakip;
use super::serapan::LajurSerapan;
use super::ukur::{CountedMeasurement, Indeks};
use super::*;
use crate::cascade::{Asal, HasilSimpul, gulung_kurun};
use crate::domain::capaian::agregat::{Butir, Dasar, rerata};
use crate::domain::capaian::{Alasan, Capaian, Skala, Warna};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit, Polaritas};
use crate::domain::simpul::{Jenjang, Simpul};
use crate::domain::tanggal::format_panjang;
use crate::domain::teks::sebaris;
use crate::finding::Tingkat;
use crate::recap::BahanLaporan;
use crate::recap::kepatuhan;

const LEGENDA: &str = "● hijau ≥ 100%   ▲ kuning 80 – < 100%   ■ merah < 80%   – belum ada data   |   Dokumen: ✓ masuk   ▲ terlambat   ✗ belum   – belum jatuh tempo";

impl Rekap {
    /// Works out the recap; `alamat` says where the rows that it points to stand in the consolidated workbook.
    pub fn susun(bahan: &BahanLaporan<'_>, alamat: &dyn RowAddresses) -> Self {
        let mut simpul: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nomor, satu) in bahan.kaskade.simpul().iter().enumerate() {
            simpul.entry(satu.unit.as_deref().unwrap_or_default()).or_default().push(nomor);
        }
        let penyusun = Penyusun { bahan: *bahan, indeks: Indeks::baru(bahan.tables), simpul };
        let matriks = kepatuhan::susun(bahan.tables, bahan.tenggat, bahan.dibuat.date(), bahan.terbaru);
        let lapor = matriks.masuk(kepatuhan::Kepatuhan::kolom(bahan.triwulan));
        let dokumen = MatriksDokumen::susun(&matriks, bahan.tenggat);
        let iku = penyusun.iku();
        let (serapan, lajur) = serapan::hitung(bahan.tables, bahan.kurun).unzip();
        let lajur = lajur.unwrap_or_default();
        let mut unit: Vec<BarisUnit> = dokumen.baris.iter().map(|baris| penyusun.unit(baris)).collect();
        let mut per_unit = serapan::per_unit(&lajur);
        for satu in &mut unit {
            satu.serapan = per_unit.remove(satu.unit.as_str());
        }
        let merah = merah(&unit);
        let ringkas = penyusun.ringkas(&iku, &unit, lapor, serapan);
        let tindak = tindak::susun(bahan.tables, &penyusun.indeks, &unit, bahan.kurun, bahan.dibuat.date());
        let nama_triwulan = bahan.triwulan.to_string();
        let kartu = kartu::kartu(&ringkas, &nama_triwulan, Sebutan::IKU);
        let lakip = penyusun.lakip(&iku, &tindak, &lajur, &ringkas);
        let asal = Penelusur::baru(bahan, &penyusun.indeks, alamat).susun(&kartu, &iku, &merah, &dokumen, &lajur);
        let mut rekap = Self {
            judul: sebaris(&format!("Rekap Kinerja {} Tahun {}", bahan.instansi, bahan.tahun)),
            sebutan: Sebutan::IKU,
            instansi: bahan.instansi.to_string(),
            tahun: bahan.tahun,
            kurun: bahan.kurun,
            frasa: bahan.kurun.frasa(),
            triwulan: bahan.triwulan,
            tanggal: bahan.dibuat.date(),
            keadaan: format!("Keadaan {}, data per {}", bahan.kurun.frasa(), format_panjang(bahan.dibuat.date())),
            profil: bahan.profil.keterangan(),
            kalimat: kartu::kalimat(&ringkas, &nama_triwulan, Sebutan::IKU),
            peringatan: Vec::new(),
            kartu,
            tren: penyusun.tren(&iku),
            peta: peta::susun(bahan.kaskade, &iku, &unit),
            nama_triwulan,
            ringkas,
            iku,
            unit,
            merah,
            kepatuhan: dokumen,
            tindak,
            lakip,
            asal,
            legenda: LEGENDA.to_string(),
            sumber: format!(
                "Sumber: formulir yang dikirim unit. Setiap angka dapat ditelusuri sampai ke selnya: lembar Asal Angka, dan konsolidasi-{}.xlsx.",
                bahan.tahun
            ),
        };
        rekap.peringatan = kartu::peringatan(&rekap);
        rekap
    }
}

struct Penyusun<'a> {
    bahan: BahanLaporan<'a>,
    indeks: Indeks<'a>,
    /// The nodes that each unit answers for.
    simpul: HashMap<&'a str, Vec<usize>>,
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
        let anak = self.bahan.kaskade.anak(nomor).iter().filter_map(|&anak| {
            let simpul = self.bahan.kaskade.ambil(anak)?;
            let unit = simpul.unit.as_deref().map(|kode| self.kode_nama(kode));
            Some(Anggota::baru(self.indikator(anak, simpul, self.bahan.hasil.get(anak)?), unit))
        });
        let anggota: Vec<Anggota> = anak.chain(self.pelapor_langsung(nomor, simpul, hasil)).collect();
        Some(BarisIku {
            indikator: self.indikator(nomor, simpul, hasil),
            sasaran: simpul.sasaran.clone(),
            cara: simpul.konsolidasi_unit.filter(|cara| *cara != KonsolidasiUnit::Tanpa),
            dari: hasil.dari,
            pelapor: format!("{} dari {} melapor", hasil.dari.0, hasil.dari.1),
            belum: hasil.belum.clone(),
            catatan: catatan(simpul, hasil),
            anggota,
        })
    }

    fn kode_nama(&self, kode: &str) -> (String, String) {
        (kode.to_string(), self.bahan.tables.unit(kode).map_or(kode.to_string(), |unit| unit.nama.clone()))
    }

    /// Units that reported an indicator of the institution itself, without a child of it in the cascade.
    fn pelapor_langsung(&self, nomor: usize, simpul: &Simpul, hasil: &HasilSimpul) -> Vec<Anggota> {
        let tables = self.bahan.tables;
        let milik = |rekaman: &&u32| {
            let tautan = tables.tautan.get(**rekaman as usize).and_then(|tautan| tautan.simpul);
            tautan.is_some_and(|simpul| simpul as usize == nomor)
        };
        let mut unit: Vec<&str> = Vec::new();
        for kode in hasil.rekaman.iter().filter(milik).filter_map(|satu| tables.dokumen_dari(*satu)?.unit.as_deref()) {
            if !unit.contains(&kode) {
                unit.push(kode);
            }
        }
        let ukur = |kode: &str| {
            let kuartal = self.indeks.kuartal(kode, &simpul.kode).iter().rev();
            kuartal
                .into_iter()
                .find(|ukur| ukur.terisi() && ukur.triwulan.is_none_or(|tw| self.bahan.kurun.memuat(tw)))
                .copied()
        };
        unit.into_iter()
            .filter_map(|kode| {
                let mut satu = self.dari_formulir(&ukur(kode)?);
                if hasil.asal == Asal::Sendiri {
                    satu.posisi = self.posisi(simpul, hasil);
                }
                Some(Anggota::baru(satu, Some(self.kode_nama(kode))))
            })
            .collect()
    }

    fn indikator(&self, nomor: usize, simpul: &Simpul, hasil: &HasilSimpul) -> Indikator {
        Indikator {
            simpul: Some(nomor),
            bobot: Angka::besaran(simpul.bobot),
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
            target_tahun: Angka::atau_teks(
                simpul.target.angka().filter(|_| !bertulisan(&simpul.target)),
                tertulis(tahun),
            ),
            target: self.target_sampai(simpul, hasil),
            realisasi: Angka::atau_teks(
                sampai.realisasi,
                self.indeks.tulisan_terakhir(&hasil.rekaman, self.bahan.kurun),
            ),
            dasar: None,
            ..self.posisi_capaian(
                sampai.capaian_penuh,
                sampai.capaian,
                std::array::from_fn(|nomor| hasil.triwulan[nomor].capaian),
                sampai.lapor,
            )
        }
    }

    /// A position that has an achievement, and neither target nor realisation yet.
    fn posisi_capaian(&self, penuh: Option<f64>, capaian: Option<f64>, tren: [Option<f64>; 4], lapor: bool) -> Posisi {
        Posisi {
            target_tahun: Angka::default(),
            target: Angka::default(),
            realisasi: Angka::default(),
            penuh: Angka::persen(penuh),
            capaian: Angka::persen(capaian),
            lampu: Lampu::dari(capaian),
            predikat: self.predikat(capaian),
            tren: Titik::deret(tren),
            lapor,
            dasar: None,
        }
    }

    /// The word of the institution's own scale, where that is not the traffic light.
    fn predikat(&self, capaian: Option<f64>) -> Option<&'static str> {
        let profil = self.bahan.profil;
        if profil.skala == Skala::Lampu { None } else { profil.skala.status(profil.batas_skala, capaian) }
    }

    /// The target to date: of the roll-up once anything was reported, else what was planned until now. Ranges, bounds and
    /// grades show as they were typed, even where their figure is what counts.
    fn target_sampai(&self, simpul: &Simpul, hasil: &HasilSimpul) -> Angka {
        let (tw, kurun) = (self.bahan.triwulan, self.bahan.kurun);
        let milik_tw = simpul.target_tw.get(tw as usize).filter(|nilai| kurun != Kurun::Tahunan && !nilai.tanpa_isi());
        let (nilai, kolom) = match milik_tw {
            Some(nilai) => (nilai, Bidang::Target.tw(tw)),
            None => (&simpul.target, Bidang::Target.tahunan()),
        };
        if bertulisan(nilai) {
            let isian = self.bahan.tables.isian(simpul.rekaman, kolom);
            return Angka::atau_teks(None, isian.and_then(|isian| isian.teks()));
        }
        let rencana = || match simpul.konsolidasi_periode {
            Some(KonsolidasiPeriode::Jumlah) if milik_tw.is_some() => {
                let kuartal =
                    Triwulan::SEMUA.into_iter().zip(&simpul.target_tw).filter(|(kini, _)| kurun.memuat(*kini));
                kuartal.filter_map(|(_, nilai)| nilai.angka()).reduce(|jumlah, angka| jumlah + angka)
            }
            _ => nilai.angka(),
        };
        Angka::besaran(hasil.sampai.target.or_else(rencana))
    }

    fn unit(&self, dokumen: &BarisDokumen) -> BarisUnit {
        let (kode, kurun) = (dokumen.unit.as_str(), self.bahan.kurun);
        let mut terbaca: HashSet<&str> = HashSet::new();
        let mut indikator = Vec::new();
        let mut butir = Vec::new();
        for nomor in self.simpul.get(kode).into_iter().flatten().copied() {
            let (Some(simpul), Some(hasil)) = (self.bahan.kaskade.ambil(nomor), self.bahan.hasil.get(nomor)) else {
                continue;
            };
            if simpul.jenjang == Some(Jenjang::Iki) && !hasil.sampai.lapor {
                continue;
            }
            terbaca.insert(&simpul.kode);
            let satu = self.indikator(nomor, simpul, hasil);
            butir.push((simpul.sasaran.clone(), simpul.bobot, capaian(&satu.posisi)));
            let uraian = self.indeks.uraian(self.bahan.tables, kode, &simpul.kode, kurun);
            indikator.push(IndikatorUnit { indikator: satu, uraian });
        }
        for ukur in self.indeks.milik(kode, kurun).filter(|ukur| !terbaca.contains(ukur.kunci)) {
            let satu = self.dari_formulir(ukur);
            butir.push((ukur.sasaran().unwrap_or_default().to_string(), None, capaian(&satu.posisi)));
            let uraian = self.indeks.uraian(self.bahan.tables, kode, ukur.kunci, kurun);
            indikator.push(IndikatorUnit { indikator: satu, uraian });
        }
        let rata_rata = self.rata_rata(&butir);
        let banyak_lampu = hitung_lampu(indikator.iter().map(|satu| satu.indikator.posisi.warna()));
        let temuan = self.temuan(|unit| unit == Some(kode));
        let terdaftar = self.bahan.tables.unit(kode);
        BarisUnit {
            unit: kode.to_string(),
            nama: dokumen.nama.clone(),
            induk: terdaftar.and_then(|unit| unit.induk.clone()),
            pimpinan: terdaftar.and_then(|unit| unit.pimpinan.clone()),
            dokumen: dokumen.clone(),
            capaian: Angka::persen(rata_rata.map(|rata| rata.nilai)),
            lampu: Lampu::dari(rata_rata.map(|rata| rata.nilai)),
            rata_rata,
            serapan: None,
            banyak_lampu,
            tulisan_lampu: tulisan_lampu(banyak_lampu),
            indikator,
            temuan,
            tulisan_temuan: tulisan_temuan(temuan),
        }
    }

    /// An indicator that the unit reported and does not answer for in the cascade: its newest row stands for it.
    fn dari_formulir(&self, ukur: &CountedMeasurement<'_>) -> Indikator {
        let simpul = if ukur.simpul.is_some() { self.bahan.kaskade.cari(ukur.kunci) } else { None };
        let tren = self.indeks.tren(ukur.unit, ukur.kunci, self.bahan.kurun);
        Indikator {
            kode: ukur.kode.or(ukur.simpul.is_some().then_some(ukur.kunci)).unwrap_or_default().to_string(),
            indikator: ukur.indikator().unwrap_or_default().to_string(),
            satuan: ukur.satuan().unwrap_or_default().to_string(),
            polaritas: simpul
                .and_then(|nomor| self.bahan.kaskade.ambil(nomor))
                .map_or(Polaritas::Maksimum, |simpul| simpul.polaritas),
            bobot: Angka::default(),
            posisi: Posisi {
                target: Angka::atau_teks(ukur.target_banding, ukur.target_teks()),
                realisasi: Angka::atau_teks(ukur.realisasi_angka(), ukur.realisasi_teks()),
                dasar: ukur.triwulan.map(|tw| format!("{tw} saja")),
                ..self.posisi_capaian(ukur.row.capaian.penuh(), ukur.row.capaian.dibatasi(), tren, ukur.terisi())
            },
            simpul,
        }
    }

    /// The mean achievement of the institution's indicators in each quarter.
    fn tren(&self, iku: &[BarisIku]) -> [Titik; 4] {
        let kuartal = |tw: usize| {
            let butir: Vec<_> = iku
                .iter()
                .map(|satu| {
                    let nilai = satu.indikator.posisi.tren[tw].capaian.angka;
                    (satu.sasaran.clone(), satu.indikator.bobot.angka, terhitung(nilai, nilai))
                })
                .collect();
            self.rata_rata(&butir).filter(|rata| rata.dihitung > 0).map(|rata| rata.nilai)
        };
        Titik::deret(std::array::from_fn(kuartal))
    }

    fn lakip(&self, iku: &[BarisIku], tindak: &[BarisTindak], serapan: &[LajurSerapan], ringkas: &Ringkas) -> Lakip {
        let bahan = &self.bahan;
        let setahun = gulung_kurun(bahan.kaskade, bahan.tables, bahan.profil, Kurun::Tahunan, bahan.triwulan);
        Lakip::susun(&BahanLakip {
            tahun: bahan.tahun,
            sampai: lakip::sampai(bahan.triwulan),
            kaskade: bahan.kaskade,
            setahun: &setahun,
            iku,
            tindak,
            serapan,
            ringkas,
            lalu: bahan.tahun_lalu,
            status: &|capaian| self.predikat(capaian),
        })
    }

    fn rata_rata(&self, butir: &[(String, Option<f64>, Capaian)]) -> Option<Rerata> {
        let butir: Vec<Butir<'_>> =
            butir.iter().map(|(sasaran, bobot, capaian)| Butir { sasaran, bobot: *bobot, capaian: *capaian }).collect();
        let dasar = if self.bahan.kurun == Kurun::Tahunan { Dasar::Tahun } else { Dasar::Triwulan };
        rerata(self.bahan.profil, dasar, &butir)
    }

    fn temuan(&self, milik: impl Fn(Option<&str>) -> bool) -> [usize; 3] {
        let banyak = |tingkat: Tingkat| {
            self.bahan.temuan.iter().filter(|temuan| temuan.tingkat == tingkat && milik(temuan.unit.as_deref())).count()
        };
        [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info].map(banyak)
    }

    fn ringkas(
        &self,
        iku: &[BarisIku],
        unit: &[BarisUnit],
        lapor: (usize, usize),
        serapan: Option<Serapan>,
    ) -> Ringkas {
        let butir =
            |satu: &BarisIku| (satu.sasaran.clone(), satu.indikator.bobot.angka, capaian(&satu.indikator.posisi));
        let indikator = unit.iter().flat_map(|unit| &unit.indikator).map(|satu| satu.indikator.posisi.warna());
        Ringkas {
            rata_rata: self.rata_rata(&iku.iter().map(butir).collect::<Vec<_>>()),
            iku: hitung_lampu(iku.iter().map(|satu| satu.indikator.posisi.warna())),
            lapor,
            indikator: hitung_lampu(indikator),
            serapan,
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
    terhitung(posisi.penuh.angka, posisi.capaian.angka)
}

fn terhitung(penuh: Option<f64>, dibatasi: Option<f64>) -> Capaian {
    match dibatasi {
        Some(dibatasi) => Capaian::Terhitung { penuh: penuh.unwrap_or(dibatasi), dibatasi },
        None => Capaian::TidakTerhitung(Alasan::TidakAda),
    }
}

fn catatan(simpul: &Simpul, hasil: &HasilSimpul) -> Vec<String> {
    let alasan =
        |nama: &str| Alasan::dari_nama(nama).map_or_else(|| nama.to_string(), |alasan| alasan.pesan().to_string());
    let mut catatan = hasil.catatan.clone();
    if simpul.konsolidasi_unit == Some(KonsolidasiUnit::Tanpa) && hasil.asal == Asal::TidakAda {
        catatan.push("tidak digabung dari turunannya (Konsolidasi Unit: tanpa) dan belum diukur sendiri".to_string());
    }
    catatan.extend(hasil.sampai.alasan.as_deref().map(alasan));
    catatan.extend(hasil.tidak_terhitung.iter().map(|(nama, sebab)| format!("{nama}: {}", alasan(sebab))));
    catatan
}

fn merah(unit: &[BarisUnit]) -> Vec<BarisMerah> {
    let semua = unit.iter().flat_map(|unit| unit.indikator.iter().map(move |satu| (unit, satu)));
    let mut merah: Vec<_> = semua.filter(|(_, satu)| satu.indikator.posisi.warna() == Warna::Merah).collect();
    // Stable: equal achievements keep the order of the register and the cascade.
    merah.sort_by(|(_, kiri), (_, kanan)| {
        let nilai = |satu: &IndikatorUnit| satu.indikator.posisi.capaian.angka.unwrap_or(f64::MAX);
        nilai(kiri).total_cmp(&nilai(kanan))
    });
    let baris = |(nomor, (unit, isi)): (usize, (&BarisUnit, &IndikatorUnit))| BarisMerah {
        nomor: nomor + 1,
        unit: unit.unit.clone(),
        nama_unit: unit.nama.clone(),
        isi: isi.clone(),
        siapa_kapan: isi.uraian.siapa_kapan(),
    };
    merah.into_iter().enumerate().map(baris).collect()
}
