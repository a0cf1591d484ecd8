//! The large figures with what each rests on, the whole in one sentence, and where figures rest on too little.

use serde::Serialize;

use super::angka::{Angka, Lampu, STRIP};
use super::{Rekap, Ringkas, Sebutan, Serapan};
use crate::domain::bilangan::{angka, angka_pendek};
use crate::domain::capaian::Warna;
use crate::domain::periode::Kurun;

/// A large figure of the first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kartu {
    /// Which one: `capaian`, `iku`, `lapor`, `merah`, `serapan`.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// The figure.
    pub nilai: Angka,
    /// What follows the figure in print: "%", " dari 8".
    pub akhiran: String,
    /// The figure in print: "97,3%", "5 dari 8", "–".
    pub tulisan: String,
    /// What it rests on.
    pub sub: String,
    /// Its light, where it has one.
    pub lampu: Option<Lampu>,
}

impl Kartu {
    fn baru(id: &'static str, label: String, nilai: Angka, akhiran: String, sub: String) -> Self {
        let tulisan = if nilai.angka.is_some() { format!("{}{akhiran}", nilai.tulisan) } else { STRIP.to_string() };
        Self { id, label, nilai, akhiran, tulisan, sub, lampu: None }
    }

    fn berlampu(self, lampu: Lampu) -> Self {
        Self { lampu: Some(lampu), ..self }
    }
}

/// The five figures in the order of the page.
pub(super) fn kartu(ringkas: &Ringkas, triwulan: &str, sebutan: Sebutan) -> Vec<Kartu> {
    vec![
        rata_rata(ringkas, sebutan),
        tercapai(ringkas, sebutan),
        lapor(ringkas, triwulan),
        merah(ringkas),
        serapan(ringkas),
    ]
}

fn rata_rata(ringkas: &Ringkas, sebutan: Sebutan) -> Kartu {
    let nilai = ringkas.rata_rata.map(|rata| rata.nilai);
    let sub = match &ringkas.rata_rata {
        Some(rata) => format!("dari {} dari {} {} yang ada datanya", rata.dihitung, ringkas.semua_iku(), sebutan.satu),
        None => "belum ada data".to_string(),
    };
    Kartu::baru("capaian", format!("Rata-rata capaian {}", sebutan.satu), Angka::persen(nilai), "%".into(), sub)
        .berlampu(Lampu::dari(nilai))
}

fn tercapai(ringkas: &Ringkas, sebutan: Sebutan) -> Kartu {
    let [hijau, kuning, merah, abu] = ringkas.iku;
    let semua = ringkas.semua_iku();
    let nilai = if semua == 0 { Angka::default() } else { Angka::banyak(hijau) };
    let sub = format!("▲ {kuning}   ■ {merah}   – {abu} belum ada data");
    Kartu::baru("iku", format!("{} mencapai target", sebutan.lembar), nilai, format!(" dari {semua}"), sub)
}

fn lapor(ringkas: &Ringkas, triwulan: &str) -> Kartu {
    let (lapor, semua) = ringkas.lapor;
    let nilai = if semua == 0 { Angka::default() } else { Angka::banyak(lapor) };
    let sub = match (semua, semua - lapor) {
        (0, _) => "belum ada unit".to_string(),
        (_, 0) => "semua unit sudah lapor".to_string(),
        (_, sisa) => format!("{sisa} unit belum lapor"),
    };
    Kartu::baru("lapor", format!("Unit lapor {triwulan}"), nilai, format!(" dari {semua}"), sub)
}

fn merah(ringkas: &Ringkas) -> Kartu {
    let [_, _, merah, abu] = ringkas.indikator;
    let ada = ringkas.indikator_terukur();
    let nilai = if ada == 0 { Angka::default() } else { Angka::banyak(merah) };
    let warna = match (ada, merah) {
        (0, _) => Warna::AbuAbu,
        (_, 0) => Warna::Hijau,
        _ => Warna::Merah,
    };
    let sub = format!("dari {ada} yang ada datanya; {abu} belum");
    Kartu::baru("merah", "Indikator unit merah".into(), nilai, String::new(), sub).berlampu(Lampu::baru(warna))
}

fn serapan(ringkas: &Ringkas) -> Kartu {
    let serapan = ringkas.serapan.as_ref();
    let sub = match serapan {
        Some(serapan) => format!(
            "{} dari {}; formulir {} dari {} unit",
            rupiah_pendek(serapan.realisasi),
            rupiah_pendek(serapan.pagu),
            serapan.triwulan,
            serapan.unit
        ),
        None => "tidak ada realisasi anggaran di formulir".to_string(),
    };
    let nilai = Angka::persen(serapan.map(|serapan| serapan.persen));
    Kartu::baru("serapan", "Serapan anggaran".into(), nilai, "%".into(), sub)
}

/// "Rp1,01 miliar".
pub(super) fn rupiah_pendek(nilai: f64) -> String {
    match nilai.abs() {
        besar if besar >= 1e12 => format!("Rp{} triliun", angka_pendek(nilai / 1e12, 2)),
        besar if besar >= 1e9 => format!("Rp{} miliar", angka_pendek(nilai / 1e9, 2)),
        besar if besar >= 1e6 => format!("Rp{} juta", angka_pendek(nilai / 1e6, 1)),
        _ => format!("Rp{}", angka(nilai, 0)),
    }
}

/// The whole in one sentence.
pub(super) fn kalimat(ringkas: &Ringkas, triwulan: &str, sebutan: Sebutan) -> String {
    let apa = sebutan.satu;
    let [hijau, _, merah, abu] = ringkas.iku;
    let mut bagian = Vec::new();
    match (ringkas.semua_iku(), ringkas.iku_terukur()) {
        (0, _) => bagian.push(format!("Kaskade {apa} belum diisi")),
        (semua, 0) => bagian.push(format!("Belum ada data capaian untuk {semua} {apa}")),
        (_, terukur) => {
            bagian.push(format!("{hijau} dari {terukur} {apa} yang ada datanya mencapai target"));
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
        bagian.push(format!("{} dari {semua} unit belum lapor {triwulan}", semua - lapor));
    }
    format!("{}.", bagian.join("; "))
}

/// Where figures rest on too little: half of the units or indicators, or less, and quarters that nobody reported yet.
pub(super) fn peringatan(rekap: &Rekap) -> Vec<String> {
    let ringkas = &rekap.ringkas;
    let mut daftar = Vec::new();
    let ((lapor, unit), (terukur, iku)) = (ringkas.lapor, (ringkas.iku_terukur(), ringkas.semua_iku()));
    let tw = &rekap.nama_triwulan;
    if rekap.kurun == Kurun::Tahunan && rekap.triwulan != rekap.kurun.akhir() {
        daftar.push(format!("Data baru sampai {tw}; realisasinya dibandingkan dengan target setahun."));
    }
    if unit > 0 && lapor == 0 {
        daftar.push(format!("Belum ada unit yang lapor {tw}."));
    } else if lapor * 2 < unit {
        daftar.push(format!(
            "Baru {lapor} dari {unit} unit yang lapor {tw}; angka di halaman ini masih dapat banyak berubah."
        ));
    }
    if terukur > 0 && terukur * 2 <= iku {
        daftar.push(format!("Rata-rata capaian baru dari {terukur} dari {iku} {}.", rekap.sebutan.satu));
    }
    let sebagian = rekap.iku.iter().filter(|satu| satu.indikator.posisi.capaian.ada() && satu.dari.0 < satu.dari.1);
    let sebagian: Vec<&str> = sebagian.map(|satu| satu.indikator.kode.as_str()).collect();
    if !sebagian.is_empty() {
        daftar.push(format!("Belum dari semua pelapor: {}.", beberapa(&sebagian)));
    }
    if let Some(Serapan { triwulan, unit: pelapor, .. }) = &ringkas.serapan
        && *pelapor * 2 < unit
    {
        daftar.push(format!("Serapan anggaran dari formulir {triwulan} milik {pelapor} dari {unit} unit saja."));
    }
    daftar
}

/// The first few of a list, and how many more there are.
fn beberapa(kode: &[&str]) -> String {
    const MUAT: usize = 6;
    let awal = kode.iter().take(MUAT).copied().collect::<Vec<_>>().join(", ");
    match kode.len().saturating_sub(MUAT) {
        0 => awal,
        sisa => format!("{awal}, dan {sisa} lainnya"),
    }
}
