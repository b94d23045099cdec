"""Bytes on the disk: each content once, whole or not at all, and nobody else's to read."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldops.files import keeping
from fieldops.files.keeping import keep, lying, opened, place
from fieldops.files.names import sanitised, with_ending

DATA = b"some bytes"
DIGEST = hashlib.sha256(DATA).digest()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


def everything(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def test_a_file_lies_under_its_sha256(files: Path) -> None:
    assert keep(files, DATA) == DIGEST

    name = DIGEST.hex()
    assert everything(files) == [files / name[:2] / name[2:4] / name] == [place(files, DIGEST)]
    assert place(files, DIGEST).read_bytes() == DATA


def test_only_we_may_read_it(files: Path) -> None:
    before = os.umask(0)
    try:
        keep(files, DATA)
    finally:
        os.umask(before)

    path = place(files, DIGEST)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path.parent, path.parent.parent, files)] == [0o700] * 3


def test_the_same_content_twice_is_one_file_and_young_again(files: Path) -> None:
    keep(files, DATA)
    os.utime(place(files, DIGEST), (0, 0))
    number = place(files, DIGEST).stat().st_ino

    assert keep(files, DATA) == DIGEST

    assert everything(files) == [place(files, DIGEST)]
    assert place(files, DIGEST).stat().st_ino == number
    assert place(files, DIGEST).stat().st_mtime > 0


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_leaves_no_half_file(files: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), crash)
        patched.setattr(Path, "unlink", lambda *_, **__: None)  # a killed program doesn't tidy up
        patched.setattr(keeping, "_make_folders", lambda _, inner: inner.mkdir(parents=True))
        with pytest.raises(KeyboardInterrupt):
            keep(files, DATA)

    assert opened(files, DIGEST, len(DATA)) is None
    assert [one.digest for one in lying(files)] == [None]
    assert keep(files, DATA) == DIGEST
    assert place(files, DIGEST).read_bytes() == DATA


def test_a_failure_tidies_up(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError("no space left on device")

    keeping._make_folders(files, place(files, DIGEST).parent)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="no space"):
        keep(files, DATA)

    assert everything(files) == []


def test_bytes_are_on_the_disk_before_they_have_their_name(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (done.append("sync"), sync(descriptor))[1])
    monkeypatch.setattr(Path, "replace", lambda *paths: (done.append("rename"), replace(*paths))[1])

    keep(files, DATA)

    assert done[-3:] == ["sync", "rename", "sync"]


def test_a_file_of_another_size_is_taken_for_broken_and_written_anew(files: Path) -> None:
    keep(files, DATA)
    place(files, DIGEST).write_bytes(DATA[:3])
    assert opened(files, DIGEST, len(DATA)) is None

    keep(files, DATA)

    assert place(files, DIGEST).read_bytes() == DATA


def test_a_link_is_never_followed(files: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"top secret")
    place(files, DIGEST).parent.mkdir(parents=True)
    place(files, DIGEST).symlink_to(secret)
    assert opened(files, DIGEST, len(DATA)) is None

    keep(files, DATA)

    assert not place(files, DIGEST).is_symlink()
    assert place(files, DIGEST).read_bytes() == DATA
    assert secret.read_bytes() == b"top secret"


def test_what_is_there_is_read_and_what_is_not_is_none(files: Path) -> None:
    keep(files, DATA)

    reading = opened(files, DIGEST, len(DATA))

    assert reading is not None
    with reading:
        assert reading.read() == DATA
    assert opened(files, hashlib.sha256(b"other").digest(), 5) is None


def test_only_what_is_ours_is_found_lying_there(files: Path) -> None:
    keep(files, DATA)
    place(files, DIGEST).with_name("notes.txt").touch()
    (files / "README").touch()
    place(files, DIGEST).with_name(".0123456789abcdef.part").touch()

    assert {one.digest for one in lying(files)} == {DIGEST, None}
    assert list(lying(files / "nowhere")) == []


# Names


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\photo.jpg", "photo.jpg"),
        ("/", ""),
        ("..", ""),
        (".htaccess", "htaccess"),
        ("a\0b\nc\x7f.jpg", "ab c.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("现场 照片.jpg ", "现场 照片.jpg"),
        ("x" * 500, "x" * 200),
        ("", ""),
    ],
)
def test_a_name_is_cleared_of_what_is_no_name(given_name: str, shown: str) -> None:
    assert sanitised(given_name) == shown


@given(st.text(max_size=300))
def test_any_name_becomes_a_short_one_that_can_be_seen_whole(name: str) -> None:
    shown = sanitised(name)

    assert len(shown) <= 200
    assert not set("/\\\0\r\n\t") & set(shown)
    assert shown.isprintable()
    assert sanitised(shown) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.exe", "a.jpg"),
        ("a", "a.jpg"),
        ("a.tar.gz", "a.tar.jpg"),
        (".jpg", "file.jpg"),
        ("", "file.jpg"),
        ("第1.5版", "第1.5版.jpg"),
    ],
)
def test_a_name_ends_in_what_the_content_is(name: str, shown: str) -> None:
    assert with_ending(name, ".jpg") == shown
