#!/bin/sh
# Hari pertama: dua belas unit disiapkan, formulir dibagikan, dua putaran kiriman, satu formulir yang belum dikenal, rekap.
#
#   samples/hari-pertama.sh /tmp/hari-pertama         (program: selaras, atau isi variabel SELARAS)
#
# Setiap perintah yang diketik seorang perencana dihitung; tests/integration/first_day.rs memegang jumlah perintah dan baris di
# layar. Yang dikerjakan di Excel dan surel diwakili salinan dari samples/hari-pertama.
set -u
tujuan=$1
program=${SELARAS:-selaras}
di=$(cd "$(dirname "$0")" && pwd)/hari-pertama
ruang=$tujuan/politeknik-2026
perintah=0
ketik() {
    perintah=$((perintah + 1))
    echo "\$ selaras $*"
    "$program" "$@" 2>&1
}

mkdir -p "$tujuan"
ketik mulai "$ruang"
cp "$di/kaskade.xlsx" "$ruang/kaskade.xlsx"
echo "== kaskade.xlsx diisi di Excel: pengaturan, dua belas unit, indikatornya"

ketik templat "$ruang" --jenis pk,tw1,tw2 --tanggal 12-01-2026
echo "== pengantar.eml setiap unit dikirim"

cp "$di"/putaran-1/*.xlsx "$ruang/masuk/"
ketik konsolidasi "$ruang" --tanggal 13-04-2026
echo "== putaran pertama: surat dikirim"

cp "$di"/putaran-2/*.xlsx "$ruang/masuk/"
ketik templat kenali "$ruang/masuk/laporan bagian umum.xlsx" --ruang "$ruang" --jawab "$di/jawaban.toml"
echo "== formulir Bagian Umum diajarkan"

ketik konsolidasi "$ruang" --tanggal 13-07-2026
echo "== putaran kedua: rekap untuk pimpinan di hasil/rekap-2026-tw2.xlsx"

echo "$perintah perintah"
