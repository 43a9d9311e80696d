"""What plays and records a package on this machine: a pretended LMS, an LRS."""
