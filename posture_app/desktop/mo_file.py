"""A built catalogue that is looked into: the standard library reads all of one first, which a start would wait for."""

import struct
from collections.abc import Callable
from gettext import NullTranslations, c2py

MAGIC = 0x950412DE
CONTEXT, END = "\x04", "\0"
HEAD = struct.Struct("<7I")


class MoFile(NullTranslations):
    """Implements what `gettext` has, for files as our build and GNU's make them. Raises ValueError for another."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data, self._known = data, dict[str, tuple[str, tuple[str, ...]]]()
        try:
            magic, _version, self._count, keys, texts, *_rest = HEAD.unpack_from(data)
            self._keys = struct.unpack_from(f"<{2 * self._count}I", data, keys)
            self._texts = struct.unpack_from(f"<{2 * self._count}I", data, texts)
        except (struct.error, OverflowError, MemoryError) as error:
            raise ValueError("it is cut off") from error
        if magic != MAGIC:
            raise ValueError("it is no catalogue")
        for table in (self._keys, self._texts):
            if any(at + length > len(data) for length, at in zip(table[::2], table[1::2], strict=True)):
                raise ValueError("it points beyond its end")
        self._rule = _rule(self._said("")[0])

    def gettext(self, message: str) -> str:
        text, forms = self._said(message)
        return text or (self.ngettext(message, message, 1) if forms else super().gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        return self._said(f"{context}{CONTEXT}{message}")[0] or super().pgettext(context, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms, form = self._said(msgid1)[1], self._rule(n)
        return forms[form] if 0 <= form < len(forms) else super().ngettext(msgid1, msgid2, n)

    def _said(self, key: str) -> tuple[str, tuple[str, ...]]:
        """A text that counts nothing, or the forms of one that does; both empty if there is none."""
        if key not in self._known:
            self._known[key] = self._find(key.encode(errors="replace"))
        return self._known[key]

    def _find(self, key: bytes) -> tuple[str, tuple[str, ...]]:
        """Among the keys, which are in order; behind the one of a plural stands the other form of it."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._piece(self._keys, middle) < key:
                low = middle + 1
            else:
                high = middle
        one, counts, _many = self._piece(self._keys, low).partition(b"\0") if low < self._count else (b"", b"", b"")
        if low == self._count or one != key:
            return "", ()
        said = self._piece(self._texts, low).decode(errors="replace")
        return ("", tuple(said.split(END))) if counts else (said, ())

    def _piece(self, table: tuple[int, ...], place: int) -> bytes:
        length, at = table[2 * place], table[2 * place + 1]
        return self._data[at : at + length]


def _rule(header: str) -> Callable[[int], int]:
    for line in header.splitlines():
        name, _colon, said = line.partition(":")
        if name.strip().lower() == "plural-forms" and "plural=" in said:
            return c2py(said.partition("plural=")[2].partition(";")[0])
    return lambda n: int(n != 1)
