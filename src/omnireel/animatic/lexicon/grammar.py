# ruff: noqa: E501  (tables of words)
"""The small words that hold a sentence together."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import words

ARTICLES = words("a, an, the")
DETERMINERS = ARTICLES | words(
    "this, that, these, those, his, her, its, their, my, our, your, another, each, every, some, any, whose, all, both, half, such, more, other"
)
DEFINITE = words("the, his, her, its, their, this, that, these, those, our, my, your, whose")
PRONOUNS = words(
    "he, she, it, they, him, them, we, us, me, you, i, himself, herself, itself, themselves, both, one, another, hers, theirs, someone else"
)
RELATIVES = words("who, which, that, whom")
SUBORDINATORS = words(
    "where, as, while, when, until, till, because, since, if, so, but, before, after, once, whereas, although, though, whenever, unless, yet"
)
ONWARDS = words(
    "then, finally, suddenly, next, afterwards, eventually, later, meanwhile, soon, again, lastly, first, and then, at last, in the end, at the end, at the very end, at first, to begin, now"
)
PREPOSITIONS = words("""
in, on, at, of, by, with, without, to, from, into, onto, through, across, over, under, above, below, beneath, underneath, behind, along, alongside, among, amongst, amid, amidst, between, near, beside, besides, around, round, about, against, toward, towards, past, inside, outside, within, beyond, upon, off, out of, in front of, next to, on top of, up to, away from, close to, down, up, for, via, per,
during, throughout, atop, aboard, opposite, like, unlike, except, than, instead of, because of, such as, ahead of, in between, off of, together with, along with, out, face to face with, opposite to, over to, back to, on board, in and out of, as well as, resembling, in the shape of, in the form of
""")
LOCATIVE = words(
    "in, on, at, inside, through, across, down, along, within, over, into, throughout, among, amid, up, amidst, aboard, atop, outside, onto, in and out of"
)
# Who looks is where the camera is, and where somebody may go by it.
LOOKERS = words("we, us, me, you, i")
FROM = words("from, of, away from")
TO_AND_FRO = words("toward, towards, to, at, into, up to, from, of, away from")
ON = words("on, in, onto, atop, on top of, upon, across")
SIMILES = words(
    "like, such as, resembling, unlike, than, instead of, except, besides, in the shape of, in the form of, as if, as though"
)
BESIDE = words(
    "beside, next to, near, alongside, behind, in front of, past, over, under, around, at, against, on top of, towards, toward, up to, between, above, on, onto, into, across, beneath, across from, below, through, along, atop, round, upon, opposite, to, out of, from, inside, in, off, close to, by"
)
ORDINALS = words("first, second, third, other")
SIDES = ("left", "middle", "right")  # of the picture, in this order
NEGATIONS = words(
    "no, without, not, never, none, nobody, nothing, excluding, except, devoid, lacking, minus, don't, doesn't, isn't, aren't, avoid, neither, nor, won't, can't, cannot, free of"
)
AUXILIARIES = words(
    "is, are, was, were, be, been, being, has, have, had, do, does, did, can, could, will, would, shall, should, may, might, must, gets, get, getting, isn't, aren't"
)
NUMBERS_MORE: dict[str, int] = {
    "eleven": 11, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000, "twin": 2, "multiple": 4, "numerous": 6, "countless": 12, "various": 4, "couple": 2, "million": 1000,
}  # fmt: skip
UNITS = words(
    "mm, cm, m, km, k, fps, s, sec, secs, second, seconds, minute, minutes, min, hour, hours, degree, degrees, percent, am, pm, kmh, mph, hz, p, x, px, bit, d, th, st, nd, rd, f, iso, meters, metres, feet, inch, inches, miles, o'clock, stops, times, megapixel"
)
# They say nothing that could be drawn, and are not told of as ignored.
SILENT = words("""
very, too, so, quite, rather, almost, nearly, just, only, also, even, still, already, always, often, once, twice, again, perhaps, maybe, here, there, everywhere, anywhere, somewhere, elsewhere, away, back, forward, forwards, backward, backwards, upward, upwards, downward, downwards, sideways, together, apart, alone, ahead, aside, along, around, off, on, out, over, up, down, in, by, through, left, right, high, low, far, close, deep, straight, hard,
well, fast, much, many, few, more, most, less, least, little, lot, bit, enough, both, either, neither, each other, one another, itself, himself, herself, themselves, each, other, others, own, same, such, kind, sort, type, etc, via, please, show, shows, showing, featuring, features, shot, video, clip, generate, create, make, want, prompt, ultra, super, hd, uhd, 4k, 8k, 2k, 1080p, 720p, hdr, fps, high resolution, highly, extremely, best, quality, masterpiece, trending, artstation, award winning, professional, beautiful, beautifully, amazing, stunning, scene, begins, opens, starts, ends, everything, something, anything, nothing, somebody, else, what, how, why, whom, cut, black, white, fade, or, nor, not, its, per, eg, ie, ok, lol, instead, though, however, therefore, thus, yet, s, t, re, ve, ll, d, m, ii, iii, oh, hey, wow, yes, and, to, as, than, like, one, ones, last, first, second, third, next, finally, suddenly, now, then, later, soon, meanwhile, really, actually, entire, whole, full, half, simply, slightly, gently, softly, smoothly, quietly, perfectly, completely, fully, clearly, directly, seamlessly, endlessly, freely, carefully, closely, briefly, steadily, evenly, nearby, overhead, underneath, inside, outside, outdoors, outdoor, indoor, facing, visible, seen, midair, horseback, aloft, ashore, upright, everywhere
""")
# Labels of a prompt in parts ("Camera: ..."), and what kind of words follows each.
LABELS: dict[str, str] = {
    "style": "style", "visual style": "style", "art style": "style", "aesthetic": "style", "look": "style", "genre": "style", "medium": "style", "format": "style", "camera": "camera", "shot": "camera", "shot type": "camera", "camera movement": "camera", "camera angle": "camera", "camera motion": "camera", "framing": "camera", "angle": "camera", "composition": "camera", "cinematography": "camera", "lens": "camera", "movement": "camera",
    "lighting": "light", "light": "light", "mood": "mood", "tone": "mood", "atmosphere": "mood", "vibe": "mood", "ambience": "mood", "emotion": "mood", "feeling": "mood", "audio": "silent", "sound": "silent", "sounds": "silent", "music": "silent", "sfx": "silent", "soundtrack": "silent", "sound design": "silent", "voiceover": "silent", "voice over": "silent", "dialogue": "silent", "narration": "silent", "vo": "silent", "text": "silent", "negative": "negative",
    "negative prompt": "negative", "negatives": "negative", "avoid": "negative", "exclude": "negative", "do not include": "negative", "setting": "setting", "location": "setting", "place": "setting", "environment": "setting", "background": "setting", "scene": "plain", "subject": "plain", "subjects": "plain", "character": "plain", "characters": "plain", "action": "plain", "actions": "plain", "description": "plain", "prompt": "plain", "video": "plain", "concept": "plain",
    "time": "time", "time of day": "time", "weather": "weather", "pace": "pace", "pacing": "pace", "speed": "pace", "duration": "silent", "aspect ratio": "silent", "resolution": "silent", "colors": "light", "colours": "light", "color palette": "light", "colour palette": "light", "palette": "light", "quality": "silent", "camera style": "camera",
}  # fmt: skip
# No noun phrase begins with one of these, nor goes on.
NO_NAMES = PREPOSITIONS | AUXILIARIES | RELATIVES | words("and, or, to, as, while")
# None of these is ever a noun.
NO_NOUNS = SUBORDINATORS | RELATIVES | NEGATIONS | PRONOUNS | words("then, and")
# Phrases that tell how, and name nobody.
MANNERS = words("""
opening shot, closing shot, final shot, opening scene, final scene,
one after another, one after the other, one by one, side by side, face to face, back to back, step by step, hand in hand, arm in arm, day by day, again and again, bit by bit, little by little, from side to side, all at once, at once, in a row, in a line, in line, up and down, back and forth, to and fro, round and round, over and over, in unison, in sync, for a moment, at arm's length, out of control, of course, as well, in place, all around, all over
""")
