"""A browser is called as people call it."""

import pytest

from hoaban.ui import browsers

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (f"{ANDROID}Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        (f"{ANDROID}SamsungBrowser/25.0 Chrome/121.0 Safari/537.36", "Samsung Internet, Android"),
        (f"{IPHONE}Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (f"{IPHONE}Mobile/15E148 Zalo iOS/480", "Zalo, iPhone"),
        (f"{WINDOWS}coc_coc_browser/124 Chrome/118.0 Safari/537.36", "Cốc Cốc, Windows"),
        (f"{WINDOWS}Chrome/126.0.0.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox, Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_it_is_named_with_its_machine(said: str, name: str) -> None:
    assert browsers.named(said) == name
