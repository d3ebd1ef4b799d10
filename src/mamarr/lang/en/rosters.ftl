# Words of the timetable by convoy, by place and by vehicle, of the spreadsheet, the calendar and the printed pages.
roster-by-convoy = By convoy
roster-by-place = By place
roster-by-vehicle = By vehicle
roster-figures = Figures
roster-plan = Plan from the { $level ->
    [low] low
    [high] high
   *[likely] likely
} numbers. Times are { $zone ->
    [none] minutes after the start
   *[other] local ({ $zone })
}.
roster-cut = { $n ->
    [one] One row is not shown; --all shows it, --csv writes it.
   *[other] { $n } rows are not shown; --all shows them, --csv writes them.
}
roster-copies = { $n ->
    [one] One vehicle does this
   *[other] { $n } vehicles do the same: one copy for each crew
}
roster-intended = What is intended, not what may move: only a signed GO moves a convoy.
column-convoy = Convoy
column-movement = Movement
column-from = From
column-to = To
column-people = People
column-households = Households (number × size)
column-vehicles = Vehicles
column-boards = Boards
column-departs = Departs
column-crosses = Passes
column-arrives = Arrives
column-signs = Call signs
column-place = Place
column-at = Time
column-what = What
column-vehicle = Vehicle
column-there-by = There by
word-boards = boards
word-departs = departs
word-crosses = passes
word-arrives = arrives
word-empty = empty
word-empty-departs = leaves empty
word-empty-crosses = passes empty
word-empty-arrives = arrives empty
word-not-needed = not needed
figure-agreement = Agreement
figure-digest = Digest of the agreement
figure-level = Numbers planned for
figure-people = People
figure-convoys = Convoys
figure-vehicles = Vehicles that drive
figure-finish = Last arrival
figure-bound = No plan can finish earlier than
figure-zone = Time zone
figure-despite = { $code } was set aside
level-low = low
level-likely = likely
level-high = high
event-board = { $convoy } boards
event-cross = { $convoy } passes
event-arrive = { $convoy } arrives
ical-needs-window = --ical needs an agreement with a window: without one there are no dates.
