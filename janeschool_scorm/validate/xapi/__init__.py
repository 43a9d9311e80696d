"""cmi5.xml and tincan.xml -> what breaks their rules."""
