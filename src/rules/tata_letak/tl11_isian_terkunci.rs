//! TL11: a cell that was filled in before the form was sent out, changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::simpul::Simpul;
use crate::domain::tanda::{Jejak, Sidik};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::rekam::{Rekam, baris_dokumen, semua_baris};
use crate::rules::bantu::{daftar, kutip, sebut, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

/// More changed cells of one document than this are told together.
const SENDIRI_SENDIRI: usize = 6;
/// How many of them such a message quotes.
const DIKUTIP: usize = 3;
/// Documents that are looked at one after the other: four fifths of their cells say what one before said.
const SEKALIGUS: usize = 64;
/// Fingerprints of what cells of a column said already.
type Dikenal<'a> = HashMap<(Kolom, &'a str), Jejak>;
/// Fields by which a row is known.
const NAMA: [Bidang; 3] = [Bidang::Kode, Bidang::Indikator, Bidang::Uraian];
/// Pairs of rows that are compared; a form that needs more is not looked at.
const PASANGAN: usize = 4_000_000;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL11",
    nama: "Isian terkunci diubah",
    tingkat: Tingkat::Peringatan,
    apa: "Sel yang sudah terisi dan terkunci ketika formulir dibagikan (indikator, satuan, target dari kaskade) kini berisi lain. Isian yang sama dengan kaskade atau PK yang berlaku sekarang tidak dipersoalkan.",
    mengapa: "Target yang diganti di formulir tidak mengganti target yang ditetapkan; capaian yang dihitung dari angka itu keliru.",
    sumber: "Pemeriksaan templat: sidik setiap sel yang diisikan tercatat di sifat dokumen.",
    salah: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
--- selaras_sidik = indikator,satuan,target|tUUu_P_8V
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«50»|14
",
    benar: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
--- selaras_sidik = indikator,satuan,target|tUUu_P_8V
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    periksa: Periksa::Ruang(periksa),
};

const SARAN: &str = "Kembalikan isi semula; bila angka atau bunyi dari biro perencanaan yang keliru, sampaikan agar kaskadenya diperbaiki.";

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let kiriman: Vec<DokumenRuang<'_>> = dokumen::kiriman(konteks.tables).collect();
    let beberapa = kiriman.par_chunks(SEKALIGUS);
    let temuan = beberapa.flat_map_iter(|kiriman| {
        let mut dikenal = Dikenal::default();
        let bersidik = kiriman.iter().filter_map(|satu| Some((satu, satu.isi.tanda.as_ref()?.sidik.as_ref()?)));
        bersidik
            .flat_map(|(dokumen, sidik)| {
                temuan_dokumen(konteks, dokumen, &ubahan(konteks, dokumen, sidik, &mut dikenal))
            })
            .collect::<Vec<_>>()
    });
    temuan.collect()
}

/// A changed cell.
struct Ubahan<'a> {
    rekam: Rekam<'a>,
    kolom: Kolom,
    isian: &'a Isian,
    /// What stood there, where the cascade or the agreement still tells.
    semula: Option<String>,
}

impl Ubahan<'_> {
    fn kini(&self) -> String {
        if self.isian.nilai.kosong() { "dikosongkan".into() } else { format!("menjadi {}", kutip(&self.isian.mentah)) }
    }

    fn cerita(&self) -> String {
        let semula = self.semula.as_deref().map(|semula| format!(" dari {}", kutip(semula))).unwrap_or_default();
        format!("{} di {} diubah{semula} {}", sebut(self.kolom), self.isian.sel, self.kini())
    }
}

/// Changed cells of a document, each once, in the order of the sheet.
fn ubahan<'a>(
    konteks: &Konteks<'a>,
    dokumen: &DokumenRuang<'a>,
    sidik: &Sidik,
    dikenal: &mut Dikenal<'a>,
) -> Vec<Ubahan<'a>> {
    let baris: Vec<Rekam<'a>> = semua_baris(konteks.tables, dokumen.nomor, PeranTabel::Indikator).collect();
    let jejak: Vec<Vec<Option<Jejak>>> =
        baris.iter().map(|rekam| jejak_baris(*rekam, sidik.kolom(), dikenal)).collect();
    let mut hasil: BTreeMap<CellAddress, Ubahan<'a>> = BTreeMap::new();
    let mut utuh: BTreeSet<CellAddress> = BTreeSet::new();
    for (nomor, letak) in pasangkan(sidik, &jejak) {
        let (Some(catatan), Some(milik)) = (sidik.baris().get(nomor), jejak.get(letak)) else { continue };
        let Some(rekam) = baris.get(letak).copied() else { continue };
        for ((kolom, catatan), milik) in sidik.kolom().iter().zip(catatan).zip(milik) {
            let Some(jejak) = *catatan else { continue };
            let Some(isian) = sel(rekam, *kolom).filter(|isian| terbaca(isian)) else { continue };
            if *milik == Some(jejak) || berlaku(konteks, rekam, *kolom, isian) {
                utuh.insert(isian.sel);
                continue;
            }
            let semula = semula(konteks, dokumen, rekam, *kolom, jejak);
            hasil.entry(isian.sel).or_insert(Ubahan { rekam, kolom: *kolom, isian, semula });
        }
    }
    // A cell that reaches over several rows is right when it is for one of them.
    hasil.retain(|sel, _| !utuh.contains(sel));
    hasil.into_values().collect()
}

/// The entry of a column that the row itself has: nothing stands in.
fn sel<'a>(rekam: Rekam<'a>, kolom: Kolom) -> Option<&'a Isian> {
    rekam.baris()?.isian(kolom)
}

/// Errors and formulas without a result are told by other rules.
fn terbaca(isian: &Isian) -> bool {
    !matches!(isian.nilai, Nilai::Galat { .. } | Nilai::BelumDihitung)
}

/// Rows as they were sent out, each with the row that it is now, by number: the one with its code or wording, else one in
/// which all cells but one are as they were. Rows may have been sorted, inserted and deleted. `jejak` are the
/// fingerprints of the rows of now, in the columns of `sidik`.
fn pasangkan(sidik: &Sidik, jejak: &[Vec<Option<Jejak>>]) -> Vec<(usize, usize)> {
    if sidik.baris().len().saturating_mul(jejak.len()) > PASANGAN {
        return Vec::new();
    }
    let bernama: Vec<bool> = sidik.kolom().iter().map(|kolom| NAMA.contains(&kolom.bidang)).collect();
    let mut calon: Vec<(usize, usize, usize)> = Vec::new();
    for (nomor, catatan) in sidik.baris().iter().enumerate() {
        let tercatat = catatan.iter().flatten().count();
        for (letak, milik) in jejak.iter().enumerate() {
            let (mut banyak, mut senama) = (0, false);
            for ((kiri, kanan), bernama) in catatan.iter().zip(milik).zip(&bernama) {
                if kiri.is_some() && kiri == kanan {
                    banyak += 1;
                    senama |= *bernama;
                }
            }
            let hampir = tercatat >= 3 && banyak + 1 >= tercatat;
            if senama || hampir {
                calon.push((banyak, nomor, letak));
            }
        }
    }
    calon.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut tercatat_dipakai, mut baris_dipakai) = (BTreeSet::new(), BTreeSet::new());
    let mut hasil = Vec::new();
    for (_, nomor, letak) in calon {
        if !tercatat_dipakai.contains(&nomor) && !baris_dipakai.contains(&letak) {
            tercatat_dipakai.insert(nomor);
            baris_dipakai.insert(letak);
            hasil.push((nomor, letak));
        }
    }
    hasil
}

fn jejak_baris<'a>(rekam: Rekam<'a>, kolom: &[Kolom], dikenal: &mut Dikenal<'a>) -> Vec<Option<Jejak>> {
    let jejak = kolom.iter().map(|kolom| {
        let teks: &str = &sel(rekam, *kolom)?.mentah;
        Some(*dikenal.entry((*kolom, teks)).or_insert_with(|| Jejak::dari(*kolom, teks)))
    });
    jejak.collect()
}

/// Whether a cell says what the cascade or the unit's own documents say now.
fn berlaku(konteks: &Konteks<'_>, rekam: Rekam<'_>, kolom: Kolom, isian: &Isian) -> bool {
    let kini = Jejak::dari(kolom, &isian.mentah);
    let kaskade = rekam.simpul().map(|simpul| isi_simpul(konteks, simpul, kolom, rekam)).unwrap_or_default();
    let semua = kaskade.into_iter().chain(isi_dokumen(konteks, rekam, kolom));
    semua.into_iter().any(|teks| Jejak::dari(kolom, &teks) == kini)
}

/// What stood in a cell: of all that the cascade and the unit's documents say, the one that leaves this fingerprint.
fn semula(
    konteks: &Konteks<'_>,
    dokumen: &DokumenRuang<'_>,
    rekam: Rekam<'_>,
    kolom: Kolom,
    jejak: Jejak,
) -> Option<String> {
    let unit = dokumen.isi.tanda.as_ref().and_then(|tanda| tanda.unit.as_deref()).or(dokumen.unit());
    let milik = konteks.tables.simpul.iter().filter(|simpul| simpul.unit.as_deref() == unit);
    let simpul = rekam.simpul().into_iter().chain(milik);
    let kaskade = simpul.flat_map(|simpul| isi_simpul(konteks, simpul, kolom, rekam));
    kaskade.chain(isi_dokumen(konteks, rekam, kolom)).find(|teks| Jejak::dari(kolom, teks) == jejak)
}

/// What the cascade gives for a column.
fn isi_simpul(konteks: &Konteks<'_>, simpul: &Simpul, kolom: Kolom, rekam: Rekam<'_>) -> Vec<String> {
    let target = |kolom: Kolom| {
        let isian = konteks.tables.baris_dari(simpul.rekaman).and_then(|baris| baris.isian(kolom));
        isian.filter(|isian| !isian.nilai.kosong()).map(|isian| isian.mentah.to_string()).into_iter().collect()
    };
    match kolom.bidang {
        Bidang::Kode => vec![simpul.kode.clone()],
        Bidang::Jenjang | Bidang::Jenis => simpul.jenjang.map(|jenjang| jenjang.to_string()).into_iter().collect(),
        Bidang::Sasaran => vec![simpul.sasaran.clone()],
        Bidang::Uraian => {
            vec![simpul.sasaran.clone(), simpul.indikator.clone(), format!("[{}] {}", simpul.kode, simpul.indikator)]
        }
        Bidang::Indikator => vec![simpul.indikator.clone(), format!("[{}] {}", simpul.kode, simpul.indikator)],
        Bidang::Satuan => vec![simpul.satuan.clone()],
        Bidang::Polaritas => vec![simpul.polaritas.nama().to_string()],
        Bidang::KonsolidasiPeriode => {
            simpul.konsolidasi_periode.map(|cara| cara.nama().to_string()).into_iter().collect()
        }
        Bidang::Bobot => simpul.bobot.map(|bobot| bobot.to_string()).into_iter().collect(),
        Bidang::Target => match kolom.periode {
            Periode::Berjalan => {
                let triwulan = rekam.terdaftar().and_then(|dokumen| dokumen.triwulan);
                triwulan.map(|triwulan| target(Bidang::Target.tw(triwulan))).unwrap_or_default()
            }
            _ => target(kolom),
        },
        _ => Vec::new(),
    }
}

/// What the other documents of the unit say about the same indicator.
fn isi_dokumen<'a>(konteks: &Konteks<'a>, rekam: Rekam<'a>, kolom: Kolom) -> Vec<String> {
    let angka = matches!(kolom.bidang, Bidang::Target | Bidang::Realisasi);
    let Some(kunci) = rekam.kunci().filter(|_| angka) else { return Vec::new() };
    let milik = konteks.tables.rekaman.get(rekam.nomor as usize).map(|alamat| alamat.dokumen);
    [JenisDokumen::Pk, JenisDokumen::Pengukuran]
        .into_iter()
        .flat_map(|jenis| konteks.tables.dokumen_dipakai(jenis))
        .filter(|(nomor, lain, _)| Some(*nomor) != milik && lain.unit.as_deref() == rekam.unit())
        .flat_map(|(nomor, _, _)| baris_dokumen(konteks.tables, nomor))
        .filter(|lain| lain.kunci() == Some(kunci))
        .filter_map(|lain| Some(lain.isian(kolom)?.mentah.to_string()))
        .filter(|teks| !teks.is_empty())
        .collect()
}

fn temuan_dokumen(konteks: &Konteks<'_>, dokumen: &DokumenRuang<'_>, ubahan: &[Ubahan<'_>]) -> Vec<Temuan> {
    if ubahan.len() > SENDIRI_SENDIRI {
        let mut cerita: Vec<String> = ubahan.iter().take(DIKUTIP).map(Ubahan::cerita).collect();
        cerita.push(format!("{} sel lain", ubahan.len() - cerita.len()));
        let pesan = format!(
            "{} sel yang sudah terisi ketika formulir ini dibagikan diubah: {}.",
            ubahan.len(),
            daftar(&cerita)
        );
        let mut tempat = dokumen.lembar();
        tempat.sel = ubahan.iter().map(|satu| satu.isian.sel).collect();
        return vec![temuan(&ATURAN, tempat, pesan, SARAN).unit(dokumen.unit())];
    }
    ubahan.iter().map(|satu| temuan_sel(konteks, dokumen, satu)).collect()
}

fn temuan_sel(konteks: &Konteks<'_>, dokumen: &DokumenRuang<'_>, satu: &Ubahan<'_>) -> Temuan {
    let nama = sebut(satu.kolom);
    let pesan = match &satu.semula {
        Some(semula) => format!(
            "Isian {nama} yang sudah terkunci diubah: semula {}, kini {}.",
            kutip(semula),
            if satu.isian.nilai.kosong() { "kosong".to_string() } else { kutip(&satu.isian.mentah) }
        ),
        None => format!("Isian {nama} yang sudah terkunci {}; isi semula tidak lagi tercatat di kaskade.", satu.kini()),
    };
    let temuan = temuan(&ATURAN, dokumen.sel(satu.isian.sel), pesan, SARAN).unit(dokumen.unit());
    let label = konteks.tables.label_indikator(satu.rekam.nomor);
    let temuan = if label.is_empty() { temuan } else { temuan.indikator(label) };
    match &satu.semula {
        Some(semula) => temuan.beda(satu.isian.mentah.to_string(), semula.clone()),
        None => temuan.ditemukan(satu.isian.mentah.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const BENAR: &str = super::ATURAN.benar;

    #[test]
    fn the_message_says_what_stood_there_and_what_stands_there_now() {
        let temuan = uji::temuan("TL11", super::ATURAN.salah).remove(0);
        assert!(
            temuan.pesan.contains("target yang sudah terkunci diubah: semula \"60\", kini \"50\""),
            "{}",
            temuan.pesan
        );
        assert_eq!((temuan.ditemukan.as_deref(), temuan.seharusnya.as_deref()), (Some("50"), Some("60")));
    }

    #[test]
    fn a_cell_that_was_emptied_and_one_whose_old_content_nobody_knows_are_told() {
        let kosong = uji::temuan("TL11", &BENAR.replace("|%|60|", "|%||")).remove(0);
        assert!(kosong.pesan.contains("kini kosong"), "{}", kosong.pesan);
        // The figure that was sent out is in no cascade any more, and the cell says neither it nor the new one.
        let lama = uji::temuan("TL11", &BENAR.replace("_8V\n", "AqB\n").replace("|%|60|", "|%|70|")).remove(0);
        assert!(lama.pesan.contains("isi semula tidak lagi tercatat"), "{}", lama.pesan);
        // A figure that was corrected in the cascade since is right.
        assert!(uji::sel("TL11", &BENAR.replace("_8V\n", "AqB\n")).is_empty());
    }

    #[test]
    fn rows_that_were_moved_added_or_removed_accuse_nobody() {
        let baris = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14\n";
        let tambahan = "2|Lain|Jumlah dokumen mutu|Dokumen|4|1\n";
        assert!(uji::sel("TL11", &BENAR.replace(baris, &format!("{tambahan}{baris}"))).is_empty());
        assert!(uji::sel("TL11", &BENAR.replace(baris, tambahan)).is_empty());
    }

    #[test]
    fn a_wording_that_was_changed_is_found_when_all_else_is_as_it_was() {
        let temuan = uji::temuan("TL11", &BENAR.replace("dalam 6 bulan", "dalam 12 bulan")).remove(0);
        assert!(temuan.pesan.contains("indikator") && temuan.pesan.contains("6 bulan"), "{}", temuan.pesan);
    }
}
