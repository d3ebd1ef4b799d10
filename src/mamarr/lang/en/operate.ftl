# Words of a line of report: forms are set apart by |
intake-kind-boarded = boarded
intake-kind-departed = departed | left
intake-kind-crossed = crossed
intake-kind-arrived = arrived
intake-kind-declined = declined | stayed
intake-kind-died = died
intake-kind-absent = absent
intake-kind-hospital = hospital
intake-kind-turned-back = turned-back
intake-kind-suspended = suspended
intake-kind-resumed = resumed
intake-kind-go = go
intake-kind-go-withdrawn = go-withdrawn
intake-kind-attested = attested
intake-kind-corrected = corrected
intake-kind-claim = claim
intake-kind-note = note
intake-kind-opened = opened
intake-kind-enrolled = enrolled
intake-kind-revoked = revoked
intake-kind-replanned = replanned
intake-word-at = at
intake-word-by = by
intake-word-via = via
intake-word-entered = entered
intake-word-about = about
intake-word-until = until
intake-word-scope = scope
intake-word-confirmed = confirmed
intake-word-everything = everything
intake-channel-radio = radio
intake-channel-paper = paper
intake-channel-phone = phone
intake-channel-file = file
intake-category-stretcher-cases = stretcher cases
intake-category-wounded = wounded
intake-category-sick = sick
intake-category-children = children
intake-category-civilians = civilians
intake-category-weapon-bearers = weapon bearers
intake-category-detainees = detainees
intake-category-captives = captives
intake-category-people = people

# How things are shown
event-boarded = boarded
event-departed = departed
event-crossed = crossed
event-arrived = arrived
event-declined = chose to stay
event-died = died
event-absent = absent
event-hospital = taken to hospital
event-turned-back = turned back
event-suspended = suspended
event-resumed = resumed
event-go = GO
event-go-withdrawn = GO withdrawn
event-attested = attested
event-corrected = corrected
event-claim = attributed account
event-note = note
event-opened = log opened
event-enrolled = key enrolled
event-revoked = key revoked
event-replanned = another plan
where-waiting = waiting
where-aboard = aboard
where-on-the-road = on the road
where-crossed = crossed
where-arrived = arrived
where-turned-back = turned back
where-declined = chose to stay
where-in-hospital = in hospital
where-dead = dead
where-absent = absent
where-unaccounted = unaccounted for
where-more-than-planned = counted beyond the plan
plan-switched = FROM NOW ON this log goes by plan { $plan }. Entry { $number }; head: { $size } entries, { $root }
plan-switched-go = GO given under the old plan has ended for { $names }: nobody of them boards before a new GO.
board-replanned = Plan { $plan } in force since { $since }; before it { $old }.
board-whole = the whole operation
board-even = Imbalance in { $exchange }: none.
board-ahead = Imbalance in { $exchange }: { $ahead } ahead by { $n ->
    [one] one person
   *[other] { $n } people
} delivered{ $part ->
    [none] .
   *[other] , { $part }% of the tolerance.
}
board-finish = If nothing more is suspended and nothing else happens, the last arrival is at { $when }.
board-no-finish = As things stand, not everybody arrives.
lie-ahead = { $n ->
    [one] One report lies ahead of this clock and does not count yet: { $ids }
   *[other] { $n } reports lie ahead of this clock and do not count yet: { $ids }
}
breach-clause = happened before the clause allowed it
breach-suspended = happened while suspended
breach-no-go = departed without a GO in force
part-seen-by = who saw it (by …)
part-text = the words (after “: ”)
part-about = the earlier report (about …)
part-until = when it ends (until …)
part-convoy = the convoy
part-people = the number of people

# Faults while a report is taken in
E101 = { $word ->
    [none] The line ends before it says what happened
   *[other] “{ $word }” is not understood
  }
    .do = Write: time, what happened, convoy, “at” place, number, “by” who saw it, channel.
E102 = { $word ->
    [none] A time is missing
   *[other] “{ $word }” is not a time, or does not exist on that day
  }
    .do = Write the local time as 06:40, with the day before it if it is not today: 2030-03-04 06:40.
E103 = “{ $word }” is not a number of people
    .do = Write a whole number, 193 or 1,250, in either kind of digits.
E104 = Missing: { $part ->
    [seen-by] who saw it
    [text] the words
    [about] which earlier report
    [until] when it ends
    [convoy] the convoy
   *[people] the number of people
  }
    .do = Add it to the line: { $part ->
    [seen-by] “by” and the name as in the agreement.
    [text] after a colon and a space.
    [about] “about” and the first 6 or more characters of its id.
    [until] “until” and the local time.
    [convoy] its code, e.g. as the plan names it.
   *[people] a number, and the category if people were sorted.
  }
E105 = “{ $name }” is not known here
    .do = Check the spelling. A report with an unknown name is recorded all the same and shown as a problem; a GO or a correction is not.
E106 = { $file } is not UTF-8 text
    .do = Save it as UTF-8 and take it in again.
E107 = { $when } is still to come: the clock here shows { $clock }
    .do = Check the day and the hour. It is recorded as written and counts from then on; until then status and report list it as lying ahead.
E108 = “{ $word }” lies ahead of the clock here ({ $clock }): taken as yesterday's, { $when }
    .do = If that is not meant, correct this report and enter it with its date.
E109 = { $when } is still to come: the clock here shows { $clock }. This stop is in force from now on all the same
    .do = Nothing needs to be done to stop. Check the clock, and say the right time in a note.
E110 = { $when } is still to come: the clock here shows { $clock }
    .do = Check the hour and the clock. If this time is meant, or that of another day, write the date before it: 2030-03-04 06:40.
E111 = The end “{ $word }” ({ $end }) lies behind the beginning of this GO ({ $seen })
    .do = Check the hour. If it is meant for another day, write the date before it: 2030-03-04 06:40.
E112 = THE CLOCK WAS SET BACK: it shows { $clock }, and the last entry of this log came in at { $last }
    .do = Set the clock right before anything else. What stops is in force all the same; times written now may be wrong.
E113 = Recorded, WITHOUT EFFECT{ $why ->
    [suspended] : suspended by { $by } since { $when }
    [ended] : this GO ended at { $when }, by a suspension or because it was withdrawn
    [over] : this GO was over at { $when }
    [awaits] : suspended since { $when }; still needed: { $by }
    [earlier] : suspended by { $by } since { $when }, which is later than this
    [nothing] : nothing was suspended at that time
    [not-named] : { $by } is not named for it, this is a proposal
    [resumed] : resumed already at { $when }, which is later than this
   *[go-after] : a GO given at { $when }, later than this, is in force
  }
    .do = { $why ->
    [suspended] Nobody boards. Resume first, with everybody whom the agreement names; then give a new GO.
    [ended] Nobody boards by it. Give a new GO if the way is clear.
    [over] Check the hours. If it should hold now, give a new GO.
    [awaits] It is resumed when all of them have said so.
    [earlier] Enter it again with the right time if that was a slip.
    [nothing] Check the time and the convoy.
    [not-named] It stops nothing. Ask whoever the agreement names, at once; until then withdraw GO.
    [resumed] It stops nothing now. If it is meant to, enter it again with the time of now.
   *[go-after] If it is meant to end that one, enter it again with the time of now.
  }
E114 = Recorded, and CONDITIONS ARE CLOSED for { $convoy }: { $articles }
    .do = Nobody boards before they are open, whatever the GO says. These are the articles; status shows what each still waits for.

# Faults of the log
E201 = There is no log at { $file }
    .do = Open one for this plan, or check the path.
E202 = { $file } is not a log that this version can read
    .do = Run the audit on it. Do not delete it: it may hold the only record.
E203 = { $file } is in use by another program
    .do = Enter it again; if that does not help, close the other program. A log has one writer at a time.
E204 = { $file } exists already
    .do = Choose another path; a log is never overwritten.
E205 = { $file } belongs to another agreement or plan
    .do = Use the agreement and the plan that it was opened with, or open a new log.
E206 = NOT RECORDED{ $event ->
    [none] {""}
   *[other] : report { $event }
  }{ $problem ->
    [none] {""}
   *[other] {" "}({ $problem })
  }
    .do = Everything acknowledged before is safe. Write this report on paper, make room on the disk or repair it, open the log again and enter the report again.
E207 = SQLite { $version } can damage a log; 3.51.3 or newer is needed
    .do = Install the version of apsw that Mamarr asks for.
E208 = { $file } cannot be read here: { $problem }
    .do = This says nothing against the log. Check the rights and the disk, or copy it together with the file that ends in -wal, if there is one, and look there.
E211 = { $kind }: the signature is missing or false
    .do = Sign it with the key of the head of operation.
E212 = { $kind }: key { $key } is not enrolled as head of operation
    .do = Sign with a key that is, or have the head of operation enrol this one.
E213 = GO for { $convoy } not recorded: no confirmation by { $holders }
    .do = Each holder on the way confirms before GO: who, when, over which channel.
E214 = GO for { $convoy } not recorded: it has no end after its beginning
    .do = Say until when it holds.
E215 = { $kind }: made for another log
    .do = A decision names the log that it is for; make it again for this one.
E216 = This key cannot be enrolled: anybody could sign under it
    .do = Make a new key, and ask who proposed this one.
E217 = This report cannot be put into bytes: { $kind }
    .do = Check its names, numbers and words.
E218 = GO for { $convoy } not recorded: it would hold for more than { $hours } hours
    .do = Say an earlier end; when it is reached, give a new GO with new confirmations.
E219 = GO for { $convoy } not recorded: the confirmation by { $holders } is older than { $hours } hours
    .do = Ask again, and write when they said so.
E224 = { $file } no longer goes by this plan ({ $given }): since { $since } plan { $plan } is in force
    .do = Use the file of that plan. It is the one that was put in force with record --replaces; audit shows which plan was in force when.
E225 = This plan was made from plan { $follows }, and since { $since } plan { $plan } is in force
    .do = Somebody has changed the plan since. Plan anew from the one in force, with the log as it is now.
E226 = Plan { $plan } was in force before, or this change of plan lies before the last one
    .do = A plan is put in force once, and not back in time. Plan anew from the one in force.
E227 = { $what ->
    [unknown] { $convoy } is in the log and not in the new plan
    [changed] { $convoy } has boarded, and in the new plan it has other people, vehicles or another destination
    [time] { $convoy }: the log has another time than the new plan for { $act ->
        [board] boarding
        [depart] its departure
        [cross] crossing
       *[arrive] its arrival
      } at { $place }
    [not-reported] { $convoy }: the new plan takes { $act ->
        [board] boarding
        [depart] its departure
        [cross] its crossing
       *[arrive] its arrival
      } at { $place } as done, and nobody reported that
    [gone] { $convoy }: the new plan leaves { $n } people out, and { $reported } are reported as no longer travelling
   *[again] { $convoy }: the new plan sends { $n } of its people once more, and { $reported } are reported as turned back
  }
    .do = The new plan was not made from what this log holds now. Make it anew: mamarr plan --old … --from ….
E228 = { $movement }, { $category }: { $before } people in the plan before, { $after } in the new one
    .do = Nobody may get lost between two plans, and nobody may be there twice. Make the new plan with mamarr plan --old … --from ….
E229 = The plan that was in force until { $until } ({ $plan }) is not beside the plan given: what happened until then is not judged
    .do = Put its file into the same folder, under any name that ends in .json; it is known by its digest.
E231 = { $convoy }: the log asks GO to be confirmed by { $asked }, and its way is held by { $due }
    .do = Give no GO for it. Ask how this entry came about, and put the right plan in force with this program.
E209 = { $file } is the log of an exercise: nothing in it has happened
    .do = Use it with status, report and audit only. A day needs a log of its own: record --new.
E221 = The key file { $file } cannot be read or written{ $problem ->
    [none] {""}
   *[other] : { $problem }
  }
    .do = Check the path, or make a new key and have it enrolled.
E222 = The key file { $file } can be read by others
    .do = Treat the key as known to them: revoke it, make a new one, and keep its file to its owner (mode 600).
E223 = { $file } exists already
    .do = Choose another path; a key is never overwritten.

# Problems in the reports, listed and not lost
E301 = Report { $event } ({ $kind }) is about { $convoy }, which is not in the plan
    .do = Ask { $by }; correct the report, or amend the plan.
E302 = Report { $event } is about report { $about }, which has not come in
    .do = Ask for it; this one takes effect when it is there.
E303 = Report { $event } would correct a decision ({ $what }, { $about }): without effect
    .do = Decisions have their opposite: withdraw the GO, resume, suspend.
E304 = Report { $event } by { $by } would correct { $about } by { $first }: without effect
    .do = Only who said it takes it back. Record what { $by } saw as a report of its own; both are shown.
E305 = Device { $device } sent two different reports under number { $sequence }; { $event } is one of them
    .do = Keep both as evidence, and take no further reports from it until it is explained.
E306 = Report { $event }: { $convoy } has no such step{ $place ->
    [none] {""}
   *[other] {" "}at { $place }
  }
    .do = Name the place; if the convoy went another way, amend the plan.
E307 = Report { $event }: { $convoy } is reported at a later step before this one
    .do = Ask for the times; what was seen last in order stands.
E308 = Report { $event } ({ $kind }) gives no number
    .do = Ask { $by } how many, and correct it.
E309 = Report { $event }: { $by } proposes { $kind ->
    [resumed] to resume
   *[suspended] a suspension
  } and is not named for it
    .do = Whoever the agreement names decides.
E310 = Report { $event }: { $by } reports that { $convoy } turned back after the observers saw it arrive: without effect
    .do = Ask the observers; if they attest it, it takes effect.
E311 = Report { $event }: { $n ->
    [one] one person
   *[other] { $n } people
  } with { $convoy }, and the plan puts { $size } in it
    .do = Ask { $by } to count again. Until then only { $size } count in the clauses, and the others stand apart. If people of another convoy came along, have them attested absent from theirs; if they are more, amend the plan.

E312 = Report { $event }: GO for { $convoy } while boarding is suspended: without effect
    .do = Resume first, with everybody whom the agreement names; then give a new GO.

E313 = Report { $event } ({ $kind ->
    [declined] chose to stay
    [died] died
    [absent] absent
    [hospital] taken to hospital
   *[turned-back] turned back
  }): { $n } people are reported as no longer with { $convoy }, and the plan puts { $size } in it
    .do = Ask { $by } to count again, and whether people of another convoy are among them. Until then no more than { $size } are accounted for in the clauses, and the others stand apart.

# Faults that the audit finds
E401 = Entry { $number }: its bytes are not those of a report ({ $problem })
    .do = The log was altered or damaged. Keep it as it is, and compare it with the copies.
E402 = Entry { $number }: its id is not that of its bytes, or it is there twice
    .do = The log was altered or damaged. Keep it as it is, and compare it with the copies.
E403 = Entry { $number } stands where { $expected } is expected
    .do = Entries were removed or added. Compare the log with the copies.
E404 = Entry { $number }: false signature
    .do = Do not rely on it; ask whoever is said to have signed.
E405 = Entry { $number } ({ $kind }): not decided by whoever may decide it
    .do = It is without force. Ask how it came into the log.
E406 = The head noted at { $size ->
    [one] { $size } entry
   *[other] { $size } entries
  } ({ $noted }…) is not the beginning of this log, which has { $entries }
    .do = The log is not the one that was shown then. Keep both, and tell every side.
E407 = { $file } does not begin by naming its agreement and plan
    .do = Do not rely on it.
E408 = { $file } is damaged: { $problem }
    .do = Keep the file as it is, and restore from a copy.
E409 = Entry { $number }: plan { $plan } does not take the place of the plan in force then
    .do = It is without force: the log goes by the plan before it. Ask how it came into the log.
exercise-banner = EXERCISE. Nothing shown here has happened.
