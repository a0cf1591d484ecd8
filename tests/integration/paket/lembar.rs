//! What Excel asks of a worksheet part: the order of its elements, rows and cells in order, references that lead
//! somewhere, lengths within its limits, notes and drawings in pairs.

use std::collections::BTreeSet;

use selaras::domain::address::CellAddress;

use super::periksa::Paket;
use super::pohon::Unsur;

/// The sequence of CT_Worksheet.
const URUTAN: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];
/// Excel's limits, in characters.
const HURUF_RUMUS: usize = 8192;
const HURUF_SEL: usize = 32_767;
const HURUF_DAFTAR: usize = 255;
const HURUF_JUDUL: usize = 32;
const HURUF_PESAN: usize = 255;

/// How many formats the styles part offers.
#[derive(Debug, Default)]
pub(super) struct Gaya {
    sel: usize,
    bersyarat: usize,
}

impl Gaya {
    /// The styles part: every format points to a font, fill and border that is there.
    pub(super) fn baca(akar: &Unsur, salah: &mut Vec<String>) -> Self {
        let banyak = |wadah: &str| akar.satu(wadah).map_or(0, |wadah| wadah.anak.len());
        for wadah in &akar.anak {
            if wadah.angka("count").is_some_and(|tertulis| tertulis != wadah.anak.len()) {
                salah.push(format!("gaya: jumlah {} tidak sesuai", wadah.nama));
            }
        }
        for (wadah, induk) in [("cellXfs", true), ("cellStyleXfs", false)] {
            for satu in akar.isi(wadah, "xf") {
                let ada = [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")]
                    .into_iter()
                    .all(|(sifat, tempat)| satu.angka(sifat).is_none_or(|nomor| nomor < banyak(tempat)));
                let induk = !induk || satu.angka("xfId").is_none_or(|nomor| nomor < banyak("cellStyleXfs"));
                if !ada || !induk {
                    salah.push(format!("gaya: {wadah} menunjuk yang tidak ada"));
                }
            }
        }
        Self { sel: banyak("cellXfs"), bersyarat: banyak("dxfs") }
    }
}

/// Everything that is wrong with one worksheet part goes to the package's list.
pub(super) fn periksa(paket: &mut Paket, nama: &str, gaya: &Gaya, teks: usize, tabel: &mut BTreeSet<String>) {
    let Some(akar) = paket.pohon(nama) else { return };
    let mut salah = Vec::new();
    urutan(akar, &mut salah);
    sel(akar, gaya, teks, &mut salah);
    gabungan(akar, &mut salah);
    pemeriksaan(akar, &mut salah);
    for satu in akar.semua().into_iter().filter(|satu| satu.nama == "cfRule") {
        if satu.angka("dxfId").is_some_and(|nomor| nomor >= gaya.bersyarat) {
            salah.push("format bersyarat menunjuk gaya yang tidak ada".into());
        }
        if satu.anak.iter().any(|rumus| rumus.nama == "formula" && rumus.teks.chars().count() > HURUF_RUMUS) {
            salah.push("rumus format bersyarat terlalu panjang".into());
        }
    }
    pasangan(paket, nama, akar, tabel, &mut salah);
    paket.salah.extend(salah.into_iter().map(|satu| format!("{nama}: {satu}")));
}

fn urutan(akar: &Unsur, salah: &mut Vec<String>) {
    let mut lalu = None;
    for anak in &akar.anak {
        match URUTAN.iter().position(|nama| *nama == anak.nama) {
            letak @ Some(_) if letak < lalu => salah.push(format!("unsur {} tidak pada tempatnya", anak.nama)),
            letak @ Some(_) => {
                let sekali = letak > lalu || anak.nama == "conditionalFormatting";
                if !sekali {
                    salah.push(format!("unsur {} lebih dari satu", anak.nama));
                }
                lalu = letak;
            }
            None if anak.nama.contains(':') => {}
            None => salah.push(format!("unsur {} tidak dikenal", anak.nama)),
        }
    }
    if akar.satu("sheetData").is_none() {
        salah.push("tanpa sheetData".into());
    }
}

/// Rows and cells in order, each at its address, with a format and a text that are there.
fn sel(akar: &Unsur, gaya: &Gaya, teks: usize, salah: &mut Vec<String>) {
    let mut baris_lalu = 0;
    for baris in akar.isi("sheetData", "row") {
        let nomor = baris.angka("r").unwrap_or(0);
        if nomor <= baris_lalu || nomor > 1_048_576 {
            salah.push(format!("baris {nomor} tidak berurutan"));
        }
        baris_lalu = nomor;
        let mut kolom_lalu = None;
        for sel in &baris.anak {
            let tertulis = sel.sifat("r");
            let Ok(alamat) = tertulis.parse::<CellAddress>() else {
                salah.push(format!("alamat sel {tertulis:?} tidak sah"));
                continue;
            };
            if alamat.row as usize + 1 != nomor || kolom_lalu.is_some_and(|lalu| alamat.column <= lalu) {
                salah.push(format!("sel {tertulis} tidak berurutan"));
            }
            kolom_lalu = Some(alamat.column);
            if sel.angka("s").is_some_and(|nomor| nomor >= gaya.sel) {
                salah.push(format!("sel {tertulis} menunjuk format yang tidak ada"));
            }
            let nilai = sel.satu("v").map_or("", |nilai| nilai.teks.as_str());
            if sel.sifat("t") == "s" && nilai.parse::<usize>().map_or(true, |nomor| nomor >= teks) {
                salah.push(format!("sel {tertulis} menunjuk teks yang tidak ada"));
            }
            if matches!(sel.sifat("t"), "" | "n") && !nilai.is_empty() && nilai.parse::<f64>().is_err() {
                salah.push(format!("sel {tertulis} bukan angka: {nilai:?}"));
            }
            if sel.satu("f").is_some_and(|rumus| rumus.teks.chars().count() > HURUF_RUMUS) {
                salah.push(format!("rumus {tertulis} terlalu panjang"));
            }
            if sel.semua().iter().any(|unsur| unsur.teks.encode_utf16().count() > HURUF_SEL) {
                salah.push(format!("teks {tertulis} terlalu panjang"));
            }
        }
    }
}

type Daerah = (CellAddress, CellAddress);

fn daerah(teks: &str) -> Option<Daerah> {
    let (awal, akhir) = teks.split_once(':').unwrap_or((teks, teks));
    let (awal, akhir): Daerah = (awal.parse().ok()?, akhir.parse().ok()?);
    (awal.row <= akhir.row && awal.column <= akhir.column).then_some((awal, akhir))
}

fn bertindih(a: &Daerah, b: &Daerah) -> bool {
    a.0.row <= b.1.row && b.0.row <= a.1.row && a.0.column <= b.1.column && b.0.column <= a.1.column
}

fn gabungan(akar: &Unsur, salah: &mut Vec<String>) {
    let Some(wadah) = akar.satu("mergeCells") else { return };
    if wadah.anak.is_empty() || wadah.angka("count").is_some_and(|banyak| banyak != wadah.anak.len()) {
        salah.push("jumlah sel gabungan tidak sesuai".into());
    }
    let mut semua: Vec<Daerah> = Vec::new();
    for satu in &wadah.anak {
        match daerah(satu.sifat("ref")) {
            Some(kini) if kini.0 != kini.1 => {
                if semua.iter().any(|lain| bertindih(lain, &kini)) {
                    salah.push(format!("sel gabungan {} bertindih", satu.sifat("ref")));
                }
                semua.push(kini);
            }
            _ => salah.push(format!("sel gabungan {:?} tidak sah", satu.sifat("ref"))),
        }
    }
}

fn pemeriksaan(akar: &Unsur, salah: &mut Vec<String>) {
    let Some(wadah) = akar.satu("dataValidations") else { return };
    if wadah.anak.is_empty() || wadah.angka("count").is_some_and(|banyak| banyak != wadah.anak.len()) {
        salah.push("jumlah pemeriksaan isian tidak sesuai".into());
    }
    for satu in &wadah.anak {
        let tempat = satu.sifat("sqref");
        if tempat.is_empty() || tempat.split(' ').any(|satu| daerah(satu).is_none()) {
            salah.push(format!("pemeriksaan isian tanpa tempat yang sah: {tempat:?}"));
        }
        let rumus = satu.satu("formula1").map_or("", |rumus| rumus.teks.as_str());
        let daftar = rumus.strip_prefix('"').and_then(|isi| isi.strip_suffix('"'));
        if satu.sifat("type") == "list"
            && (rumus.is_empty() || daftar.is_some_and(|isi| isi.encode_utf16().count() > HURUF_DAFTAR))
        {
            salah.push(format!("daftar pilihan {tempat} kosong atau lebih dari {HURUF_DAFTAR} huruf"));
        }
        let panjang = [
            ("promptTitle", HURUF_JUDUL),
            ("errorTitle", HURUF_JUDUL),
            ("prompt", HURUF_PESAN),
            ("error", HURUF_PESAN),
        ];
        for (sifat, batas) in panjang {
            if satu.sifat(sifat).encode_utf16().count() > batas {
                salah.push(format!("{sifat} pemeriksaan isian {tempat} lebih dari {batas} huruf"));
            }
        }
    }
}

/// Drawings, notes, tables and links: what the sheet names has a part, and what has a part is named by the sheet.
fn pasangan(paket: &Paket, nama: &str, akar: &Unsur, tabel: &mut BTreeSet<String>, salah: &mut Vec<String>) {
    let hubungan = paket.hubungan(nama);
    for unsur in akar.semua() {
        let id = unsur.sifat("r:id");
        let jenis = match unsur.nama.as_str() {
            "drawing" => "drawing",
            "legacyDrawing" | "legacyDrawingHF" => "vmlDrawing",
            "tablePart" => "table",
            "hyperlink" if !id.is_empty() => "hyperlink",
            _ => continue,
        };
        if hubungan.get(id).is_none_or(|(milik, _)| milik != jenis) {
            salah.push(format!("{} menunjuk hubungan {id:?} yang bukan {jenis}", unsur.nama));
        }
    }
    for (jenis, unsur) in [("comments", "legacyDrawing"), ("drawing", "drawing"), ("table", "tableParts")] {
        if hubungan.values().any(|(milik, _)| milik == jenis) && akar.satu(unsur).is_none() {
            salah.push(format!("punya bagian {jenis} tanpa unsur {unsur}"));
        }
    }
    let gambar = hubungan.values().any(|(jenis, _)| jenis == "vmlDrawing");
    if hubungan.values().any(|(jenis, _)| jenis == "comments") && !gambar {
        salah.push("catatan tanpa gambarnya".into());
    }
    for (jenis, tujuan) in hubungan.values() {
        let Some(bagian) = tujuan.as_deref().and_then(|tujuan| paket.pohon(tujuan)) else { continue };
        match jenis.as_str() {
            "comments" => catatan(bagian, salah),
            "table" => satu_tabel(bagian, tabel, salah),
            _ => {}
        }
    }
}

fn catatan(akar: &Unsur, salah: &mut Vec<String>) {
    let penulis = akar.satu("authors").map_or(0, |wadah| wadah.anak.len());
    let mut kenal = BTreeSet::new();
    for satu in akar.isi("commentList", "comment") {
        let sel = satu.sifat("ref");
        if sel.parse::<CellAddress>().is_err() || !kenal.insert(sel) {
            salah.push(format!("catatan {sel:?} ganda atau tanpa sel"));
        }
        if satu.angka("authorId").is_none_or(|nomor| nomor >= penulis) {
            salah.push(format!("catatan {sel} tanpa penulis"));
        }
    }
}

fn satu_tabel(akar: &Unsur, kenal: &mut BTreeSet<String>, salah: &mut Vec<String>) {
    let nama = akar.sifat("displayName").to_lowercase();
    if nama.is_empty() || !kenal.insert(nama.clone()) || !kenal.insert(format!("#{}", akar.sifat("id"))) {
        salah.push(format!("tabel {nama:?} ganda"));
    }
    let kolom = akar.isi("tableColumns", "tableColumn");
    let judul: BTreeSet<String> = kolom.iter().map(|kolom| kolom.sifat("name").to_lowercase()).collect();
    let lebar = daerah(akar.sifat("ref")).map(|(awal, akhir)| (akhir.column - awal.column + 1) as usize);
    if judul.len() != kolom.len() || lebar != Some(kolom.len()) {
        salah.push(format!("kolom tabel {nama} tidak sesuai"));
    }
}
