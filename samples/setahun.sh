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

jalan konsolidasi "$ruang" --tanggal 2026-02-23 --diam | tail -1
cp -r "$ruang" "$tujuan/bersih"

# Setiap prosedur dijalankan pada salinannya sendiri, dari penerimaan sampai arsip, dan satu kali menolak: dokumen kembali ke
# langkah yang disebut prosedurnya, lalu melewati setiap langkah berikutnya. Yang tidak dicatat orang dilihat oleh program.
langkah_kini() { # ruang, dokumen, tanggal
    jalan alur "$1" --tanggal "$3" --format json | tr '{' '\n' |
        sed -n "s/^\"unit\":\"$unit\",\"dokumen\":\"$2\",.*\"langkah\":\"\([^\"]*\)\".*/\1/p"
}
sampai_selesai() { # ruang, dokumen, langkah yang mengesahkan, langkah yang mengarsip, tanggal
    lewat=0
    while langkah=$(langkah_kini "$1" "$2" "$5") && [ -n "$langkah" ] && [ $lewat -lt 20 ]; do
        lewat=$((lewat + 1))
        case $langkah in
            "$3") jalan sahkan "$1" --dokumen "$2" --unit "$unit" --oleh "$pejabat" --tanggal "$5" || break ;;
            "$4") jalan arsip "$1" --tanggal "$5" | head -1 ;;
            *) jalan catat "$1" --unit "$unit" --dokumen "$2" --langkah "$langkah" --oleh "$pejabat" --tanggal "$5" ;;
        esac
    done
}
prosedur() { # prosedur, dokumen, langkah yang menolak, yang mengesahkan, yang mengarsip, tanggal
    salinan=$tujuan/alur-$1-$2
    cp -r "$tujuan/bersih" "$salinan" && printf '\n[alur]\nprosedur = ["%s"]\n' "$1" >> "$salinan/selaras.toml"
    jalan catat "$salinan" --unit "$unit" --dokumen "$2" --langkah "$3" --tolak "Diminta memperbaiki" --oleh "$pejabat" --tanggal "$6"
    jalan alur "$salinan" --tanggal "$6" -v | grep -i "$2 $unit .*1 kali kembali\|TW .* $unit .*1 kali kembali"
    sampai_selesai "$salinan" "$2" "$4" "$5" "$6"
    jalan alur "$salinan" --tanggal "$6" -v | grep "^Selesai"
    [ "$5" = - ] && jalan arsip "$salinan" --tanggal "$6" | head -1
    jalan arsip periksa "$salinan"
    echo "== prosedur $1 ($2) sampai arsip, satu kali menolak"
    rm -rf "$salinan"
}
prosedur politeknik-strategi ra 4 4 6 2026-02-24
prosedur bkpsdm-90-2023 pk 3 8 11 2026-02-24
prosedur kpu-44-2022 pk 7 8 - 2026-02-24
prosedur dki-4-2024 pk a d.2 - 2026-02-24
prosedur nganjuk-data-kinerja pk 2 3 7 2026-02-24
prosedur nganjuk-data-kinerja tw2 13 - - 2026-07-24
rm -rf "$tujuan/bersih"

jalan catat "$ruang" --unit "$unit" --dokumen ra --langkah 4 --tolak "Belum ditandatangani" --oleh "$pejabat" --tanggal 2026-02-23
echo "== ditolak sekali dan kembali ke langkah sebelumnya"
jalan sahkan "$ruang" --dokumen pk --oleh "$pejabat" --tanggal 2026-02-25 | tail -1
jalan sahkan "$ruang" --dokumen ra --unit "$unit" --oleh "$pejabat" --tanggal 2026-02-25
echo "== PK dan RA disahkan"

# Salinan yang ditandatangani kembali sebagai PDF; dikenali dari nomornya di register, yang tercetak padanya. (PDF ini hanya contoh.)
nomor=$(jalan baca --jsonl "$ruang/hasil/register-2026.xlsx" | grep -aoE "[0-9]{3}/PK/$unit/2026" | head -1)
printf '%%PDF-1.4\n1 0 obj\n<< /Title (Perjanjian Kinerja) /Keywords (Nomor %s) >>\nendobj\ntrailer\n<< /Info 1 0 R >>\n%%%%EOF\n' "$nomor" \
    > "$ruang/masuk/PK $unit bertanda tangan.pdf"
"$program" konsolidasi "$ruang" --tanggal 2026-03-02 --diam 2>&1 | grep "salinan PK"
echo "== salinan bertanda tangan kembali"

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
printf '[instansi]\nnama = "Lembaga Rekaan"\ntahun = 2027\n[rekap]\ntahun_lalu = "../%s-2026"\n' "$contoh" > "$baru/selaras.toml"
rm -rf "$ruang/hasil"
jalan konsolidasi "$baru" --tanggal 2027-01-15 --diam | tail -1
echo "== tahun berikutnya dibuka dengan angka resmi tahun ini"

# Tahun 2027 berjalan seperti tahun sebelumnya: formulir terisi dibagikan, PK dikirim, ditolak sekali, disahkan, diarsipkan.
jalan templat "$baru" --dokumen pk --tanggal 2027-01-18 --diam | tail -1
cp "$baru/hasil/templat/$unit/"*PK*.xlsx "$baru/masuk/"
# Dicetak dan ditandatangani di kertas, jadi blok tanda tangan di berkasnya masih kosong.
printf '[[pengecualian]]\naturan = "TL06"\nunit = "%s"\nalasan = "Ditandatangani di kertas"\nsampai = 2027-12-31\n' "$unit" >> "$baru/selaras.toml"
jalan konsolidasi "$baru" --tanggal 2027-02-01 --diam | tail -1
jalan catat "$baru" --unit "$unit" --dokumen pk --langkah 4 --tolak "Target belum dibahas" --oleh "$pejabat" --tanggal 2027-02-03
jalan alur "$baru" --tanggal 2027-02-04 -v | grep "PK $unit .*1 kali kembali"
echo "== tahun 2027: PK ditolak sekali"
sampai_selesai "$baru" pk 4 6 2027-02-10
jalan alur "$baru" --tanggal 2027-02-10 -v | grep "^Selesai"
jalan arsip periksa "$baru"
echo "== tahun 2027: PK disahkan dan diarsipkan"
