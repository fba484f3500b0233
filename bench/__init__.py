"""The measures: one file each, ratios inside one run (`make bench`)."""
