"""What ``omgui check`` looks at, a module for each question."""
