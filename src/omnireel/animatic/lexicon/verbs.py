# ruff: noqa: E501  (tables of words)
"""Verbs: what each is drawn as. Endings (-s, -ed, -ing) need no entries of their own; odd forms are in `forms`."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import table, words

# The motion that draws each verb; after "=none" those without one. Verbs of `words.ACTIONS` stand there.
VERBS = table("""
=walk: slither, burrow, slink, sidle, trek across, clamber, scramble, stroll, saunter, tread, trudge, plod, stomp, shuffle, waddle, strut, parade, pass, pass by, walk past, stagger, stumble, march, wander, explore, enter, exit, leave, arrive, come, go, step, cross, follow, lead, guide, advance, proceed, emerge, appear, approach, return, travel, journey, move, climb, ascend, descend, scale, hike, trek, patrol, wade, go down, come out, come in, step out, step inside, walk away,
 get on, get off, get out, get in, get into, disembark, board, escort, push, pull, drag, haul, tow, carry, lug, creep, limp, hobble, pace, prowl, tiptoe, sneak, stalk, search, inspect, hunt, meander, roam, rove, moonwalk, shop, browse
=run: sprint, dash, race, rush, hurry, gallop, charge, chase, flee, escape, bolt, scurry, scamper, scuttle, dart, hurtle, zoom, barrel, storm, stampede, jog, pursue, hunt down, catch up, overtake, dodge, swerve, scatter, speed, tear, train, slide, skid, slip, parkour, tackle, dribble, herd, roll
=trot: canter, prance, scamper about
=stand: wait, pose, stare, gaze, look, watch, glance, peer, observe, lean, pause, stop, halt, freeze, rest against, stand still, stand guard, listen, smile, grin, frown, blush, think, contemplate, ponder, panic, gasp, wince, flinch, pout, scowl, glare, squint, worry, hope, wonder, nuzzle, snuggle, preen, groom, beam at, eavesdrop, spy, huddle, cling, dangle from, await, rub, scratch, poke at, squeeze, wring, drum fingers, fidget, wag, pucker, breathe, sigh, wink, blink, shiver, tremble, shudder, face, guard, hide, hang, hang out, line up, queue, linger, loiter, tower, loom, overlook, admire, notice, see, spot, discover, find, examine, study, sniff, smell, inhale, yawn, sneeze, cough, turn, turn around, look back, look up, look down, look out, smoke, wear, put on, take off clothes, hesitate, try on, tie, adjust, button, zip, shake, hug, embrace, kiss, caress, pet, stroke, touch, pat, cuddle, hold, hold hands, tattoo, spray, clutch, grip, grab, take, lift, raise, lower, drop, open, close, shut, unlock, knock, remove, put down, set down, lay down, place, tuck, tap, wind, wind up, press, reach, give, hand, pass over, offer, receive, deliver, serve, share, show, catch, aim, shoot, fire, open fire, cast, cast a spell, summon, conjure, light, light up, ignite, blow, blow out, toast, trick or treat, tip a hat, feed, water, film, record, photograph, take a photo, take a picture, take a selfie, check, scroll, text, answer, dial, meet, greet, stop, park, refuse, age, reveal, twitch
=sit: bask, laze, nest, perch, rest, relax, lounge, chill, chill out, sit down, sit up, settle, recline on a chair, wait on a bench, fish, reel in, sunbathe, camp, roost, nestle, sit back
=sleep: nap, doze, snooze, fall asleep, hibernate, dream, slumber, snore, wake up, wake
=lie: lay, lie down, recline, curl up, sprawl, collapse, faint, die, lie back, sink down
=jump: leap, hop, skip, bounce, vault, dive, pounce, lunge, flip, somersault, backflip, cartwheel, spring, bound, splash, breach, land, burst, burst out, trip, dunk, spike, swing, jump up, skip rope, jump rope, rear, buck, fall, tumble, plunge, crash, plummet, drop down, fall over, explode out
=dance: twirl, spin, sway, waltz, pirouette, breakdance, tango, groove, shimmy, jive, boogie, slow dance, headbang, perform, spin around, whirl, juggle, cartwheel about
=talk: shake hands, speak, chat, whisper, argue, shout, yell, scream, tell, stand guard, tell a story, tell story, present, explain, say, discuss, converse, joke, gossip, lecture, teach, announce, recite, flirt, interview, call, report, mutter, beg, scold, preach, negotiate, haggle, sell, order
=sing: hum, crow, chant, serenade, rap, yodel, croon, busk, scat, sing along
=eat: graze, nibble, feed on, drink, sip, chew, dine, munch, devour, bite, lick, taste, gobble, gulp, slurp, swallow, peck, snack, gnaw, lap, feast, swig, forage
=fly: soar, flutter, flap, take off, fly over, fly away, fly past, fly off, fly out, fly up, swoop, zip, swarm, buzz, whizz, ascend into the sky, shoot into, migrate, lift off, take flight, skim, streak
=glide: hover, circle, coast, sail through the air, drift by, wheel
=swim: paddle, snorkel, dart through water, surface, submerge, wriggle, dive under, scuba dive
=float: drift, levitate, bob, sink, hang in the air, waft, rise, rise up, descend slowly
=drive: cruise, ride, rev, drift around, pull up, roll along, race past, drive away, commute, cycle, bike, pedal, steer, accelerate, brake, reverse, taxi, dock, launch off, overtake, tour, chug, rumble, trundle, depart, cross the bridge, patrol by car
=row: punt, scull, canoe, kayak
=sail: navigate, voyage, windsurf, set sail, moor, anchor, capsize
=surf: surf, go surfing
=skateboard: skateboard, longboard, go skateboarding
=ollie: ollie, do an ollie, do ollies, land an ollie
=kickflip: kickflip, do a kickflip, do kickflips, perform a kickflip, land a kickflip, heelflip
=snowboard: snowboard, go snowboarding
=ski: ski, go skiing, ski down
=skate: skate, ice skate, go skating, go ice skating, figure skate, speed skate
=roller skate: roller skate, rollerblade, inline skate, go roller skating
=lift weights: lift weights, lift weight, lift heavy weights, lift a weight, lift a heavy weight, pump iron, deadlift, bench press, weightlift
=play: frolic, romp, tug, wrestle playfully, roughhouse, play fetch, play football, play soccer, play tag, tickle, tease, cavort, gambol
=wave: wave goodbye, wave hello, beckon
=fight: face off, battle, attack, duel, box, clash, spar, wrestle, punch, hit, strike, slash, stab, swing a sword, defeat, defend, struggle, slay, kill, brawl, grapple, joust, draw, draw sword, wield, block, parry, smash, destroy, ambush, shoot at, bomb, beat, fend off
=work: cook, bake, fry, grill, stir, chop, slice, cut, peel, knead, mix, whisk, pour, brew, season, plate, decorate, make, build, construct, craft, carve, sculpt, shape, mould, forge, hammer, weld, saw, drill, repair, fix, assemble, weave, knit, sew, embroider, spin wool, paint, draw a picture, sketch, write, type, read, code, program, play guitar, play the guitar, play piano, play the piano, play violin, play the violin, play music, play drums, play the drums, play the saxophone, play saxophone, play flute, play the flute, play trumpet, play the trumpet, play harp, play the harp, play cello, play the cello, play trombone, play the trombone, play clarinet, play the clarinet, play accordion, play the accordion, play harmonica, play the harmonica, play banjo, play the banjo, play xylophone, play the xylophone, strum, drum, conduct, dj, mix music, drop the beat, operate, use, clean, wash, scrub, sweep, mop, wipe, mend, polish, dust, iron, fold, pack, unpack, unwrap, wrap, plant, harvest, dig, rake, mow, milk, shear, garden, fish with a net, experiment, operate a machine, solder, measure, arrange, print, sort, load, unload, stack, stamp, sign, count, pick apples, plough, sow, calligraph, edit, compose, carve wood, blow glass, play chess, play cards, exercise, lift weights, work out
=bloom: hatch, blossom, grow, unfold, unfurl, sprout, open up, wither, germinate, spread
=launch: blast off, ignite engines, liftoff
=bark: growl, snarl, roar, hiss, meow, purr, moo, neigh, whinny, bleat, quack, croak, chirp, tweet, squeak, screech, hoot, caw, trumpet, bellow, whimper, whine, snort, pant
=howl: bay at the moon
=none: shine, glow, shimmer, glitter, glisten, sparkle, gleam, glint, twinkle, flash, flicker, pulse, pulsate, blaze, burn, crackle, smoulder, smolder, melt, drip, leak, flow, stream, gush, spill, splatter, spray, swirl, churn, boil, bubble, simmer, sizzle, foam, ripple, crash ashore, lap against, surge, flood, evaporate, freeze over, crack, shatter, break, crumble, collapse inward, erode, rust, rot, decay, peel, tear apart, explode, erupt, detonate, burst into flames, ignite into, combust, implode,
 vanish, disappear, fade, dissolve, fan out, in pursuit, on horseback, in flight, on fire, in flames, at work, at play, materialise, materialize, transform, morph, change, turn into, become, shift, reassemble, form, merge, split, multiply, divide, shrink, expand, inflate, deflate, swell, bend, twist, curl, coil, wrap, spiral, rotate, revolve, tick, chime, ring, vibrate, hum along, whir, click, beep, start up, shut down, switch on, switch off, turn on, turn off, come alive, come to life, stretch out, dangle, hang down, cascade, flutter down, rain down, scatter across, settle down, fill, spread out, part, separate, gather around, converge, collide, disintegrate, refract, reflect, sweep, beam, illuminate, brew up, ferment, rise from, set, dawn, spin slowly, bounce off, thaw, drizzle, sprinkle, filter, darken, brighten, dim, glide by, dip, dunk cookie, crunch, fizz, condense, swallow up, levitate off, unroll, unravel, emit, release, clear, calve, creak, miss, replace, transport, connect, separate from, dilate, contract, nudge, poke, bump, bump into, mend, twinkle, stack up, charge up, load up, rattle, flare, cut through, sputter, billow, wobble, jiggle, quiver, rock, tilt, tip over, tip, snap, snap shut, echo, topple, demolish, snatch, rescue, save, steal, break free, free, defuse, escape from, trap, bury, unearth, uncover, crown, marry, propose, graduate, win, lose, gain, share, score, finish, compete, race against, vote, protest, pray to, bless, bathe, shower, shave, brush, comb, dress, undress, apply, massage, heal, inject, operate on, examine patient
=walk: lurk, retreat, embark, peek around, sneak in, sneak out, skulk, edge forward, venture, amble along, traipse, tramp, mosey, sashay, swagger, promenade, pad across, step in, step back, step forward, walk off, back away, back up, turn away, storm off, storm out, wander off
=run: flee from, run off, rush in, rush out, speed off, run up, sprint past, race off, run over, tear off, charge at, charge forward, rush forward
=stand: peek, peep, smirk, grimace, balance, brandish, exhale, breathe in, breathe out, take a breath, flex, stand up, stand watch, strike a pose, reflect on, sweat, recoil, quake, glower, leer, gape, gawk, ogle, behold, supervise, oversee, stand by, hang back, exchange, welcome
=work: shred, chisel, hammer away, weld together, blend, grind, roast, stitch, saddle, trace, tune, prepare, braid, shovel, plow, pump, rehearse, scrape, hoist, crush, fetch, mount, rummage, rummage through, practice, practise, unscrew, disassemble, dismantle, fix up, tinker, tighten, loosen, sand down, varnish, glaze, darn, hem, vacuum, wipe down, rinse, scour, polish up, sweep up, hoe, till, reap, thresh, saddle up, pack up, wrap up, weigh, tally, calculate, debug, dissect, bandage, stitch up, diagnose, treat, shampoo, trim, sketch out, engrave, etch, tune up, garnish, baste, saute, stir fry, skewer, carve up, mince, mash, grate, zest, sift, pour out, top up, refill, uncork, clink
=fight: shadow box, whip, thrust, lash, lash out, slam, disarm, headbutt, uppercut, stab at, swing at, rob, raid, besiege, return fire, take aim, unsheathe, sheathe, sword fight
=jump: do a backflip, do backflips, do a flip, do a frontflip, do a somersault, do a jump, do a cartwheel, leap up, spring up, leap off, jump off, jump in, jump into, jump out, hop on, hop off, hop over, hurdle, rappel, abseil, bungee jump, base jump, skydive, parachute, belly flop, cannonball, trampoline, pole vault, somersault over, slam dunk
=dance: disco dance, belly dance, tap dance, line dance, square dance, ice dance, ballroom dance, break dance, wiggle, twerk, mosh, jump around, body roll, pop and lock, whirl around, twirl around, rock out, jam
=drive: pilot, snowmobile, drag race, wheelie, roll over, pull over, pull away, pull in
=talk: banter, heckle, coo, babble, jabber, natter, plead, whistle, bargain, debate, rant, mumble, stammer, exclaim, call out, cry out, shout at, yell at, curse, swear
=lie: pass out, flop, flop down, sprawl out, float on back, die down, bleed
=sit: cradle, cuddle up, snuggle up, plop down, slump, take a seat, brood, slouch
=float: glimmer, overflow, trickle, seep, ooze, spurt, swirl around, eddy, undulate, bubble up, well up, float away, float by, float past, float up
=play: flick, swipe, clasp, pluck, dab, putt, tee off, volley, splash around, roll around, tumble about
=wave: wave at, flag down, high five, fist bump, thumbs up
=bloom: awaken, ripen, wilt
=eat: savor, savour, eat up, bite into, scoff, wolf down, guzzle, drink up, drink from, sip from, suck, suckle, blow on
=none: do a trick, do tricks, do a stunt, do stunts, avoid, accept, abandon, fumble, jostle, corrode, defrost, steam up, fog up, splinter, crack open, crumble away, cave in, blow up, go off, short circuit, power up, power down, boot up, flare up, burn down, burn out, go out, fizzle, whirr, clack, tock, toll, clatter, ring out, resonate, throb, transform into, mutate, evolve, merge together, assemble itself, come together, fall apart, unspool, rip, peel away, fade in, fade out, teleport, shape shift, shapeshift, pixelate, crystallise, crystallize, solidify, liquefy, melt away, drip down, spill over, spatter, spray out, spew, belch
""")

# They tell a state, not an action: the subject does nothing that could be shown.
STATES = words("""
overlook, loop, refuse, be, have, seem, contain, include, feature, consist, resemble, need, want, belong, mean, know, own, keep, stay, remain, wear, let, allow, help, cause, become, suggest, evoke, cost, matter, depend, exist, appear to be, highlight, emphasise, emphasize, convey, showcase, depict, portray, render,
begin, start, try, continue, manage, attempt, happen, do, get, look like, sound, provide, hear, feel, end, extend
""")

# As past participles they tell how something is, not what is done to it.
RESULTS = words("""
make, create, paint, light, film, shoot, see, show, leave, set, base, frame, line, cast, cover, surround, fill, bathe, soak, drench, dress, style, illuminate, capture, reflect, place, put, add, finish, use, inspire, give, tell, think, wear, break, carve, build, design, decorate, arrange, crowd, pack, know, call, name, mix, blur
""")

# Only people and animals do these: after a thing they are told of who was named before it.
OF_BEINGS = words(
    "wear, hold, carry, ride, smile, laugh, grin, look, watch, gaze, stare, read, write, eat, drink, sip, think, listen, sing, whisper, talk, pet, hug, kiss, wave, yawn, cry, breathe"
)

# With something in hand that is drawn there these leave the body free: it walks, runs or stands.
IN_HAND = words("bring, carry, clutch, hold, lift, raise")
# Played with a ball, which is drawn between those who play.
BALL_GAMES = words(
    "play football, play soccer, play ball, play catch, play basketball, play volleyball, play handball"
)
# So do these, whose object is in hand as well.
HANDED = IN_HAND | words(
    "cradle, deliver, embrace, give, grab, grip, hand, hug, offer, pick, pick up, show, smell, sniff, take, use"
)

# Before "to" or "-ing" these only begin what follows; the following verb is the action.
STARTERS = words(
    "begin, start, try, continue, keep, attempt, stop to, go, come, manage, help, seem, appear, get, proceed, struggle, learn, prepare, want, finish, pause, enjoy, love, remain, stay"
)

# Participles after a noun that tell what it does ("a car parked", "a cat perched").
POSTURES = words(
    "park, seat, perch, curl up, suspend, huddle, crouch, dock, moor, stand, kneel, slump, hunch, gather, stretch out, hang, lean, sprawl, anchor, abandon, strand"
)

# Phrases that tell an action without its verb, and the verb; and phrases that are told whole, particle and all.
SAID_AS: dict[str, str] = {
    "in pursuit": "pursue", "on horseback": "ride", "in flight": "fly", "on fire": "burn", "in flames": "burn", "at work": "work", "at play": "play",
    "jump rope": "skip", "speeding": "speed",
}  # fmt: skip
TOLD_WHOLE = words("""
strike a pose, take aim, return fire, take a seat, take a breath, back away, pass out, stand watch, breathe in, breathe out, thumbs up, wolf down,
get on, get off, get out, get in, get into, take off, lift off, blast off, fall asleep, wake up, line up, light up, shake hands, hold hands, open fire, reel in, come alive, come to life, look back, look up, look around, turn around, stand up, sit down, get up, pick up, put on, blow out, break free, set sail, work out, slow dance, drop the beat,
stand guard, tell a story, tell story, curl up, switch on, switch off, turn on, turn off, do yoga, take flight, burst into flames, wave goodbye, take a selfie, take a photo, cast a spell, lift weights, fan out, roll over, scuba dive, tip over, sing along
""")
PARTICLES = words(
    "over, past, out, off, away, by, up, down, in, into, inside, along, on, around, back, at, through, across, from, about, against, to, of, after, apart, together, forward, upon, itself, aside, under, ashore, open"
)
