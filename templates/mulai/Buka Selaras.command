#!/bin/sh
# Membuka halaman Selaras di peramban; jendela Terminal ini boleh ditutup.
cd "$(dirname "$0")" || exit 1
nohup ./selaras < /dev/null > /dev/null 2>&1 &
