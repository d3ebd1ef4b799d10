# Words of what caution costs: prices, the frontier, undertakings, terms that conflict. The price of caution, never of people.
pricing = Pricing
price-title = What caution costs: { $name }
price-as-agreed = As agreed, the last arrival is on { $when }, { $hours } hours after the window opens
price-no-plan = As agreed, no plan was found. Each of these changes alone makes one possible:
price-change = Change
price-saved = Hours saved
price-finish = Last arrival
price-bound = No plan before
price-binds = Because of
price-by-route = the road
price-by-crossing = a crossing
price-by-fleet = vehicles
price-by-tolerance = a tolerance
price-by-phases = phases
price-by-after = those who are waited for
price-by-reception = a full reception
price-by-spacing = the distance between convoys
price-by-registration = registration
price-by-room = a full holding site
price-nothing = { $n ->
    [one] This by itself saves nothing, and lets no better plan be possible: { $names }.
   *[other] These { $n }, each by itself, save nothing and let no better plan be possible: { $names }.
}
price-not-enough = { $n ->
    [one] This alone is not enough: { $names }.
   *[other] None of these { $n } alone is enough: { $names }.
}
price-smallest = { $name }: tolerance { $agreed }; the smallest under which it can complete with convoys as large as agreed: { $smallest }.
price-note = Hours between plans that this planner found; a better planner may find smaller ones. What protects people, consent, and the leaving of the wounded, the sick and children have no price and are never struck out. For the cell only.
change-without = { $name } struck out
change-wider = { $name }: tolerance { $to } instead of { $from }
change-without-all = all exchanges struck out
change-more-vehicles = { $vehicle ->
    [bus] { $n ->
        [one] one more bus
       *[other] { $n } more buses
    }
    [ambulance] { $n ->
        [one] one more ambulance
       *[other] { $n } more ambulances
    }
   *[other] { $n ->
        [one] one more vehicle
       *[other] { $n } more vehicles
    }
} in { $name }
change-more-an-hour = { $n ->
    [one] one more vehicle
   *[other] { $n } more vehicles
} per hour at { $name }
change-open-later = { $name } open an hour longer in the evening
change-open-earlier = { $name } open an hour earlier
change-more-room = { $n ->
    [one] room for one more person
   *[other] room for { $n } more people
} at { $name }
change-larger-convoys = one vehicle more in a convoy of { $name }
change-starts-earlier = { $name } starts an hour earlier

frontier-title = The price of distrust: { $name }
frontier-of = The tolerance of { $names }, narrower and wider; everything else as agreed, except that the window does not close
frontier-planning = Planning
frontier-unknown = { $name } is no exchange with a tolerance. Known: { $known }
frontier-none = No exchange of this agreement has a tolerance.
frontier-tolerance = Tolerance
frontier-finish = Last arrival
frontier-hours = Hours
frontier-bound = No plan before
frontier-binds = Because of
frontier-agreed = agreed
frontier-knee-mark = knee
frontier-free = Without these tolerances: { $when }, { $hours } hours after the window opens.
frontier-knee = The knee is at { $tolerance }: { $some ->
    [yes] from there on, caution costs at most { $hours } hours.
   *[no] from there on, caution costs no time.
}
frontier-no-knee = No knee was found: with every tolerance looked at, caution costs time.
frontier-certain = With { $tolerance } or less, every plan ends later than that: this is proven.
frontier-window = The window closes on { $when }.
frontier-chart = The price of distrust
frontier-chart-below = How much later the last people arrive, the less one side may be ahead
frontier-found = last arrival of the plan found
frontier-proven = no plan can end here
frontier-free-line = last arrival without these tolerances
frontier-agreed-line = tolerance agreed
frontier-closes = the window closes
frontier-axis = tolerance: { $name }
frontier-axis-scaled = tolerances, as multiples of those agreed

undertaking-title = Orders in which breaking off tempts least: { $name }
undertaking-none = No two sides are counted against each other, and no stage was given.
undertaking-steadiest = { $name }: coming through in this order, neither side is ever ahead by more than { $percent }%; no order of these convoys does better.
undertaking-order = The stages, in the order in which the least must be at stake
undertaking-stage = Stage
undertaking-costs = Costs
undertaking-gains = Gains
undertaking-needed = Both sides together must stand to lose { $needed } by breaking off ({ $unit }); in the order given it would be { $given }.
undertaking-peak = Breaking off would tempt most before: { $stage }.
undertaking-note = An undertaking is money, goods or reputation, never people. The figures are the parties' own; what they leave out, this cannot see. For the cell only.
stage-form = --stage needs a name, a cost and a gain, as in "fuel=2:5"; given: { $given }
stage-people = "{ $name }" names people or the exchange of people. Nobody has an exchange value: a stage is money, goods, works or ground.

conflict-searching = Looking for what conflicts
K950 = { $n ->
    [one] This cannot be kept, whatever else is let go
   *[other] These { $n } cannot hold together; without any one of them there is a plan
}. { $proven ->
    [yes] It is proven that no plan keeps them all.
   *[no] No plan was found that keeps them all; that there is none is not proven.
}
    .do = { $n ->
    [one] Change it.
   *[other] Change one of them, whichever the parties can give most easily.
} What protects people, consent and the leaving of the wounded, the sick and children is not among them.
label-term-window = the window closes
label-term-on-board = the longest time on board
label-term-fleet = so many vehicles
label-term-rate = so many vehicles per hour
label-term-hours = these opening hours
label-term-room = room for so many
label-term-registration = so many people registered an hour
label-term-daily = the hours of this movement
label-term-spacing = this distance between convoys
label-term-curfew = this curfew
label-term-crew = the hours of these crews
label-term-start = not before
label-term-exchange = this condition
