//! PK03: the agreement against the cascade.

use std::borrow::Cow;
use std::collections::BTreeMap;

use polars::prelude::{JoinArgs, JoinType, col};

use crate::domain::dokumen::{Dokumen, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::satuan;
use crate::domain::simpul::{Jenjang, Simpul};
use crate::finding::{Tempat, Temuan, Tingkat};
use crate::rules::bantu::banding;
use crate::rules::bantu::keys::{KUNCI, RECORD, SIMPUL, UNIT, collect, keys, lazy, numbers};
use crate::rules::bantu::kutip;
use crate::rules::bantu::mirip::{Selisih, pasangkan, sebunyi, terdekat};
use crate::rules::bantu::rekam::{Rekam, baris_indikator, himpun, judul_indikator, tabel_pertama};
use crate::rules::bantu::tulis::{daftar_terpotong, tanpa_isi, tulis};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::schema::Column;
use crate::tables::{DokumenTerdaftar, Tables};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK03",
    nama: "PK berbeda dari kaskade",
    tingkat: Tingkat::Peringatan,
    apa: "Bunyi, satuan, dan target indikator dalam PK harus sama dengan kaskade, dan semua indikator kaskade milik unit harus ada dalam PK-nya.",
    mengapa: "PK yang menyimpang dari kaskade membuat target lembaga tidak lagi terpikul oleh unit-unitnya.",
    sumber: "PermenPANRB 53/2014; telaah PK terhadap keputusan IKU dan Renstra",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|«57»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa: Periksa::Ruang(periksa),
};

const TANYA_BIRO: &str = "atau minta biro perencanaan memperbarui kaskade bila memang sudah disepakati lain.";

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let baris = baris_indikator(konteks.tables, JenisDokumen::Pk).filter(Rekam::pokok);
    let mut temuan: Vec<Temuan> = baris.flat_map(|rekam| beda_baris(&rekam)).collect();
    temuan.extend(beda_himpunan(konteks.tables));
    temuan
}

/// What a row that is tied to a node says otherwise.
fn beda_baris(rekam: &Rekam<'_>) -> Vec<Temuan> {
    let Some(simpul) = rekam.simpul() else { return Vec::new() };
    [beda_bunyi(rekam, simpul), beda_satuan(rekam, simpul), beda_target(rekam, simpul)].into_iter().flatten().collect()
}

/// Only where the code ties the row: a row tied by its wording has the same wording.
fn beda_bunyi(rekam: &Rekam<'_>, simpul: &Simpul) -> Option<Temuan> {
    let kalimat = rekam.kode().and(rekam.kalimat())?;
    if simpul.indikator.is_empty() || sebunyi(kalimat, &simpul.indikator) {
        return None;
    }
    let pesan = format!(
        "Bunyi indikator {} dalam PK, {}, berbeda dari kaskade, {}.",
        simpul.kode,
        kutip(kalimat),
        kutip(&simpul.indikator)
    );
    let saran = format!("Samakan bunyi indikator dengan kaskade, {TANYA_BIRO}");
    let temuan = rekam.temuan_di(&ATURAN, rekam.tempat_indikator()?, pesan, &saran);
    Some(temuan.beda(kalimat, &simpul.indikator).semua_terkait(kaskade(
        rekam.tables,
        simpul,
        Bidang::Indikator.tahunan(),
    )))
}

fn beda_satuan(rekam: &Rekam<'_>, simpul: &Simpul) -> Option<Temuan> {
    let kolom = Bidang::Satuan.tahunan();
    let isian = rekam.isian_sendiri(kolom).filter(|isian| !tanpa_isi(isian))?;
    let tertulis = isian.teks()?;
    if simpul.satuan.is_empty() || satuan::sama(tertulis, &simpul.satuan) {
        return None;
    }
    let pesan =
        format!("Satuan dalam PK tertulis {}, sedangkan dalam kaskade {}.", kutip(tertulis), kutip(&simpul.satuan));
    let saran = format!("Ganti satuan menjadi {}, {TANYA_BIRO}", kutip(&simpul.satuan));
    let temuan = rekam.temuan(&ATURAN, kolom, pesan, &saran)?;
    Some(temuan.beda(tertulis, &simpul.satuan).semua_terkait(kaskade(rekam.tables, simpul, kolom)))
}

/// Only against a node of the same unit: the institution's figure is not the unit's.
fn beda_target(rekam: &Rekam<'_>, simpul: &Simpul) -> Option<Temuan> {
    let unit = rekam.tables.unit(rekam.unit()?)?;
    let milik_lembaga = simpul.unit.is_none()
        && unit.induk.is_none()
        && rekam.tables.unit.iter().any(|lain| lain.induk.as_ref() == Some(&unit.kode));
    if simpul.unit.as_deref() != Some(&unit.kode) && !milik_lembaga {
        return None;
    }
    let kolom = [Bidang::Target.tahunan(), Bidang::Target.berjalan()].into_iter().find(|kolom| rekam.punya(*kolom))?;
    let isian = rekam.isian_sendiri(kolom)?;
    let acuan = rekam.tables.isian(simpul.rekaman, Bidang::Target.tahunan())?;
    let beda = banding::isian(isian, acuan, rekam.persen())?;
    let (ditemukan, seharusnya) = (tulis(&isian.nilai), tulis(&acuan.nilai));
    let pesan = format!("Target dalam PK {ditemukan}, sedangkan dalam kaskade {seharusnya}.");
    let saran = format!("Samakan target dengan kaskade, yaitu {seharusnya}, {TANYA_BIRO}");
    let temuan = rekam.temuan(&ATURAN, kolom, pesan, &saran)?;
    let temuan =
        temuan.beda(ditemukan, seharusnya).semua_terkait(kaskade(rekam.tables, simpul, Bidang::Target.tahunan()));
    Some(beda.pasang(temuan))
}

fn kaskade(tables: &Tables, simpul: &Simpul, kolom: Kolom) -> Option<Tempat> {
    tables.tempat(simpul.rekaman, kolom)
}

/// The two sets of one unit.
#[derive(Default)]
struct Himpunan<'a> {
    lebih: Vec<Rekam<'a>>,
    hilang: Vec<&'a Simpul>,
}

/// The code of a node.
const KODE: &str = "kode";

/// Indicators that only one side has, for every unit that has both an agreement and a part in the cascade.
fn beda_himpunan(tables: &Tables) -> Vec<Temuan> {
    let ikk: Vec<&Simpul> = tables.simpul.iter().filter(|simpul| simpul.jenjang == Some(Jenjang::Ikk)).collect();
    let simpul = lazy(
        &ikk,
        &[
            Column::count(RECORD, |simpul: &&Simpul| Some(simpul.rekaman)),
            Column::text(UNIT, |simpul| simpul.unit.as_deref().map(Cow::Borrowed)),
            Column::text(KODE, |simpul| Some(Cow::Borrowed(simpul.kode.as_str()))),
        ],
    );
    let pk = keys(tables.pk().map(|row| *row));
    let seunit = || [col(UNIT)];
    let hilang = simpul.clone().join(pk.clone(), seunit(), seunit(), JoinArgs::new(JoinType::Semi)).join(
        pk.clone(),
        [col(UNIT), col(KODE)],
        [col(UNIT), col(SIMPUL)],
        JoinArgs::new(JoinType::Anti),
    );
    let lebih = pk.filter(col(SIMPUL).is_null().and(col(KUNCI).is_not_null())).join(
        simpul,
        seunit(),
        seunit(),
        JoinArgs::new(JoinType::Semi),
    );
    let records = |answer| numbers(&collect(answer), RECORD).into_iter().map(|record| Rekam::baru(tables, record));
    let mut unit: BTreeMap<&str, Himpunan<'_>> = BTreeMap::new();
    for rekam in records(hilang) {
        if let Some((milik, simpul)) = rekam.simpul().and_then(|simpul| Some((simpul.unit.as_deref()?, simpul))) {
            unit.entry(milik).or_default().hilang.push(simpul);
        }
    }
    for rekam in records(lebih).filter(Rekam::pokok) {
        if let Some(milik) = rekam.unit() {
            unit.entry(milik).or_default().lebih.push(rekam);
        }
    }
    unit.into_iter().flat_map(|(unit, himpunan)| temuan_himpunan(tables, unit, himpunan)).collect()
}

fn temuan_himpunan(tables: &Tables, unit: &str, himpunan: Himpunan<'_>) -> Vec<Temuan> {
    let Selisih { lebih, hilang, berganti } = pasangkan(
        himpunan.lebih,
        himpunan.hilang,
        |rekam| rekam.kalimat().map(str::to_string),
        |simpul| Some(simpul.indikator.clone()),
    );
    let mut temuan: Vec<Temuan> = berganti.iter().filter_map(|(rekam, simpul)| berganti_nama(rekam, simpul)).collect();
    temuan.extend(lebih.iter().filter_map(|rekam| tak_ada_di_kaskade(rekam, unit)));
    temuan.extend(tak_ada_di_pk(tables, unit, &hilang));
    temuan
}

fn berganti_nama(rekam: &Rekam<'_>, simpul: &Simpul) -> Option<Temuan> {
    let kalimat = rekam.kalimat()?;
    let maksud = format!("{} {}", simpul.kode, simpul.indikator);
    let pesan = format!("Indikator {} tidak ada dalam kaskade; mungkin maksudnya {}.", kutip(kalimat), kutip(&maksud));
    let saran = format!("Tulis kode dan bunyi indikator seperti dalam kaskade, {TANYA_BIRO}");
    let temuan = rekam.temuan_di(&ATURAN, rekam.tempat_indikator()?, pesan, &saran);
    let temuan = temuan.beda(kalimat, &simpul.indikator);
    Some(temuan.semua_terkait(kaskade(rekam.tables, simpul, Bidang::Indikator.tahunan())))
}

fn tak_ada_di_kaskade(rekam: &Rekam<'_>, unit: &str) -> Option<Temuan> {
    let milik = rekam.tables.simpul.iter().filter(|simpul| simpul.unit.as_deref() == Some(unit));
    let label = rekam.label();
    let mirip = terdekat(rekam.kalimat().unwrap_or(&label), milik.map(|simpul| simpul.indikator.as_str()));
    let dugaan = mirip.map(|mirip| format!("; mungkin maksudnya {}", kutip(mirip))).unwrap_or_default();
    let pesan = format!("Indikator {} tidak ada dalam kaskade unit ini{dugaan}.", kutip(&label));
    let saran = "Periksa kode dan bunyinya; bila indikator ini memang milik unit, minta biro perencanaan menambahkannya ke kaskade.";
    Some(rekam.temuan_di(&ATURAN, rekam.tempat_indikator()?, pesan, saran).ditemukan(label))
}

fn tak_ada_di_pk(tables: &Tables, unit: &str, hilang: &[&Simpul]) -> Option<Temuan> {
    let milik_unit = |(_, terdaftar, _): &(u32, &DokumenTerdaftar, &Dokumen)| terdaftar.unit.as_deref() == Some(unit);
    let mut dokumen = tables.dokumen_dipakai(JenisDokumen::Pk).filter(milik_unit);
    let tempat = dokumen
        .find_map(|(nomor, _, isi)| judul_indikator(tables, nomor, tabel_pertama(isi, PeranTabel::Indikator)?))?;
    let nama: Vec<String> = hilang.iter().map(|simpul| format!("{} {}", simpul.kode, simpul.indikator)).collect();
    if nama.is_empty() {
        return None;
    }
    let pesan =
        format!("PK belum memuat {} indikator kaskade milik unit ini: {}.", nama.len(), daftar_terpotong(&nama, 5));
    let saran = format!("Tambahkan indikator tersebut ke PK, {TANYA_BIRO}");
    let temuan = Temuan::baru(ATURAN.kode, ATURAN.tingkat, tempat, pesan, saran).unit(Some(unit));
    let tempat = hilang.iter().filter_map(|simpul| kaskade(tables, simpul, Bidang::Indikator.tahunan()));
    Some(temuan.beda("tidak ada", nama.join("; ")).semua_terkait(himpun(tempat)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan;

    fn pk(baris: &str) -> Vec<Temuan> {
        let kepala =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        temuan("PK03", &format!("{kepala}\n{baris}"))
    }

    fn sel(baris: &str) -> Vec<String> {
        pk(baris).iter().map(|temuan| temuan.tempat.teks_sel()).collect()
    }

    #[test]
    fn a_renamed_indicator_is_one_finding_at_its_cell() {
        let hasil = pk("1|Lulusan|Persentase lulusan yang bekerja dalam 9 bulan|%|60");
        assert_eq!(hasil.len(), 1, "{hasil:?}");
        assert_eq!(hasil[0].tempat.teks_sel(), "C4");
        assert!(hasil[0].pesan.contains("mungkin maksudnya"), "{}", hasil[0].pesan);
        assert_eq!(hasil[0].terkait[0].berkas, "kaskade.xlsx");
    }

    #[test]
    fn another_indicator_leaves_the_cascades_own_missing() {
        assert_eq!(sel("1|Kerja sama|Indeks kepuasan pengguna|Indeks|3"), ["C3", "C4"]);
    }

    #[test]
    fn wording_unit_and_target_are_compared_one_by_one() {
        assert_eq!(sel("1|Lulusan|[IKK 1.1.1] Jumlah mitra|Orang|55"), ["C4", "D4", "E4"]);
        assert_eq!(sel("1|Lulusan|[ikk 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|persen|6"), ["E4"]);
        assert_eq!(sel("1|Lulusan|persentase lulusan yang bekerja dalam 6 bulan.|Persen|60%"), Vec::<String>::new());
        assert_eq!(sel("1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|≥ 60"), Vec::<String>::new());
    }

    #[test]
    fn the_institutions_target_is_not_the_units() {
        let kedua = "2||[IKU 1.1] Persentase lulusan yang bekerja atau melanjutkan studi|%|40";
        let pertama = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60";
        assert_eq!(sel(&format!("{pertama}\n{kedua}")), Vec::<String>::new());
    }
}
