# Words of re-planning: what changes for whom, to be read over the radio.
replan-title = Changes to the plan of { $name } from { $when } on
replan-line = { $convoy }: { $what }
replan-later = boards { $when }, { $n ->
    [one] 1 minute
   *[other] { $n } minutes
} later
replan-earlier = boards { $when }, { $n ->
    [one] 1 minute
   *[other] { $n } minutes
} earlier
replan-as-before = boards { $when } as before
replan-new = new, boards { $when }
replan-dropped = does not travel, nobody is left in it
replan-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
replan-vehicles = vehicles { $vehicles }
replan-to = to { $to }
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
replan-suspended = A suspension is in force. These times hold only if it is resumed at once; --now takes a later moment.
replan-both = --old, the plan so far, and --from, its log, go together; --changes needs both.
replan-kept = With --old the numbers and what was set aside are those of the old plan: leave out --level, --despite and --prove.
replan-window = Re-planning needs a window in the agreement, so that reported times can be placed in the plan.
