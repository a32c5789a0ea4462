"""The page of the record and its dialogs: export, import, merge, delete, backups."""
