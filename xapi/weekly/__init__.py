"""The officer's round: fetch, see who is late, write letters, all into one folder."""
