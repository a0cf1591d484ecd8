//! The order in which the tables come to be.

use std::collections::HashMap;

use super::register::Register;
use super::{
    AsalUnit, Berkas, DokumenTerdaftar, JALUR_KASKADE, OpsiTabel, Rekaman, Rows, Status, Tables, TablesError, anggaran,
    kaskade, pengukuran, periode, pk, rencana_aksi, status, tautan,
};
use crate::domain::dokumen::{Dokumen, JenisDokumen, KunciIdentitas};
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;

impl Tables {
    /// Everything that the files say, tied together. Files are sorted by path first, so that equal input gives equal
    /// tables in whatever order it came.
    ///
    /// # Errors
    /// Only when the program cannot do its work; faults of what units sent are facts in the tables.
    pub fn susun(mut berkas: Vec<Berkas>, opsi: &OpsiTabel<'_>) -> Result<Self, TablesError> {
        berkas.sort_by(|kiri, kanan| kiri.jalur.cmp(&kanan.jalur));
        status::tandai_salinan(&mut berkas);
        let mut tables = Self::kosong(berkas);
        tables.daftarkan()?;
        tables.unit = kaskade::baca_unit(&tables);
        tables.letak_unit =
            tables.unit.iter().enumerate().rev().map(|(letak, unit)| (unit.kode.clone(), letak)).collect();
        tables.simpul = kaskade::baca_simpul(&tables, opsi.tahun);
        tables.kenali();
        let status = status::tetapkan(&tables, opsi.tahun);
        for (dokumen, status) in tables.dokumen.iter_mut().zip(status) {
            dokumen.status = status;
        }
        tables.tautan = tautan::susun(&tables);
        // The measurements are as much work as all others together.
        let (pengukuran, (pk, rencana_aksi, anggaran)) = rayon::join(
            || pengukuran::measure(&tables, opsi.profil),
            || (pk::records(&tables), rencana_aksi::records(&tables), anggaran::records(&tables)),
        );
        tables.rows = Rows { pk, rencana_aksi, pengukuran, anggaran };
        Ok(tables)
    }

    fn kosong(berkas: Vec<Berkas>) -> Self {
        Self {
            berkas,
            dokumen: Vec::new(),
            rekaman: Vec::new(),
            tautan: Vec::new(),
            unit: Vec::new(),
            letak_unit: HashMap::new(),
            simpul: Vec::new(),
            rows: Rows::default(),
        }
    }

    /// Numbers the documents and records. Until units are known, only the cascade workbook's own documents count.
    fn daftarkan(&mut self) -> Result<(), TablesError> {
        for (nomor_berkas, berkas) in self.berkas.iter().enumerate() {
            let Ok(terbaca) = &berkas.hasil else { continue };
            for (nomor, isi) in terbaca.dokumen.iter().enumerate() {
                let dokumen = nomor_u32(self.dokumen.len())?;
                let dari_kaskade = isi.jenis == JenisDokumen::Kaskade && berkas.jalur == JALUR_KASKADE;
                self.dokumen.push(DokumenTerdaftar {
                    berkas: nomor_u32(nomor_berkas)?,
                    dokumen: nomor_u32(nomor)?,
                    unit: None,
                    asal_unit: AsalUnit::TidakDitemukan { tertulis: None, saran: Vec::new() },
                    jenis: isi.jenis,
                    triwulan: None,
                    tahun: None,
                    status: if dari_kaskade { Status::Dipakai } else { Status::TidakTerhubung },
                });
                for (nomor_tabel, tabel) in isi.tabel.iter().enumerate() {
                    for nomor_baris in 0..tabel.baris.len() {
                        let (tabel, baris) = (nomor_u32(nomor_tabel)?, nomor_u32(nomor_baris)?);
                        self.rekaman.push(Rekaman { dokumen, tabel, baris });
                    }
                }
            }
        }
        nomor_u32(self.rekaman.len()).map(|_| ())
    }

    /// Finds unit, quarter and year of every document.
    fn kenali(&mut self) {
        let register = Register::baru(&self.unit);
        let temuan: Vec<_> = (0_u32..)
            .zip(&self.dokumen)
            .map(|(nomor, terdaftar)| {
                let (isi, berkas) = (self.isi_dokumen(nomor)?, self.berkas_dokumen(nomor)?);
                if terdaftar.jenis == JenisDokumen::Kaskade {
                    return None;
                }
                let (unit, asal) = match register.unit_dokumen(isi, &berkas.jalur) {
                    (None, AsalUnit::TidakDitemukan { tertulis: None, saran }) => match pengirim(&self.unit, berkas) {
                        Some(unit) => (Some(unit), AsalUnit::Surel),
                        None => (None, AsalUnit::TidakDitemukan { tertulis: None, saran }),
                    },
                    ditemukan => ditemukan,
                };
                Some((
                    unit.map(|unit| unit.kode.clone()),
                    asal,
                    triwulan(isi, &berkas.jalur),
                    tahun(isi, &berkas.jalur),
                ))
            })
            .collect();
        for (terdaftar, temuan) in self.dokumen.iter_mut().zip(temuan) {
            if let Some((unit, asal, triwulan, tahun)) = temuan {
                terdaftar.unit = unit;
                terdaftar.asal_unit = asal;
                terdaftar.triwulan = triwulan;
                terdaftar.tahun = tahun;
            }
        }
    }
}

/// The one unit whose address sent a file.
fn pengirim<'a>(semua: &'a [Unit], berkas: &Berkas) -> Option<&'a Unit> {
    let alamat = &berkas.asal_surel.as_ref()?.pengirim;
    let mut unit = semua.iter().filter(|unit| unit.beralamat(alamat));
    unit.next().filter(|_| unit.next().is_none())
}

/// The quarter of a document: what its title or identity block says; for measurements else its file name, else its
/// folders from the inside out.
fn triwulan(isi: &Dokumen, jalur: &str) -> Option<Triwulan> {
    let dari_nama = || jalur.rsplit('/').find_map(|nama| periode::triwulan(&periode::kata(nama)));
    let tertulis = isi.triwulan.map(|tertulis| tertulis.nilai);
    if isi.jenis == JenisDokumen::Pengukuran { tertulis.or_else(dari_nama) } else { tertulis }
}

/// The year of a document: its title, its identity block, its file name, its folders.
fn tahun(isi: &Dokumen, jalur: &str) -> Option<i32> {
    let dari_identitas = || {
        let tahun = isi.identitas.iter().filter(|baris| baris.kunci == KunciIdentitas::Tahun);
        tahun.filter_map(|baris| periode::tahun(&periode::kata(&baris.isian.mentah))).next()
    };
    let dari_nama = || jalur.rsplit('/').find_map(|nama| periode::tahun(&periode::kata(nama)));
    isi.tahun.map(|tertulis| tertulis.nilai).or_else(dari_identitas).or_else(dari_nama)
}

fn nomor_u32(nomor: usize) -> Result<u32, TablesError> {
    u32::try_from(nomor).map_err(|_| TablesError::TerlaluBanyak)
}
