//! Digests of what was signed, by the length of the one that is stated.

use sha2::{Digest, Sha256, Sha384, Sha512};

/// The digest of two parts one after the other, of a stated length in bytes; `None` for a length nobody uses any more.
pub(super) fn of(parts: &[&[u8]; 2], length: usize) -> Option<Vec<u8>> {
    match length {
        32 => Some(computed::<Sha256>(parts)),
        48 => Some(computed::<Sha384>(parts)),
        64 => Some(computed::<Sha512>(parts)),
        _ => None,
    }
}

fn computed<D: Digest>(parts: &[&[u8]; 2]) -> Vec<u8> {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().to_vec()
}
