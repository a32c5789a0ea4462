"""What sitting is and when to remind: pure Python, without Qt, input or output, clock or thread."""
