# Who watches, who counts, and whose count opens the next step.

A401 = No monitor stands at { $place }, where people gather and board
    .do = Post a monitor at { $place } before the first person boards.
A402 = No monitor stands at { $place }, which convoys pass on the way
    .do = Post a monitor at { $place }: what is not seen there will be told in two ways.
A403 = No monitor stands at { $place }, where people arrive
    .do = Post a monitor at { $place }: only an attested arrival is progress.
label-attestation-posts = monitors stand here
A404 = { $what ->
        [counts] { $party } counts at { $subject }, and it is a party
       *[attests] { $party } attests clause { $subject }, and it is a party
    }
    .do = Let a monitor count and attest; { $party } countersigns.
label-attestation-counts-here = the count at { $place }
A405 = Nobody signs the tally sheet of { $counter } at { $place } with it
    .do = Let both sides sign each tally sheet at { $place }, convoy by convoy.
A406 = Nobody attests the count that opens the next step of clause { $clause }
    .do = Name under “attested by” the one body whose count both sides accept.
A407 = { $monitor } arrives { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } after the movements may begin
    .do = Let the window open when { $monitor } is in place, or bring it in place before.
label-attestation-opens = the window opens
A408 = { $monitor } attests clause { $clause } and does not stand at { $place }, where it counts
    .do = Post { $monitor } at { $place }, or let the body attest that stands there.
A409 = { $why ->
        [exchange] Nobody counts at { $place }, where people begin to count for the other side
       *[arrival] Nobody counts at { $place }, where people arrive
    }
    .do = Write under “counting” who counts at { $place } and who signs the tally sheet.
label-attestation-uncounted = no count is agreed here
