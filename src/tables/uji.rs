//! Documents written briefly, for tests.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::*;
use crate::domain::address::CellAddress;
use crate::domain::capaian::NamaProfil;
use crate::domain::dokumen::*;
use crate::domain::nilai::{Isi, Isian, Nilai, Predikat};
use crate::domain::unit::Unit;

pub(crate) fn unit(kode: &str, nama: &str, nama_lain: &[&str], induk: Option<&str>) -> Unit {
    Unit {
        kode: kode.into(),
        nama: nama.into(),
        nama_lain: nama_lain.iter().map(ToString::to_string).collect(),
        induk: induk.map(str::to_string),
        pimpinan: None,
        nip: None,
        jabatan: None,
        surel: Vec::new(),
        baris: 0,
    }
}

/// What a cell with this text says, as far as tests need it.
pub(crate) fn nilai(teks: &str) -> Nilai {
    if teks.is_empty() {
        return Nilai::Kosong;
    }
    if teks == "-" {
        return Nilai::Strip;
    }
    if let Ok(angka) = teks.replace(',', ".").parse() {
        return Nilai::Angka { angka, satuan: None };
    }
    if let Some(persen) = teks.strip_suffix('%').and_then(|angka| angka.replace(',', ".").parse().ok()) {
        return Nilai::Persen { persen };
    }
    if let Some((kiri, kanan)) = teks.split_once(" dari ") {
        return Nilai::Pecahan { pembilang: kiri.parse().unwrap(), penyebut: kanan.parse().unwrap(), satuan: None };
    }
    if let Some(daftar) = teks.strip_prefix("TW ") {
        let triwulan = daftar.split(',').map(|n| Triwulan::dari_nomor(n.parse().unwrap()).unwrap()).collect();
        return Nilai::Triwulan { triwulan };
    }
    Predikat::baca(teks)
        .map_or_else(|| Nilai::Teks { teks: teks.into() }, |predikat| Nilai::Predikat { predikat, angka: None })
}

pub(crate) fn isian(sel: CellAddress, teks: &str) -> Isian {
    Isian::baru(sel, Isi { mentah: teks.into(), nilai: nilai(teks), rumus: None, keraguan: Box::default() })
}

pub(crate) struct Pembuat(Dokumen);

pub(crate) fn dokumen() -> Pembuat {
    Pembuat(Dokumen {
        jenis: JenisDokumen::Pk,
        lembar: "Sheet1".into(),
        templat: "uji".into(),
        versi: 1,
        tanda: None,
        judul: None,
        tahun: None,
        triwulan: None,
        perubahan: false,
        identitas: Vec::new(),
        tabel: Vec::new(),
        pengesahan: None,
        pejabat: Vec::new(),
    })
}

impl Pembuat {
    pub(crate) fn jenis(mut self, jenis: JenisDokumen) -> Self {
        self.0.jenis = jenis;
        self
    }

    pub(crate) fn lembar(mut self, lembar: &str) -> Self {
        self.0.lembar = lembar.into();
        self
    }

    pub(crate) fn tahun(mut self, tahun: i32) -> Self {
        self.0.tahun = Some(Tertulis { nilai: tahun, sel: CellAddress::new(0, 0) });
        self
    }

    pub(crate) fn triwulan(mut self, triwulan: Triwulan) -> Self {
        self.0.triwulan = Some(Tertulis { nilai: triwulan, sel: CellAddress::new(0, 0) });
        self
    }

    pub(crate) fn perubahan(mut self) -> Self {
        self.0.perubahan = true;
        self
    }

    pub(crate) fn unit(self, nama: &str) -> Self {
        self.identitas(KunciIdentitas::Unit, nama)
    }

    pub(crate) fn identitas(mut self, kunci: KunciIdentitas, teks: &str) -> Self {
        let baris = u32::try_from(self.0.identitas.len()).unwrap() + 1;
        self.0.identitas.push(Identitas { kunci, isian: isian(CellAddress::new(baris, 1), teks) });
        self
    }

    pub(crate) fn pejabat(mut self, pihak: Pihak, peran: &str, nama: Option<&str>, nip: Option<&str>) -> Self {
        let sel = |baris: u32| CellAddress::new(90 + baris, 5);
        self.0.pejabat.push(Pejabat {
            pihak,
            peran: isian(sel(0), peran),
            nama: nama.map(|nama| isian(sel(1), nama)),
            nip: nip.map(|nip| isian(sel(2), nip)),
        });
        self
    }

    /// A table written as text: header fields in the first line, then rows, cells split by `|`. A row may begin with
    /// `+` (goes on), `#` (group) or `=` (total). The header stands on sheet row 10 of the first table.
    pub(crate) fn tabel(mut self, peran: PeranTabel, teks: &str) -> Self {
        let mut baris = teks.lines().map(str::trim).filter(|baris| !baris.is_empty());
        let awal = 9 + 40 * u32::try_from(self.0.tabel.len()).unwrap();
        let kolom: Vec<KolomTabel> = pecah(baris.next().unwrap())
            .enumerate()
            .map(|(nomor, nama)| KolomTabel {
                kolom: nama.trim_end_matches('!').parse().unwrap(),
                sel: CellAddress::new(awal, u32::try_from(nomor).unwrap()),
                judul: nama.to_string(),
                kumulatif: nama.ends_with('!'),
            })
            .collect();
        let baris = baris.enumerate().map(|(nomor, teks)| {
            let baris = awal + 1 + u32::try_from(nomor).unwrap();
            let (jenis, teks) = match teks.chars().next() {
                Some('+') => (JenisBaris::Lanjutan, &teks[1..]),
                Some('#') => (JenisBaris::Kelompok, &teks[1..]),
                Some('=') => (JenisBaris::Jumlah, &teks[1..]),
                _ => (JenisBaris::Data, teks),
            };
            let isian = kolom
                .iter()
                .zip(pecah(teks))
                .map(|(milik, teks)| (milik.kolom, isian(CellAddress::new(baris, milik.sel.column), teks)))
                .collect();
            Baris { baris, jenis, bagian: None, isian }
        });
        let baris = baris.collect();
        self.0.tabel.push(Tabel { peran, kolom, baris });
        self
    }

    pub(crate) fn jadi(self) -> Dokumen {
        self.0
    }
}

fn pecah(baris: &str) -> impl Iterator<Item = &str> {
    baris.split('|').map(str::trim)
}

pub(crate) fn berkas(jalur: &str, hari: u32, dokumen: Vec<Dokumen>) -> Berkas {
    let mut lembar: Vec<LembarTerbaca> = Vec::new();
    for satu in &dokumen {
        if lembar.iter().all(|milik| milik.nama != satu.lembar) {
            lembar.push(LembarTerbaca {
                nama: satu.lembar.clone(),
                keadaan: KeadaanLembar::Terlihat,
                peran: PeranLembar::Dokumen,
                baris_terpakai: 20,
                baris_dibaca: 18,
                dilewati: vec![BarisDilewati { baris: 3, alasan: AlasanLewat::Kosong, teks: String::new(), jumlah: 2 }],
                fakta: Vec::new(),
            });
        }
    }
    Berkas {
        jalur: jalur.into(),
        sha256: format!("sha {jalur}"),
        ukuran: 1000,
        diterima: NaiveDate::from_ymd_opt(2026, 4, hari).unwrap().and_hms_opt(8, 0, 0),
        asal_surel: None,
        hasil: Ok(BerkasTerbaca { format: "xlsx".into(), lembar, dokumen }),
        salinan_dari: None,
    }
}

/// A cascade workbook: its units and its nodes as table texts without headers.
pub(crate) fn kaskade(unit: &str, simpul: &str) -> Berkas {
    const UNIT: &str = "kode|nama_unit|nama_lain|induk_unit|jabatan";
    const SIMPUL: &str = "kode|kode_induk|jenjang|kode_unit|indikator|satuan|polaritas|konsolidasi_periode|konsolidasi_unit|bobot|target|target.tw1|target.tw2|target.tw3|target.tw4";
    let lembar = |nama: &str, peran, judul: &str, isi: &str| {
        dokumen().jenis(JenisDokumen::Kaskade).lembar(nama).tabel(peran, &format!("{judul}\n{isi}")).jadi()
    };
    let isi =
        vec![lembar("Unit", PeranTabel::Unit, UNIT, unit), lembar("Kaskade", PeranTabel::Kaskade, SIMPUL, simpul)];
    berkas(JALUR_KASKADE, 1, isi)
}

pub(crate) fn susun(berkas: Vec<Berkas>) -> Tables {
    Tables::susun(berkas, &OpsiTabel { tahun: 2026, profil: &Profil::baku(NamaProfil::Umum) }).unwrap()
}
