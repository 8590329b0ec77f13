"""The only door to the network: what it refuses, and that it holds on to the address it has judged."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.errors import UnreadableError
from badge.sources.http import MOST_BYTES, Door, check, get, is_public
from badge.sources.limits import Clock
from tests.sources.serving import HOST, Server

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.1.2.3 127.255.255.255 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1
192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::7f00:1 0:0:0:0:0:0:0:1
64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b:1::a9fe:a9fe 100::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1
2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe::1 2002:808:808:: 2620:4f:8000::1 3ffe::1 3fff::1 4000::1 5f00::1 fc00::1
fd00::1 fdff:ffff::1 fe80::1 fe80::1%eth0 fec0::1 ff00::1 ff02::1 ffff::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.1.1 172.15.0.1
172.32.0.1 192.0.1.1 192.167.1.1 192.169.1.1 198.17.255.255 198.20.0.1 223.255.255.255
2001:200::1 2003::1 2400:cb00::1 2606:4700:4700::1111 2a00:1450:4001::1
""".split()
NO_ADDRESS = [
    "",
    "localhost",
    "127.1",
    "0x7f.0.0.1",
    "010.0.0.1",
    "2130706433",
    "1.2.3.4.5",
    "::g",
    "[::1]",
    "127.0.0.1 ",
]


def test_the_table_is_long_enough() -> None:
    assert len(PRIVATE) + len(PUBLIC) + len(NO_ADDRESS) >= 60


@pytest.mark.parametrize("ip", PRIVATE + NO_ADDRESS)
def test_no_form_of_a_private_address_is_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_addresses_of_the_internet_are_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}"]))
def test_an_address_inside_another_is_never_public(inner: object, form: str) -> None:
    assert not is_public(form.format(inner))


def fake(*answers: str) -> Door:
    return Door(resolve=lambda host, port: list(answers))


HOSTILE = """
http://git.example.org/a ftp://git.example.org/a file:///etc/passwd gopher://git.example.org/ ssh://git@git.example.org/a
git://git.example.org/a ext::sh javascript:alert(1) data:text/plain,x //git.example.org/a git.example.org/a HTTP://git.example.org
https: https:// https:/// https:///a https://? https://# https://:443/ https://@/ https://@git.example.org/
https://user@git.example.org/ https://user:secret@git.example.org/ https://:@git.example.org/
https://git.example.org@10.0.0.1/ https://127.0.0.1/ https://127.1/ https://127.0.0.1./ https://2130706433/ https://0x7f000001/
https://0x7f.1/ https://0177.0.0.1/ https://017700000001/ https://0/ https://0.0.0.0/ https://8.8.8.8/ https://1.1.1.1.
https://[::1]/ https://[::]/ https://[::ffff:127.0.0.1]/ https://[fe80::1%25eth0]/ https://[fe80::1%25eth0.org]/ https://[v1.x]/
https://[ https://[::1 https://]/ https://localhost/ https://localhost./ https://intranet/ https://git.example.org.5/
https://git.example.0x1/ https://git.0x7f/ https://git..example.org/ https://.git.example.org/ https://-git.example.org/
https://git-.example.org/ https://git.example.org:8443/ https://git.example.org:80/ https://git.example.org:0/
https://git.example.org:99999/ https://git.example.org:-1/ https://git.example.org:a/ https://git.example.org:４４３/
https://git.example.org\\@10.0.0.1/ https://git.example.org\\.evil.test/ https:\\\\git.example.org/
https://git%2eexample.org/ https://127%2e0.0.1/ https://git.example.org%00.evil.test/ https://git.example.org%2f@evil.test/
https://１２７.０.０.１/ https://ⓔxample.org/ https://例子.测试/ https://exämple.org/ https://git。example.org/
https://a,b.example.org/ https://a+b.example.org/ https://a;b.example.org/ https://a*b.example.org/ https://$(id).example.org/
https://a'b.example.org/ https://{a}.example.org/ https://*.example.org/ -oProxyCommand=id --upload-pack=id
""".split()
HOSTILE += [
    "", " https://git.example.org/", "https://git.example.org/ a", "https://git.example.org/\n", "https://git.exa\tmple.org/",
    "https://git.example.org/\r\nHost: evil", "https://git.example.org/\x00", "https://git.example.org/\x7f",
    "https://git.example.org/" + "a" * 2048, f"https://{'a' * 64}.org/", "https://git.example.org\u3000/",
]  # fmt: skip


def test_there_are_enough_hostile_urls() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_before_any_name_is_looked_up(url: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    with pytest.raises(UnreadableError, match=r"\.$"):
        check(url, Door(resolve=never))


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["::1"],
        ["8.8.8.8", "127.0.0.1"],
        ["2606:4700::1", "fe80::1%2"],
        ["::ffff:8.8.8.8"],
        [],
    ],
)
def test_one_private_answer_refuses_all(answers: list[str]) -> None:
    with pytest.raises(UnreadableError, match=r"private address. The operator can allow it with BADGE_PRIVATE_HOSTS"):
        check("https://git.example.org/a", fake(*answers))


def test_a_name_that_is_not_found_is_said() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(host)

    with pytest.raises(UnreadableError, match=r"The host git\.example\.org was not found"):
        check("https://git.example.org/", Door(resolve=unknown))


@pytest.mark.parametrize(
    ("url", "wanted", "target"),
    [
        ("https://GIT.Example.ORG./A/b?c=d#e", "https://git.example.org/A/b?c=d", "/A/b?c=d"),
        ("https://git.example.org", "https://git.example.org", "/"),
        ("https://git.example.org:443/a", "https://git.example.org/a", "/a"),
        ("https://git_1.ex-ample.org/ü", "https://git_1.ex-ample.org/%C3%BC", "/%C3%BC"),
        ("https://xn--fsqu00a.xn--0zwm56d/", "https://xn--fsqu00a.xn--0zwm56d/", "/"),
    ],
)
def test_a_good_url_is_put_into_one_form(url: str, wanted: str, target: str) -> None:
    found = check(url, fake("8.8.8.8", "1.1.1.1"))
    assert (found.url, found.ip, found.target) == (wanted, "8.8.8.8", target)


def test_a_private_host_may_have_a_port_and_a_private_address() -> None:
    door = Door(("git.example.org",), resolve=lambda host, port: ["10.0.0.1"])
    assert check("https://git.example.org:8443/a", door).url == "https://git.example.org:8443/a"
    with pytest.raises(UnreadableError):
        check("https://other.example.org/a", door)


@given(st.text() | st.text("https:/.@[]%\\?#x1 ", max_size=30).map(lambda each: "https://" + each))
def test_no_url_breaks_the_door(url: str) -> None:
    try:
        found = check(url, fake("8.8.8.8"))
    except UnreadableError:
        return
    assert found.port == 443
    assert found.target.isascii()


# --- with a real server -----------------------------------------------------------------------------------------------


def test_a_page_is_fetched_from_the_judged_address_and_under_its_name(server: Server) -> None:
    asked = []

    def once(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    found = get(server.url("/page"), Door((HOST,), str(server.authority.ca), once), Clock(10))
    assert (found.status, found.body, found.url) == (200, b"hello", server.url("/page"))
    assert asked == [HOST]
    assert server.asked[-1] == f"{HOST}:{server.port} /page"


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server) -> None:
    with pytest.raises(UnreadableError, match="SSLCertVerificationError"):
        get(server.url("/page"), Door((HOST,), resolve=lambda host, port: ["127.0.0.1"]), Clock(10))


def test_a_certificate_for_another_name_is_refused(server: Server) -> None:
    door = Door(("other.example.test",), str(server.authority.ca), lambda host, port: ["127.0.0.1"])
    with pytest.raises(UnreadableError, match="SSLCertVerificationError"):
        get(server.url("/page", "other.example.test"), door, Clock(10))


@pytest.mark.parametrize(
    "to", ["/page", "page", "//moved.example.test:{port}/page", "https://moved.example.test:{port}/page"]
)
def test_a_redirect_is_followed_through_the_door(server: Server, to: str) -> None:
    found = get(server.url(f"/redirect?to={to.format(port=server.port)}"), server.door(), Clock(10))
    assert (found.status, found.body) == (200, b"hello")


@pytest.mark.parametrize(
    "to",
    [
        "https://inside.example.test/", "https://127.0.0.1/", "https://[::1]/", "http://git.example.test/", "file:///etc/passwd",
        "https://git.example.test:1:2/", "https://[bad", "https://unknown.example.test/", "https://user@git.example.test/",
        "https://169.254.169.254/latest/meta-data", "//localhost/", "https://outside.example.test:8443/",
    ],
)  # fmt: skip
def test_a_redirect_to_a_private_or_odd_address_is_refused(server: Server, to: str) -> None:
    with pytest.raises(UnreadableError, match=r"\.$"):
        get(server.url(f"/redirect?to={to}"), server.door(inside="10.0.0.1", outside="8.8.8.8"), Clock(10))


def test_a_loop_of_redirects_ends(server: Server) -> None:
    before = len(server.asked)
    with pytest.raises(UnreadableError, match="redirects too often"):
        get(server.url("/loop"), server.door(), Clock(10))
    assert len(server.asked) - before == 6


def test_a_redirect_to_nowhere_is_an_answer(server: Server) -> None:
    assert get(server.url("/redirect?to="), server.door(), Clock(10)).status == 302


def test_an_endless_page_is_cut(server: Server) -> None:
    assert len(get(server.url("/endless"), server.door(), Clock(10)).body) == MOST_BYTES


@pytest.mark.parametrize("path", ["/slow", "/drip", "/silent"])
def test_a_slow_server_is_left_when_the_time_is_up(server: Server, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableError, match="could not be reached"):
        get(server.url(path), server.door(), Clock(0.6))
    assert time.monotonic() - start < 5


def test_nonsense_is_no_answer(server: Server) -> None:
    with pytest.raises(UnreadableError, match="could not be reached"):
        get(server.url("/nonsense"), server.door(), Clock(10))


def test_a_closed_port_is_said() -> None:
    door = Door((HOST,), resolve=lambda host, port: ["127.0.0.1"])
    with pytest.raises(UnreadableError, match="ConnectionRefusedError"):
        get(f"https://{HOST}:1/", door, Clock(10))
