# ruff: noqa: E501  (tables of words)
"""Places without a drawing of their own, with the nearest setting that is drawn."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import table, words

PLACES = table("""
=room: hall, hall of mirrors, mirror maze, kitchen, bedroom, living room, dining room, bathroom, bathtub, bath, shower room, washroom, restroom, toilet stall, nursery, playroom, attic, basement, cellar, wine cellar, garage, hallway, corridor, hospital corridor, school corridor, staircase hall, stairwell, lobby, hotel lobby, hotel room, hotel, motel, motel room, apartment, loft, penthouse, studio apartment, house interior, home,
 fireplace, study, home office, office, open plan office, office cubicle, cubicle, boardroom, meeting room, conference room, classroom, lecture hall, auditorium, school, schoolyard, university, kindergarten, daycare, library, bookstore, bookshop, reading room, cafe, café, coffee shop, coffeehouse, tea house, teahouse, tea room, tatami room, restaurant, sushi bar, ramen shop, ramen bar, noodle shop, noodle bar, pizzeria,
 diner, bistro, trattoria, brasserie, cafeteria, canteen, food court, izakaya, steakhouse, parlour, parlor, tattoo parlour, tattoo parlor, ice cream parlour, ice cream parlor, beauty salon, tearoom, drive in diner, drive in, bar, pub, tavern, saloon, inn, brewery, bakery, patisserie, butcher shop, grocery store, supermarket, convenience store, shop, toy shop, barber shop, barbershop, hair salon, salon, spa, sauna, gym, boxing gym, boxing ring, fitness studio, yoga studio, dance studio, ballet studio, art studio, artist studio, pottery studio, recording studio, photo studio, workshop, woodshop, forge, smithy, blacksmith shop, factory, abandoned factory, assembly line,
 warehouse, hangar, hospital, hospital room, operating room, clinic, emergency room, waiting room, laboratory, lab, science lab, greenhouse, conservatory, museum, art gallery, gallery, exhibition hall, courtroom, prison, prison cell, jail, jail cell, police station, interrogation room, bank vault, vault, bunker, control room, server room, data center, data centre, engine room, cockpit, spaceship cockpit, spaceship interior, spaceship corridor, spaceship bridge, space station, train compartment, train carriage, train car, subway car, bus interior, car interior, airplane cabin, cabin interior,
 elevator, lift cabin, mall, shopping mall, department store, boutique, jewelry store, record store, pet shop, flower shop, pharmacy, post office, bank, casino, arcade, bowling alley, laundromat, laundry room, storage room, closet, table, tabletop, kitchen table, kitchen counter, counter, dinner table, dining table, desk, countertop, windowsill, window, tea ceremony room, japanese room, ryokan, igloo interior, cabin, log cabin, hut interior, yurt, tent interior, treehouse interior, crypt, tomb, dungeon, castle hall, throne room, great hall, banquet hall, ballroom, palace hall, church, cathedral, chapel, monastery interior, mosque, synagogue, temple hall, haunted house, haunted mansion, mansion, interior, indoors, dressing room, backstage, newsroom, escape room, locker room, changing room, bar counter, nightclub bathroom, vet clinic, hobbit hole, wizard tower, apothecary, library hall, observatory
=stage: studio, photo backdrop, dark studio, white studio, night club, nightclub, club, disco, dance floor, dancefloor, rave, concert hall, concert, opera house, opera, theater, theatre, cinema, movie theater, circus, circus tent, big top, arena, stadium, football stadium, colosseum, amphitheatre, amphitheater, boxing match, wrestling ring, runway, catwalk, fashion show, fashion runway, red carpet, tv studio, white background, black background, dark background, red background, blue background, grey background, gray background, plain background, white backdrop, black backdrop, backdrop, gradient background, studio background, green screen, void, white void, black void, infinite white, wedding hall, music festival, festival stage, comedy club, jazz club
=city street: street, suburban street, cobbled street, cobblestone street, narrow street, side street, backstreet, back alley, alley, alleyway, dark alley, street corner, corner shop front, avenue, boulevard, main street, high street, shopping street, crosswalk, crossing, zebra crossing, intersection, junction, roundabout, sidewalk, pavement, kerb, curb, bus stop, bus station, train station, railway station, railway platform, platform, station, station platform, subway station, metro station, underground station, subway entrance, subway platform, subway, metro, airport, airport terminal, terminal, gate area, parking lot, car park, parking garage, underground garage, gas station, petrol station, rooftop, roof, rooftops, rooftop bar, rooftop terrace, balcony, terrace, fire escape, courtyard, riad, atrium, patio, doorway, porch, front porch,
 market, night market, medieval market, fish market, flower market, street market, farmers market, farmer's market, bazaar, souk, food stall, market stall, market square, plaza, piazza, square, town square, city square, city park bench, downtown, uptown, financial district, business district, industrial district, industrial area, neon district, red light district, harbor district, old town, slum, favela, ghetto, construction site, building site, scaffold, bridge, suspension bridge, stone bridge, wooden bridge, footbridge, viaduct, aqueduct, overpass, underpass, tunnel, subway tunnel, sewer, canal, venetian canal, embankment, promenade, quay, skyline, city skyline, cityscape, megacity, metropolis, city, ruined city, abandoned city, floating city, flying city, ancient city, lost city, futuristic city, cyberpunk city, steampunk city, underwater city, sky city, crystal city, smart city, futuristic metropolis, city center, city centre, town, ghost town, western town, mining town, chinatown, amusement park, theme park, fairground, funfair, carnival, pedestrian zone, pedestrian street, esplanade, bus depot, skatepark, skate park, basketball court, schoolyard, prison yard, junkyard, scrapyard, landfill,
 tokyo, kyoto, osaka, japan, italy, france, spain, greece, egypt, india, china, mexico, brazil, africa, kenya, tanzania, morocco, peru, cuba, ireland, england, canada, sweden, finland, denmark, germany, austria, thailand, vietnam, nepal, mongolia, australia, new zealand, california, texas, arizona, netherlands, holland, belgium, portugal, turkey, russia, poland, nevada, utah, greenland, seoul, beijing, shanghai, hong kong, singapore, bangkok, mumbai, delhi, dubai, istanbul, cairo, marrakech, nairobi, lagos, cape town, moscow, berlin, london, paris, rome, venice, florence, milan, madrid, barcelona, lisbon, amsterdam, vienna, prague, budapest, athens, stockholm, oslo, copenhagen, dublin, edinburgh, new york, new york city, nyc, manhattan, brooklyn, times square, chicago, los angeles, san francisco, las vegas, miami, new orleans, havana, mexico city, rio, rio de janeiro, buenos aires, sydney, shibuya, shibuya crossing, akihabara, montmartre, wall street, hollywood boulevard, apartment building, skyscraper, glass skyscraper, eiffel tower, big ben, statue of liberty, golden gate bridge, brooklyn bridge, tower bridge, taj mahal, great wall, great wall of china, stonehenge, machu picchu, sydney opera house, kremlin, louvre, acropolis hill, office building, skyscraper roof, crime scene, riot, demonstration, street food stall, taxi rank, drive through
=village: fishing village, mountain village, medieval village, medieval town, fairytale village, hobbit village, viking village, african village, hamlet, suburb, neighborhood, neighbourhood, residential street, farmyard, farm yard, barn, stable, ranch, farmhouse, cottage garden, monastery, monastery courtyard, castle, castle courtyard, castle ruins, ruins, ancient ruins, temple, greek temple, japanese temple, buddhist temple, mayan temple, shrine, shinto shrine, pagoda garden, palace, pyramid, pyramids, acropolis, graveyard, cemetery, churchyard, campsite, camp, army camp, military base, fort, battlefield, trench, trenches, war zone, camp ground
=village: abbey, cloister, medieval fortress, igloo village, zoo, petting zoo, maze, hedge maze, labyrinth, sanctuary, animal shelter, kennels, summer camp, holiday camp, trailer park, shanty town, slum, favela, refugee camp, walled city, desert village, swiss village, alpine village, snowy village, seaside village, coastal town, ghost town, mining town, frontier town, old western town, small town, main street, village square, village green, town hall, parsonage, vicarage, manor, manor house, country house, chateau, villa, hacienda, mill, watermill, smithy, stables, cowshed, pigsty, chicken coop, henhouse, barnyard, silo, allotment, beer garden, veranda, verandah, gazebo, pavilion, pergola
=road: crossroads, intersection, cul de sac, racing circuit, motocross track, velodrome, speedway, drag strip, go kart track, launch pad, launchpad, launch site, launch complex, landing pad, helipad, heliport, spaceport, cosmodrome, tarmac, runway, hangar bay, taxiway, bus lane, bike lane, cycle path, hairpin bend, serpentine road, bridge road, border crossing, rest stop, truck stop, drive in, level crossing, rail yard, train yard
=meadow: hayfield, watering hole, parade ground, fairground, football ground, cricket pitch, polo field, archery range, driving range, plateau, wilderness, hedgerow, flower garden, sculpture garden, palace garden, royal garden, formal garden, topiary garden, butterfly garden, greenhouse garden, clover field, daisy field, cotton field, coffee plantation, olive grove, lemon grove, pumpkin patch, strawberry field, potato field, sugar cane field, pampas, veld, bush, bushland, tall reeds, riverside meadow, windswept hill, grassy hill, grassy knoll, knoll, glen, dale, dell
=room: dojo, dormitory, dorm room, planetarium, catacombs, war room, situation room, engine room, boiler room, server room, data center, data centre, control center, mission control room, green room, dressing room, changing room, fitting room, waiting room, break room, meeting room, conference room, boardroom, cubicle, open plan office, call center, newsroom, tv studio, radio studio, recording booth, photo booth, phone booth, pantry, larder, scullery, cellar, wine cellar, root cellar, crawl space, utility room, laundry room, mudroom, vestibule, foyer, anteroom, antechamber, drawing room, sitting room, sunroom, conservatory, solarium, orangery, den, man cave, study, nursery room, playroom, game room, games room, billiard room, home theater, home cinema, home gym, home office, walk in closet, closet, powder room, steam room, jacuzzi, hot tub, spa, day spa, massage room, tattoo studio, tattoo parlor, nail salon, hair salon, beauty salon, clinic, dental office, doctor's office, emergency room, intensive care unit, delivery room, ward, morgue, pharmacy, autopsy room, interrogation room, courthouse, jury room, jail cell, prison cell, cell block, vault, bank vault, treasury, treasure room, armory, armoury, throne chamber, royal bedroom, banquet hall, great hall, feast hall, mead hall, longhouse, tea room, opium den, speakeasy, cocktail bar, dive bar, sports bar, karaoke bar, wine bar, sushi bar, oyster bar, noodle shop, ramen shop, ramen stall, pizzeria, trattoria, bistro, brasserie, steakhouse, food court, canteen, cafeteria, mess hall, patisserie, ice cream parlor, ice cream parlour, sweet shop, candy store, chocolate factory, deli, delicatessen, grocery store, convenience store, corner shop, butcher shop, fishmonger's, flower shop, gift shop, antique shop, thrift store, pawn shop, hardware store, music store, video store, pet shop, pet store, shoe store, jewelry store, boutique, clothing store, department store, showroom, car showroom, car dealership, auto shop, repair shop, car wash, tailor's shop, toy store, magic shop, puppet workshop, santa's workshop, pottery studio, art studio, artist's studio, dance studio, ballet studio, yoga studio, boxing gym, climbing gym, bouldering hall, indoor pool, gymnasium, school gym, school hall, school hallway, music room, science classroom, chemistry lab, clean room, research lab, robotics lab, secret lab, underground bunker, fallout shelter, bomb shelter, safe house, hideout, secret passage, subway car, train compartment, train carriage, dining car, sleeper car, bus interior, car interior, taxi interior, plane cabin, airplane cabin, aircraft cabin, cargo hold, ship cabin, captain's cabin, captain's quarters, submarine interior, tent interior, yurt, teepee, tipi, igloo interior, log cabin interior, dollhouse, doll house
=meadow: field, grass field, green field, tall grass, grass, flower field, field of flowers, flower meadow, field of sunflowers, sunflower field, field of lavender, lavender field, field of poppies, poppy field, tulip field, field of tulips, rice field, rice paddy, rice terraces, tea plantation, plantation, vineyard, orchard, apple orchard, cherry orchard, garden, rose garden, zen garden, japanese garden, botanical garden, secret garden, vegetable garden, walled garden, backyard, back yard, front yard, yard, lawn, park, city park, dog park, central park, national park, playground, golf course, football field, soccer field, soccer pitch, football pitch, baseball field, tennis court, clay court, race track, racetrack, racecourse, hill, hills, green hills, rolling hills, hilltop, hillside, highlands, scottish highlands, moor, moors, moorland, heath, prairie, plains, plain, great plains, savanna, savannah, african savanna, serengeti, steppe, grassland, grasslands, countryside, pasture, paddock, valley, green valley, wildflower meadow, alpine meadow, picnic area, shire, tuscany, provence, rural landscape, wetland, wetlands
=wheat field: farm, farmland, cornfield, corn field, field of wheat, field of corn, barley field, crop field, hay field, harvest field
=road: highway, freeway, motorway, interstate, coastal road, coastal highway, mountain road, country road, country lane, dirt road, gravel road, forest road, winding road, lane, path, track, route 66, mountain pass, roadside, toll road, railway, railroad, railway track, railway tracks, train tracks, asphalt, wet asphalt, circuit, race circuit, rally track, runway strip, airfield, airstrip, driveway
=forest: woods, woodland, forest trail, forest path, forest floor, forest clearing, clearing, glade, pine forest, bamboo forest, bamboo grove, birch forest, autumn forest, winter forest, enchanted forest, magical forest, dark forest, haunted forest, redwood forest, cherry blossom grove, grove, thicket, treetops, treetop, canopy, tree tunnel, park trail, trail, woodland path, mushroom forest, fairy forest, elven forest, campfire site, hollow, taiga, old growth forest
=forest: treehouse village, elf village, ewok village, hunting lodge, ranger station, mossy forest, misty woods, snowy woods, snowy forest, spruce forest, oak forest, beech forest, maple forest, rainforest floor, undergrowth, underbrush, brambles
=jungle: rainforest, rain forest, amazon, amazon rainforest, swamp, bayou, marsh, bog, mangrove, mangroves, everglades, tropical forest, congo, overgrown ruins
=mountains: mountain, snow capped mountains, mountain range, mountain ridge, snowy ridge, ridge, peak, summit, mountain peak, mountain top, mountaintop, alps, himalayas, andes, rockies, everest, mount everest, mount fuji, dolomites, patagonia, norway, switzerland, iceland, scotland, canyon, grand canyon, gorge, ravine, cliff, cliffs, cliff edge, cliffside, cliff face, rock face, rocky outcrop, crag, crater, volcano, volcano crater, volcanic landscape, lava field, quarry, mine, mine shaft, gold mine, cave, ice cave, crystal cave, cavern, grotto, waterfall, waterfalls, hot spring, geyser field, floating islands, floating island, floating mountains, sky island, highland, mountain trail, basalt columns, dragon lair, lair, underground cave, abyss, chasm
=desert: dunes, sand dunes, dune, sahara, gobi, namib, wasteland, grey wasteland, badlands, mesa, monument valley, salt flat, salt flats, dry lake, oasis, wild west, outback, arid landscape, death valley, post apocalyptic wasteland, sandbox desert
=desert: cappadocia, coal mine, open pit mine, canyon floor, slot canyon, desert canyon, dust bowl, mojave, atacama, desert outpost, desert camp, scrubland, arid plain, barren land, barren landscape, cracked earth, dried lake bed, ancient egypt, egypt, giza, pyramids of giza, petra, mad max wasteland
=snow field: ice, sea ice, polar ice, ice field, ice floe, ice sheet, arctic, arctic tundra, antarctica, antarctic, north pole, south pole, tundra, glacier, snowfield, ski slope, ski resort, slope, ski jump, snowy field, snowy landscape, snowy plain, winter landscape, winter wonderland, snowy mountains, snowy mountain, snowy peaks, snowy peak, snow covered mountains, siberia, alaska, lapland, snowy hill, snowbank, avalanche slope, ice wall
=beach: shore, seashore, shoreline, coast, coastline, rocky coast, seaside, tropical beach, sandy beach, boardwalk, beach boardwalk, pier, wooden pier, dock, docks, jetty, boat dock, harbour, harbor, fishing harbour, marina, port, cargo port, shipyard, waterfront, island, tropical island, desert island, deserted island, bay, cove, sandbar, tide pool, tidal pool, beach bar, lighthouse interior, bali, maldives, hawaii, caribbean, santorini, amalfi coast, cornwall, malibu, beachfront
=sea: ocean, open ocean, open sea, high seas, stormy sea, stormy ocean, atlantic, pacific, mediterranean, arctic ocean, open water, water surface, strait, deck, ship deck, deck of a ship, boat deck, oil rig, swell
=sea: archipelago, reef edge, sandbank, shipwreck site, whirlpool, maelstrom, iceberg field, bow of a ship, crow's nest, ship's deck, yacht deck, cruise ship deck, submarine deck, harbor mouth, north sea, baltic sea, red sea, indian ocean, bering sea, caribbean sea
=lake: pond, koi pond, river, riverbank, river bank, riverside, stream, creek, brook, mountain lake, alpine lake, mountain stream, lakeside, lakeshore, lagoon, fjord, reservoir, dam, delta, rapids, river rapids, loch, bayou lake, pool, swimming pool, infinity pool, poolside, water park, canal lock, moat, estuary, mirror lake, shallow lake, puddle world
=reef: underwater, under water, coral reef, ocean floor, sea floor, seafloor, seabed, deep ocean floor, sunken city, sunken ship, sunken temple, sunken ruins, kelp forest, aquarium, ocean trench, underwater cave, beneath the waves, under the sea, bottom of the sea, bottom of the ocean, abyssal plain
=space: outer space, deep space, orbit, low earth orbit, galaxy, nebula, milky way galaxy, universe, cosmos, asteroid belt, asteroid field, hyperspace, wormhole, black hole horizon, solar system, starfield, interstellar space, zero gravity, space debris field
=moon: moon, lunar surface, moon surface, surface of the moon, on the moon, moon base, lunar base, mars, mars colony, martian surface, martian landscape, surface of mars, alien planet, alien world, alien landscape, red planet, exoplanet, distant planet, desert planet, ice planet, asteroid surface
=sky: in the sky, clouds above, above the clouds, in the clouds, sea of clouds, cloudscape, stratosphere, atmosphere layer, heavens, mid air, midair, blue sky above
""")

# What is drawn of who is inside of a place that is drawn from without.
INSIDE: dict[str, str] = {
    **dict.fromkeys(("castle", "palace", "fortress", "cathedral", "church", "abbey"), "castle hall"),
    "spaceship": "spaceship interior",
}

# What is drawn of who is outside of a place that is drawn from within.
OUTSIDE: dict[str, str] = {
    "spaceship interior": "space",
    "castle hall": "meadow",
    "temple": "village",
    **dict.fromkeys(
        (
            "room",
            "living room",
            "bedroom",
            "kitchen",
            "cafe",
            "library",
            "office",
            "gym",
            "club",
            "laboratory",
            "stage",
        ),
        "city street",
    ),
}

# Places that look more like one drawn later than like what they stand under above.
PLACES.update(
    table("""
=spaceship interior: cockpit, spaceship cockpit, spaceship corridor, spaceship bridge, space station, spacecraft interior, starship bridge
=castle hall: castle hall, palace hall, crypt, dungeon, church, cathedral, chapel, monastery interior, church interior, tomb
=deep sea: ocean trench, abyss
=temple: temple hall, japanese temple, shinto shrine, tea ceremony room, ryokan, japanese room, pagoda garden
=mars: surface of mars, martian landscape, mars colony, alien planet, alien world, alien landscape, desert planet, exoplanet, distant planet
=harbour: dock, boat dock, fishing harbour, port, cargo port, shipyard, waterfront, jetty, wooden pier
=stadium: colosseum, baseball field, soccer pitch, amphitheatre, amphitheater
=garden: zen garden, japanese garden, secret garden, vegetable garden, walled garden, cottage garden, back yard, front yard, yard, lawn, park, city park, orchard, apple orchard, cherry orchard, vineyard, courtyard, patio
=market: night market, medieval market, fish market, flower market, farmer's market, souk, food stall, street food stall
=alley: dark alley, side street, backstreet
=bridge: stone bridge, wooden bridge, footbridge, viaduct, overpass, golden gate bridge, brooklyn bridge, tower bridge
=rooftop: roof, rooftops, balcony, terrace, fire escape, skyscraper roof
=highway: interstate, coastal highway, toll road
=farm: barn, stable, farm yard, farmhouse, paddock, cornfield, corn field, pasture
=cave: crystal cave, ice cave, underground cave, lair, dragon lair, mine, mine shaft, gold mine, underwater cave
=volcano: volcano crater, crater
=cliffs: cliffside, cliff face, rocky coast, rock face, rocky outcrop, cornwall
=waterfall: hot spring
=river: mountain stream, rapids, river bank, river rapids, canal, venetian canal
=ice: sea ice, polar ice, ice field, ice sheet, arctic tundra, antarctic, north pole, south pole
=swamp: mangroves, everglades
=studio: white backdrop, black backdrop, backdrop, dark studio, white studio, grey background, gray background, black background, dark background, red background, blue background, gradient background, green screen, white void, black void, infinite white, photo backdrop, tabletop
=library: library hall, record store
=laboratory: hospital room, operating room, hospital
=cafe: bar, pub, tavern, bar counter, jazz club
=station: bus station, train platform, station platform, subway, metro, airport, airport terminal, terminal
=kitchen: restaurant kitchen, kitchen counter, kitchen table, counter, countertop
=bedroom: hotel room, nursery
=living room: lounge, parlour, apartment, cabin interior
""")
)

# Named after a preposition of place they stand back behind any other place of the same prompt.
WEAK = words("""
skyscraper, skyscrapers, tree, trees, wave, waves, water, cloud, clouds, snow, leaf, wood, window, table, tabletop, desk, counter, countertop, kitchen counter, windowsill, fireplace, sky, moon, grass, doorway, corner, pavement, sidewalk, path, deck, asphalt, balcony, stairs, road,
void, canopy, subway, square, gate, staircase, crater, treetop, treetops, water surface, roof, bath, bathtub, atmosphere layer, midair, mid air, curb, kerb, fire escape, yard, home, interior, island, porch, indoors, space, galaxy, temple, castle, palace, pyramid, cabin, deck, metro, elevator, bridge, plain background, orbit, hill, tunnel, slope, ice, barn, hut, tent
""")

# Adjectives and nouns that make a place another one: they are kept in its name.
PLACE_ADJECTIVES = words("""
abandoned, ruined, deserted, floating, snowy, frozen, sunken, futuristic, medieval, ancient, haunted, enchanted, magical, alien, underground, underwater, tropical, alpine, coastal, desert, mountain, forest, jungle, industrial, suburban, urban, rural, victorian, japanese, moroccan, venetian, greek, roman, mediterranean, arctic, lunar, martian, tree lined, cobbled, cobblestone, wooden, stone, glass, hotel, hospital, school, beach, harbour, harbor, garden, city, village, street, neon, cyberpunk, steampunk, post apocalyptic,
gothic, baroque, tatami, salt, sand, sea, ice, pine, bamboo, birch, cherry, lavender, sunflower, wheat, rice, tea, coral, flower, grass, dining, tiled, tall
""")

# Names of cities and countries: a rooftop in Tokyo is a rooftop.
NAMES = words("""
tokyo, kyoto, osaka, seoul, beijing, shanghai, hong kong, singapore, bangkok, mumbai, delhi, dubai, istanbul, cairo, marrakech, nairobi, lagos, cape town, moscow, berlin, london, paris, rome, venice, florence, milan, madrid, barcelona, lisbon, amsterdam, vienna, prague, budapest, athens, stockholm, oslo, copenhagen, dublin, edinburgh, new york, new york city, nyc, manhattan, brooklyn, times square, chicago, los angeles, san francisco, las vegas, miami, new orleans, havana, mexico city, rio, rio de janeiro, buenos aires, sydney, shibuya, shibuya crossing, akihabara, montmartre, wall street, hollywood boulevard, norway, iceland, scotland, switzerland, patagonia, alaska, siberia, lapland, tuscany, provence, hawaii, bali, santorini, maldives, caribbean, lisbon,
himalayas, alps, andes, rockies, sahara, gobi, amazon, malibu, cornwall, antarctica, greenland, japan, italy, france, spain, greece, egypt, india, china, mexico, brazil, africa, kenya, tanzania, morocco, peru, cuba, ireland, england, canada, sweden, finland, denmark, germany, austria, thailand, vietnam, nepal, mongolia, turkey country, australia, new zealand, california, texas, arizona, netherlands, holland, belgium, portugal, turkey, russia, poland, nevada, utah, cappadocia
""")

# Places that do something themselves: "the volcano erupts".
DOERS = words(
    "volcano, glacier, iceberg, waterfall, island, dam, bridge, geyser, city, mountain, forest, river, canyon"
)

# Where those are at work who are named after it: an office worker, a street musician.
TRADES = words("office, street, factory, market, farm, library, hospital, kitchen")

# Places that are built: what colour they are would be seen, while forests are green and the sea is blue anyway.
PAINTED = words("room, living room, bedroom, kitchen, office")  # whose walls are painted
BUILT = PAINTED | words(
    "cafe, library, gym, club, castle hall, temple, laboratory, studio,"
    " spaceship interior, stage, city street, alley, market, rooftop, station, bridge, stadium, village"
)
# What is told of places and would be seen, and is not drawn.
QUALITIES = words(
    "burning, crowded, busy, bustling, packed, narrow, winding, steep, abandoned, cluttered, messy, overgrown, flooded"
)
