"""SQLite whose writers of one process wait for each other in line.

SQLite lets one transaction write at a time; who comes meanwhile sleeps and looks again, longer and
longer, so that with eight at once most of the time is spent asleep. Threads of one process queue
here instead and go on at once. Other processes still meet at SQLite's own lock.
"""

import sys

from hoaban.config.sqlite import wrapper

# Where Django looks for an engine's class.
sys.modules[f"{__name__}.base"] = wrapper
