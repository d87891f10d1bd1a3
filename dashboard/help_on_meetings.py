"""The words of the help page on meetings of the office."""

from dashboard.help_parts import Listed, Section, Terms
from data_models.rules.meetings import MINUTES_AN_ITEM, MOST_PROPOSED

MEETINGS = Section(
    "meetings",
    "Meetings",
    (
        "A meeting here is one of the office: link inspectors, relationship managers and their managers go through the "
        "areas that need them and decide together. It is not the professional discussion of an inspection. Senior "
        "managers and strategic support officers plan, lead and close it; everybody can read all of it.",
        Terms(
            (
                (
                    "The agenda",
                    "It proposes itself when the meeting is planned: first what earlier meetings put off, then red and "
                    "amber areas where something is overdue or new since the last closed meeting, the one that most "
                    f"needs somebody first, {MOST_PROPOSED} at most. Put it in another order, add to it; what is "
                    "put off elsewhere until the meeting starts still comes on top.",
                ),
                (
                    "Leading it",
                    "One item is on the screens at a time. The arrow keys and Page Up and Page Down go on and back "
                    "while you type nowhere. The clock counts from when the item came on the screens, turns amber "
                    f"after its minutes ({MINUTES_AN_ITEM} unless you say otherwise), and never ends anything. "
                    "Whoever only reads can follow on a screen of their own.",
                ),
                (
                    "How words are saved",
                    "Notes, a decision and an action are saved within a second of being typed, without a button, and "
                    "“Saved” stands beside them. A decision or an action counts once you record it; an action is then "
                    "in its owner’s queue on My areas at once.",
                ),
                (
                    "When the connection dies",
                    "Go on typing. The page says that the server does not answer, your words are kept in this browser, "
                    "and they are sent when it answers again. After a reload or a restart the meeting stands where it "
                    "stood. If the computer itself dies, at most the last two seconds of typing are gone.",
                ),
                (
                    "Two who type at once",
                    "Where two people type into the same field both texts are kept, and each is shown both: keep "
                    "both, keep one, or join them.",
                ),
                (
                    "What a room is sent",
                    "“Open the room’s screen” gives an address for the large screen. It follows whoever leads, in type "
                    "that can be read from four metres, and has nothing to press. It is sent what this meeting notes, "
                    "and published facts; never draft findings, embargoed reports, the words of contacts, or how to "
                    "reach staff. It can be opened before the meeting starts and waits for it.",
                ),
                (
                    "Closing",
                    "It is refused, and says why, while an item is neither covered nor deferred, and while words of a "
                    "decision or an action are typed that nobody has recorded. A deferred item needs a reason and "
                    "comes first on the next agenda.",
                ),
                (
                    "Frozen minutes",
                    "What a closed meeting noted, decided and gave can no longer be altered by anybody; the database "
                    "itself refuses it. They name who closed them, when, and the record as it stood that day. Actions "
                    "go on: their owners end them or pass them on, and the minutes show both what was given and how "
                    "it stands. A mistake is put right in the next meeting.",
                ),
            )
        ),
        Listed(
            (
                "Notes are kept for ever and are shown to the room: never name or describe anybody who uses services.",
                "What looks like personal data is pointed out while you type.",
            )
        ),
    ),
)
