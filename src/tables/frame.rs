//! Frames put together from typed rows, and frames read back row by row.
//!
//! [`Penyusun`] takes rows of any type and one closure for each column, so a schema stands in one place, in order.
//! [`Pembaca`] gives the cells of a frame as borrowed Rust values; a name that the frame does not have is a mistake of
//! the program, which debug builds report at once.

use polars::prelude::*;

/// Lays out rows as a frame, column by column.
pub struct Penyusun<'a, B> {
    baris: &'a [B],
    kolom: Vec<Column>,
}

impl<'a, B> Penyusun<'a, B> {
    /// A frame of these rows, without columns yet.
    pub fn baru(baris: &'a [B]) -> Self {
        Self { baris, kolom: Vec::new() }
    }

    /// A column of texts.
    #[must_use]
    pub fn teks(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<&'a str>) -> Self {
        let isi: StringChunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// A column of figures.
    #[must_use]
    pub fn angka(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<f64>) -> Self {
        let isi: Float64Chunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// A column of record numbers and counts.
    #[must_use]
    pub fn u32(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<u32>) -> Self {
        let isi: UInt32Chunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// A column of small whole numbers.
    #[must_use]
    pub fn i32(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<i32>) -> Self {
        let isi: Int32Chunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// A column of large whole numbers.
    #[must_use]
    pub fn i64(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<i64>) -> Self {
        let isi: Int64Chunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// A column of yes and no.
    #[must_use]
    pub fn ya(mut self, nama: &str, ambil: impl Fn(&'a B) -> Option<bool>) -> Self {
        let isi: BooleanChunked = self.baris.iter().map(ambil).collect();
        self.kolom.push(isi.with_name(nama.into()).into_column());
        self
    }

    /// The frame.
    pub fn selesai(self) -> PolarsResult<DataFrame> {
        DataFrame::new(self.baris.len(), self.kolom)
    }
}

/// A frame opened for reading row by row.
pub struct Pembaca<'f> {
    kolom: Vec<(&'f str, Isi<'f>)>,
    tinggi: usize,
}

enum Isi<'f> {
    Teks(&'f StringChunked),
    Angka(&'f Float64Chunked),
    U32(&'f UInt32Chunked),
    I32(&'f Int32Chunked),
    I64(&'f Int64Chunked),
    Ya(&'f BooleanChunked),
}

impl<'f> Pembaca<'f> {
    /// Opens a frame. Columns of other types than this room makes are left out.
    pub fn baru(frame: &'f DataFrame) -> Self {
        Self::dari(frame, |_| true)
    }

    /// Opens some columns of a frame, for rows that are read in great numbers: a column is found by its name among those
    /// that are open.
    pub fn hanya(frame: &'f DataFrame, nama: &[&str]) -> Self {
        Self::dari(frame, |milik| nama.contains(&milik))
    }

    fn dari(frame: &'f DataFrame, pilih: impl Fn(&str) -> bool) -> Self {
        let kolom = frame.columns().iter().filter(|kolom| pilih(kolom.name())).filter_map(|kolom| {
            let isi = match kolom.dtype() {
                DataType::String => Isi::Teks(kolom.str().ok()?),
                DataType::Float64 => Isi::Angka(kolom.f64().ok()?),
                DataType::UInt32 => Isi::U32(kolom.u32().ok()?),
                DataType::Int32 => Isi::I32(kolom.i32().ok()?),
                DataType::Int64 => Isi::I64(kolom.i64().ok()?),
                DataType::Boolean => Isi::Ya(kolom.bool().ok()?),
                _ => return None,
            };
            Some((kolom.name().as_str(), isi))
        });
        Self { kolom: kolom.collect(), tinggi: frame.height() }
    }

    /// Its rows, top to bottom.
    pub fn baris(&self) -> impl ExactSizeIterator<Item = BarisFrame<'f, '_>> {
        (0..self.tinggi).map(|nomor| self.ke(nomor))
    }

    /// How many rows it has.
    pub fn tinggi(&self) -> usize {
        self.tinggi
    }

    /// A row by its number, from zero.
    pub fn ke(&self, nomor: usize) -> BarisFrame<'f, '_> {
        BarisFrame { pembaca: self, nomor }
    }

    fn cari(&self, nama: &str) -> Option<&Isi<'f>> {
        let isi = self.kolom.iter().find(|(milik, _)| *milik == nama).map(|(_, isi)| isi);
        debug_assert!(isi.is_some(), "frame tidak punya kolom {nama}");
        isi
    }
}

/// One row of a frame.
#[derive(Clone, Copy)]
pub struct BarisFrame<'f, 'p> {
    pembaca: &'p Pembaca<'f>,
    nomor: usize,
}

impl<'f> BarisFrame<'f, '_> {
    /// Its number in the frame, from zero.
    pub fn nomor(&self) -> usize {
        self.nomor
    }

    /// A text.
    pub fn teks(&self, kolom: &str) -> Option<&'f str> {
        match self.pembaca.cari(kolom)? {
            Isi::Teks(isi) => isi.get(self.nomor),
            _ => salah_jenis(kolom),
        }
    }

    /// A number of any kind, as a figure.
    pub fn angka(&self, kolom: &str) -> Option<f64> {
        match self.pembaca.cari(kolom)? {
            Isi::Angka(isi) => isi.get(self.nomor),
            Isi::U32(isi) => isi.get(self.nomor).map(f64::from),
            Isi::I32(isi) => isi.get(self.nomor).map(f64::from),
            Isi::I64(isi) => isi.get(self.nomor).map(|angka| angka as f64),
            _ => salah_jenis(kolom),
        }
    }

    /// A record number or a count.
    pub fn u32(&self, kolom: &str) -> Option<u32> {
        match self.pembaca.cari(kolom)? {
            Isi::U32(isi) => isi.get(self.nomor),
            _ => salah_jenis(kolom),
        }
    }

    /// A small whole number.
    pub fn i32(&self, kolom: &str) -> Option<i32> {
        match self.pembaca.cari(kolom)? {
            Isi::I32(isi) => isi.get(self.nomor),
            _ => salah_jenis(kolom),
        }
    }

    /// A large whole number.
    pub fn i64(&self, kolom: &str) -> Option<i64> {
        match self.pembaca.cari(kolom)? {
            Isi::I64(isi) => isi.get(self.nomor),
            _ => salah_jenis(kolom),
        }
    }

    /// Yes or no.
    pub fn ya(&self, kolom: &str) -> Option<bool> {
        match self.pembaca.cari(kolom)? {
            Isi::Ya(isi) => isi.get(self.nomor),
            _ => salah_jenis(kolom),
        }
    }
}

fn salah_jenis<T>(kolom: &str) -> Option<T> {
    debug_assert!(false, "kolom {kolom} berjenis lain");
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_read_back_as_they_were_laid_out() {
        let baris = [(1_u32, Some("satu"), Some(1.5), true), (2, None, None, false)];
        let frame = Penyusun::baru(&baris)
            .u32("nomor", |b| Some(b.0))
            .teks("nama", |b| b.1)
            .angka("nilai", |b| b.2)
            .i32("urut", |b| i32::try_from(b.0).ok())
            .i64("besar", |b| Some(i64::from(b.0) << 40))
            .ya("awal", |b| Some(b.3))
            .selesai()
            .unwrap();
        let pembaca = Pembaca::baru(&frame);
        let semua: Vec<_> = pembaca
            .baris()
            .map(|b| (b.u32("nomor"), b.teks("nama"), b.angka("nilai"), b.i32("urut"), b.i64("besar"), b.ya("awal")))
            .collect();
        assert_eq!(
            semua,
            [
                (Some(1), Some("satu"), Some(1.5), Some(1), Some(1 << 40), Some(true)),
                (Some(2), None, None, Some(2), Some(2 << 40), Some(false)),
            ]
        );
    }

    #[test]
    fn a_frame_without_rows_still_has_its_columns() {
        let frame = Penyusun::<(u32,)>::baru(&[]).u32("nomor", |b| Some(b.0)).selesai().unwrap();
        assert_eq!((frame.height(), frame.width()), (0, 1));
        assert_eq!(Pembaca::baru(&frame).baris().count(), 0);
    }
}
