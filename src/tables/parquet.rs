//! Frames as Parquet files, for whatever reads Parquet, and read back.
//!
//! Takes a frame of the types that [`schema`](super::schema) makes, or rows and their schema, gives one row group with
//! nullable columns, compressed with Snappy. Equal frames give equal bytes, and so do the rows that a frame would be made
//! of: the file holds no time and no name of a machine. Large tables are packed from their rows, column by column: a frame
//! of them would hold every text a second time.

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
use super::schema::{Column as SchemaColumn, Row as SchemaRow, SchemaCell};

/// Rows whose values are gathered before they are written: a whole number of the writer's own portions, so that its pages
/// begin where they would if all came at once.
const PORTION: usize = 64 * 1024;

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
    let scheme: Outcome<Vec<_>> = frame.columns().iter().map(scheme).collect();
    write_columns(destination, scheme?, |number, writer| match frame.columns().get(number) {
        Some(column) => write_values(column, writer),
        None => Ok(()),
    })
}

/// Rows as the bytes of a Parquet file; `path` is the file that they are for.
///
/// # Errors
/// When they cannot be packed.
pub fn pack_rows<R: SchemaRow>(rows: impl IntoIterator<Item = R>, path: &Path) -> Result<Vec<u8>, TablesError> {
    pack_rows_of(&rows.into_iter().collect::<Vec<R>>(), &R::schema(), path)
}

/// The same of rows with these columns.
///
/// # Errors
/// When they cannot be packed.
pub fn pack_rows_of<R>(rows: &[R], columns: &[SchemaColumn<R>], path: &Path) -> Result<Vec<u8>, TablesError> {
    let mut content = Vec::new();
    let scheme: Outcome<Vec<_>> = columns.iter().map(scheme_of).collect();
    let written = scheme.and_then(|scheme| {
        write_columns(&mut content, scheme, |number, writer| match columns.get(number) {
            Some(column) => write_cells(column, rows, writer),
            None => Ok(()),
        })
    });
    written.map_err(|cause| TablesError::Write { path: path.display().to_string(), cause })?;
    Ok(content)
}

/// Writes one Parquet file; `values` writes those of the column of a number.
fn write_columns(
    destination: impl Write + Send,
    columns: Vec<Type>,
    values: impl Fn(usize, &mut SerializedColumnWriter<'_>) -> Outcome<()>,
) -> Outcome<()> {
    let columns = columns.into_iter().map(Arc::new).collect();
    let scheme = Arc::new(Type::group_type_builder("schema").with_fields(columns).build()?);
    let property = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("selaras ", env!("CARGO_PKG_VERSION")).to_string())
        .build();
    let mut writer = SerializedFileWriter::new(destination, scheme, Arc::new(property))?;
    let mut group = writer.next_row_group()?;
    let mut number = 0;
    while let Some(mut column_writer) = group.next_column()? {
        values(number, &mut column_writer)?;
        column_writer.close()?;
        number += 1;
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
    let physical = match column.dtype() {
        DataType::String => Physical::BYTE_ARRAY,
        DataType::Float64 => Physical::DOUBLE,
        DataType::Int32 => Physical::INT32,
        // Parquet's unsigned types are not known everywhere; record numbers fit into the next signed one.
        DataType::UInt32 | DataType::Int64 => Physical::INT64,
        DataType::Boolean => Physical::BOOLEAN,
        _ => return Err(foreign(column)),
    };
    nullable(column.name(), physical)
}

fn scheme_of<R>(column: &SchemaColumn<R>) -> Outcome<Type> {
    let physical = match column.cell {
        SchemaCell::Text(_) => Physical::BYTE_ARRAY,
        SchemaCell::Number(_) => Physical::DOUBLE,
        SchemaCell::Small(_) => Physical::INT32,
        SchemaCell::Count(_) | SchemaCell::Large(_) => Physical::INT64,
        SchemaCell::Flag(_) => Physical::BOOLEAN,
    };
    nullable(column.name, physical)
}

fn nullable(name: &str, physical: Physical) -> Outcome<Type> {
    let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
    let conversion = if logical.is_some() { ConvertedType::UTF8 } else { ConvertedType::NONE };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
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

fn write_cells<R>(column: &SchemaColumn<R>, rows: &[R], writer: &mut SerializedColumnWriter<'_>) -> Outcome<()> {
    // A table without rows is written all the same.
    let nothing = rows.is_empty().then_some(rows);
    for part in rows.chunks(PORTION).chain(nothing) {
        match column.cell {
            SchemaCell::Text(cell) => {
                let text = |row| cell(row).map(|text| ByteArray::from(&*text));
                send::<ByteArrayType>(writer, part.iter().map(text))?;
            }
            SchemaCell::Number(cell) => send::<DoubleType>(writer, part.iter().map(cell))?,
            SchemaCell::Count(cell) => {
                send::<Int64Type>(writer, part.iter().map(|row| cell(row).map(i64::from)))?;
            }
            SchemaCell::Small(cell) => send::<Int32Type>(writer, part.iter().map(cell))?,
            SchemaCell::Large(cell) => send::<Int64Type>(writer, part.iter().map(cell))?,
            SchemaCell::Flag(cell) => send::<BoolType>(writer, part.iter().map(|row| Some(cell(row))))?,
        }
    }
    Ok(())
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

    fn columns() -> [Declared<Example>; 6] {
        [
            Declared::count("rekaman", |row: &Example| Some(row.0)),
            Declared::text("unit", |row| row.1.map(Into::into)),
            Declared::number("target", |row| row.2),
            Declared::small("triwulan", |row| row.1.map(|_| 3)),
            Declared::large("ukuran", |row| Some(i64::from(row.0) << 33)),
            Declared::flag("awal", |row| row.3),
        ]
    }

    fn example() -> DataFrame {
        let rows = [Example(7, Some("Jurusan é"), Some(1.5), true), Example(8, None, None, false)];
        frame_of(&rows, &columns()).unwrap()
    }

    #[test]
    fn rows_give_the_bytes_of_their_frame_however_many_they_are() {
        let row = |number: usize| {
            let number = u32::try_from(number).unwrap();
            let unit = [None, Some("Jurusan"), Some("Unit"), Some("Bagian Keuangan")][number as usize % 4];
            Example(number, unit, (number % 3 > 0).then_some(f64::from(number) / 7.0), number % 2 == 0)
        };
        for count in [0, 1, PORTION - 1, PORTION, 2 * PORTION + 77] {
            let rows: Vec<Example> = (0..count).map(row).collect();
            let mut framed = Vec::new();
            write_to(&frame_of(&rows, &columns()).unwrap(), &mut framed).unwrap();
            assert!(pack_rows_of(&rows, &columns(), Path::new("a")).unwrap() == framed, "{count} rows");
        }
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
