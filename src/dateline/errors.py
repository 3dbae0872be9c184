"""The tree of errors. Every one carries a stable code, what was wrong and where, and what to try.

::

    DatelineError
    ├── InputError            what was given cannot be used
    │   ├── SourceError       a file, mail or table cannot be read          (DL101..)
    │   ├── SettingsError     dateline.toml says something we do not know   (DL111..)
    │   ├── QueryError        a filter, day or id that means nothing        (DL121..)
    │   └── PageError         a page yields no article                      (DL131..)
    ├── RecordError           the record itself                             (DL201..)
    │   ├── RecordMissing     there is none at that path
    │   ├── RecordLocked      another process is writing to it
    │   ├── RecordReadOnly    it cannot be written
    │   ├── RecordDamaged     it cannot be opened, or what it holds is broken
    │   └── RecordForeign     it is not ours, or of a newer Dateline
    ├── PlanError             components or stages that do not fit together (DL301..)
    └── EngineError           work that could not be carried out            (DL401..)

Input errors and record errors end a command with exit code 2; the others are our fault and end it with 70.
"""


class DatelineError(Exception):
    """Base of all errors that Dateline raises on purpose.

    Args:
        code: stable identifier, such as ``DL101``; documented, never reused.
        what: what was wrong, and where.
        advice: what the reader can try; empty if there is nothing to try.

    """

    def __init__(self, code: str, what: str, advice: str = "") -> None:
        super().__init__(code, what, advice)
        self.code = code
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        """Return the code, what was wrong and what to try, on one line."""
        tail = f" Try: {self.advice}" if self.advice else ""
        return f"{self.code}: {self.what}{tail}"


class InputError(DatelineError):
    """What was given cannot be used."""


class SourceError(InputError):
    """A file, mail or table cannot be read; the reason is what ``skipped`` will say."""


class SettingsError(InputError):
    """The settings name something that does not exist, or give it a value it cannot have."""


class QueryError(InputError):
    """A filter, day or id that means nothing here."""


class PageError(InputError):
    """A page yields no article; the reason is what ``skipped`` will say."""


class RecordError(DatelineError):
    """The record cannot be opened, read or written."""


class RecordMissing(RecordError):  # noqa: N818 - the state of the record is the name
    """There is no record at the path that was given."""


class RecordLocked(RecordError):  # noqa: N818
    """Another process is writing to the record."""


class RecordReadOnly(RecordError):  # noqa: N818
    """The record cannot be written."""


class RecordDamaged(RecordError):  # noqa: N818
    """The record cannot be opened, or what it holds is broken."""


class RecordForeign(RecordError):  # noqa: N818
    """The file is not a record, or one that a newer Dateline wrote."""


class PlanError(DatelineError):
    """Components or stages do not fit together: something is read before it is written."""


class EngineError(DatelineError):
    """Work could not be carried out, and not because of one article."""
