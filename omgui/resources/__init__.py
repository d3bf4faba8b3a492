"""Data files of the program: icons, translations, recipes."""
