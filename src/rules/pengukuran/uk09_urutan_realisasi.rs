//! UK09: quarters that do not follow each other.

use std::collections::BTreeMap;

use crate::domain::kolom::Bidang;
use crate::domain::polaritas::Polaritas;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::rekam::himpun;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{angka, daftar, sama};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK09",
    nama: "Realisasi triwulan tidak berurutan",
    tingkat: Tingkat::Peringatan,
    apa: "Realisasi triwulan yang lebih awal tidak boleh kosong bila triwulan sesudahnya sudah diisi, baik dalam satu formulir maupun antarformulir. Realisasi di bawah judul \"Kumulatif\" tidak boleh turun.",
    mengapa: "Triwulan yang terlewat membuat capaian sampai dengan triwulan ini salah hitung.",
    sumber: "rekap kumulatif BPS; PRD LLDIKTI XVI",
    salah: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«»|31
",
    benar: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|16|31
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let ukur = yang(konteks.tables, |row| row.triwulan.is_some());
    let mut sebaris: BTreeMap<u32, BTreeMap<Triwulan, Ukur<'_>>> = BTreeMap::new();
    let mut antarformulir: BTreeMap<(&str, &str), BTreeMap<Triwulan, Ukur<'_>>> = BTreeMap::new();
    for ukur in ukur {
        let Some(triwulan) = ukur.triwulan else { continue };
        sebaris.entry(ukur.rekam.nomor).or_default().insert(triwulan, ukur);
        if let (Some(unit), Some(kunci), true) = (ukur.rekam.unit(), ukur.rekam.kunci(), ukur.berjalan()) {
            antarformulir.entry((unit, kunci)).or_default().entry(triwulan).or_insert(ukur);
        }
    }
    let mut temuan: Vec<Temuan> = sebaris.values().flat_map(periksa_deret).collect();
    let antar = antarformulir
        .values()
        .filter(|deret| deret.values().any(|a| deret.values().any(|b| a.rekam.nomor != b.rekam.nomor)));
    for satu in antar.flat_map(periksa_deret) {
        // The quarters of one row were looked at already.
        if !temuan.iter().any(|lama| lama.tempat == satu.tempat) {
            temuan.push(satu);
        }
    }
    temuan
}

fn periksa_deret(deret: &BTreeMap<Triwulan, Ukur<'_>>) -> Vec<Temuan> {
    let semua: Vec<(Triwulan, &Ukur<'_>)> = deret.iter().map(|(triwulan, ukur)| (*triwulan, ukur)).collect();
    [terlewat(&semua), turun(&semua)].into_iter().flatten().collect()
}

fn kosong(ukur: &Ukur<'_>) -> bool {
    ukur.isian(Bidang::Realisasi).is_some_and(|isian| isian.nilai.kosong())
}

fn terlewat(deret: &[(Triwulan, &Ukur<'_>)]) -> Option<Temuan> {
    let (terakhir, isi) = deret
        .iter()
        .rev()
        .find(|(_, ukur)| ukur.isian(Bidang::Realisasi).is_some_and(|isian| !isian.nilai.kosong()))?;
    let lewat: Vec<&(Triwulan, &Ukur<'_>)> =
        deret.iter().filter(|(triwulan, ukur)| triwulan < terakhir && kosong(ukur)).collect();
    let (_, pertama) = lewat.first()?;
    let nama = daftar(&lewat.iter().map(|(triwulan, _)| triwulan.to_string()).collect::<Vec<_>>());
    let pesan = format!("Realisasi {nama} kosong, padahal realisasi {terakhir} sudah diisi.");
    let saran = format!("Isi realisasi {nama}; tulis 0 bila memang belum ada hasilnya.");
    let temuan = pertama.temuan(&ATURAN, Bidang::Realisasi, pesan, &saran)?;
    let lain = lewat.iter().skip(1).map(|(_, ukur)| *ukur).chain([*isi]);
    Some(temuan.semua_terkait(himpun(lain.filter_map(|ukur| ukur.tempat(Bidang::Realisasi)))))
}

/// Only under headers that say "Kumulatif", and not where lower is better: there a position may fall.
fn turun(deret: &[(Triwulan, &Ukur<'_>)]) -> Option<Temuan> {
    let kumulatif = |ukur: &Ukur<'_>| ukur.kumulatif && ukur.polaritas() != Some(Polaritas::Minimum);
    let angka_saja: Vec<(Triwulan, &Ukur<'_>, f64)> = deret
        .iter()
        .filter(|(_, ukur)| kumulatif(ukur))
        .filter_map(|(triwulan, ukur)| Some((*triwulan, *ukur, ukur.realisasi_angka()?)))
        .collect();
    let berkurang = |pasangan: &&[(Triwulan, &Ukur<'_>, f64)]| match pasangan {
        [(_, _, lama), (_, _, baru)] => baru < lama && !sama(*baru, *lama),
        _ => false,
    };
    let [(tw_lama, ukur_lama, lama), (tw, ukur, baru)] = angka_saja.windows(2).find(berkurang)? else { return None };
    let pesan = format!("Realisasi kumulatif {tw} {} lebih rendah dari {tw_lama} {}.", angka(*baru), angka(*lama));
    let saran = "Tulis realisasi sejak awal tahun pada kolom kumulatif, atau perbaiki angka yang keliru.";
    let temuan = ukur.temuan(&ATURAN, Bidang::Realisasi, pesan, saran)?;
    let temuan = temuan.beda(angka(*baru), format!("paling rendah {}", angka(*lama))).selisih(baru - lama);
    Some(temuan.semua_terkait(ukur_lama.tempat(Bidang::Realisasi)))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::temuan as temuan_uji;

    fn tw(nama: &str, kolom: &str, isi: &str) -> String {
        format!(
            "*** JTI/{nama}.xlsx\n=== {nama}\nPENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|{kolom}\n1|Kerja sama|Jumlah mitra|Mitra|12|{isi}\n"
        )
    }

    fn tempat(gambar: &str) -> Vec<String> {
        temuan_uji("UK09", gambar)
            .iter()
            .map(|temuan| format!("{} {}", temuan.tempat.berkas, temuan.tempat.teks_sel()))
            .collect()
    }

    #[test]
    fn a_blank_first_quarter_is_told_where_the_second_was_sent_in_another_form() {
        let gambar = tw("TW1", "Realisasi TW", "") + &tw("TW2", "Realisasi TW", "7");
        assert_eq!(tempat(&gambar), ["JTI/TW1.xlsx F4"]);
        let gambar = tw("TW1", "Realisasi TW", "0") + &tw("TW2", "Realisasi TW", "7");
        assert_eq!(tempat(&gambar), Vec::<String>::new());
    }

    #[test]
    fn running_totals_may_not_fall_under_headers_that_call_them_so() {
        let lebar = |judul: &str, isi: &str| {
            format!(
                "*** JTI/TW3.xlsx\n=== TW3\nPENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|{judul}|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|Kerja sama|Jumlah mitra|Mitra|12|{isi}\n"
            )
        };
        assert_eq!(tempat(&lebar("Realisasi (Kumulatif)", "4|7|6|")), ["JTI/TW3.xlsx H5"]);
        assert_eq!(tempat(&lebar("Realisasi", "4|7|6|")), Vec::<String>::new());
        assert_eq!(tempat(&lebar("Realisasi", "4||6|")), ["JTI/TW3.xlsx G5"]);
    }
}
