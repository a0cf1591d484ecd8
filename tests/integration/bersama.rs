//! What several tests need.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub(crate) fn akar() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace copied to a folder of its own, so that tests do not write into the shipped ones.
pub(crate) fn salin_sampel(nama: &str) -> (tempfile::TempDir, PathBuf) {
    let tujuan = tempfile::tempdir().expect("a temporary folder");
    let ruang = tujuan.path().join(nama);
    salin(&akar().join("samples").join(nama), &ruang);
    (tujuan, ruang)
}

fn salin(dari: &Path, ke: &Path) {
    std::fs::create_dir_all(ke).expect("a folder");
    for entri in std::fs::read_dir(dari).expect("a readable folder") {
        let entri = entri.expect("an entry");
        let nama = entri.file_name();
        if entri.path().is_dir() {
            if nama != "hasil" {
                salin(&entri.path(), &ke.join(nama));
            }
        } else {
            std::fs::copy(entri.path(), ke.join(nama)).expect("a copy");
        }
    }
}

/// Runs the program.
pub(crate) fn selaras(argumen: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_selaras")).args(argumen).output().expect("the program starts")
}

/// What it printed, as text.
pub(crate) fn teks(keluaran: &[u8]) -> String {
    String::from_utf8_lossy(keluaran).into_owned()
}

/// What it complained of, but that it was built without PDF.
pub(crate) fn keluhan(keluaran: &Output) -> String {
    let semua = teks(&keluaran.stderr);
    semua.lines().filter(|baris| !baris.contains(".pdf tidak dibuat")).collect::<Vec<_>>().join("\n")
}

/// A workbook with the text of its sheets changed, as somebody mends it.
pub(crate) fn ubah_lembar(buku: &[u8], ubah: impl Fn(String) -> String) -> Vec<u8> {
    ubah_bagian(buku, |nama| nama.starts_with("xl/worksheets/sheet"), ubah)
}

/// A workbook with the text of some of its parts changed.
pub(crate) fn ubah_bagian(buku: &[u8], yang: impl Fn(&str) -> bool, mut ubah: impl FnMut(String) -> String) -> Vec<u8> {
    let mut lama = zip::ZipArchive::new(Cursor::new(buku)).expect("a package");
    let mut baru = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nomor in 0..lama.len() {
        let mut bagian = lama.by_index(nomor).expect("a part");
        let nama = bagian.name().expect("a name").into_owned();
        let mut isi = Vec::new();
        bagian.read_to_end(&mut isi).expect("its bytes");
        if yang(&nama) {
            isi = ubah(String::from_utf8(isi).expect("XML")).into_bytes();
        }
        baru.start_file(nama, zip::write::SimpleFileOptions::default()).expect("a part");
        baru.write_all(&isi).expect("its bytes");
    }
    baru.finish().expect("a package").into_inner()
}

/// A workbook with its hidden rows shown.
pub(crate) fn tampilkan_baris(buku: &[u8]) -> Vec<u8> {
    ubah_lembar(buku, |teks| teks.replace(" hidden=\"1\"", ""))
}

/// The text of a part of a workbook.
pub(crate) fn bagian(buku: &[u8], nama: &str) -> String {
    let mut paket = zip::ZipArchive::new(Cursor::new(buku)).expect("a package");
    let mut isi = String::new();
    paket.by_name(nama).expect("a part").read_to_string(&mut isi).expect("its text");
    isi
}

/// A workbook with one cell of a sheet typed anew: a figure, else a text.
pub(crate) fn isi_sel(buku: &[u8], lembar: &str, sel: &str, nilai: &str) -> Vec<u8> {
    let hubungan = bagian(buku, "xl/_rels/workbook.xml.rels");
    let kitab = bagian(buku, "xl/workbook.xml");
    let atribut = |teks: &str, nama: &str| -> String {
        let (_, sisa) = teks.split_once(&format!(" {nama}=\"")).expect("an attribute");
        sisa.split('"').next().unwrap_or_default().to_string()
    };
    let unsur = |teks: &str, awal: &str, memuat: &str| -> String {
        let satu =
            teks.split(awal).skip(1).find(|satu| satu.split('>').next().is_some_and(|satu| satu.contains(memuat)));
        satu.unwrap_or_else(|| panic!("{memuat} in {teks}")).to_string()
    };
    let id = atribut(&unsur(&kitab, "<sheet ", &format!("name=\"{lembar}\"")).replace("r:id", " r:id"), "r:id");
    let target = atribut(&format!(" {}", unsur(&hubungan, "<Relationship ", &format!("Id=\"{id}\""))), "Target");
    let tujuan = format!("xl/{}", target.trim_start_matches("/xl/"));
    let isi = match nilai.parse::<f64>() {
        Ok(angka) if nilai.len() < 15 => format!("><v>{angka}</v></c>"),
        _ => format!(" t=\"inlineStr\"><is><t>{nilai}</t></is></c>"),
    };
    let mut ada = false;
    let hasil = ubah_bagian(
        buku,
        |nama| nama == tujuan,
        |teks| {
            let (sebelum, sisa) =
                teks.split_once(&format!("<c r=\"{sel}\"")).unwrap_or_else(|| panic!("{sel} in {teks}"));
            let (kepala, sesudah) = sisa.split_once('>').expect("a cell");
            let sesudah = if kepala.ends_with('/') { sesudah } else { sesudah.split_once("</c>").expect("its end").1 };
            let gaya = kepala.split(" s=\"").nth(1).and_then(|sisa| sisa.split('"').next());
            let gaya = gaya.map(|gaya| format!(" s=\"{gaya}\"")).unwrap_or_default();
            ada = true;
            format!("{sebelum}<c r=\"{sel}\"{gaya}{isi}{sesudah}")
        },
    );
    assert!(ada, "{tujuan} is not in the package");
    hasil
}
