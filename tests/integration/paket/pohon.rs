//! An XML part as a tree, read strictly.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// An element with what it holds.
#[derive(Debug, Default)]
pub(super) struct Unsur {
    pub(super) nama: String,
    pub(super) sifat: BTreeMap<String, String>,
    pub(super) anak: Vec<Unsur>,
    pub(super) teks: String,
}

impl Unsur {
    /// The tree of a part; what is wrong when it is no XML.
    pub(super) fn baca(isi: &[u8]) -> Result<Self, String> {
        let teks = std::str::from_utf8(isi).map_err(|_| "bukan UTF-8".to_string())?;
        if teks.chars().any(|huruf| huruf < ' ' && !matches!(huruf, '\t' | '\n' | '\r')) {
            return Err("memuat huruf kendali".into());
        }
        let mut pembaca = Reader::from_str(teks);
        let mut tumpukan = vec![Self::default()];
        loop {
            match pembaca.read_event().map_err(|galat| galat.to_string())? {
                Event::Start(awal) => tumpukan.push(unsur(&awal)?),
                Event::Empty(awal) => {
                    let satu = unsur(&awal)?;
                    tumpukan.last_mut().expect("a root").anak.push(satu);
                }
                Event::End(_) => {
                    let satu = tumpukan.pop().ok_or("penutup tanpa pembuka")?;
                    tumpukan.last_mut().ok_or("penutup tanpa pembuka")?.anak.push(satu);
                }
                Event::Text(isi) => tumpukan.last_mut().expect("a root").teks.push_str(&isi.xml10_content()),
                Event::GeneralRef(rujukan) => {
                    tumpukan.last_mut().expect("a root").teks.push_str(&rujukan.xml10_content())
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match (tumpukan.len(), tumpukan.pop().and_then(|mut akar| akar.anak.pop())) {
            (1, Some(akar)) => Ok(akar),
            _ => Err("tidak lengkap".into()),
        }
    }

    pub(super) fn sifat(&self, nama: &str) -> &str {
        self.sifat.get(nama).map_or("", String::as_str)
    }

    pub(super) fn angka(&self, nama: &str) -> Option<usize> {
        self.sifat(nama).parse().ok()
    }

    pub(super) fn satu(&self, nama: &str) -> Option<&Self> {
        self.anak.iter().find(|anak| anak.nama == nama)
    }

    /// The children of a name below the child of another name.
    pub(super) fn isi<'a>(&'a self, wadah: &str, nama: &'a str) -> Vec<&'a Self> {
        self.satu(wadah).map_or_else(Vec::new, |wadah| wadah.anak.iter().filter(|anak| anak.nama == nama).collect())
    }

    /// This element and everything below it.
    pub(super) fn semua(&self) -> Vec<&Self> {
        let mut hasil = vec![self];
        hasil.extend(self.anak.iter().flat_map(Self::semua));
        hasil
    }
}

fn unsur(awal: &BytesStart<'_>) -> Result<Unsur, String> {
    let mut satu = Unsur { nama: awal.name().0.to_string(), ..Unsur::default() };
    for sifat in awal.attributes() {
        let sifat = sifat.map_err(|galat| galat.to_string())?;
        let nilai = sifat.normalized_value(XmlVersion::Implicit1_0).map_err(|galat| galat.to_string())?;
        satu.sifat.insert(sifat.key.0.to_string(), nilai.into_owned());
    }
    Ok(satu)
}
