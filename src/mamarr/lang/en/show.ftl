# The agreement as numbered articles. The step's words: what delegations sign.
agreement-amends = This agreement changes: { $name }
article = Article { $number }. { $heading }
article-parties = The parties
article-neutral = Facilitators, guarantors and monitors
article-window = Time
article-places = Places
article-roads = Roads
article-people = People who may leave
article-fleets = Vehicles
article-movements = Movements
article-exchange = { $name }
article-exchanges = Reciprocity
article-counting = Counting
article-conditions = Conditions of the passage
article-safety = Guarantees of safety and ceasefire
article-protection = Protection of people
article-violations = Violations, suspension and resumption
article-disclosure = Who may see what
party = { $name } { $signed }.
party-signed = { $signed ->
    [yes] signs this agreement. Mandate: { $mandate }
    [verbally] has agreed by word of mouth only. Mandate: { $mandate }
   *[no] has not signed
}
party-gains = { $name } receives: { $gains }
facilitators = The agreement is carried out by { $names }. They vouch for nobody.
guarantor = { $name } answers for { $vouched }. Surety: { $surety }
monitor = { $name } watches, counts and attests at { $places }, from { $since }.
window = Movements take place from { $opens } to { $closes } ({ $zone }).
on-board = Nobody spends longer on board than { $limit }.
place = { $name } ({ $kind }) is held by { $holder }.
place-capacity = Room for { $n } people.
place-throughput = { $n } vehicles an hour in one direction.
place-inspection = Inspection takes { $minutes } minutes.
place-registers = It registers and houses { $n } people an hour.
place-open = Open { $hours }.
place-provisions = There is { $things }.
place-attacked = It was attacked on { $on }.
road = From { $start } to { $end }: held by { $holder }; { $minutes } minutes; { $mines }.
road-open = From { $start } to { $end }, nobody is on the road outside { $hours }.
mines = { $state ->
    [cleared] cleared of explosives, confirmed by { $by }
    [blank] clearance of explosives: [__________]
   *[other] clearance of explosives not confirmed
}
group = { $name }: { $number } people at { $at }, asked for by { $side }. Source of the number: { $source }
group-parts = Among them, { $name }: { $parts }.
part = { $n } { $what }
group-households = Of { $name }, { $people } people travel in { $n ->
    [one] one household
   *[other] { $n } households
}, each in one convoy. Their sizes are for the cell only.
fleet = { $count } { $vehicle } with { $seats } seats and { $stretchers } stretchers each, { $spare } in reserve, based at { $base }.
movement = { $name }: { $who } of "{ $people }" { $via ->
    [none] go
   *[other] go by { $via }
} to { $to }, at most { $size } in one convoy.
movement-choices = { $name }, as people chose: { $choices }. Nobody is sent elsewhere unasked.
choice = { $share } to { $to }
movement-starts = { $name } begins no earlier than { $moment }.
fleet-one-trip = { $name }: each makes one trip and does not come back.
fleet-crew-hours = The crews of { $name } drive within { $hours }; a trip and its way back lie within these hours.
movement-along-convoy = With each convoy of { $name } go, without carrying its people, of { $fleet }: { $n }.
movement-along-people = For every { $n } people of { $name }, or fewer, goes one of { $fleet }, without carrying them.
movement-hours = Convoys of { $name } board, drive and arrive within { $hours }; whoever cannot, boards the next day.
movement-spacing = Between two departures of { $name }: at least { $minutes }.
exchange-counted = People count at { $where }, on the attestation of { $by }.
exchange-shortfall = If fewer come than promised: { $what }.
exchange-refusals = If people choose to stay: { $what }.
exchange-reading = Reading of this clause: { $reading }
outstanding-accounted-for = they are accounted for by a neutral attestation and the exchange goes on
outstanding-substitute = others may leave in their place
outstanding-amend = the parties amend the number
outstanding-open = [__________]
rule-in-step = { $one } and { $other } leave in step: neither is ahead of the other by more than { $tolerance }.
rule-n-for-m = For every { $n } of { $one }, { $m } of { $other }; neither is ahead by more than { $tolerance } of the first.
rule-phase = Phase { $i }: { $moves }. The next phase begins when these have come through.
phase-move = { $amount } of { $name }
rule-pairs = { $one } and { $other } leave convoy by convoy, one of each at the same moment.
rule-keep-back = { $keeps } of { $name } stay until all of { $until } have come through.
rule-lock = From { $start } on, { $name } waits for { $other }: { $until }.
counting = At { $at } the count is taken by { $by } and countersigned by { $signed }.
field = { $heading }: { $text }
field-arms = Arms
field-belongings = Belongings
field-captives = Captives and remains
field-media = Crowds and cameras
field-permits = Drivers, vehicles and plates
field-supplies-on-board = Supplies on board
field-ceasefire-roads = Ceasefire, roads
field-ceasefire-range = Ceasefire, weapons and range
field-ceasefire-airspace = Ceasefire, airspace
field-consent = Consent
field-option-to-stay = Option to stay
field-choice-of-destination = Choice of destination
field-those-who-stay = Those who stay
field-family-unity = Families
field-special-care = Special care
field-papers = Papers and belongings
field-return = Return
field-data = Data
field-definition = Violations are
field-fallback = If the way ahead is shut
field-return-route = Return route
field-stop-conditions = The facilitators withdraw when
field-communications-lost = Without communications
inspection = At { $at }, { $by } may inspect. Purpose: { $purpose }; at most { $limit }; observed by { $observer }; { $detention }.
detention = { $state ->
    [none] nobody is detained
    [allowed] people may be detained
    [blank] detention: [__________]
   *[other] detention only by this procedure: { $procedure }
}
lists = Lists are frozen at { $frozen } and kept by { $keeper }. Order: { $order }. Dead or missing: { $missing }
guarantee = { $name } guarantees the safety of { $places }, in writing to { $to }, on { $on }.
consent-asked-by = Consent is asked by { $by }.
violation-reported = Violations are reported to { $to }.
suspension = A violation suspends { $what }. Suspended by: { $by }. Resumed by: { $resumed }. At most: { $limit }.
suspends-boarding = boarding; convoys on the road finish their way
suspends-everything = all movement
suspends-open = [__________]
disputes = Disputes are decided by { $by } within { $within }.
discloses = { $role } may see: { $things }.
blanks = { $n ->
    [zero] Nothing is left open.
    [one] { $n } blank is left open, marked { $mark }.
   *[other] { $n } blanks are left open, marked { $mark }.
}
signatures = Signatures
signature-line = For { $name }: ______________________  Date: ______________
