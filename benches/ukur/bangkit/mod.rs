//! Workspaces out of a seed: settings, cascade and an inbox of filled forms in mixed layouts. Equal seeds give equal
//! files. Every unit has forty indicators and sends six workbooks: agreement, action plan, four measurements.

mod acak;
mod bebas;
mod isian;
mod kaskade;
mod model;

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::Workbook;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::{JenisDokumen, PeranTabel};
use selaras::domain::kolom::Bidang;
use selaras::domain::triwulan::Triwulan;
use selaras::forms::tulis::{self, BarisIsi, IsiFormulir, PejabatIsi, SelIsi};
use selaras::template::{Pustaka, TabelTemplat, Templat};

use acak::Acak;
use isian::{Cara, Cela, Rupa};
use model::{DOKUMEN, INDIKATOR, Indikator, Lembaga, TAHUN, UnitTiruan};

type Hasil<T> = Result<T, Box<dyn Error>>;

/// Layouts of the agreements, action plans and measurements of a unit; `None` stands for a form of its own.
const TATA_LETAK: [Option<[&str; 3]>; 8] = [
    Some(["pk-satuan", "ra-umum", "uk-umum"]),
    Some(["pk-vokasi", "ra-klaten", "uk-cirebon"]),
    None,
    Some(["pk-skpd", "ra-umum", "uk-umum"]),
    Some(["pk-satker", "ra-dki", "uk-bps-impor"]),
    Some(["pk-satuan", "ra-klaten", "uk-cirebon"]),
    None,
    Some(["pk-unit-kerja", "ra-borang", "uk-umum"]),
];

/// A form has a mistake in one of so many cases.
const CELA_DARI: u64 = 12;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Rencana {
    /// Workbooks.
    pub berkas: usize,
    /// Number of the workspace.
    pub nomor: usize,
    /// Seed.
    pub benih: u64,
}

/// Writes a workspace; gives the number of workbooks in its inbox.
///
/// # Errors
/// When a file cannot be written.
pub fn bangkitkan(folder: &Path, rencana: &Rencana) -> Hasil<usize> {
    let unit = rencana.berkas.div_ceil(DOKUMEN).max(1);
    let lembaga = Lembaga::baru(rencana.benih, rencana.nomor, unit);
    fs::create_dir_all(folder.join("masuk"))?;
    fs::write(folder.join("kaskade.xlsx"), kaskade::buku(&lembaga, rencana.benih, rencana.nomor)?)?;
    let pabrik = Pabrik::baru(&lembaga, rencana.benih, rencana.nomor)?;
    for nomor in 0..rencana.berkas {
        pabrik.tulis(folder, nomor, 0)?;
    }
    // Written last: a workspace that has settings is whole.
    fs::write(folder.join("selaras.toml"), setelan(&lembaga.nama))?;
    Ok(rencana.berkas)
}

/// Writes every so many workbooks of a workspace anew, with other mistakes and figures; gives their number.
///
/// # Errors
/// When the folder is no generated workspace, or a file cannot be written.
pub fn ubah(folder: &Path, benih: u64, setiap: usize, putaran: u64) -> Hasil<usize> {
    let mut unit = 0;
    let mut berkas = 0;
    for entri in fs::read_dir(folder.join("masuk"))? {
        unit += 1;
        berkas += fs::read_dir(entri?.path())?.count();
    }
    let setelan = fs::read_to_string(folder.join("selaras.toml"))?;
    let nomor = setelan.lines().find_map(|baris| baris.strip_prefix("nama = \"Lembaga Contoh ")?.strip_suffix('"'));
    let nomor: usize = nomor.ok_or("ruang kerja ini tidak dibuat oleh bangkitkan")?.parse::<usize>()? - 1;
    let lembaga = Lembaga::baru(benih, nomor, unit);
    let pabrik = Pabrik::baru(&lembaga, benih, nomor)?;
    let dipilih: Vec<usize> = (0..berkas).step_by(setiap.max(1)).collect();
    for satu in &dipilih {
        pabrik.tulis(folder, *satu, putaran)?;
    }
    Ok(dipilih.len())
}

/// A workspace with one measurement of very many rows.
///
/// # Errors
/// When a file cannot be written.
pub fn satu_besar(folder: &Path, baris: u32, benih: u64) -> Hasil<()> {
    let lembaga = Lembaga::baru(benih, 0, 1);
    fs::create_dir_all(folder.join("masuk"))?;
    fs::write(folder.join("selaras.toml"), setelan(&lembaga.nama))?;
    fs::write(folder.join("kaskade.xlsx"), kaskade::buku(&lembaga, benih, 0)?)?;
    let indikator: Vec<Indikator> = (0..baris as usize)
        .map(|urutan| {
            let mut satu = model::indikator(benih, 0, 0, urutan % INDIKATOR);
            if urutan >= INDIKATOR {
                satu.kode = format!("{}.{}", satu.kode, urutan / INDIKATOR);
                satu.teks = format!("{} lokasi {}", satu.teks, urutan / INDIKATOR);
            }
            satu
        })
        .collect();
    let cara = Cara { rupa: Rupa::Angka, triwulan: Some(Triwulan::I), berkode: false, bersatuan: true, cela: None };
    let isi = bebas::buku(JenisDokumen::Pengukuran, &cara, &lembaga.nama, &lembaga.unit[0], &indikator, 1)?;
    fs::write(folder.join("masuk/rincian.xlsx"), isi)?;
    Ok(())
}

/// What the forms of one workspace are made with.
struct Pabrik<'a> {
    lembaga: &'a Lembaga,
    benih: u64,
    nomor: usize,
    pustaka: Pustaka,
    profil: Profil,
}

impl<'a> Pabrik<'a> {
    fn baru(lembaga: &'a Lembaga, benih: u64, nomor: usize) -> Hasil<Self> {
        Ok(Self { lembaga, benih, nomor, pustaka: Pustaka::bawaan()?, profil: Profil::baku(NamaProfil::Umum) })
    }

    /// Writes the workbook of a number: its unit and its document follow from it.
    fn tulis(&self, folder: &Path, berkas: usize, putaran: u64) -> Hasil<()> {
        let (unit, dokumen) = (berkas / DOKUMEN, berkas % DOKUMEN);
        let pengirim = &self.lembaga.unit[unit];
        let mut acak = Acak::baru(self.benih, &[self.nomor as u64, 3, berkas as u64, putaran]);
        let (jenis, triwulan) = dokumen_ke(dokumen);
        let mut indikator: Vec<Indikator> =
            (0..INDIKATOR).map(|urutan| model::indikator(self.benih, self.nomor, unit, urutan)).collect();
        if putaran > 0 {
            indikator.iter_mut().for_each(|satu| satu.realisasi_tw = satu.target_tw);
        }
        let rupa = [Rupa::Angka, Rupa::Teks, Rupa::Persen, Rupa::Angka, Rupa::Angka][unit % 5];
        let cela = isian::cela(&mut acak, INDIKATOR, CELA_DARI);
        let cara = Cara { rupa, triwulan, berkode: false, bersatuan: true, cela };
        let isi = match TATA_LETAK[unit % TATA_LETAK.len()] {
            None => bebas::buku(jenis, &cara, &self.lembaga.nama, pengirim, &indikator, unit)?,
            Some(letak) => self.formulir(letak[dokumen.min(2)], cara, pengirim, &indikator)?,
        };
        let tujuan: PathBuf = folder.join("masuk").join(&pengirim.kode);
        fs::create_dir_all(&tujuan)?;
        let nama = match triwulan {
            Some(tw) => format!("{}_TW-{}_{TAHUN}.xlsx", pengirim.kode, romawi(tw)),
            None => format!("{}_{}_{TAHUN}.xlsx", pengirim.kode, if dokumen == 0 { "PK" } else { "RA" }),
        };
        let jalur = tujuan.join(nama);
        fs::write(&jalur, isi)?;
        let terlambat = acak.perseribu(20);
        File::options().write(true).open(jalur)?.set_modified(diterima(dokumen, unit, terlambat))?;
        Ok(())
    }

    /// A workbook by the library's own writer, with one more sheet that the unit keeps for itself.
    fn formulir(&self, id: &str, cara: Cara, unit: &UnitTiruan, indikator: &[Indikator]) -> Hasil<Vec<u8>> {
        let templat = self.pustaka.templat.iter().find(|templat| templat.id == id).ok_or("tata letak tidak ada")?;
        let tabel = |peran| templat.tabel.iter().find(|tabel| tabel.peran == peran);
        let punya = |tabel: &TabelTemplat, bidang| tabel.kolom.iter().any(|milik| milik.kolom.bidang == bidang);
        let utama = tabel(PeranTabel::Indikator).ok_or("tata letak tanpa tabel indikator")?;
        let cara = Cara { berkode: punya(utama, Bidang::Kode), bersatuan: punya(utama, Bidang::Satuan), ..cara };
        let baris = baris(utama, &cara, indikator.iter().enumerate());
        let anggaran = tabel(PeranTabel::Anggaran)
            .map_or_else(Vec::new, |tabel| self::baris(tabel, &cara, indikator.iter().enumerate().step_by(8)));
        let pejabat = PejabatIsi {
            jabatan: Some(unit.jabatan.clone()),
            nama: Some(unit.pimpinan.clone()),
            nip: Some(unit.nip.clone()),
        };
        let atasan = PejabatIsi {
            jabatan: Some(format!("Kepala {}", self.lembaga.nama)),
            nama: Some("Contoh Pimpinan".into()),
            nip: Some("197001011995011001".into()),
        };
        let isi = IsiFormulir {
            instansi: self.lembaga.nama.clone(),
            unit: Some((unit.kode.clone(), unit.nama.clone())),
            pihak_pertama: pejabat,
            pihak_kedua: atasan,
            tahun: TAHUN,
            triwulan: cara.triwulan,
            indikator: baris,
            anggaran,
            kosong: 0,
            profil: &self.profil,
            diperiksa: Vec::new(),
            sandi: None,
            dibuat: NaiveDateTime::default(),
            ditandatangani: Some(tempat_tanggal(templat.jenis, cara.triwulan)),
        };
        self.buku(templat, isi)
    }

    fn buku(&self, templat: &Templat, isi: IsiFormulir<'_>) -> Hasil<Vec<u8>> {
        let mut buku: Workbook = tulis::buku(&[(templat, isi)])?;
        let lembar = buku.add_worksheet();
        lembar.set_name("Catatan")?;
        for baris in 0..20 {
            lembar.write_string(baris, 0, format!("Rapat persiapan ke-{}", baris + 1))?;
            lembar.write_string(baris, 1, "selesai")?;
        }
        Ok(buku.save_to_buffer()?)
    }
}

fn baris<'a>(
    tabel: &TabelTemplat,
    cara: &Cara,
    indikator: impl Iterator<Item = (usize, &'a Indikator)>,
) -> Vec<BarisIsi> {
    let isian = |(urutan, satu): (usize, &Indikator)| BarisIsi {
        isian: tabel
            .kolom
            .iter()
            .filter_map(|milik| match (tabel.peran, milik.kolom.bidang) {
                (PeranTabel::Anggaran, Bidang::Kode) => Some((milik.kolom, SelIsi::Teks(format!("{}", 4001 + urutan)))),
                _ => Some((milik.kolom, cara.sel(milik.kolom, urutan, satu)?)),
            })
            .collect(),
        ..BarisIsi::default()
    };
    indikator.filter(|(urutan, _)| cara.cela != Some((*urutan, Cela::BarisHilang))).map(isian).collect()
}

fn dokumen_ke(dokumen: usize) -> (JenisDokumen, Option<Triwulan>) {
    match dokumen {
        0 => (JenisDokumen::Pk, None),
        1 => (JenisDokumen::RencanaAksi, None),
        lain => (JenisDokumen::Pengukuran, Triwulan::SEMUA.get(lain - 2).copied()),
    }
}

fn romawi(tw: Triwulan) -> &'static str {
    ["I", "II", "III", "IV"][tw as usize]
}

fn judul(jenis: JenisDokumen, triwulan: Option<Triwulan>) -> String {
    match (jenis, triwulan) {
        (JenisDokumen::Pk, _) => format!("PERJANJIAN KINERJA TAHUN {TAHUN}"),
        (JenisDokumen::RencanaAksi, _) => format!("RENCANA AKSI TAHUN {TAHUN}"),
        (_, tw) => format!("PENGUKURAN KINERJA TRIWULAN {} TAHUN {TAHUN}", tw.map_or("I", romawi)),
    }
}

fn tempat_tanggal(jenis: JenisDokumen, triwulan: Option<Triwulan>) -> String {
    match (jenis, triwulan) {
        (JenisDokumen::Pk, _) => format!("Contohan, 20 Januari {TAHUN}"),
        (JenisDokumen::RencanaAksi, _) => format!("Contohan, 2 Februari {TAHUN}"),
        (_, Some(Triwulan::I)) => format!("Contohan, 2 April {TAHUN}"),
        (_, Some(Triwulan::II)) => format!("Contohan, 2 Juli {TAHUN}"),
        (_, Some(Triwulan::III)) => format!("Contohan, 2 Oktober {TAHUN}"),
        (_, _) => format!("Contohan, 4 Januari {}", TAHUN + 1),
    }
}

/// When a file came.
fn diterima(dokumen: usize, unit: usize, terlambat: bool) -> SystemTime {
    let (tahun, bulan, hari) =
        [(TAHUN, 2, 20), (TAHUN, 2, 21), (TAHUN, 4, 5), (TAHUN, 7, 5), (TAHUN, 10, 5), (TAHUN + 1, 1, 5)][dokumen];
    let hari = NaiveDate::from_ymd_opt(tahun, bulan, hari).unwrap_or_default();
    let detik = hari.and_time(NaiveTime::MIN).and_utc().timestamp();
    let tambahan = (unit % 3) as u64 * 86_400 + if terlambat { 15 * 86_400 } else { 0 };
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(detik).unwrap_or_default() + tambahan)
}

fn setelan(nama: &str) -> String {
    format!(
        "# Ruang kerja tiruan untuk pengukuran. Semua nama, NIP dan angka adalah rekaan.\n\
         [instansi]\nnama = \"{nama}\"\ntahun = {TAHUN}\n\n\
         [tenggat]\npk = 2026-02-28\nrencana_aksi = 2026-02-28\n\
         triwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10]\n"
    )
}
