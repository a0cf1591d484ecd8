//! The floor: what reading and writing cost when nothing else is done. Every cell of the same files streamed by calamine,
//! and the cells of the same workbooks written by rust_xlsxwriter, on as many threads.

use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::{Data, DataRef, Reader, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};

type Hasil<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What was done and how long it took.
#[derive(Debug, Clone, Copy)]
pub struct Lantai {
    /// Seconds of reading.
    pub membaca: Duration,
    /// Cells read.
    pub sel_dibaca: u64,
    /// Seconds of writing.
    pub menulis: Duration,
    /// Cells written.
    pub sel_ditulis: u64,
}

/// Reads the inbox and the cascade of a workspace, and writes the cells of the workbooks in its `hasil/` anew.
///
/// # Errors
/// When a file cannot be read or written.
pub fn ukur(ruang: &Path) -> Hasil<Lantai> {
    let mut masukan = berkas(&ruang.join("masuk"))?;
    masukan.push(ruang.join("kaskade.xlsx"));
    let mulai = Instant::now();
    let sel_dibaca = masukan.par_iter().map(|jalur| baca(jalur)).sum::<Hasil<u64>>()?;
    let membaca = mulai.elapsed();
    let keluaran = fs::read_dir(ruang.join("hasil"))?.flatten().map(|entri| entri.path());
    let keluaran: Vec<PathBuf> = keluaran.filter(|jalur| jalur.extension().is_some_and(|ext| ext == "xlsx")).collect();
    let isi: Vec<Vec<Lembar>> = keluaran.iter().map(|jalur| muat(jalur)).collect::<Hasil<_>>()?;
    let tujuan = ruang.join("hasil-lantai");
    fs::create_dir_all(&tujuan)?;
    let mulai = Instant::now();
    let sel_ditulis = isi
        .par_iter()
        .enumerate()
        .map(|(nomor, buku)| tulis(buku, &tujuan.join(format!("{nomor}.xlsx"))))
        .sum::<Hasil<u64>>()?;
    let menulis = mulai.elapsed();
    fs::remove_dir_all(&tujuan)?;
    Ok(Lantai { membaca, sel_dibaca, menulis, sel_ditulis })
}

fn berkas(folder: &Path) -> Hasil<Vec<PathBuf>> {
    let mut hasil = Vec::new();
    for entri in fs::read_dir(folder)? {
        let jalur = entri?.path();
        if jalur.is_dir() {
            hasil.extend(berkas(&jalur)?);
        } else if jalur.extension().is_some_and(|akhiran| akhiran == "xlsx") {
            hasil.push(jalur);
        }
    }
    Ok(hasil)
}

/// Streams every cell of a workbook; gives their number.
fn baca(jalur: &Path) -> Hasil<u64> {
    let mut buku: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(jalur)?))?;
    let mut banyak = 0;
    for nama in buku.sheet_names() {
        let mut sel = buku.worksheet_cells_reader(&nama)?;
        while let Some(satu) = sel.next_cell()? {
            banyak += u64::from(!matches!(satu.get_value(), DataRef::Empty));
        }
    }
    Ok(banyak)
}

enum Isi {
    Teks(String),
    Angka(f64),
    Rumus(String, String),
}

/// The cells of a sheet that hold something.
struct Lembar {
    nama: String,
    sel: Vec<(u32, u16, Isi)>,
}

fn muat(jalur: &Path) -> Hasil<Vec<Lembar>> {
    let mut buku: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(jalur)?))?;
    let mut semua = Vec::new();
    for nama in buku.sheet_names() {
        let rumus = buku.worksheet_formula(&nama)?;
        let nilai = buku.worksheet_range(&nama)?;
        let (atas, kiri) = nilai.start().unwrap_or_default();
        let mut sel = Vec::new();
        for (baris, kolom, isi) in nilai.used_cells() {
            let (baris, kolom) = (atas + baris as u32, kiri + kolom as u32);
            let rumus = rumus.get_value((baris, kolom)).filter(|rumus| !rumus.is_empty());
            let isi = match (rumus, isi) {
                (Some(rumus), hasil) => Isi::Rumus(rumus.clone(), hasil.to_string()),
                (None, Data::Float(angka)) => Isi::Angka(*angka),
                (None, Data::Int(angka)) => Isi::Angka(*angka as f64),
                (None, lain) => Isi::Teks(lain.to_string()),
            };
            sel.push((baris, u16::try_from(kolom)?, isi));
        }
        semua.push(Lembar { nama, sel });
    }
    Ok(semua)
}

fn tulis(isi: &[Lembar], jalur: &Path) -> Hasil<u64> {
    let mut buku = Workbook::new();
    let mut banyak = 0;
    for satu in isi {
        let lembar = buku.add_worksheet();
        lembar.set_name(&satu.nama)?;
        for (baris, kolom, isi) in &satu.sel {
            match isi {
                Isi::Teks(teks) => lembar.write_string(*baris, *kolom, teks)?,
                Isi::Angka(angka) => lembar.write_number(*baris, *kolom, *angka)?,
                Isi::Rumus(rumus, hasil) => {
                    lembar.write_formula(*baris, *kolom, Formula::new(rumus).set_result(hasil))?
                }
            };
            banyak += 1;
        }
    }
    fs::write(jalur, buku.save_to_buffer()?)?;
    Ok(banyak)
}
