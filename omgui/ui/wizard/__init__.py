"""The dataset wizard: from a folder to a dataset, in four pages."""
