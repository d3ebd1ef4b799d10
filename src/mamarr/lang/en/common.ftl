# Words that every step uses.
severity-error = error
severity-warning = warning
severity-note = note
list-comma = {", "}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
low-likely-high = { $likely } (low { $low }, high { $high })

word-all = everyone
word-stretcher-cases = stretcher cases
word-wounded = wounded people
word-sick = sick people
word-children = children
word-civilians = civilians
word-weapon-bearers = weapon bearers
word-detainees = detainees
word-captives = captives
word-assembly = assembly point
word-crossing = crossing
word-holding = holding site
word-reception = reception centre
word-hospital = hospital
word-depot = depot
word-bus = buses
word-ambulance = ambulances
word-truck = trucks
word-car = cars
word-escort = escort vehicles
word-water = water
word-food = food
word-heat = heat
word-toilets = toilets
word-shelter = shelter
word-cordon = a guarded cordon
word-medical = medical care
word-boarding = boarding
word-departure = departure
word-arrival = arrival
word-first-convoy = the first convoy
word-last-convoy = the last convoy
word-agreement = the agreement
word-plan = the plan
word-timings = timings
word-positions = positions
word-imbalance = the imbalance
word-rehearsals = rehearsals
word-counts = counts
word-claims = attributed accounts
because-condition = condition { $name } opens
because-fleet = vehicles of { $name } have come back
because-crossing = its turn at { $name }
because-road = loading and the road of { $name }
because-base = vehicles of { $name } have come from their base
because-start = { $name } begins
because-hours = opening hours of { $name }
because-daily = the hours of { $name }
because-curfew = the curfew on its road ends
because-distance = the distance to the convoy ahead of { $name }
because-registration = its turn to be registered at { $name }
because-room = room at { $name }
because-crew = hours of the crews of { $name }
because-window = the window opens
