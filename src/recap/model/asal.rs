//! Where the figures of the first page come from: for each the chain of rows in the consolidated workbook, down to the
//! files, sheets and cells of the units, with what was typed there.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::angka::{Angka, Sumber};
use super::baris::{BarisIku, BarisMerah, Indikator};
use super::kartu::Kartu;
use super::kepatuhan::MatriksDokumen;
use super::serapan::LajurSerapan;
use super::ukur::{CountedMeasurement, Indeks};
use crate::cascade::{Asal, HasilSimpul};
use crate::domain::capaian::Warna;
use crate::domain::capaian::profil::Agregasi;
use crate::domain::kolom::Bidang;
use crate::domain::periode::Kurun;
use crate::recap::BahanLaporan;
use crate::recap::kepatuhan::Kepatuhan;

/// A figure and its chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AsalAngka {
    /// Where it stands: "Kartu", "IKU", "Merah".
    pub bagian: &'static str,
    /// What it is.
    pub nama: String,
    /// The figure in print.
    pub tulisan: String,
    /// How it came about.
    pub cara: String,
    /// The rows that it rests on, each below the one that it belongs to.
    pub langkah: Vec<Langkah>,
}

/// A row of a chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Langkah {
    /// Depth, from 1.
    pub tingkat: u8,
    /// What it is.
    pub apa: String,
    /// The figure in it, in print.
    pub nilai: Angka,
    /// The row of the consolidated workbook.
    pub konsolidasi: Option<Rujukan>,
    /// The cell that a unit filled in.
    pub sumber: Option<Sumber>,
    /// What that cell holds, as it was typed.
    pub mentah: Option<String>,
}

/// A cell of the consolidated workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rujukan {
    /// Sheet.
    pub lembar: String,
    /// Cell.
    pub sel: String,
}

impl From<(String, String)> for Rujukan {
    fn from((lembar, sel): (String, String)) -> Self {
        Self { lembar, sel }
    }
}

/// Where rows stand in the consolidated workbook: sheet and cell. Whoever draws that workbook knows.
pub trait RowAddresses {
    /// The achievement of a node.
    fn simpul(&self, nomor: usize) -> Option<(String, String)>;
    /// The realisation of a row of the frame `pengukuran`.
    fn pengukuran(&self, urutan: usize) -> (String, String);
    /// The realisation of a quarter in a row of the frame `anggaran`.
    fn anggaran(&self, urutan: usize, kuartal: usize) -> Option<(String, String)>;
    /// A document of a row of the matrix.
    fn kepatuhan(&self, urutan: usize, judul: &str) -> (String, String);
}

/// What the chains are made of.
pub(super) struct Penelusur<'a, 'i> {
    bahan: BahanLaporan<'a>,
    alamat: &'a dyn RowAddresses,
    /// Measurements that count, by record.
    ukur: HashMap<u32, Vec<&'i CountedMeasurement<'a>>>,
}

impl<'a, 'i> Penelusur<'a, 'i> {
    pub(super) fn baru(bahan: &BahanLaporan<'a>, indeks: &'i Indeks<'a>, alamat: &'a dyn RowAddresses) -> Self {
        let mut ukur: HashMap<u32, Vec<&CountedMeasurement<'a>>> = HashMap::new();
        for satu in bahan.tables.unit.iter().flat_map(|unit| indeks.semua(&unit.kode)).flatten() {
            ukur.entry(satu.record).or_default().push(satu);
        }
        Self { bahan: *bahan, alamat, ukur }
    }

    /// The chains of the cards, the indicators of the institution and what is red, in the order of the page.
    pub(super) fn susun(
        &self,
        kartu: &[Kartu],
        iku: &[BarisIku],
        merah: &[BarisMerah],
        dokumen: &MatriksDokumen,
        serapan: &[LajurSerapan],
    ) -> Vec<AsalAngka> {
        let kartu = kartu.iter().map(|satu| self.kartu(satu, iku, merah, dokumen, serapan));
        let iku = iku.iter().map(|satu| AsalAngka {
            bagian: "IKU",
            nama: format!("Capaian {} {}", satu.indikator.kode, satu.indikator.indikator),
            tulisan: berpersen(&satu.indikator.posisi.capaian),
            cara: self.cara(&satu.indikator),
            langkah: self.rantai(&satu.indikator),
        });
        let merah = merah.iter().map(|satu| {
            let milik = &satu.isi.indikator;
            AsalAngka {
                bagian: "Merah",
                nama: format!("Capaian {} {} – {}", milik.kode, milik.indikator, satu.nama_unit),
                tulisan: berpersen(&milik.posisi.capaian),
                cara: self.cara(milik),
                langkah: self.rantai_unit(milik, &satu.unit),
            }
        });
        kartu.chain(iku).chain(merah).collect()
    }

    fn kartu(
        &self,
        kartu: &Kartu,
        iku: &[BarisIku],
        merah: &[BarisMerah],
        dokumen: &MatriksDokumen,
        serapan: &[LajurSerapan],
    ) -> AsalAngka {
        let puncak = |yang: &dyn Fn(&BarisIku) -> bool| -> Vec<Langkah> {
            iku.iter().filter(|satu| yang(satu)).map(|satu| self.puncak(&satu.indikator, 1)).collect()
        };
        let (cara, langkah) = match kartu.id {
            "capaian" => (self.cara_rata_rata(), puncak(&|_| true)),
            "iku" => (
                "banyaknya IKU yang capaiannya 100% atau lebih".to_string(),
                puncak(&|satu| satu.indikator.posisi.warna() == Warna::Hijau),
            ),
            "lapor" => {
                (format!("banyaknya unit yang pengukuran {}-nya masuk", self.bahan.triwulan), self.pelapor(dokumen))
            }
            "merah" => (
                "banyaknya indikator unit yang capaiannya di bawah 80%".to_string(),
                merah.iter().map(|satu| self.puncak(&satu.isi.indikator, 1)).collect(),
            ),
            _ => (
                "jumlah realisasi dibagi jumlah pagu, dari baris yang menyebut keduanya".to_string(),
                serapan.iter().map(|satu| self.lajur(satu)).collect(),
            ),
        };
        AsalAngka { bagian: "Kartu", nama: kartu.label.clone(), tulisan: kartu.tulisan.clone(), cara, langkah }
    }

    fn cara_rata_rata(&self) -> String {
        match self.bahan.profil.agregasi {
            Agregasi::RataRata => "rata-rata capaian IKU yang ada datanya",
            Agregasi::RataRataPerSasaran => "rata-rata dari rata-rata capaian IKU tiap sasaran",
            Agregasi::Tertimbang => "rata-rata capaian IKU tertimbang bobotnya",
            Agregasi::Bps if self.bahan.kurun == Kurun::Tahunan => {
                "rata-rata capaian semua IKU; tanpa data dihitung 0 (BPS)"
            }
            Agregasi::Bps => "rata-rata capaian IKU tanpa nol dan strip (BPS)",
        }
        .to_string()
    }

    /// How the figure of an indicator came about.
    fn cara(&self, indikator: &Indikator) -> String {
        let periode = self.bahan.kurun.frasa();
        match indikator.simpul.and_then(|nomor| self.hasil(nomor)).map(|hasil| hasil.asal) {
            Some(Asal::Sendiri) => format!("diukur unitnya; realisasi {periode} terhadap target"),
            Some(Asal::Anggota(cara)) => format!("{} anggotanya; {periode} terhadap target", cara.nama()),
            Some(Asal::TidakAda) => "belum ada data".to_string(),
            None => "menurut formulir unit; indikator ini tidak ada di kaskade".to_string(),
        }
    }

    fn hasil(&self, nomor: usize) -> Option<&'a HasilSimpul> {
        self.bahan.hasil.get(nomor)
    }

    /// The row of an indicator itself.
    fn puncak(&self, satu: &Indikator, tingkat: u8) -> Langkah {
        Langkah {
            tingkat,
            apa: format!("{} {}", satu.kode, satu.indikator).trim().to_string(),
            nilai: satu.posisi.capaian.clone(),
            konsolidasi: satu.simpul.and_then(|nomor| self.alamat.simpul(nomor)).map(Rujukan::from),
            sumber: None,
            mentah: None,
        }
    }

    /// An indicator, its members, and the cells at the bottom.
    fn rantai(&self, satu: &Indikator) -> Vec<Langkah> {
        let mut langkah = vec![self.puncak(satu, 1)];
        if let Some(nomor) = satu.simpul {
            self.turun(nomor, 2, &mut HashSet::from([nomor]), &mut langkah);
        }
        langkah
    }

    /// As [`Self::rantai`]; an indicator that the cascade does not have, or that another unit answers for, has only the
    /// cells of this unit.
    fn rantai_unit(&self, satu: &Indikator, unit: &str) -> Vec<Langkah> {
        let simpul = satu.simpul.and_then(|nomor| self.bahan.kaskade.ambil(nomor));
        if simpul.is_some_and(|simpul| simpul.unit.as_deref() == Some(unit)) {
            return self.rantai(satu);
        }
        let cocok = |ukur: &&&CountedMeasurement<'a>| {
            ukur.unit == unit && ukur.indikator().unwrap_or_default() == satu.indikator
        };
        let mut milik: Vec<&CountedMeasurement<'a>> = self.ukur.values().flatten().filter(cocok).copied().collect();
        milik.sort_by_key(|ukur| ukur.nomor);
        std::iter::once(self.puncak(satu, 1)).chain(milik.into_iter().filter_map(|ukur| self.dasar(ukur, 2))).collect()
    }

    fn turun(&self, nomor: usize, tingkat: u8, terlihat: &mut HashSet<usize>, langkah: &mut Vec<Langkah>) {
        let Some(hasil) = self.hasil(nomor) else { return };
        if let Asal::Anggota(_) = hasil.asal {
            for anak in self.bahan.kaskade.anak_terhitung(nomor) {
                let (Some(simpul), Some(milik)) = (self.bahan.kaskade.ambil(anak), self.hasil(anak)) else { continue };
                if !terlihat.insert(anak) {
                    continue;
                }
                langkah.push(Langkah {
                    tingkat,
                    apa: format!("{} {}", simpul.kode, simpul.indikator),
                    nilai: Angka::persen(milik.sampai.capaian),
                    konsolidasi: self.alamat.simpul(anak).map(Rujukan::from),
                    sumber: None,
                    mentah: None,
                });
                self.turun(anak, tingkat.saturating_add(1), terlihat, langkah);
            }
        }
        let milik_sendiri = |rekaman: &&u32| {
            let simpul = self.bahan.tables.tautan.get(**rekaman as usize).and_then(|tautan| tautan.simpul);
            simpul.is_some_and(|simpul| simpul as usize == nomor)
        };
        for ukur in hasil.rekaman.iter().filter(milik_sendiri).filter_map(|rekaman| self.ukur.get(rekaman)).flatten() {
            langkah.extend(self.dasar(ukur, tingkat));
        }
    }

    /// The cell of a measurement.
    fn dasar(&self, ukur: &CountedMeasurement<'a>, tingkat: u8) -> Option<Langkah> {
        let tw = ukur.triwulan.filter(|tw| self.bahan.kurun.memuat(*tw))?;
        let kolom = Bidang::Realisasi.tw(tw);
        let isian = self.bahan.tables.isian(ukur.record, kolom).filter(|isian| !isian.nilai.kosong())?;
        let tempat = self.bahan.tables.tempat(ukur.record, kolom)?;
        Some(Langkah {
            tingkat,
            apa: format!("Realisasi {tw} {}", ukur.unit),
            nilai: Angka::atau_teks(ukur.realisasi_angka(), ukur.realisasi_teks()),
            konsolidasi: Some(self.alamat.pengukuran(ukur.nomor).into()),
            sumber: Some(Sumber { sel: tempat.teks_sel(), lembar: tempat.lembar?, berkas: tempat.berkas }),
            mentah: Some(isian.mentah.to_string()),
        })
    }

    fn pelapor(&self, dokumen: &MatriksDokumen) -> Vec<Langkah> {
        let kolom = Kepatuhan::kolom(self.bahan.triwulan);
        let judul = dokumen.kolom.get(kolom).map_or("", |kolom| kolom.judul);
        let baris = dokumen.baris.iter().enumerate().filter_map(|(urutan, baris)| {
            let petak = baris.petak.get(kolom).filter(|petak| petak.keadaan.masuk())?;
            Some(Langkah {
                tingkat: 1,
                apa: format!("{} · {}", baris.unit, baris.nama),
                nilai: Angka { tulisan: petak.tulisan.clone(), ..Angka::default() },
                konsolidasi: Some(self.alamat.kepatuhan(urutan, judul).into()),
                sumber: petak.berkas.clone().map(|berkas| Sumber { berkas, lembar: String::new(), sel: String::new() }),
                mentah: None,
            })
        });
        baris.collect()
    }

    fn lajur(&self, satu: &LajurSerapan) -> Langkah {
        let kolom = Bidang::RealisasiAnggaran.tw(satu.triwulan);
        let tables = self.bahan.tables;
        let tempat = tables.tempat(satu.rekaman, kolom);
        let sumber = tempat
            .and_then(|tempat| Some(Sumber { sel: tempat.teks_sel(), lembar: tempat.lembar?, berkas: tempat.berkas }));
        Langkah {
            tingkat: 1,
            apa: format!("{} {}", satu.unit, satu.program).trim().to_string(),
            nilai: Angka::rupiah(Some(satu.realisasi)),
            konsolidasi: self.alamat.anggaran(satu.nomor, satu.triwulan as usize).map(Rujukan::from),
            mentah: sumber.as_ref().and(tables.isian(satu.rekaman, kolom)).map(|isian| isian.mentah.to_string()),
            sumber,
        }
    }
}

fn berpersen(capaian: &Angka) -> String {
    if capaian.angka.is_some() { format!("{}%", capaian.tulisan) } else { capaian.tulisan.clone() }
}
