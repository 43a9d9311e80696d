"""Turn records and an agency's lists into pages to the court, signed, and check them."""
