//! `selaras templat`: forms to send out, filled in from the cascade; and definitions drafted from an example.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime};
use clap::{Args, Subcommand, ValueEnum};
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::{JenisDokumen, PeranTabel};
use selaras::domain::kolom::Bidang;
use selaras::domain::nilai::Nilai;
use selaras::domain::simpul::{Jenjang, Simpul};
use selaras::domain::triwulan::Triwulan;
use selaras::domain::unit::Unit;
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::report::{siapkan_folder, simpan};
use selaras::rules;
use selaras::tables::Tables;
use selaras::tables::frame::Pembaca;
use selaras::template::tulis::{self, BarisIsi, IndikatorIsi, IsiFormulir, PejabatIsi};
use selaras::template::{Pustaka, Templat};
use selaras::workspace::Ruang;

use super::{Akhir, BERSIH, Tampilan, pekerja};

mod contoh;

/// Open rows below what is filled in.
const BARIS_KOSONG: u32 = 10;
/// Open rows of a form without any row filled in.
const BARIS_FORMULIR_KOSONG: u32 = 20;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Pilihan {
    #[command(subcommand)]
    perintah: Option<Perintah>,
    /// Folder ruang kerja; formulir ditulis ke hasil/templat.
    #[arg(required_unless_present = "kosong")]
    ruang: Option<PathBuf>,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    /// Formulir yang dibuat, dipisah koma.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "pk,ra,tw1,tw2,tw3,tw4")]
    jenis: Vec<Jenis>,
    /// Semua formulir sebuah unit dalam satu buku kerja.
    #[arg(long)]
    gabung: bool,
    /// Menulis setiap tata letak yang dikenal sebagai formulir kosong ke folder ini.
    #[arg(long, value_name = "FOLDER")]
    kosong: Option<PathBuf>,
    /// Kata sandi kunci lembar; tanpa ini lembar dikunci tanpa kata sandi.
    #[arg(long, value_name = "SANDI")]
    sandi: Option<String>,
    #[command(flatten)]
    tampilan: Tampilan,
}

#[derive(Debug, Subcommand)]
enum Perintah {
    /// Menyusun rancangan definisi (TOML) dari sebuah contoh formulir.
    Kenali(contoh::Kenali),
    /// Memperlihatkan bagaimana sebuah definisi membaca beberapa berkas.
    Uji(contoh::Uji),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Jenis {
    Pk,
    Ra,
    Tw1,
    Tw2,
    Tw3,
    Tw4,
}

impl Jenis {
    const fn dokumen(self) -> JenisDokumen {
        match self {
            Self::Pk => JenisDokumen::Pk,
            Self::Ra => JenisDokumen::RencanaAksi,
            _ => JenisDokumen::Pengukuran,
        }
    }

    const fn triwulan(self) -> Option<Triwulan> {
        match self {
            Self::Pk | Self::Ra => None,
            Self::Tw1 => Some(Triwulan::I),
            Self::Tw2 => Some(Triwulan::II),
            Self::Tw3 => Some(Triwulan::III),
            Self::Tw4 => Some(Triwulan::IV),
        }
    }

    const fn nama(self) -> &'static str {
        match self {
            Self::Pk => "PK",
            Self::Ra => "RA",
            Self::Tw1 => "TW-I",
            Self::Tw2 => "TW-II",
            Self::Tw3 => "TW-III",
            Self::Tw4 => "TW-IV",
        }
    }
}

/// Columns and the rules that look at them, for the sheet of instructions.
const DIPERIKSA: &[(Bidang, &[&str])] = &[
    (Bidang::Indikator, &["PK02", "PK03", "UK01", "RA01"]),
    (Bidang::Sasaran, &["PK01"]),
    (Bidang::Satuan, &["PK01", "NL05"]),
    (Bidang::Target, &["PK01", "PK03", "RA05", "UK02", "NL03"]),
    (Bidang::Realisasi, &["UK06", "UK09", "NL03", "NL04"]),
    (Bidang::Capaian, &["UK03", "FX02"]),
    (Bidang::Status, &["UK04"]),
    (Bidang::Kendala, &["UK06"]),
    (Bidang::TindakLanjut, &["UK06", "UK07"]),
    (Bidang::BuktiDukung, &["UK08"]),
    (Bidang::Pembilang, &["UK11"]),
    (Bidang::Penyebut, &["UK11"]),
    (Bidang::RencanaAksi, &["RA02", "RA03"]),
    (Bidang::Kriteria, &["RA03"]),
    (Bidang::Keluaran, &["RA03"]),
    (Bidang::Waktu, &["RA02"]),
    (Bidang::Anggaran, &["PK05", "FX06"]),
    (Bidang::RealisasiAnggaran, &["FX06"]),
    (Bidang::SumberData, &["PK06"]),
    (Bidang::Nip, &["ID04", "ID07"]),
];

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    match &pilihan.perintah {
        Some(Perintah::Kenali(kenali)) => return contoh::kenali(kenali),
        Some(Perintah::Uji(uji)) => return contoh::uji(uji),
        None => {}
    }
    let ruang = pilihan.ruang.as_deref().map(Ruang::buka).transpose()?;
    match (&pilihan.kosong, &ruang) {
        (Some(folder), _) => formulir_kosong(pilihan, ruang.as_ref(), folder),
        (None, Some(ruang)) => formulir_unit(pilihan, ruang),
        (None, None) => Err("sebutkan ruang kerja, atau --kosong FOLDER".into()),
    }
}

fn dibuat(pilihan: &Pilihan) -> NaiveDateTime {
    pilihan.tampilan.hari_ini().and_hms_opt(0, 0, 0).unwrap_or_default()
}

/// Every layout that is known, blank.
fn formulir_kosong(pilihan: &Pilihan, ruang: Option<&Ruang>, folder: &Path) -> Akhir {
    let bawaan;
    let (pustaka, tahun, profil) = match ruang {
        Some(ruang) => (&ruang.pustaka, ruang.tahun, ruang.profil.clone()),
        None => {
            bawaan = Pustaka::bawaan()?;
            (&bawaan, pilihan.tampilan.hari_ini().year(), Profil::baku(NamaProfil::Umum))
        }
    };
    siapkan_folder(folder)?;
    let mut banyak = 0;
    for templat in pustaka.terkini().filter(|templat| templat.jenis != JenisDokumen::Kaskade) {
        let isi = IsiFormulir {
            instansi: ruang.map_or(String::new(), |ruang| ruang.instansi.clone()),
            unit: None,
            pihak_pertama: PejabatIsi::default(),
            pihak_kedua: PejabatIsi::default(),
            tahun,
            triwulan: (templat.jenis == JenisDokumen::Pengukuran).then_some(Triwulan::I),
            indikator: Vec::new(),
            anggaran: Vec::new(),
            kosong: BARIS_FORMULIR_KOSONG,
            profil: &profil,
            diperiksa: diperiksa(templat.jenis),
            sandi: pilihan.sandi.clone(),
            dibuat: dibuat(pilihan),
            ditandatangani: None,
        };
        simpan(&folder.join(format!("{}.xlsx", templat.id)), &tulis::formulir(&[(templat, isi)])?)?;
        banyak += 1;
    }
    anstream::println!("{banyak} formulir kosong ada di {}", folder.display());
    Ok(BERSIH)
}

/// The forms of every unit, filled in from the cascade and from what it sent already.
fn formulir_unit(pilihan: &Pilihan, ruang: &Ruang) -> Akhir {
    let _kunci = ruang.kunci()?;
    let hasil = pipeline::jalankan(
        ruang,
        &pekerja(Some(&ruang.folder), &ruang.batas),
        pilihan.tampilan.hari_ini(),
        &TanpaKemajuan,
    )?;
    let tables = &hasil.tables;
    for kode in &pilihan.unit {
        if tables.unit(kode).is_none() {
            return Err(format!("unit {kode} tidak ada dalam daftar unit kaskade").into());
        }
    }
    let mut jenis = pilihan.jenis.clone();
    jenis.sort_unstable();
    jenis.dedup();
    let mut buku = 0;
    let mut tanpa_indikator = Vec::new();
    for unit in tables.unit.iter().filter(|unit| pilihan.unit.is_empty() || pilihan.unit.contains(&unit.kode)) {
        let bahan = BahanUnit { pilihan, ruang, tables, unit, indikator: indikator(tables, &unit.kode) };
        if bahan.indikator.is_empty() {
            tanpa_indikator.push(unit.kode.as_str());
        }
        buku += bahan.tulis(&jenis)?;
    }
    anstream::println!("{buku} buku kerja ada di {}", ruang.hasil().join("templat").display());
    if !tanpa_indikator.is_empty() {
        anstream::println!("Tanpa indikator di kaskade, jadi barisnya kosong: {}", tanpa_indikator.join(", "));
    }
    Ok(BERSIH)
}

struct BahanUnit<'a> {
    pilihan: &'a Pilihan,
    ruang: &'a Ruang,
    tables: &'a Tables,
    unit: &'a Unit,
    indikator: Vec<IndikatorIsi>,
}

impl BahanUnit<'_> {
    /// Writes the forms of the unit; gives the number of workbooks.
    fn tulis(&self, jenis: &[Jenis]) -> Result<usize, Box<dyn std::error::Error>> {
        let folder = self.ruang.hasil().join("templat").join(nama_aman(&self.unit.kode));
        siapkan_folder(&folder)?;
        let tahun = self.ruang.tahun;
        let kode = nama_aman(&self.unit.kode);
        let mut formulir = Vec::with_capacity(jenis.len());
        for satu in jenis {
            formulir.push((satu.nama(), self.formulir(*satu)?));
        }
        if self.pilihan.gabung {
            let semua: Vec<_> = formulir.into_iter().map(|(_, isi)| isi).collect();
            simpan(&folder.join(format!("{kode}_formulir_{tahun}.xlsx")), &tulis::formulir(&semua)?)?;
            return Ok(1);
        }
        let banyak = formulir.len();
        for (nama, isi) in formulir {
            simpan(&folder.join(format!("{kode}_{nama}_{tahun}.xlsx")), &tulis::formulir(&[isi])?)?;
        }
        Ok(banyak)
    }

    fn formulir(&self, jenis: Jenis) -> Result<(&Templat, IsiFormulir<'_>), Box<dyn std::error::Error>> {
        let id = self.ruang.tata_letak.untuk(jenis.dokumen());
        let templat = self.ruang.pustaka.kini(id);
        let templat = templat.ok_or_else(|| format!("tata letak {id} tidak ada"))?;
        let tabel = templat.tabel.iter().find(|tabel| tabel.peran == PeranTabel::Indikator);
        let baris: Vec<BarisIsi> =
            tabel.map_or_else(Vec::new, |tabel| tulis::baris_indikator(tabel, &self.indikator, jenis.triwulan()));
        let atasan = self.unit.induk.as_deref().and_then(|kode| self.tables.unit(kode));
        let isi = IsiFormulir {
            instansi: self.ruang.instansi.clone(),
            unit: Some((self.unit.kode.clone(), self.unit.nama.clone())),
            pihak_pertama: pejabat(self.unit),
            pihak_kedua: atasan.map(pejabat).unwrap_or_default(),
            tahun: self.ruang.tahun,
            triwulan: jenis.triwulan(),
            indikator: baris,
            anggaran: Vec::new(),
            kosong: if self.indikator.is_empty() { BARIS_FORMULIR_KOSONG } else { BARIS_KOSONG },
            profil: &self.ruang.profil,
            diperiksa: diperiksa(templat.jenis),
            sandi: self.pilihan.sandi.clone(),
            dibuat: dibuat(self.pilihan),
            ditandatangani: None,
        };
        Ok((templat, isi))
    }
}

fn pejabat(unit: &Unit) -> PejabatIsi {
    PejabatIsi { jabatan: unit.jabatan.clone(), nama: unit.pimpinan.clone(), nip: unit.nip.clone() }
}

/// The indicators of a unit: the cascade's, with the targets that its agreement promises and what it has measured.
fn indikator(tables: &Tables, unit: &str) -> Vec<IndikatorIsi> {
    let milik: Vec<&Simpul> = tables.simpul.iter().filter(|simpul| simpul.unit.as_deref() == Some(unit)).collect();
    // What the people of a unit promise stands in their own agreements, unless the unit has nothing else.
    let perorangan = milik.iter().all(|simpul| simpul.jenjang == Some(Jenjang::Iki));
    let mut hasil: Vec<IndikatorIsi> = milik
        .into_iter()
        .filter(|simpul| perorangan || simpul.jenjang != Some(Jenjang::Iki))
        .map(IndikatorIsi::from)
        .collect();
    let letak: BTreeMap<String, usize> =
        hasil.iter().enumerate().map(|(nomor, satu)| (satu.kode.clone(), nomor)).collect();
    let cari = |kode: Option<&str>| kode.and_then(|kode| letak.get(kode)).copied();
    let nilai = |rekaman: u32, kolom| tables.isian(rekaman, kolom).map(|isian| isian.nilai.clone());
    let terisi = |nilai: &Nilai| !nilai.tanpa_isi();
    for baris in Pembaca::baru(&tables.pk).baris().filter(|baris| baris.teks("unit") == Some(unit)) {
        let (Some(nomor), Some(rekaman)) = (cari(baris.teks("simpul")), baris.u32("rekaman")) else { continue };
        let Some(satu) = hasil.get_mut(nomor) else { continue };
        satu.bagian = baris.teks("bagian").map(str::to_string);
        if let Some(target) = nilai(rekaman, Bidang::Target.tahunan()).filter(terisi) {
            satu.target = target;
        }
        for (tw, tempat) in Triwulan::SEMUA.into_iter().zip(&mut satu.target_tw) {
            if let Some(target) = nilai(rekaman, Bidang::Target.tw(tw)).filter(terisi) {
                *tempat = target;
            }
        }
    }
    for baris in Pembaca::baru(&tables.pengukuran).baris().filter(|baris| baris.teks("unit") == Some(unit)) {
        let (Some(nomor), Some(rekaman)) = (cari(baris.teks("simpul")), baris.u32("rekaman")) else { continue };
        let tw = baris.i32("triwulan").and_then(|tw| Triwulan::dari_nomor(u32::try_from(tw).ok()?));
        let (Some(satu), Some(tw)) = (hasil.get_mut(nomor), tw) else { continue };
        let tertulis =
            nilai(rekaman, Bidang::Realisasi.tw(tw)).or_else(|| nilai(rekaman, Bidang::Realisasi.berjalan()));
        if let (Some(tempat), Some(tertulis)) = (satu.realisasi_tw.get_mut(tw as usize), tertulis.filter(terisi)) {
            *tempat = tertulis;
        }
    }
    hasil
}

/// What the rules look at in the columns of a kind of document.
fn diperiksa(jenis: JenisDokumen) -> Vec<(Bidang, String)> {
    let keluarga = match jenis {
        JenisDokumen::Pk => "PK",
        JenisDokumen::RencanaAksi => "RA",
        JenisDokumen::Pengukuran => "UK",
        JenisDokumen::Kaskade => "KS",
    };
    let lain =
        |kode: &str| JenisDokumen::Kaskade != jenis && ["NL", "FX", "ID"].iter().any(|awal| kode.starts_with(awal));
    let aturan = |kode: &&str| rules::KATALOG.iter().find(|aturan| aturan.kode == *kode);
    DIPERIKSA
        .iter()
        .flat_map(|(bidang, kode)| {
            kode.iter()
                .filter(|kode| kode.starts_with(keluarga) || lain(kode))
                .filter_map(aturan)
                .map(|satu| (*bidang, format!("{}: {}", satu.kode, satu.nama)))
        })
        .collect()
}

/// A unit's code as the name of a file or folder.
fn nama_aman(kode: &str) -> String {
    let aman: String =
        kode.chars().map(|huruf| if huruf.is_alphanumeric() || "-_ .".contains(huruf) { huruf } else { '-' }).collect();
    let aman = aman.trim_matches(['.', ' ']).to_string();
    if aman.is_empty() { "unit".into() } else { aman }
}
