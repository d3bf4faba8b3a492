"""Tables as files of other programs: all formats, also those that need a library."""
