//! Severity settings, waivers, folding and merging, applied once after all rules ran.
//!
//! Takes what the rules said, gives what people read: first [`lipat`] puts findings that follow from another under it,
//! then [`putuskan`] applies the institution's settings and waivers, joins equal findings over many cells, and sorts.
//! Nothing is lost in silence: a finding folded under one that is switched off or waived comes up again, waived findings
//! stay listed, and so do waivers that did nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use chrono::NaiveDate;

use super::{Tempat, Temuan, Tingkat};
use crate::domain::teks;

/// What an institution decided about rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PengaturanAturan {
    /// Severity by rule code; `None` switches the rule off.
    pub tingkat: BTreeMap<String, Option<Tingkat>>,
    /// Findings that are accepted.
    pub pengecualian: Vec<Pengecualian>,
}

impl PengaturanAturan {
    /// Codes of rules that are switched off.
    pub fn mati(&self) -> BTreeSet<String> {
        self.tingkat.iter().filter(|(_, tingkat)| tingkat.is_none()).map(|(kode, _)| kode.clone()).collect()
    }
}

/// A waiver: one rule, at a place, with a reason, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pengecualian {
    /// Code of the rule.
    pub aturan: String,
    /// Code of the unit; everywhere when absent.
    pub unit: Option<String>,
    /// Code or wording of the indicator; any when absent.
    pub indikator: Option<String>,
    /// Path below `masuk/`, or a file's bare name; any when absent.
    pub berkas: Option<String>,
    /// Why it is accepted.
    pub alasan: String,
    /// Last day on which it holds.
    pub sampai: NaiveDate,
}

/// What comes of the findings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Putusan {
    /// Findings to act on, by unit, file, sheet, cell and code.
    pub temuan: Vec<Temuan>,
    /// Findings that a waiver accepts, with its reason, in the same order.
    pub dikecualikan: Vec<Temuan>,
    /// Waivers that hold but matched nothing.
    pub pengecualian_tak_terpakai: Vec<Pengecualian>,
    /// Waivers that are past their end.
    pub pengecualian_kedaluwarsa: Vec<Pengecualian>,
}

impl Putusan {
    /// The gravest severity, findings folded under others included.
    pub fn terberat(&self) -> Option<Tingkat> {
        self.temuan.iter().flat_map(|temuan| std::iter::once(temuan).chain(&temuan.ikutan)).map(|t| t.tingkat).max()
    }
}

/// Applies settings and waivers on a day, joins equal findings and sorts.
pub fn putuskan(temuan: Vec<Temuan>, pengaturan: &PengaturanAturan, hari_ini: NaiveDate) -> Putusan {
    let (berlaku, kedaluwarsa): (Vec<_>, Vec<_>) =
        pengaturan.pengecualian.iter().partition(|satu| hari_ini <= satu.sampai);
    let mut hakim = Hakim { tingkat: &pengaturan.tingkat, terpakai: vec![false; berlaku.len()], berlaku };
    let (mut tetap, mut dikecualikan) = (Vec::new(), Vec::new());
    for satu in temuan {
        hakim.putus(satu, &mut tetap, &mut dikecualikan);
    }
    let tak_terpakai = hakim.berlaku.iter().zip(&hakim.terpakai).filter(|(_, terpakai)| !**terpakai);
    Putusan {
        pengecualian_tak_terpakai: tak_terpakai.map(|(satu, _)| (*satu).clone()).collect(),
        pengecualian_kedaluwarsa: kedaluwarsa.into_iter().cloned().collect(),
        temuan: rapikan(tetap),
        dikecualikan: rapikan(dikecualikan),
    }
}

struct Hakim<'a> {
    tingkat: &'a BTreeMap<String, Option<Tingkat>>,
    berlaku: Vec<&'a Pengecualian>,
    terpakai: Vec<bool>,
}

impl Hakim<'_> {
    /// Decides a finding and those folded under it; these stand on their own when it falls away.
    fn putus(&mut self, mut temuan: Temuan, tetap: &mut Vec<Temuan>, dikecualikan: &mut Vec<Temuan>) {
        let ikutan = std::mem::take(&mut temuan.ikutan);
        if let Some(Some(tingkat)) = self.tingkat.get(&temuan.kode) {
            temuan.tingkat = *tingkat;
        }
        let mati = matches!(self.tingkat.get(&temuan.kode), Some(None));
        if !mati {
            temuan.pengecualian = self.alasan(&temuan);
        }
        if mati || temuan.pengecualian.is_some() {
            if !mati {
                dikecualikan.push(temuan);
            }
            for satu in ikutan {
                self.putus(satu, tetap, dikecualikan);
            }
        } else {
            for satu in ikutan {
                self.putus(satu, &mut temuan.ikutan, dikecualikan);
            }
            tetap.push(temuan);
        }
    }

    /// The reason of the waivers that accept a finding; every one that matches counts as used.
    fn alasan(&mut self, temuan: &Temuan) -> Option<String> {
        let mut alasan = None;
        for (satu, terpakai) in self.berlaku.iter().zip(&mut self.terpakai) {
            if cocok(satu, temuan) {
                *terpakai = true;
                alasan.get_or_insert_with(|| satu.alasan.clone());
            }
        }
        alasan
    }
}

fn cocok(pengecualian: &Pengecualian, temuan: &Temuan) -> bool {
    let unit = |tertulis: &str| temuan.unit.as_deref().is_some_and(|unit| teks::kunci(unit) == teks::kunci(tertulis));
    let indikator = |tertulis: &str| temuan.indikator.as_deref().is_some_and(|milik| indikator_sama(milik, tertulis));
    let berkas = |tertulis: &str| {
        let milik = temuan.tempat.berkas.as_str();
        milik == tertulis || milik.rsplit('/').next() == Some(tertulis)
    };
    pengecualian.aturan.eq_ignore_ascii_case(&temuan.kode)
        && pengecualian.unit.as_deref().is_none_or(unit)
        && pengecualian.indikator.as_deref().is_none_or(indikator)
        && pengecualian.berkas.as_deref().is_none_or(berkas)
}

/// Whether a waiver's indicator, a code or a wording or both, is the one of a finding ("IKK 2.1.3 Persentase lulusan").
fn indikator_sama(milik: &str, tertulis: &str) -> bool {
    let (kode, kalimat) = teks::pisah_kode(milik);
    let (kode_tertulis, kalimat_tertulis) = teks::pisah_kode(tertulis);
    if let Some(kode_tertulis) = kode_tertulis.or_else(|| teks::kode_indikator(tertulis)) {
        return kode.is_some_and(|kode| kode == kode_tertulis);
    }
    teks::kunci_indikator(kalimat) == teks::kunci_indikator(kalimat_tertulis)
        || teks::kunci(milik) == teks::kunci(tertulis)
}

/// Sorts, and makes one finding of equal ones over many cells: the same rule with the same sentence on the same sheet.
/// What they do not share (indicator, found, expected) is dropped from the joined finding; its cells keep it traceable.
fn rapikan(mut temuan: Vec<Temuan>) -> Vec<Temuan> {
    temuan.sort_by(|kiri, kanan| urutan(kiri).cmp(&urutan(kanan)));
    let mut tempat: HashMap<Kembar, usize> = HashMap::new();
    let mut hasil: Vec<Temuan> = Vec::with_capacity(temuan.len());
    for mut satu in temuan {
        satu.ikutan = rapikan(satu.ikutan);
        match tempat.get(&kembar(&satu)).and_then(|nomor| hasil.get_mut(*nomor)) {
            Some(lama) => gabungkan(lama, satu),
            None => {
                tempat.insert(kembar(&satu), hasil.len());
                hasil.push(satu);
            }
        }
    }
    for satu in &mut hasil {
        tanpa_ulangan(&mut satu.tempat.sel);
        tanpa_ulangan(&mut satu.terkait);
    }
    hasil
}

/// Keeps the first of equal entries: the guilty cell stays in front.
fn tanpa_ulangan<T: Clone + Eq + Hash>(daftar: &mut Vec<T>) {
    let mut terlihat = HashSet::with_capacity(daftar.len());
    daftar.retain(|satu| terlihat.insert(satu.clone()));
}

fn urutan(temuan: &Temuan) -> (Option<&str>, &Tempat, &str, &str) {
    (temuan.unit.as_deref(), &temuan.tempat, &temuan.kode, &temuan.pesan)
}

/// What equal findings share.
type Kembar = (String, String, Option<String>, String, Option<String>, Option<String>);

fn kembar(temuan: &Temuan) -> Kembar {
    (
        temuan.kode.clone(),
        temuan.pesan.clone(),
        temuan.unit.clone(),
        temuan.tempat.berkas.clone(),
        temuan.tempat.lembar.clone(),
        temuan.pengecualian.clone(),
    )
}

fn gabungkan(lama: &mut Temuan, baru: Temuan) {
    lama.tempat.sel.extend(baru.tempat.sel);
    lama.terkait.extend(baru.terkait);
    lama.tingkat = lama.tingkat.max(baru.tingkat);
    sisakan_yang_sama(&mut lama.indikator, &baru.indikator);
    sisakan_yang_sama(&mut lama.ditemukan, &baru.ditemukan);
    sisakan_yang_sama(&mut lama.seharusnya, &baru.seharusnya);
    sisakan_yang_sama(&mut lama.selisih, &baru.selisih);
    lama.ikutan.extend(baru.ikutan);
}

fn sisakan_yang_sama<T: PartialEq>(lama: &mut Option<T>, baru: &Option<T>) {
    if lama != baru {
        *lama = None;
    }
}

/// Puts findings that follow from another under it.
///
/// `sebab` lists rules with the rules that follow from them, the strongest cause first. A finding follows from one of a
/// causing rule that names a cell in the row of its guilty cell, or that is about its whole sheet or file. What hangs
/// under a follower moves along, so that folding is one level deep.
pub fn lipat(temuan: Vec<Temuan>, sebab: &[(&str, &[&str])]) -> Vec<Temuan> {
    let atasan = atasan(&temuan, sebab);
    let akar: Vec<usize> = (0..temuan.len()).map(|nomor| puncak(&atasan, nomor)).collect();
    let mut laci: Vec<Option<Temuan>> = temuan.into_iter().map(Some).collect();
    let mut ikutan: BTreeMap<usize, Vec<Temuan>> = BTreeMap::new();
    for (nomor, akar) in akar.iter().enumerate().filter(|(nomor, akar)| nomor != *akar) {
        if let Some(mut satu) = laci[nomor].take() {
            let cucu = std::mem::take(&mut satu.ikutan);
            let milik = ikutan.entry(*akar).or_default();
            milik.push(satu);
            milik.extend(cucu);
        }
    }
    for (akar, milik) in ikutan {
        if let Some(Some(sebab)) = laci.get_mut(akar) {
            sebab.ikutan.extend(milik);
        }
    }
    laci.into_iter().flatten().collect()
}

/// A place that a cause covers: a row of a sheet, a sheet, or a file.
type Cakupan<'a> = (&'a str, Option<&'a str>, Option<u32>);

/// For each finding the one it follows from.
fn atasan(temuan: &[Temuan], sebab: &[(&str, &[&str])]) -> Vec<Option<usize>> {
    let mut cakupan: HashMap<Cakupan<'_>, Vec<usize>> = HashMap::new();
    for (nomor, satu) in temuan.iter().enumerate() {
        if !satu.tempat.berkas.is_empty() && sebab.iter().any(|(kode, _)| *kode == satu.kode) {
            for tempat in dicakup(satu) {
                cakupan.entry(tempat).or_default().push(nomor);
            }
        }
    }
    let cari = |nomor: usize, satu: &Temuan| {
        let (berkas, lembar) = (satu.tempat.berkas.as_str(), satu.tempat.lembar.as_deref());
        let baris = satu.tempat.sel.first().map(|sel| sel.row);
        let mut tempat = vec![(berkas, None, None)];
        if lembar.is_some() {
            tempat.push((berkas, lembar, None));
            tempat.extend(baris.map(|baris| (berkas, lembar, Some(baris))));
        }
        let calon: Vec<usize> = tempat.iter().filter_map(|tempat| cakupan.get(tempat)).flatten().copied().collect();
        sebab
            .iter()
            .filter(|(_, ikutan)| ikutan.contains(&satu.kode.as_str()))
            .find_map(|(kode, _)| calon.iter().copied().find(|&calon| calon != nomor && temuan[calon].kode == *kode))
    };
    temuan.iter().enumerate().map(|(nomor, satu)| cari(nomor, satu)).collect()
}

fn dicakup(temuan: &Temuan) -> Vec<Cakupan<'_>> {
    let (berkas, lembar) = (temuan.tempat.berkas.as_str(), temuan.tempat.lembar.as_deref());
    if lembar.is_none() || temuan.tempat.sel.is_empty() {
        return vec![(berkas, lembar, None)];
    }
    let mut baris: Vec<u32> = temuan.tempat.sel.iter().map(|sel| sel.row).collect();
    baris.sort_unstable();
    baris.dedup();
    baris.into_iter().map(|baris| (berkas, lembar, Some(baris))).collect()
}

/// The cause of the causes; a finding in a circle of rules stays where it is.
fn puncak(atasan: &[Option<usize>], nomor: usize) -> usize {
    let mut kini = nomor;
    for _ in 0..atasan.len() {
        match atasan.get(kini).copied().flatten() {
            Some(atas) if atas == nomor => return nomor,
            Some(atas) => kini = atas,
            None => return kini,
        }
    }
    nomor
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn temuan(kode: &str, sel: &str, pesan: &str) -> Temuan {
        let tempat = Tempat::sel("JTI/pk.xlsx", "PK", sel.parse().unwrap());
        Temuan::baru(kode, Tingkat::Peringatan, tempat, pesan, "perbaiki").unit(Some("JTI"))
    }

    fn hari(hari: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, hari).unwrap()
    }

    fn pengecualian(aturan: &str) -> Pengecualian {
        Pengecualian {
            aturan: aturan.into(),
            unit: None,
            indikator: None,
            berkas: None,
            alasan: "disetujui".into(),
            sampai: hari(10),
        }
    }

    fn putus(temuan: Vec<Temuan>, pengecualian: Vec<Pengecualian>, tanggal: u32) -> Putusan {
        putuskan(temuan, &PengaturanAturan { tingkat: BTreeMap::new(), pengecualian }, hari(tanggal))
    }

    #[test]
    fn severity_is_data_and_a_rule_can_be_switched_off() {
        let tingkat = BTreeMap::from([("UK07".to_string(), Some(Tingkat::Galat)), ("NL03".to_string(), None)]);
        let pengaturan = PengaturanAturan { tingkat, pengecualian: Vec::new() };
        let hasil = putuskan(vec![temuan("UK07", "A1", "a"), temuan("NL03", "A2", "b")], &pengaturan, hari(1));
        assert_eq!(hasil.temuan.len(), 1);
        assert_eq!(hasil.terberat(), Some(Tingkat::Galat));
    }

    #[test]
    fn a_waiver_takes_exactly_its_finding_and_keeps_it_listed() {
        let dua = || {
            vec![
                temuan("PK04", "A1", "a").indikator("IKK 2.1.3 Persentase lulusan"),
                temuan("PK04", "A2", "b").indikator("IKK 2.1.4 Jumlah mitra"),
            ]
        };
        for tertulis in ["IKK 2.1.3", "[ikk 2.1.3]", "persentase LULUSAN"] {
            let satu = Pengecualian {
                unit: Some("jti".into()),
                indikator: Some(tertulis.into()),
                berkas: Some("pk.xlsx".into()),
                ..pengecualian("PK04")
            };
            let hasil = putus(dua(), vec![satu], 10);
            assert_eq!((hasil.temuan.len(), hasil.dikecualikan.len()), (1, 1), "{tertulis}");
            assert_eq!(hasil.dikecualikan[0].pengecualian.as_deref(), Some("disetujui"));
            assert!(hasil.pengecualian_tak_terpakai.is_empty());
        }
        let lain = Pengecualian { unit: Some("JAK".into()), ..pengecualian("PK04") };
        assert_eq!(putus(dua(), vec![lain.clone()], 1).pengecualian_tak_terpakai, [lain]);
    }

    #[test]
    fn a_waiver_past_its_end_accepts_nothing() {
        let hasil = putus(vec![temuan("PK04", "A1", "a")], vec![pengecualian("PK04")], 11);
        assert_eq!((hasil.temuan.len(), hasil.pengecualian_kedaluwarsa.len()), (1, 1));
        assert!(hasil.pengecualian_tak_terpakai.is_empty());
    }

    #[test]
    fn equal_findings_over_many_cells_become_one_in_a_stated_order() {
        let semua = vec![
            temuan("PK01", "D12", "target kosong").indikator("b"),
            temuan("PK01", "D11", "target kosong").indikator("a"),
            temuan("PK02", "C5", "ganda"),
            temuan("PK01", "D9", "satuan kosong"),
        ];
        let hasil = putus(semua, Vec::new(), 1).temuan;
        let ringkas: Vec<_> = hasil.iter().map(|t| (t.pesan.as_str(), t.tempat.teks_sel())).collect();
        assert_eq!(
            ringkas,
            [("ganda", "C5".to_string()), ("satuan kosong", "D9".into()), ("target kosong", "D11,D12".into())]
        );
        assert_eq!(hasil[2].indikator, None);
    }

    #[test]
    fn what_follows_from_another_finding_is_folded_under_it() {
        let sebab: &[(&str, &[&str])] = &[("BK01", &["AL01"]), ("NL03", &["UK03", "UK05"]), ("UK03", &["UK04"])];
        let semua = vec![
            temuan("UK04", "F11", "status"),
            temuan("UK03", "E11", "capaian"),
            temuan("NL03", "D11", "teks"),
            temuan("UK03", "E12", "capaian lain"),
        ];
        let hasil = lipat(semua, sebab);
        let ringkas: Vec<_> = hasil.iter().map(|t| (t.kode.as_str(), t.ikutan.len())).collect();
        assert_eq!(ringkas, [("NL03", 2), ("UK03", 0)]);
    }

    #[test]
    fn a_finding_about_a_whole_sheet_covers_its_rows() {
        let lembar = Tempat { sel: Vec::new(), ..temuan("TL01", "A1", "").tempat };
        let tanpa_kepala = Temuan { tempat: lembar, ..temuan("TL01", "A1", "tanpa tabel") };
        let hasil = lipat(vec![temuan("PK01", "D9", "kosong"), tanpa_kepala], &[("TL01", &["PK01"])]);
        assert_eq!((hasil.len(), hasil[0].ikutan.len()), (1, 1));
    }

    #[test]
    fn findings_under_one_that_falls_away_come_up_again() {
        let mut sebab = temuan("NL03", "D11", "teks");
        sebab.ikutan = vec![temuan("UK03", "E11", "capaian")];
        let hasil = putus(vec![sebab], vec![pengecualian("NL03")], 1);
        assert_eq!((hasil.temuan[0].kode.as_str(), hasil.dikecualikan[0].kode.as_str()), ("UK03", "NL03"));
    }
}
