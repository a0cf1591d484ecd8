//! PK01: an objective without an indicator, an indicator without target or unit of measure.

use super::bantu::rekam::{Rekam, semua_baris};
use super::bantu::tulis::tanpa_isi;
use super::bantu::{daftar, kutip, sebut};
use super::{Aturan, Konteks};
use crate::domain::dokumen::{JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::finding::{Temuan, Tingkat};
use crate::tables::Tables;

pub(super) const ATURAN: Aturan = Aturan {
    kode: "PK01",
    nama: "Sasaran tanpa indikator, atau indikator tanpa target atau satuan",
    tingkat: Tingkat::Galat,
    apa: "Setiap sasaran dalam PK harus punya paling sedikit satu indikator, dan setiap indikator harus punya target. Satuan diperiksa hanya bila formulir menyediakan kolomnya.",
    mengapa: "Tanpa target dan satuan, kinerja tidak dapat diukur dan capaian tidak dapat dihitung.",
    sumber: "PermenPANRB 53/2014 lampiran I",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa,
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let dokumen = konteks.tables.dokumen_dipakai(JenisDokumen::Pk);
    dokumen.flat_map(|(nomor, _, _)| periksa_dokumen(konteks.tables, nomor)).collect()
}

fn periksa_dokumen(tables: &Tables, dokumen: u32) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    // The objective that no indicator has served yet.
    let mut menunggu: Option<Rekam<'_>> = None;
    for rekam in semua_baris(tables, dokumen, PeranTabel::Indikator) {
        let Some(baris) = rekam.baris() else { continue };
        let bersasaran = sasaran_sendiri(&rekam);
        match baris.jenis {
            JenisBaris::Kelompok if bersasaran => {
                temuan.extend(menunggu.replace(rekam).and_then(|lama| tanpa_indikator(&lama)))
            }
            JenisBaris::Data => {
                let lama = menunggu.take();
                if bersasaran {
                    temuan.extend(lama.and_then(|lama| tanpa_indikator(&lama)));
                }
                temuan.extend(if rekam.kolom_indikator().is_some() {
                    tanpa_target(&rekam)
                } else if bersasaran {
                    tanpa_indikator(&rekam)
                } else {
                    None
                });
            }
            _ => {}
        }
    }
    temuan.extend(menunggu.and_then(|lama| tanpa_indikator(&lama)));
    temuan
}

/// Whether the row brings an objective of its own; a section heading is none.
fn sasaran_sendiri(rekam: &Rekam<'_>) -> bool {
    let bagian = rekam.baris().and_then(|baris| baris.bagian.as_deref());
    let sasaran = rekam.isian_sendiri(Bidang::Sasaran.tahunan()).filter(|isian| !tanpa_isi(isian));
    sasaran.and_then(|isian| isian.teks()).is_some_and(|teks| bagian != Some(teks))
}

fn tanpa_indikator(rekam: &Rekam<'_>) -> Option<Temuan> {
    let sasaran = rekam.isian(Bidang::Sasaran.tahunan())?.teks().unwrap_or_default();
    let pesan = format!("Sasaran {} belum punya indikator.", kutip(sasaran));
    let saran =
        "Tambahkan paling sedikit satu indikator beserta targetnya, atau hapus sasaran ini bila memang tidak dipakai.";
    rekam.temuan(&ATURAN, Bidang::Sasaran.tahunan(), pesan, saran)
}

fn tanpa_target(rekam: &Rekam<'_>) -> Option<Temuan> {
    let target = [Bidang::Target.tahunan(), Bidang::Target.berjalan()].into_iter().find(|kolom| rekam.punya(*kolom));
    let satuan = Some(Bidang::Satuan.tahunan()).filter(|kolom| rekam.punya(*kolom));
    let kosong: Vec<Kolom> =
        [target, satuan].into_iter().flatten().filter(|kolom| rekam.isian(*kolom).is_some_and(tanpa_isi)).collect();
    let pertama = *kosong.first()?;
    let nama = daftar(&kosong.iter().map(|kolom| sebut(*kolom)).collect::<Vec<_>>());
    let pesan = format!("Indikator {} belum punya {nama}.", kutip(&rekam.label()));
    let saran = format!("Isi {nama} indikator ini sesuai kesepakatan dengan atasan.");
    let lain = kosong.iter().skip(1).filter_map(|kolom| rekam.tempat(*kolom)).flat_map(|tempat| tempat.sel);
    let mut temuan = rekam.temuan(&ATURAN, pertama, pesan, &saran)?;
    temuan.tempat.sel.extend(lain);
    Some(temuan)
}
