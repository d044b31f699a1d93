"""Mail domains that people have, and the slips of the finger that miss them."""

from typing import Final

_KNOWN_LIST: Final = """
gmail.com googlemail.com mail.com email.com ymail.com fastmail.com fastmail.fm rocketmail.com hushmail.com inmail.com
hotmail.com hotmail.ca hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es outlook.com live.com live.ca msn.com
yahoo.com yahoo.ca yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.fr yahoo.de icloud.com me.com mac.com aol.com aim.com
comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net frontier.com juno.com
optonline.net windstream.net centurylink.net spectrum.net rogers.com shaw.ca telus.net bell.net sympatico.ca cogeco.ca
videotron.ca eastlink.ca mts.net sasktel.net proton.me protonmail.com pm.me gmx.com gmx.net gmx.de gmx.at gmx.ch web.de
freenet.de t-online.de btinternet.com sky.com virginmedia.com orange.fr wanadoo.fr laposte.net free.fr libero.it
mail.ru inbox.ru list.ru bk.ru yandex.com yandex.ru zoho.com tutanota.com tuta.com qq.com 163.com 126.com naver.com
"""

_KNOWN: Final = tuple(_KNOWN_LIST.split())
"""The likeliest first. Also those one slip away from another (mail.com, email.com): they exist, nobody is asked."""

_NO_ENDING_LIST: Final = "con cmo ocm vom xom cpm comm coom ccom co cm om nte ent ne et"
_NO_ENDINGS: Final = frozenset(_NO_ENDING_LIST.split())
"""Endings that are none, or that people reach by a slip more often than on purpose."""

_SHORTEST_NAME: Final = 5
"""Letters before the ending: with fewer, most names that are one slip away are somebody's."""


def is_known(domain: str, own_domains: frozenset[str]) -> bool:
    """Whether many people, or people of this account, have their mail at a domain.

    An own domain one slip away from a common one is not known: it is likelier that the slip was made before.
    """
    return domain in _KNOWN or (domain in own_domains and not _is_common_missed(domain))


def slip_of(domain: str, own_domains: frozenset[str]) -> str | None:
    """Return the known domain that was perhaps meant: one letter missed, doubled, wrong, or two of them swapped.

    None for a domain that is known itself, and where the other is as likely: a short name, another country's ending.
    """
    if is_known(domain, own_domains):
        return None
    own = sorted(own for own in own_domains if not _is_common_missed(own))
    return next((known for known in (*own, *_KNOWN) if _missed(domain, known)), None)


def _is_common_missed(domain: str) -> bool:
    return domain not in _KNOWN and any(_missed(domain, known) for known in _KNOWN)


def _missed(typed: str, meant: str) -> bool:
    name, _, ending = typed.partition(".")
    meant_name, _, meant_ending = meant.partition(".")
    if name == meant_name:
        return ending in _NO_ENDINGS and _one_slip(ending, meant_ending)
    return ending == meant_ending and len(meant_name) >= _SHORTEST_NAME and _one_slip(name, meant_name)


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one inserted, missing or wrong letter, or one swapped pair, makes the difference."""
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, meant_rest = typed[at:], meant[at:]
    swapped = rest[1:2] + rest[0:1] + rest[2:]
    return typed != meant and (
        rest[1:] == meant_rest or rest == meant_rest[1:] or rest[1:] == meant_rest[1:] or swapped == meant_rest
    )
