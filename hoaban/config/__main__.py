import sys

from hoaban.config.commands import main

sys.exit(main(sys.argv[1:]))
