"""What makes the files that a desktop, a shell and a package of the app look for. None of it ships."""
