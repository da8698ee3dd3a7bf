from datetime import date
from enum import Enum

from . import constants as constants

class Holiday(Enum):
    @property
    def chinese(self) -> str: ...

def is_workday(date: date) -> bool: ...
