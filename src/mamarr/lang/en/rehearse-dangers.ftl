# Words of the dangers that rehearsals draw, and of faults in a dangers file.
assumptions-read = Each figure: the likely value, and in brackets the least and the greatest that are plausible. Runs are made under 64 answers between them.
assumptions-strikes = Strikes: { $what }
assumptions-at = Only at: { $places }
assumptions-once-in = Once in { $times } ({ $who })
assumptions-only-ahead = Only while whoever does it has received more than the other side
assumptions-only-behind = Only while whoever does it has received less than the other side
assumptions-rises-with-imbalance = More often by this for each per cent of imbalance: { $figure }
assumptions-at-night = At night, of the frequency by day: { $figure }
assumptions-chance = Chance, each convoy and leg: { $figure }
assumptions-part = Part of the people: { $figure }
assumptions-loses-vehicle = A vehicle is lost, of the times: { $figure }
assumptions-never-ends = Never ends, of the times: { $figure }
assumptions-lasts = Lasts { $figure }
assumptions-off-by = All durations together may be off, to this much of them: { $figure }
assumptions-eased = With { $remedy }, this much of it still happens: { $figure }
assumptions-observed = Observed: { $text }
assumptions-source = Source: { $title } ({ $kind }, { $on }) { $url }
assumptions-assumed = Assumed, seen by nobody: { $text }
assumptions-spread = { $likely } ({ $low } to { $high })
source-neutral = neutral
source-press = press
source-party = one side's account
source-study = study
strikes-boarding = boarding, by a party
strikes-road = a road
strikes-crossing = a crossing
strikes-reception = a place of reception
strikes-waiting = a place where loaded vehicles stand
strikes-weather = all roads
strikes-loading = the boarding of one convoy
strikes-driving = a leg of one convoy
strikes-inspection = the inspection of one convoy
strikes-attestation = the attested count of one convoy
strikes-people = how many people come
whose-signed = each one held or done by somebody who signed
whose-vouched-for = each one held or done by somebody who is vouched for
whose-not-bound = each one held or done by somebody not bound
whose-anybody = each one, whoever holds it or does it
remedy-monitor-posted = a monitor posted there
remedy-inspection-observed = the inspection observed
remedy-suspension-limited = a limit to suspensions
remedy-disputes-decided = somebody who decides disputes
remedy-numbers-settled = a rule for shortfalls and for people who stay
remedy-lists-frozen = lists that are frozen
remedy-spare-vehicles = spare vehicles in every fleet
remedy-waiting-limited = a limit to the time on board
remedy-cordon-posted = a cordon at the place
remedy-conduct-settled = a rule on crowds and cameras
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
span-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}

R010 = The danger { $danger } names no evidence, and does not say that it is assumed
    .do = Name a source under «evidence», or say under «assumption» which numbers nobody observed.
R011 = The danger { $danger } does not say how often it strikes in the way that fits it
    .do = What shuts something has «once in»; what slows a convoy has «chance»; people who choose to stay have «part».
R012 = The danger { $danger } would strike once in no time at all
    .do = Give the mean time between two, such as «20 days»; leave the line out if it never happens.
R013 = Low, likely and high are not in order in the danger { $danger }
    .do = Low is at most likely, likely at most high.
R014 = The source { $source } has no date
    .do = Give the date of publication under «on».
R015 = The danger { $danger } does not say how long it lasts
    .do = Give «minutes» as low, likely and high, or «never ends: 100%».
R016 = The danger { $danger } names { $place }, which is no { $kind ->
    [party] party
   *[place] place
} of { $agreement }
    .do = Name one of: { $known }; or leave «at» out, and it can strike everywhere.
R017 = This line of the danger { $danger } says nothing about what it strikes
    .do = Leave it out. «only while» fits what shuts something, «rises with imbalance» and «at night» all but people, «loses vehicle» driving.
