//! The kinds of letters, and what their files are called.

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuratKind {
    /// Something must be mended.
    Correction,
    /// All is well.
    Receipt,
    /// Something that was due has not come.
    Reminder,
    /// Forms are handed out.
    HandOut,
}

impl SuratKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Correction, Self::Receipt, Self::Reminder, Self::HandOut];

    /// The file name of its template.
    pub const fn template(self) -> &'static str {
        match self {
            Self::Correction => "koreksi.txt",
            Self::Receipt => "tanda-terima.txt",
            Self::Reminder => "pengingat.txt",
            Self::HandOut => "pengantar.txt",
        }
    }

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Correction => "koreksi",
            Self::Receipt => "tanda-terima",
            Self::Reminder => "pengingat",
            Self::HandOut => "pengantar",
        }
    }

    /// The file name of the letter.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Correction => "koreksi.eml",
            Self::Receipt => "tanda-terima.eml",
            Self::Reminder => "pengingat.eml",
            Self::HandOut => "pengantar.eml",
        }
    }
}
