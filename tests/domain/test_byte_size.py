"""Sizes as people say them."""

import pytest

from contacts_tui.domain.byte_size import in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (155_648, "156 kB"),
        (999_999, "1.0 MB"),
        (1_689_927_680, "1.7 GB"),
        (5_000_000_000_000_000, "5,000 TB"),
    ],
)
def test_a_size_in_words(size: int, words: str):
    assert in_words(size) == words
