//! Passwords: argon2id, with the parameters that its makers recommend today.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// Letters of a password at least.
const SHORTEST: usize = 10;
/// Bytes of a password at most: more costs the hash time and helps nobody.
const LONGEST: usize = 256;

/// A password that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("sandi terlalu pendek; pakai sedikitnya {SHORTEST} huruf, misalnya beberapa kata")]
    Short,
    /// Too long.
    #[error("sandi terlalu panjang; paling banyak {LONGEST} huruf")]
    Long,
    /// It cannot be hashed.
    #[error("sandi tidak dapat diproses")]
    Unhashed,
}

/// The hash of a new password, for the journal.
///
/// # Errors
/// When it is too short or too long.
pub fn hash_password(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::Short);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::Long);
    }
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| PasswordError::Unhashed)
}

/// Whether a password is the one that was hashed. Without a hash (nobody of that name) it takes as long and is not.
pub(super) fn is_right(password: &str, hash: Option<&str>) -> bool {
    if password.len() > LONGEST {
        return false;
    }
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    match known {
        Some(hash) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        None => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_password_opens_by_itself_alone_and_is_not_what_is_kept() {
        let hash = hash_password("kuda baterai staples").unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("kuda"));
        assert!(is_right("kuda baterai staples", Some(&hash)));
        assert!(!is_right("kuda baterai stapler", Some(&hash)) && !is_right("kuda baterai staples", None));
        assert_eq!(hash_password("pendek"), Err(PasswordError::Short));
        assert_eq!(hash_password(&"a".repeat(300)), Err(PasswordError::Long));
    }
}
