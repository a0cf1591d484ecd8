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

# Salinan yang ditandatangani kembali sebagai PDF; dikenali dari nomor dokumen yang tercetak padanya. (PDF ini hanya contoh.)
nomor=$(cat "$ruang"/hasil/koreksi/"$unit"/* | grep -aoE "[0-9]{3}/PK/$unit/2026" | head -1)
printf '%%PDF-1.4\n1 0 obj\n<< /Title (Perjanjian Kinerja) /Keywords (Nomor %s) >>\nendobj\ntrailer\n<< /Info 1 0 R >>\n%%%%EOF\n' "$nomor" \
    > "$ruang/masuk/PK $unit bertanda tangan.pdf"
"$program" konsolidasi "$ruang" --tanggal 2026-03-02 --diam 2>&1 | grep "salinan PK"
echo "== salinan bertanda tangan kembali"

# Setiap prosedur dijalankan pada salinannya sendiri, dan satu kali menolak: dokumen kembali ke langkah sebelumnya.
for satu in "politeknik-strategi ra 4" "bkpsdm-90-2023 pk 3" "kpu-44-2022 pk 7" "dki-4-2024 pk a" "nganjuk-data-kinerja pk 2"; do
    set -- $satu
    salinan=$tujuan/alur-$1
    cp -r "$ruang" "$salinan" && printf '\n[alur]\nprosedur = ["%s"]\n' "$1" >> "$salinan/selaras.toml"
    jalan catat "$salinan" --unit "$unit" --dokumen "$2" --langkah "$3" --tolak "Diminta memperbaiki" --oleh "$pejabat" --tanggal 2026-03-03
    jalan alur "$salinan" --tanggal 2026-03-04 -v | grep -i "$2 $unit .*1 kali kembali\|$2 $unit .*2 kali kembali"
    echo "== prosedur $1 menolak sekali"
    rm -rf "$salinan"
done

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
