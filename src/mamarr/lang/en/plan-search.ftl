# Words of the search for a better plan: what it is to make small, how it went, and what the plan is worth.
plan-safe = People are safe { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} after the window opens on average{ $first ->
    [none] { "" }
   *[other] ; those who may not be made to wait, { $protected ->
        [one] { $protected } hour
       *[other] { $protected } hours
    }
}
plan-aboard = Time on board: { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} on average, { $longest } at most
plan-gathered = Loaded convoys at one place at one time: { $number } at most, at { $place } at { $when }
plan-searched = Searched for { $objective ->
    [finish] the earliest last arrival
    [imbalance] the least imbalance
    [aboard] the least time on board
    [together] the fewest loaded convoys at one place
    [told] the least change to what people were told
   *[safe] people being safe sooner
}: { $work ->
    [one] { $work } plan
   *[other] { $work } plans
} tried, seed { $seed }
plan-searched-work = The same work and seed give this plan again.
plan-searched-time = Stopped by the time limit, which another run need not reach at the same point: --work { $done } --seed { $seed } gives this plan again.
plan-searched-interrupt = Interrupted: this is the best plan so far. --work { $done } --seed { $seed } gives it again.
plan-proof-work = The bound is proved by linear programmes; the same again proves the same.
plan-proof-time = The bound is the best that linear programmes proved in the time given; it holds, but another run may prove another one.
plan-proof-interrupt = Interrupted: the bound is the best that linear programmes proved so far; it holds.
plan-search-progress = { $work } plans tried · last arrival { $best } · bound { $bound } · gap { $gap }% · Ctrl-C takes the best so far
