# Protection: headline, advice (.do) and, where a wording is proposed, that wording (.text).
P801 = Nothing says that people are asked whether they wish to leave.
    .do = Say how each adult is asked, in private, with the terms and the destination told beforehand.
    .text = Proposal: each adult is told the terms, the way and the destination, and is asked in private whether to leave; an answer may be changed until boarding
P802 = Nothing says that people may stay, and on what footing.
    .do = Say that whoever wishes may stay, with home, work and safety, and who watches over it.
    .text = Proposal: whoever wishes to stay may stay, keeps home and work, is not pursued for staying, and has the same protection as those who leave
P803 = Nothing says that people may choose where they go.
    .do = Name the destinations that are open to choice, and how one goes on from the first.
    .text = Proposal: people choose among the destinations named here, and may go on from there to any place in the country
P804 = Nothing is said about those who stay.
    .do = Write which aid and which protection remain, and who watches.
    .text = Proposal: those who stay are protected and receive aid as before; neutral observers remain when the last convoy has left
P805 = Nothing says that a household stays together.
    .do = Make the household the unit that boards, and say what happens when one member is held back.
    .text = Proposal: a household boards one vehicle together; if a member cannot go, the household decides whether it goes
P806 = Nothing is said about people who need special care.
    .do = Say who goes with wounded, sick, old and disabled people, pregnant women and children alone.
    .text = Proposal: wounded, sick, old and disabled people, pregnant women and children alone leave first, with an escort, and wait for nobody
P807 = Nothing protects what people carry and own ({ $missing }).
    .do = Say that identity papers, deeds and belongings stay with their owners, and how much each may carry.
    .text = Proposal: identity papers, deeds, money and telephones stay with their owners and are not copied; each person may carry two bags
P808 = Nobody neutral observes the inspection at { $at } by { $by }.
    .do = Post a monitor at each inspection, within sight and hearing.
P809 = The inspection at { $at } by { $by } has no limit ({ $missing }).
    .do = Say what is looked for, and how many minutes a convoy may be stopped.
P810 = At { $at } people can be taken off the vehicles by { $by } without a procedure.
    .do = Agree that nobody is taken off, or name the procedure: who decides, who is told, who visits.
P811 = The lists are not frozen before the departures begin.
    .do = Name the day and hour after which nobody is added or struck off.
P812 = Nothing says who leaves first.
    .do = Agree on the order: medical need first, then for example households by lot.
    .text = Proposal: medical need first, then households by lot
P813 = Nothing says what happens if somebody on a list is dead or missing.
    .do = Say on whose word a name is struck off, who is told, and whether the place is filled.
    .text = Proposal: a name is struck off on the word of a neutral body that tells the family first; the place is not filled
P814 = Nothing says who sees the lists, for what, and when they are destroyed.
    .do = Say that lists serve this passage only, who sees them, and when they are destroyed.
    .text = Proposal: lists serve this passage only and no arrest or prosecution; only those named here see them; they are destroyed when the last count is agreed
P815 = Nothing says that people may come back, and that house and land remain theirs.
    .do = Say that leaving ends no right: to come back, and to house, land and belongings.
    .text = Proposal: the right to come back in safety, and to house, land and belongings, is untouched by leaving
P816 = Captives or detainees leave ({ $movements }), and no rule gives them a track of their own.
    .do = Write a separate track for captives and remains, on which no civilian's departure depends.
    .text = Proposal: captives, detainees and remains are exchanged on a track of their own; the departure of civilians does not depend on it
P817 = { $by ->
    [none] Nobody is named who asks people whether they wish to leave.
   *[other] People are asked whether they wish to leave by a party: { $by }.
 }
    .do = Let a neutral body ask, in private, with no armed person present.
P818 = { $by ->
    [none] Nobody is named who keeps the lists.
   *[other] The lists are kept by a party: { $by }.
 }
    .do = Let a neutral body keep the lists, and show each side only what it must confirm.
P819 = Convoys are stopped for inspection at { $at }, and the agreement has no rule for it.
    .do = Write who inspects there, what for, how long at most, who observes, and that nobody is taken off.
label-protection-stopped = convoys are stopped here
label-protection-held = captives or detainees leave with this movement
