"""Messages as different mail programs write them, byte for byte the same on every run."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import struct
import zlib
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import quote

WIB = dt.timezone(dt.timedelta(hours=7))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
BIRO = "perencanaan@akademi-contoh.example"


def b64(data: bytes, eol="\r\n") -> str:
    teks = base64.b64encode(data).decode()
    return eol.join(teks[i:i + 76] for i in range(0, len(teks), 76))


def kata(teks: str, cara="B", huruf="UTF-8") -> str:
    """RFC 2047, one encoded word for each piece of at most 36 characters."""
    if teks.isascii():
        return teks
    def satu(t):
        if cara == "B":
            return f"=?{huruf}?B?{base64.b64encode(t.encode(huruf)).decode()}?="
        q = quopri.encodestring(t.encode(huruf), header=True, quotetabs=True).decode().replace("=\n", "").replace("?", "=3F")
        return f"=?{huruf}?Q?{q}?="
    return "\r\n ".join(satu(teks[i:i + 36]) for i in range(0, len(teks), 36))


def lanjutan(parameter: str, teks: str) -> str:
    """RFC 2231: a name in numbered pieces of percent-encoded UTF-8."""
    isi, bagian = quote(teks, safe=""), []
    while isi:
        n = 48
        while n < len(isi) and "%" in isi[n - 2:n]:
            n -= 1
        bagian.append(isi[:n])
        isi = isi[n:]
    return ";\r\n ".join(f"{parameter}*{n}*={'UTF-8' + chr(39) * 2 if n == 0 else ''}{p}" for n, p in enumerate(bagian))


def png(lebar=48, tinggi=16) -> bytes:
    """A picture such as signatures carry."""
    baris = b"".join(b"\0" + bytes(v for x in range(lebar) for v in (30, 90 + y * 6, 160)) for y in range(tinggi))
    def potong(jenis, isi):
        return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))
    return b"\x89PNG\r\n\x1a\n" + potong(b"IHDR", struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)) \
        + potong(b"IDAT", zlib.compress(baris, 9)) + potong(b"IEND", b"")


@dataclass
class Surat:
    dari: str                       # name
    alamat: str
    subjek: str
    id: str
    saat: dt.datetime | None
    isi: str
    lampiran: list = field(default_factory=list)     # (name, bytes)

    def tanggal(self):
        return f"Date: {format_datetime(self.saat.replace(tzinfo=WIB))}\r\n" if self.saat else ""


def thunderbird(s: Surat) -> bytes:
    """Names by RFC 2231, a signature picture inside the letter, text and HTML."""
    pisah = f"------------{s.id.split('@')[0].replace('.', '')[:24]:a<24}"
    dalam = pisah.replace("-" * 12, "-" * 12 + "r")
    kepala = (f"Message-ID: <{s.id}>\r\n{s.tanggal()}MIME-Version: 1.0\r\nUser-Agent: Mozilla Thunderbird\r\nContent-Language: id\r\n"
              f"To: {BIRO}\r\nFrom: {kata(s.dari, 'Q')} <{s.alamat}>\r\nSubject: {kata(s.subjek)}\r\n"
              f"Content-Type: multipart/mixed; boundary=\"{pisah}\"\r\n\r\nThis is a multi-part message in MIME format.\r\n")
    html = f"<!DOCTYPE html><html><body><p>{s.isi}</p><img src=\"cid:part1.tanda@contoh\"></body></html>"
    badan = (f"--{pisah}\r\nContent-Type: multipart/related; boundary=\"{dalam}\"\r\n\r\n--{dalam}\r\n"
             f"Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n"
             f"--{dalam}\r\nContent-Type: image/png; name=\"logo unit.png\"\r\nContent-Disposition: inline; filename=\"logo unit.png\"\r\n"
             f"Content-Id: <part1.tanda@contoh>\r\nContent-Transfer-Encoding: base64\r\n\r\n{b64(png())}\r\n--{dalam}--\r\n")
    for nama, data in s.lampiran:
        badan += (f"--{pisah}\r\nContent-Type: {jenis(nama)};\r\n name=\"{kata(nama, 'Q').replace(chr(13) + chr(10), '')}\"\r\n"
                  f"Content-Disposition: attachment;\r\n {lanjutan('filename', nama)}\r\nContent-Transfer-Encoding: base64\r\n\r\n{b64(data)}\r\n")
    return (kepala + badan + f"--{pisah}--\r\n").encode()


def outlook(s: Surat, winmail: bytes | None = None) -> bytes:
    """Names by RFC 2047 in parameters, image001.png, a Thread-Index; or everything wrapped in winmail.dat."""
    pisah = f"----=_NextPart_000_{zlib.crc32(s.id.encode()):08X}"
    kepala = (f"From: \"{kata(s.dari)}\" <{s.alamat}>\r\nTo: <{BIRO}>\r\nSubject: {kata(s.subjek)}\r\n{s.tanggal()}Message-ID: <{s.id}>\r\n"
              f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"{pisah}\"\r\nX-Mailer: Microsoft Outlook 16.0\r\n"
              f"Thread-Index: AQHc{b64(s.id.encode())[:24]}\r\nContent-Language: id\r\n\r\nThis is a multipart message in MIME format.\r\n\r\n")
    teks = b64(("\ufeff" + s.isi + "\r\n").encode("utf-8"))
    badan = f"--{pisah}\r\nContent-Type: text/plain;\r\n\tcharset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{teks}\r\n"
    if winmail is not None:
        badan += (f"--{pisah}\r\nContent-Type: application/ms-tnef;\r\n\tname=\"winmail.dat\"\r\nContent-Transfer-Encoding: base64\r\n"
                  f"Content-Disposition: attachment;\r\n\tfilename=\"winmail.dat\"\r\n\r\n{b64(winmail)}\r\n")
    else:
        badan += (f"--{pisah}\r\nContent-Type: image/png;\r\n\tname=\"image001.png\"\r\nContent-Transfer-Encoding: base64\r\n"
                  f"Content-ID: <image001.png@01DC>\r\n\r\n{b64(png(24, 24))}\r\n")
    for nama, data in s.lampiran:
        n = kata(nama).replace("\r\n ", "\r\n\t ")
        badan += (f"--{pisah}\r\nContent-Type: {jenis(nama)};\r\n\tname=\"{n}\"\r\nContent-Transfer-Encoding: base64\r\n"
                  f"Content-Disposition: attachment;\r\n\tfilename=\"{n}\"\r\n\r\n{b64(data)}\r\n")
    return (kepala + badan + f"--{pisah}--\r\n").encode()


def gmail(s: Surat, terusan: bytes | None = None) -> bytes:
    """Text and HTML side by side, X-Attachment-Id; or a message forwarded as an attachment."""
    pisah = f"000000000000{zlib.crc32(s.id.encode()):08x}0642"
    dalam = pisah.replace("0642", "0641")
    kepala = (f"MIME-Version: 1.0\r\n{s.tanggal()}Message-ID: <{s.id}>\r\nSubject: {kata(s.subjek)}\r\nFrom: {kata(s.dari)} <{s.alamat}>\r\n"
              f"To: Perencanaan <{BIRO}>\r\nContent-Type: multipart/mixed; boundary=\"{pisah}\"\r\n\r\n")
    q = quopri.encodestring(s.isi.encode()).decode().replace("\n", "\r\n")
    badan = (f"--{pisah}\r\nContent-Type: multipart/alternative; boundary=\"{dalam}\"\r\n\r\n--{dalam}\r\n"
             f"Content-Type: text/plain; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{q}\r\n--{dalam}\r\n"
             f"Content-Type: text/html; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<div dir=3D\"ltr\">{q}</div>\r\n--{dalam}--\r\n")
    if terusan is not None:
        badan += (f"--{pisah}\r\nContent-Type: message/rfc822; name=\"noname.eml\"\r\nContent-Disposition: attachment; filename=\"noname.eml\"\r\n"
                  f"\r\n{terusan.decode()}\r\n")
    for n, (nama, data) in enumerate(s.lampiran):
        k = kata(nama).replace("\r\n ", "")
        badan += (f"--{pisah}\r\nContent-Type: {jenis(nama)}; name=\"{k}\"\r\nContent-Disposition: attachment; filename=\"{k}\"\r\n"
                  f"Content-Transfer-Encoding: base64\r\nContent-ID: <f_m{n}>\r\nX-Attachment-Id: f_m{n}\r\n\r\n{b64(data)}\r\n")
    return (kepala + badan + f"--{pisah}--\r\n").encode()


def ponsel(s: Surat) -> bytes:
    """No date, the wrong content type, everything inline, and a photograph beside it."""
    pisah = f"Apple-Mail-{zlib.crc32(s.id.encode()):08X}"
    kepala = (f"Content-Type: multipart/mixed; boundary={pisah}\r\nFrom: {kata(s.dari)} <{s.alamat}>\r\nMime-Version: 1.0 (1.0)\r\n{s.tanggal()}"
              f"Subject: {kata(s.subjek)}\r\nMessage-Id: <{s.id}>\r\nTo: {BIRO}\r\nX-Mailer: iPhone Mail (22B83)\r\n\r\n\r\n")
    badan = f"--{pisah}\r\nContent-Type: text/plain;\r\n\tcharset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n{s.isi}\r\n"
    for nama, data in s.lampiran:
        badan += (f"--{pisah}\r\nContent-Type: application/octet-stream;\r\n\tname=\"{kata(nama)}\"\r\nContent-Disposition: inline;\r\n"
                  f"\tfilename=\"{kata(nama)}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{b64(data)}\r\n")
    badan += (f"--{pisah}\r\nContent-Type: image/jpeg;\r\n\tname=IMG_0417.jpeg\r\nContent-Disposition: inline;\r\n\tfilename=IMG_0417.jpeg\r\n"
              f"Content-Transfer-Encoding: base64\r\n\r\n{b64(b'%sJFIF' % (bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16])))}\r\n")
    return (kepala + badan + f"--{pisah}--\r\n\r\nSent from my iPhone\r\n").encode()


def mbox(pesan: list[tuple[dt.datetime, bytes]]) -> bytes:
    """A mailbox with lines of one byte at their end, and `From ` in letters quoted."""
    isi = b""
    for saat, satu in pesan:
        satu = satu.replace(b"\r\n", b"\n")
        satu = b"\n".join(b">" + b if b.startswith(b"From ") else b for b in satu.split(b"\n"))
        isi += b"From - " + saat.strftime("%a %b %d %H:%M:%S %Y").encode() + b"\n" + satu.rstrip(b"\n") + b"\n\n"
    return isi


def jenis(nama: str) -> str:
    akhiran = nama.rsplit(".", 1)[-1].lower()
    return {"xlsx": XLSX, "xls": XLS, "zip": "application/zip", "pdf": "application/pdf"}.get(akhiran, "application/octet-stream")
