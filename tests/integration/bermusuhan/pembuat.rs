//! Writers of small packages: sound ones, and such as no sound program writes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HUBUNGAN: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const GAYA: &str = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

/// A package of parts, deflated.
pub(crate) fn arsip(bagian: &[(String, Vec<u8>)]) -> Vec<u8> {
    kemas(bagian, CompressionMethod::Deflated)
}

/// A package of parts as they are.
pub(crate) fn arsip_polos(bagian: &[(String, Vec<u8>)]) -> Vec<u8> {
    kemas(bagian, CompressionMethod::Stored)
}

fn kemas(bagian: &[(String, Vec<u8>)], cara: CompressionMethod) -> Vec<u8> {
    let pilihan = SimpleFileOptions::default().compression_method(cara);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nama, isi) in bagian {
        zip.start_file(nama.as_str(), pilihan).expect("a part");
        zip.write_all(isi).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

/// An .xlsx in the making.
#[derive(Clone)]
pub(crate) struct Buku {
    lembar: Vec<(String, String, &'static str)>,
    bagian: Vec<(String, Vec<u8>)>,
    kepala: String,
    hubungan: String,
}

impl Buku {
    pub(crate) fn baru() -> Self {
        let bagian = vec![("xl/styles.xml".to_string(), GAYA.as_bytes().to_vec())];
        Self { lembar: Vec::new(), bagian, kepala: String::new(), hubungan: HUBUNGAN.to_string() }
    }

    /// A workbook of one sheet, by the rows of its `sheetData`.
    pub(crate) fn baris(baris: &str) -> Self {
        Self::baru().lembar("Data", baris)
    }

    /// A workbook of one cell A1, by its attributes and content.
    pub(crate) fn sel(atribut: &str, isi: &str) -> Self {
        Self::baris(&format!("<row r=\"1\"><c r=\"A1\" {atribut}>{isi}</c></row>"))
    }

    /// A workbook of one text in A1.
    pub(crate) fn teks(teks: &str) -> Self {
        Self::sel("t=\"inlineStr\"", &format!("<is><t>{teks}</t></is>"))
    }

    pub(crate) fn lembar(self, nama: &str, baris: &str) -> Self {
        self.lembar_utuh(nama, &format!("<worksheet><sheetData>{baris}</sheetData></worksheet>"))
    }

    /// A sheet by its whole part.
    pub(crate) fn lembar_utuh(self, nama: &str, isi: &str) -> Self {
        self.lembar_jenis(nama, "", "worksheet", isi)
    }

    pub(crate) fn lembar_jenis(mut self, nama: &str, atribut: &str, jenis: &'static str, isi: &str) -> Self {
        self.lembar.push((nama.to_string(), atribut.to_string(), jenis));
        let jalur = format!("xl/sheets/{}.xml", self.lembar.len());
        self.bagian(&jalur, isi.as_bytes())
    }

    /// Something in front of the sheets in the workbook part.
    pub(crate) fn kepala(mut self, xml: &str) -> Self {
        self.kepala = xml.to_string();
        self
    }

    /// The namespace of relationships: Strict OOXML has its own.
    pub(crate) fn hubungan(mut self, ruang_nama: &str) -> Self {
        self.hubungan = ruang_nama.to_string();
        self
    }

    /// Adds a part.
    pub(crate) fn bagian(mut self, jalur: &str, isi: &[u8]) -> Self {
        self.bagian.push((jalur.to_string(), isi.to_vec()));
        self
    }

    /// Every part of the package, those that lead to the others first.
    pub(crate) fn semua_bagian(&self) -> Vec<(String, Vec<u8>)> {
        let jenis = &self.hubungan;
        let mut lembar = String::new();
        let mut arah = format!("<Relationship Id=\"s\" Type=\"{jenis}/styles\" Target=\"styles.xml\"/>");
        if self.bagian.iter().any(|(nama, _)| nama == "xl/sharedStrings.xml") {
            arah += &format!("<Relationship Id=\"t\" Type=\"{jenis}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
        }
        for (nomor, (nama, atribut, macam)) in (1..).zip(&self.lembar) {
            lembar += &format!("<sheet name=\"{nama}\" sheetId=\"{nomor}\" r:id=\"r{nomor}\" {atribut}/>");
            arah += &format!("<Relationship Id=\"r{nomor}\" Type=\"{jenis}/{macam}\" Target=\"sheets/{nomor}.xml\"/>");
        }
        let akar = format!("<Relationship Id=\"a\" Type=\"{jenis}/officeDocument\" Target=\"xl/workbook.xml\"/>");
        let mut semua = vec![
            ("[Content_Types].xml".to_string(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_string(), format!("<Relationships>{akar}</Relationships>").into_bytes()),
            (
                "xl/workbook.xml".to_string(),
                format!("<workbook>{}<sheets>{lembar}</sheets></workbook>", self.kepala).into_bytes(),
            ),
            ("xl/_rels/workbook.xml.rels".to_string(), format!("<Relationships>{arah}</Relationships>").into_bytes()),
        ];
        semua.extend(self.bagian.iter().cloned());
        semua
    }

    pub(crate) fn selesai(&self) -> Vec<u8> {
        arsip(&self.semua_bagian())
    }

    /// The package without one part.
    pub(crate) fn tanpa(&self, jalur: &str) -> Vec<u8> {
        let bagian: Vec<_> = self.semua_bagian().into_iter().filter(|(nama, _)| nama != jalur).collect();
        arsip(&bagian)
    }

    /// The package with some words of one part exchanged.
    pub(crate) fn ganti(&self, jalur: &str, dari: &str, ke: &str) -> Vec<u8> {
        let mut semua = self.semua_bagian();
        for (_, isi) in semua.iter_mut().filter(|(nama, _)| nama == jalur) {
            let teks = String::from_utf8_lossy(isi).into_owned();
            assert!(teks.contains(dari), "{jalur} holds no {dari}");
            *isi = teks.replace(dari, ke).into_bytes();
        }
        arsip(&semua)
    }

    /// Not compressed, with some bytes exchanged for others of the same length, wherever they stand.
    pub(crate) fn tukar(&self, dari: &[u8], ke: &[u8]) -> Vec<u8> {
        tukar(arsip_polos(&self.semua_bagian()), dari, ke)
    }
}

/// Exchanges bytes for others of the same length.
pub(crate) fn tukar(mut isi: Vec<u8>, dari: &[u8], ke: &[u8]) -> Vec<u8> {
    assert_eq!(dari.len(), ke.len());
    let mut letak = 0;
    while let Some(temu) = isi[letak..].windows(dari.len()).position(|jendela| jendela == dari) {
        isi[letak + temu..letak + temu + dari.len()].copy_from_slice(ke);
        letak += temu + dari.len();
    }
    assert!(letak > 0, "nothing to exchange");
    isi
}

/// An .ods by the rows of its one table.
pub(crate) fn ods(baris: &str, manifes: &str) -> Vec<u8> {
    let ruang = "urn:oasis:names:tc:opendocument:xmlns";
    let isi = format!(
        "<office:document-content xmlns:office=\"{ruang}:office:1.0\" xmlns:table=\"{ruang}:table:1.0\" \
         xmlns:text=\"{ruang}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Data\">{baris}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    arsip(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml".into(), manifes.into()),
        ("content.xml".into(), isi.into_bytes()),
    ])
}

/// An OLE compound file of one stream.
pub(crate) fn ole(nama: &str, isi: &[u8]) -> Vec<u8> {
    let mut berkas =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("a compound file");
    berkas.create_stream(format!("/{nama}")).expect("a stream").write_all(isi).expect("its bytes");
    berkas.flush().expect("a whole file");
    berkas.into_inner().into_inner()
}

/// An .xls of one sheet with numbers in column A; `tambahan` goes behind its first record.
pub(crate) fn xls(angka: &[f64], tambahan: &[u8]) -> Vec<u8> {
    let awal = |jenis: u16| catatan(0x0809, &kata(&[0x0600, jenis, 0, 0, 0, 0, 0, 0]));
    let gaya = catatan(0x00E0, &[0; 20]);
    let kepala = |letak: u32| {
        let lembar = catatan(0x0085, &[&letak.to_le_bytes()[..], &[0, 0, 4, 0], b"Data"].concat());
        [awal(5), tambahan.to_vec(), gaya.clone(), lembar, catatan(0x000A, &[])].concat()
    };
    let letak = u32::try_from(kepala(0).len()).expect("a short stream");
    let sel = (0_u16..)
        .zip(angka)
        .map(|(baris, nilai)| catatan(0x0203, &[kata(&[baris, 0, 0]), nilai.to_le_bytes().to_vec()].concat()));
    let sel: Vec<u8> = sel.flatten().collect();
    ole("Workbook", &[kepala(letak), awal(0x10), sel, catatan(0x000A, &[])].concat())
}

/// A record of an .xls stream.
pub(crate) fn catatan(jenis: u16, isi: &[u8]) -> Vec<u8> {
    let panjang = u16::try_from(isi.len()).expect("a short record");
    [&jenis.to_le_bytes()[..], &panjang.to_le_bytes(), isi].concat()
}

fn kata(kata: &[u16]) -> Vec<u8> {
    kata.iter().flat_map(|satu| satu.to_le_bytes()).collect()
}

/// Bytes without any order, the same ones every time.
pub(crate) fn acak(panjang: usize) -> Vec<u8> {
    let mut benih = 0x2026_1120_u64;
    let mut satu = || {
        benih = benih.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        benih.to_be_bytes()[0]
    };
    (0..panjang).map(|_| satu()).collect()
}
