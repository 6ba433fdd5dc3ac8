"""The portal at the size that it is built for (`docs/domain.md`): one round with 105 groups of four
institutions, in its middle, started from the template that it would be started from.

The round, its groups, seats, meetings and assignments are made by the rooms' own actions. The rows
that there are thousands of (people, what they wrote, files, mails) are put in as the actions would
leave them, without the mails and the records in the trail that would come of them.
"""

from demo.full_size.filling import fill

__all__ = ["fill"]
