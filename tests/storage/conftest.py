"""What a fresh process loads."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def loaded_after() -> Callable[[str], set[str]]:
    """Run a script in a fresh process and return the names of all top packages that it has loaded."""

    def run(script: str) -> set[str]:
        said = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
        done = subprocess.run([sys.executable, "-c", f"{script}\n{said}"], check=True, stdout=subprocess.PIPE)
        return set(json.loads(done.stdout))

    return run
