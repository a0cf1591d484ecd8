//! `selaras periksa --tandai`: the marked copy, before anything is sent.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use selaras::files::{FilesError, Names, ensure_folder, save_new};
use selaras::finding::Temuan;
use selaras::letters::tentang;
use selaras::pipeline::kembali::{Penanda, nama_koreksi};
use selaras::tables::{Berkas, Tables};

use super::terminal::aman;

/// Writes a marked copy of every file that findings are about, beside it or into a folder. A file that exists is never
/// written over: it may be an earlier copy in which somebody has begun to mend.
pub(super) fn tulis(penanda: &Penanda<'_>, temuan: &[Temuan], ke: Option<&Path>) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = ke {
        ensure_folder(folder)?;
    }
    for berkas in penanda.tables.berkas.iter().filter(|berkas| berkas.hasil.is_ok()) {
        let Some(sumber) = penanda.sumber.get(&berkas.jalur) else { continue };
        let milik = tentang(temuan.iter(), &berkas.jalur);
        if milik.is_empty() {
            continue;
        }
        match penanda.tandai(berkas, unit(penanda.tables, berkas), &milik) {
            Ok((isi, akhiran)) => {
                let samping = sumber.berkas.parent().unwrap_or_else(|| Path::new(""));
                let jalur = simpan(ke.unwrap_or(samping), &berkas.jalur, akhiran, &isi)?;
                anstream::eprintln!("Salinan bertanda: {}", jalur.display());
            }
            Err(sebab) => anstream::eprintln!("selaras: {} tidak dapat ditandai ({sebab})", aman(&berkas.jalur)),
        }
    }
    Ok(())
}

fn simpan(folder: &Path, jalur: &str, akhiran: &str, isi: &[u8]) -> Result<PathBuf, Box<dyn Error>> {
    let mut terpakai = Names::default();
    loop {
        let tujuan = folder.join(nama_koreksi(jalur, akhiran, &mut terpakai));
        match save_new(&tujuan, isi) {
            Ok(()) => return Ok(tujuan),
            Err(galat) if galat.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(FilesError::Write { path: tujuan, source }.into()),
        }
    }
}

/// Name of the unit of a file, when it is known.
fn unit<'a>(tables: &'a Tables, berkas: &Berkas) -> &'a str {
    let mut dokumen = tables.dokumen.iter();
    let milik = |nomor: u32| tables.berkas.get(nomor as usize).is_some_and(|satu| satu.jalur == berkas.jalur);
    let kode = dokumen.find_map(|satu| satu.unit.as_deref().filter(|_| milik(satu.berkas)));
    kode.and_then(|kode| tables.unit(kode)).map_or("", |unit| unit.nama.as_str())
}
