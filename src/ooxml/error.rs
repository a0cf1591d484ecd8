//! What can be the matter with a package, as facts: who opened it says what that means for its sender.

use std::io;

use flate2::CompressError;
use zip::result::ZipError;

/// A package that is not read, or not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OoxmlError {
    /// No package, or a broken one.
    #[error("paket zip tidak terbaca")]
    Zip(#[from] ZipError),
    /// It could not be written.
    #[error("{0}")]
    Write(#[source] io::Error),
    /// Something is larger than it may be; `part` is where, when it is one.
    #[error("{} melebihi batas: {value} (batas {limit})", what.name())]
    TooLarge {
        part: Option<String>,
        /// What is measured.
        what: Measure,
        /// How large it is.
        value: u64,
        /// How large it may be.
        limit: u64,
    },
    /// Its list of parts does not fit the place where they lie.
    #[error("letak isi paket bergeser: sebagian hilang, ada data lain di depannya, atau dua buku kerja tersambung")]
    Shifted,
    /// Parts lie over one another, or one name stands for two.
    #[error("bagian paket tercatat ganda atau bertumpuk")]
    Overlapping,
    /// Two names that programs take for the same part.
    #[error("bagian paket {0} tercatat ganda")]
    Double(String),
    /// A part is encrypted.
    #[error("paket ini terkunci sandi")]
    Encrypted,
    /// A part is only a link.
    #[error("bagian paket {0} hanya sebuah tautan")]
    Link(String),
    /// A part does not unpack to what its checksum says.
    #[error("bagian paket {part} tidak cocok dengan jumlah periksanya ({error})")]
    Checksum {
        /// The part.
        part: String,
        /// What was noticed.
        #[source]
        error: io::Error,
    },
    /// A part is not as long as it says.
    #[error("panjang bagian paket {0} tidak sesuai catatannya")]
    Length(String),
    /// A part is no XML that all readers understand alike.
    #[error("bagian {part}: {what}")]
    Syntax {
        /// The part.
        part: String,
        /// What is the matter.
        what: String,
    },
    /// A part is written in a way that is not expected of it.
    #[error("bagian {part} {what}")]
    Part {
        /// The part.
        part: String,
        /// What is the matter.
        what: String,
    },
    /// A part that is written is longer than a package can say.
    #[error("satu lembar melebihi 4 GB")]
    TooLong,
    /// A part could not be compressed.
    #[error(transparent)]
    Compress(#[from] CompressError),
    /// An attribute is none.
    #[error("atribut XML tidak sah ({0})")]
    Attribute(String),
}

/// What is held to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Parts of the package.
    Entries,
    /// Bytes of a part.
    Part,
    /// Bytes of all parts that are read.
    Package,
    /// Unpacked bytes for each packed one.
    Ratio,
    /// Depth of nested elements.
    Depth,
}

impl Measure {
    /// What people read.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Entries => "Jumlah isi paket",
            Self::Part => "Ukuran satu bagian paket (byte)",
            Self::Package => "Ukuran isi paket (byte)",
            Self::Ratio => "Rasio pemampatan",
            Self::Depth => "Kedalaman unsur XML",
        }
    }
}

impl OoxmlError {
    /// A part that is written in a way that is not expected of it.
    pub(crate) fn part(part: &str, what: impl Into<String>) -> Self {
        Self::Part { part: part.to_string(), what: what.into() }
    }
}
