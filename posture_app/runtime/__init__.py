"""The running app: `app` builds and joins everything, `machine` is the computer around it."""
