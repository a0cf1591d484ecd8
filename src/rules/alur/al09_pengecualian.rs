//! AL09: a waiver that does nothing any more.
//!
//! Waivers are applied after all rules ran, so this rule finds nothing by itself: [`temuan`] makes its findings of what
//! the verdict reports.

use crate::domain::tanggal::format_panjang;
use crate::domain::tempat::Tempat;
use crate::finding::verdict::Pengecualian;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{self, kutip};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "AL09",
    nama: "Pengecualian tidak berguna",
    tingkat: Tingkat::Info,
    apa: "Pengecualian di selaras.toml yang tidak cocok dengan temuan mana pun, atau yang masa berlakunya sudah lewat.",
    mengapa: "Pengecualian yang tertinggal dapat menutupi kesalahan baru; sebaiknya hanya yang masih diperlukan yang disimpan.",
    sumber: "Bagian [[pengecualian]] di selaras.toml: satu aturan, satu tempat, alasan, dan batas waktu.",
    salah: "",
    benar: "",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(_: &Konteks<'_>) -> Vec<Temuan> {
    Vec::new()
}

/// Findings on waivers that matched nothing, and on those past their last day.
pub(in crate::rules) fn temuan(tak_terpakai: &[Pengecualian], kedaluwarsa: &[Pengecualian]) -> Vec<Temuan> {
    let sia_sia = tak_terpakai.iter().map(|satu| {
        let pesan = format!("Pengecualian {} tidak cocok dengan temuan mana pun.", sebut(satu));
        let saran = "Hapus dari selaras.toml, atau periksa kode aturan, unit, dan indikatornya.";
        baru(satu, pesan, saran)
    });
    let lewat = kedaluwarsa.iter().map(|satu| {
        let pesan = format!("Pengecualian {} sudah tidak berlaku sejak {}.", sebut(satu), format_panjang(satu.sampai));
        let saran = "Hapus dari selaras.toml, atau perpanjang batas waktunya bila masih disetujui.";
        baru(satu, pesan, saran)
    });
    sia_sia.chain(lewat).collect()
}

fn baru(satu: &Pengecualian, pesan: String, saran: &str) -> Temuan {
    let temuan = bantu::temuan(&ATURAN, Tempat::default(), pesan, saran).unit(satu.unit.as_deref());
    match &satu.indikator {
        Some(indikator) => temuan.indikator(indikator),
        None => temuan,
    }
}

/// A waiver as people recognise it: rule, place, reason.
fn sebut(satu: &Pengecualian) -> String {
    let bagian = [("unit", &satu.unit), ("indikator", &satu.indikator), ("berkas", &satu.berkas)];
    let tempat: String = bagian.iter().filter_map(|(nama, isi)| Some(format!(" {nama} {}", isi.as_deref()?))).collect();
    format!("aturan {}{tempat} ({})", satu.aturan, kutip(&satu.alasan))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_waiver_is_told_by_its_rule_its_place_and_its_reason() {
        let satu = Pengecualian {
            aturan: "PK10".into(),
            unit: Some("JTI".into()),
            indikator: None,
            berkas: None,
            alasan: "Nota dinas 12/2026".into(),
            sampai: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
        };
        let semua = temuan(std::slice::from_ref(&satu), std::slice::from_ref(&satu));
        let pesan: Vec<&str> = semua.iter().map(|temuan| temuan.pesan.as_str()).collect();
        assert_eq!(
            pesan,
            [
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") tidak cocok dengan temuan mana pun.",
                "Pengecualian aturan PK10 unit JTI (\"Nota dinas 12/2026\") sudah tidak berlaku sejak 30 Juni 2026.",
            ]
        );
        assert!(semua.iter().all(|temuan| temuan.unit.as_deref() == Some("JTI")));
    }
}
