# Words of the pictures and of the situation report.
cell-only = For the cell only. Not to be passed on.
chart-allowed = what the clause allows
chart-line = the agreed line
chart-plan = the plan
chart-real = the real day, as attested
chart-rehearsals = { $n ->
    [one] { $n } rehearsal
   *[other] { $n } rehearsals
}
chart-balance = People of each side who have come through, as shares of its total. Away from the line is the imbalance.
chart-greatest = Greatest imbalance: { $share }
    Ahead: { $side }
    { $when }
chart-after = { $hours } hours after the opening
chart-axis = { $name }: { $where }, share of { $n } people
chart-at-boarding = boarded
chart-at-departure = departed
chart-at-arrival = arrived
chart-at-place = past { $place }
chart-timetable = Timetable of the convoys
chart-boarding = boarding
chart-road = on the road
chart-cross = crossing
chart-medical = wounded, sick, children: wait for no clause
chart-closed = { $place }: closed
chart-local = local time ({ $zone })
chart-hours = hours after the opening
chart-people = people out
chart-rehearsal = People out by the hour
chart-comparison = { $n ->
    [0] Comparison, not prediction.
    [one] { $n } rehearsal. Comparison, not prediction. Whoever chose to stay is not out.
   *[other] { $n } rehearsals. Comparison, not prediction. Whoever chose to stay is not out.
}
chart-spread = 10 to 90 of 100 rehearsals
chart-median = half of the rehearsals

report-title = Situation report No. { $number }
marking-cell = Restricted: for the cell only. Not to be passed on.
marking-public = Public
fact-as-of = As of
in-zone = {" "}({ $zone })
fact-period = Period covered
period = { $since } to { $until }
period-all = from the beginning
fact-next = Next issue
fact-issued-by = Issued by
fact-agreement = Agreement
banner-clock = THE CLOCK WAS SET BACK: this report was made at { $clock }, and the last entry of the log came in at { $last }.
banner-exercise = EXERCISE. Nothing in this report has happened.
banner-despite = Planned despite { $code }. Reason given: { $reason }
comparison-rule = Rehearsals compare plans; they do not predict. No result of a rehearsal stands in this report.
sources-rule = Every count stands with who saw it. Accounts that contradict each other stand side by side and are not merged.
section-promised = Promised
section-planned = Planned
section-seen = Seen
section-everyone = Where everyone is
section-claimed = Claimed
section-suspended = Suspended
section-blocked = What blocks the next convoys
section-standing = How things stand
section-faults = Faults still open
section-verify = To verify this report
section-left-out = Left out of this public report
nothing-reported = Nothing has been reported yet.
column-people = People
column-from = From
column-asked-by = Asked for by
column-number = Number
column-source = Source
column-movement = Movement
column-convoys = Convoys
column-first = First boarding
column-last = Last arrival
column-convoy = Convoy
column-step = What
column-place = Where
column-seen-by = Seen by
column-seen = Seen at
column-received = Received at
column-attested = Attested by
column-all = All
column-clause = Clause
column-missing = People missing
column-code = Code
column-severity = Severity
column-fault = Fault
column-what = What
column-digest = Digest
party-state = { $name }: { $signed ->
    [yes] signed
    [verbally] agreed by word of mouth only
   *[no] has not signed
}
not-agreed = not agreed
fewer-than = fewer than { $n }
all-but-few = all but fewer than { $n }
in-article = Article { $number } ({ $heading })
entry-in-article = { $entry }, { $article }
open-blanks = { $n ->
    [0] Nothing is left open in the agreement.
    [one] { $n } blank is left open in the agreement:
   *[other] { $n } blanks are left open in the agreement:
}
open-article = Article { $number } ({ $heading }): { $n ->
    [one] { $n } blank
   *[other] { $n } blanks
}
no-plan = There is no plan yet.
never = never
figure-convoys = convoys
figure-people = people
figure-finish = last arrival
figure-imbalance = greatest imbalance
bound = The plan takes { $length }. No plan for these people, roads, vehicles and clauses takes less than { $bound } (proven); the gap is { $gap }.
bound-by = What binds: { $clause }.
imbalance-planned = Greatest imbalance: { $side } is ahead by { $share } in people who have come through, at { $when }.
critical-intro = What holds the finish back, link by link:
critical-earlier = { $n ->
    [one] { $n } earlier link is not shown.
   *[other] { $n } earlier links are not shown.
}
critical-link = { $when }: { $convoy } { $act ->
    [board] boards
    [depart] departs
    [cross] crosses
   *[other] arrives
} no earlier: { $because }.
critical-last = { $when }: { $convoy } arrives last ({ $place }).
seen-intro = { $n ->
    [0] No report in this period.
    [one] { $n } report in this period.
   *[other] { $n } reports in this period.
}
not-counted = not counted
counts-differ = In the marked rows the observers' counts differ. Both are kept.
kind-boarded = boarded
kind-departed = departed
kind-crossed = crossed
kind-arrived = arrived
kind-declined = chose to stay
kind-died = died
kind-absent = absent
kind-hospital = taken to hospital
kind-turned-back = turned back
where-waiting = waiting
where-aboard = aboard
where-on-the-road = on the road
where-crossed = crossed
where-arrived = arrived
where-turned-back = turned back
where-declined = chose to stay
where-in-hospital = in hospital
where-dead = dead
where-absent = absent
where-unaccounted = unaccounted for
where-more-than-planned = counted beyond the plan
under-way = Convoys that are neither waiting nor arrived:
so-many = { $where } { $n }
so-many-people = people: { $n }
position = { $convoy }: { $people }. Last reported at { $place }, { $when }.
position-unknown = { $convoy }: { $people }.
no-claims = No attributed account has been recorded.
claims-intro = What sources say. None of it is established here; where accounts contradict each other, all are shown.
claim-of = According to { $source }
claim-details = Said at { $when }, { $channel ->
    [radio] by radio
    [phone] by phone
    [paper] on paper
   *[file] in a file
}. About: { $subject }
nothing-suspended = Nothing is suspended.
suspended-all = { $scope ->
    [everything] All movement
   *[boarding] Boarding
} is suspended by { $by } since { $since }.
suspended-some = { $scope ->
    [everything] All movement
   *[boarding] Boarding
} of some people is suspended by { $by } since { $since }.
suspended-convoy = { $scope ->
    [everything] All movement
   *[boarding] Boarding
} of { $convoy } is suspended by { $by } since { $since }.
may-resume = Resumption is decided by: { $by }. { $clause }.
nothing-blocked = Nothing that is known here stands against the next convoys.
not-go = That nothing stands against a convoy is not GO. GO is given by the head of operation.
overdue = { $convoy } is overdue at { $place } since { $when }.
breach = { $convoy }, { $when }: { $why }.
no-faults = No fault is open.
log-head = Head of the log (size:hash)
digest-plan-until = Plan until { $until }
digest-plan = Plan
digest-agreement = Agreement
clause-line = Article { $number } ({ $heading }): { $text }
verify-intro = Who holds the same head of the log and the same digests holds the same record.
left-out-section = The section: { $heading }
left-out-times = Times before the fact; of what has happened, only the day is shown.
left-out-positions = Positions of people, convoys and vehicles.
left-out-imbalance = The imbalance.
left-out-small = Numbers of fewer than { $n } people.
left-out-by = What the public may see: { $clause }.
