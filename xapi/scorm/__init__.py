"""Turn what an LMS keeps of a SCORM attempt into statements of our vocabulary."""
