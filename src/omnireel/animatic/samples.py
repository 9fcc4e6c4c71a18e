"""Forty prompts that show what the engine draws: the gallery renders them, and a cache is warmed with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One prompt, and the picture ratio that suits it."""

    name: str
    prompt: str
    ratio: str = "16:9"


SAMPLES = tuple(
    Sample(*entry)
    for entry in (
        # the six of the art direction
        ("retriever", "A golden retriever running through a sunlit meadow, cinematic slow motion."),
        (
            "neon",
            "A red sports car races towards the camera through a rainy neon city street at night.",
        ),
        ("rower", "An old man rows a small boat across a misty mountain lake at dawn, watercolour style."),
        ("samurai", "A samurai walks through tall grass below a red sun, black and white ink painting, wind."),
        ("reef", "A school of tropical fish swims over a colourful coral reef, sunbeams from above."),
        ("raincoat", "A little girl in a yellow raincoat jumps in a puddle on a rainy evening street, joyful."),
        # animals
        ("horses", "Two white horses gallop along a beach at sunset, low angle."),
        ("husky", "A husky runs through deep snow in a pine forest, slow push in, morning light."),
        ("eagle", "An eagle glides over snowy mountains at noon, aerial shot."),
        ("cat", "A ginger cat sleeps on the floor of a cosy living room, warm lamp light, close-up."),
        ("elephants", "Three elephants walk across the savanna at golden hour, wide shot.", "1:1"),
        ("fox", "A red fox trots through a snowy forest, then sits down. Snow is falling.", "9:16"),
        ("owl", "An owl flies through a dark forest under a full moon, mysterious."),
        ("whale", "A humpback whale swims past in the deep blue sea, majestic, slow motion."),
        ("penguins", "Five penguins walk over the ice in a snowstorm, handheld camera."),
        # people
        ("dancer", "A ballerina dances alone on a stage in a spotlight, elegant, orbit shot.", "1:1"),
        ("detective", "A detective in a trench coat walks down a foggy alley at night, film noir."),
        ("surfer", "A surfer rides a huge breaking wave at golden hour, spray flying, slow motion."),
        ("stranger", "A man in a grey suit walks towards the camera on a rainy city street in the evening."),
        ("couple", "A man and a woman talk in a coffee shop while it rains outside, medium shot, soft light."),
        ("hiker", "A hiker with a backpack looks over the mountains at sunrise, crane up.", "9:16"),
        ("astronaut", "An astronaut walks across the surface of the moon, the earth behind him, silent and vast."),
        ("knight", "A knight rides a black horse towards a castle at dusk, storm clouds, epic."),
        (
            "runner",
            "A woman in a red dress runs through a wheat field in the wind, dreamy, tracking shot.",
            "9:16",
        ),
        # machines
        ("train", "A steam train crosses the mountains in autumn, vintage film."),
        ("taxi", "A yellow taxi drives down a city street at dusk, then it starts to rain."),
        ("ship", "A sailing ship fights the waves of a stormy sea, lightning."),
        ("balloons", "Four colourful hot air balloons float over a valley at dawn, time-lapse, peaceful."),
        ("rocket", "A rocket launches into the night sky, crane up, dramatic.", "9:16"),
        ("spaceship", "A spaceship flies past a ringed planet, lens flare, epic orchestral music."),
        ("robot", "A small robot waters a sunflower on a rooftop garden, pixel art."),
        # still life, food, products
        ("coffee", "A cup of coffee steams on a wooden table by the window, morning light, slow push in.", "1:1"),
        (
            "perfume",
            "A glass perfume bottle on a plain studio backdrop, soft light, orbit, luxury product shot.",
            "1:1",
        ),
        ("rose", "A red rose blooms in a garden, time-lapse, macro.", "9:16"),
        ("campfire", "Friends sit around a campfire by a lake under the stars, warm glow, acoustic guitar music."),
        # styles
        ("dragon", "A dragon flies over a burning castle at night, anime style."),
        ("village", "Snow falls on a mountain village at night, warm windows, paper cut-out style."),
        ("hummingbird", "A hummingbird hovers at a tropical flower in the jungle, storyboard pencil sketch."),
        ("lighthouse", "A lighthouse on a cliff in a storm, blueprint drawing.", "1:1"),
        ("cyclist", "A cyclist rides along an empty desert road at noon, minimal flat style."),
    )
)
