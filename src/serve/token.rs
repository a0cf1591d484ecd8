//! Secrets: made by chance, compared without telling how far they agree, kept as digests.

use crate::domain::digest::sha256;
use sha2::{Digest, Sha256};
use tower_sessions::session::Id;

/// A secret of 256 bits from the random source of the system, as a word of an address.
pub(super) fn secret() -> String {
    format!("{}{}", Id::default(), Id::default())
}

/// A short name that nobody guesses.
pub(super) fn name() -> String {
    Id::default().to_string()
}

/// What is kept of a secret.
pub(super) fn digest(secret: &str) -> String {
    sha256(secret.as_bytes())
}

/// Whether two secrets are the same; their digests are compared, so that the time it takes says nothing.
pub(super) fn same(one: &str, other: &str) -> bool {
    Sha256::digest(one.as_bytes()) == Sha256::digest(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_the_same_and_each_is_a_word_of_an_address() {
        let (one, other) = (secret(), secret());
        assert!(one != other && one.len() == 44);
        assert!(one.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter)));
        assert!(same(&one, &one.clone()) && !same(&one, &other));
    }
}
