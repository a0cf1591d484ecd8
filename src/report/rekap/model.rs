//! The recap as plain data.
use crate::report::BahanLaporan;
/// Recap.
#[derive(Debug)]
pub struct Rekap;
impl Rekap {
    /// x
    pub fn susun(_: &BahanLaporan<'_>) -> Self {
        Self
    }
}
