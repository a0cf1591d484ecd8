"""The reading itself as a Spark job: `selaras baca` as a filter, paths in, rows out; compared row by row with what one
process of the same program reads. Needs Java 17.

    python spark_baca.py SELARAS FOLDER

SELARAS is the program, which stands on every node; FOLDER holds workbooks, and every node sees it under the same path.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

SKEMA = StructType(
    [StructField("berkas", StringType()), StructField("dokumen", IntegerType()), StructField("tabel", IntegerType()),
     StructField("jenis", StringType()), StructField("lembar", StringType()), StructField("baris", IntegerType()),
     StructField("kolom", StringType()), StructField("sel", StringType()), StructField("mentah", StringType()),
     StructField("nilai", StringType())]
)


def baca(selaras: str, jalur: list[str]) -> list[dict]:
    """What the filter answers to these paths: one object for each file, or for each file of an archive."""
    if not jalur:
        return []
    hasil = subprocess.run([selaras, "baca", "--jsonl"], input="\n".join(jalur) + "\n", capture_output=True, text=True)
    jawaban = [json.loads(satu) for satu in hasil.stdout.splitlines()]
    # 1 says that a file could not be read, which its answer tells; anything else, that the filter did not do its work.
    if hasil.returncode not in (0, 1) or len(jawaban) < len(jalur):
        raise RuntimeError(f"{len(jawaban)} answers to {len(jalur)} files, status {hasil.returncode}: {hasil.stderr}")
    return jawaban


def ratakan(jawaban: dict):
    """An answer as rows: one for each cell that was read; one for a file that could not be read."""
    if "Err" in jawaban["hasil"]:
        yield (jawaban["jalur"], None, None, "gagal", None, None, None, None, jawaban["hasil"]["Err"]["pesan"], None)
        return
    for nomor, dokumen in enumerate(jawaban["hasil"]["Ok"]["dokumen"]):
        for urutan, tabel in enumerate(dokumen["tabel"]):
            for baris in tabel["baris"]:
                for kolom, isian in baris["isian"].items():
                    yield (jawaban["jalur"], nomor, urutan, dokumen["jenis"], dokumen["lembar"], baris["baris"], kolom,
                           isian["sel"], isian["mentah"], json.dumps(isian["nilai"], sort_keys=True, ensure_ascii=False))


def utama() -> None:
    selaras, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    jalur = sorted(str(satu) for satu in folder.rglob("*") if satu.is_file())
    spark = SparkSession.builder.appName("baca").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    bagian = spark.sparkContext.parallelize(jalur, max(2, spark.sparkContext.defaultParallelism))
    kerja = bagian.mapPartitions(lambda isi: (baris for satu in baca(selaras, list(isi)) for baris in ratakan(satu)))
    tersebar = Counter(tuple(baris) for baris in spark.createDataFrame(kerja, SKEMA).collect())
    spark.stop()
    sendiri = Counter(baris for satu in baca(selaras, jalur) for baris in ratakan(satu))
    if tersebar != sendiri:
        beda = list(((sendiri - tersebar) + (tersebar - sendiri)).items())
        sys.exit(f"Spark: {len(beda)} rows differ\n" + "\n".join(map(str, beda[:20])))
    print(f"Spark: the same {sum(sendiri.values())} rows of {len(jalur)} files")


if __name__ == "__main__":
    utama()
