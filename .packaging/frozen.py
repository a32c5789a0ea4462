"""Where a frozen app begins."""

import sys

from posture_app.cli import main

sys.exit(main())
