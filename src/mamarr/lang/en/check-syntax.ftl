# Faults of the text of an agreement file.

S000 = This file cannot be opened
    .do = Check the name and the folder, and that you may read the file.
S001 = The file is larger than an agreement can be (at most { $most } bytes are read)
    .do = An agreement is a few pages of text. Check that this is the right file.
S002 = The file is not plain text in the UTF-8 encoding
    .do = Open it in a text editor and save it as plain text, encoding UTF-8.
S003 = The text cannot be read beyond this point
    .do = Look at this line and the one above: most often a bracket, a comma or a quotation mark is missing, or a line is not indented like its neighbours. A text that contains a colon needs quotation marks.
S004 = An invisible character stands here ({ $character }); it can make a line read differently from what it says
    .do = Delete the character, or type the word again.
S005 = The file holds no agreement
    .do = Begin with the lines “agreement:” and “title:”, or copy one of the teaching cases.
S006 = The text refers to another part of itself with & or *
    .do = Write the words out where they apply. A text that people sign says what it says in one place. If a word begins with & or *, put it in quotation marks.
S007 = “{ $key }” is written twice; it stands already on line { $line }
    .do = Keep one of the two, or join them.
S008 = “{ $key }” is not a key that this section knows
    .do = { $similar ->
        [0] Take it out, or look up the keys of this section in the reference.
       *[other] Perhaps “{ $near }” is meant.
    }
S009 = { $expected ->
        [mapping] Lines of the form “key: value” are expected here
        [point] Two numbers in brackets are expected here: latitude and longitude
        [key] A key must be a plain word
       *[other] One single value is expected here, not a list and not a section
    }
    .do = Compare it with the same section of a teaching case.
S010 = “{ $key }” is missing here
    .do = Add a line “{ $key }: …” to this section.
S011 = { $expected ->
        [int] “{ $value }” is not a whole number from 0 to 10,000,000
        [float] “{ $value }” is not a coordinate in degrees
        [bool] “{ $value }” is neither yes nor no
        [share] “{ $value }” is not a share
        [amount] “{ $value }” is neither a number of people nor a share
        [minutes] “{ $value }” is not a length of time with its unit
        [hours] “{ $value }” is not an interval of the day
        [ratio] “{ $value }” is not a ratio
        [datetime] “{ $value }” is not a date with a time
        [date] “{ $value }” is not a date
        [mapping] Lines of the form “key: value” are expected here, not “{ $value }”
        [point] “{ $value }” is not a pair of coordinates
       *[word] “{ $value }” is not one of the words that can stand here
    }
    .do = { $expected ->
        [int] Write figures only, for example 1250.
        [float] Write degrees with a decimal point, for example 36.20, between -180 and 180.
        [bool] Write yes or no.
        [share] Write a number up to 100 with a percent sign, for example 10%.
        [amount] { $choices ->
            [0] Write a number of people such as 1250, or a share such as 10%.
           *[other] Write a number of people such as 1250, a share such as 10%, or one of: { $allowed }.
        }
        [minutes] Write the unit with the number, for example 6 hours, 90 minutes or 2 days.
        [hours] Write the opening and the closing time in quotation marks, for example "06:00-18:00".
        [ratio] Write two numbers, for example 1 for 3.
        [datetime] Write year, month, day and time, for example 2016-12-18 08:00.
        [date] Write year, month and day, for example 2016-12-18.
        [mapping] Compare it with the same section of a teaching case.
        [point] Write latitude and longitude in brackets, for example [36.20, 37.10].
       *[word] { $similar ->
            [0] { $choices ->
                [0] Write one of the words that the reference names for this key.
               *[other] Write one of: { $allowed }.
            }
           *[other] Perhaps “{ $near }” is meant. One of these can stand here: { $allowed }.
        }
    }
S012 = “{ $name }” cannot be used as a name
    .do = Write names in small Latin letters or in Arabic letters, with figures, joined by hyphens, for example north-square. The name for readers goes under “name:”.
S013 = “{ $name }” is not an entry of this agreement ({ $section })
    .do = { $similar ->
        [0] Add it to the section it belongs to, or correct the name.
       *[other] Perhaps “{ $near }” is meant. If not, add “{ $name }” to the section it belongs to.
    }
S014 = { $kind ->
        [alike] “{ $name }” looks like “{ $other }”, and readers will take one for the other
       *[twice] “{ $name }” stands already under { $other }
    }
    .do = Give one of the two another name; names are read out over the radio.
S015 = The agreement “{ $name }” that this one amends is not in the same folder
    .do = Put the file { $name }.yaml beside this one, or correct the name.
S016 = These agreements amend each other in a circle: { $cycle }
    .do = Let the earliest of them amend none: take out its line “amends:”.
S020 = “{ $zone }” is not the name of a time zone
    .do = { $similar ->
        [0] Write a name such as Asia/Damascus.
       *[other] Perhaps “{ $near }” is meant.
    }
S021 = The window closes ({ $closes }) before it opens ({ $opens })
    .do = Correct one of the two moments. Both are local times.
S022 = The estimate is not in order: low { $low }, likely { $likely }, high { $high }
    .do = Write the smallest number as low and the largest as high, with the likely one between them.
S023 = This road begins and ends at the same place, { $place }
    .do = Correct one of its two ends, or take the road out.
S024 = The stretch { $start } – { $end } is given by two roads
    .do = Keep the road that will be used, or put a place between the ends of the other so that a movement can name it under “via”.
S026 = { $kind ->
        [people] { $number } people are more than one operation can be planned for ({ $most })
        [days] A window of { $number } days is longer than one operation can be planned for ({ $most })
       *[convoys] At the high numbers these movements make at least { $number } convoys, more than one operation can be planned for ({ $most })
    }
    .do = { $kind ->
        [people] Look for a digit too many. Divide a larger operation into agreements of their own.
        [days] Look for a slip in the year. Divide a longer operation into agreements of their own.
       *[convoys] Look at how large a convoy may be and at the numbers of people. The other rules were not applied.
    }
S027 = 0 under “{ $key }” would mean that nobody ever passes
    .do = Leave the key out where there is no limit. A crossing that is closed is taken out of the “via” of the movements.
S025 = Movement { $movement } passes { $place } twice
    .do = Name each place once under “via”, in the order in which it is passed.
label-syntax-same-stretch = the same stretch
