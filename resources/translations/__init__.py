"""The catalogues of translations, and what makes them from the code. README.md tells how to begin a language.

extract  the texts of the code, for translators          merge  a catalogue brought up to date
outside  the words of menu entry and metainfo            unmarked  texts that no marker holds
"""
