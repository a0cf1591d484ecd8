//! The rows of the sheet `Kaskade`, with their formulas.

use std::collections::HashMap;

use super::{KOLOM, KUARTAL, NAMA};
use crate::cascade::{Asal, HasilSimpul};
use crate::domain::capaian::{Alasan, Warna, formula};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::periode::Kurun;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::domain::triwulan::Triwulan;
use crate::recap::BahanLaporan;
use crate::sheets::gaya;
use crate::sheets::{Baris, Hasil, IsiBaris, RupaBaris, Sel, acuan, baris_rumus, berbagian, huruf, sel_predikat};
use crate::tables::JALUR_KASKADE;
use crate::tables::hitung::bilangan;
use crate::workbooks::consolidated::pengukuran::Letak;
use crate::workbooks::consolidated::sel_berkas;
use crate::workbooks::rumus::{self, Butir};

/// One row for each node, in this order.
pub(super) fn susun<'a>(bahan: &BahanLaporan<'a>, letak: &'a Letak, urutan: Vec<(usize, u8)>) -> IsiBaris<'a> {
    let baris = urutan.iter().enumerate().map(|(tempat, (nomor, _))| (*nomor, tempat)).collect();
    let penyusun = Penyusun { bahan: *bahan, letak, baris };
    // Every node has its figures; one without would have a blank row, for formulas count rows.
    IsiBaris::baru(urutan.into_iter().map(move |(nomor, tingkat)| penyusun.satu(nomor, tingkat).unwrap_or_default()))
}

struct Penyusun<'a> {
    bahan: BahanLaporan<'a>,
    letak: &'a Letak,
    /// The place of each node among the rows.
    baris: HashMap<usize, usize>,
}

/// What is gathered while a row is made: cells, and the figures that no formula says.
struct Catatan {
    tetap: Vec<&'static str>,
}

impl<'a> Penyusun<'a> {
    fn sel(&self, nomor: usize, judul: &str) -> String {
        let tempat = self.baris.get(&nomor).copied().unwrap_or_default();
        let lembar = if berbagian(self.baris.len()) { acuan(NAMA, tempat) } else { String::new() };
        format!("{lembar}{}{}", huruf(&KOLOM, judul), baris_rumus(tempat))
    }

    fn hasil(&self, nomor: usize) -> Option<&'a HasilSimpul> {
        self.bahan.hasil.get(nomor)
    }

    fn satu(&self, nomor: usize, tingkat: u8) -> Option<Baris<'a>> {
        let simpul = self.bahan.tables.simpul.get(nomor)?;
        let hasil = self.hasil(nomor)?;
        let mut catatan = Catatan { tetap: Vec::new() };
        let mut sel = vec![
            Sel::milik(format!("{}{}", "   ".repeat(usize::from(tingkat)), simpul.kode)),
            simpul.jenjang.map_or(Sel::Kosong, |jenjang| Sel::milik(jenjang.to_string())),
            Sel::teks(simpul.unit.as_deref()),
            Sel::Teks(simpul.indikator.as_str().into()),
            Sel::Teks(simpul.satuan.as_str().into()),
            self.target(simpul, &simpul.target, Bidang::Target.tahunan()),
        ];
        sel.extend(self.sel_sampai(nomor, simpul, hasil, &mut catatan));
        sel.push(Sel::milik(format!("{} dari {}", hasil.dari.0, hasil.dari.1)));
        sel.push(Sel::milik(hasil.belum.join("; ")));
        for tw in Triwulan::SEMUA {
            sel.extend(self.sel_kuartal(nomor, simpul, hasil, tw, &mut catatan));
        }
        sel.extend([
            Sel::Teks(simpul.polaritas.nama().into()),
            Sel::teks(simpul.konsolidasi_periode.map(KonsolidasiPeriode::nama)),
            Sel::teks(simpul.konsolidasi_unit.map(KonsolidasiUnit::nama)),
            Sel::angka(simpul.bobot),
            Sel::Teks(asal(hasil.asal).into()),
            Sel::milik(self.catatan(hasil, &catatan)),
        ]);
        sel.extend(self.sel_asal(simpul));
        sel.push(sel_predikat(self.bahan.profil, hasil.sampai.capaian));
        let rupa = if tingkat == 0 && !self.bahan.kaskade.anak(nomor).is_empty() {
            RupaBaris::Tebal
        } else {
            RupaBaris::Biasa
        };
        Some(Baris { sel, rupa, tingkat })
    }

    /// A target as a figure, else as the cascade has it.
    fn target(&self, simpul: &Simpul, nilai: &Nilai, kolom: crate::domain::kolom::Kolom) -> Sel<'a> {
        let teks = || self.bahan.tables.isian(simpul.rekaman, kolom).and_then(|isian| isian.teks());
        match nilai {
            Nilai::Angka { .. } | Nilai::Persen { .. } | Nilai::Uang { .. } => Sel::angka_atau(nilai.angka(), teks()),
            _ => Sel::teks(teks()),
        }
    }

    /// Target, realisation and achievement of a quarter.
    fn sel_kuartal(
        &self,
        nomor: usize,
        simpul: &Simpul,
        hasil: &HasilSimpul,
        tw: Triwulan,
        catatan: &mut Catatan,
    ) -> [Sel<'a>; 3] {
        let [judul_target, judul_realisasi, judul_capaian] = KUARTAL[tw as usize];
        let periode = &hasil.triwulan[tw as usize];
        let target = self.target_kuartal(simpul, hasil, tw);
        let target = match target {
            Some(angka) => Sel::Angka(angka),
            None => self.target(simpul, &simpul.target_tw[tw as usize], Bidang::Target.tw(tw)),
        };
        if tw > self.bahan.triwulan || !periode.lapor {
            return [target, Sel::Kosong, Sel::Kosong];
        }
        let realisasi = match self.rumus_realisasi(nomor, simpul, hasil, tw) {
            Some((rumus, isi)) => Sel::Rumus(rumus, isi),
            None => {
                if periode.realisasi.is_some() {
                    catatan.tetap.push(judul_realisasi);
                }
                Sel::angka(periode.realisasi)
            }
        };
        let [t, r] = [judul_target, judul_realisasi].map(|judul| self.sel(nomor, judul));
        let profil = self.bahan.profil;
        let angka = rumus::hasil(profil, simpul.polaritas, angka_sel(&target), angka_sel(&realisasi));
        let capaian = if rumus::sama(angka, periode.capaian_penuh) {
            Sel::rumus(formula::capaian(profil, simpul.polaritas, &t, &r), periode.capaian)
        } else {
            catatan.tetap.push(judul_capaian);
            Sel::angka(periode.capaian)
        };
        [target, realisasi, capaian]
    }

    /// The figure that the target cell of a quarter holds.
    fn target_kuartal(&self, simpul: &Simpul, hasil: &HasilSimpul, tw: Triwulan) -> Option<f64> {
        let periode = &hasil.triwulan[tw as usize];
        if periode.lapor && periode.target.is_some() {
            return periode.target;
        }
        match &simpul.target_tw[tw as usize] {
            Nilai::Rentang { .. } | Nilai::Batas { .. } => None,
            nilai => bilangan(nilai, satuan_baku(&simpul.satuan).persen),
        }
    }

    /// The realisation of a quarter by formula: the cell where it was measured, or the rows of the members.
    fn rumus_realisasi(
        &self,
        nomor: usize,
        simpul: &Simpul,
        hasil: &HasilSimpul,
        tw: Triwulan,
    ) -> Option<(String, Hasil)> {
        let nilai = hasil.triwulan[tw as usize].realisasi;
        match hasil.asal {
            Asal::Sendiri => {
                let (sel, isi) = hasil.rekaman.iter().find_map(|rekaman| self.letak.realisasi(*rekaman, tw))?;
                let sama = match isi {
                    Hasil::Angka(angka) => rumus::sama(Some(*angka), nilai),
                    Hasil::Teks(_) => nilai.is_none(),
                };
                sama.then(|| (sel, isi.clone()))
            }
            Asal::Anggota(cara) => {
                if let (None, KonsolidasiUnit::Langsung) = (nilai, cara) {
                    return self.teruskan(nomor, tw);
                }
                let anggota = self.anggota(nomor, simpul, hasil, tw);
                let (rumus, angka) = rumus::gabungan(cara, &anggota)?;
                (nilai.is_some() && rumus::sama(angka, nilai))
                    .then(|| (rumus, angka.map_or(Hasil::Teks(String::new()), Hasil::Angka)))
            }
            Asal::TidakAda => None,
        }
    }

    /// The grade of an only child, carried up.
    fn teruskan(&self, nomor: usize, tw: Triwulan) -> Option<(String, Hasil)> {
        let [anak] = self.bahan.kaskade.anak(nomor) else { return None };
        let simpul = self.bahan.tables.simpul.get(*anak)?;
        let (_, isi) = self.rumus_realisasi(*anak, simpul, self.hasil(*anak)?, tw)?;
        Some((self.sel(*anak, KUARTAL[tw as usize][1]), isi))
    }

    /// The cells of the members: the rows of the children, and the measurements of units that reported the node itself.
    fn anggota(&self, nomor: usize, simpul: &Simpul, hasil: &HasilSimpul, tw: Triwulan) -> Vec<Butir> {
        let anak = self.bahan.kaskade.anak(nomor).iter().filter_map(|&anak| {
            let periode = &self.hasil(anak)?.triwulan[tw as usize];
            let bobot = self.bahan.tables.simpul.get(anak)?.bobot;
            Some(Butir { sel: self.sel(anak, KUARTAL[tw as usize][1]), nilai: periode.realisasi, bobot })
        });
        let milik = |rekaman: &&u32| {
            self.bahan.tables.simpul_dari(**rekaman).is_some_and(|lain| lain.rekaman == simpul.rekaman)
        };
        let unit = hasil.rekaman.iter().filter(milik).filter_map(|rekaman| {
            let (sel, isi) = self.letak.realisasi(*rekaman, tw)?;
            let Hasil::Angka(angka) = isi else { return None };
            Some(Butir { sel, nilai: Some(*angka), bobot: None })
        });
        anak.chain(unit).collect()
    }

    /// Target, realisation, achievement uncapped and capped, and status, to date.
    fn sel_sampai(&self, nomor: usize, simpul: &Simpul, hasil: &HasilSimpul, catatan: &mut Catatan) -> [Sel<'a>; 5] {
        let periode = &hasil.sampai;
        let status = |capaian: Option<f64>| {
            let sel = self.sel(nomor, "Capaian Periode (%)");
            Sel::Rumus(gaya::rumus_status(&sel), Hasil::Teks(gaya::label(Warna::dari(capaian))))
        };
        if !periode.lapor {
            return [Sel::Kosong, Sel::Kosong, Sel::Kosong, Sel::Kosong, status(None)];
        }
        let (target, realisasi) = self.sel_target_realisasi(nomor, simpul, hasil, catatan);
        let profil = self.bahan.profil;
        let angka = rumus::hasil(profil, simpul.polaritas, angka_sel(&target), angka_sel(&realisasi));
        let [t, r] = ["Target Periode", "Realisasi Periode"].map(|judul| self.sel(nomor, judul));
        let penuh = if rumus::sama(angka, periode.capaian_penuh) {
            Sel::rumus(formula::penuh(profil, simpul.polaritas, &t, &r), periode.capaian_penuh)
        } else {
            catatan.tetap.push("Capaian Periode");
            Sel::angka(periode.capaian_penuh)
        };
        let batas = formula::dibatasi(profil, &self.sel(nomor, "Capaian Penuh Periode (%)"));
        let capaian = match periode.capaian_penuh {
            Some(angka) if !rumus::sama(Some(profil.batasi(angka)), periode.capaian) => Sel::angka(periode.capaian),
            _ => Sel::rumus(batas, periode.capaian),
        };
        [target, realisasi, penuh, capaian, status(periode.capaian)]
    }

    fn sel_target_realisasi(
        &self,
        nomor: usize,
        simpul: &Simpul,
        hasil: &HasilSimpul,
        catatan: &mut Catatan,
    ) -> (Sel<'a>, Sel<'a>) {
        let periode = &hasil.sampai;
        let cara = if hasil.kumulatif {
            KonsolidasiPeriode::NilaiAkhir
        } else {
            simpul.konsolidasi_periode.unwrap_or(KonsolidasiPeriode::NilaiAkhir)
        };
        let kuartal: Vec<(Butir, Butir)> = Triwulan::SEMUA
            .into_iter()
            .filter(|tw| *tw <= self.bahan.triwulan && self.bahan.kurun.memuat(*tw))
            .map(|tw| {
                let butir = |judul: &str, nilai| Butir { sel: self.sel(nomor, judul), nilai, bobot: None };
                let [target, realisasi, _] = KUARTAL[tw as usize];
                (
                    butir(target, self.target_kuartal(simpul, hasil, tw)),
                    butir(realisasi, hasil.triwulan[tw as usize].realisasi),
                )
            })
            .collect();
        let rumus_target = match self.bahan.kurun {
            Kurun::Tahunan => {
                let setahun = angka_sel(&self.target(simpul, &simpul.target, Bidang::Target.tahunan()));
                setahun.map(|angka| (self.sel(nomor, "Target Tahun"), Some(angka)))
            }
            _ => rumus::target_sampai(cara, &kuartal),
        };
        let target = pilih(rumus_target, periode.target, "Target Periode", catatan);
        let semua: Vec<Butir> = kuartal.into_iter().map(|(_, realisasi)| realisasi).collect();
        let realisasi = match periode.realisasi {
            Some(_) => pilih(rumus::sampai(cara, &semua), periode.realisasi, "Realisasi Periode", catatan),
            None => self.predikat_terakhir(nomor, simpul, hasil),
        };
        (target, realisasi)
    }

    /// The last grade of the quarters so far.
    fn predikat_terakhir(&self, nomor: usize, simpul: &Simpul, hasil: &HasilSimpul) -> Sel<'a> {
        let dalam = |tw: &Triwulan| *tw <= self.bahan.triwulan && self.bahan.kurun.memuat(*tw);
        let lapor = |tw: &Triwulan| dalam(tw) && hasil.triwulan[*tw as usize].lapor;
        let Some(tw) = Triwulan::SEMUA.into_iter().rev().find(lapor) else { return Sel::Kosong };
        match self.rumus_realisasi(nomor, simpul, hasil, tw) {
            Some((_, isi @ Hasil::Teks(_))) => Sel::Rumus(self.sel(nomor, KUARTAL[tw as usize][1]), isi),
            _ => Sel::Kosong,
        }
    }

    fn catatan(&self, hasil: &HasilSimpul, catatan: &Catatan) -> String {
        let mut bagian: Vec<String> = hasil.catatan.clone();
        let pesan = |nama: &str| Alasan::dari_nama(nama).map_or(nama.to_string(), |alasan| alasan.pesan().to_string());
        bagian.extend(hasil.sampai.alasan.as_deref().map(pesan));
        bagian.extend(hasil.tidak_terhitung.iter().map(|(nama, sebab)| format!("{nama}: {}", pesan(sebab))));
        if !catatan.tetap.is_empty() {
            bagian.push(format!("nilai tetap, bukan rumus sel: {}", catatan.tetap.join(", ")));
        }
        bagian.join("; ")
    }

    fn sel_asal(&self, simpul: &'a Simpul) -> [Sel<'a>; 3] {
        let tables = self.bahan.tables;
        let lembar = tables.lembar_dari(simpul.rekaman);
        let sel = tables.tempat(simpul.rekaman, Bidang::Kode.tahunan()).map(|tempat| tempat.teks_sel());
        [
            sel_berkas(Some(JALUR_KASKADE), lembar, sel.as_deref()),
            Sel::teks(lembar),
            Sel::milik(sel.unwrap_or_default()),
        ]
    }
}

/// The formula where it gives the figure, else the figure.
fn pilih<'a>(
    rumus: Option<(String, Option<f64>)>,
    nilai: Option<f64>,
    judul: &'static str,
    catatan: &mut Catatan,
) -> Sel<'a> {
    match rumus {
        Some((rumus, angka)) if rumus::sama(angka, nilai) => Sel::rumus(rumus, nilai),
        _ => {
            if nilai.is_some() {
                catatan.tetap.push(judul);
            }
            Sel::angka(nilai)
        }
    }
}

fn angka_sel(sel: &Sel<'_>) -> Option<f64> {
    match sel {
        Sel::Angka(angka) | Sel::Rumus(_, Hasil::Angka(angka)) => Some(*angka),
        _ => None,
    }
}

const fn asal(asal: Asal) -> &'static str {
    match asal {
        Asal::Sendiri => "diukur unitnya",
        Asal::Anggota(_) => "dari turunannya",
        Asal::TidakAda => "belum ada",
    }
}
