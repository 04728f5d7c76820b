"""What a rewrite may not tear apart, shape by shape; what the source has too is no tear."""

import pytest

from agent.coach.rewriting.torn import is_torn

TORN = [
    (
        "The fitter did not consider the effect of the new rule on rows written by old clients.",
        "The effect of the new rule on rows had not been considered written by old clients.",
    ),
    (
        "We told a channel only, rather than writing to the 37 mills still using it.",
        "A channel only was told, rather than the 37 mills being written to still using it.",
    ),
    ("They left the note pointing to a dead line.", "The note pointing was left to a dead line."),
    ("The crew spent over an hour blaming the pump.", "An hour was spent over blaming the pump."),
    (
        "We did not test the first ten units before shipping all.",
        "The first was not tested ten units before all were shipped.",
    ),
    (
        "She rang the bell nine times and on none of those evenings asked the cook.",
        "The bell was rung nine times and on none of those evenings the cook was asked.",
    ),
    (
        "A dairy foreman in the valley told the dairy's pump to run backwards.",
        "The dairy's pump was told to run backwards.",
    ),
    (
        "The first two notes we did hang out understated the flood.",
        "The first two notes it was hang out understated the flood.",
    ),
    ("We let the guests down.", "The guests were let down."),
    (
        "The note was thin, cook assumed that the soup was done, and then serves it cold.",
        "The note was thin, it was assumed that the soup was done, and then serves it cold.",
    ),
    (
        "The crew's failure to chock the wheels before turning the propeller for startup.",
        "The wheels were not chocked before the propeller for startup was turned.",
    ),
    (
        "Somebody emptied the tray and burnt all letters since May.",
        "The tray was emptied and all letters were burnt since May.",
    ),
    (
        "She did not look, as she had baked it before but not every day.",
        "It had not been baked before but not every day.",
    ),
    (
        "The crew did not start looking into it until noon.",
        "It was not start looked into until noon.",
    ),
    (
        "At noon in our joy we served without waiting for the bell.",
        "At noon in our joy that was served without waiting for the bell.",
    ),
    (
        "The jury never weighed the rosy figures laid before it.",
        "The rosy figures laid were never weighed before it.",
    ),
    (
        "The tool writes to the live table, and when they went home they did not stop it.",
        "The tool writes to the live table, and when it was not stopped.",
    ),
    (
        "The key was lost by someone in Payroll who knew no better.",
        "The key was lost in Payroll who knew no better.",
    ),
    (
        "The first two notes we did hang out understated the flood.",
        "In the first two notes that was hung out the flood was understated.",
    ),
    ("He had bumped it from 0.19 to 0.21.", "The chart from 0.19 had been bumped to 0.21."),
    ("She declared the service healthy at noon.", "The service healthy was declared at noon."),
    (
        "Rather than read the plan, he guessed.",
        "Rather than the plan was read, it was guessed.",
    ),
    ("The shift took it that C had been drained.", "It that C had been drained was taken."),
    (
        "We were overzealous in cleaning the yard, and removed three gates.",
        "When the yard was cleaned, and three gates were removed.",
    ),
    ("Underestimating the demand.", "When the demand was underestimated."),
    (
        "They only looked at the length, not at the age.",
        "Only the length was looked at, not at the age.",
    ),
    ("The stop was as avoidable as it was stupid.", "The stop was as avoidable."),
    (
        "Both the driver and the inspector overlooked the pin.",
        "Both the driver and the pin was not noticed.",
    ),
    (
        "She missed the sign and only commented on the names.",
        "The sign was not noticed and the names were only commented on.",
    ),
    (
        "Had we kept a copy, it would have taken minutes.",
        "No copy was kept, so minutes were not taken.",
    ),
    ("We communicated way too late.", "Way was communicated too late."),
    (
        "The team did not drain the node and cordon it before the swap.",
        "The node was not drained and cordon it before the swap.",
    ),
    (
        "We should have asked the mill first, as its notes warn against it.",
        "The mill was not asked first, as its notes warn against it.",
    ),
    (
        "A contractor wrote the address down, when he ought to have looked it up.",
        "The address was written down, when it was not looked up.",
    ),
    (
        "Head office had mis-keyed the price and was closed for the day.",
        "The price had been mis-keyed and was closed for the day.",
    ),
    (
        "I added the flag, and the check of mine was never taken out by me.",
        "The flag was added, and the check of mine was never taken out.",
    ),
    (
        "Didn't teach the porters, only sent them a note.",
        "The porters were not taught, only sent them a note.",
    ),
    (
        "He ought to have closed the pool on Monday, and closed it on Friday.",
        "The pool was not closed on Monday, and was not closed on Friday.",
    ),
    (
        "If you ordered the red mug before noon, do not use it.",
        "The red mug was not ordered before noon.",
    ),
    (
        "Instead of clearing the hall, the head held a meeting.",
        "A meeting was held instead of cleared.",
    ),
    ("We ought to have seen this coming.", "This coming was not seen."),
    (
        "The shop could have posted it on the 4th as promised.",
        "The 4th was not posted on as promised.",
    ),
    (
        "The guards told us, that Ana had not signed and that Bo had not asked.",
        "It was told, that had not been asked, and signed.",
    ),
    (
        "The driver's failure to slow down was the cause of the crash.",
        "It was not slowed down was the cause of the crash.",
    ),
    ("The desk closed the valve in error.", "The valve in error was closed."),
    ("Nobody from the choir showed up at the drill.", "The drill was not shown up at."),
    ("The clerk told nobody who would stand in.", "Nobody who would stand in had been told."),
    (
        "Then we stopped sending crates to the mill.",
        "Then sending crates was stopped to the mill.",
    ),
    (
        "The fog made the clerk put the cones in the wrong lane.",
        "The fog made the cones were put in the wrong lane.",
    ),
    (
        "At noon Ana knew the size of the leak and that it was likely to grow.",
        "At noon the size of the leak was known and that it was likely to grow.",
    ),
    ("We did not lock the shed / warned the neighbours.", "The shed was not locked."),
    ("We did not get the mill' orders.", "The mill ' orders were not received."),
    (
        "This worked and provided the clerk with a false sense of calm.",
        "This worked and provided with a false sense of calm.",
    ),
    (
        "We overlooked the weights exceeding a ton.",
        "The weights was not considered exceeding a ton.",
    ),
    (
        "What we failed to see is that at a depth of 3.5 m, it does matter.",
        "It was not seen that at a depth of 3.5 m, and it does matter.",
    ),
    (
        "Ana lost an hour on cold starts and having guests at the desk.",
        "An hour on cold starts and having guests were lost at the desk.",
    ),
    (
        "The crates, which they decided to keep, were wet.",
        "The crates, which were decided to keep, were wet.",
    ),
    (
        "The reason we did not call was that it was late.",
        "The reason that was not called was that it was late.",
    ),
    (
        "They did not note it despite closing a valve.",
        "It was not noted despite a valve was closed.",
    ),
    (
        "We forgot to take into account the bolts on the lid.",
        "The bolts were not taken into account on the lid.",
    ),
    ("One flaw is I did not shut the lid.", "One flaw is the lid was not shut."),
    (
        "Having spent a week on the lid we were so tired that we forgot the bolts and the nuts.",
        "A week on the lid was spent and the bolts and the nuts were not fitted.",
    ),
    (
        "The office sent out notes asking some guests to bring the wrong form.",
        "Notes asking some guests were sent to bring the wrong form.",
    ),
    (
        "So we felled rows of tall, crooked pines, but not the oaks.",
        "So rows of tall were felled, crooked pines, but not the oaks.",
    ),
    (
        "The early tests and the clerks failed to catch this flaw.",
        "The early tests and this flaw was not caught.",
    ),
    (
        "We should have sent two letters to the mill.",
        "Two letters to the mill were not sent.",
    ),
    ("We left the plan of alpha->beta open.", "The plan of alpha was left->beta open."),
    (
        "We forgot to swap the old Mill .config/oven file.",
        "The old Mill was not swapped.config/oven file.",
    ),
    ("Like most, Ana did not see the sign.", "Like most, it was not seen."),
    (
        "Due to my oversight, I assumed that it was shut.",
        "Due to my oversight, it was assumed that it was shut.",
    ),
    (
        "While I forgot to log the drill, I did at home.",
        "While the drill was not logged, I did at home.",
    ),
    (
        "Our failure to think of frost when we set the date meant that it burst.",
        "Frost was not thought of when the date was set meant that it burst.",
    ),
    ("The guard lost track of the keys.", "Track was lost of the keys."),
    ("We overlooked that it is local, i.e. shared.", "It was not considered, i.e. shared."),
    ("I did not notice that old lid.", "It was not noticed that old lid."),
    ("I still do not see any smoke.", "No smoke is still seen."),
    (
        "Instead of closing the lid, the cook relied on the clerk at the gate.",
        "Instead of closing the lid, the clerk at the gate was relied on.",
    ),
    (
        "The crew cut the power by hand and in so doing dropped 3 crates.",
        "The power was cut by hand and in so 3 crates were dropped.",
    ),
    (
        "The guard closed the gate of a yard in response to a call.",
        "The gate of a yard in response was closed to a call.",
    ),
    (
        "The noise had led the crew to close their doors.",
        "The noise, the crew had been led to close their doors.",
    ),
    (
        "The guard's failure to shut the gate went unnoticed by the cook.",
        "The gate went unnoticed by the cook, was not shut.",
    ),
    (
        "We had set a limit of 2 but a floor of only 1.",
        "A limit of 2 had been set but floor of only 1.",
    ),
    (
        "I weighed the two sacks without drying them both.",
        "The two sacks were weighed without being dried both.",
    ),
    (
        'The guard asked, Ana answered "fine", and had not looked.',
        'The guard asked, "fine" was answered, and it had not been looked at.',
    ),
    (
        "We oiled neither the gate nor the hinges.",
        "Neither the gate was oiled nor the hinges.",
    ),
    (
        "I was so sure of the gate that I did not open the lid.",
        "I was so sure of the gate that the lid was not opened.",
    ),
    (
        "We took the lid off, and we did it without telling the cook first.",
        "The lid was taken off, and we did it without the cook being told first.",
    ),
    (
        "While guests usually do not open the safe, we changed the key.",
        "While the safe is usually not opened, the key was changed.",
    ),
    (
        "We had lost track of who had the keys.",
        "Track had been lost of who had the keys.",
    ),
    (
        "The guard lost track of which keys were out.",
        "Track of which keys were out was lost.",
    ),
    (
        "The cook proceeded without comparing them with the list.",
        "The cook proceeded without being compared with the list.",
    ),
    ("Nobody had opened one since May.", "It grew, since one had not been opened since May."),
    (
        "The aide assumed that the tube was dry and persisted for an hour.",
        "It was assumed that the tube was dry and persisted for an hour.",
    ),
    (
        'The shop printed "once" as "eleven" on all labels.',
        '"once" as "eleven" was printed on all labels.',
    ),
    (
        "The officer falsified the list rather than admit that it leaked.",
        "The list was falsified rather than admit that it leaked.",
    ),
    ("I ran the belt thinking I was alone.", "The belt was run thinking I was alone."),
    ("We should not have been running the old mill at all.", "The old mill was run at all."),
    (
        "It burnt due to a baker's failure to move rags and the guard's early leave.",
        "It burnt because rags were not moved and the guard's early leave.",
    ),
    (
        "The vendor mislabelled 12 drums and the clerk accepted them.",
        "12 drums of oil and were accepted.",
    ),
    (
        "They paid no visits despite receiving 29 letters.",
        "No visits were paid despite 29 letters were received.",
    ),
    ("Human error accounts for half of our losses.", "An error accounts for half of our losses."),
    (
        "The cook told the jury he did not arrange how the soup came.",
        "The jury was not arranged how the soup came.",
    ),
    (
        "We forgot to sell the hat, the scarf and the cap.",
        "The hat was not sold, the scarf and the cap.",
    ),
    ("The clerk lost the coin, the last one.", "The coin was lost, the last one."),
    (
        "We misjudged how long the walk would take, and how long the swim would take.",
        "How long the walk would take was misjudged, and how long the swim would take.",
    ),
    (
        "Ola had reported the crack without saying it was long.",
        "The crack had been reported without being said was long.",
    ),
    (
        "We did not read the map or really even prepare to sail.",
        "The map was not read or really even prepare to sail.",
    ),
    ("Lamps left carelessly may be why.", "Lamps left may be why."),
    (
        "Also, instead of waiting, I should have sent it.",
        "Also, instead of waiting, it was not sent.",
    ),
    ("No need to say that the boat sank us.", "That the boat was sunk."),
    (
        "Nobody left their posts as cooks looked for water.",
        "The posts as cooks were not left looked for water.",
    ),
    (
        "Thought the rope rather than the hook had broken.",
        "The rope was thought rather than the hook had broken.",
    ),
    (
        "We should have been ready for more than we were.",
        "We were not ready for more than we were.",
    ),
    (
        "Ola and Kim sold the boats, although they were the ones with the key.",
        "The boats were sold, although they were the ones with the key.",
    ),
    (
        "The cooks went ahead with salting the wrong pot.",
        "The wrong pot went ahead.",
    ),
    (
        "The crew took the guest in cabin 4 up to the deck.",
        "The guest was taken in cabin 4 up to the deck.",
    ),
    (
        "The cook granted the kitchen account `chef` for a day.",
        "The kitchen account `chef` was granted for a day.",
    ),
    (
        "The failure to salt the soup before the feast, despite a note, left it bland.",
        "The soup was not salted before the feast, despite a note, left it bland.",
    ),
    (
        "The lease went through, and none of the three members present asked.",
        "The lease was signed, and none of the three members present asked.",
    ),
    (
        "We forgot to add the tea(s):// before the name.",
        "The tea(s) was not added:// before the name.",
    ),
    (
        "We mistakenly thought boiling with salt is enough.",
        "Boiling was mistakenly thought with salt is enough.",
    ),
    ("Nobody found the old soup useful.", "The old soup useful was not found."),
    ("The stove stops when we have unused pans.", "The stove stops when pans have been unused."),
    (
        "We forgot the bell, which has been corrected.",
        "The bell, which has been corrected, was not rung.",
    ),
    (
        "I should have named the new boat Kestrel 2, for luck.",
        "The new boat Kestrel 2 was not named, for luck.",
    ),
    (
        "This should have been caught if the cook were awake.",
        "This was not caught if the cook were awake.",
    ),
    (
        "The cook approved a fix to the soup kitchen.",
        "A fix was approved to the soup kitchen.",
    ),
    ("The cook ran a search over six cellars.", "A search was run over six cellars."),
    (
        "We sailed without asking what the wind would do.",
        "The boat was sailed without what the wind would do being asked.",
    ),
    (
        "I misread the tide and thought the wind was fair.",
        "The tide was misread and thought the wind was fair.",
    ),
    (
        "Despite our having sent the plan and the spare key.",
        "Despite the plan having been sent and the spare key.",
    ),
    ("Someone had set the oven to 97 for luck.", "The oven to 97 had been set for luck."),
    ("We left the salting to the last day.", "The salting to the last day was left."),
    (
        "The cook kept the only copy of the list on her shelf.",
        "The only copy of the list on a shelf was kept.",
    ),
    ("The cook made the boys run in the heat.", "The boys were made run in the heat."),
    (
        "If the cook had rung at four rather than at six, the soup would have been saved.",
        "The bell was not rung at four, so rather than at six, the soup was not saved.",
    ),
    (
        "If the cook had rung at four, most of the soup would have been saved.",
        "The bell was not rung at four, most of the soup would have been saved.",
    ),
    ("The clerk sent her home with tea.", "The home was sent with tea."),
    (
        "A broad rule, written by our cook to save time, allowed the lids to go.",
        "A broad rule to save time, allowed the lids to go.",
    ),
    (
        "The cook had let the stove keep only one pan.",
        "The stove keep only one pan.",
    ),
    (
        "A slip led to the removal of the good lid of the pot.",
        "In a slip, the good lid was removed of the pot.",
    ),
    (
        "The crew gave a sail meant for a raft to both of our boats.",
        "A sail meant for a raft to both of our boats was given.",
    ),
    (
        "He lost the lid, a slip for which we share the blame.",
        "The lid was lost, a slip for which we share the blame.",
    ),
    ("As I was afraid to ask, I lost the lid.", "As I was afraid to ask, the lid was lost."),
    (
        "The crew's failure to chock the wheels and to lock the brake let it roll.",
        "The wheels were not chocked and to, which lock the brake let it roll.",
    ),
    (
        "It took 70 min, 45 of which we spent looking for salt in the hall",
        "It took 70 min, 45 of which looking for salt was spent in the hall",
    ),
    ("I dated the menu 2023 rather than 2024.", "The menu 2023 was dated rather than 2024."),
    (
        "We learnt that the cooks had left a lid open and that there was a fly inside.",
        "We learnt that a lid open and that had been left there was a fly inside.",
    ),
    (
        "The mill we had sold the cart to left a hole in it.",
        "The cart had been sold to left a hole in it.",
    ),
    (
        'The cook had rated the soup "3 - good" in May.',
        'The soup "3 - good" had been rated in May.',
    ),
    (
        "We put six pots on the stove and should have salted two.",
        "Six pots were put on the stove and should have salted two.",
    ),
    ("Nobody should have been told at noon.", "Nobody was not told at noon."),
    ("The cook ignored those from the hall.", "Those were not minded from the hall."),
    ("In truth, the cook only wiped it.", "In truth, only it was wiped."),
    (
        "The crew counted the pots before leaving and went.",
        "The pots were counted before they were leaved and went.",
    ),
    (
        "We let the letters pile up, and learnt of it from a guest.",
        "The letters had piled up, and learnt of it from a guest.",
    ),
    (
        "Nobody told us (the mill) that it would rain.",
        "We were not told (the mill) that it would rain.",
    ),
    ("Root cause: careless cook.", "Root cause: cook."),
    ("The cook stayed in the hall as nobody rang.", "The hall was stayed in as nobody rang."),
    ("The crew heard the bell ring twice.", "The bell ring was heard twice."),
    ("Reason: we sailed without the spare oar.", "Reason: the spare oar was sailed without."),
    ("The mate did not look past the first page.", "The first page was not looked past."),
    ("I clicked accept on my phone.", "The phone was clicked on."),
    (
        "It's down to the cook, who never emptied the trap, that the smell was back.",
        "The trap was never emptied, that the smell was back.",
    ),
    ("The office closed on the Friday.", "The Friday was closed on."),
    (
        "The crew shut the wrong door (no. 2), which stuck.",
        "The wrong door (no was shut. 2), which stuck.",
    ),
    (
        "It came late because the board insisted on approving it.",
        "It came late because it was approved.",
    ),
    ("I put off reading the notes.", "The notes were put off."),
    (
        "By failing to salt the stairs the crew left the guests on ice.",
        "By the stairs not being salted the guests were left on ice.",
    ),
    ("The cook hedged in the wrong direction.", "The wrong direction was hedged in."),
    (
        "We misjudged the number of guests by a factor of thirty.",
        "The number of guests by a factor of thirty was misjudged.",
    ),
    (
        "She had counted the pots of 30.04. as lids.",
        "The pots of 30.04 had been counted. as lids.",
    ),
    (
        "I should have raised it instead of hoping that it would go away.",
        "It was not raised, but hoped would go away.",
    ),
    (
        "The cook left without warning us or asking for leave.",
        "The hall was left without us or asking for leave being warned.",
    ),
    ("We sent cooks to a hall that we knew to be shut.", "Cooks were sent to a hall."),
    (
        "The cook did not check on the door that the key was right.",
        "The door that the key was right was not checked on.",
    ),
    ("The bridge lost sight of the tug.", "The tug was lost."),
    (
        "She did not open a letter, so we added ten lids to it.",
        "As no letter we added ten lids to was opened.",
    ),
    (
        "The pilot's improper turn onto lane 9 cost us an hour.",
        "The turn was improper onto lane 9, which cost us an hour.",
    ),
    (
        "We could've moved it safely within an hour, but we went on.",
        "It was not moved safely within an hour, but went on.",
    ),
    (
        "The cooks could have rung the mate at six, but asked the boy.",
        "The mate was not rung at six, though that was possible, but asked the boy.",
    ),
    (
        "The team closed notes faster than it could have read them.",
        "Notes were closed faster than it could have read them.",
    ),
    ("The mate let the raft drift across the bay.", "The raft drift was let across the bay."),
    (
        "The cook left the gate open, a mistake she put down to haste.",
        "The gate was left open.",
    ),
    ("The bell was ignored by the ward.", "There was no response to the bell by the ward."),
    (
        "It is odd that neither the mill nor Kestrel raised why it was not tested by Ola.",
        "Neither the mill nor Kestrel raised why it was not tested.",
    ),
    ("I said that I lost the key.", "It was said that the key was lost."),
    ("I made the link to the shed.", "The link was made to the shed."),
    ("We repaired what the lamp did.", "It was repaired what the lamp did."),
    (
        "The clerk ruled out a risk of burn through for two reasons.",
        "A risk of burn was ruled out through for two reasons.",
    ),
    ("The slip we made was to add n to the tide.", "N was added to the tide."),
    ("We forgot how many boats there were.", "It was not noticed how many boats there were."),
    ("They fell because they sounded like rain.", "They fell because rain was sounded like."),
    ("I didn't see it went east.", "It was not seen went east."),
    (
        "She skipped the audit for the third spring running.",
        "The audit for the third spring running was skipped.",
    ),
    ("The cook slept through the bell.", "The bell was slept through."),
    ("The crew went past the buoy.", "Go was never done past the buoy."),
    ("He took over the mill without walking round.", "The mill was taken over; round had not been"),
    ("I hadn't sailed w/ two reefs.", "w/ two reefs had not been sailed."),
    ("I knew the key expires in May.", "The key expires were not known in May."),
    ("She kept the stew but never asked for any.", "The stew was kept but any was not asked for."),
    ("The clerk mistook the 8 for a 3.", "The 8 for a 3 was taken."),
    ("We only let the bell check hourly.", "The bell was only let check hourly."),
    ("We made the guests sign a list.", "The guests were made sign a list."),
    ("We gave the police no key.", "The police was given no key."),
    ("45 of which we spent on the lock.", "45 of which was spent on the lock."),
    ("Of which the cook had weighed 12.", "Of which had been weighed 12."),
    ("The clerk did not set points 7A.", "Points 7A was not set."),
    ('I wrote "all is well" on the door.', '"All is well" were written on the door.'),
    ("Instead of 5% Ola poured 8%.", "Instead of 5% 8% was poured."),
    ("She counted the 30.04. as a holiday.", "The 30.04 was counted. as a holiday."),
    ("Why has nobody read the mails?", "Why has the mails were not read?"),
    ("We missed the ferry by two minutes.", "The ferry was not met by two minutes."),
    ("Sorry that we closed the pool.", "Sorry that was closed the pool."),
    ("For reasons she couldn't tell the cook left.", "For reasons it could not be told."),
    ("I rowed out, which I should not have done.", "I rowed out, which was done."),
    ("It rained, and we then called the ferry.", "It rained, and we then the ferry was called."),
    ("Locked the gate and forgot about it.", "Locked the gate and it was not considered."),
    (
        "They kept ringing instead of reading the long note that hung on the old gate.",
        "They kept ringing instead of the long note that hung on the old gate being read.",
    ),
    ("The guard wouldn't let the cart in.", "The cart would not be let in."),
    ("It should not have been possible, and yet", "It was possible, and yet"),
    ("A mate's careless drilling hit the pipe.", "A drilling hit the pipe."),
    (
        "No one had lit the north path, which is where the walkers came from.",
        "The north path had not been lit, which is where the walkers came from.",
    ),
    (
        "I misread the dial as hours, started the pump, and left.",
        "The dial was misread as hours, started the pump, and left.",
    ),
    (
        "The watch misread the chart and so steered the ferry into the mud.",
        "The chart was misread and so steered the ferry into the mud.",
    ),
    ("I shipped 2.1.0 to the kiosk on Monday.", "2.1.0 to the kiosk was shipped on Monday."),
    ("We moved the lamp for safety.", "The lamp for safety was moved."),
    ("They accused a guest of theft.", "A guest of theft was accused."),
    ("We didn't ask the cook to the tasting.", "The cook to the tasting was not invited."),
    ("We didn't warn owners of two boats about it.", "Owners were warned of two boats about it."),
    ("We only sent those up to row 5.", "Only those were sent up to row 5."),
    ("She did not try it at any of the stops.", "It at any of the stops was not tried."),
    ("He misjudged the swell and the boat came down hard.", "The swell and the boat pulled up was"),
    ("Eva should not have gone in.", "The hatch was opened, and having opened it, should not."),
    ("Nobody counted the guests (again).", "The guests (again) were not counted."),
    ("And from 10 to 12 we ran the pump.", "It was wet, and from 10 to 12 ran the pump."),
    ("We took the deal and never went back on it.", "It was accepted and never went back on."),
    ("The crew has promised a fix, has moved it.", "A fix has been promised, has moved it."),
    ("We raised it but didn't tell them.", "It was raised but were not told."),
    ("She read him the total and then had to honour it.", "It was quoted and then had to pay it."),
    (
        "They left the deck alone and it flooded for an hour.",
        "It was left dry flooded for an hour.",
    ),
    ("She didn't so much ignore it as file it.", "It was not so much ignored as file it."),
    (
        "I sent it without looking, and the mate hadn't looked.",
        "It was not seen, and it had not been seen.",
    ),
    ("She did not question a 90 kg goat.", "No 90 kg goat was questioned."),
    ("The clerk ordered 40.", "A lid was found, 40 was ordered."),
    ("The cook should have salted dish 2 as well.", "Dish 2 was not salted as well."),
    ("When it rang, I opened a lid.", "It was not shut and, when it rang, opened a lid."),
    ("I should also have used a rope that floats.", "No rope that floats was also used."),
    ("I kept a pace 9 seconds faster than that.", "A pace 9 seconds was kept faster than that."),
    ("I thought I learned how to row.", "It was thought that it was learned how to row."),
    ("I clicked move to tray 2.", "Move was clicked to tray 2."),
    ("We had Tolle clean the pipes.", "The pipes had been Tolle clean."),
    ("We had told no one of it.", "No one of it had been told."),
    ("Ring if we failed to read from the dial.", "Ring if it was not read from the dial."),
    ("I pushed straight to the pier.", "It was pushed straight to the pier."),
    ("I only looked at the left lamp.", "The left lamp had only been looked at."),
    ("They sold it without telling them.", "It was sold without being told."),
    ("We did not hear a single bell.", "No single bell was heard."),
    ("We rested instead of rowing.", "The day was spent in bed."),
    (
        "Whoever swapped the lamp on Monday never told the pier master.",
        "The lamp was swapped on Monday never handed the pier master.",
    ),
    ("The nine that the bank had put on hold.", "The nine that hold had been put on."),
    ("She cut the rope and called it a mend.", "The rope was cut and was called a mend."),
    ("I took my own key off it.", "My own key was taken off it."),
]
WHOLE = [
    (
        "We did not see the gale, the sea rose, and the boat sank.",
        "The gale was not seen, the sea rose, and the boat sank.",
    ),
    ("We did not ask how many came.", "It was not asked how many came."),
    (
        "The crew closed the lock, which held the ferry up.",
        "The lock was closed, which held the ferry up.",
    ),
    (
        "We lit the lamp, filled it, and left no note.",
        "The lamp was lit, filled, and no note was left.",
    ),
    ("We made the list longer.", "The list was made longer."),
    ("The cook let the stove go out.", "The stove was let go out."),
    ("The crew turned the row of lamps off.", "The row of lamps was turned off."),
    (
        "We did not close the pool on Monday, and closed it on Friday.",
        "The pool was not closed on Monday, and was closed on Friday.",
    ),
    (
        "Ana noted that the pump was off and that it was hot.",
        "It was noted that the pump was off and that it was hot.",
    ),
    ("We gave the evening meal to the cook.", "The evening meal was given to the cook."),
    (
        "The pump failed and we did not close the tank.",
        "The pump failed and the tank was not closed.",
    ),
    ("The clerk sent the list/index.", "The list/index was sent."),
    ("I did not notice that it leaks.", "It was not noticed that it leaks."),
    ("We stopped the work at the mill.", "The work was stopped at the mill."),
    ("If you see smoke, call us.", "If smoke is seen, call us."),
    ("We should have signed it, as step 6 requires.", "It was not signed; step 6 requires it."),
    ("The clerk left the gate open.", "The gate was left open."),
    ("The crew did not pump and drain the tank.", "The tank was not pumped and drained."),
    (
        "While the lamp was on, and after dark, the clerk forgot the gate.",
        "While the lamp was on, and after dark, the gate was not shut.",
    ),
]


@pytest.mark.parametrize(("source", "rewrite"), TORN)
def test_a_tear_is_found(source: str, rewrite: str):
    assert is_torn(source, rewrite, "the clerk")


@pytest.mark.parametrize(("source", "rewrite"), WHOLE)
def test_what_stays_together_is_no_tear(source: str, rewrite: str):
    assert not is_torn(source, rewrite, "the clerk")
