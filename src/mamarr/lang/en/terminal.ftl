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
despite-reason = --despite needs a code and a reason, as in B201:"the holder gave its word to the cell"; given: { $given }
plan-refused = No plan was made: { $codes } must be mended first, or set aside with --despite CODE:REASON. A condition on wounded people, the sick or children cannot be set aside.
plan-more = { $n } convoys are not shown; --all shows them, --csv writes them.
plan-links-before = { $n } earlier links
plan-keeps = The plan keeps the agreement.
written = Written: { $files }
rehearsing = Rehearsing
rehearsal-what = In so many of a hundred runs, less than
