"""The log out to files of other forms, and in from them."""
