"""What several tests of the exchange share: a real file server."""

from __future__ import annotations

from tests.sync.smb import samba_process, samba_server

__all__ = ["samba_process", "samba_server"]
