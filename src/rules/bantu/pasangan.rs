//! Rows of two documents of one unit that are about the same indicator, and indicators that only one of them has.

use std::collections::{BTreeMap, HashMap, HashSet};

use polars::prelude::{DataFrame, JoinArgs, JoinType, col};

use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::rules::Aturan;
use crate::rules::bantu::keys::{DOCUMENT, KUNCI, RECORD, UNIT, collect, keys, lazy, numbers};
use crate::rules::bantu::rekam::{Rekam, himpun, judul_indikator, tabel_pertama};
use crate::rules::bantu::tulis::daftar_terpotong;
use crate::tables::schema::Column;
use crate::tables::{IndikatorRow, Tables};

/// For every record of one table, the first row of the same indicator and unit in another, by record.
pub(in crate::rules) fn pasangan<'a>(
    tables: &'a Tables,
    kiri: impl Iterator<Item = IndikatorRow<'a>>,
    kanan: impl Iterator<Item = IndikatorRow<'a>>,
) -> Vec<(Rekam<'a>, Rekam<'a>)> {
    let nama = |rekam: &Rekam<'a>| Some((rekam.unit()?, rekam.kunci()?));
    let mut pertama: HashMap<(&str, &str), Rekam<'a>> = HashMap::new();
    for rekam in records(tables, kanan) {
        if let Some(nama) = nama(&rekam) {
            pertama.entry(nama).or_insert(rekam);
        }
    }
    let kiri = records(tables, kiri).into_iter();
    kiri.filter_map(|rekam| Some((rekam, *pertama.get(&nama(&rekam)?)?))).collect()
}

/// The records of rows, each once, in order.
fn records<'a>(tables: &'a Tables, rows: impl Iterator<Item = IndikatorRow<'a>>) -> Vec<Rekam<'a>> {
    let mut semua: Vec<u32> = rows.map(|row| row.record).collect();
    semua.sort_unstable();
    semua.dedup();
    semua.into_iter().map(|nomor| Rekam::baru(tables, nomor)).collect()
}

/// The number of a submission in a query.
const SUBMISSION: &str = "submission";

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

/// What documents of a kind and the agreement of their unit lack of each other. `rows` are those of that kind of
/// document. Units without an agreement, and documents without a row, are left out.
pub(in crate::rules) fn terhadap_pk<'a>(
    tables: &'a Tables,
    jenis: JenisDokumen,
    rows: impl Iterator<Item = IndikatorRow<'a>>,
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
    let (lebih, hilang) = selisih(tables, &kiriman, rows);
    let mut terlihat = HashSet::new();
    for (milik, rekam) in answers(tables, &lebih) {
        if let Some(milik) = kiriman.get_mut(milik)
            && terlihat.insert(rekam.nomor)
        {
            milik.lebih.push(rekam);
        }
    }
    for (milik, rekam) in answers(tables, &hilang) {
        if let Some(milik) = kiriman.get_mut(milik) {
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
fn selisih<'a>(
    tables: &'a Tables,
    kiriman: &[Kiriman<'_>],
    rows: impl Iterator<Item = IndikatorRow<'a>>,
) -> (DataFrame, DataFrame) {
    let nomor: Vec<(u32, u32)> = (0_u32..)
        .zip(kiriman)
        .flat_map(|(nomor, satu)| satu.dokumen.iter().map(move |dokumen| (nomor, *dokumen)))
        .collect();
    let nomor = lazy(&nomor, &[Column::count(SUBMISSION, |b| Some(b.0)), Column::count(DOCUMENT, |b| Some(b.1))]);
    let gabung = |jenis| JoinArgs::new(jenis);
    let milik = keys(rows).filter(col(KUNCI).is_not_null()).join(
        nomor,
        [col(DOCUMENT)],
        [col(DOCUMENT)],
        gabung(JoinType::Inner),
    );
    let pk = keys(tables.pk().map(|row| *row)).filter(col(KUNCI).is_not_null());
    let lebih = milik.clone().join(pk.clone(), [col(UNIT)], [col(UNIT)], gabung(JoinType::Semi)).join(
        pk.clone(),
        [col(UNIT), col(KUNCI)],
        [col(UNIT), col(KUNCI)],
        gabung(JoinType::Anti),
    );
    let per_kiriman = milik.clone().group_by([col(SUBMISSION), col(UNIT)]).agg([col(RECORD).first().alias("example")]);
    let hilang = pk.join(per_kiriman, [col(UNIT)], [col(UNIT)], gabung(JoinType::Inner)).join(
        milik,
        [col(SUBMISSION), col(KUNCI)],
        [col(SUBMISSION), col(KUNCI)],
        gabung(JoinType::Anti),
    );
    (collect(lebih), collect(hilang))
}

/// The submissions and the first rows of indicators that an answer names.
fn answers<'a>(tables: &'a Tables, answer: &DataFrame) -> Vec<(usize, Rekam<'a>)> {
    let records = numbers(answer, RECORD).into_iter().map(|record| Rekam::baru(tables, record));
    let submissions = numbers(answer, SUBMISSION).into_iter().map(|nomor| nomor as usize);
    submissions.zip(records).filter(|(_, rekam)| rekam.pokok()).collect()
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
