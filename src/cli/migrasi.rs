//! `selaras migrasi`: what a unit typed in an old form or in a layout of its own, moved into the form of today.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime};
use clap::Args;
use selaras::domain::capaian::Profil;
use selaras::domain::dokumen::{Dokumen, JenisDokumen};
use selaras::domain::unit::Unit;
use selaras::intake;
use selaras::pipeline::migrasi::{self, Migrasi};
use selaras::pipeline::{self, Hasil, TanpaKemajuan};
use selaras::report::simpan;
use selaras::tables::Tables;
use selaras::template::{Pustaka, Templat, tulis};
use selaras::workbook::{self, limits::Limits};
use selaras::workspace::{BERKAS_KASKADE, Ruang, TataLetak};

use super::formulir::{self, BahanUnit, Kosong};
use super::{Akhir, BERSIH, Format, Tampilan, pekerja};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Formulir yang sudah diisi: versi lama, atau susunan unit sendiri.
    berkas: PathBuf,
    /// Ruang kerja; formulir barunya diisi dari kaskade. Tanpa ini formulir kosong yang dipakai.
    #[arg(long)]
    ruang: Option<PathBuf>,
    /// Kode unit, bila tidak terbaca dari formulirnya.
    #[arg(long, value_name = "KODE", requires = "ruang")]
    unit: Option<String>,
    /// Tata letak tujuan (misalnya pk-satuan); tanpa ini, yang berlaku di ruang kerja.
    #[arg(long, value_name = "FORMULIR")]
    ke: Option<String>,
    /// Berkas yang ditulis; tanpa ini "<nama> - formulir baru.xlsx" di samping berkas asal.
    #[arg(long, value_name = "BERKAS")]
    keluar: Option<PathBuf>,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let keluar = pilihan.keluar.clone().unwrap_or_else(|| di_samping(&pilihan.berkas));
    if keluar.exists() {
        return Err(
            format!("{} sudah ada dan tidak ditimpa; sebutkan nama lain dengan --keluar", keluar.display()).into()
        );
    }
    let ruang = pilihan.ruang.as_deref().map(Ruang::buka).transpose()?;
    let pustaka = match &ruang {
        Some(ruang) => ruang.pustaka.clone(),
        None => Pustaka::bawaan()?,
    };
    let tujuan = pilihan.ke.as_deref().map(|id| tujuan(&pustaka, id)).transpose()?;
    let asal = Asal::buka(pilihan, ruang.as_ref())?;
    let buku = workbook::read(&asal.isi, &asal.batas).map_err(|galat| format!("{galat} {}", galat.saran()))?;
    let berkas = selaras::extract::extract(&buku, &pustaka);
    let penyiap =
        Penyiap { pilihan, asal: &asal, ruang: ruang.as_ref(), pustaka: &pustaka, tujuan, profil: &asal.profil };
    let mut galat = None;
    let hasil = migrasi::migrasi(&buku, &berkas, &pustaka, &mut |dokumen| match penyiap.siapkan(dokumen) {
        Ok(siap) => siap,
        Err(sebab) => {
            galat.get_or_insert(sebab);
            None
        }
    });
    if let Some(galat) = galat {
        return Err(galat.into());
    }
    if hasil.formulir.is_empty() {
        return Err(format!("tidak ada formulir yang dikenal dalam {}", pilihan.berkas.display()).into());
    }
    simpan(&keluar, &tulis::formulir(&hasil.formulir)?)?;
    laporkan(pilihan, &hasil, &keluar)?;
    Ok(BERSIH)
}

/// "PK.xls" → "PK - formulir baru.xlsx" beside it.
fn di_samping(berkas: &Path) -> PathBuf {
    let nama = berkas.file_stem().unwrap_or_default().to_string_lossy();
    berkas.with_file_name(format!("{nama} - formulir baru.xlsx"))
}

fn tujuan<'a>(pustaka: &'a Pustaka, id: &str) -> Result<&'a Templat, String> {
    pustaka.kini(id).filter(|templat| templat.jenis != JenisDokumen::Kaskade).ok_or_else(|| {
        let semua = pustaka.terkini().filter(|templat| templat.jenis != JenisDokumen::Kaskade);
        let nama: Vec<&str> = semua.map(|templat| templat.id.as_str()).collect();
        format!("tata letak {id} tidak dikenal; yang tersedia: {}", nama.join(", "))
    })
}

/// The old form, looked at by a reader process first: what ends a reader does not end this command.
struct Asal {
    isi: Vec<u8>,
    batas: Limits,
    profil: Profil,
    /// What the workspace knows, this file among it.
    ruang: Option<Hasil>,
    /// The units and quarters of the documents of this file, as the workspace sees them.
    terdaftar: Option<Hasil>,
}

impl Asal {
    fn buka(pilihan: &Pilihan, ruang: Option<&Ruang>) -> Result<Self, Box<dyn std::error::Error>> {
        let hari_ini = pilihan.tampilan.hari_ini();
        let batas = ruang.map_or_else(Limits::default, |ruang| ruang.batas.clone());
        let kotak = intake::satu_berkas(&pilihan.berkas);
        let [kiriman] = kotak.kiriman.as_slice() else {
            let sebab = kotak.ditolak.first().map_or("bukan satu buku kerja", |satu| satu.alasan.as_str());
            return Err(format!("{} tidak dapat dipindahkan: {sebab}", pilihan.berkas.display()).into());
        };
        let sumber = kiriman.sumber.clone();
        let sementara;
        let rumah = match ruang {
            Some(ruang) => ruang,
            None => {
                sementara = super::periksa::tanpa_ruang(hari_ini.year())?;
                &sementara
            }
        };
        let cara = pekerja(ruang.map(|ruang| ruang.folder.as_path()), &batas);
        let terbaca = pipeline::baca(rumah, &cara, kotak, &TanpaKemajuan)?;
        if let Some(gagal) =
            terbaca.iter().filter(|satu| satu.jalur != BERKAS_KASKADE).find_map(|satu| satu.hasil.as_ref().err())
        {
            return Err(format!("{} {}", gagal.pesan, gagal.saran).into());
        }
        let isi = intake::isi(&sumber, batas.ukuran_berkas)?;
        let (terdaftar, semua) = match ruang {
            None => (None, None),
            Some(ruang) => {
                let terdaftar = pipeline::periksa(ruang, terbaca, hari_ini)?;
                (Some(terdaftar), Some(pipeline::jalankan(ruang, &cara, hari_ini, &TanpaKemajuan)?))
            }
        };
        Ok(Self { isi, batas, profil: rumah.profil.clone(), ruang: semua, terdaftar })
    }
}

/// Prepares the new form of each document.
struct Penyiap<'a> {
    pilihan: &'a Pilihan,
    asal: &'a Asal,
    ruang: Option<&'a Ruang>,
    pustaka: &'a Pustaka,
    tujuan: Option<&'a Templat>,
    profil: &'a Profil,
}

impl<'a> Penyiap<'a> {
    fn siapkan(&self, dokumen: &Dokumen) -> Result<Option<(&'a Templat, tulis::IsiFormulir<'a>)>, String> {
        if dokumen.jenis == JenisDokumen::Kaskade {
            return Ok(None);
        }
        let ke = self.tujuan.filter(|templat| templat.jenis == dokumen.jenis).map(|templat| templat.id.as_str());
        let triwulan = dokumen.triwulan.map(|tertulis| tertulis.nilai).or_else(|| self.terdaftar(dokumen)?.triwulan);
        let triwulan = triwulan.filter(|_| dokumen.jenis == JenisDokumen::Pengukuran);
        if let (Some(ruang), Some(hasil)) = (self.ruang, &self.asal.ruang) {
            let unit = self.unit(&hasil.tables, dokumen)?;
            let bahan = BahanUnit::baru(ruang, &hasil.tables, unit, None, self.dibuat());
            return bahan.formulir(dokumen.jenis, triwulan, ke).map(Some);
        }
        let bawaan = TataLetak::default();
        let id = ke.unwrap_or_else(|| bawaan.untuk(dokumen.jenis));
        let templat = self.pustaka.kini(id).ok_or_else(|| format!("tata letak {id} tidak ada"))?;
        let tahun = dokumen.tahun.map_or_else(|| self.pilihan.tampilan.hari_ini().year(), |tahun| tahun.nilai);
        let kosong =
            Kosong { templat, instansi: "", tahun, triwulan, profil: self.profil, sandi: None, dibuat: self.dibuat() };
        Ok(Some((templat, formulir::kosong(&kosong))))
    }

    fn dibuat(&self) -> NaiveDateTime {
        self.pilihan.tampilan.hari_ini().and_hms_opt(0, 0, 0).unwrap_or_default()
    }

    /// The document as the workspace registered it.
    fn terdaftar(&self, dokumen: &Dokumen) -> Option<&'a selaras::tables::DokumenTerdaftar> {
        let tables = &self.asal.terdaftar.as_ref()?.tables;
        (0_u32..)
            .zip(&tables.dokumen)
            .find(|(nomor, _)| tables.isi_dokumen(*nomor) == Some(dokumen))
            .map(|(_, satu)| satu)
    }

    fn unit(&self, tables: &'a Tables, dokumen: &Dokumen) -> Result<&'a Unit, String> {
        if let Some(kode) = &self.pilihan.unit {
            return tables.unit(kode).ok_or_else(|| format!("unit {kode} tidak ada dalam daftar unit kaskade"));
        }
        let kode = self.terdaftar(dokumen).and_then(|satu| satu.unit.as_deref());
        kode.and_then(|kode| tables.unit(kode))
            .ok_or_else(|| format!("unit lembar {} tidak dikenali; sebutkan kodenya dengan --unit", dokumen.lembar))
    }
}

fn laporkan(pilihan: &Pilihan, hasil: &Migrasi<'_>, keluar: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if pilihan.tampilan.format == Format::Json {
        for satu in &hasil.tanpa_tempat {
            let baris = serde_json::json!({
                "lembar": satu.lembar, "sel": satu.sel.to_string(), "isi": satu.isi, "sebab": satu.sebab
            });
            anstream::println!("{baris}");
        }
        return Ok(());
    }
    if !pilihan.tampilan.diam {
        rincian(hasil);
    }
    let formulir: Vec<String> =
        hasil.formulir.iter().map(|(templat, isi)| tulis::nama_lembar(templat.jenis, isi.triwulan)).collect();
    anstream::println!("{} ada di {}", formulir.join(", "), keluar.display());
    Ok(())
}

fn rincian(hasil: &Migrasi<'_>) {
    anstream::println!("{} isian dipindahkan.", hasil.dipindahkan);
    if hasil.dihitung > 0 {
        anstream::println!("{} sel rumus dihitung sendiri oleh formulir baru.", hasil.dihitung);
    }
    if hasil.baris_baru > 0 {
        anstream::println!("{} baris belum ada di formulir baru dan ditambahkan.", hasil.baris_baru);
    }
    if !hasil.petunjuk.is_empty() {
        anstream::println!("Lembar petunjuk tidak dipindahkan: {}.", hasil.petunjuk.join(", "));
    }
    for lembar in &hasil.kembar {
        anstream::println!(
            "Lembar {lembar} memuat formulir kedua dari jenis dan triwulan yang sama; pindahkan tersendiri."
        );
    }
    if hasil.tanpa_tempat.is_empty() {
        anstream::println!("Tidak ada isian yang tertinggal.");
        return;
    }
    anstream::println!("{} isian tidak mendapat tempat; salin sendiri bila diperlukan:", hasil.tanpa_tempat.len());
    for satu in &hasil.tanpa_tempat {
        let isi = satu.isi.split_whitespace().collect::<Vec<_>>().join(" ");
        anstream::println!("  {} › {}: \"{isi}\" - {}", satu.lembar, satu.sel, satu.sebab);
    }
}
