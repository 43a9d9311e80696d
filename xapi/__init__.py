"""Turn the records that packages leave into tables and answers."""
