# ruff: noqa: E501  (tables of words)
"""Things that prompts name: vehicles, food, goods, furniture, instruments, nature. None has a drawing unless
`nouns.SUBJECTS` knows it; the categories tell the grammar what can act, be worn or be held.
"""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import table, words

# Vehicles and craft: the nearest drawing; after "=none" those without one.
VEHICLES = table("""
=car: suv, electric suv, electric car, limousine, limo, station wagon, estate car, compact car, self driving car, autonomous car, tesla, volkswagen, beetle car, mini cooper, hearse, crossover, concept car, flying car, toy car
=sports car: roadster, hypercar, race car, formula 1 car, formula one car, f1 car, bugatti, corvette, mclaren, mustang car, drift car, racing car, coupe, muscle car
=vintage car: hot rod, classic car, antique car, model t, cadillac, chevrolet, old timer, lowrider
=jeep: suv, pickup, pickup truck, rover, dune buggy, off road vehicle, 4x4, humvee, armored car, armoured car, hummer, lunar rover, mars rover
=truck: fire engine, fire truck, garbage truck, dump truck, tanker, tanker truck, lorry, cement mixer, food truck, tow truck, monster truck, big rig, moving truck
=bus: double decker bus, double decker, school bus, coach bus, trolley bus, minibus, tour bus
=van: camper, campervan, camper van, delivery van, ambulance, minivan, rv, caravan van, ice cream truck, ice cream van
=train: commuter train, freight train, passenger train, steam train, steam engine, steam locomotive, locomotive, streetcar, tram, cable car, trolley, monorail, metro train, subway, high speed train, maglev, toy train, model train, handcar
=bicycle: mountain bike, road bike, tricycle, bmx, tandem, penny farthing, ebike, e bike
=motorcycle: scooter, moped, vespa, dirt bike, harley, chopper motorcycle, sport bike, motor scooter, quad bike, hoverbike, motocross bike, speeder bike
=rowboat: canoe, kayak, gondola, raft, punt, dinghy, paddle boat, dragon boat, lifeboat, longboat, paper boat, toy boat, sampan, junk boat, trawler, fishing trawler, houseboat
=sailboat: yacht, catamaran, schooner, sloop, dhow, regatta, felucca
=ship: galleon, frigate, pirate ship, viking ship, longship, ocean liner, container ship, aircraft carrier, warship, destroyer, steamship, steamer, titanic, ferry, barge, tall ship, ghost ship, icebreaker, oil tanker
=speedboat: jet ski, hovercraft, powerboat
=plane: jumbo jet, fighter jet, private jet, passenger plane, stealth bomber, bomber, paper plane, paper airplane, jet plane, seaplane, glider, cargo plane, model airplane
=propeller plane: biplane, triplane, crop duster, spitfire, warplane
=helicopter: police helicopter, rescue helicopter, military helicopter, gyrocopter
=hot air balloon: airship, zeppelin, blimp, dirigible
=rocket: missile, rocket launch, falcon 9, saturn v
=spaceship: starfighter, fighter, space fighter, mothership, star destroyer, x wing, space probe, lander, lunar lander, dropship, shuttle, space pod, escape pod, cargo ship in space, millennium falcon
=none: tank, submarine, tractor, forklift, excavator, bulldozer, crane truck, combine harvester, harvester, snowmobile, sled, sleigh, dog sled, bobsled, toboggan, skateboard, longboard, surfboard, snowboard, ski, hoverboard, roller skate, rollerblade, wheelchair, stroller,
 pram, cart, shopping cart, wagon, carriage, horse carriage, horse drawn carriage, stagecoach, coach, chariot, rickshaw, tuk tuk, auto rickshaw, cable car gondola, chairlift, satellite, parachute, paraglider wing, hang glider, jetpack, time machine, unicycle, go kart, go cart, segway, gurney, stretcher, minecart, vehicle, craft, convoy, motorcade, traffic,
 watercraft, spacecraft debris, drone swarm, conveyor, elevator, escalator, ferris wheel, carousel, roller coaster, windmill blade, wind turbine, turbine, magic carpet, flying carpet, magic broom
""")

FOOD = words("""
food, street food, apple, green apple, banana, orange, lemon, lime, grapefruit, strawberry, raspberry, blueberry, cherry, grape, peach, pear, plum, mango, pineapple, kiwi fruit, watermelon, melon, coconut, avocado, fig, pomegranate, fruit, berry, tomato, lettuce, carrot, potato, onion, garlic,
pepper, chili, chili pepper, cucumber, broccoli, cabbage, corn, pea, bean, spinach, mushroom soup, salad, vegetable, herb, basil, mint, rosemary, pumpkin pie, cake, birthday cake, wedding cake, cupcake, muffin, cheesecake, pie, apple pie, tart, brownie, cookie, biscuit,
donut, doughnut, croissant, baguette, bread, loaf, sourdough, toast, bagel, bun, pretzel, waffle, pancake, crepe, pizza, pizza slice, burger, hamburger, cheeseburger, patty, beef patty, hot dog, sandwich, taco, burrito, nacho, sushi, sashimi, ramen, noodle, noodles, pasta,
spaghetti, lasagna, ravioli, dumpling, gyoza, dim sum, rice, fried rice, curry, soup, stew, broth, steak, meat, bacon, sausage, ham, roast chicken, turkey dinner, kebab, fries, french fries, chips, popcorn, egg, fried egg, boiled egg, omelette, cheese, butter, cream, whipped cream,
milk, yoghurt, yogurt, honey, syrup, maple syrup, chocolate, chocolate bar, candy, lollipop, gummy bear, marshmallow, caramel, ice cream, ice cream cone, popsicle, sorbet, gelato, milkshake, smoothie, juice, orange juice, lemonade, soda, cola, coke, water bottle, sparkling water, wine,
champagne, beer, beer glass, whiskey, whisky, rum, vodka, cocktail, martini, margarita, mojito, hot chocolate, cocoa, coffee bean, espresso shot, matcha, green tea, tea, iced tea, bubble tea, boba, sauce, ketchup, mustard, oil, olive oil, salt, spice, sugar, flour, dough,
cereal, oatmeal, granola, nut, almond, walnut, peanut, seafood, oyster dish, lobster dish, caviar, meal, dish, breakfast, lunch, dinner, feast, snack, dessert, ingredient, topping
""")

GOODS = words("""
bottle, perfume, perfume bottle, lipstick, makeup, cosmetic, nail polish, cream jar, skincare bottle, soap, soap bubble, shampoo, toothbrush, toothpaste, razor, mirror, comb, hairbrush, hair dryer, watch, wristwatch, smartwatch, pocket watch, clock, alarm clock, grandfather clock, cuckoo clock, hourglass,
ring, wedding ring, engagement ring, necklace, earring, bracelet, pendant, brooch, diamond, gem, gemstone, jewel, crystal, crystal ball, pearl, coin, gold coin, gold bar, treasure, treasure chest, chest, crown, sceptre, trophy, medal, handbag, purse, wallet, bag, plastic bag, paper bag, suitcase, luggage, briefcase, trunk,
box, cardboard box, gift, gift box, present, parcel, package, envelope, letter, postcard, letterbox, mailbox, newspaper, magazine, book, diary, notebook, map, treasure map, scroll, paper, sheet of paper, origami, origami crane, paper crane, crane origami, pen, fountain pen, pencil, crayon, hive, ice cube, switch, blackboard, whiteboard, brush, paintbrush, easel, canvas, painting, portrait painting, photograph, photo, polaroid,
poster, sign, street sign, neon sign, billboard, banner, flag, banner flag, balloon animal, toy, toy submarine, rubber duck toy, teddy, yo yo, spinning top, kite, marble, dice, playing card, card, chess piece, chessboard, chess board, domino, puzzle, rubik's cube, lego brick, jigsaw, ball, tennis ball, baseball, golf ball, bowling ball, snowball, snow globe, music box, jack in the box, ball of yarn, ball of wool, yarn, wool, thread, needle, button, scissors, knife, sword, katana, dagger, axe, spear, shield, bow, arrow, staff, wand, magic wand, gun, pistol, rifle, revolver, cannon, bomb, grenade, bullet,
phone, smartphone, mobile phone, cell phone, iphone, telephone, phone booth, telephone booth, tablet, laptop, computer, monitor, screen, keyboard, mouse cursor, headphones, headphone, earbuds, earphones, speaker, microphone, radio, record player, vinyl, vinyl record, cassette, television, tv, projector, film reel, camera lens, old camera, polaroid camera, gamepad, controller, console, game console, vr headset, headset, robot arm, robotic arm, machine, engine, gear, cog, circuit board, chip, microchip, battery, light bulb, lightbulb, bulb, lamp, desk lamp, street lamp, streetlamp, streetlight, lamppost, street light, chandelier, candle, candelabra, torch, flashlight,
searchlight, lantern, paper lantern, firework, fireworks, sparkler, confetti, glitter, match, lighter, cigarette, cigar, pipe, ashtray, chair, armchair, rocking chair, throne, stool, bench, park bench, sofa, couch, table, desk, coffee table, bed, hammock, cradle, crib, shelf, bookshelf, bookcase, cabinet, wardrobe, drawer, dresser, rug, carpet, curtain, blanket, pillow, cushion, towel, sheet, tent, vase, terracotta vase, pot, flower pot, planter, bucket, barrel, basket, bowl, plate, tray, cup, mug, glass, wine glass, jar, teapot, kettle, pan, frying pan, wok, spoon, fork, chopstick, tong, ladle, oven, stove, fridge, refrigerator, microwave, toaster, blender, coffee machine, espresso machine, washing machine, vacuum, sink, bathtub, shower, toilet, faucet, tap, broom, mop, ladder, rope, chain, cable, wire, hook, anchor chain, wheel, steering wheel, propeller, sail, oar, paddle, fishing rod, net, fishing net, helmet, umbrella, parasol, cane, walking stick, crutch, key, lock, padlock, door, gate, window, wall, brick wall, fence, wooden fence, staircase, stairs, ladder rung, pillar, column, arch, tower, clock tower, big ben, eiffel tower, statue of liberty, pyramid, obelisk, totem, totem pole, portal, monolith, gravestone, tombstone, coffin, cross, altar, bell, gong, windchime, wind chime, weathervane, well, fountain, statue, sculpture, bust, stone face, snow sculpture, ice sculpture, sandcastle, sand castle, igloo, treehouse, tree house, dollhouse, birdhouse, birdcage, cage, aquarium tank, fishbowl, fish tank, terrarium, beehive, nest, bird nest, egg nest, spiderweb, web, spider web, cocoon, shell, seashell, conch, skull, bone, fossil, feather, running shoe, shoe, sneaker, boot, high heel, heel, slipper, sandal, trainer, backpack, watering can, can, soda can, tin can, beer can, hammer, wrench, saw, drill, screwdriver, nail, anvil, shovel, rake, pitchfork, scythe, plough, wheelbarrow, scarecrow figure, microscope, telescope, binoculars, test tube, beaker, flask, syringe, pill, stethoscope, robot vacuum, sewing machine, typewriter, loom, spinning wheel, potter's wheel, pottery wheel, globe, compass, message in a bottle, disco ball, trampoline, swing, slide, seesaw, sandbox, punching bag, heavy bag, dumbbell, barbell, treadmill, yoga mat, boxing glove, tennis racket, racket, baseball bat, hockey stick, puck, golf club, basketball hoop, hoop, goal, net goal, frisbee, boomerang, kite string, parachute pack, slingshot, jigsaw piece, piggy bank, credit card, banknote, money, dollar bill, cash, number plate, tyre, tire, headlight, traffic light, traffic cone, fire hydrant, manhole, dumpster, trash can, vending machine, jukebox, arcade machine, slot machine, roulette wheel, shopping bag, mannequin head, mask, gas mask, venetian mask, fan, ceiling fan, hand fan, pinwheel, weather balloon, space helmet, antenna, satellite dish, solar panel, pylon, power line, smokestack, chimney, raft, buoy, shipwreck, wreck, anchor, treasure, iceberg chunk, beach ball, beach chair, surf board, deck chair, picnic basket, picnic blanket, christmas tree ornament, ornament, wreath, stocking, jack o'lantern, cauldron, broomstick, potion, potion bottle, spell book, orb, magic orb, amulet, cube, sphere, pyramid shape, cone, cylinder, triangle, hexagon, geometric shape, blob of paint, logo, text, letter block, number, hologram, robot head, gadget, device, product, object, item
""")

INSTRUMENTS = words("""
guitar, acoustic guitar, electric guitar, bass guitar, ukulele, banjo, mandolin, lute, harp, violin, cello, double bass, viola, fiddle, piano, grand piano, upright piano, organ, keyboard piano, synthesizer, accordion, harmonica, flute, clarinet, oboe, bassoon, saxophone, sax, trumpet, trombone, tuba, french horn, horn,
bagpipe, bagpipes, drum, drums, drum kit, drum set, snare, bongo, djembe, cymbal, tambourine, triangle bell, xylophone, marimba, sitar, koto, shamisen, erhu, didgeridoo, pan flute, whistle, turntable, dj deck
""")

# Nature and sky: may be the subject of a shot that has no other.
NATURE = words("""
sun, moon, full moon, crescent moon, half moon, earth, planet, ringed planet, saturn, jupiter, gas giant, star, shooting star, falling star, comet, meteor, meteor shower, asteroid, black hole, supernova, galaxy, constellation, eclipse, solar eclipse, rainbow, plant, potted plant, house plant, fern, bonsai, bonsai tree, vine, ivy, seedling, sprout, sapling, bud, flower bud, bush, hedge, shrub, reed, bamboo, moss,
seaweed, kelp, lily, water lily, lily pad, lotus flower, dandelion, lavender, lavender flower, poppy, iris, peony, hydrangea, cherry blossom, magnolia, jasmine, daffodil, marigold, bouquet, bouquet of flowers, flower bouquet, log, stump, tree stump, tree trunk, acorn, pinecone, pine cone, seed, rock, boulder, stone, pebble, crystal cluster, stalactite, icicle, tidal wave, tsunami, whirlpool, geyser, lava, magma, avalanche, tornado, twister, iceberg, dust devil, mushroom cloud, smoke ring, fireball, lightning bolt, explosion, blaze, wildfire, forest fire, sunflower head, tumbleweed, hay bale, haystack, ant hill, coral, coral reef fish, ink, paint, liquid gold, liquid metal, liquid, honeycomb, dna strand, neuron, molecule, atom, heart, brain, eyeball, human face, face made of, crowd of lanterns, building, skyscraper, temple, church, cathedral, shrine, mosque, palace, barn, cabin, log cabin, cottage, mansion,  apartment building, apartment block, stone house, farmhouse, hut, pagoda, temple building, monument, ruin, tower block, water tower, bell tower, church tower, watchtower, skyline silhouette, viaduct, bridge arch, pier post, floating island, slice, raindrops
""")

# Stuff and scenery: names something in the picture, but hardly ever what the picture is of.
STUFF = words("""
leaf, autumn leaf, lotus leaf, petal, rose petal, branch, twig, root, water drop, droplet, raindrop, drop, dewdrop, bubble, puddle, wave, ocean wave, snowflake, raindrops, flame, ember, ray, beam, light beam, tentacle, cherry blossom petal, leaves,
light, lights, sunlight, moonlight, lamplight, starlight, candlelight, firelight, torchlight, daylight glow, glow, shine, gleam, glare, ray, sunray, sun ray, light ray, shaft, light shaft, god ray, sunbeam, moonbeam, shadow, shade, reflection, silhouette line, flare, lens flare, spark, sparkle, smoke, steam, vapor, vapour, mist cloud, fog bank, dust, dust mote, particle, ash, soot, sand, mud, dirt, soil, ground, earth floor, grass, blade of grass, foliage, leaf litter, water,
water surface, surface, foam, spray, splash, ripple, current, surf, tide, ice, snow, slush, frost, rain, rainwater, dew, sweat, tear, blood, air, wind, breath, heat shimmer, horizon, sky, night sky, cloud, storm cloud, sea spray, bokeh, city lights, city light, christmas light, christmas lights, fairy light, fairy lights, string light, string lights, neon, neon light, neon lights, strobe light, strobe lights, laser, laser light, headlights, tail light, taillights, brake light, lamp light, street lights, traffic lights,
screen light, glow stick, texture, pattern, detail, colour, color, shape, line, curve, edge, layer, scratch, crack, rust, stain, debris, rubble, fragment, shard, splinter, glass shard, scrap, scrap metal, metal, iron, steel, wood, stone wall, marble, concrete, asphalt, brick, tile, wallpaper, paint stroke, brush stroke, brushstroke, ink stroke, fabric, cloth, silk, velvet, leather, lace, fur texture, cotton, plastic, rubber, cardboard, foil, glass pane, gold leaf, silver, bronze, copper, chrome, clay, wax, tile floor, floor, wooden floor, ceiling, roof tile, corner,
step, pavement, cobblestone, gravel, railing, post, pole, trail of dust, dust trail, trail, vapour trail, contrail, exhaust, wake, path of light, puddles, raindrop trail, mosaic, confetti rain, pollen, spore, seed fluff, row, number of, lot, rest, part, piece, half, side, front, back, end, middle, centre, center, top, bottom, left, right, inside, outside, background, foreground, distance, view, scene, scenery, landscape, composition, frame, picture, image, shot, camera, lens, video, clip, footage, film, movie, take, sequence, animation, render, rendering, style, look, aesthetic, vibe, vibes, mood, atmosphere, tone, feel, feeling, palette, grading, grade, contrast, saturation, quality, resolution,
table tennis, tennis, ping pong, golf, hockey, chess, poker, volleyball, badminton, bowling, yoga, karate, kung fu, boxing, hopscotch, hide and seek, traffic jam, blur, motion blur, tint, powder, music, soundtrack, score, song, melody, rhythm, beat, sound, audio, noise, voice, voiceover, voice over, narration, dialogue, speech, silence, echo, whisper sound, applause, cheer, laughter, siren, sirens, alarm, chime, gunshot, gunshots, heartbeat, footstep, footsteps, ringing, caption, subtitle, watermark, lettering, time, moment, second, minute, hour, year, season, spring, summer, autumn, fall season, winter, day, world, life, story, love, memory, dream, hope, peace, joy, energy, power, speed, motion, movement, action, physics, gravity, attention, focus, depth, field of view, way, direction, circle, turn, spin, jump, punch, kick, slash, step forward, dance, song and dance,
conversation, party, wedding, concert, festival, celebration, birthday, ceremony, race, match game, game, war, battle, fight, chase, pursuit, journey, adventure, trip, walk, ride, rush hour, crowd noise, tension, traffic noise, transition, cut, cuts, effect, effects, stunt, bounce, loop, reality, expression, gesture, pose, smile, gaze, look back, stance, grin, care, age, use, line of sight, position, order, pace, name, word, subject, gore, violence, logo mark, brand, branding, ad, content, screen time
""")

# What is held together by a word for the group: how many that is when no number follows.
GROUPS: dict[str, int] = {
    "herd": 6, "flock": 8, "pack": 5, "school": 14, "shoal": 14, "swarm": 10, "group": 4, "crowd": 7, "team": 5,
    "fleet": 5, "pod": 4, "pair": 2, "couple": 2, "trio": 3, "bunch": 5, "cluster": 5, "gang": 5, "troop": 6,
    "troupe": 5, "caravan": 5, "colony": 8, "army": 12, "squad": 5, "squadron": 5, "parade": 7, "procession": 7,
    "line": 5, "row": 5, "horde": 12, "pride": 5, "litter": 5, "dozen": 12, "hundreds": 14, "dozens": 12,
    "thousands": 16, "millions": 16, "handful": 4, "family": 3, "stream": 7, "convoy": 5, "band": 4, "class": 7,
    "gaggle": 5, "murder": 6, "host": 7, "cloud": 10, "set": 3, "series": 4, "plenty": 5, "lots": 6, "number": 4,
    "variety": 4, "collection": 5, "mass": 10, "tribe": 6, "string": 5, "flurry": 8, "bevy": 4, "batch": 5,
}  # fmt: skip

# "a glass of red wine" is a glass; "a tray of croissants" is both; "a slice of pizza" is pizza.
VESSELS = words(
    "ball, glass, cup, mug, bottle, bowl, can, jar, pot, pint, carafe, jug, pitcher, flask, vial, bucket, barrel, teapot, kettle, shot, beaker, test tube, tube"
)
HEAPS = words(
    "tray, plate, basket, stack, pile, heap, mound, box, bag, bouquet, platter, bunch, crate, cart, shelf, rack, collection, row, pool, bed, bath, tower, mountain, garland, wreath, chest"
)
PORTIONS = words(
    "slice, piece, scoop, bite, drop, chunk, half, bit, dollop, spoonful, loaf, bar, lump, strand, sheet, cone, layer, ring, trail, stream, beam, ray, shaft, burst, splash, cloud, puff, wisp, plume, jet, wave, gust, blade, pinch, pair, rain, shower, flash, bolt, sea, forest, wall"
)
# What has no picture of its own before "of": the picture is of what follows.
POINTERS = words("""
edge, middle, centre, center, top, bottom, side, front, back, end, rest, part, surface, heart, depths, face, view, shot, close up, image, picture, painting, portrait, photo, photograph, drawing, sketch, illustration, rendering, render, animation, footage, video, clip, film, movie, scene, timelapse, time lapse, silhouette, outline, shape, shadow, reflection, sight, sound,
pov, point of view, detail, macro, glimpse, sequence, shots, visualization, visualisation, depiction, recreation, model, version, figure, kind, type, sort, origin, birth, story, life, day, world, corner, outskirts, mouth, foot, base, shores, shore, bank, banks, streets, skyline, interior, exterior, inside, outside, hall, halls, ruins, remains, tip, peak, summit, floor, canopy, rows, row, maze, crowd, presence, company, kingdom, land, city, town, village, montage, vignette, tour, style, form
""")
