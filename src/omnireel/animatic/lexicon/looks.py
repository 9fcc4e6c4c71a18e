# ruff: noqa: E501  (tables of words)
"""How a shot looks: terms of the camera, styles, light, hours, weather, pace and mood.

Each table maps what is said to a term; the term is what the report tells. `*_DRAWN` maps a term to what is drawn
for it: a term that is not in there is understood and has no drawing of its own, which is said.
"""

from __future__ import annotations

import re

from omnireel.animatic.lexicon.tables import table, words

CAMERA_TERMS = table("""
static: static shot, static camera, still camera, still shot, locked off, locked off shot, locked down, lock off, fixed camera, fixed shot, fixed frame, tripod, tripod shot, on a tripod, static tripod shot, stationary camera, motionless camera, no camera movement
push in: push in, push into, push towards, push in on, pushes in, dolly in, dolly forward, dolly shot, dolly, dolly towards, move closer, push forward, track in, tracking in, creep in, inch closer, push in shot, dolly push
pull out: pull back, pull out, dolly out, dolly back, pull away, pull back shot, pull out shot, track out, move away, pullback, dolly away, pull up and away
zoom in: zoom in, seamless zoom, infinite zoom, zoom, zoom into, zoom on, zoom onto, zoom in on, zoom shot, zooming in
crash zoom: crash zoom, snap zoom, quick zoom, fast zoom, whip zoom
zoom out: zoom out, zooming out
pan left: pan left, pan to the left, left pan
pan right: pan right, pan to the right, right pan
pan: pan, pan over, pan along, panning, panning shot, pan across, pan shot
whip pan: whip pan, swish pan, whip pans
tilt up: tilt up, upward tilt
tilt down: tilt down, downward tilt
truck left: truck left, dolly left, slide left, trucking left, slider left
truck right: truck right, lateral tracking, lateral dolly, lateral tracking shot, dolly right, slider shot, slide right, trucking right, slider right, slider, lateral move, sideways move
tracking: tracking shot, tracking, track shot, tracks, follow shot, following shot, follow cam, follow camera, side tracking, side tracking shot, trucking shot, steadicam, steadicam shot, gimbal, gimbal shot, gimbal follow, chase cam, chase camera, leading shot, parallel tracking, tracking dolly, following camera
orbit: orbit shot, orbiting, orbital shot, arc shot, circling camera, circle around, 360, 360 degree shot, 360 shot, 360 orbit, 360 degree orbit, rotate around, arc, orbit around, orbiting shot, bullet time, turntable shot, 360 turntable, revolving camera
crane up: crane up, crane shot, rising shot, jib, jib shot, boom up, jib up, pedestal up, rise up shot, rising crane shot, ascending shot, rising camera, crane
crane down: crane down, descending shot, boom down, jib down, pedestal down, descending crane shot
handheld: handheld, hand held, handheld camera, handheld shot, shaky cam, shaky camera, shaky, shaky handheld, shaky footage, wobbly camera, handycam, handheld feel, found footage camera, camera shake
aerial: satellite view, satellite shot, satellite image, aerial shot, aerial view, aerial footage, aerial perspective, drone shot, drone view, drone footage, drone camera, drone flight, drone flyover, drone aerial, from a drone, from a helicopter, from the air, helicopter shot, flyover, fly over shot, flyover shot, aerials, drone pov, drone perspective, drone tracking shot
fpv: fpv, fpv drone, fpv drone shot, fpv shot, fpv flight
top down: top down, top down shot, top down view, overhead, overhead shot, overhead view, from above, from directly above, from overhead, bird's eye, bird's eye view, birds eye view, bird's eye shot, birds eye, bird eye view, god's eye view, seen from above, flat lay, topdown, top shot, top view, view from above
dolly zoom: dolly zoom, vertigo effect, vertigo shot, zolly
close-up: close up, close up shot, closeup, tight shot, tight close up, close shot, portrait shot, close ups, close up view, tight framing, close view, detail shot, headshot, head shot, closeups, tight on, close on
extreme close-up: extreme close up, extreme closeup, ecu, very close up, big close up, super close up, extreme close up shot
medium close-up: medium close up, medium closeup, mcu, medium close up shot
macro: macro shot, macro lens, macro view, macro close up, macro footage, macro photography, macro detail
wide shot: wide shot, wide, wide angle, wide angle shot, wide angle lens, wide lens, establishing shot, long shot, full shot, panoramic, panorama, panoramic shot, wide view, wide establishing shot, wide framing, panoramic view, full body shot, full body, ultra wide, ultra wide angle, wide tracking, super wide
extreme wide shot: extreme wide shot, extreme wide, extreme long shot, very wide shot, extreme wide angle, ews
medium shot: medium shot, mid shot, waist shot, medium, waist up, waist up shot, medium framing, medium view, half body shot, from the waist up, american shot, midshot
medium wide shot: medium wide, medium wide shot, medium long shot, cowboy shot, three quarter shot, knee shot
two shot: two shot, medium two shot, two person shot
group shot: group shot
over the shoulder: over the shoulder, over the shoulder shot, over shoulder shot, ots, over his shoulder shot
low angle: low angle, low angle shot, from below, from a low angle, low angle view, looking up at, low camera, low camera angle, seen from below, low perspective
worm's eye: worm's eye, worm's eye view, worms eye view
ground level: ground level, ground level shot, at ground level, floor level, street level, ankle level, knee level, low to the ground, close to the ground, just above the ground
high angle: high angle, high angle shot, from a high angle, looking down on, from high above, high camera angle, high vantage point
eye level: eye level, eye level shot, at eye level, straight on
dutch angle: dutch angle, dutch tilt, canted angle, tilted angle, tilted frame, tilted camera, canted frame, tilted horizon
pov: pov, pov shot, point of view, point of view shot, first person, first person view, first person pov, first person perspective, helmet cam, helmet camera, gopro, go pro, gopro footage, gopro pov, subjective camera, body cam, bodycam, action cam, head cam, through the eyes of
dashcam: dashcam, dash cam, dashboard camera
selfie: selfie, selfie shot, selfie angle, selfie stick, selfie camera, selfie view, selfie video, front camera
cctv: cctv, cctv camera, security camera, security camera footage, surveillance camera, surveillance footage, cctv footage, doorbell camera, trail camera, webcam
fisheye: fisheye, fish eye, fisheye lens, fish eye lens, fisheye shot
telephoto: telephoto, telephoto lens, telephoto shot, long lens, zoom lens, 200mm, 300mm, 400mm, 600mm, compressed perspective, long lens shot
tilt shift: tilt shift, tilt shift lens, miniature effect, tilt shift effect
shallow focus: depth of field, shallow depth of field, shallow focus, shallow dof, blurred background, blurry background, soft background, out of focus background, background blur, narrow depth of field, thin depth of field, low depth of field
deep focus: deep focus, deep depth of field, everything in focus
rack focus: rack focus, focus pull, pull focus, focus shift, focus shifts, racks focus, rack focusing, focus racks, split focus
side view: side view, side on, side profile, profile shot, profile view, side angle, from the side, side shot, seen from the side, lateral view, side scroller, side scrolling, side scroll, in profile, profile
rear view: rear view, back view, seen behind shot, seen from behind, shot from behind, viewed from behind, filmed from behind, from behind shot, view from behind, seen from the back, viewed from the back
front view: front view, frontal shot, head on shot, from the front, seen from the front, shot from the front, viewed from the front
isometric: isometric, isometric view, isometric angle, isometric perspective, isometric camera
fly through: fly through, flythrough, fly through shot, fly in
long take: long take, one take, single take, one shot, oner, unbroken take, continuous shot, single continuous shot, continuous take, one continuous shot, long unbroken take, uncut, single shot, unbroken shot
split screen: split screen
reveal: reveal shot
roll: barrel roll, camera roll, rolling camera
hyperlapse camera: moving time lapse
=symmetrical: symmetrical framing, symmetrical composition, centered framing, centred framing, centered composition, centred composition
anamorphic: anamorphic lens, anamorphic flare
360 degree: 360 degree video, vr view, panoramic 360
reverse shot: reverse shot, reverse angle, shot reverse shot
parallax: parallax, parallax effect, parallax scrolling
insert: insert shot, cutaway, insert
underwater camera: underwater camera, split level shot, over under shot
snorricam: snorricam, body mounted camera
""")
# The move of the camera that draws a term, and the framing.
CAMERA_DRAWN: dict[str, str] = {
    **{term: term for term in (
        "static", "push in", "pull out", "zoom in", "zoom out", "pan left", "pan right", "tilt up", "tilt down", "truck left",
        "truck right", "tracking", "orbit", "crane up", "crane down", "handheld", "aerial", "dolly zoom",
    )},
    "crash zoom": "zoom in", "pan": "pan right", "whip pan": "pan right", "fpv": "aerial", "top down": "aerial", "pov": "handheld",
    "selfie": "handheld", "fly through": "push in", "reveal": "crane up", "dashcam": "push in", "long take": "tracking", "snorricam": "handheld",
    "cctv": "static", "high angle": "aerial",
}  # fmt: skip
FRAMING_DRAWN: dict[str, str] = {
    "close-up": "close-up", "extreme close-up": "close-up", "medium close-up": "close-up", "macro": "close-up", "wide shot": "wide", "insert": "close-up",
    "extreme wide shot": "wide", "medium shot": "medium", "two shot": "medium", "medium wide shot": "medium", "group shot": "medium", "selfie": "close-up",
    "over the shoulder": "medium", "low angle": "low angle", "worm's eye": "low angle", "ground level": "low angle", "telephoto": "medium",
}  # fmt: skip
# From where people are seen who would go or stand along the picture.
VIEWS = {"rear view": "away", "front view": "towards"}
# Said so when they are asked for: a nearer or no drawing is all there is.
CAMERA_UNDRAWN = words(
    "fisheye, isometric, split screen, tilt shift, dutch angle, over the shoulder, rack focus, whip pan, roll, snorricam, underwater camera"
)

# What the camera does as the subject of a sentence: verb and the word after it. "" is any other word.
CAMERA_VERBS: dict[str, dict[str, str]] = {
    "push": {"": "push in", "out": "pull out", "back": "pull out"},
    "pull": {"": "pull out", "focus": "rack focus", "in": "push in"},
    "dolly": {"": "push in", "out": "pull out", "back": "pull out", "away": "pull out", "backward": "pull out", "backwards": "pull out", "left": "truck left", "right": "truck right", "around": "orbit"},
    "move": {"": "", "in": "push in", "closer": "push in", "forward": "push in", "forwards": "push in", "toward": "push in", "towards": "push in", "back": "pull out", "backward": "pull out", "backwards": "pull out", "away": "pull out", "out": "pull out", "left": "truck left", "right": "truck right",
             "up": "crane up", "down": "crane down", "upward": "crane up", "upwards": "crane up", "around": "orbit", "along": "tracking", "alongside": "tracking", "with": "tracking", "through": "fly through", "sideways": "truck right", "past": "tracking", "across": "tracking", "over": "aerial"},
    "travel": {"": "tracking", "through": "fly through", "around": "orbit"},
    "approach": {"": "push in"},
    "advance": {"": "push in"},
    "creep": {"": "push in"},
    "inch": {"": "push in"},
    "close": {"in": "push in", "": ""},
    "zoom": {"": "zoom in", "out": "zoom out", "back": "zoom out"},
    "retreat": {"": "pull out"},
    "recede": {"": "pull out"},
    "back": {"": "pull out"},
    "pan": {"": "pan", "left": "pan left", "right": "pan right", "to": "pan", "up": "tilt up", "down": "tilt down"},
    "whip": {"": "whip pan"},
    "tilt": {"": "tilt up", "down": "tilt down", "up": "tilt up"},
    "truck": {"": "truck right", "left": "truck left", "right": "truck right"},
    "slide": {"": "truck right", "left": "truck left", "right": "truck right", "in": "push in", "along": "tracking", "past": "tracking"},
    "track": {"": "tracking", "in": "push in", "out": "pull out", "left": "truck left", "right": "truck right", "around": "orbit"},
    "follow": {"": "tracking"},
    "trail": {"": "tracking"},
    "chase": {"": "tracking"},
    "lead": {"": "tracking"},
    "glide": {"": "tracking", "in": "push in", "forward": "push in", "toward": "push in", "towards": "push in", "around": "orbit", "over": "aerial", "up": "crane up", "down": "crane down", "back": "pull out", "through": "fly through", "away": "pull out", "out": "pull out", "closer": "push in"},
    "drift": {"": "tracking", "around": "orbit", "in": "push in", "closer": "push in", "forward": "push in", "toward": "push in", "towards": "push in", "up": "crane up", "upward": "crane up", "down": "crane down", "back": "pull out", "left": "truck left", "right": "truck right", "away": "pull out", "through": "fly through"},
    "float": {"": "tracking", "around": "orbit", "up": "crane up", "upward": "crane up", "upwards": "crane up", "down": "crane down", "in": "push in", "toward": "push in", "towards": "push in", "through": "fly through", "back": "pull out", "away": "pull out"},
    "orbit": {"": "orbit"},
    "circle": {"": "orbit"},
    "arc": {"": "orbit"},
    "revolve": {"": "orbit"},
    "rotate": {"": "orbit"},
    "spin": {"": "orbit"},
    "swirl": {"": "orbit"},
    "swing": {"": "orbit"},
    "wrap": {"": "orbit"},
    "spiral": {"": "orbit"},
    "loop": {"": "orbit"},
    "weave": {"": "tracking"},
    "skim": {"": "tracking"},
    "race": {"": "tracking"},
    "snake": {"": "tracking"},
    "crawl": {"": "push in"},
    "ease": {"": "push in", "out": "pull out", "back": "pull out"},
    "rush": {"": "push in"},
    "plunge": {"": "crane down"},
    "return": {"": "pan"},
    "settle": {"": "static"},
    "sweep": {"": "pan", "over": "aerial", "across": "pan", "around": "orbit", "up": "crane up", "through": "fly through", "in": "push in"},
    "rise": {"": "crane up"},
    "lift": {"": "crane up"},
    "ascend": {"": "crane up"},
    "climb": {"": "crane up"},
    "soar": {"": "crane up", "over": "aerial", "through": "fly through", "above": "aerial"},
    "crane": {"": "crane up", "down": "crane down"},
    "boom": {"": "crane up", "down": "crane down"},
    "jib": {"": "crane up", "down": "crane down"},
    "descend": {"": "crane down"},
    "drop": {"": "crane down"},
    "lower": {"": "crane down"},
    "sink": {"": "crane down"},
    "fly": {"": "aerial", "through": "fly through", "into": "fly through", "in": "push in", "around": "orbit"},
    "hover": {"": "aerial"},
    "dive": {"": "crane down", "through": "fly through"},
    "swoop": {"": "aerial", "down": "crane down"},
    "hold": {"": "static"},
    "stay": {"": "static", "with": "tracking", "on": "static"},
    "remain": {"": "static"},
    "lock": {"": "static"},
    "fix": {"": "static"},
    "linger": {"": "static"},
    "rest": {"": "static"},
    "shake": {"": "handheld"},
    "wobble": {"": "handheld"},
    "roll": {"": "roll"},
    "rack": {"": "rack focus"},
    "shift": {"focus": "rack focus", "": ""},
    "reveal": {"": ""},
}  # fmt: skip

# Styles: what is said, as the term that the report tells.
STYLE_TERMS = table("""
pastel: pastel, pastel aesthetic, pastel style, pastel drawing style
cinematic: cinematic, cinematic look, cinematic style, cinematic lighting, film look, movie look, filmic, filmic look, movie still, hollywood style, blockbuster, cinematic shot, cinematic film, film still, arthouse, art house, feature film, cinematic quality, movie like, cinematic realism, cinematic feel, cinematic footage, cinematography, cinematic commercial, arri alexa, red camera, imax
anime: anime, anime style, manga, manga style, japanese animation, shonen, shoujo, makoto shinkai, anime film, anime opening
ghibli: ghibli, studio ghibli, ghibli style, studio ghibli style, miyazaki, ghibli inspired, hayao miyazaki style
cartoon: cartoon, cartoon style, cartoonish, cartoony, 2d animation, 2d cartoon, saturday morning cartoon, looney tunes, rubber hose, rubber hose cartoon, flat cartoon, toon, 1930s cartoon, cel animation, hand drawn animation, traditional animation, disney style, disney, disney animation, 2d animated, cartoon animation
cel shaded: cel shaded, cel shading, toon shaded, cell shaded
3d animation: 3d animation, 3d animated, pixar, pixar style, dreamworks, disney pixar, pixar animation, family film 3d animation, 3d cartoon, animated film, animated movie, stylized 3d, stylised 3d, 3d style, animation, animated, animation style, 3d character animation, computer animation, cg animation
3d render: 3d render, 3d rendering, 3d, cgi, octane render, octane, unreal engine, unreal engine 5, blender render, blender, cinema 4d, c4d, ray tracing, raytracing, ray traced, vray, redshift render, rendered in unreal
watercolour: watercolour, watercolor, watercolour painting, watercolor painting, aquarelle, gouache, watercolour style, watercolor style, watercolour illustration, watercolor illustration, watercolour animation, watercolor animation, wet watercolour
oil painting: oil painting, oil paint, oil painting style, oil on canvas, oils, thick brushstrokes, impasto, old master painting, renaissance painting, dutch master, rembrandt, rembrandt lighting, caravaggio, living painting
impressionist: impressionist, pointillism, pointillist, impressionism, impressionist painting, impressionistic, monet, post impressionist, van gogh, van gogh style, starry night style
painterly: painterly, painting style, painted style, hand painted, digital painting, concept art, matte painting, painterly style, acrylic painting, tempera, fresco, mural
ink wash: ink wash, ink wash painting, sumi e, sumi, ink painting, chinese ink painting, ink wash style, chinese painting, brush painting, ink wash animation, shan shui
ink: ink, ink drawing, pen and ink, ink sketch, ink illustration, ink style, brush and ink
ukiyo-e: ukiyo e, woodblock, woodblock print, japanese woodblock, japanese woodblock print, hokusai, ukiyo e woodblock print, ukiyo e style, woodcut, linocut, etching, engraving
noir: noir, film noir, noir style, noir film, neo noir, noir thriller, film noir style, noir look, ink noir
black and white: black and white, black white, black & white, b&w, bw, monochrome, monochromatic, greyscale, grayscale, black and white film, black and white photography, high contrast black and white, b w, black and white footage
vintage: vintage, vintage film, vintage style, vintage look, old film, old movie, retro film, 8mm, 8mm film, super 8, super 8 film, super8, 16mm, 16mm film, home movie, home video, archival footage, archival, archive footage, old footage, nostalgic film, newsreel, aged film, faded film, old photograph, vintage footage
35mm film: 35mm, 35mm film, shot on 35mm, 35 mm, 35mm film look, shot on film, kodak, kodak portra, analog film, analogue film, 65mm, 70mm, 70mm film, celluloid, fujifilm, film stock, film photography, kodachrome
vhs: vhs, vhs look, vhs style, vhs footage, vhs tape, camcorder, camcorder footage, analog video, vhs aesthetic, crt, miniDV, vcr
sepia: sepia, sepia tone, sepia tones, sepia toned
retro: retro, retro style, retro look, retro aesthetic, throwback, old school style, retro vibe
retro-futuristic: retro futuristic, retrofuturism, retro futurism, retrofuturistic, atompunk, retro sci fi
1920s: 1920s, 20s, roaring twenties, silent film, silent movie
1940s: 1940s, 40s
1950s: 1950s, 50s
1960s: 1960s, 60s, sixties
1970s: 1970s, 70s, seventies
80s: 1980s, 80s, eighties, 80s style
90s: 1990s, 90s, nineties
y2k: y2k, 2000s, early 2000s
technicolor: technicolor, technicolour
pixel art: pixel art, pixel, pixelated, 8 bit, 16 bit, 8bit, 16bit, retro game, pixel art style, sprite animation, retro video game, pixel graphics
video game: video game, video game style, game cinematic, gameplay, game cutscene, ps1, ps1 graphics, ps2 graphics, playstation, minecraft, minecraft style, gta style, third person game, rpg
voxel: voxel, voxel art, voxel style
low poly: low poly, low poly style, low poly 3d, low polygon, low poly art, lowpoly
isometric art: isometric art, isometric illustration
sketch: sketch, pencil, pencil sketch, pencil drawing, storyboard, storyboard sketch, hand drawn, hand drawn style, sketchy, rough sketch, line sketch, graphite, hand sketched, sketch style, scribble, doodle, doodle style, rotoscope, rotoscoped, rotoscoping
charcoal: charcoal, charcoal drawing, charcoal sketch
line art: line art, line drawing, single line drawing, continuous line, outline drawing, one line drawing
crayon: crayon, crayon drawing, child's drawing, kid's drawing, children's drawing, kid's crayon drawing, child's crayon drawing, chalk, chalk drawing, chalkboard, chalkboard animation, pastel drawing, coloured pencil, colored pencil
storybook: storybook, storybook illustration, storybook style, storybook like, picture book, children's book, children's book illustration, children's book style, fairytale, fairy tale, fairytale style, fairy tale style, fable
illustration: illustration, illustrated, illustration style, editorial illustration, vector, vector art, vector illustration, flat illustration, digital illustration, digital art
flat design: flat design, flat style, flat 2d, flat colours, flat colors, flat animation, motion graphics, motion graphic, motion design, infographic, kinetic typography, explainer, explainer video, infographic style
comic: comic, comic book, comic style, comic book style, graphic novel, halftone, spider verse, spiderverse, comic panel, comic strip, marvel comic
pop art: pop art, warhol, pop art style, roy lichtenstein
stop motion: stop motion, stop motion animation, stop motion style, stopmotion, puppet animation, puppet show, puppetry, marionette show, sand animation, laika, laika style, aardman, stop motion puppets
claymation: claymation, clay animation, plasticine, clay style, clay, claymation style, wallace and gromit, play doh, plasticine animation
=felt: felted, needle felted, knitted, knitted style, felt puppets, wool felt, felt style, knitted world, crochet, yarn world, embroidery, embroidered
paper cut-out: paper cut out, paper cutout, cut out, papercut, paper cut, papercraft, paper craft, paper craft style, cutout animation, cut out animation, layered paper, paper art, pop up book, collage, paper collage, cut paper, papercraft style, construction paper
origami: origami, origami style, folded paper
lego: lego, lego style, brick film, brickfilm, lego animation
=toy: toy world, toy photography, miniature, miniature style, diorama, miniature world, scale model, miniature diorama, tilt shift miniature
=silhouette: shadow puppet, shadow play, shadow puppets, silhouette style, silhouette animation, shadow theatre
ascii art: ascii art, ascii
stained glass: stained glass, mosaic, mosaic style, stained glass style
=graffiti: graffiti style, graffiti art, street art style, spray paint
photorealistic: photorealistic, photo realistic, photoreal, photorealism, hyperrealistic, hyper realistic, hyperrealism, ultra realistic, ultrarealistic, lifelike, photographic, photo real, ultra photorealistic, hyper real
realistic: realistic, realism, realistic style, true to life, naturalistic, semi realistic, naturalism
documentary: documentary, documentary style, documentary footage, documentary film, docu style, observational, cinema verite, verite, docudrama, fly on the wall, wildlife documentary, mockumentary, travel documentary, documentary look, bbc documentary, national geographic, planet earth style, reportage
nature documentary: nature documentary, nature documentary style, nature footage, wildlife footage, wildlife film, bbc earth, nature film, planet earth
news: news footage, news footage style, news, news report, news broadcast, breaking news, news style, live broadcast, live news, tv news, broadcast footage, newscast
found footage: found footage, found footage style, amateur footage, amateur video, phone footage, iphone footage, shot on iphone, smartphone footage, smartphone video, ugc, ugc style, user generated, cell phone footage, phone video, live stream, livestream
vlog: vlog, vlog style, travel vlog, tiktok, tiktok style, youtube video, instagram reel, reels style, social media video, asmr
commercial: commercial, commercial style, tv commercial, advert, advertisement, ad, tv ad, product commercial, product video, product shot, product ad, product film, product advertisement, car commercial, car ad, luxury commercial, luxury ad, perfume ad, perfume commercial, sports advert, sports commercial, sports ad, tech ad, tech commercial, beer commercial, food commercial, juice advertisement, juice ad, fashion ad, beauty commercial, beauty ad, brand film, promo, promo video, promotional video, high end commercial, high end car commercial, commercial photography, commercial look, product photography, product showcase, hero shot, advertising, advertising style, teaser, infomercial, apple style ad, sneaker ad, watch commercial, jewellery ad, jewelry ad, cosmetics ad
food photography: food photography, commercial food photography, food porn, food video, cooking show, food styling
fashion film: fashion film, fashion editorial, fashion shoot, fashion video, vogue, vogue style, editorial style, high fashion, fashion photography, editorial, fashion photography style
music video: music video, music video style, mv, music clip, pop video
trailer: trailer, movie trailer, film trailer, trailer style, teaser trailer, epic trailer
sitcom: sitcom, telenovela, 90s sitcom, sitcom style, soap opera, tv show, tv series, talk show, reality tv, game show, late night show
portrait: portrait photography, portrait, portrait style, magazine portrait, travel magazine portrait, studio portrait
travel film: travel film, travel video, travel footage, tourism video, tourism ad
sci-fi: sci fi, scifi, science fiction, hard sci fi, sci fi film, sci fi look, space opera, sci fi movie, sci fi style, near future sci fi, near future, futuristic style, sci fi thriller, sci fi epic, retro sci fi film, futuristic look
cyberpunk: cyberpunk, cyberpunk style, blade runner, blade runner style, neon noir, cyberpunk aesthetic, tech noir
steampunk: steampunk, steampunk style, clockpunk, steampunk aesthetic
dieselpunk: dieselpunk
solarpunk: solarpunk, solar punk
biopunk: biopunk, biomechanical, giger
synthwave: synthwave, retrowave, outrun, outrun style, 80s synthwave, synthwave style
vaporwave: vaporwave, vaporwave style, vaporwave aesthetic, vapourwave
glitch: glitch, glitch art, glitchy, datamosh, glitch effect, glitch style, datamoshing
fantasy: fantasy, high fantasy, dark fantasy, fantasy style, epic fantasy, fantasy film, fantasy art, sword and sorcery, lord of the rings style, dnd, urban fantasy, fairy tale fantasy
post-apocalyptic: post apocalyptic, post apocalypse, apocalyptic, mad max, mad max style, wasteland style
dystopian: dystopian, dystopia, orwellian, dystopian look
western: western, western style, spaghetti western, wild west style, western film, neo western
war film: war film, war movie, war drama, war footage
horror: horror film, horror movie, horror style, slasher, gothic horror, found footage horror, body horror, j horror, psychological horror, lovecraftian, cosmic horror, analog horror, folk horror
thriller: thriller, action thriller, psychological thriller, spy thriller, crime thriller, heist film, crime film, crime drama, gangster film, suspense thriller, spy film
action film: action film, action movie, action scene, action sequence, action, kung fu film, martial arts film, kung fu movie, wuxia, superhero film, superhero movie, disaster film, disaster movie, kaiju movie, kaiju film, heist movie, road movie, chase scene, fight scene, monster movie, action style
adventure film: adventure, adventure film, adventure movie, adventure style, indiana jones style, pirate adventure
comedy: comedy, romantic comedy, romcom, rom com, slapstick, slapstick comedy, dark comedy, parody, comedy sketch, silly comedy
period drama: period drama, period film, period piece, costume drama, historical drama, historical, historical film, regency, victorian drama, historical epic
drama: drama, drama film, indie film, indie, family drama, coming of age film, coming of age, slice of life, romantic drama
musical: musical, bollywood, broadway musical, bollywood style
star wars: star wars, star wars style
harry potter: harry potter, harry potter style, hogwarts
matrix: the matrix, matrix style
lord of the rings: lord of the rings
stranger things: stranger things
hitchcock: hitchcock, hitchcockian
kubrick: kubrick, kubrickian
kurosawa: kurosawa
tarantino: tarantino
lynchian: lynchian, david lynch
wes anderson: wes anderson, wes anderson style, symmetrical wes anderson
surreal: surreal, surrealist, surrealism, surrealistic, dali, dali style, salvador dali, dreamcore, weirdcore, magical realism, magritte
abstract: abstract, abstract art, abstract animation, non representational, abstract style
psychedelic: psychedelic, trippy, kaleidoscope, kaleidoscopic, fractal, acid trip, psychedelic style
cubist: cubist, cubism, picasso, cubist style
expressionist: expressionist, expressionism, german expressionism, german expressionist, expressionistic
art deco: art deco, art deco style, gatsby style
art nouveau: art nouveau, mucha
bauhaus: bauhaus, constructivist, swiss design, de stijl, mondrian
baroque: baroque, baroque style, rococo
renaissance: renaissance, renaissance style
gothic: gothic, gothic style, tim burton, tim burton style
minimal: minimal, minimalist, minimalism, minimalistic, clean minimal, minimalist style, minimal style, ultra minimal
maximalist: maximalist, maximalism
brutalist: brutalist, brutalism
blueprint: blueprint, technical drawing, blueprint style, schematic, architectural drawing, exploded view
architectural visualization: architectural visualization, architectural visualisation, archviz, arch viz, architectural render, real estate video
scientific visualization: scientific visualization, scientific visualisation, medical animation, data visualization, microscopic view, electron microscope
hologram: holographic style, holographic
infrared: infrared, thermal, thermal camera, thermal imaging, night vision, night vision footage, x ray, heat vision
double exposure: double exposure, multiple exposure, superimposition
lofi: lofi style, lofi aesthetic, lo fi style, lo fi aesthetic
cottagecore: cottagecore, fairycore
=neon: neon style, neon aesthetic, neon lit aesthetic, neon glow style
hdr: hdr
long exposure: long exposure, light trails, light painting, long exposure photography
kawaii: kawaii, chibi style, chibi, cute kawaii
egyptian: egyptian style, hieroglyphic style
persian miniature: persian miniature, medieval manuscript, illuminated manuscript, tapestry, tapestry style
""")
# The style that draws a term. Terms without an entry are said and not drawn.
STYLES_DRAWN: dict[str, str] = {
    "cinematic": "cinematic", "anime": "anime", "ghibli": "anime", "cel shaded": "anime", "cartoon": "anime", "watercolour": "watercolour",
    "ink wash": "ink", "ink": "ink", "ukiyo-e": "ink", "noir": "noir", "black and white": "noir", "vintage": "vintage",
    "impressionist": "watercolour", "painterly": "watercolour", "storybook": "watercolour",
    "35mm film": "vintage", "vhs": "vintage", "sepia": "vintage", "1920s": "noir", "1940s": "noir", "1950s": "vintage", "1960s": "vintage",
    "1970s": "vintage", "retro": "vintage", "technicolor": "vintage", "80s": "vintage", "90s": "vintage", "y2k": "vintage",
    "pixel art": "pixel art", "sketch": "sketch", "charcoal": "sketch", "line art": "sketch", "crayon": "sketch",
    "documentary": "cinematic", "nature documentary": "cinematic", "commercial": "cinematic", "trailer": "cinematic", "photorealistic": "cinematic",
    "realistic": "cinematic", "thriller": "cinematic", "action film": "cinematic", "adventure film": "cinematic", "drama": "cinematic", "travel film": "cinematic",
    "western": "cinematic", "war film": "cinematic", "period drama": "cinematic", "comedy": "cinematic", "horror": "cinematic", "news": "cinematic",
    "sci-fi": "cinematic", "fantasy": "cinematic", "food photography": "cinematic", "music video": "cinematic", "fashion film": "cinematic", "portrait": "cinematic", "vlog": "cinematic",
    "found footage": "vintage", "silhouette": "cinematic", "hdr": "cinematic",
    "paper cut-out": "paper cut-out", "origami": "paper cut-out", "minimal": "minimal", "flat design": "minimal", "blueprint": "blueprint",
    "cyberpunk": "cyberpunk", "neon": "cyberpunk", "synthwave": "synthwave", "vaporwave": "synthwave", "claymation": "claymation",
    "stop motion": "claymation", "felt": "claymation", "oil painting": "oil painting", "expressionist": "oil painting", "comic": "comic",
    "pop art": "comic", "low poly": "low poly", "illustration": "minimal",
}  # fmt: skip
# Eras and styles that are more often something else: they count with one of STYLE_NOUNS after them, or alone.
STYLE_SHY = words("""
child's drawing, kid's drawing, children's drawing, mosaic, knitted, ascii, commercial, advertising, hologram, trailer, sitcom, wide, impressionistic, advertisement, 1930s, 1920s, 1940s, 1950s, 1960s, 1970s, 80s, 90s, 20s, 40s, 50s, 60s, 70s, 1980s, 1990s, 2000s, ink, pencil, pixel, sketch, storyboard, clay, felt, origami, lego, miniature, diorama, vintage, retro, gothic, baroque, renaissance, news, ad, portrait, action, crayon, chalk, comic, silhouette,
graffiti, collage, mural, drama, musical, thermal, fable, toon, embroidered, embroidery, crochet, historical, realistic, minimal, grain, pastel, editorial, teaser, promo, futuristic, psychedelic, holographic, animated, animation, cut out, holographic, felted, felted, hand painted, hand drawn, illustrated, trailer, mosaic, charcoal, brick film, doodle, infrared, tapestry, observational, photographic, grainy, kaleidoscope, portrait, illustration, comedy, adventure, engraving, etching, scribble, pixelated, vogue, twenties, sixties, seventies, red camera, imax, blender, octane, oils, oil paint, plasticine, light trails, blueprint, schematic, hologram, paper cut, camcorder, vcr, crt, projector, fractal, saturday morning cartoon, playstation, minecraft, dali, picasso, monet
""")
STYLE_NOUNS = words("""
teen, skate, road, heist, family, indie, student, horror, noir, comedy, drama, sitcom, anime, synthwave, music, home, western, romance, style, styled, look, aesthetic, film, movie, animation, animated, render, rendering, footage, vibe, vibes, painting, drawing, illustration, art, feel, photography, technicolor, vhs, thriller, action, cartoon, commercial, advert, ad, cinema, video, clip, inspired, design, grading, palette, tone, tones, texture, print, scene, sequence, genre, series, show, documentary, effect, cinematic, sci, colours, colors, sketch
""")

TIMES_SAID = table("""
dawn: dawn, at dawn, daybreak, break of day, break of dawn, first light, crack of dawn, pre dawn, dawn light, winter dawn, before sunrise, before dawn, breaking dawn, at first light
sunrise: sunrise, at sunrise, rising sun, morning sun rising, sun rises, sun is rising, sun coming up, sunrise light, sun rising, sun comes up
morning: morning, mid morning, morning light, morning sun, in the morning, morning sunlight, morning glow, this morning, summer morning, winter morning, spring morning, autumn morning, sunny morning, breakfast time, mornings
early morning: early morning, early in the morning, early morning light, early morning sun
noon: noon, midday, at noon, high noon, midday sun, noon sun, lunchtime, midday heat, noonday
day: day, daytime, daylight, broad daylight, bright day, by day, during the day, sunny day, summer day, overcast day, rainy day, winter day, cloudy day, hot day, hot summer day, in daylight, natural daylight, clear day, spring day, autumn day, snowy day, windy day, foggy day, grey day, gray day, bright daylight
afternoon: afternoon, afternoon light, afternoon sun, in the afternoon, sunny afternoon, summer afternoon, hot afternoon, lazy afternoon, afternoon sunlight, mid afternoon, early afternoon, rainy afternoon, autumn afternoon, winter afternoon
late afternoon: late afternoon, late afternoon sun, late afternoon light, late in the afternoon, late afternoon sunlight
golden hour: golden hour, magic hour, golden hour light, golden hour lighting, golden hour sun, golden hour glow, golden light of evening, low sun, low golden sun, golden hour sunlight
sunset: sunset, at sunset, setting sun, sunset light, sun sets, sun setting, golden sunset, sunset glow, sunset sky, sunset gradient, sun is setting, sun going down, sun goes down, sundown, as the sun sets, sunset lighting, sunset colours, sunset colors
dusk: dusk, at dusk, nightfall, dusk light, dusky, gloaming, dusk sky
twilight: twilight, at twilight, twilight sky, twilight glow, arctic twilight
blue hour: blue hour, blue hour light
evening: evening, evening light, evening sun, in the evening, warm evening light, summer evening, winter evening, early evening, late evening, evening sky, rainy evening, evening glow, this evening, autumn evening
night: night, at night, nighttime, small hours, in the small hours, night time, by night, moonlit, moonlight, starry night, starlit, starry sky, night sky, under the stars, full moon, under the moon, late at night, late night, moonlit night, rainy night, dark night, summer night, winter night, crescent moon, moonlit sky, stars above, starry, moon light, milky way, northern lights, aurora, aurora borealis, after dark, in the dead of night, in the middle of the night, night scene, starry skies, pale moonlight, silver moonlight, under moonlight, moon, stars, new year's eve, night shot, foggy night, stormy night, cold night, starlight, by moonlight, tonight, night vision
midnight: midnight, at midnight, the stroke of midnight
""")
TIMES_DRAWN: dict[str, str] = {
    "dawn": "dawn", "sunrise": "dawn", "morning": "dawn", "early morning": "dawn", "noon": "noon", "day": "day", "afternoon": "day", "late afternoon": "golden hour",
    "golden hour": "golden hour", "sunset": "golden hour", "dusk": "dusk", "twilight": "dusk", "blue hour": "blue hour", "evening": "dusk", "night": "night", "midnight": "night",
}  # fmt: skip

WEATHER_SAID = table("""
rain: rain, rainy, raining, rainfall, downpour, heavy rain, pouring rain, shower of rain, rain shower, rain showers, torrential rain, rainstorm, rain storm, monsoon, monsoon rain, rain soaked, rain slicked, rain pours, it rains, rain falling, rain falls, rain on the window, summer rain, raindrops on the window, rain streaked, in the rain, rain lashes, rainwater, cloudburst, rain drops
light rain: light rain, drizzle, drizzling, drizzly, gentle rain, soft rain, fine rain, light drizzle, spitting rain
storm: storm, stormy, thunderstorm, thunder, lightning, lightning storm, tempest, hurricane, typhoon, cyclone, raging storm, storm clouds, thunderclouds, thundercloud, electrical storm, gale, lightning strikes, flashes of lightning, storm brewing, thunder and lightning, lightning flashes, lightning bolts, stormy weather, ocean storm, squall, approaching storm, storm cloud
snow: snow, snowing, snowfall, snowy, blizzard, snowstorm, falling snow, snow falling, snow falls, snowflake, snowflakes, flurry of snow, flurries, light snow, heavy snow, snow flurry, first snow, driving snow, sleet, snow storm, snowflakes falling, gentle snowfall, first snowflakes, drifting snow, hail, blowing snow, whiteout
fog: fog, foggy, mist, misty, haze, hazy, morning mist, thick fog, dense fog, low fog, ground fog, light fog, morning fog, rolling fog, fog rolling in, fog bank, sea mist, sea fog, mist rising, low mist, heavy fog, foggy haze, smog, smoggy, fog rolls in, rolling mist, thin mist, fog bound, light mist, volumetric fog, volumetric haze, ground mist, swirling mist
overcast: overcast, overcast sky, overcast light, overcast day, grey sky, gray sky, grey skies, gray skies, leaden sky, overcast skies, dull sky, gloomy sky, soft overcast light, overcast weather, dreary weather
cloudy: cloudy, cloudy sky, clouded, dark clouds, cloud cover, heavy clouds, dramatic clouds, cloudy skies, partly cloudy, grey clouds, gray clouds, passing clouds, dark sky clouds, moody clouds, brooding clouds, gathering clouds
wind: wind, windy, breeze, breezy, gust, gusty, gusts, strong wind, gentle breeze, light breeze, strong winds, howling wind, wind blowing, wind blows, windswept, in the wind, sea breeze, high winds, windblown, gentle wind, warm breeze, gusts of wind, summer breeze, cool breeze, ocean breeze
sunny: sunny, sunlit, sunshine, sun drenched, bright sun, bright sunshine, bright sunlight, blazing sun, sunny day, clear blue sky, hot sun, sun kissed, sunny weather, sun soaked, bright sunny day, harsh sun, harsh sunlight, sunny afternoon, sunny morning, scorching sun, direct sunlight, brilliant sunshine, sunbathed, blazing sunlight, strong sun, warm sunshine, bright noon sun, blazing midday sun, bright sunny, sun shining, sun shines, sun is shining, full sun, burning sun, glaring sun, dazzling sun
=clear: clear sky, clear skies, blue sky, blue skies, cloudless, cloudless sky, clear weather, clear day, bright blue sky, clear night, clear night sky, cloudless blue sky
=hot: hot day, heat, heatwave, heat wave, heat haze, heat shimmer, scorching, sweltering, hot summer day, hot afternoon, scorching heat, sultry, humid, hot summer, sweltering heat, hot weather, midday heat, shimmering heat
=cold: cold weather, freezing, freezing cold, frost, frosty, frosty morning, bitter cold, icy wind, wintry, freezing weather, cold snap, hoarfrost, cold winter day, crisp winter day
=wet: wet streets, wet street, wet road, wet roads, wet pavement, wet asphalt, wet cobblestones, wet tarmac, wet weather, rain washed, rainy streets
sandstorm: sandstorm, sand storm, dust storm, dusty wind, haboob
tornado: tornado, twister, waterspout
rainbow: rainbow
aurora: aurora, aurora borealis, northern lights
""")
# What stands in the sky, whatever the weather, and how it is told.
SKY_SHOWS = {
    "aurora": re.compile(r"\b(?:auroras?|(?:northern|southern|polar) lights)\b", re.I),
    "moon": re.compile(
        r"\b(?:full|huge|giant|big|large|blood|red|harvest|rising|bright|pale|silver) moon\b|\bmoon (?:rises|hangs|shines)\b"
        r"|\b(?:at|under|below|beneath|before|against) (?:the|a) (?:\w+ )?moon\b",
        re.I,
    ),
    "milky way": re.compile(r"\bmilky way\b", re.I),
    "shooting stars": re.compile(r"\b(?:(?:shooting|falling) stars?|meteors?(?: showers?)?|meteorites?)\b", re.I),
    "tornado": re.compile(r"\b(?:tornado(?:e?s)?|twisters?|waterspouts?)\b", re.I),
    "rainbow": re.compile(r"\brainbows?\b(?![ -](?:colou?r|trout|stripe|fish|flag|hair|dress))", re.I),
}
WEATHER_DRAWN: dict[str, str] = {
    "rain": "rain", "light rain": "rain", "storm": "storm", "snow": "snow", "fog": "fog", "overcast": "cloudy", "cloudy": "cloudy", "wind": "windy",
    "sunny": "clear", "clear": "clear", "hot": "clear", "sandstorm": "fog", "tornado": "storm", "cold": "clear", "wet": "rain",
}  # fmt: skip

PACE_SAID = table("""
slow motion: slow motion, slowmo, slow mo, in slow motion, super slow motion, ultra slow motion, super slow mo, slow motion shot, 120fps, 240fps, 120 fps, 240 fps, 1000fps, 1000 fps, high speed camera, high speed footage, phantom camera, extreme slow motion, slo mo, slomo, time slows down, time slows, slowed down, slow motion footage, shot at 120fps, slow motion capture, bullet time, overcranked, ultra slow mo, time seems to slow
slow: slow, slowly, unhurried, leisurely, languid, languidly, slow pace, slow paced, slow pacing, at a slow pace, slow and steady, gradually, slow tempo, unhurriedly, gentle pace, calm pace, slow rhythm, slow burn
fast: fast paced, fast pace, fast cuts, quick cuts, rapid cuts, rapid montage, montage, rapid, rapidly, quick pace, at high speed, full speed, at full speed, high speed, fast, quickly, swiftly, frantic, frantically, frenetic, high tempo, fast motion, fast editing, rapid fire, breakneck, breakneck speed, at breakneck speed, top speed, at top speed, high octane, quick paced, quick cutting, fast tempo, brisk, fast cut, rapid pace, jump cuts, snappy, hectic, quick editing, fast action
time-lapse: time lapse, timelapse, hyperlapse, fast forward, accelerated, accelerated footage, in fast forward, time lapse footage, time lapse of, timelapse video, sped up, speeded up, time lapse shot, accelerated time, timelapse shot, hyper lapse, day to night time lapse
real time: real time, normal speed, real time speed
speed ramp: speed ramp, speed ramps, speed ramping, ramped speed
reverse: reverse motion, in reverse, backwards in time, played backwards, rewinding, rewind, reversed footage
freeze frame: freeze frame, frozen in time, frozen moment, time freezes, time stands still, freeze frames
""")
PACE_DRAWN: dict[str, str] = {
    "slow motion": "slow motion", "slow": "slow", "fast": "fast", "time-lapse": "time-lapse", "speed ramp": "slow motion", "freeze frame": "slow motion",
}  # fmt: skip

# Moods, each a term of its own; the words after it say the same in another form.
MOODS = table("""
calm: calmly, calming, calmness
peaceful: peacefully, peace, at peace
serene: serenity, serenely
tranquil: tranquility, tranquillity
relaxing: relaxed
soothing:
quiet: quietly, hushed, quietness
gentle: gentleness
contemplative: reflective, introspective, pensive, thoughtful, contemplation
meditative: meditation
zen: zen like
still: stillness
idyllic: pastoral, bucolic
chill: chilled, chill vibes, laid back, chilled out
lofi: lofi vibes
cosy: cozy, snug, hygge, cosiness, coziness, comfy
warm: warmth, heartwarming, wholesome, warm hearted
homely: homey
tender: tenderness, tenderly, touching
sad: sadness, sorrowful, mournful, sorrow, grief, heartbreaking, tearful, tragic
melancholic: melancholy, wistful
sombre: somber, sober
lonely: loneliness, solitude, solitary, isolated, isolation, desolate, forlorn, alone in the world
bittersweet:
nostalgic: nostalgia, nostalgically, sentimental
happy: happiness, happily
joyful: joyous, joy, joyfully, gleeful
cheerful: cheery, merry, jolly, cheerfully, sunny mood
festive: celebratory, jubilant
euphoric: ecstatic, euphoria, exuberant, blissful
carefree: free spirited, breezy mood
playful: playfully, mischievous, cheeky
funny: humorous, hilarious, comical, comedic, comic mood, humour, humor, silly, absurd, goofy, witty, lighthearted, light hearted, fun, tongue in cheek, deadpan, slapstick
whimsical: whimsy, whimsically, quirky
cute: adorable, sweet mood
hopeful: hope, optimistic, hopefully, hopefulness
inspiring: inspirational, inspired mood
uplifting: feel good, life affirming
motivational: motivating, empowering
triumphant: victorious, triumph, glorious
heroic: heroism, courageous, brave mood
epic: epic scale, epic mood, larger than life
majestic: majesty, regal
grand: grandiose, monumental, sweeping
awe: awe inspiring, awe struck, breathtaking, sense of awe, awesome scale
wonder: sense of wonder, wondrous, childlike wonder, full of wonder, wonderment
magical: magic, enchanting, enchanted, spellbinding, bewitching
mystical: mystic, spiritual, sacred, otherworldly
mysterious: mystery, enigmatic, cryptic, intriguing, secretive, mysteriously, sense of mystery
dreamlike: dream like
dreamy: dreamily
ethereal: heavenly, celestial mood, angelic
hypnotic: mesmerizing, mesmerising, trance like, hypnotizing, entrancing
surreal mood: uncanny
romantic: romance, romantically, love story
intimate: intimacy
passionate: passion
sensual: seductive, sultry mood, sexy
eerie: eerily, eeriness
spooky: ghostly, halloween mood, halloween vibes
scary: frightening, terrifying, terror, fearful, fear
creepy: disturbing, sinister
horror: horrific, nightmarish, nightmare
haunting: hauntingly, haunted mood
unsettling: uneasy, unnerving, disquieting, unease
ominous: foreboding, menacing, threatening, dread, sense of dread, impending doom, doom
tense: tension, high tension, tensely, nervous, on edge, nail biting
suspenseful: suspense, thrilling, gripping, nerve wracking
claustrophobic: claustrophobia
paranoid: paranoia
urgent: urgency, desperate, desperation
harrowing: gruelling, grueling
intense: powerful, fierce, intensity, intensely, fierce mood
dramatic: dramatically, drama mood, high drama
gritty: grit, raw, rough mood
bleak: grim, hopeless, despair, dismal, stark
dark: dark mood, dark tone, darkness
moody: moodiness, brooding, atmospheric
gloomy: gloom, dreary
chaotic: frantic, frenetic, chaos, frenzied, wild mood, pandemonium
energetic: vibrant, energy, high energy, dynamic, lively, vibrant mood, vivacious, energetically, upbeat, bubbly
exciting: excitement, adrenaline, exhilarating, thrill, adrenaline fuelled, adrenaline fueled, action packed
adventurous: sense of adventure, daring
rebellious: punk mood, edgy
angry: rage, anger, fury mood
violent:
luxurious: luxury, luxe, opulent, lavish, high end, premium
elegant: graceful, elegance, sophisticated, refined, classy, graceful mood
sleek: stylish, slick, cool mood, chic
glamorous: glamour, glitzy
minimal mood: understated
delicate: delicacy
fresh: crisp, clean, refreshing, crisp mood, refreshed
clean mood: pristine
bright mood: sunny vibe
casual: informal, everyday mood, relaxed mood
professional: corporate, trustworthy
poetic: lyrical, poetically
philosophical: existential, profound
solemn: reverent, reverence, dignified
determined: determination, resolute
proud: pride, patriotic
curious: curiosity
confident: confidence, bold, sassy
anxious: anxiety, worried
emotional: emotive, moving mood, poignant, deeply moving, heartfelt
sentimental mood: tearjerker
bustling: busy mood, hectic mood
futuristic mood: high tech mood
innocent: childlike, innocence
tropical mood: summery, summer vibes
christmassy: christmas spirit, christmas mood
timeless:
patient:
serious: earnest, sober mood
disorienting: disoriented, dizzying
satisfying: oddly satisfying
oppressive: suffocating, stifling
stoic: stoical
lazy: lethargic, drowsy, sleepy
sultry: steamy mood
noble: stately
rustic: rural mood
futuristic: high tech
trippy: mind bending
apocalyptic mood: end of the world
fairytale mood: fairytale like
raw mood: visceral
cold mood: clinical, sterile, cold blooded
satirical: ironic, sarcastic
quirky mood: offbeat, eccentric mood
""")
# Moods that are as often plain qualities: they count alone, with "mood" and the like, or beside another mood.
MOOD_SHY = words("""
serious, earnest, reflective, patient, satisfying, powerful, fierce, graceful, clean, crisp, vibrant, stoic, lazy, lethargic, drowsy, sleepy, sultry, noble, stately, rustic, futuristic, high tech, frantic, trippy, still, warm, gentle, fresh, dark, fun, love, hope, magic, power, energy, joy, pride, alone, isolated, silly, absurd, adorable, cute, quiet, raw, cool, delicate, curious, proud, angry, brave, sad, happy, desperate, determined, solitary, crowded, bustling, wild, luxury, high end, premium, elegant, romance, fear, passion, enchanted, haunted, grand, intense, bold, confident, nervous,
pensive, thoughtful, stylish, chic, majestic, mysterious, glorious, regal, sober, sweeping, bright, rage, bubbly, breathtaking, stark, sacred, spiritual, magical, dynamic, mystery, horror, sleek, violent, professional, sexy, sterile, emotional, grim, pristine, daring, professional, tension, moving, drama, mesmerizing, vibrant, darkness, chaos, sophisticated, comic, refined, solitude, dread, peace, meditation, despair, lonely, playful, ghostly, inspired, restrained
""")
MOOD_NOUNS = words(
    "mood, atmosphere, tone, vibe, vibes, feel, feeling, ambience, ambiance, energy, ending, spirit, sense, moment, music, scene, look, tension, colour grading, grading, aura, undertone"
)

LIGHTS = table("""
film grain: film grain, grainy, grain, grainy film, heavy grain, subtle grain, grainy look, gentle film grain, fine grain
pastel palette: pastel palette, pastel colours, pastel colors, pastel tones, candy colours, candy colors, pastel light, soft pastel light
silhouette: in silhouette, silhouetted, backlit silhouette, silhouettes
bokeh: bokeh, soft bokeh, warm bokeh, creamy bokeh, bokeh background, bokeh lights
teal and orange: teal and orange, orange and teal
desaturated: desaturated, muted colours, muted colors, muted tones, bleached colours, faded colours, washed out
high contrast: high contrast, strong contrast, soft contrast, low contrast
soft light: soft light, soft lighting, diffused light, diffuse light, diffused lighting, gentle light, soft natural light, softbox, soft box, soft diffused light, soft window light
hard light: hard light, harsh light, harsh lighting, hard side light, direct flash, hard flash
rim light: rim light, rim lighting, rim lit, edge light, edge lighting, soft rim lighting, hair light
backlight: backlight, backlit, back lit, back lighting, backlighting, contre jour, against the light
side light: side light, side lighting, sidelit
top light: top light, overhead light, overhead lighting
under light: under lighting, lit from below, uplight, uplighting
key light: key light, three point lighting, studio light, studio lighting, beauty light, butterfly lighting, ring light, beauty lighting
natural light: natural light, natural lighting, available light, ambient light, ambient lighting, daylight balanced
warm light: warm light, warm lighting, warm glow, golden light, warm lamp light, warm tones, warm sunlight, golden glow, amber light, tungsten light, warm golden light, golden sunlight, warm natural light
cool light: cool light, cold light, blue light, cool tones, cold blue light, cool blue light, cold tones, cold blue tones, cold fluorescent light
neon light: neon light, neon lights, neon lighting, neon glow, neon lit, neon signs, neon reflections
candlelight: candlelight, candlelit, candle light, by candlelight
firelight: firelight, fire light, torchlight, torch light, torchlit, campfire glow, firelit
fluorescent light: fluorescent light, fluorescent lights, fluorescent lighting, flickering fluorescent
moonlight: moonlight, moonlit, pale moonlight
volumetric light: volumetric light, volumetric lighting, god rays, light rays, sunbeams, light shafts, shafts of light, sun rays, crepuscular rays, rays of light, beams of light, light beams, volumetric rays
high key: high key, high key lighting, bright even lighting, even lighting, flat lighting
low key: low key, low key lighting, dark lighting, dim light, dim lighting, dimly lit
chiaroscuro: chiaroscuro, dramatic lighting, high contrast lighting, dramatic light, dramatic shadows, rembrandt light, deep shadows, long shadows
spotlight: spotlight, single spotlight, spot light, stage lights, stage lighting, under a spotlight
strobe light: strobe light, strobe lights, strobe, strobing lights, disco lights, lasers, laser lights
dappled light: dappled light, dappled sunlight, dappled
lens flare: lens flare, lens flares, anamorphic lens flare, flares
global illumination: global illumination, soft global illumination, ambient occlusion
sunlight: sunlight, natural sunlight, direct sun
bioluminescence: bioluminescence, bioluminescent, bioluminescent glow
silhouette light: silhouetted against the light
""")

COLOURS: dict[str, str] = {
    "saffron": "#f0a030", "burgundy": "#6a1a2c", "wine red": "#6a1a2c", "ruby": "#a8183c", "cherry red": "#b81c2c", "blood red": "#8a1414", "brick red": "#9a4030", "vermilion": "#d8401c", "rust": "#a04c20", "rust red": "#9a4020", "rusty red": "#9a4020", "coral": "#f08068", "salmon": "#f09080", "peach": "#f4b890",
    "apricot": "#f4a868", "tangerine": "#f08a28", "burnt orange": "#b8581c", "terracotta": "#b8603c", "ochre": "#c08a30", "mustard": "#c8a028", "mustard yellow": "#c8a028", "lemon yellow": "#f4e040", "bright yellow": "#f8d818", "pale yellow": "#f4e8a0", "sand": "#d8c090", "khaki": "#a89868", "chartreuse": "#a8d828",
    "lime green": "#8ac828", "neon green": "#5af03c", "mint": "#a0e0c0", "mint green": "#a0e0c0", "sage": "#9aab88", "sage green": "#9aab88", "forest green": "#24582c", "dark green": "#1c4a28", "light green": "#90cc88", "bright green": "#4cc83c", "olive green": "#6a6a2c", "emerald green": "#1a8a58", "pale green": "#b0d8a8", "sea green": "#2c9a7c", "jade": "#3ca078", "deep green": "#1c4a28",
    "aqua": "#40c8d0", "aquamarine": "#70d8c0", "sky blue": "#78b8e8", "light blue": "#90c0e8", "baby blue": "#a8d0f0", "pale blue": "#b0d0e8", "powder blue": "#b0cce0", "ice blue": "#c0e0f0", "dark blue": "#1c306c", "deep blue": "#1a3478", "navy blue": "#1a2a5c", "midnight blue": "#141c4a", "royal blue": "#2848b8", "cobalt": "#2050b0", "cobalt blue": "#2050b0", "electric blue": "#2888f8", "bright blue": "#2878e0", "steel blue": "#5078a0", "azure": "#3a90e0", "sapphire": "#1c48a0", "sapphire blue": "#1c48a0", "denim blue": "#44608c", "teal blue": "#1a7484", "indigo blue": "#3c2c8a",
    "lilac": "#c0a0d8", "mauve": "#b088b0", "plum": "#6c2c5c", "deep purple": "#4c1c6c", "dark purple": "#4c1c6c", "light purple": "#b490d0", "royal purple": "#6030a0", "violet blue": "#6050c0", "fuchsia": "#d828a0", "hot pink": "#f04ca0", "bright pink": "#f45ca8", "light pink": "#f8c0d0", "pale pink": "#f8d0d8", "pastel pink": "#f8c8d4", "neon pink": "#ff48b0", "baby pink": "#f8c8d4", "dusty pink": "#d0a0a0", "rose gold": "#d8a090", "blush": "#f0c0b8", "dark red": "#7c1418", "deep red": "#8c141c", "bright red": "#e02420", "light red": "#e86860", "fiery red": "#d8301c",
    "auburn": "#7a3420", "chocolate brown": "#4c2c1c", "chocolate": "#4c2c1c", "dark brown": "#44281a", "light brown": "#a07850", "caramel": "#b8783c", "tawny": "#b0783c", "mahogany": "#5c241c", "sandy": "#d0b080", "taupe": "#8c7c6c", "ivory": "#f4f0e0", "off white": "#f0ece0", "snow white": "#f8f8f8", "pure white": "#fafafa", "pearl white": "#f0eeea", "jet black": "#101012", "pitch black": "#101012", "ebony": "#1c1816", "matte black": "#201f22", "charcoal grey": "#3c3e42", "charcoal gray": "#3c3e42", "dark grey": "#4c4e54", "dark gray": "#4c4e54", "light grey": "#b4b6bc", "light gray": "#b4b6bc", "slate": "#5c6874", "slate grey": "#5c6874", "silvery": "#b8bcc4",
    "blonde": "#d8b46c", "blond": "#d8b46c", "tortoiseshell": "#6c4424", "calico colour": "#d8a468", "multicolored": "#c08048", "rainbow coloured": "#c08048", "rainbow colored": "#c08048", "neon yellow": "#e8f83c", "neon orange": "#ff7c1c", "pastel blue": "#b4d0f0", "pastel yellow": "#f8f0b4", "pastel green": "#c0e4c4", "brass": "#b08c48", "platinum": "#d8d8d4", "champagne gold": "#e8d4a8", "bright orange": "#f87c1c", "dark orange": "#c8601c", "deep orange": "#d0601c",
    "reddish brown": "#7c3c24", "golden brown": "#a8743c", "greyish": "#8c8e92", "bluish": "#6c88a8", "greenish": "#6c9a70", "reddish": "#a85044", "yellowish": "#d8c470", "pinkish": "#e0a0b0", "purplish": "#8c5c9c", "dark": "#2a2a2e",
}  # fmt: skip

# Terms of the camera that are as often something else: they count alone, or beside one of CAMERA_NOUNS.
CAMERA_SHY = words("""
wide, medium, pan, crane, arc, tracks, profile, insert, overhead, tripod, slider, static, roll, dolly, zoom, tracking, reveal, stationary, in profile, from below, from above, from the side, from the front, fly in, on a tripod, move closer, slide left, slide right, circle around, rotate around,
move away, pull away, orbit around, in reverse, shaky, close view, looking up at, creep in, full body, track in, track out
""")
CAMERA_NOUNS = words(
    "shot, shots, camera, angle, lens, view, perspective, framing, move, movement, footage, take, pov, cam, frame, follow, motion"
)
FILMED = words("seen, filmed, shot, viewed, camera, view, captured, slow, smooth, steady, gentle")
PACE_SHY = words("slow, fast, rapid, brisk, hectic, snappy, high speed, in reverse, top speed, frantic")
# The kind of film, at the end of a phrase: "a refreshing summer ad".
GENRES = words("ad, advert, advertisement, commercial, trailer, documentary, music video")
# Said after a style they belong to it.
STYLE_TAILS = words(
    "style, styled, look, aesthetic, film, footage, inspired, vibe, vibes, feel, movie, animation, palette, tones, painting, drawing, illustration, photography, video, print, art, cinematography, mood, atmosphere, ad, clip, effect"
)
SHY = {"camera": CAMERA_SHY, "style": STYLE_SHY}
# Terms for hours of the clock: before this hour, that term.
CLOCK = (
    (5, "night"),
    (8, "dawn"),
    (12, "morning"),
    (14, "noon"),
    (18, "afternoon"),
    (21, "evening"),
    (25, "night"),
)

# Moods told by a noun or adverb: the report tells the adjective. Other words for a mood are told as they are.
MOODS_BY_NOUN = words("""
peace, at peace, joy, hope, magic, mystery, romance, love story, passion, terror, fear, tension, high tension, suspense, chaos, rage, anger, fury, pride, grit, gloom, luxury, humour, humor, energy, high energy, warmth, thrill, doom, impending doom, despair, grief, sorrow, warmth, terror, urgency, desperation, glamour, patriotism, confidence,
reverence, dread mood, on edge, curiosity, whimsy, melancholy, nostalgia, solitude, isolation, triumph, majesty, awe struck, awe inspiring, mystic, paranoia, anxiety, unease, drama mood, violence, excitement, euphoria, elegance, fairytale like, zen like, dream like
""")
NOUN_ENDINGS = (
    "ness",
    "ity",
    "ion",
    "ment",
    "ence",
    "ance",
    "tude",
    "ism",
    "phobia",
    "ly",
    " mood",
    " vibes",
    " vibe",
    "story",
)
NO_NOUNS = words("lively, lonely, homely, friendly, ghostly, heavenly, silly, sultry, otherworldly")


def told_mood(said: str, term: str) -> str:
    """The mood as the report tells it: an adjective, the prompt's own if it is one."""
    noun = said in MOODS_BY_NOUN or " " in said or (said.endswith(NOUN_ENDINGS) and said not in NO_NOUNS)
    return term if noun else said


# Terms that stand for many things: of these the report tells the prompt's own phrase.
UMBRELLAS = words("""
action film, adventure film, drama, comedy, horror, thriller, period drama, sitcom, video game, painterly, impressionist, surreal, expressionist, infrared, fashion film, portrait, travel film, vlog, cinematic, gothic, fantasy
""")
OWN_STYLES = words("""
engraving, etching, woodcut, linocut, pixar, disney, dreamworks, blade runner, neon noir, home video, home movie, fairy tale, fairytale, fable, slice of life, looney tunes, manga, hokusai, rembrandt, caravaggio, mad max, national geographic, tiktok, aardman, laika, rubber hose, gouache, fresco, mural, minecraft, newsreel, kaiju movie
""")


def told_style(said: str, term: str) -> str:
    """The style as the report tells it: the term, or the prompt's own phrase when that is something of its own."""
    parts = said.split()
    while len(parts) > 1 and parts[-1] in STYLE_TAILS and " ".join(parts[:-1]) in STYLE_TERMS:
        parts.pop()
    kept = " ".join(parts)
    same = bool(
        {word.rstrip("sy") for word in parts} & {word.rstrip("sy") for word in term.replace("-", " ").split()}
    )
    return kept if kept in OWN_STYLES or (term in UMBRELLAS and not same) else term
