# Words of re-planning: what changes for whom, to be read over the radio.
replan-title = Changes to the plan of { $name } from { $when } on
replan-line = { $number }. { $convoy }: { $what }
replan-moved = boards { $when }, not { $was }
replan-as-before = boards { $when } as before
replan-new = NEW, boards { $when }
replan-dropped = DOES NOT TRAVEL, nobody is left in it (was { $was })
replan-on = { $time } on { $day }
replan-at = at { $place }
replan-hours = Hours after the opening
replan-number = { $n ->
    [one] 1 person
   *[other] { $n } people
}
replan-people = { $was ->
    [none] { $now }
   *[other] { $now }, not { $was }
}
replan-vehicles = { $was ->
    [none] vehicles: { $now }
   *[other] vehicles: { $now }, not { $was }
}
replan-from = { $was ->
    [none] vehicles from { $now }
   *[other] vehicles from { $now }, not from { $was }
}
replan-to = { $was ->
    [none] to { $now }
   *[other] to { $now }, not to { $was }
}
replan-anywhere = wherever they are
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
replan-none = Nothing changes for those who wait.
replan-unchanged = { $n ->
    [one] 1 convoy that waits is
   *[other] { $n } convoys that wait are
} unchanged.
replan-boarded = { $n ->
    [one] 1 convoy has
   *[other] { $n } convoys have
} boarded and are not moved.
replan-searched = The order of the convoys that wait is a new one: in the old order not all could arrive in time.
replan-tried = { $n ->
    [one] 1 order
   *[other] { $n } orders
} of those who wait tried, seed { $seed }.
replan-told = --objective told is for a day that is planned anew: it needs --old and --from.
replan-suspended = A suspension is in force. These times hold only if it is resumed at once; --now takes a later moment.
replan-both = --old, the plan so far, and --from, its log, go together; --changes needs both.
replan-kept = With --old the numbers and what was set aside are those of the old plan: leave out --level, --despite and --prove.
replan-window = Re-planning needs a window in the agreement, so that reported times can be placed in the plan.
