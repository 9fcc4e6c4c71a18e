"""Make a character of pictures once, and use it in three shots of one clip.

    python examples/element_in_three_shots.py Mara "a woman in a red coat" front.png side.png -o mara.mp4

An element is made once and costs one credit; its id can be used in every later request.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from omnireel.client import Client

SHOTS = (
    ("Wide shot: <<<element_1>>> walks along a beach at dawn", 3),
    ("Close-up: <<<element_1>>> looks out over the sea", 3),
    ("<<<element_1>>> runs through a forest, the camera follows", 3),
)


def element_named(client: Client, name: str, description: str, pictures: list[Path]) -> str:
    """The id of the account's element of this name, made now if there is none."""
    for element in client.elements.list(page_size=50).items:
        if element.name == name:
            return element.id
    made = client.elements.create(name, description, images=pictures).wait()
    assert made.element_id is not None
    return made.element_id


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("description")
    parser.add_argument("pictures", type=Path, nargs="+", help="2 to 4, the frontal one first")
    parser.add_argument("-o", "--output", type=Path, default=Path("element.mp4"))
    options = parser.parse_args()
    missing = [str(path) for path in options.pictures if not path.is_file()]
    if missing or not 2 <= len(options.pictures) <= 4:
        parser.error(f"there is no file {missing[0]}" if missing else "2 to 4 pictures are needed")
    with Client.local() as client:
        element_id = element_named(client, options.name, options.description, options.pictures)
        task = client.videos.create(shots=SHOTS, elements=[element_id], quality="720p", sound=True)
        done = task.wait(lambda view: print(f"{view.progress} %", flush=True))
        task.download(options.output)
        print(f"{options.output}: element {element_id}, {done.credits_used} credits", flush=True)


if __name__ == "__main__":
    main()
