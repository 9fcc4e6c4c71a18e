"""Words for what people do on the spot: by the gesture of `subjects.gestures` that draws it."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import table

VERBS = table("""
=cheer: cheer, celebrate, rejoice, go wild, go crazy, cheer on, root for, punch the air
=clap: clap, applaud, clap along, give applause
=bow: bow, bow down, take a bow, curtsy, curtsey
=nod: nod
=shake head: shake head, shake his head, shake her head, shake their heads
=look about: look about, look around, glance around, gaze around, scan, survey
=shrug: shrug
=point: point, point at, gesture, gesture at
=salute: salute
=kneel: kneel, propose, propose to, kneel down, genuflect
=pray: pray, worship
=meditate: meditate
=crawl: crawl, clamber along
=kick: kick
=throw: throw, toss, fling, hurl, lob, pitch
=push up: push up, do push ups, do pushups, do press ups
=squat: squat, do squats
=crouch: crouch, crouch down, squat down, duck, cower, hunker down
=stretch: stretch, warm up, do stretches
=yoga: yoga, do yoga, practice yoga, practise yoga
=cry: cry, weep, sob, mourn, bawl
=laugh: laugh, giggle, chuckle, cackle, chortle, snicker, snigger, guffaw
=pick up: pick up, pick, gather, collect
=cross arms: cross arms, cross his arms, cross her arms, cross their arms
=cross arms: fold arms, fold his arms, fold her arms, fold their arms
""")
GESTURES = frozenset(VERBS.values())
