//! What documents share: their heads, the people who sign, and values as they are printed.

use serde::Serialize;

use crate::domain::bilangan::angka_pendek;
use crate::domain::dokumen::{self, Dokumen, KunciIdentitas};
use crate::domain::kolom::Kolom;
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::nip::Nip;
use crate::domain::teks::sebaris;
use crate::domain::unit::Unit;
use crate::recap::BahanLaporan;
use crate::tables::Tables;

/// Decimals of a printed figure at most: enough for anything that was typed, and short of binary noise.
const DESIMAL: u8 = 6;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamaUnit {
    /// Its code.
    pub kode: String,
    /// Its name.
    pub nama: String,
}

impl NamaUnit {
    /// A unit of the register.
    pub(super) fn dari(tables: &Tables, kode: &str) -> Self {
        let nama = tables.unit(kode).map_or_else(|| kode.to_string(), |unit| unit.nama.clone());
        Self { kode: kode.to_string(), nama }
    }
}

/// Somebody who signs. What is not known is left open on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pihak {
    /// Name.
    pub nama: Option<String>,
    /// Office.
    pub jabatan: Option<String>,
    /// NIP, in its groups.
    pub nip: Option<String>,
}

/// What a document begins with, and who signs it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kepala {
    /// Name of the institution.
    pub instansi: String,
    /// The year.
    pub tahun: i32,
    /// Whose document it is.
    pub unit: NamaUnit,
    /// Whether it changes an earlier one.
    pub perubahan: bool,
    /// Who promises.
    pub pertama: Pihak,
    /// The superior; `None` where nobody stands above.
    pub kedua: Option<Pihak>,
    /// Place and day.
    pub pengesahan: Option<String>,
    /// The file that it was read from.
    pub berkas: String,
}

impl Kepala {
    pub(super) fn susun(bahan: &BahanLaporan<'_>, nomor: u32) -> Option<Self> {
        let tables = bahan.tables;
        let terdaftar = tables.dokumen.get(nomor as usize)?;
        let isi = tables.isi_dokumen(nomor)?;
        let kode = terdaftar.unit.as_deref()?;
        let unit = tables.unit(kode);
        let atasan = unit.and_then(|unit| unit.induk.as_deref()).and_then(|kode| tables.unit(kode));
        Some(Self {
            instansi: bahan.instansi.to_string(),
            tahun: bahan.tahun,
            unit: NamaUnit::dari(tables, kode),
            perubahan: isi.perubahan,
            pertama: pertama(isi, unit),
            kedua: kedua(isi, atasan),
            pengesahan: isi.pengesahan.as_ref().and_then(Isian::teks).map(sebaris),
            berkas: tables.berkas_dokumen(nomor)?.jalur.clone(),
        })
    }
}

/// The signature first, then what the form says of itself, then the register.
fn pertama(isi: &Dokumen, unit: Option<&Unit>) -> Pihak {
    let ttd = penandatangan(isi, dokumen::Pihak::Pertama);
    let identitas = |kunci| {
        let baris = isi.identitas.iter().find(|baris| baris.kunci == kunci);
        baris.and_then(|baris| baris.isian.teks()).map(sebaris)
    };
    Pihak {
        nama: ttd.nama.or_else(|| identitas(KunciIdentitas::Nama)).or_else(|| unit?.pimpinan.clone()),
        jabatan: ttd.jabatan.or_else(|| identitas(KunciIdentitas::Jabatan)).or_else(|| unit?.jabatan.clone()),
        nip: ttd
            .nip
            .or_else(|| identitas(KunciIdentitas::Nip).map(|nip| nip_berjarak(&nip)))
            .or_else(|| unit?.nip.as_deref().map(nip_berjarak)),
    }
}

fn kedua(isi: &Dokumen, atasan: Option<&Unit>) -> Option<Pihak> {
    let ada = isi.pejabat.iter().any(|pejabat| pejabat.pihak == dokumen::Pihak::Kedua);
    let ttd = penandatangan(isi, dokumen::Pihak::Kedua);
    match (ada, atasan) {
        (false, None) => None,
        // A signature is whole: the register never lends its NIP to somebody whom the form names.
        (true, _) if ttd.nama.is_some() => Some(ttd),
        (_, Some(atasan)) => Some(Pihak {
            nama: atasan.pimpinan.clone(),
            jabatan: ttd.jabatan.or_else(|| atasan.jabatan.clone()),
            nip: atasan.nip.as_deref().map(nip_berjarak),
        }),
        (true, None) => Some(ttd),
    }
}

fn penandatangan(isi: &Dokumen, pihak: dokumen::Pihak) -> Pihak {
    let Some(pejabat) = isi.pejabat.iter().find(|pejabat| pejabat.pihak == pihak) else { return Pihak::default() };
    let teks = |isian: Option<&Isian>| isian.and_then(Isian::teks).map(sebaris);
    let peran = teks(Some(&pejabat.peran)).map(|peran| peran.trim_end_matches([',', ' ']).to_string());
    Pihak {
        nama: teks(pejabat.nama.as_ref()),
        jabatan: peran.filter(|peran| !peran.is_empty() && !peran.to_lowercase().starts_with("pihak ")),
        nip: teks(pejabat.nip.as_ref()).map(|nip| nip_berjarak(&nip)),
    }
}

/// A NIP in the groups in which it is written, 8 6 1 3; as it was typed when it is none.
fn nip_berjarak(teks: &str) -> String {
    let Ok(nip) = Nip::baca(teks) else { return sebaris(teks) };
    let digit = nip.digit();
    let bagian = [digit.get(..8), digit.get(8..14), digit.get(14..15), digit.get(15..)];
    bagian.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A field as it is printed; `None` when nothing stands there.
pub(super) fn tulisan(tables: &Tables, rekaman: u32, kolom: Kolom) -> Option<String> {
    tables.isian(rekaman, kolom).and_then(cetak)
}

/// A free text as it was typed, line breaks and all.
pub(super) fn teks(tables: &Tables, rekaman: u32, kolom: Kolom) -> Option<String> {
    let isian = tables.isian(rekaman, kolom).filter(|isian| !isian.nilai.kosong())?;
    isian.teks().map(str::to_string)
}

/// A value as it is printed: figures as Indonesians write them, everything else as it was typed.
fn cetak(isian: &Isian) -> Option<String> {
    let typed = || isian.teks().map(sebaris);
    match &isian.nilai {
        Nilai::Kosong => None,
        Nilai::Angka { angka, satuan } => {
            let angka = angka_pendek(*angka, DESIMAL);
            Some(satuan.as_ref().map_or(angka.clone(), |satuan| format!("{angka} {satuan}")))
        }
        Nilai::Persen { persen } => Some(format!("{}%", angka_pendek(*persen, DESIMAL))),
        Nilai::Uang { rupiah } => Some(uang(*rupiah)),
        _ => typed(),
    }
}

/// "Rp1.026.310.000"; cents where there are any.
pub(super) fn uang(rupiah: f64) -> String {
    format!("Rp{}", angka_pendek(rupiah, 2))
}

/// A target with its unit of measure: "60%", "120 Orang"; a target that says its unit itself stays as it is.
pub(super) fn bersatuan(isian: Option<&Isian>, satuan: Option<&str>) -> Option<String> {
    let isian = isian?;
    let tulisan = cetak(isian)?;
    let satuan = satuan.map(sebaris).filter(|satuan| !satuan.is_empty());
    let polos =
        matches!(&isian.nilai, Nilai::Angka { satuan: None, .. } | Nilai::Batas { satuan: None, persen: false, .. })
            || matches!(&isian.nilai, Nilai::Rentang { satuan: None, persen: false, .. });
    Some(match satuan {
        Some(satuan) if polos && ["%", "persen", "prosen"].contains(&satuan.to_lowercase().as_str()) => {
            format!("{tulisan}%")
        }
        Some(satuan) if polos => format!("{tulisan} {satuan}"),
        _ => tulisan,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::nilai::Isi;

    fn isian(mentah: &str, nilai: Nilai) -> Isian {
        let isi = Isi { mentah: mentah.into(), nilai, rumus: None, keraguan: Box::default() };
        Isian::baru(CellAddress::new(0, 0), isi)
    }

    #[test]
    fn a_target_is_printed_with_its_unit_once() {
        let angka = |angka: f64| Nilai::Angka { angka, satuan: None };
        for (mentah, nilai, satuan, tercetak) in [
            ("120", angka(120.0), Some("Orang"), "120 Orang"),
            ("60", Nilai::Persen { persen: 60.0 }, Some("%"), "60%"),
            ("60", angka(60.0), Some("Persen"), "60%"),
            ("0,9 Angka", Nilai::Angka { angka: 0.9, satuan: Some("Angka".into()) }, Some("Angka"), "0,9 Angka"),
            ("BB", Nilai::Teks { teks: "BB".into() }, Some("Predikat"), "BB"),
            (
                "100 dari 110 Organisasi",
                Nilai::Teks { teks: String::new() },
                Some("Organisasi"),
                "100 dari 110 Organisasi",
            ),
            ("-", Nilai::Strip, Some("Orang"), "-"),
            ("1234.5678", angka(1234.5678), None, "1.234,5678"),
            ("0.30000000000000004", angka(0.1 + 0.2), None, "0,3"),
        ] {
            assert_eq!(bersatuan(Some(&isian(mentah, nilai)), satuan).unwrap(), tercetak);
        }
        assert_eq!(bersatuan(Some(&isian("", Nilai::Kosong)), Some("%")), None);
    }

    #[test]
    fn a_nip_is_printed_in_its_groups_and_a_wrong_one_as_typed() {
        assert_eq!(nip_berjarak("NIP. 196704061994122004"), "19670406 199412 2 004");
        assert_eq!(nip_berjarak("NRK 123456"), "NRK 123456");
    }
}
