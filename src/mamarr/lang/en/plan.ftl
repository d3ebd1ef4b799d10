# Words of plans: the timetable, what holds the finish back, what the bound rests on, and what keeps a plan from being made.
plan-title = Plan for { $name }, at the { $level ->
    [low] low
    [high] high
   *[likely] likely
} numbers
plan-convoy = Convoy
plan-from = From
plan-to = To
plan-people = People
plan-vehicles = Vehicles
plan-households = Households
plan-together = { $level ->
    [likely] Households are told as number × size; each rides in one convoy.
   *[other] Households are told as number × size, in proportion to those of the likely number; each rides in one convoy.
} For the cell only.
plan-boards = Boards
plan-departs = Departs
plan-crosses = Crosses
plan-arrives = Arrives
plan-finish = Last arrival: { $when }, { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} after the window opens
plan-bound = No plan can finish earlier than { $when } ({ $reason })
plan-gap = The last arrival is at most { $percent }% later than the best possible
plan-optimal = No plan finishes earlier
plan-imbalance = Greatest imbalance: { $percent }% at { $when }, { $movements } ahead
plan-even = Neither side is ever ahead: by this plan people of both come through at the same moments
plan-no-imbalance = No two sides are counted against each other
plan-critical = What holds the finish back
plan-local-times = Times are local ({ $zone })
plan-minutes-only = The agreement names no window: times are minutes after the start
plan-override = { $code } was set aside: { $reason }
plan-step-board = { $convoy } boards at { $place }
plan-step-depart = { $convoy } departs from { $place }
plan-step-cross = { $convoy } passes { $place }
plan-step-arrive = { $convoy } arrives at { $place }
plan-step-free = The vehicles of { $convoy } can be at { $place }

bound-route = the way of { $name } takes so long
bound-crossing = { $name } lets no more vehicles through
bound-fleet = the vehicles of { $name } and those that serve with them can do no more
bound-tolerance = the tolerance of { $name } lets no more people be under way at once
bound-phases = the phases of { $name } follow one another
bound-after = those whom { $name } makes wait leave after the others
bound-spacing = convoys of { $name } keep their distance
bound-registration = { $name } registers no more people in an hour
bound-room = { $name } holds no more people at once
bound-reception = { $name } has no more room
plan-proving = Proving

K901 = { $people ->
    [one] { $people } person
   *[other] { $people } people
} would arrive after the window closes; the last at { $finish }
    .do = Lengthen the window by { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} or more, add vehicles, or widen what holds the finish back: tolerance, opening hours or the rate of a crossing.
K902 = No vehicle can carry { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $movement } ({ $category })
    .do = Name a fleet with stretchers for stretcher cases and seats for all others, with a road from its base to where they board.
label-no-way = no road leads from here to where they board
K903 = A plan needs a number of people for { $group }; none is agreed
    .do = Write an estimate, { "{" }low, likely, high{ "}" }, with its source, and choose with --level which of them is planned for.
K904 = At no hour of the day can a convoy of { $movement } board and keep to all the hours on its way
    .do = Agree on hours that suit one passage from boarding to arrival, or on a place where people may wait in safety.
K905 = No room is left for { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $movement } at { $to }
    .do = Name another reception centre, or agree on more room there.
K906 = People of { $movement } would be on board for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}; the agreement allows { $allowed }
    .do = Shorten the way or the inspections, let people wait at boarding rather than on the way, or agree on a stop where they get off.
K907 = { $kind ->
    [loop] Not everybody can move: these conditions wait for each other: { $names }
    [shortage] Not everybody can move: what { $names } asks for is more than was promised
    [vehicles] Not everybody can move: the vehicles of { $names } do not come back as often as they are needed
   *[order] No order was found in which everybody moves: { $names }
}
    .do = { $kind ->
    [loop] Loosen one of them: a smaller part kept back, or a tolerance.
    [shortage] Lower what is asked for, or agree that people accounted for count.
    [vehicles] Name a road on which they come back to where people board, add vehicles, or make convoys smaller.
   *[order] Widen the tolerance, make convoys smaller, or give each movement vehicles of its own.
}
K908 = The roads named do not lead { $movement } to { $to }
    .do = Name the roads between the places that it passes, in its direction.
K909 = There is nobody to plan for
    .do = Name people, with their number, and a movement that takes them.

K910 = { $people ->
    [one] { $people } person
   *[other] { $people } people
} asked for { $place }, which has room for { $room }
    .do = Agree on more room there, or ask people again, telling them how much room each place has. Nobody is sent elsewhere unasked.
K911 = A household of { $size } is larger than a convoy of { $movement }, which takes { $places } people
    .do = Let a convoy take more people or vehicles, so that the household leaves together.
K912 = No seats are left for { $people ->
    [one] { $people } person
   *[other] { $people } people
} of { $movement }: their vehicles make one trip and are on their way
    .do = Add vehicles, or let others that come back serve this movement too.
K913 = Fewer vehicles of { $fleet } are in service than are to go along with one convoy of { $movement }
    .do = Add vehicles of { $fleet }, or agree that fewer go along.

K921 = { $convoy } has no time for each of its steps
    .do = Give a time for boarding, departure, each crossing and arrival.
K922 = { $convoy } is faster than the road allows
    .do = Leave at least the likely driving time and the inspections between its steps.
K923 = { $planned } people ({ $category }) of { $group } are planned for; there are { $promised }
    .do = Everybody leaves once: add who is missing, strike out who is counted twice.
K924 = { $convoy } has { $people } people for { $places } places of their kind
    .do = Add vehicles; stretcher cases need stretchers, all others seats.
K925 = { $convoy } needs { $needed } vehicles of { $fleet }; { $there } can be there in time
    .do = Let it board when vehicles have come back.
K926 = { $convoy } reaches { $place } before the convoy ahead has passed
    .do = Let it board later.
K927 = { $place } is closed when { $convoy } reaches it
    .do = Let it board so that it reaches every crossing in its hours.
K928 = { $convoy } moves outside the time agreed
    .do = Keep boarding and arrival within the window and after the start of its movement.
K929 = { $place } would receive { $people } people; it has room for { $capacity }
    .do = Send some of them to another reception centre.
K930 = People of { $convoy } would be on board for { $minutes } minutes; the agreement allows { $allowed }
    .do = Let them board later, or shorten the way.
K931 = Wounded or sick people or children are made to wait, or travel with people who may wait ({ $convoy })
    .do = Give them convoys of their own, before all others in every queue.
K932 = When { $convoy } sets out, its side is ahead by more than { $exchange } allows
    .do = Let it wait until the other side has come through.
K933 = { $convoy } sets out before the phases before it are complete ({ $exchange })
    .do = Let it wait until they are.
K934 = { $convoy } leaves before { $exchange } lets it
    .do = Let it wait until as many of the other movement as agreed have come through.
K935 = The convoys of { $exchange } do not move two by two at one moment
    .do = Give each convoy its pair and both the same time.
K936 = { $convoy } is larger than agreed
    .do = Split it.
K937 = { $convoy } names { $name }, which the agreement does not give it
    .do = Use the movements, destinations and fleets that the agreement names.
K938 = { $planned } people of { $movement } are planned to go to { $place }; { $asked } asked for it
    .do = Send everybody where they asked to go.
K939 = { $kind ->
    [crowded] { $convoy } has more people in households than civilians
   *[missing] { $planned } households of { $size } of { $group } ride together; there are { $promised }
}
    .do = Let every household ride in one convoy.
K941 = This file is not a plan: { $kind ->
    [binary] it is not text
    [json] it is not JSON from this line on
    [format] it begins with format “{ $value }” instead of “{ $name }”
    [missing] “{ $name }” is missing
    [local] at { $name } stands the local time { $value }, but its minutes are { $due }
    [value] “{ $value }” cannot stand at “{ $name }”
   *[shape] something stands where another kind of thing belongs
}
    .do = Make it with `mamarr plan`, or mend what is named.
K942 = The plan was made for { $plan }, not for { $agreement }
    .do = Plan again from this agreement, or name the agreement that the plan was made for.
K943 = The plan was made for another text of { $agreement }: the agreement was changed since, or this is another version
    .do = Plan again from this text (`mamarr plan`), or use the text that the plan was made for. `mamarr check --plan` shows what the old plan breaks.
K961 = { $convoy } is on a road outside its hours on the way to { $place }
    .do = Let it depart so that it is off the road before the curfew.
K962 = { $convoy } boards, drives or arrives outside the hours of its movement
    .do = Let it board so early that it arrives within them, or on the next day.
K963 = { $convoy } departs too soon after the convoy ahead of it
    .do = Keep the distance that the agreement sets between two departures.
K964 = { $convoy } arrives at { $place } before those who came earlier are registered
    .do = Let it board later, so that nobody waits on board before the reception.
K965 = When { $convoy } boards, { $people } people are at { $place } or on board towards it; it has room for { $capacity }
    .do = Let it board when others have left the site.
K966 = { $convoy } needs { $needed } vehicles of { $fleet } to go along with it; it has { $there }
    .do = Let it board when so many are there.
K967 = The crews of { $fleet } that drive { $convoy } would drive outside their hours, on the way or on the way back
    .do = Let it board so early that they are back within their hours, or agree on a second crew.
