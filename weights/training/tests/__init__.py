"""python -m unittest, in the folder above. The first run compiles the operators."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
GOLDEN = HERE.parents[2] / "src" / "test" / "resources" / "golden"
