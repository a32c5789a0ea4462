"""`python -m posture_app`."""

import sys

from posture_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
