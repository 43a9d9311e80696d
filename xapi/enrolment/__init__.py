"""Turn referrals into lines of the roster and of the key file; say how both stand."""
