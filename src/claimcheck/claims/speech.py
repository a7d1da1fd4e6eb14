"""Verbs of speech."""

from __future__ import annotations

import re

from claimcheck.text.words import any_of

#: Verbs that hand on what somebody said, without judging it.
NEUTRAL_SAYING = any_of("""
    said | says | say | added | adds | told reporters | told a news conference | noted | notes | reported | reports
    stated | confirmed | confirms | explained | announced
""")
#: All verbs of speech: a clause after one of them may belong to the speaker.
SAYING = any_of("""
    said | says | say | added | adds | told | tells | noted | notes | reported | reports | stated | confirmed | confirms
    explained | announced | argued | argues | claimed | claims | alleged | warned | warns | wrote | writes | tweeted
    promised | insisted | denied | denies | suggested | accused | believes | believed | thinks | thought | acknowledged
    admitted | hopes | predicted | vowed | asked | asserted | declared | testified | maintained | estimated | concluded
""")
#: Verbs that stand beside a quotation.
QUOTING = any_of("said | says | told | added | adds | continued | explained | noted | argued")
_SAYING = re.compile(rf"\b{SAYING}\b")


def has_saying(text: str) -> bool:
    """Whether a verb of speech occurs."""
    return _SAYING.search(text) is not None
