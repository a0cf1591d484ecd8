//! RA03: a stage without criterion, output or time.

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Nilai;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::rekam::{Rekam, baris_indikator};
use crate::rules::bantu::tulis::tanpa_isi;
use crate::rules::bantu::{daftar, kutip};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "RA03",
    nama: "Tahapan rencana aksi belum lengkap",
    tingkat: Tingkat::Peringatan,
    apa: "Setiap tahapan rencana aksi punya kriteria keberhasilan, target atau keluaran, dan waktu. Hanya kolom yang ada pada formulir yang diperiksa.",
    mengapa: "Tanpa ukuran dan waktu, pelaksanaan tahapan tidak dapat dinilai.",
    sumber: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B",
    salah: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Bursa kerja|«»|Laporan bursa kerja|TW I s.d. TW IV
",
    benar: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Bursa kerja|20 perusahaan hadir|Laporan bursa kerja|TW I s.d. TW IV
",
    periksa: Periksa::Ruang(periksa),
};

const DIPERIKSA: [(Bidang, &str); 3] =
    [(Bidang::Kriteria, "kriteria keberhasilan"), (Bidang::Keluaran, "target atau keluaran"), (Bidang::Waktu, "waktu")];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let baris = baris_indikator(konteks.tables, JenisDokumen::RencanaAksi);
    baris.filter(beraksi).flat_map(|rekam| [belum_lengkap(&rekam), waktu_tak_terbaca(&rekam)]).flatten().collect()
}

fn beraksi(rekam: &Rekam<'_>) -> bool {
    rekam.isian_sendiri(Bidang::RencanaAksi.tahunan()).is_some_and(|isian| !tanpa_isi(isian))
}

fn belum_lengkap(rekam: &Rekam<'_>) -> Option<Temuan> {
    let (kosong, nama): (Vec<Kolom>, Vec<String>) = DIPERIKSA
        .iter()
        .map(|(bidang, nama)| (bidang.tahunan(), (*nama).to_string()))
        .filter(|(kolom, _)| rekam.punya(*kolom) && rekam.isian(*kolom).is_some_and(tanpa_isi))
        .unzip();
    let nama = daftar(&nama);
    let aksi = rekam.isian(Bidang::RencanaAksi.tahunan())?.teks().unwrap_or_default();
    let pesan = format!("Tahapan {} belum punya {nama}.", kutip(aksi));
    let saran = format!("Lengkapi {nama} tahapan ini.");
    rekam.temuan_banyak(&ATURAN, &kosong, pesan, &saran)
}

fn waktu_tak_terbaca(rekam: &Rekam<'_>) -> Option<Temuan> {
    let kolom = Bidang::Waktu.tahunan();
    let isian = rekam.isian_sendiri(kolom)?;
    let Nilai::Teks { teks } = &isian.nilai else { return None };
    if tanpa_isi(isian) {
        return None;
    }
    let pesan = format!("Waktu {} tidak dapat dibaca sebagai triwulan.", kutip(teks));
    let saran = "Tulis waktunya sebagai triwulan, misalnya \"TW I\" atau \"TW I s.d. TW IV\".";
    Some(rekam.temuan(&ATURAN, kolom, pesan, saran)?.ditemukan(teks))
}
