//! The rows below a header: what each of them is, and its typed values.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::baris::IsianBaris;
use crate::domain::dokumen::{AlasanLewat, Baris, Fakta, JenisBaris, KolomTabel, PeranTabel, Tabel};
use crate::domain::kolom::{Bacaan, Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::tanggal::cari_tahun;
use crate::domain::teks::{kode_indikator, kunci};
use crate::template::Kamus;
use crate::workbook::{Cell, CellValue};

use super::header::{BlokJudul, KolomJudul};
use super::isian::{PembacaKolom, satuan_baris};
use super::kenali::Dikenali;
use super::kisi::{Kisi, teks_sel};
use super::shape::rows::{counts_columns, only_counts_columns};
use super::tanda_tangan;

/// A table as it was read.
pub(super) struct TabelTerbaca {
    pub(super) tabel: Tabel,
    /// First row below the table.
    pub(super) akhir: u32,
    /// What became of every row from the header's end to `akhir`.
    pub(super) nasib: Vec<(u32, Nasib)>,
    pub(super) fakta: Vec<Fakta>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nasib {
    Dibaca,
    Dilewati(AlasanLewat),
}

/// A row before its values are read.
struct BarisMentah {
    baris: u32,
    jenis: JenisBaris,
    bagian: Option<String>,
}

/// Reads the rows from below a header up to, but not including, `sampai`.
pub(super) fn baca(
    kisi: &Kisi<'_>,
    kamus: &Kamus,
    blok: &BlokJudul,
    dikenali: &Dikenali<'_>,
    sampai: u32,
) -> TabelTerbaca {
    let mut pembaca =
        Pembaca { kisi, kamus, blok, dikenali, fakta: Vec::new(), nasib: Vec::new(), mentah: Vec::new(), bagian: None };
    let akhir = pembaca.golongkan(sampai);
    let Pembaca { mut fakta, nasib, mentah, .. } = pembaca;
    fakta.extend(kolom_asing(kisi, blok, dikenali, &mentah));
    let baris = isi_baris(kisi, dikenali, &mentah);
    let mut kolom = dikenali.kolom.clone();
    if let Some(uraian) = kolom.iter().find(|milik| milik.kolom.bidang == Bidang::Uraian).cloned() {
        kolom.push(KolomTabel { kolom: Bidang::Indikator.tahunan(), ..uraian });
    }
    TabelTerbaca { tabel: Tabel { peran: dikenali.peran, kolom, baris }, akhir, nasib, fakta }
}

struct Pembaca<'a, 'b> {
    kisi: &'a Kisi<'b>,
    kamus: &'a Kamus,
    blok: &'a BlokJudul,
    dikenali: &'a Dikenali<'a>,
    fakta: Vec<Fakta>,
    nasib: Vec<(u32, Nasib)>,
    mentah: Vec<BarisMentah>,
    bagian: Option<String>,
}

impl Pembaca<'_, '_> {
    /// Says what each row is; gives the first row that is no longer the table's.
    fn golongkan(&mut self, sampai: u32) -> u32 {
        let sampai = (self.blok.akhir + 1..sampai).find(|baris| self.judul_asing(*baris)).unwrap_or(sampai);
        // What looks like the end of a table is none while rows of data follow.
        let data_terakhir = (self.blok.akhir + 1..sampai).rev().find(|baris| self.pasti_data(*baris));
        let mut akhir = self.blok.akhir + 1;
        for baris in self.blok.akhir + 1..sampai {
            if data_terakhir.is_none_or(|terakhir| baris > terakhir) && self.penutup(baris) {
                break;
            }
            let nasib = self.satu_baris(baris);
            self.nasib.push((baris, nasib));
            akhir = baris + 1;
        }
        // Blank rows at the end are not the table's.
        while self.nasib.last().is_some_and(|(_, nasib)| *nasib == Nasib::Dilewati(AlasanLewat::Kosong)) {
            self.nasib.pop();
            akhir -= 1;
        }
        akhir
    }

    /// The header of a foreign table, such as the legend of a scale: its row number column says "No" again.
    fn judul_asing(&self, baris: u32) -> bool {
        self.teks_kolom(baris, Bidang::No).is_some_and(|no| matches!(kunci(&no).as_str(), "no" | "nomor"))
    }

    /// Whether a row surely holds data: an indicator (or programme), two values beside it, one of them a number.
    fn pasti_data(&self, baris: u32) -> bool {
        let angka = self.dikenali.kolom.iter().any(|milik| {
            let berangka = matches!(milik.kolom.bidang, Bidang::No)
                || matches!(milik.kolom.bidang.bacaan(), Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang);
            berangka
                && self.sel_sendiri(baris, milik).is_some_and(|sel| {
                    matches!(sel.value, CellValue::Number(_))
                        || teks_sel(sel).starts_with(|huruf: char| huruf.is_ascii_digit())
                })
        });
        angka && !self.bukan_data(baris)
    }

    /// Whether a row ends the table: notes, a signature block, another title.
    fn penutup(&self, baris: u32) -> bool {
        let isi = self.kisi.baris(baris);
        let Some(pertama) = isi.first() else { return false };
        let teks = teks_sel(pertama);
        let sendiri = isi.len() <= 2;
        (sendiri && self.kamus.baris_catatan(&teks))
            || (sendiri && self.judul_dokumen(&teks) && self.kosong_di_tabel(baris))
            || (self.tanpa_angka(baris)
                && !self.tergabung(baris)
                && tanda_tangan::pembuka(self.kisi, self.kamus, baris))
    }

    /// Whether a text is the title of a document: in capitals, or with a year. A sasaran may well speak of "realisasi".
    fn judul_dokumen(&self, teks: &str) -> bool {
        let kapital = !teks.chars().any(char::is_lowercase);
        teks.chars().count() <= 150
            && (kapital || cari_tahun(teks).is_some())
            && self.kamus.jenis_dokumen(teks).is_some()
    }

    /// Whether a row lacks what a data row has: an indicator (or programme) beside two other values.
    fn bukan_data(&self, baris: u32) -> bool {
        let inti = [Bidang::Indikator, Bidang::Uraian, Bidang::Program, Bidang::Kode, Bidang::RencanaAksi];
        let terisi = self.dikenali.kolom.iter().filter(|milik| self.sel_sendiri(baris, milik).is_some()).count();
        let cukup = if self.dikenali.peran == PeranTabel::Anggaran { 2 } else { 3 };
        !(terisi >= cukup && inti.into_iter().any(|bidang| self.teks_kolom(baris, bidang).is_some()))
    }

    /// Whether a row goes on with an indicator whose merged cell reaches down to it.
    fn tergabung(&self, baris: u32) -> bool {
        let inti = |milik: &&KolomTabel| milik.kolom == Bidang::Indikator.tahunan();
        let inti = self.dikenali.kolom.iter().find(inti);
        inti.is_some_and(|milik| {
            let jangkar = self.kisi.jangkar(baris, milik.sel.column);
            jangkar.row < baris && jangkar.row > self.blok.akhir
        })
    }

    /// Whether a row lacks what a data row has; in a budget, two texts side by side may be two signatures.
    fn tanpa_angka(&self, baris: u32) -> bool {
        let anggaran = self.dikenali.peran == PeranTabel::Anggaran;
        if anggaran { !self.pasti_data(baris) } else { self.bukan_data(baris) }
    }

    /// Whether a title-like row has nothing in the indicator column.
    fn kosong_di_tabel(&self, baris: u32) -> bool {
        self.teks_kolom(baris, Bidang::Indikator).is_none()
    }

    fn satu_baris(&mut self, baris: u32) -> Nasib {
        let isi = self.kisi.baris(baris);
        if isi.is_empty() {
            return Nasib::Dilewati(AlasanLewat::Kosong);
        }
        if self.nomor_kolom(baris, isi) {
            return Nasib::Dilewati(AlasanLewat::NomorKolom);
        }
        // Formulas that wait for figures are part of the blank form.
        if !isi.iter().any(berisi) {
            return Nasib::Dilewati(AlasanLewat::BelumDiisi);
        }
        let (kisi, dikenali) = (self.kisi, self.dikenali);
        let terpetakan: Vec<(&KolomTabel, &Cell)> = dikenali
            .kolom
            .iter()
            .filter_map(|milik| Some((milik, kisi.sel_sendiri(baris, milik.sel.column)?)))
            .filter(|(_, sel)| berisi(sel))
            .collect();
        if self.baris_jumlah(isi, &terpetakan) {
            self.simpan(baris, JenisBaris::Jumlah);
            return Nasib::Dibaca;
        }
        if let Some(bagian) = self.judul_bagian(isi) {
            self.bagian = Some(bagian);
            self.simpan(baris, JenisBaris::Kelompok);
            return Nasib::Dibaca;
        }
        // What stands in columns meant for nobody alone is no data: a signature below them, a stray account code.
        if terpetakan.iter().all(|(milik, _)| milik.kolom.bidang == Bidang::Abaikan) {
            let contoh =
                !terpetakan.is_empty() && terpetakan.iter().all(|(_, sel)| self.kamus.teks_contoh(&teks_sel(sel)));
            let alasan = if contoh { AlasanLewat::BelumDiisi } else { AlasanLewat::TidakDikenal };
            return Nasib::Dilewati(alasan);
        }
        if terpetakan.iter().all(|(milik, sel)| milik.kolom.bidang == Bidang::No || hitungan(milik, sel)) {
            return Nasib::Dilewati(AlasanLewat::BelumDiisi);
        }
        if self.catat_contoh(&terpetakan) {
            return Nasib::Dilewati(AlasanLewat::BelumDiisi);
        }
        self.simpan(baris, jenis_data(self.kisi, self.dikenali, baris, &terpetakan));
        Nasib::Dibaca
    }

    fn simpan(&mut self, baris: u32, jenis: JenisBaris) {
        self.mentah.push(BarisMentah { baris, jenis, bagian: self.bagian.clone() });
    }

    /// Whether a row is a total. "Jumlah lulusan tepat waktu" in the indicator column is an indicator; there, and in the
    /// column of programmes, only the bare label counts.
    fn baris_jumlah(&self, isi: &[Cell], terpetakan: &[(&KolomTabel, &Cell)]) -> bool {
        let inti = terpetakan.iter().find(|(milik, _)| {
            matches!(milik.kolom.bidang, Bidang::Indikator | Bidang::Uraian | Bidang::Program | Bidang::RencanaAksi)
        });
        match inti {
            Some((_, sel)) => self.kamus.label_jumlah(&teks_sel(sel)),
            None => isi
                .iter()
                .find(|sel| matches!(sel.value, CellValue::Text(_)))
                .is_some_and(|sel| self.kamus.baris_jumlah(&teks_sel(sel))),
        }
    }

    /// Whether a row counts the columns: below its headings, or where a printed page began anew.
    fn nomor_kolom(&self, baris: u32, isi: &[Cell]) -> bool {
        let pertama = self.blok.kolom.first().map_or(0, |kolom| kolom.kolom);
        self.blok.number_row == Some(baris)
            || (self.mentah.is_empty() && counts_columns(isi))
            || only_counts_columns(isi, pertama)
    }

    /// One text alone in its row, that the dictionary knows as a heading or that spans most of the table.
    fn judul_bagian(&self, isi: &[Cell]) -> Option<String> {
        let [satu] = isi else { return None };
        let CellValue::Text(teks) = &satu.value else { return None };
        let lebar_tabel = self.blok.kolom.len().max(1) as f64;
        let lebar = f64::from(self.kisi.lebar(satu.address));
        let lebar_cukup = lebar > 1.0 && lebar >= 0.6 * lebar_tabel;
        let bagian = self.dikenali.peran == PeranTabel::Indikator && !self.dikenali.punya(Bidang::Uraian);
        (bagian && (lebar_cukup || self.kamus.judul_bagian(teks))).then(|| teks.trim().to_string())
    }

    /// Notes text left over from the blank form; whether the row holds nothing else.
    fn catat_contoh(&mut self, terpetakan: &[(&KolomTabel, &Cell)]) -> bool {
        let teks: Vec<(&KolomTabel, &Cell)> = terpetakan
            .iter()
            .filter(|(milik, sel)| {
                matches!(sel.value, CellValue::Text(_))
                    && !matches!(milik.kolom.bidang, Bidang::No | Bidang::Waktu | Bidang::Abaikan)
                    // "IKU 1" is a code like any other where codes stand.
                    && !(milik.kolom.bidang == Bidang::Kode && kode_indikator(&teks_sel(sel)).is_some())
            })
            .copied()
            .collect();
        let contoh: Vec<&&Cell> =
            teks.iter().map(|(_, sel)| sel).filter(|sel| self.kamus.teks_contoh(&teks_sel(sel))).collect();
        let semua = !contoh.is_empty() && contoh.len() == teks.len();
        let fakta =
            contoh.into_iter().map(|sel| Fakta::TeksContoh { sel: sel.address, teks: teks_sel(sel).into_owned() });
        self.fakta.extend(fakta.collect::<Vec<_>>());
        semua
    }

    fn sel_sendiri(&self, baris: u32, milik: &KolomTabel) -> Option<&Cell> {
        self.kisi.sel_sendiri(baris, milik.sel.column)
    }

    fn teks_kolom(&self, baris: u32, bidang: Bidang) -> Option<String> {
        let milik = self.dikenali.kolom.iter().find(|milik| milik.kolom.bidang == bidang)?;
        self.kisi.sel_sendiri(baris, milik.sel.column).map(|sel| teks_sel(sel).into_owned())
    }
}

/// Whether a cell says anything: formulas whose result is blank, or is not known, do not.
fn berisi(sel: &Cell) -> bool {
    match &sel.value {
        CellValue::Text(teks) => !teks.trim().is_empty(),
        CellValue::NotCalculated => false,
        _ => true,
    }
}

/// Whether a cell only computes what its neighbours say: alone in its row it says nothing, whatever result it holds.
fn hitungan(milik: &KolomTabel, sel: &Cell) -> bool {
    sel.formula.is_some()
        && matches!(milik.kolom.bidang, Bidang::Capaian | Bidang::CapaianAkumulasi | Bidang::Serapan | Bidang::Status)
}

/// What a row with values is.
fn jenis_data(kisi: &Kisi<'_>, dikenali: &Dikenali<'_>, baris: u32, terpetakan: &[(&KolomTabel, &Cell)]) -> JenisBaris {
    let ada = |bidang: Bidang| terpetakan.iter().any(|(milik, _)| milik.kolom.bidang == bidang);
    let nilai = terpetakan.iter().any(|(milik, _)| {
        matches!(
            milik.kolom.bidang,
            Bidang::Target | Bidang::Realisasi | Bidang::Capaian | Bidang::Satuan | Bidang::Pembilang
        )
    });
    if dikenali.peran != PeranTabel::Indikator {
        return JenisBaris::Data;
    }
    if dikenali.punya(Bidang::Uraian) && !dikenali.punya(Bidang::Indikator) {
        return if nilai { JenisBaris::Data } else { JenisBaris::Kelompok };
    }
    let inti = if dikenali.punya(Bidang::Indikator) { Bidang::Indikator } else { Bidang::Kode };
    if ada(inti) {
        return JenisBaris::Data;
    }
    let tergabung = dikenali
        .kolom
        .iter()
        .any(|milik| milik.kolom.bidang == inti && kisi.jangkar(baris, milik.sel.column).row < baris);
    let berulang = [Bidang::RencanaAksi, Bidang::Keluaran, Bidang::Kriteria, Bidang::Waktu, Bidang::TriwulanBaris];
    let berulang = berulang.into_iter().any(ada);
    let kepala = ada(Bidang::Sasaran) || ada(Bidang::Tujuan) || ada(Bidang::KodeSasaran);
    if tergabung || (berulang && !kepala) {
        JenisBaris::Lanjutan
    } else if kepala && !nilai && !berulang {
        JenisBaris::Kelompok
    } else {
        JenisBaris::Data
    }
}

/// Columns with data that nothing knows, and cells beside the table.
fn kolom_asing(kisi: &Kisi<'_>, blok: &BlokJudul, dikenali: &Dikenali<'_>, mentah: &[BarisMentah]) -> Vec<Fakta> {
    let mut isi: BTreeMap<u32, (CellAddress, u32)> = BTreeMap::new();
    let berjudul = |kolom: u32| {
        let dinaungi =
            |milik: &KolomJudul| kisi.jangkar(milik.sel.row, kolom) == kisi.jangkar(milik.sel.row, milik.kolom);
        blok.kolom.iter().any(|milik| milik.kolom == kolom || dinaungi(milik))
    };
    let asing = |kolom: u32| dikenali.asing.iter().find(|milik| milik.kolom == kolom);
    // Every row asks the same of its columns.
    let mut ditanya: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for satu in mentah {
        for sel in kisi.baris(satu.baris) {
            let kolom = sel.address.column;
            let (asing, berjudul) = *ditanya.entry(kolom).or_insert_with(|| (asing(kolom).is_some(), berjudul(kolom)));
            if asing || (!berjudul && satu.jenis == JenisBaris::Data) {
                isi.entry(kolom).or_insert((sel.address, 0)).1 += 1;
            }
        }
    }
    isi.into_iter()
        .map(|(kolom, (pertama, banyak))| match asing(kolom) {
            Some(judul) => Fakta::KolomTakDikenal { sel: judul.sel, judul: judul.teks(), isi: banyak },
            None => Fakta::KolomTakDikenal { sel: pertama, judul: String::new(), isi: banyak },
        })
        .collect()
}

/// The values of every row, with what runs down from the rows above.
fn isi_baris(kisi: &Kisi<'_>, dikenali: &Dikenali<'_>, mentah: &[BarisMentah]) -> Vec<Baris> {
    let pembaca: Vec<(&KolomTabel, PembacaKolom<'_>)> = dikenali
        .kolom
        .iter()
        .map(|milik| {
            let teks = mentah.iter().filter_map(|satu| match &kisi.sel_sendiri(satu.baris, milik.sel.column)?.value {
                CellValue::Text(teks) => Some(teks.as_str()),
                _ => None,
            });
            (milik, PembacaKolom::baru(milik.kolom, dikenali.kolom_templat(milik.kolom), teks))
        })
        .collect();
    let mut atas: BTreeMap<Kolom, Isian> = BTreeMap::new();
    let mut sasaran_uraian: Option<Isian> = None;
    let mut bagian_kini: Option<&String> = None;
    let mut hasil = Vec::with_capacity(mentah.len());
    for satu in mentah {
        if bagian_kini != satu.bagian.as_ref() {
            atas.clear();
            bagian_kini = satu.bagian.as_ref();
        }
        let mut isian = nilai_baris(kisi, &pembaca, satu.baris);
        if matches!(satu.jenis, JenisBaris::Data | JenisBaris::Lanjutan) {
            turunkan(&mut isian, &atas, dikenali, satu.jenis);
            let terisi = isian.iter().filter(|(_, isian)| !isian.nilai.kosong());
            atas.extend(terisi.map(|(kolom, isian)| (*kolom, isian.clone())));
        } else if satu.jenis == JenisBaris::Kelompok {
            let kepala = [Bidang::Tujuan, Bidang::Sasaran, Bidang::KodeSasaran, Bidang::No].map(Bidang::tahunan);
            atas.extend(
                kepala.iter().filter_map(|kolom| {
                    Some((*kolom, isian.get(kolom).filter(|milik| !milik.nilai.kosong())?.clone()))
                }),
            );
        }
        pisahkan_uraian(&mut isian, satu.jenis, &mut sasaran_uraian);
        hasil.push(Baris { baris: satu.baris, jenis: satu.jenis, bagian: satu.bagian.clone(), isian });
    }
    hasil
}

fn nilai_baris(kisi: &Kisi<'_>, pembaca: &[(&KolomTabel, PembacaKolom<'_>)], baris: u32) -> IsianBaris {
    let satuan = pembaca
        .iter()
        .find(|(milik, _)| milik.kolom.bidang == Bidang::Satuan)
        .and_then(|(milik, _)| satuan_baris(&kisi.teks(baris, milik.sel.column)));
    pembaca
        .iter()
        .map(|(milik, pembaca)| {
            let kolom = milik.sel.column;
            let jangkar = kisi.jangkar(baris, kolom);
            // A merge across columns says its value once, in its first column; down the rows it says it for each.
            let sel = if jangkar.column == kolom { kisi.sel(baris, kolom) } else { None };
            let mut isian = pembaca.baca(sel, CellAddress::new(baris, kolom), satuan.as_ref());
            isian.turunan = jangkar.row < baris && sel.is_some();
            (milik.kolom, isian)
        })
        .collect()
}

/// Blanks take the value of the row above where the column runs down; a row that goes on with an indicator takes the
/// indicator's own fields too.
fn turunkan(isian: &mut IsianBaris, atas: &BTreeMap<Kolom, Isian>, dikenali: &Dikenali<'_>, jenis: JenisBaris) {
    for (kolom, milik) in isian.iter_mut() {
        let inti = matches!(kolom.bidang, Bidang::Indikator | Bidang::Kode | Bidang::No | Bidang::Satuan)
            || (kolom.bidang == Bidang::Target && *kolom == Bidang::Target.tahunan());
        let turun = match jenis {
            JenisBaris::Lanjutan => inti || dikenali.turun(*kolom),
            _ => !inti && dikenali.turun(*kolom),
        };
        if milik.nilai.kosong()
            && turun
            && let Some(dari) = atas.get(kolom)
        {
            *milik = dari.diturunkan();
        }
    }
}

/// A mixed column: rows with values are indicators, the others the objective that the next ones serve (domain 5.3).
fn pisahkan_uraian(isian: &mut IsianBaris, jenis: JenisBaris, sasaran: &mut Option<Isian>) {
    let Some(uraian) = isian.get(&Bidang::Uraian.tahunan()).cloned() else { return };
    if jenis == JenisBaris::Kelompok {
        *sasaran = Some(uraian);
        return;
    }
    isian.lengkapi(Bidang::Indikator.tahunan(), uraian);
    if let Some(sasaran) = sasaran {
        isian.lengkapi(Bidang::Sasaran.tahunan(), sasaran.diturunkan());
    }
    let kode = isian
        .get(&Bidang::No.tahunan())
        .filter(|no| no.mentah.matches('.').count() >= 2 && kode_indikator(&no.mentah).is_some());
    if let Some(kode) = kode.cloned() {
        isian.lengkapi(Bidang::Kode.tahunan(), kode);
    }
}
