"""posture_app knows when you sit, tells you to get up, and remembers the day.

    sensors ── Signal ──┐                              ┌── Record ───▶ store
                        ▼                              ├── Prompt ───▶ notify
    core.engine.handle(event, at)  (pure, no clock) ───┤── Withdraw ─▶ notify
    ui, notify, cli ─ Say ─▲                           ├── Settled ──▶ store
    scheduler ─────── Wake ┘                           └── WakeAt ───▶ desktop.scheduler

One value goes in with the moment it happened, a list of effects comes out; nothing ticks. `core.engine.runner` is the
engine at work, fed by a clock. What a window or the command line shows is asked of the engine (`status`), not sent by
it. Who stands higher imports who stands lower, never the other way round:

    cli, commands    what is asked on the command line; `checkup` examines the app and what is around it
    runtime          the running app: `app` builds and joins everything, `wiring` gives it its face, `machine` is the
                     rest of the computer, `prompter` puts prompts into words and ways, `feedback` says back what
                     a break did
    upkeep           what is done with the log beside recording, by one worker: backups, erasing, sharing, transfer
    sensors          what the computer can tell about the person, a room for each platform; `sources` lists them
    store            the log in SQLite: file, log, backup, salvage, merge, transfer, erase
    notify           the ways to reach the person, an ordered chain
    desktop          what any desktop program needs: paths, two event loops, D-Bus, scheduler, single instance,
                     start with the session, menu entry
    ui               kit (knows nothing of posture), charts, tray, prompts, pages, history, report, exercises, settings,
                     record, help
    core             what sitting is and when to remind: engine, statistics, record, settings, content, replay
"""

__version__ = "0.1.0"
RELEASE_DAY = ""
"""When this version was released, as YYYY-MM-DD; written by `.ci/release`, and empty before the first release."""
ADDRESS = ""
"""The project's page, such as https://github.com/OWNER/posture_app; empty as long as there is none."""
