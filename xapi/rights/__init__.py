"""Take people out of the records: erase whom an order names, purge who is long gone."""
