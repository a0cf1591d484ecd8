@echo off
rem Membuka halaman Selaras di peramban. Sebuah jendela tetap ada, diperkecil di bilah tugas, selama halaman itu dipakai;
rem halamannya diakhiri dengan tombol Akhiri, atau dengan menutup jendela itu.
pushd "%~dp0"
start "Selaras" /min cmd /c "selaras.exe < nul > nul 2>&1"
