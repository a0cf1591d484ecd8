//! What Excel asks of a package before it opens a workbook without a word: parts, content types, relationships, the
//! workbook part, document properties, styles.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::lembar::{self, Gaya};
use super::pohon::Unsur;

const DOKUMEN: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const JENIS: &str = "application/vnd.openxmlformats-officedocument.";
/// The last word of a relationship's type, and the end of the content type that its target must have.
const PASANGAN: [(&str, &str); 12] = [
    ("officeDocument", "spreadsheetml.sheet.main+xml"),
    ("worksheet", "spreadsheetml.worksheet+xml"),
    ("styles", "spreadsheetml.styles+xml"),
    ("sharedStrings", "spreadsheetml.sharedStrings+xml"),
    ("theme", "theme+xml"),
    ("drawing", "drawing+xml"),
    ("chart", "drawingml.chart+xml"),
    ("comments", "spreadsheetml.comments+xml"),
    ("vmlDrawing", "vmlDrawing"),
    ("table", "spreadsheetml.table+xml"),
    ("core-properties", "core-properties+xml"),
    ("custom-properties", "custom-properties+xml"),
];

/// Relationships of a part: id → (last word of the type, target part, or `None` outside the package).
pub(super) type Hubungan = BTreeMap<String, (String, Option<String>)>;

/// A package under inspection.
pub(super) struct Paket {
    pub(super) bagian: BTreeMap<String, Vec<u8>>,
    pohon: BTreeMap<String, Unsur>,
    pub(super) salah: Vec<String>,
}

/// Everything that is wrong with a workbook.
pub(crate) fn periksa(byte: &[u8]) -> Vec<String> {
    let mut paket = match Paket::buka(byte) {
        Ok(paket) => paket,
        Err(salah) => return vec![salah],
    };
    paket.jenis_isi();
    paket.semua_hubungan();
    paket.sifat_dokumen();
    paket.buku();
    paket.salah
}

impl Paket {
    fn buka(byte: &[u8]) -> Result<Self, String> {
        let mut arsip = zip::ZipArchive::new(Cursor::new(byte)).map_err(|galat| galat.to_string())?;
        let mut paket = Self { bagian: BTreeMap::new(), pohon: BTreeMap::new(), salah: Vec::new() };
        let mut kenal = BTreeSet::new();
        for nomor in 0..arsip.len() {
            let mut satu = arsip.by_index(nomor).map_err(|galat| galat.to_string())?;
            let nama = satu.name().map_err(|galat| galat.to_string())?.to_string();
            let mut isi = Vec::new();
            satu.read_to_end(&mut isi).map_err(|galat| format!("{nama}: {galat}"))?;
            if !kenal.insert(nama.to_lowercase()) {
                paket.salah.push(format!("{nama}: bagian ganda"));
            }
            if nama.starts_with('/') || nama.contains('\\') || nama.split('/').any(|bagian| bagian == "..") {
                paket.salah.push(format!("{nama}: nama bagian tidak sah"));
            }
            if !nama.ends_with('/') {
                paket.bagian.insert(nama, isi);
            }
        }
        for (nama, isi) in &paket.bagian {
            let berupa_xml = [".xml", ".rels", ".vml"].iter().any(|akhir| nama.ends_with(akhir));
            match Unsur::baca(isi) {
                Ok(pohon) if berupa_xml => {
                    paket.pohon.insert(nama.clone(), pohon);
                }
                Err(sebab) if berupa_xml => paket.salah.push(format!("{nama}: XML {sebab}")),
                _ => {}
            }
        }
        Ok(paket)
    }

    pub(super) fn pohon(&self, nama: &str) -> Option<&Unsur> {
        self.pohon.get(nama)
    }

    fn catat(&mut self, syarat: bool, pesan: impl FnOnce() -> String) {
        if !syarat {
            self.salah.push(pesan());
        }
    }

    /// `[Content_Types].xml`: a type for every part, no type for a part that is not there, nothing twice.
    fn jenis_isi(&mut self) {
        let Some(akar) = self.pohon.remove("[Content_Types].xml") else {
            self.salah.push("[Content_Types].xml tidak ada".into());
            return;
        };
        let mut kenal = BTreeSet::new();
        for satu in &akar.anak {
            let kunci = format!("{}{}", satu.sifat("Extension"), satu.sifat("PartName")).to_lowercase();
            self.catat(kenal.insert(format!("{}:{kunci}", satu.nama)), || format!("jenis isi ganda untuk {kunci}"));
            self.catat(satu.sifat("ContentType").contains('/'), || format!("jenis isi kosong untuk {kunci}"));
            if satu.nama == "Override" {
                let bagian = satu.sifat("PartName").trim_start_matches('/').to_string();
                self.catat(self.bagian.contains_key(&bagian), || {
                    format!("jenis isi untuk bagian yang tidak ada: {bagian}")
                });
            }
        }
        for nama in self.bagian.keys().filter(|nama| *nama != "[Content_Types].xml").cloned().collect::<Vec<_>>() {
            self.catat(jenis_bagian(&akar, &nama).is_some(), || format!("{nama}: tanpa jenis isi"));
        }
        self.pohon.insert("[Content_Types].xml".into(), akar);
    }

    /// Every relationship: its owner and target exist, its target has the content type that its kind asks for.
    fn semua_hubungan(&mut self) {
        let akar = self.hubungan("");
        let buku = akar.values().any(|(jenis, tujuan)| jenis == "officeDocument" && tujuan.is_some());
        self.catat(buku, || "_rels/.rels tidak menunjuk buku kerja".into());
        let jenis_dokumen = self
            .pohon
            .get("_rels/.rels")
            .is_some_and(|akar| akar.anak.iter().any(|satu| satu.sifat("Type") == DOKUMEN));
        self.catat(jenis_dokumen, || "_rels/.rels: jenis hubungan buku kerja salah".into());
        for nama in self.bagian.keys().filter(|nama| nama.ends_with(".rels")).cloned().collect::<Vec<_>>() {
            let pemilik = nama.replace("_rels/", "").trim_end_matches(".rels").to_string();
            self.catat(pemilik.is_empty() || self.bagian.contains_key(&pemilik), || {
                format!("{nama}: pemiliknya tidak ada")
            });
            let banyak = self.pohon.get(&nama).map_or(0, |akar| akar.anak.len());
            let hubungan = self.hubungan(&pemilik);
            self.catat(hubungan.len() == banyak, || format!("{nama}: Id ganda"));
            for (id, (jenis, tujuan)) in hubungan {
                let Some(tujuan) = tujuan else { continue };
                self.catat(self.bagian.contains_key(&tujuan), || format!("{nama} {id}: {tujuan} tidak ada"));
                let seharusnya = PASANGAN.iter().find(|(kata, _)| *kata == jenis).map(|(_, akhir)| *akhir);
                let tertulis = self.pohon.get("[Content_Types].xml").and_then(|akar| jenis_bagian(akar, &tujuan));
                if let (Some(seharusnya), Some(tertulis)) = (seharusnya, tertulis) {
                    self.catat(tertulis.ends_with(seharusnya), || {
                        format!("{tujuan}: jenis isi {tertulis}, seharusnya {seharusnya}")
                    });
                }
            }
        }
    }

    /// The relationships of a part.
    pub(super) fn hubungan(&self, pemilik: &str) -> Hubungan {
        let (folder, nama) = pemilik.rsplit_once('/').map_or(("", pemilik), |(folder, nama)| (folder, nama));
        let awalan = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(akar) = self.pohon.get(&format!("{awalan}_rels/{nama}.rels")) else { return Hubungan::new() };
        let satu = |satu: &Unsur| {
            let jenis = satu.sifat("Type").rsplit('/').next().unwrap_or_default().to_string();
            let dalam = satu.sifat("TargetMode") != "External";
            (satu.sifat("Id").to_string(), (jenis, dalam.then(|| tujuan(folder, satu.sifat("Target")))))
        };
        akar.anak.iter().map(satu).collect()
    }

    /// Core properties with dates as they must be typed; custom properties with names and numbers of their own.
    fn sifat_dokumen(&mut self) {
        if let Some(inti) = self.pohon.remove("docProps/core.xml") {
            for tanggal in inti.anak.iter().filter(|satu| satu.nama.starts_with("dcterms:")) {
                let sah = tanggal.sifat("xsi:type") == "dcterms:W3CDTF"
                    && chrono::DateTime::parse_from_rfc3339(tanggal.teks.trim()).is_ok();
                self.catat(sah, || format!("docProps/core.xml: {} bukan tanggal W3CDTF", tanggal.nama));
            }
        }
        if let Some(khusus) = self.pohon.remove("docProps/custom.xml") {
            let mut kenal = BTreeSet::new();
            for satu in &khusus.anak {
                let nama = satu.sifat("name").to_lowercase();
                let nomor = satu.angka("pid").filter(|nomor| *nomor >= 2);
                let bentuk = satu.sifat("fmtid") == "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
                    && satu.anak.len() == 1
                    && satu.anak.iter().all(|isi| isi.nama.starts_with("vt:"));
                self.catat(bentuk, || format!("docProps/custom.xml: {nama} tidak sesuai bentuknya"));
                self.catat(nomor.is_some_and(|nomor| kenal.insert(nomor.to_string())), || {
                    format!("docProps/custom.xml: pid {nama} ganda")
                });
                self.catat(!nama.is_empty() && nama.len() <= 255 && kenal.insert(format!("n{nama}")), || {
                    format!("docProps/custom.xml: nama {nama} ganda")
                });
            }
        }
    }

    /// The workbook part with its sheets, names and styles.
    fn buku(&mut self) {
        let akar = self.hubungan("");
        let nama = akar.values().find(|(jenis, _)| jenis == "officeDocument").and_then(|(_, tujuan)| tujuan.clone());
        let Some(nama) = nama else { return };
        let Some(buku) = self.pohon.remove(&nama) else { return };
        let hubungan = self.hubungan(&nama);
        let lembar = buku.isi("sheets", "sheet");
        self.catat(!lembar.is_empty(), || "buku kerja tanpa lembar".into());
        self.catat(lembar.iter().any(|satu| terlihat(satu)), || "semua lembar tersembunyi".into());
        let mut kenal = BTreeSet::new();
        for satu in &lembar {
            let judul = satu.sifat("name");
            let huruf = judul.encode_utf16().count();
            let sah = (1..=31).contains(&huruf)
                && !judul.contains(['[', ']', ':', '*', '?', '/', '\\'])
                && !judul.starts_with('\'')
                && !judul.ends_with('\'');
            self.catat(sah, || format!("nama lembar {judul:?} tidak sah"));
            self.catat(kenal.insert(judul.to_lowercase()), || format!("nama lembar {judul:?} ganda"));
            self.catat(kenal.insert(format!("/{}", satu.sifat("sheetId"))), || format!("sheetId {judul:?} ganda"));
            let tujuan = hubungan
                .get(satu.sifat("r:id"))
                .filter(|(jenis, _)| jenis == "worksheet")
                .and_then(|(_, tujuan)| tujuan.clone());
            self.catat(tujuan.is_some(), || format!("lembar {judul:?} tanpa bagian"));
        }
        let aktif = buku.isi("bookViews", "workbookView").first().and_then(|satu| satu.angka("activeTab")).unwrap_or(0);
        self.catat(lembar.get(aktif).is_some_and(|satu| terlihat(satu)), || "lembar aktif tidak terlihat".into());
        self.nama_tertentu(&buku, lembar.len());
        let cari =
            |jenis: &str| hubungan.values().find(|(satu, _)| satu == jenis).and_then(|(_, tujuan)| tujuan.clone());
        let gaya = cari("styles")
            .and_then(|nama| self.pohon.remove(&nama))
            .map(|akar| Gaya::baca(&akar, &mut self.salah))
            .unwrap_or_default();
        let teks = cari("sharedStrings").and_then(|nama| self.pohon.get(&nama)).map_or(0, |akar| akar.anak.len());
        let mut tabel = BTreeSet::new();
        for (jenis, tujuan) in hubungan.values() {
            if let ("worksheet", Some(tujuan)) = (jenis.as_str(), tujuan) {
                lembar::periksa(self, tujuan, &gaya, teks, &mut tabel);
            }
        }
    }

    /// Defined names: a sound name, once in its scope, for a sheet that is there.
    fn nama_tertentu(&mut self, buku: &Unsur, lembar: usize) {
        let mut kenal = BTreeSet::new();
        for satu in buku.isi("definedNames", "definedName") {
            let nama = satu.sifat("name").to_string();
            let inti = nama.strip_prefix("_xlnm.").unwrap_or(&nama);
            let sah = inti.starts_with(|huruf: char| huruf.is_alphabetic() || matches!(huruf, '_' | '\\'))
                && inti.chars().all(|huruf| huruf.is_alphanumeric() || matches!(huruf, '_' | '.' | '\\' | '?'))
                && inti.len() <= 255
                && inti.parse::<selaras::domain::address::CellAddress>().is_err();
            self.catat(sah, || format!("nama {nama:?} tidak sah"));
            let wilayah = satu.sifat("localSheetId").to_string();
            self.catat(wilayah.is_empty() || satu.angka("localSheetId").is_some_and(|nomor| nomor < lembar), || {
                format!("nama {nama}: lembar {wilayah} tidak ada")
            });
            self.catat(kenal.insert((nama.to_lowercase(), wilayah)), || format!("nama {nama} ganda"));
            self.catat(!satu.teks.trim().is_empty() && !satu.teks.contains("#REF!"), || {
                format!("nama {nama} tidak menunjuk apa pun")
            });
        }
    }
}

fn terlihat(lembar: &Unsur) -> bool {
    matches!(lembar.sifat("state"), "" | "visible")
}

/// The content type of a part: its own, or that of its extension.
fn jenis_bagian(akar: &Unsur, nama: &str) -> Option<String> {
    let sendiri = akar.anak.iter().find(|satu| {
        satu.nama == "Override" && satu.sifat("PartName").trim_start_matches('/').eq_ignore_ascii_case(nama)
    });
    let akhiran = nama.rsplit('.').next().unwrap_or_default();
    let umum = || {
        akar.anak.iter().find(|satu| satu.nama == "Default" && satu.sifat("Extension").eq_ignore_ascii_case(akhiran))
    };
    let jenis = sendiri.or_else(umum)?.sifat("ContentType").to_string();
    // A workbook saved with macros has a main part of another name.
    Some(jenis.replace(
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        &format!("{JENIS}spreadsheetml.sheet.main+xml"),
    ))
}

/// The part that a relationship's target names, seen from the folder of its owner.
fn tujuan(folder: &str, tertulis: &str) -> String {
    let mut jalur: Vec<&str> = if tertulis.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|satu| !satu.is_empty()).collect()
    };
    for bagian in tertulis.split('/').filter(|satu| !satu.is_empty() && *satu != ".") {
        if bagian == ".." {
            jalur.pop();
        } else {
            jalur.push(bagian);
        }
    }
    jalur.join("/")
}
