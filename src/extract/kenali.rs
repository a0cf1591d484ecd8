//! Which definition a header block fits, and what each of its columns means.

use crate::domain::dokumen::{Fakta, JenisDokumen, KolomTabel, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::tanda::TandaFormulir;
use crate::template::judul::{jalur_kanonik, menyebut_kumulatif};
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

impl Dikenali<'_> {
    pub(super) fn id_templat(&self) -> &str {
        self.templat.map_or(KAMUS, |templat| templat.id.as_str())
    }

    pub(super) fn punya(&self, bidang: Bidang) -> bool {
        self.kolom.iter().any(|milik| milik.kolom.bidang == bidang)
    }

    /// Whether a blank in this column takes the value of the row above.
    pub(super) fn turun(&self, kolom: Kolom) -> bool {
        match self.tabel.and_then(|tabel| tabel.kolom.iter().find(|milik| milik.kolom == kolom)) {
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

/// What a header block is, given the kind that the title above it names. `None` when it is no table of ours. Of
/// definitions that fit equally well, the one that the workbook's properties name is meant.
pub(super) fn kenali<'a>(
    blok: &BlokJudul,
    pustaka: &'a Pustaka,
    jenis_judul: Option<JenisDokumen>,
    tanda: &[TandaFormulir],
) -> Option<Dikenali<'a>> {
    let jalur: Vec<String> =
        blok.kolom.iter().map(|kolom| jalur_kanonik(kolom.bagian.iter().map(String::as_str))).collect();
    let mut terbaik: Option<Cocok<'_>> = None;
    for templat in &pustaka.templat {
        if jenis_judul.is_some_and(|jenis| jenis != templat.jenis) && templat.jenis != JenisDokumen::Kaskade {
            continue;
        }
        let bertanda = tanda.iter().map(|tanda| setuju(tanda, templat)).max().unwrap_or(0);
        for tabel in &templat.tabel {
            if let Some((nilai, peta)) = cocokkan(&jalur, tabel, &pustaka.kamus)
                && let nilai = (nilai, bertanda)
                && terbaik.as_ref().is_none_or(|(lama, ..)| nilai > *lama)
            {
                terbaik = Some((nilai, templat, tabel, peta));
            }
        }
    }
    match terbaik {
        Some((_, templat, tabel, peta)) => {
            Some(susun(blok, &jalur, peta, &pustaka.kamus, Some((templat, tabel)), None))
        }
        None => dengan_kamus(blok, &jalur, pustaka, jenis_judul),
    }
}

/// How far a form's own word names a definition: 2 with its version, 1 without, 0 not at all.
fn setuju(tanda: &TandaFormulir, templat: &Templat) -> u8 {
    let nama = tanda.templat == templat.id;
    u8::from(nama) + u8::from(nama && tanda.versi == Some(templat.versi))
}

/// How well a table of a definition fits: `None` when a required column is missing.
fn cocokkan(jalur: &[String], tabel: &TabelTemplat, kamus: &Kamus) -> Option<(i32, Vec<Option<Kolom>>)> {
    let mut peta: Vec<Option<Kolom>> = Vec::with_capacity(jalur.len());
    let mut nilai = 0;
    for jalur in jalur {
        let sebelumnya = peta.iter().rev().flatten().next().copied();
        let cocok = tabel
            .kolom
            .iter()
            // Several columns may be meant for nobody.
            .filter(|milik| milik.kolom.bidang == Bidang::Abaikan || !peta.contains(&Some(milik.kolom)))
            .filter(|milik| milik.setelah.is_none() || milik.setelah == sebelumnya)
            .filter_map(|milik| Some((tepat(milik, jalur)?, milik)))
            // A column that names its place is surer than one that could stand anywhere.
            .max_by_key(|(tepat, milik)| (*tepat, milik.setelah.is_some()));
        if let Some((tepat, milik)) = cocok {
            nilai += if tepat == 2 { 4 } else { 3 };
            peta.push(Some(milik.kolom));
        } else {
            nilai -= if lewat_kamus(jalur, kamus).is_some() { 1 } else { 2 };
            peta.push(None);
        }
    }
    let lengkap = tabel.kolom.iter().filter(|milik| milik.wajib).all(|milik| peta.contains(&Some(milik.kolom)));
    let hilang = tabel.kolom.iter().filter(|milik| !peta.contains(&Some(milik.kolom))).count();
    lengkap.then(|| (nilai - i32::try_from(hilang).unwrap_or(i32::MAX), peta))
}

/// 2 for the definition's own wording, 1 for a synonym of it.
fn tepat(milik: &KolomTemplat, jalur: &str) -> Option<u8> {
    let kena = |pola: &String| pola == jalur || ekor_netral(jalur).is_some_and(|ekor| ekor == pola);
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
fn lewat_kamus(jalur: &str, kamus: &Kamus) -> Option<Kolom> {
    kamus
        .arti(jalur)
        .or_else(|| kamus.arti(&jalur.replace(" > ", " ")))
        .or_else(|| ekor_netral(jalur).and_then(|ekor| kamus.arti(ekor)))
}

fn dengan_kamus<'a>(
    blok: &BlokJudul,
    jalur: &[String],
    pustaka: &'a Pustaka,
    jenis_judul: Option<JenisDokumen>,
) -> Option<Dikenali<'a>> {
    let peta = vec![None; jalur.len()];
    let hasil = susun(blok, jalur, peta, &pustaka.kamus, None, jenis_judul);
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
    jalur: &[String],
    peta: Vec<Option<Kolom>>,
    kamus: &Kamus,
    templat: Option<(&'a Templat, &'a TabelTemplat)>,
    jenis_judul: Option<JenisDokumen>,
) -> Dikenali<'a> {
    let milik_templat: Vec<Kolom> = peta.iter().flatten().copied().collect();
    let mut kolom: Vec<KolomTabel> = Vec::new();
    let mut fakta = Vec::new();
    let mut asing = Vec::new();
    for ((judul, jalur), peta) in blok.kolom.iter().zip(jalur).zip(peta) {
        let Some(arti) = peta.or_else(|| lewat_kamus(jalur, kamus)) else {
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
    let ada = |bidang| dikenali.punya(bidang);
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
