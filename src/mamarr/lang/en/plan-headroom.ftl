# What a plan leaves room for: more people than planned, people who choose to stay, vehicles that fail.
holds-title = How far this plan holds (others as planned; sizes of convoys and order kept)
holds-high = { $name }: up to the high number, { $high } (planned for { $planned }; { $seats } find a seat in the convoys as planned)
holds-up-to = { $name }: up to { $most } (planned for { $planned }, high { $high }; { $seats } find a seat in the convoys as planned). Beyond: { $reason }
holds-together = All groups at their high numbers together, { $high } people: the plan holds
holds-not-together = All groups at their high numbers together, { $high } people: the plan does not hold: { $reason }
breaks-window = somebody arrives after the window closes
breaks-room = { $name } has no more room
breaks-on-board = people are on board for longer than agreed
breaks-vehicles = no vehicle of { $name } takes them
breaks-condition = { $name } can no longer be met
stays-refusals = { $name }: { $most } of { $of } may choose to stay; with one more { $clause } can no longer be met. Agree on “refusals: accounted for”: nobody is made to leave for the sake of a count.
stays-shortfall = { $name }: { $most } of { $of } may be missing; with one more { $clause } can no longer be met. Agree on “shortfall: accounted for”.
stays-free = However many choose to stay or do not come, no condition locks: they count once a neutral body has attested it.
spare-vehicles = In reserve: { $fleets }. So many may fail before a plan is needed for fewer; `mamarr price` tells what one more costs.
spare-none = No vehicle is in reserve: the first that fails delays people. `mamarr price` tells by how much.
price-loss-title = One vehicle fewer in service (one more fails than are in reserve):
price-loss = { $name }: the last arrival is { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} later
price-loss-nothing = { $name }: no later
price-loss-none = { $name }: no plan is found any more
