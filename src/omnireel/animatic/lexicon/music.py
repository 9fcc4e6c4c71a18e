"""Whether a prompt asks for music, and of which character."""

from __future__ import annotations

import re
from typing import Protocol, TypeVar

# What music is called. A word alone may mean something else ("she scores a goal"), so most are phrases.
_NAMES = r"""
    (?:(?:background|ambient|theme|film|instrumental|soft|upbeat|piano|guitar|synth|classical)\ )*
    music(?!\ (?:video|stand|shop|store|hall|festival|teacher|studio|school|room|sheet))
    | soundtracks? | (?:musical|film|movie|orchestral|background|cinematic|epic|ambient|symphonic)\ score
    | score\ (?:swells|builds|plays|rises)
    | (?:piano|guitar|violin|flute|cello|harp|gentle|soft|sad|haunting|soothing)
        \ (?:melody|melodies|tune|theme|notes)
    | melody | bgm | lo[- ]?fi\ (?:beats?|hip[- ]?hop|tracks?|groove|tunes?)
    | (?:hip[- ]?hop|techno|electronic|trap|drum)\ (?:beats?|track)
    | (?:piano|guitar|strings?|violins?|orchestra|drums?|choir)\ (?:plays?|playing|swells?|builds?)
        \ (?:in\ the\ background|softly|gently|underneath)
    | orchestral(?=\ (?:swell|music|theme|score|track|piece)|[.,;]|$)
    | symphony(?!\ of)
    | jazz(?=\ (?:track|tune|piano)|[.,;]|$) | lullaby | waltz\ (?:plays|music)
"""
_ASKED = re.compile(rf"\b(?:{_NAMES})(?![\w'])", re.VERBOSE)
# Music that somebody in the picture makes with the own voice is heard as a voice.
_SUNG = re.compile(
    r"\b(?:sing|sings|singing|sang|hums?|humming|whistl\w+)\s+(?:\w+\s+){0,3}?(?:melody|tune|lullaby|song)\b"
)
_RULED_OUT = re.compile(
    r"\b(?:no|not|without|mute|free of|never)\s+(?:(?:background|loud|other|added|extra|film|any)\s+)*"
    r"(?:music|soundtrack|score|melody|bgm)\b|\bmusic(?:al)?[- ](?:free|off)\b"
)

# Words beside it that say what it is like; the first that matches. Characters are entries of sound/music.py.
_CHARACTERS: tuple[tuple[str, str], ...] = (
    ("lo-fi", r"lo[- ]?fi|hip[- ]?hop|chill|jazz\w*|groov\w+|sax\w*"),
    ("epic", r"epic|heroic|triumph\w*|orchestral|symphon\w+|majestic|grand|powerful|cinematic score|film score"),
    ("tense", r"tense|tension|suspense\w*|ominous|thriller|horror|scary|creepy|eerie|menacing|haunting"),
    ("dark", r"dark|gloomy|brooding|sinister"),
    ("sad", r"sad|melanchol\w+|sorrow\w*|mournful|somber|sombre|lonely|bittersweet"),
    ("joyful", r"joyful|happy|upbeat|cheerful|playful|lively|bright|festive|fun|techno|electronic|dance music"),
    ("romantic", r"romantic|love|tender|intimate|waltz"),
    ("mysterious", r"mysterious|mystical|magical|enchanted|ethereal|dreamy|whimsical|ambient"),
    ("calm", r"calm|gentle|gently|soft|softly|soothing|peaceful|relaxing|serene|quiet|lullaby"),
)
# The mood of the picture, where the music's own was not said.
_BY_MOOD = {
    "happy": "joyful",
    "calm": "calm",
    "sad": "sad",
    "tense": "tense",
    "epic": "epic",
    "romantic": "romantic",
    "mysterious": "mysterious",
    "nostalgic": "romantic",
}
_SAID = re.compile(
    r"music(?:al)?|soundtracks?|score|melod(?:y|ies)|bgm|lo|fi|lofi|beats?|piano|guitar|violin|strings|orchestra(?:l)?"
    r"|tune|track|theme|plays?|playing|background|swells|builds|soft(?:ly)?|hip|hop"
)


class Heard(Protocol):
    """What this module fills in of a reading."""

    music: str | None
    mood: str | None
    ignored: list[str]


R = TypeVar("R", bound=Heard)


def asked(prompt: str, mood: str | None = None) -> str | None:
    """The character of the music that a prompt asks for; "none" if it rules music out; None if it says nothing.

    `mood` is the picture's, for music of which nothing more was said.
    """
    text = _SUNG.sub(" ", " ".join(prompt.lower().split()))
    if _RULED_OUT.search(text):
        return "none"
    found = _ASKED.search(text)
    if found is None:
        return None
    # Words close to it come before all others of the prompt.
    near = text[max(found.start() - 40, 0) : found.end() + 24]
    for part in (found.group(), near):
        for character, pattern in _CHARACTERS:
            if re.search(rf"\b(?:{pattern})\b", part):
                return character
    return _BY_MOOD.get(mood or "", "calm")


def hear(reading: R, prompt: str) -> R:
    """Fill in the reading's music, and take its words off what was not understood. Returns the same reading."""
    reading.music = asked(prompt, reading.mood)
    if reading.music is not None:
        reading.ignored[:] = [text for text in reading.ignored if not all(map(_SAID.fullmatch, text.split()))]
    return reading
