//! Headings as officers write them, and contents that nobody wrote.
//!
//! Every list serves two sets of layouts: the first word, the third … are drawn for the open one, the second, the
//! fourth … for the one that is held out, so that no heading of the one stands in the other where there is a choice.

/// Numbers that look random and are the same in every run (SplitMix64), and which half of the words they choose from.
pub(crate) struct Dice {
    state: u64,
    half: usize,
}

impl Dice {
    pub(crate) fn new(seed: u64, half: usize) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5E1A_5A5A_5E1A_5A5A, half }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut now = self.state;
        now = (now ^ (now >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        now = (now ^ (now >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        now ^ (now >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of the words of this half.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        let mine: Vec<&'static str> = words
            .iter()
            .copied()
            .enumerate()
            .filter(|(place, _)| words.len() < 2 || place % 2 == self.half)
            .map(|(_, word)| word)
            .collect();
        mine[self.below(mine.len())]
    }

    /// One of several, whatever half.
    pub(crate) fn any<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

pub(crate) const NO: &[&str] = &["No", "No.", "NO", "Nomor Urut", "NO.", "No Urut"];
pub(crate) const CODE: &[&str] = &["Kode", "Kode Indikator", "Kode IKU", "Kode IKK", "KODE", "Kode Ind."];
pub(crate) const SASARAN: &[&str] = &[
    "Sasaran",
    "Sasaran Strategis",
    "Sasaran Kegiatan",
    "Sasaran Program / Kegiatan",
    "SASARAN STRATEGIS PERANGKAT DAERAH",
    "Sasaran Program (Outcome)",
    "Sasaran Unit Kerja",
    "Uraian Sasaran",
    "Sasaran\\nKinerja",
    "SASARAN STRATEGIS *)",
];
pub(crate) const INDIKATOR: &[&str] = &[
    "Indikator Kinerja Sasaran",
    "INDIKATOR KINERJA KEGIATAN (IKK)",
    "Ind. Kinerja",
    "Tolok Ukur Kinerja",
    "Indikator Kinerja Utama (IKU)",
    "Indikator Kinerja Program/Kegiatan",
    "Uraian Indikator Kinerja",
    "Indikator Kinerja\\nSasaran Strategis",
    "Indikator Outcome/Output",
    "Nama Indikator",
    "Indikator Kinerja Kepala Bidang",
    "Indikator Sasaran Kegiatan",
    "INDIKATOR KINERJA *)",
    "Indikator Kinerja Individu (IKI)",
];
pub(crate) const SATUAN: &[&str] = &[
    "Satuan",
    "Sat.",
    "Satuan Ukur",
    "SATUAN",
    "Satuan Target",
    "Satuan Indikator Kinerja",
    "Satuan Pengukuran",
    "Satuan Ukuran",
];
pub(crate) const TARGET: &[&str] = &[
    "Target",
    "Target 2026",
    "Target Kinerja Tahun 2026",
    "Target Tahunan",
    "Tgt. 2026",
    "Target PK 2026",
    "TARGET KINERJA",
    "Target Kinerja (2026)",
    "Target Setahun",
    "Target Akhir Tahun 2026",
    "Target Tahun\\n2026",
    "Target Tahun Berjalan",
];
pub(crate) const REALISASI_NOW: &[&str] = &[
    "Realisasi Triwulan {Q}",
    "Realisasi TW {Q}",
    "Real. TW {Q} 2026",
    "Realisasi s.d. Triwulan {Q}",
    "Realisasi Kinerja TW.{Q}",
    "Realisasi Trw. {Q}",
];
pub(crate) const TARGET_NOW: &[&str] = &[
    "Target Triwulan {Q}",
    "Target TW {Q}",
    "Target s.d. TW {Q}",
    "Target Trw {Q}",
    "Target Kinerja TW-{Q}",
    "Tgt TW {Q}",
];
pub(crate) const CAPAIAN: &[&str] = &[
    "Capaian (%)",
    "% Capaian",
    "Persentase Capaian",
    "Tingkat Capaian (%)",
    "Capaian Kinerja (%)",
    "Persentase Capaian Kinerja",
    "Cap. (%)",
    "% Capaian Kinerja",
];
pub(crate) const KENDALA: &[&str] =
    &["Kendala", "Permasalahan", "Kendala / Hambatan", "Hambatan", "Kendala yang Dihadapi", "Faktor Penghambat"];
pub(crate) const SOLUSI: &[&str] =
    &["Solusi", "Solusi yang Dilakukan", "Upaya yang Telah Dilakukan", "Solusi/Pemecahan Masalah"];
pub(crate) const TINDAK_LANJUT: &[&str] =
    &["Tindak Lanjut", "Rencana Tindak Lanjut", "RTL", "Rencana Tindak Lanjut Triwulan Berikutnya"];
pub(crate) const PENANGGUNG_JAWAB: &[&str] = &[
    "Penanggung Jawab",
    "Unit Penanggung Jawab",
    "PIC",
    "Bidang Penanggung Jawab",
    "Pengampu",
    "Penanggungjawab Kegiatan",
    "Unit Kerja Penanggung Jawab",
    "Bidang Pengampu",
];
pub(crate) const BUKTI: &[&str] =
    &["Bukti Dukung", "Data Dukung", "Link Bukti Dukung", "Dokumen Bukti", "Eviden", "Tautan Bukti Dukung"];
pub(crate) const REMARK: &[&str] = &["Keterangan", "Ket.", "Catatan", "KET"];
pub(crate) const ANGGARAN: &[&str] = &[
    "Anggaran (Rp)",
    "Pagu Anggaran (Rp)",
    "Pagu (Rp)",
    "Anggaran",
    "Alokasi Anggaran 2026 (Rp)",
    "Pagu Anggaran",
    "Anggaran Tahun 2026",
    "Jumlah Anggaran (Rp.)",
];
pub(crate) const REALISASI_ANGGARAN: &[&str] =
    &["Realisasi Anggaran (Rp)", "Realisasi Keuangan (Rp)", "Realisasi Anggaran", "Realisasi Pagu"];
pub(crate) const PROGRAM: &[&str] = &[
    "Program",
    "Program/Kegiatan",
    "Program / Kegiatan / Sub Kegiatan",
    "Nama Program",
    "Program dan Kegiatan",
    "Nama Program/Kegiatan",
];
pub(crate) const AKSI: &[&str] = &[
    "Rencana Aksi",
    "Uraian Rencana Aksi",
    "Langkah Aksi",
    "Aksi / Kegiatan",
    "Renaksi",
    "Rencana Aksi yang Dilakukan",
];
pub(crate) const WAY: &[&str] = &[
    "Formula Perhitungan",
    "Cara Pengukuran",
    "Formulasi Pengukuran",
    "Cara Perhitungan",
    "Rumus Perhitungan",
    "Metode Pengukuran",
];
pub(crate) const SOURCE: &[&str] = &["Sumber Data", "SUMBER DATA"];
pub(crate) const BOBOT: &[&str] = &["Bobot", "Bobot (%)"];
pub(crate) const POLARITAS: &[&str] = &["Polarisasi", "Polaritas"];
pub(crate) const SUB_KEGIATAN: &[&str] = &[
    "Program/Kegiatan/Sub Kegiatan",
    "Uraian Program, Kegiatan dan Sub Kegiatan",
    "Sub Kegiatan",
    "Nama Sub Kegiatan",
    "Kegiatan / Sub Kegiatan",
    "Uraian Kegiatan/Sub Kegiatan",
];
/// Columns that only this office needs.
pub(crate) const FOREIGN: &[&str] = &[
    "Prioritas Nasional",
    "Nomor Agenda",
    "Tagging SPBE",
    "Lokus",
    "Verifikasi APIP",
    "Kesesuaian TPB/SDGs",
    "Paraf Ketua Tim",
    "Kategori Inovasi",
    "Nilai Risiko",
    "Disposisi",
];
/// Columns of other years and plans: known to any reader of forms, and not this year's figures.
pub(crate) const OTHER_PLAN: &[&str] = &[
    "Target Renstra 2029",
    "Target Akhir Renstra",
    "Target Akhir Periode Renstra (2029)",
    "Target Jangka Menengah 2029",
];
pub(crate) const LAST_YEAR: &[&str] =
    &["Realisasi 2025", "Realisasi Tahun 2025", "Realisasi Tahun Lalu (2025)", "Capaian Tahun Sebelumnya"];
pub(crate) const QUARTERS: &[&[&str; 4]] = &[
    &["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"],
    &["TW I", "TW II", "TW III", "TW IV"],
    &["TW 1", "TW 2", "TW 3", "TW 4"],
    &["Trw. I", "Trw. II", "Trw. III", "Trw. IV"],
    &["I", "II", "III", "IV"],
    &["TW-I", "TW-II", "TW-III", "TW-IV"],
    &["TRIWULAN 1", "TRIWULAN 2", "TRIWULAN 3", "TRIWULAN 4"],
    &["Tw.I", "Tw.II", "Tw.III", "Tw.IV"],
];
pub(crate) const MONTHS: &[&[&str; 12]] = &[
    &[
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    &["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"],
    &["JAN", "PEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGS", "SEPT", "OKT", "NOP", "DES"],
    &[
        "JANUARI",
        "FEBRUARI",
        "MARET",
        "APRIL",
        "MEI",
        "JUNI",
        "JULI",
        "AGUSTUS",
        "SEPTEMBER",
        "OKTOBER",
        "NOPEMBER",
        "DESEMBER",
    ],
];

const GOALS: &[&str] = &[
    "Meningkatnya mutu layanan perpustakaan",
    "Terwujudnya tata kelola arsip yang tertib",
    "Meningkatnya minat baca warga",
    "Terkelolanya sarana olahraga dengan baik",
    "Meningkatnya ketahanan pangan keluarga",
    "Terlindunginya mata air kota",
];
const THINGS: &[&str] = &[
    "perpustakaan",
    "arsip",
    "lapangan",
    "kebun",
    "mata air",
    "sanggar",
    "pasar",
    "jembatan",
    "pustakawan",
    "koleksi",
];
const STATES: &[&str] =
    &["yang terawat", "yang terdata", "yang melapor", "yang dibina", "sesuai baku mutu", "yang selesai tepat waktu"];
const UNITS: &[&str] = &["Bidang Pustaka", "Bidang Arsip", "Sekretariat", "Seksi Layanan", "Bidang Sarana"];
const PROGRAMS: &[&str] =
    &["Program Pembinaan Perpustakaan", "Program Pengelolaan Arsip", "Program Pengembangan Olahraga"];
const SUBS: &[&str] = &[
    "Penyusunan Rencana Perawatan",
    "Pengadaan Rak Buku",
    "Pembinaan Pengelola",
    "Pendataan Koleksi",
    "Pemeliharaan Gedung Arsip",
];
const OBSTACLES: &[&str] = &[
    "Petugas belum lengkap",
    "Hujan lebat selama dua bulan",
    "Alat belum tersedia",
    "Jadwal bergeser karena renovasi",
];
const REMEDIES: &[&str] = &[
    "Menambah petugas piket",
    "Menjadwalkan ulang kunjungan",
    "Meminjam alat dari bidang lain",
    "Rapat bulanan dengan mitra",
];
const ACTIONS: &[&str] = &[
    "Menyusun jadwal kunjungan",
    "Melatih petugas layanan",
    "Mendata koleksi lama",
    "Menata ruang baca",
    "Mengundang pegiat literasi",
];

/// An indicator with everything that a form may ask about it.
#[derive(Clone, Default)]
pub(crate) struct Item {
    pub number: usize,
    pub goal_number: usize,
    pub goal: &'static str,
    pub program: &'static str,
    pub sub: &'static str,
    pub text: String,
    pub unit: &'static str,
    pub target: f64,
    pub planned: [f64; 4],
    pub done: [Option<f64>; 4],
    pub months: [f64; 12],
    pub ceiling: f64,
    pub spent: [Option<f64>; 4],
    pub owner: &'static str,
    pub obstacle: &'static str,
    pub remedy: &'static str,
    pub actions: Vec<&'static str>,
    pub years: [f64; 5],
    pub weight: f64,
}

/// Goals with their indicators; `quarters` have been reported.
pub(crate) fn items(dice: &mut Dice, quarters: usize) -> Vec<Item> {
    let goals = 2 + dice.below(2);
    let shift = dice.below(GOALS.len());
    let mut items = Vec::new();
    for goal in 0..goals {
        for _ in 0..1 + dice.below(3) {
            items.push(item(dice, goal, GOALS[(goal + shift) % GOALS.len()], items.len(), quarters));
        }
    }
    items
}

fn item(dice: &mut Dice, goal: usize, text: &'static str, number: usize, quarters: usize) -> Item {
    let share = dice.percent(50);
    let target = if share { 60.0 + dice.below(40) as f64 } else { 4.0 * (2 + dice.below(60)) as f64 };
    let planned = [0.25, 0.5, 0.75, 1.0].map(|part| (target * part * 100.0).round() / 100.0);
    let mut done = [None; 4];
    let mut spent = [None; 4];
    let ceiling = 1_000_000.0 * (12 + dice.below(900)) as f64;
    for quarter in 0..quarters {
        done[quarter] = Some((planned[quarter] * (0.7 + dice.below(50) as f64 / 100.0) * 100.0).round() / 100.0);
        spent[quarter] = Some((ceiling * (0.1 + dice.below(14) as f64 / 100.0) / 1000.0).round() * 1000.0);
    }
    let thing = dice.any(THINGS);
    let state = dice.any(STATES);
    Item {
        number: number + 1,
        goal_number: goal + 1,
        goal: text,
        program: PROGRAMS[goal % PROGRAMS.len()],
        sub: SUBS[number % SUBS.len()],
        text: if share {
            format!("Persentase {thing} {state} ke-{number}")
        } else {
            format!("Jumlah {thing} {state} ke-{number}")
        },
        unit: if share { "persen" } else { dice.any(&["unit", "dokumen", "orang", "laporan"]) },
        target,
        planned,
        done,
        months: std::array::from_fn(|month| (target * (month + 1) as f64 / 12.0).round()),
        ceiling,
        spent,
        owner: dice.any(UNITS),
        obstacle: dice.any(OBSTACLES),
        remedy: dice.any(REMEDIES),
        actions: (0..2).map(|_| dice.any(ACTIONS)).collect(),
        years: std::array::from_fn(|year| target + year as f64),
        weight: 10.0 + dice.below(20) as f64,
    }
}
