//! One table on a sheet: header, column numbers, filled rows, open rows.

use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use crate::domain::address::column_letters;
use crate::domain::dokumen::PeranTabel;
use crate::domain::kolom::{Bacaan, Bidang, Kolom, Periode};
use crate::domain::polaritas::Polaritas;
use crate::template::TabelTemplat;

use super::denah::{self, Larik};
use super::gaya::{Gaya, baris_teks};
use super::isi::{BarisIsi, IsiFormulir, SelIsi};
use super::{rumus, sel};

/// Points of one line of text.
const TINGGI_BARIS: f64 = 15.0;

/// What goes into a cell of the table.
#[derive(Clone, Copy)]
struct IsiSel<'a> {
    /// The row whose figures its formula works with.
    baris: Option<&'a BarisIsi>,
    nilai: Option<&'a SelIsi>,
    terkunci: bool,
}

fn isi_sel<'a>(larik: &Larik, baris: &'a [BarisIsi], kolom: Kolom) -> IsiSel<'a> {
    let kosong = IsiSel { baris: None, nilai: None, terkunci: false };
    let Larik::Data { nomor, lanjutan } = larik else { return kosong };
    let Some(milik) = baris.get(*nomor) else { return kosong };
    match lanjutan.checked_sub(1) {
        None => IsiSel { baris: Some(milik), nilai: milik.nilai(kolom), terkunci: milik.isian.contains_key(&kolom) },
        Some(urutan) => {
            let ketikan = milik.ketikan_lanjutan.get(urutan as usize);
            IsiSel { nilai: ketikan.and_then(|ketikan| ketikan.get(&kolom)), ..kosong }
        }
    }
}

/// Whether a written form computes a column of this table by itself.
pub(in crate::forms) fn dihitung(tabel: &TabelTemplat, kolom: Kolom) -> bool {
    let ada = |bidang: Bidang| tabel.kolom.iter().any(|milik| milik.kolom == Kolom { bidang, periode: kolom.periode });
    let tahunan = |bidang: Bidang| tabel.kolom.iter().any(|milik| milik.kolom == bidang.tahunan());
    match kolom.bidang {
        Bidang::Capaian => ada(Bidang::Realisasi) && (ada(Bidang::Target) || tahunan(Bidang::Target)),
        Bidang::Serapan => ada(Bidang::RealisasiAnggaran) && (ada(Bidang::Anggaran) || tahunan(Bidang::Anggaran)),
        _ => false,
    }
}

/// A table and its place on the sheet.
pub(super) struct Penyusun<'a> {
    pub(super) tabel: &'a TabelTemplat,
    pub(super) isi: &'a IsiFormulir<'a>,
    pub(super) gaya: &'a Gaya,
    /// First sheet column.
    pub(super) kiri: u16,
    /// Widths of the sheet's columns.
    pub(super) lebar: &'a [f64],
}

impl Penyusun<'_> {
    /// Draws the table from row `atas`; gives the row below it.
    pub(super) fn tulis(&self, lembar: &mut Worksheet, atas: u32) -> Result<u32, XlsxError> {
        let mut baris = match self.tabel.peran {
            PeranTabel::Anggaran => self.isi.anggaran.clone(),
            _ => self.isi.indikator.clone(),
        };
        denah::beri_nomor(self.tabel, &mut baris);
        let awal = self.kepala(lembar, atas)?;
        let kosong = if self.tabel.peran == PeranTabel::Anggaran { self.isi.kosong.min(6) } else { self.isi.kosong };
        let larik = denah::larik(self.tabel, &baris, kosong);
        self.isi_larik(lembar, awal, &baris, &larik)?;
        let mut akhir = awal + larik.len() as u32;
        if akhir > awal {
            self.pemeriksaan(lembar, awal, akhir - 1)?;
            self.yang_kurang(lembar, awal, &larik)?;
        }
        if self.tabel.peran == PeranTabel::Anggaran && akhir > awal {
            self.jumlah(lembar, awal, akhir)?;
            akhir += 1;
        }
        Ok(akhir)
    }

    fn kolom_lembar(&self, kolom: u16) -> u16 {
        self.kiri + kolom
    }

    fn lebar_kolom(&self, kolom: u16) -> f64 {
        self.lebar.get(usize::from(self.kolom_lembar(kolom))).copied().unwrap_or(10.0)
    }

    fn kepala(&self, lembar: &mut Worksheet, atas: u32) -> Result<u32, XlsxError> {
        let tinggi = denah::tinggi_kepala(self.tabel);
        let mut teringgi = TINGGI_BARIS;
        for kotak in denah::kepala(self.tabel) {
            let lebar: f64 = (kotak.kiri..=kotak.kanan).map(|kolom| self.lebar_kolom(kolom)).sum();
            let tingkat = f64::from(kotak.bawah - kotak.atas + 1);
            teringgi = teringgi.max(baris_teks(&kotak.teks, lebar) * TINGGI_BARIS / tingkat);
            let (baris, bawah) = (atas + kotak.atas, atas + kotak.bawah);
            let (kiri, kanan) = (self.kolom_lembar(kotak.kiri), self.kolom_lembar(kotak.kanan));
            if (baris, kiri) == (bawah, kanan) {
                lembar.write_string_with_format(baris, kiri, &kotak.teks, &self.gaya.kepala)?;
            } else {
                lembar.merge_range(baris, kiri, bawah, kanan, &kotak.teks, &self.gaya.kepala)?;
            }
        }
        for baris in atas..atas + tinggi {
            lembar.set_row_height(baris, teringgi + 3.0)?;
        }
        let bernomor = self.tabel.nomor_kolom || self.tabel.kolom.iter().any(|milik| milik.nomor.is_some());
        if !bernomor {
            return Ok(atas + tinggi);
        }
        for (kolom, milik) in (0_u16..).zip(&self.tabel.kolom) {
            let nomor = match &milik.nomor {
                Some(nomor) => nomor.clone(),
                None if self.tabel.nomor_kolom => format!("({})", kolom + 1),
                None => String::new(),
            };
            lembar.write_string_with_format(atas + tinggi, self.kolom_lembar(kolom), nomor, &self.gaya.nomor)?;
        }
        Ok(atas + tinggi + 1)
    }

    fn isi_larik(
        &self,
        lembar: &mut Worksheet,
        awal: u32,
        baris: &[BarisIsi],
        larik: &[Larik],
    ) -> Result<(), XlsxError> {
        let gabungan = denah::gabungan(self.tabel, baris, larik);
        let mut tinggi = vec![TINGGI_BARIS; larik.len()];
        let terakhir = self.kolom_lembar(self.tabel.kolom.len().saturating_sub(1) as u16);
        for (nomor, satu) in larik.iter().enumerate() {
            let baris_lembar = awal + nomor as u32;
            if let Larik::Bagian(teks) = satu {
                lembar.merge_range(baris_lembar, self.kiri, baris_lembar, terakhir, teks, &self.gaya.bagian)?;
                continue;
            }
            for (kolom, milik) in (0_u16..).zip(&self.tabel.kolom) {
                let tertutup =
                    gabungan.iter().any(|(&(atas, tegak), &bawah)| tegak == kolom && atas < nomor && nomor <= bawah);
                if tertutup {
                    continue;
                }
                let bawah = gabungan.get(&(nomor, kolom)).map_or(nomor, |bawah| *bawah);
                let isi = isi_sel(satu, baris, milik.kolom);
                self.sel(lembar, (baris_lembar, awal + bawah as u32, kolom), milik.kolom, isi)?;
                if let Some(SelIsi::Teks(teks)) = isi.nilai {
                    // Merged cells do not make their rows taller by themselves, and not every program fits the others.
                    let setiap = baris_teks(teks, self.lebar_kolom(kolom)) * TINGGI_BARIS / (bawah - nomor + 1) as f64;
                    tinggi.iter_mut().take(bawah + 1).skip(nomor).for_each(|tinggi| *tinggi = tinggi.max(setiap));
                }
            }
        }
        for (baris, tinggi) in (awal..).zip(tinggi).filter(|(_, tinggi)| *tinggi > TINGGI_BARIS) {
            lembar.set_row_height(baris, tinggi)?;
        }
        Ok(())
    }

    /// One cell, perhaps reaching down over the rows that go on with it.
    fn sel(
        &self,
        lembar: &mut Worksheet,
        (atas, bawah, kolom): (u32, u32, u16),
        arti: Kolom,
        IsiSel { baris, nilai, terkunci }: IsiSel<'_>,
    ) -> Result<(), XlsxError> {
        let tujuan = self.kolom_lembar(kolom);
        let rumus = if nilai.is_none() && !baris.is_some_and(|baris| baris.kepala) {
            self.rumus(arti, atas, baris.map_or(Polaritas::Maksimum, |baris| baris.polaritas))
        } else {
            None
        };
        // A figure keeps its kind: only what is percent stands under a percent format.
        let persen = match nilai {
            Some(nilai) => matches!(nilai, SelIsi::Persen(_)),
            None => arti.bidang.bacaan() == Bacaan::Nilai && baris.is_some_and(|baris| baris.persen),
        };
        let format = self.gaya.sel(arti.bidang, persen, !terkunci && rumus.is_none());
        if bawah > atas {
            lembar.merge_range(atas, tujuan, bawah, tujuan, "", &format)?;
        }
        if let Some(rumus) = rumus {
            lembar.write_formula_with_format(atas, tujuan, Formula::new(rumus).set_result(""), &format)?;
            return Ok(());
        }
        tulis_nilai(lembar, atas, tujuan, nilai, &format)?;
        if arti.bidang == Bidang::Realisasi && baris.is_some_and(|baris| self.target_angka(baris)) && !terkunci {
            let milik = self.tabel.kolom.get(usize::from(kolom));
            if let Some(milik) = milik {
                lembar.add_data_validation(atas, tujuan, atas, tujuan, &sel::pemeriksaan_angka(milik)?)?;
            }
        }
        Ok(())
    }

    fn target_angka(&self, baris: &BarisIsi) -> bool {
        let semua = baris.isian.iter().chain(&baris.ketikan);
        let target = semua.filter(|(kolom, _)| kolom.bidang == Bidang::Target).map(|(_, nilai)| nilai);
        let mut banyak = 0;
        target.inspect(|_| banyak += 1).all(|nilai| matches!(nilai, SelIsi::Angka(_) | SelIsi::Persen(_))) && banyak > 0
    }

    /// The live formula of a column that is computed from its neighbours in the same row.
    fn rumus(&self, arti: Kolom, baris: u32, polaritas: Polaritas) -> Option<String> {
        let alamat = |kolom: Kolom| Some(format!("{}{}", column_letters(u32::from(self.cari(kolom)?)), baris + 1));
        let sebagai = |bidang: Bidang| Kolom { bidang, periode: arti.periode };
        // Which columns are computed, `dihitung` says too.
        match arti.bidang {
            Bidang::Capaian => {
                let realisasi = alamat(sebagai(Bidang::Realisasi))?;
                let target = alamat(sebagai(Bidang::Target)).or_else(|| alamat(Bidang::Target.tahunan()))?;
                Some(rumus::capaian(self.isi.profil, polaritas, &target, &realisasi))
            }
            Bidang::Serapan => {
                let realisasi = alamat(sebagai(Bidang::RealisasiAnggaran))?;
                let pagu = alamat(sebagai(Bidang::Anggaran)).or_else(|| alamat(Bidang::Anggaran.tahunan()))?;
                Some(rumus::serapan(&pagu, &realisasi))
            }
            _ => None,
        }
    }

    /// The sheet column of a field.
    fn cari(&self, kolom: Kolom) -> Option<u16> {
        let letak = self.tabel.kolom.iter().position(|milik| milik.kolom == kolom)?;
        Some(self.kolom_lembar(letak as u16))
    }

    fn pemeriksaan(&self, lembar: &mut Worksheet, awal: u32, akhir: u32) -> Result<(), XlsxError> {
        for (kolom, milik) in (0_u16..).zip(&self.tabel.kolom) {
            // Realisations are checked cell by cell: what they take depends on their target.
            if self.dihitung(milik.kolom) || (milik.kolom.bidang == Bidang::Realisasi && !self.isi.indikator.is_empty())
            {
                continue;
            }
            if let Some(pemeriksaan) = sel::pemeriksaan(milik, self.isi.tahun)? {
                let kolom = self.kolom_lembar(kolom);
                lembar.add_data_validation(awal, kolom, akhir, kolom, &pemeriksaan)?;
            }
        }
        Ok(())
    }

    fn dihitung(&self, arti: Kolom) -> bool {
        self.rumus(arti, 0, Polaritas::Maksimum).is_some()
    }

    /// Colours the required cells that are still blank in every row that names its indicator.
    fn yang_kurang(&self, lembar: &mut Worksheet, awal: u32, larik: &[Larik]) -> Result<(), XlsxError> {
        let inti = [Bidang::Indikator, Bidang::Uraian, Bidang::Kode, Bidang::Program];
        let inti = inti.into_iter().find_map(|bidang| self.cari(bidang.tahunan()));
        let Some(inti) = inti else { return Ok(()) };
        let baris_data: Vec<u32> = (awal..)
            .zip(larik)
            .filter(|(_, satu)| !matches!(satu, Larik::Bagian(_) | Larik::Data { lanjutan: 1.., .. }))
            .map(|(baris, _)| baris)
            .collect();
        for milik in &self.tabel.kolom {
            let diminta =
                milik.wajib || (milik.kolom.bidang == Bidang::Target && milik.kolom.periode == Periode::Tahunan);
            let Some(kolom) = self.cari(milik.kolom).filter(|kolom| diminta && *kolom != inti) else { continue };
            if self.dihitung(milik.kolom) || milik.turun && milik.kolom.bidang.bacaan() == Bacaan::Teks {
                continue;
            }
            for (dari, sampai) in rentang(&baris_data) {
                let rumus = format!(
                    "=AND(LEN(TRIM(${}{}))>0,LEN(TRIM({}{}))=0)",
                    column_letters(u32::from(inti)),
                    dari + 1,
                    column_letters(u32::from(kolom)),
                    dari + 1
                );
                let syarat = ConditionalFormatFormula::new().set_rule(rumus.as_str()).set_format(&self.gaya.kurang);
                lembar.add_conditional_format(dari, kolom, sampai, kolom, &syarat)?;
            }
        }
        Ok(())
    }

    /// The total of the budget below its lines.
    fn jumlah(&self, lembar: &mut Worksheet, awal: u32, akhir: u32) -> Result<(), XlsxError> {
        for (kolom, milik) in (0_u16..).zip(&self.tabel.kolom) {
            let tujuan = self.kolom_lembar(kolom);
            match milik.kolom.bidang {
                Bidang::Program => {
                    lembar.write_string_with_format(akhir, tujuan, "Jumlah", &self.gaya.jumlah)?;
                }
                Bidang::Anggaran | Bidang::RealisasiAnggaran => {
                    let huruf = column_letters(u32::from(tujuan));
                    let daerah = format!("{huruf}{}:{huruf}{akhir}", awal + 1);
                    let angka: Vec<f64> = self
                        .isi
                        .anggaran
                        .iter()
                        .filter_map(|baris| match baris.nilai(milik.kolom) {
                            Some(SelIsi::Angka(angka)) => Some(*angka),
                            _ => None,
                        })
                        .collect();
                    let hasil = if angka.is_empty() { String::new() } else { angka.iter().sum::<f64>().to_string() };
                    let rumus = format!("=IF(COUNT({daerah})=0,\"\",SUM({daerah}))");
                    lembar.write_formula_with_format(
                        akhir,
                        tujuan,
                        Formula::new(rumus).set_result(hasil),
                        &self.gaya.jumlah,
                    )?;
                }
                _ => {
                    lembar.write_blank(akhir, tujuan, &self.gaya.jumlah)?;
                }
            }
        }
        Ok(())
    }
}

/// Runs of rows that follow one another.
fn rentang(baris: &[u32]) -> Vec<(u32, u32)> {
    let mut hasil: Vec<(u32, u32)> = Vec::new();
    for &satu in baris {
        match hasil.last_mut() {
            Some((_, akhir)) if *akhir + 1 == satu => *akhir = satu,
            _ => hasil.push((satu, satu)),
        }
    }
    hasil
}

fn tulis_nilai(
    lembar: &mut Worksheet,
    baris: u32,
    kolom: u16,
    nilai: Option<&SelIsi>,
    format: &Format,
) -> Result<(), XlsxError> {
    match nilai {
        None => lembar.write_blank(baris, kolom, format)?,
        Some(SelIsi::Teks(teks)) => lembar.write_string_with_format(baris, kolom, teks, format)?,
        Some(SelIsi::Angka(angka)) => lembar.write_number_with_format(baris, kolom, *angka, format)?,
        Some(SelIsi::Persen(persen)) => lembar.write_number_with_format(baris, kolom, *persen / 100.0, format)?,
        Some(SelIsi::Tanggal(hari)) => {
            let serial = ExcelDateTime::from_serial_datetime(serial(*hari))?;
            let format = format.clone().set_num_format("dd/mm/yyyy");
            lembar.write_datetime_with_format(baris, kolom, serial, &format)?
        }
    };
    Ok(())
}

/// Days since 30 December 1899, as spreadsheets count.
fn serial(hari: chrono::NaiveDate) -> f64 {
    let awal = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (hari - awal).num_days() as f64
}
