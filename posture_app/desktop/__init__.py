"""The machine around us: paths, clocks, event loop, D-Bus, scheduler, single instance and control socket."""
