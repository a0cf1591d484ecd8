#!/bin/sh
# Setahun dimainkan pada salinan sebuah contoh: diterima, dikembalikan, disahkan, Rencana Aksi diubah tanpa dan dengan
# alasan, diarsipkan, dan tahun berikutnya dibuka dengan angka resmi tahun ini.
#
#   samples/setahun.sh politeknik JTI /tmp/setahun         (program: selaras, atau isi variabel SELARAS)
#
# Setiap baris "== …" menyebut keadaan yang baru dicapai; tests/integration/year.rs memegang semuanya.
set -u
contoh=$1 unit=$2 tujuan=$3
program=${SELARAS:-selaras}
di=$(cd "$(dirname "$0")" && pwd)
ruang=$tujuan/$contoh-2026
pejabat="Dr. Contoh Pengesah, Pimpinan"
jalan() { "$program" "$@" 2>/dev/null; }

mkdir -p "$tujuan" && cp -r "$di/$contoh" "$ruang" && rm -rf "$ruang/hasil" "$ruang/arsip" "$ruang/resmi" "$ruang"/riwayat.db*

jalan konsolidasi "$ruang" --tanggal 2026-02-20 --diam | tail -1
echo "== diterima dan diperiksa; yang bergalat dikembalikan"
jalan alur "$ruang" --tanggal 2026-02-20 --diam

jalan sahkan "$ruang" --triwulan 2 --oleh "$pejabat" --tanggal 2026-07-20 | head -1
echo "== pengesahan ditolak selama ada galat"

# Galat contoh ini ditanam; biro menerimanya satu per satu dengan pengecualian beralasan.
for aturan in $(sed -n 's/.*"kode":"\([A-Z0-9]*\)","tingkat":"galat".*/\1/p' "$ruang/hasil/data/temuan.jsonl" | sort -u); do
    printf '\n[[pengecualian]]\naturan = "%s"\nalasan = "Diterima pimpinan, nota dinas 20/2026"\nsampai = 2026-12-31\n' "$aturan" >> "$ruang/selaras.toml"
done

jalan catat "$ruang" --unit "$unit" --dokumen ra --langkah 4 --tolak "Belum ditandatangani" --oleh "$pejabat" --tanggal 2026-02-23
echo "== ditolak sekali dan kembali ke langkah sebelumnya"
jalan sahkan "$ruang" --dokumen pk --oleh "$pejabat" --tanggal 2026-02-25 | tail -1
jalan sahkan "$ruang" --dokumen ra --unit "$unit" --oleh "$pejabat" --tanggal 2026-02-25
echo "== PK dan RA disahkan"

jalan sahkan "$ruang" --triwulan 1 --oleh "$pejabat" --tanggal 2026-04-15 | head -1
jalan sahkan "$ruang" --triwulan 2 --oleh "$pejabat" --tanggal 2026-07-20 | head -1
echo "== TW I dan TW II resmi"

jalan buka "$ruang" --triwulan 2 --alasan "Reviu Inspektorat" --tanggal 2026-08-03
jalan sahkan "$ruang" --triwulan 2 --oleh "$pejabat" --catatan "Setelah reviu" --tanggal 2026-08-05 | head -1
jalan banding "$ruang@tw2.v1" "$ruang@tw2.v2" --tanggal 2026-08-05 | tail -1
echo "== versi 2 resmi, versi 1 tetap dapat dibandingkan"

jalan catat "$ruang" --unit "$unit" --dokumen ra --perubahan b --alasan "Arahan pimpinan" --tanggal 2026-08-06 || echo "ditolak: forum belum disebut"
jalan catat "$ruang" --unit "$unit" --dokumen ra --perubahan b --alasan "Arahan pimpinan" --forum 2026-08-05 --tanggal 2026-08-06
jalan buka "$ruang" --dokumen ra --unit "$unit" --alasan "Forum Kinerja Triwulanan" --tanggal 2026-08-06
jalan sahkan "$ruang" --dokumen ra --unit "$unit" --oleh "$pejabat" --tanggal 2026-08-07
echo "== RA diubah dengan alasan dan disahkan lagi"

jalan sahkan "$ruang" --tahunan --oleh "$pejabat" --tanggal 2026-12-30 | head -1
jalan arsip "$ruang" --tanggal 2026-12-31 | head -1
jalan arsip periksa "$ruang"
echo "== tahun ditutup dan diarsipkan"

baru=$tujuan/$contoh-2027
mkdir -p "$baru/masuk" && cp "$ruang/kaskade.xlsx" "$baru/"
printf '[instansi]\nnama = "Contoh"\ntahun = 2027\n[rekap]\ntahun_lalu = "../%s-2026"\n' "$contoh" > "$baru/selaras.toml"
rm -rf "$ruang/hasil"
jalan konsolidasi "$baru" --tanggal 2027-01-15 --diam | tail -1
echo "== tahun berikutnya dibuka dengan angka resmi tahun ini"
