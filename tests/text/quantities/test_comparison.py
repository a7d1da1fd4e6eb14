import pytest

from claimcheck.text.quantities import QuantityOutcome, compare_quantities

EQUAL, WITHIN, DIFFERENT, ABSENT = (
    QuantityOutcome.EQUAL,
    QuantityOutcome.WITHIN_APPROXIMATION,
    QuantityOutcome.DIFFERENT,
    QuantityOutcome.ABSENT,
)

SAME_THING = [
    ("The town asked 12 countries for pumps.", "Pumps were asked of 12 nations by the town.", EQUAL),
    ("It hired over 2,000 officers.", "It hired 2,340 police officers.", WITHIN),
    ("It hired over 2,000 officers.", "It hired 1,900 officers.", DIFFERENT),
    ("No more than about 20 farms burned.", "14 farms burned.", WITHIN),
    ("Just over 70,000 tickets were sold.", "It sold 71,400 tickets.", WITHIN),
    ("Just over 70,000 tickets were sold.", "It sold 74,300 tickets.", DIFFERENT),
    ("Just under 70,000 tickets were sold.", "It sold 64,300 tickets.", DIFFERENT),
    ("Just over a dozen farms burned.", "14 farms burned.", WITHIN),
    ("Prices rose slightly more than 3%.", "Prices rose 3.4%.", WITHIN),
    ("Just over 40 farms burned.", "Just under 40 farms burned.", DIFFERENT),
    ("More than half of the farms burned.", "Less than half of the farms burned.", DIFFERENT),
    ("At least 20 farms burned.", "More than 20 farms burned.", WITHIN),
    ("At most 20 farms burned.", "24 farms burned.", DIFFERENT),
    ("As many as 20 farms burned.", "12 farms burned.", DIFFERENT),
    ("Dozens of farms burned.", "48 farms burned.", WITHIN),
    ("Dozens of farms burned.", "480 farms burned.", DIFFERENT),
    ("Thousands of people fled.", "More than 12,000 people fled.", WITHIN),
    ("About a dozen farms burned.", "Ten farms burned.", WITHIN),
    ("About three farms burned.", "Five farms burned.", DIFFERENT),
    ("Dozens of farms burned.", "150 farms burned.", WITHIN),
    ("Thousands of people fled.", "50,000 people fled.", WITHIN),
    ("Thousands of people fled.", "900 people fled.", DIFFERENT),
    ("Tens of thousands of people fled.", "150,000 people fled.", WITHIN),
    ("Tens of thousands of people fled.", "9,000 people fled.", DIFFERENT),
    ("Scores of people fled.", "19 people fled.", DIFFERENT),
    ("Hundreds of people fled.", "15,000 people fled.", DIFFERENT),
    ("The death toll topped 500.", "The death toll rose to 523.", WITHIN),
    ("The death toll passed 500.", "The death toll stood at 523.", WITHIN),
    ("The death toll passed 500.", "The death toll stood at 490.", DIFFERENT),
    ("The death toll climbed past 500.", "The death toll stood at 523.", WITHIN),
    ("The council passed 12 laws.", "The council passed 14 laws.", DIFFERENT),
    ("The bank raised rates by a quarter of a percentage point.", "The bank raised rates by 25 basis points.", EQUAL),
    ("The bank raised rates by half a point.", "The bank raised rates by 25 basis points.", DIFFERENT),
    ("The bank cut rates by three quarters of a point.", "The bank cut rates by 0.75 percentage points.", EQUAL),
    ("Ruiz won 6-4, 3-6, 7-5.", "Ruiz beat Lind 6-4 3-6 7-5.", EQUAL),
    ("Ruiz won 7-6 (7-4), 6-3.", "Lind lost to Ruiz 6-7, 3-6.", EQUAL),
    ("Ruiz won 6-4, 3-6, 7-5.", "Ruiz won 7-5, 3-6, 6-4.", DIFFERENT),
    ("Ruiz won 6-4, 6-3.", "Ruiz won 6-4, 3-6, 7-5.", DIFFERENT),
    ("Ruiz won 6-4, 6-3.", "Ruiz won 2-0.", ABSENT),
    ("Nearly 200 farms burned.", "More than 200 farms burned.", DIFFERENT),
    ("The dam cost $1.7 billion.", "The dam cost $1.65 billion.", WITHIN),
    ("The dam cost $5 million.", "The dam cost A$5 million.", EQUAL),
    ("Hundreds were arrested in Lornby.", "Police in Lornby arrested 340 people.", WITHIN),
    ("1.3 million people fled.", "1,312,400 people fled.", WITHIN),
    ("The dam cost $5 million.", "The dam cost 5 million dollars.", EQUAL),
    ("The dam cost $5 million.", "The dam cost 5 million euros.", DIFFERENT),
    ("Between 10 and 15 houses were lost.", "Twelve houses were lost.", WITHIN),
    ("Between 10 and 15 houses were lost.", "Twenty houses were lost.", DIFFERENT),
    ("A dozen boats sank in the storm.", "Twelve boats sank in the storm.", EQUAL),
    ("A third of the voters stayed at home.", "One in three voters stayed at home.", EQUAL),
    ("A quarter of the voters stayed at home.", "Half of the voters stayed at home.", DIFFERENT),
    ("Two and a half years later the bridge reopened.", "The bridge reopened 2.5 years later.", EQUAL),
    ("Unemployment fell to 4%.", "Unemployment fell to 6 per cent.", DIFFERENT),
    ("Unemployment fell to 4.2%.", "Unemployment fell to 4.25 percent.", WITHIN),
    ("Unemployment fell to 4.3%.", "Unemployment fell to 4.25 percent.", WITHIN),
    ("Unemployment fell to 4.26%.", "Unemployment fell to 4.2 percent.", DIFFERENT),
    ("The index rose by 1%.", "The index rose by 0.6%.", DIFFERENT),
    ("The index rose by 2.4%.", "The index rose by 2.5%.", DIFFERENT),
    ("The pump costs $12.", "The pump costs $12.30.", WITHIN),
    ("The pump costs $12.", "The pump costs $12.90.", DIFFERENT),
    ("The team won 3-1.", "The team won 3-2.", DIFFERENT),
    ("The bill passed by 52 to 47.", "The bill passed, 52-47.", EQUAL),
    ("The bill passed by 216 votes to 212.", "The bill passed with 214 votes.", DIFFERENT),
    ("She came third in the race.", "She came second in the race.", DIFFERENT),
]
MEASURES = [
    ("The dam is 32 km from Oster.", "The dam is 20 miles from Oster.", WITHIN),
    ("The dam is 20 km from Oster.", "The dam is 20 miles from Oster.", DIFFERENT),
    ("He was jailed for two years.", "He was jailed for 24 months.", WITHIN),
    ("She was away for a year and a half.", "She was away for 18 months.", WITHIN),
    ("The storm lasted half an hour.", "The storm lasted 30 minutes.", WITHIN),
    ("The trial took a decade.", "The trial took five years.", DIFFERENT),
    ("The plant hires for five years.", "Over the next decade the plant hires.", DIFFERENT),
    ("Cases doubled within days.", "Cases rose from 1,200 to 2,400 within days.", ABSENT),
    ("The strike lasted ten days.", "The strike lasted ten hours.", DIFFERENT),
    ("The wreck lies 115 nautical miles off the coast.", "It lies about 210 kilometres off the coast.", WITHIN),
    ("The wreck lies 115 miles off the coast.", "It lies about 210 kilometres off the coast.", DIFFERENT),
    ("The storm brought gusts of 70 knots.", "Gusts of 130 kilometres an hour hit the coast.", WITHIN),
    ("The dam lost 500 cubic metres of water.", "The dam lost 500,000 litres of water.", WITHIN),
    ("Wind reached 60 miles an hour.", "Wind reached 97 kph.", WITHIN),
    ("Wind reached 60 mph.", "Wind reached 150 km per hour.", DIFFERENT),
    ("The wall is 22 metres long.", "Wind of 130 kilometres an hour hit the wall.", ABSENT),
    ("The park covers 3 square miles.", "The park covers 1,920 acres.", WITHIN),
    ("The park covers 3 square miles.", "The park is 5 km wide.", ABSENT),
    ("The ferry carried 20 tonnes of salt.", "The ferry carried 20,000 kg of salt.", WITHIN),
    ("It was 40 degrees Celsius in Oster.", "It was 104\u00b0F in Oster.", WITHIN),
    ("It was 40 C in Oster.", "It was 60 degrees Fahrenheit in Oster.", DIFFERENT),
    ("Prices doubled.", "Prices rose twofold.", EQUAL),
    ("Prices doubled.", "Prices tripled.", DIFFERENT),
    ("The team has won three times.", "The team has won twice.", DIFFERENT),
    ("Two thirds of voters stayed at home.", "Some 66% of voters stayed at home.", WITHIN),
    ("Half of the voters stayed at home.", "44% of voters stayed at home.", DIFFERENT),
    ("It won by two percentage points.", "It won by 0.6 percentage points.", DIFFERENT),
    ("The dam cost $3 million.", "The dam cost $3 billion.", DIFFERENT),
    ("The dam cost 3 million euros.", "The dam cost 3 billion euros.", DIFFERENT),
    ("It was minus 12 degrees in Oster.", "It was 12 degrees below zero in Oster.", EQUAL),
    ("It was -12C in Oster.", "It was 10F in Oster.", WITHIN),
    ("It was -12C in Oster.", "It was 12C in Oster.", DIFFERENT),
    ("The mine yields 400 tonnes of salt a day.", "The mine yields 500 tonnes a day.", DIFFERENT),
    ("The mine yields 400 tonnes of salt a day.", "The mine yields 12,000 tonnes a month.", ABSENT),
    ("Exports fell by almost a fifth.", "Exports fell 19%.", WITHIN),
    ("A man in his 30s was held.", "A man, 34, was held.", WITHIN),
    ("A man in his late thirties was held.", "A 45-year-old man was held.", DIFFERENT),
]
DATES = [
    ("The dam opened in March.", "The dam opened on March 5.", WITHIN),
    ("The dam opened in March.", "The dam opened on April 5.", DIFFERENT),
    ("The dam opened on 5 March 2015.", "The dam opened on March 5.", EQUAL),
    ("The dam opened on Monday.", "The dam opened on Tuesday.", DIFFERENT),
    ("The fair ran from December 28 to January 3.", "The fair closed on December 30.", WITHIN),
    ("The fair closed on January 2.", "The fair ran from December 28 to January 3.", WITHIN),
    ("The fair ran from December 28 to January 3.", "The fair closed on January 9.", DIFFERENT),
    ("The fair ran from December 28 to January 3, 2031.", "The fair closed on December 30, 2030.", WITHIN),
    ("The dam was built in 1999-00.", "The dam was built in 2000.", WITHIN),
    ("The talks resume next Tuesday.", "The talks resumed last Tuesday.", ABSENT),
    ("The talks resume next Tuesday.", "The talks resume on March 12.", ABSENT),
    ("The talks resume next Tuesday.", "The talks resume on Tuesday.", EQUAL),
    ("The ferry was launched in 1998.", "The ferry, launched in 1999, is the oldest of the fleet.", DIFFERENT),
    ("The train left at 7.30 p.m.", "The train left at 19:30.", EQUAL),
    ("The fire began shortly after 8 p.m.", "The fire began at 8:10 p.m.", WITHIN),
    ("The fire began around midnight.", "The fire began at 11:50 p.m.", WITHIN),
    ("The fire began at about 9 p.m.", "The fire began at 7:15 p.m.", DIFFERENT),
    ("The fire began at 9 p.m.", "The fire began at 9:10 p.m.", DIFFERENT),
    ("The inquiry began in 2019.", "The harbour was founded by monks in 1503.", ABSENT),
    ("The mayor took office in 2029.", "The school burned down in 2028, and pupils moved to the mill.", ABSENT),
]
#: Few or no words in common, but the same kind of thing in much the same number.
SAID_DIFFERENTLY = [
    ("Around 15,000 soldiers will be deployed.", "As many as 18,000 troops would be there.", DIFFERENT),
    ("The town asked 12 countries for pumps.", "The town had asked 14 allies for pumps.", DIFFERENT),
    ("Nineteen people were injured.", "Hospital staff treated 23 people.", DIFFERENT),
    ("It hired around 5,000 soldiers.", "Up to 30,000 police came, and 8,000 troops were hired.", DIFFERENT),
    ("The coach is 39 years old.", "The coach, 29, has led the side since May.", DIFFERENT),
    (
        "Norland plans to deploy around 15,000 soldiers each day.",
        "Up to 45,000 police are to be deployed each day, while 18,000 troops are also expected.",
        DIFFERENT,
    ),
    ("The blaze claimed 9 lives.", "Eleven people died in the blaze.", DIFFERENT),
    (
        "18,000 troops are expected to be mobilised.",
        "Norland plans to deploy 45,000 police officers and around 15,000 soldiers to protect the Winter Games.",
        DIFFERENT,
    ),
    ("The army sent 14 physicians to Lornby.", "Lornby was sent 20 doctors by the army.", DIFFERENT),
]
#: Numbers of one kind, about other things.
NEAR_MISSES = [
    ("The dam cost 40 lives.", "The weather was fine."),
    ("The fire killed 12 horses.", "The parade had 40 floats."),
    ("Norland lent 160 officers for the Rugby Cup.", "Norland sent 200 gendarmes to the Games in Westia."),
    ("Allies sent 160 officers for the Rugby Cup in Norland.", "Norland sent 200 gendarmes to the Ski Cup in Westia."),
    ("The skipper took 37 people off the ferry.", "Twenty-three people were injured, none of them seriously."),
    ("Nineteen people were injured.", "Four people were killed."),
    ("Police arrested 30 people.", "Thirty-two people were rescued from the roof."),
    ("The mayor is 52 years old.", "The bridge is 60 metres long."),
    ("Turnout rose by 3 percentage points.", "Turnout rose by 5 per cent."),
    ("The prize is worth 40,000 euros.", "The company reported a loss of 2 million euros."),
    ("A strike closed 14 schools in Lornby.", "In Westia, floods closed 20 schools."),
    ("The yard employs 300 welders.", "The yard has orders for 40 ships."),
    ("Bram Oster raised 9 million dollars.", "Elin Vargo spent 6 million dollars on posters."),
    ("The lake rose by 50 feet in three days.", "The spillway can take 250,000 cubic feet."),
    ("The vote on the port is due on Friday.", "A storm reached the islands on Tuesday."),
    ("It was the first time that the dam failed.", "He finished second in the ski race."),
    ("One of the drivers fled.", "Six drivers were fined."),
    ("The storm lasted for 3 days in Lornby.", "Rain fell for 8 hours before noon."),
    ("The club has 300 girls.", "The club lost 280 boys in a year."),
    ("Flight 370 was delayed.", "The airline has 410 flights a week."),
    ("A man, 34, was jailed for the theft.", "He was jailed for 12 years for the theft."),
    ("The dam cost 4 million euros.", "The dam cost $5 million."),
]


#: What all numbers of a claim come to.
SEVERAL_NUMBERS = [
    ("The toll rose to 45 dead.", "The toll rose from 30 to 45 dead.", [EQUAL]),
    ("The toll rose from 30 to 45 dead.", "The toll rose to 45 dead.", [ABSENT, EQUAL]),
    ("The toll rose from 30 to 45 dead.", "The toll rose from 30 to 54 dead.", [EQUAL, DIFFERENT]),
    ("Six people are in hospital.", "Nine patients are in hospital, five of them in intensive care.", [DIFFERENT]),
    ("Five people are in intensive care.", "Nine patients are there, four of them in intensive care.", [DIFFERENT]),
    ("He ran the port for fourteen years.", "It is the largest bribery case of the port for a decade.", [ABSENT]),
    ("The port was shut from 6:40 to 11 a.m.", "The port was shut until noon.", [ABSENT, DIFFERENT]),
    ("There were 23 boats in constituency 17.", "There were 21 boats in constituency 19.", [DIFFERENT]),
    ("Oster asked 45 towns for help.", "Oster asked for help from 46 towns to secure the fair.", [DIFFERENT]),
    ("The toll rose to 45 from 30.", "Officials had put the toll at 30; it is now 45.", [EQUAL, EQUAL]),
    ("The rate fell to 4%, down from 6%.", "The rate fell to 4%.", [EQUAL, ABSENT]),
    ("All but two of the 20 miners were rescued.", "Eighteen miners were rescued.", [EQUAL, ABSENT]),
    ("All but two of the 20 miners were rescued.", "Sixteen miners were rescued.", [DIFFERENT, ABSENT]),
    ("All but two of the miners were rescued.", "Three miners were rescued.", []),
    ("It dropped 120 of the airline's 150 flights.", "It dropped 120 flights.", [EQUAL, ABSENT]),
    ("Two of the 20 miners died.", "Two miners died and 18 were saved.", [EQUAL, ABSENT]),
    ("It built 62 miles of wall.", "It built 48 miles of fence and 14 miles of wall.", [ABSENT]),
    ("It built 62 miles of wall.", "It built 48 miles of fence and 24 miles of wall.", [DIFFERENT]),
    ("It built 48 miles of fence and 14 miles of wall.", "It built 62 miles of wall.", [ABSENT, ABSENT]),
    ("The van was doing more than 160 kph.", "It was doing 112 kph, in a zone of 120 kph.", [DIFFERENT]),
    ("The fire killed 12 women.", "The fire killed 15 people.", [ABSENT]),
    ("The fire killed 15 people.", "The fire killed 12 women.", [ABSENT]),
    ("The fire killed 15 women.", "The fire killed 12 people.", [DIFFERENT]),
    ("The fire claimed 12 lives.", "The fire killed 15 people.", [DIFFERENT]),
    ("Five people died.", "Three soldiers and two civilians died.", [ABSENT]),
    ("Five people died.", "Three people died and two were hurt.", [DIFFERENT]),
    ("At least 12 people were hurt.", "Eleven people were hurt, three of them seriously.", [DIFFERENT]),
    ("It killed 12 in Lornby and 7 in Oster.", "It killed 19 people, 12 of them in Lornby.", [EQUAL, ABSENT]),
    ("Prices rose 3% from a year earlier.", "Prices rose 0.4% from April.", [ABSENT]),
    ("Prices rose 3% from a year earlier.", "Prices rose 4% from a year earlier.", [DIFFERENT]),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome"), SAME_THING + MEASURES + DATES + SAID_DIFFERENTLY)
def test_counterparts(claim, evidence, outcome):
    comparison = compare_quantities(claim, evidence)[0]
    assert comparison.outcome is outcome
    assert comparison.evidence is not None or outcome is ABSENT


@pytest.mark.parametrize(("claim", "evidence", "outcomes"), SEVERAL_NUMBERS)
def test_numbers_that_belong_together(claim, evidence, outcomes):
    assert [comparison.outcome for comparison in compare_quantities(claim, evidence)] == outcomes


@pytest.mark.parametrize(("claim", "evidence"), NEAR_MISSES)
def test_a_number_about_something_else_is_no_counterpart(claim, evidence):
    assert all(comparison.outcome is ABSENT for comparison in compare_quantities(claim, evidence))


def test_the_unit_decides_between_two_candidates():
    [comparison] = compare_quantities("The army lost 40 tanks.", "The army lost 40 trucks and 25 tanks.")
    assert comparison.evidence is not None
    assert (comparison.evidence.text, comparison.outcome) == ("25", DIFFERENT)


def test_what_happened_decides_between_two_candidates():
    [comparison] = compare_quantities(
        "The flood killed 8 people.", "Nine people were hurt and seven killed in the flood."
    )
    assert comparison.evidence is not None
    assert (comparison.evidence.text, comparison.outcome) == ("seven", DIFFERENT)


def test_a_number_that_agrees_with_one_of_the_claim_contradicts_no_other():
    outcomes = [item.outcome for item in compare_quantities("It sold 5 cars and 7 vans.", "It sold 5 cars and 9 vans.")]
    assert outcomes == [EQUAL, DIFFERENT]
    outcomes = [item.outcome for item in compare_quantities("Of 7 cars it sold 5.", "It had 7 cars.")]
    assert outcomes == [EQUAL, ABSENT]


def test_a_claim_without_quantities_has_nothing_to_compare():
    assert compare_quantities("The dam broke.", "It held 40 million litres.") == []


def test_what_is_spread_over_years_takes_exactly_so_many():
    claim, evidence = "The dam costs $2 billion over five years.", "The dam costs $2 billion over six years."
    assert [comparison.outcome for comparison in compare_quantities(claim, evidence)] == [EQUAL, DIFFERENT]
