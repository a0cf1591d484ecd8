//! Every layout that ships is recognised by its own wording, wherever it stands on the sheet, and read to the right
//! fields. What was read is kept as text beside this file.

use std::fmt::Write as _;

use selaras::domain::document::{ReadFile, RowKind};
use selaras::extract::{complete_row, extract};
use selaras::template::Library;
use selaras::workbook::grid::workbook_from_text;

/// Reads a drawing.
fn read(image: &str) -> ReadFile {
    let file = extract(&workbook_from_text(image), &Library::built_in().expect("the shipped definitions"));
    for sheet in &file.sheets {
        assert!(complete_row(sheet), "rows of {} do not add up", sheet.name);
    }
    file
}

/// What was read, as a person would check it.
fn brief(image: &str) -> String {
    let file = read(image);
    let mut text = String::new();
    for sheet in &file.sheets {
        let _ = writeln!(text, "lembar {}: {} baris, {} dibaca", sheet.name, sheet.used_rows, sheet.read_rows);
        for via in sheet.skipped.iter().filter(|via| !via.text.is_empty()) {
            let _ = writeln!(text, "  baris {} dilewati ({}): {}", via.row + 1, via.reason.name(), via.text);
        }
        for fact in &sheet.facts {
            let _ = writeln!(text, "  fakta {fact:?}");
        }
    }
    for document in &file.documents {
        let year = document.year.map_or(String::from("-"), |year| year.value.to_string());
        let triwulan = document.triwulan.map_or(String::from("-"), |tw| tw.value.to_string());
        let _ = writeln!(text, "{} oleh {}, tahun {year}, {triwulan}", document.kind.name(), document.template);
        for one in &document.identities {
            let _ = writeln!(text, "  {:?}: {} ({})", one.key, one.entry.raw, one.entry.cell);
        }
        for table in &document.tables {
            let _ = writeln!(text, "  tabel {:?}", table.role);
            for row in &table.rows {
                let content: Vec<String> = row
                    .entries
                    .iter()
                    .filter(|(_, entry)| !entry.value.blank())
                    .map(|(column, entry)| {
                        let descend = if entry.derivation { "^" } else { "" };
                        format!("{column}={}{descend}", entry.raw)
                    })
                    .collect();
                let kind = match row.kind {
                    RowKind::Data => "",
                    RowKind::Continuation => " (lanjutan)",
                    RowKind::Group => " (kelompok)",
                    RowKind::Total => " (jumlah)",
                };
                let _ = writeln!(text, "    {}{kind}: {}", row.row + 1, content.join(" | "));
            }
        }
        for pejabat in &document.pejabat {
            let content = |entry: &Option<selaras::domain::value::Entry>| {
                entry.as_ref().map_or("-".into(), |entry| entry.raw.to_string())
            };
            let _ = writeln!(
                text,
                "  {:?}: {} / {} / {}",
                pejabat.pihak,
                pejabat.role.raw,
                content(&pejabat.name),
                content(&pejabat.nip)
            );
        }
    }
    text
}

macro_rules! layout {
    ($($(#[$meaning:meta])* $name:ident: $image:expr;)*) => {
        $($(#[$meaning])* #[test] fn $name() { insta::assert_snapshot!(brief($image)); })*
    };
}

layout! {
    pk_of_a_ministry_with_its_programmes: "\
KEMENTERIAN CONTOH
PERJANJIAN KINERJA TAHUN 2026

No.|Sasaran Strategis|Indikator Kinerja|Target
(1)|(2)|(3)|(4)
1|Meningkatnya mutu|Persentase layanan tepat waktu|90%
||Indeks kepuasan|'4,25
2|Tata kelola|Predikat SAKIP|BB

Program|Anggaran
1. Program Mutu|Rp 1.500.000.000,-
2. Program Tata Kelola|'500.000.000
Jumlah|=B11+B12 -> 2000000000

Kota Contoh, 15 Februari 2026
Menteri Contoh,



Contoh Pertama
";
    pk_of_a_work_unit: "\
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja : Direktorat Contoh
No.|Sasaran Program/Kegiatan|Indikator Kinerja|Target
1|Layanan baik|Jumlah laporan|'12 Laporan

Kegiatan|Anggaran
Penyusunan laporan|25000000
";
    pk_of_an_opd_with_the_source_of_funds: "\
PERJANJIAN KINERJA TAHUN 2026
||No|Sasaran Strategis|Indikator Kinerja|Target
||1|Sekolah bermutu|Angka partisipasi sekolah|'0,9 Angka
||^|^|Persentase guru bersertifikat|'100,00 Persen

||Program|Anggaran|Keterangan
||Program Pendidikan|Rp5.294.655.000,00|APBD
||TOTAL ANGARAN|Rp5.294.655.000,00|
";
    pk_of_a_satker: "\
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Layanan|Jumlah dokumen|2 Dok
Kegiatan|Anggaran
Layanan umum|1000
";
    pk_with_a_column_of_units_and_counted_things: "\
PERJANJIAN KINERJA TAHUN 2026
NO|SASARAN|INDIKATOR KINERJA|SATUAN|TARGET
1|2|3|4|5
1|Pemuda aktif|Jumlah organisasi yang dibina|Organisasi|100 dari 110 Organisasi Kepemudaan
2|Pemuda terampil|Jumlah kelompok|Kelompok|140 Kelompok (1400 orang)
3|Olahraga|Indeks pembangunan olahraga|Indeks|'36,6
";
    pk_with_predicted_achievement: "\
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran Strategis|Indikator Sasaran Strategis|Target|Prediksi Capaian (%)|<|<|<
^|^|^|^|Tw 1|Tw 2|Tw 3|Tw 4
1|Ekspor tumbuh|Nilai ekspor|500|20|45|70|100

No|Program|Anggaran (Rp)|Prediksi Capaian (%)|||
|||Tw 1|Tw 2|Tw 3|Tw 4
1|Program Ekspor|'1.000.000.000|25|50|75|100
";
    pk_in_the_jakarta_form_with_sections_and_both_signatures: "\
PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026

Nama|:|Contoh Kedua
NIP|:|19700101 199501 1 001
Jabatan|:|Kepala Dinas Contoh
Unit Kerja|:|Dinas Contoh

NO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan
^|^|^|^|^|I|II|III|IV|^|^
Sasaran Strategis|<|<|<|<|<|<|<|<|<|<
1|Layanan baik|Persentase layanan|e-SAKIP|realisasi dibagi rencana|10%|20%|30%|40%|40%|
Sasaran Khusus|||||||||||
1|Tertib|Indeks tertib|e-Monev KSD||1|2|3|4|4|

Pj. Gubernur Contoh,|||||||Kota Contoh, Desember 2025
|||||||Kepala Dinas Contoh,


Contoh Gubernur|||||||Contoh Kedua
|||||||NIP 19700101 199501 1 001
CONTOH
CATATAN:
1. Diisi lengkap.
";
    pk_of_a_polytechnic_unit_with_codes_in_the_wording: "\
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Satuan|Target
[S 1] Lulusan siap kerja|[IKU 1.1] Persentase lulusan bekerja|%|57
^|[IKU 1.2] Persentase lulusan berwirausaha|%|13

Kode|Nama Kegiatan|Anggaran
4466|Penyediaan layanan|Rp 2.000.000
";
    ra_in_the_jakarta_form_with_blanks_where_a_merge_would_be: "\
RENCANA AKSI INDIKATOR KINERJA UTAMA TAHUN 2026
NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Layanan|Persentase layanan|40%|Menyusun jadwal|Jadwal terbit|1 dokumen|TW 1
||||Melatih petugas|Petugas terlatih|20 orang|TW 2
^|^|^|^|Mengukur hasil|Survei selesai|1 laporan|TW 3 - TW 4
";
    ra_with_targets_by_month: "\
RENCANA AKSI TAHUN 2026
No|Tujuan/ Sasaran Strategis/ Program|Indikator Kinerja|Target Tahun 2026|Target Bulan|<|<|<|<|<|<|<|<|<|<|<
^|^|^|^|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember
1|Siaga bencana|Persentase desa tangguh|100|0|0|0|0|50|50|50|67|67|67|87|100
||Jumlah pos siaga|12|1|2|3|4|5|6|7|8|9|10|11|12
";
    ra_with_realisation_and_monitoring: "\
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Target TW1|Target TW2|Target TW3|Target TW4|Realisasi TW1|Realisasi TW2|Realisasi TW3|Realisasi TW4|Capaian Triwulan|% capaian|% capaian akumulasi|Catatan hasil monitoring|Tindak lanjut
1|Layanan|Jumlah layanan|10|20|30|40|8|22||||||baik|dilanjutkan
";
    ra_in_the_general_form_with_a_grouped_header: "\
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Target|Rencana Aksi/Kegiatan|Target|<|<|<|Anggaran (Rp)|Penanggung Jawab|Keterangan
^|^|^|^|^|TW I|TW II|TW III|TW IV|^|^|^
1|Layanan|Jumlah layanan|100|Membuka loket|10|20|30|40|'1.500.000|Seksi Loket|
|||^|Melatih petugas|||||'500.000|Seksi SDM|
Jumlah|||||||||'2.000.000||
";
    measurement_import_by_code: "\
Kode Indikator|Realisasi TW|Kendala yg Dihadapi|Solusi yg Telah Dilakukan|Rencana Tindak Lanjut|PIC Tindak Lanjut|Batas Waktu TL|Link Bukti Dukung Kinerja|Link Bukti Dukung Rencana Tindak Lanjut Triwulan Sebelumnya
'1.1.1.1|'57,5|- petugas kurang\\n- anggaran lambat|rapat|menambah petugas|Contoh PIC|30 Juni 2026|https://contoh.example/bukti|-
";
    measurement_recap_with_running_totals_and_levels: "\
REKAP CAPAIAN KINERJA TAHUN 2026
No|Tujuan / Sasaran / Indikator Kinerja|Jenis (IKU/Proksi)|Jenis (Periode)|Jenis (%/Non %)|Target|Satuan|Alokasi Target (Kumulatif)||||Realisasi (Kumulatif)||||Kendala/Hambatan
|||||||TW I|TW II|TW III|TW IV|TW I|TW II|TW III|TW IV|
1|Tujuan pertama
'1.1|Sasaran pertama
'1.1.1|Persentase rilis tepat waktu|IKU|Kumulatif|%|100|persen|25|50|75|100|20|50|||tidak ada
";
    measurement_with_budget_and_headers_that_lean_on_their_neighbour: "\
PENGUKURAN KINERJA TAHUN 2026
No|Sasaran Strategis|Indikator|Cara Pengukuran|Target Tahun|Realisasi TW1|% TW1|Ket TW1|Realisasi TW2|%|Ket|Program|Pagu|Realisasi Anggaran TW1|%|TW2|%
1|Layanan|Jumlah layanan|hitung|10|2|20|lambat|4|40|naik|Program Layanan|1000000|100000|10|200000|20
";
    measurement_with_one_row_a_quarter: "\
PENGUKURAN KINERJA TAHUN 2026
Nomor Renstra|Sasaran Renstra|Nomor Indikator|Indikator Sasaran Renstra|Satuan|Target Tahun|Rincian Capaian|<|<|<|<
^|^|^|^|^|^|Triwulan|Target|Realisasi|Capaian %|Keterangan
1|Sasaran A|'1.1|Jumlah desa|Desa|100|I|25|20|80|
^|^|^|^|^|^|II|50|55|110|
";
    measurement_in_the_plain_form_far_down_and_to_the_right: "Lampiran surat\n\n\n\n\n\n\n\
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
Unit Kerja : Jurusan Contoh

|||||No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian %|Kendala|Tindak Lanjut|Bukti Dukung
|||||(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)
|||||1|Lulusan|Persentase lulusan bekerja|%|60|30|=12+15 -> 27|90|Data alumni terlambat|Melengkapi data|tautan
|||||2|Mitra|Jumlah mitra|Mitra|10|5|n/a|-|||
";
    ra_with_levels_of_work_and_three_columns_called_indicator: "\
RENCANA AKSI TAHUN 2026
NO|KETERANGAN|NOMENKLATUR RENJA|KEGIATAN UTAMA (RHK L1/POKIN L2)|INDIKATOR|RENCANA HASIL KERJA (RHK L2/POKIN L3)|OUTCOME/OUTPUT|URAIAN KEGIATAN RHK L3|INDIKATOR|URAIAN TEKNIS RHK L4|INDIKATOR|SATUAN|TARGET PER TRIWULAN|<|<|<|<|<|REALISASI|<|<|<|CAPAIAN REALISASI (%)|PAGU|PAGU RINCIAN|REALISASI PAGU|CAPAIAN REALISASI PAGU|PAGU RENJA
^|^|^|^|^|^|^|^|^|^|^|^|AWAL|TW-I|TW-II|TW-III|TW-IV|AKHIR|TW-I|TW-II|TW-III|TW-IV|^|^|^|^|^|^
1|rutin|Program Layanan|Layanan prima|Indeks layanan|Layanan cepat|Output|Menata loket|Jumlah loket|Memasang antrean|Persentase antrean terpasang|%|10|20|40|60|80|80|25||||31,25|1000000|500000|250000|25|1000000
";
    evaluation_of_the_annual_plan_in_its_wide_form: "\
EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH TAHUN 2026
Formulir E.81
Kode Rekening|<|<|<|<|Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan|Indikator|Satuan|Target RENSTRA 2029|<|Realisasi RENSTRA s.d. n-2|<|Target RENJA tahun berjalan|<|Realisasi Kinerja pada Triwulan|<|<|<|<|<|<|<|Realisasi RENJA|<|Tingkat Capaian RENJA|<|Realisasi RENSTRA s.d. tahun ini|<|Tingkat Capaian RENSTRA|<|Unit PJ|Evidence|<
^|^|^|^|^|^|^|^|^|^|^|^|^|^|I|<|II|<|III|<|IV|<|^|^|^|^|^|^|^|^|^|Triwulan I|Triwulan II
^|^|^|^|^|^|^|^|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|^|^|^
5|'03|'01|2.01|'01|Program Kepegawaian|Persentase pegawai terlatih|%|90|900|40|400|60|300|10|50|20|75|||||30|125|50|41,67|70|525|77,78|58,33|BKPSDM|tautan 1|tautan 2
";
    evaluation_of_the_annual_plan_in_its_narrow_form: "\
FORMULIR E.81
EVALUASI TERHADAP HASIL RENJA TAHUN 2026
Kode Rekening|Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan|Indikator Kinerja|Satuan|Target RENJA|<|Realisasi Kinerja pada Triwulan|<|<|<|<|<|<|<|Tingkat Capaian RENJA|<|Unit PJ
^|^|^|^|^|^|I|<|II|<|III|<|IV|<|^|^|^
^|^|^|^|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|^
'5.03.01|Program Kepegawaian|Persentase pegawai terlatih|%|60|300|10|50|20|75|||||50|41,67|BKPSDM
";
    evaluation_of_the_annual_plan_in_29_columns: "\
EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH TAHUN 2026
Formulir E.81
Kode Rekening|<|<|<|<|Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan|Indikator|Satuan|Target RENSTRA 2029|<|Realisasi RENSTRA s.d. n-2|<|Target RENJA tahun berjalan|<|Realisasi Kinerja pada Triwulan|<|<|<|<|<|<|<|Realisasi RENJA|<|Tingkat Capaian RENJA|<|Unit PJ|Evidence|<
^|^|^|^|^|^|^|^|^|^|^|^|^|^|I|<|II|<|III|<|IV|<|^|^|^|^|^|Triwulan I|Triwulan II
^|^|^|^|^|^|^|^|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|^|^|^
1|||||2|3||4||5||6||7||8||9||10||11 = 7+8+9+10||12 = 11/6 x100%||13||
5|'03|'01|2.01|'01|Program Kepegawaian|Persentase pegawai terlatih|%|90|900|40|400|60|300|10|50|20|75|||||30|125|50|41,67|BKPSDM|tautan 1|tautan 2
";
    evaluation_of_the_annual_plan_in_25_columns: "\
EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH TAHUN 2026
Formulir E.81
Kode Rekening|<|<|<|<|Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan|Indikator|Satuan|Target RENJA tahun berjalan|<|Realisasi Kinerja pada Triwulan|<|<|<|<|<|<|<|Realisasi RENJA|<|Tingkat Capaian RENJA|<|Unit PJ|Evidence|<
^|^|^|^|^|^|^|^|^|^|I|<|II|<|III|<|IV|<|^|^|^|^|^|Triwulan I|Triwulan II
^|^|^|^|^|^|^|^|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|^|^|^
5|'03|'01|2.01|'01|Program Kepegawaian|Persentase pegawai terlatih|%|60|300|10|50|20|75|||||30|125|50|41,67|BKPSDM|tautan 1|tautan 2
5|'03|'01|2.01|'02|Kegiatan Pendidikan dan Pelatihan|Jumlah pegawai terlatih|Orang|40|200|10|40|10|60|||||20|100|50|50|BKPSDM|tautan 3|
";
    cascade_over_six_years_with_blank_levels: "\
=== Pohon Kinerja
Level|Teks / Nomenklatur|Indikator Kinerja|Satuan|Tipe Target|Target 2025|Target 2026|Target 2027|Target 2028|Target 2029|Target 2030|Target Akhir|Anggaran 2025|Anggaran 2026|Anggaran 2027|Bidang Pengampu|Kode Master
Tujuan|Daerah yang tangguh|Indeks ketahanan daerah|Indeks|Kondisi Akhir Naik|'0,61|'0,64|'0,67|'0,70|'0,73|'0,76|'0,76||||Sekretariat|'1
Sasaran|Siaga bencana|Persentase desa tangguh|%|Kondisi Akhir Naik|40|50|60|70|80|90|90|1000000|1200000|1400000|Bidang Kesiapsiagaan|'1.1
||Waktu tanggap darurat|Menit|Kondisi Akhir Menurun|30|28|26|24|22|20|20||||Bidang Kedaruratan|'1.2
Kegiatan|Pelatihan relawan|Jumlah relawan terlatih|Orang|Akumulatif|100|100|100|100|100|100|600|500000|500000|500000|Bidang Kesiapsiagaan|'1.1.1
";
    cascade_import_with_headers_in_snake_case: "\
level|kode|uraian|target|target_text|tipe_perhitungan|tipe_indikator
IKU|IKU 1|Indeks layanan publik|'4,25||non_kumulatif|positif
IKK|IKK 1.1|Jumlah layanan daring|'12|dua belas layanan|kumulatif|positif
IKK|IKK 1.2|Predikat SAKIP||BB|non_kumulatif|positif
IKK|IKK 1.3|Jumlah pengaduan|'5||kumulatif|negatif
";
    cascade_matrix_with_years_for_headers: "\
MATRIKS KASKADE KABUPATEN
Tujuan RPJMD|Sasaran RPJMD|Indikator Sasaran|Satuan|Baseline|2025|2026|2027|2028|2029|2030|Program|Perangkat Daerah
Layanan prima|Layanan cepat|Indeks kepuasan masyarakat|Indeks|'3,2|'3,3|'3,4|'3,5|'3,6|'3,7|'3,8|Program Layanan|Dinas Contoh
^|^|Waktu layanan|Hari|7|6|6|5|5|4|4|Program Layanan|Dinas Contoh
";
    agreement_that_shows_last_year_beside_this_one: "\
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target 2025|Target 2026
1|Layanan|Jumlah layanan|Layanan|10|20
";
    agreement_over_years_that_does_not_name_its_own: "\
PERJANJIAN KINERJA
No|Sasaran|Indikator Kinerja|Satuan|Target 2025|Target 2026
1|Layanan|Jumlah layanan|Layanan|10|20
";
    plan_over_several_years_that_no_definition_knows: "\
PERJANJIAN KINERJA TAHUN 2027
No|Sasaran|Indikator Kinerja|Satuan|Target|<|<|<
^|^|^|^|2026|2027|2028|2029
1|Layanan|Jumlah layanan|Layanan|10|20|30|40
2|Mutu|Indeks mutu|Indeks|'3,1|'3,2|'3,3|'3,4
";
    measurement_with_performance_and_money_in_every_quarter: "\
REALISASI KINERJA DAN ANGGARAN TAHUN 2026
Urusan/Program/Kegiatan|Indikator|Realisasi Kinerja Pada Triwulan|<|<|<|<|<|<|<|PD PJ
^|^|I|<|II|<|III|<|IV|<|^
^|^|K|Rp|K|Rp|K|Rp|K|Rp|^
Program Layanan|Persentase layanan|23,16%|'149.033.000|40%|-|||||Dinas Contoh
";
    measurement_of_a_commission_below_its_activity: "\
CAPAIAN KINERJA TAHUN 2026
Indikator Kinerja Utama|Target|Realisasi|Capaian|Kategori
KEGIATAN 3355: Pengelolaan data|<|<|<|<
Persentase data mutakhir|80%|80%|100%|Berhasil
Jumlah laporan|2 Lap|2 Lap|100%|Berhasil
";
    performance_of_an_employee: "\
PENGUKURAN KINERJA PEGAWAI TAHUN 2026
PERSPEKTIF|NO|RENCANA KINERJA|INDIKATOR KINERJA INDIVIDU|TARGET|REALISASI|CAPAIAN|KATEGORI CAPAIAN IKI|NILAI CAPAIAN IKI|NILAI TERTIMBANG
(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)
Penerima layanan|1|Layanan selesai|Persentase layanan tepat waktu|100|98|98|Cukup|88|44
";
    strategy_of_each_indicator_with_its_owner: "\
BORANG STRATEGI PENCAPAIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja Utama|Target|Strategi Pencapaian|Penanggung Jawab
1|Lulusan siap kerja|Persentase lulusan bekerja|60%|Memperluas magang|Ketua Jurusan
^|^|^|^|Melacak alumni|Koordinator Prodi
";
    several_documents_in_one_workbook_beside_instructions: "\
=== Petunjuk Pengisian
Tuliskan sasaran pada kolom B
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Layanan|Jumlah dokumen|2
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Layanan|Jumlah dokumen|Dokumen|2|1
=== Sheet3
";
    a_form_nobody_told_us_about_is_read_by_the_dictionary: "\
LAPORAN CAPAIAN KINERJA TRIWULAN I TAHUN 2026
Nomor|Kinerja Utama|Nama Indikator|Sat.|Target Kinerja|Realisasi|Persentase Capaian|Hambatan
1|Layanan|Jumlah dokumen|Dokumen|2|1|50|listrik padam
";
    a_legend_below_the_table_and_a_sasaran_that_speaks_of_realisasi_do_not_confuse: "\
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Meningkatnya realisasi investasi
||Nilai investasi|Miliar|100|40
2|Ketua tim yang cakap
||Jumlah pelatihan|Kali|4|1

No|Interval Nilai Realisasi Kinerja|Kriteria Penilaian Realisasi Kinerja
1|91% <= 100%|Sangat Tinggi
2|76% <= 90%|Tinggi
";
    text_of_the_blank_form_is_told_and_unfilled_rows_are_not_data: "\
RENCANA AKSI TAHUN 2026
NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Layanan|Persentase layanan|40%|Menyusun jadwal|<kriteria>|1 dokumen|TW 1
2|Sasaran 2|IKU 2|Target IKU 2|RA. IKU 2|KK2 IKU 2|T/O. IKU 2|TW 1
3|||||||
";
}

/// Every way to leave out columns of Formulir E.81 that agencies have: those of the Renstra, each pair alone, and the
/// evidence.
#[test]
fn an_evaluation_of_the_annual_plan_is_read_whatever_columns_an_agency_leaves_out() {
    const GROUP: [(&str, bool); 7] = [
        ("Target RENSTRA 2029", true),
        ("Realisasi RENSTRA s.d. n-2", true),
        ("Target RENJA tahun berjalan", false),
        ("Realisasi RENJA", false),
        ("Tingkat Capaian RENJA", false),
        ("Realisasi RENSTRA s.d. tahun ini", true),
        ("Tingkat Capaian RENSTRA", true),
    ];
    for choice in 0..32_u32 {
        let (mut upper, mut middle, mut lower, mut content) = (
            "Kode Rekening|<|<|<|<|Urusan/Bidang/Program/Kegiatan/Sub Kegiatan|Indikator|Satuan".to_string(),
            "^|^|^|^|^|^|^|^".to_string(),
            "^|^|^|^|^|^|^|^".to_string(),
            "5|'03|'01|2.01|'01|Program Contoh|Persentase pegawai terlatih|%".to_string(),
        );
        let mut add = |heading: &str, severity: &str, k: &str, rp: &str| {
            upper.push_str(&format!("|{heading}|<"));
            middle.push_str(&format!("|{severity}|{}", if severity == "^" { "^" } else { "<" }));
            lower.push_str("|K|Rp");
            content.push_str(&format!("|{k}|{rp}"));
        };
        let mut optional = 0;
        for (heading, may) in GROUP {
            if may {
                optional += 1;
            }
            if heading == "Realisasi RENJA" {
                for (tw, k) in [("I", "10"), ("II", "20"), ("III", ""), ("IV", "")] {
                    add(if tw == "I" { "Realisasi Kinerja pada Triwulan" } else { "<" }, tw, k, "");
                }
            }
            if !may || choice & (1 << (optional - 1)) != 0 {
                add(heading, "^", if heading.starts_with("Target RENJA") { "60" } else { "30" }, "100");
            }
        }
        let (bukti, bukti_content) = if choice & 16 == 0 { ("", "") } else { ("|Evidence|<", "|tautan 1|") };
        let child = if bukti.is_empty() { "" } else { "|Triwulan I|Triwulan II" };
        let flat = if bukti.is_empty() { "" } else { "|^|^" };
        let image = format!(
            "EVALUASI TERHADAP HASIL RENJA TAHUN 2026\n{upper}|Unit PJ{bukti}\n{middle}|^{child}\n{lower}|^{flat}\n{content}|BKPSDM{bukti_content}\n"
        );
        let file = read(&image);
        let table = &file.documents[0].tables[0];
        assert!(file.documents[0].template.starts_with("uk-e81"), "{image}{}", file.documents[0].template);
        assert!(file.sheets[0].facts.is_empty(), "{image}{:?}", file.sheets[0].facts);
        let content = |name: &str| table.rows[0].entry(name.parse().expect("a field")).map_or("", |entry| &entry.raw);
        let readable =
            ["target", "realisasi.tw1", "realisasi.tw2", "realisasi", "capaian", "penanggung_jawab"].map(content);
        assert_eq!(readable, ["60", "10", "20", "30", "30", "BKPSDM"], "{image}");
    }
}

#[test]
fn the_year_of_the_workspace_chooses_among_the_years_of_a_cascade() {
    let image = "=== Kaskade\nLevel|Teks / Nomenklatur|Indikator Kinerja|Satuan|Tipe Target|Target 2025|Target 2026|Target 2027|Bidang Pengampu|Kode Master\nIKU|Siaga|Persentase desa tangguh|%|Akumulatif|40|50|60|Bidang Contoh|IKU 1\n";
    let file = read(image);
    let row = &file.documents[0].tables[0].rows[0];
    let content = |year| row.entry(selaras::domain::column::Field::Target.year(year)).map(|entry| entry.value.figure());
    assert_eq!([2025, 2026, 2027, 2028].map(content), [Some(Some(40.0)), Some(Some(50.0)), Some(Some(60.0)), None]);
}

#[test]
fn an_action_that_opens_with_an_office_is_no_signature() {
    let image = "RENCANA AKSI TAHUN 2026\nNO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu\n1|Layanan|Persentase layanan|40%|Menyusun jadwal|Jadwal terbit|1 dokumen|TW 1\n||||Ketua tim melatih petugas\n\n|||||Ketua Jurusan,\n\n\n|||||Contoh Pertama\n";
    let file = read(image);
    assert_eq!(file.documents[0].tables[0].rows.len(), 2, "{:?}", file.sheets[0].skipped);
    let role: Vec<&str> = file.documents[0].pejabat.iter().map(|pejabat| &*pejabat.role.raw).collect();
    assert_eq!(role, ["Ketua Jurusan,"]);
}

#[test]
fn a_hidden_sheet_does_not_count_beside_a_visible_one_of_the_same_kind() {
    let one = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|Layanan|Jumlah dokumen|2\n";
    let file = read(&format!("=== PK lama (tersembunyi)\n{one}=== PK\n{one}"));
    let sheet: Vec<&str> = file.documents.iter().map(|document| document.sheet.as_str()).collect();
    assert_eq!(sheet, ["PK"]);
}

#[test]
fn a_new_layout_is_a_new_file_and_no_code() {
    let text = "id = \"uk-kami\"\nversi = 1\njenis = \"pengukuran\"\nnama = \"Formulir kami\"\nsumber = \"SK Direktur\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [\n  { kolom = \"indikator\", judul = \"Ukuran Keberhasilan\", wajib = true },\n  { kolom = \"realisasi.tw\", judul = [\"Hasil\", \"Periode Ini\"], wajib = true },\n]\n";
    let library = Library::with(&[("uk-kami.toml".into(), text.into())]).expect("a sound definition");
    let image = "PENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nUkuran Keberhasilan|Satuan|Hasil|<|Target\n^|^|Periode Ini|Catatan|^\nJumlah mitra|Mitra|7||8\n";
    let file = extract(&workbook_from_text(image), &library);
    assert_eq!(file.documents[0].template, "uk-kami");
    let row = &file.documents[0].tables[0].rows[0];
    let realisasi = "realisasi.tw".parse().expect("a field");
    assert_eq!(&*row.entry(realisasi).expect("a value").raw, "7");
}

#[test]
fn two_parties_who_sign_in_neighbouring_columns_are_two() {
    let file = read(
        "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|10\n\n|Pihak Kedua,|Pihak Pertama,\n|Direktur Politeknik Contoh,|Ketua Jurusan Teknik Mesin,\n\n\n|Contoh Kedua|Contoh Pertama\n|NIP 197001011995011001|NIP 198001012005011001\n",
    );
    let pejabat: Vec<(&str, Option<&str>)> = file.documents[0]
        .pejabat
        .iter()
        .map(|one| (&*one.role.raw, one.name.as_ref().map(|name| &*name.raw)))
        .collect();
    assert_eq!(
        pejabat,
        [
            ("Direktur Politeknik Contoh,", Some("Contoh Kedua")),
            ("Ketua Jurusan Teknik Mesin,", Some("Contoh Pertama"))
        ]
    );
}
