"""Photos and signatures come in as anything and are kept as nothing but a picture."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from samples import a_workbook, an_image, exif

from fieldops.files import images
from fieldops.files.checking import check
from fieldops.files.kinds import JPEG, PNG, RULES, Content, FileKind
from fieldops.files.refusals import FileDamaged, FileKindNotAllowed, FileTooLarge, ImageTooLarge

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

PHOTO, SIGNATURE = FileKind.PHOTO, FileKind.SIGNATURE
HTML = b"<html><script>alert(1)</script></html>"


def opened(content: Content) -> Image.Image:
    picture = Image.open(io.BytesIO(content.data))
    picture.load()
    return picture


def colours(picture: Image.Image) -> tuple[str, str]:
    """Of the left and the right edge."""
    names = {0: "red", 2: "blue"}
    edges = [(1, picture.height // 2), (picture.width - 2, picture.height // 2)]
    found = [picture.convert("RGB").getpixel(edge) for edge in edges]
    left, right = (names[max(range(3), key=lambda i, rgb=rgb: rgb[i])] for rgb in found)  # type: ignore[index, misc]
    return left, right


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_jpeg_whatever_it_was(form: str) -> None:
    kept = check(PHOTO, an_image(form))

    assert (kept.media_type, kept.width, kept.height) == (JPEG, 64, 48)
    assert opened(kept).format == "JPEG"
    assert colours(opened(kept)) == ("red", "blue")


def test_a_signature_is_kept_as_png_and_stays_transparent() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (30, 10), (0, 0, 0, 0)).save(clear, "PNG")

    kept = check(SIGNATURE, clear.getvalue())

    assert (kept.media_type, kept.width, kept.height) == (PNG, 30, 10)
    assert opened(kept).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_signature_is_no_photo(form: str) -> None:
    with pytest.raises(FileKindNotAllowed) as refused:
        check(SIGNATURE, an_image(form))

    assert refused.value.facts["found"] == form
    assert refused.value.facts["allowed"] == "PNG"


def test_what_is_transparent_in_a_photo_becomes_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (30, 10), (0, 0, 0, 0)).save(clear, "PNG")

    assert opened(check(PHOTO, clear.getvalue())).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_a_photo_may_have_any_colours(mode: str) -> None:
    grey = Image.new("RGB", (32, 32), "gray")
    made = io.BytesIO()
    by_mode = {"I;16": lambda: Image.new("I;16", grey.size, 0x8000), "P": grey.quantize}
    by_mode.get(mode, lambda: grey.convert(mode))().save(made, "JPEG" if mode == "CMYK" else "PNG")

    kept = opened(check(PHOTO, made.getvalue()))

    assert kept.mode == "RGB"
    if mode != "1":
        assert all(abs(level - 128) < 6 for level in kept.getpixel((16, 16)))  # type: ignore[union-attr]


@pytest.mark.parametrize(("size", "kept_size"), [((5120, 100), (2560, 50)), ((90, 3000), (77, 2560)), ((9, 9), (9, 9))])
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_large_photo_is_reduced_in_proportion(form: str, size: tuple[int, int], kept_size: tuple[int, int]) -> None:
    kept = check(PHOTO, an_image(form, size))

    assert (kept.width, kept.height) == kept_size == opened(kept).size


def test_position_camera_and_everything_beside_the_picture_is_dropped() -> None:
    profile = b"\0" * 128 + b"profile of a secret"
    beside = {"exif": exif(), "comment": b"secret comment", "icc_profile": profile, "xmp": b"<x>secret xmp</x>"}
    taken = an_image("JPEG", **beside)
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)

    kept = check(PHOTO, taken)

    assert not opened(kept).getexif()
    assert opened(kept).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for word in (b"Exif", b"secret", b"Kamera", b"ICC_PROFILE"):
        assert word in taken
        assert word not in kept.data


def test_texts_in_a_png_are_dropped() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "secret", zip=False)

    kept = check(SIGNATURE, an_image("PNG", pnginfo=texts, exif=exif(), dpi=(300, 300)))

    assert opened(kept).info == {}
    assert set(chunks(kept.data)) == {b"IHDR", b"IDAT", b"IEND"}


def chunks(png: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(png):
        found.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4])
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "size", "edges"),
    [(1, (64, 48), ("red", "blue")), (2, (64, 48), ("blue", "red")), (3, (64, 48), ("blue", "red")), (6, (48, 64), None),
     (8, (48, 64), None), (99, (64, 48), ("red", "blue"))],
)  # fmt: skip
def test_a_photo_is_turned_upright_before_that_is_forgotten(
    form: str, orientation: int, size: tuple[int, int], edges: tuple[str, str] | None
) -> None:
    kept = opened(check(PHOTO, an_image(form, exif=exif(orientation))))

    assert kept.size == size
    if edges:
        assert colours(kept) == edges
    else:
        top_first = {6: ("red", "blue"), 8: ("blue", "red")}[orientation]
        assert colours(kept.transpose(Image.Transpose.ROTATE_90)) == top_first


def test_broken_exif_spoils_no_photo() -> None:
    assert check(PHOTO, an_image("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).width == 64


@pytest.mark.parametrize("behind", [HTML, a_workbook(), b"<?php system($_GET['c']); ?>"], ids=["html", "zip", "php"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_a_picture_is_cut_off(form: str, behind: bytes) -> None:
    kept = check(PHOTO, an_image(form) + behind)

    assert behind[:20] not in kept.data
    assert kept.data == check(PHOTO, an_image(form)).data
    assert kept.data.endswith(b"\xff\xd9")


def test_what_hides_in_a_comment_is_cut_out() -> None:
    assert HTML not in check(PHOTO, an_image("JPEG", comment=HTML)).data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(form: str) -> None:
    whole = an_image(form, (400, 400))

    for length in (20, len(whole) // 2, len(whole) * 9 // 10):
        with pytest.raises(FileDamaged):
            check(PHOTO, whole[:length])


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_kept(form: str) -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    made = io.BytesIO()
    first.save(made, form, save_all=True, append_images=[second])

    kept = opened(check(PHOTO, made.getvalue()))

    assert getattr(kept, "n_frames", 1) == 1
    assert colours(kept) == ("red", "red")


def png_of(width: int, height: int) -> bytes:
    """The head of a PNG of that size and a little of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 10_000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in body
    )


@pytest.mark.parametrize("size", [(20_000, 20_000), (7_100, 7_100), (2**31 - 1, 2**31 - 1), (50_000_001, 1)])
@pytest.mark.parametrize("kind", [PHOTO, SIGNATURE])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    kind: FileKind, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load_prepare", lambda _: pytest.fail("it was decoded"))

    with pytest.raises(ImageTooLarge):
        check(kind, png_of(*size))


def test_the_limit_itself_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert images.MOST_PIXELS == 50_000_000
    monkeypatch.setattr(images, "MOST_PIXELS", 1000)

    assert check(PHOTO, an_image(size=(40, 25))).width == 40
    with pytest.raises(ImageTooLarge):
        check(PHOTO, an_image(size=(41, 25)))


def test_a_jpeg_that_is_painted_a_thousand_times_is_refused_at_once() -> None:
    """Each scan costs the decoder the whole picture, however few bytes it has."""
    ordinary = an_image("JPEG", (2000, 2000), progressive=True)
    last = ordinary.rindex(b"\xff\xda")
    painted = ordinary[:-2] + ordinary[last:-2] * 1000 + b"\xff\xd9"
    started = time.process_time()

    with pytest.raises(FileDamaged):
        check(PHOTO, painted)

    assert time.process_time() - started < 1
    assert check(PHOTO, ordinary).width == 2000


def test_the_thumbnails_of_a_jpeg_count_for_nothing() -> None:
    small = an_image("JPEG", progressive=True)

    assert check(PHOTO, an_image("JPEG", comment=small * 20)).width == 64


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"GIF89a" + b"\0" * 50, "GIF"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC or AVIF"),
        (b"%PDF-1.7", "PDF"),
        (b"\n <svg onload='alert(1)'/>", "HTML or XML"),
        (HTML, "HTML or XML"),
        (b"\xef\xbb\xbf<html>", "HTML or XML"),
        (b"MZ\x90\0", "of no known kind"),
        (b"hello", "CSV"),
        (a_workbook(), "XLSX"),
    ],
)
def test_the_content_decides_what_a_file_is(content: bytes, found: str) -> None:
    with pytest.raises(FileKindNotAllowed) as refused:
        check(PHOTO, content)

    assert refused.value.facts["found"] == found


@pytest.mark.parametrize("kind", FileKind)
def test_nothing_is_no_file(kind: FileKind) -> None:
    with pytest.raises(FileDamaged):
        check(kind, b"")


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_beyond_its_size_is_refused(kind: FileKind) -> None:
    with pytest.raises(FileTooLarge) as refused:
        check(kind, b"\0" * (RULES[kind].most_bytes + 1))

    assert refused.value.facts["most_mb"] == {"photo": 12, "signature": 1, "import": 30}[kind]


def test_the_same_photo_is_kept_in_the_same_bytes() -> None:
    taken = an_image("PNG")

    assert check(PHOTO, taken) == check(PHOTO, taken)


GOOD = {form: an_image(form, exif=exif(6)) for form in ("JPEG", "PNG", "WEBP")}


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_whatever_is_sent_is_kept_as_a_clean_picture_or_refused(form: str, data: st.DataObject) -> None:
    changed = bytearray(GOOD[form])
    for at, byte in data.draw(
        st.dictionaries(st.integers(0, len(changed) - 1), st.integers(0, 255), max_size=8)
    ).items():
        changed[at] = byte

    try:
        kept = check(PHOTO, bytes(changed))
    except (FileDamaged, FileKindNotAllowed, ImageTooLarge):
        return
    assert opened(kept).format == "JPEG"
    assert b"Exif" not in kept.data


@pytest.mark.parametrize(
    ("size", "small"), [((1200, 900), (480, 360)), ((900, 1200), (360, 480)), ((100, 50), (100, 50))]
)
def test_a_photo_is_made_small_for_paper_the_same_each_time(size: tuple[int, int], small: tuple[int, int]) -> None:
    kept = check(PHOTO, an_image("JPEG", size)).data

    made = images.small(kept, 480)

    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.size, colours(picture)) == ("JPEG", small, ("red", "blue"))
    assert images.small(kept, 480) == made


def test_a_damaged_photo_is_not_made_small() -> None:
    with pytest.raises(FileDamaged):
        images.small(an_image("JPEG")[:200], 480)
