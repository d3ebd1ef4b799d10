# Words of rehearsals. The first message stands with every rehearsal, on every door.
rehearsal-compares = A rehearsal compares plans and clauses with each other. It does not predict any day: how often dangers strike rests on a few cases and on assumptions.
rehearse-needs-file = Name an agreement, or ask for --assumptions.
exercise-needs-one = An exercise needs one agreement and, with --plan, its plan.
rehearse-unplanned = No plan was named, and none is made while these errors stand. Set them aside with a reason in mamarr plan --despite, and name that plan with --plan.
plan-for-each = Name a plan for each agreement, in their order, or none: here are { $files } and { $plans }.
of-worth-only = --leave-one-out and --dask go with --worth.
fitted-dangers-only = --leave-one-out fits the dangers that come with Mamarr; figures of your own have no cases to leave out.
rehearsal-title = Rehearsal of { $name }: { $runs ->
    [one] one run
   *[other] { $runs } runs
}, seed { $seed }
rehearsal-runs = { $n ->
    [one] { $n } run
   *[other] { $n } runs
}
rehearsal-finish = Last arrival
rehearsal-never = never
rehearsal-not-out = Not out when the window closes
rehearsal-not-out-of = Not out, of those for whom { $side } asks
rehearsal-stayed = Chose to stay
rehearsal-imbalance = Greatest imbalance
rehearsal-imbalance-stopped = Imbalance left, in runs that left somebody behind
rehearsal-endings = What kept people from getting out
rehearsal-ending = { $what }: in { rehearsal-runs }, { $people ->
    [one] one person
   *[other] { $people } people
} on average
rehearsal-in-window = Everybody is out before the window closes in { $share } of the runs (exact to { $low } to { $high }; depending on what nobody knows for certain, { $least } to { $most })
rehearsal-at-all = Everybody gets out in the end in { $share } of the runs ({ $low } to { $high }; { $least } to { $most })
rehearsal-out-by = People out by
rehearsal-struck = On board of vehicles attacked where they waited
rehearsal-hours-on-board = Hours on board, a person on average
rehearsal-tenth-on-board = Hours on board, the worst tenth of people
rehearsal-worst-on-board = Hours on board, the convoy that fared worst
rehearsal-hours-waiting = Hours of waiting loaded, a person on average
rehearsal-tenth-waiting = Hours of waiting loaded, the worst tenth of people
rehearsal-worst-waiting = Hours of waiting loaded, the convoy that fared worst
rehearsal-groups-head = Not out when the window closes, by group
rehearsal-at-head = Not out, where they had got to
rehearsal-waiting-at-head = Hours that people wait loaded, all together, at
rehearsal-mean = mean
rehearsal-assumed = { $n } of { $of } dangers rest on numbers that nobody observed: mamarr rehearse --assumptions
cause-danger = the way was shut for good
cause-clause = a clause stayed closed
cause-plan-order = the plan's order or its vehicles
cause-late = too late for the window
rehearsal-slow = driving, inspections and small delays together

R001 = A rehearsal needs at least one run and at most { $most }; { $runs } were asked for
    .do = Give --runs a number from 1 to { $most }; 1,000 is a good beginning.
R002 = The seed { $seed } is negative
    .do = Give --seed a whole number from 0 upwards; the same number gives the same rehearsal.
R003 = The plan was made for { $plan } and does not fit the agreement { $agreement }
    .do = Plan again from this agreement, or name the agreement that the plan was made for.
R004 = The plan of { $plan } moves nobody
    .do = Settle the numbers of those who leave and plan again.
R020 = Dask is not installed here
    .do = Install it with: pip install "mamarr[dask]". Without --dask the same is done on this machine, with the same result.
R021 = No Dask cluster answers at { $address }: { $problem }
    .do = Give the address of its scheduler, such as tcp://host:8786, after the agreements; or --dask alone for a cluster on this machine.
R022 = The workers at { $address } have another Mamarr than this one, so their results would not be the same
    .do = Install the same version on every worker and start the cluster again.
