# The numbers of an agreement.

N101 = How many people of { $group } leave is not agreed
    .do = Agree on a number, or on low, likely and high with who counted. Until then every clause that counts these people hangs in the air.
N102 = { $known ->
        [no] { $share } of { $group } is promised, and how many they are is not agreed
       *[roughly] { $share } of { $group } is promised, and that may be { $low } people or { $high }
    }
    .do = Write the number of people instead of the share, or agree on one total before the first convoy.
N103 = The parts of { $group } add up to { $parts ->
        [one] { $parts } person
       *[other] { $parts } people
    }, more than the number given ({ $number })
    .do = Correct the parts or the number. Nobody is counted in two parts.
N104 = { $unit ->
        [share] The phases of { $movement } add up to { $sum }%, not to { $most }%
       *[people] The phases of { $movement } add up to { $sum } people, where { $least } to { $most } leave
    }
    .do = Correct the phases so that everybody who leaves is in one of them, and nobody in two.
N105 = { $one ->
        [one] One convoy
       *[other] { $one } convoys
    } of { $first } and { $other ->
        [one] one convoy
       *[other] { $other } convoys
    } of { $second } cannot be paired
    .do = Set the convoy sizes so that both sides have as many convoys; otherwise those left over can never move.
N106 = { $exchange } does not say what happens if fewer people come than were promised
    .do = Write “shortfall: accounted for” (people whose absence a neutral body attests are counted), “substitute” or “amend”.
N107 = { $exchange } does not say what happens if people choose to stay
    .do = Write “refusals: accounted for”, so that nobody is made to leave to keep the count. People who choose to stay count once a neutral body has attested it.
N108 = The English and the Arabic text give different numbers: only in English { $english }; only in Arabic { $arabic }
    .do = Agree which number holds, and write it in figures in both.
N109 = The number of { $group } has no source
    .do = Write who counted (“counted by”), when (“on”) and where it can be read (“source”).
N110 = No limit is set for one convoy of { $movement }
    .do = Write under “convoy” how many people or vehicles go at most. Without it, convoys of { $usual } are assumed.
N111 = { $one } and { $other } take the same people of { $group }
    .do = Say under “who” which people each of them takes, or join them into one movement.
N112 = { $part ->
        [all] Nobody takes { $group } out: no movement names them
       *[other] Nobody takes these out of { $group }: { $part }
    }
    .do = Add a movement for them, or take them out of the agreement and say what is owed to them where they stay.
N113 = The number of { $group } is little known: { $low } to { $high }
    .do = Have them counted, or the lists settled, before the plan is made. Vehicles and shelter for one end of this range do not serve for the other.
N114 = { $stranded ->
        [one] One person
       *[other] { $stranded } people
    } of { $movement } can never leave: one is counted for one, and the other side has fewer
    .do = Write the tolerance as a share, such as 10%, so that both sides end together; or agree on a ratio.
N115 = Clause { $clause } sets { $sides ->
        [0] nobody
        [one] one side alone
       *[other] { $sides } sides
    } against each other: it binds nobody, because an exchange is between two
    .do = Name two sides under “between”, several movements of one side in a list of their own: [[a, b], c]. Write one clause for each pair of sides.
N116 = Clause { $clause } { $does ->
        [counted] counts people
       *[waits] lets people wait
    } at { $place }, where none of its movements comes by
    .do = Name a place on the way of these movements, or a step: boarding, departure, arrival.
N117 = The choices of { $movement } add up to { $total }, not to 100%
    .do = Write for each place which part of these people asked for it. Who has not been asked yet has not chosen.
N118 = People of { $movement } asked for { $place }, and it does not go there
    .do = Name the place under “to”, with roads that lead there, or ask again. A choice that cannot be kept is not struck out.
N119 = The households of { $group } are { $people ->
        [one] { $people } person
       *[other] { $people } people
    }, and { $left } of the group may travel in households
    .do = Correct the households or the number. Those named by another category than civilians leave in convoys of their own kind and are in no household here.
label-numbers-counts-on-it = this clause counts { $group }
label-numbers-total = the total of { $group }
label-numbers-number = the number
label-numbers-phase = { $movement } here too
label-numbers-side = one of the two sides
label-numbers-claims = taken by { $movement }
label-numbers-totals = { $one } against { $other }
label-numbers-destinations = where this movement goes
