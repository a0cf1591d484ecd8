//! From a document as a unit filled it in to the form that is given out now, cell by cell.
//!
//! Takes a [`Dokumen`], the definition to fill and what that form holds already, gives the form with what the unit typed
//! and the fate of every cell that was read ([`Nasib`]). A value moves as it is: text stays text, percent stays percent, a
//! dash stays a dash. What the form has filled in and locked is not overwritten, and what finds no place is said.

mod baris;
mod kolom;

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Dokumen, Identitas, JenisDokumen, KunciIdentitas, Pejabat, PeranTabel, Pihak};
use crate::domain::nilai::Isian;
use crate::domain::teks::kunci;

use super::tulis::{self, IsiFormulir, PejabatIsi, SelIsi};
use crate::template::{Kamus, Templat};

/// What a cell of the old form holds, as it can be written again.
#[derive(Debug, Clone, PartialEq)]
pub enum SelLama {
    /// Typed.
    Ketikan(SelIsi),
    /// The result of a formula.
    Rumus(SelIsi),
    /// Something that cannot be written again, and why.
    TakTerbawa(&'static str),
}

/// What became of a cell of the old form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nasib {
    /// It stands in the new form, typed or filled in there already.
    Dipindahkan,
    /// The new form computes it by itself.
    Dihitung,
    /// It is the form's own text, no answer of the unit.
    Kerangka,
    /// It found no place, and why.
    TanpaTempat(String),
}

impl Nasib {
    /// A cell that stands for several rows has found its place when it did for one of them.
    const fn pangkat(&self) -> u8 {
        match self {
            Self::Dipindahkan => 3,
            Self::Dihitung => 2,
            Self::Kerangka => 1,
            Self::TanpaTempat(_) => 0,
        }
    }
}

/// A form on the move.
#[derive(Debug, Clone)]
pub struct Pindahan<'a> {
    /// What the new form is filled with.
    pub isi: IsiFormulir<'a>,
    /// The fate of every cell that was read.
    pub nasib: BTreeMap<CellAddress, Nasib>,
    /// Headings of sections that stand in the new form.
    pub bagian: Vec<String>,
    /// Rows of the old form that the new one had not.
    pub baris_baru: usize,
}

/// How the old form is looked at.
pub(super) struct Asal<'a> {
    pub(super) dokumen: &'a Dokumen,
    pub(super) kamus: &'a Kamus,
    pub(super) sel: &'a dyn Fn(CellAddress) -> Option<SelLama>,
}

/// Moves a document into a form.
pub fn pindahkan<'a>(
    dokumen: &Dokumen,
    sel: &dyn Fn(CellAddress) -> Option<SelLama>,
    templat: &Templat,
    isi: IsiFormulir<'a>,
    kamus: &Kamus,
) -> Pindahan<'a> {
    let asal = Asal { dokumen, kamus, sel };
    let mut hasil = Pindahan { isi, nasib: BTreeMap::new(), bagian: Vec::new(), baris_baru: 0 };
    hasil.kepala(&asal);
    for pejabat in &dokumen.pejabat {
        hasil.pejabat(&asal, pejabat);
    }
    let templat = templat.untuk_tahun(hasil.isi.tahun);
    let tabel = tulis::tabel_tulis(&templat);
    for peran in [PeranTabel::Indikator, PeranTabel::Anggaran] {
        let tujuan = tabel.iter().find(|tabel| tabel.peran == peran).copied();
        baris::pindahkan(&mut hasil, &asal, peran, tujuan);
    }
    hasil
}

impl Pindahan<'_> {
    /// Notes the fate of a cell.
    fn catat(&mut self, sel: CellAddress, nasib: Nasib) {
        let lama = self.nasib.get(&sel).map(Nasib::pangkat);
        if lama.is_none_or(|lama| nasib.pangkat() > lama) {
            self.nasib.insert(sel, nasib);
        }
    }

    /// Title, identity block, place and date.
    fn kepala(&mut self, asal: &Asal<'_>) {
        let dokumen = asal.dokumen;
        if let Some(judul) = &dokumen.judul {
            let nasib = if dokumen.perubahan {
                Nasib::TanpaTempat("judul menyebut perubahan; tuliskan lagi di judul formulir baru".into())
            } else {
                Nasib::Kerangka
            };
            self.catat(judul.sel, nasib);
        }
        if let Some(tahun) = dokumen.tahun {
            let sama = tahun.nilai == self.isi.tahun;
            self.periode(tahun.sel, sama, &format!("formulir baru untuk tahun {}", self.isi.tahun));
        }
        if let Some(triwulan) = dokumen.triwulan {
            let kini = self.isi.triwulan.map_or("setahun penuh".to_string(), |kini| kini.to_string());
            let sama = Some(triwulan.nilai) == self.isi.triwulan;
            self.periode(triwulan.sel, sama, &format!("formulir baru untuk {kini}"));
        }
        for satu in &dokumen.identitas {
            self.identitas(satu, dokumen);
        }
        if let Some(pengesahan) = &dokumen.pengesahan {
            let kosong = self.isi.ditandatangani.get_or_insert_with(|| pengesahan.mentah.trim().to_string());
            let nasib = hasil_tempat(kosong, &pengesahan.mentah);
            self.catat(pengesahan.sel, nasib);
        }
    }

    fn periode(&mut self, sel: CellAddress, sama: bool, kini: &str) {
        match sama {
            true => self.catat(sel, Nasib::Kerangka),
            // The title speaks of another period: that is worth more than its being a title.
            false => {
                self.nasib.insert(sel, Nasib::TanpaTempat(kini.to_string()));
            }
        }
    }

    fn identitas(&mut self, satu: &Identitas, dokumen: &Dokumen) {
        let Some(teks) = satu.isian.teks() else { return };
        let nasib = match satu.kunci {
            KunciIdentitas::Unit => {
                let (kode, nama) = self.isi.unit.get_or_insert_with(|| (String::new(), teks.to_string()));
                if kunci(kode) == kunci(teks) { Nasib::Dipindahkan } else { hasil_tempat(nama, teks) }
            }
            KunciIdentitas::Nama => isi_tempat(&mut self.isi.pihak_pertama.nama, teks),
            KunciIdentitas::Nip => isi_nip(&mut self.isi.pihak_pertama.nip, teks),
            KunciIdentitas::Jabatan => isi_tempat(&mut self.isi.pihak_pertama.jabatan, teks),
            KunciIdentitas::Tahun | KunciIdentitas::Triwulan => return,
            KunciIdentitas::DokumenAnggaran => tanpa("nomor dokumen anggaran tidak ada di formulir baru"),
            KunciIdentitas::BarisJudul => {
                let di_atas = dokumen.judul.as_ref().is_none_or(|judul| satu.isian.sel.row < judul.sel.row);
                if self.isi.instansi.is_empty() && di_atas {
                    self.isi.instansi = teks.to_string();
                }
                let unit = self.isi.unit.as_ref().is_some_and(|(_, nama)| kunci(nama) == kunci(teks));
                if unit || kunci(&self.isi.instansi) == kunci(teks) {
                    Nasib::Dipindahkan
                } else {
                    tanpa("baris kop atau judul")
                }
            }
        };
        self.catat(satu.isian.sel, nasib);
    }

    /// A signature. Only agreements are signed by two.
    fn pejabat(&mut self, asal: &Asal<'_>, satu: &Pejabat) {
        let mut tempat = match satu.pihak {
            Pihak::Pertama => std::mem::take(&mut self.isi.pihak_pertama),
            Pihak::Kedua if asal.dokumen.jenis == JenisDokumen::Pk => std::mem::take(&mut self.isi.pihak_kedua),
            Pihak::Kedua => {
                for isian in [Some(&satu.peran), satu.nama.as_ref(), satu.nip.as_ref()].into_iter().flatten() {
                    self.teks_tambahan(asal, isian, tanpa("formulir baru ditandatangani satu pihak"));
                }
                return;
            }
        };
        let PejabatIsi { jabatan, nama, nip } = &mut tempat;
        for (isian, tempat) in [(Some(&satu.peran), jabatan), (satu.nama.as_ref(), nama)] {
            if let Some((isian, teks)) = isian.and_then(|isian| Some((isian, isian.teks()?))) {
                let contoh = asal.kamus.teks_contoh(teks) || asal.kamus.baris_tanda_tangan(teks);
                let nasib = if contoh { Nasib::Kerangka } else { isi_tempat(tempat, teks) };
                self.catat(isian.sel, nasib);
            }
        }
        if let Some((isian, teks)) = satu.nip.as_ref().and_then(|isian| Some((isian, isian.teks()?))) {
            let nasib = if asal.kamus.teks_contoh(teks) { Nasib::Kerangka } else { isi_nip(nip, teks) };
            self.catat(isian.sel, nasib);
        }
        match satu.pihak {
            Pihak::Pertama => self.isi.pihak_pertama = tempat,
            Pihak::Kedua => self.isi.pihak_kedua = tempat,
        }
    }

    fn teks_tambahan(&mut self, asal: &Asal<'_>, isian: &Isian, nasib: Nasib) {
        let contoh = isian.teks().is_none_or(|teks| asal.kamus.teks_contoh(teks));
        self.catat(isian.sel, if contoh { Nasib::Kerangka } else { nasib });
    }
}

fn tanpa(sebab: &str) -> Nasib {
    Nasib::TanpaTempat(sebab.to_string())
}

/// Fills a blank, or says what stands there.
fn isi_tempat(tempat: &mut Option<String>, teks: &str) -> Nasib {
    hasil_tempat(tempat.get_or_insert_with(|| teks.trim().to_string()), teks)
}

/// The same for a NIP, whose blanks do not count.
fn isi_nip(tempat: &mut Option<String>, teks: &str) -> Nasib {
    let angka = |teks: &str| teks.chars().filter(char::is_ascii_digit).collect::<String>();
    let rapi = teks.trim().trim_start_matches(|huruf: char| !huruf.is_ascii_digit());
    if angka(rapi).is_empty() {
        return tanpa("bukan NIP");
    }
    let milik = tempat.get_or_insert_with(|| rapi.to_string());
    if angka(milik) == angka(rapi) { Nasib::Dipindahkan } else { sudah_berisi(milik) }
}

fn hasil_tempat(milik: &str, teks: &str) -> Nasib {
    let rapi = |teks: &str| kunci(teks).trim_end_matches([',', ' ', '.']).to_string();
    if rapi(milik) == rapi(teks) { Nasib::Dipindahkan } else { sudah_berisi(milik) }
}

fn sudah_berisi(milik: &str) -> Nasib {
    Nasib::TanpaTempat(format!("di formulir baru sudah berisi \"{}\"", milik.trim()))
}
