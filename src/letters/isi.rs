//! What a letter says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::tindak::Wajib;
use super::{JenisSurat, TemplatSurat, Tindak};
use crate::banding::PerubahanUnit;
use crate::domain::tanggal::format_panjang;
use crate::finding::{Temuan, Tingkat};
use crate::recap::BahanLaporan;
use crate::recap::kepatuhan::{DOKUMEN, JUDUL};
use crate::tables::Berkas;

/// Findings that a letter names.
const UTAMA: usize = 3;

/// What an institution decides about its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetelanSurat {
    /// The signature; without one, the planner of the institution.
    pub tanda_tangan: Option<String>,
    /// Days from the run in which a unit mends or sends.
    pub hari_perbaikan: u32,
}

impl Default for SetelanSurat {
    fn default() -> Self {
        Self { tanda_tangan: None, hari_perbaikan: 7 }
    }
}

/// A letter without its attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surat {
    /// Addresses of the unit; empty when none is known.
    pub ke: Vec<String>,
    /// Message id of the mail that it answers.
    pub balasan: Option<String>,
    /// Its subject.
    pub subjek: String,
    /// Its text.
    pub isi: String,
}

impl Tindak<'_> {
    /// The letter, for a unit that gets so many marked workbooks with it.
    pub fn surat(
        &self,
        bahan: &BahanLaporan<'_>,
        templat: &TemplatSurat,
        setelan: &SetelanSurat,
        terlampir: usize,
    ) -> Surat {
        let hari_ini = bahan.dibuat.date();
        let batas = hari_ini.checked_add_days(Days::new(setelan.hari_perbaikan.into())).unwrap_or(hari_ini);
        let banyak = |tingkat| self.temuan.iter().filter(|satu| satu.tingkat == tingkat).count().to_string();
        let pokok = if self.jenis == JenisSurat::Pengingat { &self.belum } else { &self.dokumen };
        let tanda_tangan = || format!("Perencana {}", bahan.instansi);
        let isian = BTreeMap::from([
            ("instansi", bahan.instansi.to_string()),
            ("tahun", bahan.tahun.to_string()),
            ("unit", self.unit.nama.clone()),
            ("kode", self.unit.kode.clone()),
            ("pimpinan", self.pimpinan()),
            ("dokumen", dokumen(pokok)),
            ("berkas", self.berkas.iter().map(|berkas| baris_berkas(berkas)).collect::<Vec<_>>().join("\n")),
            ("perbandingan", self.perbandingan(bahan)),
            ("tanggal", format_panjang(hari_ini)),
            ("galat", banyak(Tingkat::Galat)),
            ("peringatan", banyak(Tingkat::Peringatan)),
            ("utama", self.utama()),
            ("lampiran", lampiran(terlampir).to_string()),
            ("batas", format_panjang(batas)),
            ("belum", self.belum(bahan)),
            ("tanda_tangan", setelan.tanda_tangan.clone().unwrap_or_else(tanda_tangan)),
        ]);
        let (subjek, isi) = templat.isi(self.jenis, &isian);
        let surel = self.surel_terakhir();
        let pengirim = surel.map(|asal| asal.pengirim.clone()).filter(|alamat| !alamat.is_empty());
        let ke = if self.unit.surel.is_empty() { pengirim.into_iter().collect() } else { self.unit.surel.clone() };
        Surat { ke, balasan: surel.and_then(|asal| asal.id.clone()), subjek, isi }
    }

    fn pimpinan(&self) -> String {
        match &self.unit.jabatan {
            Some(jabatan) if jabatan.to_lowercase().contains(&self.unit.nama.to_lowercase()) => jabatan.clone(),
            Some(jabatan) => format!("{jabatan} ({})", self.unit.nama),
            None => format!("Pimpinan {}", self.unit.nama),
        }
    }

    /// The newest mail in which something came that counts.
    fn surel_terakhir(&self) -> Option<&crate::domain::surel::AsalSurel> {
        self.berkas.iter().filter_map(|berkas| berkas.asal_surel.as_ref()).max_by_key(|asal| asal.tanggal)
    }

    /// The gravest findings, of as many kinds as there are.
    fn utama(&self) -> String {
        let mut kode = BTreeSet::new();
        let perlu = || self.temuan.iter().copied().filter(|satu| satu.tingkat > Tingkat::Info);
        let (beda, sama): (Vec<&Temuan>, Vec<&Temuan>) = perlu().partition(|satu| kode.insert(&satu.kode));
        let terpilih = beda.into_iter().chain(sama).take(UTAMA).enumerate();
        let mut baris: Vec<String> =
            terpilih.map(|(nomor, satu)| format!("{}. {}", nomor + 1, kalimat(satu))).collect();
        let lain = perlu().count().saturating_sub(UTAMA);
        if lain > 0 {
            baris.push(format!("Masih ada {lain} temuan lain."));
        }
        baris.join("\n\n")
    }

    /// What became of the findings about the version before.
    fn perbandingan(&self, bahan: &BahanLaporan<'_>) -> String {
        let milik = bahan.perubahan.and_then(|perubahan| perubahan.milik(&self.unit.kode));
        milik.and_then(PerubahanUnit::kalimat).unwrap_or_default()
    }

    /// What has not come, with the day it was due.
    fn belum(&self, bahan: &BahanLaporan<'_>) -> String {
        if self.belum.is_empty() {
            return String::new();
        }
        let baris = self.belum.iter().map(|&(jenis, triwulan)| {
            let tenggat: Option<NaiveDate> = bahan.tenggat.untuk(jenis, triwulan);
            let tenggat = tenggat.map(|hari| format!(" (tenggat {})", format_panjang(hari))).unwrap_or_default();
            format!("- {}{tenggat}", sebut((jenis, triwulan)))
        });
        let daftar: Vec<String> = baris.collect();
        let kini = format_panjang(bahan.dibuat.date());
        format!("Sampai {kini} kami belum menerima dari {}:\n{}", self.unit.nama, daftar.join("\n"))
    }
}

const fn lampiran(terlampir: usize) -> &'static str {
    if terlampir == 0 {
        "Berkas Anda tidak dapat kami tandai, jadi surel ini tanpa lampiran; perbaiki berkas yang Anda simpan."
    } else {
        "Terlampir berkas Anda sendiri: sel yang perlu diperbaiki sudah diberi warna dan komentar, dan lembar TEMUAN memuat daftar lengkapnya. Perbaiki langsung di berkas itu; lembar TEMUAN dan komentar kami boleh dibiarkan."
    }
}

/// A finding as a paragraph: where, what, how to mend it.
fn kalimat(temuan: &Temuan) -> String {
    let tempat = &temuan.tempat;
    let mut letak = nama(&tempat.berkas).to_string();
    if let Some(lembar) = &tempat.lembar {
        letak.push_str(&format!(", lembar {lembar}"));
    }
    match tempat.sel.as_slice() {
        [] => {}
        [satu] => letak.push_str(&format!(", sel {satu}")),
        [satu, lain @ ..] => letak.push_str(&format!(", sel {satu} dan {} sel lain", lain.len())),
    }
    let saran = if temuan.saran.is_empty() { String::new() } else { format!("\n   {}", temuan.saran) };
    format!("{letak}\n   {}{saran}", temuan.pesan)
}

fn baris_berkas(berkas: &Berkas) -> String {
    match berkas.hari_surel() {
        Some(hari) => format!("- {}, diterima {}", nama(&berkas.jalur), format_panjang(hari)),
        None => format!("- {}", nama(&berkas.jalur)),
    }
}

/// The file's own name.
fn nama(jalur: &str) -> &str {
    jalur.rsplit('/').next().unwrap_or(jalur)
}

/// "PK, RA dan TW II": short, for a subject line.
fn dokumen(semua: &[Wajib]) -> String {
    let singkat = |satu: &Wajib| {
        let letak = DOKUMEN.iter().position(|dokumen| dokumen == satu).and_then(|letak| JUDUL.get(letak));
        letak.map_or_else(|| sebut(*satu), ToString::to_string)
    };
    let nama: Vec<String> = semua.iter().map(singkat).collect();
    match nama.as_slice() {
        [] => "dokumen kinerja".to_string(),
        [satu] => satu.clone(),
        [awal @ .., akhir] => format!("{} dan {akhir}", awal.join(", ")),
    }
}

fn sebut((jenis, triwulan): Wajib) -> String {
    triwulan.map_or_else(|| jenis.nama().to_string(), |triwulan| format!("{} {triwulan}", jenis.nama()))
}
