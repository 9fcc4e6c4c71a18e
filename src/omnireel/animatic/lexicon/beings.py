# ruff: noqa: E501  (tables of words)
"""People and animals that have no drawing of their own, with the nearest drawing, and those without a near one."""

from __future__ import annotations

from omnireel.animatic.lexicon.tables import table, words

# Trades, ages and roles: the drawing that stands in for each. That it stands in is said in `ignored`.
PEOPLE = table("""
=man: gondolier, groom, bellboy, priest, pope, bishop, rabbi, imam, shepherd, hunter, butcher, miner, lumberjack, woodcutter,
 plumber, electrician, welder, craftsman, watchmaker, shoemaker, tailor, glassblower, potter, bricklayer, builder, roofer, sheriff,
 outlaw, bandit, gunslinger, highwayman, robber, burglar, smuggler, mobster, godfather, bodyguard, bouncer, wrestler, sumo wrestler,
 bodybuilder, fighter, swordfighter, fencer, archer, lord, duke, prince, pharaoh, sultan, nobleman, squire, blacksmith, smith, ferryman, boatman, lighthouse keeper,
 keeper, captain, sea captain, admiral, harpooner, fishmonger, merchant, salesman, businessperson, grandson, nephew, uncle, brother, stepfather, bloke, lad, hipster, biker man,
 caveman, barbarian, centurion, roman soldier, cardinal, postal worker, mailman, milkman, paperboy, busker, cellist, trumpeter, saxophonist, conductor, street musician,
 rapper, movie star, film star, pop star, celebrity, rock star, rockstar, crooner, comedian, clown, mime, juggler, acrobat, fire breather, ringmaster, puppeteer, quarterback, footballer, soccer player, basketball player,
 baseball player, batter, pitcher, goalkeeper, golfer, batsman, hockey player, race driver, race car driver, racing driver, formula one driver, jockey, matador, bullfighter,
 astronomer, alchemist, inventor, professor, mad scientist, surgeon, dentist, vet, old sailor, hermit, tramp, hobo, homeless man, beggar, lumber worker
=woman: geisha, priestess, nun, queen mother, duchess, countess, noblewoman, maid, maiden, flight attendant, stewardess, hostess, seamstress, florist, housewife,
 postwoman, firewoman, sportswoman, saleswoman, businesswoman, cheerleader, belly dancer, flamenco dancer, opera singer, soprano, diva, supermodel,
 fashion model, bridesmaid, girlfriend, sister, aunt, niece, granddaughter, widow, nanny, fortune teller, sorceress, enchantress, huntress, amazon, valkyrie,
 heroine, female boxer, female warrior, female knight, ladies, yogi, gymnast, mermaid queen, female astronaut, tribal woman
=person: storm chaser, castaway, survivor, hitchhiker, trucker, biker gang, gang member, paparazzi, photographer crowd, police, agent, secret agent, special agent, courier, vlogger, blogger, influencer, youtuber, streamer, reporter, journalist, news anchor, anchor, presenter, host, narrator, interviewer, cameraman, camera operator,
 filmmaker, director, editor, designer, architect, interior designer, sculptor, tattoo artist, makeup artist, hairdresser, barber, beekeeper, zookeeper, veterinarian,
 paramedic, medic, field medic, patient, therapist, pharmacist, biologist, technician, lab technician, mechanic, operator, driver, truck driver, taxi driver, bus driver,
 cab driver, train driver, delivery driver, delivery person, deliveryman, mail carrier, postman, janitor, cleaner, housekeeper, receptionist, secretary, clerk, cashier, shopkeeper, vendor,
 street vendor, seller, market seller, trader, commuter, traveler, nomad, bedouin, pilgrim, refugee, immigrant, settler, villager, townsperson, citizen, resident, neighbor,
 neighbour, guest, visitor, wedding guest, spectator, viewer, onlooker, bystander, fan, audience member, voter, protester, demonstrator, activist, politician, president,
 mayor, judge, juror, witness, suspect, hostage, victim, survivor, scavenger, treasure hunter, bounty hunter, mercenary, rebel, guerrilla, marksman, sniper, hacker, coder, developer,
 designer, intern, colleague, coworker, co worker, boss, manager, employee, factory worker, construction worker, office worker, worker, welder, volunteer, leader, guide, tour guide,
 instructor, coach, trainer, referee, umpire, player, tennis player, volleyball player, chess player, opponent, rival, enemy, teammate, champion, competitor, sprinter, marathon runner,
 hurdler, rower, kayaker, canoeist, paddler, scuba diver, diver, free diver, freediver, snorkeler, lifeguard, bather, sunbather, beachgoer, camper, rock climber, free climber, alpinist, parkour runner,
 paraglider, skydiver, base jumper, wingsuit flyer, bungee jumper, cyclist racer, bmx rider, mountain biker, tightrope walker, walker, rider, horse rider, horseman, horsewoman, breakdancer,
 hip hop dancer, tango dancer, salsa dancer, couple dancing, choir, singer songwriter, band, rock band, orchestra, marching band, musician, performer, street performer, entertainer, actor,
 stuntman, shadow figure, figure, hooded figure, cloaked figure, stick figure, mannequin, avatar, clone, mutant, human, humanoid, folk, folks, crew, crew member, sailor crew, oarsman,
 gardener, florist, winemaker, brewer, bartender, mixologist, pastry chef, sushi chef, server, cashier, dishwasher, butcher, fishmonger, tea master, calligrapher, monk apprentice, apprentice, scholar, philosopher, poet,
 novelist, author, librarian, archivist, curator, collector, archaeologist, paleontologist, geologist, surveyor, explorer, navigator, cartographer, mountaineer, sherpa, park ranger, ranger, scout,
 twin, sibling, parent, grandparent, newlywed, lover, best friend, roommate, classmate, graduate, teen, adult, pensioner, everyone, everybody, audience, mob, procession, parade
=old man: grandfather, grandpa, granddad, old fisherman, pensioner man, village elder, old wizard, old monk, old sailor
=old woman: grandmother, grandma, granny, nana, old lady, babushka, crone
=boy: teenage boy, newspaper boy, shepherd boy, altar boy, orphan, pupil, schoolboy
=girl: teenage girl, little red riding hood, flower girl
=child: toddler, infant, baby, newborn, kindergartner, preschooler, schoolkid, youngster, orphan child
=samurai: swordsman, shogun, warlord, kendo fighter
=knight: warrior, viking warrior, spartan, crusader, templar, gladiator, viking, maasai warrior, tribal warrior, aztec warrior, berserker, paladin, guardsman
=wizard: warlock, druid, necromancer, shaman, sorcerer, magician, illusionist, merlin, gandalf, santa claus, santa
=princess: fairy queen, ice queen
=soldier: trooper, stormtrooper, infantryman, marine, commando, paratrooper, officer, general, sergeant, cadet, musketeer, security guard
=ninja: assassin, rogue, thief
=ballerina: ballet dancer, prima ballerina
=dancer: dance troupe
=robot: android, cyborg, droid, mech, mecha, automaton, humanoid robot, robot butler, toy robot, terminator
=astronaut: space man, spaceman, space woman, spacewoman, cosmonaut, spacewalker, space explorer, space traveler, space marine
=chef: cook, baker, pizza maker, pizzaiolo
=hiker: backpacker, trekker, traveller, wanderer, adventurer
=man: striker, henchman, tribesman, legionnaire, hitman, trapper, cobbler, jeweler, jeweller, clockmaker, jester, court jester, best man, fiance, falconer, boy scout, coachman, doorman, footman, cavalryman, rifleman, frogman, woodsman, mountain man, frontiersman, prospector, gold miner, gravedigger, undertaker, chimney sweep, rickshaw driver, chauffeur, dj booth man, bluesman, jazzman, sumo, luchador, toreador, gaucho, vaquero, monk elder, patriarch, headmaster, gentleman thief, tycoon, billionaire, dictator, emperor penguin keeper, caesar, hercules, odin, sherlock holmes, dracula
=woman: fiancee, weaver, milkmaid, laundress, washerwoman, governess, matriarch, mother in law, stepmother, stepsister, sister in law, madame, noble lady, lady in waiting, handmaid, gypsy woman, wise woman, medicine woman, oracle, muse, cleopatra, aphrodite, athena, venus, joan of arc, ballet teacher, yoga teacher, yoga instructor, midwife, showgirl, pin up, flapper, influencer girl, violin girl, hula dancer, geisha girl, maiko
=person: defender, attacker, midfielder, forward player, goalie, keeper of bees, passerby, sidekick, trapeze artist, psychic, sommelier, racer, equestrian, composer, podcaster, inmate, tween, cousin, entrepreneur, dog walker, kickboxer, karateka, daredevil, cliff diver, owner, pet owner, dog owner, shop owner, cafe owner, homeowner, sledder, bobsledder, luger, biathlete, triathlete, decathlete, discus thrower, javelin thrower, pole vaulter, high jumper, long jumper, rugby player, cricketer, bowler, lacrosse player, polo player, badminton player, table tennis player, water polo player, handball player, snooker player, darts player, poker player, card player, dealer, croupier, gambler, drag queen, burlesque dancer, pole dancer, tap dancer, line dancer, ballroom dancer, k pop idol, idol, cosplayer, impersonator, contestant, auctioneer, bidder, buyer, shop assistant, sales assistant, bookseller, antique dealer, locksmith, gunsmith, goldsmith, silversmith, stonemason, mason, sculptress, engraver, printer worker, bookbinder, luthier, piano tuner, sound engineer, stagehand, puppeteer hand, animator, illustrator, cartoonist, graffiti artist, street artist, calligraphy master, origami artist, sand artist, ice sculptor, flair bartender, tea picker, rice farmer, fruit picker, grape picker, picker, ploughman, rancher, wrangler, stable hand, groomer, dog groomer, dog trainer, horse trainer, animal trainer, lion tamer, snake charmer, handler, ranger woman, conservationist, marine biologist, oceanographer, volcanologist, meteorologist, physicist, mathematician, linguist, historian, egyptologist, anthropologist, codebreaker, analyst, data scientist, software engineer, game developer, web developer, tester, executive, investor, stockbroker, broker, accountant, consultant, realtor, estate agent, recruiter, job seeker, applicant, commuter woman, cyclist group, stowaway, deckhand, first mate, helmsman, navigator woman, submariner, co pilot, copilot, ground crew, mission control, flight controller, air traffic controller, crash test dummy, test pilot, wing walker, stunt pilot, ghost hunter, monster hunter, vampire hunter, exorcist, cultist, acolyte, disciple, prophet, saint, apostle, angelic figure, jedi, sith, superheroine, vigilante, caped hero, time traveler, time traveller, space pirate, space cowboy, starship captain, alien hunter, cyberpunk hacker, netrunner, replicant hunter, street samurai, wasteland survivor, scavver, raider, tribal elder, elder woman, chieftain, inuit, eskimo, aborigine, sami herder, reindeer herder, nomadic herder, herder, goatherd, fisher, fisherwoman, oysterman, pearl diver, salt worker, charcoal burner, tanner, dyer, spinner, lacemaker, basket weaver, carpet weaver, candlemaker, soap maker, perfumer, apothecary, herbalist, healer, acupuncturist, masseuse, chiropractor, physiotherapist, optician, optometrist, radiologist, anesthetist, midwife nurse, ambulance driver, rescuer, rescue worker, first responder, hazmat worker, bomb disposal expert, swat officer, riot police, border guard, prison guard, palace guard, royal guard, sentry, sentinel, watchman, night watchman, knight commander, foot soldier, archer woman, spearman, pikeman, hoplite, janissary, conquistador, pioneer, homesteader, colonist
=dancer: figure skating pair, ballet troupe, ballet student
=child: tot, little one, kiddo
""")

# Who is meant by "he" and by "she".
MALE = words("""man, old man, boy, king, farmer, businessman, wizard, monk, knight, samurai""")
FEMALE = words("""woman, old woman, girl, princess, ballerina, dancer, bride, queen, witch, nurse""")

# Animals: the nearest drawing; after "=none" those without one.
ANIMALS = table("""
=dog: bloodhound, bernese mountain dog, st bernard, saint bernard, mastiff, weimaraner, vizsla, basset hound, jack russell, yorkshire terrier, yorkie, maltese,
 shih tzu, pomeranian, pekingese, cocker spaniel, schnauzer, australian shepherd, sheepdog, sheep dog, guide dog, guard dog, hunting dog, service dog, police dog, lapdog, french bulldog, pug,
 chow chow, newfoundland, irish setter, wolfhound, dingo, hyena, wild dog, watchdog, greyhound, puppy dog
=cat: persian cat, bengal cat, ragdoll, british shorthair, russian blue, calico, calico cat, tuxedo cat, alley cat, stray cat, tabby cat, sphynx, bobcat, ocelot, wildcat, lynx, caracal, serval
=lion: lion king
=leopard: clouded leopard
=wolf: werewolf, dire wolf, wolf pack, wolf cub
=fox: fennec, fennec fox, fox cub
=bear: brown bear, kodiak, cub, bear cub, sun bear
=polar bear: polar bear cub
=panda: red panda, panda cub
=horse: thoroughbred, clydesdale, arabian, mustang, bronco, carousel horse, rocking horse, mule, pack horse, warhorse
=deer: elk, impala, oryx, wildebeest, kudu, ibex, chamois, roe deer, antelope, gazelle, springbok
=cow: yak, water buffalo, highland cow, calf, longhorn, musk ox, steer
=sheep: ram, ewe, bighorn
=elephant: baby elephant, mammoth, woolly mammoth, mastodon
=rabbit: hare, jackrabbit, chinchilla, guinea pig
=squirrel: chipmunk, flying squirrel, prairie dog, marmot, groundhog
=bird: canary, wren, cardinal bird, blue jay, jay, woodpecker, nightingale, lark, starling, swift, finch, goldfinch, thrush, cuckoo, sandpiper, plover, partridge, quail, pheasant, grouse, lovebird, songbird, budgie
=eagle: bald eagle, golden eagle, osprey, kite bird, buzzard, condor, vulture, harpy eagle, hawk, falcon, peregrine falcon, kestrel, bird of prey, raptor
=seagull: gull, tern, albatross, gannet, puffin, pelican, cormorant
=crow: raven, magpie, rook, jackdaw
=owl: snowy owl, barn owl, great horned owl
=parrot: macaw, cockatiel, parakeet, toucan
=swan: crane, goose, canada goose, heron, egret, crane bird, stork, ibis
=duck: drake, mandarin duck, duckling, gosling, rubber duck
=flamingo: spoonbill
=penguin: king penguin, baby penguin, penguin chick
=butterfly: moth, monarch butterfly, dragonfly, damselfly, firefly
=fish: trout, carp fish, barracuda, mackerel, sardine, herring, cod, catfish, pufferfish, puffer fish, piranha, eel, moray eel, betta, betta fish, anglerfish, angler fish, swordfish, marlin, minnow, perch, pike, sturgeon, sunfish, lionfish, neon tetra
=shark: whale shark, tiger shark, reef shark, megalodon
=whale: sperm whale, blue whale, beluga, beluga whale, narwhal, humpback, sky whale
=turtle: tortoise, leatherback
=jellyfish: moon jelly, man of war, comb jelly
=dragon: wyvern, hydra, sea dragon, fire dragon, ice dragon, baby dragon, drake dragon
=monkey: howler monkey, macaque, baboon, mandrill, lemur, gibbon, capuchin, proboscis monkey, snow monkey, japanese macaque, tarsier, loris, slow loris, bush baby, aye aye
=gorilla: orangutan, chimp, chimpanzee, ape, silverback, bonobo
=kangaroo: wallaby, joey, quokka
=bear: koala, wombat, sloth, wolverine
=hedgehog: porcupine, echidna
=pig: warthog, boar, wild boar, piglet, tapir, capybara
=llama: alpaca
=fox: weasel, ferret, stoat, mink, mongoose
=raccoon: badger, skunk, opossum, possum, coati, civet, genet, kinkajou, binturong, honey badger, ratel, otter, beaver
=squirrel: meerkat, sugar glider
=mouse: rat, hamster, gerbil, lab rat, shrew, mole, vole, lemming, dormouse, jerboa, muskrat, coypu, nutria
=bat: fruit bat
=seal: sea lion, walrus, manatee, dugong, sea cow, elephant seal, leopard seal, sea otter
=crocodile: alligator, caiman, komodo dragon, lizard, gecko, iguana, chameleon, salamander, newt, monitor lizard, bearded dragon, skink, horned lizard, thorny devil, basilisk lizard
=frog: tree frog, toad, bullfrog, glass frog, poison dart frog, dart frog, cane toad
=snake: cobra, python, viper, rattlesnake, anaconda, garter snake, king cobra, boa, boa constrictor, mamba, black mamba, adder, sidewinder, coral snake, sea snake
=spider: tarantula, black widow, jumping spider, wolf spider, scorpion
=bee: honeybee, bumblebee, wasp, hornet
=ladybug: ladybird, beetle, stag beetle, scarab, dung beetle, rhinoceros beetle
=crab: hermit crab, lobster, king crab, spider crab, coconut crab, crayfish
=octopus: squid, giant squid, cuttlefish
=dinosaur: t rex, tyrannosaurus, tyrannosaurus rex, velociraptor, spinosaurus, allosaurus, raptors
=tiger: sabertooth, saber toothed tiger
=ostrich: emu, rhea, cassowary
=dolphin: vaquita
=none: camel, dromedary, giraffe, monkey, gorilla, kangaroo, platypus,
 tasmanian devil, anteater, armadillo, okapi, rhino, rhinoceros, hippo, hippopotamus, pig, donkey, llama,
 raccoon, hedgehog, mouse, bat, seal, crocodile,
 axolotl, frog, tadpole, snake, worm, earthworm, snail, slug, spider, centipede, ant, termite, bee,
 ladybug, grasshopper, cricket, cicada, mantis, praying mantis, mosquito, caterpillar, insect, bug, crab, shrimp, prawn, octopus, nautilus, clam, oyster, starfish, seahorse,
 stingray, manta ray, ray, sea urchin, anemone, sea cucumber, plankton, krill, peacock, turkey, ostrich, kiwi, roadrunner, dodo, hoopoe, dinosaur, triceratops, stegosaurus, brachiosaurus, pterodactyl, pteranodon,
 animal, creature, beast, pet, wildlife, livestock, predator, prey, microbe, bacteria, cell, virus
=swan: cygnet
=fish: moray, guppy, tetra, anchovy, halibut, flounder, sole fish, bass fish, largemouth bass, salmon run, arowana, discus fish, tang, blue tang, wrasse, grouper, snapper, mahi mahi, flying fish, arapaima, gar
=eagle: peregrine, harrier, secretary bird, gyrfalcon
=bird: warbler, chickadee, oriole, tanager, bunting, waxwing, nuthatch, titmouse, blue tit, great tit, tit, bullfinch, chaffinch, mockingbird, martin bird, swallow bird, lapwing, oystercatcher, avocet, curlew, kiwi bird, weaverbird, sunbird, bird of paradise, lyrebird, bowerbird, hornbill, bee eater, roller bird, junco, grackle, starling flock, murmuration, vireo
=parrot: lorikeet, conure, budgerigar, african grey
=dog: aussie, blue heeler, cattle dog, lhasa apso, papillon, bichon frise, havanese, cavalier, springer spaniel, english setter, pointer dog, irish wolfhound, scottish terrier, scottie, westie, cairn terrier, bull terrier, pit bull, staffordshire terrier, boston terrier, english bulldog, afghan hound, saluki, basenji, shar pei, newfoundland dog, leonberger, belgian malinois, alaskan malamute, cockapoo, mongrel, rescue dog, pooch, doggy
=cat: scottish fold, norwegian forest cat, abyssinian, munchkin cat, devon rex, cornish rex, burmese cat, manx cat, ginger tom, tortoiseshell cat, margay, sand cat, pallas cat
=horse: shetland pony, appaloosa, palomino, friesian, lipizzaner, stallions, draft horse, shire horse, cart horse, carriage horse, nag, charger
=cow: bullock, heifer, wagyu, angus, holstein, zebu, bovine, wildebeests
=deer: hind, red deer, fallow deer, white tailed deer, mule deer, muntjac, eland, waterbuck, nyala, pronghorn, gerenuk, dik dik
=none: pangolin, leech, locust, aardvark, bandicoot, quoll, numbat, bilby, fossa, barnacle, mussel, scallop, sea anemone, sea slug, nudibranch, trilobite, ammonite, horseshoe crab, mantis shrimp, water strider, mayfly, lacewing, stick insect, leaf insect, katydid, earwig, cockroach, weevil, woodlouse, millipede, tick, flea, louse, gnat, midge, horsefly, housefly, olm, hellbender, diplodocus, ankylosaurus, plesiosaur, ichthyosaur, terror bird, guinea fowl, ptarmigan, shoebill, marabou, spoonbill bird
""")

# Made-up beings without a drawing near enough; the ones that stand upright are shown as plain figures.
CREATURES = words("""
mermaid, merman, fairy, pixie, angel, fallen angel, cherub, demon, devil, imp, ghost, spirit, phantom, spectre, specter, wraith, banshee, poltergeist, zombie, vampire, skeleton, mummy, grim reaper, reaper, monster,
sea monster, slime, blob, alien, martian, elf, dwarf, hobbit, gnome, garden gnome, goblin, orc, ogre, troll, giant, titan, cyclops, minotaur, centaur, satyr, faun, gorgon, medusa, harpy, sphinx, griffin, gryphon, phoenix, kraken, leviathan, godzilla,
kaiju, king kong, yeti, bigfoot, sasquatch, chimera, manticore, basilisk, cerberus, golem, gargoyle, scarecrow, jinn, genie, leprechaun, nymph, dryad, treant, ent, tree spirit, forest spirit, water spirit, yokai, kitsune, oni, tengu, gingerbread man,
frankenstein, superhero, supervillain, batman, spider man, superman, iron man, hero, villain, hulk, pikachu, minion, smurf, muppet, cartoon character, anime girl, anime boy, chibi, deity, god, goddess, buddha, zeus, poseidon, thor, cupid, tooth fairy, easter bunny, snow queen, jack frost, easter rabbit,
doll, puppet, marionette, snow golem, toy soldier, action figure, teddy bear, teddy, plush toy, plushie, stuffed animal, stone giant, ice giant, fire elemental, water elemental, elemental, swamp creature, sea creature, space whale, mascot
""")
UPRIGHT = CREATURES - words(
    "kraken, leviathan, slime, blob, phoenix, griffin, gryphon, teddy, space whale, sea creature, sea monster, basilisk, cerberus, chimera, manticore, sphinx, pikachu"
)
