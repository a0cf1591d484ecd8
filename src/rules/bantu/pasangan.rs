//! Rows of two documents of one unit that are about the same indicator, and indicators that only one of them has.

use std::collections::{BTreeMap, HashMap, HashSet};

use polars::prelude::{DataFrame, IntoLazy, JoinArgs, JoinType, LazyFrame, col};

use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::rules::Aturan;
use crate::rules::bantu::rekam::{Rekam, himpun, judul_indikator, kumpulkan, tabel_pertama};
use crate::rules::bantu::tulis::daftar_terpotong;
use crate::tables::Tables;
use crate::tables::frame::{Pembaca, Penyusun};

/// For every indicator row of one frame, the first row of the same indicator and unit in another, in the order of the
/// first frame.
pub(in crate::rules) fn pasangan<'a>(
    tables: &'a Tables,
    kiri: &DataFrame,
    kanan: &DataFrame,
) -> Vec<(Rekam<'a>, Rekam<'a>)> {
    let nama = |rekam: &Rekam<'a>| Some((rekam.unit()?, rekam.kunci()?));
    let mut pertama: HashMap<(&str, &str), Rekam<'a>> = HashMap::new();
    for rekam in rekam_frame(tables, kanan) {
        if let Some(nama) = nama(&rekam) {
            pertama.entry(nama).or_insert(rekam);
        }
    }
    let kiri = rekam_frame(tables, kiri).into_iter();
    kiri.filter_map(|rekam| Some((rekam, *pertama.get(&nama(&rekam)?)?))).collect()
}

/// The records of a frame, each once, in order.
fn rekam_frame<'a>(tables: &'a Tables, frame: &DataFrame) -> Vec<Rekam<'a>> {
    let pembaca = Pembaca::hanya(frame, &["rekaman"]);
    let mut semua: Vec<u32> = pembaca.baris().filter_map(|baris| baris.u32("rekaman")).collect();
    semua.sort_unstable();
    semua.dedup();
    semua.into_iter().map(|nomor| Rekam::baru(tables, nomor)).collect()
}

fn ringkas(frame: &DataFrame) -> LazyFrame {
    frame.clone().lazy().select([col("rekaman"), col("dokumen"), col("unit"), col("kunci")])
}

/// The documents of one unit, kind and quarter (the sheets of one submission), against the unit's agreement.
#[derive(Debug)]
pub(in crate::rules) struct Kiriman<'a> {
    /// The unit.
    pub(in crate::rules) unit: &'a str,
    /// Its documents, indices into [`Tables::dokumen`].
    pub(in crate::rules) dokumen: Vec<u32>,
    /// First rows of indicators that the agreement does not have.
    pub(in crate::rules) lebih: Vec<Rekam<'a>>,
    /// First rows, in the agreement, of indicators that the documents do not have.
    pub(in crate::rules) hilang: Vec<Rekam<'a>>,
}

/// What documents of a kind and the agreement of their unit lack of each other. `frame` holds the rows of that kind of
/// document. Units without an agreement, and documents without a row, are left out.
pub(in crate::rules) fn terhadap_pk<'a>(
    tables: &'a Tables,
    jenis: JenisDokumen,
    frame: &DataFrame,
) -> Vec<Kiriman<'a>> {
    let mut kiriman: BTreeMap<(&str, Option<Triwulan>), Vec<u32>> = BTreeMap::new();
    for (nomor, terdaftar, _) in tables.dokumen_dipakai(jenis) {
        if let Some(unit) = terdaftar.unit.as_deref() {
            kiriman.entry((unit, terdaftar.triwulan)).or_default().push(nomor);
        }
    }
    let mut kiriman: Vec<Kiriman<'a>> = kiriman
        .into_iter()
        .map(|((unit, _), dokumen)| Kiriman { unit, dokumen, lebih: Vec::new(), hilang: Vec::new() })
        .collect();
    let (lebih, hilang) = selisih(tables, &kiriman, frame);
    let mut terlihat = HashSet::new();
    for baris in Pembaca::baru(&lebih).baris() {
        if let Some((milik, rekam)) = ambil(tables, &mut kiriman, &baris).filter(|(_, rekam)| rekam.pokok())
            && terlihat.insert(rekam.nomor)
        {
            milik.lebih.push(rekam);
        }
    }
    for baris in Pembaca::baru(&hilang).baris() {
        if let Some((milik, rekam)) = ambil(tables, &mut kiriman, &baris).filter(|(_, rekam)| rekam.pokok()) {
            milik.hilang.push(rekam);
        }
    }
    for satu in &mut kiriman {
        satu.lebih.sort_by_key(|rekam| rekam.nomor);
        satu.hilang.sort_by_key(|rekam| rekam.nomor);
    }
    kiriman
}

/// (rows whose indicator the agreement lacks, rows of the agreement that the submission lacks), each with the number of
/// its submission.
fn selisih(tables: &Tables, kiriman: &[Kiriman<'_>], frame: &DataFrame) -> (DataFrame, DataFrame) {
    let nomor: Vec<(u32, u32)> = (0_u32..)
        .zip(kiriman)
        .flat_map(|(nomor, satu)| satu.dokumen.iter().map(move |dokumen| (nomor, *dokumen)))
        .collect();
    let nomor = Penyusun::baru(&nomor).u32("kiriman", |b| Some(b.0)).u32("dokumen", |b| Some(b.1)).selesai();
    let nomor = nomor.expect("columns of one length make a frame").lazy();
    let gabung = |jenis| JoinArgs::new(jenis);
    let milik = ringkas(frame).filter(col("kunci").is_not_null()).join(
        nomor,
        [col("dokumen")],
        [col("dokumen")],
        gabung(JoinType::Inner),
    );
    let pk = ringkas(&tables.pk).filter(col("kunci").is_not_null());
    let lebih = milik.clone().join(pk.clone(), [col("unit")], [col("unit")], gabung(JoinType::Semi)).join(
        pk.clone(),
        [col("unit"), col("kunci")],
        [col("unit"), col("kunci")],
        gabung(JoinType::Anti),
    );
    let per_kiriman =
        milik.clone().group_by([col("kiriman"), col("unit")]).agg([col("rekaman").first().alias("contoh")]);
    let hilang = pk.join(per_kiriman, [col("unit")], [col("unit")], gabung(JoinType::Inner)).join(
        milik,
        [col("kiriman"), col("kunci")],
        [col("kiriman"), col("kunci")],
        gabung(JoinType::Anti),
    );
    (kumpulkan(lebih), kumpulkan(hilang))
}

fn ambil<'k, 'a>(
    tables: &'a Tables,
    kiriman: &'k mut [Kiriman<'a>],
    baris: &crate::tables::frame::BarisFrame<'_, '_>,
) -> Option<(&'k mut Kiriman<'a>, Rekam<'a>)> {
    let milik = kiriman.get_mut(baris.u32("kiriman")? as usize)?;
    Some((milik, Rekam::baru(tables, baris.u32("rekaman")?)))
}

/// The finding that a unit's documents lack indicators of its PK, at the header of the first that has one; `None` when
/// none is missing. The last pair names the documents and says how to mend them.
pub(in crate::rules) fn belum_memuat(
    aturan: &Aturan,
    tables: &Tables,
    (unit, dokumen): (&str, &[u32]),
    hilang: &[Rekam<'_>],
    (sebutan, saran): (&str, &str),
) -> Option<Temuan> {
    let nama: Vec<String> = hilang.iter().map(Rekam::label).collect();
    if nama.is_empty() {
        return None;
    }
    let judul = |nomor: &u32| {
        judul_indikator(tables, *nomor, tabel_pertama(tables.isi_dokumen(*nomor)?, PeranTabel::Indikator)?)
    };
    let tempat = dokumen.iter().find_map(judul)?;
    let pesan = format!("{sebutan} belum memuat {} indikator PK: {}.", nama.len(), daftar_terpotong(&nama, 5));
    let temuan = Temuan::baru(aturan.kode, aturan.tingkat, tempat, pesan, saran).unit(Some(unit));
    let pk = himpun(hilang.iter().filter_map(Rekam::tempat_indikator));
    Some(temuan.beda("tidak ada", nama.join("; ")).semua_terkait(pk))
}
