//! One sheet: its documents, and an account of every row.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{
    AlasanLewat, BarisDilewati, CalonHeader, Dokumen, Fakta, JenisDokumen, KeadaanLembar, LembarTerbaca, PeranLembar,
    PeranTabel,
};
use crate::domain::tanda::TandaFormulir;
use crate::template::Pustaka;
use crate::workbook::{Sheet, SheetVisibility};

use super::baris::{self, Nasib, TabelTerbaca};
use super::header::{self, BlokJudul};
use super::identitas::{self, KepalaDokumen};
use super::kenali::{self, Dikenali};
use super::kisi::{Kisi, teks_sel};
use super::tanda_tangan;

/// Rows of a sheet that are listed one by one with their reason; the others are counted.
const RINCIAN_TERBANYAK: usize = 10_000;

/// Reads a sheet.
pub(super) fn baca_lembar(sheet: &Sheet, pustaka: &Pustaka, tanda: &[TandaFormulir]) -> (LembarTerbaca, Vec<Dokumen>) {
    let kisi = Kisi::baru(sheet);
    let Some((pertama, terakhir)) = kisi.baris_terpakai() else {
        return (lembar_tanpa_isi(sheet), Vec::new());
    };
    let mut pembaca = PembacaLembar {
        kisi: &kisi,
        pustaka,
        tanda,
        nasib: BTreeMap::new(),
        fakta: Vec::new(),
        dokumen: Vec::new(),
        akhir_tabel: pertama,
    };
    let petunjuk = pustaka.kamus.lembar_petunjuk(&sheet.name);
    if !petunjuk {
        pembaca.baca_dokumen(pertama, terakhir);
    }
    let peran = if petunjuk {
        PeranLembar::Petunjuk
    } else if pembaca.dokumen.is_empty() {
        pembaca.catat_calon();
        PeranLembar::TidakDikenal
    } else {
        pembaca.catat_tersembunyi();
        PeranLembar::Dokumen
    };
    let PembacaLembar { nasib, mut fakta, dokumen, .. } = pembaca;
    if sheet.visibility != SheetVisibility::Visible && peran == PeranLembar::Dokumen {
        fakta.push(Fakta::LembarTersembunyi);
    }
    if sheet.pending {
        fakta.push(Fakta::RumusBelumDihitungUlang);
    }
    let lembar = akuntansi(&kisi, peran, nasib, fakta);
    (lembar, dokumen)
}

fn lembar_tanpa_isi(sheet: &Sheet) -> LembarTerbaca {
    LembarTerbaca {
        nama: sheet.name.clone(),
        keadaan: keadaan(sheet),
        peran: PeranLembar::Kosong,
        baris_terpakai: 0,
        baris_dibaca: 0,
        dilewati: Vec::new(),
        fakta: Vec::new(),
    }
}

fn keadaan(sheet: &Sheet) -> KeadaanLembar {
    match sheet.visibility {
        SheetVisibility::Visible => KeadaanLembar::Terlihat,
        SheetVisibility::Hidden => KeadaanLembar::Tersembunyi,
        SheetVisibility::VeryHidden => KeadaanLembar::SangatTersembunyi,
    }
}

/// Rows read + rows skipped, each with its reason, = rows in the used range.
fn akuntansi(kisi: &Kisi<'_>, peran: PeranLembar, nasib: BTreeMap<u32, Nasib>, fakta: Vec<Fakta>) -> LembarTerbaca {
    let (pertama, terakhir) = kisi.baris_terpakai().unwrap_or_default();
    let mut dilewati = Vec::new();
    let mut dibaca = 0;
    for baris in pertama..=terakhir {
        let lain = if peran == PeranLembar::Petunjuk { AlasanLewat::Petunjuk } else { AlasanLewat::TidakDikenal };
        let nasib = nasib.get(&baris).copied().unwrap_or(if kisi.baris(baris).is_empty() {
            Nasib::Dilewati(AlasanLewat::Kosong)
        } else {
            Nasib::Dilewati(lain)
        });
        match nasib {
            Nasib::Dibaca => dibaca += 1,
            Nasib::Dilewati(alasan) => catat_dilewati(kisi, baris, alasan, &mut dilewati),
        }
    }
    let terpakai = terakhir - pertama + 1;
    let lembar = LembarTerbaca {
        nama: kisi.sheet.name.clone(),
        keadaan: keadaan(kisi.sheet),
        peran,
        baris_terpakai: terpakai,
        baris_dibaca: dibaca,
        dilewati,
        fakta,
    };
    let dihitung = u64::from(dibaca) + lembar.jumlah_dilewati();
    assert_eq!(dihitung, u64::from(terpakai), "every row of a sheet is read or skipped");
    lembar
}

/// Notes a row that is not read. A sheet may reach to the last row of the grid: blanks in a row are one entry, and after
/// many entries the rows are only counted.
fn catat_dilewati(kisi: &Kisi<'_>, baris: u32, alasan: AlasanLewat, dilewati: &mut Vec<BarisDilewati>) {
    let penuh = dilewati.len() >= RINCIAN_TERBANYAK;
    let sejenis = match dilewati.last_mut() {
        Some(akhir) if alasan == AlasanLewat::Kosong && akhir.alasan == alasan => Some(akhir),
        _ if penuh => dilewati.iter_mut().rev().find(|satu| satu.alasan == alasan),
        _ => None,
    };
    match sejenis {
        Some(satu) => satu.jumlah += 1,
        None => dilewati.push(BarisDilewati { baris, alasan, teks: kisi.teks_pertama(baris), jumlah: 1 }),
    }
}

struct PembacaLembar<'a, 'b> {
    kisi: &'a Kisi<'b>,
    pustaka: &'a Pustaka,
    tanda: &'a [TandaFormulir],
    nasib: BTreeMap<u32, Nasib>,
    fakta: Vec<Fakta>,
    dokumen: Vec<Dokumen>,
    /// First row that belongs to no table yet.
    akhir_tabel: u32,
}

impl PembacaLembar<'_, '_> {
    fn baca_dokumen(&mut self, pertama: u32, terakhir: u32) {
        let mut jenis_judul = None;
        let blok: Vec<BlokJudul> = header::cari(self.kisi, &self.pustaka.kamus);
        let mut sejak = pertama;
        for (urutan, satu) in blok.iter().enumerate() {
            let awal_kepala = self.awal_kepala(sejak, satu.awal);
            let kepala = identitas::baca(self.kisi, &self.pustaka.kamus, awal_kepala, satu.awal);
            let jenis = kepala.jenis.or(jenis_judul);
            let tahun = kepala.tahun.map(|tahun| tahun.nilai);
            let Some(mut dikenali) = kenali::kenali(satu, self.pustaka, jenis, self.tanda, tahun) else { continue };
            dikenali.pada_tahun(tahun);
            let sampai =
                blok[urutan + 1..].iter().find(|lain| self.dikenal(lain, jenis)).map_or(terakhir + 1, |lain| lain.awal);
            let terbaca = baris::baca(self.kisi, &self.pustaka.kamus, satu, &dikenali, sampai);
            jenis_judul = jenis;
            self.terima(satu, &dikenali, kepala, awal_kepala, terbaca);
            sejak = self.akhir_tabel;
        }
        self.penutup(sejak, terakhir + 1);
    }

    fn dikenal(&self, blok: &BlokJudul, jenis: Option<JenisDokumen>) -> bool {
        [jenis, None].into_iter().any(|jenis| kenali::kenali(blok, self.pustaka, jenis, self.tanda, None).is_some())
    }

    /// Between two tables, the head of the next document begins at its title; on a fresh sheet, at the first row.
    fn awal_kepala(&self, sejak: u32, awal_blok: u32) -> u32 {
        if self.dokumen.is_empty() {
            return sejak;
        }
        let judul = |baris: &u32| {
            self.kisi.baris(*baris).iter().any(|sel| {
                let teks = teks_sel(sel);
                teks.chars().count() <= 200 && self.pustaka.kamus.jenis_dokumen(&teks).is_some()
            })
        };
        (sejak..awal_blok).find(judul).unwrap_or(awal_blok)
    }

    /// Takes a table into the document it belongs to.
    fn terima(
        &mut self,
        blok: &BlokJudul,
        dikenali: &Dikenali<'_>,
        kepala: KepalaDokumen,
        awal_kepala: u32,
        terbaca: TabelTerbaca,
    ) {
        let jenis = kepala.jenis.or(dikenali.jenis);
        let lama = self.dokumen.last().map(|dokumen| dokumen.jenis);
        let lanjutan = kepala.jenis.is_none()
            && lama.is_some_and(|lama| dikenali.peran == PeranTabel::Anggaran || jenis == Some(lama));
        let Some(jenis) = jenis.or(lama) else { return };
        self.penutup(self.akhir_tabel, if lanjutan { blok.awal } else { awal_kepala });
        self.fakta.extend(dikenali.fakta.iter().cloned());
        self.fakta.extend(terbaca.fakta);
        if dikenali.peran == PeranTabel::Indikator {
            self.periksa_wajib(jenis, dikenali);
        }
        if dikenali.templat.is_none() && dikenali.peran == PeranTabel::Indikator {
            self.catat_kamus(dikenali);
        }
        for baris in blok.awal..=blok.akhir {
            self.nasib.insert(
                baris,
                if self.kisi.baris(baris).is_empty() { Nasib::Dilewati(AlasanLewat::Kosong) } else { Nasib::Dibaca },
            );
        }
        self.nasib.extend(terbaca.nasib);
        self.akhir_tabel = terbaca.akhir;
        if lanjutan {
            if let Some(dokumen) = self.dokumen.last_mut() {
                dokumen.tabel.push(terbaca.tabel);
            }
            return;
        }
        self.catat_kepala(&kepala, awal_kepala, blok.awal);
        self.dokumen.push(Dokumen {
            jenis,
            lembar: self.kisi.sheet.name.clone(),
            templat: dikenali.id_templat().to_string(),
            versi: dikenali.templat.map_or(0, |templat| templat.versi),
            tanda: None,
            judul: kepala.judul,
            tahun: kepala.tahun,
            triwulan: kepala.triwulan,
            perubahan: kepala.perubahan,
            identitas: kepala.identitas,
            tabel: vec![terbaca.tabel],
            pengesahan: None,
            pejabat: Vec::new(),
        });
    }

    fn catat_kepala(&mut self, kepala: &KepalaDokumen, awal: u32, akhir: u32) {
        for identitas in &kepala.identitas {
            if self.pustaka.kamus.teks_contoh(&identitas.isian.mentah) {
                self.fakta
                    .push(Fakta::TeksContoh { sel: identitas.isian.sel, teks: identitas.isian.mentah.to_string() });
            }
        }
        for baris in awal..akhir {
            if kepala.baris_dibaca.contains(&baris) {
                self.nasib.insert(baris, Nasib::Dibaca);
            } else if !self.kisi.baris(baris).is_empty() {
                self.nasib.insert(baris, Nasib::Dilewati(AlasanLewat::Judul));
            }
        }
    }

    /// What stands below the tables of the last document: signatures and notes.
    fn penutup(&mut self, awal: u32, akhir: u32) {
        let Some(dokumen) = self.dokumen.last_mut() else { return };
        let kamus = &self.pustaka.kamus;
        let tanda = (awal..akhir).find(|baris| tanda_tangan::pembuka(self.kisi, kamus, *baris)).unwrap_or(akhir);
        let terbaca = tanda_tangan::baca(self.kisi, kamus, tanda, akhir);
        for pejabat in &terbaca.pejabat {
            let isian = [Some(&pejabat.peran), pejabat.nama.as_ref(), pejabat.nip.as_ref()];
            let contoh = isian.into_iter().flatten().filter(|isian| kamus.teks_contoh(&isian.mentah));
            self.fakta.extend(contoh.map(|isian| Fakta::TeksContoh { sel: isian.sel, teks: isian.mentah.to_string() }));
        }
        for baris in awal..akhir {
            if terbaca.baris_dibaca.contains(&baris) {
                self.nasib.insert(baris, Nasib::Dibaca);
            } else if !self.kisi.baris(baris).is_empty() {
                // Notes are a text or two; more cells than that are a table that nothing knows.
                let alasan =
                    if self.kisi.baris(baris).len() >= 3 { AlasanLewat::TidakDikenal } else { AlasanLewat::Catatan };
                self.nasib.insert(baris, Nasib::Dilewati(alasan));
            }
        }
        if dokumen.pengesahan.is_none() {
            dokumen.pengesahan = terbaca.pengesahan;
        }
        dokumen.pejabat.extend(terbaca.pejabat);
    }

    fn periksa_wajib(&mut self, jenis: JenisDokumen, dikenali: &Dikenali<'_>) {
        let kolom = kenali::kolom_wajib_hilang(jenis, dikenali);
        if let (false, Some(pertama)) = (kolom.is_empty(), dikenali.kolom.first()) {
            self.fakta.push(Fakta::KolomWajibHilang { sel: pertama.sel, kolom, jenis });
        }
    }

    fn catat_kamus(&mut self, dikenali: &Dikenali<'_>) {
        if let Some(pertama) = dikenali.kolom.first() {
            let peta = dikenali.kolom.iter().map(|milik| (milik.judul.clone(), milik.kolom)).collect();
            self.fakta.push(Fakta::DenganKamus { sel: pertama.sel, peta });
        }
    }

    fn catat_calon(&mut self) {
        let calon = header::calon(self.kisi, &self.pustaka.kamus)
            .into_iter()
            .filter_map(|(baris, dikenal, asing)| {
                let sel = self.kisi.baris(baris).first()?.address;
                Some(CalonHeader { sel, dikenal, asing })
            })
            .collect();
        self.fakta.push(Fakta::TanpaTabel { calon });
    }

    /// Hidden rows and columns of the tables that hold data.
    fn catat_tersembunyi(&mut self) {
        let baris_tabel: Vec<u32> = self
            .dokumen
            .iter()
            .flat_map(|dokumen| &dokumen.tabel)
            .flat_map(|tabel| tabel.baris.iter().map(|baris| baris.baris))
            .collect();
        for baris in &self.kisi.sheet.hidden_rows {
            if baris_tabel.contains(baris)
                && let Some(sel) = self.kisi.baris(*baris).first()
            {
                self.fakta.push(Fakta::BarisTersembunyi { sel: sel.address });
            }
        }
        for kolom in &self.kisi.sheet.hidden_columns {
            if baris_tabel.iter().any(|baris| self.kisi.sel_sendiri(*baris, *kolom).is_some()) {
                let judul = self.dokumen.iter().flat_map(|dokumen| &dokumen.tabel).flat_map(|tabel| &tabel.kolom);
                let sel = judul.map(|milik| milik.sel).find(|sel| sel.column == *kolom);
                let pertama = baris_tabel.iter().find(|baris| self.kisi.sel_sendiri(**baris, *kolom).is_some());
                let sel = sel.or(pertama.map(|baris| CellAddress::new(*baris, *kolom)));
                self.fakta.extend(sel.map(|sel| Fakta::KolomTersembunyi { sel }));
            }
        }
    }
}
