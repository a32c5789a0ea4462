"""Values of Apple's Core Foundation, as far as they are read here. Whoever gets a value by a call of that name that has
“Copy” or “Create” in it releases it.
"""

import ctypes
import sys
from collections.abc import Iterable, Mapping

if sys.platform == "darwin":
    _core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    _core.CFStringCreateWithCString.restype = ctypes.c_void_p
    _core.CFStringCreateWithCString.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
    _core.CFDictionaryGetValue.restype = ctypes.c_void_p
    _core.CFDictionaryGetValue.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    _core.CFGetTypeID.argtypes = (ctypes.c_void_p,)
    _core.CFGetTypeID.restype = _core.CFBooleanGetTypeID.restype = ctypes.c_ulong
    _core.CFNumberGetTypeID.restype = ctypes.c_ulong
    _core.CFBooleanGetValue.argtypes = (ctypes.c_void_p,)
    _core.CFBooleanGetValue.restype = ctypes.c_ubyte
    _core.CFNumberGetValue.argtypes = (ctypes.c_void_p, ctypes.c_long, ctypes.c_void_p)
    _core.CFRelease.argtypes = (ctypes.c_void_p,)
    _UTF8, _INT = 0x08000100, 9

    def numbers_in(dictionary: int, names: Iterable[str]) -> Mapping[str, int]:
        """https://developer.apple.com/documentation/corefoundation/cfdictionarygetvalue(_:_:)

        What it holds under these names: 0 for false and for what is not there. The dictionary is released.
        """
        try:
            return {name: _number(dictionary, name) for name in names}
        finally:
            _core.CFRelease(dictionary)

    def release(value: int) -> None:
        """https://developer.apple.com/documentation/corefoundation/cfrelease"""
        _core.CFRelease(value)

    def _number(dictionary: int, name: str) -> int:
        key = _core.CFStringCreateWithCString(None, name.encode(), _UTF8)
        found = _core.CFDictionaryGetValue(dictionary, key)
        _core.CFRelease(key)
        if not found:
            return 0
        kind, number = _core.CFGetTypeID(found), ctypes.c_int()
        if kind == _core.CFBooleanGetTypeID():
            return int(_core.CFBooleanGetValue(found))
        if kind == _core.CFNumberGetTypeID():
            _core.CFNumberGetValue(found, _INT, ctypes.byref(number))
        return number.value

else:

    def numbers_in(dictionary: int, names: Iterable[str]) -> Mapping[str, int]:
        """Elsewhere there is none."""
        raise AssertionError(f"{', '.join(names)} of {dictionary} asked for on macOS only")

    def release(value: int) -> None:
        """Elsewhere there is none."""
        raise AssertionError(f"{value} is a value of macOS only")
