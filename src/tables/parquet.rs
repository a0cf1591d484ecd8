//! Frames as Parquet files, for whatever reads Parquet.
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
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use polars::prelude::{Column, DataFrame, DataType};

use super::TablesError;
use crate::domain::sistem::kata_sistem;

/// Writes a frame to a path: aside first, then moved into place, so that a reader never meets half a file.
///
/// # Errors
/// When the path cannot be written, or the frame has a column of a type that this room does not make.
pub fn tulis(frame: &DataFrame, jalur: &Path) -> Result<(), TablesError> {
    let gagal = |sebab: String| TablesError::Tulis { jalur: jalur.display().to_string(), sebab };
    let folder = jalur.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut isi = Vec::new();
    tulis_ke(frame, &mut isi).map_err(|galat| gagal(galat.to_string()))?;
    let mut sementara = pembuat().tempfile_in(folder).map_err(|galat| gagal(kata_sistem(&galat)))?;
    sementara.write_all(&isi).map_err(|galat| gagal(kata_sistem(&galat)))?;
    sementara.as_file().sync_all().map_err(|galat| gagal(kata_sistem(&galat)))?;
    sementara.persist(jalur).map_err(|galat| gagal(kata_sistem(&galat.error)))?;
    Ok(())
}

fn pembuat() -> tempfile::Builder<'static, 'static> {
    let mut pembuat = tempfile::Builder::new();
    pembuat.prefix(".selaras-");
    // Temporary files are private; what is moved into place is for everyone who may see the folder.
    #[cfg(unix)]
    pembuat.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    pembuat
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
        tulis(&contoh(), &jalur).unwrap();
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
        tulis(&contoh().head(Some(0)), &jalur).unwrap();
        let pembaca = SerializedFileReader::new(std::fs::File::open(&jalur).unwrap()).unwrap();
        assert_eq!(pembaca.metadata().file_metadata().schema_descr().num_columns(), 6);
    }
}
