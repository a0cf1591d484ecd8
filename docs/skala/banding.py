"""Compares rows that an engine computed with those of rekap-nasional.parquet."""

from __future__ import annotations

import sys


def sama(kiri, kanan) -> bool:
    if isinstance(kiri, float) or isinstance(kanan, float):
        return (kiri is None) == (kanan is None) and (kiri is None or abs(kiri - kanan) <= 1e-9 * max(1.0, abs(kiri)))
    return kiri == kanan


def bandingkan(mesin: str, dihitung: list[dict], rekap: list[dict]) -> None:
    """Says that they are the same, or ends the program with what is not."""
    beda = []
    if len(dihitung) != len(rekap):
        beda.append(f"{len(dihitung)} rows, but {len(rekap)} in the recap")
    kunci = lambda baris: (int(baris["tahun"]), baris["instansi"])
    milik = {kunci(baris): baris for baris in rekap}
    for baris in dihitung:
        lain = milik.get(kunci(baris), {})
        for kolom, nilai in baris.items():
            harapan = lain.get(kolom)
            if kolom != "tahun" and not sama(nilai, harapan):
                beda.append(f"{kunci(baris)} {kolom}: {nilai!r}, but {harapan!r} in the recap")
    if beda:
        sys.exit(f"{mesin}: {len(beda)} differences\n" + "\n".join(beda[:20]))
    print(f"{mesin}: the same recap, {len(dihitung)} rows")
