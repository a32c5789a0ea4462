"""The logs of one person's computers made one."""
