//! What the forms of a unit say, and what was found in them, as plain data.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::kemasan::{Kamus, Kemasan};
use super::shapes::{BarisPotret, DokumenPotret, IsianPotret, TemuanPotret};
use super::tulisan::{kunci_baris, label, nama_identitas, tulisan};
use super::{Keadaan, KunciDokumen};
use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, Dokumen, JenisDokumen, Pihak};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::tempat::Tempat;
use crate::finding::Temuan;
use crate::tables::{Berkas, JALUR_KASKADE, Status, Tables};

/// What an action plan says of an action, not of its indicator.
const AKSI: [Bidang; 8] = [
    Bidang::RencanaAksi,
    Bidang::Kriteria,
    Bidang::Keluaran,
    Bidang::Waktu,
    Bidang::PenanggungJawab,
    Bidang::BatasWaktu,
    Bidang::Anggaran,
    Bidang::SumberDana,
];

/// What a state is taken from.
#[derive(Debug, Clone, Copy)]
pub struct BahanBanding<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// Findings that stand.
    pub temuan: &'a [Temuan],
    /// Findings that a waiver accepts.
    pub dikecualikan: &'a [Temuan],
    /// Codes of rules that are switched off.
    pub mati: &'a BTreeSet<String>,
}

/// What belongs to a unit.
#[derive(Default)]
struct Milik<'a> {
    sidik: BTreeSet<String>,
    /// Indices into [`Tables::dokumen`].
    dokumen: Vec<u32>,
    /// Its findings, and whether a waiver accepts them.
    temuan: Vec<(&'a Temuan, bool)>,
}

impl Keadaan {
    /// A workspace, unit by unit: the documents that count.
    pub fn ruang(bahan: BahanBanding<'_>) -> Self {
        Self::dari(bahan, false)
    }

    /// Files that are set against each other whoever sent them: every document under the empty code.
    pub fn berkas(bahan: BahanBanding<'_>) -> Self {
        Self::dari(bahan, true)
    }

    fn dari(bahan: BahanBanding<'_>, semua: bool) -> Self {
        let tables = bahan.tables;
        let mut unit: BTreeMap<&str, Milik<'_>> = BTreeMap::new();
        let mut letak: HashMap<(&str, &str), Vec<u32>> = HashMap::new();
        for (terdaftar, nomor) in tables.dokumen.iter().zip(0_u32..) {
            let (Some(isi), Some(berkas)) = (tables.isi_dokumen(nomor), tables.berkas_dokumen(nomor)) else { continue };
            let milik = terdaftar.unit.as_deref().filter(|_| terdaftar.status == Status::Dipakai);
            let milik = if semua { Some("") } else { milik };
            let (Some(milik), true) = (milik, terdaftar.jenis != JenisDokumen::Kaskade) else { continue };
            letak.entry((&berkas.jalur, &isi.lembar)).or_default().push(nomor);
            let milik = unit.entry(milik).or_default();
            milik.sidik.insert(berkas.sha256.clone());
            milik.dokumen.push(nomor);
        }
        for berkas in tables.berkas.iter().filter(|berkas| berkas.hasil.is_err() && berkas.salinan_dari.is_none()) {
            let pengirim = tables.unit_pengirim(berkas).map_or("", |unit| unit.kode.as_str());
            let milik = if semua { "" } else { pengirim };
            unit.entry(milik).or_default().sidik.insert(berkas.sha256.clone());
        }
        let berkas = tables.berkas.iter().map(|berkas| (berkas.jalur.as_str(), berkas)).collect();
        let pencatat = Pencatat { tables, letak, berkas };
        for (temuan, dikecualikan) in [(bahan.temuan, false), (bahan.dikecualikan, true)] {
            for satu in temuan {
                let milik = if semua { "" } else { pencatat.pemilik(satu).unwrap_or_default() };
                unit.entry(milik).or_default().temuan.push((satu, dikecualikan));
            }
        }
        let unit: Vec<(&str, Milik<'_>)> = unit.into_iter().collect();
        let unit = unit.into_par_iter().map(|(kode, milik)| (kode.to_string(), pencatat.kemas(milik))).collect();
        Self { unit, mati: bahan.mati.clone() }
    }
}

fn kunci_dokumen(tables: &Tables, nomor: u32) -> KunciDokumen {
    let terdaftar = tables.dokumen.get(nomor as usize);
    let jenis = terdaftar.map_or(JenisDokumen::Pk, |satu| satu.jenis);
    let triwulan = terdaftar.and_then(|satu| satu.triwulan).filter(|_| jenis == JenisDokumen::Pengukuran);
    KunciDokumen { jenis, triwulan }
}

/// Takes the state of one unit.
struct Pengambil<'a> {
    tables: &'a Tables,
    kamus: Kamus,
    /// Numbers of the names of fields.
    medan: HashMap<Kolom, u32>,
    dokumen: Vec<DokumenPotret<u32>>,
}

impl Pengambil<'_> {
    fn tambah(&mut self, nomor: u32) {
        let tables = self.tables;
        let (Some(isi), Some(berkas)) = (tables.isi_dokumen(nomor), tables.berkas_dokumen(nomor)) else { return };
        let kunci = kunci_dokumen(tables, nomor);
        let letak = self.dokumen.iter().position(|satu| satu.kunci == kunci);
        let mut dokumen = match letak {
            Some(letak) => self.dokumen.remove(letak),
            None => DokumenPotret { kunci, asal: Vec::new(), baris: Vec::new() },
        };
        let asal = u32::try_from(dokumen.asal.len()).unwrap_or(u32::MAX);
        dokumen.asal.push((self.kamus.nomor(&berkas.jalur), self.kamus.nomor(&isi.lembar)));
        dokumen.baris.extend(self.kepala_dan_kaki(isi, asal));
        for rekaman in tables.rekaman_dokumen(nomor) {
            let Some(baris) = tables.baris_dari(rekaman) else { continue };
            // An action is a row of its own, also where it stands beside its indicator.
            let aksi = |kolom: &Kolom| kunci.jenis == JenisDokumen::RencanaAksi && AKSI.contains(&kolom.bidang);
            let (mut milik, mut pokok) = (Vec::new(), Vec::new());
            for (kolom, isian) in &baris.isian {
                let sisi = if aksi(kolom) { &mut milik } else { &mut pokok };
                sisi.extend(self.satu_isian(*kolom, isian));
            }
            if milik.is_empty() && pokok.is_empty() {
                continue;
            }
            let label = self.kamus.nomor(&label(tables, rekaman, baris));
            let kunci = kunci_baris(tables, rekaman, baris);
            let kunci_aksi = kunci.as_ref().filter(|_| !milik.is_empty()).map(|kunci| format!("{kunci} (aksi)"));
            for (kunci, isian) in [(kunci.as_deref(), pokok), (kunci_aksi.as_deref(), milik)] {
                if !isian.is_empty() {
                    let kunci = kunci.map(|kunci| self.kamus.nomor(kunci));
                    dokumen.baris.push(BarisPotret { asal, kunci, label, isian });
                }
            }
        }
        let letak = letak.unwrap_or(self.dokumen.len());
        self.dokumen.insert(letak, dokumen);
    }

    fn satu_isian(&mut self, kolom: Kolom, isian: &Isian) -> Option<IsianPotret<u32>> {
        if isian.turunan || matches!(kolom.bidang, Bidang::No | Bidang::Abaikan) {
            return None;
        }
        let isi = tulisan(isian)?;
        let medan = *self.medan.entry(kolom).or_insert_with(|| self.kamus.nomor(&kolom.to_string()));
        Some(IsianPotret { medan, sel: isian.sel, isi: self.kamus.nomor(&isi), rumus: isian.rumus.is_some() })
    }

    fn catat(&mut self, medan: &str, isian: &Isian) -> Option<IsianPotret<u32>> {
        let isi = self.kamus.nomor(&tulisan(isian)?);
        Some(IsianPotret { medan: self.kamus.nomor(medan), sel: isian.sel, isi, rumus: isian.rumus.is_some() })
    }

    /// Title, identity block and signatures as rows of their own.
    fn kepala_dan_kaki(&mut self, isi: &Dokumen, asal: u32) -> Vec<BarisPotret<u32>> {
        let mut kepala: Vec<_> = isi.judul.iter().filter_map(|isian| self.catat("judul", isian)).collect();
        for milik in &isi.identitas {
            kepala.extend(nama_identitas(milik.kunci).and_then(|nama| self.catat(nama, &milik.isian)));
        }
        let kaki = isi.pengesahan.iter().filter_map(|isian| self.catat("tempat dan tanggal", isian)).collect();
        let mut bagian = vec![("Identitas", kepala), ("Pengesahan", kaki)];
        for pejabat in &isi.pejabat {
            let nama = match pejabat.pihak {
                Pihak::Pertama => "Tanda tangan pihak pertama",
                Pihak::Kedua => "Tanda tangan pihak kedua",
            };
            let isian =
                [("jabatan", Some(&pejabat.peran)), ("nama", pejabat.nama.as_ref()), ("nip", pejabat.nip.as_ref())];
            let isian = isian.into_iter().filter_map(|(medan, isian)| self.catat(medan, isian?)).collect();
            bagian.push((nama, isian));
        }
        let berisi = bagian.into_iter().filter(|(_, isian)| !isian.is_empty());
        let baris = berisi.map(|(nama, isian)| {
            let kunci = Some(self.kamus.nomor(&format!("({nama})")));
            BarisPotret { asal, kunci, label: self.kamus.nomor(nama), isian }
        });
        baris.collect()
    }
}

/// Turns what belongs to a unit into its state.
struct Pencatat<'a> {
    tables: &'a Tables,
    /// Documents by file and sheet.
    letak: HashMap<(&'a str, &'a str), Vec<u32>>,
    berkas: HashMap<&'a str, &'a Berkas>,
}

impl<'a> Pencatat<'a> {
    fn kemas(&self, milik: Milik<'_>) -> Kemasan {
        let (kamus, medan) = (Kamus::default(), HashMap::new());
        let mut pengambil = Pengambil { tables: self.tables, kamus, medan, dokumen: Vec::new() };
        for nomor in milik.dokumen {
            pengambil.tambah(nomor);
        }
        let Pengambil { mut kamus, dokumen, .. } = pengambil;
        let mut temuan = Vec::new();
        for (satu, dikecualikan) in milik.temuan {
            self.catat(satu, dikecualikan, &milik.sidik, &mut kamus, &mut temuan);
        }
        Kemasan::baru(milik.sidik, &kamus, dokumen, temuan)
    }

    fn catat(
        &self,
        temuan: &Temuan,
        dikecualikan: bool,
        sidik: &BTreeSet<String>,
        kamus: &mut Kamus,
        hasil: &mut Vec<TemuanPotret<u32>>,
    ) {
        let jalur = temuan.tempat.berkas.as_str();
        let tentang_kiriman = !jalur.is_empty() && jalur != JALUR_KASKADE && !temuan.kode.starts_with("AL");
        let terpakai = || {
            let satu = self.berkas.get(jalur);
            satu.is_some_and(|berkas| sidik.contains(&berkas.sha256) && berkas.salinan_dari.is_none())
        };
        let surat = tentang_kiriman && terpakai();
        let (dokumen, kunci, medan) = self.kenali(&temuan.tempat);
        let mut ada = |teks: Option<&str>| teks.map(|teks| kamus.nomor(teks));
        hasil.push(TemuanPotret {
            kunci: ada(kunci.as_deref()),
            medan: ada(medan.as_deref()),
            indikator: ada(temuan.indikator.as_deref()),
            lembar: ada(temuan.tempat.lembar.as_deref()),
            kode: kamus.nomor(&temuan.kode),
            tingkat: temuan.tingkat,
            dokumen,
            berkas: kamus.nomor(jalur),
            sel: temuan.tempat.sel.clone(),
            pesan: kamus.nomor(&temuan.pesan),
            dikecualikan,
            surat,
        });
        for ikutan in &temuan.ikutan {
            self.catat(ikutan, dikecualikan, sidik, kamus, hasil);
        }
    }

    /// The unit that must act: the one that the finding names, else the one that sent the file.
    fn pemilik(&self, temuan: &'a Temuan) -> Option<&'a str> {
        let pengirim = || self.tables.unit_pengirim(self.berkas.get(temuan.tempat.berkas.as_str())?);
        temuan.unit.as_deref().or_else(|| pengirim().map(|unit| unit.kode.as_str()))
    }

    /// Document, row and field of the guilty cell.
    fn kenali(&self, tempat: &Tempat) -> (Option<KunciDokumen>, Option<Cow<'a, str>>, Option<String>) {
        let lembar = tempat.lembar.as_deref().unwrap_or_default();
        let Some(dokumen) = self.letak.get(&(tempat.berkas.as_str(), lembar)) else { return (None, None, None) };
        let sel = tempat.sel.first().copied();
        let di_sel = sel.and_then(|sel| {
            let semua = dokumen.iter().flat_map(|&nomor| self.tables.rekaman_dokumen(nomor).map(move |r| (nomor, r)));
            semua.filter_map(|(nomor, rekaman)| Some((nomor, rekaman, self.tables.baris_dari(rekaman)?))).find_map(
                |(nomor, rekaman, baris)| {
                    let milik = baris.baris == sel.row;
                    milik.then(|| (nomor, kunci_baris(self.tables, rekaman, baris), kolom_di(baris, sel)))
                },
            )
        });
        match di_sel {
            Some((nomor, kunci, medan)) => (Some(kunci_dokumen(self.tables, nomor)), kunci, medan),
            None => (dokumen.first().map(|&nomor| kunci_dokumen(self.tables, nomor)), None, None),
        }
    }
}

fn kolom_di(baris: &Baris, sel: CellAddress) -> Option<String> {
    baris.isian.iter().find(|(_, isian)| isian.sel == sel).map(|(kolom, _)| kolom.to_string())
}
