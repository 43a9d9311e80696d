"""What plays and records a package on this machine: so far, the record endpoint."""
