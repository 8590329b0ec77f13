"""What the first bytes of a file say, as data: programs, stored models, archives, and what people can open and judge.

One more form is one more row.
"""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Sort(StrEnum):
    """What a binary file is, as far as it matters whether people can review it."""

    PROGRAM = "program"
    """A machine made it, and a machine runs it."""
    STORED = "stored"
    """A stored model, a serialised object, firmware: nobody can look into it with usual tools."""
    ARCHIVE = "archive"
    """It can be unpacked; what is in it was not looked at."""
    MEDIA = "media"
    """A picture, sound, font or document: people can open and judge it."""
    OTHER = "other"
    """Binary, of an unknown form."""


class Form(NamedTuple):
    """A form of file: its name, its sort, its first bytes and where they stand, and the endings it must have."""

    name: str
    sort: Sort
    magic: bytes
    at: int = 0
    endings: frozenset[str] = frozenset()


def _form(name: str, sort: Sort, magic: bytes, at: int = 0, endings: str = "") -> Form:
    return Form(name, sort, magic, at, frozenset(endings.split()))


FORMS: tuple[Form, ...] = (
    _form("ELF", Sort.PROGRAM, b"\x7fELF"),
    _form("Mach-O", Sort.PROGRAM, b"\xfe\xed\xfa\xce"), _form("Mach-O", Sort.PROGRAM, b"\xfe\xed\xfa\xcf"),
    _form("Mach-O", Sort.PROGRAM, b"\xce\xfa\xed\xfe"), _form("Mach-O", Sort.PROGRAM, b"\xcf\xfa\xed\xfe"),
    _form("DOS", Sort.PROGRAM, b"MZ", endings="exe com dll sys ocx scr drv efi cpl node"),
    _form("WebAssembly", Sort.PROGRAM, b"\0asm"), _form("Dalvik", Sort.PROGRAM, b"dex\n"),
    _form("object archive", Sort.PROGRAM, b"!<arch>\n"), _form("thin object archive", Sort.PROGRAM, b"!<thin>\n"),
    _form("RPM package", Sort.PROGRAM, b"\xed\xab\xee\xdb"),
    _form("Windows installer", Sort.PROGRAM, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", endings="msi msp"),
    _form("LLVM bitcode", Sort.PROGRAM, b"BC\xc0\xde"), _form("Lua bytecode", Sort.PROGRAM, b"\x1bLua"),
    _form("LuaJIT bytecode", Sort.PROGRAM, b"\x1bLJ"), _form("BEAM", Sort.PROGRAM, b"FOR1", endings="beam"),
    _form("COFF object", Sort.PROGRAM, b"\x4c\x01", endings="obj o"),
    _form("COFF object", Sort.PROGRAM, b"\x64\x86", endings="obj o"),
    _form("Python bytecode", Sort.PROGRAM, b"\r\n", 2, "pyc pyo"),
    _form("Java archive", Sort.PROGRAM, b"PK\x03\x04", endings="jar war ear aar apk aab ipa xapk"),
    _form("package", Sort.PROGRAM, b"PK\x03\x04", endings="whl egg nupkg vsix xpi crx"),
    _form("Java archive", Sort.PROGRAM, b"META-INF/", 30),
    _form("snap", Sort.PROGRAM, b"hsqs", endings="snap appimage"),
    _form("pickle", Sort.STORED, b"\x80", endings="pkl pickle joblib dill p"),
    _form("PyTorch model", Sort.STORED, b"PK\x03\x04", endings="pt pth bin ckpt torchscript ptl"),
    _form("PyTorch model", Sort.STORED, b"\x80", endings="pt pth ckpt"),
    _form("Keras model", Sort.STORED, b"\x89HDF\r\n\x1a\n", endings="h5 hdf5 keras"),
    _form("Keras model", Sort.STORED, b"PK\x03\x04", endings="keras"),
    _form("ONNX model", Sort.STORED, b"\x08", endings="onnx"), _form("TensorFlow Lite model", Sort.STORED, b"TFL3", 4),
    _form("GGUF model", Sort.STORED, b"GGUF"), _form("GGML model", Sort.STORED, b"lmgg"),
    _form("UF2 firmware", Sort.STORED, b"UF2\n"), _form("DFU firmware", Sort.STORED, b"DfuSe"),
    _form("office document", Sort.MEDIA, b"PK\x03\x04",
          endings="docx xlsx pptx odt ods odp odg epub vsdx key pages numbers sketch xd fig drawio ora kra 3mf usdz"),
    _form("office document", Sort.MEDIA, b"\xd0\xcf\x11\xe0", endings="doc xls ppt vsd msg"),
    _form("PNG", Sort.MEDIA, b"\x89PNG"), _form("JPEG", Sort.MEDIA, b"\xff\xd8\xff"), _form("GIF", Sort.MEDIA, b"GIF8"),
    _form("RIFF", Sort.MEDIA, b"RIFF"), _form("Ogg", Sort.MEDIA, b"OggS"), _form("MP3", Sort.MEDIA, b"ID3"),
    _form("PDF", Sort.MEDIA, b"%PDF"), _form("WOFF", Sort.MEDIA, b"wOF"), _form("OpenType", Sort.MEDIA, b"OTTO"),
    _form("TrueType", Sort.MEDIA, b"\0\x01\0\0\0"), _form("TrueType", Sort.MEDIA, b"ttcf"),
    _form("FLAC", Sort.MEDIA, b"fLaC"), _form("TIFF", Sort.MEDIA, b"II*\0"), _form("TIFF", Sort.MEDIA, b"MM\0*"),
    _form("icon", Sort.MEDIA, b"\0\0\x01\0"), _form("cursor", Sort.MEDIA, b"\0\0\x02\0"),
    _form("Apple icons", Sort.MEDIA, b"icns"), _form("MP4", Sort.MEDIA, b"ftyp", 4), _form("MIDI", Sort.MEDIA, b"MThd"),
    _form("Matroska", Sort.MEDIA, b"\x1aE\xdf\xa3"), _form("Photoshop", Sort.MEDIA, b"8BPS"),
    _form("GIMP", Sort.MEDIA, b"gimp xcf"), _form("KTX", Sort.MEDIA, b"\xabKTX"), _form("DDS", Sort.MEDIA, b"DDS "),
    _form("glTF", Sort.MEDIA, b"glTF"), _form("Blender", Sort.MEDIA, b"BLENDER"), _form("QOI", Sort.MEDIA, b"qoif"),
    _form("zip", Sort.ARCHIVE, b"PK\x03\x04"), _form("gzip", Sort.ARCHIVE, b"\x1f\x8b"),
    _form("bzip2", Sort.ARCHIVE, b"BZh"), _form("xz", Sort.ARCHIVE, b"\xfd7zXZ"), _form("zstd", Sort.ARCHIVE, b"\x28\xb5\x2f\xfd"),
    _form("7z", Sort.ARCHIVE, b"7z\xbc\xaf\x27\x1c"), _form("rar", Sort.ARCHIVE, b"Rar!"), _form("LZ4", Sort.ARCHIVE, b"\x04\x22\x4d\x18"),
    _form("cab", Sort.ARCHIVE, b"MSCF"), _form("tar", Sort.ARCHIVE, b"ustar", 257), _form("xar", Sort.ARCHIVE, b"xar!"),
)  # fmt: skip
"""Earlier rows win; Java's class files and Apple's fat programs begin alike and are told apart by code."""

TEXT_ENDINGS = frozenset(
    "adoc asciidoc atom bat bats bib bzl cfg cff cmake cmd cnf coffee conf config css csv cue cypher def desktop diff dot "
    "editorconfig ejs erb eslintrc exp fbs feature gemspec gitattributes gitignore gn gni gql gradle graphql gv haml hbs hcl "
    "htm html http iml in inc ini ipynb iss jinja jinja2 j2 json json5 jsonc jsonl jsonnet just kdl keep latex ld less lock log "
    "m4 mak markdown mak mailmap md mdown mdx mk mod mustache ndjson ninja npmignore npmrc opam org out patch pc pem po pod pot "
    "prettierrc pri pro prop properties props proto pub puml qml qrc rdoc rng rockspec rss rst sass sbt scss sls sln snap "
    "spec sql srt star stderr stdout strings sty styl sum svg tap targets tcss template tex texi texinfo textile tf tfvars "
    "tmpl toml tpl tsv txt ui user vcxproj vim vtt webmanifest wxs xaml xhtml xib xlf xml xsd xsl xslt yaml yml zcml "
    "csproj fsproj sublime-project storyboard plist pbxproj xcscheme entitlements cabal nimble gleam wit typ bzl nu fish ps "
    "1 2 3 4 5 6 7 8 9 am ac cl cu glsl hlsl vert frag comp wgsl metal cuh ino pde mm tcl el vbs pl6 raku edn http tap ".split()
)
"""Endings of files that people write; they are not opened for this. Those of source code are known elsewhere."""

MEDIA_ENDINGS = frozenset(
    "png jpg jpeg gif webp avif heic ico icns cur bmp tif tiff psd xcf svgz pdf woff woff2 ttf otf eot ttc mp3 mp4 m4a m4v "
    "ogg oga ogv opus wav flac aac mid midi webm avi mov mkv mpg mpeg docx xlsx pptx odt ods odp epub doc xls ppt dds ktx "
    "ktx2 exr hdr blend fbx glb stl 3ds ai eps djvu qoi jxl jp2 tga ppm pgm pbm".split()
)
"""Endings of pictures, sound, fonts and documents."""

SUSPECT_ENDINGS = frozenset(
    "exe com dll sys ocx scr drv efi so dylib a lib o obj ko jar war ear aar apk aab ipa class pyc pyo wasm dex odex beam "
    "elf axf bin rom img hex uf2 dfu fw whl egg nupkg vsix xpi deb rpm msi snap appimage node bc luac elc pkl pickle joblib "
    "pt pth onnx tflite h5 hdf5 keras gguf ggml ckpt safetensors pb mlmodel zip tar gz tgz bz2 xz zst 7z rar lz4 cab db "
    "sqlite sqlite3 mo gmo dat npy npz parquet rds rda".split()
)
"""Endings of files that are opened first."""

TEXT_NAMES = frozenset(
    "authors build changelog changes codeowners configure contributing containerfile copying dockerfile gemfile gnumakefile "
    "gradlew hacking install jenkinsfile justfile license licence licenses maintainers makefile news notice owners procfile "
    "rakefile readme security thanks todo vagrantfile version brewfile podfile cartfile dune kconfig manifest description "
    "namespace doxyfile earthfile tiltfile guardfile capfile fastfile appfile mvnw cname todo credits copyright patents".split()
)
"""Names without an ending of files that people write."""
