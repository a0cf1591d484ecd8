//! Signed copies: what a PDF says of its number and of the electronic signatures in it.
//!
//! Takes the bytes of a PDF, gives whether it is signed, by whom as the signature states, and whether the signed bytes are
//! still those that were signed. The digest is computed anew and compared with the one inside the signature; certificates,
//! their chain and revocation are not verified, and that is said. Nothing here signs. Bytes come from strangers: they are
//! looked through for the few marks that a signature must leave in the open, under limits, and never trusted.

mod der;
mod digest;
mod page;
mod scan;

pub use page::Shown;
use scan::SignatureDictionary;

/// What a PDF says of its signatures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SignedPaper {
    /// Its signatures, in the order of the file.
    pub signatures: Vec<Signature>,
    /// Whether a field waits for its first signature.
    pub open_field: bool,
    /// Its texts as far as they lie open, to look for a number in.
    text: Vec<u8>,
    /// What its pages show, as far as that is text.
    shown: Vec<Shown>,
}

/// An electronic signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed, as the signature states: the name in its certificate, else the name beside it.
    pub signer: Option<String>,
    /// When, as it states: "2026-02-25 10:15".
    pub when: Option<String>,
    /// Whether the bytes are those that were signed.
    pub integrity: Integrity,
}

/// Whether the signed bytes are still those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// They are, and they are the whole file.
    Intact,
    /// They are, and something was added to the file afterwards.
    Extended,
    /// They are not.
    Broken,
    /// It cannot be told.
    Unknown,
}

impl SignedPaper {
    /// Reads a PDF; `None` for what is none.
    pub fn read(pdf: &[u8]) -> Option<Self> {
        if !scan::is_pdf(pdf) {
            return None;
        }
        let found = scan::signatures(pdf);
        let later = found.iter().map(SignatureDictionary::end).max().unwrap_or_default();
        let signatures = found.iter().map(|one| signature(pdf, one, later)).collect();
        let text = scan::open_text(pdf);
        // A field that was filled in later stands in the file twice, so fields beside signatures tell nothing.
        Some(Self {
            open_field: found.is_empty() && scan::signature_fields(&text),
            signatures,
            text,
            shown: page::shown(pdf),
        })
    }

    /// Whether a number stands in it as a whole: "1/PK" does not stand in "11/PK".
    pub fn mentions(&self, number: &str) -> bool {
        let on_a_page = |one: &Shown| scan::whole(one.text.as_bytes(), number.as_bytes());
        scan::whole(&self.text, number.as_bytes()) || self.shown.iter().any(on_a_page)
    }

    /// The texts on its pages, in the order in which they are drawn; none of pages that are pictures.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// Whether it is signed.
    pub fn is_signed(&self) -> bool {
        !self.signatures.is_empty()
    }

    /// Whether all signatures are on bytes that are unchanged; `None` where nothing is signed or it cannot be told.
    pub fn is_sound(&self) -> Option<bool> {
        let all = || self.signatures.iter().map(|one| one.integrity);
        if all().any(|one| one == Integrity::Broken) {
            return Some(false);
        }
        (self.is_signed() && all().all(|one| matches!(one, Integrity::Intact | Integrity::Extended))).then_some(true)
    }

    /// Its state as people read it.
    pub fn sentence(&self) -> String {
        if self.signatures.is_empty() {
            return if self.open_field {
                "belum ditandatangani; kolom tanda tangan elektroniknya masih kosong".to_string()
            } else {
                "tanpa tanda tangan elektronik; bila ditandatangani basah, periksa halamannya".to_string()
            };
        }
        let all: Vec<String> = self.signatures.iter().map(Signature::sentence).collect();
        format!("{}; keabsahan sertifikatnya (BSrE) tidak diperiksa", all.join("; "))
    }
}

impl Signature {
    fn sentence(&self) -> String {
        let signer = self.signer.as_deref().unwrap_or("penanda tangan yang tidak disebut");
        let when = self.when.as_ref().map(|when| format!(" pada {when}")).unwrap_or_default();
        let state = match self.integrity {
            Integrity::Intact => "isinya utuh sejak itu",
            Integrity::Extended => "yang ditandatangani utuh, tetapi berkasnya ditambahi sesudah itu",
            Integrity::Broken => "ISINYA BERUBAH sejak itu",
            Integrity::Unknown => "keutuhan isinya tidak dapat diperiksa",
        };
        format!("ditandatangani elektronik oleh {signer}{when}, {state}")
    }
}

fn signature(pdf: &[u8], found: &SignatureDictionary, later: usize) -> Signature {
    let cms = der::SignedData::read(&found.contents);
    let stated = cms.as_ref().and_then(|cms| cms.digest.as_deref());
    let computed = stated.and_then(|stated| digest::of(&found.signed(pdf), stated.len()));
    // A later signature lies behind an earlier one by design: it adds to the file, and signs what was added.
    let whole = found.end() == pdf.len() || found.end() < later;
    let integrity = match (stated, computed) {
        (Some(stated), Some(computed)) if computed != stated => Integrity::Broken,
        (Some(_), Some(_)) if whole => Integrity::Intact,
        (Some(_), Some(_)) => Integrity::Extended,
        _ => Integrity::Unknown,
    };
    let named = cms.and_then(|cms| cms.signer).or_else(|| found.name.clone());
    Signature { signer: named.map(|name| plain(&name)), when: found.when.as_deref().and_then(moment), integrity }
}

/// A name as it can stand in a sentence.
fn plain(name: &str) -> String {
    let clean: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    crate::domain::text::brief(&clean, 80)
}

/// "2026-02-25 10:15" of "D:20260225101500+07'00'".
fn moment(written: &str) -> Option<String> {
    let digits = written.trim_start_matches("D:");
    let part =
        |from: usize, to: usize| digits.get(from..to).filter(|part| part.bytes().all(|letter| letter.is_ascii_digit()));
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    Some(match (part(8, 10), part(10, 12)) {
        (Some(hour), Some(minute)) => format!("{day} {hour}:{minute}"),
        _ => day,
    })
}

#[cfg(test)]
mod tests;
