//! Why a state that was kept cannot be compared with.

/// Why nothing can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunMemoryError {
    /// It was written in another format: by a version before 0.1.0 or by a later one.
    #[error("putaran sebelumnya ditulis dalam bentuk yang tidak dikenal versi selaras ini")]
    OtherFormat,
    /// It cannot be understood.
    #[error("catatan putaran sebelumnya rusak")]
    Damaged,
}
