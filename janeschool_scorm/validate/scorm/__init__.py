"""imsmanifest.xml of SCORM 1.2 and SCORM 2004, held to the application profile."""
