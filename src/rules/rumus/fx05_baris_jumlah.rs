//! FX05: a total that is not the sum of its rows.

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen, PeranTabel, Tabel};
use crate::domain::kolom::{Bacaan, Bidang, Kolom};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::teks::kunci;
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::{angka, rupiah, sebut, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "FX05",
    nama: "Baris jumlah tidak sama dengan isinya",
    tingkat: Tingkat::Galat,
    apa: "Baris jumlah, subjumlah, atau rata-rata dalam tabel indikator atau anggaran berbeda dari hasil hitung baris-baris langsung di atasnya. Persen di baris jumlah tidak diperiksa, jumlah anggaran PK diperiksa aturan PK05.",
    mengapa: "Jumlah yang salah terbawa ke rekap pimpinan; sering terjadi karena baris ditambah setelah rumus jumlah dibuat, atau anak dan cucu dihitung dua kali.",
    sumber: "Pemeriksaan SUM-01; Formulir E.81 Deli Serdang yang menghitung baris induk dan anak sekaligus.",
    salah: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<|Anggaran (Rp)
^|^|^|^|TW I|TW II|TW III|TW IV|^
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|Pelacakan alumni|15|30|45|60|10000000
2|Lulusan siap kerja|Jumlah mitra industri|Kunjungan industri|1|2|3|4|5000000
Jumlah||||||||«12500000»
",
    benar: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<|Anggaran (Rp)
^|^|^|^|TW I|TW II|TW III|TW IV|^
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|Pelacakan alumni|15|30|45|60|10000000
2|Lulusan siap kerja|Jumlah mitra industri|Kunjungan industri|1|2|3|4|5000000
Jumlah||||||||15000000
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    dokumen::semua(konteks.tables)
        .flat_map(|dokumen| {
            let tabel = dokumen.isi.tabel.iter().filter(move |tabel| diperiksa(&dokumen, tabel));
            tabel.flat_map(move |tabel| satu_tabel(&dokumen, tabel))
        })
        .collect()
}

fn diperiksa(dokumen: &DokumenRuang<'_>, tabel: &Tabel) -> bool {
    match tabel.peran {
        PeranTabel::Indikator => true,
        PeranTabel::Anggaran => dokumen.isi.jenis != JenisDokumen::Pk,
        PeranTabel::Unit | PeranTabel::Kaskade => false,
    }
}

fn satu_tabel(dokumen: &DokumenRuang<'_>, tabel: &Tabel) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    for (nomor, baris) in tabel.baris.iter().enumerate().filter(|(_, baris)| baris.jenis == JenisBaris::Jumlah) {
        let Some(atas) = tabel.baris.get(..nomor) else { continue };
        let kolom = tabel.kolom.iter().map(|milik| milik.kolom);
        let kolom =
            kolom.filter(|kolom| matches!(kolom.bidang.bacaan(), Bacaan::Nilai | Bacaan::Uang | Bacaan::Persen));
        temuan.extend(kolom.filter_map(|kolom| satu_sel(dokumen, atas, baris, kolom)));
    }
    temuan
}

fn satu_sel(dokumen: &DokumenRuang<'_>, atas: &[Baris], jumlah: &Baris, kolom: Kolom) -> Option<Temuan> {
    let isian = jumlah.isian(kolom).filter(|isian| !isian.turunan)?;
    let tertulis = isian.nilai.angka()?;
    let rata = rata_rata(jumlah);
    // The percent of a total is a quotient of totals, neither a sum nor a mean.
    if !rata && persen(kolom, &isian.nilai) {
        return None;
    }
    let cara = Cara { rata, uang: matches!(isian.nilai, Nilai::Uang { .. }) };
    let hitungan: Vec<Anak> = calon(atas, kolom)?.into_iter().filter(|anak| !anak.nilai.is_empty()).collect();
    let terdekat = hitungan.first()?;
    if hitungan.iter().any(|anak| cara.cocok(anak, tertulis)) {
        return None;
    }
    let hasil = cara.hasil(terdekat);
    let tulis = |nilai: f64| if cara.uang { rupiah(nilai) } else { angka(nilai) };
    let pesan = format!(
        "{} di kolom {} tertulis {}, padahal {} baris di atasnya {} {}.",
        if rata { "Rata-rata" } else { "Jumlah" },
        sebut(kolom),
        tulis(tertulis),
        terdekat.nilai.len(),
        if rata { "rata-ratanya" } else { "berjumlah" },
        tulis(hasil)
    );
    let saran =
        "Perbaiki rumus jumlahnya sehingga mencakup semua baris tepat satu kali, atau perbaiki baris yang salah.";
    let tempat = dokumen.sel(isian.sel);
    let anak = Tempat { sel: terdekat.sel.clone(), ..tempat.clone() };
    let temuan = temuan(&ATURAN, tempat, pesan, saran).unit(dokumen.unit());
    Some(temuan.beda(tulis(tertulis), tulis(hasil)).selisih(tertulis - hasil).terkait(anak))
}

/// Rows that a total may sum up.
struct Anak {
    nilai: Vec<f64>,
    sel: Vec<CellAddress>,
}

impl Anak {
    fn dari<'a>(baris: impl Iterator<Item = &'a Baris>, kolom: Kolom) -> Self {
        let isian: Vec<(&Isian, f64)> = baris
            .filter_map(|baris| baris.isian(kolom))
            .filter(|isian| !isian.turunan)
            .filter_map(|isian| Some((isian, isian.nilai.angka()?)))
            .collect();
        let (nilai, sel) = isian.into_iter().map(|(isian, nilai)| (nilai, isian.sel)).unzip();
        Self { nilai, sel }
    }

    fn jumlah(&self) -> f64 {
        self.nilai.iter().sum()
    }

    fn rata(&self) -> f64 {
        self.jumlah() / self.nilai.len() as f64
    }
}

/// What counts as right.
struct Cara {
    /// The row says that it is a mean.
    rata: bool,
    uang: bool,
}

impl Cara {
    fn hasil(&self, anak: &Anak) -> f64 {
        if self.rata { anak.rata() } else { anak.jumlah() }
    }

    /// Half a rupiah; a hundredth where means are rounded; else a millionth.
    fn cocok(&self, anak: &Anak, tertulis: f64) -> bool {
        let hasil = self.hasil(anak);
        let toleransi = match self {
            Self { uang: true, .. } => 0.5,
            Self { rata: true, .. } => 0.01,
            _ => 1e-6 * hasil.abs().max(1.0),
        };
        (tertulis - hasil).abs() <= toleransi
    }
}

/// The rows that a total below them may sum up, the likeliest first: those since the last total, all of them, the
/// headings, the totals before, and the rows of the highest level of numbering. `None` when a row of the column holds
/// something that another rule speaks about.
fn calon(atas: &[Baris], kolom: Kolom) -> Option<Vec<Anak>> {
    let rusak = |isian: &Isian| matches!(isian.nilai, Nilai::Galat { .. } | Nilai::BelumDihitung | Nilai::Teks { .. });
    if atas.iter().filter_map(|baris| baris.isian(kolom)).any(rusak) {
        return None;
    }
    let sejak = atas.iter().rposition(|baris| baris.jenis == JenisBaris::Jumlah).map_or(0, |nomor| nomor + 1);
    let dekat = atas.get(sejak..).unwrap_or_default();
    let data = |baris: &&Baris| matches!(baris.jenis, JenisBaris::Data | JenisBaris::Lanjutan);
    let jenis = |jenis: JenisBaris| move |baris: &&Baris| baris.jenis == jenis;
    let teratas = atas.iter().filter(data).filter_map(tingkat).min();
    Some(vec![
        Anak::dari(dekat.iter().filter(data), kolom),
        Anak::dari(atas.iter().filter(data), kolom),
        Anak::dari(dekat.iter().filter(jenis(JenisBaris::Kelompok)), kolom),
        Anak::dari(atas.iter().filter(jenis(JenisBaris::Kelompok)), kolom),
        Anak::dari(atas.iter().filter(jenis(JenisBaris::Jumlah)), kolom),
        Anak::dari(atas.iter().filter(data).filter(|baris| teratas.is_some() && tingkat(baris) == teratas), kolom),
    ])
}

/// How deep the number or code of a row is: 1 for "2", 3 for "1.02.01".
fn tingkat(baris: &Baris) -> Option<usize> {
    let tertulis = |bidang: Bidang| baris.isian(bidang.tahunan()).filter(|isian| !isian.turunan).and_then(Isian::teks);
    let nomor = tertulis(Bidang::Kode).or_else(|| tertulis(Bidang::No))?;
    Some(nomor.trim_end_matches('.').split('.').count())
}

fn rata_rata(jumlah: &Baris) -> bool {
    jumlah.isian.values().any(|isian| {
        matches!(isian.nilai, Nilai::Teks { .. }) && {
            let kunci = kunci(&isian.mentah);
            kunci.starts_with("rata") || kunci.starts_with("rerata")
        }
    })
}

fn persen(kolom: Kolom, nilai: &Nilai) -> bool {
    kolom.bidang.bacaan() == Bacaan::Persen || matches!(nilai, Nilai::Persen { .. })
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const KEPALA: &str = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Capaian %|Pagu Anggaran
";

    fn sel(baris: &str) -> Vec<String> {
        uji::sel("FX05", &format!("{KEPALA}{baris}"))
    }

    #[test]
    fn a_grand_total_may_sum_the_rows_or_the_subtotals() {
        let isi = "1|A|Jumlah mitra|4|1|25|100\nSubtotal||||||100\n2|B|Jumlah dosen|4|1|25|50\nSubtotal||||||50\n";
        assert!(sel(&format!("{isi}Total||||||150\n")).is_empty());
        assert_eq!(sel(&format!("{isi}Total||||||300\n")), ["G7"]);
    }

    #[test]
    fn a_mean_is_held_to_the_mean_and_a_percent_of_a_total_to_nothing() {
        let isi = "1|A|Jumlah mitra|4|1|25|100\n2|B|Jumlah dosen|4|3|75|50\n";
        assert!(sel(&format!("{isi}Rata-rata|||||50|\n")).is_empty());
        assert_eq!(sel(&format!("{isi}Rata-rata|||||60|\n")), ["F5"]);
        assert!(sel(&format!("{isi}Jumlah|||||62|150\n")).is_empty());
    }

    #[test]
    fn a_total_over_a_broken_row_is_that_rows_matter() {
        assert!(sel("1|A|Jumlah mitra|4|1|25|#REF!\n2|B|Jumlah dosen|4|3|75|50\nJumlah||||||10\n").is_empty());
    }
}
