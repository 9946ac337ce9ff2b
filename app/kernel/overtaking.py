"""Two people, or two tabs, that set the same thing one after the other."""


def is_overtaken(standing: object, *, seen: object, wanted: object) -> bool:
    """Whether something else stands than the page was opened with; never where it is what is wanted anyway.

    So a second press of the same button is done, and nobody writes over what he has not seen.
    """
    return standing not in (seen, wanted)
