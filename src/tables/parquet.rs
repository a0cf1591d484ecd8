//! Frames as Parquet files, for whatever reads Parquet, and read back.
//!
//! Takes a frame of the types that [`frame`](super::frame) makes, gives one row group with nullable columns, compressed
//! with Snappy. Equal frames give equal bytes: the file holds no time and no name of a machine.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Fisik};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType as Jenis, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::{ParquetError, Result as Hasil};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::Type;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, DataType, Float64Chunked, Int32Chunked, Int64Chunked, IntoColumn, StringChunked,
};

use super::TablesError;

/// A frame as the bytes of a Parquet file; `jalur` is the file that they are for.
///
/// # Errors
/// When the frame has a column of a type that this room does not make.
pub fn kemas(frame: &DataFrame, jalur: &Path) -> Result<Vec<u8>, TablesError> {
    let mut isi = Vec::new();
    tulis_ke(frame, &mut isi)
        .map_err(|galat| TablesError::Tulis { jalur: jalur.display().to_string(), sebab: galat.to_string() })?;
    Ok(isi)
}

/// Writes a frame as one Parquet file.
fn tulis_ke(frame: &DataFrame, tujuan: impl Write + Send) -> Hasil<()> {
    let kolom: Hasil<Vec<_>> = frame.columns().iter().map(|kolom| skema(kolom).map(Arc::new)).collect();
    let skema = Arc::new(Type::group_type_builder("schema").with_fields(kolom?).build()?);
    let sifat = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("selaras ", env!("CARGO_PKG_VERSION")).to_string())
        .build();
    let mut penulis = SerializedFileWriter::new(tujuan, skema, Arc::new(sifat))?;
    let mut kelompok = penulis.next_row_group()?;
    for kolom in frame.columns() {
        let Some(mut penulis_kolom) = kelompok.next_column()? else {
            return Err(asing(kolom));
        };
        isi(kolom, &mut penulis_kolom)?;
        penulis_kolom.close()?;
    }
    kelompok.close()?;
    penulis.close()?;
    Ok(())
}

/// What a Parquet file says of itself: its columns with their types, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ikhtisar {
    /// Name and type of each column, in order.
    pub kolom: Vec<(String, String)>,
    /// Rows.
    pub baris: u64,
}

/// Reads the end of a Parquet file, where it describes itself.
///
/// # Errors
/// When the file cannot be read or is no Parquet file.
pub fn ikhtisar(jalur: &Path) -> Result<Ikhtisar, TablesError> {
    let pembaca = buka(jalur)?;
    let data = pembaca.metadata().file_metadata();
    let kolom = data.schema_descr().columns().iter();
    Ok(Ikhtisar {
        kolom: kolom.map(|kolom| (kolom.name().to_string(), kolom.physical_type().to_string())).collect(),
        baris: u64::try_from(data.num_rows()).unwrap_or_default(),
    })
}

/// Reads a small Parquet file as a frame.
///
/// # Errors
/// When the file cannot be read, is no Parquet file, or has a column of a type that this room does not make.
pub fn baca(jalur: &Path) -> Result<DataFrame, TablesError> {
    let pembaca = buka(jalur)?;
    let gagal = |galat: ParquetError| tak_terbaca(jalur, &galat);
    let baris: Vec<Row> = pembaca.get_row_iter(None).map_err(gagal)?.collect::<Hasil<_>>().map_err(gagal)?;
    let mut kolom = Vec::new();
    for (nomor, milik) in pembaca.metadata().file_metadata().schema_descr().columns().iter().enumerate() {
        let isi = baris.iter().map(|baris| baris.get_column_iter().nth(nomor).map(|(_, isi)| isi));
        let isi = match milik.physical_type() {
            Fisik::BYTE_ARRAY => {
                let teks =
                    |isi: Option<&Field>| if let Some(Field::Str(teks)) = isi { Some(teks.clone()) } else { None };
                isi.map(teks).collect::<StringChunked>().into_column()
            }
            Fisik::DOUBLE => {
                let angka =
                    |isi: Option<&Field>| if let Some(Field::Double(angka)) = isi { Some(*angka) } else { None };
                isi.map(angka).collect::<Float64Chunked>().into_column()
            }
            Fisik::INT32 => {
                let angka = |isi: Option<&Field>| if let Some(Field::Int(angka)) = isi { Some(*angka) } else { None };
                isi.map(angka).collect::<Int32Chunked>().into_column()
            }
            Fisik::INT64 => {
                let angka = |isi: Option<&Field>| if let Some(Field::Long(angka)) = isi { Some(*angka) } else { None };
                isi.map(angka).collect::<Int64Chunked>().into_column()
            }
            Fisik::BOOLEAN => {
                let ya = |isi: Option<&Field>| if let Some(Field::Bool(ya)) = isi { Some(*ya) } else { None };
                isi.map(ya).collect::<BooleanChunked>().into_column()
            }
            lain => {
                return Err(gagal(ParquetError::General(format!("kolom {} berjenis {lain}", milik.name()))));
            }
        };
        kolom.push(isi.with_name(milik.name().into()));
    }
    Ok(DataFrame::new(baris.len(), kolom)?)
}

fn buka(jalur: &Path) -> Result<SerializedFileReader<std::fs::File>, TablesError> {
    let berkas = std::fs::File::open(jalur).map_err(|galat| tak_terbaca(jalur, &galat))?;
    SerializedFileReader::new(berkas).map_err(|galat| tak_terbaca(jalur, &galat))
}

fn tak_terbaca(jalur: &Path, sebab: &dyn std::fmt::Display) -> TablesError {
    TablesError::Baca { jalur: jalur.display().to_string(), sebab: sebab.to_string() }
}

fn skema(kolom: &Column) -> Hasil<Type> {
    let (fisik, logis) = match kolom.dtype() {
        DataType::String => (Fisik::BYTE_ARRAY, Some(LogicalType::String)),
        DataType::Float64 => (Fisik::DOUBLE, None),
        DataType::Int32 => (Fisik::INT32, None),
        // Parquet's unsigned types are not known everywhere; record numbers fit into the next signed one.
        DataType::UInt32 | DataType::Int64 => (Fisik::INT64, None),
        DataType::Boolean => (Fisik::BOOLEAN, None),
        _ => return Err(asing(kolom)),
    };
    let konversi = if logis.is_some() { ConvertedType::UTF8 } else { ConvertedType::NONE };
    Type::primitive_type_builder(kolom.name(), fisik)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logis)
        .with_converted_type(konversi)
        .build()
}

fn isi(kolom: &Column, penulis: &mut SerializedColumnWriter<'_>) -> Hasil<()> {
    let galat = |galat: polars::prelude::PolarsError| ParquetError::General(galat.to_string());
    match kolom.dtype() {
        DataType::String => {
            let nilai = kolom.str().map_err(galat)?.iter().map(|teks| teks.map(ByteArray::from));
            kirim::<ByteArrayType>(penulis, nilai)
        }
        DataType::Float64 => kirim::<DoubleType>(penulis, kolom.f64().map_err(galat)?.iter()),
        DataType::Int32 => kirim::<Int32Type>(penulis, kolom.i32().map_err(galat)?.iter()),
        DataType::Int64 => kirim::<Int64Type>(penulis, kolom.i64().map_err(galat)?.iter()),
        DataType::UInt32 => {
            kirim::<Int64Type>(penulis, kolom.u32().map_err(galat)?.iter().map(|angka| angka.map(i64::from)))
        }
        DataType::Boolean => kirim::<BoolType>(penulis, kolom.bool().map_err(galat)?.iter()),
        _ => Err(asing(kolom)),
    }
}

/// Values without the nulls, and for each row whether it has one.
fn kirim<J: Jenis>(penulis: &mut SerializedColumnWriter<'_>, nilai: impl Iterator<Item = Option<J::T>>) -> Hasil<()> {
    let mut ada = Vec::new();
    let mut isi = Vec::new();
    for satu in nilai {
        ada.push(i16::from(satu.is_some()));
        isi.extend(satu);
    }
    penulis.typed::<J>().write_batch(&isi, Some(&ada), None)?;
    Ok(())
}

fn asing(kolom: &Column) -> ParquetError {
    ParquetError::General(format!("kolom {} berjenis {:?}", kolom.name(), kolom.dtype()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;

    use super::super::frame::Penyusun;
    use super::*;

    fn contoh() -> DataFrame {
        let baris = [(7_u32, Some("Jurusan é"), Some(1.5), Some(true)), (8, None, None, None)];
        Penyusun::baru(&baris)
            .u32("rekaman", |b| Some(b.0))
            .teks("unit", |b| b.1)
            .angka("target", |b| b.2)
            .i32("triwulan", |b| b.1.map(|_| 3))
            .i64("ukuran", |b| Some(i64::from(b.0) << 33))
            .ya("awal", |b| b.3)
            .selesai()
            .unwrap()
    }

    #[test]
    fn a_frame_reads_back_with_its_blanks() {
        let folder = tempfile::tempdir().unwrap();
        let jalur = folder.path().join("pk.parquet");
        std::fs::write(&jalur, kemas(&contoh(), &jalur).unwrap()).unwrap();
        let kembali = baca(&jalur).unwrap();
        assert_eq!((kembali.height(), kembali.get_column_names()), (2, contoh().get_column_names()));
        assert!(kembali.column("target").unwrap().equals_missing(contoh().column("target").unwrap()));
        assert!(kembali.column("unit").unwrap().equals_missing(contoh().column("unit").unwrap()));
        assert_eq!(ikhtisar(&jalur).unwrap().baris, 2);
        let pembaca = SerializedFileReader::new(std::fs::File::open(&jalur).unwrap()).unwrap();
        let baris: Vec<_> = pembaca.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(baris.len(), 2);
        assert_eq!(baris[0].get_long(0).unwrap(), 7);
        assert_eq!(baris[0].get_string(1).unwrap(), "Jurusan é");
        assert_eq!(baris[0].get_double(2).unwrap(), 1.5);
        assert_eq!(baris[0].get_int(3).unwrap(), 3);
        assert_eq!(baris[1].get_long(4).unwrap(), 8 << 33);
        assert!(baris[0].get_bool(5).unwrap());
        assert!(baris[1].get_string(1).is_err() && baris[1].get_bool(5).is_err());
    }

    #[test]
    fn equal_frames_give_equal_bytes_and_an_empty_one_keeps_its_columns() {
        let bytes = |frame: &DataFrame| {
            let mut tujuan = Vec::new();
            tulis_ke(frame, &mut tujuan).unwrap();
            tujuan
        };
        assert_eq!(bytes(&contoh()), bytes(&contoh()));
        let folder = tempfile::tempdir().unwrap();
        let jalur = folder.path().join("kosong.parquet");
        std::fs::write(&jalur, kemas(&contoh().head(Some(0)), &jalur).unwrap()).unwrap();
        let pembaca = SerializedFileReader::new(std::fs::File::open(&jalur).unwrap()).unwrap();
        assert_eq!(pembaca.metadata().file_metadata().schema_descr().num_columns(), 6);
    }
}
