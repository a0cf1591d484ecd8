"""The national recap by DuckDB, compared with that of `selaras gabung`.

    python duckdb_rekap.py NASIONAL
"""

import sys
from pathlib import Path

import duckdb

from banding import bandingkan

nasional = Path(sys.argv[1])
basis = duckdb.connect()
for tabel in ("posisi", "ringkasan"):
    # Codes of institutions are texts, also where they look like numbers.
    basis.execute(f"""
        CREATE VIEW {tabel} AS SELECT * FROM read_parquet('{nasional}/data/{tabel}/*/*/*.parquet',
        hive_partitioning = true, hive_types = {{'tahun': INTEGER, 'instansi': VARCHAR}})
    """)


def baris(sql: str) -> list[dict]:
    hasil = basis.execute(sql)
    kolom = [satu[0] for satu in hasil.description]
    return [dict(zip(kolom, satu)) for satu in hasil.fetchall()]


dihitung = baris((Path(__file__).parent / "rekap.sql").read_text())
bandingkan("DuckDB", dihitung, baris(f"SELECT * FROM read_parquet('{nasional}/rekap-nasional.parquet')"))
