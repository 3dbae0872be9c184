"""Makes files that no program should be given: each from its number alone, so that a failure can be met again."""

import gzip
import io
import json
import os
import random  # noqa: TID251 - seeded by the number of the file
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

PROSE: Final = (
    "The foreign ministers of Norland and Sudmark met on Tuesday in the old quarter of Velm, officials said. "
    "They agreed that their envoys would return to the talks within a week, after a pause of nearly two years.\n"
)
FOREIGN: Final = (
    "Министр заявил во вторник, что переговоры возобновятся. Größere Fortschritte seien möglich. 会谈将于下周恢复。"
)
DEEP: Final = 10_000


def _dice(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - no secret


def _noise(dice: random.Random, size: int) -> bytes:
    return dice.randbytes(size)


def _cut(dice: random.Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content))]


def _flipped(dice: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 30)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def _zeros(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes(dice.randint(1, 500)) + content[at:]


def _doubled(dice: random.Random, content: bytes) -> bytes:
    return content + _cut(dice, content) + _noise(dice, 50) + content


def _mis_encoded(dice: random.Random, content: bytes) -> bytes:
    words = content.decode("utf-8", "replace") + FOREIGN
    codec = dice.choice(
        ["utf-16", "utf-16-be", "cp1251", "shift_jis", "gb18030", "utf-7", "cp037", "utf-32", "latin-1"]
    )
    return words.encode(codec, "replace") + _noise(dice, dice.choice([0, 0, 7]))


def _unspoilt(_dice: random.Random, content: bytes) -> bytes:
    return content


SPOILERS: Final[tuple[Callable[[random.Random, bytes], bytes], ...]] = (
    _cut,
    _flipped,
    _zeros,
    _doubled,
    _mis_encoded,
    _unspoilt,
)


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [PROSE] * 50, "title": ["Talks"] * 50, "date": ["2023-06-17"] * 50}), buffer)
    return buffer.getvalue()


def _mail() -> str:
    return (
        f"From: Jane Roe <jane@example.org>\nDate: Sat, 17 Jun 2023 10:00:00 +0000\n"
        f"Subject: =?utf-8?q?Talks_=C3=A9?=\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        f"Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n{'QUJD' * 20}=\n--b\n"
        f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>{PROSE}=</p>=XX\n--b--\n"
    )


def _nested_mail() -> str:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(DEEP))
    return "Subject: deep\n" + heads + "\n" + PROSE


def _rows() -> list[dict[str, object]]:
    return [{"id": n, "text": PROSE, "title": f"Talks {n}", "published": "2023-06-17"} for n in range(20)]


def _page() -> str:
    return f"<!doctype html><html><head><title>Talks</title></head><body><p>{PROSE * 4}</p></body></html>"


def good() -> dict[str, bytes]:
    """Return one sound file of every form, by its suffix."""
    return {
        "txt": (PROSE * 3).encode(),
        "md": f"---\ntitle: Talks\ndate: 2023-06-17\n---\n# Talks\n\n{PROSE}".encode(),
        "html": _page().encode(),
        "eml": _mail().encode(),
        "mbox": (f"From jane@example.org Sat Jun 17 10:00:00 2023\n{_mail()}\n" * 3).encode(),
        "jsonl": "\n".join(json.dumps(row) for row in _rows()).encode(),
        "json": json.dumps({"articles": _rows()}).encode(),
        "csv": ("id,title,text\n" + "".join(f'{n},Talks,"{PROSE}"\n' for n in range(20))).encode(),
        "parquet": _parquet(),
    }


def bad() -> dict[str, bytes]:
    """Return files that are hostile each in its own way, by name."""
    return {
        "empty.txt": b"",
        "blank.md": b" \n\t\n" * 1000,
        "zeros.txt": bytes(5000),
        "spaces.html": b" " * 1_000_000,
        "deep.html": b"<html><body>" + b"<div>" * DEEP + PROSE.encode() + b"</div>" * DEEP,
        "deep-inline.html": b"<html><body>" + b"<b><i>" * DEEP + PROSE.encode(),
        "deep.json": b"[" * DEEP + b"]" * DEEP,
        "deep-open.json": b'[{"text":' * DEEP,
        "deep.jsonl": b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n" + b'{"a":' * DEEP + b"1" + b"}" * DEEP,
        "deep.eml": _nested_mail().encode(),
        "deep.mbox": b"From x\n" + _nested_mail().encode(),
        "many-parts.eml": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 50_000,
        "long-header.eml": b"Subject: " + b"=?utf-8?q?x?= " * 100_000 + b"\n\n" + PROSE.encode(),
        "parens.eml": b"From: " + b"(" * 100_000 + b"\nSubject: x\n\n" + PROSE.encode(),
        "codec.eml": b"Subject: x\nContent-Type: text/plain; charset=punycode\n\n" + PROSE.encode() * 500,
        "bomb.txt.gz": gzip.compress(b"a" * 40_000_000),
        "bomb.jsonl.gz": gzip.compress(b"\n" * 40_000_000),
        "bomb.csv.gz": gzip.compress(b'id,text\n1,"' + b"a" * 40_000_000),
        "twice.txt.gz": gzip.compress(gzip.compress(PROSE.encode())),
        "half.txt.gz": gzip.compress(PROSE.encode() * 100)[:-20],
        "not.gz": b"\x1f\x8b" + PROSE.encode(),
        "plain.txt.gz": PROSE.encode(),
        "open.csv": b"id,text\n" + b'1,"' + b"never closed\n" * 100_000,
        "quotes.csv": b"id,text\n" + b'1,"a"b"c",""",d\n' * 5000,
        "wide.csv": b"id,text\n" + b"," * 1_000_000 + b"\n" + b"2," + PROSE.encode(),
        "zeros.csv": b"id,text\n1,a\x00b\x00\n" * 100,
        "no-columns.csv": b"a,b\n1,2\n",
        "numbers.csv": b"text,date\n1,2\n3,4\n",
        "long-line.jsonl": b'{"text": "' + b"a" * 9_000_000 + b'"}\n' + json.dumps({"text": PROSE}).encode(),
        "many-lines.jsonl": b"{\n" * 300_000,
        "huge-number.jsonl": b'{"published": ' + b"9" * 5000 + b"}\n" + b'{"published": 1e999, "text": "x"}\n',
        "surrogates.jsonl": json.dumps({"text": PROSE + "\ud800\udfff\udc00", "title": "\udead"}).encode(),
        "types.jsonl": (
            b'{"text": {"a": 1}, "authors": [[[]]], "url": [], "published": {}}\n{"text": [1, 2]}\n[]\n1\n""'
        ),
        "address.jsonl": json.dumps({"text": PROSE, "outlet": "http://[::1", "url": "http://[" * 50}).encode(),
        "short.parquet": b"PAR1",
        "footer.parquet": b"PAR1" + b"\xff" * 1000 + b"\xff\xff\xff\x7fPAR1",
        "letters.html": b"<" * 1_000_000,
        "attributes.html": b"<html><body><p " + b"a='" * 300_000,
        "styles.eml": b"Subject: x\nContent-Type: text/html\n\n" + b"<style" * 300_000,
        "program.txt": b"int main(void) { return 0; }\n" * 50,
        "one-word.txt": b"a" * 3_000_000,
        "marks.txt": b"\xef\xbb\xbf" * 5000,
        "odd-half.txt": b"\xff\xfea",
        "random.bin": _noise(_dice(7), 100_000),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "paper.pdf": b"%PDF-1.7 " + PROSE.encode(),
    }


def write_pile(folder: Path, count: int = 1000) -> int:
    """Write ``count`` hostile files into a folder, and beside them what is no file at all; return how many entries.

    Numbers decide everything: what a file is named, what it would hold, and how that is spoilt.
    """
    ready = bad()
    for name, content in ready.items():
        (folder / name).write_bytes(content)
    sound = good()
    kinds = sorted(sound)
    for number in range(count - len(ready)):
        dice = _dice(number)
        kind = kinds[number % len(kinds)]
        content = SPOILERS[number // len(kinds) % len(SPOILERS)](dice, sound[kind])
        packed = dice.random() < 0.1
        if packed:
            content = gzip.compress(content, mtime=0)[: dice.choice([-1, -9, None])]
        suffix = dice.choice(kinds) if dice.random() < 0.1 else kind
        (folder / f"{number:04}.{suffix}{'.gz' * packed}").write_bytes(content)
    return max(count, len(ready)) + _write_oddities(folder)


def _write_oddities(folder: Path) -> int:
    """Write names that are no UTF-8 or hold line ends, folders named as files, loops, a pipe and a socket."""
    odd_names = (b"caf\xe9.txt", b"two\nlines.txt", b"bell\x07.txt", "right\u202eleft.txt".encode())
    for name in odd_names:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(PROSE)
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inside.txt").write_text(PROSE)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / ".hidden.txt").write_text(PROSE)
    (folder / "draft.txt~").write_text(PROSE)
    os.mkfifo(folder / "pipe.txt")
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have no more than about a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind("socket.txt")
    finally:
        os.chdir(here)
    return len(odd_names) + 8
