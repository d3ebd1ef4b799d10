# Words of the exercise: one rehearsed day, watched and decided in by whoever trains.
replay-halt = { $when }: { $name } ({ $by }). Nobody boards.
replay-where = { $out } people are out. { $loaded } sit in loaded vehicles. What do you do?
replay-choose = 1, 2 or 3
replay-stop = Suspend boarding for everybody and tell all sides
replay-go-on = Let those board whom no clause holds
replay-decide = Call whoever decides disputes
replay-said-stop = By the agreement these may suspend: { $names }.
replay-said-go-on = By the agreement a suspension is lifted by: { $names }. Without their word nobody boards.
replay-said-decide = By the agreement disputes are decided by: { $names }.
replay-until = In this run the halt ends: { $until }. The run does not change by your answer; it is kept beside it.
replay-unread = The answers in { $file } cannot be read: { $problem }
replay-written = { $file }: { $n } events, { $halts ->
    [one] one halt
   *[other] { $halts } halts
}. It can never be opened as the log of a real day.
replay-watch = Watch it hour by hour: mamarr status { $agreement } --plan { $plan } --log { $log } --now "YYYY-MM-DD HH:MM"

R005 = The agreement has no window, so there is no day to replay
    .do = Give «window» with «opens», «closes» and «zone».
