//! Quantities typed as text: numbers, percent, money, bounds, spans, fractions and grades (domain section 6).

use super::frasa::{Penghubung, baca_umum, pembatas, pengali, penghubung, per, rapikan, satuan_sah, terbilang};
use super::{Konteks, Terbaca, pasti, teks_apa_adanya};
use crate::domain::nilai::angka::{AngkaTerbaca, KeputusanKolom, Lambang, tanpa_rp};
use crate::domain::nilai::predikat::Skala;
use crate::domain::nilai::{ArahBatas, Keraguan, Nilai, Predikat};
use crate::domain::satuan::{satuan_baku, terdaftar};
use crate::domain::tanggal::baca_tanggal;
use crate::domain::triwulan::baca_sebutan_triwulan;

/// Reads a text cell of a column of values, percent points or money.
pub(super) fn baca(konteks: &Konteks) -> Terbaca {
    let rapi = rapikan(konteks.teks);
    if let Some(umum) = baca_umum(&rapi) {
        return pasti(umum);
    }
    // What an accounting format shows for zero, typed by hand.
    if let (true, "-") = tanpa_rp(&rapi) {
        return pasti(Nilai::Strip);
    }
    if let Some(tanggal) = baca_tanggal(&rapi) {
        return pasti(Nilai::Tanggal { tanggal: tanggal.into() });
    }
    if let Some(triwulan) = baca_sebutan_triwulan(&rapi) {
        return pasti(Nilai::Triwulan { triwulan });
    }
    predikat(&rapi, konteks)
        .or_else(|| batas(&rapi, konteks))
        .or_else(|| kurung_negatif(&rapi, konteks))
        .or_else(|| besaran(&rapi, konteks))
        .unwrap_or_else(|| pasti(teks_apa_adanya(konteks.teks)))
}

/// A number at the start of a text with what belongs to it: "Rp", percent sign, "juta".
struct Suku<'a> {
    lambang: Lambang<'a>,
    persen: bool,
    rupiah: bool,
    kali: Option<f64>,
}

impl<'a> Suku<'a> {
    fn awal(teks: &'a str) -> Option<(Self, &'a str)> {
        let (lambang, sisa) = Lambang::awal(teks)?;
        let mut suku = Self { lambang, persen: false, rupiah: lambang.rupiah, kali: None };
        let mut sisa = sisa;
        if let Some(sesudah) = sisa.trim_start().strip_prefix('%') {
            suku.persen = true;
            return Some((suku, sesudah));
        }
        if let Some((kata, sesudah)) = kata_depan(sisa)
            && let Some(kali) = pengali(kata)
        {
            suku.kali = Some(kali);
            sisa = sesudah;
        }
        if let Some((kata, sesudah)) = kata_depan(sisa) {
            let satuan = satuan_baku(kata);
            if satuan.persen && suku.kali.is_none() {
                suku.persen = true;
                sisa = sesudah;
            } else if satuan.uang {
                suku.rupiah = true;
                sisa = sesudah;
            }
        }
        Some((suku, sisa))
    }

    fn polos(&self) -> bool {
        !self.persen && !self.rupiah && self.kali.is_none()
    }

    fn baca(&self, keputusan: &KeputusanKolom, kali: Option<f64>) -> AngkaTerbaca {
        let terbaca = self.lambang.baca(&keputusan.untuk_uang(self.rupiah));
        self.kali.or(kali).map_or(terbaca, |kali| terbaca.kali(kali))
    }
}

/// The word a text starts with, after at most one blank.
fn kata_depan(teks: &str) -> Option<(&str, &str)> {
    let teks = teks.trim_start();
    let akhir = teks.find(|huruf: char| !huruf.is_alphabetic()).unwrap_or(teks.len());
    (akhir > 0).then(|| teks.split_at(akhir))
}

/// What stands behind a number.
struct Ekor<'a> {
    satuan: Option<&'a str>,
    kurung: Option<&'a str>,
}

impl<'a> Ekor<'a> {
    /// `None` when something stands there that is neither a unit nor a bracket.
    fn baca(sisa: &'a str) -> Option<Self> {
        let rapat = sisa.starts_with(char::is_alphabetic);
        let sisa = sisa.trim();
        let sisa = sisa.strip_suffix('.').unwrap_or(sisa);
        let (satuan, kurung) = match sisa.split_once('(') {
            None => (sisa, None),
            Some((depan, belakang)) => {
                let (isi, sesudah) = belakang.split_once(')')?;
                let (depan, sesudah) = (depan.trim(), sesudah.trim());
                if isi.contains('(') || (!depan.is_empty() && !sesudah.is_empty()) {
                    return None;
                }
                (if depan.is_empty() { sesudah } else { depan }, Some(isi.trim()))
            }
        };
        let kurung = kurung.filter(|isi| !isi.is_empty());
        if satuan.is_empty() {
            // "2 (Laporan)": the bracket is the unit.
            return Some(match kurung {
                Some(isi) if terdaftar(isi) => Self { satuan: Some(isi), kurung: None },
                kurung => Self { satuan: None, kurung },
            });
        }
        // "2Lap" is a number with its unit; "1A" is a code.
        let sah = if rapat { terdaftar(satuan) } else { satuan_sah(satuan) };
        sah.then_some(Self { satuan: Some(satuan), kurung })
    }
}

/// One or two numbers with their tail, decided and ready to be put into a value.
struct Susunan<'a> {
    satuan: Option<&'a str>,
    persen_tertulis: bool,
    rupiah: bool,
    /// Scaled by "juta" and the like.
    berkali: bool,
    ragu: Vec<Keraguan>,
    angka: Vec<f64>,
}

impl<'a> Susunan<'a> {
    /// `Err` holds the entry that stays text because a mark is in doubt.
    fn susun(suku: &[Suku<'a>], sisa: &'a str, konteks: &Konteks) -> Option<Result<Self, Terbaca>> {
        let ekor = Ekor::baca(sisa)?;
        let rupiah = suku.iter().any(|suku| suku.rupiah);
        let tertulis = ekor.satuan.map(satuan_baku);
        let persen_tertulis = suku.iter().any(|suku| suku.persen) || tertulis.as_ref().is_some_and(|s| s.persen);
        let satuan = ekor.satuan.filter(|_| !tertulis.as_ref().is_some_and(|s| s.persen));
        if rupiah && (persen_tertulis || satuan.is_some()) || suku.iter().any(|suku| suku.persen) && satuan.is_some() {
            return None;
        }
        let mut keputusan = konteks.keputusan.untuk_uang(rupiah);
        if let Some(tertulis) = &tertulis {
            // The unit beside the number knows better than the row whether it counts things ("orang dosen").
            let hitungan =
                tertulis.hitungan || ekor.satuan.and_then(kata_depan).is_some_and(|(k, _)| satuan_baku(k).hitungan);
            keputusan = KeputusanKolom { uang: tertulis.uang, hitungan, ..keputusan };
        }
        let kali = suku.last().and_then(|suku| suku.kali);
        let berkali = kali.is_some();
        let mut susunan = Self { satuan, persen_tertulis, rupiah, berkali, ragu: Vec::new(), angka: Vec::new() };
        for suku in suku {
            match suku.baca(&keputusan, kali) {
                AngkaTerbaca::Pasti { angka, menyimpang } => {
                    susunan.angka.push(angka);
                    if menyimpang && susunan.ragu.is_empty() {
                        susunan.ragu.push(Keraguan::MenyimpangDariKolom);
                    }
                }
                AngkaTerbaca::Ragu { ribuan, desimal } => {
                    let ragu = vec![Keraguan::TandaAngka { ribuan, desimal }];
                    return Some(Err((teks_apa_adanya(konteks.teks), ragu)));
                }
                AngkaTerbaca::Bukan => return None,
            }
        }
        if let Some(kurung) = ekor.kurung.filter(|kurung| !terbilang(kurung)) {
            susunan.ragu.push(Keraguan::KuantitasKedua { teks: kurung.to_string() });
        }
        Some(Ok(susunan))
    }

    /// The unit as typed; "Rp" for amounts.
    fn nama_satuan(&self) -> Option<String> {
        if self.rupiah { Some("Rp".to_string()) } else { self.satuan.map(str::to_string) }
    }

    /// Whether the numbers are percent points. When they may be fractions instead, that is told and they are none.
    fn persen(&mut self, konteks: &Konteks) -> bool {
        if self.persen_tertulis {
            return true;
        }
        let polos = konteks.persen && self.satuan.is_none() && !self.rupiah;
        if polos && self.angka.iter().all(|angka| konteks.mungkin_pecahan(*angka)) {
            self.ragu.push(Keraguan::MungkinPecahanPersen);
            return false;
        }
        polos
    }
}

/// A number, a span or a fraction.
fn besaran(rapi: &str, konteks: &Konteks) -> Option<Terbaca> {
    let (pertama, sisa) = Suku::awal(rapi)?;
    if let Some((hubung, kedua)) = penghubung(sisa)
        && let Some((kedua, sisa)) = Suku::awal(kedua)
    {
        return rentang(hubung, [pertama, kedua], sisa, konteks);
    }
    if let Some((garis, kedua)) = per(sisa)
        && let Some((kedua, sisa)) = Suku::awal(kedua)
    {
        return pecahan(garis, [pertama, kedua], sisa, konteks);
    }
    tunggal(pertama, sisa, konteks)
}

fn tunggal(suku: Suku, sisa: &str, konteks: &Konteks) -> Option<Terbaca> {
    let angka_saja = suku.polos() && sisa.trim().is_empty();
    let susunan = match Susunan::susun(&[suku], sisa, konteks)? {
        Ok(susunan) => susunan,
        Err(ragu) => return Some(ragu),
    };
    let Susunan { satuan, persen_tertulis, rupiah, berkali, mut ragu, angka } = susunan;
    let angka = *angka.first()?;
    let nilai = if persen_tertulis {
        Nilai::Persen { persen: angka }
    } else if let Some(satuan) = satuan {
        Nilai::Angka { angka, satuan: Some(satuan.to_string()) }
    } else if rupiah || (berkali && konteks.satuan.nama.is_empty()) {
        // "1,5 juta" is money unless the row says what it counts (grammar of section 6).
        Nilai::Uang { rupiah: angka }
    } else {
        let (nilai, lagi) = konteks.angka_polos(angka);
        ragu.extend(lagi);
        nilai
    };
    if angka_saja {
        ragu.push(Keraguan::AngkaSebagaiTeks);
    }
    Some((nilai, ragu))
}

/// "(1.000)" in a money column is negative.
fn kurung_negatif(rapi: &str, konteks: &Konteks) -> Option<Terbaca> {
    match crate::domain::nilai::angka::baca_angka(rapi, &konteks.keputusan) {
        AngkaTerbaca::Pasti { angka, menyimpang } if rapi.starts_with('(') => {
            let mut ragu = vec![Keraguan::AngkaSebagaiTeks];
            if menyimpang {
                ragu.insert(0, Keraguan::MenyimpangDariKolom);
            }
            Some((Nilai::Uang { rupiah: angka }, ragu))
        }
        AngkaTerbaca::Ragu { ribuan, desimal } if rapi.starts_with('(') => {
            Some((teks_apa_adanya(konteks.teks), vec![Keraguan::TandaAngka { ribuan, desimal }]))
        }
        _ => None,
    }
}

/// "≥ 80", "maks. 5 hari".
fn batas(rapi: &str, konteks: &Konteks) -> Option<Terbaca> {
    let (arah, sisa) = pembatas(rapi)?;
    let (suku, sisa) = Suku::awal(sisa)?;
    let mut susunan = match Susunan::susun(&[suku], sisa, konteks)? {
        Ok(susunan) => susunan,
        Err(ragu) => return Some(ragu),
    };
    let persen = susunan.persen(konteks);
    let angka = *susunan.angka.first()?;
    Some((Nilai::Batas { arah, angka, persen, satuan: susunan.nama_satuan() }, susunan.ragu))
}

/// "80 - 90 %". Days, years and codes are no spans.
fn rentang(hubung: Penghubung, suku: [Suku; 2], sisa: &str, konteks: &Konteks) -> Option<Terbaca> {
    let inti = [suku[0].lambang.inti, suku[1].lambang.inti];
    let telanjang = sisa.trim().is_empty() && suku.iter().all(Suku::polos);
    if inti.iter().any(|inti| berawalan_nol(inti)) || (telanjang && inti.iter().all(|inti| mirip_tahun(inti))) {
        return None;
    }
    let berkode = inti.iter().all(|inti| mirip_kode(inti)) && konteks.satuan.nama.is_empty() && !konteks.persen;
    if matches!(hubung, Penghubung::Strip) && telanjang && (berkode || bulan_dan_tahun(inti)) {
        return None;
    }
    let mut susunan = match Susunan::susun(&suku, sisa, konteks)? {
        Ok(susunan) => susunan,
        Err(ragu) => return Some(ragu),
    };
    let persen = susunan.persen(konteks);
    let (bawah, atas) = (*susunan.angka.first()?, *susunan.angka.get(1)?);
    let satuan = susunan.nama_satuan();
    (bawah < atas).then_some((Nilai::Rentang { bawah, atas, persen, satuan }, susunan.ragu))
}

/// "100 dari 110 Organisasi", "4/21". Days and school years are no fractions.
fn pecahan(garis: bool, suku: [Suku; 2], sisa: &str, konteks: &Konteks) -> Option<Terbaca> {
    let inti = [suku[0].lambang.inti, suku[1].lambang.inti];
    let mirip_tanggal =
        inti.iter().any(|inti| berawalan_nol(inti)) || inti.iter().all(|i| mirip_tahun(i)) || bulan_dan_tahun(inti);
    if (garis && mirip_tanggal) || suku.iter().any(|suku| suku.persen || suku.rupiah) {
        return None;
    }
    let susunan = match Susunan::susun(&suku, sisa, konteks)? {
        Ok(susunan) => susunan,
        Err(ragu) => return Some(ragu),
    };
    if susunan.persen_tertulis {
        return None;
    }
    let (pembilang, penyebut) = (*susunan.angka.first()?, *susunan.angka.get(1)?);
    let satuan = susunan.nama_satuan();
    Some((Nilai::Pecahan { pembilang, penyebut, satuan }, susunan.ragu))
}

fn berawalan_nol(inti: &str) -> bool {
    let mut huruf = inti.bytes();
    huruf.next() == Some(b'0') && huruf.next().is_some_and(|huruf| huruf.is_ascii_digit())
}

/// "1.1", which is a code as often as a number.
fn mirip_kode(inti: &str) -> bool {
    inti.split_once('.').is_some_and(|(_, sesudah)| sesudah.len() <= 2)
}

fn mirip_tahun(inti: &str) -> bool {
    inti.len() == 4 && inti.parse().is_ok_and(|tahun: u32| (1900..2100).contains(&tahun))
}

/// "6/2026".
fn bulan_dan_tahun([bulan, tahun]: [&str; 2]) -> bool {
    mirip_tahun(tahun) && bulan.parse().is_ok_and(|bulan: u32| (1..=12).contains(&bulan))
}

/// A grade, alone, behind "minimal", or beside its number: "BB (78,5)", "78,5 (BB)".
fn predikat(rapi: &str, konteks: &Konteks) -> Option<Terbaca> {
    // A grade asked for is reached by any better one, so "minimal BB" and "BB" are the same target (9.4).
    let diminta = match pembatas(rapi) {
        Some((ArahBatas::Minimal, sisa)) if sisa.starts_with(char::is_alphabetic) => sisa,
        _ => rapi,
    };
    if let Some(predikat) = predikat_sah(diminta, konteks) {
        return Some(pasti(Nilai::Predikat { predikat, angka: None }));
    }
    if let Some(terbaca) = predikat_berangka(diminta, konteks) {
        return Some(terbaca);
    }
    // "BB (> 70)": the grade counts, the bracket is told.
    let (huruf, kurung) = diminta.strip_suffix(')')?.split_once('(')?;
    let predikat = predikat_sah(huruf.trim(), konteks)?;
    Some((
        Nilai::Predikat { predikat, angka: None },
        vec![Keraguan::KuantitasKedua { teks: kurung.trim().to_string() }],
    ))
}

/// A grade and a number, in either order.
fn predikat_berangka(rapi: &str, konteks: &Konteks) -> Option<Terbaca> {
    let (huruf, lambang) = match Lambang::awal(rapi) {
        Some((lambang, sisa)) => (sisa, lambang),
        None => {
            let (depan, angka) = rapi.split_at(rapi.find(|huruf: char| huruf.is_ascii_digit())?);
            let (lambang, sisa) = Lambang::awal(angka.trim_end_matches(')'))?;
            if !sisa.is_empty() || !depan.ends_with(PEMISAH) {
                return None;
            }
            (depan, lambang)
        }
    };
    let predikat = predikat_sah(huruf.trim_matches(PEMISAH), konteks).filter(|_| !lambang.rupiah)?;
    // "3 B" is a code and "5 kurang" a sentence; "78,5 (B)" is a grade.
    let jelas = huruf.contains(['(', '/', ':', '=', ';']) || konteks.satuan.predikat;
    if !jelas && (predikat.skala() == Skala::Sebutan || predikat.nama().len() == 1) {
        return None;
    }
    Some(match lambang.baca(&konteks.keputusan) {
        AngkaTerbaca::Pasti { angka, menyimpang } => {
            let ragu = if menyimpang { vec![Keraguan::MenyimpangDariKolom] } else { Vec::new() };
            (Nilai::Predikat { predikat, angka: Some(angka) }, ragu)
        }
        AngkaTerbaca::Ragu { ribuan, desimal } => {
            (Nilai::Predikat { predikat, angka: None }, vec![Keraguan::TandaAngka { ribuan, desimal }])
        }
        AngkaTerbaca::Bukan => return None,
    })
}

/// What may stand between a grade and its number.
const PEMISAH: [char; 7] = [' ', '(', ')', '/', ':', '=', ';'];

/// "TW" is a quarter everywhere but in rows of grades.
fn predikat_sah(teks: &str, konteks: &Konteks) -> Option<Predikat> {
    Predikat::baca(teks).filter(|_| !teks.eq_ignore_ascii_case("tw") || konteks.satuan.predikat)
}
