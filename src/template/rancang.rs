//! A draft definition for a form that somebody uses already, from what the reader made of an example.
//!
//! Takes a [`BerkasTerbaca`], gives TOML text: every table with its header paths and the field each was mapped to, what
//! nothing knows as lines for a person to complete, and remarks on sections, identity labels and signatures. The draft
//! is a sound definition as it stands; a person corrects it and drops it into the workspace's folder `templat/`.

use std::fmt::Write as _;

use crate::domain::dokumen::{
    BerkasTerbaca, Dokumen, Fakta, JenisDokumen, KolomTabel, LembarTerbaca, PeranTabel, Tabel,
};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::template::judul::{TAHUN, tahun_jalur};

/// The draft for the first document of an example; `None` when no table was found on any sheet.
pub fn rancang(berkas: &BerkasTerbaca, id: &str, contoh: &str) -> Option<String> {
    let dokumen = berkas.dokumen.first()?;
    let lembar = berkas.lembar.iter().find(|lembar| lembar.nama == dokumen.lembar);
    let mut teks = String::new();
    // Writing into a string cannot fail.
    let _ = kepala(&mut teks, dokumen, id, contoh);
    for tabel in &dokumen.tabel {
        let _ = satu_tabel(&mut teks, dokumen.jenis, tabel, lembar);
    }
    let _ = catatan(&mut teks, dokumen);
    let lain: Vec<&str> = berkas.dokumen.iter().skip(1).map(|lain| lain.lembar.as_str()).collect();
    if !lain.is_empty() {
        let _ = writeln!(teks, "\n# Dokumen lain dalam contoh ini, belum dirancang: {}", lain.join(", "));
    }
    Some(teks)
}

/// What the sheets of an example without a table have that comes close to a header.
pub fn calon_judul(berkas: &BerkasTerbaca) -> Vec<String> {
    let calon = |lembar: &LembarTerbaca| -> Vec<String> {
        let fakta = lembar.fakta.iter().filter_map(|fakta| match fakta {
            Fakta::TanpaTabel { calon } => Some(calon),
            _ => None,
        });
        fakta
            .flatten()
            .map(|calon| {
                let asing = if calon.asing.is_empty() { "-".to_string() } else { calon.asing.join(" | ") };
                format!("{} › {}: dikenal {}; belum dikenal {asing}", lembar.nama, calon.sel, calon.dikenal.join(" | "))
            })
            .collect()
    };
    berkas.lembar.iter().flat_map(calon).collect()
}

fn kepala(teks: &mut String, dokumen: &Dokumen, id: &str, contoh: &str) -> std::fmt::Result {
    let jenis = match dokumen.jenis {
        JenisDokumen::Pk => "pk",
        JenisDokumen::RencanaAksi => "rencana_aksi",
        JenisDokumen::Pengukuran => "pengukuran",
        JenisDokumen::Kaskade => "kaskade",
    };
    let judul = dokumen.judul.as_ref().map_or(dokumen.lembar.as_str(), |judul| &*judul.mentah);
    writeln!(
        teks,
        "# Rancangan dari {contoh}, lembar {}. Periksa setiap kolom, lalu taruh di folder templat/.",
        dokumen.lembar
    )?;
    if dokumen.templat == "kamus" {
        writeln!(teks, "# Kolom dipetakan dengan kamus; belum ada tata letak yang cocok.")?;
    } else {
        writeln!(teks, "# Formulir ini sudah terbaca oleh tata letak {}.", dokumen.templat)?;
    }
    writeln!(teks, "id = {}", petik(id))?;
    writeln!(teks, "versi = 1")?;
    writeln!(teks, "jenis = {}", petik(jenis))?;
    writeln!(teks, "nama = {}", petik(judul))?;
    writeln!(teks, "sumber = {}", petik(contoh))
}

fn satu_tabel(
    teks: &mut String,
    jenis: JenisDokumen,
    tabel: &Tabel,
    lembar: Option<&LembarTerbaca>,
) -> std::fmt::Result {
    let peran = match tabel.peran {
        PeranTabel::Indikator => "indikator",
        PeranTabel::Anggaran => "anggaran",
        PeranTabel::Unit => "unit",
        PeranTabel::Kaskade => "kaskade",
    };
    writeln!(teks, "\n[[tabel]]\nperan = {}", petik(peran))?;
    let bagian: Vec<String> = bagian(tabel).iter().map(|bagian| petik(bagian)).collect();
    if !bagian.is_empty() {
        writeln!(teks, "bagian = [{}]", bagian.join(", "))?;
    }
    writeln!(teks, "kolom = [")?;
    let mut baris: Vec<(u32, String)> = Vec::new();
    for milik in tabel.kolom.iter().filter(|milik| asli(tabel, milik)) {
        let isian = match tahun_rencana(tabel, milik) {
            None => satu_kolom(jenis, tabel, milik),
            Some(Rencana { pertama: true, banyak }) => setiap_tahun(jenis, tabel, milik, banyak),
            Some(_) => continue,
        };
        baris.push((milik.sel.column, isian));
    }
    let (atas, bawah) = wilayah(tabel);
    for fakta in lembar.into_iter().flat_map(|lembar| &lembar.fakta) {
        match fakta {
            Fakta::KolomTakDikenal { sel, judul, isi } if (atas..=bawah).contains(&sel.row) && !judul.is_empty() => {
                let isian =
                    format!("  # {{ kolom = \"?\", judul = {} }},  # belum dikenal; {isi} sel terisi", jalur(judul));
                baris.push((sel.column, isian));
            }
            Fakta::KolomMirip { sel, judul, mungkin, mirip } if (atas..=bawah).contains(&sel.row) => {
                let isian = format!(
                    "  # {{ kolom = \"{mungkin}\", judul = {} }},  # mungkin: mirip dengan {mirip:?}",
                    jalur(judul)
                );
                baris.push((sel.column, isian));
            }
            _ => {}
        }
    }
    baris.sort();
    for (_, isian) in baris {
        writeln!(teks, "{isian}")?;
    }
    writeln!(teks, "]")
}

/// Whether a column stands on the sheet: the indicator of a mixed column is made up by the reader.
fn asli(tabel: &Tabel, milik: &KolomTabel) -> bool {
    milik.kolom != Bidang::Indikator.tahunan()
        || !tabel.kolom.iter().any(|lain| lain.kolom.bidang == Bidang::Uraian && lain.sel == milik.sel)
}

fn satu_kolom(jenis: JenisDokumen, tabel: &Tabel, milik: &KolomTabel) -> String {
    let mut sifat = String::new();
    if wajib(jenis, tabel.peran, milik) {
        sifat.push_str(", wajib = true");
    }
    if tabel.baris.iter().any(|baris| baris.isian(milik.kolom).is_some_and(|isian| isian.turunan)) {
        sifat.push_str(", turun = true");
    }
    // Wordings that mean nothing alone lean on the column before them.
    let sendiri = milik.judul.trim();
    if matches!(sendiri.to_lowercase().as_str(), "%" | "ket" | "k" | "rp") {
        let kiri = tabel.kolom.iter().filter(|lain| lain.sel.column < milik.sel.column);
        if let Some(kiri) = kiri.max_by_key(|lain| lain.sel.column) {
            let _ = write!(sifat, ", setelah = \"{}\"", kiri.kolom);
        }
    }
    format!("  {{ kolom = \"{}\", judul = {}{sifat} }},", milik.kolom, jalur(&milik.judul))
}

/// A column among the years of a plan.
struct Rencana {
    pertama: bool,
    banyak: usize,
}

/// The place of a column among the years of its field, when the form lists several.
fn tahun_rencana(tabel: &Tabel, milik: &KolomTabel) -> Option<Rencana> {
    let tahun = |lain: &KolomTabel| tahun_jalur(lain.judul.split(" > "));
    let sebidang = |lain: &&KolomTabel| {
        lain.kolom.bidang == milik.kolom.bidang
            && matches!(lain.kolom.periode, Periode::Tahun(_) | Periode::Tahunan)
            && tahun(lain).is_some()
    };
    let deret: Vec<&KolomTabel> = tabel.kolom.iter().filter(sebidang).collect();
    let rencana = deret.iter().any(|lain| matches!(lain.kolom.periode, Periode::Tahun(_)));
    let letak = deret.iter().position(|lain| lain.sel == milik.sel).filter(|_| rencana)?;
    Some(Rencana { pertama: letak == 0, banyak: deret.len() })
}

/// One line for all the years of a plan.
fn setiap_tahun(jenis: JenisDokumen, tabel: &Tabel, milik: &KolomTabel, banyak: usize) -> String {
    let tahun = tahun_jalur(milik.judul.split(" > ")).unwrap_or_default().to_string();
    let judul = milik.judul.replace(&tahun, TAHUN);
    let wajib = if wajib(jenis, tabel.peran, milik) { ", wajib = true" } else { "" };
    let kolom = Kolom { bidang: milik.kolom.bidang, periode: Periode::SetiapTahun };
    format!("  {{ kolom = \"{kolom}\", judul = {}{wajib}, banyak_tahun = {} }},", jalur(&judul), banyak.min(10))
}

/// The columns that make a layout what it is.
fn wajib(jenis: JenisDokumen, peran: PeranTabel, milik: &KolomTabel) -> bool {
    match (peran, milik.kolom.bidang) {
        (PeranTabel::Anggaran, bidang) => matches!(bidang, Bidang::Program | Bidang::Anggaran),
        (_, Bidang::Indikator | Bidang::Uraian | Bidang::Sasaran) => true,
        (_, Bidang::Target) => jenis != JenisDokumen::Pengukuran,
        (_, Bidang::Realisasi) => jenis == JenisDokumen::Pengukuran,
        (_, Bidang::RencanaAksi) => jenis == JenisDokumen::RencanaAksi,
        _ => false,
    }
}

/// First and last sheet row that a table's header and rows take.
fn wilayah(tabel: &Tabel) -> (u32, u32) {
    let judul = tabel.kolom.iter().map(|milik| milik.sel.row);
    let baris = tabel.baris.iter().map(|baris| baris.baris);
    (judul.clone().min().unwrap_or_default(), judul.chain(baris).max().unwrap_or_default())
}

fn bagian(tabel: &Tabel) -> Vec<String> {
    let mut hasil: Vec<String> = Vec::new();
    for bagian in tabel.baris.iter().filter_map(|baris| baris.bagian.as_ref()) {
        if !hasil.contains(bagian) {
            hasil.push(bagian.clone());
        }
    }
    hasil
}

fn catatan(teks: &mut String, dokumen: &Dokumen) -> std::fmt::Result {
    let identitas: Vec<String> = dokumen
        .identitas
        .iter()
        .map(|satu| format!("{:?} di {} ({})", satu.kunci, satu.isian.sel, satu.isian.mentah.replace('\n', " ")))
        .collect();
    if !identitas.is_empty() {
        writeln!(teks, "\n# Identitas yang terbaca: {}", identitas.join("; "))?;
    }
    for pejabat in &dokumen.pejabat {
        let nama = pejabat.nama.as_ref().map_or("tanpa nama", |nama| &*nama.mentah);
        writeln!(
            teks,
            "# Tanda tangan {:?} di {}: {} ({})",
            pejabat.pihak,
            pejabat.peran.sel,
            pejabat.peran.mentah.replace('\n', " "),
            nama.replace('\n', " ")
        )?;
    }
    Ok(())
}

/// A header path as TOML: one wording, or a list from parent to child.
fn jalur(judul: &str) -> String {
    let bagian: Vec<String> = judul.split(" > ").map(petik).collect();
    match bagian.as_slice() {
        [satu] => satu.clone(),
        semua => format!("[{}]", semua.join(", ")),
    }
}

/// A TOML string.
fn petik(teks: &str) -> String {
    toml::Value::String(teks.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}
