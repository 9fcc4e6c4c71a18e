# ruff: noqa: E501  (tables of words: one line an entry)
"""Words for subjects and settings."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import spaced


def _table(text: str) -> dict[str, str]:
    """Lines of `name: phrase, phrase`; the name itself is a phrase too unless the line starts with '='."""
    out: dict[str, str] = {}
    for line in text.strip().splitlines():
        name, _, phrases = line.partition(":")
        bare = name.strip().startswith("=")
        name = name.strip().lstrip("= ")
        for phrase in ([] if bare else [name]) + [p.strip() for p in phrases.split(",") if p.strip()]:
            out[phrase] = name
    return out


# Names on the left are entries of the table of drawings (subjects/table.py).
SUBJECTS = _table("""
dog: hound, doggo, mutt, canine, beagle, boxer dog, dalmatian, greyhound, terrier, bulldog, spaniel, collie, border collie, pup dog, street dog, stray dog, chihuahua, dachshund, great dane, rottweiler, doberman, pitbull, whippet, setter
golden retriever: retriever, golden lab
labrador: lab, labrador retriever
husky: siberian husky, malamute, samoyed, akita, sled dog
german shepherd: shepherd dog, alsatian, malinois
corgi: shiba, shiba inu, welsh corgi
poodle: bichon, labradoodle, goldendoodle
puppy: pup
wolf: timber wolf
coyote: jackal
fox: vixen
arctic fox: white fox
cat: feline, tabby, tomcat, siamese, house cat, maine coon
kitten: kitty, kitty cat
lion: lion cub
lioness:
tiger: tigress, bengal tiger
leopard: lynx
cheetah:
jaguar:
panther: black panther, black leopard
snow leopard:
cougar: puma, mountain lion
horse: stallion, mare, pony, mustang horse, wild horse, racehorse, steed
unicorn: pegasus
phoenix: firebird, fire bird
zebra:
deer: stag, doe, fawn, buck, elk, antelope, gazelle
reindeer: caribou
moose:
cow: cattle, calf, yak
bull: ox
bison: buffalo, american bison
sheep: ram, ewe
lamb:
goat: billy goat, mountain goat
foal: colt, filly
elephant: mammoth, elephant calf
bear: grizzly, grizzly bear, bear cub
polar bear: arctic bear
panda: panda bear, giant panda
rabbit: bunny, hare
squirrel: chipmunk
man: young man, guy, gentleman, male, fellow, dude, father, dad, husband, worker, mechanic, carpenter, blacksmith, pilot, prisoner, thief, surfer man, weightlifter, weight lifter, powerlifter, barista man, bartender, postman,
woman: young woman, lady, female, mother, mom, mum, wife, lady in red, actress, model, singer, ice skater, figure skater, ice dancer, ballerina woman, goddess, businesswoman
person: people, human, someone, somebody, adult, teenager, teen, friend, couple, stranger, traveler, traveller, tourist, student, teacher, artist, painter, musician, writer, photographer, engineer, runner, jogger, athlete, surfer, surfboarder, skater, skateboarder, longboarder, roller skater, inline skater, rollerblader, speed skater, skier, ski jumper, snowboarder, climber, swimmer, passenger, customer, shopper, pedestrian, villager, crowd, family, lover, explorer, adventurer, protagonist, hero, heroine, character, barista, programmer, gamer, skateboarder, guitarist, drummer, violinist, pianist, dj
old man: elderly man, grandfather, grandpa, old fisherman, elder, old sailor
old woman: elderly woman, grandmother, grandma, old lady
boy: surfer boy, skater boy, little boy, young boy, schoolboy, son
child: kid, toddler, baby, schoolchild, little child
girl: surfer girl, skater girl, little girl, young girl, schoolgirl, daughter
astronaut: spaceman, cosmonaut, spacewoman
robot: android, cyborg, droid, humanoid robot, mech, automaton
samurai: ronin, swordsman, samurai warrior
knight: paladin, crusader, warrior, gladiator, viking
detective: private eye, investigator, spy, gangster, inspector, man in a trench coat
wizard: sorcerer, mage, magician
monk: buddhist monk
bride:
queen: empress
witch:
nurse:
doctor: doctor man, physician, surgeon
scientist: scientist man, researcher, chemist
policeman: policewoman, police officer, cop
firefighter: fireman
cowboy: cowgirl
pirate:
viking:
waiter: waitress, butler
sailor: fisherman
boxer: prizefighter
king: emperor
princess:
farmer: gardener, peasant
chef: cook, baker
businessman: ceo, office worker, man in a suit, lawyer, banker, groom
hiker: backpacker, trekker, mountaineer, wanderer
dancer:
ballerina: ballet dancer
soldier: trooper, guard
ninja: assassin
bird: bluebird, songbird, finch, starling
sparrow: house sparrow
robin: redbreast, robin redbreast
swallow: barn swallow
pigeon: rock pigeon, carrier pigeon, wood pigeon
dove: turtle dove
magpie:
eagle: bald eagle, sea eagle
golden eagle:
hawk: red tailed hawk, buzzard, harrier
falcon: peregrine falcon, peregrine, kestrel
vulture: condor
seagull: gull, albatross, tern
pelican:
crow: raven, blackbird
owl: tawny owl
horned owl: great horned owl, eagle owl, long eared owl
snowy owl:
barn owl:
parrot: macaw
parakeet: budgie, budgerigar, lovebird
cockatoo: cockatiel
toucan:
hummingbird:
kingfisher:
swan:
goose: canada goose
duck: mallard
duckling: gosling
chicken: hen
rooster: cockerel
chick: baby chick, baby chicken
wild turkey: gobbler
penguin: emperor penguin
flamingo:
stork:
crane bird: red crowned crane, sandhill crane
heron: ibis, egret
butterfly: moth, monarch, monarch butterfly, firefly
dragonfly: damselfly
dragon: wyvern, flying dragon
fish: tropical fish, school of fish, shoal, butterflyfish
angelfish: angel fish
goldfish: gold fish
salmon: trout
tuna: mackerel
clownfish: clown fish, nemo
koi: koi fish, carp
shark: great white, great white shark, hammerhead
whale: humpback, humpback whale, baleen whale
sperm whale:
beluga: beluga whale
orca: killer whale
dolphin: porpoise
turtle: sea turtle, tortoise
jellyfish: medusa
car: automobile, sedan, coupe, hatchback, vehicle, electric car
sports car: race car, racing car, supercar, ferrari, lamborghini, porsche, muscle car, convertible
vintage car: classic car, old car, oldtimer, retro car
taxi: cab, taxicab
police car: cop car, patrol car
jeep: suv, offroader, land rover, pickup, pickup truck
truck: fire truck, fire engine, lorry, semi truck, semi, trailer truck
bus: school bus, double decker
van: minivan, ambulance, camper van, delivery van
train: bullet train, subway train, tram, railcar, high-speed train
steam train: steam locomotive, locomotive, steam engine, old train, vintage train
bicycle: bike
cyclist: bicyclist, biker on a bicycle, man on a bicycle, woman on a bicycle
motorcycle: motorbike, motorcyclist, scooter, biker, moped
rowboat: row boat, rowing boat, canoe, kayak, dinghy, small boat, boat, fishing boat, wooden boat, gondola
sailboat: sailing boat, yacht, sail boat, catamaran
tall ship: sailing ship, galleon, frigate, clipper, square rigger, man of war, schooner, brig, brigantine, caravel
pirate ship: pirate galleon, ghost ship, pirate vessel
ship: cargo ship, cruise ship, ferry, freighter, tanker, ocean liner, battleship
speedboat: motorboat, speed boat
plane: airplane, aeroplane, airliner, jet, aircraft, fighter jet, jetliner
propeller plane: biplane, small plane
helicopter: chopper
drone: quadcopter
hot air balloon: hot-air balloon, hot air balloons
rocket: rocket ship, space rocket
spaceship: spacecraft, starship, space ship, space shuttle, shuttle
ufo: flying saucer, alien ship
tree: oak, oak tree, maple, maple tree, old tree, lone tree, willow
pine tree: fir tree, spruce, christmas tree
palm tree: coconut palm
cherry tree: cherry blossom tree, sakura tree, blossoming tree
flower: daisy, wildflower, blossom, orchid, lotus
rose: briar rose
fireworks: firework, firework display, fireworks display
sunflower:
tulip:
cactus: saguaro
mushroom: toadstool
house: cottage, cabin, hut, barn, farmhouse, mansion
lighthouse: beacon tower
windmill:
tent: camping tent, camp tent, pup tent
castle: fortress, palace
cup: mug, mug of tea, mug of coffee, cup of cocoa, teacup, coffee cup, cup of coffee, cup of tea, coffee, tea cup, latte, cappuccino, espresso
bottle: wine bottle, glass bottle
ball: football, soccer ball, basketball, beach ball
balloon: toy balloon
lantern: paper lantern, sky lantern, floating lantern
campfire: bonfire, camp fire, fire
pumpkin: jack-o-lantern, jack o lantern
snowman:
umbrella: parasol
book: notebook, novel
kite: paper kite
camel: dromedary, bactrian camel
giraffe:
pig: piglet, hog, boar, wild boar
donkey: mule, burro
llama: alpaca
rhino: rhinoceros
hippo: hippopotamus
crocodile: alligator, caiman
mouse: rat, hamster, field mouse
raccoon: red panda
hedgehog: porcupine
peacock: peafowl
ostrich: emu
monkey: chimpanzee, chimp, macaque, baboon
gorilla: ape, silverback, orangutan
kangaroo: wallaby
dinosaur: t-rex, t rex, tyrannosaurus, velociraptor, raptor
frog: toad, tree frog
snake: python, cobra, viper, serpent
crab:
seal: sea lion, walrus
octopus: squid
bee: honeybee, bumblebee, wasp
ladybug: ladybird, beetle
spider: tarantula
bat: fruit bat
ghost: spirit, phantom
skeleton:
alien: extraterrestrial, martian
fairy: pixie, sprite
mermaid: merman
perfume: perfume bottle, bottle of perfume, perfume flask, perfume flacon, cologne, fragrance bottle, scent bottle
wine glass: wine, glass of wine, glass of red wine, glass of white wine, glass of champagne, goblet, champagne glass, champagne flute
cocktail: martini, margarita, mojito, cocktail glass, glass of whiskey
beer: pint, beer mug, mug of beer, pint of beer, glass of beer
teapot: kettle, pot of tea, tea kettle
vase: flower vase, vase of flowers, flower pot, ceramic vase
candle: candles, burning candle, candlelight
lamp: table lamp, desk lamp, bedside lamp, lampshade
snow globe: snowglobe, crystal ball, glass globe
cake: layer cake, cheesecake, wedding cake, slice of cake
birthday cake: cake with candles, cake with lit candles
pizza: pizza pie, pepperoni pizza
burger: hamburger, cheeseburger
ice cream: ice-cream, ice cream cone, gelato, soft serve
bread: loaf, loaf of bread, baguette, sourdough
sandwich: club sandwich
sushi: sushi roll, nigiri, sashimi, maki
noodles: noodle, ramen, bowl of ramen, noodle soup, bowl of soup, bowl of noodles
apple: red apple, green apple
orange fruit: oranges, tangerine, mandarin, clementine
strawberry: strawberries
banana: bananas, bunch of bananas
cookie: cookies, biscuit, biscuits, chocolate chip cookie
donut: doughnut, donuts, doughnuts
chair: stool, rocking chair
armchair: easy chair
bench: park bench, wooden bench
table: dining table, coffee table, wooden table
sofa: couch, settee
bed: double bed, king bed
clock: alarm clock, wall clock, ticking clock
phone: smartphone, mobile phone, cellphone, iphone, cell phone, telephone
laptop: notebook computer, macbook
computer: desktop computer, pc, monitor, computer screen, desktop pc
television: tv, tv set, television set, old television, retro tv
camera: photo camera, film camera, dslr, vintage camera
watch: wristwatch, wrist watch, luxury watch, smartwatch, pocket watch
headphones: headset, earphones, wireless headphones
shoe: sneaker, sneakers, running shoe, running-shoe, running shoes, trainers
handbag: purse, leather bag, leather handbag, backpack bag
teddy bear: teddy, teddy-bear, stuffed bear, stuffed animal, plush toy, plushie
gift box: present box, gift, wrapped gift, christmas present, birthday present, gift-box
guitar: acoustic guitar, electric guitar, ukulele, bass guitar
violin: cello, fiddle, viola
piano: grand piano, upright piano, keyboard piano
drum: drums, snare drum, drum kit, drum set
trumpet: trombone, saxophone, horn instrument
diamond: gem, gemstone, crystal, jewel, ruby, emerald, sapphire
ring: gold ring, diamond ring, wedding ring, engagement ring
necklace: pearl necklace, pendant, jewelry, jewellery
crown: golden crown, tiara
sword: katana sword, excalibur, longsword, dagger
statue: sculpture, marble statue
fountain: water fountain, stone fountain
ferris wheel: ferris-wheel, giant wheel, big wheel, observation wheel
suspension bridge: golden gate bridge, golden gate, cable bridge
skateboard: longboard
surfboard: surf board
tractor: farm tractor, combine harvester
tank: battle tank, army tank
submarine: yellow submarine, u-boat, bathyscaphe
satellite: space satellite, space probe, space telescope
excavator: digger, backhoe, forklift, bulldozer
""")

# Subjects we know by name and have no drawing for: those like a person are shown as a plain figure, all others
# as a small plain shape, and that is said.
UNDRAWN = frozenset(
    [
        "unicycle",
        "starfish",
        "seahorse",
        "ant",
        "snail",
        "worm",
        "angel",
        "zombie",
        "vampire",
        "monster",
        "elf",
        "dwarf",
        "goblin",
        "troll",
        "centaur",
        "kraken",
        "godzilla",
        "carousel",
        "roller-coaster",
        "telescope",
        "doll",
        "puppet",
        "painting",
        "turkey",
        "goat-man",
        "pterodactyl",
        "caterpillar",
        "hoverboard",
        "hovercraft",
        "orange",
    ]
)

# Names on the left are entries of the table of settings (settings/table.py).
SETTINGS = _table("""
meadow: grassland, grassy field, field, pasture, grass, prairie, hill, hillside, green field, flower field, field of flowers, wildflower field, lawn, countryside, rolling hills, steppe, orchard, vineyard, valley
wheat field: cornfield, field of wheat, golden field, barley field, wheatfield, corn field
desert road: desert highway, empty desert road, road through the desert, desert track, route 66
road: country road, coastal road, mountain road, lane, path, racetrack, race track, route
forest: snowy forest, winter forest, snowy pine forest, snow covered forest, wood, woods, woodland, woodlands, pine forest, autumn forest, birch forest, grove, redwood, redwoods, trees, bamboo forest, enchanted forest
jungle: rainforest, rain forest, tropical forest
mountains: mountain, mountain range, peak, alps, alpine, summit, canyon, highlands, himalayas, ridge, mountaintop, mountain top
desert: dune, sand dune, dunes, sahara, sand dunes, wasteland, mesa
snow field: snow, snowfield, tundra, snowy field, snowy landscape, winter wonderland, snow-covered field, ski slope, snowy hill
frozen lake: frozen pond, frozen river, ice rink, skating rink, outdoor rink, icy lake
beach: shore, seashore, coast, seaside, tropical beach, sandy beach, shoreline, coastline, tropical island, island, waterfront
sea: ocean, open sea, waves, high seas, bay, open ocean, open water, stormy sea, water, rough sea
lake: pond, lakeside, lagoon, fjord, mountain lake, calm water, misty lake
reef: coral reef, underwater, under water, ocean floor, seabed, under the sea, beneath the sea, coral, beneath the waves, aquarium, beneath the surface, underwater cave
deep sea: deep ocean, ocean depths, depths of the sea, depths of the ocean, deep blue sea, deep blue ocean
city street: city, street, downtown, town, urban street, neon street, avenue, tokyo, new york, london, paris, manhattan, times square, shibuya, shanghai, hong kong, metropolis, cyberpunk city, neon city, sidewalk, crosswalk, boulevard, neon-lit street, neon-lit city, rainy street, skyline, plaza, city square, futuristic city, parking lot, intersection, chinatown, los angeles, berlin, seoul
village: hamlet, small town, fairytale village, medieval town, suburb, neighborhood, neighbourhood, medieval village
room: interior, apartment, classroom, bar, indoors, house interior, hallway, studio apartment, hospital, bathroom, workshop, museum, shop, store, dining room, attic, desk
stage: theater, theatre, concert stage, concert, black background, spotlight, ballroom, circus
space: outer space, galaxy, cosmos, orbit, deep space, nebula, starfield, universe, earth's orbit
=moon: moon landing, moon base, lunar surface, moon surface, surface of the moon, on the moon, alien planet, planet, asteroid
sky: above the clouds, in the clouds, clouds, high above, midair, mid-air, heavens, cloudscape
garden: flower garden, rose garden, backyard, botanical garden
farm: farmland, farmyard, ranch
park: city park, public park, central park, dog park
savanna: savannah, african savanna, african savannah, african plain, african plains, plain, plains, serengeti, safari
gym: fitness studio, weight room, boxing gym, fitness center, fitness centre
club: nightclub, night club, disco, dance club, rave, dance floor, dancefloor
highway: freeway, motorway
playground:
swamp: marsh, bog, bayou, wetland, wetlands, mangrove
cliffs: cliff, clifftop, sea cliff, sea cliffs, cliff edge
volcano: lava field, lava, volcanic landscape
cave: cavern, grotto, cave entrance
mars: red planet, martian surface
ice: arctic, antarctica, glacier, iceberg, icebergs, pack ice, ice floe
river: stream, riverbank, riverside, creek, brook
waterfall: waterfalls, cascade
harbour: harbor, fishing port, docks, marina, pier, quay
alley: alleyway, back alley, neon alley, narrow street
market: marketplace, bazaar, street market, farmers market, market stall
rooftop: rooftop terrace, rooftop bar
station: train station, subway station, railway station, metro station, train platform, subway platform, railway platform
bridge: suspension bridge
stadium: sports stadium, football stadium, soccer field, football field, football pitch, arena
living room: lounge
bedroom:
kitchen:
cafe: café, coffee shop, restaurant, diner, bakery
library: bookstore, bookshop
office: open-plan office
=castle hall: throne room, great hall, castle interior, inside a castle, banquet hall
temple: shrine, buddhist temple
laboratory: lab room, science lab
spaceship interior: spacecraft interior, starship bridge, inside a spaceship, spaceship bridge, space station interior
studio: studio background, plain background, white background, photo studio, seamless background, product backdrop
""")

# A setting's drawing shows these as well, so naming both leaves nothing out.
CONTAINS: dict[str, frozenset[str]] = {
    "lake": frozenset({"mountains", "forest", "sky"}),
    "meadow": frozenset({"mountains", "forest", "road", "sky"}),
    "snow field": frozenset({"mountains", "forest", "sky", "meadow"}),
    "frozen lake": frozenset({"snow field", "lake", "mountains", "forest", "sky"}),
    "beach": frozenset({"sea", "sky", "mountains"}),
    "sea": frozenset({"sky", "beach"}),
    "city street": frozenset({"road", "sky", "room"}),
    "village": frozenset({"mountains", "road", "meadow", "forest"}),
    "mountains": frozenset({"forest", "meadow", "sky", "road"}),
    "forest": frozenset({"meadow", "road"}),
    "jungle": frozenset({"forest"}),
    "road": frozenset({"mountains", "meadow", "forest"}),
    "reef": frozenset({"sea", "deep sea"}),
    "deep sea": frozenset({"sea", "reef"}),
    "space": frozenset({"sky", "moon"}),
    "moon": frozenset({"space", "sky"}),
    "desert": frozenset({"sky", "mountains"}),
    "desert road": frozenset({"sky", "mountains", "desert", "road"}),
    "wheat field": frozenset({"meadow", "road", "sky"}),
    "room": frozenset(),
    "stage": frozenset(),
    "sky": frozenset({"sea", "mountains"}),
    "garden": frozenset({"meadow", "forest", "sky"}),
    "farm": frozenset({"meadow", "mountains", "wheat field", "sky"}),
    "park": frozenset({"meadow", "garden", "road", "city street", "sky"}),
    "savanna": frozenset({"meadow", "mountains", "sky"}),
    "gym": frozenset({"room"}),
    "club": frozenset({"room", "stage"}),
    "highway": frozenset({"road", "mountains", "sky"}),
    "playground": frozenset({"meadow", "garden", "sky"}),
    "swamp": frozenset({"forest", "lake", "jungle"}),
    "cliffs": frozenset({"sea", "meadow", "sky", "mountains"}),
    "volcano": frozenset({"mountains", "sky"}),
    "cave": frozenset({"mountains"}),
    "mars": frozenset({"space", "desert", "moon", "sky"}),
    "ice": frozenset({"snow field", "sea", "sky"}),
    "river": frozenset({"forest", "mountains", "lake", "sky"}),
    "waterfall": frozenset({"forest", "river", "lake", "jungle", "sky"}),
    "harbour": frozenset({"sea", "sky", "city street"}),
    "alley": frozenset({"city street"}),
    "market": frozenset({"city street", "village", "sky"}),
    "rooftop": frozenset({"city street", "sky"}),
    "station": frozenset({"city street"}),
    "bridge": frozenset({"city street", "river", "sea", "road", "sky"}),
    "stadium": frozenset({"meadow", "sky"}),
    "living room": frozenset({"room"}),
    "bedroom": frozenset({"room"}),
    "kitchen": frozenset({"room"}),
    "cafe": frozenset({"room"}),
    "library": frozenset({"room"}),
    "office": frozenset({"room"}),
    "castle hall": frozenset({"room"}),
    "temple": frozenset({"room"}),
    "laboratory": frozenset({"room"}),
    "spaceship interior": frozenset({"space", "room"}),
    "studio": frozenset({"room"}),
}


# Those without a drawing that stand upright as people do.
LIKE_PEOPLE = frozenset(
    [
        "angel",
        "zombie",
        "vampire",
        "monster",
        "elf",
        "dwarf",
        "goblin",
        "troll",
        "centaur",
        "puppet",
        "godzilla",
        "goat-man",
    ]
)

# How many are meant by the plural where that is known.
AS_MANY = {"shoe": 2, "fireworks": 1}

# Subjects that swim in schools: uncounted, more of them are drawn.
SCHOOLS = frozenset({"fish", "clownfish"})

# Phrases that name something without a drawing of its own: the nearest one is used, and that is said.
STAND_INS = frozenset(
    phrase.strip()
    for phrase in """
hill, hillside, lawn, rolling hills, steppe, orchard, vineyard, valley,
cornfield, corn field, racetrack, race track, bamboo forest, birch forest, redwood, redwoods, enchanted forest,
canyon, wasteland, mesa, ski slope, frozen river, ice rink, skating rink, outdoor rink, snowy hill, snowy mountain, snowy mountains, island, waterfront,
bay, lagoon, fjord, aquarium, underwater cave,
plaza, city square, futuristic city, cyberpunk city, parking lot, intersection, tokyo, new york, london, paris, manhattan, times square,
shibuya, shanghai, hong kong, chinatown, los angeles, berlin, seoul, suburb, medieval town, medieval village,
classroom, restaurant, bar, hallway, hospital, bathroom, workshop, museum, shop, store,
dining room, attic, bakery, diner, ballroom, circus, arena, alien planet, planet,
asteroid, himalayas, sahara, alps,
pegasus, elk, antelope, gazelle, yak, ram, mammoth, lynx, hare, chipmunk, jackal, prisoner, thief, postman, goddess, climber, swimmer, guitarist, drummer, violinist,
pianist, dj, painter, musician, photographer, barista, gladiator, spy, gangster, baby, ibis, egret,
condor, lovebird, gosling, cockatiel, firefly, damselfly, moth, trout, mackerel, tortoise, ambulance, fire truck, fire engine,
canoe, kayak, gondola, ferry, battleship, schooner, brigantine, caravel, ghost ship, fighter jet, space shuttle, barn, mansion, palace, willow, maple tree, lotus, orchid,
basketball, football, soccer ball, wine bottle, tram, subway train, biplane, scooter, moped, fortress, blacksmith, carpenter,
mechanic, ferrari, lamborghini, porsche, hyena,
forklift, bulldozer, combine harvester, trombone, saxophone, cello, viola, ukulele, baguette, cheesecake, ruby, emerald, sapphire,
rat, hamster, red panda, porcupine, emu, baboon, orangutan, walrus, squid, wasp, beetle, merman, velociraptor
""".replace("\n", " ").split(",")
)

# What the drawing of a subject or setting shows by itself: naming it leaves nothing out.
SHOWN_WITH: dict[str, frozenset[str]] = {
    "birthday cake": frozenset(["candle", "candles"]),
    "cup": frozenset(["steam", "steaming", "hot", "rising", "rises", "rise"]),
    "campfire": frozenset(["flames", "flame", "flickering", "burning", "crackling"]),
    "old man": frozenset(["white", "grey", "gray", "beard", "bearded"]),
    "wizard": frozenset(["beard", "bearded", "robe", "staff", "hat", "hood"]),
    "king": frozenset(["beard", "bearded", "robe", "crown"]),
    "princess": frozenset(["crown"]),
    "chef": frozenset(["hat"]),
    **dict.fromkeys(("doctor", "scientist"), frozenset(["coat", "white", "lab"])),
    "bride": frozenset(["dress", "white", "gown", "wedding"]),
    "witch": frozenset(["hat", "pointed", "robe", "black"]),
    "queen": frozenset(["crown", "gown", "dress"]),
    **dict.fromkeys(("firefighter", "viking"), frozenset(["helmet", "beard", "bearded"])),
    **dict.fromkeys(("policeman", "sailor", "cowboy"), frozenset(["hat", "cap", "uniform", "uniformed"])),
    "farmer": frozenset(["hat"]),
    "astronaut": frozenset(["spacesuit", "suit", "helmet"]),
    "knight": frozenset(["armor", "armour", "armored", "armoured", "helmet", "sword"]),
    "samurai": frozenset(["sword", "katana", "hat", "robe", "scarf"]),
    "ninja": frozenset(["sword", "katana", "scarf", "hood", "hooded", "masked"]),
    "detective": frozenset(["coat", "hat", "trench"]),
    "hiker": frozenset(["cap", "backpack", "staff"]),
    **dict.fromkeys(("zebra", "tiger", "cat", "bee", "clownfish", "angelfish"), frozenset(["striped"])),
    **dict.fromkeys(("leopard", "cheetah", "jaguar", "giraffe", "ladybug"), frozenset(["spotted"])),
    **dict.fromkeys(("parrot", "toucan", "peacock", "butterfly"), frozenset(["colourful", "colorful"])),
    "dragon": frozenset(["winged", "horned", "scaly", "spiky"]),
    "fairy": frozenset(["winged"]),
    "moon": frozenset(["earth", "rises", "rising", "rise", "earthrise", "above", "craters", "crater"]),
    "meadow": frozenset(["blooming", "wildflowers"]),
    "city street": frozenset(["signs", "sign", "skyscrapers", "skyscraper"]),
    "reef": frozenset(["bubbles", "corals", "colourful", "colorful"]),
    **dict.fromkeys(("space", "spaceship", "satellite"), frozenset(["ringed", "planet", "saturn"])),
    "deep sea": frozenset(["bubbles", "blue"]),
    "room": frozenset(["wooden"]),
    "snow field": frozenset(["snowy", "winter"]),
    "frozen lake": frozenset(["snowy", "winter", "icy"]),
}

# Who is drawn with the two-legged rig.
PEOPLE = frozenset(
    [
        "man",
        "woman",
        "person",
        "boy",
        "girl",
        "child",
        "astronaut",
        "robot",
        "samurai",
        "knight",
        "detective",
        "wizard",
        "monk",
        "king",
        "princess",
        "farmer",
        "chef",
        "businessman",
        "hiker",
        "ballerina",
        "dancer",
        "soldier",
        "ninja",
    ]
) | {
    *("old man", "old woman", "figure"),
    *("bride", "queen", "witch", "nurse", "doctor", "scientist", "policeman", "firefighter"),
    *("cowboy", "pirate", "viking", "waiter", "sailor", "boxer"),
}

# Furniture to rest on: centimetres that its top is above the floor, and that its front edge is seen lower.
SEATS = {
    "chair": (53, 3),
    "armchair": (38, 6),
    "sofa": (39, 6),
    "bench": (46, 3),
    "bed": (53, 15),
    "table": (75, 8),
}
# What musicians do by trade.
MUSICIANS = {"violinist": "violin", "fiddler": "violin", "guitarist": "guitar"}
# What is done on furniture as well as anywhere.
AT_REST = frozenset(spaced("sit sleep lie stand work hold read write type drink eat talk sing wave guitar"))

# Beasts that carry a rider; those smaller than a child do not.
MOUNTS = frozenset(
    [
        "horse",
        "unicorn",
        "zebra",
        "donkey",
        "camel",
        "llama",
        "cow",
        "elephant",
        "rhino",
        "hippo",
        "giraffe",
        "bear",
        "polar bear",
        "panda",
        "lion",
        "tiger",
        "leopard",
        "wolf",
        "deer",
        "sheep",
        "pig",
    ]
)

# What the place shows of itself, never a thing that lies about: and the places that do; of the sky, all in the open.
OF_THE_PLACE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("cloud", "storm cloud", "rain cloud", "sky", "sunlight", "daylight"), frozenset()),
    **dict.fromkeys(
        ("wave", "ocean wave", "surf", "swell", "tide"), frozenset({"sea", "beach", "cliffs", "harbour"})
    ),
    **dict.fromkeys(("fog", "mist", "snowflake", "raindrop", "lightning"), frozenset()),
    **dict.fromkeys(
        ("tornado", "twister", "shooting star", "falling star", "meteor", "meteor shower"), frozenset()
    ),
    **dict.fromkeys(("lava", "magma", "lava flow"), frozenset({"volcano"})),
}
# What turns in autumn.
LEAFY = frozenset(("tree",))
# Heard or felt rather than seen, beside anybody else.
TINY = frozenset(
    ("ant", "cicada", "cricket", "flea", "fly", "gnat", "grasshopper", "midge", "mosquito", "termite")
)
# In what is known of a thing that is in flames.
BURNS = "burns"
# Their colour is their flavour's.
FLAVOURED = frozenset(("birthday cake", "cake", "cookie", "donut", "ice cream"))
# What burns as it is drawn.
ALIGHT = frozenset(("birthday cake", "campfire", "candle", "lantern"))
# Several of these are of several colours, unless one was named: words.MIXED.
COLOURFUL = frozenset(
    (
        "balloon",
        "hot air balloon",
        "kite",
        "umbrella",
        "ball",
        "gift box",
        "car",
        "tulip",
        "flower",
        "sailboat",
        "van",
    )
)
# What people are drawn with in hand: how they carry it (poses.CARRYING), and where they hold it, as a share of its
# height from its foot.
CARRIED: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("handbag", "lantern"), ("hung", 1.0)),
    "violin": ("hung", 0.88),
    "guitar": ("strummed", 0.0),
    **dict.fromkeys(("flower", "rose", "tulip"), ("raised", 0.3)),
    **dict.fromkeys(("bottle", "candle", "cocktail", "cup", "ice cream", "phone", "wine glass"), ("raised", 0.35)),
    **dict.fromkeys(
        ("apple", "banana", "burger", "camera", "cookie", "donut", "mushroom", "perfume"), ("raised", 0.5)
    ),
    "balloon": ("raised", 0.0),
    "sunflower": ("raised", 0.12),
    **dict.fromkeys(
        ("ball", "birthday cake", "cake", "drum", "gift box", "pumpkin", "snow globe", "teddy bear", "vase"),
        ("borne", 0.3),
    ),
    **dict.fromkeys(("book", "bread", "laptop", "pizza"), ("borne", 0.2)),
}
# What is in the hands of who does something with it as it is: not drawn beside them once more.
POSED_WITH = {"drink": ("cup", "bottle"), "pour": ("cup", "bottle"), "eat": ("cup",), "read": ("book",)}
# What has room for those who ride in it.
CARS = frozenset(("car", "sports car", "vintage car", "taxi", "police car", "jeep", "truck", "bus", "van"))
CARRIERS = frozenset(
    {
        "rowboat",
        "bicycle",
        "motorcycle",
        "car",
        "sports car",
        "vintage car",
        "taxi",
        "truck",
        "bus",
        "sailboat",
        "tall ship",
        "pirate ship",
        "ship",
    }
    | {
        "speedboat",
        "train",
        "steam train",
        "plane",
        "helicopter",
        "hot air balloon",
        "spaceship",
        "jeep",
        "van",
        "propeller plane",
    }
    | {"police car", "rocket"}
)

# Who is drawn with the four-legged rig.
BEASTS = frozenset(
    {
        "dog",
        "golden retriever",
        "labrador",
        "husky",
        "german shepherd",
        "corgi",
        "poodle",
        "puppy",
        "wolf",
        "fox",
        "cat",
    }
    | {
        "lion",
        "tiger",
        "leopard",
        "horse",
        "unicorn",
        "zebra",
        "deer",
        "cow",
        "sheep",
        "elephant",
        "bear",
        "polar bear",
    }
    | {"panda", "rabbit", "squirrel"}
    | {"camel", "giraffe", "pig", "donkey", "llama", "rhino", "hippo", "crocodile", "mouse", "raccoon", "hedgehog"}
    | {"coyote", "arctic fox", "kitten", "lioness", "cheetah", "jaguar", "panther", "snow leopard", "cougar"}
    | {"bull", "bison", "reindeer", "moose", "goat", "lamb", "foal"}
)

# Small things that are drawn floating in the air, by what floats there: an entry of the weather's table.
AIRBORNE: dict[str, str] = {
    **dict.fromkeys(("petal", "flower petal", "rose petal", "cherry blossom petal", "sakura petal"), "petals"),
    **dict.fromkeys(("cherry blossom", "blossom", "sakura"), "petals"),
    **dict.fromkeys(("leaf", "autumn leaf", "fallen leaf", "maple leaf", "dead leaf", "dry leaf"), "leaves"),
    **dict.fromkeys(("ember", "spark"), "embers"),
    **dict.fromkeys(("dust", "dust mote", "dust particle", "pollen"), "dust"),
    **dict.fromkeys(("seed", "dandelion seed", "fluff"), "seeds"),
    "firefly": "fireflies",
    "confetti": "confetti",
}
