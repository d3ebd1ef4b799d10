# What follows when something goes wrong.

R501 = { $missing ->
        [section] The agreement says nothing about violations: not what they are, who suspends, who resumes, who decides
       *[definition] The agreement does not say what counts as a violation
    }
    .do = Write down which acts are violations, to whom they are reported, who suspends boarding and for how long, and who resumes it.
R502 = Movements can be suspended, and nobody is named who resumes them
    .do = Name under “resumed by” whose word ends a suspension.
label-repair-suspends = these may suspend
R503 = { $missing ->
        [decider] Nobody is named who decides a dispute
       *[deadline] No time is set within which a dispute is decided
    }
    .do = Name one body that decides and the hours it has; people wait at the squares meanwhile.
R504 = The agreement does not say where people go when the way ahead is shut
    .do = Name under “fallback” the nearest sheltered place for each stretch of the way.
R505 = The agreement does not say how a convoy comes back, and on whose word
    .do = Name under “return route” the road back and the one person who may order it.
R506 = The agreement does not say when the facilitators withdraw
    .do = Agree under “stop conditions” what ends the operation, before anybody has to decide it on the road.
R507 = The agreement does not say what a convoy does when contact is lost
    .do = Write under “communications lost” after how many minutes a convoy acts by itself, and what it then does.
R508 = A suspension may last for ever: no limit is set
    .do = Set a limit under “suspension at most”, e.g. 6 hours; after it, boarding is resumed or the stop conditions apply.
R509 = { $task ->
        [disputes] { $party } decides disputes about its own conduct
       *[reported] Violations are reported to { $party }, which is a party
    }
    .do = Name a guarantor, a monitor or a joint committee in its place.
label-repair-party = a party to the agreement
R510 = { $scope ->
        [everything] A suspension stops everything, even convoys under way
       *[other] The agreement does not say what a suspension stops
    }
    .do = Let a suspension stop boarding only: who is on the road finishes the leg to the next safe place.
R511 = Nobody is named who may suspend the movements
    .do = Name under “suspended by” who may stop boarding, the facilitators first.
R512 = { $facilitator } carries people and may not suspend their boarding
    .do = Name it under “suspended by”: who answers for people on the road must be able to stop boarding.
label-repair-facilitator = carries the agreement out
