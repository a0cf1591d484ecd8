//! The rows of one table: which row of the new form each row of the old one is, and where its cells go.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dokumen::{Baris, JenisBaris, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::nilai::{Isian, Keraguan};
use crate::domain::tanggal::nama_bulan;
use crate::domain::teks::{kode_indikator, kunci_indikator, pisah_kode};
use crate::domain::triwulan::{Triwulan, baca_triwulan_kolom};
use crate::forms::tulis::{BarisIsi, SelIsi, berkode, dihitung, romawi};
use crate::template::TabelTemplat;

use super::kolom::{self, Masa};
use super::{Asal, Nasib, Pindahan, SelLama, sudah_berisi, tanpa};

/// Moves the rows of every table of this role into the one of the new form.
pub(super) fn pindahkan(
    pindahan: &mut Pindahan<'_>,
    asal: &Asal<'_>,
    peran: PeranTabel,
    tujuan: Option<&TabelTemplat>,
) {
    let lama = asal.dokumen.tabel.iter().filter(|tabel| tabel.peran == peran).flat_map(|tabel| &tabel.baris);
    let Some(tabel) = tujuan else {
        for isian in lama.flat_map(|baris| baris.isian.values()) {
            terima(pindahan, asal, isian, tanpa("tabel ini tidak ada di formulir baru"));
        }
        return;
    };
    let isi = match peran {
        PeranTabel::Anggaran => std::mem::take(&mut pindahan.isi.anggaran),
        _ => std::mem::take(&mut pindahan.isi.indikator),
    };
    let awal = isi.len();
    let (triwulan, terpakai) = (pindahan.isi.triwulan, BTreeSet::new());
    let mut pemindah = Pemindah { tabel, asal, isi, awal, triwulan, terpakai, kini: None, sasaran: None };
    for baris in lama {
        pemindah.satu(pindahan, baris);
    }
    pindahan.baris_baru += pemindah.isi.iter().skip(pemindah.awal).filter(|baris| !baris.kepala).count();
    match peran {
        PeranTabel::Anggaran => pindahan.isi.anggaran = pemindah.isi,
        _ => pindahan.isi.indikator = pemindah.isi,
    }
}

struct Pemindah<'a> {
    tabel: &'a TabelTemplat,
    asal: &'a Asal<'a>,
    /// The rows of the new form.
    isi: Vec<BarisIsi>,
    /// How many of them were there before.
    awal: usize,
    /// The quarter of the new form.
    triwulan: Option<Triwulan>,
    /// Rows into which a row of the old form went.
    terpakai: BTreeSet<usize>,
    /// The row into which the last row of the old form went.
    kini: Option<usize>,
    /// The objective under which the last new row stands, in a mixed column.
    sasaran: Option<String>,
}

/// By what an indicator is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Nama {
    kode: Option<String>,
    kalimat: String,
}

impl Nama {
    fn baru(kode: Option<&str>, kalimat: &str) -> Option<Self> {
        let (dalam, _) = pisah_kode(kalimat);
        let kode = kode.and_then(kode_indikator).or(dalam);
        let kalimat = kunci_indikator(kalimat);
        (kode.is_some() || !kalimat.is_empty()).then_some(Self { kode, kalimat })
    }

    /// Equal codes; where one has none, equal wording.
    fn sama(&self, lain: &Self) -> bool {
        match (&self.kode, &lain.kode) {
            (Some(kiri), Some(kanan)) => kiri == kanan,
            _ => !self.kalimat.is_empty() && self.kalimat == lain.kalimat,
        }
    }
}

impl Pemindah<'_> {
    fn satu(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris) {
        match baris.jenis {
            JenisBaris::Jumlah => {
                for isian in baris.isian.values() {
                    let label = isian.teks().is_some_and(|teks| self.asal.kamus.baris_jumlah(teks));
                    let nasib = if label { Nasib::Kerangka } else { tanpa("jumlah dihitung formulir baru") };
                    terima(pindahan, self.asal, isian, nasib);
                }
            }
            // Headings go with the rows below them.
            JenisBaris::Kelompok => {
                for isian in baris.isian.values() {
                    terima(pindahan, self.asal, isian, tanpa("judul kelompok tanpa baris di bawahnya"));
                }
            }
            JenisBaris::Data => self.data(pindahan, baris),
            JenisBaris::Lanjutan => self.lanjutan(pindahan, baris),
        }
    }

    fn punya(&self, bidang: Bidang) -> bool {
        self.tabel.kolom.iter().any(|milik| milik.kolom.bidang == bidang)
    }

    fn data(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris) {
        let nomor = self.tujuan(pindahan, baris, self.triwulan_lama(baris));
        self.kini = Some(nomor);
        self.kuartal(pindahan, baris, nomor);
        if !self.terpakai.insert(nomor) && self.punya(Bidang::RencanaAksi) {
            // A plan that names its indicator in every row goes on with it.
            return self.lanjutan(pindahan, baris);
        }
        for (kolom, isian) in &baris.isian {
            self.letakkan(pindahan, baris, nomor, *kolom, isian);
        }
        self.rapikan_kode(pindahan, baris, nomor);
    }

    /// The quarter of a row comes first: what stands beside it is read by it.
    fn kuartal(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris, nomor: usize) {
        let kolom = Bidang::TriwulanBaris.tahunan();
        if let Some(isian) = baris.isian.get(&kolom) {
            self.letakkan(pindahan, baris, nomor, kolom, isian);
        }
    }

    /// A row that goes on with the one above: what belongs to a quarter or to the indicator goes to its row, the rest
    /// to an open row below it.
    fn lanjutan(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris) {
        let tw = self.triwulan_lama(baris);
        let nomor = match (self.kini, self.punya(Bidang::TriwulanBaris)) {
            (Some(nomor), false) => nomor,
            _ => self.tujuan(pindahan, baris, tw),
        };
        self.kini = Some(nomor);
        self.kuartal(pindahan, baris, nomor);
        let per_triwulan = per_triwulan(baris);
        let mut ketikan: BTreeMap<Kolom, SelIsi> = BTreeMap::new();
        for (kolom, isian) in &baris.isian {
            let tujuan = kolom::cari(self.tabel, *kolom, self.masa(baris, nomor));
            let milik = tujuan.and_then(|tujuan| self.tabel.kolom.iter().find(|milik| milik.kolom == tujuan));
            let ulangan = tujuan.is_some_and(|tujuan| self.berulang(nomor, tujuan, isian));
            let di_bawah = milik.filter(|milik| !milik.turun && !per_triwulan && !isian.turunan && !ulangan);
            match (di_bawah, self.lama(isian)) {
                (Some(milik), Some(SelLama::Ketikan(nilai) | SelLama::Rumus(nilai)))
                    if milik.kolom.bidang != Bidang::No && !dihitung(self.tabel, milik.kolom) =>
                {
                    ketikan.insert(milik.kolom, nilai);
                    pindahan.catat(isian.sel, Nasib::Dipindahkan);
                }
                _ => self.letakkan(pindahan, baris, nomor, *kolom, isian),
            }
        }
        if let Some(tempat) = self.isi.get_mut(nomor).filter(|_| !ketikan.is_empty()) {
            tempat.ketikan_lanjutan.push(ketikan);
        }
    }

    /// Whether a row says of its indicator once more what stands above.
    fn berulang(&self, nomor: usize, tujuan: Kolom, isian: &Isian) -> bool {
        let milik = matches!(
            tujuan.bidang,
            Bidang::Sasaran | Bidang::Indikator | Bidang::Uraian | Bidang::Kode | Bidang::Satuan | Bidang::Target
        );
        let ada = self.isi.get(nomor).and_then(|tempat| tempat.nilai(tujuan)).map(SelIsi::tampak);
        milik && ada.is_some_and(|ada| kolom::sama(tujuan, &isian.mentah, &ada))
    }

    /// The row of the new form that is about the same indicator, and quarter where rows are about one; else a new one.
    fn tujuan(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris, tw: Option<Triwulan>) -> usize {
        let nama = nama_lama(baris);
        let berkuartal = self.punya(Bidang::TriwulanBaris);
        let berbagi = self.punya(Bidang::RencanaAksi) || per_triwulan(baris);
        let cocok = |(nomor, satu): &(usize, &BarisIsi)| {
            let sama = nama.as_ref().zip(nama_baru(satu)).is_some_and(|(kiri, kanan)| kiri.sama(&kanan));
            let bebas = berbagi || !self.terpakai.contains(nomor);
            !satu.kepala && sama && bebas && (!berkuartal || triwulan_baru(satu).or(self.triwulan) == tw)
        };
        if let Some((nomor, _)) = self.isi.iter().enumerate().find(cocok) {
            return nomor;
        }
        self.kepala(pindahan, baris);
        let mut satu = BarisIsi { bagian: baris.bagian.clone(), ..BarisIsi::default() };
        let tertulis = baris.isian.get(&Bidang::TriwulanBaris.tahunan()).is_some_and(|isian| !isian.nilai.kosong());
        if let Some(tw) = tw.filter(|_| berkuartal && !tertulis) {
            satu.ketikan.insert(Bidang::TriwulanBaris.tahunan(), SelIsi::Teks(romawi(tw).to_string()));
        }
        pindahan.bagian.extend(satu.bagian.clone());
        self.isi.push(satu);
        self.isi.len() - 1
    }

    /// In a mixed column, an objective stands in a row of its own above its indicators.
    fn kepala(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris) {
        let campur = self.punya(Bidang::Uraian) && !self.punya(Bidang::Indikator);
        let sasaran = baris.isian.get(&Bidang::Sasaran.tahunan()).filter(|_| campur && !self.punya(Bidang::Sasaran));
        let Some((isian, teks)) = sasaran.and_then(|isian| Some((isian, isian.teks()?.to_string()))) else { return };
        pindahan.catat(isian.sel, Nasib::Dipindahkan);
        if self.sasaran.as_ref() == Some(&teks) {
            return;
        }
        let ketikan = BTreeMap::from([(Bidang::Uraian.tahunan(), SelIsi::Teks(teks.clone()))]);
        self.isi.push(BarisIsi { ketikan, kepala: true, bagian: baris.bagian.clone(), ..BarisIsi::default() });
        self.sasaran = Some(teks);
    }

    /// Where the new form has no column of codes, a code stands in front of its wording.
    fn rapikan_kode(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris, nomor: usize) {
        let Some(isian) = baris.isian.get(&Bidang::Kode.tahunan()).filter(|_| !self.punya(Bidang::Kode)) else {
            return;
        };
        let (Some(kode), Some(tempat)) = (isian.teks(), self.isi.get_mut(nomor)) else { return };
        let sudah =
            nama_baru(tempat).and_then(|nama| nama.kode) == kode_indikator(kode) && kode_indikator(kode).is_some();
        let inti = [Bidang::Indikator, Bidang::Uraian].map(Bidang::tahunan);
        let tanpa_bunyi = inti.iter().all(|kolom| tempat.nilai(*kolom).is_none());
        if let Some(kolom) =
            inti.into_iter().find(|kolom| tanpa_bunyi && self.tabel.kolom.iter().any(|k| k.kolom == *kolom))
        {
            tempat.ketikan.insert(kolom, SelIsi::Teks(kode.to_string()));
            pindahan.catat(isian.sel, Nasib::Dipindahkan);
            return;
        }
        let gabung = inti.into_iter().find_map(|kolom| match tempat.ketikan.get_mut(&kolom) {
            Some(SelIsi::Teks(teks)) if !sudah => {
                let baru = berkode(kode, teks);
                let berubah = baru != *teks;
                *teks = baru;
                Some(berubah)
            }
            _ => None,
        });
        if sudah || gabung == Some(true) {
            pindahan.catat(isian.sel, Nasib::Dipindahkan);
        }
    }

    fn triwulan_lama(&self, baris: &Baris) -> Option<Triwulan> {
        let tertulis = baris.isian.get(&Bidang::TriwulanBaris.tahunan()).and_then(Isian::teks);
        tertulis.and_then(satu_triwulan).or(self.asal.dokumen.triwulan.map(|tertulis| tertulis.nilai))
    }

    /// Whether a quarter has columns in the new form.
    fn bermasa(&self, teks: &str) -> bool {
        satu_triwulan(teks).is_some_and(|tw| {
            self.tabel.kolom.iter().any(|milik| match milik.kolom.periode {
                Periode::Triwulan(lain) => lain == tw,
                Periode::Berjalan => self.triwulan == Some(tw),
                _ => false,
            })
        })
    }

    fn masa(&self, baris: &Baris, nomor: usize) -> Masa {
        let baru = self.isi.get(nomor).and_then(triwulan_baru);
        Masa { lama: self.triwulan_lama(baris), baru: baru.or(self.triwulan) }
    }

    /// What a cell holds; an older wording of a drop-down moves as the word of today.
    fn lama(&self, isian: &Isian) -> Option<SelLama> {
        let kata_lama = isian.keraguan.iter().any(|ragu| matches!(ragu, Keraguan::KataLama { .. }));
        match (self.asal.sel)(isian.sel)? {
            SelLama::Ketikan(_) if kata_lama => Some(SelLama::Ketikan(SelIsi::Teks(isian.mentah.to_string()))),
            lain => Some(lain),
        }
    }

    fn letakkan(&mut self, pindahan: &mut Pindahan<'_>, baris: &Baris, nomor: usize, kolom: Kolom, isian: &Isian) {
        let masa = self.masa(baris, nomor);
        let nasib = match self.lama(isian) {
            None => return,
            Some(_) if kolom.bidang == Bidang::No => Nasib::Kerangka,
            Some(SelLama::TakTerbawa(sebab)) => tanpa(sebab),
            Some(SelLama::Ketikan(nilai)) => self.taruh(nomor, kolom, masa, nilai, false),
            Some(SelLama::Rumus(nilai)) => self.taruh(nomor, kolom, masa, nilai, true),
        };
        pindahan.catat(isian.sel, nasib);
    }

    fn taruh(&mut self, nomor: usize, lama: Kolom, masa: Masa, nilai: SelIsi, rumus: bool) -> Nasib {
        let Some(tujuan) = kolom::cari(self.tabel, lama, masa) else {
            // The quarter of a row is told by the columns that its figures go to.
            let tertata = lama.bidang == Bidang::TriwulanBaris && self.bermasa(&nilai.tampak());
            return if tertata {
                Nasib::Dipindahkan
            } else {
                tanpa(&format!("formulir baru tidak punya kolom {}", sebut(lama)))
            };
        };
        let Some(tempat) = self.isi.get_mut(nomor) else { return tanpa("barisnya tidak ada") };
        let tampak = nilai.tampak();
        if let Some(ada) = tempat.nilai(tujuan) {
            let ada = ada.tampak();
            return if kolom::sama(tujuan, &tampak, &ada) { Nasib::Dipindahkan } else { sudah_berisi(&ada) };
        }
        if dihitung(self.tabel, tujuan) {
            return if rumus { Nasib::Dihitung } else { tanpa("dihitung sendiri oleh formulir baru") };
        }
        tempat.ketikan.insert(tujuan, nilai);
        Nasib::Dipindahkan
    }
}

/// The one quarter that a text names.
fn satu_triwulan(teks: &str) -> Option<Triwulan> {
    match baca_triwulan_kolom(teks)?.as_slice() {
        [satu] => Some(*satu),
        _ => None,
    }
}

/// Notes the fate of a cell that does not move, when it holds anything.
fn terima(pindahan: &mut Pindahan<'_>, asal: &Asal<'_>, isian: &Isian, nasib: Nasib) {
    match (asal.sel)(isian.sel) {
        None => {}
        Some(SelLama::Rumus(_)) if matches!(nasib, Nasib::TanpaTempat(_)) => pindahan.catat(isian.sel, Nasib::Dihitung),
        Some(_) => pindahan.catat(isian.sel, nasib),
    }
}

/// Whether a row of the old form is about one quarter of its indicator.
fn per_triwulan(baris: &Baris) -> bool {
    baris.isian.contains_key(&Bidang::TriwulanBaris.tahunan())
}

fn nama_lama(baris: &Baris) -> Option<Nama> {
    let teks = |bidang: Bidang| baris.isian.get(&bidang.tahunan()).and_then(Isian::teks);
    let inti = teks(Bidang::Indikator).or_else(|| teks(Bidang::Uraian)).or_else(|| teks(Bidang::Program));
    Nama::baru(teks(Bidang::Kode), inti.unwrap_or_default())
}

fn nama_baru(baris: &BarisIsi) -> Option<Nama> {
    let teks = |bidang: Bidang| baris.nilai(bidang.tahunan()).map(SelIsi::tampak);
    let inti = teks(Bidang::Indikator).or_else(|| teks(Bidang::Uraian)).or_else(|| teks(Bidang::Program));
    Nama::baru(teks(Bidang::Kode).as_deref(), &inti.unwrap_or_default())
}

fn triwulan_baru(baris: &BarisIsi) -> Option<Triwulan> {
    let teks = baris.nilai(Bidang::TriwulanBaris.tahunan())?.tampak();
    satu_triwulan(&teks)
}

/// A field as people call it.
fn sebut(kolom: Kolom) -> String {
    let nama = kolom.bidang.nama().replace('_', " ");
    match kolom.periode {
        Periode::Tahunan => nama,
        Periode::Berjalan => format!("{nama} triwulan ini"),
        Periode::Triwulan(triwulan) => format!("{nama} {triwulan}"),
        Periode::Tahun(tahun) => format!("{nama} {tahun}"),
        Periode::SetiapTahun => format!("{nama} setiap tahun"),
        Periode::Bulan(bulan) => {
            format!("{nama} bulan {}", nama_bulan(u32::from(bulan)).map_or_else(|| bulan.to_string(), str::to_string))
        }
    }
}
