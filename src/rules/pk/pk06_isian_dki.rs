//! PK06: what the DKI form asks for beyond the other forms.

use crate::domain::dokumen::{Baris, Dokumen, JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::teks;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::rekam::{Rekam, semua_baris, tabel_pertama};
use crate::rules::bantu::tulis::tanpa_isi;
use crate::rules::bantu::{daftar, kutip};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::{DokumenTerdaftar, Tables};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK06",
    nama: "Isian khas formulir PK DKI Jakarta belum lengkap",
    tingkat: Tingkat::Peringatan,
    apa: "Formulir PK DKI Jakarta punya tiga bagian (Sasaran Strategis, Khusus, dan Operasional) yang nomornya dimulai lagi dari 1. Sumber Data dipilih dari e-SAKIP, e-Monev KSD, atau e-Kinerja, dan target TW I sampai TW IV semuanya diisi.",
    mengapa: "Aplikasi tujuan menolak isian yang tidak mengikuti susunan ini.",
    sumber: "Instruksi Sekda DKI Jakarta 4/2024 lampiran A",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026

NO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan
^|^|^|^|^|I|II|III|IV|^|^
Sasaran Strategis|<|<|<|<|<|<|<|<|<|<
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|«SIPD»|lulusan bekerja dibagi semua lulusan|15|30|45|60|60|
Sasaran Khusus|<|<|<|<|<|<|<|<|<|<
1|Layanan cepat|Indeks layanan|e-Monev KSD|survei|3|3|3|3|3|
Sasaran Operasional|<|<|<|<|<|<|<|<|<|<
1|Tertib administrasi|Jumlah laporan|e-Kinerja|hitungan|1|2|3|4|4|
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026

NO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan
^|^|^|^|^|I|II|III|IV|^|^
Sasaran Strategis|<|<|<|<|<|<|<|<|<|<
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|e-SAKIP|lulusan bekerja dibagi semua lulusan|15|30|45|60|60|
Sasaran Khusus|<|<|<|<|<|<|<|<|<|<
1|Layanan cepat|Indeks layanan|e-Monev KSD|survei|3|3|3|3|3|
Sasaran Operasional|<|<|<|<|<|<|<|<|<|<
1|Tertib administrasi|Jumlah laporan|e-Kinerja|hitungan|1|2|3|4|4|
",
    periksa: Periksa::Ruang(periksa),
};

/// The definition that reads this form.
const TEMPLAT: &str = "pk-dki";
const BAGIAN: [&str; 3] = ["Sasaran Strategis", "Sasaran Khusus", "Sasaran Operasional"];
/// The sources as the form lists them, and as they are compared.
const SUMBER: [(&str, &str); 3] = [("e-SAKIP", "esakip"), ("e-Monev KSD", "emonevksd"), ("e-Kinerja", "ekinerja")];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let mut temuan = Vec::new();
    for (nomor, terdaftar, isi) in tables.dokumen_dipakai(JenisDokumen::Pk).filter(|(_, _, isi)| isi.templat == TEMPLAT)
    {
        temuan.extend(tanpa_bagian(tables, nomor, terdaftar, isi));
        temuan.extend(nomor_bersambung(tables, nomor));
        let baris =
            semua_baris(tables, nomor, PeranTabel::Indikator).filter(|rekam| jenis(rekam) == Some(JenisBaris::Data));
        for rekam in baris.filter(|rekam| rekam.kolom_indikator().is_some()) {
            temuan.extend(sumber_data(&rekam));
            temuan.extend(tanpa_triwulan(&rekam));
        }
    }
    temuan
}

fn jenis(rekam: &Rekam<'_>) -> Option<JenisBaris> {
    rekam.baris().map(|baris| baris.jenis)
}

fn tanpa_bagian(tables: &Tables, dokumen: u32, terdaftar: &DokumenTerdaftar, isi: &Dokumen) -> Option<Temuan> {
    let baris = || isi.tabel.iter().filter(|tabel| tabel.peran == PeranTabel::Indikator).flat_map(|tabel| &tabel.baris);
    let ada = |bagian: &str| {
        baris()
            .filter_map(|baris: &Baris| baris.bagian.as_deref())
            .any(|milik| teks::kunci(milik).contains(&teks::kunci(bagian)))
    };
    let hilang: Vec<String> = BAGIAN.iter().filter(|bagian| !ada(bagian)).map(|bagian| kutip(bagian)).collect();
    if hilang.is_empty() {
        return None;
    }
    let tempat = tables.tempat_judul(dokumen, tabel_pertama(isi, PeranTabel::Indikator)?, Bidang::Sasaran.tahunan())?;
    let pesan = format!("Bagian {} tidak ada dalam PK ini.", daftar(&hilang));
    let saran = "Tambahkan baris judul bagian tersebut beserta sasarannya, sesuai susunan formulir.";
    Some(Temuan::baru(ATURAN.kode, ATURAN.tingkat, tempat, pesan, saran).unit(terdaftar.unit.as_deref()))
}

/// The first number of every section is 1.
fn nomor_bersambung(tables: &Tables, dokumen: u32) -> Vec<Temuan> {
    let mut bagian: Option<&str> = None;
    let mut temuan = Vec::new();
    for rekam in semua_baris(tables, dokumen, PeranTabel::Indikator) {
        let Some(baris) = rekam.baris().filter(|baris| baris.jenis == JenisBaris::Data) else { continue };
        let Some(isian) = rekam.isian_sendiri(Bidang::No.tahunan()).filter(|isian| !tanpa_isi(isian)) else { continue };
        if baris.bagian.is_none() || baris.bagian.as_deref() == bagian {
            continue;
        }
        bagian = baris.bagian.as_deref();
        let Ok(nomor) = isian.mentah.trim().trim_end_matches(['.', ')']).parse::<u32>() else { continue };
        if nomor != 1 {
            let pesan =
                format!("Nomor pertama bagian {} adalah {nomor}, seharusnya 1.", kutip(bagian.unwrap_or_default()));
            let saran = "Mulai lagi nomor urut dari 1 pada setiap bagian.";
            temuan.extend(
                rekam.temuan(&ATURAN, Bidang::No.tahunan(), pesan, saran).map(|satu| satu.beda(nomor.to_string(), "1")),
            );
        }
    }
    temuan
}

fn sumber_data(rekam: &Rekam<'_>) -> Option<Temuan> {
    let kolom = Bidang::SumberData.tahunan();
    let isian = rekam.isian_sendiri(kolom)?;
    let [satu, dua, tiga] = SUMBER.map(|(nama, _)| nama);
    let pilihan = format!("{satu}, {dua}, atau {tiga}");
    let saran = format!("Isi Sumber Data dengan salah satu dari {pilihan}.");
    if tanpa_isi(isian) {
        return rekam.temuan(&ATURAN, kolom, "Sumber Data belum diisi.".into(), &saran);
    }
    let tertulis = isian.teks()?;
    let kenal = |bagian: &str| {
        let rapi: String = teks::kunci(bagian).chars().filter(|huruf| huruf.is_alphanumeric()).collect();
        rapi.is_empty() || SUMBER.iter().any(|(_, kunci)| *kunci == rapi)
    };
    if tertulis.split(['/', ',', ';', '&', '\n']).flat_map(|bagian| bagian.split(" dan ")).all(kenal) {
        return None;
    }
    let pesan = format!("Sumber Data {} bukan salah satu dari {pilihan}.", kutip(tertulis));
    Some(rekam.temuan(&ATURAN, kolom, pesan, &saran)?.beda(tertulis, pilihan))
}

/// The annual target is the business of PK01.
fn tanpa_triwulan(rekam: &Rekam<'_>) -> Option<Temuan> {
    let (triwulan, kolom): (Vec<Triwulan>, Vec<Kolom>) = Triwulan::SEMUA
        .into_iter()
        .map(|triwulan| (triwulan, Bidang::Target.tw(triwulan)))
        .filter(|(_, kolom)| rekam.punya(*kolom) && rekam.isian(*kolom).is_some_and(|isian| isian.nilai.kosong()))
        .unzip();
    let nama = daftar(&triwulan.iter().map(ToString::to_string).collect::<Vec<_>>());
    let pesan = format!("Target {nama} belum diisi.");
    let saran =
        "Isi target keempat triwulan; tulis 0 atau tanda hubung bila memang belum ada target pada triwulan itu.";
    rekam.temuan_banyak(&ATURAN, &kolom, pesan, saran)
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn pk(baris: &str) -> Vec<String> {
        let kepala = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan\n^|^|^|^|^|I|II|III|IV|^|^";
        sel("PK06", &format!("{kepala}\n{baris}"))
    }

    const STRATEGIS: &str = "Sasaran Strategis|<|<|<|<|<|<|<|<|<|<\n1|A|Nilai A|e-SAKIP||1|2|3|4|4|";
    const KHUSUS: &str = "Sasaran Khusus|<|<|<|<|<|<|<|<|<|<\n1|B|Nilai B|e-Monev KSD/e-Kinerja||-|-|-|4|4|";
    const OPERASIONAL: &str = "Sasaran Operasional|<|<|<|<|<|<|<|<|<|<\n1|C|Nilai C|E Kinerja||1|2|3|4|4|";

    #[test]
    fn a_complete_form_is_silent() {
        assert_eq!(pk(&format!("{STRATEGIS}\n{KHUSUS}\n{OPERASIONAL}")), Vec::<String>::new());
    }

    #[test]
    fn a_missing_section_numbers_that_go_on_and_blank_quarters_are_told() {
        assert_eq!(pk(&format!("{STRATEGIS}\n{OPERASIONAL}")), ["B3"]);
        let bersambung = KHUSUS.replace("\n1|", "\n2|");
        assert_eq!(pk(&format!("{STRATEGIS}\n{bersambung}\n{OPERASIONAL}")), ["A8"]);
        let kosong = STRATEGIS.replace("|1|2|3|4|", "|1||3||");
        assert_eq!(pk(&format!("{kosong}\n{KHUSUS}\n{OPERASIONAL}")), ["G6,I6"]);
    }
}
