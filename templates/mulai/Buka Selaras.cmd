@echo off
rem Membuka halaman Selaras di peramban, tanpa jendela hitam yang harus dibiarkan terbuka.
cd /d "%~dp0"
start "" /b selaras.exe < nul > nul 2>&1
