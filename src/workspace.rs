//! Ruang kerja: selaras.toml and its folders.
//!
//! Takes the folder of one institution's year, gives a [`Ruang`] whose settings are valid, or every fault of the
//! settings file at once.

mod kunci;
mod pengenal;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use toml::value::Datetime;

use crate::domain::capaian::{NamaProfil, ParameterProfil, Profil};
use crate::domain::dokumen::JenisDokumen;
use crate::domain::instansi::KodeInstansi;
use crate::domain::sistem::kata_sistem;
use crate::domain::tenggat::Tenggat;
use crate::files::{self, FilesError};
use crate::finding::Tingkat;
use crate::finding::verdict::{PengaturanAturan, Pengecualian};
use crate::letters::SetelanSurat;
use crate::template::{Pustaka, TemplatError};
use crate::workbook::limits::Limits;

pub use kunci::Kunci;
pub use pengenal::Pengenal;

/// The settings file of a workspace.
pub const BERKAS_SETELAN: &str = "selaras.toml";
/// The cascade workbook of a workspace.
pub const BERKAS_KASKADE: &str = "kaskade.xlsx";

/// One institution's year.
#[derive(Debug, Clone)]
pub struct Ruang {
    /// Its folder.
    pub folder: PathBuf,
    /// Name of the institution.
    pub instansi: String,
    /// Its short code: as set, else out of its name; `None` when the name makes none.
    pub kode: Option<KodeInstansi>,
    /// The year.
    pub tahun: i32,
    /// Deadlines.
    pub tenggat: Tenggat,
    /// How achievement is computed.
    pub profil: Profil,
    /// Severities and waivers.
    pub aturan: PengaturanAturan,
    /// Limits of what is read.
    pub batas: Limits,
    /// What letters to units say of the institution.
    pub surat: SetelanSurat,
    /// The lines of its letterhead, the greatest first.
    pub kop: Vec<String>,
    /// Its logo: a picture below its folder.
    pub logo: Option<String>,
    /// The layouts that its documents are printed in.
    pub cetak: SetelanCetak,
    /// The shipped definitions and those of the folder `templat/`.
    pub pustaka: Pustaka,
    /// The layouts that this institution's forms are written in.
    pub tata_letak: TataLetak,
    /// The workspace of the year before, as the settings name it: relative to this one's folder.
    pub tahun_lalu: Option<PathBuf>,
}

/// The layouts that documents are printed in, by the names of their files; the one that fits the form where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetelanCetak {
    /// Of agreements.
    pub pk: Option<String>,
    /// Of action plans.
    pub rencana_aksi: Option<String>,
}

/// The layouts that forms are written in, by the id of their definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TataLetak {
    /// Of agreements.
    pub pk: String,
    /// Of action plans.
    pub rencana_aksi: String,
    /// Of measurements.
    pub pengukuran: String,
}

impl Default for TataLetak {
    fn default() -> Self {
        Self { pk: "pk-satuan".into(), rencana_aksi: "ra-umum".into(), pengukuran: "uk-umum".into() }
    }
}

impl TataLetak {
    /// The layout of a kind of document.
    pub fn untuk(&self, jenis: JenisDokumen) -> &str {
        match jenis {
            JenisDokumen::Pk => &self.pk,
            JenisDokumen::RencanaAksi => &self.rencana_aksi,
            JenisDokumen::Pengukuran => &self.pengukuran,
            JenisDokumen::Kaskade => "kaskade",
        }
    }

    /// What is wrong with it, given the definitions that there are.
    fn kesalahan(&self, pustaka: &Pustaka) -> Vec<String> {
        let jenis = [
            ("pk", JenisDokumen::Pk),
            ("rencana_aksi", JenisDokumen::RencanaAksi),
            ("pengukuran", JenisDokumen::Pengukuran),
        ];
        jenis
            .into_iter()
            .filter_map(|(nama, jenis)| {
                let id = self.untuk(jenis);
                let boleh: Vec<&str> = pustaka
                    .terkini()
                    .filter(|templat| templat.jenis == jenis)
                    .map(|templat| templat.id.as_str())
                    .collect();
                let salah = || format!("[templat] {nama} = {id:?} tidak dikenal; yang tersedia: {}", boleh.join(", "));
                (!boleh.contains(&id)).then(salah)
            })
            .collect()
    }
}

/// A workspace that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum RuangError {
    /// The folder has no settings file.
    #[error("{} tidak ditemukan; sebuah ruang kerja berisi selaras.toml, kaskade.xlsx dan folder masuk", .0.display())]
    TanpaSetelan(PathBuf),
    /// A file cannot be read.
    #[error("{} tidak dapat dibaca ({})", jalur.display(), kata_sistem(sebab))]
    TakTerbaca {
        /// The file.
        jalur: PathBuf,
        /// Why.
        #[source]
        sebab: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{} tidak dapat ditulis ({}); periksa apakah disk penuh, hanya dapat dibaca, atau berkasnya sedang dibuka", jalur.display(), kata_sistem(sebab))]
    TakTertulis {
        /// The file or folder.
        jalur: PathBuf,
        /// Why.
        #[source]
        sebab: io::Error,
    },
    /// Something stands in the way of outputs.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Another run holds the workspace.
    #[error("ruang kerja {} sedang diproses oleh selaras yang lain; tunggu sampai selesai, lalu jalankan lagi", .0.display())]
    SedangDipakai(PathBuf),
    /// The settings are wrong; every fault is listed.
    #[error("{} belum benar:\n{}", jalur.display(), kesalahan.iter().map(|satu| format!("  - {satu}")).collect::<Vec<_>>().join("\n"))]
    SetelanSalah {
        /// The file.
        jalur: PathBuf,
        /// Its faults.
        kesalahan: Vec<String>,
    },
    /// A definition of the workspace is wrong.
    #[error(transparent)]
    Templat(#[from] TemplatError),
}

impl Ruang {
    /// Opens a workspace.
    ///
    /// # Errors
    /// When settings or definitions cannot be read or are wrong.
    pub fn buka(folder: &Path) -> Result<Self, RuangError> {
        let (jalur, setelan) = setelan(folder)?;
        let pustaka = Pustaka::dengan(&templat_ruang(&folder.join("templat"))?)?;
        let kesalahan = setelan.tata_letak.kesalahan(&pustaka);
        if !kesalahan.is_empty() {
            return Err(RuangError::SetelanSalah { jalur, kesalahan });
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            instansi: setelan.instansi,
            kode: setelan.kode,
            tahun: setelan.tahun,
            tenggat: setelan.tenggat,
            profil: setelan.profil,
            aturan: setelan.aturan,
            batas: setelan.batas,
            surat: setelan.surat,
            kop: setelan.kop,
            logo: setelan.logo,
            cetak: setelan.cetak,
            pustaka,
            tata_letak: setelan.tata_letak,
            tahun_lalu: setelan.tahun_lalu,
        })
    }

    /// No workspace: shipped definitions, profile "umum", no register, no deadlines.
    ///
    /// # Errors
    /// When a shipped definition is wrong.
    pub fn shipped(year: i32) -> Result<Self, TemplatError> {
        Ok(Self {
            kode: None,
            folder: Path::new("").join("tanpa-ruang-kerja"),
            instansi: String::new(),
            tahun: year,
            tenggat: Tenggat::default(),
            profil: Profil::baku(NamaProfil::Umum),
            aturan: PengaturanAturan::default(),
            batas: Limits::default(),
            surat: SetelanSurat::default(),
            kop: Vec::new(),
            logo: None,
            cetak: SetelanCetak::default(),
            pustaka: Pustaka::bawaan()?,
            tata_letak: TataLetak::default(),
            tahun_lalu: None,
        })
    }

    /// What units sent.
    pub fn masuk(&self) -> PathBuf {
        self.folder.join("masuk")
    }

    /// What the program makes.
    pub fn hasil(&self) -> PathBuf {
        self.folder.join("hasil")
    }

    /// What files were read into, kept between runs. May be deleted at any time.
    pub fn simpanan(&self) -> PathBuf {
        self.hasil().join("data").join(".bacaan.bin")
    }

    /// The cascade workbook.
    pub fn kaskade(&self) -> PathBuf {
        self.folder.join(BERKAS_KASKADE)
    }
}

/// The settings of a workspace, and their file.
fn setelan(folder: &Path) -> Result<(PathBuf, SetelanSah), RuangError> {
    let jalur = folder.join(BERKAS_SETELAN);
    if !jalur.exists() {
        return Err(RuangError::TanpaSetelan(jalur));
    }
    let teks = files::read_text(&jalur).map_err(|sebab| RuangError::TakTerbaca { jalur: jalur.clone(), sebab })?;
    match baca_setelan(&teks) {
        Ok(setelan) => Ok((jalur, setelan)),
        Err(kesalahan) => Err(RuangError::SetelanSalah { jalur, kesalahan }),
    }
}

/// The definitions in a workspace's own folder, when it has one.
fn templat_ruang(folder: &Path) -> Result<Vec<(String, String)>, RuangError> {
    let gagal = |jalur: &Path| {
        let jalur = jalur.to_path_buf();
        move |sebab| RuangError::TakTerbaca { jalur, sebab }
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut berkas: Vec<PathBuf> = Vec::new();
    for entri in fs::read_dir(folder).map_err(gagal(folder))? {
        let jalur = entri.map_err(gagal(folder))?.path();
        if jalur.extension().is_some_and(|akhiran| akhiran == "toml") {
            berkas.push(jalur);
        }
    }
    berkas.sort();
    berkas
        .into_iter()
        .map(|jalur| {
            let teks = files::read_text(&jalur).map_err(gagal(&jalur))?;
            Ok((format!("templat/{}", jalur.file_name().unwrap_or_default().to_string_lossy()), teks))
        })
        .collect()
}

/// Settings that nobody needs to doubt.
#[derive(Debug)]
struct SetelanSah {
    instansi: String,
    kode: Option<KodeInstansi>,
    tahun: i32,
    tenggat: Tenggat,
    profil: Profil,
    aturan: PengaturanAturan,
    batas: Limits,
    tata_letak: TataLetak,
    surat: SetelanSurat,
    tahun_lalu: Option<PathBuf>,
    kop: Vec<String>,
    logo: Option<String>,
    cetak: SetelanCetak,
}

mod mentah {
    use super::{BTreeMap, Datetime, Deserialize, Limits, ParameterProfil, SetelanCetak};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Setelan {
        pub(super) instansi: Instansi,
        #[serde(default)]
        pub(super) tenggat: Tenggat,
        #[serde(default)]
        pub(super) capaian: Option<ParameterProfil>,
        #[serde(default)]
        pub(super) aturan: BTreeMap<String, Aturan>,
        #[serde(default)]
        pub(super) pengecualian: Vec<Pengecualian>,
        #[serde(default)]
        pub(super) batas: Limits,
        #[serde(default)]
        pub(super) templat: Templat,
        #[serde(default)]
        pub(super) surat: Surat,
        #[serde(default)]
        pub(super) cetak: SetelanCetak,
        #[serde(default)]
        pub(super) rekap: Rekap,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Rekap {
        pub(super) tahun_lalu: Option<super::PathBuf>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Templat {
        pub(super) pk: Option<String>,
        pub(super) rencana_aksi: Option<String>,
        pub(super) pengukuran: Option<String>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Surat {
        pub(super) tanda_tangan: Option<String>,
        pub(super) hari_perbaikan: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Instansi {
        pub(super) nama: String,
        pub(super) kode: Option<String>,
        pub(super) tahun: i32,
        #[serde(default)]
        pub(super) kop: Vec<String>,
        pub(super) logo: Option<String>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Tenggat {
        pub(super) pk: Option<Datetime>,
        pub(super) rencana_aksi: Option<Datetime>,
        #[serde(default)]
        pub(super) triwulan: Vec<Datetime>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Aturan {
        pub(super) tingkat: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Pengecualian {
        pub(super) aturan: String,
        pub(super) unit: Option<String>,
        pub(super) indikator: Option<String>,
        pub(super) berkas: Option<String>,
        pub(super) alasan: String,
        pub(super) sampai: Datetime,
    }
}

fn baca_setelan(teks: &str) -> Result<SetelanSah, Vec<String>> {
    let mentah: mentah::Setelan = toml::from_str(teks).map_err(|galat| vec![galat.to_string().trim().to_string()])?;
    let mut kesalahan = Vec::new();
    if mentah.instansi.nama.trim().is_empty() {
        kesalahan.push("[instansi] nama masih kosong".to_string());
    }
    if !(2000..=2100).contains(&mentah.instansi.tahun) {
        kesalahan.push(format!("[instansi] tahun {} tidak masuk akal", mentah.instansi.tahun));
    }
    let kode = match &mentah.instansi.kode {
        None => KodeInstansi::dari_nama(&mentah.instansi.nama),
        Some(kode) => kode.parse().map_err(|galat| kesalahan.push(format!("[instansi] kode = {galat}"))).ok(),
    };
    let tenggat = tenggat(&mentah.tenggat, &mut kesalahan);
    let profil = Profil::dengan(&mentah.capaian.unwrap_or_default())
        .map_err(|galat| kesalahan.push(format!("[capaian] {galat}")))
        .ok();
    let surat = surat(mentah.surat, &mut kesalahan);
    kesalahan.extend(mentah.instansi.logo.as_deref().and_then(logo_salah));
    let aturan = aturan(mentah.aturan, mentah.pengecualian, &mut kesalahan);
    let baku = TataLetak::default();
    match profil {
        Some(profil) if kesalahan.is_empty() => Ok(SetelanSah {
            instansi: mentah.instansi.nama.trim().to_string(),
            kode,
            tahun: mentah.instansi.tahun,
            tenggat,
            profil,
            aturan,
            batas: mentah.batas,
            tata_letak: TataLetak {
                pk: mentah.templat.pk.unwrap_or(baku.pk),
                rencana_aksi: mentah.templat.rencana_aksi.unwrap_or(baku.rencana_aksi),
                pengukuran: mentah.templat.pengukuran.unwrap_or(baku.pengukuran),
            },
            surat,
            tahun_lalu: mentah.rekap.tahun_lalu,
            kop: mentah.instansi.kop,
            logo: mentah.instansi.logo,
            cetak: mentah.cetak,
        }),
        _ => Err(kesalahan),
    }
}

fn tenggat(mentah: &mentah::Tenggat, kesalahan: &mut Vec<String>) -> Tenggat {
    if mentah.triwulan.len() > 4 {
        kesalahan.push(format!("[tenggat] triwulan berisi {} tanggal; paling banyak empat", mentah.triwulan.len()));
    }
    let mut triwulan = [None; 4];
    for (tempat, nilai) in triwulan.iter_mut().zip(&mentah.triwulan) {
        *tempat = tanggal("[tenggat] triwulan", nilai, kesalahan);
    }
    Tenggat {
        pk: mentah.pk.as_ref().and_then(|nilai| tanggal("[tenggat] pk", nilai, kesalahan)),
        rencana_aksi: mentah
            .rencana_aksi
            .as_ref()
            .and_then(|nilai| tanggal("[tenggat] rencana_aksi", nilai, kesalahan)),
        triwulan,
    }
}

fn aturan(
    tingkat: BTreeMap<String, mentah::Aturan>,
    pengecualian: Vec<mentah::Pengecualian>,
    kesalahan: &mut Vec<String>,
) -> PengaturanAturan {
    let mut hasil = PengaturanAturan::default();
    for (kode, satu) in tingkat {
        let tingkat = match satu.tingkat.as_str() {
            "galat" => Some(Tingkat::Galat),
            "peringatan" => Some(Tingkat::Peringatan),
            "info" => Some(Tingkat::Info),
            "mati" => None,
            lain => {
                kesalahan.push(format!("[aturan.{kode}] tingkat {lain:?} bukan galat, peringatan, info atau mati"));
                continue;
            }
        };
        hasil.tingkat.insert(kode, tingkat);
    }
    for (nomor, satu) in pengecualian.into_iter().enumerate() {
        let letak = format!("[[pengecualian]] ke-{}", nomor + 1);
        if satu.alasan.trim().is_empty() {
            kesalahan.push(format!("{letak}: alasan wajib diisi"));
        }
        if let Some(sampai) = tanggal(&format!("{letak}: sampai"), &satu.sampai, kesalahan) {
            hasil.pengecualian.push(Pengecualian {
                aturan: satu.aturan,
                unit: satu.unit,
                indikator: satu.indikator,
                berkas: satu.berkas,
                alasan: satu.alasan,
                sampai,
            });
        }
    }
    hasil
}

fn surat(mentah: mentah::Surat, kesalahan: &mut Vec<String>) -> SetelanSurat {
    let baku = SetelanSurat::default();
    let hari_perbaikan = mentah.hari_perbaikan.unwrap_or(baku.hari_perbaikan);
    if hari_perbaikan > 365 {
        kesalahan.push(format!("[surat] hari_perbaikan {hari_perbaikan} lebih dari setahun"));
    }
    let tanda_tangan = mentah.tanda_tangan.map(|teks| teks.trim().to_string()).filter(|teks| !teks.is_empty());
    SetelanSurat { tanda_tangan, hari_perbaikan }
}

/// What is wrong with the path of a logo.
fn logo_salah(logo: &str) -> Option<String> {
    let jalur = Path::new(logo);
    let akhiran = jalur.extension().map(|akhiran| akhiran.to_string_lossy().to_lowercase()).unwrap_or_default();
    let gambar = ["png", "jpg", "jpeg", "svg"].contains(&akhiran.as_str());
    let di_dalam = jalur.components().all(|bagian| matches!(bagian, std::path::Component::Normal(_)));
    (!gambar || !di_dalam).then(|| {
        format!("[instansi] logo = {logo:?} bukan gambar di ruang kerja ini; tulis misalnya \"logo.png\" (.png, .jpg atau .svg)")
    })
}

fn tanggal(letak: &str, nilai: &Datetime, kesalahan: &mut Vec<String>) -> Option<NaiveDate> {
    let hari = nilai
        .date
        .and_then(|hari| NaiveDate::from_ymd_opt(i32::from(hari.year), u32::from(hari.month), u32::from(hari.day)));
    if hari.is_none() {
        kesalahan.push(format!("{letak} = {nilai} bukan tanggal; tulis misalnya 2026-02-28"));
    }
    hari
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_fault_of_the_settings_is_told_at_once() {
        let teks = "[instansi]\nnama = \" \"\ntahun = 26\n[aturan.UK07]\ntingkat = \"gawat\"\n[[pengecualian]]\naturan = \"PK03\"\nalasan = \"\"\nsampai = 2026-06-30\n";
        let kesalahan = baca_setelan(teks).unwrap_err();
        assert_eq!(kesalahan.len(), 4, "{kesalahan:?}");
    }

    #[test]
    fn the_shortest_settings_are_a_name_and_a_year() {
        let setelan = baca_setelan("[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n").unwrap();
        assert_eq!(setelan.tahun, 2026);
        assert_eq!(setelan.tenggat, Tenggat::default());
    }

    #[test]
    fn a_layout_that_does_not_exist_is_told_with_those_that_do() {
        let teks = "[instansi]\nnama = \"X\"\ntahun = 2026\n[templat]\npk = \"pk-lama\"\npengukuran = \"uk-deli\"\n";
        let kesalahan = baca_setelan(teks).unwrap().tata_letak.kesalahan(&Pustaka::bawaan().unwrap());
        assert_eq!(kesalahan.len(), 1, "{kesalahan:?}");
        assert!(kesalahan[0].contains("pk-satuan"), "{kesalahan:?}");
    }

    #[test]
    fn letterhead_logo_and_layouts_of_print_are_settings() {
        let teks = "[instansi]\nnama = \"X\"\ntahun = 2026\nkop = [\"A\", \"B\"]\nlogo = \"gambar/logo.svg\"\n[cetak]\npk = \"pk-dki\"\n";
        let setelan = baca_setelan(teks).unwrap();
        assert_eq!((setelan.kop.len(), setelan.logo.as_deref()), (2, Some("gambar/logo.svg")));
        assert_eq!(setelan.cetak.pk.as_deref(), Some("pk-dki"));
        for logo in ["logo.docx", "../logo.png", "/etc/logo.png"] {
            let kesalahan = baca_setelan(&teks.replace("gambar/logo.svg", logo)).unwrap_err();
            assert!(kesalahan[0].contains(logo), "{kesalahan:?}");
        }
    }

    #[test]
    fn a_setting_that_nobody_knows_is_an_error_not_a_silence() {
        assert!(baca_setelan("[instansi]\nnama = \"X\"\ntahun = 2026\ntenggatt = 1\n").is_err());
    }
}
