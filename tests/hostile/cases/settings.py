"""Repositories whose own settings name programs, reach out, or try to change what is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile.building import GOOD, Raw, Trap
from tests.hostile.case import Build, Case, good

ATTRIBUTES = "* diff=evil filter=evil merge=evil textconv=evil export-subst ident working-tree-encoding=UTF-16\n"


def configured(form: str, *, attributes: bool = False) -> Build:
    """Build a good repository with settings; `{program}` and the like stand for what lies around it."""

    def build(raw: Raw, trap: Trap) -> None:
        raw.hold({**GOOD, ".gitattributes": ATTRIBUTES} if attributes else GOOD)
        words = {"program": trap.program, "secret": trap.secret, "folder": trap.folder, "git": raw.git_dir}
        raw.configure(f"[core]\nrepositoryformatversion = 0\nbare = true\n{form.format(**words)}\n")
        if attributes:
            raw.write("info/attributes", ATTRIBUTES)

    return build


PROGRAMS = {
    "core.fsmonitor": "[core]\nfsmonitor = {program}\nuntrackedCache = true\nfsmonitorHookVersion = 2",
    "core.sshCommand and a promised object": "[core]\nsshCommand = {program}\n[remote \"origin\"]\n"
    "url = ssh://host.example.org/x\npromisor = true\n[extensions]\npartialClone = origin",
    "an ext:: remote": "[remote \"origin\"]\nurl = ext::{program}\npromisor = true\n[protocol \"ext\"]\nallow = always",
    "a diff driver": "[diff]\nexternal = {program}\n[diff \"evil\"]\ncommand = {program}\nbinary = true",
    "textconv": "[diff \"evil\"]\ntextconv = {program}\ncachetextconv = true\n[log]\nshowSignature = true",
    "filters": "[filter \"evil\"]\nclean = {program}\nsmudge = {program}\nprocess = {program}\nrequired = true",
    "merge drivers": "[merge \"evil\"]\ndriver = {program}\n[log]\ndiffMerges = remerge",
    "hooks": "[core]\nhooksPath = {folder}",
    "aliases": "".join(f"[alias]\n{name} = !{{program}}\n" for name in (
        "log", "config", "rev-parse", "ls-tree", "cat-file", "for-each-ref", "symbolic-ref", "rev-list")),
    "pagers and editors": "[core]\npager = {program}\neditor = {program}\naskPass = {program}\n[pager]\nlog = {program}\n"
    "config = {program}\nfor-each-ref = {program}\n[sequence]\neditor = {program}\n[color]\nui = always\npager = true",
    "credential helpers": "[credential]\nhelper = !{program}\n[credential \"https://example.org\"]\nhelper = {program}",
    "signature programs": "[gpg]\nprogram = {program}\nformat = ssh\n[gpg \"ssh\"]\nprogram = {program}\n"
    "defaultKeyCommand = {program}\n[gpg \"x509\"]\nprogram = {program}\n[log]\nshowSignature = true",
    "an alternates command": "[core]\nalternateRefsCommand = {program}\nalternateRefsPrefixes = refs",
    "trailer commands": "[trailer \"sign\"]\ncommand = {program}\ncmd = {program}\nifmissing = add",
    "remote programs": "[remote \"origin\"]\nurl = {folder}\nuploadpack = {program}\nreceivepack = {program}\n"
    "vcs = {program}\nproxy = http://127.0.0.1:9\n[uploadpack]\npackObjectsHook = {program}\n[core]\ngitProxy = {program}",
    "maintenance and gc": "[gc]\nauto = 1\nautoDetach = false\n[maintenance]\nauto = true\n[core]\nhooksPath = {folder}",
    "browsers, mailers and tools": "[web]\nbrowser = evil\n[browser \"evil\"]\ncmd = {program}\n[sendemail]\n"
    "smtpServer = {program}\n[man \"evil\"]\ncmd = {program}\n[help]\nformat = web\nautocorrect = immediate\n"
    "[difftool \"evil\"]\ncmd = {program}\n[mergetool \"evil\"]\ncmd = {program}\n[diff]\ntool = evil",
    "submodule commands": "[submodule \"x\"]\nupdate = !{program}\nurl = ext::{program}\nactive = true\n[submodule]\n"
    "recurse = true\n[fetch]\nrecurseSubmodules = true",
}  # fmt: skip

OUTSIDE = {
    "include.path of a secret": "[include]\npath = {secret}",
    "includeIf of a secret": "[includeIf \"gitdir:/**\"]\npath = {secret}\n[includeIf \"onbranch:**\"]\npath = {secret}",
    "a mailmap outside": "[mailmap]\nfile = {secret}\nblob = refs/heads/main:README.md",
    "an attributes file outside": "[core]\nattributesFile = {secret}\nexcludesFile = {secret}",
    "an order file outside": "[diff]\norderFile = {secret}",
    "a work tree outside": "[core]\nbare = false\nworktree = {folder}",
    "ignored revisions outside": "[blame]\nignoreRevsFile = {secret}\n[commit]\ntemplate = {secret}",
    "an allowed signers file outside": "[gpg \"ssh\"]\nallowedSignersFile = {secret}\nrevocationFile = {secret}",
    "a url that is rewritten": "[url \"file://{folder}/\"]\ninsteadOf = https://\n[remote \"origin\"]\n"
    "url = https://git.example.org/work",
    "a trace into a file": "[trace2]\nnormalTarget = {folder}/trace\neventTarget = {folder}/trace\nperfTarget = {folder}/t",
}  # fmt: skip

TWISTS = {
    "another encoding of the log": "[i18n]\nlogOutputEncoding = UTF-16\ncommitEncoding = UTF-7",
    "the first commit left out": "[log]\nshowRoot = false",
    "no mailmap": "[log]\nmailmap = false\n[mailmap]\nblob = refs/heads/none:x",
    "merges shown": "[log]\ndiffMerges = first-parent\nfollow = true\ndecorate = full\nabbrevCommit = true",
    "another order of paths": "[diff]\norderFile = /dev/null\nrenames = copies\nrelative = true\nignoreSubmodules = all\n"
    "noprefix = true\nmnemonicPrefix = true\nsubmodule = log",
    "another order of tags": "[tag]\nsort = -refname\n[versionsort]\nsuffix = -rc\n[column]\nui = always\n[branch]\nsort = x",
    "colour everywhere": "[color]\nui = always\ndiff = always\n[color \"diff\"]\nmeta = red\n[log]\ngraphColors = red",
    "another form of the log": "[format]\npretty = oneline\nsignOff = true\nnotes = true\n[notes]\ndisplayRef = refs/*\n"
    "[log]\ndate = raw\nexcludeDecoration = refs/*\ninitialDecorationSet = all",
    "odd names quoted": "[core]\nquotePath = true\nignoreCase = true\nprecomposeUnicode = true\nprotectHFS = false\n"
    "abbrev = 4\ncommentChar = x\nautocrlf = true\neol = crlf",
    "large files left to others": "[core]\nbigFileThreshold = 1\ncompression = 0\npackedGitLimit = 1\ndeltaBaseCacheLimit = 1",
}  # fmt: skip

BROKEN = {
    "a setting that is no setting": "[",
    "a value that is no value": "[core]\nbare = perhaps\nfilemode = x",
    "a format of the future": "[core]\nrepositoryformatversion = 9",
    "an extension of the future": "[core]\nrepositoryformatversion = 1\n[extensions]\ntomorrow = true",
    "refs as tables": "[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable",
    "another object format": "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = md5",
    "an include of itself": "[include]\npath = config",
}


def whole_config(text: Callable[[Trap], str | bytes]) -> Build:
    """Build a good repository with a configuration that is written as it is."""

    def build(raw: Raw, trap: Trap) -> None:
        good(raw)
        raw.write("config", text(trap))

    return build


def hooks(raw: Raw, trap: Trap) -> None:
    """Put a program at the place of every hook."""
    good(raw)
    (raw.git_dir / "hooks").mkdir()
    for name in ("post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman", "post-index-change",
                 "pre-auto-gc", "post-rewrite", "sendemail-validate", "proc-receive", "update"):  # fmt: skip
        (raw.git_dir / "hooks" / name).symlink_to(trap.program)


def own_git(raw: Raw, trap: Trap) -> Path:
    """Put programs called git into the tree and beside the repository."""
    raw.hold(GOOD)
    for name in ("git", "git-log", "ls-tree", "python", "sitecustomize.py", "badge.py", "re2.py", "yaml.py"):
        (raw.folder / name).write_text(
            trap.program.read_text() if "." not in name else f"open({str(trap.marker)!r}, 'w')"
        )
        (raw.folder / name).chmod(0o755)
    return raw.folder


SETTINGS = (
    *(Case(f"programs: {name}", configured(form, attributes=True)) for name, form in PROGRAMS.items()),
    *(Case(f"outside: {name}", configured(form, attributes=True), refused="include" in name)
      for name, form in OUTSIDE.items()),
    *(Case(f"broken: {name}", configured(form), refused=True) for name, form in BROKEN.items()),
    Case("a configuration of 2 MB", whole_config(lambda _: "[a]\n" + "b = c\n" * 300_000)),
    Case("a configuration of zeros", whole_config(lambda _: bytes(1000)), refused=True),
    Case("a configuration in UTF-16", whole_config(lambda _: "[core]\nbare = true\n".encode("utf-16")), refused=True),
    Case("a setting of one line of 2 MB", whole_config(lambda _: "[remote \"origin\"]\nurl = " + "x" * 2_000_000)),
    Case("remotes that a terminal obeys", whole_config(
        lambda _: "[remote \"origin\"]\nurl = \"https://h.example.org/\x1b]0;x\x07\u202e<script>alert(1)</script>\"\n")),
    Case("programs at the place of every hook", hooks, bare=False),
    Case("programs with the names of ours", own_git, bare=False),
)  # fmt: skip
