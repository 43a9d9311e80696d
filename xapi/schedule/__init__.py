"""Turn duties and their days into calendar files, for learners and for the agency."""
