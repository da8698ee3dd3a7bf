"""Making a folder an office's: its ``SITE`` is written once, and written again only if that broke off."""

from __future__ import annotations

from app.sync import names
from app.sync.share import Share
from app.sync.site import Site

_OF_SERVERS = (".", "~", "$")
"""How the names begin that file servers and writing programs leave in a folder."""


def is_empty(share: Share) -> bool:
    """Say whether a folder holds nothing, but perhaps a ``SITE``."""
    return all(name.startswith(_OF_SERVERS) or name == names.SITE for name in share.names(""))


def claim_again(share: Share, site: Site, there: bytes) -> bool:
    """Write an office's ``SITE`` again where writing it broke off and nothing else has come of it.

    What is left then is no office's, nobody can read it, and as long as it is there nobody can begin in the folder.

    Args:
        share: The folder.
        site: The office.
        there: What was read of its ``SITE``.

    Returns:
        Whether that was so, and it is whole now.

    Raises:
        ShareFault: The share failed; it can be done again.
    """
    if len(there) >= len(site.data) or not site.data.startswith(there) or not is_empty(share):
        return False
    if {name: size for name, size, _ in share.sizes("")}.get(names.SITE) != len(there):
        return False  # it was only read badly
    share.remove(names.SITE)
    share.claim(names.SITE, site.data)
    return True
