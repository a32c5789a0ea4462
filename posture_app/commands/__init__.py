"""The commands of the command line, one file a group; each function takes the parsed options, returns an exit code."""
