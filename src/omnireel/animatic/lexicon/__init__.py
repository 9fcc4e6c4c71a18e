"""The vocabulary, as data: what words and phrases mean.

Each table maps a phrase (lower case, singular) to a name.

Adding a word is one entry. Plurals and verb endings need no entries of their own; see `parse`.
"""
