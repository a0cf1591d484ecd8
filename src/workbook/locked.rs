//! Workbooks that open with a password (.xlsx, by the agile and the standard way of Excel).
//!
//! Takes bytes and a password that a person told for this file, gives the bytes of the workbook in it. The password is kept
//! nowhere. What the file asks of the machine is bounded before it is tried.

use std::panic::{AssertUnwindSafe, catch_unwind};

use office_crypto::{DecryptError, decrypt_from_bytes};

/// The first bytes of a compound file.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// Times that a password may be hashed: ten times what Excel writes, and Excel's own most.
const MOST_ROUNDS: u64 = 10_000_000;

/// A workbook that was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// Another password.
    #[error("sandinya tidak cocok")]
    WrongPassword,
    /// A way of locking that nobody here knows.
    #[error(
        "cara penguncian berkas ini tidak dikenal; buka di Excel, hapus sandinya di Berkas > Info > Proteksi Buku Kerja, lalu simpan lagi"
    )]
    Unknown,
    /// It asks too much of the machine.
    #[error("pengunciannya meminta perhitungan di luar kewajaran; berkas ini tidak dibuka")]
    TooMuch,
}

/// Whether bytes are a workbook that opens with a password. An old workbook (.xls) that does is none: it cannot be opened here.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(&COMPOUND) && holds(bytes, "EncryptedPackage") && holds(bytes, "EncryptionInfo")
}

/// Whether a name stands in a compound file.
fn holds(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The workbook in it.
///
/// # Errors
/// When the password is another, or the way of locking cannot be followed.
pub fn unlock(bytes: &[u8], password: &str) -> Result<Vec<u8>, UnlockError> {
    if rounds(bytes) > MOST_ROUNDS {
        return Err(UnlockError::TooMuch);
    }
    let tried = catch_unwind(AssertUnwindSafe(|| decrypt_from_bytes(bytes.to_vec(), password)));
    match tried {
        Ok(Ok(content)) if content.starts_with(b"PK\x03\x04") => Ok(content),
        Ok(Ok(_) | Err(DecryptError::Unknown)) => Err(UnlockError::WrongPassword),
        Ok(Err(_)) | Err(_) => Err(UnlockError::Unknown),
    }
}

/// How often the file wants a password to be hashed, as far as it says so.
fn rounds(bytes: &[u8]) -> u64 {
    let name = b"spinCount=\"";
    let all = bytes.windows(name.len()).enumerate().filter(|(_, window)| window == name);
    let figure = |(at, _): (usize, &[u8])| {
        let digits = bytes[at + name.len()..].iter().take_while(|byte| byte.is_ascii_digit()).take(20);
        digits.fold(0_u64, |figure, byte| figure.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
    };
    all.map(figure).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Locked by LibreOffice (agile) with the password "Sandi-Uji-1".
    const AGILE: &[u8] = include_bytes!("locked/agile.xlsx");

    #[test]
    fn a_locked_workbook_opens_with_its_password_and_with_no_other() {
        assert!(is_locked(AGILE));
        assert_eq!(unlock(AGILE, "Sandi-Uji-2"), Err(UnlockError::WrongPassword));
        let open = unlock(AGILE, "Sandi-Uji-1").unwrap();
        assert!(super::super::read(&open, &super::super::limits::Limits::default()).is_ok());
    }

    #[test]
    fn what_is_cut_short_or_asks_too_much_is_refused() {
        for cut in (0..AGILE.len()).step_by(997) {
            assert!(unlock(&AGILE[..cut], "Sandi-Uji-1").is_err(), "{cut}");
        }
        let mut greedy = AGILE.to_vec();
        let at = greedy.windows(11).position(|window| window == b"spinCount=\"").unwrap() + 11;
        greedy.splice(at..at, *b"99999999");
        assert_eq!(unlock(&greedy, "Sandi-Uji-1"), Err(UnlockError::TooMuch));
        assert!(!is_locked(b"PK\x03\x04") && !is_locked(&COMPOUND));
    }
}
