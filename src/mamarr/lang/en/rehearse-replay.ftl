# Words of the exercise: one rehearsed day, watched and decided in by whoever trains.
replay-halt = { $when }: { $name } ({ $by }). Nobody boards.
replay-where = { $out } people are out. { $loaded } sit in loaded vehicles. What do you do?
replay-choose = 1, 2 or 3
replay-wait = Wait: the halt ends when whoever halted ends it
replay-resume = Resume under a guarantee: { $names } lift it { $hours } hours after it began ({ $kind ->
    [agreed] the limit of the agreement
   *[assumed] the agreement sets no limit: an assumption
})
replay-nobody-lifts = Resume under a guarantee: not open. The agreement names nobody who may lift a suspension.
replay-nobody-guarantees = Resume under a guarantee: not open. Nobody guarantees this agreement.
replay-ends-sooner = Resume under a guarantee: not needed. The halt ends before a guarantee could lift it.
replay-break-off = Break off: nobody boards any more, those under way arrive
replay-decision = { $choice ->
    [wait] wait
    [resume] resume under a guarantee
   *[break-off] break off
}
replay-no-decision = { $file }:{ $line }: “{ $answer }” is no decision. Write wait, resume or break off, or 1, 2 or 3.
replay-not-allowed = { $file }:{ $line }: “{ $answer }” is not open here; the lines above say why.
replay-no-halt = Nobody had to decide on this day: boarding was never halted. Try another seed, or dangers of your own.
replay-what-if = What if: the same day with the same draws; after another decision later halts are waited out.
replay-as-decided = as decided
replay-had-head = Decision
replay-had = { $when }: { $decision }
replay-out = Out
replay-left = Not out
replay-finish = Last arrival
replay-tenth-on-board = Hours on board, worst tenth
replay-tenth-waiting = Hours of waiting loaded, worst tenth
replay-unread = The answers in { $file } cannot be read: { $problem }
replay-written = { $file }: { $n } events, { $halts ->
    [one] one halt
   *[other] { $halts } halts
}. It can never be opened as the log of a real day.
replay-watch = Watch it hour by hour: mamarr status { $agreement } --plan { $plan } --log { $log } --now "YYYY-MM-DD HH:MM"

R005 = The agreement has no window, so there is no day to replay
    .do = Give «window» with «opens», «closes» and «zone».
