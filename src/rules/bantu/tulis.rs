//! What cells say, as a message prints it.

use crate::domain::nilai::{ArahBatas, Isian, Nilai};
use crate::domain::tanggal::format_panjang;

use super::{angka, daftar, kutip, rupiah};

/// What a value says, as a message prints it.
pub(in crate::rules) fn tulis(nilai: &Nilai) -> String {
    let bersatuan = |angka_: f64, satuan: &Option<String>| match satuan {
        Some(satuan) => format!("{} {satuan}", angka(angka_)),
        None => angka(angka_),
    };
    match nilai {
        Nilai::Kosong => "kosong".into(),
        Nilai::Strip => "-".into(),
        Nilai::TidakAda => "tidak ada".into(),
        Nilai::Angka { angka, satuan } => bersatuan(*angka, satuan),
        Nilai::Persen { persen } => format!("{} %", angka(*persen)),
        Nilai::Uang { rupiah: uang } => rupiah(*uang),
        Nilai::Batas { arah, angka: batas, persen, satuan } => {
            let ekor = if *persen { " %" } else { "" };
            format!("{} {}{ekor}", arah_batas(*arah), bersatuan(*batas, satuan))
        }
        Nilai::Rentang { bawah, atas, persen, satuan } => {
            let ekor = if *persen { " %" } else { "" };
            format!("{} sampai {}{ekor}", angka(*bawah), bersatuan(*atas, satuan))
        }
        Nilai::Pecahan { pembilang, penyebut, satuan } => {
            format!("{} dari {}", angka(*pembilang), bersatuan(*penyebut, satuan))
        }
        Nilai::Predikat { predikat, angka: Some(nilai) } => format!("{} ({predikat})", angka(*nilai)),
        Nilai::Predikat { predikat, angka: None } => predikat.to_string(),
        Nilai::Tanggal { tanggal } => format_panjang((*tanggal).into()),
        Nilai::Triwulan { triwulan } => daftar(&triwulan.iter().map(ToString::to_string).collect::<Vec<_>>()),
        Nilai::Teks { teks } => teks.clone(),
        Nilai::Galat { galat } => galat.clone(),
        Nilai::BelumDihitung => "rumus yang belum dihitung".into(),
    }
}

const fn arah_batas(arah: ArahBatas) -> &'static str {
    match arah {
        ArahBatas::Minimal => "minimal",
        ArahBatas::Maksimal => "maksimal",
        ArahBatas::LebihDari => "lebih dari",
        ArahBatas::KurangDari => "kurang dari",
    }
}

/// Whether a cell holds nothing for a reader: blank, a dash, "n/a", or nothing but marks.
pub(in crate::rules) fn tanpa_isi(isian: &Isian) -> bool {
    isian.nilai.tanpa_isi()
        || (!matches!(isian.nilai, Nilai::BelumDihitung)
            && isian.mentah.chars().all(|huruf| huruf.is_whitespace() || "-–—._…".contains(huruf)))
}

/// A list of quoted texts, cut after `terbanyak` with a word on how many more there are.
pub(in crate::rules) fn daftar_terpotong(butir: &[String], terbanyak: usize) -> String {
    let mut teks: Vec<String> = butir.iter().take(terbanyak).map(|satu| kutip(satu)).collect();
    if butir.len() > terbanyak {
        teks.push(format!("{} lainnya", butir.len() - terbanyak));
    }
    daftar(&teks)
}
