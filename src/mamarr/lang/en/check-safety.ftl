# Safety: headline, advice (.do) and, where a wording is proposed, that wording (.text).
F701 = { $number ->
    [one] One road that convoys take is
   *[other] { $number } roads that convoys take are
 } not confirmed to be clear of mines.
    .do = Have each road surveyed by a neutral body, and write who confirmed it.
F702 = { $number ->
    [one] One road is
   *[other] { $number } roads are
 } said to be clear of mines by a party only ({ $by }).
    .do = Have a neutral body survey the road, or choose another road.
F703 = The ceasefire does not say which roads it covers.
    .do = Name the roads, and how far to either side nobody fires.
    .text = Proposal: nobody fires on or from any road named here, nor within 1 km to either side, during the window
F704 = The ceasefire does not say which weapons fall silent, at which distance.
    .do = Say that no weapon that reaches the roads and places is fired, wherever it stands.
    .text = Proposal: no weapon whose range reaches the roads and places named here is fired during the window, wherever it stands
F705 = The ceasefire says nothing about aircraft and drones.
    .do = Say who does not fly, where and when, and ask those who can fly there and have not signed.
    .text = Proposal: nobody flies aircraft or armed drones over the roads and places named here during the window
F706 = Nothing says that drivers, vehicles and plates were notified, and who lets them pass.
    .do = Agree on the notification: what is sent, to whom, how long before, and who confirms it.
    .text = Proposal: drivers, vehicles and plates are notified to every holder of a road before departure, and each confirms in writing
F707 = Nothing says which arms may be carried, by whom, and where they are.
    .do = Say what may be carried, or that nobody carries arms on board, and who looks.
    .text = Proposal: nobody carries arms or ammunition on vehicles with civilians or wounded people; what weapon bearers may keep is listed before they board
F708 = There is no rule on crowds, cameras and ceremonies.
    .do = Say who may be at the places, and that nobody is filmed or shown.
    .text = Proposal: no crowds, ceremonies or filming of people at the assembly places, crossings and reception places
F709 = Nothing says what people have on board: water, warmth, milk for infants, and getting off.
    .do = Write what each vehicle carries and how often people may get off.
    .text = Proposal: every vehicle carries water, blankets and milk for infants; people may get off at least every 2 hours
label-safety-airspace = who can strike this road from the air
