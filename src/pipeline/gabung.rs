//! The data of many workspaces put together: one dataset by table, year and institution, and a recap on top.
//!
//! ```text
//! KELUAR/data/<tabel>/tahun=2026/instansi=politeknik-contoh/<tabel>.parquet
//! KELUAR/rekap-nasional.xlsx, KELUAR/rekap-nasional.parquet
//! ```
//!
//! Takes what `konsolidasi` left in `hasil/data` of each, copies files as they are, and keeps one row of each in
//! memory, so that a nation needs no more of it than a town. All is made aside and moved into place as a whole: what
//! an earlier run put there and this one does not name is gone, and never counted. A workspace that cannot be put in is
//! named with the reason, and never stops the others.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};

use crate::domain::instansi::KodeInstansi;
use crate::domain::sistem::kata_sistem;
use crate::exports::{TABEL, TABEL_RINGKASAN};
use crate::files::{self, FilesError, Manifest, Staging};
use crate::report::{self, ReportError};
use crate::tables::frame::Pembaca;
use crate::tables::{TablesError, parquet};
use crate::workbooks::national::{BahanNasional, IsiTabel, Tertinggal};
use crate::workspace::{BERKAS_SETELAN, Pengenal, RuangError};

/// The folder of the dataset below the target.
pub const FOLDER_DATA: &str = "data";
/// The recap.
pub const REKAP: &str = "rekap-nasional";
/// Nothing could be put together.
#[derive(Debug, thiserror::Error)]
pub enum GabungError {
    /// The target is something else.
    #[error("{} bukan tempat hasil gabungan: {sebab}; sebutkan folder baru atau folder hasil gabung sebelumnya", folder.display())]
    BukanTempat {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        sebab: String,
    },
    /// Several institutions have one code in one year.
    #[error("kode instansi harus berbeda untuk setiap instansi dan tahun:\n{}\nTulis [instansi] kode yang berbeda di selaras.toml masing-masing.", .0.iter().map(|satu| format!("  - {satu}")).collect::<Vec<_>>().join("\n"))]
    KodeSama(Vec<String>),
    /// No workspace has anything to put in.
    #[error("tidak ada ruang kerja yang dapat digabung:\n{}", .0.iter().map(|satu| format!("  - {}: {}", satu.ruang, satu.sebab)).collect::<Vec<_>>().join("\n"))]
    Kosong(Vec<Tertinggal>),
    /// A file or folder cannot be written.
    #[error("{} tidak dapat ditulis ({}); periksa apakah disk penuh, atau berkasnya sedang dibuka", jalur.display(), kata_sistem(sebab))]
    Tulis {
        /// The file or folder.
        jalur: PathBuf,
        /// What the system says.
        #[source]
        sebab: io::Error,
    },
    /// The target cannot be written, or is held.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Another run writes there.
    #[error(transparent)]
    Held(#[from] RuangError),
    /// The recap could not be made.
    #[error(transparent)]
    Laporan(#[from] ReportError),
    /// The recap's rows could not be put together.
    #[error(transparent)]
    Tabel(#[from] TablesError),
}

/// What was put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gabungan {
    /// Institutions and years in it.
    pub instansi: usize,
    /// Workspaces that are not.
    pub tertinggal: Vec<Tertinggal>,
    /// What the dataset holds.
    pub isi: Vec<IsiTabel>,
}

/// A workspace that can be put in.
struct Anggota {
    ruang: Pengenal,
    kode: KodeInstansi,
}

/// Puts the data of these workspaces together; `kemajuan` is told after each.
///
/// # Errors
/// When the target is something else or cannot be written, two institutions have one code, or nothing can be put in.
pub fn gabung(
    keluar: &Path,
    ruang: &[PathBuf],
    hari_ini: NaiveDate,
    kemajuan: &dyn Fn(usize),
) -> Result<Gabungan, GabungError> {
    periksa_tempat(keluar)?;
    let mut tertinggal = Vec::new();
    let anggota: Vec<Anggota> =
        ruang.iter().filter_map(|folder| buka(folder).map_err(|sebab| tertinggal.push(sebab)).ok()).collect();
    periksa_kode(&anggota)?;
    let sidik = sidik_terbanyak(&anggota);
    let tulis = |jalur: &Path| {
        let jalur = jalur.to_path_buf();
        move |sebab| GabungError::Tulis { jalur, sebab }
    };
    files::ensure_folder(keluar)?;
    let _kunci = pegang(keluar)?;
    let baru = Staging::begin(keluar)?;
    let mut himpunan =
        Himpunan { folder: baru.path().join(FOLDER_DATA), ringkasan: BTreeMap::new(), isi: HashMap::new() };
    for (nomor, satu) in anggota.iter().enumerate() {
        match himpunan.tambah(satu, sidik.as_deref()) {
            Ok(()) => {}
            Err(Gagal::Anggota(sebab)) => tertinggal.push(satu.tertinggal(sebab)),
            Err(Gagal::Tulis(jalur, sebab)) => return Err(GabungError::Tulis { jalur, sebab }),
        }
        kemajuan(nomor + 1);
    }
    let Some(ringkasan) = himpunan.ringkasan()? else { return Err(GabungError::Kosong(tertinggal)) };
    let isi = himpunan.isi();
    let bahan = BahanNasional {
        ringkasan: &ringkasan,
        tertinggal: &tertinggal,
        isi: &isi,
        dibuat: hari_ini.and_time(NaiveTime::MIN),
    };
    let buku = report::nasional(&bahan)?;
    fs::write(baru.path().join(format!("{REKAP}.xlsx")), buku).map_err(tulis(baru.path()))?;
    let jalur = baru.path().join(format!("{REKAP}.parquet"));
    fs::write(&jalur, parquet::kemas(&ringkasan, &jalur)?).map_err(tulis(baru.path()))?;
    baru.publish(&[FOLDER_DATA])?;
    Ok(Gabungan { instansi: ringkasan.height(), tertinggal, isi })
}

/// Holds the target, where the system can hold a folder, so that two runs do not write there at once.
fn pegang(keluar: &Path) -> Result<Option<File>, RuangError> {
    let Ok(folder) = File::open(keluar) else { return Ok(None) };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => Err(RuangError::SedangDipakai(keluar.to_path_buf())),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// A target that is new, empty, or was made by an earlier run.
fn periksa_tempat(keluar: &Path) -> Result<(), GabungError> {
    let bukan = |sebab: String| GabungError::BukanTempat { folder: keluar.to_path_buf(), sebab };
    if keluar.join(BERKAS_SETELAN).exists() {
        return Err(bukan("folder itu ruang kerja".into()));
    }
    if keluar.is_file() {
        return Err(bukan("itu sebuah berkas".into()));
    }
    let Ok(isi) = keluar.join(FOLDER_DATA).read_dir() else { return Ok(()) };
    for entri in isi.flatten() {
        let nama = entri.file_name().to_string_lossy().into_owned();
        if !TABEL.contains(&nama.as_str()) && nama != TABEL_RINGKASAN {
            return Err(bukan(format!("folder data di dalamnya berisi {nama}")));
        }
    }
    Ok(())
}

fn buka(folder: &Path) -> Result<Anggota, Tertinggal> {
    let gagal = |instansi, tahun, sebab| Tertinggal { ruang: folder.display().to_string(), instansi, tahun, sebab };
    let ruang = Pengenal::baca(folder).map_err(|galat| gagal(None, None, galat.to_string()))?;
    match ruang.kode.clone() {
        Some(kode) => Ok(Anggota { ruang, kode }),
        None => {
            let sebab = "nama instansi tidak dapat menjadi kode; tulis [instansi] kode di selaras.toml".to_string();
            Err(gagal(Some(ruang.instansi), Some(ruang.tahun), sebab))
        }
    }
}

/// One code stands for one institution in a year: two under one key would be counted as one, or one would be lost.
fn periksa_kode(anggota: &[Anggota]) -> Result<(), GabungError> {
    let mut pemilik: BTreeMap<(i32, &KodeInstansi), Vec<&Anggota>> = BTreeMap::new();
    for satu in anggota {
        pemilik.entry((satu.ruang.tahun, &satu.kode)).or_default().push(satu);
    }
    let sama: Vec<String> = pemilik
        .into_iter()
        .filter(|(_, milik)| milik.len() > 1)
        .map(|((tahun, kode), milik)| {
            let siapa: Vec<String> =
                milik.iter().map(|satu| format!("{} ({})", satu.ruang.folder.display(), satu.ruang.instansi)).collect();
            format!("{kode} tahun {tahun}: {}", siapa.join(", "))
        })
        .collect();
    if sama.is_empty() { Ok(()) } else { Err(GabungError::KodeSama(sama)) }
}

/// The columns that most members' tables have, as text. Data of another version of the program may differ, and tables
/// of two shapes cannot be read as one.
fn sidik_terbanyak(anggota: &[Anggota]) -> Option<String> {
    let mut banyak: BTreeMap<String, usize> = BTreeMap::new();
    for sidik in anggota.iter().filter_map(|satu| satu.sidik().ok()) {
        *banyak.entry(sidik).or_default() += 1;
    }
    banyak.into_iter().max_by_key(|(_, banyak)| *banyak).map(|(sidik, _)| sidik)
}

impl Anggota {
    fn tabel(&self, nama: &str) -> PathBuf {
        self.ruang.hasil().join(FOLDER_DATA).join(format!("{nama}.parquet"))
    }

    fn tertinggal(&self, sebab: String) -> Tertinggal {
        Tertinggal {
            ruang: self.ruang.folder.display().to_string(),
            instansi: Some(self.ruang.instansi.clone()),
            tahun: Some(self.ruang.tahun),
            sebab,
        }
    }

    fn sidik(&self) -> Result<String, TablesError> {
        let kolom = TABEL.into_iter().chain([TABEL_RINGKASAN]).map(|nama| {
            let ikhtisar = parquet::ikhtisar(&self.tabel(nama))?;
            let kolom = ikhtisar.kolom.into_iter().map(|(nama, jenis)| format!("{nama} {jenis}"));
            Ok(format!("{nama}({})", kolom.collect::<Vec<_>>().join(", ")))
        });
        Ok(kolom.collect::<Result<Vec<_>, TablesError>>()?.join("; "))
    }
}

/// Why a member is not in.
enum Gagal {
    /// The member's own fault: it is named, and the others go on.
    Anggota(String),
    /// The target cannot be written.
    Tulis(PathBuf, io::Error),
}

/// The dataset being made.
struct Himpunan {
    folder: PathBuf,
    ringkasan: BTreeMap<(i32, KodeInstansi), DataFrame>,
    isi: HashMap<&'static str, (u64, u64)>,
}

impl Himpunan {
    fn tambah(&mut self, satu: &Anggota, sidik: Option<&str>) -> Result<(), Gagal> {
        const ULANGI: &str = "jalankan selaras konsolidasi pada ruang kerja itu, lalu gabung lagi";
        let milik = |galat: &dyn std::fmt::Display| Gagal::Anggota(galat.to_string());
        if !satu.tabel(TABEL_RINGKASAN).is_file() {
            return Err(Gagal::Anggota(format!("belum dikonsolidasi, atau konsolidasinya tidak selesai; {ULANGI}")));
        }
        // A run that is writing right now would give half of the old and half of the new.
        let _kunci = satu.ruang.kunci().map_err(|galat| milik(&galat))?;
        let nama: Vec<String> =
            TABEL.into_iter().chain([TABEL_RINGKASAN]).map(|nama| format!("{FOLDER_DATA}/{nama}.parquet")).collect();
        let utuh = Manifest::check(&satu.ruang.hasil(), nama.iter().map(String::as_str));
        match utuh {
            Ok(true) => {}
            Ok(false) => return Err(Gagal::Anggota(format!("datanya ditulis oleh versi program yang lain; {ULANGI}"))),
            Err(galat) => return Err(milik(&galat)),
        }
        if sidik != Some(satu.sidik().map_err(|galat| milik(&format!("{galat}; {ULANGI}")))?.as_str()) {
            return Err(Gagal::Anggota(format!("datanya ditulis oleh versi program yang lain; {ULANGI}")));
        }
        let ringkasan = parquet::baca(&satu.tabel(TABEL_RINGKASAN)).map_err(|galat| milik(&galat))?;
        let pembaca = Pembaca::baru(&ringkasan);
        let cocok = pembaca.baris().next().is_some_and(|baris| {
            baris.i32("tahun_kinerja") == Some(satu.ruang.tahun)
                && baris.teks("nama_instansi") == Some(&satu.ruang.instansi)
        });
        if !cocok {
            return Err(Gagal::Anggota(format!(
                "nama atau tahun di selaras.toml berubah setelah konsolidasi; {ULANGI}"
            )));
        }
        self.salin(satu)?;
        self.ringkasan.insert((satu.ruang.tahun, satu.kode.clone()), ringkasan);
        Ok(())
    }

    fn salin(&mut self, satu: &Anggota) -> Result<(), Gagal> {
        for nama in TABEL.into_iter().chain([TABEL_RINGKASAN]) {
            let asal = satu.tabel(nama);
            let baris = parquet::ikhtisar(&asal).map_err(|galat| Gagal::Anggota(galat.to_string()))?.baris;
            let folder = self.folder.join(nama).join(format!("tahun={}", satu.ruang.tahun));
            let folder = folder.join(format!("instansi={}", satu.kode));
            let tujuan = folder.join(format!("{nama}.parquet"));
            fs::create_dir_all(&folder)
                .and_then(|()| fs::copy(&asal, &tujuan))
                .map_err(|sebab| Gagal::Tulis(tujuan, sebab))?;
            let isi = self.isi.entry(nama).or_default();
            isi.0 += 1;
            isi.1 += baris;
        }
        Ok(())
    }

    /// The rows of all members, by year and code; `None` when there are none.
    fn ringkasan(&self) -> Result<Option<DataFrame>, TablesError> {
        let mut semua: Option<DataFrame> = None;
        for ((tahun, kode), frame) in &self.ringkasan {
            let mut satu = frame.clone();
            satu.insert_column(0, Series::new("tahun".into(), [*tahun]).into_column())?;
            satu.insert_column(1, Series::new("instansi".into(), [kode.as_str()]).into_column())?;
            match &mut semua {
                Some(semua) => {
                    semua.vstack_mut_owned(satu)?;
                }
                None => semua = Some(satu),
            }
        }
        if let Some(semua) = &mut semua {
            semua.rechunk_mut();
        }
        Ok(semua)
    }

    fn isi(&self) -> Vec<IsiTabel> {
        let isi = |nama| self.isi.get(nama).map(|(berkas, baris)| IsiTabel { nama, berkas: *berkas, baris: *baris });
        TABEL.into_iter().chain([TABEL_RINGKASAN]).filter_map(isi).collect()
    }
}
