//! What the forms of a unit say, and what was found in them, as plain data.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::{Keadaan, KunciDokumen};
use crate::domain::address::CellAddress;
use crate::domain::bilangan::angka_pendek;
use crate::domain::dokumen::{Baris, Dokumen, JenisDokumen, KunciIdentitas, PeranTabel, Pihak};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::tanggal::format_panjang;
use crate::domain::teks;
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{Berkas, JALUR_KASKADE, Status, Tables};

/// Decimals that count when two figures are compared.
const DESIMAL: u8 = 6;

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

/// A unit at one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Potret {
    /// SHA-256 of the files that count, and of those that could not be read: another set is another version.
    pub sidik: BTreeSet<String>,
    /// Its documents.
    pub(super) dokumen: Vec<DokumenPotret>,
    /// What was found, waived findings included.
    pub(super) temuan: Vec<TemuanPotret>,
}

impl Potret {
    /// Whether the unit had sent any document.
    pub fn berdokumen(&self) -> bool {
        !self.dokumen.is_empty()
    }

    /// Findings at a severity that stand.
    pub fn banyak(&self, tingkat: Tingkat) -> usize {
        self.temuan.iter().filter(|satu| satu.tingkat == tingkat && !satu.dikecualikan).count()
    }
}

/// The rows of all documents of one kind and quarter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct DokumenPotret {
    pub(super) kunci: KunciDokumen,
    /// File and sheet of its parts.
    pub(super) asal: Vec<(String, String)>,
    pub(super) baris: Vec<BarisPotret>,
}

impl DokumenPotret {
    pub(super) fn tempat(&self, baris: &BarisPotret, sel: Option<CellAddress>) -> Tempat {
        let (berkas, lembar) = self.asal.get(baris.asal).cloned().unwrap_or_default();
        Tempat { berkas, lembar: Some(lembar), sel: sel.into_iter().collect() }
    }
}

/// A row: what ties it to its indicator, and what its cells say. Blank cells are not kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct BarisPotret {
    /// Index into [`DokumenPotret::asal`].
    #[serde(default, skip_serializing_if = "nol")]
    pub(super) asal: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kunci: Option<String>,
    pub(super) label: String,
    pub(super) isian: Vec<IsianPotret>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn nol(asal: &usize) -> bool {
    *asal == 0
}

/// A cell that says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct IsianPotret {
    pub(super) medan: String,
    pub(super) sel: CellAddress,
    pub(super) isi: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) rumus: bool,
}

/// A finding, and what it is known by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct TemuanPotret {
    pub(super) kode: String,
    pub(super) tingkat: Tingkat,
    pub(super) dokumen: Option<KunciDokumen>,
    pub(super) kunci: Option<String>,
    pub(super) medan: Option<String>,
    pub(super) indikator: Option<String>,
    pub(super) tempat: Tempat,
    pub(super) pesan: String,
    pub(super) dikecualikan: bool,
    pub(super) surat: bool,
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
        let mut unit: BTreeMap<String, Potret> = BTreeMap::new();
        let mut letak: HashMap<(&str, &str), Vec<u32>> = HashMap::new();
        for (terdaftar, nomor) in tables.dokumen.iter().zip(0_u32..) {
            let (Some(isi), Some(berkas)) = (tables.isi_dokumen(nomor), tables.berkas_dokumen(nomor)) else { continue };
            let milik = terdaftar.unit.as_deref().filter(|_| terdaftar.status == Status::Dipakai);
            let milik = if semua { Some("") } else { milik };
            let (Some(milik), true) = (milik, terdaftar.jenis != JenisDokumen::Kaskade) else { continue };
            letak.entry((&berkas.jalur, &isi.lembar)).or_default().push(nomor);
            let potret = unit.entry(milik.to_string()).or_default();
            potret.sidik.insert(berkas.sha256.clone());
            potret.tambah(tables, nomor, kunci_dokumen(tables, nomor), isi, &berkas.jalur);
        }
        for berkas in tables.berkas.iter().filter(|berkas| berkas.hasil.is_err() && berkas.salinan_dari.is_none()) {
            let pengirim = tables.unit_pengirim(berkas).map_or("", |unit| unit.kode.as_str());
            let milik = if semua { "" } else { pengirim };
            unit.entry(milik.to_string()).or_default().sidik.insert(berkas.sha256.clone());
        }
        let berkas = tables.berkas.iter().map(|berkas| (berkas.jalur.as_str(), berkas)).collect();
        let pencatat = Pencatat { tables, letak, berkas, semua };
        for (temuan, dikecualikan) in [(bahan.temuan, false), (bahan.dikecualikan, true)] {
            for satu in temuan {
                pencatat.catat(satu, satu, dikecualikan, &mut unit);
            }
        }
        Self { unit, mati: bahan.mati.clone() }
    }
}

fn kunci_dokumen(tables: &Tables, nomor: u32) -> KunciDokumen {
    let terdaftar = tables.dokumen.get(nomor as usize);
    let jenis = terdaftar.map_or(JenisDokumen::Pk, |satu| satu.jenis);
    let triwulan = terdaftar.and_then(|satu| satu.triwulan).filter(|_| jenis == JenisDokumen::Pengukuran);
    KunciDokumen { jenis, triwulan }
}

impl Potret {
    fn tambah(&mut self, tables: &Tables, nomor: u32, kunci: KunciDokumen, isi: &Dokumen, berkas: &str) {
        let letak = self.dokumen.iter().position(|satu| satu.kunci == kunci).unwrap_or_else(|| {
            self.dokumen.push(DokumenPotret { kunci, asal: Vec::new(), baris: Vec::new() });
            self.dokumen.len() - 1
        });
        let Some(dokumen) = self.dokumen.get_mut(letak) else { return };
        let asal = dokumen.asal.len();
        dokumen.asal.push((berkas.to_string(), isi.lembar.clone()));
        dokumen.baris.extend(kepala_dan_kaki(isi, asal));
        for rekaman in tables.rekaman_dokumen(nomor) {
            let Some(baris) = tables.baris_dari(rekaman) else { continue };
            // An action is a row of its own, also where it stands beside its indicator.
            let aksi = |kolom: &Kolom| kunci.jenis == JenisDokumen::RencanaAksi && AKSI.contains(&kolom.bidang);
            let (milik, pokok): (Vec<_>, Vec<_>) = baris.isian.iter().partition(|(kolom, _)| aksi(kolom));
            let kunci = kunci_baris(tables, rekaman, baris);
            let kunci_aksi = kunci.as_ref().map(|kunci| format!("{kunci} (aksi)"));
            for (kunci, isian) in [(kunci, pokok), (kunci_aksi, milik)] {
                let isian: Vec<IsianPotret> =
                    isian.into_iter().filter_map(|(kolom, isian)| satu_isian(*kolom, isian)).collect();
                if !isian.is_empty() {
                    dokumen.baris.push(BarisPotret { asal, kunci, label: label(tables, rekaman, baris), isian });
                }
            }
        }
    }
}

fn satu_isian(kolom: Kolom, isian: &Isian) -> Option<IsianPotret> {
    let dibandingkan = !isian.turunan && !matches!(kolom.bidang, Bidang::No | Bidang::Abaikan);
    dibandingkan.then(|| catat(kolom.to_string(), isian)).flatten()
}

fn catat(medan: String, isian: &Isian) -> Option<IsianPotret> {
    let isi = tulisan(isian)?;
    Some(IsianPotret { medan, sel: isian.sel, isi, rumus: isian.rumus.is_some() })
}

/// What a cell says, as people read it; cells that say the same have the same text.
fn tulisan(isian: &Isian) -> Option<String> {
    let mentah = isian.teks()?;
    let bilangan = mentah.parse::<f64>().is_ok_and(f64::is_finite);
    Some(match &isian.nilai {
        Nilai::Angka { angka, .. } if bilangan => angka_pendek(*angka, DESIMAL),
        Nilai::Persen { persen } if bilangan => format!("{} %", angka_pendek(*persen, DESIMAL)),
        Nilai::Uang { rupiah } if bilangan => angka_pendek(*rupiah, 2),
        Nilai::Tanggal { tanggal } => format_panjang((*tanggal).into()),
        _ => mentah.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// What a row is known by: its indicator, or its budget line; and its quarter, on forms with a row for each.
fn kunci_baris(tables: &Tables, rekaman: u32, baris: &Baris) -> Option<String> {
    let anggaran = tables.tabel_dari(rekaman).is_some_and(|tabel| tabel.peran == PeranTabel::Anggaran);
    let kunci = if anggaran {
        [Bidang::Kode, Bidang::Program]
            .into_iter()
            .filter_map(|bidang| baris.isian(bidang.tahunan()).and_then(Isian::teks))
            .map(teks::kunci)
            .next()
            .map(|kunci| format!("anggaran {kunci}"))
    } else {
        tables.tautan.get(rekaman as usize).and_then(|tautan| tautan.kunci.as_deref().map(str::to_string))
    }?;
    let berbaris_triwulan = baris.isian(Bidang::TriwulanBaris.tahunan()).is_some();
    let triwulan = tables.triwulan_rekaman(rekaman).filter(|_| berbaris_triwulan);
    Some(triwulan.map_or(kunci.clone(), |triwulan| format!("{kunci} {triwulan}")))
}

fn label(tables: &Tables, rekaman: u32, baris: &Baris) -> String {
    let indikator = tables.label_indikator(rekaman);
    if !indikator.is_empty() {
        return indikator;
    }
    let pertama = [Bidang::Program, Bidang::Sasaran]
        .into_iter()
        .find_map(|bidang| baris.isian(bidang.tahunan()).and_then(Isian::teks));
    pertama.map_or_else(
        || format!("baris {}", baris.baris + 1),
        |teks| teks.split_whitespace().collect::<Vec<_>>().join(" "),
    )
}

/// Title, identity block and signatures as rows of their own.
fn kepala_dan_kaki(isi: &Dokumen, asal: usize) -> Vec<BarisPotret> {
    let baris = |nama: &str, isian: Vec<IsianPotret>| {
        let baris = BarisPotret { asal, kunci: Some(format!("({nama})")), label: nama.to_string(), isian };
        (!baris.isian.is_empty()).then_some(baris)
    };
    let satu = |medan: &str, isian: &Isian| catat(medan.to_string(), isian);
    let mut kepala: Vec<IsianPotret> = isi.judul.iter().filter_map(|isian| satu("judul", isian)).collect();
    for milik in &isi.identitas {
        kepala.extend(nama_identitas(milik.kunci).and_then(|nama| satu(nama, &milik.isian)));
    }
    let kaki: Vec<IsianPotret> = isi.pengesahan.iter().filter_map(|isian| satu("tempat dan tanggal", isian)).collect();
    let mut hasil: Vec<BarisPotret> =
        [baris("Identitas", kepala), baris("Pengesahan", kaki)].into_iter().flatten().collect();
    for pejabat in &isi.pejabat {
        let nama = match pejabat.pihak {
            Pihak::Pertama => "Tanda tangan pihak pertama",
            Pihak::Kedua => "Tanda tangan pihak kedua",
        };
        let isian = [("jabatan", Some(&pejabat.peran)), ("nama", pejabat.nama.as_ref()), ("nip", pejabat.nip.as_ref())];
        let isian = isian.into_iter().filter_map(|(medan, isian)| satu(medan, isian?)).collect();
        hasil.extend(baris(nama, isian));
    }
    hasil
}

const fn nama_identitas(kunci: KunciIdentitas) -> Option<&'static str> {
    Some(match kunci {
        KunciIdentitas::Unit => "unit kerja",
        KunciIdentitas::Nama => "nama",
        KunciIdentitas::Nip => "nip",
        KunciIdentitas::Jabatan => "jabatan",
        KunciIdentitas::Tahun => "tahun",
        KunciIdentitas::Triwulan => "triwulan",
        KunciIdentitas::DokumenAnggaran => "dokumen anggaran",
        KunciIdentitas::BarisJudul => return None,
    })
}

/// Turns findings into what they are known by.
struct Pencatat<'a> {
    tables: &'a Tables,
    /// Documents by file and sheet.
    letak: HashMap<(&'a str, &'a str), Vec<u32>>,
    berkas: HashMap<&'a str, &'a Berkas>,
    semua: bool,
}

impl Pencatat<'_> {
    fn catat(&self, temuan: &Temuan, pokok: &Temuan, dikecualikan: bool, unit: &mut BTreeMap<String, Potret>) {
        let jalur = temuan.tempat.berkas.as_str();
        let milik = if self.semua { "" } else { self.pemilik(pokok).unwrap_or_default() };
        let potret = unit.entry(milik.to_string()).or_default();
        let tentang_kiriman = !jalur.is_empty() && jalur != JALUR_KASKADE && !temuan.kode.starts_with("AL");
        let terpakai = || {
            let satu = self.berkas.get(jalur);
            satu.is_some_and(|berkas| potret.sidik.contains(&berkas.sha256) && berkas.salinan_dari.is_none())
        };
        let surat = tentang_kiriman && terpakai();
        let (dokumen, kunci, medan) = self.kenali(&temuan.tempat);
        potret.temuan.push(TemuanPotret {
            kode: temuan.kode.clone(),
            tingkat: temuan.tingkat,
            dokumen,
            kunci,
            medan,
            indikator: temuan.indikator.clone(),
            tempat: temuan.tempat.clone(),
            pesan: temuan.pesan.clone(),
            dikecualikan,
            surat,
        });
        for ikutan in &temuan.ikutan {
            self.catat(ikutan, pokok, dikecualikan, unit);
        }
    }

    /// The unit that must act: the one that the finding names, else the one that sent the file.
    fn pemilik<'t>(&'t self, temuan: &'t Temuan) -> Option<&'t str> {
        let pengirim = || self.tables.unit_pengirim(self.berkas.get(temuan.tempat.berkas.as_str())?);
        temuan.unit.as_deref().or_else(|| pengirim().map(|unit| unit.kode.as_str()))
    }

    /// Document, row and field of the guilty cell.
    fn kenali(&self, tempat: &Tempat) -> (Option<KunciDokumen>, Option<String>, Option<String>) {
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
