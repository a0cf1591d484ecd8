//! Digests as people and files write them: hexadecimal digits.

use sha2::{Digest, Sha256};

/// Two digits for each byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_sha256sum_prints() {
        assert_eq!(hexadecimal(&[0, 10, 255]), "000aff");
        assert_eq!(sha256(b"isi"), "55c123196402ef4b16c36bad51f12467397146987c479d41375831d1de9ed935");
    }
}
