//! Which definition a header block fits, and what each of its columns means.

use crate::domain::dokumen::{Fakta, JenisDokumen, KolomTabel, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::tanda::TandaFormulir;
use crate::template::judul::{jalur_kanonik, menyebut_kumulatif, tahun_jalur};
use crate::template::{Kamus, KolomTemplat, Pustaka, TabelTemplat, Templat};

use super::header::{BlokJudul, KolomJudul};

/// The id that stands for "read by the dictionary alone".
pub(super) const KAMUS: &str = "kamus";
/// Wordings at least this alike are offered as a suggestion.
const KEMIRIPAN: f64 = 0.86;

/// A header block whose columns are known.
#[derive(Debug, Clone)]
pub(super) struct Dikenali<'a> {
    pub(super) templat: Option<&'a Templat>,
    pub(super) tabel: Option<&'a TabelTemplat>,
    /// The kind of document, when the definition or the columns tell.
    pub(super) jenis: Option<JenisDokumen>,
    pub(super) peran: PeranTabel,
    pub(super) kolom: Vec<KolomTabel>,
    pub(super) fakta: Vec<Fakta>,
    /// Columns that nothing knows: sheet column, header.
    pub(super) asing: Vec<KolomJudul>,
}

impl<'a> Dikenali<'a> {
    pub(super) fn id_templat(&self) -> &str {
        self.templat.map_or(KAMUS, |templat| templat.id.as_str())
    }

    pub(super) fn punya(&self, bidang: Bidang) -> bool {
        self.kolom.iter().any(|milik| milik.kolom.bidang == bidang)
    }

    /// The column of the document's own year is the year's column, unless the form has that beside the years of a plan.
    pub(super) fn pada_tahun(&mut self, tahun: Option<i32>) {
        let setahun = |kolom: Kolom| match kolom.periode {
            Periode::Tahun(milik) => tahun == Some(i32::from(milik)),
            _ => false,
        };
        let ada: Vec<Kolom> = self.kolom.iter().map(|milik| milik.kolom).collect();
        for milik in &mut self.kolom {
            let tahunan = milik.kolom.bidang.tahunan();
            if setahun(milik.kolom) && !ada.contains(&tahunan) {
                milik.kolom = tahunan;
            }
        }
    }

    /// The column of the definition, where one reads the table and has it.
    pub(super) fn kolom_templat(&self, kolom: Kolom) -> Option<&'a KolomTemplat> {
        self.tabel?.kolom.iter().find(|milik| milik.kolom.mencakup(kolom))
    }

    /// Whether a blank in this column takes the value of the row above.
    pub(super) fn turun(&self, kolom: Kolom) -> bool {
        match self.kolom_templat(kolom) {
            Some(milik) => milik.turun,
            None => matches!(
                kolom.bidang,
                Bidang::Tujuan | Bidang::Sasaran | Bidang::KodeSasaran | Bidang::Indikator | Bidang::Kode
            ),
        }
    }
}

/// A table that fits: how well, of which definition, and what each of its columns means.
type Cocok<'a> = ((i32, u8), &'a Templat, &'a TabelTemplat, Vec<Option<Kolom>>);

/// What a header block is, given the kind and the year that the title above it names. `None` when it is no table of ours. Of
/// definitions that fit equally well, the one that the workbook's properties name is meant.
pub(super) fn kenali<'a>(
    blok: &BlokJudul,
    pustaka: &'a Pustaka,
    jenis_judul: Option<JenisDokumen>,
    tanda: &[TandaFormulir],
    tahun: Option<i32>,
) -> Option<Dikenali<'a>> {
    let judul = judul_semua(blok, &pustaka.kamus, tahun);
    let mut terbaik: Option<Cocok<'_>> = None;
    for templat in &pustaka.templat {
        if jenis_judul.is_some_and(|jenis| jenis != templat.jenis) && templat.jenis != JenisDokumen::Kaskade {
            continue;
        }
        let bertanda = tanda.iter().map(|tanda| setuju(tanda, templat)).max().unwrap_or(0);
        for tabel in &templat.tabel {
            if let Some((nilai, peta)) = cocokkan(&judul, tabel)
                && let nilai = (nilai, bertanda)
                && terbaik.as_ref().is_none_or(|(lama, ..)| nilai > *lama)
            {
                terbaik = Some((nilai, templat, tabel, peta));
            }
        }
    }
    match terbaik {
        Some((_, templat, tabel, peta)) => {
            Some(susun(blok, &judul, peta, &pustaka.kamus, Some((templat, tabel)), None))
        }
        None => dengan_kamus(blok, &judul, pustaka, jenis_judul),
    }
}

/// How far a form's own word names a definition: 2 with its version, 1 without, 0 not at all.
fn setuju(tanda: &TandaFormulir, templat: &Templat) -> u8 {
    let nama = tanda.templat == templat.id;
    u8::from(nama) + u8::from(nama && tanda.versi == Some(templat.versi))
}

/// A header path as it is compared, and the year that it names.
struct Judul {
    jalur: String,
    /// Its last part, where its parents say nothing ([`ekor_netral`]). It is asked for by every wording of every definition.
    ekor: Option<String>,
    /// What the dictionary says of it, for every definition that does not know it.
    arti: Option<Kolom>,
    tahun: Option<u16>,
    /// Whether it is one of several years of a plan, and not the document's: it never stands for the year.
    tahun_lain: bool,
}

/// The header paths of a block. Headers that differ by their years alone are the years of a plan.
fn judul_semua(blok: &BlokJudul, kamus: &Kamus, tahun_dokumen: Option<i32>) -> Vec<Judul> {
    let mut semua: Vec<Judul> = blok
        .kolom
        .iter()
        .map(|kolom| {
            let bagian = || kolom.bagian.iter().map(String::as_str);
            let jalur = jalur_kanonik(bagian());
            let ekor = ekor_netral(&jalur).map(str::to_string);
            let arti = lewat_kamus(&jalur, ekor.as_deref(), kamus);
            Judul { jalur, ekor, arti, tahun: tahun_jalur(bagian()), tahun_lain: false }
        })
        .collect();
    let bertahun: Vec<(String, u16)> =
        semua.iter().filter_map(|satu| Some((satu.jalur.clone(), satu.tahun?))).collect();
    for satu in &mut semua {
        let Some(tahun) = satu.tahun else { continue };
        let deret = bertahun.iter().any(|(jalur, lain)| *jalur == satu.jalur && *lain != tahun);
        satu.tahun_lain = deret && tahun_dokumen != Some(i32::from(tahun));
    }
    semua
}

/// How well a table of a definition fits: `None` when a required column is missing.
fn cocokkan(judul: &[Judul], tabel: &TabelTemplat) -> Option<(i32, Vec<Option<Kolom>>)> {
    let mut peta: Vec<Option<Kolom>> = Vec::with_capacity(judul.len());
    let mut terpakai: Vec<bool> = vec![false; tabel.kolom.len()];
    let mut nilai = 0;
    for satu @ Judul { tahun, tahun_lain, .. } in judul {
        let sebelumnya = peta.iter().rev().flatten().next().copied();
        let cocok = tabel
            .kolom
            .iter()
            .enumerate()
            .filter(|(_, milik)| milik.setelah.is_none() || milik.setelah == sebelumnya)
            .filter_map(|(urutan, milik)| Some((tepat(milik, satu)?, urutan, milik, milik.kolom.di_bawah(*tahun)?)))
            // Several columns may be meant for nobody.
            .filter(|(.., arti)| arti.bidang == Bidang::Abaikan || !peta.contains(&Some(*arti)))
            .filter(|(.., arti)| !tahun_lain || arti.bidang == Bidang::Abaikan || arti.periode != Periode::Tahunan)
            // A column that names its place or its year is surer than one that could stand anywhere.
            .max_by_key(|(tepat, urutan, milik, arti)| {
                (*tepat, milik.setelah.is_some(), *arti != milik.kolom, !terpakai[*urutan])
            });
        if let Some((tepat, urutan, _, arti)) = cocok {
            nilai += if tepat == 2 { 4 } else { 3 };
            terpakai[urutan] = true;
            peta.push(Some(arti));
        } else {
            nilai -= if satu.arti.is_some() { 1 } else { 2 };
            peta.push(None);
        }
    }
    let ada = |milik: &KolomTemplat| peta.iter().flatten().any(|arti| milik.kolom.mencakup(*arti));
    let lengkap = tabel.kolom.iter().filter(|milik| milik.wajib).all(ada);
    let hilang = terpakai.iter().filter(|terpakai| !**terpakai).count();
    lengkap.then(|| (nilai - i32::try_from(hilang).unwrap_or(i32::MAX), peta))
}

/// 2 for the definition's own wording, 1 for a synonym of it.
fn tepat(milik: &KolomTemplat, judul: &Judul) -> Option<u8> {
    let kena = |pola: &String| *pola == judul.jalur || judul.ekor.as_ref() == Some(pola);
    let posisi = milik.jalur.iter().position(kena)?;
    Some(if posisi == 0 { 2 } else { 1 })
}

/// The last part of a path whose parents say nothing about periods or figures.
fn ekor_netral(jalur: &str) -> Option<&str> {
    let (induk, anak) = jalur.rsplit_once(" > ")?;
    let bicara = |kata: &str| {
        kata.starts_with("tw")
            || matches!(
                kata,
                "target"
                    | "realisasi"
                    | "anggaran"
                    | "pagu"
                    | "prediksi"
                    | "alokasi"
                    | "bulan"
                    | "sebelumnya"
                    | "lalu"
                    | "renstra"
            )
    };
    (!induk.split([' ', '>', '(', ')', '/']).any(bicara)).then_some(anak)
}

/// What the dictionary says: the whole path, the path as one text, or its last part under parents that say nothing.
fn lewat_kamus(jalur: &str, ekor: Option<&str>, kamus: &Kamus) -> Option<Kolom> {
    kamus.arti(jalur).or_else(|| kamus.arti(&jalur.replace(" > ", " "))).or_else(|| kamus.arti(ekor?))
}

/// What every header means: by the definition, else by the dictionary.
fn arti_semua(judul: &[Judul], peta: &[Option<Kolom>], kamus: &Kamus) -> Vec<Option<Kolom>> {
    let sendiri = |satu: &Judul| {
        let arti = satu.arti?;
        let tahun = satu.tahun.filter(|_| satu.tahun_lain && arti.periode == Periode::Tahunan);
        Some(tahun.map_or(arti, |tahun| arti.bidang.tahun(tahun)))
    };
    let mut hasil: Vec<Option<Kolom>> = Vec::with_capacity(judul.len());
    for (satu, milik) in judul.iter().zip(peta) {
        let bersandar = hasil.last().copied().flatten().and_then(|kiri| kamus.arti_setelah(kiri, &satu.jalur));
        hasil.push(milik.or(bersandar).or_else(|| sendiri(satu)));
    }
    hasil
}

fn dengan_kamus<'a>(
    blok: &BlokJudul,
    judul: &[Judul],
    pustaka: &'a Pustaka,
    jenis_judul: Option<JenisDokumen>,
) -> Option<Dikenali<'a>> {
    let peta = vec![None; judul.len()];
    let hasil = susun(blok, judul, peta, &pustaka.kamus, None, jenis_judul);
    let inti = hasil.punya(Bidang::Indikator) || hasil.punya(Bidang::Uraian) || hasil.punya(Bidang::Kode);
    let isi = [Bidang::Target, Bidang::Realisasi, Bidang::RencanaAksi, Bidang::Capaian];
    let isi = hasil.punya(Bidang::Sasaran) || isi.into_iter().any(|bidang| hasil.punya(bidang));
    let anggaran = hasil.punya(Bidang::Program) && hasil.punya(Bidang::Anggaran);
    let cukup = (hasil.kolom.len() >= 3 && inti && isi) || anggaran;
    cukup.then_some(hasil)
}

/// Puts the mapping together: the definition's columns, then the dictionary for what the definition does not name.
fn susun<'a>(
    blok: &BlokJudul,
    jalur: &[Judul],
    peta: Vec<Option<Kolom>>,
    kamus: &Kamus,
    templat: Option<(&'a Templat, &'a TabelTemplat)>,
    jenis_judul: Option<JenisDokumen>,
) -> Dikenali<'a> {
    let milik_templat: Vec<Kolom> = peta.iter().flatten().copied().collect();
    let mut kolom: Vec<KolomTabel> = Vec::new();
    let mut fakta = Vec::new();
    let mut asing = Vec::new();
    let arti = arti_semua(jalur, &peta, kamus);
    for (((judul, Judul { jalur, .. }), peta), arti) in blok.kolom.iter().zip(jalur).zip(peta).zip(arti) {
        let Some(arti) = arti else {
            fakta.extend(mirip(judul, jalur, kamus, templat.map(|(_, tabel)| tabel)));
            asing.push(judul.clone());
            continue;
        };
        let dipakai = kolom.iter().find(|lama| lama.kolom == arti).map(|lama| lama.sel);
        let dipakai = dipakai.or_else(|| (peta.is_none() && milik_templat.contains(&arti)).then_some(judul.sel));
        match dipakai {
            Some(dipakai) if arti.bidang != Bidang::Abaikan => {
                fakta.push(Fakta::KolomGanda { sel: judul.sel, dipakai, kolom: arti, judul: judul.teks() });
            }
            _ => kolom.push(KolomTabel {
                kolom: arti,
                sel: judul.sel,
                judul: judul.teks(),
                kumulatif: judul.bagian.iter().any(|teks| menyebut_kumulatif(teks)),
            }),
        }
    }
    let peran = match templat {
        Some((_, tabel)) => tabel.peran,
        None if punya(&kolom, Bidang::Indikator)
            || punya(&kolom, Bidang::Uraian)
            || !punya(&kolom, Bidang::Program) =>
        {
            PeranTabel::Indikator
        }
        None => PeranTabel::Anggaran,
    };
    let jenis = templat.map(|(templat, _)| templat.jenis).or(jenis_judul).or_else(|| jenis_dari_kolom(&kolom));
    Dikenali {
        templat: templat.map(|(templat, _)| templat),
        tabel: templat.map(|(_, tabel)| tabel),
        jenis,
        peran,
        kolom,
        fakta,
        asing,
    }
}

fn punya(kolom: &[KolomTabel], bidang: Bidang) -> bool {
    kolom.iter().any(|milik| milik.kolom.bidang == bidang)
}

/// The kind of document that the columns themselves tell.
fn jenis_dari_kolom(kolom: &[KolomTabel]) -> Option<JenisDokumen> {
    if punya(kolom, Bidang::Realisasi) {
        Some(JenisDokumen::Pengukuran)
    } else if punya(kolom, Bidang::RencanaAksi)
        || kolom.iter().any(|milik| matches!(milik.kolom.periode, Periode::Bulan(_)))
    {
        Some(JenisDokumen::RencanaAksi)
    } else if punya(kolom, Bidang::Target) {
        Some(JenisDokumen::Pk)
    } else {
        None
    }
}

/// A wording that resembles a known one: offered, never used.
fn mirip(judul: &KolomJudul, jalur: &str, kamus: &Kamus, tabel: Option<&TabelTemplat>) -> Option<Fakta> {
    let dari_tabel = tabel
        .into_iter()
        .flat_map(|tabel| &tabel.kolom)
        .flat_map(|milik| milik.jalur.iter().map(move |jalur| (jalur.as_str(), milik.kolom)));
    dari_tabel
        .chain(kamus.bunyi())
        .filter(|(bunyi, kolom)| kolom.bidang != Bidang::Abaikan && bunyi.chars().count() > 3)
        .map(|(bunyi, kolom)| (strsim::normalized_damerau_levenshtein(bunyi, jalur), bunyi, kolom))
        .filter(|(kemiripan, ..)| *kemiripan >= KEMIRIPAN)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, bunyi, mungkin)| Fakta::KolomMirip {
            sel: judul.sel,
            judul: judul.teks(),
            mungkin,
            mirip: bunyi.to_string(),
        })
}

/// The columns that a kind of document cannot do without (domain LAY-02).
pub(super) fn kolom_wajib_hilang(jenis: JenisDokumen, dikenali: &Dikenali<'_>) -> Vec<Kolom> {
    // One of several years of a plan is not the year of the document.
    let setahun = |milik: &&KolomTabel| !matches!(milik.kolom.periode, Periode::Tahun(_));
    let ada = |bidang| dikenali.kolom.iter().filter(setahun).any(|milik| milik.kolom.bidang == bidang);
    let indikator = ada(Bidang::Indikator) || ada(Bidang::Uraian);
    let mut hilang = Vec::new();
    match jenis {
        JenisDokumen::Pk => {
            if !ada(Bidang::Sasaran) && !ada(Bidang::Uraian) {
                hilang.push(Bidang::Sasaran.tahunan());
            }
            if !indikator {
                hilang.push(Bidang::Indikator.tahunan());
            }
            if !ada(Bidang::Target) {
                hilang.push(Bidang::Target.tahunan());
            }
        }
        JenisDokumen::RencanaAksi => {
            if !indikator {
                hilang.push(Bidang::Indikator.tahunan());
            }
            let berkala = dikenali
                .kolom
                .iter()
                .any(|milik| milik.kolom.bidang == Bidang::Target && milik.kolom.periode != Periode::Tahunan);
            if !ada(Bidang::RencanaAksi) && !berkala {
                hilang.push(Bidang::RencanaAksi.tahunan());
            }
        }
        JenisDokumen::Pengukuran => {
            if !indikator && !ada(Bidang::Kode) {
                hilang.push(Bidang::Indikator.tahunan());
            }
            if !ada(Bidang::Realisasi) {
                hilang.push(Bidang::Realisasi.tahunan());
            }
        }
        JenisDokumen::Kaskade => {}
    }
    hilang
}
