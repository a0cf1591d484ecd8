//! NL07: figures that cannot be what they are said to be.

use crate::domain::address::CellAddress;
use crate::domain::kolom::{Bidang, Periode};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::satuan::satuan_baku;
use crate::domain::teks::{kunci_indikator, pisah_kode};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::{angka, sebut, temuan};
use crate::rules::{Aturan, Periksa};

/// Words that open the wording of a share: a part of a whole, which cannot be more than the whole.
const BAGIAN: [&str; 4] = ["persentase", "proporsi", "prosentase", "cakupan"];
/// Words of percents that may be negative or more than 100: changes and comparisons, not shares.
const BUKAN_BAGIAN: [&str; 12] = [
    "pertumbuhan",
    "kenaikan",
    "peningkatan",
    "penurunan",
    "perubahan",
    "laju",
    "inflasi",
    "deviasi",
    "selisih",
    "capaian",
    "realisasi",
    "rasio",
];

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL07",
    nama: "Angka tidak masuk akal",
    tingkat: Tingkat::Peringatan,
    apa: "Persen atau hitungan bernilai negatif, target bagian dari keseluruhan melebihi 100 %, atau realisasi yang hanya rumus penyalin targetnya.",
    mengapa: "Angka seperti itu hampir selalu salah ketik, dan realisasi yang menyalin target selalu tampak tercapai.",
    sumber: "Pemeriksaan VAL-07; berkas Renja Cirebon (sel W29 berisi =M29).",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«=E3 -> 60»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    isian::angka(sel)
        .filter(|sel| matches!(sel.kolom.bidang, Bidang::Target | Bidang::Realisasi))
        .filter_map(|sel| menyalin_target(sel).or_else(|| di_luar_batas(sel)))
        .collect()
}

/// A realisation whose formula is nothing but a reference to a target of its own row.
fn menyalin_target(sel: &SelTabel<'_>) -> Option<Temuan> {
    let rumus = sel.isian.rumus.as_deref().filter(|_| sel.kolom.bidang == Bidang::Realisasi)?;
    let dituju = rujukan(rumus)?;
    let target = sel.baris.isian.iter().filter(|(kolom, _)| kolom.bidang == Bidang::Target).map(|(_, isian)| isian);
    let target: &Isian = target.into_iter().find(|target| target.sel == dituju)?;
    let pesan = format!(
        "Realisasi berisi rumus ={rumus} yang hanya menyalin target di sel {dituju} ({}).",
        tulis(&target.nilai)
    );
    let saran = "Isi realisasi yang sebenarnya terjadi, bukan salinan target.";
    Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).terkait(sel.tempat_sel(vec![dituju]))))
}

/// The cell to which a formula is nothing but a reference: `M29`, `+$M$29`.
fn rujukan(rumus: &str) -> Option<CellAddress> {
    rumus.trim().trim_start_matches(['=', '+']).replace('$', "").parse().ok()
}

fn di_luar_batas(sel: &SelTabel<'_>) -> Option<Temuan> {
    // What a part of a whole, or a count, may well be is most of all figures.
    let nilai = sel.isian.nilai.angka().filter(|nilai| !(0.0..=100.0).contains(nilai))?;
    let satuan = satuan_baku(satuan(sel));
    let persen = satuan.persen || matches!(sel.isian.nilai, Nilai::Persen { .. });
    if !(persen || satuan.hitungan && nilai < 0.0) {
        return None;
    }
    let label = sel.tables.label_indikator(sel.rekaman);
    let kalimat = kunci_indikator(pisah_kode(&label).1);
    let bukan_bagian = BUKAN_BAGIAN.iter().any(|kata| kalimat.contains(kata));
    let bagian = !bukan_bagian && kalimat.split(' ').take(2).any(|kata| BAGIAN.contains(&kata));
    let target_tahun = sel.kolom.bidang == Bidang::Target && !matches!(sel.kolom.periode, Periode::Bulan(_));
    let pesan = if persen && nilai < 0.0 && !bukan_bagian {
        format!("Kolom {} berisi persen negatif, {} %.", sebut(sel.kolom), angka(nilai))
    } else if persen && bagian && target_tahun && nilai > 100.0 {
        format!(
            "Kolom {} berisi {} %, padahal bagian dari keseluruhan paling besar 100 %.",
            sebut(sel.kolom),
            angka(nilai)
        )
    } else if satuan.hitungan && nilai < 0.0 {
        format!("Kolom {} berisi jumlah negatif, {} {}.", sebut(sel.kolom), angka(nilai), satuan.nama)
    } else {
        return None;
    };
    let saran = "Periksa tanda dan letak komanya, lalu tulis angka yang benar.";
    Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(tulis(&sel.isian.nilai))))
}

/// The unit of measure of the row; of its node where the form has none.
fn satuan<'a>(sel: &SelTabel<'a>) -> &'a str {
    let kaskade = || sel.tables.simpul_dari(sel.rekaman).map(|simpul| simpul.satuan.as_str());
    Some(sel.satuan()).filter(|satuan| !satuan.is_empty()).or_else(kaskade).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bantu::uji;

    #[test]
    fn only_a_bare_reference_copies() {
        assert_eq!(rujukan("M29"), "M29".parse().ok());
        assert_eq!(rujukan("=+$M$29"), "M29".parse().ok());
        for rumus in ["M29*1", "SUM(M29)", "Lembar2!M29", "M29:M30", "29"] {
            assert_eq!(rujukan(rumus), None, "{rumus}");
        }
    }

    #[test]
    fn changes_may_be_negative_and_comparisons_above_the_whole() {
        let gambar = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|A|Persentase pertumbuhan mahasiswa|%|5|-2
2|A|Persentase lulusan bekerja|%|150|-1
3|A|Rasio dosen|%|150|1
4|A|Jumlah mitra|Mitra|5|-3
5|A|Suhu gudang|Derajat|5|-3
";
        assert_eq!(uji::sel("NL07", gambar), ["E4", "F4", "F6"]);
    }
}
