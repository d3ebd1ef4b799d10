# Promises that wait for each other, for too much, or for people who may not be bound.

O301 =
    In no order does everything move: { $which ->
        [only] the convoy
        [first] the first convoy
        [last] the last convoy
       *[middle] convoy { $convoy }
    } of { $waiting } waits for { $amount ->
        [all] all
        [phase] the earlier phases
       *[some] { $needed } people
    } of { $awaited } (clause { $clause }){ $links ->
        [1] , and that cannot come without it
       *[other] ; { $which-next ->
                [only] the convoy
                [first] the first convoy
                [last] the last convoy
               *[middle] convoy { $convoy-next }
            } of { $waiting-next } waits for { $amount-next ->
                [all] all
                [phase] the earlier phases
               *[some] { $needed-next } people
            } of { $awaited-next } (clause { $clause-next })
    }
    .do = Each of these promises can be kept alone, but not all together. Drop one, or let one of them wait for fewer people, so that somebody may go first.
label-order-waits = { $which ->
        [only] the convoy
        [first] the first convoy
        [last] the last convoy
       *[middle] convoy { $convoy }
    } of { $waiting } waits here for { $amount ->
        [all] all
        [phase] the earlier phases
       *[some] { $needed } people
    } of { $awaited }
label-order-blocks-too = this clause has its part in it: without it, everything would move
O302 =
    More is needed than was promised: { $which ->
        [only] the convoy
        [first] the first convoy
        [last] the last convoy
       *[middle] convoy { $convoy }
    } of { $waiting } waits for { $needed } people of { $awaited }, and only { $promised } are promised (clause { $clause })
    .do = Write a number that { $awaited } can reach, or say what counts when fewer come than promised.
O303 = { $outcome ->
        [depends] Whether everybody gets through clause { $clause } depends on who goes first: after { $stuck } nothing may move any more
       *[undecided] It could not be decided whether clause { $clause } can get stuck by who goes first: there are more than { $states } situations to look at, or convoys that move in pairs
    }
    .do = Agree on an order. Let the movements of one side take turns in proportion to their numbers: this keeps the imbalance within the largest batch. For example: { $order }
O304 = { $through ->
        [words] Clause { $clause } makes { $movement } wait, and it carries only people whose leaving may depend on nothing
       *[law] Clause { $clause } stands behind the leaving of protected people of { $movement }, through something that they share with others
    }
    .do = Take { $movement } out of the clause: wounded and sick people, stretcher cases and children leave as soon as they can be moved. This rule cannot be set aside.
label-order-protected = { $movement } carries only wounded or sick people, stretcher cases or children
O305 = Nobody may begin: the convoys are larger than the tolerance of { $tolerance } in clause { $clause }
    .do = Send convoys of the largest size that fits, or agree on a tolerance of at least { $smallest }.
label-order-convoy = { $movement } sends convoys of { $size } people; the tolerance leaves room for { $fits }
O306 = Nobody may begin: the tolerance of { $tolerance } in clause { $clause } has no room for one full vehicle
    .do = Agree on a tolerance of at least { $smallest }: the smallest one under which the clause can complete with the convoys as they are.
O307 = Clause { $clause } makes people wait on board, on the way: { $where }
    .do = Let people wait before they board, where there is shelter: “waits at: boarding”.
O308 = If everything moves as soon as the clauses allow, clause { $clause } is furthest from balance { $after } hours after the opening: { $ahead } is then ahead by { $share } of its people ({ $people })
    .do = For the cell only. Have monitors and a reserve ready for that moment; smaller convoys or a smaller tolerance make it smaller.
O309 = The agreement completes at the likely number of { $group }, but not at { $number } ({ $tried } numbers between low and high were tried)
    .do = Fix the number before signing, write the clause in shares, or choose figures that work at every number between low and high.
label-order-locks-at = this clause blocks if the number is { $number }
O311 = Only { $tried } of the { $every } numbers of { $group } at which convoys change were tried
    .do = Nothing need be changed. With fewer, larger convoys or a narrower estimate every number is tried.
O310 = { $because ->
        [protected] Clause { $clause } makes nobody wait: { $movement } carries only protected people, and they count in no exchange
       *[figures] Clause { $clause } makes nobody wait: with its figures everybody is free to go from the start
    }
    .do = Write a figure that can bind, or strike the clause, so that nobody relies on it.
