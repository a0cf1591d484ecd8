//! What stands in the cells of a form: the model, typed the way this unit types, with the mistake that this form has.

use chrono::NaiveDate;
use selaras::domain::kolom::{Bidang, Kolom, Periode};
use selaras::domain::triwulan::Triwulan;
use selaras::forms::tulis::SelIsi;

use super::acak::Acak;
use super::model::{Indikator, TAHUN, bulat};

/// How a unit types its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rupa {
    /// Numbers as numbers.
    Angka,
    /// Numbers as Indonesian text: 1.250,5.
    Teks,
    /// Percentages as cells in percent format.
    Persen,
}

/// A mistake in one row of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cela {
    /// The annual target is another one.
    Target,
    /// The achievement does not follow from its figures.
    Capaian,
    /// Nothing was filled in as realised.
    RealisasiKosong,
    /// Words where a figure belongs.
    BukanAngka,
    /// The row is missing.
    BarisHilang,
    /// The wording is another one.
    Bunyi,
}

/// The kinds of mistake.
pub const CELA: [Cela; 6] =
    [Cela::Target, Cela::Capaian, Cela::RealisasiKosong, Cela::BukanAngka, Cela::BarisHilang, Cela::Bunyi];

/// How one form is filled in.
#[derive(Debug, Clone, Copy)]
pub struct Cara {
    /// How figures are typed.
    pub rupa: Rupa,
    /// The quarter of a measurement.
    pub triwulan: Option<Triwulan>,
    /// Whether the form has a column for codes.
    pub berkode: bool,
    /// Whether the form has a column for units of measure.
    pub bersatuan: bool,
    /// A mistake, and its row.
    pub cela: Option<(usize, Cela)>,
}

impl Cara {
    /// What stands in the column of a row; `None` leaves it open.
    pub fn sel(&self, kolom: Kolom, urutan: usize, satu: &Indikator) -> Option<SelIsi> {
        let cela = self.cela.and_then(|(baris, cela)| (baris == urutan).then_some(cela));
        let teks = |teks: &str| Some(SelIsi::Teks(teks.to_string()));
        let kini = self.triwulan.map_or(0, |tw| tw as usize);
        let kurang = self.triwulan.is_some() && satu.realisasi_tw[kini] < satu.target_tw[kini];
        match kolom.bidang {
            Bidang::No => Some(SelIsi::Angka(urutan as f64 + 1.0)),
            Bidang::Kode => teks(&satu.kode),
            Bidang::Sasaran => teks(satu.sasaran),
            Bidang::Indikator => {
                let akhir = if cela == Some(Cela::Bunyi) { " (perubahan)" } else { "" };
                let awal = if self.berkode { String::new() } else { format!("[{}] ", satu.kode) };
                Some(SelIsi::Teks(format!("{awal}{}{akhir}", satu.teks)))
            }
            Bidang::Satuan => teks(satu.satuan),
            Bidang::Target => {
                let angka = nilai(kolom.periode, kini, satu.target, &satu.target_tw)?;
                let angka =
                    if cela == Some(Cela::Target) && kolom.periode == Periode::Tahunan { angka + 5.0 } else { angka };
                Some(self.angka(angka, satu.satuan))
            }
            Bidang::Realisasi => {
                let angka = self.realisasi(kolom.periode, satu)?;
                match cela {
                    Some(Cela::RealisasiKosong) => None,
                    Some(Cela::BukanAngka) => teks("masih dihitung"),
                    _ => Some(self.angka(angka, satu.satuan)),
                }
            }
            Bidang::Capaian => {
                let realisasi = self.realisasi(kolom.periode, satu)?;
                if matches!(cela, Some(Cela::RealisasiKosong | Cela::BukanAngka)) {
                    return None;
                }
                let target = nilai(kolom.periode, kini, satu.target, &satu.target_tw)?;
                let lebih = if cela == Some(Cela::Capaian) { 7.0 } else { 0.0 };
                Some(SelIsi::Angka(bulat(realisasi / target * 100.0, 2) + lebih))
            }
            Bidang::Pembilang | Bidang::Penyebut if satu.satuan == "%" && self.triwulan.is_some() => {
                let penyebut = kolom.bidang == Bidang::Penyebut;
                Some(SelIsi::Angka(if penyebut { 1000.0 } else { (satu.realisasi_tw[kini] * 10.0).round() }))
            }
            Bidang::Kendala if kurang => teks("Jadwal kegiatan bergeser karena menunggu petunjuk teknis"),
            Bidang::Solusi if kurang => teks("Rapat koordinasi percepatan dengan unit terkait"),
            Bidang::TindakLanjut if kurang => teks("Kegiatan dilaksanakan pada triwulan berikutnya"),
            Bidang::PenanggungJawab if kurang || self.triwulan.is_none() => teks("Ketua Tim Kerja"),
            Bidang::BatasWaktu if kurang => Some(SelIsi::Tanggal(batas_waktu(kini))),
            Bidang::BuktiDukung => Some(SelIsi::Teks(format!("Laporan {} TW {}.pdf", satu.kode, kini + 1))),
            Bidang::RencanaAksi => {
                Some(SelIsi::Teks(format!("Melaksanakan kegiatan untuk {}", satu.teks.to_lowercase())))
            }
            Bidang::Kriteria => teks("Kegiatan terlaksana sesuai rencana"),
            Bidang::Keluaran => teks("1 laporan setiap triwulan"),
            Bidang::Waktu => teks("TW I, TW II, TW III, TW IV"),
            Bidang::Program => Some(SelIsi::Teks(format!("Program {}", urutan / 8 + 1))),
            Bidang::Anggaran => Some(self.uang(pagu(urutan))),
            Bidang::RealisasiAnggaran => {
                let (Periode::Triwulan(_) | Periode::Berjalan) = kolom.periode else { return None };
                self.realisasi(kolom.periode, satu)?;
                Some(self.uang(pagu(urutan) / 5.0))
            }
            Bidang::Serapan => {
                self.realisasi(kolom.periode, satu)?;
                Some(SelIsi::Angka(20.0))
            }
            Bidang::SumberDana => teks("APBN"),
            _ => None,
        }
    }

    fn realisasi(&self, periode: Periode, satu: &Indikator) -> Option<f64> {
        let kini = self.triwulan? as usize;
        match periode {
            Periode::Triwulan(tw) if tw as usize > kini => None,
            Periode::Tahunan | Periode::Bulan(_) | Periode::Tahun(_) | Periode::SetiapTahun => None,
            _ => nilai(periode, kini, 0.0, &satu.realisasi_tw),
        }
    }

    /// A figure as this unit types it.
    pub fn angka(&self, angka: f64, satuan: &str) -> SelIsi {
        match self.rupa {
            Rupa::Persen if satuan == "%" => SelIsi::Persen(angka),
            Rupa::Teks if self.bersatuan || satuan != "%" => SelIsi::Teks(indonesia(angka)),
            Rupa::Teks => SelIsi::Teks(format!("{}%", indonesia(angka))),
            _ if satuan == "%" && !self.bersatuan => SelIsi::Persen(angka),
            _ => SelIsi::Angka(angka),
        }
    }

    fn uang(&self, rupiah: f64) -> SelIsi {
        if self.rupa == Rupa::Teks { SelIsi::Teks(format!("Rp {}", indonesia(rupiah))) } else { SelIsi::Angka(rupiah) }
    }
}

fn nilai(periode: Periode, kini: usize, tahun: f64, tw: &[f64; 4]) -> Option<f64> {
    match periode {
        Periode::Tahunan => Some(tahun),
        Periode::Berjalan => tw.get(kini).copied(),
        Periode::Triwulan(satu) => tw.get(satu as usize).copied(),
        Periode::Bulan(_) | Periode::Tahun(_) | Periode::SetiapTahun => None,
    }
}

/// The budget of a row.
pub fn pagu(urutan: usize) -> f64 {
    10_000_000.0 + 250_000.0 * urutan as f64
}

fn batas_waktu(kini: usize) -> NaiveDate {
    let (tahun, bulan) = [(TAHUN, 6), (TAHUN, 9), (TAHUN, 12), (TAHUN + 1, 2)][kini];
    NaiveDate::from_ymd_opt(tahun, bulan, 15).unwrap_or_default()
}

/// 1250.5 as "1.250,5".
pub fn indonesia(angka: f64) -> String {
    let teks = bulat(angka, 4).to_string();
    let (bulat, pecahan) = teks.split_once('.').unwrap_or((&teks, ""));
    let mut hasil = String::new();
    for (urutan, huruf) in bulat.chars().enumerate() {
        if urutan > 0 && (bulat.len() - urutan).is_multiple_of(3) {
            hasil.push('.');
        }
        hasil.push(huruf);
    }
    if pecahan.is_empty() { hasil } else { format!("{hasil},{pecahan}") }
}

/// The mistake of a form: in about one of `dari` forms.
pub fn cela(acak: &mut Acak, baris: usize, dari: u64) -> Option<(usize, Cela)> {
    (acak.bawah(dari) == 0).then(|| (acak.bawah(baris as u64) as usize, *acak.satu(&CELA)))
}
