# Words of the command line.
help = help
check-summary = { $errors ->
    [0] no errors
    [one] { $errors } error
   *[other] { $errors } errors
}, { $warnings ->
    [0] no warnings
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}, { $notes ->
    [0] no notes
    [one] { $notes } note
   *[other] { $notes } notes
}
explain-means = What it means
explain-do = What to do
explain-unknown = There is no rule { $code }. Known: { $known }
fix-unknown = No mechanical remedy for { $codes }. There is one for: { $known }
fixed = { $code }: { $n ->
    [0] nothing to mend
    [one] mended in one place; the parties must still agree to it
   *[other] mended in { $n } places; the parties must still agree to it
}
standard = Standard: { $standard }
example = Example
more-places = … and { $n ->
    [one] one more place
   *[other] { $n } more places
}
despite-unknown = There is no rule { $code }; give --despite a code that mamarr check shows
despite-reason = --despite needs a code and a reason, as in B201:"the holder gave its word to the cell"; given: { $given }
plan-refused = No plan was made: { $codes } must be mended first, or set aside with --despite CODE:REASON. A condition on wounded people, the sick or children cannot be set aside.
plan-more = { $n ->
    [one] { $n } convoy is not shown; --all shows it, --csv writes it.
   *[other] { $n } convoys are not shown; --all shows them, --csv writes them.
}
plan-links-before = { $n ->
    [one] { $n } earlier link
   *[other] { $n } earlier links
}
plan-keeps = The plan keeps the agreement.
written = Written: { $files }
output-lost = The output could not be written: { $problem }
preparing = Preparing this computer, once: this takes up to a minute
not-written = { $file } could not be written: { $problem }. What was there before is unchanged.
same-file = { $file } is read, or written twice, by this command: choose another path. Nothing was written.
by-missing = --by needs a word: who enters this, a desk and never a person's name.
rehearsing = Rehearsing
rehearsal-what = In so many of a hundred runs, less than
usage-line = Usage: { $usage }
usage-help = Try '{ $command }' for help.
usage-error = Error: { $message }
usage-missing-argument = Missing argument '{ $name }'.
usage-missing-option = Missing option '{ $name }'.
usage-no-option = No such option '{ $name }'.
usage-command = Missing command.
usage-no-command = No such command '{ $name }'.
usage-near = Did you mean { $names }?
usage-invalid = Invalid value for '{ $name }': { $message }
usage-not-one-of = '{ $value }' is not one of { $choices }.
usage-not-a-number = '{ $value }' is not a number.
usage-not-in-range = { $value } is not in the range { $range }.
usage-not-a-time = '{ $value }' is not a time of our days; write it as 2030-03-04 06:40.
usage-no-file = The file '{ $value }' does not exist.
usage-not-opened = The file '{ $value }' cannot be opened: { $problem }
usage-takes-a-value = Option '{ $value }' requires an argument.
usage-takes-no-value = Option '{ $value }' does not take a value.
usage-too-many = Got unexpected: { $value }
key-made = A key is in { $file }; keep it to yourself. Its public half: { $public }
log-opened = A new log is open in { $file }. Head: { $head }
log-plan = From { $since } UTC on it goes by plan { $plan }
new-replaces = --new opens a log, --replaces changes the plan of one: only one of them.
log-whole = { $file } is whole: every entry, signature and the head follow from its bytes.
head-form = A head is a number and all 64 characters, as `mamarr status` prints it; given: { $given }
recorded = { $number } · { $id } · { $kind } { $convoy } · head { $size }:{ $root }
recorded-before = { $number } · { $id } · { $kind } { $convoy } · was recorded before · head { $size }:{ $root }
not-recorded = NOT RECORDED: { $line }
board-title = { $name }. For the cell only
board-now = As of { $when } ({ $zone })
board-head = Log head: { $head }
board-suspended = SUSPENDED by { $by } since { $since } (convoy: { $convoy })
board-awaits = To resume it, still needed: { $names }
board-side = People, asked for by
board-convoy = Convoy
board-where = Where its people are
board-blocked = Blocked by
board-go = GO
board-expected = Expected
board-more = { $n ->
    [one] One convoy is not shown (arrived, or later in the plan); --all shows it.
   *[other] { $n } convoys are not shown (arrived, or later in the plan); --all shows them.
}
board-not-go = “No clause blocks this” is not GO. GO is a signed event of the head of operation, and it expires.
board-no-clause = no clause
board-no-go = no GO
board-go-until = until { $until }
board-overdue = OVERDUE
board-by-suspension = suspension
board-by-article = article { $number } ({ $name })
board-by-turn = turn or vehicles ({ $name })
board-contradiction = Counts differ: { $convoy } { $kind }: { $counts }. Both are kept.
plan-of-log = { $file } holds the plan of the log { $log }: replaced, that log would take no more reports. Nothing was written; choose another name with -o.
