//! The whole story in a page: read, tabulate, check, decide. What the library's users call.
//!
//! Takes a [`Ruang`] and how files are to be read, gives a [`Hasil`]: tables, cascade, roll-up and findings. Silent: it
//! reads no clock and writes nothing; the reports are drawn from the result by the room of that name.

#[cfg(feature = "pdf")]
pub mod cetak;
pub mod contoh;
pub mod gabung;
pub mod kembali;
pub mod lalu;
pub mod migrasi;
pub mod putaran;

use std::collections::BTreeMap;
use std::io;

use chrono::{NaiveDate, NaiveTime};

use crate::cascade::Kaskade;
use crate::cascade::rollup::{HasilSimpul, gulung, gulung_kurun};
use crate::domain::capaian::Profil;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::periode::Kurun;
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::finding::verdict::{self, PengaturanAturan};
use crate::intake::{self, Dilewati, IntakeError, Kotak, Sumber};
use crate::recap::BahanLaporan;
use crate::recap::model::TahunLalu;
use crate::rules::{self, Konteks, Setelan};
use crate::tables::{Berkas, GagalBaca, OpsiTabel, Tables, TablesError};
use crate::worker::{self, CaraBaca, Jawaban, Pembaca, Permintaan};
use crate::workspace::{BERKAS_KASKADE, Ruang};

/// Everything that a run found out.
#[derive(Debug)]
pub struct Hasil {
    /// Frames and typed rows.
    pub tables: Tables,
    /// The cascade as a tree.
    pub kaskade: Kaskade,
    /// Figures of every node, from its own measurement or its children's.
    pub gulungan: Vec<HasilSimpul>,
    /// Findings that stand, sorted.
    pub temuan: Vec<Temuan>,
    /// Findings that a waiver accepts.
    pub dikecualikan: Vec<Temuan>,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The period of the reports.
    pub kurun: Kurun,
    /// The newest quarter that has data.
    pub terbaru: Triwulan,
    /// Last year's table of achievements, or why there is none.
    pub tahun_lalu: TahunLalu,
    /// Files of an office program or the system that nobody sent.
    pub berkas_sistem: Vec<String>,
    /// What came with a mail and is no workbook.
    pub dilewati: Vec<Dilewati>,
    /// Where the bytes of each file are, by its path.
    pub sumber: BTreeMap<String, Sumber>,
}

impl Hasil {
    /// The same run for another period. The year counts the reports of the newest quarter that has data.
    #[must_use]
    pub fn untuk(mut self, kurun: Kurun, profil: &Profil) -> Self {
        self.kurun = kurun;
        self.triwulan = if kurun == Kurun::Tahunan { self.terbaru } else { kurun.akhir() };
        self.gulungan = gulung_kurun(&self.kaskade, &self.tables, profil, kurun, self.triwulan);
        self
    }

    /// What reports are drawn from; `hari` is the day of the run.
    pub fn bahan<'a>(&'a self, ruang: &'a Ruang, hari: NaiveDate) -> BahanLaporan<'a> {
        BahanLaporan {
            tables: &self.tables,
            kaskade: &self.kaskade,
            hasil: &self.gulungan,
            temuan: &self.temuan,
            dikecualikan: &self.dikecualikan,
            instansi: &ruang.instansi,
            tahun: ruang.tahun,
            profil: &ruang.profil,
            tenggat: &ruang.tenggat,
            dibuat: hari.and_time(NaiveTime::MIN),
            triwulan: self.triwulan,
            kurun: self.kurun,
            terbaru: self.terbaru,
            tahun_lalu: &self.tahun_lalu,
            dilewati: &self.dilewati,
            perubahan: None,
        }
    }
}

/// The program could not do its work. What is wrong with a form is never an error but a finding.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The inbox cannot be listed.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// No reader process could be started.
    #[error("pembaca berkas tidak dapat dijalankan: {0}")]
    Pekerja(#[source] io::Error),
    /// A frame could not be built.
    #[error(transparent)]
    Tabel(#[from] TablesError),
}

/// Reads the inbox and the cascade of a workspace and checks everything.
///
/// # Errors
/// When the inbox cannot be listed or no reader can be started.
pub fn jalankan(
    ruang: &Ruang,
    cara: &CaraBaca,
    hari_ini: NaiveDate,
    kemajuan: &(dyn Kemajuan + Sync),
) -> Result<Hasil, PipelineError> {
    let mut kotak = intake::kumpulkan(&ruang.masuk())?;
    let berkas_sistem = std::mem::take(&mut kotak.berkas_sistem);
    let (dilewati, sumber) = (std::mem::take(&mut kotak.dilewati), kotak.sumber());
    let berkas = baca(ruang, cara, kotak, kemajuan)?;
    kemajuan.stage(Stage::Checking);
    let hasil = periksa(ruang, berkas, hari_ini)?;
    Ok(Hasil { berkas_sistem, dilewati, sumber, tahun_lalu: lalu::tahun_lalu(ruang), ..hasil })
}

/// Checks files that were read already, against the workspace's settings.
///
/// # Errors
/// When a frame cannot be built.
pub fn periksa(ruang: &Ruang, berkas: Vec<Berkas>, hari_ini: NaiveDate) -> Result<Hasil, PipelineError> {
    let setelan =
        Setelan { tahun: ruang.tahun, tenggat: ruang.tenggat.clone(), profil: ruang.profil.clone(), hari_ini };
    susun(berkas, &setelan, &ruang.aturan)
}

fn susun(berkas: Vec<Berkas>, setelan: &Setelan, aturan: &PengaturanAturan) -> Result<Hasil, PipelineError> {
    let tables = Tables::susun(berkas, &OpsiTabel { tahun: setelan.tahun, profil: &setelan.profil })?;
    let kaskade = Kaskade::dari(&tables);
    let triwulan = triwulan_terakhir(&tables);
    let (gulungan, temuan) = rayon::join(
        || gulung(&kaskade, &tables, &setelan.profil, triwulan),
        || rules::periksa(&Konteks { tables: &tables, kaskade: &kaskade, setelan }),
    );
    let putusan = verdict::putuskan(temuan, aturan, setelan.hari_ini);
    let mut temuan = putusan.temuan;
    temuan.extend(rules::pengecualian_sia_sia(&putusan.pengecualian_tak_terpakai, &putusan.pengecualian_kedaluwarsa));
    Ok(Hasil {
        tables,
        kaskade,
        gulungan,
        temuan,
        dikecualikan: putusan.dikecualikan,
        triwulan,
        kurun: Kurun::Triwulan(triwulan),
        terbaru: triwulan,
        tahun_lalu: TahunLalu::default(),
        berkas_sistem: Vec::new(),
        dilewati: Vec::new(),
        sumber: BTreeMap::new(),
    })
}

/// Reads every file of an inbox, and the cascade.
///
/// # Errors
/// When no reader can be started.
pub fn baca(
    ruang: &Ruang,
    cara: &CaraBaca,
    kotak: Kotak,
    kemajuan: &(dyn Kemajuan + Sync),
) -> Result<Vec<Berkas>, PipelineError> {
    let mut permintaan = Vec::with_capacity(kotak.kiriman.len() + 1);
    let mut asal = Vec::with_capacity(kotak.kiriman.len() + 1);
    if ruang.kaskade().is_file() {
        let sumber = Sumber::berkas(ruang.kaskade());
        permintaan.push(Permintaan { jalur: BERKAS_KASKADE.to_string(), sumber });
        asal.push((None, std::fs::metadata(ruang.kaskade()).map_or(0, |data| data.len()), None));
    }
    for kiriman in kotak.kiriman {
        permintaan.push(Permintaan { jalur: kiriman.jalur, sumber: kiriman.sumber });
        asal.push((kiriman.diterima, kiriman.ukuran, kiriman.asal));
    }
    let pembaca = Pembaca { pustaka: ruang.pustaka.clone(), batas: ruang.batas.clone() };
    kemajuan.stage(Stage::Reading);
    kemajuan.mulai(permintaan.len());
    let jawaban = worker::baca_semua(&pembaca, cara, &permintaan, &|jalur| kemajuan.terbaca(jalur))
        .map_err(PipelineError::Pekerja)?;
    let mut berkas: Vec<Berkas> = jawaban
        .into_iter()
        .zip(asal)
        .map(|(Jawaban { jalur, sha256, hasil }, (diterima, ukuran, asal_surel))| Berkas {
            jalur,
            sha256,
            ukuran,
            diterima,
            asal_surel,
            hasil,
            salinan_dari: None,
        })
        .collect();
    berkas.extend(kotak.ditolak.into_iter().map(|satu| Berkas {
        jalur: satu.jalur,
        sha256: String::new(),
        ukuran: 0,
        diterima: None,
        asal_surel: None,
        hasil: Err(GagalBaca { pesan: format!("Berkas tidak dibaca: {}.", satu.alasan), saran: satu.saran }),
        salinan_dari: None,
    }));
    Ok(berkas)
}

/// The newest quarter with a measurement that counts; the first when there is none.
fn triwulan_terakhir(tables: &Tables) -> Triwulan {
    tables
        .dokumen_dipakai(JenisDokumen::Pengukuran)
        .filter_map(|(_, dokumen, _)| dokumen.triwulan)
        .max()
        .unwrap_or(Triwulan::I)
}

/// The parts of a job, in the order in which they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Files are read.
    Reading,
    /// Rules look at what was read.
    Checking,
    /// It is set against the run before.
    Comparing,
    /// Reports, forms or pages are written.
    Writing,
    /// Marked workbooks and letters are written.
    Returning,
    /// Data of many workspaces is put together.
    Combining,
    /// Everything is written.
    Done,
}

/// Told how far a run is.
pub trait Kemajuan {
    /// A stage begins, and the one before has ended.
    fn stage(&self, _stage: Stage) {}
    /// So many files will be read.
    fn mulai(&self, _berkas: usize) {}
    /// A file has been read.
    fn terbaca(&self, _jalur: &str) {}
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct TanpaKemajuan;

impl Kemajuan for TanpaKemajuan {}
