"""The control socket: how the command line, and a second start, talk to the running app."""
