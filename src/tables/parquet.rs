//! Frames as Parquet files, for whatever reads Parquet, and read back.
//!
//! Takes a frame of the types that [`schema`](super::schema) makes, gives one row group with nullable columns, compressed
//! with Snappy. Equal frames give equal bytes: the file holds no time and no name of a machine.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType as Kind, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::{ParquetError, Result as Outcome};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::Type;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, DataType, Float64Chunked, Int32Chunked, Int64Chunked, IntoColumn, StringChunked,
};

use super::TablesError;

/// A frame as the bytes of a Parquet file; `path` is the file that they are for.
///
/// # Errors
/// When the frame has a column of a type that this room does not make.
pub fn pack(frame: &DataFrame, path: &Path) -> Result<Vec<u8>, TablesError> {
    let mut content = Vec::new();
    write_to(frame, &mut content).map_err(|cause| TablesError::Write { path: path.display().to_string(), cause })?;
    Ok(content)
}

/// Writes a frame as one Parquet file.
fn write_to(frame: &DataFrame, destination: impl Write + Send) -> Outcome<()> {
    let column: Outcome<Vec<_>> = frame.columns().iter().map(|column| scheme(column).map(Arc::new)).collect();
    let scheme = Arc::new(Type::group_type_builder("schema").with_fields(column?).build()?);
    let property = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("selaras ", env!("CARGO_PKG_VERSION")).to_string())
        .build();
    let mut writer = SerializedFileWriter::new(destination, scheme, Arc::new(property))?;
    let mut group = writer.next_row_group()?;
    for column in frame.columns() {
        let Some(mut column_writer) = group.next_column()? else {
            return Err(foreign(column));
        };
        write_values(column, &mut column_writer)?;
        column_writer.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(())
}

/// What a Parquet file says of itself: its columns with their types, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParquetDigest {
    /// Name and type of each column, in order.
    pub columns: Vec<(String, String)>,
    /// How many rows it has.
    pub row: u64,
}

/// Reads the end of a Parquet file, where it describes itself.
///
/// # Errors
/// When the file cannot be read or is no Parquet file.
pub fn digest(path: &Path) -> Result<ParquetDigest, TablesError> {
    let reader = open(path)?;
    let data = reader.metadata().file_metadata();
    let column = data.schema_descr().columns().iter();
    Ok(ParquetDigest {
        columns: column.map(|column| (column.name().to_string(), column.physical_type().to_string())).collect(),
        row: u64::try_from(data.num_rows()).unwrap_or_default(),
    })
}

/// Reads a small Parquet file as a frame.
///
/// # Errors
/// When the file cannot be read, is no Parquet file, or has a column of a type that this room does not make.
pub fn read(path: &Path) -> Result<DataFrame, TablesError> {
    let reader = open(path)?;
    let failure = |error: ParquetError| unreadable(path, error);
    let row: Vec<Row> = reader.get_row_iter(None).map_err(failure)?.collect::<Outcome<_>>().map_err(failure)?;
    let mut column = Vec::new();
    for (number, owned) in reader.metadata().file_metadata().schema_descr().columns().iter().enumerate() {
        let content = row.iter().map(|row| row.get_column_iter().nth(number).map(|(_, content)| content));
        let content = match owned.physical_type() {
            Physical::BYTE_ARRAY => {
                let text = |content: Option<&Field>| {
                    if let Some(Field::Str(text)) = content { Some(text.clone()) } else { None }
                };
                content.map(text).collect::<StringChunked>().into_column()
            }
            Physical::DOUBLE => {
                let figure = |content: Option<&Field>| {
                    if let Some(Field::Double(figure)) = content { Some(*figure) } else { None }
                };
                content.map(figure).collect::<Float64Chunked>().into_column()
            }
            Physical::INT32 => {
                let figure =
                    |content: Option<&Field>| if let Some(Field::Int(figure)) = content { Some(*figure) } else { None };
                content.map(figure).collect::<Int32Chunked>().into_column()
            }
            Physical::INT64 => {
                let figure = |content: Option<&Field>| {
                    if let Some(Field::Long(figure)) = content { Some(*figure) } else { None }
                };
                content.map(figure).collect::<Int64Chunked>().into_column()
            }
            Physical::BOOLEAN => {
                let yes =
                    |content: Option<&Field>| if let Some(Field::Bool(yes)) = content { Some(*yes) } else { None };
                content.map(yes).collect::<BooleanChunked>().into_column()
            }
            other => {
                return Err(failure(ParquetError::General(format!("kolom {} berjenis {other}", owned.name()))));
            }
        };
        column.push(content.with_name(owned.name().into()));
    }
    Ok(DataFrame::new(row.len(), column)?)
}

fn open(path: &Path) -> Result<SerializedFileReader<std::fs::File>, TablesError> {
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, error))?;
    SerializedFileReader::new(file).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TablesError {
    TablesError::Read { path: path.display().to_string(), cause: cause.into() }
}

fn scheme(column: &Column) -> Outcome<Type> {
    let (physical, logis) = match column.dtype() {
        DataType::String => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        DataType::Float64 => (Physical::DOUBLE, None),
        DataType::Int32 => (Physical::INT32, None),
        // Parquet's unsigned types are not known everywhere; record numbers fit into the next signed one.
        DataType::UInt32 | DataType::Int64 => (Physical::INT64, None),
        DataType::Boolean => (Physical::BOOLEAN, None),
        _ => return Err(foreign(column)),
    };
    let conversion = if logis.is_some() { ConvertedType::UTF8 } else { ConvertedType::NONE };
    Type::primitive_type_builder(column.name(), physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logis)
        .with_converted_type(conversion)
        .build()
}

fn write_values(column: &Column, writer: &mut SerializedColumnWriter<'_>) -> Outcome<()> {
    let error = |error: polars::prelude::PolarsError| ParquetError::General(error.to_string());
    match column.dtype() {
        DataType::String => {
            let value = column.str().map_err(error)?.iter().map(|text| text.map(ByteArray::from));
            send::<ByteArrayType>(writer, value)
        }
        DataType::Float64 => send::<DoubleType>(writer, column.f64().map_err(error)?.iter()),
        DataType::Int32 => send::<Int32Type>(writer, column.i32().map_err(error)?.iter()),
        DataType::Int64 => send::<Int64Type>(writer, column.i64().map_err(error)?.iter()),
        DataType::UInt32 => {
            send::<Int64Type>(writer, column.u32().map_err(error)?.iter().map(|figure| figure.map(i64::from)))
        }
        DataType::Boolean => send::<BoolType>(writer, column.bool().map_err(error)?.iter()),
        _ => Err(foreign(column)),
    }
}

/// Values without the nulls, and for each row whether it has one.
fn send<J: Kind>(writer: &mut SerializedColumnWriter<'_>, value: impl Iterator<Item = Option<J::T>>) -> Outcome<()> {
    let mut exists = Vec::new();
    let mut content = Vec::new();
    for one in value {
        exists.push(i16::from(one.is_some()));
        content.extend(one);
    }
    writer.typed::<J>().write_batch(&content, Some(&exists), None)?;
    Ok(())
}

fn foreign(column: &Column) -> ParquetError {
    ParquetError::General(format!("kolom {} berjenis {:?}", column.name(), column.dtype()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;

    use super::super::schema::{Column as Declared, frame_of};
    use super::*;

    struct Example(u32, Option<&'static str>, Option<f64>, bool);

    fn example() -> DataFrame {
        let rows = [Example(7, Some("Jurusan é"), Some(1.5), true), Example(8, None, None, false)];
        let columns = [
            Declared::count("rekaman", |row: &Example| Some(row.0)),
            Declared::text("unit", |row| row.1.map(Into::into)),
            Declared::number("target", |row| row.2),
            Declared::small("triwulan", |row| row.1.map(|_| 3)),
            Declared::large("ukuran", |row| Some(i64::from(row.0) << 33)),
            Declared::flag("awal", |row| row.3),
        ];
        frame_of(&rows, &columns).unwrap()
    }

    #[test]
    fn a_frame_reads_back_with_its_blanks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pk.parquet");
        std::fs::write(&path, pack(&example(), &path).unwrap()).unwrap();
        let returns = read(&path).unwrap();
        assert_eq!((returns.height(), returns.get_column_names()), (2, example().get_column_names()));
        assert!(returns.column("target").unwrap().equals_missing(example().column("target").unwrap()));
        assert!(returns.column("unit").unwrap().equals_missing(example().column("unit").unwrap()));
        assert_eq!(digest(&path).unwrap().row, 2);
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let row: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(row.len(), 2);
        assert_eq!(row[0].get_long(0).unwrap(), 7);
        assert_eq!(row[0].get_string(1).unwrap(), "Jurusan é");
        assert_eq!(row[0].get_double(2).unwrap(), 1.5);
        assert_eq!(row[0].get_int(3).unwrap(), 3);
        assert_eq!(row[1].get_long(4).unwrap(), 8 << 33);
        assert!(row[0].get_bool(5).unwrap());
        assert!(row[1].get_string(1).is_err() && !row[1].get_bool(5).unwrap());
    }

    #[test]
    fn equal_frames_give_equal_bytes_and_an_empty_one_keeps_its_columns() {
        let bytes = |frame: &DataFrame| {
            let mut destination = Vec::new();
            write_to(frame, &mut destination).unwrap();
            destination
        };
        assert_eq!(bytes(&example()), bytes(&example()));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kosong.parquet");
        std::fs::write(&path, pack(&example().head(Some(0)), &path).unwrap()).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        assert_eq!(reader.metadata().file_metadata().schema_descr().num_columns(), 6);
    }
}
