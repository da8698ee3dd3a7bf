"""The composition root: from a data folder to services. There are no globals beside it."""

from app.context.office import RECORDS, AppContext, office_exists, open_office

__all__ = ["RECORDS", "AppContext", "office_exists", "open_office"]
