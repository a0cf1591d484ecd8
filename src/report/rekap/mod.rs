//! The recap.
pub mod model;
use super::{BahanLaporan, ReportError};
pub(super) fn tulis(_: &model::Rekap, _: &BahanLaporan<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(Vec::new())
}
