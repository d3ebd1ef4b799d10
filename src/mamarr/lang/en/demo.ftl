# The story that mamarr demo tells.
demo-check = 1. Check: where will this agreement break?
demo-published = Eastern Aleppo, 18 December 2016: the terms as published, with the two locks that each side's account adds. { $errors } errors, { $warnings } warnings; some of them:
demo-remedies = 2. Remedies: what a machine can mend
demo-mended = { $n ->
    [one] One mechanical remedy
   *[other] { $n } mechanical remedies
} applied, as proposals. { $errors } errors and { $warnings } warnings are left: signatures, numbers, guarantees. No tool settles those; people do, at a table.
demo-plan = 3. Plan: the repaired agreement, as a table might have settled it
demo-repaired = Check of the repaired text: { $errors } errors, { $warnings } warnings.
demo-planned = { $convoys } convoys take { $people } people; the last arrives at { $finish }, after { $hours } hours. Proven: no plan takes less than { $bound } hours.
demo-imbalance = Neither side is ever ahead by more than { $share } of its people (at { $when }).
demo-drawing = Drawing
demo-rehearse = 4. Rehearse: the same plan with things going wrong
demo-not-out = Not out when the window closes: at most { $median } people in half of the runs, more than { $high } in one of ten.
demo-day = 5. Operate: a day, reported by radio (an exercise)
demo-recorded = { $n } reports recorded, { $repeated } of them twice and written once. Log head: { $head }
demo-status = At { $when }: { $arrived } people have arrived, { $waiting } wait. Boarding is suspended; { $claims } accounts contradict each other, { $differ ->
    [one] one count differs
   *[other] { $differ } counts differ
}, and both are kept.
demo-reported = 6. Report: one record, in Arabic and in English, for the cell and for the public.
demo-folder = Done in { $seconds } seconds. In { $folder }:
demo-broken = The shipped files do not fit together. This is a fault of Mamarr; please report it.
demo-not-ours = { $folder } holds { $file }, which no demo made, or which was worked with since. Nothing was touched: choose another folder with --into.
