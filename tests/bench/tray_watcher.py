"""A StatusNotifierWatcher that prints the monotonic time of each registration, for the benchmark of start times."""

import asyncio
import time

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method, signal

NAME = "org.kde.StatusNotifierWatcher"


class Watcher(ServiceInterface):
    def __init__(self) -> None:
        super().__init__(NAME)
        self.items: list[str] = []

    @method()
    def RegisterStatusNotifierItem(self, service: "s") -> None:  # type: ignore[name-defined] # noqa: F821, N802
        print(f"item {time.monotonic():.6f}", flush=True)  # noqa: T201, TID251 - what a benchmark is for
        self.items.append(service)
        self.StatusNotifierItemRegistered(service)

    @method()
    def RegisterStatusNotifierHost(self, service: "s") -> None:  # type: ignore[name-defined] # noqa: F821, N802
        """There is no host but us."""

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> "as":  # type: ignore[valid-type] # noqa: F722, N802
        return self.items

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # type: ignore[name-defined] # noqa: F821, N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> "i":  # type: ignore[name-defined] # noqa: F821, N802
        return 0

    @signal()
    def StatusNotifierItemRegistered(self, service: str) -> "s":  # type: ignore[name-defined] # noqa: F821, N802
        return service


async def main() -> None:
    bus = await MessageBus().connect()
    bus.export("/StatusNotifierWatcher", Watcher())
    await bus.request_name(NAME)
    print("ready", flush=True)  # noqa: T201
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call] # dbus-fast's own


if __name__ == "__main__":
    asyncio.run(main())
