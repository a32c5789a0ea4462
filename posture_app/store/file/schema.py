"""What the log looks like inside, table by table, and the steps from each version of it to the next.

Moments are whole microseconds since 1970-01-01T00:00:00Z, by the wall clock of the time. That clock can be set, so
later rows may lie earlier and overlap others; the order in which things happened is that of the row ids. Words
(posture, ended_by, way, outcome) are those of `core`.

A step is a list of statements, and never changes once it has been released. All steps that a file lacks run in one
transaction, together with `user_version`. SQLite keeps each statement in the file as it is here, comments and all, and
a file whose statements are others is not taken for ours.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.entry import DeviceKind
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import EndedBy, Posture
from posture_app.store.file.moments import DAY_US, MOMENT

APPLICATION_ID = 0x506F7374
"""“Post”, at byte 68 of the file: tells our log from the databases of other programs."""

Step = tuple[str, ...]
Steps = Mapping[int, Step]
"""The step to each version from the one before, in order; the first makes its version of an empty file."""


def _forgetting(table: str, start: str, end: str) -> Step:
    """Triggers that drop the figures of every day that a change of this table may change: those that it lies in, with
    two more on each side for the bouts that reach there and one for time zones.
    """

    def drop(which: str) -> str:
        within = f"{which}.{start} / 86400000000 - 3 AND {which}.{end} / 86400000000 + 3"
        return f"DELETE FROM days WHERE day BETWEEN {within};"  # noqa: S608 - names of ours

    return (
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {drop('NEW')} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {drop('OLD')} {drop('NEW')} END",
        f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {drop('OLD')} END",
    )


OWN_DEVICE = "INSERT INTO devices (id, uid, name, kind) VALUES (1, lower(hex(randomblob(8))), '', 'own')"
"""Makes the log that of a new computer, which no other log knows."""
SCHEMA: Step = (
    """
CREATE TABLE devices (              -- whose record the rows of other tables are
    id        INTEGER PRIMARY KEY,  -- 1 is this computer
    uid       TEXT NOT NULL UNIQUE, -- tells it from all others, in whatever log its rows lie
    name      TEXT NOT NULL,        -- what people call it; empty until that is known
    kind      TEXT NOT NULL         -- this computer, another one that runs the app, or what was read from a file of
              CHECK (kind IN ('own', 'computer', 'import'))  -- another program
) STRICT""",
    OWN_DEVICE,
    """
CREATE TABLE spans (                -- the longest intervals of one posture; whatever is not in one is away or unknown
    id        INTEGER PRIMARY KEY,  -- the order of recording, for each device
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- which computer saw it
    posture   TEXT NOT NULL CHECK (posture IN ('sitting', 'standing')),  -- what the person did
    start_us  INTEGER NOT NULL,     -- when it began
    end_us    INTEGER NOT NULL CHECK (end_us >= start_us),  -- when it ended, or its checkpoint while it is open
    ended_by  TEXT                  -- why it ended; NULL while it is open
              CHECK (ended_by IN ('idle', 'locked', 'slept', 'stopped', 'crashed', 'stood', 'sat', 'up', 'clock')),
    zone      TEXT NOT NULL,        -- IANA name of the time zone in force at its start
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was ahead of UTC at its start
    gap_us    INTEGER               -- true time since the end of the span before, where the wall clock does not
                                    -- tell it because it was set in between; NULL elsewhere
) STRICT""",
    # At most one span of a device is open.
    "CREATE UNIQUE INDEX spans_open ON spans (device) WHERE ended_by IS NULL",
    "CREATE INDEX spans_by_start ON spans (device, start_us)",
    # How long the longest span is, at once: it says how far before a range one may begin that reaches into it.
    "CREATE INDEX spans_long ON spans (end_us - start_us) WHERE end_us - start_us > 14400000000",
    """
CREATE TABLE prompts (              -- the showings of reminders
    id        INTEGER PRIMARY KEY,  -- the order of showing, for each device
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- which computer showed it
    kind      TEXT NOT NULL,        -- which reminder; of several merged into one prompt, the one of the longest break
    also      TEXT NOT NULL DEFAULT '',  -- the others, with commas between them
    way       TEXT                  -- how it asked; NULL where that was not recorded, up to version 1
              CHECK (way IN ('silent', 'notification', 'card', 'screen')),
    length_s  INTEGER               -- seconds of its break, 0 if it has none; NULL as above
              CHECK (length_s >= 0),
    at_us     INTEGER NOT NULL,     -- when it was shown
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    sitting_s INTEGER NOT NULL,     -- seconds of sitting in the bout by then; of standing, for a prompt to sit down
    again     INTEGER NOT NULL CHECK (again IN (0, 1)),  -- 1 if shown before and not answered
    outcome   TEXT                  -- what became of it; NULL until that is settled
              CHECK (outcome IN ('kept', 'snoozed', 'skipped', 'missed', 'away', 'open'))
) STRICT""",
    "CREATE INDEX prompts_by_time ON prompts (at_us)",
    "CREATE INDEX prompts_unsettled ON prompts (id) WHERE outcome IS NULL",
    """
CREATE TABLE corrections (          -- what the person said afterwards of a stretch of time; it goes before all spans
    id        INTEGER PRIMARY KEY,  -- the order of recording
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- on which computer they said so
    posture   TEXT CHECK (posture IN ('sitting', 'standing')),  -- what they did then; NULL: it was not them
    start_us  INTEGER NOT NULL,     -- since when
    end_us    INTEGER NOT NULL CHECK (end_us > start_us),  -- until when
    zone      TEXT NOT NULL,        -- IANA name of the time zone in which they said so
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was ahead of UTC at its start
    made_us   INTEGER NOT NULL,     -- when they said so; of several for the same moment the latest holds
    undone_us INTEGER               -- when they took it back; NULL while it holds
) STRICT""",
    "CREATE INDEX corrections_by_start ON corrections (start_us)",
    """
CREATE TABLE sessions (             -- exercises done
    id        INTEGER PRIMARY KEY,  -- the order of recording
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- at which computer
    exercise  TEXT NOT NULL,        -- the id of the exercise in the content
    at_us     INTEGER NOT NULL,     -- when it began
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    length_s  INTEGER NOT NULL CHECK (length_s >= 0),  -- how many seconds it was done for
    completed INTEGER NOT NULL CHECK (completed IN (0, 1))  -- 1 if it was done to its end
) STRICT""",
    "CREATE INDEX sessions_by_time ON sessions (at_us)",
    """
CREATE TABLE notes (                -- what a person adds to a day, in their own words
    day       TEXT NOT NULL,        -- ISO 8601
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- on which computer it was written
    text      TEXT NOT NULL,        -- plain text; empty once it was taken away
    changed_us INTEGER NOT NULL,    -- when it was last changed
              PRIMARY KEY (day, device)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE days_off (             -- the days that were days off as they came, whatever the settings say later
    day       TEXT PRIMARY KEY      -- ISO 8601
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE day_totals (           -- days of which no more is known than what they came to in all
    device    INTEGER NOT NULL REFERENCES devices,  -- where that was read
    day       TEXT NOT NULL,        -- ISO 8601
    sitting_s INTEGER NOT NULL CHECK (sitting_s >= 0),  -- seconds of sitting
    standing_s INTEGER NOT NULL CHECK (standing_s >= 0),  -- seconds of standing
              PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE erasures (             -- stretches that the person had erased, so that no other computer brings them back
    id        INTEGER PRIMARY KEY,  -- the order of recording
    start_us  INTEGER NOT NULL,     -- since when
    end_us    INTEGER NOT NULL CHECK (end_us > start_us)  -- until when
) STRICT""",
    """
CREATE TABLE remembered (           -- small things that must outlive a stop of the app, such as a pause
    key       TEXT PRIMARY KEY,     -- what it is
    value     TEXT NOT NULL         -- JSON
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE days (                 -- the figures of days that are over, there at once; made from all the other tables
                                    -- by `day_start` and `break_min` as remembered under `days`; may be emptied anytime
    day       INTEGER PRIMARY KEY,  -- days since 1970-01-01
    known     INTEGER NOT NULL CHECK (known IN (0, 1)),  -- 0: nothing is known of it, and all else is empty
    sitting_s INTEGER NOT NULL,     -- this and the next four: see `DayTotals` in `core/statistics.py`
    standing_s INTEGER NOT NULL,    -- seconds of standing
    bouts     INTEGER NOT NULL,     -- those with sitting in the day
    breaks    INTEGER NOT NULL,     -- those that began in the day and ended with a bout in it
    longest_bout_s INTEGER NOT NULL,  -- clipped to the day
    lengths   BLOB NOT NULL,        -- whole seconds of the bouts that began in the day: numbers of 4 bytes, the lowest
                                    -- byte first, as also in `hours` and `hour_lengths`
    prompted  INTEGER NOT NULL,     -- how many of its breaks a kept showing led to
    outcomes  TEXT NOT NULL,        -- settled showings: kept=3,missed=1
    first_s   INTEGER,              -- the clock's reading at the first sitting, in seconds since midnight
    last_s    INTEGER,              -- and at the end of the last
    timed     INTEGER NOT NULL CHECK (timed IN (0, 1)),  -- 0: no more is known than its totals
    hours     BLOB NOT NULL,        -- seconds of sitting in each hour of the clock; empty where a day has no such hours
    hour_lengths BLOB NOT NULL,     -- how long each hour was, where the clock changed; else empty
    stand_ups INTEGER NOT NULL,     -- settled showings that asked to get up, kept or passed over
    stood_up  INTEGER NOT NULL      -- those of them that were kept
) STRICT""",
    *_forgetting("spans", "start_us", "end_us"),
    *_forgetting("prompts", "at_us", "at_us"),
    *_forgetting("corrections", "start_us", "end_us"),
    "CREATE TRIGGER day_totals_added AFTER INSERT ON day_totals BEGIN DELETE FROM days; END",
    "CREATE TRIGGER day_totals_changed AFTER UPDATE ON day_totals BEGIN DELETE FROM days; END",
    "CREATE TRIGGER day_totals_removed AFTER DELETE ON day_totals BEGIN DELETE FROM days; END",
)

DUE: Step = (
    "ALTER TABLE prompts RENAME TO prompts_before",
    """
CREATE TABLE prompts (              -- the showings of reminders
    id        INTEGER PRIMARY KEY,  -- the order of showing, for each device
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- which computer showed it
    kind      TEXT NOT NULL,        -- which reminder; of several merged into one prompt, the one of the longest break
    also      TEXT NOT NULL DEFAULT '',  -- the others, with commas between them
    way       TEXT                  -- how it asked; NULL where that was not recorded, up to version 1
              CHECK (way IN ('silent', 'notification', 'card', 'screen')),
    length_s  INTEGER               -- seconds of its break, 0 if it has none; NULL as above
              CHECK (length_s >= 0),
    at_us     INTEGER NOT NULL,     -- when it was shown
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    sitting_s INTEGER NOT NULL,     -- seconds of sitting in the bout by then; of standing, for a prompt to sit down
    again     INTEGER NOT NULL CHECK (again IN (0, 1)),  -- 1 if shown before and not answered
    outcome   TEXT                  -- what became of it; NULL until that is settled
              CHECK (outcome IN ('kept', 'snoozed', 'skipped', 'missed', 'away', 'open')),
    due_us    INTEGER               -- since when it waited for a pause in the input; NULL if it did not
) STRICT""",
    """
INSERT INTO prompts SELECT id, device, kind, also, way, length_s, at_us, zone, offset_s, sitting_s, again, outcome, NULL
FROM prompts_before""",
    "DROP TABLE prompts_before",
    "CREATE INDEX prompts_by_time ON prompts (at_us)",
    "CREATE INDEX prompts_unsettled ON prompts (id) WHERE outcome IS NULL",
    *_forgetting("prompts", "at_us", "at_us"),
)

EXERCISED: Step = (
    "ALTER TABLE prompts RENAME TO prompts_before",
    """
CREATE TABLE prompts (              -- the showings of reminders
    id        INTEGER PRIMARY KEY,  -- the order of showing, for each device
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- which computer showed it
    kind      TEXT NOT NULL,        -- which reminder; of several merged into one prompt, the one of the longest break
    also      TEXT NOT NULL DEFAULT '',  -- the others, with commas between them
    way       TEXT                  -- how it asked; NULL where that was not recorded, up to version 1
              CHECK (way IN ('silent', 'notification', 'card', 'screen')),
    length_s  INTEGER               -- seconds of its break, 0 if it has none; NULL as above
              CHECK (length_s >= 0),
    at_us     INTEGER NOT NULL,     -- when it was shown
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    sitting_s INTEGER NOT NULL,     -- seconds of sitting in the bout by then; of standing, for a prompt to sit down
    again     INTEGER NOT NULL CHECK (again IN (0, 1)),  -- 1 if shown before and not answered
    outcome   TEXT                  -- what became of it; NULL until that is settled
              CHECK (outcome IN ('kept', 'snoozed', 'skipped', 'missed', 'away', 'open')),
    due_us    INTEGER,              -- since when it waited for a pause in the input; NULL if it did not
    exercise  TEXT NOT NULL DEFAULT ''  -- the id of the exercise that it offered; empty if none, or where that was
                                    -- not recorded, up to version 4
) STRICT""",
    """
INSERT INTO prompts SELECT id, device, kind, also, way, length_s, at_us, zone, offset_s, sitting_s, again, outcome,
due_us, '' FROM prompts_before""",
    "DROP TABLE prompts_before",
    "CREATE INDEX prompts_by_time ON prompts (at_us)",
    "CREATE INDEX prompts_unsettled ON prompts (id) WHERE outcome IS NULL",
    *_forgetting("prompts", "at_us", "at_us"),
    "ALTER TABLE sessions RENAME TO sessions_before",
    """
CREATE TABLE sessions (             -- exercises that were begun
    id        INTEGER PRIMARY KEY,  -- the order of recording
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- at which computer
    exercise  TEXT NOT NULL,        -- the id of the exercise in the content
    at_us     INTEGER NOT NULL,     -- when it began
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    length_s  INTEGER NOT NULL CHECK (length_s >= 0),  -- how many seconds it was done for
    side      TEXT CHECK (side IN ('left', 'right')),  -- which side of the body worked; NULL: both, none, or not known
    share     INTEGER CHECK (share BETWEEN 0 AND 100),  -- how much of it was done, in percent; NULL: not known
    ended     TEXT NOT NULL         -- how it ended
              CHECK (ended IN ('done', 'stopped', 'skipped', 'hurt'))
) STRICT""",
    """
INSERT INTO sessions SELECT id, device, exercise, at_us, zone, offset_s, length_s, NULL, NULL,
CASE completed WHEN 1 THEN 'done' ELSE 'stopped' END FROM sessions_before""",
    "DROP TABLE sessions_before",
    "CREATE INDEX sessions_by_time ON sessions (at_us)",
)

PROGRAMMES: Step = (
    "ALTER TABLE sessions RENAME TO sessions_before",
    """
CREATE TABLE sessions (             -- exercises that were begun
    id        INTEGER PRIMARY KEY,  -- the order of recording
    device    INTEGER NOT NULL DEFAULT 1 REFERENCES devices,  -- at which computer
    exercise  TEXT NOT NULL,        -- the id of the exercise in the content
    at_us     INTEGER NOT NULL,     -- when it began
    zone      TEXT NOT NULL,        -- IANA name of the time zone then in force
    offset_s  INTEGER NOT NULL,     -- seconds by which local time was then ahead of UTC
    length_s  INTEGER NOT NULL CHECK (length_s >= 0),  -- how many seconds it was done for
    side      TEXT CHECK (side IN ('left', 'right')),  -- which side of the body worked; NULL: both, none, or not known
    share     INTEGER CHECK (share BETWEEN 0 AND 100),  -- how much of it was done, in percent; NULL: not known
    ended     TEXT NOT NULL         -- how it ended
              CHECK (ended IN ('done', 'stopped', 'skipped', 'hurt')),
    programme TEXT NOT NULL DEFAULT '',  -- the id of the programme in a session of which it was done; empty: in none
    week      INTEGER NOT NULL DEFAULT 0,  -- the week of the programme; 0 on a journey, and outside of programmes
    place     INTEGER NOT NULL DEFAULT 0,  -- which session of the plan for that week it was, counted from 0
    percent   INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100)  -- how much of that session it was
) STRICT""",
    """
INSERT INTO sessions SELECT id, device, exercise, at_us, zone, offset_s, length_s, side, share, ended, '', 0, 0, 0
FROM sessions_before""",
    "DROP TABLE sessions_before",
    "CREATE INDEX sessions_by_time ON sessions (at_us)",
)

STEPS: Steps = {3: SCHEMA, 4: DUE, 5: EXERCISED, 6: PROGRAMMES}
FIRST, VERSION = min(STEPS), max(STEPS)
"""The first version that is read, for those before it were never released; and the present one."""

LONG_US = 14_400_000_000
"""Spans longer than this (4 h) are in the index `spans_long`."""

OWN = 1
"""The row of this computer among the devices."""

OFFSET = (-86_399, 86_399)
"""Seconds that a zone can be ahead of UTC."""
NUMBER = (0, 10**9)
"""What is counted, or lasts some seconds: no day and no life has more."""
SMALL = (0, 1000)
"""What is counted within a programme."""
GAP = (-MOMENT[1], MOMENT[1])

Values = type[str] | type[date] | tuple[int, int] | None
"""What may stand in a column: text or one of certain words, a day as text, a number from one to another; None: whatever
its type allows.
"""
VALUES: Mapping[str, Values] = {
    "posture": Posture,
    "ended_by": EndedBy,
    "way": Way,
    "outcome": Outcome,
    "side": Side,
    "ended": Ended,
    **dict.fromkeys(("share", "percent"), (0, 100)),
    **dict.fromkeys(("week", "place"), SMALL),
    "devices.kind": DeviceKind,
    **dict.fromkeys(("zone", "kind", "also", "exercise", "programme", "text", "uid", "name", "key", "value"), str),
    "day": date,
    **dict.fromkeys(("start_us", "end_us", "at_us", "due_us", "made_us", "undone_us", "changed_us"), MOMENT),
    "offset_s": OFFSET,
    "gap_us": GAP,
    "days.day": (MOMENT[0] // DAY_US, MOMENT[1] // DAY_US),
    **dict.fromkeys(("days.sitting_s", "days.standing_s", "bouts", "breaks", "longest_bout_s", "prompted"), NUMBER),
    **dict.fromkeys(("first_s", "last_s", "stand_ups", "stood_up"), NUMBER),
}
"""The same by the names of columns, with that of the table before it where others have one of that name."""
_TABLE, _COLUMN = re.compile(r"\s*CREATE TABLE (\w+)"), re.compile(r"^    (\w+) +(?:INTEGER|TEXT|BLOB)", re.MULTILINE)
_MADE = {made[1]: _COLUMN.findall(each) for step in STEPS.values() for each in step if (made := _TABLE.match(each))}
BY_DEVICE = tuple(table for table, columns in _MADE.items() if "device" in columns)
"""The tables that say in their column `device` whose each row is."""
TABLES: Mapping[str, Mapping[str, Values]] = {
    table: {
        column: VALUES.get(f"{table}.{column}", VALUES.get(column))
        for column in columns
        if column != "device" and (column != "id" or table == "devices")
    }
    for table, columns in _MADE.items()
}
"""The columns of each table, read from the statements that make it, with what may stand in them; without its `device`,
and its `id` where that is but the order of recording.
"""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of this table, its `device` first, and without an `id` that is but the order of recording."""
    return (*["device"] * (table in BY_DEVICE), *TABLES[table])


def insert_into(table: str, columns: Sequence[str] = ()) -> str:
    """The statement that adds a row with values for these columns, or for all of `columns_of`."""
    names = columns or columns_of(table)
    return f"INSERT INTO main.{table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names of ours


def update_row(table: str, columns: Sequence[str] = ()) -> str:
    """The statement that changes these columns, or all but `device`, in the row of an id, which comes last."""
    names = columns or tuple(TABLES[table])
    return f"UPDATE main.{table} SET ({', '.join(names)}) = ({', '.join('?' * len(names))}) WHERE id = ?"  # noqa: S608 - the same
