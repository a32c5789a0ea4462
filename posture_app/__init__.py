"""posture_app knows when you sit, tells you to get up, and remembers the day.

    sensors ── Signal ──┐                              ┌── Record ───▶ store
                        ▼                              ├── Prompt ───▶ notify
    core.engine.handle(event, at)  (pure, no clock) ───┤── Withdraw ─▶ notify
    ui, notify, cli ─ Say ─▲                           ├── Settled ──▶ store
    scheduler ─────── Wake ┘                           └── WakeAt ───▶ desktop.scheduler

One value goes in with the moment it happened, a list of effects comes out; nothing ticks. `core.live` is the engine at
work, fed by a clock. What a window or the command line shows is asked of the engine (`status`), not sent by it. Rooms
(`sensors`, `store`, `notify`, `desktop`, `ui`) know `core` and not each other. `outside` joins what comes from the
rest of the machine, `reminding` puts prompts into words, ways and sounds, `replies` says back what a break did,
`backups` copies the log at night, `record_work` does with the record what windows ask, `sharing` exchanges it with
other computers, `erasing` deletes from it, `days_off` notes the days that are off, `late_log` opens a log that could
not be opened at the start, `keeping` joins what is done with the log, `app` builds and joins everything, `wiring`
gives it its face, `cli` and `commands` call it, `checkup` examines it.
"""

__version__ = "0.1.0"
