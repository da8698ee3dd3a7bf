"""Tables of the attachments module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class Attachment(SyncedRecord):
    """A picture or file that belongs to a record (照片 / 附件).

    The content is immutable: another picture is another attachment.

    Attributes:
        owner_table: Table of the record it belongs to.
        owner_id: That record.
        blob: Digest of the content, hex.
        size: Bytes of the content.
        name: File name, legal on every system.
        media: Media type, such as ``image/jpeg``.
        taken_at: When a picture was taken, by its own clock; null if it does not say.
        note: What it shows.
        personal: Whether only those may open it who may see personal data whole.
    """

    table = "attachment"

    owner_table: str = f.text()
    owner_id: str = f.owner()
    blob: str = f.blob()
    size: int = f.integer(0)
    name: str = f.text(personal=True)
    media: str = f.text()
    taken_at: int | None = f.moment(policy="quiet")
    note: str = f.text(policy="text", personal=True)
    personal: int = f.flag()


RECORDS = (Attachment,)
