# Who is bound by an agreement.

B201 = { $more ->
        [0] { $holder } controls { $where }, and nothing binds it: it did not sign and nobody vouches for it
       *[other] { $holder } controls { $where } and more places on the way, and nothing binds it: it did not sign and nobody vouches for it
    }
    .do = Let { $holder } sign, name a guarantor that vouches for it, or lead the movements another way.
B202 = { $more ->
        [0] { $holder } controls the road { $where }, and nothing binds it: it did not sign and nobody vouches for it
       *[other] { $holder } controls the road { $where } and others on the way, and nothing binds it: it did not sign and nobody vouches for it
    }
    .do = Let { $holder } sign, name a guarantor that vouches for it, or take another road.
B203 = { $holder } can strike the road { $where } from the air, and nothing binds it: it did not sign and nobody vouches for it
    .do = Let { $holder } confirm in writing when and where it does not fly, and sign or be vouched for.
B204 = { $what ->
        [place] Nobody is named as controlling { $where }, and people must pass there
       *[road] Nobody is named as controlling the road { $where }, and people must pass there
    }
    .do = Write under “held by” who stands there today. If nobody knows, find out before anybody boards.
B205 = { $given ->
        [some] The security guarantee of { $holder } does not cover { $where }, which it controls
       *[none] { $holder } controls { $where } and has given no security guarantee
    }
    .do = Ask { $holder } for a guarantee, given to the facilitators, that names every place it controls on the way.
B206 = { $party } signed, and the agreement gives it nothing: none of the people who leave are on its list, and no other gain is named
    .do = Write what it gets under “gains”, or name the people whose leaving it asks for under “of”. A side that gains nothing has no reason to keep its word.
B207 = { $body } is both facilitator and guarantor
    .do = Keep it as facilitator only, and find a guarantor that can answer for the conduct of a side. A neutral body cannot.
B208 = The text does not say by whose authority { $party } signed
    .do = Write under “mandate” who signed, and whom on the ground the signature binds.
B209 = { $party } gave its word but did not sign
    .do = Have the text signed, or its words recorded and confirmed before witnesses whom both sides accept, before anybody boards.
B210 = No guarantor vouches for { $party }
    .do = Find a body that { $party } listens to and that will answer for it, and name it under “guarantors”.
B211 = The text does not say what { $guarantor } puts up if the side it vouches for does not keep its word
    .do = Write under “surety” what it stakes: money, goods or its public word; never people.
B212 = { $guarantor } guarantees its own conduct
    .do = Name a body other than the side itself as guarantor.
label-binding-holds = { $holder } controls this too
label-binding-not-signed = { $holder } did not sign
label-binding-not-covered = not covered by { $holder }
label-binding-neutral = a neutral body here
label-binding-guarantors = none of these vouches for it
label-binding-party = a party here
