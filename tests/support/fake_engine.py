"""An engine that does what its job says: the child's side of `omnireel.child`, gone wrong in every way."""

from __future__ import annotations

import json
import os
import signal
import sys

job = json.loads(sys.stdin.readline())


def say(**message: object) -> None:
    print(json.dumps(message), flush=True)


say(ready=True)
match job["do"]:
    case "work":
        for step in range(1, 5):
            say(progress=step / 4)
        say(done={"echo": job["text"]})
    case "reject":
        say(error={"kind": "rejected", "message": "a prompt of nothing"})
        sys.exit(1)
    case "crash":
        print("Traceback ...\nZeroDivisionError: division by zero", file=sys.stderr)
        sys.exit(3)
    case "full-disk":
        say(
            error={
                "kind": "crashed",
                "message": "OSError: [Errno 28] No space left on device: '/secret/clip.part'",
            }
        )
        sys.exit(1)
    case "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    case "chatter":
        print("x" * 5_000_000, file=sys.stderr)
        say(done={"echo": ""})
    case "silent":
        sys.exit(0)
    case "done-then-fail":
        say(done={"echo": ""})
        sys.exit(1)
    case "hang":
        say(progress=0.5)
        print(os.getpid(), file=sys.stderr, flush=True)
        signal.pause()
