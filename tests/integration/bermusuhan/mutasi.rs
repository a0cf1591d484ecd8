//! Damage by chance: whatever happens to a sound file on its way, it is refused or gives the values that it gave.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use selaras::extract::{baris_lengkap, extract};
use selaras::intake;
use selaras::template::Pustaka;
use selaras::workbook::{Limits, Workbook, read};
use selaras::workspace::Ruang;

use super::pembuat::{Buku, arsip as arsip_baru, ods};
use crate::bersama::akar;

/// Numbers without any order, the same ones every time.
struct Acak(u64);

impl Acak {
    fn satu(&mut self, di_bawah: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % di_bawah.max(1)
    }

    fn bita(&mut self) -> u8 {
        u8::try_from(self.satu(256)).unwrap_or(0)
    }

    /// What a disk, a cable or a mail program does to a file.
    fn rusak(&mut self, utuh: &[u8]) -> Vec<u8> {
        let mut isi = utuh.to_vec();
        let letak = self.satu(isi.len());
        let sampai = (letak + 1 + self.satu(700)).min(isi.len());
        match self.satu(8) {
            0 => isi.truncate(letak),
            1 => isi[letak] ^= 1 << self.satu(8),
            2 => isi[letak] = self.bita(),
            3 => isi[letak..sampai].fill(0),
            4 => drop(isi.drain(letak..sampai)),
            5 => {
                let salinan = isi[letak..sampai].to_vec();
                isi.splice(letak..letak, salinan);
            }
            6 => (0..10).for_each(|_| {
                let letak = self.satu(isi.len());
                isi[letak] = self.bita();
            }),
            _ => {
                let lain = self.satu(isi.len() - (sampai - letak) + 1);
                isi.copy_within(letak..sampai, lain);
            }
        }
        isi
    }
}

/// How damaged variants of one file came out.
#[derive(Debug, Default)]
struct Hitungan {
    ditolak: usize,
    sama: usize,
    berbeda: usize,
    terlama: Duration,
}

impl Hitungan {
    fn tambah(&mut self, utuh: &Workbook, rusak: &[u8], batas: &Limits) -> Option<Workbook> {
        let mulai = Instant::now();
        let hasil = read(rusak, batas);
        self.terlama = self.terlama.max(mulai.elapsed());
        match hasil {
            Err(galat) => {
                assert!(!galat.saran().is_empty());
                self.ditolak += 1;
                None
            }
            // Properties of the document are no values: damaged ones are left out.
            Ok(buku) if buku.sheets == utuh.sheets => {
                self.sama += 1;
                None
            }
            Ok(buku) => {
                self.berbeda += 1;
                Some(buku)
            }
        }
    }
}

/// Whether the format carries checksums, so that damage cannot pass for content.
fn berjumlah_periksa(isi: &[u8]) -> bool {
    isi.starts_with(b"PK")
}

#[test]
fn damage_by_chance_is_refused_or_changes_no_value() {
    let baris: String = (1..200)
        .map(|nomor| format!("<row r=\"{nomor}\"><c r=\"A{nomor}\"><v>{}</v></c></row>", nomor * 7919))
        .collect();
    let sel =
        "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"12345\"/></table:table-row>";
    let form = akar().join("samples/politeknik/masuk/JTI/PK JTI 2026.xlsx");
    let batas = Limits::default();
    for utuh in [Buku::baris(&baris).selesai(), ods(&sel.repeat(50), "<manifest/>"), fs::read(form).expect("a form")] {
        let benar = read(&utuh, &batas).expect("a sound workbook");
        let mut acak = Acak(utuh.len() as u64);
        let mut hitungan = Hitungan::default();
        for nomor in 0..250 {
            let rusak = acak.rusak(&utuh);
            let berbeda = hitungan.tambah(&benar, &rusak, &batas);
            assert!(berbeda.is_none(), "variant {nomor} of a file of {} bytes gives other values", utuh.len());
        }
        assert!(hitungan.ditolak > 100, "damage must show: {hitungan:?}");
    }
}

/// A package in which one part is damaged and its checksum is right: what a faulty program writes.
fn bagian_rusak(utuh: &[u8], acak: &mut Acak) -> Option<Vec<u8>> {
    let mut arsip = zip::ZipArchive::new(Cursor::new(utuh)).ok()?;
    let terpilih = acak.satu(arsip.len());
    let mut bagian = Vec::new();
    for nomor in 0..arsip.len() {
        let mut satu = arsip.by_index(nomor).ok()?;
        let mut isi = Vec::new();
        satu.read_to_end(&mut isi).ok()?;
        if nomor == terpilih && !isi.is_empty() {
            isi = acak.rusak(&isi);
        }
        bagian.push((satu.name().ok()?.into_owned(), isi));
    }
    Some(arsip_baru(&bagian))
}

/// Reads a damaged workbook and what is on its sheets, as the program does. What a stage trips over ends the test.
fn seluruhnya(isi: &[u8], batas: &Limits, pustaka: &Pustaka) -> bool {
    match read(isi, batas) {
        Ok(buku) => extract(&buku, pustaka).lembar.iter().all(baris_lengkap),
        Err(galat) => {
            // Other people's readers may panic and are caught; ours read .xlsx and .ods without.
            let tersandung = galat.to_string().contains("tidak dapat diikuti");
            assert!(!tersandung || !isi.starts_with(b"PK"), "{galat}");
            true
        }
    }
}

#[test]
fn damaged_parts_with_right_checksums_trip_no_stage() {
    let batas = Limits::default();
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let masuk = akar().join("samples/politeknik/masuk/JTI");
    for nama in ["PK JTI 2026.xlsx", "Pengukuran TW I JTI.xlsx"] {
        let utuh = fs::read(masuk.join(nama)).expect("a form");
        let mut acak = Acak(utuh.len() as u64);
        for nomor in 0..80 {
            let rusak = bagian_rusak(&utuh, &mut acak).expect("a sound package");
            assert!(seluruhnya(&rusak, &batas, &pustaka), "variant {nomor} of {nama}");
        }
    }
}

#[test]
fn damaged_mail_settings_and_definitions_trip_no_stage() {
    let lama = lama_lain();
    let surat = [
        "From: a@contoh.example\r\nDate: Mon, 2 Mar 2026 08:00:00 +0700\r\nSubject: =?utf-8?B?UEs=?=\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n",
        "Terlampir.\r\n--b\r\nContent-Type: application/vnd.ms-excel; name*=utf-8''pk%20jti.xlsx\r\n",
        "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nUEsDBAoAAAAAAA==\r\n--b--\r\n",
    ]
    .concat();
    let setelan = fs::read_to_string(akar().join("samples/politeknik/selaras.toml")).expect("settings");
    let definisi = fs::read_to_string(akar().join("templates/formulir/uk-umum.toml")).expect("a definition");
    let arsip = arsip_baru(&[("a/pk.xlsx".into(), b"x".to_vec()), ("b.eml".into(), surat.clone().into_bytes())]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut acak = Acak(2026);
    let (mulai, mut putaran) = (Instant::now(), 0);
    while putaran < 60 || mulai.elapsed() < lama {
        putaran += 1;
        for (nama, isi) in [("a.eml", surat.as_bytes()), ("a.mbox", surat.as_bytes()), ("a.zip", &arsip)] {
            let jalur = folder.path().join(nama);
            let awalan: &[u8] = if nama == "a.mbox" { b"From a Mon Mar  2 08:00:00 2026\r\n" } else { b"" };
            fs::write(&jalur, [awalan, &acak.rusak(isi)].concat()).expect("a file");
            let kotak = intake::satu_berkas(&jalur);
            let tersandung = kotak.ditolak.iter().find(|satu| satu.alasan.contains("tidak dapat diikuti"));
            assert!(tersandung.is_none(), "{tersandung:?}");
            for kiriman in &kotak.kiriman {
                // Its bytes may not be there any more: that is an error, and none of the program.
                let _ = intake::isi(&kiriman.sumber, 1 << 20);
            }
        }
        fs::write(folder.path().join("selaras.toml"), acak.rusak(setelan.as_bytes())).expect("settings");
        let _ = Ruang::buka(folder.path());
        let teks = String::from_utf8_lossy(&acak.rusak(definisi.as_bytes())).into_owned();
        let _ = Pustaka::dengan(&[("templat/uji.toml".to_string(), teks)]);
    }
    println!("{putaran} rounds");
}

/// How long the stages beside workbooks are tried: `SELARAS_MUTASI_LAIN=seconds`.
fn lama_lain() -> Duration {
    let detik = std::env::var("SELARAS_MUTASI_LAIN").ok().and_then(|detik| detik.parse().ok());
    Duration::from_secs(detik.unwrap_or(0))
}

/// `SELARAS_MUTASI=folder[:seconds] cargo test --test integration mutasi -- --ignored --nocapture` damages the workbooks
/// of a folder for so long, and keeps in `target/mutasi` what was read with other values.
#[test]
#[ignore = "runs for as long as it is told, over files of one's own"]
fn workbooks_of_a_folder_are_damaged_for_a_while() {
    let setelan = std::env::var("SELARAS_MUTASI").expect("SELARAS_MUTASI=folder[:seconds]");
    let (folder, detik) = setelan.rsplit_once(':').unwrap_or((&setelan, "60"));
    let lama = Duration::from_secs(detik.parse().expect("seconds"));
    let mut berkas: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").flatten().map(|entri| entri.path()).filter(|j| j.is_file()).collect();
    berkas.sort();
    let simpan = akar().join("target/mutasi");
    fs::create_dir_all(&simpan).expect("a folder");
    let batas = Limits::default();
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let jatah = lama / u32::try_from(berkas.len().max(1)).unwrap_or(1);
    let mut salah = Vec::new();
    for jalur in &berkas {
        let utuh = fs::read(jalur).expect("a file");
        let Ok(benar) = read(&utuh, &batas) else {
            println!("{}: not read even when sound", jalur.display());
            continue;
        };
        let mut acak = Acak(utuh.len() as u64 ^ 0x5EED);
        let (mut hitungan, mut bagian) = (Hitungan::default(), 0);
        let mulai = Instant::now();
        while mulai.elapsed() < jatah {
            if let Some(rusak) = bagian_rusak(&utuh, &mut acak) {
                bagian += 1;
                assert!(seluruhnya(&rusak, &batas, &pustaka), "{}", jalur.display());
            }
            let rusak = acak.rusak(&utuh);
            if let Some(buku) = hitungan.tambah(&benar, &rusak, &batas)
                && berjumlah_periksa(&utuh)
            {
                let nama = format!("{}-{}", hitungan.berbeda, nama(jalur));
                fs::write(simpan.join(&nama), &rusak).expect("a file kept");
                salah.push(format!("{nama}: {}", beda(&benar, &buku)));
            }
        }
        println!("{}: {hitungan:?}, with parts damaged: {bagian}", nama(jalur));
    }
    assert!(salah.is_empty(), "{}", salah.join("\n"));
}

fn nama(jalur: &Path) -> String {
    jalur.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The first difference, for people.
fn beda(satu: &Workbook, lain: &Workbook) -> String {
    if satu.sheets.len() != lain.sheets.len() {
        return format!("{} sheets instead of {}", lain.sheets.len(), satu.sheets.len());
    }
    for (satu, lain) in satu.sheets.iter().zip(&lain.sheets) {
        if let Some((satu, lain)) = satu.cells.iter().zip(&lain.cells).find(|(satu, lain)| satu != lain) {
            return format!("{satu:?} became {lain:?}");
        }
        if satu != lain {
            return format!("sheet {} differs, {} cells instead of {}", satu.name, lain.cells.len(), satu.cells.len());
        }
    }
    "the format".to_string()
}
