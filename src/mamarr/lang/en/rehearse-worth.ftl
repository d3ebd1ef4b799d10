# Words of what changes of an agreement are worth in rehearsals, of what a ranking hangs on, and of two agreements side by side.
worthing = Weighing
worth-title = What each clause is worth: { $n ->
    [one] { $name }
   *[other] { $n } agreements
}; { $runs ->
    [one] one run
   *[other] { $runs } runs
} each, the same draws for all
worth-not-out = Not out when the window closes: { $people } on average
worth-change = Change
worth-people = People out, more
worth-chance = Runs with all out, per cent more
worth-hours = Hours on board, saved
worth-agreement = Agreement
worth-apart = People more, with one case left out
worth-places = Place then
worth-hangs-on-case = Without the case { $case } the first is “{ $change }”.
worth-note = Mean, and in brackets under the answers at a tenth and at nine tenths to what nobody knows for certain. What protects people is worth more than a rehearsal can see: a change that is worth nothing here may be the one that keeps somebody alive. Consent, the option to stay and the care of wounded people and children are owed, whatever they are worth here.
worth-nothing = { $n ->
    [one] This changes nothing that a rehearsal sees: { $names }.
   *[other] These { $n } change nothing that a rehearsal sees: { $names }.
}
worth-unplanned = With these no plan was found: { $names }.
worth-bind = { $name } signs
worth-monitor = a monitor posted at { $n ->
    [one] the one place that lacks one
   *[other] the { $n } places that lack one
}
worth-deadline = a suspension ends after { $hours } hours at most, and it is said who lifts it
worth-decider = { $name } decides disputes
worth-shortfall = a rule for shortfalls and for people who choose to stay
worth-on-board = at most { $hours } hours on board
worth-conduct = a rule on crowds and cameras
worth-wait-at-boarding = people wait before boarding, not loaded
worth-cordon = a cordon at { $n ->
    [one] the place where vehicles stand
   *[other] the { $n } places where vehicles stand
}
worth-reserve = { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
} in reserve
worth-smaller = convoys half as large
worth-pairs = simultaneous pairs in { $name }
worth-second-crossing = a second crossing beside { $name }, for { $n ->
    [one] { $movements }
   *[other] { $n } of its { $of } movements
}
worth-of-A401 = a monitor where people board
worth-of-A402 = a monitor at the crossings
worth-of-A403 = a monitor where people arrive
worth-of-A406 = a monitor attests the count
worth-of-A408 = whoever attests stands where it is counted
worth-of-F708 = a rule on crowds and cameras
worth-of-L611 = a limit to the time on board
worth-of-L616 = convoys that fit their vehicles
worth-of-L619 = convoys that fit the assembly point
worth-of-N105 = pairs that add up
worth-of-N106 = a rule for shortfalls
worth-of-N107 = a rule for people who choose to stay
worth-of-N110 = a limit to the size of convoys
worth-of-O305 = convoys within the tolerance
worth-of-O306 = a tolerance that holds one convoy
worth-of-O307 = people wait before boarding, not loaded
worth-of-P808 = the inspection observed
worth-of-R508 = a limit to suspensions
worth-of-R510 = a suspension stops boarding only
worth-chart = What each clause is worth
worth-chart-mean = mean
worth-chart-fewer = mean, fewer people
worth-chart-range = under eight answers of ten
rehearsed-below = { $n ->
    [one] { $n } rehearsal. Comparison, not prediction.
   *[other] { $n } rehearsals. Comparison, not prediction.
}
worth-chart-axis = people out, more than without the change
stops-chart = Where and why it stops
stops-axis = people not out when the window closes, mean over all runs

beside-title = { $n ->
    [2] Two agreements
   *[other] { $n } agreements
} under the same answers and draws: { $runs ->
    [one] one run
   *[other] { $runs } runs
} each
beside-in-window = Everybody out in the window
beside-share = { $share } ({ $least } to { $most })
beside-mean = Mean over all runs
beside-people = People to move
beside-imbalance = Greatest imbalance, mean
beside-note = Means over all runs. Whoever moves fewer people finishes sooner: compare what each promises first.

hanging = Looking for what it hangs on
hangs-title = What the result hangs on: { $name }
hangs-on = That “{ $first }” is worth most hangs on this figure: { $figure }. At its low the first is “{ $low }”, at its high “{ $high }”.
hangs-firm = “{ $first }” stays first at the low and at the high of each of the figures that matter most.
hangs-figure = People not out, on average, with only this figure changed
hangs-rest = { $n ->
    [one] One other figure moves it by no more than chance.
   *[other] { $n } other figures move it by less, or by no more than chance.
}
hangs-low = at its low
hangs-high = at its high
figure-once-in = how seldom it happens
figure-rises-with-imbalance = how it rises with the imbalance
figure-at-night = how often by night
figure-chance = how often
figure-part = how many
figure-loses-vehicle = how often a vehicle is lost
figure-never-ends = how often it never ends
figure-off-by-percent = how long it lasts
figure-eased-by = what is left of it
