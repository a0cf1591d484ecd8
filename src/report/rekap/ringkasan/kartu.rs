//! The large figures, and the sentence above them.

use super::Halaman;
use super::rupa::Gaya;
use crate::domain::capaian::{Profil, Warna};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::report::ReportError;
use crate::report::bersih::{angka, angka_pendek};
use crate::report::lembar::Sel;
use crate::report::rekap::iku::Letak;
use crate::report::rekap::model::Rekap;
use crate::report::rekap::unit::rentang_status;
use crate::report::rumus::{self, Butir};

/// The columns of each card.
const KOLOM: [(u16, u16); 5] = [(0, 2), (3, 3), (4, 4), (5, 5), (6, 11)];

struct Kartu<'a> {
    label: String,
    nilai: Sel<'a>,
    format: String,
    sub: String,
    warna: Option<Warna>,
}

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, profil: &Profil, letak: &Letak) -> Result<(), ReportError> {
    let kartu = [rata_rata(rekap, profil, letak), tercapai(rekap, letak), lapor(rekap), merah(rekap), serapan(rekap)];
    for (satu, kolom) in kartu.into_iter().zip(KOLOM) {
        let [label, nilai, sub] = Gaya::kartu(satu.warna, &satu.format);
        page.isi(page.baris, kolom, &Sel::milik(satu.label), &label)?;
        page.isi(page.baris + 1, kolom, &satu.nilai, &nilai)?;
        page.isi(page.baris + 2, kolom, &Sel::milik(satu.sub), &sub)?;
    }
    for tinggi in [15.0, 28.0, 24.0] {
        page.maju(tinggi)?;
    }
    page.jeda(8.0)
}

fn strip<'a>() -> Sel<'a> {
    Sel::Teks("–".into())
}

fn rata_rata<'a>(rekap: &Rekap, profil: &Profil, letak: &Letak) -> Kartu<'a> {
    let rata = rekap.ringkas.rata_rata.as_ref();
    let butir: Vec<Butir> = rekap
        .iku
        .iter()
        .enumerate()
        .map(|(urutan, iku)| Butir {
            sel: letak.sel(urutan, "Capaian (%)"),
            nilai: iku.indikator.posisi.capaian,
            bobot: None,
        })
        .collect();
    let nilai = match (rata, rumus::gabungan(KonsolidasiUnit::RataRata, &butir)) {
        (None, _) => strip(),
        (Some(rata), Some((rumus, hasil))) if rumus::sama(hasil, Some(rata.nilai)) => Sel::rumus(rumus, hasil),
        (Some(rata), _) => Sel::Angka(rata.nilai),
    };
    Kartu {
        label: "Rata-rata capaian IKU".into(),
        nilai,
        format: format!("#,##0.{}\"%\"", "0".repeat(usize::from(profil.digit.clamp(1, 2)))),
        sub: match rata {
            Some(rata) => format!("dari {} dari {} IKU yang ada datanya", rata.dihitung, rekap.ringkas.semua_iku()),
            None => "belum ada data".into(),
        },
        warna: Some(Warna::dari(rata.map(|rata| rata.nilai))),
    }
}

fn tercapai<'a>(rekap: &Rekap, letak: &Letak) -> Kartu<'a> {
    let ringkas = &rekap.ringkas;
    let [hijau, kuning, merah, abu] = ringkas.iku;
    let suku: Vec<String> =
        (0..rekap.iku.len()).map(|urutan| format!("(ROUND(N({}),9)>=100)", letak.sel(urutan, "Capaian (%)"))).collect();
    let nilai = match suku.len() {
        0 => strip(),
        1..=150 => Sel::rumus(format!("0+{}", suku.join("+")), Some(hijau as f64)),
        _ => Sel::Angka(hijau as f64),
    };
    Kartu {
        label: "IKU mencapai target".into(),
        nilai,
        format: format!("0\" dari {}\"", ringkas.semua_iku()),
        sub: format!("▲ {kuning}   ■ {merah}   – {abu} belum ada data"),
        warna: None,
    }
}

fn lapor<'a>(rekap: &Rekap) -> Kartu<'a> {
    let (lapor, semua) = rekap.ringkas.lapor;
    Kartu {
        label: format!("Unit lapor {}", rekap.triwulan),
        nilai: if semua == 0 { strip() } else { Sel::Angka(lapor as f64) },
        format: format!("0\" dari {semua}\""),
        sub: match semua - lapor {
            0 => "semua unit sudah lapor".into(),
            sisa => format!("{sisa} unit belum lapor"),
        },
        warna: None,
    }
}

fn merah<'a>(rekap: &Rekap) -> Kartu<'a> {
    let [hijau, kuning, merah, abu] = rekap.ringkas.indikator;
    let ada = hijau + kuning + merah;
    let rumus = format!("COUNTIF({},\"■*\")", rentang_status());
    Kartu {
        label: "Indikator unit merah".into(),
        nilai: if ada == 0 { strip() } else { Sel::rumus(rumus, Some(merah as f64)) },
        format: "0".into(),
        sub: format!("dari {ada} yang ada datanya; {abu} belum"),
        warna: Some(if ada == 0 {
            Warna::AbuAbu
        } else if merah > 0 {
            Warna::Merah
        } else {
            Warna::Hijau
        }),
    }
}

fn serapan<'a>(rekap: &Rekap) -> Kartu<'a> {
    let serapan = rekap.ringkas.serapan.as_ref();
    Kartu {
        label: "Serapan anggaran".into(),
        nilai: serapan.map_or_else(strip, |serapan| Sel::Angka(serapan.persen)),
        format: "#,##0.0\"%\"".into(),
        sub: match serapan {
            Some(serapan) => format!(
                "{} dari {}; formulir {} dari {} unit",
                rupiah(serapan.realisasi),
                rupiah(serapan.pagu),
                serapan.triwulan,
                serapan.unit
            ),
            None => "tidak ada formulir yang memuat realisasi anggaran".into(),
        },
        warna: None,
    }
}

/// "Rp1,01 miliar".
fn rupiah(nilai: f64) -> String {
    match nilai.abs() {
        besar if besar >= 1e12 => format!("Rp{} triliun", angka_pendek(nilai / 1e12, 2)),
        besar if besar >= 1e9 => format!("Rp{} miliar", angka_pendek(nilai / 1e9, 2)),
        besar if besar >= 1e6 => format!("Rp{} juta", angka_pendek(nilai / 1e6, 1)),
        _ => format!("Rp{}", angka(nilai, 0)),
    }
}

/// The whole in one sentence.
pub(super) fn kalimat(rekap: &Rekap) -> String {
    let ringkas = &rekap.ringkas;
    let [hijau, _, merah, abu] = ringkas.iku;
    let mut bagian = Vec::new();
    match (ringkas.semua_iku(), ringkas.iku_terukur()) {
        (0, _) => bagian.push("Kaskade IKU belum diisi".to_string()),
        (semua, 0) => bagian.push(format!("Belum ada data capaian untuk {semua} IKU")),
        (_, terukur) => {
            bagian.push(format!("{hijau} dari {terukur} IKU yang ada datanya mencapai target"));
            if merah > 0 {
                bagian.push(format!("{merah} merah"));
            }
            if abu > 0 {
                bagian.push(format!("{abu} belum ada data"));
            }
        }
    }
    let (lapor, semua) = ringkas.lapor;
    if semua > lapor {
        bagian.push(format!("{} dari {semua} unit belum lapor {}", semua - lapor, rekap.triwulan));
    }
    format!("{}.", bagian.join("; "))
}
