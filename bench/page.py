"""How soon the page can be used: from the address to a form with its price, in a browser that has seen nothing,
and how many bytes that takes. Server and browser share this machine.

    python bench/page.py            # needs Chromium (apt-get install chromium)
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.browser import CHROMIUM, open_browser, open_tab
from support.servers import ServerProcess

LIMIT_MS, LIMIT_KB = 1000, 150
READY = """() => new Promise(done => {
  const look = () => document.querySelector("cost-bar .credits")?.textContent.includes("27")
    ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""
BYTES = """() => performance.getEntries()
  .filter(entry => entry.transferSize !== undefined && !entry.name.includes("/v1/"))
  .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    if CHROMIUM is None:
        print("LEFT OUT: there is no Chromium here (apt-get install chromium)")
        return 0
    times, sizes = [], []
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder), {"SCRIPTED": "quick=success"}).start()
        try:
            with open_browser() as browser:
                for _ in range(rounds):
                    with open_tab(browser, server) as tab:  # a fresh profile each time
                        times.append(tab.page.evaluate(READY))
                        sizes.append(tab.page.evaluate(BYTES) / 1000)
        finally:
            server.stop()
    middle, size = statistics.median(times), max(sizes)
    print(f"ready to use after {middle:.0f} ms (median of {rounds}, {min(times):.0f}-{max(times):.0f});", end=" ")
    print(f"{middle / LIMIT_MS:.2f} of the limit of {LIMIT_MS} ms")
    print(f"first load {size:.0f} kB; {size / LIMIT_KB:.2f} of the limit of {LIMIT_KB} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
