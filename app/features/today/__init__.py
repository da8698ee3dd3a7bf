"""What must be done now: late and soon-late tickets, promises, dispatch, checks, callbacks, holds."""
