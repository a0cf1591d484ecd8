"""The national recap by Spark, compared with that of `selaras gabung`. Needs Java 17.

    python spark_rekap.py NASIONAL
"""

import sys
from pathlib import Path

from pyspark.sql import SparkSession

from banding import bandingkan

nasional = Path(sys.argv[1]).resolve()
spark = (
    SparkSession.builder.appName("rekap-nasional")
    # Codes of institutions are texts, also where they look like numbers.
    .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    .config("spark.sql.shuffle.partitions", "8")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
for tabel in ("posisi", "ringkasan"):
    spark.read.parquet(f"{nasional}/data/{tabel}").createOrReplaceTempView(tabel)
sql = (Path(__file__).parent / "rekap.sql").read_text()
dihitung = [baris.asDict() for baris in spark.sql(sql).collect()]
rekap = [baris.asDict() for baris in spark.read.parquet(f"{nasional}/rekap-nasional.parquet").collect()]
bandingkan("Spark", dihitung, rekap)
spark.stop()
