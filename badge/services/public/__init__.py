"""What anybody may read of a project, as plain data: the answers of the API and the rows of a dump are made of these.

Nothing in here names a person. What is not listed here is not public, whatever is kept beside it.
"""
