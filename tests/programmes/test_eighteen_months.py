"""A whole round in one test: who sees and may do what, at each of its turns.

The table is written by hand, from docs/domain.md and the decisions in docs/adr/. Before each block
the story goes on (`eighteen_months/story.py`), by the pages that people use; then every cell is
asked of the portal, column by column, as that person:

    sees   the page opens, and has the word that the column is about (`eighteen_months/columns.py`)
    blank  the page opens without the word
    does   what is sent is taken
    late   what is sent is refused with a reason, since the time is not right
    403, 404, and login: the way to it
    open, shut  whether a code to log in with is mailed
    .      not asked

Ada coordinates Vetenskapsrådet, which Hedda leads; Ben plans there until Nora does, Fia has the
money and Ulf stands in for her, Petra gets a protected identity, and Sten comes in Hedda's place
once. Dan coordinates Forte, where Lena works until she does not; Mia coordinates Formas, and is
once more the Mia of CSN (twin). These are group 2; Eve coordinates Skatteverket in group 3. Siri is
a guest from ESV. Cleo leads the programme, Paul group 3, and Gun administers.
"""

from pathlib import Path

import pytest

from tests.clock import Clock
from tests.meetings.conftest import own_storage
from tests.programmes.eighteen_months.asking import blocks, said_of
from tests.programmes.eighteen_months.play import Play
from tests.programmes.eighteen_months.story import STORY

__all__ = ["own_storage"]  # a fixture

TABLE = """
2027-01-11 started: a round is started from a template; nobody is invited
        | group 2 | group 3 | board | seats | readiness | new round
gun     | sees    | sees    | sees  | 403   | sees      | sees
cleo    | sees    | sees    | sees  | 403   | sees      | sees
paul    | 404     | sees    | blank | 404   | 404       | 403
nobody  | login   | login   | login | login | login     | login

2027-01-18 invited: Cleo has invited the coordinators, and Ada her colleagues but Fia
        | to do                                   | group 2 | group 3 | board | seats | invite Fia | invite again | preparation
ada     | confirm, course task, course, meeting 1 | sees    | 404     | 403   | sees  | does       | does         | 403
ben     | course task, course, meeting 1          | sees    | 404     | 403   | sees  | 403        | 403          | 403
hedda   | confirm, course task, course, meeting 1 | sees    | .       | .     | sees  | 403        | .            | .
dan     | course task, meeting 1                  | sees    | 404     | .     | 403   | 403        | 403          | 403
eve     | .                                       | 404     | sees    | .     | 404   | 404        | 404          | 403
cleo    | .                                       | sees    | .       | sees  | 403   | 403        | .            | sees
paul    | .                                       | 404     | .       | blank | 404   | 404        | 404          | sees
nobody  | login                                   | login   | .       | .     | login | login      | .            | login

2027-02-10 prepared: the head confirms, and everyone says that they have taken the course
        | confirm | confirmation | say course | readiness | let through
ada     | 403     | sees         | does       | sees      | 403
ben     | 403     | sees         | does       | sees      | 403
dan     | 403     | 404          | 403        | 403       | 403
eve     | 404     | 404          | 404        | 404       | 404
cleo    | 403     | sees         | 403        | sees      | .
gun     | 403     | sees         | .          | .         | .
paul    | 404     | 404          | 404        | 404       | 404
nobody  | login   | login        | login      | .         | login
hedda   | does    | sees         | does       | .         | 403

2027-03-22 asked: the management group is asked to assess, each for themselves
        | to do                                        | rate | own answers | common answers | asked | withdraw
ada     | course task, presentation, meeting 1, assess | 403  | 403         | blank          | 404   | 404
ben     | .                                            | does | sees        | .              | 404   | .
hedda   | course task, presentation, meeting 1, assess | does | sees        | .              | .     | .
dan     | course task, presentation, meeting 1         | 404  | 404         | 404            | 404   | 404
eve     | .                                            | 404  | 404         | 404            | .     | .
cleo    | .                                            | 404  | 404         | 404            | sees  | .
gun     | .                                            | 404  | 404         | 404            | sees  | .
paul    | .                                            | .    | .           | 404            | 404   | 404

2027-04-02 agreed: they have agreed; Ada hands in that, the presentation and the course task
        | common answers | hand in assessment | assessment | staff assessment | presentation | ready | to do
ben     | sees           | 403                | sees       | 403              | sees         | sees  | describe 1, meeting 1
hedda   | sees           | 403                | sees       | .                | .            | .     | .
dan     | 404            | 404                | 404        | 403              | sees         | 403   | .
eve     | 404            | 404                | 404        | .                | 404          | 404   | .
cleo    | 404            | 404                | sees       | sees             | sees         | blank | .
gun     | 404            | 404                | sees       | sees             | .            | .     | .
paul    | 404            | 404                | 404        | blank            | 404          | .     | .
ada     | sees           | does               | sees       | 403              | sees         | sees  | describe 1, meeting 1

2027-04-19 before 1: all answer for the first meeting, write, and Ada hands in
        | write 1 | draft 1 | Forte's draft 1 | hand in 1 | handed in 1 | list  | answer 1 | answer for Hedda | link 1
ben     | does    | sees    | blank           | 403       | sees        | 403   | does     | 404              | sees
hedda   | does    | sees    | .               | 403       | .           | .     | does     | does             | sees
dan     | does    | blank   | sees            | .         | sees        | .     | does     | 404              | sees
eve     | 404     | 404     | 404             | 404       | 404         | .     | 404      | 404              | 404
cleo    | 403     | blank   | blank           | 403       | sees        | sees  | 403      | 403              | sees
gun     | 403     | blank   | blank           | 403       | sees        | sees  | .        | 403              | .
paul    | 404     | 404     | 404             | .         | 404         | blank | 404      | .                | 404
ada     | does    | sees    | blank           | does      | sees        | .     | does     | does             | sees

2027-04-28 after 1: material is shared with the meeting, Cleo comments, Petra becomes protected
        | comment | said 1 | said to staff | material 1 | change material | own shelf | Petra's name | Petra at home
ada     | 403     | sees   | 403           | sees       | 403             | sees      | blank        | sees
ben     | 403     | sees   | .             | sees       | .               | sees      | blank        | blank
petra   | .       | .      | .             | .          | .               | .         | blank        | blank
dan     | 403     | blank  | 403           | sees       | 403             | 404       | blank        | 403
eve     | 404     | 404    | 404           | 404        | 404             | 404       | 404          | 404
cleo    | does    | .      | sees          | sees       | sees            | 404       | blank        | 403
gun     | .       | .      | sees          | sees       | sees            | 404       | blank        | .
paul    | 404     | 404    | 404           | 404        | .               | 404       | .            | .

2027-06-14 handing over: Ben's last day; Nora takes over his seat tomorrow
        | door | group 2 | draft after 1 | handed in 1 | sheet | to do
ben     | open | sees    | sees          | sees        | sees  | try 1
nora    | shut | 404     | 404           | 404         | 404   | nothing
ada     | .    | sees    | sees          | sees        | sees  | try 1
hedda   | .    | sees    | sees          | sees        | 403   | try 1
dan     | .    | sees    | blank         | sees        | 403   | .
eve     | .    | 404     | 404           | 404         | 404   | .
cleo    | .    | sees    | blank         | sees        | sees  | .
paul    | .    | 404     | 404           | 404         | 404   | .

2027-06-15 handed over: the next morning
        | door | group 2 | draft after 1 | handed in 1 | sheet | to do
ben     | shut | 404     | 404           | 404         | 403   | nothing
nora    | open | sees    | sees          | sees        | sees  | try 1, course
dan     | .    | sees    | blank         | sees        | 404   | .

2027-08-16 before 2: the second meeting is moved; Ulf stands in for Fia for six weeks
        | door | to do                    | group 2 | answer 2 | draft after 1 | own answers | assessment
ulf     | open | meeting 2, try 1, course | sees    | does     | sees          | 403         | sees
fia     | open | try 1                    | sees    | 403      | sees          | sees        | sees
nora    | .    | meeting 2, try 1, course | sees    | does     | sees          | sees        | sees
dan     | .    | .                        | sees    | does     | blank         | 404         | 404
eve     | .    | .                        | 404     | 404      | 404           | 404         | 404

2027-10-25 before 3: Ulf's time is over; Siri of ESV is a guest at the third meeting
        | door | to do     | group 2 | meeting 2 | meeting 3 | answer 3 | material 1 | material 3 | handed in 1 | draft 3 | guests | board
siri    | open | meeting 3 | 404     | 404       | sees      | does     | 404        | sees       | 404         | 404     | 404    | 403
ulf     | shut | nothing   | 404     | .         | 404       | 404      | .          | 404        | 404         | 404     | .      | 403
fia     | open | .         | sees    | sees      | sees      | 403      | .          | sees       | .           | sees    | 404    | .
dan     | .    | .         | .       | .         | sees      | 403      | .          | sees       | .           | blank   | 404    | .
eve     | .    | .         | .       | 404       | 404       | 404      | .          | 404        | .           | 404     | 404    | .
cleo    | .    | .         | .       | .         | sees      | 403      | .          | sees       | .           | blank   | sees   | sees
paul    | .    | .         | .       | .         | 404       | 404      | .          | 404        | .           | .       | 404    | blank

2027-11-23 guest's last day: fourteen days after the meeting
        | door | meeting 3 | material 3
siri    | open | sees      | sees

2027-11-24 guest gone: the day after
        | door | meeting 3 | material 3 | answer 3
siri    | shut | 404       | 404        | 404
ada     | .    | sees      | sees       | 403

2028-01-17 still there: Lena is logged in, and Mia is two
        | group 2 | group 3 | Forte's draft 1 | meeting 3
lena    | sees    | 404     | sees            | sees
mia     | sees    | 404     | blank           | sees
twin    | 404     | sees    | 404             | 404

2028-01-17 gone: a minute later Dan has ended Lena's time, and Gun has made one of the two
        | group 2 | group 3 | Forte's draft 1 | meeting 3 | to do   | door
lena    | 404     | 404     | 404             | 404       | nothing | shut
mia     | sees    | sees    | blank           | sees      | .       | open
twin    | login   | login   | login           | login     | login   | open
dan     | sees    | 404     | sees            | sees      | .       | open

2028-05-08 before 5: Sten comes to the last meeting in Hedda's place
        | door | to do     | meeting 5 | link 5 | answer 5 | answer for Hedda 5 | group 2 | draft 3 | own answers
sten    | open | meeting 5 | sees      | sees   | does     | 404                | sees    | sees    | 403
hedda   | open | .         | sees      | blank  | 403      | 403                | .       | .       | sees
ada     | .    | .         | sees      | sees   | does     | 404                | .       | .       | 403
dan     | .    | .         | sees      | .      | does     | 404                | .       | .       | 404
eve     | .    | .         | 404       | 404    | 404      | .                  | .       | .       | 404

2028-05-23 stand-in's last day: seven days after the meeting
        | door | meeting 5 | group 2
sten    | open | sees      | sees

2028-05-24 stand-in gone: the day after
        | door | meeting 5 | group 2 | draft 3
sten    | shut | 404       | 404     | 404
hedda   | open | sees      | sees    | sees

2028-07-12 ended: the day after the round's last day: read, and write nothing
        | door | to do   | group 2 | write 3 | hand in 3 | handed in 1 | material 1 | share | invite again
ada     | open | nothing | sees    | late    | late      | sees        | sees       | late  | 403
hedda   | open | nothing | sees    | late    | 403       | sees        | sees       | late  | 403
dan     | open | nothing | sees    | late    | late      | sees        | sees       | late  | 403
ben     | shut | nothing | 404     | 404     | 404       | 404         | 404        | 404   | 404
cleo    | .    | .       | sees    | 403     | 403       | sees        | sees       | .     | .

2028-09-04 mentor: Vetenskapsrådet is a mentor in the next round, where Vera coordinates Vinnova
        | door | to do                                      | group A | Vinnova's draft | kept A | shared A | owing A | owing VR | group 2 | handed in 1
ada     | open | meeting A                                  | sees    | blank           | 404    | sees     | 403     | 403      | sees    | sees
hedda   | open | nothing                                    | 404     | 404             | 404    | 404      | 404     | 404      | sees    | sees
dan     | open | nothing                                    | 404     | 404             | 404    | 404      | 404     | 404      | sees    | sees
vera    | open | confirm A, course A, describe A, meeting A | sees    | sees            | sees   | sees     | 403     | 403      | 404     | 404
cleo    | .    | .                                          | sees    | blank           | sees   | sees     | sees    | blank    | sees    | sees
paul    | .    | .                                          | 404     | 404             | 404    | 404      | 404     | 404      | 404     | 404

2030-07-13 forgotten: two years after the round
        | door | group 2 | handed in 1 | assessment | group A
ada     | open | 404     | 404         | 404        | sees
hedda   | shut | 404     | 404         | 404        | 404
dan     | shut | 404     | 404         | 404        | 404
vera    | open | 404     | 404         | 404        | sees
gun     | open | sees    | sees        | sees       | sees
"""  # noqa: E501


def test_who_sees_and_may_do_what(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    own_storage: Path,
) -> None:
    clock = Clock(monkeypatch, "2027-01-04")
    play = Play(clock)
    wrong = []
    for block in blocks(TABLE):
        clock.set(block.day)
        STORY[block.name](play)
        wrong += said_of(block, play)

    assert not wrong, "\n".join(wrong)
