"""Characters that no text needs: line breaks of many kinds, signs that once steered machines, and
those that turn the reading direction, also of what stands after the text.

They come with what is pasted from presentations and web pages. Databases, PDFs and calendars
stumble on some of them: NUL, U+000B, U+2028, U+2029 and their like.
"""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = {code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
_INTERLINEAR = {0xFFF9, 0xFFFA, 0xFFFB}
_TURNING = set(range(0x202A, 0x202F))  # with U+202E «gpj.exe» looks like «exe.jpg»
_NEEDLESS = dict.fromkeys(_CONTROLS - {ord("\t"), ord("\n")} | _INTERLINEAR | _TURNING)
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}  # Unicode's categories


def plain(text: str) -> str:
    """The text with one kind of line break and without control characters."""
    return _BREAKS.sub("\n", text).translate(_NEEDLESS)


def one_line(text: str) -> str:
    """For a name or a title: on one line, and empty if nothing of it could be seen."""
    line = " ".join(plain(text).split())
    return line if any(unicodedata.category(one) not in _UNSEEN for one in line) else ""
