"""What differs between one installation and the next, read once from the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

DATABASES = ("sqlite", "postgresql")
COUNTERS = ("redis", "rediss", "valkey", "valkeys", "unix")

T = TypeVar("T")


class SettingError(ValueError):
    """A variable of the environment has a value that cannot be used."""

    def __init__(self, variable: str, text: str) -> None:
        """Remember the variable and the sentence, so that a door can say it in the reader's language.

        The value is left out on purpose: it may hold a password.
        """
        self.variable = variable
        self.text = text
        self.values = {"variable": variable}
        super().__init__(text % self.values)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between one installation and the next."""

    data: Path
    """The folder for the database, the key file and whatever else is kept."""
    database_url: str
    """Where the database is; without a setting, a SQLite file in the data folder."""
    criteria: Path | None = None
    """A folder with series of one's own, instead of those that come with badge."""
    checkouts: Path | None = None
    """The folder below which a checkout may be named on the start page; without it, none may."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that may be at private addresses: the forges of a closed network."""
    ca_file: str = ""
    """A file with the certificate authority of a closed network."""
    public_url: str = ""
    """The address under which people reach this installation, without a slash at the end."""
    cdn_service: str = ""
    """The id of the service at a CDN that keeps badges; without it, nobody may keep them."""
    cdn_token: str = field(default="", repr=False)
    """What lets us purge there."""
    cdn_api: str = "https://api.fastly.com"
    """Where purges are sent, in the form of Fastly's API."""

    limit_data: int = 3000
    """How many requests for data somebody may send in a minute; 0 is no limit."""
    limit_images: int = 30000
    """The same for badges that are drawn; those that are finished already are not counted at all."""
    limits_url: str = field(default="", repr=False)
    """A Valkey or Redis that counts for several processes together; without it, each counts for itself."""
    proxies: int = 0
    """How many proxies of one's own stand before the server; the last ones in X-Forwarded-For are believed."""
    dumps: Path | None = None
    """The folder of the dumps that everybody may fetch; without a setting, one in the data folder."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the variables BADGE_*; one that is empty counts as not set. Raise SettingError for a bad one."""

        def read(variable: str, convert: Callable[[str, str], T], default: T) -> T:
            value = environ.get(variable, "").strip()
            return convert(variable, value) if value else default

        data = read("BADGE_DATA", _folder, _usual_data_folder(environ))
        return cls(
            data=data,
            database_url=read("BADGE_DATABASE_URL", _database_url, f"sqlite:///{data / 'badge.sqlite'}"),
            criteria=read("BADGE_CRITERIA", _existing_folder, None),
            checkouts=read("BADGE_CHECKOUTS", _existing_folder, None),
            private_hosts=read("BADGE_PRIVATE_HOSTS", _hosts, ()),
            ca_file=read("BADGE_CA_FILE", _existing_file, ""),
            public_url=read("BADGE_PUBLIC_URL", _public_url, ""),
            cdn_service=(service := read("BADGE_CDN_SERVICE", _word, "")),
            cdn_token=_with("BADGE_CDN_TOKEN", read("BADGE_CDN_TOKEN", _word, ""), service),
            cdn_api=read("BADGE_CDN_API", _public_url, cls.cdn_api),
            limit_data=read("BADGE_LIMIT_DATA", _count, cls.limit_data),
            limit_images=read("BADGE_LIMIT_IMAGES", _count, cls.limit_images),
            limits_url=read("BADGE_LIMITS_URL", _counter_url, ""),
            proxies=read("BADGE_PROXIES", _count, 0),
            dumps=read("BADGE_DUMPS", _folder, None),
        )


def _usual_data_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder where the person's programs keep their data, by the XDG convention."""
    if shared := environ.get("XDG_DATA_HOME", "").strip():
        return Path(shared, "badge")
    return Path(environ.get("HOME", "").strip() or ".", ".local", "share", "badge")


def _folder(variable: str, value: str) -> Path:
    folder = Path(value).absolute()
    if folder.exists() and not folder.is_dir():
        raise SettingError(variable, "%(variable)s must name a folder, but there is a file of that name.")
    return folder


def _existing_folder(variable: str, value: str) -> Path:
    folder = Path(value).absolute()
    if not folder.is_dir():
        raise SettingError(variable, "%(variable)s must name a folder that exists.")
    return folder


def _existing_file(variable: str, value: str) -> str:
    if not Path(value).is_file():
        raise SettingError(variable, "%(variable)s must name a file that exists.")
    return str(Path(value).absolute())


def _hosts(variable: str, value: str) -> tuple[str, ...]:
    hosts = tuple(each.strip().lower() for each in value.split(",") if each.strip())
    if any("/" in each or ":" in each or "." not in each for each in hosts):
        raise SettingError(variable, "%(variable)s must be a list of host names with commas between them.")
    return hosts


def _word(variable: str, value: str) -> str:
    if not value.isascii() or not all(each.isalnum() or each in "_-." for each in value):
        raise SettingError(variable, "%(variable)s must be a word of letters, digits, _, - and dots.")
    return value


def _with(variable: str, value: str, service: str) -> str:
    if service and not value:
        raise SettingError(variable, "%(variable)s must be set, as a service at a CDN is set.")
    return value


def _count(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise SettingError(variable, "%(variable)s must be a whole number from 0.")
    return int(value)


def _counter_url(variable: str, value: str) -> str:
    if value.partition("://")[0] not in COUNTERS or "://" not in value:
        raise SettingError(variable, "%(variable)s must be an address that begins with redis://, valkey:// or unix://.")
    return value


def _database_url(variable: str, value: str) -> str:
    kind, separator, _place = value.partition("://")
    if not separator or kind.partition("+")[0] not in DATABASES:
        raise SettingError(variable, "%(variable)s must be an address that begins with sqlite:/// or postgresql://.")
    return value


def _public_url(variable: str, value: str) -> str:
    wrong = SettingError(
        variable, "%(variable)s must be an address like https://badge.example.org, without a question mark."
    )
    try:
        parts = urlsplit(value)
        _port = parts.port  # raises for a port that is no number
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise wrong
    return value.rstrip("/")
