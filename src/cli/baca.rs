//! `selaras baca`: the reader as a filter.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use selaras::intake::{self, Ditolak, Sumber};
use selaras::tables::GagalBaca;
use selaras::template::Pustaka;
use selaras::workbook::limits::Limits;
use selaras::worker::{CaraBaca, Jawaban, Pembaca, Penjaga, Permintaan};
use selaras::workspace::Ruang;

use super::{ADA_GALAT, Akhir, BERSIH, readers, sistem};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Berkas yang dibaca; tanpa ini, jalur diambil dari masukan standar, satu per baris.
    berkas: Vec<PathBuf>,
    /// Ruang kerja yang templat dan batasnya dipakai.
    #[arg(long)]
    ruang: Option<PathBuf>,
    /// Keluaran baris JSON (satu berkas satu baris). Ini satu-satunya bentuk keluaran.
    #[arg(long)]
    jsonl: bool,
    /// Melayani permintaan dari proses induk.
    #[arg(long, hide = true)]
    pekerja: bool,
    /// Nomor proses induk: pembaca berakhir bersamanya.
    #[arg(long, hide = true, requires = "pekerja")]
    induk: Option<u32>,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    if pilihan.pekerja {
        sistem::end_with(pilihan.induk);
    }
    let pembaca = pembaca(pilihan.ruang.as_deref())?;
    if pilihan.pekerja {
        sistem::batasi_memori(pembaca.batas.memori);
        // The message of a panic that is caught says nothing to anyone: the file gets its answer.
        std::panic::set_hook(Box::new(|_| {}));
        let mulai = Instant::now();
        let sebelum = || sistem::batasi_prosesor(mulai.elapsed().as_secs() + pembaca.batas.detik);
        pembaca.layani(sistem::requests(), io::stdout().lock(), sebelum)?;
        return Ok(BERSIH);
    }
    let mut penjaga = match readers().way(pilihan.ruang.as_deref(), &pembaca.batas) {
        CaraBaca::Pekerja(perintah) => Some(Penjaga::baru(perintah)),
        CaraBaca::Sendiri => None,
    };
    let mut keluaran = BufWriter::new(io::stdout().lock());
    let mut bersih = true;
    let mut satu = |jalur: &Path| -> io::Result<()> {
        let (permintaan, ditolak) = permintaan(jalur);
        for permintaan in permintaan {
            let jawaban = match &mut penjaga {
                Some(penjaga) => penjaga.baca(&permintaan)?,
                None => pembaca.baca(&permintaan),
            };
            bersih &= jawaban.hasil.is_ok();
            serde_json::to_writer(&mut keluaran, &jawaban)?;
            keluaran.write_all(b"\n")?;
        }
        for satu in ditolak {
            bersih = false;
            writeln!(keluaran, "{}", serde_json::to_string(&tertolak(satu))?)?;
        }
        keluaran.flush()
    };
    if pilihan.berkas.is_empty() {
        for baris in io::stdin().lock().lines() {
            satu(Path::new(baris?.trim_end_matches('\r')))?;
        }
    } else {
        for jalur in &pilihan.berkas {
            satu(jalur)?;
        }
    }
    Ok(if bersih { BERSIH } else { ADA_GALAT })
}

fn pembaca(ruang: Option<&Path>) -> Result<Pembaca, Box<dyn std::error::Error>> {
    Ok(match ruang {
        Some(folder) => {
            let ruang = Ruang::buka(folder)?;
            Pembaca { pustaka: ruang.pustaka, batas: ruang.batas }
        }
        None => Pembaca { pustaka: Pustaka::bawaan()?, batas: Limits::default() },
    })
}

/// The requests for a path: itself, or the members of an archive; and what in it cannot be looked into. A path that
/// gives neither is asked for as it is, so that it gets an answer too.
fn permintaan(jalur: &Path) -> (Vec<Permintaan>, Vec<Ditolak>) {
    let kotak = intake::satu_berkas(jalur);
    let mut semua: Vec<Permintaan> =
        kotak.kiriman.into_iter().map(|kiriman| Permintaan { jalur: kiriman.jalur, sumber: kiriman.sumber }).collect();
    if semua.is_empty() && kotak.ditolak.is_empty() {
        semua.push(Permintaan { jalur: jalur.display().to_string(), sumber: Sumber::berkas(jalur) });
    }
    (semua, kotak.ditolak)
}

fn tertolak(satu: Ditolak) -> Jawaban {
    let pesan = format!("Berkas tidak dibaca: {}.", satu.alasan);
    Jawaban { jalur: satu.jalur, sha256: String::new(), hasil: Err(GagalBaca { pesan, saran: satu.saran }) }
}
