"""What a worker makes of a rendition: a picture of it, and the words in it.

Files are opened by programs of their own, with limits of time, memory and size, so that a hostile
one stops nothing but itself. Nothing here touches the database.
"""

from publications.rendering.making import Made, Words, make

__all__ = ["Made", "Words", "make"]
