//! The few things of a CMS signature that are asked: the digest that was signed, and the name of who signed.
//!
//! A plain walk through nested values with a length each; what is longer than what holds it is not read.

/// Object identifiers, as they are written: messageDigest, commonName.
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const OBJECT: u8 = 0x06;
const WIDE_TEXT: u8 = 0x1e;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const FIRST_TAGGED: u8 = 0xa0;

/// What a signature states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SignedData {
    /// The digest of what was signed.
    pub(super) digest: Option<Vec<u8>>,
    /// The common name in the certificate of who signed.
    pub(super) signer: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node<'a> {
    tag: u8,
    content: &'a [u8],
}

impl SignedData {
    /// Reads a signature; what stands behind it is filling.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (outside, _) = node(bytes)?;
        let inside = children(outside).find(|one| one.tag == FIRST_TAGGED)?;
        let data = children(inside).next().filter(|one| one.tag == SEQUENCE)?;
        let certificates: Vec<Node<'_>> = children(data)
            .find(|one| one.tag == FIRST_TAGGED)
            .map(|held| children(held).filter(|one| one.tag == SEQUENCE).collect())
            .unwrap_or_default();
        // The last set of it lists who signed.
        let signer = children(data).filter(|one| one.tag == SET).last().and_then(|set| children(set).next())?;
        let parts: Vec<Node<'_>> = children(signer).collect();
        let attributes = parts.iter().find(|one| one.tag == FIRST_TAGGED).copied();
        let digest = attributes.and_then(|all| children(all).find_map(message_digest));
        let serial = parts.get(1).filter(|one| one.tag == SEQUENCE).and_then(|who| {
            let mut both = children(*who);
            Some((both.next()?, both.find(|one| one.tag == INTEGER)?))
        });
        let named = certificates.iter().filter_map(|one| Certificate::read(*one)).collect::<Vec<_>>();
        let mine = named.iter().find(|one| serial == Some((one.issuer, one.serial)));
        let mine = mine.or_else(|| named.first().filter(|_| named.len() == 1));
        Some(Self { digest, signer: mine.and_then(|one| common_name(one.subject)) })
    }
}

/// What of a certificate is asked.
struct Certificate<'a> {
    issuer: Node<'a>,
    serial: Node<'a>,
    subject: Node<'a>,
}

impl<'a> Certificate<'a> {
    fn read(certificate: Node<'a>) -> Option<Self> {
        let signed = children(certificate).next()?;
        let mut parts = children(signed).skip_while(|one| one.tag != INTEGER);
        let serial = parts.next()?;
        // Behind the algorithm: the issuer, the validity, the subject.
        let issuer = parts.nth(1)?;
        let subject = parts.nth(1)?;
        Some(Self { issuer, serial, subject })
    }
}

fn message_digest(attribute: Node<'_>) -> Option<Vec<u8>> {
    let mut parts = children(attribute);
    parts.next().filter(|one| one.tag == OBJECT && one.content == MESSAGE_DIGEST)?;
    let digest = children(parts.next()?).next().filter(|one| one.tag == OCTETS)?;
    Some(digest.content.to_vec())
}

/// The last common name of a name: the most particular.
fn common_name(name: Node<'_>) -> Option<String> {
    let pairs = children(name).flat_map(children);
    let named = pairs.filter_map(|pair| {
        let mut parts = children(pair);
        parts.next().filter(|one| one.tag == OBJECT && one.content == COMMON_NAME)?;
        parts.next()
    });
    let text = named.last()?;
    let text = match text.tag {
        WIDE_TEXT => {
            let units: Vec<u16> =
                text.content.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(text.content).into_owned(),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The first value of some bytes, and what stands behind it.
fn node(bytes: &[u8]) -> Option<(Node<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, mut rest) = rest.split_first()?;
    let length = if first < 0x80 {
        usize::from(first)
    } else {
        let count = usize::from(first & 0x7f);
        // A length that is open, or longer than any file, is none that is read here.
        let written = rest.get(..count).filter(|_| (1..=4).contains(&count))?;
        rest = rest.get(count..)?;
        written.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte))
    };
    Some((Node { tag, content: rest.get(..length)? }, rest.get(length..)?))
}

fn children(parent: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut rest = parent.content;
    std::iter::from_fn(move || {
        let (one, behind) = node(rest)?;
        rest = behind;
        Some(one)
    })
}
