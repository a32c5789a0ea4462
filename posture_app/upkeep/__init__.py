"""What is done with the log beside recording: backups, erasing, sharing, import and export."""
